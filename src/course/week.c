/* week.c - days by the week of the term: "week 10", "week 10 Friday", "Friday of week 10", "Fri, wk 10". Weeks are those that the
 * schedule numbers, from Monday to Sunday; the words are known in the languages of document/words.c. */
#include "course/course_int.h"

#include <string.h>

/* Takes the next word off *s: up to a space, a mark or a bracket. */
static struct str take_word(struct str *s)
{
	size_t from = 0, to;

	while (from < s->n && strchr(" ,:;(", s->p[from]))
		from++;
	for (to = from; to < s->n && !strchr(" ,:;()", s->p[to]);)
		to++;
	struct str word = str_sub(*s, from, to);
	*s = str_sub(*s, to, s->n);
	return word;
}

static bool is_week(struct str word)
{
	return word_in_list(word, "week wk wk. Woche semaine semana settimana uke týden týdne týdnu tydzień tygodnia tygodniu "
		"εβδομάδα εβδομάδας неделя недели неделе тиждень тижня тижні tuần");
}

/* What stands between a day and its week: "Friday of the week 10", "vendredi de la semaine 10". */
static bool is_between(struct str word)
{
	return word_in_list(word, "of in the de la da do van i v w na в der della");
}

/* The one day of the week that word is, -1 when it is none: "Friday", "Fri", "F". */
static int one_day(struct str word)
{
	unsigned days = weekdays_parse(word);

	for (int day = 0; day < 7; day++)
		if (days == 1u << day)
			return day;
	return -1;
}

#define NUMBERS_MOST 9999 /* that are read as a week's, though there is no such week */

/* Takes a week's number off *s; -1 when there is none. */
static int take_number(struct str *s)
{
	struct str rest = *s;
	int64_t n;

	if (!str_to_int(take_word(&rest), &n) || n < 0 || n > NUMBERS_MOST)
		return -1;
	*s = rest;
	return (int)n;
}

/* Takes a day's name, perhaps behind a dash, off *s; -1, and *s as it was, when there is none. */
static int take_day(struct str *s)
{
	struct str rest = *s, word = take_word(&rest);
	int day = one_day(str_is(word, "-") || str_is(word, "–") ? take_word(&rest) : word);

	if (day >= 0)
		*s = rest;
	return day;
}

bool week_read_number(struct str s, int *week, int *weekday)
{
	*week = take_number(&s);
	*weekday = take_day(&s);
	return *week >= 0 && !s.n;
}

size_t week_read(struct str s, int *week, int *weekday)
{
	struct str rest = s, word;

	*weekday = take_day(&rest);
	for (struct str ahead = rest; *weekday >= 0 && (word = take_word(&ahead)).n && is_between(word);)
		rest = ahead;
	if (!is_week(take_word(&rest)) || (*week = take_number(&rest)) < 0)
		return 0;
	if (*weekday < 0)
		*weekday = take_day(&rest);
	if (str_starts(rest, ")"))
		rest = str_sub(rest, 1, rest.n);
	return (size_t)(rest.p - s.p);
}

date week_day(const struct course *c, int week, int weekday)
{
	size_t i = first_class(c->classes, c->n_classes, DATE_NONE, week);

	if (weekday < 0 && i < c->n_classes && c->classes[i].week == week)
		return c->classes[i].date;
	if (c->week_first == DATE_NONE || week < 1 || week > WEEKS_MOST)
		return DATE_NONE;
	date monday = c->week_first;
	while (course_week(c, monday) != week)
		monday += 7;
	return c->end != DATE_NONE && monday > c->end ? DATE_NONE : monday + (weekday < 0 ? 0 : weekday);
}

/* Whether s ends with "end of " or the like, which says a day, too. */
static bool is_part_of(struct str s)
{
	return str_ends(s, "end of ") || str_ends(s, "beginning of ") || str_ends(s, "start of ") || str_ends(s, "middle of ");
}

bool week_says_day(struct str s)
{
	int week, weekday;

	for (size_t i = 0; i < s.n; i++) {
		if (i > 0 && !strchr(" (,", s.p[i - 1]))
			continue;
		if (week_read(str_sub(s, i, s.n), &week, &weekday) && (weekday >= 0 || is_part_of(str_sub(s, 0, i))))
			return true;
	}
	return false;
}
