/* table_put.c - a table that was drawn with characters, written as HTML with Markdown in its cells. */
#include "content/content_int.h"

#include <string.h>
#include <utf8proc.h>

/* ---------------------------------------------------------------- columns of a screen */

static size_t width(uint32_t c)
{
	int n = c < 0x80 ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);

	return n > 0 ? (size_t)n : 0;
}

size_t md_width_of(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n;)
		n += width(utf8_next(s, &at));
	return n;
}

size_t md_column(struct str s, size_t column)
{
	size_t at = 0, reached = 0;

	while (at < s.n && reached < column)
		reached += width(utf8_next(s, &at));
	return at;
}

/* ---------------------------------------------------------------- writing */

void md_put_table(struct md_blocks *r, size_t i)
{
	r->table = i;
	md_put(r, i, STR("\n"));
	md_put_line(r, i, STR("<table>"));
}

void md_put_row(struct md_blocks *r)
{
	md_put(r, r->table, STR("\n"));
	md_put_line(r, r->table, STR("<tr>"));
}

void md_put_cell(struct md_blocks *r, const struct md_cell *cell)
{
	struct buf made = {0};

	buf_printf(&made, "<%s", cell->header ? "th" : "td");
	if (cell->columns > 1)
		buf_printf(&made, " colspan=\"%zu\"", cell->columns);
	if (cell->rows > 1)
		buf_printf(&made, " rowspan=\"%zu\"", cell->rows);
	if (cell->align)
		buf_printf(&made, " align=\"%s\"", cell->align);
	buf_cstr(&made, ">\n");
	md_put(r, r->table, STR("\n"));
	md_put_line(r, r->table, arena_str(r->b->arena, buf_view(&made)));
	buf_free(&made);
}

/* How many bytes of a line must stand before a backslash, so that it starts no list, heading or quotation; SIZE_MAX: none. */
static size_t block_mark(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	if (n < s.n && strchr(n ? ".)" : "-+#>=", s.p[n]))
		return n;
	return n == 0 && str_starts(s, "* ") ? 0 : SIZE_MAX;
}

void md_put_cell_line(struct md_blocks *r, size_t i, size_t from, size_t to, bool framed)
{
	const struct md_line *l = &r->v[i], *first = &r->v[r->table];
	size_t start = l->start + (framed ? l->indent : 0);
	struct str line = str_sub(r->in->s, start, l->end);
	size_t at = md_column(line, from), end = md_column(line, to);

	/* One space stands behind a bar; what is more belongs to the cell's blocks. */
	if (framed && at < end && line.p[at] == ' ')
		at++;
	while (!framed && at < end && line.p[at] == ' ')
		at++;
	while (end > at && line.p[end - 1] == ' ')
		end--;
	if (at == end && !framed)
		return;
	text_copy(&r->out, r->in, first->start, first->start + first->indent);
	size_t mark = framed ? SIZE_MAX : block_mark(str_sub(line, at, end));
	if (mark != SIZE_MAX) {
		text_copy(&r->out, r->in, start + at, start + at + mark);
		md_put(r, i, STR("\\"));
		at += mark;
	}
	text_copy(&r->out, r->in, start + at, start + end);
	md_put(r, i, STR("\n"));
}

void md_put_table_end(struct md_blocks *r)
{
	md_put(r, r->table, STR("\n"));
	md_put_line(r, r->table, STR("</table>\n"));
}

void md_put_as_it_is(struct md_blocks *r, size_t from, size_t to)
{
	msg(r->b, MSG_TABLE_CROOKED, text_pos(r->in, r->v[from].start + r->v[from].indent, r->v[from].end), "");
	md_put(r, from, STR("\n"));
	md_put_line(r, from, STR("```"));
	md_copy_lines(r, from, to);
	if (to == r->n)
		md_put(r, to - 1, STR("\n"));
	md_put_line(r, from, STR("```\n"));
}
