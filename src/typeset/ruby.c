/* ruby.c - small readings over the characters that they are for, both centred on each other: one box, that no line ends inside. */
#include "typeset/typeset_int.h"

#define IDEOGRAPH 0x2E80u

static struct str text_of(struct typesetter *t, const struct doc_node *n)
{
	struct buf text = {NULL, 0, 0};

	doc_plain_text(n, &text);
	struct str s = arena_str(t->scratch, str_trim(buf_view(&text)));
	buf_free(&text);
	return s;
}

/* What the marks of a text belong to: its first text, in whatever it stands. */
static const struct doc_node *first_text(const struct doc_node *n)
{
	const struct doc_node *at = n;

	while (at && at->kind != DOC_TEXT)
		at = doc_walk(n, at, true);
	return at ? at : n;
}

/* How high a text's letters are over its baseline, and how low below, in thousandths of its size. */
static int height_of(struct str text)
{
	size_t at = 0;

	return utf8_next(text, &at) >= IDEOGRAPH ? 880 : 750;
}

static int depth_of(struct str text)
{
	size_t at = 0;

	return utf8_next(text, &at) >= IDEOGRAPH ? 120 : 240;
}

static struct ruby_part part_new(struct typesetter *t, const struct doc_node *n, struct type type)
{
	struct para_segment *segment = arena_alloc(t->scratch, sizeof *segment);

	/* literal: letters over others do not expand with the line */
	*segment = (struct para_segment){.kind = SEGMENT_TEXT, .type = type, .node = first_text(n), .literal = true};
	return (struct ruby_part){segment, shape_text(t->shaper, &type, text_of(t, n), n->pos)};
}

struct ruby ruby_set(struct typesetter *t, const struct para_segment *segment)
{
	const struct doc_node *n = segment->node;
	struct type small = segment->type;
	struct ruby r = {.base = part_new(t, n, segment->type)};

	small.size /= 2;
	small.underline = small.strike = false;
	r.reading = part_new(t, n->last, small);
	r.width = sp_max(r.base.shape->width, r.reading.shape->width);
	r.rise = sp_muldiv(segment->type.size, height_of(r.base.shape->text), 1000) +
		sp_muldiv(small.size, depth_of(r.reading.shape->text) + 20, 1000);
	r.height = r.rise + sp_muldiv(small.size, height_of(r.reading.shape->text), 1000);
	return r;
}
