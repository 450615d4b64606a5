/* build.c - one build's memory, messages and files. */
#include "base/base.h"
#include "base/base_int.h"

struct build *build_new(void)
{
	struct arena *arena = arena_new();
	struct build *b = arena_alloc(arena, sizeof *b);

	b->arena = arena;
	b->reading = arena_new();
	b->marks = arena_new();
	b->log = msg_log_new(arena);
	return b;
}

struct build build_aside(const struct build *b)
{
	struct build aside = *b;

	aside.arena = b->reading;
	return aside;
}

struct build *build_part(const struct build *b)
{
	struct arena *arena = arena_new();
	struct build *part = arena_alloc(arena, sizeof *part);

	*part = *b;
	part->arena = arena;
	part->reading = arena_new();
	part->marks = arena_new();
	part->log = msg_log_new(arena);
	part->worker = NULL;
	return part;
}

void build_join(struct build *b, struct build *part)
{
	msg_join(b, part);
	arena_take(b->reading, part->reading);
	arena_take(b->marks, part->marks);
	arena_take(b->arena, part->arena);
}

void build_drop(struct build *part)
{
	arena_free(part->reading);
	arena_free(part->marks);
	arena_free(part->arena);
}

void build_free(struct build *b)
{
	worker_free(b->worker);
	arena_free(b->reading);
	arena_free(b->marks);
	arena_free(b->arena);
}
