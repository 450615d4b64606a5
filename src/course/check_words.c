/* check_words.c - slips in text: a word twice, sentences that run together. */
#include "course/check_int.h"

#include <string.h>
#include <strings.h>

/* ---------------------------------------------------------------- doubled words */

static size_t word_end(struct str s, size_t i)
{
	while (i < s.n && is_letter(s.p[i]) && !str_starts(str_sub(s, i, s.n), "\u00A0"))
		i++;
	return i;
}

static bool is_capital(struct str word)
{
	return word.p[0] >= 'A' && word.p[0] <= 'Z';
}

/* Words that may stand twice, by language; a name of two (Walla Walla) has two capitals. */
static bool may_repeat(struct checker *k, struct str first, struct str second)
{
	static const char *const often[] = {"had", "that", "very", "so", "many", "no", "bye", "ha", "blah", "is"};

	if (!k->english || first.n < 2 || str_is(first, "\uFFFC") || (is_capital(first) && is_capital(second)))
		return true;
	for (size_t i = 0; i < sizeof often / sizeof *often; i++)
		if (str_is_nocase(first, often[i]))
			return true;
	return false;
}

static void check_doubled(struct checker *k, const struct prose *p)
{
	struct str s = p->text.s;

	for (size_t i = 0, end; i < s.n; i = end > i ? end : i + 1) {
		end = word_end(s, i);
		size_t next = end;
		while (end > i && next < s.n && (s.p[next] == ' ' || s.p[next] == '\n'))
			next++;
		size_t last = word_end(s, next);
		if (end == i || next == end || last - next != end - i || strncasecmp(s.p + i, s.p + next, end - i) != 0)
			continue;
		if ((last < s.n && (s.p[last] == '-' || s.p[last] == '\'')) || (i > 0 && s.p[i - 1] == '-'))
			continue;
		if (!may_repeat(k, str_sub(s, i, end), str_sub(s, next, last)))
			msg(k->b, MSG_WORD_DOUBLED, prose_pos(p, next, last), arena_cstr(k->b->arena, str_sub(s, next, last)));
	}
}

/* ---------------------------------------------------------------- sentences that run together */

static bool is_lower(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z';
}

/* What stands between spaces round byte i is an address, a file or code, and no sentence. */
static bool is_code_like(struct str token)
{
	size_t points = 0;

	for (size_t i = 0; i < token.n; i++) {
		if (strchr("@/\\_=:<>#", token.p[i]) || is_digit(token.p[i]))
			return true;
		points += token.p[i] == '.' && i + 1 < token.n && is_letter(token.p[i + 1]);
	}
	return points > 1;
}

#define MOST_TOKEN 100 /* bytes on either side */

static struct str token_at(struct str s, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && at - from < MOST_TOKEN && s.p[from - 1] != ' ')
		from--;
	while (to < s.n && to - at < MOST_TOKEN && s.p[to] != ' ')
		to++;
	return str_sub(s, from, to);
}

static void check_fused(struct checker *k, const struct prose *p)
{
	struct str s = p->text.s;

	for (size_t i = 2; i + 2 < s.n; i++) {
		size_t from = i, to;
		if (!strchr(".?!", s.p[i]) || !is_lower(s, i - 1) || !is_lower(s, i - 2) || !is_letter(s.p[i + 1]))
			continue;
		while (from > 0 && is_letter(s.p[from - 1]))
			from--;
		to = word_end(s, i + 1);
		struct str left = str_sub(s, from, i), right = str_sub(s, i + 1, to);
		bool same = left.n == right.n && strncasecmp(left.p, right.p, left.n) == 0;
		bool sentence = is_capital(right) && is_lower(s, i + 2) && right.n > 1 && is_lower(s, from + 1);
		if ((same || sentence) && !is_code_like(token_at(s, i)))
			msg(k->b, MSG_SENTENCES_FUSED, prose_pos(p, from, to), arena_cstr(k->b->arena, str_sub(s, from, to)));
	}
}

void check_words(struct checker *k)
{
	for (size_t i = 0; i < k->prose.n; i++) {
		if (k->prose.v[i].data)
			continue;
		check_doubled(k, &k->prose.v[i]);
		check_fused(k, &k->prose.v[i]);
	}
}
