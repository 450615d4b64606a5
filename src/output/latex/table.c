/* table.c - tables that break across pages, with columns as wide as their text needs: natural ones where all fits on the
 * measure, else paragraphs of widths in proportion to their text. Inside of boxes, which cannot break, a tabular. */
#include "output/latex/latex_int.h"

#define FINE 100        /* widths are counted in hundredths of a character */
#define LONGEST_WORD 24 /* characters: longer ones are broken or divided */
#define SHORTEST_WORD 6 /* characters: shorter ones are not */
#define SHORT 16        /* characters: what is not longer stays on one line, where there is room */
#define GAP 2           /* characters: the room between columns; the preamble sets it so */

/* most, least: characters. width: of its longest line, in hundredths of an em. share: thousandths of the measure. */
struct column { size_t most, least, width; enum md_align align; int64_t share; };

struct grid {
	struct column *columns;
	size_t n;
	bool natural;             /* every cell is one line */
	int64_t room;             /* of the measure, in hundredths of a character */
	sp width;                 /* of a wide table, which reaches into the margins; else 0 */
	unsigned *hanging;        /* by column: rows that a merged cell above still covers */
};

/* ---------------------------------------------------------------- measuring */

#define CHARACTER 47 /* hundredths of an em */

/* Latin Modern Roman's, in hundredths of an em, from the space to the tilde. */
static const unsigned char ascii_widths[] = {
	33, 28, 50, 83, 50, 83, 78, 28, 39, 39, 50, 78, 28, 33, 28, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 28, 28, 78, 78, 78, 47,
	78, 75, 71, 72, 76, 68, 65, 78, 75, 36, 51, 78, 62, 92, 75, 78, 68, 78, 74, 56, 72, 75, 75, 103, 75, 75, 61, 28, 50, 28, 56, 75,
	28, 50, 56, 44, 56, 44, 31, 50, 56, 28, 31, 53, 28, 83, 56, 50, 56, 53, 39, 39, 39, 56, 53, 72, 53, 53, 44, 50, 28, 50, 56,
};

static size_t width_of_char(uint32_t u)
{
	if (u >= ' ' && u <= '~')
		return ascii_widths[u - ' '];
	return u == 0x2014 || u >= 0x2E80 ? 100 : u >= 0x300 && u < 0x370 ? 0 : 60;
}

static size_t width_of(struct str text)
{
	size_t width = 0;

	for (size_t at = 0; at < text.n;)
		width += width_of_char(utf8_next(text, &at));
	return width;
}

static size_t characters_of(size_t width)
{
	return (width + CHARACTER - 1) / CHARACTER;
}

static size_t longest_word(struct str text)
{
	size_t most = 0, width = 0;

	for (size_t at = 0; at < text.n;) {
		uint32_t u = utf8_next(text, &at);
		width = u == ' ' ? 0 : width + width_of_char(u);
		most = width > most ? width : most;
	}
	most = characters_of(most);
	return most < LONGEST_WORD ? most : LONGEST_WORD;
}

/* The cell's text on one line. Bold letters are wider by 15%, those of heads by as much as their smaller size takes away, or a little. */
static size_t cell_width(const struct doc_node *cell, struct str text)
{
	size_t width = width_of(text);

	if (cell->u.cell.header || cell->parent->role == ROLE_TOTAL)
		return width * 105 / 100;
	for (const struct doc_node *n = cell; n; n = doc_walk(cell, n, n->kind != DOC_STRONG)) {
		struct buf bold = {0};
		if (n->kind == DOC_STRONG)
			doc_plain_text(n, &bold);
		width += width_of(buf_view(&bold)) * 15 / 100;
		buf_free(&bold);
	}
	return width;
}

static bool is_one_line(const struct doc_node *cell)
{
	const struct doc_node *block = cell->first;

	if (!block)
		return true;
	if (block->kind != DOC_PARAGRAPH || block->next)
		return false;
	for (const struct doc_node *n = block; n; n = doc_walk(block, n, true))
		if (n->kind == DOC_LINE_BREAK || n->kind == DOC_IMAGE)
			return false;
	return true;
}

static void measure_cell(struct grid *g, size_t column, const struct doc_node *cell)
{
	struct column *c = &g->columns[column];
	struct buf text = {0};

	doc_plain_text(cell, &text);
	size_t width = cell_width(cell, buf_view(&text)), most = characters_of(width), least = longest_word(buf_view(&text));
	buf_free(&text);
	if (!is_one_line(cell))
		g->natural = false;
	if (cell->u.cell.colspan > 1)
		return;
	most = most > least ? most : least;
	c->most = most > c->most ? most : c->most;
	c->width = width > c->width ? width : c->width;
	c->least = least > c->least ? least : c->least;
}

