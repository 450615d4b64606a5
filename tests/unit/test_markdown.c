/* test_markdown.c - Markdown to nodes: the tree, and the bytes of the file in which each node stands.
 *
 * A tree is compared as text: a line for each node with its kind and the bytes that its place covers, and behind "=" what it
 * holds where that is not the same. */
#include "content/content_int.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static struct text text_from(struct build *b, struct str bytes)
{
	struct source *source = arena_alloc(b->arena, sizeof *source);

	*source = (struct source){.name = "x.md", .bytes = bytes};
	return repair_text(b, source);
}

static struct str slice(const struct md_node *n)
{
	return n->pos.source ? str_sub(n->pos.source->bytes, n->pos.start, n->pos.end) : STR_NONE;
}

static const struct md_node *next_node(const struct md_node *n)
{
	if (n->first)
		return n->first;
	while (n && !n->next)
		n = n->parent;
	return n ? n->next : NULL;
}

static void put_extras(struct buf *out, const struct md_node *n)
{
	bool link = n->kind == MD_LINK || n->kind == MD_IMAGE;

	if (n->literal.p && !str_eq(n->literal, slice(n))) {
		buf_cstr(out, " = ");
		buf_quoted(out, n->literal);
	}
	if (link && n->url.p)
		buf_printf(out, " -> %.*s", STR_ARG(n->url));
	if (link && n->title.n)
		buf_printf(out, " (%.*s)", STR_ARG(n->title));
	if (n->level)
		buf_printf(out, " %d", n->level);
	if (n->kind == MD_LIST && n->ordered)
		buf_printf(out, " from %d", n->start);
	if (n->kind == MD_LIST && n->tight)
		buf_cstr(out, " tight");
	if (n->task)
		buf_cstr(out, n->checked ? " done" : " to do");
	if (n->autolink || n->display)
		buf_cstr(out, n->autolink ? " bare" : " display");
}

static void put_tree(struct buf *out, const struct md_node *root)
{
	size_t depth;

	for (const struct md_node *n = next_node(root); n; n = next_node(n)) {
		depth = 0;
		for (const struct md_node *up = n->parent; up != root; up = up->parent)
			depth++;
		buf_printf(out, "%*s%s ", (int)depth * 2, "", md_kind_names[n->kind]);
		buf_quoted(out, slice(n));
		put_extras(out, n);
		buf_char(out, '\n');
	}
	buf_char(out, '\0');
}

typedef const struct md_node *md_parser(struct build *, const struct text *);

static void assert_tree_of(md_parser *parse, struct str input, const char *expected)
{
	struct build *b = build_new();
	struct text t = text_from(b, input);
	struct buf out = {0};

	put_tree(&out, parse(b, &t));
	assert_string_equal(out.p, expected);
	buf_free(&out);
	build_free(b);
}

static void assert_tree(const char *input, const char *expected)
{
	assert_tree_of(md_parse, str_from(input), expected);
}

static void assert_value(const char *input, const char *expected)
{
	assert_tree_of(md_parse_inline, str_from(input), expected);
}

/* The messages of a parse hold `what`; what == NULL: there are none. */
static void assert_says(const char *input, const char *what)
{
	struct build *b = build_new();
	struct text t = text_from(b, str_from(input));
	struct buf out = {0};

	md_parse(b, &t);
	msg_print(b, &out, (struct msg_format){0});
	buf_char(&out, '\0');
	if (what ? !strstr(out.p, what) : out.n > 1 && msg_worst(b) != MSG_OFF)
		fail_msg("expected \"%s\", got\n%s", what ? what : "", out.p);
	buf_free(&out);
	build_free(b);
}

/* ---------------------------------------------------------------- inlines */

static void test_emphasis(void **state)
{
	(void)state;
	assert_tree("a *b **c** d* ~~e~~ ***f** g*",
		"paragraph \"a *b **c** d* ~~e~~ ***f** g*\"\n"
		"  text \"a \"\n"
		"  emphasis \"*b **c** d*\"\n"
		"    text \"b \"\n"
		"    strong \"**c**\"\n"
		"      text \"c\"\n"
		"    text \" d\"\n"
		"  text \" \"\n"
		"  strikethrough \"~~e~~\"\n"
		"    text \"e\"\n"
		"  text \" \"\n"
		"  emphasis \"***f** g*\"\n"
		"    strong \"**f**\"\n"
		"      text \"f\"\n"
		"    text \" g\"\n");
	assert_tree("**a*", "paragraph \"**a*\"\n  text \"*\"\n  emphasis \"*a*\"\n    text \"a\"\n");
}

