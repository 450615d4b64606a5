/* options.c - the command line: GNU's conventions, by getopt_long. */
#include "options.h"

#include "course/course.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef VERSION
#define VERSION "0.1"
#endif

#define JOBS_MAX 256

const char *const format_names[FORMATS] = {
	[FORMAT_PDF] = "pdf", [FORMAT_HTML] = "html", [FORMAT_LATEX] = "tex", [FORMAT_ICS] = "ics",
};

static const char help[] =
	"Usage: syllabusgen [OPTION]... INPUT... [-o FILE | -d DIR]\n"
	"Set a course as a typeset, accessible syllabus. INPUT is a directory with\n"
	"course.yaml and Markdown sections, or one Markdown page.\n"
	"\n"
	"  -o, --output=FILE    write FILE, \"-\" to standard output; else syllabus.pdf\n"
	"  -t, --to=FORMAT      pdf html tex ics; --fragment: HTML's body alone\n"
	"  -d, --directory=DIR  write a file named after each INPUT into DIR\n"
	"  -j, --jobs=N         build N inputs at a time; 0: one a processor\n"
	"  -w, --watch          build again whenever a file changes\n"
	"      --init=DIR       put a new course to edit into DIR\n"
	"      --roll=START..END  what another term changes (--calendar=FILE, --write)\n"
	"      --set=KEY=VALUE  as if course.yaml said so: --set style.paper=a4\n"
	"  -r, --root=DIR       content may be read below DIR, too\n"
	"  -c, --check          only report mistakes, with all checks (--list-checks)\n"
	"  -f, --force          write even when the content has errors\n"
	"  -s, --strict         warnings count as errors\n"
	"  -q, --quiet          print errors only\n"
	"  -v, --verbose        print what each stage took and made\n"
	"      --format=FORMAT  messages as text (default) or json\n"
	"      --dump=STAGE     print what a stage made: content course document layout\n"
	"      --schema         print a JSON Schema of course.yaml, for editors\n"
	"  -h, --help, -V, --version\n"
	"\n"
	"Status: 0 done, 1 errors in content, 2 usage, 3 the machine. See syllabus(5).\n";

enum { OPTION_DUMP = 256, OPTION_FRAGMENT, OPTION_FORMAT, OPTION_INIT, OPTION_LIST_CHECKS, OPTION_SCHEMA, OPTION_SET, OPTION_ROLL,
	OPTION_CALENDAR, OPTION_WRITE };

