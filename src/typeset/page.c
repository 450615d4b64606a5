/* page.c - the vertical list on pages: boxes at their places, footnotes at the foot, running head and folio around. */
#include "typeset/typeset_int.h"

#include <string.h>

struct sheet {              /* one page in the making */
	struct typesetter *t;
	const struct vlist *list;
	const struct pb_page *page;
	const struct choice *choice; /* whose list it is; or NULL */
	struct marks body;
	struct vlist *notes;    /* at first those that come from the page before, at last those that run over; or NULL */
	sp *top;                /* of item page->from + i, and of its end */
	size_t number, of;
};

/* ---------------------------------------------------------------- the text block */

static void find_tops(struct sheet *s)
{
	size_t n = s->page->to - s->page->from;

	s->top = arena_alloc(s->t->lists, (n + 1) * sizeof *s->top);
	pb_place(s->list->v, s->page, look_grid(s->t), s->top);
	for (size_t i = 0; i <= n; i++)
		s->top[i] += s->t->top;
}

/* A band stands beside those of its items that are on this page; space at the page's edges is not beside anything. */
static void draw_band(struct sheet *s, const struct vband *band)
{
	size_t from = band->from > s->page->from ? band->from : s->page->from;
	size_t to = band->to < s->page->to ? band->to : s->page->to;
	struct mark rule = {.x = s->t->left + band->x};

	if (!vlist_boxes(s->list, &from, &to))
		return;
	rule.y = s->top[from - s->page->from] - band->above;
	rule.u.rule.width = band->width;
	rule.u.rule.height = s->top[to - s->page->from] + band->below - rule.y;
	marks_rule(s->t, &s->body, rule, band->ink);
}

/* Of the whole document's those that stand there. */
static size_t next_band(const struct sheet *s, size_t k)
{
	return s->choice ? choice_band(s->choice, k, s->page->from, s->page->to) : k;
}

static void draw_bands(struct sheet *s)
{
	for (size_t k = next_band(s, 0); k < s->list->bands.n; k = next_band(s, k + 1))
		draw_band(s, &s->list->bands.v[k]);
}

static void draw_boxes(struct sheet *s)
{
	const struct vbox *first = s->page->from < s->page->to ? s->list->boxes[s->page->from] : NULL;
	struct typesetter *t = s->t;

	if (first && (first->repeat || first->group)) {
		struct box above = vbox_repeat(t, first);
		marks_box(t, &s->body, &above, t->left + first->repeat_x, t->top);
	}
	for (size_t i = s->page->from; i < s->page->to; i++) {
		const struct vbox *v = s->list->boxes[i];
		if (!v)
			continue;
		marks_box(t, &s->body, &v->box, t->left + v->x, s->top[i - s->page->from]);
		if (v->entry)
			contents_number(t, v, &s->body, t->left + v->x, s->top[i - s->page->from]);
		vlist_notes(t, &s->notes, v->notes);
	}
}

/* ---------------------------------------------------------------- foot and head */

/* How high the notes of a page may be: what its text leaves, but for the least gap. A page by itself is not looked at. */
static sp notes_most(const struct sheet *s)
{
	const struct typesetter *t = s->t;
	size_t n = s->page->to - s->page->from;

	if (s->of == 0)
		return s->notes->height;
	sp gap = t->style->leading - t->style->leading / PB_GAP_PARTS - SP_PT; /* a hair's breadth is no matter */
	return n ? t->top + t->text_height - s->top[n] - gap : t->text_height;
}

/* What runs over is planned in lines (pagebreak.c). Where a note has other boxes, rows of a table say, the cut is before the one that
 * has no room, and the pages behind have so much more. */
static void draw_notes(struct sheet *s)
{
	struct typesetter *t = s->t;
	struct mark rule = {.x = t->left, .u.rule = {.width = look_length(t, LOOK_NOTE_RULE_WIDTH),
	                                             .height = look_length(t, LOOK_HAIRLINE)}};
	bool alone = s->page->from == s->page->to;
	struct vlist *over;
	sp y;

	if (!s->notes)
		return;
	over = vlist_cut(t, s->notes, sp_min(s->notes->height - s->page->carry, notes_most(s)), alone);
	if (s->notes->n) {
		y = alone ? t->top : t->top + t->text_height - s->notes->height;
		rule.y = y - look_length(t, LOOK_NOTE_SPACE) - rule.u.rule.height;
		marks_rule(t, &s->body, rule, LOOK_LINE);
		vlist_marks(t, s->notes, &s->body, t->left, y);
	}
	s->notes = over;
}

static struct box cut_label(struct sheet *s, const struct type *type, struct str text, enum mark_part part)
{
	return para_label(s->t, type, arena_printf(s->t->lists, "%.*s\xE2\x80\xA6", STR_ARG(text)), part, NULL);
}

/* Cut behind a word, with an ellipsis, where it is wider than there is room: behind the last one that lets it fit, found by halving. */
static struct box fitted(struct sheet *s, const struct type *type, struct str text, enum mark_part part, sp room)
{
	size_t most = 4 * (size_t)(sp_max(room, 0) / (type->size / 8 + 1)); /* no letter is narrower, nor longer than 4 bytes */
	struct { size_t *v; size_t n, sz; } ends = {NULL, 0, 0};
	size_t low = 0;

