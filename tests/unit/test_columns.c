/* test_columns.c - column widths against brute force, and tables whose best widths are known. */
#include "typeset/typeset_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define CASES 1500
#define CELLS_MAX 600
#define COLUMNS_MAX 8
#define PT SP_PT

struct list { struct col_cell v[CELLS_MAX]; size_t n; };

/* xorshift (Marsaglia 2003): the same cases on every machine. */
static unsigned draw(uint64_t *seed, unsigned below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (unsigned)(*seed >> 33) % below;
}

static void add(struct list *l, size_t row, size_t column, sp min, sp max)
{
	l->v[l->n++] = (struct col_cell){.row = row, .column = column, .colspan = 1, .min = min, .max = max};
}

/* ---------------------------------------------------------------- brute force, on widths that are small whole numbers */

static sp lines(const struct col_cell *cell, sp width)
{
	sp room = width - cell->min / 4;

	return width >= cell->max ? 1 : (cell->max + room - 1) / room;
}

static sp height(const struct list *l, const struct col_params *p, const sp *widths)
{
	sp sum = 0;

	for (size_t row = 0; row < p->rows; row++) {
		sp most = 0;
		for (size_t i = 0; i < l->n; i++)
			if (l->v[i].row == row)
				most = sp_max(most, lines(&l->v[i], widths[l->v[i].column]));
		sum += most;
	}
	return sum;
}

static sp sum_of(const sp *v, size_t n)
{
	sp sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += v[i];
	return sum;
}

static sp least_width(const struct list *l, size_t column)
{
	sp min = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].column == column)
			min = sp_max(min, l->v[i].min);
	return min;
}

/* The least height with columns before c fixed; the last one takes the rest. */
static sp brute(const struct list *l, const struct col_params *p, size_t c, sp *widths)
{
	sp best = INT64_MAX, least = least_width(l, c), rest = p->width - sum_of(widths, c);

	if (rest < least)
		return INT64_MAX;
	if (c + 1 == p->columns) {
		widths[c] = rest;
		return height(l, p, widths);
	}
	for (sp w = least; w <= rest; w++) {
		widths[c] = w;
		best = sp_min(best, brute(l, p, c + 1, widths));
	}
	return best;
}

static void random_table(struct list *l, const struct col_params *p, uint64_t *seed)
{
	l->n = 0;
	for (size_t row = 0; row < p->rows; row++) {
		for (size_t column = 0; column < p->columns; column++) {
			sp min = 1 + draw(seed, 8);
			add(l, row, column, min, min + draw(seed, draw(seed, 3) ? 20 : 90));
		}
	}
}

static void test_brute_force(void **state)
{
	uint64_t seed = 2025;
	struct arena *a = arena_new();
	static struct list l;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		sp widths[COLUMNS_MAX], tried[COLUMNS_MAX];
		struct col_params p = {.columns = 2 + draw(&seed, 2), .rows = 1 + draw(&seed, 5), .width = 25 + draw(&seed, 40)};
		random_table(&l, &p, &seed);
		sp best = brute(&l, &p, 0, tried);
		bool fits = col_widths(a, l.v, l.n, &p, widths);
		assert_int_equal(fits, best < INT64_MAX);
		assert_true(sum_of(widths, p.columns) <= p.width);
		if (fits)
			assert_int_equal(height(&l, &p, widths), best);
		arena_reset(a);
	}
	arena_free(a);
}

/* ---------------------------------------------------------------- known answers */

struct fixture { struct arena *a; struct list l; struct col_params p; sp widths[COLUMNS_MAX]; };

static int setup(void **state)
{
	struct arena *a = arena_new();
	struct fixture *f = arena_alloc(a, sizeof *f);

	f->a = a;
	f->p = (struct col_params){.columns = 3, .rows = 2, .width = 300 * PT, .gap = 10 * PT, .line = 13 * PT};
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	arena_free(((struct fixture *)*state)->a);
	return 0;
}

static bool run(struct fixture *f)
{
	return col_widths(f->a, f->l.v, f->l.n, &f->p, f->widths);
}

static void test_narrow_table_is_natural(void **state)
{
	struct fixture *f = *state;

	add(&f->l, 0, 0, 20 * PT, 40 * PT);
	add(&f->l, 0, 1, 20 * PT, 60 * PT);
	add(&f->l, 1, 1, 20 * PT, 90 * PT);
	assert_true(run(f));
	assert_int_equal(f->widths[0], 40 * PT);
	assert_int_equal(f->widths[1], 90 * PT);
	assert_int_equal(f->widths[2], 0);
}

