/* pagefit.c - one page: how what stands between two breaks fills it, and what that costs. See the essay in pagebreak.c. */
#include "typeset/pagebreak_int.h"

#define RATIO_ONE 65536
#define PAGE_COST 10          /* of any page: rather fewer */
#define WHITE_PARTS 30        /* 100 for white of 1/30 of the page, by its square */
#define FACING_PARTS 150       /* 100 for facing bottoms that differ by 1/90 of the page */
#define NEARLY_EMPTY_COST 200 /* of a last page below last_least; twice that when it holds nothing */
#define OVERFULL_COST 1000000
#define NOTES_PAGE_COST 200   /* of a page for nothing but the rest of a note */
#define LATE_COST 2000        /* of one that begins behind the page that calls for it, as long notes before it fill that */
#define WAIT_COST 30          /* of each float that waits for the next page */
#define NO_WAY INT64_MAX
#define SHORT_WHITE 24        /* in parts of a page: with more white no choices are looked at that make it shorter */

sp pb_notes_height(const struct pb_params *p, sp note)
{
	return note > 0 ? note + p->note_gap : 0;
}

sp pb_page_height(const struct pb_params *p, bool first)
{
	return first && p->first_height > 0 ? p->first_height : p->height;
}

sp pb_notes_most(const struct pb_params *p)
{
	sp room = p->height - p->note_gap, line = sp_max(p->note_line, 1);

	return sp_max(room - room % line, line);
}

size_t pb_note_pages(const struct pb_params *p, sp carry)
{
	return carry > 0 ? (size_t)((carry + pb_notes_most(p) - 1) / pb_notes_most(p)) : 0;
}

/* 100 |ratio|^3 in thousandths, |ratio| at most 1. */
static int64_t badness(int64_t ratio)
{
	int64_t r = ratio < 0 ? -ratio : ratio;

	return 100 * PB_SCALE * (r * r / RATIO_ONE * r / RATIO_ONE) / RATIO_ONE;
}

static int64_t square_cost(sp white, sp height)
{
	int64_t r = sp_muldiv(white, WHITE_PARTS * RATIO_ONE, sp_max(height, 1));

	return 100 * PB_SCALE * (r * r / RATIO_ONE) / RATIO_ONE;
}

int64_t pb_white_cost(const struct pb_params *p, sp white, sp height)
{
	return square_cost(white, height) / (p->ragged ? 4 : 1);
}

int64_t pb_facing_cost(const struct pb_params *p, sp left, sp right)
{
	if (p->ragged || left == PB_NO_WHITE || right == PB_NO_WHITE)
		return 0;
	return sp_muldiv(left > right ? left - right : right - left, 100 * PB_SCALE * FACING_PARTS, sp_max(p->height, 1));
}

/* Stretches a page to its foot as far as its glue goes. */
static void fill_page(struct pb_fit *f, sp rest, sp stretch, sp height)
{
	int64_t ratio = stretch > 0 ? sp_muldiv(sp_min(rest, stretch), RATIO_ONE, stretch) : 0;

	f->stretch = ratio > 0;
	f->ratio = (int32_t)ratio;
	f->white = rest > stretch ? rest - stretch : 0;
	f->cost += badness(ratio) + square_cost(f->white, height);
}

static void squeeze_page(struct pb_fit *f, sp over, sp shrink)
{
	f->ratio = shrink > 0 ? (int32_t)-sp_muldiv(sp_min(over, shrink), RATIO_ONE, shrink) : 0;
	f->cost += badness(f->ratio);
	if (over > shrink) {
		f->overfull = true;
		f->cost += (int64_t)OVERFULL_COST * PB_SCALE;
	}
}

/* Of the pages of their own that notes need which the last page carries over. */
static int64_t notes_cost(const struct pb_material *m, const struct pb_span *s, sp carry)
{
	return s->b->last && s->left == 0 ? (int64_t)(pb_note_pages(m->p, carry) * NOTES_PAGE_COST * PB_SCALE) : 0;
}

static int64_t last_cost(const struct pb_params *p, sp filled)
{
	if (filled >= p->last_least)
		return 0;
	return (int64_t)NEARLY_EMPTY_COST * PB_SCALE + sp_muldiv((int64_t)NEARLY_EMPTY_COST * PB_SCALE, p->last_least - filled, p->last_least);
}

