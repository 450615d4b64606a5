/* document.h - one tree of blocks and spans, which every output prints. compose.c makes it from sections and course data. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "base/base.h"
#include "content/content.h"
#include "course/course.h"

enum doc_kind {
	/* blocks */
	DOC_ROOT,      /* children: blocks */
	DOC_SECTION,   /* a heading and what stands under it, a callout's body ... */
	DOC_HEADING,   /* level 1 (the title, once) .. 6; children: spans */
	DOC_PARAGRAPH, /* spans; role says what for */
	DOC_LIST,      /* items */
	DOC_ITEM,      /* blocks */
	DOC_TABLE,     /* caption?, rows */
	DOC_ROW,       /* cells */
	DOC_CELL,      /* blocks (a plain cell holds one paragraph) */
	DOC_FACTS,     /* label/value table: rows of two cells, the first a header */
	DOC_FIGURE,    /* an image or a drawing; children: caption? */
	DOC_CAPTION,   /* spans */
	DOC_CALLOUT,   /* blocks; the first may be a paragraph of ROLE_CALLOUT_TITLE */
	DOC_QUOTE,     /* blocks */
	DOC_CODE_BLOCK, /* text */
	DOC_RULE,
	DOC_FOOTNOTE,  /* blocks; stands right behind the block that refers to it; number */
	DOC_CONTENTS,  /* table of contents: lists of items, each a paragraph of one link to a heading and perhaps a list */
	DOC_PAGE_BREAK,
	DOC_COLUMNS,   /* two or more columns, side by side */
	DOC_COLUMN,    /* blocks */
	/* spans */
	DOC_TEXT,      /* text */
	DOC_EMPHASIS, DOC_STRONG, DOC_UNDERLINE, DOC_STRIKE, DOC_SMALL_CAPS, DOC_SUBSCRIPT, DOC_SUPERSCRIPT,
	DOC_CODE,      /* text */
	DOC_LINK,      /* url, or target */
	DOC_IMAGE,     /* inside a line */
	DOC_LINE_BREAK,
	DOC_NOTE_REF,  /* target: its footnote; number */
	DOC_MATH,      /* text: the source */
	DOC_RUBY,      /* spans, and as the last one a reading for them */
	DOC_READING,   /* spans, which stand small over those before */
	DOC_PLACEHOLDER, /* something still to come, or an image that is missing: spans */
	DOC_KINDS
};

extern const char *const doc_kind_names[DOC_KINDS];

enum doc_list_numbers { DOC_FIGURES, DOC_LOWER_LETTERS, DOC_UPPER_LETTERS, DOC_LOWER_ROMAN, DOC_UPPER_ROMAN };

enum doc_role {
	ROLE_NONE,
	ROLE_EYEBROW,       /* paragraph above the title: code, term, institution; spans separated by DOC_TEXT of role ROLE_SEPARATOR */
	ROLE_SUBTITLE,
	ROLE_CALLOUT_TITLE, /* lead-in of a callout: see doc_title_body */
	ROLE_TITLE_FACTS,   /* DOC_FACTS below the title, set between rules in two columns */
	ROLE_LABEL,         /* cell or paragraph set as a small sans label */
	ROLE_SCHEDULE, ROLE_GRADING, ROLE_STAFF, /* tables that the program composed */
	ROLE_NO_CLASS,      /* a schedule row of a day off */
	ROLE_TOTAL,         /* the sum row of a table */
	ROLE_SEPARATOR,
	ROLE_SOFT_BREAK     /* a text that is a line's end in the source; only while the tree is made */
};

enum doc_callout { CALLOUT_NONE, CALLOUT_NOTE, CALLOUT_TIP, CALLOUT_IMPORTANT, CALLOUT_WARNING, CALLOUT_CAUTION, CALLOUTS };

enum doc_direction { DOC_LTR, DOC_RTL };

struct figure; /* a drawing; see below */

