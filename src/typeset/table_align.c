/* table_align.c - columns of numbers and times, aligned on their decimal mark or colon.
 *
 * A column is aligned when each of its cells below the header opens with a number ("7.5 %", "30%", "11:30 AM"), or is empty,
 * and at least one of them has a decimal mark or a colon. The mark, or where a whole number ends, comes below that of the other
 * cells; the column as a whole stands to the left, right or middle, as its author asked. */
#include "typeset/table_int.h"

#define BEFORE_MOST 4 /* bytes of a sign or currency before the digits */

static size_t skip_digits(struct str s, size_t i)
{
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i;
}

/* ISBNs, DOIs and dates look like numbers, and are none: "978-0-8070", "10.2307/465144". */
static bool is_code(struct str s)
{
	size_t hyphens = 0;

	for (size_t i = 0; i < s.n && s.p[i] != ' '; i++) {
		hyphens += s.p[i] == '-';
		if (hyphens > 1 || s.p[i] == '/')
			return true;
	}
	return false;
}

/* Where the whole part of the number that a text opens with ends; 0: it opens with none. *marked: a mark and a digit follow. */
static size_t whole_part(struct str s, bool *marked)
{
	size_t from = 0, end;

	while (from < s.n && from < BEFORE_MOST && !(s.p[from] >= '0' && s.p[from] <= '9') && s.p[from] != ' ')
		from++;
	end = skip_digits(s, from);
	if (end == from || is_code(s))
		return 0;
	*marked = end < s.n && (s.p[end] == '.' || s.p[end] == ',' || s.p[end] == ':') && skip_digits(s, end + 1) > end + 1;
	return end;
}

static struct str cell_text(const struct table *tb, const struct table_cell *cell)
{
	struct buf text = {NULL, 0, 0};

	doc_plain_text(cell->node, &text);
	struct str made = arena_str(tb->a, str_trim(buf_view(&text)));
	buf_free(&text);
	return made;
}

/* One paragraph of nothing but text, below the header, in one column. */
static bool is_plain(const struct table *tb, const struct table_cell *cell)
{
	const struct doc_node *block = cell->node->first;

	return cell->row >= tb->header_rows && cell->span == 1 && block && block->kind == DOC_PARAGRAPH && !block->next;
}

/* The width up to the mark; below 0: the cell opens with no number. */
static sp before_mark(const struct table *tb, const struct table_cell *cell, bool *marked)
{
	struct type type = table_flow(tb, cell).type;
	struct str text = cell_text(tb, cell);
	size_t end = is_plain(tb, cell) ? whole_part(text, marked) : 0;

	return end ? shape_text(tb->t->shaper, &type, str_sub(text, 0, end), cell->node->pos)->width : -1;
}

static void align_column(struct table *tb, size_t column)
{
	struct table_align *align = &tb->aligns[column];
	bool any = false, all = true;
	sp most = 0;

	for (size_t i = tb->lines[tb->header_rows].first; i < tb->cells.n && all; i++) {
		const struct table_cell *cell = &tb->cells.v[i];
		bool marked = false;
		if (cell->column > column || cell->column + cell->span <= column || table_is_blank(cell))
			continue;
		sp before = before_mark(tb, cell, &marked);
		any |= marked;
		all = before >= 0;
		most = sp_max(most, before);
	}
	*align = (struct table_align){.mark = any && all ? most : 0};
}

void table_align(struct table *tb)
{
	for (size_t column = 0; column < tb->columns; column++)
		align_column(tb, column);
}

sp table_indent(const struct table *tb, const struct table_cell *cell)
{
	sp mark = tb->aligns[cell->column].mark;
	bool marked;

	return mark > 0 && is_plain(tb, cell) ? mark - sp_max(before_mark(tb, cell, &marked), 0) : 0;
}
