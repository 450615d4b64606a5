/* watch.c - --watch: builds again when a file changes that the last build asked for, whether it found it or not.
 *
 * inotify watches directories, not files: editors save by renaming a new file over the old one, and a watch on the old file
 * would go away with it. What a build asked for is remembered as names in directories; where a directory is missing, its
 * nearest ancestor waits for the next name on the way. A directory that nobody had watched before a build may have changed
 * while it ran, unseen: the files' times tell. */
#include "job.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define EVENTS (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)
#define GONE (IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF)

/* How long all must be quiet before a build, in milliseconds. What is gone may be about to come back: some editors move the
 * old file away before they write the new one. */
#define SETTLE 4
#define SETTLE_GONE 100

/* A name in a watched directory that a build asked for; NULL: the names of sections and course.yaml were listed. */
struct place {
	int directory;    /* inotify's number */
	const char *name;
};

struct course_watch {
	struct job job;
	struct arena *arena; /* of the places; emptied at each build */
	struct { struct place *v; size_t n, sz; } places;
	bool due;
};

struct watch {
	struct program *program;
	int inotify, signals;
	struct course_watch *courses;
	size_t n;
	int newest;       /* the highest number of a watched directory */
	int settle;       /* milliseconds to wait; -1: nothing is due */
};

/* ---------------------------------------------------------------- what a build asked for */

/* The directory's number, or that of the nearest ancestor that is there: then *name is the next name on the way to it. */
static int watch_directory(struct watch *w, struct course_watch *c, const char *dir, const char **name)
{
	char path[PATH_MAX];

	if (snprintf(path, sizeof path, "%s", dir) >= (int)sizeof path)
		return -1;
	for (;;) {
		int number = inotify_add_watch(w->inotify, path, EVENTS | IN_ONLYDIR);
		if (number >= 0 || (errno != ENOENT && errno != ENOTDIR) || strcmp(path, ".") == 0 || strcmp(path, "/") == 0)
			return number;
		for (size_t n = strlen(path); n > 1 && path[n - 1] == '/';)
			path[--n] = 0;
		char *slash = strrchr(path, '/');
		*name = arena_cstr(c->arena, str_from(slash ? slash + 1 : path));
		if (slash)
			slash[slash == path] = 0;
		else
			strcpy(path, ".");
	}
}

static void add_place(struct watch *w, struct course_watch *c, const char *dir, const char *name)
{
	int number = watch_directory(w, c, dir, &name);

	if (number < 0)
		fprintf(stderr, "syllabusgen: warning: cannot watch `%s`: %s\n", dir, strerror(errno));
	else
		*arena_push(c->arena, &c->places) = (struct place){number, name};
}

/* A path without slashes at its end, cut into directory and name. */
static void add_path(struct watch *w, struct course_watch *c, const char *path)
{
	char *copy = (char *)arena_cstr(c->arena, str_from(path));

	for (size_t n = strlen(copy); n > 1 && copy[n - 1] == '/';)
		copy[--n] = 0;
	char *slash = strrchr(copy, '/');
	if (!slash) {
		add_place(w, c, ".", copy);
		return;
	}
	*slash = 0;
	add_place(w, c, slash == copy ? "/" : copy, slash + 1);
}

/* A link is watched at both ends. */
static void add_asked(struct watch *w, struct course_watch *c, const struct file_asked *asked)
{
	char *real = realpath(asked->path, NULL);

	if (asked->listed)
		add_place(w, c, asked->path, NULL);
	else
		add_path(w, c, asked->path);
	if (real && !asked->listed && strcmp(real, asked->path) != 0)
		add_path(w, c, real);
	free(real);
}

/* Whether an input is another one by now. */
static bool has_changed(const struct build *b)
{
	struct stat st;

	for (const struct source *s = b->inputs; s; s = s->next)
		if (stat(s->name, &st) == 0 && (st.st_mtim.tv_sec != s->mtime.tv_sec || st.st_mtim.tv_nsec != s->mtime.tv_nsec))
			return true;
	return false;
}

static void remember(struct watch *w, struct course_watch *c, const struct build *b)
{
	int newest = w->newest;

	arena_reset(c->arena);
	memset(&c->places, 0, sizeof c->places);
	add_path(w, c, c->job.input);
	for (const struct file_asked *a = b->asked; a; a = a->next)
		add_asked(w, c, a);
	for (size_t i = 0; i < c->places.n; i++)
		w->newest = c->places.v[i].directory > w->newest ? c->places.v[i].directory : w->newest;
	c->due = w->newest > newest && has_changed(b);
}

struct font_watch { struct watch *w; struct course_watch *c; };

static void add_font(void *context, const char *path)
{
	struct font_watch *f = context;

	add_path(f->w, f->c, path);
}

/* Fonts that were not all there: the next build looks for them anew, and there is one when they come. */
static void forget_fonts(struct watch *w, struct course_watch *c)
{
	struct program *p = w->program;

	if (!p->fonts || font_library_is_whole(p->fonts))
		return;
	font_library_lacks(p->fonts, add_font, &(struct font_watch){w, c});
	font_library_free(p->fonts);
	p->fonts = NULL;
}

/* ---------------------------------------------------------------- building */

static size_t count_pages(const struct job *job)
{
	for (size_t i = 0; i < job->n_stages; i++)
		if (strcmp(job->stages[i].made, "pages") == 0)
			return job->stages[i].count;
	return 0;
}

static void put_count(struct buf *out, size_t n, const char *what)
{
	if (n)
		buf_printf(out, ", %zu %s%s", n, what, n == 1 ? "" : "s");
}

