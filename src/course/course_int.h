/* course_int.h - what the files of course/ share. */
#ifndef COURSE_INT_H
#define COURSE_INT_H

#include "course/course.h"

/* ---------------------------------------------------------------- the table of keys (schema.c) */

/* What a value may be; a key may allow several. */
enum schema_type {
	S_TEXT = 1 << 0,      /* what a reader sees: may hold inline Markdown */
	S_PLAIN = 1 << 1,     /* characters as they are */
	S_DATE = 1 << 2,
	S_TIME = 1 << 3,      /* a time of day, or from-to */
	S_COUNT = 1 << 4,     /* a whole number from 0 */
	S_NUMBER = 1 << 5,    /* decimal, from 0 */
	S_PERCENT = 1 << 6,   /* the same with or without a per cent sign */
	S_BOOL = 1 << 7,
	S_LANGUAGE = 1 << 8,  /* BCP 47 */
	S_TIMEZONE = 1 << 9,  /* a name of the tz database */
	S_LENGTH = 1 << 10,
	S_COLOR = 1 << 11,
	S_DAYS = 1 << 12,     /* days of the week */
	S_DAY = 1 << 13,      /* one of them */
	S_PIN = 1 << 14,      /* where an entry of the schedule falls: a date, "week 7", "last" */
	S_GRADE = 1 << 15,    /* the percentages of a letter grade */
	S_ID = 1 << 16,
	S_URL = 1 << 17,
	S_FILE = 1 << 18,
	S_CHOICE = 1 << 19,   /* one of the words in `choices` */
	S_LIST = 1 << 20,     /* its elements are described by path + "[]" */
	S_MAPPING = 1 << 21,  /* its keys are described by path + "." + key; ".*" stands for any */
	S_TYPES = 22
};

struct schema_key {
	const char *path;    /* "meetings[].days" */
	unsigned types;
	bool required;       /* in its mapping */
	bool front;          /* only in the front matter of a single page */
	const char *help;    /* one line, for syllabus(5) and for editors */
	const char *example; /* a value that fits, as YAML */
	const char *choices; /* separated by spaces */
	const char *also;    /* words that people take for this one, separated by spaces */
	const char *needless; /* keys that people put into this mapping, and that say nothing there, separated by spaces */
	const char *hint;    /* a mapping's: the way out of a needless key; a value's: goes on after the example */
};

extern const struct schema_key schema_keys[];
extern const size_t schema_keys_n;

/* The row of a path, NULL when there is none; a path whose last key is free finds the ".*" row. */
const struct schema_key *schema_find(struct str path);
/* Whether row is a key directly in the mapping at path ("" is the whole). If so *name is its key. */
bool schema_is_child(const struct schema_key *row, struct str path, struct str *name);
bool word_in_list(struct str word, const char *words); /* words: separated by spaces; NULL is empty; without case */

/* ---------------------------------------------------------------- checking a tree against the table (validate.c) */

/* Reports every value under node that the table does not allow; path: the node's own. front: a single page's front matter,
 * where keys of other programs are ignored and values that do not fit are warnings. */
void schema_check(struct build *b, const struct yaml_node *node, const char *path, bool front);

/* ---------------------------------------------------------------- values (value.c): quiet readers of checked values
 * They give nothing (NULL, DATE_NONE, -1, false) where the key is absent or, already reported, does not fit. */

value value_get(const struct yaml_node *mapping, const char *key); /* a scalar that is not null */
struct str value_str(value v);                                    /* its text, trimmed; STR_NONE for NULL */
struct pos value_pos(value v);
/* A list's elements in order: value_first, then value_next; null elements are left out. One scalar or mapping is a list of one. */
const struct yaml_node *value_first(const struct yaml_node *list);
const struct yaml_node *value_next(const struct yaml_node *list, const struct yaml_node *element);
/* A list of scalars as one scalar, with a comma between them; a scalar as it is; else NULL. */
value value_joined(struct build *b, const struct yaml_node *list);
date value_date(value v);
bool value_bool(value v);
#define VALUE_COUNT_MAX 1000
int value_count(value v, int otherwise); /* 0 .. VALUE_COUNT_MAX */
/* A decimal number from 0, with or without "%", in thousandths; *decimals: how many were written, at most 3. */
bool number_parse(struct str s, int64_t *thousandths, int *decimals);
const char *number_print(struct arena *a, int64_t thousandths); /* with as few decimals as it needs */
bool bool_parse(struct str s, bool *is);
bool color_parse(struct str s, uint32_t *rgb);
bool length_parse(struct str s, sp em, sp *length); /* as sp_parse, with a bare 0; none below 0 */
bool language_fits(struct str s);
struct str language_region(struct str tag); /* two letters, or STR_NONE */
bool file_fits(struct str s); /* a name with an extension, so that `calendar: true` is none */
bool timezone_fits(struct str s);

/* A week as it is written; weekday: -1 where no day is named. calendar: "KW 42", a week of ISO 8601 and not of the term. */
struct week { int number, weekday; bool calendar; };

/* What an entry's `date` says. */
enum pin_kind { PIN_NONE, PIN_DATE, PIN_WEEK, PIN_LAST };
struct pin {
	enum pin_kind kind;
	date date;
	struct week week;
};
bool pin_parse(struct str s, struct pin *pin);

/* What stands behind a letter grade: percentages in thousandths, most is -1 where only the least was written. */
struct grade_range {
	int64_t least, most;
	int decimals;
	bool below; /* most itself is not in it: "< 60" */
};
bool grade_parse(struct str s, struct grade_range *range);

/* ---------------------------------------------------------------- dates and times (date.c, time.c) */

