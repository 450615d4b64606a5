/* icc.c - the profile that says what the document's colours mean: sRGB (IEC 61966-2-1).
 *
 * Its numbers are few, so the program makes it rather than carry or look for a file: an ICC version 4 display profile
 * (ICC.1:2010) of three primaries, adapted to D50 by Bradford's matrix, and one parametric curve that all three share. */
#include "output/pdf/pdf_int.h"

struct tag {
	const char *name;
	uint32_t offset, size;
};

enum { HEADER = 128, ENTRY = 12, TAGS = 10 };

static void put32(struct buf *b, uint32_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(b, (char)(n >> shift & 255));
}

static void put16(struct buf *b, uint32_t n)
{
	buf_char(b, (char)(n >> 8 & 255));
	buf_char(b, (char)(n & 255));
}

/* A signed number of 16.16 bits, given in millionths. */
static void put_fixed(struct buf *b, int64_t millionths)
{
	put32(b, (uint32_t)(int32_t)sp_muldiv(millionths, 65536, 1000000));
}

static void put_values(struct buf *b, const char *type, const int32_t *millionths, size_t n)
{
	buf_cstr(b, type);
	put32(b, 0);
	for (size_t i = 0; i < n; i++)
		put_fixed(b, millionths[i]);
}

static void put_text(struct buf *b, const char *ascii)
{
	struct str s = str_from(ascii);
	buf_cstr(b, "mluc");
	put32(b, 0);
	put32(b, 1);  /* one record ... */
	put32(b, 12); /* ... of this size */
	buf_cstr(b, "enUS");
	put32(b, (uint32_t)(2 * s.n));
	put32(b, 28); /* where the text starts */
	for (size_t i = 0; i < s.n; i++)
		put16(b, (unsigned char)s.p[i]);
}

/* Y = ((X + 0.055) / 1.055)^2.4 above 0.04045, X / 12.92 below */
static void put_curve(struct buf *b)
{
	static const int32_t parameters[] = {2400000, 947867, 52133, 77399, 40450};
	buf_cstr(b, "para");
	put32(b, 0);
	put16(b, 3);
	put16(b, 0);
	for (size_t i = 0; i < 5; i++)
		put_fixed(b, parameters[i]);
}

static void put_header(struct buf *b, uint32_t size)
{
	put32(b, size);
	put32(b, 0);          /* no particular colour management module */
	put32(b, 0x04200000); /* version 4.2 */
	buf_cstr(b, "mntrRGB XYZ ");
	for (int i = 0; i < 6; i++)
		put16(b, (uint32_t[]){2010, 1, 1, 0, 0, 0}[i]); /* the standard's year: the profile never changes */
	buf_cstr(b, "acsp");
	for (int i = 0; i < 6; i++)
		put32(b, 0);      /* platform, flags, device, attributes; intent: perceptual */
	put32(b, 0);
	put_fixed(b, 964203); /* D50, as the profile connection space has it */
	put_fixed(b, 1000000);
	put_fixed(b, 824905);
	while (b->n < HEADER)
		buf_char(b, 0);
}

static struct tag put_tag(struct buf *b, const char *name, const char *type, const int32_t *values, size_t n)
{
	struct tag tag = {name, (uint32_t)b->n, 0};
	put_values(b, type, values, n);
	tag.size = (uint32_t)b->n - tag.offset;
	return tag;
}

static struct tag put_named_text(struct buf *b, const char *name, const char *text)
{
	struct tag tag = {name, (uint32_t)b->n, 0};
	put_text(b, text);
	tag.size = (uint32_t)b->n - tag.offset;
	while (b->n % 4)
		buf_char(b, 0);
	return tag;
}

static void put_data(struct buf *b, struct tag *tags)
{
	static const int32_t white[] = {964203, 1000000, 824905};
	static const int32_t red[] = {436066, 222488, 13916}, green[] = {385147, 716873, 97076}, blue[] = {143066, 60608, 714096};
	static const int32_t adapt[] = {1047882, 22919, -50217, 29587, 990479, -17059, -9232, 15076, 751678};
	tags[0] = put_named_text(b, "desc", "sRGB");
	tags[1] = put_named_text(b, "cprt", "No copyright, use freely");
	tags[2] = put_tag(b, "wtpt", "XYZ ", white, 3);
	tags[3] = put_tag(b, "chad", "sf32", adapt, 9);
	tags[4] = put_tag(b, "rXYZ", "XYZ ", red, 3);
	tags[5] = put_tag(b, "gXYZ", "XYZ ", green, 3);
	tags[6] = put_tag(b, "bXYZ", "XYZ ", blue, 3);
	tags[7] = (struct tag){"rTRC", (uint32_t)b->n, 32};
	tags[8] = (struct tag){"gTRC", (uint32_t)b->n, 32};
	tags[9] = (struct tag){"bTRC", (uint32_t)b->n, 32};
	put_curve(b);
}

static void put_profile(struct buf *out)
{
	struct tag tags[TAGS];
	struct buf data = {NULL, 0, 0};
	uint32_t start = HEADER + 4 + TAGS * ENTRY;
	put_data(&data, tags);
	put_header(out, start + (uint32_t)data.n);
	put32(out, TAGS);
	for (int i = 0; i < TAGS; i++) {
		buf_cstr(out, tags[i].name);
		put32(out, start + tags[i].offset);
		put32(out, tags[i].size);
	}
	buf_str(out, buf_view(&data));
	buf_free(&data);
}

unsigned pdf_icc_write(struct pdf *p)
{
	struct buf profile = {NULL, 0, 0};
	put_profile(&profile);
	unsigned object = pdf_stream(p->file, buf_view(&profile), PDF_FLATE);
	buf_free(&profile);
	struct buf *b = pdf_open(p->file, object);
	buf_cstr(b, "/N 3");
	pdf_close(p->file);
	return object;
}
