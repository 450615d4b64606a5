/* The calendar: which days the class meets, and which entry of the schedule falls on which of them. */
#include "course_fixture.h"

#define FRIDAYS "title: x\nstart: 2025-08-25\nend: 2025-12-05\nmeetings: [{days: Fri, time: 3:00 PM–4:15 PM}]\n"
/* Four Mondays, Wednesdays and Fridays: 2025-09-01 is a Monday. */
#define MONTH "title: x\nstart: 2025-09-01\nend: 2025-09-26\nmeetings: [{days: MWF}]\n"
#define WEEKLY "title: x\nstart: 2025-09-01\nend: 2025-09-26\nmeetings: [{days: Fri}]\n" /* 5, 12, 19, 26 */

/* The dates of the classes, and those of the sessions with their topics, as one line each. */
static void assert_lines(const char *yaml, const char *classes, const char *sessions, enum msg_level worst)
{
	struct fixture f = fixture_new(yaml);
	struct buf out = {0};

	for (size_t i = 0; i < f.c->n_classes; i++) {
		struct date_parts p = date_to_parts(f.c->classes[i].date);
		buf_printf(&out, "%s%d/%d", i ? " " : "", p.month, p.day);
	}
	buf_char(&out, 0);
	if (classes)
		assert_string_equal(out.p, classes);
	buf_free(&out);
	for (size_t i = 0; i < f.c->n_sessions; i++) {
		const struct course_session *s = &f.c->sessions[i];
		struct date_parts p = date_to_parts(s->date);
		value v = s->entry ? s->entry->topic : s->day->name;
		buf_printf(&out, "%s%d/%d %s%.*s", i ? ", " : "", p.month, p.day, s->entry ? "" : "*", STR_ARG(v->text.s));
	}
	buf_char(&out, 0);
	if (sessions)
		assert_string_equal(out.p, sessions);
	buf_free(&out);
	if (msg_worst(f.b) != worst)
		fail_msg("%s", f.messages.p);
	fixture_free(&f);
}

/* ---------------------------------------------------------------- classes */

static void classes_follow_the_pattern(void **state)
{
	(void)state;
	assert_lines(FRIDAYS, "8/29 9/5 9/12 9/19 9/26 10/3 10/10 10/17 10/24 10/31 11/7 11/14 11/21 11/28 12/5", "", MSG_OFF);
	assert_dump(FRIDAYS, "class 2025-08-29 Fri week 1 number 1 15:00-16:15\n");
	assert_dump(FRIDAYS, "class 2025-12-05 Fri week 15 number 15 15:00-16:15\n");
	assert_lines(MONTH, "9/1 9/3 9/5 9/8 9/10 9/12 9/15 9/17 9/19 9/22 9/24 9/26", "", MSG_OFF);
	assert_lines("title: x\nstart: 2024-02-26\nend: 2024-03-03\nmeetings: [{days: Thu}]\n", "2/29", "", MSG_OFF);
	assert_lines("title: x\nstart: 2025-12-26\nend: 2026-01-09\nmeetings: [{days: Fri}]\n", "12/26 1/2 1/9", "", MSG_OFF);
	assert_lines("title: x\nmeetings: [{days: Fri}]\n", "", "", MSG_OFF);
}

static void patterns_may_end_early(void **state)
{
	(void)state;
	assert_lines("title: x\nstart: 2025-09-01\nend: 2025-09-26\nmeetings:\n"
		"  - {days: Mon, to: 2025-09-12}\n  - {kind: Lab, days: Tue, from: 2025-09-15}\n", "9/1 9/8 9/16 9/23", "", MSG_OFF);
	assert_lines("title: x\nmeetings: [{days: Mon, from: 2025-09-01, to: 2025-09-12}]\n", "9/1 9/8", "", MSG_OFF);
}

static void days_off_cancel(void **state)
{
	(void)state;
	assert_lines(MONTH "calendar: [{date: 2025-09-01, name: Labor Day}, {from: 2025-09-10, to: 2025-09-20, name: Recess}]\n",
		"9/3 9/5 9/8 9/22 9/24 9/26", "", MSG_OFF);
	assert_dump(MONTH "calendar: [{date: 2025-09-01, name: Labor Day}]\n", "cancelled 2025-09-01 Mon week 1\n");
	assert_dump(MONTH "calendar: [{from: 2025-09-08, to: 2025-09-14, name: Recess}]\n", "class 2025-09-15 Mon week 3 number 4\n");
}

