/* guess.c - the language of a text whose author does not say it: by its script, and where several languages share that, by
 * the words that every text of a language is full of. A course page in French that is hyphenated and quoted as English, since
 * nobody wrote `lang: fr`, is worse than a guess that is reported. */
#include "document/document_int.h"

#include <string.h>

#define LETTERS_LEAST 40
#define WORDS_LEAST 60

enum script { LATIN, GREEK, CYRILLIC, HEBREW, ARABIC, DEVANAGARI, THAI, KANA, HAN, HANGUL, SCRIPTS };

struct common_words {
	const char *lang, *words; /* each between spaces */
};

static const struct common_words common[] = {
	{"en", " the of and to in is for you will be this that with on are or "},
	{"es", " de la que el en y los del las por con para una se un es "},
	{"pt", " de que e o os a as do da dos das em para uma com não no na "},
	{"fr", " de la les des et le du une dans pour est à en un sur vous par "},
	{"de", " der die und das den von zu mit ist im für auf ein eine werden des "},
	{"it", " di che il la della per un con del le e in dei una sono gli "},
	{"nl", " de het een van en voor is op met zijn te aan dat die in niet "},
	{"nb", " og av det som til er på en i for med kan skal ikke den et å "},
	{"da", " og af det som til er på en i for med kan skal ikke den et at "},
	{"sv", " och att det som är på för av med till den ett kan inte om i en "},
	{"fi", " ja on ei että se joka mutta tai kun myös voi ovat sekä "},
	{"hu", " a az és hogy nem is egy van vagy ki meg csak már de ha "},
	{"ro", " și de la în cu pe a din pentru este să se o un care nu sau "},
	{"ca", " de la el els les i que per a amb en del una un és no als "},
	{"tr", " ve bir bu ile için da de olarak olan her ne çok veya "},
	{"cs", " a se na je v že s pro to k o ve jsou nebo jako z "},
	{"pl", " w na się z do jest i oraz że nie od dla przez po są lub "},
};

struct sample {
	size_t letters[SCRIPTS], ukrainian, vietnamese, words;
	size_t hits[sizeof common / sizeof *common];
};

static int script_of(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00))
		return LATIN;
	if ((c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000))
		return GREEK;
	if (c >= 0x400 && c < 0x530)
		return CYRILLIC;
	if (c >= 0x590 && c < 0x600)
		return HEBREW;
	if ((c >= 0x600 && c < 0x780) || (c >= 0xFB50 && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF))
		return ARABIC;
	if (c >= 0x900 && c < 0x980)
		return DEVANAGARI;
	if (c >= 0xE00 && c < 0xE80)
		return THAI;
	if (c >= 0x3041 && c <= 0x30FF)
		return KANA;
	if ((c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || c >= 0x20000)
		return HAN;
	return (c >= 0x1100 && c < 0x1200) || (c >= 0xAC00 && c < 0xD7B0) ? HANGUL : -1;
}

/* A word between spaces, in lower case as far as its letters are plain. */
static void count_word(struct sample *s, const char *word)
{
	s->words++;
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		s->hits[i] += strstr(common[i].words, word) != NULL;
}

static void count_words(struct sample *s, struct str text)
{
	char word[16] = " ";
	size_t n = 1;

	for (size_t i = 0; i <= text.n; i++) {
		char c = i < text.n ? text.p[i] : ' ';
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
		if (letter && n < sizeof word - 2) {
			word[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		} else if (!letter) {
			memcpy(word + n, " ", 2);
			if (n > 1)
				count_word(s, word);
			n = 1;
		}
	}
}

static void count_letters(struct sample *s, struct str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);
		int script = c < UTF8_BAD || c > UTF8_BAD ? script_of(c) : -1;
		if (script >= 0)
			s->letters[script]++;
		s->ukrainian += c == 0x456 || c == 0x457 || c == 0x454 || c == 0x491;
		s->vietnamese += c == 0x1A1 || c == 0x1B0 || c == 0x111 || (c >= 0x1EA0 && c <= 0x1EF9);
	}
}

static const char *latin_language(const struct sample *s)
{
	size_t best = 0;

	if (s->vietnamese * 25 > s->letters[LATIN])
		return "vi";
	for (size_t i = 1; i < sizeof common / sizeof *common; i++)
		if (s->hits[i] > s->hits[best])
			best = i;
	bool clear = s->words >= WORDS_LEAST && s->hits[best] * 7 > s->words && s->hits[best] * 2 > s->hits[0] * 3;
	return clear ? common[best].lang : NULL;
}

/* NULL: it may as well be English. */
static const char *guess(const struct sample *s)
{
	const size_t *n = s->letters;
	size_t all = 0;

	for (size_t i = 0; i < SCRIPTS; i++)
		all += n[i] * (i >= KANA ? 3 : 1); /* a character is as long as a syllable */
	if (all < LETTERS_LEAST || n[LATIN] * 2 > all)
		return all < LETTERS_LEAST ? NULL : latin_language(s);
	if ((n[DEVANAGARI] + n[THAI]) * 2 > all)
		return n[THAI] > n[DEVANAGARI] ? "th" : "hi";
	if (n[KANA] * 10 > n[HAN] + n[KANA] && n[KANA] > 5)
		return "ja";
	if (n[HANGUL] > n[HAN])
		return "ko";
	if (n[HAN] * 3 > n[CYRILLIC] + n[GREEK] + n[HEBREW] + n[ARABIC])
		return "zh";
	if (n[CYRILLIC] > n[GREEK] + n[HEBREW] + n[ARABIC])
		return s->ukrainian * 50 > n[CYRILLIC] ? "uk" : "ru";
	return n[GREEK] > n[HEBREW] + n[ARABIC] ? "el" : n[HEBREW] > n[ARABIC] ? "he" : "ar";
}

struct str doc_guess_language(const struct doc_node *root)
{
	struct sample s = {0};

	for (const struct doc_node *n = root; n; n = doc_walk(root, n, true))
		if (n->kind == DOC_TEXT) {
			count_letters(&s, n->text);
			count_words(&s, n->text);
		}
	return str_from(guess(&s));
}

/* ---------------------------------------------------------------- from right to left */

static bool is_rtl(struct str text)
{
	for (size_t at = 0; at < text.n;) {
		if ((unsigned char)text.p[at] < 0x80) {
			at++;
			continue;
		}
		int script = script_of(utf8_next(text, &at));
		if (script == HEBREW || script == ARABIC)
			return true;
	}
	return false;
}

static bool has_rtl(const struct doc_node *block)
{
	for (const struct doc_node *n = block; n; n = doc_walk(block, n, true))
		if (n->kind == DOC_TEXT && is_rtl(n->text))
			return true;
	return false;
}

void compose_report_rtl(struct composer *c, const struct doc_node *root)
{
	size_t count = 0;
	struct pos first = POS_NONE;

	for (const struct doc_node *n = root, *next; n; n = next) {
		bool spans = !doc_is_span(n->kind) && doc_holds_spans(n->kind);
		next = doc_walk(root, n, !spans);
		if (spans && has_rtl(n) && count++ == 0)
			first = n->pos;
	}
	if (count)
		msg_str(c->b, MSG_DIRECTION_RTL, first, arena_printf(c->b->arena, "%zu", count));
}