static void test_escapes_and_entities(void **state)
{
	(void)state;
	assert_tree("&amp; \\* &copy;*x*&#8211;\\\\ &nope;",
		"paragraph \"&amp; \\\\* &copy;*x*&#8211;\\\\\\\\ &nope;\"\n"
		"  text \"&amp; \\\\* &copy;\" = \"& * \u00A9\"\n"
		"  emphasis \"*x*\"\n"
		"    text \"x\"\n"
		"  text \"&#8211;\\\\\\\\ &nope;\" = \"\u2013\\\\ &nope;\"\n");
}

static void test_autolinks(void **state)
{
	(void)state;
	assert_tree("&lt; www.x.org/a_b_c, me@x.org. <http://y.org> https://z.org?a&amp;b",
		"paragraph \"&lt; www.x.org/a_b_c, me@x.org. <http://y.org> https://z.org?a&amp;b\"\n"
		"  text \"&lt; \" = \"< \"\n"
		"  link \"www.x.org/a_b_c\" -> http://www.x.org/a_b_c bare\n"
		"    text \"www.x.org/a_b_c\"\n"
		"  text \", \"\n"
		"  link \"me@x.org\" -> mailto:me@x.org bare\n"
		"    text \"me@x.org\"\n"
		"  text \". \"\n"
		"  link \"<http://y.org>\" -> http://y.org bare\n"
		"    text \"http://y.org\"\n"
		"  text \" \"\n"
		"  link \"https://z.org?a&amp;b\" -> https://z.org?a&amp;b bare\n"
		"    text \"https://z.org?a&amp;b\"\n");
}

static void test_links(void **state)
{
	(void)state;
	assert_tree("[[Sheet]](http://u 'T') ![i *j*](<a b>)",
		"paragraph \"[[Sheet]](http://u 'T') ![i *j*](<a b>)\"\n"
		"  link \"[[Sheet]](http://u 'T')\" -> http://u (T)\n"
		"    text \"[Sheet]\"\n"
		"  text \" \"\n"
		"  image \"![i *j*](<a b>)\" -> a b\n"
		"    text \"i \"\n"
		"    emphasis \"*j*\"\n"
		"      text \"j\"\n");
	assert_tree("[[a](u), [b](v)] [TBD]",
		"paragraph \"[[a](u), [b](v)] [TBD]\"\n"
		"  text \"[\"\n"
		"  link \"[a](u)\" -> u\n"
		"    text \"a\"\n"
		"  text \", \"\n"
		"  link \"[b](v)\" -> v\n"
		"    text \"b\"\n"
		"  text \"] [TBD]\"\n");
}

static void test_reference_links(void **state)
{
	(void)state;
	assert_tree("[one]: /1\n[two]:\n  /2 'T'\nsee [one], [x][two], [two][] (y)\n",
		"paragraph \"see [one], [x][two], [two][] (y)\"\n"
		"  text \"see \"\n"
		"  link \"[one]\" -> /1\n"
		"    text \"one\"\n"
		"  text \", \"\n"
		"  link \"[x][two]\" -> /2 (T)\n"
		"    text \"x\"\n"
		"  text \", \"\n"
		"  link \"[two][]\" -> /2 (T)\n"
		"    text \"two\"\n"
		"  text \" (y)\"\n");
}

static void test_address_places(void **state)
{
	struct build *b = build_new();
	struct text t = text_from(b, STR("a [x]( <u v> 't') b"));
	const struct md_node *link = md_parse(b, &t)->first->first->next;

	(void)state;
	assert_int_equal(link->url_pos.start, 7);
	assert_int_equal(link->url_pos.end, 12);
	build_free(b);
}

