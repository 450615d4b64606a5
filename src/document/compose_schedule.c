/* compose_schedule.c - the schedule's table: a row for each meeting, and for each day on which there is none. */
#include "document/document_int.h"

#define SPEAKERS_LEAST 8 /* of so many classes, one has a speaker at least, or there is no column for them */

struct columns { bool week, date, topic, speaker, reading, due; };

static struct columns survey(const struct course *course)
{
	struct columns k = {.topic = true};
	size_t speakers = 0;

	for (size_t i = 0; i < course->n_sessions; i++) {
		const struct course_session *s = &course->sessions[i];
		k.week |= s->week > 0;
		k.date |= s->date != DATE_NONE || (s->entry && s->entry->date_text);
		if (!s->entry)
			continue;
		speakers += s->entry->speaker != NULL;
		k.reading |= s->entry->readings != NULL;
		k.due |= s->entry->due != NULL;
	}
	k.speaker = speakers > 0 && speakers * SPEAKERS_LEAST >= course->n_sessions;
	return k;
}

static void header_cell(struct composer *c, bool used, const char *words)
{
	if (used)
		compose_text_cell(c, true, str_from(words), POS_NONE);
}

static void header_row(struct composer *c, const struct columns *k)
{
	compose_row(c, ROLE_NONE, POS_NONE);
	bool calendar = c->course->style.weeks == STYLE_WEEKS_CALENDAR && c->words->week_of_year;
	header_cell(c, k->week, calendar ? c->words->week_of_year : c->words->week);
	header_cell(c, k->date, c->words->date);
	header_cell(c, k->topic, c->words->topic);
	header_cell(c, k->speaker, c->words->speaker);
	header_cell(c, k->reading, c->words->reading);
	header_cell(c, k->due, c->words->due);
	tree_close(&c->tree);
}

static struct pos session_pos(const struct course_session *s)
{
	return s->entry ? s->entry->pos : s->day ? s->day->pos : POS_NONE;
}

/* A week's number stands in its first row. */
static void week_cell(struct composer *c, const struct course_session *s)
{
	bool first = s == c->course->sessions || s[-1].week != s->week;
	struct str number = s->week > 0 && first ? arena_printf(c->b->arena, "%d", s->week) : STR_NONE;

	compose_text_cell(c, false, number, session_pos(s));
	c->tree.open.v[c->tree.open.n - 1].node->last->u.cell.header = number.n > 0;
}

static bool no_class(const struct course_session *s)
{
	return !s->entry && s->day && !s->day->meets;
}

static struct str session_date(struct composer *c, const struct course_session *s)
{
	static const char *const weekdays[] = {[STYLE_WEEKDAY_SHORT] = "e", [STYLE_WEEKDAY_LONG] = "E"};
	enum style_weekday weekday = c->course->style.weekday;

	if (s->date != DATE_NONE && s->until != DATE_NONE && s->until > s->date)
		return doc_dates(c->b, c->words, no_class(s) ? s->day->from : s->date, s->until); /* a recess as its author gave it */
	if (weekday == STYLE_WEEKDAY_NONE)
		return doc_date(c->b, c->words, c->words->date_day, s->date);
	return doc_date(c->b, c->words, arena_printf(c->b->arena, "%s%s", weekdays[weekday], c->words->date_short + 1).p, s->date);
}

static void date_cell(struct composer *c, const struct course_session *s)
{
	if (s->date == DATE_NONE && s->entry)
		compose_value_cell(c, s->entry->date_text);
	else
		compose_text_cell(c, false, session_date(c, s), session_pos(s));
}

/* Behind an entry: the name of its day ("Friday schedule"), or its note. */
static void aside(struct composer *c, value v)
{
	if (!v)
		return;
	tree_leaf(&c->tree, DOC_LINE_BREAK, v->pos);
	tree_open(&c->tree, DOC_EMPHASIS, v->pos);
	compose_value(c, v);
	tree_close(&c->tree);
}

static void compose_colon(struct composer *c, struct pos pos)
{
	compose_words(c, c->words->colon ? c->words->colon : ": ", pos);
}

/* "Speaker: Ada Lovelace", where there is no column for it. */
static void speaker_aside(struct composer *c, value v)
{
	tree_leaf(&c->tree, DOC_LINE_BREAK, v->pos);
	tree_open(&c->tree, DOC_EMPHASIS, v->pos);
	compose_words(c, c->words->speaker, v->pos);
	compose_colon(c, v->pos);
	compose_value(c, v);
	tree_close(&c->tree);
}

static bool is_number(value v)
{
	return v->text.s.n && v->text.s.p[0] >= '0' && v->text.s.p[0] <= '9';
}

/* ", 9:00 AM, Room 20" */
static void when_and_where(struct composer *c, const struct course_day *day)
{
	if (day->time) {
		compose_words(c, ", ", day->time->pos);
		compose_time(c, day->time);
	}
	if (day->room) {
		compose_words(c, ", ", day->room->pos);
		compose_words(c, is_number(day->room) ? c->words->room : "", day->room->pos);
		compose_words(c, is_number(day->room) ? " " : "", day->room->pos);
		compose_value(c, day->room);
	}
}

