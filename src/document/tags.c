/* tags.c - raw HTML in Markdown: what each tag opens and closes. A tag without an entry here is transparent: its text stays, and
 * a note names its kind once. */
#include "document/document_int.h"

#include <stdlib.h>
#include <string.h>

struct tag_event {
	const struct html_event *html;
	struct pos pos;
	bool inside; /* in a Markdown paragraph rather than between blocks */
};

struct tag {
	const char *name;
	enum doc_kind kind; /* for tags that open a span and nothing else */
	void (*open)(struct composer *c, const struct tag_event *e);
	bool block; /* text before and behind it stands in different paragraphs */
	bool quiet; /* no note, though it does nothing */
};

/* ---------------------------------------------------------------- tags with a meaning of their own */

static void open_break(struct composer *c, const struct tag_event *e)
{
	if (tree_in_spans(&c->tree))
		tree_leaf(&c->tree, DOC_LINE_BREAK, e->pos);
}

static void open_rule(struct composer *c, const struct tag_event *e)
{
	if (tree_takes_blocks(&c->tree))
		tree_leaf(&c->tree, DOC_RULE, e->pos);
	else
		open_break(c, e);
}

static void open_paragraph(struct composer *c, const struct tag_event *e)
{
	if (!tree_takes_blocks(&c->tree))
		return;
	tree_end_paragraph(&c->tree);
	tree_open_tag(&c->tree, e->html->name, DOC_PARAGRAPH, e->pos);
}

static void open_heading(struct composer *c, const struct tag_event *e)
{
	if (tree_takes_blocks(&c->tree))
		tree_open_tag(&c->tree, e->html->name, DOC_HEADING, e->pos)->u.heading.level = e->html->name.p[1] - '0';
}

static void open_link(struct composer *c, const struct tag_event *e)
{
	struct str url = html_attribute(c->b, e->html->attributes, "href");

	if (url.p && link_check(c, url, e->pos))
		tree_open_tag(&c->tree, e->html->name, DOC_LINK, e->pos)->u.link.url = url;
}

static void open_image(struct composer *c, const struct tag_event *e)
{
	bool alone = !e->inside && !tree_in_spans(&c->tree);
	struct image_request r = compose_html_image(c, e->html->attributes, e->pos);

	tree_attach(&c->tree, compose_image(c, alone ? DOC_FIGURE : DOC_IMAGE, &r));
}

static void open_dropped(struct composer *c, const struct tag_event *e)
{
	msg_str(c->b, MSG_HTML_DROPPED, e->pos, e->html->name);
	if (e->html->kind == HTML_OPEN)
		c->skip = e->html->name;
}

