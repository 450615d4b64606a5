/* content_int.h - what the files of content/ share. */
#ifndef CONTENT_INT_H
#define CONTENT_INT_H

#include "content/content.h"

/* ---------------------------------------------------------------- repairs (repair.c) */

/* A file's text as the parsers may see it: without BOM and CRs, valid UTF-8, mojibake mended. Reports what it mended. */
struct text repair_text(struct build *b, const struct source *source);
/* hygiene.c, the last of the repairs: letters composed, ligatures taken apart, zero-width spaces gone. */
struct text hygiene_text(struct build *b, const struct text *text);

/* ---------------------------------------------------------------- YAML inside (yaml.c, yaml_scalar.c, yaml_trap.c) */

enum yaml_style { YAML_PLAIN, YAML_SINGLE_QUOTED, YAML_DOUBLE_QUOTED, YAML_LITERAL, YAML_FOLDED };

/* A scalar as libyaml found it. */
struct yaml_scalar {
	enum yaml_style style;
	size_t from, to;  /* bytes of the text, quotes, anchor and tag included */
	struct str value; /* decoded */
};

/* The scalar's value with its places in the raw text. */
struct text yaml_scalar_text(struct build *b, const struct text *raw, const struct yaml_scalar *scalar);

/* To be called when a mapping has all its values: many are found by a map then. */
void yaml_index(struct build *b, struct yaml_node *mapping);
const struct yaml_node *yaml_find(const struct yaml_node *mapping, struct str key); /* as yaml_get */

/* Problems of our own, as they are told. */
#define YAML_TOO_DEEP "more than 200 lists and mappings stand in each other"
#define YAML_TOO_MANY_TAGS "more than 100 directives stand before it"
#define YAML_TOO_MANY "with its aliases written out it has more than 200,000 values"

/* Why a YAML text could not be read on. */
struct yaml_problem {
	const char *what;    /* libyaml's words, or one of ours (yaml_trap.c knows them) */
	size_t at;           /* byte of the text where it was noticed */
	size_t began;        /* byte where what was being read began; SIZE_MAX: unknown */
};

/* Reports a problem in the author's words, with the corrected line where it is one of the usual mistakes. Then *mended is
 * the text with the mistake mended, so that reading can go on, and the result true. */
bool yaml_explain(struct build *b, const struct text *text, const struct yaml_problem *problem, struct text *mended);

/* ---------------------------------------------------------------- images inside (image.c, image_png.c, image_jpeg.c) */

#define IMAGE_PIXELS_MAX 100000000u /* more is refused: 300 MB of them would follow */

/* Decode image->source into the rest of image. False, with a message at `from`, when they cannot. */
bool image_read_png(struct build *b, struct image *image, struct pos from);
bool image_read_jpeg(struct build *b, struct image *image, struct pos from);
/* False, with a message, when the image has no pixels, too many, or more than `smallest` bytes can hold. */
bool image_check_size(struct build *b, const struct image *image, uint64_t smallest, struct pos from);

/* ---------------------------------------------------------------- layers (layers.c) */

/* Lays content->course upon what it includes, and the build's settings on top; fills content->shared. */
void content_lay(struct build *b, struct content *content);

#define CONTENT_SETTING "--set" /* the name of the source of what the command line says */

/* ---------------------------------------------------------------- front matter (front.c) */

struct front {
	bool found;       /* front matter; else yaml is of no use */
	struct text yaml; /* what stands between the marks */
	struct text body; /* what comes behind */
};

struct front front_split(struct build *b, const struct text *t);
struct text toml_to_yaml(struct build *b, const struct text *toml); /* toml.c */

/* ---------------------------------------------------------------- YAML lines that no parser reads (yaml_line.c) */

/* One line, taken apart: indentation, "- " marks, key, colon, value. */
struct yaml_line {
	size_t start, end;
	size_t indent;       /* its first byte that is no blank */
	size_t key;          /* the byte behind "- " marks */
	size_t colon;        /* behind the key; SIZE_MAX: no key here */
	size_t value, value_end; /* without a comment behind it */
};

/* Bytes that are a value, and the start of its line. */
struct yaml_value {
	size_t line, from, to;
};

