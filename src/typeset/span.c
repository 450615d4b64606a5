/* span.c - a block's spans as one string with segments: what each stretch is, in which type it stands, whose it is. */
#include "typeset/typeset_int.h"

#include <string.h>

#define OBJECT_REPLACEMENT STR("\xEF\xBF\xBC") /* stands for a box in the string */
#define LINE_SEPARATOR STR("\xE2\x80\xA8")     /* stands for a forced line break */
#define MOST_LANGUAGES 100

struct reader {
	struct typesetter *t;
	struct buf bytes;
	struct { struct para_segment *v; size_t n, sz; } segments;
	bool block_of_code;
};

static void put(struct reader *r, struct para_segment segment, struct str text)
{
	if (!text.n)
		return;
	segment.from = r->bytes.n;
	buf_str(&r->bytes, text);
	segment.to = r->bytes.n;
	*arena_push(r->t->scratch, &r->segments) = segment;
}

static void read_text(struct reader *r, const struct doc_node *n, const struct type *type)
{
	put(r, (struct para_segment){.kind = SEGMENT_TEXT, .type = *type, .node = n}, n->text);
}

static void read_code(struct reader *r, const struct doc_node *n, const struct type *type)
{
	put(r, (struct para_segment){.kind = SEGMENT_TEXT, .type = *type, .node = n, .literal = true}, n->text);
}

static void read_image(struct reader *r, const struct doc_node *n, const struct type *type)
{
	struct para_segment segment = {.kind = SEGMENT_IMAGE, .type = *type, .node = n};

	if (!n->u.figure->image) {
		segment.kind = SEGMENT_TEXT;
		put(r, segment, arena_printf(r->t->scratch, "[%.*s]", STR_ARG(n->u.figure->missing)));
	} else {
		put(r, segment, OBJECT_REPLACEMENT);
	}
}

static void read_break(struct reader *r, const struct doc_node *n, const struct type *type)
{
	put(r, (struct para_segment){.kind = SEGMENT_BREAK, .type = *type, .node = n}, LINE_SEPARATOR);
}

static void read_note(struct reader *r, const struct doc_node *n, const struct type *type)
{
	struct str number = arena_printf(r->t->b->arena, "%d", n->u.link->number);

	put(r, (struct para_segment){.kind = SEGMENT_NOTE, .type = *type, .node = n}, number);
}

static void read_ruby(struct reader *r, const struct doc_node *n, const struct type *type)
{
	put(r, (struct para_segment){.kind = SEGMENT_RUBY, .type = *type, .node = n}, OBJECT_REPLACEMENT);
}

/* In parentheses, behind what is too long for a box. */
static void read_bracket(struct reader *r, const struct doc_node *n, const struct type *type, const char *bracket)
{
	put(r, (struct para_segment){.kind = SEGMENT_TEXT, .type = *type, .node = n}, str_from(bracket));
}

static void (*const readers[DOC_KINDS])(struct reader *, const struct doc_node *, const struct type *) = {
	[DOC_TEXT] = read_text, [DOC_CODE] = read_code, [DOC_MATH] = read_code, [DOC_CODE_BLOCK] = read_code,
	[DOC_IMAGE] = read_image, [DOC_LINE_BREAK] = read_break, [DOC_NOTE_REF] = read_note,
};

/* A monospaced face looks as large as the text around it when their x-heights agree. */
static void to_mono(struct typesetter *t, struct type *type)
{
	sp x_height = font_metrics(font_find(t->fonts, type), type->size).x_height, mono;

	type->role = FONT_MONO;
	type->features = 0;
	mono = font_metrics(font_find(t->fonts, type), type->size).x_height;
	if (mono > x_height && x_height > 0)
		type->size = sp_muldiv(type->size, x_height, mono);
}

