/* content.h - bytes to trees that remember where they came from. See content.c for finding files, yaml.c and markdown.c
 * for the parsers; no type of libyaml, cmark, libpng or libjpeg leaves this folder. */
#ifndef CONTENT_H
#define CONTENT_H

#include "base/base.h"

/* ---------------------------------------------------------------- text with a memory (text.c)
 *
 * A parser sometimes needs other bytes than the author wrote (a repaired dash, a folded YAML scalar, an include), and
 * every message must still point at what the author wrote. So text travels with its pieces: each says which bytes
 * of which source its stretch came from. Positions are byte offsets until a message prints them. */

struct text_piece {
	size_t at;      /* where the piece starts in the text */
	struct pos pos; /* where it came from */
	bool verbatim;  /* the same bytes, so that offsets inside it map one to one; else all of it maps to all of pos */
};

struct text {
	struct str s;
	const struct text_piece *pieces; /* ascending by at; pieces[0].at == 0 when n > 0 */
	size_t n;
};

struct text text_of_source(struct build *b, const struct source *source);
struct text text_sub(struct build *b, const struct text *t, size_t from, size_t to); /* bytes [from, to) of t */
struct text text_made(struct build *b, struct str s, struct pos pos); /* text the program made, all of it standing for pos; s is borrowed */
struct pos text_pos(const struct text *t, size_t from, size_t to); /* where bytes [from, to) came from */

/* Builds a text piece by piece. */
struct text_builder {
	struct arena *arena; /* the text's */
	struct buf bytes;
	struct { struct text_piece *v; size_t n, sz; } pieces;
};

void text_copy(struct text_builder *w, const struct text *from, size_t start, size_t end); /* as it stands, with its places */
void text_put(struct text_builder *w, struct str made, struct pos pos);                    /* other bytes, standing for pos */
struct text text_finish(struct text_builder *w); /* frees the builder */
void text_drop(struct text_builder *w); /* the same without a text */

/* ---------------------------------------------------------------- YAML (yaml.c)
 *
 * YAML 1.1 through libyaml, read as text: the schema decides types. Anchors, aliases and merge keys (<<) are resolved,
 * bounded in depth and size. Duplicate keys are errors. */

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml_node {
	enum yaml_kind kind;
	struct pos pos;
	struct text text;              /* of a scalar */
	bool plain;                    /* scalar without quotes */
	bool null;                     /* plain and empty, ~ or null: a key with nothing behind it */
	const struct yaml_node *key;   /* of a mapping's value: its key, a scalar; else NULL */
	const struct yaml_node *first; /* of a sequence or mapping: its values in order */
	const struct yaml_node *next;
	size_t n; /* how many children */
	const struct map *names;       /* of a mapping with many: its values by their keys; else NULL */
};

/* Parses one document. Reports mistakes and returns NULL when nothing could be read; an empty document is a null scalar. */
const struct yaml_node *yaml_parse(struct build *b, const struct text *text);
/* The value of a key, or NULL when the mapping has none (or node is NULL or no mapping). Null values are returned as nodes. */
const struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key);
/* The source line where a value stands, with the value in quotes: what an author should write who meant text by
 * `[TBD]` or `{x}`. Without its indentation; for messages. */
struct str yaml_quoted_line(struct build *b, const struct yaml_node *node);

/* ---------------------------------------------------------------- Markdown (markdown.c)
 *
 * CommonMark with GitHub's tables, strikethrough, autolinks, task lists and footnotes, after repairs (repair.c:
 * BOM, CRLF, mojibake, invalid UTF-8). Every node has its place. */

enum md_kind {
	MD_DOCUMENT,
	/* blocks */
	MD_PARAGRAPH, MD_HEADING, MD_THEMATIC_BREAK, MD_BLOCK_QUOTE, MD_LIST, MD_ITEM, MD_CODE_BLOCK, MD_HTML_BLOCK,
	MD_TABLE, MD_TABLE_ROW, MD_TABLE_CELL, MD_FOOTNOTE_DEFINITION,
	/* inlines */
	MD_TEXT, MD_SOFT_BREAK, MD_HARD_BREAK, MD_CODE, MD_HTML_INLINE, MD_EMPHASIS, MD_STRONG, MD_STRIKETHROUGH,
	MD_LINK, MD_IMAGE, MD_FOOTNOTE_REFERENCE, MD_MATH,
	MD_KINDS
};

extern const char *const md_kind_names[MD_KINDS]; /* for dumps */

enum md_align { MD_ALIGN_NONE, MD_ALIGN_LEFT, MD_ALIGN_CENTER, MD_ALIGN_RIGHT };

#define CONTENT_CODE_MOST 2000 /* bytes of a site generator's code between its marks; what is longer is no code */

struct md_node {
	enum md_kind kind : 8;
	bool ordered, tight, parenthesis; /* LIST; "1)" */
	bool task, checked; /* ITEM: of a task list */
	bool header;        /* TABLE_ROW */
	bool display;       /* MATH: $$...$$ */
	bool autolink;      /* LINK: the text is the bare address */
	int level;          /* HEADING 1..6 */
	int start;          /* LIST: first number */
	struct pos pos;
	struct md_node *parent, *first, *last, *next;
	struct str literal; /* TEXT, CODE, CODE_BLOCK, HTML_*, MATH: its content; FOOTNOTE_*: the label */
	union {
		struct {                        /* CODE_BLOCK, HTML_BLOCK */
			struct text body;           /* its content with places (for a YAML parser) */
			struct str info;            /* CODE_BLOCK: info string */
		};
		struct {                        /* LINK, IMAGE */
			struct str url;             /* destination, unescaped */
			struct str title;
			struct pos url_pos;         /* where the address stands, else the node's own */
		};
		struct {                        /* TABLE */
			const enum md_align *align; /* one a column */
			size_t columns;
		};
	};
};