/* The days that s may mean, at most two (month and day in either order). Returns how many. */
size_t date_readings(struct str s, date reading[2]);
void buf_date(struct buf *b, date d);                  /* ISO; "-" for DATE_NONE */
int day_number(struct str s);                          /* "25", "25.", "25th"; -1 when s is something else */
/* How many bytes of a date in Chinese, Japanese or Korean signs s begins with: "2025年8月25日", "8월 25일"; 0 when it does not. year 0
 * where it says none. The numbers need not be a day. */
size_t date_signed(struct str s, struct date_parts *parts);
/* How many bytes of a day of the week in brackets s begins with: "(月)", "（星期一）"; 0, and *weekday as it was, when it does not. */
size_t day_in_brackets(struct str s, int *weekday);

/* names.c: in any language of the program's own words */
const char *weekday_name(int weekday);                 /* English, for messages and dumps */
int day_parse(struct str s);                           /* a name or an abbreviation, where only a day can stand; -1 when it is none */
int day_in_text(struct str s);                         /* the same where any other word might stand, too */
unsigned weekdays_parse(struct str s);                 /* bit 0 Monday; 0 when s names no days */
int month_parse(struct str s);                         /* 1..12 for a name or an abbreviation; else 0 */
int month_in_text(struct str s);
int number_named(struct str s, bool ordinal);          /* 1..16 for "tenth", and for "ten" where it need not be an ordinal; else 0 */
bool is_month_sign(struct str s);                      /* "tháng", behind which a month's number stands */
bool is_letter(char c);                                /* bytes of characters beyond ASCII count as letters */

#define WEEKS_MOST 99

/* week.c: weeks of the term, from 1 to WEEKS_MOST, and of the calendar. Any number is read as a week's. */
size_t week_read(struct str s, struct week *w);        /* bytes of "week 10", "week 10 Friday", "Friday of week 10" at s; 0: none */
bool week_read_number(struct str s, struct week *w);   /* all of s is "10", "10 Friday" */
bool week_says_day(struct str s);                      /* "week 10 Friday", "KW 42" or the like is somewhere in s */
date week_monday(const struct course *c, const struct week *w); /* DATE_NONE where the course has no such week */
/* The day that it names, else the week's first class, else its Monday; DATE_NONE where the course has no such week. */
date week_day(const struct course *c, const struct week *w);
int week_of_year(date d);                              /* by ISO 8601 */

/* scan.c: a date in running text, bytes [from, to). weekday -1, year 0 where it does not say them. */
struct date_mention {
	size_t from, to;
	int weekday, year, month, day;
};
bool months_are_small(struct str language); /* whether it writes months with a small letter */
/* Finds the next one at or behind from. lower: months are written with a small letter. */
bool date_scan(struct str s, size_t from, bool lower, struct date_mention *found);

/* ---------------------------------------------------------------- time zones (zone.c) */

/* What clocks show: seconds east of Greenwich, "CDT". */
struct zone_time {
	int32_t offset;
	bool summer, skipped; /* skipped: the change to summer time leaves that time out */
	struct str name;
};

/* A zone of the tz database; NULL when the system does not know it. */
const struct zone *zone_load(struct build *b, struct str name);
struct zone_time zone_local(const struct zone *z, date d, int minutes); /* minutes after midnight, by the clock there */
/* The first day after `from`, at most `to`, on which clocks differ from those of `from`; DATE_NONE where there is none. */
date zone_next_change(const struct zone *z, date from, date to);

/* What a text says as a deadline. *name: the word that names its day. DUE_UNCOUNTED: a week, in a course that counts none. */
enum due_kind { DUE_TEXT, DUE_DATE, DUE_NOWHERE, DUE_UNCOUNTED, DUE_BROKEN };
enum due_kind due_parse(const struct course *c, struct str s, struct course_due *due, struct str *name);

/* ---------------------------------------------------------------- the parts of a course */

/* What the readers fill: course is what they make, root the mapping they read. */
struct loader {
	struct build *b;
	const struct content *content;
	const struct yaml_node *root; /* NULL where there is no course.yaml */
	struct course *course;
	struct { struct course_class *v; size_t n, sz; } classes, cancelled;
	struct map kinds;             /* of meetings, in small letters; value: the first pattern's index, count: how many patterns have it */
};

/* Reports when to is before from; the names are their keys. */
void range_check(struct build *b, value from, value to);

void style_load(struct loader *l);    /* style.c; needs the language */
void grading_load(struct loader *l);  /* grading.c */
void calendar_load(struct loader *l); /* calendar.c: meetings and calendar; needs start and end */
void calendar_meet(struct loader *l); /* classes.c: all classes, from meetings and calendar */
/* The first of n classes, in order, on or after a day; n when there is none (classes.c). */
size_t first_class(const struct course_class *v, size_t n, date d);
void schedule_load(struct loader *l); /* schedule.c: the entries */
void due_load(struct loader *l);      /* due.c: deadlines; needs everything else */
void topics_check(struct loader *l); /* topics.c: topics that say themselves when they are */
void schedule_flow(struct loader *l); /* sessions.c: the entries in the classes; numbers the classes and hands them to the course */

/* The calendar's day off or swap day that rules a date, or NULL; an extra day or an exam never is. */
const struct course_day *calendar_rule(const struct course *c, date d);
/* The exam or other event of a date, or NULL; no extra day is one. */
const struct course_day *calendar_event(const struct course *c, date d);
bool kind_is(value kind, value other); /* the same kind of meeting; both may be NULL */
const struct course_meeting *meeting_of_kind(const struct loader *l, value kind); /* the first pattern of that kind, or NULL */
const char *meeting_kinds(struct loader *l); /* classes.c: the known kinds, as a message's way out */

#endif
