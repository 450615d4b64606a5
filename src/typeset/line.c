/* line.c - one broken line as placed glyphs.
 *
 * The breaker's arithmetic says which items the line holds and how far its type is expanded; here the words are shaped as
 * they stand on the line, and the glue takes what is then left, so that the line ends exactly at the measure. */
#include "typeset/typeset_int.h"

#include <string.h>

/* A word, a part of one, a space, an image or ruby as it stands on the line. */
struct atom {
	const struct para_segment *segment;
	const struct shape *shape;   /* NULL: an image, ruby, or space of no width */
	const struct lb_item *glue;  /* a space's */
	bool hyphen;                 /* ends with an inserted hyphen */
	sp width;
};

struct setter {
	struct typesetter *t;
	const struct para_spec *spec;
	const struct para_items *items;
	const struct lb_line *line;
	struct { struct atom *v; size_t n, sz; } atoms;
	int expansion;               /* in 1/1000; 1000 is natural */
	sp boxes, glue, stretch, shrink; /* sums; boxes expanded */
	/* the run being gathered */
	struct { struct glyph *v; size_t n, sz; } glyphs;
	struct { struct glyph_more *v; size_t n, sz; } more; /* of all of them */
	bool wants_more;
	struct buf text;
	const struct para_segment *segment;
	const struct font *font;
	sp size, run_x, run_end;
	sp tallest;                  /* of what stands higher than text */
	struct { struct mark *v; size_t n, sz; } marks;
};

/* ---------------------------------------------------------------- what the line holds */

static const struct shape *shape_piece(struct setter *s, const struct para_piece *piece, size_t to, bool hyphen)
{
	const struct shape *whole = piece->shape;
	struct str text = str_sub(whole->text, piece->from, to);
	struct pos pos = piece->segment->node ? piece->segment->node->pos : POS_NONE;

	if (piece->from == 0 && to == whole->text.n && !hyphen)
		return whole;
	if (hyphen)
		text = arena_printf(s->t->scratch, "%.*s-", STR_ARG(text));
	return shape_text(s->t->shaper, &piece->segment->type, text, pos);
}

static sp expanded(const struct setter *s, const struct atom *atom)
{
	return atom->segment->literal || !atom->shape ? atom->width : sp_muldiv(atom->width, s->expansion, 1000);
}

static void add_atom(struct setter *s, struct atom atom)
{
	*arena_push(s->t->scratch, &s->atoms) = atom;
	if (atom.glue) {
		s->glue += atom.glue->width;
		s->stretch += atom.glue->stretch;
		s->shrink += atom.glue->shrink;
	} else {
		s->boxes += expanded(s, &atom);
	}
}

/* Joins the boxes of one word from item i on; returns the item behind them. */
static size_t add_word(struct setter *s, size_t i)
{
	const struct para_piece *first = &s->items->pieces[i];
	size_t to = first->to, end = i + 1;

	for (; end < s->line->to; end++) {
		const struct para_piece *piece = &s->items->pieces[end];
		if (piece->shape != first->shape || piece->segment != first->segment || piece->from != to)
			break;
		to = piece->to;
	}
	bool hyphen = end == s->line->to && end < s->items->n && s->items->v[end].kind == LB_PENALTY && s->items->v[end].hyphen &&
	              to < first->shape->text.n && first->shape->text.p[to - 1] != '-' && s->items->v[end].before > 0;
	const struct shape *shape = shape_piece(s, first, to, hyphen);
	add_atom(s, (struct atom){.segment = first->segment, .shape = shape, .hyphen = hyphen, .width = shape->width});
	return end;
}

