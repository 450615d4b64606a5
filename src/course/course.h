/* course.h - a checked course: what course.yaml says, by one table of keys (schema.c), with its dates and grades.
 *
 * Visible values stay YAML scalars (struct yaml_node, kind scalar, never null; NULL where the key is absent):
 * they keep their place and may hold inline Markdown. */
#ifndef COURSE_H
#define COURSE_H

#include "base/base.h"
#include "content/content.h"

/* ---------------------------------------------------------------- dates (date.c): proleptic Gregorian, pure */

/* Days since 1970-01-01. DATE_NONE where there is no date. */
typedef int32_t date;
#define DATE_NONE INT32_MIN

struct date_parts {
	int year, month, day; /* month and day from 1 */
};

date date_from_parts(int year, int month, int day); /* DATE_NONE when there is no such day; years 1900..2200 */
struct date_parts date_to_parts(date d);
int date_weekday(date d); /* 0 Monday .. 6 Sunday */
const char *date_iso(struct arena *a, date d); /* "2025-08-25" */
/* ISO 2025-08-25; also "August 25, 2025", "25 August 2025", "Aug 25 2025", 08/25/2025 where only one reading is a date. */
date date_parse(struct str s);

/* Minutes after midnight; -1 where there is none. */
struct time_span {
	int from, to;
};
/* "3:00 PM–4:15 PM", "3:00-4:15 PM", "14:00–15:30", "13h30", "11:59 PM". False when s is no time. */
bool time_parse(struct str s, struct time_span *span);
/* The same; *zone: the abbreviation of a time zone behind the time ("CST"), or STR_NONE. */
bool time_parse_zoned(struct str s, struct time_span *span, struct str *zone);

/* ---------------------------------------------------------------- the course */

typedef const struct yaml_node *value;

struct course_person { value name, role, email, phone, office, hours, url; };

struct course_meeting {
	value kind, days, time, building, room, url;
	unsigned weekdays;       /* bit 0 Monday .. bit 6 Sunday */
	struct time_span span;
	date from, to;           /* of a half-term pattern, else the course's start and end */
	struct pos pos;
	struct str zone;         /* the time zone's abbreviation behind the time, or STR_NONE */
	int every;               /* meets every so many weeks, from 1 */
	size_t stream;           /* the first pattern of the same kind: patterns of one kind share the schedule's entries */
};

struct course_day { /* of the calendar */
	value name, time, room, id;
	date from, to;
	int follows; /* weekday whose classes meet, or -1 */
	bool meets;  /* an extra day, an exam or another event, rather than a day off */
	struct pos pos;
	bool extra;  /* the class of a pattern meets, over what the pattern says */
	value kind;  /* of that pattern, else NULL: the first */
	struct time_span span;
};

struct course_link { value label, url; bool pending; struct pos pos; };

struct course_item { /* of the grading */
	value name, note, due;
	int64_t weight; /* thousandths of a percent or of a point; -1 where none */
	bool points, extra;
	int count, drop;
	struct pos pos;
};

/* Best grade first. In thousandths of a percent; most is -1 where only the least was written. */
struct course_grade { value letter; int64_t least, most; bool below; /* most itself is not in it */ };

struct course_entry { /* of the schedule, as written */
	value topic, id, speaker, due, kind, date_text, note;
	const struct yaml_node *readings; /* a sequence, a scalar, or NULL */
	int length;
	bool skip, per_week;
	struct pos pos;
	value due_name; /* of a due that has a date of its own; else `due` is what is due, or a deadline */
};

/* Something that is due. */
struct course_due {
	value name;    /* NULL: what the entry is about */
	date date;
	int minutes;   /* after midnight, -1 where no time is said */
	const struct course_item *item;   /* of the grading, or */
	const struct course_entry *entry; /* of the schedule */
};

/* A class that meets, or that the calendar cancels. */
struct course_class {
	date date;
	int week;    /* from 1, the week of the first class */
	int number;  /* from 1, among the classes of its stream that meet; 0 where it is cancelled */
	const struct course_meeting *meeting;
	const struct course_day *day;     /* the day off, swap day, extra day or exam that rules it, or NULL */
	const struct course_entry *entry; /* of the schedule, or NULL */
};

/* A row of the finished schedule. A day off that cancels a class has a row (day, no entry), once for a recess of several days;
 * an exam or another event has one; an entry has one for each meeting that it takes, or one for its week. */
struct course_session {
	date date;       /* DATE_NONE where the course has no calendar */
	int week;        /* its number; 0 where there is none */
	const struct course_entry *entry; /* NULL on a day without class */
	const struct course_day *day;     /* the holiday, swap day or exam of this date, or NULL */
	const struct course_meeting *meeting;
	date until;      /* the last day of a recess, or of an entry's week; else the date */
	int part, parts; /* of an entry that takes several meetings: 1 of 2, 2 of 2; else 1 of 1 */
};

/* The day of the calendar that rules each date from `first` on, so many dates; NULL where none does. */
struct days_ruled { const struct course_day **v; size_t n; date first; };

/* An entry in its file, and the first day of its rows, DATE_NONE where it has none. */
struct course_place { struct pos pos; date date; };

enum style_align { STYLE_JUSTIFIED, STYLE_RAGGED };
/* Week 1 is that of the first class, or that of `start`; or weeks have the numbers of ISO 8601. */
enum style_weeks { STYLE_WEEKS_MEETING, STYLE_WEEKS_START, STYLE_WEEKS_CALENDAR };
enum style_weekday { STYLE_WEEKDAY_SHORT, STYLE_WEEKDAY_LONG, STYLE_WEEKDAY_NONE };
enum { STYLE_UA = 1, STYLE_A2A = 2 };

