/* Text becomes glyphs that say which text they are. With the fonts of fonts/; what is expected is of Linux Libertine. */
#include "typeset/typeset_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
	struct build *b;
	struct font_library *library;
	struct font_set *fonts;
	struct shaper *shaper;
};

static const struct type plain = {.size = 10 * SP_PT, .lang = {"en", 2}};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	f->b = build_new();
	f->library = font_library_load("fonts");
	if (!f->library)
		return -1;
	f->fonts = font_set_new(f->b, &(struct style){0}, f->library);
	f->shaper = shaper_new(f->b, f->fonts);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	shaper_free(f->shaper);
	font_library_free(f->library);
	build_free(f->b);
	free(f);
	return 0;
}

static const struct shape *shape(void **state, const struct type *type, const char *text)
{
	const struct fixture *f = *state;

	return shape_text(f->shaper, type, str_from(text), POS_NONE);
}

/* What the glyphs say, one after another; each must say something or nothing, and nothing twice. */
static void says(const struct shape *s, const char *expected)
{
	struct buf got = {0};

	for (size_t p = 0; p < s->n; p++)
		for (size_t i = 0; i < s->parts[p].n; i++)
			buf_str(&got, str_sub(s->text, s->parts[p].glyphs[i].text, s->parts[p].glyphs[i].text + s->parts[p].glyphs[i].text_n));
	buf_char(&got, '\0');
	assert_string_equal(got.p, expected);
	buf_free(&got);
}

static size_t count_glyphs(const struct shape *s)
{
	size_t n = 0;

	for (size_t p = 0; p < s->n; p++)
		n += s->parts[p].n;
	return n;
}

static void is_near(sp a, sp b, sp distance)
{
	assert_true(a - b <= distance && b - a <= distance);
}

static void glyphs_say_their_text(void **state)
{
	says(shape(state, &plain, "abc"), "abc");
	says(shape(state, &plain, "e\u0301te\u0301"), "e\u0301te\u0301");
	says(shape(state, &plain, "α→я"), "α→я");
	says(shape(state, &plain, "שלום"), "םולש"); /* in visual order */
	says(shape(state, &plain, ""), "");
}

static void a_ligature_is_one_glyph_of_its_letters(void **state)
{
	const struct shape *s = shape(state, &plain, "fin");

	says(s, "fin");
	assert_int_equal(s->parts[0].n, 2);
	assert_int_equal(s->parts[0].glyphs[0].text_n, 2);
	is_near(s->place[1], s->place[2] / 2, 1);
}

static void tracked_and_code_have_no_ligatures(void **state)
{
	struct type tracked = plain, code = plain, without = plain;

	tracked.tracking = SP_PT;
	code.role = FONT_MONO;
	without.features = TYPE_NO_LIGATURES;
	assert_int_equal(count_glyphs(shape(state, &tracked, "fin")), 3);
	assert_int_equal(count_glyphs(shape(state, &code, "fin")), 3);
	assert_int_equal(count_glyphs(shape(state, &without, "fin")), 3);
	assert_int_equal(shape(state, &tracked, "fin")->width, shape(state, &without, "fin")->width + 3 * SP_PT);
}

static void places_grow_to_the_width(void **state)
{
	const struct shape *s = shape(state, &plain, "AVAT→é");

	for (size_t i = 0; i < s->text.n; i++)
		assert_true(s->place[i] <= s->place[i + 1]);
	assert_int_equal(s->place[0], 0);
	assert_int_equal(s->place[s->text.n], s->width);
}

static void pairs_are_kerned(void **state)
{
	assert_true(shape(state, &plain, "AV")->width < shape(state, &plain, "A")->width + shape(state, &plain, "V")->width);
}

