/* compose_facts.c - the facts below the title: who, when, where, from when to when, and links; and the table of the staff. */
#include "document/document_int.h"

#include <string.h>

/* ---------------------------------------------------------------- one fact */

static void open_fact(struct composer *c, value label, const char *words, struct pos pos)
{
	compose_row(c, ROLE_NONE, pos);
	compose_cell(c, true, pos);
	if (label)
		compose_value(c, label);
	else
		compose_words(c, words, pos);
	compose_cell_end(c);
	compose_cell(c, false, pos);
}

static void close_fact(struct composer *c)
{
	compose_cell_end(c);
	tree_close(&c->tree);
}

static void value_fact(struct composer *c, const char *words, value v)
{
	if (!v)
		return;
	open_fact(c, NULL, words, v->pos);
	compose_value(c, v);
	close_fact(c);
}

static void date_fact(struct composer *c, const char *words, date d, struct pos pos)
{
	if (d == DATE_NONE)
		return;
	open_fact(c, NULL, words, pos);
	tree_text(&c->tree, doc_date(c->b, c->words, c->words->date_long, d), pos);
	close_fact(c);
}

/* ---------------------------------------------------------------- meetings */

/* A hyphen or dash at i of a text, with spaces round it or not, between two times or days: its end, else 0. */
static size_t range_end(struct str s, size_t i)
{
	static const char *const dashes[] = {"--", "-", "–", "—"};
	size_t from = i, dash = 0;

	while (i < s.n && s.p[i] == ' ')
		i++;
	for (size_t k = 0; k < sizeof dashes / sizeof *dashes && !dash; k++)
		dash = str_starts(str_sub(s, i, s.n), dashes[k]) ? strlen(dashes[k]) : 0;
	i += dash;
	while (i < s.n && s.p[i] == ' ')
		i++;
	return dash && from > 0 && i < s.n && !str_starts(str_sub(s, i, s.n), "feira") ? i : 0; /* Portuguese "segunda-feira" */
}

/* "3:00 - 4:15" is "3:00–4:15": the first dash, or all of them. */
static void join_ranges(struct composer *c, struct doc_node *text, bool all)
{
	struct buf out = {0};
	bool done = false;

	for (size_t i = 0, end; i < text->text.n;) {
		if (!done && (end = range_end(text->text, i)) > 0) {
			buf_cstr(&out, "–");
			done = !all;
			i = end;
		} else {
			buf_char(&out, text->text.p[i++]);
		}
	}
	if (!str_eq(buf_view(&out), text->text))
		text->text = arena_str(c->b->arena, buf_view(&out));
	buf_free(&out);
}

static void compose_ranges(struct composer *c, value v, bool all)
{
	struct doc_node *cell = c->tree.open.v[c->tree.open.n - 1].node, *before = cell->last;

	compose_value(c, v);
	for (struct doc_node *n = before ? before->next : cell->first; n; n = n->next)
		if (n->kind == DOC_TEXT)
			join_ranges(c, n, all);
}

/* Behind the first dash one may belong to a time zone: "UTC-5". */
void compose_time(struct composer *c, value time)
{
	compose_ranges(c, time, false);
}

/* Values with `between` between them; absent ones leave no gap. */
static void compose_list(struct composer *c, const value *values, size_t n, const char *between)
{
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		if (!values[i])
			continue;
		if (!first)
			compose_words(c, between, values[i]->pos);
		compose_value(c, values[i]);
		first = false;
	}
}

/* " (every 2 weeks, Sep 3 – Dec 11)": what a pattern that does not meet each week, or all of the term, must say of it. */
static void compose_weeks(struct composer *c, const struct course_meeting *m)
{
	const struct course *course = c->course;
	bool part = m->from != DATE_NONE && m->to != DATE_NONE && (m->from != course->start || m->to != course->end);
	struct str every = m->every < 2 ? STR_NONE : compose_format(c->b, c->words->every, arena_printf(c->b->arena, "%d", m->every), STR_NONE);
	struct str dates = part ? doc_dates(c->b, c->words, m->from, m->to) : STR_NONE;

	if (every.n || dates.n)
		tree_text(&c->tree, arena_printf(c->b->arena, " (%.*s%s%.*s)", STR_ARG(every), every.n && dates.n ? ", " : "", STR_ARG(dates)),
			m->pos);
}

static void compose_when(struct composer *c, const struct course_meeting *m)
{
	if (m->days)
		compose_ranges(c, m->days, true);
	if (m->days && m->time)
		compose_words(c, " ", m->time->pos);
	if (m->time)
		compose_time(c, m->time);
	if (m->days || m->time)
		compose_weeks(c, m);
}

