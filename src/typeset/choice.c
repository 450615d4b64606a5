/* choice.c - the page breaker's choices made: floats at the tops of pages, paragraphs a line longer or shorter. A page on which
 * something changed gets a list of its own when its turn comes, so that there are never two of the whole document. A float
 * changes its place on paper only: the tags keep the author's order. */
#include "typeset/typeset_int.h"

struct again {                     /* a paragraph in the making: it may go on on the next page */
	struct para_spec spec;
	struct para para;
	sp x;
	size_t line;               /* the next */
	size_t from, end;          /* its items */
};

/* Items [from, to) of the list, which are [at, end) of the page's. */
struct moved_part {
	size_t from, to, at, end;
	size_t *index;             /* where each of them is now; of a paragraph that was set again, the first one only */
};

struct chooser {
	struct typesetter *t;
	const struct vlist *from;
	struct vlist *to;
	struct again *again;
	struct moved_part parts[PB_PARTS];
	size_t n;                  /* of the parts; the last is at work */
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
		                              .below = extent_of(look_below(t, LOOK_CAPTION)), .alone = l->boxes[f->from]->turned};
		if (!gap->spaced && !gap->penalized)
			floats[i].penalty = LB_INFINITE;
	}
	params->floats = floats;
	params->n_floats = l->floats.n;
}

/* ---------------------------------------------------------------- items */

static size_t *index_of(struct chooser *c, size_t item)
{
	struct moved_part *part = &c->parts[c->n - 1];

	while (part > c->parts && (item < part->from || item >= part->to))
		part--;
	return &part->index[item - part->from];
}

/* Item i as it is. */
static void copy(struct chooser *c, size_t i)
{
	*index_of(c, i) = c->to->n;
	vlist_push(c->t, c->to, c->from->v[i], c->from->boxes[i]);
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
	struct again *again = c->again;
	size_t lines = c->from->v[i].lines;
	struct arena *lists = c->t->lists;

	c->t->lists = c->t->whole;
	again->spec = *c->from->boxes[i]->para;
	again->spec.lines = longer ? lines + 1 : lines - 1;
	again->para = para_set(c->t, &again->spec);
	again->line = 0;
	again->x = c->from->boxes[i]->x;
	take_labels(c, &again->para.lines[0], &c->from->boxes[i]->box);
	c->t->lists = lists;
	*index_of(c, i) = c->to->n;
	again->from = i;
	for (again->end = i; lines > 0; again->end++)
		lines -= c->from->v[again->end].kind == PB_BOX;
}

/* What is left of it, up to item `to`: behind that, as many lines follow as before. */
static void put_again(struct chooser *c, size_t to)
{
	struct again *again = c->again;
	size_t end = again->para.n;

	for (size_t i = to; i < again->end; i++)
		end -= c->from->v[i].kind == PB_BOX;
	for (; again->line < end; again->line++) {
		const struct box *line = &again->para.lines[again->line];
		vlist_push(c->t, c->to, (struct pb_item){.kind = PB_BOX, .height = line->height, .grid = again->spec.grid},
		           vbox_keep(c->t, &(struct vbox){.box = *line, .x = again->x}));
	}
}

/* ---------------------------------------------------------------- bands */

/* Of each band, the first one around it, or SIZE_MAX. It ended later, so it comes behind those inside it. */
static size_t *find_outer(struct typesetter *t, const struct vlist *l)
{
	size_t *outer = arena_alloc(t->lists, l->bands.n * sizeof *outer), last = SIZE_MAX, before; /* outer: at first those before it */

	for (size_t k = 0; k < l->bands.n; k++) {
		for (; last != SIZE_MAX && l->bands.v[last].from >= l->bands.v[k].from; last = before) {
			before = outer[last];
			outer[last] = k;
		}
		outer[k] = last;
		last = k;
	}
	for (; last != SIZE_MAX; last = before) {
		before = outer[last];
		outer[last] = SIZE_MAX;
	}
	return outer;
}

