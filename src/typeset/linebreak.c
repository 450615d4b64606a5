/* linebreak.c - the best places to break a paragraph into lines.
 *
 * The problem. A line's look depends on where it starts and ends, its neighbours' on it. Breaking line after line (greedy)
 * leaves to the next lines what the first ones could have shared; Knuth & Plass, "Breaking Paragraphs into Lines"
 * (Software: Practice and Experience 11, 1981), choose all breaks of the paragraph at once by dynamic programming:
 * the best way to reach a break is the best way to reach an earlier one plus the line between.
 *
 * The states. "Best way to reach a break" must know what the rest of the paragraph can feel of the way behind it:
 *   - the tightness class of the last line (neighbours more than one class apart cost fitness_demerits),
 *   - how many lines in a row ended in hyphens (the ladder), counted to max_ladder + 1 and no further,
 *   - how many lines there are, because the caller is offered the best way for each line count: the page breaker
 *     may want a paragraph a line longer or shorter.
 * So a node is the best way to (break, line count, class, ladder). A node that another one of its break and count can
 * never lose to is dropped at once. Total-fit without line counts, as in Knuth & Plass, was rejected: TeX's \looseness
 * must be asked for before, and costs the whole work again. Line counts far from the best of their break are dropped, which keeps
 * the work linear: a line's worth of breaks behind each break, times a handful of nodes.
 *
 * The objective. TeX adds up (line penalty + badness)^2. Badness is already a cube; its square is a sixth power that sees
 * only a paragraph's worst lines, and lets all others be mediocre once one line is bad. Here costs are linear:
 *     line_penalty + badness + penalty of the break + what neighbours cost
 * so that the sum of badness over the paragraph is what is made small. Above LB_HOLE badness counts less: a line with holes
 * is seen as such, and spreading it over three lines makes three bad lines. (Capping it there was rejected: then
 * the optimiser no longer cares how wide the holes are.) A penalty of p is just as bad as a line of badness p: the price
 * of a hyphen, a ladder or a short last line can be named once. What expansion and hanging margins do to a line's
 * badness is in linebreak_line.c; they are inside the optimisation, as in Thành, "Micro-typographic extensions to the TeX
 * typesetting system" (2000): expanding lines that were broken without it is too late.
 *
 * Hyphens. The first hyphen of a paragraph that could do without is seen; one more in a hard paragraph is not. So, as in TeX
 * (The TeXbook, ch. 14), a paragraph that can be set without any, with no line, last line or break worse than pretolerance, is.
 * In others each hyphen costs its price. TeX squares that, as it does badness: a hyphen is dear where lines are good and nearly
 * free where they are not, and a text with many long words gets far more of them than it needs. Two others were tried on sixteen
 * texts: at most as many hyphens as TeX would take, and a price that falls with the paragraph's mean badness. Both take more
 * time, and neither did better against TeX than one price for a measure and an expansion.
 *
 * The passes. The first takes no line worse than the tolerance: it bounds the worst line where that can be had. The
 * second has no bound; what would need holes for word spaces is left short (underfull) at a high price. Text never leaves
 * the measure but where one box alone is too wide: a line that no break could shorten may be overfull, at a
 * higher price still. So every chain of adjacent breaks is a way, and no input goes without one. */
#include "typeset/linebreak_int.h"

#include <assert.h>
#include <string.h>

#define LADDERS_MAX 8      /* states of the ladder, at most */
#define COUNT_SLACK 3      /* line counts that may turn out well although they are behind at some break */
#define EXPANSION 20       /* two percent, unless the caller knows better */
#define NARROW (150 * SP_PT)
#define HYPHEN_LEAST 30
#define HYPHEN_NARROW 140
#define HANG_GIVE (11 * SP_PT / 30)
#define RIVER_TRIES 8      /* breaks of a river that are left out in their turn, at most ... */
#define RIVER_POINTS 4000  /* ... and so few that no more points than these are done anew */
#define NONE SIZE_MAX

/* The best way to a state. Nodes of one point stand together, ascending by line. */
struct node {
	int64_t cost;
	size_t before;         /* node of the break before; NONE at the start */
	size_t point;
	uint32_t line;         /* lines up to here */
	uint8_t class, ladder;
};

struct nodes { struct node *v; size_t n, sz; };
struct stretch_of { size_t first, n, low; }; /* of nodes; low: the first point from which a line could end here */

