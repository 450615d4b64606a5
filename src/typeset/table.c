/* table.c - tables: the grid of cells, the width of the columns, the rows one below the other with the header ready to be
 * repeated. */
#include "typeset/table_int.h"

#define GROUP_PENALTY 20 /* of a page's end inside a group of rows */
#define SMALL_PENALTY 150 /* inside a table of few rows that is no higher than a third of the page */
#define SHRINK_LEAST 850 /* of 1000: no smaller type than this */

/* ---------------------------------------------------------------- the grid */

static bool taken(const struct table *tb, size_t row, size_t column)
{
	return column < tb->columns && table_cell_at(tb, row, column);
}

/* What is taken stays: of cells that overlap, places are the earlier one's. */
static void take(struct table *tb, size_t cell)
{
	const struct table_cell *c = &tb->cells.v[cell];

	for (size_t row = c->row; row < c->row + c->rows; row++)
		for (size_t column = c->column; column < c->column + c->span; column++)
			if (!taken(tb, row, column))
				tb->grid[row * tb->columns + column] = cell + 1;
}

static void read_row(struct table *tb, const struct doc_node *node, size_t row)
{
	size_t column = 0;

	tb->lines[row].first = tb->cells.n;
	for (const struct doc_node *n = node->first; n; n = n->next) {
		struct table_cell cell = {n, row, 0, n->u.cell.colspan, n->u.cell.rowspan};
		while (taken(tb, row, column))
			column++;
		if (n->kind != DOC_CELL || column >= tb->columns)
			continue;
		cell.column = column;
		cell.span = cell.span < 1 ? 1 : cell.span > tb->columns - column ? (unsigned)(tb->columns - column) : cell.span;
		cell.rows = cell.rows < 1 ? 1 : cell.rows > tb->rows - row ? (unsigned)(tb->rows - row) : cell.rows;
		column += cell.span;
		*arena_push(tb->a, &tb->cells) = cell;
		take(tb, tb->cells.n - 1);
	}
	tb->lines[row + 1].first = tb->cells.n;
}

static size_t count_rows(const struct doc_node *table)
{
	size_t n = 0;

	for (const struct doc_node *row = table->first; row; row = row->next)
		n += row->kind == DOC_ROW;
	return n;
}

/* A schedule's rows of one week belong together: only the first says its number. */
static void find_groups(struct table *tb)
{
	for (size_t row = 0; row < tb->rows; row++) {
		struct table_line *line = &tb->lines[row];
		const struct table_cell *first = table_cell_at(tb, row, 0);
		line->joined = row >= tb->header_rows && first && tb->node->role == ROLE_SCHEDULE && table_is_blank(first);
		line->group = line->joined && row > tb->header_rows ? line[-1].group : row;
	}
}

/* No table's type is larger than that of the text around it, as in a note. */
static int first_scale(const struct table *tb)
{
	return (int)sp_min(1000, sp_muldiv(1000, tb->around->type.size, look_type(tb->t, LOOK_TABLE).size));
}

static struct table table_read(struct typesetter *t, const struct flow *f, const struct doc_node *n)
{
	struct table tb = {.t = t, .a = arena_new(), .row = arena_new(), .around = f, .node = n, .columns = n->u.table.columns,
	                   .rows = count_rows(n), .gap = look_length(t, LOOK_CELL_GAP)};
	size_t at = 0;

	tb.scale = first_scale(&tb);
	tb.grid = arena_alloc(tb.a, tb.rows * tb.columns * sizeof *tb.grid);
	tb.lines = arena_alloc(tb.a, (tb.rows + 1) * sizeof *tb.lines);
	for (const struct doc_node *row = n->first; row; row = row->next)
		if (row->kind == DOC_ROW)
			read_row(&tb, row, at++);
	tb.header_rows = n->u.table.header_rows < tb.rows ? n->u.table.header_rows : 0;
	if (tb.columns > 0)
		find_groups(&tb);
	tb.widths = arena_alloc(tb.a, tb.columns * sizeof *tb.widths);
	tb.aligns = arena_alloc(tb.a, tb.columns * sizeof *tb.aligns);
	return tb;
}

/* ---------------------------------------------------------------- a cell's type */

static int cell_align(const struct table_cell *cell)
{
	switch (cell->node->u.cell.align) {
	case MD_ALIGN_RIGHT:
		return PARA_RIGHT;
	case MD_ALIGN_CENTER:
		return PARA_CENTER;
	default:
		return PARA_LEFT;
	}
}

