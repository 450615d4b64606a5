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

#define FIELDS 7 /* one more than a date has with its small words, to see that there are too many */

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

/* "25", "25.", "1st", "2nd", "3rd", "4th", "1er", "1.º", "1°". */
int day_number(struct str s)
{
	static const char *const endings[] = {"st", "nd", "rd", "th", "er", "º", "°", "."};

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

/* Takes what says nothing out of the fields, and joins "tháng" with its number: "25 de agosto de 2025", "le 25 août 2025",
 * "25th of August 2025", "ngày 25 tháng 8 năm 2025". */
static size_t drop_words(struct str field[FIELDS], size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n && n < FIELDS; i++) {
		if (word_in_list(field[i], "de del of le el il den the on dne ngày năm"))
			continue;
		bool sign = i + 1 < n && is_month_sign(field[i]);
		field[kept++] = sign ? (struct str){field[i].p, (size_t)(field[i + 1].p - field[i].p) + field[i + 1].n} : field[i];
		i += sign;
	}
	return kept;
}

/* "August 25, 2025", "25 August 2025", "25-Aug-2025". */
static date from_words(struct str a, struct str b, struct str year)
{
	int month = month_parse(a);

	if (month)
		return date_from_parts(digits(year, 4, 4), month, day_number(b));
	return date_from_parts(digits(year, 4, 4), month_parse(b), day_number(a));
}

/* Takes a number and the sign behind it off *s; -1 when they do not stand there. */
static int take_signed(struct str *s, const char *sign)
{
	struct str from = str_trim(*s);
	size_t n = 0;

	while (n < from.n && from.p[n] >= '0' && from.p[n] <= '9')
		n++;
	int number = digits(str_sub(from, 0, n), 1, 4);
	struct str behind = str_trim(str_sub(from, n, from.n));
	if (number < 0 || !str_starts(behind, sign))
		return -1;
	*s = str_sub(behind, strlen(sign), behind.n);
	return number;
}

size_t date_signed(struct str s, struct date_parts *parts)
{
	static const char *const signs[2][3] = {{"年", "月", "日"}, {"년", "월", "일"}};

	for (size_t i = 0; i < 2; i++) {
		struct str rest = s;
		int year = take_signed(&rest, signs[i][0]), month = take_signed(&rest, signs[i][1]), day = take_signed(&rest, signs[i][2]);
		if (month < 0 || day < 0)
			continue;
		*parts = (struct date_parts){year < 0 ? 0 : year, month, day};
		return (size_t)(rest.p - s.p);
	}
	return 0;
}

size_t day_in_brackets(struct str s, int *weekday)
{
	static const char *const brackets[2][2] = {{"(", ")"}, {"（", "）"}};

	for (size_t i = 0; i < 2; i++) {
		size_t open = strlen(brackets[i][0]);
		struct str inner = str_sub(s, open, open + strlen("星期一") + strlen(brackets[i][1]));
		size_t close = str_find(inner, str_from(brackets[i][1]));
		if (!str_starts(s, brackets[i][0]) || close == SIZE_MAX || day_parse(str_sub(inner, 0, close)) < 0)
			continue;
		*weekday = day_parse(str_sub(inner, 0, close));
		return open + close + strlen(brackets[i][1]);
	}
	return 0;
}

/* "2025年8月25日", perhaps with "(月)" or "星期一" behind it. */
static date from_signs(struct str s)
{
	struct date_parts p;
	size_t n = date_signed(s, &p);
	struct str rest = str_trim(str_sub(s, n, s.n));
	int weekday;

	if (!n || (rest.n && day_parse(rest) < 0 && day_in_brackets(rest, &weekday) < rest.n))
		return DATE_NONE;
	return date_from_parts(p.year, p.month, p.day);
}

/* Adds a reading that is a day and not there yet. */
static size_t add_reading(date reading[2], size_t n, date d)
{
	if (d == DATE_NONE || (n && reading[0] == d))
		return n;
	reading[n] = d;
	return n + 1;
}

/* "Fri, Aug 29, 2025" without its day of the week; Portuguese ones may have "-feira" behind them, Vietnamese ones have a word
 * before. */
static struct str drop_weekday(struct str s)
{
	size_t n = 0;

	s = str_trim(s);
	if (word_in_list(str_sub(s, 0, str_find_char(s, ' ', 0)), "thứ chủ"))
		s = str_trim(str_sub(s, str_find_char(s, ' ', 0), s.n));
	while (n < s.n && s.p[n] != ' ' && s.p[n] != ',')
		n++;
	struct str word = str_sub(s, 0, n);
	if (str_ends(word, "-feira"))
		word.n -= strlen("-feira");
	if (n == s.n || day_parse(word) < 0)
		return s;
	return str_trim(str_sub(s, n + (s.p[n] == ','), s.n));
}

/* Three fields of which the first two are day and month in some order. */
static size_t from_strokes(struct str f[FIELDS], date reading[2])
{
	size_t n = add_reading(reading, 0, from_numbers(f[2], f[0], f[1]));

	return add_reading(reading, n, from_numbers(f[2], f[1], f[0]));
}

#define BYTES_MOST 80 /* of a date's text */

/* s with plain spaces for those that do not break. */
static struct str spaced(struct str s, char out[BYTES_MOST])
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < BYTES_MOST; n++) {
		bool wide = str_starts(str_sub(s, i, s.n), "\u00A0");
		out[n] = wide ? ' ' : s.p[i];
		i += wide ? strlen("\u00A0") : 1;
	}
	return (struct str){out, n};
}

size_t date_readings(struct str s, date reading[2])
{
	char text[BYTES_MOST];
	struct str f[FIELDS];

	if (s.n > BYTES_MOST)
		return 0;
	s = drop_weekday(spaced(s, text));
	if (split(s, "-", f) == 3 || (split(s, "/", f) == 3 && month_parse(f[1])))
		return add_reading(reading, 0, month_parse(f[1]) ? from_words(f[0], f[1], f[2]) : from_numbers(f[0], f[1], f[2]));
	if (split(s, ".", f) == 3 && digits(f[0], 1, 2) >= 0)
		return add_reading(reading, 0, from_numbers(str_trim(f[2]), str_trim(f[1]), f[0]));
	if (split(s, "/", f) == 3)
		return f[0].n == 4 ? add_reading(reading, 0, from_numbers(f[0], f[1], f[2])) : from_strokes(f, reading);
	date d = from_signs(s);
	return add_reading(reading, 0, d == DATE_NONE && drop_words(f, split(s, " ,", f)) == 3 ? from_words(f[0], f[1], f[2]) : d);
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
