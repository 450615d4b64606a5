/* typeset_int.h - what the files of typeset/ share.
 *
 * From the inside out: font.c (one face), fonts.c (families, roles, fallback), shape.c (text to glyphs), hyphen.c;
 * linebreak.c, columns.c, pagebreak.c, pagefit.c, pageplace.c (pure: arrays in, indices out, tested alone); paragraph.c
 * (spans to lines); look.c (the designer's sheet); block.c, list.c, table.c, figure_*.c (blocks to a vertical list, vlist.c),
 * beside.c (lists side by side); page.c, layout.c (the list to pages). */
#ifndef TYPESET_INT_H
#define TYPESET_INT_H

#include "typeset/break_int.h"
#include "typeset/font_int.h"
#include "typeset/typeset.h"

/* ---------------------------------------------------------------- choosing type (font_set.c) */

enum font_role { FONT_TEXT, FONT_SANS, FONT_MONO, FONT_MATH, FONT_ROLES };

enum {                       /* OpenType features, as bits */
	TYPE_SMALL_CAPS = 1,     /* smcp */
	TYPE_ALL_SMALL_CAPS = 2, /* smcp + c2sc */
	TYPE_OLDSTYLE = 4,       /* onum */
	TYPE_LINING = 8,         /* lnum */
	TYPE_TABULAR = 16,       /* tnum, else pnum */
	TYPE_SUPERIOR = 32,      /* sups, or scaled and raised where the font has none */
	TYPE_INFERIOR = 64,      /* subs, or scaled and lowered */
	TYPE_NO_LIGATURES = 128
};

/* How a stretch of text is set. Compared bytewise: zero-initialise. */
struct type {
	enum font_role role;
	bool bold, italic;
	unsigned features;
	sp size;
	sp tracking;         /* letterspacing added behind each glyph: for small caps and labels only */
	uint32_t color;
	struct str lang;
	bool underline, strike;
};

/* The fonts of one build: families chosen by the style. */
struct font_set;

/* Never NULL: a family that cannot be had is reported, and the role's default stands in. */
struct font_set *font_set_new(struct build *b, const struct style *style, struct font_library *library);
/* The role's own font for this type (before any fallback); never NULL. */
const struct font *font_find(const struct font_set *s, const struct type *type);
/* The font for one character: the role's if it has it, else a fallback's, else NULL. */
const struct font *font_for(const struct font_set *s, const struct type *type, uint32_t code_point);

/* The fonts for a type, the role's own first, then by fallback: the i-th, or NULL behind the last. */
const struct font *font_candidate(const struct font_set *s, const struct type *type, size_t i);

struct font_metrics { sp ascent, descent, cap_height, x_height; }; /* at a size; descent positive downwards */
struct font_metrics font_metrics(const struct font *f, sp size);

/* How far a glyph may hang, from its outline (protrusion.c), which is drawn in scratch. */
struct font_hang font_hang(const struct font *f, unsigned glyph, struct arena *scratch);

/* ---------------------------------------------------------------- families (fonts.c)
 *
 * The library opens a face when it is first wanted, under a lock, and keeps it: families are lent and stay as they are. */

enum { FACE_BOLD = 1, FACE_ITALIC = 2, FACE_STYLES = 4 }; /* a face's style */

struct font_face {
	const char *path;      /* NULL: the family has no such style */
	const char *package;   /* Debian's, that has the file; NULL: the system's own */
	unsigned index;
	struct font *font;     /* once opened */
	const char *fault;     /* why it cannot be */
};

struct font_family {
	struct font_family *next;
	struct str name;
	enum font_role role;   /* FONT_ROLES: for fallback only */
	struct font_face face[FACE_STYLES];
};

