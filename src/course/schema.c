/* schema.c - the one table of what course.yaml may say. It drives checking (validate.c) and the reference in syllabus(5) and the
 * JSON Schema: a key that is not here does not exist. */
#include "course/course_int.h"

#include <string.h>
#include <strings.h>

const struct schema_key schema_keys[] = {
	{"title", S_TEXT, .required = true, .help = "the course's name", .example = "Machine Learning System Seminar", .also = "name course"},
	{"subtitle", S_TEXT, .help = "a line below the title", .example = "Efficient systems for large models"},
	{"code", S_TEXT, .help = "the course's number in the catalogue", .example = "COMP 620", .also = "number course_code course-code course_number"},
	{"term", S_TEXT, .help = "when it is taught", .example = "Fall 2025", .also = "semester quarter session"},
	{"institution", S_TEXT, .help = "the school", .example = "Rice University", .also = "university college school"},
	{"department", S_TEXT, .help = "the part of the school that teaches it", .example = "Computer Science"},
	{"credits", S_TEXT, .help = "credit hours or points", .example = "3", .also = "units hours ects"},
	{"modality", S_TEXT, .help = "in person, online, hybrid", .example = "In person", .also = "format delivery mode"},
	{"author", S_TEXT | S_LIST | S_MAPPING, .front = true, .help = "who wrote the page, as for Pandoc", .example = "Ada Lovelace"},
	{"author[]", S_TEXT | S_MAPPING, .front = true, .help = "one author", .example = "Ada Lovelace"},
	{"date", S_TEXT, .front = true, .help = "when the page was revised, as for Pandoc", .example = "2025-08-20"},
	{"lang", S_LANGUAGE, .front = true, .help = "the language, as for Pandoc", .example = "en-US"},
	{"language", S_LANGUAGE, .help = "BCP 47: hyphenation, quotes, generated words, the PDF's language", .example = "en-US", .also = "lang locale"},
	{"timezone", S_TIMEZONE, .help = "the time zone's name in the tz database", .example = "America/Chicago", .also = "time_zone time-zone tz"},
	{"start", S_DATE, .help = "the first day of classes", .example = "2025-08-25", .also = "begin begins starts first first_day first_day_of_class first_day_of_classes start_date term_start from"},
	{"end", S_DATE, .help = "the last day of classes", .example = "2025-12-05", .also = "finish ends last last_day last_day_of_class last_day_of_classes end_date term_end to until"},
	{"revised", S_DATE, .help = "when the syllabus was last changed; the document's date", .example = "2025-08-20", .also = "date updated modified version"},
	{"notice", S_TEXT, .help = "a callout on top of the first page", .example = "\"**Note.** The first class is online.\"", .also = "announcement alert note"},

	{"staff", S_LIST, .help = "who teaches", .example = "[{name: Ada Lovelace, role: Instructor}]",
		.also = "instructor instructors teacher teachers professor faculty author authors tas people"},
	{"staff[]", S_TEXT | S_MAPPING, .help = "one person; a name alone will do", .example = "{name: Ada Lovelace, role: Instructor}"},
	{"staff[].name", S_TEXT, .required = true, .help = "the person's name", .example = "Ada Lovelace"},
	{"staff[].role", S_TEXT, .help = "what the person does in the course; `Instructor` is said in its language", .example = "Teaching assistant", .also = "title position"},
	{"staff[].email", S_TEXT, .help = "e-mail address", .example = "ada@example.edu", .also = "mail e-mail"},
	{"staff[].phone", S_TEXT, .help = "telephone number", .example = "+1 713 555 0100", .also = "tel telephone"},
	{"staff[].office", S_TEXT, .help = "where the office is", .example = "Duncan Hall 3001", .also = "room location"},
	{"staff[].hours", S_TEXT, .help = "office hours", .example = "Tue 2–3 PM", .also = "office_hours office-hours officehours"},
	{"staff[].url", S_URL, .help = "the person's page", .example = "https://example.edu/ada", .also = "link web website homepage"},

	{"meetings", S_LIST, .help = "when and where the class meets; the first pattern is the main one", .example = "[{days: MWF, time: 10:00–10:50 AM}]",
		.also = "meeting classes class lectures sessions times time days class_time class_times meeting_time meeting_times when"},
	{"meetings[]", S_MAPPING, .help = "one pattern of meetings", .example = "{days: MWF, time: 10:00–10:50 AM, room: 1070}"},
	{"meetings[].kind", S_TEXT, .help = "what kind of class; patterns of one kind share the schedule's entries", .example = "Seminar", .also = "type name label"},
	{"meetings[].days", S_DAYS | S_LIST, .help = "days of the week", .example = "Tue, Thu", .also = "weekday weekdays on",
		.hint = "; every second Thursday: days: Thu, every: 2"},
	{"meetings[].days[]", S_DAYS, .help = "a day of the week", .example = "Tue"},
	{"meetings[].time", S_TIME, .help = "from when to when", .example = "3:00 PM–4:15 PM", .also = "times hours when",
		.hint = "; leave it out for all day"},
	{"meetings[].building", S_TEXT, .help = "the building", .example = "Duncan Hall"},
	{"meetings[].room", S_TEXT, .help = "the room", .example = "1070", .also = "location place where"},
	{"meetings[].url", S_URL, .help = "where it meets online", .example = "https://example.edu/zoom", .also = "link zoom"},
	{"meetings[].every", S_COUNT, .help = "every how many weeks it meets, from its first week on", .example = "2", .also = "weeks interval"},
	{"meetings[].from", S_DATE, .help = "the pattern's first day, else `start`", .example = "2025-08-25", .also = "start begin"},
	{"meetings[].to", S_DATE, .help = "the pattern's last day, else `end`", .example = "2025-10-10", .also = "end until"},

	{"calendar", S_LIST | S_FILE, .help = "days off, swap days, extra days, exams; or a file that holds them", .example = "[{date: 2025-09-01, name: Labor Day}]",
		.also = "holidays holiday breaks dates"},
	{"calendar[]", S_MAPPING | S_FILE, .help = "a day, a range of days, or a file that holds more of them", .example = "{date: 2025-09-01, name: Labor Day}",
		.needless = "off holiday recess break closed cancelled canceled no_class no-class noclass no_classes",
		.hint = "leave it out: a day of the calendar is a day off, but where `meets`, `follows`, `time` or `room` says otherwise"},
	{"calendar[].name", S_TEXT, .required = true, .help = "what prints", .example = "Labor Day", .also = "title label event"},
	{"calendar[].date", S_DATE, .help = "the day", .example = "2025-09-01", .also = "day on",
		.hint = "; several days: from: 2025-11-24, to: 2025-11-28"},
	{"calendar[].from", S_DATE, .help = "the first day of a range", .example = "2025-11-24", .also = "start begin"},
	{"calendar[].to", S_DATE, .help = "the last day of a range", .example = "2025-11-28", .also = "end until"},
	{"calendar[].follows", S_DAY, .help = "a swap day: the day of the week whose classes meet", .example = "Fri", .also = "follow swap as"},
	{"calendar[].meets", S_BOOL, .help = "an extra day: the class meets", .example = "yes", .also = "meet extra class"},
	{"calendar[].kind", S_TEXT, .help = "which pattern's class meets on an extra day, else the first", .example = "Lab", .also = "type"},
	{"calendar[].time", S_TIME, .help = "an exam or other event: when; the day is not a day off", .example = "9:00 AM–12:00 PM"},
	{"calendar[].room", S_TEXT, .help = "an exam or other event: where; the day is not a day off", .example = "Duncan Hall 1070", .also = "location place where building"},
	{"calendar[].id", S_ID, .help = "a name to refer to in text", .example = "final"},

	{"links", S_LIST, .help = "addresses that students need", .example = "[{label: Canvas, url: \"https://canvas.example.edu\"}]", .also = "link urls resources"},
	{"links[]", S_MAPPING, .help = "one link", .example = "{label: Lecture videos, url: \"https://example.edu/videos\"}"},
	{"links[].label", S_TEXT, .required = true, .help = "what prints", .example = "Lecture videos", .also = "name title text"},
	{"links[].url", S_URL, .help = "the address", .example = "https://example.edu/videos", .also = "link href address"},
	{"links[].pending", S_BOOL, .help = "there is no address yet", .example = "yes", .also = "tbd tba"},

	{"grading", S_MAPPING, .help = "what counts how much", .example = "{items: [{name: Project, weight: 100}]}", .also = "grades grade assessment evaluation"},
	{"grading.items", S_LIST, .help = "what is graded", .example = "[{name: Project, weight: 60}, {name: Exam, weight: 40}]", .also = "components weights"},
	{"grading.items[]", S_MAPPING, .help = "one graded thing", .example = "{name: Project, weight: 60}"},
	{"grading.items[].name", S_TEXT, .required = true, .help = "what prints", .example = "Problem sets", .also = "title label item"},
	{"grading.items[].weight", S_PERCENT, .help = "per cent of the grade, of all of them together; the weights sum to 100", .example = "30", .also = "percent percentage share"},
	{"grading.items[].points", S_NUMBER, .help = "points, of all of them together", .example = "120", .also = "point pts marks"},
	{"grading.items[].count", S_COUNT, .help = "how many there are", .example = "10", .also = "number n"},
	{"grading.items[].drop", S_COUNT, .help = "how many of the lowest do not count", .example = "2", .also = "drops dropped"},
	{"grading.items[].extra", S_BOOL, .help = "extra credit: not in the sum", .example = "yes", .also = "bonus"},
	{"grading.items[].due", S_TEXT, .help = "when it is due: text, or a deadline as in `schedule`", .example = "Thursdays, 11:59 PM", .also = "date deadline"},
	{"grading.items[].note", S_TEXT, .help = "a short remark beside the name", .example = "proposal, talk, report", .also = "notes description"},
	{"grading.total", S_NUMBER, .help = "what the points sum to", .example = "1000", .also = "sum"},
	{"grading.scale", S_MAPPING, .help = "letter grades, in order", .example = "{A: 93, A-: 90, B+: 87, B: 0}", .also = "letters"},
	{"grading.scale.*", S_GRADE, .help = "the least percentage of a letter grade, or its range", .example = "93"},

	{"schedule", S_LIST, .help = "what is taught; flows into the main pattern's meetings, in order", .example = "[{topic: Overview}, {topic: Roofline models}]",
		.also = "topics lectures entries plan weeks"},
	{"schedule[]", S_TEXT | S_MAPPING, .help = "one meeting's entry; a topic alone will do", .example = "{topic: Roofline models, due: Review 1}"},
	{"schedule[].topic", S_TEXT, .help = "what it is about", .example = "Roofline models", .also = "title name subject label"},
	{"schedule[].id", S_ID, .help = "a name to refer to in text", .example = "midterm"},
	{"schedule[].readings", S_TEXT | S_LIST, .help = "what to read before", .example = "[\"Williams et al. 2009\"]", .also = "reading read papers paper"},
	{"schedule[].readings[]", S_TEXT, .help = "one reading", .example = "Williams et al. 2009"},
	{"schedule[].speaker", S_TEXT, .help = "who speaks", .example = "Ada Lovelace", .also = "speakers guest presenter"},
	{"schedule[].due", S_TEXT | S_MAPPING, .help = "what is due, on the day of the class; or a deadline; or both, as a mapping", .example = "Review 1", .also = "deadline homework assignment"},
	{"schedule[].due.name", S_TEXT, .required = true, .help = "what is due", .example = "Review 1", .also = "title what"},
	{"schedule[].due.date", S_TEXT, .required = true, .help = "the deadline: a date, meeting N, week N, week N Friday, date ID, start or end, then + or - days or weeks, then a time", .example = "meeting 5 - 1 day 11:59 PM", .also = "at on by when"},
	{"schedule[].note", S_TEXT, .help = "a short remark below the topic", .example = "bring a laptop", .also = "notes"},
	{"schedule[].date", S_PIN, .help = "where the entry must fall: a date, a week, a day of a week, or the last meeting", .example = "week 7", .also = "on day week when",
		.hint = " (or KW 42, of the calendar); several classes: length: 3"},
	{"schedule[].kind", S_TEXT, .help = "the kind of the pattern it flows into, else the first", .example = "Lab", .also = "type"},
	{"schedule[].per", S_CHOICE, .choices = "meeting week", .help = "whether it takes one meeting or all of a week", .example = "week"},
	{"schedule[].length", S_COUNT, .help = "how many meetings it takes", .example = "2", .also = "meetings span"},
	{"schedule[].skip", S_BOOL, .help = "the meeting passes without class; the topic says why", .example = "yes", .also = "cancelled canceled off"},

	{"sections", S_LIST, .help = "Markdown files in the order of the document, else all by name", .example = "[about.md, policies.md]", .also = "files pages"},
	{"sections[]", S_FILE, .help = "a Markdown file of the content directory", .example = "about.md"},

	{"include", S_FILE | S_LIST, .help = "YAML files that the course is laid upon; what is said later wins", .example = "[../department.yaml]", .also = "extends inherit base"},
	{"include[]", S_FILE, .help = "a file of keys of course.yaml, below the content directory or a --root", .example = "../department.yaml"},
	{"locked", S_PLAIN | S_LIST, .help = "in an included file: keys that later files may not change", .example = "[grading.scale, institution]", .also = "lock final"},
	{"locked[]", S_PLAIN, .help = "a key, with points between its parts", .example = "grading.scale"},
	{"source", S_PLAIN, .help = "in a shared file: where its text comes from", .example = "Faculty handbook 4.2"},
	{"review_by", S_DATE, .help = "in a shared file: the day by which it is to be looked through", .example = "2026-08-01", .also = "review review-by expires"},

	{"check", S_MAPPING, .help = "how serious what --check finds is: an id of --list-checks and its level", .example = "{word-doubled: off, link-bare: error}", .also = "checks lint"},
	{"check.profile", S_PLAIN | S_LIST, .help = "the rules that the syllabus should meet: basic, abet, texas-hb2504, ohio-3345-029, unc-400-1-6, florida-bog", .example = "basic", .also = "profiles rule rules"},
	{"check.profile[]", S_PLAIN, .help = "one of them", .example = "basic"},
	{"check.*", S_CHOICE, .choices = "off note warning error", .help = "the level of one check", .example = "warning"},

	{"style", S_MAPPING, .help = "the look", .example = "{paper: a4, size: 11pt}", .also = "styles layout format theme design"},
	{"style.paper", S_CHOICE | S_LIST, .choices = "letter a4", .help = "letter, a4, or [width, height]", .example = "letter", .also = "papersize page format"},
	{"style.paper[]", S_LENGTH, .help = "width, then height", .example = "7in"},
	{"style.margins", S_LENGTH | S_MAPPING, .help = "one length for all sides, or a mapping", .example = "1in", .also = "margin geometry"},
	{"style.margins.top", S_LENGTH, .help = "paper above the text", .example = "1in"},
	{"style.margins.bottom", S_LENGTH, .help = "paper below the text", .example = "1.25in"},
	{"style.margins.left", S_LENGTH, .help = "paper left of the text", .example = "1.5in", .also = "inner inside"},
	{"style.margins.right", S_LENGTH, .help = "paper right of the text", .example = "1.5in", .also = "outer outside"},
	{"style.measure", S_LENGTH, .help = "the text's exact width; wins over the side margins", .example = "313.5pt", .also = "width linewidth textwidth"},
	{"style.size", S_LENGTH, .help = "the text's type size", .example = "11pt", .also = "fontsize font-size"},
	{"style.leading", S_LENGTH, .help = "from baseline to baseline", .example = "14pt", .also = "linespacing line-height spacing"},
	{"style.fonts", S_MAPPING, .help = "font families or font files", .example = "{text: TeX Gyre Pagella}", .also = "font typeface typefaces"},
	{"style.fonts.text", S_PLAIN, .help = "running text and headings", .example = "Linux Libertine", .also = "main body serif"},
	{"style.fonts.sans", S_PLAIN, .help = "labels and tables", .example = "Linux Biolinum"},
	{"style.fonts.mono", S_PLAIN, .help = "code", .example = "DejaVu Sans Mono", .also = "code"},
	{"style.fonts.math", S_PLAIN, .help = "formulas", .example = "Libertinus Math"},
	{"style.paragraphs", S_CHOICE, .choices = "indent space", .help = "what tells paragraphs apart", .example = "indent", .also = "paragraph parskip"},
	{"style.align", S_CHOICE, .choices = "justified ragged", .help = "both edges even, or the right one free", .example = "justified", .also = "alignment justify"},
	{"style.expansion", S_PERCENT, .help = "how far letters may widen or narrow, 0 to 5%; else 2%, and 3% in narrow columns", .example = "2%"},
	{"style.color", S_COLOR, .help = "the accent colour", .example = "\"#1f4e79\"", .also = "colour accent"},
	{"style.weeks", S_CHOICE, .choices = "meeting start calendar", .help = "week 1 is that of the first meeting, or that of `start`; or weeks have the calendar's numbers", .example = "start"},
	{"style.recess", S_CHOICE, .choices = "counts skipped", .help = "whether a week without class, because of days off, has a number", .example = "skipped"},
	{"style.weekday", S_CHOICE, .choices = "short long none", .help = "days of the week in the schedule", .example = "none", .also = "weekdays days"},
	{"style.revised", S_BOOL, .help = "whether the schedule tells when it was revised", .example = "yes"},
	{"style.standard", S_CHOICE, .choices = "none ua a2a ua+a2a", .help = "what the PDF claims to conform to", .example = "ua+a2a", .also = "standards pdfa pdfua"},
};

