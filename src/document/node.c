/* node.c - the document tree's nodes: making, joining, walking. */
#include "document/document.h"
#include "document/document_int.h"

#include <assert.h>

const char *const doc_kind_names[DOC_KINDS] = {
	[DOC_ROOT] = "root", [DOC_SECTION] = "section", [DOC_HEADING] = "heading", [DOC_PARAGRAPH] = "paragraph",
	[DOC_LIST] = "list", [DOC_ITEM] = "item", [DOC_TABLE] = "table", [DOC_ROW] = "row", [DOC_CELL] = "cell",
	[DOC_FACTS] = "facts", [DOC_FIGURE] = "figure", [DOC_CAPTION] = "caption", [DOC_CALLOUT] = "callout",
	[DOC_QUOTE] = "quote", [DOC_CODE_BLOCK] = "code-block", [DOC_RULE] = "rule", [DOC_FOOTNOTE] = "footnote",
	[DOC_CONTENTS] = "contents", [DOC_PAGE_BREAK] = "page-break",
	[DOC_COLUMNS] = "columns", [DOC_COLUMN] = "column", [DOC_TEXT] = "text", [DOC_EMPHASIS] = "emphasis",
	[DOC_STRONG] = "strong", [DOC_UNDERLINE] = "underline", [DOC_STRIKE] = "strike", [DOC_SMALL_CAPS] = "small-caps",
	[DOC_SUBSCRIPT] = "subscript", [DOC_SUPERSCRIPT] = "superscript", [DOC_CODE] = "code", [DOC_LINK] = "link",
	[DOC_IMAGE] = "image", [DOC_LINE_BREAK] = "line-break", [DOC_NOTE_REF] = "note-ref", [DOC_MATH] = "math",
	[DOC_RUBY] = "ruby", [DOC_READING] = "reading", [DOC_PLACEHOLDER] = "placeholder",
};

struct doc_node *doc_new(struct build *b, enum doc_kind kind, struct pos pos)
{
	struct doc_node *n = arena_alloc(b->arena, sizeof *n);

	n->kind = kind;
	n->pos = pos;
	if (kind == DOC_CELL)
		n->u.cell.colspan = n->u.cell.rowspan = 1;
	if (kind == DOC_FIGURE || kind == DOC_IMAGE)
		n->u.figure = arena_alloc(b->arena, sizeof *n->u.figure);
	if (kind == DOC_LINK || kind == DOC_NOTE_REF)
		n->u.link = arena_alloc(b->arena, sizeof *n->u.link);
	return n;
}

static struct doc_attributes *attributes(struct build *b, struct doc_node *n)
{
	if (!n->attributes)
		n->attributes = arena_alloc(b->arena, sizeof *n->attributes);
	return n->attributes;
}

void doc_set_lang(struct build *b, struct doc_node *n, struct str lang)
{
	if (lang.n || n->attributes)
		attributes(b, n)->lang = lang;
}

void doc_set_id(struct build *b, struct doc_node *n, struct str id)
{
	if (id.n || n->attributes)
		attributes(b, n)->id = id;
}

struct doc_node *doc_text(struct build *b, struct str text, struct pos pos)
{
	struct doc_node *n = doc_new(b, DOC_TEXT, pos);

	n->text = text;
	return n;
}

/* Between two siblings, each of which may be NULL. */
static void insert(struct doc_node *parent, struct doc_node *before, struct doc_node *n, struct doc_node *behind)
{
	assert(!n->parent && !n->next && !n->previous);
	n->parent = parent;
	n->previous = before;
	n->next = behind;
	if (before)
		before->next = n;
	else if (parent)
		parent->first = n;
	if (behind)
		behind->previous = n;
	else if (parent)
		parent->last = n;
}

void doc_append(struct doc_node *parent, struct doc_node *child)
{
	insert(parent, parent->last, child, NULL);
}

void doc_insert_first(struct doc_node *parent, struct doc_node *n)
{
	insert(parent, NULL, n, parent->first);
}

void doc_insert_after(struct doc_node *sibling, struct doc_node *n)
{
	insert(sibling->parent, sibling, n, sibling->next);
}

void doc_remove(struct doc_node *n)
{
	*(n->previous ? &n->previous->next : &n->parent->first) = n->next;
	*(n->next ? &n->next->previous : &n->parent->last) = n->previous;
	n->parent = n->next = n->previous = NULL;
}

void doc_unwrap(struct doc_node *n)
{
	struct doc_node *at = n;

	for (struct doc_node *child = n->first, *next; child; child = next) {
		next = child->next;
		child->parent = child->next = child->previous = NULL;
		doc_insert_after(at, child);
		at = child;
	}
	n->first = n->last = NULL;
	doc_remove(n);
}

