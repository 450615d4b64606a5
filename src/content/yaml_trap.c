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

/* The line that starts at `line` of a mended text, for the way out. */
static const char *line_of(const struct trap *t, size_t line, bool indented)
{
	struct yaml_line l = yaml_line_at(t->mended->s, line);

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

static bool trap_other(struct trap *t)
{
	msg(t->b, MSG_YAML_SYNTAX, place(t, t->at, t->at + 1), t->what);
	return false;
}

/* Quotes a value; the line as it is then, joined from several where the value goes over several. */
static const char *quote(struct trap *t, struct yaml_value v)
{
	struct buf joined = {0};
	struct yaml_line l;
	const char *line;
	size_t end;

	while (v.from < v.to && yaml_is_blank(t->s, v.from)) /* it begins below its key */
		v.from++;
	*t->mended = yaml_quote(t->b, t->text, v);
	end = v.to + t->mended->s.n - t->s.n;
	for (size_t at = v.line; at < end; at = l.end + 1) {
		l = yaml_line_at(t->mended->s, at);
		buf_cstr(&joined, at == v.line ? "" : " ");
		buf_str(&joined, str_trim(str_sub(t->mended->s, l.indent, l.end)));
	}
	line = arena_cstr(t->b->arena, buf_view(&joined));
	buf_free(&joined);
	return line;
}

static bool trap_value(struct trap *t, struct yaml_value v)
{
	char first = v.from < v.to ? t->s.p[v.from] : ' ';
	const char *line = quote(t, v);

	msg(t->b, MSG_YAML_VALUE_START, place(t, v.from, v.to),
	    first == '`' ? "a backtick" : arena_printf(t->b->arena, "`%c`", first).p, line);
	return true;
}

/* The nearest line above l whose value opens a bracket and does not close it. */
static bool find_open_bracket(struct str s, const struct yaml_line *l, struct yaml_line *open)
{
	for (int i = 0; i < 50 && yaml_line_above(s, l, open); i++, l = open) {
		int depth = 0;
		if (open->value >= open->value_end || !strchr("[{", s.p[open->value]))
			continue;
		for (size_t at = open->value; at < open->value_end; at++)
			depth += (s.p[at] == '[' || s.p[at] == '{') - (s.p[at] == ']' || s.p[at] == '}');
		return depth > 0;
	}
	return false;
}

/* `{due: Essay #2}`: the closing bracket is part of the comment. */
static bool trap_hash(struct trap *t)
{
	bool inside = t->began < t->s.n && strchr("[{", t->s.p[t->began]);
	struct yaml_line l = yaml_line_at(t->s, t->at), open = inside ? yaml_line_at(t->s, t->began) : l;

	if (!inside && !find_open_bracket(t->s, &l, &open))
		return false;
	size_t hash = open.value_end;
	while (hash < open.end && yaml_is_blank(t->s, hash))
		hash++;
	struct yaml_value v = yaml_value_at(t->s, hash);
	for (v.to = hash; v.to < open.end && !strchr(",]}", t->s.p[v.to]); v.to++)
		;
	if (hash == open.end || t->s.p[hash] != '#' || v.from > hash || strchr("'\"", t->s.p[v.from]) || v.to == open.end)
		return false;
	msg(t->b, MSG_YAML_HASH_IN, place(t, hash, v.to), quote(t, v));
	return true;
}

static bool trap_value_start(struct trap *t)
{
	struct yaml_value v = yaml_value_at(t->s, t->at);

	if (trap_hash(t))
		return true;
	return v.from < v.to && v.from <= t->at ? trap_value(t, v) : trap_other(t);
}

/* The key of a mapping is a collection: `{{ x }}`, `{a} b`. All of the line's value was meant as text. */
static bool trap_key_no_text(struct trap *t)
{
	struct yaml_line l = yaml_line_at(t->s, t->at);

	if (l.value < l.end && strchr("[{", t->s.p[l.value]))
		return trap_value(t, (struct yaml_value){l.start, l.value, l.value_end});
	msg(t->b, MSG_YAML_SYNTAX, place(t, t->at, l.end), t->what);
	return false;
}

/* A line all of whose tabs in its indentation are spaces; tabs behind "- " become one space. */
static size_t mend_tabs(struct text_builder *w, const struct text *t, size_t at)
{
	bool marked = false;

	for (; at < t->s.n && strchr(" \t-?", t->s.p[at]); at++) {
		marked = marked || t->s.p[at] == '-' || t->s.p[at] == '?';
		if (t->s.p[at] == '\t')
			yaml_put_at(w, t, marked ? " " : "  ", at);
		else
			text_copy(w, t, at, at + 1);
	}
	return at;
}

static bool trap_tab(struct trap *t)
{
	struct text_builder w = {.arena = t->b->arena};
	size_t start = yaml_line_at(t->s, t->at).start, shown = 0;

	for (size_t at = 0; at < t->s.n;) {
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
	return true;
}

static bool trap_start_of_token(struct trap *t)
{
	struct yaml_value v = yaml_value_at(t->s, t->at);

	if (t->at < t->s.n && t->s.p[t->at] == '\t')
		return trap_tab(t);
	return v.from < v.to ? trap_value(t, v) : trap_other(t);
}

static bool is_key_word(struct str s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!yaml_is_word(s.p[i]) && s.p[i] != '-')
			return false;
	return from < to;
}

/* `title:Foo`, with what may be a key at `key`: a space after the colon is missing. */
static bool trap_colon_space(struct trap *t, size_t key)
{
	struct yaml_line l = yaml_line_at(t->s, key);
	size_t colon = str_find_char(t->s, ':', key);

	if (colon >= l.end || !is_key_word(t->s, key, colon) || yaml_is_blank(t->s, colon + 1) || t->s.p[colon + 1] == '/')
		return false;
	*t->mended = yaml_replace(t->b, t->text, colon + 1, colon + 1, " ");
	msg(t->b, MSG_YAML_COLON_SPACE, place(t, key, colon + 1), words(t, key, colon), line_of(t, l.start, false));
	return true;
}

/* The same between brackets: `{url:}`. */
static bool trap_flow_colon(struct trap *t)
{
	size_t key = t->at;

	while (key > 0 && is_key_word(t->s, key - 1, key))
		key--;
	return trap_colon_space(t, key) || trap_other(t);
}

/* A line with a key that is indented deeper than the line above, whose value is complete: give it that line's indentation. */
static bool trap_too_deep(struct trap *t, const struct yaml_line *l, const struct yaml_line *above)
{
	const char *indent;

	if (!is_key_word(t->s, l->key, l->colon) || above->colon == SIZE_MAX || l->key - l->start <= above->key - above->start)
		return false;
	indent = arena_printf(t->b->arena, "%*s", (int)(above->key - above->start), "").p;
	*t->mended = yaml_replace(t->b, t->text, l->start, l->indent, indent);
	msg(t->b, MSG_YAML_TOO_DEEP, place(t, l->key, l->colon), words(t, l->key, l->colon),
	    words(t, above->key, above->colon), line_of(t, l->start, true));
	return true;
}

/* What closes the brackets that are open at the end of [from, to), the innermost first. */
static const char *closers(struct trap *t, size_t from, size_t to)
{
	struct buf open = {0}, closed = {0};

	for (size_t at = from; at < to; at++) {
		if (t->s.p[at] == '[' || t->s.p[at] == '{')
			buf_char(&open, t->s.p[at]);
		else if ((t->s.p[at] == ']' || t->s.p[at] == '}') && open.n)
			open.n--;
	}
	while (open.n)
		buf_char(&closed, open.p[--open.n] == '{' ? '}' : ']');
	const char *made = arena_cstr(t->b->arena, buf_view(&closed));
	buf_free(&open);
	buf_free(&closed);
	return made;
}

/* The value [from, to) opens brackets and does not close them all; `bracket` is one of these. */
static bool report_open_bracket(struct trap *t, size_t bracket, size_t from, size_t to)
{
	const char *close = closers(t, from, to);
	size_t end = to;

	while (end > from && t->s.p[end - 1] == ',')
		end--;
	*t->mended = yaml_replace(t->b, t->text, end, to, close);
	msg(t->b, MSG_YAML_BRACKET, place(t, bracket, bracket + 1), words(t, bracket, bracket + 1), close);
	return true;
}

/* The first line behind l that is indented no deeper, if it begins with a key: what l opens ends before that. */
static bool find_next_key(struct str s, const struct yaml_line *l, struct yaml_line *next)
{
	for (size_t at = l->end + 1; at < s.n; at = next->end + 1) {
		*next = yaml_line_at(s, at);
		if (next->indent < next->end && s.p[next->indent] != '#' && next->indent - next->start <= l->indent - l->start)
			return next->colon != SIZE_MAX && is_key_word(s, next->key, next->colon);
	}
	return false;
}

/* A bracket that is open up to a line that goes on with the keys of the line where it stands. */
static bool trap_open_bracket(struct trap *t, size_t bracket)
{
	struct yaml_line l = yaml_line_at(t->s, bracket), next, last;
	size_t from = l.value < bracket && strchr("[{", t->s.p[l.value]) ? l.value : bracket;

	if (!find_next_key(t->s, &l, &next) || next.start > t->at || !yaml_line_above(t->s, &next, &last))
		return false;
	return report_open_bracket(t, bracket, from, last.value_end);
}

static bool trap_colon_in(struct trap *t, struct yaml_value v)
{
	const char *line;

	if (v.from >= v.to || v.from > t->at)
		return trap_other(t);
	line = quote(t, v);
	msg(t->b, MSG_YAML_COLON, place(t, t->at, t->at + 1), line);
	return true;
}

/* The key's colon of line l is one too many: the line goes on with what stands above it. */
static bool trap_colon_below(struct trap *t, const struct yaml_line *l)
{
	struct yaml_line above, open;

	if (!yaml_line_above(t->s, l, &above))
		return trap_other(t);
	if (above.colon == SIZE_MAX && trap_colon_space(t, above.key))
		return true;
	if (find_open_bracket(t->s, l, &open))
		return report_open_bracket(t, open.value, open.value, open.value_end);
	if (trap_too_deep(t, l, &above))
		return true;
	while (above.colon == SIZE_MAX && yaml_line_above(t->s, &above, &above))
		;
	return trap_colon_in(t, (struct yaml_value){above.start, above.value, l->value_end});
}

/* A colon and a space inside a value, or in a line that goes on with the value above. */
static bool trap_colon(struct trap *t)
{
	struct yaml_line l = yaml_line_at(t->s, t->at);

	return l.colon == t->at ? trap_colon_below(t, &l) : trap_colon_in(t, yaml_value_at(t->s, t->at));
}

/* A quote that is never closed, or only by accident on a later line. */
static bool report_open_quote(struct trap *t, const struct yaml_line *l)
{
	char quote[2] = {t->s.p[l->value], '\0'};

	*t->mended = yaml_replace(t->b, t->text, l->value_end, l->value_end, quote);
	msg(t->b, MSG_YAML_QUOTE_OPEN, place(t, l->value, l->value + 1), line_of(t, l->start, false));
	return true;
}

static bool trap_quote(struct trap *t)
{
	struct yaml_line l = yaml_line_at(t->s, t->began == SIZE_MAX ? t->at : t->began);

	if (l.value < l.end && !yaml_is_closed(t->s, &l))
		return report_open_quote(t, &l);
	msg(t->b, MSG_YAML_SYNTAX, place(t, l.indent, l.end), t->what);
	return false;
}

/* The nearest line above l whose value opens a quote and does not close it. */
static bool find_open_quote(struct str s, const struct yaml_line *l, struct yaml_line *open)
{
	for (int i = 0; i < 50 && yaml_line_above(s, l, open); i++, l = open)
		if (!yaml_is_closed(s, open))
			return true;
	return false;
}

/* The column nearest to l's where a line above has what l has: a key, or the "- " of an item. */
static bool find_column(struct str s, const struct yaml_line *l, size_t *column)
{
	bool item = l->key > l->indent;
	size_t own = l->indent - l->start, best = SIZE_MAX;
	struct yaml_line above = *l;

	for (int i = 0; i < 30 && yaml_line_above(s, &above, &above); i++) {
		size_t there = (item ? above.indent : above.key) - above.start;
		size_t distance = there > own ? there - own : own - there;
		if ((item ? above.key == above.indent : above.colon == SIZE_MAX) || distance >= best)
			continue;
		best = distance;
		*column = there;
	}
	return best != SIZE_MAX && best > 0;
}

/* A key or an item that stands a little to the left or right of those that it belongs with. */
static bool trap_indent(struct trap *t, const struct yaml_line *l)
{
	size_t column = 0;
	const char *indent;

	if (t->at > l->key || (l->colon == SIZE_MAX && l->key == l->indent) || !find_column(t->s, l, &column))
		return false;
	indent = arena_printf(t->b->arena, "%*s", (int)column, "").p;
	*t->mended = yaml_replace(t->b, t->text, l->start, l->indent, indent);
	msg(t->b, MSG_YAML_INDENT_AS, place(t, l->indent, l->value_end), line_of(t, l->start, true));
	return true;
}

/* Something stands where the next key was expected: behind a value on the same line, or in a line that does not fit. */
static bool trap_key_expected(struct trap *t)
{
	struct yaml_line l = yaml_line_at(t->s, t->at), other = l;
	size_t began = t->began == SIZE_MAX ? t->at : t->began;

	if (l.colon != SIZE_MAX && find_open_quote(t->s, &l, &other) && (l.value > t->at || yaml_is_closed(t->s, &l)) && t->at > l.colon)
		return report_open_quote(t, &other);
	if (t->at > l.value && t->at < l.value_end && strchr("[{\"'*&!", t->s.p[l.value]))
		return trap_value(t, (struct yaml_value){l.start, l.value, l.value_end});
	if (trap_indent(t, &l))
		return true;
	msg(t->b, MSG_YAML_INDENT, place(t, t->at, l.end), arena_printf(t->b->arena, "%zu", pos_line_column(place(t, began, began)).line).p);
	return false;
}

/* Inside { } or [ ]. */
static bool trap_flow(struct trap *t)
{
	size_t began = t->began == SIZE_MAX ? t->at : t->began;
	struct yaml_line l = yaml_line_at(t->s, t->at);

	if (trap_hash(t))
		return true;
	if (yaml_is_link(t->s, &l) && t->at > l.value)
		return trap_value(t, (struct yaml_value){l.start, l.value, l.value_end});
	if (t->at < t->s.n && t->s.p[t->at] == ':' && l.colon != t->at) {
		struct yaml_value v = yaml_value_at(t->s, t->at);
		while (v.line == l.start && v.from == l.value && v.to > t->at && strchr(",}]", t->s.p[v.to - 1]))
			v.to--;
		return trap_colon_in(t, v);
	}
	if (began >= l.start && t->at < l.end) {
		struct yaml_value v = yaml_value_at(t->s, t->at);
		if (v.from < v.to && strchr("[{\"'*&!", t->s.p[v.from]))
			return trap_value(t, v);
	}
	if (trap_open_bracket(t, began))
		return true;
	msg(t->b, MSG_YAML_BRACKET, place(t, began, began + 1), words(t, began, began + 1), strchr(t->what, '}') ? "}" : "]");
	return false;
}

/* A line without a colon where a key must be. */
static bool trap_no_colon(struct trap *t)
{
	struct yaml_line l = yaml_line_at(t->s, t->began == SIZE_MAX ? t->at : t->began);

	if (trap_colon_space(t, l.key))
		return true;
	/* "staff", and a list below */
	bool heads = is_key_word(t->s, l.indent, l.end) && l.end + 1 < t->s.n && strchr(" -", t->s.p[l.end + 1]);
	*t->mended = yaml_replace(t->b, t->text, heads ? l.end : l.indent, l.end, heads ? ":" : "");
	msg(t->b, MSG_YAML_NO_COLON, place(t, l.indent, l.value_end), words(t, l.indent, l.value_end));
	return true;
}

/* `{name: Smith, John}`: the comma belongs to the value before. */
static bool trap_comma(struct trap *t)
{
	struct yaml_value lonely = yaml_value_at(t->s, t->at), before;
	size_t comma = t->at;
	const char *line;

	if (trap_colon_space(t, lonely.from))
		return true;
	while (comma > lonely.line && t->s.p[comma] != ',')
		comma--;
	if (comma == lonely.line)
		return trap_key_no_text(t);
	before = yaml_value_at(t->s, comma - 1);
	if (before.from < before.to && strchr("'\"", t->s.p[before.from])) {
		*t->mended = yaml_replace(t->b, t->text, lonely.to, lonely.to, ": ");
		msg(t->b, MSG_YAML_LONELY, place(t, lonely.from, lonely.to), words(t, lonely.from, lonely.to));
		return true;
	}
	before.to = lonely.to;
	line = quote(t, before);
	msg(t->b, MSG_YAML_COMMA, place(t, comma, comma + 1), line);
	return true;
}

/* A backslash in double quotes that starts no escape. */
static bool trap_escape(struct trap *t)
{
	size_t at = t->at;
	struct yaml_line l = yaml_line_at(t->s, at);

	while (at > l.start && t->s.p[at] != '\\')
		at--;
	if (t->s.p[at] != '\\') {
		msg(t->b, MSG_YAML_SYNTAX, place(t, t->at, t->at + 1), t->what);
		return false;
	}
	*t->mended = yaml_replace(t->b, t->text, at, at, "\\");
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
	struct text_builder w = {.arena = t->b->arena};

	for (size_t at = 0, next = 0; at < t->s.n; at = next) {
		uint32_t c = utf8_next(t->s, &next);
		if (!is_unreadable(c) && !(c == UTF8_BAD && next - at == 1)) {
			text_copy(&w, t->text, at, next);
			continue;
		}
		yaml_put_at(&w, t->text, "\xEF\xBF\xBD", at);
		msg(t->b, MSG_YAML_BYTE, place(t, at, next), arena_printf(t->b->arena, "%02X", (unsigned char)t->s.p[at]).p);
	}
	*t->mended = text_finish(&w);
	return true;
}

static bool trap_too_large(struct trap *t)
{
	msg(t->b, MSG_YAML_TOO_LARGE, place(t, t->at, t->at + 1), t->what);
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
	{"did not find expected comment or line break", trap_value_start},
	{"did not find expected node content", trap_value_start},
	{"found an indentation indicator equal to 0", trap_value_start},
	{"block sequence entries are not allowed in this context", trap_value_start},
	{"did not find expected key", trap_key_expected},
	{"did not find expected '-' indicator", trap_key_expected},
	{"did not find expected <document start>", trap_key_expected},
	{"did not find expected ',' or '}'", trap_flow},
	{"did not find expected ',' or ']'", trap_flow},
	{"could not find expected ':'", trap_no_colon},
	{"found unexpected ':'", trap_flow_colon},
	{"found unexpected end of stream", trap_quote},
	{"found unknown escape character", trap_escape},
	{"unreadable bytes", trap_bytes},
	{"unknown alias", trap_value_start},
	{"key is no text", trap_key_no_text},
	{"key without colon", trap_comma},
	{YAML_TOO_MANY, trap_too_large},
	{YAML_TOO_DEEP, trap_too_large},
	{YAML_TOO_MANY_TAGS, trap_too_large},
};

bool yaml_explain(struct build *b, const struct text *text, const struct yaml_problem *problem, struct text *mended)
{
	struct trap t = {b, text, text->s, problem->at, problem->began, problem->what, mended};

	if (t.at > t.s.n)
		t.at = t.s.n;
	for (size_t i = 0; i < sizeof traps / sizeof *traps; i++)
		if (strcmp(problem->what, traps[i].what) == 0)
			return traps[i].explain(&t) && !str_eq(mended->s, text->s);
	return trap_other(&t);
}
