/* block.c - what stands in blocks: one function a kind. */
#include "output/latex/latex_int.h"

#define DEEPEST 16 /* lists and quotes inside one another; what is deeper is not indented further */

void latex_paragraph_end(struct latex *w)
{
	while (w->out->n && (w->out->p[w->out->n - 1] == '\n' || w->out->p[w->out->n - 1] == ' '))
		w->out->n--;
	latex_put(w, "\n\n");
}

static void line_end(struct latex *w)
{
	latex_paragraph_end(w);
	w->out->n--;
}

/* ---------------------------------------------------------------- notes */

/* Notes inside of notes wait for the outer one's end. */
void latex_note_text(struct latex *w, const struct doc_node *note)
{
	w->boxed++;
	w->held++;
	latex_blocks(w, note);
	while (w->out->n && w->out->p[w->out->n - 1] == '\n')
		w->out->n--;
	w->held--;
	w->boxed--;
}

void latex_release_notes(struct latex *w)
{
	for (size_t i = 0; !w->held && i < w->notes.n; i++) {
		const struct doc_node *note = w->notes.v[i];
		buf_printf(w->out, "\\footnotetext[%d]{", note->u.footnote.number);
		latex_note_text(w, note);
		latex_put(w, "}\n");
	}
	if (!w->held)
		w->notes.n = 0;
}

/* ---------------------------------------------------------------- paragraphs and headings */

void latex_anchor(struct latex *w, const struct doc_node *n)
{
	if (!doc_id(n).n)
		return;
	latex_put(w, "\\phantomsection\\label{");
	latex_label(w, doc_id(n));
	latex_put(w, "}");
}

static void put_plain(struct latex *w, const struct doc_node *n)
{
	struct buf plain = {0};

	doc_plain_text(n, &plain);
	latex_text(w, str_trim(buf_view(&plain)));
	buf_free(&plain);
}

/* Pictures cannot be stretched: lines of several are ragged. */
static const char *alignment(const struct doc_node *n)
{
	size_t pictures = 0;

	if (n->align == MD_ALIGN_CENTER || n->align == MD_ALIGN_RIGHT)
		return n->align == MD_ALIGN_CENTER ? "center" : "flushright";
	for (const struct doc_node *k = n; k; k = doc_walk(n, k, true))
		pictures += k->kind == DOC_IMAGE;
	return pictures > 1 ? "flushleft" : NULL;
}

/* Behind a list, a table and the like a paragraph has no indent, as behind a heading. */
static bool starts_anew(const struct latex *w)
{
	if (!w->before || w->cell || w->boxed || w->depth || !w->options->style->indent)
		return false;
	switch (w->before->kind) {
	case DOC_LIST: case DOC_TABLE: case DOC_FACTS: case DOC_QUOTE: case DOC_CALLOUT: case DOC_CODE_BLOCK: case DOC_COLUMNS: return true;
	default: return false;
	}
}

static void put_paragraph(struct latex *w, const struct doc_node *n)
{
	const char *command = n->role == ROLE_EYEBROW ? "eyebrow" : n->role == ROLE_SUBTITLE ? "subtitle" : NULL;
	const char *align = w->cell ? NULL : alignment(n);

	if (align)
		buf_printf(w->out, "\\begin{%s}\n", align);
	if (command)
		buf_printf(w->out, "\\%s{", command);
	if (!align && !command && starts_anew(w))
		latex_put(w, "\\noindent ");
	latex_anchor(w, n);
	latex_spans(w, n);
	latex_put(w, command ? "}" : "");
	if (align)
		buf_printf(w->out, "\n\\end{%s}", align);
	latex_paragraph_end(w);
	latex_release_notes(w);
}

static bool is_text(const struct doc_node *n)
{
	for (const struct doc_node *child = n->first; child; child = child->next)
		if (child->kind != DOC_TEXT)
			return false;
	return true;
}

