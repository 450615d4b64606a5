/* vlist.c - vertical lists: boxes, and between them what the blocks around asked for. A block asks for space and penalties
 * without knowing its neighbour; they become items when the next box comes, so that a list never opens or ends with space. */
#include "typeset/typeset_int.h"

#include <stdlib.h>

struct vbox *vbox_keep(struct typesetter *t, const struct vbox *box)
{
	struct vbox *kept = arena_alloc(t->lists, sizeof *kept);

	*kept = *box;
	return kept;
}

void vlist_push(struct typesetter *t, struct vlist *l, struct pb_item item, struct vbox *box)
{
	struct arena *a = t->lists;

	l->boxes = arena_grow(a, l->boxes, l->n, &l->boxes_sz, sizeof *l->boxes);
	l->boxes[l->n] = box;
	*arena_push(a, l) = item;
	l->height += item.height; /* of a penalty: 0 */
}

static void gap_space(struct vgap *gap, struct look_space space)
{
	if (!gap->spaced || space.height > gap->space.height)
		gap->space = space;
	gap->spaced = true;
}

void vlist_space(struct vlist *l, struct look_space space)
{
	gap_space(&l->gap, space);
	if (l->floating)
		gap_space(&l->floats.v[l->floats.n - 1].without, space);
}

/* To force beats to forbid, to forbid beats any wish, and of wishes the stronger wins. */
static int stronger(int a, int b)
{
	if (a <= -LB_INFINITE || b <= -LB_INFINITE)
		return -LB_INFINITE;
	if (a >= LB_INFINITE || b >= LB_INFINITE)
		return LB_INFINITE;
	return abs(a) > abs(b) ? a : b;
}

static void gap_penalty(struct vgap *gap, int penalty)
{
	gap->penalty = gap->penalized ? stronger(gap->penalty, penalty) : penalty;
	gap->penalized = true;
}

void vlist_penalty(struct vlist *l, int penalty)
{
	gap_penalty(&l->gap, penalty);
	if (l->floating)
		gap_penalty(&l->floats.v[l->floats.n - 1].without, penalty);
}

/* A heading holds on to two lines. A tall second box is let go: keeping it too could leave most of a page empty. */
static void count_keep(struct typesetter *t, struct vlist *l, sp height)
{
	bool follows = l->gap.penalized && l->gap.penalty >= LB_INFINITE;

	if (l->keep == 0 || l->n == 0)
		return;
	if (follows || height <= 3 * t->style->leading)
		vlist_penalty(l, LB_INFINITE);
	l->keep--;
}

void vlist_grid(struct vlist *l)
{
	l->gap.grid = true;
}

static void push_gap(struct typesetter *t, struct vlist *l)
{
	struct vgap g = l->gap;

	if (g.penalized && (g.spaced || g.penalty < LB_INFINITE))
		vlist_push(t, l, (struct pb_item){.kind = PB_PENALTY, .penalty = g.penalty}, NULL);
	if (g.spaced)
		vlist_push(t, l, (struct pb_item){.kind = PB_GLUE, .height = g.space.height, .stretch = g.space.stretch,
		                            .shrink = g.space.shrink}, NULL);
}

void vlist_barrier(struct vlist *l, int cost)
{
	l->gap.barrier = cost;
}

struct vfloat vlist_float_begin(const struct vlist *l)
{
	struct vfloat f = {.from = l->n, .without = l->gap, .keep = l->keep};

	if (l->floating)
		f.without = l->floats.v[l->floats.n - 1].without;
	if (f.without.penalty <= -LB_INFINITE)
		f.without.penalty = 0; /* a page has ended there already: its end behind the float is another */
	return f;
}

void vlist_float_end(struct typesetter *t, struct vlist *l, struct vfloat made)
{
	while (made.from < l->n && l->v[made.from].kind != PB_BOX)
		made.from++;
	made.to = l->n;
	*arena_push(t->lists, &l->floats) = made;
	l->floating = true;
}

/* A heading before the float holds on to what comes behind it, when it is elsewhere. */
static void leave_float(struct vlist *l)
{
	if (l->floating && l->floats.v[l->floats.n - 1].keep > 0)
		l->keep = l->floats.v[l->floats.n - 1].keep - 1;
	l->floating = false;
}

/* A box that the list keeps, with what is due in front of it. */
static void put_box(struct typesetter *t, struct vlist *l, struct vbox *box)
{
	struct pb_item item = {.kind = PB_BOX, .height = box->box.height, .grid = l->gap.grid, .barrier = l->gap.barrier};

	count_keep(t, l, box->box.height);
	leave_float(l);
	if (l->n > 0)
		push_gap(t, l);
	l->gap = (struct vgap){.penalty = 0};
	item.note = box->notes ? box->notes->height + look_length(t, LOOK_NOTE_SPACE) : 0;
	item.repeat = box->repeat ? box->repeat->height : 0;
	vlist_push(t, l, item, box);
}

void vlist_box(struct typesetter *t, struct vlist *l, const struct vbox *box)
{
	put_box(t, l, vbox_keep(t, box));
}