static void test_short_tokens_stay_whole(void **state)
{
	struct fixture *f = *state;

	for (size_t row = 0; row < 2; row++) {
		add(&f->l, row, 0, 25 * PT, 55 * PT);    /* "Mon, Aug 25" */
		add(&f->l, row, 1, 60 * PT, 2000 * PT);
		add(&f->l, row, 2, 20 * PT, 30 * PT);    /* "12.5 %" */
	}
	assert_true(run(f));
	assert_int_equal(f->widths[0], 55 * PT);
	assert_int_equal(f->widths[2], 30 * PT);
	assert_int_equal(sum_of(f->widths, 3), 280 * PT);
}

/* Two columns share the highest row: only widening both helps. */
static void test_equal_columns_are_equal(void **state)
{
	struct fixture *f = *state;

	f->p.columns = 2;
	add(&f->l, 0, 0, 40 * PT, 900 * PT);
	add(&f->l, 0, 1, 40 * PT, 900 * PT);
	assert_true(run(f));
	assert_int_equal(sum_of(f->widths, 2), 290 * PT);
	assert_in_range(f->widths[0], 138 * PT, 152 * PT);
}

static void test_too_narrow_is_shared(void **state)
{
	struct fixture *f = *state;

	f->p.columns = 2;
	f->p.width = 100 * PT;
	add(&f->l, 0, 0, 100 * PT, 900 * PT);
	add(&f->l, 0, 1, 200 * PT, 900 * PT);
	assert_false(run(f));
	assert_int_equal(f->widths[0], 30 * PT);
	assert_int_equal(f->widths[1], 60 * PT);
}

static void test_spanning_cells_widen_their_columns(void **state)
{
	struct fixture *f = *state;

	add(&f->l, 0, 0, 10 * PT, 10 * PT);
	add(&f->l, 0, 1, 30 * PT, 30 * PT);
	add(&f->l, 0, 2, 20 * PT, 20 * PT);
	f->l.v[f->l.n++] = (struct col_cell){.row = 1, .column = 0, .colspan = 2, .min = 90 * PT, .max = 90 * PT};
	assert_true(run(f));
	assert_int_equal(f->widths[0] + f->widths[1] + f->p.gap, 90 * PT);
	assert_int_equal(f->widths[1], 60 * PT);
	assert_int_equal(f->widths[2], 20 * PT);
}

/* An area is in scaled points times points of line height: the same cell, its text said twice. */
static void test_area_counts(void **state)
{
	struct fixture *f = *state;

	f->p.columns = 2;
	add(&f->l, 0, 0, 40 * PT, 600 * PT);
	add(&f->l, 0, 1, 40 * PT, 600 * PT);
	f->l.v[0].area = 13 * 600 * PT;
	f->l.v[1].area = 13 * 1800 * PT;
	assert_true(run(f));
	assert_true(f->widths[1] > 2 * f->widths[0]);
}

static void test_no_columns(void **state)
{
	struct fixture *f = *state;

	f->p.columns = 0;
	assert_true(run(f));
}

/* Bounded work: a table for which trying everything would take years. */
static void test_large_table(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = 3;

	f->p = (struct col_params){.columns = 8, .rows = 70, .width = 700 * PT, .gap = 6 * PT, .line = 13 * PT};
	for (size_t row = 0; row < f->p.rows; row++)
		for (size_t column = 0; column < f->p.columns; column++)
			add(&f->l, row, column, (20 + (sp)draw(&seed, 40)) * PT, (70 + (sp)draw(&seed, 800)) * PT);
	assert_true(run(f));
	assert_true(sum_of(f->widths, 8) <= 700 * PT - 7 * 6 * PT);
}

#define KNOWN(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_brute_force),
		KNOWN(test_narrow_table_is_natural),
		KNOWN(test_short_tokens_stay_whole),
		KNOWN(test_equal_columns_are_equal),
		KNOWN(test_too_narrow_is_shared),
		KNOWN(test_spanning_cells_widen_their_columns),
		KNOWN(test_area_counts),
		KNOWN(test_no_columns),
		KNOWN(test_large_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
