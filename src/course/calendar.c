/* calendar.c - when the class meets and when it does not, as the author writes it: the patterns of `meetings`, and `calendar`
 * with its days off, swap days, extra days and exams. classes.c makes dates of them. */
#include "course/course_int.h"

#include <string.h>
#include <strings.h>

void range_check(struct build *b, value from, value to)
{
	date first = value_date(from), last = value_date(to);
	struct arena *a = b->arena;

	if (first == DATE_NONE || last == DATE_NONE || first <= last)
		return;
	msg(b, MSG_RANGE_BACKWARDS, to->pos, arena_cstr(a, to->key->text.s), date_iso(a, last), arena_cstr(a, from->key->text.s),
		date_iso(a, first));
}

bool kind_is(value kind, value other)
{
	struct str a = value_str(kind), b = value_str(other);

	return a.n == b.n && (a.n == 0 || strncasecmp(a.p, b.p, a.n) == 0);
}

/* ---------------------------------------------------------------- times */

#define MORNING (6 * 60) /* nobody teaches before: "3:00-4:15" without PM is a slip */

static const char *clock_text(struct arena *a, int minutes)
{
	return arena_printf(a, "%d:%02d", minutes / 60, minutes % 60).p;
}

static struct time_span load_time(struct build *b, value v, struct str *zone)
{
	struct time_span span = {-1, -1};
	struct str s = value_str(v);

	*zone = STR_NONE;
	if (!v || !time_parse_zoned(s, &span, zone))
		return span;
	bool half = s.n && strpbrk(arena_cstr(b->arena, s), "aApP") != NULL;
	if (span.to >= 0 && span.to <= span.from)
		msg(b, MSG_TIME_BACKWARDS, v->pos, clock_text(b->arena, span.to), clock_text(b->arena, span.from));
	else if (span.from < MORNING && !half)
		msg(b, MSG_TIME_AT_NIGHT, v->pos, arena_cstr(b->arena, s), clock_text(b->arena, span.from));
	return span;
}

/* ---------------------------------------------------------------- meetings */

static unsigned load_days(const struct yaml_node *list)
{
	unsigned mask = 0;

	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e))
		if (e->kind == YAML_SCALAR)
			mask |= weekdays_parse(value_str(e));
	return mask;
}

static struct course_meeting load_meeting(struct loader *l, const struct yaml_node *node)
{
	struct course_meeting m = {.pos = node->pos};
	value from = value_get(node, "from"), to = value_get(node, "to");

	m.kind = value_get(node, "kind");
	m.days = value_joined(l->b, yaml_get(node, "days"));
	m.weekdays = load_days(yaml_get(node, "days"));
	m.time = value_get(node, "time");
	m.span = load_time(l->b, m.time, &m.zone);
	m.building = value_get(node, "building");
	m.room = value_get(node, "room");
	m.url = value_get(node, "url");
	m.every = value_count(value_get(node, "every"), 1);
	m.every = m.every < 1 ? 1 : m.every;
	m.from = from ? value_date(from) : l->course->start;
	m.to = to ? value_date(to) : l->course->end;
	range_check(l->b, from, to);
	return m;
}

static void load_meetings(struct loader *l)
{
	const struct yaml_node *list = yaml_get(l->root, "meetings");
	struct { struct course_meeting *v; size_t n, sz; } made = {0};

	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e)) {
		if (e->kind != YAML_MAPPING)
			continue;
		struct course_meeting m = load_meeting(l, e);
		struct map_entry *first = map_at(l->b->arena, &l->kinds, NULL, str_lower(l->b->arena, value_str(m.kind)));
		if (first->count++ == 0)
			first->value = (void *)(uintptr_t)made.n;
		m.stream = (uintptr_t)first->value;
		*arena_push(l->b->arena, &made) = m;
	}
	l->course->meetings = made.v;
	l->course->n_meetings = made.n;
}

const struct course_meeting *meeting_of_kind(const struct loader *l, value kind)
{
	const struct map_entry *e = map_find(&l->kinds, NULL, str_lower(l->b->arena, value_str(kind)));

	return e ? &l->course->meetings[(uintptr_t)e->value] : NULL;
}

/* ---------------------------------------------------------------- calendar */

/* The list in a file that the calendar names; what several courses share lies below a root of its own (--root). */
static const struct yaml_node *calendar_file(struct loader *l, value name)
{
	const struct yaml_node *file = content_yaml(l->b, content_path(l->b, l->content, name), name->pos);
	const struct yaml_node *list = file && file->kind == YAML_MAPPING ? yaml_get(file, "calendar") : file;

	if (!file)
		return NULL;
	if (!list || list->kind != YAML_SEQUENCE) {
		msg_str(l->b, MSG_CALENDAR_FILE, name->pos, value_str(name));
		return NULL;
	}
	schema_check(l->b, list, "calendar", false);
	return list;
}

