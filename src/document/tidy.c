/* tidy.c - what reading leaves behind: white space at the ends of blocks, empty texts and paragraphs, links without a text. */
#include "document/document_int.h"

static bool is_white(char ch)
{
	return ch == ' ' || ch == '\n' || ch == '\t';
}

static void trim_start(struct doc_node *text)
{
	while (text->text.n && is_white(text->text.p[0]))
		text->text = str_sub(text->text, 1, text->text.n);
}

static void trim_end(struct doc_node *text)
{
	while (text->text.n && is_white(text->text.p[text->text.n - 1]))
		text->text.n--;
}

/* Takes n away, and the spans above it that it leaves empty. */
static void remove_with_shells(struct doc_node *n, const struct doc_node *block)
{
	struct doc_node *parent = n->parent;

	doc_remove(n);
	while (parent != block && !parent->first && parent->kind != DOC_LINK) {
		n = parent;
		parent = n->parent;
		doc_remove(n);
	}
}

/* White space and line breaks at a block's ends, from HTML and from what was taken out. */
static void trim_block(struct doc_node *block, bool at_end)
{
	for (;;) {
		struct doc_node *n = block;
		while (at_end ? n->last : n->first)
			n = at_end ? n->last : n->first;
		if (n == block || (n->kind != DOC_TEXT && n->kind != DOC_LINE_BREAK))
			return;
		if (n->kind == DOC_TEXT)
			at_end ? trim_end(n) : trim_start(n);
		if (n->text.n)
			return;
		remove_with_shells(n, block);
	}
}

/* "such that:\\" is Pandoc's line break, which breaks nothing at a paragraph's end. */
static void trim_backslash(struct doc_node *paragraph)
{
	struct doc_node *last = paragraph->last;

	if (last && last->kind == DOC_TEXT && last->text.n > 1 && str_ends(last->text, "\\"))
		last->text.n--;
}

/* No space at a line's end, nor before a note's number. */
static void trim_at_breaks(struct doc_node *n)
{
	if (n->kind == DOC_TEXT && n->next && (n->next->kind == DOC_LINE_BREAK || n->next->kind == DOC_NOTE_REF))
		trim_end(n);
	if (n->kind == DOC_LINE_BREAK && n->next && n->next->kind == DOC_TEXT)
		trim_start(n->next);
}

/* "example.org" of "https://www.example.org/a": in a table's cell there is no room for more. */
static struct str host_of(struct str url)
{
	size_t at = str_find(url, STR("://"));

	if (at == SIZE_MAX)
		return url;
	url = str_sub(url, at + 3, url.n);
	url = str_sub(url, 0, str_find_char(url, '/', 0));
	return str_starts(url, "www.") ? str_sub(url, 4, url.n) : url;
}

/* A link without a text (its icon did not come along) shows its title, or where it leads. */
static void show_address(struct composer *c, struct doc_node *link)
{
	struct str url = link->u.link->url;

	if (link->u.link->title)
		url = str_from(link->u.link->title);
	else if (str_starts(url, "mailto:"))
		url = str_sub(url, 7, url.n);
	else if (doc_ancestor(link, DOC_CELL))
		url = host_of(url);
	link->first = link->last = NULL;
	doc_append(link, doc_text(c->b, url, link->pos));
}

/* A logo in a heading that is not there: its file's name is no part of what the heading says. */
static bool is_missing_logo(struct composer *c, const struct doc_node *n)
{
	const struct doc_node *heading = n->kind == DOC_IMAGE && !n->u.figure->image ? doc_ancestor(n, DOC_HEADING) : NULL;

	return heading && doc_plain(c->b, heading).n > str_trim(n->u.figure->alt).n;
}

/* Whether nothing stands before it in the sections: a rule below the title block parts nothing, either. */
static bool is_first(const struct doc_node *n)
{
	const struct doc_node *section = n->parent->kind == DOC_SECTION && n->parent->first == n ? n->parent : NULL;
	const struct doc_node *before = section ? section->previous : NULL;

	return section && (!before || before->kind != DOC_SECTION);
}

/* A rule under a heading, before another one, first or last parts nothing: sites underline their headings so. */
static bool parts_nothing(const struct doc_node *rule)
{
	const struct doc_node *before = rule->previous, *next = rule->next;

	if (is_first(rule))
		return true;
	if (!next)
		return doc_walk(doc_ancestor(rule, DOC_ROOT), rule, false) == NULL;
	return next->kind == DOC_RULE || (before && before->kind == DOC_HEADING);
}

static bool is_spare(struct composer *c, const struct doc_node *n)
{
	if (n->kind == DOC_PARAGRAPH || n->kind == DOC_HEADING)
		return n->parent && n->parent->kind != DOC_CELL && doc_is_empty(n);
	if (n->kind == DOC_RULE)
		return n->parent && parts_nothing(n);
	if (n->kind == DOC_IMAGE)
		return is_missing_logo(c, n);
	if (n->kind == DOC_TEXT)
		return !n->text.n;
	if (n->kind == DOC_LIST || n->kind == DOC_ITEM)
		return !n->first;
	if (n->kind == DOC_LINK && (n->u.link->url.n || n->u.link->target))
		return false;
	return doc_is_span(n->kind) && doc_holds_spans(n->kind) && n->kind != DOC_CODE && !n->first;
}

/* An item without content goes with its last paragraph, a list with its last item. */
static void remove_with_lists(const struct doc_node *root, struct doc_node *n)
{
	struct doc_node *parent = n->parent;

	doc_remove(n);
	while ((parent->kind == DOC_ITEM || parent->kind == DOC_LIST) && !parent->first && parent != root) {
		n = parent;
		parent = n->parent;
		doc_remove(n);
	}
}

static bool is_whole_ruby(const struct doc_node *n)
{
	return n->first && n->first->kind != DOC_READING && n->last->kind == DOC_READING && n->last->first;
}

/* Characters without a reading, and readings without characters, are text. */
static bool is_half_ruby(const struct doc_node *n)
{
	if (n->kind == DOC_RUBY)
		return !is_whole_ruby(n);
	return n->kind == DOC_READING && n->parent && n->parent->kind != DOC_RUBY;
}

/* What HTML and generator code left behind: texts without a byte, paragraphs without a word, links without a text. */
void compose_tidy(struct composer *c, struct doc_node *root)
{
	struct doc_node *n = root, *next;

	for (; n; n = next) {
		if (!doc_is_span(n->kind) && doc_holds_spans(n->kind)) {
			trim_block(n, false);
			trim_block(n, true);
			if (n->kind == DOC_PARAGRAPH && !doc_ancestor(n, DOC_CELL))
				trim_backslash(n);
		}
		trim_at_breaks(n);
		if (n->kind == DOC_LINK && doc_is_empty(n) && n->u.link->url.n)
			show_address(c, n);
		next = doc_walk(root, n, true);
		if (n != root && is_half_ruby(n)) {
			doc_unwrap(n);
			continue;
		}
		if (n == root || !is_spare(c, n))
			continue;
		next = doc_walk(root, n, false);
		remove_with_lists(root, n);
	}
}
