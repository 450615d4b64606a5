/* repair.c - bytes to text that a parser can read: line ends, stray bytes, UTF-16, marks of a merge, and letters garbled on their
 * way here.
 *
 * Garbled text ("mojibake") is UTF-8 that some program read as Windows-1252 and wrote out as UTF-8 once more: an en dash,
 * E2 80 93, became the three characters that have these codes in Windows-1252. It is told from what an author may have
 * meant by three signs together: every character is one of Windows-1252, their codes are one whole UTF-8 sequence, and
 * what the sequence says is a character that syllabi use. Letters of other alphabets come in words, so one sequence alone
 * is not taken for one. Where a capital letter with an accent stands before a closing quotation mark, the three signs may
 * agree by chance; there the text is left as it is. */
#include "content/content_int.h"

#include <string.h>

#define MOST_MESSAGES 50

/* What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
	0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* The byte that stands for a character in Windows-1252, or 0. Where Windows-1252 has nothing, programs let the byte through. */
static unsigned byte_of(uint32_t c)
{
	if (c >= 0x80 && c <= 0xFF)
		return c;
	for (unsigned i = 0; i < 32; i++)
		if (windows_1252[i] == c && c)
			return 0x80 + i;
	return 0;
}

/* ---------------------------------------------------------------- bytes */

/* What was found that is no clean text, and where first. */
struct flaws {
	size_t stray, nul;
	size_t first_stray, first_nul;
};

static void count(size_t *n, size_t *first, size_t at)
{
	if ((*n)++ == 0)
		*first = at;
}

static struct str stray_character(unsigned char c, char made[4])
{
	uint32_t code_point = c >= 0xA0 ? c : windows_1252[c - 0x80];

	return (struct str){made, utf8_encode(code_point ? code_point : UTF8_BAD, made)};
}

/* What belongs in the place of the byte or character at *at, which is left behind; p == NULL: it may stay. */
static struct str mend_byte(struct str s, size_t *at, char made[4], struct flaws *flaws)
{
	size_t start = *at;
	unsigned char c = (unsigned char)s.p[start];

	if (utf8_next(s, at) == UTF8_BAD && *at == start + 1) {
		count(&flaws->stray, &flaws->first_stray, start);
		return stray_character(c, made);
	}
	if (c == '\0') {
		count(&flaws->nul, &flaws->first_nul, start);
		return (struct str){made, utf8_encode(UTF8_BAD, made)};
	}
	if (c == '\r')
		return *at < s.n && s.p[*at] == '\n' ? STR("") : STR("\n");
	return STR_NONE;
}

static struct text mend_bytes(struct build *b, const struct text *in, struct flaws *flaws)
{
	struct text_builder w = {.arena = b->arena};
	size_t from = str_starts(in->s, "\xEF\xBB\xBF") ? 3 : 0;
	char made[4];

	for (size_t at = from; at < in->s.n;) {
		size_t start = at;
		struct str mended = mend_byte(in->s, &at, made, flaws);
		if (!mended.p)
			continue;
		text_copy(&w, in, from, start);
		text_put(&w, mended, text_pos(in, start, at));
		from = at;
	}
	text_copy(&w, in, from, in->s.n);
	return text_finish(&w);
}

static bool is_clean(struct str s)
{
	return !str_starts(s, "\xEF\xBB\xBF") && utf8_valid(s, NULL) && str_find_char(s, '\r', 0) == SIZE_MAX &&
	       str_find_char(s, '\0', 0) == SIZE_MAX;
}

static void report_bytes(struct build *b, const struct source *source, const struct flaws *flaws)
{
	if (flaws->stray)
		msg_str(b, MSG_ENCODING, (struct pos){source, flaws->first_stray, flaws->first_stray + 1},
			arena_printf(b->arena, flaws->stray == 1 ? "%zu byte" : "%zu bytes", flaws->stray));
	if (flaws->nul)
		msg_str(b, MSG_NUL_BYTES, (struct pos){source, flaws->first_nul, flaws->first_nul + 1},
			arena_printf(b->arena, flaws->nul == 1 ? "%zu NUL byte" : "%zu NUL bytes", flaws->nul));
}

/* ---------------------------------------------------------------- UTF-16 */

static bool is_utf16(struct str s)
{
	return str_starts(s, "\xFF\xFE") || str_starts(s, "\xFE\xFF");
}

static uint32_t unit_at(struct str s, size_t at)
{
	unsigned char first = (unsigned char)s.p[at], second = (unsigned char)s.p[at + 1];

	return str_starts(s, "\xFE\xFF") ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
}

static struct text decode_utf16(struct build *b, const struct text *in)
{
	struct text_builder w = {.arena = b->arena};
	struct str s = in->s;
	char made[4];

