/* prose.c - everything that readers will read, as plain texts that know their places: the sections' paragraphs, headings and
 * table rows, and the visible values of course.yaml. */
#include "course/check_int.h"

#include <string.h>

struct gather {
	struct checker *k;
	struct text_builder w;
};

/* ---------------------------------------------------------------- Markdown */

/* A text's own bytes, exactly placed where the source says the same. */
static void put_literal(struct gather *g, const struct md_node *n)
{
	struct text_piece piece = {.pos = n->pos};
	struct text t = {n->literal, &piece, 1};

	piece.verbatim = n->pos.source && n->pos.end - n->pos.start == n->literal.n;
	text_copy(&g->w, &t, 0, n->literal.n);
}

/* What one inline says, but for those in it. False when those are to be read, too. */
static bool put_inline(struct gather *g, const struct md_node *n)
{
	if (n->kind == MD_TEXT)
		put_literal(g, n);
	else if (n->kind == MD_SOFT_BREAK || n->kind == MD_HARD_BREAK)
		text_put(&g->w, STR(" "), n->pos);
	else if (n->kind == MD_CODE || n->kind == MD_MATH || n->kind == MD_IMAGE || n->autolink)
		text_put(&g->w, STR(PROSE_OTHER), n->pos);
	else
		return false;
	return true;
}

static void put_inlines(struct gather *g, const struct md_node *parent)
{
	for (const struct md_node *n = md_walk(parent, parent, true); n; n = md_walk(parent, n, !put_inline(g, n)))
		;
}

static struct text inlines_text(struct gather *g, const struct md_node *parent)
{
	g->w = (struct text_builder){.arena = g->k->b->arena};
	put_inlines(g, parent);
	return text_finish(&g->w);
}

static void add_leaf(struct gather *g, const struct md_node *n)
{
	struct prose p = {.heading = n->kind == MD_HEADING};

	p.text = inlines_text(g, n);
	if (n->kind == MD_PARAGRAPH && n->first && n->first->kind == MD_STRONG) {
		p.lead = true;
		p.lead_text = inlines_text(g, n->first).s;
	}
	*arena_push(g->k->b->arena, &g->k->prose) = p;
}

/* A row's cells as one text, so that what stands beside one another is read together. */
static void add_row(struct gather *g, const struct md_node *row)
{
	struct prose p = {.heading = false};

	g->w = (struct text_builder){.arena = g->k->b->arena};
	for (const struct md_node *cell = row->first; cell; cell = cell->next) {
		put_inlines(g, cell);
		if (cell->next)
			text_put(&g->w, STR(" | "), cell->pos);
	}
	p.text = text_finish(&g->w);
	*arena_push(g->k->b->arena, &g->k->prose) = p;
}

static void add_blocks(struct gather *g, const struct md_node *parent)
{
	for (const struct md_node *n = parent->first; n; n = n->next) {
		if (n->kind == MD_PARAGRAPH || n->kind == MD_HEADING)
			add_leaf(g, n);
		else if (n->kind == MD_TABLE_ROW)
			add_row(g, n);
		else
			add_blocks(g, n);
	}
}

/* ---------------------------------------------------------------- course.yaml */

static void add_values(struct checker *k, const struct yaml_node *node, const char *path);

static void add_scalar(struct checker *k, const struct yaml_node *node, const char *path)
{
	const struct schema_key *key = schema_find(str_from(path));

	if (key && (key->types & (S_TEXT | S_DATE | S_PIN)) && !node->null)
		*arena_push(k->b->arena, &k->prose) = (struct prose){.text = node->text, .key = path, .data = !(key->types & S_TEXT)};
}

static void add_children(struct checker *k, const struct yaml_node *node, const char *path)
{
	struct arena *a = k->b->arena;

	for (const struct yaml_node *n = node->first; n; n = n->next) {
		if (node->kind == YAML_SEQUENCE)
			add_values(k, n, arena_printf(a, "%s[]", path).p);
		else
			add_values(k, n, arena_printf(a, "%s%s%.*s", path, *path ? "." : "", STR_ARG(n->key->text.s)).p);
	}
}

/* One value where a list may stand is a list of one. */
static void add_values(struct checker *k, const struct yaml_node *node, const char *path)
{
	const char *inner = arena_printf(k->b->arena, "%s[]", path).p;

	if (node->kind == YAML_SCALAR)
		add_scalar(k, node, path);
	else if (node->kind == YAML_MAPPING && *path && schema_find(str_from(inner)))
		add_children(k, node, inner);
	else
		add_children(k, node, path);
}

void prose_collect(struct checker *k)
{
	struct gather g = {.k = k};

	for (size_t i = 0; i < k->content->n_sections; i++) {
		const struct content_section *s = &k->content->sections[i];
		if (s->front && !k->content->single && yaml_get(s->front, "title"))
			add_scalar(k, yaml_get(s->front, "title"), "title");
		add_blocks(&g, s->body);
	}
	if (k->content->course)
		add_values(k, k->content->course, "");
}

struct pos prose_pos(const struct prose *p, size_t from, size_t to)
{
	return text_pos(&p->text, from, to);
}
