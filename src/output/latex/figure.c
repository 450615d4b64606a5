/* figure.c - images by their paths, drawings as TikZ pictures, captions. */
#include "output/drawing.h"
#include "output/latex/latex_int.h"

/* ---------------------------------------------------------------- images */

static void put_points(struct latex *w, sp length)
{
	buf_sp(w->out, length, 2);
	latex_put(w, "bp"); /* TeX's name for PDF's point */
}

/* As large as the file says, or 150 dots an inch, or as the author asked; \fitpicture shrinks what is too wide. */
static sp image_width(const struct doc_node *n)
{
	enum { DPI_ASSUMED = 150 };
	const struct image *image = n->u.figure.image;
	unsigned dpi = image->dpi_x ? image->dpi_x : DPI_ASSUMED;

	if (n->u.figure.width)
		return n->u.figure.width;
	if (n->u.figure.height)
		return sp_muldiv(n->u.figure.height, image->width, image->height ? image->height : 1);
	return sp_muldiv(72 * SP_PT, image->width, dpi);
}

static void put_placeholder(struct latex *w, struct str name)
{
	latex_put(w, "\\missingpicture{");
	latex_text(w, name);
	latex_put(w, "}");
}

/* Named from the place of the output, where TeX is run. */
void latex_image(struct latex *w, const struct doc_node *n)
{
	const struct image *image = n->u.figure.image;

	if (!image) {
		put_placeholder(w, n->u.figure.missing.n ? n->u.figure.missing : n->u.figure.alt);
		return;
	}
	size_t start = w->out->n;
	latex_put(w, "\\fitpicture{");
	put_points(w, image_width(n));
	latex_put(w, "}{");
	if (latex_path(w, str_from(file_relative(w->b, w->options->directory, image->source->name)))) {
		latex_put(w, "}");
		return;
	}
	w->out->n = start;
	msg(w->b, MSG_LATEX_IMAGE_NAME, n->pos, image->source->name);
	put_placeholder(w, str_from(image->source->name));
}

/* ---------------------------------------------------------------- drawings */

static void put_point(struct latex *w, sp x, sp y)
{
	latex_put(w, "(");
	buf_sp(w->out, x, 2);
	latex_put(w, ",");
	buf_sp(w->out, y, 2);
	latex_put(w, ")");
}

/* TikZ's y grows upwards. */
static void put_points_of(struct latex *w, const struct mark *m, const struct drawing *d)
{
	sp dx = m->x - d->x, dy = d->height - (m->y - d->y);

	for (size_t i = 0; i < m->u.path->n; i++) {
		const struct path_point *p = &m->u.path->points[i];
		if (p->op == PATH_CLOSE) {
			latex_put(w, " -- cycle");
			continue;
		}
		latex_put(w, p->op == PATH_MOVE ? " " : p->op == PATH_LINE ? " -- " : " .. controls ");
		put_point(w, dx + p->x[0], dy - p->y[0]);
		if (p->op == PATH_CURVE) {
			latex_put(w, " and ");
			put_point(w, dx + p->x[1], dy - p->y[1]);
			latex_put(w, " .. ");
			put_point(w, dx + p->x[2], dy - p->y[2]);
		}
	}
}

static void put_color(struct latex *w, const char *key, uint32_t c)
{
	buf_printf(w->out, "%s={rgb,255:red,%u;green,%u;blue,%u}", key, (unsigned)(c >> 16 & 255), (unsigned)(c >> 8 & 255), (unsigned)(c & 255));
}

static void put_path(struct latex *w, const struct mark *m, const struct drawing *d)
{
	const struct path *p = m->u.path;

	latex_put(w, "\\path[");
	if (p->fill)
		put_color(w, "fill", p->fill_color);
	latex_put(w, p->fill && p->stroke ? ", " : "");
	if (p->stroke) {
		put_color(w, "draw", p->stroke_color);
		latex_put(w, ", line width=");
		put_points(w, p->line_width);
	}
	if (p->stroke && p->dash) {
		latex_put(w, ", dash pattern=on ");
		put_points(w, p->dash);
		latex_put(w, " off ");
		put_points(w, p->dash);
	}
	latex_put(w, "]");
	put_points_of(w, m, d);
	latex_put(w, ";\n");
}

static void put_run(struct latex *w, const struct mark *m, const struct drawing *d)
{
	const struct glyph_run *run = m->u.run;
	const struct font_info *font = font_info(run->font);
	struct str text = drawing_text(w->b, run);

	if (!str_trim(text).n)
		return;
	latex_put(w, "\\drawingtext{");
	buf_sp(w->out, m->x - d->x, 2);
	latex_put(w, "}{");
	buf_sp(w->out, d->height - (m->y - d->y), 2);
	latex_put(w, "}{");
	put_points(w, run->width);
	latex_put(w, "}{");
	buf_sp(w->out, run->size, 2);
	buf_printf(w->out, "}{%s%s", font->bold ? "\\bfseries " : "", font->italic ? "\\itshape " : "");
	latex_text(w, str_trim(text));
	latex_put(w, "}\n");
}

static void put_drawing(struct latex *w, const struct doc_node *n)
{
	struct drawing d;

	if (!drawing_find(w->b, w->l, n, &d))
		return;
	latex_comment(w, n->u.figure.alt);
	latex_put(w, "\\begin{tikzpicture}[x=1bp, y=1bp]\n\\useasboundingbox (0,0) rectangle ");
	put_point(w, d.width, d.height);
	latex_put(w, ";\n");
	for (size_t i = 0; i < d.marks.n; i++) {
		if (d.marks.v[i]->kind == MARK_PATH)
			put_path(w, d.marks.v[i], &d);
		else
			put_run(w, d.marks.v[i], &d);
	}
	latex_put(w, "\\end{tikzpicture}");
}

/* ---------------------------------------------------------------- the figure */

static void put_caption(struct latex *w, const struct doc_node *n)
{
	const struct doc_node *caption = n->first;
	bool numbered = n->u.figure.number;

	for (; caption && caption->kind != DOC_CAPTION; caption = caption->next)
		;
	if (!caption)
		return;
	w->held++;
	latex_put(w, w->boxed || w->cell || w->depth ? "\\captionof{figure}" : numbered ? "\\caption" : "\\caption*");
	latex_put(w, numbered || w->boxed || w->cell || w->depth ? "[]{" : "{");
	latex_spans(w, caption);
	latex_put(w, "}\n");
	w->held--;
}

/* It floats; in a box or a list, where nothing may, it is centred where it stands. */
void latex_figure(struct latex *w, const struct doc_node *n)
{
	bool floats = !w->boxed && !w->cell && !w->depth;

	latex_paragraph_end(w);
	latex_put(w, floats ? "\\begin{figure}[ht!]\n\\centering\n" : "\\begin{center}\n");
	if (n->u.figure.drawing) {
		latex_put(w, "\\makebox[\\linewidth][c]{%\n");
		put_drawing(w, n);
		latex_put(w, "}\n");
	} else {
		latex_image(w, n);
		latex_put(w, "\n");
	}
	put_caption(w, n);
	latex_put(w, floats ? "\\end{figure}\n\n" : "\\end{center}\n\n");
	latex_release_notes(w);
}
