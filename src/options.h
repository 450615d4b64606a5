/* options.h - the command line, read. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/base.h"

enum status { STATUS_DONE, STATUS_CONTENT, STATUS_USAGE, STATUS_MACHINE }; /* the worst is the largest, but for usage, which ends at once */

enum stage { STAGE_NONE, STAGE_CONTENT, STAGE_COURSE, STAGE_DOCUMENT, STAGE_LAYOUT };

enum format { FORMAT_PDF, FORMATS };

extern const char *const format_names[FORMATS]; /* as extensions and for --to */

struct options {
	const char *input, *output; /* output NULL: a name made from the input's */
	enum stage dump;
	enum format format;         /* what to write: as --to or the output's extension say */
	bool check, force, strict, quiet, json;
	const char **roots;         /* --root, n_roots of them */
	size_t n_roots;
};

/* Reads the command line. Where it is wrong, or asks only for help, the process ends here. The strings are borrowed from argv. */
struct options options_read(int argc, char **argv);
void options_free(struct options *o);

/* Says what is wrong with the command line and ends the process with STATUS_USAGE. */
_Noreturn void usage(const char *text, const char *what);

#endif
