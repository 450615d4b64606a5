/* font_set.c - the fonts of one build: a family for each role, and the order of fallback.
 *
 * A role's candidates are its own family; then the manifest's families of the same role; then what the style chose for other
 * roles from outside the manifest; then the whole manifest, in its order. A font is opened when a character comes to it. */
#include "typeset/typeset_int.h"

#include <string.h>

struct candidate {
	const struct font_family *family; /* NULL: a file of the content, opened already */
	struct str name;
	const struct font *font[FACE_STYLES]; /* the nearest to the style, once asked for */
	bool asked[FACE_STYLES];
};

struct order {
	struct candidate *v;
	size_t n, sz;
};

struct font_set {
	struct build *b;
	struct font_library *library;
	struct order *order; /* of each role; filled as fonts are asked for */
	const struct font *last; /* what is left when a role has no font at all */
};

/* A style's substitutes, nearest first: a bold italic is missed less as bold than as italic. */
static const unsigned char nearest[FACE_STYLES][FACE_STYLES] = {
	[0] = {0, FACE_ITALIC, FACE_BOLD, 3}, [FACE_BOLD] = {FACE_BOLD, 0, 3, FACE_ITALIC},
	[FACE_ITALIC] = {FACE_ITALIC, 0, 3, FACE_BOLD}, [3] = {3, FACE_BOLD, FACE_ITALIC, 0}};

static const char *advice(const struct font_set *s, const struct font_face *face)
{
	return face->package ? arena_printf(s->b->arena, "install Debian's package %s", face->package).p : "";
}

static const struct font *open_nearest(const struct font_set *s, const struct font_family *family, unsigned style)
{
	const struct font *font = NULL;
	const char *why;

	for (unsigned i = 0; i < FACE_STYLES && !font; i++) {
		const struct font_face *face = &family->face[nearest[style][i]];
		font = font_library_open(s->library, family, nearest[style][i], &why);
		if (why)
			msg(s->b, MSG_FONT_BROKEN, POS_NONE, face->path, why, advice(s, face));
	}
	return font;
}

static const struct font *candidate_font(const struct font_set *s, struct candidate *c, unsigned style)
{
	if (!c->asked[style] && c->family)
		c->font[style] = open_nearest(s, c->family, style);
	c->asked[style] = true;
	return c->font[style];
}

/* ---------------------------------------------------------------- families by name */

static const struct font_family *find_own(const struct font_library *l, struct str name)
{
	const struct font_family *f = font_library_families(l);

	while (f && !(f->name.n == name.n && str_is_nocase(name, f->name.p)))
		f = f->next;
	return f;
}

static const struct font_family *default_family(const struct font_library *l, enum font_role role)
{
	const struct font_family *f = font_library_families(l);

	while (f && f->role != role)
		f = f->next;
	return f ? f : font_library_families(l);
}

/* "did you mean ...?", or what there is. */
static const char *make_advice(struct build *b, const struct font_library *l, struct str name)
{
	struct str names = STR_NONE, best = STR_NONE;
	unsigned least = (unsigned)name.n / 3 + 1;

	for (const struct font_family *f = font_library_families(l); f; f = f->next) {
		unsigned distance = str_distance(name, f->name);
		if (distance < least) {
			least = distance;
			best = f->name;
		}
		names = arena_printf(b->arena, "%.*s%s%.*s", STR_ARG(names), names.n ? ", " : "", STR_ARG(f->name));
	}
	if (best.n)
		return arena_printf(b->arena, "did you mean `%.*s`?", STR_ARG(best)).p;
	return arena_printf(b->arena, "install it, or use one of %.*s", STR_ARG(names)).p;
}

static const struct font_family *find_family(const struct font_set *s, struct str name, enum font_role role, struct pos pos)
{
	const struct font_family *family = name.n ? find_own(s->library, name) : default_family(s->library, role);

	if (!family)
		family = font_library_system(s->library, name);
	if (family)
		return family;
	family = default_family(s->library, role);
	msg(s->b, MSG_FONT_UNKNOWN, pos, arena_cstr(s->b->arena, name), family->name.p, make_advice(s->b, s->library, name));
	return family;
}

/* ---------------------------------------------------------------- fonts of the content */

static bool is_file_name(struct str name)
{
	static const char *const ends[] = {".otf", ".ttf", ".otc", ".ttc"};
	struct str end = str_sub(name, name.n < 4 ? 0 : name.n - 4, name.n);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_is_nocase(end, ends[i]))
			return true;
	return false;
}

static const struct font *read_file(const struct font_set *s, const char *path, struct pos pos)
{
	const struct source *source = file_read(s->b, path, pos);
	const char *why;

	if (!source)
		return NULL;
	const struct font *font = font_library_adopt(s->library, source->bytes, &why);
	if (!font)
		msg(s->b, MSG_FONT_BROKEN, pos, path, why, "");
	return font;
}

