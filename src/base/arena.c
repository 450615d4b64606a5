/* arena.c - memory that lives and dies together: a list of blocks, filled from the front, and one of large pieces, each in a block
 * of its own, so that an array that goes on growing grows where it is. What smaller arrays leave behind when they move is lent to
 * others that grow. */
#include "base/base_int.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ARENA_BLOCK (64 * 1024)
#define ARENA_LARGE (1024 * 1024)
#define MAPPED_BLOCK (256 * 1024) /* of an arena that has become large: mapped apart, so that it leaves no holes in the heap */
#define HUGE (1024 * 1024) /* bytes; larger arrays grow by half, not to twice their size */
#define LARGE 16 /* bytes; of larger elements a growing array has two at first, not eight */
#define HEAP_KEPT (64 * 1024 * 1024) /* the system gets back what is free beyond that */
#define HEAP_FIRST (4 * 1024 * 1024)
#define HEAP_SECOND (768 * 1024)     /* what a second thread has of a short build, */
#define HEAP_PIECES 8                /* and in how many pieces it grows to that: no larger one is the heap's */
#define MMAP_LEAST (128 * 1024)      /* larger pieces are mapped apart: glibc's own default */
#define MMAP_MOST (32 * 1024 * 1024) /* as large as glibc takes it */
#define SMALL_PAGE 4096
#define LARGE_PAGE (2 * 1024 * 1024) /* on most machines; elsewhere all the same */
#define LEFT 17  /* sizes of what is left behind, powers of two up to ARENA_BLOCK */
#define ARENA_ALIGN 8 /* of pointers and numbers: nothing in an arena wants more */

struct arena_block {
	struct arena_block *next, **link; /* link: what points to it */
	size_t used, size;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct left { struct left *next; size_t size; };

struct arena {
	struct arena_block *blocks; /* the first is being filled */
	struct arena_block *large;
	struct left *left[LEFT];    /* of at least 1 << i bytes */
	size_t size;
};

_Noreturn void mem_exhausted(void)
{
	file_leave("syllabusgen: failure: the machine has no memory left\n");
}

void mem_check(void)
{
	if (errno == ENOMEM)
		mem_exhausted();
}

static char *next_page(char *p)
{
	return p + SMALL_PAGE - (uintptr_t)p % SMALL_PAGE;
}

/* The heap's first megabytes may come in large pages, where the system has them: to get small ones, each when it is first
 * touched, takes a twelfth of a short build. The heap goes on where a large page begins; what is left out before it, and what
 * is never touched behind, takes no memory. */
static void ask_large_pages(void)
{
	sbrk((intptr_t)(-((uintptr_t)sbrk(0) + SMALL_PAGE) % LARGE_PAGE));
	mallopt(M_MMAP_THRESHOLD, MMAP_MOST);
	char *heap = mem_alloc(HEAP_FIRST);
	madvise(next_page(heap), HEAP_FIRST, MADV_HUGEPAGE); /* where there are none, all stays as it is */
	mem_free(heap);
	mallopt(M_MMAP_THRESHOLD, MMAP_LEAST);
}

void mem_threads(unsigned n)
{
	mallopt(M_ARENA_MAX, (int)n);
}

void mem_start(void)
{
	mallopt(M_TRIM_THRESHOLD, HEAP_KEPT);
	ask_large_pages();
	errno = 0;
}

void mem_thread_start(void)
{
	char *pieces[HEAP_PIECES];

	for (size_t i = 0; i < HEAP_PIECES; i++)
		pieces[i] = mem_alloc(HEAP_SECOND / HEAP_PIECES);
	madvise(next_page(pieces[0]), HEAP_SECOND - SMALL_PAGE, MADV_POPULATE_WRITE); /* where the heap is another, all stays as it is */
	for (size_t i = 0; i < HEAP_PIECES; i++)
		mem_free(pieces[i]);
	errno = 0;
}

/* The C library notes ENOMEM too where one way to the memory fails and another does not: mem_check is not to see it. */
void *mem_resize(void *p, size_t size)
{
	int error = errno;

	p = realloc(p, size ? size : 1);
	if (!p)
		mem_exhausted();
	errno = error;
	return p;
}

void *mem_alloc(size_t size)
{
	return mem_resize(NULL, size);
}

void mem_free(void *p)
{
	free(p);
}

static void block_link(struct arena_block *b, struct arena_block **link)
{
	b->next = *link;
	b->link = link;
	*link = b;
	if (b->next)
		b->next->link = &b->next;
}

static void block_unlink(struct arena_block *b)
{
	*b->link = b->next;
	if (b->next)
		b->next->link = b->link;
}

static struct arena_block *block_new(struct arena *a, size_t size, struct arena_block **list)
{
	if (size > SIZE_MAX - sizeof(struct arena_block))
		mem_exhausted();
	struct arena_block *b = mem_alloc(sizeof *b + size);
	*b = (struct arena_block){.size = size};
	block_link(b, list);
	a->size += size;
	return b;
}

struct arena *arena_new(void)
{
	struct arena *a = mem_alloc(sizeof *a);

