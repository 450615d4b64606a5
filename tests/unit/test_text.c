/* Text keeps its places through copies, parts and repairs. */
#include "content/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct source source = {.name = "a.md", .bytes = {"0123456789", 10}};

static void is_at(const struct text *t, size_t from, size_t to, size_t start, size_t end)
{
	struct pos pos = text_pos(t, from, to);

	assert_ptr_equal(pos.source, &source);
	assert_int_equal(pos.start, start);
	assert_int_equal(pos.end, end);
}

static void source_text_maps_one_to_one(void **state)
{
	struct build *b = build_new();
	struct text t = text_of_source(b, &source);

	(void)state;
	is_at(&t, 0, 10, 0, 10);
	is_at(&t, 3, 5, 3, 5);
	is_at(&t, 4, 4, 4, 4);
	is_at(&t, 10, 10, 10, 10);
	is_at(&t, 9, 99, 9, 10);
	build_free(b);
}

/* "012" + "xy" standing for 34 + "56789" */
static struct text mended(struct build *b)
{
	struct text t = text_of_source(b, &source);
	struct text_builder w = {.arena = b->arena};

	text_copy(&w, &t, 0, 3);
	text_put(&w, STR("xy"), text_pos(&t, 3, 5));
	text_copy(&w, &t, 5, 7);
	text_copy(&w, &t, 7, 10);
	return text_finish(&w);
}

static void made_bytes_stand_for_a_place(void **state)
{
	struct build *b = build_new();
	struct text t = mended(b);

	(void)state;
	assert_true(str_is(t.s, "012xy56789"));
	assert_int_equal(t.n, 3); /* copies that go on are one piece */
	is_at(&t, 1, 2, 1, 2);
	is_at(&t, 3, 4, 3, 5);
	is_at(&t, 4, 5, 3, 5);
	is_at(&t, 2, 4, 2, 5);
	is_at(&t, 4, 6, 3, 6);
	is_at(&t, 0, 10, 0, 10);
	build_free(b);
}

static void parts_keep_their_places(void **state)
{
	struct build *b = build_new();
	struct text t = mended(b), part = text_sub(b, &t, 4, 8), nothing = text_sub(b, &t, 6, 6);
	struct text_builder w = {.arena = b->arena};

	(void)state;
	assert_true(str_is(part.s, "y567"));
	is_at(&part, 0, 1, 3, 5);
	is_at(&part, 1, 4, 5, 8);
	assert_int_equal(nothing.s.n, 0);
	is_at(&nothing, 0, 0, 6, 6);
	text_copy(&w, &part, 2, 4);
	text_copy(&w, &part, 0, 2);
	part = text_finish(&w);
	assert_true(str_is(part.s, "67y5"));
	is_at(&part, 0, 2, 6, 8);
	is_at(&part, 3, 4, 5, 6);
	build_free(b);
}

static void empty_texts_are_allowed(void **state)
{
	struct build *b = build_new();
	struct text_builder w = {.arena = b->arena};
	struct text t = text_finish(&w), made = text_made(b, STR(""), (struct pos){&source, 2, 4});

	(void)state;
	assert_int_equal(t.s.n, 0);
	assert_null(text_pos(&t, 0, 0).source);
	t = text_sub(b, &t, 0, 5);
	assert_int_equal(t.s.n, 0);
	is_at(&made, 0, 0, 2, 4);
	build_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(source_text_maps_one_to_one),
		cmocka_unit_test(made_bytes_stand_for_a_place),
		cmocka_unit_test(parts_keep_their_places),
		cmocka_unit_test(empty_texts_are_allowed),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
