/* markdown.c - Markdown to nodes with places, through cmark in GitHub's version; the only file that sees its headers.
 *
 * cmark gives the tree, and for most blocks the line where they start. It gives no usable places for inlines, for cells, for
 * what stands behind a tab, and its ends of blocks are often a line off. So only the tree, the starting lines and the bytes
 * from which each leaf's inlines were read are taken from it; the rest is found by walking tree and text side by side
 * (markdown_block.c, markdown_inline.c). */
#include "content/content_int.h"

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define MOST_READINGS 5

const char *const md_kind_names[MD_KINDS] = {
	[MD_DOCUMENT] = "document", [MD_PARAGRAPH] = "paragraph", [MD_HEADING] = "heading",
	[MD_THEMATIC_BREAK] = "thematic-break", [MD_BLOCK_QUOTE] = "block-quote", [MD_LIST] = "list", [MD_ITEM] = "item",
	[MD_CODE_BLOCK] = "code-block", [MD_HTML_BLOCK] = "html-block", [MD_TABLE] = "table", [MD_TABLE_ROW] = "table-row",
	[MD_TABLE_CELL] = "table-cell", [MD_FOOTNOTE_DEFINITION] = "footnote-definition", [MD_TEXT] = "text",
	[MD_SOFT_BREAK] = "soft-break", [MD_HARD_BREAK] = "hard-break", [MD_CODE] = "code", [MD_HTML_INLINE] = "html-inline",
	[MD_EMPHASIS] = "emphasis", [MD_STRONG] = "strong", [MD_STRIKETHROUGH] = "strikethrough", [MD_LINK] = "link",
	[MD_IMAGE] = "image", [MD_FOOTNOTE_REFERENCE] = "footnote-reference", [MD_MATH] = "math",
};

/* cmark-gfm changes tables of its own (the extensions' special characters) at the start and end of every parse. */
static pthread_mutex_t one_parse_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static void *zeroed(size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		mem_exhausted();
	void *p = mem_alloc(n * size);
	memset(p, 0, n * size);
	return p;
}

static cmark_mem memory(void)
{
	return (cmark_mem){zeroed, mem_resize, mem_free};
}

size_t md_entity(struct str s, char out[8], size_t *n)
{
	cmark_mem mem = memory();
	cmark_strbuf made;
	bufsize_t taken;

	cmark_strbuf_init(&mem, &made, 0);
	/* The longest name has 31 letters; a number may have leading zeros, within reason. */
	struct str name = str_sub(s, 1, 64);
	taken = houdini_unescape_ent(&made, (const uint8_t *)name.p, (bufsize_t)name.n);
	*n = (size_t)made.size < 8 ? (size_t)made.size : 0;
	memcpy(out, made.ptr, *n);
	cmark_strbuf_free(&made);
	return taken > 0 && *n > 0 ? (size_t)taken + 1 : 0;
}

/* ---------------------------------------------------------------- kinds */

/* The extensions' types have names only. */
static enum md_kind extended_kind(cmark_node *n)
{
	static const struct {
		const char *name;
		enum md_kind kind;
	} names[] = {{"table", MD_TABLE}, {"table_header", MD_TABLE_ROW}, {"table_row", MD_TABLE_ROW},
		{"table_cell", MD_TABLE_CELL}, {"strikethrough", MD_STRIKETHROUGH}};
	struct str name = str_from(cmark_node_get_type_string(n));

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i].name))
			return names[i].kind;
	return MD_PARAGRAPH;
}

static enum md_kind kind_of(cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_DOCUMENT: return MD_DOCUMENT;
	case CMARK_NODE_BLOCK_QUOTE: return MD_BLOCK_QUOTE;
	case CMARK_NODE_LIST: return MD_LIST;
	case CMARK_NODE_ITEM: return MD_ITEM;
	case CMARK_NODE_CODE_BLOCK: return MD_CODE_BLOCK;
	case CMARK_NODE_HTML_BLOCK: return MD_HTML_BLOCK;
	case CMARK_NODE_HEADING: return MD_HEADING;
	case CMARK_NODE_THEMATIC_BREAK: return MD_THEMATIC_BREAK;
	case CMARK_NODE_FOOTNOTE_DEFINITION: return MD_FOOTNOTE_DEFINITION;
	case CMARK_NODE_SOFTBREAK: return MD_SOFT_BREAK;
	case CMARK_NODE_LINEBREAK: return MD_HARD_BREAK;
	case CMARK_NODE_CODE: return MD_CODE;
	case CMARK_NODE_HTML_INLINE: return MD_HTML_INLINE;
	case CMARK_NODE_EMPH: return MD_EMPHASIS;
	case CMARK_NODE_STRONG: return MD_STRONG;
	case CMARK_NODE_LINK: return MD_LINK;
	case CMARK_NODE_IMAGE: return MD_IMAGE;
	case CMARK_NODE_FOOTNOTE_REFERENCE: return MD_FOOTNOTE_REFERENCE;
	case CMARK_NODE_PARAGRAPH: return MD_PARAGRAPH;
	case CMARK_NODE_TEXT: return MD_TEXT;
	default: return extended_kind(n);
	}
}

