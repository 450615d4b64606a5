/* tables.c - what is seen of a table when all of its text is read: facts that somebody wrote as a table, captions that stand
 * beside it, rows that were only space. */
#include "document/document_int.h"

#define LABEL_MAX 60 /* bytes of a fact's label */

static struct doc_node *first_row(const struct doc_node *table)
{
	struct doc_node *n = table->first;

	return n && n->kind == DOC_CAPTION ? n->next : n;
}

/* ---------------------------------------------------------------- facts */

/* The one span that is all of a cell, or NULL. */
static const struct doc_node *only_span(const struct doc_node *cell)
{
	const struct doc_node *paragraph = cell->first;

	return paragraph && !paragraph->next && paragraph->kind == DOC_PARAGRAPH && paragraph->first && !paragraph->first->next
		? paragraph->first : NULL;
}

/* A label by its looks: bold, or with a colon at its end. */
static bool looks_like_label(struct composer *c, const struct doc_node *cell)
{
	const struct doc_node *span = only_span(cell);

	return (span && span->kind == DOC_STRONG) || str_ends(doc_plain(c->b, cell), ":");
}

static bool may_be_label(struct composer *c, const struct doc_node *cell)
{
	struct str text = doc_plain(c->b, cell);

	return text.n > 0 && text.n <= LABEL_MAX && cell->first && !cell->first->next && cell->first->kind == DOC_PARAGRAPH;
}

/* Two columns, "label | value": without a header row, or with the header row as the first fact. */
static bool is_facts(struct composer *c, const struct doc_node *table)
{
	bool all_labels = true;
	size_t rows = 0;

	if (table->u.table.columns != 2 || table->u.table.header_rows > 1 || first_row(table) != table->first)
		return false;
	for (const struct doc_node *row = table->first; row; row = row->next, rows++) {
		const struct doc_node *label = row->first, *told = label ? label->next : NULL;
		if (!told || told->next || label->u.cell.rowspan > 1 || told->u.cell.rowspan > 1 || !may_be_label(c, label))
			return false;
		all_labels &= looks_like_label(c, label);
	}
	return rows > 1 && (table->u.table.header_rows == 0 || all_labels);
}

static void trim_colon(struct doc_node *cell)
{
	struct doc_node *n = cell;

	while (n->last)
		n = n->last;
	if (n->kind == DOC_TEXT && str_ends(str_trim(n->text), ":")) {
		n->text = str_trim(n->text);
		n->text.n--;
	}
}

/* A label has a look of its own. */
static void make_label(struct doc_node *cell)
{
	const struct doc_node *span = only_span(cell);

	if (span && span->kind == DOC_STRONG)
		doc_unwrap(cell->first->first);
	trim_colon(cell);
	cell->u.cell.header = true;
	cell->role = ROLE_LABEL;
}

static void make_facts(struct doc_node *table)
{
	table->kind = DOC_FACTS;
	table->u.table.header_rows = 0;
	for (struct doc_node *row = table->first; row; row = row->next) {
		make_label(row->first);
		row->first->next->u.cell.header = false;
	}
}

/* ---------------------------------------------------------------- captions */

/* ": text" or "Table: text" beside a table, as Pandoc has it: how much of the text is the mark, or 0. */
static size_t caption_mark(const struct doc_node *n)
{
	const struct doc_node *text = n && n->kind == DOC_PARAGRAPH && !n->role ? n->first : NULL;

	if (!text || text->kind != DOC_TEXT)
		return 0;
	return str_starts(text->text, ": ") ? 2 : str_starts(text->text, "Table: ") ? 7 : 0;
}

static void take_caption(struct doc_node *table, struct doc_node *paragraph)
{
	size_t mark = caption_mark(paragraph);

	doc_remove(paragraph);
	paragraph->kind = DOC_CAPTION;
	paragraph->first->text = str_sub(paragraph->first->text, mark, paragraph->first->text.n);
	doc_insert_first(table, paragraph);
}

/* Without an empty line above it, a caption is a row for GitHub: its first cell says it, the others nothing. */
static bool is_caption_row(const struct doc_node *table, const struct doc_node *row)
{
	const struct doc_node *cell = row->first;

	if (row == table->first || row->kind != DOC_ROW || !cell || !cell->first || cell->first->next || !caption_mark(cell->first))
		return false;
	for (cell = cell->next; cell; cell = cell->next)
		if (!doc_is_empty(cell))
			return false;
	return true;
}

static void find_caption(struct doc_node *table)
{
	struct doc_node *before = table->previous, *last = table->last;

	if (!last || table->first->kind == DOC_CAPTION)
		return;
	if (is_caption_row(table, last)) {
		doc_remove(last);
		take_caption(table, last->first->first);
		return;
	}
	if (caption_mark(table->next))
		take_caption(table, table->next);
	else if (caption_mark(before))
		take_caption(table, before);
}

/* ---------------------------------------------------------------- all */

static void read_table(struct composer *c, struct doc_node *table)
{
	find_caption(table);
	if (is_facts(c, table))
		make_facts(table);
	else if (table->u.table.header_rows == 0)
		msg(c->b, MSG_TABLE_NO_HEADER, table->pos, "");
}

void compose_tables(struct composer *c, struct doc_node *root)
{
	for (struct doc_node *n = root; n; n = doc_walk(root, n, true))
		if (n->kind == DOC_TABLE && !n->role && n->parent)
			read_table(c, n);
}
