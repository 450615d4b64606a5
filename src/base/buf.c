/* buf.c - bytes that grow. */
#include "base/base.h"

#include <stdio.h>
#include <string.h>

static char *buf_room(struct buf *b, size_t n)
{
	if (n > SIZE_MAX / 2 - b->n)
		mem_exhausted();
	if (b->n + n > b->sz) {
		b->sz = b->n + n > 2 * b->sz ? b->n + n + 64 : 2 * b->sz;
		b->p = mem_resize(b->p, b->sz);
	}
	return b->p + b->n;
}

void buf_free(struct buf *b)
{
	mem_free(b->p);
	*b = (struct buf){0};
}

void buf_put(struct buf *b, const void *bytes, size_t n)
{
	if (n)
		memcpy(buf_room(b, n), bytes, n);
	b->n += n;
}

void buf_str(struct buf *b, struct str s)
{
	buf_put(b, s.p, s.n);
}

void buf_cstr(struct buf *b, const char *z)
{
	buf_put(b, z, strlen(z));
}

void buf_char(struct buf *b, char c)
{
	*buf_room(b, 1) = c;
	b->n++;
}

void buf_utf8(struct buf *b, uint32_t code_point)
{
	char bytes[4];

	buf_put(b, bytes, utf8_encode(code_point, bytes));
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	size_t room = b->sz - b->n;

	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(room ? b->p + b->n : NULL, room, format, args);
	va_end(args);
	if (n < 0)
		mem_exhausted();
	if ((size_t)n >= room)
		vsnprintf(buf_room(b, (size_t)n + 1), (size_t)n + 1, format, again);
	va_end(again);
	b->n += (size_t)n;
}

#define DIGITS_MOST 24 /* of 64 bits, with a sign and a point */

/* Writes a number's digits, at least so many, before `end`. Returns where they start. */
static char *put_digits(char *end, uint64_t value, unsigned least)
{
	for (; value || least; value /= 10) {
		*--end = (char)('0' + value % 10);
		least -= least > 0;
	}
	return end;
}

static uint64_t size_of(int64_t value)
{
	return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

void buf_int(struct buf *b, int64_t value)
{
	char digits[DIGITS_MOST], *end = digits + sizeof digits, *from = put_digits(end, size_of(value), 1);

	if (value < 0)
		*--from = '-';
	buf_put(b, from, (size_t)(end - from));
}

void buf_ratio(struct buf *b, int64_t value, int64_t scale, unsigned digits)
{
	static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
	int64_t rounded = sp_muldiv(value, powers[digits], scale);
	uint64_t size = size_of(rounded), whole = size / (uint64_t)powers[digits], fraction = size % (uint64_t)powers[digits];
	char text[DIGITS_MOST], *end = text + sizeof text, *from = end;

	for (; fraction && fraction % 10 == 0; fraction /= 10)
		digits--;
	if (fraction) {
		from = put_digits(from, fraction, digits);
		*--from = '.';
	}
	from = put_digits(from, whole, 1);
	if (rounded < 0)
		*--from = '-';
	buf_put(b, from, (size_t)(end - from));
}

static void put_escaped(struct buf *b, unsigned char c)
{
	if (c == '\n')
		buf_cstr(b, "\\n");
	else if (c == '\t')
		buf_cstr(b, "\\t");
	else if (c == '"' || c == '\\')
		buf_printf(b, "\\%c", c);
	else if (c < 0x20 || c == 0x7f)
		buf_printf(b, "\\x%02x", c);
	else
		buf_char(b, (char)c);
}

void buf_quoted(struct buf *b, struct str s)
{
	buf_char(b, '"');
	for (size_t i = 0; i < s.n; i++)
		put_escaped(b, (unsigned char)s.p[i]);
	buf_char(b, '"');
}

#define LEVELS_SHOWN 32

void buf_indent(struct buf *b, int level)
{
	for (int i = 0; i < level && i < LEVELS_SHOWN; i++)
		buf_cstr(b, "  ");
	if (level > LEVELS_SHOWN)
		buf_printf(b, "(%d) ", level);
}

struct str buf_view(const struct buf *b)
{
	return (struct str){b->p, b->n};
}
