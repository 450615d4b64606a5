/* check_rooms.c - rooms in text that are not those of the course's data. */
#include "course/check_int.h"

/* What is the same for all texts, and what the last sentence was about. */
struct survey {
	struct checker *k;
	struct map words;         /* of all rooms and offices that the course's data have, in small letters */
	const char *known;        /* the first rooms, for messages */
	struct phrases buildings;
	struct str sentence;
	bool about_class;
};

/* ---------------------------------------------------------------- what the data know */

/* "Rooms 12 and 13" has 12: each word is kept, and that of which it may be the plural. */
static void add_words(struct survey *v, value room)
{
	struct arena *a = v->k->b->arena;
	struct str s = str_lower(a, value_str(room));

	for (size_t from = 0, to; from < s.n; from = to + 1) {
		for (to = from; is_word_char(s, to);)
			to++;
		map_at(a, &v->words, NULL, str_sub(s, from, to));
		if (to > from && s.p[to - 1] == 's')
			map_at(a, &v->words, NULL, str_sub(s, from, to - 1));
	}
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

static bool has_rooms(const struct course *c)
{
	for (size_t i = 0; i < c->n_meetings; i++)
		if (value_str(c->meetings[i].room).n)
			return true;
	return false;
}

static void learn(struct survey *v)
{
	const struct course *c = v->k->course;

	for (size_t i = 0; i < c->n_meetings; i++) {
		add_words(v, c->meetings[i].room);
		phrases_add(v->k->b->arena, &v->buildings, value_str(c->meetings[i].building), &c->meetings[i]);
	}
	for (size_t i = 0; i < c->n_calendar; i++)
		add_words(v, c->calendar[i].room);
	for (size_t i = 0; i < c->n_staff; i++)
		add_words(v, c->staff[i].office);
	v->known = known_rooms(v->k);
}

/* ---------------------------------------------------------------- what texts say */

static bool is_about_class(const struct survey *v, struct str sentence)
{
	static const char *const words[] = {"meet", "class", "classes", "lecture", "seminar", "session", "held", "course",
		"Vorlesung", "cours", "clase"};
	struct phrase_place place = {0};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (holds_word(sentence, words[i]))
			return true;
	return phrases_next(&v->buildings, sentence, &place);
}

static void look_at_sentence(struct survey *v, struct str s, size_t at)
{
	if (sentence_holds(s, v->sentence, at))
		return;
	v->sentence = sentence_at(s, at);
	v->about_class = is_about_class(v, v->sentence);
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

static bool is_known(const struct survey *v, struct str room)
{
	return map_find(&v->words, NULL, str_lower(v->k->b->arena, room));
}

static void check_room(struct survey *v, const struct prose *p, const char *word)
{
	struct arena *a = v->k->b->arena;
	struct str s = p->text.s;
	size_t from, to;

	v->sentence = STR_NONE;
	for (size_t at = 0; (at = find_nocase(s, str_from(word), at)) != SIZE_MAX; at++) {
		bool others = str_ends(str_sub(s, 0, at), "'s ") || str_ends(str_sub(s, 0, at), "’s "); /* the library's room 12 */
		if (others || !room_number(s, at, &from, &to) || is_known(v, str_sub(s, from, to)))
			continue;
		look_at_sentence(v, s, at);
		if (v->about_class)
			msg(v->k->b, MSG_ROOM_DIFFERS, prose_pos(p, from, to), arena_cstr(a, str_sub(s, from, to)), v->known);
	}
}

static bool is_about_rooms(const struct prose *p)
{
	struct str key = p->key ? str_from(p->key) : STR_NONE;

	return str_starts(key, "meetings") || str_starts(key, "calendar") || str_starts(key, "staff");
}

void check_rooms(struct checker *k)
{
	static const char *const words[] = {"room", "rm.", "Raum", "salle", "aula"};
	struct survey v = {.k = k};

	if (!has_rooms(k->course))
		return;
	learn(&v);
	for (size_t i = 0; i < k->prose.n; i++)
		for (size_t n = 0; n < sizeof words / sizeof *words && !k->prose.v[i].data && !is_about_rooms(&k->prose.v[i]); n++)
			check_room(&v, &k->prose.v[i], words[n]);
}
