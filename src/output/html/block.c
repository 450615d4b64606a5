/* block.c - what stands in blocks: one function a kind, and the attributes that all elements share. */
#include "output/html/html_int.h"

/* ---------------------------------------------------------------- elements */

static void put_direction(struct html *w, const struct doc_node *n)
{
	if (n->parent && n->direction != n->parent->direction)
		html_put(w, n->direction == DOC_RTL ? " dir=\"rtl\"" : " dir=\"ltr\"");
}

void html_begin(struct html *w, const char *tag, enum html_look look, const struct doc_node *n)
{
	buf_printf(w->out, "<%s", tag);
	html_look(w, look, n->align);
	if (doc_id(n).n)
		html_attribute_put(w, "id", doc_id(n));
	if (doc_own_lang(n).n)
		html_attribute_put(w, "lang", doc_own_lang(n));
	put_direction(w, n);
}

void html_open(struct html *w, const char *tag, enum html_look look, const struct doc_node *n)
{
	html_begin(w, tag, look, n);
	buf_char(w->out, '>');
}

void html_close(struct html *w, const char *tag)
{
	buf_printf(w->out, "</%s>\n", tag);
}

/* The elements that came with HTML 5 are divisions in a fragment: Moodle's filter does not know them. */
static const char *element(const struct html *w, const char *tag)
{
	return w->options->fragment ? "div" : tag;
}

/* ---------------------------------------------------------------- one kind each */

/* What the paragraph begins with, where it is its item's first. */
static void put_label(struct html *w)
{
	if (!w->label.n)
		return;
	html_text(w, w->label);
	buf_char(w->out, ' ');
	w->label = STR_NONE;
}

static const struct doc_node *skip_notes(const struct doc_node *n)
{
	while (n && n->kind == DOC_FOOTNOTE)
		n = n->next;
	return n;
}

static void put_paragraph(struct html *w, const struct doc_node *n)
{
	enum html_look look = n->role == ROLE_EYEBROW ? HTML_EYEBROW : n->role == ROLE_SUBTITLE ? HTML_SUBTITLE
	                    : n->role == ROLE_LABEL ? HTML_LABEL : HTML_PLAIN;

	html_open(w, "p", look, n);
	put_label(w);
	html_spans(w, n);
	html_close(w, "p");
}

/* A fragment goes into a page that has an h1: its headings are one level lower. */
static void put_heading(struct html *w, const struct doc_node *n)
{
	int level = n->u.heading.level + w->options->fragment;
	char tag[] = "h1";

	tag[1] = (char)('0' + (level < 1 ? 1 : level > 6 ? 6 : level));
	html_open(w, tag, HTML_PLAIN, n);
	html_spans(w, n);
	html_close(w, tag);
}

/* An element of its own where it has something to say. */
static void put_section(struct html *w, const struct doc_node *n)
{
	const struct doc_node *heading = n->first && n->first->kind == DOC_HEADING && doc_id(n->first).n ? n->first : NULL;

	if (!heading && !doc_id(n).n && !doc_own_lang(n).n && n->direction == n->parent->direction) {
		html_blocks(w, n);
		return;
	}
	html_begin(w, element(w, heading ? "section" : "div"), HTML_PLAIN, n);
	if (heading && !w->options->fragment)
		html_attribute_put(w, "aria-labelledby", doc_id(heading));
	html_put(w, ">\n");
	html_blocks(w, n);
	html_close(w, element(w, heading ? "section" : "div"));
}

static bool is_task_list(const struct doc_node *list)
{
	for (const struct doc_node *item = list->first; item; item = item->next)
		if (item->kind == DOC_ITEM && !item->u.item.task)
			return false;
	return list->first;
}

/* No property that editors keep says "a)" for "a.": a fragment has such labels as text. */
static bool is_labelled(const struct html *w, const struct doc_node *list)
{
	return list->u.list.ordered && list->u.list.close && w->options->fragment;
}

static struct str item_label(struct html *w, const struct doc_node *item)
{
	struct buf label = {0};

	if (item->u.item.task)
		return item->u.item.checked ? STR("\xE2\x98\x91") : STR("\xE2\x98\x90"); /* U+2611, U+2610: ballot boxes */
	if (!is_labelled(w, item->parent))
		return STR_NONE;
	doc_list_label(item->parent, w->number++, &label);
	struct str kept = arena_str(w->b->arena, buf_view(&label));
	buf_free(&label);
	return kept;
}

