/* options.h - the command line, read. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/base.h"

/* The worst is the largest, but for usage, which ends the process at once. */
enum status { STATUS_DONE, STATUS_CONTENT, STATUS_USAGE, STATUS_MACHINE };

enum stage { STAGE_NONE, STAGE_CONTENT, STAGE_COURSE, STAGE_DOCUMENT, STAGE_LAYOUT };

enum format { FORMAT_PDF, FORMAT_HTML, FORMAT_LATEX, FORMAT_ICS, FORMATS };

extern const char *const format_names[FORMATS]; /* as extensions and for --to */

struct options {
	const char *program;        /* as it was called */
	const char **inputs;        /* n_inputs of them, at least one but for --init */
	size_t n_inputs;
	const char *output;         /* NULL: a name made from the input's */
	const char *directory;      /* where outputs go that are named after their inputs; NULL: there is but one output */
	const char *init;           /* where a new course goes; NULL: none is wanted */
	enum stage dump;
	enum format format;         /* what to write: as --to or the output's extension say */
	unsigned jobs;              /* how many inputs are built at a time, at least 1 */
	bool check, force, strict, quiet, verbose, json, watch;
	bool fragment;              /* of HTML: the body alone */
	const char **roots;         /* --root, n_roots of them; all are directories */
	size_t n_roots;
	const char **sets;          /* --set, n_sets of them: KEY=VALUE */
	size_t n_sets;
	const char *roll;           /* the term START..END to go to, or NULL; calendar: its calendar's file, or NULL */
	const char *calendar;
	bool write;                 /* --roll changes course.yaml */
};

/* Reads the command line. Where it is wrong, or asks only for help, the process ends here. The strings are borrowed from argv. */
struct options options_read(int argc, char **argv);
void options_free(struct options *o);

/* Says what is wrong with the command line and ends the process with STATUS_USAGE. */
_Noreturn void usage(const char *text, const char *what);

#endif
