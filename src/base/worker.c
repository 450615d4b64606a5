/* worker.c - a build's second thread: pieces of work that go on beside the build itself, begun in the order in which they were given.
 * Who waits for one does those that nobody has begun meanwhile. What a piece makes is taken only once it is done, so that the
 * threads' timing changes no byte. */
#include "base/base.h"

#include <pthread.h>

struct worker_piece {
	struct worker_piece *next;
	struct worker *worker;
	void (*work)(void *);
	void *context;
	bool done;
};

struct worker {
	struct arena *arena;   /* of the pieces; the build's thread alone sees it */
	pthread_t thread;
	bool started;          /* there is a thread; where the machine gives none, the build does it all itself */
	pthread_mutex_t lock;  /* of all below, and of `done` */
	pthread_cond_t given, done;
	struct worker_piece *first, **end;
	bool ending;
};

struct worker *worker_new(void)
{
	struct arena *a = arena_new();
	struct worker *w = arena_alloc(a, sizeof *w);

	w->arena = a;
	w->end = &w->first;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->given, NULL);
	pthread_cond_init(&w->done, NULL);
	return w;
}

/* The first that nobody has begun, or NULL. Under the lock. */
static struct worker_piece *take(struct worker *w)
{
	struct worker_piece *piece = w->first;

	if (piece) {
		w->first = piece->next;
		w->end = w->first ? w->end : &w->first;
	}
	return piece;
}

/* Under the lock, which it leaves meanwhile. */
static void do_piece(struct worker *w, struct worker_piece *piece)
{
	pthread_mutex_unlock(&w->lock);
	piece->work(piece->context);
	pthread_mutex_lock(&w->lock);
	piece->done = true;
	pthread_cond_signal(&w->done);
}

static void *work(void *context)
{
	struct worker *w = context;

	mem_thread_start();
	pthread_mutex_lock(&w->lock);
	for (struct worker_piece *piece; (piece = take(w)) || !w->ending;) {
		if (piece)
			do_piece(w, piece);
		else
			pthread_cond_wait(&w->given, &w->lock);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

static void give(struct worker *w, struct worker_piece *piece)
{
	pthread_mutex_lock(&w->lock);
	*w->end = piece;
	w->end = &piece->next;
	pthread_mutex_unlock(&w->lock);
	pthread_cond_signal(&w->given);
}

struct worker_piece *worker_do(struct worker *w, void (*run)(void *), void *context)
{
	if (w && !w->started)
		w->started = pthread_create(&w->thread, NULL, work, w) == 0;
	if (!w || !w->started) {
		run(context);
		return NULL;
	}
	struct worker_piece *piece = arena_alloc(w->arena, sizeof *piece);
	*piece = (struct worker_piece){.worker = w, .work = run, .context = context};
	give(w, piece);
	return piece;
}

void worker_wait(struct worker_piece *piece)
{
	if (!piece)
		return;
	struct worker *w = piece->worker;
	pthread_mutex_lock(&w->lock);
	while (!piece->done) {
		struct worker_piece *next = take(w);
		if (next)
			do_piece(w, next);
		else
			pthread_cond_wait(&w->done, &w->lock);
	}
	pthread_mutex_unlock(&w->lock);
}

void worker_free(struct worker *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->ending = true;
	pthread_cond_signal(&w->given);
	pthread_mutex_unlock(&w->lock);
	if (w->started)
		pthread_join(w->thread, NULL);
	pthread_cond_destroy(&w->given);
	pthread_cond_destroy(&w->done);
	pthread_mutex_destroy(&w->lock);
	arena_free(w->arena);
}
