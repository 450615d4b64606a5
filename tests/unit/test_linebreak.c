/* test_linebreak.c - the line breaker against brute force, and against paragraphs whose best breaks are known. */
#include "typeset/linebreak_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define CASES 3000
#define ITEMS_MAX 64
#define LINES_MAX 32

struct list { struct lb_item v[ITEMS_MAX]; size_t n; };

/* xorshift (Marsaglia 2003): the same cases on every machine. */
static unsigned draw(uint64_t *seed, unsigned below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (unsigned)(*seed >> 33) % below;
}

static void add(struct list *l, struct lb_item item)
{
	l->v[l->n++] = item;
}

static void add_box(struct list *l, int pt)
{
	add(l, (struct lb_item){.kind = LB_BOX, .width = pt * SP_PT});
}

static void add_glue(struct list *l)
{
	add(l, (struct lb_item){.kind = LB_GLUE, .width = 3 * SP_PT, .stretch = 3 * SP_PT / 2, .shrink = SP_PT});
}

static void add_penalty(struct list *l, int penalty)
{
	add(l, (struct lb_item){.kind = LB_PENALTY, .penalty = penalty});
}

static void add_hyphen(struct list *l)
{
	add(l, (struct lb_item){.kind = LB_PENALTY, .hyphen = true, .before = SP_PT, .hang_right = SP_PT / 2});
}

static void add_end(struct list *l)
{
	add_penalty(l, LB_INFINITE);
	add(l, (struct lb_item){.kind = LB_GLUE, .fill = true});
	add_penalty(l, -LB_INFINITE);
}

static struct lb_params params_of(sp measure)
{
	struct lb_params p = lb_defaults(measure);

	p.last_least = 4 * SP_PT;
	p.river_demerits = 0; /* brute force sees none; they have tests of their own */
	return p;
}

/* ---------------------------------------------------------------- brute force */

struct brute {
	const struct lb_point *points;
	size_t n;
	const struct lb_params *p;
	int bound;                 /* on badness; 0: none */
	bool plain;                /* no hyphens */
	int64_t best[LINES_MAX];   /* by line count */
	int64_t without;           /* the best that has no hyphens */
};

/* The way so far: what the next line can feel of it. */
struct way { size_t at; int64_t cost; unsigned lines, ladder, hyphens; int class; };

static bool allowed(const struct brute *b, const struct lb_fit *f, size_t i, size_t j)
{
	if (f->line.overfull) {
		for (size_t k = i + 1; k < j; k++)
			if (b->points[k].item > b->points[i].start)
				return false;
		return !b->bound;
	}
	return !b->bound || (b->points[j].last && !b->plain) || f->cost <= (int64_t)b->bound * LB_BADNESS_SCALE;
}

static struct way extend(const struct brute *b, const struct way *w, const struct lb_fit *f, size_t j)
{
	const struct lb_point *end = &b->points[j];
	const struct lb_params *p = b->p;
	struct way next = {j, w->cost, w->lines + 1, end->hyphen ? w->ladder + 1 : 0, w->hyphens + end->hyphen, (int)f->class};
	int64_t whole = p->line_penalty;

	whole += end->hyphen ? p->hyphen_penalty : 0;
	whole += end->forced ? 0 : end->penalty;
	whole += (int)next.ladder > p->max_ladder ? LB_LADDER_STEEP : next.ladder > 1 ? p->ladder_demerits : 0;
	whole += w->class >= 0 && (w->class > next.class + 1 || next.class > w->class + 1) ? p->fitness_demerits : 0;
	whole += end->last && w->ladder ? p->final_hyphen_demerits : 0;
	next.cost += whole * LB_BADNESS_SCALE + f->cost;
	if (f->line.justified && f->cost > LB_HOLE * LB_BADNESS_SCALE)
		next.cost -= (f->cost - LB_HOLE * LB_BADNESS_SCALE) * 3 / 4;
	return next;
}

