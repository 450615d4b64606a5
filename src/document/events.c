/* events.c - Markdown nodes and HTML tags as one stream of events, made to nest, and played to the tree.
 *
 * People open a tag in one Markdown block and close it in another; so neither side can be read on its own. Each Markdown node
 * is an element here, too. Where the text has tags, content/html_nest.c says how all of them nest, by the rules of the HTML
 * standard; before it does, three things are mended that the standard would take too far on paper: a closing tag that closes
 * nothing (it might close Markdown's own elements), an inline element that nobody closes (it ends with its Markdown block,
 * instead of making all that follows bold), and nesting without end. */
#include "document/document_int.h"

#include <string.h>

#define MOST_OPEN 100 /* tags that are open at once; more are left out */

struct open_tag {
	struct str name;
	size_t step;  /* where it was opened */
	bool block;   /* a Markdown block rather than a tag */
};

struct stream {
	struct composer *c;
	struct { struct event *v; size_t n, sz; } events;
	struct html_steps steps;
	struct { bool *v; size_t n, sz; } closed;          /* by step: its tag is closed later, or needs not be */
	struct { struct open_tag *v; size_t n, sz; } open; /* tags, while they are paired */
	struct str dropped;  /* the element that is open and of which nothing prints */
	size_t deep;         /* of the same name inside it */
	bool tags;           /* there is at least one */
};

/* ---------------------------------------------------------------- gathering */

static const char *element_of(const struct md_node *n)
{
	static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
	static const char *const names[MD_KINDS] = {
		[MD_PARAGRAPH] = "p", [MD_BLOCK_QUOTE] = "blockquote", [MD_ITEM] = "li", [MD_TABLE] = "table", [MD_TABLE_ROW] = "tr",
		[MD_FOOTNOTE_DEFINITION] = "div", [MD_EMPHASIS] = "em", [MD_STRONG] = "strong", [MD_STRIKETHROUGH] = "s", [MD_LINK] = "a",
	};

	if (n->kind == MD_HEADING)
		return headings[n->level < 1 ? 0 : n->level > 6 ? 5 : n->level - 1];
	if (n->kind == MD_LIST)
		return n->ordered ? "ol" : "ul";
	if (n->kind == MD_TABLE_CELL)
		return n->parent->header ? "th" : "td";
	return names[n->kind] ? names[n->kind] : "div";
}

static void put_step(struct stream *s, enum html_step_kind kind, const char *name)
{
	*arena_push(s->c->b->reading, &s->steps) = (struct html_step){kind, name, s->events.n ? s->events.n - 1 : 0};
	*arena_push(s->c->b->reading, &s->closed) = true;
}

static void put_event(struct stream *s, const struct event *e, enum html_step_kind kind, const char *name)
{
	*arena_push(s->c->b->reading, &s->events) = *e;
	put_step(s, kind, name);
}

/* ---------------------------------------------------------------- tags */

static void open_tag(struct stream *s, const struct event *e)
{
	const char *name = arena_cstr(s->c->b->reading, e->html.name);

	if (s->open.n >= MOST_OPEN)
		return;
	*arena_push(s->c->b->reading, &s->open) = (struct open_tag){.name = e->html.name, .step = s->steps.n};
	put_event(s, e, HTML_STEP_OPEN, name);
	s->closed.v[s->steps.n - 1] = tag_nesting(e->html.name) == TAG_BLOCK;
	s->tags = true;
}

static void close_tag(struct stream *s, const struct event *e)
{
	size_t i = s->open.n;

	while (i > 0 && !str_eq(s->open.v[i - 1].name, e->html.name))
		i--;
	if (i == 0)
		return;
	s->closed.v[s->open.v[i - 1].step] = true;
	memmove(&s->open.v[i - 1], &s->open.v[i], (s->open.n - i) * sizeof *s->open.v);
	s->open.n--;
	put_step(s, HTML_STEP_CLOSE, arena_cstr(s->c->b->reading, e->html.name));
}

