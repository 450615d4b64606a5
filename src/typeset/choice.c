/* choice.c - the page breaker's choices made, in a list of their own: floats at the tops of pages, paragraphs a line longer or
 * shorter. A float changes its place on paper only: the tags keep the author's order. */
#include "typeset/typeset_int.h"

struct again {                     /* a paragraph in the making */
	struct para_spec spec;
	struct para para;
	sp x;
	size_t line;               /* the next */
	size_t from, end;          /* its items */
};

struct chooser {
	struct typesetter *t;
	const struct pb_params *params;
	const struct vlist *from;
	struct vlist *to;
	size_t *index;             /* where each item of `from` went */
	uint32_t *part;            /* and in which part, from 1; 0: in none */
	struct again again;
	struct { struct moved_part { size_t from, to, at, end; } *v; size_t n, sz; } parts; /* items [from, to) are [at, end) now */
};

/* ---------------------------------------------------------------- floats, as the page breaker wants them */

static struct pb_extent extent_of(struct look_space space)
{
	return (struct pb_extent){space.height, space.stretch, space.shrink};
}

static void find_floats(struct typesetter *t, const struct vlist *l, struct pb_params *params)
{
	struct pb_float *floats = arena_alloc(t->lists, l->floats.n * sizeof *floats);

	for (size_t i = 0; i < l->floats.n; i++) {
		const struct vfloat *f = &l->floats.v[i];
		const struct vgap *gap = &f->without;
		floats[i] = (struct pb_float){.from = f->from, .to = f->to, .gap = extent_of(gap->space), .penalty = gap->penalty,
		                              .below = extent_of(look_below(t, LOOK_CAPTION)), .alone = l->boxes[f->from].turned};
		if (!gap->spaced && !gap->penalized)
			floats[i].penalty = LB_INFINITE;
	}
	params->floats = floats;
	params->n_floats = l->floats.n;
}

/* ---------------------------------------------------------------- items */

/* The list is made at once as long as it can become. */
static void make_room(struct vlist *l, struct arena *a, size_t n)
{
	l->sz = l->boxes_sz = n;
	l->v = arena_alloc(a, n * sizeof *l->v);
	l->boxes = arena_alloc(a, n * sizeof *l->boxes);
}

static void push(struct chooser *c, struct pb_item item, struct vbox box)
{
	c->to->boxes[c->to->n] = box;
	c->to->v[c->to->n++] = item;
}

/* Item i as it is. */
static void copy(struct chooser *c, size_t i)
{
	c->index[i] = c->to->n;
	push(c, c->from->v[i], c->from->boxes[i]);
}

/* A list's bullet or number was put to the first line afterwards. */
static void take_labels(struct chooser *c, struct box *to, const struct box *from)
{
	struct marks m = {NULL, 0, 0};

	for (size_t i = 0; i < from->n; i++)
		if (from->marks[i].part == PART_LABEL && from->baseline == to->baseline)
			*arena_push(c->t->lists, &m) = from->marks[i];
	if (!m.n)
		return;
	marks_box(c->t, &m, to, 0, 0);
	to->marks = m.v;
	to->n = m.n;
}

/* The paragraph at item i anew. */
static void set_again(struct chooser *c, size_t i, bool longer)
{
	struct again *again = &c->again;
	size_t lines = c->from->v[i].lines;

	again->spec = *c->from->boxes[i].para;
	again->spec.lines = longer ? lines + 1 : lines - 1;
	again->para = para_set(c->t, &again->spec);
	again->line = 0;
	again->x = c->from->boxes[i].x;
	take_labels(c, &again->para.lines[0], &c->from->boxes[i].box);
	c->index[i] = c->to->n;
	again->from = i;
	for (again->end = i; lines > 0; again->end++)
		lines -= c->from->v[again->end].kind == PB_BOX;
}

/* What is left of it, up to item `to`: behind that, as many lines follow as before. */
static void put_again(struct chooser *c, size_t to)
{
	struct again *again = &c->again;
	size_t end = again->para.n;

	for (size_t i = to; i < again->end; i++)
		end -= c->from->v[i].kind == PB_BOX;
	for (; again->line < end; again->line++) {
		const struct box *line = &again->para.lines[again->line];
		push(c, (struct pb_item){.kind = PB_BOX, .height = line->height, .grid = again->spec.grid}, (struct vbox){.box = *line, .x = again->x});
	}
}

/* ---------------------------------------------------------------- pages */

