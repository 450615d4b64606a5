/* test_html.c - raw HTML, event by event. */
#include "content/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

/* The events in one line: +open -close =empty 'text' !comment, attributes in brackets. */
static void put_event(struct buf *out, const struct html_event *e)
{
	static const char signs[] = {[HTML_OPEN] = '+', [HTML_CLOSE] = '-', [HTML_EMPTY] = '=', [HTML_TEXT] = '\'', [HTML_COMMENT] = '!'};

	if (out->n)
		buf_char(out, ' ');
	buf_char(out, signs[e->kind]);
	buf_str(out, e->kind == HTML_TEXT ? e->text : e->name);
	if (e->kind == HTML_TEXT)
		buf_char(out, '\'');
	if (e->attributes.n)
		buf_printf(out, "[%.*s]", STR_ARG(e->attributes));
}

static void assert_events(const char *chunk, const char *expected)
{
	struct build *b = build_new();
	struct buf out = {0};
	struct html_event e;
	size_t at = 0, last = 0;

	while (html_next(b, str_from(chunk), &at, &e)) {
		assert_int_equal(e.start, last);
		assert_int_equal(e.end, at);
		assert_true(at > last);
		last = at;
		put_event(&out, &e);
	}
	assert_int_equal(last, strlen(chunk));
	buf_char(&out, '\0');
	assert_string_equal(out.p, expected);
	buf_free(&out);
	build_free(b);
}

static void assert_attribute(const char *attributes, const char *name, const char *expected)
{
	struct build *b = build_new();
	struct str value = html_attribute(b, str_from(attributes), name);

	assert_int_equal(value.p != NULL, expected != NULL);
	if (expected && !str_is(value, expected))
		fail_msg("%s of %s: %.*s", name, attributes, STR_ARG(value));
	build_free(b);
}

static void test_tags(void **state)
{
	(void)state;
	assert_events("", "");
	assert_events("<p>a<BR>b</p>", "+p 'a' =br 'b' -p");
	assert_events("<br/><hr /><a name=\"x\"/></br>", "=br =hr =a[name=\"x\"] =br");
	assert_events("<H2 id=x\nclass='y z'>t</H2\n>", "+h2[id=x\nclass='y z'] 't' -h2");
	assert_events("<td title=\"a > b\">x", "+td[title=\"a > b\"] 'x'");
	assert_events("<o:p></o:p>", "+o:p -o:p");
}

static void test_curly_quotes(void **state)
{
	(void)state;
	assert_events("<font size=\u201D2\u201D>x</font>", "+font[size=\u201D2\u201D] 'x' -font");
	assert_events("<a href=\u201Ca > b\u201D>x", "+a[href=\u201Ca > b\u201D] 'x'");
	assert_events("<a title=\"open>x</a>", "+a[title=\"open] 'x' -a");
}

static void test_comments(void **state)
{
	(void)state;
	assert_events("a<!-- b -- <p> --->c", "'a' ! 'c'");
	assert_events("a<!-- never ends <b>", "'a' !");
	assert_events("<!DOCTYPE html><?php x > y ?><![CDATA[ <b> ]]>z", "! ! ! 'z'");
	assert_events("<?a> b <?c > d ?>e", "! ' b ' ! 'e'");
	assert_events("<!---->x<!-->y", "! 'x' ! 'y'");
}

static void test_text(void **state)
{
	(void)state;
	assert_events("1 < 2 && 3 > 2", "'1 < 2 && 3 > 2'");
	assert_events("a &lt;b&gt; &eacute;&#8211;&#x2014; &nope;", "'a <b> \u00E9\u2013\u2014 &nope;'");
	assert_events("see <https://example.org> or <me@example.org>", "'see <https://example.org> or <me@example.org>'");
	assert_events("x <y and <b>z</b>", "'x <y and ' +b 'z' -b");
	assert_events("</>< /p><3", "'</>< /p><3'");
	assert_events("<p", "'<p'");
}

static void test_script_and_style(void **state)
{
	(void)state;
	assert_events("<script>if (a<b && c>d) '<p>';</script>t", "+script 'if (a<b && c>d) '<p>';' -script 't'");
	assert_events("<style type=x>a > b</STYLE>", "+style[type=x] 'a > b' -style");
	assert_events("<script></script>x", "+script -script 'x'");
	assert_events("<script>a>", "+script 'a>'");
	assert_events("<scripted>a<b>", "+scripted 'a' +b");
}

static void test_attributes(void **state)
{
	(void)state;
	assert_attribute("a=1 b='two' c=\"th&amp;ree\"", "a", "1");
	assert_attribute("a=1 b='two' c=\"th&amp;ree\"", "b", "two");
	assert_attribute("a=1 b='two' c=\"th&amp;ree\"", "C", "th&ree");
	assert_attribute("a=1", "b", NULL);
	assert_attribute("", "b", NULL);
	assert_attribute("open x", "open", "");
	assert_attribute("x = \"spaced\" y", "x", "spaced");
	assert_attribute("size=\u201D2\u201D color=\u2018red\u2019", "size", "2");
	assert_attribute("size=\u201D2\u201D color=\u2018red\u2019", "color", "red");
	assert_attribute("href=http://a/b?c=d&e=f", "href", "http://a/b?c=d&e=f");
	assert_attribute("title=\"never closed", "title", "\"never closed");
	assert_attribute("x=y=z =w", "x", "y=z");
}

/* Steps from "<b> <li> x </b> ...", and back to the same. Words are leaves. */
static void assert_nested(const char *given, const char *expected)
{
	struct build *b = build_new();
	struct html_steps in = {0}, out = {0};
	const char *names[64] = {NULL};
	struct buf made = {0};

	for (char *word = strtok((char *)arena_cstr(b->arena, str_from(given)), " "); word; word = strtok(NULL, " ")) {
		struct html_step step = {HTML_STEP_LEAF, NULL, in.n};
		names[in.n] = word;
		if (word[0] == '<') {
			step.kind = word[1] == '/' ? HTML_STEP_CLOSE : HTML_STEP_OPEN;
			names[in.n] = step.name = arena_cstr(b->arena, str_sub(str_from(word), word[1] == '/' ? 2 : 1, strlen(word) - 1));
		}
		*arena_push(b->arena, &in) = step;
	}
	html_nest(b, &in, &out);
	for (size_t i = 0; i < out.n; i++) {
		const struct html_step *step = &out.v[i];
		const char *sign = step->kind == HTML_STEP_LEAF ? "" : step->kind == HTML_STEP_OPEN ? "+" : "-";
		buf_printf(&made, "%s%s%s", made.n ? " " : "", sign, names[step->number]);
	}
	buf_char(&made, '\0');
	assert_string_equal(made.p, expected);
	buf_free(&made);
	build_free(b);
}

static void test_nesting(void **state)
{
	(void)state;
	assert_nested("<b> x </b>", "+b x -b");
	assert_nested("<b> x <i> y </b> z </i>", "+b x +i y -i -b +i z -i");
	assert_nested("<p> x <ul> <li> y <li> z </ul>", "+p x -p +ul +li y -li +li z -li -ul");
	assert_nested("<b> <ul> <li> x </b> y </li> </ul>", "+b -b +ul +b -b +li +b x -b y -li -ul");
	assert_nested("<table> <tr> <td> x <td> y <tr> <td> z </table>", "+table +tr +td x -td +td y -td -tr +tr +td z -td -tr -table");
	assert_nested("<table> <tr> stray <td> x </table>", "stray +table +tr +td x -td -tr -table");
	assert_nested("</div> x </p>", "x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_curly_quotes),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_script_and_style),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_nesting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
