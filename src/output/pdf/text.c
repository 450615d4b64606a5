/* text.c - glyph runs as operators.
 *
 * A run is one TJ array: strings of two-byte codes, and between them what the pen must move so that each glyph stands
 * where the layout put it. The moves are whole thousandths of an em; what rounding leaves over is carried, so that
 * no glyph of a line, however long, is off by more than a fiftieth of a point. Expanded type is PDF's horizontal
 * scaling (Tz), which scales the moves with the glyphs. */
#include "output/pdf/pdf_int.h"

enum {
	EM = 100000, /* the pen's unit: 1/100000 of an em that is not expanded, as in W */
	NEAR = SP_PT / 50  /* how far a glyph may be off: 7 micrometres */
};

struct show {
	struct pdf_pen *pen;
	const struct pdf_font *font;
	const struct glyph_run *run;
	sp x, y;           /* the run's origin on the page, y upwards */
	int64_t at;        /* where the viewer's pen is, from the run's origin */
	int64_t tolerance; /* how far a glyph may be off */
	bool begun;        /* the run has been moved to, in the text object that is open */
	bool array, string;
};

/* ---------------------------------------------------------------- the state of text */

static int64_t hundredths(sp length)
{
	return sp_muldiv(length, 100, SP_PT);
}

static void select_font(struct pdf_pen *pen, const struct pdf_font *f, const struct pdf_reading *reading, sp size)
{
	if (pen->reading == reading && pen->size == size)
		return;
	buf_printf(&pen->out, "/F%u%c ", f->index, 'a' + (int)(reading - f->readings));
	buf_sp(&pen->out, size, 3);
	buf_cstr(&pen->out, " Tf\n");
	pen->reading = reading;
	pen->size = size;
}

static void expand(struct pdf_pen *pen, int expansion)
{
	if (pen->expansion == expansion)
		return;
	buf_ratio(&pen->out, expansion, 10, 1);
	buf_cstr(&pen->out, " Tz\n");
	pen->expansion = expansion;
}

static void move_to(struct pdf_pen *pen, sp x, sp y)
{
	int64_t to_x = hundredths(x), to_y = hundredths(y);
	buf_ratio(&pen->out, to_x - pen->x, 100, 2);
	buf_char(&pen->out, ' ');
	buf_ratio(&pen->out, to_y - pen->y, 100, 2);
	buf_cstr(&pen->out, " Td\n");
	pen->x = to_x;
	pen->y = to_y;
}

/* ---------------------------------------------------------------- strings and moves */

static void end_string(struct show *s)
{
	if (s->string)
		buf_char(&s->pen->out, '>');
	s->string = false;
}

static void end_array(struct show *s)
{
	end_string(s);
	if (s->array)
		buf_cstr(&s->pen->out, "]TJ\n");
	s->array = false;
}

static void begin_array(struct show *s)
{
	if (!s->array)
		buf_char(&s->pen->out, '[');
	s->array = true;
}

static void raise_to(struct show *s, sp rise)
{
	if (s->pen->rise == rise)
		return;
	end_array(s);
	pdf_put_length(&s->pen->out, rise);
	buf_cstr(&s->pen->out, " Ts\n");
	s->pen->rise = rise;
}

/* Moves the pen to a glyph's place, when it is too far away from it. */
static void approach(struct show *s, sp x)
{
	int64_t want = sp_muldiv(x, (int64_t)EM * 1000, (sp)s->run->size * s->run->expansion);
	int64_t off = s->at - want, move = (off + (off < 0 ? -50 : 50)) / 100;
	if ((off < 0 ? -off : off) <= s->tolerance || move == 0)
		return;
	end_string(s);
	begin_array(s);
	buf_int(&s->pen->out, move);
	s->at -= 100 * move;
}

static void show_glyph(struct show *s, size_t i)
{
	const struct glyph *g = &s->run->glyphs[i];
	raise_to(s, -glyph_y(s->run, i));
	approach(s, g->x);
	begin_array(s);
	if (!s->string)
		buf_char(&s->pen->out, '<');
	s->string = true;
	pdf_put_code(&s->pen->out, s->font->glyphs[g->id].code);
	s->at += s->font->glyphs[g->id].width;
}

/* ---------------------------------------------------------------- clusters */

static bool drawable(const struct show *s, size_t i)
{
	unsigned id = s->run->glyphs[i].id;
	return id != 0 && id < s->font->info->n_glyphs; /* .notdef is never shown */
}

/* Makes the text object one that shows this run from its origin with a reading of its font. */
static void set_up(struct show *s, const struct pdf_reading *reading)
{
	struct pdf_pen *pen = s->pen;
	bool begun = pen->in_text && s->begun;
	if (begun && pen->reading == reading)
		return;
	end_array(s);
	pdf_pen_begin_text(pen);
	select_font(pen, s->font, reading, s->run->size);
	expand(pen, s->run->expansion);
	pdf_pen_fill(pen, s->run->color);
	if (!begun) {
		move_to(pen, s->x, s->y);
		s->at = 0;
	}
	s->begun = true;
}

/* The first glyph in the cluster's reading; the rest say nothing of their own. */
static void show_glyphs(struct show *s, const struct pdf_reading *reading, const struct pdf_cluster *c)
{
	for (size_t i = c->from; i < c->to; i++) {
		if (!drawable(s, i))
			continue;
		set_up(s, i == c->from ? reading : s->font->readings);
		show_glyph(s, i);
	}
}

static void show_cluster(struct show *s, const struct pdf_cluster *c)
{
	const struct pdf_reading *reading = pdf_font_reading(s->font, s->run->glyphs[c->from].id, c->text);
	if (reading && !pdf_needs_actual(c)) {
		show_glyphs(s, reading, c);
		return;
	}
	end_array(s);
	pdf_pen_begin_actual(s->pen, c->text);
	show_glyphs(s, reading ? reading : s->font->readings, c);
	raise_to(s, 0);
	end_array(s);
	pdf_pen_end_actual(s->pen);
}

void pdf_text_write(struct pdf_pen *pen, const struct mark *m)
{
	const struct glyph_run *run = m->u.run;
	struct show s = {.pen = pen, .font = pdf_font_of(pen->p, run->font), .run = run, .x = m->x, .y = pen->p->l->height - m->y};
	if (run->size <= 0 || run->expansion <= 0)
		return;
	s.tolerance = sp_muldiv(EM, NEAR, run->size);
	for (struct pdf_cluster c = {.to = 0}; pdf_cluster_next(run, &c);)
		if (drawable(&s, c.from))
			show_cluster(&s, &c);
	raise_to(&s, 0);
	end_array(&s);
}

void pdf_text_blank(struct pdf_pen *pen, sp x, sp y, sp size)
{
	unsigned glyph;
	const struct pdf_font *f = pdf_font_blank(pen->p, &glyph);
	if (!f)
		return;
	pdf_pen_begin_text(pen);
	select_font(pen, f, f->readings, size);
	move_to(pen, x, y);
	buf_printf(&pen->out, "<%04X>Tj\n", f->glyphs[glyph].code);
	pdf_pen_end_text(pen);
}
