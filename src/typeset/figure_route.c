/* figure_route.c - the ways of arrows between named boxes.
 *
 * A way runs along the axes with few bends. For the sides where it leaves and arrives, a handful of shapes is tried: straight,
 * one bend, two or three bends with a channel between boxes; each candidate is charged for the boxes that it crosses, for
 * its bends and for its length, and the cheapest is drawn. A search over all channels (a visibility graph) would find
 * ways through mazes; drawings that need one are better drawn otherwise, and this is a page of code that is easy to foresee. */
#include "typeset/figure_int.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- boxes */

static bool is_leaf(const struct figure_node *n)
{
	return n->kind != FIGURE_STACK && n->kind != FIGURE_ROW;
}

static bool is_frame(const struct figure_node *n)
{
	return n && !is_leaf(n) && (n->frame != FIGURE_NO_FRAME || n->fill != FIGURE_NO_TONE);
}

/* ---------------------------------------------------------------- channels */

#define CHANNELS 8 /* of a box */

static void add_channel(struct figure_setter *s, sp at, bool upright)
{
	*arena_push(s->t->lists, &s->channels) = (struct figure_channel){at, upright, s->channels.n};
}

static int by_place(const void *x, const void *y)
{
	const struct figure_channel *a = x, *b = y;

	if (a->upright != b->upright)
		return a->upright ? -1 : 1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/* Boxes in a stack or row have theirs in common. */
static void sort_channels(struct figure_setter *s)
{
	size_t n = 0;

	qsort(s->channels.v, s->channels.n, sizeof *s->channels.v, by_place);
	for (size_t i = 0; i < s->channels.n; i++) {
		const struct figure_channel *c = &s->channels.v[i];
		if (n && s->channels.v[n - 1].at == c->at && s->channels.v[n - 1].upright == c->upright)
			continue;
		s->channels.v[n++] = *c;
	}
	s->channels.n = n;
}

/* Two on each side of a box, at the distance of an arrow that passes by and at twice that. */
void figure_find_channels(struct figure_setter *s)
{
	for (size_t i = 0; i < s->figure->n_nodes; i++) {
		const struct figure_cell *c = &s->cells[i];
		if (!c->node || c->node->kind == FIGURE_SPACE)
			continue;
		s->frames |= is_frame(c->node);
		for (int k = 1; k <= 2; k++) {
			sp off = k * s->sizes.skip;
			add_channel(s, c->rect.x0 - off, true);
			add_channel(s, c->rect.y0 - off, false);
			add_channel(s, c->rect.x1 + off, true);
			add_channel(s, c->rect.y1 + off, false);
		}
	}
	sort_channels(s);
}

/* ---------------------------------------------------------------- what a way costs */

struct end { sp x, y, out_x, out_y; bool upright; }; /* a point on a box's side, and one a little way off */

struct router {
	struct figure_setter *s;
	const struct figure_node *from, *to;
	struct figure_way best;
	int64_t cost;
	size_t order, best_order; /* of ways that cost the same the first one is taken */
};

static bool crosses(struct figure_rect r, sp x0, sp y0, sp x1, sp y1)
{
	return sp_min(x0, x1) < r.x1 && sp_max(x0, x1) > r.x0 && sp_min(y0, y1) < r.y1 && sp_max(y0, y1) > r.y0;
}

static bool overlaps(struct figure_rect a, struct figure_rect b)
{
	return crosses(a, b.x0, b.y0, b.x1, b.y1);
}

bool figure_covers(const struct figure_setter *s, struct figure_rect rect)
{
	for (size_t i = 0; i < s->figure->n_nodes; i++) {
		const struct figure_cell *c = &s->cells[i];
		bool around = rect.x0 >= c->rect.x0 && rect.x1 <= c->rect.x1 && rect.y0 >= c->rect.y0 && rect.y1 <= c->rect.y1;
		if (c->node && c->node->kind != FIGURE_SPACE && overlaps(c->rect, rect) && !(around && !is_leaf(c->node)) &&
		    (is_leaf(c->node) || is_frame(c->node)))
			return true;
	}
	return false;
}

/* The words above or below a box. */
static struct figure_rect title_rect(const struct figure_cell *c)
{
	sp center = (c->rect.x0 + c->rect.x1) / 2, top = c->rect.y0 + c->title_top;

	return (struct figure_rect){center - c->title.width / 2, top, center + c->title.width / 2, top + c->title.height};
}

/* How many boxes a piece of the way runs through; what it starts and ends at does not count. */
static int count_crossed(const struct router *r, sp x0, sp y0, sp x1, sp y1)
{
	int crossed = 0;

	for (size_t i = 0; i < r->s->figure->n_nodes; i++) {
		const struct figure_cell *c = &r->s->cells[i];
		if (c->node && c->title.n)
			crossed += crosses(title_rect(c), x0, y0, x1, y1);
		if (!c->node || !is_leaf(c->node) || c->node->kind == FIGURE_SPACE)
			continue;
		bool own = c->node == r->from || c->node == r->to;
		struct figure_rect rect = c->rect;
		if (own) /* an end may touch its own box, not run through it */
			rect = (struct figure_rect){rect.x0 + 1, rect.y0 + 1, rect.x1 - 1, rect.y1 - 1};
		crossed += crosses(rect, x0, y0, x1, y1);
	}
	return crossed;
}

static bool is_inside(const struct figure_node *n, const struct figure_node *outer)
{
	while (n && n != outer)
		n = n->parent;
	return n != NULL;
}

/* How far a piece of the way runs through, or close along, frames that hold neither of its ends: it should stay in the open. */
static sp length_in_frames(const struct router *r, sp x0, sp y0, sp x1, sp y1)
{
	sp length = 0, near = r->s->sizes.em / 4;

	for (size_t i = 0; i < r->s->figure->n_nodes; i++) {
		const struct figure_cell *c = &r->s->cells[i];
		struct figure_rect rect = {c->rect.x0 - near, c->rect.y0 - near, c->rect.x1 + near, c->rect.y1 + near};
		if (!is_frame(c->node) || is_inside(r->from->parent, c->node) || is_inside(r->to->parent, c->node) ||
				!crosses(rect, x0, y0, x1, y1))
			continue;
		length += sp_min(sp_max(x0, x1), rect.x1) - sp_max(sp_min(x0, x1), rect.x0);
		length += sp_min(sp_max(y0, y1), rect.y1) - sp_max(sp_min(y0, y1), rect.y0);
	}
	return length;
}

static sp overlap(sp a0, sp a1, sp b0, sp b1)
{
	return sp_max(0, sp_min(sp_max(a0, a1), sp_max(b0, b1)) - sp_max(sp_min(a0, a1), sp_min(b0, b1)));
}

/* How far a piece runs on top of the lines of frames. */
static sp length_on_frames(const struct router *r, sp x0, sp y0, sp x1, sp y1)
{
	sp length = 0, near = r->s->sizes.em / 4;

	for (size_t i = 0; i < r->s->figure->n_nodes; i++) {
		const struct figure_cell *c = &r->s->cells[i];
		if (!is_frame(c->node))
			continue;
		if (x0 == x1 && (llabs(x0 - c->rect.x0) < near || llabs(x0 - c->rect.x1) < near))
			length += overlap(y0, y1, c->rect.y0, c->rect.y1);
		if (y0 == y1 && (llabs(y0 - c->rect.y0) < near || llabs(y0 - c->rect.y1) < near))
			length += overlap(x0, x1, c->rect.x0, c->rect.x1);
	}
	return length;
}

/* How far a piece runs on top of ways that are drawn already. Ways with a common beginning or end may share a trunk. */
static sp length_on_ways(const struct router *r, const struct figure_way *way, size_t i)
{
	sp length = 0;

	for (size_t k = 0; k < r->s->ways.n; k++) {
		const struct figure_way *w = &r->s->ways.v[k];
		bool joined = (w->x[0] == way->x[0] && w->y[0] == way->y[0]) ||
			(w->x[w->n - 1] == way->x[way->n - 1] && w->y[w->n - 1] == way->y[way->n - 1]);
		for (size_t j = 1; j < w->n && !joined; j++) {
			if (w->x[j] == w->x[j - 1] && way->x[i] == way->x[i - 1] && llabs(w->x[j] - way->x[i]) < r->s->sizes.em / 4)
				length += overlap(w->y[j], w->y[j - 1], way->y[i], way->y[i - 1]);
			if (w->y[j] == w->y[j - 1] && way->y[i] == way->y[i - 1] && llabs(w->y[j] - way->y[i]) < r->s->sizes.em / 4)
				length += overlap(w->x[j], w->x[j - 1], way->x[i], way->x[i - 1]);
		}
	}
	return length;
}

#define COST_CROSSING 400 /* in ems of way */
#define COST_BEND 4
#define CHECKS_MOST 500000    /* some milliseconds */

/* ---------------------------------------------------------------- ways */

/* Goes on to (x, y); a piece in the same direction becomes one with the last. False when it would turn back on itself. */
static bool add_point(struct figure_way *w, sp x, sp y)
{
	size_t last = w->n - 1;

	if (w->n && w->x[last] == x && w->y[last] == y)
		return true;
	if (w->n >= 2) {
		sp dx = w->x[last] - w->x[last - 1], dy = w->y[last] - w->y[last - 1];
		bool upright = dx == 0 && w->x[last] == x, level = dy == 0 && w->y[last] == y;
		if ((upright && (y - w->y[last] > 0) != (dy > 0)) || (level && (x - w->x[last] > 0) != (dx > 0)))
			return false;
		w->n -= upright || level;
	}
	w->x[w->n] = x;
	w->y[w->n++] = y;
	return true;
}

/* What is charged for a piece beside its length. */
static int64_t piece_cost(const struct router *r, const struct figure_way *w, size_t i)
{
	sp x0 = w->x[i - 1], y0 = w->y[i - 1], x1 = w->x[i], y1 = w->y[i];

	r->s->checks += r->s->figure->n_nodes + r->s->ways.n;
	if (r->s->checks > CHECKS_MOST)
		return 0;
	int64_t framed = r->s->frames ? 2 * length_in_frames(r, x0, y0, x1, y1) + 4 * length_on_frames(r, x0, y0, x1, y1) : 0;
	return framed + 10 * length_on_ways(r, w, i) + (int64_t)count_crossed(r, x0, y0, x1, y1) * COST_CROSSING * r->s->sizes.em;
}

static bool is_better(const struct router *r, int64_t cost)
{
	return cost < r->cost || (cost == r->cost && r->order < r->best_order);
}

/* Along the axes. */
static sp distance(sp x0, sp y0, sp x1, sp y1)
{
	return llabs(x1 - x0) + llabs(y1 - y0);
}

/* Most candidates are too long already, before anything else is counted. */
static void try_way(struct router *r, const struct figure_way *w)
{
	int64_t cost = (int64_t)w->n * COST_BEND * r->s->sizes.em;

	for (size_t i = 1; i < w->n; i++)
		cost += distance(w->x[i - 1], w->y[i - 1], w->x[i], w->y[i]);
	for (size_t i = 1; i < w->n && is_better(r, cost); i++)
		cost += piece_cost(r, w, i);
	if (is_better(r, cost)) {
		r->cost = cost;
		r->best_order = r->order;
		r->best = *w;
	}
}

/* Through the two points at the ends and the corners (x1,y1), (x2,y2) between. */
static void try_corners(struct router *r, const struct end *a, const struct end *b, const sp corner[4])
{
	struct figure_way w = {.n = 0};
	sp length = distance(a->out_x, a->out_y, corner[0], corner[1]) + distance(corner[0], corner[1], corner[2], corner[3]) +
	            distance(corner[2], corner[3], b->out_x, b->out_y);

	if (length >= r->cost)
		return;

	if (add_point(&w, a->x, a->y) && add_point(&w, a->out_x, a->out_y) && add_point(&w, corner[0], corner[1]) &&
	    add_point(&w, corner[2], corner[3]) && add_point(&w, b->out_x, b->out_y) && add_point(&w, b->x, b->y))
		try_way(r, &w);
}

/* The first channel of its kind at or behind `at`. */
static size_t channel_from(const struct figure_setter *s, bool upright, sp at)
{
	struct figure_channel wanted = {.at = at, .upright = upright};
	size_t low = 0, high = s->channels.n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (by_place(&s->channels.v[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Over each channel of a kind that is not too far off to be better: every step outside of the two points is gone twice. */
static void try_channels(struct router *r, const struct end *a, const struct end *b, bool upright)
{
	sp from = upright ? a->out_x : a->out_y, to = upright ? b->out_x : b->out_y;
	size_t first = r->order;
	sp direct = distance(a->out_x, a->out_y, b->out_x, b->out_y) + 2 * r->s->sizes.skip;
	sp off = (r->cost - direct - 2 * COST_BEND * r->s->sizes.em) / 2;

	if (off < 0)
		return;
	for (size_t i = channel_from(r->s, upright, sp_min(from, to) - off); i < r->s->channels.n; i++) {
		const struct figure_channel *c = &r->s->channels.v[i];
		if (c->upright != upright || c->at > sp_max(from, to) + off)
			break;
		r->order = first + c->order;
		if (upright)
			try_corners(r, a, b, (sp[]){c->at, a->out_y, c->at, b->out_y});
		else
			try_corners(r, a, b, (sp[]){a->out_x, c->at, b->out_x, c->at});
	}
	r->order = first;
}

/* Ways with one bend, and with two in the middle. */
static void try_bends(struct router *r, const struct end *a, const struct end *b)
{
	sp x = (a->x + b->x) / 2, y = (a->y + b->y) / 2;

	try_corners(r, a, b, (sp[]){b->out_x, a->out_y, b->out_x, a->out_y});
	try_corners(r, a, b, (sp[]){a->out_x, b->out_y, a->out_x, b->out_y});
	try_corners(r, a, b, (sp[]){x, a->out_y, x, b->out_y});
	try_corners(r, a, b, (sp[]){a->out_x, y, b->out_x, y});
}

static struct end end_at(const struct figure_cell *c, enum figure_side side, sp off)
{
	switch (side) {
	case FIGURE_TOP: return (struct end){c->axis, c->rect.y0, c->axis, c->rect.y0 - off, true};
	case FIGURE_BOTTOM: return (struct end){c->axis, c->rect.y1, c->axis, c->rect.y1 + off, true};
	case FIGURE_LEFT: return (struct end){c->rect.x0, c->middle, c->rect.x0 - off, c->middle, false};
	default: return (struct end){c->rect.x1, c->middle, c->rect.x1 + off, c->middle, false};
	}
}

/* Where boxes face each other a straight line runs in the middle of what they share, else a way has its ends in the axes. */
static bool straight_between(struct end *a, struct end *b, const struct figure_cell *from, const struct figure_cell *to)
{
	if (a->upright != b->upright)
		return false;
	sp low = a->upright ? sp_max(from->rect.x0, to->rect.x0) : sp_max(from->rect.y0, to->rect.y0);
	sp high = a->upright ? sp_min(from->rect.x1, to->rect.x1) : sp_min(from->rect.y1, to->rect.y1);
	sp *pa = a->upright ? &a->x : &a->y, *pb = b->upright ? &b->x : &b->y;
	if (high <= low)
		return false;
	/* in the smaller box's middle, where the larger one reaches so far */
	sp small = high - low, side = a->upright ? from->rect.x1 - from->rect.x0 : from->rect.y1 - from->rect.y0;
	sp middle = *pa >= low && *pa <= high && small == side ? *pa
	         : *pb >= low && *pb <= high ? *pb : (low + high) / 2;
	*pa = *pb = middle;
	return true;
}

static void try_straight(struct router *r, struct end a, struct end b)
{
	struct end sa = a, sb = b;

	if (!straight_between(&sa, &sb, figure_cell(r->s, r->from), figure_cell(r->s, r->to)))
		return;
	struct figure_way w = {{sa.x, sb.x}, {sa.y, sb.y}, 2};
	bool outward = (sb.x - sa.x) * (a.out_x - a.x) >= 0 && (sb.y - sa.y) * (a.out_y - a.y) >= 0 &&
	               (sa.x - sb.x) * (b.out_x - b.x) >= 0 && (sa.y - sb.y) * (b.out_y - b.y) >= 0;
	if (outward)
		try_way(r, &w);
}

enum trial { STRAIGHT, BENDS, OVER_CHANNELS };

/* From one side to another. */
static void try_sides(struct router *r, enum figure_side out, enum figure_side in, enum trial trial)
{
	struct end a = end_at(figure_cell(r->s, r->from), out, r->s->sizes.skip), b = end_at(figure_cell(r->s, r->to), in, r->s->sizes.skip);

	if (trial == STRAIGHT) {
		try_straight(r, a, b);
	} else if (trial == BENDS) {
		try_bends(r, &a, &b);
	} else {
		r->order++;
		try_channels(r, &a, &b, true);
		try_channels(r, &a, &b, false);
	}
}

static void try_all_sides(struct router *r, const struct figure_edge *e, enum trial trial)
{
	size_t each = 1 + CHANNELS * r->s->figure->n_nodes;

	for (int out = FIGURE_TOP; out <= FIGURE_LEFT; out++)
		for (int in = FIGURE_TOP; in <= FIGURE_LEFT; in++) {
			r->order = each * (size_t)(out * (FIGURE_LEFT + 1) + in);
			if ((e->out == FIGURE_AUTO || (int)e->out == out) && (e->in == FIGURE_AUTO || (int)e->in == in))
				try_sides(r, (enum figure_side)out, (enum figure_side)in, trial);
		}
}

/* The plain ways come first: they leave little to try of the others, and nothing where crossings are no longer counted. */
struct figure_way figure_route(struct figure_setter *s, const struct figure_edge *e)
{
	struct router r = {.s = s, .from = e->from, .to = e->to, .cost = INT64_MAX};

	try_all_sides(&r, e, STRAIGHT);
	try_all_sides(&r, e, BENDS);
	if (s->checks <= CHECKS_MOST || r.cost == INT64_MAX)
		try_all_sides(&r, e, OVER_CHANNELS);
	return r.best;
}
