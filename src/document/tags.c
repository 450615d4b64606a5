/* tags.c - what each HTML tag opens and closes. A tag without an entry here is transparent: its text stays, and a note names its
 * kind once. */
#include "document/document_int.h"

#include <stdlib.h>
#include <string.h>

struct tag {
	const char *name;
	enum tag_nesting nesting;
	enum doc_kind kind; /* of the node that it opens; 0: none */
	void (*open)(struct composer *c, const struct event *e); /* instead of that: opens one thing, or for a leaf, makes it */
	void (*close)(struct composer *c);                       /* before what was opened is closed */
};

static struct str attribute(struct composer *c, const struct event *e, const char *name)
{
	return html_attribute(c->b, e->html.attributes, name);
}

/* ---------------------------------------------------------------- what any element may have */

static enum md_align align_from(struct str s)
{
	if (str_is_nocase(s, "center") || str_is_nocase(s, "middle"))
		return MD_ALIGN_CENTER;
	return str_is_nocase(s, "right") ? MD_ALIGN_RIGHT : str_is_nocase(s, "left") ? MD_ALIGN_LEFT : MD_ALIGN_NONE;
}

enum md_align tag_align(struct composer *c, const struct event *e)
{
	struct str aligned = style_property(attribute(c, e, "style"), "text-align");

	return align_from(aligned.n ? aligned : str_trim(attribute(c, e, "align")));
}

/* Language and direction of the element and what it holds. */
static void take_language(struct composer *c, const struct event *e)
{
	struct str lang = attribute(c, e, "lang"), dir = attribute(c, e, "dir");

	if (!lang.n)
		lang = attribute(c, e, "xml:lang");
	if (lang.n)
		c->tree.manner.lang = lang;
	if (dir.n)
		c->tree.manner.direction = str_is_nocase(dir, "rtl") ? DOC_RTL : DOC_LTR;
}

/* Alignment of what the element holds; the name of its place. */
static void take_manner(struct composer *c, const struct event *e)
{
	struct str id = attribute(c, e, "id");
	enum md_align align = tag_align(c, e);

	if (id.n)
		tree_anchor(&c->tree, id);
	if (align)
		c->tree.manner.align = align;
}

/* ---------------------------------------------------------------- tags with a meaning of their own */

static void open_break(struct composer *c, const struct event *e)
{
	if (tree_in_spans(&c->tree))
		tree_leaf(&c->tree, DOC_LINE_BREAK, e->pos);
}

static void open_rule(struct composer *c, const struct event *e)
{
	if (tree_takes_blocks(&c->tree))
		tree_leaf(&c->tree, DOC_RULE, e->pos);
	else
		open_break(c, e);
}

static void open_heading(struct composer *c, const struct event *e)
{
	struct doc_node *n = tree_open(&c->tree, DOC_HEADING, e->pos);

	n->u.heading.level = e->html.name.p[1] - '0';
	n->align = tag_align(c, e);
}

static void open_paragraph(struct composer *c, const struct event *e)
{
	struct doc_node *n = tree_open(&c->tree, DOC_PARAGRAPH, e->pos);
	enum md_align align = tag_align(c, e);

	n->align = align ? align : n->align;
}

static void open_center(struct composer *c, const struct event *e)
{
	(void)e;
	tree_end_paragraph(&c->tree);
	tree_open_nothing(&c->tree);
	c->tree.manner.align = MD_ALIGN_CENTER;
}

static void end_paragraph(struct composer *c)
{
	tree_end_paragraph(&c->tree);
}

static void open_anchor(struct composer *c, const struct event *e)
{
	struct str url = attribute(c, e, "href"), name = attribute(c, e, "name");

	if (name.n)
		tree_anchor(&c->tree, name);
	if (!url.p || !doc_link_check(c->b, url, e->pos)) {
		tree_open_nothing(&c->tree);
		return;
	}
	struct doc_node *n = tree_open(&c->tree, DOC_LINK, e->pos);
	n->u.link->url = url;
	n->u.link->title = doc_title(c->b, attribute(c, e, "title"));
}

