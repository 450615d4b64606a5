/* style.c - the look: what the author asked for, and the defaults for all the rest, in one place. When it is done, the text
 * block is settled: margin_left + measure + margin_right is the paper's width. */
#include "course/course_int.h"

#include <math.h>
#include <string.h>

#define SIZE sp_from_pt(11)
#define LEADING_RATIO 14, 11 /* of the size */
/* Of the size. In Linux Libertine a character takes 0.407 em on average (measured on English prose, kerned): 28.5 em are 70
 * characters a line, of the 60 to 72 that read well. */
#define MEASURE 57, 2
#define ACCENT 0x1f4e79u
#define EXPANSION 20
#define EXPANSION_NARROW 30

/* The margins that nobody asked for, as parts of the paper; on US Letter 1 in, about 1.25 in, and at least 0.7 in. */
#define TOP_PART 11
#define BOTTOM_PART 9
#define SIDE_PART 12

#define LINES_MIN 6 /* on a page */
#define MEASURE_MIN_EM 10

struct styler {
	struct build *b;
	const struct yaml_node *root; /* the mapping `style`, or NULL */
	struct style *s;
};

static const char *points(struct arena *a, sp length)
{
	struct buf out = {0};

	buf_sp(&out, length, 1);
	buf_cstr(&out, "pt");
	const char *z = arena_cstr(a, buf_view(&out));
	buf_free(&out);
	return z;
}

/* ---------------------------------------------------------------- single lengths */

struct limits {
	sp least, most, otherwise; /* otherwise: where the value is absent or out of the limits */
};

static sp read_length(struct styler *st, value v, struct limits limits)
{
	struct arena *a = st->b->arena;
	sp length;

	if (!v || !length_parse(value_str(v), st->s->size, &length))
		return limits.otherwise;
	if (length >= limits.least && length <= limits.most)
		return length;
	msg(st->b, MSG_STYLE_RANGE, v->pos, v->key ? arena_cstr(a, v->key->text.s) : "paper", arena_cstr(a, value_str(v)),
		points(a, limits.least),
		points(a, limits.most));
	return limits.otherwise;
}

static void load_size(struct styler *st)
{
	struct style *s = st->s;

	s->size = SIZE;
	s->size = read_length(st, value_get(st->root, "size"), (struct limits){sp_from_pt(5), sp_from_pt(36), SIZE});
	sp leading = sp_muldiv(s->size, LEADING_RATIO);
	s->leading = read_length(st, value_get(st->root, "leading"), (struct limits){sp_muldiv(s->size, 8, 10), 3 * s->size, leading});
}

/* ---------------------------------------------------------------- paper */

/* Where paper is cut to US Letter: the list of Unicode's CLDR. Elsewhere, and for languages without a region, it is A4; English
 * without a region, which is also what holds when no language is given, counts as American. */
#define LETTER_REGIONS "BZ CA CL CO CR GT MX NI PA PH PR SV US VE"

static bool prefers_letter(struct str language)
{
	struct str region = language_region(language);

	if (region.n)
		return word_in_list(region, LETTER_REGIONS);
	return str_is_nocase(language, "en");
}

static void set_paper(struct style *s, bool letter)
{
	s->paper_width = letter ? 612 * SP_PT : sp_muldiv(210 * 72 * SP_PT, 10, 254);
	s->paper_height = letter ? 792 * SP_PT : sp_muldiv(297 * 72 * SP_PT, 10, 254);
}

static void load_paper(struct styler *st, struct str language)
{
	const struct yaml_node *paper = yaml_get(st->root, "paper");
	struct style *s = st->s;

	set_paper(s, prefers_letter(language));
	if (!paper || paper->null)
		return;
	if (paper->kind == YAML_SCALAR && word_in_list(value_str(paper), "letter a4")) {
		set_paper(s, str_is_nocase(value_str(paper), "letter"));
	} else if (paper->kind == YAML_SEQUENCE && paper->n == 2) {
		struct limits limits = {sp_from_pt(144), sp_from_pt(14400), 0};
		limits.otherwise = s->paper_width;
		s->paper_width = read_length(st, paper->first, limits);
		limits.otherwise = s->paper_height;
		s->paper_height = read_length(st, paper->first->next, limits);
	} else if (paper->kind == YAML_SEQUENCE) {
		msg(st->b, MSG_STYLE_PAPER, paper->pos, "");
	}
}

/* ---------------------------------------------------------------- margins and measure */

