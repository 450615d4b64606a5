/* classes.c - every date on which the class meets, or would have met: the patterns of `meetings` laid over the term, with the
 * calendar's days off, swap days, extra days and exams. */
#include "course/course_int.h"

#include <stdlib.h>

#define OPEN_TERM 366  /* days that a course without an end may run */
#define TERM_MAX 1100  /* days; longer is a slip in a year */

static date pattern_end(const struct course_meeting *m)
{
	date last = m->to == DATE_NONE ? m->from + OPEN_TERM : m->to;

	return last > m->from + TERM_MAX ? m->from + TERM_MAX : last;
}

/* ---------------------------------------------------------------- exams at the time of a class */

/* The calendar's exams and other events, by their days. */
struct exams {
	struct loader *l;
	struct map days;                 /* the first that is on a date alone */
	const struct course_day **next;  /* for each of the calendar: the next one of its date */
	struct { const struct course_day **v; size_t n, sz; } ranges; /* those of several days */
	struct map taken;                /* what is known of a date and time */
};

static struct exams find_exams(struct loader *l)
{
	struct exams x = {.l = l};
	const struct course *c = l->course;
	struct arena *a = l->b->arena;

	x.next = arena_alloc(a, (c->n_calendar + 1) * sizeof *x.next);
	for (size_t i = c->n_calendar; i-- > 0;) {
		const struct course_day *day = &c->calendar[i];
		if (!day->meets || day->extra)
			continue;
		if (day->from < day->to) {
			*arena_push(a, &x.ranges) = day;
			continue;
		}
		struct map_entry *first = map_at(a, &x.days, NULL, (struct str){(const char *)&day->from, sizeof day->from});
		x.next[i] = first->value;
		first->value = (void *)day;
	}
	return x;
}

static bool overlaps(struct time_span a, struct time_span b)
{
	int a_to = a.to < 0 ? a.from + 1 : a.to, b_to = b.to < 0 ? b.from + 1 : b.to;

	return a.from >= 0 && b.from >= 0 && a.from < b_to && b.from < a_to;
}

/* The first of the list. */
static const struct course_day *find_exam(const struct exams *x, date d, struct time_span span)
{
	const struct map_entry *of_date = map_find(&x->days, NULL, (struct str){(const char *)&d, sizeof d});
	const struct course_day *first = of_date ? of_date->value : NULL;

	while (first && !overlaps(first->span, span))
		first = x->next[first - x->l->course->calendar];
	for (size_t i = 0; i < x->ranges.n; i++) {
		const struct course_day *day = x->ranges.v[i];
		if (day->from <= d && d <= day->to && overlaps(day->span, span))
			first = first && first < day ? first : day;
	}
	return first;
}

/* The exam or event that takes the time of a pattern's class on that day, or NULL. */
static const struct course_day *exam_over(struct exams *x, date d, const struct course_meeting *m)
{
	struct { date d; struct time_span span; } when = {d, m->span};
	struct arena *a = x->l->b->arena;

	if (!calendar_event(x->l->course, d))
		return NULL;
	struct map_entry *e = map_at(a, &x->taken, NULL, arena_str(a, (struct str){(const char *)&when, sizeof when}));
	if (e->count++ == 0)
		e->value = (void *)find_exam(x, d, m->span);
	return e->value;
}

/* ---------------------------------------------------------------- patterns */

static void add_class(struct loader *l, date d, const struct course_meeting *m, const struct course_day *day)
{
	*arena_push(l->b->arena, &l->classes) = (struct course_class){.date = d, .meeting = m, .day = day};
}

static void cancel_class(struct loader *l, date d, const struct course_meeting *m, const struct course_day *day)
{
	*arena_push(l->b->arena, &l->cancelled) = (struct course_class){.date = d, .meeting = m, .day = day};
}

static date monday(date d)
{
	return d - date_weekday(d);
}

/* A pattern may meet every second week only. */
static bool is_week_of(const struct course_meeting *m, date d)
{
	return (monday(d) - monday(m->from)) / 7 % m->every == 0;
}

