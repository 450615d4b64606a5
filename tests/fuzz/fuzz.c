/* fuzz.c - files in a directory, and a build of them. See fuzz.h. */
#define _XOPEN_SOURCE 700
#include "fuzz.h"

/* build() stands beside the program's main, which libFuzzer has its own of. */
#define main syllabusgen_main
int main(int argc, char **argv);
#include "../../src/main.c"
#undef main

/* Instead of src/module.c: the module is linked in, with the fuzzer's instruments. */
void module_ical_write(struct build *b, const struct course *course, struct str previous, struct buf *out)
{
	ical_write(b, course, previous, out);
}

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_SIZE 256
#define NAME_MAX_BYTES 64

static char directory[PATH_SIZE / 2];
static struct program program;

static void path_of(const char *name, char path[PATH_SIZE])
{
	snprintf(path, PATH_SIZE, "%s%s%s", directory, *name ? "/" : "", name);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st, (void)kind;
	return at->level > 0 ? remove(path) : 0;
}

void fuzz_clear(void)
{
	nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void remove_directory(void)
{
	fuzz_clear();
	rmdir(directory);
	program_end(&program);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const struct options alone = {.jobs = 1};
	const char *where = getenv("TMPDIR");

	(void)argc, (void)argv;
	snprintf(directory, sizeof directory, "%.80s/syllabusgen-fuzz.XXXXXX", where ? where : "/tmp");
	if (!mkdtemp(directory)) {
		perror(directory);
		exit(3);
	}
	setenv("SOURCE_DATE_EPOCH", "1755648000", 1);
	program_start(&program, &alone);
	atexit(remove_directory);
	return 0;
}

void fuzz_forget_fonts(void)
{
	font_library_free(program.fonts);
	program.fonts = NULL;
}

/* ---------------------------------------------------------------- files */

static void make_parents(char *path)
{
	for (char *slash = path + strlen(directory) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = 0;
		mkdir(path, 0700);
		*slash = '/';
	}
}

void fuzz_put(const char *name, struct str bytes)
{
	char path[PATH_SIZE];

	path_of(name, path);
	make_parents(path);
	FILE *f = fopen(path, "wb");
	if (!f)
		return; /* a directory has that name */
	fwrite(bytes.p, 1, bytes.n, f);
	fclose(f);
}

/* A name may not lead out of the directory: the harness writes it before the program is asked. */
static bool name_of(struct str line, char name[NAME_MAX_BYTES])
{
	struct str s = str_trim(line);

	if (!str_starts(s, "==> ") || !str_ends(s, " <==") || s.n < 9 || s.n - 8 >= NAME_MAX_BYTES)
		return false;
	s = str_sub(s, 4, s.n - 4);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~' || (s.p[i] == '.' && i + 1 < s.n && s.p[i + 1] == '.'))
			return false;
	if (s.p[0] == '/')
		return false;
	memcpy(name, s.p, s.n);
	name[s.n] = 0;
	return true;
}

void fuzz_put_archive(const char *first, struct str archive)
{
	char name[NAME_MAX_BYTES], next[NAME_MAX_BYTES];
	size_t start = 0;

	snprintf(name, sizeof name, "%s", first);
	for (size_t at = 0; at < archive.n;) {
		size_t end = str_find_char(archive, '\n', at);
		end = end == SIZE_MAX ? archive.n : end + 1;
		if (name_of(str_sub(archive, at, end), next)) {
			if (at > start)
				fuzz_put(name, str_sub(archive, start, at));
			strcpy(name, next);
			start = end;
		}
		at = end;
	}
	fuzz_put(name, str_sub(archive, start, archive.n));
}

/* ---------------------------------------------------------------- building */

void fuzz_build(const char *input, struct options how)
{
	char in[PATH_SIZE], out[PATH_SIZE], calendar[PATH_SIZE];
	struct job job = {.program = &program, .options = &how, .input = in};
	struct buf text = {0};

	path_of(input, in);
	path_of("old", out);
	if (how.calendar) {
		path_of(how.calendar, calendar);
		how.calendar = calendar;
	}
	how.inputs = &job.input;
	how.n_inputs = 1;
	how.jobs = 1;
	how.force = true;
	how.output = out;
	struct build *b = job_run(&job);
	msg_print(b, &text, (struct msg_format){0});
	msg_print(b, &text, (struct msg_format){.json = true});
	buf_free(&text);
	build_free(b);
}
