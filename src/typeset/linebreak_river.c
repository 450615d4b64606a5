/* linebreak_river.c - rivers: word spaces of lines in a row that make one white streak.
 *
 * What a river is has no settled definition; this is that of R. Pinson's impnattypo for LuaTeX and of the discussion that led to
 * it (tex.stackexchange.com, question 29049, 2011): spaces that overlap from line to line, three lines or more, and the worse the
 * longer, the straighter and the wider they are. Here each space is as deep as the deepest one above that it shares WHITE of a
 * natural word space with, and one more. In running text every third paragraph has a river three lines deep by accident, and
 * nobody sees it: so the price grows with the square of the length, and with what the spaces share. */
#include "typeset/linebreak_int.h"

#define WHITE 60        /* percent of the natural word space */
#define LEAST 3         /* lines */

struct space { sp left, right, natural; size_t depth; };
struct spaces { struct space *v; size_t n, sz; };

static sp shared_white(const struct space *a, const struct space *b)
{
	return sp_min(a->right, b->right) - sp_max(a->left, b->left);
}

static void find_spaces(struct arena *a, const struct lb_item *items, const struct lb_line *line, sp width, struct spaces *out)
{
	sp *x = arena_alloc(a, (line->to - line->from + 1) * sizeof *x);

	lb_places(items, line, width, x);
	out->n = 0;
	for (size_t i = line->from; i < line->to; i++)
		if (items[i].kind == LB_GLUE && !items[i].fill)
			*arena_push(a, out) = (struct space){x[i - line->from], x[i - line->from + 1], items[i].width, 1};
}

/* Makes s as deep as what is above it lets it be. Returns the white that it shares with it. */
static sp deepen(struct space *s, const struct spaces *above)
{
	sp white = 0;

	for (size_t i = 0; i < above->n; i++) {
		sp shared = shared_white(s, &above->v[i]);
		if (above->v[i].depth < s->depth || shared * 100 < s->natural * WHITE)
			continue;
		s->depth = above->v[i].depth + 1;
		white = shared;
	}
	return white;
}

/* A deeper line adds more than the one before it: in all the square of the length. */
static int64_t price_of(const struct space *s, sp white, const struct lb_params *p)
{
	if (s->depth < LEAST)
		return 0;
	return (int64_t)p->river_demerits * LB_BADNESS_SCALE * (int64_t)(2 * (s->depth - LEAST) + 1) * white / sp_max(s->natural, 1);
}

struct lb_river lb_rivers(struct arena *a, const struct lb_item *items, const struct lb_way *way, const struct lb_params *p)
{
	struct lb_river river = {0};
	struct spaces above = {0}, here = {0};

	for (size_t line = 0; line < way->n; line++) {
		find_spaces(a, items, &way->lines[line], p->measure - (line ? 0 : p->indent), &here);
		for (size_t i = 0; i < here.n; i++) {
			sp white = deepen(&here.v[i], &above);
			river.cost += price_of(&here.v[i], white, p);
			if (here.v[i].depth < LEAST || here.v[i].depth <= river.last + 1 - river.first)
				continue;
			river.first = line + 1 - here.v[i].depth;
			river.last = line;
		}
		struct spaces free = above;
		above = here;
		here = free;
	}
	return river;
}
