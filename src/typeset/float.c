/* float.c - figures that move.
 *
 * A tall figure that does not fit on the rest of a page leaves a hole there. So it may move down to the top of the next page,
 * and the text that follows it fills the hole, as readers know it from books and papers. Figures keep their order,
 * and the tags keep the author's: only the place on paper changes. The page breaker alone could not do this: with floats in
 * its model, optimal pages are NP-complete (Plass 1981). Instead each hole is mended by itself: the figure is tried at the
 * last few places where text ends within the hole, and stays at the one whose pages cost the least. */
#include "typeset/typeset_int.h"

#define TRIES 4       /* places that are tried for a figure */
#define OPENS (-1000) /* penalty of the break before a moved figure: it may stand inside a paragraph, and opens its page */
#define HOLE_LINES 2  /* what is less than that stays white */

struct mover {
	struct typesetter *t;
	const struct pb_params *params;
	const struct vlist *list;
	struct pb_result pages;
};

/* ---------------------------------------------------------------- where to */

static bool inside_band(const struct vlist *l, size_t i)
{
	for (size_t k = 0; k < l->bands.n; k++)
		if (l->bands.v[k].from < i && i < l->bands.v[k].to)
			return true;
	return false;
}

static size_t next_box(const struct vlist *l, size_t i)
{
	while (i < l->n && l->v[i].kind != PB_BOX)
		i++;
	return i;
}

/* Between a table's rows its header would come once more. */
static bool inside_table(const struct vlist *l, size_t i)
{
	size_t next = next_box(l, i);

	return next < l->n && l->boxes[next].repeat;
}

static bool breakable(const struct vlist *l, size_t i)
{
	const struct pb_item *item = &l->v[i];

	if (inside_band(l, i) || inside_table(l, i))
		return false;
	return item->kind == PB_PENALTY ? item->penalty < LB_INFINITE : item->kind == PB_GLUE && l->v[i - 1].kind == PB_BOX;
}

/* The float that follows stays behind this one, and a forced break where it is. */
static size_t barrier(const struct vlist *l, size_t f)
{
	size_t end = f + 1 < l->floats.n ? l->floats.v[f + 1].from : l->n;

	for (size_t i = l->floats.v[f].to; i < end; i++)
		if (l->v[i].kind == PB_PENALTY && l->v[i].penalty <= -LB_INFINITE)
			return i;
	return end;
}

/* The last breaks behind float f that leave what comes before them in the hole: how many, in order. */
static size_t find_places(const struct vlist *l, size_t f, sp hole, size_t places[TRIES])
{
	sp height = l->floats.v[f].without.space.height;
	size_t n = 0, end = barrier(l, f);

	for (size_t i = next_box(l, l->floats.v[f].to); i < end && height <= hole; i++) {
		if (breakable(l, i)) {
			if (n == TRIES)
				for (size_t k = 1; k < TRIES; k++)
					places[k - 1] = places[k];
			places[n < TRIES ? n++ : TRIES - 1] = i;
		}
		height += l->v[i].height + l->v[i].note;
	}
	return n;
}

/* ---------------------------------------------------------------- the list with the figure at another place */

static void put_gap(struct vlist *l, const struct vgap *gap)
{
	if (gap->spaced)
		vlist_space(l, gap->space);
	if (gap->penalized)
		vlist_penalty(l, gap->penalty);
	l->gap.grid |= gap->grid;
}

/* Bands that reach to the end of what was copied end where it does. */
static void move_marks(struct typesetter *t, struct vlist *l, const struct vlist *src, const size_t *index)
{
	for (size_t i = 0; i < src->bands.n; i++) {
		struct vband band = src->bands.v[i];
		band.from = index[band.from];
		band.to = index[band.to - 1] + 1;
		*arena_push(t->lists, &l->bands) = band;
	}
	for (size_t i = 0; i < src->floats.n; i++) {
		struct vfloat moved = src->floats.v[i];
		moved.from = index[moved.from];
		moved.to = index[moved.to - 1] + 1;
		*arena_push(t->lists, &l->floats) = moved;
	}
}

static struct vlist *moved(struct typesetter *t, const struct vlist *src, size_t f, size_t place)
{
	struct vlist *l = arena_alloc(t->lists, sizeof *l);
	size_t *index = arena_alloc(t->lists, (src->n + 1) * sizeof *index);
	const struct vfloat *figure = &src->floats.v[f];
	size_t before = figure->from;

	while (before > 0 && src->v[before - 1].kind != PB_BOX)
		before--;
	vlist_copy(t, l, src, (struct vfloat){.from = 0, .to = before}, index);
	put_gap(l, &figure->without);
	vlist_copy(t, l, src, (struct vfloat){.from = next_box(src, figure->to), .to = next_box(src, place)}, index);
	vlist_space(l, look_below(t, LOOK_CAPTION));
	vlist_penalty(l, OPENS);
	vlist_copy(t, l, src, (struct vfloat){.from = figure->from, .to = figure->to}, index);
	vlist_space(l, look_below(t, LOOK_CAPTION));
	vlist_copy(t, l, src, (struct vfloat){.from = next_box(src, place), .to = src->n}, index);
	move_marks(t, l, src, index);
	return l;
}

/* ---------------------------------------------------------------- mending */

/* The hole above float f: the white of the page before the one that it opens, or 0. */
static sp hole_above(const struct mover *m, size_t f)
{
	for (size_t i = 1; i < m->pages.n; i++)
		if (m->pages.pages[i].from == m->list->floats.v[f].from)
			return m->pages.pages[i - 1].white;
	return 0;
}

static void mend(struct mover *m, size_t f)
{
	size_t places[TRIES], n;
	sp hole = hole_above(m, f);
	const struct vlist *from = m->list;

	if (hole < HOLE_LINES * m->t->style->leading)
		return;
	n = find_places(from, f, hole, places);
	for (size_t i = n; i-- > 0;) {
		const struct vlist *list = moved(m->t, from, f, places[i]);
		struct pb_result pages = pb_break(m->t->lists, list->v, list->n, m->params);
		if (pages.demerits - OPENS * 1000 >= m->pages.demerits)
			continue;
		m->list = list;
		m->pages = pages;
	}
}

struct pb_result float_break(struct typesetter *t, const struct vlist **list, const struct pb_params *params)
{
	struct mover m = {t, params, *list, pb_break(t->lists, (*list)->v, (*list)->n, params)};

	for (size_t f = 0; f < m.list->floats.n; f++)
		mend(&m, f);
	*list = m.list;
	return m.pages;
}
