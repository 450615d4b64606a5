/* font.c - one face of a font file, and the only file of the folder that sees HarfBuzz.
 *
 * A font is not changed once it is open, but for what is noted of its glyphs, so that builds may share it. HarfBuzz fills its
 * caches of tables and shaping plans behind that with atomic operations of its own; where it gets no memory for them it goes on
 * without, hence each mem_check. Its language and locale defaults are never asked for: direction, script and language are always given. */
#include "typeset/typeset_int.h"

#include <hb-ot.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 63 /* of a PostScript name, by the OpenType specification */
#define CURVE_STEPS 8
#define ASCII 128
#define FIRST_MARK 0x300 /* no character before it is a mark */

struct font {
	struct font_info info;
	hb_face_t *face;
	hb_font_t *hb;
	char name[NAME_MAX_BYTES + 1];
	_Atomic uint32_t *hangs; /* how far each glyph hangs, once that is known */
	uint16_t ascii[ASCII]; /* the glyphs of ASCII's characters, which are asked for most */
};

/* ---------------------------------------------------------------- opening */

/* A table's bytes; they lie in the file. */
static struct str table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	unsigned n = 0;
	const char *p = hb_blob_get_data(blob, &n);

	hb_blob_destroy(blob);
	return n ? (struct str){p, n} : STR_NONE;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	return table(face, tag).n > 0;
}

/* What is wrong with a face, or NULL. */
static const char *find_fault(hb_face_t *face)
{
	unsigned units = hb_face_get_upem(face), glyphs = hb_face_get_glyph_count(face);

	if (!has_table(face, HB_TAG('h', 'e', 'a', 'd')) || units < 16 || units > 16384)
		return "its head table is missing or damaged";
	if (glyphs == 0 || glyphs > 65535)
		return "it has no glyphs";
	if (!has_table(face, HB_TAG('C', 'F', 'F', ' ')) && !has_table(face, HB_TAG('g', 'l', 'y', 'f')))
		return "it has neither TrueType nor CFF outlines";
	if (!has_table(face, HB_TAG('c', 'm', 'a', 'p')))
		return "it has no character map";
	if (!has_table(face, HB_TAG('h', 'm', 't', 'x')))
		return "it has no glyph widths";
	return NULL;
}

static hb_face_t *open_face(struct str bytes, unsigned index, const char **why)
{
	hb_blob_t *blob = hb_blob_create(bytes.p, (unsigned)bytes.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, index);

	*why = index < hb_face_count(blob) ? find_fault(face) : "it is no OpenType font";
	mem_check();
	hb_blob_destroy(blob);
	if (!*why)
		return face;
	hb_face_destroy(face);
	return NULL;
}

static int extent(hb_font_t *font, uint32_t code_point, int otherwise)
{
	hb_glyph_extents_t extents;
	hb_codepoint_t glyph;

	if (!hb_font_get_nominal_glyph(font, code_point, &glyph) || !hb_font_get_glyph_extents(font, glyph, &extents))
		return otherwise;
	return extents.y_bearing > 0 ? extents.y_bearing : otherwise;
}

/* Heights as the letters have them; the OS/2 table, often left at another font's values, only where they are missing. */
static void read_heights(struct font *f)
{
	struct font_info *info = &f->info;
	hb_font_extents_t extents = {0};

	hb_font_get_h_extents(f->hb, &extents);
	info->ascent = extents.ascender;
	info->descent = extents.descender;
	if (info->ascent <= 0)
		info->ascent = (int)info->units * 4 / 5;
	if (info->descent >= 0)
		info->descent = -(int)info->units / 5;
	info->cap_height = extent(f->hb, 'H', info->cap_height > 0 ? info->cap_height : info->ascent * 7 / 8);
	info->x_height = extent(f->hb, 'x', info->x_height > 0 ? info->x_height : info->cap_height * 2 / 3);
}

/* The PostScript name without what a PDF name cannot hold. */
static void read_name(struct font *f)
{
	char raw[256];
	unsigned n = sizeof raw;
	size_t to = 0;

	hb_ot_name_get_utf8(f->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1), &n, raw);
	for (size_t i = 0; i < n && i < sizeof raw && to < NAME_MAX_BYTES; i++)
		if (raw[i] > ' ' && raw[i] < 127 && !strchr("[](){}<>/%#", raw[i]))
			f->name[to++] = raw[i];
	if (to == 0)
		strcpy(f->name, "Font");
	f->info.postscript_name = f->name;
}