/* Does so much of the notes run over that one called for here does not begin here? */
static bool is_late(const struct pb_fitter *ft, sp carry)
{
	return ft->sheet.note > 0 && carry + 2 * ft->m->p->note_line > ft->sheet.last_note;
}

static bool is_least(struct pb_fitter *ft)
{
	if (!ft->least_known)
		ft->least = pb_is_least(ft->m, &ft->s);
	ft->least_known = true;
	return ft->least;
}

/* How much of the page's notes must run over, in whole lines, two of them at least on either side; 0: it cannot. Of the last one, if
 * that will do. Where notes that came go on, they fill the page, but for the least that can stand above. */
static sp note_carry(struct pb_fitter *ft, sp over)
{
	sp line = ft->m->p->note_line, own = ft->sheet.last_note, all = ft->sheet.note + ft->s.carry, carry;

	if (line <= 0)
		return 0;
	carry = sp_max((over + line - 1) / line, 2) * line;
	if (own >= PB_NOTE_LONG * line && carry + 2 * line <= own)
		return carry;
	return ft->s.carry > 0 && all >= PB_NOTE_LONG * line && carry + 2 * line <= all && is_least(ft) ? carry : 0;
}

/* Of where the page ends, and of the floats that wait then. */
static int64_t end_cost(const struct pb_material *m, const struct pb_span *s)
{
	const struct pb_params *p = m->p;
	const struct pb_point *b = s->b;
	const struct pb_float *next = p->floats ? &p->floats[b->floats] : NULL; /* behind the last one that begins before b */
	int64_t cost = PAGE_COST;

	if (s->a != b && !b->forced)
		cost += s->left > 0 && next[-1].to == b->to ? next[-1].penalty : b->penalty;
	for (size_t i = 1; i <= s->left; i++)
		cost += WAIT_COST + m->sums[b->to].barrier - m->sums[next[-(ptrdiff_t)i].to].barrier;
	return cost * PB_SCALE;
}

/* What the page leaves empty; below 0: what it has too much. */
static sp rest_of(const struct pb_fitter *ft)
{
	const struct pb_params *p = ft->m->p;

	return pb_page_height(p, ft->s.first) - ft->sheet.extent.height - pb_notes_height(p, ft->sheet.note + ft->s.carry);
}

/* more: what the page's choices add to its height. */
static struct pb_fit fit_height(struct pb_fitter *ft, sp more)
{
	const struct pb_params *p = ft->m->p;
	const struct pb_point *b = ft->s.b;
	struct pb_fit f = {.cost = ft->end};
	sp height = pb_page_height(p, ft->s.first), note = ft->sheet.note + ft->s.carry, rest = rest_of(ft) - more;

	if (rest < 0 && (f.carry = note_carry(ft, -rest)) > 0) {
		rest += f.carry;
		f.cost += (int64_t)(PB_CARRY_COST + (is_late(ft, f.carry) ? LATE_COST : 0)) * PB_SCALE + notes_cost(ft->m, &ft->s, f.carry);
	}
	if (rest < 0 && note > 0 && -rest <= p->note_gap / PB_GAP_PARTS) {
		f.cost += badness(sp_muldiv(-rest, RATIO_ONE, p->note_gap / PB_GAP_PARTS)) / 2;
		rest = 0;
	}
	if (rest < 0) {
		squeeze_page(&f, -rest, ft->sheet.extent.shrink);
	} else if (b->forced && ft->s.left == 0) {
		f.white = PB_NO_WHITE;
		f.cost += b->last ? last_cost(p, height - rest) : 0;
	} else if (p->ragged) {
		f.white = f.rest = rest;
		f.cost += pb_white_cost(p, f.white, height);
	} else {
		f.rest = rest;
		fill_page(&f, rest - (note > 0 ? sp_min(rest, p->line) : 0), ft->sheet.extent.stretch, height);
		f.white = note > 0 ? 0 : f.white; /* the notes stand at the foot */
	}
	return f;
}

/* ---------------------------------------------------------------- choices */

/* Of glue that takes up so much; NO_WAY: it cannot. */
static int64_t flex_cost(const struct pb_extent *e, sp pad)
{
	sp most = pad < 0 ? e->shrink : e->stretch, amount = pad < 0 ? -pad : pad;

	return amount > most ? NO_WAY : most > 0 ? badness(sp_muldiv(amount, RATIO_ONE, most)) : 0;
}

