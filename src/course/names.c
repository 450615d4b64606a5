/* names.c - days and months by name. In dates and in running text they are English, German, French and Spanish ones; from three
 * letters on no two of them clash. Where only days can stand, they are in any language that has generated words (document/words.c).
 * They are read whatever the document's language is. */
#include "course/course_int.h"

#include <string.h>
#include <strings.h>
#include <utf8proc.h>

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

/* The days in the other languages, names and usual abbreviations, as one writes them within a sentence. Portuguese ones are followed by
 * "-feira", Vietnamese ones led by "thứ" or "chủ": see is_filler. */
static const char *const others[7] = {
	"segunda lunedì maandag mandag pondělí poniedziałek Δευτέρα понедельник понеділок пн hai 星期一 周一 週一 月曜日 月曜 月 월요일 월",
	"terça martedì dinsdag tirsdag úterý wtorek wt Τρίτη вторник вівторок вт ba 星期二 周二 週二 火曜日 火曜 火 화요일 화",
	"quarta mercoledì woensdag onsdag středa środa śr Τετάρτη среда середа ср tư 星期三 周三 週三 水曜日 水曜 水 수요일 수",
	"quinta giovedì donderdag torsdag čtvrtek czwartek Πέμπτη четверг четвер чт năm 星期四 周四 週四 木曜日 木曜 木 목요일 목",
	"sexta venerdì vrijdag fredag pátek piątek pt Παρασκευή пятница п’ятниця пт sáu 星期五 周五 週五 金曜日 金曜 金 금요일 금",
	"sábado sabato zaterdag lørdag sobota Σάββατο суббота субота сб bảy 星期六 周六 週六 土曜日 土曜 土 토요일 토",
	"domingo domenica zondag søndag neděle niedziela Κυριακή воскресенье неділя вс нд nhật 星期日 周日 週日 日曜日 日曜 日 일요일 일",
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

/* Whether s is the name or its first three letters or more, without case. */
static bool begins(struct str s, struct str name)
{
	size_t i = 0, k = 0, letters = 0;

	for (; i < s.n && k < name.n; letters++)
		if (utf8proc_tolower((utf8proc_int32_t)utf8_next(s, &i)) != utf8proc_tolower((utf8proc_int32_t)utf8_next(name, &k)))
			return false;
	return i == s.n && (k == name.n || letters >= 3);
}

static bool begins_any(struct str s, const char *names)
{
	for (struct str rest = str_from(names); s.n && rest.n;) {
		size_t space = str_find_char(rest, ' ', 0), end = space == SIZE_MAX ? rest.n : space;
		if (begins(s, str_sub(rest, 0, end)))
			return true;
		rest = str_sub(rest, end + 1, rest.n);
	}
	return false;
}

int day_parse(struct str s)
{
	int day = weekday_parse(s);

	if (s.n && s.p[s.n - 1] == '.')
		s.n--;
	for (int i = 0; i < 7 && day < 0; i++)
		if (begins_any(s, others[i]))
			day = i;
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
	if (str_starts(s, "・") || str_starts(s, "、") || str_starts(s, "，"))
		return strlen("・");
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

/* A word between days that says nothing more, or is part of a day's name. */
static bool is_filler(struct str word)
{
	return begins_any(word, "and und et y e en og i και и і và feira feiras thứ chủ");
}

/* "Mon to Fri". Not "a", which is "to" in some languages and "and" in others. */
static bool is_to(struct str word)
{
	return begins_any(word, "to through thru bis au à al até tot til");
}

unsigned weekdays_parse(struct str s)
{
	unsigned mask = 0;
	int before = -1;
	bool range, to = false;

	for (s = str_trim(s); s.n; s = str_trim(s)) {
		struct str word = next_word(&s, &range);
		int day = day_parse(word);
		unsigned add = day < 0 ? compound(word) : (range || to) && before >= 0 ? days_between(before, day) : 1u << day;
		to = is_to(word);
		if (to || is_filler(word))
			continue;
		if (!add)
			return 0;
		mask |= add;
		before = day;
	}
	return mask;
}