struct doc_columns { int share; bool any; }; /* of each column that has none of its own; any block in it is a column */

/* What a FIGURE or an IMAGE shows. */
struct doc_picture {
	const struct image *image;     /* one of these three, else a missing image's placeholder: its name */
	const struct figure *drawing;
	struct str missing;
	struct str alt;   /* STR_NONE: the author gave none */
	bool decoration;  /* alt="" on purpose: an artifact */
	sp width, height; /* as the author asked, else 0 */
	int number;       /* of a captioned figure, from 1, else 0 */
};

/* What a LINK or a NOTE_REF leads to. */
struct doc_link {
	struct str url;                /* of a LINK; or else */
	const struct doc_node *target; /* a NOTE_REF's is its footnote */
	const char *title;             /* only while the tree is made, or NULL */
	int number;                    /* of a NOTE_REF: its footnote's */
};

/* What few nodes have. */
struct doc_attributes {
	struct str lang; /* where it differs from the parent's, else STR_NONE */
	struct str id;   /* what links may point to, unique in the document; STR_NONE where nothing does */
};

/* "(1)": open, close; "1)": close; else "1.". references: no bullets, and the first lines hang out. */
struct doc_list {
	bool ordered, tight, open, close, references;
	enum doc_list_numbers numbers;
	int start;
};

/* A page has some two hundred: they are kept small. */
struct doc_node {
	enum doc_kind kind : 8;
	enum doc_role role : 8;
	enum doc_direction direction : 8;
	enum md_align align : 8; /* of a paragraph, heading or figure, where the author chose one; a cell's is its own */
	unsigned number; /* in document order, from 1, once the tree is finished (doc_number); 0: not in it */
	struct pos pos;
	struct doc_node *parent, *first, *last, *next, *previous;
	struct str text; /* TEXT, CODE, CODE_BLOCK, MATH: UTF-8, entities decoded, no line ends but in CODE_BLOCK */
	struct doc_attributes *attributes; /* NULL: none; see doc_own_lang, doc_id */
	union {
		struct { int level; } heading;
		struct doc_list list;
		struct { bool task, checked; } item;
		struct { unsigned columns, header_rows; const enum md_align *align; } table;
		struct { unsigned colspan, rowspan; bool header; enum md_align align; } cell; /* spans: at least 1 */
		struct doc_picture *figure;    /* FIGURE and IMAGE: never NULL */
		struct doc_link *link;         /* LINK and NOTE_REF: never NULL */
		struct { int number; const struct doc_node *reference; } footnote;
		struct { struct str info; } code;
		struct { int share; } column;  /* thousandths of the width; 0: an equal part of what is left */
		struct doc_columns columns;    /* only while the tree is made */
	} u;
};

struct document {
	struct doc_node *root;
	struct str title, author, subject, lang; /* plain text, for metadata */
	struct str head_left, head_right;        /* running head: course code; title */
	struct str foot_left;                    /* running foot beside the folio: term */
	const struct doc_words *words;
	time_t time;
	bool ua_honest; /* nothing is missing that only the author can give */
};

/* ---------------------------------------------------------------- the tree (node.c) */

