/* markdown.c - what each kind of Markdown node becomes in the document tree. The walk is a loop and not a recursion: nesting in
 * the input costs no stack. */
#include "document/document_int.h"

/* What opens a node and closes it again, with nothing else to it. */
static const enum doc_kind plain_kinds[MD_KINDS] = {
	[MD_BLOCK_QUOTE] = DOC_QUOTE, [MD_EMPHASIS] = DOC_EMPHASIS, [MD_STRONG] = DOC_STRONG, [MD_STRIKETHROUGH] = DOC_STRIKE,
};

/* ---------------------------------------------------------------- blocks: each says whether its children are wanted */

static bool enter_paragraph(struct composer *c, const struct md_node *n)
{
	const struct md_node *image = compose_lone_image(c, n);

	if (image) {
		compose_markdown_image(c, image, DOC_FIGURE);
		return false;
	}
	tree_open(&c->tree, DOC_PARAGRAPH, n->pos);
	return true;
}

static bool enter_heading(struct composer *c, const struct md_node *n)
{
	tree_open(&c->tree, DOC_HEADING, n->pos)->u.heading.level = n->level;
	return true;
}

static bool enter_rule(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_RULE, n->pos);
	return false;
}

static bool enter_list(struct composer *c, const struct md_node *n)
{
	struct doc_node *list = tree_open(&c->tree, DOC_LIST, n->pos);

	if (list->kind != DOC_LIST)
		return true;
	list->u.list.ordered = n->ordered;
	list->u.list.tight = n->tight;
	list->u.list.start = n->start;
	return true;
}

static bool enter_item(struct composer *c, const struct md_node *n)
{
	struct doc_node *item = tree_open(&c->tree, DOC_ITEM, n->pos);

	if (item->kind != DOC_ITEM)
		return true;
	item->u.item.task = n->task;
	item->u.item.checked = n->checked;
	return true;
}

static void enter_figure(struct composer *c, const struct md_node *n)
{
	const struct yaml_node *yaml = yaml_parse(c->b, &n->body);
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

	for (int i = 0; i < PLACES; i++)
		if (str_is(name, names[i]) && str_trim(n->literal).n == 0) {
			compose_place(c, (enum place)i, n->pos);
			return true;
		}
	return false;
}

static bool enter_code_block(struct composer *c, const struct md_node *n)
{
	size_t space = str_find_char(n->info, ' ', 0);
	struct str name = str_sub(n->info, 0, space), text = n->literal;

	if (str_is(name, "figure")) {
		enter_figure(c, n);
		return false;
	}
	if (enter_place(c, n, name))
		return false;
	while (text.n && text.p[text.n - 1] == '\n')
		text.n--;
	struct doc_node *code = tree_leaf(&c->tree, DOC_CODE_BLOCK, n->pos);
	code->text = text;
	code->u.code.info = n->info;
	return false;
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

static bool enter_table(struct composer *c, const struct md_node *n)
{
	struct doc_node *table = tree_open(&c->tree, DOC_TABLE, n->pos);

	table->u.table.columns = n->columns;
	table->u.table.align = n->align;
	table->u.table.header_rows = 1;
	if (n->first && n->first->header && is_blank_row(n->first)) {
		table->u.table.header_rows = 0;
		msg(c->b, MSG_TABLE_NO_HEADER, n->pos, "");
	}
	return true;
}

static bool enter_row(struct composer *c, const struct md_node *n)
{
	if (n->header && is_blank_row(n))
		return false;
	tree_open(&c->tree, DOC_ROW, n->pos);
	return true;
}

static enum md_align column_align(const struct md_node *cell)
{
	size_t column = 0;

	for (const struct md_node *n = cell->parent->first; n != cell; n = n->next)
		column++;
	const struct md_node *table = cell->parent->parent;
	return table->align && column < table->columns ? table->align[column] : MD_ALIGN_NONE;
}

static bool enter_cell(struct composer *c, const struct md_node *n)
{
	struct doc_node *cell = tree_open(&c->tree, DOC_CELL, n->pos);

	cell->u.cell.header = n->parent->header;
	cell->u.cell.align = column_align(n);
	tree_open(&c->tree, DOC_PARAGRAPH, n->pos);
	return true;
}

static void leave_cell(struct composer *c)
{
	tree_close(&c->tree);
	tree_close(&c->tree);
}

static bool enter_note(struct composer *c, const struct md_node *n)
{
	struct doc_node *note = doc_new(c->b, DOC_FOOTNOTE, n->pos);

	*arena_push(c->b->arena, &c->notes) = (struct composer_note){n->literal, note};
	tree_enter(&c->tree, note);
	return true;
}

static bool enter_html(struct composer *c, const struct md_node *n)
{
	compose_html(c, n);
	if (n->kind == MD_HTML_BLOCK)
		tree_end_paragraph(&c->tree);
	return false;
}

/* ---------------------------------------------------------------- spans */

static bool enter_text(struct composer *c, const struct md_node *n)
{
	tree_text(&c->tree, n->literal, n->pos);
	return false;
}

/* Scripts that write without spaces: Han, Kana and their punctuation. Hangul has spaces. */
static bool is_spaceless(uint32_t u)
{
	return (u >= 0x2E80 && u <= 0x312F) || (u >= 0x31A0 && u <= 0xA4CF) || (u >= 0xF900 && u <= 0xFAFF) ||
		(u >= 0xFF00 && u <= 0xFFEF) || (u >= 0x20000 && u <= 0x3FFFF);
}

static uint32_t last_char(struct str s)
{
	size_t at = s.n;

	while (at > 0 && ((unsigned char)s.p[at - 1] & 0xC0) == 0x80)
		at--;
	if (at == 0)
		return 0;
	at--;
	return utf8_next(s, &at);
}

/* A line end between two characters of such a script is no space. */
static bool enter_soft_break(struct composer *c, const struct md_node *n)
{
	const struct doc_node *before = c->tree.open.v[c->tree.open.n - 1].node->last;
	size_t at = 0;

	if (before && before->kind == DOC_TEXT && n->next && n->next->kind == MD_TEXT && n->next->literal.n &&
	    is_spaceless(last_char(before->text)) && is_spaceless(utf8_next(n->next->literal, &at)))
		return false;
	tree_text(&c->tree, STR(" "), n->pos);
	return false;
}

static bool enter_hard_break(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_LINE_BREAK, n->pos);
	return false;
}

