/* What Markdown, HTML and course data become in the document tree: source beside the print of the tree. */
#include "document/document_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

struct fixture {
	struct build *b;
	struct content content;
	struct content_section section;
	struct course course;
	const struct document *document;
};

static struct source *make_source(struct build *b, const char *bytes)
{
	struct source *s = arena_alloc(b->arena, sizeof *s);

	s->name = "page.md";
	s->bytes = str_from(bytes);
	return s;
}

/* A page, front matter left out. */
static void start(struct fixture *f, const char *markdown)
{
	memset(f, 0, sizeof *f);
	f->b = build_new();
	struct source *source = make_source(f->b, markdown);
	struct text text = text_of_source(f->b, source);
	f->section = (struct content_section){.source = source, .body = md_parse(f->b, &text)};
	f->content = (struct content){.dir = ".", .single = true, .sections = &f->section, .n_sections = 1};
	f->course = (struct course){.language = STR("en"), .start = DATE_NONE, .end = DATE_NONE, .revised = DATE_NONE};
}

static void end(struct fixture *f)
{
	build_free(f->b);
}

static bool may_hold(const struct doc_node *parent, const struct doc_node *child)
{
	switch (parent->kind) {
	case DOC_LIST: return child->kind == DOC_ITEM;
	case DOC_TABLE: return child->kind == DOC_ROW || (child->kind == DOC_CAPTION && parent->first == child);
	case DOC_FACTS: return child->kind == DOC_ROW;
	case DOC_ROW: return child->kind == DOC_CELL;
	case DOC_FIGURE: return child->kind == DOC_CAPTION;
	case DOC_CODE: return false;
	default: break;
	}
	if (doc_holds_spans(parent->kind))
		return doc_is_span(child->kind);
	return doc_holds_blocks(parent->kind) && !doc_is_span(child->kind) && child->kind != DOC_ITEM && child->kind != DOC_ROW &&
		child->kind != DOC_CELL && child->kind != DOC_CAPTION;
}

/* Every node stands where its kind may stand, and knows its parent. */
static void assert_sound(const struct document *d)
{
	for (const struct doc_node *n = d->root; n; n = doc_walk(d->root, n, true))
		for (const struct doc_node *child = n->first; child; child = child->next) {
			assert_ptr_equal(child->parent, n);
			assert_true(child->next || n->last == child);
			if (!may_hold(n, child))
				fail_msg("%s in %s", doc_kind_names[child->kind], doc_kind_names[n->kind]);
		}
}

static void compose(struct fixture *f)
{
	f->document = document_compose(f->b, &f->content, &f->course);
	assert_sound(f->document);
}

/* The tree's print is the same as expected, but for the document's own line. */
static void assert_tree(const struct fixture *f, const char *expected)
{
	struct buf out = {0};

	document_dump(f->document, &out);
	buf_char(&out, '\0');
	assert_string_equal(strchr(out.p, '\n') + 1, expected);
	buf_free(&out);
}

/* Some message holds `text`; NULL: there is none at all. */
static void assert_message(const struct fixture *f, const char *text)
{
	struct buf out = {0};

	msg_print(f->b, &out, (struct msg_format){.least = MSG_NOTE});
	buf_char(&out, '\0');
	if (text && !strstr(out.p, text))
		fail_msg("no \"%s\" in:\n%s", text, out.p);
	if (!text)
		assert_string_equal(out.p, "");
	buf_free(&out);
}

static void check(const char *markdown, const char *expected, const char *message)
{
	struct fixture f;

	start(&f, markdown);
	compose(&f);
	assert_tree(&f, expected);
	assert_message(&f, message);
	end(&f);
}

#define SECTION "  section\n"

/* ---------------------------------------------------------------- Markdown */

static void spans_nest(void **state)
{
	(void)state;
	check("a *b **c*** `d` ~~e~~\\\nf\ng",
		SECTION
		"    paragraph\n"
		"      text \"a \"\n"
		"      emphasis\n"
		"        text \"b \"\n"
		"        strong\n"
		"          text \"c\"\n"
		"      text \" \"\n"
		"      code \"d\"\n"
		"      text \" \"\n"
		"      strike\n"
		"        text \"e\"\n"
		"      line-break\n"
		"      text \"f g\"\n", NULL);
}

