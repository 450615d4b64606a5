/* figure.c - images by their paths, drawings as TikZ pictures, captions. */
#include "output/latex/latex_int.h"

#include <stdlib.h>
#include <string.h>

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
	const struct image *image = n->u.figure->image;
	unsigned dpi = image->dpi_x ? image->dpi_x : DPI_ASSUMED;

	if (n->u.figure->width)
		return n->u.figure->width;
	if (n->u.figure->height)
		return sp_muldiv(n->u.figure->height, image->width, image->height ? image->height : 1);
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
	const struct image *image = n->u.figure->image;

	if (!image) {
		put_placeholder(w, n->u.figure->missing.n ? n->u.figure->missing : n->u.figure->alt);
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

struct picture {
	struct drawing d;
	uint32_t ink;                /* of most lines */
	const struct mark *heads[2]; /* of the arrow whose line comes next */
	size_t n_heads;
};

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

/* The colours of a drawing's paths, in the order in which the preamble defines them. */
static void put_tint(struct latex *w, uint32_t color)
{
	size_t i = 0;

	while (i < w->tints.n && w->tints.v[i] != color)
		i++;
	if (i == w->tints.n)
		*arena_push(w->b->arena, &w->tints) = color;
	buf_printf(w->out, "tint%zu", i + 1);
}

static void put_option(struct latex *w, const char *option)
{
	latex_put(w, w->out->p[w->out->n - 1] == '[' ? "" : ", ");
	latex_put(w, option);
}

/* What is not as in the picture's other lines: "fill=tint2, dashed". */
static void put_options(struct latex *w, const struct path *p, const struct picture *pic)
{
	if (p->fill) {
		put_option(w, "fill=");
		put_tint(w, p->fill_color);
	}
	if (p->stroke && p->stroke_color != pic->ink) {
		put_option(w, "draw=");
		put_tint(w, p->stroke_color);
	}
	if (p->stroke && p->dash)
		put_option(w, "dashed");
}

static void put_rectangle(struct latex *w, const struct mark *m, const struct drawing *d)
{
	struct drawing_rectangle r = drawing_rectangle(m->u.path);
	sp x = m->x - d->x + r.x, y = d->height - (m->y - d->y + r.y);

	if (r.width == r.height && r.width == 2 * m->u.path->radius) {
		latex_put(w, " ");
		put_point(w, x + r.width / 2, y - r.height / 2);
		latex_put(w, " circle[radius=");
		buf_sp(w->out, m->u.path->radius, 2);
		latex_put(w, "]");
		return;
	}
	latex_put(w, " ");
	put_point(w, x, y - r.height);
	latex_put(w, " rectangle ");
	put_point(w, x + r.width, y);
}

static void put_shape(struct latex *w, const struct mark *m, const struct picture *pic)
{
	const struct path *p = m->u.path;

	latex_put(w, !p->stroke ? "\\fill[" : p->fill ? "\\filldraw[" : "\\draw[");
	put_options(w, p, pic);
	if (p->radius) {
		put_option(w, "rounded corners=");
		put_points(w, p->radius);
	}
	latex_put(w, "]");
	if (p->radius)
		put_rectangle(w, m, &pic->d);
	else
		put_points_of(w, m, &pic->d);
	latex_put(w, ";\n");
}

/* A line goes on to the tips of its heads, which were drawn before it: TikZ ends it where it must. */
static void put_arrow(struct latex *w, const struct mark *line, const struct mark *head, const struct mark *tail, const struct picture *pic)
{
	struct path path = *line->u.path;
	struct path_point *points = arena_alloc(w->b->arena, path.n * sizeof *points);
	struct mark m = *line;

	memcpy(points, path.points, path.n * sizeof *points);
	if (head)
		points[path.n - 1] = (struct path_point){PATH_LINE, {head->u.path->points[0].x[0]}, {head->u.path->points[0].y[0]}};
	if (tail)
		points[0] = (struct path_point){PATH_MOVE, {tail->u.path->points[0].x[0]}, {tail->u.path->points[0].y[0]}};
	path.points = points;
	m.u.path = &path;
	latex_put(w, "\\draw[");
	put_options(w, &path, pic);
	put_option(w, head && tail ? "<->" : head ? "->" : "<-");
	latex_put(w, "]");
	put_points_of(w, &m, &pic->d);
	latex_put(w, ";\n");
}

/* Whether a head's tip is nearer to the line's end than to its beginning. */
static bool is_at_end(const struct mark *head, const struct path *line)
{
	const struct path_point *tip = &head->u.path->points[0], *a = &line->points[0], *z = &line->points[line->n - 1];

	return llabs(tip->x[0] - z->x[0]) + llabs(tip->y[0] - z->y[0]) <= llabs(tip->x[0] - a->x[0]) + llabs(tip->y[0] - a->y[0]);
}

static void put_path(struct latex *w, const struct mark *m, struct picture *pic)
{
	if (m->u.path->head) {
		if (pic->n_heads < 2)
			pic->heads[pic->n_heads++] = m;
		return;
	}
	const struct mark *head = NULL, *tail = NULL;
	for (size_t i = 0; i < pic->n_heads; i++)
		*(is_at_end(pic->heads[i], m->u.path) ? &head : &tail) = pic->heads[i];
	if (pic->n_heads)
		put_arrow(w, m, head, tail, pic);
	else
		put_shape(w, m, pic);
	pic->n_heads = 0;
}

static void put_run(struct latex *w, const struct glyph_run *run, struct str text)
{
	const struct font_info *font = font_info(run->font);
	const char *const commands[] = {run->script > 0 ? "\\textsuperscript{" : run->script < 0 ? "\\textsubscript{" : NULL,
		font->bold ? "\\textbf{" : NULL, font->italic ? "\\textit{" : NULL};
	size_t open = 0;

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		latex_put(w, commands[i] ? commands[i] : "");
		open += commands[i] != NULL;
	}
	latex_text(w, text);
	while (open--)
		latex_put(w, "}");
}

