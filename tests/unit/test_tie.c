/* Spaces that hold words together. In each text the space in question is written "~". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "typeset/typeset_int.h"

#include <string.h>

static bool binds(const char *pattern)
{
	char text[200];
	size_t at = strcspn(pattern, "~");

	strcpy(text, pattern);
	text[at] = ' ';
	return tie_binds(str_from(text), at);
}

static void check(const char *const *patterns, bool expected)
{
	for (; *patterns; patterns++)
		if (binds(*patterns) != expected)
			fail_msg("%s: expected %s", *patterns, expected ? "bound" : "free");
}

static void names_and_titles(void **state)
{
	static const char *const bound[] = {"ask Dr.~Smith", "(Prof.~Müller)", "D.~E. Knuth", "D. E.~Knuth", "J.-P.~Serre", "(z.~B. so)", "d.~h.", "i. d.~R.", NULL};
	static const char *const free_[] = {"see the Dr.~about it", "plan b.~Then", "THE END.~So", "plan b.~So", NULL};

	(void)state;
	check(bound, true);
	check(free_, false);
}

static void labels_and_numbers(void **state)
{
	static const char *const bound[] = {"see Fig.~3", "in Week~7,", "No.~12", "pp.~33–40", "Part~II", "Appendix~B.", "§~5", "(Sec.~2.1)", "Section~A.2,", "Room~B104", "KW~42", "Abbildung~3", "sala~5", "рис.~3", "tuần~3", "(Harper Hall~20)", "Saal~3", NULL};
	static const char *const free_[] = {"a Week~of", "the Hall~was", "the Table~shows", "Part~of", "no.~But", NULL};

	(void)state;
	check(bound, true);
	check(free_, false);
}

static void numbers_and_units(void **state)
{
	static const char *const bound[] = {"about 10~kg", "(25~%)", "3.5~GHz.", "at 10:30~a.m.", "3–4~h,", "10:30~AM–1:00 PM",
		"10~points,", "30~Min.", "10~ч", "90~мин.", "5~Kč", "5~kΩ", "10~000 students", "CHF~20", "€~20", NULL};
	static const char *const free_[] = {"in 2025~in general", "2025~100 students", "10~200", "10~students", "a~kg", NULL};

	(void)state;
	check(bound, true);
	check(free_, false);
}

static void telephone_numbers(void **state)
{
	static const char *const bound[] = {"(555)~123-4567", "call (555)~123-4567.", "+49~30 1234567", "+49 30~1234567, or", "+1~(713) 555-0100", "+1 (713)~555-0100",
		"555~123 4567", "555 123~4567", "01 23~45 67 89", "01 23 45 67~89", "020~7946 0958", "030 /~123 456", "030~/ 123 456",
		"030 / 123~456", "(030)~123 45 67", "+33 1~42 68 53 00", "Tel. 0049~30 1234567", "\"(555)~123-4567\"", "713~555-0100", "+49 (0)~30 1234567", NULL};
	static const char *const free_[] = {"in 2025~300 students", "1 2 3~4 5 6 7", "0 1 2~3 4 5 6 7", "978-0-13-468599-1~2019", "0-13-468599-1~2019",
		"01.09.2025~15.12.2025", "2025-09-01~2025-12-05", "10:30~555", "rooms 101~102", "(2024)~12", "(2)~2024", "pp. 33–40~2025", "1,000~555-0100",
		"555-0199~or", "x12~345 6789", "from 8-10~12-14", "100~200 300 400 500", "2024~2025", "12 (3)~2024", "scores 10~20 30 40", "555-0199~2025", NULL};

	(void)state;
	check(bound, true);
	check(free_, false);
}

static void dates(void **state)
{
	static const char *const bound[] = {"August~25, 2025", "Sept.~3rd", "on 5~December", "am 25.~Oktober", "Aug~29\u20032:00 PM", "Aug 29\u20032:00~PM",
		"am 12.~Okt.", "12~septembre", "12.~září", "12~października", "12~сентября", "12~Σεπτεμβρίου", "12~de septiembre", "12 de~septiembre de", NULL};
	static const char *const free_[] = {"May~2025", "12~de los", "de~la", "12 de septiembre~de 2025", "August 25,~2025", "they may~5", "in 2025~March", "May\u2003all~5", NULL};

	(void)state;
	check(bound, true);
	check(free_, false);
}

static void days_of_the_week(void **state)
{
	static const char *const bound[] = {"Fri~12 Sep", "Friday~12", "(Fri~Sep 12)", "Fri.~9/12", "Fr~5. Feb.,",
		"Fr.,~12.9.", "vendredi~12 septembre", "Viernes~12 de septiembre", "sexta-feira~12 de setembro", "venerdì~12 settembre",
		"vrijdag~12 september", "fredag~12. september", "v pátek~12. září", "w piątek~12 września", "Παρασκευή~12 Σεπτεμβρίου", "в пятницу~12 сентября",
		"у п’ятницю~12 вересня", "Tue~2025-09-12", NULL};
	static const char *const free_[] = {"So~10 people", "Friday,~12 students", "on Friday,~September 12", "Freitag,~12. September", "on Friday~the", "Fri~12 students", "on Sunday~Mass", "mi~5", "Mon~5.5", "Sat~10-12", NULL};

	(void)state;
	check(bound, true);
	check(free_, false);
}

static void marks(void **state)
{
	static const char *const bound[] = {"a word~– a word", "(~a", "a~)", "quoi~?", NULL};
	static const char *const free_[] = {"a word –~a word", "a~(b)", "a~b", NULL};

	(void)state;
	check(bound, true);
	check(free_, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_titles), cmocka_unit_test(labels_and_numbers), cmocka_unit_test(numbers_and_units),
		cmocka_unit_test(dates), cmocka_unit_test(days_of_the_week), cmocka_unit_test(telephone_numbers), cmocka_unit_test(marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
