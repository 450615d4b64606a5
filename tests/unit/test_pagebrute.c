/* test_pagebrute.c - the page breaker against brute force: all breaks of small documents, on each page all ways to make
 * paragraphs and spaces longer or shorter, and at each break all numbers of floats that wait; by a walk over the items of each
 * page, put together as they stand on it, that knows nothing of sums and states. */
#include "pages_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define CASES 3000
#define LINE (6 * PT)
#define SLOTS_MAX 64
#define FLOATS_MAX 8

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

/* Where the search stands: a page starts at item `at`, and the last `waiting` floats before it are not placed yet. */
struct way { size_t at, page, waiting; int64_t cost; sp white, carry; };

/* Something on the page that may be longer or shorter. */
struct slot { bool space; size_t item; sp height, stretch, shrink; bool longer, shorter; };

struct trial {
	struct brute *b;
	const struct way *way;
	struct list page;            /* what stands on it */
	size_t next, waiting;        /* where the page behind starts, and floats that wait for it */
	sp height;
	bool forced, last;
	int64_t penalty;
	bool chosen;                 /* is anything longer or shorter? A page whose notes run over is as it is */
	bool shorter;                /* is it full enough to be made shorter? */
	struct slot slots[SLOTS_MAX];
	size_t n;
};

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
	sp y = t->page.v[0].repeat;

	*stretch = *shrink = 0;
	for (size_t i = 0; i < t->page.n; i++) {
		const struct pb_item *it = &t->page.v[i];
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

	for (size_t i = 0; i < t->page.n; i++) {
		notes += t->page.v[i].note;
		*last = t->page.v[i].note ? t->page.v[i].note : *last;
	}
	return notes;
}

static bool is_least(const struct trial *t);

/* Of those that the page calls for itself. */
static sp own_notes(const struct trial *t)
{
	sp notes = 0;

	for (size_t i = 0; i < t->page.n; i++)
		notes += t->page.v[i].note;
	return notes;
}

/* In whole lines, two at least on either side, of a note of at least six: of the page's last one, or, where notes came from the page
 * before and this one is the least, of them all. late: one called for here begins later. */
static sp carried(const struct trial *t, sp over, sp last, bool *late)
{
	const struct pb_params *p = t->b->p;
	sp carry = 2 * p->note_line, own = own_notes(t), all = own + t->way->carry;

	*late = false;
	while (p->note_line > 0 && carry < over)
		carry += p->note_line;
	if (p->note_line == 0)
		return 0;
	if (own && last >= 6 * p->note_line && carry + 2 * p->note_line <= last)
		return carry;
	*late = own && carry + 2 * p->note_line > last;
	return t->way->carry && all >= 6 * p->note_line && carry + 2 * p->note_line <= all && is_least(t) ? carry : 0;
}

/* A page's cost, with `more` for its choices; -1: it cannot be. */
static int64_t page_cost(const struct trial *t, sp more, struct way *next)
{
	const struct pb_params *p = t->b->p;
	sp stretch, shrink, last, notes = notes_of(t, &last);
	sp rest = t->height - measure(t, &stretch, &shrink) - notes - (notes ? p->note_gap : 0) - more;
	int64_t cost = 10000;
	bool late = false;

	next->carry = rest < 0 ? carried(t, -rest, last, &late) : 0;
	cost += next->carry ? late ? 2060000 : 60000 : 0;
	rest += next->carry;
	next->white = t->forced && !t->waiting ? -1 : 0;
	if (rest < 0 && notes && -rest <= p->note_gap / 3) {
		cost += cube(-rest, p->note_gap / 3) / 2;
		rest = 0;
	}
	if (rest < 0) {
		next->white = 0;
		return -rest <= shrink ? cost + cube(-rest, shrink) : -1;
	}
	if (t->last && !t->waiting && t->height - rest < p->last_least)
		return cost + 200000 + sp_muldiv(200000, p->last_least - (t->height - rest), p->last_least);
	if (t->forced && !t->waiting)
		return cost;
	if (p->ragged) {
		next->white = rest;
		return cost + square(rest, t->height) / 4;
	}
	sp missing = rest - (notes ? sp_min(rest, p->line) : 0), fill = sp_min(missing, stretch);
	cost += cube(fill, stretch) + square(missing - fill, t->height);
	next->white = notes ? 0 : missing - fill;
	return cost;
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
	const struct pb_item *v = t->page.v;
	size_t here = 0;

	for (size_t i = item; i < t->page.n && here < v[item].lines; i++)
		here += v[i].kind == PB_BOX;
	if (here < v[item].lines && (here < 2 || here + 2 > v[item].lines))
		return;
	add_slot(t, (struct slot){.item = item, .longer = v[item].longer > 0,
	                          .shorter = v[item].shorter > 0 && (here == v[item].lines || here > 2)});
}

