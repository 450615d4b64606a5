/* yaml_scalar.c - which bytes of the file a YAML scalar's characters came from.
 *
 * libyaml decodes a scalar (escapes, folded lines, block indentation) and forgets where each byte stood. So the scalar is
 * walked a second time, raw bytes and decoded value side by side, and the value is put together again from copies of the raw
 * text. The walk needs no table of escapes and no full set of folding rules: what the value holds next says which of the
 * few possible readings it was. Where the two do not go together (line ends of other scripts, bytes that libyaml treats in
 * its own way), the whole value stands for the whole scalar: a place less exact, never a wrong value. */
#include "content/content_int.h"

struct walk {
	const struct text *raw;
	size_t at, end;      /* in raw->s */
	struct str value;
	size_t done;         /* bytes of value that are placed */
	size_t indent;       /* of a block scalar's lines */
	struct text_builder out;
};

static char raw_char(const struct walk *w, size_t at)
{
	return at < w->end ? w->raw->s.p[at] : '\0';
}

static char value_char(const struct walk *w)
{
	return w->done < w->value.n ? w->value.p[w->done] : '\0';
}

/* Raw bytes [at, at + n) are the next n of the value. */
static bool take_verbatim(struct walk *w, size_t n)
{
	if (n > w->end - w->at || n > w->value.n - w->done)
		return false;
	if (!str_eq(str_sub(w->raw->s, w->at, w->at + n), str_sub(w->value, w->done, w->done + n)))
		return false;
	text_copy(&w->out, w->raw, w->at, w->at + n);
	w->at += n;
	w->done += n;
	return true;
}

/* The next n bytes of the value stand for raw bytes [at, to). */
static bool take_made(struct walk *w, size_t n, size_t to)
{
	if (n > w->value.n - w->done || to > w->end)
		return false;
	text_put(&w->out, str_sub(w->value, w->done, w->done + n), text_pos(w->raw, w->at, to));
	w->at = to;
	w->done += n;
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Raw bytes [at, to) are blanks with `breaks` line ends: the value has one space for one line end, else a line end less. */
static bool take_fold(struct walk *w, size_t to, size_t breaks)
{
	size_t n = 0;

	if (breaks == 1)
		n = value_char(w) == ' ';
	else
		while (n < breaks - 1 && w->done + n < w->value.n && w->value.p[w->done + n] == '\n')
			n++;
	return n > 0 && take_made(w, n, to);
}

static bool take_blanks(struct walk *w)
{
	size_t to = w->at, breaks = 0;

	while (to < w->end && is_blank(raw_char(w, to)))
		breaks += raw_char(w, to++) == '\n';
	return breaks > 0 ? take_fold(w, to, breaks) : take_verbatim(w, to - w->at);
}

/* An escape of a double-quoted scalar: one character of the value, or nothing where it hides a line end. */
static bool take_escape(struct walk *w)
{
	size_t length = 2, n;

	switch (raw_char(w, w->at + 1)) {
	case '\r':
	case '\n':
		w->at += 1;
		while (raw_char(w, w->at) == '\r')
			w->at++;
		w->at++;
		while (raw_char(w, w->at) == ' ' || raw_char(w, w->at) == '\t')
			w->at++;
		return true;
	case 'x': length = 4; break;
	case 'u': length = 6; break;
	case 'U': length = 10; break;
	}
	if (w->done >= w->value.n)
		return false;
	n = w->done;
	utf8_next(w->value, &n);
	return take_made(w, n - w->done, w->at + length);
}

static bool is_escape(char c, enum yaml_style style)
{
	return (style == YAML_DOUBLE_QUOTED && c == '\\') || (style == YAML_SINGLE_QUOTED && c == '\'');
}

static bool take_flow_chars(struct walk *w, enum yaml_style style)
{
	char c = raw_char(w, w->at);
	size_t n = 1;

	if (is_blank(c))
		return take_blanks(w);
	if (is_escape(c, style))
		return style == YAML_DOUBLE_QUOTED ? take_escape(w) : take_made(w, 1, w->at + 2);
	while (w->at + n < w->end && !is_blank(raw_char(w, w->at + n)) && !is_escape(raw_char(w, w->at + n), style))
		n++;
	return take_verbatim(w, n);
}

/* Plain and quoted scalars, between their quotes. */
static bool walk_flow(struct walk *w, enum yaml_style style)
{
	if (style != YAML_PLAIN) {
		if (w->end - w->at < 2)
			return false;
		w->at++;
		w->end--;
	}
	while (w->at < w->end)
		if (!take_flow_chars(w, style))
			return false;
	return w->done == w->value.n;
}

static size_t count_spaces(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && s.p[at + n] == ' ')
		n++;
	return n;
}

