/* layers.c - what a course is laid upon: the files that it includes (an institution's, a department's), and what the command
 * line says on top.
 *
 * Mappings are merged key by key, anything else is replaced by the later layer: the included files in their order, each with
 * what it includes itself below it; then the course; then --set. A file may lock keys: later files cannot change them. Nodes
 * are never changed but copied, as they are shared, and keep the places where they were written. */
#include "content/content_int.h"

#include <string.h>

#define DEPTH_MAX 8 /* of files that include one another */

struct lock {
	struct str path; /* "grading.scale" */
	struct pos pos;
};

struct layers {
	struct build *b;
	struct map locks, holders; /* locks by their paths; the first below each mapping */
	struct { struct content_shared *v; size_t n, sz; } shared;
};

/* ---------------------------------------------------------------- mappings in the making */

struct children {
	struct yaml_node *first, *last;
	size_t n;
};

static struct yaml_node *copy_child(struct build *b, struct children *to, const struct yaml_node *node, const struct yaml_node *key)
{
	struct yaml_node *copy = arena_alloc(b->arena, sizeof *copy);

	*copy = *node;
	copy->key = key;
	copy->next = NULL;
	if (to->last)
		to->last->next = copy;
	else
		to->first = copy;
	to->last = copy;
	to->n++;
	return copy;
}

static const struct yaml_node *finish(struct build *b, const struct yaml_node *like, const struct children *children)
{
	struct yaml_node *made = arena_alloc(b->arena, sizeof *made);

	*made = *like;
	made->first = children->first;
	made->n = children->n;
	yaml_index(b, made);
	return made;
}

/* ---------------------------------------------------------------- locks */

/* Whether a value at path would change what a lock keeps: the locked key itself, or, all at once, a mapping that holds it. */
static bool is_locked(struct layers *l, struct str path, const struct yaml_node *value)
{
	const struct map_entry *e = map_find(&l->locks, NULL, path);

	if (!e && value->kind != YAML_MAPPING)
		e = map_find(&l->holders, NULL, path);
	if (!e || value->null)
		return false;
	const struct lock *lock = e->value;
	msg(l->b, MSG_LOCKED, value->key->pos, arena_cstr(l->b->arena, lock->path), lock->pos.source->name);
	return true;
}

static const struct yaml_node *elements(const struct yaml_node *list)
{
	if (!list || list->null)
		return NULL;
	return list->kind == YAML_SEQUENCE ? list->first : list;
}

static const struct yaml_node *next_element(const struct yaml_node *list, const struct yaml_node *element)
{
	return list == element ? NULL : element->next;
}

#define MOST_LEVELS 16 /* mappings in mappings that hold a key; there are four */

static void add_lock(struct layers *l, const struct yaml_node *e)
{
	struct arena *a = l->b->arena;
	struct lock *lock = arena_alloc(a, sizeof *lock);
	struct map_entry *same;
	size_t point = 0;

	*lock = (struct lock){str_trim(e->text.s), e->pos};
	same = map_at(a, &l->locks, NULL, lock->path);
	same->value = same->value ? same->value : lock;
	for (int i = 0; i < MOST_LEVELS && (point = str_find_char(lock->path, '.', point)) != SIZE_MAX; i++, point++) {
		same = map_at(a, &l->holders, NULL, str_sub(lock->path, 0, point));
		same->value = same->value ? same->value : lock;
	}
}

static void add_locks(struct layers *l, const struct yaml_node *file)
{
	const struct yaml_node *list = yaml_get(file, "locked");

	for (const struct yaml_node *e = elements(list); e; e = next_element(list, e))
		if (e->kind == YAML_SCALAR && !e->null)
			add_lock(l, e);
}

/* ---------------------------------------------------------------- merging */

static const struct yaml_node *merge(struct layers *l, const struct yaml_node *base, const struct yaml_node *over, struct str path);

static void merge_child(struct layers *l, struct children *to, const struct yaml_node *old, const struct yaml_node *new, struct str path)
{
	struct arena *a = l->b->arena;
	struct str name = new->key->text.s, inner = path.n ? arena_printf(a, "%.*s.%.*s", STR_ARG(path), STR_ARG(name)) : name;

	if (is_locked(l, inner, new)) {
		if (old)
			copy_child(l->b, to, old, old->key);
		return;
	}
	copy_child(l->b, to, old && old->kind == YAML_MAPPING && new->kind == YAML_MAPPING ? merge(l, old, new, inner) :
		old && new->null ? old : new, new->key);
}

/* What a file says about itself is not handed on. */
static bool is_own(struct str key, struct str path)
{
	return !path.n && (str_is(key, "include") || str_is(key, "locked") || str_is(key, "source") || str_is(key, "review_by"));
}

/* over laid upon base; path: where both stand. */
static const struct yaml_node *merge(struct layers *l, const struct yaml_node *base, const struct yaml_node *over, struct str path)
{
	struct children made = {0};

	for (const struct yaml_node *old = base->first; old; old = old->next)
		if (!is_own(old->key->text.s, path) && !yaml_find(over, old->key->text.s))
			copy_child(l->b, &made, old, old->key);
	for (const struct yaml_node *new = over->first; new; new = new->next)
		merge_child(l, &made, yaml_find(base, new->key->text.s), new, path);
	return finish(l->b, over, &made);
}

/* ---------------------------------------------------------------- included files */