static void test_lines(void **state)
{
	(void)state;
	assert_tree("- > a `b\n  > c` *d\nlazy* e  \n  f\\\n  g<br\n  >h\n",
		"list \"- > a `b\\n  > c` *d\\nlazy* e  \\n  f\\\\\\n  g<br\\n  >h\" tight\n"
		"  item \"- > a `b\\n  > c` *d\\nlazy* e  \\n  f\\\\\\n  g<br\\n  >h\"\n"
		"    block-quote \"> a `b\\n  > c` *d\\nlazy* e  \\n  f\\\\\\n  g<br\\n  >h\"\n"
		"      paragraph \"a `b\\n  > c` *d\\nlazy* e  \\n  f\\\\\\n  g<br\\n  >h\"\n"
		"        text \"a \"\n"
		"        code \"`b\\n  > c`\" = \"b c\"\n"
		"        text \" \"\n"
		"        emphasis \"*d\\nlazy*\"\n"
		"          text \"d\"\n"
		"          soft-break \"\\n\"\n"
		"          text \"lazy\"\n"
		"        text \" e\"\n"
		"        hard-break \"  \\n\"\n"
		"        text \"f\"\n"
		"        hard-break \"\\\\\\n\"\n"
		"        text \"g<br\"\n"
		"        soft-break \"\\n\"\n"
		"        text \"h\"\n");
}

/* ---------------------------------------------------------------- blocks */

static void test_headings(void **state)
{
	(void)state;
	assert_tree("## A *b* ##\n\nC\nd\n===\nafter\n#\n",
		"heading \"## A *b* ##\" 2\n"
		"  text \"A \"\n"
		"  emphasis \"*b*\"\n"
		"    text \"b\"\n"
		"heading \"C\\nd\\n===\" 1\n"
		"  text \"C\"\n"
		"  soft-break \"\\n\"\n"
		"  text \"d\"\n"
		"paragraph \"after\"\n"
		"  text \"after\"\n"
		"heading \"#\" 1\n");
}

static void test_lists(void **state)
{
	(void)state;
	assert_tree("3. a\n4. b\n\n   *c*\n\n\t- d\n-\n",
		"list \"3. a\\n4. b\\n\\n   *c*\\n\\n\\t- d\" from 3\n"
		"  item \"3. a\"\n"
		"    paragraph \"a\"\n"
		"      text \"a\"\n"
		"  item \"4. b\\n\\n   *c*\\n\\n\\t- d\"\n"
		"    paragraph \"b\"\n"
		"      text \"b\"\n"
		"    paragraph \"*c*\"\n"
		"      emphasis \"*c*\"\n"
		"        text \"c\"\n"
		"    list \"- d\" tight\n"
		"      item \"- d\"\n"
		"        paragraph \"d\"\n"
		"          text \"d\"\n"
		"list \"-\" tight\n"
		"  item \"-\"\n");
}

static void test_tasks(void **state)
{
	(void)state;
	assert_tree("- [ ] a [x] b\n- [x] c\n- [X] d\n- [z] e\n",
		"list \"- [ ] a [x] b\\n- [x] c\\n- [X] d\\n- [z] e\" tight\n"
		"  item \"- [ ] a [x] b\" to do\n"
		"    paragraph \"a [x] b\"\n"
		"      text \"a [x] b\"\n"
		"  item \"- [x] c\" done\n"
		"    paragraph \"c\"\n"
		"      text \"c\"\n"
		"  item \"- [X] d\" done\n"
		"    paragraph \"d\"\n"
		"      text \"d\"\n"
		"  item \"- [z] e\"\n"
		"    paragraph \"[z] e\"\n"
		"      text \"[z] e\"\n");
	assert_tree("> - [x] a\n",
		"block-quote \"> - [x] a\"\n"
		"  list \"- [x] a\" tight\n"
		"    item \"- [x] a\" done\n"
		"      paragraph \"[x] a\"\n"
		"        text \"a\"\n");
}

static void test_code_and_html_blocks(void **state)
{
	(void)state;
	assert_tree("~~~ yaml\na: 1\n\n~~~\n\n    indented\n\n      more\n\n\n<div>\n <p>x\n\n***\n```\nopen",
		"code-block \"~~~ yaml\\na: 1\\n\\n~~~\" = \"a: 1\\n\\n\"\n"
		"code-block \"indented\\n\\n      more\" = \"indented\\n\\n  more\\n\"\n"
		"html-block \"<div>\\n <p>x\" = \"<div>\\n <p>x\\n\"\n"
		"thematic-break \"***\"\n"
		"code-block \"```\\nopen\" = \"open\\n\"\n");
	assert_tree("- ```\n  a\n```\nb\n",
		"list \"- ```\\n  a\" tight\n"
		"  item \"- ```\\n  a\"\n"
		"    code-block \"```\\n  a\" = \"a\\n\"\n"
		"code-block \"```\\nb\" = \"b\\n\"\n");
}

