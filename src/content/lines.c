/* lines.c - lines that are no text: marks of contents lists, comments, names of places, page breaks, what a program is told.
 *
 *     [TOC]  [[_TOC_]]                  a contents list
 *     %%  ...  %%                       Obsidian: a comment
 *     {::comment} ... {:/comment}       kramdown: a comment
 *     (name)=   +++   % comment         MyST
 *     *[HTML]: words                    MkDocs, kramdown: what an abbreviation shows when the mouse is on it
 *     {: .note }                        kramdown: said of what stands below
 *     % Title / % Author / % Date       Pandoc: at the very top
 *     | A line                          Pandoc: a line that ends where it ends
 *     \newpage                          LaTeX
 *     #. one / (@name) two              Pandoc: items that it counts
 *     • one                             word processors: an item
 *     --- / layout: center / ---        Slidev
 */
#include "content/content_int.h"

#include <string.h>

#define MOST_LINES 5000 /* of a comment */

static void leave_out(struct md_blocks *r, size_t i)
{
	const struct md_line *l = &r->v[i];

	msg_str(r->b, MSG_GENERATOR_CODE, text_pos(r->in, l->start + l->indent, l->end), l->text);
	r->changed = true;
}

static bool is_among(struct str s, const char *const *names)
{
	for (; *names; names++)
		if (str_is_nocase(s, *names))
			return true;
	return false;
}

/* The first line from i on that starts so, behind it; 0: there is none. */
static size_t behind(const struct md_blocks *r, size_t i, const char *start)
{
	for (size_t k = i; k < r->n && k < i + MOST_LINES; k++)
		if (str_starts(r->v[k].text, start))
			return k + 1;
	return 0;
}

/* ---------------------------------------------------------------- contents, page breaks */

size_t md_contents_line(struct md_blocks *r, size_t i)
{
	static const char *const names[] = {"[TOC]", "[[TOC]]", "[[_TOC_]]", "{{TOC}}", "${toc}", "@[toc]", "\\tableofcontents", NULL};

	if (!is_among(r->v[i].text, names))
		return 0;
	/* kramdown's way, which is read elsewhere. */
	md_put(r, i, STR("\n"));
	md_put_line(r, i, STR("1. TOC"));
	md_put_line(r, i, STR("{:toc}\n"));
	return 1;
}

size_t md_page_break_line(struct md_blocks *r, size_t i)
{
	static const char *const names[] = {"\\newpage", "\\pagebreak", "\\clearpage", "\\cleardoublepage", NULL};
	struct str s = r->v[i].text;

	if (!is_among(str_sub(s, 0, str_find_char(s, '{', 0)), names) && !is_among(str_sub(s, 0, str_find_char(s, '[', 0)), names))
		return 0;
	md_put(r, i, STR("\n"));
	md_put_line(r, i, STR("<div class=\"pagebreak\"></div>\n"));
	return 1;
}

/* "\begin{center}": what stands inside is Markdown for the tools that allow this. */
size_t md_center_line(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text;
	bool opens = str_is(s, "\\begin{center}");

	if (!opens && !str_is(s, "\\end{center}"))
		return 0;
	md_put(r, i, STR("\n"));
	md_put_line(r, i, opens ? STR("<center>\n") : STR("</center>\n"));
	return 1;
}

/* ---------------------------------------------------------------- comments */

size_t md_comment_lines(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text;
	size_t end = 0;

	if (str_is(s, "%%"))
		end = behind(r, i + 1, "%%");
	else if (str_starts(s, "{::comment}") && !r->no_comment)
		r->no_comment = !(end = behind(r, i, "{:/"));
	else if (str_starts(s, "{::") || str_starts(s, "{:/") || str_is(s, "<--->")) /* the last one: Hugo's columns */
		end = i + 1;
	else if (md_starts_block(r, i) && str_starts(s, "+++ {"))
		end = i + 1;
	if (!end)
		return 0;
	r->changed = true;
	return end - i;
}

