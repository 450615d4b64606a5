/* event.c - the events of a course: its classes, exams, and what is due. A day without class has none. */
#include "output/ical/ical_int.h"

#include <stdio.h>
#include <string.h>

/* ---------------------------------------------------------------- text */

static void put_plain(const struct md_node *parent, struct buf *out)
{
	for (const struct md_node *n = parent->first; n; n = n->next) {
		if (n->kind == MD_TEXT || n->kind == MD_CODE || n->kind == MD_MATH)
			buf_str(out, n->literal);
		else if (n->kind == MD_SOFT_BREAK || n->kind == MD_HARD_BREAK)
			buf_char(out, ' ');
		put_plain(n, out);
	}
}

struct str ical_plain(struct ical *k, value v)
{
	struct buf out = {0};

	if (!v)
		return STR_NONE;
	put_plain(md_parse_inline(k->b, &v->text), &out);
	struct str s = str_trim(arena_str(k->b->arena, buf_view(&out)));
	buf_free(&out);
	return s;
}

/* As a C string, without what RFC 5545 does not allow in a text (3.1, CONTROL); libical would let it through. */
const char *ical_cstr(struct ical *k, struct str s)
{
	char *copy = (char *)arena_cstr(k->b->arena, s), *to = copy;

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= ' ' ? s.p[i] != 0x7F : s.p[i] == '\n' || s.p[i] == '\t')
			*to++ = s.p[i];
	*to = 0;
	return copy;
}

/* The parts that are there, with `between` between them. */
static struct str join(struct ical *k, const struct str *parts, size_t n, const char *between)
{
	struct buf out = {0};

	for (size_t i = 0; i < n; i++) {
		if (!parts[i].n)
			continue;
		buf_cstr(&out, out.n ? between : "");
		buf_str(&out, parts[i]);
	}
	struct str s = arena_str(k->b->arena, buf_view(&out));
	buf_free(&out);
	return s;
}

static struct str labelled(struct ical *k, const char *label, struct str s)
{
	return s.n ? arena_printf(k->b->arena, "%s: %.*s", label, STR_ARG(s)) : STR_NONE;
}

static struct str readings(struct ical *k, const struct yaml_node *list)
{
	struct str s = STR_NONE;

	if (!list || list->kind == YAML_SCALAR)
		return ical_plain(k, list);
	for (const struct yaml_node *n = list->first; n; n = n->next)
		if (n->kind == YAML_SCALAR && !n->null)
			s = join(k, (struct str[]){s, ical_plain(k, n)}, 2, "; ");
	return s;
}

static struct str course_name(struct ical *k)
{
	return ical_plain(k, k->course->code ? k->course->code : k->course->title);
}

/* ---------------------------------------------------------------- one event */

static struct icaltimetype day_time(date d)
{
	struct date_parts p = date_to_parts(d);
	struct icaltimetype t = icaltime_null_date();

	t.year = p.year;
	t.month = p.month;
	t.day = p.day;
	return t;
}

static struct icaltimetype clock_time(date d, int minutes)
{
	struct icaltimetype t = day_time(d + minutes / (24 * 60));

	t.is_date = 0;
	t.hour = minutes / 60 % 24;
	t.minute = minutes % 60;
	t.second = 0;
	return t;
}

static void add_time(struct ical *k, icalcomponent *event, icalproperty *p)
{
	if (k->zone)
		icalproperty_add_parameter(p, icalparameter_new_tzid(k->zone));
	icalcomponent_add_property(event, p);
}

static void add_times(struct ical *k, icalcomponent *event, const struct ical_event *e)
{
	if (e->span.from < 0) {
		icalcomponent_add_property(event, icalproperty_new_dtstart(day_time(e->from)));
		icalcomponent_add_property(event, icalproperty_new_dtend(day_time(e->to + 1)));
		return;
	}
	add_time(k, event, icalproperty_new_dtstart(clock_time(e->from, e->span.from)));
	if (e->span.to > e->span.from)
		add_time(k, event, icalproperty_new_dtend(clock_time(e->from, e->span.to)));
}

static void add_text(struct ical *k, icalcomponent *event, icalproperty_kind kind, struct str s)
{
	if (!s.n)
		return;
	icalproperty *p = icalproperty_new(kind);
	icalproperty_set_value(p, icalvalue_new_text(ical_cstr(k, s)));
	icalcomponent_add_property(event, p);
}

