/* map.c - what goes by a name: open addressing, the size a power of two. Nothing depends on the order of its slots. */
#include "base/base.h"

static uint64_t hash_of(const void *of, struct str name)
{
	return str_hash(name, (uintptr_t)of * 0x9E3779B97F4A7C15u) | 1; /* 0: an empty slot */
}

static struct map_entry *slot_of(const struct map *m, uint64_t hash, const void *of, struct str name)
{
	size_t i = (hash ^ hash >> 32) & (m->sz - 1);

	while (m->v[i].hash && !(m->v[i].hash == hash && m->v[i].of == of && str_eq(m->v[i].name, name)))
		i = (i + 1) & (m->sz - 1);
	return &m->v[i];
}

struct map_entry *map_find(const struct map *m, const void *of, struct str name)
{
	struct map_entry *e = m->n ? slot_of(m, hash_of(of, name), of, name) : NULL;

	return e && e->hash ? e : NULL;
}

static void enlarge(struct arena *a, struct map *m)
{
	struct map larger = {.n = m->n, .sz = m->sz ? 2 * m->sz : 16};

	larger.v = arena_alloc(a, larger.sz * sizeof *larger.v);
	for (size_t i = 0; i < m->sz; i++)
		if (m->v[i].hash)
			*slot_of(&larger, m->v[i].hash, m->v[i].of, m->v[i].name) = m->v[i];
	*m = larger;
}

struct map_entry *map_at(struct arena *a, struct map *m, const void *of, struct str name)
{
	uint64_t hash = hash_of(of, name);

	if (2 * m->n >= m->sz)
		enlarge(a, m);
	struct map_entry *e = slot_of(m, hash, of, name);
	m->n += !e->hash;
	if (!e->hash)
		*e = (struct map_entry){.hash = hash, .of = of, .name = name};
	return e;
}
