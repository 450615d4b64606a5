/* table_text.c - Pandoc's simple and multiline tables, and reStructuredText's simple ones: text in columns under lines of dashes.
 *
 *     Week  Topic               -------------------
 *     ----  ------------         Week  Topic
 *        1  Introduction        ----- -------------
 *                                   1  Of two
 *                                      lines
 *                               -------------------
 *
 * With a line of dashes at the top, rows of a multiline table are parted by empty lines. Where the text does not keep to the
 * columns, it is set as it stands, as code. */
#include "content/content_int.h"

#include <string.h>

#define MOST_COLUMNS 60
#define MOST_HEAD 12 /* lines */

struct dashes {
	size_t n;
	size_t start[MOST_COLUMNS + 1], end[MOST_COLUMNS + 1]; /* columns of the screen */
	char mark;
};

struct rows {
	size_t head, head_end;  /* lines; the same: no header */
	size_t body, body_end;
	bool parted;            /* rows are parted by empty lines */
	bool hanging;           /* a line without a first cell goes on with the row above */
	const struct dashes *d;
};

/* ---------------------------------------------------------------- lines of dashes */

static bool read_dashes(const struct md_blocks *r, size_t i, struct dashes *d)
{
	if (i >= r->n || !r->v[i].text.n)
		return false;
	struct str s = str_sub(r->in->s, r->v[i].start, r->v[i].end);
	d->n = 0;
	d->mark = r->v[i].text.p[0];
	if ((d->mark != '-' && d->mark != '=') || str_find_char(s, '\t', 0) != SIZE_MAX)
		return false;
	for (size_t at = 0; at < s.n; at++) {
		if (s.p[at] != d->mark && s.p[at] != ' ')
			return false;
		bool starts = s.p[at] == d->mark && (at == 0 || s.p[at - 1] == ' ');
		if (starts && d->n == MOST_COLUMNS)
			return false;
		if (starts)
			d->start[d->n++] = at;
		if (s.p[at] == d->mark)
			d->end[d->n - 1] = at + 1;
	}
	for (size_t k = 0; k < d->n; k++)
		if (d->end[k] - d->start[k] < 2)
			return false;
	return d->n > 0 && (d->n > 1 || d->end[0] - d->start[0] > 2);
}

/* The next line of dashes at or behind i, before `most`; SIZE_MAX: none. parts: of more than one stretch. */
static size_t next_dashes(const struct md_blocks *r, size_t i, size_t most, bool parts)
{
	struct dashes d;

	for (; i < r->n && i < most; i++)
		if (read_dashes(r, i, &d) && (!parts || d.n > 1))
			return i;
	return SIZE_MAX;
}

static bool has_blank(const struct md_blocks *r, size_t from, size_t to)
{
	while (from < to && !md_is_blank(r, from))
		from++;
	return from < to;
}

/* ---------------------------------------------------------------- do lines keep to the columns? */

static bool line_fits(const struct md_blocks *r, size_t i, const struct dashes *d)
{
	struct str s = str_sub(r->in->s, r->v[i].start, r->v[i].end);

	for (size_t k = 1; k < d->n; k++) {
		size_t at = md_column(s, d->start[k] - 1);
		if (at < s.n && s.p[at] != ' ')
			return false;
	}
	return str_find_char(s, '\t', 0) == SIZE_MAX;
}

static bool all_fit(const struct md_blocks *r, size_t from, size_t to, const struct dashes *d)
{
	while (from < to && line_fits(r, from, d))
		from++;
	return from == to;
}

/* ---------------------------------------------------------------- writing */

/* As Pandoc has it: a head that ends with the dashes and does not start with them is set to the right, and so on. */
static const char *align_of(const struct md_blocks *r, const struct rows *t, size_t column)
{
	size_t line = t->head < t->head_end ? t->head_end - 1 : t->body;
	struct str s = str_sub(r->in->s, r->v[line].start, r->v[line].end);
	size_t last = column + 1 < t->d->n ? md_column(s, t->d->start[column + 1]) : s.n;
	struct str cell = str_sub(s, md_column(s, t->d->start[column]), last), words = str_trim(cell);

	if (!words.n)
		return NULL;
	bool left = cell.p == words.p;
	bool right = md_width_of(str_sub(s, 0, (size_t)(words.p - s.p) + words.n)) == t->d->end[column];
	return left == right ? (left ? NULL : "center") : right ? "right" : "left";
}

