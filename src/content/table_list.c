/* table_list.c - MyST's list-table: a list of lists, whose inner items are cells.
 *
 *     ```{list-table} Caption
 *     :header-rows: 1
 *     * - Item
 *       - Weight
 *     ```
 */
#include "content/content_int.h"

#define MOST_LINES 5000

/* Where a cell's text starts in a line, from its indentation; 0: it starts none. *row: a row starts, too. Rows are indented as
 * line `first` is; what stands deeper than their cells belongs to a cell. */
static size_t cell_start(const struct md_blocks *r, size_t first, size_t i, bool *row)
{
	struct str s = r->v[i].text;
	size_t indent = r->v[first].indent;

	*row = r->v[i].indent == indent && (str_starts(s, "* -") || str_starts(s, "- -"));
	if (*row)
		return 3;
	return r->v[i].indent > indent && r->v[i].indent <= indent + 2 && (str_starts(s, "- ") || str_is(s, "-")) ? 1 : 0;
}

static bool closes(struct str s, struct str fence)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == fence.p[0])
		n++;
	return n > 2 && n == s.n && n <= fence.n && (n == fence.n || fence.p[n] != fence.p[0]);
}

static void put_cells(struct md_blocks *r, size_t from, size_t to, int64_t headers)
{
	int64_t rows = 0;
	bool row;

	for (size_t i = from; i < to; i++) {
		size_t start = cell_start(r, from, i, &row);
		if (row) {
			md_put_row(r);
			rows++;
		}
		if (start)
			md_put_cell(r, &(struct md_cell){.line = i, .columns = 1, .rows = 1, .header = rows <= headers});
		md_put_cell_line(r, i, start, SIZE_MAX, true);
	}
}

size_t md_list_table(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text, title;
	size_t name = str_find(s, STR("{list-table}")), from = i + 1, end;
	int64_t headers = 0;
	bool row;

	if (name == SIZE_MAX || name < 3 || (s.p[0] != '`' && s.p[0] != ':'))
		return 0;
	for (end = from; end < r->n && end < i + MOST_LINES && !closes(r->v[end].text, str_sub(s, 0, name)); end++)
		;
	for (; from < end && (md_is_blank(r, from) || r->v[from].text.p[0] == ':'); from++)
		if (str_starts(r->v[from].text, ":header-rows:"))
			str_to_int(str_trim(str_sub(r->v[from].text, 13, r->v[from].text.n)), &headers);
	if (end == r->n || end == i + MOST_LINES || from >= end || !cell_start(r, from, from, &row) || !row)
		return 0;
	md_put_table(r, i);
	title = str_trim(str_sub(s, name + 12, s.n));
	if (title.n)
		md_put_line(r, i, arena_printf(r->b->arena, "<caption>%.*s</caption>", STR_ARG(title)));
	put_cells(r, from, end, headers);
	md_put_table_end(r);
	return end + 1 - i;
}