/* A merged cell may say more than the columns below it: these get more room, as far as there is any. */
static void measure_merged(struct grid *g, size_t column, const struct doc_node *cell)
{
	size_t end = column + cell->u.cell.colspan < g->n ? column + cell->u.cell.colspan : g->n;
	struct buf text = {0};
	int64_t wanted, lack;

	if (cell->u.cell.colspan <= 1)
		return;
	doc_plain_text(cell, &text);
	wanted = FINE * (int64_t)(characters_of(cell_width(cell, buf_view(&text))) + GAP);
	buf_free(&text);
	g->natural = g->natural && wanted <= g->room;
	lack = wanted < g->room ? wanted : g->room;
	for (size_t i = column; i < end; i++)
		lack -= FINE * (int64_t)(g->columns[i].most + GAP);
	for (size_t i = column; lack > 0 && i < end; i++)
		g->columns[i].most += (size_t)lack / FINE / (end - column);
}

/* The column at which the row's next cell stands, past those that merged cells from above cover. */
static size_t next_column(struct grid *g, size_t column)
{
	while (column < g->n && g->hanging[column]) {
		g->hanging[column]--;
		column++;
	}
	return column;
}

static size_t take_columns(struct grid *g, size_t column, const struct doc_node *cell)
{
	size_t end = column + (cell->u.cell.colspan > 1 ? cell->u.cell.colspan : 1);

	for (; column < end && column < g->n; column++)
		g->hanging[column] = cell->u.cell.rowspan > 1 ? cell->u.cell.rowspan - 1 : 0;
	return column;
}

static void measure_rows(struct grid *g, const struct doc_node *table, void (*measure)(struct grid *, size_t, const struct doc_node *))
{
	for (const struct doc_node *row = table->first; row; row = row->next) {
		size_t column = 0;
		for (const struct doc_node *cell = row->kind == DOC_ROW ? row->first : NULL; cell; cell = cell->next) {
			column = next_column(g, column);
			if (cell->kind != DOC_CELL || column >= g->n)
				continue;
			measure(g, column, cell);
			column = take_columns(g, column, cell);
		}
		next_column(g, column);
	}
	for (size_t i = 0; i < g->n; i++)
		g->hanging[i] = 0;
}

static int64_t sum_of_least(const struct grid *g)
{
	int64_t sum = 0;

	for (size_t i = 0; i < g->n; i++)
		sum += FINE * ((int64_t)g->columns[i].least + 2);
	return sum;
}

/* Short columns, as of dates, keep to one line while others have most of the room. */
static void keep_short(struct grid *g, int64_t space)
{
	int64_t least = sum_of_least(g);

	for (size_t i = 0; i < g->n; i++) {
		struct column *c = &g->columns[i];
		int64_t more = FINE * (int64_t)(c->most - c->least);
		if (c->most > SHORT || least + more > space * 9 / 10)
			continue;
		c->least = c->most;
		least += more;
	}
}

/* Where not even the longest words fit, the longer ones give way: they can be divided. */
static void shorten_words(struct grid *g, int64_t space)
{
	for (size_t most = LONGEST_WORD; most > SHORTEST_WORD && sum_of_least(g) > space; most--)
		for (size_t i = 0; i < g->n; i++)
			g->columns[i].least = g->columns[i].least < most ? g->columns[i].least : most;
}

/* Each column gets its longest word, and a part of what is left in proportion to how much more it has to say. */
static void share_out(struct grid *g, int64_t room)
{
	int64_t space = room - (int64_t)(FINE * GAP * (g->n - 1)), more = 0;

	shorten_words(g, space);
	keep_short(g, space);
	int64_t least = sum_of_least(g);
	for (size_t i = 0; i < g->n; i++)
		more += FINE * (int64_t)(g->columns[i].most - g->columns[i].least);
	space = space < FINE * (int64_t)g->n ? FINE * (int64_t)g->n : space;
	for (size_t i = 0; i < g->n; i++) {
		struct column *c = &g->columns[i];
		int64_t width = FINE * ((int64_t)c->least + 2), enough = FINE * ((int64_t)c->most + 2);
		if (least > space)
			width = sp_muldiv(width, space, least);
		else if (more > 0)
			width += sp_muldiv(enough - width, space - least, more);
		width = width > enough && least <= space ? enough : width;
		c->share = sp_muldiv(width, 1000, room) - 1;
	}
}

/* As many hundredths of a character as fit on a length. */
static int64_t characters(const struct latex *w, sp length)
{
	int64_t room = sp_muldiv(length, 100 * FINE, CHARACTER * w->options->style->size);

	room -= FINE * ((w->boxed || w->depth) ? 4 + 4 * (int64_t)w->depth : 0);
	return room < 10 * FINE ? 10 * FINE : room;
}

