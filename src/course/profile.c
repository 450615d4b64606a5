/* profile.c - what schools and states ask of a syllabus. A profile is a data file: a name, its source, and items, each with ways
 * to find it. An item is present when one of its `any` holds, and each of its `all`:
 *
 *   data PATH      course.yaml has a value there (staff.email, grading.scale)
 *   each PATH      every entry of the schedule, or every item of the grading, has it, and every class an entry
 *   heading WORDS  a heading, or the bold words that a paragraph starts with, holds these words
 *   text WORDS     some text holds them
 *   opening        a paragraph of a sentence or two stands before the first heading
 *
 * A machine finds words and not their meaning: a profile tells what to look at, and the rule itself decides. */
#include "course/check_int.h"

#include <string.h>

#define KNOWN "basic, abet, florida-bog, ohio-3345-029, texas-hb2504, unc-400-1-6"
#define OPENING_MIN 80 /* bytes */

/* ---------------------------------------------------------------- ways to find an item */

/* Whether the node, or any element of it where it is a list, has a value at path. */
static bool has_data(const struct yaml_node *node, struct str path)
{
	size_t point = str_find_char(path, '.', 0);

	if (!node || node->null)
		return false;
	if (node->kind == YAML_SEQUENCE) {
		for (const struct yaml_node *e = node->first; e; e = e->next)
			if (has_data(e, path))
				return true;
		return false;
	}
	if (!path.n)
		return true;
	for (const struct yaml_node *v = node->kind == YAML_MAPPING ? node->first : NULL; v; v = v->next)
		if (str_eq(v->key->text.s, str_sub(path, 0, point == SIZE_MAX ? path.n : point)))
			return has_data(v, point == SIZE_MAX ? STR_NONE : str_sub(path, point + 1, path.n));
	return false;
}

static bool find_data(struct checker *k, struct str path)
{
	return has_data(k->content->course, path);
}

/* Every element of the list that the path starts with. A schedule's entry may be its topic alone. */
static bool find_each(struct checker *k, struct str path)
{
	size_t point = str_find_char(path, '.', 0);
	bool schedule = str_starts(path, "schedule");

	while (point != SIZE_MAX && str_find_char(path, '.', point + 1) != SIZE_MAX)
		point = str_find_char(path, '.', point + 1);
	const struct yaml_node *list = k->content->course;
	struct str key = str_sub(path, point + 1, path.n);
	list = schedule ? yaml_get(list, "schedule") : yaml_get(yaml_get(list, "grading"), "items");
	if (!value_first(list))
		return false;
	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e))
		if (e->kind == YAML_MAPPING ? !has_data(e, key) : !str_is(key, "topic"))
			return false;
	for (size_t i = 0; schedule && i < k->course->n_classes; i++)
		if (!k->course->classes[i].entry)
			return false;
	return true;
}

static bool find_heading(struct checker *k, struct str words)
{
	for (size_t i = 0; i < k->prose.n; i++) {
		const struct prose *p = &k->prose.v[i];
		bool title = p->heading || (p->key && (strcmp(p->key, "title") == 0 || strcmp(p->key, "links[].label") == 0));
		if (title && find_nocase(p->text.s, words, 0) != SIZE_MAX)
			return true;
		if (p->lead && find_nocase(p->lead_text, words, 0) != SIZE_MAX)
			return true;
	}
	return false;
}

static bool find_text(struct checker *k, struct str words)
{
	for (size_t i = 0; i < k->prose.n; i++)
		if (!k->prose.v[i].data && find_nocase(k->prose.v[i].text.s, words, 0) != SIZE_MAX)
			return true;
	return false;
}

static bool find_opening(struct checker *k, struct str words)
{
	(void)words;
	for (size_t i = 0; i < k->prose.n && !k->prose.v[i].heading && !k->prose.v[i].key; i++)
		if (k->prose.v[i].text.s.n >= OPENING_MIN)
			return true;
	return false;
}

