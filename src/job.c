/* job.c - one input: what surrounds its build. */
#include "job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---------------------------------------------------------------- what jobs share */

void program_start(struct program *p, const struct options *o)
{
	if (o->n_inputs > 1)
		mem_threads(o->jobs);
	p->options = o;
	p->fonts = NULL;
	pthread_mutex_init(&p->lock, NULL);
}

void program_end(struct program *p)
{
	font_library_free(p->fonts);
	pthread_mutex_destroy(&p->lock);
}

static void load_fonts(void *context)
{
	struct job *job = context;
	struct program *p = job->program;

	pthread_mutex_lock(&p->lock);
	if (!p->fonts)
		p->fonts = font_library_load(job->font_dir);
	pthread_mutex_unlock(&p->lock);
}

void job_fonts_begin(struct build *b, struct job *job)
{
	job->font_dir = shared_fonts(b);
	job->loading = worker_do(b->worker, load_fonts, job);
}

struct font_library *job_fonts(struct build *b, struct job *job, struct str lang)
{
	struct font_library *fonts;

	worker_wait(job->loading);
	fonts = font_library_report(job->program->fonts, b) ? job->program->fonts : NULL;
	if (fonts)
		font_library_prepare(fonts, b, lang);
	job_note(job, "fonts", "shared", fonts != NULL);
	return fonts;
}

/* ---------------------------------------------------------------- time, for those who want to know */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void job_note(struct job *job, const char *name, const char *made, size_t count)
{
	if (job->n_stages < JOB_STAGES)
		job->stages[job->n_stages++] = (struct job_stage){name, made, count, now()};
}

void job_print_stages(const struct job *job)
{
	double since = job->begun;

	flockfile(stderr);
	for (size_t i = 0; i < job->n_stages; i++) {
		const struct job_stage *s = &job->stages[i];
		fprintf(stderr, "%s: %-9s %8.2f ms %8zu %s\n", job->input, s->name, 1e3 * (s->done - since), s->count, s->made);
		since = s->done;
	}
	fprintf(stderr, "%s: %-9s %8.2f ms\n", job->input, "in all", 1e3 * (job->ended - job->begun));
	funlockfile(stderr);
}

/* ---------------------------------------------------------------- where the output goes */

/* What the input is called: its last name, without .md; "." is asked for its real name. */
static struct str input_name(struct build *b, const char *input)
{
	const char *real = file_real(b, input);

	return file_stem(real ? real : input);
}

/* syllabus.pdf for a directory, NAME.pdf for NAME.md and where a directory is to hold several. */
const char *job_output(struct build *b, const struct job *job)
{
	const struct options *o = job->options;
	struct str name = o->directory || str_ends(str_from(job->input), ".md") ? input_name(b, job->input) : STR("syllabus");
	struct str file = arena_printf(b->arena, "%.*s.%s", STR_ARG(name), format_names[o->format]);

	if (o->output)
		return o->output;
	if (o->dump || o->roll)
		return "-";
	return o->directory ? file_join(b, o->directory, file) : file.p;
}

/* ---------------------------------------------------------------- one job */

struct build *job_run(struct job *job)
{
	struct build *b = build_new();
	struct buf out = {0};

	b->strict = job->options->strict;
	/* several jobs at a time have the other processors */
	b->worker = job->options->jobs > 1 && job->options->n_inputs > 1 ? NULL : worker_new();
	b->sets = job->options->sets;
	b->n_sets = job->options->n_sets;
	for (size_t i = 0; i < job->options->n_roots; i++)
		file_add_root(b, job->options->roots[i]);
	job->output = job_output(b, job);
	job->n_stages = 0;
	job->begun = now();
	build(b, job, &out);
	if (out.n && msg_worst(b) < MSG_FAILURE) {
		file_replace(b, job->output, buf_view(&out));
		job_note(job, "file", "bytes", out.n);
	}
	job->ended = now();
	buf_free(&out);
	return b;
}

enum status job_status(const struct build *b)
{
	enum msg_level worst = msg_worst(b);

	return worst == MSG_FAILURE ? STATUS_MACHINE : worst == MSG_ERROR ? STATUS_CONTENT : STATUS_DONE;
}

void job_print_messages(const struct build *b, const struct options *o)
{
	struct msg_format format = {.json = o->json, .least = o->quiet ? MSG_ERROR : MSG_NOTE};
	struct buf out = {0};

	format.colour = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
	msg_print(b, &out, format);
	if (out.n)
		fwrite(out.p, 1, out.n, stderr);
	buf_free(&out);
}
