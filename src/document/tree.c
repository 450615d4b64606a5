/* tree.c - builds a document tree from events that nest: see document_int.h.
 *
 * The one thing that they do not agree with the tree in is what may stand where. Spans and text may arrive between blocks: they
 * get a paragraph of their own, which the next block ends. Blocks may arrive inside spans, a whole list in one bold
 * element: so a span is not a place but something in force, and a node is made of it in each paragraph where text follows. */
#include "document/document_int.h"

/* Containers nested deeper are left out and their content moves up: pages have no room for them, and what walks the tree
 * may then recurse. */
#define TREE_DEPTH 64
#define NO_SPAN SIZE_MAX

static struct tree_entry *top(const struct tree *t)
{
	return &t->open.v[t->open.n - 1];
}

/* Nothing is looked for in many open elements: each knows the block and the span that it stands in. */
static void push(struct tree *t, struct tree_entry e)
{
	size_t at = t->open.n;

	e.outer = t->manner;
	e.block = e.span || e.transparent ? top(t)->block : at;
	e.around = at == 0 || e.outside ? NO_SPAN : top(t)->span ? at - 1 : top(t)->around;
	*arena_push(t->b->arena, &t->open) = e;
}

void tree_start(struct tree *t, struct build *b, struct doc_node *root)
{
	*t = (struct tree){.b = b};
	push(t, (struct tree_entry){.node = root});
}

/* The innermost block that is open. */
static size_t block_index(const struct tree *t)
{
	return top(t)->block;
}

static struct tree_entry *block(const struct tree *t)
{
	return &t->open.v[block_index(t)];
}

/* ---------------------------------------------------------------- spans */

/* No span from the given one on goes on in the node that was made of it. */
static void interrupt_spans(struct tree *t, size_t from)
{
	for (size_t i = from; i < t->open.n; i++)
		t->open.v[i].made = NULL;
}

/* A paragraph without content (a comment's, an empty tag's) goes, its name to the next block; an empty cell keeps its own. */
static void drop_if_empty(struct tree *t, struct doc_node *n)
{
	if (n->kind != DOC_PARAGRAPH || !n->parent || n->parent->kind == DOC_CELL || !doc_is_empty(n))
		return;
	if (doc_id(n).n)
		t->anchor = doc_id(n);
	doc_remove(n);
}

void tree_end_paragraph(struct tree *t)
{
	struct tree_entry *e = block(t);

	if (e->loose)
		drop_if_empty(t, e->loose);
	if (e->loose)
		interrupt_spans(t, 0);
	e->loose = NULL;
}

static struct doc_node *place_for_block(struct tree *t, enum doc_kind kind, struct pos pos);

/* A node says its language where it is not that of what is around it. */
static void mark_language(struct tree *t, struct doc_node *n)
{
	struct str wanted = t->manner.lang.n ? t->manner.lang : t->lang;
	const struct doc_node *outer = n->parent;

	while (outer && !doc_own_lang(outer).n)
		outer = outer->parent;
	if (!str_eq(wanted, outer ? doc_own_lang(outer) : t->lang))
		doc_set_lang(t->b, n, wanted);
}

/* What is in force for all that an element holds. Columns may yet turn out to be none: what stands in them says it. */
static void mark(struct tree *t, struct doc_node *n)
{
	if (n->kind == DOC_COLUMNS || n->kind == DOC_COLUMN)
		return;
	if (n->kind == DOC_PARAGRAPH || n->kind == DOC_HEADING || n->kind == DOC_FIGURE)
		n->align = t->manner.align;
	mark_language(t, n);
	n->direction = t->manner.direction;
	if (t->anchor.n) {
		doc_set_id(t->b, n, t->anchor);
		t->anchor = STR_NONE;
	}
}

static struct doc_node *paragraph_for_spans(struct tree *t, struct pos pos)
{
	struct tree_entry *e = block(t);
	struct doc_node *parent;

	if (doc_holds_spans(e->node->kind))
		return e->node;
	if (!e->loose) {
		parent = place_for_block(t, DOC_PARAGRAPH, pos);
		e->loose = doc_new(t->b, DOC_PARAGRAPH, pos);
		interrupt_spans(t, 0);
		doc_append(parent ? parent : e->node, e->loose);
		mark(t, e->loose);
	}
	return e->loose;
}

/* The first node that is made of a span is the one that its opener was given. */
static struct doc_node *make_span(struct tree *t, struct tree_entry *e)
{
	struct doc_node *n = e->node;

