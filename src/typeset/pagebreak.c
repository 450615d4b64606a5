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
 *   - the penalty of the break that ends it,
 *   - what stays white at its foot, by its square (a white thirtieth of the page as much as all stretch used up). Where lines stand
 *     on a grid (pageplace.c), only the glue behind the last of them can stretch to the foot, by 100 |ratio|^3; white above
 *     notes that is less than a line is no fault, as nobody compares it,
 *   - what its choices cost. A paragraph may be a line longer or shorter, where the line breaker has such a way; one that the
 *     page's end divides leaves the same lines to the next page, so no break changes. And the space round what stands
 *     between two lines of the grid may be some lines more or less, by the cube of what that does to its glue. A page may take
 *     PB_CHOICES of them; all are a line high, so the cheapest are the best, for each number of lines,
 *   - dividing a long note: where notes are too high, the end of the page's last one runs over, in whole lines, to the foot of
 *     the next page. How much is carried is part of the state. What the last page carries gets pages of its own,
 *   - a last page with next to nothing on it. The last page and one that a forced break ends are never stretched,
 *   - facing pages (2 and 3, 4 and 5 ...) whose bottoms differ: in proportion to the difference. Two pages a line short
 *     together are better than one page a line short: a spread is what a reader sees.
 *
 * The states. The last point asks for a memory: whether the page just ended is a left one, and how much white it left at
 * its foot. Left pages that end at one break with different white are kept apart, and so are the ways to set one page with
 * different choices, unless one is so much cheaper that no right page could make up for it: the cost of facing is Lipschitz in
 * the white, so this pruning loses nothing. (A squared cost was rejected: it has no such bound, and nobody sees the
 * difference.) Few survive, and the work is linear: the breaks of one page behind each break.
 *
 * What cannot be done. A chain of forbidden breaks that is taller than a page is broken at them, dearly; a box
 * taller than a page goes alone, marked overfull. So every document has pages. */
#include "typeset/pagebreak_int.h"

#define NOTES_PAGE_COST 200   /* of a page for nothing but the rest of a note */
#define EMERGENCY_COST 20000  /* of a break where the caller forbids one */
#define ROUNDING 2            /* thousandths that two facing costs may be off */
#define NONE SIZE_MAX

/* The best way to a state. */
struct node {
	int64_t cost;
	size_t before;            /* node; NONE at the start */
	size_t point;
	size_t page;              /* number of the page that ends here */
	sp white;                 /* at its foot; only a left page's matters */
	sp carry;                 /* of notes, to the page behind it */
	size_t fit;               /* which of the page's */
};

struct breaker {
	struct arena *a;
	struct pb_material m;
	struct { struct pb_point *v; size_t n, sz; } points;
	struct { struct node *v; size_t n, sz; } nodes;
	struct nodes_at { size_t first, n; } *at; /* each point's nodes */
	bool in_need;             /* better a page that is too full than none */
};

/* ---------------------------------------------------------------- places to break */

static void add_option(struct breaker *br, struct pb_option o)
{
	*arena_push(br->a, &br->m.options) = o;
	br->m.give = sp_max(br->m.give, PB_CHOICES * (o.space ? o.extent.shrink : br->m.items[o.item].shorter));
}

/* What stands before a box on the grid, up to the one before it or to the document's start. */
static void count_grid(struct breaker *br, size_t i, struct pb_sum *s)
{
	const struct pb_sum *at = &br->m.sums[i];
	size_t before = at->grid ? at->grid - 1 : 0;
	const struct pb_sum *from = &br->m.sums[before];
	struct pb_extent e = {at->height - from->height, at->stretch - from->stretch, at->shrink - from->shrink};

	if (e.stretch > 0 || e.shrink > 0)
		add_option(br, (struct pb_option){true, before, i, 0, s->boxes + 1, e});
	s->grid_height += pb_grid_height(br->m.p->line, &e);
	s->grid = i + 1;
}

static void count_box(struct breaker *br, size_t i, struct pb_sum *s)
{
	const struct pb_item *it = &br->m.items[i];

	if (it->grid && br->m.p->line > 0)
		count_grid(br, i, s);
	if (it->lines)
		add_option(br, (struct pb_option){false, i, i, it->lines, s->boxes + it->lines, {0, 0, 0}});
	s->note += it->note;
	s->noted = it->note > 0 ? i + 1 : s->noted;
	s->boxes++;
}

