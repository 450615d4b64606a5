/* tags_table.c - tables that readers can navigate: every row as wide as the table, spans that stay inside it, and for
 * cells below more than one row of headers the list of those that hold for them. */
#include "output/pdf/pdf_int.h"

struct grid {
	struct pdf_tag **cell; /* rows * columns: the cell that covers each place */
	struct pdf_tag **row;
	size_t rows, columns, head; /* head: rows of THead */
};

static struct pdf_tag **place(const struct grid *g, size_t row, size_t column)
{
	return &g->cell[row * g->columns + column];
}

static bool is_type(const struct pdf_tag *tag, const char *type)
{
	return str_is(str_from(tag->type), type);
}

static size_t span(unsigned n)
{
	return n > 1 ? n : 1;
}

/* Notes the columns that a cell of a row takes from the rows below it, as changes from row to row. */
static void reach_down(const struct grid *g, ptrdiff_t *change, size_t row, const struct pdf_tag *cell)
{
	size_t end = row + span(cell->rowspan);
	change[row + 1] += (ptrdiff_t)span(cell->colspan);
	change[end < g->rows ? end : g->rows] -= (ptrdiff_t)span(cell->colspan);
}

/* A table is as wide as its widest row, with what reaches down into it. */
static size_t widest(struct pdf *p, const struct grid *g)
{
	ptrdiff_t *change = arena_alloc(p->arena, (g->rows + 1) * sizeof *change), hanging = 0, most = 1;
	for (size_t r = 0; r < g->rows; r++) {
		hanging += change[r];
		ptrdiff_t width = hanging;
		for (const struct pdf_tag *c = g->row[r]->first; c; c = c->next) {
			width += (ptrdiff_t)span(c->colspan);
			reach_down(g, change, r, c);
		}
		most = width > most ? width : most;
	}
	return (size_t)most;
}

static struct grid grid_new(struct pdf *p, struct pdf_tag *table)
{
	struct grid g = {.rows = 0};
	struct { struct pdf_tag **v; size_t n, sz; } rows = {NULL, 0, 0};
	for (struct pdf_tag *part = table->first; part; part = part->next)
		for (struct pdf_tag *row = part->first; row; row = row->next)
			if (is_type(row, "TR")) {
				*arena_push(p->arena, &rows) = row;
				g.head += is_type(part, "THead");
			}
	g.row = rows.v;
	g.rows = rows.n;
	g.columns = widest(p, &g);
	g.cell = arena_alloc(p->arena, g.rows * g.columns * sizeof *g.cell);
	return g;
}

static size_t free_columns(const struct grid *g, size_t row, size_t column)
{
	size_t n = 0;
	while (column + n < g->columns && !*place(g, row, column + n))
		n++;
	return n;
}

/* Puts a cell at its place, with spans that do not leave the table or cover another cell. */
static void cell_put(struct grid *g, struct pdf_tag *cell, size_t row, size_t column)
{
	size_t wide = free_columns(g, row, column), last = row < g->head ? g->head : g->rows;
	size_t w = cell->colspan < 1 ? 1 : cell->colspan > wide ? wide : cell->colspan;
	size_t h = cell->rowspan < 1 ? 1 : cell->rowspan > last - row ? last - row : cell->rowspan;
	cell->colspan = (unsigned)w;
	cell->rowspan = (unsigned)h;
	for (size_t r = row; r < row + h; r++)
		for (size_t c = column; c < column + w; c++)
			*place(g, r, c) = cell;
}

/* The cells of one row, from the left, round those that reach down into it. */
static void row_put(struct grid *g, size_t row)
{
	size_t column = 0;
	for (struct pdf_tag *cell = g->row[row]->first; cell; cell = cell->next) {
		while (column < g->columns && *place(g, row, column))
			column++;
		if (column == g->columns)
			break;
		cell_put(g, cell, row, column);
	}
}

static void rows_fill(struct pdf *p, struct grid *g, size_t columns)
{
	for (size_t r = 0; r < g->rows; r++) {
		const struct pdf_node at = {.node = g->row[r]->node};
		for (size_t c = 0; c < columns; c++)
			if (!*place(g, r, c))
				*place(g, r, c) = pdf_tag_new(p, g->row[r], "TD", &at);
	}
}

static size_t columns_used(const struct grid *g)
{
	size_t most = 0;
	for (size_t r = 0; r < g->rows; r++)
		for (size_t c = most; c < g->columns; c++)
			if (*place(g, r, c))
				most = c + 1;
	return most;
}

/* ---------------------------------------------------------------- headers */

struct headers {
	struct pdf_tag **v;
	size_t n, sz;
};

static void headers_add(struct pdf *p, struct headers *h, struct pdf_tag *cell)
{
	if (!cell || !is_type(cell, "TH"))
		return;
	for (size_t i = 0; i < h->n; i++)
		if (h->v[i] == cell)
			return;
	if (!cell->id)
		cell->id = ++p->ids;
	*arena_push(p->arena, h) = cell;
}

static void headers_find(struct pdf *p, const struct grid *g, size_t row, size_t column)
{
	struct pdf_tag *cell = *place(g, row, column);
	struct headers h = {NULL, 0, 0};
	if (!cell || !is_type(cell, "TD") || cell->headers)
		return;
	for (size_t c = column; c < column + span(cell->colspan); c++)
		for (size_t r = 0; r < g->head; r++)
			headers_add(p, &h, *place(g, r, c));
	for (size_t c = 0; c < g->columns; c++)
		headers_add(p, &h, *place(g, row, c));
	*arena_push(p->arena, &h) = NULL;
	cell->headers = h.v;
}

void pdf_table_finish(struct pdf *p, struct pdf_tag *table)
{
	struct grid g = grid_new(p, table);
	for (size_t r = 0; r < g.rows; r++)
		row_put(&g, r);
	rows_fill(p, &g, columns_used(&g));
	if (table->last && is_type(table->last, "THead")) /* nothing but headers: PDF wants a TBody behind a THead */
		table->last->type = "TBody";
	for (size_t r = g.head; g.head > 1 && r < g.rows; r++)
		for (size_t c = 0; c < g.columns; c++)
			headers_find(p, &g, r, c);
}
