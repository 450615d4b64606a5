/* layout.c - the stage: the document's blocks to one vertical list, the list to pages. */
#include "typeset/typeset_int.h"

/* The text block is a whole number of lines high, and leaves room for head and foot, however small the margins are. */
static void choose_block(struct typesetter *t)
{
	const struct style *s = t->style;
	sp edge = look_length(t, LOOK_EDGE) / 2;
	sp bottom = sp_max(s->margin_bottom, edge + look_length(t, LOOK_FOOT_DROP));

	t->measure = s->measure;
	t->left = s->margin_left;
	t->top = sp_max(s->margin_top, edge + look_length(t, LOOK_HEAD_RISE));
	t->text_height = sp_max(s->paper_height - t->top - bottom, s->leading);
	t->text_height -= t->text_height % s->leading;
}

static struct vlist set_blocks(struct typesetter *t)
{
	struct vlist list = {.n = 0};
	struct flow f = flow_new(t, &list, t->measure, LOOK_BODY);

	f.wide = f.grid = true;
	flow_blocks(t, &f, t->doc->root);
	if (list.n == 0) /* nothing in it is a page too */
		flow_box(t, &f, (struct box){.height = f.leading});
	return list;
}

struct layout *typeset_document(struct build *b, const struct document *d, const struct style *style, struct font_library *fonts)
{
	struct typesetter t = {.b = b, .doc = d, .style = style, .scratch = arena_new(), .whole = arena_new()};
	struct layout *layout;
	struct vlist list;

	t.lists = t.whole;
	t.fonts = font_set_new(b, style, fonts);
	t.shaper = shaper_new(b, t.fonts);
	t.hyphenator = hyphenator_new(b, font_library_patterns(fonts));
	t.body = look_type(&t, LOOK_BODY);
	choose_block(&t);
	list = set_blocks(&t);
	layout = page_make(&t, &list);
	hyphenator_free(t.hyphenator);
	shaper_free(t.shaper);
	arena_free(t.whole);
	arena_free(t.scratch);
	return layout;
}
