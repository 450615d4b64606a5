/* find.c - looking into texts: the sentence round a place, a word, and many names at once. */
#include "course/check_int.h"

#include <string.h>
#include <strings.h>

/* ---------------------------------------------------------------- sentences */

static bool ends_sentence(struct str s, size_t i)
{
	return strchr(".!?;\n|", s.p[i]) && (s.p[i] != '.' || i + 1 >= s.n || s.p[i + 1] == ' ');
}

struct str sentence_at(struct str s, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && !ends_sentence(s, from - 1))
		from--;
	while (to < s.n && !ends_sentence(s, to))
		to++;
	return str_sub(s, from, to);
}

bool sentence_holds(struct str s, struct str sentence, size_t at)
{
	return sentence.p && sentence.p >= s.p && s.p + at >= sentence.p && s.p + at < sentence.p + sentence.n;
}

/* ---------------------------------------------------------------- words */

bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool is_word_char(struct str s, size_t i)
{
	return i < s.n && (is_letter(s.p[i]) || is_digit(s.p[i]));
}

static bool starts_word(struct str s, size_t i)
{
	return i == 0 || !is_word_char(s, i - 1);
}

static bool ends_word(struct str s, size_t end)
{
	return !is_word_char(s, end) || (s.p[end] == 's' && !is_word_char(s, end + 1));
}

size_t find_nocase(struct str s, struct str needle, size_t from)
{
	for (size_t i = from; needle.n && i + needle.n <= s.n; i++)
		if (strncasecmp(s.p + i, needle.p, needle.n) == 0 && starts_word(s, i) && ends_word(s, i + needle.n))
			return i;
	return SIZE_MAX;
}

bool holds_word(struct str s, const char *word)
{
	return find_nocase(s, str_from(word), 0) != SIZE_MAX;
}

/* ---------------------------------------------------------------- many names: a tree of their bytes (Fredkin, CACM 3, 1960) */

/* What some names have in common at their beginnings; the names that are no longer than that. */
struct beginning { struct phrase *first, *last; };

void phrases_add(struct arena *a, struct phrases *p, struct str name, const void *what)
{
	struct str low = str_lower(a, name);
	struct phrase *made = arena_alloc(a, sizeof *made);
	struct beginning *at = NULL;

	for (size_t i = 0; i < low.n; i++) {
		struct map_entry *e = map_at(a, &p->steps, at, str_sub(low, i, i + 1));
		if (!e->value)
			e->value = arena_alloc(a, sizeof *at);
		at = e->value;
	}
	if (!at)
		return;
	made->what = what;
	*(at->last ? &at->last->next : &at->first) = made;
	at->last = made;
}

/* Goes a byte on; false where no name does. */
static bool step(const struct phrases *p, struct str s, struct phrase_place *place)
{
	char byte = place->to < s.n ? s.p[place->to] : 0, low = byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
	const struct map_entry *e = map_find(&p->steps, place->beginning, (struct str){&low, place->to < s.n});

	place->beginning = e ? e->value : NULL;
	place->to++;
	return e;
}

const struct phrase *phrases_next(const struct phrases *p, struct str s, struct phrase_place *place)
{
	for (; place->from < s.n; *place = (struct phrase_place){.from = place->from + 1, .to = place->from + 1}) {
		if (!starts_word(s, place->from))
			continue;
		while (step(p, s, place)) {
			const struct beginning *at = place->beginning;
			if (at->first && ends_word(s, place->to))
				return at->first;
		}
	}
	return NULL;
}
