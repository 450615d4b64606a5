/* turn.c - pages turned by a quarter, for tables that are too wide for an upright one. The table is set as if the paper were
 * landscape, with a typesetter of its own, and broken into pages there; the document's list gets each of these pages as one box
 * as high as its text block, so that it stands alone, and may move down like a figure until the page before is full. */
#include "typeset/typeset_int.h"

static struct typesetter *turned_typesetter(const struct typesetter *t)
{
	struct typesetter *turned = arena_alloc(t->lists, sizeof *turned);
	struct style *style = arena_alloc(t->lists, sizeof *style);
	sp leading = t->style->leading, below = t->style->paper_height - t->top - t->text_height;

	*style = *t->style;
	style->paper_width = t->style->paper_height;
	style->paper_height = t->style->paper_width;
	*turned = *t;
	turned->style = style;
	turned->left = t->top;
	turned->measure = t->style->paper_height - 2 * turned->left;
	turned->text_height = sp_max(t->style->paper_width - t->top - below, leading);
	turned->text_height -= turned->text_height % leading;
	return turned;
}

static void add_page(struct typesetter *t, struct vlist *list, struct vbox page)
{
	vlist_penalty(list, 0);
	page.box.height = t->text_height;
	vlist_box(t, list, &page);
	vlist_penalty(list, 0);
}

void flow_turned(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct typesetter *turned = turned_typesetter(t);
	struct vlist list = {.n = 0};
	struct flow in = flow_new(turned, &list, turned->measure, LOOK_BODY);
	struct vfloat made = vlist_float_begin(f->list);

	in.wide = true;
	flow_table(turned, &in, n);
	t->notes.v = turned->notes.v;
	t->notes.n = turned->notes.n;
	t->notes.sz = turned->notes.sz;
	t->seen = turned->seen;
	struct pb_params params = {.height = turned->text_height, .note_gap = t->style->leading, .line = look_grid(t), .ragged = true};
	struct pb_result pages = pb_break(t->lists, list.v, list.n, &params);
	for (size_t i = 0; i < pages.n; i++)
		add_page(t, f->list, (struct vbox){.box = page_body(turned, &list, &pages.pages[i]), .turned = turned});
	vlist_float_end(t, f->list, made);
	f->first = false; /* the text behind it may come to stand behind the text before it */
}
