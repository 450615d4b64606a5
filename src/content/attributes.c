/* attributes.c - lists of attributes in braces, as Pandoc, Quarto and kramdown have them: {#id .class key=value}, {: .class}. */
#include "content/content_int.h"

#include <string.h>

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-_:.", c) || (unsigned char)c >= 0x80;
}

struct list {
	struct buf classes, rest;
	struct str id;
	size_t n;
};

static size_t skip_blanks(struct str s, size_t at)
{
	while (at < s.n && strchr(" \t\n", s.p[at]))
		at++;
	return at;
}

static size_t name_end(struct str s, size_t at)
{
	while (at < s.n && s.p[at] && is_name(s.p[at]) && s.p[at] != '=')
		at++;
	return at;
}

/* The end of a value at `at`, and the value. */
static size_t read_value(struct str s, size_t at, struct str *value)
{
	char quote = at < s.n && (s.p[at] == '"' || s.p[at] == '\'') ? s.p[at] : '\0';
	size_t end = at + (quote != '\0');

	while (end < s.n && (quote ? s.p[end] != quote : !strchr(" \t\n}", s.p[end])))
		end++;
	if (end >= s.n)
		return SIZE_MAX;
	*value = str_sub(s, at + (quote != '\0'), end);
	return end + (quote != '\0');
}

static void put_value(struct buf *out, struct str name, struct str s)
{
	buf_printf(out, " %.*s=\"", STR_ARG(name));
	for (size_t i = 0; i < s.n; i++)
		s.p[i] == '"' ? buf_cstr(out, "&quot;") : buf_char(out, s.p[i]);
	buf_char(out, '"');
}

/* One attribute at `at`; the result is its end, SIZE_MAX when it is none. loose: words alone may stand, too. */
static size_t read_one(struct list *l, struct str s, size_t at, bool loose)
{
	size_t end = name_end(s, s.p[at] == '.' || s.p[at] == '#' ? at + 1 : at);
	struct str name = str_sub(s, at, end), value;

	if (name.n > 1 && name.p[0] == '.') {
		buf_cstr(&l->classes, l->classes.n ? " " : "");
		buf_str(&l->classes, str_sub(name, 1, name.n));
	} else if (name.n > 1 && s.p[at] == '#') {
		l->id = str_sub(name, 1, name.n);
	} else if (name.n && end < s.n && s.p[end] == '=') {
		end = read_value(s, end + 1, &value);
		if (end == SIZE_MAX)
			return SIZE_MAX;
		put_value(&l->rest, name, value);
	} else if (name.n && (loose || str_is(name, "-"))) {
		buf_cstr(&l->classes, l->classes.n ? " " : "");
		buf_str(&l->classes, name);
	} else {
		return SIZE_MAX;
	}
	l->n++;
	return end;
}

size_t md_attributes(struct build *b, struct str s, size_t at, struct str *attributes)
{
	struct list l = {0};
	struct buf made = {0};
	size_t end = at + 1;
	bool loose = false;

	if (at >= s.n || s.p[at] != '{')
		return SIZE_MAX;
	if (end < s.n && s.p[end] == ':') {
		loose = true;
		end++;
	}
	for (end = skip_blanks(s, end); end < s.n && s.p[end] != '}'; end = end == SIZE_MAX ? end : skip_blanks(s, end))
		if ((end = read_one(&l, s, end, loose)) == SIZE_MAX)
			break;
	bool good = end < s.n && l.n > 0;
	if (l.id.n)
		put_value(&made, STR("id"), l.id);
	if (l.classes.n)
		put_value(&made, STR("class"), buf_view(&l.classes));
	buf_str(&made, buf_view(&l.rest));
	*attributes = arena_str(b->arena, buf_view(&made));
	buf_free(&made);
	buf_free(&l.classes);
	buf_free(&l.rest);
	return good ? end + 1 : SIZE_MAX;
}
