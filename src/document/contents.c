/* contents.c - tables of contents: a list of links to the sections' headings, and below each a list of its parts'. They are
 * filled when all else is done; only typeset/ knows the pages. */
#include "document/document_int.h"

#define FIRST_LEVEL 2
#define LAST_LEVEL 3

/* Without what a link cannot hold, and without notes, which belong to the heading itself. */
static void copy_spans(struct build *b, struct doc_node *to, const struct doc_node *from)
{
	for (const struct doc_node *n = from->first; n; n = n->next) {
		struct doc_node *copy;
		if (n->kind == DOC_NOTE_REF || n->kind == DOC_IMAGE)
			continue;
		if (n->kind == DOC_LINK) {
			copy_spans(b, to, n);
			continue;
		}
		copy = doc_new(b, n->kind, n->pos);
		copy->role = n->role;
		copy->text = n->text;
		doc_set_lang(b, copy, doc_own_lang(n));
		copy->direction = n->direction;
		if (n->kind == DOC_LINE_BREAK)
			copy = doc_text(b, STR(" "), n->pos);
		doc_append(to, copy);
		copy_spans(b, copy, n);
	}
}

static struct doc_node *append_new(struct build *b, struct doc_node *parent, enum doc_kind kind, struct pos pos)
{
	struct doc_node *n = doc_new(b, kind, pos);

	doc_append(parent, n);
	return n;
}

static struct doc_node *append_list(struct build *b, struct doc_node *parent)
{
	struct doc_node *list = append_new(b, parent, DOC_LIST, parent->pos);

	list->u.list.tight = true;
	return list;
}

static struct doc_node *append_entry(struct build *b, struct doc_node *list, const struct doc_node *heading)
{
	struct doc_node *item = append_new(b, list, DOC_ITEM, heading->pos);
	struct doc_node *paragraph = append_new(b, item, DOC_PARAGRAPH, heading->pos);
	struct doc_node *link = append_new(b, paragraph, DOC_LINK, heading->pos);

	doc_set_lang(b, link, doc_own_lang(heading));
	link->u.link->target = heading;
	copy_spans(b, link, heading);
	if (doc_is_empty(link))
		doc_append(link, doc_text(b, doc_plain(b, heading), heading->pos));
	return item;
}

/* The heading right above the list is its own title. */
static bool is_listed(const struct doc_node *n, const struct doc_node *contents)
{
	return n->kind == DOC_HEADING && n->u.heading.level >= FIRST_LEVEL && n->u.heading.level <= LAST_LEVEL && n->next != contents;
}

static void fill(struct composer *c, struct doc_node *contents)
{
	struct doc_node *list = NULL, *item = NULL, *parts = NULL;

	for (struct doc_node *n = c->d->root; n; n = doc_walk(c->d->root, n, true)) {
		if (!is_listed(n, contents))
			continue;
		if (n->u.heading.level == FIRST_LEVEL || !item) {
			list = list ? list : append_list(c->b, contents);
			item = append_entry(c->b, list, n);
			parts = NULL;
		} else {
			parts = parts ? parts : append_list(c->b, item);
			append_entry(c->b, parts, n);
		}
	}
}

void compose_contents(struct composer *c)
{
	struct doc_node *next;

	for (struct doc_node *n = c->d->root; n; n = next) {
		next = doc_walk(c->d->root, n, n->kind != DOC_CONTENTS);
		if (n->kind != DOC_CONTENTS)
			continue;
		fill(c, n);
		if (n->first)
			continue;
		msg(c->b, MSG_PLACE_EMPTY, n->pos, "heading", "a table of contents lists headings of the levels 2 and 3");
		doc_remove(n);
	}
}
