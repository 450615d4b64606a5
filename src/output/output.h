/* output.h - a document as bytes. One folder a format; pdf/ is the only one that sees libharu. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "base/base.h"
#include "course/course.h"
#include "document/document.h"
#include "typeset/typeset.h"

struct pdf_options {
	unsigned standard;   /* STYLE_UA | STYLE_A2A: what the author asked to claim */
};

/* Writes the whole PDF 1.7 file into out. False, with a message, when libharu fails. The marks of l, b->marks, are no more then. */
bool pdf_write(struct build *b, const struct document *d, const struct layout *l, const struct pdf_options *options, struct buf *out);

struct html_options {
	const struct style *style; /* colour and paper */
	bool fragment;             /* the body alone, with only what the editors of Canvas and Moodle keep */
};

/* Writes one page that needs no other file and runs nothing; drawings are taken from the layout. */
void html_write(struct build *b, const struct document *d, const struct layout *l, const struct html_options *options, struct buf *out);

struct latex_options {
	const struct style *style; /* paper, measure, type size, colour */
	const char *directory;     /* where the document will stand */
};

/* Writes a LaTeX document for pdflatex and lualatex; images are named by their paths from its directory, drawings become TikZ. */
void latex_write(struct build *b, const struct document *d, const struct layout *l, const struct latex_options *options, struct buf *out);

/* Writes the course's classes, exams and deadlines as iCalendar. previous: the file that will be replaced, or STR_NONE; it
 * tells which events have changed. The program loads it as a module. */
void ical_write(struct build *b, const struct course *course, struct str previous, struct buf *out);

#endif
