/* check_words.c - slips in text: percentages and rooms that the data contradict, a word twice, sentences that run together. */
#include "course/check_int.h"

#include <string.h>
#include <strings.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ---------------------------------------------------------------- percentages */

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

/* Another item's name in s: the percentage behind it is that one's. */
static bool names_other(const struct course *c, const struct course_item *item, struct str s)
{
	for (size_t i = 0; i < c->n_items; i++)
		if (&c->items[i] != item && find_nocase(s, value_str(c->items[i].name), 0) != SIZE_MAX)
			return true;
	return false;
}

#define REACH 40 /* bytes between a name and its percentage */

/* What a sentence says that the item weighs: the percentage behind its name, else the one before ("30% homework"). */
static bool said_weight(const struct course *c, const struct course_item *item, struct str s, struct percent *p)
{
	struct str name = value_str(item->name);
	size_t at = find_nocase(s, name, 0), end = at + name.n;

	if (next_percent(s, end, p) && p->from - end <= REACH && !names_other(c, item, str_sub(s, end, p->from)))
		return true;
	for (size_t from = 0; next_percent(s, from, p) && p->to <= at; from = p->to)
		if (at - p->to <= 12 && !names_other(c, item, str_sub(s, p->to, at)) && !strchr(",;", s.p[p->to]))
			return true;
	return false;
}

/* The item's weight, or one of its parts'. */
static bool agrees(const struct course_item *item, int64_t said)
{
	int parts = item->count - item->drop;

	return said == item->weight || (parts > 0 && said == item->weight / parts) || (item->count > 0 && said == item->weight / item->count);
}

/* A sentence, or a table's whole row: a name in one cell, its weight in another. */
static struct str clause_at(struct str s, size_t at)
{
	return str_find(s, STR(" | ")) != SIZE_MAX ? s : sentence_at(s, at);
}

static void check_item(struct checker *k, const struct prose *p, const struct course_item *item)
{
	struct str name = value_str(item->name), s = p->text.s;
	size_t at = item->name && item->weight >= 0 && !item->points ? find_nocase(s, name, 0) : SIZE_MAX;
	struct percent said;

	if (at == SIZE_MAX)
		return;
	struct str clause = clause_at(s, at);
	if (is_other_matter(clause) || !said_weight(k->course, item, clause, &said) || agrees(item, said.value))
		return;
	size_t from = (size_t)(clause.p - s.p) + said.from;
	msg(k->b, MSG_PERCENT_DIFFERS, prose_pos(p, from, from + (said.to - said.from)), number_print(k->b->arena, said.value),
		arena_cstr(k->b->arena, name), number_print(k->b->arena, item->weight));
}

/* ---------------------------------------------------------------- rooms */

