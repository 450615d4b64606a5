/* letter.c - upper and lower case by Unicode's own tables, as utf8proc has them: the C library's would take a locale, which not
 * every machine has, and which takes longer to load than all letters of a syllabus. */
#include "typeset/typeset_int.h"

#include <utf8proc.h>

#define SHARP_S 0xDF /* its capital (U+1E9E) is in few fonts, and in few texts */

uint32_t letter_upper(uint32_t c)
{
	if (c < 128)
		return c >= 'a' && c <= 'z' ? c - 32 : c;
	return c == SHARP_S ? c : (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

uint32_t letter_lower(uint32_t c)
{
	if (c < 128)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}
