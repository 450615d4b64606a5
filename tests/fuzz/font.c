/* font.c - a font file to PDF objects: shaped, subset, embedded. */
#include "fuzz.h"

#define LIBRARY_MOST 200 /* fonts in a library before it is dropped */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned n;

	fuzz_put("f.otf", (struct str){(const char *)data, size});
	fuzz_put("course.yaml", STR("title: Office difficult AV\nlanguage: en\nstyle: {fonts: {text: f.otf, sans: f.otf, math: f.otf}}\n"));
	fuzz_put("a.md", STR("## Words fi ffl Ta\n\nAffinity *office*: 2025 $x+1$ \xe4\xb8\x80 e\xcc\x81\n"));
	fuzz_build("", (struct options){.format = FORMAT_PDF});
	fuzz_clear();
	if (++n % LIBRARY_MOST == 0)
		fuzz_forget_fonts();
	return 0;
}
