/* itemize.c - a text cut by font and script, and what the type asks of each run as features, or as size and rise where the
 * font lacks the feature. */
#include "typeset/shape_int.h"

#define JOINER 0x200Du
#define WORD_JOINER 0x2060u
#define MOST_ATTACHED 30 /* marks on one letter, as in UAX 15's stream-safe text: HarfBuzz looks for the letter from each of them */

/* ---------------------------------------------------------------- characters */

bool shape_is_ignorable(uint32_t c)
{
	if (c < 0xAD)
		return false;
	return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
		(c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

static uint32_t clean(uint32_t c)
{
	if (c == '\t' || c == '\n' || c == '\r')
		return ' ';
	return c < ' ' || (c >= 0x7F && c < 0xA0) ? WORD_JOINER : c;
}

struct shape_chars shape_decode(struct arena *a, struct str text)
{
	struct shape_chars chars = {.v = arena_alloc(a, text.n * sizeof *chars.v), .at = arena_alloc(a, (text.n + 1) * sizeof *chars.at)};

	for (size_t at = 0; at < text.n; chars.n++) {
		chars.at[chars.n] = (uint32_t)at;
		chars.v[chars.n] = clean(utf8_next(text, &at));
	}
	chars.at[chars.n] = (uint32_t)text.n;
	return chars;
}

/* Whether c belongs to what stands before it. */
static bool is_attached(uint32_t before, uint32_t c)
{
	return before == JOINER || c == JOINER || shape_is_ignorable(c) || font_is_mark(c) || (c >= 0x1F3FB && c <= 0x1F3FF);
}

static bool is_flag_half(uint32_t c)
{
	return c >= 0x1F1E6 && c <= 0x1F1FF;
}

static size_t cluster_end(const struct shape_chars *chars, size_t from)
{
	size_t to = from + 1;

	if (is_flag_half(chars->v[from]) && to < chars->n && is_flag_half(chars->v[to]))
		to++;
	while (to < chars->n && to <= from + MOST_ATTACHED && is_attached(chars->v[to - 1], chars->v[to]))
		to++;
	return to;
}

/* ---------------------------------------------------------------- fonts */

/* The character, or one that looks the same where the font lacks it; 0 where it has neither. */
static uint32_t find_lookalike(const struct font *f, uint32_t c)
{
	static const uint32_t same[][2] = {{0x2010, '-'}, {0x2011, 0x2010}, {0x2011, '-'}, {0x02BC, 0x2019}, {0x00B5, 0x03BC}, {0x03BC, 0x00B5},
		{0x2126, 0x03A9}, {0x212A, 'K'}, {0x2215, 0x2044}, {0x2219, 0x00B7}, {0x22C5, 0x00B7}};

	if (font_glyph(f, c))
		return c;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (same[i][0] == c && font_glyph(f, same[i][1]))
			return same[i][1];
	return 0;
}

static bool has_char(const struct font *f, uint32_t before, uint32_t c)
{
	if (shape_is_ignorable(c) || find_lookalike(f, c))
		return true;
	if (font_is_space(c))
		return font_glyph(f, ' ');
	return before && font_is_mark(c) && font_glyph(f, font_compose(before, c));
}

static bool has_cluster(const struct font *f, const uint32_t *chars, size_t n)
{
	size_t i = 0;

	while (i < n && has_char(f, i ? chars[i - 1] : 0, chars[i]))
		i++;
	return i == n;
}

/* The first font that has all of it, else the first that has its base, else the role's own. */
static const struct font *find_font(const struct shape_context *x, const struct font *own, const uint32_t *chars, size_t n)
{
	const struct font *font;

	if (has_cluster(own, chars, n))
		return own;
	for (size_t i = 0; (font = font_candidate(x->fonts, x->type, i)); i++)
		if (has_cluster(font, chars, n))
			return font;
	font = font_for(x->fonts, x->type, chars[0]);
	return font ? font : own;
}

/* ---------------------------------------------------------------- runs */

/* Puts a cluster into the last run where font and script allow it. What all scripts share takes the script beside it. full: the
 * cluster is more of the one before, which has all that a cluster may have. */
static void add_cluster(const struct shape_context *x, struct shape_runs *runs, const struct shape_run *cluster, bool full)
{
	struct shape_run *last = runs->n ? &runs->v[runs->n - 1] : NULL;

	if (last && !full && last->font == cluster->font && (!cluster->script || !last->script || cluster->script == last->script)) {
		last->to = cluster->to;
		last->script = last->script ? last->script : cluster->script;
		return;
	}
	*arena_push(x->a, runs) = *cluster;
	if (last && !cluster->script)
		runs->v[runs->n - 1].script = last->script;
}

static struct shape_runs cut_runs(const struct shape_context *x, const struct shape_chars *chars)
{
	const struct font *own = font_find(x->fonts, x->type);
	struct shape_runs runs = {0};

	for (size_t from = 0, to; from < chars->n; from = to) {
		to = cluster_end(chars, from);
		struct shape_run cluster = {.font = find_font(x, own, chars->v + from, to - from), .script = font_script(chars->v[from]),
		                            .from = from, .to = to};
		add_cluster(x, &runs, &cluster, from > 0 && is_attached(chars->v[from - 1], chars->v[from]));
	}
	return runs;
}

static void add_feature(struct shape_run *run, const char *tag, bool on)
{
	struct font_feature *f = &run->features[run->n_features++];

	for (size_t i = 0; i < 4; i++)
		f->tag[i] = tag[i];
	f->on = on;
}

/* Tracked letters and code are not tied together. Superiors and inferiors have figures of their own. */
static void add_common_features(const struct type *type, struct shape_run *run)
{
	if (type->tracking || type->role == FONT_MONO || (type->features & TYPE_NO_LIGATURES)) {
		add_feature(run, "liga", false);
		add_feature(run, "clig", false);
	}
	if (type->features & (TYPE_SUPERIOR | TYPE_INFERIOR))
		return;
	if (type->features & (TYPE_OLDSTYLE | TYPE_LINING))
		add_feature(run, type->features & TYPE_OLDSTYLE ? "onum" : "lnum", true);
	if (type->role != FONT_MONO)
		add_feature(run, type->features & TYPE_TABULAR ? "tnum" : "pnum", true);
}

static const uint32_t *copy_chars(const struct shape_context *x, const struct shape_chars *chars, const struct shape_run *run)
{
	uint32_t *set = arena_alloc(x->a, (run->to - run->from) * sizeof *set);

	for (size_t i = run->from; i < run->to; i++) {
		uint32_t same = find_lookalike(run->font, chars->v[i]);
		set[i - run->from] = same ? same : chars->v[i];
	}
	return set;
}

/* ---------------------------------------------------------------- superiors and inferiors */

/* Common figures in their stead have 65 % of the size. Superiors then end a little above the capitals. */
static void shift(const struct shape_context *x, struct shape_run *run)
{
	sp cap = font_metrics(font_find(x->fonts, x->type), x->type->size).cap_height; /* fallbacks stand on the same line */

	add_feature(run, "lnum", true);
	run->size = sp_muldiv(x->type->size, 65, 100);
	run->rise = x->type->features & TYPE_SUPERIOR ? sp_muldiv(cap, 45, 100) : -sp_muldiv(cap, 20, 100);
}

static void set_script_position(const struct shape_context *x, struct shape_run *run)
{
	static const char *const superior[] = {"sups", NULL}, *const inferior[] = {"subs", "sinf", NULL};
	const char *const *tag = x->type->features & TYPE_SUPERIOR ? superior : inferior;

	while (*tag && !font_substitutes(run->font, *tag, run->set, run->to - run->from))
		tag++;
	if (*tag)
		add_feature(run, *tag, true);
	else
		shift(x, run);
}

/* ---------------------------------------------------------------- small capitals */

static bool is_lower(uint32_t c)
{
	return letter_upper(c) != c;
}

static bool is_small(const struct shape_context *x, uint32_t c)
{
	bool all = x->type->features & TYPE_ALL_SMALL_CAPS;

	return is_lower(c) || (all && letter_lower(c) != c);
}

/* Whether the font draws each letter that should be small: of the lower ones, or of those that are not. */
static bool draws_small(const struct shape_context *x, const struct shape_run *run, bool lower)
{
	uint32_t *letters = arena_alloc(x->a, (run->to - run->from) * sizeof *letters);
	size_t n = 0;

	for (size_t i = 0; i < run->to - run->from; i++)
		if (is_small(x, run->set[i]) && is_lower(run->set[i]) == lower)
			letters[n++] = run->set[i];
	return n == 0 || font_substitutes(run->font, lower ? "smcp" : "c2sc", letters, n);
}

static bool has_small_caps(const struct shape_context *x, const struct shape_run *run)
{
	return draws_small(x, run, true) && draws_small(x, run, false);
}

/* Capitals instead, a tenth higher than the x-height as drawn ones are. */
static sp small_cap_size(const struct font *f, sp size)
{
	const struct font_info *info = font_info(f);
	int percent = info->cap_height > 0 ? 110 * info->x_height / info->cap_height : 80;

	return sp_muldiv(size, percent < 65 ? 65 : percent > 85 ? 85 : percent, 100);
}

static size_t piece_end(const struct shape_context *x, const struct shape_run *run, size_t from, bool small)
{
	size_t to = from + 1;

	while (to < run->to && (is_small(x, run->set[to - run->from]) == small ||
			is_attached(run->set[to - run->from - 1], run->set[to - run->from])))
		to++;
	return to;
}

static struct shape_run make_piece(const struct shape_context *x, const struct shape_run *run, size_t from, size_t to)
{
	struct shape_run piece = *run;
	uint32_t *set = arena_alloc(x->a, (to - from) * sizeof *set);
	bool small = is_small(x, run->set[from - run->from]);

	for (size_t i = from; i < to; i++)
		set[i - from] = small ? letter_upper(run->set[i - run->from]) : run->set[i - run->from];
	piece.from = from;
	piece.to = to;
	piece.set = set;
	if (small)
		piece.size = small_cap_size(run->font, run->size);
	return piece;
}

static void add_small_caps(const struct shape_context *x, struct shape_run *run, struct shape_runs *out)
{
	if (has_small_caps(x, run)) {
		add_feature(run, "smcp", true);
		if (x->type->features & TYPE_ALL_SMALL_CAPS)
			add_feature(run, "c2sc", true);
		*arena_push(x->a, out) = *run;
		return;
	}
	for (size_t from = run->from, to; from < run->to; from = to) {
		to = piece_end(x, run, from, is_small(x, run->set[from - run->from]));
		*arena_push(x->a, out) = make_piece(x, run, from, to);
	}
}

struct shape_runs shape_itemize(const struct shape_context *x, const struct shape_chars *chars)
{
	struct shape_runs runs = cut_runs(x, chars), out = {0};

	for (size_t i = 0; i < runs.n; i++) {
		struct shape_run *run = &runs.v[i];
		run->size = x->type->size;
		run->set = copy_chars(x, chars, run);
		add_common_features(x->type, run);
		if (x->type->features & (TYPE_SUPERIOR | TYPE_INFERIOR))
			set_script_position(x, run);
		if (x->type->features & (TYPE_SMALL_CAPS | TYPE_ALL_SMALL_CAPS))
			add_small_caps(x, run, &out);
		else
			*arena_push(x->a, &out) = *run;
	}
	return out;
}