/* What a YAML parser says about a byte of the block must be said about the byte of the file. */
static void test_code_body_keeps_places(void **state)
{
	struct build *b = build_new();
	struct text t = text_from(b, STR("1. x\r\n\r\n\t```figure\r\n\tkind: stack\r\n\t  bad: \u00E2\u20AC\u201Cy\r\n\t```\r\n"));
	const struct md_node *code = md_parse(b, &t)->first->first->first->next;

	(void)state;
	assert_int_equal(code->kind, MD_CODE_BLOCK);
	assert_true(str_is(code->info, "figure"));
	assert_true(str_is(code->body.s, "kind: stack\n  bad: \u2013y\n") || str_is(code->body.s, " kind: stack\n   bad: \u2013y\n"));
	size_t at = str_find(code->body.s, STR("y\n"));
	struct line_column lc = pos_line_column(text_pos(&code->body, at, at + 1));
	assert_int_equal(lc.line, 5);
	assert_int_equal(lc.column, 12);
	build_free(b);
}

/* ---------------------------------------------------------------- tables */

static void test_tables(void **state)
{
	(void)state;
	assert_tree("above\n| a | b \\| c |\n|:--|--:|\n| *x* |\ny `\\|` z | w\n",
		"paragraph \"above\"\n"
		"  text \"above\"\n"
		"table \"| a | b \\\\| c |\\n|:--|--:|\\n| *x* |\\ny `\\\\|` z | w\"\n"
		"  table-row \"| a | b \\\\| c |\"\n"
		"    table-cell \"a\"\n"
		"      text \"a\"\n"
		"    table-cell \"b \\\\| c\"\n"
		"      text \"b \\\\| c\" = \"b | c\"\n"
		"  table-row \"| *x* |\"\n"
		"    table-cell \"*x*\"\n"
		"      emphasis \"*x*\"\n"
		"        text \"x\"\n"
		"    table-cell \"\"\n"
		"  table-row \"y `\\\\|` z | w\"\n"
		"    table-cell \"y `\\\\|` z\"\n"
		"      text \"y \"\n"
		"      code \"`\\\\|`\" = \"|\"\n"
		"      text \" z\"\n"
		"    table-cell \"w\"\n"
		"      text \"w\"\n");
}

static void test_tables_in_containers(void **state)
{
	(void)state;
	assert_tree("> - | a |\n>   |---|\n>   | b |\n",
		"block-quote \"> - | a |\\n>   |---|\\n>   | b |\"\n"
		"  list \"- | a |\\n>   |---|\\n>   | b |\" tight\n"
		"    item \"- | a |\\n>   |---|\\n>   | b |\"\n"
		"      table \"| a |\\n>   |---|\\n>   | b |\"\n"
		"        table-row \"| a |\"\n"
		"          table-cell \"a\"\n"
		"            text \"a\"\n"
		"        table-row \"| b |\"\n"
		"          table-cell \"b\"\n"
		"            text \"b\"\n");
}

static void test_surplus_cells_are_kept(void **state)
{
	(void)state;
	assert_tree("a | b\n-|-\nc | d | [e][r] | |\n\n[r]: /u\n",
		"table \"a | b\\n-|-\\nc | d | [e][r] | |\"\n"
		"  table-row \"a | b\"\n"
		"    table-cell \"a\"\n"
		"      text \"a\"\n"
		"    table-cell \"b\"\n"
		"      text \"b\"\n"
		"    table-cell \"\"\n"
		"  table-row \"c | d | [e][r] | |\"\n"
		"    table-cell \"c\"\n"
		"      text \"c\"\n"
		"    table-cell \"d\"\n"
		"      text \"d\"\n"
		"    table-cell \"[e][r]\"\n"
		"      link \"[e][r]\" -> /u\n"
		"        text \"e\"\n");
	assert_says("a | b\n-|-\nc | d | e |\n", "x.md:3:1: warning: this row has 3 cells, its table's header 2");
	assert_says("a | b\n-|-\nc | d | | |\n", NULL);
}

/* ---------------------------------------------------------------- footnotes */

