/* words.c - the words, quotes and date formats of the program's own texts, a table for each language. Quotes after Unicode CLDR. */
#include "document/document.h"

#define NBSP "\u00A0"

#define ENGLISH \
	.month = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", \
		"November", "December"}, \
	.month_short = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}, \
	.weekday = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}, \
	.weekday_short = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}, \
	.time = "Time", .building = "Building", .room = "Room", .start = "Start", .end = "End", .week = "Week", .date = "Date", \
	.topic = "Topic", .reading = "Reading", .due = "Due", .speaker = "Speaker", .component = "Component", .weight = "Weight", \
	.total = "Total", .grade = "Grade", .figure = "Figure", .schedule = "Schedule", .grading = "Grading", .staff = "Staff", \
	.note = "Note", .contents = "Contents", .link_pending = "link to be provided", .page_of = "page $1 of $2", \
	.quote = {"“", "”", "‘", "’"}, .instructor = "Instructor", .name = "Name", .email = "Email", .phone = "Phone", \
	.office = "Office", .hours = "Office hours", .online = "Online", .credits = "Credits", .modality = "Modality", \
	.department = "Department", .no_class = "No class: $1", .best_of = "best $1 of $2", .points = "$1 points", \
	.extra = "extra credit", .range = "Range", .revised = "Revised $1", .least = "From", .no_alt = "Image without description: $1", \
	.no_class_bare = "No class", .role = "Role", .percent = "$1%", .day_dash = "–", \
	.callout = {"", "Note", "Tip", "Important", "Warning", "Caution"}

