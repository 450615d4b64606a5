/* compose_table.c - rows and cells of the tables that the program makes itself from course data. */
#include "document/document_int.h"

struct doc_node *compose_table(struct composer *c, enum doc_role role, size_t columns, const enum md_align *align)
{
	struct doc_node *table = tree_open(&c->tree, DOC_TABLE, POS_NONE);

	table->role = role;
	table->u.table.columns = columns;
	table->u.table.header_rows = 1;
	table->u.table.align = align;
	return table;
}

void compose_row(struct composer *c, enum doc_role role, struct pos pos)
{
	tree_open(&c->tree, DOC_ROW, pos)->role = role;
}

static enum md_align next_align(const struct doc_node *cell)
{
	const struct doc_node *row = cell->parent, *table = row->parent;
	size_t column = 0;

	for (const struct doc_node *n = row->first; n != cell; n = n->next)
		column += n->u.cell.colspan;
	if (table->kind != DOC_TABLE || !table->u.table.align || column >= table->u.table.columns)
		return MD_ALIGN_NONE;
	return table->u.table.align[column];
}

struct doc_node *compose_cell(struct composer *c, bool header, struct pos pos)
{
	struct doc_node *cell = tree_open(&c->tree, DOC_CELL, pos);

	cell->u.cell.header = header;
	cell->u.cell.align = next_align(cell);
	cell->role = header ? ROLE_LABEL : ROLE_NONE;
	tree_open(&c->tree, DOC_PARAGRAPH, pos);
	return cell;
}

void compose_cell_end(struct composer *c)
{
	tree_close(&c->tree);
	tree_close(&c->tree);
}

void compose_words(struct composer *c, const char *words, struct pos pos)
{
	tree_text(&c->tree, str_from(words), pos);
}

void compose_text_cell(struct composer *c, bool header, struct str text, struct pos pos)
{
	compose_cell(c, header, pos);
	tree_text(&c->tree, text, pos);
	compose_cell_end(c);
}

void compose_value(struct composer *c, value v)
{
	if (v)
		compose_spans(c, &v->text);
}

void compose_value_cell(struct composer *c, value v)
{
	compose_cell(c, false, v ? v->pos : POS_NONE);
	compose_value(c, v);
	compose_cell_end(c);
}

bool compose_link_open(struct composer *c, struct str url, struct pos pos)
{
	bool allowed = doc_link_check(c->b, url, pos);

	if (allowed)
		tree_open(&c->tree, DOC_LINK, pos)->u.link->url = url;
	else
		tree_open_nothing(&c->tree);
	return allowed;
}

/* As people say an address: without "https://" and the slash at its end. */
void compose_address(struct composer *c, value url)
{
	struct str s = str_trim(url->text.s), shown = s;

	if (str_starts(s, "https://"))
		shown = str_sub(s, 8, s.n);
	else if (str_starts(s, "http://"))
		shown = str_sub(s, 7, s.n);
	if (str_find_char(shown, '/', 0) + 1 == shown.n)
		shown.n--;
	compose_link_open(c, s, url->pos);
	tree_text(&c->tree, shown, url->pos);
	tree_close(&c->tree);
}

void compose_email(struct composer *c, value email)
{
	struct str s = str_trim(email->text.s);
	bool bare = str_find_char(s, '@', 0) != SIZE_MAX && str_find_char(s, ' ', 0) == SIZE_MAX && str_find_char(s, '<', 0) == SIZE_MAX &&
		str_find_char(s, '[', 0) == SIZE_MAX;

	if (!bare) {
		compose_value(c, email);
		return;
	}
	compose_link_open(c, arena_printf(c->b->arena, "mailto:%.*s", STR_ARG(s)), email->pos);
	tree_text(&c->tree, s, email->pos);
	tree_close(&c->tree);
}

struct str compose_format(struct build *b, const char *format, struct str first, struct str second)
{
	struct buf out = {0};

	for (; *format; format++) {
		if (format[0] == '$' && (format[1] == '1' || format[1] == '2'))
			buf_str(&out, *++format == '1' ? first : second);
		else
			buf_char(&out, *format);
	}
	struct str s = arena_str(b->arena, buf_view(&out));
	buf_free(&out);
	return s;
}

void compose_format_value(struct composer *c, const char *format, value v)
{
	struct str s = str_from(format);
	size_t at = str_find(s, STR("$1"));

	if (at == SIZE_MAX)
		at = s.n;
	tree_text(&c->tree, str_sub(s, 0, at), v->pos);
	compose_value(c, v);
	tree_text(&c->tree, str_sub(s, at + 2, s.n), v->pos);
}

struct str compose_number(struct composer *c, int64_t thousandths)
{
	struct buf out = {0};

	buf_ratio(&out, thousandths, 1000, 3);
	for (size_t i = 0; i < out.n; i++)
		if (out.p[i] == '.' && c->words->decimal_comma)
			out.p[i] = ',';
	struct str s = arena_str(c->b->arena, buf_view(&out));
	buf_free(&out);
	return s;
}