static void test_footnotes(void **state)
{
	(void)state;
	assert_tree("[^Bb]: Two\n\na[^1] b[^bb]\n\n[^1]: One\n    *more*\n",
		"paragraph \"a[^1] b[^bb]\"\n"
		"  text \"a\"\n"
		"  footnote-reference \"[^1]\" = \"1\"\n"
		"  text \" b\"\n"
		"  footnote-reference \"[^bb]\" = \"Bb\"\n"
		"footnote-definition \"[^1]: One\\n    *more*\" = \"1\"\n"
		"  paragraph \"One\\n    *more*\"\n"
		"    text \"One\"\n"
		"    soft-break \"\\n\"\n"
		"    emphasis \"*more*\"\n"
		"      text \"more\"\n"
		"footnote-definition \"[^Bb]: Two\" = \"Bb\"\n"
		"  paragraph \"Two\"\n"
		"    text \"Two\"\n");
}

static void test_footnotes_are_not_dropped(void **state)
{
	const char *input = "[^x]: *never*\n\na[^1]\n\n[^1]: one\n[^1]: other\n\n`[^c]: no` [^y]\n";

	(void)state;
	assert_tree(input,
		"paragraph \"a[^1]\"\n"
		"  text \"a\"\n"
		"  footnote-reference \"[^1]\" = \"1\"\n"
		"paragraph \"`[^c]: no` [^y]\"\n"
		"  code \"`[^c]: no`\" = \"[^c]: no\"\n"
		"  text \" [^y]\"\n"
		"footnote-definition \"[^1]: one\" = \"1\"\n"
		"  paragraph \"one\"\n"
		"    text \"one\"\n"
		"footnote-definition \"[^x]: *never*\" = \"x\"\n"
		"  paragraph \"*never*\"\n"
		"    emphasis \"*never*\"\n"
		"      text \"never\"\n"
		"footnote-definition \"[^1]: other\" = \"1\"\n"
		"  paragraph \"other\"\n"
		"    text \"other\"\n");
	assert_says(input, "x.md:1:1: warning: nothing refers to the footnote `x`");
	assert_says(input, "x.md:6:1: warning: there is another footnote `1`");
}

/* ---------------------------------------------------------------- math and comments */

static void test_math(void **state)
{
	(void)state;
	assert_tree("*Let* $a_1 * b_2$, \\(x_1\\): **$y$**",
		"paragraph \"*Let* $a_1 * b_2$, \\\\(x_1\\\\): **$y$**\"\n"
		"  emphasis \"*Let*\"\n"
		"    text \"Let\"\n"
		"  text \" \"\n"
		"  math \"$a_1 * b_2$\" = \"a_1 * b_2\"\n"
		"  text \", \"\n"
		"  math \"\\\\(x_1\\\\)\" = \"x_1\"\n"
		"  text \": \"\n"
		"  strong \"**$y$**\"\n"
		"    math \"$y$\" = \"y\"\n");
	assert_tree("> $$\n> a\n> - b\n> $$\n\n\\[ e=m_c \\]",
		"block-quote \"> $$\\n> a\\n> - b\\n> $$\"\n"
		"  paragraph \"$$\\n> a\\n> - b\\n> $$\"\n"
		"    math \"$$\\n> a\\n> - b\\n> $$\" = \"a\\n- b\" display\n"
		"paragraph \"\\\\[ e=m_c \\\\]\"\n"
		"  math \"\\\\[ e=m_c \\\\]\" = \"e=m_c\" display\n");
}

static void test_no_math(void **state)
{
	static const char *const texts[] = {
		"$5 and $10", "$5-$10", "a $ b $ c", "\\$x\\$", "`$x$`", "[a](http://x/$b$)", "<a b='$c$'>", "$$", "$$ $$", "$",
		"\\[TBD\\]", "\\(see p. 3\\)", "\\[file_name\\]", "    $x$", "https://x.org/$a$", "[x]: /$u$",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct build *b = build_new();
		struct text t = text_from(b, str_from(texts[i]));
		for (const struct md_node *n = md_parse(b, &t); n; n = next_node(n))
			assert_int_not_equal(n->kind, MD_MATH);
		build_free(b);
	}
}