static void swap_days_follow_another(void **state)
{
	(void)state;
	/* Tuesday the 9th is a Friday, and Wednesday the 10th a Tuesday. */
	assert_lines(MONTH "calendar: [{date: 2025-09-09, follows: Fri, name: Fr}, {date: 2025-09-10, follows: Tue, name: Tu}]\n",
		"9/1 9/3 9/5 9/8 9/9 9/12 9/15 9/17 9/19 9/22 9/24 9/26", "", MSG_OFF);
}

static void extra_days_and_exams_meet(void **state)
{
	(void)state;
	assert_lines(WEEKLY "calendar: [{date: 2025-09-13, meets: yes, name: Extra}]\n", "9/5 9/12 9/13 9/19 9/26", "", MSG_OFF);
	assert_lines(WEEKLY "calendar: [{date: 2025-09-13, meets: yes, kind: Lap, name: Extra}]\n", "9/5 9/12 9/19 9/26", "", MSG_ERROR);
	/* An exam in the evening takes no class, one at the time of the class does. */
	assert_lines(FRIDAYS "calendar: [{date: 2025-09-05, time: 7 PM-9 PM, name: Exam}, {date: 2025-09-12, time: 3:00-5:00 PM, name: Exam}]\n",
		"8/29 9/5 9/19 9/26 10/3 10/10 10/17 10/24 10/31 11/7 11/14 11/21 11/28 12/5", "", MSG_OFF);
}

static void calendars_are_checked(void **state)
{
	(void)state;
	assert_says(WEEKLY "calendar: [{name: Labor Day}]\n", "`Labor Day` has no date");
	assert_says(WEEKLY "calendar: [{name: a, date: 2025-09-01, to: 2025-09-02}]\n", "`a` has a date and a range");
	assert_says(WEEKLY "calendar: [{name: a, from: 2025-09-03, to: 2025-09-02}]\n", "`to`, 2025-09-02, is before `from`, 2025-09-03");
	assert_says(WEEKLY "calendar: [{name: a, date: 2025-09-01, id: a}]\nschedule: [{topic: b, id: a}]\n", "the id `a` is given twice");
	assert_says(WEEKLY "calendar: nowhere.yaml\n", "there is no file `nowhere.yaml`");
}

/* ---------------------------------------------------------------- the schedule */

static void entries_flow(void **state)
{
	(void)state;
	assert_lines(WEEKLY "schedule: [a, b, c, d]\n", NULL, "9/5 a, 9/12 b, 9/19 c, 9/26 d", MSG_OFF);
	assert_lines(WEEKLY "schedule: [a, {topic: b, length: 2}, c]\n", NULL, "9/5 a, 9/12 b, 9/19 b, 9/26 c", MSG_OFF);
	assert_lines(WEEKLY "calendar: [{date: 2025-09-12, name: Off}]\nschedule: [a, b, c]\n", NULL, "9/5 a, 9/12 *Off, 9/19 b, 9/26 c",
		MSG_OFF);
	assert_lines(WEEKLY "schedule: [a, {topic: away, skip: yes}, b, c]\n", "9/5 9/19 9/26", "9/5 a, 9/12 away, 9/19 b, 9/26 c", MSG_OFF);
	assert_dump(WEEKLY "schedule: [a, {topic: b, length: 2}, c]\n", "session 2025-09-19 Fri week 3 part 2 of 2\n");
}

static void entries_without_a_calendar(void **state)
{
	(void)state;
	assert_lines("title: x\nschedule: [a, {topic: b, date: 2025-09-12}, c]\n", "", "0/0 a, 9/12 b, 0/0 c", MSG_OFF);
	assert_dump("title: x\nschedule: [{topic: a, per: week}, {topic: b, per: week}]\n", "session - week 2\n  topic \"b\"\n");
	assert_dump("title: x\nschedule: [{topic: a, date: week 3}]\n", "session - week 3\n");
	assert_says("title: x\nschedule: [{topic: a, date: last}]\n", "`a` is pinned to the last class, and no classes are known");
}