static void add_url(struct ical *k, icalcomponent *event, value url)
{
	struct buf ascii = {0};

	if (!url || !doc_link_check(k->b, url->text.s, url->pos))
		return;
	doc_put_address(&ascii, doc_complete_address(k->b, str_trim(url->text.s)));
	icalcomponent_add_property(event, icalproperty_new_url(arena_cstr(k->b->arena, buf_view(&ascii))));
	buf_free(&ascii);
}

/* The key makes the UID, so that a changed event is known again; a second of a key gets a number. */
static struct str make_uid(struct ical *k, struct str key)
{
	struct arena *a = k->b->arena;
	struct str hash = arena_printf(a, "%016llx", (unsigned long long)str_hash(key, k->course_hash));
	size_t n = ++map_at(a, &k->uids, NULL, hash)->count;

	return n > 1 ? arena_printf(a, "%s-%zu@syllabusgen", hash.p, n) : arena_printf(a, "%s@syllabusgen", hash.p);
}

static const char *x_value(icalcomponent *event, const char *name)
{
	for (icalproperty *p = icalcomponent_get_first_property(event, ICAL_X_PROPERTY); p;
			p = icalcomponent_get_next_property(event, ICAL_X_PROPERTY))
		if (strcmp(icalproperty_get_x_name(p), name) == 0)
			return icalproperty_get_x(p);
	return "";
}

#define HASH_NAME "X-SYLLABUSGEN-HASH"

/* How often the event has changed: one more than in the file that is replaced, if it says something else now. */
static int sequence(struct ical *k, struct str uid, const char *hash)
{
	const struct map_entry *e = map_find(&k->previous, NULL, uid);

	return e ? icalcomponent_get_sequence(e->value) + (strcmp(x_value(e->value, HASH_NAME), hash) != 0) : 0;
}

static const char *content_hash(struct ical *k, icalcomponent *event)
{
	char *text = icalcomponent_as_ical_string_r(event);
	const char *hash = arena_printf(k->b->arena, "%016llx", (unsigned long long)str_hash(str_from(text), 0)).p;

	icalmemory_free_buffer(text);
	return hash;
}

void ical_add(struct ical *k, const struct ical_event *e)
{
	icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	struct str uid = make_uid(k, e->key);

	icalcomponent_add_property(event, icalproperty_new_uid(uid.p));
	add_times(k, event, e);
	add_text(k, event, ICAL_SUMMARY_PROPERTY, e->summary);
	add_text(k, event, ICAL_LOCATION_PROPERTY, e->location);
	add_text(k, event, ICAL_DESCRIPTION_PROPERTY, e->description);
	add_url(k, event, e->url);
	const char *hash = content_hash(k, event);
	icalcomponent_add_property(event, icalproperty_new_sequence(sequence(k, uid, hash)));
	icalcomponent_add_property(event, icalproperty_new_dtstamp(icaltime_from_timet_with_zone(k->course->time, 0,
		icaltimezone_get_utc_timezone())));
	icalproperty *x = icalproperty_new_x(hash);
	icalproperty_set_x_name(x, HASH_NAME);
	icalcomponent_add_property(event, x);
	icalcomponent_add_component(k->calendar, event);
}

/* ---------------------------------------------------------------- classes */

/* "COMP 620 Lab: Roofline models" */
static struct str class_summary(struct ical *k, const struct course_class *class)
{
	const struct course_entry *e = class->entry;
	value kind = k->course->n_meetings > 1 ? class->meeting->kind : NULL;
	struct str name = join(k, (struct str[]){course_name(k), ical_plain(k, kind)}, 2, " ");

	struct str topic = ical_plain(k, e && e->topic ? e->topic : k->course->code ? k->course->title : NULL);
	return join(k, (struct str[]){name, topic}, 2, ": ");
}

static struct str class_description(struct ical *k, const struct course_class *class)
{
	const struct course_entry *e = class->entry;
	struct course_due due;
	bool deadline = e && course_due_read(k->course, e->due, &due); /* it has an event of its own */
	struct str parts[5] = {STR_NONE};

	if (e) {
		parts[0] = labelled(k, k->words->speaker, ical_plain(k, e->speaker));
		parts[1] = labelled(k, k->words->reading, readings(k, e->readings));
		parts[2] = labelled(k, k->words->due, deadline ? STR_NONE : ical_plain(k, e->due));
		parts[3] = ical_plain(k, e->note);
	}
	parts[4] = class->day ? ical_plain(k, class->day->name) : STR_NONE;
	return join(k, parts, 5, "\n");
}