/* "#dddddd": a tick of that colour says that there is none. */
static bool is_pale(struct str color)
{
	if (color.n != 7 || color.p[0] != '#')
		return false;
	for (size_t i = 1; i < 7; i += 2)
		if (!strchr("cdefCDEF", color.p[i]))
			return false;
	return true;
}

/* Fonts of icons draw in it what its classes name: a tick says something, the others decorate. */
static void open_italic(struct composer *c, const struct event *e)
{
	struct str classes = attribute(c, e, "class");
	bool tick = str_find(classes, STR("fa-check")) != SIZE_MAX || str_find(classes, STR("bi-check")) != SIZE_MAX;

	if (tick && !is_pale(style_property(attribute(c, e, "style"), "color")))
		tree_text(&c->tree, STR("\u2713"), e->pos);
	tree_open(&c->tree, DOC_EMPHASIS, e->pos);
}

/* Canvas keeps the source of a formula beside its picture. */
static bool is_formula(struct composer *c, const struct event *e)
{
	struct str source = attribute(c, e, "data-equation-content");

	if (!source.n)
		return false;
	tree_leaf(&c->tree, DOC_MATH, e->pos)->text = source;
	if (c->math++ == 0)
		c->math_pos = e->pos;
	return true;
}

static void open_image(struct composer *c, const struct event *e)
{
	if (is_formula(c, e))
		return;
	bool alone = !e->inside && !tree_in_spans(&c->tree) && tree_takes_blocks(&c->tree);
	struct image_request r = compose_html_image(c, e->html.attributes, e->pos);

	tree_attach(&c->tree, compose_image(c, alone ? DOC_FIGURE : DOC_IMAGE, &r));
}

/* A film or a page inside the page: what paper can show of it is where it is. */
static void open_frame(struct composer *c, const struct event *e)
{
	struct str url = attribute(c, e, "src"), title = attribute(c, e, "title");

	if (!url.n)
		url = attribute(c, e, "data");
	if (!url.n || !doc_link_check(c->b, url, e->pos))
		return;
	tree_open(&c->tree, DOC_LINK, e->pos)->u.link->url = url;
	tree_text(&c->tree, title.n ? title : url, e->pos);
	tree_close(&c->tree);
	msg(c->b, MSG_HTML_FRAME, e->pos, arena_cstr(c->b->arena, e->html.name), arena_cstr(c->b->arena, url));
}

static void open_list(struct composer *c, const struct event *e)
{
	struct doc_node *n = tree_open(&c->tree, DOC_LIST, e->pos);
	int64_t start;

	n->u.list.tight = true;
	n->u.list.ordered = str_is(e->html.name, "ol");
	doc_list_numbers(n, attribute(c, e, "type"));
	n->u.list.start = str_to_int(str_trim(attribute(c, e, "start")), &start) && start >= 0 && start < 100000 ? (int)start : 1;
}

static void open_pre(struct composer *c, const struct event *e)
{
	tree_open_nothing(&c->tree);
	c->pre = doc_new(c->b, DOC_CODE_BLOCK, e->pos);
	memset(&c->pre_text, 0, sizeof c->pre_text);
}

static void close_pre(struct composer *c)
{
	struct doc_node *pre = c->pre;

	c->pre = NULL;
	if (!pre || !str_trim((struct str){c->pre_text.v, c->pre_text.n}).n)
		return;
	pre->text = (struct str){c->pre_text.v, c->pre_text.n};
	while (pre->text.n && pre->text.p[pre->text.n - 1] == '\n')
		pre->text.n--;
	if (str_starts(pre->text, "\n"))
		pre->text = str_sub(pre->text, 1, pre->text.n);
	tree_attach(&c->tree, pre);
}

