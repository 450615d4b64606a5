/* text.c - what came from the content, as text and as attributes' values. Nothing else of the content reaches the output,
 * so nothing in it can become markup or script. */
#include "output/html/html_int.h"

#include <string.h>

/* A character that may stand in HTML at all: no controls, no noncharacters (HTML standard, 13.1.4). */
static uint32_t allowed(uint32_t u)
{
	if (u == '\n' || u == '\t')
		return u;
	if (u < ' ' || (u >= 0x7F && u < 0xA0) || (u >= 0xFDD0 && u <= 0xFDEF) || (u & 0xFFFE) == 0xFFFE)
		return UTF8_BAD;
	return u;
}

static void put_char(struct buf *out, uint32_t u)
{
	switch (u) {
	case '&': buf_cstr(out, "&amp;"); break;
	case '<': buf_cstr(out, "&lt;"); break;
	case '>': buf_cstr(out, "&gt;"); break;
	case '"': buf_cstr(out, "&quot;"); break;
	case '\'': buf_cstr(out, "&#39;"); break;
	case 0xA0: buf_cstr(out, "&nbsp;"); break;
	default: buf_utf8(out, u);
	}
}

void html_text(struct html *w, struct str text)
{
	for (size_t at = 0; at < text.n;)
		put_char(w->out, allowed(utf8_next(text, &at)));
}

void html_put(struct html *w, const char *markup)
{
	buf_cstr(w->out, markup);
}

void html_attribute_put(struct html *w, const char *name, struct str text)
{
	buf_printf(w->out, " %s=\"", name);
	html_text(w, text);
	buf_char(w->out, '"');
}

/* ---------------------------------------------------------------- addresses */

/* Schemes that lead somewhere and run nothing. An address without one is relative, and as safe as the page itself. */
bool html_address_is_safe(struct str url)
{
	static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:", "ftp:"};
	size_t colon = str_find_char(url, ':', 0), slash = str_find_char(url, '/', 0);

	if (!url.n || url.p[0] == '#' || url.p[0] <= ' ')
		return false;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_is_nocase(str_sub(url, 0, strlen(schemes[i])), schemes[i]))
			return true;
	return colon == SIZE_MAX || slash < colon;
}

void html_address(struct html *w, const char *name, struct str url)
{
	struct buf ascii = {0};

	if (!html_address_is_safe(url))
		return;
	doc_put_address(&ascii, url);
	html_attribute_put(w, name, buf_view(&ascii));
	buf_free(&ascii);
}

void html_base64(struct buf *out, struct str bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < bytes.n; i += 3) {
		size_t left = bytes.n - i;
		uint32_t three = 0;
		for (size_t k = 0; k < 3; k++)
			three = three << 8 | (k < left ? (unsigned char)bytes.p[i + k] : 0);
		buf_char(out, digits[three >> 18]);
		buf_char(out, digits[three >> 12 & 63]);
		buf_char(out, left > 1 ? digits[three >> 6 & 63] : '=');
		buf_char(out, left > 2 ? digits[three & 63] : '=');
	}
}
