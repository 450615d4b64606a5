/* drawing.c - finds a drawing's marks among those of all pages. The whole of it stands on one page: figures do not break. */
#include "output/drawing.h"

struct extent { sp x0, y0, x1, y1; };

static void extend(struct extent *e, sp x, sp y)
{
	e->x0 = sp_min(e->x0, x);
	e->y0 = sp_min(e->y0, y);
	e->x1 = sp_max(e->x1, x);
	e->y1 = sp_max(e->y1, y);
}

/* Control points may lie outside of a curve, never inside: the box is large enough. */
static void extend_by_path(struct extent *e, const struct mark *m)
{
	const struct path *path = m->u.path;
	sp half = path->stroke ? path->line_width / 2 : 0;

	for (size_t i = 0; i < path->n; i++) {
		const struct path_point *p = &path->points[i];
		for (int k = 0; p->op != PATH_CLOSE && k < (p->op == PATH_CURVE ? 3 : 1); k++) {
			extend(e, m->x + p->x[k] - half, m->y + p->y[k] - half);
			extend(e, m->x + p->x[k] + half, m->y + p->y[k] + half);
		}
	}
}

static void extend_by_run(struct extent *e, const struct mark *m)
{
	extend(e, m->x, m->y - (sp)m->u.run->size * 8 / 10);
	extend(e, m->x + m->u.run->width, m->y + m->u.run->size / 4);
}

static bool is_drawn(const struct mark *m)
{
	return (m->kind == MARK_PATH || m->kind == MARK_GLYPHS) && m->part != PART_REPEAT;
}

static void add_mark(struct build *b, struct drawing *d, struct extent *e, const struct mark *m)
{
	if (m->kind == MARK_PATH)
		extend_by_path(e, m);
	else
		extend_by_run(e, m);
	*arena_push(b->arena, &d->marks) = m;
}

static void find_pages(struct build *b, struct drawings *all)
{
	const struct doc_node *before = NULL;

	all->found = true;
	for (size_t i = 0; i < all->l->n; i++)
		for (size_t k = 0; k < all->l->pages[i].n; k++) {
			const struct mark *m = &all->l->pages[i].marks[k];
			if (m->node == before || !m->node || m->node->kind != DOC_FIGURE || !is_drawn(m))
				continue;
			before = m->node;
			struct map_entry *e = map_at(b->arena, &all->pages, m->node, STR_NONE);
			e->value = e->value ? e->value : (void *)&all->l->pages[i];
		}
}

bool drawing_find(struct build *b, struct drawings *all, const struct doc_node *figure, struct drawing *d)
{
	struct extent e = {INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN};

	*d = (struct drawing){.marks = {NULL, 0, 0}};
	if (!all->found)
		find_pages(b, all);
	const struct map_entry *found = map_find(&all->pages, figure, STR_NONE);
	const struct page *page = found ? found->value : NULL;
	for (size_t k = 0; page && k < page->n; k++)
		if (page->marks[k].node == figure && is_drawn(&page->marks[k]))
			add_mark(b, d, &e, &page->marks[k]);
	if (!page)
		return false;
	d->x = e.x0;
	d->y = e.y0;
	d->width = e.x1 - e.x0;
	d->height = e.y1 - e.y0;
	return true;
}

/* The corners' arcs end a radius from the sides: points 0, 2 and 4 begin the left, right and lower one. */
struct drawing_rectangle drawing_rectangle(const struct path *path)
{
	const struct path_point *p = path->points;
	struct drawing_rectangle r = {.x = p[0].x[0], .y = p[0].y[0] - path->radius};

	r.width = p[2].x[0] + path->radius - r.x;
	r.height = p[4].y[0] + path->radius - r.y;
	return r;
}

static bool goes_on(const struct mark *before, const struct mark *m)
{
	sp end = before->x + before->u.run->width, near = before->u.run->size / 8;

	return m->kind == MARK_GLYPHS && m->y == before->y && m->x >= end - near && m->x <= end + near;
}

struct drawing_line drawing_line(const struct drawing *d, size_t i)
{
	struct drawing_line line = {.runs = &d->marks.v[i], .n = 1};

	while (i + line.n < d->marks.n && goes_on(line.runs[line.n - 1], line.runs[line.n]))
		line.n++;
	const struct mark *last = line.runs[line.n - 1];
	line.width = last->x + last->u.run->width - line.runs[0]->x;
	return line;
}

struct str drawing_text(struct build *b, const struct drawing_line *line, size_t i)
{
	struct str from = line->runs[i]->u.run->text;
	struct buf text = {0};

	for (size_t at = 0; at < from.n;) {
		uint32_t u = utf8_next(from, &at);
		buf_utf8(&text, u == 0xAD && at == from.n ? '-' : u);
	}
	while (i + 1 == line->n && text.n && text.p[text.n - 1] == ' ')
		text.n--;
	struct str copy = arena_str(b->arena, buf_view(&text));
	buf_free(&text);
	return copy;
}
