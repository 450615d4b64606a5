/* span.c - what stands in lines. */
#include "output/latex/latex_int.h"

#include <string.h>

static void wrap(struct latex *w, const struct doc_node *n, const char *command)
{
	buf_printf(w->out, "\\%s{", command);
	latex_text(w, n->text);
	latex_spans(w, n);
	latex_put(w, "}");
}

static void put_text(struct latex *w, const struct doc_node *n)
{
	if (n->role == ROLE_SEPARATOR)
		latex_put(w, "\\quad ");
	else
		latex_text(w, n->text);
}

static void put_emphasis(struct latex *w, const struct doc_node *n) { wrap(w, n, "emph"); }
static void put_strong(struct latex *w, const struct doc_node *n) { wrap(w, n, "textbf"); }
static void put_small_caps(struct latex *w, const struct doc_node *n) { wrap(w, n, "textsc"); }
static void put_subscript(struct latex *w, const struct doc_node *n) { wrap(w, n, "textsubscript"); }
static void put_superscript(struct latex *w, const struct doc_node *n) { wrap(w, n, "textsuperscript"); }
static void put_placeholder(struct latex *w, const struct doc_node *n) { wrap(w, n, "emph"); }

static void put_underline(struct latex *w, const struct doc_node *n)
{
	bool outer = w->underline;

	w->underline = true;
	latex_spans(w, n);
	w->underline = outer;
}

static void put_strike(struct latex *w, const struct doc_node *n)
{
	bool outer = w->strike;

	w->strike = true;
	latex_spans(w, n);
	w->strike = outer;
}

static void put_code(struct latex *w, const struct doc_node *n)
{
	bool outer = w->code;

	w->code = true;
	wrap(w, n, "texttt");
	w->code = outer;
}

/* In a cell, \\ would end the row; where a paragraph begins, there is no line yet to end. */
static void put_line_break(struct latex *w, const struct doc_node *n)
{
	latex_put(w, n->parent && n->parent->first == n ? "\\leavevmode" : "");
	latex_put(w, w->cell ? "\\newline\n" : "\\\\\n");
}

#define WHOLE 20 /* letters and figures in a row, at most: addresses are broken between others */

/* Whether \email, \site and \url can take an address: TeX reads each of its characters as itself. */
static bool is_plain_address(struct str s)
{
	size_t row = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		row = word || c == '-' ? row + 1 : 0;
		if ((!word && !strchr("./:@?=+,_-", c)) || row > WHOLE || (c == '-' && i && s.p[i - 1] == '-'))
			return false;
	}
	return s.n;
}

/* A link that shows its address, with or without what stands before it. */
static bool put_address(struct latex *w, const struct doc_node *n)
{
	static const struct { const char *before, *command; } forms[] = {{"mailto:", "email"}, {"https://", "site"}, {"", "url"}};
	struct str url = n->u.link->url, shown = n->first ? n->first->text : STR_NONE;

	if (!n->first || n->first->next || n->first->kind != DOC_TEXT || !is_plain_address(url))
		return false;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (!str_starts(url, forms[i].before) || !str_eq(str_sub(url, strlen(forms[i].before), url.n), shown))
			continue;
		buf_printf(w->out, "\\%s{%.*s}", forms[i].command, STR_ARG(shown));
		return true;
	}
	return false;
}

static void put_link(struct latex *w, const struct doc_node *n)
{
	const struct doc_node *target = n->u.link->target;
	bool nested = n->parent && doc_ancestor(n->parent, DOC_LINK);

	if (nested || (!target && (!n->u.link->url.n || n->u.link->url.p[0] == '#')) || (target && !doc_id(target).n)) {
		latex_spans(w, n);
		return;
	}
	if (!target && !w->strike && !w->underline && put_address(w, n))
		return;
	if (w->cell && w->out->n && w->out->p[w->out->n - 1] == '}')
		latex_put(w, "\\brk{}");
	latex_put(w, target ? "\\hyperref[" : "\\href{");
	if (target)
		latex_label(w, doc_id(target));
	else
		latex_address(w, n->u.link->url);
	latex_put(w, target ? "]{" : "}{");
	latex_spans(w, n);
	latex_put(w, "}");
}

/* The note's text stands where it is referred to first, or behind the box in which it cannot. */
static void put_note_reference(struct latex *w, const struct doc_node *n)
{
	const struct doc_node *note = n->u.link->target;

	if (!note)
		return;
	if (note->u.footnote.reference && note->u.footnote.reference != n) {
		buf_printf(w->out, "\\footnotemark[%d]", note->u.footnote.number);
	} else if (w->held) {
		buf_printf(w->out, "\\footnotemark[%d]", note->u.footnote.number);
		*arena_push(w->b->arena, &w->notes) = note;
	} else {
		buf_printf(w->out, "\\footnote[%d]{", note->u.footnote.number);
		latex_note_text(w, note);
		latex_put(w, "}");
	}
}

static void put_ruby(struct latex *w, const struct doc_node *n)
{
	latex_put(w, doc_ruby_is_short(n) ? "\\ruby{" : "");
	latex_spans(w, n);
	latex_put(w, doc_ruby_is_short(n) ? "}" : ")");
}

static void put_reading(struct latex *w, const struct doc_node *n)
{
	latex_put(w, doc_ruby_is_short(n->parent) ? "}{" : " (");
	latex_spans(w, n);
}

static void (*const writers[DOC_KINDS])(struct latex *, const struct doc_node *) = {
	[DOC_TEXT] = put_text, [DOC_EMPHASIS] = put_emphasis, [DOC_STRONG] = put_strong, [DOC_UNDERLINE] = put_underline,
	[DOC_STRIKE] = put_strike, [DOC_SMALL_CAPS] = put_small_caps, [DOC_SUBSCRIPT] = put_subscript,
	[DOC_SUPERSCRIPT] = put_superscript, [DOC_CODE] = put_code, [DOC_LINK] = put_link, [DOC_IMAGE] = latex_image,
	[DOC_LINE_BREAK] = put_line_break, [DOC_NOTE_REF] = put_note_reference, [DOC_MATH] = put_code, [DOC_RUBY] = put_ruby, [DOC_READING] = put_reading,
	[DOC_PLACEHOLDER] = put_placeholder,
};

void latex_spans(struct latex *w, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n; n = n->next)
		if (writers[n->kind])
			writers[n->kind](w, n);
}
