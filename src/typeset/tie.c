/* tie.c - spaces at which a line should not end, though nobody typed a no-break space: behind "Dr." and "Fig.", between a
 * number and its unit, inside a date (with its day of the week) or a telephone number, between initials and in "z. B.", before a
 * dash or a closing mark. Pure: looks at the words on both sides and knows no language; the words are those that courses in the
 * languages with patterns use. */
#include "typeset/typeset_int.h"

#include <string.h>

#define WORD_MOST 24 /* bytes: longer words are in no list */

/* The lists have a string for each first byte, which is quick to find, with spaces round the words. */

/* Before a name. */
static const char *const titles[] = {
	" Dr. Drs. Dipl.-Ing. ", " Fr. Frau ", " Hon. Hr. Herr ", " Jr. ", " Mr. Mrs. Ms. Mx. Mme Mlle M. Mag. ", " Prof. ", " Rev. ",
	" St. Sr. Sig. ", NULL,
};

/* Before a number, a letter or a Roman numeral. */
static const char *const labels[] = {
	" # ", " $ ", " Auditorium Appendix App. Assignment Art. Abs. Abb. Abschnitt Abbildung Aula ", " Building Bldg. Bldg ",
	" Ch. Chs. Chap. Chapter Chapters Class CHF ", " Def. ", " Eq. Eqs. Equation Exercise Exercises Ex. Exam EUR ",
	" Fig. Figs. Figure Figures Floor Fax ", " GBP ", " Hall Homework Hörsaal ", " ISBN ISSN ", " Kap. KW Kapitel ",
	" Lecture Lectures Lesson Lemma Lab ", " Module ", " No. Nos. Nr. ", " Office ",
	" Part Problem Problems Prob. Project Page Pages ", " Question Questions Q. Quiz ", " Room Rm. Rm Raum Rom R$ ",
	" Sec. Secs. Sect. Section Sections S. Suite Ste. Step Session Seite Seiten Saal Salle Sala Semaine Semana Settimana ",
	" Table Tables Tab. Theorem Tel. Tel Tabelle ", " Unit Uke USD US$ ", " Vol. Vols. Volume ", " Week Weeks Woche ", " Zaal ",
	" aula art. art ", " chap. chapitre capítulo capitolo chương ca. c. ", " ff. ", " hoofdstuk ",
	" kapittel kap. kapitola kl. kr ", " l. ll. lokaal ", " no. nos. ", " obr. ", " p. pp. page pages phòng ",
	" rozdział rozdz. rys. ", " salle sala semaine semana settimana str. s. ", " týden tydzień tuần trang tháng thg ", " uke ",
	" week weeks ", " zaal ", " § §§ £ ¥ ", " κεφ. εικ. ", " σελ. ", " неделя гл. глава ауд. ", " тиждень стр. с. рис. табл. ",
	" № € ₹ ", NULL,
};

/* Behind a number. */
static const char *const units[] = {
	" $ ", " % ", " A AM A.M. AD ", " B BC BCE ", " CHF CE ", " EUR ECTS ", " GHz GB GiB GBP ", " Hz ", " J ", " K KB Kč ",
	" L LP ", " MHz MB MiB MW MJ M Min. Mio. Mrd. ", " N ", " PB Pa PM P.M. Punkte Pkt. ", " Std. Sek. SWS ", " TB Tsd. ",
	" USD Uhr ", " V ", " W ", " a.m. am ", " bit bits bar billion billions bodů ", " cm cal cr. crédits créditos crediti ",
	" dm dl dpi dB ", " eV em ", " ft ", " g godz. giờ ", " h hr hrs hPa hod. ", " in. ",
	" kg km kHz kB kW kV kΩ kN kPa kJ kWh kcal kr kr. klokken ", " l lb lbs ",
	" mg m mm ms min min. mV mA mol mmol mM ml mL mi mph million millions mln mld ", " nm ns n. ", " oz ",
	" pt pts pts. px ppi p.m. pm phút points puntos punti pontos punten poeng pkt. ", " s sec sec. ", " t thousand ", " uur ",
	" v. ", " yd ", " zł ", " ° °C °F µg µm £ ", " điểm ", " Ω λεπτά ", " ώρες ",
	" грн. мин мин. г кг мг км м мм л мл год. баллов балів ", " руб. ч ч. сек. см хв. ", " ‰ € ", " 분 ", " 시간 점 ", NULL,
};

