/* list.c - lists with hanging labels: bullets, numbers, and the boxes of task lists, which are drawn; and references, whose first
 * lines hang out. */
#include "typeset/typeset_int.h"

#define NARROWEST 5 /* ems: items of a nested list that would be narrower go no further in than the item around them */

static int list_depth(const struct doc_node *n)
{
	int depth = 0;

	for (n = n->parent; n; n = n->parent)
		depth += n->kind == DOC_LIST;
	return depth;
}

/* ---------------------------------------------------------------- labels */

static struct box bullet(struct typesetter *t, const struct flow *f, const struct doc_node *item)
{
	static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x80\x93", "\xC2\xB7"}; /* bullet, en dash, middle dot */
	int depth = list_depth(item->parent);
	struct type type = look_type(t, LOOK_BULLET);

	type.size = f->type.size;
	return para_label(t, &type, str_from(bullets[depth < 2 ? depth : 2]), PART_LABEL, item);
}

static struct box number(struct typesetter *t, const struct flow *f, const struct doc_node *item, int n)
{
	struct type type = f->type;
	struct buf label = {0};

	type.bold = type.italic = false;
	doc_list_label(item->parent, n, &label);
	struct box box = para_label(t, &type, arena_str(t->lists, buf_view(&label)), PART_LABEL, item);
	buf_free(&label);
	return box;
}

static struct path_point *polygon(struct typesetter *t, const sp (*at)[2], size_t n)
{
	struct path_point *points = arena_alloc(t->b->marks, n * sizeof *points);

	for (size_t i = 0; i < n; i++)
		points[i] = (struct path_point){.op = i ? PATH_LINE : PATH_MOVE, .x = {at[i][0]}, .y = {at[i][1]}};
	return points;
}

static void stroke(struct typesetter *t, struct marks *m, struct path path, const struct doc_node *item)
{
	struct path *kept = arena_alloc(t->b->marks, sizeof *kept);

	*kept = path;
	kept->stroke = true;
	*arena_push(t->lists, m) = (struct mark){.kind = MARK_PATH, .part = PART_LABEL, .node = item, .u.path = kept};
}

/* A square as high as a lower-case letter and a little, standing on the baseline; a tick that leaves it at the top. */
static struct box task_box(struct typesetter *t, const struct flow *f, const struct doc_node *item)
{
	sp em = f->type.size, s = em * 62 / 100, line = em / 18, half = line / 2, up = em / 10;
	const sp square[][2] = {{half, up + half}, {s - half, up + half}, {s - half, up + s - half}, {half, up + s - half},
	                        {half, up + half}};
	const sp tick[][2] = {{s * 20 / 100, up + s * 52 / 100}, {s * 43 / 100, up + s * 78 / 100}, {s * 105 / 100, 0}};
	struct marks m = {NULL, 0, 0};

	stroke(t, &m, (struct path){.points = polygon(t, square, 5), .n = 5, .line_width = line,
	                            .stroke_color = look_color(t, LOOK_GREY)}, item);
	if (item->u.item.checked)
		stroke(t, &m, (struct path){.points = polygon(t, tick, 3), .n = 3, .line_width = em / 9, .round = true,
		                            .stroke_color = look_color(t, LOOK_ACCENT)}, item);
	return marks_take(&m, s, up + s, up + s - em / 24);
}

/* ---------------------------------------------------------------- items */

struct list {
	const struct doc_node *node;
	sp indent;      /* of the text */
	sp back;        /* how much of that is taken back */
	sp label_right; /* where ordered labels end */
	int value;      /* of the next number */
};

static struct box item_label(struct typesetter *t, const struct flow *f, const struct list *l, const struct doc_node *item)
{
	if (item->u.item.task)
		return task_box(t, f, item);
	return l->node->u.list.ordered ? number(t, f, item, l->value) : bullet(t, f, item);
}

