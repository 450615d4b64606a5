/* Fonts are opened, chosen and fallen back from; what is no font gives a message. */
#include "typeset/typeset_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define TEXT_FONT "fonts/LinLibertine_R.otf"
#define TRUETYPE_FONT "fonts/DejaVuSans.ttf"

struct fixture {
	struct build *b;
	struct font_library *library;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	f->b = build_new();
	f->library = font_library_load("fonts");
	*state = f;
	return f->library ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	font_library_free(f->library);
	build_free(f->b);
	free(f);
	return 0;
}

static const char *name_of(const struct font *f)
{
	return font_info(f)->postscript_name;
}

static const struct font *find(void **state, const struct style *style, struct type type)
{
	const struct fixture *f = *state;

	return font_find(font_set_new(f->b, style, f->library), &type);
}

static void info_is_read(void **state)
{
	const char *why;
	struct font *f = font_open(file_map_system(TEXT_FONT), 0, &why);
	const struct font_info *i = font_info(f);

	(void)state;
	assert_string_equal(i->postscript_name, "LinLibertineO");
	assert_true(i->cff && !i->cid_keyed && i->serif && !i->fixed_pitch && !i->bold && !i->italic);
	assert_int_equal(i->units, 1000);
	assert_true(i->ascent > i->cap_height && i->cap_height > i->x_height && i->x_height > 0 && i->descent < 0);
	assert_true(font_advance(f, font_glyph(f, 'W')) > font_advance(f, font_glyph(f, 'i')));
	assert_int_equal(font_glyph(f, 0x13000), 0);
	assert_int_equal(font_metrics(f, 1000).x_height, i->x_height);
	font_close(f);
	f = font_open(file_map_system(TRUETYPE_FONT), 0, &why);
	assert_true(!font_info(f)->cff && font_info(f)->units == 2048);
	font_close(f);
}

static void features_are_asked_for(void **state)
{
	const char *why;
	struct font *f = font_open(file_map_system(TEXT_FONT), 0, &why);

	(void)state;
	assert_true(font_substitutes(f, "smcp", (const uint32_t[]){'a', 'z'}, 2));
	assert_false(font_substitutes(f, "smcp", (const uint32_t[]){'a', '+'}, 2));
	assert_false(font_substitutes(f, "xxxx", (const uint32_t[]){'a'}, 1));
	font_close(f);
}

static void roles_have_defaults(void **state)
{
	struct style style = {0};

	assert_string_equal(name_of(find(state, &style, (struct type){.role = FONT_TEXT})), "LinLibertineO");
	assert_string_equal(name_of(find(state, &style, (struct type){.role = FONT_TEXT, .bold = true, .italic = true})), "LinLibertineOBI");
	assert_string_equal(name_of(find(state, &style, (struct type){.role = FONT_SANS, .italic = true})), "LinBiolinumOI");
	assert_string_equal(name_of(find(state, &style, (struct type){.role = FONT_MONO})), "Inconsolata");
}

static void a_missing_style_takes_the_nearest(void **state)
{
	struct style style = {0};

	assert_string_equal(name_of(find(state, &style, (struct type){.role = FONT_SANS, .bold = true, .italic = true})), "LinBiolinumOB");
	assert_string_equal(name_of(find(state, &style, (struct type){.role = FONT_MONO, .italic = true})), "Inconsolata");
}

static void families_go_by_name(void **state)
{
	struct style style = {.font_text = STR("tex gyre pagella"), .font_sans = STR("TeX Gyre Heros")};

	assert_string_equal(name_of(find(state, &style, (struct type){.role = FONT_TEXT})), "TeXGyrePagella-Regular");
	assert_string_equal(name_of(find(state, &style, (struct type){.role = FONT_SANS, .bold = true})), "TeXGyreHeros-Bold");
	assert_int_equal(msg_worst(((struct fixture *)*state)->b), MSG_OFF);
}

static void an_unknown_family_is_told_and_replaced(void **state)
{
	struct fixture *f = *state;
	struct style style = {.font_text = STR("Linux Libertin")};
	struct buf out = {0};

	assert_string_equal(name_of(find(state, &style, (struct type){.role = FONT_TEXT})), "LinLibertineO");
	assert_int_equal(msg_count(f->b, MSG_WARNING), 1);
	msg_print(f->b, &out, (struct msg_format){0});
	assert_true(str_find(buf_view(&out), STR("did you mean `Linux Libertine`?")) != SIZE_MAX);
	buf_free(&out);
}

static void fallback_goes_by_coverage(void **state)
{
	struct fixture *f = *state;
	struct font_set *fonts = font_set_new(f->b, &(struct style){0}, f->library);
	struct type text = {.role = FONT_TEXT}, mono = {.role = FONT_MONO};

	assert_ptr_equal(font_for(fonts, &text, 'a'), font_find(fonts, &text));
	assert_ptr_equal(font_candidate(fonts, &text, 0), font_find(fonts, &text));
	assert_ptr_not_equal(font_for(fonts, &text, 0x10D0), font_find(fonts, &text)); /* Georgian */
	assert_true(font_glyph(font_for(fonts, &text, 0x10D0), 0x10D0));
	assert_string_equal(name_of(font_for(fonts, &mono, 0x2500)), "DejaVuSansMono");
	assert_null(font_for(fonts, &text, 0x13000));
}

