/* text.c - what came from the content, as TeX's ordinary characters. Nothing else of the content reaches the output: no
 * command, no comment sign, no end of an argument, no empty line that would end one. */
#include "output/latex/latex_int.h"

#include <string.h>

#define LINE_LENGTH 88 /* of the source: broken at the first space behind it */
#define LONG_WORD 20    /* characters without a space: from here on, a break may be needed inside */
#define LONG_ADDRESS 12 /* the same for what TeX cannot hyphenate, and in a table */
#define NO_WORD 40      /* no language's: such a word is broken anywhere; so is a long one in code */
#define FORCED_BREAK 6  /* characters between places where it may be */

void latex_put(struct latex *w, const char *markup)
{
	buf_cstr(w->out, markup);
}

/* ---------------------------------------------------------------- single characters */

static const char *escape_of(uint32_t u)
{
	switch (u) {
	case '\\': return "\\textbackslash{}";
	case '{': return "\\{";
	case '}': return "\\}";
	case '$': return "\\$";
	case '&': return "\\&";
	case '#': return "\\#";
	case '%': return "\\%";
	case '_': return "\\_";
	case '^': return "\\textasciicircum{}";
	case '~': return "\\textasciitilde{}";
	case '"': return "\\textquotedbl{}";
	case '\'': return "\\textquotesingle{}";
	case '`': return "\\textasciigrave{}";
	case '<': return "\\textless{}";
	case '>': return "\\textgreater{}";
	case '|': return "\\textbar{}";
	case '[': return "{[}";
	case ']': return "{]}";
	case '*': return "{*}";
	case 0xA0: return "~";
	case 0xAD: return "\\-";
	default: return NULL;
	}
}

static uint32_t last_byte(const struct latex *w)
{
	return w->out->n ? (unsigned char)w->out->p[w->out->n - 1] : '\n';
}

/* Two of these would be one other character: a dash, a quotation mark. */
static bool is_ligature(const struct latex *w, uint32_t u)
{
	return (u == '-' || u == ',') && last_byte(w) == u;
}

static void put_char(struct latex *w, uint32_t u)
{
	const char *escape = escape_of(u);

	if (escape) {
		latex_put(w, escape);
		return;
	}
	if (is_ligature(w, u))
		latex_put(w, "{}");
	if (u >= 0x80 && !latex_char_is_plain(u))
		latex_char_note(w, u);
	buf_utf8(w->out, u);
}

/* Controls are spaces, and what is no character is left out: neither may reach TeX. */
static uint32_t allowed(uint32_t u)
{
	if (u < ' ' || u == 0x7F || u == 0x2028 || u == 0x2029)
		return ' ';
	if ((u >= 0x80 && u < 0xA0) || u == 0xFEFF || (u & 0xFFFE) == 0xFFFE || (u >= 0xFDD0 && u <= 0xFDEF))
		return 0;
	return u;
}

/* ---------------------------------------------------------------- words */

static size_t column(const struct latex *w)
{
	size_t n = 0;

	while (n < w->out->n && n <= LINE_LENGTH && w->out->p[w->out->n - 1 - n] != '\n')
		n++;
	return n;
}

static void put_space(struct latex *w)
{
	buf_char(w->out, column(w) > LINE_LENGTH ? '\n' : ' ');
}

static size_t word_length(struct str text, size_t at)
{
	size_t n = 0;

	while (at < text.n && allowed(utf8_next(text, &at)) != ' ')
		n++;
	return n;
}

/* Whether word_length's n characters hold an @, or a slash or point inside. */
static bool is_address(struct str text, size_t at, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++) {
		uint32_t u = utf8_next(text, &at);
		if (u == '@' || u == '/' || u == '.')
			return true;
	}
	return false;
}

static bool is_joint(uint32_t u)
{
	return u == '/' || u == '.' || u == '_' || u == '?' || u == '&' || u == '=' || u == ',' || u == ':' || u == '@' || u == '+' || u == '-';
}

/* The accents behind a character, the last one outermost. TeX puts accents before their letter; fonts for LuaTeX may lack
 * them, and then others must have them. */
static size_t open_accents(struct latex *w, struct str text, size_t at)
{
	const char *found[8];
	size_t n = 0;

	while (at < text.n && n < sizeof found / sizeof *found) {
		uint32_t u = utf8_next(text, &at);
		if (!(found[n] = latex_char_accent(u)))
			break;
		latex_char_note(w, u);
		n++;
	}
	for (size_t i = n; i > 0; i--)
		buf_printf(w->out, "%s{", found[i - 1]);
	return n;
}

