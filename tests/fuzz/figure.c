/* figure.c - a drawing's YAML to pages, and as each format draws it. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_put("f.yaml", (struct str){(const char *)data, size});
	fuzz_put("a.md", STR("# A\n\n![A drawing](f.yaml \"Caption\")\n"));
	fuzz_build("a.md", (struct options){.format = FORMAT_PDF});
	fuzz_build("a.md", (struct options){.format = FORMAT_HTML});
	fuzz_build("a.md", (struct options){.format = FORMAT_LATEX});
	fuzz_clear();
	return 0;
}