static void search(struct brute *b, const struct way *w)
{
	if (w->at == b->n - 1) {
		if (w->cost < b->best[w->lines])
			b->best[w->lines] = w->cost;
		if (!w->hyphens && w->cost < b->without)
			b->without = w->cost;
		return;
	}
	for (size_t j = w->at + 1; j < b->n && w->lines + 1 < LINES_MAX; j++) {
		const struct lb_point *from = &b->points[w->at], *to = &b->points[j];
		bool shows = to->item > from->start || (to->item == from->start && to->forced);
		bool barred = b->plain && (to->hyphen || (!to->forced && to->penalty > b->bound));
		if (shows && !barred) {
			struct lb_fit f = lb_fit(from, to, b->p);
			if (allowed(b, &f, w->at, j)) {
				struct way next = extend(b, w, &f, j);
				search(b, &next);
			}
		}
		if (to->forced)
			break;
	}
}

/* Line count of the cheapest way; 0: none. */
static size_t cheapest(const struct brute *b)
{
	size_t best = 0;

	for (size_t i = 1; i < LINES_MAX; i++)
		if (b->best[i] < INT64_MAX && (!best || b->best[i] < b->best[best]))
			best = i;
	return best;
}

static size_t run_brute(struct brute *b, int bound)
{
	struct way start = {.class = -1};

	b->bound = bound;
	b->without = INT64_MAX;
	for (size_t i = 0; i < LINES_MAX; i++)
		b->best[i] = INT64_MAX;
	search(b, &start);
	return cheapest(b);
}

static void random_item(struct list *l, uint64_t *seed)
{
	sp width = (2 + (sp)draw(seed, 14)) * SP_PT;

	add(l, (struct lb_item){.kind = LB_BOX, .width = width, .stretch = width / 40, .shrink = width / 50,
		.hang_left = draw(seed, 3) * SP_PT / 8, .hang_right = draw(seed, 3) * SP_PT / 4});
	switch (draw(seed, 8)) {
	case 0:
		add_hyphen(l);
		break;
	case 1:
		add(l, (struct lb_item){.kind = LB_PENALTY, .penalty = (int)draw(seed, 200) - 30, .after = SP_PT, .fill = draw(seed, 2) == 0});
		break;
	case 2:
		add_penalty(l, LB_INFINITE);
		add_glue(l);
		break;
	case 3:
		if (draw(seed, 4) == 0) {
			add_penalty(l, LB_INFINITE);
			add(l, (struct lb_item){.kind = LB_GLUE, .fill = true});
			add_penalty(l, -LB_INFINITE);
		}
		break;
	default:
		add_glue(l);
	}
}

static void random_params(struct lb_params *p, uint64_t *seed)
{
	p->ragged = draw(seed, 4) == 0;
	p->indent = (sp)draw(seed, 3) * 4 * SP_PT - 4 * SP_PT;
	p->max_ladder = (int)draw(seed, 3);
	p->tolerance = draw(seed, 2) ? 200 : 5000;
	p->spread = (int)draw(seed, 3);
	p->line_penalty = (int)draw(seed, 60);
	p->hyphen_penalty = (int)draw(seed, 50);
	p->pretolerance = (int)draw(seed, 4) * 50;
	p->last_least = (4 + (sp)draw(seed, 8)) * SP_PT;
	p->expand_steps = (int)draw(seed, 30);
}

static const struct lb_way *way_of(const struct lb_result *r, size_t lines)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->ways[i].n == lines)
			return &r->ways[i];
	return NULL;
}

/* The cheapest way without hyphens, its lines bounded by pretolerance; 0 when there is none or the best one needs no other. */
static size_t run_plain(struct brute *plain, const struct brute *full)
{
	if (full->p->ragged || !full->p->pretolerance || full->without == full->best[cheapest(full)])
		return 0;
	*plain = *full;
	plain->plain = true;
	return run_brute(plain, full->p->pretolerance);
}

