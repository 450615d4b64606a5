/* figure_set.c - sets a drawing at the largest size of labels that fits. */
#include "typeset/figure_int.h"

#include <string.h>

#define SIZE_LARGEST (8 * SP_PT)
#define SIZE_LEAST (6 * SP_PT)
#define SIZE_STEP (SP_PT / 4)

/* A row of panels that is too wide even with the smallest labels is set as a stack of them. */
static struct figure_node *restacked(struct build *b, const struct figure_node *root)
{
	struct figure_node *stack = arena_alloc(b->arena, sizeof *stack);

	*stack = *root;
	stack->kind = FIGURE_STACK;
	stack->flow = FIGURE_FLOW_NONE;
	stack->gap = 20;
	return stack;
}

/* Measures at a size; what would have to be divided by how much to fit, in thousandths: at most 1000 where it fits. */
static sp excess(struct figure_setter *s, const struct figure_node *root, sp size, sp width)
{
	const struct figure_cell *c = figure_cell(s, root);

	s->sizes = figure_sizes(s->t, size);
	figure_measure(s, root);
	return sp_max(sp_muldiv(c->left + c->right, 1000, width), sp_muldiv(c->height, 1000, s->t->text_height * 85 / 100));
}

/* The largest size at which the drawing fits, measured at it; false when there is none. Nearly everything grows with the
 * size, so the first measure tells where to look. */
static bool find_size(struct figure_setter *s, const struct figure_node *root, sp width)
{
	sp over = excess(s, root, SIZE_LARGEST, width), size = SIZE_LARGEST;

	while (over > 1000 && size > SIZE_LEAST) {
		sp wanted = sp_muldiv(size, 1000, over);
		size = sp_max(SIZE_LEAST, sp_min(size - SIZE_STEP, wanted - wanted % SIZE_STEP));
		over = excess(s, root, size, width);
	}
	return over <= 1000;
}

/* The root that is set, measured: as it was drawn, or restacked; the largest labels that fit, or *fits is false. */
static const struct figure_node *choose(struct figure_setter *s, sp width, bool *fits)
{
	const struct figure_node *root = s->figure->root;
	bool panels = root->kind == FIGURE_ROW && root->flow == FIGURE_FLOW_NONE && root->first != root->last;

	for (int attempt = 0; attempt < (panels ? 2 : 1); attempt++) {
		if ((*fits = find_size(s, root, width)))
			return root;
		if (attempt == 0 && panels)
			root = restacked(s->t->b, root);
	}
	return root;
}

/* Arrows and labels beside them may reach outside the boxes: the drawing's edges are theirs. */
static struct box take_marks(struct figure_setter *s)
{
	const struct figure_rect *e = &s->extent;

	for (size_t i = 0; i < s->marks.n; i++) {
		s->marks.v[i].x -= e->x0;
		s->marks.v[i].y -= e->y0;
	}
	return (struct box){.width = e->x1 - e->x0, .height = e->y1 - e->y0, .marks = s->marks.v, .n = s->marks.n};
}

/* What arrows' labels reach beyond the boxes may be off the page, too. */
static void check_fit(struct figure_setter *s, const struct box *box, bool fits)
{
	sp wide = s->t->style->paper_width - 2 * look_length(s->t, LOOK_EDGE);

	if (!fits || box->width > wide || box->height > s->t->text_height)
		msg(s->t->b, MSG_FIGURE_TOO_WIDE, s->figure->pos, "");
}

struct box figure_set(struct typesetter *t, const struct doc_node *figure, sp width)
{
	struct figure_setter s = {.t = t, .figure = figure->u.figure->drawing, .node = figure};
	struct figure drawing = *s.figure;
	bool fits = false;

	s.cells = arena_alloc(t->lists, drawing.n_nodes * sizeof *s.cells);
	drawing.root = (struct figure_node *)choose(&s, width, &fits);
	s.figure = &drawing;
	const struct figure_cell *c = figure_cell(&s, drawing.root);
	s.extent = (struct figure_rect){0, 0, c->left + c->right, c->height};
	figure_place(&s, drawing.root, c->left, 0);
	figure_draw(&s);
	struct box box = take_marks(&s);
	check_fit(&s, &box, fits);
	arena_give(t->lists, s.cells, drawing.n_nodes, sizeof *s.cells);
	arena_give(t->lists, s.channels.v, s.channels.sz, sizeof *s.channels.v);
	return box;
}
