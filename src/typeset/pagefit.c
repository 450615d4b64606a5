/* pagefit.c - one page: how what stands between two breaks fills it, and what that costs. See the essay in pagebreak.c. */
#include "typeset/pagebreak_int.h"

#include <string.h>

#define RATIO_ONE 65536
#define PAGE_COST 10          /* of any page: rather fewer */
#define WHITE_PARTS 30        /* 100 for white of 1/30 of the page, by its square */
#define FACING_PARTS 150       /* 100 for facing bottoms that differ by 1/90 of the page */
#define NEARLY_EMPTY_COST 200 /* of a last page below last_least; twice that when it holds nothing */
#define OVERFULL_COST 1000000
#define GAP_PARTS 3           /* of the gap above notes, a third may go */
#define NOTE_LONG 6           /* lines of a note that may be divided */
#define CARRY_COST 60         /* of dividing one */
#define NO_WAY INT64_MAX
#define WHITE_MOST 3          /* of so many parts of a page: with more white its choices are not looked at */

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

struct pb_extent pb_extent_between(const struct pb_material *m, const struct pb_point *a, const struct pb_point *b)
{
	const struct pb_sum *from = &a->at_from, *to = &b->at_to;
	size_t first = m->next_grid[a->from], last = to->grid;
	struct pb_extent e = {.height = m->items[a->from].repeat};

	if (first < b->to) {
		const struct pb_sum *at = &m->sums[first];
		e = (struct pb_extent){e.height + at->height - from->height, at->stretch - from->stretch, at->shrink - from->shrink};
		e.height = pb_grid_height(m->p->line, &e) + m->sums[last].grid_height - m->sums[first + 1].grid_height;
		from = &m->sums[last - 1];
	}
	return (struct pb_extent){e.height + to->height - from->height, to->stretch - from->stretch, to->shrink - from->shrink};
}

/* 100 |ratio|^3 in thousandths, |ratio| at most 1. */
static int64_t badness(int64_t ratio)
{
	int64_t r = ratio < 0 ? -ratio : ratio;

	return 100 * PB_SCALE * (r * r / RATIO_ONE * r / RATIO_ONE) / RATIO_ONE;
}

static int64_t white_cost(sp white, sp height)
{
	int64_t r = sp_muldiv(white, WHITE_PARTS * RATIO_ONE, sp_max(height, 1));

	return 100 * PB_SCALE * (r * r / RATIO_ONE) / RATIO_ONE;
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

	f->page.stretch = ratio > 0;
	f->page.ratio = (int32_t)ratio;
	f->white = rest > stretch ? rest - stretch : 0;
	f->cost += badness(ratio) + white_cost(f->white, height);
}

static void squeeze_page(struct pb_fit *f, sp over, sp shrink)
{
	f->page.ratio = shrink > 0 ? (int32_t)-sp_muldiv(sp_min(over, shrink), RATIO_ONE, shrink) : 0;
	f->cost += badness(f->page.ratio);
	if (over > shrink) {
		f->page.overfull = true;
		f->cost += (int64_t)OVERFULL_COST * PB_SCALE;
	}
}

static int64_t last_cost(const struct pb_params *p, sp filled)
{
	if (filled >= p->last_least)
		return 0;
	return (int64_t)NEARLY_EMPTY_COST * PB_SCALE + sp_muldiv((int64_t)NEARLY_EMPTY_COST * PB_SCALE, p->last_least - filled, p->last_least);
}

/* How much of the page's last note must run over, in whole lines, two of them at least on either side; 0: it cannot. */
static sp note_carry(const struct pb_material *m, const struct pb_span *s, sp over)
{
	sp line = m->p->note_line, last = s->carry, carry;

	if (line <= 0)
		return 0;
	if (s->b->at_to.noted > s->a->from)
		last = m->items[s->b->at_to.noted - 1].note;
	carry = sp_max((over + line - 1) / line, 2) * line;
	return last >= NOTE_LONG * line && carry + 2 * line <= last ? carry : 0;
}

/* more: what the page's choices add to its height. */
static struct pb_fit fit_height(const struct pb_material *m, const struct pb_span *s, sp more)
{
	const struct pb_point *a = s->a, *b = s->b;
	struct pb_fit f = {.page = {.from = a->from, .to = b->to}, .more = more, .cost = (int64_t)PAGE_COST * PB_SCALE};
	struct pb_extent e = pb_extent_between(m, a, b);
	sp height = pb_page_height(m->p, s->first), note = b->at_to.note - a->at_from.note + s->carry;
	sp rest = height - e.height - pb_notes_height(m->p, note) - more;

