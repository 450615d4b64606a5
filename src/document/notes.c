/* notes.c - footnotes: each stands right behind the block that refers to it first, and is numbered by that order. */
#include "document/document_int.h"

static struct composer_note *find_note(struct composer *c, struct str label)
{
	for (size_t i = 0; i < c->notes.n; i++)
		if (str_eq(c->notes.v[i].label, label))
			return &c->notes.v[i];
	return NULL;
}

/* The block that a note can stand behind: not one in a cell or a caption, but their table or figure. */
static struct doc_node *carrier(struct doc_node *ref)
{
	struct doc_node *n = ref;

	while (n->parent && (!doc_holds_blocks(n->parent->kind) || n->parent->kind == DOC_CELL || n->parent->kind == DOC_FOOTNOTE))
		n = n->parent;
	return n;
}

/* Behind the notes that already stand there. */
static void put_behind(struct doc_node *block, struct doc_node *note)
{
	while (block->next && block->next->kind == DOC_FOOTNOTE)
		block = block->next;
	doc_insert_after(block, note);
}

static void refer(struct composer *c, struct doc_node *ref, struct doc_node *note)
{
	if (!note->parent) {
		note->u.footnote.number = ++c->note_number;
		note->u.footnote.reference = ref;
		doc_set_id(c->b, note, arena_printf(c->b->arena, "note-%d", c->note_number));
		put_behind(carrier(ref), note);
	}
	ref->u.link->target = note;
	ref->u.link->number = note->u.footnote.number;
}

/* Gives notes to the references from n on. The walk goes in document order, and so meets a note's own references right after
 * the note was placed. */
static void refer_from(struct composer *c, struct doc_node *section, struct doc_node *n)
{
	for (; n; n = doc_walk(section, n, true)) {
		if (n->kind != DOC_NOTE_REF || n->u.link->target)
			continue;
		struct composer_note *note = find_note(c, n->text);
		n->text = STR_NONE;
		if (note)
			refer(c, n, note->node);
	}
}

/* A note that nothing refers to (content/ has said so) would be lost: it goes to the end of its section. */
static void keep_unreferenced(struct composer *c, struct doc_node *section)
{
	for (size_t i = 0; i < c->notes.n; i++) {
		struct doc_node *note = c->notes.v[i].node;
		if (note->parent)
			continue;
		note->u.footnote.number = ++c->note_number;
		doc_set_id(c->b, note, arena_printf(c->b->arena, "note-%d", c->note_number));
		doc_append(section, note);
		refer_from(c, section, note);
	}
}

void compose_notes(struct composer *c, struct doc_node *section)
{
	refer_from(c, section, section);
	keep_unreferenced(c, section);
	c->notes.n = 0;
}
