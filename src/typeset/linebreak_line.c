/* linebreak_line.c - one line: where it may end, how it fills the measure, where its items stand.
 *
 * How expansion and glue share a line. A line is short of the measure by
 *     short = width + hang_left + hang_right - natural          (negative: too long)
 * where natural sums the widths of its boxes and glue, `before` of the break that ends it and `after` of the break before.
 * The letters go first: expand = short / (what all boxes allow), at most one, rounded to the nearest step. What is left,
 *     rest = short - expand * allowance,
 * is the glue's: ratio = rest / stretch, or rest / shrink when negative. This is pdfTeX's order (Thành 2000, section 3.3),
 * and so a line costs only what remains for its word spaces: badness is 100 |ratio|^3 (The TeXbook, ch. 14). Sharing `short`
 * between letters and spaces in proportion was rejected: it bends every line's letters a little and leaves every line's
 * spaces uneven, where two percent in the letters cannot be seen and five percent in the spaces can. Among lines with the
 * same spaces a small cost still prefers natural letters.
 *
 * Before spaces stretch, the line's ends give: they hang out by up to hang_give less than their shapes ask for. So little is not
 * seen in an edge (in TeX letters do not hang at all), but it is a tenth of a loose line's badness. What makes ends hang out
 * further, where a line is tight, was rejected: text does not leave the measure.
 *
 * So an item of the line is as wide as its width, plus expand/1000 of its stretch or shrink when it is a box, plus
 * ratio/65536 of them when it is glue; what hangs out is not expanded. Glue may give up to `tightest` of its shrink: in narrow
 * columns a space of 58 percent once in a while is better than a hole in the next line. A justified line made this way ends at
 * the measure but for rounding; lb_places takes that away, too. */
#include "typeset/linebreak_int.h"

#define UNDERFULL_BADNESS 10000 /* spaces stretched 4.6 times: no space but a hole; the line is better left short */
#define SHORT_BADNESS 300       /* a line that may stay short, and does; more the shorter it is */
#define OVERFULL_COST ((int64_t)10000000 * LB_BADNESS_SCALE)
#define EXPAND_COST 1           /* badness of letters expanded all the way */
#define SHORT_LAST_COST 1200    /* badness of a last line of no length, beyond half of it for being short at all */
#define HAIR_COST 60            /* badness of a last line that is full but for a hair */
#define RATIO_ONE 65536

/* ---------------------------------------------------------------- places to break */

static bool is_forced(const struct lb_item *it)
{
	return it->kind == LB_PENALTY && it->penalty <= -LB_INFINITE;
}

/* The first item that a line shows when the items from i on follow a break. */
static size_t skip_discardable(const struct lb_item *items, size_t n, size_t i)
{
	while (i < n && items[i].kind != LB_BOX && !is_forced(&items[i]))
		i++;
	return i;
}

/* A break that a forced one follows with nothing to show between them would make an empty line. */
static bool leads_nowhere(const struct lb_item *items, size_t n, size_t i)
{
	size_t next = skip_discardable(items, n, i);

	return next == n || items[next].kind != LB_BOX;
}

static bool is_legal(const struct lb_item *items, size_t n, size_t i)
{
	const struct lb_item *it = &items[i];

	if (it->kind == LB_BOX || (it->kind == LB_PENALTY && it->penalty >= LB_INFINITE))
		return false;
	if (is_forced(it))
		return true;
	if (it->kind == LB_GLUE && (i == 0 || items[i - 1].kind != LB_BOX || it->fill))
		return false;
	return !leads_nowhere(items, n, i);
}

/* Of the last box before a break; what lies between is invisible. */
static sp hang_right_at(const struct lb_item *items, size_t to)
{
	if (items[to].kind == LB_PENALTY && items[to].before > 0)
		return items[to].hang_right;
	while (to > 0 && (items[to - 1].kind == LB_PENALTY || (items[to - 1].kind == LB_GLUE && items[to - 1].fill)))
		to--;
	return to > 0 && items[to - 1].kind == LB_BOX ? items[to - 1].hang_right : 0;
}

