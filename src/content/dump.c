/* dump.c - the content as text (--dump=content): a node a line, indented, with the line and column where it starts. */
#include "content/content_int.h"

#include <string.h>

static void put_indent(struct buf *out, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_cstr(out, "  ");
}

static void put_place(struct buf *out, struct pos pos)
{
	struct line_column at = pos_line_column(pos);

	if (pos.source)
		buf_printf(out, " %zu:%zu", at.line, at.column);
}

static void put_field(struct buf *out, const char *name, struct str value)
{
	if (!value.p)
		return;
	buf_printf(out, " %s=", name);
	buf_quoted(out, value);
}

/* ---------------------------------------------------------------- YAML */

static void put_scalar(struct buf *out, const struct yaml_node *node)
{
	if (node->null)
		buf_cstr(out, "null");
	else
		buf_quoted(out, node->text.s);
}

static void put_yaml(struct buf *out, const struct yaml_node *node, int depth)
{
	put_indent(out, depth);
	if (node->key)
		buf_printf(out, "%.*s: ", STR_ARG(node->key->text.s));
	if (node->kind == YAML_SCALAR)
		put_scalar(out, node);
	else
		buf_printf(out, "%s of %zu", node->kind == YAML_MAPPING ? "mapping" : "sequence", node->n);
	put_place(out, node->pos);
	buf_char(out, '\n');
	for (const struct yaml_node *child = node->first; child; child = child->next)
		put_yaml(out, child, depth + 1);
}

/* ---------------------------------------------------------------- Markdown */

static const char *const align_names[] = {"-", "left", "center", "right"};

static void put_table(struct buf *out, const struct md_node *node)
{
	for (size_t i = 0; i < node->columns; i++)
		buf_printf(out, " %s", align_names[node->align[i]]);
}

static void put_list(struct buf *out, const struct md_node *node)
{
	if (node->ordered)
		buf_printf(out, " from %d", node->start);
	buf_cstr(out, node->tight ? " tight" : " loose");
}

static void put_details(struct buf *out, const struct md_node *node)
{
	if (node->kind == MD_HEADING)
		buf_printf(out, " level %d", node->level);
	if (node->kind == MD_LIST)
		put_list(out, node);
	if (node->kind == MD_TABLE)
		put_table(out, node);
	if (node->task)
		buf_cstr(out, node->checked ? " checked" : " unchecked");
	if (node->header)
		buf_cstr(out, " header");
	if (node->display)
		buf_cstr(out, " display");
	if (node->autolink)
		buf_cstr(out, " auto");
	if (node->kind == MD_CODE_BLOCK)
		put_field(out, "info", node->info.n ? node->info : STR_NONE);
	if (node->kind == MD_LINK || node->kind == MD_IMAGE) {
		put_field(out, "url", node->url);
		put_field(out, "title", node->title.n ? node->title : STR_NONE);
	}
	if (node->literal.p) {
		buf_char(out, ' ');
		buf_quoted(out, node->literal);
	}
}

static void put_node(struct buf *out, const struct md_node *node, int depth)
{
	put_indent(out, depth);
	buf_cstr(out, md_kind_names[node->kind]);
	put_place(out, node->pos);
	put_details(out, node);
	buf_char(out, '\n');
}

/* Without recursion: Markdown nests as deep as its author wills. */
static void put_markdown(struct buf *out, const struct md_node *root, int depth)
{
	const struct md_node *node = root;

	while (node) {
		put_node(out, node, depth);
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
	if (c->course && !c->single) {
		buf_printf(out, "course %s\n", c->course->pos.source ? short_name(c, c->course->pos.source->name) : "");
		put_yaml(out, c->course, 1);
	}
	for (size_t i = 0; i < c->n_sections; i++) {
		const struct content_section *section = &c->sections[i];
		buf_printf(out, "%s %s\n", c->single ? "page" : "section", short_name(c, section->source->name));
		if (section->front)
			put_yaml(out, section->front, 1);
		put_markdown(out, section->body, 1);
	}
}
