/* pattern.c - hyphenation patterns (Liang, "Word Hy-phen-a-tion by Com-put-er", 1983) in the files of Debian's hyphen-* packages.
 *
 * A pattern is letters with digits between them: where the letters occur in a word, each place of the word keeps the greatest
 * digit that came to it, and odd ones allow a division. A point stands for a word's end. A file may have two levels: patterns
 * before the line NEXTLEVEL divide compounds, those behind it their parts. What a file forbids beside hyphens and apostrophes
 * (NOHYPHEN) does not matter here, as words come without them.
 *
 * The files are libhyphen's, and are written for how it reads them: a word is followed by an automaton whose states are the
 * patterns' beginnings. At each letter it is in the longest state that the word's letters end with, and only that state's own
 * pattern counts, none that is shorter. (Liang's rule, that all patterns count, gives the same for files whose longer patterns
 * contain the digits of the shorter ones, but nonsense for the German one.) libhyphen itself was tried and left: it takes
 * ten milliseconds to load English and seven seconds to load German, leaks memory, and ends the process where there is none.
 * Here a state is an entry of a hash table, under the hash of its letters, which for any part of a word is a subtraction
 * away; patterns stay in the mapped file. The hash has 64 bits: two beginnings that share one would be a state too many. */
#include "typeset/typeset_int.h"

#include <limits.h>
#include <string.h>

#define LETTERS_MAX 100 /* of a pattern, in bytes */
#define BYTES_A_STATE 4

struct state {
	uint64_t hash;         /* of its letters; 0: a free place */
	uint32_t line;         /* where the pattern of just these letters starts in the file, plus 1; 0: it only begins others */
};

struct level {
	struct state *state;
	size_t n, sz;          /* sz: a power of two */
};

struct patterns {
	struct str bytes;
	struct str encoding;
	struct level compound, plain;
	struct pattern_minima minima;
};

/* ---------------------------------------------------------------- the states */

#define HASH_BASE 0x9E3779B97F4A7C15u

/* A polynomial, so that hash(bc) = hash(abc) - hash(a) * HASH_BASE^2. */
static uint64_t hash_byte(uint64_t hash, char c)
{
	return hash * HASH_BASE + (unsigned char)c + 1;
}

static struct state *find_state(const struct level *l, uint64_t hash)
{
	size_t i = (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9u >> 32 & (l->sz - 1);

	while (l->state[i].hash && l->state[i].hash != hash)
		i = (i + 1) & (l->sz - 1);
	return &l->state[i];
}

static void grow_level(struct arena *a, struct level *l)
{
	struct level old = *l;

	l->sz *= 2;
	l->state = arena_alloc(a, l->sz * sizeof *l->state);
	for (size_t i = 0; i < old.sz; i++)
		if (old.state[i].hash)
			*find_state(l, old.state[i].hash) = old.state[i];
}

static struct state *get_state(struct arena *a, struct level *l, uint64_t hash)
{
	if (l->n >= l->sz / 4 * 3)
		grow_level(a, l);
	struct state *s = find_state(l, hash);
	if (!s->hash) {
		s->hash = hash;
		l->n++;
	}
	return s;
}

/* Room for what so many bytes hold: a state to four bytes, or to more in most files. */
static struct level new_level(struct arena *a, size_t bytes)
{
	struct level l = {.sz = 64};

