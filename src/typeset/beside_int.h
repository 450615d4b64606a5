/* beside_int.h - lists side by side: beside.c sets columns by it, table_row.c the cells of a row. */
#ifndef BESIDE_INT_H
#define BESIDE_INT_H

#include "typeset/typeset_int.h"

struct beside_list { struct vlist list; sp x, y; };   /* its corner's place in the whole */

struct beside {
	struct beside_list *v;
	size_t n, sz;
	sp width, height, baseline;
	struct marks foot;      /* stand at the lower end of it all, their places from there */
	int price;              /* penalty of a page's end inside, at least */
	sp least;               /* no slice is lower */
	sp tallest;             /* a slice that grew taller may end even where a list forbids it */
};

/* Lists side by side as slices, one below the other: a page may end between them. */
struct vlist beside_set(struct typesetter *t, const struct beside *b);

#endif
