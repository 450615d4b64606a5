/* yaml_trap.c - what is wrong with a YAML text, in its author's words.
 *
 * Nearly every mistake is one of a few: a value that needed quotes, a tab, a forgotten space behind a colon, a quote that is
 * not closed. libyaml says what it expected; what the author wrote is read off the line. The mistake is mended in the text
 * (quotes are put in, tabs become spaces), the message shows the line as it is then, and reading goes on with it. */
#include "content/content_int.h"

#include <string.h>

struct trap {
	struct build *b;
	const struct text *text;
	struct str s;        /* the text's bytes */
	size_t at, began;    /* see struct yaml_problem */
	const char *what;
	struct text *mended;
};

/* One line, taken apart: indentation, "- " marks, key, colon, value. */
struct line {
	size_t start, end;
	size_t indent;       /* its first byte that is no blank */
	size_t key;          /* the byte behind "- " marks */
	size_t colon;        /* behind the key; SIZE_MAX: no key here */
	size_t value, value_end; /* without a comment behind it */
};

/* Bytes that are a value, and the start of its line. */
struct value {
	size_t line, from, to;
};

/* ---------------------------------------------------------------- taking lines apart */

static bool is_blank_at(struct str s, size_t at)
{
	return at >= s.n || s.p[at] == ' ' || s.p[at] == '\t' || s.p[at] == '\r' || s.p[at] == '\n';
}

static size_t skip_blanks(struct str s, size_t at, size_t end)
{
	while (at < end && is_blank_at(s, at))
		at++;
	return at;
}

static size_t line_start(struct str s, size_t at)
{
	while (at > 0 && s.p[at - 1] != '\n')
		at--;
	return at;
}

