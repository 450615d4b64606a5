/* facts.c - labels and values. Below the title they stand in two columns between rules; elsewhere one below the other. */
#include "typeset/beside_int.h"

#define TITLE_FACTS 16 /* more of them are set as any others */

struct fact {
	const struct doc_node *label, *value; /* cells */
	sp label_width, value_min, value_max;
};

struct facts {
	struct typesetter *t;
	struct flow label, value; /* to copy: types and leading */
	struct { struct fact *v; size_t n, sz; } list;
	struct vlist *notes;
};

/* Facts [from, to) one below the other. */
struct column { size_t from, to; sp x, label, value; }; /* widths of both */

static struct fact fact_read(struct facts *fs, const struct doc_node *row)
{
	struct fact fact = {.label = row->first, .value = row->first ? row->first->next : NULL};
	sp none;

	if (fact.label)
		flow_widths(fs->t, &fs->label, fact.label, &none, &fact.label_width);
	if (fact.value)
		flow_widths(fs->t, &fs->value, fact.value, &fact.value_min, &fact.value_max);
	return fact;
}

static struct facts facts_read(struct typesetter *t, const struct doc_node *n)
{
	struct facts fs = {.t = t, .label = flow_new(t, NULL, t->measure, LOOK_FACT_LABEL),
	                   .value = flow_new(t, NULL, t->measure, LOOK_FACT)};

	fs.label.align = fs.value.align = PARA_LEFT;
	fs.label.spaced = fs.value.spaced = true;
	fs.label.whole_words = fs.value.whole_words = true;
	fs.label.depth = fs.value.depth = 1;
	for (const struct doc_node *row = n->first; row; row = row->next)
		if (row->kind == DOC_ROW)
			*arena_push(t->lists, &fs.list) = fact_read(&fs, row);
	return fs;
}

/* ---------------------------------------------------------------- columns */

/* A column as wide as its labels want; its values' width is still open. */
static struct column column_new(const struct facts *fs, size_t from, size_t to, sp measure)
{
	struct column c = {from, to, 0, 0, 0};

	for (size_t i = from; i < to; i++)
		c.label = sp_max(c.label, fs->list.v[i].label_width);
	c.label = sp_min(c.label, measure * 2 / 5);
	return c;
}

static bool column_holds(const struct facts *fs, const struct column *c, sp width)
{
	sp room = width - c->label - look_length(fs->t, LOOK_FACT_GAP);

	for (size_t i = c->from; i < c->to; i++)
		if (fs->list.v[i].value_min > room)
			return false;
	return room > 0;
}

static void column_fit(struct typesetter *t, struct column *c, sp x, sp width)
{
	c->x = x;
	c->value = width - c->label - look_length(t, LOOK_FACT_GAP);
}

/* How many lines a fact fills in its column at most: each but the last may be as much shorter as the widest piece is wide. */
static sp fact_lines(const struct facts *fs, const struct column *c, size_t i, sp width)
{
	sp room = width - c->label - look_length(fs->t, LOOK_FACT_GAP);

	if (i >= c->to || fs->list.v[i].value_max <= room)
		return 1;
	sp piece = sp_min(fs->list.v[i].value_min, room - 1), each = sp_max(room - piece, 1);
	return (fs->list.v[i].value_max - piece + each - 1) / each;
}

/* ... and all of them side by side, with the second column at x. */
static sp lines_with(const struct facts *fs, const struct column c[2], sp measure, sp x)
{
	sp lines = 0, gutter = look_length(fs->t, LOOK_FACT_GUTTER);

	for (size_t i = 0; i < c[0].to; i++)
		lines += sp_max(fact_lines(fs, &c[0], i, x - gutter), fact_lines(fs, &c[1], c[1].from + i, measure - x));
	return lines;
}

static bool holds_both(const struct facts *fs, const struct column c[2], sp measure, sp x)
{
	return column_holds(fs, &c[0], x - look_length(fs->t, LOOK_FACT_GUTTER)) && column_holds(fs, &c[1], measure - x);
}

/* Where the second column starts: in the middle where that costs no line, else where it costs the fewest. 0: nowhere. */
static sp best_split(const struct facts *fs, const struct column c[2], sp measure)
{
	sp best = 0, step = measure / 80;

	for (sp off = 0; off < measure / 4; off += step) {
		for (int side = -1; side <= 1; side += 2) {
			sp x = measure / 2 + side * off;
			if (holds_both(fs, c, measure, x) && (!best || lines_with(fs, c, measure, x) < lines_with(fs, c, measure, best)))
				best = x;
		}
	}
	return best;
}

/* Two columns, where they save a good part of the lines. */
static bool two_columns(const struct facts *fs, struct column c[2], sp measure)
{
	sp x = best_split(fs, c, measure);

	if (!x || lines_with(fs, c, measure, x) * 10 > (sp)fs->list.n * 7)
		return false;
	column_fit(fs->t, &c[0], 0, x - look_length(fs->t, LOOK_FACT_GUTTER));
	column_fit(fs->t, &c[1], x, measure - x);
	return true;
}

/* ---------------------------------------------------------------- rows */

static struct vlist cell_list(struct facts *fs, const struct flow *as, const struct doc_node *cell, sp width)
{
	struct vlist list = {.n = 0};
	struct flow f = *as;

	f.list = &list;
	f.measure = width;
	if (cell)
		flow_blocks(fs->t, &f, cell);
	return list;
}

static struct beside fact_set(struct facts *fs, const struct column *c, size_t i)
{
	const struct fact *fact = &fs->list.v[i];
	sp value_x = c->x + c->label + look_length(fs->t, LOOK_FACT_GAP);
	struct beside b = {.width = value_x + c->value};

