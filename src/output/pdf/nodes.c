/* nodes.c - from a node of the document to what the writer knows about it: by its number. */
#include "output/pdf/pdf_int.h"

void pdf_nodes_start(struct pdf *p)
{
	const struct doc_node *root = p->d->root;
	for (const struct doc_node *n = root; n; n = doc_walk(root, n, true))
		p->nodes.n = n->number + 1;
	p->nodes.v = arena_alloc(p->arena, p->nodes.n * sizeof *p->nodes.v);
}

struct pdf_node *pdf_node_add(struct pdf *p, const struct doc_node *node)
{
	struct pdf_node *n = arena_alloc(p->arena, sizeof *n);
	n->node = node;
	p->nodes.v[node->number] = n;
	return n;
}

struct pdf_node *pdf_node_get(const struct pdf *p, const struct doc_node *node)
{
	return node->number < p->nodes.n ? p->nodes.v[node->number] : NULL;
}

struct pdf_node *pdf_node_find(const struct pdf *p, const struct doc_node *node)
{
	for (; node; node = node->parent) {
		struct pdf_node *n = pdf_node_get(p, node);
		if (n)
			return n;
	}
	return NULL;
}
