/* tie.c - spaces at which a line should not end, though nobody typed a no-break space: behind "Dr." and "Fig.", between a
 * number and its unit, inside a date or a telephone number, between initials and in "z. B.", before a dash or a closing mark.
 * Pure: looks at the words on both sides and knows no language; the words are those that courses in the languages with patterns
 * use. */
#include "typeset/typeset_int.h"

#include <string.h>

#define WORD_MOST 24 /* bytes: longer words are in no list */

/* Before a name. */
static const char titles[] = " Dr. Drs. Prof. Mr. Mrs. Ms. Mx. Rev. Hon. St. Sr. Jr. Hr. Fr. Frau Herr Mme Mlle M. Sig. Dipl.-Ing. Mag. ";

/* Before a number, a letter or a Roman numeral. */
static const char labels[] = " Fig. Figs. Figure Figures Table Tables Tab. Sec. Secs. Sect. Section Sections Ch. Chs. Chap. Chapter Chapters "
	"Eq. Eqs. Equation Vol. Vols. Volume No. Nos. no. nos. Nr. p. pp. S. ff. l. ll. Week Weeks week weeks Part Lecture "
	"Lectures Lesson Module Unit Room Rm. Rm Hall Building Bldg. Bldg Suite Ste. Floor Office Auditorium Step Appendix App. "
	"Problem Problems Exercise Exercises Question Questions Theorem "
	"Lemma Def. Ex. Prob. Q. Quiz Exam Homework Lab Assignment Project Class Session Page Pages page pages Art. Abs. Abb. Kap. "
	"ISBN ISSN Tel. Tel Fax Woche Kapitel Seite Seiten Abschnitt Raum Saal H\xC3\xB6rsaal salle Salle Semaine Semana chap. art. \xC2\xA7 \xC2\xA7\xC2\xA7 # ca. c. ";

/* Behind a number. */
static const char units[] = " % \xE2\x80\xB0 \xC2\xB0 \xC2\xB0""C \xC2\xB0""F K kg g mg \xC2\xB5g t km m dm cm mm nm \xC2\xB5m s ms ns h hr hrs min Hz kHz MHz GHz "
	"B kB KB MB GB TB PB bit bits MiB GiB W kW MW V mV A mA N kN Pa kPa hPa J kJ cal kcal L l ml mL dl ft lb lbs oz mi mph "
	"pt px em dpi ppi EUR USD \xE2\x82\xAC $ \xC2\xA3 a.m. p.m. am pm AM PM A.M. P.M. Uhr BC AD BCE CE v. n. ECTS cr. pts pts. "
	"million billion thousand ";

static const char months[] = " January February March April May June July August September October November December "
	"Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec "
	"Januar Februar M\xC3\xA4rz Mai Juni Juli Oktober Dezember janvier f\xC3\xA9vrier mars avril mai juin juillet ao\xC3\xBBt "
	"septembre octobre novembre d\xC3\xA9""cembre enero febrero marzo mayo junio julio agosto septiembre octubre noviembre diciembre "
	"gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre maart augustus ";

static bool in_list(const char *list, struct str word)
{
	char key[WORD_MOST + 3] = " ";

	if (!word.n || word.n > WORD_MOST || memchr(word.p, ' ', word.n))
		return false;
	memcpy(key + 1, word.p, word.n);
	key[word.n + 1] = ' ';
	key[word.n + 2] = '\0';
	return strstr(list, key) != NULL;
}

/* ---------------------------------------------------------------- the words on both sides */

static bool starts_with_any(struct str s, const char *const *marks)
{
	for (; s.n && *marks; marks++)
		if (s.p[0] == **marks && str_starts(s, *marks))
			return true;
	return false;
}

static struct str skip_opening(struct str s)
{
	static const char *const opening[] = {"(", "[", "{", "\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98", "\xE2\x80\x9E", "\xC2\xAB", "\xC2\xA1", "\xC2\xBF", NULL};

	while (s.n && starts_with_any(s, opening)) {
		size_t at = 0;
		utf8_next(s, &at);
		s = str_sub(s, at, s.n);
	}
	return s;
}

#define EM_SPACE "\xE2\x80\x83" /* parts more than words */

static struct str word_before(struct str text, size_t space)
{
	size_t from = space;

