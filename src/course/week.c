/* week.c - days by their week: "week 10", "week ten Friday", "Friday of the 10th week", "第10周"; "KW 42", "calendar week 42". Weeks are
 * those of the term, from Monday to Sunday, or the calendar's by ISO 8601; the words are known in the languages of document/words.c. */
#include "course/course_int.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Takes the next word off *s: up to a space, a mark or a bracket, to a number behind letters ("KW42"), or to what a range of numbers
 * goes on with ("38/39"). */
static struct str take_word(struct str *s)
{
	size_t from = 0, to;

	while (from < s->n && strchr(" ,:;(", s->p[from]))
		from++;
	for (to = from; to < s->n && !strchr(" ,:;()/", s->p[to]); to++)
		if (to > from && (is_digit(s->p[to]) ? is_letter(s->p[to - 1]) : is_digit(s->p[to - 1]) && str_starts(str_sub(*s, to, s->n), "–")))
			break;
	struct str word = str_sub(*s, from, to);
	*s = str_sub(*s, to, s->n);
	return word;
}

static bool is_week(struct str word)
{
	return word_in_list(word, "week wk wk. Woche Wo. semaine sem sem. semana settimana sett. uke týden týdne týdnu tydzień tygodnia "
		"tygodniu εβδομάδα εβδομάδας Εβδομάδα неделя недели неделе Неделя тиждень тижня тижні Тиждень tuần");
}