/* The file that holds another style, by the custom of naming them: Name-Regular, Name-Bold ... */
static const char *sibling(const struct font_set *s, const char *path, unsigned style)
{
	static const char *const names[FACE_STYLES] = {"Regular", "Bold", "Italic", "BoldItalic"};
	size_t at = str_find(str_from(path), STR("-Regular."));

	if (at == SIZE_MAX)
		return NULL;
	const char *other = arena_printf(s->b->arena, "%.*s-%s.%s", (int)at, path, names[style], path + at + 9).p;
	return file_exists(s->b, other) ? other : NULL;
}

/* Fills the candidate from font files of the content. False when the named one cannot be used. */
static bool read_files(const struct font_set *s, struct candidate *c, struct str name, struct pos pos)
{
	const char *dir = pos.source ? file_directory(s->b, pos.source->name) : ".", *path = file_join(s->b, dir, name);
	const struct font *regular = read_file(s, path, pos);

	for (unsigned style = 0; regular && style < FACE_STYLES; style++) {
		const char *other = style ? sibling(s, path, style) : NULL;
		c->font[style] = other ? read_file(s, other, pos) : NULL;
	}
	c->font[0] = regular;
	for (unsigned style = 1; style < FACE_STYLES; style++)
		for (unsigned i = 0; i < FACE_STYLES && !c->font[style]; i++)
			c->font[style] = c->font[nearest[style][i]];
	c->name = name;
	return regular;
}

/* ---------------------------------------------------------------- the order */

static void add_candidate(const struct font_set *s, struct order *order, const struct candidate *c)
{
	for (size_t i = 0; i < order->n; i++)
		if (order->v[i].family == c->family && str_eq(order->v[i].name, c->name))
			return;
	*arena_push(s->b->arena, order) = *c;
}

static void add_families(const struct font_set *s, struct order *order, enum font_role role, bool all)
{
	for (const struct font_family *f = font_library_families(s->library); f; f = f->next)
		if (all || f->role == role)
			add_candidate(s, order, &(struct candidate){.family = f, .name = f->name});
}

static struct candidate choose(const struct font_set *s, struct str name, enum font_role role, struct pos pos)
{
	struct candidate c = {0};

	if (is_file_name(name) && read_files(s, &c, name, pos))
		return c;
	c.family = find_family(s, is_file_name(name) ? STR_NONE : name, role, pos);
	c.name = c.family->name;
	return c;
}

static void make_orders(struct font_set *s, const struct candidate *chosen)
{
	s->order = arena_alloc(s->b->arena, FONT_ROLES * sizeof *s->order);
	for (unsigned role = 0; role < FONT_ROLES; role++) {
		struct order *order = &s->order[role];
		add_candidate(s, order, &chosen[role]);
		add_families(s, order, (enum font_role)role, false);
		for (unsigned other = 0; other < FONT_ROLES; other++)
			if (!chosen[other].family || chosen[other].family->role == FONT_ROLES)
				add_candidate(s, order, &chosen[other]);
		add_families(s, order, (enum font_role)role, true);
	}
}

/* The first font of all that opens: the library was loaded only because there is one. */
static const struct font *find_any(const struct font_set *s)
{
	const struct font *font = NULL;

	for (size_t i = 0; i < s->order[FONT_TEXT].n && !font; i++)
		font = candidate_font(s, &s->order[FONT_TEXT].v[i], 0);
	return font;
}

struct font_set *font_set_new(struct build *b, const struct style *style, struct font_library *library)
{
	const struct str names[FONT_ROLES] = {style->font_text, style->font_sans, style->font_mono, style->font_math};
	struct font_set *s = arena_alloc(b->arena, sizeof *s);
	struct candidate chosen[FONT_ROLES];

	s->b = b;
	s->library = library;
	for (unsigned role = 0; role < FONT_ROLES; role++)
		chosen[role] = choose(s, names[role], (enum font_role)role, style->font_pos);
	make_orders(s, chosen);
	s->last = find_any(s);
	return s;
}

/* ---------------------------------------------------------------- finding */

static unsigned style_of(const struct type *type)
{
	return (type->bold ? FACE_BOLD : 0) | (type->italic ? FACE_ITALIC : 0);
}

const struct font *font_candidate(const struct font_set *s, const struct type *type, size_t i)
{
	const struct order *order = &s->order[type->role];

	for (size_t at = 0; at < order->n; at++) {
		const struct font *font = candidate_font(s, &order->v[at], style_of(type));
		if (font && i-- == 0)
			return font;
	}
	return NULL;
}

const struct font *font_find(const struct font_set *s, const struct type *type)
{
	const struct font *font = font_candidate(s, type, 0);

	return font ? font : s->last;
}

const struct font *font_for(const struct font_set *s, const struct type *type, uint32_t code_point)
{
	const struct font *font;

	for (size_t i = 0; (font = font_candidate(s, type, i)); i++)
		if (font_glyph(font, code_point))
			return font;
	return NULL;
}