	while (from > 0 && text.p[from - 1] != ' ' && text.p[from - 1] != '\n' &&
	       (text.p[from - 1] != EM_SPACE[2] || !str_ends(str_sub(text, 0, from), EM_SPACE)))
		from--;
	return skip_opening(str_sub(text, from, space));
}

static struct str word_behind(struct str text, size_t space)
{
	size_t from = space, to;

	while (from < text.n && (text.p[from] == ' ' || text.p[from] == '\n'))
		from++;
	for (to = from; to < text.n && text.p[to] != ' ' && text.p[to] != '\n'; to++)
		if (text.p[to] == EM_SPACE[0] && str_starts(str_sub(text, to, text.n), EM_SPACE))
			break;
	return str_sub(text, from, to);
}

/* Without the marks that a sentence puts behind it; a point stays when it alone makes an abbreviation of it. */
static struct str bare(struct str word, const char *list)
{
	while (word.n && !in_list(list, word) && strchr(",;:!?.)]", word.p[word.n - 1]))
		word.n--;
	return word;
}

/* "AM" of "AM–1:00". */
static struct str before_dash(struct str word)
{
	size_t dash = str_find(word, STR("\xE2\x80\x93"));

	return dash == SIZE_MAX ? word : str_sub(word, 0, dash);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(struct str word)
{
	size_t at = 0;
	uint32_t c = word.n ? utf8_next(word, &at) : 0;

	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

/* "D.", "J.-P.": one letter and a point. */
static bool is_initial(struct str word)
{
	return is_upper(word) && word.n >= 2 && word.n <= 6 && word.p[word.n - 1] == '.' &&
		(word.n <= 3 || word.p[word.n - 3] == '-' || word.p[word.n - 3] == '.');
}

/* "z." of "z. B.", "d." of "d. h.". */
static bool is_letter_point(struct str word)
{
	return word.n >= 2 && word.p[1] == '.' && (word.p[0] | 0x20) >= 'a' && (word.p[0] | 0x20) <= 'z';
}

/* "A.2", "B3". */
static bool is_letter_number(struct str word)
{
	size_t i = 1;

	while (i < word.n && (is_digit(word.p[i]) || word.p[i] == '.'))
		i++;
	return word.n > 1 && word.p[0] >= 'A' && word.p[0] <= 'Z' && i == word.n && is_digit(word.p[i - 1]);
}

/* A figure at its front, a single letter, or a Roman numeral. */
static bool is_number_like(struct str word)
{
	if (word.n && (is_digit(word.p[0]) || word.p[0] == '#'))
		return true;
	struct str plain = bare(word, "");
	for (size_t i = 0; i < plain.n; i++)
		if (!strchr("IVXLC", plain.p[i]))
			return (plain.n == 1 && is_upper(plain)) || is_letter_number(plain);
	return plain.n > 0;
}

static bool is_number(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (!is_digit(word.p[i]) && !strchr(".,:/-", word.p[i]) && (unsigned char)word.p[i] < 0x80)
			return false;
	return word.n && (is_digit(word.p[0]) || (word.n > 1 && is_digit(word.p[1]))) && is_digit(word.p[word.n - 1]);
}

/* A day's number: "5", "25.", "3rd". */
static bool is_day(struct str word)
{
	size_t n = 0;

	while (n < word.n && is_digit(word.p[n]))
		n++;
	struct str rest = bare(str_sub(word, n, word.n), "");
	return n >= 1 && n <= 2 && (rest.n == 0 || rest.n == 2 || (rest.n == 3 && (unsigned char)rest.p[0] >= 0x80));
}

/* ---------------------------------------------------------------- telephone numbers
 *
 * "(555) 123-4567", "+49 30 1234567", "01 23 45 67 89": 7 to 15 digits (ITU-T E.164) in groups of two or more. Other numbers side by
 * side look alike, so that it must begin as such numbers do, or end with groups of three and four digits. */

#define PHONE_MOST 28 /* bytes */

static bool is_phone_mark(char c)
{
	return is_digit(c) || (c && strchr(" \n+()/-", c));
}

static bool is_gap(char c)
{
	return c == ' ' || c == '\n';
}

/* Where the stretch that may be a number begins: with a whole word. */
static size_t phone_start(struct str text, size_t space)
{
	size_t from = space;

	while (from > 0 && space - from < PHONE_MOST && is_phone_mark(text.p[from - 1]))
		from--;
	if (from > 0 && !strchr("\"'", text.p[from - 1]))
		while (from < space && !is_gap(text.p[from]))
			from++;
	while (from < space && is_gap(text.p[from]))
		from++;
	return from;
}

/* Where it ends: behind a whole word, but for a mark of the sentence. */
static size_t phone_end(struct str text, size_t space)
{
	size_t to = space;

	while (to < text.n && to - space < PHONE_MOST && is_phone_mark(text.p[to]))
		to++;
	bool marked = to < text.n && strchr(".,;:!?\"']", text.p[to]) && (to + 1 == text.n || !is_digit(text.p[to + 1]));
	if (to < text.n && !marked)
		while (to > space && !is_gap(text.p[to - 1]))
			to--;
	while (to > space && is_gap(text.p[to - 1]))
		to--;
	return to;
}

#define GROUPS_MOST 8

/* How many digits each group has, without a "(0)" that is dialled at home only; GROUPS_MOST where there are too many. */
static size_t phone_groups(struct str s, size_t size[GROUPS_MOST])
{
	size_t n = 0, to;

	for (size_t i = 0; i < s.n && n < GROUPS_MOST; i = to) {
		for (to = i; to < s.n && is_digit(s.p[to]);)
			to++;
		bool home = to == i + 1 && s.p[i] == '0' && i > 0 && s.p[i - 1] == '(';
		if (to > i && !home)
			size[n++] = to - i;
		to += to == i;
	}
	return n;
}

static bool is_phone(struct str s)
{
	size_t size[GROUPS_MOST], n = phone_groups(s, size), digits = 0;

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && size[i] == 1 && s.p[0] != '+')
			return false;
		digits += size[i];
	}
	if (n < 2 || n == GROUPS_MOST || digits < 7 || digits > 15)
		return false;
	return strchr("+(0", s.p[0]) || (size[n - 2] == 3 && size[n - 1] == 4);
}

