/* content_int.h - what the files of content/ share. */
#ifndef CONTENT_INT_H
#define CONTENT_INT_H

#include "content/content.h"

/* ---------------------------------------------------------------- repairs (repair.c) */

/* A file's text as the parsers may see it: without BOM and CRs, valid UTF-8, mojibake mended. Reports what it mended. */
struct text repair_text(struct build *b, const struct source *source);

/* ---------------------------------------------------------------- YAML inside (yaml.c, yaml_scalar.c, yaml_trap.c) */

enum yaml_style { YAML_PLAIN, YAML_SINGLE_QUOTED, YAML_DOUBLE_QUOTED, YAML_LITERAL, YAML_FOLDED };

/* A scalar as libyaml found it. */
struct yaml_scalar {
	enum yaml_style style;
	size_t from, to;  /* bytes of the text, quotes, anchor and tag included */
	struct str value; /* decoded */
};

/* The scalar's value with its places in the raw text. */
struct text yaml_scalar_text(struct build *b, const struct text *raw, const struct yaml_scalar *scalar);

/* Why a YAML text could not be read on. */
struct yaml_problem {
	const char *what;    /* libyaml's words, or one of ours (yaml_trap.c knows them) */
	size_t at;           /* byte of the text where it was noticed */
	size_t began;        /* byte where what was being read began; SIZE_MAX: unknown */
};

/* Reports a problem in the author's words, with the corrected line where it is one of the usual mistakes. Then *mended is
 * the text with the mistake mended, so that reading can go on, and the result true. */
bool yaml_explain(struct build *b, const struct text *text, const struct yaml_problem *problem, struct text *mended);

#endif