/* The summary of details leads in what it hides on the screen. */
static void open_summary(struct composer *c, const struct event *e)
{
	tree_open(&c->tree, DOC_PARAGRAPH, e->pos);
	tree_open(&c->tree, DOC_STRONG, e->pos);
}

static void close_second(struct composer *c)
{
	tree_close(&c->tree);
}

static void put_quote(struct composer *c, int which, struct pos pos)
{
	tree_text(&c->tree, str_from(c->words ? c->words->quote[which] : "\""), pos);
}

static void open_quotation(struct composer *c, const struct event *e)
{
	put_quote(c, 0, e->pos);
	tree_open_nothing(&c->tree);
}

static void close_quotation(struct composer *c)
{
	put_quote(c, 1, POS_NONE);
}

/* Characters behind a reading have one of their own, or none. */
static void close_reading(struct composer *c)
{
	tree_divide(&c->tree, DOC_RUBY);
}

/* Tick boxes of forms, and of task lists written out. */
static void open_input(struct composer *c, const struct event *e)
{
	if (!str_is_nocase(attribute(c, e, "type"), "checkbox"))
		return;
	tree_text(&c->tree, attribute(c, e, "checked").p ? STR("\u2611 ") : STR("\u2610 "), e->pos);
}

/* kramdown's mark of a contents list takes the place of the list on which it stands. A file of several has no list of its own. */
static void put_contents(struct composer *c, struct doc_node *block, struct pos pos)
{
	struct doc_node *list = block->parent;

	block->first = block->last = NULL;
	while (list && list->kind != DOC_LIST)
		list = list->parent;
	if (!list || !c->content || !c->content->single || c->placed[PLACE_CONTENTS])
		return;
	c->placed[PLACE_CONTENTS] = true;
	doc_insert_after(list, doc_new(c->b, DOC_CONTENTS, pos));
}

/* A list of attributes in braces behind something (content/ makes this element of it). */
static void open_attributes(struct composer *c, const struct event *e)
{
	struct doc_node *block = tree_block(&c->tree), *n = tree_in_spans(&c->tree) ? tree_last_span(&c->tree) : NULL;
	struct str id = attribute(c, e, "id");

	if (str_is(attribute(c, e, "class"), "toc") && block->kind == DOC_PARAGRAPH)
		put_contents(c, block, e->pos);
	if (n && (n->kind == DOC_IMAGE || n->kind == DOC_FIGURE)) {
		struct image_request r = compose_html_image(c, e->html.attributes, e->pos);
		n->u.figure->width = r.width ? r.width : n->u.figure->width;
		n->u.figure->height = r.height ? r.height : n->u.figure->height;
	}
	if (id.n && block->parent)
		doc_set_id(c->b, n && n->kind != DOC_TEXT && block->kind != DOC_HEADING ? n : block, id);
}

