/* layout.c - the stage: the document's blocks to one vertical list, the list to pages. */
#include "typeset/typeset_int.h"

#define LETTERS 66 /* of a line, where the style leaves the measure open */

/* Half an English alphabet and its spaces is a fair sample of a line's average letter. */
static sp default_measure(struct typesetter *t)
{
	struct type type = look_type(t, LOOK_BODY);
	struct str sample = STR("the quick brown fox jumps over the lazy dog and runs into the old");

	return sp_muldiv(shape_text(t->shaper, &type, sample, POS_NONE)->width, LETTERS, (int64_t)sample.n);
}

static sp choose_measure(struct typesetter *t)
{
	const struct style *s = t->style;

	if (s->measure > 0)
		return s->measure;
	if (s->margin_left >= 0 && s->margin_right >= 0)
		return s->paper_width - s->margin_left - s->margin_right;
	return sp_min(default_measure(t), s->paper_width - 2 * look_length(t, LOOK_EDGE));
}

/* Side margins share what the measure leaves: in their own proportion when both are given, else evenly. */
static sp choose_left(const struct typesetter *t)
{
	const struct style *s = t->style;
	sp free = s->paper_width - t->measure;
	bool left = s->margin_left >= 0, right = s->margin_right >= 0;

	if (left && right && s->margin_left + s->margin_right > 0)
		return sp_muldiv(free, s->margin_left, s->margin_left + s->margin_right);
	if (left != right && !s->measure)
		return left ? s->margin_left : free - s->margin_right;
	return free / 2;
}

/* The text block is a whole number of lines high. */
static void choose_block(struct typesetter *t)
{
	const struct style *s = t->style;

	t->measure = choose_measure(t);
	t->left = choose_left(t);
	t->top = s->margin_top;
	t->text_height = s->paper_height - s->margin_top - s->margin_bottom;
	t->text_height -= t->text_height % s->leading;
}

static struct vlist set_blocks(struct typesetter *t)
{
	struct vlist list = {.n = 0};
	struct flow f = flow_new(t, &list, t->measure, LOOK_BODY);

	f.wide = true;
	flow_blocks(t, &f, t->doc->root);
	if (list.n == 0) /* nothing in it is a page too */
		flow_box(t, &f, (struct box){.height = f.leading});
	return list;
}

struct layout *typeset_document(struct build *b, const struct document *d, const struct style *style, struct font_library *fonts)
{
	struct typesetter t = {.b = b, .doc = d, .style = style, .scratch = arena_new()};
	struct layout *layout;
	struct vlist list;

	t.fonts = font_set_new(b, style, fonts);
	t.shaper = shaper_new(b, t.fonts);
	t.body = look_type(&t, LOOK_BODY);
	choose_block(&t);
	list = set_blocks(&t);
	layout = page_make(&t, &list);
	shaper_free(t.shaper);
	arena_free(t.scratch);
	return layout;
}
