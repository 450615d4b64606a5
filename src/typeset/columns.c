/* columns.c - column widths that make a table low.
 *
 * The model. A cell's text is `length` long on one line. In a column w wide it takes
 *     lines(w) = ceil(length / (w - loss))        or, when w is at least max, as many as the author wrote,
 * where loss is what a ragged line leaves white on average: a quarter of its longest word. A row is as high as its
 * highest cell, a table as its rows together; all widths together may not exceed what there is. Nothing is set in type to find
 * this out: a trial setting of every cell at every width would be exact and a thousand times slower.
 *
 * The search. If rows had one wrapping cell each, widening always the column that gains most lines per point would do: then the
 * height is a sum of convex functions (Fox, "Discrete optimization via marginal analysis", Management Science 13, 1966).
 * But a row is the maximum of its cells: two columns that share the highest row gain nothing unless both are widened, and
 * marginal gains go blind. So the greedy way only gives a first answer (it counts every cell's lines a little, and
 * so does not stall), and branch and bound makes it the best one: columns are fixed from left to right, only at widths
 * where some cell loses a line; a branch is cut when, with all that is left given to each open column at once, the table
 * would still not be lower. That is exact. For tables with thousands of such widths the work is bounded, and the best found
 * so far is taken. What HTML does (share the space between min and max in proportion, CSS 2.1, 17.5.2.2) was rejected: it
 * gives a column of ten long words as much as a column of paragraphs with one long line.
 *
 * Columns of short tokens (dates, weights, rooms) are kept whole first, the narrowest first, as long as they leave a third
 * of the width to the others; the search itself counts one that wraps like a line of a row. Spanning cells only take part
 * with their widths, which are spread over their columns. */
#include "typeset/break_int.h"

#include <string.h>

#define LOSS_PARTS 4         /* of the longest word, lost at the end of a ragged line */
#define CANDIDATES_MAX 256   /* widths that are tried for a column; more are thinned out */
#define NODES_MAX 4000       /* of the search */
#define ROW_WEIGHT (1 << 20) /* a line of a row against a line of a cell that is not the row's highest */

/* A cell's text, as the model sees it. whole: its lines where it is as wide as it likes; lines: as wide as its column is now. */
struct wrap { size_t row; sp max, length, loss; int64_t whole, lines; };

struct column {
	sp min, max;
	sp short_most;           /* a column no wider is one of short tokens */
	struct { struct wrap *v; size_t n, sz; } cells; /* without spanning ones */
	int64_t lines;           /* of all cells, as count_lines gives them, at the width being tried */
	sp *candidates;          /* ascending, from min to max */
	size_t n;
};

struct table {
	struct arena *a;
	const struct col_params *p;
	struct column *columns;
	sp room;                 /* for all columns, without gaps */
	sp *widths, *best;       /* being tried; the best so far */
	int64_t best_cost;
	size_t nodes;
	int64_t **rows;          /* rows[c]: heights of the rows with columns before c fixed */
	int64_t *trial;
};

/* ---------------------------------------------------------------- the model */

static sp ceil_div(sp a, sp b)
{
	return (a + b - 1) / b;
}

static int64_t lines_at(const struct wrap *t, sp width)
{
	if (t->length <= 0)
		return 0;
	if (width >= t->max)
		return t->whole;
	return ceil_div(t->length, sp_max(width - t->loss, 1));
}

/* Counts the lines of a column's cells; returns their sum. A short token that wraps is as bad as a row's line more. */
static int64_t count_lines(struct column *c, sp width)
{
	int64_t lines = 0;
	bool tokens = width < c->max && c->max <= c->short_most;

	for (size_t i = 0; i < c->cells.n; i++) {
		struct wrap *t = &c->cells.v[i];
		t->lines = lines_at(t, width);
		lines += t->lines + (tokens && width < t->max ? ROW_WEIGHT : 0);
	}
	return lines;
}

/* Raises the rows to a column's cells, whose lines are counted. */
static void raise_rows(const struct column *c, int64_t *rows)
{
	for (size_t i = 0; i < c->cells.n; i++) {
		const struct wrap *t = &c->cells.v[i];
		rows[t->row] = t->lines > rows[t->row] ? t->lines : rows[t->row];
	}
}

