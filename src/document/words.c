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
	.department = "Department", .no_class = "No class: $1", .every = "every $1 weeks", .best_of = "best $1 of $2", .points = "$1 points", \
	.extra = "extra credit", .range = "Range", .revised = "Revised $1", .least = "From", .no_alt = "Image without description: $1", \
	.no_class_bare = "No class", .percent = "$1%", .day_dash = "–", \
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
		.time = "Zeit", .building = "Gebäude", .room = "Raum", .start = "Beginn", .end = "Ende", .week = "Woche", .week_of_year = "KW",
		.date = "Datum", .topic = "Thema", .reading = "Lektüre", .due = "Fällig", .speaker = "Vortrag",
		.component = "Leistung", .weight = "Gewicht", .total = "Summe", .grade = "Note", .figure = "Abbildung",
		.schedule = "Zeitplan", .grading = "Bewertung", .staff = "Lehrende", .note = "Hinweis", .contents = "Inhalt",
		.link_pending = "Link folgt", .page_of = "Seite $1 von $2", .quote = {"„", "“", "‚", "‘"}, .clock_24 = true,
		.instructor = "Dozent:in", .name = "Name", .email = "E-Mail", .phone = "Telefon", .office = "Büro",
		.hours = "Sprechstunde", .online = "Online", .credits = "Leistungspunkte", .modality = "Form",
		.department = "Institut", .no_class = "Keine Veranstaltung: $1", .every = "alle $1 Wochen", .best_of = "die besten $1 von $2",
		.points = "$1 Punkte", .extra = "Zusatzleistung", .range = "Bereich", .revised = "Stand: $1", .least = "Ab", .no_alt = "Bild ohne Beschreibung: $1",
		.no_class_bare = "Keine Veranstaltung", .callout = {"", "Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"}, .percent = "$1" NBSP "%", .decimal_comma = true,
	},
	{
		.tag = "fr", .colon = NBSP ": ",
		.month = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
			"novembre", "décembre"},
		.month_short = {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
		.weekday = {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
		.weekday_short = {"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."},
		.date_long = "d" NBSP "M y", .date_short = "e d" NBSP "b",
		.date_day = "d" NBSP "b", .day_dash = "–", .day_first = "1er",
		.time = "Horaire", .building = "Bâtiment", .room = "Salle", .start = "Début", .end = "Fin", .week = "Semaine",
		.date = "Date", .topic = "Sujet", .reading = "Lectures", .due = "À rendre", .speaker = "Intervenant",
		.component = "Élément", .weight = "Poids", .total = "Total", .grade = "Note", .figure = "Figure",
		.schedule = "Calendrier", .grading = "Évaluation", .staff = "Équipe", .note = "Remarque",
		.contents = "Table des matières", .link_pending = "lien à venir", .page_of = "page $1 sur $2",
		.quote = {"«" NBSP, NBSP "»", "“", "”"}, .clock_24 = true,
		.instructor = "Enseignant", .name = "Nom", .email = "Courriel", .phone = "Téléphone", .office = "Bureau",
		.hours = "Permanence", .online = "En ligne", .credits = "Crédits", .modality = "Mode", .department = "Département",
		.no_class = "Pas de cours" NBSP ": $1", .every = "toutes les $1 semaines", .best_of = "les $1 meilleurs sur $2", .points = "$1 points",
		.extra = "facultatif", .range = "Plage", .revised = "Mis à jour le $1", .least = "À partir de", .no_alt = "Image sans description" NBSP ": $1",
		.no_class_bare = "Pas de cours", .callout = {"", "Remarque", "Conseil", "Important", "Attention", "Prudence"}, .percent = "$1" NBSP "%", .decimal_comma = true,
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
		.department = "Departamento", .no_class = "Sin clase: $1", .every = "cada $1 semanas", .best_of = "los $1 mejores de $2",
		.points = "$1 puntos", .extra = "opcional", .range = "Intervalo", .revised = "Actualizado el $1", .least = "Desde", .no_alt = "Imagen sin descripción: $1",
		.no_class_bare = "Sin clase", .callout = {"", "Nota", "Consejo", "Importante", "Advertencia", "Precaución"}, .percent = "$1" NBSP "%", .decimal_comma = true,
	},
	{
		.tag = "it",
		.month = {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
			"ottobre", "novembre", "dicembre"},
		.month_short = {"gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"},
		.weekday = {"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"},
		.weekday_short = {"lun", "mar", "mer", "gio", "ven", "sab", "dom"},
		.date_long = "d M y", .date_short = "e d b", .date_day = "d b", .day_dash = "–", .time = "Orario",
		.building = "Edificio", .room = "Aula", .start = "Inizio", .end = "Fine", .week = "Settimana",
		.date = "Data", .topic = "Argomento", .reading = "Letture", .due = "Scadenza", .speaker = "Relatore",
		.component = "Prova", .weight = "Peso", .total = "Totale", .grade = "Voto", .figure = "Figura",
		.schedule = "Calendario", .grading = "Valutazione", .staff = "Docenti", .note = "Nota", .contents = "Indice",
		.link_pending = "link in arrivo", .page_of = "pagina $1 di $2", .quote = {"«", "»", "“", "”"},
		.clock_24 = true, .instructor = "Docente", .name = "Nome", .email = "E-mail", .phone = "Telefono",
		.office = "Ufficio", .hours = "Ricevimento", .online = "In linea", .credits = "Crediti",
		.modality = "Modalità", .department = "Dipartimento", .no_class = "Niente lezione: $1",
		.every = "ogni $1 settimane", .best_of = "i migliori $1 di $2", .points = "$1 punti", .extra = "facoltativo", .least = "Da",
		.no_alt = "Immagine senza descrizione: $1", .no_class_bare = "Niente lezione",
		.percent = "$1%", .callout = {"", "Nota", "Suggerimento", "Importante", "Attenzione", "Cautela"},
		.decimal_comma = true,
	},
	{
		.tag = "pt",
		.month = {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
			"outubro", "novembro", "dezembro"},
		.month_short = {"jan.", "fev.", "mar.", "abr.", "maio", "jun.", "jul.", "ago.", "set.", "out.", "nov.",
			"dez."},
		.weekday = {"segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado",
			"domingo"},
		.weekday_short = {"seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."},
		.date_long = "d 'de' M 'de' y", .date_short = "e d b", .date_day = "d b", .day_dash = "–", .time = "Horário",
		.building = "Edifício", .room = "Sala", .start = "Início", .end = "Fim", .week = "Semana", .date = "Data",
		.topic = "Tema", .reading = "Leituras", .due = "Entrega", .speaker = "Palestrante",
		.component = "Componente", .weight = "Peso", .total = "Total", .grade = "Nota", .figure = "Figura",
		.schedule = "Cronograma", .grading = "Avaliação", .staff = "Docentes", .note = "Observação",
		.contents = "Sumário", .link_pending = "link pendente", .page_of = "página $1 de $2",
		.quote = {"“", "”", "‘", "’"}, .clock_24 = true, .instructor = "Docente", .name = "Nome", .email = "E-mail",
		.phone = "Telefone", .office = "Gabinete", .hours = "Atendimento", .online = "On-line",
		.credits = "Créditos", .modality = "Modalidade", .department = "Departamento", .no_class = "Sem aula: $1",
		.every = "a cada $1 semanas", .best_of = "as melhores $1 de $2", .points = "$1 pontos", .extra = "opcional", .least = "A partir de",
		.no_alt = "Imagem sem descrição: $1", .no_class_bare = "Sem aula", .percent = "$1%",
		.callout = {"", "Nota", "Dica", "Importante", "Atenção", "Cuidado"}, .decimal_comma = true,
	},
	{
		.tag = "nl",
		.month = {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
			"oktober", "november", "december"},
		.month_short = {"jan.", "feb.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sep.", "okt.", "nov.",
			"dec."},
		.weekday = {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"},
		.weekday_short = {"ma", "di", "wo", "do", "vr", "za", "zo"},
		.date_long = "d M y", .date_short = "e d b", .date_day = "d b", .day_dash = "–", .time = "Tijd",
		.building = "Gebouw", .room = "Zaal", .start = "Begin", .end = "Einde", .week = "Week", .date = "Datum",
		.topic = "Onderwerp", .reading = "Literatuur", .due = "Inleveren", .speaker = "Spreker",
		.component = "Onderdeel", .weight = "Gewicht", .total = "Totaal", .grade = "Cijfer", .figure = "Figuur",
		.schedule = "Rooster", .grading = "Beoordeling", .staff = "Docenten", .note = "Opmerking",
		.contents = "Inhoud", .link_pending = "link volgt", .page_of = "pagina $1 van $2",
		.quote = {"‘", "’", "“", "”"}, .clock_24 = true, .instructor = "Docent", .name = "Naam", .email = "E-mail",
		.phone = "Telefoon", .office = "Kamer", .hours = "Spreekuur", .online = "Online", .credits = "Studiepunten",
		.modality = "Vorm", .department = "Afdeling", .no_class = "Geen les: $1", .every = "om de $1 weken", .best_of = "de beste $1 van $2",
		.points = "$1 punten", .extra = "facultatief", .least = "Vanaf",
		.no_alt = "Afbeelding zonder beschrijving: $1", .no_class_bare = "Geen les", .percent = "$1%",
		.callout = {"", "Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"}, .decimal_comma = true,
	},
	{
		.tag = "nb",
		.month = {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
			"november", "desember"},
		.month_short = {"jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.",
			"des."},
		.weekday = {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"},
		.weekday_short = {"man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."},
		.date_long = "d. M y", .date_short = "e d. b", .date_day = "d. b", .day_dash = ".–", .time = "Tid",
		.building = "Bygning", .room = "Rom", .start = "Start", .end = "Slutt", .week = "Uke", .date = "Dato",
		.topic = "Tema", .reading = "Pensum", .due = "Frist", .speaker = "Foredragsholder", .component = "Del",
		.weight = "Vekt", .total = "Sum", .grade = "Karakter", .figure = "Figur", .schedule = "Timeplan",
		.grading = "Vurdering", .staff = "Lærere", .note = "Merknad", .contents = "Innhold",
		.link_pending = "lenke kommer", .page_of = "side $1 av $2", .quote = {"«", "»", "‘", "’"}, .clock_24 = true,
		.instructor = "Lærer", .name = "Navn", .email = "E-post", .phone = "Telefon", .office = "Kontor",
		.hours = "Kontortid", .online = "Nettbasert", .credits = "Studiepoeng", .modality = "Form",
		.department = "Institutt", .no_class = "Ingen undervisning: $1", .every = "hver $1. uke", .best_of = "de $1 beste av $2",
		.points = "$1 poeng", .extra = "frivillig", .least = "Fra", .no_alt = "Bilde uten beskrivelse: $1",
		.no_class_bare = "Ingen undervisning", .percent = "$1 %",
		.callout = {"", "Merk", "Tips", "Viktig", "Advarsel", "Forsiktig"}, .decimal_comma = true,
	},
	{
		.tag = "cs",
		.month = {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října",
			"listopadu", "prosince"},
		.month_short = {"led", "úno", "bře", "dub", "kvě", "čvn", "čvc", "srp", "zář", "říj", "lis", "pro"},
		.weekday = {"pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"},
		.weekday_short = {"po", "út", "st", "čt", "pá", "so", "ne"},
		.date_long = "d. M y", .date_short = "e d. b", .date_day = "d. b", .day_dash = ".–", .time = "Čas",
		.building = "Budova", .room = "Místnost", .start = "Začátek", .end = "Konec", .week = "Týden",
		.date = "Datum", .topic = "Téma", .reading = "Četba", .due = "Termín", .speaker = "Přednášející",
		.component = "Složka", .weight = "Váha", .total = "Celkem", .grade = "Známka", .figure = "Obrázek",
		.schedule = "Rozvrh", .grading = "Hodnocení", .staff = "Vyučující", .note = "Poznámka", .contents = "Obsah",
		.link_pending = "odkaz bude doplněn", .page_of = "strana $1 z $2", .quote = {"„", "“", "‚", "‘"},
		.clock_24 = true, .instructor = "Vyučující", .name = "Jméno", .email = "E-mail", .phone = "Telefon",
		.office = "Kancelář", .hours = "Konzultace", .online = "Online", .credits = "Kredity", .modality = "Forma",
		.department = "Katedra", .no_class = "Výuka odpadá: $1", .every = "jednou za $1 týdny", .best_of = "nejlepších $1 z $2",
		.points = "$1 bodů", .extra = "nepovinné", .least = "Od", .no_alt = "Obrázek bez popisu: $1",
		.no_class_bare = "Výuka odpadá", .percent = "$1 %",
		.callout = {"", "Poznámka", "Tip", "Důležité", "Varování", "Pozor"}, .decimal_comma = true,
	},
	{
		.tag = "pl",
		.month = {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
			"października", "listopada", "grudnia"},
		.month_short = {"sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"},
		.weekday = {"poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"},
		.weekday_short = {"pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."},
		.date_long = "d M y", .date_short = "e d b", .date_day = "d b", .day_dash = "–", .time = "Godziny",
		.building = "Budynek", .room = "Sala", .start = "Początek", .end = "Koniec", .week = "Tydzień",
		.date = "Data", .topic = "Temat", .reading = "Lektury", .due = "Termin", .speaker = "Prelegent",
		.component = "Składnik", .weight = "Waga", .total = "Razem", .grade = "Ocena", .figure = "Rysunek",
		.schedule = "Harmonogram", .grading = "Ocenianie", .staff = "Prowadzący", .note = "Uwaga",
		.contents = "Spis treści", .link_pending = "link wkrótce", .page_of = "strona $1 z $2",
		.quote = {"„", "”", "«", "»"}, .clock_24 = true, .instructor = "Prowadzący", .name = "Imię i nazwisko",
		.email = "E-mail", .phone = "Telefon", .office = "Gabinet", .hours = "Konsultacje", .online = "Online",
		.credits = "Punkty ECTS", .modality = "Forma", .department = "Katedra", .no_class = "Zajęć nie ma: $1",
		.every = "co $1 tygodnie", .best_of = "najlepsze $1 z $2", .points = "$1 pkt", .extra = "nieobowiązkowe", .least = "Od",
		.no_alt = "Obraz bez opisu: $1", .no_class_bare = "Zajęć nie ma", .percent = "$1%",
		.callout = {"", "Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Ostrożnie"}, .decimal_comma = true,
	},
	{
		.tag = "el",
		.month = {"Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου",
			"Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου"},
		.month_short = {"Ιαν", "Φεβ", "Μαρ", "Απρ", "Μαΐ", "Ιουν", "Ιουλ", "Αυγ", "Σεπ", "Οκτ", "Νοε", "Δεκ"},
		.weekday = {"Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο", "Κυριακή"},
		.weekday_short = {"Δευ", "Τρί", "Τετ", "Πέμ", "Παρ", "Σάβ", "Κυρ"},
		.date_long = "d M y", .date_short = "e d b", .date_day = "d b", .day_dash = "–", .time = "Ώρα",
		.building = "Κτίριο", .room = "Αίθουσα", .start = "Έναρξη", .end = "Λήξη", .week = "Εβδομάδα",
		.date = "Ημερομηνία", .topic = "Θέμα", .reading = "Βιβλιογραφία", .due = "Παράδοση", .speaker = "Ομιλητής",
		.component = "Στοιχείο", .weight = "Βαρύτητα", .total = "Σύνολο", .grade = "Βαθμός", .figure = "Σχήμα",
		.schedule = "Πρόγραμμα", .grading = "Αξιολόγηση", .staff = "Διδάσκοντες", .note = "Σημείωση",
		.contents = "Περιεχόμενα", .link_pending = "ο σύνδεσμος θα δοθεί", .page_of = "σελίδα $1 από $2",
		.quote = {"«", "»", "“", "”"}, .clock_24 = true, .instructor = "Διδάσκων", .name = "Όνομα", .email = "Email",
		.phone = "Τηλέφωνο", .office = "Γραφείο", .hours = "Ώρες γραφείου", .online = "Διαδικτυακά",
		.credits = "Μονάδες", .modality = "Τρόπος", .department = "Τμήμα", .no_class = "Δεν γίνεται μάθημα: $1",
		.every = "κάθε $1 εβδομάδες", .best_of = "τα καλύτερα $1 από $2", .points = "$1 μονάδες", .extra = "προαιρετικό", .least = "Από",
		.no_alt = "Εικόνα χωρίς περιγραφή: $1", .no_class_bare = "Δεν γίνεται μάθημα",
		.percent = "$1%", .callout = {"", "Σημείωση", "Συμβουλή", "Σημαντικό", "Προειδοποίηση", "Προσοχή"},
		.decimal_comma = true,
	},
	{
		.tag = "ru",
		.month = {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
			"ноября", "декабря"},
		.month_short = {"янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.",
			"дек."},
		.weekday = {"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"},
		.weekday_short = {"пн", "вт", "ср", "чт", "пт", "сб", "вс"},
		.date_long = "d M y", .date_short = "e d b", .date_day = "d b", .day_dash = "–", .time = "Время",
		.building = "Корпус", .room = "Аудитория", .start = "Начало", .end = "Конец", .week = "Неделя",
		.date = "Дата", .topic = "Тема", .reading = "Чтение", .due = "Срок", .speaker = "Докладчик",
		.component = "Элемент", .weight = "Вес", .total = "Итого", .grade = "Оценка", .figure = "Рисунок",
		.schedule = "Расписание", .grading = "Оценивание", .staff = "Преподаватели", .note = "Примечание",
		.contents = "Содержание", .link_pending = "ссылка появится позже", .page_of = "страница $1 из $2",
		.quote = {"«", "»", "„", "“"}, .clock_24 = true, .instructor = "Преподаватель", .name = "Имя",
		.email = "Эл. почта", .phone = "Телефон", .office = "Кабинет", .hours = "Консультации", .online = "Онлайн",
		.credits = "Кредиты", .modality = "Форма", .department = "Кафедра", .no_class = "Занятия нет: $1",
		.every = "раз в $1 недели", .best_of = "лучшие $1 из $2", .points = "$1 баллов", .extra = "дополнительно", .least = "От",
		.no_alt = "Изображение без описания: $1", .no_class_bare = "Занятия нет", .percent = "$1 %",
		.callout = {"", "Примечание", "Совет", "Важно", "Внимание", "Осторожно"}, .decimal_comma = true,
	},
	{
		.tag = "uk",
		.month = {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
			"жовтня", "листопада", "грудня"},
		.month_short = {"січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.",
			"лист.", "груд."},
		.weekday = {"понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"},
		.weekday_short = {"пн", "вт", "ср", "чт", "пт", "сб", "нд"},
		.date_long = "d M y", .date_short = "e d b", .date_day = "d b", .day_dash = "–", .time = "Час",
		.building = "Корпус", .room = "Аудиторія", .start = "Початок", .end = "Кінець", .week = "Тиждень",
		.date = "Дата", .topic = "Тема", .reading = "Читання", .due = "Термін", .speaker = "Доповідач",
		.component = "Складник", .weight = "Вага", .total = "Разом", .grade = "Оцінка", .figure = "Рисунок",
		.schedule = "Розклад", .grading = "Оцінювання", .staff = "Викладачі", .note = "Примітка",
		.contents = "Зміст", .link_pending = "посилання буде згодом", .page_of = "сторінка $1 з $2",
		.quote = {"«", "»", "„", "“"}, .clock_24 = true, .instructor = "Викладач", .name = "Ім’я",
		.email = "Ел. пошта", .phone = "Телефон", .office = "Кабінет", .hours = "Консультації", .online = "Онлайн",
		.credits = "Кредити", .modality = "Форма", .department = "Кафедра", .no_class = "Заняття немає: $1",
		.every = "раз на $1 тижні", .best_of = "найкращі $1 з $2", .points = "$1 балів", .extra = "додатково", .least = "Від",
		.no_alt = "Зображення без опису: $1", .no_class_bare = "Заняття немає", .percent = "$1 %",
		.callout = {"", "Примітка", "Порада", "Важливо", "Увага", "Обережно"}, .decimal_comma = true,
	},
	{
		.tag = "vi",
		.month = {"tháng 1", "tháng 2", "tháng 3", "tháng 4", "tháng 5", "tháng 6", "tháng 7", "tháng 8",
			"tháng 9", "tháng 10", "tháng 11", "tháng 12"},
		.month_short = {"thg 1", "thg 2", "thg 3", "thg 4", "thg 5", "thg 6", "thg 7", "thg 8", "thg 9", "thg 10",
			"thg 11", "thg 12"},
		.weekday = {"thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"},
		.weekday_short = {"T2", "T3", "T4", "T5", "T6", "T7", "CN"},
		.date_long = "d M, y", .date_short = "e d b", .date_day = "d b", .day_dash = "–", .time = "Giờ học",
		.building = "Tòa nhà", .room = "Phòng", .start = "Bắt đầu", .end = "Kết thúc", .week = "Tuần",
		.date = "Ngày", .topic = "Chủ đề", .reading = "Tài liệu đọc", .due = "Hạn nộp", .speaker = "Diễn giả",
		.component = "Thành phần", .weight = "Tỷ trọng", .total = "Tổng", .grade = "Điểm", .figure = "Hình",
		.schedule = "Lịch học", .grading = "Đánh giá", .staff = "Giảng viên", .note = "Ghi chú",
		.contents = "Mục lục", .link_pending = "liên kết sẽ có sau", .page_of = "trang $1 / $2",
		.quote = {"“", "”", "‘", "’"}, .clock_24 = true, .instructor = "Giảng viên", .name = "Họ tên",
		.email = "Email", .phone = "Điện thoại", .office = "Văn phòng", .hours = "Giờ tiếp sinh viên",
		.online = "Trực tuyến", .credits = "Tín chỉ", .modality = "Hình thức", .department = "Khoa",
		.no_class = "Nghỉ học: $1", .every = "$1 tuần một lần", .best_of = "$1 bài tốt nhất trong $2", .points = "$1 điểm", .extra = "điểm cộng",
		.least = "Từ", .no_alt = "Hình không có mô tả: $1", .no_class_bare = "Nghỉ học",
		.percent = "$1%", .callout = {"", "Ghi chú", "Mẹo", "Quan trọng", "Cảnh báo", "Thận trọng"},
		.decimal_comma = true,
	},
	{
		.tag = "zh",
		.month = {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
		.month_short = {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
		.weekday = {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"},
		.weekday_short = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"},
		.date_long = "y年Md日", .date_short = "bd日e", .date_day = "bd日", .day_dash = "–", .time = "时间",
		.building = "教学楼", .room = "教室", .start = "开始", .end = "结束", .week = "周次", .date = "日期", .topic = "主题",
		.reading = "阅读", .due = "截止", .speaker = "主讲人", .component = "项目", .weight = "权重", .total = "合计",
		.grade = "成绩", .figure = "图", .schedule = "教学日历", .grading = "成绩评定", .staff = "教学团队", .note = "说明",
		.contents = "目录", .link_pending = "链接待定", .page_of = "第 $1 页，共 $2 页", .quote = {"“", "”", "‘", "’"},
		.clock_24 = true, .instructor = "任课教师", .name = "姓名", .email = "邮箱", .phone = "电话", .office = "办公室",
		.hours = "答疑时间", .online = "线上", .credits = "学分", .modality = "授课方式", .department = "院系",
		.no_class = "停课：$1", .every = "每 $1 周", .best_of = "取最好的 $1 次（共 $2 次）", .points = "$1 分", .extra = "附加分", .least = "起",
		.no_alt = "图片无说明：$1", .no_class_bare = "停课", .percent = "$1%",
		.callout = {"", "说明", "提示", "重要", "警告", "注意"},
	},
	{
		.tag = "zh-Hant",
		.month = {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
		.month_short = {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
		.weekday = {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"},
		.weekday_short = {"週一", "週二", "週三", "週四", "週五", "週六", "週日"},
		.date_long = "y年Md日", .date_short = "bd日e", .date_day = "bd日", .day_dash = "–", .time = "時間",
		.building = "大樓", .room = "教室", .start = "開始", .end = "結束", .week = "週次", .date = "日期", .topic = "主題",
		.reading = "閱讀", .due = "截止", .speaker = "主講人", .component = "項目", .weight = "權重", .total = "合計",
		.grade = "成績", .figure = "圖", .schedule = "課程進度", .grading = "成績評定", .staff = "教學團隊", .note = "說明",
		.contents = "目錄", .link_pending = "連結待定", .page_of = "第 $1 頁，共 $2 頁", .quote = {"「", "」", "『", "』"},
		.clock_24 = true, .instructor = "授課教師", .name = "姓名", .email = "電子郵件", .phone = "電話", .office = "研究室",
		.hours = "諮詢時間", .online = "線上", .credits = "學分", .modality = "授課方式", .department = "系所",
		.no_class = "停課：$1", .every = "每 $1 週", .best_of = "取最好的 $1 次（共 $2 次）", .points = "$1 分", .extra = "加分", .least = "起",
		.no_alt = "圖片無說明：$1", .no_class_bare = "停課", .percent = "$1%",
		.callout = {"", "說明", "提示", "重要", "警告", "注意"},
	},
	{
		.tag = "ja",
		.month = {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
		.month_short = {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
		.weekday = {"月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"},
		.weekday_short = {"月", "火", "水", "木", "金", "土", "日"},
		.date_long = "y年Md日", .date_short = "bd日（e）", .date_day = "bd日", .day_dash = "–", .time = "時間",
		.building = "校舎", .room = "教室", .start = "開始", .end = "終了", .week = "週", .date = "日付", .topic = "テーマ",
		.reading = "文献", .due = "締切", .speaker = "講演者", .component = "項目", .weight = "配分", .total = "合計",
		.grade = "成績", .figure = "図", .schedule = "授業計画", .grading = "成績評価", .staff = "担当者", .note = "注",
		.contents = "目次", .link_pending = "リンクは後日", .page_of = "$1 / $2 ページ", .quote = {"「", "」", "『", "』"},
		.clock_24 = true, .instructor = "担当教員", .name = "氏名", .email = "メール", .phone = "電話", .office = "研究室",
		.hours = "オフィスアワー", .online = "オンライン", .credits = "単位", .modality = "形式", .department = "学科",
		.no_class = "休講：$1", .every = "$1週間ごと", .best_of = "$2回のうち上位$1回", .points = "$1点", .extra = "任意", .least = "下限",
		.no_alt = "説明のない画像：$1", .no_class_bare = "休講", .percent = "$1%",
		.callout = {"", "注", "ヒント", "重要", "警告", "注意"},
	},
	{
		.tag = "ko",
		.month = {"1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월", "11월", "12월"},
		.month_short = {"1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월", "11월", "12월"},
		.weekday = {"월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"},
		.weekday_short = {"월", "화", "수", "목", "금", "토", "일"},
		.date_long = "y년 M d일", .date_short = "b d일 (e)", .date_day = "b d일", .day_dash = "–", .time = "시간",
		.building = "건물", .room = "강의실", .start = "시작", .end = "종료", .week = "주차", .date = "날짜", .topic = "주제",
		.reading = "읽을거리", .due = "마감", .speaker = "강연자", .component = "항목", .weight = "비중", .total = "합계",
		.grade = "성적", .figure = "그림", .schedule = "강의 일정", .grading = "성적 평가", .staff = "담당자", .note = "참고",
		.contents = "차례", .link_pending = "링크 예정", .page_of = "$2쪽 중 $1쪽", .quote = {"“", "”", "‘", "’"},
		.clock_24 = true, .instructor = "담당 교수", .name = "이름", .email = "이메일", .phone = "전화", .office = "연구실",
		.hours = "면담 시간", .online = "온라인", .credits = "학점", .modality = "수업 방식", .department = "학과",
		.no_class = "휴강: $1", .every = "$1주마다", .best_of = "$2개 중 상위 $1개", .points = "$1점", .extra = "가산점", .least = "최저",
		.no_alt = "설명 없는 그림: $1", .no_class_bare = "휴강", .percent = "$1%",
		.callout = {"", "참고", "도움말", "중요", "경고", "주의"},
	},
};

#define TABLE_N (sizeof table / sizeof *table)

/* Tags that mean the same language, as far as its words go. */
static struct str usual_tag(struct str tag)
{
	static const char *const same[][2] = {{"no", "nb"}, {"nn", "nb"}, {"zh-TW", "zh-Hant"}, {"zh-HK", "zh-Hant"}, {"zh-MO", "zh-Hant"}};

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (str_is_nocase(tag, same[i][0]))
			return str_from(same[i][1]);
	return tag;
}

static const struct doc_words *find_tag(struct str written)
{
	struct str tag = usual_tag(written);

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

/* Of languages that have no words above. */
static const struct { const char *tag, *quote[4]; } other_quotes[] = {
	{"bg", {"„", "“", "’", "’"}}, {"ca", {"«", "»", "“", "”"}}, {"et", {"„", "“", "‚", "‘"}}, {"fi", {"”", "”", "’", "’"}},
	{"hr", {"„", "“", "‚", "‘"}}, {"hu", {"„", "”", "»", "«"}}, {"is", {"„", "“", "‚", "‘"}}, {"lt", {"„", "“", "„", "“"}},
	{"ro", {"„", "”", "«", "»"}}, {"sk", {"„", "“", "‚", "‘"}}, {"sl", {"„", "“", "‚", "‘"}}, {"sr", {"„", "”", "’", "’"}},
	{"sv", {"”", "”", "’", "’"}},
};

const char *const *doc_quotes_find(struct str language)
{
	size_t n = 0;

	while (n < language.n && language.p[n] != '-' && language.p[n] != '_')
		n++;
	for (size_t i = 0; i < sizeof other_quotes / sizeof *other_quotes; i++)
		if (str_is_nocase(str_sub(language, 0, n), other_quotes[i].tag))
			return other_quotes[i].quote;
	return doc_words_find(language)->quote;
}

/* A stretch of days of one month prints both where one day would stand. */
static void put_field(struct buf *out, const struct doc_words *w, char field, const date d[2])
{
	struct date_parts p = date_to_parts(d[0]);

	switch (field) {
	case 'd':
		if (p.day == 1 && w->day_first)
			buf_cstr(out, w->day_first);
		else
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
