/* roll.c - puts a course into another term: which values of course.yaml change, and to what. Only these bytes are replaced, so
 * comments, order and layout of the file stay.
 *
 * The start, the end and the calendar come from the author. What was pinned to a class goes to the class of the same week and
 * day of the week, if there is one, else to the class of the same number; what stood outside of the term keeps its distance
 * from the end, as a guess that is said to be one. Everything else flows anew by itself. */
#include "course/roll_int.h"

#include <stdlib.h>
#include <string.h>

bool roll_parse(struct str s, struct roll *to)
{
	size_t dots = str_find(s, STR(".."));

	if (dots == SIZE_MAX)
		return false;
	to->start = date_parse(str_sub(s, 0, dots));
	to->end = date_parse(str_sub(s, dots + 2, s.n));
	return to->start != DATE_NONE && to->end != DATE_NONE && to->start < to->end;
}

/* ---------------------------------------------------------------- edits */

static void add_edit(struct roller *r, struct pos pos, struct str by, const char *key, const char *note)
{
	if (pos.source && !str_eq(str_sub(pos.source->bytes, pos.start, pos.end), by))
		*arena_push(r->b->arena, &r->edits) = (struct roll_edit){pos, by, key, note, r->edits.n};
}

static void set_date(struct roller *r, value v, date d, const char *key, const char *note)
{
	if (v && d != DATE_NONE && value_date(v) != d)
		add_edit(r, v->pos, str_from(date_iso(r->b->arena, d)), key, note);
}