struct hyphen_patterns *font_library_patterns(struct font_library *l);
const struct font_family *font_library_families(const struct font_library *l); /* of the manifest, in its order */
/* The face, opened; NULL where the family has none, or with *why where its file is unusable. */
const struct font *font_library_open(struct font_library *l, const struct font_family *family, unsigned style, const char **why);
const struct font_family *font_library_system(struct font_library *l, struct str name); /* an installed family, or NULL */
/* A font whose bytes the caller keeps; they are copied unless the library has the same already. */
const struct font *font_library_adopt(struct font_library *l, struct str bytes, const char **why);

/* ---------------------------------------------------------------- shaping (shape.c) */

/* A glyph of a word; its place is from the word's origin, y grows downwards. */
struct shape_glyph {
	int32_t x, y;
	uint32_t text, text_n;     /* bytes of the word that it stands for; text_n 0: nothing of its own */
	uint16_t id;
};

/* Glyphs of one font in a shaped word. */
struct shape_part { const struct font *font; sp size; struct shape_glyph *glyphs; size_t n; };

struct shape {
	struct type type;          /* that it was shaped for; its colour and lines are those of the first text shaped so */
	struct str text;           /* its own copy */
	struct shape_part *parts;
	size_t n;
	sp width;
	const sp *place;           /* place[i]: x where byte i of the text starts, text.n + 1 of them; inside a ligature interpolated */
	const bool *apart;         /* apart[i]: cut before byte i, both parts are shaped alone as they are here; text.n + 1 of them */
	bool missing;              /* holds a character that no font has: a box stands for it, glyph id 0 */
};

struct shaper;                 /* caches shapes for a layout: what pages show is copied from them */

struct shaper *shaper_new(struct build *b, const struct font_set *fonts);
void shaper_free(struct shaper *s);
/* A word, or any text without line breaks, shaped left to right. Lives as long as the shaper. */
const struct shape *shape_text(struct shaper *s, const struct type *type, struct str text, struct pos pos);
struct shape_hang { sp left, right; };
struct shape_hang shape_hang(struct shaper *s, const struct shape *shape); /* protrusion of the first and last glyph */

/* ---------------------------------------------------------------- hyphenation patterns (pattern.c): pure */

#define PATTERN_WORD_MAX 320 /* bytes */

enum pattern_point { PATTERN_NONE, PATTERN_SYLLABLE, PATTERN_COMPOUND }; /* what a word may be divided at */

/* Letters that stay together at the ends of a word and of a compound's part; 0: the file does not say. */
struct pattern_minima { int left, right, compound_left, compound_right; };

struct patterns;

struct patterns *patterns_read(struct arena *a, struct str bytes); /* of a hyph_*.dic; the bytes must outlive it */
struct str patterns_encoding(const struct patterns *p);            /* as iconv knows it */
struct pattern_minima patterns_minima(const struct patterns *p);
/* What the patterns say of a word in lower case and their encoding: points[0..word.n], before each byte, without regard to
 * the minima. */
void patterns_divide(const struct patterns *p, struct str word, enum pattern_point *points);

/* ---------------------------------------------------------------- hyphenation (hyphen.c) */

/* Pattern files, shared by all builds; each is read when a first word of its language comes. */
struct hyphen_patterns;
struct hyphen_patterns *hyphen_patterns_new(const char *dir); /* where hyph_*.dic are; NULL: the system's */
void hyphen_patterns_free(struct hyphen_patterns *p);
/* Has a language's patterns read by the worker, so that they are there when its first word comes. */
void hyphen_patterns_prepare(struct hyphen_patterns *p, struct worker *w, struct str lang);

/* A build's way to them. typeset_document: hyphenator_new(b, font_library_patterns(fonts)). */
struct hyphenator;
struct hyphenator *hyphenator_new(struct build *b, struct hyphen_patterns *patterns);
void hyphenator_free(struct hyphenator *h);

/* Marks in points[0..word.n] the bytes before which the word may be divided, by the language's patterns and minima; a word
 * with soft hyphens (U+00AD) only behind them. Punctuation round the word does no harm. Words with digits, capitals behind
 * their first letter or an address in them are left whole, and so are short words in capitals where the text beside them
 * is not in capitals, too (`capitals`: it is). Returns how many. */
