/* tree.c - builds a document tree from open and close events. Markdown's events nest; tags' do not have to: see
 * document_int.h for who closes what. A span that arrives where only blocks may stand opens a paragraph of its own,
 * and a block that arrives in such a paragraph ends it. */
#include "document/document_int.h"

/* Containers nested deeper are left out and their content moves up: pages have no room for them, and what walks the tree
 * may then recurse. */
#define TREE_DEPTH 64

static struct tree_entry *top(const struct tree *t)
{
	return &t->open.v[t->open.n - 1];
}

static struct doc_node *current(const struct tree *t)
{
	return top(t)->node;
}

static bool is_markdown(const struct tree_entry *e)
{
	return !e->tag.n && !e->implied;
}

static void push(struct tree *t, struct doc_node *node)
{
	*arena_push(t->b->arena, &t->open) = (struct tree_entry){.node = node};
}

void tree_start(struct tree *t, struct build *b, struct doc_node *root)
{
	*t = (struct tree){.b = b};
	push(t, root);
}

/* A paragraph without content (a comment's, an empty tag's) goes; an empty cell keeps its own. */
static void pop(struct tree *t)
{
	struct tree_entry e = t->open.v[--t->open.n];

	if (!e.transparent && e.node->kind == DOC_PARAGRAPH && e.node->parent->kind != DOC_CELL && doc_is_empty(e.node))
		doc_remove(e.node);
}

/* Ends what was opened round loose spans, down to Markdown's own innermost node. */
void tree_end_paragraph(struct tree *t)
{
	while (!is_markdown(top(t)) && doc_holds_spans(current(t)->kind))
		pop(t);
}

static void ensure_spans(struct tree *t, struct pos pos)
{
	if (doc_holds_spans(current(t)->kind))
		return;
	struct doc_node *paragraph = doc_new(t->b, DOC_PARAGRAPH, pos);
	doc_append(current(t), paragraph);
	push(t, paragraph);
	top(t)->implied = true;
}

static void make_room(struct tree *t, enum doc_kind kind, struct pos pos)
{
	if (doc_is_span(kind))
		ensure_spans(t, pos);
	else
		tree_end_paragraph(t);
}

/* Items follow their list. */
static bool is_too_deep(const struct tree *t, enum doc_kind kind)
{
	if (kind == DOC_ITEM)
		return top(t)->transparent && current(t)->kind != DOC_LIST;
	return t->open.n >= TREE_DEPTH && (kind == DOC_QUOTE || kind == DOC_LIST || doc_is_span(kind));
}

struct doc_node *tree_open(struct tree *t, enum doc_kind kind, struct pos pos)
{
	make_room(t, kind, pos);
	if (is_too_deep(t, kind)) {
		tree_open_nothing(t);
		return current(t);
	}
	struct doc_node *n = doc_new(t->b, kind, pos);
	doc_append(current(t), n);
	push(t, n);
	return n;
}

struct doc_node *tree_open_tag(struct tree *t, struct str name, enum doc_kind kind, struct pos pos)
{
	struct doc_node *n = tree_open(t, kind, pos);

	top(t)->tag = name;
	return n;
}

void tree_close(struct tree *t)
{
	while (t->open.n > 1 && !is_markdown(top(t)))
		pop(t);
	if (t->open.n > 1)
		pop(t);
}

/* The innermost open element of the name that lies in the same block, or 0. */
static size_t find_tag(const struct tree *t, struct str name)
{
	for (size_t i = t->open.n - 1; i > 0; i--) {
		const struct tree_entry *e = &t->open.v[i];
		if (str_eq(e->tag, name))
			return i;
		if (is_markdown(e) && !doc_is_span(e->node->kind))
			return 0;
	}
	return 0;
}

/* A span that a tag's end cut in two goes on behind it. */
static void reopen(struct tree *t, struct tree_entry e)
{
	if (e.transparent || !doc_is_span(e.node->kind)) {
		e.node = current(t);
		e.transparent = true;
	} else {
		struct doc_node *n = doc_new(t->b, e.node->kind, e.node->pos);
		n->u = e.node->u;
		doc_append(current(t), n);
		e.node = n;
	}
	*arena_push(t->b->arena, &t->open) = e;
}

void tree_close_tag(struct tree *t, struct str name)
{
	size_t at = find_tag(t, name), end = t->open.n;

	if (!at)
		return;
	bool span = doc_is_span(t->open.v[at].node->kind);
	while (t->open.n > at)
		pop(t);
	for (size_t i = at + 1; span && i < end; i++) /* each moves down by one: it is read before its place is written */
		reopen(t, t->open.v[i]);
}

struct doc_node *tree_leaf(struct tree *t, enum doc_kind kind, struct pos pos)
{
	struct doc_node *n = doc_new(t->b, kind, pos);

	tree_attach(t, n);
	return n;
}

void tree_attach(struct tree *t, struct doc_node *made)
{
	make_room(t, made->kind, made->pos);
	doc_append(current(t), made);
}

void tree_enter(struct tree *t, struct doc_node *outside)
{
	push(t, outside);
}

void tree_open_nothing(struct tree *t)
{
	push(t, current(t));
	top(t)->transparent = true;
}

bool tree_takes_blocks(const struct tree *t)
{
	size_t i = t->open.n - 1;

	while (!is_markdown(&t->open.v[i]) && doc_holds_spans(t->open.v[i].node->kind))
		i--;
	return doc_holds_blocks(t->open.v[i].node->kind);
}

bool tree_in_spans(const struct tree *t)
{
	return doc_holds_spans(current(t)->kind);
}

void tree_text(struct tree *t, struct str text, struct pos pos)
{
	if (!text.n || (!tree_in_spans(t) && str_trim(text).n == 0))
		return;
	tree_attach(t, doc_text(t->b, text, pos));
}
