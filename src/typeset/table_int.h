/* table_int.h - what table.c (reading, widths, the whole) and table_row.c (rows to boxes) share. */
#ifndef TABLE_INT_H
#define TABLE_INT_H

#include "typeset/typeset_int.h"

struct table_cell {
	const struct doc_node *node; /* a DOC_CELL; its parent is the row */
	size_t row, column;
	unsigned span, rows;         /* clipped to the table */
};

struct table {
	struct typesetter *t;
	struct arena *a, *row;       /* what ends with the table; with the row in hand */
	const struct flow *around;   /* where the table stands */
	const struct doc_node *node;
	struct { struct table_cell *v; size_t n, sz; } cells; /* by row, then column */
	size_t columns, rows, header_rows;
	size_t *grid;                /* the cell at each place of each row: its index + 1; 0: none */
	struct table_line {
		size_t first;            /* index of its first cell, or of the next row's */
		size_t group;            /* the row that opens its group */
		bool joined;             /* to the row before it */
	} *lines;                    /* of each row, and one behind */
	int scale;                   /* of its type, in 1/1000 */
	bool hyphenate;
	sp width, gap;               /* of the whole; between columns */
	sp *widths;                  /* of the columns */
	struct table_align {
		sp mark;                 /* where the decimal mark or colon stands in what is aligned; 0: nothing is */
		sp width;                /* of all that is aligned */
	} *aligns;                   /* of each column */
};

/* The flow that a cell's blocks are set in: type and alignment. */
struct flow table_flow(const struct table *tb, const struct table_cell *cell);
sp table_column_x(const struct table *tb, size_t column); /* column may be the number of columns */

const struct table_cell *table_cell_at(const struct table *tb, size_t row, size_t column); /* or NULL */
bool table_is_blank(const struct table_cell *cell);
struct vlist table_cell_set(const struct table *tb, const struct table_cell *cell);

/* Columns of numbers (table_align.c): where they are aligned; how far a cell's text goes in for that. */
void table_align(struct table *tb);
sp table_indent(const struct table *tb, const struct table_cell *cell);

/* The cell of the first column that row belongs to, when it is an earlier row's: a week's number, or one that spans rows. */
const struct table_cell *table_group(const struct table *tb, size_t row);

/* A row as boxes: one, or where it is taller than `tallest`, slices cut between lines. */
struct vlist table_row_set(const struct table *tb, size_t row, sp tallest);

#endif
