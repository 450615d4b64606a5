/* check.c - the checks by name: what each is for, at which level it reports, and which of them run.
 *
 * A check is a message whose level the author may choose. Some arise in every build, where the program meets the mistake anyway;
 * those marked `asked` look for slips that no build trips over, and run for --check or where `check:` names them. */
#include "course/check_int.h"

struct check_info {
	enum msg_id id;
	bool asked;
	const char *about, *example;
};

static const struct check_info checks[] = {
	/* dates and times */
	{MSG_START_WEEKDAY, true, "the course starts on a day on which it does not meet", "start: 2025-08-25 (a Monday), days: Fri"},
	{MSG_WEEKDAY_DATE, true, "a date and its day of the week disagree, in data or in text", "Friday, September 4, 2025"},
	{MSG_DATE_OUTSIDE, true, "a date in text that is not in the term", "August 27, 2024 in a syllabus of 2025"},
	{MSG_CALENDAR_OUTSIDE, true, "a day of the calendar that is far from the term", "last year's recess"},
	{MSG_ZONE_NAME, true, "a time zone's abbreviation that does not hold on that date", "3:00 PM CST in September"},
	{MSG_ZONE_UNKNOWN, true, "a time zone that the system does not know", "timezone: America/Houston"},
	{MSG_TIME_SKIPPED, true, "a class at a time that the change to summer time leaves out", "2:30 AM on 2026-03-08 in Chicago"},
	{MSG_RANGE_BACKWARDS, false, "the end is before the start", "start: 2025-12-05, end: 2025-08-25"},
	{MSG_TIME_BACKWARDS, false, "a class ends before it starts", "time: 15:00-14:15"},
	{MSG_TIME_AT_NIGHT, false, "a class in the small hours", "time: 3:00-4:15"},
	{MSG_MEETING_NEVER, false, "meetings that never meet", "days: Fri, from 2025-09-01 to 2025-09-04"},
	{MSG_DUE_MIDNIGHT, true, "a deadline at midnight, which may be either end of a day", "due: Friday at midnight"},
	{MSG_DUE_WEEK, false, "a deadline with the day of a week that is read as text", "due: Essay (Friday of week 10)"},
	{MSG_TOPIC_WHEN, false, "a topic that begins with a week or a date, and falls on another", "- \"Week 2: Sets\", as the second of two classes a week"},
	{MSG_DUE_UNCOUNTED, false, "a deadline in a week of a course without dates", "due: week 10, without `start`"},
	{MSG_PIN_BEFORE, false, "an entry that is pinned before the one above it", "date: 2025-09-05 below an entry of 2025-09-12"},
	{MSG_PIN_DAY_OFF, false, "an entry that is pinned to a day off", "date: 2025-11-27, Thanksgiving"},
	{MSG_PIN_NO_CLASS, false, "an entry that is pinned to a day without class", "date: 2025-09-06, a Saturday"},
	{MSG_PIN_WEEK, false, "an entry that is pinned to a week without class", "date: week 30"},
	{MSG_SCHEDULE_TEXT, false, "a schedule that is one text of several lines", "schedule: | with lines that have no dashes"},
	{MSG_SCHEDULE_OVER, false, "more topics than classes", "16 entries for 15 Fridays"},
	{MSG_SCHEDULE_FREE, false, "fewer topics than classes", "14 entries for 15 Fridays"},
	/* data and text that do not agree */
	{MSG_PERCENT_DIFFERS, true, "text gives another weight than the grading", "Homework counts 25%, where its weight is 30"},
	{MSG_ROOM_DIFFERS, true, "text gives another room than the course's data", "We meet in room 204, where the room is 1070"},
	{MSG_GRADING_SUM, false, "weights that do not sum to 100", "40 + 40 + 23"},
	{MSG_GRADING_TOTAL, false, "points that do not sum to the total", "total: 1000, with items of 980 points"},
	{MSG_GRADING_MIXED, false, "weights and points side by side", "{weight: 40} and {points: 60}"},
	{MSG_GRADING_DROP, false, "as many are dropped as there are", "{count: 2, drop: 2}"},
	{MSG_SCALE_GAP, false, "percentages for which there is no grade", "A: 93-100, B: 80-91"},
	{MSG_SCALE_OVERLAP, false, "percentages for which there are two grades", "A: 90-100, B: 80-90"},
	{MSG_SCALE_ORDER, false, "a better grade for less", "A: 90, A-: 93"},
	{MSG_SCALE_FLOOR, false, "no grade for the lowest percentages", "a scale that ends with D: 60"},
	{MSG_ID_TWICE, false, "a name that stands for two things", "two entries with id: midterm"},
	/* unfinished, or damaged */
	{MSG_PLACEHOLDER, false, "something still to be filled in, with the day by which it is needed",
		"TBD, TBA, TBC, XXX, TODO:, [Link to be provided]"},
	{MSG_LINK_PENDING, true, "a link whose address is still to come", "{label: Lecture videos, pending: yes}"},
	{MSG_GARBLED, false, "characters that were saved in the wrong encoding; they are mended", "3:00 PM\u00E2\u20AC\u201C4:15 PM"},
	{MSG_ENCODING, false, "a file that is not UTF-8", "\u00E9 as the single byte E9"},
	{MSG_WORD_DOUBLED, true, "a word twice", "in the the library"},
	{MSG_SENTENCES_FUSED, true, "two sentences without a space between them", "large models.models"},
	{MSG_REVIEW_PAST, false, "a shared text that should have been looked through by now", "review_by: 2024-08-01"},
	/* links and files */
	{MSG_LINK_FILE, false, "a link to a file that is not there", "[policies](policys.md)"},
	{MSG_LINK_FRAGMENT, false, "a link to a heading that is not there", "[grading](#gradign)"},
	{MSG_LINK_EMPTY, false, "a link without an address", "[videos]()"},
	{MSG_LINK_SCHEME, false, "a link of a kind that documents do not open", "[x](javascript:...)"},
	{MSG_LINK_BARE, false, "an address instead of what it leads to", "https://docs.example.edu/d/1x9"},
	{MSG_LINK_SAME_TEXT, true, "the same words for links to different places", "[here](a.html) and [here](b.html)"},
	{MSG_URL_MALFORMED, true, "an address that cannot work", "http:/example.edu, https://example,edu"},
	{MSG_EMAIL_MALFORMED, true, "an e-mail address that cannot work", "ada@example"},
	{MSG_FILE_MISSING, false, "a file that is named and not there", "sections: [abuot.md]"},
	{MSG_LANGUAGE_NONE, false, "a language that is left to be guessed", "course.yaml without language"},
	{MSG_IMAGE_NO_ALT, false, "an image without a description", "![](plot.png)"},
	{MSG_TABLE_NO_HEADER, false, "a table whose columns have no names", "<table> without <th>"},
	{MSG_HEADING_SKIPPED, false, "a heading that leaves a level out", "#### under ##"},
	/* profiles */
	{MSG_PROFILE_MISSING, true, "what a profile asks for and the syllabus lacks", "check: {profile: basic}, without office hours"},
	{MSG_PROFILE_PRESENT, true, "what a profile asks for and the syllabus has", "check: {profile: basic}"},
};