/* Words for a week of the calendar alone. */
static bool is_calendar_week(struct str word)
{
	return word_in_list(word, "KW KW. Kalenderwoche CW kalenderweek kalenderuke");
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

/* Takes a week's number, "10" or "ten", off *s; -1 when there is none. */
static int take_number(struct str *s)
{
	struct str rest = *s, word = take_word(&rest);
	int64_t n;

	if (!str_to_int(word, &n) && !(n = number_named(word, false)))
		return -1;
	if (n < 0 || n > NUMBERS_MOST)
		return -1;
	*s = rest;
	return (int)n;
}

/* "tenth", "10th", "10.", "10ème", "10ª", "10-я"; -1 when word is none. */
static int read_ordinal(struct str word)
{
	size_t digits = 0;
	int64_t n;

	while (digits < word.n && is_digit(word.p[digits]))
		digits++;
	struct str mark = str_sub(word, digits, word.n);
	if (!digits)
		n = number_named(word, true);
	else if (!mark.n || !(is_letter(mark.p[0]) || str_is(mark, ".") || (mark.p[0] == '-' && mark.n > 1 && !is_digit(mark.p[1]))))
		return -1;
	else if (!str_to_int(str_sub(word, 0, digits), &n))
		return -1;
	return n > 0 && n <= NUMBERS_MOST ? (int)n : -1;
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

bool week_read_number(struct str s, struct week *w)
{
	*w = (struct week){.number = take_number(&s)};
	w->weekday = take_day(&s);
	return w->number >= 0 && !s.n;
}

/* Takes "KW 42", "calendar week 42" off *s. */
static bool take_calendar(struct str *s, struct week *w)
{
	struct str rest = *s, word = take_word(&rest);

	if (word_in_list(word, "calendar ISO") ? !is_week(take_word(&rest)) : !is_calendar_week(word))
		return false;
	w->calendar = true;
	w->number = take_number(&rest);
	*s = rest;
	return w->number >= 0;
}

/* Takes "week 10", "10th week" off *s. */
static bool take_term(struct str *s, struct week *w)
{
	struct str rest = *s, word = take_word(&rest);

	if (is_week(word))
		w->number = take_number(&rest);
	else if (is_week(take_word(&rest)))
		w->number = read_ordinal(word);
	else
		return false;
	*s = rest;
	return w->number >= 0;
}

/* Takes "第10周", "10週目", "10주차" off *s. */
static bool take_signs(struct str *s, struct week *w)
{
	static const char *const weeks[] = {"周", "週目", "週", "주차", "주"};
	struct str rest = str_trim(*s);
	size_t digits = 0;
	int64_t n;

	if (str_starts(rest, "第"))
		rest = str_sub(rest, strlen("第"), rest.n);
	while (digits < rest.n && is_digit(rest.p[digits]))
		digits++;
	if (!str_to_int(str_sub(rest, 0, digits), &n) || n > NUMBERS_MOST)
		return false;
	rest = str_sub(rest, digits, rest.n);
	for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++)
		if (str_starts(rest, weeks[i])) {
			w->number = (int)n;
			*s = str_sub(rest, strlen(weeks[i]), rest.n);
			return true;
		}
	return false;
}

size_t week_read(struct str s, struct week *w)
{
	struct str rest = s, word;

	*w = (struct week){.weekday = take_day(&rest)};
	for (struct str ahead = rest; (word = take_word(&ahead)).n && is_between(word);)
		rest = ahead;
	if (!take_calendar(&rest, w) && !take_signs(&rest, w) && !take_term(&rest, w))
		return 0;
	if (w->weekday < 0)
		rest = str_sub(rest, day_in_brackets(rest, &w->weekday), rest.n);
	if (w->weekday < 0)
		w->weekday = take_day(&rest);
	if (str_starts(rest, ")"))
		rest = str_sub(rest, 1, rest.n);
	return (size_t)(rest.p - s.p);
}

/* ---------------------------------------------------------------- their days */

/* The Monday of a week of the calendar: the first week is that of January 4. */
static date monday_of_year(int year, int week)
{
	date first = date_from_parts(year, 1, 4);

	return first == DATE_NONE ? DATE_NONE : first - date_weekday(first) + 7 * (week - 1);
}

int week_of_year(date d)
{
	date thursday = d - date_weekday(d) + 3;

	return (thursday - date_from_parts(date_to_parts(thursday).year, 1, 1)) / 7 + 1;
}

/* The first week of that number that is not before the term. */
static date calendar_monday(date first, int week)
{
	int year = date_to_parts(first + 3).year;

	for (int i = 0; i < 2; i++) {
		date monday = monday_of_year(year + i, week);
		if (monday != DATE_NONE && monday >= first && week_of_year(monday) == week)
			return monday;
	}
	return DATE_NONE;
}

#define BEHIND_MOST 120 /* days from the term's end to the last week of the calendar that is asked for: papers are due then */

date week_monday(const struct course *c, const struct week *w)
{
	bool of_calendar = w->calendar || c->style.weeks == STYLE_WEEKS_CALENDAR;
	date monday = c->week_first;

	if (monday == DATE_NONE || w->number < 1 || w->number > WEEKS_MOST)
		return DATE_NONE;
	if (of_calendar)
		monday = calendar_monday(monday, w->number);
	else
		while (course_week(c, monday) != w->number)
			monday += 7;
	return monday == DATE_NONE || (c->end != DATE_NONE && monday > c->end + (of_calendar ? BEHIND_MOST : 0)) ? DATE_NONE : monday;
}

date week_day(const struct course *c, const struct week *w)
{
	date monday = week_monday(c, w);
	size_t i = first_class(c->classes, c->n_classes, monday);

	if (monday == DATE_NONE)
		return DATE_NONE;
	if (w->weekday >= 0)
		return monday + w->weekday;
	return i < c->n_classes && c->classes[i].date < monday + 7 ? c->classes[i].date : monday;
}

/* Whether s ends with "end of " or the like, which says a day, too. */
static bool is_part_of(struct str s)
{
	return str_ends(s, "end of ") || str_ends(s, "beginning of ") || str_ends(s, "start of ") || str_ends(s, "middle of ");
}

bool week_says_day(struct str s)
{
	struct week w;

	for (size_t i = 0; i < s.n; i++) {
		if (i > 0 && !strchr(" (,", s.p[i - 1]))
			continue;
		if (week_read(str_sub(s, i, s.n), &w) && (w.weekday >= 0 || w.calendar || is_part_of(str_sub(s, 0, i))))
			return true;
	}
	return false;
}