/* The parts of a word on both sides of such a place are as wide alone as they are in it; there are many, and not everywhere. */
static void words_come_apart(void **state)
{
	static const char *const words[] = {"office", "AVAToVal", "constraints", "Tyrannosaurus", "über-fjord", "1,000.75", "e\u0301te\u0301", "a→b"};
	size_t apart = 0, tied = 0;

	for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
		const struct shape *whole = shape(state, &plain, words[w]);
		for (size_t i = 0; i <= whole->text.n; i++) {
			char head[32] = {0};
			memcpy(head, words[w], i);
			if (whole->apart[i])
				is_near(shape(state, &plain, head)->width + shape(state, &plain, words[w] + i)->width, whole->width, 2);
			apart += whole->apart[i];
			tied += !whole->apart[i];
		}
	}
	assert_in_range(apart, 30, 60);
	assert_in_range(tied, 10, 40);
	assert_false(shape(state, &plain, "office")->apart[2]);
	assert_false(shape(state, &plain, "AV")->apart[1]);
}

/* Rounding each advance would be off by half a scaled point a letter. */
static void long_words_do_not_drift(void **state)
{
	struct type odd = plain;
	char text[1001] = {0};

	odd.size = 10 * SP_PT + 7;
	for (size_t i = 0; i < 1000; i++)
		text[i] = 'n';
	const struct shape *s = shape(state, &odd, text);
	const struct font *f = s->parts[0].font;
	assert_int_equal(s->width, sp_muldiv(odd.size, (int64_t)1000 * font_advance(f, font_glyph(f, 'n')), font_info(f)->units));
}

static void small_capitals_are_drawn_where_the_font_has_them(void **state)
{
	struct type small = plain;

	small.features = TYPE_SMALL_CAPS;
	const struct shape *s = shape(state, &small, "Gpu");
	says(s, "Gpu");
	assert_int_equal(s->n, 1);
	assert_true(s->parts[0].glyphs[1].id != font_glyph(s->parts[0].font, 'p'));
	assert_int_equal(s->parts[0].size, small.size);
}

static void else_they_are_smaller_capitals(void **state)
{
	struct type small = plain;

	small.features = TYPE_SMALL_CAPS;
	small.role = FONT_MONO;
	const struct shape *s = shape(state, &small, "Gpu1");
	says(s, "Gpu1");
	assert_int_equal(s->n, 3);
	assert_int_equal(s->parts[1].glyphs[0].id, font_glyph(s->parts[1].font, 'P'));
	assert_true(s->parts[1].size < small.size && s->parts[2].size == small.size);
}

static void superiors_are_drawn_or_raised(void **state)
{
	struct type superior = plain, inferior = plain;

	superior.features = TYPE_SUPERIOR;
	inferior.features = TYPE_INFERIOR;
	const struct shape *drawn = shape(state, &superior, "2"), *raised = shape(state, &superior, "2→"), *lowered = shape(state, &inferior, "→");
	assert_int_equal(drawn->parts[0].size, superior.size);
	assert_int_equal(drawn->parts[0].glyphs[0].y, 0);
	assert_true(raised->parts[0].size < superior.size && raised->parts[0].glyphs[0].y < 0);
	assert_true(lowered->parts[0].glyphs[0].y > 0);
	superior.features |= TYPE_OLDSTYLE; /* of a text's figures, it has no say here */
	assert_int_equal(shape(state, &superior, "2")->parts[0].glyphs[0].id, drawn->parts[0].glyphs[0].id);
	assert_int_equal(shape(state, &superior, "2→")->parts[0].glyphs[0].id, raised->parts[0].glyphs[0].id);
}

static void figures_follow_the_type(void **state)
{
	struct type old = plain, table = plain;

	old.features = TYPE_OLDSTYLE;
	table.features = TYPE_TABULAR;
	assert_true(shape(state, &old, "3")->parts[0].glyphs[0].id != shape(state, &plain, "3")->parts[0].glyphs[0].id);
	assert_int_equal(shape(state, &table, "1")->width, shape(state, &table, "0")->width);
	assert_true(shape(state, &plain, "1")->width < shape(state, &plain, "0")->width);
}

