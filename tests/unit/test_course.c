/* A course's keys and values: what the table allows, what is said about the rest, the look, the grading, the document's time. */
#include "course_fixture.h"

#include "course/check_int.h"

#include <stdlib.h>

#define T "title: x\n"

/* ---------------------------------------------------------------- the table */

/* Every example in the table fits its own key. */
static void examples_fit(void **state)
{
	(void)state;
	for (size_t i = 0; i < schema_keys_n; i++) {
		const struct schema_key *key = &schema_keys[i];
		struct build *b = build_new();
		struct source source = {.name = "example", .bytes = arena_printf(b->arena, "v: %s\n", key->example)};
		struct text text = text_of_source(b, &source);
		const struct yaml_node *node = yaml_get(yaml_parse(b, &text), "v");
		assert_non_null(node);
		schema_check(b, node, key->path, key->front);
		if (msg_worst(b) != MSG_OFF)
			fail_msg("%s: %s", key->path, key->example);
		build_free(b);
	}
}

/* A word that stands for a key is no key beside it. */
static void synonyms_are_no_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < schema_keys_n; i++) {
		const char *path = schema_keys[i].path, *dot = strrchr(path, '.');
		struct str parent = str_sub(str_from(path), 0, dot ? (size_t)(dot - path) : 0), name;
		for (size_t j = 0; j < schema_keys_n; j++)
			if (schema_is_child(&schema_keys[j], parent, &name) && !schema_keys[j].front && word_in_list(name, schema_keys[i].also))
				fail_msg("%s: %s", path, name.p);
	}
}

/* ---------------------------------------------------------------- keys */

static void unknown_keys_are_errors(void **state)
{
	(void)state;
	assert_says(T "meting: []\n", "course.yaml:2:1: error: unknown key `meting`: did you mean `meetings`?\n  meting: []\n  ^\n");
	assert_says(T "instructor: Ada\n", "did you mean `staff`?");
	assert_says(T "style: {papr: a4}\n", "2:9: error: unknown key `papr`: did you mean `paper`?");
	assert_says(T "room: 3\n", "`room` is a key of `meetings`");
	assert_says(T "staff:\n  - {name: a, xyzzy: b}\n", "3:15: error: unknown key `xyzzy`\n");
	assert_says(T "staff:\n  - {name: a, xyzzy: b}\n", "the keys here are: name, role, email");
	assert_says(T "staff:\n  - {name: a, meetings: b}\n", "`meetings` stands at the top level");
	assert_says(T "style.paper: a4\n", "unknown key `style.paper`");
	assert_says(T "author: Ada\n", "unknown key `author`: did you mean `staff`?");
}

static void a_title_is_needed(void **state)
{
	struct fixture f = fixture_new("titel: x\n");

	(void)state;
	assert_says("code: A 1\n", "1:1: error: the course has no `title`");
	assert_says("title:\ncode: A 1\n", "1:1: error: the course has no `title`");
	assert_int_equal(msg_count(f.b, MSG_ERROR), 1);
	fixture_free(&f);
	assert_says(T "staff: [{role: x}]\n", "this entry has no `name`");
	f = fixture_load("code: A 1\n", true);
	assert_int_equal(msg_worst(f.b), MSG_OFF);
	assert_null(f.c->title);
	fixture_free(&f);
}

