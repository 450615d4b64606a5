/* pagebreak_int.h - between pagepoints.c (where pages may end), pagebreak.c (which ends to choose), pagebound.c (which need not be
 * tried), pagecarry.c (what notes come to a page), pagefit.c (what one page would look like) and pageparts.c (what stands on it). */
#ifndef PAGEBREAK_INT_H
#define PAGEBREAK_INT_H

#include "typeset/break_int.h"

#define PB_SCALE 1000    /* costs are counted in thousandths of badness */
#define PB_WAIT_WHITE 3  /* no float waits where more than one part in so many of a page is white */
#define PB_NOTE_LONG 6    /* lines of a note that may be divided */
#define PB_CARRY_COST 60  /* of dividing one */
#define PB_WHITE_MOST 8   /* with more white than one part in so many no choices of a page are looked at */
#define PB_NEVER INT32_MAX
#define PB_NO_WAY (INT64_MAX / 4)
#define PB_NO_WHITE (-1) /* a page whose bottom nobody compares */

/* Running totals of the items so far. */
struct pb_sum {
	sp height, stretch, shrink, note;
	sp grid_height;           /* from the first box on the grid to the last, in whole lines */
	sp endless;               /* height, with what the grid adds to it */
	int64_t barrier;
	uint32_t boxes;
	uint32_t noted;           /* behind the last item with a note */
	uint32_t grid;            /* behind the last box on the grid; 0: none */
	uint32_t options;
};

/* A place where a page may end. points[0] is the document's start. */
struct pb_point {
	size_t from, to;          /* first box behind it; behind the last box before it */
	size_t floats;            /* that begin before it */
	int penalty;
	bool forced, last;
	bool inside;              /* of the last of these floats */
};

/* Something that may be a line longer or shorter: a paragraph, or the space before a box on the grid, and that more than once. */
struct pb_option {
	bool space;
	size_t from;              /* the box on the grid before the space, or the first item; else as item */
	size_t item;              /* opens the paragraph; the box behind the space */
	size_t lines;             /* of the paragraph */
	size_t boxes;             /* of the document up to its end */
	struct pb_extent extent;  /* of the space, with what else stands there */
	int32_t longer[PB_CHOICES], shorter[PB_CHOICES]; /* costs of one line after the other, up to PB_NEVER */
};

/* The document, as a page is made of it. */
struct pb_material {
	struct arena *a;
	const struct pb_item *items;
	size_t n;
	const struct pb_params *p;
	struct pb_sum *sums;      /* of the items before each; n + 1 */
	size_t *next_grid;        /* the first box on the grid at each item or behind it, or n */
	struct { struct pb_option *v; size_t n, sz; } options; /* by item; those between two boxes on the grid, and paragraphs */
	sp longest;               /* note, if one may be divided */
	sp give;                  /* how much shorter a page may become by its choices */
	struct { struct pb_point *v; size_t n, sz; } points;
	sp *away, *tops;          /* sums over the floats before each: what a page is lower without them at most, higher at least */
};

/* A way to set a page, and what it costs; see pb_page for what has no comment. */
struct pb_fit {
	int64_t cost;
	sp white;                 /* at its foot */
	sp rest;                  /* pb_page.white */
	sp carry;
	int32_t ratio;
	bool stretch, overfull;
	bool longer;              /* its choices: so many of the cheapest to a line more, else to a line less */
	uint8_t n_choices;
};

/* The ways to set a page: as it is, with 1, 2, 3 ... of its options taken, each time the cheapest. */
struct pb_fits { struct pb_fit v[2 * PB_CHOICES + 1]; size_t n; };

/* What a page is made for: what stands between two points, notes that come from the page before, and floats: so many wait when
 * it begins, and so many when it ends. Both points are the same on a page of floats alone. */
struct pb_span { const struct pb_point *a, *b; bool first; sp carry; size_t pending, left; };

/* What stands on a page: with all above its last box on the grid in whole lines, and the glue behind it. */
struct pb_sheet {
	struct pb_extent extent;
	sp note, last_note;       /* height of its notes, and of the last of them; without those from the page before */
	struct pb_part parts[PB_PARTS];
	size_t n;
	struct pb_option joints[PB_PARTS]; /* spaces before the first box on the grid of a part, without costs */
	size_t n_joints;
};

/* The cheapest ways to a line more (or less), in order. */
struct pb_steps { struct pb_step { const struct pb_option *option; int32_t cost; } v[PB_CHOICES]; bool found; };

/* A page in the making. end: the cost of ending it there. */
struct pb_fitter {
	const struct pb_material *m;
	struct pb_span s;
	struct pb_page page;
	struct pb_sheet sheet;
	int64_t end;
	struct pb_steps longer, shorter;
	bool least, least_known;  /* pb_is_least */
};