/* What does not fit on the measure may be half as wide again, as far as the paper allows. */
static sp wide_width(const struct latex *w)
{
	const struct style *s = w->options->style;
	sp most = s->paper_width - 108 * SP_PT, wide = s->measure * 3 / 2;

	wide = wide < most ? wide : most;
	return w->boxed || w->depth || w->cell || wide <= s->measure ? 0 : wide;
}

/* Whether the columns fit on the measure as their text is, by a fiftieth at least. */
static bool fits_as_it_is(const struct grid *g)
{
	int64_t sum = (int64_t)(CHARACTER * GAP * (g->n - 1));

	for (size_t i = 0; i < g->n; i++)
		sum += (int64_t)g->columns[i].width;
	return sum * FINE * 50 <= g->room * CHARACTER * 49;
}

static void choose_widths(struct latex *w, struct grid *g)
{
	int64_t sum = 0;

	for (size_t i = 0; i < g->n; i++)
		sum += FINE * ((int64_t)g->columns[i].most + GAP);
	g->natural = g->natural && fits_as_it_is(g);
	g->width = !g->natural && sum > g->room ? wide_width(w) : 0;
	if (g->width && sum < characters(w, g->width))
		g->width = sp_muldiv(w->options->style->measure, sum, g->room);
	share_out(g, g->width ? characters(w, g->width) : g->room);
}

static struct grid grid_new(struct latex *w, const struct doc_node *n)
{
	struct grid g = {.n = n->u.table.columns ? n->u.table.columns : 1, .natural = true, .room = characters(w, w->options->style->measure)};

	g.columns = arena_alloc(w->b->arena, g.n * sizeof *g.columns);
	g.hanging = arena_alloc(w->b->arena, g.n * sizeof *g.hanging);
	for (size_t i = 0; i < g.n; i++)
		g.columns[i].align = n->u.table.align ? n->u.table.align[i] : MD_ALIGN_NONE;
	measure_rows(&g, n, measure_cell);
	measure_rows(&g, n, measure_merged);
	choose_widths(w, &g);
	return g;
}

/* ---------------------------------------------------------------- columns */

static void put_width(struct latex *w, const struct grid *g, int64_t share)
{
	buf_ratio(w->out, share > 10 ? share : 10, 1000, 3);
	latex_put(w, g->width ? "\\tablewidth" : "\\linewidth");
}

static void put_column(struct latex *w, const struct grid *g, enum md_align align, int64_t share)
{
	static const char *const lines[] = {"l", "l", "c", "r"}, *const paragraphs[] = {"L{", "L{", "C{", "R{"};

	latex_put(w, g->natural ? lines[align] : paragraphs[align]);
	if (g->natural)
		return;
	put_width(w, g, share);
	latex_put(w, "}");
}

static void put_columns(struct latex *w, const struct grid *g)
{
	latex_put(w, "{@{}");
	for (size_t i = 0; i < g->n; i++)
		put_column(w, g, g->columns[i].align, g->columns[i].share);
	latex_put(w, "@{}}\n");
}

/* ---------------------------------------------------------------- cells */

static void put_content(struct latex *w, const struct doc_node *cell, const char *style)
{
	size_t start = w->out->n;

	w->cell++;
	latex_put(w, style);
	size_t styled = w->out->n;
	if (cell->parent->first == cell)
		latex_anchor(w, cell->parent);
	latex_anchor(w, cell);
	if (cell->first && cell->first->kind == DOC_PARAGRAPH && !cell->first->next) {
		latex_anchor(w, cell->first);
		latex_spans(w, cell->first);
	} else {
		latex_blocks(w, cell);
	}
	while (w->out->n > styled && (w->out->p[w->out->n - 1] == '\n'))
		w->out->n--;
	if (w->out->n == styled)
		w->out->n = start; /* nothing to style */
	else
		latex_put(w, *style ? "}" : "");
	w->cell--;
}

static const char *style_of(const struct doc_node *row, const struct doc_node *cell)
{
	if (cell->u.cell.header || row->role == ROLE_TOTAL)
		return "\\head{";
	return row->role == ROLE_NO_CLASS ? "\\dayoff{" : "";
}

/* A cell over several columns is as wide as they are together. */
static void put_cell(struct latex *w, const struct grid *g, const struct doc_node *cell, size_t column)
{
	unsigned across = cell->u.cell.colspan > 1 ? cell->u.cell.colspan : 1;
	bool down = cell->u.cell.rowspan > 1;
	int64_t share = 0;

	if (across > g->n - column)
		across = (unsigned)(g->n - column);
	for (unsigned i = 0; i < across; i++)
		share += g->columns[column + i].share + (i ? 15 : 0);
	if (across > 1 || cell->u.cell.align != g->columns[column].align) {
		buf_printf(w->out, "\\multicolumn{%u}{%s", across, column == 0 ? "@{}" : "");
		put_column(w, g, cell->u.cell.align, share);
		latex_put(w, column + across == g->n ? "@{}}{" : "}{");
	}
	if (down)
		buf_printf(w->out, "\\multirow[t]{%u}{%s}{", cell->u.cell.rowspan, g->natural || across > 1 ? "*" : "=");
	put_content(w, cell, style_of(cell->parent, cell));
	latex_put(w, down ? "}" : "");
	latex_put(w, across > 1 || cell->u.cell.align != g->columns[column].align ? "}" : "");
}

