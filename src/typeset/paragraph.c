/* paragraph.c - a block's spans as lines. */
#include "typeset/typeset_int.h"

#include <string.h>

#define LB_SIZE (11 * SP_PT) /* what lb_defaults means a measure for */
#define NARROW 20            /* ems: about 50 characters */

int para_expansion(const struct typesetter *t, const struct para_spec *spec)
{
	return spec->measure < NARROW * spec->type.size ? t->style->expansion_narrow : t->style->expansion;
}

/* How the breaker should see this block. */
static struct lb_params params_for(const struct typesetter *t, const struct para_spec *spec)
{
	sp usual = sp_muldiv(spec->measure, LB_SIZE, sp_max(spec->type.size, 1));
	struct lb_params params = lb_defaults(usual);

	params.measure = spec->measure;
	params.indent = spec->indent;
	params.ragged = spec->align != PARA_JUSTIFY;
	params.expand_steps = para_expansion(t, spec);
	params.hyphen_penalty = lb_hyphen_price(usual, params.expand_steps);
	params.last_least = 2 * spec->type.size;
	params.hang_give = spec->type.size / 30;
	return params;
}

static void report_misfit(struct typesetter *t, const struct para_items *items, const struct lb_line *line)
{
	const struct para_segment *segment = items->pieces[line->from].segment;

	if (!segment || !segment->node)
		return;
	if (line->overfull)
		msg(t->b, MSG_LINE_OVERFULL, segment->node->pos, "");
	if (line->underfull)
		msg(t->b, MSG_LINE_UNDERFULL, segment->node->pos, "");
}

#define CHOICE_SHARE 6    /* a paragraph's lines count a sixth of what a page's white does */
#define CHOICE_MOST 600   /* badness: what is worse is not offered, */
#define CHOICE_LINE 80    /* but for this much for each line of long paragraphs */

/* No line that does not fit, and more than the rest of a word on the last one. */
static bool is_sound(const struct para_items *items, const struct lb_way *way)
{
	if (way->n < 2 || items->v[way->lines[way->n - 2].to].hyphen)
		return false;
	for (size_t i = 0; i < way->n; i++)
		if (way->lines[i].overfull || way->lines[i].underfull)
			return false;
	return true;
}

/* What a line more (by 1) or less (by -1) than the best costs. */
static int choice_cost(const struct para_items *items, const struct lb_result *r, int by)
{
	const struct lb_way *best = &r->ways[r->best], *way = best + by;

	if ((by < 0 && r->best == 0) || (by > 0 && r->best + 1 == r->n) || way->n != best->n + (size_t)by || !is_sound(items, way))
		return -1;
	int64_t cost = (way->demerits - best->demerits) / 1000;
	return cost > sp_max(CHOICE_MOST, CHOICE_LINE * (int64_t)best->n) ? -1 : cost < 0 ? 0 : (int)(cost / CHOICE_SHARE);
}

static const struct lb_way *wanted_way(const struct lb_result *r, size_t lines)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->ways[i].n == lines)
			return &r->ways[i];
	return &r->ways[r->best];
}

static void set_lines(struct typesetter *t, const struct para_spec *spec, const struct para_items *items, struct para *para)
{
	struct lb_params params = params_for(t, spec);
	struct lb_result result = lb_break(t->scratch, items->v, items->n, &params);
	const struct lb_way *way = wanted_way(&result, spec->lines);

	para->longer_cost = choice_cost(items, &result, 1);
	para->shorter_cost = choice_cost(items, &result, -1);
	para->n = way->n;
	para->lines = arena_alloc(t->lists, way->n * sizeof *para->lines);
	for (size_t i = 0; i < way->n; i++) {
		report_misfit(t, items, &way->lines[i]);
		para->lines[i] = para_line(t, spec, items, &way->lines[i]);
	}
}

