/* latex.c - a LaTeX document that a person can go on with: a preamble of definitions, then the text. */
#include "output/latex/latex_int.h"

void latex_write(struct build *b, const struct document *d, const struct layout *l, const struct latex_options *options, struct buf *out)
{
	struct buf text = {0}, settings = {0};
	struct latex w = {.b = b, .d = d, .l = l, .drawings = {.l = l}, .options = options, .out = &text};

	latex_put(&w, "\\begin{document}\n\n");
	latex_put(&w, d->root->first ? "" : "\\null\n");
	latex_blocks(&w, d->root);
	latex_release_notes(&w);
	latex_put(&w, "\\end{document}\n");
	w.out = &settings;
	latex_settings(&w, buf_view(&text));
	w.out = out;
	latex_preamble(&w, buf_view(&text));
	buf_str(out, buf_view(&settings));
	buf_str(out, buf_view(&text));
	buf_free(&settings);
	buf_free(&text);
}
