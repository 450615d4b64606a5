/* roll_int.h - what roll.c (the edits) and roll_report.c (the print) share. */
#ifndef ROLL_INT_H
#define ROLL_INT_H

#include "course/check_int.h"

/* Bytes [start, end) of course.yaml are replaced. */
struct roll_edit {
	struct pos pos;
	struct str by;
	const char *key;  /* what is changed: "start", "calendar: Labor Day" */
	const char *note; /* "" or what to look at */
	size_t number;    /* edits of one place are made in this order */
};

struct roller {
	struct build *b, *quiet;    /* quiet: of the old course; its messages nobody hears */
	const char *path;           /* the course's */
	const struct content *content;
	const struct roll *to;
	const struct course *old, *now; /* now: after the edits; before all are there, after those so far */
	const struct yaml_node *fresh;  /* the list of the new calendar, or NULL */
	struct map fresh_days;          /* its days by their names, in small letters */
	struct map old_classes, new_classes, new_days; /* classes as pins ask for them, days by their names */
	struct { struct roll_edit *v; size_t n, sz; } edits;
	struct { const char **v; size_t n, sz; } left; /* what only its author can change */
	struct pos_index index;
};

void roll_report(struct roller *r, const struct source *source, struct buf *out);

#endif