static void values_must_fit(void **state)
{
	(void)state;
	assert_says(T "start: soon\n", "2:8: error: `start` must be a date, not `soon`\n  start: soon\n         ^\n  = for example: start: 2025-08-25\n");
	assert_says(T "start: 05/12/2025\n", "`05/12/2025` may be 2025-05-12 or 2025-12-05");
	assert_says(T "start: [2025-08-25]\n", "`start` must be a date, not a list");
	assert_says(T "code: {a: b}\n", "`code` must be text, not a mapping");
	assert_says(T "style: fancy\n", "`style` must be a mapping, not `fancy`");
	assert_says(T "style: {paper: a5}\n", "`paper` must be one of `letter`, `a4` or a list, not `a5`");
	assert_says(T "style: {margins: wide}\n", "`margins` must be a length with its unit or a mapping, not `wide`");
	assert_says(T "style: {size: 11}\n", "`size` must be a length with its unit, not `11`");
	assert_says(T "language: en_US\n", "`language` must be a language tag, not `en_US`");
	assert_says(T "timezone: CST\n", "`timezone` must be a time zone's name, not `CST`");
	assert_says(T "links: [{label: a, pending: maybe}]\n", "`pending` must be yes or no, not `maybe`");
	assert_says(T "meetings: [{days: Fry}]\n", "`days` must be days of the week, not `Fry`");
	assert_says(T "meetings: [{time: late}]\n", "`time` must be a time of day, not `late`");
	assert_says(T "meetings: Friday\n", "`meetings` must be a list, not `Friday`");
	assert_says(T "meetings: [[Fri]]\n", "`meetings` must be a mapping, not a list");
	assert_says(T "grading: {items: [{name: a, weight: much}]}\n", "`weight` must be a percentage, not `much`");
	assert_says(T "notice: \"\"\n", "`notice` must be text, not empty");
}

static void values_mean_what_the_author_meant(void **state)
{
	(void)state;
	assert_dump(T "credits: 3\n", "credits \"3\"\n");
	assert_dump(T "meetings: {days: Fri, room: 0x10}\n", "room \"0x10\"");
	assert_dump(T "meetings: [{days: [Mon, Wed]}]\n", "meeting Mon Wed -");
	assert_dump(T "meetings: [{days: [Mon, Wed]}]\n", "days \"Mon, Wed\"");
	assert_dump(T "staff: Ada\n", "person\n  name \"Ada\"\n");
	assert_dump(T "staff: [Ada, {name: Bob}]\n", "person\n  name \"Bob\"\n");
	assert_dump(T "links: {label: Videos, pending: yes}\n", "link pending\n  label \"Videos\"\n");
	assert_dump(T "schedule: [a, {topic: b, readings: c}, {topic: d, readings: [e, f]}]\n",
		"session -\n  topic \"a\"\nsession -\n  topic \"b\"\n  reading \"c\"\nsession -\n  topic \"d\"\n  reading \"e\"\n  reading \"f\"\n");
	assert_silent(T "code:\nstaff:\nstyle:\nstart:\nlinks: [~]\nmeetings: [{days: Fri, room: }]\n");
	assert_dump(T "start: August 25, 2025\n", "start 2025-08-25 Mon\n");
}

static void front_matter_is_lenient(void **state)
{
	struct fixture f = fixture_load("layout: post\nauthor: [Ada, Bob]\ndate: 2025-08-20 10:00:00 +0900\nlang: de\ntags: {a: b}\n", true);

	(void)state;
	assert_int_equal(msg_worst(f.b), MSG_OFF);
	assert_holds(f.dump.p, "author \"Ada, Bob\"\nlanguage de\nrevised 2025-08-20 Wed\n");
	assert_holds(f.dump.p, "paper-width 595.28");
	fixture_free(&f);
	f = fixture_load("start: when ready\ncalendar: true\nauthor: {name: Ada, orcid: 1}\n", true);
	assert_int_equal(msg_worst(f.b), MSG_WARNING);
	assert_holds(f.messages.p, "warning: `start` is passed over: it would have to be a date, not `when ready`");
	assert_holds(f.dump.p, "author \"Ada\"\n");
	fixture_free(&f);
	f = fixture_load("revised: 2025-01-01\ndate: 2025-02-02\nlanguage: fr\nlang: de\n", true);
	assert_holds(f.dump.p, "language fr\nrevised 2025-01-01 Wed\n");
	fixture_free(&f);
}