static void make_sums(struct breaker *br)
{
	br->m.sums = arena_alloc(br->a, (br->m.n + 1) * sizeof *br->m.sums);
	for (size_t i = 0; i < br->m.n; i++) {
		const struct pb_item *it = &br->m.items[i];
		struct pb_sum s = br->m.sums[i];
		if (it->kind == PB_BOX)
			count_box(br, i, &s);
		if (it->kind != PB_PENALTY)
			s.height += it->height;
		if (it->kind == PB_GLUE) {
			s.stretch += it->stretch;
			s.shrink += it->shrink;
		}
		s.options = br->m.options.n;
		br->m.sums[i + 1] = s;
	}
}

static void find_grid(struct breaker *br)
{
	size_t *next = arena_alloc(br->a, (br->m.n + 1) * sizeof *next);

	next[br->m.n] = br->m.n;
	for (size_t i = br->m.n; i-- > 0;)
		next[i] = br->m.items[i].grid && br->m.p->line > 0 ? i : next[i + 1];
	br->m.next_grid = next;
}

static bool is_forced(const struct pb_item *it)
{
	return it->kind == PB_PENALTY && it->penalty <= -LB_INFINITE;
}

static bool is_legal(const struct breaker *br, size_t i)
{
	const struct pb_item *it = &br->m.items[i];

	if (it->kind == PB_GLUE)
		return i > 0 && br->m.items[i - 1].kind == PB_BOX;
	return it->kind == PB_PENALTY && it->penalty < LB_INFINITE;
}

static struct pb_point point_at(const struct breaker *br, size_t i)
{
	struct pb_point pt = {.from = i, .to = i};

	while (pt.from < br->m.n && br->m.items[pt.from].kind != PB_BOX)
		pt.from++;
	while (pt.to > 0 && br->m.items[pt.to - 1].kind != PB_BOX)
		pt.to--;
	pt.at_from = br->m.sums[pt.from];
	pt.at_to = br->m.sums[pt.to];
	if (i < br->m.n && br->m.items[i].kind == PB_PENALTY) {
		pt.penalty = br->m.items[i].penalty;
		pt.forced = is_forced(&br->m.items[i]);
	}
	return pt;
}

/* No page of what stands between two points is lower. */
static sp least_height(const struct breaker *br, const struct pb_point *a, const struct pb_point *b)
{
	sp note = b->at_to.note - a->at_from.note;

	return b->at_to.height - a->at_from.height - (b->at_to.shrink - a->at_from.shrink) - br->m.give + note;
}

/* Adds the forbidden breaks between the last point and `end`, when no page could hold what stands between them. */
static void add_emergencies(struct breaker *br, const struct pb_point *end)
{
	const struct pb_point start = br->points.v[br->points.n - 1];

	if (start.from >= end->to)
		return;
	struct pb_extent e = pb_extent_between(&br->m, &start, end);
	if (e.height - e.shrink + pb_notes_height(br->m.p, end->at_to.note - start.at_from.note) <= pb_page_height(br->m.p, br->points.n == 1))
		return;
	for (size_t i = start.from + 1; i < end->to; i++) {
		if (br->m.items[i].kind != PB_BOX)
			continue;
		struct pb_point pt = point_at(br, i);
		pt.penalty = EMERGENCY_COST;
		*arena_push(br->a, &br->points) = pt;
	}
}

/* Forced breaks with nothing to show before them are dropped. */
static void add_point(struct breaker *br, struct pb_point pt, size_t boxes_at_forced)
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
	for (size_t i = 0; i < br->m.n; i++) {
		if (!is_legal(br, i))
			continue;
		struct pb_point pt = point_at(br, i);
		add_point(br, pt, boxes);
		if (pt.forced)
			boxes = pt.at_to.boxes;
	}
	struct pb_point end = point_at(br, br->m.n);
	if (end.at_to.boxes > boxes) {
		end.forced = true;
		add_point(br, end, boxes);
	}
	br->points.v[br->points.n - 1].last = true;
}

static bool is_single(const struct pb_point *a, const struct pb_point *b)
{
	return b->at_to.boxes == a->at_from.boxes + 1;
}

/* What of the notes between two points may stand on later pages, at most. */
static sp give_notes(const struct breaker *br, const struct pb_point *a, const struct pb_point *b)
{
	return br->m.p->note_line > 0 ? b->at_to.note - a->at_from.note : 0;
}

