/* content.c - the second walk over the marks: the operators of each page, in stretches of marked content.
 *
 * Marks that follow each other and belong to one element (or are artifacts of one kind) share a stretch. Nothing is
 * outside of one. */
#include "output/pdf/pdf_int.h"

/* ---------------------------------------------------------------- colours and lines */

static void put_color(struct buf *b, uint32_t color, const char *grey, const char *rgb)
{
	uint32_t part[] = {color >> 16 & 255, color >> 8 & 255, color & 255};
	bool is_grey = part[0] == part[1] && part[1] == part[2];
	for (int i = 0; i < (is_grey ? 1 : 3); i++) {
		buf_ratio(b, part[i], 255, 3);
		buf_char(b, ' ');
	}
	buf_cstr(b, is_grey ? grey : rgb);
}

void pdf_pen_fill(struct pdf_pen *pen, uint32_t color)
{
	if (pen->fill != color)
		put_color(&pen->out, color, "g\n", "rg\n");
	pen->fill = color;
}

static void stroke_with(struct pdf_pen *pen, uint32_t color, sp width)
{
	if (pen->stroke != color)
		put_color(&pen->out, color, "G\n", "RG\n");
	pen->stroke = color;
	if (pen->line_width != width) {
		pdf_put_length(&pen->out, width);
		buf_cstr(&pen->out, " w\n");
	}
	pen->line_width = width;
}

static void dash_with(struct pdf_pen *pen, sp dash)
{
	if (pen->dash == dash)
		return;
	buf_char(&pen->out, '[');
	if (dash > 0)
		pdf_put_length(&pen->out, dash);
	buf_cstr(&pen->out, "]0 d\n");
	pen->dash = dash;
}

static void round_with(struct pdf_pen *pen, bool round)
{
	if (pen->round != round)
		buf_cstr(&pen->out, round ? "1 J 1 j\n" : "0 J 0 j\n");
	pen->round = round;
}

/* ---------------------------------------------------------------- stretches of marked content */

/* Attached says which edge a running head or foot belongs to, for programs that reflow pages. */
static const char *artifact(enum mark_part part)
{
	switch (part) {
	case PART_HEADER: return "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n";
	case PART_FOOTER: return "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n";
	case PART_REPEAT: return "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n";
	default: return "/Artifact<</Type/Layout>>BDC\n";
	}
}

void pdf_pen_end_text(struct pdf_pen *pen)
{
	if (pen->in_text)
		buf_cstr(&pen->out, "ET\n");
	pen->in_text = false;
	pen->x = pen->y = 0;
}

static void stretch_end(struct pdf_pen *pen)
{
	pdf_pen_end_text(pen);
	if (pen->stretch.open)
		buf_cstr(&pen->out, "EMC\n");
	pen->stretch.open = false;
}

static unsigned content_id(struct pdf_pen *pen)
{
	return pdf_tag_content(pen->p, pen->stretch.tag, pen->page, pen->stretch.order);
}

static void stretch_open(struct pdf_pen *pen)
{
	if (pen->stretch.tag) {
		buf_char(&pen->out, '/');
		buf_cstr(&pen->out, pen->stretch.tag->type);
		buf_cstr(&pen->out, "<</MCID ");
		buf_int(&pen->out, content_id(pen));
		buf_cstr(&pen->out, ">>BDC\n");
	} else {
		buf_cstr(&pen->out, artifact(pen->stretch.part));
	}
	pen->stretch.open = true;
}

void pdf_pen_begin_text(struct pdf_pen *pen)
{
	if (!pen->stretch.open)
		stretch_open(pen);
	if (!pen->in_text)
		buf_cstr(&pen->out, "BT\n");
	pen->in_text = true;
}

/* Makes sure that a stretch for this mark is open. */
static void stretch_begin(struct pdf_pen *pen, const struct mark *m)
{
	struct pdf_tag *tag = pdf_tag_of(pen->p, m);
	bool same = pen->stretch.tag == tag && (tag || pen->stretch.part == m->part);
	pen->stretch.order = pdf_order_of(m);
	if (pen->stretch.open && same)
		return;
	stretch_end(pen);
	pen->stretch.tag = tag;
	pen->stretch.part = m->part;
	stretch_open(pen);
}

/* A stretch of its own, and not one inside the other: poppler loses what follows a nested one. */
void pdf_pen_begin_actual(struct pdf_pen *pen, struct str text)
{
	if (!pen->stretch.tag)
		return;
	stretch_end(pen);
	buf_printf(&pen->out, "/Span<</MCID %u/ActualText<FEFF", content_id(pen));
	pdf_put_utf16(&pen->out, text);
	buf_cstr(&pen->out, ">>>BDC\n");
	pen->stretch.open = true;
}

void pdf_pen_end_actual(struct pdf_pen *pen)
{
	if (pen->stretch.tag)
		stretch_end(pen); /* the next mark, or cluster, opens another */
}

/* ---------------------------------------------------------------- marks */

static void put_point(struct pdf_pen *pen, sp x, sp y)
{
	pdf_put_length(&pen->out, x);
	buf_char(&pen->out, ' ');
	pdf_put_length(&pen->out, pen->p->l->height - y);
	buf_char(&pen->out, ' ');
}

static void put_size(struct pdf_pen *pen, sp width, sp height)
{
	pdf_put_length(&pen->out, width);
	buf_char(&pen->out, ' ');
	pdf_put_length(&pen->out, height);
}

static void write_rule(struct pdf_pen *pen, const struct mark *m)
{
	pdf_pen_fill(pen, m->color);
	put_point(pen, m->x, m->y + m->u.rule.height);
	put_size(pen, m->u.rule.width, m->u.rule.height);
	buf_cstr(&pen->out, " re f\n");
}

