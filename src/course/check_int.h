/* check_int.h - what the files of --check share: check.c (the list and the levels), prose.c (the texts), find.c, check_data.c,
 * check_dates.c, check_percent.c, check_rooms.c, check_words.c, check_links.c, check_shared.c (the checks), profile.c (rules of schools and states). */
#ifndef CHECK_INT_H
#define CHECK_INT_H

#include "course/course_int.h"

/* One paragraph, heading, table row or value of course.yaml, as plain text. Code, addresses and formulas in it are PROSE_OTHER. */
struct prose {
	struct text text;
	const char *key;   /* the path of a value in course.yaml, else NULL */
	bool data;         /* a date or a place in the schedule, and no prose: only its days of the week are checked */
	bool heading;
	bool lead;         /* a paragraph whose strong first words may be a heading */
	struct str lead_text;
};

#define PROSE_OTHER "\uFFFC"

struct prose_list {
	struct prose *v;
	size_t n, sz;
};

struct checker {
	struct build *b;
	const struct content *content;
	const struct course *course;
	const char *profiles;     /* the directory with the profiles' files */
	struct prose_list prose;
	const struct zone *zone;  /* of the course, or NULL */
	bool english, lower;      /* of the document's language; lower: it writes months with a small letter */
};

void prose_collect(struct checker *k);                       /* all texts, sections first */
struct pos prose_pos(const struct prose *p, size_t from, size_t to);

/* find.c. The sentence round byte at: its bounds in s. */
struct str sentence_at(struct str s, size_t at);
/* Whether this is that of byte at; it may be STR_NONE, or of another s. */
bool sentence_holds(struct str s, struct str sentence, size_t at);
bool is_digit(char c);
bool is_word_char(struct str s, size_t i);                   /* a letter or a digit; false behind the end */
bool holds_word(struct str s, const char *word);             /* as a whole word, without case */
size_t find_nocase(struct str s, struct str needle, size_t from); /* byte offset of a whole word or words, or SIZE_MAX */

/* Names that are looked for in a text all at once, each as find_nocase does: names times texts would be far too much. Zero-initialise. */
struct phrases { struct map steps; };
/* What goes by a name that was found; next: what else does, in the order in which they were added. */
struct phrase { const void *what; struct phrase *next; };
/* Where it stands, bytes [from, to); all zero before the first. */
struct phrase_place { size_t from, to; const void *beginning; };
void phrases_add(struct arena *a, struct phrases *p, struct str name, const void *what); /* an empty name is never found */
/* The next name by its start, of the same start by its length; NULL behind the last. */
const struct phrase *phrases_next(const struct phrases *p, struct str s, struct phrase_place *place);

/* A time zone's abbreviation, said of a time on all days of a range. */
struct zone_use {
	struct str name;
	struct pos pos;
	date from, to;
	int minutes;
};
void zone_check(struct checker *k, struct zone_use use); /* reports when the name does not hold on these days */
bool zone_is_seasonal(struct str name);                  /* "CST", "CDT" */

void check_data(struct checker *k);
void check_dates(struct checker *k);
void check_percents(struct checker *k);
void check_rooms(struct checker *k);
void check_words(struct checker *k);
void check_links(struct checker *k);
void check_shared(struct build *b, const struct content *content, const struct course *course);
void check_profiles(struct checker *k);

#endif
