/* drawing.h - a drawing as the layout placed it, for formats that draw it again in their own words. */
#ifndef OUTPUT_DRAWING_H
#define OUTPUT_DRAWING_H

#include "typeset/typeset.h"

/* Its marks, and the box round them: x and y of the box are the page's, as the marks' are. */
struct drawing {
	struct { const struct mark **v; size_t n, sz; } marks;
	sp x, y, width, height;
};

/* All of a layout. */
struct drawings {
	const struct layout *l;
	bool found;       /* pages is made when the first drawing is asked for */
	struct map pages; /* of each figure. value: the page that it stands on */
};

/* False when the layout holds no mark of the figure. */
bool drawing_find(struct build *b, struct drawings *all, const struct doc_node *figure, struct drawing *d);

/* A rectangle with round corners: its upper left corner, from the mark's place, and its size. */
struct drawing_rectangle { sp x, y, width, height; };

struct drawing_rectangle drawing_rectangle(const struct path *path); /* whose radius is not 0 */

/* One line of a label: runs in different fonts, sizes or places, one behind the other. */
struct drawing_line { const struct mark *const *runs; size_t n; sp width; };

/* The line of text that begins with mark i, which is a run. */
struct drawing_line drawing_line(const struct drawing *d, size_t i);

/* The text that run i of a line stands for; a hyphen that the line breaker put in is written out, the space behind the line
 * is not. */
struct str drawing_text(struct build *b, const struct drawing_line *line, size_t i);

#endif