/* Nodes in the making, of one line count: [ladder * LB_CLASSES + class], where that bit of `used` is set. */
struct cell { int64_t cost; size_t before; };
struct row { uint32_t used; struct cell cells[LADDERS_MAX * LB_CLASSES]; };
_Static_assert(LADDERS_MAX * LB_CLASSES <= 32, "a bit for each cell");

struct breaker {
	struct arena *a;
	const struct lb_params *p;
	const struct lb_item *items;
	const struct lb_point *points;
	size_t n_points;
	sp hang;                   /* the widest hang_right */
	bool hyphens;              /* some point ends in one */
	unsigned ladders;          /* ladder lengths told apart in this pass */
	sp more;                   /* what the start of a line adds to its length, at most */
	int tolerance;             /* of this pass; 0: it has no bound */
	int eighths;               /* of its stretch: glue stretched by more is worse than the tolerance; 0: it has no bound */
	bool plain;                /* the pass without hyphens */
	size_t without;            /* a point that is not to be a break; 0: all may be */
	struct nodes nodes;
	struct stretch_of *at;     /* nodes of each point */
	struct row *table;         /* of the point in hand: [line - line_from] */
	size_t table_sz;
	uint32_t line_from, lines; /* line counts in the table */
};

/* ---------------------------------------------------------------- costs */

static int64_t scaled(int64_t badness)
{
	return badness * LB_BADNESS_SCALE;
}

/* What the line costs, whatever came before it. */
static int64_t line_cost(const struct lb_params *p, const struct lb_fit *f, const struct lb_point *end)
{
	int64_t cost = scaled(p->line_penalty) + f->cost;

	if (f->cost > scaled(LB_HOLE) && f->line.justified)
		cost -= (f->cost - scaled(LB_HOLE)) * 3 / 4;
	if (end->hyphen)
		cost += scaled(p->hyphen_penalty);
	return end->forced ? cost : cost + scaled(end->penalty);
}

static unsigned ladder_after(const struct breaker *br, const struct node *from, const struct lb_point *end)
{
	unsigned ladder = end->hyphen ? from->ladder + 1u : 0;

	return ladder < br->ladders ? ladder : br->ladders - 1;
}

/* What the line costs for what came before it. */
static int64_t neighbour_cost(const struct breaker *br, const struct node *from, const struct lb_fit *f, const struct lb_point *end)
{
	const struct lb_params *p = br->p;
	int ladder = (int)ladder_after(br, from, end);
	int64_t cost = 0;

	if (from->before != NONE && (from->class > f->class + 1 || f->class > from->class + 1u))
		cost += p->fitness_demerits;
	if (ladder > p->max_ladder)
		cost += LB_LADDER_STEEP;
	else if (ladder > 1)
		cost += p->ladder_demerits;
	if (end->last && from->ladder > 0)
		cost += p->final_hyphen_demerits;
	return scaled(cost);
}

/* ---------------------------------------------------------------- one break */

/* Makes an empty table for the line counts that a break behind the points [low, j) can have. False: none of them was reached. */
static bool open_table(struct breaker *br, size_t low, size_t j)
{
	uint32_t from = UINT32_MAX, to = 0;

	for (size_t i = low; i < j; i++) {
		if (!br->at[i].n)
			continue;
		const struct node *v = &br->nodes.v[br->at[i].first];
		from = v[0].line < from ? v[0].line : from;
		to = v[br->at[i].n - 1].line > to ? v[br->at[i].n - 1].line : to;
	}
	if (from > to)
		return false;
	br->line_from = from + 1;
	br->lines = to - from + 1;
	if (br->lines > br->table_sz) {
		br->table_sz = 2 * br->lines;
		br->table = arena_alloc(br->a, br->table_sz * sizeof *br->table);
	}
	for (uint32_t i = 0; i < br->lines; i++)
		br->table[i].used = 0;
	return true;
}

static void enter(struct breaker *br, size_t node, const struct lb_fit *f, int64_t cost, const struct lb_point *end)
{
	const struct node *from = &br->nodes.v[node];
	struct row *row = &br->table[from->line + 1 - br->line_from];
	unsigned at = ladder_after(br, from, end) * LB_CLASSES + f->class;

	cost += from->cost + neighbour_cost(br, from, f, end);
	if (!(row->used >> at & 1) || cost < row->cells[at].cost)
		row->cells[at] = (struct cell){cost, node};
	row->used |= UINT32_C(1) << at;
}

/* True when no break between i and j could have made the line shorter. */
static bool is_shortest(const struct breaker *br, size_t i, size_t j)
{
	return i + 1 == j || br->points[j - 1].item <= br->points[i].start;
}