/* Percent signs start comments in MyST; a page of it is known by its directives. */
size_t md_percent_lines(struct md_blocks *r, size_t i)
{
	size_t end = i;

	if (!str_starts(r->v[i].text, "% ") || !md_starts_block(r, i) || r->v[i].indent > 0)
		return 0;
	while (end < r->n && str_starts(r->v[end].text, "%"))
		end++;
	if (i == 0) { /* Pandoc: title, authors, date */
		for (size_t k = 0; k < end && k < 3; k++) {
			md_put(r, k, k == 0 ? STR("# ") : STR("\n"));
			text_copy(&r->out, r->in, r->v[k].start + 1, r->v[k].end);
			md_put(r, k, STR("\n"));
		}
		md_put(r, i, STR("\n"));
		return end;
	}
	if (str_find(r->in->s, STR("```{")) == SIZE_MAX && str_find(r->in->s, STR(":::{")) == SIZE_MAX && str_find(r->in->s, STR(")=\n")) == SIZE_MAX)
		return 0;
	r->changed = true;
	return end - i;
}

/* ---------------------------------------------------------------- names, abbreviations */

/* "(name)=": the place below. */
size_t md_name_line(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text, name = str_sub(s, 1, s.n - 2);

	if (s.n < 4 || s.p[0] != '(' || !str_ends(s, ")=") || str_find_char(name, ' ', 0) != SIZE_MAX || !md_starts_block(r, i))
		return 0;
	md_put_line(r, i, arena_printf(r->b->arena, "<a id=\"%.*s\"></a>\n", STR_ARG(name)));
	return 1;
}

/* An abbreviation is told on the screen only; a file that would be put in here is not there. */
size_t md_abbreviation_line(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text;
	bool abbreviation = str_starts(s, "*[") && str_find(s, STR("]:")) != SIZE_MAX;
	bool snippet = str_starts(s, "--8<--") || str_starts(s, "-8<-");

	if ((!abbreviation && !snippet) || r->v[i].indent > 3)
		return 0;
	leave_out(r, i);
	return 1;
}

/* ---------------------------------------------------------------- attributes of what stands below */

static bool ends_with(struct str class, const char *end, struct str *rest)
{
	if (!str_ends(class, end))
		return false;
	*rest = str_sub(class, 0, class.n - strlen(end));
	return true;
}

static void put_unquoted(struct md_blocks *r, size_t i)
{
	const struct md_line *l = &r->v[i];
	size_t at = l->start + l->indent;

	if (l->text.n && l->text.p[0] == '>') {
		at++;
		at += at < l->end && r->in->s.p[at] == ' ';
	}
	text_copy(&r->out, r->in, at, l->end);
	md_put(r, i, STR("\n"));
}

static bool is_callout(struct str class)
{
	static const char *const names[] = {"note", "warning", "important", "tip", "caution", "danger", "highlight", "new", NULL};

	return is_among(class, names);
}

/* Lines [i, end) in a box; with a title, the first of them is that. */
static void put_box(struct md_blocks *r, size_t i, size_t end, struct str class, bool titled)
{
	struct str title = titled ? r->v[i].text : STR_NONE;
	struct buf made = {0};

	buf_printf(&made, "\n<div class=\"callout %.*s\"", STR_ARG(class));
	md_put_attribute(&made, "x-kind", class);
	md_put_attribute(&made, "x-title", str_trim(str_starts(title, ">") ? str_sub(title, 1, title.n) : title));
	buf_cstr(&made, ">\n\n");
	md_put(r, i, arena_str(r->b->arena, buf_view(&made)));
	buf_free(&made);
	for (size_t k = i + titled; k < end; k++)
		put_unquoted(r, k);
	md_put(r, i, STR("\n</div>\n\n"));
}

/* "{: .note }" above a paragraph or a quotation, as Just the Docs has its callouts; "{: .note-title }": the first line is the
 * title. Of other classes there is nothing to say. */
size_t md_attributes_line(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text, class, attributes;
	size_t end = i + 1, dot = str_find_char(s, '.', 0), stop = dot;

	if (!str_starts(s, "{:") || md_is_blank(r, i + 1) || !md_starts_block(r, i) || md_attributes(r->b, s, 0, &attributes) != s.n)
		return 0;
	while (stop < s.n && !strchr(" }#", s.p[stop]))
		stop++;
	class = dot == SIZE_MAX ? STR_NONE : str_sub(s, dot + 1, stop);
	bool titled = ends_with(class, "-title", &class);
	r->changed = true;
	if (!is_callout(class) || strchr("#|-*+`<", r->v[i + 1].text.p[0]))
		return 1;
	while (!md_is_blank(r, end))
		end++;
	put_box(r, i + 1, end, class, titled);
	return end - i;
}