static void blocks_nest(void **state)
{
	(void)state;
	check("> a\n\n3. b\n   - [x] c\n   - [ ] d\n\n---\n\n```c x\ne\n```\n",
		SECTION
		"    quote\n"
		"      paragraph\n"
		"        text \"a\"\n"
		"    list ordered start=3 tight\n"
		"      item\n"
		"        paragraph\n"
		"          text \"b\"\n"
		"        list tight\n"
		"          item checked\n"
		"            paragraph\n"
		"              text \"c\"\n"
		"          item unchecked\n"
		"            paragraph\n"
		"              text \"d\"\n"
		"    rule\n"
		"    code-block info=\"c x\" \"e\"\n", NULL);
}

static void tables_have_headers(void **state)
{
	(void)state;
	check("| a | b |\n|---|--:|\n| c | d |\n",
		SECTION
		"    table columns=2 header-rows=1\n"
		"      row\n"
		"        cell header\n"
		"          paragraph\n"
		"            text \"a\"\n"
		"        cell header align=right\n"
		"          paragraph\n"
		"            text \"b\"\n"
		"      row\n"
		"        cell\n"
		"          paragraph\n"
		"            text \"c\"\n"
		"        cell align=right\n"
		"          paragraph\n"
		"            text \"d\"\n", NULL);
}

static void empty_headers_are_none(void **state)
{
	(void)state;
	check("|  |  |  |\n|---|---|---|\n| c |  | d |\n",
		SECTION
		"    table columns=3 header-rows=0\n"
		"      row\n"
		"        cell\n"
		"          paragraph\n"
		"            text \"c\"\n"
		"        cell\n"
		"          paragraph\n"
		"        cell\n"
		"          paragraph\n"
		"            text \"d\"\n", "a table without a header row");
}

static void lines_between_han_join(void **state)
{
	(void)state;
	check("机器\n学习\nand\n人", SECTION "    paragraph\n      text \"机器学习 and 人\"\n", NULL);
}

/* ---------------------------------------------------------------- headings */

static void first_heading_is_title(void **state)
{
	(void)state;
	check("intro\n\n## T\n\n### A\n\n# B\n\n##### C\n",
		"  heading id=\"t\" level=1\n"
		"    text \"T\"\n"
		SECTION
		"    paragraph\n"
		"      text \"intro\"\n"
		"    heading id=\"a\" level=2\n"
		"      text \"A\"\n"
		"    heading id=\"b\" level=2\n"
		"      text \"B\"\n"
		"    heading id=\"c\" level=3\n"
		"      text \"C\"\n", "a heading of level 5 under one of level 1");
}

static void headings_have_unique_names(void **state)
{
	(void)state;
	check("# T\n\n## Über: uns\n\n## Über uns\n\n[1](#über-uns) [2](#%C3%BCber-uns-1) [3](#nowhere)\n",
		"  heading id=\"t\" level=1\n"
		"    text \"T\"\n"
		SECTION
		"    heading id=\"über-uns\" level=2\n"
		"      text \"Über: uns\"\n"
		"    heading id=\"über-uns-1\" level=2\n"
		"      text \"Über uns\"\n"
		"    paragraph\n"
		"      link to=\"über-uns\"\n"
		"        text \"1\"\n"
		"      text \" \"\n"
		"      link to=\"über-uns-1\"\n"
		"        text \"2\"\n"
		"      text \" \"\n"
		"      text \"3\"\n", "there is no heading `nowhere`");
}

/* ---------------------------------------------------------------- HTML */

static void tags_become_spans(void **state)
{
	(void)state;
	check("H<sub>2</sub>O <u>a</u><br>b&nbsp;&amp; <kbd>C<b>x</b></kbd><!-- gone -->",
		SECTION
		"    paragraph\n"
		"      text \"H\"\n"
		"      subscript\n"
		"        text \"2\"\n"
		"      text \"O \"\n"
		"      underline\n"
		"        text \"a\"\n"
		"      line-break\n"
		"      text \"b\u00A0& \"\n"
		"      code \"Cx\"\n", NULL);
}

static void tags_may_cross_markdown(void **state)
{
	(void)state;
	check("<u>a **b</u> c** d",
		SECTION
		"    paragraph\n"
		"      underline\n"
		"        text \"a \"\n"
		"        strong\n"
		"          text \"b\"\n"
		"      strong\n"
		"        text \" c\"\n"
		"      text \" d\"\n", NULL);
}

static void unclosed_tags_end_with_their_paragraph(void **state)
{
	(void)state;
	check("First.\n\n<b>a\n\nb</i>\n",
		SECTION
		"    paragraph\n"
		"      text \"First.\"\n"
		"    paragraph\n"
		"      strong\n"
		"        text \"a\"\n"
		"    paragraph\n"
		"      text \"b\"\n", NULL);
}

