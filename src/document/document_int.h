/* document_int.h - what the files of document/ share.
 *
 * node.c, dump.c (the tree), words.c; events.c (Markdown and HTML as events that nest), tree.c (a tree of them), markdown.c,
 * tags.c, classes.c, columns.c, images.c (what each event becomes), labels.c, inline.c (generator code, placeholders), tidy.c, notes.c, headings.c, links.c,
 * punctuate.c (passes over
 * a tree), compose.c with compose_*.c (the whole). Prefixes: tree_ compose_ figure_ doc_. */
#ifndef DOCUMENT_INT_H
#define DOCUMENT_INT_H

#include "document/document.h"

/* ---------------------------------------------------------------- building a tree by events (tree.c)
 *
 * Markdown nodes, HTML tags and course data meet here as open and close events. They nest (events.c has seen to it), but a span
 * may stand round blocks, and anything may come where it may not stand. */

/* What an element that makes no node says of all that it holds. */
struct tree_manner {
	enum md_align align;
	struct str lang;
	enum doc_direction direction;
};

struct tree_entry {
	struct doc_node *node;  /* a block: where its children go; a span: what each of its nodes is made after */
	struct doc_node *loose; /* a block: the paragraph round spans that stand in it without one, or NULL */
	struct doc_node *made;  /* a span: its node in the current paragraph, or NULL as long as nothing stands in it */
	bool span, transparent; /* transparent: makes no node */
	bool used;              /* a span: `node` itself is in the tree */
	bool outside;           /* a block that stands elsewhere than in the one before */
	size_t block, around;   /* the innermost block that is open here, and the innermost span around this one; see tree.c */
	struct tree_manner outer; /* what was in force before it */
};

struct tree {
	struct build *b;
	struct { struct tree_entry *v; size_t n, sz; } open;
	struct tree_manner manner; /* in force; set behind a tree_open, it ends with the tree_close */
	struct str lang;        /* the document's; manner.lang is empty where it holds */
	struct str anchor;      /* a name for the next block, or STR_NONE */
	struct doc_node *shell; /* the last list or row that was made for an item or a cell without one */
};

void tree_start(struct tree *t, struct build *b, struct doc_node *root);
/* Returns the new node, never NULL; where it cannot stand or nests too deep, it is not in the tree, and its children are. */
struct doc_node *tree_open(struct tree *t, enum doc_kind kind, struct pos pos);
void tree_close(struct tree *t);
struct doc_node *tree_leaf(struct tree *t, enum doc_kind kind, struct pos pos);
void tree_text(struct tree *t, struct str text, struct pos pos); /* text lives as long as the build */
void tree_attach(struct tree *t, struct doc_node *made);         /* a block or span made elsewhere */
void tree_end_paragraph(struct tree *t);                         /* loose spans end here */
void tree_enter(struct tree *t, struct doc_node *outside);       /* what comes now goes into a node that stands elsewhere */
void tree_open_nothing(struct tree *t);                          /* to pair with a tree_close: makes no node */
void tree_divide(struct tree *t, enum doc_kind kind);            /* the innermost open span of a kind goes on in a node of its own */
bool tree_takes_blocks(const struct tree *t);                    /* a block may come now (it ends loose spans) */
bool tree_in_spans(const struct tree *t);                        /* the current paragraph goes on */
struct doc_node *tree_block(const struct tree *t);               /* the innermost block that is open */
struct doc_node *tree_last_span(const struct tree *t);           /* of the current paragraph; NULL: it is empty */
void tree_anchor(struct tree *t, struct str id);                 /* names the current paragraph, or the next block */

/* ---------------------------------------------------------------- one composition */

enum place { PLACE_SCHEDULE, PLACE_GRADING, PLACE_STAFF, PLACE_FACTS, PLACE_CONTENTS, PLACES };

struct composer_note { /* a footnote's definition */
	struct str label;
	struct doc_node *node;
};

struct composer {
	struct build *b;
	const struct content *content; /* NULL for a lone text, as is course */
	const struct course *course;
	struct document *d;            /* NULL for a lone text */
	const struct doc_words *words;
	struct tree tree;
	const char *dir;               /* of the file being read: what its addresses start from */
	bool placed[PLACES];
	struct map tags;       /* HTML elements that were noted */
	struct { struct composer_note *v; size_t n, sz; } notes; /* of the section being read */
	int note_number;
	struct doc_node *pre;          /* the <pre> that is open: what stands in it is its text ... */
	struct { char *v; size_t n, sz; } pre_text; /* ... so far */
	size_t thead;                  /* table heads that are open */
	size_t math;                   /* formulas met, and where the first stands */
	struct pos math_pos;
};

