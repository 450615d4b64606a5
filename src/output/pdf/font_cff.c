/* font_cff.c - the charset of a CID-keyed CFF table: which CID each glyph has (Adobe Technical Note 5176, 1998). */
#include "output/pdf/pdf_int.h"

/* Reads past the end give zero and set `bad`. */
struct reader {
	struct str s;
	size_t at;
	bool bad;
};

static unsigned byte(struct reader *r)
{
	if (r->at >= r->s.n) {
		r->bad = true;
		return 0;
	}
	return (unsigned char)r->s.p[r->at++];
}

static unsigned number(struct reader *r, unsigned bytes)
{
	unsigned n = 0;
	while (bytes-- > 0)
		n = n << 8 | byte(r);
	return n;
}

/* Moves behind an INDEX and gives the bytes of its first object. Its offsets count from the byte before its data. */
static struct str index_first(struct reader *r)
{
	unsigned count = number(r, 2);
	if (count == 0)
		return STR_NONE;
	unsigned size = byte(r);
	size_t offsets = r->at, base = offsets + ((size_t)count + 1) * size - 1;
	unsigned first = number(r, size), second = number(r, size);
	r->at = offsets + (size_t)count * size;
	r->at = base + number(r, size);
	r->bad |= size < 1 || size > 4 || second < first;
	return str_sub(r->s, base + first, base + second);
}

/* A DICT's integer operand; other kinds of number are skipped and give 0. */
static int operand(struct reader *r, unsigned b)
{
	if (b >= 32 && b <= 246)
		return (int)b - 139;
	if (b >= 247 && b <= 250)
		return (int)((b - 247) * 256 + byte(r) + 108);
	if (b >= 251 && b <= 254)
		return -(int)((b - 251) * 256 + byte(r) + 108);
	if (b == 28)
		return (int16_t)number(r, 2);
	if (b == 29)
		return (int)number(r, 4);
	while (b == 30 && !r->bad) { /* a real: nibbles up to one that is 15 */
		unsigned pair = byte(r);
		if ((pair & 15) == 15 || pair >> 4 == 15)
			break;
	}
	return 0;
}

/* The last operand of the operator `charset`, or 0. */
static size_t charset_offset(struct str dict)
{
	enum { CHARSET = 15, ESCAPE = 12, OPERATORS = 22 };
	struct reader r = {dict, 0, false};
	int last = 0;
	while (r.at < dict.n && !r.bad) {
		unsigned b = byte(&r);
		if (b == CHARSET)
			return last > 0 ? (size_t)last : 0;
		if (b == ESCAPE)
			byte(&r);
		else if (b >= OPERATORS)
			last = operand(&r, b);
	}
	return 0;
}

static void read_charset(struct reader *r, uint16_t *cids, size_t n)
{
	unsigned format = byte(r);
	size_t glyph = 1;
	while (glyph < n && !r->bad) {
		unsigned cid = number(r, 2), left = format == 0 ? 0 : number(r, format == 1 ? 1 : 2);
		for (unsigned i = 0; !r->bad && i <= left && glyph < n; i++)
			cids[glyph++] = (uint16_t)(cid + i);
	}
}

bool pdf_cff_cids(struct str cff, uint16_t *cids, size_t n)
{
	struct reader r = {cff, 2, false};
	r.at = byte(&r); /* the header's size */
	index_first(&r); /* names */
	size_t offset = charset_offset(index_first(&r));
	for (size_t i = 0; i < n; i++)
		cids[i] = (uint16_t)i;
	if (offset <= 2) /* no charset of its own: CIDs are glyph ids */
		return !r.bad;
	r.at = offset;
	read_charset(&r, cids, n);
	return !r.bad;
}