static void sum_add(struct lb_sum *s, const struct lb_item *it)
{
	if (it->kind == LB_PENALTY)
		return;
	s->width += it->width;
	if (it->kind == LB_BOX) {
		s->font_stretch += it->stretch;
		s->font_shrink += it->shrink;
		return;
	}
	s->stretch += it->stretch;
	s->shrink += it->shrink;
	s->fills += it->fill;
}

/* Fills in the side of a point that the line behind it sees. sum: the totals before its start. */
static void open_point(struct lb_point *pt, const struct lb_item *items, size_t n, struct lb_sum sum)
{
	pt->at_start = sum;
	if (pt->start < n && items[pt->start].kind == LB_BOX)
		pt->hang_left = items[pt->start].hang_left;
}

static struct lb_point point_at(const struct lb_item *items, size_t n, size_t i, struct lb_sum sum)
{
	struct lb_point pt = {.item = i, .start = skip_discardable(items, n, i + 1), .at_end = sum, .last = i == n - 1};

	pt.hang_right = hang_right_at(items, i);
	if (items[i].kind == LB_PENALTY) {
		pt.penalty = items[i].penalty;
		pt.hyphen = items[i].hyphen;
		pt.fill = items[i].fill;
		pt.before = items[i].before;
		pt.after = items[i].after;
		pt.before_stretch = items[i].stretch;
		pt.before_shrink = items[i].shrink;
		pt.forced = is_forced(&items[i]);
	}
	return pt;
}

struct lb_point *lb_points(struct arena *a, const struct lb_item *items, size_t n_items, const struct lb_params *p, size_t *n)
{
	struct { struct lb_point *v; size_t n, sz; } list = {0};
	struct lb_sum sum = {0};
	size_t open = 0; /* points whose line has not started yet */

	struct lb_point start = {.start = skip_discardable(items, n_items, 0), .indent = p->indent};
	*arena_push(a, &list) = start;
	for (size_t i = 0; i < n_items; i++) {
		for (; open < list.n && list.v[open].start == i; open++)
			open_point(&list.v[open], items, n_items, sum);
		if (is_legal(items, n_items, i)) {
			struct lb_point pt = point_at(items, n_items, i, sum);
			*arena_push(a, &list) = pt;
		}
		sum_add(&sum, &items[i]);
	}
	*n = list.n;
	return list.v;
}

/* ---------------------------------------------------------------- filling the measure */

/* What a line has to fill its measure with. */
struct material {
	sp width;                     /* to fill */
	sp rest;                      /* of it that is not filled yet; negative: too long */
	sp stretch, shrink, font_stretch, font_shrink;
	sp hang_left, hang_right;     /* out into the margins */
	bool fill, may_stay_short;
};

static struct material material_of(const struct lb_point *a, const struct lb_point *b, const struct lb_params *p)
{
	struct material m = {.width = p->measure - a->indent, .hang_left = a->hang_left, .hang_right = b->hang_right};
	sp natural = b->at_end.width - a->at_start.width + a->after + b->before;

	m.rest = m.width + m.hang_left + m.hang_right - natural;
	m.stretch = b->at_end.stretch - a->at_start.stretch;
	m.shrink = b->at_end.shrink - a->at_start.shrink;
	m.font_stretch = b->at_end.font_stretch - a->at_start.font_stretch + b->before_stretch;
	m.font_shrink = b->at_end.font_shrink - a->at_start.font_shrink + b->before_shrink;
	m.fill = b->at_end.fills > a->at_start.fills;
	m.may_stay_short = b->fill;
	return m;
}

/* All that glue may give. */
static sp tightest(const struct lb_params *p, sp shrink)
{
	return p->tightest > 0 ? sp_muldiv(shrink, p->tightest, 1000) : shrink;
}

