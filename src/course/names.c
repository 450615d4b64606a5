/* names.c - days, months and small numbers by name, in any language that has generated words (document/words.c), whatever the
 * document's own is. Three letters of a name will do where only one day or month begins with them; case and accents do not matter. In
 * running text the first letters are a name in English, German, French and Spanish only: elsewhere they are words, as Czech "pro". */
#include "course/course_int.h"

#include <string.h>
#include <utf8proc.h>

static const char *const english[7] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/* A day's or month's names in English, German, French and Spanish, and in the other languages with usual abbreviations, as one
 * writes them within a sentence. */
struct names { const char *first, *others; };

/* Portuguese days are followed by "-feira", Vietnamese ones led by "thứ" or "chủ": see is_filler. */
static const struct names weekdays[7] = {
	{"Monday Montag lundi lunes",
		"segunda lunedì maandag mandag pondělí poniedziałek Δευτέρα понедельник понеділок пн hai 星期一 周一 週一 月曜日 月曜 月 월요일 월"},
	{"Tuesday Dienstag mardi martes",
		"terça martedì dinsdag tirsdag úterý wtorek wt Τρίτη вторник вівторок вт ba 星期二 周二 週二 火曜日 火曜 火 화요일 화"},
	{"Wednesday Mittwoch mercredi miércoles",
		"quarta mercoledì woensdag onsdag středa środa śr Τετάρτη среда середа ср tư 星期三 周三 週三 水曜日 水曜 水 수요일 수"},
	{"Thursday Donnerstag jeudi jueves",
		"quinta giovedì donderdag torsdag čtvrtek czwartek Πέμπτη четверг четвер чт năm 星期四 周四 週四 木曜日 木曜 木 목요일 목"},
	{"Friday Freitag vendredi viernes",
		"sexta venerdì vrijdag fredag pátek piątek pt Παρασκευή пятница п’ятниця пт sáu 星期五 周五 週五 金曜日 金曜 金 금요일 금"},
	{"Saturday Samstag samedi sábado",
		"sabato zaterdag lørdag sobota Σάββατο суббота субота сб bảy 星期六 周六 週六 土曜日 土曜 土 토요일 토"},
	{"Sunday Sonntag dimanche domingo",
		"domenica zondag søndag neděle niedziela Κυριακή воскресенье неділя вс нд nhật 星期日 周日 週日 日曜日 日曜 日 일요일 일"},
};

/* Slavic and Greek months also as they stand alone. Vietnamese, Chinese, Japanese and Korean ones are numbers: see month_numbered,
 * date_signed. */
static const struct names months[12] = {
	{"January Januar janvier enero", "janeiro gennaio januari ledna leden stycznia styczeń Ιανουαρίου Ιανουάριος января январь січня січень"},
	{"February Februar février febrero",
		"fevereiro febbraio februari února únor lutego luty Φεβρουαρίου Φεβρουάριος февраля февраль лютого лютий"},
	{"March März mars marzo", "março maart mrt března březen marca marzec Μαρτίου Μάρτιος марта март березня березень"},
	{"April avril abril", "aprile dubna duben kwietnia kwiecień Απριλίου Απρίλιος апреля апрель квітня квітень"},
	{"May Mai mayo", "maio maggio mei května květen maja maj Μαΐου Μάιος мая май травня травень"},
	{"June Juni juin junio", "junho giugno června červen čvn czerwca czerwiec Ιουνίου Ιούνιος июня июнь червня червень"},
	{"July Juli juillet julio", "julho luglio července červenec čvc lipca lipiec Ιουλίου Ιούλιος июля июль липня липень"},
	{"August août agosto", "augustus srpna srpen sierpnia sierpień Αυγούστου Αύγουστος августа август серпня серпень"},
	{"September septembre septiembre",
		"setiembre setembro settembre září wrzesień września Σεπτεμβρίου Σεπτέμβριος сентября сентябрь вересня вересень"},
	{"October Oktober octobre octubre",
		"outubro ottobre října říjen października październik Οκτωβρίου Οκτώβριος октября октябрь жовтня жовтень"},
	{"November novembre noviembre", "novembro listopadu listopada listopad Νοεμβρίου Νοέμβριος ноября ноябрь листопада листопад"},
	{"December Dezember décembre diciembre",
		"dezembro dicembre desember prosince prosinec grudnia grudzień Δεκεμβρίου Δεκέμβριος декабря декабрь грудня грудень"},
};

