/* pagebreak.c - the best places to break a document into pages.
 *
 * The problem is the line breaker's, on its side: boxes, glue and penalties, and the best way to a break is the best way to
 * an earlier one plus the page between. TeX breaks pages one by one, because in 1978 a document did not fit into memory;
 * what one page leaves, the next must take: a widow, a heading at the foot, a hole where a figure did not fit. Plass, "Optimal
 * Pagination Techniques for Automatic Typesetting Systems" (Stanford, 1981), showed that all breaks of a document can be
 * chosen at once in polynomial time, as long as what a page costs depends on the page and a bounded memory of what came
 * before. Footnotes and figures that float freely make it NP-complete; here notes stand on the page that calls them, and
 * figures keep their order and wait for the next page's top, PB_PENDING of them at most: how many wait is all that need be
 * remembered.
 *
 * What a page costs, in badness (100: glue stretched by all of its stretch):
 *   - the penalty of the break that ends it,
 *   - what stays white at its foot, by its square (a white thirtieth of the page as much as all stretch used up). Where lines stand
 *     on a grid (pageplace.c), only the glue behind the last of them can stretch to the foot, by 100 |ratio|^3; white above
 *     notes that is less than a line is no fault, and what faces such a page compares itself with the notes, which are at the foot,
 *   - what its choices cost. A paragraph may be a line longer or shorter, where the line breaker has such a way; one that the
 *     page's end divides leaves the same lines to the next page, so no break changes. And the space round what stands
 *     between two lines of the grid may be some lines more or less, by the cube of what that does to its glue. A page may take
 *     PB_CHOICES of them; all are a line high, so the cheapest are the best, for each number of lines,
 *   - each float that waits, and the headings that it is moved behind (the barriers of their boxes). A float that fills pages by
 *     itself has them to itself; floats with no text to go with them get a page of their own. None crosses a forced break, and
 *     none but what fills pages waits where a third of the page is white,
 *   - dividing a long note: where notes are too high, the end of the page's last one runs over, in whole lines, to the foot of
 *     the next page. How much is carried is part of the state. What the last page carries gets pages of its own. A page whose
 *     notes run over is set without choices; one that a note comes to and goes on from holds the least that can stand above it.
 *     A note called for there begins behind it, and so on a later page, dearly: else it would run off the foot,
 *   - a last page with next to nothing on it. The last page and one that a forced break ends are never stretched,
 *   - facing pages (2 and 3, 4 and 5 ...) whose bottoms differ: in proportion to the difference. Two pages a line short
 *     together are better than one page a line short: a spread is what a reader sees.
 *
 * The states. The last point asks for a memory: whether the page just ended is a left one, and how much white it left at
 * its foot; so do notes that run over and floats that wait. Left pages that end at one break with different white are kept
 * apart, and so are the ways to set one page with different choices, unless one is so much cheaper that no right page could
 * make up for it: the cost of facing is Lipschitz in the white, so this pruning loses nothing. (A squared cost was rejected: it
 * has no such bound, and nobody sees the difference.) Few survive, and the work is linear: the breaks of one page behind each
 * break. What makes them very few is a cap on the cost of the whole: a way is given up when even the least that the rest of the
 * document can cost (pagebound.c) lifts it above that. When one stays below, none that was given up is better; else the cap is
 * raised. A float was first moved by breaking the document anew for each place where it might go: that found less, and took time
 * by the square of the floats.
 *
 * Where notes run over, each page's end gives another carry, and states multiply. The bound keeps them few: it knows what the rest
 * costs for each line of notes that may come to a page. With one that took whatever comes as the best, the cap rose with the
 * document, and only the cheapest ways to a break could be kept: for 141 pages of notes of 200 lines that found a way of 22,010, and
 * the best one costs 9,395. Without any cap (below) it is still so, or 27 pages with a note of three take minutes.
 *
 * What cannot be done. A chain of forbidden breaks that is taller than a page is broken at them, dearly; a box
 * taller than a page goes alone, marked overfull; and what notes leave no room for stands in spite of them, when no page ends there
 * in any other way: then there is no cap. So every document has pages. */
#include "typeset/pagebreak_int.h"

#define ROUNDING 2            /* thousandths that two facing costs may be off */
#define CARRIED_MOST 16       /* ways to a break by which notes run over, where there is no cap */
#define NONE UINT32_MAX

/* The best way to a state. */
struct node {
	int64_t cost;
	sp white;                 /* at its page's foot; only a left page's matters */
	sp carry;                 /* of notes, to the page behind it */
	uint32_t before;          /* node; of the same point before a page of floats alone; NONE at the start */
	uint32_t point;
	uint32_t page;            /* number of the page that ends here */
	uint8_t fit;              /* which of the page's */
	uint8_t pending;          /* floats that wait for a later page */
};

