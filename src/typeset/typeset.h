/* typeset.h - a document as pages of placed marks. Lengths are scaled points; a page's origin is its top left corner, y grows
 * downwards. No type of HarfBuzz, libhyphen or fontconfig leaves this folder. */
#ifndef TYPESET_H
#define TYPESET_H

#include "base/base.h"
#include "course/course.h"
#include "document/document.h"

/* ---------------------------------------------------------------- fonts (font.c, fonts.c) */

/* One face of a font file; const once opened, shared by all builds. */
struct font;

struct font_info {
	struct str data;       /* the file's bytes */
	unsigned index;        /* of the face in a collection */
	const char *postscript_name;
	unsigned units;        /* per em */
	unsigned n_glyphs;
	bool cff;              /* outlines in a CFF table, else TrueType */
	bool cid_keyed;        /* CFF with CIDs of its own */
	int ascent, descent, cap_height, x_height; /* font units; descent is negative */
	int box[4];            /* xMin yMin xMax yMax, font units */
	int italic_angle;      /* degrees */
	int underline_position, underline_thickness;
	bool fixed_pitch, serif, bold, italic;
};

const struct font_info *font_info(const struct font *f);
int font_advance(const struct font *f, unsigned glyph); /* font units */

/* The fonts of the program: what fonts/ holds, and which system fonts were asked for by name. Shared by all builds. */
struct font_library;

/* dir: where fonts/ is; its manifest is read. What was wrong is told by font_library_report(). */
struct font_library *font_library_load(const char *dir);
bool font_library_report(const struct font_library *l, struct build *b); /* false when there are no usable fonts */
/* Whether all that was asked for so far was there and usable; if not, the manifest and the files that were not are given to lacks(). */
bool font_library_is_whole(const struct font_library *l);
void font_library_lacks(const struct font_library *l, void (*lacks)(void *context, const char *path), void *context);
void font_library_free(struct font_library *l);
/* What a text in this language will need is read meanwhile, by the build's worker. */
void font_library_prepare(struct font_library *l, const struct build *b, struct str lang);

/* ---------------------------------------------------------------- marks */

/* A page has some thousand: they are kept small. Glyphs stand for the run's text one after the other, each for the bytes behind
 * those of the glyph before it, or together with that one. */
struct glyph {
	int32_t x;             /* of its origin, from the run's, in scaled points */
	uint16_t id;
	uint16_t text_n;       /* bytes of text; 0: it belongs to the glyph before it */
};

/* What does not go into a struct glyph. */
struct glyph_more {
	int32_t y;             /* of its origin, from the run's, in scaled points; grows downwards */
	uint32_t text_n;
};

/* Glyphs of one font, size and colour on one line, spaces included. An inserted hyphen's text is U+00AD. */
struct glyph_run {
	const struct font *font;
	int32_t size;
	uint32_t color;        /* 0xRRGGBB */
	const struct glyph *glyphs;
	const struct glyph_more *more; /* of each glyph, where one stands off the baseline or for a very long text; else NULL */
	struct str text;
	sp width;              /* advance of the whole */
	uint32_t n;
	int16_t expansion;     /* horizontal scale in 1/1000: 1000 is natural */
	int16_t script;        /* 1: superior, -1: inferior, by glyphs of their own or by place and size; else 0 */
};

static inline int32_t glyph_y(const struct glyph_run *run, size_t i) { return run->more ? run->more[i].y : 0; }

static inline size_t glyph_text_n(const struct glyph_run *run, size_t i)
{
	return run->more ? run->more[i].text_n : run->glyphs[i].text_n;
}

enum path_op { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };

struct path_point { enum path_op op; sp x[3], y[3]; }; /* CURVE: two controls and the end; else x[0], y[0] */

struct path {
	const struct path_point *points;
	size_t n;
	bool fill, stroke;
	uint32_t fill_color, stroke_color;
	sp line_width;
	sp dash;               /* 0: solid; else length of dash and gap */
	bool round;            /* caps and joins */
	sp radius;             /* of the corners of a rectangle; else 0 */
	bool head;             /* an arrow's, its tip first; the line behind it is the arrow's */
};

enum mark_kind { MARK_GLYPHS, MARK_RULE, MARK_PATH, MARK_IMAGE, MARK_MISSING };

enum mark_part {
	PART_BODY,        /* content of its node */
	PART_LABEL,       /* the label of its node: an item's bullet or number, a footnote's number */
	PART_DECORATION,  /* artifact: rules, backgrounds, frames */
	PART_HEADER,      /* artifact: running head */
	PART_FOOTER,      /* artifact: folio and running foot */
	PART_REPEAT       /* artifact: a repeated table header or label */
};

/* A box for a character that no font has. */
struct mark_missing { sp width, height; struct str text; };

/* A page has some hundred, and each stands in the boxes that the page is made of, too: they are kept small. */
struct mark {
	enum mark_kind kind : 8;
	enum mark_part part : 8;
	uint32_t color;              /* RULE: 0xRRGGBB */
	const struct doc_node *node; /* whose content it is: the span of text, the figure, the item; NULL for furniture of the page */
	sp x, y;                     /* GLYPHS: baseline start; RULE, IMAGE, MISSING: top left; PATH: origin of its points */
	union {
		const struct glyph_run *run;
		struct { sp width, height; } rule;
		const struct path *path;
		struct { sp width, height; } image; /* its node's */
		const struct mark_missing *missing;
	} u;
};

struct page {
	struct mark *marks;          /* in reading order; decoration may stand anywhere before what it lies under */
	size_t n;
	const char *label;           /* the folio: "1" */
	bool turned;                 /* by a quarter: as wide as the layout is high, and as high as it is wide */
};

struct layout {
	sp width, height;            /* of the paper */
	struct page *pages;
	size_t n;
};

/* ---------------------------------------------------------------- the stage (layout.c) */

struct layout *typeset_document(struct build *b, const struct document *d, const struct style *style, struct font_library *fonts);
void layout_dump(const struct layout *l, struct buf *out); /* --dump=layout: pages, lines, places in points */

#endif
