/* options.c - the command line: GNU's conventions, by getopt_long. */
#include "options.h"

#include "course/course.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef VERSION
#define VERSION "0.1"
#endif

const char *const format_names[FORMATS] = {[FORMAT_PDF] = "pdf"};

static const char help[] =
	"Usage: syllabusgen [OPTION]... INPUT [-o FILE]\n"
	"Set a course as a typeset, accessible syllabus.\n"
	"\n"
	"INPUT is a directory with course.yaml and Markdown sections, or one Markdown page.\n"
	"\n"
	"  -o, --output=FILE    write FILE; \"-\" is standard output\n"
	"                       (else syllabus.pdf, or NAME.pdf for NAME.md)\n"
	"  -t, --to=FORMAT      what to write: pdf (else FILE's extension says)\n"
	"  -c, --check          only report mistakes, with all checks\n"
	"      --list-checks    explain the checks\n"
	"  -f, --force          write even when the content has errors\n"
	"  -s, --strict         warnings count as errors\n"
	"  -r, --root=DIR       content may be read below DIR, too\n"
	"      --dump=STAGE     print what a stage made: content, course, document, layout\n"
	"      --format=FORMAT  messages as text (default) or json\n"
	"  -q, --quiet          print errors only\n"
	"  -h, --help           print this\n"
	"  -V, --version        print the version\n"
	"\n"
	"Status: 0 done, 1 the content has errors, 2 usage, 3 the machine failed.\n"
	"See syllabusgen(1) and syllabus(5).\n";

static const struct option long_options[] = {
	{"output", required_argument, NULL, 'o'}, {"to", required_argument, NULL, 't'},
	{"check", no_argument, NULL, 'c'},        {"force", no_argument, NULL, 'f'},
	{"strict", no_argument, NULL, 's'},       {"root", required_argument, NULL, 'r'},
	{"dump", required_argument, NULL, 'D'},   {"format", required_argument, NULL, 'F'},
	{"quiet", no_argument, NULL, 'q'},        {"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, 'V'},      {"list-checks", no_argument, NULL, 'L'},
	{NULL, 0, NULL, 0},
};

_Noreturn void usage(const char *text, const char *what)
{
	fprintf(stderr, "syllabusgen: %s%s\nTry 'syllabusgen --help'.\n", text, what);
	exit(STATUS_USAGE);
}

static enum stage stage_from(const char *name)
{
	static const char *const names[] = {NULL, "content", "course", "document", "layout"};

	for (size_t i = 1; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return (enum stage)i;
	usage("no such stage: ", name);
}

static _Noreturn void print_and_exit(const char *text)
{
	exit(fputs(text, stdout) == EOF || fflush(stdout) == EOF ? STATUS_MACHINE : STATUS_DONE);
}

static _Noreturn void list_checks(void)
{
	struct buf out = {0};

	course_check_list(&out);
	buf_char(&out, 0);
	print_and_exit(out.p);
}

static enum format format_from(const char *name)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (strcmp(format_names[i], name) == 0)
			return (enum format)i;
	usage("cannot write this format: ", name);
}

static void require_format(struct options *o, const char *format)
{
	o->json = strcmp(format, "json") == 0;
	if (!o->json && strcmp(format, "text") != 0)
		usage("messages are text or json, not ", format);
}

static void take_option(struct options *o, int c)
{
	switch (c) {
	case 'o': o->output = optarg; break;
	case 't': o->format = format_from(optarg); break;
	case 'c': o->check = true; break;
	case 'f': o->force = true; break;
	case 's': o->strict = true; break;
	case 'r': o->roots[o->n_roots++] = optarg; break;
	case 'D': o->dump = stage_from(optarg); break;
	case 'F': require_format(o, optarg); break;
	case 'q': o->quiet = true; break;
	case 'L': list_checks();
	case 'h': print_and_exit(help);
	case 'V': print_and_exit("syllabusgen " VERSION "\n");
	default: usage("see above", "");
	}
}

/* The extension says what to write; without one, or on standard output, it is PDF. */
static enum format format_of(const char *output)
{
	struct str name = str_from(output);

	for (size_t i = name.n; i > 0 && name.p[i - 1] != '/'; i--)
		if (name.p[i - 1] == '.')
			return format_from(name.p + i);
	return FORMAT_PDF;
}

struct options options_read(int argc, char **argv)
{
	struct options o = {.roots = mem_alloc((size_t)argc * sizeof *o.roots)};
	bool to_given = false;

	for (int c; (c = getopt_long(argc, argv, "o:t:cfsr:qhV", long_options, NULL)) != -1;) {
		to_given = to_given || c == 't';
		take_option(&o, c);
	}
	if (optind >= argc)
		usage("no input: name a content directory or a Markdown page", "");
	if (optind + 1 < argc)
		usage("one input at a time: ", argv[optind + 1]);
	o.input = argv[optind];
	if (o.output && !to_given && strncmp(o.output, "/dev/", 5) != 0)
		o.format = format_of(o.output);
	return o;
}

void options_free(struct options *o)
{
	mem_free(o->roots);
}