static void dates_and_times_agree(void **state)
{
	(void)state;
	assert_says(T "start: 2025-12-05\nend: 2025-08-25\n", "3:6: error: `end`, 2025-08-25, is before `start`, 2025-12-05");
	assert_says(T "start: 1925-08-25\nend: 2025-08-25\n", "more than three years");
	assert_says(T "meetings: [{days: Fri, time: 4 PM-3 PM}]\n", "error: this ends at 15:00, before it starts at 16:00");
	assert_says(T "meetings: [{days: Fri, time: 3:00–4:15}]\n", "warning: `3:00–4:15` starts at night, at 3:00");
	assert_says(T "meetings: [{days: Fri, from: 2025-02-01, to: 2025-01-01}]\n", "`to`, 2025-01-01, is before `from`, 2025-02-01");
	assert_dump(T "meetings: [{days: Fri, time: 3:00 PM–4:15 PM CST}]\n", "meeting Fri 15:00-16:15 CST");
	assert_says(T "links: [{label: Videos}]\n", "the link `Videos` has no address");
}

/* ---------------------------------------------------------------- the look */

static void the_look_has_defaults(void **state)
{
	(void)state;
	assert_dump(T, "style paper-width 612 paper-height 792 top 72 bottom 90 left 149.25 right 149.25 measure 313.5 size 11 leading 14\n"
		"  paragraphs indent align justified expansion 20 color #1f4e79 standard ua a2a\n");
	assert_dump(T "language: de\n", "paper-width 595.28 paper-height 841.89");
	assert_dump(T "language: en-GB\n", "paper-width 595.28");
	assert_dump(T "language: es-MX\n", "paper-width 612");
	assert_dump(T "language: zh-Hant-TW\n", "paper-width 595.28");
	assert_dump(T "language: de\nstyle: {paper: letter}\n", "paper-width 612");
	assert_dump(T "style: {size: 10pt}\n", "measure 285 size 10 leading 12.73");
}

static void the_measure_wins(void **state)
{
	(void)state;
	assert_dump(T "style: {margins: 1in}\n", "top 72 bottom 72 left 72 right 72 measure 468");
	assert_dump(T "style: {margins: 1in, measure: 289.2pt}\n", "left 161.4 right 161.4 measure 289.2");
	assert_dump(T "style: {margins: {left: 1in}, measure: 300pt}\n", "left 72 right 240 measure 300");
	assert_dump(T "style: {margins: {right: 1in}, measure: 300pt}\n", "left 240 right 72 measure 300");
	assert_dump(T "style: {margins: {left: 1in, right: 2in}, measure: 300pt}\n", "left 104 right 208 measure 300");
	assert_dump(T "style: {margins: {left: 1in}}\n", "left 72 right 226.5 measure 313.5");
	assert_dump(T "style: {measure: 20em}\n", "measure 220");
	assert_dump(T "style: {paper: [5in, 8in]}\n", "paper-width 360 paper-height 576 top 52.36 bottom 75.64 left 30 right 30 measure 300");
	assert_dump(T "style: {margins: {top: 2in}}\n", "top 144 bottom 88");
}

static void the_look_may_be_chosen(void **state)
{
	(void)state;
	assert_dump(T "style: {paragraphs: space, align: ragged, expansion: 0, standard: none, color: \"#600\"}\n",
		"paragraphs space align ragged expansion 0 color #660000 standard\n");
	assert_dump(T "style: {expansion: 1.5%, standard: ua}\n", "expansion 15 color #1f4e79 standard ua\n");
	assert_dump(T "style: {fonts: {text: TeX Gyre Pagella}}\n", "  font text TeX Gyre Pagella\n");
}

