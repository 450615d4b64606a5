/* tounicode.c - the CMap that says which text a font's codes stand for (PDF 1.7, 9.10.3). */
#include "output/pdf/pdf_int.h"

enum { BLOCK = 100 }; /* most entries between begin and end */

static const char opening[] =
	"/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
	"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
	"/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
	"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
static const char closing[] = "endcmap CMapName currentdict/CMap defineresource pop end end\n";

/* A glyph that only occurs as part of several has no text of its own, but every glyph needs some: one that no reader
 * sees or says. What stands there really is said beside it (ActualText). */
static struct str text_of(const struct pdf_font *f, const struct pdf_reading *reading, unsigned glyph)
{
	struct str text = reading->text[glyph];
	return text.n || reading != f->readings ? text : STR("\xE2\x80\x8B"); /* U+200B, zero width space */
}

static void block_end(struct buf *out, struct buf *block, unsigned *n)
{
	if (*n == 0)
		return;
	buf_printf(out, "%u beginbfchar\n", *n);
	buf_str(out, buf_view(block));
	buf_cstr(out, "endbfchar\n");
	block->n = 0;
	*n = 0;
}

void pdf_tounicode(const struct pdf_font *f, const struct pdf_reading *reading, struct buf *out)
{
	struct buf block = {NULL, 0, 0};
	unsigned n = 0;
	buf_cstr(out, opening);
	for (unsigned i = 0; i < f->info->n_glyphs; i++) {
		struct str text = f->glyphs[i].used ? text_of(f, reading, i) : STR_NONE;
		if (!text.n)
			continue;
		buf_char(&block, '<');
		pdf_put_code(&block, f->glyphs[i].code);
		buf_cstr(&block, "><");
		pdf_put_utf16(&block, text);
		buf_cstr(&block, ">\n");
		if (++n == BLOCK)
			block_end(out, &block, &n);
	}
	block_end(out, &block, &n);
	buf_cstr(out, closing);
	buf_free(&block);
}
