/* test_flow.c - blocks to vertical lists and pages: what is due between boxes, keeps, repeated headers, footnotes. */
#include "typeset/beside_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#define LINE (14 * SP_PT)

static const struct style style = {
	.paper_width = 612 * SP_PT, .paper_height = 792 * SP_PT, .margin_top = 72 * SP_PT, .margin_bottom = 72 * SP_PT,
	.margin_left = 122 * SP_PT, .margin_right = 122 * SP_PT, .measure = 368 * SP_PT, .size = 11 * SP_PT, .leading = LINE,
	.indent = true, .expansion = 20, .color = 0x1f4e79,
};

/* ---------------------------------------------------------------- lists without type */

static struct typesetter bare(struct build *b)
{
	return (struct typesetter){.b = b, .lists = b->arena, .whole = b->arena, .style = &style, .measure = style.measure, .text_height = 46 * LINE};
}

static void add(struct typesetter *t, struct vlist *l, sp height)
{
	vlist_box(t, l, &(struct vbox){.box = {.height = height, .baseline = height}});
}

static void space(struct vlist *l, sp height)
{
	vlist_space(l, (struct look_space){height, 0, 0});
}

/* The list as letters: B box, g glue, p penalty, f forbidden, ! forced. */
static const char *shape_of(struct build *b, const struct vlist *l)
{
	char *out = arena_alloc(b->arena, l->n + 1);

	for (size_t i = 0; i < l->n; i++) {
		const struct pb_item *item = &l->v[i];
		out[i] = item->kind == PB_BOX ? 'B' : item->kind == PB_GLUE ? 'g' : item->penalty >= LB_INFINITE ? 'f' :
		         item->penalty <= -LB_INFINITE ? '!' : 'p';
	}
	return out;
}

static void the_largest_space_wins(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct vlist l = {.n = 0};

	space(&l, LINE);
	add(&t, &l, LINE);
	space(&l, LINE / 2);
	space(&l, 2 * LINE);
	space(&l, LINE);
	add(&t, &l, LINE);
	space(&l, LINE);
	assert_string_equal(shape_of(b, &l), "BgB");
	assert_int_equal(l.v[1].height, 2 * LINE);
	assert_int_equal(l.height, 4 * LINE);
}

static void to_force_beats_to_forbid(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct vlist l = {.n = 0};

	add(&t, &l, LINE);
	vlist_penalty(&l, LB_INFINITE);
	vlist_penalty(&l, 100);
	add(&t, &l, LINE); /* forbidden and without space: nothing between them */
	vlist_penalty(&l, LB_INFINITE);
	vlist_penalty(&l, -LB_INFINITE);
	add(&t, &l, LINE);
	vlist_penalty(&l, -100);
	vlist_penalty(&l, 60);
	add(&t, &l, LINE);
	assert_string_equal(shape_of(b, &l), "BB!BpB");
	assert_int_equal(l.v[4].penalty, -100);
}

static void a_heading_keeps_two_lines(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct vlist l = {.n = 0};

	add(&t, &l, LINE);
	vlist_penalty(&l, LB_INFINITE);
	l.keep = 2;
	for (int i = 0; i < 3; i++) {
		space(&l, LINE);
		add(&t, &l, LINE);
	}
	assert_string_equal(shape_of(b, &l), "BfgBfgBgB");
}

static void the_grid_is_asked_for_once(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct vlist l = {.n = 0}, out = {.n = 0};

	add(&t, &l, LINE + 5 * SP_PT);
	vlist_grid(&l);
	space(&l, LINE / 2);
	add(&t, &l, LINE);
	add(&t, &l, LINE);
	vlist_append(&t, &out, &l, 0, 0);
	assert_string_equal(shape_of(b, &out), "BgBB");
	assert_false(out.v[0].grid);
	assert_true(out.v[2].grid);
	assert_false(out.v[3].grid);
}