void vlist_band(struct typesetter *t, struct vlist *l, struct vband band)
{
	while (band.from < l->n && l->v[band.from].kind != PB_BOX)
		band.from++;
	band.to = l->n;
	*arena_push(t->lists, &l->bands) = band;
}

void vlist_choice(struct typesetter *t, struct vlist *l, const struct para_spec *spec, const struct para *para)
{
	size_t i = l->n, boxes = 0;

	while (boxes < para->n)
		boxes += l->v[--i].kind == PB_BOX;
	l->v[i].lines = para->n;
	l->v[i].longer = para->longer_cost < 0 ? 0 : spec->leading;
	l->v[i].shorter = para->shorter_cost < 0 ? 0 : spec->leading;
	l->v[i].longer_cost = para->longer_cost;
	l->v[i].shorter_cost = para->shorter_cost;
	l->boxes[i]->para = para_spec_keep(t->lists, spec);
	l->choice = i;
}

/* The last paragraph that may be set longer or shorter may not when the last box is of it. */
static void fix_last(struct vlist *l)
{
	size_t boxes = 0;

	for (size_t i = l->choice; i < l->n && boxes <= l->v[l->choice].lines; i++)
		boxes += l->v[i].kind == PB_BOX;
	if (boxes <= l->v[l->choice].lines)
		l->v[l->choice].lines = 0;
}

void vlist_pad(struct vlist *l, sp height)
{
	fix_last(l);
	l->v[l->n - 1].height += height;
	l->boxes[l->n - 1]->box.height += height;
	l->height += height;
}

/* Items of a list: [from, to). */
struct range { size_t from, to; };

/* The bands of the range, which is where index says now. What is cut off a band has no edge there. */
static void take_bands(struct typesetter *t, struct vlist *l, const struct vlist *src, struct range r, const size_t *index)
{
	for (size_t i = 0; i < src->bands.n; i++) {
		struct vband band = src->bands.v[i];
		struct range inside = {band.from > r.from ? band.from : r.from, band.to < r.to ? band.to : r.to};
		if (inside.from >= inside.to)
			continue;
		band.above = inside.from > band.from ? 0 : band.above;
		band.below = inside.to < band.to ? 0 : band.below;
		band.from = index[inside.from - r.from];
		band.to = index[inside.to - r.from];
		*arena_push(t->lists, &l->bands) = band;
	}
}

static void copy_choice(struct pb_item *to, const struct pb_item *from)
{
	to->lines = from->lines;
	to->longer = from->longer;
	to->shorter = from->shorter;
	to->longer_cost = from->longer_cost;
	to->shorter_cost = from->shorter_cost;
}

/* The list keeps the box. */
static void append_item(struct typesetter *t, struct vlist *l, const struct pb_item *item, struct vbox *box)
{
	switch (item->kind) {
	case PB_BOX:
		l->gap.grid |= item->grid;
		l->gap.barrier = item->barrier;
		put_box(t, l, box);
		copy_choice(&l->v[l->n - 1], item);
		l->choice = item->lines ? l->n - 1 : l->choice;
		break;
	case PB_GLUE:
		vlist_space(l, (struct look_space){item->height, item->stretch, item->shrink});
		break;
	case PB_PENALTY:
		vlist_penalty(l, item->penalty);
		break;
	}
}

/* Items of src with their boxes, and a penalty between any two. */
static void take_range(struct typesetter *t, struct vlist *l, const struct vlist *src, struct range r, int penalty)
{
	size_t *index = arena_alloc(t->lists, (r.to - r.from + 1) * sizeof *index);

	for (size_t i = r.from; i < r.to; i++) {
		if (penalty && i > r.from)
			vlist_penalty(l, penalty);
		index[i - r.from] = l->n;
		append_item(t, l, &src->v[i], src->boxes[i]);
	}
	index[r.to - r.from] = l->n;
	take_bands(t, l, src, r, index);
	arena_give(t->lists, index, r.to - r.from + 1, sizeof *index);
}

/* All of src, dx to the right. */
static void take_all(struct typesetter *t, struct vlist *l, const struct vlist *src, sp dx, int penalty)
{
	size_t bands = l->bands.n;

	for (size_t i = 0; i < src->n; i++)
		if (src->boxes[i]) {
			src->boxes[i]->x += dx;
			src->boxes[i]->repeat_x += dx;
		}
	take_range(t, l, src, (struct range){0, src->n}, penalty);
	for (; bands < l->bands.n; bands++)
		l->bands.v[bands].x += dx;
}

void vlist_append(struct typesetter *t, struct vlist *l, const struct vlist *src, sp dx, int penalty)
{
	struct vlist copy = *src;

	copy.boxes = arena_alloc(t->lists, src->n * sizeof *copy.boxes);
	for (size_t i = 0; i < src->n; i++)
		copy.boxes[i] = src->boxes[i] ? vbox_keep(t, src->boxes[i]) : NULL;
	take_all(t, l, &copy, dx, penalty);
	arena_give(t->lists, copy.boxes, src->n, sizeof *copy.boxes);
}

