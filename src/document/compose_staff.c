/* compose_staff.c - the table of the people who teach: a column for each thing that any of them gives. What they do stands
 * below their names. */
#include "document/document_int.h"

enum { COLUMN_NAME, COLUMN_EMAIL, COLUMN_PHONE, COLUMN_OFFICE, COLUMN_HOURS, COLUMNS };

static value field(const struct course_person *p, int column)
{
	switch (column) {
	case COLUMN_EMAIL: return p->email;
	case COLUMN_PHONE: return p->phone;
	case COLUMN_OFFICE: return p->office;
	case COLUMN_HOURS: return p->hours;
	default: return p->name ? p->name : p->role;
	}
}

static bool is_used(const struct course *course, int column)
{
	for (size_t i = 0; i < course->n_staff; i++)
		if (field(&course->staff[i], column))
			return true;
	return false;
}

static const char *heading(const struct doc_words *w, int column)
{
	switch (column) {
	case COLUMN_EMAIL: return w->email;
	case COLUMN_PHONE: return w->phone;
	case COLUMN_OFFICE: return w->office;
	case COLUMN_HOURS: return w->hours;
	default: return w->name;
	}
}

value compose_role(value role)
{
	return role && str_is_nocase(str_trim(role->text.s), "instructor") ? NULL : role;
}

static void role_below(struct composer *c, value role)
{
	tree_leaf(&c->tree, DOC_LINE_BREAK, role->pos);
	tree_open(&c->tree, DOC_EMPHASIS, role->pos);
	if (compose_role(role))
		compose_value(c, role);
	else
		compose_words(c, c->words->instructor, role->pos);
	tree_close(&c->tree);
}

static void person_row(struct composer *c, const struct course_person *p, const bool *used)
{
	compose_row(c, ROLE_NONE, p->name ? p->name->pos : POS_NONE);
	for (int i = 0; i < COLUMNS; i++) {
		value v = field(p, i);
		if (!used[i])
			continue;
		compose_cell(c, false, v ? v->pos : POS_NONE);
		if (i == COLUMN_EMAIL && v)
			compose_email(c, v);
		else
			compose_value(c, v);
		if (i == COLUMN_NAME && p->name && p->role)
			role_below(c, p->role);
		compose_cell_end(c);
	}
	tree_close(&c->tree);
}

bool compose_staff(struct composer *c)
{
	const struct course *course = c->course;
	bool used[COLUMNS];
	size_t n = 0;

	if (!course->n_staff)
		return false;
	for (int i = 0; i < COLUMNS; i++)
		n += used[i] = is_used(course, i);
	compose_table(c, ROLE_STAFF, n, NULL);
	compose_row(c, ROLE_NONE, POS_NONE);
	for (int i = 0; i < COLUMNS; i++)
		if (used[i])
			compose_text_cell(c, true, str_from(heading(c->words, i)), POS_NONE);
	tree_close(&c->tree);
	for (size_t i = 0; i < course->n_staff; i++)
		person_row(c, &course->staff[i], used);
	tree_close(&c->tree);
	return true;
}
