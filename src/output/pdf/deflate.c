/* deflate.c - bytes as a stream's FlateDecode filter wants them (RFC 1950): the only file that sees libdeflate, which takes a
 * third of zlib's time, and less room. */
#include <libdeflate.h>

#include "output/pdf/pdf_int.h"

enum { LEVEL = 6 }; /* level 9 saves two thousandths, in twice the time */

struct pdf_deflater {
	struct libdeflate_compressor *compressor;
	struct buf out;
};

struct pdf_deflater *pdf_deflater_new(void)
{
	struct pdf_deflater *d = mem_alloc(sizeof *d);
	*d = (struct pdf_deflater){.compressor = libdeflate_alloc_compressor(LEVEL)};
	if (!d->compressor)
		mem_exhausted();
	return d;
}

void pdf_deflater_free(struct pdf_deflater *d)
{
	libdeflate_free_compressor(d->compressor);
	buf_free(&d->out);
	mem_free(d);
}

struct str pdf_deflate(struct pdf_deflater *d, struct str bytes)
{
	size_t most = libdeflate_zlib_compress_bound(d->compressor, bytes.n);
	if (most > d->out.sz) {
		d->out.p = mem_resize(d->out.p, most);
		d->out.sz = most;
	}
	d->out.n = libdeflate_zlib_compress(d->compressor, bytes.p, bytes.n, d->out.p, d->out.sz);
	return buf_view(&d->out);
}
