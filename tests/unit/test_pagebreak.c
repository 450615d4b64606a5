/* test_pagebreak.c - the page breaker against documents whose best pages are known. */
#include "pages_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* n lines of text, 14 pt each, that may be parted anywhere but behind the first and before the last. */
static void add_paragraph(struct list *l, int n)
{
	for (int i = 0; i < n; i++) {
		add_box(l, 14);
		add_penalty(l, i == 0 || i == n - 2 ? LB_INFINITE : 0);
	}
	l->v[l->n - 1].penalty = 0;
}

/* ---------------------------------------------------------------- known answers */

struct fixture { struct arena *a; struct list l; struct pb_params p; };

static int setup(void **state)
{
	struct arena *a = arena_new();
	struct fixture *f = arena_alloc(a, sizeof *f);

	f->a = a;
	f->p = (struct pb_params){.height = 140 * PT, .note_gap = 4 * PT, .last_least = 28 * PT};
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	arena_free(((struct fixture *)*state)->a);
	return 0;
}

static struct pb_result run(struct fixture *f)
{
	return pb_break(f->a, f->l.v, f->l.n, &f->p);
}

static void test_nothing(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(run(f).n, 0);
	add_penalty(&f->l, -LB_INFINITE);
	add_glue(&f->l, 10, 0, 0);
	assert_int_equal(run(f).n, 0);
}

static void test_glue_vanishes_at_the_edges(void **state)
{
	struct fixture *f = *state;

	add_glue(&f->l, 50, 0, 0);
	add_box(&f->l, 140);
	add_glue(&f->l, 10, 0, 0);
	add_box(&f->l, 100);
	add_glue(&f->l, 60, 0, 0);
	struct pb_result r = run(f);
	assert_int_equal(r.n, 2);
	assert_int_equal(r.pages[0].from, 1);
	assert_int_equal(r.pages[0].to, 2);
	assert_int_equal(r.pages[1].from, 3);
	assert_int_equal(r.pages[1].to, 4);
	assert_false(r.pages[0].overfull || r.pages[1].stretch);
}

/* Ten lines fit; 8 + 4 would leave the last paragraph's first line alone at the foot if pages were filled. */
static void test_no_widow(void **state)
{
	struct fixture *f = *state;

	add_paragraph(&f->l, 9);
	add_paragraph(&f->l, 4);
	struct pb_result r = run(f);
	assert_int_equal(r.n, 2);
	assert_int_equal(r.pages[0].to, 17);
	assert_int_equal(r.pages[1].from, 18);
}

static void test_stretch_reaches_the_foot(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 10; i++) {
		add_box(&f->l, 20);
		add_glue(&f->l, 5, 5, 1);
	}
	struct pb_result r = run(f); /* five on a page: 100 + 4 * 5 = 120, 20 missing, 4 * 5 to give */
	assert_int_equal(r.n, 2);
	assert_int_equal(r.pages[0].to, 9);
	assert_true(r.pages[0].stretch);
	assert_int_equal(r.pages[0].ratio, ONE);
	assert_int_equal(r.pages[1].ratio, 0);
}

static void test_notes_stand_with_their_line(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 12; i++) {
		add_box(&f->l, 14);
		add_penalty(&f->l, 0);
	}
	f->l.v[16].note = 20 * PT; /* the ninth line's: 9 * 14 + 24 = 150 */
	struct pb_result r = run(f);
	assert_int_equal(r.n, 2);
	assert_int_equal(r.pages[1].from, 16);
}

static void test_header_repeats(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 18; i++) {
		add(&f->l, (struct pb_item){.kind = PB_BOX, .height = 14 * PT, .repeat = i ? 20 * PT : 0});
		add_penalty(&f->l, 0);
	}
	struct pb_result r = run(f); /* ten rows, then 20 + 8 * 14 = 132 */
	assert_int_equal(r.n, 2);
	assert_int_equal(r.pages[0].to, 19);
	for (int i = 0; i < 3; i++) {
		add(&f->l, (struct pb_item){.kind = PB_BOX, .height = 14 * PT, .repeat = 20 * PT});
		add_penalty(&f->l, 0);
	}
	assert_int_equal(run(f).n, 3);
}

static void test_box_too_tall(void **state)
{
	struct fixture *f = *state;

	add_paragraph(&f->l, 4);
	add_box(&f->l, 200);
	add_penalty(&f->l, 0);
	add_paragraph(&f->l, 4);
	struct pb_result r = run(f);
	assert_int_equal(r.n, 3);
	assert_true(r.pages[1].overfull);
	assert_int_equal(r.pages[1].from, 8);
	assert_int_equal(r.pages[1].to, 9);
}

