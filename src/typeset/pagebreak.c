/* pagebreak.c - the best places to break a document into pages.
 *
 * The problem is the line breaker's, on its side: boxes, glue and penalties, and the best way to a break is the best way to
 * an earlier one plus the page between. TeX breaks pages one by one, because in 1978 a document did not fit into memory;
 * what one page leaves, the next must take: a widow, a heading at the foot, a hole where a figure did not fit. Plass, "Optimal
 * Pagination Techniques for Automatic Typesetting Systems" (Stanford, 1981), showed that all breaks of a document can be
 * chosen at once in polynomial time, as long as what a page costs depends on the page and a bounded memory of what came
 * before (footnotes and figures that float freely make it NP-complete; here notes stand on the page that calls
 * them, and figures stand where the text puts them).
 *
 * What a page costs, in badness (100: glue stretched by all of its stretch):
 *   - its glue: 100 |ratio|^3. Glue never stretches by more than all of its stretch: what is missing then stays white at
 *     the foot, and costs with its square (a white thirtieth of the page as much as all stretch used up),
 *   - the penalty of the break that ends it,
 *   - a last page with next to nothing on it. The last page and one that a forced break ends are never stretched.
 *   - what its choices cost: up to PB_CHOICES of the paragraphs that stand whole on it may be a line longer or shorter, where
 *     the line breaker has such a way. They change the page's height and no break, so the problem stays as it is; a
 *     paragraph that runs over two pages keeps its lines (to choose these, too, every break inside of it would have to be
 *     a state for each of its lengths),
 *   - dividing a long note: where notes are too high, the end of the page's last one runs over, in whole lines, to the foot of
 *     the next page. How much is carried is part of the state,
 *   - Facing pages (2 and 3, 4 and 5 ...) whose bottoms differ: in proportion to the difference. Two pages a line short
 *     together are better than one page a line short: a spread is what a reader sees.
 *
 * The states. The last point asks for a memory: whether the page just ended is a left one, and how much white it left at
 * its foot. Left pages that end at one break with different white are kept apart, unless one is so much cheaper that no
 * right page could make up for it: the cost of facing is Lipschitz in the white, so this pruning loses nothing. (A squared
 * cost was rejected: it has no such bound, and nobody sees the difference.) Few survive, and the work is linear: the
 * breaks of one page behind each break.
 *
 * What cannot be done. A chain of forbidden breaks that is taller than a page is broken at them, dearly; a box
 * taller than a page goes alone, marked overfull. So every document has pages. */
#include "typeset/typeset_int.h"

#include <limits.h>
#include <string.h>

#define SCALE 1000            /* costs are counted in thousandths of badness */
#define RATIO_ONE 65536
#define PAGE_COST 10          /* of any page: rather fewer */
#define WHITE_PARTS 30        /* 100 for white of 1/30 of the page, by its square; for facing bottoms that differ so much */
#define NEARLY_EMPTY_COST 200 /* of a last page below last_least; twice that when it holds nothing */
#define EMERGENCY_COST 20000  /* of a break where the caller forbids one */
#define OVERFULL_COST 1000000
#define ROUNDING 2            /* thousandths that two facing costs may be off */
#define NO_WHITE (-1)         /* a page whose bottom nobody compares */
#define FINE 15               /* a page that costs no more is left as it is */
#define NOTE_LONG 6           /* lines of a note that may be divided */
#define CARRY_COST 60         /* of dividing one */
#define NONE SIZE_MAX

struct sum { sp height, stretch, shrink, note; size_t boxes, noted; }; /* noted: behind the last item with a note */

/* A place where a page may end. points[0] is the document's start. */
struct point {
	size_t from, to;          /* first box behind it; behind the last box before it */
	struct sum at_from, at_to;
	int64_t penalty;
	bool forced, last;
};

/* The best way to a state. */
struct node {
	int64_t cost;
	size_t before;            /* node; NONE at the start */
	size_t point;
	size_t page;              /* number of the page that ends here */
	sp white;                 /* at its foot; only a left page's matters */
	sp carry;                 /* of notes, to the page behind it */
};

