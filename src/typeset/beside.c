/* beside.c - vertical lists side by side as boxes one below the other, so that pages may end between them; and the columns that
 * an author asked for.
 *
 * A page may end before a line where each of the lists allows an end before its next line. Lists seldom agree on their lines'
 * places: half a line of space in one, and their lines pass each other for the rest of it. So a line may reach down beside
 * the first of the next box, by less than its own height: that much is taken back by the space between the two, and
 * the lines stand where they would without cuts; where the page does end, that space is not there, and nothing is cut. */
#include "typeset/beside_int.h"

#define NOWHERE INT64_MAX

struct cutter {
	struct typesetter *t;
	struct arena *a;
	const struct beside *beside;
	struct vlist *out;
	sp **tops;                /* tops[k][i]: of item i of list k */
	size_t *begin, *next;     /* the first item of each list in the slice being gathered, and behind it */
	sp from;                  /* where the slice begins */
	sp reach;                 /* the lowest end of anything so far */
	int penalty;              /* of a page's end before it */
};

static struct cutter cutter_new(struct typesetter *t, const struct beside *b, struct vlist *out)
{
	struct arena *a = arena_new();
	struct cutter c = {.t = t, .a = a, .beside = b, .out = out, .tops = arena_alloc(a, b->n * sizeof *c.tops),
	                   .begin = arena_alloc(a, b->n * sizeof *c.begin), .next = arena_alloc(a, b->n * sizeof *c.next)};

	for (size_t k = 0; k < b->n; k++) {
		const struct vlist *l = &b->v[k].list;
		sp y = b->v[k].y;
		c.tops[k] = arena_alloc(a, (l->n + 1) * sizeof *c.tops[k]);
		for (size_t i = 0; i < l->n; i++) {
			c.tops[k][i] = y;
			y += l->v[i].height;
		}
		c.tops[k][l->n] = y;
	}
	return c;
}

/* ---------------------------------------------------------------- a slice */

/* A band stands beside those of its items that are in the slice. */
static void draw_band(const struct cutter *c, struct marks *m, size_t k, const struct vband *band)
{
	const struct vlist *l = &c->beside->v[k].list;
	size_t from = band->from > c->begin[k] ? band->from : c->begin[k];
	size_t to = band->to < c->next[k] ? band->to : c->next[k];
	struct mark rule = {.x = c->beside->v[k].x + band->x};

	if (!vlist_boxes(l, &from, &to))
		return;
	rule.y = c->tops[k][from] - c->from - band->above;
	rule.u.rule.width = band->width;
	rule.u.rule.height = c->tops[k][to] - c->from + band->below - rule.y;
	marks_rule(c->t, m, rule, band->ink);
}

static void draw_list(const struct cutter *c, struct marks *m, size_t k, struct vlist **notes)
{
	const struct beside_list *b = &c->beside->v[k];

	for (size_t i = 0; i < b->list.bands.n; i++)
		draw_band(c, m, k, &b->list.bands.v[i]);
	for (size_t i = c->begin[k]; i < c->next[k]; i++) {
		const struct vbox *box = b->list.boxes[i];
		if (!box)
			continue;
		marks_box(c->t, m, &box->box, b->x + box->x, c->tops[k][i] - c->from);
		vlist_notes(c->t, notes, box->notes);
	}
}

/* How many marks the slice has, at most. */
static size_t count_marks(const struct cutter *c)
{
	size_t n = c->beside->foot.n;

	for (size_t k = 0; k < c->beside->n; k++) {
		const struct vlist *l = &c->beside->v[k].list;
		n += l->bands.n;
		for (size_t i = c->begin[k]; i < c->next[k]; i++)
			n += l->boxes[i] ? l->boxes[i]->box.n : 0;
	}
	return n;
}

static void end_slice(struct cutter *c, sp to, int penalty)
{
	const struct beside *b = c->beside;
	struct vbox box = {.x = 0};
	struct marks m = marks_room(c->t, count_marks(c));
	sp end = to < b->height ? sp_max(c->reach, to) : to;

	for (size_t k = 0; k < b->n; k++) {
		draw_list(c, &m, k, &box.notes);
		c->begin[k] = c->next[k];
	}
	if (to == b->height)
		marks_box(c->t, &m, &(struct box){.marks = b->foot.v, .n = b->foot.n}, 0, to - c->from);
	box.box = marks_take(&m, b->width, end - c->from, c->from ? 0 : b->baseline);
	if (c->from > 0)
		vlist_penalty(c->out, c->penalty);
	vlist_box(c->t, c->out, &box);
	if (end > to)
		vlist_space(c->out, (struct look_space){to - end, 0, 0});
	c->penalty = penalty;
	c->from = to;
}

/* ---------------------------------------------------------------- where */

/* Of a page's end before box i, or behind the list. */
static int end_before(const struct vlist *l, size_t i)
{
	bool glue = false;

	if (i == l->n)
		return 0;
	for (; i > 0 && l->v[i - 1].kind != PB_BOX; i--) {
		if (l->v[i - 1].kind == PB_PENALTY)
			return l->v[i - 1].penalty;
		glue = true;
	}
	return i == 0 || glue ? 0 : LB_INFINITE;
}

static size_t next_box(const struct vlist *l, size_t i)
{
	while (i < l->n && l->v[i].kind != PB_BOX)
		i++;
	return i;
}

