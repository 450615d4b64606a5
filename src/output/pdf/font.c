/* font.c - the fonts of a document: which glyphs are shown and for which text, their widths, and their dictionaries.
 *
 * Every font is a Type0 font with two-byte codes (Identity-H): the glyph's id in the subset, or the CID where a CFF font has
 * CIDs of its own. Its ToUnicode map gives each glyph the text that it was first met with. Where a glyph stands for another text (a
 * hyphen that line breaking put in, a small capital for its capital), a second Type0 dictionary over the same font has
 * another map: a "reading". ActualText, the other way to say it, takes more room and is lost on readers that do not know
 * it; it comes on top for several glyphs of one text (see text.c). Of these, the map gives all of it to the first. */
#include <string.h>

#include "output/pdf/pdf_int.h"

/* ---------------------------------------------------------------- glyphs and their text */

struct pdf_font *pdf_font_of(struct pdf *p, const struct font *font)
{
	for (struct pdf_font *f = p->fonts; f; f = f->next)
		if (f->font == font)
			return f;
	struct pdf_font *f = arena_alloc(p->arena, sizeof *f);
	f->font = font;
	f->info = font_info(font);
	f->index = ++p->n_fonts;
	f->glyphs = arena_alloc(p->arena, f->info->n_glyphs * sizeof *f->glyphs);
	*p->fonts_end = f;
	p->fonts_end = &f->next;
	return f;
}

bool pdf_cluster_next(const struct glyph_run *run, struct pdf_cluster *c)
{
	size_t text = c->text.n ? (size_t)(c->text.p - run->text.p) + c->text.n : 0;
	if (c->to == run->n)
		return false;
	c->from = c->to++;
	c->text = str_sub(run->text, text, text + glyph_text_n(run, c->from));
	while (c->to < run->n && glyph_text_n(run, c->to) == 0)
		c->to++;
	return true;
}

static bool is_private(struct str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);
		if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
			return true;
	}
	return false;
}

bool pdf_needs_actual(const struct pdf_cluster *c)
{
	return c->to - c->from > 1 || is_private(c->text);
}

static void note_text(struct pdf *p, struct pdf_font *f, unsigned glyph, struct str text)
{
	for (int i = 0; i < PDF_READINGS; i++) {
		struct pdf_reading *reading = &f->readings[i];
		if (!reading->text)
			reading->text = arena_alloc(p->arena, f->info->n_glyphs * sizeof *reading->text);
		if (!reading->text[glyph].n)
			reading->text[glyph] = text;
		if (!text.n || str_eq(reading->text[glyph], text))
			return;
	}
}

void pdf_font_use(struct pdf *p, const struct glyph_run *run)
{
	struct pdf_font *f = pdf_font_of(p, run->font);
	for (struct pdf_cluster c = {.to = 0}; pdf_cluster_next(run, &c);)
		for (size_t i = c.from; i < c.to; i++) {
			unsigned glyph = run->glyphs[i].id;
			if (glyph == 0 || glyph >= f->info->n_glyphs)
				continue;
			f->glyphs[glyph].used = true;
			note_text(p, f, glyph, i == c.from ? c.text : STR_NONE);
		}
}

const struct pdf_reading *pdf_font_reading(const struct pdf_font *f, unsigned glyph, struct str text)
{
	for (int i = 0; text.n && i < PDF_READINGS && f->readings[i].text; i++)
		if (str_eq(f->readings[i].text[glyph], text))
			return &f->readings[i];
	return NULL;
}

const struct pdf_font *pdf_font_blank(const struct pdf *p, unsigned *glyph)
{
	for (const struct pdf_font *f = p->fonts; f; f = f->next)
		for (unsigned i = 0; i < f->info->n_glyphs; i++)
			if (f->glyphs[i].used && str_is(f->readings[0].text[i], " ")) {
				*glyph = i;
				return f;
			}
	return NULL;
}

/* ---------------------------------------------------------------- codes and widths */

static int advance(const struct pdf_font *f, unsigned glyph)
{
	return (int)sp_muldiv(font_advance(f->font, glyph), 100000, f->info->units);
}

