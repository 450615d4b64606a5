/* patterns.c - what several tools write with Markdown's own means: callouts whose title is a heading, and definition lists (a
 * line, and below it lines that start with a colon). */
#include "document/document_int.h"

#include <string.h>

/* ---------------------------------------------------------------- callouts */

/* "**Note:**" in a note says what its title would say. */
static bool says_title(struct composer *c, const struct doc_node *title)
{
	const struct doc_node *body = title->next, *strong = body && body->kind == DOC_PARAGRAPH ? body->first : NULL;

	if (!strong || strong->kind != DOC_STRONG)
		return false;
	struct str said = doc_plain(c->b, strong);
	while (said.n && strchr(".:! ", said.p[said.n - 1]))
		said.n--;
	return str_is_nocase(said, arena_cstr(c->b->arena, doc_plain(c->b, title)));
}

/* Quarto's callouts have their title as a heading; it says more than the kind's own word. */
static void take_title(struct composer *c, struct doc_node *callout)
{
	struct doc_node *title = callout->first, *heading = title && title->role == ROLE_CALLOUT_TITLE ? title->next : title;

	if (heading && heading != title && says_title(c, title))
		doc_remove(title);
	if (!heading || heading->kind != DOC_HEADING)
		return;
	if (heading != title)
		doc_remove(title);
	heading->kind = DOC_PARAGRAPH;
	heading->role = ROLE_CALLOUT_TITLE;
	heading->u.heading.level = 0;
}

/* ---------------------------------------------------------------- definition lists */

/* How many bytes of a line's first text mark it as a definition, or 0. */
static size_t definition_mark(const struct doc_node *n)
{
	if (!n || n->kind != DOC_TEXT || n->role || !str_starts(n->text, ": "))
		return 0;
	return str_trim(str_sub(n->text, 1, n->text.n)).n || n->next ? 2 : 0;
}

/* The line end behind which the definitions start, in a paragraph of a term and them; NULL: it is none. */
static struct doc_node *term_end(const struct doc_node *paragraph)
{
	for (struct doc_node *n = paragraph->first; n; n = n->next)
		if (n->role == ROLE_SOFT_BREAK || n->kind == DOC_LINE_BREAK)
			return n != paragraph->first && definition_mark(n->next) ? n : NULL;
	return NULL;
}

static bool starts_definition(const struct doc_node *n)
{
	return n && n->kind == DOC_PARAGRAPH && !n->role && n->first && definition_mark(n->first);
}

/* A paragraph before a table's caption is no term. */
static bool is_caption(const struct doc_node *n)
{
	return starts_definition(n) && n->next && n->next->kind == DOC_TABLE;
}

static struct doc_node *add(struct composer *c, struct doc_node *parent, enum doc_kind kind, struct pos pos)
{
	struct doc_node *n = doc_new(c->b, kind, pos);

	doc_append(parent, n);
	return n;
}

static void move(struct doc_node *from, const struct doc_node *end, struct doc_node *to)
{
	for (struct doc_node *n = from, *next; n && n != end; n = next) {
		next = n->next;
		doc_remove(n);
		doc_append(to, n);
	}
}

/* Each line that starts with a colon is a paragraph. */
static void add_definitions(struct composer *c, struct doc_node *cell, struct doc_node *from)
{
	struct doc_node *paragraph = NULL;
	bool starts = true;

	for (struct doc_node *n = from, *next; n; n = next) {
		next = n->next;
		size_t mark = starts ? definition_mark(n) : 0;
		if (mark) {
			n->text = str_sub(n->text, mark, n->text.n);
			paragraph = add(c, cell, DOC_PARAGRAPH, n->pos);
		}
		starts = n->role == ROLE_SOFT_BREAK || n->kind == DOC_LINE_BREAK;
		doc_remove(n);
		if (paragraph && !(starts && definition_mark(next)))
			doc_append(paragraph, n);
	}
}

static struct doc_node *add_row(struct composer *c, struct doc_node *facts, struct pos pos)
{
	struct doc_node *row = add(c, facts, DOC_ROW, pos), *label = add(c, row, DOC_CELL, pos);

	label->u.cell.header = true;
	label->role = ROLE_LABEL;
	add(c, label, DOC_PARAGRAPH, pos);
	add(c, row, DOC_CELL, pos);
	return row;
}

/* The term and its definitions in one paragraph, or in two and more. Returns whether they were taken into the facts. */
static bool take_entry(struct composer *c, struct doc_node *facts, struct doc_node *n)
{
	struct doc_node *end = n && n->kind == DOC_PARAGRAPH && !n->role ? term_end(n) : NULL, *row;

	if (!end && !(n && n->kind == DOC_PARAGRAPH && !n->role && starts_definition(n->next) && !is_caption(n->next)))
		return false;
	row = add_row(c, facts, n->pos);
	move(n->first, end, row->first->first);
	if (end)
		add_definitions(c, row->last, end->next);
	for (struct doc_node *more; starts_definition(more = n->next) && !is_caption(more); doc_remove(more))
		add_definitions(c, row->last, more->first);
	doc_remove(n);
	return true;
}

static struct doc_node *make_list(struct composer *c, struct doc_node *n)
{
	struct doc_node *facts = doc_new(c->b, DOC_FACTS, n->pos), *before = n->parent->first == n ? NULL : n->parent->first,
		*parent = n->parent;

	while (before && before->next != n)
		before = before->next;
	facts->u.table.columns = 2;
	for (struct doc_node *next = n; next; next = before ? before->next : parent->first)
		if (!take_entry(c, facts, next))
			break;
	if (!facts->first)
		return n;
	if (before)
		doc_insert_after(before, facts);
	else
		doc_insert_first(parent, facts);
	return facts;
}

static bool starts_list(const struct doc_node *n)
{
	return n->kind == DOC_PARAGRAPH && !n->role && n->parent && n->parent->kind != DOC_CELL && !starts_definition(n) &&
		(term_end(n) || (starts_definition(n->next) && !is_caption(n->next)));
}

/* Before texts are joined: a definition is known by the line that it starts. */
void compose_definitions(struct composer *c, struct doc_node *root)
{
	for (struct doc_node *n = root; n; n = doc_walk(root, n, true))
		if (starts_list(n))
			n = make_list(c, n);
}

/* When texts are joined. */
void compose_callout_titles(struct composer *c, struct doc_node *root)
{
	for (struct doc_node *n = root; n; n = doc_walk(root, n, true))
		if (n->kind == DOC_CALLOUT)
			take_title(c, n);
}
