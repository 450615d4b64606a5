/* A course as iCalendar: what libical's own parser says of it, and how events are known again. */
#include "course_fixture.h"

#include "output/output.h"

#include <libical/ical.h>

#define TERM "title: x\nlanguage: en\ntimezone: Europe/Berlin\nstart: 2025-08-25\nend: 2025-12-05\nrevised: 2025-08-20\n" \
	"meetings: [{days: MW, time: 10:00-11:00 AM, room: 12}]\n" \
	"calendar: [{date: 2025-12-10, name: \"Exam; long, with \\\\ and ünïcödé that must be folded somewhere in the line\"," \
	" time: 9:00 AM–12:00 PM}, {from: 2025-10-06, to: 2025-10-10, name: Recess}]\n" \
	"schedule: [A, {topic: B, due: {name: Essay, date: meeting 3 - 1 day 23:59}}]\n"

static struct str write_course(const char *yaml, struct str previous, struct arena *a)
{
	struct fixture f = fixture_new(yaml);
	struct buf out = {0};

	ical_write(f.b, f.c, previous, &out);
	struct str s = arena_str(a, buf_view(&out));
	buf_free(&out);
	fixture_free(&f);
	return s;
}

static void the_reference_parser_has_no_complaint(void **state)
{
	struct arena *a = arena_new();
	icalcomponent *c = icalparser_parse_string(write_course(TERM, STR_NONE, a).p);

	(void)state;
	assert_non_null(c);
	assert_int_equal(icalcomponent_count_errors(c), 0);
	assert_int_equal(icalcomponent_count_components(c, ICAL_VEVENT_COMPONENT), 28 + 1 + 1);
	assert_int_equal(icalcomponent_count_components(c, ICAL_VTIMEZONE_COMPONENT), 1);
	if (!icalrestriction_check(c))
		fail_msg("%s", icalcomponent_as_ical_string(c));
	icalcomponent_free(c);
	arena_free(a);
}

static void changes_are_counted(void **state)
{
	struct arena *a = arena_new();
	struct str first = write_course(TERM, STR_NONE, a), same = write_course(TERM, first, a);
	struct str moved = write_course(TERM "subtitle: y\n", first, a), other = write_course("code: Y\n" TERM, first, a);

	(void)state;
	assert_true(str_eq(first, same));
	assert_true(str_eq(first, moved));
	assert_true(str_find(first, STR("SEQUENCE:1")) == SIZE_MAX);
	assert_true(str_find(other, STR("SEQUENCE:1")) == SIZE_MAX); /* another course: other UIDs */
	assert_false(str_eq(first, other));
	write_course(TERM, STR("no calendar at all\n"), a);
	write_course(TERM, STR("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nEND:VEVENT\n"), a);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_reference_parser_has_no_complaint), cmocka_unit_test(changes_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
