/* sessions.c - gives the schedule's entries their dates.
 *
 * Classes of one kind are a stream, and the entries of that kind flow into it in the order in which they are written: each
 * takes the next class, or as many as its length says, or all that is left of a week. A pin (`date:`) moves on to a later
 * class; it never moves back, because a schedule reads from top to bottom: a pin before its predecessor is an error, and not
 * a wish to re-order. The classes that a pin leaves free stay free (a note counts them). Days off do not take part, since
 * they are no classes; they get their rows afterwards. */
#include "course/course_int.h"

#include <stdlib.h>

/* Where the entries of one kind have got to. */
struct stream {
	const size_t *classes; size_t n;   /* indices of its classes, by date and time */
	size_t next;                       /* the first of these that is still to come */
	const struct course_entry *before; /* the entry placed last, and the last day that it takes */
	date last;
	const struct course_entry *over;   /* the first entry for which no class was left, and how many there are */
	size_t n_over;
	bool used;
};

struct flow {
	struct loader *l;
	struct build *b;
	const struct course_class *classes;
	size_t n_classes;
	struct stream *streams; /* one a pattern; those of a kind share the first's */
	struct { struct course_session *v; size_t n, sz; } sessions;
	int undated_week;       /* the last week counted by entries `per: week` of a course without classes */
	bool *has_row;          /* of each day of the calendar */
};

static const char *entry_name(struct flow *f, const struct course_entry *e)
{
	return arena_cstr(f->b->arena, e->topic ? value_str(e->topic) : e->id ? value_str(e->id) : STR("this entry"));
}

/* "Friday 2025-10-17" */
static const char *day_name(struct flow *f, date d)
{
	return arena_printf(f->b->arena, "%s %s", weekday_name(date_weekday(d)), date_iso(f->b->arena, d)).p;
}

/* ---------------------------------------------------------------- classes of a stream */

/* The stream's i-th class, i from 0. */
static const struct course_class *class_at(const struct flow *f, size_t s, size_t i)
{
	return &f->classes[f->streams[s].classes[i]];
}

