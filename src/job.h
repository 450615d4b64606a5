/* job.h - one input and what becomes of it; many of them; and where the program's own data is. */
#ifndef JOB_H
#define JOB_H

#include "base/base.h"
#include "options.h"
#include "typeset/typeset.h"

#include <pthread.h>

/* What all jobs of the process share. */
struct program {
	const struct options *options;
	pthread_mutex_t lock;       /* of what is below */
	struct font_library *fonts; /* NULL until a job has begun to load them */
};

void program_start(struct program *p, const struct options *o);
void program_end(struct program *p);

#define JOB_STAGES 8

/* One input on its way. The strings are borrowed, or live in the build's arena. */
struct job {
	struct program *program;
	const struct options *options;
	const char *input;
	const char *output;      /* NULL until job_run knows it */
	const char *font_dir;    /* NULL until job_fonts_begin knows it */
	struct worker_piece *loading; /* the fonts; NULL: they are loaded, or nobody has asked */
	/* what the pipeline noted: a stage's name, what it made, how much of it, and when it was done, in seconds */
	struct job_stage { const char *name, *made; size_t count; double done; } stages[JOB_STAGES];
	size_t n_stages;
	double begun, ended;     /* seconds of a clock that only goes forward */
};

/* The pipeline: from files to bytes in `out`; what is missing when it returns has been reported. (main.c) */
void build(struct build *b, struct job *job, struct buf *out);

/* For build(): a stage is done and has made so many of something ("sections"). */
void job_note(struct job *job, const char *name, const char *made, size_t count);
/* For build(): the fonts that all jobs share are loaded by the worker of the first; then job_fonts() waits for them, and what a
 * text in `lang` needs beside them is read meanwhile. NULL, with a message, when there are none. */
void job_fonts_begin(struct build *b, struct job *job);
struct font_library *job_fonts(struct build *b, struct job *job, struct str lang);

/* Builds the job's input and writes its output. Its messages wait in the build, which the caller frees; the job's output is
 * named there, too. */
struct build *job_run(struct job *job);
const char *job_output(struct build *b, const struct job *job); /* where its output goes; in the build's arena */
enum status job_status(const struct build *b);
void job_print_messages(const struct build *b, const struct options *o);
void job_print_stages(const struct job *job); /* --verbose */

/* Runs one job for each input; returns the worst status. (many.c) */
enum status many_run(struct program *p);
/* Makes the outputs' directory; false, with its message printed, when it cannot. Two inputs with one output are a usage error. */
bool many_prepare(const struct options *o);
/* --watch: builds, and builds again what changes, until a signal ends it. (watch.c) */
enum status watch_run(struct program *p);

enum status init_run(const struct options *o);   /* --init (init.c) */

/* ical_write, loaded when it is first called. (module.c) */
void module_ical_write(struct build *b, const struct course *course, struct str previous, struct buf *out);

/* Directories that come with the program; the paths live in the build's arena. (shared.c) */
const char *shared_fonts(struct build *b);
const char *shared_profiles(struct build *b);
const char *shared_init(struct build *b);
const char *shared_modules(struct build *b);

#endif
