/* check_percent.c - percentages in text that the grading contradicts. */
#include "course/check_int.h"

#include <string.h>

/* A percentage in a text: bytes [from, to), in thousandths. */
struct percent { size_t from, to; int64_t value; };

/* The next one at or behind `at`: "30%", "30 percent". */
static bool next_percent(struct str s, size_t at, struct percent *found)
{
	static const char *const signs[] = {"%", " %", "\u00A0%", " percent", " per cent"};

	for (size_t i = at; i < s.n; i++) {
		size_t end = i;
		int decimals;
		if (!is_digit(s.p[i]) || (i > 0 && (is_digit(s.p[i - 1]) || s.p[i - 1] == '.')))
			continue;
		while (end < s.n && (is_digit(s.p[end]) || (s.p[end] == '.' && end + 1 < s.n && is_digit(s.p[end + 1]))))
			end++;
		for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
			if (str_starts(str_sub(s, end, s.n), signs[k]) && number_parse(str_sub(s, i, end), &found->value, &decimals)) {
				found->from = i;
				found->to = end + strlen(signs[k]);
				return true;
			}
		i = end - 1;
	}
	return false;
}

/* Words of a sentence about something else than what a part of the grade weighs. */
static bool is_other_matter(struct str sentence)
{
	static const char *const words[] = {"late", "penalty", "deduct", "deducted", "lose", "loses", "off", "least", "minimum",
		"higher", "lower", "above", "below", "up to", "extra", "bonus", "attendance of", "pass", "drop", "score", "scores"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (holds_word(sentence, words[i]))
			return true;
	return false;
}

/* ---------------------------------------------------------------- what a sentence says */

/* What is the same for all items of a paragraph, or of a sentence. */
struct survey {
	struct checker *k;
	struct phrases names;    /* of the items */
	const void **seen;       /* of each item the last paragraph that named it */
	const struct prose *p;
	bool row;                /* a table's whole row is one clause: a name in one cell, its weight in another */
	struct str clause;       /* the last one looked at */
	bool other_matter;
};

/* Another item's name in s: the percentage behind it is that one's. */
static bool names_other(const struct survey *v, const struct course_item *item, struct str s)
{
	struct phrase_place place = {0};

	for (const struct phrase *f; (f = phrases_next(&v->names, s, &place));)
		for (; f; f = f->next)
			if (f->what != item)
				return true;
	return false;
}

#define REACH 40   /* bytes between a name and its percentage */
#define BEFORE 12  /* the same where the percentage comes first */
#define NUMBER 32  /* bytes of a percentage, at most */

/* What a clause says that the item, whose name has bytes [at, end), weighs: the percentage behind its name, else the one before
 * ("30% homework"). */
static bool said_weight(const struct survey *v, const struct course_item *item, size_t at, size_t end, struct percent *p)
{
	struct str s = v->clause, near = str_sub(s, 0, end + REACH + NUMBER);

	if (next_percent(near, end, p) && p->from - end <= REACH && !names_other(v, item, str_sub(s, end, p->from)))
		return true;
	for (size_t from = at > BEFORE + NUMBER ? at - BEFORE - NUMBER : 0; next_percent(near, from, p) && p->to <= at; from = p->to)
		if (at - p->to <= BEFORE && !names_other(v, item, str_sub(s, p->to, at)) && !strchr(",;", s.p[p->to]))
			return true;
	return false;
}

/* The item's weight, or one of its parts'. */
static bool agrees(const struct course_item *item, int64_t said)
{
	int parts = item->count - item->drop;

	return said == item->weight || (parts > 0 && said == item->weight / parts) || (item->count > 0 && said == item->weight / item->count);
}

/* ---------------------------------------------------------------- each item in each text */

static void look_at_clause(struct survey *v, size_t at)
{
	struct str s = v->p->text.s;

	if (sentence_holds(s, v->clause, at))
		return;
	v->clause = v->row ? s : sentence_at(s, at);
	v->other_matter = is_other_matter(v->clause);
}

static void check_item(struct survey *v, const struct course_item *item, const struct phrase_place *place)
{
	struct arena *a = v->k->b->arena;
	struct percent said;

	look_at_clause(v, place->from);
	size_t before = (size_t)(v->clause.p - v->p->text.s.p);
	if (v->other_matter || !said_weight(v, item, place->from - before, place->to - before, &said) || agrees(item, said.value))
		return;
	msg(v->k->b, MSG_PERCENT_DIFFERS, prose_pos(v->p, before + said.from, before + said.to), number_print(a, said.value),
		arena_cstr(a, value_str(item->name)), number_print(a, item->weight));
}

/* Each item where the text first names it. */
static void check_text(struct survey *v)
{
	const struct course_item *items = v->k->course->items;
	struct phrase_place place = {0};

	v->row = str_find(v->p->text.s, STR(" | ")) != SIZE_MAX;
	v->clause = STR_NONE;
	for (const struct phrase *f; (f = phrases_next(&v->names, v->p->text.s, &place));)
		for (; f; f = f->next) {
			const struct course_item *item = f->what;
			if (item->weight >= 0 && !item->points && v->seen[item - items] != v->p)
				check_item(v, item, &place);
			v->seen[item - items] = v->p;
		}
}

void check_percents(struct checker *k)
{
	const struct course *c = k->course;
	struct survey v = {.k = k, .seen = arena_alloc(k->b->arena, (c->n_items + 1) * sizeof *v.seen)};
	struct percent any;

	for (size_t i = 0; i < c->n_items; i++)
		phrases_add(k->b->arena, &v.names, value_str(c->items[i].name), &c->items[i]);
	for (size_t i = 0; i < k->prose.n && c->n_items; i++) {
		v.p = &k->prose.v[i];
		bool grading = v.p->key && str_starts(str_from(v.p->key), "grading");
		if (!v.p->data && !grading && next_percent(v.p->text.s, 0, &any))
			check_text(&v);
	}
}