static int64_t sum_rows(const struct table *t, const int64_t *rows)
{
	int64_t sum = 0;

	for (size_t i = 0; i < t->p->rows; i++)
		sum += rows[i];
	return sum;
}

/* Of the table with the widths whose lines were counted last. */
static int64_t cost_of(const struct table *t)
{
	int64_t cells = 0;

	memset(t->trial, 0, t->p->rows * sizeof *t->trial);
	for (size_t c = 0; c < t->p->columns; c++) {
		raise_rows(&t->columns[c], t->trial);
		cells += t->columns[c].lines;
	}
	return sum_rows(t, t->trial) * ROW_WEIGHT + cells;
}

static void set_width(struct table *t, size_t c, sp width)
{
	t->widths[c] = width;
	t->columns[c].lines = count_lines(&t->columns[c], width);
}

/* ---------------------------------------------------------------- what columns need */

static void add_cell(struct table *t, const struct col_cell *cell)
{
	struct column *c = &t->columns[cell->column];
	sp line = t->p->line / SP_PT;
	struct wrap text = {.row = cell->row, .max = cell->max, .length = cell->max, .loss = cell->min / LOSS_PARTS};

	if (cell->area > 0 && line > 0)
		text.length = cell->area / line;
	text.whole = sp_max(1, sp_muldiv(text.length, 1, sp_max(text.max, 1)));
	c->min = sp_max(c->min, cell->min);
	c->max = sp_max(c->max, sp_max(cell->max, cell->min));
	*arena_push(t->a, &c->cells) = text;
}

/* Widens columns [from, to) by `more` in all, each in proportion to its max. */
static void spread(struct table *t, size_t from, size_t to, sp more, bool only_max)
{
	sp weight = 0, before = 0;

	for (size_t i = from; i < to; i++)
		weight += sp_max(t->columns[i].max, 1);
	for (size_t i = from; i < to; i++) {
		struct column *c = &t->columns[i];
		sp after = before + sp_max(c->max, 1);
		sp share = sp_muldiv(more, after, weight) - sp_muldiv(more, before, weight);
		before = after;
		c->min += only_max ? 0 : share;
		c->max = only_max ? c->max + share : sp_max(c->max, c->min);
	}
}

static void add_spanning(struct table *t, const struct col_cell *cell)
{
	size_t to = cell->column + cell->colspan < t->p->columns ? cell->column + cell->colspan : t->p->columns;
	sp gaps = (sp)(to - cell->column - 1) * t->p->gap, min = gaps, max = gaps;

	for (size_t i = cell->column; i < to; i++) {
		min += t->columns[i].min;
		max += t->columns[i].max;
	}
	if (cell->max > max)
		spread(t, cell->column, to, cell->max - max, true);
	if (cell->min > min)
		spread(t, cell->column, to, cell->min - min, false);
}

static void read_cells(struct table *t, const struct col_cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cells[i].colspan <= 1)
			add_cell(t, &cells[i]);
	for (unsigned span = 2; span <= t->p->columns; span++)
		for (size_t i = 0; i < n; i++)
			if (cells[i].colspan == span)
				add_spanning(t, &cells[i]);
}

static sp sum_min(const struct table *t)
{
	sp sum = 0;

	for (size_t i = 0; i < t->p->columns; i++)
		sum += t->columns[i].min;
	return sum;
}

static sp sum_max(const struct table *t)
{
	sp sum = 0;

	for (size_t i = 0; i < t->p->columns; i++)
		sum += t->columns[i].max;
	return sum;
}

/* The narrowest column of short tokens that might still wrap; NULL: none. */
static struct column *next_short(struct table *t)
{
	struct column *found = NULL;

	for (size_t i = 0; i < t->p->columns; i++) {
		struct column *c = &t->columns[i];
		if (c->min < c->max && c->max <= c->short_most && (!found || c->max < found->max))
			found = c;
	}
	return found;
}

