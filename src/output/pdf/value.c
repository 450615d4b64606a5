/* value.c - PDF's kinds of values as text. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "output/pdf/pdf_int.h"

void pdf_put_ref(struct buf *b, unsigned object)
{
	buf_char(b, ' ');
	buf_int(b, object);
	buf_cstr(b, " 0 R");
}

void pdf_put_bytes(struct buf *b, struct str bytes)
{
	buf_char(b, '(');
	for (size_t i = 0; i < bytes.n; i++) {
		char c = bytes.p[i];
		if (c == '(' || c == ')' || c == '\\')
			buf_char(b, '\\');
		if (c == '\r') /* as it is, it would be read as a line feed */
			buf_cstr(b, "\\r");
		else
			buf_char(b, c);
	}
	buf_char(b, ')');
}

void pdf_put_code(struct buf *b, unsigned code)
{
	static const char digit[] = "0123456789ABCDEF";
	buf_put(b, (char[]){digit[code >> 12 & 15], digit[code >> 8 & 15], digit[code >> 4 & 15], digit[code & 15]}, 4);
}

void pdf_put_utf16(struct buf *b, struct str utf8)
{
	for (size_t at = 0; at < utf8.n;) {
		uint32_t c = utf8_next(utf8, &at);
		if (c > 0xFFFF) {
			pdf_put_code(b, 0xD7C0 + (c >> 10));
			pdf_put_code(b, 0xDC00 | (c & 0x3FF));
		} else {
			pdf_put_code(b, c);
		}
	}
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] > '~')
			return false;
	return true;
}

void pdf_put_text(struct buf *b, struct str utf8)
{
	if (is_ascii(utf8)) {
		pdf_put_bytes(b, utf8);
		return;
	}
	buf_cstr(b, "<FEFF");
	pdf_put_utf16(b, utf8);
	buf_char(b, '>');
}

void pdf_put_length(struct buf *b, sp length)
{
	buf_sp(b, length, 2);
}

void pdf_put_box(struct buf *b, const sp box[4])
{
	for (int i = 0; i < 4; i++) {
		buf_char(b, i == 0 ? '[' : ' ');
		pdf_put_length(b, box[i]);
	}
	buf_char(b, ']');
}

void pdf_put_date(struct buf *b, time_t when)
{
	struct tm tm;
	char text[40] = "";
	if (gmtime_r(&when, &tm))
		strftime(text, sizeof text, "(D:%Y%m%d%H%M%SZ)", &tm);
	buf_cstr(b, text[0] ? text : "(D:19700101000000Z)");
}

/* Letters or, behind the first subtag, also digits: 1 to 8 of them. */
static size_t subtag(struct str s, size_t at, bool first)
{
	size_t n = 0;
	while (at + n < s.n) {
		char c = s.p[at + n];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && (first || c < '0' || c > '9'))
			break;
		n++;
	}
	return n <= 8 ? n : 0;
}

bool pdf_is_language(struct str tag)
{
	size_t at = 0;
	for (bool first = true;; first = false) {
		size_t n = subtag(tag, at, first);
		at += n;
		if (n == 0)
			return false;
		if (at == tag.n)
			return true;
		if (tag.p[at++] != '-')
			return false;
	}
}
