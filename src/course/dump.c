/* dump.c - a course as text, for tests: one thing a line, in the order of the man page; what is absent or a default that nobody
 * asks about does not appear. */
#include "course/course_int.h"

static void put_value(struct buf *out, const char *indent, const char *name, value v)
{
	if (!v)
		return;
	buf_printf(out, "%s%s ", indent, name);
	buf_quoted(out, value_str(v));
	buf_char(out, '\n');
}

static void put_date(struct buf *out, const char *name, date d)
{
	if (d == DATE_NONE)
		return;
	buf_printf(out, "%s ", name);
	buf_date(out, d);
	buf_printf(out, " %.3s\n", weekday_name(date_weekday(d)));
}

static void put_range(struct buf *out, date from, date to)
{
	buf_char(out, ' ');
	buf_date(out, from);
	if (to == from)
		return;
	buf_cstr(out, "..");
	buf_date(out, to);
}

static void put_clock(struct buf *out, int minutes)
{
	buf_printf(out, "%02d:%02d", minutes / 60, minutes % 60);
}

static void put_span(struct buf *out, struct time_span span)
{
	if (span.from < 0)
		return;
	buf_char(out, ' ');
	put_clock(out, span.from);
	if (span.to >= 0) {
		buf_char(out, '-');
		put_clock(out, span.to);
	}
}

static void put_thousandths(struct buf *out, int64_t amount)
{
	buf_ratio(out, amount, 1000, 3);
}

/* ---------------------------------------------------------------- parts */

static void put_head(struct buf *out, const struct course *c)
{
	put_value(out, "", "title", c->title);
	put_value(out, "", "subtitle", c->subtitle);
	put_value(out, "", "code", c->code);
	put_value(out, "", "term", c->term);
	put_value(out, "", "institution", c->institution);
	put_value(out, "", "department", c->department);
	put_value(out, "", "credits", c->credits);
	put_value(out, "", "modality", c->modality);
	put_value(out, "", "author", c->author);
	buf_printf(out, "language %.*s%s\n", STR_ARG(c->language), c->language_given ? "" : " (not given)");
	put_value(out, "", "timezone", c->timezone);
	put_date(out, "start", c->start);
	put_date(out, "end", c->end);
	put_date(out, "revised", c->revised);
	put_value(out, "", "notice", c->notice);
}

static void put_person(struct buf *out, const struct course_person *p)
{
	buf_cstr(out, "person\n");
	put_value(out, "  ", "name", p->name);
	put_value(out, "  ", "role", p->role);
	put_value(out, "  ", "email", p->email);
	put_value(out, "  ", "phone", p->phone);
	put_value(out, "  ", "office", p->office);
	put_value(out, "  ", "hours", p->hours);
	put_value(out, "  ", "url", p->url);
}

static void put_meeting(struct buf *out, const struct course_meeting *m)
{
	buf_cstr(out, "meeting");
	for (int day = 0; day < 7; day++)
		if (m->weekdays >> day & 1)
			buf_printf(out, " %.3s", weekday_name(day));
	put_span(out, m->span);
	if (m->zone.n)
		buf_printf(out, " %.*s", STR_ARG(m->zone));
	put_range(out, m->from, m->to);
	buf_printf(out, " stream %zu\n", m->stream);
	put_value(out, "  ", "kind", m->kind);
	put_value(out, "  ", "days", m->days);
	put_value(out, "  ", "time", m->time);
	put_value(out, "  ", "building", m->building);
	put_value(out, "  ", "room", m->room);
	put_value(out, "  ", "url", m->url);
}

static void put_day(struct buf *out, const struct course_day *d)
{
	buf_cstr(out, d->extra ? "extra" : d->meets ? "event" : d->follows >= 0 ? "swap" : "off");
	put_range(out, d->from, d->to);
	put_span(out, d->span);
	if (d->follows >= 0)
		buf_printf(out, " follows %.3s", weekday_name(d->follows));
	buf_char(out, '\n');
	put_value(out, "  ", "name", d->name);
	put_value(out, "  ", "id", d->id);
	put_value(out, "  ", "kind", d->kind);
	put_value(out, "  ", "time", d->time);
	put_value(out, "  ", "room", d->room);
}

static void put_link(struct buf *out, const struct course_link *l)
{
	buf_printf(out, "link%s\n", l->pending ? " pending" : "");
	put_value(out, "  ", "label", l->label);
	put_value(out, "  ", "url", l->url);
}

static void put_item(struct buf *out, const struct course_item *i)
{
	buf_cstr(out, "item");
	if (i->weight >= 0) {
		buf_char(out, ' ');
		put_thousandths(out, i->weight);
		buf_cstr(out, i->points ? " points" : "%");
	}
	if (i->count)
		buf_printf(out, " count %d", i->count);
	if (i->drop)
		buf_printf(out, " drop %d", i->drop);
	buf_cstr(out, i->extra ? " extra\n" : "\n");
	put_value(out, "  ", "name", i->name);
	put_value(out, "  ", "note", i->note);
	put_value(out, "  ", "due", i->due);
}