/* What the contents and bookmarks print, where it is not the heading as it stands. */
static void put_short_title(struct latex *w, const struct doc_node *n)
{
	if (is_text(n))
		return;
	latex_put(w, "[");
	put_plain(w, n);
	latex_put(w, "]");
}

static void put_heading(struct latex *w, const struct doc_node *n)
{
	static const char *const commands[] = {"coursetitle", "coursetitle", "section", "subsection", "subsubsection", "paragraph", "subparagraph"};
	int level = n->u.heading.level < 1 ? 1 : n->u.heading.level > 6 ? 6 : n->u.heading.level;

	latex_paragraph_end(w);
	buf_printf(w->out, "\\%s", commands[level]);
	if (level > 1)
		put_short_title(w, n);
	latex_put(w, "{");
	w->held++;
	latex_spans(w, n);
	w->held--;
	latex_put(w, "}");
	if (doc_id(n).n) {
		latex_put(w, level > 1 ? "\\label{" : "\\phantomsection\\label{");
		latex_label(w, doc_id(n));
		latex_put(w, "}");
	}
	latex_paragraph_end(w);
	latex_release_notes(w);
}

static void put_section(struct latex *w, const struct doc_node *n)
{
	latex_blocks(w, n);
}

/* ---------------------------------------------------------------- lists */

static bool has_items(const struct doc_node *list)
{
	for (const struct doc_node *n = list->first; n; n = n->next)
		if (n->kind == DOC_ITEM)
			return true;
	return false;
}

static unsigned open_level(struct latex *w)
{
	w->depth++;
	w->deepest = w->depth > w->deepest ? w->depth : w->deepest;
	return w->depth;
}

static void put_item(struct latex *w, const struct doc_node *n)
{
	const struct doc_node *first = n->first;

	if (w->depth > DEEPEST)
		latex_put(w, "\\textbullet\\ ");
	else if (n->u.item.task)
		latex_put(w, n->u.item.checked ? "\\item[\\taskdone] " : "\\item[\\tasktodo] ");
	else
		latex_put(w, "\\item ");
	if (!first || first->kind != DOC_PARAGRAPH)
		latex_put(w, "\\leavevmode\n");
	latex_anchor(w, n);
	latex_blocks(w, n);
	if (n->parent && n->parent->u.list.tight)
		line_end(w);
}

/* What is not as the preamble has it: "[label=(\\alph*), start=3]". */
static void put_list_options(struct latex *w, const struct doc_node *n)
{
	static const char *const counters[] = {[DOC_FIGURES] = "arabic", [DOC_LOWER_LETTERS] = "alph", [DOC_UPPER_LETTERS] = "Alph",
		[DOC_LOWER_ROMAN] = "roman", [DOC_UPPER_ROMAN] = "Roman"};
	bool label = n->u.list.numbers || n->u.list.close, start = n->u.list.start != 1;

	if (!label && !start)
		return;
	latex_put(w, "[");
	if (label)
		buf_printf(w->out, "label=%s\\%s*%s", n->u.list.open ? "(" : "", counters[n->u.list.numbers], n->u.list.close ? ")" : ".");
	latex_put(w, label && start ? ", " : "");
	if (start)
		buf_printf(w->out, "start=%d", n->u.list.start);
	latex_put(w, "]");
}

static void put_list(struct latex *w, const struct doc_node *n)
{
	const char *name = n->u.list.ordered ? "enumerate" : n->u.list.references ? "references" : "itemize";
	bool opens = open_level(w) <= DEEPEST && has_items(n);

	line_end(w);
	if (opens)
		buf_printf(w->out, "\\begin{%s}", name);
	if (opens && n->u.list.ordered)
		put_list_options(w, n);
	latex_put(w, "\n");
	latex_blocks(w, n);
	line_end(w);
	if (opens)
		buf_printf(w->out, "\\end{%s}\n\n", name);
	w->depth--;
}