struct breaker {
	struct arena *a;
	struct pb_material m;
	struct { struct node *v; size_t n, sz; } nodes;
	struct nodes_at { size_t first, n; } *at; /* each point's nodes */
	struct pb_bound bound;
	int64_t cap;              /* on the cost of the whole; PB_NO_WAY: none */
	size_t ruler;             /* a node that ruled another one out */
	bool in_need;             /* better a page that is too full than none */
};

/* ---------------------------------------------------------------- choosing */

static bool is_left(const struct node *node)
{
	return node->page % 2 == 0;
}

/* What the whole costs at least through a node. */
static int64_t whole_cost(const struct breaker *br, const struct node *node)
{
	return node->cost + pb_rest(&br->bound, node->point, node->pending, node->carry);
}

/* Does no way through a node stay below the cap? */
static bool is_dear(const struct breaker *br, const struct node *node)
{
	return br->cap < PB_NO_WAY && whole_cost(br, node) > br->cap;
}

/* True when y, of the same point, can never become better than x. */
static bool rules_out(const struct breaker *br, const struct node *x, const struct node *y)
{
	int64_t margin = 0;

	if (x->cost > y->cost || x->page % 2 != y->page % 2 || x->carry != y->carry || x->pending != y->pending)
		return false;
	if (is_left(x) && x->white != PB_NO_WHITE)
		margin = ROUNDING + pb_facing_cost(br->m.p, x->white, y->white == PB_NO_WHITE ? x->white + br->m.p->height : y->white);
	return x->cost + margin <= y->cost;
}

/* The node that did so last is asked first: mostly it does so again. */
static bool is_ruled_out(struct breaker *br, size_t first, const struct node *node)
{
	if (first <= br->ruler && br->ruler < br->nodes.n && rules_out(br, &br->nodes.v[br->ruler], node))
		return true;
	for (size_t i = first; i < br->nodes.n; i++) {
		if (rules_out(br, &br->nodes.v[i], node)) {
			br->ruler = i;
			return true;
		}
	}
	return false;
}

/* Drops the dearest of the nodes of the point in hand with notes that run over, where these are too many. */
static void drop_dearest(struct breaker *br, size_t first)
{
	size_t carried = 0, dearest = first;

	for (size_t i = first; i < br->nodes.n; i++) {
		const struct node *node = &br->nodes.v[i];
		if (node->carry > 0 && (carried++ == 0 || whole_cost(br, node) >= whole_cost(br, &br->nodes.v[dearest])))
			dearest = i;
	}
	if (carried <= CARRIED_MOST)
		return;
	br->nodes.n--;
	for (size_t i = dearest; i < br->nodes.n; i++)
		br->nodes.v[i] = br->nodes.v[i + 1];
}

/* Keeps a node among those of the point in hand, which stand last. */
static void keep_node(struct breaker *br, size_t first, const struct node *node)
{
	size_t kept = first;

	if (is_ruled_out(br, first, node))
		return;
	for (size_t i = first; i < br->nodes.n; i++)
		if (!rules_out(br, node, &br->nodes.v[i]))
			br->nodes.v[kept++] = br->nodes.v[i];
	br->nodes.n = kept;
	*arena_push(br->a, &br->nodes) = *node;
	if (node->carry > 0 && br->cap == PB_NO_WAY)
		drop_dearest(br, first);
}

/* The page behind a node, in one of the ways to set it, up to point j. */
static struct node node_behind(const struct breaker *br, const struct pb_span *s, size_t before, const struct pb_fits *fits, size_t i)
{
	const struct node *from = &br->nodes.v[before];
	const struct pb_fit *f = &fits->v[i];
	struct node to = {.cost = from->cost + f->cost, .white = f->white, .carry = f->carry, .before = (uint32_t)before,
	                  .point = (uint32_t)(s->b - br->m.points.v), .page = from->page + 1, .fit = (uint8_t)i, .pending = (uint8_t)s->left};

	if (from->page > 0 && is_left(from))
		to.cost += pb_facing_cost(br->m.p, from->white, f->white);
	return to;
}

static void add_nodes(struct breaker *br, const struct pb_span *s, size_t before, size_t j, const struct pb_fits *fits)
{
	for (size_t i = 0; i < fits->n; i++) {
		struct node to = node_behind(br, s, before, fits, i);
		if ((br->in_need || pb_stands(&br->m, s, &fits->v[i])) && !is_dear(br, &to))
			keep_node(br, br->at[j].first, &to);
	}
}

