/* labels.c - "**Time:** Friday 3 PM" lines. Where three or more stand together, as lines of a paragraph or as paragraphs, they
 * are a list of facts, and are set as one. */
#include "document/document_int.h"

#define LABELS_LEAST 3
#define LABEL_MAX 40  /* bytes: what is longer is a sentence in bold */
#define VALUE_MAX 160 /* bytes: what is longer is running text with a bold lead */

struct label_line {
	const struct md_node *strong;
	const struct md_node *from, *end; /* the value: siblings from `from` up to and without `end` */
};

static bool is_line_end(struct composer *c, const struct md_node *n)
{
	struct html_event e;
	size_t at = 0;

	if (n->kind == MD_SOFT_BREAK || n->kind == MD_HARD_BREAK)
		return true;
	return n->kind == MD_HTML_INLINE && html_next(c->b, n->literal, &at, &e) && str_is(e.name, "br");
}

static bool is_blank(const struct md_node *n)
{
	return n->kind == MD_TEXT && !str_trim(n->literal).n;
}

/* "**Label:** value" or "**Label**: value". */
static bool is_label(const struct md_node *n)
{
	struct buf text = {0};

	if (!n || n->kind != MD_STRONG)
		return false;
	md_plain_text(n, &text);
	struct str s = str_trim(buf_view(&text));
	bool colon = str_ends(s, ":") || (n->next && n->next->kind == MD_TEXT && str_starts(n->next->literal, ":"));
	bool fits = s.n > 1 && s.n <= LABEL_MAX;
	buf_free(&text);
	return colon && fits;
}

static bool value_fits(const struct label_line *line)
{
	struct buf text = {0};

	for (const struct md_node *n = line->from; n != line->end; n = n->next)
		md_plain_text(n, &text);
	struct str s = str_trim(buf_view(&text));
	bool fits = s.n > 0 && !str_is(s, ":") && s.n <= VALUE_MAX;
	buf_free(&text);
	return fits;
}

/* Reads the label line that starts at *n and moves *n to the next one, or to NULL. A line without a label goes on with the
 * value before it. */
static bool next_line(struct composer *c, const struct md_node **at, struct label_line *line)
{
	const struct md_node *n = *at;

	while (n && (is_blank(n) || is_line_end(c, n)))
		n = n->next;
	if (!is_label(n))
		return false;
	*line = (struct label_line){n, n->next, NULL};
	for (n = n->next; n; n = n->next) {
		const struct md_node *start = n->next;
		while (start && is_blank(start))
			start = start->next;
		if (is_line_end(c, n) && is_label(start)) {
			line->end = n;
			*at = start;
			return value_fits(line);
		}
	}
	*at = NULL;
	return value_fits(line);
}

/* How many label lines a paragraph is made of; 0 when it is not wholly so. */
static size_t count_lines(struct composer *c, const struct md_node *paragraph)
{
	const struct md_node *at = paragraph->first;
	struct label_line line;
	size_t n = 0;

	for (; at; n++)
		if (!next_line(c, &at, &line))
			return 0;
	return n;
}

static struct doc_node *edge_text(struct doc_node *n, bool last)
{
	while (n && n->kind != DOC_TEXT)
		n = last ? n->last : n->first;
	return n;
}

static void trim_label(struct doc_node *paragraph)
{
	struct doc_node *text = edge_text(paragraph, true);

	if (text && str_ends(str_trim(text->text), ":")) {
		text->text = str_trim(text->text);
		text->text.n--;
	}
}

static void trim_value(struct doc_node *paragraph)
{
	struct doc_node *text = edge_text(paragraph, false);

	if (text && str_starts(text->text, ":"))
		text->text = str_sub(text->text, 1, text->text.n);
}

static void compose_line(struct composer *c, const struct label_line *line)
{
	compose_row(c, ROLE_NONE, line->strong->pos);
	compose_cell(c, true, line->strong->pos);
	compose_markdown(c, line->strong->first, NULL);
	trim_label(c->tree.open.v[c->tree.open.n - 1].node);
	compose_cell_end(c);
	compose_cell(c, false, line->from->pos);
	compose_markdown(c, line->from, line->end);
	trim_value(c->tree.open.v[c->tree.open.n - 1].node);
	compose_cell_end(c);
	tree_close(&c->tree);
}

static void compose_lines(struct composer *c, const struct md_node *paragraph)
{
	const struct md_node *at = paragraph->first;
	struct label_line line;

	while (at && next_line(c, &at, &line))
		compose_line(c, &line);
}

const struct md_node *compose_label_lines(struct composer *c, const struct md_node *n, const struct md_node *end)
{
	const struct md_node *first = n, *last = NULL;
	size_t lines = 0;

	for (size_t here; n && n != end && n->kind == MD_PARAGRAPH && (here = count_lines(c, n)) > 0; n = n->next) {
		lines += here;
		last = n;
	}
	if (lines < LABELS_LEAST)
		return NULL;
	tree_open(&c->tree, DOC_FACTS, pos_join(first->pos, last->pos))->u.table.columns = 2;
	for (n = first; ; n = n->next) {
		compose_lines(c, n);
		if (n == last)
			break;
	}
	tree_close(&c->tree);
	return last;
}