static void put_item(struct html *w, const struct doc_node *n)
{
	const struct doc_node *first = skip_notes(n->first);

	html_open(w, "li", HTML_PLAIN, n);
	w->label = item_label(w, n);
	if (!first || first->kind != DOC_PARAGRAPH)
		put_label(w);
	html_content(w, n);
	html_close(w, "li");
}

static void put_list(struct html *w, const struct doc_node *n)
{
	bool labelled = is_labelled(w, n);
	const char *tag = n->u.list.ordered ? "ol" : "ul";
	int outer = w->number;

	html_begin(w, tag, labelled || is_task_list(n) ? HTML_UNMARKED : n->u.list.references ? HTML_REFERENCES : HTML_PLAIN, n);
	if (n->u.list.ordered && n->u.list.numbers)
		buf_printf(w->out, " type=\"%s\"", doc_list_pattern(n));
	if (n->u.list.ordered && n->u.list.start != 1)
		buf_printf(w->out, " start=\"%d\"", n->u.list.start);
	if (n->u.list.ordered && n->u.list.close && !labelled)
		html_counter(w, n);
	html_put(w, ">\n");
	w->number = n->u.list.start;
	html_blocks(w, n);
	w->number = outer;
	html_close(w, tag);
}

/* ---------------------------------------------------------------- callouts */

/* The title runs into the paragraph behind it. */
static const struct doc_node *put_callout_title(struct html *w, const struct doc_node *title)
{
	const struct doc_node *body = doc_title_body(title);

	html_open(w, "p", HTML_PLAIN, body ? body : title);
	html_put(w, "<strong>");
	html_spans(w, title);
	html_put(w, "</strong>");
	if (body) {
		html_put(w, " ");
		html_spans(w, body);
	}
	html_close(w, "p");
	return body ? body->next : title->next;
}

static void put_blocks_from(struct html *w, const struct doc_node *n);

static void put_callout(struct html *w, const struct doc_node *n)
{
	const struct doc_node *rest = n->first;

	html_open(w, "div", HTML_CALLOUT, n);
	html_put(w, "\n");
	if (rest && rest->role == ROLE_CALLOUT_TITLE)
		rest = put_callout_title(w, rest);
	put_blocks_from(w, rest);
	html_close(w, "div");
}

static void put_quote(struct html *w, const struct doc_node *n)
{
	html_open(w, "blockquote", HTML_PLAIN, n);
	html_put(w, "\n");
	html_blocks(w, n);
	html_close(w, "blockquote");
}

static void put_code_block(struct html *w, const struct doc_node *n)
{
	html_open(w, "pre", HTML_CODE, n);
	html_put(w, "<code>");
	html_text(w, n->text);
	html_put(w, "</code>");
	html_close(w, "pre");
}

static void put_rule(struct html *w, const struct doc_node *n)
{
	(void)n;
	html_put(w, "<hr>\n");
}

static void put_page_break(struct html *w, const struct doc_node *n)
{
	if (w->options->fragment)
		return;
	html_open(w, "div", HTML_PAGE_BREAK, n);
	html_close(w, "div");
}

/* Side by side where the screen is wide enough. */
static void put_columns(struct html *w, const struct doc_node *n)
{
	html_open(w, "div", HTML_COLUMNS, n);
	html_put(w, "\n");
	for (const struct doc_node *k = n->first; k; k = k->next) {
		buf_printf(w->out, "<div style=\"flex: %d 1 10em\">\n", doc_column_share(k));
		html_blocks(w, k);
		html_close(w, "div");
	}
	html_close(w, "div");
}

static void put_caption(struct html *w, const struct doc_node *n)
{
	html_open(w, "p", HTML_CAPTION, n);
	html_spans(w, n);
	html_close(w, "p");
}

/* ---------------------------------------------------------------- contents */

static void put_entry(struct html *w, const struct doc_node *heading)
{
	html_put(w, "<li><a href=\"#");
	html_text(w, doc_id(heading));
	html_put(w, "\">");
	struct buf title = {0};
	doc_plain_text(heading, &title);
	html_text(w, str_trim(buf_view(&title)));
	buf_free(&title);
	html_put(w, "</a></li>\n");
}

static void put_contents(struct html *w, const struct doc_node *n)
{
	html_begin(w, element(w, "nav"), HTML_CONTENTS, n);
	if (!w->options->fragment)
		html_attribute_put(w, "aria-label", str_from(w->d->words->contents));
	html_put(w, ">\n");
	html_blocks(w, n);
	if (!n->first) {
		html_put(w, "<ul>\n");
		for (const struct doc_node *h = w->d->root; h; h = doc_walk(w->d->root, h, true))
			if (h->kind == DOC_HEADING && h->u.heading.level == 2 && doc_id(h).n)
				put_entry(w, h);
		html_put(w, "</ul>\n");
	}
	html_close(w, element(w, "nav"));
}