/* How many codes there are, as long as they are ids of the subset. */
static unsigned count_codes(const struct pdf_font *f)
{
	unsigned n = 0;
	for (unsigned i = 0; i < f->info->n_glyphs; i++)
		if (f->glyphs[i].used && f->glyphs[i].code >= n)
			n = f->glyphs[i].code + 1;
	return n;
}

/* In a CFF font with CIDs of its own, content names these. */
static bool take_cids(struct pdf *p, struct pdf_font *f, struct str program)
{
	unsigned n = count_codes(f);
	uint16_t *cids = arena_alloc(p->arena, n * sizeof *cids);
	if (n > UINT16_MAX || !pdf_cff_cids(program, cids, n))
		return false;
	for (unsigned i = 0; i < f->info->n_glyphs; i++)
		if (f->glyphs[i].used)
			f->glyphs[i].code = cids[f->glyphs[i].code];
	return true;
}

static void prepare(struct pdf *p, struct pdf_font *f)
{
	for (int i = 0; i < PDF_READINGS && f->readings[i].text; i++)
		f->readings[i].object = pdf_object(p->file);
	for (unsigned i = 0; i < f->info->n_glyphs; i++)
		if (f->glyphs[i].used)
			f->glyphs[i].width = advance(f, i);
}

static struct str make_program(void *font)
{
	struct pdf_font *f = font;
	struct str program = pdf_subset_make(f->subset);
	f->length = program.n;
	return program;
}

static void fail(struct pdf *p, const struct pdf_font *f)
{
	msg(p->b, MSG_PDF_FONT, POS_NONE, f->info->postscript_name ? f->info->postscript_name : "");
	p->failed = true;
}

/* Its program says what the codes are. */
static void prepare_cids(struct pdf *p, struct pdf_font *f)
{
	struct str program = make_program(f);
	if (program.n && !take_cids(p, f, program))
		fail(p, f);
	f->packed = pdf_pack(p->file, program);
	mem_free((char *)program.p);
}

void pdf_fonts_prepare(struct pdf *p)
{
	for (struct pdf_font *f = p->fonts; f; f = f->next) {
		f->subset = pdf_subset_new(f);
		if (f->info->cff && f->info->cid_keyed)
			prepare_cids(p, f);
		else
			f->packed = pdf_pack_made(p->file, make_program, f);
		prepare(p, f);
	}
}

void pdf_fonts_check(struct pdf *p)
{
	for (const struct pdf_font *f = p->fonts; f; f = f->next)
		if (!pdf_packed_bytes(f->packed).n || !f->length)
			fail(p, f);
}

/* ---------------------------------------------------------------- dictionaries */

