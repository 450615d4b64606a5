/* pagebound.c - what a page, and the rest of a document, cannot be better than: what is worse by that alone need not be tried.
 *
 * The rest of a document costs at least what it would cost if facing pages were no matter. That is found backwards from the end,
 * for each point once, for each line of notes that may run over to there (pagecarry.c) and all floats that may wait, and is nearly
 * all that it does cost: each page is made there in all its ways, as far as that is worth while. With that and a cap on the cost of
 * the whole, most ways are given up after a page or two: branch and bound, Land & Doig, "An Automatic Method of Solving Discrete
 * Programming Problems" (Econometrica 28, 1960). A weaker bound, of penalties and white alone, left more ways the longer a document
 * was: lists on 95 pages took 19 times as long as on 10, figures on 157 pages 60 times as long as on 16. */
#include "typeset/pagebreak_int.h"

#define FINE_PAGES 8 /* of notes that run over are bounded line by line, more page by page */

/* ---------------------------------------------------------------- heights */

bool pb_is_single(const struct pb_material *m, const struct pb_point *a, const struct pb_point *b)
{
	return pb_sum_to(m, b)->boxes == pb_sum_from(m, a)->boxes + 1;
}

/* No page of what stands between two points is lower, even when as many floats as may wait are elsewhere. */
static sp least_height(const struct pb_material *m, const struct pb_point *a, const struct pb_point *b)
{
	const struct pb_sum *from = pb_sum_from(m, a), *to = pb_sum_to(m, b);
	sp least = to->height - from->height - (to->shrink - from->shrink) - m->give + to->note - from->note;

	size_t away = b->floats - a->floats < PB_PENDING ? a->floats : b->floats - PB_PENDING;
	return least - (m->away[b->floats] - m->away[away]);
}

/* What of the notes between two points may stand on later pages, at most. */
static sp give_notes(const struct pb_material *m, const struct pb_point *a, const struct pb_point *b)
{
	return m->longest > 0 ? pb_sum_to(m, b)->note - pb_sum_from(m, a)->note : 0;
}

static bool is_hopeless(const struct pb_material *m, const struct pb_point *a, const struct pb_point *b)
{
	sp height = pb_page_height(m->p, a == m->points.v);

	return !pb_is_single(m, a, b) && b->to > a->from && least_height(m, a, b) - give_notes(m, a, b) > height;
}

bool pb_is_too_high(const struct pb_material *m, const struct pb_span *s)
{
	const struct pb_sum *from = pb_sum_from(m, s->a), *to = pb_sum_to(m, s->b);
	size_t placed = s->b->floats - s->left, top = s->a->floats - s->pending;
	size_t here = placed < s->a->floats ? s->a->floats : placed;
	sp least = to->height - from->height - (to->shrink - from->shrink) - m->give - m->p->note_gap;

	if (pb_is_single(m, s->a, s->b))
		return false;
	least -= m->away[s->b->floats] - m->away[here];
	least += m->tops[placed < s->a->floats ? placed : s->a->floats] - m->tops[top];
	if (to->note - from->note > m->longest && (m->longest == 0 || !pb_is_least(m, s)))
		least += to->note - from->note - m->longest;
	return least > pb_page_height(m->p, s->first);
}

/* No page is higher: what stands there on an endless page, a line more for each place where that is put together anew. */
static sp most_height(const struct pb_material *m, const struct pb_span *s)
{
	const struct pb_sum *from = pb_sum_from(m, s->a), *to = pb_sum_to(m, s->b);
	const struct pb_params *p = m->p;
	sp most = to->endless - from->endless + to->note - from->note + s->carry + p->note_gap + m->items[s->a->from].repeat, glue = 0;

	for (size_t f = s->a->floats - s->pending; f < s->a->floats; f++) {
		const struct pb_sum *above = &m->sums[p->floats[f].from], *below = &m->sums[p->floats[f].to];
		most += below->endless - above->endless + below->note - above->note + p->floats[f].below.height + p->line;
		glue = sp_max(glue, from->height - pb_sum_to(m, s->a)->height - p->floats[f].below.height);
	}
	for (size_t f = s->b->floats - s->left; f < s->b->floats; f++)
		most += p->floats[f].gap.height + p->floats[f].below.height + p->line;
	return most + glue + 2 * p->line;
}