struct breaker {
	struct arena *a;
	const struct pb_item *items;
	size_t n;
	const struct pb_params *p;
	struct { struct point *v; size_t n, sz; } points;
	struct { struct node *v; size_t n, sz; } nodes;
	struct nodes_at { size_t first, n; } *at; /* each point's nodes */
	struct sum *sums;         /* of the items before each; n + 1 */
	struct { size_t *v; size_t n, sz; } choices; /* items that open a paragraph which may be longer or shorter */
	sp give;                  /* how much shorter a page may become by its choices */
};

/* ---------------------------------------------------------------- places to break */

static void make_sums(struct breaker *br)
{
	br->sums = arena_alloc(br->a, (br->n + 1) * sizeof *br->sums);
	for (size_t i = 0; i < br->n; i++) {
		const struct pb_item *it = &br->items[i];
		struct sum s = br->sums[i];
		if (it->kind != PB_PENALTY)
			s.height += it->height;
		if (it->kind == PB_GLUE) {
			s.stretch += it->stretch;
			s.shrink += it->shrink;
		}
		if (it->kind == PB_BOX) {
			s.note += it->note;
			s.noted = it->note > 0 ? i + 1 : s.noted;
			s.boxes++;
		}
		br->sums[i + 1] = s;
		if (it->kind != PB_BOX || !it->lines)
			continue;
		*arena_push(br->a, &br->choices) = i;
		br->give = sp_max(br->give, PB_CHOICES * it->shorter);
	}
}

static bool is_forced(const struct pb_item *it)
{
	return it->kind == PB_PENALTY && it->penalty <= -LB_INFINITE;
}

static bool is_legal(const struct breaker *br, size_t i)
{
	const struct pb_item *it = &br->items[i];

	if (it->kind == PB_GLUE)
		return i > 0 && br->items[i - 1].kind == PB_BOX;
	return it->kind == PB_PENALTY && it->penalty < LB_INFINITE;
}

static struct point point_at(const struct breaker *br, size_t i)
{
	struct point pt = {.from = i, .to = i};

	while (pt.from < br->n && br->items[pt.from].kind != PB_BOX)
		pt.from++;
	while (pt.to > 0 && br->items[pt.to - 1].kind != PB_BOX)
		pt.to--;
	pt.at_from = br->sums[pt.from];
	pt.at_to = br->sums[pt.to];
	if (i < br->n && br->items[i].kind == PB_PENALTY) {
		pt.penalty = br->items[i].penalty;
		pt.forced = is_forced(&br->items[i]);
	}
	return pt;
}

static sp notes_height(const struct pb_params *p, sp note)
{
	return note > 0 ? note + p->note_gap : 0;
}

static sp page_height(const struct pb_params *p, bool first)
{
	return first && p->first_height > 0 ? p->first_height : p->height;
}

/* The least height of what stands between two points, without what repeats above it. */
static sp least_height(const struct breaker *br, const struct point *a, const struct point *b)
{
	return b->at_to.height - a->at_from.height - (b->at_to.shrink - a->at_from.shrink)
		+ notes_height(br->p, b->at_to.note - a->at_from.note);
}

/* Adds the forbidden breaks between the last point and `end`, when no page could hold what stands between them. */
static void add_emergencies(struct breaker *br, const struct point *end)
{
	const struct point start = br->points.v[br->points.n - 1];

	if (start.from >= end->to)
		return;
	if (least_height(br, &start, end) + br->items[start.from].repeat <= page_height(br->p, br->points.n == 1))
		return;
	for (size_t i = start.from + 1; i < end->to; i++) {
		if (br->items[i].kind != PB_BOX)
			continue;
		struct point pt = point_at(br, i);
		pt.penalty = EMERGENCY_COST;
		*arena_push(br->a, &br->points) = pt;
	}
}

/* Forced breaks with nothing to show before them are dropped. */
static void add_point(struct breaker *br, struct point pt, size_t boxes_at_forced)
{
	if (pt.forced && pt.at_to.boxes == boxes_at_forced)
		return;
	add_emergencies(br, &pt);
	*arena_push(br->a, &br->points) = pt;
}