size_t hyphen_points(struct hyphenator *h, struct str word, struct str lang, bool capitals, bool *points);

/* ---------------------------------------------------------------- ties (tie.c): pure */

/* True when the line should not end at the space at byte `space`: "Dr. Smith", "Fig. 3", "10 kg", "August 25". */
bool tie_binds(struct str text, size_t space);

/* ---------------------------------------------------------------- one document being set */

struct typesetter {
	struct build *b;
	const struct document *doc;
	const struct style *style;
	struct font_set *fonts;
	struct shaper *shaper;
	struct hyphenator *hyphenator;
	struct arena *scratch;  /* a paragraph's; reset by whoever filled it */
	struct arena *lists;    /* vertical lists and the marks of their boxes: `whole`, or what ends with a table's row or a page */
	struct arena *whole;    /* of the document's own list: until its pages are made. What pages show is the build's */
	sp measure;             /* of the text */
	sp left, top;           /* of the text block on the page */
	sp text_height;
	struct type body;       /* the style's text type */
	struct map languages;   /* of spans */
	struct { const struct doc_node **v; size_t n, sz; } notes; /* the footnotes that stand on some page already */
	struct map seen;        /* the same, to be found */
	struct map entries;     /* of tables of contents, by heading; count: the page, 0: not known yet */
};

/* Marks with a size: a line, a rule, a picture. Places are from its top left corner. */
struct box {
	sp width, height;       /* height: all of it */
	sp baseline;            /* from the top to the first baseline; 0 where there is none */
	struct mark *marks;
	size_t n;
};

/* ---------------------------------------------------------------- paragraphs (span.c, item.c, line.c, paragraph.c)
 *
 * span.c flattens a block's spans to one string with segments; item.c makes the line breaker's items of it; linebreak.c
 * chooses; line.c places the glyphs. */

struct para_spec {
	const struct doc_node *block; /* its children are spans; those of a code block are its text */
	const struct doc_node *lead;  /* a block whose spans run in before it (a callout's title), or NULL */
	struct type type;             /* the base; spans change it */
	sp measure, indent, leading;
	enum { PARA_JUSTIFY, PARA_LEFT, PARA_CENTER, PARA_RIGHT } align;
	bool hyphenate;
	bool whole_parts;             /* broken at separators only, where that can be */
	bool grid;                    /* lines stand on the page's grid */
	bool whole;                   /* on one page */
	struct str before;            /* text of the program's own set in front ("Figure 1"), content of block; or STR_NONE */
	const struct type *before_type; /* its type, else the base */
	const struct type *lead_type; /* the lead's type, else the base */
	size_t lines;                 /* so many, if they can be had; 0: as many as are best */
};

struct para {
	struct box *lines;            /* each `leading` high or more; width: the measure */
	size_t n;
	const struct doc_node **notes; /* FOOTNOTEs that its spans refer to, in order */
	size_t *note_lines;           /* the line of each */
	size_t n_notes;
	int longer_cost, shorter_cost; /* badness of one line more or less than the best; -1: that cannot be had */
};

/* Breaks a block's spans into lines. Memory is the build's. */
struct para para_set(struct typesetter *t, const struct para_spec *spec);
/* A copy that lasts as long as a, with all that it points to but the document's nodes. */
const struct para_spec *para_spec_keep(struct arena *a, const struct para_spec *spec);
/* How far its letters may widen or narrow, in thousandths: further in a narrow measure, unless the author said how far. */
int para_expansion(const struct typesetter *t, const struct para_spec *spec);
/* min: width of the longest piece that cannot be broken; max: of all on one line. */
void para_widths(struct typesetter *t, const struct para_spec *spec, sp *min, sp *max);
/* One line of text of the program's own (folios, labels, bullets); part and node go into its marks. */
struct box para_label(struct typesetter *t, const struct type *type, struct str text, enum mark_part part, const struct doc_node *node);