static void test_comments(void **state)
{
	(void)state;
	assert_tree("<!-- a\n\n# b -->\nc <!-- d --> e\n",
		"html-block \"<!-- a\\n\\n# b -->\" = \"<!-- a\\n\\n# b -->\\n\"\n"
		"paragraph \"c <!-- d --> e\"\n"
		"  text \"c \"\n"
		"  html-inline \"<!-- d -->\"\n"
		"  text \" e\"\n");
	/* cmark's idea of a comment is older: no "--" inside, and it ends with its block. */
	assert_tree("a <!-- b -- c --> d\n",
		"paragraph \"a <!-- b -- c --> d\"\n"
		"  text \"a <!-- b -- c --> d\" = \"a  d\"\n");
	assert_tree("- a <!-- b\n\n- c\n\n# d --> e\n- f\n",
		"list \"- a <!-- b\\n\\n- c\\n\\n# d --> e\\n- f\" tight\n"
		"  item \"- a <!-- b\\n\\n- c\\n\\n# d --> e\"\n"
		"    paragraph \"a <!-- b\\n\\n- c\\n\\n# d --> e\"\n"
		"      text \"a <!-- b\\n\\n- c\\n\\n# d --> e\" = \"a  e\"\n"
		"  item \"- f\"\n"
		"    paragraph \"f\"\n"
		"      text \"f\"\n");
	assert_says("- a <!-- b\n\n- c --> d\n", "x.md:1:5: note: this comment ends in another paragraph");
}

/* ---------------------------------------------------------------- values */

static void test_values(void **state)
{
	(void)state;
	assert_value("1. Introduction", "text \"1. Introduction\"\n");
	assert_value("- x", "text \"- x\"\n");
	assert_value("# 5", "text \"# 5\"\n");
	assert_value("+1 713 555", "text \"+1 713 555\"\n");
	assert_value("> 90%", "text \"> 90%\"\n");
	assert_value("---", "text \"---\"\n");
	assert_value("    x", "text \"x\"\n");
	assert_value("[x]: y", "text \"[x]: y\"\n");
	assert_value("| a |", "text \"| a |\"\n");
	assert_value("<div>x</div>", "html-inline \"<div>\"\ntext \"x\"\nhtml-inline \"</div>\"\n");
	assert_value("_a_ www.x.org", "emphasis \"_a_\"\n  text \"a\"\ntext \" \"\nlink \"www.x.org\" -> http://www.x.org bare\n"
		"  text \"www.x.org\"\n");
	assert_value("me@x.org", "link \"me@x.org\" -> mailto:me@x.org bare\n  text \"me@x.org\"\n");
	assert_value("*\"a\"*", "emphasis \"*\\\"a\\\"*\"\n  text \"\\\"a\\\"\"\n");
	assert_value("$x_1$", "math \"$x_1$\" = \"x_1\"\n");
	assert_value("", "");
}

static void test_values_of_several_lines(void **state)
{
	(void)state;
	assert_value("a\n*b*\n", "text \"a\"\nsoft-break \"\\n\"\nemphasis \"*b*\"\n  text \"b\"\n");
	assert_value("a\n\nb\n", "paragraph \"a\"\n  text \"a\"\nparagraph \"b\"\n  text \"b\"\n");
	assert_value("- a\n- b\n",
		"list \"- a\\n- b\" tight\n"
		"  item \"- a\"\n"
		"    paragraph \"a\"\n"
		"      text \"a\"\n"
		"  item \"- b\"\n"
		"    paragraph \"b\"\n"
		"      text \"b\"\n");
}

/* ---------------------------------------------------------------- repairs, limits, and whatever comes */

static void test_places_through_repairs(void **state)
{
	(void)state;
	assert_tree("*a*\r\nb\u00E2\u20AC\u201Cc **d**\r\n",
		"paragraph \"*a*\\x0d\\nb\u00E2\u20AC\u201Cc **d**\"\n"
		"  emphasis \"*a*\"\n"
		"    text \"a\"\n"
		"  soft-break \"\\n\"\n"
		"  text \"b\u00E2\u20AC\u201Cc \" = \"b\u2013c \"\n"
		"  strong \"**d**\"\n"
		"    text \"d\"\n");
}

static struct str repeated(struct build *b, const char *z, size_t n, const char *end)
{
	struct buf made = {0};

	while (n-- > 0)
		buf_cstr(&made, z);
	buf_cstr(&made, end);
	struct str s = arena_str(b->arena, buf_view(&made));
	buf_free(&made);
	return s;
}

static size_t depth_of(const struct md_node *root)
{
	size_t deepest = 0;

	for (const struct md_node *n = root; n; n = next_node(n)) {
		size_t depth = 0;
		for (const struct md_node *up = n; up; up = up->parent)
			depth++;
		deepest = depth > deepest ? depth : deepest;
	}
	return deepest;
}

