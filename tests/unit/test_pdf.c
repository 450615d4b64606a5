/* test_pdf.c - values, the structure tree, tables, CFF charsets, and whole files. */
#include "output/pdf/pdf_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* ---------------------------------------------------------------- documents by hand */

static struct doc_node *add(struct build *b, struct doc_node *parent, enum doc_kind kind)
{
	struct doc_node *n = doc_new(b, kind, POS_NONE);
	doc_append(parent, n);
	return n;
}

static struct doc_node *add_text(struct build *b, struct doc_node *parent, const char *text)
{
	struct doc_node *n = doc_text(b, str_from(text), POS_NONE);
	doc_append(parent, n);
	return n;
}

static struct doc_node *add_heading(struct build *b, struct doc_node *parent, int level)
{
	struct doc_node *n = add(b, parent, DOC_HEADING);
	n->u.heading.level = level;
	add_text(b, n, "Heading");
	return n;
}

static struct doc_node *add_paragraph(struct build *b, struct doc_node *parent)
{
	struct doc_node *n = add(b, parent, DOC_PARAGRAPH);
	add_text(b, n, "Text");
	return n;
}

static struct doc_node *add_cell(struct build *b, struct doc_node *row, unsigned colspan, unsigned rowspan)
{
	struct doc_node *n = add(b, row, DOC_CELL);
	n->u.cell.colspan = colspan;
	n->u.cell.rowspan = rowspan;
	add_paragraph(b, n);
	return n;
}

struct fixture {
	struct build *b;
	struct doc_node *root;
	struct document d;
	struct layout l;
	struct pdf_options options;
	struct pdf p;
};

static struct fixture set_up(void)
{
	struct fixture f = {.b = build_new()};
	f.root = doc_new(f.b, DOC_ROOT, POS_NONE);
	f.d = (struct document){.root = f.root, .title = STR("A title"), .lang = STR("en-US"), .words = doc_words_find(STR("en")), .ua_honest = true};
	f.l = (struct layout){.width = 612 * SP_PT, .height = 792 * SP_PT};
	f.options.standard = STYLE_UA | STYLE_A2A;
	return f;
}

static void build_tags(struct fixture *f)
{
	doc_number(f->root);
	f->p = (struct pdf){.b = f->b, .d = &f->d, .l = &f->l, .options = &f->options, .arena = f->b->arena};
	pdf_tags_build(&f->p);
}

/* "Document(H1 P)" */
static void print_tags(struct buf *out, const struct pdf_tag *tag)
{
	buf_cstr(out, tag->type);
	if (!tag->first)
		return;
	buf_char(out, '(');
	for (const struct pdf_tag *k = tag->first; k; k = k->next) {
		if (k != tag->first)
			buf_char(out, ' ');
		print_tags(out, k);
	}
	buf_char(out, ')');
}

static void assert_tags(struct fixture *f, const char *expected)
{
	struct buf out = {NULL, 0, 0};
	build_tags(f);
	print_tags(&out, f->p.root);
	buf_char(&out, 0);
	assert_string_equal(out.p, expected);
	buf_free(&out);
}

/* ---------------------------------------------------------------- values */

static void assert_text(const char *utf8, const char *expected)
{
	struct buf b = {NULL, 0, 0};
	pdf_put_text(&b, str_from(utf8));
	buf_char(&b, 0);
	assert_string_equal(b.p, expected);
	buf_free(&b);
}

static void test_text_strings(void **state)
{
	(void)state;
	assert_text("plain (really\\)", "(plain \\(really\\\\\\))");
	assert_text("Ren\xC3\xA9", "<FEFF00520065006E00E9>");
	assert_text("\xF0\x9F\x8E\x89", "<FEFFD83CDF89>");
	assert_text("a\rb", "<FEFF0061000D0062>");
}

static void test_languages(void **state)
{
	(void)state;
	assert_true(pdf_is_language(STR("en")));
	assert_true(pdf_is_language(STR("zh-Hant-TW")));
	assert_true(pdf_is_language(STR("de-1996")));
	assert_false(pdf_is_language(STR("")));
	assert_false(pdf_is_language(STR("en_US")));
	assert_false(pdf_is_language(STR("en-")));
	assert_false(pdf_is_language(STR("1x")));
	assert_false(pdf_is_language(STR("englishlanguage")));
}

/* ---------------------------------------------------------------- elements */

