/* marks.c - marks put together into boxes. */
#include "typeset/typeset_int.h"

void marks_rule(struct typesetter *t, struct marks *m, struct mark place, enum look_ink ink)
{
	place.kind = MARK_RULE;
	place.part = PART_DECORATION;
	place.node = NULL;
	place.color = look_color(t, ink);
	*arena_push(t->lists, m) = place;
}

struct marks marks_room(struct typesetter *t, size_t n)
{
	return (struct marks){.v = arena_alloc(t->lists, n * sizeof(struct mark)), .sz = n};
}

void marks_box(struct typesetter *t, struct marks *m, const struct box *box, sp x, sp y)
{
	for (size_t i = 0; i < box->n; i++) {
		struct mark mark = box->marks[i];
		mark.x += x;
		mark.y += y;
		*arena_push(t->lists, m) = mark;
	}
}

struct box marks_take(struct marks *m, sp width, sp height, sp baseline)
{
	struct box box = {.width = width, .height = height, .baseline = baseline, .marks = m->v, .n = m->n};

	*m = (struct marks){NULL, 0, 0};
	return box;
}

void box_label(struct typesetter *t, struct box *box, const struct box *label, sp x)
{
	struct marks m = {NULL, 0, 0};
	sp baseline = box->baseline ? box->baseline : label->baseline;

	marks_box(t, &m, label, x, baseline - label->baseline);
	marks_box(t, &m, box, 0, 0);
	*box = marks_take(&m, box->width, box->height, baseline);
}