struct yaml_line yaml_line_at(struct str s, size_t at); /* the line in which byte `at` stands */
/* The last line above that says something; false when there is none. above may be l itself. */
bool yaml_line_above(struct str s, const struct yaml_line *l, struct yaml_line *above);
/* The value in which `at` stands: what is behind the line's key, or an entry of its { } or [ ]. */
struct yaml_value yaml_value_at(struct str s, size_t at);
bool yaml_is_link(struct str s, const struct yaml_line *l);   /* a value like "[text](address)", whatever stands in it */
bool yaml_is_closed(struct str s, const struct yaml_line *l); /* its opening quote is closed on the line, or it has none */
bool yaml_is_blank(struct str s, size_t at);                  /* a blank or a line end; behind the end too */
bool yaml_is_word(char c);
/* The text with a value in quotes: double ones, or single ones where that spares escapes. */
struct text yaml_quote(struct build *b, const struct text *t, struct yaml_value v);
struct text yaml_replace(struct build *b, const struct text *t, size_t from, size_t to, const char *bytes);
void yaml_put_at(struct text_builder *w, const struct text *t, const char *bytes, size_t at); /* standing for byte `at` of t */

/* ---------------------------------------------------------------- what stands in Markdown and is none */

/* What code in a text may refer to. */
struct md_context {
	const struct yaml_node *front, *course, *variables; /* each may be NULL */
	const char *dir, *top; /* of the file; of the content */
	int depth;             /* files that include each other */
	bool runs;             /* the file is one of those in which `r code` would be run */
};

/* generator.c: variables, includes and addresses put in the place of a site generator's code. */
struct text md_generated(struct build *b, const struct text *text, const struct md_context *context);
/* shortcodes.c: what a command with its arguments becomes, or the one that closes it; false: it is none that is known. */
bool md_shortcode(struct build *b, struct str words, bool closes, struct str *made);
/* jsx.c: what is JavaScript in a page of MDX goes, or becomes HTML. */
struct text md_jsx(struct build *b, const struct text *text);
/* Behind a code span or a fenced block that starts at `at`; `at` itself when none does. */
size_t md_skip_code(struct str s, size_t at);
/* html_mend.c: scripts and styles go, addresses in tags that want quotation marks get them. */
struct text md_mended(struct build *b, const struct text *text);
/* blocks.c: tables, callouts and lists of other tools as what cmark reads; see there. */
struct text md_blocks(struct build *b, const struct text *text);
/* directives.c: divs, directives and chunks as HTML, code or nothing; "##Heading" mended. */
struct text md_directives(struct build *b, const struct text *text);
bool md_is_directive(struct str info); /* of a code fence: MyST's, whose content is Markdown */
/* attributes.c: reads the list in braces at s[at], as HTML attributes (` id="x" class="a b"`). The result is the offset behind it;
 * SIZE_MAX, and *attributes of no use, when there is none. */
size_t md_attributes(struct build *b, struct str s, size_t at, struct str *attributes);

/* ---------------------------------------------------------------- blocks of lines (blocks.c) */

/* A line that opens an item of a list that cmark does not know: with a bullet, counted with letters or Roman numerals; or the line behind
 * one that is counted. */
enum md_item { MD_ITEM_NONE, MD_ITEM_BEHIND, MD_ITEM_BULLET, MD_ITEM_LETTER, MD_ITEM_NUMERAL };

struct md_line {
	size_t start, end; /* end: before the line's end */
	size_t indent;     /* bytes of white space */
	struct str text;   /* behind it, trimmed */
	enum md_item item; /* what lines.c and lettered.c found */
};

/* A text that is written anew, block by block. A reader takes the lines from i on and says how many: none, when they are not of
 * its kind. What it writes stands for the lines that it names. */
struct md_blocks {
	struct build *b;
	const struct text *in;
	struct md_line *v; /* all lines */
	size_t n;
	size_t done;       /* the last block ended at this byte */
	struct { struct str *v; size_t n, sz; } fences; /* of directives that are open */
	size_t slashes;    /* boxes that are open: "/// note" */
	size_t table;      /* the first line of the table at work */
	bool no_multiline, no_comment; /* no end of a multiline table, of kramdown's comment, comes any more */
	struct { size_t line; bool is; } in_list; /* what md_in_list has last said */
	struct text_builder out;
	bool changed;
};

bool md_is_blank(const struct md_blocks *r, size_t i);     /* the line, or there is none */
bool md_starts_block(const struct md_blocks *r, size_t i); /* no paragraph goes on in it */
bool md_in_list(struct md_blocks *r, size_t i);            /* indented because of an item above */
void md_put(struct md_blocks *r, size_t i, struct str made);
void md_put_line(struct md_blocks *r, size_t i, struct str made); /* indented as line i is, with a line end */
void md_copy_lines(struct md_blocks *r, size_t from, size_t to);
/* Lines from i on that are empty or indented so far belong to what stands above: the end of the last one that is not empty. */
size_t md_body_end(const struct md_blocks *r, size_t i, size_t indent);
void md_put_body(struct md_blocks *r, size_t from, size_t to, size_t indent); /* without the indentation; blocks inside are read, too */
void md_put_attribute(struct buf *out, const char *name, struct str s);       /* ` name="s"`; nothing for an empty s */

