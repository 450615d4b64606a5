/* dump.c - the content as text (--dump=content): a node a line, indented, with the line and column where it starts. */
#include "content/content_int.h"

#include <string.h>

struct dump { struct buf *out; struct pos_index index; };

static void put_place(struct dump *d, struct pos pos)
{
	struct line_column at = pos_index_find(&d->index, pos);

	if (pos.source)
		buf_printf(d->out, " %zu:%zu", at.line, at.column);
}

static void put_field(struct dump *d, const char *name, struct str value)
{
	if (!value.p)
		return;
	buf_printf(d->out, " %s=", name);
	buf_quoted(d->out, value);
}

/* ---------------------------------------------------------------- YAML */

static void put_scalar(struct dump *d, const struct yaml_node *node)
{
	if (node->null)
		buf_cstr(d->out, "null");
	else
		buf_quoted(d->out, node->text.s);
}

static void put_yaml(struct dump *d, const struct yaml_node *node, int depth)
{
	buf_indent(d->out, depth);
	if (node->key)
		buf_printf(d->out, "%.*s: ", STR_ARG(node->key->text.s));
	if (node->kind == YAML_SCALAR)
		put_scalar(d, node);
	else
		buf_printf(d->out, "%s of %zu", node->kind == YAML_MAPPING ? "mapping" : "sequence", node->n);
	put_place(d, node->pos);
	buf_char(d->out, '\n');
	for (const struct yaml_node *child = node->first; child; child = child->next)
		put_yaml(d, child, depth + 1);
}

/* ---------------------------------------------------------------- Markdown */

static const char *const align_names[] = {"-", "left", "center", "right"};

static void put_table(struct dump *d, const struct md_node *node)
{
	for (size_t i = 0; i < node->columns; i++)
		buf_printf(d->out, " %s", align_names[node->align[i]]);
}

static void put_list(struct dump *d, const struct md_node *node)
{
	if (node->ordered)
		buf_printf(d->out, " from %d", node->start);
	buf_cstr(d->out, node->tight ? " tight" : " loose");
}

static void put_details(struct dump *d, const struct md_node *node)
{
	if (node->kind == MD_HEADING)
		buf_printf(d->out, " level %d", node->level);
	if (node->kind == MD_LIST)
		put_list(d, node);
	if (node->kind == MD_TABLE)
		put_table(d, node);
	if (node->task)
		buf_cstr(d->out, node->checked ? " checked" : " unchecked");
	if (node->header)
		buf_cstr(d->out, " header");
	if (node->display)
		buf_cstr(d->out, " display");
	if (node->autolink)
		buf_cstr(d->out, " auto");
	if (node->kind == MD_CODE_BLOCK)
		put_field(d, "info", node->info.n ? node->info : STR_NONE);
	if (node->kind == MD_LINK || node->kind == MD_IMAGE) {
		put_field(d, "url", node->url);
		put_field(d, "title", node->title.n ? node->title : STR_NONE);
	}
	if (node->literal.p) {
		buf_char(d->out, ' ');
		buf_quoted(d->out, node->literal);
	}
}

static void put_node(struct dump *d, const struct md_node *node, int depth)
{
	buf_indent(d->out, depth);
	buf_cstr(d->out, md_kind_names[node->kind]);
	put_place(d, node->pos);
	put_details(d, node);
	buf_char(d->out, '\n');
}

/* Without recursion: Markdown nests as deep as its author wills. */
static void put_markdown(struct dump *d, const struct md_node *root, int depth)
{
	const struct md_node *node = root;

	while (node) {
		put_node(d, node, depth);
		if (node->first) {
			node = node->first;
			depth++;
			continue;
		}
		while (node != root && !node->next) {
			node = node->parent;
			depth--;
		}
		node = node == root ? NULL : node->next;
	}
}

/* ---------------------------------------------------------------- the whole */

/* A file's name without the content's directory, so that prints of the same content agree wherever it lies. */
static const char *short_name(const struct content *c, const char *name)
{
	size_t n = strlen(c->dir);

	while (n > 1 && c->dir[n - 1] == '/')
		n--;
	return strncmp(name, c->dir, n) == 0 && name[n] == '/' ? name + n + 1 : name;
}

void content_dump(const struct content *c, struct buf *out)
{
	struct dump dump = {.out = out, .index = {.a = arena_new()}}, *d = &dump;

	if (c->course && !c->single) {
		buf_printf(d->out, "course %s\n", c->course->pos.source ? short_name(c, c->course->pos.source->name) : "");
		put_yaml(d, c->course, 1);
	}
	for (size_t i = 0; i < c->n_sections; i++) {
		const struct content_section *section = &c->sections[i];
		buf_printf(d->out, "%s %s\n", c->single ? "page" : "section", short_name(c, section->source->name));
		if (section->front)
			put_yaml(d, section->front, 1);
		put_markdown(d, section->body, 1);
	}
	arena_free(dump.index.a);
}