	if (text.n <= most) {
		struct box box = para_label(s->t, type, text, part, NULL);
		if (box.width <= room)
			return box;
	}
	*arena_push(s->t->lists, &ends) = 0;
	for (size_t i = 0; i < text.n && i < most; i++)
		if (text.p[i] == ' ')
			*arena_push(s->t->lists, &ends) = i;
	for (size_t high = ends.n; high - low > 1;) {
		size_t middle = (low + high) / 2;
		if (cut_label(s, type, str_sub(text, 0, ends.v[middle]), part).width <= room)
			low = middle;
		else
			high = middle;
	}
	return cut_label(s, type, str_sub(text, 0, ends.v[low]), part);
}

/* Two texts on the baseline y, at the edges of the text; the one on the left is never cut. */
static void furniture(struct sheet *s, struct str left, struct str right, enum mark_part part, sp y)
{
	struct typesetter *t = s->t;
	struct type type = look_type(t, part == PART_HEADER ? LOOK_HEAD : LOOK_FOOT);
	struct box box = {.width = 0};
	sp room = t->measure;

	if (left.n > 0) {
		box = para_label(t, &type, left, part, NULL);
		marks_box(t, &s->body, &box, t->left, y - box.baseline);
		room -= box.width + 2 * type.size;
	}
	if (right.n > 0) {
		box = fitted(s, &type, right, part, room);
		marks_box(t, &s->body, &box, t->left + t->measure - box.width, y - box.baseline);
	}
}

/* "page $1 of $2" in the document's language. */
static struct str folio(struct sheet *s)
{
	struct str form = str_from(s->t->doc->words->page_of), made;
	struct buf out = {NULL, 0, 0};

	for (size_t i = 0; i < form.n; i++) {
		bool place = form.p[i] == '$' && i + 1 < form.n && (form.p[i + 1] == '1' || form.p[i + 1] == '2');
		if (place)
			buf_int(&out, (int64_t)(form.p[++i] == '1' ? s->number : s->of));
		else
			buf_char(&out, form.p[i]);
	}
	made = arena_str(s->t->lists, buf_view(&out));
	buf_free(&out);
	return made;
}

static void draw_furniture(struct sheet *s)
{
	struct typesetter *t = s->t;
	sp foot = t->top + t->text_height + look_length(t, LOOK_FOOT_DROP);

	if (s->number > 1)
		furniture(s, t->doc->head_left, t->doc->head_right, PART_HEADER, t->top - look_length(t, LOOK_HEAD_RISE));
	furniture(s, t->doc->foot_left, folio(s), PART_FOOTER, foot);
}

/* ---------------------------------------------------------------- pages */

static void draw_body(struct sheet *s)
{
	find_tops(s);
	draw_bands(s);
	draw_boxes(s);
	draw_notes(s);
}

struct box page_body(struct typesetter *t, const struct vlist *list, const struct pb_page *page)
{
	struct sheet sheet = {.t = t, .list = list, .page = page};

	draw_body(&sheet);
	return marks_take(&sheet.body, t->measure, t->text_height, 0);
}

static struct page page_draw(struct sheet *s)
{
	const struct vbox *first = s->page->from < s->page->to ? s->list->boxes[s->page->from] : NULL;
	bool turned = first && first->turned;

	if (turned) {
		s->t = first->turned;
		marks_box(s->t, &s->body, &first->box, 0, 0);
	} else {
		draw_body(s);
	}
	draw_furniture(s);
	struct mark *marks = arena_alloc(s->t->b->marks, s->body.n * sizeof *marks);
	if (s->body.n)
		memcpy(marks, s->body.v, s->body.n * sizeof *marks);
	return (struct page){.marks = marks, .n = s->body.n, .turned = turned,
	                     .label = arena_printf(s->t->b->arena, "%d", (int)s->number).p};
}

/* The pages that were chosen, and behind them what `of` has more: with nothing but notes that did not come to an end before. False:
 * there are too few. */
static bool draw_pages(struct typesetter *t, struct choice *choice, const struct vlist *list, struct page *pages, size_t of)
{
	struct vlist *notes = NULL;

	for (size_t i = 0; i < of; i++) {
		struct pb_page page = {0};
		const struct vlist *from = i < choice->pages.n ? choice_page(t, choice, i, &page) : list;
		struct sheet sheet = {.t = t, .list = from, .page = &page, .number = i + 1, .of = of, .notes = notes};
		sheet.choice = from == list ? choice : NULL;
		pages[i] = page_draw(&sheet);
		notes = sheet.notes;
		if (!notes)
			arena_reset(t->lists);
	}
	return !notes;
}

struct layout *page_make(struct typesetter *t, const struct vlist *list)
{
	struct pb_params params = {.height = t->text_height, .note_gap = t->style->leading, .last_least = 3 * t->style->leading,
	                           .line = look_grid(t), .note_line = look_leading(t, LOOK_NOTE)};
	struct layout *l = arena_alloc(t->b->arena, sizeof *l);
	struct choice choice = choice_make(t, list, params);

	contents_resolve(t, &choice);
	*l = (struct layout){.width = t->style->paper_width, .height = t->style->paper_height};
	t->lists = arena_new();
	for (l->n = choice.pages.n; ; l->n++) {
		l->pages = arena_alloc(t->b->arena, l->n * sizeof *l->pages);
		if (draw_pages(t, &choice, list, l->pages, l->n))
			break;
	}
	arena_free(t->lists);
	t->lists = t->whole;
	return l;
}
