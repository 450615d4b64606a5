/* Words are divided as their language's patterns say, and nothing else is. */
#include "typeset/typeset_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
	struct build *b;
	struct hyphen_patterns *patterns;
	struct hyphenator *h;
	char dir[32];
};

static void write_file(const char *dir, const char *name, const char *text)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* Patterns of our own, so that no package decides about the result. */
static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	strcpy(f->dir, "/tmp/hyphenXXXXXX");
	assert_non_null(mkdtemp(f->dir));
	write_file(f->dir, "hyph_en_US.dic", "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 3\n% a comment\n1na\nn2at\n1tio\n2io\nhy3ph\nhe2n\nhena4\nhen5at\n1ta\n");
	write_file(f->dir, "hyph_fr.dic", "ISO8859-1\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n1v\n1s\n1t\xE9\n");
	write_file(f->dir, "hyph_de_DE.dic", "UTF-8\nCOMPOUNDLEFTHYPHENMIN 3\nCOMPOUNDRIGHTHYPHENMIN 2\nhaus1tür\nNEXTLEVEL\n1tü\n2r.\nt1ü\n");
	write_file(f->dir, "hyph_hu.dic", "UTF-8\nsc1ha\nf1f/ff=f,1,2\n");
	f->b = build_new();
	f->patterns = hyphen_patterns_new(f->dir);
	f->h = hyphenator_new(f->b, f->patterns);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	const char *names[] = {"hyph_en_US.dic", "hyph_fr.dic", "hyph_de_DE.dic", "hyph_hu.dic"};
	char path[128];

	hyphenator_free(f->h);
	hyphen_patterns_free(f->patterns);
	build_free(f->b);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", f->dir, names[i]);
		unlink(path);
	}
	rmdir(f->dir);
	free(f);
	return 0;
}

static void divides_among(struct fixture *f, bool capitals, const char *lang, const char *expected)
{
	char word[256], got[512];
	size_t n = 0, to = 0, count = 0;
	bool points[256];

	for (const char *p = expected; *p; p++)
		if (*p != '|')
			word[n++] = *p;
	size_t found = hyphen_points(f->h, (struct str){word, n}, str_from(lang), capitals, points);
	for (size_t i = 0; i < n; i++) {
		if (points[i]) {
			got[to++] = '|';
			count++;
		}
		got[to++] = word[i];
	}
	got[to] = '\0';
	assert_string_equal(got, expected);
	assert_int_equal(found, count);
}

static void divides(struct fixture *f, const char *lang, const char *expected)
{
	divides_among(f, false, lang, expected);
}

static void words_follow_the_patterns(void **state)
{
	divides(*state, "en-US", "hy|phen|ation");
	divides(*state, "en-US", "(hy|phen|ation),");
	divides(*state, "en-US", "Hy|phen|ation");
	divides(*state, "en-US", "ta");
}

static void tags_find_their_file(void **state)
{
	divides(*state, "en", "hy|phen|ation");
	divides(*state, "en-us", "hy|phen|ation");
	divides(*state, "en-GB", "hy|phen|ation");
	divides(*state, "en-Latn-US", "hy|phen|ation");
	divides(*state, "../en_US", "hyphenation");
}

static void names_codes_and_addresses_stay_whole(void **state)
{
	divides(*state, "en", "CAPITAL");
	divides(*state, "en", "HY|PHEN|ATION"); /* too long for an abbreviation */
	divides(*state, "en", "hyphenation2");
	divides(*state, "en", "hyphenAtion");
	divides(*state, "en", "hyphenation@rice.edu");
	divides(*state, "en", "hyphenation.org");
	divides(*state, "en", "hyphenation_x");
	divides(*state, "en", "hyphenation\xFF");
}

static void capitals_among_capitals_are_words(void **state)
{
	divides_among(*state, true, "en", "PHEN|ATE");
	divides_among(*state, true, "en", "HYPH");
	divides(*state, "en", "PHENATE");
}

static void soft_hyphens_rule(void **state)
{
	divides(*state, "en", "hyphen\u00AD|ation");
	divides(*state, "xx", "hyphen\u00AD|ation");
	divides(*state, "en", "\u00ADhyp\u00AD");
}

static void other_encodings_and_composed_letters(void **state)
{
	divides(*state, "fr-FR", "uni|ver|si|té");
	divides(*state, "fr-FR", "uni|ver|si|te\u0301");
	divides(*state, "fr-FR", "l’uni|ver|si|té");
	divides(*state, "fr-FR", "uni\u0436ver\u0436sité");
}

static void compounds_come_first(void **state)
{
	divides(*state, "de", "haus|tür");
	divides(*state, "de", "haus|türen");
}

static void respelling_is_not_made(void **state)
{
	divides(*state, "hu", "sc|haffe");
}

static void missing_patterns_are_told_once(void **state)
{
	struct fixture *f = *state;

	divides(f, "tlh", "hyphenation");
	divides(f, "tlh", "something");
	assert_int_equal(msg_count(f->b, MSG_NOTE), 1);
	divides(f, "", "hyphenation");
	assert_int_equal(msg_count(f->b, MSG_NOTE), 1);
}