static const struct { const char *name; bool (*find)(struct checker *k, struct str words); } ways[] = {
	{"data ", find_data}, {"each ", find_each}, {"heading ", find_heading}, {"text ", find_text}, {"opening", find_opening},
};

static bool holds(struct checker *k, const struct yaml_node *way)
{
	struct str s = value_str(way);

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (str_starts(s, ways[i].name))
			return ways[i].find(k, str_trim(str_sub(s, strlen(ways[i].name), s.n)));
	return false;
}

/* ---------------------------------------------------------------- a profile */

static bool is_present(struct checker *k, const struct yaml_node *item)
{
	const struct yaml_node *any = yaml_get(item, "any"), *all = yaml_get(item, "all");
	bool present = !any;

	for (const struct yaml_node *way = value_first(any); way; way = value_next(any, way))
		present = present || (way->kind == YAML_SCALAR && holds(k, way));
	for (const struct yaml_node *way = value_first(all); way; way = value_next(all, way))
		present = present && way->kind == YAML_SCALAR && holds(k, way);
	return present;
}

static const char *field(struct checker *k, const struct yaml_node *mapping, const char *key)
{
	return arena_cstr(k->b->arena, value_str(value_get(mapping, key)));
}

static void check_profile(struct checker *k, const struct yaml_node *profile, const char *called)
{
	const struct yaml_node *items = yaml_get(profile, "items");
	const char *name = field(k, profile, "name"), *source = field(k, profile, "source");

	if (!value_first(items)) {
		msg(k->b, MSG_PROFILE_BROKEN, POS_NONE, called, "it has no items");
		return;
	}
	for (const struct yaml_node *item = value_first(items); item; item = value_next(items, item)) {
		const char *rule = field(k, item, "rule");
		const char *cited = arena_printf(k->b->arena, "%s%s%s; the rule itself decides", source, *rule ? ", " : "", rule).p;
		if (is_present(k, item))
			msg(k->b, MSG_PROFILE_PRESENT, POS_NONE, name, field(k, item, "name"));
		else
			msg(k->b, MSG_PROFILE_MISSING, POS_NONE, name, field(k, item, "name"), cited);
	}
}

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_letter(s.p[i]) && !(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != '-')
			return false;
	return s.n > 0;
}

/* One of the program's own profiles; NULL when there is none of that name. */
static const struct yaml_node *read_profile(struct checker *k, struct str name)
{
	struct source *source = arena_alloc(k->b->arena, sizeof *source);

	if (!is_name(name))
		return NULL;
	source->name = file_join(k->b, k->profiles, arena_printf(k->b->arena, "%.*s.yaml", STR_ARG(name)));
	source->bytes = file_read_system(k->b->arena, source->name);
	if (!source->bytes.p)
		return NULL;
	struct text text = text_of_source(k->b, source);
	return yaml_parse(k->b, &text);
}

/* A name is one of the program's; a file's name is one of the content's. */
static void load_profile(struct checker *k, value v)
{
	struct str name = value_str(v);
	const struct yaml_node *profile;

	if (str_ends(name, ".yaml") || str_ends(name, ".yml")) {
		profile = content_yaml(k->b, file_join(k->b, k->content->dir, name), v->pos);
	} else {
		profile = read_profile(k, name);
		if (!profile)
			msg(k->b, MSG_PROFILE_UNKNOWN, v->pos, arena_cstr(k->b->arena, name),
				"there are " KNOWN "; a file of the content is named with its ending: mine.yaml");
	}
	if (profile)
		check_profile(k, profile, arena_cstr(k->b->arena, name));
}

void check_profiles(struct checker *k)
{
	const struct yaml_node *list = yaml_get(yaml_get(k->content->course, "check"), "profile");

	for (const struct yaml_node *v = value_first(list); v; v = value_next(list, v))
		if (v->kind == YAML_SCALAR)
			load_profile(k, v);
}