static void tags_close_in_another_paragraph(void **state)
{
	(void)state;
	check("First.\n\n<b>a\n\nb</b> c\n",
		SECTION
		"    paragraph\n"
		"      text \"First.\"\n"
		"    paragraph\n"
		"      strong\n"
		"        text \"a\"\n"
		"    paragraph\n"
		"      strong\n"
		"        text \"b\"\n"
		"      text \" c\"\n", NULL);
}

static void unknown_tags_are_transparent(void **state)
{
	(void)state;
	check("<div>\n<blink>a</blink>\n</div>\n\n<p>b<p>c\n",
		SECTION
		"    paragraph\n"
		"      text \"a\"\n"
		"    paragraph\n"
		"      text \"b\"\n"
		"    paragraph\n"
		"      text \"c\"\n", "<blink> means nothing here");
}

static void scripts_are_dropped(void **state)
{
	(void)state;
	check("a\n\n<script>\nb < c\n</script>\n\nd\n",
		SECTION
		"    paragraph\n"
		"      text \"a\"\n"
		"    paragraph\n"
		"      text \"d\"\n", "<script> is left out");
}

/* ---------------------------------------------------------------- links, images */

static void dangerous_links_are_refused(void **state)
{
	(void)state;
	check("[a](javascript:x) [b](mailto:c@d.org) [e]() [f](doi:10.1/x)",
		SECTION
		"    paragraph\n"
		"      text \"a \"\n"
		"      link url=\"mailto:c@d.org\"\n"
		"        text \"b\"\n"
		"      text \" e \"\n"
		"      link url=\"https://doi.org/10.1/x\"\n"
		"        text \"f\"\n", "a link to `javascript:` is not made");
}

static void links_without_text_show_where_they_lead(void **state)
{
	(void)state;
	check("[<i class=\"icon\"></i>](mailto:a@b.org)<br>\n\n**x <br>** y",
		SECTION
		"    paragraph\n"
		"      link url=\"mailto:a@b.org\"\n"
		"        text \"a@b.org\"\n"
		"    paragraph\n"
		"      strong\n"
		"        text \"x\"\n"
		"        line-break\n"
		"      text \" y\"\n", NULL);
}

static void missing_images_leave_a_box(void **state)
{
	(void)state;
	check("![img](./none.jpg \"A *cap*\")\n\na ![b](none.png) c\n",
		SECTION
		"    figure missing=\"./none.jpg\" alt=\"img\" number=1\n"
		"      caption\n"
		"        text \"A \"\n"
		"        emphasis\n"
		"          text \"cap\"\n"
		"    paragraph\n"
		"      text \"a \"\n"
		"      image missing=\"none.png\" alt=\"b\"\n"
		"      text \" c\"\n", "page.md:1:8: warning: there is no image `./none.jpg`");
}

static void remote_images_are_links(void **state)
{
	(void)state;
	check("![a](https://x.org/y.png)",
		SECTION
		"    paragraph\n"
		"      link url=\"https://x.org/y.png\"\n"
		"        text \"a\"\n", "is on the web and is not fetched");
}

/* ---------------------------------------------------------------- notes */

static void notes_follow_their_block(void **state)
{
	(void)state;
	check("- a[^x] b [^y]\n- c[^x]\n\nend\n\n[^y]: Y[^z]\n[^x]: X\n[^z]: Z\n",
		SECTION
		"    list tight\n"
		"      item\n"
		"        paragraph\n"
		"          text \"a\"\n"
		"          note-ref number=1 to=\"note-1\"\n"
		"          text \" b\"\n"
		"          note-ref number=2 to=\"note-2\"\n"
		"        footnote id=\"note-1\" number=1\n"
		"          paragraph\n"
		"            text \"X\"\n"
		"        footnote id=\"note-2\" number=2\n"
		"          paragraph\n"
		"            text \"Y\"\n"
		"            note-ref number=3 to=\"note-3\"\n"
		"        footnote id=\"note-3\" number=3\n"
		"          paragraph\n"
		"            text \"Z\"\n"
		"      item\n"
		"        paragraph\n"
		"          text \"c\"\n"
		"          note-ref number=1 to=\"note-1\"\n"
		"    paragraph\n"
		"      text \"end\"\n", NULL);
}

/* ---------------------------------------------------------------- running text */

static void placeholders_are_noted(void **state)
{
	(void)state;
	check("see [Link to be provided] soon",
		SECTION
		"    paragraph\n"
		"      text \"see \"\n"
		"      placeholder\n"
		"        text \"[Link to be provided]\"\n"
		"      text \" soon\"\n", "page.md:1:5: note: `[Link to be provided]` is still to be filled in");
}