/* Readers. */
size_t md_grid_table(struct md_blocks *r, size_t i);   /* table_grid.c */
size_t md_column_table(struct md_blocks *r, size_t i); /* table_text.c */
size_t md_list_table(struct md_blocks *r, size_t i);   /* table_list.c */
size_t md_admonition(struct md_blocks *r, size_t i);   /* admonition.c, and the next four */
size_t md_tab(struct md_blocks *r, size_t i);
size_t md_slashes(struct md_blocks *r, size_t i);
size_t md_rst(struct md_blocks *r, size_t i);
size_t md_alert(struct md_blocks *r, size_t i);
size_t md_contents_line(struct md_blocks *r, size_t i); /* lines.c, and the next eleven */
size_t md_page_break_line(struct md_blocks *r, size_t i);
size_t md_center_line(struct md_blocks *r, size_t i);
size_t md_comment_lines(struct md_blocks *r, size_t i);
size_t md_percent_lines(struct md_blocks *r, size_t i);
size_t md_name_line(struct md_blocks *r, size_t i);
size_t md_abbreviation_line(struct md_blocks *r, size_t i);
size_t md_attributes_line(struct md_blocks *r, size_t i);
size_t md_verse(struct md_blocks *r, size_t i);
size_t md_counted_line(struct md_blocks *r, size_t i);
size_t md_bullet_line(struct md_blocks *r, size_t i);
size_t md_slide_lines(struct md_blocks *r, size_t i);
size_t md_lettered_line(struct md_blocks *r, size_t i); /* lettered.c */

/* table_put.c: tables drawn with characters. */
struct md_cell {
	size_t line; /* for which it stands */
	size_t columns, rows;
	bool header;
	const char *align; /* as in HTML, or NULL */
};

size_t md_width_of(struct str s);                 /* columns of a screen: wide characters take two */
size_t md_column(struct str s, size_t column);    /* the byte there, or s.n */
void md_put_table(struct md_blocks *r, size_t i); /* the table starts in line i */
void md_put_row(struct md_blocks *r);
void md_put_cell(struct md_blocks *r, const struct md_cell *cell);
/* A line of a cell: columns [from, to) of line i. framed: counted from its indentation, and empty lines and indentation count. */
void md_put_cell_line(struct md_blocks *r, size_t i, size_t from, size_t to, bool framed);
void md_put_table_end(struct md_blocks *r);
void md_put_as_it_is(struct md_blocks *r, size_t from, size_t to); /* as code, with a note */

/* ---------------------------------------------------------------- Markdown inside
 *
 * markdown.c has cmark read the text, markdown_block.c and markdown_inline.c find out where everything stands, and
 * markdown_edit.c (with markdown_math.c) says what must be changed in the text for cmark to understand or to keep it. Then
 * the text is read once more. Most texts need no change. */

/* A node in the making. Until no more changes are due, its place is a range of the text that was read. */
struct md_draft {
	struct md_node node; /* first: a node's address is its draft's */
	uint32_t from, to;   /* a text has less than 4 GB */
	uint32_t url_from, url_to; /* LINK, IMAGE: the destination; both 0 when it stands elsewhere */
	size_t line, end_line;     /* as cmark counts, from 1; 0: unknown */
	size_t column;             /* byte of the line, from 1; 0: unknown */
	struct str content;        /* PARAGRAPH, HEADING, TABLE_CELL: what its inlines were read from; TABLE: the lines of its head */
	uint32_t delimiters;       /* EMPHASIS, STRONG, STRIKETHROUGH: bytes on either side; LINK, IMAGE: of the opening bracket */
	uint32_t cells;            /* TABLE_ROW: how many there are in the text, without empty ones at the end */
	bool fenced;               /* CODE_BLOCK */
	bool placed;               /* inlines: from and to are known */
};

static inline struct md_draft *md_draft_of(struct md_node *node) { return (struct md_draft *)node; }

struct md_range {
	size_t from, to;
};

/* Where a stretch of a leaf's content stands in the text; it goes on to the next run. */
struct md_run {
	size_t at, text;
	bool point; /* bytes that are not in the text (the rest of a tab): all stand for one place */
};

#define MD_LABEL "\xEF\xBF\xBC" /* what labels of notes start with that are made up */

enum md_mark_kind { MD_MARK_NOTHING, MD_MARK_MATH, MD_MARK_LABEL };

