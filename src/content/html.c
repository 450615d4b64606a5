/* html.c - a reader of raw HTML as it stands in Markdown: one chunk at a time, tag by tag.
 *
 * It knows what a tag, a comment and a text are and nothing of which tag may stand where; the trees are built elsewhere,
 * since people open a tag in one chunk and close it in another. Nothing is an error, and no text is lost: a "<" that starts
 * nothing is text. Word processors' curly quotation marks count as quotes around attributes. */
#include "content/content_int.h"

#include <string.h>

#define MOST_INSTRUCTION 10000 /* bytes up to its "?>" */

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
}

static size_t skip_blanks(struct str s, size_t at)
{
	while (at < s.n && is_blank(s.p[at]))
		at++;
	return at;
}

static char char_at(struct str s, size_t at)
{
	return at < s.n ? s.p[at] : '\0';
}

/* The offset behind the next `mark` at or after `at`; SIZE_MAX when there is none. */
static size_t behind(struct str s, size_t at, const char *mark)
{
	size_t found = at <= s.n ? str_find(str_sub(s, at, s.n), str_from(mark)) : SIZE_MAX;

	return found == SIZE_MAX ? SIZE_MAX : at + found + strlen(mark);
}

/* With its entities decoded. */
static struct str decode(struct build *b, struct str s)
{
	struct buf made = {0};
	char out[8];
	size_t n, taken;

	if (str_find_char(s, '&', 0) == SIZE_MAX)
		return s;
	for (size_t at = 0; at < s.n; at += taken) {
		taken = s.p[at] == '&' ? md_entity(str_sub(s, at, s.n), out, &n) : 0;
		if (taken > 0)
			buf_put(&made, out, n);
		else
			buf_char(&made, s.p[at]);
		taken = taken > 0 ? taken : 1;
	}
	struct str decoded = arena_str(b->arena, buf_view(&made));
	buf_free(&made);
	return decoded;
}

/* ---------------------------------------------------------------- attributes */

enum quote { NO_QUOTE, SINGLE_QUOTE, DOUBLE_QUOTE };

/* Which kind of quotation mark stands at `at`, and of how many bytes: U+2018 to U+201F are the curly ones. */
static enum quote quote_at(struct str s, size_t at, size_t *n)
{
	unsigned char last = (unsigned char)char_at(s, at + 2);

	*n = 1;
	if (char_at(s, at) == '"' || char_at(s, at) == '\'')
		return s.p[at] == '"' ? DOUBLE_QUOTE : SINGLE_QUOTE;
	if (!str_starts(str_sub(s, at, s.n), "\xE2\x80") || last < 0x98 || last > 0x9F)
		return NO_QUOTE;
	*n = 3;
	return last < 0x9C ? SINGLE_QUOTE : DOUBLE_QUOTE;
}

/* Whether the mark at `at` closes what `opening`, at another place, began: straight closes straight, curly any curly. */
static bool closes(struct str s, size_t at, size_t opening, size_t *n)
{
	size_t opening_n;
	enum quote kind = quote_at(s, opening, &opening_n);

	return quote_at(s, at, n) == kind && *n == opening_n;
}

/* Reads the value at `at` into *value; the result is the offset behind it, quotes included. SIZE_MAX: its quote stays open. */
static size_t value_end(struct str s, size_t at, struct str *value)
{
	size_t n, from;

	if (quote_at(s, at, &n) == NO_QUOTE) {
		for (from = at; at < s.n && !is_blank(s.p[at]) && s.p[at] != '>';)
			at++;
		*value = str_sub(s, from, at);
		return at;
	}
	from = at + n;
	for (size_t to = from; to < s.n; to++)
		if (closes(s, to, at, &n)) {
			*value = str_sub(s, from, to);
			return to + n;
		}
	return SIZE_MAX;
}

/* One attribute: name and value, which is "" where there is none. */
struct attribute {
	struct str name, value;
};

/* Reads the attribute at *at and moves behind it. */
static bool next_attribute(struct str s, size_t *at, struct attribute *a)
{
	size_t from;

	while (*at < s.n && (is_blank(s.p[*at]) || s.p[*at] == '/'))
		++*at;
	from = *at;
	while (*at < s.n && !is_blank(s.p[*at]) && (s.p[*at] != '=' || *at == from))
		++*at;
	*a = (struct attribute){str_sub(s, from, *at), STR("")};
	size_t equals = skip_blanks(s, *at);
	if (char_at(s, equals) == '=') {
		size_t start = skip_blanks(s, equals + 1), end = value_end(s, start, &a->value);
		if (end == SIZE_MAX)
			a->value = str_sub(s, start, s.n);
		*at = end == SIZE_MAX ? s.n : end;
	}
	return a->name.n > 0;
}

struct str html_attribute(struct build *b, struct str attributes, const char *name)
{
	struct attribute a;

	for (size_t at = 0; next_attribute(attributes, &at, &a);)
		if (str_is_nocase(a.name, name))
			return decode(b, a.value);
	return STR_NONE;
}

/* ---------------------------------------------------------------- tags */

/* The offset behind the ">" that ends the tag whose name ends at `at`; SIZE_MAX when the next tag comes first. */
static size_t tag_end(struct str s, size_t at)
{
	size_t name_end = at, end;
	struct str value;
	bool attributes = false;

	while (at < s.n) {
		if (s.p[at] == '>')
			return at + 1;
		if (s.p[at] == '<') /* behind attributes, its end was forgotten */
			return attributes && is_blank(s.p[at - 1]) ? at : SIZE_MAX;
		if (s.p[at++] != '=')
			continue;
		attributes = true;
		end = value_end(s, skip_blanks(s, at), &value);
		if (end == SIZE_MAX)
			return behind(s, name_end, ">");
		at = end;
	}
	return SIZE_MAX;
}

