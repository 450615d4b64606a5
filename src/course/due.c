/* due.c - deadlines: "meeting 5 - 1 day 23:59", "week 7 Friday + 2 days", "date final", "2025-10-17 5 PM". They are computed when all
 * classes have their dates, so that a deadline moves with the class that it hangs on. What does not begin like one is text. */
#include "course/course_int.h"

#include <string.h>

#define DAY_END (24 * 60 - 1)

/* ---------------------------------------------------------------- what names a day */

struct anchor {
	const char *word;
	bool argument;
	date (*find)(const struct course *c, struct str argument);
	const char *what; /* that the course has none of */
};

static date find_meeting(const struct course *c, struct str s)
{
	int64_t n;

	return str_to_int(s, &n) && n > 0 && n <= (int64_t)c->n_numbered ? c->numbered[n - 1]->date : DATE_NONE;
}

static date find_week(const struct course *c, struct str s)
{
	struct week w;

	return week_read_number(s, &w) ? week_day(c, &w) : DATE_NONE;
}

static date find_id(const struct course *c, struct str id)
{
	const struct map_entry *e = map_find(&c->ids, NULL, id);

	return e ? *(const date *)e->value : DATE_NONE;
}

static date find_start(const struct course *c, struct str s)
{
	(void)s;
	return c->start;
}

static date find_end(const struct course *c, struct str s)
{
	(void)s;
	return c->end;
}

static const struct anchor anchors[] = {
	{"meeting", true, find_meeting, "such meeting"}, {"week", true, find_week, "such week"}, {"date", true, find_id, "date of that id"},
	{"start", false, find_start, "`start:`"}, {"end", false, find_end, "`end:`"},
};

#define ANCHORS (sizeof anchors / sizeof *anchors)

static const struct anchor *find_anchor(struct str word)
{
	for (size_t i = 0; i < ANCHORS; i++)
		if (str_is_nocase(word, anchors[i].word))
			return &anchors[i];
	return NULL;
}

#define IDS_MOST 30 /* that are named */

/* Those that have a day; without meetings an entry has none. */
static const char *known_ids(struct build *b, const struct course *c)
{
	const char *said = "";
	bool undated = false;
	size_t n = 0;

	for (size_t i = 0; i < c->n_calendar + c->n_entries; i++) {
		value id = i < c->n_calendar ? c->calendar[i].id : c->entries[i - c->n_calendar].id;
		if (!id)
			continue;
		if (++n > IDS_MOST)
			return arena_printf(b->arena, "%s ...", said).p;
		if (find_id(c, value_str(id)) == DATE_NONE)
			undated = true;
		else
			said = arena_printf(b->arena, "%s%s%.*s", said, *said ? ", " : "it knows: ", STR_ARG(value_str(id))).p;
	}
	if (undated && (!c->n_classes || !*said))
		return "entries have days when there are `start`, `end` and `meetings` with days";
	return *said ? said : "give an entry of the schedule or the calendar an `id:`";
}

static const char *const no_classes = "give `start`, `end` and `meetings` with days";

static const char *known_meetings(struct build *b, const struct course *c)
{
	return c->n_numbered ? arena_printf(b->arena, "it has meetings 1 to %zu", c->n_numbered).p : no_classes;
}

static const char *known_weeks(struct build *b, const struct course *c)
{
	if (!c->n_classes)
		return no_classes;
	date last = c->classes[c->n_classes - 1].date;
	const char *calendar = arena_printf(b->arena, "KW %d to KW %d", week_of_year(c->week_first), week_of_year(last)).p;
	if (c->style.weeks == STYLE_WEEKS_CALENDAR)
		return arena_printf(b->arena, "it has the calendar's weeks, %s", calendar).p;
	return arena_printf(b->arena, "it has weeks 1 to %d, which are %s of the calendar", course_week(c, last), calendar).p;
}

bool course_week_named(const struct course *c, struct str words, date *found)
{
	struct week w;

	if (!words.n || week_read(words, &w) != words.n)
		return false;
	*found = week_day(c, &w);
	return true;
}

