/* parts.c - the document's blocks as one list, set by two threads: the build's and its worker.
 *
 * The document is cut before headings: what stands behind one does not depend on what stands before it, but for the space and
 * the penalties between the two, which a list keeps until it is joined to another. The build sets parts from the first on, the
 * worker from the last one back, until they meet; so nobody waits for long, however uneven the parts are. Which thread sets a
 * part changes nothing in it: each has a shaper of its own, and nothing else lasts from one part to the next.
 *
 * Messages are each part's own and are joined in the parts' order. Only those of fonts that turn out to be damaged depend on
 * who came to them first: there all is set once more by one thread. */
#include "typeset/typeset_int.h"

#include <pthread.h>

#define PART_LEAST 400  /* bytes of text */
#define PARTS_LEAST 2000 /* in all: less is not worth a second thread's beginning */

struct part {
	const struct doc_node *first, *end; /* blocks, those of sections one by one; end: of the next part, or NULL */
	size_t text;                        /* bytes */
	struct typesetter t;                /* that it was set with */
	struct vlist list;
};

struct parts {
	struct typesetter *t;
	struct { struct part *v; size_t n, sz; } all;
	struct hand *other;
	pthread_mutex_t lock;
	size_t next, end;                   /* those that nobody has taken */
};

/* ---------------------------------------------------------------- where the document is cut */

static const struct doc_node *next_block(const struct doc_node *n)
{
	if (n->kind == DOC_SECTION && n->first)
		return n->first;
	while (n && !n->next)
		n = n->parent;
	return n ? n->next : NULL;
}

/* A heading that stands alone, with text in it: its line is the first box behind the cut. */
static bool may_cut(const struct doc_node *n)
{
	return n->kind == DOC_HEADING && (n->u.heading.level == 2 || n->u.heading.level == 3) && n->first &&
		n->first->kind == DOC_TEXT && n->first->text.n > 0;
}

/* A footnote stands where it is referred to first: all parts that refer to it are one. */
static void keep_notes(struct parts *p, const struct doc_node *ref, size_t *part_of)
{
	const struct doc_node *note = ref->u.link.target;

	if (note && note->u.footnote.reference == ref)
		part_of[note->u.footnote.number] = p->all.n;
	else if (note && part_of[note->u.footnote.number])
		p->all.n = part_of[note->u.footnote.number];
}

static void add_block(struct parts *p, const struct doc_node *block, size_t *part_of)
{
	struct part *last = p->all.n ? &p->all.v[p->all.n - 1] : NULL;

	if (!last || (may_cut(block) && last->text >= PART_LEAST))
		*arena_push(p->t->lists, &p->all) = (struct part){.first = block};
	if (block->kind == DOC_SECTION)
		return;
	for (const struct doc_node *n = block; n; n = doc_walk(block, n, true)) {
		p->all.v[p->all.n - 1].text += n->text.n;
		if (n->kind == DOC_NOTE_REF)
			keep_notes(p, n, part_of);
	}
}

static size_t count_notes(const struct doc_node *root)
{
	size_t n = 0;

	for (const struct doc_node *at = root; at; at = doc_walk(root, at, true))
		n += at->kind == DOC_FOOTNOTE;
	return n;
}

static void find_parts(struct parts *p)
{
	const struct doc_node *root = p->t->doc->root;
	size_t *part_of = arena_alloc(p->t->lists, (count_notes(root) + 1) * sizeof *part_of);

	for (const struct doc_node *n = root->first; n; n = next_block(n))
		add_block(p, n, part_of);
	for (size_t i = 0; i + 1 < p->all.n; i++)
		p->all.v[i].end = p->all.v[i + 1].first;
}

/* ---------------------------------------------------------------- setting */

static void set_blocks(struct typesetter *t, struct vlist *list, const struct doc_node *first, const struct doc_node *end)
{
	struct flow f = flow_body(t, list);

	for (const struct doc_node *n = first; n != end; n = next_block(n))
		if (n->kind != DOC_SECTION)
			flow_block(t, &f, n);
}