/* Six letters that tell subsets apart, from the glyphs in it. */
static const char *subset_name(struct pdf *p, const struct pdf_font *f)
{
	uint64_t hash = 0;
	char tag[7] = "";
	for (unsigned i = 0; i < f->info->n_glyphs; i++) {
		const char id[] = {(char)(i >> 8), (char)(i & 255)};
		if (f->glyphs[i].used)
			hash = str_hash((struct str){id, sizeof id}, hash);
	}
	for (int i = 0; i < 6; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	return arena_printf(p->arena, "%s+%s", tag, f->info->postscript_name).p;
}

/* A name's irregular characters are written #XX. */
static void put_name(struct buf *b, const char *name)
{
	buf_char(b, '/');
	for (; *name; name++) {
		if (*name > ' ' && *name <= '~' && !strchr("()<>[]{}/%#", *name))
			buf_char(b, *name);
		else
			buf_printf(b, "#%02X", (unsigned char)*name);
	}
}

/* Font units as the thousandths of an em that PDF counts in. */
static void put_units(struct buf *b, const struct pdf_font *f, const char *key, int units)
{
	buf_cstr(b, key);
	buf_int(b, sp_muldiv(units, 1000, f->info->units));
}

static unsigned flags(const struct font_info *info)
{
	enum { FIXED = 1, SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
	return SYMBOLIC | (info->fixed_pitch ? FIXED : 0) | (info->serif ? SERIF : 0) | (info->italic ? ITALIC : 0);
}

static unsigned write_program(struct pdf *p, const struct pdf_font *f)
{
	unsigned object = pdf_stream_packed(p->file, f->packed);
	struct buf *b = pdf_open(p->file, object);
	if (f->info->cff)
		buf_cstr(b, "/Subtype/CIDFontType0C");
	else if (pdf_packed_bytes(f->packed).n)
		buf_printf(b, "/Length1 %zu", f->length);
	pdf_close(p->file);
	return object;
}

static unsigned write_descriptor(struct pdf *p, const struct pdf_font *f, const char *name)
{
	unsigned program = write_program(p, f), object = pdf_object(p->file);
	struct buf *b = pdf_open(p->file, object);
	buf_cstr(b, "/Type/FontDescriptor/FontName");
	put_name(b, name);
	buf_printf(b, "/Flags %u/ItalicAngle %d", flags(f->info), f->info->italic_angle);
	for (int i = 0; i < 4; i++)
		put_units(b, f, i == 0 ? "/FontBBox[" : " ", f->info->box[i]);
	put_units(b, f, "]/Ascent ", f->info->ascent);
	put_units(b, f, "/Descent ", f->info->descent);
	put_units(b, f, "/CapHeight ", f->info->cap_height);
	buf_printf(b, "/StemV %d", f->info->bold ? 140 : 80); /* no font table says it; no reader needs it */
	buf_cstr(b, f->info->cff ? "/FontFile3" : "/FontFile2");
	pdf_put_ref(b, program);
	pdf_close(p->file);
	return object;
}

/* "3[500 520]": widths of codes that follow each other. */
static void put_widths(struct buf *b, const struct pdf_font *f)
{
	const struct pdf_glyph *last = NULL;
	buf_cstr(b, "/W[");
	for (unsigned i = 0; i < f->info->n_glyphs; i++) {
		const struct pdf_glyph *g = &f->glyphs[i];
		if (!g->used)
			continue;
		if (last && g->code == last->code + 1)
			buf_char(b, ' ');
		else
			buf_printf(b, last ? "]%u[" : "%u[", g->code);
		buf_ratio(b, g->width, 100, 2);
		last = g;
	}
	buf_cstr(b, last ? "]]" : "]");
}

static unsigned write_descendant(struct pdf *p, const struct pdf_font *f, const char *name)
{
	unsigned descriptor = write_descriptor(p, f, name), object = pdf_object(p->file);
	struct buf *b = pdf_open(p->file, object);
	buf_printf(b, "/Type/Font/Subtype/%s/BaseFont", f->info->cff ? "CIDFontType0" : "CIDFontType2");
	put_name(b, name);
	buf_cstr(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor");
	pdf_put_ref(b, descriptor);
	if (!f->info->cff)
		buf_cstr(b, "/CIDToGIDMap/Identity");
	put_widths(b, f);
	pdf_close(p->file);
	return object;
}

static unsigned write_tounicode(struct pdf *p, const struct pdf_font *f, const struct pdf_reading *reading)
{
	struct buf map = {NULL, 0, 0};
	pdf_tounicode(f, reading, &map);
	unsigned object = pdf_stream(p->file, buf_view(&map), PDF_FLATE);
	buf_free(&map);
	return object;
}

/* What all readings of a font refer to. */
struct naming { const char *name; unsigned descendant; };

static void write_reading(struct pdf *p, const struct pdf_font *f, const struct pdf_reading *reading, struct naming n)
{
	unsigned map = write_tounicode(p, f, reading);
	struct buf *b = pdf_open(p->file, reading->object);
	buf_cstr(b, "/Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont");
	put_name(b, n.name);
	buf_cstr(b, "/DescendantFonts[");
	pdf_put_ref(b, n.descendant);
	buf_cstr(b, "]/ToUnicode");
	pdf_put_ref(b, map);
	pdf_close(p->file);
}

void pdf_fonts_write(struct pdf *p)
{
	for (const struct pdf_font *f = p->fonts; f; f = f->next) {
		const char *name = subset_name(p, f);
		struct naming naming = {name, write_descendant(p, f, name)};
		for (int i = 0; i < PDF_READINGS && f->readings[i].object; i++)
			write_reading(p, f, &f->readings[i], naming);
	}
}