static void make_points(struct breaker *br)
{
	size_t boxes = 0; /* before the last forced break */

	*arena_push(br->a, &br->points) = point_at(br, 0);
	br->points.v[0].penalty = 0;
	for (size_t i = 0; i < br->n; i++) {
		if (!is_legal(br, i))
			continue;
		struct point pt = point_at(br, i);
		add_point(br, pt, boxes);
		if (pt.forced)
			boxes = pt.at_to.boxes;
	}
	struct point end = point_at(br, br->n);
	if (end.at_to.boxes > boxes) {
		end.forced = true;
		add_point(br, end, boxes);
	}
	br->points.v[br->points.n - 1].last = true;
}

/* ---------------------------------------------------------------- one page */

struct fit {
	struct pb_page page;
	int64_t cost;
	sp white;
};

/* What a page is made for: what stands between two points, and notes that come from the page before. */
struct span { const struct point *a, *b; sp carry; };

/* 100 |ratio|^3 in thousandths, |ratio| at most 1. */
static int64_t badness(int64_t ratio)
{
	int64_t r = ratio < 0 ? -ratio : ratio;

	return 100 * SCALE * (r * r / RATIO_ONE * r / RATIO_ONE) / RATIO_ONE;
}

static int64_t white_cost(sp white, sp height)
{
	int64_t r = sp_muldiv(white, WHITE_PARTS * RATIO_ONE, sp_max(height, 1));

	return 100 * SCALE * (r * r / RATIO_ONE) / RATIO_ONE;
}

static int64_t facing_cost(const struct pb_params *p, sp left, sp right)
{
	if (p->ragged || left == NO_WHITE || right == NO_WHITE)
		return 0;
	return sp_muldiv(left > right ? left - right : right - left, 100 * SCALE * WHITE_PARTS, sp_max(p->height, 1));
}

/* Stretches a page to its foot as far as its glue goes. */
static void fill_page(struct fit *f, sp rest, sp stretch, sp height)
{
	int64_t ratio = stretch > 0 ? sp_muldiv(sp_min(rest, stretch), RATIO_ONE, stretch) : 0;

	f->page.stretch = ratio > 0;
	f->page.ratio = (int32_t)ratio;
	f->white = rest > stretch ? rest - stretch : 0;
	f->cost += badness(ratio) + white_cost(f->white, height);
}

static void squeeze_page(struct fit *f, sp over, sp shrink)
{
	f->page.ratio = shrink > 0 ? (int32_t)-sp_muldiv(sp_min(over, shrink), RATIO_ONE, shrink) : 0;
	f->cost += badness(f->page.ratio);
	if (over > shrink) {
		f->page.overfull = true;
		f->cost += (int64_t)OVERFULL_COST * SCALE;
	}
}

static int64_t last_cost(const struct pb_params *p, sp filled)
{
	if (filled >= p->last_least)
		return 0;
	return (int64_t)NEARLY_EMPTY_COST * SCALE + sp_muldiv((int64_t)NEARLY_EMPTY_COST * SCALE, p->last_least - filled, p->last_least);
}

/* How much of the page's last note must run over, in whole lines, two of them at least on either side; 0: it cannot. */
static sp note_carry(const struct breaker *br, const struct span *s, sp over)
{
	sp line = br->p->note_line, last = s->carry, carry;

	if (line <= 0 || s->b->forced)
		return 0;
	if (s->b->at_to.noted > s->a->from)
		last = br->items[s->b->at_to.noted - 1].note;
	carry = sp_max((over + line - 1) / line, 2) * line;
	return last >= NOTE_LONG * line && carry + 2 * line <= last ? carry : 0;
}

/* more: what the page's choices add to its height. */
static struct fit fit_height(const struct breaker *br, const struct span *s, sp more)
{
	const struct point *a = s->a, *b = s->b;
	struct fit f = {.page = {.from = a->from, .to = b->to}, .cost = (int64_t)PAGE_COST * SCALE};
	sp stretch = b->at_to.stretch - a->at_from.stretch, shrink = b->at_to.shrink - a->at_from.shrink;
	sp height = page_height(br->p, a == br->points.v), note = b->at_to.note - a->at_from.note + s->carry;
	sp filled = b->at_to.height - a->at_from.height + notes_height(br->p, note) + br->items[a->from].repeat + more;

