/* hygiene.c - characters that look right and are not: decomposed letters, ligatures pasted from PDFs, characters without width.
 * Fonts lack them, searches do not find them. What replaces them is what was meant (Unicode normalisation form C, through
 * utf8proc, for letters only), so there is nothing to report. */
#include "content/content_int.h"

#include <utf8proc.h>

/* A mark that belongs to the letter before, or a jamo of a syllable. */
static bool is_part(uint32_t c)
{
	return (c >= 0x1161 && c <= 0x11FF) || (c >= 0x300 && utf8proc_get_property((utf8proc_int32_t)c)->combining_class > 0);
}

static bool is_ligature(uint32_t c)
{
	return c >= 0xFB00 && c <= 0xFB06;
}

static bool is_unseen(uint32_t c)
{
	return c == 0x200B || c == 0xFEFF;
}

/* Ligatures taken apart (and letters put together), else only that. */
static struct str normalized(struct build *b, struct str s, bool apart)
{
	utf8proc_uint8_t *made = NULL;
	int options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | (apart ? UTF8PROC_COMPAT : 0);
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &made, (utf8proc_option_t)options);
	mem_check();
	struct str copy = n < 0 ? s : arena_str(b->arena, (struct str){(const char *)made, (size_t)n});

	mem_free(made);
	return copy;
}

static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0xCC)
			return false;
	return true;
}

struct text hygiene_text(struct build *b, const struct text *in)
{
	struct text_builder w = {.arena = b->arena};
	struct str s = in->s;
	size_t done = 0, last = 0; /* last: where the character before starts */

	if (is_plain(s))
		return *in;
	for (size_t at = 0, start; at < s.n; last = start) {
		start = at;
		uint32_t c = utf8_next(s, &at);
		bool part = is_part(c) && start > 0;
		if (!part && !is_ligature(c) && !is_unseen(c))
			continue;
		size_t from = part ? last : start, end = at;
		while (part && end < s.n && is_part(utf8_next(s, &end)))
			at = end;
		text_copy(&w, in, done, from);
		struct str made = is_unseen(c) ? STR("") : normalized(b, str_sub(s, from, at), is_ligature(c));
		if (str_eq(made, str_sub(s, from, at)))
			text_copy(&w, in, from, at);
		else
			text_put(&w, made, text_pos(in, from, at));
		done = at;
	}
	if (done == 0)
		return *in;
	text_copy(&w, in, done, s.n);
	return text_finish(&w);
}