static void compare(struct arena *a, const struct list *l, const struct lb_params *p)
{
	struct lb_result r = lb_break(a, l->v, l->n, p);
	struct brute b = {.p = p}, plain;

	b.points = lb_points(a, l->v, l->n, p, &b.n);
	size_t best = p->ragged ? 0 : run_brute(&b, p->tolerance);
	best = best ? best : run_brute(&b, 0);
	assert_true(best > 0);
	size_t without = run_plain(&plain, &b);
	int64_t more = without ? plain.best[without] - b.best[best] : 0;
	assert_int_equal(r.ways[r.best].demerits, b.best[best] + more);
	best = without ? best : r.ways[r.best].n;
	for (size_t lines = 1; lines < LINES_MAX; lines++) {
		const struct lb_way *w = way_of(&r, lines);
		bool near = lines + (size_t)p->spread >= best && lines <= best + (size_t)p->spread && b.best[lines] < INT64_MAX;
		assert_int_equal(w != NULL, near || lines == without);
		if (w && lines != without)
			assert_int_equal(w->demerits, b.best[lines] + more);
	}
}

static void test_brute_force(void **state)
{
	uint64_t seed = 20250825;
	struct arena *a = arena_new();

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct list l = {.n = 0};
		struct lb_params p = params_of((15 + (sp)draw(&seed, 30)) * SP_PT);
		random_params(&p, &seed);
		for (unsigned k = 3 + draw(&seed, 10); k; k--)
			random_item(&l, &seed);
		add_end(&l);
		compare(a, &l, &p);
		arena_reset(a);
	}
	arena_free(a);
}

/* ---------------------------------------------------------------- what a line looks like */

/* The right edge of what the line shows. */
static sp right_edge(const struct list *l, const struct lb_line *line, const sp *x)
{
	const struct lb_item *end = &l->v[line->to];
	size_t n = line->to - line->from;

	if (end->kind == LB_PENALTY && end->before > 0)
		return x[n] + end->before + sp_muldiv(line->expand > 0 ? end->stretch : end->shrink, line->expand, 1000);
	return x[n];
}

static void check_places(const struct list *l, const struct lb_line *line, sp width)
{
	sp x[ITEMS_MAX + 1];
	const struct lb_item *end = &l->v[line->to];
	const struct lb_item *last = end->kind == LB_PENALTY && end->before > 0 ? end : &l->v[line->to - 1];

	if (!line->justified || (last != end && last->kind != LB_BOX))
		return;
	sp hair = line->ratio ? 2 : width / 1000; /* without glue, a step of expansion is as near as it gets */
	lb_places(l->v, line, width, x);
	assert_int_equal(x[0], line->start - line->hang_left);
	assert_in_range(right_edge(l, line, x) - line->hang_right - width + hair, 0, 2 * hair);
	for (size_t i = line->from; i < line->to; i++)
		assert_true(l->v[i].kind == LB_PENALTY || x[i - line->from + 1] >= x[i - line->from]);
}

static void test_lines_meet_the_measure(void **state)
{
	uint64_t seed = 620;
	struct arena *a = arena_new();

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct list l = {.n = 0};
		struct lb_params p = params_of((15 + (sp)draw(&seed, 60)) * SP_PT);
		random_params(&p, &seed);
		p.expand_steps += 20;
		for (unsigned k = 3 + draw(&seed, 15); k; k--)
			random_item(&l, &seed);
		add_end(&l);
		struct lb_result r = lb_break(a, l.v, l.n, &p);
		for (size_t w = 0; w < r.n; w++)
			for (size_t k = 0; k < r.ways[w].n; k++)
				check_places(&l, &r.ways[w].lines[k], p.measure - (k ? 0 : p.indent));
		arena_reset(a);
	}
	arena_free(a);
}

/* ---------------------------------------------------------------- known answers */

struct fixture { struct arena *a; struct list l; struct lb_params p; };

static int setup(void **state)
{
	struct arena *a = arena_new();
	struct fixture *f = arena_alloc(a, sizeof *f);

	f->a = a;
	f->p = params_of(30 * SP_PT);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	arena_free(((struct fixture *)*state)->a);
	return 0;
}

static struct lb_way best_of(struct fixture *f)
{
	struct lb_result r = lb_break(f->a, f->l.v, f->l.n, &f->p);