static void add_class(struct ical *k, const struct course_class *class)
{
	const struct course_meeting *m = class->meeting;
	struct ical_event e = {.from = class->date, .to = class->date, .span = m->span};
	value room = class->day && class->day->room ? class->day->room : m->room;

	if (class->day && class->day->span.from >= 0)
		e.span = class->day->span;
	e.key = arena_printf(k->b->arena, "class %zu %s", m->stream, date_iso(k->b->arena, class->date));
	e.summary = class_summary(k, class);
	e.location = join(k, (struct str[]){ical_plain(k, m->building), ical_plain(k, room)}, 2, " ");
	e.description = class_description(k, class);
	e.url = m->url;
	ical_add(k, &e);
}

/* ---------------------------------------------------------------- exams and other events */

/* The first entry of each day of the calendar. */
static struct map day_entries(struct ical *k)
{
	struct map entries = {0};

	for (size_t i = 0; i < k->course->n_sessions; i++) {
		const struct course_session *s = &k->course->sessions[i];
		struct map_entry *e = s->day && s->entry ? map_at(k->b->arena, &entries, s->day, STR_NONE) : NULL;
		if (e && !e->value)
			e->value = (void *)s->entry;
	}
	return entries;
}

static struct str id_or(value id, struct str name)
{
	return id ? str_trim(id->text.s) : name;
}

static void add_day(struct ical *k, const struct course_day *day, const struct map *entries)
{
	const struct map_entry *entry = map_find(entries, day, STR_NONE);
	struct ical_event e = {.span = day->span, .location = ical_plain(k, day->room)};
	struct str name = ical_plain(k, day->name);
	date last = day->span.from < 0 ? day->from : day->to;

	if (entry)
		e.description = ical_plain(k, ((const struct course_entry *)entry->value)->topic);
	e.summary = join(k, (struct str[]){course_name(k), name}, 2, ": ");
	for (date d = day->from; d <= last; d++) {
		e.key = arena_printf(k->b->arena, "day %.*s %d", STR_ARG(id_or(day->id, name)), d - day->from);
		e.from = d;
		e.to = day->span.from < 0 ? day->to : d;
		ical_add(k, &e);
	}
}

/* An entry that is pinned to a day without class: an exam, an excursion. */
static void add_outside(struct ical *k, const struct course_session *s)
{
	struct ical_event e = {.from = s->date, .to = s->date, .span = {-1, -1}};
	struct str topic = ical_plain(k, s->entry->topic);

	e.key = arena_printf(k->b->arena, "entry %.*s", STR_ARG(id_or(s->entry->id, topic)));
	e.summary = join(k, (struct str[]){course_name(k), topic}, 2, ": ");
	ical_add(k, &e);
}

/* ---------------------------------------------------------------- what is due */

#define DUE_MINUTES 1 /* a deadline's event: it begins when the time is up, and stays on its day */

/* What is said both of an entry and of a graded item, of the same time, is one event: seen has its name. */
static void add_due(struct ical *k, const struct course_due *due, struct map *seen)
{
	value named = due->name ? due->name : due->entry ? due->entry->topic : NULL;
	struct ical_event e = {.from = due->date, .to = due->date, .span = {due->minutes, due->minutes + DUE_MINUTES}};
	struct str name = ical_plain(k, named);

	struct map_entry *same = map_at(k->b->arena, seen, NULL, arena_printf(k->b->arena, "%d %d %.*s", due->date, due->minutes, STR_ARG(name)));
	if (same->value)
		return;
	same->value = seen;
	if (due->minutes < 0)
		e.span = (struct time_span){-1, -1};
	e.key = arena_printf(k->b->arena, "due %.*s", STR_ARG(name));
	e.summary = arena_printf(k->b->arena, "%.*s: %s: %.*s", STR_ARG(course_name(k)), k->words->due, STR_ARG(name));
	ical_add(k, &e);
}

void ical_add_events(struct ical *k)
{
	const struct course *c = k->course;
	struct map seen = {0}, entries = day_entries(k);

	for (size_t i = 0; i < c->n_classes; i++)
		add_class(k, &c->classes[i]);
	for (size_t i = 0; i < c->n_calendar; i++)
		if (c->calendar[i].meets && !c->calendar[i].extra)
			add_day(k, &c->calendar[i], &entries);
	for (size_t i = 0; i < c->n_sessions; i++)
		if (c->sessions[i].entry && !c->sessions[i].meeting && !c->sessions[i].day && c->sessions[i].date != DATE_NONE)
			add_outside(k, &c->sessions[i]);
	for (size_t i = 0; i < c->n_dues; i++)
		add_due(k, &c->dues[i], &seen);
}
