/* YAML: values with their places, and what is said about mistakes. */
#include "content/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	struct build *b;
	struct source source;
	const struct yaml_node *node;
	struct buf messages;
};

static struct reading *read_bytes(struct str bytes)
{
	struct build *b = build_new();
	struct reading *r = arena_alloc(b->arena, sizeof *r);
	struct text text;

	r->b = b;
	r->source = (struct source){.name = "t.yaml", .bytes = bytes};
	text = text_of_source(b, &r->source);
	r->node = yaml_parse(b, &text);
	msg_print(b, &r->messages, (struct msg_format){0});
	buf_char(&r->messages, '\0');
	return r;
}

static struct reading *read_yaml(const char *bytes)
{
	return read_bytes(str_from(bytes));
}

static void end(struct reading *r)
{
	buf_free(&r->messages);
	build_free(r->b);
}

static const struct yaml_node *get(const struct reading *r, const char *key)
{
	const struct yaml_node *node = yaml_get(r->node, key);

	assert_non_null(node);
	return node;
}

static void is_text(const struct reading *r, const char *key, const char *expected)
{
	struct str s = get(r, key)->text.s;

	if (!str_is(s, expected))
		fail_msg("%s: \"%.*s\", not \"%s\"", key, STR_ARG(s), expected);
}

/* The messages hold this text. */
static void says(const struct reading *r, const char *expected)
{
	if (!strstr(r->messages.p, expected))
		fail_msg("no \"%s\" in:\n%s", expected, r->messages.p);
}

static void says_nothing(const struct reading *r)
{
	assert_string_equal(r->messages.p, "");
}

/* ---------------------------------------------------------------- values */

static void scalars_are_text(void **state)
{
	struct reading *r = read_yaml("a: yes\nb: 2025-09-01\nc: 010\nd:\ne: ~\nf: null\ng: \"\"\nh: 'it''s'\ni: \"a\\tb\"\n");

	(void)state;
	is_text(r, "a", "yes");
	is_text(r, "b", "2025-09-01");
	is_text(r, "c", "010");
	assert_true(get(r, "d")->null && get(r, "e")->null && get(r, "f")->null);
	assert_false(get(r, "g")->null);
	assert_true(get(r, "a")->plain);
	assert_false(get(r, "g")->plain);
	is_text(r, "h", "it's");
	is_text(r, "i", "a\tb");
	assert_null(yaml_get(r->node, "z"));
	assert_null(yaml_get(get(r, "a"), "z"));
	assert_null(yaml_get(NULL, "z"));
	says_nothing(r);
	end(r);
}

/* Every letter of every value is found in the file where its place says. */
static void letters_stand_where_they_say(const struct yaml_node *node)
{
	struct str s = node->text.s;

	for (size_t i = 0; i < s.n; i++) {
		struct pos pos = text_pos(&node->text, i, i + 1);
		if (s.p[i] >= 'a' && s.p[i] <= 'z' && pos.end - pos.start == 1)
			assert_int_equal(pos.source->bytes.p[pos.start], s.p[i]);
		else
			assert_true(pos.end - pos.start > 1 || s.p[i] < 'a' || s.p[i] > 'z');
	}
	for (const struct yaml_node *child = node->first; child; child = child->next)
		letters_stand_where_they_say(child);
}

static void places_survive_every_style(void **state)
{
	static const char *const inputs[] = {
		"a: one\n", "é: ü one\nb: ö two\n", "a: \"x\\ty\\u00e9 \\\"z\\\" w\"\n", "a: 'it''s so'\n",
		"a: one\n  two\n\n  three\n", "a: \"one\n  two \\\n  three\"\n", "a: |\n  one\n\n    two\n  three\nb: x\n",
		"a: >\n  one\n  two\n\n  three\n   four\n\n  five\n", "a: |2-\n    one\n  two\n", "a: |+\n\n one\n\n\nb: c\n",
		"a: &x !!str one\nb: *x\n", "a: [b, {c: d, \"e f\": 'g h'}]\n", "- a: >-\n    one\n    two\n- |\n three\n",
		"a: |\r\n  one\r\n  two\r\nb: c\r\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
		struct reading *r = read_yaml(inputs[i]);
		assert_non_null(r->node);
		letters_stand_where_they_say(r->node);
		says_nothing(r);
		end(r);
	}
}

