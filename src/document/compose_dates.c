/* compose_dates.c - dates of the course in running text: {{date final}}, {{meeting 3}}, {{week 7}}, {{start}}, {{end}}; deadlines. */
#include "document/document_int.h"

static void report_unknown(struct composer *c, struct str name, struct str code, struct pos pos)
{
	struct named_trouble t = course_date_trouble(c->b, c->course, name);

	msg(c->b, MSG_VARIABLE_UNKNOWN, pos, arena_cstr(c->b->arena, code), t.what, t.way_out);
}

/* {{date}}, {{meeting}}, {{week}} without a name behind them are ours, too, and lack it; {{date: final}} has a colon too many, and
 * {{final}} lacks its word. */
static bool is_ours(struct composer *c, struct str name, struct str argument)
{
	date d;

	if (str_ends(name, ":"))
		return is_ours(c, str_sub(name, 0, name.n - 1), STR_NONE);
	if (!argument.n && course_date_named(c->course, STR("date"), name, &d) && d != DATE_NONE)
		return true;
	return str_is(name, "date") || ((str_is(name, "meeting") || str_is(name, "week")) && !argument.n);
}

bool compose_variable(struct composer *c, struct str code, struct pos pos, struct str *printed)
{
	struct str words = str_trim(str_sub(code, 2, code.n - 2));
	size_t space = str_find_char(words, ' ', 0);
	struct str name = str_sub(words, 0, space), argument = space == SIZE_MAX ? STR_NONE : str_trim(str_sub(words, space, words.n));
	date d = DATE_NONE;
	bool week = c->course && course_week_named(c->course, words, &d);

	if (!c->course || (!week && !course_date_named(c->course, name, argument, &d) && !is_ours(c, name, argument)))
		return false;
	if (d == DATE_NONE)
		report_unknown(c, week ? STR("week") : name, code, pos);
	*printed = d == DATE_NONE ? code : doc_date(c->b, c->words, c->words->date_long, d);
	return true;
}

/* "Thu Sep 25, 11:59 PM" */
static struct str deadline(struct composer *c, const struct course_due *due)
{
	struct str day = doc_date(c->b, c->words, c->words->date_short, due->date);

	if (due->minutes < 0)
		return day;
	return arena_printf(c->b->arena, "%.*s, %.*s", STR_ARG(day), STR_ARG(doc_clock(c->b, c->words, due->minutes)));
}

void compose_due(struct composer *c, value name, value due)
{
	struct course_due read;
	bool is_deadline = c->course && course_due_read(c->course, due, &read);

	compose_value(c, name);
	if (!due)
		return;
	if (name)
		compose_words(c, ", ", due->pos);
	if (is_deadline)
		tree_text(&c->tree, deadline(c, &read), due->pos);
	else
		compose_value(c, due);
}
