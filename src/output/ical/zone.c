/* zone.c - the VTIMEZONE of a calendar, from the system's data by way of libical: as much of it as the term needs. */
#include "output/ical/ical_int.h"

#include <string.h>

static struct icaltimetype later(struct icaltimetype a, struct icaltimetype b)
{
	return icaltime_compare(a, b) < 0 ? b : a;
}

/* When an observance begins for the last time; the null time when it goes on for good. */
static struct icaltimetype last_begin(icalcomponent *observance)
{
	icalproperty *rule = icalcomponent_get_first_property(observance, ICAL_RRULE_PROPERTY);
	struct icaltimetype last = icalcomponent_get_dtstart(observance);

	if (rule)
		return icalproperty_get_rrule(rule).until;
	for (icalproperty *p = icalcomponent_get_first_property(observance, ICAL_RDATE_PROPERTY); p;
			p = icalcomponent_get_next_property(observance, ICAL_RDATE_PROPERTY))
		last = later(last, icalproperty_get_rdate(p).time);
	return last;
}

static int last_year(icalcomponent *observance)
{
	struct icaltimetype last = last_begin(observance);

	return icaltime_is_null_time(last) ? 9999 : last.year;
}

/* The years of the first and the last date of the course. */
struct years { int first, last; };

static struct years years_of(const struct course *c)
{
	date first = c->n_classes ? c->classes[0].date : c->start, last = c->n_classes ? c->classes[c->n_classes - 1].date : c->end;
	struct years y = {1970, 9999};

	if (first != DATE_NONE)
		y.first = date_to_parts(first).year;
	if (last != DATE_NONE)
		y.last = date_to_parts(last).year + 1;
	return y;
}

/* An observance of the zone that says nothing about these years, or NULL. */
static icalcomponent *find_idle(icalcomponent *zone, struct years y)
{
	for (icalcomponent *o = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT); o;
			o = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT))
		if (last_year(o) < y.first - 1 || icalcomponent_get_dtstart(o).year > y.last)
			return o;
	return NULL;
}

/* A rule that goes on beyond the course goes on for good: its end is nobody's business, and some programs stumble over it. */
static void open_rules(icalcomponent *zone, struct years y)
{
	for (icalcomponent *o = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT); o;
			o = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT)) {
		icalproperty *p = icalcomponent_get_first_property(o, ICAL_RRULE_PROPERTY);
		struct icalrecurrencetype rule = p ? icalproperty_get_rrule(p) : (struct icalrecurrencetype){.freq = ICAL_NO_RECURRENCE};
		if (!p || icaltime_is_null_time(rule.until) || rule.until.year <= y.last)
			continue;
		rule.until = icaltime_null_time();
		icalproperty_set_rrule(p, rule);
	}
}

/* The observance that began last of all, in a zone whose clocks change no more. */
static icalcomponent *find_last(icalcomponent *zone)
{
	icalcomponent *last = NULL;

	for (icalcomponent *o = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT); o;
			o = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT))
		if (!last || icaltime_compare(last_begin(o), last_begin(last)) > 0)
			last = o;
	return last;
}

static bool changes_in(icalcomponent *zone, struct years y)
{
	for (icalcomponent *o = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT); o;
			o = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT))
		if (last_year(o) >= y.first - 1)
			return true;
	return false;
}

/* What is in force for good stands alone, as if it had always been. */
static void settle(icalcomponent *zone)
{
	icalcomponent *last = icalcomponent_new_clone(find_last(zone));
	icalproperty *from = icalcomponent_get_first_property(last, ICAL_TZOFFSETFROM_PROPERTY);
	icalproperty *to = icalcomponent_get_first_property(last, ICAL_TZOFFSETTO_PROPERTY);

	for (icalcomponent *o; (o = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT));) {
		icalcomponent_remove_component(zone, o);
		icalcomponent_free(o);
	}
	for (icalproperty *p; (p = icalcomponent_get_first_property(last, ICAL_RRULE_PROPERTY)) ||
			(p = icalcomponent_get_first_property(last, ICAL_RDATE_PROPERTY));) {
		icalcomponent_remove_property(last, p);
		icalproperty_free(p);
	}
	icalproperty_set_tzoffsetfrom(from, icalproperty_get_tzoffsetto(to));
	icalcomponent_set_dtstart(last, icaltime_from_string("19700101T000000"));
	icalcomponent_add_component(zone, last);
}

/* Takes out what ended before the course, or begins behind it. */
static void trim(icalcomponent *zone, struct years y)
{
	if (!changes_in(zone, y)) {
		settle(zone);
		return;
	}
	for (icalcomponent *o; (o = find_idle(zone, y));) {
		icalcomponent_remove_component(zone, o);
		icalcomponent_free(o);
	}
	open_rules(zone, y);
}

void ical_add_zone(struct ical *k)
{
	struct str name = k->course->timezone ? str_trim(k->course->timezone->text.s) : STR_NONE;
	const char *tzid = arena_cstr(k->b->arena, name);
	icaltimezone *builtin = name.n ? icaltimezone_get_builtin_timezone(tzid) : NULL;

	if (name.n && !builtin)
		msg_str(k->b, MSG_ICAL_ZONE, k->course->timezone->pos, name);
	if (!builtin)
		return;
	icalcomponent *zone = icalcomponent_new_clone(icaltimezone_get_component(builtin));
	icalproperty *id = icalcomponent_get_first_property(zone, ICAL_TZID_PROPERTY);
	icalproperty_set_tzid(id, tzid);
	trim(zone, years_of(k->course));
	icalcomponent_add_component(k->calendar, zone);
	k->zone = tzid;
}
