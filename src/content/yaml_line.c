/* yaml_line.c - a line of YAML taken apart without a parser, for lines that no parser can read, and put together again
 * with the quotes that it lacks. */
#include "content/content_int.h"

#include <string.h>

/* ---------------------------------------------------------------- taking lines apart */

bool yaml_is_blank(struct str s, size_t at)
{
	return at >= s.n || s.p[at] == ' ' || s.p[at] == '\t' || s.p[at] == '\r' || s.p[at] == '\n';
}

static size_t skip_blanks(struct str s, size_t at, size_t end)
{
	while (at < end && yaml_is_blank(s, at))
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
		size_t close = str_find_char(str_sub(s, 0, end), s.p[at], at + 1);
		if (close == SIZE_MAX)
			return SIZE_MAX;
		close = skip_blanks(s, close + 1, end);
		return close < end && s.p[close] == ':' && yaml_is_blank(s, close + 1) ? close : SIZE_MAX;
	}
	if (at < end && strchr("[{*&!|>@`%#", s.p[at]))
		return SIZE_MAX;
	for (; at < end; at++) {
		if (s.p[at] == ':' && yaml_is_blank(s, at + 1))
			return at;
		if (s.p[at] == '#' && yaml_is_blank(s, at - 1))
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
		if (s.p[at] == '#' && at > from && yaml_is_blank(s, at - 1))
			end = at;
	while (end > from && yaml_is_blank(s, end - 1))
		end--;
	return end;
}

struct yaml_line yaml_line_at(struct str s, size_t at)
{
	struct yaml_line l = {.start = line_start(s, at < s.n ? at : s.n)};

	l.end = str_find_char(s, '\n', l.start);
	if (l.end == SIZE_MAX)
		l.end = s.n;
	l.indent = l.key = skip_blanks(s, l.start, l.end);
	while (l.key + 1 < l.end && s.p[l.key] == '-' && yaml_is_blank(s, l.key + 1))
		l.key = skip_blanks(s, l.key + 1, l.end);
	l.colon = find_colon(s, l.key, l.end);
	l.value = l.colon == SIZE_MAX ? l.key : skip_blanks(s, l.colon + 1, l.end);
	l.value_end = find_value_end(s, l.value, l.end);
	return l;
}

/* The last line above that is not empty; false when there is none. */
bool yaml_line_above(struct str s, const struct yaml_line *l, struct yaml_line *above)
{
	size_t start = l->start;

	while (start > 0) {
		*above = yaml_line_at(s, start - 1);
		if (above->indent < above->end && s.p[above->indent] != '#')
			return true;
		start = above->start;
	}
	return false;
}

/* The value of the entry of a { } or [ ] on line l in which `at` stands; false when it stands in none. */
static bool flow_value(struct str s, const struct yaml_line *l, size_t at, struct yaml_value *v)
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
bool yaml_is_link(struct str s, const struct yaml_line *l)
{
	size_t close;

	if (l->value >= l->end || s.p[l->value] != '[')
		return false;
	close = str_find(str_sub(s, l->value, l->end), STR("]("));
	return close != SIZE_MAX;
}

/* The value in which `at` stands. */
struct yaml_value yaml_value_at(struct str s, size_t at)
{
	struct yaml_line l = yaml_line_at(s, at);
	struct yaml_value v = {l.start, l.value, l.value_end};

	if (!yaml_is_link(s, &l) && l.value < l.end && strchr("{[", s.p[l.value]))
		flow_value(s, &l, at, &v);
	return v;
}

/* Whether a value's opening quote is closed on its own line; true where it has none. */
bool yaml_is_closed(struct str s, const struct yaml_line *l)
{
	if (l->value >= l->end || !strchr("'\"", s.p[l->value]))
		return true;
	for (size_t i = l->value + 1; i < l->end; i++)
		if (s.p[i] == s.p[l->value] && (s.p[i - 1] != '\\' || s.p[i] == '\''))
			return true;
	return false;
}

/* ---------------------------------------------------------------- mending */

void yaml_put_at(struct text_builder *w, const struct text *t, const char *bytes, size_t at)
{
	text_put(w, str_from(bytes), text_pos(t, at, at + 1));
}

/* Bytes [from, to) of t in quotes: double ones, or single ones where that spares escapes. */
static void put_quoted(struct text_builder *w, const struct text *t, size_t from, size_t to)
{
	struct str s = str_sub(t->s, from, to);
	bool escapes = str_find_char(s, '"', 0) != SIZE_MAX || str_find_char(s, '\\', 0) != SIZE_MAX;
	bool single = escapes && str_find_char(s, '\'', 0) == SIZE_MAX;

	yaml_put_at(w, t, single ? "'" : "\"", from);
	for (size_t i = from; i < to; i++) {
		if (!single && (t->s.p[i] == '"' || t->s.p[i] == '\\'))
			yaml_put_at(w, t, "\\", i);
		text_copy(w, t, i, i + 1);
	}
	yaml_put_at(w, t, single ? "'" : "\"", to > from ? to - 1 : from);
}

bool yaml_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* The author's own quotes round a value that has such quotes inside are not part of it: 'Don't panic'. But the first of
 * "Foo" and "Bar" is closed by the second. */
static struct yaml_value without_quotes(struct str s, struct yaml_value v)
{
	size_t inner;

	if (v.to - v.from < 2 || !strchr("'\"", s.p[v.from]) || s.p[v.to - 1] != s.p[v.from])
		return v;
	inner = str_find_char(str_sub(s, 0, v.to), s.p[v.from], v.from + 1);
	if (inner < v.to - 1 && !yaml_is_word(s.p[inner + 1]) && !yaml_is_blank(s, inner - 1))
		return v;
	return (struct yaml_value){v.line, v.from + 1, v.to - 1};
}

struct text yaml_quote(struct build *b, const struct text *t, struct yaml_value v)
{
	struct text_builder w = {.arena = b->arena};
	struct yaml_value inner = without_quotes(t->s, v);

	text_copy(&w, t, 0, v.from);
	put_quoted(&w, t, inner.from, inner.to);
	text_copy(&w, t, v.to, t->s.n);
	return text_finish(&w);
}

/* Bytes [from, to) of t replaced by `bytes`. */
struct text yaml_replace(struct build *b, const struct text *t, size_t from, size_t to, const char *bytes)
{
	struct text_builder w = {.arena = b->arena};

	text_copy(&w, t, 0, from);
	text_put(&w, str_from(bytes), text_pos(t, from, to > from ? to : from + 1));
	text_copy(&w, t, to, t->s.n);
	return text_finish(&w);
}

struct str yaml_quoted_line(struct build *b, const struct yaml_node *node)
{
	struct pos pos = node->pos;
	struct text whole, line, mended;
	struct yaml_line l;
	struct yaml_value v;

	if (!pos.source)
		return STR("");
	whole = text_of_source(b, pos.source);
	l = yaml_line_at(pos.source->bytes, pos.start);
	line = text_sub(b, &whole, l.start, l.end);
	v = yaml_value_at(line.s, pos.start - l.start);
	mended = yaml_quote(b, &line, v);
	return str_trim(mended.s);
}