static void appended_whole_it_is_not_broken(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct vlist l = {.n = 0}, in = {.n = 0};

	for (int i = 0; i < 3; i++) {
		add(&t, &in, LINE);
		space(&in, LINE / 2);
		vlist_penalty(&in, 0);
	}
	vlist_band(&t, &in, (struct vband){.from = 0, .width = SP_PT});
	add(&t, &l, LINE);
	space(&l, LINE);
	vlist_append(&t, &l, &in, 10 * SP_PT, LB_INFINITE);
	assert_string_equal(shape_of(b, &l), "BgBfgBfgB");
	assert_int_equal(l.bands.v[0].x, 10 * SP_PT);
	assert_int_equal(l.bands.v[0].to, l.n);
	assert_int_equal(l.boxes[2]->x, 10 * SP_PT);
}

/* ---------------------------------------------------------------- figures that move */

static void add_lines(struct typesetter *t, struct vlist *l, int n)
{
	for (int i = 0; i < n; i++) {
		add(t, l, LINE);
		vlist_penalty(l, 0);
	}
}

/* Twenty lines, a figure of thirty, and so many lines behind it. */
static struct vlist with_figure(struct typesetter *t, int behind)
{
	struct vlist l = {.n = 0};

	add_lines(t, &l, 20);
	struct vfloat made = vlist_float_begin(&l);
	space(&l, LINE);
	add(t, &l, 30 * LINE);
	space(&l, LINE);
	vlist_float_end(t, &l, made);
	add_lines(t, &l, behind);
	return l;
}

static sp page_height(const struct vlist *l, const struct pb_page *page)
{
	sp height = 0;

	for (size_t i = page->from; i < page->to; i++)
		height += l->v[i].height;
	return height;
}

static void a_figure_moves_out_of_the_way(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct vlist l = with_figure(&t, 40);
	struct pb_params params = {.height = t.text_height};
	struct choice c = choice_make(&t, &l, params);
	struct pb_page first, second;
	const struct vlist *before = choice_page(&t, &c, 0, &first), *behind = choice_page(&t, &c, 1, &second);

	assert_int_equal(c.pages.n, 2);
	assert_ptr_not_equal(before, &l);
	assert_int_equal(page_height(before, &first), t.text_height);
	assert_int_equal(behind->v[second.from].height, 30 * LINE);
}

static void expect_list_as_it_is(struct build *b, struct vlist *l, sp height)
{
	struct typesetter t = bare(b);
	struct choice c = choice_make(&t, l, (struct pb_params){.height = height});
	struct pb_page page;

	assert_int_equal(c.pages.n, 2);
	for (size_t i = 0; i < c.pages.n; i++)
		assert_ptr_equal(choice_page(&t, &c, i, &page), l);
}

static void a_figure_that_fits_stays(void **state)
{
	struct typesetter t = bare(*state);
	struct vlist l = with_figure(&t, 40);

	expect_list_as_it_is(*state, &l, 60 * LINE);
}

static void nothing_behind_it_no_move(void **state)
{
	struct typesetter t = bare(*state);
	struct vlist l = with_figure(&t, 0);

	expect_list_as_it_is(*state, &l, t.text_height);
}

/* A ground behind lines on both sides of a page's end: a figure at the top of the second page does not stand on it. */
static void a_band_does_not_reach_below_a_figure(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct vlist l = with_figure(&t, 0);
	struct pb_params params = {.height = t.text_height};
	struct pb_page page;
	size_t from = l.n;

	add_lines(&t, &l, 40);
	vlist_band(&t, &l, (struct vband){.from = from, .width = LINE});
	struct choice c = choice_make(&t, &l, params);
	const struct vlist *list = choice_page(&t, &c, 0, &page);
	assert_int_equal(list->bands.n, 1);
	assert_int_equal(list->bands.v[0].to, page.to);
	list = choice_page(&t, &c, 1, &page);
	assert_int_equal(list->bands.n, 1);
	assert_true(list->bands.v[0].from > page.from + 1);
	assert_int_equal(list->bands.v[0].to, page.to);
}

