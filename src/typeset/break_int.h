/* break_int.h - the pure parts of typeset/: lines, pages and columns. Arrays in, indices out; no other file of typeset/ is needed. */
#ifndef BREAK_INT_H
#define BREAK_INT_H

#include "base/base.h"

/* ---------------------------------------------------------------- line breaking (linebreak.c): pure
 *
 * Knuth & Plass, "Breaking Paragraphs into Lines" (1981), with fitness classes, hanging margins and font expansion inside
 * the optimisation, and the best breaks for each line count. See the essay in linebreak.c. */

enum lb_kind { LB_BOX, LB_GLUE, LB_PENALTY };

#define LB_INFINITE 10000  /* a penalty that forbids; its negative forces */
#define LB_UNWILLING 6000  /* a penalty that holds words together: columns are made wide enough to do without such breaks */

struct lb_item {
	enum lb_kind kind;
	bool hyphen;           /* PENALTY: the line would end in a hyphen: costs hyphen_penalty beside its own penalty, and counts for ladders */
	int penalty;           /* PENALTY: as bad as a line of this badness */
	sp width;              /* BOX, GLUE: natural */
	sp stretch, shrink;    /* GLUE; of a BOX, and of a PENALTY's `before`: how far font expansion may widen and narrow it */
	bool fill;             /* GLUE: infinite stretch (the last line, a ragged end); PENALTY: the line may stay short, broken here */
	sp before, after;      /* PENALTY: width added to the end of the line and to the start of the next, when broken here */
	sp hang_left, hang_right; /* BOX: how far it hangs out when it opens or ends a line; PENALTY: hang_right of what `before` ends with */
};

struct lb_params {
	sp measure;
	sp indent;             /* of the first line; may be negative */
	bool ragged;           /* glue keeps its natural width; lines may stay short */
	/* in badness, as all costs here: 100 is a word space stretched by all of its stretch */
	int line_penalty, hyphen_penalty, ladder_demerits, fitness_demerits, final_hyphen_demerits;
	int river_demerits;    /* a river three lines deep, its spaces one exactly below the other; 0: rivers are not looked for */
	int max_ladder;        /* hyphenated lines in a row that are not yet punished steeply */
	int pretolerance;      /* a paragraph that can do without hyphens and without a line worse than this does; 0: hyphens only cost */
	int tolerance;         /* worst badness of the first pass; a second one has no bound but prefers less */
	sp last_least;         /* the last line should not be shorter */
	int spread;            /* how many line counts more or fewer than the best are kept */
	int expand_steps;      /* font expansion comes in so many steps each way; 0: 1000 */
	sp hang_give;          /* a line may hang out by so much less on either side, before its spaces stretch */
	int tightest;          /* glue may give this many thousandths of its shrink, at the cube's price; 0: 1000 */
};

struct lb_line {
	size_t from, to;       /* items [from, to); item `to` is the break, or n at the end; glue at `from` is already skipped */
	bool stretch;          /* glue is stretched (else shrunk) ... */
	int32_t ratio;         /* ... by ratio/65536 of its stretch, or -ratio/65536 of its shrink; never beyond lb_params.tightest */
	int32_t expand;        /* font expansion in 1/1000 of what the boxes allow, -1000..1000: below 0 of their shrink */
	bool overfull;         /* a single box is too wide: everything shrunk and still too long */
	bool underfull;        /* what would have to stretch beyond reason: left short, all natural; the caller tells the author */
	bool justified;        /* meets both margins exactly; false: ragged, under- or overfull, or a fill takes what is left */
	sp start;              /* width of the `after` text that the break before puts at its start */
	sp hang_left, hang_right; /* how far it hangs out: as its first and last box say, or up to hang_give less */
};

struct lb_way { size_t n; const struct lb_line *lines; int64_t demerits; }; /* in 1/1000 of badness; the best has the least */

struct lb_result { struct lb_way *ways; size_t n; size_t best; }; /* ascending by line count */

/* items[n-1] is a forced break. Memory from `a`. Always gives at least one way; an overfull line is marked as such. */
struct lb_result lb_break(struct arena *a, const struct lb_item *items, size_t n, const struct lb_params *params);

/* What running text should use: justified, at most two hyphens in a row, two percent of expansion. Glue should stretch by
 * half of the word space and shrink by a third of it; breaks at hyphens need no penalty of their own. Measures and last_least
 * (two ems) are meant for type of 11 pt: the caller gives the measure as it would be in that size, and then sets its own, and for
 * another expansion expand_steps and hyphen_penalty. */
struct lb_params lb_defaults(sp measure);

/* What a hyphen should cost. Where letters expand, and in wide measures, other breaks are nearly as good, and hyphens are dear. In
 * columns of 30 characters every second line could have one: there the price bounds their number. expansion: in thousandths,
 * as expand_steps. */
int lb_hyphen_price(sp measure, int expansion);

/* Where the items of a line stand, once expansion and glue are at work. width: the measure, less the indent on the first
 * line. x has line->to - line->from + 1 elements: the left edge of each item, from the line's start (the first hangs out:
 * x[0] < 0), then where the `before` of the break starts. Rounding does not add up: a justified line ends at the measure. */
