/* figure.c - images as data: addresses, drawings as inline SVG. In a fragment, whose editors drop both, an image is named and a
 * drawing described. */
#include "output/html/html_int.h"

/* ---------------------------------------------------------------- images */

static struct str alt_of(const struct doc_node *n)
{
	return n->u.figure->decoration ? STR_NONE : n->u.figure->alt;
}

/* CSS pixels, 96 to the inch; a file that does not say how large it is gets one pixel for each of its own. */
static void put_size(struct html *w, const struct doc_node *n)
{
	const struct image *image = n->u.figure->image;
	int64_t width = image->width, height = image->height;

	if (n->u.figure->width || n->u.figure->height) {
		sp asked_w = n->u.figure->width, asked_h = n->u.figure->height;
		width = sp_muldiv(asked_w ? asked_w : sp_muldiv(asked_h, width, height), 96, 72 * SP_PT);
		height = sp_muldiv(asked_h ? asked_h : sp_muldiv(asked_w, image->height, image->width), 96, 72 * SP_PT);
	} else if (image->dpi_x && image->dpi_y) {
		width = sp_muldiv(width, 96, image->dpi_x);
		height = sp_muldiv(height, 96, image->dpi_y);
	}
	buf_printf(w->out, " width=\"%lld\" height=\"%lld\"", (long long)(width < 1 ? 1 : width), (long long)(height < 1 ? 1 : height));
}

static void put_data(struct html *w, const struct image *image)
{
	buf_printf(w->out, " src=\"data:image/%s;base64,", image->kind == IMAGE_PNG ? "png" : "jpeg");
	html_base64(w->out, image->source->bytes);
	buf_char(w->out, '"');
}

static void put_img(struct html *w, const struct doc_node *n)
{
	html_begin(w, "img", HTML_IMAGE, n);
	if (w->options->fragment)
		html_address(w, "src", str_from(n->u.figure->image->source->name));
	else
		put_data(w, n->u.figure->image);
	html_attribute_put(w, "alt", alt_of(n));
	put_size(w, n);
	html_put(w, ">");
	if (w->options->fragment)
		msg(w->b, MSG_FRAGMENT_IMAGE, n->pos, n->u.figure->image->source->name);
}

void html_image(struct html *w, const struct doc_node *n)
{
	if (n->u.figure->image) {
		put_img(w, n);
		return;
	}
	html_open(w, "span", HTML_MISSING, n);
	html_text(w, n->u.figure->missing.n ? n->u.figure->missing : n->u.figure->alt);
	html_put(w, "</span>");
}

/* ---------------------------------------------------------------- drawings */

static void put_number(struct html *w, const char *before, sp length)
{
	buf_cstr(w->out, before);
	buf_sp(w->out, length, 2);
}

static void put_point(struct html *w, sp x, sp y)
{
	put_number(w, "", x);
	put_number(w, " ", y);
}

static void put_points(struct html *w, const struct mark *m, const struct drawing *d)
{
	static const char letters[] = {[PATH_MOVE] = 'M', [PATH_LINE] = 'L', [PATH_CURVE] = 'C', [PATH_CLOSE] = 'Z'};

	for (size_t i = 0; i < m->u.path->n; i++) {
		const struct path_point *p = &m->u.path->points[i];
		buf_char(w->out, letters[p->op]);
		for (int k = 0; p->op != PATH_CLOSE && k < (p->op == PATH_CURVE ? 3 : 1); k++) {
			buf_cstr(w->out, k ? " " : "");
			put_point(w, m->x - d->x + p->x[k], m->y - d->y + p->y[k]);
		}
	}
}

/* Up to the last attribute's quotation mark. */
static void put_rectangle(struct html *w, const struct mark *m, const struct drawing *d)
{
	struct drawing_rectangle r = drawing_rectangle(m->u.path);

	put_number(w, "<rect x=\"", m->x - d->x + r.x);
	put_number(w, "\" y=\"", m->y - d->y + r.y);
	put_number(w, "\" width=\"", r.width);
	put_number(w, "\" height=\"", r.height);
	put_number(w, "\" rx=\"", m->u.path->radius);
}

static void put_path(struct html *w, const struct mark *m, const struct drawing *d)
{
	const struct path *p = m->u.path;

	if (p->radius) {
		put_rectangle(w, m, d);
	} else {
		html_put(w, "<path d=\"");
		put_points(w, m, d);
	}
	if (p->fill)
		buf_printf(w->out, "\" fill=\"#%06x\"", (unsigned)p->fill_color);
	else
		html_put(w, "\" fill=\"none\"");
	if (p->stroke) {
		buf_printf(w->out, " stroke=\"#%06x\"", (unsigned)p->stroke_color);
		put_number(w, " stroke-width=\"", p->line_width);
		html_put(w, "\"");
		if (p->dash)
			put_number(w, " stroke-dasharray=\"", p->dash);
		html_put(w, p->dash ? "\"" : "");
		html_put(w, p->round ? " stroke-linecap=\"round\" stroke-linejoin=\"round\"" : "");
	}
	html_put(w, "/>\n");
}

#define SCRIPT_SIZE 65   /* percent */
#define SCRIPT_DROP 15   /* percent of the size; raised ones rise twice as far */

/* How far below the line a run stands. */
static sp script_shift(const struct glyph_run *run, sp size)
{
	return run->script ? sp_muldiv(size, run->script > 0 ? -2 * SCRIPT_DROP : SCRIPT_DROP, 100) : 0;
}