/* "week ten", "the tenth week": Slavic languages and Greek have ordinals on both sides. */
static const struct { const char *cardinals, *ordinals; } numbers[16] = {
	{"one eins une un uno um uma een en ett một 一",
		"first erste ersten première primera prima primeira eerste første první prvního pierwszy pierwszego πρώτη πρώτης "
		"первая первой перший першого"},
	{"two zwei deux dos due duas twee to hai 二",
		"second zweite zweiten deuxième seconde segunda seconda tweede andre druhý druhého drugi drugiego δεύτερη "
		"δεύτερης вторая второй другий другого"},
	{"three drei trois tres tre três drie ba 三",
		"third dritte dritten troisième tercera terza terceira derde tredje třetí třetího trzeci trzeciego τρίτη τρίτης "
		"третья третьей третій третього"},
	{"four vier quatre cuatro quattro quatro fire bốn tư 四",
		"fourth vierte vierten quatrième cuarta quarta vierde fjerde čtvrtý čtvrtého czwarty czwartego τέταρτη τέταρτης "
		"четвертая четвертой четвертий четвертого"},
	{"five fünf cinq cinco cinque vijf fem năm 五",
		"fifth fünfte fünften cinquième quinta vijfde femte pátý pátého piąty piątego πέμπτη πέμπτης пятая пятой п’ятий "
		"п’ятого"},
	{"six sechs seis sei zes seks sáu 六",
		"sixth sechste sechsten sixième sexta sesta zesde sjette šestý šestého szósty szóstego έκτη έκτης шестая шестой "
		"шостий шостого"},
	{"seven sieben sept siete sette sete zeven sju syv bảy 七",
		"seventh siebte siebten septième séptima settima sétima zevende sjuende sedmý sedmého siódmy siódmego έβδομη "
		"έβδομης седьмая седьмой сьомий сьомого"},
	{"eight acht huit ocho otto oito åtte tám 八",
		"eighth achte achten huitième octava ottava oitava achtste åttende osmý osmého ósmy ósmego όγδοη όγδοης восьмая "
		"восьмой восьмий восьмого"},
	{"nine neun neuf nueve nove negen ni chín 九",
		"ninth neunte neunten neuvième novena nona negende niende devátý devátého dziewiąty dziewiątego ένατη ένατης "
		"девятая девятой дев’ятий дев’ятого"},
	{"ten zehn dix diez dieci dez tien ti mười 十",
		"tenth zehnte zehnten dixième décima tiende desátý desátého dziesiąty dziesiątego δέκατη δέκατης десятая десятой "
		"десятий десятого"},
	{"eleven elf onze once undici elleve 十一",
		"eleventh elfte elften onzième undécima undicesima elfde ellevte jedenáctý jedenáctého jedenasty jedenastego "
		"ενδέκατη ενδέκατης одиннадцатая одиннадцатой одинадцятий одинадцятого"},
	{"twelve zwölf douze doce dodici doze twaalf tolv 十二",
		"twelfth zwölfte zwölften douzième duodécima dodicesima twaalfde tolvte dvanáctý dvanáctého dwunasty dwunastego "
		"δωδέκατη δωδέκατης двенадцатая двенадцатой дванадцятий дванадцятого"},
	{"thirteen dreizehn treize trece tredici treze dertien tretten 十三",
		"thirteenth dreizehnte dreizehnten treizième tredicesima dertiende trettende třináctý třináctého trzynasty "
		"trzynastego тринадцатая тринадцатой тринадцятий тринадцятого"},
	{"fourteen vierzehn quatorze catorce quattordici catorze veertien fjorten 十四",
		"fourteenth vierzehnte vierzehnten quatorzième quattordicesima veertiende fjortende čtrnáctý čtrnáctého "
		"czternasty czternastego четырнадцатая четырнадцатой чотирнадцятий чотирнадцятого"},
	{"fifteen fünfzehn quinze quince quindici vijftien femten 十五",
		"fifteenth fünfzehnte fünfzehnten quinzième quindicesima vijftiende femtende patnáctý patnáctého piętnasty "
		"piętnastego пятнадцатая пятнадцатой п’ятнадцятий п’ятнадцятого"},
	{"sixteen sechzehn seize dieciséis sedici dezesseis dezasseis zestien seksten 十六",
		"sixteenth sechzehnte sechzehnten seizième sedicesima zestiende sekstende šestnáctý šestnáctého szesnasty "
		"szesnastego шестнадцатая шестнадцатой шістнадцятий шістнадцятого"},
};

const char *weekday_name(int weekday)
{
	return english[weekday];
}

/* The next letter of s, small and without its accent. */
static utf8proc_int32_t letter_next(struct str s, size_t *at)
{
	utf8proc_int32_t c = (utf8proc_int32_t)utf8_next(s, at), parts[4];

	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
	c = utf8proc_tolower(c);
	bool alphabet = c < 0x530 || (c >= 0x1E00 && c < 0x2000); /* Latin, Greek, Cyrillic: others are parted into more than accents */
	return alphabet && utf8proc_decompose_char(c, parts, 4, UTF8PROC_DECOMPOSE, NULL) > 0 ? parts[0] : c;
}

/* How s says a name. */
enum match { MATCH_NONE, MATCH_BEGINS, MATCH_WHOLE };

#define SHORT 4 /* letters: in fewer an accent makes another word, as of English "Tu" Vietnamese "tư" */

