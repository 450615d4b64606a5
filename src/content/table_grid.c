/* table_grid.c - Pandoc's grid tables: cells in a frame of +---+ and bars, with whatever blocks in them.
 *
 * Places are columns of a screen, as the author saw them. The plus signs of all border lines say where columns may begin; a
 * cell goes on where no bar stands at such a place, or where a border line has no dashes below it. */
#include "content/content_int.h"

#include <string.h>

#define MOST_COLUMNS 100

struct grid {
	struct md_blocks *r;
	size_t first, end;                    /* lines */
	size_t at[MOST_COLUMNS], columns;     /* where each column's left bar stands, and the last one's right bar */
	struct { size_t *v; size_t n, sz; } borders; /* lines */
	size_t head;                          /* the border below the header; 0: none */
	bool *taken;                          /* elementary cells that belong to one above or to the left */
};

/* ---------------------------------------------------------------- one line */

static bool is_border(struct str s)
{
	if (s.n < 3 || s.p[0] != '+' || s.p[s.n - 1] != '+')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("+-=:", s.p[i]))
			return false;
	return str_find(s, STR("--")) != SIZE_MAX || str_find(s, STR("==")) != SIZE_MAX;
}

/* A border that cells go through has dashes in places only. */
static bool has_border(struct str s)
{
	return s.n > 2 && (s.p[0] == '+' || s.p[0] == '|') && (str_find(s, STR("+--")) != SIZE_MAX || str_find(s, STR("+==")) != SIZE_MAX);
}

static char char_at(const struct grid *g, size_t line, size_t column)
{
	struct str s = g->r->v[line].text;
	size_t at = md_column(s, column);

	return at < s.n ? s.p[at] : ' ';
}

/* ---------------------------------------------------------------- the frame */

static bool add_column(struct grid *g, size_t column)
{
	size_t i = g->columns;

	while (i > 0 && g->at[i - 1] > column)
		i--;
	if (i > 0 && g->at[i - 1] == column)
		return true;
	if (g->columns == MOST_COLUMNS)
		return false;
	memmove(g->at + i + 1, g->at + i, (g->columns - i) * sizeof *g->at);
	g->at[i] = column;
	g->columns++;
	return true;
}

static bool find_frame(struct grid *g)
{
	for (size_t i = g->first; i < g->end; i++) {
		struct str s = g->r->v[i].text;
		if (!has_border(s))
			continue;
		*arena_push(g->r->b->reading, &g->borders) = i;
		if (!g->head && i > g->first && str_find_char(s, '=', 0) != SIZE_MAX)
			g->head = i;
		for (size_t at = 0; at < s.n; at++)
			if (s.p[at] == '+' && (is_border(s) || (at + 1 < s.n && s.p[at + 1] == '-') || (at > 0 && s.p[at - 1] == '-')) &&
			    !add_column(g, md_width_of(str_sub(s, 0, at))))
				return false;
	}
	return g->columns > 1 && g->borders.n > 1 && is_border(g->r->v[g->end - 1].text);
}

/* Whether the rows and bars stand where the frame has them. */
static bool is_straight(const struct grid *g)
{
	for (size_t i = g->first; i < g->end; i++)
		if (!strchr("|+", char_at(g, i, 0)) || !strchr("|+", char_at(g, i, g->at[g->columns - 1])))
			return false;
	return true;
}

/* ---------------------------------------------------------------- cells */

static bool goes_right(const struct grid *g, size_t row, size_t column)
{
	if (column + 1 >= g->columns - 1)
		return false;
	for (size_t i = g->borders.v[row] + 1; i < g->borders.v[row + 1]; i++)
		if (char_at(g, i, g->at[column + 1]) == '|')
			return false;
	return g->borders.v[row + 1] > g->borders.v[row] + 1;
}

static bool goes_down(const struct grid *g, size_t row, size_t column)
{
	if (row + 1 >= g->borders.n - 1)
		return false;
	for (size_t at = g->at[column] + 1; at < g->at[column + 1]; at++)
		if (!strchr("-=:+", char_at(g, g->borders.v[row + 1], at)))
			return true;
	return false;
}

static const char *align_of(const struct grid *g, size_t column)
{
	size_t line = g->head ? g->head : g->first;
	bool left = char_at(g, line, g->at[column] + 1) == ':', right = char_at(g, line, g->at[column + 1] - 1) == ':';

	return left && right ? "center" : right ? "right" : left ? "left" : NULL;
}

static void put_cell(struct grid *g, size_t row, size_t column)
{
	struct md_blocks *r = g->r;
	struct md_cell cell = {.line = g->borders.v[row] + 1, .columns = 1, .rows = 1, .align = align_of(g, column)};
	size_t width = g->columns - 1;

	cell.header = g->head > g->borders.v[row];
	while (goes_right(g, row, column + cell.columns - 1))
		cell.columns++;
	while (goes_down(g, row + cell.rows - 1, column))
		cell.rows++;
	for (size_t y = row; y < row + cell.rows; y++)
		for (size_t x = column; x < column + cell.columns; x++)
			g->taken[y * width + x] = true;
	md_put_cell(r, &cell);
	for (size_t i = cell.line; i < g->borders.v[row + cell.rows]; i++)
		md_put_cell_line(r, i, g->at[column] + 1, g->at[column + cell.columns], true);
}

static void put_rows(struct grid *g)
{
	size_t width = g->columns - 1, rows = g->borders.n - 1;

	g->taken = arena_alloc(g->r->b->reading, width * rows);
	for (size_t row = 0; row < rows; row++) {
		md_put_row(g->r);
		for (size_t column = 0; column < width; column++)
			if (!g->taken[row * width + column])
				put_cell(g, row, column);
	}
}

size_t md_grid_table(struct md_blocks *r, size_t i)
{
	struct grid g = {.r = r, .first = i, .end = i};

	if (!is_border(r->v[i].text) || !md_starts_block(r, i) || (r->v[i].indent > 3 && !md_in_list(r, i)))
		return 0;
	while (!md_is_blank(r, g.end) && r->v[g.end].indent == r->v[i].indent && strchr("+|", r->v[g.end].text.p[0]))
		g.end++;
	if (g.end < i + 3 || !find_frame(&g))
		return 0;
	if (!is_straight(&g)) {
		md_put_as_it_is(r, i, g.end);
		return g.end - i;
	}
	md_put_table(r, i);
	put_rows(&g);
	md_put_table_end(r);
	return g.end - i;
}
