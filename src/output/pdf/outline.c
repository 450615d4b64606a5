/* outline.c - the headings as bookmarks, and names for what links from outside may point to. */
#include <stdlib.h>

#include "output/pdf/pdf_int.h"

/* ---------------------------------------------------------------- outline */

struct entry {
	const struct doc_node *node;
	int level;
	size_t parent;                     /* all of these: index + 1 of an entry, 0: none */
	size_t first, last, previous, next;
	size_t below;                      /* how many entries are below it, at any depth */
};

struct outline {
	struct entry *v; /* v[0] is the root */
	size_t n, sz;
	unsigned object; /* of the root; entries follow in order */
};

static size_t parent_for(const struct outline *o, int level)
{
	size_t at = o->n - 1;
	while (at > 0 && o->v[at].level >= level)
		at = o->v[at].parent;
	return at;
}

static void outline_add(struct pdf *p, struct outline *o, const struct doc_node *heading)
{
	size_t at = o->n, parent = parent_for(o, heading->u.heading.level);
	struct entry *e = arena_push(p->arena, o);
	*e = (struct entry){.node = heading, .level = heading->u.heading.level, .parent = parent, .previous = o->v[parent].last};
	if (e->previous)
		o->v[e->previous].next = at;
	else
		o->v[parent].first = at;
	o->v[parent].last = at;
	for (size_t up = at; up > 0; up = o->v[up].parent)
		o->v[o->v[up].parent].below++;
}

static void outline_collect(struct pdf *p, struct outline *o)
{
	const struct doc_node *root = p->d->root;
	*arena_push(p->arena, o) = (struct entry){.level = 0};
	for (const struct doc_node *n = root; n; n = doc_walk(root, n, true)) {
		const struct pdf_node *known = pdf_node_get(p, n);
		if (n->kind == DOC_HEADING && known && known->page)
			outline_add(p, o, n);
	}
}

static void put_entry_ref(struct buf *b, const struct outline *o, const char *key, size_t entry)
{
	if (!entry)
		return;
	buf_cstr(b, key);
	pdf_put_ref(b, o->object + (unsigned)entry);
}

static void write_entry(struct pdf *p, const struct outline *o, size_t at)
{
	const struct entry *e = &o->v[at];
	struct buf title = {NULL, 0, 0}, *b = pdf_open(p->file, o->object + (unsigned)at);
	doc_plain_text(e->node, &title);
	buf_cstr(b, "/Title");
	pdf_put_text(b, str_trim(buf_view(&title)));
	buf_free(&title);
	buf_cstr(b, "/Parent");
	pdf_put_ref(b, o->object + (unsigned)e->parent);
	put_entry_ref(b, o, "/Prev", e->previous);
	put_entry_ref(b, o, "/Next", e->next);
	put_entry_ref(b, o, "/First", e->first);
	put_entry_ref(b, o, "/Last", e->last);
	if (e->below)
		buf_printf(b, "/Count %zu", e->below);
	buf_cstr(b, "/Dest");
	pdf_put_destination(p, b, e->node);
	pdf_close(p->file);
}

unsigned pdf_outline_write(struct pdf *p)
{
	struct outline o = {NULL, 0, 0, 0};
	outline_collect(p, &o);
	if (o.n < 2)
		return 0;
	o.object = pdf_object(p->file);
	for (size_t i = 1; i < o.n; i++)
		pdf_object(p->file);
	for (size_t i = 1; i < o.n; i++)
		write_entry(p, &o, i);
	struct buf *b = pdf_open(p->file, o.object);
	buf_cstr(b, "/Type/Outlines");
	put_entry_ref(b, &o, "/First", o.v[0].first);
	put_entry_ref(b, &o, "/Last", o.v[0].last);
	buf_printf(b, "/Count %zu", o.v[0].below);
	pdf_close(p->file);
	return o.object;
}

/* ---------------------------------------------------------------- destinations */

struct named {
	const struct doc_node **v;
	size_t n, sz;
};

static int by_id(const void *a, const void *b)
{
	return str_compare(doc_id(*(const struct doc_node *const *)a), doc_id(*(const struct doc_node *const *)b));
}

static struct named named_collect(struct pdf *p)
{
	struct named named = {NULL, 0, 0};
	const struct doc_node *root = p->d->root;
	for (const struct doc_node *n = root; n; n = doc_walk(root, n, true)) {
		const struct pdf_node *known = pdf_node_get(p, n);
		if (doc_id(n).n && known && known->page)
			*arena_push(p->arena, &named) = n;
	}
	if (named.n)
		qsort(named.v, named.n, sizeof *named.v, by_id);
	return named;
}

static void write_leaf(struct pdf *p, unsigned leaf, const struct doc_node *const *nodes, size_t n)
{
	struct buf *b = pdf_open(p->file, leaf);
	buf_cstr(b, "/Limits[");
	pdf_put_bytes(b, doc_id(nodes[0]));
	pdf_put_bytes(b, doc_id(nodes[n - 1]));
	buf_cstr(b, "]/Names[");
	for (size_t i = 0; i < n; i++) {
		pdf_put_bytes(b, doc_id(nodes[i]));
		pdf_put_destination(p, b, nodes[i]);
	}
	buf_char(b, ']');
	pdf_close(p->file);
}

unsigned pdf_destinations_write(struct pdf *p)
{
	struct named named = named_collect(p);
	if (named.n == 0)
		return 0;
	unsigned leaf, tree = pdf_tree_new(p, named.n, &leaf);
	for (size_t i = 0; i < named.n; i += PDF_LEAF)
		write_leaf(p, leaf++, named.v + i, i + PDF_LEAF < named.n ? PDF_LEAF : named.n - i);
	return tree;
}
