/* Lengths, strings, UTF-8, places and messages. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

static void lengths_are_read(void **state)
{
	static const struct { const char *text; double pt; } cases[] = {
		{"11pt", 11}, {"1in", 72}, {"2.54cm", 72}, {"25.4mm", 72}, {"0", 0}, {"-3pt", -3}, {"1pc", 12}, {"289.2pt", 289.2}, {".5in", 36},
	};
	static const char *const bad[] = {"", "11", "pt", "1 foot", "1.2.3pt", "1em", "1e3pt", "99999999999999pt", "0.12345678pt"};
	sp length;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(sp_parse(str_from(cases[i].text), 0, &length));
		assert_true(length == sp_from_pt(cases[i].pt));
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(sp_parse(str_from(bad[i]), 0, &length));
	assert_true(sp_parse(STR("1.5em"), 10 * SP_PT, &length) && length == 15 * SP_PT);
}

static void lengths_round(void **state)
{
	(void)state;
	assert_int_equal(sp_muldiv(7, 1, 2), 4);
	assert_int_equal(sp_muldiv(-7, 1, 2), -4);
	assert_int_equal(sp_muldiv(INT64_C(1) << 60, 6, 12), INT64_C(1) << 59);
}

static void put(const char *expected, int64_t value, int64_t scale, unsigned digits)
{
	struct buf b = {0};

	buf_ratio(&b, value, scale, digits);
	buf_char(&b, 0);
	assert_string_equal(b.p, expected);
	buf_free(&b);
}

static void numbers_are_short(void **state)
{
	(void)state;
	put("0.5", 1, 2, 3);
	put("-0.5", -1, 2, 3);
	put("0.333", 1, 3, 3);
	put("0.667", 2, 3, 3);
	put("12", 12, 1, 3);
	put("0", -1, 100000, 3);
	put("0.05", 5, 100, 2);
	put("100", 100, 1, 0);
}

static void words_are_compared(void **state)
{
	(void)state;
	assert_int_equal(str_distance(STR("meting"), STR("meetings")), 2);
	assert_int_equal(str_distance(STR("tiem"), STR("time")), 1);
	assert_int_equal(str_distance(STR(""), STR("abc")), 3);
	assert_int_equal(str_distance(STR("same"), STR("same")), 0);
	assert_true(str_is(str_trim(STR(" \t a b\n")), "a b"));
	assert_true(str_find(STR("abc"), STR("bc")) == 1 && str_find(STR("abc"), STR("cb")) == SIZE_MAX);
}

static void numbers_are_read(void **state)
{
	int64_t v = 0;

	(void)state;
	assert_true(str_to_int(STR("-12"), &v) && v == -12);
	assert_false(str_to_int(STR("12a"), &v));
	assert_false(str_to_int(STR("99999999999999999999"), &v));
	assert_false(str_to_int(STR("-"), &v));
}

/* Every code point comes back as it went in; what is no UTF-8 moves by one byte. */
static void utf8_round_trip(void **state)
{
	char bytes[4];

	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		struct str s = {bytes, utf8_encode(c, bytes)};
		size_t at = 0;
		assert_int_equal(utf8_next(s, &at), c);
		assert_int_equal(at, s.n);
	}
}

static void utf8_refuses(void **state)
{
	static const char *const bad[] = {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80", "\xE2\x82", "\xE0\x80\x80"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		size_t at = 0;
		assert_false(utf8_valid(str_from(bad[i]), NULL));
		assert_int_equal(utf8_next(str_from(bad[i]), &at), UTF8_BAD);
		assert_int_equal(at, 1);
	}
}

static void places_count_characters(void **state)
{
	struct source source = {.name = "x", .bytes = STR("eins\nz\xC3\xB6" "ei\r\ndrei")};
	struct line_column at = pos_line_column((struct pos){&source, 8, 9});

	(void)state;
	assert_int_equal(at.line, 2);
	assert_int_equal(at.column, 3);
}

static void an_index_finds_the_same_places(void **state)
{
	static const char *const pieces[] = {"a", "\n", "\xC3\xB6", "\x80", "word ", "\r\n", "\xF0\x9F\x8C\x8A"};
	struct arena *a = arena_new();
	struct pos_index index = {.a = a};
	struct buf text = {0};

	(void)state;
	for (unsigned i = 0, r = 1; i < 9000; i++, r = r * 1103515245u + 12345u)
		buf_cstr(&text, pieces[i < 3000 ? 2 : r >> 16 & 0x1F ? (r >> 8) % 7 * (i < 5000) : 1]);
	struct source source = {.name = "x", .bytes = buf_view(&text)};
	for (size_t at = 0; at < text.n + 3; at += 7) {
		struct line_column slow = pos_line_column((struct pos){&source, at, at}), fast = pos_index_find(&index, (struct pos){&source, at, at});
		assert_int_equal(fast.line, slow.line);
		assert_int_equal(fast.column, slow.column);
	}
	buf_free(&text);
	arena_free(a);
}

