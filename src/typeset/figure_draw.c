/* figure_draw.c - a placed drawing as marks: frames first, arrows over them, then boxes and labels. */
#include "typeset/figure_int.h"

#include <stdlib.h>

#define STROKE 0x4a4a4au
#define FRAME_STROKE 0x8c8c8cu
#define CIRCLE 36195 /* 0.5523 in 1/65536: control points of a quarter circle */

/* Tints that differ in grey by about four steps of lightness each; black text on the darkest has a contrast of 8:1. */
static const uint32_t tones[FIGURE_TONES] = {
	[FIGURE_WHITE] = 0xffffff, [FIGURE_GREY] = 0xf0f0f0, [FIGURE_YELLOW] = 0xf8e9ae, [FIGURE_GREEN] = 0xcfe3c0,
	[FIGURE_BLUE] = 0xb8d2e8, [FIGURE_ORANGE] = 0xefbb8b, [FIGURE_PURPLE] = 0xc2addb, [FIGURE_RED] = 0xdd9c94,
};

struct pen {
	struct figure_setter *s;
	struct { struct path_point *v; size_t n, sz; } points;
};

static void extend(struct figure_setter *s, sp x0, sp y0, sp x1, sp y1)
{
	struct figure_rect *e = &s->extent;

	*e = (struct figure_rect){sp_min(e->x0, x0), sp_min(e->y0, y0), sp_max(e->x1, x1), sp_max(e->y1, y1)};
}

/* ---------------------------------------------------------------- paths */

static void add(struct pen *p, enum path_op op, sp x, sp y)
{
	*arena_push(p->s->t->b->marks, &p->points) = (struct path_point){op, {x}, {y}};
}

/* A quarter circle or ellipse from the current point (x0, y0) to (x1, y1); it leaves upright or level. */
static void quarter(struct pen *p, sp x0, sp y0, sp x1, sp y1, bool upright)
{
	sp dx = sp_muldiv(x1 - x0, CIRCLE, 65536), dy = sp_muldiv(y1 - y0, CIRCLE, 65536);
	struct path_point c = {PATH_CURVE, {x0 + (upright ? 0 : dx), x1 - (upright ? dx : 0), x1},
		{y0 + (upright ? dy : 0), y1 - (upright ? 0 : dy), y1}};

	*arena_push(p->s->t->b->marks, &p->points) = c;
}

static void finish(struct pen *p, struct path style)
{
	struct path *path = arena_alloc(p->s->t->b->marks, sizeof *path);
	struct mark *m = arena_push(p->s->t->lists, &p->s->marks);

	*path = style;
	path->points = p->points.v;
	path->n = p->points.n;
	*m = (struct mark){.kind = MARK_PATH, .part = PART_BODY, .node = p->s->node};
	m->u.path = path;
}

static void draw_rounded(struct figure_setter *s, struct figure_rect r, sp radius, struct path style)
{
	struct pen p = {.s = s};

	add(&p, PATH_MOVE, r.x0, r.y0 + radius);
	quarter(&p, r.x0, r.y0 + radius, r.x0 + radius, r.y0, true);
	add(&p, PATH_LINE, r.x1 - radius, r.y0);
	quarter(&p, r.x1 - radius, r.y0, r.x1, r.y0 + radius, false);
	add(&p, PATH_LINE, r.x1, r.y1 - radius);
	quarter(&p, r.x1, r.y1 - radius, r.x1 - radius, r.y1, true);
	add(&p, PATH_LINE, r.x0 + radius, r.y1);
	quarter(&p, r.x0 + radius, r.y1, r.x0, r.y1 - radius, false);
	add(&p, PATH_CLOSE, 0, 0);
	style.radius = radius;
	finish(&p, style);
}

static struct path stroke_of(const struct figure_setter *s, bool dashed)
{
	return (struct path){.stroke = true, .stroke_color = STROKE, .line_width = s->sizes.line, .dash = dashed ? s->sizes.em / 4 : 0};
}

/* ---------------------------------------------------------------- arrows */

