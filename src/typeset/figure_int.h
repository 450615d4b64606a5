/* figure_int.h - what the files that set drawings share.
 *
 * figure_set.c tries sizes; figure_measure.c computes extents from the leaves up; figure_place.c gives each box its place from
 * the root down; figure_route.c finds the arrows' ways; figure_draw.c makes marks. Lengths are scaled points; x grows to
 * the right and y downwards, from the drawing's top left corner. */
#ifndef FIGURE_INT_H
#define FIGURE_INT_H

#include "typeset/typeset_int.h"

struct figure_rect { sp x0, y0, x1, y1; };

/* A label as set: lines of marks. */
struct figure_text { struct box *lines; size_t n; sp width, height; };

/* A box's extents: from its axis (the vertical line on which a stack's arrows run) to the left and right, and its height;
 * then its place. */
struct figure_cell {
	const struct figure_node *node;
	struct figure_text label, title, badge, left_label, right_label;
	sp left, right, height;  /* everything that belongs to it */
	sp core_left, core_right, core_height; /* the box or frame itself */
	sp core_top;             /* from the top of everything to the core */
	sp title_top;            /* from the core's top down to the title's; below 0 when it stands above */
	sp line;                 /* ROW: from its top to the middles of its children */
	sp skip;                 /* STACK: room on the left for arrows that pass by; ROW: above */
	sp label_width, label_height; /* of the largest label between neighbours among its children; 0: there is none */
	struct figure_rect rect; /* the core, placed */
	sp axis;                 /* x of its axis, placed */
	sp middle;               /* y of the line on which a row's arrows run, placed */
};

struct figure_sizes {
	struct type type;        /* of labels */
	sp em, leading;
	sp wrap;                 /* a label wider than this is broken */
	sp pad_x, pad_y;         /* inside a block */
	sp gap, gap_arrow;       /* between neighbours without and with an arrow */
	sp row_gap, row_gap_arrow;
	sp frame_pad;            /* inside a frame */
	sp arrow;                /* length of an arrowhead */
	sp skip;                 /* distance of an arrow that passes by from what it passes */
	sp line;                 /* stroke width */
};

/* A way of at most FIGURE_POINTS points along the axes. */
#define FIGURE_POINTS 6
struct figure_way { sp x[FIGURE_POINTS], y[FIGURE_POINTS]; size_t n; };

/* A free coordinate where ways may run: x of an upright one, y of a level one. */
struct figure_channel { sp at; bool upright; size_t order; };

struct figure_setter {
	struct typesetter *t;
	const struct figure *figure;
	const struct doc_node *node;  /* the FIGURE: whose marks these are */
	struct figure_sizes sizes;
	struct figure_cell *cells;    /* by number */
	struct { struct mark *v; size_t n, sz; } marks;
	struct { struct figure_channel *v; size_t n, sz; } channels;
	struct { struct figure_way *v; size_t n, sz; } ways; /* drawn so far */
	bool frames;                  /* some box has a frame */
	size_t checks;                /* of pieces of ways against boxes and ways, so far */
	struct figure_rect extent;    /* of all that is drawn: arrows may run outside the boxes */
};

static inline struct figure_cell *figure_cell(const struct figure_setter *s, const struct figure_node *n)
{
	return &s->cells[n->number];
}

struct figure_sizes figure_sizes(const struct typesetter *t, sp size);
struct figure_text figure_label(struct figure_setter *s, const struct doc_node *block); /* an arrow's */
void figure_measure(struct figure_setter *s, const struct figure_node *root);
void figure_place(struct figure_setter *s, const struct figure_node *n, sp axis, sp top);

/* Whether a box, or the line of a frame, stands in the rectangle. */
bool figure_covers(const struct figure_setter *s, struct figure_rect rect);
void figure_find_channels(struct figure_setter *s); /* of the boxes as placed; before the first way */
/* Once a drawing has had more of its share of checks, its ways are found by their length and bends alone. */
struct figure_way figure_route(struct figure_setter *s, const struct figure_edge *e);
void figure_draw(struct figure_setter *s);

#endif
