/* main.c - build(): the pipeline, one call a line. */
#include "base/base.h"
#include "content/content.h"
#include "course/course.h"
#include "document/document.h"
#include "job.h"
#include "output/output.h"
#include "typeset/typeset.h"

#include <string.h>

static size_t count_nodes(const struct doc_node *root)
{
	size_t n = 1;

	for (const struct doc_node *at = root; (at = doc_walk(root, at, true));)
		n++;
	return n;
}

/* --force writes in spite of the author's mistakes, and not of the machine's. */
static bool may_write(const struct build *b, const struct options *o)
{
	return msg_worst(b) < (o->force ? MSG_FAILURE : MSG_ERROR);
}

static void roll(struct build *b, const struct job *job, struct buf *out)
{
	struct roll to = {.calendar = job->options->calendar};

	roll_parse(str_from(job->options->roll), &to);
	struct rolled course = course_roll(b, job->input, &to, out);
	if (job->options->write && course.file && may_write(b, job->options))
		file_replace(b, course.file, course.bytes);
}

static void write_calendar(struct build *b, struct job *job, const struct course *course, struct buf *out)
{
	if (may_write(b, job->options))
		module_ical_write(b, course, strcmp(job->output, "-") == 0 ? STR_NONE : file_read_system(b->arena, job->output), out);
	job_note(job, "output", "bytes", out->n);
}

/* What the formats print. */
struct printed { const struct style *style; const struct document *document; const struct layout *layout; };

static void write_format(struct build *b, const struct job *job, const struct printed *p, struct buf *out)
{
	const struct options *o = job->options;

	if (o->format == FORMAT_HTML)
		html_write(b, p->document, p->layout, &(struct html_options){p->style, o->fragment}, out);
	else if (o->format == FORMAT_LATEX)
		latex_write(b, p->document, p->layout, &(struct latex_options){p->style, file_directory(b, job->output)}, out);
	else
		pdf_write(b, p->document, p->layout, &(struct pdf_options){p->style->standard}, out);
}

static bool wants_layout(const struct options *o)
{
	return o->dump ? o->dump == STAGE_LAYOUT : o->check || o->format != FORMAT_ICS;
}

/* HTML and LaTeX want the layout for the drawings' sakes; what becomes of lines and glyphs on a PDF's pages is of no matter there. */
static void mute_pages(struct build *b, enum format format)
{
	static const enum msg_id of_lines[] = {
		MSG_LINE_OVERFULL, MSG_LINE_UNDERFULL, MSG_COLUMNS_STACKED, MSG_HYPHENATION_NONE, MSG_EMOJI_PARTED,
	};
	static const enum msg_id of_print[] = {MSG_GLYPH_MISSING, MSG_IMAGE_COARSE, MSG_FIGURE_TOO_WIDE};

	for (size_t i = 0; i < sizeof of_lines / sizeof *of_lines && format != FORMAT_PDF; i++)
		msg_set_level(b, of_lines[i], MSG_OFF);
	for (size_t i = 0; i < sizeof of_print / sizeof *of_print && format == FORMAT_HTML; i++)
		msg_set_level(b, of_print[i], MSG_OFF);
}

void build(struct build *b, struct job *job, struct buf *out)
{
	const struct options *o = job->options;

	if (o->roll) {
		roll(b, job, out);
		return;
	}
	if (wants_layout(o))
		job_fonts_begin(b, job);
	struct content *content = content_begin(b, job->input);
	if (!content)
		return;
	const struct course *course = o->dump == STAGE_CONTENT ? NULL : course_load(b, content);
	content_finish(b, content);
	job_note(job, "content", "sections", content->n_sections);
	if (o->dump == STAGE_CONTENT) {
		content_dump(content, out);
		return;
	}
	job_note(job, "course", "meetings", course->n_classes);
	if (o->dump == STAGE_COURSE) {
		course_dump(course, out);
		return;
	}
	course_check(b, content, course, &(struct check_options){o->check, shared_profiles(b)});
	struct font_library *fonts = wants_layout(o) ? job_fonts(b, job, course->language) : NULL;
	const struct document *document = document_compose(b, content, course);
	arena_reset(b->reading);
	job_note(job, "document", "nodes", count_nodes(document->root));
	if (o->dump == STAGE_DOCUMENT) {
		document_dump(document, out);
		return;
	}
	if (!wants_layout(o)) {
		write_calendar(b, job, course, out);
		return;
	}
	if (!fonts)
		return;
	if (!o->check && !o->dump)
		mute_pages(b, o->format);
	const struct layout *layout = typeset_document(b, document, &course->style, fonts);
	job_note(job, "layout", "pages", layout->n);
	if (o->dump == STAGE_LAYOUT)
		layout_dump(layout, out);
	else if (!o->check && may_write(b, o))
		write_format(b, job, &(struct printed){&course->style, document, layout}, out);
	job_note(job, "output", "bytes", out->n);
}

static enum status run(const struct options *o)
{
	struct program program;

	program_start(&program, o);
	enum status status = o->watch ? watch_run(&program) : many_run(&program);
	program_end(&program);
	return status;
}

int main(int argc, char **argv)
{
	mem_start();
	file_guard_outputs();
	struct options o = options_read(argc, argv);
	enum status status = o.init ? init_run(&o) : run(&o);

	options_free(&o);
	return (int)status;
}
