/* main.c - options, then build(): the pipeline, one call a line. */
#include "base/base.h"
#include "content/content.h"
#include "course/course.h"
#include "document/document.h"
#include "output/output.h"
#include "typeset/typeset.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef VERSION
#define VERSION "0.1"
#endif

enum { STATUS_DONE, STATUS_CONTENT, STATUS_USAGE, STATUS_MACHINE };

enum stage { STAGE_NONE, STAGE_CONTENT, STAGE_COURSE, STAGE_DOCUMENT, STAGE_LAYOUT };

struct options {
	const char *input, *output;
	enum stage dump;
	bool check, force, strict, quiet, json;
	const char **roots; /* --root, n_roots of them */
	size_t n_roots;
};

static const char help[] =
	"Usage: syllabusgen [OPTION]... INPUT [-o FILE]\n"
	"Set a course as a typeset, accessible syllabus.\n"
	"\n"
	"INPUT is a directory with course.yaml and Markdown sections, or one Markdown page.\n"
	"\n"
	"  -o, --output=FILE    write FILE; \"-\" is standard output\n"
	"                       (else syllabus.pdf, or NAME.pdf for NAME.md)\n"
	"  -t, --to=FORMAT      what to write: pdf (else FILE's extension says)\n"
	"  -c, --check          only report mistakes\n"
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
	{"version", no_argument, NULL, 'V'},      {NULL, 0, NULL, 0},
};

static _Noreturn void usage(const char *text, const char *what)
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

static void require_pdf(const char *format)
{
	if (strcmp(format, "pdf") != 0)
		usage("cannot write this format: ", format);
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
	case 't': require_pdf(optarg); break;
	case 'c': o->check = true; break;
	case 'f': o->force = true; break;
	case 's': o->strict = true; break;
	case 'r': o->roots[o->n_roots++] = optarg; break;
	case 'D': o->dump = stage_from(optarg); break;
	case 'F': require_format(o, optarg); break;
	case 'q': o->quiet = true; break;
	case 'h': print_and_exit(help);
	case 'V': print_and_exit("syllabusgen " VERSION "\n");
	default: usage("see above", "");
	}
}

/* The extension says what to write; without one, or on standard output, it is PDF. */
static void check_output(const char *output, bool to_given)
{
	struct str name = str_from(output);

	for (size_t i = name.n; !to_given && i > 0 && name.p[i - 1] != '/'; i--) {
		if (name.p[i - 1] == '.') {
			require_pdf(name.p + i);
			return;
		}
	}
}

static struct options read_options(int argc, char **argv)
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
	if (o.output)
		check_output(o.output, to_given || strncmp(o.output, "/dev/", 5) == 0);
	return o;
}

/* syllabus.pdf for a directory, NAME.pdf for NAME.md, in the working directory. */
static const char *default_output(struct build *b, const char *input)
{
	struct str name = str_from(strrchr(input, '/') ? strrchr(input, '/') + 1 : input);

	if (!str_ends(name, ".md"))
		return "syllabus.pdf";
	return arena_printf(b->arena, "%.*s.pdf", (int)name.n - 3, name.p).p;
}

/* Beside the program when it was built in place, else where it was installed. */
static const char *find_fonts(struct build *b)
{
	static const char *const places[] = {"../fonts", "../../fonts", "../share/syllabusgen/fonts"};
	const char *program = file_program_directory(b), *named = getenv("SYLLABUSGEN_FONTS");

	for (size_t i = 0; !named && i < sizeof places / sizeof *places; i++) {
		const char *dir = file_join(b, program, str_from(places[i]));
		if (file_is_directory(dir))
			return dir;
	}
	return named ? named : "fonts";
}

/* From files to bytes in `out`; what is missing when it returns has been reported. */
static void build(struct build *b, const struct options *o, struct buf *out)
{
	const struct content *content = content_load(b, o->input);
	if (!content)
		return;
	if (o->dump == STAGE_CONTENT) {
		content_dump(content, out);
		return;
	}
	const struct course *course = course_load(b, content);
	if (o->dump == STAGE_COURSE) {
		course_dump(course, out);
		return;
	}
	const struct document *document = document_compose(b, content, course);
	if (o->dump == STAGE_DOCUMENT) {
		document_dump(document, out);
		return;
	}
	struct font_library *fonts = font_library_load(b, find_fonts(b));
	if (!fonts)
		return;
	const struct layout *layout = typeset_document(b, document, &course->style, fonts);
	if (o->dump == STAGE_LAYOUT)
		layout_dump(layout, out);
	else if (!o->check && (o->force || msg_worst(b) < MSG_ERROR))
		pdf_write(b, document, layout, &(struct pdf_options){course->style.standard}, out);
	font_library_free(fonts);
}

static void print_messages(const struct build *b, const struct options *o)
{
	struct msg_format format = {.json = o->json, .least = o->quiet ? MSG_ERROR : MSG_NOTE};
	struct buf out = {0};

	format.colour = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
	msg_print(b, &out, format);
	if (out.n)
		fwrite(out.p, 1, out.n, stderr);
	buf_free(&out);
}

static int run(const struct options *o)
{
	struct build *b = build_new();
	struct buf out = {0};

	b->strict = o->strict;
	for (size_t i = 0; i < o->n_roots; i++)
		if (!file_add_root(b, o->roots[i]))
			usage("--root: no such directory: ", o->roots[i]);
	build(b, o, &out);
	if (out.n && o->dump)
		file_replace(b, o->output ? o->output : "-", buf_view(&out));
	else if (out.n)
		file_replace(b, o->output ? o->output : default_output(b, o->input), buf_view(&out));
	print_messages(b, o);
	enum msg_level worst = msg_worst(b);
	buf_free(&out);
	build_free(b);
	return worst == MSG_FAILURE ? STATUS_MACHINE : worst == MSG_ERROR ? STATUS_CONTENT : STATUS_DONE;
}

int main(int argc, char **argv)
{
	struct options o = read_options(argc, argv);
	int status = run(&o);

	mem_free(o.roots);
	return status;
}
