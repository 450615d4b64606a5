/* html_mend.c - raw HTML that cmark would misread.
 *
 * Scripts and styles go before it sees them: inside another tag's block it ends them at an empty line, and takes the rest for
 * text. And addresses in tags get quotation marks: <a href=https://example.org/?week=1>. Browsers read them; cmark takes a tag for
 * text whose value without marks holds "=" or "`". */
#include "content/content_int.h"

#include <string.h>

struct mending {
	struct build *b;
	const struct text *in;
	struct text_builder out;
	size_t done; /* bytes of `in` that are dealt with */
	bool endless[2]; /* no end of a script, of a style, comes any more */
};

/* ---------------------------------------------------------------- scripts and styles */

/* Behind the script or style that starts at `at`; 0: there is none, or it has no end. */
static size_t script_end(struct mending *m, size_t at, struct str *name)
{
	static const char *const names[] = {"script", "style"};
	struct str rest = str_sub(m->in->s, at + 1, m->in->s.n);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n = strlen(names[i]), end;
		if (m->endless[i] || !str_starts(rest, names[i]) || n >= rest.n || !strchr(" \t\n>", rest.p[n]))
			continue;
		*name = str_from(names[i]);
		end = str_find(rest, i ? STR("</style>") : STR("</script>"));
		m->endless[i] = end == SIZE_MAX;
		return m->endless[i] ? 0 : at + 1 + end + n + 3;
	}
	return 0;
}

static size_t drop_script(struct mending *m, size_t at)
{
	struct str name;
	size_t end = script_end(m, at, &name);

	if (!end)
		return at + 1;
	msg_str(m->b, MSG_HTML_DROPPED, text_pos(m->in, at, end), name);
	text_copy(&m->out, m->in, m->done, at);
	return m->done = end;
}

/* ---------------------------------------------------------------- addresses */

static size_t value_end(struct str s, size_t at)
{
	while (at < s.n && !strchr(" \t\n>", s.p[at]))
		at++;
	return at;
}

/* Where the value of an <a> or <img> that starts at `at` begins, if it has no quotation marks and needs some; else 0. */
static size_t bare_value(struct str s, size_t at)
{
	static const char *const starts[] = {"<a href=", "<img src="};
	struct str rest = str_sub(s, at, s.n);

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		size_t from = strlen(starts[i]);
		if (!str_starts(rest, starts[i]) || from >= rest.n || strchr("\"'", rest.p[from]))
			continue;
		struct str value = str_sub(rest, from, value_end(rest, from));
		return str_find_char(value, '=', 0) != SIZE_MAX || str_find_char(value, '`', 0) != SIZE_MAX ? at + from : 0;
	}
	return 0;
}

static void quote(struct mending *m, size_t from, size_t to)
{
	text_copy(&m->out, m->in, m->done, from);
	text_put(&m->out, STR("\""), text_pos(m->in, from, from));
	text_copy(&m->out, m->in, from, to);
	text_put(&m->out, STR("\""), text_pos(m->in, to, to));
	m->done = to;
}

/* Behind what stands at the "<" at `at`. */
static size_t mend(struct mending *m, size_t at)
{
	size_t from = bare_value(m->in->s, at);

	if (!from)
		return drop_script(m, at);
	quote(m, from, value_end(m->in->s, from));
	return m->done;
}

struct text md_mended(struct build *b, const struct text *text)
{
	struct mending m = {.b = b, .in = text, .out = {.arena = b->arena}};
	struct str s = text->s;

	for (size_t at = 0; at < s.n;) {
		if (s.p[at] == '`')
			at = md_skip_code(s, at);
		else
			at = s.p[at] == '<' ? mend(&m, at) : at + 1;
	}
	if (!m.done)
		return *text;
	text_copy(&m.out, text, m.done, s.n);
	return text_finish(&m.out);
}
