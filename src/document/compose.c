/* compose.c - the document as a whole: the title block, the sections, and what the course's data adds to them. */
#include "document/document_int.h"

#include <string.h>

/* ---------------------------------------------------------------- blocks that sections place */

static bool put_place(struct composer *c, enum place place, struct pos pos)
{
	switch (place) {
	case PLACE_SCHEDULE: return compose_schedule(c);
	case PLACE_GRADING: return compose_grading(c);
	case PLACE_STAFF: return compose_staff(c);
	case PLACE_FACTS: return compose_facts(c, ROLE_NONE);
	default: tree_leaf(&c->tree, DOC_CONTENTS, pos); return true;
	}
}

static void report_empty(struct composer *c, enum place place, struct pos pos)
{
	static const char *const names[PLACES] = {"schedule", "grading", "staff", "facts", "contents"};
	static const char *const helps[PLACES] = {
		"give `schedule:` in course.yaml", "give `grading:` in course.yaml", "give `staff:` in course.yaml",
		"give `meetings:`, `start:`, `end:` or `links:` in course.yaml", "",
	};

	msg(c->b, MSG_PLACE_EMPTY, pos, names[place], helps[place]);
}

void compose_place(struct composer *c, enum place place, struct pos pos)
{
	c->placed[place] = true;
	if (!c->course || !put_place(c, place, pos))
		report_empty(c, place, pos);
}

static void own_heading(struct composer *c, const char *words)
{
	tree_open(&c->tree, DOC_HEADING, POS_NONE)->u.heading.level = 2;
	compose_words(c, words, POS_NONE);
	tree_close(&c->tree);
}

/* What no section placed comes at the end, in a section of its own. */
static void place_rest(struct composer *c)
{
	const struct course *course = c->course;
	const struct { enum place place; bool wanted; const char *words; } rest[] = {
		{PLACE_STAFF, compose_staff_worth(course), c->words->staff},
		{PLACE_GRADING, course->n_items || course->n_scale, c->words->grading},
		{PLACE_SCHEDULE, course->n_sessions && course->n_entries, c->words->schedule},
	};

	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
		if (c->placed[rest[i].place] || !rest[i].wanted)
			continue;
		tree_open(&c->tree, DOC_SECTION, POS_NONE);
		own_heading(c, rest[i].words);
		put_place(c, rest[i].place, POS_NONE);
		tree_close(&c->tree);
	}
}

#define MOST_TITLE 120 /* bytes of a line in bold that is taken for one */

/* ---------------------------------------------------------------- the title block */

static struct doc_node *value_block(struct composer *c, enum doc_kind kind, enum doc_role role, value v)
{
	if (!v)
		return NULL;
	struct doc_node *n = tree_open(&c->tree, kind, v->pos);
	n->role = role;
	compose_value(c, v);
	tree_close(&c->tree);
	return n;
}

/* COMP 620, Fall 2025, Rice University: small and above the title. */
static void compose_eyebrow(struct composer *c)
{
	const struct course *course = c->course;
	value parts[] = {course->code, course->term, course->department, course->institution};
	struct doc_node *eyebrow = NULL;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!parts[i])
			continue;
		if (eyebrow) {
			tree_text(&c->tree, STR("\u2003"), parts[i]->pos);
			eyebrow->last->role = ROLE_SEPARATOR;
		} else {
			eyebrow = tree_open(&c->tree, DOC_PARAGRAPH, parts[i]->pos);
			eyebrow->role = ROLE_EYEBROW;
		}
		compose_value(c, parts[i]);
	}
	if (eyebrow)
		tree_close(&c->tree);
}

static void compose_notice(struct composer *c)
{
	value notice = c->course->notice;

	if (!notice)
		return;
	tree_open(&c->tree, DOC_CALLOUT, notice->pos);
	compose_markdown(c, md_parse(c->b, &notice->text)->first);
	tree_close(&c->tree);
}

/* A page from a word processor may begin with its title in bold instead of a heading: a line of nothing else. */
static struct doc_node *take_bold_title(struct composer *c)
{
	struct doc_node *section = c->d->root->first, *n = section, *strong;

	while (n && n->kind == DOC_SECTION)
		n = n->first;
	strong = n && n->kind == DOC_PARAGRAPH && !n->role ? n->first : NULL;
	if (!strong || strong->kind != DOC_STRONG || strong->next || !c->content->single)
		return NULL;
	struct str text = doc_plain(c->b, strong);
	if (!text.n || text.n > MOST_TITLE || strchr(".:!?", text.p[text.n - 1]))
		return NULL;
	doc_remove(n);
	doc_unwrap(strong);
	n->kind = DOC_HEADING;
	return n;
}

