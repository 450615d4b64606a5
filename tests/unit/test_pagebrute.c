/* test_pagebrute.c - the page breaker against brute force: all breaks of small documents, and on each page all ways to make
 * paragraphs and spaces longer or shorter, by a walk over the items that knows nothing of sums and states. */
#include "pages_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define CASES 3000
#define LINE (6 * PT)
#define SLOTS_MAX 32

/* xorshift (Marsaglia 2003): the same cases on every machine. */
static unsigned draw(uint64_t *seed, unsigned below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (unsigned)(*seed >> 33) % below;
}

/* ---------------------------------------------------------------- one page, as the essays in pagebreak.c and pageplace.c say */

struct brute { const struct list *l; const struct pb_params *p; int64_t best; };

/* Where the search stands: a page starts at item `at`. */
struct way { size_t at, page; int64_t cost; sp white, carry; };

/* Something on the page that may be longer or shorter. */
struct slot { bool space; size_t item; sp height, stretch, shrink; bool longer, shorter; };

struct trial {
	struct brute *b;
	const struct way *way;
	size_t from, to, next;       /* boxes [from, to); where the page behind starts */
	sp height;
	bool forced, last;
	int64_t penalty;
	struct slot slots[SLOTS_MAX];
	size_t n;
};

static bool find_boxes(const struct list *l, size_t *from, size_t *to)
{
	while (*from < *to && l->v[*from].kind != PB_BOX)
		(*from)++;
	while (*to > *from && l->v[*to - 1].kind != PB_BOX)
		(*to)--;
	return *to > *from;
}

static sp round_up_or_down(sp line, sp height, sp stretch, sp shrink)
{
	sp over = height % line, under = line - over;

	if (over == 0)
		return height;
	return over <= shrink && over / PT * stretch < under / PT * shrink ? height - over : height + under;
}

/* Height of what stands on the page; the glue of its end. */
static sp measure(const struct trial *t, sp *stretch, sp *shrink)
{
	sp y = t->b->l->v[t->from].repeat;

	*stretch = *shrink = 0;
	for (size_t i = t->from; i < t->to; i++) {
		const struct pb_item *it = &t->b->l->v[i];
		if (it->grid && t->b->p->line > 0) {
			y = round_up_or_down(t->b->p->line, y, *stretch, *shrink);
			*stretch = *shrink = 0;
		}
		y += it->height;
		*stretch += it->stretch;
		*shrink += it->shrink;
	}
	return y;
}

static int64_t cube(sp part, sp whole)
{
	int64_t r = whole > 0 ? sp_muldiv(part, ONE, whole) : 0;

	return 100 * 1000 * (r * r / ONE * r / ONE) / ONE;
}

static int64_t square(sp white, sp height)
{
	int64_t r = sp_muldiv(white, 30 * ONE, height);

	return 100 * 1000 * (r * r / ONE) / ONE;
}

static int64_t facing(const struct brute *b, sp left, sp right)
{
	if (b->p->ragged || left < 0 || right < 0)
		return 0;
	return sp_muldiv(left > right ? left - right : right - left, 100 * 1000 * 150, b->p->height);
}

static sp notes_of(const struct trial *t, sp *last)
{
	sp notes = *last = t->way->carry;

	for (size_t i = t->from; i < t->to; i++) {
		notes += t->b->l->v[i].note;
		*last = t->b->l->v[i].note ? t->b->l->v[i].note : *last;
	}
	return notes;
}

/* In whole lines, two at least on either side, of a note of at least six. */
static sp carried(const struct pb_params *p, sp over, sp last)
{
	sp carry = 2 * p->note_line;

	while (p->note_line > 0 && carry < over)
		carry += p->note_line;
	return p->note_line > 0 && last >= 6 * p->note_line && carry + 2 * p->note_line <= last ? carry : 0;
}

/* A page's cost, with `more` for its choices; -1: it cannot be. */
static int64_t page_cost(const struct trial *t, sp more, struct way *next)
{
	const struct pb_params *p = t->b->p;
	sp stretch, shrink, last, notes = notes_of(t, &last);
	sp rest = t->height - measure(t, &stretch, &shrink) - notes - (notes ? p->note_gap : 0) - more;
	int64_t cost = 10000;

	next->carry = rest < 0 ? carried(p, -rest, last) : 0;
	cost += next->carry ? 60000 : 0;
	rest += next->carry;
	next->white = t->forced ? -1 : 0;
	if (rest < 0 && notes && -rest <= p->note_gap / 3) {
		cost += cube(-rest, p->note_gap / 3) / 2;
		rest = 0;
	}
	if (rest < 0) {
		next->white = 0;
		return -rest <= shrink ? cost + cube(-rest, shrink) : -1;
	}
	if (t->last && t->height - rest < p->last_least)
		return cost + 200000 + sp_muldiv(200000, p->last_least - (t->height - rest), p->last_least);
	if (t->forced)
		return cost;
	if (p->ragged) {
		next->white = rest;
		return cost + square(rest, t->height) / 4;
	}
	sp missing = rest - (notes ? sp_min(rest, p->line) : 0), fill = sp_min(missing, stretch);
	next->white = missing - fill;
	return cost + cube(fill, stretch) + square(next->white, t->height);
}

