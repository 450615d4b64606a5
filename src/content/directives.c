/* directives.c - lines that other tools than cmark read: Pandoc's and Quarto's divs, MyST's directives, code chunks that some
 * program would run. They become what Markdown can hold: <div> with classes and a title, plain code, or nothing, with a warning.
 *
 *     ::: {.callout-note}          <div class="callout-note">
 *     ```{tip} A title             <div class="tip" x-title="A title">
 *     ```{figure} plan.png         <div class="figure">, <img src="plan.png">
 *     ```{r setup}                 left out
 *     ##Heading                    ## Heading
 */
#include "content/content_int.h"

#include <string.h>

enum fence_kind { FENCE_CODE, FENCE_DIV, FENCE_PLAIN, FENCE_DROPPED };

struct fence {
	enum fence_kind kind;
	char mark; /* ` ~ : */
	size_t n;
};

struct reading {
	struct build *b;
	const struct text *in;
	struct text_builder out;
	struct { struct fence *v; size_t n, sz; } open;
	struct str before; /* the line above */
	bool options; /* a directive has just been opened: lines ":key: value" are its own */
	bool changed;
};

struct line {
	size_t start, end;  /* end: before the line's end */
	size_t indent;      /* bytes of white space and "> " */
	struct str text;    /* behind them, trimmed */
};

static struct line line_at(struct str s, size_t start)
{
	size_t end = str_find_char(s, '\n', start), at = start;

	end = end == SIZE_MAX ? s.n : end;
	while (at < end && strchr(" \t>", s.p[at]))
		at++;
	return (struct line){start, end, at - start, str_trim(str_sub(s, at, end))};
}

static size_t count_marks(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == s.p[0])
		n++;
	return n;
}

/* ---------------------------------------------------------------- what a fence says */

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

static struct str first_word(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_word(s.p[n]))
		n++;
	return str_sub(s, 0, n);
}

static bool is_among(struct str s, const char *const *names)
{
	for (; *names; names++)
		if (str_is_nocase(s, *names))
			return true;
	return false;
}

/* Programs whose code would be run, and what would be drawn or left to another format. */
static bool is_chunk(struct str name)
{
	static const char *const names[] = {"r", "python", "python3", "julia", "ojs", "bash", "sh", "sql", "stata", "sas", "matlab",
		"mermaid", "dot", "js", "css", "stan", "rcpp", "code-cell", "toctree", "tableofcontents", "contents", "include", "bibliography",
		"raw", "eval-rst", "only", "index", "webr-r", "pyodide-python", "octave", "asis", "cat", NULL};

	return is_among(name, names);
}

bool md_is_directive(struct str info)
{
	return info.n > 2 && info.p[0] == '{' && is_word(info.p[1]) && !is_chunk(first_word(str_sub(info, 1, info.n)));
}

static bool is_code(struct str name)
{
	static const char *const names[] = {"code", "code-block", "sourcecode", "literalinclude", "math", "prompt", NULL};

	return is_among(name, names);
}

/* ---------------------------------------------------------------- writing */

static void put(struct reading *r, const struct line *l, struct str made)
{
	text_copy(&r->out, r->in, l->start, l->start + l->indent);
	text_put(&r->out, made, text_pos(r->in, l->start + l->indent, l->end));
	r->changed = true;
}

/* The tag, and an empty line: what follows is Markdown again. */
static void put_div(struct reading *r, const struct line *l, struct str attributes, const char *tag)
{
	struct buf made = {0};

	buf_printf(&made, "<%s%.*s>\n", tag, STR_ARG(attributes));
	put(r, l, arena_str(r->b->arena, buf_view(&made)));
	buf_free(&made);
}

static void drop(struct reading *r, const struct line *l)
{
	msg_str(r->b, MSG_GENERATOR_CODE, text_pos(r->in, l->start + l->indent, l->end), l->text);
	r->changed = true;
}

static void push(struct reading *r, enum fence_kind kind, struct str text)
{
	*arena_push(r->b->arena, &r->open) = (struct fence){kind, text.p[0], count_marks(text)};
}

/* ---------------------------------------------------------------- opening */