bool course_date_named(const struct course *c, struct str name, struct str argument, date *found)
{
	const struct anchor *a = find_anchor(name);

	if (!a || a->argument != (argument.n > 0))
		return false;
	*found = a->find(c, argument);
	return true;
}

struct named_trouble course_date_trouble(struct build *b, const struct course *c, struct str name)
{
	const struct anchor *a = find_anchor(name);

	if (!a)
		return (struct named_trouble){"date of that name", "write {{date ID}}, {{meeting N}}, {{week N}}, {{start}} or {{end}}"};
	if (a->find == find_id)
		return (struct named_trouble){a->what, known_ids(b, c)};
	if (a->argument)
		return (struct named_trouble){a->what, a->find == find_week ? known_weeks(b, c) : known_meetings(b, c)};
	return (struct named_trouble){a->what, ""};
}

/* ---------------------------------------------------------------- reading */

/* Takes a word up to a space or a comma off *s. */
static struct str take_word(struct str *s)
{
	size_t n = 0;

	while (n < s->n && s->p[n] != ' ' && s->p[n] != ',')
		n++;
	struct str word = str_sub(*s, 0, n);
	*s = str_trim(str_sub(*s, n, s->n));
	return word;
}

static int unit_days(struct str unit)
{
	if (str_is_nocase(unit, "day") || str_is_nocase(unit, "days"))
		return 1;
	return str_is_nocase(unit, "week") || str_is_nocase(unit, "weeks") ? 7 : 0;
}

/* Takes "- 1 day", "+ 2 weeks" off *s. False when a sign stands there and no number and unit behind it. */
static bool take_offset(struct str *s, int *days)
{
	while (s->n && (s->p[0] == '-' || s->p[0] == '+' || str_starts(*s, "\u2212"))) {
		bool minus = s->p[0] != '+';
		struct str rest = str_trim(str_sub(*s, str_starts(*s, "\u2212") ? 3 : 1, s->n));
		struct str number = take_word(&rest), unit = take_word(&rest);
		int64_t n;
		if (!str_to_int(number, &n) || n < 0 || n > 400 || !unit_days(unit))
			return false;
		*days += (int)(minus ? -n : n) * unit_days(unit);
		*s = rest;
	}
	return true;
}

/* Nothing, or a time of day. Midnight is taken for the last minute of its day. */
static bool read_minutes(struct str s, int *minutes)
{
	struct time_span span;

	*minutes = -1;
	if (str_starts(s, ","))
		s = str_trim(str_sub(s, 1, s.n));
	if (str_is_nocase(str_sub(s, 0, 3), "at "))
		s = str_trim(str_sub(s, 3, s.n));
	if (!s.n)
		return true;
	if (!time_parse(s, &span) || span.to >= 0)
		return false;
	*minutes = span.from ? span.from : DAY_END;
	return true;
}

/* Takes what names the day off *s. False when s does not begin with it. */
static bool take_anchor(const struct course *c, struct str *s, struct str *name, date *d)
{
	struct date_mention m;
	struct str from = *s, rest = *s, argument = STR_NONE;
	struct week w;
	int64_t n;

	while (word_in_list(take_word(&rest), "by on due until till the bis am le el il den ngày"))
		from = rest;
	size_t to = week_read(from, &w);
	if (to) {
		*name = STR("week");
		*d = week_day(c, &w);
		*s = str_trim(str_sub(from, to, from.n));
		return true;
	}
	rest = from;
	*name = take_word(&rest);
	const struct anchor *a = find_anchor(*name);
	if (a && a->argument)
		argument = take_word(&rest);
	if (a && (!a->argument || a->find == find_id ? !a->argument || argument.n : str_to_int(argument, &n))) {
		*d = a->find(c, argument);
		*s = rest;
		return true;
	}
	if (!date_scan(from, 0, true, &m) || m.from > 0 || !m.year)
		return false;
	*d = date_from_parts(m.year, m.month, m.day);
	*s = str_trim(str_sub(from, m.to, from.n));
	return true;
}