static void test_deep_nesting(void **state)
{
	static const char *const markers[] = {"> ", ">", "- ", "1. ", "> - "};

	(void)state;
	for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
		struct build *b = build_new();
		struct text t = text_from(b, repeated(b, markers[i], 10000, "x\n\n\ny\n"));
		assert_in_range(depth_of(md_parse(b, &t)), 100, 500);
		assert_int_equal(msg_count(b, MSG_WARNING), 1);
		build_free(b);
	}
	assert_says("- - - - -\n\n* * *\n", NULL);
}

static void test_a_rule_is_no_nesting(void **state)
{
	struct build *b = build_new();
	struct text t = text_from(b, repeated(b, "- ", 400, "\n"));

	(void)state;
	assert_int_equal(md_parse(b, &t)->first->kind, MD_THEMATIC_BREAK);
	assert_int_equal(msg_worst(b), MSG_OFF);
	build_free(b);
}

/* Every node lies inside its parent and behind its elder sibling. Footnote definitions stand at the end of the tree. */
static void assert_places_nest(const struct md_node *root, struct str input)
{
	for (const struct md_node *n = next_node(root); n; n = next_node(n)) {
		if (n->kind == MD_FOOTNOTE_DEFINITION)
			continue;
		bool inside = n->pos.start >= n->parent->pos.start && n->pos.end <= n->parent->pos.end;
		bool ordered = !n->next || n->next->kind == MD_FOOTNOTE_DEFINITION || n->next->pos.start >= n->pos.end;
		if (!inside || !ordered || n->pos.end < n->pos.start)
			fail_msg("%s [%zu, %zu) of %s: %.*s", md_kind_names[n->kind], n->pos.start, n->pos.end, inside ? "order" : "parent",
				STR_ARG(input));
	}
}