const size_t schema_keys_n = sizeof schema_keys / sizeof *schema_keys;

bool schema_is_child(const struct schema_key *row, struct str path, struct str *name)
{
	struct str rest = str_from(row->path);

	if (path.n) {
		if (rest.n <= path.n || !str_eq(str_sub(rest, 0, path.n), path) || rest.p[path.n] != '.')
			return false;
		rest = str_sub(rest, path.n + 1, rest.n);
	}
	*name = rest;
	return str_find_char(rest, '.', 0) == SIZE_MAX && str_find_char(rest, '[', 0) == SIZE_MAX;
}

/* Whether path differs from the row's only in the key that the row's final "*" stands for. */
static bool is_wildcard(const struct schema_key *row, struct str path)
{
	size_t n = 0;

	while (n < path.n && row->path[n] == path.p[n] && row->path[n] != '*')
		n++;
	return n > 0 && n < path.n && row->path[n - 1] == '.' && strcmp(row->path + n, "*") == 0;
}

const struct schema_key *schema_find(struct str path)
{
	for (size_t i = 0; path.n && i < schema_keys_n; i++) {
		const struct schema_key *row = &schema_keys[i];
		if (row->path[0] == path.p[0] && (str_is(path, row->path) || is_wildcard(row, path)))
			return row;
	}
	return NULL;
}

bool word_in_list(struct str word, const char *words)
{
	for (struct str rest = str_from(words); rest.n;) {
		size_t space = str_find_char(rest, ' ', 0), end = space == SIZE_MAX ? rest.n : space;
		if (word.n == end && strncasecmp(word.p, rest.p, end) == 0)
			return true;
		rest = str_sub(rest, end + 1, rest.n);
	}
	return false;
}
