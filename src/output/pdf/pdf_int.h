/* pdf_int.h - what the files of pdf/ share.
 *
 * A PDF is made in two walks over the marks of all pages. The first (collect.c) sees which fonts, glyphs and images are
 * used, where every node of the document stands first and how far figures extend. The second (content.c) writes the
 * pages' operators, while tags.c notes which structure element each stretch of content belongs to. What is left (fonts,
 * images, the structure tree, outline, metadata) is written from what the two walks found.
 *
 * file.c is the only file that sees libharu, font_subset.c HarfBuzz, deflate.c libdeflate. Everybody else writes a
 * dictionary's entries as text: libharu's own objects are bounded (arrays, strings, names), hold only floats, and take
 * some kilobytes for each structure element. */
#ifndef PDF_INT_H
#define PDF_INT_H

#include "output/output.h"

/* ---------------------------------------------------------------- the file (file.c) */

/* Objects are named by their number, from 1. */
struct pdf_file;

enum pdf_filter { PDF_PLAIN, PDF_FLATE, PDF_DCT };

struct pdf_file *pdf_file_new(struct worker *w);
void pdf_file_free(struct pdf_file *f);
unsigned pdf_file_catalog(const struct pdf_file *f); /* its Type and Pages are there already */
unsigned pdf_file_info(const struct pdf_file *f);

unsigned pdf_object(struct pdf_file *f); /* a dictionary, empty */
/* A stream; its Length and Filter are written by themselves. With PDF_DCT the bytes are JPEG already. The bytes are copied. */
unsigned pdf_stream(struct pdf_file *f, struct str bytes, enum pdf_filter filter);
/* The same in two steps, for bytes that are there long before their object: the worker deflates them meanwhile. It makes them
 * itself by make(context): allocated bytes, which it takes over. */
typedef struct str pdf_make_fn(void *context);
struct pdf_packed *pdf_pack(struct pdf_file *f, struct str bytes);
struct pdf_packed *pdf_pack_made(struct pdf_file *f, pdf_make_fn *make, void *context);
unsigned pdf_stream_packed(struct pdf_file *f, struct pdf_packed *packed);
/* The next page; its Type, Parent and Contents are there already. pdf_page_content gives its operators, once. */
unsigned pdf_page(struct pdf_file *f);
void pdf_page_content(struct pdf_file *f, unsigned page, struct str operators);

/* Where the entries of a dictionary are written ("/Key value" ...): between open and close, one object at a time, each once. */
struct buf *pdf_open(struct pdf_file *f, unsigned object);
void pdf_close(struct pdf_file *f);

/* The finished file, behind what out holds. False when libharu has refused anything since the beginning. */
bool pdf_file_save(struct pdf_file *f, struct buf *out);

/* ---------------------------------------------------------------- deflate.c */

struct pdf_deflater;
struct pdf_packed;

struct pdf_deflater *pdf_deflater_new(struct worker *w);
void pdf_deflater_free(struct pdf_deflater *d);
/* Bytes that are being deflated, or kept as they are. They are copied; what is given back is lent until pdf_deflater_free. */
struct pdf_packed *pdf_deflate(struct pdf_deflater *d, struct str bytes);
struct pdf_packed *pdf_deflate_made(struct pdf_deflater *d, pdf_make_fn *make, void *context);
struct pdf_packed *pdf_keep(struct pdf_deflater *d, struct str bytes);
struct str pdf_packed_bytes(const struct pdf_packed *packed); /* waits until they are there */

/* ---------------------------------------------------------------- values as text (value.c) */

void pdf_put_ref(struct buf *b, unsigned object);       /* " 12 0 R" */
void pdf_put_text(struct buf *b, struct str utf8);      /* a text string: ASCII as it is, else UTF-16BE */
void pdf_put_bytes(struct buf *b, struct str bytes);    /* a literal string of any bytes */
void pdf_put_code(struct buf *b, unsigned code);         /* four hexadecimal digits */
void pdf_put_utf16(struct buf *b, struct str utf8);     /* hexadecimal digits only, without a mark of byte order */
void pdf_put_length(struct buf *b, sp length);          /* in points, two decimals */
void pdf_put_box(struct buf *b, const sp box[4]);       /* "[x0 y0 x1 y1]" */
void pdf_put_date(struct buf *b, time_t time);          /* D:20250820000000Z, as a string */
bool pdf_is_language(struct str tag);                   /* well formed after BCP 47 */