static void close_accents(struct latex *w, struct str text, size_t *at, size_t n)
{
	for (; n > 0; n--) {
		utf8_next(text, at);
		latex_put(w, "}");
	}
}

/* Addresses and the like get places where they may be broken; ordinary words are left to hyphenation. */
static void put_word(struct latex *w, struct str text, size_t *at)
{
	size_t n = word_length(text, *at), since = 0;
	bool breaks = n >= (w->cell || w->code || is_address(text, *at, n) ? LONG_ADDRESS : LONG_WORD), anywhere = n >= (w->code ? LONG_WORD : NO_WORD);

	for (size_t i = 0; i < n; i++) {
		uint32_t u = allowed(utf8_next(text, at));
		if (!u)
			continue;
		size_t accents = open_accents(w, text, *at);
		put_char(w, u);
		close_accents(w, text, at, accents);
		i += accents;
		since = is_joint(u) ? 0 : since + 1;
		if (breaks && i + 1 < n && (is_joint(u) || (anywhere && since >= FORCED_BREAK))) {
			latex_put(w, "\\brk{}");
			since = 0;
		}
	}
}

/* What lines run through is set word by word, so that it can be broken. */
static void put_ruled_word(struct latex *w, struct str text, size_t *at)
{
	latex_put(w, w->strike ? "\\struck{" : "");
	latex_put(w, w->underline ? "\\underline{" : "");
	put_word(w, text, at);
	latex_put(w, w->underline ? "}" : "");
	latex_put(w, w->strike ? "}" : "");
}

void latex_text(struct latex *w, struct str text)
{
	for (size_t at = 0; at < text.n;) {
		size_t next = at;
		if (allowed(utf8_next(text, &next)) == ' ') {
			put_space(w);
			at = next;
		} else if (w->strike || w->underline) {
			put_ruled_word(w, text, &at);
		} else {
			put_word(w, text, &at);
		}
	}
}

void latex_code(struct latex *w, struct str line)
{
	for (size_t at = 0; at < line.n;) {
		size_t next = at;
		uint32_t u = utf8_next(line, &next);
		if (allowed(u) != ' ') {
			put_word(w, line, &at);
			continue;
		}
		latex_put(w, u == '\t' ? "\\ \\ \\ \\ " : "\\ ");
		at = next;
	}
}

/* ---------------------------------------------------------------- other places */

void latex_comment(struct latex *w, struct str text)
{
	latex_put(w, "%");
	for (size_t at = 0; at < text.n;) {
		uint32_t u = allowed(utf8_next(text, &at));
		if (u == ' ' && column(w) > LINE_LENGTH)
			latex_put(w, "\n%");
		if (last_byte(w) == '%')
			buf_char(w->out, ' ');
		if (u && (u != ' ' || last_byte(w) != ' '))
			buf_utf8(w->out, u);
	}
	latex_put(w, "\n");
}

/* Letters, digits and what RFC 3986 gives a meaning stand as they are, the rest percent-encoded; TeX's own signs escaped as
 * hyperref takes them. */
void latex_address(struct latex *w, struct str url)
{
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];
		if (c == '%' || c == '#' || c == '&' || c == '_')
			buf_printf(w->out, "\\%c", c);
		else if (c <= ' ' || c > '~' || strchr("\"<>\\^`{|}~$", c))
			buf_printf(w->out, "\\%%%02X", c);
		else
			buf_char(w->out, (char)c);
	}
}

void latex_label(struct latex *w, struct str id)
{
	for (size_t i = 0; i < id.n; i++) {
		unsigned char c = (unsigned char)id.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
		buf_printf(w->out, plain ? "%c" : ":%02x", c);
	}
}

/* Left out is what TeX, kpathsea or the shell behind \write18 would take as something else. */
static bool path_is_readable(struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < ' ' || path.p[i] == 0x7F || strchr("\"$\\`{|}", path.p[i]))
			return false;
	return path.n && path.p[0] != '~';
}

bool latex_path(struct latex *w, struct str path)
{
	if (!path_is_readable(path))
		return false;
	for (size_t i = 0; i < path.n; i++) {
		char c = path.p[i];
		if (c == '#' || c == '%')
			latex_put(w, c == '#' ? "\\hashsign " : "\\percentsign ");
		else if (c == ' ')
			latex_put(w, i && path.p[i - 1] == ' ' ? "\\space " : " ");
		else
			buf_printf(w->out, strchr("&^~", c) ? "\\string%c" : "%c", c);
	}
	return true;
}
