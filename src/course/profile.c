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

static bool find_opening(struct checker *k)
{
	for (size_t i = 0; i < k->prose.n && !k->prose.v[i].heading && !k->prose.v[i].key; i++)
		if (k->prose.v[i].text.s.n >= OPENING_MIN)
			return true;
	return false;
}

enum way { WAY_DATA, WAY_EACH, WAY_OPENING, WAY_HEADING, WAY_TEXT, WAYS };

static const char *const names[WAYS] = {"data ", "each ", "opening", "heading ", "text "};

/* WAYS: s says no way; *words: what is to be found. */
static enum way way_of(struct str s, struct str *words)
{
	int way = 0;

	while (way < WAYS && !str_starts(s, names[way]))
		way++;
	if (way == WAYS)
		return WAYS;
	*words = str_trim(str_sub(s, strlen(names[way]), s.n));
	return (words->n > 0) == (way != WAY_OPENING) ? (enum way)way : WAYS;
}

/* ---------------------------------------------------------------- looking for them */

/* Headings and text are looked through once, for all words that the profile asks for. */
struct finder {
	struct checker *k;
	const struct yaml_node *profile;
	struct { const struct yaml_node **v; size_t n, sz; } items; /* without mistakes */
	struct phrases heading, text; /* of the ways, as they stand in the profile */
	struct map found;             /* those whose words are there */
	struct map asked;             /* of the others, by their words: 1 is no, 2 yes */
};

static void find_all(struct finder *f, const struct phrases *phrases, struct str s)
{
	struct phrase_place place = {0};

	for (const struct phrase *p; (p = phrases_next(phrases, s, &place));)
		for (; p && !map_find(&f->found, p->what, STR("there")); p = p->next) /* all of them are, or none */
			map_at(f->k->b->arena, &f->found, p->what, STR("there"));
}

static void find_words(struct finder *f)
{
	for (size_t i = 0; i < f->k->prose.n; i++) {
		const struct prose *p = &f->k->prose.v[i];
		if (p->heading || (p->key && (strcmp(p->key, "title") == 0 || strcmp(p->key, "links[].label") == 0)))
			find_all(f, &f->heading, p->text.s);
		if (p->lead)
			find_all(f, &f->heading, p->lead_text);
		if (!p->data)
			find_all(f, &f->text, p->text.s);
	}
}

static bool is_there(struct checker *k, enum way way, struct str words)
{
	return way == WAY_DATA ? find_data(k, words) : way == WAY_EACH ? find_each(k, words) : find_opening(k);
}

static bool holds(struct finder *f, const struct yaml_node *node)
{
	struct str words;
	enum way way = way_of(value_str(node), &words);

	if (way == WAY_HEADING || way == WAY_TEXT)
		return map_find(&f->found, node, STR("there"));
	struct map_entry *asked = map_at(f->k->b->arena, &f->asked, names[way], words);
	if (!asked->count)
		asked->count = is_there(f->k, way, words) ? 2 : 1;
	return asked->count == 2;
}

/* ---------------------------------------------------------------- mistakes in a profile */

/* Whether a row of the schema, "staff[].email" or "check.*", is at path, "staff.email". */
static bool is_at(const char *row, struct str path)
{
	size_t i = 0;

	for (; *row; row++) {
		while (*row == '*' && i < path.n && path.p[i] != '.')
			i++;
		if (!strchr("[]*", *row) && (i >= path.n || path.p[i++] != *row))
			return false;
	}
	return i == path.n;
}

static bool is_key(struct str path)
{
	for (size_t i = 0; i < schema_keys_n; i++)
		if (is_at(schema_keys[i].path, path))
			return true;
	return false;
}

/* Whether it is one, with its words among those that are looked for. */
static bool read_way(struct finder *f, const struct yaml_node *node)
{
	struct str words, s = node->kind == YAML_SCALAR ? value_str(node) : STR("this");
	struct arena *a = f->k->b->arena;
	enum way way = way_of(s, &words);

	if (way == WAYS || (way == WAY_EACH && !str_starts(words, "schedule.") && !str_starts(words, "grading.items."))) {
		msg(f->k->b, MSG_PROFILE_WAY, node->pos, arena_cstr(a, s));
		return false;
	}
	if ((way == WAY_DATA || way == WAY_EACH) && !is_key(words)) {
		msg(f->k->b, MSG_PROFILE_KEY, node->pos, arena_cstr(a, words));
		return false;
	}
	if (way == WAY_HEADING || way == WAY_TEXT)
		phrases_add(a, way == WAY_TEXT ? &f->text : &f->heading, words, node);
	return true;
}

static bool read_ways(struct finder *f, const struct yaml_node *list)
{
	bool sound = true;

	for (const struct yaml_node *way = value_first(list); way; way = value_next(list, way))
		sound &= read_way(f, way);
	return sound;
}

static bool read_item(struct finder *f, const struct yaml_node *item)
{
	bool mapping = item->kind == YAML_MAPPING, named = mapping && value_get(item, "name");
	const struct yaml_node *any = mapping ? yaml_get(item, "any") : NULL, *all = mapping ? yaml_get(item, "all") : NULL;

	if (named && (value_first(any) || value_first(all))) {
		bool sound = read_ways(f, any);
		return read_ways(f, all) && sound;
	}
	msg(f->k->b, MSG_PROFILE_ITEM, item->pos, named ? "any" : "name");
	return false;
}

/* ---------------------------------------------------------------- a profile */

static bool is_present(struct finder *f, const struct yaml_node *item)
{
	const struct yaml_node *any = yaml_get(item, "any"), *all = yaml_get(item, "all");
	bool present = !any;

	for (const struct yaml_node *way = value_first(any); way; way = value_next(any, way))
		present = present || holds(f, way);
	for (const struct yaml_node *way = value_first(all); way; way = value_next(all, way))
		present = present && holds(f, way);
	return present;
}

static const char *field(struct checker *k, const struct yaml_node *mapping, const char *key)
{
	return arena_cstr(k->b->arena, value_str(value_get(mapping, key)));
}

static void report_item(struct finder *f, const struct yaml_node *item)
{
	struct checker *k = f->k;
	const char *name = field(k, f->profile, "name"), *source = field(k, f->profile, "source"), *rule = field(k, item, "rule");
	const char *cited = arena_printf(k->b->arena, "%s%s%s; the rule itself decides", source, *rule ? ", " : "", rule).p;

	if (is_present(f, item))
		msg(k->b, MSG_PROFILE_PRESENT, POS_NONE, name, field(k, item, "name"));
	else
		msg(k->b, MSG_PROFILE_MISSING, POS_NONE, name, field(k, item, "name"), cited);
}

static void check_profile(struct checker *k, const struct yaml_node *profile)
{
	const struct yaml_node *items = yaml_get(profile, "items");
	struct finder f = {.k = k, .profile = profile};

	if (!value_first(items))
		msg(k->b, MSG_PROFILE_ITEMS, profile->pos, "");
	for (const struct yaml_node *item = value_first(items); item; item = value_next(items, item))
		if (read_item(&f, item))
			*arena_push(k->b->arena, &f.items) = item;
	find_words(&f);
	for (size_t i = 0; i < f.items.n; i++)
		report_item(&f, f.items.v[i]);
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
		check_profile(k, profile);
}

void check_profiles(struct checker *k)
{
	const struct yaml_node *list = yaml_get(yaml_get(k->content->course, "check"), "profile");

	for (const struct yaml_node *v = value_first(list); v; v = value_next(list, v))
		if (v->kind == YAML_SCALAR)
			load_profile(k, v);
}