static const struct option long_options[] = {
	{"output", required_argument, NULL, 'o'}, {"to", required_argument, NULL, 't'},
	{"directory", required_argument, NULL, 'd'}, {"jobs", required_argument, NULL, 'j'},
	{"watch", no_argument, NULL, 'w'}, {"init", required_argument, NULL, OPTION_INIT},
	{"set", required_argument, NULL, OPTION_SET}, {"root", required_argument, NULL, 'r'},
	{"check", no_argument, NULL, 'c'}, {"list-checks", no_argument, NULL, OPTION_LIST_CHECKS},
	{"force", no_argument, NULL, 'f'}, {"strict", no_argument, NULL, 's'},
	{"quiet", no_argument, NULL, 'q'}, {"verbose", no_argument, NULL, 'v'},
	{"format", required_argument, NULL, OPTION_FORMAT}, {"dump", required_argument, NULL, OPTION_DUMP},
	{"fragment", no_argument, NULL, OPTION_FRAGMENT},
	{"schema", no_argument, NULL, OPTION_SCHEMA}, {"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, 'V'}, {"roll", required_argument, NULL, OPTION_ROLL},
	{"calendar", required_argument, NULL, OPTION_CALENDAR}, {"write", no_argument, NULL, OPTION_WRITE}, {NULL, 0, NULL, 0},
};

_Noreturn void usage(const char *text, const char *what)
{
	fprintf(stderr, "syllabusgen: %s%s\nTry 'syllabusgen --help'.\n", text, what);
	exit(STATUS_USAGE);
}

/* ---------------------------------------------------------------- options that print and end */

static _Noreturn void print_and_exit(const char *text)
{
	exit(fputs(text, stdout) == EOF || fflush(stdout) == EOF ? STATUS_MACHINE : STATUS_DONE);
}

static _Noreturn void print_made(void (*make)(struct buf *out))
{
	struct buf out = {0};

	make(&out);
	buf_char(&out, 0);
	print_and_exit(out.p);
}

/* ---------------------------------------------------------------- values of options */

static enum stage stage_from(const char *name)
{
	static const char *const names[] = {NULL, "content", "course", "document", "layout"};

	for (size_t i = 1; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return (enum stage)i;
	usage("--dump takes content, course, document or layout, not ", name);
}

static enum format format_from(const char *name)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (strcmp(format_names[i], name) == 0)
			return (enum format)i;
	usage("can write pdf, html, tex and ics, and not ", name);
}

static bool is_json(const char *format)
{
	if (strcmp(format, "json") != 0 && strcmp(format, "text") != 0)
		usage("messages are text or json, not ", format);
	return *format == 'j';
}

static unsigned jobs_from(const char *number)
{
	int64_t n;

	if (!str_to_int(str_from(number), &n) || n < 0 || n > JOBS_MAX)
		usage("--jobs takes a number from 0 to 256, not ", number);
	if (n == 0)
		n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : n > JOBS_MAX ? JOBS_MAX : (unsigned)n;
}

static const char *root_from(const char *dir)
{
	if (!file_is_directory(dir))
		usage("--root: no such directory: ", dir);
	return dir;
}

static const char *set_from(const char *setting)
{
	const char *equals = strchr(setting, '=');

	if (!equals || equals == setting)
		usage("--set takes KEY=VALUE, not ", setting);
	return setting;
}

static void take_option(struct options *o, int c)
{
	switch (c) {
	case 'o': o->output = optarg; break;
	case 't': o->format = format_from(optarg); break;
	case 'd': o->directory = optarg; break;
	case 'j': o->jobs = jobs_from(optarg); break;
	case 'w': o->watch = true; break;
	case OPTION_INIT: o->init = optarg; break;
	case OPTION_ROLL: o->roll = optarg; break;
	case OPTION_CALENDAR: o->calendar = optarg; break;
	case OPTION_WRITE: o->write = true; break;
	case OPTION_SET: o->sets[o->n_sets++] = set_from(optarg); break;
	case 'r': o->roots[o->n_roots++] = root_from(optarg); break;
	case 'c': o->check = true; break;
	case OPTION_LIST_CHECKS: print_made(course_check_list);
	case 'f': o->force = true; break;
	case 's': o->strict = true; break;
	case 'q': o->quiet = true; break;
	case 'v': o->verbose = true; break;
	case OPTION_FORMAT: o->json = is_json(optarg); break;
	case OPTION_FRAGMENT: o->fragment = true; break;
	case OPTION_DUMP: o->dump = stage_from(optarg); break;
	case OPTION_SCHEMA: print_made(course_schema_json);
	case 'h': print_and_exit(help);
	case 'V': print_and_exit("syllabusgen " VERSION "\n");
	}
}

/* The option that was meant by a word like "--wach" or "--to=pdf", or NULL. */
static const char *find_like(const char *word)
{
	struct str name = str_sub(str_from(word), 2, str_find_char(str_from(word), '=', 0));
	const char *best = NULL;
	unsigned least = 3;

	for (const struct option *l = long_options; l->name; l++) {
		unsigned distance = str_distance(name, str_from(l->name));
		if (distance < least && distance < name.n) {
			least = distance;
			best = l->name;
		}
	}
	return best;
}

static _Noreturn void refuse(const char *word)
{
	const char *like = strncmp(word, "--", 2) == 0 ? find_like(word) : NULL;

	if (!like)
		usage("no such option: ", word);
	fprintf(stderr, "syllabusgen: no such option: %s; did you mean --%s?\n", word, like);
	exit(STATUS_USAGE);
}

/* ---------------------------------------------------------------- the whole */

/* The extension says what to write; without one, or on standard output, it is PDF. */
static enum format format_of(const char *output)
{
	struct str name = str_from(output);

	for (size_t i = name.n; i > 0 && name.p[i - 1] != '/'; i--)
		if (name.p[i - 1] == '.')
			return format_from(name.p + i);
	return FORMAT_PDF;
}

/* What may not stand together. */
static void check_options(const struct options *o)
{
	struct roll to;

	if (o->init && o->n_inputs)
		usage("--init takes no other input: ", o->inputs[0]);
	if (!o->init && o->n_inputs == 0)
		usage("no input: name a content directory or a Markdown page", "");
	if (o->output && o->directory)
		usage("-o and -d: one output, or one for each input; not both", "");
	if (o->n_inputs > 1 && o->output)
		usage("several inputs need -d DIR, not -o ", o->output);
	if (o->n_inputs > 1 && !o->directory && !o->check && !o->dump)
		usage("several inputs need -d DIR for their outputs", "");
	if (o->roll && !roll_parse(str_from(o->roll), &to))
		usage("--roll takes a term, as 2026-01-12..2026-05-01, and not ", o->roll);
	if (!o->roll && (o->calendar || o->write))
		usage("--calendar and --write belong to --roll", "");
	if (o->watch && (o->dump || (o->output && strcmp(o->output, "-") == 0)))
		usage("--watch writes a file; not with --dump or -o -", "");
}

struct options options_read(int argc, char **argv)
{
	struct options o = {.program = argc ? argv[0] : "syllabusgen", .jobs = 1};
	bool to_given = false;

	o.roots = mem_alloc((size_t)argc * sizeof *o.roots);
	o.sets = mem_alloc((size_t)argc * sizeof *o.sets);
	opterr = 0;
	for (int c; (c = getopt_long(argc, argv, ":o:t:d:j:wr:cfsqvhV", long_options, NULL)) != -1;) {
		if (c == ':')
			usage("this option needs a value: ", argv[optind - 1]);
		if (c == '?')
			refuse(optopt && optopt < 128 && argv[optind - 1][1] != '-' ? (char[]){'-', (char)optopt, 0} : argv[optind - 1]);
		to_given = to_given || c == 't';
		take_option(&o, c);
	}
	o.inputs = (const char **)argv + optind;
	o.n_inputs = (size_t)(argc - optind);
	check_options(&o);
	if (o.output && !to_given && strncmp(o.output, "/dev/", 5) != 0)
		o.format = format_of(o.output);
	if (o.fragment && o.format != FORMAT_HTML)
		usage("--fragment is for HTML: -o FILE.html, or --to=html", "");
	return o;
}

void options_free(struct options *o)
{
	mem_free(o->roots);
	mem_free(o->sets);
}