static void gather_atoms(struct setter *s)
{
	for (size_t i = s->line->from; i < s->line->to;) {
		const struct lb_item *item = &s->items->v[i];
		const struct para_piece *piece = &s->items->pieces[i];
		if (item->kind == LB_BOX && piece->shape) {
			i = add_word(s, i);
			continue;
		}
		if (item->kind == LB_BOX)
			add_atom(s, (struct atom){.segment = piece->segment, .width = item->width});
		else if (item->kind == LB_GLUE && !item->fill)
			add_atom(s, (struct atom){.segment = piece->segment, .shape = piece->shape, .glue = item, .width = item->width});
		i++;
	}
}

/* ---------------------------------------------------------------- runs */

/* Underlining and striking through, as the font has them; ornaments of the run before. */
static void add_rule(struct setter *s, const struct glyph_run *run, bool strike)
{
	const struct font_info *info = font_info(s->font);
	sp thickness = sp_muldiv(run->size, info->underline_thickness > 0 ? info->underline_thickness : 50, info->units);
	sp y = -sp_muldiv(run->size, strike ? info->x_height / 2 : info->underline_position, info->units);
	struct mark *m = arena_push(s->t->scratch, &s->marks);

	*m = (struct mark){.kind = MARK_RULE, .part = PART_DECORATION, .x = s->run_x, .y = y - thickness / 2};
	m->u.rule.width = run->width;
	m->u.rule.height = thickness;
	m->color = run->color;
}

static int script_of(unsigned features)
{
	return features & TYPE_SUPERIOR ? 1 : features & TYPE_INFERIOR ? -1 : 0;
}

static struct glyph_run *make_run(struct setter *s)
{
	struct arena *a = s->t->b->marks;
	struct glyph_run *run = arena_alloc(a, sizeof *run);
	size_t n = s->glyphs.n;

	*run = (struct glyph_run){.font = s->font, .size = (int32_t)s->size, .expansion = s->segment->literal ? 1000 : (int16_t)s->expansion,
	                          .color = s->segment->type.color, .n = (uint32_t)n, .text = arena_str(a, buf_view(&s->text)),
	                          .width = s->run_end - s->run_x, .script = script_of(s->segment->type.features)};
	run->glyphs = memcpy(arena_alloc(a, n * sizeof *run->glyphs), s->glyphs.v, n * sizeof *run->glyphs);
	if (s->wants_more)
		run->more = memcpy(arena_alloc(a, n * sizeof *run->more), s->more.v, n * sizeof *run->more);
	return run;
}

static void end_run(struct setter *s)
{
	if (!s->glyphs.n)
		return;
	struct glyph_run *run = make_run(s);
	struct mark *m = arena_push(s->t->scratch, &s->marks);
	*m = (struct mark){.kind = MARK_GLYPHS, .part = PART_BODY, .node = s->segment->node, .x = s->run_x};
	m->u.run = run;
	if (s->segment->type.underline)
		add_rule(s, run, false);
	if (s->segment->type.strike)
		add_rule(s, run, true);
	s->glyphs.n = s->more.n = s->text.n = 0;
	s->wants_more = false;
}

static void begin_run(struct setter *s, const struct para_segment *segment, const struct shape_part *part, sp x)
{
	if (s->glyphs.n && s->segment == segment && s->font == part->font && s->size == part->size)
		return;
	end_run(s);
	s->segment = segment;
	s->font = part->font;
	s->size = part->size;
	s->run_x = s->run_end = x;
}

static void add_missing(struct setter *s, const struct atom *atom, const struct shape_part *part, const struct shape_glyph *g, sp x)
{
	struct mark_missing *missing = arena_alloc(s->t->b->marks, sizeof *missing);

	*missing = (struct mark_missing){.width = sp_muldiv(part->size, 45, 100), .height = sp_muldiv(part->size, 7, 10),
	                                 .text = arena_str(s->t->b->marks, str_sub(atom->shape->text, g->text, g->text + g->text_n))};
	end_run(s);
	struct mark *m = arena_push(s->t->scratch, &s->marks);
	*m = (struct mark){.kind = MARK_MISSING, .part = PART_BODY, .node = atom->segment->node, .x = x, .y = -missing->height};
	m->u.missing = missing;
}

