/* job.c - one input: what surrounds its build. */
#include "job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* syllabus.pdf for a directory, NAME.pdf for NAME.md, in the working directory. */
static const char *default_output(struct build *b, const struct options *o)
{
	struct str name = str_from(strrchr(o->input, '/') ? strrchr(o->input, '/') + 1 : o->input);
	const char *extension = format_names[o->format];

	if (!str_ends(name, ".md"))
		return arena_printf(b->arena, "syllabus.%s", extension).p;
	return arena_printf(b->arena, "%.*s.%s", (int)name.n - 3, name.p, extension).p;
}

static void print_messages(const struct build *b, const struct options *o)
{
	struct msg_format format = {.json = o->json, .least = o->quiet ? MSG_ERROR : MSG_NOTE};
	struct buf out = {0};

	format.colour = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
	msg_print(b, &out, format);
	if (out.n)
		fwrite(out.p, 1, out.n, stderr);
	buf_free(&out);
}

static void write_output(struct build *b, const struct options *o, const struct buf *out)
{
	if (out->n)
		file_replace(b, o->output ? o->output : o->dump ? "-" : default_output(b, o), buf_view(out));
}

static enum status status_from(enum msg_level worst)
{
	return worst == MSG_FAILURE ? STATUS_MACHINE : worst == MSG_ERROR ? STATUS_CONTENT : STATUS_DONE;
}

enum status job_run(const struct options *o)
{
	struct build *b = build_new();
	struct buf out = {0};

	b->strict = o->strict;
	for (size_t i = 0; i < o->n_roots; i++)
		if (!file_add_root(b, o->roots[i]))
			usage("--root: no such directory: ", o->roots[i]);
	build(b, o, &out);
	write_output(b, o, &out);
	print_messages(b, o);
	enum status status = status_from(msg_worst(b));
	buf_free(&out);
	build_free(b);
	return status;
}