/* ---------------------------------------------------------------- structure elements (tags.c, tags_table.c, tags_write.c) */

/* A piece of an element's content: marked content or an annotation on one page. */
struct pdf_kid {
	struct pdf_kid *next; /* in document order backwards, pieces of one node as they were met; forwards once the element is written */
	unsigned order;   /* the number of the node it shows */
	unsigned page;    /* index */
	bool annotation;
	unsigned id;      /* marked-content id on its page, or the annotation's object */
};

struct pdf_bounds {
	sp box[4];        /* x0 y0 x1 y1 on the page, y upwards */
	unsigned page;    /* index: where the figure stands first */
};

enum pdf_scope { PDF_NO_SCOPE, PDF_COLUMN, PDF_ROW };

/* A table's page has some hundred: they are kept small. */
struct pdf_tag {
	const char *type;            /* of PDF 1.7's standard types */
	const struct doc_node *node; /* what it was made for */
	struct pdf_tag *parent, *first, *last, *next;
	struct pdf_kid *kids;
	union {
		struct pdf_bounds *bounds; /* Figure, Formula: where it stands; NULL: nowhere */
		struct pdf_tag **headers;  /* TD: the header cells, where they cannot be told from their scope; ends with NULL */
	};
	unsigned object;             /* 0: not written */
	unsigned id;                 /* of notes and header cells that others name, from 1; else 0 */
	unsigned colspan, rowspan;   /* TH, TD: 0 is 1 */
	enum pdf_scope scope;        /* TH */
	bool says_lang;              /* its node's, which differs from the parent's */
};

/* What the writer knows about a node of the document, where that is not all as with its parent. */
struct pdf_node {
	const struct doc_node *node;
	struct pdf_tag *tag;         /* the element of its own content; NULL: an artifact */
	struct pdf_tag *label;       /* the element of its label */
	struct pdf_tag *body;        /* the element that its children's elements go into */
	const struct doc_node *link; /* the LINK or NOTE_REF that it stands in, or NULL */
	unsigned rows;               /* of a table: seen so far */
	bool toc;                    /* in a table of contents */
	unsigned page;               /* where it stands first: the page's index from 1, 0: nowhere */
	sp top;                      /* and the height on that page, y upwards */
};

struct pdf_nodes {
	struct pdf_node **v; /* by the nodes' numbers; NULL: nothing of its own */
	size_t n;
};

/* ---------------------------------------------------------------- fonts (font.c, font_subset.c, font_cff.c, tounicode.c) */

/* A glyph that is shown. */
struct pdf_glyph {
	unsigned code;   /* in content: the glyph's id in the subset, or its CID there */
	int width;       /* in 1/100000 em, as in W */
	bool used;
};

/* One Type0 dictionary of a font, with a ToUnicode map of its own. */
struct pdf_reading {
	unsigned object;           /* 0: there is none */
	struct str *text;          /* of each glyph; n == 0: none */
};

enum { PDF_READINGS = 6 };

struct pdf_font {
	const struct font *font;
	const struct font_info *info;
	unsigned index;            /* F1a is the name of the first one's first reading */
	struct pdf_reading readings[PDF_READINGS];
	struct pdf_glyph *glyphs;  /* info->n_glyphs of them */
	struct pdf_subset *subset; /* how it is cut down, until it is */
	struct pdf_packed *packed; /* its program, cut down and deflated */
	size_t length;             /* of it before that; 0 where it cannot be cut down */
	struct pdf_font *next;
};

struct pdf_image {
	const struct image *image;
	unsigned index, object;    /* named Im1 ... */
	struct pdf_image *next;
};