/* An inserted hyphen reads as U+00AD, so that the word is whole for who searches it. */
static struct str glyph_text(const struct atom *atom, const struct shape_glyph *g)
{
	bool last = g->text + g->text_n == atom->shape->text.n && g->text_n == 1;

	return atom->hyphen && last ? STR("\xC2\xAD") : str_sub(atom->shape->text, g->text, g->text + g->text_n);
}

static void add_glyph(struct setter *s, const struct atom *atom, const struct shape_glyph *g, sp x)
{
	struct str text = glyph_text(atom, g);

	buf_str(&s->text, text);
	*arena_push(s->t->scratch, &s->glyphs) = (struct glyph){(int32_t)(x - s->run_x), g->id, (uint16_t)text.n};
	*arena_push(s->t->scratch, &s->more) = (struct glyph_more){g->y, (uint32_t)text.n};
	s->wants_more |= g->y != 0 || text.n > UINT16_MAX;
}

static void add_shape(struct setter *s, const struct atom *atom, sp x)
{
	int expansion = atom->segment->literal ? 1000 : s->expansion;

	for (size_t p = 0; p < atom->shape->n; p++) {
		const struct shape_part *part = &atom->shape->parts[p];
		for (size_t i = 0; i < part->n; i++) {
			const struct shape_glyph *g = &part->glyphs[i];
			sp at = x + sp_muldiv(g->x, expansion, 1000);
			if (g->id == 0) {
				add_missing(s, atom, part, g, at);
				continue;
			}
			begin_run(s, atom->segment, part, at);
			add_glyph(s, atom, g, at);
		}
	}
	s->run_end = x + (atom->glue ? 0 : sp_muldiv(atom->width, expansion, 1000));
}

/* A space is a glyph too: so text extracts with its spaces. */
static void add_space(struct setter *s, const struct atom *atom, sp x, sp width)
{
	if (!atom->shape || !atom->shape->n || !atom->shape->parts[0].n)
		return;
	add_shape(s, atom, x);
	s->run_end = x + width;
}

static void add_image(struct setter *s, const struct atom *atom, sp x)
{
	const struct doc_node *n = atom->segment->node;
	struct picture_size size = picture_size(n, (struct picture_size){s->spec->measure, s->t->text_height / 2});

	end_run(s);
	struct mark *m = arena_push(s->t->scratch, &s->marks);
	*m = (struct mark){.kind = MARK_IMAGE, .part = n->u.figure->decoration ? PART_DECORATION : PART_BODY, .node = n, .x = x,
	                   .y = -size.height};
	m->u.image.width = size.width;
	m->u.image.height = size.height;
	s->tallest = sp_max(s->tallest, size.height);
}

static void add_ruby_part(struct setter *s, const struct ruby_part *part, sp x, sp rise)
{
	size_t from;

	end_run(s);
	from = s->marks.n;
	add_shape(s, &(struct atom){.segment = part->segment, .shape = part->shape, .width = part->shape->width}, x);
	end_run(s);
	for (; from < s->marks.n; from++)
		s->marks.v[from].y -= rise;
}

static void add_ruby(struct setter *s, const struct atom *atom, sp x)
{
	struct ruby r = ruby_set(s->t, atom->segment);

	add_ruby_part(s, &r.base, x + (r.width - r.base.shape->width) / 2, 0);
	add_ruby_part(s, &r.reading, x + (r.width - r.reading.shape->width) / 2, r.rise);
	s->tallest = sp_max(s->tallest, r.height);
}

/* ---------------------------------------------------------------- the line */

/* How much all glue together takes or gives: all that is left where the line is to meet both margins. */
static sp glue_share(struct setter *s, sp room)
{
	sp extra = room - s->boxes - s->glue;

	if (s->line->justified)
		return extra;
	return s->line->overfull ? sp_max(extra, -s->shrink) : sp_max(sp_min(extra, 0), -s->shrink);
}