sp pb_least_rest(const struct pb_material *m, const struct pb_span *s)
{
	return pb_page_height(m->p, s->first) - most_height(m, s);
}

bool pb_has_alone(const struct pb_material *m, const struct pb_span *s)
{
	for (size_t f = s->a->floats - s->pending; f < s->a->floats && f < s->b->floats - s->left; f++)
		if (m->p->floats[f].alone)
			return true;
	return false;
}

/* May a page end there while floats wait? Does not ask how full it is. */
static bool may_wait(const struct pb_material *m, const struct pb_span *s)
{
	const struct pb_float *floats = m->p->floats;
	const struct pb_point *b = s->b;

	return s->left == 0 ||
	       !(b->inside || (!b->forced && floats[b->floats - 1].to == b->to && floats[b->floats - 1].penalty >= LB_INFINITE));
}

/* Is it full enough for floats to wait behind it? */
static bool may_be_full(const struct pb_material *m, const struct pb_span *s)
{
	return !pb_must_be_full(m, s) || pb_least_rest(m, s) * PB_WAIT_WHITE <= m->p->height;
}

bool pb_may_be(const struct pb_material *m, const struct pb_span *s)
{
	return !(s->pending > 0 && s->a->forced) && !pb_has_alone(m, s) && may_wait(m, s) && may_be_full(m, s);
}

bool pb_is_least(const struct pb_material *m, const struct pb_span *s)
{
	struct pb_span less = *s;
	size_t placed = s->b->floats - s->left;

	for (const struct pb_point *b = s->a + 1; b < s->b; b++) {
		less.b = b;
		less.left = b->floats > placed ? b->floats - placed : 0;
		if (b->to > s->a->from && b->to < s->b->to && b->penalty < LB_INFINITE && !pb_has_alone(m, &less) && may_wait(m, &less))
			return false;
	}
	return true;
}

/* No page's glue stretches further at its foot: that behind the last box on the grid, and that of floats which begin the page or
 * leave it. */
static sp most_stretch(const struct pb_material *m, const struct pb_span *s)
{
	const struct pb_sum *from = pb_sum_from(m, s->a), *to = pb_sum_to(m, s->b);
	const struct pb_float *floats = m->p->floats;
	bool grid = to->grid > s->a->from && s->left == 0;
	sp most = to->stretch - (grid ? m->sums[to->grid - 1].stretch : from->stretch);

	if (s->pending > 0)
		most += from->stretch - pb_sum_to(m, s->a)->stretch;
	for (size_t f = s->a->floats - s->pending; f < s->a->floats; f++)
		most += m->sums[floats[f].to].stretch - m->sums[floats[f].from].stretch + floats[f].below.stretch;
	for (size_t f = s->b->floats - s->left; f < s->b->floats; f++)
		most += floats[f].gap.stretch + floats[f].below.stretch;
	return most;
}

sp pb_least_white(const struct pb_material *m, const struct pb_span *s)
{
	sp white = pb_least_rest(m, s) - most_stretch(m, s) - m->p->line; /* a line above notes is no white */

	return !s->b->forced && white * PB_WHITE_MOST > m->p->height ? white : 0;
}

/* ---------------------------------------------------------------- the rest of the document */

/* From where pages to each point may begin. */
static size_t *find_low(const struct pb_material *m)
{
	size_t *low = arena_alloc(m->a, m->points.n * sizeof *low), at = 0;

	for (size_t j = 1; j < m->points.n; j++) {
		while (at + 1 < j && is_hopeless(m, &m->points.v[at], &m->points.v[j]))
			at++;
		low[j] = at;
		if (m->points.v[j].forced)
			at = j;
	}
	return low;
}

