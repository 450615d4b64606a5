/* check_data.c - checks of course.yaml alone: its start, its time zones, what is still to come, its addresses. */
#include "course/check_int.h"

#include <string.h>

/* ---------------------------------------------------------------- what is needed when */

static bool stands_before(struct pos pos, struct pos other)
{
	return pos.source == other.source ? pos.start < other.start : pos.source < other.source;
}

date course_needed_by(const struct course *c, struct pos pos)
{
	size_t low = 0, high = c->n_places;

	while (low < high) { /* how many entries begin at pos or before it */
		size_t middle = low + (high - low) / 2;
		if (stands_before(pos, c->places[middle].pos))
			high = middle;
		else
			low = middle + 1;
	}
	const struct course_place *place = low ? &c->places[low - 1] : NULL;
	if (pos.source && place && place->pos.source == pos.source && pos.start < place->pos.end)
		return place->date;
	return c->n_classes ? c->classes[0].date : c->start;
}

static void check_pending(struct checker *k)
{
	for (size_t i = 0; i < k->course->n_links; i++) {
		const struct course_link *l = &k->course->links[i];
		if (l->url || !l->pending || !l->label)
			continue;
		date by = course_needed_by(k->course, l->pos);
		msg(k->b, MSG_LINK_PENDING, l->label->pos, arena_cstr(k->b->arena, value_str(l->label)),
			by == DATE_NONE ? "" : arena_printf(k->b->arena, "; it is needed by %s", date_iso(k->b->arena, by)).p);
	}
}

/* ---------------------------------------------------------------- the start */

static const char *days_said(struct arena *a, unsigned weekdays)
{
	const char *said = "";

	for (int day = 0; day < 7; day++) {
		if (!(weekdays >> day & 1))
			continue;
		bool last = !(weekdays >> (day + 1));
		said = arena_printf(a, "%s%s%ss", said, !*said ? "" : last ? " and " : ", ", weekday_name(day)).p;
	}
	return said;
}

static void check_start(struct checker *k)
{
	const struct course *c = k->course;
	unsigned weekdays = 0;

	for (size_t i = 0; i < c->n_meetings; i++)
		weekdays |= c->meetings[i].weekdays;
	if (c->start == DATE_NONE || !c->n_classes || (weekdays >> date_weekday(c->start) & 1) || c->classes[0].date <= c->start)
		return;
	msg(k->b, MSG_START_WEEKDAY, c->start_pos, date_iso(k->b->arena, c->start), weekday_name(date_weekday(c->start)),
		days_said(k->b->arena, weekdays), date_iso(k->b->arena, c->classes[0].date));
}

/* ---------------------------------------------------------------- the calendar's own dates */

#define NEAR 28 /* days before the start and behind the end that still belong to a term: exams, and the days before classes */

static void check_calendar(struct checker *k)
{
	const struct course *c = k->course;
	struct arena *a = k->b->arena;

	if (c->start == DATE_NONE || c->end == DATE_NONE)
		return;
	for (size_t i = 0; i < c->n_calendar; i++) {
		const struct course_day *d = &c->calendar[i];
		if (d->to >= c->start - NEAR && d->from <= c->end + NEAR)
			continue;
		msg(k->b, MSG_CALENDAR_OUTSIDE, d->pos, arena_cstr(a, value_str(d->name)), date_iso(a, d->from), date_iso(a, c->start),
			date_iso(a, c->end));
	}
}

/* ---------------------------------------------------------------- time zones */

/* Where people use these abbreviations, for courses that do not name their zone. */
static const struct { const char *standard, *summer, *all_year, *zone; } abbreviations[] = {
	{"EST", "EDT", "ET", "America/New_York"}, {"CST", "CDT", "CT", "America/Chicago"}, {"MST", "MDT", "MT", "America/Denver"},
	{"PST", "PDT", "PT", "America/Los_Angeles"}, {"GMT", "BST", "UK time", "Europe/London"},
	{"CET", "CEST", "Central European time", "Europe/Berlin"}, {"EET", "EEST", "Eastern European time", "Europe/Athens"},
	{"AEST", "AEDT", "Sydney time", "Australia/Sydney"}, {"NZST", "NZDT", "New Zealand time", "Pacific/Auckland"},
};

