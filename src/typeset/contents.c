/* contents.c - tables of contents: titles, leaders, and the numbers of the pages.
 *
 * Numbers are known when pages are made. The entries are set before that, in a width that leaves room for a number of three
 * digits and a space, into which a fourth digit may reach: so no second pass over the pages is ever needed. */
#include "typeset/typeset_int.h"

/* ---------------------------------------------------------------- numbers */

/* A space before the number keeps it apart from the title for who hears them. */
static struct box page_number(struct typesetter *t, size_t page, const struct doc_node *node)
{
	struct type type = look_type(t, LOOK_NUMBER);

	return para_label(t, &type, arena_printf(t->lists, "\xC2\xA0%zu", page), PART_BODY, node);
}

static void note_page(struct typesetter *t, const struct box *box, size_t page)
{
	const struct doc_node *last = NULL;

	for (size_t i = 0; i < box->n; i++) {
		const struct doc_node *heading = doc_ancestor(box->marks[i].node, DOC_HEADING);
		struct map_entry *e = heading && heading != last ? map_find(&t->entries, heading, STR_NONE) : NULL;
		if (e && !e->count)
			e->count = page;
		last = heading;
	}
}

void contents_resolve(struct typesetter *t, const struct choice *c)
{
	struct pb_part parts[PB_PARTS];

	for (size_t p = 0; t->entries.n && p < c->pages.n; p++)
		for (size_t n = pb_parts(c->list->v, &c->params, &c->pages.pages[p], parts), k = 0; k < n; k++)
			for (size_t i = parts[k].from; i < parts[k].to; i++)
				if (c->list->boxes[i])
					note_page(t, &c->list->boxes[i]->box, p + 1);
}

void contents_number(struct typesetter *t, const struct vbox *line, struct marks *m, sp x, sp y)
{
	const struct map_entry *e = map_find(&t->entries, line->entry->u.link->target, STR_NONE);
	const struct doc_node *node = line->entry;
	struct box number;

	while (node->last)
		node = node->last;
	if (!e || !e->count)
		return;
	number = page_number(t, e->count, node);
	marks_box(t, m, &number, x + line->box.width - number.width, y + line->box.baseline - number.baseline);
}

/* ---------------------------------------------------------------- titles and leaders */

static struct box dots(struct typesetter *t, size_t n)
{
	struct type type = look_type(t, LOOK_BODY);
	char *string = arena_alloc(t->lists, n + 1);

	for (size_t i = 0; i < n; i++)
		string[i] = '.';
	type.features |= TYPE_NO_LIGATURES;
	type.tracking = type.size / 3;
	type.color = look_color(t, LOOK_LINE);
	return para_label(t, &type, (struct str){string, n}, PART_DECORATION, NULL);
}

static sp text_end(const struct box *line)
{
	sp end = 0;

	for (size_t i = 0; i < line->n; i++)
		if (line->marks[i].kind == MARK_GLYPHS)
			end = sp_max(end, line->marks[i].x + line->marks[i].u.run->width);
	return end;
}

/* Ends at `right` on every line: so dots stand below dots. */
static void add_leader(struct typesetter *t, struct box *line, sp right)
{
	sp one = dots(t, 1).width, pitch = dots(t, 2).width - one;
	sp room = right - text_end(line) - t->style->size / 2 - one;
	struct marks m = {NULL, 0, 0};
	struct box leader;

	if (room < pitch)
		return;
	leader = dots(t, (size_t)(room / pitch) + 1);
	marks_box(t, &m, line, 0, 0);
	marks_box(t, &m, &leader, right - leader.width, line->baseline - leader.baseline);
	*line = marks_take(&m, line->width, line->height, line->baseline);
}

static void flow_entry(struct typesetter *t, struct flow *f, const struct doc_node *paragraph)
{
	sp right = f->measure - page_number(t, 888, NULL).width - t->style->size / 2;
	struct para_spec spec = {.block = paragraph, .type = f->type, .measure = right - t->style->size, .leading = f->leading,
	                         .align = PARA_LEFT};
	struct para p = para_set(t, &spec);

	map_at(t->whole, &t->entries, paragraph->first->u.link->target, STR_NONE);
	for (size_t i = 0; i < p.n; i++) {
		struct vbox line = {.box = p.lines[i], .x = f->x};
		line.box.width = f->measure;
		if (i + 1 == p.n) {
			line.entry = paragraph->first;
			add_leader(t, &line.box, right);
		}
		flow_penalty(t, f, i ? LB_INFINITE : 0);
		vlist_box(t, f->list, &line);
	}
}

static void flow_entries(struct typesetter *t, struct flow *f, const struct doc_node *list)
{
	for (const struct doc_node *item = list->first; item; item = item->next) {
		struct flow in = *f;
		flow_entry(t, f, item->first);
		in.x += look_length(t, LOOK_QUOTE_INDENT);
		in.measure -= look_length(t, LOOK_QUOTE_INDENT);
		if (item->first->next) {
			flow_penalty(t, f, LB_INFINITE);
			flow_entries(t, &in, item->first->next);
		}
	}
}

void flow_contents(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	vlist_space(f->list, look_above(t, LOOK_BODY));
	for (const struct doc_node *list = n->first; list; list = list->next)
		flow_entries(t, f, list);
	vlist_space(f->list, look_below(t, LOOK_BODY));
	f->first = true;
}
