/* latex_int.h - what the files of the LaTeX writer share.
 *
 * The text is written first, so that the preamble knows which characters need help and which commands are used. block.c and
 * span.c walk the tree, one function a kind; table.c and figure.c do what needs more; text.c is the only file that writes
 * what came from the content, escaped; chars.c knows characters that the fonts lack; preamble.c writes what stands before
 * the text. */
#ifndef LATEX_INT_H
#define LATEX_INT_H

#include "output/drawing.h"
#include "output/output.h"

struct latex {
	struct build *b;
	const struct document *d;
	const struct layout *l;
	struct drawings drawings;
	const struct latex_options *options;
	struct buf *out;
	struct { uint32_t *v; size_t n, sz; } odd; /* characters used that need a definition or another font */
	struct { const struct doc_node **v; size_t n, sz; } notes; /* whose marks are set and whose texts must wait */
	struct { uint32_t *v; size_t n, sz; } tints; /* colours of drawings: tint1, tint2 ... */
	const struct doc_node *before; /* the block before the one that is written, or NULL */
	unsigned boxed;         /* how many boxes deep: no floats, long tables or footnotes in there */
	unsigned held;          /* footnotes wait: inside of headings, captions, heads of tables, boxes */
	unsigned cell;          /* in a table's cell: line breaks are \newline */
	unsigned depth;         /* of lists and quotes */
	unsigned deepest;       /* ... of all so far */
	bool strike, underline, code;
};

/* ---------------------------------------------------------------- text.c */

void latex_text(struct latex *w, struct str text);   /* running text: lines are broken at spaces */
void latex_code(struct latex *w, struct str line);   /* one line of code: every space counts */
void latex_comment(struct latex *w, struct str text); /* a comment, on lines of its own */
void latex_address(struct latex *w, struct str url); /* for \href */
void latex_label(struct latex *w, struct str id);    /* for \label and \hyperref */
void latex_put(struct latex *w, const char *markup); /* the program's own */
bool latex_path(struct latex *w, struct str path);   /* for \includegraphics; false, and nothing, when it cannot read such a name */

/* ---------------------------------------------------------------- chars.c */

bool latex_char_is_plain(uint32_t u);                /* all fonts that the preamble names have it */
const char *latex_char_macro(uint32_t u);            /* what stands for it, or NULL */
const char *latex_char_accent(uint32_t u);           /* the command for a combining character, which takes a letter; or NULL */
const char *latex_char_accented(struct latex *w, uint32_t u); /* its accents on its plain letter; or NULL */
void latex_char_note(struct latex *w, uint32_t u);   /* it is used, and not plain */

/* ---------------------------------------------------------------- block.c, span.c, table.c, figure.c */

void latex_blocks(struct latex *w, const struct doc_node *parent);
void latex_anchor(struct latex *w, const struct doc_node *n); /* a place to link to, where the node has a name */
void latex_paragraph_end(struct latex *w);           /* a blank line, once */
void latex_release_notes(struct latex *w);           /* writes the footnotes that waited, unless they must still */
void latex_spans(struct latex *w, const struct doc_node *parent);
void latex_note_text(struct latex *w, const struct doc_node *note);
void latex_table(struct latex *w, const struct doc_node *n);
void latex_figure(struct latex *w, const struct doc_node *n);
void latex_image(struct latex *w, const struct doc_node *n);

/* ---------------------------------------------------------------- preamble.c */

void latex_settings(struct latex *w, struct str text); /* running heads, generated words, metadata */
void latex_preamble(struct latex *w, struct str text); /* all that stands before the settings and the text: what they need */

#endif