/* Has the whole document a cheaper way than any with a page behind these nodes? */
static bool is_too_dear(const struct breaker *br, const struct pb_span *s, const struct nodes_at *group)
{
	int64_t least = pb_least_cost(&br->m, s, pb_least_white(&br->m, s)) + br->bound.at[s->b - br->m.points.v][s->left].least;

	for (size_t k = group->first; k < group->first + group->n; k++)
		if (br->cap == PB_NO_WAY || br->nodes.v[k].cost + least <= br->cap)
			return false;
	return true;
}

static bool is_alike(const struct node *a, const struct node *b)
{
	return a->carry == b->carry && a->pending == b->pending;
}

/* The nodes from the first on behind which the same pages are made. */
static struct nodes_at group_from(const struct breaker *br, size_t first, size_t end)
{
	struct nodes_at group = {first, 1};

	while (first + group.n < end && is_alike(&br->nodes.v[first], &br->nodes.v[first + group.n]))
		group.n++;
	return group;
}

/* The pages to point j behind nodes of point i that are alike, with so many floats left behind. */
static void try_group(struct breaker *br, size_t i, size_t j, const struct nodes_at *group, size_t left)
{
	const struct node *from = &br->nodes.v[group->first];
	struct pb_span s = {&br->m.points.v[i], &br->m.points.v[j], i == 0, from->carry, from->pending, left};
	struct pb_fits fits;

	if (!pb_may_be(&br->m, &s) || (!br->in_need && pb_is_too_high(&br->m, &s)) || is_too_dear(br, &s, group))
		return;
	pb_fit_page(&br->m, &s, &fits);
	for (size_t k = group->first; k < group->first + group->n; k++)
		add_nodes(br, &s, k, j, &fits);
}

static void try_page(struct breaker *br, size_t i, size_t j)
{
	const struct pb_point *a = &br->m.points.v[i], *b = &br->m.points.v[j];
	size_t end = br->at[i].first + br->at[i].n;
	struct nodes_at group;

	if (b->to <= a->from)
		return;
	for (size_t k = br->at[i].first; k < end; k = group.first + group.n) {
		size_t pending = br->nodes.v[k].pending, most = b->floats - a->floats + pending;
		group = group_from(br, k, end);
		for (size_t left = 0; left <= PB_PENDING && left <= most; left++)
			try_group(br, i, j, &group, left);
	}
}

/* The nodes of the point in hand, so that those whose next pages are made alike stand together. */
static void sort_nodes(struct breaker *br, size_t first)
{
	struct node *v = br->nodes.v;

	for (size_t i = first + 1; i < br->nodes.n; i++) {
		const struct node node = v[i];
		size_t k = i;
		for (; k > first && (v[k - 1].pending > node.pending || (v[k - 1].pending == node.pending && v[k - 1].carry > node.carry)); k--)
			v[k] = v[k - 1];
		v[k] = node;
	}
}

/* ---------------------------------------------------------------- pages of floats alone */

/* A page of the first floats that wait at node k, so that `left` are left; of one that fills pages, all of them. */
static void try_floats(struct breaker *br, size_t k, size_t left)
{
	const struct node from = br->nodes.v[k];
	const struct pb_point *pt = &br->m.points.v[from.point];
	struct pb_span s = {.a = pt, .b = pt, .carry = from.carry, .pending = from.pending, .left = left};
	size_t pages = pb_float_pages(&br->m, &s);
	struct pb_fits fits;

	if (pages > 0)
		pb_fit_floats(&br->m, &s, &fits);
	for (size_t i = 0; pages > 0 && i < fits.n; i++) {
		struct node to = node_behind(br, &s, k, &fits, i);
		to.page += (uint32_t)pages - 1;
		if (pb_stands(&br->m, &s, &fits.v[i]) && !is_dear(br, &to) && !is_ruled_out(br, br->at[from.point].first, &to))
			*arena_push(br->a, &br->nodes) = to;
	}
}

/* Adds to point j the nodes behind pages of floats alone. The ones that they come from stay, ruled out or not. */
static void add_float_pages(struct breaker *br, size_t j)
{
	for (size_t k = br->at[j].first; k < br->nodes.n; k++)
		for (size_t left = 0; left < br->nodes.v[k].pending; left++)
			try_floats(br, k, left);
	br->at[j].n = br->nodes.n - br->at[j].first;
}

/* ---------------------------------------------------------------- the whole */

/* A point that no page could end at, because of notes that come from the page before. */
static void reach(struct breaker *br, size_t j)
{
	size_t i = j - 1;

	while (i > 0 && (!br->at[i].n || br->m.points.v[i].from >= br->m.points.v[j].to))
		i--;
	br->in_need = true;
	try_page(br, i, j);
	br->in_need = false;
}