static void fallback_keeps_clusters_whole(void **state)
{
	const struct shape *s = shape(state, &plain, "a☞b");

	says(s, "a☞b");
	assert_false(s->missing);
	s = shape(state, &plain, "x\u200D\uFE0F");
	assert_int_equal(count_glyphs(s), 1);
	says(s, "x");
}

static void the_unseen_has_no_glyph(void **state)
{
	const struct shape *s = shape(state, &plain, "co\u00ADop");

	says(s, "coop");
	assert_int_equal(s->place[2], s->place[4]);
	assert_int_equal(count_glyphs(shape(state, &plain, "\u200B")), 0);
	assert_int_equal(count_glyphs(shape(state, &plain, "\x01")), 0);
}

static void a_missing_character_is_told_once(void **state)
{
	const struct fixture *f = *state;
	const struct shape *s = shape(state, &plain, "a\U00013000z");

	assert_true(s->missing);
	shape(state, &plain, "b\U00013000");
	assert_int_equal(msg_count(f->b, MSG_WARNING), 1);
	says(s, "a\U00013000z");
	is_near(s->place[5] - s->place[1], plain.size / 2, 1);
}

static void a_word_is_shaped_once(void **state)
{
	struct type red = plain, larger = plain;

	red.color = 0xFF0000;
	red.underline = true;
	larger.size++;
	assert_ptr_equal(shape(state, &plain, "word"), shape(state, &red, "word"));
	assert_ptr_not_equal(shape(state, &plain, "word"), shape(state, &larger, "word"));
	for (int i = 0; i < 3000; i++)
		shape(state, &plain, arena_printf(((struct fixture *)*state)->b->arena, "w%d", i).p);
	assert_ptr_equal(shape(state, &plain, "w1"), shape(state, &red, "w1"));
}

static struct shape_hang hang(void **state, const struct shape *s)
{
	const struct fixture *f = *state;

	return shape_hang(f->shaper, s);
}

static sp hang_percent(void **state, const struct type *type, const char *text)
{
	const struct shape *s = shape(state, type, text);

	return 100 * hang(state, s).right / s->width;
}

/* In the neighbourhood of what is set by hand for book types. */
static void margins_hang(void **state)
{
	struct type slanted = plain;

	slanted.italic = true;
	assert_in_range(hang_percent(state, &plain, "."), 60, 80);
	assert_in_range(hang_percent(state, &plain, "-"), 45, 70);
	assert_in_range(hang_percent(state, &plain, "’"), 45, 70);
	assert_in_range(hang_percent(state, &plain, "—"), 15, 30);
	assert_in_range(hang_percent(state, &plain, "T"), 3, 8);
	assert_in_range(hang_percent(state, &plain, "o"), 1, 3);
	assert_in_range(hang_percent(state, &slanted, "V"), 3, 8);
	assert_in_range(hang_percent(state, &slanted, "H"), 0, 5);
}

static void blanks_are_one_line(void **state)
{
	const struct shape *one = shape(state, &plain, "_"), *three = shape(state, &plain, "___"), *blank = shape(state, &plain, "______");
	const struct font *font = blank->parts[0].font;
	struct font_ink line = font_ink(font, blank->parts[0].glyphs[0].id);
	sp ink = sp_muldiv(10 * SP_PT, line.right - line.left, font_info(font)->units);

	is_near(three->width, 3 * one->width, 3);
	for (size_t i = 1; i < blank->parts[0].n; i++)
		assert_true(blank->parts[0].glyphs[i].x - blank->parts[0].glyphs[i - 1].x < ink);
	says(blank, "______");
	assert_int_equal(hang(state, blank).left, 0);
	assert_int_equal(hang(state, blank).right, 0);
}