/* Bytes that were put into the text, and what they stand for. */
struct md_mark {
	size_t at, n;
	enum md_mark_kind kind;
	struct str literal; /* the math; the footnote's label */
	bool display;
};

/* A change to the text: bytes [from, to) give way to `put`. With mark.n > 0, mark.at counts from the start of put. */
struct md_edit {
	size_t from, to;
	struct str put;
	struct md_mark mark;
};

struct md_reading {
	struct build *build;
	struct text text;
	struct { size_t *v; size_t n, sz; } lines;             /* where each starts, and behind them the text's end + 1 */
	struct md_draft *root;
	struct { struct md_draft **v; size_t n, sz; } blocks;  /* in document order */
	struct { struct md_draft **v; size_t n, sz; } notes;   /* footnote definitions by cmark's number */
	struct { struct md_run *v; size_t n, sz; } runs;       /* of the leaf at work */
	struct { struct md_range *v; size_t n, sz; } shut;     /* stretches of its content where nothing is math */
	struct { struct md_range *v; size_t n, sz; } cells;    /* of the row at work */
	struct { struct md_mark *v; size_t n, sz; } marks;     /* ascending */
	struct { struct md_edit *v; size_t n, sz; } edits;
	size_t head;  /* bytes at the text's start that call for footnotes nobody else calls for */
	size_t labels; /* how many labels were made up */
	bool value;    /* a value of YAML: no footnotes */
	size_t no_comment_end; /* from here on the text has no "-->" */
};

/* markdown.c: what stands at s.p[0] == '&' for another character: its bytes in out (at most 8). The result is how many
 * bytes of s that takes, 0 when it is no entity. */
size_t md_entity(struct str s, char out[8], size_t *n);

/* markdown_block.c */
void md_place(struct md_reading *r);                         /* gives every node its range; gathers edits on the way */
size_t md_at(const struct md_reading *r, size_t at);         /* from a byte of the leaf's content to the text */
size_t md_end(const struct md_reading *r, size_t at);        /* the same for the end of a range */
size_t md_line_end(const struct md_reading *r, size_t line); /* without white space; lines from 0 */

/* markdown_inline.c */
void md_place_inlines(struct md_reading *r, struct md_draft *leaf);

/* Looking through one leaf's content. */
struct md_search {
	struct md_reading *r;
	const struct md_draft *leaf;
	struct str s;     /* its content */
	size_t at;
	size_t next_shut; /* the first of r->shut that does not lie behind `at` */
	size_t no_square, no_round; /* no closing bracket of TeX's stands before these */
};

/* markdown_marks.c */
void md_find_marks(struct md_reading *r, const struct md_draft *leaf);
bool md_skip_shut(struct md_search *f);                                        /* leaves shut stretches behind */
void md_replace(struct md_search *f, size_t from, size_t to, struct str put); /* bytes of the content, in the text */
size_t md_find_mark(struct str s, size_t from, const char *mark);             /* not far behind `from`; SIZE_MAX: not there */
bool md_is_word(char c);  /* an ASCII letter or digit */
bool md_is_space(char c); /* an ASCII one */
static inline char md_char_at(struct str s, size_t at) { return at < s.n ? s.p[at] : '\0'; }
static inline char md_before(const struct md_search *f) { return f->at > 0 ? f->s.p[f->at - 1] : '\0'; }

/* What stands at f->at, when it is one of these: false, and nothing done, when it is not. */
bool md_at_wiki(struct md_search *f);  /* markdown_wiki.c: [[links]] */
bool md_at_emoji(struct md_search *f); /* markdown_wiki.c: :names: */
bool md_at_tex(struct md_search *f);   /* markdown_tex.c */

/* markdown_math.c: looks for math and split comments in the leaf at work. */
void md_find_math(struct md_reading *r, const struct md_draft *leaf);
void md_find_comment(struct md_reading *r, const struct md_draft *html_block);

/* markdown_table.c: the same for tables that miss a line of dashes, or cells of their head. */
void md_find_table(struct md_reading *r, const struct md_draft *leaf);

void md_tidy(struct md_reading *r);              /* markdown_tidy.c: before the first reading */

#define MD_MOST_COLUMNS 256 /* of a table */

/* markdown_edit.c */
void md_add_edit(struct md_reading *r, size_t from, size_t to, struct str put);
void md_make_edits(struct md_reading *r);
bool md_edit(struct md_reading *r);              /* changes the text as the last reading showed; false: nothing to do */
const struct md_mark *md_mark_at(const struct md_reading *r, size_t at); /* NULL: none */

#endif
