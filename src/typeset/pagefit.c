/* pagefit.c - one page: how what stands between two breaks fills it, and what that costs. See the essay in pagebreak.c. */
#include "typeset/pagebreak_int.h"

#include <limits.h>
#include <string.h>

#define RATIO_ONE 65536
#define PAGE_COST 10          /* of any page: rather fewer */
#define WHITE_PARTS 30        /* 100 for white of 1/30 of the page, by its square; for facing bottoms that differ so much */
#define NEARLY_EMPTY_COST 200 /* of a last page below last_least; twice that when it holds nothing */
#define OVERFULL_COST 1000000
#define FINE 15               /* a page that costs no more is left as it is */
#define NOTE_LONG 6           /* lines of a note that may be divided */
#define CARRY_COST 60         /* of dividing one */
#define NONE SIZE_MAX

sp pb_notes_height(const struct pb_params *p, sp note)
{
	return note > 0 ? note + p->note_gap : 0;
}

sp pb_page_height(const struct pb_params *p, bool first)
{
	return first && p->first_height > 0 ? p->first_height : p->height;
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
	return sp_muldiv(left > right ? left - right : right - left, 100 * PB_SCALE * WHITE_PARTS, sp_max(p->height, 1));
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

	if (line <= 0 || s->b->forced)
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
	struct pb_fit f = {.page = {.from = a->from, .to = b->to}, .cost = (int64_t)PAGE_COST * PB_SCALE};
	sp stretch = b->at_to.stretch - a->at_from.stretch, shrink = b->at_to.shrink - a->at_from.shrink;
	sp height = pb_page_height(m->p, s->first), note = b->at_to.note - a->at_from.note + s->carry;
	sp filled = b->at_to.height - a->at_from.height + pb_notes_height(m->p, note) + m->items[a->from].repeat + more;

	if (!b->forced)
		f.cost += b->penalty * PB_SCALE;
	if (filled > height && (f.page.carry = note_carry(m, s, filled - height)) > 0) {
		filled -= f.page.carry;
		f.cost += (int64_t)CARRY_COST * PB_SCALE;
	}
	if (filled > height) {
		squeeze_page(&f, filled - height, shrink);
	} else if (b->forced) {
		f.white = PB_NO_WHITE;
		f.cost += b->last ? last_cost(m->p, filled) : 0;
	} else if (m->p->ragged) {
		f.white = height - filled;
		f.cost += white_cost(f.white, height) / 4;
	} else {
		fill_page(&f, height - filled, stretch, height);
	}
	return f;
}

static int choice_cost(const struct pb_material *m, size_t item, bool longer)
{
	const struct pb_item *it = &m->items[item];
	sp amount = longer ? it->longer : it->shorter;

	return amount <= 0 ? INT_MAX : longer ? it->longer_cost : it->shorter_cost;
}

static bool is_chosen(const struct pb_page *page, size_t item)
{
	for (size_t i = 0; i < page->n_choices; i++)
		if (page->choices[i].item == item)
			return true;
	return false;
}

/* The cheapest paragraph whole between a and b that is not chosen yet; NONE. */
static size_t cheapest(const struct pb_material *m, const struct pb_span *s, const struct pb_fit *f, bool longer)
{
	const struct pb_point *a = s->a, *b = s->b;
	size_t best = NONE;

	for (size_t k = 0; k < m->choices.n && m->choices.v[k] < b->to; k++) {
		size_t i = m->choices.v[k];
		if (i < a->from || m->sums[i].boxes + m->items[i].lines > b->at_to.boxes)
			continue;
		if (choice_cost(m, i, longer) == INT_MAX || is_chosen(&f->page, i))
			continue;
		if (best == NONE || choice_cost(m, i, longer) < choice_cost(m, best, longer))
			best = i;
	}
	return best;
}

/* The page with one more of its paragraphs set otherwise. */
static bool choose_one(const struct pb_material *m, const struct pb_span *s, struct pb_fit *f, bool longer)
{
	struct pb_page with = f->page;
	size_t item = cheapest(m, s, f, longer);
	sp more = 0;
	int64_t spent = 0;

	if (item == NONE)
		return false;
	with.choices[with.n_choices++] = (struct pb_choice){item, longer};
	for (size_t i = 0; i < with.n_choices; i++) {
		const struct pb_item *it = &m->items[with.choices[i].item];
		more += longer ? it->longer : -it->shorter;
		spent += (int64_t)PB_SCALE * (longer ? it->longer_cost : it->shorter_cost);
	}
	*f = fit_height(m, s, more);
	f->cost += spent;
	memcpy(f->page.choices, with.choices, sizeof with.choices);
	f->page.n_choices = with.n_choices;
	return true;
}

struct pb_fit pb_fit_page(const struct pb_material *m, const struct pb_span *s)
{
	struct pb_fit best = fit_height(m, s, 0), f = best;
	bool longer = !best.page.overfull && best.page.ratio >= 0;
	int64_t ending = s->b->forced ? 0 : s->b->penalty * PB_SCALE;

	if (!m->choices.n || (!best.page.overfull && best.cost - ending < (int64_t)FINE * PB_SCALE))
		return best;
	while (f.page.n_choices < PB_CHOICES && choose_one(m, s, &f, longer))
		if (f.cost < best.cost)
			best = f;
	return best;
}