/* The label goes before the item's first box, or on a line of its own when the item is empty. */
static void put_label(struct typesetter *t, struct flow *f, struct vlist *body, const struct list *l, const struct doc_node *item)
{
	struct box label = item_label(t, f, l, item);
	bool ordered = l->node->u.list.ordered && !item->u.item.task;
	sp x = ordered ? l->label_right - label.width : 0;

	if (body->n == 0)
		vlist_box(t, body, &(struct vbox){.box = {.width = f->measure, .height = f->leading}, .x = l->indent});
	box_label(t, &body->boxes[0]->box, &label, x - body->boxes[0]->x);
}

static void set_item(struct typesetter *t, struct flow *f, const struct list *l, const struct doc_node *item)
{
	struct vlist body = {.n = 0};
	struct flow in = *f;

	in.list = &body;
	in.x = l->indent;
	in.measure = f->measure - l->indent + l->back;
	in.depth++;
	in.first = in.spaced = true;
	in.wide = in.grid = false;
	in.lead = NULL;
	in.outdent = l->node->u.list.references ? l->indent : 0;
	flow_blocks(t, &in, item);
	if (!l->node->u.list.references)
		put_label(t, f, &body, l, item);
	vlist_move(t, f->list, &body, f->x - l->back, 0);
}

static size_t count_items(const struct doc_node *n)
{
	size_t count = 0;

	for (n = n->first; n; n = n->next)
		count += n->kind == DOC_ITEM;
	return count;
}

/* Figures are proportional: the last number need not be the widest. */
static sp widest_number(struct typesetter *t, const struct flow *f, const struct doc_node *list)
{
	int n = list->u.list.start;
	sp width = 0;

	for (const struct doc_node *item = list->first; item; item = item->next)
		if (item->kind == DOC_ITEM)
			width = sp_max(width, number(t, f, item, n++).width);
	return width;
}

static struct list list_new(struct typesetter *t, const struct flow *f, const struct doc_node *n)
{
	struct list l = {.node = n, .indent = look_length(t, LOOK_ITEM_INDENT), .value = n->u.list.start};
	bool task = n->first && n->first->kind == DOC_ITEM && n->first->u.item.task;

	if (n->u.list.ordered) {
		l.label_right = widest_number(t, f, n);
		l.indent = l.label_right + look_length(t, LOOK_LABEL_GAP);
	} else if (task) {
		l.indent = sp_muldiv(l.indent, 12, 10);
	}
	return l;
}

sp list_indent(struct typesetter *t, const struct flow *f, const struct doc_node *n)
{
	return list_new(t, f, n).indent;
}

/* ---------------------------------------------------------------- the list */

static void between_items(struct typesetter *t, struct flow *f, const struct doc_node *list, size_t i, size_t n)
{
	sp half = f->leading / 2;

	flow_penalty(t, f, n > 3 && (i == 1 || i == n - 1) ? 60 : 0); /* rather not one item alone */
	if (!list->u.list.tight)
		flow_glue(t, f, half, half / 2, half / 4);
}

void flow_list(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct list l = list_new(t, f, n);
	bool nested = n->parent && n->parent->kind == DOC_ITEM;
	size_t i = 0, count = count_items(n);

	if (nested && f->measure - l.indent < NARROWEST * f->type.size)
		l.back = l.indent;
	flow_penalty(t, f, 0);
	if (!nested && f->list->keep < HEADING_KEEP) /* below a heading, the heading's own space will do */
		vlist_space(f->list, look_above(t, LOOK_BODY));
	if (f->grid && f->first)
		vlist_grid(f->list);
	for (const struct doc_node *item = n->first; item; item = item->next) {
		if (item->kind != DOC_ITEM)
			continue;
		if (i > 0)
			between_items(t, f, n, i, count);
		set_item(t, f, &l, item);
		l.value++;
		i++;
	}
	if (!nested)
		vlist_space(f->list, look_below(t, LOOK_BODY));
	f->first = true;
}