static void messages_are_counted(void **state)
{
	struct build *b = build_new();
	struct source source = {.name = "a.md", .bytes = STR("one\n\tt\x1bwo\n")};
	struct pos pos = {&source, 5, 6};
	struct buf out = {0};

	(void)state;
	assert_int_equal(msg_worst(b), MSG_OFF);
	msg(b, MSG_FILE_MISSING, pos, "x$1.png");
	msg(b, MSG_FILE_MISSING, pos, "x$1.png");
	msg_print(b, &out, (struct msg_format){0});
	buf_char(&out, 0);
	assert_string_equal(out.p, "a.md:2:2: error: there is no file `x$1.png` (2 times)\n   t\xEF\xBF\xBDwo\n   ^\n");
	assert_int_equal(msg_worst(b), MSG_ERROR);
	assert_int_equal(msg_count(b, MSG_ERROR), 1);
	buf_free(&out);
	build_free(b);
}

/* Large arrays have blocks of their own, which move, go, and come from another arena. */
static void large_arrays_keep_what_they_hold(void **state)
{
	struct arena *a = arena_new(), *other = arena_new();
	struct { size_t *v; size_t n, sz; } lists[3] = {{0}, {0}, {0}};

	(void)state;
	for (size_t i = 0; i < 2000; i++) /* blocks of a large arena have room for more */
		memset(arena_alloc(a, 1000), 255, 1000);
	for (size_t i = 0; i < 100000; i++)
		for (size_t k = 0; k < 3; k++)
			*arena_push(k < 2 ? a : other, &lists[k]) = 3 * i + k;
	arena_give(a, lists[0].v, lists[0].sz, sizeof *lists[0].v);
	arena_take(a, other);
	for (size_t i = 100000; i < 300000; i++)
		for (size_t k = 1; k < 3; k++)
			*arena_push(a, &lists[k]) = 3 * i + k;
	for (size_t i = 0; i < 300000; i++)
		for (size_t k = 1; k < 3; k++)
			assert_int_equal(lists[k].v[i], 3 * i + k);
	arena_reset(a);
	assert_true(arena_size(a) <= 64 * 1024);
	arena_free(a);
}

static void arenas_grow(void **state)
{
	struct arena *a = arena_new();
	struct { int *v; size_t n, sz; } list = {0};

	(void)state;
	for (int i = 0; i < 100000; i++)
		*arena_push(a, &list) = i;
	for (int i = 0; i < 100000; i++)
		assert_int_equal(list.v[i], i);
	assert_true(((uintptr_t)arena_alloc(a, 1) & 7) == 0);
	arena_reset(a);
	assert_true(arena_size(a) <= 64 * 1024);
	arena_free(a);
}

static void maps_find_what_was_put(void **state)
{
	struct arena *a = arena_new();
	struct map m = {0};
	int owners[3];

	(void)state;
	assert_null(map_find(&m, NULL, STR("x")));
	for (size_t i = 0; i < 3000; i++)
		map_at(a, &m, &owners[i % 3], arena_printf(a, "%zu", i / 3))->count = i + 1;
	assert_int_equal(m.n, 3000);
	for (size_t i = 0; i < 3000; i++) {
		struct str name = arena_printf(a, "%zu", i / 3);
		assert_int_equal(map_find(&m, &owners[i % 3], name)->count, i + 1);
		assert_ptr_equal(map_at(a, &m, &owners[i % 3], name), map_find(&m, &owners[i % 3], name));
		assert_null(map_find(&m, NULL, name));
	}
	assert_int_equal(map_at(a, &m, NULL, STR_NONE)->count, 0);
	assert_non_null(map_find(&m, NULL, STR("")));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lengths_are_read), cmocka_unit_test(lengths_round), cmocka_unit_test(numbers_are_short),
		cmocka_unit_test(words_are_compared), cmocka_unit_test(numbers_are_read), cmocka_unit_test(utf8_round_trip),
		cmocka_unit_test(utf8_refuses), cmocka_unit_test(places_count_characters),
		cmocka_unit_test(an_index_finds_the_same_places), cmocka_unit_test(messages_are_counted),
		cmocka_unit_test(arenas_grow), cmocka_unit_test(large_arrays_keep_what_they_hold), cmocka_unit_test(maps_find_what_was_put),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