void lb_places(const struct lb_item *items, const struct lb_line *line, sp width, sp *x);

/* ---------------------------------------------------------------- page breaking (pagebreak.c): pure
 *
 * Dynamic programming over the whole document's vertical material. See the essay in pagebreak.c. */

enum pb_kind { PB_BOX, PB_GLUE, PB_PENALTY };

struct pb_extent { sp height, stretch, shrink; }; /* shrink: no more than the height */

struct pb_item {
	enum pb_kind kind : 8;
	bool grid;             /* BOX: stands a whole number of pb_params.line below the page's top */
	int penalty;           /* PENALTY: LB_INFINITE forbids, -LB_INFINITE forces; a GLUE behind a BOX is a break of penalty 0 */
	sp height;             /* BOX, GLUE */
	sp stretch, shrink;    /* GLUE, as in pb_extent; glue at the top of a page vanishes */
	sp note;               /* BOX: height of the footnotes that it calls, to stand on the same page */
	sp repeat;             /* BOX: height that stands above it when it opens a page (a table's header) */
	int barrier;           /* BOX: in badness, of every float that is moved behind it: a heading's */
	uint32_t lines;        /* BOX: opens a paragraph of so many boxes that may be set longer or shorter when it stands whole on
	                        * a page; 0: it does not */
	int32_t longer, shorter; /* then: by how much; 0: it may not */
	int longer_cost, shorter_cost; /* in badness */
};

/* Something that may stand at the top of a page behind the one where it belongs: a figure with its caption. Floats keep their
 * order, and none crosses a forced break. */
struct pb_float {
	size_t from, to;       /* from its first box to behind its last */
	struct pb_extent gap;  /* what stands in its place when it, and all floats directly before it, are elsewhere */
	int penalty;           /* of a page's end there */
	struct pb_extent below; /* behind it at the top of a page */
	bool alone;            /* each of its boxes fills a page by itself */
};

#define PB_CHOICES 4           /* of a page, at most */
#define PB_PENDING 3           /* floats that wait at a page's end, at most */
#define PB_GAP_PARTS 3         /* of the gap above notes, a third may go */
#define PB_PARTS (2 * PB_PENDING + 1) /* of a page, at most */

/* A paragraph is set longer or shorter, or the space before a box on the grid is a line more or less. */
struct pb_choice { size_t item; bool space, longer; };

struct pb_params {
	sp height;             /* of a page's text block */
	sp first_height;       /* of the first page's, else 0: the same */
	sp note_gap;           /* above a page's first footnote: rule and space */
	sp last_least;         /* the last page should hold at least this */
	sp line;               /* of the grid; 0: there is none */
	sp note_line;          /* long notes may run over to the next page in lines of this height; 0: they may not */
	bool ragged;           /* bottoms need not be even: glue never stretches, but may shrink */
	const struct pb_float *floats; /* in order, apart from each other */
	size_t n_floats;
};

struct pb_page {
	size_t from, to;       /* items [from, to): what stands on the page, glue at its top and bottom left out; none: notes only */
	size_t top, top_end;   /* floats that stand above them */
	size_t away;           /* floats among these items, from this one on, stand on later pages */
	bool stretch;
	int32_t ratio;         /* of the glue behind the last box on the grid, in 1/65536 of stretch, or below 0 of shrink; what 65536
	                        * does not fill stays white at the foot */
	bool overfull;
	struct pb_choice choices[PB_CHOICES];
	size_t n_choices;
	sp white;              /* at the foot, before glue is stretched; 0 where nobody minds */
	sp carry;              /* height of the notes that run over to the next page's foot */
};

struct pb_result { const struct pb_page *pages; size_t n; int64_t demerits; };

struct pb_result pb_break(struct arena *a, const struct pb_item *items, size_t n, const struct pb_params *params);

/* What stands on a page, from top to bottom: items [from, to), and before them this gap instead of what is there by itself. */
struct pb_part { size_t from, to; struct pb_extent gap; };

/* The parts of a page; how many. The first one has no gap. Those of a page without floats are the page itself. */
size_t pb_parts(const struct pb_item *items, const struct pb_params *params, const struct pb_page *page, struct pb_part parts[PB_PARTS]);

/* Where the items of a page without floats stand, from its top: tops has page->to - page->from + 1 elements, the last one is where
 * they end. */
void pb_place(const struct pb_item *items, const struct pb_page *page, sp line, sp *tops);

/* ---------------------------------------------------------------- column widths (columns.c): pure */

#define COL_SHORT 8 /* a short token is at most as wide as so many lines are high */

struct col_cell {
	size_t row, column;
	unsigned colspan;
	sp min, max;           /* widths of the longest unbreakable piece and of all on one line */
	sp area;               /* length of all lines end to end, times the height of a line in whole points; 0: one line of max */
};

struct col_params { size_t columns, rows; sp width, gap; sp line; }; /* width: all there is; line: height of one */

/* Widths that keep short tokens whole and make the table low. `min` cannot always be met: then false, and the widths share
 * the space in proportion. widths has params->columns elements. */
bool col_widths(struct arena *a, const struct col_cell *cells, size_t n, const struct col_params *params, sp *widths);

#endif
