/* jsx.c - what of a page of MDX is JavaScript: imports and exports, comments in braces, and values in braces of tags. Nothing of it is
 * run. Imports say nothing to a reader; an export, and a value that stands in the text, is left out with a warning.
 *
 *     import Tabs from '@theme/Tabs';
 *     {/\* hidden *\/}
 *     <Box color={red} src={use('/plan.png')}>     <Box src="/plan.png">
 */
#include "content/content_int.h"

#include <string.h>

#define MOST_BRACES 1000 /* bytes between two that belong together */

struct jsx {
	struct build *b;
	const struct text *in;
	struct text_builder out;
	size_t done;     /* bytes of the text that are dealt with */
	bool no_comment; /* no comment ends from here on */
};

static void replace(struct jsx *x, size_t from, size_t to, struct str put)
{
	text_copy(&x->out, x->in, x->done, from);
	text_put(&x->out, put, text_pos(x->in, from, to));
	x->done = to;
}

/* Behind the braces that open at `at`, with others inside; SIZE_MAX: they stay open. */
static size_t braces_end(struct str s, size_t at)
{
	size_t depth = 0, most = at + MOST_BRACES;

	for (; at < s.n && at < most; at++) {
		if ((s.p[at] == '\'' || s.p[at] == '"') && at + 2 < s.n && s.p[at + 2] == s.p[at]) { /* '{' */
			at += 2;
			continue;
		}
		depth += s.p[at] == '{';
		depth -= s.p[at] == '}';
		if (depth == 0)
			return at + 1;
	}
	return SIZE_MAX;
}

/* The first string in it. */
static struct str string_in(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr("'\"`", s.p[i])) {
			size_t end = str_find_char(s, s.p[i], i + 1);
			return end == SIZE_MAX ? STR_NONE : str_sub(s, i + 1, end);
		}
	return STR_NONE;
}

/* ---------------------------------------------------------------- imports and exports */

static bool starts_statement(struct str s, size_t at)
{
	struct str rest = str_sub(s, at, at + 400);

	if (str_starts(rest, "export "))
		return str_starts(rest, "export const ") || str_starts(rest, "export default ") || str_starts(rest, "export function ");
	if (!str_starts(rest, "import "))
		return false;
	struct str line = str_sub(rest, 0, str_find_char(rest, '\n', 0));
	return str_find_char(line, '\'', 0) != SIZE_MAX || str_find_char(line, '"', 0) != SIZE_MAX || str_ends(str_trim(line), "{");
}

/* A statement ends with its paragraph, but not between braces. */
static size_t statement_end(struct str s, size_t at)
{
	size_t depth = 0;

	for (; at < s.n; at++) {
		depth += strchr("{([", s.p[at]) != NULL;
		depth -= depth && strchr("})]", s.p[at]);
		bool ends = s.p[at] == '\n' && depth == 0;
		if (ends && (at + 1 == s.n || s.p[at + 1] == '\n' || starts_statement(s, at + 1)))
			return at;
	}
	return s.n;
}

static size_t take_statement(struct jsx *x, size_t at)
{
	size_t end = statement_end(x->in->s, at);
	struct str line = str_sub(x->in->s, at, str_find_char(x->in->s, '\n', at));

	if (!str_starts(line, "import "))
		msg_str(x->b, MSG_GENERATOR_CODE, text_pos(x->in, at, at + line.n), line);
	replace(x, at, end, STR(""));
	return end;
}

/* ---------------------------------------------------------------- braces */

/* A brace behind an equals sign: in a tag, or in text, math, a site generator's code. */
static bool stands_in_tag(struct str s, size_t at)
{
	if (at == 0 || s.p[at - 1] != '=' ||
			(str_starts(str_sub(s, at, s.n), "{{ ") && str_find(str_sub(s, at, at + 200), STR(" }}")) != SIZE_MAX))
		return false;
	for (size_t n = 1; n < 1000 && n <= at && s.p[at - n] != '>'; n++)
		if (s.p[at - n] == '<')
			return md_is_word(s.p[at - n + 1]);
	return false;
}

/* "name={...}" in a tag. */
static size_t take_value(struct jsx *x, size_t at)
{
	struct str s = x->in->s;
	size_t end = braces_end(s, at), name = at - 1;
	struct buf made = {0};

	if (end == SIZE_MAX)
		return at + 1;
	while (name > x->done && s.p[name - 1] > ' ' && s.p[name - 1] != '<')
		name--;
	struct str key = str_sub(s, name, at - 1), value = string_in(str_sub(s, at, end));
	bool kept = str_is(key, "src") || str_is(key, "href") || str_is(key, "to") || str_is(key, "alt") || str_is(key, "label") ||
		str_is(key, "title");
	if (kept)
		md_put_attribute(&made, arena_cstr(x->b->arena, key), value);
	replace(x, name, end, arena_str(x->b->arena, buf_view(&made)));
	buf_free(&made);
	return end;
}

static size_t take_braces(struct jsx *x, size_t at)
{
	struct str s = x->in->s;
	size_t end = braces_end(s, at);
	struct str inner = end == SIZE_MAX ? STR_NONE : str_trim(str_sub(s, at + 1, end - 1));

	if (!inner.n || inner.n > 200 || memchr(inner.p, '\n', inner.n) || (at > 0 && s.p[at - 1] == '\\'))
		return at + 1;
	if (strchr("'\"", inner.p[0]) && inner.n > 1 && inner.p[inner.n - 1] == inner.p[0])
		replace(x, at, end, str_sub(inner, 1, inner.n - 1));
	else if (inner.p[0] >= 'a' && inner.p[0] <= 'z' && strcspn(arena_cstr(x->b->arena, inner), " {:=") == inner.n) {
		msg_str(x->b, MSG_GENERATOR_CODE, text_pos(x->in, at, end), str_sub(s, at, end));
		replace(x, at, end, STR(""));
	} else
		return at + 1;
	return end;
}

static size_t take_comment(struct jsx *x, size_t at)
{
	size_t end = x->no_comment ? SIZE_MAX : str_find(str_sub(x->in->s, at, x->in->s.n), STR("*/}"));

	x->no_comment = end == SIZE_MAX;
	if (end == SIZE_MAX)
		return at + 1;
	replace(x, at, at + end + 3, STR(""));
	return x->done;
}

struct text md_jsx(struct build *b, const struct text *text)
{
	struct jsx x = {.b = b, .in = text, .out = {.arena = b->arena}};
	struct str s = text->s;
	bool module = starts_statement(s, 0);

	for (size_t at = 0; !module && (at = str_find_char(s, '\n', at)) != SIZE_MAX; at++)
		module = starts_statement(s, at + 1) && str_starts(str_sub(s, at + 1, s.n), "import ");
	if (!module && str_find(s, STR("{/*")) == SIZE_MAX && str_find(s, STR("={")) == SIZE_MAX)
		return *text;
	for (size_t at = 0; at < s.n;) {
		bool line = at == 0 || s.p[at - 1] == '\n';
		if (s.p[at] == '`')
			at = md_skip_code(s, at);
		else if (module && line && starts_statement(s, at))
			at = take_statement(&x, at);
		else if (str_starts(str_sub(s, at, s.n), "{/*"))
			at = take_comment(&x, at);
		else if (s.p[at] == '{' && stands_in_tag(s, at))
			at = take_value(&x, at);
		else if (s.p[at] == '{' && module && str_find_char(str_sub(s, at, at + 2), '#', 0) == SIZE_MAX)
			at = take_braces(&x, at);
		else
			at++;
	}
	text_copy(&x.out, text, x.done, s.n);
	return text_finish(&x.out);
}
