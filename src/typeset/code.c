/* code.c - blocks of code: as they are, on a light ground. A line that is too long goes on below, with a mark. */
#include "typeset/typeset_int.h"

#define TAB 4
#define WINDOW 512 /* bytes */
#define MORE "\xE2\x86\xAA" /* an arrow that turns */

/* Tabs as spaces. */
static struct str expand(struct typesetter *t, struct str line)
{
	struct buf out = {NULL, 0, 0};
	struct str made;
	size_t column = 0, step;

	for (size_t i = 0; i < line.n; i++) {
		step = line.p[i] == '\t' ? TAB - column % TAB : 1;
		for (size_t k = 0; k < step; k++)
			buf_char(&out, line.p[i] == '\t' ? ' ' : line.p[i]);
		column += (line.p[i] & 0xC0) == 0x80 ? 0 : step;
	}
	made = arena_str(t->b->arena, buf_view(&out));
	buf_free(&out);
	return made;
}

/* The line, or so much of it that it is wider than the width: all of a long one need not be shaped for each piece of it. */
static const struct shape *shape_beyond(struct typesetter *t, const struct type *type, struct str line, sp width)
{
	for (size_t n = WINDOW;; n *= 2) {
		size_t end = n < line.n ? n : line.n;
		while (end < line.n && ((unsigned char)line.p[end] & 0xC0) == 0x80)
			end++;
		const struct shape *shape = shape_text(t->shaper, type, str_sub(line, 0, end), POS_NONE);
		if (end == line.n || shape->width > 2 * width)
			return shape;
	}
}

/* How many bytes of a line stand in the width: all, or up to behind the last space, or as many as do. */
static size_t fitting(struct typesetter *t, const struct type *type, struct str line, sp width)
{
	const struct shape *shape = shape_beyond(t, type, line, width);
	size_t at = 0, space = 0, fit = 0;

	if (shape->width <= width)
		return line.n;
	while (at < line.n) {
		size_t before = at;
		utf8_next(line, &at);
		if (shape->place[at] > width)
			break;
		fit = at;
		if (line.p[before] == ' ')
			space = at;
	}
	return space > line.n / 3 ? space : fit ? fit : at;
}

struct code {
	struct typesetter *t;
	struct flow *f;
	const struct doc_node *node;
	struct type type;
	sp leading, pad, width;
	sp hang;  /* of what goes on below */
	sp above; /* ground above the next line: the first one's */
};

/* A piece of the block as one line, with its spaces; what it says is the block's. */
static struct box piece_box(const struct code *c, struct str piece)
{
	struct doc_node stand_in = {.kind = DOC_CODE_BLOCK, .pos = c->node->pos, .text = piece};
	struct para_spec spec = {.block = &stand_in, .type = c->type, .measure = c->width, .leading = c->leading, .align = PARA_LEFT};
	struct para p = para_set(c->t, &spec);

	for (size_t i = 0; p.n && i < p.lines[0].n; i++)
		if (p.lines[0].marks[i].node)
			p.lines[0].marks[i].node = c->node;
	return p.n ? p.lines[0] : (struct box){.height = c->leading, .baseline = c->leading * 3 / 4};
}

static void code_line(struct code *c, struct str piece, bool more)
{
	struct typesetter *t = c->t;
	struct type faint = c->type;
	struct box line = piece_box(c, piece), arrow;
	struct marks m = {NULL, 0, 0};

	faint.color = look_color(t, LOOK_LINE);
	if (more) {
		arrow = para_label(t, &faint, STR(MORE), PART_DECORATION, NULL);
		marks_box(t, &m, &arrow, c->pad, line.baseline - arrow.baseline);
	}
	marks_box(t, &m, &line, c->pad + (more ? c->hang : 0), c->above);
	flow_box(t, c->f, marks_take(&m, c->f->measure, c->above + line.height, c->above + line.baseline));
	c->above = 0;
}

static void code_wrapped(struct code *c, struct str line)
{
	bool more = false;
	size_t n;

	do {
		n = fitting(c->t, &c->type, line, c->width - (more ? c->hang : 0));
		code_line(c, str_sub(line, 0, n), more);
		line = str_sub(line, n, line.n);
		more = true;
	} while (line.n > 0);
}

static size_t count_lines(struct str text)
{
	size_t n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

static void code_lines(struct code *c, struct str text)
{
	size_t n = count_lines(text), from = 0, end;

	for (size_t i = 0; i < n; i++) {
		end = str_find_char(text, '\n', from);
		end = end == SIZE_MAX ? text.n : end;
		code_wrapped(c, expand(c->t, str_sub(text, from, end)));
		if (n > 6 && i > 0 && i + 2 < n)
			flow_penalty(c->t, c->f, 0);
		from = end + 1;
	}
}

void flow_code(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct code c = {t, f, n, look_type(t, LOOK_CODE), look_leading(t, LOOK_CODE), look_length(t, LOOK_CODE_PAD), 0, 0, 0};
	struct str text = n->text;
	size_t from;

	c.width = f->measure - 2 * c.pad;
	c.hang = c.type.size * 3 / 2;
	while (text.n > 0 && text.p[text.n - 1] == '\n')
		text.n--;
	vlist_space(f->list, look_above(t, LOOK_CODE));
	from = f->list->n;
	c.above = c.pad / 2;
	code_lines(&c, text);
	vlist_pad(f->list, c.pad / 2);
	vlist_band(t, f->list, (struct vband){.from = from, .x = f->x, .width = f->measure, .ink = LOOK_GROUND});
	vlist_space(f->list, look_below(t, LOOK_CODE));
	f->first = true;
}