static void a_course_without_an_end_ends_with_its_schedule(void **state)
{
	(void)state;
	assert_lines("title: x\nstart: 2025-09-01\nmeetings: [{days: Fri}]\nschedule: [a, b, c]\n", "9/5 9/12 9/19",
		"9/5 a, 9/12 b, 9/19 c", MSG_OFF);
}

static void entries_of_a_kind_have_their_own_classes(void **state)
{
	const char *two = "title: x\nstart: 2025-09-01\nend: 2025-09-12\nmeetings: [{kind: Lecture, days: MW}, {kind: Lab, days: Fri}]\n"
		"schedule: [a, {topic: l1, kind: Lab}, b, c, {topic: l2, kind: lab}, d]\n";
	const char *shared = "title: x\nstart: 2025-09-01\nend: 2025-09-05\nmeetings: [{days: Mon, room: 1}, {days: Wed, room: 2}]\nschedule: [a, b]\n";

	(void)state;
	assert_lines(two, "9/1 9/3 9/5 9/8 9/10 9/12", "9/1 a, 9/3 b, 9/5 l1, 9/8 c, 9/10 d, 9/12 l2", MSG_OFF);
	assert_lines(shared, "9/1 9/3", "9/1 a, 9/3 b", MSG_OFF);
	assert_says(WEEKLY "schedule: [{topic: a, kind: Lap}]\n", "no meetings are of the kind `Lap`");
}

static void entries_may_take_a_week(void **state)
{
	(void)state;
	assert_lines(MONTH "schedule: [{topic: a, per: week}, {topic: b, per: week}, c, {topic: d, per: week}, {topic: e, per: week}]\n", NULL,
		"9/1 a, 9/8 b, 9/15 c, 9/17 d, 9/22 e", MSG_OFF);
	assert_dump(MONTH "schedule: [{topic: a, per: week}]\n", "session 2025-09-01..2025-09-05 Mon week 1\n");
	/* A recess of a week moves the entry on, and has one row. */
	assert_lines(MONTH "calendar: [{from: 2025-09-08, to: 2025-09-12, name: Off}]\nschedule: [{topic: a, per: week}, {topic: b, per: week}]\n",
		NULL, "9/1 a, 9/8 *Off, 9/15 b", MSG_NOTE);
}

static void pins_hold(void **state)
{
	(void)state;
	assert_lines(WEEKLY "schedule: [a, {topic: b, date: 2025-09-19}, c]\n", NULL, "9/5 a, 9/19 b, 9/26 c", MSG_NOTE);
	assert_says(WEEKLY "schedule: [a, {topic: b, date: 2025-09-19}, c]\n",
		"5:1: note: the schedule says nothing for 1 of 4 classes; the first is on Friday 2025-09-12");
	assert_lines(WEEKLY "schedule: [{topic: a, date: week 2}, b, {topic: c, date: last}]\n", NULL, "9/12 a, 9/19 b, 9/26 c", MSG_NOTE);
	assert_lines(WEEKLY "schedule: [{topic: a, date: last, length: 2}]\n", NULL, "9/19 a, 9/26 a", MSG_NOTE);
	assert_lines(MONTH "schedule: [a, {topic: b, date: week 1}, {topic: c, date: week 1}]\n", NULL, "9/1 a, 9/3 b, 9/5 c", MSG_NOTE);
	/* A final exam after the last class. */
	assert_lines(WEEKLY "schedule: [a, b, c, d, {topic: Final, date: 2025-10-01}]\n", NULL, "9/5 a, 9/12 b, 9/19 c, 9/26 d, 10/1 Final",
		MSG_OFF);
	assert_lines(WEEKLY "calendar: [{date: 2025-09-12, name: Swap, follows: Mon}, {date: 2025-09-11, name: Swapped, follows: Fri}]\n"
		"schedule: [a, {topic: b, date: 2025-09-11}, c, d]\n", NULL, "9/5 a, 9/11 b, 9/12 *Swap, 9/19 c, 9/26 d", MSG_OFF);
}