	*arena_push(fs->t->lists, &b) = (struct beside_list){.list = cell_list(fs, &fs->label, fact->label, c->label), .x = c->x};
	*arena_push(fs->t->lists, &b) = (struct beside_list){.list = cell_list(fs, &fs->value, fact->value, c->value), .x = value_x};
	for (size_t k = 0; k < b.n; k++)
		b.baseline = sp_max(b.baseline, vlist_baseline(&b.v[k].list));
	for (size_t k = 0; k < b.n; k++) {
		b.v[k].y = b.baseline - vlist_baseline(&b.v[k].list);
		b.height = sp_max(b.height, b.v[k].list.height); /* the few points that labels hang lower do not part the lines */
	}
	return b;
}

static void fact_marks(struct facts *fs, struct marks *m, const struct beside *b, sp y)
{
	for (size_t k = 0; k < b->n; k++)
		vlist_marks(fs->t, &b->v[k].list, m, b->v[k].x, y + b->v[k].y);
}

/* ---------------------------------------------------------------- below the title */

/* One box, so that a reader hears the first column to its end before the second begins; row by row the columns' lines
 * still stand side by side. */
static struct box title_facts(struct facts *fs, const struct column *c, size_t n_columns, sp measure)
{
	size_t rows = c[0].to - c[0].from, n = fs->list.n;
	struct beside *lists = arena_alloc(fs->t->lists, n * sizeof *lists);
	sp *y = arena_alloc(fs->t->lists, (rows + 1) * sizeof *y);
	struct marks m = {NULL, 0, 0};

	for (size_t k = 0; k < n_columns; k++)
		for (size_t i = c[k].from; i < c[k].to; i++)
			lists[i] = fact_set(fs, &c[k], i);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < lists[i].n; k++)
			vlist_all_notes(fs->t, &fs->notes, &lists[i].v[k].list);
	for (size_t r = 0; r < rows; r++) {
		y[r + 1] = y[r] + lists[r].height;
		if (rows + r < n)
			y[r + 1] = sp_max(y[r + 1], y[r] + lists[rows + r].height);
	}
	for (size_t k = 0; k < n_columns; k++)
		for (size_t i = c[k].from; i < c[k].to; i++)
			fact_marks(fs, &m, &lists[i], y[i - c[k].from]);
	return marks_take(&m, measure, y[rows], n ? lists[0].baseline : 0);
}

static struct box columns_box(struct facts *fs, sp measure)
{
	size_t n = fs->list.n, half = (n + 1) / 2;
	struct column c[2] = {column_new(fs, 0, half, measure), column_new(fs, half, n, measure)};

	if (n > 3 && two_columns(fs, c, measure))
		return title_facts(fs, c, 2, measure);
	c[0] = column_new(fs, 0, n, measure);
	column_fit(fs->t, &c[0], 0, measure);
	return title_facts(fs, c, 1, measure);
}

static void closing_rule(struct typesetter *t, struct flow *f)
{
	struct marks m = {NULL, 0, 0};
	sp height = look_length(t, LOOK_HAIRLINE);

	marks_rule(t, &m, (struct mark){.u.rule = {.width = f->measure, .height = height}}, LOOK_LINE);
	vlist_space(f->list, (struct look_space){look_length(t, LOOK_HALF_LINE), 0, 0});
	flow_penalty(t, f, LB_INFINITE);
	flow_box(t, f, marks_take(&m, f->measure, height, 0));
}

static void flow_title_facts(struct typesetter *t, struct flow *f, struct facts *fs)
{
	struct box box = columns_box(fs, f->measure);

	vlist_box(t, f->list, &(struct vbox){.box = box, .x = f->x, .notes = fs->notes});
	closing_rule(t, f);
	vlist_space(f->list, look_below(t, LOOK_FACT));
}

/* ---------------------------------------------------------------- elsewhere */

/* One box, or where it is tall, several, so that a page may end between its lines. */
static void flow_fact(struct flow *f, struct facts *fs, const struct column *c, size_t i)
{
	struct typesetter *t = fs->t;
	struct beside b = fact_set(fs, c, i);

	b.tallest = t->text_height / 3;
	b.least = b.height > b.tallest ? 2 * f->leading : b.height;
	struct vlist set = beside_set(t, &b);
	vlist_move(t, f->list, &set, f->x, 0);
	for (size_t k = 0; k < b.n; k++)
		vlist_give(t, &b.v[k].list);
}

static void flow_fact_rows(struct typesetter *t, struct flow *f, struct facts *fs)
{
	struct column c = column_new(fs, 0, fs->list.n, f->measure);

	column_fit(t, &c, 0, f->measure);
	vlist_space(f->list, look_above(t, LOOK_FACT));
	for (size_t i = 0; i < fs->list.n; i++) {
		flow_fact(f, fs, &c, i);
		flow_penalty(t, f, i == 0 || i + 2 == fs->list.n ? 200 : 0);
	}
	vlist_space(f->list, look_below(t, LOOK_FACT));
}

/* A title block must fit its page, with the title. */
static bool fits_title(const struct facts *fs, sp measure)
{
	struct column c = column_new(fs, 0, fs->list.n, measure);
	sp lines = 0;

	for (size_t i = 0; i < fs->list.n; i++)
		lines += sp_max(fact_lines(fs, &c, i, measure), fs->list.v[i].label_width / sp_max(c.label, 1));
	return fs->list.n <= TITLE_FACTS && lines * fs->value.leading <= fs->t->text_height / 2;
}

void flow_facts(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct facts fs = facts_read(t, n);

	if (fs.list.n == 0)
		return;
	if (n->role == ROLE_TITLE_FACTS && fits_title(&fs, f->measure))
		flow_title_facts(t, f, &fs);
	else
		flow_fact_rows(t, f, &fs);
	f->first = true;
}
