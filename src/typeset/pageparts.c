/* pageparts.c - what stands on a page, from top to bottom: floats that waited for it, then its own items without the floats that
 * wait for a later one. */
#include "typeset/pagebreak_int.h"

/* ---------------------------------------------------------------- the parts */

struct pb_page pb_page_of(const struct pb_span *s)
{
	size_t begun = s->b->floats - s->left, top = s->a->floats - s->pending; /* the first floats that stand on later pages, on this */
	struct pb_page page = {.from = s->a->from, .to = s->b->to, .top = top, .top_end = begun, .away = begun};

	if (s->a == s->b)
		page.to = page.from;
	if (begun > s->a->floats)
		page.top_end = s->a->floats;
	else
		page.away = s->a->floats;
	return page;
}

struct parter {
	const struct pb_item *items;
	const struct pb_params *p;
	const struct pb_page *page;
	struct pb_part *parts;
	size_t n;
	struct pb_extent gap;     /* before the next part */
};

static size_t next_box(const struct parter *r, size_t i)
{
	while (i < r->page->to && r->items[i].kind != PB_BOX)
		i++;
	return i;
}

static size_t behind_box(const struct parter *r, size_t i)
{
	while (i > r->page->from && r->items[i - 1].kind != PB_BOX)
		i--;
	return i;
}

static void add_part(struct parter *r, size_t from, size_t to)
{
	if (from >= to)
		return;
	if (r->n == 0)
		r->gap = (struct pb_extent){0, 0, 0};
	r->parts[r->n++] = (struct pb_part){from, to, r->gap};
	r->gap = (struct pb_extent){0, 0, 0};
}

static struct pb_extent larger(struct pb_extent a, struct pb_extent b)
{
	return b.height > a.height ? b : a;
}

/* The glue of the break that the page begins behind. */
static struct pb_extent glue_before(const struct pb_item *items, size_t i)
{
	struct pb_extent e = {0, 0, 0};

	for (; i > 0 && items[i - 1].kind != PB_BOX; i--)
		if (items[i - 1].kind == PB_GLUE)
			e = (struct pb_extent){e.height + items[i - 1].height, e.stretch + items[i - 1].stretch, e.shrink + items[i - 1].shrink};
	return e;
}

static void add_tops(struct parter *r)
{
	const struct pb_page *page = r->page;

	for (size_t f = page->top; f < page->top_end; f++) {
		add_part(r, r->p->floats[f].from, r->p->floats[f].to);
		r->gap = r->p->floats[f].below;
	}
	if (r->n > 0 && page->from < page->to)
		r->gap = larger(r->gap, glue_before(r->items, page->from));
}

/* The page's own items, but for floats that are away; a float that stays directly before them keeps its space. */
static void add_text(struct parter *r)
{
	const struct pb_page *page = r->page;
	struct pb_extent least = r->gap;
	size_t at = page->from;

	for (size_t f = page->away; f < r->p->n_floats && r->p->floats[f].from < page->to; f++) {
		const struct pb_float *away = &r->p->floats[f];
		size_t end = behind_box(r, away->from);
		if (end > at) {
			add_part(r, at, end);
			least = f == page->away && f > 0 && end == away[-1].to ? away[-1].below : (struct pb_extent){0, 0, 0};
		}
		r->gap = larger(least, away->gap);
		at = next_box(r, away->to);
	}
	add_part(r, at, page->to);
}

size_t pb_parts(const struct pb_item *items, const struct pb_params *params, const struct pb_page *page, struct pb_part parts[PB_PARTS])
{
	struct parter r = {.items = items, .p = params, .page = page, .parts = parts};

	add_tops(&r);
	add_text(&r);
	return r.n;
}

/* ---------------------------------------------------------------- their height */

static struct pb_extent sum(struct pb_extent a, struct pb_extent b)
{
	return (struct pb_extent){a.height + b.height, a.stretch + b.stretch, a.shrink + b.shrink};
}

struct pb_extent pb_extent_between(const struct pb_material *m, size_t from, size_t to)
{
	const struct pb_sum *a = &m->sums[from], *b = &m->sums[to];

	return (struct pb_extent){b->height - a->height, b->stretch - a->stretch, b->shrink - a->shrink};
}

/* The space before box `item`, which is on the grid; what stands there is no option of the document's. */
static void add_joint(const struct pb_material *m, struct pb_sheet *sheet, size_t item, const struct pb_extent *e)
{
	struct pb_option *joint = &sheet->joints[sheet->n_joints];

	if (e->stretch <= 0 && e->shrink <= 0)
		return;
	*joint = (struct pb_option){.space = true, .from = item, .item = item, .boxes = m->sums[item + 1].boxes, .extent = *e};
	sheet->n_joints++;
}

/* lines: of all above the last box on the grid; the sheet's extent is of what stands from it on. */
static void add_extent(const struct pb_material *m, struct pb_sheet *sheet, const struct pb_part *part, sp *lines)
{
	size_t first = m->next_grid[part->from], last = m->sums[part->to].grid;

	if (first >= part->to) {
		sheet->extent = sum(sheet->extent, pb_extent_between(m, part->from, part->to));
		return;
	}
	struct pb_extent e = sum(sheet->extent, pb_extent_between(m, part->from, first));
	add_joint(m, sheet, first, &e);
	*lines += pb_grid_height(m->p->line, &e) + m->sums[last].grid_height - m->sums[first + 1].grid_height;
	sheet->extent = pb_extent_between(m, last - 1, part->to);
}

static void add_notes(const struct pb_material *m, struct pb_sheet *sheet, const struct pb_part *part)
{
	const struct pb_sum *from = &m->sums[part->from], *to = &m->sums[part->to];

	sheet->note += to->note - from->note;
	if (to->note > from->note)
		sheet->last_note = m->items[to->noted - 1].note;
}

void pb_sheet_make(const struct pb_material *m, const struct pb_page *page, struct pb_sheet *sheet)
{
	sp lines = 0;

	sheet->extent = (struct pb_extent){0, 0, 0};
	sheet->note = sheet->last_note = 0;
	sheet->n_joints = 0;
	sheet->n = pb_parts(m->items, m->p, page, sheet->parts);
	for (size_t i = 0; i < sheet->n; i++) {
		const struct pb_part *part = &sheet->parts[i];
		sheet->extent = sum(sheet->extent, part->gap);
		if (i == page->top_end - page->top)
			sheet->extent.height += m->items[part->from].repeat;
		add_extent(m, sheet, part, &lines);
		add_notes(m, sheet, part);
	}
	sheet->extent.height += lines;
}
