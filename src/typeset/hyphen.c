/* hyphen.c - where words may be divided: which patterns a language has, what of a text is a word, and the minima.
 *
 * Division that changes spelling (ck as k-k in old German, double letters in Hungarian) is not made. */
#include "typeset/typeset_int.h"

#include <iconv.h>
#include <pthread.h>
#include <string.h>

#define SYSTEM_DIR "/usr/share/hyphen"
#define SOFT_HYPHEN 0xAD
#define WORD_MAX 80     /* letters; what is longer is no word */
#define WORD_MIN 5      /* letters */
#define CAPITALS_MIN 8  /* letters of a word in capitals */

/* A file of patterns; const once it is read. */
struct pattern_file {
	struct pattern_file *next;
	struct str name;       /* en_US */
	struct patterns *patterns; /* NULL: there is no such file */
};

struct hyphen_patterns {
	struct arena *arena;
	pthread_mutex_t lock;
	const char *dir;
	struct pattern_file *files;
};

struct dictionary {
	struct str lang;       /* as it was asked for */
	const struct patterns *patterns; /* NULL: there are none */
	iconv_t encode;        /* from UTF-8; (iconv_t)-1 where the patterns are in UTF-8 */
	struct pattern_minima minima; /* none 0 */
};

struct hyphenator {
	struct build *b;
	struct hyphen_patterns *patterns;
	struct { struct dictionary *v; size_t n, sz; } dictionaries;
};

/* ---------------------------------------------------------------- shared patterns */

struct hyphen_patterns *hyphen_patterns_new(const char *dir)
{
	struct arena *a = arena_new();
	struct hyphen_patterns *p = arena_alloc(a, sizeof *p);

	p->arena = a;
	p->dir = arena_cstr(a, str_from(dir ? dir : SYSTEM_DIR));
	pthread_mutex_init(&p->lock, NULL);
	return p;
}

void hyphen_patterns_free(struct hyphen_patterns *p)
{
	if (!p)
		return;
	pthread_mutex_destroy(&p->lock);
	arena_free(p->arena);
}

static struct pattern_file *add_file(struct hyphen_patterns *p, struct str name)
{
	struct pattern_file *f = arena_alloc(p->arena, sizeof *f);
	struct str bytes = file_map_system(arena_printf(p->arena, "%s/hyph_%.*s.dic", p->dir, STR_ARG(name)).p);

	f->name = arena_str(p->arena, name);
	f->patterns = bytes.p ? patterns_read(p->arena, bytes) : NULL;
	f->next = p->files;
	p->files = f;
	return f;
}

static const struct patterns *find_file(struct hyphen_patterns *p, struct str name)
{
	struct pattern_file *f;

	pthread_mutex_lock(&p->lock);
	for (f = p->files; f && !str_eq(f->name, name);)
		f = f->next;
	if (!f)
		f = add_file(p, name);
	pthread_mutex_unlock(&p->lock);
	return f->patterns;
}

/* Which region's patterns stand for a language alone, and the letters kept together at the ends where they differ from 2 and 3. */
static const struct language { const char *tag, *region; int left, right; } languages[] = {
	{"da", "DK", 2, 2}, {"de", "DE", 2, 2}, {"en", "US", 2, 3}, {"es", "ES", 2, 2}, {"fi", "FI", 2, 2}, {"fr", "FR", 2, 3},
	{"hu", "HU", 2, 2}, {"it", "IT", 2, 2}, {"nb", "NO", 2, 2}, {"nl", "NL", 2, 2}, {"nn", "NO", 2, 2}, {"no", "NO", 2, 2},
	{"pl", "PL", 2, 2}, {"pt", "BR", 2, 3}, {"ru", "RU", 2, 2}, {"sv", "SE", 2, 2}, {"uk", "UA", 2, 2},
};

static const struct language *find_language(struct str tag)
{
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (str_is_nocase(tag, languages[i].tag))
			return &languages[i];
	return NULL;
}

