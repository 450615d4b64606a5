/* init.c - --init: a whole course to edit, copied from the program's data. */
#include "job.h"

#include <stdio.h>

static bool copy_tree(struct build *b, const char *from, const char *to);

static bool copy_name(struct build *b, const char *from, const char *to)
{
	if (file_is_directory(from))
		return copy_tree(b, from, to);
	const struct source *source = file_read(b, from, POS_NONE);
	return source && file_replace(b, to, source->bytes);
}

/* The first trouble ends it. */
static bool copy_tree(struct build *b, const char *from, const char *to)
{
	const char **names = file_list(b, from, "");

	if (!names || !file_make_directory(b, to))
		return false;
	for (size_t i = 0; names[i]; i++)
		if (!copy_name(b, file_join(b, from, str_from(names[i])), file_join(b, to, str_from(names[i]))))
			return false;
	return true;
}

enum status init_run(const struct options *o)
{
	struct build *b = build_new();
	const char *from = shared_init(b);

	if (!file_is_missing(o->init) && !file_is_directory(o->init))
		usage("--init: not a directory: ", o->init);
	if (file_is_directory(o->init) && !file_is_empty_directory(o->init))
		usage("--init: the directory is not empty: ", o->init);
	file_add_root(b, from);
	bool ok = copy_tree(b, from, o->init);
	if (ok && !o->quiet)
		printf("%s is a course now. Edit its files, then: %s %s -o syllabus.pdf\n", o->init, o->program, o->init);
	job_print_messages(b, o);
	build_free(b);
	return ok ? STATUS_DONE : STATUS_MACHINE;
}
