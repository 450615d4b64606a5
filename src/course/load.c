/* load.c - a course from its tree of YAML: checks the tree against the table of keys, then reads each part. The parts read one
 * mapping, l->root; whatever else may come to say what a course is (an overlay, an option) is laid into that tree before. */
#include "course/course_int.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- people and links */

static struct course_person load_person(const struct yaml_node *node)
{
	struct course_person p = {0};

	if (node->kind == YAML_SCALAR) {
		p.name = node;
		return p;
	}
	p.name = value_get(node, "name");
	p.role = value_get(node, "role");
	p.email = value_get(node, "email");
	p.phone = value_get(node, "phone");
	p.office = value_get(node, "office");
	p.hours = value_get(node, "hours");
	p.url = value_get(node, "url");
	return p;
}

static void load_staff(struct loader *l)
{
	const struct yaml_node *list = yaml_get(l->root, "staff");
	struct { struct course_person *v; size_t n, sz; } made = {0};

	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e))
		if (e->kind != YAML_SEQUENCE)
			*arena_push(l->b->arena, &made) = load_person(e);
	l->course->staff = made.v;
	l->course->n_staff = made.n;
}

static struct course_link load_link(struct loader *l, const struct yaml_node *node)
{
	struct course_link link = {.pos = node->pos};

	link.label = value_get(node, "label");
	link.url = value_get(node, "url");
	link.pending = value_bool(value_get(node, "pending"));
	if (!link.url && !link.pending && link.label)
		msg_str(l->b, MSG_LINK_NO_ADDRESS, link.label->pos, value_str(link.label));
	return link;
}

static void load_links(struct loader *l)
{
	const struct yaml_node *list = yaml_get(l->root, "links");
	struct { struct course_link *v; size_t n, sz; } made = {0};

	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e))
		if (e->kind == YAML_MAPPING)
			*arena_push(l->b->arena, &made) = load_link(l, e);
	l->course->links = made.v;
	l->course->n_links = made.n;
}

/* ---------------------------------------------------------------- the head */

static void load_texts(struct loader *l)
{
	struct course *c = l->course;

	c->title = value_get(l->root, "title");
	c->subtitle = value_get(l->root, "subtitle");
	c->code = value_get(l->root, "code");
	c->term = value_get(l->root, "term");
	c->institution = value_get(l->root, "institution");
	c->department = value_get(l->root, "department");
	c->credits = value_get(l->root, "credits");
	c->modality = value_get(l->root, "modality");
	c->notice = value_get(l->root, "notice");
}

/* Screen readers speak, and words are divided, as the language asks: which one it is only the author can say. */
static void report_language(struct loader *l)
{
	const struct content *content = l->content;
	const struct source *file = content->single && content->n_sections ? content->sections[0].source : l->root ? l->root->pos.source : NULL;

	msg(l->b, MSG_LANGUAGE_NONE, ((struct pos){file, 0, 0}), content->single ? "lang: en-US" : "language: en-US");
}

static void load_place(struct loader *l)
{
	value v = value_get(l->root, "language"), zone = value_get(l->root, "timezone");

	l->course->timezone = zone && timezone_fits(value_str(zone)) ? zone : NULL;
	if (!v && l->content->single)
		v = value_get(l->root, "lang");
	if (!v)
		report_language(l);
	l->course->language_given = v && language_fits(value_str(v));
	l->course->language = l->course->language_given ? value_str(v) : STR("en");
}

static void load_dates(struct loader *l)
{
	struct course *c = l->course;
	value start = value_get(l->root, "start"), end = value_get(l->root, "end");

	c->start = value_date(start);
	c->end = value_date(end);
	c->start_pos = value_pos(start);
	c->end_pos = value_pos(end);
	c->revised = value_date(value_get(l->root, "revised"));
	range_check(l->b, start, end);
}

/* ---------------------------------------------------------------- Pandoc's words, in a single page */

/* A date, or a date and a time as static-site generators write them. */
static date stamp_date(value v)
{
	struct str s = value_str(v);

	if (s.n > 10 && (s.p[10] == ' ' || s.p[10] == 'T') && s.p[4] == '-')
		s = str_sub(s, 0, 10);
	return v ? date_parse(s) : DATE_NONE;
}

/* An author is a name, a mapping that holds one, or a list of either. */
static value load_author(struct loader *l)
{
	const struct yaml_node *node = yaml_get(l->root, "author"), *first = value_first(node);

	if (first && first->kind == YAML_MAPPING)
		return value_get(first, "name");
	return value_joined(l->b, node);
}

static void load_pandoc(struct loader *l)
{
	struct course *c = l->course;

	if (!l->content->single)
		return;
	c->author = load_author(l);
	if (c->revised == DATE_NONE)
		c->revised = stamp_date(value_get(l->root, "date"));
}

/* ---------------------------------------------------------------- the document's time */

#define EPOCH_VARIABLE "SOURCE_DATE_EPOCH" /* https://reproducible-builds.org/specs/source-date-epoch/ */
#define SECONDS_A_DAY 86400

/* False when the variable is not set, or, which is reported, no time that a document may have. */
static bool environment_time(struct build *b, time_t *t)
{
	const char *set = getenv(EPOCH_VARIABLE);
	int64_t seconds, latest = (int64_t)date_from_parts(2200, 12, 31) * SECONDS_A_DAY;

	if (!set || !*set)
		return false;
	if (!str_to_int(str_from(set), &seconds) || seconds < 0 || seconds > latest) {
		msg(b, MSG_EPOCH, POS_NONE, set);
		return false;
	}
	*t = (time_t)seconds;
	return true;
}

time_t course_time(struct build *b, date revised)
{
	time_t t = 0;

	if (environment_time(b, &t))
		return t;
	if (revised != DATE_NONE)
		return (time_t)revised * SECONDS_A_DAY;
	for (const struct source *s = b->inputs; s; s = s->next)
		t = s->mtime.tv_sec > t ? s->mtime.tv_sec : t;
	return t;
}

/* ---------------------------------------------------------------- the whole */

/* The course's tree; NULL where the content has none. */
static const struct yaml_node *course_tree(struct build *b, const struct content *content)
{
	if (content->course)
		schema_check(b, content->course, "", content->single);
	return content->course;
}

const struct course *course_load(struct build *b, const struct content *content)
{
	struct course *c = arena_alloc(b->arena, sizeof *c);
	struct loader l = {.b = b, .content = content, .root = course_tree(b, content), .course = c};

	load_texts(&l);
	load_place(&l);
	load_dates(&l);
	load_pandoc(&l);
	load_staff(&l);
	load_links(&l);
	style_load(&l);
	grading_load(&l);
	calendar_load(&l);
	schedule_load(&l);
	calendar_meet(&l);
	schedule_flow(&l);
	due_load(&l);
	topics_check(&l);
	c->time = course_time(b, c->revised);
	return c;
}