/* "Lab: A shell": the kind of a class that is not of the main pattern. */
static void compose_topic(struct composer *c, const struct course_session *s)
{
	const struct course_entry *e = s->entry;

	if (e->topic && e->kind && s->meeting && s->meeting->stream > 0) {
		compose_value(c, e->kind);
		compose_colon(c, e->kind->pos);
	}
	compose_value(c, e->topic ? e->topic : e->kind);
}

static void topic_cell(struct composer *c, const struct columns *k, const struct course_session *s)
{
	compose_cell(c, false, session_pos(s));
	if (s->entry) {
		compose_topic(c, s);
		if (s->parts > 1)
			tree_text(&c->tree, arena_printf(c->b->arena, " (%d/%d)", s->part, s->parts), s->entry->pos);
		if (s->entry->speaker && !k->speaker)
			speaker_aside(c, s->entry->speaker);
		aside(c, s->entry->note);
		aside(c, s->day ? s->day->name : NULL);
	} else if (s->day) {
		if (s->day->extra && s->day->kind) {
			compose_value(c, s->day->kind);
			compose_colon(c, s->day->kind->pos);
		}
		compose_value(c, s->day->name);
		when_and_where(c, s->day);
	}
	compose_cell_end(c);
}

static bool is_reading(const struct yaml_node *n)
{
	return n->kind == YAML_SCALAR && !n->null;
}

/* Whether one of them is a sentence, as references in full are: "... Boston: Beacon, 1995." */
static bool are_sentences(const struct yaml_node *readings)
{
	for (const struct yaml_node *n = readings->first; n; n = n->next)
		if (is_reading(n) && str_ends(str_trim(n->text.s), "."))
			return true;
	return false;
}

/* In a row, parted by semicolons; sentences on lines of their own. */
static void compose_readings(struct composer *c, const struct yaml_node *readings)
{
	const struct yaml_node *before = NULL;

	if (!readings)
		return;
	if (readings->kind == YAML_SCALAR) {
		compose_value(c, readings);
		return;
	}
	bool lines = are_sentences(readings);
	for (const struct yaml_node *n = readings->first; n; n = n->next) {
		if (!is_reading(n))
			continue;
		if (before && lines)
			tree_leaf(&c->tree, DOC_LINE_BREAK, n->pos);
		else if (before)
			compose_words(c, "; ", n->pos);
		compose_value(c, n);
		before = n;
	}
}

static void reading_cell(struct composer *c, const struct course_session *s)
{
	const struct yaml_node *readings = s->entry ? s->entry->readings : NULL;

	compose_cell(c, false, readings ? readings->pos : POS_NONE);
	compose_readings(c, readings);
	compose_cell_end(c);
}

static void due_cell(struct composer *c, const struct course_entry *e)
{
	compose_cell(c, false, e && e->due ? e->due->pos : POS_NONE);
	if (e)
		compose_due(c, e->due_name, e->due);
	compose_cell_end(c);
}

static unsigned columns_behind_date(const struct columns *k)
{
	return (unsigned)(1 + k->speaker + k->reading + k->due);
}

static void no_class_cell(struct composer *c, const struct columns *k, const struct course_session *s)
{
	compose_cell(c, false, s->day->pos)->u.cell.colspan = columns_behind_date(k);
	if (s->day->name)
		compose_format_value(c, c->words->no_class, s->day->name);
	else
		compose_words(c, c->words->no_class_bare, s->day->pos);
	compose_cell_end(c);
}

static void session_row(struct composer *c, const struct columns *k, const struct course_session *s)
{
	compose_row(c, no_class(s) ? ROLE_NO_CLASS : ROLE_NONE, session_pos(s));
	if (k->week)
		week_cell(c, s);
	if (k->date)
		date_cell(c, s);
	if (no_class(s)) {
		no_class_cell(c, k, s);
	} else {
		topic_cell(c, k, s);
		if (k->speaker)
			compose_value_cell(c, s->entry ? s->entry->speaker : NULL);
		if (k->reading)
			reading_cell(c, s);
		if (k->due)
			due_cell(c, s->part == 1 ? s->entry : NULL);
	}
	tree_close(&c->tree);
}

/* "Revised August 20, 2025": below the table, because schedules change during a term. */
static void revised_line(struct composer *c)
{
	struct str day = doc_date(c->b, c->words, c->words->date_long, c->course->revised);

	tree_open(&c->tree, DOC_PARAGRAPH, POS_NONE);
	tree_text(&c->tree, compose_format(c->b, c->words->revised, day, STR_NONE), POS_NONE);
	tree_close(&c->tree);
}

bool compose_schedule(struct composer *c)
{
	struct columns k = survey(c->course);

	if (!c->course->n_sessions)
		return false;
	compose_table(c, ROLE_SCHEDULE, k.week + k.date + columns_behind_date(&k), NULL);
	header_row(c, &k);
	for (size_t i = 0; i < c->course->n_sessions; i++)
		session_row(c, &k, &c->course->sessions[i]);
	tree_close(&c->tree);
	if (c->course->style.revised && c->course->revised != DATE_NONE)
		revised_line(c);
	return true;
}
