/* yaml.c - YAML to a checked course, another term included. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_put("course.yaml", (struct str){(const char *)data, size});
	fuzz_put("a.md", STR("## A {#a}\n\n{{date final}} {{meeting 3}} {{week 2}} {{start}} {{end}}\n"));
	fuzz_build("", (struct options){.dump = STAGE_COURSE});
	fuzz_build("", (struct options){.dump = STAGE_DOCUMENT, .check = true});
	fuzz_build("", (struct options){.roll = "2026-01-12..2026-05-01"});
	fuzz_clear();
	return 0;
}
