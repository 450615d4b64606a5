/* tags_table.c - HTML's tables and definition lists. What makes a row a header row is seen when the table is whole. */
#include "document/document_int.h"

#define MOST_SPAN 256

/* ---------------------------------------------------------------- tables */

void tag_table(struct composer *c, const struct event *e)
{
	tree_open(&c->tree, DOC_TABLE, e->pos);
}

void tag_thead(struct composer *c, const struct event *e)
{
	(void)e;
	tree_open_nothing(&c->tree);
	c->thead++;
}

void tag_thead_end(struct composer *c)
{
	c->thead--;
}

static unsigned span_from(struct str s)
{
	int64_t n;

	return str_to_int(str_trim(s), &n) && n > 1 ? (unsigned)(n < MOST_SPAN ? n : MOST_SPAN) : 1;
}

void tag_cell(struct composer *c, const struct event *e)
{
	struct doc_node *cell = tree_open(&c->tree, DOC_CELL, e->pos);

	cell->u.cell.header = str_is(e->html.name, "th") || c->thead;
	cell->u.cell.colspan = span_from(html_attribute(c->b, e->html.attributes, "colspan"));
	cell->u.cell.rowspan = span_from(html_attribute(c->b, e->html.attributes, "rowspan"));
	cell->u.cell.align = tag_align(c, e);
}

static bool is_header_row(const struct doc_node *row)
{
	for (const struct doc_node *cell = row->first; cell; cell = cell->next)
		if (!cell->u.cell.header)
			return false;
	return row->first;
}

/* The rows that a row's cells hang down into, this one included. */
static size_t depth_of(const struct doc_node *row)
{
	size_t most = 1;

	for (const struct doc_node *cell = row->first; cell; cell = cell->next)
		most = cell->u.cell.rowspan > most ? cell->u.cell.rowspan : most;
	return most;
}

static size_t width_of(const struct doc_node *row)
{
	size_t n = 0;

	for (const struct doc_node *cell = row->first; cell; cell = cell->next)
		n += cell->u.cell.colspan;
	return n;
}

static const struct doc_node *first_row(const struct doc_node *table)
{
	const struct doc_node *n = table->first;

	return n && n->kind == DOC_CAPTION ? n->next : n;
}

/* Header rows are the first ones, as long as all of their cells are headers, and what hangs down from them. */
static size_t count_headers(const struct doc_node *table)
{
	size_t n = 0, rows = 0, reach = 0;

	for (const struct doc_node *row = first_row(table); row; row = row->next, rows++) {
		if (rows == n && (is_header_row(row) || rows < reach))
			n++;
		if (rows < n && rows + depth_of(row) > reach)
			reach = rows + depth_of(row);
	}
	return n < rows ? n : 0;
}

/* How many columns a table has: cells that hang down count in the rows below. */
static size_t count_columns(const struct doc_node *table)
{
	size_t most = 0, hanging[MOST_SPAN] = {0}, row_number = 0;

	for (const struct doc_node *row = first_row(table); row; row = row->next, row_number++) {
		size_t width = width_of(row) + hanging[row_number % MOST_SPAN];
		hanging[row_number % MOST_SPAN] = 0;
		most = width > most ? width : most;
		for (const struct doc_node *cell = row->first; cell; cell = cell->next)
			for (unsigned i = 1; i < cell->u.cell.rowspan; i++)
				hanging[(row_number + i) % MOST_SPAN] += cell->u.cell.colspan;
	}
	return most;
}

static void fill_cells(struct composer *c, struct doc_node *row)
{
	for (struct doc_node *cell = row->first; cell; cell = cell->next)
		if (!cell->first)
			doc_append(cell, doc_new(c->b, DOC_PARAGRAPH, cell->pos));
}

static void drop_empty_rows(struct composer *c, struct doc_node *table)
{
	for (struct doc_node *row = table->first, *next; row; row = next) {
		next = row->next;
		if (row->kind == DOC_ROW && !row->first)
			doc_remove(row);
		else if (row->kind == DOC_ROW)
			fill_cells(c, row);
	}
}

/* A caption that came late goes to the top; what a second one says goes on in the first. */
static void gather_captions(struct composer *c, struct doc_node *table)
{
	struct doc_node *caption = NULL, *next;

	for (struct doc_node *n = table->first; n; n = next) {
		next = n->next;
		if (n->kind != DOC_CAPTION)
			continue;
		doc_remove(n);
		if (!caption) {
			doc_insert_first(table, n);
			caption = n;
			continue;
		}
		doc_append(caption, doc_text(c->b, STR(" "), n->pos));
		for (struct doc_node *child; (child = n->first);) {
			doc_remove(child);
			doc_append(caption, child);
		}
	}
}

void tag_table_end(struct composer *c)
{
	struct doc_node *table = tree_block(&c->tree);

	if (table->kind != DOC_TABLE)
		return;
	tree_end_paragraph(&c->tree);
	gather_captions(c, table);
	drop_empty_rows(c, table);
	table->u.table.header_rows = count_headers(table);
	table->u.table.columns = count_columns(table);
}

/* ---------------------------------------------------------------- definition lists: facts */

void tag_term(struct composer *c, const struct event *e)
{
	tree_open(&c->tree, DOC_ROW, e->pos);
	tree_open(&c->tree, DOC_CELL, e->pos);
}

void tag_term_end(struct composer *c)
{
	struct doc_node *cell = tree_block(&c->tree);

	tree_end_paragraph(&c->tree);
	if (cell->kind == DOC_CELL && !cell->first)
		doc_append(cell, doc_new(c->b, DOC_PARAGRAPH, cell->pos));
	tree_close(&c->tree);
}

static struct doc_node *add_cell(struct composer *c, struct doc_node *row, struct pos pos)
{
	struct doc_node *cell = doc_new(c->b, DOC_CELL, pos);

	doc_append(row, cell);
	return cell;
}

/* The second cell of the last term's row. Further definitions go on in it. */
void tag_definition(struct composer *c, const struct event *e)
{
	struct doc_node *list = tree_block(&c->tree), *row = list->last;

	if (list->kind != DOC_FACTS) {
		tree_open(&c->tree, DOC_PARAGRAPH, e->pos);
		tree_open_nothing(&c->tree);
		return;
	}
	if (!row) {
		row = doc_new(c->b, DOC_ROW, e->pos);
		doc_append(list, row);
		doc_append(add_cell(c, row, e->pos), doc_new(c->b, DOC_PARAGRAPH, e->pos));
	}
	tree_enter(&c->tree, row->first->next ? row->first->next : add_cell(c, row, e->pos));
	tree_open_nothing(&c->tree);
}

/* What stands in the list and in neither is a term. */
void tag_definitions_end(struct composer *c)
{
	struct doc_node *list = tree_block(&c->tree);

	if (list->kind != DOC_FACTS)
		return;
	tree_end_paragraph(&c->tree);
	list->u.table.columns = 2;
	for (struct doc_node *row = list->first; row; row = row->next) {
		row->first->u.cell.header = true;
		row->first->role = ROLE_LABEL;
		if (!row->first->next)
			add_cell(c, row, row->pos);
		fill_cells(c, row);
	}
}