static void is_at(const struct text *t, const char *part, size_t line, size_t column)
{
	size_t from = str_find(t->s, str_from(part));
	struct line_column at = pos_line_column(text_pos(t, from, from + strlen(part)));

	assert_true(from != SIZE_MAX);
	assert_int_equal(at.line, line);
	assert_int_equal(at.column, column);
}

static void places_are_exact(void **state)
{
	struct reading *r = read_yaml("é: \"ü\\u00fc two\"\nb: >\n  one\n  two\n\n   three\nc: |\n    x\n      y\nd: a\n   b c\n");
	const struct yaml_node *first = r->node->first;

	(void)state;
	is_at(&first->text, "two", 1, 13);
	is_at(&get(r, "b")->text, "two", 4, 3);
	is_at(&get(r, "b")->text, "three", 6, 4);
	is_at(&get(r, "c")->text, "  y", 9, 5);
	is_at(&get(r, "d")->text, "c", 11, 6);
	assert_int_equal(get(r, "b")->key->pos.start, str_find(r->source.bytes, STR("b: >")));
	end(r);
}

/* A value in a value: YAML inside text that was itself made of pieces. */
static void places_go_through_pieces(void **state)
{
	struct build *b = build_new();
	struct source source = {.name = "a.md", .bytes = STR("> a: one\n> b: two\n")};
	struct text whole = text_of_source(b, &source), text;
	struct text_builder w = {.arena = b->arena};
	const struct yaml_node *node;

	(void)state;
	text_copy(&w, &whole, 2, 9);
	text_copy(&w, &whole, 11, 18);
	text = text_finish(&w);
	node = yaml_parse(b, &text);
	is_at(&yaml_get(node, "b")->text, "two", 2, 6);
	build_free(b);
}

/* ---------------------------------------------------------------- anchors, merges, bounds */

static void anchors_and_merges(void **state)
{
	struct reading *r = read_yaml("a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}\nc: {<<: [{y: 5}, *a], z: 4}\nd: [*a, *a]\n");

	(void)state;
	assert_true(str_is(yaml_get(get(r, "b"), "x")->text.s, "3"));
	assert_true(str_is(yaml_get(get(r, "b"), "y")->text.s, "2"));
	assert_int_equal(get(r, "b")->n, 2);
	assert_true(str_is(yaml_get(get(r, "c"), "y")->text.s, "5"));
	assert_true(str_is(yaml_get(get(r, "c"), "x")->text.s, "1"));
	assert_int_equal(get(r, "d")->n, 2);
	assert_true(str_is(get(r, "d")->key->text.s, "d"));
	says_nothing(r);
	end(r);
}

static void alias_bombs_are_refused(void **state)
{
	struct buf bomb = {0};
	struct reading *r;

	(void)state;
	buf_cstr(&bomb, "a: &a [1,2,3,4,5,6,7,8,9]\n");
	for (char c = 'b'; c < 'z'; c++) {
		buf_printf(&bomb, "%c: &%c [*%c", c, c, c - 1);
		for (int i = 0; i < 8; i++)
			buf_printf(&bomb, ",*%c", c - 1);
		buf_cstr(&bomb, "]\n");
	}
	r = read_bytes(buf_view(&bomb));
	says(r, "t.yaml:6:");
	says(r, "aliases");
	end(r);
	buf_free(&bomb);
}

static void deep_nesting_is_refused(void **state)
{
	static const char *const inputs[] = {"[", "{a: ", "- "};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct buf deep = {0};
		struct reading *r;
		for (int n = 0; n < 20000; n++)
			buf_cstr(&deep, inputs[i]);
		r = read_bytes(buf_view(&deep));
		says(r, "more than 200 lists");
		end(r);
		buf_free(&deep);
	}
}