/* The end of the raw line at `at`, without its line end. */
static size_t line_end(const struct walk *w, size_t at)
{
	size_t end = str_find_char(w->raw->s, '\n', at);

	if (end == SIZE_MAX || end > w->end)
		end = w->end;
	while (end > at && raw_char(w, end - 1) == '\r')
		end--;
	return end;
}

/* The indentation of a block scalar: what its first line with something on it has more in the file than in the value. */
static bool find_indent(struct walk *w)
{
	size_t at = w->at, first = 0, here, there;

	while (first < w->value.n && w->value.p[first] == '\n')
		first++;
	while (here = count_spaces(w->raw->s, at), at + here == line_end(w, at)) {
		at = str_find_char(w->raw->s, '\n', at);
		if (at == SIZE_MAX || ++at >= w->end)
			return false;
	}
	there = count_spaces(w->value, first);
	w->indent = here - there;
	return there <= here;
}

/* What stands in the value for the line ends (and indentation) between two lines of a block scalar, raw bytes [at, to). */
static bool take_separator(struct walk *w, size_t to)
{
	size_t breaks = 0, n = 0;

	for (size_t i = w->at; i < to; i++)
		breaks += raw_char(w, i) == '\n';
	while (n < breaks && w->done + n < w->value.n && w->value.p[w->done + n] == '\n')
		n++;
	if (breaks == 1 && n == 1 && raw_char(w, w->at) == '\n') {
		bool taken = take_verbatim(w, 1);
		w->at = to;
		return taken;
	}
	if (n == 0 && breaks > 0 && value_char(w) == ' ')
		n = 1;
	if (n > 0)
		return take_made(w, n, to);
	w->at = to;
	return breaks == 0;
}

/* The start of the next line that has something behind the indentation, or w->end. */
static size_t next_content(const struct walk *w, size_t at)
{
	while (at < w->end) {
		size_t spaces = count_spaces(w->raw->s, at), end = line_end(w, at);
		size_t skip = spaces < w->indent ? spaces : w->indent;
		if (at + skip < end)
			return at + skip;
		at = str_find_char(w->raw->s, '\n', at);
		if (at == SIZE_MAX)
			break;
		at++;
	}
	return w->end;
}

/* Literal and folded scalars: line by line. */
static bool walk_block(struct walk *w)
{
	size_t at = str_find_char(w->raw->s, '\n', w->at);

	if (w->value.n == 0)
		return true;
	if (at == SIZE_MAX || at >= w->end)
		return false;
	w->at = at + 1;
	if (!find_indent(w))
		return false;
	at = next_content(w, w->at);
	while (at < w->end) {
		if (w->at < at && !take_separator(w, at))
			return false;
		if (!take_verbatim(w, line_end(w, at) - at))
			return false;
		at = next_content(w, w->at);
	}
	return w->done == w->value.n || (take_separator(w, w->end) && w->done == w->value.n);
}

/* libyaml starts a scalar at its anchor or tag: the byte where it itself starts. */
static size_t skip_properties(const struct text *raw, size_t at, size_t end)
{
	const char *p = raw->s.p;

	while (at < end && (p[at] == '&' || p[at] == '!')) {
		while (at < end && !is_blank(p[at]))
			at++;
		while (at < end && (is_blank(p[at]) || p[at] == '#'))
			at = p[at] == '#' ? str_find_char(raw->s, '\n', at) : at + 1;
	}
	return at < end ? at : end;
}

struct text yaml_scalar_text(struct build *b, const struct text *raw, const struct yaml_scalar *scalar)
{
	size_t from = skip_properties(raw, scalar->from, scalar->to);
	struct walk w = {.raw = raw, .at = from, .end = scalar->to, .value = scalar->value, .out = {.arena = b->arena}};
	bool block = scalar->style == YAML_LITERAL || scalar->style == YAML_FOLDED;
	bool placed = block ? walk_block(&w) : walk_flow(&w, scalar->style);
	struct text t = text_finish(&w.out);

	if (placed && t.n > 0)
		return t;
	return text_made(b, arena_str(b->arena, scalar->value), text_pos(raw, from, scalar->to));
}