	for (size_t at = 2, n; at + 1 < s.n; at += n) {
		uint32_t c = unit_at(s, at), low = at + 3 < s.n ? unit_at(s, at + 2) : 0;
		bool pair = c >> 10 == 0xD800 >> 10 && low >> 10 == 0xDC00 >> 10;
		n = pair ? 4 : 2;
		c = pair ? 0x10000 + ((c & 0x3FF) << 10 | (low & 0x3FF)) : c >> 11 == 0xD800 >> 11 || !c ? UTF8_BAD : c;
		text_put(&w, (struct str){made, utf8_encode(c, made)}, text_pos(in, at, at + n));
	}
	msg(b, MSG_ENCODING_UTF16, text_pos(in, 0, 2), "");
	return text_finish(&w);
}

/* ---------------------------------------------------------------- conflicts that a version control system left */

static bool is_mark(struct str line, char c)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == c)
		n++;
	return n == 7 && (n == line.n || line.p[n] == ' ');
}

/* Where the conflict ends behind whose first line `at` stands: behind its last line; 0: it is none. */
static size_t conflict_end(struct str s, size_t at)
{
	bool parted = false;

	while (at < s.n) {
		size_t newline = str_find_char(s, '\n', at), end = newline == SIZE_MAX ? s.n : newline;
		struct str line = str_sub(s, at, end);
		parted |= is_mark(line, '=');
		at = newline == SIZE_MAX ? s.n : end + 1;
		if (is_mark(line, '<') || is_mark(line, '>'))
			return parted && is_mark(line, '>') ? at : 0;
	}
	return 0;
}

/* Reports each conflict, and takes its marks out, so that no more is said of them. What is fenced as code may show one. */
static struct text take_conflicts(struct build *b, const struct text *in)
{
	struct text_builder w = {.arena = b->arena};
	struct str s = in->s;
	size_t conflict = 0; /* where the present one ends */
	bool fenced = false;

	for (size_t at = 0, next; at < s.n; at = next) {
		size_t newline = str_find_char(s, '\n', at), end = newline == SIZE_MAX ? s.n : newline;
		struct str line = str_sub(s, at, end);
		next = newline == SIZE_MAX ? s.n : end + 1;
		fenced ^= str_starts(line, "```") || str_starts(line, "~~~");
		if (!fenced && is_mark(line, '<') && at >= conflict) {
			conflict = conflict_end(s, next);
			if (conflict)
				msg(b, MSG_CONFLICT, text_pos(in, at, end), "");
		}
		if (at >= conflict || !(is_mark(line, '<') || is_mark(line, '|') || is_mark(line, '=') || is_mark(line, '>')))
			text_copy(&w, in, at, next);
	}
	return text_finish(&w);
}

/* ---------------------------------------------------------------- garbled characters */

struct garbled {
	uint32_t meant, last; /* the character that it was; the last one that stands there now */
	size_t end;
	size_t n; /* how many bytes it had */
};

/* Reads a garbled sequence at s[at], plausible or not. */
static bool read_garbled(struct str s, size_t at, struct garbled *g)
{
	char bytes[4];
	size_t whole = 1, decoded = 0;

	for (g->n = 0; g->n < whole; g->n++) {
		if (at >= s.n)
			return false;
		g->last = utf8_next(s, &at);
		unsigned byte = byte_of(g->last);
		if (g->n == 0)
			whole = byte < 0xC2 || byte > 0xF4 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
		if (whole == 0 || (g->n > 0 && (byte & 0xC0) != 0x80))
			return false;
		bytes[g->n] = (char)byte;
	}
	g->end = at;
	g->meant = utf8_next((struct str){bytes, g->n}, &decoded);
	return decoded == g->n;
}

static uint32_t character_before(struct str s, size_t at)
{
	size_t start = at;

	while (start > 0 && ((unsigned char)s.p[--start] & 0xC0) == 0x80)
		;
	return at > 0 ? utf8_next(s, &start) : ' ';
}