static void put_row(struct md_blocks *r, const struct rows *t, size_t from, size_t to, bool header)
{
	md_put_row(r);
	for (size_t k = 0; k < t->d->n; k++) {
		md_put_cell(r, &(struct md_cell){.line = from, .columns = 1, .rows = 1, .header = header, .align = align_of(r, t, k)});
		for (size_t i = from; i < to; i++)
			md_put_cell_line(r, i, k ? t->d->start[k] : 0, k + 1 < t->d->n ? t->d->start[k + 1] : SIZE_MAX, false);
	}
}

static bool goes_on(const struct md_blocks *r, const struct rows *t, size_t i)
{
	if (i >= t->body_end || t->d->n < 2)
		return false;
	return t->parted ? !md_is_blank(r, i) : t->hanging && r->v[i].indent >= t->d->start[1];
}

static void put_rows(struct md_blocks *r, const struct rows *t)
{
	if (t->head < t->head_end)
		put_row(r, t, t->head, t->head_end, true);
	for (size_t i = t->body, end; i < t->body_end; i = end) {
		end = i + 1;
		if (md_is_blank(r, i))
			continue;
		while (goes_on(r, t, end))
			end++;
		put_row(r, t, i, end, false);
	}
}

/* The table, which ends before line `end`. */
static size_t put(struct md_blocks *r, const struct rows *t, size_t i, size_t end)
{
	if (t->body >= t->body_end)
		return 0;
	if (!all_fit(r, t->head, t->head_end, t->d) || !all_fit(r, t->body, t->body_end, t->d)) {
		md_put_as_it_is(r, i, end);
		return end - i;
	}
	md_put_table(r, i);
	put_rows(r, t);
	md_put_table_end(r);
	return end - i;
}

/* ---------------------------------------------------------------- the kinds */

static size_t read_multiline(struct md_blocks *r, size_t i)
{
	struct dashes d, last;
	size_t parts = next_dashes(r, i + 1, i + MOST_HEAD, false), end;

	if (r->no_multiline || parts == SIZE_MAX || !read_dashes(r, parts, &d) || d.n < 2 || parts == i + 1 || has_blank(r, i + 1, parts))
		return 0;
	for (end = parts + 1; (end = next_dashes(r, end, r->n, false)) != SIZE_MAX; end++)
		if (md_is_blank(r, end + 1) && read_dashes(r, end, &last))
			return put(r, &(struct rows){i + 1, parts, parts + 1, end, .parted = true, .d = &d}, i, end + 1);
	r->no_multiline = true;
	return 0;
}

static size_t read_headless(struct md_blocks *r, size_t i, const struct dashes *d)
{
	struct dashes other;
	size_t next = next_dashes(r, i + 1, r->n, false), last;
	struct rows t = {i + 1, i + 1, i + 1, next, .hanging = d->mark == '=', .d = d};

	if (md_is_blank(r, i + 1) || next == SIZE_MAX)
		return 0;
	last = next;
	if (!md_is_blank(r, next + 1) && read_dashes(r, next, &other) && other.n == d->n) {
		last = next_dashes(r, next + 1, r->n, false);
		if (last == SIZE_MAX)
			return 0;
		t.head_end = next;
		t.body = next + 1;
		t.body_end = last;
	}
	t.parted = has_blank(r, t.body, t.body_end);
	if (!all_fit(r, t.body, t.body_end, d))
		return 0;
	return put(r, &t, i, last + 1);
}

static size_t read_simple(struct md_blocks *r, size_t i, const struct dashes *d)
{
	struct dashes last;
	size_t end = i + 2;

	while (!md_is_blank(r, end) && !read_dashes(r, end, &last))
		end++;
	bool closed = !md_is_blank(r, end);
	return put(r, &(struct rows){i, i + 1, i + 2, end, .d = d}, i, end + closed);
}

size_t md_column_table(struct md_blocks *r, size_t i)
{
	struct dashes d;

	bool first = read_dashes(r, i, &d), second = !first && read_dashes(r, i + 1, &d) && d.n > 1;
	if ((!first && !second) || !md_starts_block(r, i) || (r->v[i].indent > 3 && !md_in_list(r, i)))
		return 0;
	if (first)
		return d.n == 1 ? (d.mark == '-' ? read_multiline(r, i) : 0) : read_headless(r, i, &d);
	return read_simple(r, i, &d);
}
