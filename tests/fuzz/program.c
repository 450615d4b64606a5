/* program.c - the whole: an archive of a course's files to every format. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_put_archive("course.yaml", (struct str){(const char *)data, size});
	for (enum format format = 0; format < FORMATS; format++)
		fuzz_build("", (struct options){.format = format});
	fuzz_build("", (struct options){.format = FORMAT_HTML, .fragment = true, .strict = true});
	fuzz_build("", (struct options){.dump = STAGE_LAYOUT, .check = true});
	fuzz_clear();
	return 0;
}
