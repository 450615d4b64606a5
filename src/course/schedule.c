/* schedule.c - the entries of `schedule` as they are written, and the names that entries and days go by. sessions.c gives them dates. */
#include "course/course_int.h"

#include <stdlib.h>

static struct course_entry load_entry(const struct yaml_node *node)
{
	struct course_entry e = {.pos = node->pos, .length = 1};

	if (node->kind == YAML_SCALAR) {
		e.topic = node;
		return e;
	}
	e.topic = value_get(node, "topic");
	e.id = value_get(node, "id");
	e.speaker = value_get(node, "speaker");
	e.due = value_get(node, "due");
	if (!e.due && yaml_get(node, "due")) {
		e.due_name = value_get(yaml_get(node, "due"), "name");
		e.due = value_get(yaml_get(node, "due"), "date");
	}
	e.kind = value_get(node, "kind");
	e.date_text = value_get(node, "date");
	e.note = value_get(node, "note");
	e.readings = yaml_get(node, "readings");
	if (e.readings && (e.readings->null || e.readings->kind == YAML_MAPPING))
		e.readings = NULL;
	e.length = value_count(value_get(node, "length"), 1);
	e.skip = value_bool(value_get(node, "skip"));
	e.per_week = str_is_nocase(value_str(value_get(node, "per")), "week");
	return e;
}

static int compare_ids(const void *a, const void *b)
{
	const struct yaml_node *x = *(const value *)a, *y = *(const value *)b;
	int order = str_compare(value_str(x), value_str(y));

	return order ? order : (x->pos.start > y->pos.start) - (x->pos.start < y->pos.start);
}

/* A name that text refers to must mean one thing. */
static void check_ids(struct loader *l)
{
	struct { value *v; size_t n, sz; } ids = {0};
	const struct course *c = l->course;

	for (size_t i = 0; i < c->n_calendar; i++)
		if (c->calendar[i].id)
			*arena_push(l->b->arena, &ids) = c->calendar[i].id;
	for (size_t i = 0; i < c->n_entries; i++)
		if (c->entries[i].id)
			*arena_push(l->b->arena, &ids) = c->entries[i].id;
	if (ids.n)
		qsort(ids.v, ids.n, sizeof *ids.v, compare_ids);
	for (size_t i = 1; i < ids.n; i++)
		if (str_eq(value_str(ids.v[i - 1]), value_str(ids.v[i])))
			msg_str(l->b, MSG_ID_TWICE, ids.v[i]->pos, value_str(ids.v[i]));
}

void schedule_load(struct loader *l)
{
	const struct yaml_node *list = yaml_get(l->root, "schedule");
	struct { struct course_entry *v; size_t n, sz; } made = {0};

	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e)) {
		if (e->kind == YAML_SEQUENCE)
			continue;
		struct course_entry entry = load_entry(e);
		if (entry.length < 1)
			entry.length = 1;
		*arena_push(l->b->arena, &made) = entry;
	}
	l->course->entries = made.v;
	l->course->n_entries = made.n;
	check_ids(l);
}