static void test_blocks(void **state)
{
	(void)state;
	struct fixture f = set_up();
	add_heading(f.b, f.root, 1);
	struct doc_node *section = add(f.b, f.root, DOC_SECTION);
	add_heading(f.b, section, 2);
	add_paragraph(f.b, section);
	add(f.b, section, DOC_RULE);
	add_paragraph(f.b, add(f.b, section, DOC_QUOTE));
	add(f.b, section, DOC_CODE_BLOCK);
	assert_tags(&f, "Document(H1 Sect(H2 P BlockQuote(P) Code))");
	build_free(f.b);
}

static void test_no_level_is_skipped(void **state)
{
	(void)state;
	struct fixture f = set_up();
	add_heading(f.b, f.root, 2);
	add_heading(f.b, f.root, 5);
	add_heading(f.b, f.root, 3);
	assert_tags(&f, "Document(H1 H2 H3)");
	build_free(f.b);
}

static void test_lists(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *list = add(f.b, f.root, DOC_LIST), *item = add(f.b, list, DOC_ITEM);
	add_paragraph(f.b, item);
	add_paragraph(f.b, add(f.b, add(f.b, item, DOC_LIST), DOC_ITEM));
	struct doc_node *loose = add(f.b, list, DOC_ITEM);
	add_paragraph(f.b, loose);
	add_paragraph(f.b, loose);
	assert_tags(&f, "Document(L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody(P P))))");
	build_free(f.b);
}

static void test_contents(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *contents = add(f.b, f.root, DOC_CONTENTS), *item = add(f.b, add(f.b, contents, DOC_LIST), DOC_ITEM);
	add_text(f.b, add(f.b, add_paragraph(f.b, item), DOC_LINK), "Chapter");
	item = add(f.b, add(f.b, item, DOC_LIST), DOC_ITEM);
	add_text(f.b, add(f.b, add_paragraph(f.b, item), DOC_LINK), "Part");
	assert_tags(&f, "Document(TOC(TOCI(Reference(Link) TOC(TOCI(Reference(Link))))))");
	build_free(f.b);
}

static void test_spans(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *p = add_paragraph(f.b, f.root);
	add_text(f.b, add(f.b, p, DOC_STRONG), "strong");
	add_text(f.b, add(f.b, add(f.b, p, DOC_LINK), DOC_EMPHASIS), "link");
	struct doc_node *foreign = add(f.b, p, DOC_EMPHASIS);
	doc_set_lang(f.b, foreign, STR("de"));
	add_text(f.b, foreign, "Wort");
	add(f.b, p, DOC_NOTE_REF);
	add_paragraph(f.b, add(f.b, f.root, DOC_FOOTNOTE));
	assert_tags(&f, "Document(P(Link Span Reference(Link)) Note(Span))");
	assert_true(pdf_node_get(&f.p, foreign)->tag->says_lang);
	build_free(f.b);
}

static void test_figures(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *figure = add(f.b, f.root, DOC_FIGURE);
	add_text(f.b, add(f.b, figure, DOC_CAPTION), "Caption");
	add(f.b, f.root, DOC_FIGURE)->u.figure->decoration = true;
	add(f.b, add_paragraph(f.b, f.root), DOC_IMAGE);
	assert_tags(&f, "Document(Div(Figure Caption) P(Figure))");
	build_free(f.b);
}

/* A drawing's labels are content of its Figure, and so are its frames. */
static void test_drawing(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *figure = add(f.b, f.root, DOC_FIGURE);
	struct figure_node block = {.kind = FIGURE_BLOCK};
	struct figure drawing = {.root = &block};
	struct mark frame = {.kind = MARK_PATH, .part = PART_DECORATION, .node = figure};
	struct mark text = {.kind = MARK_GLYPHS, .part = PART_BODY, .node = figure};
	figure->u.figure->drawing = &drawing;
	build_tags(&f);
	assert_string_equal(pdf_tag_of(&f.p, &frame)->type, "Figure");
	assert_ptr_equal(pdf_tag_of(&f.p, &text), pdf_tag_of(&f.p, &frame));
	build_free(f.b);
}

static void test_artifacts(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *p = add_paragraph(f.b, f.root);
	struct mark m = {.kind = MARK_GLYPHS, .node = p};
	build_tags(&f);
	assert_string_equal(pdf_tag_of(&f.p, &m)->type, "P");
	m.part = PART_REPEAT;
	assert_null(pdf_tag_of(&f.p, &m));
	m.part = PART_BODY;
	m.node = NULL;
	assert_null(pdf_tag_of(&f.p, &m));
	build_free(f.b);
}

/* ---------------------------------------------------------------- tables */

