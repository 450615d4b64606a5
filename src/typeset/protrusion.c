/* protrusion.c - how far glyphs hang into the margin, from their shapes.
 *
 * A column looks even when the darkness at its edge is even, not the side bearings. Two kinds of white make an edge ragged:
 * glyphs that leave most of the line's height empty (points, hyphens, quotes), past which the eye sees the letter before; and
 * letters that recede from their outermost point (A, T, o). Hàn Thế Thành's character protrusion ("Micro-typographic
 * extensions to the TeX typesetting system", 2000, 2.2) and its users give each character of each font a value by hand. Here
 * rows are laid through the glyph from the baseline to the x-height, or to the cap height where a light glyph stands above
 * that: an empty row counts EMPTY thousandths of an em, a row with ink RECEDE per cent of its distance from the outermost
 * point, at most DEEPEST thousandths of an em. Their mean is the hang. The values come near to those that are set by hand for
 * book types: seven tenths of a point, half a hyphen, a twentieth of a T, a fiftieth of an o. */
#include "typeset/typeset_int.h"

#include <stdlib.h>

#define ROWS 32
#define EMPTY 200
#define DEEPEST 120
#define RECEDE 30

/* Ink between left and right on each row, in edge units; none where left > right. */
struct profile {
	int64_t left[ROWS], right[ROWS];
	int64_t least, most;   /* of the whole glyph */
	int64_t top;
	unsigned empty;        /* rows without ink */
};

/* A slanted font's outline is measured upright, turned about half the x-height: 18/1000 is the tangent of a degree. */
static int64_t upright(const struct font_info *info, int64_t x, int64_t y)
{
	if (!info->italic_angle)
		return x;
	return x + sp_muldiv((y - (int64_t)info->x_height * FONT_EDGE_UNIT / 2) * info->italic_angle, 18, 1000);
}

static void widen(struct profile *p, unsigned row, int64_t x)
{
	if (x < p->left[row])
		p->left[row] = x;
	if (x > p->right[row])
		p->right[row] = x;
}

/* A row that is not above `low`, and near it: the rows' heights are at (2 row + 1)/(2 ROWS) of the band. scale: ROWS/band, as a
 * fraction of 2^32: a division for each edge would take half of the time. */
static unsigned first_row(int64_t low, int64_t scale)
{
	int64_t row = (low * scale >> 32) - 1;

	return row <= 0 ? 0 : row < ROWS ? (unsigned)row : ROWS;
}

static void cross_rows(struct profile *p, struct font_edge e, int64_t band, int64_t scale)
{
	if (e.y0 == e.y1)
		return;
	int64_t low = e.y0 < e.y1 ? e.y0 : e.y1, high = e.y0 < e.y1 ? e.y1 : e.y0, dy = (int64_t)e.y1 - e.y0;
	for (unsigned row = first_row(low, scale); row < ROWS; row++) {
		int64_t y = band * (2 * row + 1) / (2 * ROWS);
		if (y >= high)
			break;
		if (y < low)
			continue;
		int64_t part = dy > 0 ? y - e.y0 : e.y0 - y;
		widen(p, row, e.x0 + sp_muldiv((int64_t)e.x1 - e.x0, part, llabs(dy)));
	}
}

static void measure(const struct font_info *info, const struct font_outline *outline, int64_t band, struct profile *p)
{
	int64_t scale = band > 0 ? ((int64_t)ROWS << 32) / band : 0;

	*p = (struct profile){.least = INT32_MAX, .most = INT32_MIN, .top = INT32_MIN};
	for (unsigned row = 0; row < ROWS; row++) {
		p->left[row] = INT32_MAX;
		p->right[row] = INT32_MIN;
	}
	for (size_t i = 0; i < outline->n; i++) {
		struct font_edge e = outline->v[i];
		e.x0 = (int32_t)upright(info, e.x0, e.y0);
		e.x1 = (int32_t)upright(info, e.x1, e.y1);
		p->least = e.x1 < p->least ? e.x1 : p->least;
		p->most = e.x1 > p->most ? e.x1 : p->most;
		p->top = e.y1 > p->top ? e.y1 : p->top;
		cross_rows(p, e, band, scale);
	}
	for (unsigned row = 0; row < ROWS; row++)
		p->empty += p->left[row] > p->right[row];
}

/* What one row adds, in edge units. gap: from the outermost point to the row's ink. */
static int64_t row_hang(bool empty, int64_t gap, int64_t em, int64_t advance)
{
	int64_t most = sp_muldiv(em, EMPTY, 1000), deepest = sp_muldiv(em, DEEPEST, 1000);

	if (empty)
		return most < advance ? most : advance;
	return sp_muldiv(gap < deepest ? gap : deepest, RECEDE, 100);
}

static struct font_hang find_hang(const struct font *f, unsigned glyph, struct arena *scratch)
{
	const struct font_info *info = font_info(f);
	struct font_outline outline = {0};
	struct profile p;
	int64_t unit = FONT_EDGE_UNIT, em = (int64_t)info->units * unit, advance = font_advance(f, glyph) * unit, left = 0, right = 0;

	font_outline(f, glyph, scratch, &outline);
	if (outline.n == 0 || advance <= 0)
		return (struct font_hang){0, 0};
	measure(info, &outline, info->x_height * unit, &p);
	if (p.empty * 2 > ROWS && p.top > info->x_height * unit)
		measure(info, &outline, info->cap_height * unit, &p);
	for (unsigned row = 0; row < ROWS; row++) {
		bool empty = p.left[row] > p.right[row];
		left += row_hang(empty, p.left[row] - p.least, em, advance);
		right += row_hang(empty, p.most - p.right[row], em, advance);
	}
	return (struct font_hang){.left = (int)(sp_max(left, 0) / (ROWS * unit)), .right = (int)(sp_max(right, 0) / (ROWS * unit))};
}

struct font_hang font_hang(const struct font *f, unsigned glyph, struct arena *scratch)
{
	struct font_hang hang;

	if (!font_hang_find(f, glyph, &hang)) {
		hang = find_hang(f, glyph, scratch);
		font_hang_keep(f, glyph, hang);
	}
	return hang;
}