static void put_environment(struct latex *w, const char *name, const struct doc_node *n)
{
	bool opens = open_level(w) <= DEEPEST;

	if (opens)
		buf_printf(w->out, "\\begin{%s}\n", name);
	latex_blocks(w, n);
	line_end(w);
	if (opens)
		buf_printf(w->out, "\\end{%s}\n\n", name);
	w->depth--;
}

static void put_quote(struct latex *w, const struct doc_node *n)
{
	put_environment(w, "quote", n);
}

/* ---------------------------------------------------------------- callouts and facts */

static void put_callout(struct latex *w, const struct doc_node *n)
{
	w->boxed++;
	w->held++;
	put_environment(w, "callout", n);
	w->held--;
	w->boxed--;
	latex_release_notes(w);
}

/* The title runs into the paragraph behind it. */
static void put_callout_title(struct latex *w, const struct doc_node *n)
{
	latex_put(w, "\\textbf{");
	latex_spans(w, n);
	latex_put(w, doc_title_body(n) ? "} " : "}\n\n");
}

/* A label stands in a box; what is no paragraph there is its text alone. Its notes wait. */
static void put_label(struct latex *w, const struct doc_node *name)
{
	bool bare = name->first && is_text(name->first);

	latex_put(w, "\\item[");
	latex_put(w, bare ? "" : "{");
	w->held++;
	w->cell++;
	for (const struct doc_node *n = name->first; n; n = n->next) {
		latex_anchor(w, n);
		if (n->kind == DOC_PARAGRAPH)
			latex_spans(w, n);
		else
			put_plain(w, n);
		latex_put(w, n->next ? " " : "");
	}
	w->cell--;
	w->held--;
	latex_put(w, bare ? "] " : "}] ");
}

static void put_fact(struct latex *w, const struct doc_node *row)
{
	const struct doc_node *name = row->first, *fact = name ? name->next : NULL;

	if (!fact)
		return;
	put_label(w, name);
	latex_anchor(w, row);
	latex_anchor(w, name);
	latex_anchor(w, fact);
	if (!fact->first || fact->first->kind != DOC_PARAGRAPH)
		latex_put(w, "\\leavevmode\n");
	latex_blocks(w, fact);
	line_end(w);
	latex_release_notes(w);
}

#define LABEL_USUAL 17 /* characters that fit beside the facts as the preamble has them */
#define LABEL_MOST 28

static size_t longest_label(const struct doc_node *facts)
{
	struct buf text = {0};
	size_t longest = 0;

	for (const struct doc_node *row = facts->first; row; row = row->next) {
		text.n = 0;
		if (row->kind == DOC_ROW && row->first)
			doc_plain_text(row->first, &text);
		size_t n = utf8_count(buf_view(&text));
		longest = n > longest ? n : longest;
	}
	buf_free(&text);
	return longest < LABEL_MOST ? longest : LABEL_MOST;
}

/* A label that is broken would reach into the next one's line. */
static void put_facts(struct latex *w, const struct doc_node *n)
{
	size_t longest = longest_label(n);

	if (!n->first)
		return;
	latex_put(w, n->role == ROLE_TITLE_FACTS ? "\\factsrule\n\\begin{facts}" : "\\begin{facts}");
	if (longest > LABEL_USUAL)
		buf_printf(w->out, "[leftmargin=%zu.%zuem]", longest / 2, longest % 2 * 5);
	latex_put(w, "\n");
	for (const struct doc_node *row = n->first; row; row = row->next)
		if (row->kind == DOC_ROW)
			put_fact(w, row);
	latex_put(w, n->role == ROLE_TITLE_FACTS ? "\\end{facts}\n\\factsrule\n\n" : "\\end{facts}\n\n");
}

/* ---------------------------------------------------------------- the others */

