/* libc.c - what libical calls instead of the C library: in ical.so these functions bear the C library's names (Makefile), and
 * src/module.c loads it so that it and its libraries see them first, and nobody else does. libical does not look at what malloc
 * gives it, and takes a file of zone data that the machine cannot read for a zone that is not there; so neither comes back to it. */
#include "output/ical/ical_int.h"

#include <stdio.h>
#include <string.h>

void *libc_malloc(size_t size);
void *libc_calloc(size_t n, size_t size);
void *libc_realloc(void *p, size_t size);
char *libc_strdup(const char *s);
void libc_free(void *p);
FILE *libc_fopen(const char *path, const char *mode);

void *libc_malloc(size_t size)
{
	return mem_alloc(size);
}

void *libc_calloc(size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		mem_exhausted();
	return memset(mem_alloc(bytes), 0, bytes);
}

void *libc_realloc(void *p, size_t size)
{
	return mem_resize(p, size);
}

char *libc_strdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(mem_alloc(n), s, n);
}

void libc_free(void *p)
{
	mem_free(p);
}

/* Read whole: what fails later would be nobody's business. */
FILE *libc_fopen(const char *path, const char *mode)
{
	struct arena *a = arena_new();
	struct str bytes = file_read_system(a, path);
	FILE *f = bytes.p ? fmemopen(NULL, bytes.n + 1, "w+") : NULL;

	(void)mode; /* it only reads */
	if (bytes.p && !f)
		mem_exhausted();
	if (f) {
		fwrite(bytes.p, 1, bytes.n, f);
		rewind(f);
	}
	arena_free(a);
	return f;
}