static void write_points(struct pdf_pen *pen, const struct mark *m)
{
	static const char *const operators[] = {[PATH_MOVE] = "m\n", [PATH_LINE] = "l\n", [PATH_CURVE] = "c\n", [PATH_CLOSE] = "h\n"};
	static const int points[] = {[PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0};
	for (size_t i = 0; i < m->u.path->n; i++) {
		const struct path_point *at = &m->u.path->points[i];
		for (int k = 0; k < points[at->op]; k++)
			put_point(pen, m->x + at->x[k], m->y + at->y[k]);
		buf_cstr(&pen->out, operators[at->op]);
	}
}

static void write_path(struct pdf_pen *pen, const struct mark *m)
{
	const struct path *path = m->u.path;
	if (path->n == 0 || (!path->fill && !path->stroke))
		return;
	if (path->fill)
		pdf_pen_fill(pen, path->fill_color);
	if (path->stroke) {
		stroke_with(pen, path->stroke_color, path->line_width);
		dash_with(pen, path->dash);
		round_with(pen, path->round);
	}
	write_points(pen, m);
	buf_cstr(&pen->out, path->fill && path->stroke ? "B\n" : path->fill ? "f\n" : "S\n");
}

static void write_image(struct pdf_pen *pen, const struct mark *m)
{
	const struct pdf_image *image = pdf_image_of(pen->p, m->node->u.figure->image);
	buf_cstr(&pen->out, "q ");
	pdf_put_length(&pen->out, m->u.image.width);
	buf_cstr(&pen->out, " 0 0 ");
	pdf_put_length(&pen->out, m->u.image.height);
	buf_char(&pen->out, ' ');
	put_point(pen, m->x, m->y + m->u.image.height);
	buf_printf(&pen->out, "cm/Im%u Do Q\n", image->index);
}

/* A box for a character that no font has: copying and reading aloud still give the character. */
static void write_missing(struct pdf_pen *pen, const struct mark *m)
{
	sp line = SP_PT / 2, width = m->u.missing->width - line, height = m->u.missing->height - line;
	stroke_with(pen, 0, line);
	dash_with(pen, 0);
	pdf_pen_begin_actual(pen, m->u.missing->text);
	put_point(pen, m->x + line / 2, m->y + m->u.missing->height - line / 2);
	put_size(pen, sp_max(width, line), sp_max(height, line));
	buf_cstr(&pen->out, " re S\n");
	pdf_text_blank(pen, m->x, pen->p->l->height - m->y - m->u.missing->height, m->u.missing->height);
	pdf_pen_end_actual(pen);
}

static void write_mark(struct pdf_pen *pen, const struct mark *m)
{
	if (m->kind != MARK_GLYPHS)
		pdf_pen_end_text(pen);
	switch (m->kind) {
	case MARK_GLYPHS: pdf_text_write(pen, m); break;
	case MARK_RULE: write_rule(pen, m); break;
	case MARK_PATH: write_path(pen, m); break;
	case MARK_IMAGE: write_image(pen, m); break;
	case MARK_MISSING: write_missing(pen, m); break;
	}
}

/* ---------------------------------------------------------------- pages */

static void write_content(struct pdf *p, unsigned page)
{
	struct pdf_pen pen = {.p = p, .page = page, .expansion = 1000, .fill = -1, .stroke = -1, .line_width = -1};
	for (size_t i = 0; i < p->l->pages[page].n; i++) {
		const struct mark *m = &p->l->pages[page].marks[i];
		stretch_begin(&pen, m);
		write_mark(&pen, m);
	}
	stretch_end(&pen);
	pdf_page_content(p->file, p->pages[page].object, buf_view(&pen.out));
	buf_free(&pen.out);
}

static void write_page(struct pdf *p, unsigned page)
{
	const struct pdf_page *known = &p->pages[page];
	const struct layout *l = p->l;
	/* All pages hang from the same top, so that places are counted down from it on turned ones, too. */
	const sp media[4] = {0, l->pages[page].turned ? l->height - l->width : 0, l->pages[page].turned ? l->height : l->width, l->height};
	struct buf *b = pdf_open(p->file, known->object);
	buf_cstr(b, "/MediaBox");
	pdf_put_box(b, media);
	buf_cstr(b, "/Resources");
	pdf_put_ref(b, p->resources);
	buf_printf(b, "/Tabs/S/StructParents %u", page);
	if (known->annotations.n) {
		buf_cstr(b, "/Annots[");
		for (size_t i = 0; i < known->annotations.n; i++)
			pdf_put_ref(b, known->annotations.v[i]);
		buf_char(b, ']');
	}
	pdf_close(p->file);
}

static void write_resources(struct pdf *p)
{
	struct buf *b = pdf_open(p->file, p->resources);
	buf_cstr(b, "/Font<<");
	for (const struct pdf_font *f = p->fonts; f; f = f->next)
		for (int i = 0; i < PDF_READINGS && f->readings[i].object; i++)
			buf_printf(b, "/F%u%c %u 0 R", f->index, 'a' + i, f->readings[i].object);
	buf_cstr(b, ">>");
	if (p->images)
		buf_cstr(b, "/XObject<<");
	for (const struct pdf_image *i = p->images; i; i = i->next)
		buf_printf(b, "/Im%u %u 0 R", i->index, i->object);
	if (p->images)
		buf_cstr(b, ">>");
	pdf_close(p->file);
}

/* All pages have their objects before any has its content: links may point ahead. */
void pdf_pages_write(struct pdf *p)
{
	for (size_t i = 0; i < p->l->n; i++)
		p->pages[i].object = pdf_page(p->file);
	write_resources(p);
	for (unsigned i = 0; i < p->l->n; i++) {
		write_content(p, i);
		pdf_links_write(p, i);
		write_page(p, i);
	}
}
