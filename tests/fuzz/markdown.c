/* markdown.c - Markdown, with the HTML, front matter and generator syntax that people put into it, to a document. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_put("a.md", (struct str){(const char *)data, size});
	fuzz_put("b.md", STR("## Included\n\nText[^1].\n\n[^1]: A note.\n"));
	fuzz_build("a.md", (struct options){.dump = STAGE_CONTENT});
	fuzz_build("a.md", (struct options){.dump = STAGE_DOCUMENT, .check = true});
	fuzz_clear();
	return 0;
}