#define ABBREVIATIONS (sizeof abbreviations / sizeof *abbreviations)

static size_t find_abbreviation(struct str name)
{
	size_t i = 0;

	while (i < ABBREVIATIONS && !str_is(name, abbreviations[i].standard) && !str_is(name, abbreviations[i].summer))
		i++;
	return i;
}

bool zone_is_seasonal(struct str name)
{
	return find_abbreviation(name) < ABBREVIATIONS;
}

static void report_zone(struct checker *k, struct zone_use use, const char *when, struct str shown)
{
	size_t i = find_abbreviation(use.name);
	struct arena *a = k->b->arena;

	msg(k->b, MSG_ZONE_NAME, use.pos, arena_cstr(a, use.name), when, arena_cstr(a, shown),
		i < ABBREVIATIONS ? abbreviations[i].all_year : "such as CT");
}

/* The name must hold from the first day to the last. */
void zone_check(struct checker *k, struct zone_use use)
{
	size_t i = find_abbreviation(use.name);
	const struct zone *z = k->zone ? k->zone : i < ABBREVIATIONS ? zone_load(k->b, str_from(abbreviations[i].zone)) : NULL;
	struct arena *a = k->b->arena;

	if (!z || i == ABBREVIATIONS || use.from == DATE_NONE)
		return;
	struct str first = zone_local(z, use.from, use.minutes).name;
	date change = zone_next_change(z, use.from, use.to);
	struct str behind = change == DATE_NONE ? first : zone_local(z, change, use.minutes).name;
	if (!str_eq(first, use.name) && str_eq(behind, use.name))
		report_zone(k, use, arena_printf(a, "until %s", date_iso(a, change)).p, first);
	else if (!str_eq(first, use.name))
		report_zone(k, use, arena_printf(a, "on %s", date_iso(a, use.from)).p, first);
	else if (!str_eq(behind, use.name))
		report_zone(k, use, arena_printf(a, "from %s on", date_iso(a, change)).p, behind);
}

/* The days of a pattern's first class and its last; DATE_NONE when there is none. */
struct range { date first, last; };

/* Of each pattern. */
static struct range *class_ranges(struct arena *a, const struct course *c)
{
	struct range *ranges = arena_alloc(a, c->n_meetings * sizeof *ranges);

	for (size_t i = 0; i < c->n_meetings; i++)
		ranges[i] = (struct range){DATE_NONE, DATE_NONE};
	for (size_t i = 0; i < c->n_classes; i++) {
		struct range *r = &ranges[c->classes[i].meeting - c->meetings];
		r->first = r->first == DATE_NONE ? c->classes[i].date : r->first;
		r->last = c->classes[i].date;
	}
	return ranges;
}

static void check_zones(struct checker *k)
{
	const struct course *c = k->course;
	const struct range *ranges = class_ranges(k->b->arena, c);

	if (c->timezone && !k->zone)
		msg_str(k->b, MSG_ZONE_UNKNOWN, c->timezone->pos, value_str(c->timezone));
	for (size_t i = 0; i < c->n_meetings; i++) {
		const struct course_meeting *m = &c->meetings[i];
		size_t at = m->zone.n ? str_find(m->time->text.s, m->zone) : SIZE_MAX;
		if (at != SIZE_MAX)
			zone_check(k, (struct zone_use){m->zone, text_pos(&m->time->text, at, at + m->zone.n), ranges[i].first, ranges[i].last,
				m->span.from});
	}
}

static void check_skipped(struct checker *k)
{
	struct arena *a = k->b->arena;

	for (size_t i = 0; k->zone && i < k->course->n_classes; i++) {
		const struct course_class *class = &k->course->classes[i];
		int at = class->meeting->span.from;
		if (at >= 0 && zone_local(k->zone, class->date, at).skipped)
			msg(k->b, MSG_TIME_SKIPPED, class->meeting->time->pos, date_iso(a, class->date),
				arena_printf(a, "%d:%02d", at / 60, at % 60).p);
	}
}

void check_data(struct checker *k)
{
	check_start(k);
	check_zones(k);
	check_skipped(k);
	check_calendar(k);
	check_pending(k);
}
