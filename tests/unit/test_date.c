/* Dates against the C library, and the ways in which dates, times and days of the week are written. */
#include "course/course_int.h"
#include "document/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static void every_day_is_the_c_librarys(void **state)
{
	struct tm first = {.tm_year = 0, .tm_mon = 0, .tm_mday = 1}, last = {.tm_year = 300, .tm_mon = 11, .tm_mday = 31};
	time_t from = timegm(&first) / 86400, to = timegm(&last) / 86400;
	size_t days = 0;

	(void)state;
	for (time_t d = from; d <= to; d++, days++) {
		time_t seconds = d * 86400;
		struct tm tm;
		struct date_parts p = date_to_parts((date)d);
		assert_non_null(gmtime_r(&seconds, &tm));
		assert_int_equal(p.year, tm.tm_year + 1900);
		assert_int_equal(p.month, tm.tm_mon + 1);
		assert_int_equal(p.day, tm.tm_mday);
		assert_int_equal(date_from_parts(p.year, p.month, p.day), d);
		assert_int_equal(date_weekday((date)d), (tm.tm_wday + 6) % 7);
	}
	assert_int_equal(days, 301 * 365 + 73);
}

static void days_that_are_none(void **state)
{
	static const struct date_parts none[] = {
		{2025, 2, 29}, {1900, 2, 29}, {2100, 2, 29}, {2025, 4, 31}, {2025, 0, 1}, {2025, 13, 1}, {2025, 1, 0}, {2025, 1, 32},
		{1899, 12, 31}, {2201, 1, 1}, {-1, 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(none); i++)
		assert_int_equal(date_from_parts(none[i].year, none[i].month, none[i].day), DATE_NONE);
	assert_int_not_equal(date_from_parts(2000, 2, 29), DATE_NONE);
}

static void dates_are_read(void **state)
{
	static const char *const same[] = {
		"2025-08-25", " 2025-08-25 ", "2025-8-25", "2025/08/25", "08/25/2025", "8/25/2025", "25/08/2025", "25.08.2025", "25.8.2025",
		"25. 8. 2025", "August 25, 2025", "Aug 25 2025", "Aug. 25, 2025", "25 August 2025", "25 aug 2025", "25. August 2025",
		"August 25th, 2025", "25th August 2025", "25th of August 2025", "25 de agosto de 2025", "lunes, 25 de agosto de 2025",
		"25-Aug-2025", "25/Aug/2025", "le 25 août 2025", "lundi 25 AOUT 2025", "25. srpna 2025", "25. SRPEN 2025", "pon., 25 sierpnia 2025",
		"lunedì 25 agosto 2025", "segunda-feira, 25 de agosto de 2025", "maandag 25 augustus 2025", "mandag 25. august 2025",
		"Δευτέρα, 25 Αυγούστου 2025", "25 αυγ. 2025", "понедельник, 25 августа 2025", "25 авг. 2025", "25 серпня 2025",
		"25 tháng 8, 2025", "Thứ Hai, ngày 25 tháng 8 năm 2025", "25 thg 8, 2025", "2025年8月25日", "2025 年 8 月 25 日", "2025年8月25日（月）",
		"2025年8月25日 星期一", "2025년 8월 25일", "2025년 8월 25일 (월)", "25.\u00A0August\u00A02025",
	};
	static const char *const none[] = {
		"", "-", "2025", "2025-08", "2025-02-29", "25-08-25", "8/25/25", "soon", "August 2025", "August 32, 2025", "Augustas 25, 2025", "25 jui 2025", "25 čer 2025", "25 Ιου 2025",
		"25 tháng 13, 2025", "tháng 8, 2025", "2025年8月", "8月25日", "2025年8月32日", "2025年8月25日 x", "2025年8月25日（月）x", "2025\uB144 8\u6708 25\uC77C",
		"2025-08-25-01", "Au 25, 2025", "05/12/2025", "12/05/2025", "2025-08-25 10:00", "+025-08-25", "/ / /", "1 2 3", "9999999999-1-1", "25 de de de de agosto 2025", "de 25 2025",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(same); i++)
		if (date_parse(str_from(same[i])) != date_from_parts(2025, 8, 25))
			fail_msg("%s", same[i]);
	for (size_t i = 0; i < LENGTH(none); i++)
		if (date_parse(str_from(none[i])) != DATE_NONE)
			fail_msg("%s", none[i]);
	assert_int_equal(date_parse(STR("05/05/2025")), date_from_parts(2025, 5, 5));
	assert_int_equal(date_parse(STR("Sept. 3, 2025")), date_from_parts(2025, 9, 3));
	assert_int_equal(date_parse(STR("1er septembre 2025")), date_from_parts(2025, 9, 1));
	assert_int_equal(date_parse(STR("1.º de mayo de 2025")), date_from_parts(2025, 5, 1));
	assert_int_equal(date_parse(STR("May 1, 2025")), date_from_parts(2025, 5, 1));
}

/* Each language's own dates, long and short, are read, whatever the day of the year. */
static void dates_of_all_languages_are_read(void **state)
{
	static const char *const tags[] = {"en-US", "en-GB", "de", "fr", "es", "it", "pt", "nl", "nb", "cs", "pl", "el", "ru", "uk", "vi", "zh",
		"zh-Hant", "ja", "ko"};
	struct build *b = build_new();

	(void)state;
	for (size_t i = 0; i < LENGTH(tags); i++) {
		const struct doc_words *w = doc_words_find(str_from(tags[i]));
		bool signs = strchr("zjk", tags[i][0]);
		const char *formats[] = {w->date_long, signs ? w->date_long : "d b y", signs ? w->date_long : "E, d M y"};
		assert_true(str_starts(str_from(tags[i]), w->tag) || !strncmp(w->tag, tags[i], 2));
		for (date d = date_from_parts(2025, 1, 1); d < date_from_parts(2026, 1, 1); d++)
			for (size_t k = 0; k < LENGTH(formats); k++)
				if (date_parse(doc_date(b, w, formats[k], d)) != d)
					fail_msg("%s: %.*s", tags[i], STR_ARG(doc_date(b, w, formats[k], d)));
	}
	build_free(b);
}

static void ambiguous_dates_have_two_readings(void **state)
{
	date reading[2];

	(void)state;
	assert_int_equal(date_readings(STR("05/12/2025"), reading), 2);
	assert_int_equal(reading[0], date_from_parts(2025, 5, 12));
	assert_int_equal(reading[1], date_from_parts(2025, 12, 5));
}

static void times_are_read(void **state)
{
	static const struct { const char *text; int from, to; const char *zone; } cases[] = {
		{"3:00 PM–4:15 PM", 900, 975, ""}, {"3:00-4:15 PM", 900, 975, ""}, {"3:00 PM - 4:15 PM CST", 900, 975, "CST"},
		{"14:00–15:30", 840, 930, ""}, {"13h30", 810, -1, ""}, {"11:59 PM", 1439, -1, ""}, {"9-10 AM", 540, 600, ""},
		{"11:00-12:15 PM", 660, 735, ""}, {"11:00 AM–12:15", 660, 735, ""}, {"12:00-1:15 pm", 720, 795, ""}, {"10–11:30 p.m.", 1320, 1410, ""},
		{"9 a.m. to noon", 540, 720, ""}, {"noon–1 PM", 720, 780, ""}, {"8:30am", 510, -1, ""}, {"10 PM–midnight", 1320, 1440, ""},
		{"12:30 AM", 30, -1, ""}, {"12 PM", 720, -1, ""}, {"10h-12h", 600, 720, ""}, {"10h15–11h45", 615, 705, ""}, {"10.15–11.45", 615, 705, ""},
		{"8:15–9:45 Uhr", 495, 585, ""}, {"22:00–24:00", 1320, 1440, ""}, {"10:00 UTC+2", 600, -1, "UTC+2"}, {"0:30", 30, -1, ""},
		{"10:00 to 11:00", 600, 660, ""}, {"10:00–9:00", 600, 540, ""}, {"3:00\u202FPM", 900, -1, ""}, {"11 PM–1 AM", 1380, 60, ""},
		{"14 h–16 h 30", 840, 990, ""}, {"9\u00A0h à 10\u00A0h\u00A005", 540, 605, ""}, {"8 bis 10 Uhr", 480, 600, ""}, {"10 a 12 h", 600, 720, ""},
		{"9 AM–10:30", 540, 630, ""}, {"1-2 PM", 780, 840, ""}, {"10:30 AM - 12 AM", 630, 1440, ""},
		{"9:00 a 9:55 h", 540, 595, ""}, {"9:00h–9:55h", 540, 595, ""}, {"14h às 16h", 840, 960, ""}, {"9:00 alle 10:30", 540, 630, ""},
		{"9.00 tot 10.30 uur", 540, 630, ""},
	};
	static const char *const none[] = {
		"", "soon", "25:00", "10:60", "13:00 PM", "0:30 AM", "3:00 PMs", "3:00 PM–", "3:", "1070", "10:00 cst", "–4 PM", "24:30", "3:00 PM 4:00 PM",
		"12:5x", "14 hs", "14 h 60", "14 h 5 h", "9 à", "9 a b",
	};
	struct time_span span;
	struct str zone;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		span = (struct time_span){-2, -2};
		if (!time_parse_zoned(str_from(cases[i].text), &span, &zone) || span.from != cases[i].from || span.to != cases[i].to)
			fail_msg("%s: %d to %d", cases[i].text, span.from, span.to);
		assert_true(str_is(zone, cases[i].zone));
	}
	for (size_t i = 0; i < LENGTH(none); i++)
		if (time_parse(str_from(none[i]), &span))
			fail_msg("%s", none[i]);
}

