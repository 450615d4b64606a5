/* headings.c - the levels of headings. The title is the only one of level 1; the sections' own follow below it without gaps,
 * whatever levels their authors chose. */
#include "document/document_int.h"

#define LEVEL_MAX 6

/* Levels as they were written, of the headings that the current one stands under. */
struct outline { int written[LEVEL_MAX + 1]; int n; bool begun; };

static void report_skipped(struct composer *c, const struct doc_node *heading, int above)
{
	char from[] = {(char)('0' + above), 0}, to[] = {(char)('0' + heading->u.heading.level), 0};

	msg(c->b, MSG_HEADING_SKIPPED, heading->pos, from, to);
}

static int enter(struct composer *c, struct outline *o, const struct doc_node *heading)
{
	int level = heading->u.heading.level;

	while (o->n > 0 && o->written[o->n - 1] >= level)
		o->n--;
	if (o->n > 0 && level > o->written[o->n - 1] + 1)
		report_skipped(c, heading, o->written[o->n - 1]);
	if (!o->begun && level > 2) /* the first may be of the title's level or of the next */
		report_skipped(c, heading, 1);
	o->begun = true;
	o->written[o->n++] = level;
	return o->n;
}

void compose_levels(struct composer *c, struct doc_node *section, int base)
{
	struct outline o = {.n = 0};

	for (struct doc_node *n = section; n; n = doc_walk(section, n, true)) {
		if (n->kind != DOC_HEADING || n->u.heading.level == 0)
			continue;
		int level = base - 1 + enter(c, &o, n);
		n->u.heading.level = level < LEVEL_MAX ? level : LEVEL_MAX;
	}
}