/* An empty cell leaves no second space behind it. */
static void put_joint(struct latex *w, const char *joint)
{
	latex_put(w, w->out->n && w->out->p[w->out->n - 1] == ' ' ? joint + 1 : joint);
}

/* Cells that are merged into one from a row above are empty here. */
static size_t skip_hanging(struct latex *w, struct grid *g, size_t column)
{
	size_t next = next_column(g, column);

	for (size_t i = column; i < next; i++)
		if (i)
			put_joint(w, " & ");
	return next;
}

/* A row that begins a week of the schedule, but not the first one. */
static bool is_group(const struct doc_node *row)
{
	const struct doc_node *head = row->parent->first;

	return row->parent->role == ROLE_SCHEDULE && row != head && row != head->next && row->first && row->first->u.cell.header;
}

static void put_row(struct latex *w, struct grid *g, const struct doc_node *row)
{
	size_t column = 0;

	if (row->role == ROLE_TOTAL)
		latex_put(w, "\\midrule\n");
	else if (is_group(row))
		latex_put(w, "\\addlinespace\n");
	for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
		column = skip_hanging(w, g, column);
		if (cell->kind != DOC_CELL || column >= g->n)
			continue;
		if (column)
			put_joint(w, " & ");
		put_cell(w, g, cell, column);
		column = take_columns(g, column, cell);
	}
	skip_hanging(w, g, column);
	put_joint(w, " \\\\\n");
}

/* ---------------------------------------------------------------- the table */

static void put_caption(struct latex *w, const struct doc_node *caption)
{
	if (!caption)
		return;
	w->held++;
	latex_put(w, "\\tablecaption{");
	latex_spans(w, caption);
	latex_put(w, "}\n");
	w->held--;
}

/* Rows from..to of the table; with notes that wait while the head is set, for it is repeated. */
static void put_rows(struct latex *w, struct grid *g, const struct doc_node *n, size_t from, size_t to)
{
	size_t i = 0;

	for (const struct doc_node *row = n->first; row; row = row->next)
		if (row->kind == DOC_ROW && i++ >= from && i <= to)
			put_row(w, g, row);
}

static void put_head(struct latex *w, struct grid *g, const struct doc_node *n)
{
	w->held++;
	put_rows(w, g, n, 0, n->u.table.header_rows);
	w->held--;
	if (n->u.table.header_rows)
		latex_put(w, "\\midrule\n");
	for (size_t i = 0; i < g->n; i++)
		g->hanging[i] = 0;
}

static void put_long(struct latex *w, struct grid *g, const struct doc_node *n)
{
	put_caption(w, doc_caption(n));
	if (g->width) {
		latex_put(w, "\\begin{widetable}{");
		buf_sp(w->out, g->width, 2);
		latex_put(w, "bp}\n");
	}
	latex_put(w, g->width ? "\\begin{longtable}" : "\\begin{longtable}[l]");
	put_columns(w, g);
	latex_put(w, "\\toprule\n");
	put_head(w, g, n);
	latex_put(w, n->u.table.header_rows ? "\\endhead\n" : "");
	put_rows(w, g, n, n->u.table.header_rows, SIZE_MAX);
	latex_put(w, "\\bottomrule\n\\end{longtable}\n");
	latex_put(w, g->width ? "\\end{widetable}\n\n" : "\n");
	latex_release_notes(w);
}

static void put_boxed(struct latex *w, struct grid *g, const struct doc_node *n)
{
	put_caption(w, doc_caption(n));
	w->boxed++;
	w->held++;
	latex_put(w, "\\begin{tabular}[t]");
	put_columns(w, g);
	latex_put(w, "\\toprule\n");
	put_head(w, g, n);
	put_rows(w, g, n, n->u.table.header_rows, SIZE_MAX);
	latex_put(w, "\\bottomrule\n\\end{tabular}\n\n");
	w->held--;
	w->boxed--;
	latex_release_notes(w);
}

static bool has_rows(const struct doc_node *n)
{
	for (const struct doc_node *row = n->first; row; row = row->next)
		if (row->kind == DOC_ROW)
			return true;
	return false;
}

void latex_table(struct latex *w, const struct doc_node *n)
{
	struct grid g = grid_new(w, n);

	if (!has_rows(n))
		return;
	latex_paragraph_end(w);
	if (w->boxed || w->cell)
		put_boxed(w, &g, n);
	else
		put_long(w, &g, n);
}