/* A filled triangle with its tip at (x, y), pointing along (dx, dy). */
static void draw_head(struct figure_setter *s, sp x, sp y, sp dx, sp dy)
{
	struct pen p = {.s = s};
	sp length = s->sizes.arrow, half = length * 38 / 100;
	sp ux = (dx > 0) - (dx < 0), uy = (dy > 0) - (dy < 0);

	add(&p, PATH_MOVE, x, y);
	add(&p, PATH_LINE, x - ux * length - uy * half, y - uy * length - ux * half);
	add(&p, PATH_LINE, x - ux * length + uy * half, y - uy * length + ux * half);
	add(&p, PATH_CLOSE, 0, 0);
	finish(&p, (struct path){.fill = true, .fill_color = STROKE, .head = true});
}

/* Moves an end back under its arrowhead, so that the line does not show at the tip. */
static void shorten(sp *x, sp *y, sp from_x, sp from_y, sp by)
{
	*x -= ((*x > from_x) - (*x < from_x)) * sp_min(by, llabs(*x - from_x));
	*y -= ((*y > from_y) - (*y < from_y)) * sp_min(by, llabs(*y - from_y));
}

static void draw_way(struct figure_setter *s, struct figure_way w, bool head, bool tail, bool dashed)
{
	struct pen p = {.s = s};
	size_t last = w.n - 1;
	sp under = s->sizes.arrow * 8 / 10;

	if (w.n < 2)
		return;
	*arena_push(s->t->lists, &s->ways) = w;
	for (size_t i = 0; i < w.n; i++)
		extend(s, w.x[i] - s->sizes.line, w.y[i] - s->sizes.line, w.x[i] + s->sizes.line, w.y[i] + s->sizes.line);
	if (head)
		draw_head(s, w.x[last], w.y[last], w.x[last] - w.x[last - 1], w.y[last] - w.y[last - 1]);
	if (tail)
		draw_head(s, w.x[0], w.y[0], w.x[0] - w.x[1], w.y[0] - w.y[1]);
	if (head)
		shorten(&w.x[last], &w.y[last], w.x[last - 1], w.y[last - 1], under);
	if (tail)
		shorten(&w.x[0], &w.y[0], w.x[1], w.y[1], under);
	for (size_t i = 0; i < w.n; i++)
		add(&p, i ? PATH_LINE : PATH_MOVE, w.x[i], w.y[i]);
	finish(&p, stroke_of(s, dashed));
}

/* ---------------------------------------------------------------- the flow's arrows */

enum { ENDS_MAX = 16 };

struct ends { const struct figure_cell *v[ENDS_MAX]; size_t n; };

/* Where the flow enters or leaves n: its first or last box; all of them where they stand side by side. */
static void find_ends(const struct figure_setter *s, const struct figure_node *n, bool upright, bool entry, struct ends *ends)
{
	bool along = (n->kind == FIGURE_STACK && upright) || (n->kind == FIGURE_ROW && !upright);
	bool across = (n->kind == FIGURE_STACK && !upright) || (n->kind == FIGURE_ROW && upright);

	if (along && n->flow != FIGURE_FLOW_NONE && n->first) {
		find_ends(s, entry ? n->first : n->last, upright, entry, ends);
	} else if (across && n->flow == FIGURE_FLOW_NONE && n->frame == FIGURE_NO_FRAME && n->first) {
		for (const struct figure_node *child = n->first; child; child = child->next)
			find_ends(s, child, upright, entry, ends);
	} else if (n->kind != FIGURE_SPACE && ends->n < ENDS_MAX) {
		ends->v[ends->n++] = figure_cell(s, n);
	}
}

static void draw_flow_arrow(struct figure_setter *s, const struct figure_cell *a, const struct figure_cell *b, enum figure_flow flow)
{
	struct figure_way w = {.n = 2};
	bool upright = flow == FIGURE_FLOW_UP || flow == FIGURE_FLOW_DOWN;
	sp start_x = upright ? a->axis : flow == FIGURE_FLOW_RIGHT ? a->rect.x1 : a->rect.x0;
	sp start_y = !upright ? a->middle : flow == FIGURE_FLOW_DOWN ? a->rect.y1 : a->rect.y0;
	sp end_x = upright ? b->axis : flow == FIGURE_FLOW_RIGHT ? b->rect.x0 : b->rect.x1;
	sp end_y = !upright ? b->middle : flow == FIGURE_FLOW_DOWN ? b->rect.y0 : b->rect.y1;
	bool straight = upright ? llabs(start_x - end_x) < s->sizes.line : llabs(start_y - end_y) < s->sizes.line;

	w.x[0] = start_x;
	w.y[0] = start_y;
	if (!straight) {
		w.x[1] = upright ? start_x : (start_x + end_x) / 2;
		w.y[1] = upright ? (start_y + end_y) / 2 : start_y;
		w.x[2] = upright ? end_x : w.x[1];
		w.y[2] = upright ? w.y[1] : end_y;
		w.n = 4;
	}
	w.x[w.n - 1] = straight && upright ? start_x : end_x;
	w.y[w.n - 1] = straight && !upright ? start_y : end_y;
	draw_way(s, w, true, false, false);
}