static const struct yaml_node *read_layer(struct layers *l, const struct yaml_node *name)
{
	const char *dir = file_directory(l->b, name->pos.source->name);
	const char *path = file_join(l->b, dir, str_trim(name->text.s));
	const struct yaml_node *file = content_yaml(l->b, path, name->pos);

	if (!file || file->null)
		return NULL;
	if (file->kind == YAML_MAPPING)
		return file;
	msg(l->b, MSG_INCLUDE_KIND, name->pos, path);
	return NULL;
}

/* The file with all that it includes below it. */
static const struct yaml_node *resolve(struct layers *l, const struct yaml_node *file, int depth)
{
	const struct yaml_node *list = yaml_get(file, "include"), *base = NULL;

	for (const struct yaml_node *e = elements(list); e; e = next_element(list, e)) {
		if (e->kind != YAML_SCALAR || e->null)
			continue; /* the schema reports it */
		if (depth == DEPTH_MAX) {
			msg_str(l->b, MSG_INCLUDE_DEEP, e->pos, e->text.s);
			return file;
		}
		const struct yaml_node *layer = read_layer(l, e);
		if (!layer)
			continue;
		*arena_push(l->b->arena, &l->shared) = (struct content_shared){yaml_get(layer, "review_by"), yaml_get(layer, "source"),
			yaml_get(layer, "locked")};
		const struct yaml_node *whole = resolve(l, layer, depth + 1);
		base = base ? merge(l, base, whole, STR_NONE) : whole;
		add_locks(l, layer);
	}
	return base ? merge(l, base, file, STR_NONE) : file;
}

/* ---------------------------------------------------------------- --set */

/* One KEY=VALUE as a text with places. */
struct setting {
	struct build *b;
	struct text text;
	size_t value; /* the first byte behind "=" */
};

static const struct yaml_node *make_scalar(struct setting *s, size_t from, size_t to)
{
	struct yaml_node *node = arena_alloc(s->b->arena, sizeof *node);

	node->kind = YAML_SCALAR;
	node->text = text_sub(s->b, &s->text, from, to);
	node->pos = text_pos(&s->text, from, to);
	node->null = from == to;
	return node;
}

/* Lists and mappings are YAML; all else is text as it stands. */
static const struct yaml_node *make_value(struct setting *s)
{
	struct str bytes = s->text.s;

	if (s->value < bytes.n && (bytes.p[s->value] == '[' || bytes.p[s->value] == '{')) {
		struct text yaml = text_sub(s->b, &s->text, s->value, bytes.n);
		return yaml_parse(s->b, &yaml);
	}
	return make_scalar(s, s->value, bytes.n);
}

static const struct yaml_node *set_in(struct setting *s, const struct yaml_node *node, size_t at);

/* In a list the key is a number, from 1. */
static const struct yaml_node *set_element(struct setting *s, const struct yaml_node *list, const struct yaml_node *key, size_t next)
{
	struct children made = {0};
	int64_t number = 0, i = 1;

	if (!str_to_int(key->text.s, &number) || number < 1 || number > (int64_t)list->n) {
		msg(s->b, MSG_SET_NUMBER, key->pos, arena_cstr(s->b->arena, key->text.s), arena_printf(s->b->arena, "%zu", list->n).p);
		return list;
	}
	for (const struct yaml_node *e = list->first; e; e = e->next, i++)
		copy_child(s->b, &made, i == number ? set_in(s, e, next) : e, NULL);
	return finish(s->b, list, &made);
}

static const struct yaml_node *set_key(struct setting *s, const struct yaml_node *node, const struct yaml_node *key, size_t next)
{
	const struct yaml_node *mapping = node && node->kind == YAML_MAPPING ? node : NULL;
	const struct yaml_node *old = yaml_find(mapping, key->text.s);
	struct yaml_node empty = {.kind = YAML_MAPPING, .pos = key->pos};
	struct children made = {0};

	for (const struct yaml_node *e = mapping ? mapping->first : NULL; e; e = e->next)
		if (e != old)
			copy_child(s->b, &made, e, e->key);
	const struct yaml_node *new = set_in(s, old, next);
	if (new)
		copy_child(s->b, &made, new, key);
	return finish(s->b, mapping ? mapping : &empty, &made);
}

/* node with the value set in it; the rest of the key starts at byte `at`. node may be NULL. */
static const struct yaml_node *set_in(struct setting *s, const struct yaml_node *node, size_t at)
{
	if (at >= s->value)
		return make_value(s);
	size_t end = at;
	while (s->text.s.p[end] != '.' && end + 1 < s->value)
		end++;
	const struct yaml_node *key = make_scalar(s, at, end);
	if (node && node->kind == YAML_SEQUENCE)
		return set_element(s, node, key, end + 1);
	if (str_is(key->text.s, "1") && end + 1 < s->value && !yaml_find(node, key->text.s)) /* one mapping is a list of one, and so is none */
		return set_in(s, node, end + 1);
	return set_key(s, node, key, end + 1);
}

static const struct yaml_node *apply(struct build *b, const struct yaml_node *course, const char *argument)
{
	struct source *source = arena_alloc(b->arena, sizeof *source);

	source->name = CONTENT_SETTING;
	source->bytes = str_from(argument);
	struct setting s = {.b = b, .text = text_of_source(b, source), .value = str_find_char(source->bytes, '=', 0) + 1};
	return set_in(&s, course, 0);
}

/* ---------------------------------------------------------------- the whole */

void content_lay(struct build *b, struct content *content)
{
	struct layers l = {.b = b};

	if (content->course)
		content->course = resolve(&l, content->course, 0);
	content->shared = l.shared.v;
	content->n_shared = l.shared.n;
	for (size_t i = 0; i < b->n_sets; i++)
		content->course = apply(b, content->course, b->sets[i]);
}