static sp read_margin(struct styler *st, const char *side, sp otherwise)
{
	const struct yaml_node *margins = yaml_get(st->root, "margins");
	value v = value_get(margins, side);

	if (!v && margins && margins->kind == YAML_SCALAR && !margins->null)
		v = margins;
	return read_length(st, v, (struct limits){0, st->s->paper_height, otherwise});
}

/* The text's height is whole lines, unless the author sets both margins. */
static void load_heights(struct styler *st)
{
	struct style *s = st->s;

	s->margin_top = read_margin(st, "top", s->paper_height / TOP_PART);
	s->margin_bottom = read_margin(st, "bottom", -1);
	if (s->margin_bottom < 0) {
		sp room = s->paper_height - s->margin_top - s->paper_height / BOTTOM_PART;
		s->margin_bottom = s->paper_height - s->margin_top - sp_max(room, 0) / s->leading * s->leading;
	}
	sp left = s->paper_height - s->margin_top - s->margin_bottom;
	if (left >= LINES_MIN * s->leading)
		return;
	msg(st->b, MSG_STYLE_HEIGHT, yaml_get(st->root, "margins") ? yaml_get(st->root, "margins")->pos : st->root->pos,
		points(st->b->arena, sp_max(left, 0)), points(st->b->arena, s->paper_height));
	s->margin_top = s->margin_bottom = s->paper_height / TOP_PART;
}

/* The measure where none is given: what the margins leave, or a comfortable line. */
static sp natural_measure(const struct style *s, sp left, sp right)
{
	sp side = s->paper_width / SIDE_PART;

	if (left >= 0 && right >= 0)
		return s->paper_width - left - right;
	return sp_min(sp_muldiv(s->size, MEASURE), s->paper_width - (left < 0 ? side : left) - (right < 0 ? side : right));
}

/* Shares what the measure leaves between the margins: as was asked where only one was, else in the proportion that was. */
static void place_block(struct style *s, sp left, sp right)
{
	sp rest = s->paper_width - s->measure;

	if (left >= 0 && right < 0)
		s->margin_left = left;
	else if (left < 0 && right >= 0)
		s->margin_left = rest - right;
	else if (left > 0 || right > 0)
		s->margin_left = left < 0 ? rest / 2 : sp_muldiv(rest, left, left + right);
	else
		s->margin_left = rest / 2;
	s->margin_right = rest - s->margin_left;
}

static void load_widths(struct styler *st)
{
	struct style *s = st->s;
	struct arena *a = st->b->arena;
	value measure = value_get(st->root, "measure");
	const struct yaml_node *margins = yaml_get(st->root, "margins");
	sp left = read_margin(st, "left", -1), right = read_margin(st, "right", -1);

	s->measure = read_length(st, measure, (struct limits){0, INT64_MAX, natural_measure(s, left, right)});
	place_block(s, left, right);
	struct pos pos = measure ? measure->pos : margins ? margins->pos : st->root ? st->root->pos : POS_NONE;
	if (s->margin_left < 0 || s->margin_right < 0)
		msg(st->b, MSG_STYLE_WIDTH, pos, points(a, s->measure), points(a, s->paper_width));
	else if (s->measure < MEASURE_MIN_EM * s->size)
		msg(st->b, MSG_STYLE_NARROW, pos, points(a, sp_max(s->measure, 0)), points(a, MEASURE_MIN_EM * s->size));
	else
		return;
	s->measure = natural_measure(s, -1, -1);
	place_block(s, -1, -1);
}

/* ---------------------------------------------------------------- colour */

