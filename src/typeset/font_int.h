/* font_int.h - single fonts, below what typeset/ does with them: a face, its tables, letters, the system's fonts. */
#ifndef FONT_INT_H
#define FONT_INT_H

#include "typeset/typeset.h"

/* ---------------------------------------------------------------- one face (font.c): the only file that sees HarfBuzz */

/* Opens face `index` of an OpenType file with TrueType or CFF outlines. The bytes must outlive the font. NULL when they are
 * no usable font: then *why says what is wrong with them. */
struct font *font_open(struct str bytes, unsigned index, const char **why);
void font_close(struct font *f); /* NULL is allowed */

unsigned font_glyph(const struct font *f, uint32_t code_point); /* its nominal glyph; 0 where it has none */
/* Whether a feature ("smcp") substitutes each of the characters, standing alone. */
bool font_substitutes(const struct font *f, const char *feature, const uint32_t *chars, size_t n);

/* A glyph's outline in straight pieces, y upwards: integers, that every machine gets the same. */
#define FONT_EDGE_UNIT 16 /* in a font unit */
struct font_edge { int32_t x0, y0, x1, y1; };
struct font_outline { struct font_edge *v; size_t n, sz; };
void font_outline(const struct font *f, unsigned glyph, struct arena *a, struct font_outline *out);

/* How far a glyph may hang into the left and right margin, in font units, none below 0: noted with the font, for all builds.
 * False when nobody has yet. */
struct font_hang { int left, right; };
bool font_hang_find(const struct font *f, unsigned glyph, struct font_hang *hang);
void font_hang_keep(const struct font *f, unsigned glyph, struct font_hang hang);

struct font_feature { char tag[5]; bool on; };

/* Characters of one script in one font. */
struct font_text {
	const uint32_t *chars, *at; /* code points, and the byte offset of each */
	size_t n;
	uint32_t script;            /* as font_script gives it; 0: Latin */
	struct str lang;
	const struct font_feature *features;
	size_t n_features;
};

/* Font units, y upwards. The cluster is the byte offset of the first character that the glyph stands for; tied: what stands
 * before it has a say in its shape or place, or it in theirs. */
struct font_glyph { unsigned id; uint32_t cluster; int advance, dx, dy; bool tied; };

struct font_ink { int left, right, bottom, top; };             /* font units, y upwards; all 0: nothing */
struct font_ink font_ink(const struct font *f, unsigned glyph); /* where it prints */

/* What a character is, by the Unicode tables that HarfBuzz carries. */
uint32_t font_script(uint32_t code_point); /* its ISO 15924 tag; 0 for what all scripts share and for marks */
bool font_is_mark(uint32_t code_point);
bool font_is_space(uint32_t code_point);
uint32_t font_compose(uint32_t base, uint32_t mark); /* the one character for both, or 0 */

/* HarfBuzz's working memory, used again from word to word. */
struct font_buffer;
struct font_buffer *font_buffer_new(void);
void font_buffer_free(struct font_buffer *buffer);
/* Shapes text; the glyphs are `a`'s, in visual order from left to right. Returns how many. */
size_t font_shape(const struct font *f, struct font_buffer *buffer, const struct font_text *text, struct arena *a, struct font_glyph **glyphs);

/* ---------------------------------------------------------------- tables of a font file (font_table.c): pure */

struct font_tables { struct str head, os2, post, cff; }; /* STR_NONE: not there */
void font_tables_read(const struct font_tables *t, struct font_info *info); /* fills what the tables say */

/* ---------------------------------------------------------------- letters (letter.c): the same in every locale */

uint32_t letter_upper(uint32_t c);
uint32_t letter_lower(uint32_t c);

/* ---------------------------------------------------------------- system fonts (font_system.c): the only file that sees fontconfig */

/* The file of an installed family's face: bold 1, italic 2. NULL when the family is not installed; a family without
 * that style gives its nearest. */
const char *font_system_find(struct arena *a, const char *family, unsigned style, unsigned *index);

#endif
