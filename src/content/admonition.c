/* admonition.c - boxes and tabs whose text is told by its indentation, by slashes, or quoted.
 *
 *     !!! note "Title"      MkDocs; ??? and ???+ fold on the screen
 *         Indented text.
 *     === "Tab"             MkDocs
 *         Indented text.
 *     .. note:: Text        reStructuredText
 *        Indented text.
 *     /// note | Title      MkDocs' newer way
 *     Text.
 *     ///
 *     > [!note]- Title      GitHub, Obsidian
 *     > Text.
 *
 * They become <div>s: the class says which kind of box, x-kind what it was called, x-title what it says. */
#include "content/content_int.h"

#include <string.h>

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static struct str first_word(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_word(s.p[n]))
		n++;
	return str_sub(s, 0, n);
}

/* What stands between the first and the last quotation mark; *given: there are two. */
static struct str quoted(struct str s, bool *given)
{
	size_t from = str_find_char(s, '"', 0), to = s.n;

	while (to > 0 && s.p[to - 1] != '"')
		to--;
	*given = from != SIZE_MAX && to > from + 1;
	return *given ? str_sub(s, from + 1, to - 1) : STR_NONE;
}

static void put_open(struct md_blocks *r, size_t i, const char *class, struct str name, struct str title)
{
	struct buf made = {0};

	buf_cstr(&made, "<div");
	if (class)
		buf_printf(&made, " class=\"%s %.*s\"", class, STR_ARG(name));
	md_put_attribute(&made, "x-kind", name);
	md_put_attribute(&made, "x-title", title);
	buf_cstr(&made, ">\n");
	md_put(r, i, STR("\n"));
	md_put_line(r, i, arena_str(r->b->arena, buf_view(&made)));
	buf_free(&made);
}

static void put_close(struct md_blocks *r, size_t i)
{
	md_put(r, i, STR("\n"));
	md_put_line(r, i, STR("</div>\n"));
}

/* The body below line i, indented by `more` than it. Returns how many lines that and the head take. */
static size_t put_indented(struct md_blocks *r, size_t i, size_t more)
{
	size_t end = md_body_end(r, i + 1, r->v[i].indent + more);

	md_put_body(r, i + 1, end, more);
	put_close(r, i);
	return end - i;
}

size_t md_admonition(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text, name;
	bool folds = str_starts(s, "???"), given;

	if (!folds && !str_starts(s, "!!!"))
		return 0;
	s = str_trim(str_sub(s, str_starts(s, "???+") ? 4 : 3, s.n));
	name = first_word(s);
	struct str title = quoted(s, &given);
	if ((!name.n && !given) || md_body_end(r, i + 1, r->v[i].indent + 4) == i + 1)
		return 0;
	/* Two quotation marks with nothing between them: no title. */
	put_open(r, i, "callout", given && !title.n ? STR("callout") : name, title);
	return put_indented(r, i, 4);
}

size_t md_tab(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text;
	bool given;

	if (!str_starts(s, "===") || s.n < 4 || !strchr(" !+", s.p[3]))
		return 0;
	struct str title = quoted(s, &given);
	if (!given || md_body_end(r, i + 1, r->v[i].indent + 4) == i + 1)
		return 0;
	put_open(r, i, NULL, STR("tab"), title);
	return put_indented(r, i, 4);
}

/* ---------------------------------------------------------------- slashes */

static struct str option(const struct md_blocks *r, size_t i, const char *name)
{
	for (size_t k = i + 1; k < r->n && r->v[k].indent > r->v[i].indent && r->v[k].text.n; k++)
		if (str_starts(r->v[k].text, name))
			return str_trim(str_sub(r->v[k].text, strlen(name), r->v[k].text.n));
	return STR_NONE;
}

static bool closes_slashes(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '/')
			return false;
	return s.n > 2;
}

size_t md_slashes(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text, name, title, kind;
	size_t n = 0, end = i + 1;

	while (n < s.n && s.p[n] == '/')
		n++;
	if (n < 3 || r->v[i].indent > 3)
		return 0;
	if (closes_slashes(s) && r->slashes > 0) {
		r->slashes--;
		put_close(r, i);
		return 1;
	}
	s = str_trim(str_sub(s, n, s.n));
	name = first_word(s);
	title = str_trim(str_sub(s, name.n, s.n));
	if (!name.n || (title.n && title.p[0] != '|'))
		return 0;
	kind = option(r, i, "type:");
	while (end < r->n && r->v[end].indent > r->v[i].indent && r->v[end].text.n)
		end++;
	r->slashes++;
	bool box = !str_is(name, "tab") && !str_is(name, "html") && !str_is(name, "define") && !str_is(name, "caption");
	put_open(r, i, box ? "callout" : NULL, kind.n ? kind : name, title.n ? str_trim(str_sub(title, 1, title.n)) : title);
	return end - i;
}

/* ---------------------------------------------------------------- reStructuredText */

static void leave_out(struct md_blocks *r, size_t i)
{
	const struct md_line *l = &r->v[i];

	msg_str(r->b, MSG_GENERATOR_CODE, text_pos(r->in, l->start + l->indent, l->end), l->text);
	r->changed = true;
}

/* Lines ":option: value" below line i end before the result. */
static size_t skip_options(const struct md_blocks *r, size_t i)
{
	size_t k = i + 1;

	while (!md_is_blank(r, k) && r->v[k].indent > r->v[i].indent && r->v[k].text.p[0] == ':')
		k++;
	return k;
}