/* ---------------------------------------------------------------- choices */

static void add_slot(struct trial *t, struct slot s)
{
	assert_true(t->n < SLOTS_MAX);
	t->slots[t->n++] = s;
}

/* The paragraph may end on the next page, with two lines at least on either side. */
static void paragraph_slot(struct trial *t, size_t item)
{
	const struct pb_item *v = t->b->l->v;
	size_t here = 0;

	for (size_t i = item; i < t->to && here < v[item].lines; i++)
		here += v[i].kind == PB_BOX;
	if (here < v[item].lines && (here < 2 || here + 2 > v[item].lines))
		return;
	add_slot(t, (struct slot){.item = item, .longer = v[item].longer > 0,
	                          .shorter = v[item].shorter > 0 && (here == v[item].lines || here > 2)});
}

/* From the box on the grid before it, or the document's start. */
static void space_slot(struct trial *t, size_t item)
{
	const struct pb_item *v = t->b->l->v;
	struct slot s = {.space = true, .item = item, .longer = true, .shorter = true};
	size_t i = item;

	do {
		if (i == 0)
			break;
		i--;
		s.height += v[i].height;
		s.stretch += v[i].stretch;
		s.shrink += v[i].shrink;
	} while (!v[i].grid);
	if (i >= t->from && item > 0)
		add_slot(t, s);
}

static void find_slots(struct trial *t)
{
	t->n = 0;
	for (size_t i = t->from; i < t->to; i++) {
		if (t->b->l->v[i].lines)
			paragraph_slot(t, i);
		if (t->b->l->v[i].grid && t->b->p->line > 0)
			space_slot(t, i);
	}
}

/* Of n lines more in a slot; -1: it cannot be. */
static int64_t slot_cost(const struct trial *t, const struct slot *s, int n)
{
	const struct pb_item *it = &t->b->l->v[s->item];
	sp line = t->b->p->line;

	if ((n > 0 && !s->longer) || (n < 0 && !s->shorter))
		return -1;
	if (!s->space)
		return n > 1 || n < -1 ? -1 : 1000 * (n > 0 ? it->longer_cost : it->shorter_cost);
	sp pad = round_up_or_down(line, s->height, s->stretch, s->shrink) - s->height + n * line;
	if (pad > s->stretch || -pad > s->shrink)
		return -1;
	return pad < 0 ? cube(-pad, s->shrink) : cube(pad, s->stretch);
}

static void search(struct brute *b, const struct way *w);

static void end_page(struct trial *t, sp more, int64_t spent)
{
	struct way next = {.at = t->next, .page = t->way->page + 1};
	int64_t cost = page_cost(t, more, &next);
	const struct pb_params *p = t->b->p;

	if (cost < 0)
		return;
	next.cost = t->way->cost + cost + spent + t->penalty * 1000;
	if (t->way->page > 0 && t->way->page % 2 == 0)
		next.cost += facing(t->b, t->way->white, next.white);
	if (!t->last) {
		search(t->b, &next);
		return;
	}
	for (sp left = next.carry; left > 0; left -= (p->height - p->note_gap) / p->note_line * p->note_line)
		next.cost += 200000;
	t->b->best = next.cost < t->b->best ? next.cost : t->b->best;
}

/* All ways to take `left` lines more or less from slots at k and behind. */
static void try_slots(struct trial *t, size_t k, int left, sp more, int64_t spent)
{
	if (k == t->n || left == 0) {
		end_page(t, more, spent);
		return;
	}
	try_slots(t, k + 1, left, more, spent);
	for (int n = -left; n <= left; n++) {
		int64_t cost = n ? slot_cost(t, &t->slots[k], n) : -1;
		if (cost >= 0)
			try_slots(t, k + 1, left - (n < 0 ? -n : n), more + n * LINE, spent + cost);
	}
}

/* ---------------------------------------------------------------- all breaks */

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