/* Nothing of a dropped element is read but the tags of its own name. */
static bool is_dropped(struct stream *s, const struct event *e)
{
	if (!s->dropped.n)
		return false;
	if (str_eq(e->html.name, s->dropped)) {
		s->deep += e->html.kind == HTML_OPEN;
		s->deep -= e->html.kind == HTML_CLOSE;
	}
	if (s->deep == 0)
		s->dropped = STR_NONE;
	return true;
}

static void drop(struct stream *s, const struct event *e)
{
	if (!str_is(e->html.name, "rp")) /* the parentheses round a reading: there are others */
		msg_str(s->c->b, MSG_HTML_DROPPED, e->pos, e->html.name);
	if (e->html.kind != HTML_OPEN)
		return;
	s->dropped = e->html.name;
	s->deep = 1;
}

/* Fonts of icons draw a picture for its name: <span class="material-icons">link</span>. Learning platforms tell screen readers
 * what nobody else sees: "Links to an external site." */
static bool is_unseen(const struct stream *s, const struct event *e)
{
	static const char *const names[] = {"material-icons", "material-symbols", "screenreader-only", "sr-only", "visually-hidden",
		"external_link_icon"};
	struct str classes = html_attribute(s->c->b, e->html.attributes, "class");

	for (size_t i = 0; e->html.kind == HTML_OPEN && i < sizeof names / sizeof *names; i++)
		if (str_starts(classes, names[i]))
			return true;
	return false;
}

static void gather_tag(struct stream *s, const struct event *e)
{
	enum tag_nesting nesting = is_unseen(s, e) ? TAG_DROPPED : tag_nesting(e->html.name);

	if (nesting == TAG_IGNORED)
		tag_note(s->c, e);
	else if (e->html.kind == HTML_CLOSE)
		close_tag(s, e);
	else if (nesting == TAG_DROPPED)
		drop(s, e);
	else if (nesting == TAG_LEAF)
		put_event(s, e, HTML_STEP_LEAF, str_is(e->html.name, "hr") ? "hr" : NULL);
	else if (e->html.kind == HTML_OPEN)
		open_tag(s, e);
}

/* Where bytes of a chunk stand, if it is as it was written. */
static struct pos chunk_pos(const struct md_node *n, size_t from, size_t to)
{
	if (n->body.n)
		return text_pos(&n->body, from, to);
	struct pos pos = n->pos;
	if (pos.source && pos.end - pos.start == n->literal.n) {
		pos.end = pos.start + to;
		pos.start += from;
	}
	return pos;
}

static void gather_all(struct stream *s, const struct md_node *first);

/* Whether a text has the look of a link, of strong text, of an address, of brackets with a backslash. */
static bool looks_like_markdown(struct str raw)
{
	static const char *const marks[] = {"](", "**", "<http", "\\["};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_find(raw, str_from(marks[i])) != SIZE_MAX)
			return true;
	return false;
}

/* CommonMark reads no Markdown between tags that start a block; Pandoc and kramdown do, and their users write it: what looks
 * like it is read as such. False: it does not. */
static bool gather_markdown(struct stream *s, const struct md_node *n, const struct html_event *html)
{
	struct str raw = str_sub(n->literal, html->start, html->end);
	struct event space = {.html = {.kind = HTML_TEXT, .text = STR(" ")}, .pos = n->pos};

	if (n->kind != MD_HTML_BLOCK || !n->body.n || !looks_like_markdown(raw))
		return false;
	struct text text = text_sub(s->c->b, &n->body, html->start, html->end);
	const struct md_node *root = md_parse_inline(s->c->b, &text);
	if (!root->first || root->first->kind == MD_HTML_BLOCK) /* an unfinished tag: it would be read as HTML for ever */
		return false;
	put_event(s, &space, HTML_STEP_LEAF, NULL);
	gather_all(s, root->first->kind == MD_PARAGRAPH && !root->first->next ? root->first->first : root->first);
	put_event(s, &space, HTML_STEP_LEAF, NULL);
	return true;
}

