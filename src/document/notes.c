/* notes.c - footnotes: each stands right behind the block that refers to it first, and is numbered by that order. */
#include "document/document_int.h"

/* Notes that find their places. */
struct placer {
	struct composer *c;
	struct map labels;        /* of the section's notes: the first doc_node of each */
	struct doc_node *block;   /* behind which one was put last ... */
	struct doc_node *last;    /* ... and what stands last there */
};

/* The block that a note can stand behind: not one in a cell or a caption, but their table or figure. */
static struct doc_node *carrier(struct doc_node *ref)
{
	struct doc_node *n = ref;

	while (n->parent && (!doc_holds_blocks(n->parent->kind) || n->parent->kind == DOC_CELL || n->parent->kind == DOC_FOOTNOTE))
		n = n->parent;
	return n;
}

/* Behind the notes that already stand there. A note's own notes come where it stands. */
static void put_behind(struct placer *p, struct doc_node *block, struct doc_node *note)
{
	if (block != p->block && !(p->last && block->kind == DOC_FOOTNOTE))
		p->block = p->last = block;
	while (p->last->next && p->last->next->kind == DOC_FOOTNOTE)
		p->last = p->last->next;
	doc_insert_after(p->last, note);
}

static void refer(struct placer *p, struct doc_node *ref, struct doc_node *note)
{
	struct composer *c = p->c;

	if (!note->parent) {
		note->u.footnote.number = ++c->note_number;
		note->u.footnote.reference = ref;
		doc_set_id(c->b, note, arena_printf(c->b->arena, "note-%d", c->note_number));
		put_behind(p, carrier(ref), note);
	}
	ref->u.link->target = note;
	ref->u.link->number = note->u.footnote.number;
}

/* Gives notes to the references from n on. The walk goes in document order, and so meets a note's own references right after
 * the note was placed. */
static void refer_from(struct placer *p, struct doc_node *section, struct doc_node *n)
{
	for (; n; n = doc_walk(section, n, true)) {
		if (n->kind != DOC_NOTE_REF || n->u.link->target)
			continue;
		struct map_entry *note = map_find(&p->labels, NULL, n->text);
		n->text = STR_NONE;
		if (note)
			refer(p, n, note->value);
	}
}

/* A note that nothing refers to (content/ has said so) would be lost: it goes to the end of its section. */
static void keep_unreferenced(struct placer *p, struct doc_node *section)
{
	struct composer *c = p->c;

	for (size_t i = 0; i < c->notes.n; i++) {
		struct doc_node *note = c->notes.v[i].node;
		if (note->parent)
			continue;
		note->u.footnote.number = ++c->note_number;
		doc_set_id(c->b, note, arena_printf(c->b->arena, "note-%d", c->note_number));
		doc_append(section, note);
		p->block = p->last = note;
		refer_from(p, section, note);
	}
}

void compose_notes(struct composer *c, struct doc_node *section)
{
	struct placer p = {.c = c};

	for (size_t i = 0; i < c->notes.n; i++) {
		struct map_entry *e = map_at(c->b->reading, &p.labels, NULL, c->notes.v[i].label);
		e->value = e->value ? e->value : c->notes.v[i].node;
	}
	refer_from(&p, section, section);
	keep_unreferenced(&p, section);
	c->notes.n = 0;
}
