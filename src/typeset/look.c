/* look.c - the book designer's sheet. Every size, space and colour of the page stands in the tables here, relative to the
 * style's size and leading, so that a page in 10 pt looks like one in 12 pt. What adds up to whole lines does so on purpose:
 * text stays on one grid from page to page. */
#include "typeset/typeset_int.h"

#include <string.h>

/* Sizes are in 1/1000 of the style's size; leading and spaces in 1/1000 of its leading; tracking in 1/1000 em. */
struct look_row {
	enum font_role role;
	bool bold, italic;
	unsigned features;
	int size, leading, tracking;
	enum look_ink ink;
	int above, below;
	int stretch;                /* of these spaces, in 1/1000 of them */
};

#define CAPS (TYPE_ALL_SMALL_CAPS | TYPE_OLDSTYLE)
#define FIGURES (TYPE_LINING | TYPE_TABULAR)

static const struct look_row look_rows[LOOK_ROLES] = {
	/*                      role       bold   italic features       size  leading track ink        above  below stretch */
	[LOOK_BODY] =          {FONT_TEXT, false, false, TYPE_OLDSTYLE, 1000, 1000,   0,  LOOK_BLACK,  500,   500, 1000},
	[LOOK_EYEBROW] =       {FONT_SANS, false, false, CAPS,          1000, 1000,   80, LOOK_ACCENT, 0,     500, 1000},
	[LOOK_TITLE] =         {FONT_TEXT, false, false, TYPE_OLDSTYLE, 2150, 2000,   0,  LOOK_BLACK,  0,     500, 1000},
	[LOOK_TITLE_TIGHT] =   {FONT_TEXT, false, false, TYPE_OLDSTYLE, 1900, 2000,   0,  LOOK_BLACK,  0,     500, 1000},
	[LOOK_TITLE_LONG] =    {FONT_TEXT, false, false, TYPE_OLDSTYLE, 1600, 1500,   0,  LOOK_BLACK,  0,     500, 1000},
	[LOOK_SUBTITLE] =      {FONT_TEXT, false, true,  TYPE_OLDSTYLE, 1200, 1250,   0,  LOOK_BLACK,  250,   500, 1000},
	[LOOK_FACT_LABEL] =    {FONT_SANS, false, false, TYPE_LINING,   820,  1000,   0,  LOOK_GREY,   0,     0, 1000},
	[LOOK_FACT] =          {FONT_TEXT, false, false, TYPE_LINING,   1000, 1000,   0,  LOOK_BLACK,  500,   500, 1000},
	[LOOK_HEADING_2] =     {FONT_SANS, true,  false, TYPE_LINING,   1220, 1000,   0,  LOOK_ACCENT, 1500,  500, 1000},
	[LOOK_HEADING_3] =     {FONT_TEXT, false, true,  TYPE_OLDSTYLE, 1080, 1000,   0,  LOOK_BLACK,  750,   250, 1000},
	[LOOK_HEADING_4] =     {FONT_TEXT, true,  false, TYPE_OLDSTYLE, 1000, 1000,   0,  LOOK_BLACK,  1000,  0, 1000},
	[LOOK_BULLET] =        {FONT_TEXT, false, false, 0,             1000, 1000,   0,  LOOK_ACCENT, 0,     0, 1000},
	[LOOK_NUMBER] =        {FONT_TEXT, false, false, FIGURES,       1000, 1000,   0,  LOOK_BLACK,  0,     0, 1000},
	[LOOK_CALLOUT] =       {FONT_TEXT, false, false, TYPE_OLDSTYLE, 1000, 1000,   0,  LOOK_BLACK,  500,   500, 1000},
	[LOOK_CODE] =          {FONT_MONO, false, false, TYPE_NO_LIGATURES, 840, 900, 0,  LOOK_BLACK,  500,   500, 1000},
	[LOOK_TABLE_HEAD] =    {FONT_SANS, false, false, TYPE_LINING,   780,  900,    0,  LOOK_GREY,   500,   0, 1000},
	[LOOK_TABLE] =         {FONT_TEXT, false, false, FIGURES,       930,  900,    0,  LOOK_BLACK,  500,   1000, 1500},
	[LOOK_TABLE_KEY] =     {FONT_SANS, true,  false, FIGURES,       780,  900,    0,  LOOK_ACCENT, 0,     0, 1000},
	[LOOK_CAPTION] =       {FONT_TEXT, false, false, TYPE_LINING,   880,  900,    0,  LOOK_BLACK,  0,     1000, 1500},
	[LOOK_CAPTION_LABEL] = {FONT_SANS, true,  false, TYPE_LINING,   800,  900,    0,  LOOK_ACCENT, 0,     0, 1000},
	[LOOK_NOTE] =          {FONT_TEXT, false, false, TYPE_OLDSTYLE, 850,  840,    0,  LOOK_BLACK,  0,     0, 1000},
	[LOOK_NOTE_NUMBER] =   {FONT_TEXT, false, false, TYPE_SUPERIOR | TYPE_LINING, 850, 840, 0, LOOK_BLACK, 0, 0, 1000},
	[LOOK_HEAD] =          {FONT_SANS, false, false, TYPE_LINING,   780,  1000,   0,  LOOK_GREY,   0,     0, 1000},
	[LOOK_FOOT] =          {FONT_SANS, false, false, TYPE_LINING,   780,  1000,   0,  LOOK_GREY,   0,     0, 1000},
	[LOOK_MISSING] =       {FONT_SANS, false, false, TYPE_LINING,   820,  1000,   0,  LOOK_GREY,   0,     0, 1000},
};