/* The first band from k on that ends behind item `from`. */
static size_t band_behind(const struct vlist *l, size_t k, size_t from)
{
	size_t low = k, high = l->bands.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (l->bands.v[middle].to <= from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t choice_band(const struct choice *c, size_t k, size_t from, size_t to)
{
	k = band_behind(c->list, k, from);
	while (k < c->list->bands.n && c->list->bands.v[k].from >= to)
		k = c->outer[k];
	return k < c->list->bands.n ? k : c->list->bands.n;
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
		vlist_push(c->t, c->to, (struct pb_item){.kind = PB_GLUE, .height = gap->height, .stretch = gap->stretch,
		                                         .shrink = gap->shrink}, NULL);
}

/* A table's header below a float. */
static void put_repeat(struct chooser *c, const struct vbox *row)
{
	if (row->repeat || row->group) {
		struct vbox above = {.box = vbox_repeat(c->t, row), .x = row->repeat_x};
		vlist_push(c->t, c->to, (struct pb_item){.kind = PB_BOX, .height = above.box.height}, vbox_keep(c->t, &above));
	}
}

static void put_items(struct chooser *c, const struct pb_page *page, size_t i, size_t to)
{
	while (i < to) {
		const struct pb_choice *choice = c->from->v[i].lines ? find_choice(page, i) : NULL;
		if (choice)
			set_again(c, i, choice->longer);
		if (c->again->from <= i && i < c->again->end) {
			put_again(c, to);
			i = c->again->end < to ? c->again->end : to;
		} else {
			copy(c, i++);
		}
	}
}

static void put_part(struct chooser *c, const struct pb_page *page, const struct pb_part *part, bool repeat)
{
	struct moved_part *moved = &c->parts[c->n++];

	put_gap(c, &part->gap);
	if (repeat)
		put_repeat(c, c->from->boxes[part->from]);
	*moved = (struct moved_part){.from = part->from, .to = part->to, .at = c->to->n};
	moved->index = arena_alloc(c->t->lists, (part->to - part->from) * sizeof *moved->index);
	put_items(c, page, part->from, part->to);
	moved->end = c->to->n;
}

/* A band's pieces on the page. */
static void move_band(struct chooser *c, const struct vband *band)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct moved_part *part = &c->parts[i];
		struct vband piece = *band;
		if (band->to <= part->from || band->from >= part->to)
			continue;
		piece.from = band->from <= part->from ? part->at : part->index[band->from - part->from];
		piece.to = band->to >= part->to ? part->end : part->index[band->to - part->from];
		*arena_push(c->t->lists, &c->to->bands) = piece;
	}
}

/* Of the bands beside any of its parts. */
static void move_bands(struct chooser *c, const struct choice *choice)
{
	size_t from = SIZE_MAX, to = 0;

	for (size_t i = 0; i < c->n; i++) {
		from = c->parts[i].from < from ? c->parts[i].from : from;
		to = c->parts[i].to > to ? c->parts[i].to : to;
	}
	for (size_t k = choice_band(choice, 0, from, to); k < c->from->bands.n; k = choice_band(choice, k + 1, from, to))
		move_band(c, &c->from->bands.v[k]);
}

/* Whether the page is a range of the list as it is. */
static bool is_range(const struct choice *c, const struct pb_page *page, const struct pb_part *parts, size_t n)
{
	if (n == 0)
		return page->from == page->to;
	return n == 1 && page->n_choices == 0 && parts->from == page->from && parts->to == page->to &&
		(page->from < c->again->from || page->from >= c->again->end);
}

const struct vlist *choice_page(struct typesetter *t, const struct choice *choice, size_t i, struct pb_page *page)
{
	struct chooser c = {.t = t, .from = choice->list, .again = choice->again};
	struct pb_part parts[PB_PARTS];

	*page = choice->pages.pages[i];
	size_t n = pb_parts(c.from->v, &choice->params, page, parts);
	if (is_range(choice, page, parts, n))
		return c.from;
	c.to = arena_alloc(t->lists, sizeof *c.to);
	for (size_t k = 0; k < n; k++)
		put_part(&c, page, &parts[k], k > 0 && k == page->top_end - page->top);
	move_bands(&c, choice);
	for (size_t k = 0; k < page->n_choices; k++)
		page->choices[k].item = *index_of(&c, page->choices[k].item);
	page->from = 0;
	page->to = c.to->n;
	return c.to;
}

struct choice choice_make(struct typesetter *t, const struct vlist *list, struct pb_params params)
{
	struct choice c = {.list = list, .params = params, .again = arena_alloc(t->lists, sizeof *c.again), .outer = find_outer(t, list)};

	find_floats(t, list, &c.params);
	c.pages = pb_break(t->lists, list->v, list->n, &c.params);
	return c;
}
