/* html.c - one page that holds everything, without script; or its body alone, for an editor that has a page already. */
#include "output/html/html_int.h"

static void put_meta(struct html *w, const char *name, struct str content)
{
	if (!content.n)
		return;
	html_put(w, "<meta");
	html_attribute_put(w, "name", str_from(name));
	html_attribute_put(w, "content", content);
	html_put(w, ">\n");
}

static struct str title_of(const struct html *w)
{
	return w->d->title.n ? w->d->title : STR("Syllabus");
}

static bool has_title(const struct document *d)
{
	for (const struct doc_node *n = d->root->first; n; n = n->next)
		if (n->kind == DOC_HEADING && n->u.heading.level == 1)
			return true;
	return false;
}

/* A page that shows no title has one for those who hear it. */
static void put_unseen_title(struct html *w)
{
	html_put(w, "<h1 style=\"position: absolute; clip-path: inset(50%)\">");
	html_text(w, title_of(w));
	html_put(w, "</h1>\n");
}

/* The policy keeps the promise that the page fetches nothing and runs nothing. */
static void put_head(struct html *w)
{
	html_put(w, "<!DOCTYPE html>\n<html");
	html_attribute_put(w, "lang", w->d->lang.n ? w->d->lang : STR("en"));
	html_put(w, w->d->root->direction == DOC_RTL ? " dir=\"rtl\">\n" : ">\n");
	html_put(w, "<head>\n<meta charset=\"utf-8\">\n"
	            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
	            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	put_meta(w, "author", w->d->author);
	put_meta(w, "description", w->d->subject);
	put_meta(w, "generator", STR("syllabusgen"));
	html_put(w, "<title>");
	html_text(w, title_of(w));
	html_put(w, "</title>\n");
	html_style_sheet(w);
	html_put(w, "</head>\n<body>\n<main>\n");
	if (!has_title(w->d))
		put_unseen_title(w);
}

static void put_body(struct html *w)
{
	html_blocks(w, w->d->root);
	html_notes(w);
}

void html_write(struct build *b, const struct document *d, const struct layout *l, const struct html_options *options, struct buf *out)
{
	struct html w = {.b = b, .d = d, .drawings = {.l = l}, .options = options, .out = out};

	if (!options->fragment)
		put_head(&w);
	put_body(&w);
	if (!options->fragment)
		html_put(&w, "</main>\n</body>\n</html>\n");
}
