/* span.c - what stands in lines. */
#include "output/html/html_int.h"

static void wrap(struct html *w, const struct doc_node *n, const char *tag, enum html_look look)
{
	html_open(w, tag, look, n);
	html_text(w, n->text);
	html_spans(w, n);
	buf_printf(w->out, "</%s>", tag);
}

static void put_text(struct html *w, const struct doc_node *n)
{
	bool marked = doc_own_lang(n).n || (n->parent && n->direction != n->parent->direction);

	if (n->role == ROLE_SEPARATOR)
		html_put(w, " \xC2\xB7 ");
	else if (marked)
		wrap(w, n, "span", HTML_PLAIN);
	else
		html_text(w, n->text);
}

static void put_emphasis(struct html *w, const struct doc_node *n) { wrap(w, n, "em", HTML_PLAIN); }
static void put_strong(struct html *w, const struct doc_node *n) { wrap(w, n, "strong", HTML_PLAIN); }
static void put_underline(struct html *w, const struct doc_node *n) { wrap(w, n, "u", HTML_PLAIN); }
static void put_small_caps(struct html *w, const struct doc_node *n) { wrap(w, n, "span", HTML_SMALL_CAPS); }
static void put_subscript(struct html *w, const struct doc_node *n) { wrap(w, n, "sub", HTML_PLAIN); }
static void put_superscript(struct html *w, const struct doc_node *n) { wrap(w, n, "sup", HTML_PLAIN); }
static void put_code(struct html *w, const struct doc_node *n) { wrap(w, n, "code", HTML_PLAIN); }
static void put_placeholder(struct html *w, const struct doc_node *n) { wrap(w, n, "span", HTML_PLACEHOLDER); }

/* Canvas drops <s> and keeps <del>. */
static void put_strike(struct html *w, const struct doc_node *n)
{
	wrap(w, n, w->options->fragment ? "del" : "s", HTML_PLAIN);
}

static void put_line_break(struct html *w, const struct doc_node *n)
{
	(void)n;
	html_put(w, "<br>\n");
}

static bool is_inside_link(const struct doc_node *n)
{
	return n->parent && doc_ancestor(n->parent, DOC_LINK);
}

/* A link that leads nowhere safe is its text. */
static void put_link(struct html *w, const struct doc_node *n)
{
	const struct doc_node *target = n->u.link->target;
	bool leads = (target && doc_id(target).n) || html_address_is_safe(n->u.link->url);

	if (!leads || is_inside_link(n)) {
		html_spans(w, n);
		return;
	}
	html_begin(w, "a", HTML_PLAIN, n);
	if (target && doc_id(target).n) {
		html_put(w, " href=\"#");
		html_text(w, doc_id(target));
		html_put(w, "\"");
	} else {
		html_address(w, "href", n->u.link->url);
	}
	html_put(w, ">");
	html_spans(w, n);
	html_put(w, "</a>");
}

/* Only the first of several references has the place to which the note leads back. */
static void put_note_reference(struct html *w, const struct doc_node *n)
{
	const struct doc_node *note = n->u.link->target;
	int number = note ? note->u.footnote.number : 0;

	if (!note)
		return;
	buf_printf(w->out, "<sup><a href=\"#note-%d\"", number);
	if (note->u.footnote.reference == n)
		buf_printf(w->out, " id=\"note-%d-ref\"", number);
	if (!w->options->fragment)
		html_put(w, " role=\"doc-noteref\"");
	html_attribute_put(w, "aria-label", arena_printf(w->b->arena, "%s %d", w->d->words->note, number));
	buf_printf(w->out, ">%d</a></sup>", number);
}

/* HTML Purifier, which Moodle uses, knows no ruby: the annotation stands in parentheses, which ruby too shows where
 * it is not known. */
static void put_ruby(struct html *w, const struct doc_node *n)
{
	bool fragment = w->options->fragment;

	html_open(w, fragment ? "span" : "ruby", HTML_PLAIN, n);
	html_spans(w, n);
	html_put(w, fragment ? "</span>" : "</ruby>");
}

static void put_reading(struct html *w, const struct doc_node *n)
{
	html_put(w, w->options->fragment ? " (" : "<rp>(</rp><rt>");
	html_spans(w, n);
	html_put(w, w->options->fragment ? ")" : "</rt><rp>)</rp>");
}

static void (*const writers[DOC_KINDS])(struct html *, const struct doc_node *) = {
	[DOC_TEXT] = put_text, [DOC_EMPHASIS] = put_emphasis, [DOC_STRONG] = put_strong, [DOC_UNDERLINE] = put_underline,
	[DOC_STRIKE] = put_strike, [DOC_SMALL_CAPS] = put_small_caps, [DOC_SUBSCRIPT] = put_subscript,
	[DOC_SUPERSCRIPT] = put_superscript, [DOC_CODE] = put_code, [DOC_LINK] = put_link, [DOC_IMAGE] = html_image,
	[DOC_LINE_BREAK] = put_line_break, [DOC_NOTE_REF] = put_note_reference, [DOC_MATH] = put_code, [DOC_RUBY] = put_ruby, [DOC_READING] = put_reading,
	[DOC_PLACEHOLDER] = put_placeholder,
};

void html_spans(struct html *w, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n; n = n->next)
		if (writers[n->kind])
			writers[n->kind](w, n);
}