	return r.ways[r.best];
}

static void add_words(struct list *l, const int *widths, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			add_glue(l);
		add_box(l, widths[i]);
	}
	add_end(l);
}

#define WORDS(f, ...) add_words(&(f)->l, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

static void test_one_word(void **state)
{
	struct fixture *f = *state;

	WORDS(f, 10);
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 1);
	assert_int_equal(w.lines[0].from, 0);
	assert_int_equal(w.lines[0].to, f->l.n - 1);
	assert_false(w.lines[0].justified || w.lines[0].overfull || w.lines[0].underfull);
}

/* Greedy sets 12+12 first and leaves 27 alone behind a line with a hole; the best way shares. */
static void test_ragged_is_optimal(void **state)
{
	struct fixture *f = *state;

	f->p.ragged = true;
	f->p.measure = 24 * SP_PT;
	WORDS(f, 9, 6, 6, 15, 12);
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 3);
	assert_int_equal(w.lines[0].to, 3);  /* 9 6 | 6 15 | 12, and not 9 6 6 too long | ... */
	assert_int_equal(w.lines[1].to, 7);
}

static void test_exact_fit_is_free(void **state)
{
	struct fixture *f = *state;

	WORDS(f, 12, 15, 7, 20, 16);
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 3);
	assert_int_equal(w.lines[0].ratio, 0);
	assert_int_equal(w.lines[1].ratio, 0);
	assert_true(w.lines[0].justified && w.lines[1].justified && !w.lines[2].justified);
	assert_int_equal(w.demerits, 3 * f->p.line_penalty * LB_BADNESS_SCALE);
}

static void test_box_too_wide(void **state)
{
	struct fixture *f = *state;

	WORDS(f, 10, 10, 40, 10, 10);
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 3);
	assert_true(w.lines[1].overfull);
	assert_int_equal(w.lines[1].from, 4);
	assert_int_equal(w.lines[1].to, 5);
	assert_false(w.lines[0].overfull || w.lines[2].overfull);
}

static void test_no_glue_at_all(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 20; i++)
		add_box(&f->l, 9);
	add_end(&f->l);
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 1);
	assert_true(w.lines[0].overfull);
}

/* Breakable but rigid, as ideographs without glue: short lines are marked, never stretched. */
static void test_rigid_text_is_left_short(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 9; i++) {
		add_box(&f->l, 9);
		if (i < 8)
			add_penalty(&f->l, 0);
	}
	add_end(&f->l);
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 3);
	assert_true(w.lines[0].underfull && w.lines[1].underfull);
	assert_int_equal(w.lines[0].to, 5);
}

/* An address that is broken at its marks: short, and no fault. */
static void test_addresses_may_stay_short(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 9; i++) {
		add_box(&f->l, 9);
		if (i < 8)
			add(&f->l, (struct lb_item){.kind = LB_PENALTY, .penalty = 100, .fill = true});
	}
	add_end(&f->l);
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 3);
	for (size_t i = 0; i < w.n; i++)
		assert_false(w.lines[i].underfull || w.lines[i].justified || w.lines[i].overfull);
}

static void test_forced_break(void **state)
{
	struct fixture *f = *state;

	add_box(&f->l, 5);
	add(&f->l, (struct lb_item){.kind = LB_GLUE, .fill = true});
	add_penalty(&f->l, -LB_INFINITE);
	add(&f->l, (struct lb_item){.kind = LB_GLUE, .fill = true});
	add_penalty(&f->l, -LB_INFINITE);
	add_box(&f->l, 5);
	add_end(&f->l);
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 3);
	assert_int_equal(w.lines[0].to, 2);
	assert_int_equal(w.lines[1].from, 4); /* the empty line between two breaks */
	assert_int_equal(w.lines[1].to, 4);
	assert_false(w.lines[0].underfull || w.lines[1].underfull);
}

