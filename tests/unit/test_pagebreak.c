/* test_pagebreak.c - the page breaker against brute force, and against documents whose best pages are known. */
#include "typeset/typeset_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define CASES 3000
#define ITEMS_MAX 512
#define PAGES_MAX 32
#define PT SP_PT
#define ONE 65536

struct list { struct pb_item v[ITEMS_MAX]; size_t n; };

/* xorshift (Marsaglia 2003): the same cases on every machine. */
static unsigned draw(uint64_t *seed, unsigned below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (unsigned)(*seed >> 33) % below;
}

static void add(struct list *l, struct pb_item item)
{
	l->v[l->n++] = item;
}

static void add_box(struct list *l, int pt)
{
	add(l, (struct pb_item){.kind = PB_BOX, .height = pt * PT});
}

static void add_glue(struct list *l, int pt, int stretch, int shrink)
{
	add(l, (struct pb_item){.kind = PB_GLUE, .height = pt * PT, .stretch = stretch * PT, .shrink = shrink * PT});
}

static void add_penalty(struct list *l, int penalty)
{
	add(l, (struct pb_item){.kind = PB_PENALTY, .penalty = penalty});
}

/* n lines of text, 14 pt each, that may be parted anywhere but behind the first and before the last. */
static void add_paragraph(struct list *l, int n)
{
	for (int i = 0; i < n; i++) {
		add_box(l, 14);
		add_penalty(l, i == 0 || i == n - 2 ? LB_INFINITE : 0);
	}
	l->v[l->n - 1].penalty = 0;
}

/* ---------------------------------------------------------------- brute force: what the essay in pagebreak.c says, from the items */

struct brute { const struct list *l; const struct pb_params *p; int64_t best; };

/* Where the search stands: a page starts at item `at`. */
struct way { size_t at, page; int64_t cost; sp white; };

struct tally { sp height, stretch, shrink, note; size_t boxes; };

static bool find_boxes(const struct list *l, size_t *from, size_t *to)
{
	while (*from < *to && l->v[*from].kind != PB_BOX)
		(*from)++;
	while (*to > *from && l->v[*to - 1].kind != PB_BOX)
		(*to)--;
	return *to > *from;
}

static struct tally count(const struct brute *b, size_t from, size_t to)
{
	struct tally t = {.height = b->l->v[from].repeat};

	for (size_t i = from; i < to; i++) {
		const struct pb_item *it = &b->l->v[i];
		bool glue = it->kind == PB_GLUE;
		t.height += it->height;
		t.note += it->note;
		t.boxes += it->kind == PB_BOX;
		t.stretch += glue ? it->stretch : 0;
		t.shrink += glue ? it->shrink : 0;
	}
	t.height += t.note ? t.note + b->p->note_gap : 0;
	return t;
}

static int64_t cube(int64_t r)
{
	return 100 * 1000 * (r * r / ONE * r / ONE) / ONE;
}

static int64_t square(sp white, sp height)
{
	int64_t r = sp_muldiv(white, 30 * ONE, height);

	return 100 * 1000 * (r * r / ONE) / ONE;
}

/* Cost of the page; -1: it cannot be. */
static int64_t page_cost(const struct brute *b, const struct tally *t, sp height, bool forced, bool last)
{
	sp rest = height - t->height, fill = sp_min(rest, t->stretch);

	if (-rest > t->shrink)
		return t->boxes == 1 ? cube(t->shrink ? ONE : 0) + 1000000000 : -1;
	if (rest < 0)
		return cube(sp_muldiv(-rest, ONE, t->shrink));
	if (last && t->height < b->p->last_least)
		return 200000 + sp_muldiv(200000, b->p->last_least - t->height, b->p->last_least);
	if (forced)
		return 0;
	if (b->p->ragged)
		return square(rest, height) / 4;
	return (t->stretch ? cube(sp_muldiv(fill, ONE, t->stretch)) : 0) + square(rest - fill, height);
}

static sp white_of(const struct brute *b, const struct tally *t, sp height, bool forced)
{
	sp rest = height - t->height;

	if (rest < 0)
		return 0;
	return forced ? -1 : b->p->ragged ? rest : rest - sp_min(rest, t->stretch);
}

static int64_t facing(const struct brute *b, sp left, sp right)
{
	if (b->p->ragged || left < 0 || right < 0)
		return 0;
	return sp_muldiv(left > right ? left - right : right - left, 100 * 1000 * 30, b->p->height);
}

static bool can_break(const struct list *l, size_t i)
{
	const struct pb_item *it = &l->v[i];

	if (i == l->n)
		return true;
	return it->kind == PB_GLUE ? i > 0 && l->v[i - 1].kind == PB_BOX : it->kind == PB_PENALTY && it->penalty < LB_INFINITE;
}