static void put_grade(struct buf *out, const struct course_grade *g)
{
	buf_printf(out, "grade %.*s ", STR_ARG(value_str(g->letter)));
	put_thousandths(out, g->least);
	if (g->most >= 0) {
		buf_cstr(out, "..");
		put_thousandths(out, g->most);
	}
	buf_char(out, '\n');
}

static void put_readings(struct buf *out, const struct yaml_node *list)
{
	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e))
		put_value(out, "  ", "reading", e->kind == YAML_SCALAR ? e : NULL);
}

static void put_entry(struct buf *out, const struct course_entry *e)
{
	put_value(out, "  ", "topic", e->topic);
	put_value(out, "  ", "id", e->id);
	put_value(out, "  ", "speaker", e->speaker);
	put_readings(out, e->readings);
	put_value(out, "  ", "due", e->due);
	put_value(out, "  ", "kind", e->kind);
	put_value(out, "  ", "date", e->date_text);
	put_value(out, "  ", "note", e->note);
}

static void put_session(struct buf *out, const struct course_session *s)
{
	buf_cstr(out, "session");
	put_range(out, s->date, s->until);
	if (s->date != DATE_NONE)
		buf_printf(out, " %.3s", weekday_name(date_weekday(s->date)));
	if (s->week)
		buf_printf(out, " week %d", s->week);
	if (s->parts > 1)
		buf_printf(out, " part %d of %d", s->part, s->parts);
	if (s->entry && s->entry->skip)
		buf_cstr(out, " skipped");
	if (s->meeting)
		put_span(out, s->meeting->span);
	buf_char(out, '\n');
	if (s->day)
		put_value(out, "  ", s->day->extra ? "extra" : s->day->meets ? "event" : s->entry ? "swap" : "off", s->day->name);
	if (s->entry && s->part == 1)
		put_entry(out, s->entry);
}

static void put_classes(struct buf *out, const char *name, const struct course_class *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "%s ", name);
		buf_date(out, v[i].date);
		buf_printf(out, " %.3s week %d", weekday_name(date_weekday(v[i].date)), v[i].week);
		if (v[i].number)
			buf_printf(out, " number %d", v[i].number);
		put_span(out, v[i].meeting->span);
		buf_char(out, '\n');
	}
}

static void put_style(struct buf *out, const struct style *s)
{
	const struct { const char *name; sp length; } lengths[] = {
		{"paper-width", s->paper_width}, {"paper-height", s->paper_height}, {"top", s->margin_top}, {"bottom", s->margin_bottom},
		{"left", s->margin_left}, {"right", s->margin_right}, {"measure", s->measure}, {"size", s->size}, {"leading", s->leading},
	};
	const struct { const char *name; struct str family; } fonts[] = {
		{"text", s->font_text}, {"sans", s->font_sans}, {"mono", s->font_mono}, {"math", s->font_math},
	};

	buf_cstr(out, "style");
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		buf_printf(out, " %s ", lengths[i].name);
		buf_sp(out, lengths[i].length, 2);
	}
	buf_printf(out, "\n  paragraphs %s align %s expansion %d color #%06x standard%s%s\n", s->indent ? "indent" : "space",
		s->align == STYLE_RAGGED ? "ragged" : "justified", s->expansion, (unsigned)s->color, s->standard & STYLE_UA ? " ua" : "",
		s->standard & STYLE_A2A ? " a2a" : "");
	for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
		if (fonts[i].family.p)
			buf_printf(out, "  font %s %.*s\n", fonts[i].name, STR_ARG(fonts[i].family));
	}
}

#define PUT_EACH(put, list, count) \
	for (size_t i = 0; i < (count); i++) \
		put(out, &(list)[i])

void course_dump(const struct course *c, struct buf *out)
{
	put_head(out, c);
	PUT_EACH(put_person, c->staff, c->n_staff);
	PUT_EACH(put_meeting, c->meetings, c->n_meetings);
	PUT_EACH(put_day, c->calendar, c->n_calendar);
	PUT_EACH(put_link, c->links, c->n_links);
	PUT_EACH(put_item, c->items, c->n_items);
	PUT_EACH(put_grade, c->scale, c->n_scale);
	PUT_EACH(put_session, c->sessions, c->n_sessions);
	put_classes(out, "class", c->classes, c->n_classes);
	put_classes(out, "cancelled", c->cancelled, c->n_cancelled);
	put_style(out, &c->style);
	buf_printf(out, "time %lld\n", (long long)c->time);
}