static void generator_code_is_dropped(void **state)
{
	(void)state;
	check("a {{ site.x }} b\n\n{% include y.html %}\n",
		SECTION
		"    paragraph\n"
		"      text \"a \"\n"
		"      text \" b\"\n", "`{% include y.html %}` is a site generator's code");
}

static void generator_code_may_hold_markdown(void **state)
{
	(void)state;
	check("a {{< video https://x.org/v *b* >}} c {{ open",
		SECTION
		"    paragraph\n"
		"      text \"a \"\n"
		"      text \" c {{ open\"\n", "`{{< video https://x.org/v b >}}`");
}

static void dates_are_filled_in(void **state)
{
	struct fixture f;

	(void)state;
	start(&f, "from {{start}} {{ week 2 }} {{date final}}");
	f.course.start = date_from_parts(2025, 8, 27);
	f.course.week_first = date_from_parts(2025, 8, 25);
	compose(&f);
	assert_tree(&f,
		"  facts role=title-facts columns=2\n"
		"    row\n"
		"      cell role=label header\n"
		"        paragraph\n"
		"          text \"Start\"\n"
		"      cell\n"
		"        paragraph\n"
		"          text \"August 27, 2025\"\n"
		SECTION
		"    paragraph\n"
		"      text \"from \"\n"
		"      text \"August 27, 2025\"\n"
		"      text \" \"\n"
		"      text \"September 1, 2025\"\n"
		"      text \" \"\n"
		"      text \"{{date final}}\"\n");
	assert_message(&f, "error: `{{date final}}`: the course has no date of that id");
	end(&f);
}

static void label_lines_are_facts(void **state)
{
	(void)state;
	check("**Time:** now\n**Room**: *12*\n\n**End:** [TBD]\n\n**Alone:** x\\\ny\n",
		SECTION
		"    facts columns=2\n"
		"      row\n"
		"        cell role=label header\n"
		"          paragraph\n"
		"            text \"Time\"\n"
		"        cell\n"
		"          paragraph\n"
		"            text \"now\"\n"
		"      row\n"
		"        cell role=label header\n"
		"          paragraph\n"
		"            text \"Room\"\n"
		"        cell\n"
		"          paragraph\n"
		"            emphasis\n"
		"              text \"12\"\n"
		"      row\n"
		"        cell role=label header\n"
		"          paragraph\n"
		"            text \"End\"\n"
		"        cell\n"
		"          paragraph\n"
		"            placeholder\n"
		"              text \"[TBD]\"\n"
		"      row\n"
		"        cell role=label header\n"
		"          paragraph\n"
		"            text \"Alone\"\n"
		"        cell\n"
		"          paragraph\n"
		"            text \"x\"\n"
		"            line-break\n"
		"            text \"y\"\n", "`[TBD]`");
}

/* ---------------------------------------------------------------- course data */

/* The rows of a table or of facts, cells parted by bars. */
static void put_rows(struct build *b, const struct doc_node *table, struct buf *out)
{
	for (const struct doc_node *row = table->first; row; row = row->next) {
		for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
			buf_str(out, doc_plain(b, cell));
			buf_cstr(out, cell->next ? "|" : row->role == ROLE_NO_CLASS ? "| off\n" : "\n");
		}
	}
}

static void check_course(const char *yaml, enum doc_role role, const char *expected)
{
	struct fixture f;
	struct buf out = {0};

	start(&f, "Text.");
	struct text text = text_of_source(f.b, make_source(f.b, yaml));
	f.content.course = yaml_parse(f.b, &text);
	f.content.single = false;
	f.course = *course_load(f.b, &f.content);
	compose(&f);
	for (const struct doc_node *n = f.document->root; n; n = doc_walk(f.document->root, n, true))
		if (n->role == role && (n->kind == DOC_TABLE || n->kind == DOC_FACTS))
			put_rows(f.b, n, &out);
	buf_char(&out, '\0');
	assert_string_equal(out.p, expected);
	buf_free(&out);
	end(&f);
}

