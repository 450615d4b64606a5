/* calendar.c - a course and the calendar beside it (an archive of course.yaml, calendar.yaml and old, the .ics file that is
 * replaced) to iCalendar, and to another term. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_put_archive("course.yaml", (struct str){(const char *)data, size});
	fuzz_build("", (struct options){.roll = "2026-01-12..2026-05-01", .calendar = "calendar.yaml"});
	fuzz_put_archive("course.yaml", (struct str){(const char *)data, size}); /* old is what was given, again */
	fuzz_build("", (struct options){.format = FORMAT_ICS});
	fuzz_clear();
	return 0;
}