/* The first class of the stream on or after a day; their number when there is none. */
static size_t find_day(const struct flow *f, size_t s, date d)
{
	size_t low = 0, high = f->streams[s].n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (class_at(f, s, middle)->date < d)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The stream's n-th class from the end, n from 1; its first when it has fewer. */
static size_t find_from_end(const struct flow *f, size_t s, int n)
{
	return f->streams[s].n > (size_t)n ? f->streams[s].n - (size_t)n : 0;
}

/* Deals the classes out to their streams. */
static void fill_streams(struct flow *f)
{
	size_t *list = arena_alloc(f->b->arena, (f->n_classes + 1) * sizeof *list), n = 0;

	for (size_t i = 0; i < f->n_classes; i++)
		f->streams[f->classes[i].meeting->stream].n++;
	for (size_t s = 0; s < f->l->course->n_meetings; n += f->streams[s++].n)
		f->streams[s].next = n;
	for (size_t i = 0; i < f->n_classes; i++)
		list[f->streams[f->classes[i].meeting->stream].next++] = i;
	for (size_t s = 0; s < f->l->course->n_meetings; s++) {
		f->streams[s].classes = list + f->streams[s].next - f->streams[s].n;
		f->streams[s].next = 0;
	}
}

/* ---------------------------------------------------------------- rows */

static struct course_session *add_session(struct flow *f, date d, const struct course_entry *e)
{
	struct course_session *row = arena_push(f->b->arena, &f->sessions);

	*row = (struct course_session){.date = d, .until = d, .week = course_week_number(f->l->course, d), .entry = e, .part = 1, .parts = 1};
	return row;
}

/* Puts the entry into class i of stream s, and into the rest of its week where it is meant for a week. Returns the index behind. */
static size_t take_class(struct flow *f, const struct course_entry *e, size_t s, size_t i)
{
	const struct course_class *class = class_at(f, s, i);
	struct course_session *row = add_session(f, class->date, e);

	row->meeting = class->meeting;
	row->day = class->day;
	row->parts = e->length;
	do {
		f->l->classes.v[f->streams[s].classes[i]].entry = e;
		row->until = class_at(f, s, i)->date;
		i++;
	} while (e->per_week && i < f->streams[s].n && class_at(f, s, i)->week == class->week);
	return i;
}

static void take_classes(struct flow *f, const struct course_entry *e, size_t s, size_t i)
{
	struct stream *stream = &f->streams[s];

	for (int part = 1; part <= e->length; part++) {
		if (i == stream->n) {
			stream->over = stream->over ? stream->over : e;
			stream->n_over++;
			add_session(f, DATE_NONE, e);
			break;
		}
		i = take_class(f, e, s, i);
		struct course_session *row = &f->sessions.v[f->sessions.n - 1];
		row->part = part;
		stream->last = row->until;
	}
	stream->next = i;
	stream->before = e;
}

/* ---------------------------------------------------------------- pins */

/* The entry cannot stand where it is pinned: it gets a row on that day, and the others flow as if it were not there. */
static void leave_aside(struct flow *f, const struct course_entry *e, date d)
{
	add_session(f, d, e);
}

static void report_before(struct flow *f, const struct course_entry *e, const struct stream *stream, date d)
{
	msg(f->b, MSG_PIN_BEFORE, e->date_text->pos, entry_name(f, e), day_name(f, d), entry_name(f, stream->before),
		day_name(f, stream->last));
	leave_aside(f, e, d);
}

/* The day of the next class, as a way out. */
static const char *next_class(struct flow *f, size_t s, date d)
{
	size_t i = find_day(f, s, d);

	if (i == f->streams[s].n)
		return "there is no class after that day";
	return arena_printf(f->b->arena, "the next class is on %s", day_name(f, class_at(f, s, i)->date)).p;
}

static void report_day_off(struct flow *f, const struct course_entry *e, size_t s, date d)
{
	const struct course_day *off = calendar_rule(f->l->course, d);

	msg(f->b, MSG_PIN_DAY_OFF, e->date_text->pos, entry_name(f, e), day_name(f, d), arena_cstr(f->b->arena, value_str(off->name)),
		next_class(f, s, d));
	leave_aside(f, e, d);
}

/* A day on which no class of the stream meets, as a final exam's: the entry stands there, and what follows comes after it.
 * Within the term this may be a slip. */
static void pin_outside(struct flow *f, const struct course_entry *e, size_t s, date d)
{
	struct stream *stream = &f->streams[s];
	const struct course_day *event = calendar_event(f->l->course, d);
	size_t next = find_day(f, s, d);

	if (!event && next < stream->n)
		msg(f->b, MSG_PIN_NO_CLASS, e->date_text->pos, entry_name(f, e), day_name(f, d), next_class(f, s, d), date_iso(f->b->arena, d));
	add_session(f, d, e)->day = event;
	stream->next = next;
	stream->before = e;
	stream->last = d;
}

static void pin_date(struct flow *f, const struct course_entry *e, size_t s, struct pin pin)
{
	struct stream *stream = &f->streams[s];
	size_t i = find_day(f, s, pin.date);
	const struct course_day *rule = calendar_rule(f->l->course, pin.date);

	if (i < stream->next) /* two classes of a day: the first is taken */
		i = stream->next;
	if (i < stream->n && class_at(f, s, i)->date == pin.date)
		take_classes(f, e, s, i);
	else if (stream->before && pin.date <= stream->last)
		report_before(f, e, stream, pin.date);
	else if (rule && rule->follows < 0)
		report_day_off(f, e, s, pin.date);
	else
		pin_outside(f, e, s, pin.date);
}

static void report_week(struct flow *f, const struct course_entry *e, size_t s)
{
	struct arena *a = f->b->arena;
	date last = class_at(f, s, f->streams[s].n - 1)->date;
	int week = course_week_number(f->l->course, last), of_year = week_of_year(last);

	msg(f->b, MSG_PIN_WEEK, e->date_text->pos, entry_name(f, e), arena_cstr(a, value_str(e->date_text)),
		arena_printf(a, week == of_year ? "%d" : "%d (KW %d)", week, of_year).p, day_name(f, last));
	leave_aside(f, e, DATE_NONE);
}

/* A week has no class left for an entry where it has none at all, or they are before the predecessor's. */
static void pin_week(struct flow *f, const struct course_entry *e, size_t s, struct pin pin)
{
	const struct stream *stream = &f->streams[s];
	date monday = week_monday(f->l->course, &pin.week);
	size_t found = monday == DATE_NONE ? stream->n : find_day(f, s, monday), i = found > stream->next ? found : stream->next;

	pin.date = pin.week.weekday < 0 ? DATE_NONE : week_day(f->l->course, &pin.week);
	if (pin.date != DATE_NONE)
		pin_date(f, e, s, pin);
	else if (found == stream->n || class_at(f, s, found)->date >= monday + 7)
		report_week(f, e, s);
	else if (i < stream->n && class_at(f, s, i)->date < monday + 7)
		take_classes(f, e, s, i);
	else
		report_before(f, e, stream, class_at(f, s, found)->date);
}

static void pin_last(struct flow *f, const struct course_entry *e, size_t s, struct pin pin)
{
	size_t i = find_from_end(f, s, e->length);

	(void)pin;
	if (i < f->streams[s].next)
		report_before(f, e, &f->streams[s], class_at(f, s, i)->date);
	else
		take_classes(f, e, s, i);
}

static void pin_none(struct flow *f, const struct course_entry *e, size_t s, struct pin pin)
{
	(void)pin;
	take_classes(f, e, s, f->streams[s].next);
}

static void (*const place[])(struct flow *f, const struct course_entry *e, size_t s, struct pin pin) = {
	[PIN_NONE] = pin_none, [PIN_DATE] = pin_date, [PIN_WEEK] = pin_week, [PIN_LAST] = pin_last,
};

/* ---------------------------------------------------------------- entries */

/* The stream that the entry belongs to; n_meetings, where the course has no meetings. */
static size_t entry_stream(struct flow *f, const struct course_entry *e)
{
	const struct course *c = f->l->course;

	const struct course_meeting *m = e->kind ? meeting_of_kind(f->l, e->kind) : NULL;

	if (m)
		return m->stream;
	if (e->kind && c->n_meetings)
		msg(f->b, MSG_KIND_UNKNOWN, e->kind->pos, arena_cstr(f->b->arena, value_str(e->kind)), meeting_kinds(f->l));
	return 0;
}

/* A course without classes: entries in order, with the dates that are pinned. */
static void flow_undated(struct flow *f, const struct course_entry *e, struct pin pin)
{
	struct course_session *row = add_session(f, pin.kind == PIN_DATE ? pin.date : DATE_NONE, e);

	if (pin.kind == PIN_WEEK)
		f->undated_week = row->week = pin.week.number;
	else if (e->per_week)
		row->week = ++f->undated_week;
	if (pin.kind == PIN_LAST)
		msg(f->b, MSG_PIN_NOWHERE, e->date_text->pos, entry_name(f, e));
}

static void flow_entry(struct flow *f, const struct course_entry *e)
{
	struct pin pin = {.kind = PIN_NONE};
	size_t s = entry_stream(f, e);

	pin_parse(value_str(e->date_text), &pin);
	if (s >= f->l->course->n_meetings || !f->streams[s].n) {
		flow_undated(f, e, pin);
		return;
	}
	f->streams[s].used = true;
	place[pin.kind](f, e, s, pin);
}

/* ---------------------------------------------------------------- too many, too few */

static void report_over(struct flow *f, const struct stream *stream, size_t s)
{
	struct arena *a = f->b->arena;
	const char *more = stream->n_over > 1 ? arena_printf(a, " and the %zu entries behind it", stream->n_over - 1).p : "";

	if (stream->n_over == 2)
		more = " and the entry behind it";
	msg(f->b, MSG_SCHEDULE_OVER, stream->over->pos, entry_name(f, stream->over), more,
		day_name(f, class_at(f, s, f->streams[s].n - 1)->date));
}

/* " of the kind Lab", where there is more than one. */
static const char *stream_name(struct flow *f, size_t s)
{
	value kind = f->l->course->meetings[s].kind;

	if (f->l->course->n_meetings < 2 || !kind)
		return "";
	return arena_printf(f->b->arena, " of the kind `%.*s`", STR_ARG(value_str(kind))).p;
}

static void report_free(struct flow *f, size_t s)
{
	const struct yaml_node *list = yaml_get(f->l->root, "schedule");
	struct arena *a = f->b->arena;
	size_t n = f->streams[s].n, n_free = 0;
	date first = DATE_NONE;

	for (size_t i = 0; i < n; i++) {
		if (class_at(f, s, i)->entry)
			continue;
		first = n_free++ ? first : class_at(f, s, i)->date;
	}
	if (n_free && f->l->course->end != DATE_NONE)
		msg(f->b, MSG_SCHEDULE_FREE, list->key->pos, arena_printf(a, "%zu", n_free).p, arena_printf(a, "%zu", n).p, day_name(f, first),
			stream_name(f, s));
}

static void report_streams(struct flow *f)
{
	for (size_t s = 0; s < f->l->course->n_meetings; s++) {
		if (f->streams[s].over)
			report_over(f, &f->streams[s], s);
		if (f->streams[s].used)
			report_free(f, s);
	}
}

/* ---------------------------------------------------------------- days without class, exams */

/* A recess has one row for all the classes that it cancels, and a swap day none where another class stands for it. */
static bool gets_row(struct flow *f, const struct course_day *day)
{
	bool *has = &f->has_row[day - f->l->course->calendar], gets = !*has;

	*has = true;
	return gets;
}

static void find_rows(struct flow *f)
{
	const struct course *c = f->l->course;

	f->has_row = arena_alloc(f->b->arena, c->n_calendar + 1);
	for (size_t i = 0; i < f->sessions.n; i++)
		if (f->sessions.v[i].day)
			f->has_row[f->sessions.v[i].day - c->calendar] = true;
}

static date last_row(const struct flow *f)
{
	date last = DATE_NONE;

	for (size_t i = 0; i < f->sessions.n; i++)
		last = f->sessions.v[i].date > last ? f->sessions.v[i].date : last;
	return last;
}

/* Days off up to the last row, where they cancel a class that the schedule is about. */
static void add_days_off(struct flow *f)
{
	date last = last_row(f);

	for (size_t i = 0; i < f->l->cancelled.n; i++) {
		const struct course_class *class = &f->l->cancelled.v[i];
		if (class->date > last || !f->streams[class->meeting->stream].used || class->day->meets || !gets_row(f, class->day))
			continue;
		struct course_session *row = add_session(f, class->date, NULL);
		row->day = class->day;
		row->until = class->day->to;
	}
}

/* An extra day whose class takes part in the schedule: an entry's row tells of it. */
static bool is_scheduled(struct flow *f, const struct course_day *day)
{
	const struct course_meeting *m = day->extra && day->kind ? meeting_of_kind(f->l, day->kind) : NULL;

	return day->extra && f->l->course->n_meetings && f->streams[m ? m->stream : 0].used;
}

static void add_events(struct flow *f)
{
	const struct course *c = f->l->course;

	for (size_t i = 0; i < c->n_calendar; i++) {
		if (!c->calendar[i].meets || is_scheduled(f, &c->calendar[i]) || !gets_row(f, &c->calendar[i]))
			continue;
		struct course_session *row = add_session(f, c->calendar[i].from, NULL);
		row->day = &c->calendar[i];
		row->until = c->calendar[i].to;
	}
}

/* By date and time; what has no date stays behind. Rows of one time keep their order. */
static int compare_rows(const void *a, const void *b)
{
	const struct course_session *x = *(const struct course_session *const *)a, *y = *(const struct course_session *const *)b;
	int x_time = x->meeting ? x->meeting->span.from : -1, y_time = y->meeting ? y->meeting->span.from : -1;

	if (x->date != y->date)
		return x->date == DATE_NONE || (y->date != DATE_NONE && x->date > y->date) ? 1 : -1;
	if (x->date != DATE_NONE && x_time != y_time)
		return x_time > y_time ? 1 : -1;
	return (x > y) - (x < y);
}

static void sort_rows(struct flow *f)
{
	size_t n = f->sessions.n;
	const struct course_session **order = arena_alloc(f->b->arena, (n + 1) * sizeof *order);
	struct course_session *sorted = arena_alloc(f->b->arena, (n + 1) * sizeof *sorted);

	for (size_t i = 0; i < n; i++)
		order[i] = &f->sessions.v[i];
	qsort(order, n, sizeof *order, compare_rows);
	for (size_t i = 0; i < n; i++)
		sorted[i] = *order[i];
	f->sessions.v = sorted;
}

/* ---------------------------------------------------------------- the classes that are left */

/* A class that the schedule skips does not meet; a course without an end ends with its schedule. */
static bool meets(const struct course_class *class, date last)
{
	if (class->entry)
		return !class->entry->skip;
	return class->meeting->to != DATE_NONE || last == DATE_NONE || class->date <= last;
}

static void publish_classes(struct flow *f)
{
	struct loader *l = f->l;
	struct course *c = l->course;
	int *number = arena_alloc(f->b->arena, (c->n_meetings + 1) * sizeof *number);
	date last = last_row(f);
	size_t n = 0;

	for (size_t i = 0; i < l->classes.n; i++) {
		if (!meets(&l->classes.v[i], last))
			continue;
		l->classes.v[n] = l->classes.v[i];
		l->classes.v[n].number = ++number[l->classes.v[n].meeting->stream];
		n++;
	}
	c->classes = l->classes.v;
	c->n_classes = n;
	c->cancelled = l->cancelled.v;
	c->n_cancelled = l->cancelled.n;
}

/* The main classes by their numbers. */
static void publish_numbers(struct flow *f)
{
	struct course *c = f->l->course;

	c->numbered = arena_alloc(f->b->arena, (c->n_classes + 1) * sizeof *c->numbered);
	for (size_t i = 0; i < c->n_classes; i++)
		if (c->classes[i].meeting->stream == 0)
			c->numbered[c->n_numbered++] = &c->classes[i];
}

/* Where the first of a place has an earlier row, that one is the last (an alias is an entry again). */
static int compare_places(const void *a, const void *b)
{
	const struct course_place *x = a, *y = b;

	if (x->pos.source != y->pos.source)
		return x->pos.source < y->pos.source ? -1 : 1;
	if (x->pos.start != y->pos.start)
		return x->pos.start < y->pos.start ? -1 : 1;
	return (x->date < y->date) - (x->date > y->date);
}

static void publish_places(struct flow *f)
{
	struct course *c = f->l->course;
	struct course_place *places = arena_alloc(f->b->arena, (c->n_entries + 1) * sizeof *places);
	bool *placed = arena_alloc(f->b->arena, c->n_entries + 1);
	size_t n = 0;

	for (size_t i = 0; i < c->n_sessions; i++) {
		const struct course_entry *e = c->sessions[i].entry;
		if (!e || placed[e - c->entries])
			continue;
		placed[e - c->entries] = true;
		places[n++] = (struct course_place){e->pos, c->sessions[i].date};
	}
	if (n)
		qsort(places, n, sizeof *places, compare_places);
	c->places = places;
	c->n_places = n;
}

void schedule_flow(struct loader *l)
{
	struct course *c = l->course;
	struct flow f = {.l = l, .b = l->b, .classes = l->classes.v, .n_classes = l->classes.n};

	f.streams = arena_alloc(l->b->arena, (c->n_meetings + 1) * sizeof *f.streams);
	fill_streams(&f);
	for (size_t i = 0; i < c->n_entries; i++)
		flow_entry(&f, &c->entries[i]);
	if (c->n_entries) {
		report_streams(&f);
		find_rows(&f);
		add_events(&f);
		add_days_off(&f);
	}
	if (l->classes.n)
		sort_rows(&f);
	publish_classes(&f);
	c->sessions = f.sessions.v;
	c->n_sessions = f.sessions.n;
	publish_numbers(&f);
	publish_places(&f);
}