/* Of one line after the other: by 1 more, by -1 less. */
static void space_costs(sp line, const struct pb_extent *e, int by, int32_t costs[PB_CHOICES])
{
	sp pad = pb_grid_height(line, e) - e->height;
	int64_t spent = 0;

	for (int i = 0; i < PB_CHOICES; i++) {
		int64_t cost = flex_cost(e, pad + by * (i + 1) * line);
		costs[i] = cost == NO_WAY ? PB_NEVER : (int32_t)(cost - spent);
		spent = cost;
		if (cost == NO_WAY)
			return;
	}
}

void pb_option_costs(const struct pb_material *m, struct pb_option *o)
{
	const struct pb_item *it = &m->items[o->item];

	if (o->space) {
		space_costs(m->p->line, &o->extent, 1, o->longer);
		space_costs(m->p->line, &o->extent, -1, o->shorter);
		return;
	}
	o->longer[0] = it->longer > 0 ? it->longer_cost * PB_SCALE : PB_NEVER;
	o->shorter[0] = it->shorter > 0 ? it->shorter_cost * PB_SCALE : PB_NEVER;
	o->longer[1] = o->shorter[1] = PB_NEVER;
}

/* A paragraph that the page's end divides leaves as many lines to the next page as before. Two stay on this one at least. */
static bool is_here(const struct pb_fitter *ft, const struct pb_part *part, const struct pb_option *o, bool longer)
{
	size_t boxes = ft->m->sums[part->to].boxes, rest = o->boxes - boxes;

	if (o->from < part->from)
		return false;
	if (o->boxes <= boxes)
		return true;
	return !o->space && rest >= 2 && o->lines >= rest + (longer ? 2 : 3);
}

/* Each line of an option costs more than the one before it, so none is taken before that. */
static void add_option(struct pb_steps *steps, const struct pb_option *o, bool longer)
{
	const int32_t *costs = longer ? o->longer : o->shorter;

	for (int i = 0; i < PB_CHOICES && costs[i] < steps->v[PB_CHOICES - 1].cost; i++) {
		int k = PB_CHOICES - 1;
		for (; k > 0 && costs[i] < steps->v[k - 1].cost; k--)
			steps->v[k] = steps->v[k - 1];
		steps->v[k] = (struct pb_step){o, costs[i]};
	}
}

static const struct pb_steps *find_steps(struct pb_fitter *ft, bool longer)
{
	struct pb_steps *steps = longer ? &ft->longer : &ft->shorter;

	if (steps->found)
		return steps;
	steps->found = true;
	for (int i = 0; i < PB_CHOICES; i++)
		steps->v[i] = (struct pb_step){NULL, PB_NEVER};
	for (size_t i = 0; i < ft->sheet.n; i++) {
		const struct pb_part *part = &ft->sheet.parts[i];
		for (size_t k = ft->m->sums[part->from].options; k < ft->m->sums[part->to].options; k++)
			if (is_here(ft, part, &ft->m->options.v[k], longer))
				add_option(steps, &ft->m->options.v[k], longer);
	}
	for (size_t i = 0; i < ft->sheet.n_joints; i++) {
		pb_option_costs(ft->m, &ft->sheet.joints[i]);
		add_option(steps, &ft->sheet.joints[i], longer);
	}
	return steps;
}

/* The page with 1, 2, 3 ... lines more or less. */
static void take_steps(struct pb_fitter *ft, struct pb_fits *fits, bool longer)
{
	const struct pb_steps *steps = find_steps(ft, longer);
	int64_t spent = 0;
	sp more = 0;

	for (size_t i = 0; i < PB_CHOICES && steps->v[i].option; i++) {
		const struct pb_option *o = steps->v[i].option;
		const struct pb_item *it = &ft->m->items[o->item];
		more += o->space ? ft->m->p->line : longer ? it->longer : it->shorter;
		spent += steps->v[i].cost;
		struct pb_fit f = fit_height(ft, longer ? more : -more);
		if ((f.overfull || f.carry > 0) && longer)
			return;
		if (f.overfull || f.carry > 0)
			continue;
		f.cost += spent;
		f.n_choices = (uint8_t)(i + 1);
		f.longer = longer;
		fits->v[fits->n++] = f;
	}
}

bool pb_must_be_full(const struct pb_material *m, const struct pb_span *s)
{
	return s->left > 0 && s->a != s->b && !m->p->floats[s->b->floats - s->left].alone;
}

int64_t pb_least_cost(const struct pb_material *m, const struct pb_span *s, sp white)
{
	return end_cost(m, s) + pb_white_cost(m->p, white, pb_page_height(m->p, s->first));
}