static void nonsense_is_refused(void **state)
{
	(void)state;
	assert_says(T "style: {size: 500pt}\n", "`size` cannot be 500pt\n  style: {size: 500pt}\n                ^\n  = it may be 5pt to 36pt");
	assert_says(T "style: {size: 0}\n", "`size` cannot be 0");
	assert_says(T "style: {leading: 5pt}\n", "`leading` cannot be 5pt");
	assert_says(T "style: {margins: 5in}\n", "the text would be 0pt wide");
	assert_says(T "style: {margins: {top: 6in, bottom: 5in}}\n", "the top and bottom margins leave 0pt of the paper's 792pt");
	assert_says(T "style: {measure: 700pt}\n", "text 700pt wide and its side margins do not fit on paper 612pt wide");
	assert_says(T "style: {measure: 1in}\n", "the text would be 72pt wide, and needs 110pt");
	assert_says(T "style: {paper: [1in, 2in]}\n", "`paper` cannot be 1in");
	assert_says(T "style: {paper: [5in]}\n", "a paper has two lengths");
	assert_says(T "style: {expansion: 20%}\n", "`expansion` cannot be 20%");
	assert_says(T "style: {color: \"#7799cc\"}\n", "the contrast of #7799cc against white paper is 2.91:1");
	assert_says(T "style: {color: \"#777777\"}\n", "is 4.47:1");
	assert_silent(T "style: {color: \"#767676\"}\n");
	assert_says(T "style:\n  color: #1f4e79\n", "3:3: error: `color` has no value");
	assert_says(T "style: {color: blue}\n", "`color` must be a colour, not `blue`");
}

/* ---------------------------------------------------------------- grading */

#define ITEMS(items) T "grading: {items: [" items "]}\n"
#define SCALE(scale) T "grading: {scale: {" scale "}}\n"

static void weights_sum(void **state)
{
	(void)state;
	assert_dump(ITEMS("{name: a, weight: 30, count: 10, drop: 2}, {name: b, weight: 67.5%}, {name: c, weight: 2.5}"),
		"item 30% count 10 drop 2\n  name \"a\"\nitem 67.5%\n  name \"b\"\nitem 2.5%\n  name \"c\"\n");
	assert_says(ITEMS("{name: a, weight: 60}, {name: b, weight: 43}"), "the weights sum to 103%: 3% too much");
	assert_says(ITEMS("{name: a, weight: 60}, {name: b, weight: 37.5}"), "the weights sum to 97.5%: 2.5% are missing");
	assert_silent(ITEMS("{name: a, weight: 33.3}, {name: b, weight: 33.3}, {name: c, weight: 33.3}"));
	assert_silent(ITEMS("{name: a, weight: 16.6667}, {name: b, weight: 83.3333}"));
	assert_silent(ITEMS("{name: a, weight: 100}, {name: b, weight: 5, extra: yes}"));
	assert_silent(ITEMS("{name: a}, {name: b}"));
	assert_says(ITEMS("{name: a, weight: 50}, {name: b, points: 50}"), "some items have a weight and others points");
	assert_says(ITEMS("{name: a, weight: 100, points: 50}"), "`a` has a weight and points");
	assert_says(ITEMS("{name: a, weight: 100, count: 3, drop: 3}"), "`a` drops 3 of 3");
}

static void points_sum(void **state)
{
	(void)state;
	assert_dump(ITEMS("{name: a, points: 120}, {name: b, points: 12.5}"), "item 120 points\n  name \"a\"\nitem 12.5 points");
	assert_says(T "grading: {total: 500, items: [{name: a, points: 400}]}\n", "the points sum to 400, and `total` says 500");
	assert_silent(T "grading: {total: 500, items: [{name: a, points: 500}, {name: b, points: 9, extra: yes}]}\n");
}

static void scales_cover_all(void **state)
{
	(void)state;
	assert_dump(SCALE("A: 93, A-: 90%, B: 80+, F: 0"), "grade A 93\ngrade A- 90\ngrade B 80\ngrade F 0\n");
	assert_dump(SCALE("F: < 60, D: 60–69.9, C: 70–100"), "grade C 70..100\ngrade D 60..69.9\ngrade F 0..60\n");
	assert_silent(SCALE("A: 93-100, A-: 90-92, B: 80–89, F: 0-79"));
	assert_silent(SCALE("A: 92.5-100, B: 80–92.49, F: 0-79.99"));
	assert_says(SCALE("A: 93-100, B: 80-91, F: 0-79"), "`B` ends at 91, and `A` starts at 93: there is a gap");
	assert_says(SCALE("A: 92.5-100, B: 80-92, F: 0-79"), "`B` ends at 92, and `A` starts at 92.5: there is a gap");
	assert_says(SCALE("A: 93-100, B: 80-93, F: 0-79"), "`B` goes up to 93, and `A` starts at 93: they overlap");
	assert_says(SCALE("A: 80-100, F: < 75"), "`F` ends at 75, and `A` starts at 80: there is a gap");
	assert_says(SCALE("A: 90, A-: 93, B: 80, F: 0"), "`A-` starts at 93, and must start below `A`, which starts at 90");
	assert_says(SCALE("A: 90, B: 80"), "warning: the scale ends with `B` at 80");
	assert_says(SCALE("A: good"), "`A` must be a percentage or a range of them, not `good`");
}

