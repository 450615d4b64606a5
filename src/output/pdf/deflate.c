/* deflate.c - bytes as a stream's FlateDecode filter wants them (RFC 1950): the only file that sees libdeflate, which takes a
 * third of zlib's time, and less room. It is the build's worker that deflates, while the build makes what
 * comes next; where the build has to wait for it, it deflates, too. */
#include <libdeflate.h>
#include <pthread.h>
#include <string.h>

#include "output/pdf/pdf_int.h"

enum {
	LEVEL = 6, /* level 9 saves two thousandths, in twice the time */
	WAITING = 32 /* pieces that may wait to be deflated, about */
};

struct pdf_packed {
	struct pdf_packed *next;
	struct pdf_deflater *deflater;
	struct worker_piece *piece; /* what deflates it */
	pdf_make_fn *make;          /* what gives the bytes, or NULL */
	void *context;
	char *bytes;                /* as they came; once the piece is done, deflated */
	size_t n;
};

/* What one thread deflates with. */
struct press {
	struct press *next;
	struct libdeflate_compressor *compressor;
	struct buf out;
};

struct pdf_deflater {
	struct worker *worker;
	struct pdf_packed *made;    /* all of them, the latest first */
	struct pdf_packed *latest[WAITING]; /* that were given to the worker with their bytes; a ring */
	size_t given;
	pthread_mutex_t lock;
	struct press *free;         /* those that no piece uses now */
};

struct pdf_deflater *pdf_deflater_new(struct worker *w)
{
	struct pdf_deflater *d = mem_alloc(sizeof *d);
	*d = (struct pdf_deflater){.worker = w};
	pthread_mutex_init(&d->lock, NULL);
	return d;
}

static void press_free(struct press *press)
{
	libdeflate_free_compressor(press->compressor);
	buf_free(&press->out);
	mem_free(press);
}

void pdf_deflater_free(struct pdf_deflater *d)
{
	while (d->made) {
		struct pdf_packed *packed = d->made;
		worker_wait(packed->piece);
		d->made = packed->next;
		mem_free(packed->bytes);
		mem_free(packed);
	}
	while (d->free) {
		struct press *press = d->free;
		d->free = press->next;
		press_free(press);
	}
	pthread_mutex_destroy(&d->lock);
	mem_free(d);
}

static char *copy(const char *bytes, size_t n)
{
	char *to = mem_alloc(n);
	return n ? memcpy(to, bytes, n) : to;
}

static struct pdf_packed *packed_new(struct pdf_deflater *d, struct pdf_packed packed)
{
	struct pdf_packed *made = mem_alloc(sizeof *made);
	*made = packed;
	made->next = d->made;
	made->deflater = d;
	return d->made = made;
}

struct pdf_packed *pdf_keep(struct pdf_deflater *d, struct str bytes)
{
	return packed_new(d, (struct pdf_packed){.bytes = copy(bytes.p, bytes.n), .n = bytes.n});
}

static struct press *press_new(void)
{
	struct press *press = mem_alloc(sizeof *press);
	*press = (struct press){.compressor = libdeflate_alloc_compressor(LEVEL)};
	if (!press->compressor)
		mem_exhausted();
	return press;
}

static struct press *press_take(struct pdf_deflater *d)
{
	pthread_mutex_lock(&d->lock);
	struct press *press = d->free;
	d->free = press ? press->next : NULL;
	pthread_mutex_unlock(&d->lock);
	return press ? press : press_new();
}

static void press_give(struct pdf_deflater *d, struct press *press)
{
	pthread_mutex_lock(&d->lock);
	press->next = d->free;
	d->free = press;
	pthread_mutex_unlock(&d->lock);
}

static void make_room(struct press *press, size_t n)
{
	size_t most = libdeflate_zlib_compress_bound(press->compressor, n);
	if (most > press->out.sz) {
		press->out.p = mem_resize(press->out.p, most);
		press->out.sz = most;
	}
}

static void deflate_piece(void *context)
{
	struct pdf_packed *packed = context;
	if (packed->make) {
		struct str made = packed->make(packed->context);
		packed->bytes = (char *)made.p;
		packed->n = made.n;
	}
	struct press *press = press_take(packed->deflater);
	make_room(press, packed->n);
	size_t n = libdeflate_zlib_compress(press->compressor, packed->bytes, packed->n, press->out.p, press->out.sz);
	mem_free(packed->bytes);
	packed->bytes = copy(press->out.p, n);
	packed->n = n;
	press_give(packed->deflater, press);
}

static struct pdf_packed *give(struct pdf_packed *packed)
{
	packed->piece = worker_do(packed->deflater->worker, deflate_piece, packed);
	return packed;
}

/* Where the worker falls behind, the build deflates, too: the bytes of a long document's pages are not all in memory. */
struct pdf_packed *pdf_deflate(struct pdf_deflater *d, struct str bytes)
{
	struct pdf_packed **place = &d->latest[d->given++ % WAITING];
	if (*place)
		worker_wait((*place)->piece);
	return *place = give(pdf_keep(d, bytes));
}

struct pdf_packed *pdf_deflate_made(struct pdf_deflater *d, pdf_make_fn *make, void *context)
{
	return give(packed_new(d, (struct pdf_packed){.make = make, .context = context}));
}

struct str pdf_packed_bytes(const struct pdf_packed *packed)
{
	worker_wait(packed->piece);
	return (struct str){packed->bytes, packed->n};
}
