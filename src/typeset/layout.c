/* layout.c - the stage: the document's blocks to one vertical list, the list to pages.
 *
 * Blocks know little of what stands before them, so the document is cut in two at a heading, and the build's worker sets what is
 * behind it. Where that shows, in messages and notes, it is set once more in order: the threads change no byte. */
#include "typeset/typeset_int.h"

/* The text block is a whole number of lines high, and leaves room for head and foot, however small the margins are. */
static void choose_block(struct typesetter *t)
{
	const struct style *s = t->style;
	sp edge = look_length(t, LOOK_EDGE) / 2;
	sp bottom = sp_max(s->margin_bottom, edge + look_length(t, LOOK_FOOT_DROP));

	t->measure = s->measure;
	t->left = s->margin_left;
	t->top = sp_max(s->margin_top, edge + look_length(t, LOOK_HEAD_RISE));
	t->text_height = sp_max(s->paper_height - t->top - bottom, s->leading);
	t->text_height -= t->text_height % s->leading;
}

/* ---------------------------------------------------------------- parts of the document */

#define NODE_WEIGHT 20 /* bytes of text that take as long to set as what else a node asks for */

/* Blocks [from, to) of the document, NULL standing for its end, and the list that they are set to. */
struct part {
	struct typesetter t;
	struct vlist list;
	struct flow flow;
	const struct doc_node *from, *to;
};

static void open_part(struct part *part, struct build *b, const struct typesetter *t, struct font_library *fonts)
{
	*part = (struct part){.t = *t};
	part->t.b = b;
	part->t.scratch = arena_new();
	part->t.whole = part->t.lists = arena_new();
	part->t.fonts = font_set_new(b, t->style, fonts);
	part->t.shaper = shaper_new(b, part->t.fonts);
	part->t.hyphenator = hyphenator_new(b, font_library_patterns(fonts));
	part->flow = flow_new(&part->t, &part->list, t->measure, LOOK_BODY);
	part->flow.wide = part->flow.grid = true;
}

static void close_part(struct part *part)
{
	hyphenator_free(part->t.hyphenator);
	shaper_free(part->t.shaper);
	arena_free(part->t.whole);
	arena_free(part->t.scratch);
}

/* The next block in order, or a section, which is nothing but its blocks. */
static const struct doc_node *next_flowed(const struct document *d, const struct doc_node *n)
{
	return doc_walk(d->root, n, n == d->root || n->kind == DOC_SECTION);
}

static void set_part(void *context)
{
	struct part *part = context;

	for (const struct doc_node *n = part->from; n != part->to; n = next_flowed(part->t.doc, n))
		if (n->kind != DOC_SECTION)
			flow_block(&part->t, &part->flow, n);
}

/* ---------------------------------------------------------------- two parts at a time */

static size_t weight(const struct doc_node *block)
{
	size_t sum = 0;

	for (const struct doc_node *n = block; n; n = doc_walk(block, n, true))
		sum += NODE_WEIGHT + n->text.n;
	return sum;
}

/* A heading that opens a paragraph of its own begins the same way whatever stands before it. */
static bool may_begin(const struct doc_node *n)
{
	return n->kind == DOC_HEADING && (n->u.heading.level == 2 || n->u.heading.level == 3);
}

/* Where the second half of the document begins; NULL: it is all one part. */
static const struct doc_node *find_middle(const struct document *d)
{
	size_t half = weight(d->root) / 2, before = 0, nearest = half;
	const struct doc_node *middle = NULL;

	for (const struct doc_node *n = next_flowed(d, d->root); n; n = next_flowed(d, n)) {
		size_t distance = before < half ? half - before : before - half;
		if (may_begin(n) && distance < nearest) {
			nearest = distance;
			middle = n;
		}
		before += n->kind == DOC_SECTION ? NODE_WEIGHT : weight(n);
	}
	return middle;
}

/* Notes are numbered as they are first referred to: is there one on both sides of the cut? */
static bool shares_notes(const struct typesetter *first, const struct typesetter *rest)
{
	int last = 0;

	for (size_t i = 0; i < first->notes.n; i++)
		last = first->notes.v[i]->u.footnote.number > last ? first->notes.v[i]->u.footnote.number : last;
	for (size_t i = 0; i < rest->notes.n; i++)
		if (rest->notes.v[i]->u.footnote.number <= last)
			return true;
	return false;
}

/* Would the rest have been set otherwise behind what it was set beside? What was reported once might be reported twice. */
static bool depends(const struct part *first, const struct part *rest)
{
	return msg_any(rest->t.b) || rest->t.entries.n > 0 || shares_notes(&first->t, &rest->t);
}

static void join_parts(struct part *first, struct part *rest)
{
	struct typesetter *t = &first->t;

	vlist_join(t, &first->list, &rest->list);
	vlist_give(&rest->t, &rest->list);
	for (size_t i = 0; i < rest->t.notes.n; i++)
		*arena_push(t->whole, &t->notes) = rest->t.notes.v[i];
}

/* The document from its middle on is set by the worker. True when that stands in the first part's list; else it is there once more. */
static bool set_beside(struct part *first, struct part *rest, const struct doc_node *middle)
{
	flow_box(&rest->t, &rest->flow, (struct box){.height = 0}); /* in the stead of what stands before */
	rest->from = first->to = middle;
	struct worker_piece *piece = worker_do(first->t.b->worker, set_part, rest);
	set_part(first);
	worker_wait(piece);
	if (!depends(first, rest)) {
		join_parts(first, rest);
		return true;
	}
	first->from = middle;
	first->to = NULL;
	set_part(first);
	return false;
}

static struct layout *make_pages(struct part *all)
{
	if (all->list.n == 0) /* nothing in it is a page too */
		flow_box(&all->t, &all->flow, (struct box){.height = all->flow.leading});
	return page_make(&all->t, &all->list);
}

/* What the second part was set with is there until turned pages are made, which go on with it. */
static struct layout *set_parts(struct part *first, struct font_library *fonts, const struct doc_node *middle)
{
	struct part rest;

	open_part(&rest, build_part(first->t.b), &first->t, fonts);
	bool joined = set_beside(first, &rest, middle);
	struct layout *layout = make_pages(first);
	close_part(&rest);
	if (joined)
		build_join(first->t.b, rest.t.b);
	else
		build_drop(rest.t.b);
	return layout;
}

static struct layout *set_alone(struct part *all)
{
	set_part(all);
	return make_pages(all);
}

struct layout *typeset_document(struct build *b, const struct document *d, const struct style *style, struct font_library *fonts)
{
	struct typesetter t = {.b = b, .doc = d, .style = style};
	const struct doc_node *middle = b->worker ? find_middle(d) : NULL;
	struct part first;

	t.body = look_type(&t, LOOK_BODY);
	choose_block(&t);
	open_part(&first, b, &t, fonts);
	first.from = next_flowed(d, d->root);
	struct layout *layout = middle ? set_parts(&first, fonts, middle) : set_alone(&first);
	close_part(&first);
	return layout;
}
