/* date.c - days of the proleptic Gregorian calendar, 1900 to 2200, and the ways in which people write them. Pure: nothing here
 * asks the clock, the locale or the C library's time functions. */
#include "course/course_int.h"

#include <string.h>

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

#define FIELDS 6 /* one more than a date has with its "de", to see that there are too many */

/* Cuts s at every separator; runs of them count once when one is a space. Returns FIELDS when there are more. */
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

/* "25", "25.", "1st", "2nd", "3rd", "4th", "1er", "1.º". */
int day_number(struct str s)
{
	static const char *const endings[] = {"st", "nd", "rd", "th", "er", "º", "."};

	if (str_ends(s, ".º"))
		s.n -= strlen(".º");

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(s, endings[i]))
			return digits(str_sub(s, 0, s.n - strlen(endings[i])), 1, 2);
	return digits(s, 1, 2);
}

static date from_numbers(struct str year, struct str month, struct str day)
{
	return date_from_parts(digits(year, 4, 4), digits(month, 1, 2), digits(day, 1, 2));
}

/* Takes "de" and "of" out of the fields: "25 de agosto de 2025", "25th of August 2025". */
static size_t drop_of(struct str field[FIELDS], size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n && n < FIELDS; i++)
		if (!str_is_nocase(field[i], "de") && !str_is_nocase(field[i], "of"))
			field[kept++] = field[i];
	return kept;
}

/* "August 25, 2025", "25 August 2025". */
static date from_words(struct str a, struct str b, struct str year)
{
	int month = month_parse(a);

	if (month)
		return date_from_parts(digits(year, 4, 4), month, day_number(b));
	return date_from_parts(digits(year, 4, 4), month_parse(b), day_number(a));
}

/* Adds a reading that is a day and not there yet. */
static size_t add_reading(date reading[2], size_t n, date d)
{
	if (d == DATE_NONE || (n && reading[0] == d))
		return n;
	reading[n] = d;
	return n + 1;
}

/* "Fri, Aug 29, 2025" without its day of the week, which *weekday tells; -1 when there is none. */
static struct str take_weekday(struct str s, int *weekday)
{
	size_t n = 0;

	s = str_trim(s);
	while (n < s.n && s.p[n] != ' ' && s.p[n] != ',')
		n++;
	*weekday = n < s.n ? weekday_parse(str_sub(s, 0, n)) : -1;
	if (*weekday < 0)
		return s;
	if (s.p[n] == ',')
		n++;
	return str_trim(str_sub(s, n, s.n));
}

size_t date_readings(struct str s, date reading[2])
{
	struct str f[FIELDS];
	size_t n = 0;
	int weekday;

	s = take_weekday(s, &weekday);
	if (split(s, "-", f) == 3)
		n = add_reading(reading, n, from_numbers(f[0], f[1], f[2]));
	else if (split(s, ".", f) == 3 && digits(f[0], 1, 2) >= 0)
		n = add_reading(reading, n, from_numbers(str_trim(f[2]), str_trim(f[1]), f[0]));
	else if (split(s, "/", f) == 3 && f[0].n == 4)
		n = add_reading(reading, n, from_numbers(f[0], f[1], f[2]));
	else if (split(s, "/", f) == 3)
		n = add_reading(reading, add_reading(reading, n, from_numbers(f[2], f[0], f[1])), from_numbers(f[2], f[1], f[0]));
	else if (drop_of(f, split(s, " ,", f)) == 3)
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