/* Viewers place what follows from where the run before ended: shift is how far below the line that was. */
static void put_run(struct html *w, const struct drawing_line *line, size_t i, sp size, sp shift)
{
	const struct glyph_run *run = line->runs[i]->u.run;
	struct str text = drawing_text(w->b, line, i);
	const struct font_info *font = font_info(run->font);
	sp down = script_shift(run, size) - shift;

	if (!font->bold && !font->italic && !down && !run->script) {
		html_text(w, text);
		return;
	}
	buf_printf(w->out, "<tspan%s%s", font->bold ? " font-weight=\"bold\"" : "", font->italic ? " font-style=\"italic\"" : "");
	if (down) {
		put_number(w, " dy=\"", down);
		html_put(w, "\"");
	}
	if (run->script) {
		put_number(w, " font-size=\"", sp_muldiv(size, SCRIPT_SIZE, 100));
		html_put(w, "\"");
	}
	html_put(w, ">");
	html_text(w, text);
	html_put(w, "</tspan>");
}

/* textLength keeps the width that the layout measured, whichever font the reader has. */
static void put_line(struct html *w, const struct drawing *d, const struct drawing_line *line)
{
	sp size = 0, shift = 0;

	for (size_t i = 0; i < line->n; i++)
		size = sp_max(size, line->runs[i]->u.run->size);
	put_number(w, "<text x=\"", line->runs[0]->x - d->x);
	put_number(w, "\" y=\"", line->runs[0]->y - d->y);
	put_number(w, "\" font-size=\"", size);
	put_number(w, "\" textLength=\"", line->width);
	buf_printf(w->out, "\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#%06x\">", (unsigned)line->runs[0]->u.run->color);
	for (size_t i = 0; i < line->n; i++) {
		put_run(w, line, i, size, shift);
		shift = script_shift(line->runs[i]->u.run, size);
	}
	html_put(w, "</text>\n");
}

/* Mark i, or the line of text that begins with it; the mark behind. */
static size_t put_mark(struct html *w, const struct drawing *d, size_t i)
{
	if (d->marks.v[i]->kind == MARK_PATH) {
		put_path(w, d->marks.v[i], d);
		return i + 1;
	}
	struct drawing_line line = drawing_line(d, i);
	put_line(w, d, &line);
	return i + line.n;
}

static void put_title(struct html *w, const struct doc_node *n, size_t id)
{
	buf_printf(w->out, "<title id=\"drawing-%zu-title\">%s", id, w->d->words->figure);
	if (n->u.figure->number)
		buf_printf(w->out, " %d", n->u.figure->number);
	buf_printf(w->out, "</title>\n<desc id=\"drawing-%zu-desc\">", id);
	html_text(w, n->u.figure->alt);
	html_put(w, "</desc>\n");
}

static void put_svg(struct html *w, const struct doc_node *n, const struct drawing *d)
{
	size_t id = ++w->figures;

	put_number(w, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ", d->width);
	put_number(w, " ", d->height);
	put_number(w, "\" width=\"", sp_muldiv(d->width, 96, 72));
	put_number(w, "\" height=\"", sp_muldiv(d->height, 96, 72));
	if (n->u.figure->decoration)
		html_put(w, "\" aria-hidden=\"true\">\n");
	else
		buf_printf(w->out, "\" role=\"img\" aria-labelledby=\"drawing-%zu-title\" aria-describedby=\"drawing-%zu-desc\">\n", id, id);
	put_title(w, n, id);
	for (size_t i = 0; i < d->marks.n;)
		i = put_mark(w, d, i);
	html_put(w, "</svg>\n");
}

static void put_described(struct html *w, const struct doc_node *n)
{
	html_open(w, "p", HTML_MISSING, n);
	html_text(w, n->u.figure->alt);
	html_close(w, "p");
	msg(w->b, MSG_FRAGMENT_DRAWING, n->pos, "");
}

static void put_drawing(struct html *w, const struct doc_node *n)
{
	struct drawing d;

	if (w->options->fragment)
		put_described(w, n);
	else if (drawing_find(w->b, &w->drawings, n, &d))
		put_svg(w, n, &d);
}

/* ---------------------------------------------------------------- the figure */

static void put_caption(struct html *w, const struct doc_node *figure, const struct doc_node *caption)
{
	const char *tag = w->options->fragment ? "p" : "figcaption";

	html_open(w, tag, HTML_CAPTION, caption);
	if (figure->u.figure->number)
		buf_printf(w->out, "<strong>%s %d</strong> ", w->d->words->figure, figure->u.figure->number);
	html_spans(w, caption);
	html_close(w, tag);
}

void html_figure(struct html *w, const struct doc_node *n)
{
	const char *tag = w->options->fragment ? "div" : "figure";

	html_open(w, tag, HTML_FIGURE, n);
	html_put(w, "\n");
	if (n->u.figure->drawing)
		put_drawing(w, n);
	else
		html_image(w, n);
	html_put(w, n->u.figure->drawing ? "" : "\n");
	for (const struct doc_node *child = n->first; child; child = child->next) {
		if (child->kind == DOC_CAPTION)
			put_caption(w, n, child);
		else if (child->kind == DOC_FOOTNOTE)
			*arena_push(w->b->arena, &w->notes) = child;
	}
	html_close(w, tag);
}
