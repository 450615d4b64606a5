/* shape.c - text to placed glyphs, each word of a type once in a build.
 *
 * Places are summed in font units and converted last, so that nothing drifts. A run of a right-to-left script comes from
 * HarfBuzz in visual order and stands so; runs follow one another from left to right, as the caller's order has them. */
#include "typeset/shape_int.h"

#include <stdio.h>
#include <string.h>

#define HASH_FACTOR 0x9E3779B97F4A7C15u

struct cached {
	uint64_t hash;
	const struct shape *shape; /* NULL: a free place */
};

struct shaper {
	struct build *b;
	const struct font_set *fonts;
	struct arena *arena;   /* of what is shaped */
	struct arena *scratch; /* one word's */
	struct font_buffer *buffer;
	struct str lang;       /* of the last word shaped */
	struct { struct cached *v; size_t n, sz; } words; /* an open hash table, sz a power of two */
	struct map missing, parted; /* reported: characters, emoji */
};

struct shaper *shaper_new(struct build *b, const struct font_set *fonts)
{
	struct shaper *s = arena_alloc(b->arena, sizeof *s);

	s->b = b;
	s->fonts = fonts;
	s->arena = arena_new();
	s->scratch = arena_new();
	s->buffer = font_buffer_new();
	return s;
}

void shaper_free(struct shaper *s)
{
	if (!s)
		return;
	arena_free(s->arena);
	arena_free(s->scratch);
	font_buffer_free(s->buffer);
}

/* ---------------------------------------------------------------- protrusion */

static sp to_length(const struct shape_part *part, int units)
{
	return sp_muldiv(part->size, units, font_info(part->font)->units);
}

/* Of the outermost glyphs, marks left out: those have no width. A line to write on keeps to the edge. */
struct shape_hang shape_hang(struct shaper *s, const struct shape *shape)
{
	struct shape_hang hang = {0, 0};
	if (!shape->n)
		return hang;
	const struct shape_part *first = &shape->parts[0], *last = &shape->parts[shape->n - 1];
	size_t left = 0, right = last->n - 1;

	while (left + 1 < first->n && font_advance(first->font, first->glyphs[left].id) == 0)
		left++;
	while (right > 0 && font_advance(last->font, last->glyphs[right].id) == 0)
		right--;
	if (first->glyphs[left].id && shape->text.p[0] != '_')
		hang.left = to_length(first, font_hang(first->font, first->glyphs[left].id, s->scratch).left);
	if (last->glyphs[right].id && !str_ends(shape->text, "_"))
		hang.right = to_length(last, font_hang(last->font, last->glyphs[right].id, s->scratch).right) + sp_max(shape->type.tracking, 0);
	return hang;
}

/* ---------------------------------------------------------------- missing characters */

/* False when it was reported before. */
static bool is_new(struct shaper *s, struct map *reported, struct str what)
{
	return !map_find(reported, NULL, what) && !map_at(s->arena, reported, NULL, arena_str(s->arena, what))->count++;
}

static void report_missing(struct shaper *s, uint32_t c, struct pos pos)
{
	char text[5] = {0}, code[16];

	utf8_encode(c, text);
	if (!is_new(s, &s->missing, str_from(text)))
		return;
	snprintf(code, sizeof code, "U+%04X", (unsigned)c);
	msg(s->b, MSG_GLYPH_MISSING, pos, text, code);
}

/* ---------------------------------------------------------------- one word */

struct work {
	struct shaper *s;
	const struct type *type;
	struct pos pos;
	struct shape_chars chars;
	struct shape *shape;
	sp *place;
	bool *apart;
};

/* Glyphs [from, to) of a run that stand for characters [first, last). */
struct cluster {
	size_t from, to, first, last;
	sp x, width;           /* from the part's start, in visual order */
};

struct clusters { struct cluster *v; size_t n, sz; };