static const char *const months[] = {
	" April August Apr. Aug. Apr Aug ", " December Dec. Dec Dezember Dez. ", " February Feb. Feb Februar ",
	" January June July Jan. Jun. Jul. Jan Jun Jul Januar Juni Juli ", " March May Mar. Mar März Mai ", " November Nov. Nov ",
	" October Oct. Oct Oktober Okt. ", " September Sep. Sept. Sep Sept ",
	" avril août avr. abril agosto abr ago aprile abr. ago. april augustus apr. aug. ", " března bře ", " czerwca cze ",
	" décembre déc. diciembre dic dicembre dezembro dez. december dec. desember des. dubna dub ", " enero ene ",
	" février févr. febrero feb febbraio fevereiro fev. februari feb. februar ", " gennaio giugno gen giu grudnia gru ",
	" janvier juin juillet janv. juil. junio julio jun jul janeiro junho julho jan. jun. jul. januari juni juli januar ",
	" května kvě kwietnia kwi ", " luglio lug ledna listopadu lutego lipca listopada lut lip ",
	" mars mai marzo mayo maggio mag março maio mar. maart mei mrt. marca maja maj ",
	" novembre nov. noviembre nov novembro november ", " octobre oct. octubre oct ottobre ott outubro out. oktober okt. ",
	" prosince października paź ",
	" septembre sept. septiembre setiembre sept settembre setembro set. september sep. srpna srp stycznia sierpnia sty sie ",
	" tháng thg ", " września wrz ", " září zář ", " února úno ", " června července čvn čvc ", " října říj ",
	" Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου Ιαν "
		"Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ ",
	" марта апреля мая июня июля августа октября ноября декабря апр. авг. окт. нояб. дек. лютого березня квітня липня "
		"вересня жовтня листопада грудня лют. бер. квіт. лип. вер. жовт. лист. груд. ",
	" января февраля сентября янв. февр. сент. січня травня червня серпня січ. трав. черв. серп. ", NULL,
};

/* Latin ones with a small letter. */
static const char *const weekdays[] = {
	" czwartek ", " dienstag donnerstag dimanche domingo domenica dinsdag donderdag ", " friday freitag fredag ", " giovedì ",
	" jeudi jueves ", " lundi lunes lunedì lørdag ",
	" monday montag mittwoch mardi mercredi martes miércoles martedì mercoledì maandag mandag ",
	" neděle neděli niedziela niedzielę ", " onsdag ", " pondělí pátek poniedziałek piątek ", " quarta-feira quinta-feira ",
	" saturday sunday samstag sonnabend sonntag samedi sábado sabato segunda-feira sexta-feira søndag středa středu sobota "
		"sobotu sobotę ",
	" tuesday thursday terça-feira tirsdag torsdag ", " vendredi viernes venerdì vrijdag ", " wednesday woensdag wtorek ",
	" zaterdag zondag ", " úterý ", " čtvrtek ", " środa środę ", " Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή ",
	" понедельник вторник пятница пятницу воскресенье понеділок вівторок п’ятниця п’ятницю неділя неділю Понедельник Вторник "
		"Среда Четверг Пятница Суббота Воскресенье Понеділок Вівторок Середа Четвер П’ятниця Субота Неділя ",
	" среда среду четверг суббота субботу середа середу четвер субота суботу ", NULL,
};

static const char *const weekdays_short[] = {
	" czw. ", " di do di. do. dim. dom dom. ", " fri fri. fr fr. fre. ", " gio ", " jeu. jue ", " lun. lun lør. ",
	" mon mon. mo mi mo. mi. mar. mer. mar mié mer ma man. ", " ne niedz. ", " ons. ", " po pá pon. pt. ", " qua. qui. ",
	" sat sun sat. sun. sa so sa. so. sam. sáb sab seg. sex. sáb. søn. st sob. ",
	" tue tues thu thur thurs tue. tues. thu. thurs. ter. tir. tor. ", " ven. vie ven vr ", " wed wed. wo wt. ", " za zo ",
	" út ", " čt ", " śr. ", " Δευ Τρί Τετ Πέμ Παρ Σάβ Κυρ ", " пн вт пт вс нд Пн Вт Ср Чт Пт Сб Вс Нд ", " ср чт сб ", NULL,
};