/* Parses Markdown. Never fails: whatever bytes give some tree. */
const struct md_node *md_parse(struct build *b, const struct text *text);
/* The same for one value's inline Markdown (a YAML scalar): an MD_DOCUMENT whose children are inlines, if the text is one
 * paragraph; else blocks. */
const struct md_node *md_parse_inline(struct build *b, const struct text *text);

/* Document order: the node after n when its children are, or are not, visited; NULL behind the last of root. Emphasis nests as deep
 * as an author lets it: who goes through inlines does it so, not by recursion. */
const struct md_node *md_walk(const struct md_node *root, const struct md_node *n, bool into_children);

/* ---------------------------------------------------------------- HTML tags in Markdown (html.c, html_nest.c) */

enum html_event_kind { HTML_OPEN, HTML_CLOSE, HTML_EMPTY, HTML_TEXT, HTML_COMMENT };

struct html_event {
	enum html_event_kind kind;
	struct str name;  /* of a tag: lower case */
	struct str text;  /* HTML_TEXT: entities decoded */
	struct str attributes; /* of a tag: as written; see html_attribute */
	size_t start, end; /* bytes of the chunk */
};

/* Reads the event at *at of a chunk of raw HTML and moves *at behind it. False at the end. */
bool html_next(struct build *b, struct str chunk, size_t *at, struct html_event *event);
/* The value of an attribute, entities decoded, whichever quotes it has; STR_NONE when absent. */
struct str html_attribute(struct build *b, struct str attributes, const char *name);

/* One step through nested elements (html_nest.c). */
enum html_step_kind { HTML_STEP_OPEN, HTML_STEP_CLOSE, HTML_STEP_LEAF };

struct html_step {
	enum html_step_kind kind;
	const char *name; /* the element's; of a leaf NULL, or a void element's */
	size_t number;    /* what the caller knows it by; of a step that closes: nothing */
};

struct html_steps {
	struct html_step *v;
	size_t n, sz;
};

/* Steps that nest as the HTML standard would have them. All leaves come out once. An element may come out in several parts, or
 * not at all where it may not stand; each part is closed, with its number. Only number and kind are set. */
void html_nest(struct build *b, const struct html_steps *in, struct html_steps *out);

/* ---------------------------------------------------------------- images (image.c, image_png.c, image_jpeg.c) */

enum image_kind { IMAGE_PNG, IMAGE_JPEG };

struct image {
	enum image_kind kind;
	const struct source *source;
	uint32_t width, height;    /* pixels */
	unsigned channels;         /* of pixels: 1 grey, 3 RGB; of a JPEG also 4, CMYK */
	unsigned dpi_x, dpi_y;     /* as the file says, else 0 */
	const uint8_t *pixels;     /* PNG (and a JPEG that had to be decoded): 8 bits a channel, rows tight; else NULL */
	const uint8_t *alpha;      /* one byte a pixel, or NULL where all is opaque */
	struct str jpeg;           /* JPEG data that can go into a PDF as it is, else STR_NONE */
};

/* Reads and decodes an image. Reports (at `from`) and returns NULL when it is missing, corrupt or of another kind.
 * An image asked for twice is read once. */
const struct image *image_load(struct build *b, const char *path, struct pos from);
/* The image that an address like "data:image/png;base64,..." holds itself. NULL as above. */
const struct image *image_from_data(struct build *b, struct str url, struct pos from);
/* "data:image/png": what such an address is called in messages. */
struct str image_data_name(struct str url);

/* ---------------------------------------------------------------- a course's files (content.c) */

struct content_section {
	const struct source *source;
	const struct yaml_node *front; /* front matter, a mapping, or NULL */
	const struct md_node *body;
	const struct content_text *text; /* what the body is parsed from, by content_finish */
};

struct content {
	const char *dir;                 /* what relative paths of course.yaml start from */
	const struct yaml_node *course;  /* course.yaml, or a single page's front matter: a mapping, or NULL */
	bool single;                     /* one Markdown page */
	struct content_section *sections;
	size_t n_sections;
	struct content_batch *batches;   /* of their texts, until content_finish */
	const struct content_shared { const struct yaml_node *review_by, *source, *locked; } *shared; /* of each included file; may be NULL */
	size_t n_shared;
};

/* Reads a content directory or a single .md file, adds its directory to the roots. NULL when there is nothing to read. */
const struct content *content_load(struct build *b, const char *path);
/* The same, but that the build's worker goes on with the sections' Markdown: they have no bodies, and what is wrong there is not
 * told, until content_finish(). */
struct content *content_begin(struct build *b, const char *path);
void content_finish(struct build *b, struct content *c); /* may be called again */
/* The path of a file that a value names: from the directory of the file in which the value stands. */
const char *content_path(struct build *b, const struct content *c, const struct yaml_node *value);
/* Another YAML file of the content (a calendar, a figure): parsed, or NULL with a message at `from`. */
const struct yaml_node *content_yaml(struct build *b, const char *path, struct pos from);
const struct yaml_node *content_yaml_aside(struct build *b, const char *path, struct pos from); /* the same, with b->reading's life */

void content_dump(const struct content *c, struct buf *out); /* --dump=content */

#endif