static void read_ascii(struct font *f)
{
	hb_codepoint_t glyph;

	for (hb_codepoint_t c = ' '; c < ASCII; c++)
		if (hb_font_get_nominal_glyph(f->hb, c, &glyph))
			f->ascii[c] = (uint16_t)glyph;
}

struct font *font_open(struct str bytes, unsigned index, const char **why)
{
	hb_face_t *face = open_face(bytes, index, why);

	if (!face)
		return NULL;
	struct font *f = mem_alloc(sizeof *f);
	memset(f, 0, sizeof *f);
	f->face = face;
	f->hb = hb_font_create(face);
	f->info.data = bytes;
	f->info.index = index;
	f->info.units = hb_face_get_upem(face);
	f->info.n_glyphs = hb_face_get_glyph_count(face);
	font_tables_read(&(struct font_tables){.head = table(face, HB_TAG('h', 'e', 'a', 'd')), .os2 = table(face, HB_TAG('O', 'S', '/', '2')),
		.post = table(face, HB_TAG('p', 'o', 's', 't')), .cff = table(face, HB_TAG('C', 'F', 'F', ' '))}, &f->info);
	read_heights(f);
	read_name(f);
	read_ascii(f);
	f->hangs = mem_alloc(f->info.n_glyphs * sizeof *f->hangs);
	memset((void *)f->hangs, 0, f->info.n_glyphs * sizeof *f->hangs);
	hb_font_make_immutable(f->hb);
	hb_face_make_immutable(f->face);
	mem_check();
	return f;
}

void font_close(struct font *f)
{
	if (!f)
		return;
	hb_font_destroy(f->hb);
	hb_face_destroy(f->face);
	mem_free((void *)f->hangs);
	mem_free(f);
}

/* ---------------------------------------------------------------- asking */

const struct font_info *font_info(const struct font *f)
{
	return &f->info;
}

int font_advance(const struct font *f, unsigned glyph)
{
	int advance = hb_font_get_glyph_h_advance(f->hb, glyph);

	mem_check();
	return advance;
}

struct font_ink font_ink(const struct font *f, unsigned glyph)
{
	hb_glyph_extents_t e = {0};

	hb_font_get_glyph_extents(f->hb, glyph, &e);
	mem_check();
	return (struct font_ink){e.x_bearing, e.x_bearing + e.width, e.y_bearing + e.height, e.y_bearing};
}

unsigned font_glyph(const struct font *f, uint32_t code_point)
{
	hb_codepoint_t glyph;

	if (code_point >= ' ' && code_point < ASCII)
		return f->ascii[code_point];
	bool known = hb_font_get_nominal_glyph(f->hb, code_point, &glyph);
	mem_check();
	return known ? glyph : 0;
}

struct font_metrics font_metrics(const struct font *f, sp size)
{
	const struct font_info *i = &f->info;

	return (struct font_metrics){.ascent = sp_muldiv(size, i->ascent, i->units), .descent = sp_muldiv(size, -i->descent, i->units),
		.cap_height = sp_muldiv(size, i->cap_height, i->units), .x_height = sp_muldiv(size, i->x_height, i->units)};
}

static bool is_substituted(const struct font *f, const hb_set_t *lookups, uint32_t code_point)
{
	hb_codepoint_t lookup = HB_SET_VALUE_INVALID, glyph = font_glyph(f, code_point);

	while (hb_set_next(lookups, &lookup))
		if (hb_ot_layout_lookup_would_substitute(f->face, lookup, &glyph, 1, false))
			return true;
	return false;
}

bool font_substitutes(const struct font *f, const char *feature, const uint32_t *chars, size_t n)
{
	hb_tag_t features[] = {hb_tag_from_string(feature, -1), HB_TAG_NONE};
	hb_set_t *lookups = hb_set_create();
	size_t i = 0;

	hb_ot_layout_collect_lookups(f->face, HB_OT_TAG_GSUB, NULL, NULL, features, lookups);
	while (i < n && is_substituted(f, lookups, chars[i]))
		i++;
	hb_set_destroy(lookups);
	mem_check();
	return i == n;
}

/* ---------------------------------------------------------------- what is noted of glyphs */

