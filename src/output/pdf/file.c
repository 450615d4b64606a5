/* file.c - the only file that sees libharu: numbered objects, streams, pages, saving.
 *
 * libharu 2.3.0 keeps the cross-reference table, the tree of pages and the streams' filters. The entries of dictionaries
 * are ours, as text: each of our dictionaries has a write_fn, which libharu calls just before ">>". Its error handler
 * does nothing: every result is looked at here, and the first refusal makes pdf_file_save fail. Its allocations are
 * ours, which never fail, so that what it makes is never NULL. */
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_encrypt.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>

#include <string.h>

#include "output/pdf/pdf_int.h"

/* Where the entries of an object are in the text of all of them. */
struct body {
	size_t start, end;
};

struct pdf_file {
	HPDF_Doc doc;
	struct buf text;     /* the entries of all dictionaries, one after the other */
	struct body *bodies; /* by object number */
	size_t n, sz;        /* of bodies */
	unsigned open;       /* object whose entries are being written, or 0 */
	bool failed;
	struct buf *out;     /* while saving */
	size_t out_start;
};

enum {
	PAGES_A_NODE = 64,
	OBJECT_NUMBER = 0x00FFFFFF,                  /* of libharu's obj_id; the rest are flags */
	OBJECTS_MOST = HPDF_LIMIT_MAX_XREF_ELEMENT - 8
};

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
	(void)error, (void)detail, (void)user;
}

static void *take(HPDF_UINT size)
{
	return mem_alloc(size);
}

static void check(struct pdf_file *f, HPDF_STATUS status)
{
	if (status != HPDF_OK)
		f->failed = true;
}

static unsigned number_of(const void *object)
{
	return ((const HPDF_Obj_Header *)object)->obj_id & OBJECT_NUMBER;
}

static HPDF_Dict dict_of(const struct pdf_file *f, unsigned object)
{
	HPDF_XrefEntry entry = HPDF_Xref_GetEntry(f->doc->xref, object);
	return entry->obj;
}

/* ---------------------------------------------------------------- writing, as libharu's callbacks */

static HPDF_STATUS sink_write(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
	struct pdf_file *f = stream->attr;
	buf_put(f->out, bytes, n);
	return HPDF_OK;
}

static HPDF_STATUS body_write(HPDF_Dict dict, HPDF_Stream stream)
{
	struct pdf_file *f = stream->attr;
	unsigned object = number_of(dict);
	if (object >= f->n || f->bodies[object].end == f->bodies[object].start)
		return HPDF_OK;
	struct body body = f->bodies[object];
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)f->text.p + body.start, (HPDF_UINT)(body.end - body.start));
}

/* The file's identifier is a hash of all that stands before the trailer: the same content, the same file. */
static HPDF_STATUS id_write(HPDF_Dict trailer, HPDF_Stream stream)
{
	(void)trailer;
	struct pdf_file *f = stream->attr;
	HPDF_MD5_CTX md5;
	HPDF_BYTE id[HPDF_MD5_KEY_LEN];
	HPDF_MD5Init(&md5);
	HPDF_MD5Update(&md5, (const HPDF_BYTE *)f->out->p + f->out_start, (HPDF_UINT32)(f->out->n - f->out_start));
	HPDF_MD5Final(id, &md5);
	buf_cstr(f->out, "/ID[");
	for (int twice = 0; twice < 2; twice++) {
		buf_char(f->out, '<');
		for (size_t i = 0; i < sizeof id; i++)
			buf_printf(f->out, "%02X", id[i]);
		buf_char(f->out, '>');
	}
	buf_cstr(f->out, "]");
	return HPDF_OK;
}

/* ---------------------------------------------------------------- objects */

/* libharu's lists grow by a constant, copying bytewise: let them double. */
static void list_double(HPDF_List list)
{
	if (list->count >= list->block_siz && list->count > list->items_per_block)
		list->items_per_block = list->count;
}

/* The table of objects is never full but in a file of gigabytes; then the catalog stands in for what has no room. */
static bool full(struct pdf_file *f)
{
	list_double(f->doc->xref->entries);
	if (f->doc->xref->entries->count < OBJECTS_MOST)
		return false;
	f->failed = true;
	return true;
}

unsigned pdf_object(struct pdf_file *f)
{
	if (full(f))
		return pdf_file_catalog(f);
	HPDF_Dict dict = HPDF_Dict_New(f->doc->mmgr);
	check(f, HPDF_Xref_Add(f->doc->xref, dict));
	dict->write_fn = body_write;
	return number_of(dict);
}

static unsigned hpdf_filter(enum pdf_filter filter)
{
	switch (filter) {
	case PDF_FLATE: return HPDF_STREAM_FILTER_FLATE_DECODE;
	case PDF_DCT: return HPDF_STREAM_FILTER_DCT_DECODE;
	case PDF_PLAIN: break;
	}
	return HPDF_STREAM_FILTER_NONE;
}

