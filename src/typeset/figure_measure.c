/* figure_measure.c - how large the boxes of a drawing are, from the leaves up. */
#include "typeset/figure_int.h"

struct figure_sizes figure_sizes(const struct typesetter *t, sp size)
{
	struct figure_sizes z = {.em = size, .leading = sp_muldiv(size, 115, 100)};

	z.type = t->body;
	z.type.role = FONT_SANS;
	z.type.features = TYPE_LINING;
	z.type.size = size;
	z.type.color = 0x1a1a1a;
	z.wrap = sp_muldiv(size, 85, 10);
	z.pad_x = sp_muldiv(size, 55, 100);
	z.pad_y = sp_muldiv(size, 22, 100);
	z.gap = sp_muldiv(size, 55, 100);
	z.gap_arrow = sp_muldiv(size, 105, 100);
	z.row_gap = sp_muldiv(size, 140, 100);
	z.row_gap_arrow = sp_muldiv(size, 170, 100);
	z.frame_pad = sp_muldiv(size, 75, 100);
	z.arrow = sp_muldiv(size, 48, 100);
	z.skip = sp_muldiv(size, 75, 100);
	z.line = sp_muldiv(size, 6, 100);
	return z;
}

/* ---------------------------------------------------------------- labels */

static struct figure_text set_text(struct figure_setter *s, const struct doc_node *block, struct type type, sp wrap)
{
	struct figure_text text = {0};
	struct para_spec spec = {.block = block, .type = type, .measure = 1000 * SP_PT, .leading = s->sizes.leading, .align = PARA_CENTER};
	sp min, max;

	if (!block)
		return text;
	para_widths(s->t, &spec, &min, &max);
	text.width = sp_min(max, sp_max(wrap, min)) + 2;
	/* broken lines are as even as may be: no wider than the text over its lines asks for */
	if (max > text.width)
		text.width = sp_max(min, sp_muldiv(max, 11, 10 * ((max + text.width - 1) / text.width))) + 2;
	spec.measure = text.width;
	struct para para = para_set(s->t, &spec);
	text.lines = para.lines;
	text.n = para.n;
	for (size_t i = 0; i < para.n; i++)
		text.height += para.lines[i].height;
	return text;
}

struct figure_text figure_label(struct figure_setter *s, const struct doc_node *block)
{
	return set_text(s, block, s->sizes.type, s->sizes.wrap);
}

static struct type bold(struct type type)
{
	type.bold = true;
	return type;
}

/* ---------------------------------------------------------------- leaves */

static void measure_block(struct figure_setter *s, struct figure_cell *c)
{
	const struct figure_sizes *z = &s->sizes;
	sp wanted = c->node->width >= 0 ? sp_muldiv(z->em, c->node->width, 10) : 0;

	c->label = set_text(s, c->node->label, z->type, wanted ? wanted : z->wrap);
	sp half = sp_max(c->label.width + 2 * z->pad_x, wanted) / 2;
	c->core_left = c->core_right = half;
	c->core_height = sp_max(c->label.height, z->leading) + 2 * z->pad_y;
}

static void measure_label(struct figure_setter *s, struct figure_cell *c)
{
	sp wanted = c->node->width >= 0 ? sp_muldiv(s->sizes.em, c->node->width, 10) : s->sizes.wrap;

	c->label = set_text(s, c->node->label, s->sizes.type, wanted);
	c->core_left = c->core_right = c->label.width / 2 + s->sizes.pad_y;
	c->core_height = sp_max(c->label.height, s->sizes.leading);
}

static void measure_sum(struct figure_setter *s, struct figure_cell *c)
{
	c->label = set_text(s, c->node->label, s->sizes.type, s->sizes.wrap);
	c->core_height = sp_max(sp_muldiv(s->sizes.em, 145, 100), c->label.width + s->sizes.pad_y);
	c->core_left = c->core_right = c->core_height / 2;
}

static void measure_space(struct figure_setter *s, struct figure_cell *c)
{
	sp wanted = c->node->width >= 0 ? sp_muldiv(s->sizes.em, c->node->width, 10) : s->sizes.em;

	c->core_left = c->core_right = wanted / 2;
	c->core_height = c->node->parent && c->node->parent->kind == FIGURE_STACK ? wanted : 0;
}