/* The notes that the lines refer to, from their marks: line after line, in order. */
static void find_notes(struct typesetter *t, struct para *para)
{
	struct { const struct doc_node **v; size_t n, sz; } notes = {0};
	struct { size_t *v; size_t n, sz; } lines = {0};

	for (size_t i = 0; i < para->n; i++) {
		for (size_t k = 0; k < para->lines[i].n; k++) {
			const struct doc_node *node = para->lines[i].marks[k].node;
			if (!node || node->kind != DOC_NOTE_REF || !node->u.link->target)
				continue;
			*arena_push(t->lists, &notes) = node->u.link->target;
			*arena_push(t->lists, &lines) = i;
		}
	}
	para->notes = notes.v;
	para->note_lines = lines.v;
	para->n_notes = notes.n;
}

struct para para_set(struct typesetter *t, const struct para_spec *spec)
{
	struct para para = {0};
	struct para_text text = para_text_read(t, spec);

	if (text.n) {
		struct para_items items = para_items_make(t, spec, &text);
		set_lines(t, spec, &items, &para);
		find_notes(t, &para);
	}
	arena_reset(t->scratch);
	return para;
}

const struct para_spec *para_spec_keep(struct arena *a, const struct para_spec *spec)
{
	struct para_spec *kept = arena_alloc(a, sizeof *kept);
	struct type *types = arena_alloc(a, 2 * sizeof *types);

	*kept = *spec;
	kept->before = arena_str(a, spec->before);
	if (spec->before_type)
		kept->before_type = memcpy(&types[0], spec->before_type, sizeof *types);
	if (spec->lead_type)
		kept->lead_type = memcpy(&types[1], spec->lead_type, sizeof *types);
	return kept;
}

void para_widths(struct typesetter *t, const struct para_spec *spec, sp *min, sp *max)
{
	struct para_text text = para_text_read(t, spec);
	sp line = 0, piece = 0;

	*min = *max = 0;
	if (text.n) {
		struct para_items items = para_items_make(t, spec, &text);
		for (size_t i = 0; i < items.n; i++) {
			const struct lb_item *item = &items.v[i];
			bool forced = item->kind == LB_PENALTY && item->penalty == -LB_INFINITE;
			bool may_break = forced || (item->kind == LB_PENALTY && item->penalty < LB_UNWILLING) ||
			                 (item->kind == LB_GLUE && i && items.v[i - 1].kind == LB_BOX);
			if (may_break) {
				*min = sp_max(*min, piece + item->before);
				piece = 0;
			} else if (item->kind != LB_PENALTY) {
				piece += item->width;
			}
			line = forced ? 0 : line + (item->kind == LB_PENALTY ? 0 : item->width);
			*max = sp_max(*max, line);
		}
	}
	arena_reset(t->scratch);
}

struct box para_label(struct typesetter *t, const struct type *type, struct str text, enum mark_part part, const struct doc_node *node)
{
	struct doc_node block = {.kind = DOC_PARAGRAPH};
	struct para_spec spec = {.block = &block, .type = *type, .measure = 1000 * SP_PT, .align = PARA_LEFT, .before = text, .before_type = type};
	struct para_text string = para_text_read(t, &spec);
	struct para_items items = para_items_make(t, &spec, &string);
	struct lb_line line = {.from = 0, .to = items.n - 1};
	struct box box = para_line(t, &spec, &items, &line);

	box.width = 0;
	for (size_t i = 0; i < box.n; i++) {
		box.marks[i].node = node;
		box.marks[i].part = part;
		if (box.marks[i].kind == MARK_GLYPHS)
			box.width = sp_max(box.width, box.marks[i].x + box.marks[i].u.run->width);
	}
	struct font_metrics m = font_metrics(font_find(t->fonts, type), type->size);
	box.height = m.ascent + m.descent;
	for (size_t i = 0; i < box.n; i++)
		box.marks[i].y += m.ascent - box.baseline;
	box.baseline = m.ascent;
	arena_reset(t->scratch);
	return box;
}
