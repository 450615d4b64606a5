/* nodes.c - from a node of the document to what the writer knows about it: a hash table by address. */
#include "output/pdf/pdf_int.h"

static size_t slot_of(const struct pdf_nodes *t, const struct doc_node *node)
{
	size_t i = (size_t)(((uintptr_t)node >> 4) * 0x9E3779B97F4A7C15u) & (t->sz - 1);
	while (t->slot[i] && t->slot[i]->node != node)
		i = (i + 1) & (t->sz - 1);
	return i;
}

static void grow(struct pdf *p)
{
	struct pdf_nodes old = p->nodes;
	p->nodes.sz = old.sz ? 2 * old.sz : 1024;
	p->nodes.slot = arena_alloc(p->arena, p->nodes.sz * sizeof *p->nodes.slot);
	for (size_t i = 0; i < old.sz; i++)
		if (old.slot[i])
			p->nodes.slot[slot_of(&p->nodes, old.slot[i]->node)] = old.slot[i];
}

struct pdf_node *pdf_node_add(struct pdf *p, const struct doc_node *node)
{
	if (2 * p->nodes.n >= p->nodes.sz)
		grow(p);
	size_t i = slot_of(&p->nodes, node);
	if (p->nodes.slot[i])
		return p->nodes.slot[i];
	struct pdf_node *n = arena_alloc(p->arena, sizeof *n);
	n->node = node;
	n->order = (unsigned)++p->nodes.n;
	p->nodes.slot[i] = n;
	return n;
}

struct pdf_node *pdf_node_get(const struct pdf *p, const struct doc_node *node)
{
	return p->nodes.sz ? p->nodes.slot[slot_of(&p->nodes, node)] : NULL;
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