bool lb_hopeless(const struct lb_point *a, const struct lb_point *b, const struct lb_params *p, sp hang)
{
	sp least = b->at_end.width - a->at_start.width;

	if (!p->ragged)
		least -= tightest(p, b->at_end.shrink - a->at_start.shrink) + b->at_end.font_shrink - a->at_start.font_shrink;
	return b->item > a->start && least > p->measure - a->indent + a->hang_left + hang;
}

int lb_eighths(int badness)
{
	int eighths = 1;

	if (badness <= 0 || badness >= UNDERFULL_BADNESS)
		return 0;
	while (100 * eighths * eighths * eighths <= badness * 8 * 8 * 8)
		eighths++;
	return eighths + 1;
}

bool lb_too_loose(const struct lb_point *a, const struct lb_point *b, const struct lb_params *p, sp more, int eighths)
{
	sp longest = b->at_end.width - a->at_start.width + b->before - b->hang_right + more;

	longest += b->at_end.font_stretch - a->at_start.font_stretch + b->before_stretch + 2 * p->hang_give;
	return longest + (b->at_end.stretch - a->at_start.stretch) * eighths / 8 < p->measure;
}

static int steps_of(const struct lb_params *p)
{
	return p->expand_steps > 0 ? p->expand_steps : 1000;
}

/* Expansion in thousandths that comes nearest to `want` out of `allowed`, in whole steps. */
static int32_t expand_for(sp want, sp allowed, int steps)
{
	if (allowed <= 0)
		return 0;
	if (want >= allowed)
		return 1000;
	return (int32_t)sp_muldiv(sp_muldiv(want, steps, allowed), 1000, steps);
}

/* Lets the letters take what they can of the rest. */
static int32_t expand_line(struct material *m, int steps)
{
	bool wider = m->rest > 0;
	sp allowed = wider ? m->font_stretch : m->font_shrink;
	int32_t expand = expand_for(wider ? m->rest : -m->rest, allowed, steps);

	expand = wider ? expand : -expand;
	m->rest -= sp_muldiv(allowed, expand, 1000);
	return expand;
}

static sp give(sp *hang, sp most, sp wanted)
{
	sp given = sp_max(sp_min(sp_min(*hang, most), wanted), 0);

	*hang -= given;
	return given;
}

/* Hangs out less where spaces would have to stretch. */
static void draw_in(struct material *m, sp most)
{
	m->rest -= give(&m->hang_right, most, m->rest);
	m->rest -= give(&m->hang_left, most, m->rest);
}

/* What rounding to a step may have left over, for a line that has no glue to take it. */
static sp expand_slack(sp allowed, int32_t expand, int steps)
{
	return expand == 1000 || expand == -1000 ? 0 : allowed / steps + 1;
}

/* 100 |ratio|^3 in thousandths; |ratio| at most 8. */
static int64_t badness(int64_t ratio)
{
	int64_t r = ratio < 0 ? -ratio : ratio;
	int64_t square = r * r / RATIO_ONE;

	return 100 * LB_BADNESS_SCALE * (square * r / RATIO_ONE) / RATIO_ONE;
}

static enum lb_class class_of(int64_t ratio)
{
	if (ratio < -RATIO_ONE / 2)
		return LB_TIGHT;
	if (ratio <= RATIO_ONE / 2)
		return LB_DECENT;
	return ratio <= RATIO_ONE ? LB_LOOSE : LB_VERY_LOOSE;
}

/* 100 (rest / (width / parts))^2 in thousandths: how ugly it is to end short. */
static int64_t short_cost(sp rest, sp width, int64_t parts)
{
	int64_t r = sp_muldiv(sp_min(rest, 8 * width), parts * RATIO_ONE, sp_max(width, 1));

	return 100 * LB_BADNESS_SCALE * (r * r / RATIO_ONE) / RATIO_ONE;
}