static size_t indented_by(const struct md_blocks *r, size_t i, size_t from)
{
	while (from < r->n && md_is_blank(r, from))
		from++;
	return from < r->n && r->v[from].indent > r->v[i].indent ? r->v[from].indent - r->v[i].indent : 0;
}

static bool is_box(struct str name)
{
	static const char *const names[] = {"note", "tip", "hint", "important", "warning", "attention", "caution", "danger", "error",
		"seealso", "admonition", "topic", "sidebar", "versionadded", "versionchanged", "todo"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

static size_t put_box(struct md_blocks *r, size_t i, struct str name, struct str rest)
{
	size_t from = skip_options(r, i), more = indented_by(r, i, from), end = from;
	bool titled = str_is(name, "admonition") || str_is(name, "topic") || str_is(name, "sidebar");

	put_open(r, i, "callout", name, titled ? rest : STR_NONE);
	if (rest.n && !titled) {
		text_copy(&r->out, r->in, (size_t)(rest.p - r->in->s.p), (size_t)(rest.p - r->in->s.p) + rest.n);
		md_put(r, i, STR("\n"));
	}
	if (more) {
		end = md_body_end(r, from, r->v[i].indent + more);
		md_put_body(r, from, end, more);
	}
	put_close(r, i);
	return end - i;
}

static size_t put_code(struct md_blocks *r, size_t i, struct str language)
{
	size_t from = skip_options(r, i), more = indented_by(r, i, from);
	size_t end = more ? md_body_end(r, from, r->v[i].indent + more) : from;

	while (from < end && md_is_blank(r, from))
		from++;
	md_put_line(r, i, arena_printf(r->b->arena, "```%.*s", STR_ARG(language)));
	for (size_t k = from; k < end; k++) {
		size_t cut = r->v[k].indent < more ? r->v[k].indent : more;
		text_copy(&r->out, r->in, r->v[k].start + cut, r->v[k].end);
		md_put(r, k, STR("\n"));
	}
	md_put_line(r, i, STR("```"));
	return end - i;
}

static size_t put_image(struct md_blocks *r, size_t i, struct str file)
{
	size_t end = skip_options(r, i);
	struct str alt = option(r, i, ":alt:");

	md_put_line(r, i, arena_printf(r->b->arena, "![%.*s](<%.*s>)", STR_ARG(alt), STR_ARG(file)));
	return end - i;
}

size_t md_rst(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text, name, rest;
	size_t colons = str_find(s, STR("::")), more;

	if (!str_starts(s, ".. ") || !md_starts_block(r, i))
		return 0;
	if (s.n > 4 && s.p[3] == '_' && s.p[s.n - 1] == ':') {
		r->changed = true; /* a name of this place */
		return 1;
	}
	name = str_trim(str_sub(s, 3, colons));
	if (colons == SIZE_MAX || !name.n || first_word(name).n != name.n)
		return 0;
	rest = str_trim(str_sub(s, colons + 2, s.n));
	if (is_box(name))
		return put_box(r, i, name, rest);
	if (str_is(name, "code-block") || str_is(name, "code") || str_is(name, "sourcecode"))
		return put_code(r, i, rest);
	if ((str_is(name, "image") || str_is(name, "figure")) && rest.n)
		return put_image(r, i, rest);
	leave_out(r, i);
	more = skip_options(r, i);
	size_t by = indented_by(r, i, more), end = by ? md_body_end(r, more, r->v[i].indent + by) : more;
	if (by)
		md_put_body(r, more, end, by);
	return end - i;
}

/* ---------------------------------------------------------------- quotations */

/* Without the quotation's mark. */
static void put_unquoted(struct md_blocks *r, size_t from, size_t to)
{
	struct text_builder w = {.arena = r->b->arena};

	for (size_t i = from; i < to; i++) {
		const struct md_line *l = &r->v[i];
		size_t at = l->start + l->indent;
		text_copy(&w, r->in, l->start, at);
		at += l->text.n && l->text.p[0] == '>';
		at += at > l->start + l->indent && at < l->end && r->in->s.p[at] == ' ';
		text_copy(&w, r->in, at, l->end);
		text_put(&w, STR("\n"), text_pos(r->in, l->end, l->end));
	}
	struct text body = text_finish(&w);
	body = md_blocks(r->b, &body);
	text_copy(&r->out, &body, 0, body.s.n);
}

size_t md_alert(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text, name;
	size_t end = i + 1;

	if (s.p[0] != '>' || (i > 0 && !md_is_blank(r, i - 1) && r->v[i - 1].text.p[0] == '>'))
		return 0;
	s = str_trim(str_sub(s, 1, s.n));
	size_t close = str_find_char(s, ']', 0);
	name = first_word(str_sub(s, 2, s.n));
	if (!str_starts(s, "[!") || !name.n || close == SIZE_MAX || (s.p[name.n + 2] != ']' && s.p[name.n + 2] != '|'))
		return 0;
	s = str_sub(s, close + 1, s.n);
	if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
		s = str_sub(s, 1, s.n);
	while (!md_is_blank(r, end))
		end++;
	put_open(r, i, "callout", name, str_trim(s));
	put_unquoted(r, i + 1, end);
	put_close(r, i);
	return end - i;
}