	if (e->used) {
		n = doc_new(t->b, e->node->kind, e->node->pos);
		if (n->kind == DOC_LINK)
			*n->u.link = *e->node->u.link;
		doc_set_lang(t->b, n, doc_own_lang(e->node));
		n->direction = e->node->direction;
	}
	e->used = true;
	return n;
}

/* The node of the open span i in the paragraph, in those of the spans around it. There are TREE_DEPTH of them at most. */
static struct doc_node *place_in_span(struct tree *t, struct doc_node *paragraph, size_t i)
{
	if (i == NO_SPAN)
		return paragraph;
	struct doc_node *at = place_in_span(t, paragraph, t->open.v[i].around);
	struct tree_entry *e = &t->open.v[i];
	if (!e->made) {
		e->made = make_span(t, e);
		doc_append(at, e->made);
	}
	return e->made;
}

/* Where text goes now: the innermost span in force, or the paragraph. What stands outside of the text being read (a note, a
 * caption) is not in the spans around its place. */
static struct doc_node *place_for_spans(struct tree *t, struct pos pos)
{
	struct doc_node *paragraph = paragraph_for_spans(t, pos);

	return place_in_span(t, paragraph, top(t)->span ? t->open.n - 1 : top(t)->around);
}

static struct doc_node *open_span(struct tree *t, enum doc_kind kind, struct pos pos)
{
	struct doc_node *n = doc_new(t->b, kind, pos);

	push(t, (struct tree_entry){.node = n, .span = true});
	return n;
}

/* ---------------------------------------------------------------- blocks */

/* A list for an item, a row for a cell, that came without. */
static struct doc_node *make_shell(struct tree *t, struct doc_node *parent, enum doc_kind kind, struct pos pos)
{
	struct doc_node *last = parent->last;

	if (last && last->kind == kind && last == t->shell)
		return last;
	t->shell = doc_new(t->b, kind, pos);
	doc_append(parent, t->shell);
	return t->shell;
}

static bool goes_into(enum doc_kind kind, enum doc_kind parent)
{
	switch (parent) {
	case DOC_LIST: return kind == DOC_ITEM;
	case DOC_TABLE: return kind == DOC_ROW || kind == DOC_CAPTION;
	case DOC_FACTS: return kind == DOC_ROW;
	case DOC_ROW: return kind == DOC_CELL;
	case DOC_FIGURE: return kind == DOC_CAPTION;
	default:
		if (kind == DOC_COLUMN)
			return parent == DOC_COLUMNS;
		return doc_holds_blocks(parent) && kind != DOC_ITEM && kind != DOC_ROW && kind != DOC_CELL && kind != DOC_CAPTION;
	}
}

/* Where a block of a kind can stand, at or above the innermost open one; NULL: nowhere. */
static struct doc_node *place_for_block(struct tree *t, enum doc_kind kind, struct pos pos)
{
	struct doc_node *n = block(t)->node;

	if (goes_into(kind, n->kind))
		return n;
	if (kind == DOC_ITEM && doc_holds_blocks(n->kind))
		return make_shell(t, n, DOC_LIST, pos);
	if (n->kind == DOC_LIST && goes_into(kind, DOC_ITEM))
		return make_shell(t, n, DOC_ITEM, pos);
	if (n->kind == DOC_ROW && goes_into(kind, DOC_CELL))
		return make_shell(t, n, DOC_CELL, pos);
	if (kind == DOC_CELL && (n->kind == DOC_TABLE || n->kind == DOC_FACTS))
		return make_shell(t, n, DOC_ROW, pos);
	if (n->kind == DOC_FACTS && goes_into(kind, DOC_CELL))
		return make_shell(t, make_shell(t, n, DOC_ROW, pos), DOC_CELL, pos);
	return NULL;
}

/* What a container that is there must have may be deeper: a list its items, a table its rows and cells. */
static bool is_part_of(enum doc_kind kind, enum doc_kind outer)
{
	bool table = outer == DOC_TABLE || outer == DOC_FACTS;

	return (kind == DOC_ITEM && outer == DOC_LIST) || (kind == DOC_ROW && table) || (kind == DOC_CELL && (outer == DOC_ROW || table));
}

static bool is_too_deep(const struct tree *t, enum doc_kind kind)
{
	return t->open.n >= TREE_DEPTH && kind != DOC_PARAGRAPH && !is_part_of(kind, block(t)->node->kind);
}

/* Words on both sides of something that could not be a block stay apart. */
static void part_words(struct tree *t, struct pos pos)
{
	struct doc_node *last = block(t)->node->last;

	if (last && last->kind != DOC_LINE_BREAK)
		tree_text(t, STR(" "), pos);
}