static uint32_t character_at(struct str s, size_t at)
{
	return at < s.n ? utf8_next(s, &at) : ' ';
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

/* Quotation marks, dashes, the ellipsis, the no-break space: what may follow a letter in any text. */
static bool is_punctuation(uint32_t c)
{
	return c == 0xA0 || c == 0xAB || c == 0xBB || (c >= 0x2013 && c <= 0x2026) || c == 0x2039 || c == 0x203A;
}

/* What stands before an accented capital that may be meant: another capital, an opening mark; before a letter that is
 * spoken of and a closing quotation mark, a space. */
static bool goes_before_capital(uint32_t before, uint32_t last)
{
	bool small = before >= 'a' && before <= 'z', quote = last >= 0x2018 && last <= 0x201E;

	return (is_letter(before) && !small) || is_punctuation(before) || before == '"' || before == '\'' || before == '(' ||
	       (quote && before == ' ');
}

/* Whether an accented capital and a closing mark may really have been meant, as in a word set in capitals. */
static bool may_be_meant(struct str s, size_t at, const struct garbled *g)
{
	return is_punctuation(g->last) && !is_letter(character_at(s, g->end)) &&
	       goes_before_capital(character_before(s, at), g->last);
}

/* Whether another garbled sequence of as many bytes follows at once. */
static bool goes_on(struct str s, const struct garbled *g)
{
	struct garbled next;

	return g->end < s.n && read_garbled(s, g->end, &next) && next.n == g->n;
}

static bool stands_alone(uint32_t c)
{
	return (c >= 0x1E00 && c < 0x2C00) || (c >= 0xFB00 && c <= 0xFB06) || c == 0xFE0F || c == 0xFEFF || c == UTF8_BAD ||
	       (c >= 0x1F000 && c < 0x1FB00);
}

/* in_run: what stands before was garbled. */
static bool is_plausible(struct str s, size_t at, const struct garbled *g, bool in_run)
{
	if (g->meant < 0xA0)
		return false;
	if (g->meant < 0x180)
		return !may_be_meant(s, at, g);
	return stands_alone(g->meant) || (g->n < 4 && (in_run || goes_on(s, g)));
}

/* Finds the next plausible sequence at or after *at. run_end: where the last one ended. */
static bool find_garbled(struct str s, size_t *at, size_t run_end, struct garbled *g)
{
	/* The characters that such a sequence starts with, U+00C2 to U+00F4, all have this byte first. */
	for (; (*at = str_find_char(s, '\xC3', *at)) != SIZE_MAX; ++*at) {
		bool in_run = run_end > 0 && (*at == run_end || (*at == run_end + 1 && s.p[run_end] == ' '));
		if (read_garbled(s, *at, g) && is_plausible(s, *at, g, in_run))
			return true;
	}
	return false;
}

/* False, and *text as it was, when nothing is garbled. */
static bool mend_garbled(struct build *b, struct text *text)
{
	struct text_builder w = {.arena = b->arena};
	struct garbled g;
	size_t from = 0, at = 0;
	char made[4];

	while (find_garbled(text->s, &at, from, &g)) {
		text_copy(&w, text, from, at);
		text_put(&w, (struct str){made, utf8_encode(g.meant, made)}, text_pos(text, at, g.end));
		from = at = g.end;
	}
	if (from == 0)
		return false;
	text_copy(&w, text, from, text->s.n);
	*text = text_finish(&w);
	return true;
}

/* ---------------------------------------------------------------- reports */

static bool was_garbled(const struct text_piece *piece)
{
	return !piece->verbatim && piece->pos.end - piece->pos.start >= 4;
}

/* The end of the run of garbled pieces that starts with piece i: they stood side by side in the file. */
static size_t run_of(const struct text *t, size_t i)
{
	while (i + 1 < t->n && was_garbled(&t->pieces[i + 1]) && t->pieces[i + 1].pos.start == t->pieces[i].pos.end)
		i++;
	return i + 1;
}

static void report_run(struct build *b, const struct text *t, size_t first, size_t end)
{
	struct pos pos = pos_join(t->pieces[first].pos, t->pieces[end - 1].pos);
	size_t to = end < t->n ? t->pieces[end].at : t->s.n;

	msg(b, MSG_GARBLED, pos, arena_cstr(b->arena, str_sub(pos.source->bytes, pos.start, pos.end)),
		arena_cstr(b->arena, str_sub(t->s, t->pieces[first].at, to)));
}

/* A message for each place; for a file that is garbled all through, a number of them and how many more there are. */
static void report_garbled(struct build *b, const struct text *t)
{
	size_t n = 0;
	struct pos last = POS_NONE;

	for (size_t i = 0, end; i < t->n; i = end) {
		end = i + 1;
		if (!was_garbled(&t->pieces[i]))
			continue;
		end = run_of(t, i);
		last = t->pieces[i].pos;
		if (++n <= MOST_MESSAGES)
			report_run(b, t, i, end);
	}
	if (n > MOST_MESSAGES)
		msg_str(b, MSG_GARBLED_MORE, last, arena_printf(b->arena, "%zu", n - MOST_MESSAGES));
}

struct text repair_text(struct build *b, const struct source *source)
{
	struct text text = text_of_source(b, source);
	struct flaws flaws = {0};

	if (is_utf16(text.s))
		text = decode_utf16(b, &text);
	if (!is_clean(text.s)) {
		text = mend_bytes(b, &text, &flaws);
		report_bytes(b, source, &flaws);
	}
	if (str_find(text.s, STR("<<<<<<< ")) != SIZE_MAX)
		text = take_conflicts(b, &text);
	/* Some text was garbled twice and three times. */
	int rounds = 0;
	while (rounds < 3 && mend_garbled(b, &text))
		rounds++;
	if (rounds)
		report_garbled(b, &text);
	return hygiene_text(b, &text);
}
