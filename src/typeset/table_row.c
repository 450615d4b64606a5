/* table_row.c - a table's row as boxes: its cells side by side, their first lines on one baseline, and the rule below. */
#include "typeset/beside_int.h"
#include "typeset/table_int.h"

struct vlist table_cell_set(const struct table *tb, const struct table_cell *cell)
{
	struct arena *around = tb->t->lists;
	struct vlist list = {.n = 0};
	struct flow f = table_flow(tb, cell);

	f.list = &list;
	f.measure = table_column_x(tb, cell->column + cell->span) - tb->gap - table_column_x(tb, cell->column);
	tb->t->lists = tb->row;
	flow_blocks(tb->t, &f, cell->node);
	tb->t->lists = around;
	return list;
}

static struct beside row_lists(const struct table *tb, size_t row)
{
	struct beside b = {.width = tb->width, .price = 50, .least = 2 * look_leading(tb->t, LOOK_TABLE)};

	for (size_t i = 0; i < tb->cells.n; i++) {
		const struct table_cell *cell = &tb->cells.v[i];
		if (cell->row == row)
			*arena_push(tb->row, &b) = (struct beside_list){.list = table_cell_set(tb, cell), .x = table_column_x(tb, cell->column)};
	}
	return b;
}

static void put_on_baseline(const struct table *tb, struct beside *b)
{
	sp pad = look_length(tb->t, LOOK_CELL_PAD), small = tb->t->style->leading / 4;

	for (size_t i = 0; i < b->n; i++)
		b->baseline = sp_max(b->baseline, vlist_baseline(&b->v[i].list));
	for (size_t i = 0; i < b->n; i++) {
		struct beside_list *l = &b->v[i];
		sp shift = b->baseline - vlist_baseline(&l->list);
		sp hangs = shift < small ? shift : 0; /* what smaller type hangs lower does not make a row higher */
		l->y = pad + shift;
		b->height = sp_max(b->height, l->y + l->list.height - hangs + pad);
	}
	b->baseline += pad;
}

/* ---------------------------------------------------------------- rules and ground */

/* Does a cell of this or an earlier row reach over the row's end in this column? */
static bool reaches_over(const struct table *tb, size_t row, size_t column)
{
	for (size_t i = 0; i < tb->cells.n; i++) {
		const struct table_cell *c = &tb->cells.v[i];
		if (c->row <= row && c->row + c->rows > row + 1 && c->column <= column && column < c->column + c->span)
			return true;
	}
	return false;
}

static const struct table_cell *first_cell(const struct table *tb, size_t row)
{
	for (size_t i = 0; i < tb->cells.n; i++) {
		const struct table_cell *c = &tb->cells.v[i];
		if (c->column == 0 && c->row <= row && row < c->row + c->rows)
			return c;
	}
	return NULL;
}

static bool is_blank(const struct table_cell *cell)
{
	struct buf text = {NULL, 0, 0};

	doc_plain_text(cell->node, &text);
	bool blank = str_trim(buf_view(&text)).n == 0;
	buf_free(&text);
	return blank;
}

/* A schedule's rows of one week belong together: only the first says its number. */
static bool same_week(const struct table *tb, size_t row)
{
	const struct table_cell *first = row >= tb->header_rows ? first_cell(tb, row) : NULL;

	return first && tb->node->role == ROLE_SCHEDULE && is_blank(first);
}

const struct table_cell *table_group(const struct table *tb, size_t row)
{
	size_t first = row;

	while (first > tb->header_rows && same_week(tb, first))
		first--;
	const struct table_cell *cell = first_cell(tb, first);
	return cell && cell->row < row && cell->row >= tb->header_rows && !is_blank(cell) ? cell : NULL;
}

static enum look_ink rule_ink(const struct table *tb, size_t row)
{
	bool heavy = row + 1 == tb->rows || row + 1 == tb->header_rows;

	for (size_t i = 0; i < tb->cells.n && !heavy; i++)
		heavy = tb->cells.v[i].row == row + 1 && tb->cells.v[i].node->parent->role == ROLE_TOTAL;
	return heavy ? LOOK_LINE : LOOK_FAINT;
}

/* A hairline at y, but not through cells that go on. */
static void row_rule(const struct table *tb, struct marks *m, size_t row, sp y)
{
	sp thick = look_length(tb->t, LOOK_HAIRLINE), x, end;
	size_t from = 0, to;

	for (; from < tb->columns; from = to) {
		bool over = reaches_over(tb, row, from);
		for (to = from + 1; to < tb->columns && reaches_over(tb, row, to) == over; to++)
			;
		x = table_column_x(tb, from);
		end = table_column_x(tb, to) - (to == tb->columns ? tb->gap : 0);
		if (!over)
			marks_rule(tb->t, m, (struct mark){.x = x, .y = y - thick, .u.rule = {.width = end - x, .height = thick}},
			           rule_ink(tb, row));
	}
}

/* ---------------------------------------------------------------- the whole */

static void put_rule(const struct table *tb, size_t row, struct box *last)
{
	struct marks m = {NULL, 0, 0};

	marks_box(tb->t, &m, last, 0, 0);
	row_rule(tb, &m, row, last->height);
	*last = marks_take(&m, last->width, last->height, last->baseline);
}

struct vlist table_row_set(const struct table *tb, size_t row, sp tallest)
{
	struct beside b = row_lists(tb, row);

	put_on_baseline(tb, &b);
	b.tallest = tallest;
	b.least = b.height > tallest ? b.least : b.height;
	struct vlist set = beside_set(tb->t, &b);
	if (!same_week(tb, row + 1))
		put_rule(tb, row, &set.boxes[set.n - 1].box);
	return set;
}