static void test_endless_keep_is_broken(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 25; i++) {
		add_box(&f->l, 14);
		add_penalty(&f->l, LB_INFINITE);
	}
	struct pb_result r = run(f);
	assert_int_equal(r.n, 3);
	for (size_t i = 0; i < r.n; i++)
		assert_false(r.pages[i].overfull);
}

/* Pages of forty lines; page 2 must end a line early, so page 3 does, too. */
static void test_spread_runs_short_together(void **state)
{
	struct fixture *f = *state;

	f->p.height = 40 * 14 * PT;
	for (int i = 0; i < 150; i++) {
		add_box(&f->l, 14);
		add_penalty(&f->l, i == 38 || i == 79 ? LB_INFINITE : 0); /* line 80 would end page 2; page 1 cannot help */
	}
	struct pb_result r = run(f);
	assert_int_equal((r.pages[0].to + 1 - r.pages[0].from) / 2, 40);
	assert_int_equal((r.pages[1].to + 1 - r.pages[1].from) / 2, 39);
	assert_int_equal((r.pages[2].to + 1 - r.pages[2].from) / 2, 39);
}

static void test_forced_page(void **state)
{
	struct fixture *f = *state;

	add_paragraph(&f->l, 5);
	add_penalty(&f->l, -LB_INFINITE);
	add_penalty(&f->l, -LB_INFINITE);
	add_paragraph(&f->l, 5);
	add_penalty(&f->l, -LB_INFINITE);
	struct pb_result r = run(f);
	assert_int_equal(r.n, 2);
	assert_false(r.pages[0].stretch);
}

static void test_last_page_is_not_nearly_empty(void **state)
{
	struct fixture *f = *state;

	f->p.height = 40 * 14 * PT;
	for (int i = 0; i < 41; i++) {
		add_box(&f->l, 14);
		add_penalty(&f->l, 0);
	}
	struct pb_result r = run(f);
	assert_int_equal(r.n, 2);
	assert_int_equal(r.pages[1].to - r.pages[1].from, 3); /* two lines, not one */
}

/* 500 pages of a book: linear work, or this would not end. */
static void test_book(void **state)
{
	struct fixture *f = *state;
	struct { struct pb_item *v; size_t n, sz; } l = {0};

	f->p.height = 46 * 14 * PT;
	for (int i = 0; i < 23000; i++) {
		*arena_push(f->a, &l) = (struct pb_item){.kind = PB_BOX, .height = 14 * PT};
		if (i % 7 == 0)
			*arena_push(f->a, &l) = (struct pb_item){.kind = PB_GLUE, .height = 7 * PT, .stretch = 2 * PT, .shrink = PT};
		else
			*arena_push(f->a, &l) = (struct pb_item){.kind = PB_PENALTY, .penalty = i % 5 ? 0 : 150};
	}
	struct pb_result r = pb_break(f->a, l.v, l.n, &f->p);
	assert_in_range(r.n, 500, 600);
}

#define KNOWN(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

/* A paragraph of four lines that may be a line longer or shorter, then something that cannot be broken, and more behind it. */
static struct pb_result with_choice(struct fixture *f, int height)
{
	add_paragraph(&f->l, 4);
	f->l.v[0].lines = 4;
	f->l.v[0].longer = f->l.v[0].shorter = 14 * PT;
	f->l.v[0].longer_cost = f->l.v[0].shorter_cost = 10;
	add_box(&f->l, height);
	add_penalty(&f->l, 0);
	add_box(&f->l, 130);
	return run(f);
}

static void test_a_paragraph_gets_longer(void **state)
{
	struct pb_result r = with_choice(*state, 140 - 56 - 14); /* pages are 140 high: a line is missing */

	assert_int_equal(r.n, 2);
	assert_int_equal(r.pages[0].n_choices, 1);
	assert_int_equal(r.pages[0].choices[0].item, 0);
	assert_true(r.pages[0].choices[0].longer);
}

static void test_a_paragraph_gets_shorter(void **state)
{
	struct pb_result r = with_choice(*state, 140 - 56 + 10);

	assert_int_equal(r.n, 2);
	assert_int_equal(r.pages[0].n_choices, 1);
	assert_false(r.pages[0].choices[0].longer);
	assert_false(r.pages[0].overfull);
}

/* 14 + 4 + 400 on pages of 140: 120 of the note, then 130 at a time on pages of its own. */
static void test_note_taller_than_its_pages(void **state)
{
	struct fixture *f = *state;
	sp left = 400 * PT;

	f->p.note_line = 10 * PT;
	add(&f->l, (struct pb_item){.kind = PB_BOX, .height = 14 * PT, .note = left});
	struct pb_result r = run(f);
	assert_int_equal(r.n, 4);
	assert_false(r.pages[0].overfull);
	for (size_t i = 0; i < r.n; i++) {
		assert_int_equal(r.pages[i].to - r.pages[i].from, i == 0);
		assert_true(left - r.pages[i].carry <= (i ? 130 : 122) * PT);
		left = r.pages[i].carry;
	}
	assert_int_equal(left, 0);
}