/* Relative luminance, 0 to 1, by WCAG 2.1. */
static double luminance(uint32_t rgb)
{
	static const double share[] = {0.0722, 0.7152, 0.2126}; /* blue, green, red */
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double c = ((rgb >> (8 * i)) & 0xFF) / 255.0;
		sum += share[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast_on_white(uint32_t rgb)
{
	return 1.05 / (luminance(rgb) + 0.05);
}

#define CONTRAST_MIN 4.5

/* The same hue, as light as may be. */
static uint32_t darken(uint32_t rgb)
{
	uint32_t dark = rgb;

	for (uint32_t part = 255; part > 0 && contrast_on_white(dark) < CONTRAST_MIN; part--) {
		dark = 0;
		for (int shift = 16; shift >= 0; shift -= 8)
			dark |= (((rgb >> shift) & 0xFF) * part / 255) << shift;
	}
	return dark;
}

static void check_contrast(struct styler *st)
{
	struct arena *a = st->b->arena;
	uint32_t rgb = st->s->color;
	double ratio = contrast_on_white(rgb);

	if (ratio >= CONTRAST_MIN)
		return;
	msg(st->b, MSG_STYLE_CONTRAST, st->s->color_pos, arena_printf(a, "#%06x", (unsigned)rgb).p,
		arena_printf(a, "%.2f", floor(ratio * 100) / 100).p, arena_printf(a, "#%06x", (unsigned)darken(rgb)).p);
	st->s->color = darken(rgb);
}

/* `color: #1f4e79` without quotes is a key and a comment. */
static void check_comment(struct styler *st)
{
	const struct yaml_node *node = yaml_get(st->root, "color");

	if (!node || !node->null || !node->key || !node->key->pos.source)
		return;
	struct str rest = str_sub(node->key->pos.source->bytes, node->key->pos.end, SIZE_MAX);
	size_t hash = str_find_char(rest, '#', 0), end = str_find_char(rest, '\n', 0);
	if (hash == SIZE_MAX || hash > end)
		return;
	msg_str(st->b, MSG_STYLE_COLOR_COMMENT, node->key->pos, str_trim(str_sub(rest, hash, end)));
}

static void load_color(struct styler *st)
{
	value v = value_get(st->root, "color");

	st->s->color = ACCENT;
	check_comment(st);
	if (!v || !color_parse(value_str(v), &st->s->color))
		return;
	st->s->color_pos = v->pos;
	check_contrast(st);
}

/* ---------------------------------------------------------------- the rest */

static void load_fonts(struct styler *st)
{
	const struct yaml_node *fonts = yaml_get(st->root, "fonts");
	struct style *s = st->s;

	s->font_text = value_str(value_get(fonts, "text"));
	s->font_sans = value_str(value_get(fonts, "sans"));
	s->font_mono = value_str(value_get(fonts, "mono"));
	s->font_math = value_str(value_get(fonts, "math"));
	s->font_pos = fonts ? fonts->pos : POS_NONE;
}

static void load_expansion(struct styler *st)
{
	value v = value_get(st->root, "expansion");
	int64_t percent;
	int decimals;

	st->s->expansion = EXPANSION;
	st->s->expansion_narrow = EXPANSION_NARROW;
	if (!v || !number_parse(value_str(v), &percent, &decimals))
		return;
	if (percent <= 5000)
		st->s->expansion = st->s->expansion_narrow = (int)(percent / 100);
	else
		msg(st->b, MSG_STYLE_RANGE, v->pos, "expansion", arena_cstr(st->b->arena, value_str(v)), "0", "5%");
}

static void load_choices(struct styler *st)
{
	struct str standard = value_str(value_get(st->root, "standard"));
	struct style *s = st->s;

	s->indent = !str_is_nocase(value_str(value_get(st->root, "paragraphs")), "space");
	s->align = str_is_nocase(value_str(value_get(st->root, "align")), "ragged") ? STYLE_RAGGED : STYLE_JUSTIFIED;
	s->standard = STYLE_UA | STYLE_A2A;
	if (str_is_nocase(standard, "none"))
		s->standard = 0;
	else if (str_is_nocase(standard, "ua"))
		s->standard = STYLE_UA;
	else if (str_is_nocase(standard, "a2a"))
		s->standard = STYLE_A2A;
}

/* How the schedule speaks of weeks and days. */
static void load_schedule(struct styler *st)
{
	struct str weekday = value_str(value_get(st->root, "weekday")), weeks = value_str(value_get(st->root, "weeks"));
	struct style *s = st->s;

	s->weeks = str_is_nocase(weeks, "start") ? STYLE_WEEKS_START
	         : str_is_nocase(weeks, "calendar") ? STYLE_WEEKS_CALENDAR : STYLE_WEEKS_MEETING;
	s->recess_skipped = str_is_nocase(value_str(value_get(st->root, "recess")), "skipped");
	s->weekday = str_is_nocase(weekday, "long") ? STYLE_WEEKDAY_LONG
	           : str_is_nocase(weekday, "none") ? STYLE_WEEKDAY_NONE : STYLE_WEEKDAY_SHORT;
	s->revised = value_bool(value_get(st->root, "revised"));
}

void style_load(struct loader *l)
{
	struct styler st = {l->b, yaml_get(l->root, "style"), &l->course->style};

	load_size(&st);
	load_paper(&st, l->course->language);
	load_heights(&st);
	load_widths(&st);
	load_color(&st);
	load_fonts(&st);
	load_expansion(&st);
	load_choices(&st);
	load_schedule(&st);
}
