/* date.c - days of the proleptic Gregorian calendar, 1900 to 2200, and the ways in which people write them. Pure: nothing here
 * asks the clock, the locale or the C library's time functions. */
#include "course/course_int.h"

#include <string.h>
#include <strings.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2200
#define EPOCH 719162 /* days from 0001-01-01 to 1970-01-01 */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days of the year before the month; month 13 gives the year's length. */
static int days_before_month(int year, int month)
{
	static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

	return before[month - 1] + (month > 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first day of the year. */
static int days_before_year(int year)
{
	int y = year - 1;

	return 365 * y + y / 4 - y / 100 + y / 400;
}

date date_from_parts(int year, int month, int day)
{
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1)
		return DATE_NONE;
	if (day > days_before_month(year, month + 1) - days_before_month(year, month))
		return DATE_NONE;
	return days_before_year(year) + days_before_month(year, month) + day - 1 - EPOCH;
}

struct date_parts date_to_parts(date d)
{
	if (d == DATE_NONE)
		return (struct date_parts){0, 0, 0};

	int days = d + EPOCH, year = days / 366 + 1, month = 1;
	while (days_before_year(year + 1) <= days)
		year++;
	days -= days_before_year(year);
	while (days_before_month(year, month + 1) <= days)
		month++;
	return (struct date_parts){year, month, days - days_before_month(year, month) + 1};
}

int date_weekday(date d)
{
	return (((d + 3) % 7) + 7) % 7; /* 1970-01-01 was a Thursday */
}

/* ---------------------------------------------------------------- reading */

#define FIELDS 4 /* one more than a date has, to see that there are too many */

/* Cuts s at every separator; runs of them count once when one is a space. Returns FIELDS when there are more than three. */
static size_t split(struct str s, const char *separators, struct str field[FIELDS])
{
	size_t n = 0, from = 0;
	bool loose = strchr(separators, ' ');

	for (size_t i = 0; i <= s.n && n < FIELDS; i++) {
		if (i < s.n && !strchr(separators, s.p[i]))
			continue;
		if (i > from || !loose)
			field[n++] = str_sub(s, from, i);
		from = i + 1;
	}
	return n;
}

/* Digits only, between least and most of them; -1 when s is something else. */
static int digits(struct str s, size_t least, size_t most)
{
	int64_t n;

	if (s.n < least || s.n > most || s.p[0] == '-' || s.p[0] == '+' || !str_to_int(s, &n))
		return -1;
	return (int)n;
}

/* "25", "25.", "1st", "2nd", "3rd", "4th". */
static int day_number(struct str s)
{
	static const char *const endings[] = {"st", "nd", "rd", "th", "."};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(s, endings[i]))
			return digits(str_sub(s, 0, s.n - strlen(endings[i])), 1, 2);
	return digits(s, 1, 2);
}

bool word_abbreviates(struct str s, const char *name, size_t least)
{
	if (s.n && s.p[s.n - 1] == '.')
		s.n--;
	return s.n >= least && s.n <= strlen(name) && strncasecmp(s.p, name, s.n) == 0;
}

/* 1..12 for an English month's name or an abbreviation of three letters or more; else 0. */
static int month_number(struct str s)
{
	static const char *const names[] = {"January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December"};

	for (int i = 0; i < 12; i++)
		if (word_abbreviates(s, names[i], 3))
			return i + 1;
	return 0;
}

static date from_numbers(struct str year, struct str month, struct str day)
{
	return date_from_parts(digits(year, 4, 4), digits(month, 1, 2), digits(day, 1, 2));
}

/* "August 25, 2025", "25 August 2025". */
static date from_words(struct str a, struct str b, struct str year)
{
	int month = month_number(a);

	if (month)
		return date_from_parts(digits(year, 4, 4), month, day_number(b));
	return date_from_parts(digits(year, 4, 4), month_number(b), day_number(a));
}

/* Adds a reading that is a day and not there yet. */
static size_t add_reading(date reading[2], size_t n, date d)
{
	if (d == DATE_NONE || (n && reading[0] == d))
		return n;
	reading[n] = d;
	return n + 1;
}