static void keep_short_whole(struct table *t)
{
	struct column *c;
	sp kept = 0;

	while ((c = next_short(t))) {
		kept += c->max;
		if (kept > t->room * 2 / 3 || sum_min(t) + c->max - c->min > t->room)
			return;
		c->min = c->max;
	}
}

/* ---------------------------------------------------------------- widths worth trying */

static void sift_down(sp *v, size_t i, size_t n)
{
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		child += child + 1 < n && v[child + 1] > v[child];
		if (v[i] >= v[child])
			return;
		sp swap = v[i];
		v[i] = v[child];
		v[child] = swap;
	}
}

/* Heapsort, because qsort may allocate. */
static void sort_widths(sp *v, size_t n)
{
	for (size_t i = n / 2; i-- > 0;)
		sift_down(v, i, n);
	for (size_t end = n; end-- > 1;) {
		sp swap = v[0];
		v[0] = v[end];
		v[end] = swap;
		sift_down(v, 0, end);
	}
}

/* Drops what is equal, and thins out what is too much. */
static size_t thin_widths(sp *v, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (kept == 0 || v[i] != v[kept - 1])
			v[kept++] = v[i];
	if (kept <= CANDIDATES_MAX)
		return kept;
	for (size_t i = 0; i < CANDIDATES_MAX; i++)
		v[i] = v[i * (kept - 1) / (CANDIDATES_MAX - 1)];
	return CANDIDATES_MAX;
}

/* The least widths at which a cell of the column has 1, 2, 3 ... lines. */
static void find_candidates(struct table *t, struct column *c)
{
	struct { sp *v; size_t n, sz; } list = {0};
	sp most = sp_min(c->max, c->min + t->room - sum_min(t));

	*arena_push(t->a, &list) = c->min;
	for (size_t i = 0; i < c->cells.n; i++) {
		const struct wrap *text = &c->cells.v[i];
		int64_t last = lines_at(text, c->min);
		if (text->max > c->min && text->max <= most)
			*arena_push(t->a, &list) = text->max;
		for (int64_t k = 1; k < last && list.n < 16 * CANDIDATES_MAX; k++) {
			sp w = text->loss + ceil_div(text->length, k);
			if (w > c->min && w < text->max && w <= most)
				*arena_push(t->a, &list) = w;
		}
	}
	sort_widths(list.v, list.n);
	c->candidates = list.v;
	c->n = thin_widths(list.v, list.n);
}

/* ---------------------------------------------------------------- search */

static void note_best(struct table *t, int64_t cost)
{
	if (cost < t->best_cost) {
		t->best_cost = cost;
		memcpy(t->best, t->widths, t->p->columns * sizeof *t->best);
	}
}

/* The candidate above w; 0: none. */
static sp next_width(const struct column *c, sp w)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->candidates[i] > w)
			return c->candidates[i];
	return 0;
}

/* Widens the column that gains most for its width by one step. False: nothing fits any more. */
static bool widen_one(struct table *t, sp *rest)
{
	int64_t now = cost_of(t), gain = -1; /* for each point */
	sp step = 0;
	size_t found = 0;

	for (size_t c = 0; c < t->p->columns; c++) {
		sp was = t->widths[c], w = next_width(&t->columns[c], was);
		if (!w || w - was > *rest)
			continue;
		set_width(t, c, w);
		int64_t g = sp_muldiv(now - cost_of(t), SP_PT, w - was);
		set_width(t, c, was);
		if (g > gain) {
			gain = g;
			step = w - was;
			found = c;
		}
	}
	if (gain < 0)
		return false;
	set_width(t, found, t->widths[found] + step);
	*rest -= step;
	return true;
}

static void search_greedy(struct table *t)
{
	sp rest = t->room - sum_min(t);

	for (size_t c = 0; c < t->p->columns; c++)
		set_width(t, c, t->columns[c].min);
	note_best(t, cost_of(t));
	while (widen_one(t, &rest))
		note_best(t, cost_of(t));
}