/* Both sides in one number, which is written and read whole. No font has more than 16384 units, nor a glyph that hangs by that. */
enum { HANG_BITS = 15, HANG_MASK = (1 << HANG_BITS) - 1 };
#define HANG_KNOWN ((uint32_t)1 << 31)

bool font_hang_find(const struct font *f, unsigned glyph, struct font_hang *hang)
{
	uint32_t known = glyph < f->info.n_glyphs ? f->hangs[glyph] : HANG_KNOWN; /* a damaged font's tables may name any */

	*hang = (struct font_hang){known >> HANG_BITS & HANG_MASK, known & HANG_MASK};
	return known;
}

void font_hang_keep(const struct font *f, unsigned glyph, struct font_hang hang)
{
	f->hangs[glyph] = HANG_KNOWN | (uint32_t)hang.left << HANG_BITS | (uint32_t)hang.right;
}

/* ---------------------------------------------------------------- characters */

uint32_t font_script(uint32_t code_point)
{
	if (code_point < ASCII)
		return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z' ? (uint32_t)HB_SCRIPT_LATIN : 0;
	hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code_point);

	return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN ? 0 : (uint32_t)script;
}

static hb_unicode_general_category_t category(uint32_t code_point)
{
	return hb_unicode_general_category(hb_unicode_funcs_get_default(), code_point);
}

