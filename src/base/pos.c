/* pos.c - lines and columns, counted only when a message prints them. */
#include "base/base.h"

#define STEP 1024 /* bytes between the marks of an index, or a little more */

/* A character's byte, and its line and column. */
struct pos_mark {
	size_t byte;
	struct line_column at;
};

struct pos_marks {
	struct pos_mark *v; /* one for each STEP bytes */
	size_t n, sz;
};

static const struct pos_mark beginning = {0, {1, 1}};

/* Goes on to the first character at or behind `to`. */
static struct pos_mark count(struct str s, struct pos_mark m, size_t to)
{
	while (m.byte < to && m.byte < s.n) {
		if (utf8_next(s, &m.byte) == '\n')
			m.at = (struct line_column){m.at.line + 1, 1};
		else
			m.at.column++;
	}
	return m;
}

struct line_column pos_line_column(struct pos pos)
{
	if (!pos.source)
		return (struct line_column){0, 0};
	return count(pos.source->bytes, beginning, pos.start).at;
}

static struct pos_marks *marks_make(struct arena *a, struct str s)
{
	struct pos_marks *marks = arena_alloc(a, sizeof *marks);
	struct pos_mark m = beginning;

	for (size_t to = 0; to == 0 || to < s.n; to += STEP) {
		m = count(s, m, to);
		*arena_push(a, marks) = m;
	}
	return marks;
}

struct line_column pos_index_find(struct pos_index *x, struct pos pos)
{
	if (!pos.source)
		return (struct line_column){0, 0};
	struct map_entry *e = map_at(x->a, &x->sources, pos.source, STR_NONE);
	struct str s = pos.source->bytes;
	if (!e->value)
		e->value = marks_make(x->a, s);
	const struct pos_marks *marks = e->value;
	size_t i = (pos.start < s.n ? pos.start : s.n) / STEP;
	i = i < marks->n ? i : marks->n - 1;
	i -= i > 0 && marks->v[i].byte > pos.start;
	return count(s, marks->v[i], pos.start).at;
}

struct pos pos_join(struct pos a, struct pos b)
{
	if (a.source && a.source == b.source && b.end > a.end)
		a.end = b.end;
	return a;
}
