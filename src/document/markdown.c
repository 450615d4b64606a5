/* markdown.c - what each kind of Markdown node becomes in the document tree. */
#include "document/document_int.h"

/* What opens a node and closes it again, with nothing else to it. */
static const enum doc_kind plain_kinds[MD_KINDS] = {
	[MD_BLOCK_QUOTE] = DOC_QUOTE, [MD_EMPHASIS] = DOC_EMPHASIS, [MD_STRONG] = DOC_STRONG, [MD_STRIKETHROUGH] = DOC_STRIKE,
};

/* ---------------------------------------------------------------- blocks */

static void enter_paragraph(struct composer *c, const struct md_node *n)
{
	const struct md_node *image = compose_lone_image(c, n);

	if (image)
		compose_markdown_image(c, image, DOC_FIGURE);
	else
		tree_open(&c->tree, DOC_PARAGRAPH, n->pos);
}

static void enter_heading(struct composer *c, const struct md_node *n)
{
	tree_open(&c->tree, DOC_HEADING, n->pos)->u.heading.level = n->level;
}

static void enter_rule(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_RULE, n->pos);
}

/* An item's first bytes, where lists that are counted with letters still have them. */
static struct str as_written(const struct md_node *item)
{
	enum { LONGEST_MARK = 8 };
	const struct source *source = item->pos.source;

	return source ? str_sub(source->bytes, item->pos.start, item->pos.start + LONGEST_MARK) : STR_NONE;
}

static void enter_list(struct composer *c, const struct md_node *n)
{
	struct doc_node *list = tree_open(&c->tree, DOC_LIST, n->pos);

	list->u.list.ordered = n->ordered;
	list->u.list.tight = n->tight;
	list->u.list.close = n->parenthesis;
	if (n->ordered && n->first)
		doc_list_marks(list, as_written(n->first), n->first->next ? as_written(n->first->next) : STR_NONE);
	list->u.list.start = n->start;
}

static void enter_item(struct composer *c, const struct md_node *n)
{
	struct doc_node *item = tree_open(&c->tree, DOC_ITEM, n->pos);

	item->u.item.task = n->task;
	item->u.item.checked = n->checked;
}

static void enter_figure(struct composer *c, const struct md_node *n)
{
	struct build aside = build_aside(c->b);
	const struct yaml_node *yaml = yaml_parse(&aside, &n->body);
	struct doc_node *figure = yaml ? compose_figure(c, yaml, c->dir) : NULL;

	if (figure)
		tree_attach(&c->tree, figure);
}

static bool enter_place(struct composer *c, const struct md_node *n, struct str name)
{
	static const char *const names[PLACES] = {
		[PLACE_SCHEDULE] = "schedule", [PLACE_GRADING] = "grading", [PLACE_STAFF] = "staff", [PLACE_FACTS] = "facts",
		[PLACE_CONTENTS] = "contents",
	};

	if (str_trim(n->literal).n)
		return false;
	for (int i = 0; i < PLACES; i++)
		if (str_is_nocase(name, names[i])) {
			compose_place(c, (enum place)i, n->pos);
			return true;
		}
	for (int i = 0; i < PLACES; i++)
		if (name.n > 3 && str_distance(name, str_from(names[i])) <= 2)
			msg(c->b, MSG_PLACE_MISSPELT, n->pos, arena_cstr(c->b->arena, name), names[i]);
	return false;
}

static void enter_code_block(struct composer *c, const struct md_node *n)
{
	size_t space = str_find_char(n->info, ' ', 0);
	struct str name = str_sub(n->info, 0, space), text = n->literal;

	if (str_is(name, "figure")) {
		enter_figure(c, n);
		return;
	}
	if (enter_place(c, n, name))
		return;
	while (text.n && text.p[text.n - 1] == '\n')
		text.n--;
	struct doc_node *code = tree_leaf(&c->tree, DOC_CODE_BLOCK, n->pos);
	code->text = text;
	code->u.code.info = n->info;
}

static bool is_blank_row(const struct md_node *row)
{
	struct buf text = {0};
	bool image = false;

	for (const struct md_node *cell = row->first; cell; cell = cell->next) {
		md_plain_text(cell, &text);
		for (const struct md_node *n = cell->first; n; n = n->next)
			image |= n->kind == MD_IMAGE || n->kind == MD_LINK;
	}
	bool blank = !image && str_trim(buf_view(&text)).n == 0;
	buf_free(&text);
	return blank;
}