static bool is_void(struct str name)
{
	static const char *const names[] = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
		"source", "track", "wbr"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

/* "</br>" is what people write for a break, and browsers show one. */
static enum html_event_kind kind_of_tag(bool closing, bool slash, struct str name)
{
	if (closing)
		return str_is(name, "br") ? HTML_EMPTY : HTML_CLOSE;
	return slash || is_void(name) ? HTML_EMPTY : HTML_OPEN;
}

/* The end of the name at `at`; `at` itself when it is none, as in <me@example.org> and <https://example.org>. */
static size_t name_end(struct str s, size_t at)
{
	size_t end = at;

	while (end < s.n && is_name(s.p[end]))
		end++;
	bool ends = is_blank(char_at(s, end)) || char_at(s, end) == '>' || char_at(s, end) == '/';
	bool address = end > at && s.p[end - 1] == ':';
	return is_letter(char_at(s, at)) && ends && !address ? end : at;
}

/* Reads the tag at `at`. */
static bool read_tag(struct build *b, struct str s, size_t at, struct html_event *e)
{
	bool closing = char_at(s, at + 1) == '/';
	size_t from = at + 1 + closing, to = name_end(s, from), end;

	if (to == from || (end = tag_end(s, to)) == SIZE_MAX)
		return false;
	struct str inner = str_trim(str_sub(s, to, end - 1));
	bool slash = str_ends(inner, "/");
	e->name = str_lower(b->arena, str_sub(s, from, to));
	e->kind = kind_of_tag(closing, slash, e->name);
	e->attributes = str_trim(str_sub(inner, 0, inner.n - slash));
	e->end = end;
	return true;
}

/* ---------------------------------------------------------------- all that is no tag */

/* The end of the processing instruction at `at`: one that the next opens in, or that goes on for too long, ends with its first ">". */
static size_t instruction_end(struct str s, size_t at)
{
	size_t next = str_find(str_sub(s, at + 2, at + MOST_INSTRUCTION), STR("<?"));
	size_t end = behind(str_sub(s, 0, next == SIZE_MAX ? at + MOST_INSTRUCTION : at + 2 + next), at, "?>");

	return end == SIZE_MAX ? behind(s, at, ">") : end;
}

/* Reads the comment, declaration or processing instruction at `at`. */
static bool read_comment(struct str s, size_t at, struct html_event *e)
{
	struct str rest = str_sub(s, at, s.n);
	size_t end;

	if (str_starts(rest, "<!-->") || str_starts(rest, "<!--->"))
		end = behind(s, at, ">");
	else if (str_starts(rest, "<!--"))
		end = behind(s, at + 4, "-->");
	else if (str_starts(rest, "<![CDATA["))
		end = behind(s, at, "]]>");
	else if (str_starts(rest, "<?"))
		end = instruction_end(s, at);
	else if (str_starts(rest, "<!") && is_letter(char_at(rest, 2)))
		end = behind(s, at, ">");
	else
		return false;
	e->kind = HTML_COMMENT;
	e->end = end == SIZE_MAX ? s.n : end;
	return true;
}

static bool read_markup(struct build *b, struct str s, size_t at, struct html_event *e)
{
	return s.p[at] == '<' && (read_comment(s, at, e) || read_tag(b, s, at, e));
}

/* Whether the tag that ends at `at` opens an element whose content is no HTML: its name, else STR_NONE. */
static struct str raw_element(struct build *b, struct str s, size_t at)
{
	struct html_event e = {0};
	size_t start = at;

	if (at == 0 || s.p[at - 1] != '>')
		return STR_NONE;
	while (start > 0 && s.p[--start] != '<')
		;
	struct str tag = str_lower(b->arena, str_sub(s, start, start + 8));
	if (!str_starts(tag, "<script") && !str_starts(tag, "<style"))
		return STR_NONE;
	if (!read_tag(b, s, start, &e) || e.end != at || e.kind != HTML_OPEN)
		return STR_NONE;
	return str_is(e.name, "script") || str_is(e.name, "style") ? e.name : STR_NONE;
}

/* The offset of the closing tag of a script or style, or the end. */
static size_t raw_end(struct str s, size_t at, struct str name)
{
	for (; at < s.n; at++)
		if (s.p[at] == '<' && char_at(s, at + 1) == '/' && str_is_nocase(str_sub(s, at + 2, at + 2 + name.n), name.p))
			return at;
	return s.n;
}

static size_t text_end(struct build *b, struct str s, size_t at)
{
	struct html_event e = {0};
	size_t end = at + 1;

	while (end < s.n && !read_markup(b, s, end, &e))
		end++;
	return end;
}

bool html_next(struct build *b, struct str chunk, size_t *at, struct html_event *e)
{
	size_t start = *at, end;

	if (start >= chunk.n)
		return false;
	*e = (struct html_event){.kind = HTML_TEXT, .start = start};
	struct str raw = raw_element(b, chunk, start);
	if (raw.n > 0 && (end = raw_end(chunk, start, raw)) > start) {
		e->end = end;
		e->text = str_sub(chunk, start, end);
	} else if (!read_markup(b, chunk, start, e)) {
		e->end = text_end(b, chunk, start);
		e->text = decode(b, str_sub(chunk, start, e->end));
	}
	*at = e->end;
	return true;
}