static size_t char_at(const struct shape_chars *chars, uint32_t byte)
{
	size_t low = 0, high = chars->n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (chars->at[middle] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Groups the glyphs, in visual order. A cluster's characters end where the logically next one's start. */
static struct clusters find_clusters(struct work *w, const struct shape_run *run, const struct font_glyph *g, size_t n)
{
	struct clusters list = {0};
	bool backwards = n && g[0].cluster > g[n - 1].cluster;

	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && g[to].cluster == g[from].cluster;)
			to++;
		*arena_push(w->s->scratch, &list) = (struct cluster){.from = from, .to = to, .first = char_at(&w->chars, g[from].cluster)};
	}
	for (size_t i = 0; i < list.n; i++) {
		size_t next = backwards ? i - 1 : i + 1;
		list.v[i].last = next < list.n ? list.v[next].first : run->to;
	}
	return list;
}

/* The character of a cluster that has no glyph; its base when all have. */
static uint32_t find_missing(const struct shape_chars *chars, const struct cluster *c, const struct font *f)
{
	for (size_t i = c->first; i < c->last; i++)
		if (!shape_is_ignorable(chars->v[i]) && !font_glyph(f, chars->v[i]))
			return chars->v[i];
	return chars->v[c->first];
}

/* The glyph's place on the part; a box of half an em stands for what is missing. */
static struct shape_glyph place_glyph(struct work *w, const struct shape_run *run, struct font_glyph *g, const struct cluster *c)
{
	unsigned units = font_info(run->font)->units;

	if (g->id == 0) {
		w->shape->missing = true;
		report_missing(w->s, find_missing(&w->chars, c, run->font), w->pos);
		g->advance = (int)units / 2;
		g->dx = g->dy = 0;
	}
	return (struct shape_glyph){.id = (uint16_t)g->id, .x = sp_muldiv(run->size, g->dx, units),
		.y = -run->rise - sp_muldiv(run->size, g->dy, units), .text = w->chars.at[c->first]};
}

/* The bytes that a cluster's first glyph stands for, without what is never seen behind them. */
static uint32_t text_length(const struct shape_chars *chars, const struct cluster *c)
{
	size_t last = c->last;

	while (last > c->first + 1 && shape_is_ignorable(chars->v[last - 1]))
		last--;
	return chars->at[last] - chars->at[c->first];
}

/* Fills the part's glyphs and the clusters' places. Returns the part's width. */
static sp place_glyphs(struct work *w, const struct shape_run *run, struct font_glyph *g, struct clusters *list, struct shape_glyph *out)
{
	int64_t pen = 0, units = font_info(run->font)->units;
	sp x = 0;

	for (size_t i = 0; i < list->n; i++) {
		struct cluster *c = &list->v[i];
		c->x = x;
		for (size_t k = c->from; k < c->to; k++) {
			out[k] = place_glyph(w, run, &g[k], c);
			out[k].x += sp_muldiv(run->size, pen, units) + (sp)i * w->type->tracking;
			pen += g[k].advance;
		}
		out[c->from].text_n = text_length(&w->chars, c);
		x = sp_muldiv(run->size, pen, units) + (sp)(i + 1) * w->type->tracking;
		c->width = x - c->x;
	}
	return x;
}

static bool has_width(uint32_t c)
{
	return !shape_is_ignorable(c) && !font_is_mark(c);
}

/* The places of a cluster's bytes: its width is shared among the characters that have any. */
static void place_bytes(struct work *w, const struct cluster *c, sp x)
{
	size_t wide = 0, before = 0;

	for (size_t i = c->first; i < c->last; i++)
		wide += has_width(w->chars.v[i]);
	for (size_t i = c->first; i < c->last; i++) {
		sp place = x + (wide ? sp_muldiv(c->width, (int64_t)before, (int64_t)wide) : 0);
		for (size_t byte = w->chars.at[i]; byte < w->chars.at[i + 1]; byte++)
			w->place[byte] = place;
		before += has_width(w->chars.v[i]);
	}
}

/* Where clusters start, but for those that are tied to what stands before them. */
static void place_cuts(struct work *w, const struct font_glyph *g, const struct clusters *list)
{
	for (size_t i = 0; i < list->n; i++)
		w->apart[w->chars.at[list->v[i].first]] = !g[list->v[i].from].tied;
}