	if (!b->forced)
		f.cost += b->penalty * SCALE;
	if (filled > height && (f.page.carry = note_carry(br, s, filled - height)) > 0) {
		filled -= f.page.carry;
		f.cost += (int64_t)CARRY_COST * SCALE;
	}
	if (filled > height) {
		squeeze_page(&f, filled - height, shrink);
	} else if (b->forced) {
		f.white = NO_WHITE;
		f.cost += b->last ? last_cost(br->p, filled) : 0;
	} else if (br->p->ragged) {
		f.white = height - filled;
		f.cost += white_cost(f.white, height) / 4;
	} else {
		fill_page(&f, height - filled, stretch, height);
	}
	return f;
}

static int choice_cost(const struct breaker *br, size_t item, bool longer)
{
	const struct pb_item *it = &br->items[item];
	sp amount = longer ? it->longer : it->shorter;

	return amount <= 0 ? INT_MAX : longer ? it->longer_cost : it->shorter_cost;
}

static bool is_chosen(const struct pb_page *page, size_t item)
{
	for (size_t i = 0; i < page->n_choices; i++)
		if (page->choices[i].item == item)
			return true;
	return false;
}

/* Of the paragraphs that may be longer or shorter, the first at or behind an item. */
static size_t first_choice(const struct breaker *br, size_t item)
{
	size_t low = 0, high = br->choices.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (br->choices.v[middle] < item)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The cheapest paragraph whole between a and b that is not chosen yet; NONE. */
static size_t cheapest(const struct breaker *br, const struct span *s, const struct fit *f, bool longer)
{
	const struct point *a = s->a, *b = s->b;
	size_t best = NONE;

	for (size_t k = first_choice(br, a->from); k < br->choices.n && br->choices.v[k] < b->to; k++) {
		size_t i = br->choices.v[k];
		if (br->sums[i].boxes + br->items[i].lines > b->at_to.boxes)
			continue;
		if (choice_cost(br, i, longer) == INT_MAX || is_chosen(&f->page, i))
			continue;
		if (best == NONE || choice_cost(br, i, longer) < choice_cost(br, best, longer))
			best = i;
	}
	return best;
}

/* The page with one more of its paragraphs set otherwise. */
static bool choose_one(const struct breaker *br, const struct span *s, struct fit *f, bool longer)
{
	struct pb_page with = f->page;
	size_t item = cheapest(br, s, f, longer);
	sp more = 0;
	int64_t spent = 0;

	if (item == NONE)
		return false;
	with.choices[with.n_choices++] = (struct pb_choice){item, longer};
	for (size_t i = 0; i < with.n_choices; i++) {
		const struct pb_item *it = &br->items[with.choices[i].item];
		more += longer ? it->longer : -it->shorter;
		spent += (int64_t)SCALE * (longer ? it->longer_cost : it->shorter_cost);
	}
	*f = fit_height(br, s, more);
	f->cost += spent;
	memcpy(f->page.choices, with.choices, sizeof with.choices);
	f->page.n_choices = with.n_choices;
	return true;
}

/* The page as it is best, with up to PB_CHOICES of its paragraphs a line longer or shorter. */
static struct fit fit_page(const struct breaker *br, const struct span *s)
{
	struct fit best = fit_height(br, s, 0), f = best;
	bool longer = !best.page.overfull && best.page.ratio >= 0;
	int64_t ending = s->b->forced ? 0 : s->b->penalty * SCALE;

	if (!br->choices.n || (!best.page.overfull && best.cost - ending < (int64_t)FINE * SCALE))
		return best;
	while (f.page.n_choices < PB_CHOICES && choose_one(br, s, &f, longer))
		if (f.cost < best.cost)
			best = f;
	return best;
}

static bool is_single(const struct point *a, const struct point *b)
{
	return b->at_to.boxes == a->at_from.boxes + 1;
}

/* What of the notes between two points may stand on later pages, at most. */
static sp give_notes(const struct breaker *br, const struct point *a, const struct point *b)
{
	return br->p->note_line > 0 ? b->at_to.note - a->at_from.note : 0;
}

static bool is_hopeless(const struct breaker *br, const struct point *a, const struct point *b)
{
	return !is_single(a, b) && b->to > a->from && least_height(br, a, b) - br->give - give_notes(br, a, b) > page_height(br->p, a == br->points.v);
}

/* ---------------------------------------------------------------- choosing */

static bool is_left(const struct node *node)
{
	return node->page % 2 == 0;
}

/* True when y, of the same point, can never become better than x. */
static bool rules_out(const struct breaker *br, const struct node *x, const struct node *y)
{
	int64_t margin = 0;

	if (x->page % 2 != y->page % 2 || x->carry > y->carry)
		return false;
	if (is_left(x) && x->white != NO_WHITE)
		margin = ROUNDING + facing_cost(br->p, x->white, y->white == NO_WHITE ? x->white + br->p->height : y->white);
	return x->cost + margin <= y->cost;
}

/* Keeps a node among those of the point in hand, which stand last. */
static void keep_node(struct breaker *br, size_t first, const struct node *node)
{
	size_t kept = first;

	for (size_t i = first; i < br->nodes.n; i++)
		if (rules_out(br, &br->nodes.v[i], node))
			return;
	for (size_t i = first; i < br->nodes.n; i++)
		if (!rules_out(br, node, &br->nodes.v[i]))
			br->nodes.v[kept++] = br->nodes.v[i];
	br->nodes.n = kept;
	*arena_push(br->a, &br->nodes) = *node;
}

static void try_page(struct breaker *br, size_t i, size_t j)
{
	struct span s = {&br->points.v[i], &br->points.v[j], -1};
	struct fit f = {.cost = 0};

	if (s.b->to <= s.a->from)
		return;
	for (size_t k = 0; k < br->at[i].n; k++) {
		struct node from = br->nodes.v[br->at[i].first + k];
		if (from.carry != s.carry) {
			s.carry = from.carry;
			f = fit_page(br, &s);
		}
		if (f.page.overfull && !is_single(s.a, s.b))
			continue;
		struct node to = {from.cost + f.cost, br->at[i].first + k, j, from.page + 1, f.white, f.page.carry};
		if (from.page > 0 && is_left(&from))
			to.cost += facing_cost(br->p, from.white, f.white);
		keep_node(br, br->at[j].first, &to);
	}
}

static void choose(struct breaker *br)
{
	size_t low = 0;

	br->at = arena_alloc(br->a, br->points.n * sizeof *br->at);
	*arena_push(br->a, &br->nodes) = (struct node){.before = NONE, .white = NO_WHITE};
	br->at[0].n = 1;
	for (size_t j = 1; j < br->points.n; j++) {
		br->at[j].first = br->nodes.n;
		while (low + 1 < j && is_hopeless(br, &br->points.v[low], &br->points.v[j]))
			low++;
		for (size_t i = low; i < j; i++)
			try_page(br, i, j);
		br->at[j].n = br->nodes.n - br->at[j].first;
		if (br->points.v[j].forced)
			low = j;
	}
}

static struct pb_result trace(const struct breaker *br, struct arena *a)
{
	const struct nodes_at *end = &br->at[br->points.n - 1];
	const struct node *best = &br->nodes.v[end->first];

	for (size_t i = 1; i < end->n; i++)
		if (br->nodes.v[end->first + i].cost < best->cost)
			best = &br->nodes.v[end->first + i];
	struct pb_page *pages = arena_alloc(a, best->page * sizeof *pages);
	struct pb_result r = {pages, best->page, best->cost};
	for (; best->before != NONE; best = &br->nodes.v[best->before]) {
		const struct node *from = &br->nodes.v[best->before];
		pages[best->page - 1] = fit_page(br, &(struct span){&br->points.v[from->point], &br->points.v[best->point], from->carry}).page;
	}
	return r;
}

struct pb_result pb_break(struct arena *a, const struct pb_item *items, size_t n, const struct pb_params *params)
{
	struct breaker br = {.a = arena_new(), .items = items, .n = n, .p = params};
	struct pb_result result = {0};

	make_sums(&br);
	if (br.sums[n].boxes > 0) {
		make_points(&br);
		choose(&br);
		result = trace(&br, a);
	}
	arena_free(br.a);
	return result;
}
