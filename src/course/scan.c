/* scan.c - dates in running text: "Friday, September 4", "Sept. 4, 2025", "le 4 septembre", "2025-09-04", "9月4日". Only what has a day and
 * a month; numbers with strokes only in full or behind a day's name, since 9/4 may be a fraction. Pure. */
#include "course/course_int.h"

#include <string.h>

struct scan {
	struct str s;
	size_t at;
	bool lower;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void skip(struct scan *k, const char *of)
{
	while (k->at < k->s.n && (strchr(of, k->s.p[k->at]) || str_starts(str_sub(k->s, k->at, k->s.n), "\u00A0")))
		k->at += strchr(of, k->s.p[k->at]) ? 1 : 2;
}

/* The word of letters at the cursor, with a full stop behind it where it has one. */
static struct str word_at(const struct scan *k)
{
	size_t to = k->at;

	while (to < k->s.n && is_letter(k->s.p[to]) && !str_starts(str_sub(k->s, to, k->s.n), "\u00A0") &&
			!str_starts(str_sub(k->s, to, k->s.n), "–"))
		to++;
	if (to > k->at && to - k->at <= 5 && to < k->s.n && k->s.p[to] == '.')
		to++;
	return str_sub(k->s, k->at, to);
}

/* Whether a name may stand for a month or a day here: with a capital, or whole where the language writes them small. */
static bool is_name(const struct scan *k, struct str word)
{
	return word.n > 0 && ((word.p[0] >= 'A' && word.p[0] <= 'Z') || k->lower || (unsigned char)word.p[0] >= 0xC0);
}

static bool take_word(struct scan *k, const char *word)
{
	struct str here = word_at(k);

	if (!str_is_nocase(here, word))
		return false;
	k->at += here.n;
	skip(k, " ");
	return true;
}

/* "tháng 9"; 0 when it does not stand here. */
static int take_month_number(struct scan *k)
{
	struct scan ahead = *k;

	ahead.at += word_at(k).n;
	skip(&ahead, " ");
	size_t to = ahead.at;
	while (to < k->s.n && is_digit(k->s.p[to]))
		to++;
	int month = month_parse(str_sub(k->s, k->at, to));
	if (month)
		k->at = to;
	return month;
}

static int take_month(struct scan *k)
{
	struct str word = word_at(k);
	int month = is_name(k, word) ? month_in_text(word) : 0;

	if (is_month_sign(word))
		return take_month_number(k);
	if (month)
		k->at += word.n;
	return month;
}

/* One or two digits, "th" and the like behind them; 0 when there are none. */
static int take_day(struct scan *k)
{
	size_t to = k->at;

	while (to < k->s.n && is_digit(k->s.p[to]))
		to++;
	size_t end = to;
	while (end < k->s.n && end - to < 2 && k->s.p[end] >= 'a' && k->s.p[end] <= 'z')
		end++;
	int day = to - k->at <= 2 ? day_number(str_sub(k->s, k->at, end)) : -1;
	bool ends = end == k->s.n || !is_letter(k->s.p[end]) || str_starts(str_sub(k->s, end, k->s.n), "–");
	if (day < 0) {
		end = to;
		day = to - k->at <= 2 ? day_number(str_sub(k->s, k->at, to)) : -1;
		ends = to == k->s.n || !is_letter(k->s.p[to]) || (unsigned char)k->s.p[to] >= 0x80;
	}
	if (day < 1 || day > 31 || !ends)
		return 0;
	k->at = end;
	return day;
}

/* A year of four digits behind the date, or 0; the cursor moves only over what is one. */
static int take_year(struct scan *k)
{
	struct scan ahead = *k;
	int64_t year;

	skip(&ahead, " ,");
	if (!take_word(&ahead, "de"))
		take_word(&ahead, "năm");
	struct str s = str_sub(k->s, ahead.at, ahead.at + 4);
	bool ends = ahead.at + 4 >= k->s.n || !is_digit(k->s.p[ahead.at + 4]);
	if (s.n < 4 || !is_digit(s.p[0]) || !str_to_int(s, &year) || !ends || year < 1900 || year > 2200)
		return 0;
	k->at = ahead.at + 4;
	return (int)year;
}

/* A number where no date may go on: "4.5", "4:30", "4%". */
static bool is_number_part(const struct scan *k)
{
	struct str rest = str_sub(k->s, k->at, k->s.n);

	return rest.n > 1 && strchr(".:%/", rest.p[0]) && (rest.p[0] == '%' || is_digit(rest.p[1]));
}

static bool month_first(struct scan *k, struct date_mention *m)
{
	if (!(m->month = take_month(k)))
		return false;
	skip(k, " ");
	m->day = take_day(k);
	if (!m->day || is_number_part(k))
		return false;
	m->year = take_year(k);
	return true;
}

static bool day_first(struct scan *k, struct date_mention *m)
{
	if (!(m->day = take_day(k)))
		return false;
	skip(k, " .");
	if (!take_word(k, "of"))
		take_word(k, "de");
	if (!(m->month = take_month(k)))
		return false;
	m->year = take_year(k);
	return true;
}

/* 2025-09-04, 9/4/2025; 4.9.2025. */
static bool numeric(struct scan *k, struct date_mention *m)
{
	size_t to = k->at;
	date reading[2];

	while (to < k->s.n && (is_digit(k->s.p[to]) || (strchr("-/.", k->s.p[to]) && to + 1 < k->s.n && is_digit(k->s.p[to + 1]))))
		to++;
	if (to - k->at < 8 || to - k->at > 10 || date_readings(str_sub(k->s, k->at, to), reading) != 1)
		return false;
	struct date_parts p = date_to_parts(reading[0]);
	m->year = p.year;
	m->month = p.month;
	m->day = p.day;
	k->at = to;
	return true;
}

/* 2025年9月4日, 9月4日（木）. */
static bool with_signs(struct scan *k, struct date_mention *m)
{
	struct date_parts p;
	size_t n = date_signed(str_sub(k->s, k->at, k->s.n), &p);

	if (!n || p.month < 1 || p.month > 12 || p.day < 1 || p.day > 31)
		return false;
	m->year = p.year;
	m->month = p.month;
	m->day = p.day;
	k->at += n;
	day_in_brackets(str_trim(str_sub(k->s, k->at, k->s.n)), &m->weekday);
	return true;
}

static bool read_date(struct scan *k, struct date_mention *m)
{
	static bool (*const forms[])(struct scan *k, struct date_mention *m) = {numeric, with_signs, month_first, day_first};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct scan ahead = *k;
		m->year = 0;
		if (!forms[i](&ahead, m))
			continue;
		k->at = ahead.at;
		return true;
	}
	return false;
}