void vlist_move(struct typesetter *t, struct vlist *l, struct vlist *src, sp dx, int penalty)
{
	take_all(t, l, src, dx, penalty);
	vlist_give(t, src);
}

void vlist_give(struct typesetter *t, struct vlist *l)
{
	arena_give(t->lists, l->v, l->sz, sizeof *l->v);
	arena_give(t->lists, l->boxes, l->boxes_sz, sizeof *l->boxes);
	*l = (struct vlist){.n = 0};
}

/* Items behind the first `from` become those behind l's last: so much further on. */
static void join_items(struct typesetter *t, struct vlist *l, const struct vlist *rest, size_t from)
{
	size_t shift = l->n - from;

	for (size_t i = from; i < rest->n; i++)
		vlist_push(t, l, rest->v[i], rest->boxes[i]);
	for (size_t i = 0; i < rest->bands.n; i++) {
		struct vband band = rest->bands.v[i];
		band.from += shift;
		band.to += shift;
		*arena_push(t->lists, &l->bands) = band;
	}
	for (size_t i = 0; i < rest->floats.n; i++) {
		struct vfloat f = rest->floats.v[i];
		f.from += shift;
		f.to += shift;
		*arena_push(t->lists, &l->floats) = f;
	}
}

/* What was due before and what the rest begins with come together; all behind its first box stays as it is. */
void vlist_join(struct typesetter *t, struct vlist *l, const struct vlist *rest)
{
	size_t i = 1;

	while (i < rest->n && rest->v[i].kind != PB_BOX) {
		append_item(t, l, &rest->v[i], rest->boxes[i]);
		i++;
	}
	if (i == rest->n)
		return;
	append_item(t, l, &rest->v[i], rest->boxes[i]);
	join_items(t, l, rest, i + 1);
}

sp vlist_baseline(const struct vlist *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].kind == PB_BOX)
			return l->boxes[i]->box.baseline;
	return 0;
}

/* Natural height of the items before `to`. */
static sp height_before(const struct vlist *l, size_t to)
{
	sp height = 0;

	for (size_t i = 0; i < to; i++)
		height += l->v[i].height;
	return height;
}

bool vlist_boxes(const struct vlist *l, size_t *from, size_t *to)
{
	while (*from < *to && l->v[*from].kind != PB_BOX)
		++*from;
	while (*from < *to && l->v[*to - 1].kind != PB_BOX)
		--*to;
	return *from < *to;
}

static void band_mark(struct typesetter *t, const struct vlist *l, const struct vband *band, struct marks *m, struct mark at)
{
	size_t from = band->from, to = band->to;

	if (!vlist_boxes(l, &from, &to))
		return;
	sp top = height_before(l, from), bottom = height_before(l, to);
	at.x += band->x;
	at.y += top - band->above;
	at.u.rule.width = band->width;
	at.u.rule.height = bottom - top + band->above + band->below;
	marks_rule(t, m, at, band->ink);
}

void vlist_marks(struct typesetter *t, const struct vlist *l, struct marks *m, sp x, sp y)
{
	for (size_t i = 0; i < l->bands.n; i++)
		band_mark(t, l, &l->bands.v[i], m, (struct mark){.x = x, .y = y});
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].kind == PB_BOX)
			marks_box(t, m, &l->boxes[i]->box, x + l->boxes[i]->x, y);
		y += l->v[i].height;
	}
}

void vlist_notes(struct typesetter *t, struct vlist **notes, const struct vlist *more)
{
	sp space = look_length(t, LOOK_NOTE_SPACE);

	if (!more)
		return;
	if (!*notes)
		*notes = arena_alloc(t->lists, sizeof **notes);
	vlist_space(*notes, (struct look_space){space, 0, 0});
	vlist_append(t, *notes, more, 0, 0);
}

struct vlist *vlist_cut(struct typesetter *t, struct vlist *l, sp most, bool one)
{
	struct vlist *rest = arena_alloc(t->lists, sizeof *rest), *kept = arena_alloc(t->lists, sizeof *kept);
	size_t cut = 0;

	for (sp above = 0; cut < l->n; above += l->v[cut++].height) {
		bool box = l->v[cut].kind == PB_BOX;
		if (box && !one && above + l->v[cut].height > most)
			break;
		one = one && !box;
	}
	take_range(t, rest, l, (struct range){cut, l->n}, 0);
	take_range(t, kept, l, (struct range){0, cut}, 0);
	*l = *kept;
	return rest->n ? rest : NULL;
}

void vlist_all_notes(struct typesetter *t, struct vlist **notes, const struct vlist *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->boxes[i])
			vlist_notes(t, notes, l->boxes[i]->notes);
}

struct box vbox_repeat(struct typesetter *t, const struct vbox *v)
{
	sp height = v->repeat ? v->repeat->height : 0;
	struct marks m = {NULL, 0, 0};

	if (v->repeat)
		marks_box(t, &m, v->repeat, 0, 0);
	if (v->group)
		marks_box(t, &m, v->group, 0, height + v->box.baseline - v->group->baseline);
	return marks_take(&m, 0, height, 0);
}
