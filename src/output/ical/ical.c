/* ical.c - a course's dates as iCalendar (RFC 5545), by libical; output/ical/ is the only folder that sees it.
 *
 * Every class is an event of its own, and no rule with exceptions: each has its own topic and room, a swap day needs no special
 * case, and a calendar that subscribed sees what changed. An event's UID comes from what it is (the class of a kind on a day,
 * an exam's id, what is due), so that it stays when its time, room or topic changes; SEQUENCE then grows by one, for which the
 * file that is replaced is read. libical keeps the zones that it has read for the life of the process. */
#include "output/ical/ical_int.h"

static void add_x(struct ical *k, const char *name, struct str s)
{
	if (!s.n)
		return;
	icalproperty *p = icalproperty_new_x(ical_cstr(k, s));
	icalproperty_set_x_name(p, name);
	icalcomponent_add_property(k->calendar, p);
}

static void add_head(struct ical *k)
{
	const struct course *c = k->course;
	struct str code = ical_plain(k, c->code), title = ical_plain(k, c->title);

	icalcomponent_add_property(k->calendar, icalproperty_new_version("2.0"));
	icalcomponent_add_property(k->calendar, icalproperty_new_prodid("-//syllabusgen//syllabusgen//EN"));
	icalcomponent_add_property(k->calendar, icalproperty_new_calscale("GREGORIAN"));
	add_x(k, "X-WR-CALNAME", code.n && title.n ? arena_printf(k->b->arena, "%.*s: %.*s", STR_ARG(code), STR_ARG(title)) : title);
	add_x(k, "X-WR-TIMEZONE", k->course->timezone ? str_trim(k->course->timezone->text.s) : STR_NONE);
}

static uint64_t course_hash(const struct course *c)
{
	value parts[] = {c->code ? c->code : c->title, c->term, c->institution};
	uint64_t hash = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		hash = str_hash(parts[i] ? str_trim(parts[i]->text.s) : STR("-"), hash);
	return hash;
}

static void write(struct ical *k, struct buf *out)
{
	char *text = icalcomponent_as_ical_string_r(k->calendar);

	buf_cstr(out, text);
	icalmemory_free_buffer(text);
}

/* The first of a UID counts. */
static void read_previous(struct ical *k, icalcomponent *calendar)
{
	for (icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); e;
			e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		const char *uid = icalcomponent_get_uid(e);
		struct map_entry *same = uid ? map_at(k->b->arena, &k->previous, NULL, str_from(uid)) : NULL;
		if (same && !same->value)
			same->value = e;
	}
}

void ical_write(struct build *b, const struct course *course, struct str previous, struct buf *out)
{
	struct ical k = {.b = b, .course = course, .words = doc_words_find(course->language), .course_hash = course_hash(course)};

	k.calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	icalcomponent *old = previous.n ? icalparser_parse_string(arena_cstr(b->arena, previous)) : NULL;
	if (old)
		read_previous(&k, old);
	add_head(&k);
	ical_add_zone(&k);
	ical_add_events(&k);
	if (!k.uids.n)
		msg(b, MSG_ICAL_EMPTY, POS_NONE, "");
	write(&k, out);
	icalcomponent_free(k.calendar);
	if (old)
		icalcomponent_free(old);
}