/* A page's first heading serves where no title was given. */
static struct doc_node *take_first_heading(struct composer *c)
{
	struct doc_node *title = take_bold_title(c);

	if (title)
		return title;
	for (struct doc_node *n = c->d->root; n; n = doc_walk(c->d->root, n, true))
		if (n->kind == DOC_HEADING && (n->parent->kind == DOC_ROOT || n->parent->kind == DOC_SECTION)) {
			doc_remove(n);
			return n;
		}
	return NULL;
}

static void compose_title(struct composer *c, struct doc_node *first_heading)
{
	struct doc_node *title = first_heading;

	if (title)
		tree_attach(&c->tree, title);
	else
		title = value_block(c, DOC_HEADING, ROLE_NONE, c->course->title);
	if (title)
		title->u.heading.level = 1;
}

/* What the author put below the title: made apart, because only the sections tell whether they place the facts themselves. */
static void compose_front(struct composer *c, struct doc_node *first_heading)
{
	compose_eyebrow(c);
	compose_title(c, first_heading);
	value_block(c, DOC_PARAGRAPH, ROLE_SUBTITLE, c->course->subtitle);
	if (c->content->single)
		value_block(c, DOC_PARAGRAPH, ROLE_SUBTITLE, c->course->author);
	if (!c->placed[PLACE_FACTS])
		compose_facts(c, ROLE_TITLE_FACTS);
	compose_notice(c);
}

static void prepend_children(struct doc_node *to, struct doc_node *from)
{
	for (struct doc_node *n; (n = from->last);) {
		doc_remove(n);
		doc_insert_first(to, n);
	}
}

/* ---------------------------------------------------------------- sections */

static value front_title(const struct content_section *section)
{
	const struct yaml_node *title = yaml_get(section->front, "title");

	return title && title->kind == YAML_SCALAR && !title->null && str_trim(title->text.s).n ? title : NULL;
}

static bool says_the_same(struct composer *c, const struct doc_node *a, const struct doc_node *b)
{
	struct str text = doc_plain(c->b, b);

	return str_is_nocase(doc_plain(c->b, a), arena_cstr(c->b->arena, text));
}

/* A file may say its title both in its front matter and in its first line: once is enough. The text's heading goes. */
static void drop_double(struct composer *c, struct doc_node *section, struct doc_node *title)
{
	struct doc_node *heading = title && title->parent == section ? title->next : section->first;

	if (!title || !heading || heading->kind != DOC_HEADING || !says_the_same(c, title, heading))
		return;
	doc_remove(heading);
}

/* The section's headings get their levels with its title apart, which is of level 2 already. */
static void level_section(struct composer *c, struct doc_node *section, struct doc_node *title)
{
	if (title)
		doc_remove(title);
	compose_levels(c, section, title ? 3 : 2);
	if (title)
		doc_insert_first(section, title);
}

static struct doc_node *read_section(struct composer *c, const struct content_section *s)
{
	struct pos start = {s->source, 0, 0};
	struct doc_node *section = tree_open(&c->tree, DOC_SECTION, start), *title = NULL;

	c->dir = file_directory(c->b, s->source->name);
	if (!c->content->single && (title = value_block(c, DOC_HEADING, ROLE_NONE, front_title(s))))
		title->u.heading.level = 2;
	compose_markdown(c, s->body->first);
	tree_close(&c->tree);
	compose_notes(c, section);
	drop_double(c, section, title);
	return section;
}

static struct doc_node *section_title(struct composer *c, const struct doc_node *section, const struct content_section *s)
{
	return !c->content->single && front_title(s) ? section->first : NULL;
}

static void compose_sections(struct composer *c)
{
	for (size_t i = 0; i < c->content->n_sections; i++)
		read_section(c, &c->content->sections[i]);
}

static struct doc_node *find_heading(const struct doc_node *parent)
{
	struct doc_node *n = parent->first;

	while (n && n->kind != DOC_HEADING)
		n = n->next;
	return n;
}

static void level_sections(struct composer *c, struct doc_node *title)
{
	struct doc_node *section = c->d->root->first, *next;

	for (size_t i = 0; i < c->content->n_sections; i++, section = next) {
		next = section->next;
		if (c->content->single)
			drop_double(c, section, title);
		level_section(c, section, section_title(c, section, &c->content->sections[i]));
		if (!section->first)
			doc_remove(section);
	}
}