enum look_unit { EM, LINE, POINT };

static const struct { enum look_unit unit; int amount; } look_lengths[LOOK_LENGTHS] = {
	[LOOK_INDENT] = {EM, 1350},
	[LOOK_ITEM_INDENT] = {EM, 1100},
	[LOOK_LABEL_GAP] = {EM, 500},
	[LOOK_QUOTE_INDENT] = {EM, 1650},
	[LOOK_CALLOUT_INDENT] = {EM, 1000},
	[LOOK_CALLOUT_BAR] = {POINT, 2000},
	[LOOK_CODE_PAD] = {EM, 600},
	[LOOK_FACT_GAP] = {EM, 1000},
	[LOOK_FACT_GUTTER] = {EM, 2000},
	[LOOK_CELL_GAP] = {EM, 1200},
	[LOOK_CELL_PAD] = {LINE, 170},
	[LOOK_CAPTION_GAP] = {LINE, 500},
	[LOOK_HALF_LINE] = {LINE, 500},
	[LOOK_HAIRLINE] = {POINT, 400},
	[LOOK_RULE] = {POINT, 750},
	[LOOK_RULE_WIDTH] = {EM, 5000},
	[LOOK_NOTE_INDENT] = {EM, 800},
	[LOOK_NOTE_RULE_WIDTH] = {EM, 5000},
	[LOOK_NOTE_SPACE] = {LINE, 200},
	[LOOK_EDGE] = {POINT, 43200},
	[LOOK_HEAD_RISE] = {LINE, 1700},
	[LOOK_FOOT_DROP] = {LINE, 2300},
};

/* Each stays apart from its neighbours on a grey printer; text in LOOK_GREY has 7:1 against white. */
static const uint32_t look_inks[LOOK_INKS] = {
	[LOOK_BLACK] = 0x000000, [LOOK_GREY] = 0x585858, [LOOK_LINE] = 0x8a8a8a, [LOOK_FAINT] = 0xd2d2d2, [LOOK_GROUND] = 0xf4f4f4,
};

uint32_t look_color(const struct typesetter *t, enum look_ink ink)
{
	return ink == LOOK_ACCENT ? t->style->color : look_inks[ink];
}

/* Ideographs and Hangul fill their square: old-style figures look lost between them. They have no italics, either, to tell a
 * heading by. */
static void suit_squares(struct type *type, enum look_role role)
{
	if (!str_starts(type->lang, "zh") && !str_starts(type->lang, "ja") && !str_starts(type->lang, "ko"))
		return;
	type->features &= ~(unsigned)TYPE_OLDSTYLE;
	type->bold |= role == LOOK_HEADING_3;
}

struct type look_type(const struct typesetter *t, enum look_role role)
{
	const struct look_row *row = &look_rows[role];
	struct type type;

	memset(&type, 0, sizeof type); /* types are compared bytewise: padding counts */
	type.role = row->role;
	type.bold = row->bold;
	type.italic = row->italic;
	type.features = row->features;
	type.size = sp_muldiv(t->style->size, row->size, 1000);
	type.tracking = sp_muldiv(type.size, row->tracking, 1000);
	type.color = look_color(t, row->ink);
	type.lang = t->doc->lang;
	suit_squares(&type, role);
	return type;
}

sp look_leading(const struct typesetter *t, enum look_role role)
{
	return sp_muldiv(t->style->leading, look_rows[role].leading, 1000);
}

/* Space around blocks gives and takes, so that what stands behind it is on the grid and pages end even; what is small, all. */
static struct look_space elastic(const struct typesetter *t, int thousandths, int stretch)
{
	sp height = sp_muldiv(t->style->leading, thousandths, 1000);

	return (struct look_space){height, sp_muldiv(height, stretch, 1000), thousandths > 250 ? height / 6 : height};
}

struct look_space look_above(const struct typesetter *t, enum look_role role)
{
	return elastic(t, look_rows[role].above, look_rows[role].stretch);
}

struct look_space look_below(const struct typesetter *t, enum look_role role)
{
	return elastic(t, look_rows[role].below, look_rows[role].stretch);
}

sp look_length(const struct typesetter *t, enum look_length length)
{
	sp base[] = {[EM] = t->style->size, [LINE] = t->style->leading, [POINT] = SP_PT};

	return sp_muldiv(base[look_lengths[length].unit], look_lengths[length].amount, 1000);
}

sp look_grid(const struct typesetter *t)
{
	return t->style->indent ? t->style->leading : t->style->leading / 2;
}
