/* markdown_table.c - tables that cmark does not take for one: without a line of dashes, or with a head that has other columns than
 * its dashes. They are mended as the author would: a line of dashes below the first row, or cells to what is shorter. */
#include "content/content_int.h"

struct row {
	size_t start, end; /* of the leaf's content, without white space at its ends */
	size_t cells;      /* 0: no bar in it */
	bool dashes, framed; /* a line of dashes; a bar at both ends */
};

static bool is_bar(struct str s, size_t at)
{
	return s.p[at] == '|' && (at == 0 || s.p[at - 1] != '\\');
}

/* The line at `at`. */
static struct row row_at(struct str s, size_t at)
{
	size_t end = str_find_char(s, '\n', at);
	struct str line = str_trim(str_sub(s, at, end == SIZE_MAX ? s.n : end));
	struct row row = {.start = line.n ? (size_t)(line.p - s.p) : at, .dashes = line.n > 0};

	row.end = row.start + line.n;
	for (size_t i = 0; i < line.n; i++) {
		row.cells += is_bar(line, i);
		row.dashes &= line.p[i] == '|' || line.p[i] == '-' || line.p[i] == ':' || line.p[i] == ' ' || line.p[i] == '\t';
	}
	row.dashes &= str_find_char(line, '-', 0) != SIZE_MAX;
	if (row.cells == 0)
		return row;
	bool first = is_bar(line, 0), last = is_bar(line, line.n - 1);
	row.framed = first && last && line.n > 1;
	row.cells += 1 - (size_t)first - (size_t)last;
	return row;
}

static void insert(struct md_reading *r, size_t at, struct str put)
{
	*arena_push(r->build->reading, &r->edits) = (struct md_edit){.from = at, .to = at, .put = put};
}

/* More cells at the end of a line. */
static void widen(struct md_reading *r, struct str s, const struct row *row, size_t n, const char *cell)
{
	struct buf more = {0};

	if (!is_bar(s, row->end - 1))
		buf_char(&more, '|');
	while (n-- > 0)
		buf_cstr(&more, cell);
	insert(r, md_end(r, row->end), arena_str(r->build->arena, buf_view(&more)));
	buf_free(&more);
}

static void match_head(struct md_reading *r, struct str s, const struct row *head, const struct row *dashes)
{
	msg(r->build, MSG_TABLE_HEAD, text_pos(&r->text, md_at(r, head->start), md_end(r, head->end)),
		arena_printf(r->build->arena, "%zu", head->cells).p, arena_printf(r->build->arena, "%zu", dashes->cells).p);
	if (head->cells < dashes->cells)
		widen(r, s, head, dashes->cells - head->cells, " |");
	else
		widen(r, s, dashes, head->cells - dashes->cells, "-|");
}

/* A line of dashes before the second row, behind the marks of the blocks that both stand in. */
static void put_dashes(struct md_reading *r, const struct row *head, const struct row *second)
{
	size_t at = md_at(r, second->start), line = at;
	struct buf made = {0};

	while (line > 0 && r->text.s.p[line - 1] != '\n')
		line--;
	for (size_t i = 0; i < head->cells; i++)
		buf_cstr(&made, i ? "-|" : "|-|");
	buf_char(&made, '\n');
	buf_str(&made, str_sub(r->text.s, line, at));
	msg(r->build, MSG_TABLE_NO_DASHES, text_pos(&r->text, md_at(r, head->start), md_end(r, head->end)), "");
	insert(r, at, arena_str(r->build->arena, buf_view(&made)));
	buf_free(&made);
}

void md_find_table(struct md_reading *r, const struct md_draft *leaf)
{
	struct str s = leaf->content;
	struct row first = {0}, second = {0}, before = {0};
	size_t rows = 0, framed = 0;

	if (leaf->node.kind != MD_PARAGRAPH || str_find_char(s, '|', 0) == SIZE_MAX)
		return;
	for (size_t at = 0; at < s.n; rows++) {
		struct row row = row_at(s, at);
		if (row.dashes && row.cells > 1 && before.cells > 1 && before.cells != row.cells) {
			match_head(r, s, &before, &row);
			return;
		}
		framed += row.framed && !row.dashes;
		first = rows == 0 ? row : first;
		second = rows == 1 ? row : second;
		before = row;
		at = str_find_char(s, '\n', at);
		at = at == SIZE_MAX ? s.n : at + 1;
	}
	if (rows > 1 && framed == rows && first.cells > 1)
		put_dashes(r, &first, &second);
}