static void put_line(struct latex *w, const struct drawing *d, const struct drawing_line *line)
{
	const struct mark *first = line->runs[0];
	sp size = 0;

	for (size_t i = 0; i < line->n; i++)
		size = sp_max(size, line->runs[i]->u.run->size);
	latex_put(w, "\\drawingtext{");
	buf_sp(w->out, first->x - d->x, 2);
	latex_put(w, "}{");
	buf_sp(w->out, d->height - (first->y - d->y), 2);
	latex_put(w, "}{");
	put_points(w, line->width);
	latex_put(w, "}{");
	buf_sp(w->out, size, 2);
	latex_put(w, "}{");
	for (size_t i = 0; i < line->n; i++)
		put_run(w, line->runs[i]->u.run, drawing_text(w->b, line, i));
	latex_put(w, "}\n");
}

static size_t put_mark(struct latex *w, struct picture *pic, size_t i)
{
	if (pic->d.marks.v[i]->kind == MARK_PATH) {
		put_path(w, pic->d.marks.v[i], pic);
		return i + 1;
	}
	struct drawing_line line = drawing_line(&pic->d, i);
	put_line(w, &pic->d, &line);
	return i + line.n;
}

static const struct path *path_of(const struct picture *pic, size_t i)
{
	return pic->d.marks.v[i]->kind == MARK_PATH ? pic->d.marks.v[i]->u.path : NULL;
}

/* A line, or else a rectangle, that shows what most have in common; NULL: nothing is drawn. */
static const struct path *find_pattern(const struct picture *pic)
{
	const struct path *pattern = NULL;

	for (size_t i = 0; i < pic->d.marks.n; i++)
		if (path_of(pic, i) && path_of(pic, i)->stroke && (!pattern || pattern->radius))
			pattern = path_of(pic, i);
	return pattern;
}

static void put_head_size(struct latex *w, const struct picture *pic)
{
	size_t i = 0;

	while (i < pic->d.marks.n && !(path_of(pic, i) && path_of(pic, i)->head))
		i++;
	if (i == pic->d.marks.n)
		return;
	const struct path_point *p = path_of(pic, i)->points;
	sp dx = llabs(p[0].x[0] - p[1].x[0]), dy = llabs(p[0].y[0] - p[1].y[0]);
	latex_put(w, ", >={Triangle[length=");
	put_points(w, sp_max(dx, dy));
	latex_put(w, ", width=");
	put_points(w, 2 * sp_min(dx, dy));
	latex_put(w, "]}");
}

static void put_picture_options(struct latex *w, struct picture *pic)
{
	const struct path *pattern = find_pattern(pic);

	latex_put(w, "[x=1bp, y=1bp");
	if (pattern) {
		pic->ink = pattern->stroke_color;
		latex_put(w, ", draw=");
		put_tint(w, pic->ink);
		latex_put(w, ", line width=");
		put_points(w, pattern->line_width);
	}
	put_head_size(w, pic);
	latex_put(w, "]\n");
}

static void put_drawing(struct latex *w, const struct doc_node *n)
{
	struct picture pic = {.n_heads = 0};

	if (!drawing_find(w->b, &w->drawings, n, &pic.d))
		return;
	latex_comment(w, n->u.figure->alt);
	latex_put(w, "\\begin{tikzpicture}");
	put_picture_options(w, &pic);
	latex_put(w, "\\useasboundingbox (0,0) rectangle ");
	put_point(w, pic.d.width, pic.d.height);
	latex_put(w, ";\n");
	for (size_t i = 0; i < pic.d.marks.n;)
		i = put_mark(w, &pic, i);
	latex_put(w, "\\end{tikzpicture}");
}

/* ---------------------------------------------------------------- the figure */

static void put_caption(struct latex *w, const struct doc_node *n, bool floats)
{
	const struct doc_node *caption = doc_caption(n);
	bool numbered = n->u.figure->number;

	if (!caption)
		return;
	w->held++;
	latex_put(w, !floats ? "\\captionof{figure}" : numbered ? "\\caption" : "\\caption*");
	latex_put(w, numbered || !floats ? "[]{" : "{");
	latex_spans(w, caption);
	latex_put(w, "}\n");
	w->held--;
}

/* With a caption it floats. In a box or a list, where nothing may, and without one it is centred where it stands. */
void latex_figure(struct latex *w, const struct doc_node *n)
{
	bool floats = !w->boxed && !w->cell && !w->depth && doc_caption(n);

	latex_paragraph_end(w);
	latex_put(w, floats ? "\\begin{figure}[ht!]\n\\centering\n" : "\\begin{center}\n");
	if (n->u.figure->drawing) {
		latex_put(w, "\\makebox[\\linewidth][c]{%\n");
		put_drawing(w, n);
		latex_put(w, "}\n");
	} else {
		latex_image(w, n);
		latex_put(w, "\n");
	}
	put_caption(w, n, floats);
	latex_put(w, floats ? "\\end{figure}\n\n" : "\\end{center}\n\n");
	latex_release_notes(w);
}
