/* build.c - one build's memory, messages and files. */
#include "base/base.h"
#include "base/base_int.h"

struct build *build_new(void)
{
	struct arena *arena = arena_new();
	struct build *b = arena_alloc(arena, sizeof *b);

	b->arena = arena;
	b->reading = arena_new();
	b->log = msg_log_new(arena);
	return b;
}

void build_free(struct build *b)
{
	worker_free(b->worker);
	arena_free(b->reading);
	arena_free(b->arena);
}