/* A heading, a figure, and lines: the figure leaves, and the heading keeps its two lines. */
static void a_heading_keeps_its_lines_when_the_figure_leaves(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct vlist l = {.n = 0};
	struct pb_params params = {.height = 10 * LINE};
	struct pb_page page;

	add_lines(&t, &l, 8);
	add(&t, &l, LINE);
	vlist_penalty(&l, LB_INFINITE);
	l.keep = 2;
	struct vfloat made = vlist_float_begin(&l);
	space(&l, LINE);
	add(&t, &l, 4 * LINE);
	space(&l, LINE);
	vlist_float_end(&t, &l, made);
	add_lines(&t, &l, 20);
	struct choice c = choice_make(&t, &l, params);
	choice_page(&t, &c, 0, &page);
	assert_int_equal(page.to, 8 + 7); /* lines and the penalties between them */
}

/* ---------------------------------------------------------------- documents */

static struct doc_node *put(struct build *b, struct doc_node *parent, enum doc_kind kind)
{
	struct doc_node *n = doc_new(b, kind, POS_NONE);

	doc_append(parent, n);
	return n;
}

static struct doc_node *words(struct build *b, struct doc_node *parent, enum doc_kind kind, size_t n)
{
	struct doc_node *block = put(b, parent, kind);
	struct buf text = {NULL, 0, 0};

	for (size_t i = 0; i < n; i++)
		buf_cstr(&text, i % 3 ? "quiet " : "considered ");
	doc_append(block, doc_text(b, arena_str(b->arena, str_trim(buf_view(&text))), POS_NONE));
	buf_free(&text);
	return block;
}

static struct layout *set(struct build *b, struct doc_node *root)
{
	struct document *d = arena_alloc(b->arena, sizeof *d);
	struct font_library *fonts = font_library_load("fonts");

	assert_non_null(fonts);
	d->root = root;
	d->lang = STR("en-US");
	d->words = doc_words_find(d->lang);
	d->head_left = STR("COMP 620");
	struct layout *l = typeset_document(b, d, &style, fonts);
	font_library_free(fonts); /* no test looks at a glyph */
	return l;
}

static const struct mark *last_of_body(const struct page *page)
{
	const struct mark *last = NULL;

	for (size_t i = 0; i < page->n; i++)
		if (page->marks[i].part == PART_BODY && page->marks[i].node && (!last || page->marks[i].y >= last->y))
			last = &page->marks[i];
	return last;
}

static void no_page_ends_with_a_heading(void **state)
{
	struct build *b = *state;
	struct doc_node *root = doc_new(b, DOC_ROOT, POS_NONE);
	struct layout *l;

	for (size_t i = 0; i < 60; i++) {
		words(b, root, DOC_HEADING, 2)->u.heading.level = 2 + (int)(i % 2);
		words(b, root, DOC_PARAGRAPH, 20 + 17 * (i % 7));
	}
	l = set(b, root);
	assert_true(l->n > 3);
	for (size_t i = 0; i < l->n; i++)
		assert_null(doc_ancestor(last_of_body(&l->pages[i])->node, DOC_HEADING));
}

static struct doc_node *cell(struct build *b, struct doc_node *row, size_t n)
{
	struct doc_node *c = put(b, row, DOC_CELL);

	c->u.cell.colspan = c->u.cell.rowspan = 1;
	words(b, c, DOC_PARAGRAPH, n);
	return c;
}

static struct doc_node *table(struct build *b, struct doc_node *root, size_t rows)
{
	struct doc_node *n = put(b, root, DOC_TABLE);

	n->u.table.columns = 2;
	n->u.table.header_rows = 1;
	for (size_t i = 0; i < rows; i++) {
		struct doc_node *row = put(b, n, DOC_ROW);
		cell(b, row, 1 + i % 5);
		cell(b, row, 3 + i % 11);
	}
	return n;
}