static bool in_phone(struct str text, size_t space)
{
	size_t from, to;

	if (space == 0 || space + 1 >= text.n || !is_phone_mark(text.p[space - 1]) || !is_phone_mark(text.p[space + 1]))
		return false;
	from = phone_start(text, space);
	to = phone_end(text, space);
	return from < space && to > space && is_phone(str_sub(text, from, to));
}

/* ---------------------------------------------------------------- what binds */

static bool dash_alone(struct str word)
{
	return str_is(word, "\xE2\x80\x93") || str_is(word, "\xE2\x80\x94") || str_is(word, "-");
}

static bool closes(struct str word)
{
	static const char *const closing[] = {")", "]", "}", "!", "?", ":", ";", ",", "\xC2\xBB", "\xE2\x80\x9D", "\xE2\x80\xA6", NULL};

	return starts_with_any(word, closing) && !str_starts(word, ":-");
}

/* What follows asks for a figure or a capital on one of the sides; most words have neither, and are in no list. */
static bool may_bind(struct str before, struct str next)
{
	return is_digit(before.p[0]) || (before.n > 1 && is_digit(before.p[1])) || is_upper(next) ||
		(next.n && (is_digit(next.p[0]) || next.p[0] == '#'));
}

bool tie_binds(struct str text, size_t space)
{
	struct str before = word_before(text, space), behind = word_behind(text, space);

	if (!before.n || !behind.n)
		return space > 0 && behind.n && text.p[space - 1] != ' ';  /* only an opening mark stands before it */
	if (dash_alone(behind) || closes(behind))
		return true;
	if (in_phone(text, space))
		return true;
	struct str next = skip_opening(behind);
	if (before.n == 2 && is_letter_point(before) && is_letter_point(next))
		return true;
	if (!may_bind(before, next))
		return false;
	if (in_list(labels, before))
		return is_number_like(next);
	if (in_list(titles, before) || is_initial(before))
		return is_upper(next);
	if (is_number(before) && in_list(units, bare(before_dash(behind), units)))
		return true;
	if (in_list(months, before))
		return is_day(behind);
	return is_day(before) && in_list(months, bare(behind, months));
}