/* ---------------------------------------------------------------- the document's time */

static time_t time_of(const char *yaml)
{
	struct fixture f = fixture_new(yaml);
	time_t t = f.c->time;

	fixture_free(&f);
	return t;
}

static void the_time_has_an_order(void **state)
{
	(void)state;
	unsetenv("SOURCE_DATE_EPOCH");
	assert_int_equal(time_of(T), 1000);
	assert_int_equal(time_of(T "revised: 2025-08-20\n"), 1755648000);
	setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
	assert_int_equal(time_of(T "revised: 2025-08-20\n"), 1700000000);
	setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
	assert_int_equal(time_of(T "revised: 2025-08-20\n"), 1755648000);
	assert_says(T, "error: SOURCE_DATE_EPOCH is `yesterday`");
	setenv("SOURCE_DATE_EPOCH", "99999999999999", 1);
	assert_says(T, "error: SOURCE_DATE_EPOCH");
	unsetenv("SOURCE_DATE_EPOCH");
}

/* ---------------------------------------------------------------- many names in a text */

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

static struct str random_text(struct arena *a, size_t most, uint64_t *seed)
{
	char s[64];
	size_t n = next_random(seed) % (most + 1);

	for (size_t i = 0; i < n; i++)
		s[i] = "aABsS1 .-"[next_random(seed) % 9];
	return arena_str(a, (struct str){s, n});
}

#define NAMES 8

/* What stands in a text are the names that find_nocase finds there one by one. */
static void names_are_found_at_once(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct build *b = build_new();
		struct phrases p = {0};
		struct str names[NAMES], s = random_text(b->arena, 40, &seed);
		bool found[NAMES][64] = {{false}};
		struct phrase_place place = {0};
		for (size_t i = 0; i < NAMES; i++) {
			names[i] = random_text(b->arena, 4, &seed);
			phrases_add(b->arena, &p, names[i], &names[i]);
		}
		for (const struct phrase *f; (f = phrases_next(&p, s, &place));)
			for (; f; f = f->next) {
				size_t i = (size_t)((const struct str *)f->what - names);
				assert_int_equal(place.to - place.from, names[i].n);
				assert_false(found[i][place.from]);
				found[i][place.from] = true;
			}
		for (size_t i = 0; i < NAMES; i++)
			for (size_t at = 0; at < s.n; at++)
				assert_int_equal(found[i][at], find_nocase(s, names[i], at) == at);
		build_free(b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examples_fit), cmocka_unit_test(synonyms_are_no_keys), cmocka_unit_test(unknown_keys_are_errors),
		cmocka_unit_test(a_title_is_needed), cmocka_unit_test(values_must_fit), cmocka_unit_test(values_mean_what_the_author_meant),
		cmocka_unit_test(front_matter_is_lenient), cmocka_unit_test(dates_and_times_agree), cmocka_unit_test(the_look_has_defaults),
		cmocka_unit_test(the_measure_wins), cmocka_unit_test(the_look_may_be_chosen), cmocka_unit_test(nonsense_is_refused),
		cmocka_unit_test(weights_sum), cmocka_unit_test(points_sum), cmocka_unit_test(scales_cover_all),
		cmocka_unit_test(the_time_has_an_order), cmocka_unit_test(names_are_found_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