/* Every face of the manifest is there and opens. */
static void all_fonts_open(void **state)
{
	struct fixture *f = *state;
	const char *why;

	for (const struct font_family *family = font_library_families(f->library); family; family = family->next)
		for (unsigned style = 0; style < FACE_STYLES; style++)
			if (family->face[style].path)
				assert_non_null(font_library_open(f->library, family, style, &why));
}

/* ---------------------------------------------------------------- fonts of the content */

struct place { char dir[32], path[64]; };

static struct place make_place(const char *name)
{
	struct place p = {.dir = "/tmp/fontsXXXXXX"};

	assert_non_null(mkdtemp(p.dir));
	snprintf(p.path, sizeof p.path, "%s/%s", p.dir, name);
	return p;
}

static void write_bytes(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fwrite(bytes.p, 1, bytes.n, f);
	fclose(f);
}

static void remove_place(const struct place *p)
{
	unlink(p->path);
	rmdir(p->dir);
}

static void a_font_file_of_the_content_is_used(void **state)
{
	struct fixture *f = *state;
	struct place p = make_place("My.TTF");

	write_bytes(p.path, file_map_system(TRUETYPE_FONT));
	file_add_root(f->b, p.dir);
	const struct font *font = find(state, &(struct style){.font_text = str_from(p.path)}, (struct type){.bold = true});
	assert_string_equal(name_of(font), "DejaVuSans");
	assert_ptr_equal(find(state, &(struct style){.font_text = str_from(p.path)}, (struct type){0}), font);
	remove_place(&p);
}

static void a_font_file_that_is_none_is_told(void **state)
{
	struct fixture *f = *state;
	struct place p = make_place("My.otf");

	write_bytes(p.path, STR("OTTO, but no more"));
	file_add_root(f->b, p.dir);
	const struct font *font = find(state, &(struct style){.font_text = str_from(p.path)}, (struct type){0});
	assert_string_equal(name_of(font), "LinLibertineO");
	assert_int_equal(msg_count(f->b, MSG_WARNING), 1);
	remove_place(&p);
}

static void no_fonts_no_library(void **state)
{
	struct build *b = build_new();
	struct font_library *l = font_library_load("/nonexistent");

	(void)state;
	assert_false(font_library_report(l, b));
	assert_int_equal(msg_worst(b), MSG_FAILURE);
	font_library_free(l);
	build_free(b);
}

static void a_bad_manifest_line_is_told(void **state)
{
	struct build *b = build_new();
	struct place p = make_place("manifest.tsv");

	(void)state;
	write_bytes(p.path, STR("# comment\n\nOnly a name\nA\ttext\tupright\tx.otf\tp\tl\nA\ttext\tregular\tmissing.otf\tp\tl\n"));
	struct font_library *l = font_library_load(p.dir);
	assert_false(font_library_report(l, b));
	assert_int_equal(msg_count(b, MSG_WARNING), 2);
	font_library_free(l);
	build_free(b);
	remove_place(&p);
}

/* Whatever is done to a font's bytes, it opens or says why, and can be used. */
static void use(struct str bytes)
{
	const char *why = NULL;
	struct font *f = font_open(bytes, 0, &why);
	struct font_buffer *buffer = font_buffer_new();
	struct arena *a = arena_new();
	struct font_text text = {.chars = (const uint32_t[]){'f', 'i', 'A'}, .at = (const uint32_t[]){0, 1, 2}, .n = 3, .lang = STR("en")};
	struct font_glyph *glyphs;

	assert_true(f || why);
	if (f) {
		font_shape(f, buffer, &text, a, &glyphs);
		font_hang(f, font_glyph(f, 'A'), a);
	}
	font_close(f);
	font_buffer_free(buffer);
	arena_free(a);
}

static void damage(const char *path)
{
	struct str whole = file_map_system(path);
	char *bytes = malloc(whole.n);
	uint32_t seed = 1;

	for (size_t n = 0; n < whole.n; n = n * 3 / 2 + 7) {
		memcpy(bytes, whole.p, n);
		use((struct str){bytes, n});
	}
	for (int round = 0; round < 60; round++) {
		memcpy(bytes, whole.p, whole.n);
		for (int i = 0; i < 40; i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[(seed >> 4) % (i % 2 ? whole.n : 600)] = (char)(seed >> 24);
		}
		use((struct str){bytes, whole.n});
	}
	free(bytes);
}

static void damaged_fonts_do_no_harm(void **state)
{
	(void)state;
	use(STR_NONE);
	use(STR("not a font"));
	damage("fonts/Inconsolata.otf");
	damage("fonts/DejaVuSansMono.ttf");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(info_is_read),
		cmocka_unit_test(features_are_asked_for),
		TEST(roles_have_defaults),
		TEST(a_missing_style_takes_the_nearest),
		TEST(families_go_by_name),
		TEST(an_unknown_family_is_told_and_replaced),
		TEST(fallback_goes_by_coverage),
		TEST(all_fonts_open),
		TEST(a_font_file_of_the_content_is_used),
		TEST(a_font_file_that_is_none_is_told),
		cmocka_unit_test(no_fonts_no_library),
		cmocka_unit_test(a_bad_manifest_line_is_told),
		cmocka_unit_test(damaged_fonts_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