/* ---------------------------------------------------------------- lines that end where they end */

static bool is_verse(struct str s)
{
	return s.n > 1 && s.p[0] == '|' && s.p[1] == ' ' && str_find_char(s, '|', 1) == SIZE_MAX;
}

size_t md_verse(struct md_blocks *r, size_t i)
{
	size_t end = i;

	if (!md_starts_block(r, i))
		return 0;
	while (end < r->n && (is_verse(r->v[end].text) || str_is(r->v[end].text, "|")))
		end++;
	if (end < i + 2 || !md_is_blank(r, end))
		return 0;
	for (size_t k = i; k < end; k++) {
		const struct md_line *l = &r->v[k];
		size_t at = l->start + l->indent + 1;
		at += at < l->end && r->in->s.p[at] == ' ';
		for (; at < l->end && r->in->s.p[at] == ' '; at++)
			md_put(r, k, STR("&nbsp;"));
		text_copy(&r->out, r->in, at, l->end);
		md_put(r, k, k + 1 < end ? STR("<br>\n") : STR("\n"));
	}
	return end - i;
}

/* ---------------------------------------------------------------- counters */

/* The bullets of word processors, with the space or tab behind one; 0: there is none. */
static size_t bullet_length(struct str s)
{
	static const char *const bullets[] = {"\u2022", "\u25CF", "\u25AA", "\u25A0", "\u25E6", "\u2023", "\u2219", "\uF0B7"};

	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
		struct str rest = str_sub(s, strlen(bullets[i]), s.n);
		if (!str_starts(s, bullets[i]))
			continue;
		size_t space = str_starts(rest, "\u00A0") ? 2 : rest.n > 1 && strchr(" \t", rest.p[0]) ? 1 : 0;
		return space ? strlen(bullets[i]) + space : 0;
	}
	return 0;
}

/* Indented so far that it would be code, it is so only where an item stands above. */
size_t md_bullet_line(struct md_blocks *r, size_t i)
{
	struct md_line *l = &r->v[i];
	size_t n = bullet_length(l->text);
	bool code = l->indent > 3 || memchr(r->in->s.p + l->start, '\t', l->indent);

	if (!n)
		return 0;
	if (!code || md_in_list(r, i))
		text_copy(&r->out, r->in, l->start, l->start + l->indent);
	l->item = MD_ITEM_BULLET;
	md_put(r, i, STR("- "));
	text_copy(&r->out, r->in, l->start + l->indent + n, l->end);
	md_put(r, i, STR("\n"));
	return 1;
}

/* Pandoc counts "#." and "(@name)" itself. */
size_t md_counted_line(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text;
	size_t n = str_starts(s, "#. ") ? 2 : str_starts(s, "(@") ? str_find(s, STR(") ")) + 1 : 0;
	size_t at = r->v[i].start + r->v[i].indent;

	if (n == 0 || n >= s.n)
		return 0;
	text_copy(&r->out, r->in, r->v[i].start, at);
	md_put(r, i, STR("1."));
	text_copy(&r->out, r->in, at + n, r->v[i].end);
	md_put(r, i, STR("\n"));
	return 1;
}

/* ---------------------------------------------------------------- slides */

/* What Slidev says of a slide between two rules: "layout: center" would be a heading. */
size_t md_slide_lines(struct md_blocks *r, size_t i)
{
	static const char *const keys[] = {"layout", "transition", "class", "background", "clicks", "image", "level", "theme", "hideInToc", NULL};
	size_t end = i + 1;

	if (!str_is(r->v[i].text, "---"))
		return 0;
	while (!md_is_blank(r, end) && !str_is(r->v[end].text, "---")) {
		if (!is_among(str_sub(r->v[end].text, 0, str_find_char(r->v[end].text, ':', 0)), keys))
			return 0;
		end++;
	}
	if (end == i + 1 || md_is_blank(r, end))
		return 0;
	md_put_line(r, i, STR("\n***\n"));
	return end + 1 - i;
}