/* In logical order: a run from right to left counts from its right end. */
static void place_run(struct work *w, const struct shape_run *run, const struct clusters *list, sp start, sp width)
{
	size_t first = run->to;
	bool backwards = list->n > 1 && list->v[0].first > list->v[1].first;

	for (size_t i = 0; i < list->n; i++) {
		const struct cluster *c = &list->v[i];
		place_bytes(w, c, start + (backwards ? width - c->x - c->width : c->x));
		first = c->first < first ? c->first : first;
	}
	for (size_t byte = w->chars.at[run->from]; byte < w->chars.at[first]; byte++)
		w->place[byte] = start; /* never seen, before the first glyph */
}

/* ---------------------------------------------------------------- emoji that a font has not joined */

#define JOINER 0x200Du

static bool is_emoji(uint32_t c)
{
	return c >= 0x1F000 || (c >= 0x2190 && c <= 0x2BFF);
}

static bool is_joined_emoji(const struct shape_chars *chars, const struct cluster *c)
{
	for (size_t i = c->first + 1; i + 1 < c->last; i++)
		if (chars->v[i] == JOINER && is_emoji(chars->v[i + 1]))
			return true;
	return false;
}

static bool is_parted(const struct font_glyph *g, const struct cluster *c)
{
	size_t wide = 0;

	for (size_t i = c->from; i < c->to; i++)
		wide += g[i].advance > 0;
	return wide > 1;
}

static void report_parted(struct shaper *s, struct str emoji, struct pos pos)
{
	if (is_new(s, &s->parted, emoji))
		msg_str(s->b, MSG_EMOJI_PARTED, pos, emoji);
}

static void find_parted(const struct work *w, const struct font_glyph *g, const struct clusters *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct cluster *c = &list->v[i];
		if (is_joined_emoji(&w->chars, c) && is_parted(g, c))
			report_parted(w->s, str_sub(w->shape->text, w->chars.at[c->first], w->chars.at[c->last]), w->pos);
	}
}

/* ---------------------------------------------------------------- runs */

#define BLANK 4 /* underscores in a row: a place to write in */
#define OVERLAP 8 /* an eighth: viewers set each glyph on whole dots of the screen, and less would show seams */

static size_t count_underscores(const struct work *w, const struct font_glyph *g, size_t n)
{
	size_t count = 0;

	while (count < n && w->shape->text.p[g[count].cluster] == '_')
		count++;
	return count;
}

static void join_blank(const struct shape_run *run, struct font_glyph *g, size_t n)
{
	struct font_ink line = font_ink(run->font, g->id);
	int ink = line.right - line.left, most = ink - ink / OVERLAP;

	for (size_t i = 0; ink && i + 1 < n; i++)
		g[i].advance = most < g[i].advance ? most : g[i].advance;
}

/* Fonts leave gaps between underscores. A blank is one line: each but the last is moved onto the next. */
static void join_blanks(const struct work *w, const struct shape_run *run, struct font_glyph *g, size_t n)
{
	for (size_t i = 0, blank; i < n; i += blank ? blank : 1) {
		blank = count_underscores(w, g + i, n - i);
		if (blank >= BLANK)
			join_blank(run, g + i, blank);
	}
}

static void set_run(struct work *w, const struct shape_run *run)
{
	struct shaper *s = w->s;
	struct font_text text = {.chars = run->set, .at = w->chars.at + run->from, .n = run->to - run->from, .script = run->script,
		.lang = w->type->lang, .features = run->features, .n_features = run->n_features};
	struct font_glyph *g;
	size_t n = font_shape(run->font, s->buffer, &text, s->scratch, &g);
	if (w->type->role != FONT_MONO && !w->type->tracking)
		join_blanks(w, run, g, n);
	accent_place(run->font, g, n);
	struct clusters list = find_clusters(w, run, g, n);
	find_parted(w, g, &list);
	struct shape_glyph *glyphs = arena_alloc(s->arena, n * sizeof *glyphs);
	sp width = place_glyphs(w, run, g, &list, glyphs), start = w->shape->width;

	place_run(w, run, &list, start, width);
	place_cuts(w, g, &list);
	for (size_t i = 0; i < n; i++)
		glyphs[i].x += start;
	if (n)
		w->shape->parts[w->shape->n++] = (struct shape_part){.font = run->font, .size = run->size, .glyphs = glyphs, .n = n};
	w->shape->width += width;
}