/* What the table costs at least when columns before c are fixed and `rest` is left over for the others. */
static int64_t bound(struct table *t, size_t c, sp rest, int64_t cells)
{
	memcpy(t->trial, t->rows[c], t->p->rows * sizeof *t->trial);
	for (; c < t->p->columns; c++) {
		cells += count_lines(&t->columns[c], t->columns[c].min + rest);
		raise_rows(&t->columns[c], t->trial);
	}
	return sum_rows(t, t->trial) * ROW_WEIGHT + cells;
}

/* Fixes column c and those behind it, widest first. rest: what is left over when all of these have their min. */
static void search_exact(struct table *t, size_t c, sp rest, int64_t cells)
{
	struct column *column = &t->columns[c];

	if (c == t->p->columns) {
		note_best(t, sum_rows(t, t->rows[c]) * ROW_WEIGHT + cells);
		return;
	}
	if (t->nodes++ > NODES_MAX || bound(t, c, rest, cells) >= t->best_cost)
		return;
	for (size_t i = column->n; i-- > 0;) {
		sp w = column->candidates[i];
		if (w > column->min + rest)
			continue;
		set_width(t, c, w);
		memcpy(t->rows[c + 1], t->rows[c], t->p->rows * sizeof *t->trial);
		raise_rows(column, t->rows[c + 1]);
		int64_t more = column->lines;
		search_exact(t, c + 1, rest - (w - column->min), cells + more);
		if (c + 1 == t->p->columns)
			return; /* the last column is best as wide as it goes */
	}
}

/* ---------------------------------------------------------------- results */

/* What no line needs goes to the columns that wrap, in proportion to what they lack. */
static void give_rest(const struct table *t, sp *widths)
{
	sp rest = t->room, lack = 0, before = 0;

	for (size_t i = 0; i < t->p->columns; i++) {
		rest -= widths[i];
		lack += t->columns[i].max - widths[i];
	}
	for (size_t i = 0; i < t->p->columns && lack > 0; i++) {
		sp after = before + t->columns[i].max - widths[i];
		widths[i] += sp_muldiv(rest, after, lack) - sp_muldiv(rest, before, lack);
		before = after;
	}
}

/* Too narrow for the longest words: everybody gets less. */
static void share(const struct table *t, sp *widths)
{
	sp all = sp_max(sum_min(t), 1), before = 0;

	for (size_t i = 0; i < t->p->columns; i++) {
		sp after = before + t->columns[i].min;
		widths[i] = sp_muldiv(sp_max(t->room, 0), after, all) - sp_muldiv(sp_max(t->room, 0), before, all);
		before = after;
	}
}

static void search(struct table *t, sp *widths)
{
	size_t n = t->p->columns, rows = t->p->rows;

	t->best = widths;
	t->best_cost = INT64_MAX;
	t->widths = arena_alloc(t->a, n * sizeof *t->widths);
	t->trial = arena_alloc(t->a, rows * sizeof *t->trial);
	t->rows = arena_alloc(t->a, (n + 1) * sizeof *t->rows);
	for (size_t i = 0; i <= n; i++)
		t->rows[i] = arena_alloc(t->a, rows * sizeof *t->trial);
	for (size_t i = 0; i < n; i++)
		find_candidates(t, &t->columns[i]);
	search_greedy(t);
	search_exact(t, 0, t->room - sum_min(t), 0);
	give_rest(t, widths);
}

bool col_widths(struct arena *a, const struct col_cell *cells, size_t n, const struct col_params *params, sp *widths)
{
	struct table t = {.a = a, .p = params};

	if (params->columns == 0)
		return true;
	t.room = params->width - (sp)(params->columns - 1) * params->gap;
	t.columns = arena_alloc(a, params->columns * sizeof *t.columns);
	for (size_t i = 0; i < params->columns; i++)
		t.columns[i].short_most = COL_SHORT * params->line;
	read_cells(&t, cells, n);
	if (sum_max(&t) <= t.room) {
		for (size_t i = 0; i < params->columns; i++)
			widths[i] = t.columns[i].max;
		return true;
	}
	if (sum_min(&t) > t.room) {
		share(&t, widths);
		return false;
	}
	keep_short_whole(&t);
	search(&t, widths);
	return true;
}
