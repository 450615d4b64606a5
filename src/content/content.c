/* content.c - the files of a course: a directory with course.yaml and Markdown sections, or one Markdown page. */
#include "content/content_int.h"

#include <string.h>

#define BATCH_FIRST 1024 /* bytes of Markdown that the worker begins with; each batch is as large as all before */

struct content_text {
	struct text text;
	const struct md_node *root;
};

/* Texts that the worker parses one after the other. */
struct content_batch {
	struct content_batch *next;
	struct build *part;
	struct { struct content_text **v; size_t n, sz; } texts;
	struct worker_piece *piece;
};

struct loading {
	struct build *b;
	struct content *content;
	const char **files;          /* the directory's Markdown files, by their names; NULL behind them */
	struct { struct content_section *v; size_t n, sz; } sections;
	struct content_batch *batch; /* not given to the worker yet; NULL: there is none */
	size_t batched, given;       /* bytes of all texts; of those that the worker has */
	struct map listed;           /* nodes of `sections:` by their names */
	size_t missing;              /* of these, so many are no files */
};

/* ---------------------------------------------------------------- batches of Markdown */

static void parse_batch(void *context)
{
	struct content_batch *batch = context;

	for (size_t i = 0; i < batch->texts.n; i++)
		batch->texts.v[i]->root = md_parse(batch->part, &batch->texts.v[i]->text);
}

static void give_batch(struct loading *l)
{
	struct content_batch **end = &l->content->batches;

	if (!l->batch)
		return;
	while (*end)
		end = &(*end)->next;
	*end = l->batch;
	l->batch->piece = worker_do(l->b->worker, parse_batch, l->batch);
	l->batch = NULL;
	l->given = l->batched;
}

static const struct content_text *add_text(struct loading *l, const struct text *text)
{
	struct content_text *made = arena_alloc(l->b->arena, sizeof *made);

	if (!l->batch) {
		l->batch = arena_alloc(l->b->arena, sizeof *l->batch);
		l->batch->part = build_part(l->b);
	}
	made->text = *text;
	*arena_push(l->b->arena, &l->batch->texts) = made;
	l->batched += text->s.n;
	if (l->batched - l->given >= (l->given > BATCH_FIRST ? l->given : BATCH_FIRST))
		give_batch(l);
	return made;
}

void content_finish(struct build *b, struct content *c)
{
	for (struct content_batch *batch = c->batches; batch; batch = batch->next) {
		worker_wait(batch->piece);
		build_join(b, batch->part);
	}
	c->batches = NULL; /* once is enough */
	for (size_t i = 0; i < c->n_sections; i++)
		c->sections[i].body = c->sections[i].text->root;
}

/* ---------------------------------------------------------------- one Markdown file */

static const struct yaml_node *read_front(struct build *b, const struct front *front)
{
	const struct yaml_node *node = front->found ? yaml_parse(b, &front->yaml) : NULL;

	if (!node || node->null)
		return NULL;
	if (node->kind == YAML_MAPPING)
		return node;
	msg(b, MSG_FRONT_KIND, node->pos, "");
	return NULL;
}

/* Quarto keeps variables in a file of its own. */
static const struct yaml_node *variables(struct loading *l)
{
	const char *path = file_join(l->b, l->content->dir, STR("_variables.yml"));

	return file_exists(l->b, path) ? content_yaml(l->b, path, POS_NONE) : NULL;
}

static bool runs_code(struct str path)
{
	return str_ends(path, ".Rmd") || str_ends(path, ".rmd") || str_ends(path, ".qmd");
}

static void add_section(struct loading *l, const struct source *source)
{
	struct text text = repair_text(l->b, source);
	struct front front = front_split(l->b, &text);
	struct content_section section = {.source = source, .front = read_front(l->b, &front)};

	struct md_context context = {section.front, l->content->course, variables(l), file_directory(l->b, source->name), l->content->dir, 0,
		runs_code(str_from(source->name))};
	struct text body = md_jsx(l->b, &front.body);
	body = md_generated(l->b, &body, &context);
	body = md_blocks(l->b, &body);
	body = md_directives(l->b, &body);
	body = md_mended(l->b, &body);
	section.text = add_text(l, &body);
	*arena_push(l->b->arena, &l->sections) = section;
}