size_t pb_waiting_most(size_t floats)
{
	return floats < PB_PENDING ? floats : PB_PENDING;
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Is it worth while to make the page? Not where floats come to it from further than the page before: by their waiting alone such
 * pages are dear enough. */
static bool is_worthwhile(const struct pb_material *m, const struct pb_span *s)
{
	size_t first = s->a->floats - s->pending;

	return s->pending == 0 || m->sums[s->a->from].height - m->sums[m->p->floats[first].from].height <= m->p->height;
}

static size_t row_of(const struct pb_bound *bound, sp carry)
{
	size_t lines = (size_t)((carry + bound->line - 1) / bound->line);

	return lines <= bound->fine ? lines : bound->fine + 1 + (lines - bound->fine - 1) / bound->page;
}

/* The least of what is carried in a row. */
static sp row_carry(const struct pb_bound *bound, size_t row)
{
	return (sp)(row <= bound->fine ? row : bound->fine + 1 + (row - bound->fine - 1) * bound->page) * bound->line;
}

int64_t pb_rest(const struct pb_bound *bound, size_t point, size_t waiting, sp carry)
{
	const struct pb_end *end = &bound->at[point][waiting];
	size_t row = row_of(bound, carry);

	return end->rest[row < end->n ? row : end->n - 1];
}

/* Behind a page where notes run over; from: the first row that they may come to. */
static int64_t carried_rest(const struct pb_end *end, size_t from)
{
	int64_t cost = PB_NO_WAY;

	for (size_t row = from; row < end->n; row++)
		cost = least(cost, end->rest[row]);
	return cost + PB_CARRY_COST * PB_SCALE;
}

/* A page in hand, for one row after the other. */
struct bounder { const struct pb_material *m; const struct pb_bound *bound; struct pb_span s; struct pb_fitter ft; };

/* Where the page ends. */
static const struct pb_end *end_of(const struct bounder *r)
{
	return &r->bound->at[r->s.b - r->m->points.v][r->s.left];
}

/* Of the cheapest of a page's ways, with all behind it. */
static int64_t fits_cost(const struct bounder *r, const struct pb_fits *fits)
{
	int64_t cost = PB_NO_WAY;

	for (size_t i = 0; i < fits->n; i++)
		if (pb_stands(r->m, &r->s, &fits->v[i]))
			cost = least(cost, fits->v[i].cost + pb_rest(r->bound, (size_t)(r->s.b - r->m->points.v), r->s.left, fits->v[i].carry));
	return cost;
}

/* More than a page of notes comes to it: they run over, and no more than a page of them stays. */
static int64_t full_cost(const struct bounder *r, size_t row)
{
	size_t on = row_of(r->bound, row_carry(r->bound, row) - r->m->p->height);

	return pb_least_cost(r->m, &r->s, 0) + carried_rest(end_of(r), on);
}

/* Of a page with all behind it. */
static int64_t page_cost(struct bounder *r, size_t row)
{
	struct pb_fits fits;

	if (row > r->bound->fine)
		return full_cost(r, row);
	pb_fitter_fit(&r->ft, r->s.carry, &fits);
	return fits_cost(r, &fits);
}

/* A page that is too high with some notes is too high with more, but where these may fill it. */
static void bound_rows(struct bounder *r, struct pb_end *from)
{
	for (size_t row = 0; row < from->n; row++) {
		r->s.carry = row_carry(r->bound, row);
		int64_t cost = pb_fitter_least(&r->ft, r->s.carry);
		if (cost == PB_NO_WAY && row > 0 && !pb_is_least(r->m, &r->s))
			return;
		if (cost < PB_NO_WAY && cost + end_of(r)->least < from->rest[row])
			from->rest[row] = least(from->rest[row], page_cost(r, row));
	}
}

/* The same of a page of floats alone, or of the pages that one of them fills. */
static int64_t floats_cost(struct bounder *r, size_t row)
{
	struct pb_fits fits;

	r->s.carry = row_carry(r->bound, row);
	if (row > r->bound->fine && !r->m->p->floats[r->s.a->floats - r->s.pending].alone)
		return full_cost(r, row);
	pb_fit_floats(r->m, &r->s, &fits);
	return fits_cost(r, &fits);
}

/* Pages between two points with the same floats, by their end and their white, if that will do. */
static bool bound_plain(struct bounder *r, struct pb_end *from)
{
	if (from->n > 1 || end_of(r)->n > 1)
		return false;
	sp white = pb_least_white(r->m, &r->s);
	if (white == 0 && is_worthwhile(r->m, &r->s))
		return false;
	from->rest[0] = least(from->rest[0], pb_least_cost(r->m, &r->s, white) + end_of(r)->rest[0]);
	return true;
}

/* Pages between two points with the same floats. */
static void bound_page(struct bounder *r, struct pb_end *from)
{
	r->s.carry = row_carry(r->bound, from->n - 1);
	if (!pb_may_be(r->m, &r->s) || pb_is_too_high(r->m, &r->s) || bound_plain(r, from))
		return;
	pb_fitter_make(r->m, &r->s, &r->ft);
	bound_rows(r, from);
}

/* Is a page that costs so much at least of any use? */
static bool is_better(const struct pb_end *from, int64_t cost)
{
	for (size_t row = 0; row < from->n; row++)
		if (cost < from->rest[row])
			return true;
	return false;
}

/* Pages between two points; ends: the same as find_ends() has it. */
static void bound_pages(struct bounder *r, struct pb_end *from, const int64_t *ends)
{
	struct pb_span *s = &r->s;

	for (s->pending = 0; s->pending <= pb_waiting_most(s->a->floats); s->pending++)
		for (s->left = 0; s->left <= pb_waiting_most(s->b->floats - s->a->floats + s->pending); s->left++)
			if (is_better(&from[s->pending], ends[s->left]))
				bound_page(r, &from[s->pending]);
}

/* Pages of floats alone, that wait at a point. */
static void bound_floats(struct bounder *r, struct pb_end *at)
{
	struct pb_span *s = &r->s;

	for (s->pending = 1; s->pending <= pb_waiting_most(s->a->floats); s->pending++) {
		struct pb_end *from = &at[s->pending];
		for (s->left = 0; s->left < s->pending; s->left++)
			for (size_t row = 0; pb_float_pages(r->m, s) > 0 && row < from->n; row++)
				from->rest[row] = least(from->rest[row], floats_cost(r, row));
	}
}

/* From a page's end on, when so many floats wait there: the rest, and the least that the page costs. */
static void find_ends(const struct bounder *r, struct pb_end *at, int64_t *ends)
{
	struct pb_span s = {.a = r->m->points.v, .b = r->s.b};

	for (; s.left <= pb_waiting_most(s.b->floats); s.left++) {
		at[s.left].least = least(at[s.left].rest[0], carried_rest(&at[s.left], 1));
		ends[s.left] = pb_least_cost(r->m, &s, 0) + at[s.left].least;
	}
}

/* Before any page is known. */
static void make_ends(const struct pb_material *m, struct pb_bound *bound)
{
	sp (*carries)[PB_PENDING + 1] = arena_alloc(m->a, m->points.n * sizeof *carries);

	pb_carry_make(m, bound->low, carries);
	bound->line = sp_max(m->p->note_line, 1);
	bound->page = (size_t)(pb_notes_most(m->p) / bound->line);
	bound->fine = (size_t)sp_max(m->p->height / bound->line + 1, sp_min(m->longest / bound->line, (sp)(FINE_PAGES * bound->page)));
	bound->at = arena_alloc(m->a, m->points.n * sizeof *bound->at);
	for (size_t j = 0; j < m->points.n; j++) {
		for (size_t k = 0; k <= PB_PENDING; k++) {
			struct pb_end *end = &bound->at[j][k];
			end->n = row_of(bound, carries[j][k]) + 1;
			end->rest = arena_alloc(m->a, end->n * sizeof *end->rest);
			for (size_t row = 0; row < end->n; row++)
				end->rest[row] = j + 1 == m->points.n && k == 0 ? 0 : PB_NO_WAY;
		}
	}
}

void pb_bound_make(const struct pb_material *m, struct pb_bound *bound)
{
	struct bounder r = {.m = m, .bound = bound};
	int64_t ends[PB_PENDING + 1];

	bound->low = find_low(m);
	make_ends(m, bound);
	for (size_t j = m->points.n - 1; j > 0; j--) {
		r.s = (struct pb_span){.a = &m->points.v[j], .b = &m->points.v[j]};
		bound_floats(&r, bound->at[j]);
		find_ends(&r, bound->at[j], ends);
		for (size_t i = bound->low[j]; i < j; i++) {
			r.s.a = &m->points.v[i];
			r.s.first = i == 0;
			if (r.s.b->to > r.s.a->from)
				bound_pages(&r, bound->at[i], ends);
		}
	}
}
