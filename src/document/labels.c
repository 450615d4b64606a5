/* labels.c - "**Time:** Friday 3 PM" lines. Where three or more stand together, as lines of a paragraph or as paragraphs, they
 * are a list of facts, and are set as one. A line ends where the author's did, whatever that was: two spaces, <br>, or nothing but
 * the end of a line. A paragraph whose lines all begin with a label is one without the bold type, too, as when it was pasted. */
#include "document/document_int.h"

#include <string.h>

#define LABELS_LEAST 3
#define LABEL_MAX 40  /* bytes: what is longer is a sentence in bold */
#define VALUE_MAX 160 /* bytes: what is longer is running text with a bold lead */
#define PLAIN_WORDS 4 /* a label that is not bold has no more */

struct label_line {
	struct doc_node *strong;
	struct doc_node *from, *end; /* the value: siblings from `from` up to and without `end` */
};

static bool is_line_end(const struct doc_node *n)
{
	return n->kind == DOC_LINE_BREAK || n->role == ROLE_SOFT_BREAK;
}

static bool is_blank(const struct doc_node *n)
{
	return n->kind == DOC_TEXT && !n->role && !str_trim(n->text).n;
}

/* "**Label:** value" or "**Label**: value". */
static bool is_label(const struct doc_node *n)
{
	struct buf text = {0};

	if (!n || n->kind != DOC_STRONG)
		return false;
	doc_plain_text(n, &text);
	struct str s = str_trim(buf_view(&text));
	bool colon = str_ends(s, ":") || str_ends(s, "\uFF1A") || (n->next && n->next->kind == DOC_TEXT && str_starts(n->next->text, ":"));
	bool fits = s.n > 1 && s.n <= LABEL_MAX;
	buf_free(&text);
	return colon && fits;
}

static bool value_fits(const struct label_line *line)
{
	struct buf text = {0};

	for (const struct doc_node *n = line->from; n != line->end; n = n->next)
		doc_plain_text(n, &text);
	struct str s = str_trim(buf_view(&text));
	bool fits = s.n > 0 && !str_is(s, ":") && s.n <= VALUE_MAX;
	buf_free(&text);
	return fits;
}

/* Reads the label line that starts at *at and moves *at to the next one, or to NULL. A line without a label goes on with the
 * value before it. */
static bool next_line(struct doc_node **at, struct label_line *line)
{
	struct doc_node *n = *at;

	while (n && (is_blank(n) || is_line_end(n)))
		n = n->next;
	if (!is_label(n))
		return false;
	*line = (struct label_line){n, n->next, NULL};
	for (n = n->next; n; n = n->next) {
		struct doc_node *start = n->next;
		while (start && is_blank(start))
			start = start->next;
		if (is_line_end(n) && is_label(start)) {
			line->end = n;
			*at = start;
			return value_fits(line);
		}
	}
	*at = NULL;
	return value_fits(line);
}

/* How many label lines a paragraph is made of; 0 when it is not wholly so. */
static size_t count_lines(const struct doc_node *paragraph)
{
	struct doc_node *at = paragraph->first;
	struct label_line line;
	size_t n = 0;

	for (; at; n++)
		if (!next_line(&at, &line))
			return 0;
	return n;
}

/* ---------------------------------------------------------------- labels that are not bold */

/* How many bytes of a line's first text are a label: "Office hours: Friday", "教师：王". 0: none. */
static size_t plain_label(const struct doc_node *n)
{
	struct str s = n && n->kind == DOC_TEXT && !n->role ? n->text : STR_NONE;
	size_t colon = str_find_char(s, ':', 0), wide = str_find(s, STR("\uFF1A")), words = 1;
	size_t label = colon < wide ? colon + 1 : wide == SIZE_MAX ? 0 : wide + strlen("\uFF1A");

	if (label < 3 || label > LABEL_MAX || (colon < wide && label < s.n && s.p[label] != ' '))
		return 0;
	for (size_t i = 0; i < label; i++) {
		if (strchr(".!?;", s.p[i]))
			return 0;
		words += s.p[i] == ' ';
	}
	bool said = str_trim(str_sub(s, label, s.n)).n > 0 || (n->next && !is_line_end(n->next));
	return said && words <= PLAIN_WORDS ? label : 0;
}

/* The end of the line that begins at n, or NULL. */
static struct doc_node *line_end(struct doc_node *n)
{
	while (n && !is_line_end(n))
		n = n->next;
	return n;
}