/* ---------------------------------------------------------------- course.yaml */

static void read_course(struct loading *l, const char *path)
{
	const struct source *source = file_read_text(l->b, path, POS_NONE);
	const struct yaml_node *node;
	struct text text;

	if (!source)
		return;
	text = repair_text(l->b, source);
	node = yaml_parse(l->b, &text);
	if (!node)
		return;
	if (node->null)
		msg(l->b, MSG_COURSE_EMPTY, node->pos, path);
	else if (node->kind != YAML_MAPPING)
		msg(l->b, MSG_COURSE_KIND, node->pos, path);
	else
		l->content->course = node;
}

/* Whether the directory has a file of this name, readable or not. */
static bool has_name(struct loading *l, const char *name)
{
	const char **names = file_list(l->b, l->content->dir, name);

	for (size_t i = 0; names && names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* course.yaml; its other usual spelling is taken too. NULL when the directory has neither. */
static const char *course_path(struct loading *l)
{
	const char *name = has_name(l, "course.yaml") ? "course.yaml" : has_name(l, "course.yml") ? "course.yml" : NULL;

	return name ? file_join(l->b, l->content->dir, str_from(name)) : NULL;
}

/* ---------------------------------------------------------------- sections: from the list, or all */

/* A file of the directory whose name is nearly this one, or NULL. */
static const char *similar_file(struct loading *l, struct str name)
{
	const char *best = NULL;
	unsigned least = name.n < 3 ? 4 : (unsigned)(name.n / 3) + 3; /* "a" is "a.md" */

	for (const char **file = l->files; *file; file++) {
		unsigned distance = str_distance(name, str_from(*file));
		if (distance < least) {
			least = distance;
			best = *file;
		}
	}
	return best;
}

#define SIMILAR_MOST 20 /* missing files for which all others are looked through: with more, this is not their directory */

static void add_listed(struct loading *l, const struct yaml_node *item)
{
	struct map_entry *same = map_at(l->b->arena, &l->listed, NULL, item->text.s);
	const struct yaml_node *first = same->value;
	const char *path, *similar;
	const struct source *source;

	if (first) {
		msg_str(l->b, MSG_SECTION_TWICE, item->pos, item->text.s);
		msg_str(l->b, MSG_SECTION_FIRST, first->pos, item->text.s);
		return;
	}
	same->value = (void *)item;
	path = content_path(l->b, l->content, item);
	bool missing = !file_exists(l->b, path) && file_is_missing(path);
	similar = missing && l->missing++ < SIMILAR_MOST ? similar_file(l, item->text.s) : NULL;
	if (similar) {
		msg(l->b, MSG_SECTION_SIMILAR, item->pos, path, similar);
		return;
	}
	source = file_read_text(l->b, path, item->pos);
	if (source)
		add_section(l, source);
}

static void add_list(struct loading *l, const struct yaml_node *list)
{
	const struct yaml_node *first = list->kind == YAML_SEQUENCE ? list->first : list;

	for (const struct yaml_node *item = first; item; item = item == list ? NULL : item->next) {
		if (item->kind == YAML_SCALAR && !item->null)
			add_listed(l, item);
		else
			msg(l->b, MSG_SECTION_NAME, item->pos, "");
	}
}

/* What a section's front matter gives as its place among the others; those without one come last. */
static int64_t section_weight(struct build *b, const struct content_section *section)
{
	const struct yaml_node *weight = yaml_get(section->front, "weight");
	int64_t value = INT64_MAX;

	if (weight && !weight->null && (weight->kind != YAML_SCALAR || !str_to_int(weight->text.s, &value)))
		msg(b, MSG_SECTION_WEIGHT, weight->pos, "");
	return value;
}

/* Stable: sections of the same weight stay in the order of their names. */
static void sort_sections(struct loading *l)
{
	size_t n = l->sections.n;
	int64_t *weights = arena_alloc(l->b->arena, (n + 1) * sizeof *weights);

	for (size_t i = 0; i < n; i++) {
		struct content_section section = l->sections.v[i];
		int64_t weight = section_weight(l->b, &section);
		size_t at = i;
		for (; at > 0 && weights[at - 1] > weight; at--) {
			weights[at] = weights[at - 1];
			l->sections.v[at] = l->sections.v[at - 1];
		}
		weights[at] = weight;
		l->sections.v[at] = section;
	}
}

static void add_all(struct loading *l)
{
	for (const char **file = l->files; *file; file++) {
		const struct source *source = file_read_text(l->b, file_join(l->b, l->content->dir, str_from(*file)), POS_NONE);
		if (source)
			add_section(l, source);
	}
	sort_sections(l);
}

/* ---------------------------------------------------------------- the whole */

static struct content *end(struct loading *l)
{
	give_batch(l);
	l->content->sections = l->sections.v;
	l->content->n_sections = l->sections.n;
	return l->content;
}

static struct content *load_directory(struct loading *l, const char *path)
{
	const char *course;
	const struct yaml_node *list;

	file_add_root(l->b, path);
	l->content->dir = path;
	l->files = file_list(l->b, path, ".md");
	if (!l->files)
		return NULL;
	course = course_path(l);
	if (course)
		read_course(l, course);
	else if (!l->files[0]) {
		msg(l->b, MSG_CONTENT_EMPTY, POS_NONE, path);
		return NULL;
	}
	content_lay(l->b, l->content);
	list = yaml_get(l->content->course, "sections");
	if (list && !list->null)
		add_list(l, list);
	else
		add_all(l);
	return end(l);
}

static bool is_markdown(struct str path)
{
	static const char *const suffixes[] = {".md", ".markdown", ".qmd", ".Rmd", ".rmd", ".mdown"};

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (str_ends(path, suffixes[i]))
			return true;
	return false;
}

static struct content *load_page(struct loading *l, const char *path)
{
	const struct source *source;

	l->content->dir = file_directory(l->b, path);
	l->content->single = true;
	if (!file_add_root(l->b, l->content->dir)) {
		msg(l->b, MSG_FILE_MISSING, POS_NONE, path);
		return NULL;
	}
	source = file_read_text(l->b, path, POS_NONE);
	if (!source)
		return NULL;
	if (!is_markdown(str_from(path))) {
		msg(l->b, MSG_CONTENT_KIND, POS_NONE, path, l->content->dir);
		return NULL;
	}
	add_section(l, source);
	l->content->course = l->sections.v[0].front;
	content_lay(l->b, l->content);
	content_finish(l->b, end(l)); /* its course's messages come behind its own */
	return l->content;
}

struct content *content_begin(struct build *b, const char *path)
{
	struct loading l = {.b = b, .content = arena_alloc(b->arena, sizeof *l.content)};

	return file_is_directory(path) ? load_directory(&l, path) : load_page(&l, path);
}

const struct content *content_load(struct build *b, const char *path)
{
	struct content *c = content_begin(b, path);

	if (c)
		content_finish(b, c);
	return c;
}

const char *content_path(struct build *b, const struct content *c, const struct yaml_node *value)
{
	const struct source *source = value->pos.source;
	bool in_file = source && strcmp(source->name, CONTENT_SETTING) != 0;

	return file_join(b, in_file ? file_directory(b, source->name) : c->dir, str_trim(value->text.s));
}

static const struct yaml_node *parse(struct build *b, const struct source *source)
{
	struct text text = repair_text(b, source);

	return yaml_parse(b, &text);
}

const struct yaml_node *content_yaml(struct build *b, const char *path, struct pos from)
{
	const struct source *source = file_read_text(b, path, from);

	return source ? parse(b, source) : NULL;
}

const struct yaml_node *content_yaml_aside(struct build *b, const char *path, struct pos from)
{
	const struct source *source = file_read_text(b, path, from);
	struct build aside = build_aside(b);

	return source ? parse(&aside, source) : NULL;
}