static void meet_on(struct exams *x, date d, const struct course_meeting *m)
{
	const struct course_day *rule = calendar_rule(x->l->course, d);
	int weekday = rule && rule->follows >= 0 ? rule->follows : date_weekday(d);
	bool planned = m->weekdays >> date_weekday(d) & 1 && is_week_of(m, d), off = rule && rule->follows < 0;
	bool meets = !off && (m->weekdays >> weekday & 1) && is_week_of(m, d);
	const struct course_day *exam = meets ? exam_over(x, d, m) : NULL;

	if (exam)
		cancel_class(x->l, d, m, exam);
	else if (meets)
		add_class(x->l, d, m, rule);
	else if (planned)
		cancel_class(x->l, d, m, rule);
}

static void meet_pattern(struct exams *x, const struct course_meeting *m)
{
	if (m->from == DATE_NONE || !m->weekdays)
		return;
	for (date d = m->from, last = pattern_end(m); d <= last; d++)
		meet_on(x, d, m);
}

/* Tells of patterns that never meet. Their classes are the last ones: n_classes, n_cancelled are how many there were before. */
static void check_pattern(struct loader *l, const struct course_meeting *m, size_t n_classes, size_t n_cancelled)
{
	struct arena *a = l->b->arena;
	bool off = l->cancelled.n > n_cancelled;

	if (m->from == DATE_NONE || m->to == DATE_NONE || !m->weekdays || m->to < m->from || l->classes.n > n_classes)
		return;
	const char *why = off ? arena_printf(a, "each day is off, the first for %.*s",
		STR_ARG(value_str(l->cancelled.v[n_cancelled].day->name))).p
	                      : arena_printf(a, "there is no such day from %s to %s", date_iso(a, m->from), date_iso(a, m->to)).p;
	msg(l->b, MSG_MEETING_NEVER, m->pos, arena_cstr(a, value_str(m->days)), why);
}

/* ---------------------------------------------------------------- extra days */

/* The days on which each stream meets. */
struct meeting_days { struct loader *l; struct map days; };

/* Whether no class of the stream was on that day; now there is one. */
static bool is_new(struct meeting_days *k, date d, const struct course_meeting *m)
{
	struct arena *a = k->l->b->arena;
	struct str day = arena_str(a, (struct str){(const char *)&d, sizeof d});

	return map_at(a, &k->days, &k->l->course->meetings[m->stream], day)->count++ == 0;
}

static void meet_extra(struct meeting_days *k, const struct course_day *day)
{
	struct loader *l = k->l;
	const struct course_meeting *first = l->course->n_meetings ? l->course->meetings : NULL;
	const struct course_meeting *m = day->kind ? meeting_of_kind(l, day->kind) : first;

	if (!m && l->course->n_meetings)
		msg(l->b, MSG_KIND_UNKNOWN, day->kind->pos, arena_cstr(l->b->arena, value_str(day->kind)), meeting_kinds(l));
	for (date d = day->from; m && d <= day->to && d <= day->from + TERM_MAX; d++)
		if (is_new(k, d, m))
			add_class(l, d, m, day);
}

static void meet_extras(struct loader *l)
{
	struct meeting_days k = {.l = l};
	size_t n = l->classes.n;

	for (size_t i = 0; i < l->course->n_calendar; i++) {
		if (!l->course->calendar[i].extra)
			continue;
		for (; n > 0; n--)
			is_new(&k, l->classes.v[n - 1].date, l->classes.v[n - 1].meeting);
		meet_extra(&k, &l->course->calendar[i]);
	}
}

const char *meeting_kinds(struct loader *l)
{
	const struct course *c = l->course;
	struct buf out = {0};

	for (size_t i = 0; i < c->n_meetings; i++) {
		if (c->meetings[i].stream != i || !c->meetings[i].kind)
			continue;
		buf_cstr(&out, out.n ? ", `" : "the kinds in `meetings` are `");
		buf_str(&out, value_str(c->meetings[i].kind));
		buf_char(&out, '`');
	}
	if (!out.n)
		buf_cstr(&out, "give the pattern in `meetings` that it is meant for the same `kind`");
	const char *z = arena_cstr(l->b->arena, buf_view(&out));
	buf_free(&out);
	return z;
}