/* All ways that stay below the cap, as far as none rules them out. */
static void choose(struct breaker *br)
{
	br->nodes.n = 0;
	*arena_push(br->a, &br->nodes) = (struct node){.before = NONE, .white = PB_NO_WHITE};
	br->at[0].n = 1;
	for (size_t j = 1; j < br->m.points.n; j++) {
		br->at[j].first = br->nodes.n;
		for (size_t i = br->bound.low[j]; i < j; i++)
			try_page(br, i, j);
		if (br->nodes.n == br->at[j].first && br->cap == PB_NO_WAY)
			reach(br, j);
		sort_nodes(br, br->at[j].first);
		add_float_pages(br, j);
	}
}

/* n pages with nothing but what is left of the last notes. */
static void carry_over(const struct breaker *br, struct pb_page *pages, size_t n, sp carry)
{
	sp each = n ? pb_notes_most(br->m.p) : 0;
	size_t floats = br->m.p->n_floats;

	for (size_t i = 0; i < n; i++) {
		carry = sp_max(0, carry - each);
		pages[i] = (struct pb_page){br->m.n, br->m.n, floats, floats, floats, .carry = carry};
	}
}

static const struct node *find_best(const struct breaker *br)
{
	const struct nodes_at *end = &br->at[br->m.points.n - 1];
	const struct node *best = NULL;

	for (size_t i = end->first; i < end->first + end->n; i++)
		if (br->nodes.v[i].pending == 0 && (!best || br->nodes.v[i].cost < best->cost))
			best = &br->nodes.v[i];
	return best;
}

/* Of the cap above what the document costs at least, in badness: one after the other, and then there is none. */
static const int32_t gaps[] = {20, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 400000};

static int64_t cap_of(const struct breaker *br, size_t i)
{
	int64_t least = br->bound.at[0][0].rest[0];

	return i < sizeof gaps / sizeof *gaps && least < PB_NO_WAY / 2 ? least + gaps[i] * (int64_t)PB_SCALE : PB_NO_WAY;
}

/* The best way of all. A low cap leaves few ways to look at: when there is one, no other is better; else a higher one is tried. */
static const struct node *choose_best(struct breaker *br)
{
	const struct node *best = NULL;

	br->at = arena_alloc(br->a, br->m.points.n * sizeof *br->at);
	pb_bound_make(&br->m, &br->bound);
	for (size_t i = 0; !best; i++) {
		br->cap = cap_of(br, i);
		choose(br);
		best = find_best(br);
	}
	return best;
}

/* The boxes of a float that fills pages, each on its own; pages: the first of them. */
static void trace_alone(const struct breaker *br, struct pb_page *pages, const struct pb_float *f, sp carry)
{
	size_t away = (size_t)(f - br->m.p->floats) + 1;

	for (size_t i = f->from; i < f->to; i++)
		if (br->m.items[i].kind == PB_BOX)
			*pages++ = (struct pb_page){.from = i, .to = i + 1, .top = away, .top_end = away, .away = away, .carry = carry};
}

/* The page or pages that end at a node. */
static void trace_page(const struct breaker *br, struct pb_page *pages, const struct node *node)
{
	const struct node *from = &br->nodes.v[node->before];
	struct pb_span s = {.a = &br->m.points.v[from->point], .b = &br->m.points.v[node->point], .first = from->page == 0,
	                    .carry = from->carry, .pending = from->pending, .left = node->pending};
	struct pb_fitter ft;
	struct pb_fits fits;

	if (s.a == s.b && br->m.p->floats[s.a->floats - s.pending].alone) {
		trace_alone(br, &pages[from->page], &br->m.p->floats[s.a->floats - s.pending], s.carry);
		return;
	}
	pb_fitter_make(&br->m, &s, &ft);
	pb_fitter_fit(&ft, s.carry, &fits);
	pages[from->page] = pb_fitter_page(&ft, &fits.v[node->fit]);
}

static struct pb_result trace(const struct breaker *br, const struct node *best, struct arena *a)
{
	size_t more = pb_note_pages(br->m.p, best->carry);
	struct pb_page *pages = arena_alloc(a, (best->page + more) * sizeof *pages);
	struct pb_result r = {pages, best->page + more, best->cost};

	carry_over(br, &pages[best->page], more, best->carry);
	for (; best->before != NONE; best = &br->nodes.v[best->before])
		trace_page(br, pages, best);
	return r;
}

struct pb_result pb_break(struct arena *a, const struct pb_item *items, size_t n, const struct pb_params *params)
{
	struct breaker br = {.a = arena_new(), .m = {.items = items, .n = n, .p = params}};
	struct pb_result result = {0};

	br.m.a = br.a;
	if (pb_material_make(&br.m)) {
		const struct node *best = choose_best(&br);
		result = trace(&br, best, a);
	}
	arena_free(br.a);
	return result;
}
