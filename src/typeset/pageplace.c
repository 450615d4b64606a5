/* pageplace.c - the places of a page's items, on a grid.
 *
 * Lines of running text stand a whole number of lines below the top of their page, so that the lines of facing pages, and of
 * both sides of a sheet, meet. What stands between them (headings, lists, tables, figures) has any height; with the
 * space round it, it is given whole lines: its glue takes up what is missing, in proportion to its stretch, or yields a
 * little where that is nearer. The page breaker counts the same way (pb_grid_height), so a page is full when its lines are.
 *
 * TeX's way was rejected: one ratio for all the glue of a page makes every foot even and no two lines of a spread meet. */
#include "typeset/pagebreak_int.h"

#define ROUNDING 64 /* parts of a line that lengths may be off without meaning it */

sp pb_grid_height(sp line, const struct pb_extent *e)
{
	sp over = e->height % line, under = line - over;
	bool yields = over <= e->shrink && sp_muldiv(over, e->stretch, line) < sp_muldiv(under, e->shrink, line);

	return over <= line / ROUNDING || (yields && under > line / ROUNDING) ? e->height - over : e->height + under;
}

struct placer {
	const struct pb_item *items;
	const struct pb_page *page;
	sp line;
	sp *tops;
	sp y;
};

static struct pb_extent extent(const struct placer *p, size_t from, size_t to)
{
	struct pb_extent e = {0, 0, 0};

	for (size_t i = from; i < to; i++) {
		const struct pb_item *it = &p->items[i];
		e.height += it->height;
		e.stretch += it->kind == PB_GLUE ? it->stretch : 0;
		e.shrink += it->kind == PB_GLUE ? it->shrink : 0;
	}
	return e;
}

/* Items [from, to), with `pad` more than they have by themselves; what no glue takes comes at their end. */
static void place_items(struct placer *p, size_t from, size_t to, sp pad)
{
	struct pb_extent all = extent(p, from, to);
	sp flex = pad < 0 ? all.shrink : all.stretch, end = p->y + all.height + pad, passed = 0, given = 0;

	for (size_t i = from; i < to; i++) {
		const struct pb_item *it = &p->items[i];
		p->tops[i - p->page->from] = p->y;
		p->y += it->height;
		if (it->kind != PB_GLUE || flex == 0)
			continue;
		passed += pad < 0 ? it->shrink : it->stretch;
		p->y += sp_muldiv(pad, passed, flex) - given;
		given = sp_muldiv(pad, passed, flex);
	}
	p->y = end;
}

static sp chosen(const struct placer *p, size_t item)
{
	sp more = 0;

	for (size_t i = 0; i < p->page->n_choices; i++)
		if (p->page->choices[i].space && p->page->choices[i].item == item)
			more += p->page->choices[i].longer ? p->line : -p->line;
	return more;
}

/* Up to a box on the grid. */
static void place_to_grid(struct placer *p, size_t from, size_t to)
{
	struct pb_extent e = extent(p, from, to), with = {p->y + e.height, e.stretch, e.shrink};

	place_items(p, from, to, pb_grid_height(p->line, &with) - with.height + chosen(p, to));
}

static void place_rest(struct placer *p, size_t from)
{
	struct pb_extent e = extent(p, from, p->page->to);

	place_items(p, from, p->page->to, sp_muldiv(p->page->stretch ? e.stretch : e.shrink, p->page->ratio, 65536));
}

void pb_place(const struct pb_item *items, const struct pb_page *page, sp line, sp *tops)
{
	struct placer p = {items, page, line, tops, 0};
	size_t from = page->from;

	p.y = from < page->to ? items[from].repeat : 0;
	for (size_t i = from; i < page->to && line > 0; i++) {
		if (!items[i].grid)
			continue;
		place_to_grid(&p, from, i);
		from = i;
	}
	place_rest(&p, from);
	tops[page->to - page->from] = p.y;
}