struct doc_node *doc_new(struct build *b, enum doc_kind kind, struct pos pos);
void doc_append(struct doc_node *parent, struct doc_node *child); /* child must have no parent */
struct doc_node *doc_text(struct build *b, struct str text, struct pos pos); /* a DOC_TEXT; text is borrowed */
/* Its attributes; the strings are borrowed. */
static inline struct str doc_own_lang(const struct doc_node *n) { return n->attributes ? n->attributes->lang : STR_NONE; }
static inline struct str doc_id(const struct doc_node *n) { return n->attributes ? n->attributes->id : STR_NONE; }
void doc_set_lang(struct build *b, struct doc_node *n, struct str lang);
void doc_set_id(struct build *b, struct doc_node *n, struct str id);
/* Document order: the node after n when its children are, or are not, visited; NULL behind the last of root. */
struct doc_node *doc_walk(const struct doc_node *root, const struct doc_node *n, bool into_children);
void doc_number(struct doc_node *root); /* all its nodes */
bool doc_is_span(enum doc_kind kind);
const struct doc_node *doc_ancestor(const struct doc_node *n, enum doc_kind kind); /* n itself or the nearest above, or NULL */
const struct doc_node *doc_caption(const struct doc_node *n); /* of a figure or a table, or NULL */
struct str doc_language(const struct doc_node *n, const struct document *d); /* the one in force at n */
void doc_plain_text(const struct doc_node *n, struct buf *out);             /* what a reader would hear */
bool doc_ruby_is_short(const struct doc_node *ruby);                        /* its reading can stand over it, on one line; else behind it */
/* The paragraph that a callout's title runs into: the one behind it, if that has no bold opening of its own; else NULL. */
const struct doc_node *doc_title_body(const struct doc_node *title);
int doc_column_share(const struct doc_node *column);                        /* thousandths of the width, what is left shared out */

/* ---------------------------------------------------------------- addresses (links.c) */

/* Whether an address may stand in a document; reports one that may not, or that has nothing in it. */
bool doc_link_check(struct build *b, struct str url, struct pos pos);
/* In full what people write for short: "www.x.org", "a@b.org", "doi:10.1/x", "//x.org". */
struct str doc_complete_address(struct build *b, struct str url);
/* The address as it may stand anywhere: what RFC 3986 does not know as its bytes, percent-encoded. Appended to out. */
void doc_put_address(struct buf *out, struct str url);

/* ---------------------------------------------------------------- generated words (words.c) */

/* One language's words, quotes and date formats. */
struct doc_words {
	const char *tag;                  /* BCP 47 primary language */
	const char *month[12], *month_short[12], *weekday[7], *weekday_short[7]; /* Monday first */
	const char *date_long, *date_short; /* d day, M month name, b its short form, y year, E weekday name, e its short form;
	                                     * others, and what stands in '...', as they are */
	const char *time, *building, *room, *start, *end, *week, *date, *topic, *reading, *due, *speaker;
	const char *component, *weight, *total, *grade, *figure, *schedule, *grading, *staff, *note, *contents, *link_pending;
	const char *week_of_year;         /* NULL where it is called a week */
	const char *colon;                /* behind a label; NULL where no space stands before it */
	const char *page_of;              /* "page $1 of $2" */
	const char *quote[4];             /* outer open, close, inner open, close */
	bool clock_24;
	const char *instructor, *name, *email, *phone, *office, *hours, *online, *credits, *modality, *department;
	const char *no_class;             /* "no class: $1" */
	const char *best_of;              /* "best $1 of $2" */
	const char *every;                /* "every $1 weeks", as for two to four of them */
	const char *points;               /* "$1 points" */
	const char *extra, *least;        /* extra credit; the least percentage for a grade */
	const char *no_alt;               /* "Image without description: $1" */
	const char *no_class_bare;        /* a day off without a name */
	const char *percent;              /* "$1%" */
	bool decimal_comma;
	const char *callout[CALLOUTS];    /* their titles; the first has none */
	const char *range, *revised;      /* of a scale of grades; "Revised $1" */
	const char *date_day, *day_dash;  /* a date without year and weekday; what joins days of one month in it */
	const char *day_first;            /* the first day of a month, where it is no plain number; else NULL */
};

const struct doc_words *doc_words_find(struct str language); /* English where it has no table for the language */
const char *const *doc_quotes_find(struct str language); /* as doc_words.quote; knows more languages */
struct str doc_date(struct build *b, const struct doc_words *w, const char *format, date d);
struct str doc_clock(struct build *b, const struct doc_words *w, int minutes); /* after midnight: 11:59 PM, 23:59 */
struct str doc_dates(struct build *b, const struct doc_words *w, date from, date to); /* a stretch of days, in short: Nov 24–28 */

