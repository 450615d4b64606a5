/* check_dates.c - dates that people wrote: their days of the week, whether they are in the term, and time zones in text. */
#include "course/check_int.h"

#define YEARS_NEAR 2 /* a date of another year within these is a leftover; one farther away is history */
#define SLACK 28     /* days before the start and behind the end of which a syllabus may well speak */

/* The year that a date without one means: the one in which it is in the term, else the start's. DATE_NONE: nothing tells. */
static date resolve(const struct course *c, const struct date_mention *m)
{
	if (m->year)
		return date_from_parts(m->year, m->month, m->day);
	if (c->start == DATE_NONE)
		return DATE_NONE;
	int year = date_to_parts(c->start).year;
	date d = date_from_parts(year, m->month, m->day), next = date_from_parts(year + 1, m->month, m->day);
	if (next != DATE_NONE && c->end != DATE_NONE && next <= c->end + SLACK && (d == DATE_NONE || d < c->start - SLACK))
		return next;
	return d;
}

static void check_weekday(struct checker *k, const struct prose *p, const struct date_mention *m, date d)
{
	struct arena *a = k->b->arena;

	if (m->weekday < 0 || d == DATE_NONE || date_weekday(d) == m->weekday)
		return;
	msg(k->b, MSG_WEEKDAY_DATE, prose_pos(p, m->from, m->to), arena_cstr(a, str_sub(p->text.s, m->from, m->to)), date_iso(a, d),
		weekday_name(date_weekday(d)), weekday_name(m->weekday));
}

static void check_term(struct checker *k, const struct prose *p, const struct date_mention *m, date d)
{
	const struct course *c = k->course;
	struct arena *a = k->b->arena;

	if (p->data || d == DATE_NONE || c->start == DATE_NONE || c->end == DATE_NONE)
		return;
	int off = date_to_parts(d).year - date_to_parts(c->start).year;
	if ((d >= c->start - SLACK && d <= c->end + SLACK) || off > YEARS_NEAR || off < -YEARS_NEAR)
		return;
	msg(k->b, MSG_DATE_OUTSIDE, prose_pos(p, m->from, m->to), arena_cstr(a, str_sub(p->text.s, m->from, m->to)),
		date_iso(a, c->start), date_iso(a, c->end));
}

/* A text, and the first date of the sentence looked at last, or DATE_NONE. */
struct zones {
	struct checker *k;
	const struct prose *p;
	struct str sentence;
	date said;
};

static void look_at_sentence(struct zones *z, size_t at)
{
	struct str s = z->p->text.s;
	struct date_mention m;

	if (sentence_holds(s, z->sentence, at))
		return;
	z->sentence = sentence_at(s, at);
	z->said = date_scan(z->sentence, 0, z->k->lower, &m) ? resolve(z->k->course, &m) : DATE_NONE;
}

/* "CST" behind a time of day in text: on its sentence's date, else over the term. */
static void check_zone_word(struct zones *z, size_t from, size_t to)
{
	const struct course *c = z->k->course;
	struct zone_use use = {.name = str_sub(z->p->text.s, from, to), .pos = prose_pos(z->p, from, to), .minutes = 12 * 60};

	look_at_sentence(z, from);
	use.from = z->said != DATE_NONE ? z->said : c->n_classes ? c->classes[0].date : c->start;
	use.to = z->said != DATE_NONE ? z->said : c->n_classes ? c->classes[c->n_classes - 1].date : c->end;
	if (use.to == DATE_NONE)
		use.to = use.from;
	zone_check(z->k, use);
}

static bool is_upper(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z';
}

/* Whether a time stands before byte at: "4:15 PM ", "16:15 ", "4 p.m. ". */
static bool follows_time(struct str s, size_t at)
{
	while (at > 0 && (s.p[at - 1] == ' ' || s.p[at - 1] == '(' || str_ends(str_sub(s, 0, at), "\u00A0")))
		at -= s.p[at - 1] == ' ' || s.p[at - 1] == '(' ? 1 : 2;
	char last = at > 0 ? s.p[at - 1] : ' ', before = at > 1 ? s.p[at - 2] : ' ';
	return (last >= '0' && last <= '9') || ((last | 0x20) == 'm' && ((before | 0x20) == 'p' || (before | 0x20) == 'a')) ||
		(last == '.' && before == 'm');
}

static void check_zone_words(struct checker *k, const struct prose *p)
{
	struct zones z = {.k = k, .p = p};
	struct str s = p->text.s;

	for (size_t i = 0, end; i < s.n; i = end + 1) {
		for (end = i; is_upper(s, end);)
			end++;
		bool whole = end > i && (i == 0 || !is_letter(s.p[i - 1])) && (end == s.n || !is_letter(s.p[end]));
		if (whole && zone_is_seasonal(str_sub(s, i, end)) && follows_time(s, i))
			check_zone_word(&z, i, end);
	}
}

static void check_text(struct checker *k, const struct prose *p)
{
	struct date_mention m;

	for (size_t at = 0; date_scan(p->text.s, at, k->lower, &m); at = m.to) {
		date d = resolve(k->course, &m);
		check_weekday(k, p, &m, d);
		check_term(k, p, &m, d);
	}
	if (!p->data)
		check_zone_words(k, p);
}

static bool holds_midnight(struct str s)
{
	return holds_word(s, "midnight") || holds_word(s, "Mitternacht") || holds_word(s, "minuit") || holds_word(s, "medianoche");
}

static bool is_deadline(struct str s)
{
	return holds_word(s, "due") || holds_word(s, "deadline") || holds_word(s, "by midnight") || holds_word(s, "submit");
}

static void check_midnight(struct checker *k, const struct prose *p)
{
	struct str s = p->text.s;
	size_t at = find_nocase(s, STR("midnight"), 0);
	bool due = p->key && str_ends(str_from(p->key), ".due");

	if (!p->data && holds_midnight(s) && (due || (at != SIZE_MAX && is_deadline(sentence_at(s, at)))))
		msg(k->b, MSG_DUE_MIDNIGHT, at == SIZE_MAX ? prose_pos(p, 0, s.n) : prose_pos(p, at, at + 8), "");
}

void check_dates(struct checker *k)
{
	for (size_t i = 0; i < k->prose.n; i++) {
		check_text(k, &k->prose.v[i]);
		check_midnight(k, &k->prose.v[i]);
	}
}