static unsigned mask(const char *letters)
{
	unsigned bits = 0;

	for (; *letters; letters++)
		bits |= 1u << (strchr("MTWRFSU", *letters) - "MTWRFSU");
	return bits;
}

static void days_are_read(void **state)
{
	static const struct { const char *text, *days; } cases[] = {
		{"Fri", "F"}, {"Friday", "F"}, {"Tu", "T"}, {"tư", "W"}, {"STR", "STR"}, {"Tu, Th", "TR"}, {"Mo", "M"}, {"We", "W"}, {"Sa", "S"}, {"Su", "U"}, {"Fridays", "F"}, {"friday", "F"}, {"MWF", "MWF"}, {"TTh", "TR"}, {"TR", "TR"}, {"MW", "MW"},
		{"TuTh", "TR"}, {"TTH", "TR"}, {"MTWRF", "MTWRF"}, {"MTWThF", "MTWRF"}, {"Mon/Wed", "MW"}, {"Mon, Wed", "MW"}, {"Tue Thu", "TR"},
		{"Tuesdays and Thursdays", "TR"}, {"Tues. & Thurs.", "TR"}, {"Mon–Fri", "MTWRF"}, {"Mon - Wed", "MTW"}, {"M, W, F", "MWF"},
		{"M/W", "MW"}, {"Sat", "S"}, {"SaSu", "SU"}, {"Sunday", "U"}, {"Mo Di", "MT"}, {"Di, Do", "TR"}, {"DiDo", "TR"}, {"lundi et mercredi", "MW"}, {"mié y vie", "WF"}, {"Fri-Mon", "FSUM"}, {"Wednesday", "W"},
		{"Monday to Friday", "MTWRF"}, {"Montag bis Mittwoch", "MTW"}, {"lunes a jueves", "MTWR"}, {"de lunes a viernes", "MTWRF"}, {"segunda a quinta-feira", "MTWR"},
		{"segunda-feira a sexta-feira", "MTWRF"}, {"dal lunedì al giovedì", "MTWR"}, {"pondělí a středa", "MW"}, {"lundi au jeudi", "MTWR"}, {"lunedì al mercoledì", "MTW"},
		{"segunda-feira e quarta-feira", "MW"}, {"Terça, Quinta", "TR"}, {"seg., qua. e sex.", "MWF"}, {"martedì e giovedì", "TR"},
		{"maandag en donderdag", "MR"}, {"tirsdag og fredag", "TF"}, {"Úterý, čtvrtek", "TR"}, {"pon., śr. i pt.", "MWF"}, {"Środa", "W"},
		{"Δευτέρα και Τετάρτη", "MW"}, {"Понедельник и среда", "MW"}, {"пн, ср, пт", "MWF"}, {"вівторок і п’ятниця", "TF"},
		{"thứ Hai, thứ Tư", "MW"}, {"Chủ nhật", "U"}, {"星期一、星期三", "MW"}, {"周二，周四", "TR"}, {"月曜日", "M"}, {"火・木", "TR"},
		{"월, 수", "MW"}, {"금요일", "F"}, {"sobota", "S"},
	};
	static const char *const none[] = {"", "Fry", "daily", "mwf", "Fri 3", "MXF", "and", "Mond ay", "–", "周", "a", "so", "nam", "sau"};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		if (weekdays_parse(str_from(cases[i].text)) != (cases[i].days ? mask(cases[i].days) : 0))
			fail_msg("%s: %x", cases[i].text, weekdays_parse(str_from(cases[i].text)));
	for (size_t i = 0; i < LENGTH(none); i++)
		if (weekdays_parse(str_from(none[i])))
			fail_msg("%s", none[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_is_the_c_librarys), cmocka_unit_test(days_that_are_none), cmocka_unit_test(dates_are_read), cmocka_unit_test(dates_of_all_languages_are_read),
		cmocka_unit_test(ambiguous_dates_have_two_readings), cmocka_unit_test(times_are_read), cmocka_unit_test(days_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
