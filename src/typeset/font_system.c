/* font_system.c - installed fonts by name: the only file that sees fontconfig. Its configuration is read anew for each
 * question, which is slow, and asked only for names that fonts/ lacks. */
#include "typeset/typeset_int.h"

#include <fontconfig/fontconfig.h>

static FcPattern *make_pattern(const char *family, unsigned style)
{
	FcPattern *p = FcPatternCreate();

	FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)family);
	FcPatternAddInteger(p, FC_WEIGHT, style & FACE_BOLD ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
	FcPatternAddInteger(p, FC_SLANT, style & FACE_ITALIC ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
	FcPatternAddBool(p, FC_SCALABLE, FcTrue);
	FcPatternAddBool(p, FC_VARIABLE, FcFalse);
	return p;
}

/* fontconfig always finds something: whether it is the family that was asked for, under any of its names. */
static bool is_family(FcPattern *found, const char *family)
{
	FcChar8 *name;

	for (int i = 0; FcPatternGetString(found, FC_FAMILY, i, &name) == FcResultMatch; i++)
		if (FcStrCmpIgnoreCase(name, (const FcChar8 *)family) == 0)
			return true;
	return false;
}

static const char *read_match(struct arena *a, FcPattern *found, const char *family, unsigned *index)
{
	FcChar8 *file;
	int i = 0;

	if (!is_family(found, family) || FcPatternGetString(found, FC_FILE, 0, &file) != FcResultMatch)
		return NULL;
	FcPatternGetInteger(found, FC_INDEX, 0, &i);
	*index = (unsigned)i & 0xFFFF; /* above: an instance of a variable font */
	return arena_cstr(a, str_from((const char *)file));
}

const char *font_system_find(struct arena *a, const char *family, unsigned style, unsigned *index)
{
	FcConfig *config = FcInitLoadConfigAndFonts();
	const char *path = NULL;
	FcResult result;

	mem_check();
	if (!config)
		return NULL;
	FcPattern *pattern = make_pattern(family, style);
	FcConfigSubstitute(config, pattern, FcMatchPattern);
	FcDefaultSubstitute(pattern);
	FcPattern *found = FcFontMatch(config, pattern, &result);
	if (found) {
		path = read_match(a, found, family, index);
		FcPatternDestroy(found);
	}
	FcPatternDestroy(pattern);
	FcConfigDestroy(config);
	mem_check();
	return path;
}