static void damaged_text_does_no_harm(void **state)
{
	shape(state, &plain, "\xFF\xC3");
	shape(state, &plain, "\u0301\u0301");
	shape(state, &plain, "\u200D");
	shape(state, &plain, "🇺🇸🇺");
	shape(state, &plain, "م12\u0301ن");
}

static void a_space_has_its_fonts_width(void **state)
{
	const struct fixture *f = *state;
	const struct font *font = font_find(f->fonts, &plain);

	assert_int_equal(shape_text(f->shaper, &plain, STR(" "), POS_NONE)->width, sp_muldiv(plain.size, font_advance(font, font_glyph(font, ' ')), font_info(font)->units));
}

/* What a glyph prints, from the shape's start and baseline, y upwards. */
static struct font_ink ink_at(const struct shape *s, size_t i)
{
	const struct shape_part *part = &s->parts[0];
	const struct shape_glyph *g = &part->glyphs[i];
	struct font_ink ink = font_ink(part->font, g->id);
	int units = (int)font_info(part->font)->units;
	int x = (int)sp_muldiv(g->x, units, part->size), y = -(int)sp_muldiv(g->y, units, part->size);

	return (struct font_ink){ink.left + x, ink.right + x, ink.bottom + y, ink.top + y};
}

/* Linux Biolinum has no anchors for these letters: HarfBuzz leaves the mark where the font drew it. */
static void marks_stand_over_their_letters(void **state)
{
	static const char *const letters[] = {"x\u0303", "X\u0303", "q\u0304", "W\u0303"};

	for (int italic = 0; italic < 2; italic++)
		for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
			const struct shape *s = shape(state, &(struct type){.role = FONT_SANS, .italic = italic, .size = 10 * SP_PT, .lang = {"en", 2}}, letters[i]);
			struct font_ink letter = ink_at(s, 0), mark = ink_at(s, 1);
			int off = (mark.left + mark.right - letter.left - letter.right) / 2;
			assert_true(mark.bottom > letter.top && mark.bottom < letter.top + 120);
			assert_true(italic ? off > 40 && off < 130 : abs(off) <= 2);
		}
}

/* Two marks above: the second stands on the first. */
static void marks_do_not_cover_each_other(void **state)
{
	const struct shape *s = shape(state, &plain, "v\u0302\u0303");

	assert_true(ink_at(s, 2).bottom > ink_at(s, 1).top);
	assert_true(ink_at(s, 1).bottom > ink_at(s, 0).top);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* More marks than anybody writes: each is drawn, and the text is whole. */
static void too_many_marks_are_kept(void **state)
{
	char text[256] = "a";

	for (size_t i = 1; i < sizeof text - 3; i += 2)
		memcpy(text + i, "\xCC\xA3", 3);
	const struct shape *s = shape(state, &plain, text);
	says(s, text);
	assert_true(count_glyphs(s) >= 120 && s->n > 3);
	assert_int_equal(s->width, shape(state, &plain, "a")->width);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(glyphs_say_their_text),
		TEST(a_ligature_is_one_glyph_of_its_letters),
		TEST(tracked_and_code_have_no_ligatures),
		TEST(places_grow_to_the_width),
		TEST(pairs_are_kerned),
		TEST(words_come_apart),
		TEST(long_words_do_not_drift),
		TEST(small_capitals_are_drawn_where_the_font_has_them),
		TEST(else_they_are_smaller_capitals),
		TEST(superiors_are_drawn_or_raised),
		TEST(figures_follow_the_type),
		TEST(fallback_keeps_clusters_whole),
		TEST(the_unseen_has_no_glyph),
		TEST(a_missing_character_is_told_once),
		TEST(a_word_is_shaped_once),
		TEST(margins_hang),
		TEST(blanks_are_one_line),
		TEST(marks_stand_over_their_letters),
		TEST(marks_do_not_cover_each_other),
		TEST(too_many_marks_are_kept),
		TEST(damaged_text_does_no_harm),
		TEST(a_space_has_its_fonts_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