/* Nothing less can stand on a page. */
static bool may_be_overfull(const struct pb_material *m, const struct pb_span *s)
{
	return s->a == s->b ? s->left + 1 == s->pending : s->pending == 0 && pb_is_single(m, s->a, s->b);
}

bool pb_stands(const struct pb_material *m, const struct pb_span *s, const struct pb_fit *f)
{
	return !f->overfull || may_be_overfull(m, s);
}

void pb_fitter_make(const struct pb_material *m, const struct pb_span *s, struct pb_fitter *ft)
{
	ft->m = m;
	ft->s = *s;
	ft->page = pb_page_of(s);
	ft->end = end_cost(m, s);
	ft->longer.found = ft->shorter.found = ft->least_known = false;
	pb_sheet_make(m, &ft->page, &ft->sheet);
}

int64_t pb_fitter_least(struct pb_fitter *ft, sp carry)
{
	const struct pb_params *p = ft->m->p;

	ft->s.carry = carry;
	sp rest = rest_of(ft), white = rest - p->line - ft->sheet.extent.stretch;
	if (rest * PB_WHITE_MOST > p->height && white > 0 && !ft->s.b->forced)
		return ft->end + pb_white_cost(p, white, pb_page_height(p, ft->s.first));
	sp give = ft->m->give + PB_CHOICES * p->line + ft->sheet.extent.shrink + p->note_gap;
	if (-rest <= give || may_be_overfull(ft->m, &ft->s))
		return ft->end;
	return note_carry(ft, -rest) > 0 ? ft->end : PB_NO_WAY;
}

void pb_fitter_fit(struct pb_fitter *ft, sp carry, struct pb_fits *fits)
{
	const struct pb_material *m = ft->m;
	struct pb_fit *plain = &fits->v[0];

	ft->s.carry = carry;
	*plain = fit_height(ft, 0);
	sp empty = plain->carry > 0 ? 0 : plain->rest;
	fits->n = !pb_must_be_full(m, &ft->s) || empty * PB_WAIT_WHITE <= m->p->height;
	if (fits->n == 0 || empty * PB_WHITE_MOST > m->p->height)
		return;
	if (!plain->overfull)
		take_steps(ft, fits, true);
	if (empty * SHORT_WHITE <= m->p->height)
		take_steps(ft, fits, false);
}

struct pb_page pb_fitter_page(struct pb_fitter *ft, const struct pb_fit *f)
{
	const struct pb_steps *steps = find_steps(ft, f->longer);
	struct pb_page page = ft->page;

	page.stretch = f->stretch;
	page.ratio = f->ratio;
	page.overfull = f->overfull;
	page.white = f->rest;
	page.carry = f->carry;
	page.n_choices = f->n_choices;
	for (size_t i = 0; i < page.n_choices; i++)
		page.choices[i] = (struct pb_choice){steps->v[i].option->item, steps->v[i].option->space, f->longer};
	return page;
}

void pb_fit_page(const struct pb_material *m, const struct pb_span *s, struct pb_fits *fits)
{
	struct pb_fitter ft;

	pb_fitter_make(m, s, &ft);
	pb_fitter_fit(&ft, s->carry, fits);
}

/* The first of the floats that wait. */
static const struct pb_float *first_float(const struct pb_material *m, const struct pb_span *s)
{
	return &m->p->floats[s->a->floats - s->pending];
}

/* Of a float that fills pages by itself. */
static size_t count_boxes(const struct pb_material *m, const struct pb_float *f)
{
	return m->sums[f->to].boxes - m->sums[f->from].boxes;
}

size_t pb_float_pages(const struct pb_material *m, const struct pb_span *s)
{
	if (s->left + 1 == s->pending)
		return first_float(m, s)->alone ? count_boxes(m, first_float(m, s)) : 1;
	return !pb_has_alone(m, s);
}

void pb_fit_floats(const struct pb_material *m, const struct pb_span *s, struct pb_fits *fits)
{
	size_t pages = pb_float_pages(m, s);

	if (!first_float(m, s)->alone) {
		pb_fit_page(m, s, fits);
		return;
	}
	int64_t cost = end_cost(m, s) + (int64_t)(pages - 1) * PAGE_COST * PB_SCALE + notes_cost(m, s, s->carry);
	*fits = (struct pb_fits){.v = {{.cost = cost, .carry = s->carry}}, .n = 1};
}