static char to_case(char c, bool upper)
{
	if (upper)
		return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* The first `parts` subtags as the dictionaries' names write them: en_US, sr_Latn. */
static struct str name_parts(struct arena *a, struct str lang, unsigned parts)
{
	struct buf name = {0};

	for (struct str rest = lang; parts > 0 && rest.n; parts--) {
		size_t n = 0;
		while (n < rest.n && rest.p[n] != '-' && rest.p[n] != '_')
			n++;
		if (name.n)
			buf_char(&name, '_');
		bool region = name.n && n == 2, script = name.n && n == 4;
		for (size_t i = 0; i < n; i++)
			buf_char(&name, to_case(rest.p[i], region || (script && i == 0)));
		rest = str_sub(rest, n + 1, rest.n);
	}
	struct str copy = arena_str(a, buf_view(&name));
	buf_free(&name);
	return copy;
}

/* en-US: hyph_en_US, then hyph_en, then the language's usual region. The tag becomes a file's name: only letters and digits. */
static const struct patterns *find_patterns(struct hyphen_patterns *p, struct arena *a, struct str lang)
{
	const struct patterns *found = NULL;

	for (size_t i = 0; i < lang.n; i++)
		if (!memchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", lang.p[i], 64))
			return NULL;
	for (unsigned parts = 3; parts > 0 && !found; parts--)
		found = find_file(p, name_parts(a, lang, parts));
	const struct language *l = find_language(name_parts(a, lang, 1));
	return found || !l ? found : find_file(p, arena_printf(a, "%s_%s", l->tag, l->region));
}

/* ---------------------------------------------------------------- read beforehand */

struct preparation {
	struct hyphen_patterns *patterns;
	struct str lang;
	char bytes[];
};

static void prepare(void *context)
{
	struct preparation *p = context;
	struct arena *a = arena_new();

	find_patterns(p->patterns, a, p->lang);
	arena_free(a);
	mem_free(p);
}

void hyphen_patterns_prepare(struct hyphen_patterns *patterns, struct worker *w, struct str lang)
{
	struct preparation *p = mem_alloc(sizeof *p + lang.n);

	p->patterns = patterns;
	p->lang = (struct str){memcpy(p->bytes, lang.p, lang.n), lang.n};
	worker_do(w, prepare, p);
}

/* ---------------------------------------------------------------- a build's dictionaries */

struct hyphenator *hyphenator_new(struct build *b, struct hyphen_patterns *patterns)
{
	struct hyphenator *h = arena_alloc(b->arena, sizeof *h);

	h->b = b;
	h->patterns = patterns;
	return h;
}

void hyphenator_free(struct hyphenator *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->dictionaries.n; i++)
		if (h->dictionaries.v[i].encode != (iconv_t)-1)
			iconv_close(h->dictionaries.v[i].encode);
}

static int first_of(int a, int b, int c)
{
	return a > 0 ? a : b > 0 ? b : c;
}

/* What the file says, else what the language is known to want. */
static void read_minima(struct dictionary *d, const struct language *l)
{
	struct pattern_minima *m = &d->minima;

	*m = patterns_minima(d->patterns);
	m->left = first_of(m->left, l ? l->left : 0, 2);
	m->right = first_of(m->right, l ? l->right : 0, 3);
	m->compound_left = first_of(m->compound_left, m->left, 2);
	m->compound_right = first_of(m->compound_right, m->right, 3);
}

/* Languages that divide no words by hyphens: nobody misses their patterns. */
static bool needs_none(struct str tag)
{
	static const char *const tags[] = {"ar", "fa", "he", "ja", "ko", "th", "ur", "vi", "yi", "zh"};

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (str_is_nocase(tag, tags[i]))
			return true;
	return false;
}

/* The end of the name of the package that holds them: it names a country where there are several. */
static const char *package_of(struct arena *a, struct str lang)
{
	static const char *const named[][2] = {{"en-GB", "en-gb"}, {"pt-PT", "pt-pt"}, {"en", "en-us"}, {"pt", "pt-br"}};
	struct str language = name_parts(a, lang, 1);

	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (str_is_nocase(lang, named[i][0]) || str_is_nocase(language, named[i][0]))
			return named[i][1];
	return arena_cstr(a, language);
}

static void report_none(const struct hyphenator *h, struct str lang)
{
	struct arena *a = h->b->arena;

	if (needs_none(name_parts(a, lang, 1)))
		return;
	msg(h->b, MSG_HYPHENATION_NONE, POS_NONE, arena_cstr(a, lang), package_of(a, lang));
}

static void load_dictionary(const struct hyphenator *h, struct dictionary *d)
{
	d->encode = (iconv_t)-1;
	d->patterns = find_patterns(h->patterns, h->b->arena, d->lang);
	if (d->patterns && !str_is_nocase(patterns_encoding(d->patterns), "UTF-8")) {
		d->encode = iconv_open(patterns_encoding(d->patterns).p, "UTF-8");
		if (d->encode == (iconv_t)-1)
			d->patterns = NULL;
	}
	if (d->patterns)
		read_minima(d, find_language(name_parts(h->b->arena, d->lang, 1)));
	else
		report_none(h, d->lang);
}

static struct dictionary *find_dictionary(struct hyphenator *h, struct str lang)
{
	for (size_t i = 0; i < h->dictionaries.n; i++)
		if (str_eq(h->dictionaries.v[i].lang, lang))
			return &h->dictionaries.v[i];
	struct dictionary *d = arena_push(h->b->arena, &h->dictionaries);
	*d = (struct dictionary){.lang = arena_str(h->b->arena, lang)};
	load_dictionary(h, d);
	return d;
}

/* ---------------------------------------------------------------- one word */

/* A run of letters in lower case, as the patterns want it. */
struct word {
	uint32_t letter[WORD_MAX];
	size_t at[WORD_MAX];   /* where each starts in the text */
	size_t n;              /* may be more than WORD_MAX: then it is no word */
};

/* A word as the patterns want it: in their encoding, and the byte where each letter starts. */
struct encoded {
	char text[PATTERN_WORD_MAX];
	size_t byte[WORD_MAX + 1];
	size_t n;
};

static void write_utf8(const struct word *w, struct encoded *out)
{
	for (size_t i = 0; i < w->n; i++) {
		out->byte[i] = out->n;
		out->n += utf8_encode(w->letter[i], out->text + out->n);
	}
	out->byte[w->n] = out->n;
}

/* False when a letter is not in the encoding, or takes more than a byte there. */
static bool encode_word(const struct dictionary *d, const struct word *w, struct encoded *out)
{
	char bytes[PATTERN_WORD_MAX], *from = out->text, *to = bytes;
	size_t room = sizeof bytes;

	write_utf8(w, out);
	if (d->encode == (iconv_t)-1)
		return true;
	iconv(d->encode, NULL, NULL, NULL, NULL);
	if (iconv(d->encode, &from, &out->n, &to, &room) != 0 || (size_t)(to - bytes) != w->n)
		return false;
	memcpy(out->text, bytes, w->n);
	for (size_t i = 0; i <= w->n; i++)
		out->byte[i] = i;
	out->n = w->n;
	return true;
}

/* Marks a compound's part, letters [from, to), but for what is too near to its ends. */
static size_t mark_part(const struct dictionary *d, const struct word *w, size_t from, size_t to, const enum pattern_point *kind,
	bool *points)
{
	size_t left = (size_t)(from ? d->minima.compound_left : d->minima.left);
	size_t right = (size_t)(to < w->n ? d->minima.compound_right : d->minima.right), n = 0;

	for (size_t i = from + left; i + right <= to; i++)
		if (kind[i] == PATTERN_SYLLABLE && !font_is_mark(w->letter[i])) {
			points[w->at[i]] = true;
			n++;
		}
	return n;
}

static size_t mark_word(const struct dictionary *d, const struct word *w, bool *points)
{
	struct encoded e = {.n = 0};
	enum pattern_point at_byte[PATTERN_WORD_MAX + 1], kind[WORD_MAX + 1];
	size_t n = 0, from = 0;

	if (w->n < WORD_MIN || w->n > WORD_MAX || !encode_word(d, w, &e))
		return 0;
	patterns_divide(d->patterns, (struct str){e.text, e.n}, at_byte);
	for (size_t i = 0; i <= w->n; i++)
		kind[i] = at_byte[e.byte[i]];
	for (size_t i = 1; i <= w->n; i++) {
		if (i < w->n && kind[i] != PATTERN_COMPOUND)
			continue;
		n += mark_part(d, w, from, i, kind, points);
		if (i >= (size_t)d->minima.left && i + (size_t)d->minima.right <= w->n) {
			points[w->at[i]] = true;
			n++;
		}
		from = i;
	}
	return n;
}

/* ---------------------------------------------------------------- what is a word */

static bool is_letter(uint32_t c)
{
	return font_script(c) != 0 && !font_is_mark(c);
}

/* All letters are capitals, and there are `least` of them: too many for an abbreviation. */
static bool is_capital(struct str text, size_t least)
{
	size_t n = 0;

	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);
		if (is_letter(c) && letter_lower(c) == c)
			return false;
		n += is_letter(c);
	}
	return n >= least;
}