/* More particular tags stand before their language's own. */
static const struct doc_words table[] = {
	{.tag = "en-US", ENGLISH, .date_long = "M d, y", .date_short = "e b d", .date_day = "b d"},
	{.tag = "en-CA", ENGLISH, .date_long = "M d, y", .date_short = "e b d", .date_day = "b d"},
	{.tag = "en-PH", ENGLISH, .date_long = "M d, y", .date_short = "e b d", .date_day = "b d"},
	{.tag = "en-GB", ENGLISH, .date_long = "d M y", .date_short = "e d b", .date_day = "d b", .clock_24 = true},
	{.tag = "en-IE", ENGLISH, .date_long = "d M y", .date_short = "e d b", .date_day = "d b", .clock_24 = true},
	{.tag = "en-AU", ENGLISH, .date_long = "d M y", .date_short = "e d b", .date_day = "d b"},
	{.tag = "en-NZ", ENGLISH, .date_long = "d M y", .date_short = "e d b", .date_day = "d b"},
	{.tag = "en-IN", ENGLISH, .date_long = "d M y", .date_short = "e d b", .date_day = "d b"},
	{.tag = "en-ZA", ENGLISH, .date_long = "d M y", .date_short = "e d b", .date_day = "d b"},
	{.tag = "en", ENGLISH, .date_long = "M d, y", .date_short = "e b d", .date_day = "b d"},
	{
		.tag = "de",
		.month = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
			"November", "Dezember"},
		.month_short = {"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."},
		.weekday = {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"},
		.weekday_short = {"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
		.date_long = "d." NBSP "M y", .date_short = "e d." NBSP "b",
		.date_day = "d." NBSP "b", .day_dash = ".–",
		.time = "Zeit", .building = "Gebäude", .room = "Raum", .start = "Beginn", .end = "Ende", .week = "Woche",
		.date = "Datum", .topic = "Thema", .reading = "Lektüre", .due = "Fällig", .speaker = "Vortrag",
		.component = "Leistung", .weight = "Gewicht", .total = "Summe", .grade = "Note", .figure = "Abbildung",
		.schedule = "Zeitplan", .grading = "Bewertung", .staff = "Lehrende", .note = "Hinweis", .contents = "Inhalt",
		.link_pending = "Link folgt", .page_of = "Seite $1 von $2", .quote = {"„", "“", "‚", "‘"}, .clock_24 = true,
		.instructor = "Dozent:in", .name = "Name", .email = "E-Mail", .phone = "Telefon", .office = "Büro",
		.hours = "Sprechstunde", .online = "Online", .credits = "Leistungspunkte", .modality = "Form",
		.department = "Institut", .no_class = "Keine Veranstaltung: $1", .best_of = "die besten $1 von $2",
		.points = "$1 Punkte", .extra = "Zusatzleistung", .range = "Bereich", .revised = "Stand: $1", .least = "Ab", .no_alt = "Bild ohne Beschreibung: $1",
		.no_class_bare = "Keine Veranstaltung", .role = "Aufgabe", .callout = {"", "Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"}, .percent = "$1" NBSP "%", .decimal_comma = true,
	},
	{
		.tag = "fr",
		.month = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
			"novembre", "décembre"},
		.month_short = {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
		.weekday = {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
		.weekday_short = {"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."},
		.date_long = "d" NBSP "M y", .date_short = "e d" NBSP "b",
		.date_day = "d" NBSP "b", .day_dash = "–",
		.time = "Horaire", .building = "Bâtiment", .room = "Salle", .start = "Début", .end = "Fin", .week = "Semaine",
		.date = "Date", .topic = "Sujet", .reading = "Lectures", .due = "À rendre", .speaker = "Intervenant",
		.component = "Élément", .weight = "Poids", .total = "Total", .grade = "Note", .figure = "Figure",
		.schedule = "Calendrier", .grading = "Évaluation", .staff = "Équipe", .note = "Remarque",
		.contents = "Table des matières", .link_pending = "lien à venir", .page_of = "page $1 sur $2",
		.quote = {"«" NBSP, NBSP "»", "“", "”"}, .clock_24 = true,
		.instructor = "Enseignant", .name = "Nom", .email = "Courriel", .phone = "Téléphone", .office = "Bureau",
		.hours = "Permanence", .online = "En ligne", .credits = "Crédits", .modality = "Mode", .department = "Département",
		.no_class = "Pas de cours" NBSP ": $1", .best_of = "les $1 meilleurs sur $2", .points = "$1 points",
		.extra = "facultatif", .range = "Plage", .revised = "Mis à jour le $1", .least = "À partir de", .no_alt = "Image sans description" NBSP ": $1",
		.no_class_bare = "Pas de cours", .role = "Rôle", .callout = {"", "Remarque", "Conseil", "Important", "Attention", "Prudence"}, .percent = "$1" NBSP "%", .decimal_comma = true,
	},
	{
		.tag = "es",
		.month = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
			"noviembre", "diciembre"},
		.month_short = {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"},
		.weekday = {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"},
		.weekday_short = {"lun", "mar", "mié", "jue", "vie", "sáb", "dom"},
		.date_long = "d 'de' M 'de' y", .date_short = "e d b",
		.date_day = "d b", .day_dash = "–",
		.time = "Horario", .building = "Edificio", .room = "Aula", .start = "Inicio", .end = "Fin", .week = "Semana",
		.date = "Fecha", .topic = "Tema", .reading = "Lecturas", .due = "Entrega", .speaker = "Ponente",
		.component = "Componente", .weight = "Peso", .total = "Total", .grade = "Nota", .figure = "Figura",
		.schedule = "Calendario", .grading = "Evaluación", .staff = "Profesorado", .note = "Nota", .contents = "Índice",
		.link_pending = "enlace pendiente", .page_of = "página $1 de $2", .quote = {"«", "»", "“", "”"}, .clock_24 = true,
		.instructor = "Docente", .name = "Nombre", .email = "Correo", .phone = "Teléfono", .office = "Despacho",
		.hours = "Tutorías", .online = "En línea", .credits = "Créditos", .modality = "Modalidad",
		.department = "Departamento", .no_class = "Sin clase: $1", .best_of = "los $1 mejores de $2",
		.points = "$1 puntos", .extra = "opcional", .range = "Intervalo", .revised = "Actualizado el $1", .least = "Desde", .no_alt = "Imagen sin descripción: $1",
		.no_class_bare = "Sin clase", .role = "Función", .callout = {"", "Nota", "Consejo", "Importante", "Advertencia", "Precaución"}, .percent = "$1" NBSP "%", .decimal_comma = true,
	},
};

#define TABLE_N (sizeof table / sizeof *table)

static const struct doc_words *find_tag(struct str tag)
{
	for (size_t i = 0; i < TABLE_N; i++)
		if (str_is_nocase(tag, table[i].tag))
			return &table[i];
	return NULL;
}

/* "en-US-x-y" is looked for whole, then with ever fewer of its subtags (RFC 4647, 3.4). */
const struct doc_words *doc_words_find(struct str language)
{
	const struct doc_words *w = NULL;

	while (language.n && !(w = find_tag(language))) {
		size_t n = language.n;
		while (n > 0 && language.p[n - 1] != '-' && language.p[n - 1] != '_')
			n--;
		language.n = n > 0 ? n - 1 : 0;
	}
	return w ? w : find_tag(STR("en"));
}

/* A stretch of days of one month prints both where one day would stand. */
static void put_field(struct buf *out, const struct doc_words *w, char field, const date d[2])
{
	struct date_parts p = date_to_parts(d[0]);

	switch (field) {
	case 'd':
		buf_int(out, p.day);
		if (d[1] != d[0])
			buf_printf(out, "%s%d", w->day_dash, date_to_parts(d[1]).day);
		break;
	case 'M': buf_cstr(out, w->month[p.month - 1]); break;
	case 'b': buf_cstr(out, w->month_short[p.month - 1]); break;
	case 'y': buf_int(out, p.year); break;
	case 'E': buf_cstr(out, w->weekday[date_weekday(d[0])]); break;
	case 'e': buf_cstr(out, w->weekday_short[date_weekday(d[0])]); break;
	default: buf_char(out, field);
	}
}

static void put_date(struct buf *out, const struct doc_words *w, const char *format, const date d[2])
{
	bool literal = false;

	for (; *format; format++) {
		if (*format == '\'')
			literal = !literal;
		else if (literal)
			buf_char(out, *format);
		else
			put_field(out, w, *format, d);
	}
}

static struct str finish(struct build *b, struct buf *out)
{
	struct str s = arena_str(b->arena, buf_view(out));

	buf_free(out);
	return s;
}

struct str doc_date(struct build *b, const struct doc_words *w, const char *format, date d)
{
	struct buf out = {0};

	if (d != DATE_NONE)
		put_date(&out, w, format, (date[2]){d, d});
	return finish(b, &out);
}

struct str doc_clock(struct build *b, const struct doc_words *w, int minutes)
{
	int hour = minutes / 60;

	if (w->clock_24)
		return arena_printf(b->arena, "%d:%02d", hour, minutes % 60);
	return arena_printf(b->arena, "%d:%02d" NBSP "%s", hour % 12 ? hour % 12 : 12, minutes % 60, hour < 12 ? "AM" : "PM");
}

struct str doc_dates(struct build *b, const struct doc_words *w, date from, date to)
{
	struct buf out = {0};

	if (date_to_parts(from).month == date_to_parts(to).month) {
		put_date(&out, w, w->date_day, (date[2]){from, to});
	} else {
		put_date(&out, w, w->date_day, (date[2]){from, from});
		buf_cstr(&out, " – ");
		put_date(&out, w, w->date_day, (date[2]){to, to});
	}
	return finish(b, &out);
}