/* From a, items, n and p, all the rest; false: there is nothing to show. */
bool pb_material_make(struct pb_material *m);
const struct pb_sum *pb_sum_from(const struct pb_material *m, const struct pb_point *pt); /* before what stands behind it */
const struct pb_sum *pb_sum_to(const struct pb_material *m, const struct pb_point *pt);   /* behind what stands before it */
struct pb_extent pb_extent_between(const struct pb_material *m, size_t from, size_t to); /* of items [from, to) */
struct pb_page pb_page_of(const struct pb_span *s);
void pb_sheet_make(const struct pb_material *m, const struct pb_page *page, struct pb_sheet *sheet);
void pb_option_costs(const struct pb_material *m, struct pb_option *o); /* sets longer and shorter */
/* A page for one after the other of the notes that may come to it; s->carry is no matter. */
void pb_fitter_make(const struct pb_material *m, const struct pb_span *s, struct pb_fitter *ft);
int64_t pb_fitter_least(struct pb_fitter *ft, sp carry); /* no way to set it costs less; PB_NO_WAY: it is too high */
void pb_fitter_fit(struct pb_fitter *ft, sp carry, struct pb_fits *fits);
struct pb_page pb_fitter_page(struct pb_fitter *ft, const struct pb_fit *f); /* the page as it is then */
void pb_fit_page(const struct pb_material *m, const struct pb_span *s, struct pb_fits *fits); /* the first two at once */
/* Floats that fill no pages wait behind it: it must be two thirds full. */
bool pb_must_be_full(const struct pb_material *m, const struct pb_span *s);
/* No page costs less that leaves so much white, or more, and has no choices. Does not ask for floats that wait. */
int64_t pb_least_cost(const struct pb_material *m, const struct pb_span *s, sp white);
/* How many pages the floats that wait there need, all but those left, without text; 0: they do not go together. */
size_t pb_float_pages(const struct pb_material *m, const struct pb_span *s);
/* Those pages. Where a float fills pages by itself, notes that come from the page before go on to the next. */
void pb_fit_floats(const struct pb_material *m, const struct pb_span *s, struct pb_fits *fits);
/* It fits, or nothing less can stand on a page. */
bool pb_stands(const struct pb_material *m, const struct pb_span *s, const struct pb_fit *f);
int64_t pb_white_cost(const struct pb_params *p, sp white, sp height); /* of white at a page's foot */
/* Of facing pages that leave different white at their feet. */
int64_t pb_facing_cost(const struct pb_params *p, sp left, sp right);
sp pb_page_height(const struct pb_params *p, bool first);
sp pb_notes_height(const struct pb_params *p, sp note); /* with the gap above them */
bool pb_is_single(const struct pb_material *m, const struct pb_point *a, const struct pb_point *b); /* one box between them */

/* Can no way to set it make the page fit? A quick look, before a page is made. */
bool pb_is_too_high(const struct pb_material *m, const struct pb_span *s);
/* May a page end there while so many floats wait, and do those that stand on it go together? Does not ask how high it is. */
bool pb_may_be(const struct pb_material *m, const struct pb_span *s);
/* Can no page with the same floats end earlier? Does not ask how high it is. */
bool pb_is_least(const struct pb_material *m, const struct pb_span *s);
/* Does a float that fills pages by itself stand between others? */
bool pb_has_alone(const struct pb_material *m, const struct pb_span *s);
/* What a page leaves empty, before its glue is stretched; may be negative. */
sp pb_least_rest(const struct pb_material *m, const struct pb_span *s);
/* What a page leaves white at least, where that is so much that it has no choices; else 0. */
sp pb_least_white(const struct pb_material *m, const struct pb_span *s);

/* From a point, where so many floats wait, to the end no way costs less, by the notes that run over to there. */
struct pb_end {
	int64_t *rest;            /* a row for each line of notes, for some pages of them; and then for each page */
	size_t n;
	int64_t least;            /* of whatever runs over, with what that costs the page before */
};

/* What limits the search. */
struct pb_bound {
	size_t *low;              /* the first point that a page to each point may begin at */
	struct pb_end (*at)[PB_PENDING + 1]; /* each point, by the floats that wait there */
	sp line;                  /* of notes */
	size_t page;              /* so many of them */
	size_t fine;              /* rows of one line */
};

/* Memory from m->a. */
void pb_bound_make(const struct pb_material *m, struct pb_bound *bound);
int64_t pb_rest(const struct pb_bound *bound, size_t point, size_t waiting, sp carry);

/* What of the notes may run over to the page behind each point, at most, by the floats that wait there. */
void pb_carry_make(const struct pb_material *m, const size_t *low, sp (*carries)[PB_PENDING + 1]);
size_t pb_waiting_most(size_t floats); /* of so many that begin before a point */

/* How many pages of their own the notes need that the last page carries over. */
sp pb_notes_most(const struct pb_params *p); /* of notes, on a page that has nothing else */
size_t pb_note_pages(const struct pb_params *p, sp carry);

/* What stands between two places on the grid, in whole lines: up or down, whichever its glue does more easily. */
sp pb_grid_height(sp line, const struct pb_extent *e);

#endif
