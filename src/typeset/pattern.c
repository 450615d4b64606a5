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
 * long to load them (README has the figures), leaks memory, and ends the process where there is none.
 * Here only states of up to HEAD letters are built, as entries of a hash table; a longer one is looked for among the patterns
 * that begin like it. Of its sixteen thousand states a document of a few pages asks English for some hundred, and there are
 * three hundred thousand for German. Patterns stay in the mapped file. */
#include "typeset/typeset_int.h"

#include <limits.h>
#include <string.h>

#define HEAD 4 /* letters */
#define BYTES_A_STATE 8
#define BYTES_A_PATTERN 8 /* or more, in most files */

/* A beginning of patterns, of HEAD letters at most. */
struct state {
	uint32_t head;         /* its letters, the first in the lowest byte; 0: a free place. No pattern and no word has a byte 0 */
	uint32_t latest;       /* of the patterns that are all of this, or begin so and are longer than HEAD: its number plus 1, or 0 */
};

struct pattern {
	uint32_t rest;         /* where it goes on in the file behind the head */
	uint32_t before;       /* of the same state, in the file: as `latest` */
};

struct level {
	struct pattern *v;
	size_t n, sz;
	struct state *states;
	size_t n_states, states_sz; /* states_sz: a power of two */
	uint32_t last;         /* head that was read */
};

struct patterns {
	struct str bytes;
	struct str encoding;
	struct level compound, plain;
	struct pattern_minima minima;
};

/* ---------------------------------------------------------------- the states */

/* The first letters of a head. */
static uint32_t cut(uint32_t head, unsigned letters)
{
	return head & UINT32_MAX >> CHAR_BIT * (HEAD - letters);
}

/* Or the free place where it would be. */
static struct state *find_state(const struct level *l, uint32_t head)
{
	size_t i = (uint64_t)head * 0x9E3779B97F4A7C15u >> 32 & (l->states_sz - 1);

	while (l->states[i].head && l->states[i].head != head)
		i = (i + 1) & (l->states_sz - 1);
	return &l->states[i];
}

static void grow_level(struct arena *a, struct level *l)
{
	struct level old = *l;

	l->states_sz *= 2;
	l->states = arena_alloc(a, l->states_sz * sizeof *l->states);
	for (size_t i = 0; i < old.states_sz; i++)
		if (old.states[i].head)
			*find_state(l, old.states[i].head) = old.states[i];
}

static struct state *get_state(struct arena *a, struct level *l, uint32_t head)
{
	if (l->n_states >= l->states_sz / 4 * 3)
		grow_level(a, l);
	struct state *s = find_state(l, head);
	if (!s->head) {
		s->head = head;
		l->n_states++;
	}
	return s;
}

static struct level new_level(struct arena *a, size_t bytes)
{
	struct level l = {.sz = bytes / BYTES_A_PATTERN + 1, .states_sz = 64};

	while (l.states_sz < bytes / BYTES_A_STATE)
		l.states_sz *= 2;
	l.v = arena_alloc(a, l.sz * sizeof *l.v);
	l.states = arena_alloc(a, l.states_sz * sizeof *l.states);
	return l;
}

/* ---------------------------------------------------------------- reading */

/* A pattern ends at white space, or at the "/" of a division that changes the spelling. */
enum { LETTER, DIGIT, END };