static void put_code_block(struct latex *w, const struct doc_node *n)
{
	struct str text = n->text;

	if (str_ends(text, "\n"))
		text.n--;
	w->code = true;
	latex_put(w, "\\begin{codeblock}\n");
	for (size_t at = 0; at <= text.n;) {
		size_t end = str_find_char(text, '\n', at);
		latex_put(w, "\\codeline{");
		latex_code(w, str_sub(text, at, end));
		latex_put(w, "}\n");
		at = end == SIZE_MAX ? text.n + 1 : end + 1;
	}
	latex_put(w, "\\end{codeblock}\n\n");
	w->code = false;
}

static void put_rule(struct latex *w, const struct doc_node *n)
{
	(void)n;
	latex_put(w, "\\ornament\n\n");
}

static void put_contents(struct latex *w, const struct doc_node *n)
{
	if (n->first)
		latex_blocks(w, n);
	else
		latex_put(w, "\\tableofcontents\n\n");
}

static void put_page_break(struct latex *w, const struct doc_node *n)
{
	(void)n;
	latex_put(w, w->boxed ? "" : "\\clearpage\n\n");
}

#define COLUMN_LEAST 240 /* thousandths of the width */

/* In a box or a list, or where one would be too narrow, they stand one below the other. */
static bool stand_beside(const struct latex *w, const struct doc_node *columns)
{
	bool wide = columns->first && columns->first->next;

	for (const struct doc_node *n = columns->first; n; n = n->next)
		wide &= doc_column_share(n) >= COLUMN_LEAST;
	return wide && !w->boxed && !w->depth;
}

static void put_columns(struct latex *w, const struct doc_node *n)
{
	bool beside = stand_beside(w, n);
	const char *between = "\\columnratio{";
	int count = 0;

	for (const struct doc_node *k = n->first; beside && k; k = k->next, between = ", ", count++)
		if (k->next)
			buf_printf(w->out, "%s0.%03d", between, doc_column_share(k) % 1000);
	if (beside)
		buf_printf(w->out, "}\n\\begin{paracol}{%d}\n", count);
	w->boxed++;
	w->held++;
	for (const struct doc_node *k = n->first; k; k = k->next) {
		if (beside)
			latex_put(w, k == n->first ? "\\raggedright\n" : "\\switchcolumn\\raggedright\n");
		latex_blocks(w, k);
	}
	w->held--;
	w->boxed--;
	latex_put(w, beside ? "\\end{paracol}\n\n" : "");
	latex_release_notes(w);
}

static void put_caption(struct latex *w, const struct doc_node *n)
{
	latex_spans(w, n);
	latex_paragraph_end(w);
}

static void (*const writers[DOC_KINDS])(struct latex *, const struct doc_node *) = {
	[DOC_SECTION] = put_section, [DOC_HEADING] = put_heading, [DOC_PARAGRAPH] = put_paragraph, [DOC_LIST] = put_list,
	[DOC_ITEM] = put_item, [DOC_TABLE] = latex_table, [DOC_FACTS] = put_facts, [DOC_FIGURE] = latex_figure,
	[DOC_CAPTION] = put_caption, [DOC_CALLOUT] = put_callout, [DOC_QUOTE] = put_quote, [DOC_CODE_BLOCK] = put_code_block,
	[DOC_RULE] = put_rule, [DOC_CONTENTS] = put_contents, [DOC_PAGE_BREAK] = put_page_break,
	[DOC_COLUMNS] = put_columns,
};

void latex_blocks(struct latex *w, const struct doc_node *parent)
{
	const struct doc_node *before = NULL;

	for (const struct doc_node *n = parent->first; n; n = n->next) {
		w->before = before;
		before = n->kind == DOC_FOOTNOTE ? before : n;
		if (writers[n->kind] && n->kind != DOC_HEADING && n->kind != DOC_PARAGRAPH && n->kind != DOC_ITEM)
			latex_anchor(w, n);
		if (n->role == ROLE_CALLOUT_TITLE)
			put_callout_title(w, n);
		else if (writers[n->kind])
			writers[n->kind](w, n);
	}
}