static struct doc_node *open_block(struct tree *t, enum doc_kind kind, struct pos pos)
{
	tree_end_paragraph(t);
	struct doc_node *parent = place_for_block(t, kind, pos);
	if (!parent) {
		if (tree_in_spans(t))
			part_words(t, pos);
		push(t, (struct tree_entry){.transparent = true});
		return doc_new(t->b, kind, pos);
	}
	struct doc_node *n = doc_new(t->b, kind, pos);
	doc_append(parent, n);
	mark(t, n);
	interrupt_spans(t, 0);
	push(t, (struct tree_entry){.node = n});
	if (kind == DOC_TABLE || kind == DOC_FACTS)
		t->manner.align = MD_ALIGN_NONE;
	return n;
}

/* ---------------------------------------------------------------- events */

struct doc_node *tree_open(struct tree *t, enum doc_kind kind, struct pos pos)
{
	if (is_too_deep(t, kind)) {
		msg(t->b, MSG_NESTED_DEEP, pos, "60");
		tree_open_nothing(t);
		return doc_new(t->b, kind, pos);
	}
	return doc_is_span(kind) ? open_span(t, kind, pos) : open_block(t, kind, pos);
}

/* A link in which nothing stands may show its address later. */
static void close_span(struct tree *t)
{
	struct tree_entry *e = top(t);

	if (!e->used && e->node->kind == DOC_LINK && e->node->u.link->url.n)
		place_for_spans(t, e->node->pos);
	t->open.n--;
}

void tree_close(struct tree *t)
{
	struct doc_node *n = top(t)->node;

	if (t->open.n <= 1)
		return;
	t->manner = top(t)->outer;
	if (top(t)->span) {
		close_span(t);
	} else if (top(t)->transparent) {
		t->open.n--;
	} else {
		tree_end_paragraph(t);
		t->open.n--;
		interrupt_spans(t, 0);
		drop_if_empty(t, n);
	}
}

struct doc_node *tree_leaf(struct tree *t, enum doc_kind kind, struct pos pos)
{
	struct doc_node *n = doc_new(t->b, kind, pos);

	tree_attach(t, n);
	return n;
}

/* Behind the innermost block that may hold it, when the current one may not. */
static void attach_block(struct tree *t, struct doc_node *made)
{
	size_t i = block_index(t);

	tree_end_paragraph(t);
	while (i > 0 && (t->open.v[i].span || t->open.v[i].transparent || !doc_holds_blocks(t->open.v[i].node->kind)))
		i--;
	doc_append(t->open.v[i].node, made);
	interrupt_spans(t, 0);
	if (!made->align)
		mark(t, made);
}

void tree_attach(struct tree *t, struct doc_node *made)
{
	if (!doc_is_span(made->kind)) {
		attach_block(t, made);
		return;
	}
	doc_append(place_for_spans(t, made->pos), made);
	mark_language(t, made);
}

void tree_enter(struct tree *t, struct doc_node *outside)
{
	tree_end_paragraph(t);
	push(t, (struct tree_entry){.node = outside, .outside = true});
}

void tree_open_nothing(struct tree *t)
{
	push(t, (struct tree_entry){.transparent = true});
}

void tree_divide(struct tree *t, enum doc_kind kind)
{
	for (size_t i = t->open.n; i > 0 && !t->open.v[i - 1].outside; i--)
		if (t->open.v[i - 1].span && t->open.v[i - 1].node->kind == kind) {
			interrupt_spans(t, i - 1);
			return;
		}
}

bool tree_takes_blocks(const struct tree *t)
{
	return doc_holds_blocks(block(t)->node->kind);
}

bool tree_in_spans(const struct tree *t)
{
	return block(t)->loose || doc_holds_spans(block(t)->node->kind);
}

struct doc_node *tree_block(const struct tree *t)
{
	return block(t)->node;
}

struct doc_node *tree_last_span(const struct tree *t)
{
	const struct tree_entry *e = block(t);

	return e->loose ? e->loose->last : e->node->last;
}

void tree_anchor(struct tree *t, struct str id)
{
	struct tree_entry *e = block(t);

	if (e->loose || doc_holds_spans(e->node->kind))
		doc_set_id(t->b, e->loose ? e->loose : e->node, id);
	else
		t->anchor = id;
}

void tree_text(struct tree *t, struct str text, struct pos pos)
{
	if (!text.n || (!tree_in_spans(t) && str_trim(text).n == 0))
		return;
	tree_attach(t, doc_text(t->b, text, pos));
}
