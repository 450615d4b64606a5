/* str.c - borrowed strings. */
#include "base/base.h"

#include <stdlib.h>
#include <string.h>

struct str str_from(const char *z)
{
	return z ? (struct str){z, strlen(z)} : STR_NONE;
}

struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return s.p ? (struct str){s.p + from, to - from} : STR_NONE;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.n && is_space(s.p[0]))
		s = str_sub(s, 1, s.n);
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

struct str str_lower(struct arena *a, struct str s)
{
	char *z = arena_alloc(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		z[i] = lower(s.p[i]);
	return (struct str){z, s.n};
}

bool str_is_nocase(struct str s, const char *z)
{
	for (size_t i = 0; i < s.n; i++)
		if (!z[i] || lower(s.p[i]) != lower(z[i]))
			return false;
	return z[s.n] == 0;
}

bool str_starts(struct str s, const char *prefix)
{
	for (size_t i = 0; prefix[i]; i++)
		if (i >= s.n || s.p[i] != prefix[i])
			return false;
	return true;
}

bool str_is(struct str s, const char *z)
{
	for (size_t i = 0; i < s.n; i++)
		if (!z[i] || s.p[i] != z[i])
			return false;
	return z[s.n] == 0;
}

bool str_ends(struct str s, const char *suffix)
{
	size_t n = strlen(suffix);

	return s.n >= n && str_is(str_sub(s, s.n - n, s.n), suffix);
}

int str_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

size_t str_find(struct str s, struct str needle)
{
	if (!needle.n)
		return 0;
	const char *at = s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
	return at ? (size_t)(at - s.p) : SIZE_MAX;
}

size_t str_find_char(struct str s, char c, size_t from)
{
	if (from >= s.n)
		return SIZE_MAX;
	const char *at = memchr(s.p + from, c, s.n - from);
	return at ? (size_t)(at - s.p) : SIZE_MAX;
}

uint64_t str_hash(struct str s, uint64_t seed)
{
	uint64_t h = seed ^ 0xcbf29ce484222325u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return h;
}

#define WORD_MAX 64

/* Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours; three rows are enough. */
unsigned str_distance(struct str a, struct str b)
{
	unsigned row[3][WORD_MAX + 1];

	if (a.n > WORD_MAX || b.n > WORD_MAX)
		return WORD_MAX;
	for (size_t j = 0; j <= b.n; j++)
		row[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a.n; i++) {
		unsigned *now = row[i % 3], *above = row[(i + 2) % 3], *above2 = row[(i + 1) % 3];
		now[0] = (unsigned)i;
		for (size_t j = 1; j <= b.n; j++) {
			unsigned best = above[j - 1] + (a.p[i - 1] != b.p[j - 1]);
			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] && above2[j - 2] + 1 < best)
				best = above2[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[a.n % 3][b.n];
}

bool str_to_int(struct str s, int64_t *value)
{
	int64_t v = 0;
	bool negative = s.n && s.p[0] == '-';

	if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
		s = str_sub(s, 1, s.n);
	if (!s.n)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || __builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, s.p[i] - '0', &v))
			return false;
	}
	*value = negative ? -v : v;
	return true;
}