	while (l.sz < bytes / BYTES_A_STATE)
		l.sz *= 2;
	l.state = arena_alloc(a, l.sz * sizeof *l.state);
	return l;
}

/* ---------------------------------------------------------------- reading */

/* A pattern's letters without its digits. Neighbours in a file mostly begin alike: the last one is kept. */
struct letters_of {
	char text[LETTERS_MAX];
	uint64_t hash[LETTERS_MAX]; /* up to and with each letter */
	size_t n;
};

/* A pattern ends at white space, or at the "/" of a division that changes the spelling. */
enum { LETTER, DIGIT, END };

static const unsigned char kinds[UCHAR_MAX + 1] = {
	['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT,
	['8'] = DIGIT, ['9'] = DIGIT, ['\n'] = END, ['\r'] = END, [' '] = END, ['\t'] = END, ['/'] = END,
};

static int kind_of(char c)
{
	return kinds[(unsigned char)c];
}

/* How many letters the pattern at *at shares with the last one; *at is behind them then. */
static size_t skip_shared(const struct letters_of *l, struct str bytes, size_t *at)
{
	size_t n = 0, i = *at;

	for (; i < bytes.n && kind_of(bytes.p[i]) != END; i++) {
		if (kind_of(bytes.p[i]) == DIGIT)
			continue;
		if (n == l->n || l->text[n] != bytes.p[i])
			break;
		n++;
	}
	*at = i;
	return n;
}

/* Reads the letters of the pattern at *at, which is behind them then. Returns how many it shares with the last one. */
static size_t read_letters(struct letters_of *l, struct str bytes, size_t *at)
{
	size_t shared = skip_shared(l, bytes, at), n = shared, i = *at;
	uint64_t hash = n ? l->hash[n - 1] : 0;

	for (; i < bytes.n && n < LETTERS_MAX && kind_of(bytes.p[i]) != END; i++) {
		if (kind_of(bytes.p[i]) == DIGIT)
			continue;
		l->text[n] = bytes.p[i];
		l->hash[n++] = hash = hash_byte(hash, bytes.p[i]);
	}
	l->n = n;
	*at = i;
	return shared;
}

/* Returns where it ends, or goes on beyond what is read of it. */
static size_t add_pattern(struct arena *a, struct level *level, struct letters_of *l, struct str bytes, size_t at)
{
	uint32_t line = (uint32_t)at + 1;
	size_t shared = read_letters(l, bytes, &at);

	if (!l->n)
		return at;
	for (size_t i = shared; i + 1 < l->n; i++)
		get_state(a, level, l->hash[i]);
	get_state(a, level, l->hash[l->n - 1])->line = line;
	return at;
}

/* The number behind a keyword, when the line opens with it. */
static bool read_minimum(struct str line, const char *keyword, int *minimum)
{
	int64_t n;
	size_t size = strlen(keyword);

	if (!str_starts(line, keyword))
		return false;
	if (str_to_int(str_trim(str_sub(line, size, line.n)), &n) && n >= 0 && n < 20)
		*minimum = (int)n;
	return true;
}

static bool read_keyword(struct patterns *p, struct str line)
{
	struct pattern_minima *m = &p->minima;

	return read_minimum(line, "LEFTHYPHENMIN", &m->left) || read_minimum(line, "RIGHTHYPHENMIN", &m->right) ||
		read_minimum(line, "COMPOUNDLEFTHYPHENMIN", &m->compound_left) || read_minimum(line, "COMPOUNDRIGHTHYPHENMIN", &m->compound_right) ||
		str_starts(line, "NOHYPHEN");
}

static size_t line_end(struct str bytes, size_t at)
{
	if (at < bytes.n && bytes.p[at] == '\n')
		return at;
	const char *end = memchr(bytes.p + at, '\n', bytes.n - at);

	return end ? (size_t)(end - bytes.p) : bytes.n;
}

static bool opens_pattern(char c)
{
	return c != '%' && c != '#' && c != '\n' && (c < 'A' || c > 'Z');
}

/* A line that is no pattern: a comment, a keyword, or the end of a level. False when it is one all the same. */
static bool read_line(struct arena *a, struct patterns *p, struct str line, size_t end)
{
	if (line.n == 0 || line.p[0] == '%' || line.p[0] == '#')
		return true;
	if (!str_starts(line, "NEXTLEVEL"))
		return read_keyword(p, line);
	p->compound = p->plain;
	p->plain = new_level(a, p->bytes.n - end);
	return true;
}

struct patterns *patterns_read(struct arena *a, struct str bytes)
{
	struct patterns *p = arena_alloc(a, sizeof *p);
	struct letters_of letters = {.n = 0};
	size_t end = bytes.n ? line_end(bytes, 0) : 0;

	p->bytes = bytes;
	p->plain = new_level(a, bytes.n);
	p->encoding = arena_str(a, str_trim(str_sub(bytes, 0, end)));
	for (size_t at = end + 1; at < bytes.n && at < UINT32_MAX; at = end + 1) {
		if (!opens_pattern(bytes.p[at])) {
			end = line_end(bytes, at);
			if (read_line(a, p, str_sub(bytes, at, end), end)) {
				letters.n = 0;
				continue;
			}
		}
		end = line_end(bytes, add_pattern(a, &p->plain, &letters, bytes, at));
	}
	return p;
}

struct str patterns_encoding(const struct patterns *p)
{
	return p->encoding;
}

struct pattern_minima patterns_minima(const struct patterns *p)
{
	return p->minima;
}

/* ---------------------------------------------------------------- applying */

/* A word between two points, and the digit before each of its bytes. */
struct field {
	char text[PATTERN_WORD_MAX + 2];
	uint64_t hash[PATTERN_WORD_MAX + 3], power[PATTERN_WORD_MAX + 3]; /* of the first i bytes; HASH_BASE^i */
	unsigned char digit[PATTERN_WORD_MAX + 3];
	bool respelt[PATTERN_WORD_MAX + 3]; /* the division there would change the spelling */
	size_t n;
};

static void fill_field(struct field *f, struct str word)
{
	memset(f->digit, 0, sizeof f->digit);
	memset(f->respelt, 0, sizeof f->respelt);
	f->n = word.n + 2;
	f->text[0] = f->text[word.n + 1] = '.';
	memcpy(f->text + 1, word.p, word.n);
	f->hash[0] = 0;
	f->power[0] = 1;
	for (size_t i = 0; i < f->n; i++) {
		f->hash[i + 1] = hash_byte(f->hash[i], f->text[i]);
		f->power[i + 1] = f->power[i] * HASH_BASE;
	}
}

static bool matches(struct str bytes, size_t at, const char *text, size_t n)
{
	for (; at < bytes.n && kind_of(bytes.p[at]) != END; at++) {
		if (kind_of(bytes.p[at]) == DIGIT)
			continue;
		if (n-- == 0 || bytes.p[at] != *text++)
			return false;
	}
	return n == 0;
}

static bool is_respelling(struct str bytes, size_t at)
{
	while (at < bytes.n && kind_of(bytes.p[at]) != END)
		at++;
	return at < bytes.n && bytes.p[at] == '/';
}

static void raise_digits(struct field *f, struct str bytes, size_t at, size_t to)
{
	bool respelling = is_respelling(bytes, at);

	for (; at < bytes.n && kind_of(bytes.p[at]) != END; at++) {
		if (kind_of(bytes.p[at]) != DIGIT) {
			to++;
		} else if (bytes.p[at] - '0' > f->digit[to]) {
			f->digit[to] = (unsigned char)(bytes.p[at] - '0');
			f->respelt[to] = respelling;
		}
	}
}

/* Follows the word; [from, to) is the state: the longest end of what was read that begins a pattern. */
static void apply_level(const struct level *l, struct str bytes, struct str word, struct field *f)
{
	size_t from = 0;

	fill_field(f, word);
	for (size_t to = 1; l->sz && to <= f->n; to++) {
		const struct state *s = NULL;
		while (from < to && !(s = find_state(l, f->hash[to] - f->hash[from] * f->power[to - from]))->hash)
			from++;
		if (from < to && s->line && matches(bytes, s->line - 1, f->text + from, to - from))
			raise_digits(f, bytes, s->line - 1, from);
	}
}

/* The divisions of the parts between compound boundaries; at a boundary the digit is already there. */
static void divide_part(const struct patterns *p, struct str word, size_t from, size_t to, enum pattern_point *points)
{
	struct field f;

	apply_level(&p->plain, p->bytes, str_sub(word, from, to), &f);
	for (size_t i = from + 1; i < to; i++)
		if ((f.digit[i - from + 1] & 1) && !f.respelt[i - from + 1])
			points[i] = PATTERN_SYLLABLE;
}

void patterns_divide(const struct patterns *p, struct str word, enum pattern_point *points)
{
	struct field f;
	size_t from = 0;

	memset(points, 0, (word.n + 1) * sizeof *points);
	if (word.n == 0 || word.n > PATTERN_WORD_MAX)
		return;
	if (!p->compound.sz) {
		divide_part(p, word, 0, word.n, points);
		return;
	}
	apply_level(&p->compound, p->bytes, word, &f);
	for (size_t i = 1; i <= word.n; i++)
		if (i == word.n || (f.digit[i + 1] & 1)) {
			divide_part(p, word, from, i, points);
			if (i < word.n && !f.respelt[i + 1])
				points[i] = PATTERN_COMPOUND;
			from = i;
		}
}