/* The top of the highest box that is not in the slice yet. */
static sp next_top(const struct cutter *c)
{
	sp top = NOWHERE;

	for (size_t k = 0; k < c->beside->n; k++)
		if (c->next[k] < c->beside->v[k].list.n && c->tops[k][c->next[k]] < top)
			top = c->tops[k][c->next[k]];
	return top;
}

static void take_boxes(struct cutter *c, sp top)
{
	for (size_t k = 0; k < c->beside->n; k++) {
		const struct vlist *l = &c->beside->v[k].list;
		for (size_t *i = &c->next[k]; *i < l->n && c->tops[k][*i] <= top; *i = next_box(l, *i + 1))
			c->reach = sp_max(c->reach, c->tops[k][*i + 1]);
	}
}

static int worst_penalty(const struct cutter *c)
{
	int worst = c->beside->price;

	for (size_t k = 0; k < c->beside->n; k++) {
		int penalty = end_before(&c->beside->v[k].list, c->next[k]);
		worst = penalty > worst ? penalty : worst;
	}
	return worst;
}

/* Whether the slice may end at `top`, where the next box starts. What is tall and cannot be cut as asked is cut between any lines. */
static bool may_end(const struct cutter *c, sp top, int penalty)
{
	const struct beside *b = c->beside;

	if (top - c->from < b->least || b->height - top < b->least || c->reach - top >= c->t->style->leading)
		return false;
	return penalty < LB_INFINITE || top - c->from > b->tallest;
}

struct vlist beside_set(struct typesetter *t, const struct beside *b)
{
	struct vlist out = {.n = 0};
	struct cutter c = cutter_new(t, b, &out);
	sp top;

	for (size_t k = 0; k < b->n; k++)
		c.next[k] = next_box(&b->v[k].list, 0);
	while ((top = next_top(&c)) < NOWHERE) {
		int penalty = worst_penalty(&c);
		if (may_end(&c, top, penalty))
			end_slice(&c, top, penalty);
		take_boxes(&c, top);
	}
	end_slice(&c, b->height, 0);
	arena_free(c.a);
	return out;
}

/* ---------------------------------------------------------------- columns */

#define NARROWEST 9    /* ems: text in a narrower column is hard to read, unless its words are few */
#define JUSTIFIED 20   /* ems: text in a narrower column ends ragged */

struct row {
	struct typesetter *t;
	const struct flow *around;
	const struct doc_node *node;
	sp width;
};

/* The text that a column is set in; x: where it begins. */
static struct flow column_flow(const struct row *r, const struct doc_node *column, sp x)
{
	sp gutter = look_length(r->t, LOOK_FACT_GUTTER);
	struct flow in = *r->around;

	in.list = NULL;
	in.x = 0;
	in.measure = sp_muldiv(r->width + gutter, doc_column_share(column), 1000) - gutter;
	in.measure = sp_min(in.measure, r->width - x);
	in.align = in.measure < JUSTIFIED * in.type.size ? PARA_LEFT : in.align;
	in.first = in.spaced = true;
	in.wide = false;
	in.lead = NULL;
	return in;
}

static bool columns_fit(const struct row *r)
{
	sp x = 0, min, max;

	for (const struct doc_node *k = r->node->first; k; k = k->next) {
		struct flow in = column_flow(r, k, x);
		flow_widths(r->t, &in, k, &min, &max);
		if (in.measure < min || in.measure < sp_min(max, NARROWEST * in.type.size))
			return false;
		x += in.measure + look_length(r->t, LOOK_FACT_GUTTER);
	}
	return true;
}

static struct beside set_columns(const struct row *r)
{
	struct beside b = {.width = r->width, .least = 2 * r->around->leading, .tallest = r->t->text_height / 2};
	sp x = 0;

	for (const struct doc_node *k = r->node->first; k; k = k->next) {
		struct beside_list *column = arena_push(r->t->lists, &b);
		struct flow in = column_flow(r, k, x);
		*column = (struct beside_list){.x = x};
		in.list = &column->list;
		flow_blocks(r->t, &in, k);
		x += in.measure + look_length(r->t, LOOK_FACT_GUTTER);
		b.baseline = sp_max(b.baseline, vlist_baseline(&column->list));
	}
	for (size_t i = 0; i < b.n; i++) {
		struct beside_list *column = &b.v[i];
		sp baseline = vlist_baseline(&column->list);
		column->y = baseline ? b.baseline - baseline : 0; /* a picture has none */
		b.height = sp_max(b.height, column->y + column->list.height);
	}
	return b;
}

static void stack_columns(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	msg(t->b, MSG_COLUMNS_STACKED, n->pos, "");
	for (const struct doc_node *k = n->first; k; k = k->next) {
		vlist_space(f->list, look_above(t, LOOK_BODY));
		f->first = true;
		flow_blocks(t, f, k);
		vlist_space(f->list, look_below(t, LOOK_BODY));
	}
}

/* As wide as the text, else into the right margin, else one below the other. */
void flow_columns(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct row row = {t, f, n, f->measure};

	bool fits = columns_fit(&row);
	if (!fits) {
		row.width = flow_right_room(t, f);
		fits = row.width > f->measure && columns_fit(&row);
	}
	if (!fits) {
		stack_columns(t, f, n);
		return;
	}
	struct beside b = set_columns(&row);
	struct vlist set = beside_set(t, &b);
	vlist_space(f->list, look_above(t, LOOK_BODY));
	vlist_move(t, f->list, &set, f->x, 0);
	vlist_space(f->list, look_below(t, LOOK_BODY));
	f->first = true;
}