static void documents_end_at_the_first(void **state)
{
	struct reading *r = read_yaml("a: 1\n---\nb: 2\n");

	(void)state;
	says(r, "t.yaml:2:1: error: a second document");
	is_text(r, "a", "1");
	end(r);
	r = read_yaml("---\na: 1\n---\n");
	says_nothing(r);
	end(r);
	r = read_yaml("# nothing\n");
	assert_true(r->node && r->node->null);
	says_nothing(r);
	end(r);
	r = read_yaml("\xEF\xBB\xBF" "a: 1\n");
	assert_int_equal(get(r, "a")->pos.start, 6);
	end(r);
}

static void keys_stand_once(void **state)
{
	struct reading *r = read_yaml("a: 1\nb: 2\na: 3\n");

	(void)state;
	says(r, "t.yaml:3:1: error: `a` stands here a second time");
	says(r, "t.yaml:1:1: note:");
	is_text(r, "a", "1");
	end(r);
}

/* ---------------------------------------------------------------- mistakes */

/* What authors type; the message's place; the way out (its end); the value of `a` that is read all the same. */
static const struct mistake {
	const char *input, *place, *help, *value;
} mistakes[] = {
	{"a: Seminar: an introduction\n", ":1:11: ", "write: a: \"Seminar: an introduction\"", "Seminar: an introduction"},
	{"a: b: c: d\n", ":1:5: ", "write: a: \"b: c: d\"", "b: c: d"},
	{"a: The \"best\": all\n", ":1:14: ", "write: a: 'The \"best\": all'", "The \"best\": all"},
	{"a: Don't \"x\": \\y\n", ":1:13: ", "write: a: \"Don't \\\"x\\\": \\\\y\"", "Don't \"x\": \\y"},
	{"b: 1\na: Grüße: x # why\n", ":2:9: ", "write: a: \"Grüße: x\" # why", "Grüße: x"},
	{"a: one\n  and two: three\nb: 1\n", ":2:10: ", "write: a: \"one and two: three\"", "one and two: three"},
	{"a: [x](y) more\n", ":1:4: ", "write: a: \"[x](y) more\"", "[x](y) more"},
	{"a: [x: 1](y)\n", ":1:4: ", "write: a: \"[x: 1](y)\"", "[x: 1](y)"},
	{"a: **Note** this\n", ":1:4: ", "write: a: \"**Note** this\"", "**Note** this"},
	{"a: *Note*\n", ":1:4: ", "write: a: \"*Note*\"", "*Note*"},
	{"a: *unknown\n", ":1:4: ", "write: a: \"*unknown\"", "*unknown"},
	{"a: & so on\n", ":1:4: ", "write: a: \"& so on\"", "& so on"},
	{"a: `code`\n", ":1:4: ", "write: a: \"`code`\"", "`code`"},
	{"a: @home\n", ":1:4: ", "write: a: \"@home\"", "@home"},
	{"a: %5\n", ":1:4: ", "write: a: \"%5\"", "%5"},
	{"a: {{ page.title }}\n", ":1:4: ", "write: a: \"{{ page.title }}\"", "{{ page.title }}"},
	{"a: {x} y\n", ":1:4: ", "write: a: \"{x} y\"", "{x} y"},
	{"a: > 5 pages\n", ":1:4: ", "write: a: \"> 5 pages\"", "> 5 pages"},
	{"a: - b\n", ":1:4: ", "write: a: \"- b\"", "- b"},
	{"a: 'Don't panic'\n", ":1:4: ", "write: a: \"Don't panic\"", "Don't panic"},
	{"a: \"Foo\" and \"Bar\"\n", ":1:4: ", "write: a: '\"Foo\" and \"Bar\"'", "\"Foo\" and \"Bar\""},
	{"a: \"C:\\dir\"\n", ":1:7: ", "write: a: \"C:\\\\dir\"", "C:\\dir"},
	{"a: \"open\nb: 1\n", ":1:4: ", "write: a: \"open\"", "open"},
	{"a: \"open\nb: \"x\"\nc: 1\n", ":1:4: ", "write: a: \"open\"", "open"},
	{"b: 1\na:x\nc: 2\n", ":2:1: ", "write: a: x", "x"},
	{"a:x\nc: 2\n", ":1:1: ", "write: a: x", "x"},
	{"b: {c: d, e:}\na: 1\n", ":1:11: ", "write: b: {c: d, e: }", "1"},
	{"b: {c: d, e:f}\na: 1\n", ":1:11: ", "write: b: {c: d, e: f}", "1"},
	{"b: 1\n  a: 2\n", ":2:3: ", "write: a: 2", "2"},
	{"b:\n  c: 1\n a: 2\n", ":3:2: ", "write:   a: 2", NULL},
	{"b:\n\tc: 1\na: 2\n", ":2:1: ", "write:   c: 1", "2"},
	{"b: {c: D: e, f: g}\na: 1\n", ":1:9: ", "write: b: {c: \"D: e\", f: g}", "1"},
	{"b: {c: Smith, Ann, f: g}\na: 1\n", ":1:13: ", "write: b: {c: \"Smith, Ann\", f: g}", "1"},
	{"b: [@c, d]\na: 1\n", ":1:5: ", "write: b: [\"@c\", d]", "1"},
	{"a: &Co and sons\n", ":1:4: ", "write: a: \"&Co and sons\"", "and sons"},
	{"a: !important now\n", ":1:4: ", "write: a: \"!important now\"", "now"},
	{"b: [1, 2\na: 3\n", ":1:4: ", "must stand in quotes", NULL},
	{"a: 1\nstray words\nb: 2\n", ":2:1: ", "", "1"},
	{"a: x\x01y\n", ":1:5: ", "", "x\xEF\xBF\xBDy"},
	{"a: x\xFFy\n", ":1:5: ", "", "x\xEF\xBF\xBDy"},
};