static bool is_about_class(struct checker *k, struct str sentence)
{
	static const char *const words[] = {"meet", "class", "classes", "lecture", "seminar", "session", "held", "course",
		"Vorlesung", "cours", "clase"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (holds_word(sentence, words[i]))
			return true;
	for (size_t i = 0; i < k->course->n_meetings; i++)
		if (find_nocase(sentence, value_str(k->course->meetings[i].building), 0) != SIZE_MAX)
			return true;
	return false;
}

static bool is_known_room(const struct course *c, struct str room)
{
	for (size_t i = 0; i < c->n_meetings; i++)
		if (find_nocase(value_str(c->meetings[i].room), room, 0) != SIZE_MAX)
			return true;
	for (size_t i = 0; i < c->n_calendar; i++)
		if (find_nocase(value_str(c->calendar[i].room), room, 0) != SIZE_MAX)
			return true;
	for (size_t i = 0; i < c->n_staff; i++)
		if (find_nocase(value_str(c->staff[i].office), room, 0) != SIZE_MAX)
			return true;
	return false;
}

#define ROOMS_SAID 8

/* The first of them. */
static const char *known_rooms(struct checker *k)
{
	const char *said = "";
	size_t n = 0;

	for (size_t i = 0; i < k->course->n_meetings; i++) {
		value room = k->course->meetings[i].room;
		if (!room)
			continue;
		if (n++ == ROOMS_SAID)
			return arena_printf(k->b->arena, "%s …", said).p;
		said = arena_printf(k->b->arena, "%s%s%.*s", said, *said ? ", " : "", STR_ARG(value_str(room))).p;
	}
	return said;
}

/* The room's number behind a word for room at `at`: "room 204", "Rm. B12"; its start and end. */
static bool room_number(struct str s, size_t at, size_t *from, size_t *to)
{
	bool digit = false;

	while (at < s.n && s.p[at] != ' ')
		at++;
	for (*from = *to = at + 1; *to < s.n && (is_digit(s.p[*to]) || (s.p[*to] >= 'A' && s.p[*to] <= 'Z')); ++*to)
		digit |= is_digit(s.p[*to]);
	return digit;
}

static void check_room(struct checker *k, const struct prose *p, const char *word)
{
	struct str s = p->text.s;
	size_t from, to;

	for (size_t at = 0; (at = find_nocase(s, str_from(word), at)) != SIZE_MAX; at++) {
		bool others = str_ends(str_sub(s, 0, at), "'s ") || str_ends(str_sub(s, 0, at), "’s "); /* the library's room 12 */
		if (others || !room_number(s, at, &from, &to) || is_known_room(k->course, str_sub(s, from, to)) || !is_about_class(k, sentence_at(s, at)))
			continue;
		msg(k->b, MSG_ROOM_DIFFERS, prose_pos(p, from, to), arena_cstr(k->b->arena, str_sub(s, from, to)), known_rooms(k));
	}
}

static bool has_rooms(const struct course *c)
{
	for (size_t i = 0; i < c->n_meetings; i++)
		if (value_str(c->meetings[i].room).n)
			return true;
	return false;
}

static void check_rooms(struct checker *k, const struct prose *p)
{
	static const char *const words[] = {"room", "rm.", "Raum", "salle", "aula"};

	if (!has_rooms(k->course))
		return;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		check_room(k, p, words[i]);
}

/* ---------------------------------------------------------------- doubled words */

static size_t word_end(struct str s, size_t i)
{
	while (i < s.n && is_letter(s.p[i]) && !str_starts(str_sub(s, i, s.n), "\u00A0"))
		i++;
	return i;
}

static bool is_capital(struct str word)
{
	return word.p[0] >= 'A' && word.p[0] <= 'Z';
}

/* Words that may stand twice, by language; a name of two (Walla Walla) has two capitals. */
static bool may_repeat(struct checker *k, struct str first, struct str second)
{
	static const char *const often[] = {"had", "that", "very", "so", "many", "no", "bye", "ha", "blah", "is"};

	if (!k->english || first.n < 2 || str_is(first, "\uFFFC") || (is_capital(first) && is_capital(second)))
		return true;
	for (size_t i = 0; i < sizeof often / sizeof *often; i++)
		if (str_is_nocase(first, often[i]))
			return true;
	return false;
}

static void check_doubled(struct checker *k, const struct prose *p)
{
	struct str s = p->text.s;

	for (size_t i = 0, end; i < s.n; i = end > i ? end : i + 1) {
		end = word_end(s, i);
		size_t next = end;
		while (end > i && next < s.n && (s.p[next] == ' ' || s.p[next] == '\n'))
			next++;
		size_t last = word_end(s, next);
		if (end == i || next == end || last - next != end - i || strncasecmp(s.p + i, s.p + next, end - i) != 0)
			continue;
		if ((last < s.n && (s.p[last] == '-' || s.p[last] == '\'')) || (i > 0 && s.p[i - 1] == '-'))
			continue;
		if (!may_repeat(k, str_sub(s, i, end), str_sub(s, next, last)))
			msg(k->b, MSG_WORD_DOUBLED, prose_pos(p, next, last), arena_cstr(k->b->arena, str_sub(s, next, last)));
	}
}

/* ---------------------------------------------------------------- sentences that run together */

static bool is_lower(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z';
}

/* What stands between spaces round byte i is an address, a file or code, and no sentence. */
static bool is_code_like(struct str token)
{
	size_t points = 0;

	for (size_t i = 0; i < token.n; i++) {
		if (strchr("@/\\_=:<>#", token.p[i]) || is_digit(token.p[i]))
			return true;
		points += token.p[i] == '.' && i + 1 < token.n && is_letter(token.p[i + 1]);
	}
	return points > 1;
}

#define MOST_TOKEN 100 /* bytes on either side */

static struct str token_at(struct str s, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && at - from < MOST_TOKEN && s.p[from - 1] != ' ')
		from--;
	while (to < s.n && to - at < MOST_TOKEN && s.p[to] != ' ')
		to++;
	return str_sub(s, from, to);
}

static void check_fused(struct checker *k, const struct prose *p)
{
	struct str s = p->text.s;

	for (size_t i = 2; i + 2 < s.n; i++) {
		size_t from = i, to;
		if (!strchr(".?!", s.p[i]) || !is_lower(s, i - 1) || !is_lower(s, i - 2) || !is_letter(s.p[i + 1]))
			continue;
		while (from > 0 && is_letter(s.p[from - 1]))
			from--;
		to = word_end(s, i + 1);
		struct str left = str_sub(s, from, i), right = str_sub(s, i + 1, to);
		bool same = left.n == right.n && strncasecmp(left.p, right.p, left.n) == 0;
		bool sentence = is_capital(right) && is_lower(s, i + 2) && right.n > 1 && is_lower(s, from + 1);
		if ((same || sentence) && !is_code_like(token_at(s, i)))
			msg(k->b, MSG_SENTENCES_FUSED, prose_pos(p, from, to), arena_cstr(k->b->arena, str_sub(s, from, to)));
	}
}

void check_words(struct checker *k)
{
	struct percent any;

	for (size_t i = 0; i < k->prose.n; i++) {
		const struct prose *p = &k->prose.v[i];
		bool data = p->key && (str_starts(str_from(p->key), "meetings") || str_starts(str_from(p->key), "calendar"));
		if (p->data)
			continue;
		bool percent = !(p->key && str_starts(str_from(p->key), "grading")) && next_percent(p->text.s, 0, &any);
		for (size_t n = 0; percent && n < k->course->n_items; n++)
			check_item(k, p, &k->course->items[n]);
		if (!data && !(p->key && str_starts(str_from(p->key), "staff")))
			check_rooms(k, p);
		check_doubled(k, p);
		check_fused(k, p);
	}
}