/* Digits, a capital behind a letter, or the signs of an address: names, codes and addresses are not divided. */
static bool must_stay_whole(struct str text, size_t least)
{
	bool inside = false, point = false, capitals = is_capital(text, least);

	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);
		bool letter = is_letter(c);
		if ((c >= '0' && c <= '9') || c == '@' || c == '/' || c == '\\' || c == '_' || c == '=' || c == UTF8_BAD)
			return true;
		if (letter && (point || (inside && !capitals && letter_lower(c) != c)))
			return true;
		point = (c == '.' || c == ':') && inside;
		inside = letter || (inside && font_is_mark(c));
	}
	return false;
}

/* Behind the soft hyphens that the author put. */
static size_t mark_soft_hyphens(struct str text, bool *points)
{
	size_t n = 0;

	for (size_t at = 0, before = 0; at < text.n; before = at)
		if (utf8_next(text, &at) == SOFT_HYPHEN && before > 0 && at < text.n) {
			points[at] = true;
			n++;
		}
	return n;
}

/* A mark joins its letter where Unicode has one character for both, as the patterns do. */
static void add_letter(struct word *w, uint32_t c, size_t at)
{
	uint32_t both = w->n && w->n <= WORD_MAX ? font_compose(w->letter[w->n - 1], c) : 0;

	if (both) {
		w->letter[w->n - 1] = both;
		return;
	}
	if (w->n < WORD_MAX) {
		w->letter[w->n] = c;
		w->at[w->n] = at;
	}
	w->n++;
}

static size_t mark_words(const struct dictionary *d, struct str text, bool *points)
{
	struct word w = {.n = 0};
	size_t n = 0;

	for (size_t at = 0, from = 0; at < text.n; from = at) {
		uint32_t c = letter_lower(utf8_next(text, &at));
		if (is_letter(c) || (w.n && font_is_mark(c))) {
			add_letter(&w, c, from);
			continue;
		}
		n += mark_word(d, &w, points);
		w.n = 0;
	}
	return n + mark_word(d, &w, points);
}

size_t hyphen_points(struct hyphenator *h, struct str word, struct str lang, bool capitals, bool *points)
{
	memset(points, 0, (word.n + 1) * sizeof *points);
	size_t n = mark_soft_hyphens(word, points);
	if (n || word.n < WORD_MIN || lang.n == 0 || must_stay_whole(word, capitals ? WORD_MIN : CAPITALS_MIN))
		return n;
	const struct dictionary *d = find_dictionary(h, lang);
	return d->patterns ? mark_words(d, word, points) : 0;
}
