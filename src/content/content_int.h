/* content_int.h - what the files of content/ share. */
#ifndef CONTENT_INT_H
#define CONTENT_INT_H

#include "content/content.h"

/* ---------------------------------------------------------------- repairs (repair.c) */

/* A file's text as the parsers may see it: without BOM and CRs, valid UTF-8, mojibake mended. Reports what it mended. */
struct text repair_text(struct build *b, const struct source *source);

#endif
