/* generator.c - what of a site generator's code can be resolved: variables of course.yaml and of the front matter, files that are
 * included, addresses, comments. It stands in the text before Markdown is read, since it may hold Markdown, stand in an
 * address, or in a tag. Code is never run; what is not resolved here stays, and is left out with a warning when the text
 * is composed. In code blocks and code spans nothing of it means anything. */
#include "content/content_int.h"

#include <string.h>

#define MOST_INCLUDES 200 /* in one text: files that include each other end here */
#define MOST_TICKS 80     /* before code, as cmark has it: each number of them that is not found again costs a look at the whole text */

struct resolving {
	struct build *b;
	const struct md_context *context;
	const struct text *in;
	struct text_builder out;
	size_t from;  /* bytes of the text that are dealt with */
	size_t includes;
	unsigned endless; /* of `blocks`, as bits: no more ends of them in the text */
};

/* A piece of code: "{{ words }}", "{% words %}", "{{< words >}}". */
struct code {
	size_t start, end;
	struct str words; /* trimmed */
	bool tag;         /* {% %} and shortcodes: the first word is a command */
	bool closes;      /* "{{< /words >}}" */
};

/* ---------------------------------------------------------------- finding */

static bool read_code(struct str s, size_t at, struct code *code)
{
	static const char *const marks[][2] = {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}, {"{%", "%}"}};
	struct str rest = str_sub(s, at, s.n);

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t skip = strlen(marks[i][0]), end;
		if (!str_starts(rest, marks[i][0]))
			continue;
		end = str_find(str_sub(rest, skip, skip + CONTENT_CODE_MOST + strlen(marks[i][1])), str_from(marks[i][1]));
		if (end == SIZE_MAX)
			return false;
		struct str inner = str_sub(rest, skip, skip + end);
		bool closes = str_starts(str_trim(inner), "/");
		while (inner.n && strchr(closes ? "-~/ " : "-~", inner.p[0]))
			inner = str_sub(inner, 1, inner.n);
		while (inner.n && strchr("-~/", inner.p[inner.n - 1]))
			inner.n--;
		*code = (struct code){at, at + skip + end + strlen(marks[i][1]), str_trim(inner), i != 2, closes};
		return true;
	}
	return false;
}

size_t md_skip_code(struct str s, size_t at)
{
	size_t n = 0, run;

	while (at + n < s.n && s.p[at + n] == '`')
		n++;
	if (n > MOST_TICKS)
		return at + n;
	for (size_t i = at + n; n && i < s.n; i += run ? run : 1) {
		for (run = 0; i + run < s.n && s.p[i + run] == '`';)
			run++;
		if (run == n)
			return i + n;
		if (n < 3 && s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n')
			break;
	}
	return at + n;
}

/* ---------------------------------------------------------------- variables */

static struct str next_word(struct str *words)
{
	size_t n = 0;

	while (n < words->n && !strchr(" \t\n|", words->p[n]))
		n++;
	struct str word = str_sub(*words, 0, n);
	*words = str_trim(str_sub(*words, n, words->n));
	return word;
}

static struct str unquote(struct str s)
{
	bool quoted = s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0];

	return quoted ? str_sub(s, 1, s.n - 1) : s;
}

/* "a.b" in nested mappings: a scalar that says something, or NULL. */
static const struct yaml_node *find_path(struct build *b, const struct yaml_node *node, struct str path)
{
	while (node && path.n) {
		size_t dot = str_find_char(path, '.', 0);
		node = yaml_get(node, arena_cstr(b->arena, str_sub(path, 0, dot == SIZE_MAX ? path.n : dot)));
		path = dot == SIZE_MAX ? STR_NONE : str_sub(path, dot + 1, path.n);
	}
	return node && node->kind == YAML_SCALAR && !node->null ? node : NULL;
}

static const struct yaml_node *find_value(const struct resolving *r, struct str path)
{
	static const char *const prefixes[] = {"page.", "site.params.", "site.", "params.", ".Params.", ".Site.Params.", ".Site.",
		"Page.", ".Page.Params.", "."};
	const struct yaml_node *node = NULL;

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (str_starts(path, prefixes[i])) {
			path = str_sub(path, strlen(prefixes[i]), path.n);
			break;
		}
	const struct yaml_node *places[] = {r->context->front, yaml_get(r->context->front, "params"), r->context->course,
		r->context->variables};
	for (size_t i = 0; i < sizeof places / sizeof *places && !node; i++)
		node = find_path(r->b, places[i], path);
	return node;
}

/* ---------------------------------------------------------------- putting */

static void put(struct resolving *r, const struct code *code, struct str made)
{
	text_copy(&r->out, r->in, r->from, code->start);
	text_put(&r->out, made, text_pos(r->in, code->start, code->end));
	r->from = code->end;
}

static bool put_value(struct resolving *r, const struct code *code, struct str path)
{
	const struct yaml_node *value = find_value(r, path);

	if (value)
		put(r, code, value->text.s);
	return value;
}