/* Ideographs, kana and Hangul have no italics. */
static bool is_upright(const struct doc_node *n)
{
	const struct doc_node *at = n;
	size_t from = 0;

	while (at && at->kind != DOC_TEXT)
		at = doc_walk(n, at, true);
	return at && at->text.n && utf8_next(at->text, &from) >= 0x2E80;
}

static void emphasize(const struct doc_node *n, struct type *type)
{
	if (is_upright(n))
		type->bold = !type->bold;
	else
		type->italic = !type->italic;
}

/* Whether a language has rules of its own here. Of more than these, which nobody writes in, the others are set as the text around
 * them: fonts and patterns look through all that they have met. */
static bool is_set_apart(struct typesetter *t, struct str lang)
{
	return map_find(&t->languages, NULL, lang) || (t->languages.n < MOST_LANGUAGES && map_at(t->b->arena, &t->languages, NULL, lang));
}

/* The type inside a span of this kind. */
static struct type type_inside(struct typesetter *t, const struct doc_node *n, struct type type)
{
	switch (n->kind) {
	case DOC_EMPHASIS: emphasize(n, &type); break;
	case DOC_STRONG: type.bold = true; break;
	case DOC_UNDERLINE: type.underline = true; break;
	case DOC_STRIKE: type.strike = true; break;
	case DOC_SMALL_CAPS: type.features |= TYPE_SMALL_CAPS; break;
	case DOC_SUBSCRIPT: type.features |= TYPE_INFERIOR; break;
	case DOC_SUPERSCRIPT:
	case DOC_NOTE_REF: type.features |= TYPE_SUPERIOR; break;
	case DOC_LINK: type.color = doc_ancestor(n, DOC_CONTENTS) ? type.color : t->style->color; break;
	case DOC_PLACEHOLDER: type.italic = !type.italic; break;
	case DOC_CODE:
	case DOC_MATH: to_mono(t, &type); break;
	default: break;
	}
	if (doc_own_lang(n).n && is_set_apart(t, doc_own_lang(n)))
		type.lang = doc_own_lang(n);
	return type;
}

static void read_span(struct reader *r, const struct doc_node *n, const struct type *outer)
{
	struct type type = type_inside(r->t, n, *outer);

	if (n->kind == DOC_RUBY && doc_ruby_is_short(n)) {
		read_ruby(r, n, &type);
		return;
	}
	if (readers[n->kind])
		readers[n->kind](r, n, &type);
	if (n->kind == DOC_READING)
		read_bracket(r, n, &type, " (");
	for (const struct doc_node *child = n->first; child; child = child->next)
		read_span(r, child, &type);
	if (n->kind == DOC_READING)
		read_bracket(r, n, &type, ")");
}

static void read_block(struct reader *r, const struct doc_node *block, const struct type *type)
{
	if (block->kind == DOC_CODE_BLOCK) {
		r->block_of_code = true;
		read_code(r, block, type);
	}
	for (const struct doc_node *child = block->first; child; child = child->next)
		if (doc_is_span(child->kind))
			read_span(r, child, type);
}

/* Space between what runs in and what it runs into. */
static void read_before(struct reader *r, const struct para_spec *spec)
{
	struct para_segment before = {.kind = SEGMENT_TEXT, .type = spec->before_type ? *spec->before_type : spec->type, .node = spec->block};

	put(r, before, spec->before);
	if (spec->lead)
		read_block(r, spec->lead, spec->lead_type ? spec->lead_type : &spec->type);
	if (spec->lead && r->bytes.n)
		put(r, (struct para_segment){.kind = SEGMENT_TEXT, .type = spec->type, .node = spec->block}, STR(" "));
}

struct para_text para_text_read(struct typesetter *t, const struct para_spec *spec)
{
	struct reader r = {.t = t};

	read_before(&r, spec);
	read_block(&r, spec->block, &spec->type);
	struct para_text text = {arena_str(t->scratch, buf_view(&r.bytes)), r.segments.v, r.segments.n, r.block_of_code};
	buf_free(&r.bytes);
	return text;
}
