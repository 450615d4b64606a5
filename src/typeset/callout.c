/* callout.c - callouts, quotations and code: blocks with a bar or a ground of their own. */
#include "typeset/typeset_int.h"

#define WHOLE_LINES 9 /* a callout of no more lines stays on one page */

static bool is_lead(const struct doc_node *n)
{
	return n && n->kind == DOC_PARAGRAPH && n->role == ROLE_CALLOUT_TITLE && doc_title_body(n);
}

static void callout_blocks(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	const struct doc_node *child = n->first;

	if (is_lead(child)) {
		f->lead = child;
		child = child->next;
	}
	for (; child; child = child->next)
		flow_block(t, f, child);
}

/* A flow for what stands inside a block: spaced, and no wider than its column. */
static struct flow inner(const struct flow *f, struct vlist *list, sp left, sp right)
{
	struct flow in = *f;

	in.list = list;
	in.x = left;
	in.measure = f->measure - left - right;
	in.first = true;
	in.spaced = true;
	in.wide = in.grid = false;
	in.depth++;
	in.lead = NULL;
	return in;
}

/* Puts the inner list in its place, with space around it. */
static void place(struct typesetter *t, struct flow *f, struct vlist *list, struct look_space around)
{
	vlist_space(f->list, around);
	vlist_move(t, f->list, list, f->x, list->height <= WHOLE_LINES * f->leading ? LB_INFINITE : 0);
	vlist_space(f->list, around);
	f->first = true;
}

void flow_callout(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct vlist list = {.n = 0};
	struct flow in = inner(f, &list, look_length(t, LOOK_CALLOUT_INDENT), 0);
	sp trim = f->leading / 10;

	callout_blocks(t, &in, n);
	vlist_band(t, &list, (struct vband){.width = look_length(t, LOOK_CALLOUT_BAR), .above = -trim, .below = 0, .ink = LOOK_ACCENT});
	place(t, f, &list, look_above(t, LOOK_CALLOUT));
}

void flow_quote(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct vlist list = {.n = 0};
	sp indent = sp_min(look_length(t, LOOK_QUOTE_INDENT), f->measure / 10);
	struct flow in = inner(f, &list, indent, indent);

	flow_blocks(t, &in, n);
	place(t, f, &list, look_above(t, LOOK_BODY));
}
