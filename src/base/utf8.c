/* utf8.c - UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, nothing past U+10FFFF. */
#include "base/base.h"

/* The length that a first byte announces, and its payload; 0 for a byte that cannot be first. */
static size_t first_byte(unsigned char c, uint32_t *payload)
{
	if (c < 0x80) {
		*payload = c;
		return 1;
	}
	if (c < 0xC2 || c > 0xF4)
		return 0;
	size_t n = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	*payload = c & (0x7Fu >> n);
	return n;
}

static bool plausible(uint32_t c, size_t n)
{
	static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};

	return c >= least[n] && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
}

/* Decodes at s[at]; gives the length, or 0 when the bytes are no UTF-8. */
static size_t decode(struct str s, size_t at, uint32_t *code_point)
{
	size_t n = first_byte((unsigned char)s.p[at], code_point);

	if (n <= 1)
		return n;
	if (n > s.n - at)
		return 0;
	for (size_t i = 1; i < n; i++) {
		unsigned char c = (unsigned char)s.p[at + i];
		if ((c & 0xC0) != 0x80)
			return 0;
		*code_point = *code_point << 6 | (c & 0x3F);
	}
	return plausible(*code_point, n) ? n : 0;
}

uint32_t utf8_next(struct str s, size_t *at)
{
	uint32_t c = (unsigned char)s.p[*at];
	size_t n = c < 0x80 ? 1 : decode(s, *at, &c);

	*at += n ? n : 1;
	return n ? c : UTF8_BAD;
}

size_t utf8_encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)((0xF00u >> n & 0xF0) | c);
	return n;
}

bool utf8_valid(struct str s, size_t *bad)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c;
		size_t n = decode(s, at, &c);
		if (!n) {
			if (bad)
				*bad = at;
			return false;
		}
		at += n;
	}
	return true;
}

size_t utf8_count(struct str s)
{
	size_t count = 0;

	for (size_t at = 0; at < s.n; count++)
		utf8_next(s, &at);
	return count;
}