/* A stretch of a paragraph's text in one type, from one span. */
struct para_segment {
	enum { SEGMENT_TEXT, SEGMENT_IMAGE, SEGMENT_BREAK, SEGMENT_NOTE, SEGMENT_RUBY } kind;
	struct type type;
	const struct doc_node *node;
	size_t from, to;   /* bytes of the text */
	bool literal;      /* code: no hyphenation; in a block its spaces are kept */
};

struct para_text {
	struct str text;
	struct para_segment *v;
	size_t n;
	bool block_of_code;
};

struct para_text para_text_read(struct typesetter *t, const struct para_spec *spec); /* in t->scratch */

/* Readings over their characters (ruby.c). */
struct ruby_part { const struct para_segment *segment; const struct shape *shape; };

struct ruby {
	struct ruby_part base, reading;
	sp width, rise, height; /* rise: of the reading's baseline over the base's; height: of all over the base's */
};

struct ruby ruby_set(struct typesetter *t, const struct para_segment *segment); /* in t->scratch */

/* What an item of the line breaker stands for. */
struct para_piece {
	const struct para_segment *segment;
	const struct shape *shape; /* BOX of text: the word that it is part of; NULL for an image and for what has no glyphs */
	size_t from, to;           /* bytes of the shape's text */
};

struct para_items {
	struct lb_item *v;         /* piece[i] belongs to v[i] */
	size_t n, sz;
	struct para_piece *pieces;
	size_t pieces_sz;
};

struct para_items para_items_make(struct typesetter *t, const struct para_spec *spec, const struct para_text *text); /* in t->scratch */

/* The line [from, to) of the items as a box. */
struct box para_line(struct typesetter *t, const struct para_spec *spec, const struct para_items *items, const struct lb_line *line);

/* ---------------------------------------------------------------- the look (look.c)
 *
 * The book designer's sheet: type, space and colour of each role, in one const table, relative to the style's size and
 * leading. */

enum look_role {
	LOOK_BODY, LOOK_EYEBROW, LOOK_TITLE, LOOK_TITLE_TIGHT, LOOK_TITLE_LONG, LOOK_SUBTITLE, LOOK_FACT_LABEL, LOOK_FACT,
	LOOK_HEADING_2, LOOK_HEADING_3, LOOK_HEADING_4, LOOK_BULLET, LOOK_NUMBER, LOOK_CALLOUT, LOOK_CODE, LOOK_TABLE_HEAD, LOOK_TABLE,
	LOOK_TABLE_KEY, LOOK_CAPTION, LOOK_CAPTION_LABEL, LOOK_NOTE, LOOK_NOTE_NUMBER, LOOK_HEAD, LOOK_FOOT, LOOK_MISSING,
	LOOK_ROLES
};

enum look_length {
	LOOK_INDENT,          /* of a paragraph that follows a paragraph */
	LOOK_ITEM_INDENT,     /* of a bulleted item's text */
	LOOK_LABEL_GAP,       /* between a label (number, box) and what it labels */
	LOOK_QUOTE_INDENT, LOOK_CALLOUT_INDENT, LOOK_CALLOUT_BAR, LOOK_CODE_PAD,
	LOOK_FACT_GAP,        /* between label and value */
	LOOK_FACT_GUTTER,     /* between the two columns of facts */
	LOOK_CELL_GAP,        /* between a table's columns */
	LOOK_CELL_PAD,        /* above and below a cell's text */
	LOOK_CAPTION_GAP, LOOK_HALF_LINE, LOOK_HAIRLINE, LOOK_RULE, LOOK_RULE_WIDTH,
	LOOK_NOTE_INDENT, LOOK_NOTE_RULE_WIDTH, LOOK_NOTE_SPACE,
	LOOK_EDGE,            /* nothing is printed nearer to the paper's edge */
	LOOK_HEAD_RISE, LOOK_FOOT_DROP, /* from the text block to the baselines of running head and foot */
	LOOK_LENGTHS
};

