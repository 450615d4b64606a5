/* table.c - tables whose headers say what they are headers of; facts as a list of names and values. */
#include "output/html/html_int.h"

static enum html_look row_look(const struct doc_node *row)
{
	return row->role == ROLE_NO_CLASS ? HTML_NO_CLASS : row->role == ROLE_TOTAL ? HTML_TOTAL : HTML_PLAIN;
}

static const char *scope(const struct doc_node *cell, bool in_head)
{
	if (in_head)
		return cell->u.cell.colspan > 1 ? "colgroup" : "col";
	return cell->u.cell.rowspan > 1 ? "rowgroup" : "row";
}

/* A header without a word is an empty corner: a plain cell. */
static bool is_header(const struct doc_node *cell, bool in_head)
{
	struct buf text = {0};

	doc_plain_text(cell, &text);
	bool empty = !str_trim(buf_view(&text)).n;
	buf_free(&text);
	return (in_head || cell->u.cell.header) && !empty;
}

#define ROW 90 /* characters: the part of them that is a column's stays on one line */

/* Dates, numbers, short names: unlike a paper's, a browser's columns give way at any space. */
static bool is_short(const struct doc_node *cell)
{
	size_t columns = cell->parent->parent->u.table.columns, n = 0;
	bool divides = false;

	for (const struct doc_node *k = cell; k; k = doc_walk(cell, k, true)) {
		n = k->kind == DOC_LINE_BREAK || !doc_is_span(k->kind) ? 0 : n + utf8_count(k->text);
		divides |= str_find_char(k->text, ' ', 0) != SIZE_MAX;
		if (n * columns > ROW)
			return false;
	}
	return divides && cell->u.cell.colspan == 1;
}

static enum html_look cell_look(const struct doc_node *cell, bool in_head)
{
	if (is_short(cell))
		return in_head ? HTML_SHORT_HEADER : HTML_SHORT;
	return in_head ? HTML_HEADER_CELL : HTML_CELL;
}

/* colgroup and rowgroup must name whole groups, which the rows of one <tbody> are not: scopes of merged cells below the
 * head are plain. */
static void put_cell(struct html *w, const struct doc_node *cell, bool in_head)
{
	bool header = is_header(cell, in_head);
	const char *tag = header ? "th" : "td";
	struct doc_node shown = *cell;

	shown.align = cell->u.cell.align;
	if (header && !shown.align && w->options->fragment) /* editors centre headers */
		shown.align = MD_ALIGN_LEFT;
	html_begin(w, tag, cell_look(cell, in_head), &shown);
	if (header)
		buf_printf(w->out, " scope=\"%s\"", scope(cell, in_head));
	if (cell->u.cell.colspan > 1)
		buf_printf(w->out, " colspan=\"%u\"", cell->u.cell.colspan);
	if (cell->u.cell.rowspan > 1)
		buf_printf(w->out, " rowspan=\"%u\"", cell->u.cell.rowspan);
	html_put(w, ">");
	html_content(w, cell);
	html_close(w, tag);
}

static void put_row(struct html *w, const struct doc_node *row, bool in_head)
{
	html_open(w, "tr", row_look(row), row);
	html_put(w, "\n");
	for (const struct doc_node *cell = row->first; cell; cell = cell->next)
		if (cell->kind == DOC_CELL)
			put_cell(w, cell, in_head);
	html_close(w, "tr");
}

static const struct doc_node *put_rows(struct html *w, const struct doc_node *n, size_t most, bool in_head)
{
	const char *group = in_head ? "thead" : "tbody";

	if (!n || !most)
		return n;
	buf_printf(w->out, "<%s>\n", group);
	for (; n && most; n = n->next) {
		if (n->kind != DOC_ROW)
			continue;
		put_row(w, n, in_head);
		most--;
	}
	html_close(w, group);
	return n;
}

#define WIDE 4 /* columns that a narrow screen may not hold: they scroll, by the keyboard, too */

void html_table(struct html *w, const struct doc_node *n)
{
	const struct doc_node *rest = n->first;
	bool scrolls = !w->options->fragment && n->u.table.columns >= WIDE;

	html_put(w, scrolls ? "<div class=\"scroll\" tabindex=\"0\">\n" : "");
	html_open(w, "table", n->role == ROLE_SCHEDULE ? HTML_SCHEDULE : HTML_TABLE, n);
	html_put(w, "\n");
	if (rest && rest->kind == DOC_CAPTION) {
		html_open(w, "caption", HTML_CAPTION, rest);
		html_spans(w, rest);
		html_close(w, "caption");
		rest = rest->next;
	}
	rest = put_rows(w, rest, n->u.table.header_rows, true);
	put_rows(w, rest, SIZE_MAX, false);
	html_close(w, "table");
	html_put(w, scrolls ? "</div>\n" : "");
	for (rest = n->first; rest; rest = rest->next)
		if (rest->kind == DOC_FOOTNOTE)
			*arena_push(w->b->arena, &w->notes) = rest;
}

static void put_fact(struct html *w, const struct doc_node *row)
{
	const struct doc_node *name = row->first, *fact = name ? name->next : NULL;

	if (!fact)
		return;
	if (!w->options->fragment)
		html_open(w, "div", HTML_PLAIN, row);
	html_open(w, "dt", w->options->fragment ? HTML_LABEL : HTML_PLAIN, name);
	html_content(w, name);
	html_put(w, "</dt>\n");
	html_open(w, "dd", HTML_VALUE, fact);
	html_content(w, fact);
	html_put(w, w->options->fragment ? "</dd>\n" : "</dd></div>\n");
}

void html_facts(struct html *w, const struct doc_node *n)
{
	html_open(w, "dl", n->role == ROLE_TITLE_FACTS ? HTML_TITLE_FACTS : HTML_FACTS, n);
	html_put(w, "\n");
	for (const struct doc_node *row = n->first; row; row = row->next)
		if (row->kind == DOC_ROW)
			put_fact(w, row);
	html_close(w, "dl");
	for (const struct doc_node *note = n->first; note; note = note->next)
		if (note->kind == DOC_FOOTNOTE)
			*arena_push(w->b->arena, &w->notes) = note;
}
