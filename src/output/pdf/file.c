/* file.c - the only file that sees libharu: numbered objects, streams, pages, saving.
 *
 * libharu 2.3.0 keeps the objects and the tree of pages. The entries of dictionaries are ours, as text: libharu's have a
 * write_fn, which it calls just before ">>", and the many that are nothing but entries are null objects to it, which take a
 * fifth of the memory. What a stream holds is ours, too. Its error handler does nothing: every
 * result is looked at here, and the first refusal makes pdf_file_save fail. Its allocations are ours, which never fail, so
 * that what it makes is never NULL. */
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_encrypt.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>

#include <string.h>

#include "output/pdf/pdf_int.h"

/* Where the entries of an object are in the text of all of them; of a stream, what it holds, too. */
struct body {
	size_t start, end;
	struct pdf_packed *packed;
	enum pdf_filter filter;
};

struct pdf_file {
	HPDF_Doc doc;
	struct pdf_deflater *deflater;
	struct buf text;     /* the entries of all dictionaries, one after the other */
	struct body *bodies; /* by object number */
	size_t n, sz;        /* of bodies */
	unsigned open;       /* object whose entries are being written, or 0 */
	bool failed;
	struct buf *out;     /* while saving: where libharu's bytes go */
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
	HPDF_Null object = HPDF_Null_New(f->doc->mmgr);
	check(f, HPDF_Xref_Add(f->doc->xref, object));
	return number_of(object);
}

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

static void fill(struct pdf_file *f, unsigned object, struct pdf_packed *packed, enum pdf_filter filter)
{
	bodies_grow(f, (size_t)object + 1);
	f->bodies[object].packed = packed;
	f->bodies[object].filter = filter;
}

static unsigned add_stream(struct pdf_file *f, struct pdf_packed *packed, enum pdf_filter filter)
{
	if (full(f))
		return pdf_file_catalog(f);
	HPDF_Dict dict = HPDF_DictStream_New(f->doc->mmgr, f->doc->xref);
	dict->write_fn = body_write;
	fill(f, number_of(dict), packed, filter);
	return number_of(dict);
}

unsigned pdf_stream(struct pdf_file *f, struct str bytes, enum pdf_filter filter)
{
	return add_stream(f, filter == PDF_FLATE ? pdf_deflate(f->deflater, bytes) : pdf_keep(f->deflater, bytes), filter);
}

struct pdf_packed *pdf_pack(struct pdf_file *f, struct str bytes)
{
	return pdf_deflate(f->deflater, bytes);
}

struct pdf_packed *pdf_pack_made(struct pdf_file *f, pdf_make_fn *make, void *context)
{
	return pdf_deflate_made(f->deflater, make, context);
}

unsigned pdf_stream_packed(struct pdf_file *f, struct pdf_packed *packed)
{
	return add_stream(f, packed, PDF_FLATE);
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
	fill(f, number_of(attr->contents), pdf_deflate(f->deflater, operators), PDF_FLATE);
}

/* ---------------------------------------------------------------- entries */

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

struct pdf_file *pdf_file_new(struct worker *w)
{
	struct pdf_file *f = mem_alloc(sizeof *f);
	memset(f, 0, sizeof *f);
	f->doc = HPDF_NewEx(on_error, take, mem_free, 0, NULL);
	if (!f->doc)
		mem_exhausted();
	f->deflater = pdf_deflater_new(w);
	check(f, HPDF_SetPagesConfiguration(f->doc, PAGES_A_NODE));
	check(f, HPDF_Dict_RemoveElement(f->doc->info, "Producer"));
	f->doc->catalog->write_fn = body_write;
	f->doc->info->write_fn = body_write;
	return f;
}

void pdf_file_free(struct pdf_file *f)
{
	HPDF_Free(f->doc);
	pdf_deflater_free(f->deflater);
	buf_free(&f->text);
	mem_free(f->bodies);
	mem_free(f);
}

/* ---------------------------------------------------------------- saving
 *
 * libharu would write a classic cross-reference table and every object in clear: structure elements alone would be half
 * of a syllabus's file. So objects without a stream are packed into object streams, and the table is a stream, too
 * (PDF 1.7, 7.5.7 and 7.5.8). qpdf could do it on the finished bytes, but would have to parse them all again. */