static bool is_option(struct str s)
{
	size_t end = str_find_char(s, ':', 1);

	return s.n > 2 && s.p[0] == ':' && s.p[1] != ':' && is_word(s.p[1]) && end != SIZE_MAX && end + 1 <= s.n;
}

/* The value of ":name: value", one of the options below line l, or STR_NONE. */
static struct str find_option(const struct reading *r, const struct line *l, const char *name)
{
	size_t n = strlen(name);

	for (size_t at = l->end + 1; at < r->in->s.n;) {
		struct line below = line_at(r->in->s, at);
		if (!is_option(below.text))
			return STR_NONE;
		if (str_starts(str_sub(below.text, 1, below.text.n), name) && below.text.p[n + 1] == ':')
			return str_trim(str_sub(below.text, n + 2, below.text.n));
		at = below.end + 1;
	}
	return STR_NONE;
}

/* What MyST shows from another file: a picture, with the options below its line; a film, by its address. */
static void put_shown(struct reading *r, const struct line *l, struct str name, struct str path)
{
	struct buf tag = {0};
	bool picture = str_is(name, "figure") || str_is(name, "image");

	buf_cstr(&tag, picture ? "<img" : "<iframe");
	md_put_attribute(&tag, "src", path);
	md_put_attribute(&tag, "alt", find_option(r, l, "alt"));
	md_put_attribute(&tag, "width", find_option(r, l, "width"));
	buf_cstr(&tag, picture ? ">\n\n" : "></iframe>\n\n");
	text_put(&r->out, arena_str(r->b->arena, buf_view(&tag)), text_pos(r->in, l->start + l->indent, l->end));
	buf_free(&tag);
}

static bool shows_file(struct str name)
{
	static const char *const names[] = {"figure", "image", "iframe", "video", NULL};

	return is_among(name, names);
}

/* "{name} title" of MyST, "name title" and "name[title]" of others. */
static void open_named(struct reading *r, const struct line *l, struct str name, struct str title)
{
	struct buf attributes = {0};
	bool shown = shows_file(name);

	if (str_starts(title, "[") && str_ends(title, "]"))
		title = str_sub(title, 1, title.n - 1);
	md_put_attribute(&attributes, "class", name);
	md_put_attribute(&attributes, "x-kind", name);
	md_put_attribute(&attributes, "x-title", shown ? STR_NONE : title);
	put_div(r, l, arena_str(r->b->arena, buf_view(&attributes)), "div");
	buf_free(&attributes);
	if (shown && title.n)
		put_shown(r, l, name, title);
	push(r, FENCE_DIV, l->text);
	r->options = str_find_char(l->text, '{', 0) != SIZE_MAX;
}

static bool open_colons(struct reading *r, const struct line *l)
{
	size_t n = count_marks(l->text);
	struct str rest = str_sub(l->text, n, l->text.n), attributes;

	while (rest.n && rest.p[rest.n - 1] == ':')
		rest.n--;
	rest = str_trim(rest);
	if (str_starts(rest, "{") && is_word(rest.n > 1 ? rest.p[1] : ' ') && str_find_char(rest, '=', 0) == SIZE_MAX) {
		struct str name = first_word(str_sub(rest, 1, rest.n));
		open_named(r, l, name, str_trim(str_sub(rest, name.n + 2, rest.n)));
		return true;
	}
	if (md_attributes(r->b, rest, 0, &attributes) == SIZE_MAX) {
		struct str name = first_word(rest);
		open_named(r, l, name, str_trim(str_sub(rest, name.n, rest.n)));
		return true;
	}
	put_div(r, l, attributes, "div");
	push(r, FENCE_DIV, l->text);
	return true;
}