static size_t count_part(const struct page *page, enum mark_part part)
{
	size_t n = 0;

	for (size_t i = 0; i < page->n; i++)
		n += page->marks[i].part == part;
	return n;
}

static void a_header_is_repeated(void **state)
{
	struct build *b = *state;
	struct doc_node *root = doc_new(b, DOC_ROOT, POS_NONE);
	struct layout *l;

	table(b, root, 90);
	l = set(b, root);
	assert_true(l->n > 1);
	assert_int_equal(count_part(&l->pages[0], PART_REPEAT), 0);
	for (size_t i = 1; i < l->n; i++)
		assert_int_equal(count_part(&l->pages[i], PART_REPEAT), 2);
}

static void a_tall_row_is_cut(void **state)
{
	struct build *b = *state;
	struct doc_node *root = doc_new(b, DOC_ROOT, POS_NONE), *n = table(b, root, 3);
	struct layout *l;

	words(b, n->last->last, DOC_PARAGRAPH, 2000);
	l = set(b, root);
	assert_true(l->n > 1);
	for (size_t i = 0; i < l->n; i++)
		assert_true(last_of_body(&l->pages[i])->y < style.paper_height - style.margin_bottom);
}

static void nothing_leaves_the_page(void **state)
{
	struct build *b = *state;
	struct doc_node *root = doc_new(b, DOC_ROOT, POS_NONE), *n = put(b, root, DOC_TABLE);
	struct layout *l;

	n->u.table.columns = 14;
	for (size_t i = 0; i < 4; i++) {
		struct doc_node *row = put(b, n, DOC_ROW);
		for (size_t k = 0; k < 14; k++)
			cell(b, row, 3);
	}
	l = set(b, root);
	for (size_t i = 0; i < l->pages[0].n; i++) {
		const struct mark *m = &l->pages[0].marks[i];
		assert_true(m->x >= 0);
		if (m->kind == MARK_GLYPHS)
			assert_true(m->x + m->u.run->width <= (l->pages[0].turned ? style.paper_height : style.paper_width));
	}
}

static void a_note_stands_with_its_reference(void **state)
{
	struct build *b = *state;
	struct doc_node *root = doc_new(b, DOC_ROOT, POS_NONE), *ref, *note;
	struct layout *l;
	bool found_ref = false, found_note = false;

	for (size_t i = 0; i < 30; i++)
		words(b, root, DOC_PARAGRAPH, 60);
	ref = put(b, root->last, DOC_NOTE_REF);
	note = put(b, root, DOC_FOOTNOTE);
	ref->u.link->number = note->u.footnote.number = 1;
	note->u.footnote.reference = ref;
	ref->u.link->target = note;
	words(b, note, DOC_PARAGRAPH, 40);
	for (size_t i = 0; i < 30; i++)
		words(b, root, DOC_PARAGRAPH, 60);
	l = set(b, root);
	for (size_t p = 0; p < l->n; p++) {
		for (size_t i = 0; i < l->pages[p].n; i++) {
			const struct doc_node *node = l->pages[p].marks[i].node;
			bool here = node && doc_ancestor(node, DOC_FOOTNOTE) == note;
			assert_false(here && !found_ref); /* the reference is read first */
			found_ref |= node == ref;
			found_note |= here;
		}
		assert_int_equal(found_ref, found_note);
	}
	assert_true(found_note);
}

static void an_empty_document_has_a_page(void **state)
{
	struct build *b = *state;
	struct layout *l = set(b, doc_new(b, DOC_ROOT, POS_NONE));

	assert_int_equal(l->n, 1);
	assert_int_equal(count_part(&l->pages[0], PART_FOOTER), 1);
	assert_int_equal(count_part(&l->pages[0], PART_HEADER), 0);
}

