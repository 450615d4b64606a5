/* shared.c - where what comes with the program is, seen from the program: it was built in place, or installed. */
#include "job.h"

#include <stdlib.h>

struct places {
	const char *variable; /* of the environment: names the directory instead; NULL: none does */
	const char *dirs[3];  /* from the program's own directory, the first that is there */
};

static const struct places fonts = {"SYLLABUSGEN_FONTS", {"../fonts", "../../fonts", "../share/syllabusgen/fonts"}};
static const struct places profiles = {"SYLLABUSGEN_PROFILES",
	{"../src/course/profiles", "../../src/course/profiles", "../share/syllabusgen/profiles"}};
static const struct places init = {"SYLLABUSGEN_INIT", {"../src/init", "../../src/init", "../share/syllabusgen/init"}};

static const struct places modules = {NULL, {"../lib/syllabusgen", "."}};

static const char *find(struct build *b, const struct places *places)
{
	const char *program = file_program_directory(b), *named = places->variable ? getenv(places->variable) : NULL;

	for (size_t i = 0; !named && i < sizeof places->dirs / sizeof *places->dirs; i++) {
		const char *dir = file_join(b, program, str_from(places->dirs[i]));
		if (file_is_directory(dir))
			return dir;
	}
	return named ? named : places->dirs[0] + 3;
}

const char *shared_fonts(struct build *b)
{
	return find(b, &fonts);
}

const char *shared_profiles(struct build *b)
{
	return find(b, &profiles);
}

const char *shared_init(struct build *b)
{
	return find(b, &init);
}

const char *shared_modules(struct build *b)
{
	return find(b, &modules);
}