/* A list of attributes below a table reads as a row. */
static bool holds_attributes(const struct md_node *row)
{
	const struct md_node *n = row->first ? row->first->first : NULL;

	return n && n->kind == MD_HTML_INLINE && str_starts(n->literal, "<x-attr");
}

/* An empty header row is how a table without one is written. */
bool compose_is_hidden(const struct md_node *n)
{
	return n->kind == MD_TABLE_ROW && ((n->header && n->next) || holds_attributes(n)) && is_blank_row(n);
}

static void enter_table(struct composer *c, const struct md_node *n)
{
	struct doc_node *table = tree_open(&c->tree, DOC_TABLE, n->pos);

	table->u.table.columns = n->columns;
	table->u.table.align = n->align;
	table->u.table.header_rows = !n->first || !compose_is_hidden(n->first);
}

static void enter_row(struct composer *c, const struct md_node *n)
{
	tree_open(&c->tree, DOC_ROW, n->pos);
}

static enum md_align column_align(const struct md_node *cell)
{
	size_t column = 0;

	for (const struct md_node *n = cell->parent->first; n != cell; n = n->next)
		column++;
	const struct md_node *table = cell->parent->parent;
	return table->align && column < table->columns ? table->align[column] : MD_ALIGN_NONE;
}

static void enter_cell(struct composer *c, const struct md_node *n)
{
	struct doc_node *cell = tree_open(&c->tree, DOC_CELL, n->pos);

	cell->u.cell.header = n->parent->header;
	cell->u.cell.align = column_align(n);
}

/* A cell that looks empty holds an empty paragraph. */
static void leave_cell(struct composer *c)
{
	struct doc_node *cell = tree_block(&c->tree);

	if (cell->kind == DOC_CELL && !cell->first)
		tree_leaf(&c->tree, DOC_PARAGRAPH, cell->pos);
}

static void enter_note(struct composer *c, const struct md_node *n)
{
	struct doc_node *note = doc_new(c->b, DOC_FOOTNOTE, n->pos);

	*arena_push(c->b->arena, &c->notes) = (struct composer_note){n->literal, note};
	tree_enter(&c->tree, note);
}

/* ---------------------------------------------------------------- spans */

static void enter_text(struct composer *c, const struct md_node *n)
{
	tree_text(&c->tree, n->literal, n->pos);
}

static void enter_soft_break(struct composer *c, const struct md_node *n)
{
	if (tree_in_spans(&c->tree))
		tree_leaf(&c->tree, DOC_TEXT, n->pos)->role = ROLE_SOFT_BREAK;
}

static void enter_hard_break(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_LINE_BREAK, n->pos);
}

static void enter_code(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_CODE, n->pos)->text = n->literal;
}

static void enter_math(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_MATH, n->pos)->text = n->literal;
	if (c->math++ == 0)
		c->math_pos = n->pos;
}

static void enter_note_ref(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_NOTE_REF, n->pos)->text = n->literal; /* the label, until compose_notes has found the note */
}

static void enter_image(struct composer *c, const struct md_node *n)
{
	compose_markdown_image(c, n, DOC_IMAGE);
}

/* A DOI says what it leads to, and styles of citation want it bare. */
static bool is_doi(struct str url)
{
	return str_starts(url, "https://doi.org/") || str_starts(url, "http://dx.doi.org/") || str_starts(url, "https://dx.doi.org/");
}

static void note_bare_address(struct composer *c, const struct md_node *n)
{
	struct buf text = {0};

	if (is_doi(n->url))
		return;
	md_plain_text(n, &text);
	if (str_eq(buf_view(&text), n->url) || str_starts(buf_view(&text), "www."))
		msg_str(c->b, MSG_LINK_BARE, n->pos, n->url);
	buf_free(&text);
}

static void enter_link(struct composer *c, const struct md_node *n)
{
	note_bare_address(c, n);
	if (doc_link_check(c->b, n->url, n->url_pos)) {
		struct doc_node *link = tree_open(&c->tree, DOC_LINK, n->pos);
		link->u.link->url = n->url;
		link->u.link->title = doc_title(c->b, n->title);
		if (!n->first)
			tree_text(&c->tree, n->url, n->pos);
	} else {
		tree_open_nothing(&c->tree);
	}
}