static enum look_role cell_role(const struct table *tb, const struct table_cell *cell)
{
	if (cell->row < tb->header_rows)
		return LOOK_TABLE_HEAD;
	return cell->node->u.cell.header && tb->node->role == ROLE_SCHEDULE ? LOOK_TABLE_KEY : LOOK_TABLE;
}

struct flow table_flow(const struct table *tb, const struct table_cell *cell)
{
	enum doc_role row = cell->node->parent->role;
	enum look_role role = cell_role(tb, cell);
	struct flow f = flow_new(tb->t, NULL, tb->width, role);

	f.type.size = sp_muldiv(f.type.size, tb->scale, 1000);
	f.leading = sp_muldiv(f.leading, tb->scale, 1000);
	f.align = cell_align(cell);
	f.whole_words = !tb->hyphenate;
	f.spaced = true;
	f.depth = 1;
	if (row == ROLE_NO_CLASS && role != LOOK_TABLE_KEY) {
		f.type.color = look_color(tb->t, LOOK_GREY);
		f.type.italic = true;
	}
	f.type.bold |= row == ROLE_TOTAL;
	return f;
}

/* ---------------------------------------------------------------- columns */

sp table_column_x(const struct table *tb, size_t column)
{
	sp x = 0;

	for (size_t i = 0; i < column; i++)
		x += tb->widths[i] + tb->gap;
	return x;
}

/* What is aligned is not divided. */
static void add_indent(struct table *tb, const struct table_cell *cell, struct col_cell *w)
{
	struct table_align *align = &tb->aligns[cell->column];

	if (!align->mark || cell->row < tb->header_rows)
		return;
	w->max += table_indent(tb, cell);
	w->min = w->max;
	align->width = sp_max(align->width, w->max);
}

static struct col_cell *want(struct table *tb)
{
	struct col_cell *cells = arena_alloc(tb->a, tb->cells.n * sizeof *cells);

	table_align(tb);
	for (size_t i = 0; i < tb->cells.n; i++) {
		const struct table_cell *c = &tb->cells.v[i];
		struct flow f = table_flow(tb, c);
		struct col_cell *w = &cells[i];
		*w = (struct col_cell){.row = c->row, .column = c->column, .colspan = c->span};
		flow_widths(tb->t, &f, c->node, &w->min, &w->max);
		add_indent(tb, c, w);
		w->area = w->max * (f.leading / SP_PT); /* whole points: an area in scaled points squared would not fit */
	}
	return cells;
}

/* How wide the table would be with each column as wide as its widest cell: all on one line, or broken wherever it can be. */
static sp sum_widths(const struct table *tb, const struct col_cell *cells, bool broken)
{
	sp *widths = arena_alloc(tb->a, tb->columns * sizeof *widths), sum = 0;

	for (size_t i = 0; i < tb->cells.n; i++)
		if (cells[i].colspan == 1)
			widths[cells[i].column] = sp_max(widths[cells[i].column], broken ? cells[i].min : cells[i].max);
	for (size_t i = 0; i < tb->columns; i++)
		sum += widths[i] + (i ? tb->gap : 0);
	return sum;
}

static bool try_width(struct table *tb, const struct col_cell *cells, sp width)
{
	struct col_params params = {.columns = tb->columns, .rows = tb->rows, .width = width, .gap = tb->gap,
	                            .line = look_leading(tb->t, LOOK_TABLE)};

	tb->width = width;
	return col_widths(tb->a, cells, tb->cells.n, &params, tb->widths);
}

/* How many lines all rows have with the widths just found, about, and one for each short token that wraps. */
static sp count_lines(const struct table *tb, const struct col_cell *cells)
{
	sp *rows = arena_alloc(tb->a, tb->rows * sizeof *rows), sum = 0;

	for (size_t i = 0; i < tb->cells.n; i++) {
		const struct table_cell *c = &tb->cells.v[i];
		sp width = table_column_x(tb, c->column + c->span) - tb->gap - table_column_x(tb, c->column);
		sp filled = sp_max(width - cells[i].min / 4, 1); /* ragged lines end a part of a word short */
		sp lines = cells[i].max <= width ? 1 : (cells[i].max + filled - 1) / filled;
		rows[c->row] = sp_max(rows[c->row], lines);
		sum += lines > 1 && cells[i].max <= COL_SHORT * look_leading(tb->t, LOOK_TABLE);
	}
	for (size_t i = 0; i < tb->rows; i++)
		sum += rows[i];
	return sum;
}