/* The colon of "key:" in [at, end), or SIZE_MAX. */
static size_t find_colon(struct str s, size_t at, size_t end)
{
	if (at < end && (s.p[at] == '"' || s.p[at] == '\'')) {
		size_t close = str_find_char(s, s.p[at], at + 1);
		if (close >= end)
			return SIZE_MAX;
		close = skip_blanks(s, close + 1, end);
		return close < end && s.p[close] == ':' && is_blank_at(s, close + 1) ? close : SIZE_MAX;
	}
	if (at < end && strchr("[{*&!|>@`%#", s.p[at]))
		return SIZE_MAX;
	for (; at < end; at++) {
		if (s.p[at] == ':' && is_blank_at(s, at + 1))
			return at;
		if (s.p[at] == '#' && is_blank_at(s, at - 1))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* Where a value that starts at `from` ends: before a comment and blanks. */
static size_t find_value_end(struct str s, size_t from, size_t end)
{
	size_t at = from;

	if (from < end && (s.p[from] == '"' || s.p[from] == '\''))
		for (size_t i = from + 1; i < end; i++)
			at = s.p[i] == s.p[from] ? i : at;
	for (; at < end; at++)
		if (s.p[at] == '#' && at > from && is_blank_at(s, at - 1))
			end = at;
	while (end > from && is_blank_at(s, end - 1))
		end--;
	return end;
}

static struct line line_at(struct str s, size_t at)
{
	struct line l = {.start = line_start(s, at < s.n ? at : s.n)};

	l.end = str_find_char(s, '\n', l.start);
	if (l.end == SIZE_MAX)
		l.end = s.n;
	l.indent = l.key = skip_blanks(s, l.start, l.end);
	while (l.key + 1 < l.end && s.p[l.key] == '-' && is_blank_at(s, l.key + 1))
		l.key = skip_blanks(s, l.key + 1, l.end);
	l.colon = find_colon(s, l.key, l.end);
	l.value = l.colon == SIZE_MAX ? l.key : skip_blanks(s, l.colon + 1, l.end);
	l.value_end = find_value_end(s, l.value, l.end);
	return l;
}

/* The last line above that is not empty; false when there is none. */
static bool line_above(struct str s, const struct line *l, struct line *above)
{
	size_t start = l->start;

	while (start > 0) {
		*above = line_at(s, start - 1);
		if (above->indent < above->end && s.p[above->indent] != '#')
			return true;
		start = above->start;
	}
	return false;
}

/* The value of the entry of a { } or [ ] on line l in which `at` stands; false when it stands in none. */
static bool flow_value(struct str s, const struct line *l, size_t at, struct value *v)
{
	size_t entry[32] = {0}, depth = 0, target = 0, to = l->value, colon;
	char quote = '\0';

	for (; to < l->end; to++) {
		char c = s.p[to];
		if (to == at)
			target = depth;
		if (quote || ((c == '"' || c == '\'') && strchr("{[,: ", s.p[to - 1])))
			quote = c == quote ? '\0' : quote ? quote : c;
		else if ((c == '{' || c == '[') && depth < 31)
			entry[++depth] = to + 1;
		else if ((c == ',' || c == '}' || c == ']') && to > at && depth <= target)
			break;
		else if ((c == '}' || c == ']') && depth > 0)
			depth--;
		else if (c == ',')
			entry[depth] = to + 1;
	}
	if (target == 0)
		return false;
	v->from = skip_blanks(s, entry[target], at);
	colon = find_colon(s, v->from, at);
	if (colon != SIZE_MAX)
		v->from = skip_blanks(s, colon + 1, at);
	v->line = l->start;
	v->to = find_value_end(s, v->from, to);
	return true;
}

/* "[text](address)" is meant as a link, whatever stands in it. */
static bool is_link(struct str s, const struct line *l)
{
	size_t close;

	if (l->value >= l->end || s.p[l->value] != '[')
		return false;
	close = str_find(str_sub(s, l->value, l->end), STR("]("));
	return close != SIZE_MAX;
}

/* The value in which `at` stands. */
static struct value value_at(struct str s, size_t at)
{
	struct line l = line_at(s, at);
	struct value v = {l.start, l.value, l.value_end};

	if (!is_link(s, &l) && l.value < l.end && strchr("{[", s.p[l.value]))
		flow_value(s, &l, at, &v);
	return v;
}

/* ---------------------------------------------------------------- mending */

static void put_at(struct text_builder *w, const struct text *t, const char *bytes, size_t at)
{
	text_put(w, str_from(bytes), text_pos(t, at, at + 1));
}

/* Bytes [from, to) of t in quotes: double ones, or single ones where that spares escapes. */
static void put_quoted(struct text_builder *w, const struct text *t, size_t from, size_t to)
{
	struct str s = str_sub(t->s, from, to);
	bool escapes = str_find_char(s, '"', 0) != SIZE_MAX || str_find_char(s, '\\', 0) != SIZE_MAX;
	bool single = escapes && str_find_char(s, '\'', 0) == SIZE_MAX;

	put_at(w, t, single ? "'" : "\"", from);
	for (size_t i = from; i < to; i++) {
		if (!single && (t->s.p[i] == '"' || t->s.p[i] == '\\'))
			put_at(w, t, "\\", i);
		text_copy(w, t, i, i + 1);
	}
	put_at(w, t, single ? "'" : "\"", to > from ? to - 1 : from);
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* The author's own quotes round a value that has such quotes inside are not part of it: 'Don't panic'. But the first of
 * "Foo" and "Bar" is closed by the second. */
static struct value without_quotes(struct str s, struct value v)
{
	size_t inner;

	if (v.to - v.from < 2 || !strchr("'\"", s.p[v.from]) || s.p[v.to - 1] != s.p[v.from])
		return v;
	inner = str_find_char(s, s.p[v.from], v.from + 1);
	if (inner < v.to - 1 && !is_word(s.p[inner + 1]) && !is_blank_at(s, inner - 1))
		return v;
	return (struct value){v.line, v.from + 1, v.to - 1};
}

static struct text quote_value(struct build *b, const struct text *t, struct value v)
{
	struct text_builder w = {.build = b};
	struct value inner = without_quotes(t->s, v);

	text_copy(&w, t, 0, v.from);
	put_quoted(&w, t, inner.from, inner.to);
	text_copy(&w, t, v.to, t->s.n);
	return text_finish(&w);
}

/* Bytes [from, to) of t replaced by `bytes`. */
static struct text replace(struct build *b, const struct text *t, size_t from, size_t to, const char *bytes)
{
	struct text_builder w = {.build = b};

	text_copy(&w, t, 0, from);
	text_put(&w, str_from(bytes), text_pos(t, from, to > from ? to : from + 1));
	text_copy(&w, t, to, t->s.n);
	return text_finish(&w);
}

/* The line that starts at `line` of a mended text, for the way out. */
static const char *line_of(const struct trap *t, size_t line, bool indented)
{
	struct line l = line_at(t->mended->s, line);

	return arena_cstr(t->b->arena, str_sub(t->mended->s, indented ? l.start : l.indent, l.end));
}

static struct pos place(const struct trap *t, size_t from, size_t to)
{
	return text_pos(t->text, from, to);
}

static const char *words(const struct trap *t, size_t from, size_t to)
{
	return arena_cstr(t->b->arena, str_sub(t->s, from, to));
}

/* ---------------------------------------------------------------- the traps: each reports, and mends if it can */

static bool trap_value(struct trap *t, struct value v)
{
	size_t n = v.from < v.to ? v.from + 1 : v.from;

	*t->mended = quote_value(t->b, t->text, v);
	msg(t->b, MSG_YAML_VALUE_START, place(t, v.from, v.to), words(t, v.from, n), line_of(t, v.line, false));
	return true;
}

static bool trap_value_start(struct trap *t)
{
	return trap_value(t, value_at(t->s, t->at));
}

/* The key of a mapping is a collection: `{{ x }}`, `{a} b`. All of the line's value was meant as text. */
static bool trap_key_no_text(struct trap *t)
{
	struct line l = line_at(t->s, t->at);

	return trap_value(t, (struct value){l.start, l.value, l.value_end});
}

/* A line all of whose tabs in its indentation are spaces; tabs behind "- " become one space. */
static size_t mend_tabs(struct text_builder *w, const struct text *t, size_t at)
{
	bool marked = false;

	for (; at < t->s.n && strchr(" \t-?", t->s.p[at]); at++) {
		marked = marked || t->s.p[at] == '-' || t->s.p[at] == '?';
		if (t->s.p[at] == '\t')
			put_at(w, t, marked ? " " : "  ", at);
		else
			text_copy(w, t, at, at + 1);
	}
	return at;
}

static bool trap_tab(struct trap *t)
{
	struct text_builder w = {.build = t->b};
	size_t lines = 0, start = line_start(t->s, t->at), shown = 0;

	for (size_t at = 0; at < t->s.n; lines++) {
		size_t rest, end;
		if (at == start)
			shown = w.bytes.n;
		rest = mend_tabs(&w, t->text, at);
		end = str_find_char(t->s, '\n', rest);
		end = end == SIZE_MAX ? t->s.n : end + 1;
		text_copy(&w, t->text, rest, end);
		at = end;
	}
	*t->mended = text_finish(&w);
	msg(t->b, MSG_YAML_TAB, place(t, t->at, t->at + 1), line_of(t, shown, true));
	return !str_eq(t->mended->s, t->s);
}

static bool trap_start_of_token(struct trap *t)
{
	struct value v = value_at(t->s, t->at);

	if (t->at < t->s.n && t->s.p[t->at] == '\t')
		return trap_tab(t);
	return v.from < v.to && trap_value(t, v);
}

/* `title:Foo`: a space after the colon is missing. */
static bool trap_colon_space(struct trap *t, const struct line *l)
{
	size_t colon = str_find_char(t->s, ':', l->key);

	if (colon >= l->end || colon == l->key || is_blank_at(t->s, colon + 1) || t->s.p[colon + 1] == '/')
		return false;
	for (size_t i = l->key; i < colon; i++)
		if (!is_word(t->s.p[i]) && t->s.p[i] != '-')
			return false;
	*t->mended = replace(t->b, t->text, colon + 1, colon + 1, " ");
	msg(t->b, MSG_YAML_COLON_SPACE, place(t, l->key, colon + 1), words(t, l->key, colon), line_of(t, l->start, false));
	return true;
}

/* A line with a key that is indented deeper than the line above, whose value is complete: give it that line's indentation. */
static bool trap_too_deep(struct trap *t, const struct line *l, const struct line *above)
{
	const char *indent;

	for (size_t i = l->key; i < l->colon; i++)
		if (!is_word(t->s.p[i]) && t->s.p[i] != '-')
			return false;
	if (above->colon == SIZE_MAX)
		return false;
	indent = arena_printf(t->b->arena, "%*s", (int)(above->key - above->start), "").p;
	*t->mended = replace(t->b, t->text, l->start, l->indent, indent);
	msg(t->b, MSG_YAML_TOO_DEEP, place(t, l->key, l->colon), words(t, l->key, l->colon),
	    words(t, above->key, above->colon), line_of(t, l->start, true));
	return true;
}

/* A colon and a space inside a value, or in a line that goes on with the value above. */
static bool trap_colon(struct trap *t)
{
	struct line l = line_at(t->s, t->at), above;
	struct value v = value_at(t->s, t->at);

	if (l.colon == t->at && line_above(t->s, &l, &above)) {
		if (above.colon == SIZE_MAX && trap_colon_space(t, &above))
			return true;
		if (trap_too_deep(t, &l, &above))
			return true;
		while (above.colon == SIZE_MAX && line_above(t->s, &above, &above))
			;
		v = (struct value){above.start, above.value, l.value_end};
	}
	if (v.from >= v.to)
		return false;
	*t->mended = quote_value(t->b, t->text, v);
	msg(t->b, MSG_YAML_COLON, place(t, t->at, t->at + 1), line_of(t, v.line, false));
	return true;
}

/* Whether a value's opening quote is closed on its own line; true where it has none. */
static bool is_closed(struct str s, const struct line *l)
{
	size_t n = 0;

	if (l->value >= l->end || !strchr("'\"", s.p[l->value]))
		return true;
	for (size_t i = l->value; i < l->end; i++)
		n += s.p[i] == s.p[l->value] && (s.p[i - 1] != '\\' || s.p[i] == '\'');
	return n > 1;
}

/* A quote that is never closed, or only by accident on a later line. */
static bool report_open_quote(struct trap *t, const struct line *l)
{
	char quote[2] = {t->s.p[l->value], '\0'};

	*t->mended = replace(t->b, t->text, l->value_end, l->value_end, quote);
	msg(t->b, MSG_YAML_QUOTE_OPEN, place(t, l->value, l->value + 1), line_of(t, l->start, false));
	return true;
}

static bool trap_quote(struct trap *t)
{
	struct line l = line_at(t->s, t->began == SIZE_MAX ? t->at : t->began);

	if (l.value < l.end && !is_closed(t->s, &l))
		return report_open_quote(t, &l);
	msg(t->b, MSG_YAML_SYNTAX, place(t, l.indent, l.end), t->what);
	return false;
}

/* The nearest line above l whose value opens a quote and does not close it. */
static bool find_open_quote(struct str s, const struct line *l, struct line *open)
{
	for (int i = 0; i < 50 && line_above(s, l, open); i++, l = open)
		if (!is_closed(s, open))
			return true;
	return false;
}

/* Something stands where the next key was expected: behind a value on the same line, or in a line that does not fit. */
static bool trap_key_expected(struct trap *t)
{
	struct line l = line_at(t->s, t->at), other = l;
	size_t began = t->began == SIZE_MAX ? t->at : t->began;

	if (l.colon != SIZE_MAX && find_open_quote(t->s, &l, &other) && (l.value > t->at || is_closed(t->s, &l)) && t->at > l.colon)
		return report_open_quote(t, &other);
	if (t->at > l.value && t->at < l.value_end && strchr("[{\"'*&!", t->s.p[l.value]))
		return trap_value(t, (struct value){l.start, l.value, l.value_end});
	msg(t->b, MSG_YAML_INDENT, place(t, t->at, l.end), arena_printf(t->b->arena, "%zu", pos_line_column(place(t, began, began)).line).p);
	return false;
}

/* Inside { } or [ ]. */
static bool trap_flow(struct trap *t)
{
	size_t began = t->began == SIZE_MAX ? t->at : t->began;
	struct line l = line_at(t->s, t->at);

	if (is_link(t->s, &l) && t->at > l.value)
		return trap_value(t, (struct value){l.start, l.value, l.value_end});
	if (t->at < t->s.n && t->s.p[t->at] == ':')
		return trap_colon(t);
	if (began >= l.start && t->at < l.end) {
		struct value v = value_at(t->s, t->at);
		if (v.from < v.to && strchr("[{\"'*&!", t->s.p[v.from]))
			return trap_value(t, v);
	}
	msg(t->b, MSG_YAML_BRACKET, place(t, began, began + 1), words(t, began, began + 1), strchr(t->what, '}') ? "}" : "]");
	return false;
}

/* A line without a colon where a key must be. */
static bool trap_no_colon(struct trap *t)
{
	struct line l = line_at(t->s, t->began == SIZE_MAX ? t->at : t->began);

	if (trap_colon_space(t, &l))
		return true;
	*t->mended = replace(t->b, t->text, l.indent, l.end, "");
	msg(t->b, MSG_YAML_NO_COLON, place(t, l.indent, l.value_end), words(t, l.indent, l.value_end));
	return true;
}

/* `{name: Smith, John}`: the comma belongs to the value before. */
static bool trap_comma(struct trap *t)
{
	struct value lonely = value_at(t->s, t->at), before;
	size_t comma = t->at;

	while (comma > lonely.line && t->s.p[comma] != ',')
		comma--;
	if (comma == lonely.line)
		return trap_key_no_text(t);
	before = value_at(t->s, comma - 1);
	if (before.from < before.to && strchr("'\"", t->s.p[before.from])) {
		*t->mended = replace(t->b, t->text, lonely.to, lonely.to, ": ");
		msg(t->b, MSG_YAML_LONELY, place(t, lonely.from, lonely.to), words(t, lonely.from, lonely.to));
		return true;
	}
	before.to = lonely.to;
	*t->mended = quote_value(t->b, t->text, before);
	msg(t->b, MSG_YAML_COMMA, place(t, comma, comma + 1), line_of(t, before.line, false));
	return true;
}

/* A backslash in double quotes that starts no escape. */
static bool trap_escape(struct trap *t)
{
	size_t at = t->at;
	struct line l = line_at(t->s, at);

	while (at > l.start && t->s.p[at] != '\\')
		at--;
	if (t->s.p[at] != '\\') {
		msg(t->b, MSG_YAML_SYNTAX, place(t, t->at, t->at + 1), t->what);
		return false;
	}
	*t->mended = replace(t->b, t->text, at, at, "\\");
	msg(t->b, MSG_YAML_ESCAPE, place(t, at, at + 2), words(t, at, at + 2), line_of(t, l.start, false));
	return true;
}

static bool is_unreadable(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F || (c >= 0x80 && c < 0xA0 && c != 0x85)
		|| c == 0xFFFE || c == 0xFFFF;
}

/* Bytes that are no UTF-8 and control characters: all at once, each as U+FFFD. */
static bool trap_bytes(struct trap *t)
{
	struct text_builder w = {.build = t->b};

	for (size_t at = 0, next = 0; at < t->s.n; at = next) {
		uint32_t c = utf8_next(t->s, &next);
		if (!is_unreadable(c) && !(c == UTF8_BAD && next - at == 1)) {
			text_copy(&w, t->text, at, next);
			continue;
		}
		put_at(&w, t->text, "\xEF\xBF\xBD", at);
		msg(t->b, MSG_YAML_BYTE, place(t, at, next), arena_printf(t->b->arena, "%02X", (unsigned char)t->s.p[at]).p);
	}
	*t->mended = text_finish(&w);
	return !str_eq(t->mended->s, t->s);
}

static bool trap_depth(struct trap *t)
{
	msg(t->b, MSG_YAML_TOO_LARGE, place(t, t->at, t->at + 1), t->what);
	return false;
}

static bool trap_other(struct trap *t)
{
	msg(t->b, MSG_YAML_SYNTAX, place(t, t->at, t->at + 1), t->what);
	return false;
}

static const struct {
	const char *what;
	bool (*explain)(struct trap *t);
} traps[] = {
	{"mapping values are not allowed in this context", trap_colon},
	{"found character that cannot start any token", trap_start_of_token},
	{"found a tab character that violates indentation", trap_tab},
	{"found a tab character where an indentation space is expected", trap_tab},
	{"did not find expected alphabetic or numeric character", trap_value_start},
	{"block sequence entries are not allowed in this context", trap_value_start},
	{"did not find expected key", trap_key_expected},
	{"did not find expected '-' indicator", trap_key_expected},
	{"did not find expected <document start>", trap_key_expected},
	{"did not find expected ',' or '}'", trap_flow},
	{"did not find expected ',' or ']'", trap_flow},
	{"could not find expected ':'", trap_no_colon},
	{"found unexpected end of stream", trap_quote},
	{"found unknown escape character", trap_escape},
	{"unreadable bytes", trap_bytes},
	{"unknown alias", trap_value_start},
	{"key is no text", trap_key_no_text},
	{"key without colon", trap_comma},
	{"too many nodes", trap_depth},
	{"too deep", trap_depth},
};

bool yaml_explain(struct build *b, const struct text *text, const struct yaml_problem *problem, struct text *mended)
{
	struct trap t = {b, text, text->s, problem->at, problem->began, problem->what, mended};

	if (t.at > t.s.n)
		t.at = t.s.n;
	for (size_t i = 0; i < sizeof traps / sizeof *traps; i++)
		if (strcmp(problem->what, traps[i].what) == 0)
			return traps[i].explain(&t);
	return trap_other(&t);
}

struct str yaml_quoted_line(struct build *b, const struct yaml_node *node)
{
	struct pos pos = node->pos;
	struct text whole, line, mended;
	struct line l;
	struct value v;

	if (!pos.source)
		return STR("");
	whole = text_of_source(b, pos.source);
	l = line_at(pos.source->bytes, pos.start);
	line = text_sub(b, &whole, l.start, l.end);
	v = value_at(line.s, pos.start - l.start);
	mended = quote_value(b, &line, v);
	return str_trim(mended.s);
}