static bool may_stand(const struct breaker *br, const struct lb_fit *f, size_t i, size_t j)
{
	if (f->line.overfull)
		return !br->tolerance && is_shortest(br, i, j);
	return !br->tolerance || br->p->ragged || f->cost <= scaled(br->tolerance) || (br->points[j].last && !br->plain);
}

static void try_line(struct breaker *br, size_t i, size_t j)
{
	const struct lb_point *a = &br->points[i], *b = &br->points[j];

	if (b->item < a->start || (b->item == a->start && !b->forced))
		return;
	struct lb_fit f = lb_fit(a, b, br->p);
	if (!may_stand(br, &f, i, j))
		return;
	int64_t cost = line_cost(br->p, &f, b);
	for (size_t k = 0; k < br->at[i].n; k++)
		enter(br, br->at[i].first + k, &f, cost, b);
}

/* True when y can never become better than x, which has the same break and line count. */
static bool rules_out(const struct breaker *br, const struct node *x, const struct node *y)
{
	int64_t margin = x->class == y->class ? 0 : scaled(br->p->fitness_demerits);

	return x->ladder <= y->ladder && x->cost + margin <= y->cost;
}

/* Adds a node behind nodes[first] of its line count, unless one of them rules it out. */
static void keep_node(struct breaker *br, size_t first, struct node node)
{
	for (size_t i = first; i < br->nodes.n; i++)
		if (rules_out(br, &br->nodes.v[i], &node))
			return;
	*arena_push(br->a, &br->nodes) = node;
}

/* The first cell that is used. */
static unsigned first_cell(uint32_t used)
{
	return (unsigned)__builtin_ctz(used);
}

/* The line count of the cheapest way to the point in hand; 0 when there is none. */
static uint32_t best_count(const struct breaker *br)
{
	int64_t least = INT64_MAX;
	uint32_t best = 0;

	for (uint32_t i = 0; i < br->lines; i++) {
		const struct row *row = &br->table[i];
		for (uint32_t used = row->used; used; used &= used - 1) {
			if (row->cells[first_cell(used)].cost < least) {
				least = row->cells[first_cell(used)].cost;
				best = br->line_from + i;
			}
		}
	}
	return best;
}

static void keep_count(struct breaker *br, size_t j, uint32_t line)
{
	const struct row *row = &br->table[line - br->line_from];
	size_t first = br->nodes.n;

	for (uint32_t used = row->used; used; used &= used - 1) {
		unsigned at = first_cell(used);
		keep_node(br, first, (struct node){row->cells[at].cost, row->cells[at].before, j, line, at % LB_CLASSES, (uint8_t)(at / LB_CLASSES)});
	}
}

static void close_table(struct breaker *br, size_t j)
{
	uint32_t best = best_count(br), slack = (uint32_t)br->p->spread + COUNT_SLACK;

	br->at[j].first = br->nodes.n;
	if (!best)
		return;
	for (uint32_t line = br->line_from; line < br->line_from + br->lines; line++)
		if (line + slack >= best && line <= best + slack)
			keep_count(br, j, line);
	br->at[j].n = br->nodes.n - br->at[j].first;
}

/* ---------------------------------------------------------------- passes */

/* Without hyphens, but not at the cost of anything worse. */
static bool is_barred(const struct breaker *br, size_t j)
{
	const struct lb_point *pt = &br->points[j];

	return j == br->without || (br->plain && (pt->hyphen || (!pt->forced && pt->penalty > br->tolerance)));
}

/* The first point behind `high` from which a line to j is too loose for this pass, as are all shorter ones. */
static size_t skip_filled(const struct breaker *br, size_t high, size_t j)
{
	while (high < j && !(br->eighths && lb_too_loose(&br->points[high], &br->points[j], br->p, br->more, br->eighths)))
		high++;
	return high;
}

/* Tries the lines from the points [low, high) to j. */
static void try_point(struct breaker *br, size_t j, size_t high)
{
	size_t low = br->at[j].low;

	br->at[j].n = 0;
	if (is_barred(br, j) || !open_table(br, low, high))
		return;
	for (size_t i = low; i < high; i++)
		if (br->at[i].n)
			try_line(br, i, j);
	close_table(br, j);
}