static void pins_may_be_wrong(void **state)
{
	(void)state;
	assert_says(WEEKLY "calendar: [{date: 2025-09-12, name: Founders' Day}]\nschedule: [a, {topic: Midterm, date: 2025-09-12}]\n",
		"6:38: error: `Midterm` is pinned to Friday 2025-09-12, a day off: Founders' Day\n");
	assert_says(WEEKLY "calendar: [{date: 2025-09-12, name: Founders' Day}]\nschedule: [a, {topic: Midterm, date: 2025-09-12}]\n",
		"= the next class is on Friday 2025-09-19\n");
	assert_says(WEEKLY "schedule: [a, b, {topic: c, date: 2025-09-12}]\n",
		"`c` is pinned to Friday 2025-09-12, but `b`, which stands above it, falls on Friday 2025-09-12");
	assert_says(WEEKLY "schedule: [a, b, {topic: c, date: week 1}]\n", "`c` is pinned to Friday 2025-09-05, but `b`");
	assert_says(WEEKLY "schedule: [a, {topic: b, date: last}, {topic: c, date: last}]\n", "`c` is pinned to Friday 2025-09-26, but `b`");
	assert_says(WEEKLY "schedule: [{topic: c, date: week 9}]\n",
		"`c` is pinned to `week 9`, in which no class meets\n");
	assert_says(WEEKLY "schedule: [{topic: c, date: week 9}]\n", "the last class is in week 4 (KW 39), on Friday 2025-09-26");
	assert_says(WEEKLY "schedule: [{topic: c, date: 2025-09-10}]\n", "warning: `c` is pinned to Wednesday 2025-09-10, and no class meets");
	assert_lines(WEEKLY "schedule: [a, {topic: b, date: 2025-09-10}, c]\n", NULL, "9/5 a, 9/10 b, 9/12 c", MSG_WARNING);
}

static void too_many_are_an_error(void **state)
{
	(void)state;
	assert_lines(WEEKLY "schedule: [a, b, c, d, e, f, g]\n", NULL, "9/5 a, 9/12 b, 9/19 c, 9/26 d, 0/0 e, 0/0 f, 0/0 g", MSG_ERROR);
	assert_says(WEEKLY "schedule: [a, b, c, d, e, f, g]\n",
		"5:24: error: no class is left for `e` and the 2 entries behind it: the last one is on Friday 2025-09-26");
	assert_says(WEEKLY "schedule: [a, b, c, d, e, f]\n", "no class is left for `e` and the entry behind it");
	assert_says(WEEKLY "schedule: [a, b, c, {topic: d, length: 2}]\n", "no class is left for `d`: the last one");
}

static void exams_have_rows(void **state)
{
	(void)state;
	assert_lines(WEEKLY "calendar: [{date: 2025-10-01, name: Final, time: 9-12 AM}, {date: 2025-09-10, name: Quiz, room: 3}]\nschedule: [a, b]\n",
		NULL, "9/5 a, 9/10 *Quiz, 9/12 b, 10/1 *Final", MSG_NOTE);
	assert_lines(WEEKLY "calendar: [{date: 2025-09-10, name: Quiz, room: 3}]\nschedule: [a, {topic: q, date: 2025-09-10}]\n", NULL,
		"9/5 a, 9/10 q", MSG_NOTE);
	/* Without a schedule there are no rows at all. */
	assert_lines(WEEKLY "calendar: [{date: 2025-10-01, name: Final, room: 3}]\n", NULL, "", MSG_OFF);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classes_follow_the_pattern), cmocka_unit_test(patterns_may_end_early), cmocka_unit_test(days_off_cancel),
		cmocka_unit_test(swap_days_follow_another), cmocka_unit_test(extra_days_and_exams_meet), cmocka_unit_test(calendars_are_checked),
		cmocka_unit_test(entries_flow), cmocka_unit_test(entries_without_a_calendar),
		cmocka_unit_test(a_course_without_an_end_ends_with_its_schedule), cmocka_unit_test(entries_of_a_kind_have_their_own_classes),
		cmocka_unit_test(entries_may_take_a_week), cmocka_unit_test(pins_hold), cmocka_unit_test(pins_may_be_wrong),
		cmocka_unit_test(too_many_are_an_error), cmocka_unit_test(exams_have_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