/* ---------------------------------------------------------------- each kind */

static void (*const enter_kind[MD_KINDS])(struct composer *, const struct md_node *) = {
	[MD_PARAGRAPH] = enter_paragraph, [MD_HEADING] = enter_heading, [MD_THEMATIC_BREAK] = enter_rule,
	[MD_LIST] = enter_list, [MD_ITEM] = enter_item, [MD_CODE_BLOCK] = enter_code_block,
	[MD_TABLE] = enter_table, [MD_TABLE_ROW] = enter_row, [MD_TABLE_CELL] = enter_cell, [MD_FOOTNOTE_DEFINITION] = enter_note,
	[MD_TEXT] = enter_text, [MD_SOFT_BREAK] = enter_soft_break, [MD_HARD_BREAK] = enter_hard_break, [MD_CODE] = enter_code,
	[MD_LINK] = enter_link, [MD_IMAGE] = enter_image, [MD_FOOTNOTE_REFERENCE] = enter_note_ref, [MD_MATH] = enter_math,
};

bool compose_is_leaf(struct composer *c, const struct md_node *n)
{
	switch (n->kind) {
	case MD_THEMATIC_BREAK: case MD_CODE_BLOCK: case MD_TEXT: case MD_SOFT_BREAK: case MD_HARD_BREAK: case MD_CODE:
	case MD_IMAGE: case MD_FOOTNOTE_REFERENCE: case MD_MATH:
		return true;
	case MD_PARAGRAPH:
		return compose_lone_image(c, n) != NULL;
	default:
		return false;
	}
}

void compose_enter(struct composer *c, const struct event *e)
{
	enum md_kind kind = e->md->kind;

	if (enter_kind[kind])
		enter_kind[kind](c, e->md);
	else if (plain_kinds[kind])
		tree_open(&c->tree, plain_kinds[kind], e->md->pos);
	else
		tree_open_nothing(&c->tree);
}

void compose_leave(struct composer *c, const struct event *e)
{
	if (e->md->kind == MD_TABLE_CELL)
		leave_cell(c);
	tree_close(&c->tree);
}

void md_plain_text(const struct md_node *root, struct buf *out)
{
	const struct md_node *n = root;

	while (n) {
		if (n->kind == MD_TEXT || n->kind == MD_CODE || n->kind == MD_MATH)
			buf_str(out, n->literal);
		else if (n->kind == MD_SOFT_BREAK || n->kind == MD_HARD_BREAK)
			buf_char(out, ' ');
		if (n->first) {
			n = n->first;
			continue;
		}
		while (n != root && !n->next)
			n = n->parent;
		n = n == root ? NULL : n->next;
	}
}

/* ---------------------------------------------------------------- values: inline Markdown */

/* What reads as another block ("1. Homework", "# 3") was not meant as one in a value: it prints as written. */
static void read_spans(struct composer *c, const struct text *text)
{
	const struct md_node *root = md_parse_inline(c->b, text);
	struct pos pos = text_pos(text, 0, text->s.n);

	for (const struct md_node *n = root->first; n; n = n->next)
		if (n->kind < MD_TEXT && n->kind != MD_PARAGRAPH) {
			tree_text(&c->tree, arena_str(c->b->arena, text->s), pos);
			return;
		}
	if (root->first && root->first->kind != MD_PARAGRAPH) {
		compose_markdown(c, root->first);
		return;
	}
	for (const struct md_node *n = root->first; n; n = n->next) {
		compose_markdown(c, n->first);
		if (n->next)
			tree_leaf(&c->tree, DOC_LINE_BREAK, n->pos);
	}
}

/* A course has many values, and each is done with as soon as its spans are made. */
void compose_spans(struct composer *c, const struct text *text)
{
	struct arena *outer = c->b->reading;

	c->b->reading = arena_new();
	read_spans(c, text);
	arena_free(c->b->reading);
	c->b->reading = outer;
}

struct doc_node *doc_inline(struct build *b, enum doc_kind kind, const struct text *text)
{
	struct composer c = {.b = b, .dir = "."};
	struct doc_node *n = doc_new(b, kind, text_pos(text, 0, text->s.n));

	tree_start(&c.tree, b, n);
	compose_spans(&c, text);
	compose_inline(&c, n);
	return n;
}
