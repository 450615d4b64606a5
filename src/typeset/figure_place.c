/* figure_place.c - gives each box of a drawing its place, from the root down. */
#include "typeset/figure_int.h"

static sp padding(const struct figure_setter *s, const struct figure_node *n)
{
	return n->frame != FIGURE_NO_FRAME || n->fill != FIGURE_NO_TONE ? s->sizes.frame_pad : 0;
}

/* The children in the order in which they are laid out: from the top, or from the left. */
static size_t in_order(const struct figure_node *n, const struct figure_node **children)
{
	bool reversed = n->flow == FIGURE_FLOW_UP || n->flow == FIGURE_FLOW_LEFT;
	size_t count = 0;

	for (const struct figure_node *child = n->first; child; child = child->next)
		children[count++] = child;
	for (size_t i = 0; reversed && i < count / 2; i++) {
		const struct figure_node *swapped = children[i];
		children[i] = children[count - 1 - i];
		children[count - 1 - i] = swapped;
	}
	return count;
}

static const struct figure_node **children_of(const struct figure_setter *s, const struct figure_node *n, size_t *count)
{
	size_t all = 0;

	for (const struct figure_node *child = n->first; child; child = child->next)
		all++;
	const struct figure_node **children = arena_alloc(s->t->lists, all * sizeof *children);
	*count = in_order(n, children);
	return children;
}

/* The space between neighbours when all of `room` is used: frames that stretch keep their contents spread evenly. */
static sp spread(const struct figure_setter *s, const struct figure_node **children, size_t count, sp room, bool upright)
{
	sp used = 0;

	for (size_t i = 0; i < count; i++) {
		const struct figure_cell *k = figure_cell(s, children[i]);
		used += upright ? k->height : k->left + k->right;
	}
	return count > 1 ? (room - used) / (sp)(count - 1) : 0;
}

static void place_stack(struct figure_setter *s, const struct figure_cell *c)
{
	size_t count;
	const struct figure_node **children = children_of(s, c->node, &count);
	sp pad = padding(s, c->node), y = c->rect.y0 + pad;
	sp gap = spread(s, children, count, c->rect.y1 - c->rect.y0 - 2 * pad, true);

	if (count == 1)
		y += (c->rect.y1 - c->rect.y0 - 2 * pad - figure_cell(s, children[0])->height) / 2;
	for (size_t i = 0; i < count; i++) {
		const struct figure_cell *k = figure_cell(s, children[i]);
		sp axis = c->node->align < 0 ? c->rect.x0 + pad + c->skip + k->left : c->node->align > 0 ? c->rect.x1 - pad - k->right : c->axis;
		figure_place(s, children[i], axis, y);
		y += k->height + gap;
	}
}

/* Frames side by side are equally high. */
static void stretch(const struct figure_setter *s, const struct figure_node *child, sp height)
{
	struct figure_cell *k = figure_cell(s, child);
	bool framed = child->frame != FIGURE_NO_FRAME && child->parent->flow == FIGURE_FLOW_NONE;

	if (framed && k->height < height) {
		k->core_height += height - k->height;
		k->height = height;
	}
}

/* Without frames boxes stand on the row's line with the middles of their cores. */
static sp top_in_row(const struct figure_cell *c, const struct figure_cell *k, sp top, sp height)
{
	if (c->node->align < 0)
		return top;
	if (c->node->align > 0)
		return top + height - k->height;
	return sp_max(top, top + c->line - k->core_top - k->core_height / 2);
}

static void place_row(struct figure_setter *s, const struct figure_cell *c)
{
	size_t count;
	const struct figure_node **children = children_of(s, c->node, &count);
	sp pad = padding(s, c->node), x = c->rect.x0 + pad, top = c->rect.y0 + pad + c->skip;
	sp height = c->rect.y1 - c->rect.y0 - 2 * pad - c->skip;
	sp gap = spread(s, children, count, c->rect.x1 - c->rect.x0 - 2 * pad, false);

	for (size_t i = 0; i < count; i++) {
		stretch(s, children[i], height);
		const struct figure_cell *k = figure_cell(s, children[i]);
		figure_place(s, children[i], x + k->left, top_in_row(c, k, top, height));
		x += k->left + k->right + gap;
	}
}

void figure_place(struct figure_setter *s, const struct figure_node *n, sp axis, sp top)
{
	struct figure_cell *c = figure_cell(s, n);

	c->axis = axis;
	c->rect = (struct figure_rect){axis - c->core_left, top + c->core_top, axis + c->core_right, top + c->core_top + c->core_height};
	c->middle = (c->rect.y0 + c->rect.y1) / 2;
	c->title_top = n->title_below ? c->height - c->title.height : -c->core_top;
	if (n->kind == FIGURE_STACK)
		place_stack(s, c);
	else if (n->kind == FIGURE_ROW)
		place_row(s, c);
}