static void test_protrusion_and_indent_count(void **state)
{
	struct fixture *f = *state;

	f->p.indent = 4 * SP_PT;
	WORDS(f, 12, 15, 12, 16, 10);
	f->l.v[0].hang_left = SP_PT;
	f->l.v[2].hang_right = 3 * SP_PT; /* 12 + 3 + 15 = 30 = (30 - 4) + 1 + 3 */
	f->l.v[6].hang_right = SP_PT;     /* 12 + 3 + 16 = 31 = 30 + 1 */
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 3);
	assert_int_equal(w.lines[0].to, 3);
	assert_int_equal(w.lines[0].ratio, 0);
	assert_int_equal(w.lines[1].ratio, 0);
}

/* The letters take what they can, in steps; only the rest is the spaces'. */
static void test_expansion_before_glue(void **state)
{
	struct fixture *f = *state;

	f->p.expand_steps = 4;
	WORDS(f, 12, 14, 30);
	f->l.v[0].stretch = f->l.v[2].stretch = SP_PT;
	struct lb_way w = best_of(f);
	assert_int_equal(w.lines[0].expand, 500);  /* 1 pt of 2 */
	assert_int_equal(w.lines[0].ratio, 0);
	f->l.v[0].stretch = f->l.v[2].stretch = SP_PT / 8;
	w = best_of(f);
	assert_int_equal(w.lines[0].expand, 1000); /* 1/4 pt; 3/4 of 3/2 pt is left */
	assert_int_equal(w.lines[0].ratio, 32768);
	assert_true(w.lines[0].stretch);
}

static int longest_ladder(const struct list *l, const struct lb_way *w)
{
	int ladder = 0, longest = 0;

	for (size_t i = 0; i < w->n; i++) {
		ladder = l->v[w->lines[i].to].hyphen ? ladder + 1 : 0;
		longest = ladder > longest ? ladder : longest;
	}
	return longest;
}

/* Hyphens that fit exactly line after line, and spaces that could do without them. */
static void test_ladders_end(void **state)
{
	struct fixture *f = *state;

	f->p.measure = 53 * SP_PT;
	f->p.hyphen_penalty = f->p.ladder_demerits = 0;
	for (int i = 0; i < 10; i++) {
		add_box(&f->l, i ? 13 : 26);
		add_hyphen(&f->l);
		add_box(&f->l, 10);
		add(&f->l, (struct lb_item){.kind = LB_GLUE, .width = 3 * SP_PT, .stretch = 8 * SP_PT, .shrink = SP_PT});
	}
	f->l.n--;
	add_end(&f->l);
	struct lb_way w = best_of(f);
	assert_true(longest_ladder(&f->l, &w) > 2);
	f->p.ladder_demerits = 40;
	f->p.max_ladder = 2;
	w = best_of(f);
	assert_in_range(longest_ladder(&f->l, &w), 1, 2);
}

/* Words of 5 pt and one of `last`; the eighth is another one, divided where it fills the line. */
static struct lb_result break_dividable(struct fixture *f, int words, int head, int tail, int last)
{
	f->p.hyphen_penalty = f->p.final_hyphen_demerits = f->p.fitness_demerits = 0;
	f->p.last_least = 10 * SP_PT;
	for (int i = 0; i < words; i++) {
		add_box(&f->l, i == 7 ? head : 5);
		if (i == 7) {
			add_hyphen(&f->l);
			f->l.v[f->l.n - 1].hang_right = 0;
			add_box(&f->l, tail);
		}
		add_glue(&f->l);
	}
	add_box(&f->l, last);
	add_end(&f->l);
	return lb_break(f->a, f->l.v, f->l.n, &f->p);
}

/* Without the hyphen the paragraph is a line longer, and two have a badness of 47 and 81. */
static void test_hyphens_are_done_without(void **state)
{
	struct fixture *f = *state;

	f->p.measure = 60 * SP_PT;
	f->p.pretolerance = 82;
	struct lb_result r = break_dividable(f, 13, 3, 10, 12);
	assert_int_equal(r.n, 2);
	assert_int_equal(r.best, 1);
	assert_int_equal(longest_ladder(&f->l, &r.ways[0]), 1);
	assert_int_equal(longest_ladder(&f->l, &r.ways[1]), 0);
	f->p.pretolerance = 81;
	r = lb_break(f->a, f->l.v, f->l.n, &f->p);
	assert_int_equal(r.best, 0);
}