static void broken_files_do_no_harm(void **state)
{
	static const char *const files[] = {"", "\n", "UTF-8", "UTF-8\n1", "UTF-8\n/", "UTF-8\nNEXTLEVEL", "UTF-8\n99999", "UTF-8\na1b/", "LEFTHYPHENMIN 2\n\n\n1n"};
	enum pattern_point points[16];

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct arena *a = arena_new();
		const struct patterns *p = patterns_read(a, str_from(files[i]));
		patterns_divide(p, STR("abandon"), points);
		patterns_divide(p, STR(""), points);
		arena_free(a);
	}
}

/* ---------------------------------------------------------------- against the automaton's definition, word for word */

#define PATTERNS 40
#define LONGEST 9 /* letters of a pattern, and of a word */

/* digit[i] stands before letter i. */
struct plain { char text[LONGEST + 1], digit[LONGEST + 2]; };

static uint32_t random_below(uint64_t *seed, uint32_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % n;
}

static void random_letters(char *text, uint64_t *seed)
{
	size_t n = 1 + random_below(seed, LONGEST);

	for (size_t i = 0; i < n; i++)
		text[i] = "aab"[random_below(seed, 3)];
	text[n] = 0;
}

static struct plain random_pattern(uint64_t *seed)
{
	struct plain p = {.digit = {0}};

	random_letters(p.text, seed);
	if (random_below(seed, 4) == 0)
		p.text[random_below(seed, 2) ? 0 : strlen(p.text) - 1] = '.';
	for (size_t i = 0; i <= strlen(p.text); i++)
		p.digit[i] = (char)(random_below(seed, 3) ? 0 : random_below(seed, 6));
	return p;
}

static void write_pattern(struct buf *file, const struct plain *p)
{
	for (size_t i = 0; i <= strlen(p->text); i++) {
		if (p->digit[i])
			buf_char(file, (char)('0' + p->digit[i]));
		buf_char(file, p->text[i] ? p->text[i] : '\n');
	}
}

/* At each letter the longest end of what was read that begins a pattern, and the last pattern that is just that. */
static void divide_plainly(const struct plain *patterns, const char *word, enum pattern_point *points)
{
	char text[LONGEST + 3], digit[LONGEST + 4] = {0};

	snprintf(text, sizeof text, ".%s.", word);
	for (size_t to = 1; to <= strlen(text); to++) {
		const struct plain *own = NULL;
		bool begun = false;
		for (size_t from = 0; from < to && !begun; from++)
			for (size_t i = 0; i < PATTERNS; i++) {
				if (strncmp(patterns[i].text, text + from, to - from) != 0)
					continue;
				begun = true;
				own = strlen(patterns[i].text) == to - from ? &patterns[i] : own;
			}
		for (size_t i = 0; own && i <= strlen(own->text); i++) {
			char *at = &digit[to - strlen(own->text) + i];
			*at = own->digit[i] > *at ? own->digit[i] : *at;
		}
	}
	for (size_t i = 0; i <= strlen(word); i++)
		points[i] = i > 0 && i < strlen(word) && digit[i + 1] & 1 ? PATTERN_SYLLABLE : PATTERN_NONE;
}

static void random_patterns_divide_by_definition(void **state)
{
	uint64_t seed = 1;
	size_t divided = 0;

	(void)state;
	for (unsigned round = 0; round < 300; round++) {
		struct plain patterns[PATTERNS];
		struct buf file = {0};
		struct arena *a = arena_new();
		buf_cstr(&file, "UTF-8\n");
		for (size_t i = 0; i < PATTERNS; i++) {
			patterns[i] = random_pattern(&seed);
			write_pattern(&file, &patterns[i]);
		}
		const struct patterns *p = patterns_read(a, buf_view(&file));
		for (unsigned i = 0; i < 50; i++) {
			char word[LONGEST + 1];
			enum pattern_point got[LONGEST + 1], expected[LONGEST + 1];
			random_letters(word, &seed);
			patterns_divide(p, str_from(word), got);
			divide_plainly(patterns, word, expected);
			assert_memory_equal(got, expected, (strlen(word) + 1) * sizeof *got);
			for (size_t at = 0; at < strlen(word); at++)
				divided += got[at] == PATTERN_SYLLABLE;
		}
		arena_free(a);
		buf_free(&file);
	}
	assert_true(divided > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(words_follow_the_patterns, set_up, tear_down),
		cmocka_unit_test_setup_teardown(tags_find_their_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_codes_and_addresses_stay_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(capitals_among_capitals_are_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(soft_hyphens_rule, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_encodings_and_composed_letters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(compounds_come_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(respelling_is_not_made, set_up, tear_down),
		cmocka_unit_test_setup_teardown(missing_patterns_are_told_once, set_up, tear_down),
		cmocka_unit_test(broken_files_do_no_harm),
		cmocka_unit_test(random_patterns_divide_by_definition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