static void address_fact(struct composer *c, const char *words, value url)
{
	if (!url)
		return;
	open_fact(c, NULL, words, url->pos);
	compose_address(c, url);
	close_fact(c);
}

static void only_meeting(struct composer *c, const struct course_meeting *m)
{
	if (m->days || m->time) {
		open_fact(c, NULL, c->words->time, m->pos);
		compose_when(c, m);
		close_fact(c);
	}
	value_fact(c, c->words->building, m->building);
	value_fact(c, c->words->room, m->room);
	address_fact(c, c->words->online, m->url);
}

static void one_of_meetings(struct composer *c, const struct course_meeting *m)
{
	value where[] = {m->building, m->room};

	open_fact(c, m->kind, c->words->time, m->pos);
	compose_when(c, m);
	if ((m->days || m->time) && (m->building || m->room))
		compose_words(c, ", ", m->pos);
	compose_list(c, where, 2, " ");
	if (m->url) {
		tree_leaf(&c->tree, DOC_LINE_BREAK, m->url->pos);
		compose_address(c, m->url);
	}
	close_fact(c);
}

static void compose_meetings(struct composer *c)
{
	const struct course *course = c->course;

	if (course->n_meetings == 1)
		only_meeting(c, &course->meetings[0]);
	else
		for (size_t i = 0; i < course->n_meetings; i++)
			one_of_meetings(c, &course->meetings[i]);
}

/* ---------------------------------------------------------------- people */

static void compose_name(struct composer *c, const struct course_person *p)
{
	if (p->name && p->url) {
		compose_link_open(c, str_trim(p->url->text.s), p->url->pos);
		compose_value(c, p->name);
		tree_close(&c->tree);
	} else if (p->name) {
		compose_value(c, p->name);
	} else if (p->url) {
		compose_address(c, p->url);
	}
}

static void person_fact(struct composer *c, const struct course_person *p)
{
	value at = p->name ? p->name : p->email ? p->email : p->role;

	if (!p->name && !p->email && !p->url)
		return;
	open_fact(c, compose_role(p->role), c->words->instructor, at ? at->pos : POS_NONE);
	compose_name(c, p);
	if (p->email) {
		if (p->name || p->url)
			compose_words(c, ", ", p->email->pos);
		compose_email(c, p->email);
	}
	close_fact(c);
}

/* One person's office and hours are facts, too; those of several would not say whose they are, and have a table. */
static void compose_people(struct composer *c)
{
	const struct course *course = c->course;

	for (size_t i = 0; i < course->n_staff; i++)
		person_fact(c, &course->staff[i]);
	if (course->n_staff == 1) {
		value_fact(c, c->words->phone, course->staff[0].phone);
		value_fact(c, c->words->office, course->staff[0].office);
		value_fact(c, c->words->hours, course->staff[0].hours);
	}
}

bool compose_staff_worth(const struct course *course)
{
	for (size_t i = 0; i < course->n_staff; i++)
		if (course->staff[i].phone || course->staff[i].office || course->staff[i].hours)
			return course->n_staff > 1;
	return false;
}

/* ---------------------------------------------------------------- the whole */

static void compose_course_link(struct composer *c, const struct course_link *link)
{
	if (!link->url && !link->pending)
		return;
	open_fact(c, link->label, c->words->online, link->pos);
	if (link->url) {
		compose_address(c, link->url);
	} else {
		tree_open(&c->tree, DOC_PLACEHOLDER, link->pos);
		compose_words(c, c->words->link_pending, link->pos);
		tree_close(&c->tree);
	}
	close_fact(c);
}

bool compose_facts(struct composer *c, enum doc_role role)
{
	const struct course *course = c->course;
	struct doc_node *facts = tree_open(&c->tree, DOC_FACTS, POS_NONE);

	facts->role = role;
	facts->u.table.columns = 2;
	compose_people(c);
	compose_meetings(c);
	value_fact(c, c->words->modality, course->modality);
	value_fact(c, c->words->credits, course->credits);
	date_fact(c, c->words->start, course->start, course->start_pos);
	date_fact(c, c->words->end, course->end, course->end_pos);
	for (size_t i = 0; i < course->n_links; i++)
		compose_course_link(c, &course->links[i]);
	tree_close(&c->tree);
	if (facts->first)
		return true;
	doc_remove(facts);
	return false;
}
