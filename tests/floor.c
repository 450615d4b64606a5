/* floor.c - what no program of this kind can do without, and nothing else: start, map the fonts, shape each distinct word once,
 * subset the fonts, deflate as many bytes as the document has; each in the fastest way that is known. `make bench` compares
 * with it.
 *
 * floor TEXT BYTES FONT...: words are dealt out to the fonts in turn. */
#include <fcntl.h>
#include <hb-subset.h>
#include <hb.h>
#include <libdeflate.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FONTS_MAX 16
#define BYTES_A_WORD 4 /* or more: as large as the table of words must be */
#define HEAP (4 << 20)
#define SMALL_PAGE 4096
#define LARGE_PAGE (2 << 20)

struct face {
	hb_face_t *face;
	hb_font_t *font;
	hb_set_t *glyphs;
};

static const char *map(const char *path, size_t *n)
{
	struct stat st;
	int fd = open(path, O_RDONLY);

	if (fd < 0 || fstat(fd, &st) != 0)
		exit(3);
	*n = (size_t)st.st_size;
	return mmap(NULL, *n, PROT_READ, MAP_PRIVATE, fd, 0);
}

static struct face open_face(const char *path)
{
	size_t n;
	const char *bytes = map(path, &n);
	hb_blob_t *blob = hb_blob_create(bytes, (unsigned)n, HB_MEMORY_MODE_READONLY, NULL, NULL);
	struct face f = {.face = hb_face_create(blob, 0), .glyphs = hb_set_create()};

	f.font = hb_font_create(f.face);
	return f;
}

static void shape(struct face *f, const char *word, size_t n)
{
	hb_buffer_t *buffer = hb_buffer_create();
	unsigned count;

	hb_buffer_add_utf8(buffer, word, (int)n, 0, (int)n);
	hb_buffer_guess_segment_properties(buffer);
	hb_shape(f->font, buffer, NULL, 0);
	hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
	for (unsigned i = 0; i < count; i++)
		hb_set_add(f->glyphs, info[i].codepoint);
	hb_buffer_destroy(buffer);
}

/* Small pages, each got when it is first touched, take longer. */
static void ask_large_pages(void)
{
	sbrk((intptr_t)(-((uintptr_t)sbrk(0) + SMALL_PAGE) % LARGE_PAGE)); /* the heap goes on right before a large page */
	mallopt(M_TRIM_THRESHOLD, INT_MAX);
	mallopt(M_MMAP_THRESHOLD, 4 * HEAP);
	char *heap = malloc(HEAP);
	madvise(heap + SMALL_PAGE - (uintptr_t)heap % SMALL_PAGE, HEAP, MADV_HUGEPAGE);
	free(heap);
}

/* Words that were seen, by their hash: a word too few does not matter here. sz: a power of two. */
struct words { uint64_t *v; size_t sz; };

static struct words words_new(size_t bytes)
{
	struct words words = {.sz = 64};

	while (words.sz < bytes / BYTES_A_WORD)
		words.sz *= 2;
	words.v = calloc(words.sz, sizeof *words.v);
	return words;
}

static int is_new(struct words *seen, const char *word, size_t n)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)word[i]) * 1099511628211u;
	for (size_t i = hash % seen->sz;; i = (i + 1) % seen->sz) {
		if (seen->v[i] == hash)
			return 0;
		if (!seen->v[i]) {
			seen->v[i] = hash;
			return 1;
		}
	}
}

static size_t deflate_bytes(struct libdeflate_compressor *deflater, const char *bytes, size_t n)
{
	size_t most = libdeflate_zlib_compress_bound(deflater, n);

	return libdeflate_zlib_compress(deflater, bytes, n, malloc(most), most);
}

/* hb-subset reads no more than a PDF needs of a font. */
static hb_blob_t *keep_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
	static const char kept[][5] = {"head", "hhea", "hmtx", "maxp", "CFF ", "glyf", "loca"};

	(void)face;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (hb_tag_from_string(kept[i], 4) == tag)
			return hb_face_reference_table(whole, tag);
	return NULL;
}

static size_t subset(const struct face *f, struct libdeflate_compressor *deflater)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING);
	hb_set_union(hb_subset_input_glyph_set(input), f->glyphs);
	hb_face_t *made = hb_subset_or_fail(hb_face_create_for_tables(keep_table, f->face, NULL), input);
	hb_blob_t *blob = hb_face_reference_blob(made);
	unsigned n;
	const char *bytes = hb_blob_get_data(blob, &n);
	return deflate_bytes(deflater, bytes, n);
}

/* The text, again and again, up to so many bytes. */
static char *repeat(const char *text, size_t n, size_t bytes)
{
	char *all = malloc(bytes + 1);

	for (size_t at = 0; at < bytes; at += n)
		memcpy(all + at, text, n < bytes - at ? n : bytes - at);
	return all;
}

int main(int argc, char **argv)
{
	struct face faces[FONTS_MAX];
	size_t n, n_faces = 0, words = 0, total = 0;
	const char *text = map(argv[1], &n);
	ask_large_pages();
	struct words seen = words_new(n);
	struct libdeflate_compressor *deflater = libdeflate_alloc_compressor(6);
	size_t bytes = strtoul(argv[2], NULL, 10);

	for (int i = 3; i < argc && n_faces < FONTS_MAX; i++)
		faces[n_faces++] = open_face(argv[i]);
	for (size_t at = 0; at < n;) {
		size_t start = at;
		while (at < n && (unsigned char)text[at] > ' ')
			at++;
		if (at > start && is_new(&seen, text + start, at - start))
			shape(&faces[words++ % n_faces], text + start, at - start);
		at += at == start;
	}
	for (size_t i = 0; i < n_faces; i++)
		total += subset(&faces[i], deflater);
	total += deflate_bytes(deflater, repeat(text, n, bytes), bytes);
	printf("%zu words, %zu bytes\n", words, total);
	return 0;
}