/* How many lines a paragraph is made of that each begin with a label; 0 when one does not. */
static size_t count_plain(const struct doc_node *paragraph)
{
	size_t lines = 0;

	for (struct doc_node *n = paragraph->first, *end; n; n = end ? end->next : NULL, lines++) {
		end = line_end(n);
		if (!plain_label(n) || !value_fits(&(struct label_line){NULL, n, end}))
			return 0;
	}
	return lines;
}

static void make_bold(struct composer *c, struct doc_node *text)
{
	struct doc_node *strong = doc_new(c->b, DOC_STRONG, text->pos), *rest = doc_new(c->b, DOC_TEXT, text->pos);
	size_t label = plain_label(text);

	rest->text = str_sub(text->text, label, text->text.n);
	text->text = str_sub(text->text, 0, label);
	doc_insert_after(text, rest);
	doc_insert_after(text, strong);
	doc_remove(text);
	doc_append(strong, text);
}

static void make_labels_bold(struct composer *c, struct doc_node *paragraph)
{
	for (struct doc_node *n = paragraph->first, *end; n; n = end ? end->next : NULL) {
		end = line_end(n);
		make_bold(c, n);
	}
}

/* ---------------------------------------------------------------- making facts */

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
	} else if (text && str_ends(str_trim(text->text), "\uFF1A")) {
		text->text = str_trim(text->text);
		text->text.n -= 3;
	}
}

static void trim_value(struct doc_node *paragraph)
{
	struct doc_node *text = edge_text(paragraph, false);

	if (text && str_starts(text->text, ":"))
		text->text = str_sub(text->text, 1, text->text.n);
}

static struct doc_node *add(struct composer *c, struct doc_node *parent, enum doc_kind kind, struct pos pos)
{
	struct doc_node *n = doc_new(c->b, kind, pos);

	doc_append(parent, n);
	return n;
}

/* A cell with the siblings from `from` up to `end` in its paragraph. */
static struct doc_node *add_cell(struct composer *c, struct doc_node *row, struct doc_node *from, struct doc_node *end)
{
	struct doc_node *cell = add(c, row, DOC_CELL, from->pos), *paragraph = add(c, cell, DOC_PARAGRAPH, from->pos);

	for (struct doc_node *n = from, *next; n != end; n = next) {
		next = n->next;
		doc_remove(n);
		doc_append(paragraph, n);
	}
	return cell;
}

static void add_line(struct composer *c, struct doc_node *facts, const struct label_line *line)
{
	struct doc_node *row = add(c, facts, DOC_ROW, line->strong->pos);
	struct doc_node *told = add_cell(c, row, line->from, line->end), *label;

	doc_remove(told);
	label = add_cell(c, row, line->strong, line->strong->next);
	doc_append(row, told);
	doc_unwrap(line->strong);
	label->u.cell.header = true;
	label->role = ROLE_LABEL;
	trim_label(label->first);
	trim_value(told->first);
}

static void add_lines(struct composer *c, struct doc_node *facts, struct doc_node *paragraph)
{
	struct doc_node *at = paragraph->first;
	struct label_line line;

	while (at && next_line(&at, &line))
		add_line(c, facts, &line);
	doc_remove(paragraph);
}

/* Whether facts start at n; *last is the last paragraph of them. */
static bool find_lines(struct doc_node *n, struct doc_node **last)
{
	size_t lines = 0;

	for (size_t here; n && n->kind == DOC_PARAGRAPH && !n->role && (here = count_lines(n)) > 0; n = n->next) {
		lines += here;
		*last = n;
	}
	return lines >= LABELS_LEAST;
}

static struct doc_node *make_facts(struct composer *c, struct doc_node *first, const struct doc_node *last)
{
	struct doc_node *facts = doc_new(c->b, DOC_FACTS, pos_join(first->pos, last->pos));
	bool done = false;

	facts->u.table.columns = 2;
	doc_insert_after(first, facts);
	for (struct doc_node *n = first, *next; !done; n = next) {
		done = n == last;
		next = n == first ? facts->next : n->next;
		add_lines(c, facts, n);
	}
	return facts;
}

void compose_labels(struct composer *c, struct doc_node *root)
{
	struct doc_node *last;

	for (struct doc_node *n = root; n; n = doc_walk(root, n, true)) {
		if (n->kind != DOC_PARAGRAPH || !n->parent || n->parent->kind == DOC_CELL)
			continue;
		if (count_plain(n) >= LABELS_LEAST)
			make_labels_bold(c, n);
		if (find_lines(n, &last))
			n = make_facts(c, n, last);
	}
}
