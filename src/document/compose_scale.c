/* compose_scale.c - the scale of grades, lying flat: least percentages below their grades, in two rows; ranges, which are
 * wider, beside theirs, in pairs of columns that are read row by row. What is too long for either stands in one pair. */
#include "document/document_int.h"

#define PAGE 80        /* characters: two rows may reach into the margin */
#define MEASURE 62     /* characters: pairs may not */
#define GAP 3          /* characters: the room between columns */
#define PAIRS_MOST 3   /* side by side */

struct scale {
	struct composer *c;
	const struct course_grade *v;
	size_t n;
	bool least;             /* every grade is given by where it begins */
	struct str *percents;   /* what each of them prints */
};

/* "<60%" below a grade that begins at 60 says no more than 0 does. */
static bool is_least(const struct course_grade *v, size_t i)
{
	return v[i].most < 0 || (v[i].below && v[i].least == 0 && i > 0 && v[i].most == v[i - 1].least);
}

/* "93–100%", "80–<83%": a range that was written is printed as it was; "≥90%" beside such. */
static struct str range(const struct scale *s, const struct course_grade *g)
{
	struct arena *a = s->c->b->arena;
	struct str least = compose_number(s->c, g->least), most = g->most < 0 ? STR_NONE : compose_number(s->c, g->most);

	if (s->least)
		return least;
	if (g->most < 0)
		return arena_printf(a, "≥%.*s", STR_ARG(least));
	if (g->least == g->most)
		return least;
	if (g->below && g->least == 0)
		return arena_printf(a, "<%.*s", STR_ARG(most));
	return arena_printf(a, "%.*s–%s%.*s", STR_ARG(least), g->below ? "<" : "", STR_ARG(most));
}

static struct scale scale_new(struct composer *c)
{
	struct scale s = {.c = c, .v = c->course->scale, .n = c->course->n_scale, .least = true};

	s.percents = arena_alloc(c->b->arena, s.n * sizeof *s.percents);
	for (size_t i = 0; i < s.n; i++)
		s.least &= is_least(s.v, i);
	for (size_t i = 0; i < s.n; i++)
		s.percents[i] = compose_format(c->b, c->words->percent, range(&s, &s.v[i]), STR_NONE);
	return s;
}

static size_t letter_width(const struct scale *s, size_t i)
{
	return s->v[i].letter ? utf8_count(str_trim(s->v[i].letter->text.s)) : 0;
}

/* ---------------------------------------------------------------- cells */

/* A- has a minus. */
static void letter_cell(struct composer *c, bool header, value letter)
{
	struct doc_node *cell = compose_cell(c, header, letter ? letter->pos : POS_NONE), *text;

	compose_value(c, letter);
	text = cell->first->last;
	if (text && text->kind == DOC_TEXT && text->text.n > 1 && str_ends(text->text, "-"))
		text->text = arena_printf(c->b->arena, "%.*s\u2212", (int)(text->text.n - 1), text->text.p);
	compose_cell_end(c);
}

static const char *percents_word(const struct scale *s)
{
	return s->least ? s->c->words->least : s->c->words->range;
}

/* ---------------------------------------------------------------- two rows */

static bool fits_two_rows(const struct scale *s)
{
	size_t width = utf8_count(str_from(s->c->words->least));

	for (size_t i = 0; i < s->n; i++) {
		size_t letter = letter_width(s, i), percents = utf8_count(s->percents[i]);
		width += GAP + (letter > percents ? letter : percents);
	}
	return s->least && width <= PAGE;
}

static void compose_two_rows(struct scale *s)
{
	struct composer *c = s->c;

	compose_table(c, ROLE_GRADING, 1 + s->n, NULL);
	compose_row(c, ROLE_NONE, POS_NONE);
	compose_text_cell(c, true, str_from(c->words->grade), POS_NONE);
	for (size_t i = 0; i < s->n; i++)
		letter_cell(c, true, s->v[i].letter);
	tree_close(&c->tree);
	compose_row(c, ROLE_NONE, POS_NONE);
	compose_text_cell(c, true, str_from(percents_word(s)), POS_NONE);
	for (size_t i = 0; i < s->n; i++)
		compose_text_cell(c, false, s->percents[i], POS_NONE);
	tree_close(&c->tree);
}

/* ---------------------------------------------------------------- pairs of columns */

/* As many as fit, and no more than the rows that they save. */
static size_t count_pairs(const struct scale *s)
{
	size_t letter = 0, percents = 0, pairs, rows;

	for (size_t i = 0; i < s->n; i++) {
		letter = letter_width(s, i) > letter ? letter_width(s, i) : letter;
		percents = utf8_count(s->percents[i]) > percents ? utf8_count(s->percents[i]) : percents;
	}
	pairs = MEASURE / (letter + percents + 2 * GAP);
	pairs = pairs < 1 ? 1 : pairs > PAIRS_MOST ? PAIRS_MOST : pairs;
	rows = (s->n + pairs - 1) / pairs;
	return (s->n + rows - 1) / rows;
}

static void compose_pairs(struct scale *s)
{
	struct composer *c = s->c;
	size_t pairs = count_pairs(s), rows = (s->n + pairs - 1) / pairs;

	compose_table(c, ROLE_GRADING, 2 * pairs, NULL);
	compose_row(c, ROLE_NONE, POS_NONE);
	for (size_t k = 0; k < pairs; k++) {
		compose_text_cell(c, true, str_from(c->words->grade), POS_NONE);
		compose_text_cell(c, true, str_from(percents_word(s)), POS_NONE);
	}
	tree_close(&c->tree);
	for (size_t i = 0; i < rows * pairs; i++) {
		if (i % pairs == 0)
			compose_row(c, ROLE_NONE, s->v[i].letter ? s->v[i].letter->pos : POS_NONE);
		letter_cell(c, false, i < s->n ? s->v[i].letter : NULL);
		compose_text_cell(c, false, i < s->n ? s->percents[i] : STR_NONE, POS_NONE);
		if (i % pairs == pairs - 1)
			tree_close(&c->tree);
	}
}

void compose_scale(struct composer *c)
{
	struct scale s = scale_new(c);

	if (fits_two_rows(&s))
		compose_two_rows(&s);
	else
		compose_pairs(&s);
	tree_close(&c->tree);
}