static bool enter_code(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_CODE, n->pos)->text = n->literal;
	return false;
}

static bool enter_math(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_MATH, n->pos)->text = n->literal;
	if (c->math++ == 0)
		c->math_pos = n->pos;
	return false;
}

static bool enter_note_ref(struct composer *c, const struct md_node *n)
{
	tree_leaf(&c->tree, DOC_NOTE_REF, n->pos)->text = n->literal; /* the label, until compose_notes has found the note */
	return false;
}

static bool enter_image(struct composer *c, const struct md_node *n)
{
	compose_markdown_image(c, n, DOC_IMAGE);
	return false;
}

static void note_bare_address(struct composer *c, const struct md_node *n)
{
	struct buf text = {0};

	md_plain_text(n, &text);
	if (str_eq(buf_view(&text), n->url))
		msg_str(c->b, MSG_LINK_BARE, n->pos, n->url);
	buf_free(&text);
}

static bool enter_link(struct composer *c, const struct md_node *n)
{
	if (!n->autolink)
		note_bare_address(c, n);
	if (link_check(c, n->url, n->url_pos)) {
		tree_open(&c->tree, DOC_LINK, n->pos)->u.link.url = n->url;
		if (!n->first)
			tree_text(&c->tree, n->url, n->pos);
	} else {
		tree_open_nothing(&c->tree);
	}
	return true;
}

/* ---------------------------------------------------------------- the walk */

static bool (*const enter_kind[MD_KINDS])(struct composer *, const struct md_node *) = {
	[MD_PARAGRAPH] = enter_paragraph, [MD_HEADING] = enter_heading, [MD_THEMATIC_BREAK] = enter_rule,
	[MD_LIST] = enter_list, [MD_ITEM] = enter_item, [MD_CODE_BLOCK] = enter_code_block, [MD_HTML_BLOCK] = enter_html,
	[MD_TABLE] = enter_table, [MD_TABLE_ROW] = enter_row, [MD_TABLE_CELL] = enter_cell, [MD_FOOTNOTE_DEFINITION] = enter_note,
	[MD_TEXT] = enter_text, [MD_SOFT_BREAK] = enter_soft_break, [MD_HARD_BREAK] = enter_hard_break, [MD_CODE] = enter_code,
	[MD_HTML_INLINE] = enter_html, [MD_LINK] = enter_link, [MD_IMAGE] = enter_image,
	[MD_FOOTNOTE_REFERENCE] = enter_note_ref, [MD_MATH] = enter_math,
};

static bool enter(struct composer *c, const struct md_node *n)
{
	if (c->skip.n && n->kind >= MD_TEXT && n->kind != MD_HTML_INLINE)
		return false;
	if (enter_kind[n->kind])
		return enter_kind[n->kind](c, n);
	if (plain_kinds[n->kind])
		tree_open(&c->tree, plain_kinds[n->kind], n->pos);
	else
		tree_open_nothing(&c->tree);
	return true;
}

static void leave(struct composer *c, const struct md_node *n)
{
	if (n->kind < MD_TEXT)
		c->skip = STR_NONE;
	if (n->kind == MD_TABLE_CELL)
		leave_cell(c);
	else
		tree_close(&c->tree);
}

/* n with everything below it, or the label lines that start at n. Returns the last sibling that was read. */
static const struct md_node *read_one(struct composer *c, const struct md_node *n, const struct md_node *end, bool *into)
{
	const struct md_node *last = n->kind == MD_PARAGRAPH ? compose_label_lines(c, n, end) : NULL;

	*into = false;
	if (last)
		return last;
	if (!enter(c, n))
		return n;
	*into = n->first != NULL;
	if (!*into)
		leave(c, n);
	return n;
}

void compose_markdown(struct composer *c, const struct md_node *first, const struct md_node *end)
{
	const struct md_node *parent = first ? first->parent : NULL, *n = first;
	bool into;

	while (n && n != end) {
		n = read_one(c, n, n->parent == parent ? end : NULL, &into);
		if (into) {
			n = n->first;
			continue;
		}
		while (!n->next && n->parent != parent) {
			n = n->parent;
			leave(c, n);
		}
		n = n->next;
	}
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
void compose_spans(struct composer *c, const struct text *text)
{
	const struct md_node *root = md_parse_inline(c->b, text);
	struct pos pos = text_pos(text, 0, text->s.n);

	for (const struct md_node *n = root->first; n; n = n->next)
		if (n->kind < MD_TEXT && n->kind != MD_PARAGRAPH) {
			tree_text(&c->tree, text->s, pos);
			return;
		}
	if (root->first && root->first->kind != MD_PARAGRAPH) {
		compose_markdown(c, root->first, NULL);
		return;
	}
	for (const struct md_node *n = root->first; n; n = n->next) {
		compose_markdown(c, n->first, NULL);
		if (n->next)
			tree_leaf(&c->tree, DOC_LINE_BREAK, n->pos);
	}
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
