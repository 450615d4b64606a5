/* fonts.c - the fonts that the program has: families in fonts/ by its manifest, installed ones by name, and fonts of the
 * content. All builds of the process share them, at once if they like: whatever changes, changes under the lock. */
#include "typeset/typeset_int.h"

#include <pthread.h>
#include <string.h>

#define MANIFEST "manifest.tsv"
#define FIELDS 6

/* A font of some content, by its bytes: a watch that builds again and again finds it here. */
struct adopted {
	struct adopted *next;
	struct str bytes;
	struct font *font;     /* NULL: unusable, and why */
	const char *fault;
};

struct font_library {
	struct arena *arena;
	const char *dir;
	struct { size_t *v; size_t n, sz; } faulty; /* lines of the manifest, from 1 */
	bool usable;                  /* one of its fonts, at least */
	pthread_mutex_t lock;
	struct font_family *families; /* of the manifest, in its order */
	struct font_family *installed; /* asked for by name; face[0].path NULL: there is none of this name */
	struct adopted *adopted;
	struct hyphen_patterns *patterns; /* shared by the same builds */
};

/* ---------------------------------------------------------------- the manifest */

static const char *const role_names[FONT_ROLES + 1] = {"text", "sans", "mono", "math", "fallback"};
static const char *const style_names[FACE_STYLES] = {"regular", "bold", "italic", "bolditalic"};

/* The index of s among names, or n. */
static unsigned find_name(struct str s, const char *const *names, unsigned n)
{
	unsigned i = 0;

	while (i < n && !str_is(s, names[i]))
		i++;
	return i;
}

/* Cuts the next piece off *rest, up to and without the separator. */
static struct str cut(struct str *rest, char separator)
{
	size_t end = str_find_char(*rest, separator, 0);
	struct str piece = str_sub(*rest, 0, end == SIZE_MAX ? rest->n : end);

	*rest = end == SIZE_MAX ? STR_NONE : str_sub(*rest, end + 1, rest->n);
	return piece;
}

/* The family at its end of the list, made where it is new. */
static struct font_family *get_family(struct font_library *l, struct str name, enum font_role role)
{
	struct font_family **at = &l->families;

	while (*at && !str_eq((*at)->name, name))
		at = &(*at)->next;
	if (!*at) {
		*at = arena_alloc(l->arena, sizeof **at);
		(*at)->name = arena_str(l->arena, name);
		(*at)->role = role;
	}
	return *at;
}

/* family, role, style, file, package, licence. False when the line is none such. */
static bool read_line(struct font_library *l, struct str line)
{
	struct str field[FIELDS];

	for (size_t i = 0; i < FIELDS; i++)
		field[i] = str_trim(cut(&line, '\t'));
	unsigned role = find_name(field[1], role_names, FONT_ROLES + 1), style = find_name(field[2], style_names, FACE_STYLES);
	if (field[0].n == 0 || role > FONT_ROLES || style == FACE_STYLES || field[3].n == 0)
		return false;
	struct font_family *family = get_family(l, field[0], (enum font_role)role);
	family->face[style].path = arena_printf(l->arena, "%s/%.*s", l->dir, STR_ARG(field[3])).p;
	family->face[style].package = arena_cstr(l->arena, field[4]);
	return true;
}

static const char *manifest_path(struct arena *a, const struct font_library *l)
{
	return arena_printf(a, "%s/" MANIFEST, l->dir).p;
}

static void read_manifest(struct font_library *l)
{
	struct str rest = file_read_system(l->arena, manifest_path(l->arena, l));

	for (size_t number = 1; rest.n; number++) {
		struct str line = cut(&rest, '\n');
		if (str_trim(line).n && !str_starts(line, "#") && !read_line(l, line))
			*arena_push(l->arena, &l->faulty) = number;
	}
}

/* ---------------------------------------------------------------- loading and freeing */

static bool has_usable_font(struct font_library *l)
{
	const char *why;

	for (const struct font_family *f = l->families; f; f = f->next)
		for (unsigned style = 0; style < FACE_STYLES; style++)
			if (font_library_open(l, f, style, &why))
				return true;
	return false;
}

struct font_library *font_library_load(const char *dir)
{
	struct font_library *l = mem_alloc(sizeof *l);

	memset(l, 0, sizeof *l);
	l->arena = arena_new();
	l->dir = arena_cstr(l->arena, str_from(dir));
	pthread_mutex_init(&l->lock, NULL);
	l->patterns = hyphen_patterns_new(NULL);
	read_manifest(l);
	l->usable = has_usable_font(l);
	return l;
}