size_t date_readings(struct str s, date reading[2])
{
	struct str f[FIELDS];
	size_t n = 0;

	s = str_trim(s);
	if (split(s, "-", f) == 3)
		n = add_reading(reading, n, from_numbers(f[0], f[1], f[2]));
	else if (split(s, ".", f) == 3 && digits(f[0], 1, 2) >= 0)
		n = add_reading(reading, n, from_numbers(str_trim(f[2]), str_trim(f[1]), f[0]));
	else if (split(s, "/", f) == 3 && f[0].n == 4)
		n = add_reading(reading, n, from_numbers(f[0], f[1], f[2]));
	else if (split(s, "/", f) == 3)
		n = add_reading(reading, add_reading(reading, n, from_numbers(f[2], f[0], f[1])), from_numbers(f[2], f[1], f[0]));
	else if (split(s, " ,", f) == 3)
		n = add_reading(reading, n, from_words(f[0], f[1], f[2]));
	return n;
}

date date_parse(struct str s)
{
	date reading[2];

	return date_readings(s, reading) == 1 ? reading[0] : DATE_NONE;
}

void buf_date(struct buf *b, date d)
{
	struct date_parts p = date_to_parts(d);

	if (d == DATE_NONE)
		buf_char(b, '-');
	else
		buf_printf(b, "%04d-%02d-%02d", p.year, p.month, p.day);
}

const char *date_iso(struct arena *a, date d)
{
	struct date_parts p = date_to_parts(d);

	return arena_printf(a, "%04d-%02d-%02d", p.year, p.month, p.day).p;
}

/* ---------------------------------------------------------------- days of the week */

static const char *const weekday_names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

const char *weekday_name(int weekday)
{
	return weekday_names[weekday];
}

int weekday_parse(struct str s)
{
	if (s.n > 3 && s.p[s.n - 1] == 's' && s.p[s.n - 2] != 'e') /* "Fridays", but not "Tues." */
		s.n--;
	for (int i = 0; i < 7; i++)
		if (word_abbreviates(s, weekday_names[i], 3))
			return i;
	return -1;
}

/* The letters that timetables string together: MWF, TTh, TuTh, TR, MTWRF, SaSu. Two letters come before one. */
static const struct { const char *code; int weekday; } codes[] = {
	{"Mo", 0}, {"Tu", 1}, {"We", 2}, {"Th", 3}, {"TH", 3}, {"Fr", 4}, {"Sa", 5}, {"Su", 6},
	{"M", 0}, {"T", 1}, {"W", 2}, {"R", 3}, {"F", 4}, {"S", 5}, {"U", 6},
};

static unsigned compound(struct str s)
{
	unsigned mask = 0;

	while (s.n) {
		size_t i = 0, n = sizeof codes / sizeof *codes;
		while (i < n && !str_starts(s, codes[i].code))
			i++;
		if (i == n)
			return 0;
		mask |= 1u << codes[i].weekday;
		s = str_sub(s, strlen(codes[i].code), s.n);
	}
	return mask;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Bytes of the separator that s starts with; *range is set when it means "to". */
static size_t separator(struct str s, bool *range)
{
	bool dash = str_starts(s, "–") || str_starts(s, "—");

	if (!s.n)
		return 0;
	*range |= dash || s.p[0] == '-';
	return dash ? strlen("–") : strchr(" ,;/&+-", s.p[0]) != NULL;
}

/* Takes the next word of letters (and full stops) off *s, with what separates it from the one before. */
static struct str next_word(struct str *s, bool *range)
{
	size_t from = 0, to, n;

	*range = false;
	while ((n = separator(str_sub(*s, from, s->n), range)))
		from += n;
	for (to = from; to < s->n && (is_letter(s->p[to]) || s->p[to] == '.');)
		to++;
	struct str word = str_sub(*s, from, to);
	*s = str_sub(*s, to, s->n);
	return word;
}

static unsigned days_between(int from, int to)
{
	unsigned mask = 1u << to;

	for (int day = from; day != to; day = (day + 1) % 7)
		mask |= 1u << day;
	return mask;
}

unsigned weekdays_parse(struct str s)
{
	unsigned mask = 0;
	int before = -1;
	bool range;

	for (s = str_trim(s); s.n; s = str_trim(s)) {
		struct str word = next_word(&s, &range);
		int day = weekday_parse(word);
		unsigned add = day < 0 ? compound(word) : range && before >= 0 ? days_between(before, day) : 1u << day;
		if (str_is_nocase(word, "and"))
			continue;
		if (!add)
			return 0;
		mask |= add;
		before = day;
	}
	return mask;
}