/* Eight words fill the line, too, but leave a stub. */
static void test_hyphens_are_better_than_stubs(void **state)
{
	struct fixture *f = *state;

	f->p.measure = 61 * SP_PT;
	f->p.pretolerance = 60;
	struct lb_result r = break_dividable(f, 8, 4, 1, 7);
	assert_int_equal(longest_ladder(&f->l, &r.ways[r.best]), 1);
}

static void test_line_counts(void **state)
{
	struct fixture *f = *state;

	f->p.spread = 1;
	f->p.measure = 60 * SP_PT;
	f->p.tolerance = 10000;
	WORDS(f, 5, 6, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7);
	struct lb_result r = lb_break(f->a, f->l.v, f->l.n, &f->p);
	assert_in_range(r.n, 2, 3);
	for (size_t i = 0; i < r.n; i++) {
		assert_true(r.ways[i].demerits >= r.ways[r.best].demerits);
		assert_true(i == 0 || r.ways[i].n == r.ways[i - 1].n + 1);
	}
}

static void test_last_line_is_not_a_stub(void **state)
{
	struct fixture *f = *state;

	f->p.last_least = 10 * SP_PT;
	f->p.measure = 60 * SP_PT;
	WORDS(f, 5, 5, 5, 5, 5, 5, 5, 5, 5); /* eight fill a line and leave a stub */
	struct lb_way w = best_of(f);
	assert_int_equal(w.n, 2);
	assert_int_equal(w.lines[0].to, 13);
	f->p.last_least = 0;
	w = best_of(f);
	assert_int_equal(w.lines[0].to, 15);
}

/* A book's chapter in one paragraph: linear work, or this would not end. */
static void test_long_paragraph(void **state)
{
	struct fixture *f = *state;
	struct { struct lb_item *v; size_t n, sz; } l = {0};
	uint64_t seed = 7;

	f->p.measure = 289 * SP_PT;
	for (int i = 0; i < 20000; i++) {
		*arena_push(f->a, &l) = (struct lb_item){.kind = LB_BOX, .width = (5 + (sp)draw(&seed, 40)) * SP_PT};
		*arena_push(f->a, &l) = (struct lb_item){.kind = LB_GLUE, .width = 3 * SP_PT, .stretch = 3 * SP_PT / 2, .shrink = SP_PT};
	}
	l.v[l.n - 1] = (struct lb_item){.kind = LB_PENALTY, .penalty = -LB_INFINITE};
	struct lb_result r = lb_break(f->a, l.v, l.n, &f->p);
	assert_in_range(r.ways[r.best].n, 1500, 2500);
}

/* ---------------------------------------------------------------- rivers */

/* Whether the space at x of a line goes on downwards for so many lines, itself counted: the definition, word for word. */
static bool flows(const struct list *l, const struct lb_way *w, size_t line, const sp *x, size_t lines)
{
	sp below[ITEMS_MAX + 1];

	if (lines == 1)
		return true;
	if (line + 1 == w->n)
		return false;
	const struct lb_line *next = &w->lines[line + 1];
	lb_places(l->v, next, 100 * SP_PT, below);
	for (size_t i = 0; i < next->to - next->from; i++) {
		const struct lb_item *it = &l->v[next->from + i];
		if (it->kind != LB_GLUE || it->fill)
			continue;
		if ((sp_min(x[1], below[i + 1]) - sp_max(x[0], below[i])) * 100 >= it->width * 60 && flows(l, w, line + 1, below + i, lines - 1))
			return true;
	}
	return false;
}

/* Lines of the longest river; 0 when none is three lines long. */
static size_t longest_river(const struct list *l, const struct lb_way *w)
{
	sp x[ITEMS_MAX + 1];
	size_t longest = 2;

	for (size_t line = 0; line < w->n; line++) {
		const struct lb_line *from = &w->lines[line];
		lb_places(l->v, from, 100 * SP_PT, x);
		for (size_t i = 0; i < from->to - from->from; i++)
			while (l->v[from->from + i].kind == LB_GLUE && !l->v[from->from + i].fill && flows(l, w, line, x + i, longest + 1))
				longest++;
	}
	return longest > 2 ? longest : 0;
}