/* Sorted by name. */
static const struct tag tags[] = {
	{"a", .open = open_link},
	{"address", .block = true},
	{"article", .block = true},
	{"aside", .block = true},
	{"b", .kind = DOC_STRONG},
	{"blockquote", .block = true},
	{"br", .open = open_break},
	{"center", .block = true},
	{"cite", .kind = DOC_EMPHASIS},
	{"code", .kind = DOC_CODE},
	{"dd", .block = true},
	{"del", .kind = DOC_STRIKE},
	{"details", .block = true},
	{"dfn", .kind = DOC_EMPHASIS},
	{"div", .block = true},
	{"dl", .block = true},
	{"dt", .block = true},
	{"em", .kind = DOC_EMPHASIS},
	{"figcaption", .block = true},
	{"figure", .block = true},
	{"footer", .block = true},
	{"h1", .open = open_heading, .block = true},
	{"h2", .open = open_heading, .block = true},
	{"h3", .open = open_heading, .block = true},
	{"h4", .open = open_heading, .block = true},
	{"h5", .open = open_heading, .block = true},
	{"h6", .open = open_heading, .block = true},
	{"header", .block = true},
	{"hr", .open = open_rule},
	{"i", .kind = DOC_EMPHASIS},
	{"img", .open = open_image},
	{"ins", .kind = DOC_UNDERLINE},
	{"kbd", .kind = DOC_CODE},
	{"li", .block = true},
	{"main", .block = true},
	{"nav", .block = true},
	{"ol", .block = true},
	{"p", .open = open_paragraph, .block = true},
	{"pre", .block = true},
	{"s", .kind = DOC_STRIKE},
	{"samp", .kind = DOC_CODE},
	{"script", .open = open_dropped},
	{"section", .block = true},
	{"strike", .kind = DOC_STRIKE},
	{"strong", .kind = DOC_STRONG},
	{"style", .open = open_dropped},
	{"sub", .kind = DOC_SUBSCRIPT},
	{"summary", .block = true},
	{"sup", .kind = DOC_SUPERSCRIPT},
	{"table", .block = true},
	{"tbody", .block = true},
	{"td", .block = true},
	{"tfoot", .block = true},
	{"th", .block = true},
	{"thead", .block = true},
	{"tr", .block = true},
	{"tt", .kind = DOC_CODE},
	{"u", .kind = DOC_UNDERLINE},
	{"ul", .block = true},
	{"var", .kind = DOC_EMPHASIS},
	{"wbr", .quiet = true},
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

/* ---------------------------------------------------------------- events */

static void note_transparent(struct composer *c, const struct tag_event *e)
{
	struct str name = e->html->name;

	for (size_t i = 0; i < c->tags.n; i++)
		if (str_eq(c->tags.v[i], name))
			return;
	*arena_push(c->b->arena, &c->tags) = name;
	msg_str(c->b, MSG_HTML_TRANSPARENT, e->pos, name);
}

static void on_open(struct composer *c, const struct tag_event *e)
{
	const struct tag *tag = find_tag(e->html->name);

	if (tag && tag->block && tree_takes_blocks(&c->tree))
		tree_end_paragraph(&c->tree);
	if (tag && tag->open)
		tag->open(c, e);
	else if (tag && tag->kind && e->html->kind == HTML_OPEN)
		tree_open_tag(&c->tree, e->html->name, tag->kind, e->pos);
	else if (!tag || (!tag->quiet && !tag->kind))
		note_transparent(c, e);
}

static void on_close(struct composer *c, const struct tag_event *e)
{
	const struct tag *tag = find_tag(e->html->name);

	tree_close_tag(&c->tree, e->html->name);
	if (tag && tag->block && tree_takes_blocks(&c->tree))
		tree_end_paragraph(&c->tree);
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

static void on_text(struct composer *c, const struct tag_event *e)
{
	tree_text(&c->tree, collapse(c, e->html->text), e->pos);
}

static void handle(struct composer *c, const struct tag_event *e)
{
	if (c->skip.n) {
		if (e->html->kind == HTML_CLOSE && str_eq(e->html->name, c->skip))
			c->skip = STR_NONE;
		return;
	}
	switch (e->html->kind) {
	case HTML_OPEN: case HTML_EMPTY: on_open(c, e); break;
	case HTML_CLOSE: on_close(c, e); break;
	case HTML_TEXT: on_text(c, e); break;
	case HTML_COMMENT: break;
	}
}

/* Where bytes of a chunk stand, if it is as it was written. */
static struct pos chunk_pos(const struct md_node *n, size_t from, size_t to)
{
	struct pos pos = n->pos;

	if (pos.source && pos.start + n->literal.n <= pos.source->bytes.n && to <= n->literal.n &&
	    memcmp(pos.source->bytes.p + pos.start, n->literal.p, to) == 0) {
		pos.end = pos.start + to;
		pos.start += from;
	}
	return pos;
}

void compose_html(struct composer *c, const struct md_node *n)
{
	struct html_event html;
	size_t at = 0;

	while (html_next(c->b, n->literal, &at, &html)) {
		struct tag_event e = {&html, chunk_pos(n, html.start, html.end), n->kind == MD_HTML_INLINE};
		handle(c, &e);
	}
	if (n->kind == MD_HTML_BLOCK)
		c->skip = STR_NONE;
}