/* Ten lines, each with a note that is taller than a page: no note runs off a page, though most begin behind their line. Where notes
 * go on, one line stands above them. */
static void test_notes_wait_for_notes(void **state)
{
	struct fixture *f = *state;
	sp left = 0;

	f->p.note_line = 10 * PT;
	for (int i = 0; i < 10; i++) {
		add(&f->l, (struct pb_item){.kind = PB_BOX, .height = 10 * PT, .note = 200 * PT});
		add_glue(&f->l, 2, 0, 0);
	}
	struct pb_result r = run(f);
	for (size_t i = 0; i < r.n; i++) {
		sp text = 0;
		for (size_t k = r.pages[i].from; k < r.pages[i].to; k++) {
			text += f->l.v[k].height;
			left += f->l.v[k].note;
		}
		assert_false(r.pages[i].overfull);
		assert_true(text + left - r.pages[i].carry + f->p.note_gap <= f->p.height);
		left = r.pages[i].carry;
	}
	assert_int_equal(left, 0);
}

/* Two hundred and forty lines, every thirtieth with a note of four pages, every fifth a float,
 * and lines that may be longer or shorter. */
static void test_many_long_notes(void **state)
{
	struct fixture *f = *state;
	struct pb_float floats[48];

	f->p.note_line = PT;
	f->p.floats = floats;
	for (int i = 0; i < 240; i++) {
		if (i % 5 == 0)
			floats[f->p.n_floats++] = (struct pb_float){.from = f->l.n, .to = f->l.n + 1};
		add(&f->l, (struct pb_item){.kind = PB_BOX, .height = (i % 5 ? 5 : 20) * PT, .note = i % 30 == 6 ? 500 * PT : 0,
		                            .lines = i % 5 == 1, .longer = 5 * PT, .shorter = 5 * PT, .longer_cost = 9, .shorter_cost = 9});
		add_glue(&f->l, 2, 2, 0);
	}
	struct pb_result r = run(f);
	for (size_t i = 0; i < r.n; i++)
		assert_false(r.pages[i].overfull);
	assert_int_equal(r.pages[r.n - 1].carry, 0);
}

/* ---------------------------------------------------------------- the grid */

static void add_line(struct list *l)
{
	add(l, (struct pb_item){.kind = PB_BOX, .height = 14 * PT, .grid = true});
	add_penalty(l, 0);
}

static void test_lines_return_to_the_grid(void **state)
{
	struct fixture *f = *state;
	sp tops[16];

	f->p.line = 14 * PT;
	add_line(&f->l);
	add_glue(&f->l, 7, 7, 1);
	add_box(&f->l, 30); /* 7 + 30 + 14 = 51, 5 more to the next line: a third of it above */
	add_glue(&f->l, 14, 14, 1);
	add_line(&f->l);
	struct pb_result r = run(f);
	pb_place(f->l.v, &r.pages[0], f->p.line, tops);
	assert_int_equal(tops[3], (14 + 7) * PT + sp_muldiv(5 * PT, 7, 21));
	assert_int_equal(tops[5], (14 + 56) * PT);
}

static void test_glue_yields_where_that_is_nearer(void **state)
{
	struct fixture *f = *state;
	sp tops[16];

	f->p.line = 14 * PT;
	add_box(&f->l, 14);
	add_glue(&f->l, 3, 0, 3); /* a heading at the top of a page */
	add_line(&f->l);
	struct pb_result r = run(f);
	pb_place(f->l.v, &r.pages[0], f->p.line, tops);
	assert_int_equal(tops[2], 14 * PT);
}

/* Eight lines and a space leave a line of the page, and what comes next needs more. */
static void test_spaces_grow_by_lines(void **state)
{
	struct fixture *f = *state;
	sp tops[32];

	f->p.line = 14 * PT;
	for (int i = 0; i < 8; i++) {
		add_line(&f->l);
		if (i == 3)
			add_glue(&f->l, 14, 28, 0);
	}
	add_box(&f->l, 100);
	struct pb_result r = run(f);
	assert_int_equal(r.n, 2);
	assert_int_equal(r.pages[0].n_choices, 1);
	assert_true(r.pages[0].choices[0].space && r.pages[0].choices[0].longer);
	pb_place(f->l.v, &r.pages[0], f->p.line, tops);
	assert_int_equal(tops[r.pages[0].to - r.pages[0].from], 140 * PT);
}

/* ---------------------------------------------------------------- floats */

