/* Quotes, dashes and ellipses by language, over a tree. */
#include "document/document_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A paragraph whose texts are parted by "|": what stands between two bars is code. */
static struct doc_node *paragraph(struct build *b, const char *source)
{
	struct doc_node *p = doc_new(b, DOC_PARAGRAPH, POS_NONE);
	struct str s = str_from(source);
	bool code = false;

	for (size_t from = 0; from <= s.n; code = !code) {
		size_t bar = str_find_char(s, '|', from);
		size_t to = bar == SIZE_MAX ? s.n : bar;
		struct doc_node *n = doc_new(b, code ? DOC_CODE : DOC_TEXT, POS_NONE);
		n->text = str_sub(s, from, to);
		doc_append(p, n);
		from = to + 1;
	}
	return p;
}

static void check(const char *language, const char *source, const char *expected)
{
	struct build *b = build_new();
	struct document d = {.lang = str_from(language)};
	struct buf out = {0};

	d.words = doc_words_find(d.lang);
	d.root = doc_new(b, DOC_ROOT, POS_NONE);
	doc_append(d.root, paragraph(b, source));
	doc_punctuate(b, &d);
	for (struct doc_node *n = d.root->first->first; n; n = n->next)
		buf_str(&out, n->text);
	buf_char(&out, '\0');
	assert_string_equal(out.p, expected);
	buf_free(&out);
	build_free(b);
}

static void quotes_open_and_close(void **state)
{
	(void)state;
	check("en", "\"Yes\", she said.", "“Yes”, she said.");
	check("en", "(\"in parentheses\")", "(“in parentheses”)");
	check("en", "\"a 'b' c\"", "“a ‘b’ c”");
	check("en", "say \"a\"-\"b\"", "say “a”-“b”");
	check("en", "\"one\" \"two\"", "“one” “two”");
	check("en", "the \"end\"", "the “end”");
	check("en", "\"'tis\"", "“’tis”");
}

static void quotes_look_across_spans(void **state)
{
	(void)state;
	check("en", "\"|x|\" and", "“x” and");
	check("en", "the |f|'s name", "the f’s name");
	check("en", "see \"|'\"--|\"", "see “'\"--”");
}

static void apostrophes_are_no_quotes(void **state)
{
	(void)state;
	check("en", "don't, students' work, the '90s, rock 'n' roll", "don’t, students’ work, the ’90s, rock ’n’ roll");
	check("en", "the '2' key", "the ‘2’ key");
	check("fr", "l'eau d'ici", "l’eau d’ici");
}

static void feet_and_inches_are_primes(void **state)
{
	(void)state;
	check("en", "5'10\" tall", "5′10″ tall");
	check("en", "\"page 5\"", "“page 5”");
}

static void quotes_follow_the_language(void **state)
{
	(void)state;
	check("de", "\"a 'b'\"", "„a ‚b‘“");
	check("de-AT", "\"x\"", "„x“");
	check("fr", "\"x\"", "«\u00A0x\u00A0»");
	check("es", "\"x\"", "«x»");
	check("sv-SE", "\"a 'b' c\"", "”a ’b’ c”");
	check("hu", "\"a 'b' c\"", "„a »b« c”");
	check("tlh", "\"x\"", "“x”");
}

static void typed_ones_stay(void **state)
{
	(void)state;
	check("de", "“x” – y — z… ‘q’", "“x” – y — z… ‘q’");
	check("en", "»x«", "»x«");
}

static void hyphens_become_dashes(void **state)
{
	(void)state;
	check("en", "a -- b, c---d, 1--2", "a – b, c—d, 1–2");
	check("en", "well-known", "well-known");
	check("en", "use --force, <-- and -->", "use --force, <-- and -->");
	check("en", "Name: -----", "Name: -----");
}

static void dots_become_an_ellipsis(void **state)
{
	(void)state;
	check("en", "and so on... Then", "and so on… Then");
	check("en", "wait.... 1..2 ......", "wait.... 1..2 ......");
}

static void french_spaces_do_not_break(void **state)
{
	(void)state;
	check("fr", "quoi ? non ; ainsi : « x »", "quoi\u202F? non\u202F; ainsi\u00A0: «\u00A0x\u00A0»");
	check("en", "what ?", "what ?");
}

static void addresses_stay(void **state)
{
	struct build *b = build_new();
	struct document d = {.lang = STR("en"), .words = doc_words_find(STR("en")), .root = doc_new(b, DOC_ROOT, POS_NONE)};
	struct doc_node *p = doc_new(b, DOC_PARAGRAPH, POS_NONE), *link = doc_new(b, DOC_LINK, POS_NONE);

	(void)state;
	link->u.link->url = STR("https://x.org/a--b...c");
	doc_append(d.root, p);
	doc_append(p, link);
	doc_append(link, doc_text(b, STR("https://x.org/a--b...c"), POS_NONE));
	doc_punctuate(b, &d);
	assert_true(str_is(link->first->text, "https://x.org/a--b...c"));
	build_free(b);
}

static void dates_follow_the_language(void **state)
{
	static const struct { const char *language, *expected_long, *expected_short; } cases[] = {
		{"en-US", "August 25, 2025", "Mon Aug 25"}, {"en-GB", "25 August 2025", "Mon 25 Aug"},
		{"de", "25.\u00A0August 2025", "Mo 25.\u00A0Aug."}, {"fr", "25\u00A0août 2025", "lun. 25\u00A0août"},
		{"es-MX", "25 de agosto de 2025", "lun 25 ago"},
	};
	struct build *b = build_new();
	date d = date_from_parts(2025, 8, 25);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct doc_words *w = doc_words_find(str_from(cases[i].language));
		assert_string_equal(doc_date(b, w, w->date_long, d).p, cases[i].expected_long);
		assert_string_equal(doc_date(b, w, w->date_short, d).p, cases[i].expected_short);
	}
	assert_string_equal(doc_dates(b, doc_words_find(STR("en")), d, d + 4).p, "Aug 25–29");
	assert_string_equal(doc_dates(b, doc_words_find(STR("de")), d, d + 8).p, "25.\u00A0Aug. – 2.\u00A0Sept.");
	build_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_open_and_close),
		cmocka_unit_test(quotes_look_across_spans),
		cmocka_unit_test(apostrophes_are_no_quotes),
		cmocka_unit_test(feet_and_inches_are_primes),
		cmocka_unit_test(quotes_follow_the_language),
		cmocka_unit_test(typed_ones_stay),
		cmocka_unit_test(hyphens_become_dashes),
		cmocka_unit_test(dots_become_an_ellipsis),
		cmocka_unit_test(french_spaces_do_not_break),
		cmocka_unit_test(addresses_stay),
		cmocka_unit_test(dates_follow_the_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
