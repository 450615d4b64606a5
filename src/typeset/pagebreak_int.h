/* pagebreak_int.h - between pagebreak.c (where pages may end, and which ends to choose) and pagefit.c (what one page would look
 * like). */
#ifndef PAGEBREAK_INT_H
#define PAGEBREAK_INT_H

#include "typeset/break_int.h"

#define PB_SCALE 1000    /* costs are counted in thousandths of badness */
#define PB_NO_WHITE (-1) /* a page whose bottom nobody compares */

/* Running totals of the items so far. */
struct pb_sum {
	sp height, stretch, shrink, note;
	size_t boxes;
	size_t noted;             /* behind the last item with a note */
	size_t grid;              /* behind the last box on the grid; 0: none */
	sp grid_height;           /* from the first box on the grid to the last, in whole lines */
	size_t options;
};

/* A place where a page may end. points[0] is the document's start. */
struct pb_point {
	size_t from, to;          /* first box behind it; behind the last box before it */
	struct pb_sum at_from, at_to;
	int64_t penalty;
	bool forced, last;
};

/* Height with all that stands above the last box on the grid in whole lines, and what the glue behind it can give. */
struct pb_extent { sp height, stretch, shrink; };

/* Something that may be a line longer or shorter: a paragraph, or the space before a box on the grid, and that more than once. */
struct pb_option {
	bool space;
	size_t from;              /* the box on the grid before the space, or the first item; else as item */
	size_t item;              /* opens the paragraph; the box behind the space */
	size_t lines;             /* of the paragraph */
	size_t boxes;             /* of the document up to its end */
	struct pb_extent extent;  /* of the space, with what else stands there */
};

/* The document, as a page is made of it. */
struct pb_material {
	const struct pb_item *items;
	size_t n;
	const struct pb_params *p;
	struct pb_sum *sums;      /* of the items before each; n + 1 */
	size_t *next_grid;        /* the first box on the grid at each item or behind it, or n */
	struct { struct pb_option *v; size_t n, sz; } options; /* by item */
	sp give;                  /* how much shorter a page may become by its choices */
};

/* A page and what it costs. */
struct pb_fit {
	struct pb_page page;
	int64_t cost;
	sp white;                 /* at its foot */
	sp more;                  /* what its choices add to its height, and their part of the cost */
	int64_t spent;
};

/* The ways to set a page: as it is, with 1, 2, 3 ... of its options taken, each time the cheapest. */
struct pb_fits { struct pb_fit v[2 * PB_CHOICES + 1]; size_t n; };

/* What a page is made for: what stands between two points, and notes that come from the page before. */
struct pb_span { const struct pb_point *a, *b; bool first; sp carry; };

void pb_fit_page(const struct pb_material *m, const struct pb_span *s, struct pb_fits *fits);
/* Of facing pages that leave different white at their feet. */
int64_t pb_facing_cost(const struct pb_params *p, sp left, sp right);
sp pb_page_height(const struct pb_params *p, bool first);
sp pb_notes_height(const struct pb_params *p, sp note); /* with the gap above them */
/* How many pages of their own the notes need that the last page carries over. */
sp pb_notes_most(const struct pb_params *p); /* of notes, on a page that has nothing else */
size_t pb_note_pages(const struct pb_params *p, sp carry);
/* Of what stands between two points, without notes. */
struct pb_extent pb_extent_between(const struct pb_material *m, const struct pb_point *a, const struct pb_point *b);

/* What stands between two places on the grid, in whole lines: up or down, whichever its glue does more easily. */
sp pb_grid_height(sp line, const struct pb_extent *e);

#endif
