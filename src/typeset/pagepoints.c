/* pagepoints.c - the document as the page breaker wants it: running totals of its items, what may be longer or shorter, and the
 * places where a page may end. */
#include "typeset/pagebreak_int.h"

#define EMERGENCY_COST 20000  /* of a break where the caller forbids one */

/* ---------------------------------------------------------------- totals */

static void add_option(struct pb_material *m, struct pb_option o)
{
	pb_option_costs(m, &o);
	*arena_push(m->a, &m->options) = o;
	m->give = sp_max(m->give, PB_CHOICES * (o.space ? o.extent.shrink : m->items[o.item].shorter));
}

/* What stands before a box on the grid, up to the one before it or to the document's start. */
static void count_grid(struct pb_material *m, size_t i, struct pb_sum *s)
{
	const struct pb_sum *at = &m->sums[i];
	size_t before = at->grid ? at->grid - 1 : 0; /* the document's start is a page's start: see pageparts.c */
	struct pb_extent e = pb_extent_between(m, before, i);

	if (at->grid && (e.stretch > 0 || e.shrink > 0))
		add_option(m, (struct pb_option){.space = true, .from = before, .item = i, .boxes = s->boxes + 1, .extent = e});
	sp lines = pb_grid_height(m->p->line, &e);
	s->grid_height += lines;
	s->endless += sp_max(lines - e.height, 0);
	s->grid = i + 1;
}

static void count_box(struct pb_material *m, size_t i, struct pb_sum *s)
{
	const struct pb_item *it = &m->items[i];

	if (it->grid && m->p->line > 0)
		count_grid(m, i, s);
	if (it->lines)
		add_option(m, (struct pb_option){.from = i, .item = i, .lines = it->lines, .boxes = s->boxes + it->lines});
	s->note += it->note;
	if (m->p->note_line > 0 && it->note >= PB_NOTE_LONG * m->p->note_line)
		m->longest = sp_max(m->longest, it->note);
	s->noted = it->note > 0 ? i + 1 : s->noted;
	s->barrier += it->barrier;
	s->boxes++;
}

static void make_sums(struct pb_material *m)
{
	m->sums = arena_alloc(m->a, (m->n + 1) * sizeof *m->sums);
	for (size_t i = 0; i < m->n; i++) {
		const struct pb_item *it = &m->items[i];
		struct pb_sum s = m->sums[i];
		if (it->kind == PB_BOX)
			count_box(m, i, &s);
		if (it->kind != PB_PENALTY) {
			s.height += it->height;
			s.endless += it->height;
		}
		if (it->kind == PB_GLUE) {
			s.stretch += it->stretch;
			s.shrink += it->shrink;
		}
		s.options = m->options.n;
		m->sums[i + 1] = s;
	}
}

static void find_grid(struct pb_material *m)
{
	size_t *next = arena_alloc(m->a, (m->n + 1) * sizeof *next);

	next[m->n] = m->n;
	for (size_t i = m->n; i-- > 0;)
		next[i] = m->items[i].grid && m->p->line > 0 ? i : next[i + 1];
	m->next_grid = next;
}

/* ---------------------------------------------------------------- places to break */

static bool is_forced(const struct pb_item *it)
{
	return it->kind == PB_PENALTY && it->penalty <= -LB_INFINITE;
}

static bool is_legal(const struct pb_material *m, size_t i)
{
	const struct pb_item *it = &m->items[i];

	if (it->kind == PB_GLUE)
		return i > 0 && m->items[i - 1].kind == PB_BOX;
	return it->kind == PB_PENALTY && it->penalty < LB_INFINITE;
}

static struct pb_point point_at(const struct pb_material *m, size_t i)
{
	struct pb_point pt = {.from = i, .to = i};

	while (pt.from < m->n && m->items[pt.from].kind != PB_BOX)
		pt.from++;
	while (pt.to > 0 && m->items[pt.to - 1].kind != PB_BOX)
		pt.to--;
	if (i < m->n && m->items[i].kind == PB_PENALTY) {
		pt.penalty = m->items[i].penalty;
		pt.forced = is_forced(&m->items[i]);
	}
	return pt;
}