static void make_overfull(struct lb_fit *f, const struct material *m, const struct lb_params *p)
{
	f->line.overfull = true;
	f->line.expand = m->font_shrink > 0 ? -1000 : 0;
	f->line.ratio = m->shrink > 0 ? -(int32_t)tightest(p, RATIO_ONE) : 0;
	f->cost = OVERFULL_COST + -m->rest * 100 / sp_max(m->width, 1) * LB_BADNESS_SCALE;
	f->class = LB_TIGHT;
}

static void make_underfull(struct lb_fit *f, sp rest, sp width)
{
	f->line = (struct lb_line){.underfull = true};
	f->cost = (int64_t)UNDERFULL_BADNESS * LB_BADNESS_SCALE + short_cost(rest, width, 8);
	f->class = LB_VERY_LOOSE;
}

/* What ends inside an address is better short than full of holes. */
static void make_short(struct lb_fit *f, sp rest, sp width)
{
	f->line = (struct lb_line){0};
	f->cost = (int64_t)SHORT_BADNESS * LB_BADNESS_SCALE + short_cost(rest, width, 8);
	f->class = LB_VERY_LOOSE;
}

static int64_t expand_cost(int32_t expand)
{
	return (int64_t)EXPAND_COST * expand * expand * LB_BADNESS_SCALE / (1000 * 1000);
}

/* Sets the line to both margins. */
static void fit_justified(struct lb_fit *f, struct material m, const struct lb_params *p)
{
	int steps = steps_of(p);
	sp natural_rest = m.rest;
	int32_t expand = expand_line(&m, steps);
	draw_in(&m, p->hang_give);
	sp slack = expand_slack(natural_rest > 0 ? m.font_stretch : m.font_shrink, expand, steps);
	sp glue = m.rest > 0 ? m.stretch : m.shrink;
	int64_t ratio = glue > 0 ? sp_muldiv(sp_max(sp_min(m.rest, 8 * glue), -8 * glue), RATIO_ONE, glue) : 0;

	if (glue <= 0 && m.rest > slack) {
		make_underfull(f, natural_rest, m.width);
		return;
	}
	if (-m.rest > sp_max(tightest(p, glue), slack)) {
		make_overfull(f, &m, p);
		return;
	}
	if (badness(ratio) >= (int64_t)UNDERFULL_BADNESS * LB_BADNESS_SCALE) {
		make_underfull(f, natural_rest, m.width);
		return;
	}
	f->line.justified = true;
	f->line.hang_left = m.hang_left;
	f->line.hang_right = m.hang_right;
	f->line.expand = expand;
	f->line.stretch = ratio > 0;
	f->line.ratio = (int32_t)ratio;
	f->cost = badness(ratio) + expand_cost(expand);
	f->class = class_of(ratio);
}

static void fit_line(struct lb_fit *f, const struct material *m, const struct lb_params *p)
{
	struct lb_fit shorter = {0};

	fit_justified(f, *m, p);
	if (!m->may_stay_short || m->rest <= 0)
		return;
	make_short(&shorter, m->rest, m->width);
	if (shorter.cost < f->cost)
		*f = shorter;
}

/* The paragraph's end: not too short, and either full or visibly not. */
static void fit_last(struct lb_fit *f, const struct material *m, const struct lb_params *p)
{
	sp filled = m->width - m->rest;

	if (filled < p->last_least)
		f->cost += (int64_t)SHORT_LAST_COST * LB_BADNESS_SCALE / 2
			+ sp_muldiv((int64_t)SHORT_LAST_COST * LB_BADNESS_SCALE, p->last_least - sp_max(filled, 0), p->last_least);
	if (p->ragged || m->rest <= 0 || m->rest >= p->last_least / 2)
		return;
	struct lb_fit full = {0};
	fit_justified(&full, *m, p);
	f->cost += (int64_t)HAIR_COST * LB_BADNESS_SCALE;
	if (full.line.justified && full.cost < f->cost)
		*f = full;
}

