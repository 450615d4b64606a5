/* choice.c - the page breaker's choices made: paragraphs set a line longer or shorter, in a list of their own. */
#include "typeset/typeset_int.h"

struct chooser {
	struct typesetter *t;
	const struct vlist *from;
	struct vlist *to;
	size_t *index;             /* where each item of `from` went */
};

static void push(struct chooser *c, struct pb_item item, struct vbox box)
{
	struct arena *a = c->t->lists;

	c->to->boxes = arena_grow(a, c->to->boxes, c->to->n, &c->to->boxes_sz, sizeof *c->to->boxes);
	c->to->boxes[c->to->n] = box;
	*arena_push(a, c->to) = item;
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

/* The paragraph at item i anew; returns the item behind it. */
static size_t set_again(struct chooser *c, size_t i, bool longer)
{
	const struct vbox first = c->from->boxes[i];
	struct para_spec spec = *first.para;
	size_t lines = c->from->v[i].lines, boxes = 0, end = i;

	spec.lines = longer ? lines + 1 : lines - 1;
	struct para p = para_set(c->t, &spec);
	for (; end < c->from->n && boxes < lines; end++) {
		boxes += c->from->v[end].kind == PB_BOX;
		c->index[end] = c->to->n;
	}
	take_labels(c, &p.lines[0], &first.box);
	for (size_t k = 0; k < p.n; k++)
		push(c, (struct pb_item){.kind = PB_BOX, .height = p.lines[k].height}, (struct vbox){.box = p.lines[k], .x = first.x});
	return end;
}

static const struct pb_choice *find_choice(const struct pb_result *pages, size_t item)
{
	for (size_t i = 0; i < pages->n; i++)
		for (size_t k = 0; k < pages->pages[i].n_choices; k++)
			if (pages->pages[i].choices[k].item == item)
				return &pages->pages[i].choices[k];
	return NULL;
}

static void move_pages(const struct chooser *c, struct pb_result *pages)
{
	struct pb_page *moved = arena_alloc(c->t->lists, pages->n * sizeof *moved);

	for (size_t i = 0; i < pages->n; i++) {
		moved[i] = pages->pages[i];
		moved[i].from = c->index[moved[i].from];
		moved[i].to = c->index[moved[i].to];
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

static bool any_choice(const struct pb_result *pages)
{
	size_t n = 0;

	for (size_t i = 0; i < pages->n; i++)
		n += pages->pages[i].n_choices;
	return n > 0;
}

const struct vlist *choice_make(struct typesetter *t, const struct vlist *list, struct pb_result *pages)
{
	struct vlist *made = arena_alloc(t->lists, sizeof *made);
	struct chooser c = {t, list, made, arena_alloc(t->lists, (list->n + 1) * sizeof *c.index)};

	if (!any_choice(pages))
		return list;
	for (size_t i = 0; i < list->n;) {
		const struct pb_choice *choice = list->v[i].kind == PB_BOX && list->v[i].lines ? find_choice(pages, i) : NULL;
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