/* ---------------------------------------------------------------- from cmark's node to a draft */

static size_t natural(int n)
{
	return n > 0 ? (size_t)n : 0;
}

static struct str copy(struct md_reading *r, const char *z)
{
	return arena_str(r->build->arena, z ? str_from(z) : STR(""));
}

static void fill_literal(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	d->node.literal = copy(r, cmark_node_get_literal(n));
}

static void fill_content(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	/* cmark_node_get_string_content does without the length, and the bytes do not always end with a NUL. */
	d->content = arena_str(r->build->reading, (struct str){(const char *)n->content.ptr, natural(n->content.size)});
}

static void fill_heading(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	fill_content(r, d, n);
	d->node.level = cmark_node_get_heading_level(n);
}

static void fill_list(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	(void)r;
	d->node.ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
	d->node.tight = cmark_node_get_list_tight(n);
	d->node.start = cmark_node_get_list_start(n);
	d->node.parenthesis = cmark_node_get_list_delim(n) == CMARK_PAREN_DELIM;
}

static void fill_item(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	(void)r;
	d->node.task = str_is(str_from(cmark_node_get_type_string(n)), "tasklist");
}

static void fill_code_block(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	int length, offset;
	char character;

	fill_literal(r, d, n);
	d->node.info = copy(r, cmark_node_get_fence_info(n));
	d->fenced = cmark_node_get_fenced(n, &length, &offset, &character);
}

static enum md_align align_of(uint8_t letter)
{
	return letter == 'l' ? MD_ALIGN_LEFT : letter == 'c' ? MD_ALIGN_CENTER : letter == 'r' ? MD_ALIGN_RIGHT : MD_ALIGN_NONE;
}

static void fill_table(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	const uint8_t *letters = cmark_gfm_extensions_get_table_alignments(n);
	enum md_align *align;

	fill_content(r, d, n);
	d->node.columns = cmark_gfm_extensions_get_table_columns(n);
	align = arena_alloc(r->build->arena, d->node.columns * sizeof *align);
	for (size_t i = 0; i < d->node.columns; i++)
		align[i] = align_of(letters[i]);
	d->node.align = align;
}

static void fill_row(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	(void)r;
	d->node.header = cmark_gfm_extensions_get_table_row_is_header(n);
}

static void fill_link(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	d->node.url = copy(r, cmark_node_get_url(n));
	d->node.title = copy(r, cmark_node_get_title(n));
}

static void fill_note(struct md_reading *r, struct md_draft *d, cmark_node *n)
{
	(void)n;
	*arena_push(r->build->reading, &r->notes) = d;
}

static void (*const fill[MD_KINDS])(struct md_reading *, struct md_draft *, cmark_node *) = {
	[MD_PARAGRAPH] = fill_content, [MD_HEADING] = fill_heading, [MD_LIST] = fill_list, [MD_ITEM] = fill_item,
	[MD_CODE_BLOCK] = fill_code_block, [MD_HTML_BLOCK] = fill_literal, [MD_TABLE] = fill_table,
	[MD_TABLE_ROW] = fill_row, [MD_TABLE_CELL] = fill_content, [MD_FOOTNOTE_DEFINITION] = fill_note,
	[MD_TEXT] = fill_literal, [MD_CODE] = fill_literal, [MD_HTML_INLINE] = fill_literal, [MD_LINK] = fill_link,
	[MD_IMAGE] = fill_link, [MD_FOOTNOTE_REFERENCE] = fill_literal,
};

static struct md_draft *draft_of(struct md_reading *r, cmark_node *n)
{
	struct md_draft *d = arena_alloc(r->build->reading, sizeof *d);

	d->node.kind = kind_of(n);
	d->line = natural(cmark_node_get_start_line(n));
	d->end_line = natural(cmark_node_get_end_line(n));
	d->column = natural(cmark_node_get_start_column(n));
	if (fill[d->node.kind])
		fill[d->node.kind](r, d, n);
	if (d->node.kind < MD_TEXT)
		*arena_push(r->build->reading, &r->blocks) = d;
	return d;
}