#define CHECKS (sizeof checks / sizeof *checks)

static const char *const level_names[] = {"off", "note", "warning", "error"};

void course_check_list(struct buf *out)
{
	for (size_t i = 0; i < CHECKS; i++) {
		const struct check_info *c = &checks[i];
		buf_printf(out, "%s (%s%s)\n  %s\n  for example: %s\n", msg_slug(c->id), level_names[msg_default_level(c->id)],
			c->asked ? ", with --check" : "", c->about, c->example);
	}
}

/* ---------------------------------------------------------------- levels */

static const struct check_info *find_check(struct str name)
{
	for (size_t i = 0; i < CHECKS; i++)
		if (str_is(name, msg_slug(checks[i].id)))
			return &checks[i];
	return NULL;
}

static const char *suggestion(struct build *b, struct str name)
{
	const char *best = NULL;
	unsigned least = 4;

	for (size_t i = 0; i < CHECKS; i++) {
		unsigned distance = str_distance(name, str_from(msg_slug(checks[i].id)));
		if (distance < least) {
			least = distance;
			best = msg_slug(checks[i].id);
		}
	}
	return best ? arena_printf(b->arena, ": did you mean `%s`?", best).p : "";
}

static void set_level(struct checker *k, const struct yaml_node *v)
{
	struct str name = str_trim(v->key->text.s);
	const struct check_info *c = find_check(name);

	if (!c) {
		msg(k->b, MSG_CHECK_UNKNOWN, v->key->pos, arena_cstr(k->b->arena, name), suggestion(k->b, name));
		return;
	}
	for (size_t i = 0; v->kind == YAML_SCALAR && i < 4; i++)
		if (str_is_nocase(value_str(v), level_names[i]))
			msg_set_level(k->b, c->id, (enum msg_level)i);
}

static void set_levels(struct checker *k, bool all)
{
	const struct yaml_node *map = yaml_get(k->content->course, "check");

	for (size_t i = 0; !all && i < CHECKS; i++)
		if (checks[i].asked)
			msg_set_level(k->b, checks[i].id, MSG_OFF);
	for (const struct yaml_node *v = map && map->kind == YAML_MAPPING ? map->first : NULL; v; v = v->next)
		if (!str_is(v->key->text.s, "profile"))
			set_level(k, v);
}

/* Whether any check that no build makes of itself is wanted. */
static bool is_any_asked(const struct yaml_node *map)
{
	for (const struct yaml_node *v = map && map->kind == YAML_MAPPING ? map->first : NULL; v; v = v->next) {
		const struct check_info *c = find_check(str_trim(v->key->text.s));
		if (c && c->asked)
			return true;
	}
	return false;
}

static void look_closely(struct checker *k)
{
	const struct course *c = k->course;

	k->english = str_starts(c->language, "en");
	k->lower = months_are_small(c->language);
	k->zone = c->timezone ? zone_load(k->b, value_str(c->timezone)) : NULL;
	prose_collect(k);
	check_data(k);
	check_dates(k);
	check_percents(k);
	check_rooms(k);
	check_words(k);
	check_links(k);
}

void course_check(struct build *b, const struct content *content, const struct course *course, const struct check_options *options)
{
	struct checker k = {.b = b, .content = content, .course = course, .profiles = options->profiles};

	set_levels(&k, options->all);
	if (options->all || is_any_asked(yaml_get(content->course, "check")))
		look_closely(&k);
	check_shared(b, content, course);
	if (options->all)
		check_profiles(&k);
}