/* Those of one place keep their order. */
static int compare_edits(const void *a, const void *b)
{
	const struct roll_edit *x = a, *y = b;

	if (x->pos.start != y->pos.start)
		return x->pos.start < y->pos.start ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* The file with all edits made. */
static struct str edited(struct roller *r, const struct source *source)
{
	struct buf out = {0};
	size_t at = 0;

	if (r->edits.n)
		qsort(r->edits.v, r->edits.n, sizeof *r->edits.v, compare_edits);
	for (size_t i = 0; i < r->edits.n; i++) {
		const struct roll_edit *e = &r->edits.v[i];
		if (e->pos.source != source || e->pos.start < at)
			continue;
		buf_str(&out, str_sub(source->bytes, at, e->pos.start));
		buf_str(&out, e->by);
		at = e->pos.end;
	}
	buf_str(&out, str_sub(source->bytes, at, source->bytes.n));
	struct str s = arena_str(r->b->arena, buf_view(&out));
	buf_free(&out);
	return s;
}

/* A build that reads the same files, and whose messages nobody hears. */
static struct build *quiet_build(const struct build *like)
{
	struct build *b = build_new();

	file_share_roots(b, like);
	b->sets = like->sets;
	b->n_sets = like->n_sets;
	return b;
}

/* The course as the edits make it: the file is read as if it had them already. */
static const struct course *load_edited(struct roller *r, struct build *b, const struct source *source)
{
	struct source *made = arena_alloc(b->arena, sizeof *made);

	*made = (struct source){.name = arena_cstr(b->arena, str_from(source->name)), .mtime = source->mtime};
	made->bytes = edited(r, source);
	file_put(b, made);
	const struct content *content = content_load(b, r->path);
	return content ? course_load(b, content) : NULL;
}

/* ---------------------------------------------------------------- the head and the patterns */

static date monday(date d)
{
	return d - date_weekday(d);
}

/* The same day of the same week of the term. */
static date same_week(const struct roller *r, date d)
{
	return d == DATE_NONE ? d : d == r->old->start ? r->to->start : d == r->old->end ? r->to->end :
		d - monday(r->old->start) + monday(r->to->start);
}

static void roll_head(struct roller *r)
{
	const struct yaml_node *root = r->content->course, *list = yaml_get(root, "meetings");

	set_date(r, value_get(root, "start"), r->to->start, "start", "");
	set_date(r, value_get(root, "end"), r->to->end, "end", "");
	for (const struct yaml_node *m = value_first(list); m; m = value_next(list, m)) {
		value from = value_get(m, "from"), to = value_get(m, "to");
		set_date(r, from, same_week(r, value_date(from)), "meetings: from", "");
		set_date(r, to, same_week(r, value_date(to)), "meetings: to", "");
	}
}

/* ---------------------------------------------------------------- the calendar */

static struct map_entry *place_of(struct roller *r, struct map *m, value name)
{
	return map_at(r->b->arena, m, NULL, str_lower(r->b->arena, value_str(name)));
}

/* The new calendar's days by their names: the first of a name. */
static void find_days(struct roller *r)
{
	for (const struct yaml_node *e = value_first(r->fresh); e; e = value_next(r->fresh, e)) {
		struct map_entry *place = e->kind == YAML_MAPPING ? place_of(r, &r->fresh_days, value_get(e, "name")) : NULL;
		if (place && !place->value)
			place->value = (void *)e;
	}
}

/* Takes the dates over from a day of the new calendar; both may be one day or a range. */
static void take_dates(struct roller *r, const struct yaml_node *day, const struct yaml_node *from, const char *key)
{
	value at = value_get(from, "date"), first = at ? at : value_get(from, "from"), last = value_get(from, "to");

	set_date(r, value_get(day, "date"), value_date(first), key, "");
	set_date(r, value_get(day, "from"), value_date(first), key, "");
	set_date(r, value_get(day, "to"), value_date(last ? last : first), key, "");
}

static void leave(struct roller *r, const char *what, struct pos pos)
{
	struct line_column at = pos_index_find(&r->index, pos);

	*arena_push(r->b->arena, &r->left) = arena_printf(r->b->arena, "%s:%zu:%zu: %s", pos.source ? pos.source->name : "", at.line,
		at.column, what).p;
}

#define GUESS "  (a guess: as far from the end as before)"

static void roll_day(struct roller *r, const struct yaml_node *day)
{
	const char *name = arena_cstr(r->b->arena, value_str(value_get(day, "name")));
	const char *key = arena_printf(r->b->arena, "calendar: %s", name).p;
	const struct yaml_node *same = place_of(r, &r->fresh_days, value_get(day, "name"))->value;
	value at = value_get(day, "date");
	date d = value_date(at);

	if (same)
		take_dates(r, day, same, key);
	else if (d != DATE_NONE && (value_get(day, "time") || value_get(day, "room") || value_get(day, "id")))
		set_date(r, at, d > r->old->end ? r->to->end + (d - r->old->end) : same_week(r, d), key,
			d > r->old->end ? GUESS : "  (a guess: the same week)");
	else
		leave(r, arena_printf(r->b->arena, "`%s` keeps its date: the new calendar does not know it", name).p, day->pos);
}

/* The file's name as course.yaml must say it: from the content's directory. */
static struct str calendar_name(struct roller *r)
{
	struct str name = str_from(r->to->calendar), dir = str_from(r->content->dir);
	const char *up = "";

	if (str_starts(name, "/") || file_exists(r->quiet, file_join(r->b, r->content->dir, name)))
		return name;
	for (size_t i = 0; i < dir.n && !str_is(dir, "."); i++)
		if (dir.p[i] != '/' && (i == 0 || dir.p[i - 1] == '/') && !str_starts(str_sub(dir, i, dir.n), "./"))
			up = arena_printf(r->b->arena, "%s../", up).p;
	return arena_printf(r->b->arena, "%s%.*s", up, STR_ARG(name));
}

static void load_fresh(struct roller *r, struct str name)
{
	const struct yaml_node *file = content_yaml(r->quiet, file_join(r->b, r->content->dir, name), POS_NONE);

	r->fresh = file && file->kind == YAML_MAPPING ? yaml_get(file, "calendar") : file;
	find_days(r);
}

/* Puts the file before the days of a list, in the style in which the list is written. */
static void insert_file(struct roller *r, const struct yaml_node *list, struct str name)
{
	struct pos pos = list->pos;
	struct str bytes = pos.source ? pos.source->bytes : STR_NONE;
	bool flow = pos.start < bytes.n && bytes.p[pos.start] == '[';
	size_t line = pos.start;

	while (line > 0 && bytes.p[line - 1] != '\n')
		line--;
	struct str indent = str_sub(bytes, line, pos.start);
	pos.start = flow ? pos.start + 1 : line;
	pos.end = pos.start;
	add_edit(r, pos, flow ? arena_printf(r->b->arena, "%.*s, ", STR_ARG(name)) :
		arena_printf(r->b->arena, "%.*s- %.*s\n", STR_ARG(indent), STR_ARG(name)), "calendar", "");
}

static void insert_key(struct roller *r, struct str name)
{
	struct pos pos = r->old->end_pos;

	while (pos.source && pos.start < pos.source->bytes.n && pos.source->bytes.p[pos.start] != '\n')
		pos.start++;
	pos.end = pos.start;
	add_edit(r, pos, arena_printf(r->b->arena, "\ncalendar: %.*s", STR_ARG(name)), "calendar", "");
}

static void roll_calendar(struct roller *r)
{
	const struct yaml_node *list = yaml_get(r->content->course, "calendar");
	struct str name = r->to->calendar ? calendar_name(r) : STR_NONE;
	bool placed = !name.n;

	if (name.n)
		load_fresh(r, name);
	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e)) {
		if (e->kind == YAML_MAPPING)
			roll_day(r, e);
		else if (e->kind == YAML_SCALAR && !placed)
			add_edit(r, e->pos, name, "calendar", "");
		else if (e->kind == YAML_SCALAR)
			leave(r, arena_printf(r->b->arena, "the calendar `%.*s` stays", STR_ARG(value_str(e))).p, e->pos);
		placed |= e->kind == YAML_SCALAR;
	}
	if (!placed && list && list->kind == YAML_SEQUENCE)
		insert_file(r, list, name);
	else if (!placed)
		insert_key(r, name);
}

