/* width.c - how wide blocks want to be, before their column's width is known. */
#include "typeset/typeset_int.h"

struct want { sp min, max; };

static void widen(struct want *w, struct want other, sp indent)
{
	w->min = sp_max(w->min, other.min + indent);
	w->max = sp_max(w->max, other.max + indent);
}

static struct want paragraph_want(struct typesetter *t, const struct flow *f, const struct doc_node *n)
{
	struct para_spec spec = {.block = n, .type = f->type, .measure = t->measure, .leading = f->leading, .align = PARA_LEFT,
	                         .hyphenate = !f->whole_words};
	struct want w;

	para_widths(t, &spec, &w.min, &w.max);
	return w;
}

/* Code wraps anywhere, so it insists on little. */
static struct want code_want(struct typesetter *t, const struct doc_node *n)
{
	struct type type = look_type(t, LOOK_CODE);
	struct want w = {8 * type.size, 0};
	size_t from = 0, end;

	for (; from < n->text.n; from = end + 1) {
		end = str_find_char(n->text, '\n', from);
		end = end == SIZE_MAX ? n->text.n : end;
		w.max = sp_max(w.max, shape_text(t->shaper, &type, str_sub(n->text, from, end), n->pos)->width);
	}
	w.max += 2 * look_length(t, LOOK_CODE_PAD);
	return w;
}

static struct want block_want(struct typesetter *t, const struct flow *f, const struct doc_node *n)
{
	struct want w = {0, 0};

	switch (n->kind) {
	case DOC_PARAGRAPH: case DOC_HEADING: case DOC_CAPTION:
		return paragraph_want(t, f, n);
	case DOC_CODE_BLOCK:
		return code_want(t, n);
	case DOC_TABLE:
		table_widths(t, f, n, &w.min, &w.max);
		return w;
	case DOC_FIGURE:
		return (struct want){t->measure / 8, t->measure / 3};
	case DOC_FOOTNOTE:
		return w;
	default:
		flow_widths(t, f, n, &w.min, &w.max);
		return w;
	}
}

void flow_widths(struct typesetter *t, const struct flow *f, const struct doc_node *parent, sp *min, sp *max)
{
	struct want w = {0, 0};
	sp indent = parent->kind == DOC_LIST ? list_indent(t, f, parent) : 0;

	for (const struct doc_node *n = parent->first; n; n = n->next)
		widen(&w, block_want(t, f, n), indent);
	*min = w.min;
	*max = w.max;
}

sp flow_right_room(const struct typesetter *t, const struct flow *f)
{
	return f->wide ? t->style->paper_width - look_length(t, LOOK_EDGE) - t->left : f->measure;
}