static void set_part(struct parts *p, struct part *part, const struct hand *hand)
{
	struct typesetter *t = &part->t;

	*t = *p->t;
	t->b = build_branch(p->t->b, hand->arena);
	t->scratch = hand->scratch;
	t->lists = t->whole = hand->lists;
	t->fonts = font_set_copy(p->t->fonts, t->b);
	t->shaper = hand->shaper;
	shaper_turn(t->shaper, t->b, t->fonts);
	t->hyphenator = hyphenator_new(t->b, t->patterns);
	set_blocks(t, &part->list, part->first, part->end);
	hyphenator_free(t->hyphenator);
}

static struct part *take(struct parts *p, bool last)
{
	struct part *part = NULL;

	pthread_mutex_lock(&p->lock);
	if (p->next < p->end)
		part = &p->all.v[last ? --p->end : p->next++];
	pthread_mutex_unlock(&p->lock);
	return part;
}

static void set_last_parts(void *context)
{
	struct parts *p = context;

	for (struct part *part; (part = take(p, true));)
		set_part(p, part, p->other);
}

static void set_first_parts(struct parts *p)
{
	struct hand own = {p->t->b->arena, p->t->scratch, p->t->lists, p->t->shaper};

	for (struct part *part; (part = take(p, false));)
		set_part(p, part, &own);
}

/* ---------------------------------------------------------------- all of it */

static void hand_start(struct hand *h, const struct typesetter *t)
{
	*h = (struct hand){arena_new(), arena_new(), arena_new(), NULL};
	h->shaper = shaper_new(build_branch(t->b, h->arena), t->fonts);
}

void hand_free(struct hand *h, struct build *b)
{
	if (!h->arena)
		return;
	shaper_free(h->shaper);
	arena_free(h->scratch);
	arena_free(h->lists);
	arena_join(b->arena, h->arena);
}

/* Turned pages go on with what the whole document is set with. */
static void join_turned(const struct typesetter *t, const struct vlist *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct typesetter *turned = list->boxes[i].turned;
		if (!turned)
			continue;
		turned->b = t->b;
		turned->fonts = t->fonts;
		turned->shaper = t->shaper;
		turned->hyphenator = t->hyphenator;
		turned->scratch = t->scratch;
	}
}

static void join_parts(struct parts *p, struct vlist *list)
{
	for (size_t i = 0; i < p->all.n; i++) {
		struct part *part = &p->all.v[i];
		msg_join(p->t->b, part->t.b);
		join_turned(p->t, &part->list);
		contents_join(p->t, &part->t);
		vlist_join(p->t, list, &part->list);
	}
	shaper_turn(p->t->shaper, p->t->b, p->t->fonts);
}

static bool is_font_broken(const struct parts *p)
{
	size_t i = 0;

	while (i < p->all.n && !msg_is_said(p->all.v[i].t.b, MSG_FONT_BROKEN))
		i++;
	return i < p->all.n;
}

/* False when it has to be done by one thread. */
static bool set_together(struct parts *p)
{
	pthread_mutex_init(&p->lock, NULL);
	p->end = p->all.n;
	hand_start(p->other, p->t);
	struct worker_piece *piece = worker_do(p->t->b->worker, set_last_parts, p);
	set_first_parts(p);
	worker_wait(piece);
	pthread_mutex_destroy(&p->lock);
	return !is_font_broken(p);
}

static bool is_worth_it(const struct parts *p)
{
	size_t text = 0;

	for (size_t i = 0; i < p->all.n; i++)
		text += p->all.v[i].text;
	return p->all.n > 1 && text >= PARTS_LEAST;
}

struct vlist parts_set(struct typesetter *t, struct hand *other)
{
	struct parts p = {.t = t, .other = other};
	struct vlist list = {.n = 0};

	if (t->b->worker)
		find_parts(&p);
	if (is_worth_it(&p) && set_together(&p)) {
		join_parts(&p, &list);
	} else {
		if (other->arena) {
			shaper_free(t->shaper);
			t->shaper = shaper_new(t->b, t->fonts);
		}
		set_blocks(t, &list, t->doc->root->first, NULL);
	}
	if (list.n == 0) { /* nothing in it is a page too */
		struct flow f = flow_body(t, &list);
		flow_box(t, &f, (struct box){.height = f.leading});
	}
	return list;
}