static void append(struct md_node *parent, struct md_node *child)
{
	child->parent = parent;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

/* The kinds that cmark enters but does not leave. */
static bool is_leaf(enum md_kind kind)
{
	return kind == MD_THEMATIC_BREAK || kind == MD_CODE_BLOCK || kind == MD_HTML_BLOCK || kind == MD_TEXT ||
	       kind == MD_SOFT_BREAK || kind == MD_HARD_BREAK || kind == MD_CODE || kind == MD_HTML_INLINE;
}

static void draft_tree(struct md_reading *r, cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);
	struct md_node *open = NULL;

	for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		if (event == CMARK_EVENT_EXIT) {
			open = open->parent;
			continue;
		}
		struct md_draft *d = draft_of(r, cmark_iter_get_node(iter));
		if (open)
			append(open, &d->node);
		else
			r->root = d;
		if (!is_leaf(d->node.kind))
			open = &d->node;
	}
	cmark_iter_free(iter);
}

/* ---------------------------------------------------------------- reading */

static void attach(cmark_parser *parser)
{
	static const char *const names[] = {"table", "strikethrough", "autolink", "tasklist"};

	*cmark_get_default_mem_allocator() = memory(); /* its own ends the program by abort() */
	cmark_gfm_core_extensions_ensure_registered();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
}

/* One reading: the tree in r->root, with every place. */
static void read_once(struct md_reading *r)
{
	cmark_mem mem = memory();
	cmark_parser *parser;
	cmark_node *document;

	r->blocks.n = r->notes.n = 0;
	pthread_mutex_lock(&one_parse_at_a_time);
	parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &mem);
	attach(parser);
	cmark_parser_feed(parser, r->text.s.p ? r->text.s.p : "", r->text.s.n);
	document = cmark_parser_finish(parser);
	pthread_mutex_unlock(&one_parse_at_a_time);
	draft_tree(r, document);
	cmark_node_free(document);
	cmark_parser_free(parser);
	md_place(r);
}

/* ---------------------------------------------------------------- the tree as others see it */

/* The node behind n in document order, or NULL. */
static struct md_node *next_node(struct md_node *n)
{
	if (n->first)
		return n->first;
	while (n && !n->next)
		n = n->parent;
	return n ? n->next : NULL;
}

/* Where a node without text stands: behind the byte before it. That is inside its parent but where bytes were changed. */
static struct pos empty_pos(const struct text *t, size_t at, struct pos parent)
{
	struct pos pos = text_pos(t, at > 0 ? at - 1 : 0, at);
	size_t end = at > 0 ? pos.end : pos.start;

	if (pos.source == parent.source)
		end = end < parent.start ? parent.start : end > parent.end ? parent.end : end;
	return (struct pos){pos.source, end, end};
}

static void settle_places(struct md_reading *r)
{
	for (struct md_node *n = &r->root->node; n; n = next_node(n)) {
		struct md_draft *d = md_draft_of(n);
		n->pos = text_pos(&r->text, d->from, d->to);
		if (d->from == d->to && n->parent)
			n->pos = empty_pos(&r->text, d->from, n->parent->pos);
		if (n->kind == MD_LINK || n->kind == MD_IMAGE)
			n->url_pos = d->url_to ? text_pos(&r->text, d->url_from, d->url_to) : n->pos;
	}
}

/* Whether a footnote definition was called for by the text's head only. */
static bool is_unused(const struct md_reading *r, const struct md_node *n)
{
	return n->kind == MD_FOOTNOTE_DEFINITION && md_mark_at(r, ((const struct md_draft *)n)->from + 2);
}

/* Takes the head away again, and puts the notes that only it called for behind all others. */
static void drop_head(struct md_reading *r)
{
	struct md_node *root = &r->root->node, *all = root->first, *unused = NULL, **end = &unused, *next;

	root->first = root->last = NULL;
	for (struct md_node *n = all; n; n = next) {
		next = n->next;
		if (is_unused(r, n)) {
			*end = n;
			end = &n->next;
			n->next = NULL;
		} else if (md_draft_of(n)->from >= r->head) {
			append(root, n);
		}
	}
	for (; unused; unused = next) {
		next = unused->next;
		append(root, unused);
	}
}