static bool is_hopeless(const struct breaker *br, const struct pb_point *a, const struct pb_point *b)
{
	return !is_single(a, b) && b->to > a->from && least_height(br, a, b) - give_notes(br, a, b) > pb_page_height(br->m.p, a == br->points.v);
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

	if (x->page % 2 != y->page % 2 || x->carry != y->carry)
		return false;
	if (is_left(x) && x->white != PB_NO_WHITE)
		margin = ROUNDING + pb_facing_cost(br->m.p, x->white, y->white == PB_NO_WHITE ? x->white + br->m.p->height : y->white);
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

/* The page behind a node, in one of the ways to set it. */
static void add_node(struct breaker *br, const struct pb_span *s, size_t before, size_t j, const struct pb_fits *fits, size_t i)
{
	const struct node from = br->nodes.v[before];
	const struct pb_fit *f = &fits->v[i];
	struct node to = {from.cost + f->cost, before, j, from.page + 1, f->white, f->page.carry, i};

	if (f->page.overfull && !is_single(s->a, s->b) && !br->in_need)
		return;
	if (from.page > 0 && is_left(&from))
		to.cost += pb_facing_cost(br->m.p, from.white, f->white);
	if (s->b->last)
		to.cost += (int64_t)(pb_note_pages(br->m.p, to.carry) * NOTES_PAGE_COST * PB_SCALE);
	keep_node(br, br->at[j].first, &to);
}

static void try_page(struct breaker *br, size_t i, size_t j)
{
	struct pb_span s = {&br->points.v[i], &br->points.v[j], i == 0, -1};
	struct pb_fits fits;

	fits.n = 0;
	if (s.b->to <= s.a->from)
		return;
	for (size_t k = br->at[i].first; k < br->at[i].first + br->at[i].n; k++) {
		if (br->nodes.v[k].carry != s.carry) {
			s.carry = br->nodes.v[k].carry;
			pb_fit_page(&br->m, &s, &fits);
		}
		for (size_t v = 0; v < fits.n; v++)
			add_node(br, &s, k, j, &fits, v);
	}
}

/* A point that no page could end at, because of notes that come from the page before. */
static void reach(struct breaker *br, size_t j)
{
	size_t i = j - 1;

	while (i > 0 && (!br->at[i].n || br->points.v[i].from >= br->points.v[j].to))
		i--;
	br->in_need = true;
	try_page(br, i, j);
	br->in_need = false;
	br->at[j].n = br->nodes.n - br->at[j].first;
}

static void choose(struct breaker *br)
{
	size_t low = 0;

	br->at = arena_alloc(br->a, br->points.n * sizeof *br->at);
	*arena_push(br->a, &br->nodes) = (struct node){.before = NONE, .white = PB_NO_WHITE};
	br->at[0].n = 1;
	for (size_t j = 1; j < br->points.n; j++) {
		br->at[j].first = br->nodes.n;
		while (low + 1 < j && is_hopeless(br, &br->points.v[low], &br->points.v[j]))
			low++;
		for (size_t i = low; i < j; i++)
			try_page(br, i, j);
		br->at[j].n = br->nodes.n - br->at[j].first;
		if (!br->at[j].n)
			reach(br, j);
		if (br->points.v[j].forced)
			low = j;
	}
}

/* n pages with nothing but what is left of the last notes. */
static void carry_over(const struct breaker *br, struct pb_page *pages, size_t n, sp carry)
{
	sp each = n ? pb_notes_most(br->m.p) : 0;

	for (size_t i = 0; i < n; i++) {
		carry = sp_max(0, carry - each);
		pages[i] = (struct pb_page){.from = br->m.n, .to = br->m.n, .carry = carry};
	}
}

static struct pb_result trace(const struct breaker *br, struct arena *a)
{
	const struct nodes_at *end = &br->at[br->points.n - 1];
	const struct node *best = &br->nodes.v[end->first];

	for (size_t i = 1; i < end->n; i++)
		if (br->nodes.v[end->first + i].cost < best->cost)
			best = &br->nodes.v[end->first + i];
	size_t more = pb_note_pages(br->m.p, best->carry);
	struct pb_page *pages = arena_alloc(a, (best->page + more) * sizeof *pages);
	struct pb_result r = {pages, best->page + more, best->cost};
	carry_over(br, &pages[best->page], more, best->carry);
	for (; best->before != NONE; best = &br->nodes.v[best->before]) {
		const struct node *from = &br->nodes.v[best->before];
		struct pb_span span = {&br->points.v[from->point], &br->points.v[best->point], from->point == 0, from->carry};
		struct pb_fits fits;
		pb_fit_page(&br->m, &span, &fits);
		pages[best->page - 1] = fits.v[best->fit].page;
	}
	return r;
}

struct pb_result pb_break(struct arena *a, const struct pb_item *items, size_t n, const struct pb_params *params)
{
	struct breaker br = {.a = arena_new(), .m = {.items = items, .n = n, .p = params}};
	struct pb_result result = {0};

	make_sums(&br);
	if (br.m.sums[n].boxes > 0) {
		find_grid(&br);
		make_points(&br);
		choose(&br);
		result = trace(&br, a);
	}
	arena_free(br.a);
	return result;
}