/* The day's range; reports when it has none. */
static void load_range(struct loader *l, const struct yaml_node *node, struct course_day *day)
{
	value at = value_get(node, "date"), from = value_get(node, "from"), to = value_get(node, "to");
	const char *name = arena_cstr(l->b->arena, value_str(day->name));

	day->from = value_date(at ? at : from);
	day->to = at || !to ? day->from : value_date(to);
	if (at && (from || to))
		msg(l->b, MSG_CALENDAR_TWO_DATES, at->pos, name);
	else if (!at && !from && day->name)
		msg(l->b, MSG_CALENDAR_NO_DATE, day->pos, name);
	range_check(l->b, from, to);
	if (day->to < day->from)
		day->to = day->from;
}

static struct course_day load_day(struct loader *l, const struct yaml_node *node)
{
	struct course_day day = {.pos = node->pos, .name = value_get(node, "name")};
	struct str zone;

	day.time = value_get(node, "time");
	day.span = load_time(l->b, day.time, &zone);
	day.room = value_get(node, "room");
	day.id = value_get(node, "id");
	day.kind = value_get(node, "kind");
	day.follows = value_get(node, "follows") ? day_parse(value_str(value_get(node, "follows"))) : -1;
	day.extra = value_bool(value_get(node, "meets"));
	day.meets = day.extra || day.time || day.room;
	load_range(l, node, &day);
	return day;
}

struct days { struct course_day *v; size_t n, sz; };

static void load_days_of(struct loader *l, const struct yaml_node *list, struct days *made, bool file)
{
	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e)) {
		if (e->kind == YAML_SCALAR && !file && file_fits(value_str(e)))
			load_days_of(l, calendar_file(l, e), made, true);
		if (e->kind != YAML_MAPPING)
			continue;
		struct course_day day = load_day(l, e);
		if (day.from != DATE_NONE)
			*arena_push(l->b->arena, made) = day;
	}
}

static void load_calendar(struct loader *l)
{
	struct days made = {0};

	load_days_of(l, yaml_get(l->root, "calendar"), &made, false);
	l->course->calendar = made.v;
	l->course->n_calendar = made.n;
}

/* ---------------------------------------------------------------- by the day */

/* The dates from the calendar's first to its last. */
static struct days_ruled all_dates(struct arena *a, const struct course *c)
{
	date first = c->n_calendar ? c->calendar[0].from : 0, last = first;

	for (size_t i = 0; i < c->n_calendar; i++) {
		first = c->calendar[i].from < first ? c->calendar[i].from : first;
		last = c->calendar[i].to > last ? c->calendar[i].to : last;
	}
	size_t n = c->n_calendar ? (size_t)(last - first) + 1 : 0;
	return (struct days_ruled){arena_alloc(a, (n + 1) * sizeof(struct course_day *)), n, first};
}

/* The next date at or behind i that no day rules yet: free[i] is that, or on the way to it. */
static size_t next_free(size_t *free, size_t i)
{
	while (free[i] != i)
		i = free[i] = free[free[i]];
	return i;
}

/* Of two days of a date the first in the list rules it. Each date is taken once, however long the days are. */
static struct days_ruled rule_dates(struct arena *a, const struct course *c, bool events)
{
	struct days_ruled r = all_dates(a, c);
	size_t *free = arena_alloc(a, (r.n + 1) * sizeof *free);

	for (size_t i = 0; i <= r.n; i++)
		free[i] = i;
	for (size_t k = 0; k < c->n_calendar; k++) {
		const struct course_day *day = &c->calendar[k];
		if (day->meets != events || day->extra)
			continue;
		for (size_t i = next_free(free, (size_t)(day->from - r.first)); i <= (size_t)(day->to - r.first); i = next_free(free, i)) {
			r.v[i] = day;
			free[i] = i + 1;
		}
	}
	return r;
}

static const struct course_day *day_on(const struct days_ruled *r, date d)
{
	return d >= r->first && (size_t)(d - r->first) < r->n ? r->v[d - r->first] : NULL;
}

const struct course_day *calendar_rule(const struct course *c, date d)
{
	return day_on(&c->rules, d);
}

const struct course_day *calendar_event(const struct course *c, date d)
{
	return day_on(&c->events, d);
}

void calendar_load(struct loader *l)
{
	load_meetings(l);
	load_calendar(l);
	l->course->rules = rule_dates(l->b->arena, l->course, false);
	l->course->events = rule_dates(l->b->arena, l->course, true);
}
