/* latex.c - a LaTeX document that a person can go on with: a preamble of definitions, then the text. */
#include "output/latex/latex_int.h"

void latex_write(struct build *b, const struct document *d, const struct layout *l, const struct latex_options *options, struct buf *out)
{
	struct buf body = {0};
	struct latex w = {.b = b, .d = d, .l = l, .options = options, .out = &body};

	latex_blocks(&w, d->root);
	latex_release_notes(&w);
	w.out = out;
	latex_preamble(&w);
	latex_put(&w, "\\begin{document}\n\n");
	buf_str(out, buf_view(&body));
	latex_put(&w, "\n\\end{document}\n");
	buf_free(&body);
}