static const struct pb_choice *find_choice(const struct pb_page *page, size_t item)
{
	for (size_t i = 0; i < page->n_choices; i++)
		if (page->choices[i].item == item && !page->choices[i].space)
			return &page->choices[i];
	return NULL;
}

static void put_gap(struct chooser *c, const struct pb_extent *gap)
{
	if (gap->height > 0)
		push(c, (struct pb_item){.kind = PB_GLUE, .height = gap->height, .stretch = gap->stretch, .shrink = gap->shrink}, (struct vbox){.x = 0});
}

/* A table's header below a float. */
static void put_repeat(struct chooser *c, const struct vbox *row)
{
	if (row->repeat)
		push(c, (struct pb_item){.kind = PB_BOX, .height = row->repeat->height}, (struct vbox){.box = *row->repeat, .x = row->repeat_x});
}

static void put_items(struct chooser *c, const struct pb_page *page, size_t i, size_t to)
{
	while (i < to) {
		const struct pb_choice *choice = c->from->v[i].lines ? find_choice(page, i) : NULL;
		if (choice)
			set_again(c, i, choice->longer);
		if (c->again.from <= i && i < c->again.end) {
			put_again(c, to);
			i = c->again.end < to ? c->again.end : to;
		} else {
			copy(c, i++);
		}
	}
}

static void put_page(struct chooser *c, struct pb_page *page)
{
	struct pb_part parts[PB_PARTS];
	size_t n = pb_parts(c->from->v, c->params, page, parts), start = c->to->n;

	for (size_t i = 0; i < n; i++) {
		struct moved_part moved = {.from = parts[i].from, .to = parts[i].to};
		put_gap(c, &parts[i].gap);
		if (i > 0 && i == page->top_end - page->top)
			put_repeat(c, &c->from->boxes[parts[i].from]);
		moved.at = c->to->n;
		put_items(c, page, moved.from, moved.to);
		moved.end = c->to->n;
		*arena_push(c->t->lists, &c->parts) = moved;
		for (size_t k = moved.from; k < moved.to; k++)
			c->part[k] = (uint32_t)c->parts.n;
	}
	for (size_t i = 0; i < page->n_choices; i++)
		page->choices[i].item = c->index[page->choices[i].item];
	page->from = start;
	page->to = c->to->n;
}

/* A band's piece on each page. */
static void move_band(struct chooser *c, const struct vband *band)
{
	for (size_t i = band->from; i < band->to;) {
		const struct moved_part *part = c->part[i] ? &c->parts.v[c->part[i] - 1] : NULL;
		struct vband piece = *band;
		if (!part) {
			i++;
			continue;
		}
		piece.from = band->from <= part->from ? part->at : c->index[band->from];
		piece.to = band->to >= part->to ? part->end : c->index[band->to];
		*arena_push(c->t->lists, &c->to->bands) = piece;
		i = part->to;
	}
}

static void put_pages(struct chooser *c, struct pb_result *pages)
{
	struct pb_page *placed = arena_alloc(c->t->lists, pages->n * sizeof *placed);

	for (size_t i = 0; i < pages->n; i++) {
		placed[i] = pages->pages[i];
		put_page(c, &placed[i]);
	}
	pages->pages = placed;
	for (size_t i = 0; i < c->from->bands.n; i++)
		move_band(c, &c->from->bands.v[i]);
}

/* How many items more the pages may need than the list has; 0: each is a range of it already. */
static size_t count_more(const struct pb_result *pages)
{
	size_t more = 0;
	bool changed = false;

	for (size_t i = 0; i < pages->n; i++) {
		const struct pb_page *page = &pages->pages[i];
		changed |= page->n_choices > 0 || page->top_end > page->top || (i > 0 && page->from < page[-1].to);
		more += page->n_choices + PB_PARTS + 1;
	}
	return changed ? more : 0;
}

const struct vlist *choice_make(struct typesetter *t, const struct vlist *list, struct pb_params params, struct pb_result *pages)
{
	struct vlist *made = arena_alloc(t->lists, sizeof *made);
	struct chooser c = {.t = t, .params = &params, .from = list, .to = made};

	find_floats(t, list, &params);
	*pages = pb_break(t->lists, list->v, list->n, &params);
	size_t more = count_more(pages);
	if (!more)
		return list;
	c.index = arena_alloc(t->lists, (list->n + 1) * sizeof *c.index);
	c.part = arena_alloc(t->lists, list->n * sizeof *c.part);
	make_room(made, t->lists, list->n + more);
	put_pages(&c, pages);
	return made;
}
