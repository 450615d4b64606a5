/* test_repair.c - bytes to text: what is mended, what is left alone, and where all of it came from. */
#include "content/content_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static struct text repair(struct build *b, struct str bytes)
{
	struct source *source = arena_alloc(b->arena, sizeof *source);

	*source = (struct source){.name = "x.md", .bytes = bytes};
	return repair_text(b, source);
}

static void assert_text(struct str actual, struct str expected)
{
	assert_int_equal(actual.n, expected.n);
	assert_memory_equal(actual.p, expected.p, expected.n);
}

/* The text becomes `to`, with so many warnings. */
static void assert_repair(struct str from, struct str to, size_t warnings)
{
	struct build *b = build_new();

	assert_text(repair(b, from).s, to);
	assert_int_equal(msg_count(b, MSG_WARNING), warnings);
	build_free(b);
}

static void assert_says(struct build *b, const char *what)
{
	struct buf out = {0};

	msg_print(b, &out, (struct msg_format){0});
	buf_char(&out, '\0');
	if (!strstr(out.p, what))
		fail_msg("no \"%s\" in\n%s", what, out.p);
	buf_free(&out);
}

static void test_clean_text_is_one_piece(void **state)
{
	struct build *b = build_new();
	struct str bytes = STR("caf\u00E9 \u2013 \u65E5\u672C\n\ttab\n");
	struct text t = repair(b, bytes);

	(void)state;
	assert_ptr_equal(t.s.p, bytes.p);
	assert_int_equal(t.n, 1);
	assert_int_equal(msg_worst(b), MSG_OFF);
	build_free(b);
}

static void test_line_ends(void **state)
{
	(void)state;
	assert_repair(STR("a\r\nb\rc\n\r\n\r"), STR("a\nb\nc\n\n\n"), 0);
	assert_repair(STR("\xEF\xBB\xBF# x\r\n"), STR("# x\n"), 0);
	assert_repair(STR("\xEF\xBB\xBF"), STR(""), 0);
	assert_repair(STR(""), STR(""), 0);
}

static void test_stray_bytes(void **state)
{
	(void)state;
	assert_repair(STR("r\xE9sum\xE9 \x93q\x94 \x81"), STR("r\u00E9sum\u00E9 \u201Cq\u201D \uFFFD"), 1);
	assert_repair(STR("a\0b\0"), STR("a\uFFFD" "b\uFFFD"), 1);
	assert_repair(STR("\xE2\x80"), STR("\u00E2\u20AC"), 1);
}

static void test_stray_bytes_are_counted_at_the_first(void **state)
{
	struct build *b = build_new();

	(void)state;
	repair(b, STR("one\ntw\xF3 \xE9\n\xE9"));
	assert_says(b, "x.md:2:3: warning: this is not UTF-8: 3 bytes");
	build_free(b);
}

static void test_garbled(void **state)
{
	(void)state;
	assert_repair(STR("3:00 PM\u00E2\u20AC\u201C4:15"), STR("3:00 PM\u20134:15"), 1);
	assert_repair(STR("it\u00E2\u20AC\u2122s \u00E2\u20AC\u0153x\u00E2\u20AC\xC2\x9D"), STR("it\u2019s \u201Cx\u201D"), 3);
	assert_repair(STR("Caf\u00C3\u00A9, na\u00C3\u00AFve"), STR("Caf\u00E9, na\u00EFve"), 2);
	assert_repair(STR("3\u00C2\u00A0PM, 20\u00C2\u00B0C"), STR("3\u00A0PM, 20\u00B0C"), 2);
	assert_repair(STR("\u00F0\u0178\u02DC\u20AC"), STR("\U0001F600"), 1);
	assert_repair(STR("\u00E1\u00BA\u00BF"), STR("\u1EBF"), 1);
}

static void test_garbled_words_are_one_place(void **state)
{
	struct build *b = build_new();

	(void)state;
	/* "da" in Cyrillic, the same two letters garbled */
	assert_text(repair(b, STR("\u00D0\u00B4\u00D0\u00B0")).s, STR("\u0434\u0430"));
	assert_says(b, "x.md:1:1: warning: the garbled `\u00D0\u00B4\u00D0\u00B0` was read as `\u0434\u0430`");
	assert_int_equal(msg_count(b, MSG_WARNING), 1);
	build_free(b);
}

static void test_garbled_twice(void **state)
{
	(void)state;
	assert_repair(STR("a\u00C3\u00A2\u00E2\u201A\u00AC\u00E2\u20AC\u0153b"), STR("a\u2013b"), 1);
}

/* Everything here may have been meant. */
static void test_legitimate_text_stays(void **state)
{
	static const char *const texts[] = {
		"\u00C3", "\u00C2", "\u00C2ge, \u00C3o, \u00C3\u201D", "IRM\u00C3 \u00C2ngela", "\u00AB \u00C2me \u00BB",
		"\u201CAMANH\u00C3\u201D", "\u2018\u00C3\u2019", "\u201EMEN\u00DC\u201C", "CAF\u00C9\u2026", "d\u00E9j\u00E0\u2026\u201D",
		"caf\u00E9\u2026\u201D", "\u00D1a", "\u00E2\u20AC", "\u00E2", "\u00D0\u00B4", "na\u00EFve \u2014 \u00A9 2025",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_repair(str_from(texts[i]), str_from(texts[i]), 0);
}

static void test_a_garbled_file_does_not_flood(void **state)
{
	struct build *b = build_new();
	struct buf bytes = {0};

	(void)state;
	for (int i = 0; i < 60; i++)
		buf_cstr(&bytes, "\u00C3\u00A9 ");
	repair(b, buf_view(&bytes));
	assert_int_equal(msg_count(b, MSG_WARNING), 51);
	assert_says(b, "10 more garbled places");
	build_free(b);
	buf_free(&bytes);
}

/* Where the byte at an offset of the repaired text came from. */
static void assert_from(const struct text *t, const char *what, size_t start, size_t end)
{
	size_t at = str_find(t->s, str_from(what));
	struct pos pos = text_pos(t, at, at + strlen(what));

	assert_int_not_equal(at, SIZE_MAX);
	assert_int_equal(pos.start, start);
	assert_int_equal(pos.end, end);
}

static void test_places(void **state)
{
	struct build *b = build_new();
	struct text t = repair(b, STR("\xEF\xBB\xBF" "a\r\nb\u00E2\u20AC\u201Cc \xE9 d"));

	(void)state;
	assert_from(&t, "a", 3, 4);
	assert_from(&t, "b", 6, 7);
	assert_from(&t, "\u2013", 7, 15);
	assert_from(&t, "c", 15, 16);
	assert_from(&t, "\u00E9", 17, 18);
	assert_from(&t, "d", 19, 20);
	assert_from(&t, "b\u2013c", 6, 16);
	build_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean_text_is_one_piece),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_stray_bytes),
		cmocka_unit_test(test_stray_bytes_are_counted_at_the_first),
		cmocka_unit_test(test_garbled),
		cmocka_unit_test(test_garbled_words_are_one_place),
		cmocka_unit_test(test_garbled_twice),
		cmocka_unit_test(test_legitimate_text_stays),
		cmocka_unit_test(test_a_garbled_file_does_not_flood),
		cmocka_unit_test(test_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