/* From the box on the grid before it, or from the page's top. */
static void space_slot(struct trial *t, size_t item)
{
	const struct pb_item *v = t->page.v;
	struct slot s = {.space = true, .item = item, .longer = true, .shorter = true};
	size_t i = item;

	do {
		if (i == 0) {
			s.height += v[0].repeat;
			break;
		}
		i--;
		s.height += v[i].height;
		s.stretch += v[i].stretch;
		s.shrink += v[i].shrink;
	} while (!v[i].grid);
	if (s.stretch > 0 || s.shrink > 0)
		add_slot(t, s);
}

static void find_slots(struct trial *t)
{
	t->n = 0;
	for (size_t i = 0; i < t->page.n; i++) {
		if (t->page.v[i].lines)
			paragraph_slot(t, i);
		if (t->page.v[i].grid && t->b->p->line > 0)
			space_slot(t, i);
	}
}

/* Of n lines more in a slot; -1: it cannot be. */
static int64_t slot_cost(const struct trial *t, const struct slot *s, int n)
{
	const struct pb_item *it = &t->page.v[s->item];
	sp line = t->b->p->line;

	if ((n > 0 && !s->longer) || (n < 0 && (!s->shorter || !t->shorter)))
		return -1;
	if (!s->space)
		return n > 1 || n < -1 ? -1 : 1000 * (n > 0 ? it->longer_cost : it->shorter_cost);
	sp pad = round_up_or_down(line, s->height, s->stretch, s->shrink) - s->height + n * line;
	if (pad > s->stretch || -pad > s->shrink)
		return -1;
	return pad < 0 ? cube(-pad, s->shrink) : cube(pad, s->stretch);
}

static void search(struct brute *b, const struct way *w);
static void place_floats(struct trial *t, const struct way *w);

static void end_page(struct trial *t, sp more, int64_t spent)
{
	struct way next = {.at = t->next, .page = t->way->page + 1, .waiting = t->waiting};
	int64_t cost = page_cost(t, more, &next);
	const struct pb_params *p = t->b->p;

	if (cost < 0 || (t->chosen && next.carry))
		return;
	next.cost = t->way->cost + cost + spent + t->penalty * 1000;
	if (t->way->page > 0 && t->way->page % 2 == 0)
		next.cost += facing(t->b, t->way->white, next.white);
	if (t->waiting)
		place_floats(t, &next);
	if (!t->last && !(t->waiting && t->forced))
		search(t->b, &next);
	if (!t->last || t->waiting)
		return;
	for (sp left = next.carry; left > 0; left -= (p->height - p->note_gap) / p->note_line * p->note_line)
		next.cost += 200000;
	t->b->best = next.cost < t->b->best ? next.cost : t->b->best;
}