/* ---------------------------------------------------------------- what Markdown becomes (markdown.c, tags.c, images.c, labels.c) */

/* Makes nodes of the siblings from `first` on at the tree's current place (events.c). */
void compose_markdown(struct composer *c, const struct md_node *first);
/* A text's inline Markdown as spans at the tree's current place; several paragraphs are parted by line breaks. */
void compose_spans(struct composer *c, const struct text *text);
/* A lone text's inline Markdown as a block of its own (a figure's label, a caption): finished but for punctuation. */
struct doc_node *doc_inline(struct build *b, enum doc_kind kind, const struct text *text);

/* What is known of one element or leaf when its turn comes: a Markdown node, or what a reader of HTML saw. */
struct event {
	const struct md_node *md; /* NULL: html */
	struct html_event html;
	struct pos pos;
	bool inside;              /* html: in a Markdown paragraph rather than between blocks */
};

void compose_enter(struct composer *c, const struct event *e); /* markdown.c: a Markdown node, leaf or not */
void compose_leave(struct composer *c, const struct event *e);
bool compose_is_leaf(struct composer *c, const struct md_node *n);   /* nothing of what is below it is read on its own */
bool compose_is_hidden(const struct md_node *n);                     /* neither it nor what is below it is read */

/* How an HTML element is read (tags.c). */
enum tag_nesting {
	TAG_IGNORED, /* transparent: not even asked how it nests */
	TAG_LEAF,    /* an image, a break */
	TAG_SPAN,    /* ends with the Markdown block in which it stands, unless it is closed somewhere */
	TAG_BLOCK,
	TAG_DROPPED  /* with all that is in it */
};

enum tag_nesting tag_nesting(struct str name);
void tag_open(struct composer *c, const struct event *e);  /* LEAF tags too */
void tag_close(struct composer *c, const struct event *e);
void tag_text(struct composer *c, const struct event *e);
void tag_blocks(struct composer *c, const struct event *e); /* <div> and its like: what their classes mean (classes.c) */
void tag_span(struct composer *c, const struct event *e);
bool tag_columns(struct composer *c, const struct event *e); /* columns.c: opens columns, or one of them; false: it is neither */
struct str style_property(struct str style, const char *name); /* of a CSS style; STR_NONE */
enum md_align tag_align(struct composer *c, const struct event *e);
void tag_table(struct composer *c, const struct event *e);  /* tags_table.c */
void tag_table_end(struct composer *c);
void tag_thead(struct composer *c, const struct event *e);
void tag_thead_end(struct composer *c);
void tag_cell(struct composer *c, const struct event *e);
void tag_term(struct composer *c, const struct event *e);
void tag_term_end(struct composer *c);
void tag_definition(struct composer *c, const struct event *e);
void tag_definitions_end(struct composer *c);
void tag_note(struct composer *c, const struct event *e);  /* says, once, that an element means nothing */

struct image_request {
	struct str url, alt, caption;
	struct pos pos, url_pos;
	bool decoration;
	sp width, height;
};

/* A node of kind FIGURE or IMAGE, or a LINK where the image is far away; never NULL. */
struct doc_node *compose_image(struct composer *c, enum doc_kind kind, struct image_request *r);
/* figure_read, with a stand-in where nothing describes the figure. */
struct doc_node *compose_figure(struct composer *c, const struct yaml_node *yaml, const char *dir);
void compose_markdown_image(struct composer *c, const struct md_node *n, enum doc_kind kind); /* n: an image or an <img> tag */
struct image_request compose_html_image(struct composer *c, struct str attributes, struct pos pos);
/* The image, or <img>, that is all of a paragraph, or NULL. */
const struct md_node *compose_lone_image(struct composer *c, const struct md_node *paragraph);
/* Where a relative address lies in the file system; dir: what it starts from. */
const char *compose_path(struct composer *c, const char *dir, struct str url);
struct str url_decode(struct build *b, struct str url); /* %20 is a space */

void md_plain_text(const struct md_node *n, struct buf *out); /* what n's inlines say */

/* ---------------------------------------------------------------- passes over a tree */