/* ---------------------------------------------------------------- pins */

/* What a class is found by: its pattern and date; its kind, week and day of the week; its kind and number. */
static struct str class_key(struct roller *r, char by, size_t of, int a, int b)
{
	return arena_printf(r->b->arena, "%c%zu %d %d", by, of, a, b);
}

static void put_class(struct roller *r, struct map *m, struct str key, const struct course_class *class)
{
	struct map_entry *e = map_at(r->b->arena, m, NULL, key);

	if (!e->value)
		e->value = (void *)class;
}

/* The old classes by their dates, the new ones as they may be asked for, the new days by their names: the first of each. */
static void find_classes(struct roller *r)
{
	for (size_t i = 0; i < r->old->n_classes; i++) {
		const struct course_class *k = &r->old->classes[i];
		put_class(r, &r->old_classes, class_key(r, 'd', (size_t)(k->meeting - r->old->meetings), k->date, 0), k);
	}
	for (size_t i = 0; i < r->now->n_classes; i++) {
		const struct course_class *k = &r->now->classes[i];
		put_class(r, &r->new_classes, class_key(r, 'w', k->meeting->stream, k->week, date_weekday(k->date)), k);
		put_class(r, &r->new_classes, class_key(r, 'n', k->meeting->stream, k->number, 0), k);
	}
	for (size_t i = 0; i < r->now->n_calendar; i++) {
		struct map_entry *place = place_of(r, &r->new_days, r->now->calendar[i].name);
		if (!place->value)
			place->value = (void *)&r->now->calendar[i];
	}
}

static const struct course_class *find_old_class(struct roller *r, const struct course_session *s)
{
	const struct map_entry *e = map_find(&r->old_classes, NULL, class_key(r, 'd', (size_t)(s->meeting - r->old->meetings), s->date, 0));

	return e ? e->value : NULL;
}

/* Where a class of the old term goes: the same week and day of the week, else the same number. */
static date find_new_class(struct roller *r, const struct course_class *k)
{
	size_t stream = k->meeting->stream;
	const struct map_entry *e = map_find(&r->new_classes, NULL, class_key(r, 'w', stream, k->week, date_weekday(k->date)));

	if (!e)
		e = map_find(&r->new_classes, NULL, class_key(r, 'n', stream, k->number, 0));
	return e ? ((const struct course_class *)e->value)->date : DATE_NONE;
}