static struct str keep_lang(struct shaper *s, struct str lang)
{
	if (!str_eq(s->lang, lang))
		s->lang = arena_str(s->arena, lang);
	return s->lang;
}

static const struct shape *make_shape(struct shaper *s, const struct type *type, struct str text, struct pos pos)
{
	struct arena *a = s->arena;
	struct shape *shape = arena_alloc(a, sizeof *shape);
	struct work w = {.s = s, .type = type, .pos = pos, .shape = shape, .place = arena_alloc(a, (text.n + 1) * sizeof *w.place),
		.apart = arena_alloc(a, text.n + 1)};

	arena_reset(s->scratch);
	w.chars = shape_decode(s->scratch, text);
	struct shape_runs runs = shape_itemize(&(struct shape_context){s->scratch, s->fonts, type}, &w.chars);
	shape->type = *type;
	shape->type.lang = keep_lang(s, type->lang);
	shape->text = arena_str(a, text);
	shape->parts = arena_alloc(a, runs.n * sizeof *shape->parts);
	for (size_t i = 0; i < runs.n; i++)
		set_run(&w, &runs.v[i]);
	w.place[text.n] = shape->width;
	shape->place = w.place;
	w.apart[0] = w.apart[text.n] = true;
	shape->apart = w.apart;
	return shape;
}

/* ---------------------------------------------------------------- the cache */

/* Fields that shaping does not see are left out, and the language, of which there are few. */
static uint64_t hash_word(const struct type *t, struct str text)
{
	uint64_t flags = (uint64_t)t->role << 34 | (uint64_t)t->bold << 33 | (uint64_t)t->italic << 32 | t->features;

	return str_hash(text, ((flags * HASH_FACTOR + (uint64_t)t->size) * HASH_FACTOR + (uint64_t)t->tracking) * HASH_FACTOR);
}

static bool is_same_type(const struct type *a, const struct type *b)
{
	return a->role == b->role && a->bold == b->bold && a->italic == b->italic && a->features == b->features && a->size == b->size &&
		a->tracking == b->tracking && str_eq(a->lang, b->lang);
}

/* The place of the shape with this hash that is for this type and text, or the free place for it. */
static struct cached *find_word(const struct shaper *s, uint64_t hash, const struct type *type, struct str text)
{
	size_t i = hash & (s->words.sz - 1);
	struct cached *c;

	while ((c = &s->words.v[i])->shape && !(c->hash == hash && str_eq(c->shape->text, text) && is_same_type(&c->shape->type, type)))
		i = (i + 1) & (s->words.sz - 1);
	return c;
}

static void grow_words(struct shaper *s)
{
	struct cached *old = s->words.v;
	size_t n = s->words.sz;

	s->words.sz = n ? 2 * n : 1024;
	s->words.v = arena_alloc(s->arena, s->words.sz * sizeof *s->words.v);
	for (size_t i = 0; i < n; i++)
		if (old[i].shape)
			*find_word(s, old[i].hash, &old[i].shape->type, old[i].shape->text) = old[i];
	arena_give(s->arena, old, n, sizeof *old);
}

const struct shape *shape_text(struct shaper *s, const struct type *type, struct str text, struct pos pos)
{
	uint64_t hash = hash_word(type, text);

	if (2 * s->words.n >= s->words.sz)
		grow_words(s);
	struct cached *word = find_word(s, hash, type, text);
	if (!word->shape) {
		*word = (struct cached){hash, make_shape(s, type, text, pos)};
		s->words.n++;
	}
	return word->shape;
}
