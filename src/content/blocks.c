/* blocks.c - blocks of lines that Pandoc, MkDocs, MyST and others read and cmark does not. They are written anew as what it reads:
 * tables and divs in HTML with Markdown in them, lists, fences. Each kind has a reader; code between fences is nobody's. */
#include "content/content_int.h"

#include <string.h>

/* ---------------------------------------------------------------- lines */

static struct md_line line_at(struct str s, size_t start)
{
	size_t end = str_find_char(s, '\n', start), at = start;

	end = end == SIZE_MAX ? s.n : end;
	while (at < end && (s.p[at] == ' ' || s.p[at] == '\t'))
		at++;
	return (struct md_line){start, end, at - start, str_trim(str_sub(s, at, end)), MD_ITEM_NONE};
}

static void find_lines(struct md_blocks *r)
{
	struct { struct md_line *v; size_t n, sz; } lines = {0};

	for (size_t at = 0; at < r->in->s.n; at = lines.v[lines.n - 1].end + 1)
		*arena_push(r->b->reading, &lines) = line_at(r->in->s, at);
	r->v = lines.v;
	r->n = lines.n;
}

bool md_is_blank(const struct md_blocks *r, size_t i)
{
	return i >= r->n || r->v[i].text.n == 0;
}

bool md_starts_block(const struct md_blocks *r, size_t i)
{
	return i == 0 || md_is_blank(r, i - 1) || r->v[i - 1].text.p[0] == '#' || r->v[i - 1].end <= r->done;
}

static bool look_above(const struct md_blocks *r, size_t i)
{
	for (size_t k = i; k-- > 0;) {
		if (k == r->in_list.line && r->v[k].indent == r->v[i].indent)
			return r->in_list.is;
		const struct md_line *l = &r->v[k];
		if (l->text.n == 0 || l->indent >= r->v[i].indent)
			continue;
		size_t n = 0;
		while (n < l->text.n && l->text.p[n] >= '0' && l->text.p[n] <= '9')
			n++;
		if (l->item >= MD_ITEM_BULLET || (n < l->text.n && strchr(n ? ".)" : "-*+", l->text.p[n])))
			return true;
		if (l->indent == 0)
			return false;
	}
	return false;
}

bool md_in_list(struct md_blocks *r, size_t i)
{
	r->in_list.is = look_above(r, i);
	r->in_list.line = i;
	return r->in_list.is;
}

/* ---------------------------------------------------------------- writing */

void md_put(struct md_blocks *r, size_t i, struct str made)
{
	const struct md_line *l = &r->v[i];

	text_put(&r->out, made, text_pos(r->in, l->start + l->indent, l->end));
	r->changed = true;
}

void md_put_line(struct md_blocks *r, size_t i, struct str made)
{
	text_copy(&r->out, r->in, r->v[i].start, r->v[i].start + r->v[i].indent);
	md_put(r, i, made);
	md_put(r, i, STR("\n"));
}

void md_copy_lines(struct md_blocks *r, size_t from, size_t to)
{
	if (from < to)
		text_copy(&r->out, r->in, r->v[from].start, to < r->n ? r->v[to].start : r->in->s.n);
}

void md_put_attribute(struct buf *out, const char *name, struct str s)
{
	if (!s.n)
		return;
	buf_printf(out, " %s=\"", name);
	for (size_t i = 0; i < s.n; i++)
		s.p[i] == '"' ? buf_cstr(out, "&quot;") : s.p[i] == '\n' ? buf_char(out, ' ') : buf_char(out, s.p[i]);
	buf_char(out, '"');
}

/* ---------------------------------------------------------------- bodies */

size_t md_body_end(const struct md_blocks *r, size_t i, size_t indent)
{
	size_t end = i;

	for (size_t k = i; k < r->n; k++) {
		if (md_is_blank(r, k))
			continue;
		if (r->v[k].indent < indent)
			break;
		end = k + 1;
	}
	return end;
}

void md_put_body(struct md_blocks *r, size_t from, size_t to, size_t indent)
{
	struct text_builder w = {.arena = r->b->arena};
	struct text body;

	for (size_t k = from; k < to; k++) {
		const struct md_line *l = &r->v[k];
		size_t cut = l->indent < indent ? l->indent : indent;
		text_copy(&w, r->in, l->start + cut, l->end);
		text_put(&w, STR("\n"), text_pos(r->in, l->end, l->end));
	}
	body = text_finish(&w);
	body = md_blocks(r->b, &body);
	text_copy(&r->out, &body, 0, body.s.n);
	r->changed = true;
}

/* ---------------------------------------------------------------- the walk */

/* How many fence marks a line starts with; 0: it is no fence. */
static size_t fence_marks(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == s.p[0])
		n++;
	return n > 2 && (s.p[0] == '`' || s.p[0] == '~') ? n : 0;
}

static bool closes_fence(struct str s, struct str fence)
{
	return s.n >= fence_marks(fence) && s.n > 0 && s.p[0] == fence.p[0] && fence_marks(s) == s.n;
}

/* The line behind the fenced code that starts in line i; i itself when none does. Between the fences of a directive is Markdown;
 * they are kept in mind, so that what closes one does not open another. */
static size_t skip_fence(struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text;
	size_t n = fence_marks(s);

	if (n == 0)
		return i;
	if (r->fences.n && closes_fence(s, r->fences.v[r->fences.n - 1])) {
		r->fences.n--;
		return i;
	}
	if (md_is_directive(str_trim(str_sub(s, n, s.n)))) {
		*arena_push(r->b->reading, &r->fences) = s;
		return i;
	}
	for (size_t k = i + 1; k < r->n; k++)
		if (closes_fence(r->v[k].text, s))
			return k + 1;
	return r->n;
}

static size_t read_block(struct md_blocks *r, size_t i)
{
	static size_t (*const readers[])(struct md_blocks *, size_t) = {
		md_grid_table, md_column_table, md_list_table, md_admonition, md_tab, md_slashes, md_rst,
		md_alert, md_contents_line, md_page_break_line, md_center_line, md_comment_lines, md_percent_lines, md_name_line,
		md_abbreviation_line, md_attributes_line, md_verse, md_lettered_line, md_counted_line, md_bullet_line,
		md_slide_lines,
	};

	for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
		size_t taken = readers[k](r, i);
		if (taken)
			return i + taken;
	}
	return i;
}

struct text md_blocks(struct build *b, const struct text *text)
{
	struct md_blocks r = {.b = b, .in = text, .out = {.arena = b->arena}};

	find_lines(&r);
	for (size_t i = 0, next; i < r.n; i = next) {
		next = skip_fence(&r, i);
		if (next > i) {
			md_copy_lines(&r, i, next);
			continue;
		}
		next = md_is_blank(&r, i) ? i : read_block(&r, i);
		if (next > i) {
			r.done = r.v[next - 1].end;
			continue;
		}
		next = i + 1;
		md_copy_lines(&r, i, next);
	}
	if (r.changed)
		return text_finish(&r.out);
	text_drop(&r.out);
	return *text;
}