static void gather_html(struct stream *s, const struct md_node *n)
{
	struct event e = {.inside = n->kind == MD_HTML_INLINE};

	for (size_t at = 0; html_next(s->c->b, n->literal, &at, &e.html);) {
		e.pos = chunk_pos(n, e.html.start, e.html.end);
		if (e.html.kind == HTML_COMMENT || is_dropped(s, &e))
			continue;
		if (e.html.kind == HTML_TEXT && !gather_markdown(s, n, &e.html))
			put_event(s, &e, HTML_STEP_LEAF, NULL);
		else if (e.html.kind == HTML_TEXT)
			continue;
		else
			gather_tag(s, &e);
	}
}

/* Whether the text ends an element that was opened before it. */
static bool closes_open(const struct stream *s, struct str text)
{
	const struct open_tag *tag = &s->open.v[s->open.n - 1];
	size_t end = tag->block ? SIZE_MAX : str_find(text, arena_printf(s->c->b->reading, "</%.*s>", STR_ARG(tag->name)));
	struct str start = arena_printf(s->c->b->reading, "<%.*s", STR_ARG(tag->name));

	return end != SIZE_MAX && str_find(str_sub(text, 0, end), start) == SIZE_MAX;
}

/* HTML that is indented behind an empty line is code to Markdown; inside of an open element it was meant as what it says. */
static bool is_indented_html(const struct stream *s, const struct md_node *n)
{
	struct str text = str_trim(n->literal);

	return n->kind == MD_CODE_BLOCK && s->open.n && !n->info.n && n->pos.source &&
		n->pos.source->bytes.p[n->pos.start] != '`' && n->pos.source->bytes.p[n->pos.start] != '~' &&
		(str_starts(text, "<") || str_starts(text, "{%") || closes_open(s, text));
}

/* ---------------------------------------------------------------- Markdown */

/* Inline elements that were opened since a Markdown block began and are still open get their end before it. What is
 * closed later after all takes this end away again: see mark_ends. */
static void close_spans(struct stream *s, size_t since)
{
	for (size_t i = s->open.n; i > since; i--) {
		const struct open_tag *tag = &s->open.v[i - 1];
		if (tag_nesting(tag->name) != TAG_SPAN)
			continue;
		put_step(s, HTML_STEP_CLOSE, arena_cstr(s->c->b->reading, tag->name));
		s->steps.v[s->steps.n - 1].number = tag->step;
		s->closed.v[s->steps.n - 1] = false;
	}
}

static void enter(struct stream *s, const struct md_node *n)
{
	struct event e = {.md = n, .pos = n->pos};

	put_event(s, &e, HTML_STEP_OPEN, element_of(n));
}

/* The number of tags that were open when a block began is kept on the stack of tags, too: no tag has this name. */
static void mark_block(struct stream *s)
{
	*arena_push(s->c->b->reading, &s->open) = (struct open_tag){.block = true, .step = 0};
}

static void leave_block(struct stream *s)
{
	size_t i = s->open.n;

	while (i > 0 && !s->open.v[i - 1].block)
		i--;
	close_spans(s, i);
	if (i == 0)
		return;
	memmove(&s->open.v[i - 1], &s->open.v[i], (s->open.n - i) * sizeof *s->open.v);
	s->open.n--;
	s->dropped = STR_NONE;
}

static bool is_leaf_block(const struct md_node *n)
{
	return n->kind == MD_PARAGRAPH || n->kind == MD_HEADING || n->kind == MD_TABLE_CELL;
}

static void leave(struct stream *s, const struct md_node *n)
{
	if (is_leaf_block(n))
		leave_block(s);
	put_step(s, HTML_STEP_CLOSE, element_of(n));
}