static const unsigned char kinds[UCHAR_MAX + 1] = {
	['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT,
	['8'] = DIGIT, ['9'] = DIGIT, ['\n'] = END, ['\r'] = END, [' '] = END, ['\t'] = END, ['/'] = END, ['\0'] = END,
};

static int kind_of(char c)
{
	return kinds[(unsigned char)c];
}

/* The head of the pattern at *at, which is behind the head's letters then. */
static uint32_t read_head(struct str bytes, size_t *at)
{
	uint32_t head = 0;
	unsigned n = 0;

	for (; n < HEAD && *at < bytes.n && kind_of(bytes.p[*at]) != END; ++*at)
		if (kind_of(bytes.p[*at]) == LETTER)
			head |= (uint32_t)(unsigned char)bytes.p[*at] << CHAR_BIT * n++;
	return head;
}

/* Returns where it ends, or before that. Neighbours in a file mostly begin alike. */
static size_t add_pattern(struct arena *a, struct level *l, struct str bytes, size_t at)
{
	uint32_t head = read_head(bytes, &at);

	if (!head)
		return at;
	for (unsigned n = 1; n < HEAD && cut(head, n) != head; n++)
		if (cut(head, n) != cut(l->last, n))
			get_state(a, l, cut(head, n));
	struct state *s = get_state(a, l, head);
	l->last = head;
	*(struct pattern *)arena_push(a, l) = (struct pattern){(uint32_t)at, s->latest};
	s->latest = (uint32_t)l->n;
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
		read_minimum(line, "COMPOUNDLEFTHYPHENMIN", &m->compound_left) ||
		read_minimum(line, "COMPOUNDRIGHTHYPHENMIN", &m->compound_right) ||
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
	size_t end = bytes.n ? line_end(bytes, 0) : 0;

	p->bytes = bytes;
	p->plain = new_level(a, bytes.n);
	p->encoding = arena_str(a, str_trim(str_sub(bytes, 0, end)));
	for (size_t at = end + 1; at < bytes.n && at < UINT32_MAX; at = end + 1) {
		if (!opens_pattern(bytes.p[at])) {
			end = line_end(bytes, at);
			if (read_line(a, p, str_sub(bytes, at, end), end))
				continue;
		}
		end = line_end(bytes, add_pattern(a, &p->plain, bytes, at));
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

/* What patterns say of a place of the word: how many letters some have in common with what begins there, and which have
 * just the first n of these, by n; of several with the same letters, the one that the file has last. */
struct place {
	size_t longest;
	uint32_t whole[PATTERN_WORD_MAX + 3]; /* its `rest`; 0: none */
};

/* How many letters the rest of a pattern has in common with the text's beginning; *whole: it has no others. */
static size_t count_shared(struct str bytes, size_t rest, struct str text, bool *whole)
{
	size_t n = 0, at = rest;

	for (; at < bytes.n && kind_of(bytes.p[at]) != END; at++) {
		if (kind_of(bytes.p[at]) == DIGIT)
			continue;
		if (n == text.n || bytes.p[at] != text.p[n])
			break;
		n++;
	}
	*whole = at >= bytes.n || kind_of(bytes.p[at]) == END;
	return n;
}

/* text: the word from that place on. */
static void look_at(const struct level *l, struct str bytes, struct str text, struct place *place)
{
	const struct state *s = NULL;
	uint32_t head = 0;
	unsigned n = 0;

	for (; n < HEAD && n < text.n; n++) {
		head |= (uint32_t)(unsigned char)text.p[n] << CHAR_BIT * n;
		s = find_state(l, head);
		if (!s->head)
			break;
		place->whole[n + 1] = s->latest ? l->v[s->latest - 1].rest : 0;
	}
	place->longest = n;
	place->whole[HEAD] = 0; /* those of this state may be longer */
	for (uint32_t at = n == HEAD ? s->latest : 0; at; at = l->v[at - 1].before) {
		bool whole;
		size_t all = HEAD + count_shared(bytes, l->v[at - 1].rest, str_sub(text, HEAD, text.n), &whole);
		while (place->longest < all)
			place->whole[++place->longest] = 0;
		if (whole && !place->whole[all])
			place->whole[all] = l->v[at - 1].rest;
	}
}

static size_t line_start(struct str bytes, size_t at)
{
	while (at > 0 && bytes.p[at - 1] != '\n')
		at--;
	return at;
}

/* Follows the word from place to place; up to `reach`, states of places before are longer. */
static void apply_level(const struct level *l, struct str bytes, struct str word, struct field *f)
{
	struct place place;
	size_t reach = 0;

	fill_field(f, word);
	for (size_t from = 0; l->n && from < f->n; from++) {
		look_at(l, bytes, (struct str){f->text + from, f->n - from}, &place);
		for (; reach < from + place.longest; reach++)
			if (reach >= from && place.whole[reach + 1 - from])
				raise_digits(f, bytes, line_start(bytes, place.whole[reach + 1 - from]), from);
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
	if (!p->compound.n) {
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