static bool boxes_behind(const struct list *l, size_t i)
{
	for (; i < l->n; i++)
		if (l->v[i].kind == PB_BOX)
			return true;
	return false;
}

static void search(struct brute *b, const struct way *w);

static void try_break(struct brute *b, const struct way *w, size_t i)
{
	const struct list *l = b->l;
	bool at_penalty = i < l->n && l->v[i].kind == PB_PENALTY;
	bool forced = i == l->n || (at_penalty && l->v[i].penalty <= -LB_INFINITE);
	bool last = forced && !boxes_behind(l, i);
	sp height = w->page == 0 && b->p->first_height ? b->p->first_height : b->p->height;
	size_t from = w->at, to = i;

	if (!find_boxes(l, &from, &to))
		return;
	struct tally t = count(b, from, to);
	int64_t cost = page_cost(b, &t, height, forced, last);
	if (cost < 0)
		return;
	struct way next = {i, w->page + 1, w->cost + 10000 + cost, white_of(b, &t, height, forced)};
	next.cost += forced || !at_penalty ? 0 : l->v[i].penalty * 1000;
	if (w->page > 0 && w->page % 2 == 0)
		next.cost += facing(b, w->white, next.white);
	if (last)
		b->best = next.cost < b->best ? next.cost : b->best;
	else
		search(b, &next);
}

static void search(struct brute *b, const struct way *w)
{
	const struct list *l = b->l;
	bool boxes = false;

	for (size_t i = w->at; i <= l->n; i++) {
		if (can_break(l, i))
			try_break(b, w, i);
		if (i < l->n && boxes && l->v[i].kind == PB_PENALTY && l->v[i].penalty <= -LB_INFINITE)
			return;
		boxes = boxes || (i < l->n && l->v[i].kind == PB_BOX);
	}
}

static void random_item(struct list *l, uint64_t *seed)
{
	struct pb_item box = {.kind = PB_BOX, .height = (4 + (sp)draw(seed, 30)) * PT};

	box.note = draw(seed, 8) ? 0 : (2 + draw(seed, 10)) * PT;
	box.repeat = draw(seed, 8) ? 0 : 5 * PT;
	add(l, box);
	switch (draw(seed, 7)) {
	case 0:
		add_penalty(l, LB_INFINITE);
		add_glue(l, 4, 2, 1);
		break;
	case 1:
		add_penalty(l, (int)draw(seed, 300) - 100);
		break;
	case 2:
		add_glue(l, 3, 0, 0);
		add_penalty(l, draw(seed, 4) ? 50 : -LB_INFINITE);
		break;
	default:
		add_glue(l, 6, (int)draw(seed, 8), (int)draw(seed, 3));
	}
}

static void test_brute_force(void **state)
{
	uint64_t seed = 1981;
	struct arena *a = arena_new();
	int compared = 0;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct list l = {.n = 0};
		struct pb_params p = {.height = (40 + (sp)draw(&seed, 60)) * PT, .note_gap = 3 * PT, .last_least = 20 * PT};
		p.first_height = draw(&seed, 2) ? p.height * 4 / 5 : 0;
		p.ragged = draw(&seed, 4) == 0;
		for (unsigned k = 3 + draw(&seed, 12); k; k--)
			random_item(&l, &seed);
		struct brute b = {&l, &p, INT64_MAX};
		search(&b, &(struct way){.white = -1});
		struct pb_result r = pb_break(a, l.v, l.n, &p);
		assert_true(r.n > 0);
		if (b.best < INT64_MAX) {
			assert_int_equal(r.demerits, b.best);
			compared++;
		}
		arena_reset(a);
	}
	assert_true(compared > CASES / 2);
	arena_free(a);
}

/* Whatever comes: every box on one page, in order, none lost. */
static void test_nothing_is_lost(void **state)
{
	uint64_t seed = 66;
	struct arena *a = arena_new();

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct list l = {.n = 0};
		struct pb_params p = {.height = (10 + (sp)draw(&seed, 60)) * PT};
		for (unsigned k = 1 + draw(&seed, 15); k; k--)
			random_item(&l, &seed);
		struct pb_result r = pb_break(a, l.v, l.n, &p);
		size_t at = 0;
		for (size_t k = 0; k < r.n; k++) {
			for (; at < r.pages[k].from; at++)
				assert_true(l.v[at].kind != PB_BOX);
			assert_true(r.pages[k].to > r.pages[k].from);
			at = r.pages[k].to;
		}
		for (; at < l.n; at++)
			assert_true(l.v[at].kind != PB_BOX);
		arena_reset(a);
	}
	arena_free(a);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_brute_force),
		cmocka_unit_test(test_nothing_is_lost),
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
		KNOWN(test_book),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