static void draw_flow(struct figure_setter *s, const struct figure_node *n)
{
	bool upright = n->kind == FIGURE_STACK;

	for (const struct figure_node *child = n->first; child && child->next; child = child->next) {
		struct ends out = {.n = 0}, in = {.n = 0};
		find_ends(s, child, upright, false, &out);
		find_ends(s, child->next, upright, true, &in);
		for (size_t i = 0; i < out.n; i++)
			for (size_t k = 0; k < in.n; k++)
				draw_flow_arrow(s, out.v[i], in.v[k], n->flow);
	}
}

/* The left (or upper) edge of all that an arrow passes by. */
static sp outer_edge(const struct figure_setter *s, const struct figure_node *from, const struct figure_node *to, bool upright)
{
	sp edge = INT64_MAX;

	for (const struct figure_node *n = from; n; n = n->next) {
		const struct figure_cell *c = figure_cell(s, n);
		edge = sp_min(edge, upright ? c->axis - c->left : c->rect.y0);
		if (n == to)
			break;
	}
	return edge;
}

/* Whether an arrow of the flow comes to n, from before it or from before what it is the first of. */
static bool has_arrow_in(const struct figure_node *n)
{
	for (; n->parent; n = n->parent) {
		if (n->parent->flow == FIGURE_FLOW_NONE)
			return false;
		if (n->parent->first != n)
			return true;
	}
	return false;
}

/* Leaves the flow before n->round (or that box itself where the flow begins), passes by on the left (in a row: above),
 * ends at n. */
static void draw_round(struct figure_setter *s, const struct figure_node *n)
{
	const struct figure_cell *first = figure_cell(s, n->round), *c = figure_cell(s, n);
	enum figure_flow flow = n->parent->flow;
	bool upright = n->parent->kind == FIGURE_STACK, inside = has_arrow_in(n->round);
	sp off = (upright ? s->sizes.gap_arrow : s->sizes.row_gap_arrow) * 45 / 100;
	sp lane = outer_edge(s, n->round, n, upright) - s->sizes.skip;
	struct figure_way w = {.n = 4};

	if (upright) {
		sp y = !inside ? first->middle : flow == FIGURE_FLOW_UP ? first->rect.y1 + off : first->rect.y0 - off;
		w = (struct figure_way){{inside ? first->axis : first->rect.x0, lane, lane, c->rect.x0}, {y, y, c->middle, c->middle}, 4};
	} else {
		sp x = !inside ? first->axis : flow == FIGURE_FLOW_LEFT ? first->rect.x1 + off : first->rect.x0 - off;
		w = (struct figure_way){{x, x, c->axis, c->axis}, {inside ? first->middle : first->rect.y0, lane, lane, c->rect.y0}, 4};
	}
	draw_way(s, w, true, false, false);
}

/* ---------------------------------------------------------------- boxes */

static void draw_text(struct figure_setter *s, const struct figure_text *text, sp center, sp top)
{
	extend(s, center - text->width / 2, top, center + text->width / 2, top + text->height);
	for (size_t i = 0; i < text->n; i++) {
		const struct box *line = &text->lines[i];
		for (size_t k = 0; k < line->n; k++) {
			struct mark *m = arena_push(s->t->lists, &s->marks);
			*m = line->marks[k];
			m->node = s->node;
			m->part = PART_BODY;
			m->x += center - text->width / 2;
			m->y += top;
		}
		top += line->height;
	}
}

