/* zone.c - the VTIMEZONE of a calendar, from the system's data by way of libical: as much of it as the term needs. */
#include "output/ical/ical_int.h"

#include <string.h>

/* The last year in which an observance begins anew. */
static int last_year(icalcomponent *observance)
{
	icalproperty *rule = icalcomponent_get_first_property(observance, ICAL_RRULE_PROPERTY);
	int year = icalcomponent_get_dtstart(observance).year;

	if (rule) {
		struct icaltimetype until = icalproperty_get_rrule(rule).until;
		return icaltime_is_null_time(until) ? 9999 : until.year;
	}
	for (icalproperty *p = icalcomponent_get_first_property(observance, ICAL_RDATE_PROPERTY); p;
			p = icalcomponent_get_next_property(observance, ICAL_RDATE_PROPERTY)) {
		int other = icalproperty_get_rdate(p).time.year;
		year = other > year ? other : year;
	}
	return year;
}

/* The year of the latest change before or in `year`: what it begins may still be in force. */
static int year_in_force(icalcomponent *zone, int year)
{
	int latest = 0;

	for (icalcomponent *o = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT); o;
			o = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT)) {
		int last = last_year(o);
		last = last > year ? year : last;
		latest = last > latest ? last : latest;
	}
	return latest;
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
static icalcomponent *find_idle(icalcomponent *zone, struct years y, int least)
{
	for (icalcomponent *o = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT); o;
			o = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT))
		if (last_year(o) < least || icalcomponent_get_dtstart(o).year > y.last)
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

/* Takes out what ended before the course or begins behind it; what was in force last before it stays. */
static void trim(icalcomponent *zone, struct years y)
{
	int least = year_in_force(zone, y.first - 1);

	for (icalcomponent *o; (o = find_idle(zone, y, least));) {
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
