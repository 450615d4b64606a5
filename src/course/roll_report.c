/* roll_report.c - what --roll prints: the values that change, then the schedule entry by entry, then what is left to its author. */
#include "course/roll_int.h"

static void put_date(struct buf *out, date d)
{
	buf_date(out, d);
	if (d != DATE_NONE)
		buf_printf(out, " %.3s", weekday_name(date_weekday(d)));
}

/* The name, and spaces up to a column; long names push. */
static void put_name(struct buf *out, struct str name)
{
	buf_cstr(out, "  ");
	buf_str(out, name);
	for (size_t n = utf8_count(name); n < 32; n++)
		buf_char(out, ' ');
	buf_char(out, ' ');
}

static void put_edit(struct buf *out, const struct roll_edit *e)
{
	struct str old = str_sub(e->pos.source->bytes, e->pos.start, e->pos.end);

	put_name(out, str_from(e->key));
	buf_str(out, old.n ? old : STR("-"));
	buf_cstr(out, " → ");
	buf_str(out, str_trim(e->by));
	buf_cstr(out, e->note);
	buf_char(out, '\n');
}

static struct str part_key(const int *part)
{
	return (struct str){(const char *)part, sizeof *part};
}

/* The sessions by their entries and parts: the first of each. */
static struct map find_parts(struct arena *a, const struct course *c)
{
	struct map parts = {0};

	for (size_t i = 0; i < c->n_sessions; i++) {
		const struct course_session *s = &c->sessions[i];
		struct map_entry *e = s->entry ? map_at(a, &parts, s->entry, part_key(&s->part)) : NULL;
		if (e && !e->value)
			e->value = (void *)s;
	}
	return parts;
}

static date part_date(const struct map *parts, const struct course_entry *entry, int part)
{
	const struct map_entry *e = map_find(parts, entry, part_key(&part));

	return e ? ((const struct course_session *)e->value)->date : DATE_NONE;
}

static void put_entry(struct roller *r, struct buf *out, const struct map parts[2], size_t i)
{
	const struct course_entry *e = &r->old->entries[i];
	struct str topic = value_str(e->topic ? e->topic : e->id);

	for (int part = 1; part <= e->length; part++) {
		date before = part_date(&parts[0], e, part);
		date after = i < r->now->n_entries ? part_date(&parts[1], &r->now->entries[i], part) : DATE_NONE;
		if (before == DATE_NONE && after == DATE_NONE)
			continue;
		put_name(out, e->length > 1 ? arena_printf(r->b->arena, "%.*s (%d/%d)", STR_ARG(topic), part, e->length) : topic);
		put_date(out, before);
		buf_cstr(out, " → ");
		put_date(out, after);
		buf_char(out, '\n');
	}
}

/* The entries of the same number in both schedules, part by part. */
static void put_schedule(struct roller *r, struct buf *out)
{
	const struct map parts[2] = {find_parts(r->b->arena, r->old), find_parts(r->b->arena, r->now)};

	for (size_t i = 0; i < r->old->n_entries; i++)
		put_entry(r, out, parts, i);
}

static void put_dues(struct roller *r, struct buf *out)
{
	for (size_t i = 0; i < r->old->n_dues && i < r->now->n_dues; i++) {
		const struct course_due *d = &r->old->dues[i];
		struct str name = value_str(d->name ? d->name : d->entry ? d->entry->topic : NULL);
		put_name(out, arena_printf(r->b->arena, "due: %.*s", STR_ARG(name)));
		put_date(out, d->date);
		buf_cstr(out, " → ");
		put_date(out, r->now->dues[i].date);
		buf_char(out, '\n');
	}
}

static void put_days_off(struct roller *r, struct buf *out)
{
	for (size_t i = 0; i < r->now->n_calendar; i++) {
		const struct course_day *d = &r->now->calendar[i];
		if (d->to < r->to->start || d->from > r->to->end || d->meets)
			continue;
		put_name(out, value_str(d->name));
		put_date(out, d->from);
		if (d->to != d->from) {
			buf_cstr(out, " – ");
			put_date(out, d->to);
		}
		if (d->follows >= 0)
			buf_printf(out, " follows %s", weekday_name(d->follows));
		buf_char(out, '\n');
	}
}

/* "15, 2025-08-29 Fri to 2025-12-05 Fri" */
static void put_classes(struct buf *out, const struct course *c)
{
	buf_printf(out, "%zu", c->n_classes);
	if (!c->n_classes)
		return;
	buf_cstr(out, ", ");
	put_date(out, c->classes[0].date);
	buf_cstr(out, " to ");
	put_date(out, c->classes[c->n_classes - 1].date);
}

void roll_report(struct roller *r, const struct source *source, struct buf *out)
{
	buf_printf(out, "%s\n", source->name);
	for (size_t i = 0; i < r->edits.n; i++)
		if (r->edits.v[i].pos.source == source)
			put_edit(out, &r->edits.v[i]);
	buf_cstr(out, "schedule\n");
	put_name(out, STR("classes"));
	put_classes(out, r->old);
	buf_cstr(out, " → ");
	put_classes(out, r->now);
	buf_char(out, '\n');
	put_schedule(r, out);
	put_dues(r, out);
	buf_cstr(out, "calendar\n");
	put_days_off(r, out);
	if (r->left.n)
		buf_cstr(out, "look at\n");
	for (size_t i = 0; i < r->left.n; i++)
		buf_printf(out, "  %s\n", r->left.v[i]);
}
