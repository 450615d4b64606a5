/* drawing.h - a drawing as the layout placed it, for formats that draw it again in their own words. */
#ifndef OUTPUT_DRAWING_H
#define OUTPUT_DRAWING_H

#include "typeset/typeset.h"

/* Its marks, and the box round them: x and y of the box are the page's, as the marks' are. */
struct drawing {
	struct { const struct mark **v; size_t n, sz; } marks;
	sp x, y, width, height;
};

/* False when the layout holds no mark of the figure. */
bool drawing_find(struct build *b, const struct layout *l, const struct doc_node *figure, struct drawing *d);

/* The text that a run of a drawing stands for; a hyphen that the line breaker put in is written out. */
struct str drawing_text(struct build *b, const struct glyph_run *run);

#endif