static void draw_frame(struct figure_setter *s, const struct figure_cell *c)
{
	struct path style = {.stroke_color = FRAME_STROKE, .line_width = s->sizes.line};

	style.fill = c->node->fill != FIGURE_NO_TONE;
	style.fill_color = tones[c->node->fill];
	style.stroke = c->node->frame != FIGURE_NO_FRAME;
	style.dash = c->node->frame == FIGURE_DASHED ? s->sizes.em / 4 : 0;
	if (style.fill || style.stroke)
		draw_rounded(s, c->rect, s->sizes.em / 2, style);
}

static void draw_block(struct figure_setter *s, const struct figure_cell *c)
{
	struct path style = stroke_of(s, c->node->frame == FIGURE_DASHED);

	style.fill = true;
	style.fill_color = c->node->fill ? tones[c->node->fill] : 0xffffff;
	draw_rounded(s, c->rect, s->sizes.em / 4, style);
}

/* The plus is drawn: a font's stands on the baseline and not in the middle. */
static void draw_sum(struct figure_setter *s, const struct figure_cell *c)
{
	struct path style = stroke_of(s, false);
	sp arm = c->core_height * 28 / 100;
	struct buf label = {0};

	style.fill = true;
	style.fill_color = c->node->fill ? tones[c->node->fill] : 0xffffff;
	draw_rounded(s, c->rect, c->core_height / 2, style);
	if (c->node->label)
		doc_plain_text(c->node->label, &label);
	if (!label.n || str_is(buf_view(&label), "+")) {
		struct pen p = {.s = s};
		add(&p, PATH_MOVE, c->axis - arm, c->middle);
		add(&p, PATH_LINE, c->axis + arm, c->middle);
		add(&p, PATH_MOVE, c->axis, c->middle - arm);
		add(&p, PATH_LINE, c->axis, c->middle + arm);
		finish(&p, stroke_of(s, false));
	} else {
		draw_text(s, &c->label, c->axis, c->middle - c->label.height / 2);
	}
	buf_free(&label);
}

/* A label beside a box, with an arrow to it. */
static void draw_side_label(struct figure_setter *s, const struct figure_cell *c, const struct figure_text *text, bool left)
{
	sp far = s->sizes.row_gap, edge = left ? c->rect.x0 : c->rect.x1, out = left ? edge - far : edge + far;
	struct figure_way w = {{out + (left ? s->sizes.em : -s->sizes.em) / 4, edge}, {c->middle, c->middle}, 2};

	draw_text(s, text, left ? out - text->width / 2 : out + text->width / 2, c->middle - text->height / 2);
	draw_way(s, w, true, false, false);
}

static void draw_surroundings(struct figure_setter *s, const struct figure_cell *c)
{
	sp center = (c->rect.x0 + c->rect.x1) / 2;

	if (c->title.n)
		draw_text(s, &c->title, center, c->rect.y0 + c->title_top);
	sp off = s->sizes.em / 3 + c->badge.width / 2;
	if (c->badge.n)
		draw_text(s, &c->badge, c->node->badge_right ? c->rect.x1 + off : c->rect.x0 - off, c->middle - c->badge.height / 2);
	if (c->left_label.n)
		draw_side_label(s, c, &c->left_label, true);
	if (c->right_label.n)
		draw_side_label(s, c, &c->right_label, false);
}

/* ---------------------------------------------------------------- named arrows */

static sp piece_length(const struct figure_way *w, size_t i)
{
	return llabs(w->x[i] - w->x[i - 1]) + llabs(w->y[i] - w->y[i - 1]);
}

/* Whether the piece is longer than the label that stands above it, or beside it. */
static bool has_room(const struct figure_setter *s, const struct figure_way *w, size_t i, const struct figure_text *text)
{
	bool level = w->y[i] == w->y[i - 1];

	return piece_length(w, i) > (level ? text->width + s->sizes.arrow : text->height);
}

/* The piece beside which the label stands: the last one where that is level and has room, for arrows may share their beginnings;
 * else the longest of those that have room, or of all. */
static size_t label_piece(const struct figure_setter *s, const struct figure_way *w, const struct figure_text *text)
{
	size_t last = w->n - 1, best = 1;

	if (w->y[last] == w->y[last - 1] && has_room(s, w, last, text))
		return last;
	for (size_t i = 2; i < w->n; i++) {
		bool room = has_room(s, w, i, text), known = has_room(s, w, best, text);
		if (room != known ? room : piece_length(w, i) > piece_length(w, best))
			best = i;
	}
	return best;
}