#define STEPS 8 /* between the measure and the widest */

/* A table of many columns goes into the right margin where that saves a sixth of its lines, and no further than it must. */
static void widen(struct table *tb, const struct col_cell *cells, sp natural)
{
	sp measure = tb->around->measure, wide = sp_min(natural, flow_right_room(tb->t, tb->around));
	sp most = count_lines(tb, cells), least;

	if (tb->columns < 4 || wide <= measure || !try_width(tb, cells, wide))
		return;
	least = count_lines(tb, cells);
	for (int i = 0; i <= STEPS; i++) {
		bool fits = try_width(tb, cells, measure + (wide - measure) * i / STEPS);
		if (fits && (most * 5 <= least * 6 || count_lines(tb, cells) * 24 <= least * 25))
			return;
	}
}

/* A narrow table keeps its natural width; else it is as wide as the text, then goes into the margins, then shrinks its type
 * a little. False when even that is not enough: then words are divided. */
static bool choose_widths(struct table *tb)
{
	sp measure = tb->around->measure;
	sp wide = tb->around->wide ? sp_max(measure, tb->t->style->paper_width - 2 * look_length(tb->t, LOOK_EDGE)) : measure;
	struct col_cell *cells = want(tb);
	sp natural = sum_widths(tb, cells, false);
	int least = tb->scale < SHRINK_LEAST ? tb->scale : SHRINK_LEAST;

	if (natural <= measure * 6 / 10 && try_width(tb, cells, natural))
		return true;
	if (try_width(tb, cells, measure)) {
		widen(tb, cells, natural);
		return true;
	}
	if (try_width(tb, cells, flow_right_room(tb->t, tb->around)))
		return true;
	for (; tb->scale >= least; tb->scale -= 50) {
		cells = want(tb);
		if (try_width(tb, cells, wide))
			return true;
	}
	tb->scale = least;
	tb->hyphenate = true;
	tb->gap = sp_min(tb->gap, wide / (4 * (sp)tb->columns)); /* of very many columns, gaps alone would fill the page */
	try_width(tb, want(tb), wide);
	return false;
}

/* ---------------------------------------------------------------- rows */

static bool says_nothing(const struct table *tb, size_t row)
{
	struct buf text = {NULL, 0, 0};
	bool nothing;

	for (size_t i = tb->lines[row].first; i < tb->lines[row + 1].first; i++)
		doc_plain_text(tb->cells.v[i].node, &text);
	nothing = str_trim(buf_view(&text)).n == 0;
	buf_free(&text);
	return nothing;
}

/* Once more, as it stands at the top of later pages: nothing to be read twice. */
static void repeat_marks(struct typesetter *t, struct marks *m, const struct vlist *list, sp y)
{
	size_t from = m->n;

	vlist_marks(t, list, m, 0, y);
	for (size_t i = from; i < m->n; i++)
		if (m->v[i].part != PART_DECORATION)
			m->v[i].part = PART_REPEAT;
}

static struct box *repeated(struct typesetter *t, const struct vlist *header)
{
	struct box *box = arena_alloc(t->lists, sizeof *box);
	struct marks m = {NULL, 0, 0};

	repeat_marks(t, &m, header, 0);
	*box = marks_take(&m, 0, header->height, 0);
	return box;
}

/* What is repeated where a row opens a page. */
struct repeats {
	const struct box *header;       /* or NULL */
	const struct table_cell *group; /* of the rows in hand, or NULL */
	const struct box *label;        /* its label, which stands on the row's first line, over the row and below the header */
};

static void find_group(const struct table *tb, size_t row, struct repeats *repeat)
{
	const struct table_cell *group = table_group(tb, row);

	if (group == repeat->group)
		return;
	repeat->group = group;
	repeat->label = NULL;
	if (!group)
		return;
	struct vlist list = table_cell_set(tb, group);
	struct box *label = repeated(tb->t, &list);
	label->baseline = vlist_baseline(&list);
	repeat->label = label;
}

static void flow_row(const struct table *tb, struct vlist *list, size_t row, struct repeats *repeat)
{
	struct vlist set = table_row_set(tb, row, tb->t->text_height / 3);

	find_group(tb, row, repeat);
	for (size_t i = 0; i < set.n; i++)
		if (set.boxes[i])
			set.boxes[i]->repeat = repeat->header;
	if (repeat->label && repeat->label->height <= set.boxes[0]->box.height)
		set.boxes[0]->group = repeat->label;
	vlist_move(tb->t, list, &set, 0, 0);
	arena_reset(tb->row);
}