/* ---------------------------------------------------------------- drawings (figure.c: reading; typeset/ sets them)
 * The language is documented in syllabus(5). A drawing is a tree of boxes laid out in stacks and rows; arrows join
 * neighbours in the direction of the flow, and named boxes. */

enum figure_kind {
	FIGURE_STACK,  /* children one above the other */
	FIGURE_ROW,    /* children side by side */
	FIGURE_BLOCK,  /* a box with a label */
	FIGURE_LABEL,  /* a label without a box */
	FIGURE_SUM,    /* an operator in a circle */
	FIGURE_SPACE   /* nothing, as large as a block */
};

enum figure_flow { FIGURE_FLOW_NONE, FIGURE_FLOW_UP, FIGURE_FLOW_DOWN, FIGURE_FLOW_RIGHT, FIGURE_FLOW_LEFT };
enum figure_side { FIGURE_AUTO, FIGURE_TOP, FIGURE_RIGHT, FIGURE_BOTTOM, FIGURE_LEFT };
enum figure_frame { FIGURE_NO_FRAME, FIGURE_SOLID, FIGURE_DASHED };
enum figure_tone { FIGURE_NO_TONE, FIGURE_WHITE, FIGURE_GREY, FIGURE_YELLOW, FIGURE_GREEN, FIGURE_BLUE, FIGURE_ORANGE,
                   FIGURE_PURPLE, FIGURE_RED, FIGURE_TONES };

struct figure_node {
	enum figure_kind kind;
	struct pos pos;
	size_t number;                      /* in the drawing, from 0, in the order of reading */
	struct figure_node *parent, *first, *last, *next;
	struct str id;
	const struct doc_node *label;       /* a paragraph of spans, or NULL */
	const struct doc_node *title;       /* above or below it, or NULL */
	const struct doc_node *badge;       /* a group's "N×" beside its frame, or NULL */
	const struct doc_node *left, *right; /* labels beside it, each with an arrow to it, or NULL */
	const struct figure_node *round;    /* an arrow leaves the flow before that sibling, passes by and ends here; or NULL */
	bool badge_right;                   /* the badge stands on the right */
	bool title_below;
	enum figure_flow flow;              /* STACK, ROW: arrows between neighbours, and which way the children are laid */
	enum figure_frame frame;
	enum figure_tone fill;
	int width, gap;                     /* tenths of an em of the labels; -1: natural */
	int align;                          /* of the children across the flow: -1 start, 0 centre, 1 end */
};

struct figure_edge {
	const struct figure_node *from, *to;
	enum figure_side out, in;           /* the sides where it leaves and arrives */
	const struct doc_node *label;       /* beside it, or NULL */
	bool dashed, head, tail;            /* head: an arrowhead at `to`; tail: one at `from` */
	struct pos pos;
};

struct figure {
	struct figure_node *root;
	size_t n_nodes;
	const struct figure_edge *edges;
	size_t n_edges;
	struct pos pos;
};

/* Reads a figure's YAML, which need not outlive this, into a FIGURE node: a drawing, or an image (`image:`), with alt and caption.
 * dir: where its file names start from. Reports mistakes; NULL when nothing can be drawn. */
struct doc_node *figure_read(struct build *b, const struct yaml_node *yaml, const char *dir);

/* ---------------------------------------------------------------- numbers of lists (list_label.c) */

void doc_list_label(const struct doc_node *list, int n, struct buf *out); /* what stands before item n: "3.", "c)", "(iv)" */
const char *doc_list_pattern(const struct doc_node *list);                /* how its first number looks: "1", "a", "A", "i", "I" */

/* ---------------------------------------------------------------- the whole (compose.c) */

const struct document *document_compose(struct build *b, const struct content *content, const struct course *course);
void document_dump(const struct document *d, struct buf *out); /* --dump=document */

#endif
