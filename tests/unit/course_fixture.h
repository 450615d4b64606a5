/* course_fixture.h - a course from a piece of YAML in a test, and what was said about it. */
#ifndef COURSE_FIXTURE_H
#define COURSE_FIXTURE_H

#include "course/course.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

struct fixture {
	struct build *b;
	const struct course *c;
	struct buf dump, messages;
};

static inline struct fixture fixture_load(const char *yaml, bool single)
{
	struct fixture f = {.b = build_new()};
	struct source *source = arena_alloc(f.b->arena, sizeof *source);
	struct content content = {.dir = ".", .single = single};

	*source = (struct source){.name = "course.yaml", .bytes = str_from(yaml), .mtime = {.tv_sec = 1000}};
	f.b->inputs = source;
	struct text text = text_of_source(f.b, source);
	content.course = yaml_parse(f.b, &text);
	if (content.course && content.course->kind != YAML_MAPPING)
		content.course = NULL;
	msg_set_level(f.b, MSG_LANGUAGE_NONE, MSG_OFF); /* few of these pieces say one */
	f.c = course_load(f.b, &content);
	course_dump(f.c, &f.dump);
	msg_print(f.b, &f.messages, (struct msg_format){0});
	buf_char(&f.dump, 0);
	buf_char(&f.messages, 0);
	return f;
}

static inline struct fixture fixture_new(const char *yaml)
{
	return fixture_load(yaml, false);
}

static inline void fixture_free(struct fixture *f)
{
	buf_free(&f->dump);
	buf_free(&f->messages);
	build_free(f->b);
}

static inline void assert_holds(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("`%s` is not in:\n%s", part, text);
}

/* The course says this, and reading it gives nothing above a note. */
static inline void assert_dump(const char *yaml, const char *part)
{
	struct fixture f = fixture_new(yaml);

	if (msg_worst(f.b) > MSG_NOTE)
		fail_msg("%s", f.messages.p);
	assert_holds(f.dump.p, part);
	fixture_free(&f);
}

/* Reading it says this: "line:column: level: text". */
static inline void assert_says(const char *yaml, const char *part)
{
	struct fixture f = fixture_new(yaml);

	assert_holds(f.messages.p, part);
	fixture_free(&f);
}

/* Reading it gives no message at all. */
static inline void assert_silent(const char *yaml)
{
	struct fixture f = fixture_new(yaml);

	assert_string_equal(f.messages.p, "");
	fixture_free(&f);
}

#endif