enum { PACKED_MOST = 200 }; /* objects in an object stream */

enum place_kind { PLACE_FREE, PLACE_OFFSET, PLACE_PACKED };

struct place {
	enum place_kind kind;
	unsigned at;    /* OFFSET: in the file; PACKED: number of the object stream */
	unsigned index; /* PACKED: in it */
};

/* An object stream. */
struct packed_objects {
	unsigned object, n; /* its number; how many are in it */
	size_t first;       /* where the first begins */
	struct pdf_packed *packed;
};

struct saver {
	struct pdf_file *f;
	HPDF_Stream sink;      /* writes to f->out */
	struct buf *out;
	size_t start;          /* of the file in out */
	struct place *places;  /* by object number */
	unsigned n;            /* objects, with those made while saving */
	struct buf index, packed; /* of the object stream being filled */
	unsigned packed_n;
	struct packed_objects *made;
	unsigned n_made;
};

static struct str body_of(const struct pdf_file *f, unsigned object)
{
	if (object >= f->n)
		return STR_NONE;
	return str_sub(buf_view(&f->text), f->bodies[object].start, f->bodies[object].end);
}

static unsigned class_of(const struct pdf_file *f, unsigned object)
{
	return dict_of(f, object)->header.obj_class & HPDF_OCLASS_ANY;
}

/* A whole stream object; entries: what its dictionary holds beside Length and Filter. */
static void write_stream(struct saver *s, unsigned object, struct str entries, const struct body *body)
{
	static const char *const filters[] = {[PDF_PLAIN] = "", [PDF_FLATE] = "/Filter/FlateDecode", [PDF_DCT] = "/Filter/DCTDecode"};
	s->places[object] = (struct place){PLACE_OFFSET, (unsigned)(s->out->n - s->start), 0};
	struct str bytes = body->packed ? pdf_packed_bytes(body->packed) : STR_NONE;
	buf_printf(s->out, "%u 0 obj\n<<%s/Length %zu", object, filters[body->filter], bytes.n);
	buf_str(s->out, entries);
	buf_cstr(s->out, ">>stream\n");
	buf_str(s->out, bytes);
	buf_cstr(s->out, "\nendstream\nendobj\n");
}

/* ---- objects without a stream */

static void put_object(struct saver *s, unsigned object)
{
	s->f->out = &s->packed;
	if (class_of(s->f, object) != HPDF_OCLASS_NULL) {
		check(s->f, HPDF_Obj_WriteValue(dict_of(s->f, object), s->sink, NULL));
		return;
	}
	buf_cstr(&s->packed, "<<\n");
	buf_str(&s->packed, body_of(s->f, object));
	buf_cstr(&s->packed, ">>");
}

static void pack_end(struct saver *s)
{
	if (s->packed_n == 0)
		return;
	struct packed_objects *made = &s->made[s->n_made++];
	*made = (struct packed_objects){.object = s->n++, .n = s->packed_n, .first = s->index.n};
	buf_str(&s->index, buf_view(&s->packed));
	made->packed = pdf_deflate(s->f->deflater, buf_view(&s->index));
	s->index.n = s->packed.n = s->packed_n = 0;
}

static void pack(struct saver *s, unsigned object)
{
	s->places[object] = (struct place){PLACE_PACKED, s->n, s->packed_n++};
	buf_int(&s->index, object);
	buf_char(&s->index, ' ');
	buf_int(&s->index, (int64_t)s->packed.n);
	buf_char(&s->index, ' ');
	put_object(s, object);
	buf_char(&s->packed, '\n');
	if (s->packed_n == PACKED_MOST)
		pack_end(s);
}

static bool is_stream(const struct pdf_file *f, unsigned object)
{
	return class_of(f, object) == HPDF_OCLASS_DICT && dict_of(f, object)->stream;
}

/* A number is the length of one of libharu's streams: here they say it themselves. */
static void pack_objects(struct saver *s, unsigned objects)
{
	for (unsigned i = 1; i < objects; i++)
		if (!is_stream(s->f, i) && class_of(s->f, i) != HPDF_OCLASS_NUMBER)
			pack(s, i);
	pack_end(s);
}