/* ---------------------------------------------------------------- notes */

static void keep_note(struct html *w, const struct doc_node *n)
{
	*arena_push(w->b->arena, &w->notes) = n;
}

static void put_note(struct html *w, const struct doc_node *n)
{
	int number = n->u.footnote.number;

	buf_printf(w->out, "<li id=\"note-%d\"", number);
	if (doc_own_lang(n).n)
		html_attribute_put(w, "lang", doc_own_lang(n));
	html_put(w, ">");
	html_content(w, n);
	if (n->u.footnote.reference) {
		buf_printf(w->out, " <a href=\"#note-%d-ref\"", number);
		html_attribute_put(w, "aria-label", arena_printf(w->b->arena, "%s %d \xE2\x86\xA9", w->d->words->note, number));
		html_put(w, w->options->fragment ? ">\xE2\x86\xA9</a>" : " role=\"doc-backlink\">\xE2\x86\xA9</a>");
	}
	html_close(w, "li");
}

static int last_number(const struct html *w)
{
	int last = 0;

	for (size_t i = 0; i < w->notes.n; i++)
		if (w->notes.v[i]->u.footnote.number > last)
			last = w->notes.v[i]->u.footnote.number;
	return last;
}

/* By number: a note's own notes come last in the walk, wherever their numbers are. */
static void put_in_order(struct html *w)
{
	int last = last_number(w);
	const struct doc_node **notes = arena_alloc(w->b->arena, ((size_t)last + 1) * sizeof *notes);

	for (size_t i = w->notes.n; i-- > 0;)
		notes[w->notes.v[i]->u.footnote.number] = w->notes.v[i];
	for (int number = 1; number <= last; number++)
		if (notes[number])
			put_note(w, notes[number]);
}

void html_notes(struct html *w)
{
	if (!w->notes.n)
		return;
	buf_printf(w->out, "<%s", element(w, "section"));
	html_look(w, HTML_NOTES, MD_ALIGN_NONE);
	if (!w->options->fragment) {
		html_put(w, " role=\"doc-endnotes\"");
		html_attribute_put(w, "aria-label", str_from(w->d->words->note));
	}
	html_put(w, ">\n<ol>\n");
	put_in_order(w);
	html_put(w, "</ol>\n");
	html_close(w, element(w, "section"));
}

/* ---------------------------------------------------------------- all of them */

static void (*const writers[DOC_KINDS])(struct html *, const struct doc_node *) = {
	[DOC_SECTION] = put_section, [DOC_HEADING] = put_heading, [DOC_PARAGRAPH] = put_paragraph, [DOC_LIST] = put_list,
	[DOC_ITEM] = put_item, [DOC_TABLE] = html_table, [DOC_FACTS] = html_facts, [DOC_FIGURE] = html_figure,
	[DOC_CAPTION] = put_caption, [DOC_CALLOUT] = put_callout, [DOC_QUOTE] = put_quote, [DOC_CODE_BLOCK] = put_code_block,
	[DOC_RULE] = put_rule, [DOC_FOOTNOTE] = keep_note, [DOC_CONTENTS] = put_contents, [DOC_PAGE_BREAK] = put_page_break,
	[DOC_COLUMNS] = put_columns,
};

static void put_blocks_from(struct html *w, const struct doc_node *n)
{
	for (; n; n = n->next)
		if (writers[n->kind])
			writers[n->kind](w, n);
}

void html_blocks(struct html *w, const struct doc_node *parent)
{
	put_blocks_from(w, parent->first);
}

/* One paragraph, or one with lists behind it, as tight lists have them; footnotes do not count. */
void html_content(struct html *w, const struct doc_node *parent)
{
	const struct doc_node *first = skip_notes(parent->first), *second = first ? skip_notes(first->next) : NULL;
	bool tight = !second || (second->kind == DOC_LIST && !skip_notes(second->next));

	if (!first || first->kind != DOC_PARAGRAPH || first->align != MD_ALIGN_NONE || doc_own_lang(first).n || doc_id(first).n || !tight) {
		html_blocks(w, parent);
		return;
	}
	put_label(w);
	html_spans(w, first);
	if (second)
		html_put(w, "\n");
	for (const struct doc_node *n = parent->first; n; n = n->next)
		if (n != first && writers[n->kind])
			writers[n->kind](w, n);
}