static struct figure_rect place_beside(const struct figure_setter *s, const struct figure_way *w, size_t piece,
	const struct figure_text *text, size_t side)
{
	sp distance = s->sizes.em / 3, left = w->x[piece] + (side == 0 ? distance : -distance - text->width);
	sp top = (w->y[piece] + w->y[piece - 1] - text->height) / 2;

	return (struct figure_rect){left, top, left + text->width, top + text->height};
}

static struct figure_rect place_above(const struct figure_setter *s, const struct figure_way *w, size_t piece,
	const struct figure_text *text, size_t place)
{
	static const int quarters[] = {2, 1, 3};
	sp distance = s->sizes.em / 8;
	sp x = w->x[piece - 1] + (w->x[piece] - w->x[piece - 1]) * quarters[place % 3] / 4;
	sp top = w->y[piece] + (place < 3 ? -text->height - distance : distance);

	return (struct figure_rect){x - text->width / 2, top, x + text->width / 2, top + text->height};
}

/* Where a label stands: to the right of an upright piece, else to the left; above a level one's middle, a quarter or three
 * quarters, else below; the first place that is free. */
static struct figure_rect free_place(const struct figure_setter *s, const struct figure_way *w, size_t piece,
	const struct figure_text *text)
{
	bool upright = w->x[piece] == w->x[piece - 1];
	struct figure_rect first = {0, 0, 0, 0};

	for (size_t i = 0; i < (upright ? 2 : 6); i++) {
		struct figure_rect place = upright ? place_beside(s, w, piece, text, i) : place_above(s, w, piece, text, i);
		if (i == 0)
			first = place;
		if (!figure_covers(s, place))
			return place;
	}
	return first;
}

static void draw_edge_label(struct figure_setter *s, const struct figure_edge *e, const struct figure_way *w)
{
	struct figure_text text = figure_label(s, e->label);
	struct figure_rect place = free_place(s, w, label_piece(s, w, &text), &text);

	draw_text(s, &text, (place.x0 + place.x1) / 2, place.y0);
}

static void draw_edge(struct figure_setter *s, const struct figure_edge *e)
{
	struct figure_way w = figure_route(s, e);

	draw_way(s, w, e->head, e->tail, e->dashed);
	if (e->label && w.n >= 2)
		draw_edge_label(s, e, &w);
}

/* ---------------------------------------------------------------- the whole */

static void draw_frames(struct figure_setter *s, const struct figure_node *n)
{
	if (n->kind != FIGURE_STACK && n->kind != FIGURE_ROW)
		return;
	draw_frame(s, figure_cell(s, n));
	for (const struct figure_node *child = n->first; child; child = child->next)
		draw_frames(s, child);
}

static void draw_arrows(struct figure_setter *s, const struct figure_node *n)
{
	if (n->flow != FIGURE_FLOW_NONE)
		draw_flow(s, n);
	if (n->round)
		draw_round(s, n);
	for (const struct figure_node *child = n->first; child; child = child->next)
		draw_arrows(s, child);
}

static void draw_leaf(struct figure_setter *s, const struct figure_cell *c)
{
	if (c->node->kind == FIGURE_BLOCK)
		draw_block(s, c);
	if (c->node->kind == FIGURE_SUM)
		draw_sum(s, c);
	else if (c->label.n)
		draw_text(s, &c->label, (c->rect.x0 + c->rect.x1) / 2, c->middle - c->label.height / 2);
}

static void draw_boxes(struct figure_setter *s, const struct figure_node *n)
{
	if (n->kind != FIGURE_STACK && n->kind != FIGURE_ROW)
		draw_leaf(s, figure_cell(s, n));
	draw_surroundings(s, figure_cell(s, n));
	for (const struct figure_node *child = n->first; child; child = child->next)
		draw_boxes(s, child);
}

void figure_draw(struct figure_setter *s)
{
	draw_frames(s, s->figure->root);
	draw_arrows(s, s->figure->root);
	figure_find_channels(s);
	for (size_t i = 0; i < s->figure->n_edges; i++)
		draw_edge(s, &s->figure->edges[i]);
	draw_boxes(s, s->figure->root);
}
