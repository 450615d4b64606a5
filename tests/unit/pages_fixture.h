/* pages_fixture.h - lists of items for the page breaker's tests. */
#ifndef PAGES_FIXTURE_H
#define PAGES_FIXTURE_H

#include "typeset/break_int.h"

#define ITEMS_MAX 512
#define PT SP_PT
#define ONE 65536

struct list { struct pb_item v[ITEMS_MAX]; size_t n; };

static inline void add(struct list *l, struct pb_item item)
{
	l->v[l->n++] = item;
}

static inline void add_box(struct list *l, int pt)
{
	add(l, (struct pb_item){.kind = PB_BOX, .height = pt * PT});
}

static inline void add_glue(struct list *l, int pt, int stretch, int shrink)
{
	add(l, (struct pb_item){.kind = PB_GLUE, .height = pt * PT, .stretch = stretch * PT, .shrink = shrink * PT});
}

static inline void add_penalty(struct list *l, int penalty)
{
	add(l, (struct pb_item){.kind = PB_PENALTY, .penalty = penalty});
}

#endif