static void write_packed(struct saver *s, const struct packed_objects *made)
{
	struct buf entries = {NULL, 0, 0};
	buf_printf(&entries, "/Type/ObjStm/N %u/First %zu", made->n, made->first);
	write_stream(s, made->object, buf_view(&entries), &(struct body){.packed = made->packed, .filter = PDF_FLATE});
	buf_free(&entries);
}

static void write_streams(struct saver *s, unsigned objects)
{
	for (unsigned i = 1; i < objects; i++)
		if (is_stream(s->f, i))
			write_stream(s, i, body_of(s->f, i), i < s->f->n ? &s->f->bodies[i] : &(struct body){.filter = PDF_PLAIN});
	for (unsigned i = 0; i < s->n_made; i++)
		write_packed(s, &s->made[i]);
}

/* ---- the cross-reference stream, which is the trailer, too */

static void put_number(struct buf *b, unsigned n, int bytes)
{
	while (bytes-- > 0)
		buf_char(b, (char)(n >> 8 * bytes & 255));
}

/* The file's identifier is a hash of all that stands before it: the same content, the same file. */
static void put_id(struct saver *s, struct buf *b)
{
	HPDF_MD5_CTX md5;
	HPDF_BYTE id[HPDF_MD5_KEY_LEN];
	HPDF_MD5Init(&md5);
	HPDF_MD5Update(&md5, (const HPDF_BYTE *)s->out->p + s->start, (HPDF_UINT32)(s->out->n - s->start));
	HPDF_MD5Final(id, &md5);
	buf_cstr(b, "/ID[");
	for (int twice = 0; twice < 2; twice++) {
		buf_char(b, '<');
		for (size_t i = 0; i < sizeof id; i++)
			buf_printf(b, "%02X", id[i]);
		buf_char(b, '>');
	}
	buf_char(b, ']');
}

static void write_xref(struct saver *s)
{
	unsigned object = s->n++;
	size_t at = s->out->n - s->start;
	struct buf table = {NULL, 0, 0}, entries = {NULL, 0, 0};
	s->places[object] = (struct place){PLACE_OFFSET, (unsigned)at, 0};
	if (at > UINT32_MAX) /* offsets have four bytes */
		s->f->failed = true;
	for (unsigned i = 0; i < s->n; i++) {
		put_number(&table, s->places[i].kind, 1);
		put_number(&table, s->places[i].at, 4);
		put_number(&table, s->places[i].index, 1);
	}
	struct pdf_packed *packed = pdf_deflate(s->f->deflater, buf_view(&table));
	buf_printf(&entries, "/Type/XRef/W[1 4 1]/Size %u/Root %u 0 R/Info %u 0 R", s->n, pdf_file_catalog(s->f), pdf_file_info(s->f));
	put_id(s, &entries);
	write_stream(s, object, buf_view(&entries), &(struct body){.packed = packed, .filter = PDF_FLATE});
	buf_printf(s->out, "startxref\n%zu\n%%%%EOF\n", at);
	buf_free(&table);
	buf_free(&entries);
}

static void saver_start(struct saver *s)
{
	size_t most = s->n + s->n / PACKED_MOST + 2;
	s->places = mem_alloc(most * sizeof *s->places);
	memset(s->places, 0, most * sizeof *s->places);
	s->made = mem_alloc((s->n / PACKED_MOST + 1) * sizeof *s->made);
	s->sink = HPDF_CallbackWriter_New(s->f->doc->mmgr, sink_write, s->f);
}

static void saver_finish(struct saver *s)
{
	HPDF_Stream_Free(s->sink);
	mem_free(s->places);
	mem_free(s->made);
	buf_free(&s->index);
	buf_free(&s->packed);
}

bool pdf_file_save(struct pdf_file *f, struct buf *out)
{
	struct saver s = {.f = f, .out = out, .start = out->n, .n = f->doc->xref->entries->count};
	unsigned objects = s.n;
	saver_start(&s);
	/* four bytes above 127 tell transfer programs that the file is not text */
	buf_cstr(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	pack_objects(&s, objects);
	write_streams(&s, objects);
	write_xref(&s);
	saver_finish(&s);
	return !f->failed;
}
