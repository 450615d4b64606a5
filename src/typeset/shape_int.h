/* shape_int.h - what itemize.c, accent.c and shape.c share: a text cut into runs that one call of the shaper can set. */
#ifndef SHAPE_INT_H
#define SHAPE_INT_H

#include "typeset/typeset_int.h"

#define RUN_FEATURES 8

/* A text as characters. */
struct shape_chars {
	uint32_t *v;           /* code points; tabs and line ends as spaces, other controls as joiners, which are never seen */
	uint32_t *at;          /* the byte where each starts; at[n]: the text's length */
	size_t n;
};

/* Characters [from, to) in one font, script and size. */
struct shape_run {
	const struct font *font;
	uint32_t script;       /* as font_script gives it; 0: shared by all */
	size_t from, to;
	const uint32_t *set;   /* to - from code points: what is set in their stead (capitals for small ones) */
	sp size;
	sp rise;               /* of the baseline, upwards */
	struct font_feature features[RUN_FEATURES];
	size_t n_features;
};

struct shape_runs { struct shape_run *v; size_t n, sz; };

/* What is never seen and needs no glyph: joiners, variation selectors, soft hyphens, marks of direction. */
bool shape_is_ignorable(uint32_t code_point);

struct shape_chars shape_decode(struct arena *a, struct str text);

struct shape_context {
	struct arena *a;
	const struct font_set *fonts;
	const struct type *type;
};

/* Cuts the characters by font and script and decides how each run is set. A character stays with the marks, joiners and
 * selectors behind it. What no font has goes to the role's own font, whose glyph 0 says so. */
struct shape_runs shape_itemize(const struct shape_context *x, const struct shape_chars *chars);

/* Moves marks that the font has not placed over or under their letters (accent.c). g: n glyphs in visual order. */
void accent_place(const struct font *f, struct font_glyph *g, size_t n);

#endif