/* Two lists out of step: each line of one ends beside the middle of one of the other. */
static void lists_side_by_side_are_cut_between_lines(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct beside_list lists[2] = {{.x = 0}, {.x = 100 * SP_PT}};
	struct beside beside = {.v = lists, .n = 2, .sz = 2, .width = 200 * SP_PT, .height = 11 * LINE, .baseline = LINE, .least = 2 * LINE,
	                        .tallest = 46 * LINE};
	sp height = 0;

	for (int i = 0; i < 10; i++)
		for (int k = 0; k < 2; k++) {
			if (i > 0)
				vlist_penalty(&lists[k].list, k == 0 && i == 4 ? LB_INFINITE : 0);
			add(&t, &lists[k].list, LINE);
		}
	lists[1].y = LINE / 2;
	struct vlist l = beside_set(&t, &beside);
	for (size_t i = 0; i < l.n; i++) {
		height += l.v[i].height;
		assert_true(l.v[i].kind != PB_BOX || l.v[i].height >= 2 * LINE);
		if (l.v[i].kind != PB_GLUE)
			continue;
		assert_int_equal(l.v[i].height, -LINE / 2); /* what reaches over is taken back */
		assert_int_not_equal(height, 4 * LINE);     /* forbidden */
	}
	assert_int_equal(height, 11 * LINE);
	assert_true(l.n > 6);
}

static void what_may_not_be_cut_is_one_box(void **state)
{
	struct build *b = *state;
	struct typesetter t = bare(b);
	struct beside_list lists[2] = {{.x = 0}, {.x = 100 * SP_PT}};
	struct beside beside = {.v = lists, .n = 2, .sz = 2, .width = 200 * SP_PT, .height = 10 * LINE, .baseline = LINE, .least = 2 * LINE,
	                        .tallest = 46 * LINE};

	add(&t, &lists[0].list, 10 * LINE); /* a picture */
	for (int i = 0; i < 6; i++) {
		vlist_penalty(&lists[1].list, 0);
		add(&t, &lists[1].list, LINE);
	}
	struct vlist l = beside_set(&t, &beside);
	assert_string_equal(shape_of(b, &l), "B");
	assert_int_equal(l.height, 10 * LINE);
}

static int begin(void **state)
{
	*state = build_new();
	return 0;
}

static int end(void **state)
{
	build_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_largest_space_wins, begin, end),
		cmocka_unit_test_setup_teardown(to_force_beats_to_forbid, begin, end),
		cmocka_unit_test_setup_teardown(a_heading_keeps_two_lines, begin, end),
		cmocka_unit_test_setup_teardown(the_grid_is_asked_for_once, begin, end),
		cmocka_unit_test_setup_teardown(appended_whole_it_is_not_broken, begin, end),
		cmocka_unit_test_setup_teardown(a_figure_moves_out_of_the_way, begin, end),
		cmocka_unit_test_setup_teardown(a_figure_that_fits_stays, begin, end),
		cmocka_unit_test_setup_teardown(nothing_behind_it_no_move, begin, end),
		cmocka_unit_test_setup_teardown(a_band_does_not_reach_below_a_figure, begin, end),
		cmocka_unit_test_setup_teardown(a_heading_keeps_its_lines_when_the_figure_leaves, begin, end),
		cmocka_unit_test_setup_teardown(no_page_ends_with_a_heading, begin, end),
		cmocka_unit_test_setup_teardown(a_header_is_repeated, begin, end),
		cmocka_unit_test_setup_teardown(a_tall_row_is_cut, begin, end),
		cmocka_unit_test_setup_teardown(nothing_leaves_the_page, begin, end),
		cmocka_unit_test_setup_teardown(lists_side_by_side_are_cut_between_lines, begin, end),
		cmocka_unit_test_setup_teardown(what_may_not_be_cut_is_one_box, begin, end),
		cmocka_unit_test_setup_teardown(a_note_stands_with_its_reference, begin, end),
		cmocka_unit_test_setup_teardown(an_empty_document_has_a_page, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
