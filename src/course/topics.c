/* topics.c - topics that say themselves when they are: "Week 2: Sets", "Jan 18: Holiday". An entry takes the next class, whatever its
 * topic says, and so "Week 2" may stand in week 1: its author is told. */
#include "course/course_int.h"

#include <string.h>

/* What a topic says of its days, from its first to its last, and the bytes of that. */
struct said { date from, to; size_t n; };

static bool read_week(const struct course *c, struct str topic, struct said *said)
{
	struct week w;

	said->n = week_read(topic, &w);
	if (!said->n)
		return false;
	date monday = week_monday(c, &w);
	said->from = monday == DATE_NONE || w.weekday < 0 ? monday : monday + w.weekday;
	said->to = monday == DATE_NONE || w.weekday >= 0 ? said->from : monday + 6;
	return true;
}

/* A date without its year is the one that is next to the class. */
static date nearest(date near, const struct date_mention *m)
{
	int year = date_to_parts(near).year;
	date best = DATE_NONE;

	if (m->year)
		return date_from_parts(m->year, m->month, m->day);
	for (int y = year - 1; y <= year + 1; y++) {
		date d = date_from_parts(y, m->month, m->day);
		if (d != DATE_NONE && (best == DATE_NONE || (d > near ? d - near : near - d) < (best > near ? best - near : near - best)))
			best = d;
	}
	return best;
}

#define DATE_MOST 60 /* bytes */

static bool read_day(const struct course *c, struct str topic, date near, struct said *said)
{
	struct date_mention m;

	if (!date_scan(str_sub(topic, 0, DATE_MOST), 0, months_are_small(c->language), &m) || m.from > 0)
		return false;
	said->n = m.to;
	said->from = said->to = nearest(near, &m);
	return true;
}

/* Most topics have neither a colon nor a dash, and are not looked through. */
static bool may_say(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ':' || s.p[i] == '-' || (unsigned char)s.p[i] >= 0xE2)
			return true;
	return false;
}

/* What stands behind ": " or a dash; STR_NONE when neither stands there. */
static struct str behind_mark(struct str s)
{
	static const char *const marks[] = {":", " :", "\u00A0:", "\uFF1A", " -", " \u2013", " \u2014", "\u2014"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(s, marks[i]))
			return str_trim(str_sub(s, strlen(marks[i]), s.n));
	return STR_NONE;
}

static void check_topic(struct loader *l, const struct course_session *s)
{
	struct arena *a = l->b->arena;
	value topic = s->entry ? s->entry->topic : NULL;
	struct said said;

	if (!topic || s->part > 1 || s->date == DATE_NONE)
		return;
	struct str text = str_trim(value_str(topic));
	if (!may_say(text))
		return;
	bool week = read_week(l->course, text, &said);
	if (!week && !read_day(l->course, text, s->date, &said))
		return;
	struct str rest = behind_mark(str_sub(text, said.n, text.n));
	if (!rest.n || (said.from != DATE_NONE && s->until >= said.from && s->date <= said.to))
		return;
	const char *when = week || said.from == DATE_NONE ? arena_cstr(a, str_sub(text, 0, said.n)) : date_iso(a, said.from);
	msg(l->b, MSG_TOPIC_WHEN, topic->pos, arena_cstr(a, text),
		arena_printf(a, "%s %s, in week %d", weekday_name(date_weekday(s->date)), date_iso(a, s->date), s->week).p, arena_cstr(a, rest), when);
}

void topics_check(struct loader *l)
{
	for (size_t i = 0; i < l->course->n_sessions; i++)
		check_topic(l, &l->course->sessions[i]);
}
