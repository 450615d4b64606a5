/* markdown_tex.c - LaTeX's commands in running text, as R Markdown has them: what has a meaning here is set so; what only moves
 * things about on LaTeX's pages is left out. */
#include "content/content_int.h"

#include <string.h>

#define MOST_GROUP 2000 /* bytes in braces */

enum tex { TEX_TAG, TEX_BARE, TEX_DROPPED, TEX_TEXT, TEX_LINK, TEX_ROUND };

struct command {
	const char *name;
	enum tex kind;
	const char *made, *behind; /* a tag; a text; what stands round the argument */
};

static const struct command commands[] = {
	{"textbf", TEX_TAG, "strong", ""}, {"textit", TEX_TAG, "em", ""}, {"emph", TEX_TAG, "em", ""}, {"underline", TEX_TAG, "u", ""},
	{"texttt", TEX_TAG, "code", ""}, {"textsuperscript", TEX_TAG, "sup", ""}, {"textsubscript", TEX_TAG, "sub", ""},
	{"textsc", TEX_TAG, "span", ""},
	{"href", TEX_LINK, "", ""}, {"url", TEX_ROUND, "<", ">"}, {"footnote", TEX_ROUND, "^[", "]"}, {"@ref", TEX_ROUND, "[](<#", ">)"},
	{"vspace", TEX_DROPPED, "", ""}, {"hspace", TEX_DROPPED, "", ""}, {"label", TEX_DROPPED, "", ""}, {"vskip", TEX_BARE, "", ""},
	{"noindent", TEX_BARE, "", ""}, {"bigskip", TEX_BARE, "", ""}, {"medskip", TEX_BARE, "", ""}, {"smallskip", TEX_BARE, "", ""},
	{"hfill", TEX_BARE, "", ""}, {"vfill", TEX_BARE, "", ""}, {"centering", TEX_BARE, "", ""}, {"large", TEX_BARE, "", ""},
	{"Large", TEX_BARE, "", ""}, {"LARGE", TEX_BARE, "", ""}, {"huge", TEX_BARE, "", ""}, {"small", TEX_BARE, "", ""},
	{"footnotesize", TEX_BARE, "", ""}, {"normalsize", TEX_BARE, "", ""}, {"tableofcontents", TEX_BARE, "", ""},
	{"LaTeX", TEX_TEXT, "LaTeX", ""}, {"TeX", TEX_TEXT, "TeX", ""}, {"ldots", TEX_TEXT, "…", ""}, {"dots", TEX_TEXT, "…", ""},
};

/* Behind the group in braces (or parentheses) at `at`; SIZE_MAX: there is none. */
static size_t group_end(struct str s, size_t at, char open, char close)
{
	size_t depth = 0;

	if (md_char_at(s, at) != open)
		return SIZE_MAX;
	for (size_t i = at; i < s.n && i < at + MOST_GROUP; i++) {
		depth += s.p[i] == open;
		depth -= s.p[i] == close;
		if (depth == 0)
			return i + 1;
	}
	return SIZE_MAX;
}

/* The command whose argument stands at [from, end), braces included. */
static bool take_command(struct md_search *f, const struct command *c, size_t from, size_t end)
{
	struct arena *a = f->r->build->arena;
	struct str argument = end == SIZE_MAX ? STR_NONE : str_sub(f->s, from + 1, end - 1);

	if (c->kind == TEX_BARE || c->kind == TEX_TEXT) {
		end = c->kind == TEX_TEXT && end == from + 2 ? end : from;
		end += c->kind == TEX_BARE && md_char_at(f->s, end) == ' ';
		md_replace(f, f->at, end, str_from(c->made));
	} else if (end == SIZE_MAX) {
		return false;
	} else if (c->kind == TEX_TAG) {
		md_replace(f, f->at, from + 1, arena_printf(a, "<%s%s>", c->made, str_is(str_from(c->made), "span") ? " class=\"smallcaps\"" : ""));
		md_replace(f, end - 1, end, arena_printf(a, "</%s>", c->made));
		end = from + 1;
	} else if (c->kind == TEX_LINK) {
		size_t text = end, text_end = group_end(f->s, text, '{', '}');
		if (text_end == SIZE_MAX)
			return false;
		md_replace(f, f->at, text_end, arena_printf(a, "[%.*s](<%.*s>)", STR_ARG(str_sub(f->s, text + 1, text_end - 1)),
			STR_ARG(argument)));
		end = text_end;
	} else {
		md_replace(f, f->at, end, arena_printf(a, "%s%.*s%s", c->made, STR_ARG(c->kind == TEX_DROPPED ? STR("") : argument), c->behind));
	}
	f->at = end;
	return true;
}

bool md_at_tex(struct md_search *f)
{
	size_t to = f->at + 1, end;

	to += md_char_at(f->s, to) == '\\' && md_char_at(f->s, to + 1) == '@'; /* "\\@ref(x)" as some write it */
	size_t from = to;
	to += md_char_at(f->s, to) == '@';
	while (to < f->s.n && ((f->s.p[to] >= 'a' && f->s.p[to] <= 'z') || (f->s.p[to] >= 'A' && f->s.p[to] <= 'Z')))
		to++;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (!str_is(str_sub(f->s, from, to), commands[i].name))
			continue;
		size_t start = to + (md_char_at(f->s, to) == '*');
		end = commands[i].name[0] == '@' ? group_end(f->s, start, '(', ')') : group_end(f->s, start, '{', '}');
		return take_command(f, &commands[i], start, end);
	}
	return false;
}