static enum match match_name(struct str s, struct str name)
{
	size_t i = 0, k = 0, letters = 0;

	for (; i < s.n && k < name.n; letters++)
		if (letter_next(s, &i) != letter_next(name, &k))
			return MATCH_NONE;
	if (i < s.n || !letters || (letters < SHORT && s.n != k)) /* an accent is more bytes */
		return MATCH_NONE;
	return k == name.n ? MATCH_WHOLE : letters >= 3 ? MATCH_BEGINS : MATCH_NONE;
}

/* Whether a name with this first byte may begin with the letter: most do not, and to part letters from accents takes time. Behind
 * Latin, whose letters in UTF-8 begin with bytes before 0xCE, no letter is an English one with an accent. */
static bool may_begin(unsigned char byte, utf8proc_int32_t letter)
{
	if (byte < 0x80)
		return (byte | 0x20) == letter;
	return byte < 0xCE || letter >= 0x80;
}

/* How s says the one of the names, parted by spaces, that it says best. */
static enum match match_any(struct str s, const char *names)
{
	enum match best = MATCH_NONE;
	size_t at = 0;
	utf8proc_int32_t letter = s.n ? letter_next(s, &at) : 0;

	while (*names && best < MATCH_WHOLE) {
		const char *end = strchrnul(names, ' ');
		enum match match = may_begin((unsigned char)*names, letter) ? match_name(s, (struct str){names, (size_t)(end - names)}) : MATCH_NONE;
		best = match > best ? match : best;
		names = *end ? end + 1 : end;
	}
	return best;
}

/* Which of n s is, perhaps with a full stop behind it: the one that it names, else the only one that begins so; -1 when there is none.
 * text: a name of the other languages must be whole. */
static int find(struct str s, const struct names *table, int n, bool text)
{
	int found = -1;
	bool clash = false;

	if (s.n && s.p[s.n - 1] == '.')
		s.n--;
	for (int i = 0; i < n; i++) {
		enum match first = match_any(s, table[i].first), other = match_any(s, table[i].others);
		if (first == MATCH_WHOLE || other == MATCH_WHOLE)
			return i;
		if (first == MATCH_NONE && (other == MATCH_NONE || text))
			continue;
		clash |= found >= 0;
		found = i;
	}
	return clash ? -1 : found;
}

static int find_day(struct str s, bool text)
{
	int day = find(s, weekdays, 7, text);

	if (day < 0 && s.n > 3 && s.p[s.n - 1] == 's') /* "Fridays" */
		day = find(str_sub(s, 0, s.n - 1), weekdays, 7, text);
	return day;
}

int day_parse(struct str s)
{
	return find_day(s, false);
}

int day_in_text(struct str s)
{
	return find_day(s, true);
}

bool is_month_sign(struct str s)
{
	return match_any(s, "tháng thg") == MATCH_WHOLE;
}

/* "tháng 8"; 0 when s is something else. */
static int month_numbered(struct str s)
{
	size_t at = s.n;
	int64_t n;

	while (at > 0 && s.p[at - 1] >= '0' && s.p[at - 1] <= '9')
		at--;
	struct str word = str_trim(str_sub(s, 0, at));
	return is_month_sign(word) && str_to_int(str_sub(s, at, s.n), &n) && n >= 1 && n <= 12 ? (int)n : 0;
}

int month_parse(struct str s)
{
	int month = month_numbered(s);

	return month ? month : find(s, months, 12, false) + 1;
}

int month_in_text(struct str s)
{
	return find(s, months, 12, true) + 1;
}

int number_named(struct str s, bool ordinal)
{
	for (int i = 0; i < 16; i++)
		if (match_any(s, numbers[i].ordinals) == MATCH_WHOLE || (!ordinal && match_any(s, numbers[i].cardinals) == MATCH_WHOLE))
			return i + 1;
	return 0;
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
	return word_in_list(word, "and und et y e en og i και и і và a from von de du dal feira feiras thứ chủ");
}

/* "Mon to Fri". "a" behind a day is "and" in Czech, and "to" in Spanish, Portuguese and Italian. */
static bool is_to(struct str word, struct str day)
{
	if (word_in_list(word, "a"))
		return match_any(day, "pondělí úterý středa čtvrtek pátek sobota neděle") == MATCH_NONE;
	return word_in_list(word, "to through thru bis au à al até tot til");
}

unsigned weekdays_parse(struct str s)
{
	struct str last = STR_NONE;
	unsigned mask = 0;
	int before = -1;
	bool range, to = false;

	for (s = str_trim(s); s.n; s = str_trim(s)) {
		struct str word = next_word(&s, &range);
		int day = day_parse(word);
		unsigned add = day < 0 ? compound(word) : (range || to) && before >= 0 ? days_between(before, day) : 1u << day;
		to = is_to(word, last);
		if (to || is_filler(word))
			continue;
		last = word;
		if (!add)
			return 0;
		mask |= add;
		before = day;
	}
	return mask;
}