/* ---------------------------------------------------------------- one file being written */

struct pdf_page {
	unsigned object;
	struct { struct pdf_tag **v; size_t n, sz; } tags; /* the element of each marked-content id */
	struct { unsigned *v; size_t n, sz; } annotations; /* their objects */
};

struct pdf {
	struct build *b;
	const struct document *d;
	const struct layout *l;
	const struct pdf_options *options;
	struct arena *arena;       /* of this file */
	struct pdf_file *file;
	struct pdf_nodes nodes;
	struct pdf_tag *root;      /* Document */
	unsigned ids;              /* given to elements */
	int level;                 /* of the last heading, 0 before the first */
	struct pdf_font *fonts, **fonts_end;
	struct pdf_image *images, **images_end;
	struct map image_index;    /* the same by image */
	unsigned n_fonts, n_images;
	struct pdf_page *pages;    /* l->n of them */
	unsigned resources;        /* object: shared by all pages */
	struct pdf_said { const struct doc_node *link; struct str text; unsigned action; } said; /* of the last link (links.c) */
	struct { struct pdf_tag **v; size_t n, sz; } annotated; /* the element of each annotation; its key in the parent tree is l->n + index */
	bool failed;
};

/* ---------------------------------------------------------------- the steps */

/* tags.c: elements for the document tree, in document order. */
void pdf_tags_build(struct pdf *p);
/* What is known about a node, or the nearest node above it that is known; NULL for a node of no document. */
struct pdf_node *pdf_node_find(const struct pdf *p, const struct doc_node *node);
/* The element that a mark is content of; NULL: it is an artifact. */
struct pdf_tag *pdf_tag_of(const struct pdf *p, const struct mark *m);
/* Its node's number, or that of the nearest node above it that has one; 0: of no document. */
unsigned pdf_order_of(const struct mark *m);
/* Opens a stretch of content of an element on a page and gives its marked-content id. */
unsigned pdf_tag_content(struct pdf *p, struct pdf_tag *tag, unsigned page, unsigned order);
void pdf_tag_annotation(struct pdf *p, struct pdf_tag *tag, const struct pdf_kid *kid);
struct pdf_tag *pdf_tag_new(struct pdf *p, struct pdf_tag *parent, const char *type, const struct pdf_node *node);

/* tags_table.c: missing cells, spans that fit, and the headers of cells under several rows of them. */
void pdf_table_finish(struct pdf *p, struct pdf_tag *table);

/* tags_write.c: the structure tree, its parent tree and ids. Gives the object of its root. */
unsigned pdf_tags_write(struct pdf *p);
/* The root of a number or name tree with n entries. Its leaves, of PDF_LEAF entries each, are objects that follow one
 * another from *leaf; the caller writes them. */
enum { PDF_LEAF = 64 };
unsigned pdf_tree_new(struct pdf *p, size_t n, unsigned *leaf);

/* nodes.c */
void pdf_nodes_start(struct pdf *p); /* before all others */
struct pdf_node *pdf_node_add(struct pdf *p, const struct doc_node *node);
struct pdf_node *pdf_node_get(const struct pdf *p, const struct doc_node *node); /* just this one, or NULL */

/* collect.c: the first walk over all marks. */
void pdf_collect(struct pdf *p);
/* The smallest box around a mark: x0 y0 x1 y1 on the page, y upwards. */
void pdf_mark_box(const struct pdf *p, const struct mark *m, sp box[4]);
void pdf_box_join(sp box[4], const sp other[4]);
bool pdf_is_decoration(const struct mark *m); /* neither content nor the label of a node */

/* content.c: the second walk. */
void pdf_pages_write(struct pdf *p);

/* The state of one page's content: what the operators written so far have set. */
struct pdf_pen {
	struct pdf *p;
	unsigned page;             /* index */
	struct buf out;
	struct {                   /* the marked content that is open */
		bool open;
		struct pdf_tag *tag;   /* NULL: an artifact */
		enum mark_part part;
		unsigned order;        /* of the node of its latest mark */
	} stretch;
	bool in_text;              /* between BT and ET */
	int64_t x, y;              /* of the line's start: in 1/100 pt */
	const struct pdf_reading *reading;
	sp size;
	int expansion;
	sp rise;
	int64_t fill, stroke;      /* colours; -1: not set yet */
	sp line_width, dash;
	bool round;
};