/* Sorted by name. */
static const struct tag tags[] = {
	{"a", .nesting = TAG_SPAN, .open = open_anchor},
	{"abbr", .nesting = TAG_SPAN},
	{"address", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"article", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"aside", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"audio", .nesting = TAG_LEAF, .open = open_frame},
	{"b", .nesting = TAG_SPAN, .kind = DOC_STRONG},
	{"bdi", .nesting = TAG_SPAN},
	{"big", .nesting = TAG_SPAN},
	{"blockquote", .nesting = TAG_BLOCK, .kind = DOC_QUOTE},
	{"br", .nesting = TAG_LEAF, .open = open_break},
	{"button", .nesting = TAG_SPAN},
	{"caption", .nesting = TAG_BLOCK, .kind = DOC_CAPTION},
	{"center", .nesting = TAG_BLOCK, .open = open_center, .close = end_paragraph},
	{"cite", .nesting = TAG_SPAN, .kind = DOC_EMPHASIS},
	{"code", .nesting = TAG_SPAN, .kind = DOC_CODE},
	{"col", .nesting = TAG_LEAF},
	{"colgroup", .nesting = TAG_BLOCK},
	{"dd", .nesting = TAG_BLOCK, .open = tag_definition, .close = close_second},
	{"del", .nesting = TAG_SPAN, .kind = DOC_STRIKE},
	{"details", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"dfn", .nesting = TAG_SPAN, .kind = DOC_EMPHASIS},
	{"div", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"dl", .nesting = TAG_BLOCK, .kind = DOC_FACTS, .close = tag_definitions_end},
	{"dt", .nesting = TAG_BLOCK, .open = tag_term, .close = tag_term_end},
	{"em", .nesting = TAG_SPAN, .kind = DOC_EMPHASIS},
	{"embed", .nesting = TAG_LEAF, .open = open_frame},
	{"figcaption", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"figure", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"font", .nesting = TAG_SPAN},
	{"footer", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"h1", .nesting = TAG_BLOCK, .open = open_heading},
	{"h2", .nesting = TAG_BLOCK, .open = open_heading},
	{"h3", .nesting = TAG_BLOCK, .open = open_heading},
	{"h4", .nesting = TAG_BLOCK, .open = open_heading},
	{"h5", .nesting = TAG_BLOCK, .open = open_heading},
	{"h6", .nesting = TAG_BLOCK, .open = open_heading},
	{"head", .nesting = TAG_DROPPED},
	{"header", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"hr", .nesting = TAG_LEAF, .open = open_rule},
	{"i", .nesting = TAG_SPAN, .open = open_italic},
	{"iframe", .nesting = TAG_LEAF, .open = open_frame},
	{"img", .nesting = TAG_LEAF, .open = open_image},
	{"input", .nesting = TAG_LEAF, .open = open_input},
	{"ins", .nesting = TAG_SPAN, .kind = DOC_UNDERLINE},
	{"kbd", .nesting = TAG_SPAN, .kind = DOC_CODE},
	{"label", .nesting = TAG_SPAN},
	{"li", .nesting = TAG_BLOCK, .kind = DOC_ITEM},
	{"main", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"mark", .nesting = TAG_SPAN, .kind = DOC_STRONG},
	{"nav", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"nobr", .nesting = TAG_SPAN},
	{"object", .nesting = TAG_LEAF, .open = open_frame},
	{"ol", .nesting = TAG_BLOCK, .open = open_list},
	{"p", .nesting = TAG_BLOCK, .open = open_paragraph},
	{"picture", .nesting = TAG_SPAN},
	{"pre", .nesting = TAG_BLOCK, .open = open_pre, .close = close_pre},
	{"q", .nesting = TAG_SPAN, .open = open_quotation, .close = close_quotation},
	{"rb", .nesting = TAG_SPAN},
	{"rp", .nesting = TAG_DROPPED},
	{"rt", .nesting = TAG_SPAN, .kind = DOC_READING, .close = close_reading},
	{"ruby", .nesting = TAG_SPAN, .kind = DOC_RUBY},
	{"s", .nesting = TAG_SPAN, .kind = DOC_STRIKE},
	{"samp", .nesting = TAG_SPAN, .kind = DOC_CODE},
	{"script", .nesting = TAG_DROPPED},
	{"section", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"small", .nesting = TAG_SPAN},
	{"source", .nesting = TAG_LEAF, .open = open_frame},
	{"span", .nesting = TAG_SPAN, .open = tag_span},
	{"strike", .nesting = TAG_SPAN, .kind = DOC_STRIKE},
	{"strong", .nesting = TAG_SPAN, .kind = DOC_STRONG},
	{"style", .nesting = TAG_DROPPED},
	{"sub", .nesting = TAG_SPAN, .kind = DOC_SUBSCRIPT},
	{"summary", .nesting = TAG_BLOCK, .open = open_summary, .close = close_second},
	{"sup", .nesting = TAG_SPAN, .kind = DOC_SUPERSCRIPT},
	{"svg", .nesting = TAG_DROPPED},
	{"tabitem", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"table", .nesting = TAG_BLOCK, .open = tag_table, .close = tag_table_end},
	{"tabs", .nesting = TAG_BLOCK, .open = tag_blocks, .close = end_paragraph},
	{"tbody", .nesting = TAG_BLOCK},
	{"td", .nesting = TAG_BLOCK, .open = tag_cell},
	{"template", .nesting = TAG_DROPPED},
	{"tfoot", .nesting = TAG_BLOCK},
	{"th", .nesting = TAG_BLOCK, .open = tag_cell},
	{"thead", .nesting = TAG_BLOCK, .open = tag_thead, .close = tag_thead_end},
	{"time", .nesting = TAG_SPAN},
	{"tr", .nesting = TAG_BLOCK, .kind = DOC_ROW},
	{"tt", .nesting = TAG_SPAN, .kind = DOC_CODE},
	{"u", .nesting = TAG_SPAN, .kind = DOC_UNDERLINE},
	{"ul", .nesting = TAG_BLOCK, .open = open_list},
	{"var", .nesting = TAG_SPAN, .kind = DOC_EMPHASIS},
	{"video", .nesting = TAG_LEAF, .open = open_frame},
	{"wbr", .nesting = TAG_LEAF},
	{"x-attr", .nesting = TAG_LEAF, .open = open_attributes},
};