static void random_words(struct list *l, uint64_t *seed)
{
	l->n = 0;
	for (int i = 0; i < 28; i++) {
		if (i)
			add_glue(l);
		add_box(l, 5 + (int)draw(seed, 25));
	}
	add_end(l);
}

static void test_rivers_are_found(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = 29049;

	f->p = params_of(100 * SP_PT);
	f->p.river_demerits = 1;
	for (int i = 0; i < CASES; i++) {
		random_words(&f->l, &seed);
		struct lb_way w = best_of(f);
		struct lb_river river = lb_rivers(f->a, f->l.v, &w, &f->p);
		size_t longest = longest_river(&f->l, &w);
		assert_int_equal(longest, river.last ? river.last - river.first + 1 : 0);
		assert_true((river.cost > 0) == (longest > 0));
	}
}

/* The spaces behind the first, fifth, eighth and eleventh word are one streak; the fourth word fits on either line. */
static void test_one_river_is_avoided(void **state)
{
	struct fixture *f = *state;

	f->p = params_of(60 * SP_PT);
	WORDS(f, 14, 18, 14, 8, 12, 17, 17, 11, 17, 18, 15, 17, 17, 10);
	struct lb_way w = best_of(f);
	int64_t plain = w.demerits;
	f->p.river_demerits = 50;
	struct lb_river river = lb_rivers(f->a, f->l.v, &w, &f->p);
	assert_int_equal(river.first, 0);
	assert_int_equal(river.last, 3);
	w = best_of(f);
	river = lb_rivers(f->a, f->l.v, &w, &f->p);
	assert_int_equal(river.last, 0);
	assert_int_equal(w.n, 5);
	assert_int_equal(w.demerits, plain + 15 * LB_BADNESS_SCALE);
}

/* A way round a river is taken when it costs less than the river, with its own; never when it costs more. */
static void test_rivers_are_avoided(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = 4;
	size_t shorter = 0;

	f->p = params_of(100 * SP_PT);
	for (int i = 0; i < CASES; i++) {
		random_words(&f->l, &seed);
		f->p.river_demerits = 0;
		struct lb_way plain = best_of(f);
		f->p.river_demerits = 50;
		struct lb_way dry = best_of(f);
		int64_t rivers = lb_rivers(f->a, f->l.v, &plain, &f->p).cost;
		assert_int_equal(dry.n, plain.n);
		assert_in_range(dry.demerits, plain.demerits, plain.demerits + rivers);
		assert_in_range(dry.demerits + lb_rivers(f->a, f->l.v, &dry, &f->p).cost, 0, plain.demerits + rivers);
		shorter += longest_river(&f->l, &plain) > 3 && longest_river(&f->l, &dry) == 0;
	}
	assert_in_range(shorter, 10, CASES);
}

#define KNOWN(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_brute_force),
		cmocka_unit_test(test_lines_meet_the_measure),
		KNOWN(test_one_word),
		KNOWN(test_ragged_is_optimal),
		KNOWN(test_exact_fit_is_free),
		KNOWN(test_box_too_wide),
		KNOWN(test_no_glue_at_all),
		KNOWN(test_rigid_text_is_left_short),
		KNOWN(test_addresses_may_stay_short),
		KNOWN(test_forced_break),
		KNOWN(test_protrusion_and_indent_count),
		KNOWN(test_expansion_before_glue),
		KNOWN(test_ladders_end),
		KNOWN(test_hyphens_are_done_without),
		KNOWN(test_hyphens_are_better_than_stubs),
		KNOWN(test_line_counts),
		KNOWN(test_last_line_is_not_a_stub),
		KNOWN(test_long_paragraph),
		KNOWN(test_rivers_are_found),
		KNOWN(test_one_river_is_avoided),
		KNOWN(test_rivers_are_avoided),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