static void test_table(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *table = add(f.b, f.root, DOC_TABLE), *head = add(f.b, table, DOC_ROW), *row = add(f.b, table, DOC_ROW);
	table->u.table.header_rows = 1;
	add_cell(f.b, head, 1, 1);
	add_cell(f.b, head, 1, 1);
	add_cell(f.b, row, 1, 1)->u.cell.header = true;
	assert_tags(&f, "Document(Table(THead(TR(TH TH)) TBody(TR(TH TD))))"); /* the missing cell is there */
	const struct pdf_tag *name = pdf_node_get(&f.p, row->first)->tag;
	assert_int_equal(name->scope, PDF_ROW);
	assert_int_equal(name->id, 0);
	build_free(f.b);
}

static void test_table_of_headers_only(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *table = add(f.b, f.root, DOC_TABLE);
	table->u.table.header_rows = 1;
	add_cell(f.b, add(f.b, table, DOC_ROW), 1, 1);
	assert_tags(&f, "Document(Table(TBody(TR(TH))))");
	build_free(f.b);
}

static void test_spans_stay_inside(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *table = add(f.b, f.root, DOC_TABLE), *first = add(f.b, table, DOC_ROW), *second = add(f.b, table, DOC_ROW);
	struct doc_node *tall = add_cell(f.b, first, 1, 9);
	add_cell(f.b, first, 2, 1);
	struct doc_node *wide = add_cell(f.b, second, 3, 1);
	build_tags(&f);
	assert_int_equal(pdf_node_get(&f.p, tall)->tag->rowspan, 2);
	assert_int_equal(pdf_node_get(&f.p, wide)->tag->colspan, 3);
	build_free(f.b);
}

/*  Name | Score
 *       | Mid | Final
 *  Ann  | 1   | 2      -- "1" is below Score and Mid */
static void test_headers_of_two_rows(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *table = add(f.b, f.root, DOC_TABLE), *row[3];
	table->u.table.header_rows = 2;
	for (int i = 0; i < 3; i++)
		row[i] = add(f.b, table, DOC_ROW);
	add_cell(f.b, row[0], 1, 2);
	struct doc_node *score = add_cell(f.b, row[0], 2, 1), *mid = add_cell(f.b, row[1], 1, 1);
	add_cell(f.b, row[1], 1, 1);
	add_cell(f.b, row[2], 1, 1);
	struct doc_node *one = add_cell(f.b, row[2], 1, 1);
	add_cell(f.b, row[2], 1, 1);
	build_tags(&f);
	struct pdf_tag **headers = pdf_node_get(&f.p, one)->tag->headers;
	assert_ptr_equal(headers[0], pdf_node_get(&f.p, score)->tag);
	assert_ptr_equal(headers[1], pdf_node_get(&f.p, mid)->tag);
	assert_null(headers[2]);
	assert_true(headers[0]->id && headers[1]->id && headers[0]->id != headers[1]->id);
	build_free(f.b);
}

/* ---------------------------------------------------------------- glyphs and their text */

static void expect_cluster(const struct glyph_run *run, struct pdf_cluster *c, size_t from, size_t to, const char *text)
{
	assert_true(pdf_cluster_next(run, c));
	assert_int_equal(c->from, from);
	assert_int_equal(c->to, to);
	assert_true(str_is(c->text, text));
}

/* "ffi" of one glyph, a letter of two, and a glyph before it that belongs to what stood in the run before. */
static void test_clusters(void **state)
{
	static const struct glyph glyphs[] = {{0, 1, 0}, {10, 2, 3}, {20, 3, 2}, {20, 4, 0}, {30, 5, 1}};
	const struct glyph_run run = {.glyphs = glyphs, .n = 5, .text = STR("ffi\xC3\xA9.")};
	struct pdf_cluster c = {.to = 0};

	(void)state;
	expect_cluster(&run, &c, 0, 1, "");
	expect_cluster(&run, &c, 1, 2, "ffi");
	expect_cluster(&run, &c, 2, 4, "\xC3\xA9");
	assert_true(pdf_needs_actual(&c));
	expect_cluster(&run, &c, 4, 5, ".");
	assert_false(pdf_cluster_next(&run, &c));
	assert_int_equal(glyph_y(&run, 2), 0);
}