const struct pb_sum *pb_sum_from(const struct pb_material *m, const struct pb_point *pt)
{
	return &m->sums[pt->from];
}

const struct pb_sum *pb_sum_to(const struct pb_material *m, const struct pb_point *pt)
{
	return &m->sums[pt->to];
}

/* Adds the forbidden breaks between the last point and `end`, when no page could hold what stands between them. */
static void add_emergencies(struct pb_material *m, const struct pb_point *end)
{
	const struct pb_point start = m->points.v[m->points.n - 1];
	const struct pb_page page = {.from = start.from, .to = end->to, .away = m->p->n_floats};
	struct pb_sheet sheet;

	if (start.from >= end->to)
		return;
	pb_sheet_make(m, &page, &sheet);
	sp least = sheet.extent.height - sheet.extent.shrink + pb_notes_height(m->p, sheet.note);
	if (least <= pb_page_height(m->p, m->points.n == 1))
		return;
	for (size_t i = start.from + 1; i < end->to; i++) {
		if (m->items[i].kind != PB_BOX)
			continue;
		struct pb_point pt = point_at(m, i);
		pt.penalty = EMERGENCY_COST;
		*arena_push(m->a, &m->points) = pt;
	}
}

/* Forced breaks with nothing to show before them are dropped. */
static void add_point(struct pb_material *m, struct pb_point pt, size_t boxes_at_forced)
{
	if (pt.forced && pb_sum_to(m, &pt)->boxes == boxes_at_forced)
		return;
	add_emergencies(m, &pt);
	*arena_push(m->a, &m->points) = pt;
}

static void make_points(struct pb_material *m)
{
	size_t boxes = 0; /* before the last forced break */

	*arena_push(m->a, &m->points) = point_at(m, 0);
	m->points.v[0].penalty = 0;
	for (size_t i = 0; i < m->n; i++) {
		if (!is_legal(m, i))
			continue;
		struct pb_point pt = point_at(m, i);
		add_point(m, pt, boxes);
		if (pt.forced)
			boxes = pb_sum_to(m, &pt)->boxes;
	}
	struct pb_point end = point_at(m, m->n);
	if (pb_sum_to(m, &end)->boxes > boxes) {
		end.forced = true;
		add_point(m, end, boxes);
	}
	m->points.v[m->points.n - 1].last = true;
}

/* Which floats begin before each point, and how much higher each makes the page where it stands, at most. */
static void find_floats(struct pb_material *m)
{
	const struct pb_params *p = m->p;
	size_t floats = 0;

	m->away = arena_alloc(m->a, (p->n_floats + 1) * sizeof *m->away);
	m->tops = arena_alloc(m->a, (p->n_floats + 1) * sizeof *m->tops);
	for (size_t f = 0; f < p->n_floats; f++) {
		size_t from = p->floats[f].from, to = p->floats[f].to;
		while (from > 0 && m->items[from - 1].kind != PB_BOX)
			from--;
		while (to < m->n && m->items[to].kind != PB_BOX)
			to++;
		const struct pb_sum *above = &m->sums[from], *below = &m->sums[to];
		m->away[f + 1] = m->away[f] + below->height - above->height + below->note - above->note + p->line;
		above = &m->sums[p->floats[f].from];
		below = &m->sums[p->floats[f].to];
		m->tops[f + 1] = m->tops[f] + below->height - above->height - (below->shrink - above->shrink);
	}
	for (size_t i = 0; i < m->points.n; i++) {
		struct pb_point *pt = &m->points.v[i];
		while (floats < p->n_floats && p->floats[floats].from < pt->to)
			floats++;
		pt->floats = floats;
		pt->inside = floats > 0 && pt->to < p->floats[floats - 1].to;
	}
}

bool pb_material_make(struct pb_material *m)
{
	make_sums(m);
	if (m->sums[m->n].boxes == 0)
		return false;
	find_grid(m);
	make_points(m);
	find_floats(m);
	return true;
}
