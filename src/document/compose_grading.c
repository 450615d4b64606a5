/* compose_grading.c - what counts how much, with the sum. */
#include "document/document_int.h"

struct grading {
	bool weight, due;    /* columns that are used */
	bool points;         /* weights are points */
	int64_t total;       /* thousandths; extra credit is not in it */
	size_t counted;
};

static struct grading survey(const struct course *course)
{
	struct grading g = {0};

	for (size_t i = 0; i < course->n_items; i++) {
		const struct course_item *item = &course->items[i];
		g.weight |= item->weight >= 0;
		g.due |= item->due != NULL;
		g.points |= item->points;
		if (item->weight >= 0 && !item->extra) {
			g.total += item->weight;
			g.counted++;
		}
	}
	return g;
}

static struct str weight(struct composer *c, int64_t thousandths, bool points)
{
	const char *format = points ? c->words->points : c->words->percent;

	return compose_format(c->b, format, compose_number(c, thousandths), STR_NONE);
}

/* "best 9 of 10", "10×", what the author noted, "extra credit": what stands behind a component's name. */
static void compose_terms(struct composer *c, const struct course_item *item)
{
	struct str count = arena_printf(c->b->arena, "%d", item->count);
	bool any = false;

	if (item->count > 1 && item->drop > 0 && item->drop < item->count) {
		struct str best = arena_printf(c->b->arena, "%d", item->count - item->drop);
		tree_text(&c->tree, compose_format(c->b, c->words->best_of, best, count), item->pos);
		any = true;
	} else if (item->count > 1) {
		tree_text(&c->tree, compose_format(c->b, "$1×", count, STR_NONE), item->pos);
		any = true;
	}
	if (item->note) {
		compose_words(c, any ? ", " : "", item->note->pos);
		compose_value(c, item->note);
		any = true;
	}
	if (item->extra) {
		compose_words(c, any ? ", " : "", item->pos);
		compose_words(c, c->words->extra, item->pos);
	}
}

static void component_cell(struct composer *c, const struct course_item *item)
{
	compose_cell(c, false, item->pos);
	compose_value(c, item->name);
	if (item->count > 1 || item->note || item->extra) {
		compose_words(c, " (", item->pos);
		compose_terms(c, item);
		compose_words(c, ")", item->pos);
	}
	compose_cell_end(c);
}

static void due_cell(struct composer *c, const struct course_item *item)
{
	compose_cell(c, false, item->due ? item->due->pos : item->pos);
	compose_due(c, NULL, item->due);
	compose_cell_end(c);
}

static void item_row(struct composer *c, const struct grading *g, const struct course_item *item)
{
	compose_row(c, ROLE_NONE, item->pos);
	component_cell(c, item);
	if (g->weight)
		compose_text_cell(c, false, item->weight < 0 ? STR_NONE : weight(c, item->weight, item->points), item->pos);
	if (g->due)
		due_cell(c, item);
	tree_close(&c->tree);
}

static void total_row(struct composer *c, const struct grading *g)
{
	compose_row(c, ROLE_TOTAL, POS_NONE);
	compose_text_cell(c, false, str_from(c->words->total), POS_NONE);
	compose_text_cell(c, false, weight(c, g->total, g->points), POS_NONE);
	if (g->due)
		compose_text_cell(c, false, STR_NONE, POS_NONE);
	tree_close(&c->tree);
}

static void compose_items(struct composer *c, const struct grading *g)
{
	static const enum md_align align[] = {MD_ALIGN_LEFT, MD_ALIGN_RIGHT, MD_ALIGN_LEFT};
	static const enum md_align align_due[] = {MD_ALIGN_LEFT, MD_ALIGN_LEFT};

	compose_table(c, ROLE_GRADING, 1 + g->weight + g->due, g->weight ? align : align_due);
	compose_row(c, ROLE_NONE, POS_NONE);
	compose_text_cell(c, true, str_from(c->words->component), POS_NONE);
	if (g->weight)
		compose_text_cell(c, true, str_from(c->words->weight), POS_NONE);
	if (g->due)
		compose_text_cell(c, true, str_from(c->words->due), POS_NONE);
	tree_close(&c->tree);
	for (size_t i = 0; i < c->course->n_items; i++)
		item_row(c, g, &c->course->items[i]);
	if (g->counted > 1)
		total_row(c, g);
	tree_close(&c->tree);
}

bool compose_grading(struct composer *c)
{
	struct grading g = survey(c->course);

	if (!c->course->n_items && !c->course->n_scale)
		return false;
	if (c->course->n_items)
		compose_items(c, &g);
	if (c->course->n_scale)
		compose_scale(c);
	return true;
}