/* Whether a code fence whose info string stands in braces could be read. */
static bool open_braces(struct reading *r, const struct line *l, struct str info)
{
	struct str name = first_word(str_sub(info, 1, info.n)), title;
	size_t end = str_find_char(info, '}', 0);

	if (end == SIZE_MAX)
		return false;
	title = str_trim(str_sub(info, end + 1, info.n));
	if (is_chunk(name) || str_starts(info, "{=latex") || str_starts(info, "{=tex")) {
		drop(r, l);
		push(r, FENCE_DROPPED, l->text);
	} else if (str_starts(info, "{=")) {
		put(r, l, STR(""));
		push(r, FENCE_PLAIN, l->text);
	} else if (!name.n || is_code(name)) {
		struct str lang = name.n ? title : first_word(str_sub(info, 2, info.n));
		put(r, l, arena_printf(r->b->arena, "%.*s%.*s", STR_ARG(str_sub(l->text, 0, count_marks(l->text))), STR_ARG(lang)));
		push(r, FENCE_CODE, l->text);
		r->options = name.n > 0;
	} else {
		open_named(r, l, name, title);
	}
	return true;
}

static bool open_code(struct reading *r, const struct line *l)
{
	size_t n = count_marks(l->text);
	struct str info = str_trim(str_sub(l->text, n, l->text.n));

	if (n < 3 || (l->text.p[0] == '`' && str_find_char(info, '`', 0) != SIZE_MAX))
		return false;
	if (str_starts(info, "{") && open_braces(r, l, info))
		return true;
	push(r, FENCE_CODE, l->text);
	return false;
}

/* ---------------------------------------------------------------- closing */

/* Whether the line, of marks alone, closes the fence: it has as many. */
static bool closes(const struct line *l, const struct fence *f)
{
	return l->text.n >= f->n && l->text.p[0] == f->mark;
}

/* The number of the open fence that this line closes, from 1; 0: none. */
static size_t find_closed(const struct reading *r, const struct line *l)
{
	size_t i = r->open.n;

	if (!strchr(":`~", l->text.p[0]) || count_marks(l->text) != l->text.n)
		return 0;
	if (i > 0 && r->open.v[i - 1].kind != FENCE_DIV)
		return closes(l, &r->open.v[i - 1]) ? i : 0;
	for (; i > 0; i--)
		if (closes(l, &r->open.v[i - 1]))
			return i;
	/* An outer div may have fewer colons than its inner ones: three close the innermost. */
	for (i = r->open.n; i > 0 && l->text.n >= 3 && l->text.p[0] == ':'; i--)
		if (r->open.v[i - 1].mark == ':')
			return i;
	return 0;
}

/* False when the line stays as it is: the end of code. */
static bool close_fence(struct reading *r, const struct line *l, size_t i)
{
	enum fence_kind kind = r->open.v[i - 1].kind;
	for (size_t k = r->open.n; kind == FENCE_DIV && k > i; k--)
		put_div(r, l, STR_NONE, "/div");
	r->open.n = i - 1;
	if (kind == FENCE_CODE)
		return false;
	if (kind == FENCE_DIV)
		put_div(r, l, STR_NONE, "/div");
	r->changed = true;
	return true;
}

/* ---------------------------------------------------------------- a line */

/* "##Heading", but not "#1" or "#tag"; "####### Heading". */
static bool is_tight_heading(struct str s)
{
	size_t n = s.n ? count_marks(s) : 0;

	if (n > 6 && s.p[0] == '#' && n < s.n && s.p[n] == ' ') /* deeper than there are headings */
		return true;
	return n >= 1 && n <= 6 && s.p[0] == '#' && n < s.n && ((unsigned char)s.p[n] >= 0x80 || (s.p[n] >= 'A' && s.p[n] <= 'Z') ||
		(n > 1 && s.p[n] >= 'a' && s.p[n] <= 'z')) && (n > 1 || str_find_char(s, ' ', 0) != SIZE_MAX);
}

static void escape(struct reading *r, const struct line *l)
{
	size_t at = l->start + l->indent;

	text_copy(&r->out, r->in, l->start, at);
	text_put(&r->out, STR("\\"), text_pos(r->in, at, at));
	text_copy(&r->out, r->in, at, l->end);
	r->changed = true;
}

