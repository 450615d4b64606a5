/* note.c - footnotes as vertical lists, to stand at the foot of the page where their reference is. */
#include "typeset/typeset_int.h"

/* A note that is referred to twice stands where it is referred to first. */
static bool note_seen(struct typesetter *t, const struct doc_node *note)
{
	if (map_at(t->whole, &t->seen, note, STR(""))->count++ > 0)
		return true;
	*arena_push(t->whole, &t->notes) = note;
	return false;
}

static void note_label(struct typesetter *t, struct vlist *l, const struct doc_node *note)
{
	struct type type = look_type(t, LOOK_NOTE_NUMBER);
	struct str number = arena_printf(t->lists, "%d", note->u.footnote.number);
	struct box label = para_label(t, &type, number, PART_LABEL, note);

	if (l->n > 0)
		box_label(t, &l->boxes[0]->box, &label, -look_length(t, LOOK_NOTE_INDENT));
}

static struct vlist *note_list(struct typesetter *t, const struct doc_node *note)
{
	struct vlist *list = arena_alloc(t->lists, sizeof *list);
	sp indent = look_length(t, LOOK_NOTE_INDENT);
	struct flow f = flow_new(t, list, t->measure - indent, LOOK_NOTE);

	f.x = indent;
	f.spaced = true;
	f.depth = 1;
	flow_blocks(t, &f, note);
	note_label(t, list, note);
	return list;
}

/* A note's own references bring more notes, which stand behind it. */
static void add_note(struct typesetter *t, struct vlist **notes, const struct doc_node *note)
{
	struct vlist *list = note_list(t, note), *more = NULL;

	vlist_all_notes(t, &more, list);
	vlist_notes(t, notes, list);
	vlist_notes(t, notes, more);
}

struct vlist *note_set(struct typesetter *t, const struct para *p, size_t line)
{
	struct arena *around = t->lists;
	struct vlist *notes = NULL;

	t->lists = t->whole;
	for (size_t i = 0; i < p->n_notes; i++)
		if (p->note_lines[i] == line && !note_seen(t, p->notes[i]))
			add_note(t, &notes, p->notes[i]);
	t->lists = around;
	return notes;
}

void flow_note(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct look_space half = look_above(t, LOOK_BODY);

	if (n->u.footnote.reference)
		return;
	vlist_space(f->list, half);
	vlist_move(t, f->list, note_list(t, n), f->x, 0);
	vlist_space(f->list, half);
}