/* Places every atom; glue gets its part of `extra`, rounded on the sum so that nothing drifts. */
static void place_atoms(struct setter *s, sp x, sp extra)
{
	sp total = extra >= 0 ? s->stretch : s->shrink, seen = 0, given = 0;

	for (size_t i = 0; i < s->atoms.n; i++) {
		const struct atom *atom = &s->atoms.v[i];
		sp width = expanded(s, atom);
		if (atom->glue) {
			seen += extra >= 0 ? atom->glue->stretch : atom->glue->shrink;
			sp share = total > 0 ? sp_muldiv(extra, seen, total) - given : 0;
			given += share;
			width = atom->glue->width + share;
			add_space(s, atom, x, width);
		} else if (atom->shape) {
			add_shape(s, atom, x);
		} else if (atom->segment->kind == SEGMENT_RUBY) {
			add_ruby(s, atom, x);
		} else {
			add_image(s, atom, x);
		}
		x += width;
	}
	s->run_end = x;
}

/* The space at which the line was broken, or which stands behind the penalty where it was: nothing to see, but it parts the words for
 * who reads the text. It goes on in the last run where it can. */
static void add_last_space(struct setter *s)
{
	const struct para_items *items = s->items;
	size_t at = s->line->to;

	if (at + 1 < items->n && items->v[at].kind == LB_PENALTY)
		at++;
	if (at >= items->n || items->v[at].kind != LB_GLUE || !items->pieces[at].shape || !s->glyphs.n)
		return;
	sp end = s->run_end;
	struct atom atom = {.segment = items->pieces[at].segment, .shape = items->pieces[at].shape, .glue = &items->v[at]};
	if (!atom.shape->n)
		return;
	if (atom.shape->parts[0].font == s->font && atom.shape->parts[0].size == s->size)
		atom.segment = s->segment;
	add_shape(s, &atom, end);
	s->run_end = end;
}

/* Higher than the leading only for what does not fit into it. */
static void place_baseline(const struct setter *s, struct box *box)
{
	struct font_metrics m = font_metrics(font_find(s->t->fonts, &s->spec->type), s->spec->type.size);
	sp above = (s->spec->leading + m.ascent - m.descent) / 2;
	sp more = sp_max(0, s->tallest - above);
	box->baseline = above + more;
	box->height = s->spec->leading + more;
	for (size_t i = 0; i < s->marks.n; i++)
		s->marks.v[i].y += box->baseline;
}

static sp start_of(const struct setter *s, sp indent, sp extra)
{
	sp free = s->spec->measure - indent - s->boxes - s->glue - extra;

	if (s->spec->align == PARA_CENTER)
		return indent + free / 2;
	if (s->spec->align == PARA_RIGHT)
		return indent + free;
	return indent - s->line->hang_left;
}

struct box para_line(struct typesetter *t, const struct para_spec *spec, const struct para_items *items, const struct lb_line *line)
{
	struct setter s = {.t = t, .spec = spec, .items = items, .line = line};
	sp indent = line->from == 0 ? spec->indent : 0;

	s.expansion = 1000 + (int)sp_muldiv(para_expansion(t, spec), line->expand, 1000);
	gather_atoms(&s);
	sp extra = glue_share(&s, spec->measure - indent + line->hang_left + line->hang_right);
	place_atoms(&s, start_of(&s, indent, extra), extra);
	add_last_space(&s);
	end_run(&s);
	buf_free(&s.text);
	struct box box = {.width = spec->measure, .n = s.marks.n};
	place_baseline(&s, &box);
	box.marks = arena_alloc(t->lists, s.marks.n * sizeof *box.marks);
	if (s.marks.n)
		memcpy(box.marks, s.marks.v, s.marks.n * sizeof *box.marks);
	return box;
}