void compose_labels(struct composer *c, struct doc_node *root);   /* "**Label:** value" lines, three or more, are facts */
void compose_inline(struct composer *c, struct doc_node *root);   /* joins text runs; generator code and placeholders in them */
void compose_definitions(struct composer *c, struct doc_node *root); /* patterns.c: a term, and lines below that start with a colon */
void compose_callout_titles(struct composer *c, struct doc_node *root); /* patterns.c: a heading that starts one is its title */
void compose_columns(struct composer *c, struct doc_node *root);  /* columns.c: rows of columns; what is none leaves them */
void compose_references(struct composer *c, struct doc_node *root); /* references.c: lists, and paragraphs in a row, that are references */
void compose_tables(struct composer *c, struct doc_node *root);   /* tables that are facts; their captions */
void compose_tidy(struct composer *c, struct doc_node *root);     /* trims blocks, takes out what is empty; part of the above */
void compose_notes(struct composer *c, struct doc_node *section); /* places and numbers the footnotes of the section just read */
void compose_levels(struct composer *c, struct doc_node *section, int base); /* heading levels from `base` down, none skipped */
void compose_links(struct composer *c);                           /* ids, and links to them; addresses that do not hold */
void compose_contents(struct composer *c);                        /* fills tables of contents; the last one */
struct str doc_guess_language(const struct doc_node *root);       /* guess.c: STR_NONE where it may be English */
void compose_report_rtl(struct composer *c, const struct doc_node *root); /* guess.c: says that Hebrew and Arabic are not set yet */
/* Typographic quotes, dashes and ellipses by language; what was typed as such stays. Not in code, addresses or math. */
void doc_punctuate(struct build *b, const struct document *d);

bool link_is_relative(struct str url); /* no scheme, no host: a file's or a place's in this document */

/* ---------------------------------------------------------------- changing a tree (node.c) */

void doc_remove(struct doc_node *n);                                  /* from its parent; keeps its children */
void doc_insert_after(struct doc_node *sibling, struct doc_node *n);  /* n must have no parent */
void doc_insert_first(struct doc_node *parent, struct doc_node *n);
void doc_unwrap(struct doc_node *n);                                  /* its children take its place */
bool doc_holds_spans(enum doc_kind kind);                             /* its children are spans */
bool doc_holds_blocks(enum doc_kind kind);                            /* its children are blocks of any kind */
bool doc_is_empty(const struct doc_node *block);                      /* nothing in it prints: white space at most */
const char *doc_title(struct build *b, struct str title);             /* a link's; NULL: it says nothing */
struct str doc_plain(struct build *b, const struct doc_node *n);      /* its plain text, white space trimmed, in the arena */

/* What a list's numbers look like. type: HTML's, "1", "a", "A", "i" or "I"; first, second: the items as they are written, "(a) ..". */
void doc_list_numbers(struct doc_node *list, struct str type);
void doc_list_marks(struct doc_node *list, struct str first, struct str second);

/* ---------------------------------------------------------------- course data (compose_*.c): false where there is none */

bool compose_facts(struct composer *c, enum doc_role role);
bool compose_schedule(struct composer *c);
bool compose_grading(struct composer *c);
void compose_scale(struct composer *c);        /* of one grade at least */
value compose_role(value role); /* NULL for "Instructor", as the manual has it: the language has a word for that */
bool compose_staff(struct composer *c);
bool compose_staff_worth(const struct course *course); /* it has more to say than the facts do */
/* A block that a section places by its name; a message where the course has nothing for it. */
void compose_place(struct composer *c, enum place place, struct pos pos);

/* A table's parts; close table and row with tree_close. */
struct doc_node *compose_table(struct composer *c, enum doc_role role, size_t columns, const enum md_align *align);
void compose_row(struct composer *c, enum doc_role role, struct pos pos);
struct doc_node *compose_cell(struct composer *c, bool header, struct pos pos); /* opens a cell and its paragraph */
void compose_cell_end(struct composer *c);
void compose_text_cell(struct composer *c, bool header, struct str text, struct pos pos);
void compose_value_cell(struct composer *c, value v); /* empty where v is NULL */

/* Spans at the tree's current place. */
void compose_value(struct composer *c, value v);                               /* nothing where v is NULL */
void compose_time(struct composer *c, value time);                             /* with a dash between its times */
void compose_words(struct composer *c, const char *words, struct pos pos);     /* a text of the program's own */
void compose_format_value(struct composer *c, const char *format, value v);    /* v in the place of $1 */
bool compose_link_open(struct composer *c, struct str url, struct pos pos);    /* close with tree_close, whatever it says */
void compose_address(struct composer *c, value url);                           /* a web address as its own text */
void compose_email(struct composer *c, value email);
struct str compose_format(struct build *b, const char *format, struct str first, struct str second); /* $1 and $2 replaced */
struct str compose_number(struct composer *c, int64_t thousandths);            /* as the language writes it */

/* What {{date final}} and its like print: a date in the document's language, or the code itself after a message that there
 * is none. False when the code is none of ours. */
bool compose_variable(struct composer *c, struct str code, struct pos pos, struct str *printed);
/* What is due and when: a deadline as a date, any other text as it is. name may be NULL, as may be due. */
void compose_due(struct composer *c, value name, value due);

#endif