	*a = (struct arena){.size = 0};
	return a;
}

static void free_blocks(struct arena_block *b)
{
	while (b) {
		struct arena_block *next = b->next;
		mem_free(b);
		b = next;
	}
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	free_blocks(a->blocks);
	free_blocks(a->large);
	mem_free(a);
}

/* The block that is being filled stays the first. */
static void insert_blocks(struct arena_block **list, struct arena_block *more)
{
	struct arena_block **link = *list ? &(*list)->next : list, *rest = *link, *last = more;

	if (!more)
		return;
	while (last->next)
		last = last->next;
	*link = more;
	more->link = link;
	last->next = rest;
	if (rest)
		rest->link = &last->next;
}

void arena_take(struct arena *a, struct arena *from)
{
	insert_blocks(&a->blocks, from->blocks);
	insert_blocks(&a->large, from->large);
	a->size += from->size;
	mem_free(from);
}

/* One block is kept: most scratch use fits into it. */
void arena_reset(struct arena *a)
{
	struct arena_block *kept = a->blocks && a->blocks->size == ARENA_BLOCK ? a->blocks : NULL;

	free_blocks(a->large);
	free_blocks(kept ? kept->next : a->blocks);
	if (kept)
		*kept = (struct arena_block){.link = &a->blocks, .size = ARENA_BLOCK};
	*a = (struct arena){.blocks = kept, .size = kept ? ARENA_BLOCK : 0};
}

/* What is larger than ARENA_BLOCK has a block of its own, and so has what would leave much of the one that is being filled unused. */
static struct arena_block *block_for(struct arena *a, size_t size)
{
	struct arena_block *first = a->blocks;

	if (first && size <= ARENA_BLOCK && first->size - first->used >= size)
		return first;
	bool large = size > ARENA_BLOCK / 4 || (first && size > ARENA_BLOCK / 16 && first->size - first->used > ARENA_BLOCK / 8);
	if (large)
		return block_new(a, size, &a->large);
	return block_new(a, a->size < ARENA_LARGE ? ARENA_BLOCK : MAPPED_BLOCK, &a->blocks);
}

static size_t aligned(size_t size)
{
	if (size > SIZE_MAX - ARENA_ALIGN)
		mem_exhausted();
	return (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
}

/* What it holds is of no meaning. */
static void *take(struct arena *a, size_t size)
{
	size = aligned(size);
	struct arena_block *b = block_for(a, size);
	void *p = b->bytes + b->used;
	b->used += size;
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(take(a, size), 0, aligned(size));
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct str){p, s.n};
}

const char *arena_cstr(struct arena *a, struct str s)
{
	return arena_str(a, s).p;
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		mem_exhausted();
	char *p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return (struct str){p, (size_t)n};
}

size_t arena_size(const struct arena *a)
{
	return a->size;
}

/* What was allocated last can grow where it is, while its block has room. */
static bool stretch(struct arena *a, void *last, size_t size, size_t wanted)
{
	struct arena_block *b = a->blocks;
	size_t more = aligned(wanted) - aligned(size);

	if (!size || !b || aligned(wanted) > ARENA_BLOCK || b->size - b->used < more)
		return false;
	unsigned char *end = (unsigned char *)last + aligned(size);
	if (end != b->bytes + b->used)
		return false;
	b->used += more;
	return true;
}

/* The power of two at or below size, which is not 0. */
static int power_of(size_t size)
{
	return 63 - __builtin_clzll(size);
}

/* The block of an array that is too large to stand in one with others. */
static struct arena_block *own_block(void *array, size_t bytes)
{
	return bytes > ARENA_BLOCK ? (struct arena_block *)((unsigned char *)array - offsetof(struct arena_block, bytes)) : NULL;
}

void arena_give(struct arena *a, void *array, size_t sz, size_t size)
{
	size_t bytes = aligned(sz * size);
	struct arena_block *own = own_block(array, bytes);
	struct left *l = array;

	if (own) {
		a->size -= own->size;
		block_unlink(own);
		mem_free(own);
	}
	if (own || bytes < sizeof *l)
		return;
	*l = (struct left){a->left[power_of(bytes)], bytes};
	a->left[power_of(bytes)] = l;
}

/* As take, but in what was left behind where that is large enough: the first of its own power of two, any of the next. */
static void *place_for(struct arena *a, size_t size)
{
	for (int i = power_of(size); i <= power_of(size) + 1 && i < LEFT; i++) {
		struct left *l = a->left[i];
		if (!l || l->size < size)
			continue;
		a->left[i] = l->next;
		return l;
	}
	return take(a, size);
}

static void *grow_own(struct arena *a, struct arena_block *own, size_t wanted)
{
	struct arena_block **link = own->link;

	block_unlink(own);
	own = mem_resize(own, sizeof *own + aligned(wanted));
	block_link(own, link);
	a->size += aligned(wanted) - own->size;
	own->used = own->size = aligned(wanted);
	return own->bytes;
}

/* Where `last` has a block of its own, that block grows; else what it holds goes to a larger place. */
static void *move(struct arena *a, void *last, size_t size, size_t wanted)
{
	struct arena_block *own = own_block(last, size);

	if (own)
		return grow_own(a, own, wanted);
	void *place = place_for(a, wanted);
	if (size) {
		memcpy(place, last, size);
		arena_give(a, last, 1, size);
	}
	return place;
}

static size_t larger(size_t sz, size_t size)
{
	if (!sz)
		return size < LARGE ? 8 : 2;
	return sz < HUGE / size ? 2 * sz : sz + sz / 2;
}

void *arena_grow(struct arena *a, void *array, size_t n, size_t *sz, size_t size)
{
	if (n < *sz)
		return array;
	size_t wanted = larger(*sz, size), bytes;

	if (__builtin_mul_overflow(wanted, size, &bytes))
		mem_exhausted();
	if (!stretch(a, array, *sz * size, bytes))
		array = move(a, array, n * size, bytes);
	*sz = wanted;
	return array;
}
