/* accent.c - combining marks where a font does not say how they go with the letter before: HarfBuzz places marks by itself only
 * in fonts that place none. Marks stand over or under the middle of what the letter prints, a slanted letter's along its slant,
 * and above or below one another. What the font places stays, as long as no other mark stands there. */
#include "typeset/shape_int.h"

#define GAP 85        /* thousandths of an em, between a letter and a mark, and between marks: as in Linux Libertine */
#define TOUCHING 5    /* thousandths of an em: a mark no further from the baseline is drawn to touch the letter */

/* A letter and what has been put on it, from the run's start. */
struct stack {
	const struct font *font;
	int left, right, bottom, top; /* of the letter */
	int low, high;                /* of all */
	bool above, below;            /* a mark stands there */
};

static int em_part(const struct font *f, int thousandths)
{
	return thousandths * (int)font_info(f)->units / 1000;
}

/* How far to the right what stands at height y is moved in a slanted font; small angles in degrees are nearly their tangents. */
static int slant(const struct font *f, int y)
{
	return -font_info(f)->italic_angle * y * 175 / 10000;
}

static struct stack stack_new(const struct font *f, const struct font_glyph *letter, int pen)
{
	struct font_ink ink = font_ink(f, letter->id);
	int bottom = ink.bottom + letter->dy, top = ink.top + letter->dy;

	return (struct stack){f, pen + letter->dx + ink.left, pen + letter->dx + ink.right, bottom, top, bottom, top, false, false};
}

/* Up to where nothing else stands; a mark that the font has placed, only if it would stand in another. */
static int clear_height(struct stack *s, const struct font_ink *ink, const struct font_glyph *mark, bool placed)
{
	int gap = em_part(s->font, GAP), middle = (s->bottom + s->top) / 2;
	int bottom = ink->bottom + mark->dy, top = ink->top + mark->dy, dy = 0;

	if (bottom > middle) {
		if (placed ? s->above && bottom < s->high : true)
			dy = s->high + (s->above ? gap / 2 : gap) - bottom;
		s->high = top + dy;
		s->above = true;
	} else if (top < -em_part(s->font, TOUCHING)) {
		if (placed ? s->below && top > s->low : true)
			dy = s->low - (s->below ? gap / 2 : gap) - top;
		s->low = bottom + dy;
		s->below = true;
	}
	return dy;
}

static void put_mark(struct stack *s, struct font_glyph *mark, int pen)
{
	struct font_ink ink = font_ink(s->font, mark->id);
	bool placed = mark->dx || mark->dy;

	if (ink.left >= ink.right)
		return;
	mark->dy += clear_height(s, &ink, mark, placed);
	if (!placed)
		mark->dx = (s->left + s->right) / 2 - pen - (ink.left + ink.right) / 2 +
			slant(s->font, (ink.bottom + ink.top) / 2 + mark->dy - (s->bottom + s->top) / 2);
}

void accent_place(const struct font *f, struct font_glyph *g, size_t n)
{
	struct stack stack = {.font = NULL};
	int pen = 0;

	for (size_t i = 0; i < n; i++) {
		bool mark = i > 0 && g[i].advance == 0 && g[i].cluster == g[i - 1].cluster && g[i].id;
		if (!mark)
			stack.font = NULL;
		if (mark && !stack.font && g[i - 1].advance > 0)
			stack = stack_new(f, &g[i - 1], pen - g[i - 1].advance);
		if (mark && stack.font)
			put_mark(&stack, &g[i], pen);
		pen += g[i].advance;
	}
}