enum look_ink { LOOK_BLACK, LOOK_GREY, LOOK_ACCENT, LOOK_LINE, LOOK_FAINT, LOOK_GROUND, LOOK_INKS };

struct look_space { sp height, stretch, shrink; };

struct type look_type(const struct typesetter *t, enum look_role role);
sp look_leading(const struct typesetter *t, enum look_role role);
struct look_space look_above(const struct typesetter *t, enum look_role role);
struct look_space look_below(const struct typesetter *t, enum look_role role);
sp look_length(const struct typesetter *t, enum look_length length);
uint32_t look_color(const struct typesetter *t, enum look_ink ink);
sp look_grid(const struct typesetter *t); /* the page's grid: a line, or half of one where half lines part paragraphs */

/* ---------------------------------------------------------------- marks put together (marks.c) */

struct marks { struct mark *v; size_t n, sz; };

struct marks marks_room(struct typesetter *t, size_t n); /* none yet, room for n */
void marks_rule(struct typesetter *t, struct marks *m, struct mark place, enum look_ink ink); /* place: x, y and u.rule's size */
void marks_box(struct typesetter *t, struct marks *m, const struct box *box, sp x, sp y);    /* all of a box, its corner at x, y */
struct box marks_take(struct marks *m, sp width, sp height, sp baseline);                     /* the marks as a box; m is empty after */
/* Sets `label` in front of box, on its baseline, its left edge at x from the box's. */
void box_label(struct typesetter *t, struct box *box, const struct box *label, sp x);

/* ---------------------------------------------------------------- vertical lists (vlist.c) */

/* A coloured ground or bar beside items [from, to) of a list, drawn on each page where some of them stand. */
struct vband {
	size_t from, to;
	sp x, width;            /* from the text block's left edge */
	sp above, below;        /* how far it reaches over the items' own height */
	enum look_ink ink;
};

/* What was asked for between the last box and the next: the largest space wins, and a penalty that forbids or forces. */
struct vgap {
	struct look_space space;
	int penalty;
	bool spaced, penalized;
	bool grid;              /* the next box stands on the page's grid of lines */
	int barrier;            /* of the next box, for floats that are moved behind it */
};

/* A figure with its caption, items [from, to), that may stand at the top of a later page. */
struct vfloat {
	size_t from, to;
	struct vgap without;    /* what is due in its place when it, and all floats directly before it, are elsewhere */
	int keep;               /* as the list's when it began */
};

#define HEADING_KEEP 2 /* boxes that stay with a heading */

/* What the page breaker sees, and what it stands for. */
struct vlist {
	struct pb_item *v;      /* with its own n, sz, for arena_push */
	size_t n, sz;
	struct vbox {
		struct box box;
		sp x;
		struct vlist *notes;
		const struct box *repeat;     /* stands above it when it opens a page: a table's header; or NULL */
		const struct box *group;      /* then on its baseline, too: the label of the row's group; or NULL */
		sp repeat_x;
		const struct para_spec *para;  /* of a paragraph that may be set longer or shorter, on its first line */
		struct typesetter *turned;    /* the box is all of a turned page, its marks' places from the page's corner; or NULL */
		const struct doc_node *entry; /* a link of a table of contents, whose page's number ends the line; or NULL */
	} **boxes;              /* what v[i] stands for; NULL where that is no box */
	size_t boxes_sz;
	struct { struct vband *v; size_t n, sz; } bands;
	struct { struct vfloat *v; size_t n, sz; } floats;
	sp height;              /* natural, of all items */
	struct vgap gap;
	bool floating;          /* a float just ended */
	size_t choice;          /* the first line of the last paragraph that may be set longer or shorter; 0: perhaps of none */
	int keep;               /* so many boxes to come stay with the one before; HEADING_KEEP: that is a heading */
};