/* ---------------------------------------------------------------- order and numbers */

static int compare(const void *a, const void *b)
{
	const struct course_class *x = a, *y = b;

	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	if (x->meeting->span.from != y->meeting->span.from)
		return x->meeting->span.from < y->meeting->span.from ? -1 : 1;
	return (x->meeting > y->meeting) - (x->meeting < y->meeting);
}

int course_week(const struct course *c, date d)
{
	size_t low = 0, high = c->n_recesses;

	if (c->week_first == DATE_NONE || d == DATE_NONE || d < c->week_first)
		return 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->recesses[middle] <= d)
			low = middle + 1;
		else
			high = middle;
	}
	return low && c->recesses[low - 1] == monday(d) ? 0 : (d - c->week_first) / 7 + 1 - (int)low;
}

int course_week_number(const struct course *c, date d)
{
	if (c->style.weeks != STYLE_WEEKS_CALENDAR)
		return course_week(c, d);
	return c->week_first == DATE_NONE || d == DATE_NONE || d < c->week_first ? 0 : week_of_year(d);
}

size_t first_class(const struct course_class *v, size_t n, date d)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (v[middle].date < d)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool meets_in_week(const struct course_class *v, size_t n, date first)
{
	size_t i = first_class(v, n, first);

	return i < n && monday(v[i].date) == first;
}

/* Week 1, and the weeks that days off empty, where the style does not count these. */
static void number_weeks(struct loader *l)
{
	struct { date *v; size_t n, sz; } recesses = {0};
	struct course *c = l->course;
	bool from_start = c->style.weeks == STYLE_WEEKS_START || !l->classes.n;

	c->week_first = l->classes.n ? monday(l->classes.v[0].date) : DATE_NONE;
	if (from_start && c->start != DATE_NONE)
		c->week_first = monday(c->start);
	if (!c->style.recess_skipped || !l->classes.n)
		return;
	for (size_t i = 0; i < l->cancelled.n; i++) {
		date first = monday(l->cancelled.v[i].date);
		if (first < c->week_first || (recesses.n && recesses.v[recesses.n - 1] == first) ||
				meets_in_week(l->classes.v, l->classes.n, first))
			continue;
		*arena_push(l->b->arena, &recesses) = first;
	}
	c->recesses = recesses.v;
	c->n_recesses = recesses.n;
}

static void set_weeks(struct loader *l, struct course_class *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		v[i].week = course_week(l->course, v[i].date);
}

static void check_term(struct loader *l)
{
	const struct course *c = l->course;

	if (c->start != DATE_NONE && c->end != DATE_NONE && c->end - c->start > TERM_MAX)
		msg(l->b, MSG_TERM_LONG, c->end_pos, date_iso(l->b->arena, c->start), date_iso(l->b->arena, c->end));
}

void calendar_meet(struct loader *l)
{
	struct course *c = l->course;
	struct exams exams = find_exams(l);

	check_term(l);
	for (size_t i = 0; i < c->n_meetings; i++) {
		size_t n_classes = l->classes.n, n_cancelled = l->cancelled.n;
		meet_pattern(&exams, &c->meetings[i]);
		check_pattern(l, &c->meetings[i], n_classes, n_cancelled);
	}
	meet_extras(l);
	if (l->classes.n)
		qsort(l->classes.v, l->classes.n, sizeof *l->classes.v, compare);
	if (l->cancelled.n)
		qsort(l->cancelled.v, l->cancelled.n, sizeof *l->cancelled.v, compare);
	number_weeks(l);
	set_weeks(l, l->classes.v, l->classes.n);
	set_weeks(l, l->cancelled.v, l->cancelled.n);
}