/* Pages of ten lines: so many lines, a figure of four with a line of space behind it, and so many lines. */
static struct pb_float *with_float(struct fixture *f, int before, int behind)
{
	struct pb_float *figure = arena_alloc(f->a, sizeof *figure);

	for (int i = 0; i < before; i++) {
		add_box(&f->l, 14);
		add_penalty(&f->l, 0);
	}
	figure->from = f->l.n;
	add_box(&f->l, 56);
	figure->to = f->l.n;
	figure->below.height = 14 * PT;
	add_glue(&f->l, 14, 0, 0);
	for (int i = 0; i < behind; i++) {
		add_box(&f->l, 14);
		add_penalty(&f->l, 0);
	}
	f->p.floats = figure;
	f->p.n_floats = 1;
	return figure;
}

static void test_a_float_waits(void **state)
{
	struct fixture *f = *state;
	struct pb_float *figure = with_float(f, 8, 20);
	struct pb_part parts[PB_PARTS];

	struct pb_result r = run(f);
	assert_int_equal(r.n, 4); /* eight and two lines; the figure, space, five lines; ten; three */
	assert_int_equal(pb_parts(f->l.v, &f->p, &r.pages[0], parts), 2);
	assert_int_equal(parts[1].from, figure->to + 1);
	assert_int_equal(parts[1].to, figure->to + 1 + 3);
	assert_int_equal(pb_parts(f->l.v, &f->p, &r.pages[1], parts), 2);
	assert_int_equal(parts[0].from, figure->from);
	assert_int_equal(parts[1].gap.height, 14 * PT);
	assert_int_equal(r.pages[1].white, 0);
}

static void test_a_float_that_fits_stays(void **state)
{
	struct fixture *f = *state;

	with_float(f, 4, 11);
	struct pb_result r = run(f);
	for (size_t i = 0; i < r.n; i++)
		assert_int_equal(r.pages[i].top, r.pages[i].top_end);
}

/* Two lines of white cost less than to be moved out of the section. */
static void test_a_barrier_holds(void **state)
{
	struct fixture *f = *state;
	struct pb_float *figure = with_float(f, 8, 20);

	f->l.v[figure->to + 1].barrier = 9000;
	struct pb_result r = run(f);
	assert_int_equal(r.pages[0].to, figure->from - 1);
	assert_int_equal(r.pages[1].from, figure->from);
}

static void test_no_float_crosses_a_forced_break(void **state)
{
	struct fixture *f = *state;
	struct pb_float *figure = with_float(f, 8, 2);

	f->l.v[f->l.n - 1].penalty = -LB_INFINITE;
	for (int i = 0; i < 5; i++)
		add_box(&f->l, 14);
	struct pb_result r = run(f);
	assert_int_equal(r.n, 3);
	assert_int_equal(r.pages[2].from, figure->to + 1 + 4);
	assert_int_equal(r.pages[2].top, r.pages[2].top_end);
}

/* It has the page behind for itself, and what comes behind it fills the page before. */
static void test_a_float_that_fills_a_page(void **state)
{
	struct fixture *f = *state;
	struct pb_float *figure = with_float(f, 8, 7);

	f->l.v[figure->from].height = 140 * PT;
	figure->alone = true;
	struct pb_result r = run(f);
	assert_int_equal(r.n, 3);
	assert_int_equal(r.pages[1].from, figure->from);
	assert_int_equal(r.pages[1].to, figure->to);
	assert_int_equal(r.pages[2].from, figure->to + 1 + 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KNOWN(test_nothing),
		KNOWN(test_glue_vanishes_at_the_edges),
		KNOWN(test_no_widow),
		KNOWN(test_stretch_reaches_the_foot),
		KNOWN(test_notes_stand_with_their_line),
		KNOWN(test_header_repeats),
		KNOWN(test_box_too_tall),
		KNOWN(test_endless_keep_is_broken),
		KNOWN(test_spread_runs_short_together),
		KNOWN(test_forced_page),
		KNOWN(test_last_page_is_not_nearly_empty),
		KNOWN(test_a_paragraph_gets_longer),
		KNOWN(test_a_paragraph_gets_shorter),
		KNOWN(test_note_taller_than_its_pages),
		KNOWN(test_notes_wait_for_notes),
		KNOWN(test_many_long_notes),
		KNOWN(test_lines_return_to_the_grid),
		KNOWN(test_glue_yields_where_that_is_nearer),
		KNOWN(test_spaces_grow_by_lines),
		KNOWN(test_book),
		KNOWN(test_a_float_waits),
		KNOWN(test_a_float_that_fits_stays),
		KNOWN(test_a_barrier_holds),
		KNOWN(test_no_float_crosses_a_forced_break),
		KNOWN(test_a_float_that_fills_a_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