static int compare_name(const void *key, const void *entry)
{
	const struct str *name = key;

	return str_compare(*name, str_from(((const struct tag *)entry)->name));
}

static const struct tag *find_tag(struct str name)
{
	return bsearch(&name, tags, sizeof tags / sizeof *tags, sizeof *tags, compare_name);
}

enum tag_nesting tag_nesting(struct str name)
{
	const struct tag *tag = find_tag(name);

	return tag ? tag->nesting : TAG_IGNORED;
}

/* ---------------------------------------------------------------- events */

void tag_note(struct composer *c, const struct event *e)
{
	if (map_at(c->b->arena, &c->tags, NULL, e->html.name)->count++ == 0)
		msg_str(c->b, MSG_HTML_TRANSPARENT, e->pos, e->html.name);
}

void tag_open(struct composer *c, const struct event *e)
{
	const struct tag *tag = find_tag(e->html.name);

	if (tag->nesting == TAG_LEAF) {
		if (tag->open)
			tag->open(c, e);
		return;
	}
	struct tree_manner outer = c->tree.manner;
	take_language(c, e);
	if (tag->open)
		tag->open(c, e);
	else if (tag->kind)
		tree_open(&c->tree, tag->kind, e->pos);
	else
		tree_open_nothing(&c->tree);
	c->tree.open.v[c->tree.open.n - 1].outer = outer;
	take_manner(c, e);
}

void tag_close(struct composer *c, const struct event *e)
{
	const struct tag *tag = find_tag(e->html.name);

	if (tag->close)
		tag->close(c);
	tree_close(&c->tree);
}

/* As a browser shows it: any white space is one space. */
static struct str collapse(struct composer *c, struct str s)
{
	struct buf out = {0};
	bool space = false;

	for (size_t i = 0; i < s.n; i++) {
		bool white = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r' || s.p[i] == '\f';
		if (!white || !space)
			buf_char(&out, white ? ' ' : s.p[i]);
		space = white;
	}
	struct str made = arena_str(c->b->arena, buf_view(&out));
	buf_free(&out);
	return made;
}

void tag_text(struct composer *c, const struct event *e)
{
	if (!c->pre)
		tree_text(&c->tree, collapse(c, e->html.text), e->pos);
	for (size_t i = 0; c->pre && i < e->html.text.n; i++)
		*arena_push(c->b->arena, &c->pre_text) = e->html.text.p[i];
}
