/* markdown_edit.c - changes to the text, so that cmark understands or keeps what it would misread or drop.
 *
 * Dropped without a word by cmark: cells past the columns of a table's head, and footnotes that nothing refers to. The first
 * are kept by giving the head more cells, the others by a paragraph before the text that refers to them; nobody gets to
 * see that paragraph. Both are reported. A second reading of a changed text is simpler than a second parser for what
 * cmark leaves over, and in a text that needs no change it costs nothing. */
#include "content/content_int.h"

#include <stdlib.h>
#include <string.h>

void md_add_edit(struct md_reading *r, size_t from, size_t to, struct str put)
{
	*arena_push(r->build->reading, &r->edits) = (struct md_edit){.from = from, .to = to, .put = put};
}

/* ---------------------------------------------------------------- marks */

const struct md_mark *md_mark_at(const struct md_reading *r, size_t at)
{
	size_t low = 0, high = r->marks.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->marks.v[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->marks.n && r->marks.v[low].at == at ? &r->marks.v[low] : NULL;
}

/* ---------------------------------------------------------------- making the changes */

static int by_place(const void *a, const void *b)
{
	const struct md_edit *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from ? 1 : x->to < y->to ? -1 : x->to > y->to;
}

/* The text while it is written anew; marks move with it. */
struct rewrite {
	struct md_reading *r;
	struct text_builder w;
	size_t from;      /* bytes of the old text that are dealt with */
	size_t mark;      /* old marks that are dealt with */
	struct { struct md_mark *v; size_t n, sz; } marks;
};

static void copy_to(struct rewrite *w, size_t to)
{
	for (; w->mark < w->r->marks.n && w->r->marks.v[w->mark].at < to; w->mark++) {
		struct md_mark mark = w->r->marks.v[w->mark];
		mark.at = mark.at - w->from + w->w.bytes.n;
		*arena_push(w->r->build->reading, &w->marks) = mark;
	}
	text_copy(&w->w, &w->r->text, w->from, to);
	w->from = to;
}

static void make_edit(struct rewrite *w, const struct md_edit *edit)
{
	struct md_mark mark = edit->mark;

	copy_to(w, edit->from);
	mark.at += w->w.bytes.n;
	if (mark.n > 0)
		*arena_push(w->r->build->reading, &w->marks) = mark;
	text_put(&w->w, edit->put, text_pos(&w->r->text, edit->from, edit->to));
	w->from = edit->to;
	while (w->mark < w->r->marks.n && w->r->marks.v[w->mark].at < w->from)
		w->mark++;
}

/* They are found in order, but for a few. */
static void sort_edits(struct md_edit *v, size_t n)
{
	size_t i = 1;

	while (i < n && by_place(&v[i - 1], &v[i]) <= 0)
		i++;
	if (i < n)
		qsort(v, n, sizeof *v, by_place);
}

/* An edit inside another one, or that overlaps the one before it, is left to the next reading. */
void md_make_edits(struct md_reading *r)
{
	struct rewrite w = {.r = r, .w = {.arena = r->build->arena}};

	sort_edits(r->edits.v, r->edits.n);
	for (size_t i = 0; i < r->edits.n; i++)
		if (r->edits.v[i].from >= w.from)
			make_edit(&w, &r->edits.v[i]);
	copy_to(&w, r->text.s.n);
	r->text = text_finish(&w.w);
	r->marks.v = w.marks.v;
	r->marks.n = w.marks.n;
	r->marks.sz = w.marks.sz;
	r->edits.n = 0;
}

/* ---------------------------------------------------------------- tables */

static size_t widest_row(const struct md_node *table)
{
	size_t most = 0;

	for (struct md_node *row = table->first; row; row = row->next)
		if (md_draft_of(row)->cells > most)
			most = md_draft_of(row)->cells;
	return most < MD_MOST_COLUMNS ? most : MD_MOST_COLUMNS;
}

static void report_row(struct md_reading *r, const struct md_node *row, size_t columns)
{
	const struct md_draft *d = (const struct md_draft *)row;
	struct arena *a = r->build->arena;

	if (d->cells > columns)
		msg(r->build, MSG_TABLE_CELLS, text_pos(&r->text, d->from, d->to), arena_printf(a, "%u", d->cells).p,
			arena_printf(a, "%zu", columns).p);
}

/* Gives the line that ends at `end` more cells, each of which is written in the way of `cell`. */
static void widen_line(struct md_reading *r, size_t end, size_t n, const char *cell)
{
	struct buf more = {0};

	if (end == 0 || r->text.s.p[end - 1] != '|' || (end > 1 && r->text.s.p[end - 2] == '\\'))
		buf_char(&more, '|');
	while (n-- > 0)
		buf_cstr(&more, cell);
	md_add_edit(r, end, end, arena_str(r->build->arena, buf_view(&more)));
	buf_free(&more);
}

static void widen_table(struct md_reading *r, struct md_node *table)
{
	size_t most = widest_row(table), columns = table->columns;

	if (most <= columns || !table->first)
		return;
	for (struct md_node *row = table->first; row; row = row->next)
		report_row(r, row, columns);
	size_t head = md_draft_of(table->first)->to, next = str_find_char(r->text.s, '\n', head);
	size_t end = str_find_char(r->text.s, '\n', next + 1);
	for (end = end == SIZE_MAX ? r->text.s.n : end; r->text.s.p[end - 1] == ' ' || r->text.s.p[end - 1] == '\t';)
		end--;
	widen_line(r, head, most - columns, " |");
	widen_line(r, end, most - columns, "-|");
}

/* ---------------------------------------------------------------- footnotes */

/* Every byte of the text: whether a leaf of the tree holds it, or a footnote of the tree starts there. */
static char *covered_bytes(const struct md_reading *r)
{
	char *covered = arena_alloc(r->build->arena, r->text.s.n + 1);

	for (size_t i = 0; i < r->blocks.n; i++) {
		const struct md_draft *d = r->blocks.v[i];
		enum md_kind kind = d->node.kind;
		if (kind == MD_PARAGRAPH || kind == MD_HEADING || kind == MD_CODE_BLOCK || kind == MD_HTML_BLOCK || kind == MD_TABLE)
			memset(covered + d->from, 1, d->to - d->from);
		else if (kind == MD_FOOTNOTE_DEFINITION)
			covered[d->from] = 1;
	}
	return covered;
}

/* Whether only marks of containers stand before `at` in its line. */
static bool starts_block(struct str s, size_t at)
{
	while (at > 0 && strchr(" \t>-+*.)0123456789", s.p[at - 1]))
		at--;
	return at == 0 || s.p[at - 1] == '\n';
}

/* The end of a "[^label]:" at `at`, at its second bracket; SIZE_MAX when there is none. */
static size_t label_end(struct str s, size_t at)
{
	size_t end = at + 2;

	while (end < s.n && !strchr("] \t\r\n", s.p[end]))
		end++;
	return end > at + 2 && end + 1 < s.n && s.p[end] == ']' && s.p[end + 1] == ':' ? end : SIZE_MAX;
}

/* The labels of the notes that are in the tree, in small letters. */
static struct map note_labels(struct md_reading *r)
{
	struct map labels = {0};

	for (size_t i = 0; i < r->notes.n; i++)
		map_at(r->build->reading, &labels, NULL, str_lower(r->build->reading, r->notes.v[i]->node.literal));
	return labels;
}

/* Gives a definition a label of its own, and the head a reference to it. known: another one in the tree has its label. */
static void call_note(struct md_reading *r, size_t at, size_t end, bool known, struct buf *head)
{
	struct str label = str_sub(r->text.s, at + 2, end);
	struct str own = arena_printf(r->build->arena, MD_LABEL "%zu", ++r->labels);
	struct md_mark mark = {0, own.n, MD_MARK_LABEL, arena_str(r->build->arena, label), false};

	msg_str(r->build, known ? MSG_FOOTNOTE_TWICE : MSG_FOOTNOTE_UNUSED, text_pos(&r->text, at, end + 2), label);
	*arena_push(r->build->reading, &r->edits) = (struct md_edit){at + 2, end, own, mark};
	buf_printf(head, "[^%.*s]", STR_ARG(own));
}

/* Finds the definitions that are not in the tree. */
static void keep_notes(struct md_reading *r)
{
	struct str s = r->text.s;
	struct buf head = {0};
	char *covered = NULL;
	struct map labels = {0};

	for (size_t at = 0, found; (found = str_find(str_sub(s, at, s.n), STR("[^"))) != SIZE_MAX; at += 2) {
		at += found;
		size_t end = starts_block(s, at) ? label_end(s, at) : SIZE_MAX;
		if (end == SIZE_MAX)
			continue;
		if (!covered) {
			covered = covered_bytes(r);
			labels = note_labels(r);
		}
		if (!covered[at])
			call_note(r, at, end, map_find(&labels, NULL, str_lower(r->build->reading, str_sub(s, at + 2, end))), &head);
	}
	if (head.n > 0) {
		buf_cstr(&head, "\n\n");
		md_add_edit(r, 0, 0, arena_str(r->build->arena, buf_view(&head)));
		r->head += head.n;
	}
	buf_free(&head);
}

/* ---------------------------------------------------------------- after a reading */

bool md_edit(struct md_reading *r)
{
	for (size_t i = 0; i < r->blocks.n; i++)
		if (r->blocks.v[i]->node.kind == MD_TABLE)
			widen_table(r, &r->blocks.v[i]->node);
	keep_notes(r);
	if (r->edits.n == 0)
		return false;
	md_make_edits(r);
	return true;
}
