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

struct layout *typeset_document(struct build *b, const struct document *d, const struct style *style, struct font_library *fonts)
{
	struct typesetter t = {.b = b, .doc = d, .style = style, .scratch = arena_new(), .whole = arena_new(), .patterns = font_library_patterns(fonts)};
	struct hand other = {NULL};

	t.lists = t.whole;
	t.fonts = font_set_new(b, style, fonts);
	t.shaper = shaper_new(b, t.fonts);
	t.hyphenator = hyphenator_new(b, t.patterns);
	t.body = look_type(&t, LOOK_BODY);
	choose_block(&t);
	struct vlist list = parts_set(&t, &other);
	struct layout *layout = page_make(&t, &list);
	hand_free(&other, b);
	hyphenator_free(t.hyphenator);
	shaper_free(t.shaper);
	arena_free(t.whole);
	arena_free(t.scratch);
	return layout;
}
