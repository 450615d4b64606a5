/* pdf.c - a PDF file from a document and its layout: the steps, the catalog and the Info dictionary. */
#include "output/pdf/pdf_int.h"

static void start(struct pdf *p)
{
	p->arena = arena_new();
	p->file = pdf_file_new(p->b->worker);
	p->fonts_end = &p->fonts;
	p->images_end = &p->images;
	p->pages = arena_alloc(p->arena, p->l->n * sizeof *p->pages);
	p->resources = pdf_object(p->file);
}

/* ---------------------------------------------------------------- Info */

static void put_fact(struct buf *b, const char *key, struct str fact)
{
	if (!fact.n)
		return;
	buf_cstr(b, key);
	pdf_put_text(b, fact);
}

static void write_info(struct pdf *p)
{
	struct buf *b = pdf_open(p->file, pdf_file_info(p->file));
	put_fact(b, "/Title", p->d->title);
	put_fact(b, "/Author", p->d->author);
	put_fact(b, "/Subject", p->d->subject);
	put_fact(b, "/Creator", STR(PDF_PROGRAM));
	put_fact(b, "/Producer", STR(PDF_PROGRAM));
	buf_cstr(b, "/CreationDate");
	pdf_put_date(b, p->d->time);
	buf_cstr(b, "/ModDate");
	pdf_put_date(b, p->d->time);
	pdf_close(p->file);
}

/* ---------------------------------------------------------------- catalog */

/* The number that a folio is, in decimal; 0 when it is something else. */
static int64_t folio(const struct pdf *p, size_t page)
{
	int64_t n;
	const char *label = p->l->pages[page].label;
	return label && str_to_int(str_from(label), &n) && n > 0 && label[0] != '+' && label[0] != '0' ? n : 0;
}

/* A range for each stretch of pages that count up by one; other folios stand alone. */
static void put_page_labels(const struct pdf *p, struct buf *b)
{
	buf_cstr(b, "/PageLabels<</Nums[");
	for (size_t i = 0; i < p->l->n; i++) {
		int64_t n = folio(p, i);
		const char *label = p->l->pages[i].label;
		if (n && i > 0 && folio(p, i - 1) == n - 1)
			continue;
		buf_printf(b, "%zu<<", i);
		if (n)
			buf_printf(b, "/S/D/St %lld", (long long)n);
		else if (label)
			put_fact(b, "/P", str_from(label));
		buf_cstr(b, ">>");
	}
	buf_cstr(b, "]>>");
}

static void put_object(struct buf *b, const char *before, unsigned object, const char *after)
{
	if (!object)
		return;
	buf_cstr(b, before);
	pdf_put_ref(b, object);
	buf_cstr(b, after);
}

static void put_intent(struct buf *b, unsigned profile)
{
	put_object(b, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
	           "/DestOutputProfile", profile, ">>]");
}

static void write_catalog(struct pdf *p)
{
	unsigned tags = pdf_tags_write(p), outline = pdf_outline_write(p), names = pdf_destinations_write(p);
	unsigned metadata = pdf_xmp_write(p), profile = p->options->standard & STYLE_A2A ? pdf_icc_write(p) : 0;
	struct buf *b = pdf_open(p->file, pdf_file_catalog(p->file));
	buf_cstr(b, "/Lang");
	pdf_put_text(b, pdf_is_language(p->d->lang) ? p->d->lang : STR("en"));
	buf_cstr(b, "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true");
	buf_cstr(b, p->d->root->direction == DOC_RTL ? "/Direction/R2L>>" : ">>");
	put_object(b, "/StructTreeRoot", tags, "");
	put_object(b, "/Outlines", outline, "");
	put_object(b, "/Names<</Dests", names, ">>");
	put_object(b, "/Metadata", metadata, "");
	put_intent(b, profile);
	put_page_labels(p, b);
	pdf_close(p->file);
}

/* ---------------------------------------------------------------- the file */

static void drop_file(void *file)
{
	pdf_file_free(file);
}

bool pdf_write(struct build *b, const struct document *d, const struct layout *l, const struct pdf_options *options, struct buf *out)
{
	struct pdf p = {.b = b, .d = d, .l = l, .options = options};
	start(&p);
	pdf_tags_build(&p);
	pdf_collect(&p);
	pdf_fonts_prepare(&p);
	pdf_images_write(&p);
	pdf_pages_write(&p);
	pdf_fonts_write(&p);
	arena_reset(b->marks); /* nothing looks at them again */
	write_catalog(&p);
	write_info(&p);
	pdf_fonts_check(&p);
	arena_free(p.arena); /* before the file is put together, which needs none of it */
	bool done = !p.failed && pdf_file_save(p.file, out);
	worker_do(b->worker, drop_file, p.file); /* nobody waits for that */
	if (!done && !p.failed)
		msg(b, MSG_PDF_LIBRARY, POS_NONE, "");
	return done;
}
