/* compose_dates.c - {{date final}}, {{meeting 3}}, {{week 7}}, {{start}}, {{end}}: dates of the course in running text. */
#include "document/document_int.h"

struct variable {
	const char *name;
	date (*find)(const struct course *course, struct str argument);
	const char *what;  /* that the course has none of */
	bool argument;
};

static date find_date(const struct course *course, struct str id)
{
	for (size_t i = 0; i < course->n_calendar; i++)
		if (course->calendar[i].id && str_eq(course->calendar[i].id->text.s, id))
			return course->calendar[i].from;
	for (size_t i = 0; i < course->n_sessions; i++) {
		const struct course_entry *entry = course->sessions[i].entry;
		if (entry && entry->id && str_eq(entry->id->text.s, id))
			return course->sessions[i].date;
	}
	return DATE_NONE;
}

/* The nth class of the main pattern. */
static date find_meeting(const struct course *course, struct str number)
{
	int64_t n;

	if (!str_to_int(number, &n))
		return DATE_NONE;
	for (size_t i = 0; i < course->n_classes; i++) {
		const struct course_class *k = &course->classes[i];
		if (k->number == n && k->meeting && k->meeting->stream == 0)
			return k->date;
	}
	return DATE_NONE;
}

/* The first class of a week, else its Monday; weeks count from the one in which the course starts. */
static date find_week(const struct course *course, struct str number)
{
	int64_t n;

	if (!str_to_int(number, &n) || n < 1 || n > 60)
		return DATE_NONE;
	for (size_t i = 0; i < course->n_classes; i++)
		if (course->classes[i].week == n)
			return course->classes[i].date;
	if (course->start == DATE_NONE)
		return DATE_NONE;
	return course->start - date_weekday(course->start) + 7 * ((date)n - 1);
}

static date find_start(const struct course *course, struct str argument)
{
	(void)argument;
	return course->start;
}

static date find_end(const struct course *course, struct str argument)
{
	(void)argument;
	return course->end;
}

static const struct variable variables[] = {
	{"date", find_date, "date of that id", true},
	{"meeting", find_meeting, "such meeting", true},
	{"week", find_week, "such week", true},
	{"start", find_start, "`start:`", false},
	{"end", find_end, "`end:`", false},
};

static const struct variable *find_variable(struct str name, bool argument)
{
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
		if (str_is(name, variables[i].name) && variables[i].argument == argument)
			return &variables[i];
	return NULL;
}

static void put_known(struct buf *out, value id)
{
	if (!id)
		return;
	buf_cstr(out, out->n ? ", " : "the course has: ");
	buf_str(out, id->text.s);
}

static void report_unknown(struct composer *c, const struct variable *v, struct str code, struct pos pos)
{
	struct buf known = {0};

	for (size_t i = 0; v->find == find_date && i < c->course->n_calendar; i++)
		put_known(&known, c->course->calendar[i].id);
	for (size_t i = 0; v->find == find_date && i < c->course->n_entries; i++)
		put_known(&known, c->course->entries[i].id);
	msg(c->b, MSG_VARIABLE_UNKNOWN, pos, arena_cstr(c->b->arena, code), v->what, arena_cstr(c->b->arena, buf_view(&known)));
	buf_free(&known);
}

bool compose_variable(struct composer *c, struct str code, struct pos pos, struct str *printed)
{
	struct str words = str_trim(str_sub(code, 2, code.n - 2));
	size_t space = str_find_char(words, ' ', 0);
	struct str argument = space == SIZE_MAX ? STR_NONE : str_trim(str_sub(words, space, words.n));
	const struct variable *v = c->course ? find_variable(str_sub(words, 0, space), argument.n > 0) : NULL;

	if (!v)
		return false;
	date d = v->find(c->course, argument);
	if (d == DATE_NONE)
		report_unknown(c, v, code, pos);
	*printed = d == DATE_NONE ? code : doc_date(c->b, c->words, c->words->date_long, d);
	return true;
}
