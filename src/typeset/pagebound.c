/* pagebound.c - what a page, and the rest of a document, cannot be better than: what is worse by that alone need not be tried.
 *
 * The rest of a document costs at least what it would cost if facing pages were no matter. That is found backwards from the end,
 * for each point once, and is nearly all that it does cost: a page that notes of other pages cannot come to is made there in all
 * its ways, as far as that is worth while; of another only the penalty of its end counts, and the white that nothing can fill. With
 * that and a cap on the cost of the whole, most ways are given up after a page or two: branch and bound, Land & Doig, "An Automatic
 * Method of Solving Discrete Programming Problems" (Econometrica 28, 1960). A weaker bound, of penalties and white alone, left more
 * ways the longer a document was: lists on 95 pages took 19 times as long as on 10, figures on 157 pages 60 times as long as on 16. */
#include "typeset/pagebreak_int.h"

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
	return m->p->note_line > 0 ? pb_sum_to(m, b)->note - pb_sum_from(m, a)->note : 0;
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
	if (m->p->note_line == 0)
		least += to->note - from->note;
	return least > pb_page_height(m->p, s->first);
}

/* No page is higher: what stands there on an endless page, a line more for each place where that is put together anew. */
static sp most_height(const struct pb_material *m, const struct pb_span *s)
{
	const struct pb_sum *from = pb_sum_from(m, s->a), *to = pb_sum_to(m, s->b);
	const struct pb_params *p = m->p;
	sp most = to->endless - from->endless + to->note - from->note + s->carry + p->note_gap + m->items[s->a->from].repeat;

	for (size_t f = s->a->floats - s->pending; f < s->a->floats; f++) {
		const struct pb_sum *above = &m->sums[p->floats[f].from], *below = &m->sums[p->floats[f].to];
		most += below->endless - above->endless + below->note - above->note + p->floats[f].below.height + p->line;
	}
	for (size_t f = s->b->floats - s->left; f < s->b->floats; f++)
		most += p->floats[f].gap.height + p->floats[f].below.height + p->line;
	return most + 2 * p->line;
}

/* Of the page, before its glue is stretched; may be negative. */
static sp least_rest(const struct pb_material *m, const struct pb_span *s)
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
	return !pb_must_be_full(m, s) || least_rest(m, s) * PB_WAIT_WHITE <= m->p->height;
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
	sp white = least_rest(m, s) - most_stretch(m, s) - m->p->line; /* a line above notes is no white */

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

/* What notes may carry over to a page, at most. */
static sp most_carry(const struct pb_material *m)
{
	sp most = 0;

	for (size_t i = 0; m->p->note_line > 0 && i < m->n; i++)
		if (m->items[i].note >= PB_NOTE_LONG * m->p->note_line)
			most = sp_max(most, m->items[i].note);
	return most;
}

static size_t waiting_most(size_t floats)
{
	return floats < PB_PENDING ? floats : PB_PENDING;
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Of the cheapest of a page's ways. */
static int64_t fits_cost(const struct pb_material *m, const struct pb_span *s, const struct pb_fits *fits)
{
	int64_t cost = PB_NO_WAY;

	for (size_t i = 0; i < fits->n; i++)
		if (pb_stands(m, s, &fits->v[i]))
			cost = least(cost, fits->v[i].cost);
	return cost;
}

/* Is it worth while to make the page? Not where floats come to it from further than the page before, or where there are many: by
 * their waiting alone such pages are dear enough. */
static bool is_worthwhile(const struct pb_material *m, const struct pb_span *s)
{
	size_t first = s->a->floats - s->pending;

	if (s->pending + s->left > 0 && s->b->floats - s->a->floats > PB_PENDING)
		return false;
	return s->pending == 0 || m->sums[s->a->from].height - m->sums[m->p->floats[first].from].height <= m->p->height;
}

/* Of a page by itself. One that is not made costs its end and its white. */
static int64_t page_cost(const struct pb_material *m, const struct pb_span *s)
{
	struct pb_fits fits;

	if (!pb_may_be(m, s) || pb_is_too_high(m, s))
		return PB_NO_WAY;
	sp white = pb_least_white(m, s);
	if (white > 0 || s->carry > 0 || !is_worthwhile(m, s))
		return pb_least_cost(m, s, white);
	pb_fit_page(m, s, &fits);
	return fits_cost(m, s, &fits);
}

/* The same of a page of floats alone, or of the pages that one of them fills. */
static int64_t floats_cost(const struct pb_material *m, const struct pb_span *s)
{
	struct pb_fits fits;

	if (pb_float_pages(m, s) == 0)
		return PB_NO_WAY;
	if (s->carry > 0)
		return pb_least_cost(m, s, 0);
	pb_fit_floats(m, s, &fits);
	return fits_cost(m, s, &fits);
}

/* From a page's end on, when so many floats wait there: the rest, and the least that the page costs. */
static void find_ends(const struct pb_material *m, const struct pb_point *b, const int64_t *rest, int64_t *ends)
{
	struct pb_span s = {.a = m->points.v, .b = b};

	for (; s.left <= waiting_most(b->floats); s.left++)
		ends[s.left] = pb_least_cost(m, &s, 0) + rest[s.left];
}

/* Pages between two points; behind: the rest from the second one on, and the same as find_ends() has it. */
static void bound_pages(const struct pb_material *m, struct pb_span *s, const int64_t *behind, const int64_t *ends, int64_t *rest)
{
	for (s->pending = 0; s->pending <= waiting_most(s->a->floats); s->pending++)
		for (s->left = 0; s->left <= waiting_most(s->b->floats - s->a->floats + s->pending); s->left++)
			if (ends[s->left] < rest[s->pending])
				rest[s->pending] = least(rest[s->pending], page_cost(m, s) + behind[s->left]);
}

/* Pages of floats alone, that wait at a point. */
static void bound_floats(const struct pb_material *m, struct pb_span s, int64_t *rest)
{
	for (s.pending = 1; s.pending <= waiting_most(s.a->floats); s.pending++)
		for (s.left = 0; s.left < s.pending; s.left++)
			rest[s.pending] = least(rest[s.pending], floats_cost(m, &s) + rest[s.left]);
}

void pb_bound_make(const struct pb_material *m, struct pb_bound *bound)
{
	int64_t (*rest)[PB_PENDING + 1] = arena_alloc(m->a, m->points.n * sizeof *rest), ends[PB_PENDING + 1];
	sp carry = most_carry(m);

	*bound = (struct pb_bound){find_low(m), rest};
	for (size_t j = 0; j < m->points.n; j++)
		for (size_t k = 0; k <= PB_PENDING; k++)
			rest[j][k] = j + 1 == m->points.n && k == 0 ? 0 : PB_NO_WAY;
	for (size_t j = m->points.n - 1; j > 0; j--) {
		struct pb_span s = {.a = &m->points.v[j], .b = &m->points.v[j], .carry = carry};
		bound_floats(m, s, rest[j]);
		find_ends(m, s.b, rest[j], ends);
		for (size_t i = bound->low[j]; i < j; i++) {
			s.a = &m->points.v[i];
			s.first = i == 0;
			if (s.b->to > s.a->from)
				bound_pages(m, &s, rest[j], ends, rest[i]);
		}
	}
}
