/* job.h - one input and what becomes of it; and where the program's own data is. */
#ifndef JOB_H
#define JOB_H

#include "base/base.h"
#include "options.h"

/* From files to bytes in `out`; what is missing when it returns has been reported. (main.c) */
void build(struct build *b, const struct options *o, struct buf *out);

/* Builds the input, writes the output, prints the messages. */
enum status job_run(const struct options *o);

/* Directories that come with the program; the paths live in the build's arena. */
const char *shared_fonts(struct build *b);
const char *shared_profiles(struct build *b);

#endif