void vlist_box(struct typesetter *t, struct vlist *l, const struct vbox *box); /* a copy, with what is due in front of it */
/* An item and what it stands for, which the list keeps (NULL: it is no box), without what is due. */
void vlist_push(struct typesetter *t, struct vlist *l, struct pb_item item, struct vbox *box);
struct vbox *vbox_keep(struct typesetter *t, const struct vbox *box); /* a copy, which lives as long as t->lists */
/* What stands above the box when it opens a page, from the corner of both. */
struct box vbox_repeat(struct typesetter *t, const struct vbox *v);
void vlist_space(struct vlist *l, struct look_space space);
void vlist_penalty(struct vlist *l, int penalty);
/* Makes the last box so much higher; its paragraph stays as it is. */
void vlist_pad(struct vlist *l, sp height);
/* The paragraph whose first line is the last box but para->n - 1 may be set longer or shorter. */
void vlist_choice(struct typesetter *t, struct vlist *l, const struct para_spec *spec, const struct para *para);
void vlist_band(struct typesetter *t, struct vlist *l, struct vband band);     /* band.to is set to the list's end */
/* Appends all of src, dx to the right. penalty: of a page's end anywhere in it, or 0. */
void vlist_append(struct typesetter *t, struct vlist *l, const struct vlist *src, sp dx, int penalty);
/* The same, and src is empty then. It was made with the t->lists of now. */
void vlist_move(struct typesetter *t, struct vlist *l, struct vlist *src, sp dx, int penalty);
/* Appends the end of the document, which was set as if a list stood before it: its first box stands for that list and is left out. */
void vlist_join(struct typesetter *t, struct vlist *l, const struct vlist *rest);
/* It is not needed any more, and was made with the t->lists of now; what its boxes hold stays. */
void vlist_give(struct typesetter *t, struct vlist *l);
void vlist_grid(struct vlist *l); /* the next box stands on the page's grid of lines */
void vlist_barrier(struct vlist *l, int cost); /* of floats that are moved behind the next box */
/* A float begins; and ends, behind the last box. */
struct vfloat vlist_float_begin(const struct vlist *l);
void vlist_float_end(struct typesetter *t, struct vlist *l, struct vfloat made);
sp vlist_baseline(const struct vlist *l);                                       /* of its first box, from the top */
/* Leaves of items [from, to) those from the first box to the last, beside which a band is drawn; false when there is none. */
bool vlist_boxes(const struct vlist *l, size_t *from, size_t *to);
void vlist_marks(struct typesetter *t, const struct vlist *l, struct marks *m, sp x, sp y); /* all of it, at natural height */
void vlist_notes(struct typesetter *t, struct vlist **notes, const struct vlist *more);     /* *notes may be NULL */
/* Cuts off what of a list is not in its first boxes, as many as are `most` high together; one: its first is kept in any case.
 * NULL: that is nothing. */
struct vlist *vlist_cut(struct typesetter *t, struct vlist *l, sp most, bool one);
void vlist_all_notes(struct typesetter *t, struct vlist **notes, const struct vlist *l);     /* those of all its boxes */

/* ---------------------------------------------------------------- blocks (block.c, list.c, table.c, facts.c ...) */

struct flow {               /* where blocks are being set */
	struct vlist *list;
	sp x, measure;          /* of the column, from the text block's left edge */
	struct type type;
	sp leading;
	int depth;              /* of lists and quotes */
	bool first;             /* no indent: nothing or a heading came before */
	sp outdent;             /* how far left of the column the next paragraph begins */
	int align;              /* PARA_... */
	bool whole_words;       /* not hyphenated */
	bool spaced;            /* paragraphs are parted by space, not by indents */
	bool wide;              /* what is too wide may extend into the margins */
	bool grid;              /* paragraphs' lines stand on the page's grid */
	const struct doc_node *lead; /* a heading or title that runs in before the next paragraph, or NULL */
};

