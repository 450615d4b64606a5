/* names.c - days and months by name, in the languages that the program sets (document/words.c): English, German, French and
 * Spanish. They are read whatever the document's language is: from three letters on no two of them clash. */
#include "course/course_int.h"

#include <string.h>
#include <strings.h>

#define LANGUAGES 4

static const char *const weekdays[7][LANGUAGES] = {
	{"Monday", "Montag", "lundi", "lunes"}, {"Tuesday", "Dienstag", "mardi", "martes"},
	{"Wednesday", "Mittwoch", "mercredi", "miércoles"}, {"Thursday", "Donnerstag", "jeudi", "jueves"},
	{"Friday", "Freitag", "vendredi", "viernes"}, {"Saturday", "Samstag", "samedi", "sábado"},
	{"Sunday", "Sonntag", "dimanche", "domingo"},
};

static const char *const months[12][LANGUAGES] = {
	{"January", "Januar", "janvier", "enero"}, {"February", "Februar", "février", "febrero"}, {"March", "März", "mars", "marzo"},
	{"April", "April", "avril", "abril"}, {"May", "Mai", "mai", "mayo"}, {"June", "Juni", "juin", "junio"},
	{"July", "Juli", "juillet", "julio"}, {"August", "August", "août", "agosto"},
	{"September", "September", "septembre", "septiembre"}, {"October", "Oktober", "octobre", "octubre"},
	{"November", "November", "novembre", "noviembre"}, {"December", "Dezember", "décembre", "diciembre"},
};

bool word_abbreviates(struct str s, const char *name, size_t least)
{
	if (s.n && s.p[s.n - 1] == '.')
		s.n--;
	return s.n >= least && s.n <= strlen(name) && strncasecmp(s.p, name, s.n) == 0;
}

const char *weekday_name(int weekday)
{
	return weekdays[weekday][0];
}

static int find(struct str s, const char *const (*names)[LANGUAGES], int n)
{
	for (int i = 0; i < n; i++)
		for (int k = 0; k < LANGUAGES; k++)
			if (word_abbreviates(s, names[i][k], 3))
				return i;
	return -1;
}

int weekday_parse(struct str s)
{
	int day = find(s, weekdays, 7);

	if (day < 0 && s.n > 3 && s.p[s.n - 1] == 's') { /* "Fridays" */
		s.n--;
		day = find(s, weekdays, 7);
	}
	return day;
}

int month_parse(struct str s)
{
	return find(s, months, 12) + 1;
}

/* ---------------------------------------------------------------- several days */

/* The letters that timetables string together: MWF, TTh, TuTh, TR, MTWRF, SaSu, and German DiDo. Two letters come before one. */
static const struct { const char *code; int weekday; } codes[] = {
	{"Mo", 0}, {"Tu", 1}, {"We", 2}, {"Th", 3}, {"TH", 3}, {"Fr", 4}, {"Sa", 5}, {"Su", 6},
	{"Di", 1}, {"Mi", 2}, {"Do", 3}, {"So", 6},
	{"M", 0}, {"T", 1}, {"W", 2}, {"R", 3}, {"F", 4}, {"S", 5}, {"U", 6},
};

static unsigned compound(struct str s)
{
	unsigned mask = 0;

	while (s.n) {
		size_t i = 0, n = sizeof codes / sizeof *codes;
		while (i < n && !str_starts(s, codes[i].code))
			i++;
		if (i == n)
			return 0;
		mask |= 1u << codes[i].weekday;
		s = str_sub(s, strlen(codes[i].code), s.n);
		if (str_is(s, ".")) /* "Mo." */
			break;
	}
	return mask;
}

bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Bytes of the separator that s starts with; *range is set when it means "to". */
static size_t separator(struct str s, bool *range)
{
	bool dash = str_starts(s, "–") || str_starts(s, "—");

	if (!s.n)
		return 0;
	*range |= dash || s.p[0] == '-';
	return dash ? strlen("–") : strchr(" ,;/&+-", s.p[0]) != NULL;
}

/* Takes the next word of letters (and full stops) off *s, with what separates it from the one before. */
static struct str next_word(struct str *s, bool *range)
{
	size_t from = 0, to, n;
	bool dash = false;

	*range = false;
	while ((n = separator(str_sub(*s, from, s->n), range)))
		from += n;
	for (to = from; to < s->n && (is_letter(s->p[to]) || s->p[to] == '.') && (!separator(str_sub(*s, to, s->n), &dash));)
		to++;
	struct str word = str_sub(*s, from, to);
	*s = str_sub(*s, to, s->n);
	return word;
}

static unsigned days_between(int from, int to)
{
	unsigned mask = 1u << to;

	for (int day = from; day != to; day = (day + 1) % 7)
		mask |= 1u << day;
	return mask;
}

static bool is_and(struct str word)
{
	static const char *const words[] = {"and", "und", "et", "y", "e"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is_nocase(word, words[i]))
			return true;
	return false;
}

unsigned weekdays_parse(struct str s)
{
	unsigned mask = 0;
	int before = -1;
	bool range;

	for (s = str_trim(s); s.n; s = str_trim(s)) {
		struct str word = next_word(&s, &range);
		int day = weekday_parse(word);
		unsigned add = day < 0 ? compound(word) : range && before >= 0 ? days_between(before, day) : 1u << day;
		if (is_and(word))
			continue;
		if (!add)
			return 0;
		mask |= add;
		before = day;
	}
	return mask;
}
