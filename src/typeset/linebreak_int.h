/* linebreak_int.h - between linebreak.c (which breaks to choose), linebreak_line.c (what one line would look like) and
 * linebreak_river.c (what the lines would look like together). */
#ifndef LINEBREAK_INT_H
#define LINEBREAK_INT_H

#include "typeset/break_int.h"

#define LB_BADNESS_SCALE 1000 /* costs are counted in thousandths of badness */
#define LB_HOLE 1000          /* badness of a line that everybody sees; what is above it counts a quarter */
#define LB_LADDER_STEEP 4000  /* badness of each hyphen beyond max_ladder */

/* Running totals of the items so far. */
struct lb_sum {
	sp width;
	sp stretch, shrink;           /* of glue */
	sp font_stretch, font_shrink; /* of boxes */
	int fills;
};

/* A place where a line may end, seen from both sides. points[0] is the paragraph's start. */
struct lb_point {
	size_t item;             /* the line before it ends here */
	size_t start;            /* first item of a line behind it, glue and penalties skipped */
	struct lb_sum at_end, at_start;
	sp before, before_stretch, before_shrink, after;
	sp hang_left, hang_right; /* of the line behind it, of the line before it */
	sp indent;               /* of the line behind it */
	int penalty;
	bool hyphen, forced, last, fill;
};

/* The points of a paragraph; *n of them. */
struct lb_point *lb_points(struct arena *a, const struct lb_item *items, size_t n_items, const struct lb_params *p, size_t *n);

/* Tightness of a line, for comparing it with its neighbours (Knuth & Plass 1981, p. 1143). */
enum lb_class { LB_TIGHT, LB_DECENT, LB_LOOSE, LB_VERY_LOOSE, LB_CLASSES };

/* One line from point a to point b, set as well as it can be. */
struct lb_fit {
	struct lb_line line;
	int64_t cost;            /* badness in thousandths, with what its being the last line adds */
	enum lb_class class;
};

struct lb_fit lb_fit(const struct lb_point *a, const struct lb_point *b, const struct lb_params *p);

/* True when a line from a to b is too long, however it is set, and every longer one is, too. hang: the widest hang_right. */
bool lb_hopeless(const struct lb_point *a, const struct lb_point *b, const struct lb_params *p, sp hang);

/* Glue stretched by more eighths of its stretch than these is worse than this badness; 0: each badness that is no hole is better. */
int lb_eighths(int badness);

/* True when a line from a to b that is set to both margins, and every shorter one to b, would stretch its glue by more eighths.
 * more: what the start of a line adds to its length, at most. */
bool lb_too_loose(const struct lb_point *a, const struct lb_point *b, const struct lb_params *p, sp more, int eighths);

/* What a way's rivers cost, in thousandths of badness, and the lines of the longest; last is 0 when there is none. */
struct lb_river { int64_t cost; size_t first, last; };

struct lb_river lb_rivers(struct arena *a, const struct lb_item *items, const struct lb_way *way, const struct lb_params *p);

#endif