static void try_break(struct brute *b, const struct way *w, size_t i)
{
	const struct list *l = b->l;
	bool at_penalty = i < l->n && l->v[i].kind == PB_PENALTY;
	struct trial t = {.b = b, .way = w, .from = w->at, .to = i, .next = i};
	struct way plain = {.white = 0};
	sp stretch, shrink, last;

	if (!find_boxes(l, &t.from, &t.to))
		return;
	t.forced = i == l->n || (at_penalty && l->v[i].penalty <= -LB_INFINITE);
	t.last = t.forced && !boxes_behind(l, i);
	t.penalty = t.forced || !at_penalty ? 0 : l->v[i].penalty;
	t.height = w->page == 0 && b->p->first_height ? b->p->first_height : b->p->height;
	sp notes = notes_of(&t, &last), rest = t.height - measure(&t, &stretch, &shrink) - notes - (notes ? b->p->note_gap : 0);
	if (page_cost(&t, 0, &plain) < 0 || t.forced || rest * 3 <= b->p->height) /* pages far from full are let be */
		find_slots(&t);
	try_slots(&t, 0, PB_CHOICES, 0, 0);
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

/* ---------------------------------------------------------------- documents */

static void random_paragraph(struct list *l, uint64_t *seed)
{
	size_t n = 2 + draw(seed, 4), first = l->n;

	for (size_t i = 0; i < n; i++) {
		add(l, (struct pb_item){.kind = PB_BOX, .height = LINE, .grid = true});
		if (i + 1 < n)
			add_penalty(l, i == 0 || i + 2 >= n ? LB_INFINITE : 0);
	}
	l->v[first].lines = n;
	l->v[first].longer = draw(seed, 2) ? LINE : 0;
	l->v[first].shorter = draw(seed, 2) ? LINE : 0;
	l->v[first].longer_cost = (int)draw(seed, 100);
	l->v[first].shorter_cost = (int)draw(seed, 100);
	add_penalty(l, 0);
}

static void random_item(struct list *l, uint64_t *seed)
{
	struct pb_item box = {.kind = PB_BOX, .height = (4 + (sp)draw(seed, 30)) * PT};

	box.note = draw(seed, 8) ? 0 : (2 + draw(seed, 30)) * PT;
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
		add_glue(l, 6, (int)draw(seed, 16), (int)draw(seed, 3));
	}
}

static struct pb_params random_params(uint64_t *seed)
{
	struct pb_params p = {.height = (40 + (sp)draw(seed, 60)) * PT, .note_gap = 3 * PT, .last_least = 20 * PT};

	p.first_height = draw(seed, 2) ? p.height * 4 / 5 : 0;
	p.ragged = draw(seed, 4) == 0;
	p.line = draw(seed, 2) ? LINE : 0;
	p.note_line = draw(seed, 2) ? 3 * PT : 0;
	return p;
}

/* Did the breaker have to end a page where it must not? */
static bool in_need(const struct list *l, const struct pb_result *r)
{
	for (size_t k = 0; k + 1 < r->n; k++) {
		bool legal = r->pages[k + 1].from == r->pages[k + 1].to;
		for (size_t i = r->pages[k].to; i <= r->pages[k + 1].from && i < l->n; i++)
			legal |= can_break(l, i);
		if (!legal)
			return true;
	}
	return false;
}

static void test_brute_force(void **state)
{
	uint64_t seed = 1981;
	struct arena *a = arena_new();
	int compared = 0, chosen = 0, carried_over = 0;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct list l = {.n = 0};
		struct pb_params p = random_params(&seed);
		for (unsigned k = 3 + draw(&seed, 6); k; k--)
			(draw(&seed, 3) ? random_item : random_paragraph)(&l, &seed);
		struct brute b = {&l, &p, INT64_MAX};
		search(&b, &(struct way){.white = -1});
		struct pb_result r = pb_break(a, l.v, l.n, &p);
		assert_true(r.n > 0);
		if (b.best < INT64_MAX && !in_need(&l, &r)) {
			assert_int_equal(r.demerits, b.best);
			compared++;
		}
		for (size_t k = 0; k < r.n; k++) {
			chosen += r.pages[k].n_choices > 0;
			carried_over += r.pages[k].carry > 0;
		}
		arena_reset(a);
	}
	assert_true(compared > CASES / 2 && chosen > 100 && carried_over > 100);
	arena_free(a);
}

/* Whatever comes: every box on one page, in order, none lost, none over another. */
static void test_nothing_is_lost(void **state)
{
	uint64_t seed = 66;
	struct arena *a = arena_new();
	sp tops[ITEMS_MAX + 1];

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct list l = {.n = 0};
		struct pb_params p = random_params(&seed);
		for (unsigned k = 1 + draw(&seed, 15); k; k--)
			(draw(&seed, 3) ? random_item : random_paragraph)(&l, &seed);
		struct pb_result r = pb_break(a, l.v, l.n, &p);
		size_t at = 0;
		for (size_t k = 0; k < r.n; k++) {
			const struct pb_page *page = &r.pages[k];
			for (; at < page->from; at++)
				assert_true(l.v[at].kind != PB_BOX);
			pb_place(l.v, page, p.line, tops);
			for (at = page->from; at < page->to; at++) {
				if (l.v[at].kind == PB_BOX)
					assert_true(tops[at + 1 - page->from] >= tops[at - page->from] + l.v[at].height);
				if (l.v[at].grid && p.line)
					assert_int_equal(tops[at - page->from] % p.line, 0);
			}
		}
		for (; at < l.n; at++)
			assert_true(l.v[at].kind != PB_BOX);
		arena_reset(a);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_brute_force),
		cmocka_unit_test(test_nothing_is_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
