/* table_row.c - a table's row as boxes. Its cells' first lines share a baseline; a row that is too tall to stay whole is cut
 * where no line of any cell is cut. */
#include "typeset/table_int.h"

/* One box of one cell, at its place in the row. */
struct piece { struct vbox box; sp x, y; };

struct pieces { struct piece *v; size_t n, sz; sp baseline, height; };

struct set_cell { const struct table_cell *cell; struct vlist list; };

struct set_cells { struct set_cell *v; size_t n, sz; };

struct vlist table_cell_set(const struct table *tb, const struct table_cell *cell)
{
	struct vlist list = {.n = 0};
	struct flow f = table_flow(tb, cell);

	f.list = &list;
	f.measure = table_column_x(tb, cell->column + cell->span) - tb->gap - table_column_x(tb, cell->column);
	flow_blocks(tb->t, &f, cell->node);
	return list;
}

static struct set_cells set_cells(const struct table *tb, size_t row)
{
	struct set_cells set = {NULL, 0, 0};

	for (size_t i = 0; i < tb->cells.n; i++)
		if (tb->cells.v[i].row == row)
			*arena_push(tb->t->b->arena, &set) = (struct set_cell){&tb->cells.v[i], table_cell_set(tb, &tb->cells.v[i])};
	return set;
}

static void add_pieces(const struct table *tb, struct pieces *p, const struct set_cell *set)
{
	sp shift = p->baseline - vlist_baseline(&set->list), small = tb->t->style->leading / 4;
	sp y = look_length(tb->t, LOOK_CELL_PAD) + shift;
	sp x = table_column_x(tb, set->cell->column);

	for (size_t i = 0; i < set->list.n; i++) {
		const struct vbox *box = &set->list.boxes[i];
		if (set->list.v[i].kind == PB_BOX)
			*arena_push(tb->t->b->arena, p) = (struct piece){*box, x + box->x, y};
		y += set->list.v[i].height;
	}
	y -= shift < small ? shift : 0; /* what smaller type hangs lower does not make a row higher */
	p->height = sp_max(p->height, y + look_length(tb->t, LOOK_CELL_PAD));
}

static struct pieces row_pieces(const struct table *tb, size_t row)
{
	struct set_cells cells = set_cells(tb, row);
	struct pieces p = {NULL, 0, 0, 0, 0};

	for (size_t i = 0; i < cells.n; i++)
		p.baseline = sp_max(p.baseline, vlist_baseline(&cells.v[i].list));
	for (size_t i = 0; i < cells.n; i++)
		add_pieces(tb, &p, &cells.v[i]);
	return p;
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

/* ---------------------------------------------------------------- slices */

static bool cuts_a_line(const struct pieces *p, sp y)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].y < y && y < p->v[i].y + p->v[i].box.box.height)
			return true;
	return false;
}

/* The first place below y where the row can be cut, or its end; half a row of less than three lines is not worth it. */
static sp next_cut(const struct table *tb, const struct pieces *p, sp y)
{
	sp least = 2 * look_leading(tb->t, LOOK_TABLE), best = p->height;

	for (size_t i = 0; i < p->n; i++) {
		sp end = p->v[i].y + p->v[i].box.box.height;
		if (end >= y + least && end < best && p->height - end >= least && !cuts_a_line(p, end))
			best = end;
	}
	return best;
}

static struct vbox slice(const struct table *tb, const struct pieces *p, size_t row, sp from, sp to)
{
	struct vbox out = {.x = 0};
	struct marks m = {NULL, 0, 0};

	for (size_t i = 0; i < p->n; i++) {
		const struct piece *piece = &p->v[i];
		if (piece->y < from || piece->y >= to)
			continue;
		marks_box(tb->t, &m, &piece->box.box, piece->x, piece->y - from);
		vlist_notes(tb->t, &out.notes, piece->box.notes);
	}
	if (to == p->height && !same_week(tb, row + 1))
		row_rule(tb, &m, row, to - from);
	out.box = marks_take(&m, tb->width, to - from, from ? 0 : look_length(tb->t, LOOK_CELL_PAD) + p->baseline);
	return out;
}

struct table_row table_row_set(const struct table *tb, size_t row, sp tallest)
{
	struct pieces p = row_pieces(tb, row);
	struct table_row out = {NULL, 0, 0, p.height};
	sp to;

	for (sp from = 0; from < p.height; from = to) {
		to = p.height > tallest ? next_cut(tb, &p, from) : p.height;
		*arena_push(tb->t->b->arena, &out) = slice(tb, &p, row, from, to);
	}
	return out;
}