/* The points from `from` on; those before are done. True when the paragraph's end was reached. */
static bool run_from(struct breaker *br, size_t from)
{
	size_t low = br->at[from - 1].low, high = low;

	for (size_t j = from; j < br->n_points; j++) {
		if (br->points[j - 1].forced)
			low = j - 1;
		while (!is_shortest(br, low, j) && lb_hopeless(&br->points[low], &br->points[j], br->p, br->hang))
			low++;
		br->at[j].low = low;
		high = skip_filled(br, high < low ? low : high, j);
		try_point(br, j, br->points[j].forced || br->points[j].fill ? j : high);
	}
	return br->at[br->n_points - 1].n > 0;
}

static unsigned ladders_of(const struct breaker *br)
{
	if (br->plain || !br->hyphens)
		return 1;
	return br->p->max_ladder + 2 < LADDERS_MAX ? (unsigned)br->p->max_ladder + 2 : LADDERS_MAX;
}

static bool run_pass(struct breaker *br, int tolerance)
{
	br->ladders = ladders_of(br);
	br->tolerance = tolerance;
	br->eighths = br->p->ragged ? 0 : lb_eighths(tolerance);
	br->nodes.n = 0;
	br->at = arena_alloc(br->a, br->n_points * sizeof *br->at);
	*arena_push(br->a, &br->nodes) = (struct node){.before = NONE, .class = LB_DECENT};
	br->at[0] = (struct stretch_of){.n = 1};
	return run_from(br, 1);
}

/* ---------------------------------------------------------------- results */

/* lb_fit again for each line: cheaper than to keep it in every node. */
static struct lb_way trace(const struct breaker *br, const struct node *last)
{
	struct lb_line *lines = arena_alloc(br->a, last->line * sizeof *lines);
	const struct node *to = last;

	while (to->before != NONE) {
		const struct node *from = &br->nodes.v[to->before];
		lines[to->line - 1] = lb_fit(&br->points[from->point], &br->points[to->point], br->p).line;
		to = from;
	}
	return (struct lb_way){last->line, lines, last->cost};
}

static struct lb_result collect(const struct breaker *br)
{
	const struct stretch_of *end = &br->at[br->n_points - 1];
	const struct node *v = &br->nodes.v[end->first];
	struct { struct lb_way *v; size_t n, sz; } ways = {0};
	size_t best = 0, best_way = 0;

	for (size_t i = 1; i < end->n; i++)
		best = v[i].cost < v[best].cost ? i : best;
	for (size_t i = 0, next; i < end->n; i = next) {
		size_t cheapest = i;
		for (next = i + 1; next < end->n && v[next].line == v[i].line; next++)
			cheapest = v[next].cost < v[cheapest].cost ? next : cheapest;
		if ((int64_t)v[i].line + br->p->spread < v[best].line || v[i].line > (int64_t)v[best].line + br->p->spread)
			continue;
		best_way = v[i].line == v[best].line ? ways.n : best_way;
		*arena_push(br->a, &ways) = trace(br, &v[cheapest]);
	}
	return (struct lb_result){ways.v, ways.n, best_way};
}

/* ---------------------------------------------------------------- rivers */

static const struct lb_way *way_of(const struct lb_result *r, size_t lines)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->ways[i].n == lines)
			return &r->ways[i];
	return NULL;
}

static size_t point_of(const struct breaker *br, size_t item)
{
	size_t point = br->n_points - 1;

	while (point > 0 && br->points[point].item != item)
		point--;
	return point;
}

/* The best way of so many lines in which item `at` is not a break, or NULL; only what is behind it is done anew. */
static const struct lb_way *break_without(struct breaker *br, size_t at, size_t lines)
{
	br->without = point_of(br, at);
	br->nodes.n = br->at[br->without].first;
	if (br->points[br->without].forced || !run_from(br, br->without))
		return NULL;
	struct lb_result r = collect(br);
	return way_of(&r, lines);
}

/* Rivers are no matter of neighbours alone, so the search above cannot see them. When the best way has some, each of the breaks
 * that make the longest is left out in its turn, the last one first: what costs less then, with all its rivers, is better. Of a
 * very long one (what repeats itself has it), or in a very long paragraph, some are, evenly spread: each costs as much as the
 * paragraph behind it. */
static struct lb_way avoid_river(struct breaker *br, const struct lb_item *items, struct lb_way best)
{
	struct lb_river river = lb_rivers(br->a, items, &best, br->p);
	struct lb_way better = best;
	int64_t least = best.demerits + river.cost;
	size_t from = river.first ? river.first - 1 : 0, to = river.last + 1 < best.n ? river.last + 1 : best.n - 1;
	size_t tries = RIVER_POINTS / br->n_points < RIVER_TRIES ? RIVER_POINTS / br->n_points : RIVER_TRIES;
	size_t n = river.last && tries ? to - from : 0, step = n / (tries + 1) + 1;