void pdf_pen_fill(struct pdf_pen *pen, uint32_t color);
void pdf_pen_begin_text(struct pdf_pen *pen); /* opens a text object, and its mark's stretch, where none is open */
void pdf_pen_end_text(struct pdf_pen *pen);
/* What is written between these two reads as `text`, whatever its glyphs say. */
void pdf_pen_begin_actual(struct pdf_pen *pen, struct str text);
void pdf_pen_end_actual(struct pdf_pen *pen);

/* text.c: operators for glyphs. */
void pdf_text_write(struct pdf_pen *pen, const struct mark *m);
/* A space, for ActualText to hang on: poppler gives none without a glyph. */
void pdf_text_blank(struct pdf_pen *pen, sp x, sp y, sp size);

/* font.c */
struct pdf_font *pdf_font_of(struct pdf *p, const struct font *font); /* met for the first time: registers it */
/* Notes that a run's glyphs are shown, for the text that they stand for there. */
void pdf_font_use(struct pdf *p, const struct glyph_run *run);
/* Glyphs [from, to) of a run, which stand for one text together. */
struct pdf_cluster { size_t from, to; struct str text; };
/* The run's next cluster; the first one behind zeros. False behind the last. */
bool pdf_cluster_next(const struct glyph_run *run, struct pdf_cluster *c);
/* True where no ToUnicode map can say what its glyphs stand for. */
bool pdf_needs_actual(const struct pdf_cluster *c);
/* The reading that gives a cluster's first glyph its text; NULL: there are too many. */
const struct pdf_reading *pdf_font_reading(const struct pdf_font *f, unsigned glyph, struct str text);
/* A font that shows a space, and the space's glyph; NULL: none does. */
const struct pdf_font *pdf_font_blank(const struct pdf *p, unsigned *glyph);
void pdf_fonts_prepare(struct pdf *p); /* codes and widths, once all glyphs are known; the worker begins with the subsets */
void pdf_fonts_write(struct pdf *p);
void pdf_fonts_check(struct pdf *p); /* that there is each font's subset */

/* font_subset.c: how a font is cut down to the used glyphs, whose codes are then their ids in it. */
struct pdf_subset *pdf_subset_new(struct pdf_font *f);
/* The font's program with these glyphs only, a TrueType file or a CFF table, allocated; none when HarfBuzz fails. Takes s back. */
struct str pdf_subset_make(struct pdf_subset *s);

/* font_cff.c: the CID of each glyph of a CID-keyed CFF table. False when the table is damaged. */
bool pdf_cff_cids(struct str cff, uint16_t *cids, size_t n);

/* tounicode.c */
void pdf_tounicode(const struct pdf_font *f, const struct pdf_reading *reading, struct buf *out);

/* image.c */
struct pdf_image *pdf_image_of(struct pdf *p, const struct image *image);
void pdf_images_write(struct pdf *p);

/* links.c: annotations of a page's links. */
void pdf_links_write(struct pdf *p, unsigned page);
/* "[page /XYZ ...]": where a node stands; nothing is written when it stands nowhere. */
bool pdf_put_destination(const struct pdf *p, struct buf *b, const struct doc_node *node);

/* outline.c: objects, 0 when there is nothing to put in. */
unsigned pdf_outline_write(struct pdf *p);
unsigned pdf_destinations_write(struct pdf *p); /* a name tree: every node with an id */

/* xmp.c: the metadata stream. */
unsigned pdf_xmp_write(struct pdf *p);
/* icc.c: an sRGB profile of the program's own making, as a stream. */
unsigned pdf_icc_write(struct pdf *p);

#ifndef VERSION
#define VERSION "0.1"
#endif
#define PDF_PROGRAM "syllabusgen " VERSION

#endif