struct doc_node *doc_walk(const struct doc_node *root, const struct doc_node *n, bool into_children)
{
	if (into_children && n->first)
		return n->first;
	while (n != root && !n->next)
		n = n->parent;
	return n == root ? NULL : n->next;
}

void doc_number(struct doc_node *root)
{
	unsigned number = 0;

	for (struct doc_node *n = root; n; n = doc_walk(root, n, true))
		n->number = ++number;
}

bool doc_is_span(enum doc_kind kind)
{
	return kind >= DOC_TEXT;
}

bool doc_holds_spans(enum doc_kind kind)
{
	switch (kind) {
	case DOC_HEADING: case DOC_PARAGRAPH: case DOC_CAPTION:
	case DOC_EMPHASIS: case DOC_STRONG: case DOC_UNDERLINE: case DOC_STRIKE: case DOC_SMALL_CAPS:
	case DOC_SUBSCRIPT: case DOC_SUPERSCRIPT: case DOC_LINK: case DOC_RUBY: case DOC_READING: case DOC_PLACEHOLDER:
	case DOC_CODE: /* while it is being read: compose_inline makes text of them */
		return true;
	default:
		return false;
	}
}

bool doc_holds_blocks(enum doc_kind kind)
{
	switch (kind) {
	case DOC_ROOT: case DOC_SECTION: case DOC_ITEM: case DOC_CELL: case DOC_CALLOUT: case DOC_QUOTE: case DOC_FOOTNOTE:
	case DOC_COLUMNS: case DOC_COLUMN:
		return true;
	default:
		return false;
	}
}

bool doc_is_empty(const struct doc_node *block)
{
	for (const struct doc_node *n = doc_walk(block, block, true); n; n = doc_walk(block, n, true))
		if (n->kind == DOC_IMAGE || n->kind == DOC_FIGURE || n->kind == DOC_NOTE_REF || str_trim(n->text).n ||
		    (n->kind == DOC_LINK && n->u.link->url.n))
			return false;
	return true;
}

const struct doc_node *doc_ancestor(const struct doc_node *n, enum doc_kind kind)
{
	while (n && n->kind != kind)
		n = n->parent;
	return n;
}

const struct doc_node *doc_caption(const struct doc_node *n)
{
	const struct doc_node *caption = n->first;

	while (caption && caption->kind != DOC_CAPTION)
		caption = caption->next;
	return caption;
}

struct str doc_language(const struct doc_node *n, const struct document *d)
{
	for (; n; n = n->parent)
		if (doc_own_lang(n).n)
			return doc_own_lang(n);
	return d->lang;
}

/* White space between what stands in different blocks. */
static void put_space(struct buf *out)
{
	if (out->n && out->p[out->n - 1] != ' ')
		buf_char(out, ' ');
}

static void put_own_text(const struct doc_node *n, struct buf *out)
{
	if (!doc_is_span(n->kind) || n->kind == DOC_LINE_BREAK || n->role == ROLE_SOFT_BREAK)
		put_space(out);
	if (n->kind == DOC_IMAGE || n->kind == DOC_FIGURE)
		buf_str(out, n->u.figure->alt);
	else
		buf_str(out, n->text);
}

void doc_plain_text(const struct doc_node *n, struct buf *out)
{
	const struct doc_node *root = n;

	while (n) {
		bool skip = (n->kind == DOC_FOOTNOTE || n->kind == DOC_READING) && n != root;
		if (!skip)
			put_own_text(n, out);
		n = doc_walk(root, n, !skip);
	}
}

const struct doc_node *doc_title_body(const struct doc_node *title)
{
	const struct doc_node *body = title->next;

	return body && body->kind == DOC_PARAGRAPH && !(body->first && body->first->kind == DOC_STRONG) ? body : NULL;
}

const char *doc_title(struct build *b, struct str title)
{
	return title.n ? arena_cstr(b->arena, title) : NULL;
}

struct str doc_plain(struct build *b, const struct doc_node *n)
{
	struct buf out = {0};

	doc_plain_text(n, &out);
	struct str s = arena_str(b->arena, str_trim(buf_view(&out)));
	buf_free(&out);
	return s;
}

#define RUBY_MOST 24 /* characters; a longer base, or twice as long a reading, could not stand whole on a line */

static bool is_short(const struct doc_node *n, size_t most)
{
	struct buf text = {0};

	doc_plain_text(n, &text);
	bool is = utf8_count(buf_view(&text)) <= most;
	buf_free(&text);
	return is;
}

bool doc_ruby_is_short(const struct doc_node *ruby)
{
	return is_short(ruby, RUBY_MOST) && is_short(ruby->last, 2 * RUBY_MOST);
}
