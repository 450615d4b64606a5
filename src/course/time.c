/* time.c - times of day, as people write them: "3:00 PM–4:15 PM", "3-4:15 PM", "14:00–15:30 Uhr", "13h30", "14 h à 16 h 30",
 * "9:00 a 9:55 h", "kl. 10.15-12", "noon". Pure. */
#include "course/course_int.h"

#include <string.h>

#define HOUR 60
#define NOON (12 * HOUR)
#define DAY (24 * HOUR)

enum half { HALF_NONE, HALF_AM, HALF_PM };

/* One time as written. */
struct clock {
	int minutes; /* after midnight, by the hour as written */
	enum half half;
	bool fixed; /* by a 24-hour clock, or a word: the other time's half says nothing about it */
};

static bool take(struct str *s, const char *word)
{
	size_t n = strlen(word);

	if (!str_is_nocase(str_sub(*s, 0, n), word))
		return false;
	*s = str_sub(*s, n, s->n);
	return true;
}

/* The same where a letter behind it would make another word of it. */
static bool take_word(struct str *s, const char *word)
{
	struct str rest = *s;

	if (!take(&rest, word) || (rest.n && (rest.p[0] | 0x20) >= 'a' && (rest.p[0] | 0x20) <= 'z'))
		return false;
	*s = rest;
	return true;
}

static void skip_spaces(struct str *s)
{
	while (take(s, " ") || take(s, "\u00A0") || take(s, "\u202F"))
		;
}

/* Takes one or two digits; -1 when there are none, or more. */
static int take_number(struct str *s)
{
	int number = 0;
	size_t n = 0;

	while (n < s->n && s->p[n] >= '0' && s->p[n] <= '9' && n < 3)
		number = number * 10 + (s->p[n++] - '0');
	if (n < 1 || n > 2)
		return -1;
	*s = str_sub(*s, n, s->n);
	return number;
}

static enum half take_half(struct str *s)
{
	static const char *const am[] = {"a.m.", "a. m.", "a.m", "am"}, *const pm[] = {"p.m.", "p. m.", "p.m", "pm"};
	struct str rest = *s;
	enum half half = HALF_NONE;

	skip_spaces(&rest);
	for (size_t i = 0; i < 4 && !half; i++)
		half = take_word(&rest, am[i]) ? HALF_AM : take_word(&rest, pm[i]) ? HALF_PM : HALF_NONE;
	if (half)
		*s = rest;
	return half;
}

/* "h" with or without minutes, and with or without spaces, as in French. False when there is none. */
static bool take_hour_sign(struct str *s)
{
	struct str rest = *s;

	skip_spaces(&rest);
	if (!take_word(&rest, "h"))
		return false;
	*s = rest;
	skip_spaces(&rest);
	if (rest.n && rest.p[0] >= '0' && rest.p[0] <= '9')
		*s = rest;
	return true;
}

/* The minutes behind an hour: ":30", ".30", "h30"; "h" alone is none. False when they are no minutes. */
static bool take_minutes(struct str *s, struct clock *c)
{
	struct str rest = *s;

	c->fixed = take_hour_sign(&rest);
	if (!c->fixed && !take(&rest, ":") && !take(&rest, "."))
		return true;
	int minutes = take_number(&rest);
	if (minutes > 59 || (minutes < 0 && !c->fixed))
		return false;
	c->minutes += minutes > 0 ? minutes : 0;
	*s = rest;
	return true;
}

static bool take_clock(struct str *s, struct clock *c)
{
	*c = (struct clock){.fixed = true};
	if (take_word(s, "noon") || take_word(s, "12 noon"))
		return c->minutes = NOON, true;
	if (take_word(s, "midnight"))
		return c->minutes = DAY, true;

	int hour = take_number(s);
	c->minutes = hour * HOUR;
	c->fixed = false;
	if (hour < 0 || hour > 24 || !take_minutes(s, c) || c->minutes > DAY)
		return false;
	bool said = c->fixed; /* "14 h" */
	c->half = take_half(s);
	c->fixed |= hour > 12 || hour == 0;
	if (c->half && c->fixed)
		return false;
	struct str rest = *s;
	skip_spaces(&rest);
	if (take_word(&rest, "Uhr") || (!said && (take_word(&rest, "h") || take_word(&rest, "uur")))) {
		c->fixed = true;
		*s = rest;
	}
	return true;
}

