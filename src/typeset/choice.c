/* choice.c - the page breaker's choices made: paragraphs set a line longer or shorter, in a list of their own. */
#include "typeset/typeset_int.h"

struct chooser {
	struct typesetter *t;
	const struct vlist *from;
	struct vlist *to;
	size_t *index;             /* where each item of `from` went */
};

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

/* The paragraph at item i anew; returns the item behind it. A page that ends inside of it leaves as many lines to the next one
 * as before. */
static size_t set_again(struct chooser *c, size_t i, bool longer)
{
	const struct vbox first = c->from->boxes[i];
	struct para_spec spec = *first.para;
	size_t lines = c->from->v[i].lines, start = c->to->n, line = 0;

	spec.lines = longer ? lines + 1 : lines - 1;
	struct para p = para_set(c->t, &spec);
	for (c->index[i++] = start; line + 1 < lines; i++) {
		line += c->from->v[i].kind == PB_BOX;
		c->index[i] = start + p.n - lines + line + (c->from->v[i].kind != PB_BOX);
	}
	take_labels(c, &p.lines[0], &first.box);
	for (size_t k = 0; k < p.n; k++)
		push(c, (struct pb_item){.kind = PB_BOX, .height = p.lines[k].height, .grid = spec.grid}, (struct vbox){.box = p.lines[k], .x = first.x});
	return i;
}

static const struct pb_choice *find_choice(const struct pb_page *page, size_t item)
{
	for (size_t i = 0; i < page->n_choices; i++)
		if (page->choices[i].item == item && !page->choices[i].space)
			return &page->choices[i];
	return NULL;
}

static void move_pages(const struct chooser *c, struct pb_result *pages)
{
	struct pb_page *moved = arena_alloc(c->t->lists, pages->n * sizeof *moved);

	for (size_t i = 0; i < pages->n; i++) {
		moved[i] = pages->pages[i];
		moved[i].from = c->index[moved[i].from];
		moved[i].to = c->index[moved[i].to];
		for (size_t k = 0; k < moved[i].n_choices; k++)
			moved[i].choices[k].item = c->index[moved[i].choices[k].item];
	}
	pages->pages = moved;
}

static void move_bands(struct chooser *c)
{
	for (size_t i = 0; i < c->from->bands.n; i++) {
		struct vband band = c->from->bands.v[i];
		band.from = c->index[band.from];
		band.to = c->index[band.to];
		*arena_push(c->t->lists, &c->to->bands) = band;
	}
}

static size_t count_choices(const struct pb_result *pages)
{
	size_t n = 0;

	for (size_t i = 0; i < pages->n; i++)
		n += pages->pages[i].n_choices;
	return n;
}

const struct vlist *choice_make(struct typesetter *t, const struct vlist *list, struct pb_result *pages)
{
	struct vlist *made = arena_alloc(t->lists, sizeof *made);
	struct chooser c = {t, list, made, arena_alloc(t->lists, (list->n + 1) * sizeof *c.index)};
	const struct pb_page *page = pages->pages, *last = page + pages->n - 1;
	size_t choices = count_choices(pages);

	if (!choices)
		return list;
	make_room(made, t->lists, list->n + choices);
	for (size_t i = 0; i < list->n;) {
		while (page < last && page->to <= i)
			page++;
		const struct pb_choice *choice = list->v[i].kind == PB_BOX && list->v[i].lines ? find_choice(page, i) : NULL;
		if (choice)
			i = set_again(&c, i, choice->longer);
		else
			copy(&c, i++);
	}
	c.index[list->n] = made->n;
	move_bands(&c);
	move_pages(&c, pages);
	return made;
}