/* ---------------------------------------------------------------- metadata and numbers */

static struct str plain_value(struct composer *c, value v)
{
	return v ? doc_plain(c->b, doc_inline(c->b, DOC_PARAGRAPH, &v->text)) : STR_NONE;
}

static struct str join_names(struct composer *c, const value *values, size_t n)
{
	struct buf out = {0};

	for (size_t i = 0; i < n; i++) {
		if (!values[i])
			continue;
		buf_cstr(&out, out.n ? ", " : "");
		buf_str(&out, plain_value(c, values[i]));
	}
	struct str s = arena_str(c->b->arena, buf_view(&out));
	buf_free(&out);
	return s;
}

static struct str author(struct composer *c)
{
	const struct course *course = c->course;
	value *names = arena_alloc(c->b->arena, (course->n_staff + 1) * sizeof *names);

	if (course->author)
		return plain_value(c, course->author);
	for (size_t i = 0; i < course->n_staff; i++)
		names[i] = course->staff[i].name;
	return join_names(c, names, course->n_staff);
}

/* A file without a title and a heading is known by its name. */
static struct str content_name(const struct content *content)
{
	return file_stem(content->n_sections ? content->sections[0].source->name : content->dir);
}

static void set_metadata(struct composer *c)
{
	const struct course *course = c->course;
	const struct doc_node *title = find_heading(c->d->root);
	value subject[] = {course->code, course->term, course->institution};

	c->d->title = title ? doc_plain(c->b, title) : content_name(c->content);
	c->d->author = author(c);
	c->d->subject = join_names(c, subject, sizeof subject / sizeof *subject);
	c->d->head_left = plain_value(c, course->code);
	c->d->head_right = title ? c->d->title : STR_NONE;
	c->d->foot_left = plain_value(c, course->term);
}

static bool has_caption(const struct doc_node *figure)
{
	return figure->first && figure->first->kind == DOC_CAPTION;
}

static void number_figures(struct document *d)
{
	int number = 0;

	for (struct doc_node *n = d->root; n; n = doc_walk(d->root, n, true))
		if (n->kind == DOC_FIGURE && has_caption(n))
			n->u.figure->number = ++number;
}

/* ---------------------------------------------------------------- the whole */

static void report_math(struct composer *c)
{
	if (c->math)
		msg_str(c->b, MSG_MATH_AS_SOURCE, c->math_pos, arena_printf(c->b->arena, "%zu", c->math));
}

static void compose_all(struct composer *c)
{
	struct doc_node *front = doc_new(c->b, DOC_ROOT, POS_NONE), *heading = NULL;

	tree_start(&c->tree, c->b, c->d->root);
	c->tree.lang = c->course->language_given ? c->d->lang : STR_NONE;
	compose_sections(c);
	if (!c->course->title)
		heading = take_first_heading(c);
	c->dir = c->content->dir;
	tree_enter(&c->tree, front);
	compose_front(c, heading);
	tree_close(&c->tree);
	level_sections(c, find_heading(front));
	place_rest(c);
	prepend_children(c->d->root, front);
}

/* Facts and tables of course data have English words then; but who gives such data says the language, too. */
static void guess_language(struct composer *c)
{
	struct str guessed = doc_guess_language(c->d->root);

	if (!guessed.n)
		return;
	const struct source *source = c->content->n_sections ? c->content->sections[0].source : NULL;
	msg_str(c->b, MSG_LANGUAGE_GUESSED, (struct pos){source, 0, 0}, guessed);
	c->d->lang = guessed;
	c->d->words = c->words = doc_words_find(guessed);
}

const struct document *document_compose(struct build *b, const struct content *content, const struct course *course)
{
	struct document *d = arena_alloc(b->arena, sizeof *d);
	struct composer c = {.b = b, .content = content, .course = course, .d = d, .dir = content->dir};

	d->lang = course->language;
	d->words = c.words = doc_words_find(course->language);
	d->time = course->time;
	d->ua_honest = true;
	d->root = doc_new(b, DOC_ROOT, POS_NONE);
	compose_all(&c);
	if (!course->language_given)
		guess_language(&c);
	compose_inline(&c, d->root);
	compose_columns(&c, d->root);
	compose_tables(&c, d->root);
	compose_links(&c);
	compose_tidy(&c, d->root); /* links that are gone */
	compose_references(&c, d->root);
	number_figures(d);
	doc_punctuate(b, d);
	compose_contents(&c);
	set_metadata(&c);
	report_math(&c);
	compose_report_rtl(&c, d->root);
	doc_number(d->root);
	return d;
}