/* The new date of the calendar's day on which an entry stands. */
static date find_new_day(struct roller *r, const struct course_day *day)
{
	const struct course_day *found = day ? place_of(r, &r->new_days, day->name)->value : NULL;

	return found ? found->from : DATE_NONE;
}

static void roll_pin(struct roller *r, const struct course_session *s)
{
	struct pin pin;

	if (!s->entry || s->part > 1 || !s->entry->date_text || !pin_parse(value_str(s->entry->date_text), &pin))
		return;
	if (pin.kind == PIN_WEEK && s->date != DATE_NONE && (pin.week.calendar || r->old->style.weeks == STYLE_WEEKS_CALENDAR))
		pin = (struct pin){.kind = PIN_DATE, .date = s->date};
	if (pin.kind != PIN_DATE)
		return;
	const struct course_class *class = s->meeting ? find_old_class(r, s) : NULL;
	date d = class ? find_new_class(r, class) : find_new_day(r, s->day);
	const char *key = arena_printf(r->b->arena, "schedule: %.*s", STR_ARG(value_str(s->entry->topic))).p;
	bool guess = d == DATE_NONE;
	if (guess)
		d = pin.date > r->old->end ? r->to->end + (pin.date - r->old->end) : same_week(r, pin.date);
	set_date(r, s->entry->date_text, d, key, guess ? GUESS : "");
}

/* ---------------------------------------------------------------- dates in text */

static void leave_text(struct roller *r)
{
	struct checker k = {.b = r->quiet, .content = r->content, .course = r->old};
	bool lower = months_are_small(r->old->language);
	struct date_mention m;

	prose_collect(&k);
	for (size_t i = 0; i < k.prose.n; i++) {
		const struct prose *p = &k.prose.v[i];
		for (size_t at = 0; !p->data && date_scan(p->text.s, at, lower, &m); at = m.to)
			leave(r, arena_printf(r->b->arena, "`%.*s` in text", (int)(m.to - m.from), p->text.s.p + m.from).p,
				prose_pos(p, m.from, m.to));
	}
	if (r->old->term)
		leave(r, arena_printf(r->b->arena, "term: %.*s", STR_ARG(value_str(r->old->term))).p, r->old->term->pos);
}

/* What stands in other files, which other courses share, is left to their authors. */
static void leave_shared(struct roller *r, const struct source *source)
{
	for (size_t i = 0; i < r->edits.n; i++)
		if (r->edits.v[i].pos.source != source)
			leave(r, arena_printf(r->b->arena, "%s: another file, which stays as it is", r->edits.v[i].key).p, r->edits.v[i].pos);
}

static void roll_all(struct roller *r, const struct source *source, struct buf *report)
{
	struct build *interim = quiet_build(r->b);

	roll_head(r);
	roll_calendar(r);
	r->now = load_edited(r, interim, source);
	if (r->now)
		find_classes(r);
	for (size_t i = 0; r->now && i < r->old->n_sessions; i++)
		roll_pin(r, &r->old->sessions[i]);
	build_free(interim);
	r->now = load_edited(r, r->b, source);
	leave_shared(r, source);
	leave_text(r);
	if (r->now)
		roll_report(r, source, report);
}

struct rolled course_roll(struct build *b, const char *path, const struct roll *to, struct buf *report)
{
	struct roller r = {.b = b, .quiet = quiet_build(b), .path = path, .to = to, .index = {.a = b->arena}};
	struct rolled rolled = {NULL, STR_NONE};

	r.content = content_load(r.quiet, path);
	r.old = r.content ? course_load(r.quiet, r.content) : NULL;
	const struct source *source = r.old ? r.old->start_pos.source : NULL;
	if (!r.content) {
		content_load(b, path); /* says why */
	} else if (!source || r.old->end_pos.source != source || r.old->start == DATE_NONE || r.old->end == DATE_NONE) {
		course_load(b, content_load(b, path)); /* may say why */
		msg(b, MSG_ROLL_NO_TERM, POS_NONE, "");
	} else {
		roll_all(&r, source, report);
		rolled = (struct rolled){arena_cstr(b->arena, str_from(source->name)), edited(&r, source)};
	}
	build_free(r.quiet);
	return rolled;
}