bool font_is_mark(uint32_t code_point)
{
	hb_unicode_general_category_t c = code_point < FIRST_MARK ? HB_UNICODE_GENERAL_CATEGORY_CONTROL : category(code_point);

	return c == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || c == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
		c == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

bool font_is_space(uint32_t code_point)
{
	return category(code_point) == HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR;
}

uint32_t font_compose(uint32_t base, uint32_t mark)
{
	hb_codepoint_t both;

	return hb_unicode_compose(hb_unicode_funcs_get_default(), base, mark, &both) ? both : 0;
}

/* ---------------------------------------------------------------- shaping */

#define MOST_FEATURES 24

/* How text of one kind is shaped: HarfBuzz's own search for its plan reads the font's tables each time. */
struct plan {
	const struct font *font;
	hb_segment_properties_t kind;
	hb_feature_t features[MOST_FEATURES];
	unsigned n;
	hb_shape_plan_t *hb; /* NULL: there is none yet */
};

struct font_buffer {
	hb_buffer_t *hb;
	struct plan last; /* words that stand side by side are mostly of one kind */
};

struct font_buffer *font_buffer_new(void)
{
	struct font_buffer *buffer = mem_alloc(sizeof *buffer);

	*buffer = (struct font_buffer){.hb = hb_buffer_create()};
	mem_check();
	return buffer;
}

void font_buffer_free(struct font_buffer *buffer)
{
	if (!buffer)
		return;
	hb_shape_plan_destroy(buffer->last.hb);
	hb_buffer_destroy(buffer->hb);
	mem_free(buffer);
}

static void fill_buffer(hb_buffer_t *hb, const struct font_text *text)
{
	hb_script_t script = text->script ? (hb_script_t)text->script : HB_SCRIPT_LATIN;

	hb_buffer_clear_contents(hb);
	for (size_t i = 0; i < text->n; i++)
		hb_buffer_add(hb, text->chars[i], text->at[i]);
	hb_buffer_set_content_type(hb, HB_BUFFER_CONTENT_TYPE_UNICODE);
	hb_buffer_set_script(hb, script);
	hb_buffer_set_direction(hb, hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	if (text->lang.n)
		hb_buffer_set_language(hb, hb_language_from_string(text->lang.p, (int)text->lang.n));
	hb_buffer_set_flags(hb, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT | HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
}

static struct plan plan_for(const struct font *f, hb_buffer_t *hb, const struct font_text *text)
{
	struct plan plan = {.font = f};

	hb_buffer_get_segment_properties(hb, &plan.kind);
	for (; plan.n < text->n_features && plan.n < MOST_FEATURES; plan.n++)
		plan.features[plan.n] = (hb_feature_t){hb_tag_from_string(text->features[plan.n].tag, 4), text->features[plan.n].on,
			HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
	return plan;
}

static bool is_same(const struct plan *a, const struct plan *b)
{
	return a->font == b->font && a->n == b->n && memcmp(a->features, b->features, a->n * sizeof *a->features) == 0 &&
		hb_segment_properties_equal(&a->kind, &b->kind);
}

static void shape_buffer(const struct font *f, struct font_buffer *buffer, const struct font_text *text)
{
	struct plan plan = plan_for(f, buffer->hb, text);

	if (!buffer->last.hb || !is_same(&plan, &buffer->last)) {
		hb_shape_plan_destroy(buffer->last.hb);
		plan.hb = hb_shape_plan_create_cached(f->face, &plan.kind, plan.features, plan.n, NULL);
		buffer->last = plan;
	}
	hb_shape_plan_execute(buffer->last.hb, f->hb, buffer->hb, plan.features, plan.n);
}

/* One glyph a character: what is left when a font's tables send HarfBuzz past its limits. */
static size_t shape_plainly(const struct font *f, const struct font_text *text, struct font_glyph *glyphs)
{
	for (size_t i = 0; i < text->n; i++) {
		unsigned id = font_glyph(f, text->chars[i]);
		glyphs[i] = (struct font_glyph){.id = id, .cluster = text->at[i], .advance = font_advance(f, id)};
	}
	return text->n;
}

size_t font_shape(const struct font *f, struct font_buffer *buffer, const struct font_text *text, struct arena *a, struct font_glyph **glyphs)
{
	unsigned n = 0;

	fill_buffer(buffer->hb, text);
	shape_buffer(f, buffer, text);
	mem_check();
	bool done = hb_buffer_allocation_successful(buffer->hb);
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer->hb, &n);
	const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(buffer->hb, NULL);
	*glyphs = arena_alloc(a, (done ? n : text->n) * sizeof **glyphs);
	if (!done)
		return shape_plainly(f, text, *glyphs);
	for (unsigned i = 0; i < n; i++)
		(*glyphs)[i] = (struct font_glyph){.id = info[i].codepoint, .cluster = info[i].cluster, .advance = position[i].x_advance,
			.dx = position[i].x_offset, .dy = position[i].y_offset, .tied = hb_glyph_info_get_glyph_flags(&info[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK};
	return n;
}

/* ---------------------------------------------------------------- outlines */

struct pen {
	struct arena *a;
	struct font_outline *out;
	int64_t x, y; /* where it stands, in edge units */
};

/* What no sane font holds becomes 0: a float out of range has no integer. */
static int64_t edge_unit(float v)
{
	return v > -1e6f && v < 1e6f ? (int64_t)(v * FONT_EDGE_UNIT) : 0;
}

static void draw_to(struct pen *pen, int64_t x, int64_t y)
{
	*arena_push(pen->a, pen->out) = (struct font_edge){(int32_t)pen->x, (int32_t)pen->y, (int32_t)x, (int32_t)y};
	pen->x = x;
	pen->y = y;
}

/* A cubic curve's coordinate, by how much of each of its points is in it (Bernstein's polynomials), in CURVE_STEPS^3. */
static int64_t cubic(const int64_t p[4], const int64_t share[4])
{
	return (share[0] * p[0] + share[1] * p[1] + share[2] * p[2] + share[3] * p[3]) / (CURVE_STEPS * CURVE_STEPS * CURVE_STEPS);
}

static void move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *st, float x, float y, void *user)
{
	struct pen *pen = data;

	(void)funcs, (void)st, (void)user;
	pen->x = edge_unit(x);
	pen->y = edge_unit(y);
}

static void line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *st, float x, float y, void *user)
{
	(void)funcs, (void)st, (void)user;
	draw_to(data, edge_unit(x), edge_unit(y));
}

/* Quadratic curves come here too: HarfBuzz raises them where there is no callback for them. */
static void cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *st, float x1, float y1, float x2, float y2, float x3, float y3, void *user)
{
	struct pen *pen = data;
	int64_t x[] = {pen->x, edge_unit(x1), edge_unit(x2), edge_unit(x3)}, y[] = {pen->y, edge_unit(y1), edge_unit(y2), edge_unit(y3)};

	(void)funcs, (void)st, (void)user;
	for (int64_t t = 1, s = CURVE_STEPS - 1; t <= CURVE_STEPS; t++, s--) {
		int64_t share[] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
		draw_to(pen, cubic(x, share), cubic(y, share));
	}
}

void font_outline(const struct font *f, unsigned glyph, struct arena *a, struct font_outline *out)
{
	struct pen pen = {.a = a, .out = out};
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
	hb_font_get_glyph_shape(f->hb, glyph, funcs, &pen);
	hb_draw_funcs_destroy(funcs);
	mem_check();
}