/* The box of a task, which cmark knows only in lists outside of quotations, and only with a small x. */
static bool is_box(struct str s)
{
	return s.n > 3 && s.p[0] == '[' && strchr(" xX", s.p[1]) && s.p[2] == ']' && s.p[3] == ' ';
}

static void find_boxes(struct md_reading *r)
{
	for (size_t i = 0; i < r->blocks.n; i++) {
		struct md_node *item = &r->blocks.v[i]->node, *first = item->first ? item->first->first : NULL;
		if (item->kind != MD_ITEM || !first || first->kind != MD_TEXT || !is_box(first->literal))
			continue;
		item->task = true;
		item->checked = first->literal.p[1] != ' ';
		first->literal = str_sub(first->literal, 4, first->literal.n);
		md_draft_of(first)->from += 4;
	}
}

static const struct md_node *read_text(struct md_reading *r)
{
	md_tidy(r);
	read_once(r);
	for (int i = 1; i < MOST_READINGS && md_edit(r); i++)
		read_once(r);
	if (r->head)
		drop_head(r);
	find_boxes(r);
	settle_places(r);
	return &r->root->node;
}

const struct md_node *md_parse(struct build *b, const struct text *text)
{
	struct md_reading r = {.build = b, .text = *text};

	return read_text(&r);
}

/* ---------------------------------------------------------------- values */

/* A parenthesis before the text keeps its first characters from starting a list, a heading and so on. It is one of the few
 * characters that never mean anything themselves and before which emphasis and bare addresses may begin. */
static void guard(struct md_reading *r)
{
	struct text_builder w = {.arena = r->build->reading};

	text_put(&w, STR("("), text_pos(&r->text, 0, 0));
	text_copy(&w, &r->text, 0, r->text.s.n);
	r->text = text_finish(&w);
	*arena_push(r->build->reading, &r->marks) = (struct md_mark){.at = 0, .n = 1, .kind = MD_MARK_NOTHING};
}

/* One paragraph's inlines in the place of the paragraph. */
static void lift(struct md_node *root)
{
	struct md_node *only = root->first;

	if (!only || only->next || only->kind != MD_PARAGRAPH)
		return;
	root->first = root->last = NULL;
	for (struct md_node *n = only->first, *next; n; n = next) {
		next = n->next;
		append(root, n);
	}
}

/* Most values are a few words and numbers. No character of these means anything to Markdown, where it stands in one line behind a
 * letter or digit; what begins with "www." is an address. */
static bool is_plain(struct str s)
{
	static const char between[] = {' ', ',', '.', ';', '(', ')', '/', '\'', '"', '?', '-'};

	for (size_t i = 0; i < s.n; i++)
		if (!md_is_word(s.p[i]) && (unsigned char)s.p[i] < 0x80 && (i == 0 || !memchr(between, s.p[i], sizeof between)))
			return false;
	return s.n > 0 && str_find(s, STR("www.")) == SIZE_MAX;
}

/* What cmark would make of them. */
static const struct md_node *read_plain(struct build *b, const struct text *text, struct str plain)
{
	struct md_node *root = arena_alloc(b->reading, sizeof *root), *only = arena_alloc(b->reading, sizeof *only);
	size_t from = (size_t)(plain.p - text->s.p);

	*only = (struct md_node){.kind = MD_TEXT, .literal = arena_str(b->arena, plain), .pos = text_pos(text, from, from + plain.n)};
	*root = (struct md_node){.kind = MD_DOCUMENT, .pos = only->pos};
	append(root, only);
	return root;
}

static const struct md_node *read_value(struct build *b, const struct text *text, struct str trimmed)
{
	size_t from = trimmed.n ? (size_t)(trimmed.p - text->s.p) : 0;
	struct build aside = build_aside(b);
	struct md_reading r = {.build = b, .text = text_sub(&aside, text, from, from + trimmed.n), .value = true};

	/* A value of several lines was written as a block on purpose. */
	if (trimmed.n && str_find_char(trimmed, '\n', 0) == SIZE_MAX)
		guard(&r);
	read_text(&r);
	lift(&r.root->node);
	return &r.root->node;
}

const struct md_node *md_parse_inline(struct build *b, const struct text *text)
{
	struct str trimmed = str_trim(text->s);

	return is_plain(trimmed) ? read_plain(b, text, trimmed) : read_value(b, text, trimmed);
}

const struct md_node *md_walk(const struct md_node *root, const struct md_node *n, bool into_children)
{
	if (into_children && n->first)
		return n->first;
	while (n != root && !n->next)
		n = n->parent;
	return n == root ? NULL : n->next;
}
