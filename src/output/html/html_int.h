/* html_int.h - what the files of the HTML writer share.
 *
 * html.c writes the page round the body; block.c and span.c walk the tree, one function a kind; table.c and figure.c
 * do what needs more; style.c holds the look, as a style sheet or as the inline styles of a fragment; text.c is the only
 * file that writes what came from the content, escaped. */
#ifndef HTML_INT_H
#define HTML_INT_H

#include "output/drawing.h"
#include "output/output.h"

struct html {
	struct build *b;
	const struct document *d;
	struct drawings drawings;
	const struct html_options *options;
	struct buf *out;
	struct { const struct doc_node **v; size_t n, sz; } notes; /* footnotes met so far: they are written at the end */
	struct str label;        /* what the next paragraph begins with: its item's label, where that is text */
	int number;              /* of the next item of a list whose labels are text */
	size_t figures;          /* drawings and images written so far: their ids */
};

/* ---------------------------------------------------------------- text.c */

void html_text(struct html *w, struct str text);      /* escaped for text and for values between double quotes */
void html_put(struct html *w, const char *markup);    /* the program's own markup */
void html_attribute_put(struct html *w, const char *name, struct str text);
void html_address(struct html *w, const char *name, struct str url); /* href or src: nothing when it is not safe to follow */
bool html_address_is_safe(struct str url);
void html_base64(struct buf *out, struct str bytes);

/* ---------------------------------------------------------------- style.c */

/* The looks that elements have beyond their own: a class in a page, an inline style in a fragment. */
enum html_look {
	HTML_PLAIN, HTML_HEAD, HTML_EYEBROW, HTML_SUBTITLE, HTML_FACTS, HTML_TITLE_FACTS, HTML_LABEL, HTML_VALUE, HTML_CALLOUT, HTML_WARNING,
	HTML_FIGURE, HTML_CAPTION, HTML_IMAGE, HTML_MISSING, HTML_TABLE, HTML_SCHEDULE, HTML_CELL, HTML_SHORT, HTML_HEADER_CELL,
	HTML_SHORT_HEADER, HTML_NO_CLASS, HTML_TOTAL,
	HTML_CODE, HTML_SMALL_CAPS, HTML_PLACEHOLDER, HTML_UNMARKED, HTML_REFERENCES, HTML_NOTES, HTML_CONTENTS, HTML_PAGE_BREAK, HTML_COLUMNS,
	HTML_LOOKS
};

void html_style_sheet(struct html *w);
void html_counter(struct html *w, const struct doc_node *list); /* style="...", for numbers in brackets or with one behind them */
/* class="..." or style="...", with the alignment; nothing where there is nothing to say. */
void html_look(struct html *w, enum html_look look, enum md_align align);

/* ---------------------------------------------------------------- block.c */

/* `<tag` with the node's look, id, language, direction and alignment; the caller adds attributes and the ">". */
void html_begin(struct html *w, const char *tag, enum html_look look, const struct doc_node *n);
void html_open(struct html *w, const char *tag, enum html_look look, const struct doc_node *n); /* the same, with ">" */
void html_close(struct html *w, const char *tag);     /* and a line end */
void html_blocks(struct html *w, const struct doc_node *parent);
/* A cell's or item's content: without <p> where it is one paragraph. */
void html_content(struct html *w, const struct doc_node *parent);
void html_notes(struct html *w);                      /* the footnotes, as a section of their own */

/* ---------------------------------------------------------------- span.c */

void html_spans(struct html *w, const struct doc_node *parent);

/* ---------------------------------------------------------------- table.c, figure.c */

void html_table(struct html *w, const struct doc_node *n);
void html_facts(struct html *w, const struct doc_node *n);
void html_figure(struct html *w, const struct doc_node *n);
void html_image(struct html *w, const struct doc_node *n); /* <img>, or what stands for it */

#endif