static void mistakes_are_explained(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		const struct mistake *m = &mistakes[i];
		struct reading *r = read_yaml(m->input);
		says(r, m->place);
		says(r, m->help);
		if (m->value)
			is_text(r, "a", m->value);
		end(r);
	}
}

static void one_run_finds_all(void **state)
{
	struct reading *r = read_yaml("a: x: y\nb: @c\nc: [u](v) w\n");

	(void)state;
	assert_int_equal(msg_count(r->b, MSG_ERROR), 3);
	assert_int_equal(r->node->n, 3);
	end(r);
}

static void quoted_lines(void **state)
{
	struct reading *r = read_yaml("b: 1\n  \na: [TBD]   # later\nc: {d: [x], e: f}\n");

	(void)state;
	assert_true(str_is(yaml_quoted_line(r->b, get(r, "a")), "a: \"[TBD]\"   # later"));
	assert_true(str_is(yaml_quoted_line(r->b, yaml_get(get(r, "c"), "d")), "c: {d: \"[x]\", e: f}"));
	assert_true(str_is(yaml_quoted_line(r->b, get(r, "b")), "b: \"1\""));
	end(r);
}

/* Broken in every way: each prefix of a file, and the file with each byte changed. */
static void nothing_falls_over(void **state)
{
	static const char input[] = "a: &x [1, \"b\\n\"]\nc: {<<: *y, d: 'e'}\nf: |2-\n   g\n\n  h\ni: >\n j\n k\n? l\n: - m\n  - n # o\n";
	static const char marks[] = "\"'[]{}:,#&*!|>%@`-? \t\n\\\xFFz";

	(void)state;
	for (size_t n = 0; n < sizeof input; n++) {
		end(read_bytes((struct str){input, n}));
		for (size_t m = 0; m < sizeof marks; m++) {
			char changed[sizeof input];
			memcpy(changed, input, sizeof input);
			changed[n] = marks[m];
			end(read_bytes((struct str){changed, sizeof input - 1}));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scalars_are_text), cmocka_unit_test(places_survive_every_style), cmocka_unit_test(places_are_exact),
		cmocka_unit_test(places_go_through_pieces), cmocka_unit_test(anchors_and_merges),
		cmocka_unit_test(alias_bombs_are_refused), cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(documents_end_at_the_first), cmocka_unit_test(keys_stand_once),
		cmocka_unit_test(mistakes_are_explained), cmocka_unit_test(one_run_finds_all), cmocka_unit_test(quoted_lines),
		cmocka_unit_test(nothing_falls_over),
	};

	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