struct flow flow_new(struct typesetter *t, struct vlist *list, sp measure, enum look_role role);
void flow_box(struct typesetter *t, struct flow *f, struct box box);
void flow_glue(struct typesetter *t, struct flow *f, sp height, sp stretch, sp shrink);
void flow_penalty(struct typesetter *t, struct flow *f, int penalty);
void flow_blocks(struct typesetter *t, struct flow *f, const struct doc_node *parent); /* all children of parent */
void flow_block(struct typesetter *t, struct flow *f, const struct doc_node *n);
/* The paragraph's lines, with the penalties against widows and orphans, and its footnotes. */
void flow_para(struct typesetter *t, struct flow *f, const struct para_spec *spec);
/* One paragraph in a role's type and space. */
void flow_role(struct typesetter *t, struct flow *f, const struct doc_node *n, enum look_role role);

/* One kind of block each. */
void flow_title(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_eyebrow(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_subtitle(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_facts(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_list(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_table(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_figure(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_caption(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_callout(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_quote(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_code(struct typesetter *t, struct flow *f, const struct doc_node *n);
void flow_columns(struct typesetter *t, struct flow *f, const struct doc_node *n); /* beside.c */
void flow_contents(struct typesetter *t, struct flow *f, const struct doc_node *n);

/* How large an image is set: as the author asked, else as its pixels want, but no larger than this. */
struct picture_size { sp width, height; };
struct picture_size picture_size(const struct doc_node *image, struct picture_size most);

/* The footnotes that line `line` of a paragraph refers to and no line did before, or NULL (note.c). */
struct vlist *note_set(struct typesetter *t, const struct para *p, size_t line);
/* A footnote stands where it is referred to; one that nothing refers to, where it is written. */
void flow_note(struct typesetter *t, struct flow *f, const struct doc_node *n);

/* Tables of contents (contents.c): which pages the headings stand on; the number at the end of a line that stands at x, y. */
struct choice;
void contents_resolve(struct typesetter *t, const struct choice *c);
void contents_number(struct typesetter *t, const struct vbox *line, struct marks *m, sp x, sp y);

/* What is too wide for upright pages on turned ones, that text may flow round like round a figure (turn.c). */
void flow_turned(struct typesetter *t, struct flow *f, const struct doc_node *n);

/* From the text's left edge to where nothing is printed any more, for what may extend into the margin. */
sp flow_right_room(const struct typesetter *t, const struct flow *f);
sp list_indent(struct typesetter *t, const struct flow *f, const struct doc_node *n); /* of its items' text (list.c) */
/* How wide blocks want to be (width.c): as para_widths, over all children of parent. */
void flow_widths(struct typesetter *t, const struct flow *f, const struct doc_node *parent, sp *min, sp *max);
/* The same of one (table.c). */
void table_widths(struct typesetter *t, const struct flow *f, const struct doc_node *table, sp *min, sp *max);

/* ---------------------------------------------------------------- drawings (figure_*.c) */

/* Sets a drawing at most `width` wide: labels shrink to no less than 6 pt, panels restack before that. */
struct box figure_set(struct typesetter *t, const struct doc_node *figure, sp width);

/* ---------------------------------------------------------------- pages (choice.c, page.c) */

/* The list's best pages. */
struct choice {
	const struct vlist *list;
	struct pb_params params;
	struct pb_result pages;
	struct again *again;    /* the last paragraph that became longer or shorter */
	size_t *outer;          /* of each of the list's bands, the first one around it, or SIZE_MAX */
};

struct choice choice_make(struct typesetter *t, const struct vlist *list, struct pb_params params);
/* The first of the list's bands from k on that stands beside any of the items [from, to); their number: there is none. */
size_t choice_band(const struct choice *c, size_t k, size_t from, size_t to);
/* Page i, which comes behind page i - 1, with floats where they are to be and paragraphs as long: *page is a range of what is
 * given back, the whole list or one of the page's own, which lives as long as t->lists. */
const struct vlist *choice_page(struct typesetter *t, const struct choice *c, size_t i, struct pb_page *page);

/* The text block of a page with its notes as a box, places from the paper's corner. */
struct box page_body(struct typesetter *t, const struct vlist *list, const struct pb_page *page);

struct layout *page_make(struct typesetter *t, const struct vlist *list);

#endif