static void fit_ragged(struct lb_fit *f, const struct material *m, const struct lb_params *p, bool end)
{
	if (m->rest < 0) {
		struct material rigid = {.width = m->width, .rest = m->rest};
		make_overfull(f, &rigid, p);
	} else if (!end) {
		f->cost = short_cost(m->rest, m->width, 4);
	}
}

struct lb_fit lb_fit(const struct lb_point *a, const struct lb_point *b, const struct lb_params *p)
{
	struct lb_fit f = {.class = LB_DECENT};

	if (b->item > a->start) {
		struct material m = material_of(a, b, p);
		bool filled = m.fill && m.rest >= 0;
		if (p->ragged)
			fit_ragged(&f, &m, p, b->forced);
		else if (!filled)
			fit_line(&f, &m, p);
		if (b->last && m.fill && m.rest >= 0)
			fit_last(&f, &m, p);
		if (!f.line.justified) {
			f.line.hang_left = m.hang_left;
			f.line.hang_right = m.hang_right;
		}
	}
	f.line.from = a->start;
	f.line.to = b->item;
	f.line.start = a->after;
	return f;
}

/* ---------------------------------------------------------------- places */

/* What an item's expansion adds; the running sum is rounded, not each share. */
static sp expanded(sp allowed, int32_t expand)
{
	return sp_muldiv(allowed, expand, 1000);
}

static sp flex_of(const struct lb_item *it, bool more)
{
	return more ? it->stretch : it->shrink;
}

/* How much of it each glue of the line takes. */
struct share {
	sp total;    /* to give away; negative: to take */
	sp flex;     /* of all glue of the line that shares it */
	bool stretch, fill;
};

static bool takes(const struct share *s, const struct lb_item *it)
{
	return it->kind == LB_GLUE && (!s->fill || it->fill);
}

static sp weight(const struct share *s, const struct lb_item *it)
{
	if (!takes(s, it))
		return 0;
	return s->fill ? 1 : flex_of(it, s->stretch);
}

static struct share share_of(const struct lb_item *items, const struct lb_line *line, sp width)
{
	struct share s = {.stretch = line->ratio > 0};
	const struct lb_item *end = &items[line->to];
	sp set = line->start - line->hang_left, allowed = 0;
	int fills = 0;

	if (line->to <= line->from)
		return s;
	for (size_t i = line->from; i <= line->to; i++) {
		bool last = i == line->to;
		if (last && end->kind != LB_PENALTY)
			break;
		set += last ? end->before : items[i].kind == LB_PENALTY ? 0 : items[i].width;
		allowed += last || items[i].kind == LB_BOX ? flex_of(&items[i], line->expand > 0) : 0;
		fills += !last && items[i].kind == LB_GLUE && items[i].fill;
	}
	s.total = width + line->hang_right - set - expanded(allowed, line->expand);
	s.fill = fills > 0 && !line->justified;
	s.stretch = s.total > 0;
	for (size_t i = line->from; i < line->to; i++)
		s.flex += weight(&s, &items[i]);
	if (!line->justified && !s.fill)
		s.total = sp_muldiv(s.flex, line->ratio, RATIO_ONE); /* overfull: all shrunk */
	return s;
}

void lb_places(const struct lb_item *items, const struct lb_line *line, sp width, sp *x)
{
	struct share s = share_of(items, line, width);
	sp at = line->start - line->hang_left, allowed = 0, flex = 0;

	for (size_t i = line->from; i <= line->to; i++) {
		sp glue = s.flex > 0 ? sp_muldiv(s.total, flex, s.flex) : 0;
		x[i - line->from] = at + expanded(allowed, line->expand) + glue;
		if (i == line->to)
			break;
		at += items[i].kind == LB_PENALTY ? 0 : items[i].width;
		allowed += items[i].kind == LB_BOX ? flex_of(&items[i], line->expand > 0) : 0;
		flex += weight(&s, &items[i]);
	}
}