	if (!b->forced)
		f.cost += b->penalty * PB_SCALE;
	if (rest < 0 && (f.page.carry = note_carry(m, s, -rest)) > 0) {
		rest += f.page.carry;
		f.cost += (int64_t)CARRY_COST * PB_SCALE;
	}
	if (rest < 0 && note > 0 && -rest <= m->p->note_gap / GAP_PARTS) {
		f.cost += badness(sp_muldiv(-rest, RATIO_ONE, m->p->note_gap / GAP_PARTS)) / 2;
		rest = 0;
	}
	if (rest < 0) {
		squeeze_page(&f, -rest, e.shrink);
	} else if (b->forced) {
		f.white = PB_NO_WHITE;
		f.cost += b->last ? last_cost(m->p, height - rest) : 0;
	} else if (m->p->ragged) {
		f.white = f.page.white = rest;
		f.cost += white_cost(f.white, height) / 4;
	} else {
		f.page.white = rest;
		fill_page(&f, rest - (note > 0 ? sp_min(rest, m->p->line) : 0), e.stretch, height);
	}
	return f;
}

/* ---------------------------------------------------------------- choices */

/* How often the page's choices take this option already. */
static int taken(const struct pb_page *page, const struct pb_option *o)
{
	int n = 0;

	for (size_t i = 0; i < page->n_choices; i++)
		n += page->choices[i].item == o->item && page->choices[i].space == o->space;
	return n;
}

/* Of glue that takes up so much; NO_WAY: it cannot. */
static int64_t flex_cost(const struct pb_extent *e, sp pad)
{
	sp most = pad < 0 ? e->shrink : e->stretch, amount = pad < 0 ? -pad : pad;

	return amount > most ? NO_WAY : most > 0 ? badness(sp_muldiv(amount, RATIO_ONE, most)) : 0;
}

/* Of n lines more, or below 0 less. */
static int64_t space_cost(const struct pb_material *m, const struct pb_option *o, int n)
{
	sp line = m->p->line;

	return flex_cost(&o->extent, pb_grid_height(line, &o->extent) - o->extent.height + n * line);
}

/* Of one more. */
static int64_t paragraph_cost(const struct pb_material *m, const struct pb_option *o, bool longer, int n)
{
	const struct pb_item *it = &m->items[o->item];

	if (n > 0 || (longer ? it->longer : it->shorter) <= 0)
		return NO_WAY;
	return (int64_t)PB_SCALE * (longer ? it->longer_cost : it->shorter_cost);
}

/* A paragraph that the page's end divides leaves as many lines to the next page as before. Two stay on this one at least. */
static bool is_here(const struct pb_span *s, const struct pb_option *o, bool longer)
{
	size_t rest = o->boxes - s->b->at_to.boxes;

	if (o->from < s->a->from)
		return false;
	if (o->boxes <= s->b->at_to.boxes)
		return true;
	return !o->space && rest >= 2 && o->lines >= rest + (longer ? 2 : 3);
}

/* Of taking the option once more; NO_WAY: it cannot be had. */
static int64_t option_cost(const struct pb_material *m, const struct pb_span *s, const struct pb_page *page, const struct pb_option *o,
                           bool longer)
{
	int n = taken(page, o), sign = longer ? 1 : -1;

	if (!is_here(s, o, longer))
		return NO_WAY;
	if (!o->space)
		return paragraph_cost(m, o, longer, n);
	int64_t cost = space_cost(m, o, sign * (n + 1));
	return cost == NO_WAY ? NO_WAY : cost - (n ? space_cost(m, o, sign * n) : 0);
}

/* The page with one more of its options taken, the cheapest: what f has become, with what its options have cost so far. */
static bool take_one(const struct pb_material *m, const struct pb_span *s, struct pb_fit *f, bool longer)
{
	const struct pb_option *best = NULL;
	int64_t least = NO_WAY, cost;
	struct pb_fit was = *f;

	for (size_t k = s->a->at_from.options; k < s->b->at_to.options; k++) {
		if ((cost = option_cost(m, s, &was.page, &m->options.v[k], longer)) < least) {
			best = &m->options.v[k];
			least = cost;
		}
	}
	if (!best)
		return false;
	const struct pb_item *it = &m->items[best->item];
	sp more = best->space ? m->p->line : longer ? it->longer : it->shorter;
	*f = fit_height(m, s, was.more + (longer ? more : -more));
	f->spent = was.spent + least;
	f->cost += f->spent;
	memcpy(f->page.choices, was.page.choices, sizeof was.page.choices);
	f->page.choices[was.page.n_choices] = (struct pb_choice){best->item, best->space, longer};
	f->page.n_choices = was.page.n_choices + 1;
	return true;
}

static void take_some(const struct pb_material *m, const struct pb_span *s, struct pb_fits *fits, bool longer)
{
	struct pb_fit f = fits->v[0];

	while (f.page.n_choices < PB_CHOICES && take_one(m, s, &f, longer))
		if (!f.page.overfull)
			fits->v[fits->n++] = f;
}

void pb_fit_page(const struct pb_material *m, const struct pb_span *s, struct pb_fits *fits)
{
	struct pb_fit *plain = &fits->v[0];

	*plain = fit_height(m, s, 0);
	fits->n = 1;
	if (s->b->at_to.options == s->a->at_from.options || plain->page.white * WHITE_MOST > m->p->height)
		return;
	take_some(m, s, fits, true);
	take_some(m, s, fits, false);
}
