/* picture.c - figures: images scaled to fit, drawings, a placeholder for what is missing; and their captions. */
#include "typeset/typeset_int.h"

#define DPI_ASSUMED 150 /* of an image that does not say how large it wants to be; below it, print looks coarse */

static struct box box_of(struct typesetter *t, struct mark mark, sp width, sp height)
{
	struct marks m = {NULL, 0, 0};

	*arena_push(t->lists, &m) = mark;
	return marks_take(&m, width, height, 0);
}

/* ---------------------------------------------------------------- images */

static struct picture_size natural_size(const struct image *image)
{
	unsigned x = image->dpi_x ? image->dpi_x : DPI_ASSUMED, y = image->dpi_y ? image->dpi_y : DPI_ASSUMED;

	return (struct picture_size){sp_muldiv(72 * SP_PT, image->width, x), sp_muldiv(72 * SP_PT, image->height, y)};
}

/* The size that the author asked for, in proportion where only one side was given. */
static struct picture_size asked_size(const struct doc_node *n)
{
	struct picture_size s = natural_size(n->u.figure->image);
	sp width = n->u.figure->width, height = n->u.figure->height;

	if (width && height)
		return (struct picture_size){width, height};
	if (width)
		return (struct picture_size){width, sp_muldiv(s.height, width, sp_max(s.width, 1))};
	if (height)
		return (struct picture_size){sp_muldiv(s.width, height, sp_max(s.height, 1)), height};
	return s;
}

struct picture_size picture_size(const struct doc_node *image, struct picture_size most)
{
	struct picture_size s = asked_size(image);

	if (s.width > most.width)
		s = (struct picture_size){most.width, sp_muldiv(s.height, most.width, s.width)};
	if (s.height > most.height)
		s = (struct picture_size){sp_muldiv(s.width, most.height, s.height), most.height};
	return (struct picture_size){sp_max(s.width, 1), sp_max(s.height, 1)};
}

static void check_resolution(struct typesetter *t, const struct doc_node *n, sp width)
{
	int64_t dpi = sp_muldiv(72 * SP_PT, n->u.figure->image->width, width);

	if (dpi < DPI_ASSUMED)
		msg_str(t->b, MSG_IMAGE_COARSE, n->pos, arena_printf(t->lists, "%d", (int)dpi));
}

/* Only what is much wider than high gains from the margins. */
static struct box set_image(struct typesetter *t, const struct doc_node *n, sp measure, sp wide)
{
	struct picture_size s = asked_size(n);
	bool panorama = s.width > 2 * s.height || n->u.figure->width > measure;
	struct mark mark = {.kind = MARK_IMAGE, .part = n->u.figure->decoration ? PART_DECORATION : PART_BODY, .node = n};

	s = picture_size(n, (struct picture_size){panorama ? wide : measure, t->text_height * 7 / 10});
	check_resolution(t, n, s.width);
	mark.u.image.width = s.width;
	mark.u.image.height = s.height;
	return box_of(t, mark, s.width, s.height);
}

/* ---------------------------------------------------------------- what is missing */

static void frame(struct typesetter *t, struct marks *m, sp width, sp height)
{
	sp line = look_length(t, LOOK_HAIRLINE);
	const struct { sp x, y, width, height; } sides[] = {
		{0, 0, width, line}, {0, height - line, width, line}, {0, 0, line, height}, {width - line, 0, line, height},
	};

	marks_rule(t, m, (struct mark){.u.rule = {.width = width, .height = height}}, LOOK_GROUND);
	for (size_t i = 0; i < 4; i++)
		marks_rule(t, m, (struct mark){.x = sides[i].x, .y = sides[i].y,
		                               .u.rule = {.width = sides[i].width, .height = sides[i].height}}, LOOK_LINE);
}

/* A framed space with the file's name, so that nobody overlooks that something is not there. */
static struct box set_missing(struct typesetter *t, const struct doc_node *n, sp measure)
{
	struct type type = look_type(t, LOOK_MISSING);
	struct box name = para_label(t, &type, n->u.figure->missing, PART_BODY, n);
	sp height = 6 * t->style->leading, width = measure;
	struct marks m = {NULL, 0, 0};

	frame(t, &m, width, height);
	marks_box(t, &m, &name, sp_max(0, (width - name.width) / 2), (height - name.height) / 2);
	return marks_take(&m, width, height, 0);
}

/* ---------------------------------------------------------------- the figure */

static struct box set_picture(struct typesetter *t, const struct flow *f, const struct doc_node *n)
{
	sp wide = f->wide ? sp_max(f->measure, t->style->paper_width - 2 * look_length(t, LOOK_EDGE)) : f->measure;

	if (n->u.figure->drawing)
		return figure_set(t, n, wide);
	if (n->u.figure->image)
		return set_image(t, n, f->measure, wide);
	return set_missing(t, n, f->measure);
}

/* With an en space behind it, which no line break or justification touches. */
static struct str figure_label(struct typesetter *t, const struct doc_node *figure)
{
	if (!figure || figure->kind != DOC_FIGURE || !figure->u.figure->number)
		return STR_NONE;
	return arena_printf(t->lists, "%s %d\xE2\x80\x82", t->doc->words->figure, figure->u.figure->number);
}

/* On one line below its figure it is centred like it; longer ones are set ragged to the measure. */
void flow_caption(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct type label = look_type(t, LOOK_CAPTION_LABEL);
	struct para_spec spec = {.block = n, .type = look_type(t, LOOK_CAPTION), .measure = f->measure,
	                         .leading = look_leading(t, LOOK_CAPTION), .align = PARA_LEFT,
	                         .before = figure_label(t, n->parent), .before_type = &label, .whole = true};
	bool below = n->parent && n->parent->kind == DOC_FIGURE;
	sp min, max;

	para_widths(t, &spec, &min, &max);
	if (max <= f->measure && below && f->wide)
		spec.align = PARA_CENTER;
	flow_para(t, f, &spec);
	vlist_space(f->list, (struct look_space){look_length(t, LOOK_CAPTION_GAP), 0, 0});
}

void flow_figure(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct box box = set_picture(t, f, n);
	const struct doc_node *caption = doc_caption(n);
	struct vfloat made = vlist_float_begin(f->list);

	vlist_space(f->list, look_below(t, LOOK_CAPTION));
	vlist_box(t, f->list, &(struct vbox){.box = box, .x = f->x + (f->wide ? (f->measure - box.width) / 2 : 0)});
	if (caption) {
		vlist_space(f->list, (struct look_space){look_length(t, LOOK_CAPTION_GAP), 0, 0});
		vlist_penalty(f->list, LB_INFINITE);
		flow_caption(t, f, caption);
	}
	vlist_space(f->list, look_below(t, LOOK_CAPTION));
	if (f->wide && caption) /* without one, the text round it says what it is */
		vlist_float_end(t, f->list, made);
}
