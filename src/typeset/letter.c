/* letter.c - upper and lower case by Unicode. The C library's tables are asked for a locale of our own, so that neither the
 * user's locale nor another thread's call can change the answer. */
#include "typeset/typeset_int.h"

#include <locale.h>
#include <wctype.h>

struct letters {
	locale_t locale; /* 0 where the system has none: then only ASCII has case */
};

struct letters *letters_new(struct arena *a)
{
	struct letters *l = arena_alloc(a, sizeof *l);

	l->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return l;
}

void letters_free(struct letters *l)
{
	if (l->locale)
		freelocale(l->locale);
	l->locale = (locale_t)0;
}

uint32_t letter_upper(const struct letters *l, uint32_t c)
{
	if (c < 128)
		return c >= 'a' && c <= 'z' ? c - 32 : c;
	return l->locale ? (uint32_t)towupper_l((wint_t)c, l->locale) : c;
}

uint32_t letter_lower(const struct letters *l, uint32_t c)
{
	if (c < 128)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	return l->locale ? (uint32_t)towlower_l((wint_t)c, l->locale) : c;
}