bool font_library_report(const struct font_library *l, struct build *b)
{
	for (size_t i = 0; i < l->faulty.n; i++)
		msg(b, MSG_FONT_MANIFEST, POS_NONE, manifest_path(b->arena, l), arena_printf(b->arena, "%zu", l->faulty.v[i]).p);
	if (!l->usable)
		msg(b, MSG_FONT_NONE, POS_NONE, l->dir);
	return l->usable;
}

bool font_library_is_whole(const struct font_library *l)
{
	for (const struct font_family *f = l->families; f; f = f->next)
		for (unsigned style = 0; style < FACE_STYLES; style++)
			if (f->face[style].fault)
				return false;
	for (const struct font_family *f = l->installed; f; f = f->next)
		if (!f->face[0].path)
			return false;
	return l->usable && !l->faulty.n;
}

void font_library_lacks(const struct font_library *l, void (*lacks)(void *context, const char *path), void *context)
{
	lacks(context, manifest_path(l->arena, l));
	for (const struct font_family *f = l->families; f; f = f->next)
		for (unsigned style = 0; style < FACE_STYLES; style++)
			if (f->face[style].fault)
				lacks(context, f->face[style].path);
}

static void close_families(struct font_family *f)
{
	for (; f; f = f->next)
		for (unsigned style = 0; style < FACE_STYLES; style++)
			font_close(f->face[style].font);
}

void font_library_free(struct font_library *l)
{
	if (!l)
		return;
	close_families(l->families);
	close_families(l->installed);
	for (struct adopted *a = l->adopted; a; a = a->next)
		font_close(a->font);
	hyphen_patterns_free(l->patterns);
	pthread_mutex_destroy(&l->lock);
	arena_free(l->arena);
	mem_free(l);
}

/* ---------------------------------------------------------------- opening */

const struct font_family *font_library_families(const struct font_library *l)
{
	return l->families;
}

void font_library_prepare(struct font_library *l, const struct build *b, struct str lang)
{
	if (b->worker)
		hyphen_patterns_prepare(l->patterns, b->worker, lang);
}

struct hyphen_patterns *font_library_patterns(struct font_library *l)
{
	return l->patterns;
}

static void open_face(struct font_face *face)
{
	struct str bytes = file_map_system(face->path);

	if (bytes.p)
		face->font = font_open(bytes, face->index, &face->fault);
	else
		face->fault = "it cannot be read";
}

/* The family is the library's own, lent as const: the cast takes it back. */
const struct font *font_library_open(struct font_library *l, const struct font_family *family, unsigned style, const char **why)
{
	struct font_face *face = (struct font_face *)&family->face[style];

	*why = NULL;
	if (!face->path)
		return NULL;
	pthread_mutex_lock(&l->lock);
	if (!face->font && !face->fault)
		open_face(face);
	pthread_mutex_unlock(&l->lock);
	*why = face->fault;
	return face->font;
}

/* Asks the system for the four styles. One that it lacks gives the file of another: that counts once. */
static void find_installed(struct font_library *l, struct font_family *family)
{
	for (unsigned style = 0; style < FACE_STYLES; style++) {
		struct font_face *face = &family->face[style];
		const char *path = font_system_find(l->arena, family->name.p, style, &face->index);
		bool known = false;
		for (unsigned other = 0; path && other < style; other++)
			if (family->face[other].path && strcmp(family->face[other].path, path) == 0 && family->face[other].index == face->index)
				known = true;
		face->path = known ? NULL : path;
	}
}

const struct font_family *font_library_system(struct font_library *l, struct str name)
{
	struct font_family *f;

	pthread_mutex_lock(&l->lock);
	for (f = l->installed; f && !str_eq(f->name, name);)
		f = f->next;
	if (!f) {
		f = arena_alloc(l->arena, sizeof *f);
		f->name = arena_str(l->arena, name);
		f->role = FONT_ROLES;
		find_installed(l, f);
		f->next = l->installed;
		l->installed = f;
	}
	pthread_mutex_unlock(&l->lock);
	return f->face[0].path ? f : NULL;
}

static struct adopted *adopt(struct font_library *l, struct str bytes)
{
	struct adopted *a = arena_alloc(l->arena, sizeof *a);

	a->bytes = arena_str(l->arena, bytes);
	a->font = font_open(a->bytes, 0, &a->fault);
	a->next = l->adopted;
	l->adopted = a;
	return a;
}

const struct font *font_library_adopt(struct font_library *l, struct str bytes, const char **why)
{
	struct adopted *a;

	pthread_mutex_lock(&l->lock);
	for (a = l->adopted; a && !str_eq(a->bytes, bytes);)
		a = a->next;
	if (!a)
		a = adopt(l, bytes);
	pthread_mutex_unlock(&l->lock);
	*why = a->fault;
	return a->font;
}
