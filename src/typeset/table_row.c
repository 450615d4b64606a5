/* table_row.c - a table's row as boxes: its cells side by side, their first lines on one baseline, and the rule below. */
#include "typeset/beside_int.h"
#include "typeset/table_int.h"

/* In a column of numbers: all of them as a block at its place, each as far in as its mark wants. */
static void set_indent(const struct table *tb, const struct table_cell *cell, struct flow *f)
{
	const struct table_align *align = &tb->aligns[cell->column];
	sp rest = f->measure - align->width;

	if (!align->mark || cell->row < tb->header_rows || cell->span > 1)
		return;
	f->x = table_indent(tb, cell) + (f->align == PARA_RIGHT ? rest : f->align == PARA_CENTER ? rest / 2 : 0);
	f->measure -= f->x;
	f->align = PARA_LEFT;
}

struct vlist table_cell_set(const struct table *tb, const struct table_cell *cell)
{
	struct arena *around = tb->t->lists;
	struct vlist list = {.n = 0};
	struct flow f = table_flow(tb, cell);

	f.list = &list;
	f.measure = table_column_x(tb, cell->column + cell->span) - tb->gap - table_column_x(tb, cell->column);
	set_indent(tb, cell, &f);
	tb->t->lists = tb->row;
	flow_blocks(tb->t, &f, cell->node);
	tb->t->lists = around;
	return list;
}

static struct beside row_lists(const struct table *tb, size_t row)
{
	struct beside b = {.width = tb->width, .price = 50, .least = 2 * look_leading(tb->t, LOOK_TABLE)};

	for (size_t i = tb->lines[row].first; i < tb->lines[row + 1].first; i++) {
		const struct table_cell *cell = &tb->cells.v[i];
		*arena_push(tb->row, &b) = (struct beside_list){.list = table_cell_set(tb, cell), .x = table_column_x(tb, cell->column)};
	}
	return b;
}

/* 0 for a picture, and for a first line that is so high for a picture in it: text beside these begins at the top, as they do. */
static sp text_baseline(const struct table *tb, const struct vlist *list)
{
	sp baseline = vlist_baseline(list);

	return baseline < 2 * tb->t->style->leading ? baseline : 0;
}

static void put_on_baseline(const struct table *tb, struct beside *b)
{
	sp pad = look_length(tb->t, LOOK_CELL_PAD), small = tb->t->style->leading / 4;

	for (size_t i = 0; i < b->n; i++)
		b->baseline = sp_max(b->baseline, text_baseline(tb, &b->v[i].list));
	for (size_t i = 0; i < b->n; i++) {
		struct beside_list *l = &b->v[i];
		sp baseline = text_baseline(tb, &l->list), shift = baseline ? b->baseline - baseline : 0;
		sp hangs = shift < small ? shift : 0; /* what smaller type hangs lower does not make a row higher */
		l->y = pad + shift;
		b->height = sp_max(b->height, l->y + l->list.height - hangs + pad);
	}
	b->baseline += pad;
}

/* ---------------------------------------------------------------- rules and ground */

const struct table_cell *table_cell_at(const struct table *tb, size_t row, size_t column)
{
	size_t cell = tb->grid[row * tb->columns + column];

	return cell ? &tb->cells.v[cell - 1] : NULL;
}

/* Does a cell of this or an earlier row reach over the row's end in this column? */
static bool reaches_over(const struct table *tb, size_t row, size_t column)
{
	const struct table_cell *below = row + 1 < tb->rows ? table_cell_at(tb, row + 1, column) : NULL;

	return below && below->row <= row;
}

bool table_is_blank(const struct table_cell *cell)
{
	struct buf text = {NULL, 0, 0};

	doc_plain_text(cell->node, &text);
	bool blank = str_trim(buf_view(&text)).n == 0;
	buf_free(&text);
	return blank;
}

const struct table_cell *table_group(const struct table *tb, size_t row)
{
	const struct table_cell *cell = table_cell_at(tb, tb->lines[row].group, 0);

	return cell && cell->row < row && cell->row >= tb->header_rows && !table_is_blank(cell) ? cell : NULL;
}

static enum look_ink rule_ink(const struct table *tb, size_t row)
{
	bool heavy = row + 1 == tb->rows || row + 1 == tb->header_rows;
	size_t next = tb->lines[row + 1].first;

	if (!heavy && next < tb->cells.n && tb->cells.v[next].row == row + 1)
		heavy = tb->cells.v[next].node->parent->role == ROLE_TOTAL;
	return heavy ? LOOK_LINE : LOOK_FAINT;
}

/* A hairline above the row's end, but not through cells that go on. */
static struct marks row_rule(const struct table *tb, size_t row)
{
	sp thick = look_length(tb->t, LOOK_HAIRLINE), x, end;
	struct arena *around = tb->t->lists;
	struct marks m = {NULL, 0, 0};
	size_t from = 0, to;

	tb->t->lists = tb->row;
	for (; from < tb->columns; from = to) {
		bool over = reaches_over(tb, row, from);
		for (to = from + 1; to < tb->columns && reaches_over(tb, row, to) == over; to++)
			;
		x = table_column_x(tb, from);
		end = table_column_x(tb, to) - (to == tb->columns ? tb->gap : 0);
		if (!over)
			marks_rule(tb->t, &m, (struct mark){.x = x, .y = -thick, .u.rule = {.width = end - x, .height = thick}},
			           rule_ink(tb, row));
	}
	tb->t->lists = around;
	return m;
}

/* ---------------------------------------------------------------- the whole */

struct vlist table_row_set(const struct table *tb, size_t row, sp tallest)
{
	struct beside b = row_lists(tb, row);

	put_on_baseline(tb, &b);
	b.tallest = tallest;
	b.least = b.height > tallest ? b.least : b.height;
	if (!tb->lines[row + 1].joined)
		b.foot = row_rule(tb, row);
	return beside_set(tb->t, &b);
}