/* "##Heading##": as many at the end close it. */
static void part_heading(struct reading *r, const struct line *l)
{
	size_t marks = count_marks(l->text), at = l->start + l->indent + marks, end = at + l->text.n - marks, closing = 0;

	while (closing < end - at && r->in->s.p[end - closing - 1] == '#')
		closing++;
	msg_str(r->b, MSG_HEADING_TIGHT, text_pos(r->in, l->start + l->indent, l->end), l->text);
	text_copy(&r->out, r->in, l->start, at - marks + (marks < 6 ? marks : 6));
	text_put(&r->out, STR(" "), text_pos(r->in, at, at));
	text_copy(&r->out, r->in, at, closing == marks ? end - closing : end);
	r->changed = true;
}

/* A line of equals signs below an empty one underlines nothing: it was meant to part what is above from what is below. */
static bool is_separator(const struct reading *r, struct str s)
{
	return s.n >= 4 && !r->before.n && s.p[0] == '=' && count_marks(s) == s.n;
}

/* A line of underscores alone is a thematic break for cmark. Two runs are two blanks, and one below a line that ends with a
 * colon is what the line asks for. */
static bool is_blanks(const struct reading *r, struct str s)
{
	size_t runs = 0;

	for (size_t at = 0, n; at < s.n; at += n) {
		struct str rest = str_sub(s, at, s.n);
		n = count_marks(rest);
		if (rest.p[0] != ' ' && (rest.p[0] != '_' || n < 4))
			return false;
		runs += rest.p[0] == '_';
	}
	return runs > 1 || (runs == 1 && str_ends(r->before, ":"));
}

/* The line above a card's "^^^" is its head. */
static bool is_head(const struct reading *r, const struct line *l)
{
	if (!l->text.n || l->end + 1 >= r->in->s.n || strchr("#-*+>|`<:", l->text.p[0]))
		return false;
	return str_is(line_at(r->in->s, l->end + 1).text, "^^^");
}

static void put_head(struct reading *r, const struct line *l)
{
	size_t at = l->start + l->indent;
	struct pos pos = text_pos(r->in, at, l->end);

	text_put(&r->out, STR("**"), pos);
	text_copy(&r->out, r->in, at, at + l->text.n);
	text_put(&r->out, STR("**"), pos);
	r->changed = true;
}

/* Whether the line was dealt with; else it stays as it is. */
static bool read_line(struct reading *r, const struct line *l)
{
	struct fence *top = r->open.n ? &r->open.v[r->open.n - 1] : NULL;

	size_t closed = l->text.n ? find_closed(r, l) : 0;

	if (closed)
		return close_fence(r, l, closed);
	if (r->options && is_option(l->text))
		return r->changed = true;
	r->options = false;
	if (top && r->open.n && (top->kind == FENCE_CODE || top->kind == FENCE_PLAIN))
		return false;
	if (top && r->open.n && top->kind == FENCE_DROPPED)
		return true;
	if (str_starts(l->text, ":::") && count_marks(l->text) < l->text.n)
		return open_colons(r, l);
	if (str_starts(l->text, ":::"))
		return r->changed = true;
	if (str_starts(l->text, "```") || str_starts(l->text, "~~~"))
		return open_code(r, l);
	if (l->indent < 4 && is_tight_heading(l->text)) {
		part_heading(r, l);
		return true;
	}
	if (top && r->open.n && (str_is(l->text, "^^^") || str_is(l->text, "+++"))) { /* a card's head ends, its foot begins */
		put(r, l, STR(""));
		return true;
	}
	if (top && r->open.n && top->kind == FENCE_DIV && is_head(r, l)) {
		put_head(r, l);
		return true;
	}
	if (is_separator(r, l->text)) {
		put(r, l, STR("***"));
		return true;
	}
	if (is_blanks(r, l->text)) {
		escape(r, l);
		return true;
	}
	return false;
}

struct text md_directives(struct build *b, const struct text *text)
{
	struct reading r = {.b = b, .in = text, .out = {.arena = b->arena}};

	for (size_t at = 0; at < text->s.n;) {
		struct line l = line_at(text->s, at);
		if (!read_line(&r, &l))
			text_copy(&r.out, text, l.start, l.end);
		r.before = l.text;
		at = l.end + 1;
		if (l.end < text->s.n)
			text_copy(&r.out, text, l.end, at);
	}
	if (r.changed)
		return text_finish(&r.out);
	text_drop(&r.out);
	return *text;
}
