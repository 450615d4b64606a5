/* check_shared.c - texts that several courses share: whether the day by which they were to be looked through is past, and
 * whether their locks lock anything. */
#include "course/check_int.h"

static void check_one(struct build *b, const struct yaml_node *review_by, const struct yaml_node *source, date today)
{
	date due = review_by && review_by->kind == YAML_SCALAR ? value_date(review_by) : DATE_NONE;

	if (!review_by || review_by->null)
		return;
	if (due == DATE_NONE)
		msg(b, MSG_REVIEW_DATE, review_by->pos, "");
	else if (due < today)
		msg(b, MSG_REVIEW_PAST, review_by->pos, review_by->pos.source->name, date_iso(b->arena, due),
			source && source->kind == YAML_SCALAR && !source->null
				? arena_printf(b->arena, "it comes from %.*s", STR_ARG(source->text.s)).p : "");
}

/* A lock on what is no key, or on a part of a list, which is replaced as a whole. */
static void check_locks(struct build *b, const struct yaml_node *locked)
{
	for (const struct yaml_node *e = value_first(locked); e; e = value_next(locked, e))
		if (e->kind != YAML_SCALAR || !schema_find(value_str(e)))
			msg(b, MSG_LOCKED_UNKNOWN, e->pos, arena_cstr(b->arena, e->kind == YAML_SCALAR ? value_str(e) : STR("this")));
}

void check_shared(struct build *b, const struct content *content, const struct course *course)
{
	date today = (date)(course->time / 86400);

	for (size_t i = 0; i < content->n_shared; i++) {
		check_one(b, content->shared[i].review_by, content->shared[i].source, today);
		check_locks(b, content->shared[i].locked);
	}
	for (size_t i = 0; i < content->n_sections; i++) {
		const struct yaml_node *front = content->sections[i].front;
		check_one(b, yaml_get(front, "review_by"), yaml_get(front, "source"), today);
	}
}