/* The file's text in the place of the code. */
static bool include(struct resolving *r, const struct code *code, struct str name)
{
	static const char *const places[] = {"", "_includes/", "includes/"};
	const char *dirs[] = {r->context->dir, r->context->top};

	for (size_t d = 0; name.n && d < 2; d++)
		for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
			struct str there = arena_printf(r->b->arena, "%s%.*s", places[i], STR_ARG(name));
			const char *path = file_join(r->b, dirs[d], there);
			if (!file_exists(r->b, path))
				continue;
			struct md_context context = *r->context;
			context.dir = file_directory(r->b, path);
			context.depth++;
			const struct source *source = context.depth < 8 ? file_read_text(r->b, path, text_pos(r->in, code->start, code->end)) : NULL;
			if (!source || r->includes++ > MOST_INCLUDES)
				return false;
			struct text text = repair_text(r->b, source);
			struct front front = front_split(r->b, &text);
			text = md_generated(r->b, &front.body, &context);
			text_copy(&r->out, r->in, r->from, code->start);
			text_copy(&r->out, &text, 0, text.s.n);
			r->from = code->end;
			return true;
		}
	msg_str(r->b, MSG_INCLUDE_MISSING, text_pos(r->in, code->start, code->end), name);
	put(r, code, STR(""));
	return true;
}

/* Commands that have an end. */
static const char *const blocks[] = {"comment", "capture", "for", "tablerow"};

/* Looked for once only: what is never closed may be there a thousand times. */
static bool is_endless(struct resolving *r, size_t at, struct str word, struct str end_word)
{
	unsigned bit = 0;

	while (!str_is(word, blocks[bit]))
		bit++;
	if (!(r->endless >> bit & 1) && str_find(str_sub(r->in->s, at, r->in->s.n), end_word) == SIZE_MAX)
		r->endless |= 1u << bit;
	return r->endless >> bit & 1;
}

/* What goes with all that is in it, up to its end. */
static bool drop_to_end(struct resolving *r, const struct code *code, struct str word)
{
	struct str end_word = arena_printf(r->b->arena, "end%.*s", STR_ARG(word));
	struct code inner;
	size_t deep = 1;

	if (is_endless(r, code->end, word, end_word))
		return false;
	for (size_t at = code->end; (at = str_find_char(r->in->s, '{', at)) != SIZE_MAX; at++) {
		if (!read_code(r->in->s, at, &inner) || !inner.tag)
			continue;
		at = inner.end - 1;
		deep += str_eq(next_word(&(struct str){inner.words.p, inner.words.n}), word);
		deep -= str_eq(inner.words, end_word);
		if (deep)
			continue;
		put(r, code, STR(""));
		r->from = inner.end;
		return true;
	}
	return false;
}

/* With a message, but for comments: what a loop repeats is a form without its data, and says nothing. */
static bool drop_block(struct resolving *r, const struct code *code, struct str word)
{
	struct pos pos = text_pos(r->in, code->start, code->end);
	struct str opener = str_sub(r->in->s, code->start, code->end);

	if (!drop_to_end(r, code, word))
		return false;
	if (str_is(word, "for") || str_is(word, "tablerow"))
		msg_str(r->b, MSG_GENERATOR_LOOP, pos, opener);
	else if (!str_is(word, "comment"))
		msg_str(r->b, MSG_GENERATOR_CODE, pos, opener);
	return true;
}

/* ---------------------------------------------------------------- commands */

static bool put_film(struct resolving *r, const struct code *code, const char *before, struct str words)
{
	struct str id = unquote(next_word(&words));

	if (!id.n)
		return false;
	put(r, code, arena_printf(r->b->arena, "<%s%.*s>", before, STR_ARG(id)));
	return true;
}

/* A line end behind it ends its own last line. */
static bool put_shortcode(struct resolving *r, const struct code *code)
{
	struct str made;

	if (!md_shortcode(r->b, code->words, code->closes, &made))
		return false;
	made.n -= str_ends(made, "\n") && code->end < r->in->s.n && r->in->s.p[code->end] == '\n';
	put(r, code, made);
	return true;
}

static bool put_command(struct resolving *r, const struct code *code)
{
	static const char *const values[] = {"var", "meta", "param", "params"}, *const files[] = {"include", "include_relative", "readfile",
		"includes", "render"}, *const addresses[] = {"link", "relref", "ref"};
	struct str rest = code->words, word = next_word(&rest), argument = unquote(next_word(&(struct str){rest.p, rest.n}));

	for (size_t i = 0; i < 4; i++)
		if (str_is(word, values[i]))
			return put_value(r, code, argument);
	for (size_t i = 0; i < 5; i++)
		if (str_is(word, files[i]))
			return include(r, code, argument);
	for (size_t i = 0; i < 3; i++)
		if (str_is(word, addresses[i]) && argument.n) {
			put(r, code, argument);
			return true;
		}
	for (size_t i = 0; i < 4; i++)
		if (str_is(word, blocks[i]))
			return drop_block(r, code, word);
	if (put_shortcode(r, code))
		return true;
	if (str_is(word, "raw") || str_is(word, "else") || str_starts(word, "end")) { /* what opened it was reported */
		put(r, code, str_is(word, "else") ? STR(" ") : STR(""));
		return true;
	}
	if (str_is(word, "pagebreak") || str_is(word, "newpage")) {
		put(r, code, STR("\n\n<div class=\"pagebreak\"></div>\n\n"));
		return true;
	}
	if (str_is(word, "youtube") || str_is(word, "vimeo"))
		return put_film(r, code, str_is(word, "youtube") ? "https://youtu.be/" : "https://vimeo.com/", rest);
	return str_is(word, "video") && str_starts(argument, "http") && put_film(r, code, "", rest);
}