/* A bare address in an <a> is its text, and no link in a link. */
static bool is_linked_already(const struct stream *s, const struct md_node *n)
{
	for (size_t i = s->open.n; n->kind == MD_LINK && n->autolink && i > 0 && !s->open.v[i - 1].block; i--)
		if (str_is(s->open.v[i - 1].name, "a"))
			return true;
	return false;
}

/* Returns whether what is below n is to be gathered. */
static bool gather(struct stream *s, const struct md_node *n)
{
	struct event e = {.md = n, .pos = n->pos};

	if (compose_is_hidden(n))
		return false;
	if (n->kind == MD_HTML_INLINE) {
		gather_html(s, n);
		return false;
	}
	if (n->kind == MD_HTML_BLOCK || is_indented_html(s, n)) {
		mark_block(s);
		gather_html(s, n);
		leave_block(s);
		return false;
	}
	if (compose_is_leaf(s->c, n)) {
		if (!s->dropped.n)
			put_event(s, &e, HTML_STEP_LEAF, NULL);
		return false;
	}
	if (is_linked_already(s, n)) {
		gather_all(s, n->first);
		return false;
	}
	enter(s, n);
	if (is_leaf_block(n))
		mark_block(s);
	return true;
}

static void gather_all(struct stream *s, const struct md_node *first)
{
	const struct md_node *parent = first ? first->parent : NULL, *n = first;

	while (n) {
		if (gather(s, n)) {
			if (n->first) {
				n = n->first;
				continue;
			}
			leave(s, n);
		}
		while (!n->next && n->parent != parent)
			leave(s, n = n->parent);
		n = n->next;
	}
}

/* ---------------------------------------------------------------- playing */

/* Leaves out the ends that were put for tags which their author did close. */
static void settle(struct stream *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->steps.n; i++) {
		const struct html_step *step = &s->steps.v[i];
		bool made_end = step->kind == HTML_STEP_CLOSE && !s->closed.v[i];
		if (!made_end || !s->closed.v[step->number])
			s->steps.v[n++] = *step;
	}
	s->steps.n = n;
}

static void play_step(struct composer *c, const struct event *e, enum html_step_kind kind)
{
	if (e->md && kind == HTML_STEP_CLOSE)
		compose_leave(c, e);
	else if (e->md)
		compose_enter(c, e);
	else if (e->html.kind == HTML_TEXT)
		tag_text(c, e);
	else if (kind == HTML_STEP_CLOSE)
		tag_close(c, e);
	else
		tag_open(c, e);
}

/* Without tags the steps nest as they are; a closing step then has no number, and the stack tells whose it is. */
static void play(struct stream *s)
{
	struct { size_t *v; size_t n, sz; } open = {0};

	for (size_t i = 0; i < s->steps.n; i++) {
		const struct html_step *step = &s->steps.v[i];
		size_t number = step->kind == HTML_STEP_CLOSE && open.n ? open.v[--open.n] : step->number;
		if (step->kind == HTML_STEP_OPEN)
			*arena_push(s->c->b->reading, &open) = number;
		play_step(s->c, &s->events.v[number], step->kind);
	}
}

void compose_markdown(struct composer *c, const struct md_node *first)
{
	struct stream s = {.c = c};

	gather_all(&s, first);
	struct html_steps gathered = s.steps;
	if (s.tags) {
		struct html_steps nested = {0};
		settle(&s);
		html_nest(c->b, &s.steps, &nested);
		s.steps = nested;
	}
	play(&s);
	struct arena *a = c->b->reading; /* a section's are larger than its text */
	arena_give(a, s.events.v, s.events.sz, sizeof *s.events.v);
	arena_give(a, gathered.v, gathered.sz, sizeof *gathered.v);
	arena_give(a, s.closed.v, s.closed.sz, sizeof *s.closed.v);
}
