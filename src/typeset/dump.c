/* dump.c - a layout as text: every mark of every page with its place in points, for tests and for people. */
#include "typeset/typeset.h"

static void put_place(struct buf *out, sp x, sp y)
{
	buf_char(out, ' ');
	buf_sp(out, x, 2);
	buf_char(out, ' ');
	buf_sp(out, y, 2);
}

static void dump_glyphs(const struct mark *m, struct buf *out)
{
	const struct glyph_run *run = m->u.run;

	buf_char(out, ' ');
	buf_sp(out, run->width, 2);
	buf_printf(out, " %s ", font_info(run->font)->postscript_name);
	buf_sp(out, run->size, 2);
	buf_printf(out, " #%06x ", (unsigned)run->color);
	if (run->expansion != 1000)
		buf_printf(out, "x%d ", run->expansion);
	buf_quoted(out, run->text);
}

static void dump_rule(const struct mark *m, struct buf *out)
{
	put_place(out, m->u.rule.width, m->u.rule.height);
	buf_printf(out, " #%06x", (unsigned)m->color);
}

static void dump_path(const struct mark *m, struct buf *out)
{
	const struct path *p = m->u.path;

	buf_printf(out, " %zu points", p->n);
	if (p->fill)
		buf_printf(out, " fill #%06x", (unsigned)p->fill_color);
	if (p->stroke)
		buf_printf(out, " stroke #%06x", (unsigned)p->stroke_color);
}

static void dump_image(const struct mark *m, struct buf *out)
{
	put_place(out, m->u.image.width, m->u.image.height);
	buf_printf(out, " %s", m->node->u.figure->image->source->name);
}

static void dump_missing(const struct mark *m, struct buf *out)
{
	put_place(out, m->u.missing->width, m->u.missing->height);
	buf_char(out, ' ');
	buf_quoted(out, m->u.missing->text);
}

static void dump_mark(const struct mark *m, struct buf *out)
{
	static const struct { const char *name; void (*dump)(const struct mark *m, struct buf *out); } kinds[] = {
		[MARK_GLYPHS] = {"glyphs", dump_glyphs}, [MARK_RULE] = {"rule", dump_rule}, [MARK_PATH] = {"path", dump_path},
		[MARK_IMAGE] = {"image", dump_image}, [MARK_MISSING] = {"missing", dump_missing},
	};
	static const char *const parts[] = {"body", "label", "decoration", "header", "footer", "repeat"};

	buf_printf(out, "  %s %s", parts[m->part], kinds[m->kind].name);
	put_place(out, m->x, m->y);
	kinds[m->kind].dump(m, out);
	if (m->node)
		buf_printf(out, " (%s)", doc_kind_names[m->node->kind]);
	buf_char(out, '\n');
}

void layout_dump(const struct layout *l, struct buf *out)
{
	buf_cstr(out, "layout");
	put_place(out, l->width, l->height);
	buf_char(out, '\n');
	for (size_t i = 0; i < l->n; i++) {
		buf_printf(out, "page %s%s\n", l->pages[i].label, l->pages[i].turned ? " turned" : "");
		for (size_t k = 0; k < l->pages[i].n; k++)
			dump_mark(&l->pages[i].marks[k], out);
	}
}
