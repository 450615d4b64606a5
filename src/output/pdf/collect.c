/* collect.c - the first walk over the marks: what is used, and where everything stands. */
#include "output/pdf/pdf_int.h"

/* ---------------------------------------------------------------- boxes */

static void box_set(sp box[4], sp x, sp y, sp width, sp height)
{
	box[0] = x;
	box[1] = y;
	box[2] = x + width;
	box[3] = y + height;
}

void pdf_box_join(sp box[4], const sp other[4])
{
	for (int i = 0; i < 2; i++) {
		box[i] = sp_min(box[i], other[i]);
		box[i + 2] = sp_max(box[i + 2], other[i + 2]);
	}
}

/* A line of text is as high as its font says, whatever its glyphs. */
static void run_box(const struct mark *m, sp y, sp box[4])
{
	const struct glyph_run *run = m->u.run;
	const struct font_info *font = font_info(run->font);
	sp up = sp_muldiv(run->size, font->ascent, font->units);
	sp down = sp_muldiv(run->size, font->descent, font->units);
	box_set(box, m->x, y + down, run->width, up - down);
}

static void path_box(const struct mark *m, sp y, sp box[4])
{
	const struct path *path = m->u.path;
	sp pen = path->stroke ? path->line_width / 2 : 0;
	for (size_t i = 0; i < path->n; i++) {
		const struct path_point *at = &path->points[i];
		int n = at->op == PATH_CURVE ? 3 : at->op == PATH_CLOSE ? 0 : 1;
		for (int k = 0; k < n; k++) {
			sp point[4];
			box_set(point, m->x + at->x[k] - pen, y - at->y[k] - pen, 2 * pen, 2 * pen);
			if (i == 0 && k == 0)
				box_set(box, point[0], point[1], 2 * pen, 2 * pen);
			pdf_box_join(box, point);
		}
	}
}

void pdf_mark_box(const struct pdf *p, const struct mark *m, sp box[4])
{
	sp y = p->l->height - m->y;
	box_set(box, m->x, y, 0, 0);
	switch (m->kind) {
	case MARK_GLYPHS: run_box(m, y, box); break;
	case MARK_PATH: path_box(m, y, box); break;
	case MARK_RULE: box_set(box, m->x, y - m->u.rule.height, m->u.rule.width, m->u.rule.height); break;
	case MARK_IMAGE: box_set(box, m->x, y - m->u.image.height, m->u.image.width, m->u.image.height); break;
	case MARK_MISSING: box_set(box, m->x, y - m->u.missing->height, m->u.missing->width, m->u.missing->height); break;
	}
}

/* ---------------------------------------------------------------- what a mark uses */

static void collect_use(struct pdf *p, const struct mark *m)
{
	if (m->kind == MARK_GLYPHS)
		pdf_font_use(p, m->u.run);
	else if (m->kind == MARK_IMAGE)
		pdf_image_of(p, m->node->u.figure->image);
}

/* ---------------------------------------------------------------- where nodes stand */

/* A node stands where its first mark does, and so do all above it that have no place yet. */
static void collect_place(struct pdf *p, const struct mark *m, unsigned page, sp top)
{
	for (const struct doc_node *node = m->node; node; node = node->parent) {
		struct pdf_node *n = pdf_node_get(p, node);
		if (!n)
			continue;
		if (n->page)
			return;
		n->page = page + 1;
		n->top = top;
	}
}

static void collect_bounds(struct pdf *p, const struct mark *m, unsigned page, const sp box[4])
{
	struct pdf_tag *tag = pdf_tag_of(p, m);
	if (!tag || (!str_is(str_from(tag->type), "Figure") && !str_is(str_from(tag->type), "Formula")))
		return;
	if (!tag->bounds) {
		tag->bounds = arena_alloc(p->arena, sizeof *tag->bounds);
		*tag->bounds = (struct pdf_bounds){{box[0], box[1], box[2], box[3]}, page};
	} else if (tag->bounds->page == page) {
		pdf_box_join(tag->bounds->box, box);
	}
}

void pdf_collect(struct pdf *p)
{
	for (unsigned page = 0; page < p->l->n; page++)
		for (size_t i = 0; i < p->l->pages[page].n; i++) {
			const struct mark *m = &p->l->pages[page].marks[i];
			sp box[4];
			collect_use(p, m);
			pdf_mark_box(p, m, box);
			if (!pdf_is_decoration(m))
				collect_place(p, m, page, box[3]);
			collect_bounds(p, m, page, box);
		}
}
