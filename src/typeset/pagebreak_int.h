/* pagebreak_int.h - between pagebreak.c (where pages may end, and which ends to choose) and pagefit.c (what one page would look
 * like). */
#ifndef PAGEBREAK_INT_H
#define PAGEBREAK_INT_H

#include "typeset/typeset_int.h"

#define PB_SCALE 1000    /* costs are counted in thousandths of badness */
#define PB_NO_WHITE (-1) /* a page whose bottom nobody compares */

/* Running totals of the items so far. */
struct pb_sum { sp height, stretch, shrink, note; size_t boxes, noted; }; /* noted: behind the last item with a note */

/* A place where a page may end. points[0] is the document's start. */
struct pb_point {
	size_t from, to;          /* first box behind it; behind the last box before it */
	struct pb_sum at_from, at_to;
	int64_t penalty;
	bool forced, last;
};

/* The document, as a page is made of it. */
struct pb_material {
	const struct pb_item *items;
	size_t n;
	const struct pb_params *p;
	struct pb_sum *sums;      /* of the items before each; n + 1 */
	struct { size_t *v; size_t n, sz; } choices; /* items that open a paragraph which may be longer or shorter */
	sp give;                  /* how much shorter a page may become by its choices */
};

/* A page and what it costs. */
struct pb_fit {
	struct pb_page page;
	int64_t cost;
	sp white;                 /* at its foot */
};

/* What a page is made for: what stands between two points, and notes that come from the page before. */
struct pb_span { const struct pb_point *a, *b; bool first; sp carry; };

/* The page as it is best, with up to PB_CHOICES of its paragraphs a line longer or shorter. */
struct pb_fit pb_fit_page(const struct pb_material *m, const struct pb_span *s);
/* Of facing pages that leave different white at their feet. */
int64_t pb_facing_cost(const struct pb_params *p, sp left, sp right);
sp pb_page_height(const struct pb_params *p, bool first);
sp pb_notes_height(const struct pb_params *p, sp note); /* with the gap above them */

#endif
