/* many.c - one job for each input, several at a time when --jobs says so. A job that fails does not stop the others. Messages
 * are printed in the order of the inputs, whichever job is done first; progress only where somebody sits before a terminal. */
#include "job.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct done {
	struct job job;
	struct build *build; /* NULL: not done yet */
};

struct many {
	struct program *program;
	struct done *v;
	size_t n, next;      /* next: the first that nobody works on */
	size_t n_done, printed;
	bool progress;
	struct buf json;     /* --format=json: one array of all messages */
	enum status worst;
	pthread_mutex_t lock; /* of all above */
};

/* ---------------------------------------------------------------- printing */

static void clear_progress(const struct many *m)
{
	if (m->progress)
		fputs("\r\033[K", stderr);
}

static void print_progress(const struct many *m)
{
	if (m->progress && m->n_done < m->n)
		fprintf(stderr, "\r\033[K%zu of %zu", m->n_done, m->n);
}

/* The elements of one build's array go into the array of all. */
static void add_json(struct many *m, const struct build *b)
{
	struct buf one = {0};
	bool quiet = m->program->options->quiet;

	msg_print(b, &one, (struct msg_format){.json = true, .least = quiet ? MSG_ERROR : MSG_NOTE});
	struct str inner = str_trim(str_sub(buf_view(&one), 1, one.n - strlen("]\n")));
	if (inner.n) {
		buf_cstr(&m->json, m->json.n > 1 ? ",\n  " : "\n  ");
		buf_str(&m->json, inner);
	}
	buf_free(&one);
}

static void print_done(struct many *m, struct done *d)
{
	enum status status = job_status(d->build);

	if (m->program->options->json)
		add_json(m, d->build);
	else
		job_print_messages(d->build, m->program->options);
	if (m->program->options->verbose)
		job_print_stages(&d->job);
	m->worst = status > m->worst ? status : m->worst;
	build_free(d->build);
}

/* All that is due, in the order of the inputs. */
static void print_due(struct many *m)
{
	clear_progress(m);
	while (m->printed < m->n && m->v[m->printed].build)
		print_done(m, &m->v[m->printed++]);
	print_progress(m);
}

/* ---------------------------------------------------------------- working */

static struct done *take_next(struct many *m)
{
	pthread_mutex_lock(&m->lock);
	struct done *d = m->next < m->n ? &m->v[m->next++] : NULL;
	pthread_mutex_unlock(&m->lock);
	return d;
}

static void *work(void *context)
{
	struct many *m = context;

	for (struct done *d; (d = take_next(m));) {
		struct build *b = job_run(&d->job);
		pthread_mutex_lock(&m->lock);
		d->build = b;
		m->n_done++;
		print_due(m);
		pthread_mutex_unlock(&m->lock);
	}
	return NULL;
}

/* This thread works, too; where the machine gives no others, it works alone. */
static void work_together(struct many *m, size_t workers)
{
	pthread_t *threads = mem_alloc(workers * sizeof *threads);
	size_t started = 0;

	while (started + 1 < workers && pthread_create(&threads[started], NULL, work, m) == 0)
		started++;
	work(m);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	mem_free(threads);
}

static void print_json(struct many *m)
{
	if (m->program->options->json) {
		buf_cstr(&m->json, "\n]\n");
		fwrite(m->json.p, 1, m->json.n, stderr);
	}
}

/* Two inputs must not be written to one file. */
static void check_names(struct build *b, const struct options *o)
{
	struct map names = {0};

	for (size_t i = 0; i < o->n_inputs; i++) {
		const char *name = job_output(b, &(struct job){.options = o, .input = o->inputs[i]});
		if (map_at(b->arena, &names, NULL, str_from(name))->count++)
			usage("two inputs would be written to ", name);
	}
}

bool many_prepare(const struct options *o)
{
	struct build *b = build_new();

	if (o->directory)
		check_names(b, o);
	bool ok = !o->directory || o->check || file_make_directory(b, o->directory);
	if (!ok)
		job_print_messages(b, o);
	build_free(b);
	return ok;
}

enum status many_run(struct program *p)
{
	const struct options *o = p->options;
	struct many m = {.program = p, .n = o->n_inputs, .v = mem_alloc(o->n_inputs * sizeof *m.v)};

	m.progress = m.n > 1 && !o->quiet && isatty(STDERR_FILENO);
	buf_char(&m.json, '[');
	pthread_mutex_init(&m.lock, NULL);
	for (size_t i = 0; i < m.n; i++)
		m.v[i] = (struct done){.job = {.program = p, .options = o, .input = o->inputs[i]}};
	if (many_prepare(o)) {
		work_together(&m, o->dump ? 1 : o->jobs < m.n ? o->jobs : m.n);
		print_json(&m);
	} else {
		m.worst = STATUS_MACHINE;
	}
	pthread_mutex_destroy(&m.lock);
	buf_free(&m.json);
	mem_free(m.v);
	return m.worst;
}
