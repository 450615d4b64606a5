/* ical_int.h - what the files of output/ical/ share: ical.c (the calendar), event.c (its events), zone.c (its time zone). */
#ifndef ICAL_INT_H
#define ICAL_INT_H

#include "output/output.h"

#include <libical/ical.h>

struct ical {
	struct build *b;
	const struct course *course;
	const struct doc_words *words;
	icalcomponent *calendar;
	struct map previous;                /* events of the file that is replaced, by UID */
	const char *zone;                   /* TZID, or NULL: times without a zone */
	uint64_t course_hash;               /* of what makes it this course */
	struct map uids;                    /* count: how many events have one with that beginning */
};

/* What an event is made of; strings are plain text. */
struct ical_event {
	struct str key;     /* what tells it from the course's others, and stays the same when it changes */
	struct str summary, location, description;
	value url;          /* as its author wrote it, or NULL */
	date from, to;      /* whole days, both included, where span.from is -1; else the day */
	struct time_span span;
};

void ical_add(struct ical *k, const struct ical_event *e);
void ical_add_zone(struct ical *k);
void ical_add_events(struct ical *k);
const char *ical_cstr(struct ical *k, struct str s);
struct str ical_plain(struct ical *k, value v); /* a value without its Markdown */

#endif
