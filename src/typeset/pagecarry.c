/* pagecarry.c - what of the notes may run over to a page, at most. */
#include "typeset/pagebreak_int.h"

static sp notes_between(const struct pb_material *m, size_t from, size_t to)
{
	return m->sums[to].note - m->sums[from].note;
}

/* Of the floats that wait when a page begins. */
static sp waiting_notes(const struct pb_material *m, const struct pb_span *s)
{
	sp notes = 0;

	for (size_t f = s->a->floats - s->pending; f < s->a->floats; f++)
		notes += notes_between(m, m->p->floats[f].from, m->p->floats[f].to);
	return notes;
}

/* Behind a page to which s->carry comes. longest: of the notes that its text calls for. See note_carry() in pagefit.c. */
static sp carry_behind(const struct pb_material *m, const struct pb_span *s, sp longest)
{
	sp line = m->p->note_line, waiting = waiting_notes(m, s), over = -pb_least_rest(m, s), most = 0;

	if (over <= 0)
		return 0;
	longest = sp_max(longest, waiting);
	if (longest >= PB_NOTE_LONG * line)
		most = longest - 2 * line;
	if (s->carry > 0 && pb_is_least(m, s))
		most = sp_max(most, s->carry + waiting + sp_max(notes_between(m, s->a->from, s->b->to), 0) - 2 * line);
	return sp_min(most, sp_max((over + line - 1) / line, 2) * line);
}

/* Pages of floats alone, at a point. */
static void carry_floats(const struct pb_material *m, const struct pb_point *pt, sp *carries)
{
	struct pb_span s = {.a = pt, .b = pt};

	for (s.pending = pb_waiting_most(pt->floats); s.pending > 0; s.pending--) {
		for (s.left = 0; s.left < s.pending; s.left++) {
			bool alone = m->p->floats[pt->floats - s.pending].alone;
			s.carry = carries[s.pending];
			if (pb_float_pages(m, &s) > 0)
				carries[s.left] = sp_max(carries[s.left], alone ? s.carry : carry_behind(m, &s, 0));
		}
	}
}

/* Pages between two points. */
static void carry_pages(const struct pb_material *m, struct pb_span *s, sp longest, const sp *from, sp *to)
{
	for (s->pending = 0; s->pending <= pb_waiting_most(s->a->floats); s->pending++) {
		s->carry = from[s->pending];
		if (longest == 0 && s->carry == 0 && s->pending == 0)
			continue;
		for (s->left = 0; s->left <= pb_waiting_most(s->b->floats - s->a->floats + s->pending); s->left++)
			if (pb_may_be(m, s) && !pb_is_too_high(m, s))
				to[s->left] = sp_max(to[s->left], carry_behind(m, s, longest));
	}
}

void pb_carry_make(const struct pb_material *m, const size_t *low, sp (*carries)[PB_PENDING + 1])
{
	const struct pb_point *v = m->points.v;

	for (size_t j = 1; m->longest > 0 && j < m->points.n; j++) {
		size_t seen = v[j].to;
		sp longest = 0;
		for (size_t i = j; i-- > low[j];) {
			struct pb_span s = {.a = &v[i], .b = &v[j], .first = i == 0};
			while (seen > v[i].from)
				longest = sp_max(longest, m->items[--seen].note);
			if (v[j].to > v[i].from)
				carry_pages(m, &s, longest, carries[i], carries[j]);
		}
		carry_floats(m, &v[j], carries[j]);
	}
}
