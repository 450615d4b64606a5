/* image.c - PNG and JPEG files to PDF objects. A PNG's checksums are put right first: else nothing changed would be read. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static uint32_t get_u32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void mend_checksums(uint8_t *png, size_t size)
{
	for (size_t at = 8; at + 12 <= size && get_u32(png + at) <= size - at - 12;) {
		size_t n = get_u32(png + at);
		uint32_t sum = (uint32_t)crc32(0, png + at + 4, (unsigned)n + 4);
		for (int i = 0; i < 4; i++)
			png[at + 8 + n + (size_t)i] = (uint8_t)(sum >> (24 - 8 * i));
		at += 12 + n;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size + 1);

	memcpy(copy, data, size);
	if (size > 8 && memcmp(copy, "\x89PNG", 4) == 0)
		mend_checksums(copy, size);
	fuzz_put("a.png", (struct str){(const char *)copy, size});
	fuzz_put("a.md", STR("# A\n\n![An image](a.png \"Caption\")\n"));
	fuzz_build("a.md", (struct options){.format = FORMAT_PDF});
	fuzz_build("a.md", (struct options){.format = FORMAT_HTML});
	fuzz_clear();
	free(copy);
	return 0;
}
