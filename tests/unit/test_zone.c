/* Clocks in other places, against the C library's; and dates in running text. */
#include "course/course_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void compare_day(const struct zone *z, date d, int minutes)
{
	struct zone_time local = zone_local(z, d, minutes);
	time_t t = (time_t)d * 86400 + minutes * 60 - local.offset;
	struct tm tm;

	localtime_r(&t, &tm);
	if (local.skipped)
		return;
	assert_int_equal(tm.tm_gmtoff, local.offset);
	assert_memory_equal(tm.tm_zone, local.name.p, local.name.n);
}

static void clocks_are_the_c_librarys(void **state)
{
	static const char *const zones[] = {"America/Chicago", "Europe/Berlin", "Europe/Dublin", "Australia/Sydney", "Pacific/Auckland",
		"Asia/Kolkata", "Asia/Tokyo", "America/St_Johns", "America/Sao_Paulo"};
	struct build *b = build_new();

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		const struct zone *z = zone_load(b, str_from(zones[i]));
		assert_non_null(z);
		setenv("TZ", zones[i], 1);
		tzset();
		for (date d = date_from_parts(1950, 1, 1); d < date_from_parts(2200, 1, 1); d++)
			for (int minutes = 0; minutes < 1440; minutes += 599)
				compare_day(z, d, minutes);
	}
	setenv("TZ", "UTC", 1);
	build_free(b);
}

static void spring_leaves_an_hour_out(void **state)
{
	struct build *b = build_new();
	const struct zone *z = zone_load(b, STR("America/Chicago"));
	date d = date_from_parts(2026, 3, 8);

	(void)state;
	assert_false(zone_local(z, d, 119).skipped);
	assert_true(zone_local(z, d, 150).skipped);
	assert_false(zone_local(z, d, 180).skipped);
	assert_int_equal(zone_local(z, date_from_parts(2026, 11, 1), 90).offset, -5 * 3600); /* twice: the first */
	assert_int_equal(zone_next_change(z, date_from_parts(2025, 8, 29), date_from_parts(2025, 12, 5)), date_from_parts(2025, 11, 2));
	assert_int_equal(zone_next_change(z, date_from_parts(2025, 11, 3), date_from_parts(2025, 12, 5)), DATE_NONE);
	assert_null(zone_load(b, STR("America/Houston")));
	assert_null(zone_load(b, STR("../etc/passwd")));
	build_free(b);
}

/* ---------------------------------------------------------------- dates in text */

static void assert_scan(const char *text, const char *expected, bool lower)
{
	struct build *b = build_new();
	struct date_mention m;
	const char *got = "";

	for (size_t at = 0; date_scan(str_from(text), at, lower, &m); at = m.to)
		got = arena_printf(b->arena, "%s%s%d-%d-%d/%d", got, *got ? " " : "", m.year, m.month, m.day, m.weekday).p;
	if (strcmp(got, expected) != 0)
		fail_msg("%s: %s", text, got);
	build_free(b);
}

static void dates_are_found_in_text(void **state)
{
	(void)state;
	assert_scan("due Friday, September 4, at noon", "0-9-4/4", false);
	assert_scan("Sept. 4th, 2025 and Oct 10", "2025-9-4/-1 0-10-10/-1", false);
	assert_scan("on 2025-09-04.", "2025-9-4/-1", false);
	assert_scan("by the 4 September", "0-9-4/-1", false);
	assert_scan("Montag, den 1. September 2025", "2025-9-1/0", false);
	assert_scan("9/1/2025, 13/2/2025", "2025-2-13/-1", false);
	assert_scan("le vendredi 5 septembre", "0-9-5/4", true);
	assert_scan("el 4 de septiembre de 2025", "2025-9-4/-1", true);
	assert_scan("Nov 24–28", "0-11-24/-1", false);
	assert_scan("na sexta-feira, 5 de setembro", "0-9-5/4", true);
	assert_scan("v pátek 5. září 2025, 10 pro studenty, 3 led", "2025-9-5/4", true);
	assert_scan("piątek, 5 września; 2 maja", "0-9-5/4 0-5-2/-1", true);
	assert_scan("в пятницу 5 сентября 2025 г.", "2025-9-5/-1", true);
	assert_scan("Παρασκευή 5 Σεπτεμβρίου", "0-9-5/4", true);
	assert_scan("thứ Sáu, ngày 5 tháng 9 năm 2025, tháng 9", "2025-9-5/4", true);
	assert_scan("在2025年9月5日（星期五）交，9月8日上课。", "2025-9-5/4 0-9-8/-1", true);
	assert_scan("9月5日(金)と10月", "0-9-5/4", true);
	assert_scan("9월 5일 (금)", "0-9-5/4", true);
	assert_scan("Chapter 3 Set Theory, 5 Out of 10, 4 Led lights, 99月1日", "", false);
	assert_scan("you may 5 times, March 2025, sec 4, 3/4, version 2.5.2025.1, May 4.5, Mar 10%, Aug 4:30", "", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clocks_are_the_c_librarys), cmocka_unit_test(spring_leaves_an_hour_out),
		cmocka_unit_test(dates_are_found_in_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
