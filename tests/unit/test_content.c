/* A course's files: which are found, in which order, and what front matter is. */
#include "content/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct folder {
	char dir[64];
	struct build *b;
	const struct content *content;
	struct buf out;
};

static int open_folder(void **state)
{
	struct folder *f = calloc(1, sizeof *f);

	strcpy(f->dir, "/tmp/test_content.XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	f->b = build_new();
	*state = f;
	return 0;
}

static int close_folder(void **state)
{
	struct folder *f = *state;
	char command[100];

	snprintf(command, sizeof command, "rm -rf '%s'", f->dir);
	assert_int_equal(system(command), 0);
	buf_free(&f->out);
	build_free(f->b);
	free(f);
	return 0;
}

static void put(struct folder *f, const char *name, const char *bytes)
{
	FILE *out = fopen(file_join(f->b, f->dir, str_from(name)), "wb");

	assert_non_null(out);
	fputs(bytes, out);
	assert_int_equal(fclose(out), 0);
}

/* Loads the folder, or a file of it; f->out is then what was said. */
static void load(struct folder *f, const char *name)
{
	f->content = content_load(f->b, name ? file_join(f->b, f->dir, str_from(name)) : f->dir);
	f->out.n = 0;
	msg_print(f->b, &f->out, (struct msg_format){0});
	buf_char(&f->out, '\0');
}

static void said(struct folder *f, const char *what)
{
	if (!strstr(f->out.p, what))
		fail_msg("no \"%s\" in:\n%s", what, f->out.p);
}

static void said_nothing(struct folder *f)
{
	assert_string_equal(f->out.p, "");
}

/* The names of the sections' files, with a space behind each. */
static void sections_are(struct folder *f, const char *expected)
{
	struct buf names = {0};

	assert_non_null(f->content);
	for (size_t i = 0; i < f->content->n_sections; i++)
		buf_printf(&names, "%s ", f->content->sections[i].source->name + strlen(f->dir) + 1);
	buf_char(&names, '\0');
	assert_string_equal(names.p, expected);
	buf_free(&names);
}

static void dump_is(struct folder *f, const char *expected)
{
	struct buf dump = {0};

	assert_non_null(f->content);
	content_dump(f->content, &dump);
	buf_char(&dump, '\0');
	assert_string_equal(dump.p, expected);
	buf_free(&dump);
}

static const char *title(const struct content_section *section)
{
	const struct yaml_node *node = yaml_get(section->front, "title");

	return node ? node->text.s.p : NULL;
}

/* ---------------------------------------------------------------- directories */

static void a_course(void **state)
{
	struct folder *f = *state;

	put(f, "course.yaml", "title: A\nlinks:\n  - {label: x, url: }\n");
	put(f, "a.md", "---\ntitle: One\n---\n# H\n\n- [a](b)\n");
	load(f, NULL);
	said_nothing(f);
	assert_false(f->content->single);
	assert_string_equal(f->content->dir, f->dir);
	dump_is(f, "course course.yaml\n"
	           "  mapping of 2 1:1\n"
	           "    title: \"A\" 1:8\n"
	           "    links: sequence of 1 3:3\n"
	           "      mapping of 2 3:5\n"
	           "        label: \"x\" 3:13\n"
	           "        url: null 3:21\n"
	           "section a.md\n"
	           "  mapping of 1 2:1\n"
	           "    title: \"One\" 2:8\n"
	           "  document 4:1\n"
	           "    heading 4:1 level 1\n"
	           "      text 4:3 \"H\"\n"
	           "    list 6:1 tight\n"
	           "      item 6:1\n"
	           "        paragraph 6:3\n"
	           "          link 6:3 url=\"b\"\n"
	           "            text 6:4 \"a\"\n");
}

static void sections_by_name_and_weight(void **state)
{
	struct folder *f = *state;

	put(f, "course.yaml", "title: A\n");
	put(f, "c.md", "---\nweight: 2\n---\n");
	put(f, "b.md", "b\n");
	put(f, "README.md", "r\n");
	put(f, "d.md", "---\nweight: 1\n---\n");
	put(f, "e.md", "---\nweight: much\n---\n");
	put(f, ".hidden.md", "");
	load(f, NULL);
	sections_are(f, "d.md c.md README.md b.md e.md ");
	said(f, "e.md:2:9: warning: a section's weight");
}

static void sections_from_the_list(void **state)
{
	struct folder *f = *state;

	put(f, "course.yaml", "sections: [b.md, a.md, b.md, topic.md, {x: y}, /etc/passwd, nowhere at all.md]\n");
	put(f, "a.md", "a\n");
	put(f, "b.md", "b\n");
	put(f, "topics.md", "t\n");
	load(f, NULL);
	sections_are(f, "b.md a.md ");
	said(f, "course.yaml:1:24: error: `b.md` is listed a second time");
	said(f, "course.yaml:1:12: note:");
	said(f, "course.yaml:1:30: error: there is no file");
	said(f, "did you mean `topics.md`?");
	said(f, "course.yaml:1:40: error: a section is named by its file");
	said(f, "`/etc/passwd` is outside");
	said(f, "nowhere at all.md`");
}

static void one_section_needs_no_list(void **state)
{
	struct folder *f = *state;

	put(f, "course.yml", "sections: a.md\n");
	put(f, "a.md", "a\n");
	put(f, "b.md", "b\n");
	load(f, NULL);
	said_nothing(f);
	sections_are(f, "a.md ");
}

static void nothing_to_read(void **state)
{
	struct folder *f = *state;

	load(f, "nowhere");
	assert_null(f->content);
	said(f, "there is no file");
	load(f, NULL);
	assert_null(f->content);
	said(f, "no course.yaml and no Markdown file");
	put(f, "notes.txt", "x");
	load(f, "notes.txt");
	assert_null(f->content);
	said(f, "neither a directory nor a Markdown file");
}

static void a_course_that_is_none(void **state)
{
	struct folder *f = *state;

	put(f, "course.yaml", "# nothing yet\n");
	load(f, NULL);
	said(f, "course.yaml:1:1: error: ");
	said(f, "is empty");
	assert_non_null(f->content);
	assert_null(f->content->course);
}

static void a_course_that_is_a_list(void **state)
{
	struct folder *f = *state;

	put(f, "course.yaml", "- title: A\n");
	load(f, NULL);
	said(f, "course.yaml:1:1: error: ");
	assert_null(f->content->course);
}

static void another_file(void **state)
{
	struct folder *f = *state;
	const struct yaml_node *node;

	put(f, "course.yaml", "title: A\n");
	put(f, "calendar.yaml", "- {date: 2025-09-01}\n");
	load(f, NULL);
	node = content_yaml(f->b, file_join(f->b, f->dir, STR("calendar.yaml")), POS_NONE);
	assert_non_null(node);
	assert_int_equal(node->kind, YAML_SEQUENCE);
	assert_null(content_yaml(f->b, file_join(f->b, f->dir, STR("nowhere.yaml")), f->content->course->pos));
	load(f, NULL);
	said(f, "course.yaml:1:1: error: there is no file");
}

/* ---------------------------------------------------------------- front matter */

static void a_page(void **state)
{
	struct folder *f = *state;

	put(f, "a.md", "\xEF\xBB\xBF---\r\ntitle: \"A\"\r\nx: 1\r\n...\r\ntext\r\n");
	load(f, "a.md");
	said_nothing(f);
	assert_true(f->content->single);
	assert_true(str_is(yaml_get(f->content->course, "title")->text.s, "A"));
	assert_int_equal(pos_line_column(yaml_get(f->content->course, "x")->pos).line, 3);
	dump_is(f, "page a.md\n"
	           "  mapping of 2 2:1\n"
	           "    title: \"A\" 2:8\n"
	           "    x: \"1\" 3:4\n"
	           "  document 5:1\n"
	           "    paragraph 5:1\n"
	           "      text 5:1 \"text\"\n");
}

/* What a file's first lines are taken for: the title that is read, the kind of the body's first block. */
static const struct {
	const char *bytes, *title;
	enum md_kind first;
	const char *said;
} fronts[] = {
	{"---\ntitle: A\n---\ntext\n", "A", MD_PARAGRAPH, NULL},
	{"---  \ntitle: A\n---\t\n# h\n", "A", MD_HEADING, NULL},
	{"---\n\ntitle: A\n---\ntext\n", "A", MD_PARAGRAPH, NULL},
	{"---\n# a comment\n---\ntext\n", NULL, MD_PARAGRAPH, NULL},
	{"---\n---\ntext\n", NULL, MD_PARAGRAPH, NULL},
	{"---\n\ntext\n\n---\n", NULL, MD_THEMATIC_BREAK, NULL},
	{"\n---\ntitle: A\n---\ntext\n", "A", MD_PARAGRAPH, NULL},
	{"---\ntitle: A\n\ntext\n", NULL, MD_THEMATIC_BREAK, "no line `---` closes it"},
	{"text\n---\ntitle: A\n---\n", NULL, MD_HEADING, NULL},
	{"---\nonly words\n---\ntext\n", NULL, MD_PARAGRAPH, "front matter is keys and values"},
	{"---\ntitle: A: B\n---\ntext\n", "A: B", MD_PARAGRAPH, "write: title: \"A: B\""},
	{"---\ntitle: A\n}\n---\ntext\n", "A", MD_PARAGRAPH, "error"},
	{"+++\ntitle = \"A\"\n+++\ntext\n", "A", MD_PARAGRAPH, NULL},
};

static void front_matter(void **state)
{
	struct folder *f = *state;

	for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
		char name[20];
		const struct content_section *section;
		snprintf(name, sizeof name, "%zu.md", i);
		put(f, name, fronts[i].bytes);
		load(f, name);
		assert_non_null(f->content);
		section = &f->content->sections[0];
		if (fronts[i].title)
			assert_string_equal(title(section), fronts[i].title);
		else
			assert_null(title(section));
		assert_int_equal(section->body->first->kind, fronts[i].first);
		if (fronts[i].said)
			said(f, fronts[i].said);
	}
	assert_int_equal(msg_count(f->b, MSG_ERROR) + msg_count(f->b, MSG_WARNING), 4);
}

#define CONTENT_TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CONTENT_TEST(a_course), CONTENT_TEST(sections_by_name_and_weight), CONTENT_TEST(sections_from_the_list),
		CONTENT_TEST(one_section_needs_no_list), CONTENT_TEST(nothing_to_read), CONTENT_TEST(a_course_that_is_none),
		CONTENT_TEST(a_course_that_is_a_list), CONTENT_TEST(another_file), CONTENT_TEST(a_page), CONTENT_TEST(front_matter),
	};

	return cmocka_run_group_tests_name("content", tests, NULL, NULL);
}
