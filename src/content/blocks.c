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
	return (struct md_line){start, end, at - start, str_trim(str_sub(s, at, end))};
}

static void find_lines(struct md_blocks *r)
{
	struct { struct md_line *v; size_t n, sz; } lines = {0};

	for (size_t at = 0; at < r->in->s.n; at = lines.v[lines.n - 1].end + 1)
		*arena_push(r->b->arena, &lines) = line_at(r->in->s, at);
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

bool md_in_list(const struct md_blocks *r, size_t i)
{
	for (size_t k = i; k-- > 0;) {
		const struct md_line *l = &r->v[k];
		if (l->text.n == 0 || l->indent >= r->v[i].indent)
			continue;
		size_t n = 0;
		while (n < l->text.n && l->text.p[n] >= '0' && l->text.p[n] <= '9')
			n++;
		if (n < l->text.n && strchr(n ? ".)" : "-*+", l->text.p[n]))
			return true;
		if (l->indent == 0)
			return false;
	}
	return false;
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
	struct text_builder w = {.build = r->b};
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

/* The line behind the fenced code that starts in line i; i itself when none does. */
static size_t skip_fence(const struct md_blocks *r, size_t i)
{
	struct str s = r->v[i].text;
	size_t n = 0;

	while (n < s.n && s.p[n] == s.p[0])
		n++;
	if (n < 3 || (s.p[0] != '`' && s.p[0] != '~') || md_is_directive(str_trim(str_sub(s, n, s.n))))
		return i;
	for (size_t k = i + 1; k < r->n; k++) {
		struct str t = r->v[k].text;
		size_t same = 0;
		while (same < t.n && t.p[same] == s.p[0])
			same++;
		if (same >= n && same == t.n)
			return k + 1;
	}
	return r->n;
}

static size_t read_block(struct md_blocks *r, size_t i)
{
	static size_t (*const readers[])(struct md_blocks *, size_t) = {
		md_grid_table, md_column_table, md_admonition, md_tab, md_slashes, md_rst,
		md_alert,
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
	struct md_blocks r = {.b = b, .in = text, .out = {.build = b}};

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
	struct text made = text_finish(&r.out);
	return r.changed ? made : *text;
}