static const char *const none[] = {NULL};

static bool in_list(const char *const *list, struct str word)
{
	char key[WORD_MOST + 3] = " ";

	while (*list && word.n && (*list)[1] != word.p[0])
		list++;
	if (!*list || !word.n || word.n > WORD_MOST || memchr(word.p, ' ', word.n))
		return false;
	memcpy(key + 1, word.p, word.n);
	key[word.n + 1] = ' ';
	key[word.n + 2] = '\0';
	return strstr(*list, key) != NULL;
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
	static const char *const opening[] = {"(", "[", "{", "\"", "'", "“", "‘", "„", "«", "¡", "¿", NULL};

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
static struct str bare(struct str word, const char *const *list)
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
	struct str plain = bare(word, none);
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

/* "10 000" */
static bool is_thousand(struct str before, struct str behind)
{
	return before.n <= 3 && is_number(before) && str_is(bare(behind, none), "000");
}

/* A day's number: "5", "25.", "3rd". */
static bool is_day(struct str word)
{
	size_t n = 0;

	while (n < word.n && is_digit(word.p[n]))
		n++;
	struct str rest = bare(str_sub(word, n, word.n), none);
	return n >= 1 && n <= 2 && (rest.n == 0 || rest.n == 2 || (rest.n == 3 && (unsigned char)rest.p[0] >= 0x80));
}

/* ---------------------------------------------------------------- days of the week
 *
 * "Fri 12 Sep", "Friday, September 12", "viernes, 12 de septiembre". */

static size_t end_of(struct str text, struct str word)
{
	return (size_t)(word.p + word.n - text.p);
}

/* "12.9.", "9/12", "2025-09-12" */
static bool is_date_number(struct str word)
{
	size_t marks = 0, strokes = 0;

	for (size_t i = 0; i < word.n && !strchr(",;:!?)", word.p[i]); i++) {
		if (!is_digit(word.p[i]) && !strchr("./-", word.p[i]))
			return false;
		marks += !is_digit(word.p[i]);
		strokes += word.p[i] == '/';
	}
	return is_digit(word.p[0]) && marks + strokes > 1;
}

/* The word at `end` is a month, or one with "de" before it. */
static bool month_follows(struct str text, size_t end)
{
	struct str word = word_behind(text, end);

	if (str_is(word, "de"))
		word = word_behind(text, end_of(text, word));
	return in_list(months, bare(word, months));
}

/* next begins "12 September", "September 12". */
static bool is_date_with_month(struct str text, struct str next)
{
	size_t end = end_of(text, next);

	if (is_day(next))
		return month_follows(text, end);
	return in_list(months, next) && is_day(word_behind(text, end));
}

/* A whole name stands before a day's number alone, too: "Friday 12". Behind one with a comma a line may end: better there than within
 * the name. */
static bool is_weekday_before(struct str text, struct str before, struct str next)
{
	char small[WORD_MOST];
	struct str name = before.p[before.n - 1] == ',' ? str_sub(before, 0, before.n - 1) : before;

	if (!name.n || name.n > WORD_MOST)
		return false;
	memcpy(small, name.p, name.n);
	if (small[0] >= 'A' && small[0] <= 'Z')
		small[0] |= 0x20;
	bool whole = in_list(weekdays, (struct str){small, name.n});
	if (whole ? name.n < before.n : !in_list(weekdays_short, (struct str){small, name.n}))
		return false;
	return (whole && is_day(next)) || is_date_number(next) || is_date_with_month(text, next);
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
	return is_digit(before.p[0]) || (before.n > 1 && is_digit(before.p[1])) || is_upper(next) || str_is(before, "de") ||
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
	if (is_day(before) && (in_list(months, bare(behind, months)) || (str_is(behind, "de") && month_follows(text, space))))
		return true;
	if (str_is(before, "de") && in_list(months, bare(behind, months)))
		return true;
	return is_thousand(before, behind) || is_weekday_before(text, before, next);
}