/* One block that holds everything, instead of a list of 4 KB blocks. The stream must be empty yet. */
static void stream_fill(struct pdf_file *f, HPDF_Stream stream, struct str bytes)
{
	HPDF_MemStreamAttr attr = stream->attr;
	if (bytes.n > attr->buf_siz && bytes.n < UINT32_MAX) {
		attr->buf_siz = (HPDF_UINT)bytes.n;
		attr->w_pos = attr->buf_siz;
	}
	if (bytes.n >= UINT32_MAX)
		f->failed = true;
	else if (bytes.n > 0)
		check(f, HPDF_Stream_Write(stream, (const HPDF_BYTE *)bytes.p, (HPDF_UINT)bytes.n));
}

unsigned pdf_stream(struct pdf_file *f, struct str bytes, enum pdf_filter filter)
{
	if (full(f))
		return pdf_file_catalog(f);
	HPDF_Dict dict = HPDF_DictStream_New(f->doc->mmgr, f->doc->xref);
	dict->filter = hpdf_filter(filter);
	dict->write_fn = body_write;
	stream_fill(f, dict->stream, bytes);
	return number_of(dict);
}

unsigned pdf_page(struct pdf_file *f)
{
	if (full(f))
		return pdf_file_catalog(f);
	list_double(f->doc->page_list);
	HPDF_Page page = HPDF_AddPage(f->doc);
	if (!page) {
		f->failed = true;
		return pdf_file_catalog(f);
	}
	check(f, HPDF_Dict_RemoveElement(page, "MediaBox"));
	check(f, HPDF_Dict_RemoveElement(page, "Resources"));
	page->write_fn = body_write;
	return number_of(page);
}

void pdf_page_content(struct pdf_file *f, unsigned page, struct str operators)
{
	if (page == pdf_file_catalog(f))
		return;
	HPDF_PageAttr attr = dict_of(f, page)->attr;
	attr->contents->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
	stream_fill(f, attr->stream, operators);
}

/* ---------------------------------------------------------------- entries */

static void bodies_grow(struct pdf_file *f, size_t n)
{
	if (n > f->sz) {
		f->sz = 2 * n;
		f->bodies = mem_resize(f->bodies, f->sz * sizeof *f->bodies);
	}
	if (n > f->n) {
		memset(f->bodies + f->n, 0, (n - f->n) * sizeof *f->bodies);
		f->n = n;
	}
}

struct buf *pdf_open(struct pdf_file *f, unsigned object)
{
	bodies_grow(f, (size_t)object + 1);
	f->open = object;
	f->bodies[object].start = f->text.n;
	return &f->text;
}

void pdf_close(struct pdf_file *f)
{
	f->bodies[f->open].end = f->text.n;
	f->open = 0;
}

/* ---------------------------------------------------------------- the file */

unsigned pdf_file_catalog(const struct pdf_file *f)
{
	return number_of(f->doc->catalog);
}

unsigned pdf_file_info(const struct pdf_file *f)
{
	return number_of(f->doc->info);
}

struct pdf_file *pdf_file_new(void)
{
	struct pdf_file *f = mem_alloc(sizeof *f);
	memset(f, 0, sizeof *f);
	f->doc = HPDF_NewEx(on_error, take, mem_free, 0, NULL);
	if (!f->doc)
		mem_exhausted();
	check(f, HPDF_SetPagesConfiguration(f->doc, PAGES_A_NODE));
	check(f, HPDF_Dict_RemoveElement(f->doc->info, "Producer"));
	f->doc->catalog->write_fn = body_write;
	f->doc->info->write_fn = body_write;
	return f;
}

void pdf_file_free(struct pdf_file *f)
{
	HPDF_Free(f->doc);
	buf_free(&f->text);
	mem_free(f->bodies);
	mem_free(f);
}

static void trailer_fill(struct pdf_file *f)
{
	HPDF_Dict trailer = f->doc->trailer;
	check(f, HPDF_Dict_Add(trailer, "Root", f->doc->catalog));
	check(f, HPDF_Dict_Add(trailer, "Info", f->doc->info));
	trailer->write_fn = id_write;
}

bool pdf_file_save(struct pdf_file *f, struct buf *out)
{
	f->out = out;
	f->out_start = out->n;
	trailer_fill(f);
	HPDF_Stream sink = HPDF_CallbackWriter_New(f->doc->mmgr, sink_write, f);
	/* four bytes above 127 tell transfer programs that the file is not text */
	check(f, HPDF_Stream_WriteStr(sink, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"));
	if (!f->failed)
		check(f, HPDF_Xref_WriteToStream(f->doc->xref, sink, NULL));
	HPDF_Stream_Free(sink);
	return !f->failed;
}