/* The look that the author asked for; the defaults are in style.c. Fonts: a family's name or a font file, STR_NONE: the default. */
struct style {
	sp paper_width, paper_height;
	sp margin_top, margin_bottom, margin_left, margin_right;
	sp measure; /* margin_left + measure + margin_right is always paper_width */
	sp size, leading;
	struct str font_text, font_sans, font_mono, font_math;
	struct pos font_pos;
	bool indent; /* paragraphs by indent, else by space */
	enum style_align align;
	int expansion; /* thousandths of the width each way, 20 is 2% */
	int expansion_narrow; /* the same in measures under 50 characters */
	uint32_t color; /* 0xRRGGBB */
	struct pos color_pos;
	unsigned standard; /* STYLE_UA | STYLE_A2A */
	enum style_weeks weeks;
	bool recess_skipped;     /* a week without any class, because of days off, has no number */
	enum style_weekday weekday; /* of dates in the schedule */
	bool revised;            /* the schedule tells when it was revised */
};

struct course {
	value title, subtitle, code, term, institution, department, credits, modality, author, notice;
	struct str language; /* BCP 47, "en" where none was given */
	bool language_given;
	value timezone;
	date start, end, revised;
	struct pos start_pos, end_pos;
	const struct course_person *staff;     size_t n_staff;
	const struct course_meeting *meetings; size_t n_meetings;
	const struct course_day *calendar;     size_t n_calendar;
	const struct course_link *links;       size_t n_links;
	const struct course_item *items;       size_t n_items;
	const struct course_grade *scale;      size_t n_scale;
	const struct course_entry *entries;    size_t n_entries;
	const struct course_session *sessions; size_t n_sessions;
	struct style style;
	time_t time; /* the document's: SOURCE_DATE_EPOCH, else revised, else the newest input */
	const struct course_class *classes;   size_t n_classes;   /* every class that meets, by date and time */
	const struct course_class *cancelled; size_t n_cancelled; /* every one that a day off or an exam cancels */
	const struct course_class **numbered; size_t n_numbered;  /* those of the first pattern's kind: number 1, 2, ... */
	const struct course_place *places;    size_t n_places;    /* of the entries that have rows, by file and place */
	const struct course_due *dues;        size_t n_dues;
	struct days_ruled rules, events;      /* by the day: the first day off or swap day, the first exam or other event */
	struct map ids;                       /* dates of the calendar and of entries by their ids */
	date week_first;                      /* the Monday of week 1; DATE_NONE where weeks have no numbers */
	const date *recesses; size_t n_recesses; /* Mondays of the weeks that have no number, ascending */
	int64_t points_total; /* thousandths of a point, of the items without extra credit; 0 where the grading has no points */
};

/* Checks the content's YAML against the schema and computes the calendar. Always returns a course, as good as the
 * content allows; mistakes are reported. */
const struct course *course_load(struct build *b, const struct content *content);

/* Which week of the term d is in, from 1; 0 where it is in none that counts. */
int course_week(const struct course *c, date d);
/* The number that this week goes by: the same, or the calendar's; 0 where it has none. */
int course_week_number(const struct course *c, date d);

/* ---------------------------------------------------------------- named dates (due.c) */

/* What name means in {{name}} or {{name argument}}: date ID, meeting N, week N, start, end. False when it is none of these.
 * *found: DATE_NONE where the course has no such date. */
bool course_date_named(const struct course *c, struct str name, struct str argument, date *found);
/* The same for a week in other words, all of them: "KW 42", "Woche 7 Freitag", "week ten". */
bool course_week_named(const struct course *c, struct str words, date *found);
/* What the course has none of, and what it has. */
struct named_trouble { const char *what, *way_out; };
struct named_trouble course_date_trouble(struct build *b, const struct course *c, struct str name);
/* A deadline such as "meeting 5 - 1 day 23:59"; false when v is none, but text. */
bool course_due_read(const struct course *c, value v, struct course_due *due);

/* ---------------------------------------------------------------- checks (check.c) */

struct check_options {
	bool all;             /* --check: every check; else only those that the course's `check:` names, and what any build reports */
	const char *profiles; /* the directory with the profiles' files */
};

/* Sets the levels that the course's `check:` asks for, and reports what the checks find. */
void course_check(struct build *b, const struct content *content, const struct course *course, const struct check_options *options);
void course_check_list(struct buf *out); /* --list-checks */
/* The day by which what stands at pos must be there: its entry's, else that of the first class, else the start. */
date course_needed_by(const struct course *c, struct pos pos);

/* ---------------------------------------------------------------- another term (roll.c) */

struct roll {
	date start, end;
	const char *calendar; /* the new calendar's file, or NULL */
};

bool roll_parse(struct str s, struct roll *to); /* "2026-01-12..2026-05-01"; false when it is no term */
/* The file that changes, and what it says then; NULL when nothing can change, which has been reported. */
struct rolled { const char *file; struct str bytes; };

/* What changes when the course at path is taught in another term, into report. Only these values are replaced. */
struct rolled course_roll(struct build *b, const char *path, const struct roll *to, struct buf *report);

/* The document's time. course_load has asked already; ask again when more inputs were read. */
time_t course_time(struct build *b, date revised);

void course_schema_json(struct buf *out); /* --schema: what course.yaml may say, as a JSON Schema */

void course_dump(const struct course *c, struct buf *out); /* --dump=course */

#endif