enum due_kind due_parse(const struct course *c, struct str s, struct course_due *due, struct str *name)
{
	int days = 0;
	date d;

	s = str_trim(s);
	if (!take_anchor(c, &s, name, &d))
		return DUE_TEXT;
	bool sign = s.n && (s.p[0] == '-' || s.p[0] == '+');
	if (!take_offset(&s, &days) || !read_minutes(s, &due->minutes))
		return sign ? DUE_BROKEN : DUE_TEXT;
	due->date = d == DATE_NONE ? DATE_NONE : d + days;
	if (d != DATE_NONE)
		return DUE_DATE;
	return c->week_first == DATE_NONE && str_is(*name, "week") ? DUE_UNCOUNTED : DUE_NOWHERE;
}

bool course_due_read(const struct course *c, value v, struct course_due *due)
{
	struct str name;

	return v && due_parse(c, value_str(v), due, &name) == DUE_DATE;
}

/* ---------------------------------------------------------------- all of a course's */

struct due_list { struct course_due *v; size_t n, sz; };

/* Reports what is meant as a deadline and is none; true when it is one. */
static bool read_due(struct loader *l, value v, struct course_due *due)
{
	const char *text = arena_cstr(l->b->arena, value_str(v));
	struct named_trouble t;
	struct str name;

	switch (due_parse(l->course, value_str(v), due, &name)) {
	case DUE_DATE:
		return true;
	case DUE_TEXT:
		if (week_says_day(value_str(v)))
			msg(l->b, MSG_DUE_WEEK, v->pos, text);
		break;
	case DUE_UNCOUNTED:
		msg(l->b, MSG_DUE_UNCOUNTED, v->pos, text);
		break;
	case DUE_BROKEN:
		msg(l->b, MSG_DUE_SYNTAX, v->pos, text, "its sign");
		break;
	case DUE_NOWHERE:
		t = course_date_trouble(l->b, l->course, name);
		msg(l->b, MSG_DUE_UNKNOWN, v->pos, text, t.what, t.way_out);
	}
	return false;
}

static void add_item(struct loader *l, struct due_list *list, const struct course_item *item)
{
	struct course_due due = {.name = item->name, .item = item};

	if (item->due && read_due(l, item->due, &due))
		*arena_push(l->b->arena, list) = due;
}

/* An entry's text is due on the day of its class; each entry has one due, whatever the number of its classes. */
static void add_session(struct loader *l, struct due_list *list, const struct course_session *s)
{
	struct course_due due = {.minutes = -1, .date = s->date, .entry = s->entry};

	if (!s->entry || !s->entry->due || s->part > 1)
		return;
	due.name = s->entry->due_name;
	if (!read_due(l, s->entry->due, &due)) {
		due.date = s->date;
		due.minutes = -1;
		due.name = due.name ? due.name : s->entry->due;
	}
	if (due.date != DATE_NONE)
		*arena_push(l->b->arena, list) = due;
}

/* The first of an id counts. */
static void add_id(struct loader *l, value id, const date *d)
{
	struct map_entry *e = id ? map_at(l->b->arena, &l->course->ids, NULL, value_str(id)) : NULL;

	if (e && !e->value)
		e->value = (void *)d;
}

static void load_ids(struct loader *l)
{
	struct course *c = l->course;

	for (size_t i = 0; i < c->n_calendar; i++)
		add_id(l, c->calendar[i].id, &c->calendar[i].from);
	for (size_t i = 0; i < c->n_sessions; i++)
		if (c->sessions[i].entry)
			add_id(l, c->sessions[i].entry->id, &c->sessions[i].date);
}

void due_load(struct loader *l)
{
	struct course *c = l->course;
	struct due_list list = {0};

	load_ids(l);
	for (size_t i = 0; i < c->n_items; i++)
		add_item(l, &list, &c->items[i]);
	for (size_t i = 0; i < c->n_sessions; i++)
		add_session(l, &list, &c->sessions[i]);
	c->dues = list.v;
	c->n_dues = list.n;
}
