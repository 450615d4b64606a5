/* The second thread: what is given to it is begun in the order given, and done once, whoever waits for what. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdatomic.h>
#include <threads.h>

#define PIECES 500

/* What the pieces write: their numbers. */
struct record {
	int v[PIECES];
	atomic_int n;
	struct number { struct record *record; int number; } numbers[PIECES];
	struct worker_piece *pieces[PIECES];
};

static void note(void *context)
{
	const struct number *n = context;

	if (n->number % 50 == 0) /* let those behind it wait */
		thrd_sleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
	n->record->v[atomic_fetch_add(&n->record->n, 1)] = n->number;
}

/* All are there; displaced: so far from its place may a piece be, as two threads do them. */
static void check(const struct record *r, int displaced)
{
	bool seen[PIECES] = {false};

	assert_int_equal(r->n, PIECES);
	for (int i = 0; i < PIECES; i++) {
		assert_false(seen[r->v[i]]);
		assert_in_range(r->v[i], i < displaced ? 0 : i - displaced, i + displaced);
		seen[r->v[i]] = true;
	}
}

/* Gives all pieces; the pieces themselves where they can be waited for. */
static void give(struct worker *w, struct record *r)
{
	for (int i = 0; i < PIECES; i++) {
		r->numbers[i] = (struct number){r, i};
		r->pieces[i] = worker_do(w, note, &r->numbers[i]);
	}
}

static bool is_done(const struct record *r, int number)
{
	int i = 0;

	while (i < r->n && r->v[i] != number)
		i++;
	return i < r->n;
}

static void who_waits_helps(void **state)
{
	struct record r = {.n = 0};
	struct worker *w = worker_new();

	(void)state;
	give(w, &r);
	worker_wait(r.pieces[10]);
	assert_true(is_done(&r, 10));
	worker_wait(r.pieces[PIECES - 1]);
	assert_true(is_done(&r, PIECES - 1));
	for (int i = 0; i < PIECES; i++)
		worker_wait(r.pieces[i]); /* most of them done long ago */
	check(&r, PIECES); /* while one sleeps in a piece, the other does many */
	worker_free(w);
}

static void the_end_leaves_nothing_undone(void **state)
{
	struct record r = {.n = 0};
	struct worker *w = worker_new();

	(void)state;
	give(w, &r);
	worker_free(w);
	check(&r, 0);
}

static void without_a_worker_all_is_done_at_once(void **state)
{
	struct record r = {.n = 0};

	(void)state;
	give(NULL, &r);
	check(&r, 0);
	assert_null(r.pieces[0]);
	worker_wait(r.pieces[0]);
	worker_free(NULL);
	worker_free(worker_new()); /* that never had anything to do */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_waits_helps), cmocka_unit_test(the_end_leaves_nothing_undone),
		cmocka_unit_test(without_a_worker_all_is_done_at_once),
	};

	return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