/* "{{ 'a text' | filter }}" and "{{ a.path | filter }}"; dates of the course are left to those who know them. */
static bool put_expression(struct resolving *r, const struct code *code)
{
	struct str words = code->words, rest = words, word;
	size_t end;

	if (words.n > 1 && (words.p[0] == '"' || words.p[0] == '\'')) {
		end = str_find_char(words, words.p[0], 1);
		if (end == SIZE_MAX)
			return false;
		put(r, code, str_sub(words, 1, end));
		return true;
	}
	word = next_word(&rest);
	if (rest.n && rest.p[0] != '|')
		return false;
	return !str_is(word, "start") && !str_is(word, "end") && put_value(r, code, word);
}

/* What cannot be resolved would take the address, and with it the link, apart. */
static bool stands_in_address(struct str s, size_t at)
{
	size_t n = 0;

	if (at > 1 && (str_is(str_sub(s, at - 2, at), "=\"") || str_is(str_sub(s, at - 2, at), "='")))
		return true;
	while (n < 200 && at > n && !strchr(" \t\n()", s.p[at - n - 1]))
		n++;
	return at > n + 1 && s.p[at - n - 1] == '(' && s.p[at - n - 2] == ']';
}

/* What Markdown or HTML would take apart. */
static bool is_torn(struct str s)
{
	return str_find_char(s, '\n', 0) != SIZE_MAX || (str_find_char(s, '<', 3) != SIZE_MAX && str_find_char(s, '>', 0) < s.n - 3);
}

/* All of an address: it stays, without its spaces, and the link is reported. */
static bool keep_address(struct resolving *r, const struct code *code)
{
	struct str s = r->in->s;
	struct buf made = {0};

	if (code->start < 2 || !str_is(str_sub(s, code->start - 2, code->start), "](") || code->end >= s.n || s.p[code->end] != ')')
		return false;
	for (size_t i = code->start; i < code->end; i++)
		if (!strchr(" \t\n", s.p[i]))
			buf_char(&made, s.p[i]);
	put(r, code, arena_str(r->b->arena, buf_view(&made)));
	buf_free(&made);
	return true;
}

static bool drop(struct resolving *r, const struct code *code)
{
	if (keep_address(r, code))
		return true;
	msg_str(r->b, MSG_GENERATOR_CODE, text_pos(r->in, code->start, code->end), str_sub(r->in->s, code->start, code->end));
	put(r, code, STR(""));
	return true;
}

/* "`r params$term`": a value, or what would have to be run. Behind it, or `at` itself when it is other code. */
static size_t take_r(struct resolving *r, size_t at)
{
	struct str s = r->in->s;
	size_t end = str_find_char(s, '`', at + 1);
	struct buf path = {0};

	if (!r->context->runs || !str_starts(str_sub(s, at, s.n), "`r ") || end == SIZE_MAX || (at > 0 && s.p[at - 1] == '`'))
		return at;
	struct code code = {at, end + 1, str_trim(str_sub(s, at + 3, end)), true, false};
	for (size_t i = str_starts(code.words, "rmarkdown::metadata$") ? 20 : 0; i < code.words.n; i++)
		buf_char(&path, code.words.p[i] == '$' ? '.' : code.words.p[i]);
	if (!put_value(r, &code, buf_view(&path)))
		drop(r, &code);
	buf_free(&path);
	return end + 1;
}

struct text md_generated(struct build *b, const struct text *text, const struct md_context *context)
{
	struct resolving r = {.b = b, .context = context, .in = text, .out = {.arena = b->arena}};
	struct code code;
	struct str s = text->s;

	if (str_find(s, STR("{{")) == SIZE_MAX && str_find(s, STR("{%")) == SIZE_MAX && !context->runs)
		return *text;
	for (size_t at = 0; at < s.n;) {
		if (s.p[at] == '`') {
			size_t behind = take_r(&r, at);
			at = behind > at ? behind : md_skip_code(s, at);
		} else if (s.p[at] == '{' && read_code(s, at, &code)) {
			bool done = code.tag ? put_command(&r, &code) : put_expression(&r, &code);
			if (!done && (stands_in_address(s, at) || is_torn(str_sub(s, code.start, code.end))))
				done = drop(&r, &code);
			at = done ? r.from : code.end;
		} else {
			at++;
		}
	}
	text_copy(&r.out, text, r.from, s.n);
	return text_finish(&r.out);
}