static struct vlist header_set(const struct table *tb)
{
	struct vlist header = {.n = 0};
	struct repeats none = {.header = NULL};

	for (size_t row = 0; row < tb->header_rows; row++)
		if (!says_nothing(tb, row))
			flow_row(tb, &header, row, &none);
	return header;
}

/* Of a page's end before this row: no row alone, rather not inside a group. */
static int row_penalty(const struct table *tb, size_t row, size_t first)
{
	if (row == first + 1 || row + 1 == tb->rows)
		return LB_INFINITE;
	return table_group(tb, row) ? GROUP_PENALTY : 0;
}

static struct vlist body_set(const struct table *tb, const struct box *header)
{
	struct vlist body = {.n = 0};
	struct repeats repeat = {.header = header};
	size_t first = tb->header_rows;
	sp give = tb->t->style->leading / 10; /* nobody sees so little between two rows; all of them make a line */

	for (size_t row = first; row < tb->rows; row++) {
		if (row > first) {
			vlist_penalty(&body, row_penalty(tb, row, first));
			vlist_space(&body, (struct look_space){0, give, 0});
		}
		flow_row(tb, &body, row, &repeat);
	}
	return body;
}

/* Its left edge: the text's, as long as the right margin has room; what is wider goes into the left one. */
static sp table_x(const struct table *tb)
{
	return tb->width > tb->around->measure ? sp_min(0, flow_right_room(tb->t, tb->around) - tb->width) : 0;
}

static bool has_total(const struct table *tb)
{
	size_t last = tb->lines[tb->rows - 1].first;

	return last < tb->cells.n && tb->cells.v[last].node->parent->role == ROLE_TOTAL;
}

/* Of a page's end anywhere in the table. What adds up to a total is seen together. */
static int whole_penalty(const struct table *tb, const struct vlist *body)
{
	size_t rows = tb->rows - tb->header_rows;

	if (rows > 12 || body->height >= tb->t->text_height / 3)
		return 0;
	return rows <= 4 || has_total(tb) ? LB_INFINITE : SMALL_PENALTY;
}

static void flow_rows(const struct table *tb, struct flow *f)
{
	struct typesetter *t = tb->t;
	struct vlist header = header_set(tb), body;
	const struct box *repeat;
	sp x = f->x + table_x(tb);

	repeat = repeated(t, &header);
	body = body_set(tb, repeat->n && repeat->height < t->text_height / 3 ? repeat : NULL);
	bool headed = header.n > 0;
	vlist_move(t, f->list, &header, x, LB_INFINITE);
	if (headed)
		vlist_penalty(f->list, LB_INFINITE);
	vlist_move(t, f->list, &body, x, whole_penalty(tb, &body));
}

static void table_end(struct table *tb)
{
	arena_free(tb->a);
	arena_free(tb->row);
}

static void flow_upright(struct typesetter *t, struct flow *f, const struct table *tb)
{
	struct vfloat made = vlist_float_begin(f->list);
	sp above = f->list->height;
	bool captioned = tb->node->first->kind == DOC_CAPTION;

	vlist_space(f->list, look_above(t, LOOK_TABLE));
	if (captioned) {
		flow_caption(t, f, tb->node->first);
		vlist_penalty(f->list, LB_INFINITE);
	}
	flow_rows(tb, f);
	vlist_space(f->list, look_below(t, LOOK_TABLE));
	f->first = !captioned || !f->wide || f->list->height - above >= t->text_height / 3;
	if (!f->first) /* the text behind it may come to stand behind the text before it */
		vlist_float_end(t, f->list, made);
}

void flow_table(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct table tb = table_read(t, f, n);
	bool empty = tb.columns == 0 || tb.rows == 0;
	bool turned = !empty && !choose_widths(&tb) && f->wide && t->style->paper_height > t->style->paper_width;

	if (turned)
		flow_turned(t, f, n);
	else if (!empty)
		flow_upright(t, f, &tb);
	table_end(&tb);
}

void table_widths(struct typesetter *t, const struct flow *f, const struct doc_node *n, sp *min, sp *max)
{
	struct table tb = table_read(t, f, n);
	const struct col_cell *cells = want(&tb);

	*min = sum_widths(&tb, cells, true);
	*max = sum_widths(&tb, cells, false);
	table_end(&tb);
}