/* All ways to take `left` lines more or less from slots at k and behind. */
static void try_slots(struct trial *t, size_t k, int left, sp more, int64_t spent)
{
	if (k == t->n || left == 0) {
		t->chosen = left < PB_CHOICES;
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

/* ---------------------------------------------------------------- what stands on a page */

static void add_extent(struct list *l, struct pb_extent e)
{
	if (l->n > 0)
		add(l, (struct pb_item){.kind = PB_GLUE, .height = e.height, .stretch = e.stretch, .shrink = e.shrink});
}

static struct pb_extent larger(struct pb_extent a, struct pb_extent b)
{
	return b.height > a.height ? b : a;
}

static void trim(struct list *l)
{
	while (l->n > 0 && l->v[l->n - 1].kind != PB_BOX)
		l->n--;
}

/* Floats [from, to) at the top, with the space below the last one if something follows. */
static struct pb_extent put_floats(struct list *page, const struct brute *b, size_t from, size_t to)
{
	struct pb_extent gap = {0, 0, 0};

	for (size_t f = from; f < to; f++) {
		add_extent(page, gap);
		for (size_t i = b->p->floats[f].from; i < b->p->floats[f].to; i++)
			add(page, b->l->v[i]);
		gap = b->p->floats[f].below;
	}
	return gap;
}

/* Items [i, end) without the floats from `away` on; gap: what is due above them. */
static void put_text(struct list *page, const struct brute *b, size_t i, size_t end, size_t away, struct pb_extent gap)
{
	struct pb_extent least = gap;
	bool begun = false;
	size_t tops = page->n;

	for (; i < end; i++) {
		const struct pb_item *it = &b->l->v[i];
		if (away < b->p->n_floats && b->p->floats[away].from == i) {
			const struct pb_float *f = &b->p->floats[away++];
			trim(page);
			gap = larger(least, f->gap);
			i = f->to;
			while (i < end && b->l->v[i].kind != PB_BOX)
				i++;
			i--;
			begun = false;
			continue;
		}
		if (!begun && it->kind == PB_BOX) {
			add_extent(page, gap);
			if (page->n > 0 && page->n == tops + 1 && tops > 0)
				add(page, (struct pb_item){.kind = PB_BOX, .height = it->repeat});
			begun = true;
			least = (struct pb_extent){0, 0, 0};
		}
		if (begun)
			add(page, *it);
		if (it->kind == PB_BOX && away > 0 && b->p->floats[away - 1].to == i + 1)
			least = b->p->floats[away - 1].below;
		else if (it->kind == PB_BOX)
			least = (struct pb_extent){0, 0, 0};
	}
	trim(page);
}

/* The glue in front of item i. */
static struct pb_extent glue_above(const struct list *l, size_t i)
{
	struct pb_extent e = {0, 0, 0};

	for (; i > 0 && l->v[i - 1].kind != PB_BOX; i--)
		e = (struct pb_extent){e.height + l->v[i - 1].height, e.stretch + l->v[i - 1].stretch, e.shrink + l->v[i - 1].shrink};
	return e;
}

/* How many floats begin before item i. */
static size_t count_floats(const struct brute *b, size_t i)
{
	size_t n = 0;

	while (n < b->p->n_floats && b->p->floats[n].from < i)
		n++;
	return n;
}

static void make_page(struct trial *t, size_t end)
{
	const struct brute *b = t->b;
	size_t at = t->way->at, before = count_floats(b, at), placed = count_floats(b, end) - t->waiting;
	struct pb_extent gap;

	while (at < end && b->l->v[at].kind != PB_BOX)
		at++;
	t->page.n = 0;
	gap = put_floats(&t->page, b, before - t->way->waiting, placed < before ? placed : before);
	if (t->page.n > 0 && at < end)
		gap = larger(gap, glue_above(b->l, at));
	put_text(&t->page, b, at, end, placed < before ? before : placed, gap);
}

static void try_page(struct trial *t)
{
	struct way plain = {.white = 0};
	sp stretch, shrink, last, notes = notes_of(t, &last);
	sp rest = t->height - measure(t, &stretch, &shrink) - notes - (notes ? t->b->p->note_gap : 0);

	t->n = 0;
	bool full = page_cost(t, 0, &plain) < 0 || (t->forced && !t->waiting);
	if (!full && t->waiting && t->next != t->way->at && rest * 3 > t->b->p->height)
		return; /* nothing waits behind a page with much room */
	if (full || rest * 8 <= t->b->p->height) /* pages far from full are let be */
		find_slots(t);
	t->shorter = full || rest * 24 <= t->b->p->height;
	try_slots(t, 0, PB_CHOICES, 0, 0);
}

/* Thirty for each float that waits, and what it passes; in thousandths when the page is counted. */
static int64_t waiting_cost(const struct brute *b, size_t end, size_t waiting)
{
	size_t begun = count_floats(b, end);
	int64_t cost = 0;

	for (size_t f = begun - waiting; f < begun; f++) {
		cost += 30;
		for (size_t i = b->p->floats[f].to; i < end; i++)
			cost += b->l->v[i].barrier;
	}
	return cost;
}

/* Pages of floats alone, behind a page that has ended. */
static void place_floats(struct trial *ended, const struct way *w)
{
	const struct brute *b = ended->b;

	for (size_t left = 0; left < w->waiting; left++) {
		struct trial t = {.b = ended->b, .way = w, .next = ended->next, .waiting = left, .height = b->p->height,
		                  .forced = ended->forced, .last = ended->last, .penalty = waiting_cost(b, ended->next, left)};
		size_t begun = count_floats(b, ended->next);
		put_floats(&t.page, b, begun - w->waiting, begun - left);
		try_page(&t);
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

static bool boxes_between(const struct list *l, size_t i, size_t end)
{
	for (; i < end; i++)
		if (l->v[i].kind == PB_BOX)
			return true;
	return false;
}

static bool is_forced(const struct list *l, size_t i)
{
	return i == l->n || (l->v[i].kind == PB_PENALTY && l->v[i].penalty <= -LB_INFINITE);
}

/* Is there a forced break between break i and what stands behind it? Then the page ends there. */
static bool ends_later(const struct list *l, size_t i)
{
	for (i++; i < l->n && l->v[i].kind != PB_BOX; i++)
		if (is_forced(l, i))
			return true;
	return false;
}

/* Does a float end directly before break i? The last one that begins before it, then. */
static bool ends_float(const struct brute *b, size_t i)
{
	return !boxes_between(b->l, b->p->floats[count_floats(b, i) - 1].to, i);
}

/* So many floats may be left behind break i. */
static bool may_wait(const struct brute *b, size_t i, size_t waiting)
{
	const struct pb_float *last = waiting ? &b->p->floats[count_floats(b, i) - 1] : NULL;

	return !last || (i >= last->to && (!ends_float(b, i) || is_forced(b->l, i) || last->penalty < LB_INFINITE));
}

/* No page with the same floats ends earlier. */
static bool is_least(const struct trial *t)
{
	const struct brute *b = t->b;
	size_t placed = count_floats(b, t->next) - t->waiting;

	for (size_t i = t->way->at; i < t->next; i++) {
		size_t floats = count_floats(b, i);
		if (can_break(b->l, i) && boxes_between(b->l, t->way->at, i) && boxes_between(b->l, i, t->next) &&
		    may_wait(b, i, floats > placed ? floats - placed : 0))
			return false;
	}
	return true;
}

static void try_break(struct brute *b, const struct way *w, size_t i, size_t waiting)
{
	struct trial t = {.b = b, .way = w, .next = i, .waiting = waiting, .forced = is_forced(b->l, i)};
	const struct pb_float *last = waiting ? &b->p->floats[count_floats(b, i) - 1] : NULL;
	bool plain = !last || !ends_float(b, i);

	if (!may_wait(b, i, waiting))
		return;
	t.last = t.forced && !boxes_between(b->l, i, b->l->n);
	if (!t.forced && (!plain || b->l->v[i].kind == PB_PENALTY))
		t.penalty = plain ? b->l->v[i].penalty : last->penalty;
	t.penalty += waiting_cost(b, i, waiting);
	t.height = w->page == 0 && b->p->first_height ? b->p->first_height : b->p->height;
	make_page(&t, i);
	try_page(&t);
}

static void search(struct brute *b, const struct way *w)
{
	const struct list *l = b->l;

	for (size_t i = w->at; i <= l->n; i++) {
		size_t most = count_floats(b, i) - count_floats(b, w->at) + w->waiting;
		if (!can_break(l, i) || !boxes_between(l, w->at, i) || (i < l->n && ends_later(l, i)))
			continue;
		for (size_t waiting = 0; waiting <= most && waiting <= PB_PENDING; waiting++)
			try_break(b, w, i, waiting);
		if (i < l->n && is_forced(l, i))
			return;
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

/* noted: one box in so many calls for a note. */
static void random_item(struct list *l, unsigned noted, uint64_t *seed)
{
	struct pb_item box = {.kind = PB_BOX, .height = (4 + (sp)draw(seed, 30)) * PT};

	box.note = draw(seed, noted) ? 0 : (2 + draw(seed, draw(seed, 3) ? 30 : 250)) * PT;
	box.repeat = draw(seed, 8) ? 0 : 5 * PT;
	box.barrier = draw(seed, 6) ? 0 : 50;
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

/* What a random document is full of: one in so many items has a note, one in so many blocks is a float, and floats are so high. */
struct filling { unsigned noted, floating, high; };

static const struct filling fillings[] = {{2, 5, 30}, {8, 5, 30}, {8, 2, 6}};

static struct pb_extent random_space(uint64_t *seed)
{
	unsigned height = draw(seed, 8);

	return (struct pb_extent){height * PT, (sp)draw(seed, 8) * PT, (sp)draw(seed, height < 2 ? height + 1 : 3) * PT};
}

/* A figure and its caption, or a figure alone. */
static void random_float(struct list *l, struct pb_float *f, unsigned high, uint64_t *seed)
{
	*f = (struct pb_float){.from = l->n, .penalty = draw(seed, 4) ? 0 : draw(seed, 2) ? LB_INFINITE : 40};
	f->gap = random_space(seed);
	f->below = random_space(seed);
	add(l, (struct pb_item){.kind = PB_BOX, .height = (high / 3 + (sp)draw(seed, high)) * PT, .note = draw(seed, 6) ? 0 : 6 * PT});
	if (draw(seed, 2)) {
		add_penalty(l, LB_INFINITE);
		add_glue(l, 2, 0, 0);
		add(l, (struct pb_item){.kind = PB_BOX, .height = 5 * PT});
	}
	f->to = l->n;
	if (draw(seed, 2))
		add_penalty(l, 0);
	add_glue(l, 5, (int)draw(seed, 10), (int)draw(seed, 3));
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

struct random { struct list l; struct pb_params p; struct pb_float floats[FLOATS_MAX]; };

static void random_document(struct random *r, const struct filling *filling, unsigned blocks, uint64_t *seed)
{
	r->l.n = 0;
	r->p = random_params(seed);
	r->p.floats = r->floats;
	for (unsigned k = 0; k < blocks; k++) {
		if (r->p.n_floats < FLOATS_MAX && draw(seed, filling->floating) == 0)
			random_float(&r->l, &r->floats[r->p.n_floats++], filling->high, seed);
		else
			draw(seed, 3) ? random_item(&r->l, filling->noted, seed) : random_paragraph(&r->l, seed);
	}
}

/* Did the breaker have to end a page where it must not? */
static bool in_need(const struct list *l, const struct pb_result *r)
{
	size_t to = r->pages[0].to;

	for (size_t k = 1; k < r->n; k++) {
		const struct pb_page *page = &r->pages[k];
		bool legal = page->from == page->to;
		if (r->pages[k - 1].overfull)
			return true;
		for (size_t i = to; i <= page->from && i < l->n; i++)
			legal |= can_break(l, i);
		if (!legal)
			return true;
		to = page->from < page->to ? page->to : to;
	}
	return r->pages[r->n - 1].overfull;
}

static void test_brute_force(void **state)
{
	uint64_t seed = 1981;
	struct arena *a = arena_new();
	int compared = 0, chosen = 0, carried_over = 0, carried_on = 0, moved = 0;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct random d;
		random_document(&d, &fillings[i % 3], 3 + draw(&seed, 6), &seed);
		struct brute b = {&d.l, &d.p, INT64_MAX};
		search(&b, &(struct way){.white = -1});
		struct pb_result r = pb_break(a, d.l.v, d.l.n, &d.p);
		assert_true(r.n > 0);
		if (b.best < INT64_MAX && !in_need(&d.l, &r)) {
			assert_int_equal(r.demerits, b.best);
			compared++;
		}
		for (size_t k = 0; k < r.n; k++) {
			chosen += r.pages[k].n_choices > 0;
			carried_over += r.pages[k].carry > 0;
			carried_on += k > 0 && r.pages[k - 1].carry > 0 && r.pages[k].carry > 0 && d.l.n > r.pages[k].from;
			moved += r.pages[k].top_end > r.pages[k].top;
		}
		arena_reset(a);
	}
	assert_true(compared > CASES / 2 && chosen > 100 && carried_over > 100 && carried_on > 100 && moved > 100);
	arena_free(a);
}

/* The page's parts as a list of their own, which pb_place places. */
static void assert_placed(const struct list *l, const struct pb_params *p, const struct pb_page *page, bool *seen)
{
	struct pb_part parts[PB_PARTS];
	struct list on = {.n = 0};
	struct pb_page whole = *page;
	sp tops[ITEMS_MAX + 1];
	size_t n = pb_parts(l->v, p, page, parts);

	for (size_t k = 0; k < n; k++) {
		assert_true(parts[k].from < parts[k].to);
		add_extent(&on, parts[k].gap);
		if (k > 0 && k == page->top_end - page->top)
			add(&on, (struct pb_item){.kind = PB_BOX, .height = l->v[parts[k].from].repeat});
		for (size_t i = parts[k].from; i < parts[k].to; i++) {
			assert_false(seen[i]);
			seen[i] = true;
			for (size_t c = 0; c < page->n_choices; c++)
				if (page->choices[c].item == i)
					whole.choices[c].item = on.n;
			add(&on, l->v[i]);
		}
	}
	whole.from = 0;
	whole.to = on.n;
	pb_place(on.v, &whole, p->line, tops);
	for (size_t i = 0; i < on.n; i++) {
		if (on.v[i].kind == PB_BOX)
			assert_true(tops[i + 1] >= tops[i] + on.v[i].height);
		if (on.v[i].grid && p->line)
			assert_int_equal(tops[i] % p->line, 0);
	}
}

static bool within_float(const struct pb_params *p, const struct pb_page *page)
{
	for (size_t f = 0; f < p->n_floats; f++)
		if (p->floats[f].from <= page->from && page->to <= p->floats[f].to)
			return true;
	return false;
}

/* Whatever comes: every box on one page, none lost, none over another; and all but floats in order. */
static void test_nothing_is_lost(void **state)
{
	uint64_t seed = 66;
	struct arena *a = arena_new();

	(void)state;
	for (int i = 0; i < CASES; i++) {
		struct random d;
		bool seen[ITEMS_MAX] = {false};
		random_document(&d, &fillings[i % 3], 1 + draw(&seed, 15), &seed);
		for (size_t f = 0; f < d.p.n_floats; f++)
			d.floats[f].alone = draw(&seed, 4) == 0;
		struct pb_result r = pb_break(a, d.l.v, d.l.n, &d.p);
		size_t to = 0, floated = 0;
		for (size_t k = 0; k < r.n; k++) {
			const struct pb_page *page = &r.pages[k];
			assert_placed(&d.l, &d.p, page, seen);
			if (page->top_end > page->top) {
				assert_true(page->top >= floated);
				floated = page->top_end;
			}
			if (page->from < page->to && !within_float(&d.p, page)) {
				assert_true(page->from >= to);
				to = page->to;
			}
		}
		for (size_t k = 0; k < d.l.n; k++)
			assert_true(seen[k] || d.l.v[k].kind != PB_BOX);
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
