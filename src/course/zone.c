/* zone.c - what a clock in some place shows on a given day: the abbreviation in force, and the hours that the change to summer
 * time leaves out. Reads the system's compiled tz data itself (RFC 8536): the C library knows only the one zone of the process,
 * which is state. Behind the last change in the file its footer rules, a POSIX TZ string. */
#include "course/course_int.h"

#include <string.h>

#define ZONES "/usr/share/zoneinfo/"
#define SECONDS_A_DAY 86400

/* ---------------------------------------------------------------- the file */

/* The 64-bit part of a file: n times of change, the type from each on, the types, and their names. */
struct zone {
	struct str times, indices, types, names, footer;
	size_t n, n_types;
};

static uint32_t be32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

static int64_t be64(const char *p)
{
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

/* Takes n bytes off *s; absent when there are fewer. */
static struct str take(struct str *s, size_t n)
{
	struct str taken = n <= s->n ? str_sub(*s, 0, n) : STR_NONE;

	*s = n <= s->n ? str_sub(*s, n, s->n) : STR_NONE;
	return taken;
}

enum { COUNT_UT, COUNT_STD, COUNT_LEAP, COUNT_TIME, COUNT_TYPE, COUNT_CHAR };

/* Takes a header and its data block off *s; width: the bytes of a time. */
static bool take_block(struct str *s, size_t width, struct zone *z)
{
	struct str head = take(s, 44);
	size_t n[6];

	if (head.n < 44 || !str_starts(head, "TZif"))
		return false;
	for (size_t i = 0; i < 6; i++)
		n[i] = be32(head.p + 20 + 4 * i);
	z->n = n[COUNT_TIME];
	z->n_types = n[COUNT_TYPE];
	z->times = take(s, z->n * width);
	z->indices = take(s, z->n);
	z->types = take(s, z->n_types * 6);
	z->names = take(s, n[COUNT_CHAR]);
	take(s, n[COUNT_LEAP] * (width + 4) + n[COUNT_STD] + n[COUNT_UT]);
	return s->p && z->n_types > 0 && z->types.n == z->n_types * 6;
}

const struct zone *zone_load(struct build *b, struct str name)
{
	struct zone *z = arena_alloc(b->arena, sizeof *z);
	struct str s;

	if (!timezone_fits(name) || str_find(name, STR("..")) != SIZE_MAX)
		return NULL;
	s = file_read_system(b->arena, arena_printf(b->arena, ZONES "%.*s", STR_ARG(name)).p);
	if (!take_block(&s, 4, z) || !take_block(&s, 8, z))
		return NULL;
	z->footer = str_trim(s);
	return z;
}

static struct zone_time type_at(const struct zone *z, size_t i)
{
	struct zone_time t = {0};

	if (i >= z->n_types)
		return t;
	const char *p = z->types.p + 6 * i;
	t.offset = (int32_t)be32(p);
	t.summer = p[4] != 0;
	size_t at = (unsigned char)p[5], end = at;
	while (end < z->names.n && z->names.p[end])
		end++;
	t.name = str_sub(z->names, at, end);
	return t;
}

/* ---------------------------------------------------------------- the footer: CST6CDT,M3.2.0,M11.1.0 */

struct change { int month, week, weekday, seconds; }; /* the week-th Sunday (weekday 0) of the month, 5 the last, at local seconds */

struct rule {
	struct zone_time standard, summer;
	struct change begin, end;
	bool has_summer;
};

static int take_int(struct str *s)
{
	int n = 0;

	while (s->n && s->p[0] >= '0' && s->p[0] <= '9' && n < 100000) {
		n = n * 10 + (s->p[0] - '0');
		*s = str_sub(*s, 1, s->n);
	}
	return n;
}

static bool take_char(struct str *s, char c)
{
	if (!s->n || s->p[0] != c)
		return false;
	*s = str_sub(*s, 1, s->n);
	return true;
}

/* [+-]h[:m[:s]] in seconds. */
static int take_clock(struct str *s)
{
	bool minus = take_char(s, '-');

	take_char(s, '+');
	int seconds = take_int(s) * 3600;
	if (take_char(s, ':'))
		seconds += take_int(s) * 60;
	if (take_char(s, ':'))
		seconds += take_int(s);
	return minus ? -seconds : seconds;
}

/* "CST" or "<+03>". */
static struct str take_name(struct str *s)
{
	bool quoted = take_char(s, '<');
	size_t n = 0;

	while (n < s->n && (quoted ? s->p[n] != '>' : is_letter(s->p[n])))
		n++;
	struct str name = str_sub(*s, 0, n);
	*s = str_sub(*s, n + quoted, s->n);
	return name;
}

static bool take_change(struct str *s, struct change *c)
{
	if (!take_char(s, ',') || !take_char(s, 'M'))
		return false;
	c->month = take_int(s);
	take_char(s, '.');
	c->week = take_int(s);
	take_char(s, '.');
	c->weekday = take_int(s);
	c->seconds = take_char(s, '/') ? take_clock(s) : 2 * 3600;
	return c->month >= 1 && c->month <= 12 && c->week >= 1 && c->week <= 5 && c->weekday <= 6;
}

static bool read_rule(struct str s, struct rule *r)
{
	*r = (struct rule){.standard.name = take_name(&s)};
	if (!r->standard.name.n)
		return false;
	r->standard.offset = -take_clock(&s);
	if (!s.n)
		return true;
	r->summer = (struct zone_time){.name = take_name(&s), .offset = r->standard.offset + 3600, .summer = true};
	if (s.n && s.p[0] != ',')
		r->summer.offset = -take_clock(&s);
	return r->has_summer = take_change(&s, &r->begin) && take_change(&s, &r->end);
}

static date change_day(const struct change *c, int year)
{
	date first = date_from_parts(year, c->month, 1), d = first;

	d += ((c->weekday + 6) % 7 - date_weekday(first) + 7) % 7 + 7 * (c->week - 1);
	return date_to_parts(d).month == c->month ? d : d - 7;
}

/* When a change takes place, by the clock that was in force before it. */
static int64_t change_time(const struct change *c, int year, int offset)
{
	return (int64_t)change_day(c, year) * SECONDS_A_DAY + c->seconds - offset;
}

static struct zone_time rule_at(const struct rule *r, int64_t t)
{
	int year = date_to_parts((date)(t / SECONDS_A_DAY)).year;

	if (!r->has_summer)
		return r->standard;
	int64_t begin = change_time(&r->begin, year, r->standard.offset), end = change_time(&r->end, year, r->summer.offset);
	bool summer = begin < end ? t >= begin && t < end : t >= begin || t < end; /* south of the equator: over the new year */
	return summer ? r->summer : r->standard;
}

/* ---------------------------------------------------------------- asking */

static struct zone_time zone_at(const struct zone *z, int64_t t)
{
	struct rule rule;
	size_t low = 0, high = z->n;

	while (low < high) { /* how many changes there were */
		size_t middle = low + (high - low) / 2;
		if (be64(z->times.p + 8 * middle) <= t)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == z->n && read_rule(z->footer, &rule))
		return rule_at(&rule, t);
	return type_at(z, low ? (unsigned char)z->indices.p[low - 1] : 0);
}

struct zone_time zone_local(const struct zone *z, date d, int minutes)
{
	int64_t local = (int64_t)d * SECONDS_A_DAY + minutes * 60;
	struct zone_time before = zone_at(z, local - SECONDS_A_DAY), after = zone_at(z, local + SECONDS_A_DAY);
	struct zone_time early = zone_at(z, local - before.offset), late = zone_at(z, local - after.offset);
	bool by_before = early.offset == before.offset, by_after = late.offset == after.offset;

	early = by_before ? early : late; /* a time that comes twice is the first one (RFC 5545, 3.3.5) */
	early.skipped = !by_before && !by_after;
	return early;
}

date zone_next_change(const struct zone *z, date from, date to)
{
	int32_t offset = zone_local(z, from, 12 * 60).offset;

	for (date d = from; d <= to; d++)
		if (zone_local(z, d, 12 * 60).offset != offset)
			return d;
	return DATE_NONE;
}