/* ---------------------------------------------------------------- containers */

/* How many arrows pass by between siblings a and b at most: each gets a lane of its own. */
static sp skip_room(const struct figure_setter *s, const struct figure_node *n)
{
	for (const struct figure_node *child = n->first; child; child = child->next)
		if (child->round)
			return s->sizes.skip + s->sizes.em / 4;
	return 0;
}

/* Blocks of one stack are equally wide: it looks like one thing. */
static void equal_widths(const struct figure_setter *s, const struct figure_node *n)
{
	sp widest = 0;

	for (const struct figure_node *child = n->first; child; child = child->next)
		if (child->kind == FIGURE_BLOCK && child->width < 0)
			widest = sp_max(widest, figure_cell(s, child)->core_left);
	for (const struct figure_node *child = n->first; child; child = child->next) {
		struct figure_cell *c = figure_cell(s, child);
		if (child->kind != FIGURE_BLOCK || child->width >= 0)
			continue;
		c->left += widest - c->core_left;
		c->right += widest - c->core_right;
		c->core_left = c->core_right = widest;
	}
}

/* An arrow's label stands between the boxes that it joins, whatever gap was asked for. */
static sp gap_of(const struct figure_cell *c, const struct figure_sizes *z)
{
	bool row = c->node->kind == FIGURE_ROW, arrow = c->node->flow != FIGURE_FLOW_NONE;
	sp usual = row ? (arrow ? z->row_gap_arrow : z->row_gap) : (arrow ? z->gap_arrow : z->gap);
	sp gap = c->node->gap >= 0 ? sp_muldiv(z->em, c->node->gap, 10) : usual, label = row ? c->label_width : c->label_height;

	return label ? sp_max(gap, label + z->em / 2) : gap;
}

/* The axes of a stack's children fall together; at its start or end their edges do, and the axis is the widest one's. */
static void measure_stack(struct figure_setter *s, struct figure_cell *c)
{
	sp gap = gap_of(c, &s->sizes), widest = 0;

	equal_widths(s, c->node);
	c->skip = skip_room(s, c->node);
	for (const struct figure_node *child = c->node->first; child; child = child->next) {
		const struct figure_cell *k = figure_cell(s, child);
		c->core_left = sp_max(c->core_left, k->left);
		c->core_right = sp_max(c->core_right, k->right);
		c->core_height += k->height + (child->next ? gap : 0);
		widest = sp_max(widest, k->left + k->right);
	}
	if (c->node->align != 0) {
		c->core_left = widest / 2;
		c->core_right = widest - widest / 2;
	}
	c->core_left += c->skip;
}

/* The cores of a row without other alignment stand with their middles on one line: what reaches how far above it and below. */
static void row_reach(const struct figure_setter *s, const struct figure_node *n, sp *above, sp *below)
{
	*above = *below = 0;
	for (const struct figure_node *child = n->first; child; child = child->next) {
		const struct figure_cell *k = figure_cell(s, child);
		*above = sp_max(*above, k->core_top + k->core_height / 2);
		*below = sp_max(*below, k->height - k->core_top - k->core_height / 2);
	}
}

static void measure_row(struct figure_setter *s, struct figure_cell *c)
{
	sp gap = gap_of(c, &s->sizes), width = 0, below;

	c->skip = skip_room(s, c->node);
	for (const struct figure_node *child = c->node->first; child; child = child->next) {
		const struct figure_cell *k = figure_cell(s, child);
		width += k->left + k->right + (child->next ? gap : 0);
		c->core_height = sp_max(c->core_height, k->height);
	}
	row_reach(s, c->node, &c->line, &below);
	if (c->node->align == 0)
		c->core_height = c->line + below;
	c->core_height += c->skip;
	c->core_left = width / 2;
	c->core_right = width - width / 2;
}

/* A frame keeps its distance, and is as wide on one side of its axis as on the other where that costs little. */
static void add_frame(struct figure_setter *s, struct figure_cell *c)
{
	sp pad = s->sizes.frame_pad, wider = sp_max(c->core_left, c->core_right);

	if (c->node->frame == FIGURE_NO_FRAME && c->node->fill == FIGURE_NO_TONE)
		return;
	if (c->node->kind == FIGURE_STACK && c->core_left + c->core_right > 2 * wider * 8 / 10)
		c->core_left = c->core_right = wider;
	c->core_left += pad;
	c->core_right += pad;
	c->core_height += 2 * pad;
}

