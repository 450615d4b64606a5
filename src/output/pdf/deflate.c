/* deflate.c - bytes as a stream's FlateDecode filter wants them (RFC 1950): the only file that sees libdeflate, which takes a
 * third of zlib's time, and less room. It is the build's worker that deflates, while the build makes what comes next. */
#include <libdeflate.h>
#include <string.h>

#include "output/pdf/pdf_int.h"

enum { LEVEL = 6 }; /* level 9 saves two thousandths, in twice the time */

struct pdf_packed {
	struct pdf_packed *next;
	struct pdf_deflater *deflater;
	struct worker_piece *piece; /* what deflates it */
	char *bytes;                /* as they came; once the piece is done, deflated */
	size_t n;
};

struct pdf_deflater {
	struct worker *worker;
	struct pdf_packed *made;    /* all of them, the latest first */
	/* what only the pieces see, one after the other: */
	struct libdeflate_compressor *compressor;
	struct buf out;
};

struct pdf_deflater *pdf_deflater_new(struct worker *w)
{
	struct pdf_deflater *d = mem_alloc(sizeof *d);
	*d = (struct pdf_deflater){.worker = w};
	return d;
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
	libdeflate_free_compressor(d->compressor);
	buf_free(&d->out);
	mem_free(d);
}

static char *copy(const char *bytes, size_t n)
{
	char *to = mem_alloc(n);
	return n ? memcpy(to, bytes, n) : to;
}

struct pdf_packed *pdf_keep(struct pdf_deflater *d, struct str bytes)
{
	struct pdf_packed *packed = mem_alloc(sizeof *packed);
	*packed = (struct pdf_packed){.next = d->made, .deflater = d, .bytes = copy(bytes.p, bytes.n), .n = bytes.n};
	d->made = packed;
	return packed;
}

static void prepare(struct pdf_deflater *d, size_t n)
{
	if (!d->compressor)
		d->compressor = libdeflate_alloc_compressor(LEVEL);
	if (!d->compressor)
		mem_exhausted();
	size_t most = libdeflate_zlib_compress_bound(d->compressor, n);
	if (most > d->out.sz) {
		d->out.p = mem_resize(d->out.p, most);
		d->out.sz = most;
	}
}

static void deflate_piece(void *context)
{
	struct pdf_packed *packed = context;
	struct pdf_deflater *d = packed->deflater;
	prepare(d, packed->n);
	size_t n = libdeflate_zlib_compress(d->compressor, packed->bytes, packed->n, d->out.p, d->out.sz);
	mem_free(packed->bytes);
	packed->bytes = copy(d->out.p, n);
	packed->n = n;
}

struct pdf_packed *pdf_deflate(struct pdf_deflater *d, struct str bytes)
{
	struct pdf_packed *packed = pdf_keep(d, bytes);
	packed->piece = worker_do(d->worker, deflate_piece, packed);
	return packed;
}

struct str pdf_packed_bytes(const struct pdf_packed *packed)
{
	worker_wait(packed->piece);
	return (struct str){packed->bytes, packed->n};
}
