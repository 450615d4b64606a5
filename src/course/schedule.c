/* schedule.c - the entries of `schedule` as they are written, and the names that entries and days go by. sessions.c gives them dates. */
#include "course/course_int.h"

#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- a schedule that is text
 *
 * "1. Intro" and "2. Sets" on lines of their own are a list to Markdown and one text to YAML, which joins the lines if the text is not
 * a literal one. They are read as the list that they look like. */

/* Whether a line of the file ends where the piece stands. */
static bool ends_line(const struct text *t, size_t piece)
{
	const struct text_piece *p = &t->pieces[piece];

	return !p->verbatim && p->pos.source && memchr(p->pos.source->bytes.p + p->pos.start, '\n', p->pos.end - p->pos.start);
}

/* The end of the line that byte from is in. *piece goes on from line to line. */
static size_t line_end(const struct text *t, size_t from, size_t *piece)
{
	size_t end = str_find_char(t->s, '\n', from);

	end = end == SIZE_MAX ? t->s.n : end;
	while (*piece < t->n && t->pieces[*piece].at < from)
		++*piece;
	for (; *piece < t->n && t->pieces[*piece].at < end; ++*piece)
		if (ends_line(t, *piece))
			return t->pieces[*piece].at;
	return end;
}

/* How many bytes of a list's mark, "1. ", "2) ", "- ", s begins with. */
static size_t mark_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	if (n == 0 ? !s.n || !strchr("-*+", s.p[0]) : n == s.n || !strchr(".)", s.p[n]))
		return 0;
	return n + 1 < s.n && s.p[n + 1] == ' ' ? n + 2 : 0;
}

struct entries { struct course_entry *v; size_t n, sz; };

struct lines {
	struct build *b;
	const struct text *text;
	struct entries made;
	size_t from, to;  /* of the entry that goes on; none when both are 0 */
	size_t n, fit;
};

static void end_entry(struct lines *k)
{
	struct yaml_node *topic = arena_alloc(k->b->arena, sizeof *topic);

	if (!k->to)
		return;
	*topic = (struct yaml_node){.kind = YAML_SCALAR, .pos = text_pos(k->text, k->from, k->to), .text = text_sub(k->b, k->text, k->from, k->to)};
	*arena_push(k->b->arena, &k->made) = (struct course_entry){.pos = topic->pos, .length = 1, .topic = topic};
}

/* Lines that are indented go on. */
static void read_line(struct lines *k, size_t from, size_t to)
{
	struct str line = str_sub(k->text->s, from, to);
	size_t mark = mark_length(line);

	if (!str_trim(line).n)
		return;
	k->n++;
	k->fit += mark > 0 || (k->to && line.p[0] == ' ');
	if (mark) {
		end_entry(k);
		k->from = from + mark;
	}
	k->to = to;
}

/* The entries that the lines of a text are. Several lines that are none are told of. */
static struct entries read_lines(struct build *b, const struct yaml_node *node)
{
	struct lines k = {.b = b, .text = &node->text};
	size_t piece = 0;

	for (size_t from = 0, end; from < node->text.s.n; from = end + 1) {
		end = line_end(&node->text, from, &piece);
		read_line(&k, from, end);
	}
	end_entry(&k);
	if (k.fit == k.n && k.n > 1)
		return k.made;
	if (k.n > 1)
		msg_str(b, MSG_SCHEDULE_TEXT, node->key ? node->key->pos : node->pos, arena_printf(b->arena, "%zu", k.n));
	return (struct entries){0};
}

/* ---------------------------------------------------------------- entries */

static struct course_entry load_entry(const struct yaml_node *node)
{
	struct course_entry e = {.pos = node->pos, .length = 1};

	if (node->kind == YAML_SCALAR) {
		e.topic = node;
		return e;
	}
	e.topic = value_get(node, "topic");
	e.id = value_get(node, "id");
	e.speaker = value_get(node, "speaker");
	e.due = value_get(node, "due");
	if (!e.due && yaml_get(node, "due")) {
		e.due_name = value_get(yaml_get(node, "due"), "name");
		e.due = value_get(yaml_get(node, "due"), "date");
	}
	e.kind = value_get(node, "kind");
	e.date_text = value_get(node, "date");
	e.note = value_get(node, "note");
	e.readings = yaml_get(node, "readings");
	if (e.readings && (e.readings->null || e.readings->kind == YAML_MAPPING))
		e.readings = NULL;
	e.length = value_count(value_get(node, "length"), 1);
	e.skip = value_bool(value_get(node, "skip"));
	e.per_week = str_is_nocase(value_str(value_get(node, "per")), "week");
	return e;
}

static int compare_ids(const void *a, const void *b)
{
	const struct yaml_node *x = *(const value *)a, *y = *(const value *)b;
	int order = str_compare(value_str(x), value_str(y));

	return order ? order : (x->pos.start > y->pos.start) - (x->pos.start < y->pos.start);
}

/* A name that text refers to must mean one thing. */
static void check_ids(struct loader *l)
{
	struct { value *v; size_t n, sz; } ids = {0};
	const struct course *c = l->course;

	for (size_t i = 0; i < c->n_calendar; i++)
		if (c->calendar[i].id)
			*arena_push(l->b->arena, &ids) = c->calendar[i].id;
	for (size_t i = 0; i < c->n_entries; i++)
		if (c->entries[i].id)
			*arena_push(l->b->arena, &ids) = c->entries[i].id;
	if (ids.n)
		qsort(ids.v, ids.n, sizeof *ids.v, compare_ids);
	for (size_t i = 1; i < ids.n; i++)
		if (str_eq(value_str(ids.v[i - 1]), value_str(ids.v[i])))
			msg_str(l->b, MSG_ID_TWICE, ids.v[i]->pos, value_str(ids.v[i]));
}

void schedule_load(struct loader *l)
{
	const struct yaml_node *list = yaml_get(l->root, "schedule");
	struct entries made = {0};

	if (list && list->kind == YAML_SCALAR)
		made = read_lines(l->b, list);
	for (const struct yaml_node *e = made.n ? NULL : value_first(list); e; e = value_next(list, e)) {
		if (e->kind == YAML_SEQUENCE)
			continue;
		struct course_entry entry = load_entry(e);
		if (entry.length < 1)
			entry.length = 1;
		*arena_push(l->b->arena, &made) = entry;
	}
	l->course->entries = made.v;
	l->course->n_entries = made.n;
	check_ids(l);
}