static struct str random_markdown(struct build *b, uint32_t *seed)
{
	static const char *const parts[] = {
		"*", "**", "_", "__", "~~", "`", "``", "[", "](u)", "](<u v> \"t\")", "][r]", "![", "]", "(", ")", "<b>", "</b>", "<!--", "-->",
		"<http://a.b>", "<", "&amp;", "&#65;", "\\", "\\*", "\\|", "|", "$", "$$", "\\(", "\\)", "x_1=", "a", "b c", " ", "  \n",
		"\\\n", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n\t", "\n    ", "\n```\n", "\n~~~x\n", "\n---\n", "\n===\n", "\n# ",
		"\n| a | b |\n|---|---|\n", "| c | d | e |", "\n[^1]: ", "[^1]", "[^n]", "\n[^n]: ", "\n[r]: /url\n", "www.x.com", "foo@b.org",
		"https://x.y/z?a=b", "\u00E9", "\u65E5", "\t", "\r\n", "\xFF", "\n<div>\n", "\n</div>\n", "- [ ] ", "\n- [x] ", "\n  - ",
		"\u00E2\u20AC\u201C", "\n  > ",
	};
	struct buf made = {0};

	for (size_t n = 1 + *seed % 60; n > 0; n--) {
		*seed = *seed * 1664525u + 1013904223u;
		buf_cstr(&made, parts[(*seed >> 8) % (sizeof parts / sizeof *parts)]);
	}
	struct str s = arena_str(b->arena, buf_view(&made));
	buf_free(&made);
	return s;
}

/* All that a tree's leaves hold. */
static struct str words_of(struct build *b, const struct md_node *root)
{
	struct buf out = {0};

	for (const struct md_node *n = root; n; n = next_node(n))
		buf_str(&out, n->literal);
	struct str words = arena_str(b->arena, buf_view(&out));
	buf_free(&out);
	return words;
}

/* Of tags that never end cmark looks for the ends of a few only; none is lost, nor changed in code. */
static void test_tags_that_never_end(void **state)
{
	static const char piece[] = "a <? `<?` b <!A `<!A` c <![CDATA[ `<![CDATA[` \\<? ", plain[] = "a <? <? b <!A <!A c <![CDATA[ <![CDATA[ <? ";
	struct build *b = build_new();
	struct buf in = {0}, expected = {0};

	(void)state;
	for (int i = 0; i < 100; i++) {
		buf_cstr(&in, piece);
		buf_cstr(&expected, plain);
	}
	buf_cstr(&in, "end\n\nA <?tag?>.\n");
	buf_cstr(&expected, "endA <?tag?>.");
	struct text t = text_from(b, buf_view(&in));
	const struct md_node *root = md_parse(b, &t);
	assert_true(str_eq(words_of(b, root), buf_view(&expected)));
	assert_int_equal(root->last->first->next->kind, MD_HTML_INLINE);
	buf_free(&in);
	buf_free(&expected);
	build_free(b);
}

/* The same of marks that would cost cmark the square of their number, which are escaped or parted. */
static void test_too_many_marks(void **state)
{
	static const char *const marks[] = {"![a ", "|a", ")", "[a"};

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct build *b = build_new();
		struct text t = text_from(b, repeated(b, marks[i], 2000, ".\n"));
		const struct md_node *root = md_parse(b, &t);
		struct buf words = {0};
		for (const struct md_node *n = root; n; n = next_node(n))
			buf_str(&words, n->kind == MD_TEXT ? n->literal : STR_NONE);
		assert_true(str_eq(buf_view(&words), str_trim(t.s)));
		buf_free(&words);
		build_free(b);
	}
}

static void test_places_nest_whatever_comes(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct build *b = build_new();
		struct str input = random_markdown(b, &seed);
		struct text t = text_from(b, input);
		assert_places_nest(md_parse(b, &t), input);
		build_free(b);
	}
}

static struct str random_line(struct build *b, uint32_t *seed)
{
	static const char *const parts[] = {" ", ",", ".", ";", "(", ")", "/", "'", "\"", "?", "-", "w", "www.", "a", "B", "1", "1.", "--", "...",
		"\u00E9", "\u2013", "\u00A0", "\u65E5", ":", "@", "*", "_"};
	struct buf made = {0};

	buf_char(&made, 'x');
	for (size_t n = 1 + *seed % 12; n > 0; n--) {
		*seed = *seed * 1664525u + 1013904223u;
		buf_cstr(&made, parts[(*seed >> 8) % (sizeof parts / sizeof *parts)]);
	}
	buf_char(&made, 'x');
	struct str s = arena_str(b->arena, buf_view(&made));
	buf_free(&made);
	return s;
}

/* A value without marks is not given to cmark: it is what a paragraph of it would be. */
static void test_values_are_paragraphs(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct build *b = build_new();
		struct text t = text_from(b, random_line(b, &seed));
		struct buf value = {0}, paragraph = {0};
		put_tree(&value, md_parse_inline(b, &t));
		put_tree(&paragraph, md_parse(b, &t)->first);
		assert_string_equal(value.p, paragraph.p);
		buf_free(&value);
		buf_free(&paragraph);
		build_free(b);
	}
}

static void *parse_often(void *result)
{
	bool *good = result;

	for (int i = 0; i < 300; i++) {
		struct build *b = build_new();
		struct text t = text_from(b, STR("~~a~~ www.x.org\n\n|a|\n|-|\n"));
		const struct md_node *root = md_parse(b, &t);
		*good = *good && root->first->first->kind == MD_STRIKETHROUGH && root->last->kind == MD_TABLE;
		build_free(b);
	}
	return NULL;
}

static void test_two_parses_at_once(void **state)
{
	pthread_t threads[2];
	bool good[2] = {true, true};

	(void)state;
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, parse_often, &good[i]), 0);
	for (size_t i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert_true(good[0] && good[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_emphasis),
		cmocka_unit_test(test_escapes_and_entities),
		cmocka_unit_test(test_autolinks),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_reference_links),
		cmocka_unit_test(test_address_places),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_tasks),
		cmocka_unit_test(test_code_and_html_blocks),
		cmocka_unit_test(test_code_body_keeps_places),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_tables_in_containers),
		cmocka_unit_test(test_surplus_cells_are_kept),
		cmocka_unit_test(test_footnotes),
		cmocka_unit_test(test_footnotes_are_not_dropped),
		cmocka_unit_test(test_math),
		cmocka_unit_test(test_no_math),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_values_of_several_lines),
		cmocka_unit_test(test_places_through_repairs),
		cmocka_unit_test(test_deep_nesting),
		cmocka_unit_test(test_a_rule_is_no_nesting),
		cmocka_unit_test(test_tags_that_never_end),
		cmocka_unit_test(test_too_many_marks),
		cmocka_unit_test(test_places_nest_whatever_comes),
		cmocka_unit_test(test_values_are_paragraphs),
		cmocka_unit_test(test_two_parses_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