/* One letter, and 40,000 accents over it. */
static void test_long_cluster(void **state)
{
	enum { N = 80001 };
	static char text[N];
	static const struct glyph glyphs[] = {{0, 1, (uint16_t)N}, {5, 2, 0}};
	static const struct glyph_more more[] = {{0, N}, {-7, 0}};
	const struct glyph_run run = {.glyphs = glyphs, .more = more, .n = 2, .text = {text, N}};
	struct pdf_cluster c = {.to = 0};

	(void)state;
	assert_true(pdf_cluster_next(&run, &c));
	assert_int_equal(c.to, 2);
	assert_int_equal(c.text.n, N);
	assert_false(pdf_cluster_next(&run, &c));
	assert_int_equal(glyph_y(&run, 1), -7);
}

/* ---------------------------------------------------------------- CFF */

static void test_cff_charset(void **state)
{
	(void)state;
	static const char cff[] =
		"\1\0\4\1"                 /* header of 4 bytes */
		"\0\1\1\1\2N"              /* names: one of one byte */
		"\0\1\1\1\5\xF7\0\x0F\x8B" /* top DICTs: one of four bytes: 108 charset, then an operand without operator */
		"";
	char table[120] = {0};
	uint16_t cids[5];
	memcpy(table, cff, sizeof cff - 1);
	memcpy(table + 108, "\1\0\x0A\1\0\x63\0", 7); /* format 1: 10 and the one after it, 99 */
	assert_true(pdf_cff_cids((struct str){table, sizeof table}, cids, 4));
	assert_int_equal(cids[0], 0);
	assert_int_equal(cids[1], 10);
	assert_int_equal(cids[2], 11);
	assert_int_equal(cids[3], 99);
	assert_false(pdf_cff_cids((struct str){table, 110}, cids, 4));
}

/* ---------------------------------------------------------------- whole files */

static struct str write_file(struct fixture *f, struct buf *out)
{
	assert_true(pdf_write(f->b, &f->d, &f->l, &f->options, out));
	return buf_view(out);
}

static void test_file(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct doc_node *p = add_paragraph(f.b, f.root);
	const struct mark_missing missing = {5 * SP_PT, 8 * SP_PT, STR("\xE6\xBC\xA2")};
	struct mark marks[] = {
		{.kind = MARK_RULE, .part = PART_DECORATION, .x = 72 * SP_PT, .y = 72 * SP_PT, .color = 0x336699, .u.rule = {100 * SP_PT, SP_PT}},
		{.kind = MARK_MISSING, .part = PART_BODY, .node = p->first, .x = 72 * SP_PT, .y = 80 * SP_PT, .u.missing = &missing},
	};
	struct page page = {.marks = marks, .n = 2, .label = "1"};
	struct buf one = {NULL, 0, 0}, two = {NULL, 0, 0};
	f.l.pages = &page;
	f.l.n = 1;
	struct str file = write_file(&f, &one);
	assert_true(str_starts(file, "%PDF-1.7\n%"));
	assert_true(str_ends(file, "%%EOF\n"));
	assert_true(str_find(file, STR("<pdfuaid:part>1<")) != SIZE_MAX);
	assert_true(str_eq(file, write_file(&f, &two)));
	buf_free(&one);
	buf_free(&two);
	build_free(f.b);
}

static void test_claims_are_honest(void **state)
{
	(void)state;
	struct fixture f = set_up();
	struct page page = {.label = "1"};
	struct buf out = {NULL, 0, 0};
	f.l.pages = &page;
	f.l.n = 1;
	f.d.ua_honest = false;
	struct str file = write_file(&f, &out);
	assert_true(str_find(file, STR("<pdfuaid:part>")) == SIZE_MAX);
	assert_true(str_find(file, STR("<pdfaid:part>2<")) != SIZE_MAX);
	out.n = 0;
	f.options.standard = 0;
	assert_true(str_find(write_file(&f, &out), STR("<pdfaid:part>")) == SIZE_MAX);
	buf_free(&out);
	build_free(f.b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_strings), cmocka_unit_test(test_languages), cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_no_level_is_skipped), cmocka_unit_test(test_lists), cmocka_unit_test(test_contents), cmocka_unit_test(test_spans),
		cmocka_unit_test(test_figures), cmocka_unit_test(test_drawing), cmocka_unit_test(test_artifacts),
		cmocka_unit_test(test_table), cmocka_unit_test(test_table_of_headers_only), cmocka_unit_test(test_spans_stay_inside),
		cmocka_unit_test(test_headers_of_two_rows), cmocka_unit_test(test_clusters), cmocka_unit_test(test_long_cluster), cmocka_unit_test(test_cff_charset), cmocka_unit_test(test_file),
		cmocka_unit_test(test_claims_are_honest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