/* A day's name and what may stand between it and its date. */
static int take_weekday(struct scan *k)
{
	static const char *const articles[] = {"the", "den", "dne", "le", "el", "ngày"};
	struct str word = word_at(k);
	int weekday = is_name(k, word) ? day_in_text(word) : -1;

	if (weekday < 0)
		return -1;
	k->at += word.n;
	if (str_starts(str_sub(k->s, k->at, k->s.n), "-feira"))
		k->at += strlen("-feira");
	skip(k, " ,(");
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (take_word(k, articles[i]))
			break;
	return weekday;
}

/* Chinese and Japanese put no spaces before numbers. */
static bool is_han_before(struct str s, size_t i)
{
	return i >= 3 && (unsigned char)s.p[i - 3] >= 0xE3 && (unsigned char)s.p[i - 1] >= 0x80 && is_digit(s.p[i]);
}

static bool starts_word(struct str s, size_t i)
{
	return i == 0 || is_han_before(s, i) || (!is_letter(s.p[i - 1]) && !is_digit(s.p[i - 1]) && !strchr("-/.", s.p[i - 1])) ||
		str_ends(str_sub(s, 0, i), "\u00A0");
}

bool months_are_small(struct str language)
{
	return !str_starts(language, "en") && !str_starts(language, "de");
}

bool date_scan(struct str s, size_t from, bool lower, struct date_mention *found)
{
	for (size_t i = from; i < s.n; i++) {
		struct scan k = {s, i, lower};
		struct date_mention m = {.from = i};
		if (!starts_word(s, i) || (!is_letter(s.p[i]) && !is_digit(s.p[i])))
			continue;
		m.weekday = take_weekday(&k);
		if (!read_date(&k, &m))
			continue;
		m.to = k.at;
		*found = m;
		return true;
	}
	return false;
}
