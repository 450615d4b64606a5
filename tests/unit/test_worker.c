/* The second thread: what is given to it is done, once, in the order given, whoever waits for what. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <threads.h>

#define PIECES 500

/* What the pieces write, one after the other: their numbers. */
struct record {
	int v[PIECES], n;
	struct number { struct record *record; int number; } numbers[PIECES];
	struct worker_piece *pieces[PIECES];
};

static void note(void *context)
{
	const struct number *n = context;

	if (n->number % 50 == 0) /* let those behind it wait */
		thrd_sleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
	n->record->v[n->record->n++] = n->number;
}

static void check(const struct record *r)
{
	assert_int_equal(r->n, PIECES);
	for (int i = 0; i < PIECES; i++)
		assert_int_equal(r->v[i], i);
}

/* Gives all pieces; the pieces themselves where they can be waited for. */
static void give(struct worker *w, struct record *r)
{
	for (int i = 0; i < PIECES; i++) {
		r->numbers[i] = (struct number){r, i};
		r->pieces[i] = worker_do(w, note, &r->numbers[i]);
	}
}

static void pieces_keep_their_order(void **state)
{
	struct record r = {.n = 0};
	struct worker *w = worker_new();

	(void)state;
	give(w, &r);
	worker_wait(r.pieces[10]);
	worker_wait(r.pieces[PIECES - 1]);
	check(&r);
	worker_wait(r.pieces[0]); /* done long ago */
	worker_free(w);
}

static void the_end_leaves_nothing_undone(void **state)
{
	struct record r = {.n = 0};
	struct worker *w = worker_new();

	(void)state;
	give(w, &r);
	worker_free(w);
	check(&r);
}

static void without_a_worker_all_is_done_at_once(void **state)
{
	struct record r = {.n = 0};

	(void)state;
	give(NULL, &r);
	check(&r);
	assert_null(r.pieces[0]);
	worker_wait(r.pieces[0]);
	worker_free(NULL);
	worker_free(worker_new()); /* that never had anything to do */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_keep_their_order), cmocka_unit_test(the_end_leaves_nothing_undone),
		cmocka_unit_test(without_a_worker_all_is_done_at_once),
	};

	return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