static void facts_come_from_the_course(void **state)
{
	(void)state;
	check_course("title: T\nmeetings: [{days: Fri, time: 3:00 - 4:15 PM, room: 7}]\nstart: 2025-08-25\n"
		"links: [{label: Videos, pending: true}, {label: Site, url: 'https://x.org/'}]\n",
		ROLE_TITLE_FACTS, "Time|Fri 3:00–4:15 PM\nRoom|7\nStart|August 25, 2025\nVideos|link to be provided\nSite|x.org\n");
	check_course("title: T\nlanguage: de\nmeetings: [{kind: Vorlesung, days: Mo, time: '14:00-15:30', room: A}, {days: Mi, room: B}]\n"
		"start: 2025-08-25\n",
		ROLE_TITLE_FACTS, "Vorlesung|Mo 14:00–15:30, A\nZeit|Mi, B\nBeginn|25.\u00A0August 2025\n");
}

static void staff_has_a_table_where_there_are_several(void **state)
{
	static const char yaml[] = "title: T\nstaff: [{name: A, role: Prof, email: a@x.org}, {name: B, hours: Mon 3 PM}]\n";

	(void)state;
	check_course(yaml, ROLE_TITLE_FACTS, "Prof|A, a@x.org\nInstructor|B\n");
	check_course(yaml, ROLE_STAFF, "Name|Email|Office hours\nA Prof|a@x.org|\nB||Mon 3 PM\n");
	check_course("title: T\nstaff: [{name: A, office: O}]\n", ROLE_STAFF, "");
}

static void grading_adds_up(void **state)
{
	(void)state;
	check_course("title: T\nlanguage: fr\ngrading: {items: [{name: A, weight: 62.5, count: 4, drop: 1}, {name: B, weight: 37.5}]}\n",
		ROLE_GRADING, "Élément|Poids\nA (les 3 meilleurs sur 4)|62,5\u00A0%\nB|37,5\u00A0%\nTotal|100\u00A0%\n");
}

static void schedule_has_a_row_a_day(void **state)
{
	(void)state;
	check_course("title: T\nstart: 2025-08-25\nend: 2025-09-12\nmeetings: [{days: Mon, time: 3 PM}]\n"
		"calendar: [{date: 2025-09-01, name: Labor Day}]\nschedule: [{topic: One, due: HW}, {topic: Two, readings: [a, b]}]\n",
		ROLE_SCHEDULE,
		"Week|Date|Topic|Reading|Due\n1|Mon Aug 25|One||HW\n2|Mon Sep 1|No class: Labor Day| off\n3|Mon Sep 8|Two|a; b|\n");
}

static void deep_nesting_is_bounded(void **state)
{
	struct buf markdown = {0};
	struct fixture f;
	int depth = 0, deepest = 0;

	(void)state;
	for (int i = 0; i < 300; i++)
		buf_cstr(&markdown, "> ");
	buf_cstr(&markdown, "end");
	buf_char(&markdown, '\0');
	start(&f, markdown.p);
	compose(&f);
	for (const struct doc_node *n = f.document->root; n; n = doc_walk(f.document->root, n, true)) {
		depth = 0;
		for (const struct doc_node *up = n; up; up = up->parent)
			depth++;
		deepest = depth > deepest ? depth : deepest;
	}
	assert_true(deepest < 80);
	end(&f);
	buf_free(&markdown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spans_nest),
		cmocka_unit_test(blocks_nest),
		cmocka_unit_test(tables_have_headers),
		cmocka_unit_test(empty_headers_are_none),
		cmocka_unit_test(lines_between_han_join),
		cmocka_unit_test(first_heading_is_title),
		cmocka_unit_test(headings_have_unique_names),
		cmocka_unit_test(tags_become_spans),
		cmocka_unit_test(tags_may_cross_markdown),
		cmocka_unit_test(unclosed_tags_end_with_their_paragraph),
		cmocka_unit_test(tags_close_in_another_paragraph),
		cmocka_unit_test(unknown_tags_are_transparent),
		cmocka_unit_test(scripts_are_dropped),
		cmocka_unit_test(dangerous_links_are_refused),
		cmocka_unit_test(links_without_text_show_where_they_lead),
		cmocka_unit_test(missing_images_leave_a_box),
		cmocka_unit_test(remote_images_are_links),
		cmocka_unit_test(notes_follow_their_block),
		cmocka_unit_test(placeholders_are_noted),
		cmocka_unit_test(generator_code_is_dropped),
		cmocka_unit_test(generator_code_may_hold_markdown),
		cmocka_unit_test(dates_are_filled_in),
		cmocka_unit_test(label_lines_are_facts),
		cmocka_unit_test(facts_come_from_the_course),
		cmocka_unit_test(staff_has_a_table_where_there_are_several),
		cmocka_unit_test(grading_adds_up),
		cmocka_unit_test(schedule_has_a_row_a_day),
		cmocka_unit_test(deep_nesting_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
