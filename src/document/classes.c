/* classes.c - what the classes of <div> and <span> mean on paper: callouts, page breaks, small capitals, underlines;
 * for columns see columns.c. All others are the look of some site, and say nothing here. */
#include "document/document_int.h"

#include <string.h>

static bool has_word(struct str words, const char *word)
{
	for (size_t at = 0, end; at < words.n; at = end + 1) {
		end = str_find_char(words, ' ', at);
		end = end == SIZE_MAX ? words.n : end;
		if (str_is_nocase(str_sub(words, at, end), word))
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------- callouts */

struct callout {
	const char *class; /* as such, and behind "callout-", "alert-", "admonition-" */
	enum doc_callout kind;
};

static const struct callout callouts[] = {
	{"note", CALLOUT_NOTE}, {"tip", CALLOUT_TIP}, {"hint", CALLOUT_TIP}, {"important", CALLOUT_IMPORTANT},
	{"warning", CALLOUT_WARNING}, {"attention", CALLOUT_WARNING}, {"caution", CALLOUT_CAUTION}, {"danger", CALLOUT_CAUTION},
	{"error", CALLOUT_CAUTION}, {"info", CALLOUT_NOTE}, {"seealso", CALLOUT_NOTE}, {"admonition", CALLOUT_NONE},
	{"success", CALLOUT_TIP}, {"callout", CALLOUT_NONE}, {"alert", CALLOUT_NONE},
};

static const char *const prefixes[] = {"", "callout-", "alert-", "admonition-", "rmd"};

static const struct callout *find_callout(struct str classes)
{
	char name[40];

	for (size_t i = 0; i < sizeof callouts / sizeof *callouts; i++)
		for (size_t k = 0; k < sizeof prefixes / sizeof *prefixes; k++) {
			strcpy(name, prefixes[k]);
			strcat(name, callouts[i].class);
			if (has_word(classes, name))
				return &callouts[i];
		}
	return NULL;
}

/* A kind that is only its author's is called as its author does. */
static struct str callout_name(struct composer *c, struct str name)
{
	if (!name.n || str_is_nocase(name, "callout") || str_is_nocase(name, "admonition") || str_is_nocase(name, "details"))
		return STR_NONE;
	char first = name.p[0] >= 'a' && name.p[0] <= 'z' ? (char)(name.p[0] - 'a' + 'A') : name.p[0];
	return arena_printf(c->b->arena, "%c%.*s", first, STR_ARG(str_sub(name, 1, name.n)));
}

static void put_callout_title(struct composer *c, enum doc_callout kind, struct str title, struct pos pos)
{
	if (!title.n && kind != CALLOUT_NONE && c->words)
		title = str_from(c->words->callout[kind]);
	if (!title.n)
		return;
	tree_open(&c->tree, DOC_PARAGRAPH, pos)->role = ROLE_CALLOUT_TITLE;
	struct text text = text_made(c->b, title, pos);
	compose_spans(c, &text);
	tree_close(&c->tree);
}

/* ---------------------------------------------------------------- elements */

static bool breaks_page(struct str classes, struct str style)
{
	return has_word(classes, "pagebreak") || has_word(classes, "page-break") || has_word(classes, "newpage") ||
		str_find(style, STR("page-break-before: always")) != SIZE_MAX || str_find(style, STR("page-break-after: always")) != SIZE_MAX;
}

/* Of a card, a tab, what can be folded: it leads in what stands below it. */
static void put_title(struct composer *c, struct str title, struct pos pos)
{
	if (!title.n)
		return;
	struct text text = text_made(c->b, title, pos);
	tree_open(&c->tree, DOC_PARAGRAPH, pos);
	tree_open(&c->tree, DOC_STRONG, pos);
	compose_spans(c, &text);
	tree_close(&c->tree);
	tree_close(&c->tree);
}

void tag_blocks(struct composer *c, const struct event *e)
{
	struct str classes = html_attribute(c->b, e->html.attributes, "class");
	struct str style = html_attribute(c->b, e->html.attributes, "style");
	struct str title = html_attribute(c->b, e->html.attributes, "x-title");
	if (str_is(e->html.name, "tabitem"))
		title = html_attribute(c->b, e->html.attributes, "label");
	static const struct callout aside = {"aside", CALLOUT_NONE};
	const struct callout *callout = str_is(e->html.name, "div") || str_is(e->html.name, "aside") ? find_callout(classes) : NULL;
	if (!callout && str_is(e->html.name, "aside"))
		callout = &aside;

	tree_end_paragraph(&c->tree);
	if (breaks_page(classes, style) && tree_takes_blocks(&c->tree))
		tree_leaf(&c->tree, DOC_PAGE_BREAK, e->pos);
	if (callout) {
		tree_open(&c->tree, DOC_CALLOUT, e->pos);
		title = title.n ? title : html_attribute(c->b, e->html.attributes, "title");
		title = title.n || callout->kind ? title : callout_name(c, html_attribute(c->b, e->html.attributes, "x-kind"));
		put_callout_title(c, callout->kind, title, e->pos);
		return;
	}
	if (!tag_columns(c, e))
		tree_open_nothing(&c->tree);
	if (tree_block(&c->tree)->kind != DOC_COLUMNS)
		put_title(c, title, e->pos);
}

/* What floats to the other side of a line is parted from what stands before it. */
static void part_float(struct composer *c, const struct event *e, struct str classes, struct str style)
{
	static const char *const names[] = {"pull-left", "pull-right", "float-left", "float-right", "float-start", "float-end"};
	const struct doc_node *before = tree_last_span(&c->tree);
	bool floats = str_is(style_property(style, "float"), "left") || str_is(style_property(style, "float"), "right");

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		floats |= has_word(classes, names[i]);
	if (floats && before && doc_is_span(before->kind) && (before->first || before->text.n) && !str_ends(before->text, " ")) {
		tree_text(&c->tree, STR("\u2003"), e->pos);
		tree_last_span(&c->tree)->role = ROLE_SEPARATOR;
	}
}

void tag_span(struct composer *c, const struct event *e)
{
	struct str classes = html_attribute(c->b, e->html.attributes, "class");
	struct str style = html_attribute(c->b, e->html.attributes, "style");

	part_float(c, e, classes, style);
	if (has_word(classes, "smallcaps") || has_word(classes, "sc") || str_find(style, STR("small-caps")) != SIZE_MAX)
		tree_open(&c->tree, DOC_SMALL_CAPS, e->pos);
	else if (has_word(classes, "underline") || has_word(classes, "ul") || str_find(style, STR("underline")) != SIZE_MAX)
		tree_open(&c->tree, DOC_UNDERLINE, e->pos);
	else if (str_find(style, STR("line-through")) != SIZE_MAX)
		tree_open(&c->tree, DOC_STRIKE, e->pos);
	else
		tree_open_nothing(&c->tree);
}
