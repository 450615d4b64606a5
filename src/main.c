/* main.c - build(): the pipeline, one call a line. */
#include "base/base.h"
#include "content/content.h"
#include "course/course.h"
#include "document/document.h"
#include "job.h"
#include "options.h"
#include "output/output.h"
#include "typeset/typeset.h"

void build(struct build *b, const struct options *o, struct buf *out)
{
	const struct content *content = content_load(b, o->input);
	if (!content)
		return;
	if (o->dump == STAGE_CONTENT) {
		content_dump(content, out);
		return;
	}
	const struct course *course = course_load(b, content);
	if (o->dump == STAGE_COURSE) {
		course_dump(course, out);
		return;
	}
	course_check(b, content, course, &(struct check_options){o->check, shared_profiles(b)});
	const struct document *document = document_compose(b, content, course);
	if (o->dump == STAGE_DOCUMENT) {
		document_dump(document, out);
		return;
	}
	struct font_library *fonts = font_library_load(b, shared_fonts(b));
	if (!fonts)
		return;
	const struct layout *layout = typeset_document(b, document, &course->style, fonts);
	if (o->dump == STAGE_LAYOUT)
		layout_dump(layout, out);
	else if (!o->check && (o->force || msg_worst(b) < MSG_ERROR))
		pdf_write(b, document, layout, &(struct pdf_options){course->style.standard}, out);
	font_library_free(fonts);
}

int main(int argc, char **argv)
{
	struct options o = options_read(argc, argv);
	enum status status = job_run(&o);

	options_free(&o);
	return (int)status;
}