static bool take_dash(struct str *s)
{
	static const char *const signs[] = {"-", "–", "—", "\u2212"},
		*const words[] = {"to", "until", "bis", "à", "a", "às", "alle", "tot", "til"};
	bool taken = false;

	skip_spaces(s);
	for (size_t i = 0; i < sizeof signs / sizeof *signs && !taken; i++)
		taken = take(s, signs[i]);
	for (size_t i = 0; i < sizeof words / sizeof *words && !taken; i++)
		taken = take_word(s, words[i]);
	skip_spaces(s);
	return taken;
}

/* An abbreviation of a time zone: CST, UTC, GMT+1. */
static struct str take_zone(struct str *s)
{
	struct str rest = *s;
	size_t n = 0;

	skip_spaces(&rest);
	while (n < rest.n && rest.p[n] >= 'A' && rest.p[n] <= 'Z')
		n++;
	if (n < 2 || n > 5)
		return STR_NONE;
	if (n < rest.n && (rest.p[n] == '+' || rest.p[n] == '-'))
		for (n++; n < rest.n && ((rest.p[n] >= '0' && rest.p[n] <= '9') || rest.p[n] == ':');)
			n++;
	*s = str_sub(rest, n, rest.n);
	return str_sub(rest, 0, n);
}

static int in_half(struct clock c, enum half half)
{
	return c.minutes % NOON + (half == HALF_PM ? NOON : 0);
}

/* Midnight ends a day that begins before it. */
static int absolute(struct clock c)
{
	return c.half ? in_half(c, c.half) : c.minutes;
}

/* "3-4:15 PM": the first time takes the second's half unless that would put it behind it. */
static int before(struct clock c, struct clock end)
{
	int same = in_half(c, end.half), other = (same + NOON) % DAY, to = absolute(end);

	return same < to || other >= to ? same : other;
}

/* "9 AM-10:30", "11 AM-12:15": the first time of that reading behind the start. */
static int behind(struct clock c, struct clock start)
{
	int same = in_half(c, start.half), other = (same + NOON) % DAY, from = absolute(start);

	return same > from || other <= from ? same : other;
}

static struct time_span span_of(struct clock from, struct clock to)
{
	struct time_span span = {absolute(from), absolute(to)};

	if (!from.half && !from.fixed && to.half)
		span.from = before(from, to);
	if (!to.half && !to.fixed && from.half)
		span.to = behind(to, from);
	if (span.from == DAY)
		span.from = 0;
	if (to.half == HALF_AM && span.to == 0)
		span.to = DAY;
	return span;
}

/* "kl. 10.15", "von 14 bis 16 Uhr", "de 9 h à 11 h". */
static void skip_lead(struct str *s)
{
	static const char *const words[] = { /* the longer ones first */
		"from", "at", "kl.", "kl", "klokken", "von", "um", "de las", "de", "à", "a las", "das", "dalle", "van", "om",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (take_word(s, words[i]))
			break;
	skip_spaces(s);
}

bool time_parse_zoned(struct str s, struct time_span *span, struct str *zone)
{
	struct clock from, to;
	struct time_span read = {-1, -1};

	s = str_trim(s);
	skip_lead(&s);
	if (!take_clock(&s, &from))
		return false;
	if (take_dash(&s)) {
		if (!take_clock(&s, &to))
			return false;
		read = span_of(from, to);
	} else {
		read.from = absolute(from) % DAY;
	}
	*zone = take_zone(&s);
	if (s.n)
		return false;
	*span = read;
	return true;
}

bool time_parse(struct str s, struct time_span *span)
{
	struct str zone;

	return time_parse_zoned(s, span, &zone);
}