/* ---------------------------------------------------------------- any box */

/* What stands beside the core: titles above or below, badges and labels at the sides. */
static void add_surroundings(struct figure_setter *s, struct figure_cell *c)
{
	const struct figure_sizes *z = &s->sizes;
	const struct figure_node *n = c->node;
	sp side = z->row_gap;

	c->title = set_text(s, n->title, bold(z->type), c->core_left + c->core_right);
	c->badge = set_text(s, n->badge, z->type, z->wrap);
	c->left_label = set_text(s, n->left, z->type, sp_muldiv(z->wrap, 7, 10));
	c->right_label = set_text(s, n->right, z->type, sp_muldiv(z->wrap, 7, 10));
	sp badge = n->badge ? c->badge.width + z->em / 3 : 0;
	c->left = sp_max(c->core_left + (n->badge_right ? 0 : badge), c->title.width / 2);
	c->right = sp_max(c->core_right + (n->badge_right ? badge : 0), c->title.width / 2);
	if (n->left)
		c->left += c->left_label.width + side;
	if (n->right)
		c->right += c->right_label.width + side;
	sp title = n->title ? c->title.height + z->em * 4 / 10 : 0;
	c->core_top = n->title_below ? 0 : title;
	c->height = c->core_height + title;
}

static void (*const measures[])(struct figure_setter *, struct figure_cell *) = {
	[FIGURE_STACK] = measure_stack, [FIGURE_ROW] = measure_row,   [FIGURE_BLOCK] = measure_block,
	[FIGURE_LABEL] = measure_label, [FIGURE_SUM] = measure_sum, [FIGURE_SPACE] = measure_space,
};

static void measure(struct figure_setter *s, const struct figure_node *n)
{
	struct figure_cell *c = figure_cell(s, n);

	*c = (struct figure_cell){.node = n, .label_width = c->label_width, .label_height = c->label_height};
	for (const struct figure_node *child = n->first; child; child = child->next)
		measure(s, child);
	measures[n->kind](s, c);
	if (n->kind == FIGURE_STACK || n->kind == FIGURE_ROW)
		add_frame(s, c);
	add_surroundings(s, c);
}

/* ---------------------------------------------------------------- labels of arrows between neighbours */

static size_t depth_of(const struct figure_node *n)
{
	size_t depth = 0;

	while ((n = n->parent))
		depth++;
	return depth;
}

/* Goes up from both to siblings; false when one holds the other. */
static bool find_siblings(const struct figure_node **a, const struct figure_node **b)
{
	size_t a_depth = depth_of(*a), b_depth = depth_of(*b);

	for (; a_depth > b_depth; a_depth--)
		*a = (*a)->parent;
	for (; b_depth > a_depth; b_depth--)
		*b = (*b)->parent;
	for (; *a != *b && (*a)->parent != (*b)->parent; *b = (*b)->parent)
		*a = (*a)->parent;
	return *a != *b;
}

/* Arrows from sides that were asked for, or beside the arrows of a flow, do not run straight from one box to the next. */
static void note_label(struct figure_setter *s, const struct figure_edge *e)
{
	const struct figure_node *a = e->from, *b = e->to;

	if (!e->label || e->out != FIGURE_AUTO || e->in != FIGURE_AUTO || !find_siblings(&a, &b) || (a->next != b && b->next != a))
		return;
	if (a->parent->flow != FIGURE_FLOW_NONE)
		return;
	struct figure_cell *c = figure_cell(s, a->parent);
	struct figure_text label = figure_label(s, e->label);
	c->label_width = sp_max(c->label_width, label.width);
	c->label_height = sp_max(c->label_height, label.height);
}

void figure_measure(struct figure_setter *s, const struct figure_node *root)
{
	for (size_t i = 0; i < s->figure->n_nodes; i++)
		s->cells[i].label_width = s->cells[i].label_height = 0;
	for (size_t i = 0; i < s->figure->n_edges; i++)
		note_label(s, &s->figure->edges[i]);
	measure(s, root);
}
