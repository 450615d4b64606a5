/* markdown_block.c - where blocks stand.
 *
 * What cmark says of a block's start is right but for tables, footnotes and paragraphs that began with link definitions; its
 * ends and columns are not to be relied on. But each line of a paragraph or code block, as cmark hands it on, is the end of
 * its line in the text, without the marks of the blocks around it; and a parent ends where its last child does. From
 * this every range follows. */
#include "content/content_int.h"

#include <string.h>

/* ---------------------------------------------------------------- lines */

static void find_lines(struct md_reading *r)
{
	r->lines.n = 0;
	*arena_push(r->build->reading, &r->lines) = 0;
	for (size_t at = 0; (at = str_find_char(r->text.s, '\n', at)) != SIZE_MAX;)
		*arena_push(r->build->reading, &r->lines) = ++at;
	*arena_push(r->build->reading, &r->lines) = r->text.s.n + 1;
}

static size_t last_line(const struct md_reading *r)
{
	return r->lines.n - 2;
}

static size_t line_start(const struct md_reading *r, size_t line)
{
	return r->lines.v[line <= last_line(r) ? line : last_line(r)];
}

/* Without its line feed. */
static size_t full_end(const struct md_reading *r, size_t line)
{
	return r->lines.v[(line <= last_line(r) ? line : last_line(r)) + 1] - 1;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The end of s without the white space in [from, to). */
static size_t trimmed_end(struct str s, size_t from, size_t to)
{
	while (to > from && is_blank(s.p[to - 1]))
		to--;
	return to;
}

static size_t skip_blanks(struct str s, size_t from, size_t to)
{
	while (from < to && is_blank(s.p[from]))
		from++;
	return from;
}

size_t md_line_end(const struct md_reading *r, size_t line)
{
	return trimmed_end(r->text.s, line_start(r, line), full_end(r, line));
}

static size_t count_lines(struct str s)
{
	size_t n = s.n > 0 && s.p[s.n - 1] != '\n';

	for (size_t at = 0; (at = str_find_char(s, '\n', at)) != SIZE_MAX; at++)
		n++;
	return n;
}

/* ---------------------------------------------------------------- a leaf's content */

static void add_run(struct md_reading *r, size_t at, size_t text, bool point)
{
	*arena_push(r->build->reading, &r->runs) = (struct md_run){at, text, point};
}

size_t md_at(const struct md_reading *r, size_t at)
{
	size_t low = 0, high = r->runs.n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (r->runs.v[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	const struct md_run *run = &r->runs.v[low];
	size_t text = run->point ? run->text : run->text + (at - run->at);
	return text < r->text.s.n ? text : r->text.s.n;
}

size_t md_end(const struct md_reading *r, size_t at)
{
	size_t end = at > 0 ? md_at(r, at - 1) + 1 : md_at(r, 0);

	return end < r->text.s.n ? end : r->text.s.n;
}

/* Two lines side by side: content bytes [at, end) are the last bytes of text bytes [start, stop). */
struct side_by_side {
	struct str content;
	size_t at, end;
	struct str text;
	size_t start, stop;
	bool pipes; /* "\|" in the text is "|" in the content */
	bool exact; /* white space at the end counts */
};

/* Goes back from both ends as far as they agree: then [at, end) and [start, stop) are the same. What is left of the content
 * before `at` are spaces that cmark made of a tab. */
static void go_back(struct side_by_side *l)
{
	size_t end = l->exact ? l->end : trimmed_end(l->content, l->at, l->end);
	size_t stop = l->exact ? l->stop : trimmed_end(l->text, l->start, l->stop);

	while (end > l->at && stop > l->start && l->content.p[end - 1] == l->text.p[stop - 1]) {
		end--;
		stop--;
		if (l->pipes && l->text.p[stop] == '|' && stop > l->start && l->text.p[stop - 1] == '\\')
			stop--;
	}
	l->at = end;
	l->start = stop;
}

/* Makes the runs for content from `at` and text from `start` on, which agree. */
static void go_forth(struct md_reading *r, const struct side_by_side *l)
{
	size_t at = l->at, text = l->start;

	add_run(r, at, text, false);
	if (!l->pipes)
		return;
	for (; at < l->end && text < l->stop; at++, text++)
		if (l->content.p[at] == '|' && l->text.p[text] == '\\')
			add_run(r, at, ++text, false);
}

static struct side_by_side line_pair(const struct md_reading *r, struct str content, size_t at, size_t line)
{
	size_t end = str_find_char(content, '\n', at);

	return (struct side_by_side){.content = content, .at = at, .end = end == SIZE_MAX ? content.n : end, .text = r->text.s,
		.start = line_start(r, line), .stop = full_end(r, line)};
}

/* Makes the runs of a content whose first line stands in a given line of the text. */
static void map_lines(struct md_reading *r, struct str content, size_t line, bool pipes)
{
	r->runs.n = 0;
	for (size_t at = 0; at < content.n; line++) {
		struct side_by_side l = line_pair(r, content, at, line);
		l.pipes = pipes;
		go_back(&l);
		if (l.at > at)
			add_run(r, at, l.start, true);
		go_forth(r, &l);
		add_run(r, l.end, l.stop, false);
		at = l.end + 1;
	}
	if (r->runs.n == 0)
		add_run(r, 0, line_start(r, line), false);
}

/* Makes the runs of a content that stands in one line, from `start` on. */
static void map_stretch(struct md_reading *r, struct str content, size_t start, size_t stop, bool pipes)
{
	struct side_by_side l = {content, 0, content.n, r->text.s, start, stop, pipes, true};

	r->runs.n = 0;
	go_forth(r, &l);
}

/* Whether a content's first line can stand in this line of the text. */
static bool can_start_in(const struct md_reading *r, struct str content, size_t line)
{
	struct side_by_side l = line_pair(r, content, 0, line);

	go_back(&l);
	return skip_blanks(content, 0, l.at) == l.at;
}

/* The line of the text where a content starts: `guess`, if that can be, else the next one behind `least` that can. */
static size_t find_first_line(const struct md_reading *r, struct str content, size_t guess, size_t least)
{
	if (guess >= least && can_start_in(r, content, guess))
		return guess;
	for (size_t line = least; line <= last_line(r); line++)
		if (can_start_in(r, content, line))
			return line;
	return least;
}

/* The range of a leaf whose content is mapped, then its inlines. */
static void place_leaf(struct md_reading *r, struct md_draft *d)
{
	d->from = md_at(r, 0);
	d->to = md_end(r, trimmed_end(d->content, 0, d->content.n));
	if (d->to < d->from)
		d->to = d->from;
	md_place_inlines(r, d);
	md_find_math(r, d);
	md_find_marks(r, d);
	md_find_table(r, d);
}

/* ---------------------------------------------------------------- kinds of blocks */

static size_t column_start(const struct md_reading *r, const struct md_draft *d)
{
	size_t line = d->line ? d->line - 1 : 0, start = line_start(r, line) + (d->column ? d->column - 1 : 0);

	return start < full_end(r, line) ? start : full_end(r, line);
}

static void place_document(struct md_reading *r, struct md_draft *d)
{
	d->from = 0;
	d->to = r->text.s.n;
}

static void place_container(struct md_reading *r, struct md_draft *d)
{
	d->from = column_start(r, d);
	d->to = d->node.first || d->line == 0 ? d->from : md_line_end(r, d->line - 1);
}

static void place_item(struct md_reading *r, struct md_draft *d)
{
	place_container(r, d);
	if (!d->node.task)
		return;
	size_t box = str_find_char(r->text.s, '[', d->from);
	d->node.checked = box < r->text.s.n - 1 && r->text.s.p[box + 1] != ' ';
}

static void place_note(struct md_reading *r, struct md_draft *d)
{
	size_t from, start = line_start(r, d->line ? d->line - 1 : 0);

	place_container(r, d);
	for (from = d->from; from > start && !str_starts(str_sub(r->text.s, from, from + 2), "[^");)
		from--;
	d->from = from;
}

static void place_break(struct md_reading *r, struct md_draft *d)
{
	d->from = column_start(r, d);
	d->to = md_line_end(r, d->line - 1);
}

/* Text that cmark cut off a paragraph when the paragraph's last line turned out to be a table's head. */
static void place_cut_paragraph(struct md_reading *r, struct md_draft *d)
{
	const struct md_draft *table = md_draft_of(d->node.next ? d->node.next : &d->node);

	map_lines(r, d->content, table->line ? table->line - 1 : 0, true);
	place_leaf(r, d);
}

static void place_paragraph(struct md_reading *r, struct md_draft *d)
{
	if (d->line == 0) {
		place_cut_paragraph(r, d);
		return;
	}
	size_t n = count_lines(d->content), guess = d->end_line >= n ? d->end_line - n : 0;
	map_lines(r, d->content, find_first_line(r, d->content, guess, d->line - 1), false);
	place_leaf(r, d);
}

/* Where an ATX heading's text starts, or 0 when the heading is underlined. */
static size_t atx_text(const struct md_reading *r, const struct md_draft *d)
{
	struct str s = r->text.s;
	size_t at = d->from, stop = full_end(r, d->line - 1);

	while (at < stop && s.p[at] == '#')
		at++;
	if (at - d->from != (size_t)d->node.level || (at < stop && !is_blank(s.p[at])))
		return 0;
	return skip_blanks(s, at, stop);
}

static void place_heading(struct md_reading *r, struct md_draft *d)
{
	size_t from = d->from = column_start(r, d), text = atx_text(r, d), line = d->line - 1;

	if (text) {
		map_stretch(r, d->content, text, full_end(r, line), false);
		place_leaf(r, d);
		d->from = from;
		d->to = md_line_end(r, line);
		return;
	}
	line = find_first_line(r, d->content, line, line);
	map_lines(r, d->content, line, false);
	place_leaf(r, d);
	d->to = md_line_end(r, line + count_lines(d->content));
}

/* The lines of a code or HTML block, each with its place. */
static struct text body_text(struct md_reading *r, struct str literal, size_t line)
{
	struct text_builder w = {.arena = r->build->arena};

	for (size_t at = 0; at < literal.n; line++) {
		struct side_by_side l = line_pair(r, literal, at, line);
		bool ends = l.end < literal.n;
		l.exact = true;
		go_back(&l);
		text_put(&w, str_sub(literal, at, l.at), text_pos(&r->text, l.start, l.start));
		text_copy(&w, &r->text, l.start, ends && l.stop < r->text.s.n ? l.stop + 1 : l.stop);
		if (ends && l.stop == r->text.s.n)
			text_put(&w, STR("\n"), text_pos(&r->text, l.stop, l.stop));
		at = l.end + 1;
	}
	return text_finish(&w);
}

/* Whether a fence that ends d stands in this line: a fence that starts another block may look the same. */
static bool is_closing_fence(const struct md_reading *r, const struct md_draft *d, const struct md_draft *next, size_t line)
{
	struct str s = r->text.s;
	size_t at, start = line_start(r, line), stop = md_line_end(r, line);

	if (line > last_line(r) || (next && next->line == line + 1))
		return false;
	for (at = stop; at > start && s.p[at - 1] == s.p[d->from]; at--)
		;
	if (stop - at < 3)
		return false;
	while (at > start && (s.p[at - 1] == ' ' || s.p[at - 1] == '\t' || s.p[at - 1] == '>'))
		at--;
	return at == start;
}

static void place_code_block(struct md_reading *r, struct md_draft *d, const struct md_draft *next)
{
	size_t line = d->line - (d->fenced ? 0 : 1), n = count_lines(d->node.literal);

	d->from = column_start(r, d);
	d->node.body = body_text(r, d->node.literal, line);
	d->node.literal = d->node.body.s;
	if (d->fenced && is_closing_fence(r, d, next, line + n))
		n++;
	d->to = line + n > 0 ? md_line_end(r, line + n - 1) : d->from;
}

static void place_html_block(struct md_reading *r, struct md_draft *d)
{
	d->from = column_start(r, d);
	d->node.body = body_text(r, d->node.literal, d->line - 1);
	d->node.literal = d->node.body.s;
	d->to = md_line_end(r, d->line - 1 + count_lines(d->node.literal) - 1);
	md_find_comment(r, d);
}

/* ---------------------------------------------------------------- tables */

static size_t quote_depth(const struct md_node *n)
{
	size_t depth = 0;

	for (; n; n = n->parent)
		depth += n->kind == MD_BLOCK_QUOTE;
	return depth;
}

/* Where a line's own text starts, behind the marks of the blocks around n. */
static size_t behind_marks(const struct md_reading *r, const struct md_node *n, size_t line)
{
	size_t at = skip_blanks(r->text.s, line_start(r, line), full_end(r, line));

	for (size_t depth = quote_depth(n); depth > 0 && at < full_end(r, line) && r->text.s.p[at] == '>'; depth--)
		at = skip_blanks(r->text.s, at + 1, full_end(r, line));
	return at;
}

static size_t skip_bar(struct str s, size_t at, size_t end)
{
	return at < end && s.p[at] == '|' ? skip_blanks(s, at + 1, end) : at;
}

/* Finds the cells of a row in [from, end), as cmark does: a bar ends a cell unless a backslash stands before it. */
static void split_row(struct md_reading *r, size_t from, size_t end)
{
	struct str s = r->text.s;
	size_t at = skip_bar(s, from, end);

	r->cells.n = 0;
	while (at < end) {
		size_t start = at;
		while (at < end && (s.p[at] != '|' || (at > start && s.p[at - 1] == '\\')))
			at++;
		size_t first = skip_blanks(s, start, at);
		*arena_push(r->build->reading, &r->cells) = (struct md_range){first, trimmed_end(s, first, at)};
		at = skip_bar(s, at, end);
	}
}

static void place_cell(struct md_reading *r, struct md_draft *cell, struct md_range range)
{
	map_stretch(r, cell->content, range.from, range.to, true);
	place_leaf(r, cell);
	cell->from = range.from;
	cell->to = range.to;
}

static void place_row(struct md_reading *r, struct md_draft *row, size_t line)
{
	size_t i = 0;

	row->from = row->node.header ? md_draft_of(row->node.parent)->from : behind_marks(r, &row->node, line);
	row->to = md_line_end(r, line);
	split_row(r, row->from, row->to);
	for (struct md_node *n = row->node.first; n; n = n->next, i++) {
		struct md_range none = {row->to, row->to};
		place_cell(r, md_draft_of(n), i < r->cells.n ? r->cells.v[i] : none);
	}
	for (row->cells = r->cells.n; row->cells > 0; row->cells--)
		if (r->cells.v[row->cells - 1].from < r->cells.v[row->cells - 1].to)
			break;
}

/* The head is the last line of what was a paragraph until the line of dashes came. */
static void place_table(struct md_reading *r, struct md_draft *d)
{
	size_t head = d->line - 1 + count_lines(d->content) - (d->content.n > 0), n = d->content.n;
	struct side_by_side l;

	for (n = trimmed_end(d->content, 0, n); n > 0 && d->content.p[n - 1] != '\n';)
		n--;
	l = line_pair(r, d->content, n, head);
	go_back(&l);
	d->from = l.start;
	d->to = md_line_end(r, head + 1);
	for (struct md_node *row = d->node.first; row; row = row->next)
		place_row(r, md_draft_of(row), row->header || md_draft_of(row)->line == 0 ? head : md_draft_of(row)->line - 1);
}

/* ---------------------------------------------------------------- all of them */

static void (*const place[MD_KINDS])(struct md_reading *, struct md_draft *) = {
	[MD_DOCUMENT] = place_document, [MD_PARAGRAPH] = place_paragraph, [MD_HEADING] = place_heading,
	[MD_THEMATIC_BREAK] = place_break, [MD_BLOCK_QUOTE] = place_container, [MD_LIST] = place_container,
	[MD_ITEM] = place_item, [MD_HTML_BLOCK] = place_html_block, [MD_TABLE] = place_table,
	[MD_FOOTNOTE_DEFINITION] = place_note,
};

/* The label between "[^" and "]:", or what was there before a label was made up. */
static void name_notes(struct md_reading *r)
{
	for (size_t i = 0; i < r->notes.n; i++) {
		struct md_draft *d = r->notes.v[i];
		place_note(r, d);
		const struct md_mark *mark = md_mark_at(r, d->from + 2);
		size_t end = str_find_char(r->text.s, ']', d->from);
		d->node.literal = mark ? mark->literal : arena_str(r->build->arena, str_sub(r->text.s, d->from + 2, end));
	}
}

/* A block holds its children; and what a repair could not find stays inside its parent at least. */
static void nest_ranges(struct md_reading *r)
{
	for (size_t i = r->blocks.n; i-- > 1;) {
		struct md_draft *d = r->blocks.v[i], *parent = md_draft_of(d->node.parent);
		if (d->to > parent->to)
			parent->to = d->to;
	}
	for (size_t i = 1; i < r->blocks.n; i++) {
		struct md_draft *d = r->blocks.v[i], *parent = md_draft_of(d->node.parent);
		if (d->from < parent->from)
			d->from = parent->from;
		if (d->to < d->from)
			d->to = d->from;
	}
}

void md_place(struct md_reading *r)
{
	r->edits.n = 0;
	r->no_comment_end = SIZE_MAX;
	find_lines(r);
	name_notes(r);
	for (size_t i = 0; i < r->blocks.n; i++) {
		struct md_draft *d = r->blocks.v[i];
		if (d->node.kind == MD_CODE_BLOCK)
			place_code_block(r, d, i + 1 < r->blocks.n ? r->blocks.v[i + 1] : NULL);
		else if (place[d->node.kind])
			place[d->node.kind](r, d);
	}
	nest_ranges(r);
}