/* "14:05:09 syllabus.pdf: 6 pages, 31 ms, 1 warning" */
static void print_line(const struct course_watch *c, const struct build *b)
{
	struct buf out = {0};
	time_t t = time(NULL);
	struct tm tm;
	char clock[16];
	size_t pages = count_pages(&c->job);
	bool written = job_status(b) == STATUS_DONE || (c->job.options->force && job_status(b) == STATUS_CONTENT);

	strftime(clock, sizeof clock, "%H:%M:%S", localtime_r(&t, &tm));
	buf_printf(&out, "%s %s: ", clock, c->job.options->check ? c->job.input : c->job.output);
	if (written)
		buf_printf(&out, "%zu page%s", pages, pages == 1 ? "" : "s");
	else
		buf_cstr(&out, "not written");
	buf_printf(&out, ", %.0f ms", 1e3 * (c->job.ended - c->job.begun));
	put_count(&out, msg_count(b, MSG_FAILURE) + msg_count(b, MSG_ERROR), "error");
	put_count(&out, msg_count(b, MSG_WARNING), "warning");
	buf_char(&out, '\n');
	fwrite(out.p, 1, out.n, stderr);
	buf_free(&out);
}

static void build_course(struct watch *w, struct course_watch *c)
{
	struct build *b = job_run(&c->job);

	job_print_messages(b, c->job.options);
	if (c->job.options->verbose)
		job_print_stages(&c->job);
	if (!c->job.options->quiet)
		print_line(c, b);
	remember(w, c, b);
	build_free(b);
	forget_fonts(w, c);
	if (c->due)
		w->settle = SETTLE;
}

static void build_due(struct watch *w)
{
	w->settle = -1;
	for (size_t i = 0; i < w->n; i++)
		if (w->courses[i].due)
			build_course(w, &w->courses[i]);
}

/* ---------------------------------------------------------------- events */

/* Whether a listed directory's name may be one of the content's. */
static bool is_content(const char *name)
{
	struct str s = str_from(name);

	return *name != '.' && (str_ends(s, ".md") || str_ends(s, ".yaml") || str_ends(s, ".yml"));
}

static bool concerns(const struct place *p, const struct inotify_event *e)
{
	if (p->directory != e->wd)
		return false;
	if (e->mask & (IN_DELETE_SELF | IN_MOVE_SELF))
		return true;
	return e->len && (p->name ? strcmp(p->name, e->name) == 0 : is_content(e->name));
}

static bool is_course_event(const struct course_watch *c, const struct inotify_event *e)
{
	for (size_t i = 0; i < c->places.n; i++)
		if (concerns(&c->places.v[i], e))
			return true;
	return e->mask & IN_Q_OVERFLOW;
}

static void take_event(struct watch *w, const struct inotify_event *e)
{
	bool made = (e->mask & IN_CREATE) && !(e->mask & IN_ISDIR); /* what is written into it comes as another event */

	if (e->mask & IN_MOVE_SELF)
		inotify_rm_watch(w->inotify, e->wd);
	for (size_t i = 0; i < w->n && !(e->mask & IN_IGNORED); i++) {
		if (!is_course_event(&w->courses[i], e))
			continue;
		w->courses[i].due = true;
		w->settle = made || (e->mask & GONE) ? SETTLE_GONE : SETTLE;
	}
}

static void take_events(struct watch *w)
{
	_Alignas(struct inotify_event) char bytes[16384];
	ssize_t n = read(w->inotify, bytes, sizeof bytes);

	for (ssize_t at = 0; at < n;) {
		const struct inotify_event *e = (const struct inotify_event *)(bytes + at);
		take_event(w, e);
		at += (ssize_t)(sizeof *e + e->len);
	}
}

static bool run_until_signal(struct watch *w)
{
	struct pollfd fds[2] = {{.fd = w->inotify, .events = POLLIN}, {.fd = w->signals, .events = POLLIN}};

	for (;;) {
		int n = poll(fds, 2, w->settle);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0 && fds[1].revents)
			return true;
		if (n > 0)
			take_events(w);
		else if (n == 0)
			build_due(w);
	}
}

/* ---------------------------------------------------------------- the whole */

/* Ctrl-C and its like become a file that poll sees: a build is always finished. */
static int open_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

static void start_courses(struct watch *w)
{
	const struct options *o = w->program->options;

	w->n = o->n_inputs;
	w->courses = mem_alloc(w->n * sizeof *w->courses);
	for (size_t i = 0; i < w->n; i++)
		w->courses[i] = (struct course_watch){
			.job = {.program = w->program, .options = o, .input = o->inputs[i]}, .arena = arena_new(), .due = true};
}

static void end_courses(struct watch *w)
{
	for (size_t i = 0; i < w->n; i++)
		arena_free(w->courses[i].arena);
	mem_free(w->courses);
}

enum status watch_run(struct program *p)
{
	struct watch w = {.program = p, .inotify = inotify_init1(IN_CLOEXEC), .signals = open_signals(), .settle = 0};
	bool ok = w.inotify >= 0 && w.signals >= 0;

	if (ok && !many_prepare(p->options))
		return STATUS_MACHINE;
	start_courses(&w);
	ok = ok && run_until_signal(&w);
	if (!ok)
		fprintf(stderr, "syllabusgen: failure: cannot watch files: %s\n", strerror(errno));
	end_courses(&w);
	close(w.inotify);
	close(w.signals);
	return ok ? STATUS_DONE : STATUS_MACHINE;
}