	for (size_t i = 0; i < n; i += step) {
		const struct lb_way *way = break_without(br, best.lines[to - 1 - i].to, best.n);
		if (!way || way->demerits >= least)
			continue;
		int64_t cost = way->demerits + lb_rivers(br->a, items, way, br->p).cost;
		if (cost < least) {
			least = cost;
			better = *way;
		}
	}
	return better;
}

/* ---------------------------------------------------------------- without hyphens */

static bool has_hyphen(const struct breaker *br, const struct lb_way *way)
{
	size_t i = 0;

	while (i < way->n && !br->items[way->lines[i].to].hyphen)
		i++;
	return i < way->n;
}

/* Puts the way into its place among those of other line counts, as the best: the others are as far behind it as they were
 * behind the best before. */
static void add_best(struct arena *a, struct lb_result *r, struct lb_way way)
{
	int64_t more = way.demerits - r->ways[r->best].demerits;
	size_t at = 0;

	for (size_t i = 0; i < r->n; i++)
		r->ways[i].demerits += more;
	while (at < r->n && r->ways[at].n < way.n)
		at++;
	if (at == r->n || r->ways[at].n > way.n) {
		struct lb_way *ways = arena_alloc(a, (r->n + 1) * sizeof *ways);
		memcpy(ways, r->ways, at * sizeof *ways);
		memcpy(ways + at + 1, r->ways + at, (r->n - at) * sizeof *ways);
		r->ways = ways;
		r->n++;
	}
	r->ways[at] = way;
	r->best = at;
}

/* When the best way has hyphens, and one without them has no line worse than pretolerance, that one is the best. What breaks
 * it is left in br. */
static void go_plain(struct breaker *br, struct lb_result *r)
{
	struct breaker plain = *br;

	if (!br->p->pretolerance || !has_hyphen(br, &r->ways[r->best]))
		return;
	plain.nodes = (struct nodes){0};
	plain.plain = true;
	if (!run_pass(&plain, br->p->pretolerance))
		return;
	struct lb_result without = collect(&plain);
	add_best(br->a, r, without.ways[without.best]);
	*br = plain;
}

static void measure_points(struct breaker *br)
{
	for (size_t i = 0; i < br->n_points; i++) {
		const struct lb_point *pt = &br->points[i];
		br->hang = sp_max(br->hang, pt->hang_right);
		br->more = sp_max(br->more, pt->after + pt->indent - pt->hang_left);
		br->hyphens = br->hyphens || pt->hyphen;
	}
}

struct lb_result lb_break(struct arena *a, const struct lb_item *items, size_t n, const struct lb_params *params)
{
	struct breaker br = {.a = a, .p = params, .items = items};

	assert(n > 0 && items[n - 1].kind == LB_PENALTY && items[n - 1].penalty <= -LB_INFINITE);
	br.points = lb_points(a, items, n, params, &br.n_points);
	measure_points(&br);
	if (params->ragged || !run_pass(&br, params->tolerance))
		run_pass(&br, 0);
	struct lb_result result = collect(&br);
	if (!params->ragged)
		go_plain(&br, &result);
	if (params->river_demerits && !params->ragged)
		result.ways[result.best] = avoid_river(&br, items, result.ways[result.best]);
	return result;
}

int lb_hyphen_price(sp measure, int expansion)
{
	int64_t price = 28 + sp_min(measure / SP_PT, 330) * 3 / 20 + (expansion - EXPANSION) * 10 / 3;

	return measure < NARROW ? HYPHEN_NARROW : (int)sp_max(price, HYPHEN_LEAST);
}

struct lb_params lb_defaults(sp measure)
{
	bool narrow = measure < NARROW;

	return (struct lb_params){
		.measure = measure,
		.line_penalty = 2,
		.hyphen_penalty = lb_hyphen_price(measure, EXPANSION),
		.ladder_demerits = narrow ? 40 : 10,
		.fitness_demerits = 15,
		.final_hyphen_demerits = 40,
		.river_demerits = 5,
		.max_ladder = narrow ? 3 : 2,
		.pretolerance = 60,
		.tolerance = 5000,
		.last_least = 22 * SP_PT,
		.spread = 1,
		.expand_steps = EXPANSION,
		.hang_give = HANG_GIVE,
		.tightest = 1250,
	};
}
