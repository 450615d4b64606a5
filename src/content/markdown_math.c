/* markdown_math.c - what cmark does not know: math, attributes in braces, and comments that run from one block into another.
 *
 * cmark would take the underscores and asterisks of math for emphasis. So math gives way to one character that means nothing
 * to cmark, an object replacement character, and that comes back as a node. Dollar signs follow Pandoc's rule: the first one
 * with no space behind it, the next one with no space before it and no digit behind it; "$5 and $10" is text. The brackets
 * \( \) and \[ \] are plain Markdown for brackets, too, and many pages mean that; so what is between them must look like
 * TeX. */
#include "content/content_int.h"

#include <string.h>

#define OBJECT "\xEF\xBF\xBC"
#define MOST_MATH 4000 /* bytes: a delimiter is not looked for farther away */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first place of two characters at or after `at`, with no backslash before them, or SIZE_MAX. */
static size_t find_pair(struct str s, size_t at, const char *pair)
{
	for (; at + 1 < s.n; at += s.p[at] == '\\' ? 2 : 1)
		if (s.p[at] == pair[0] && s.p[at + 1] == pair[1])
			return at;
	return SIZE_MAX;
}

/* ---------------------------------------------------------------- what becomes of it */

/* Text bytes [from, to) are math. */
static void add_math(struct md_search *f, struct md_range range, struct str literal, bool display)
{
	struct md_mark mark = {0, sizeof OBJECT - 1, MD_MARK_MATH, arena_str(f->r->build->arena, str_trim(literal)), display};

	*arena_push(f->r->build->reading, &f->r->edits) = (struct md_edit){range.from, range.to, STR(OBJECT), mark};
}

/* Content bytes [at, end) are math, delimiters of `n` bytes included. */
static void take_math(struct md_search *f, size_t end, size_t n, bool display)
{
	struct str inner = str_sub(f->s, f->at + n, end - n);

	add_math(f, (struct md_range){md_at(f->r, f->at), md_end(f->r, end)}, inner, display);
	f->at = end;
}

/* ---------------------------------------------------------------- dollar signs */

/* The end of "$...$" at s[at], or SIZE_MAX. */
static size_t dollar_end(struct str s, size_t at)
{
	if (at + 1 >= s.n || md_is_space(s.p[at + 1]))
		return SIZE_MAX;
	for (size_t i = at + 1; i < s.n; i += s.p[i] == '\\' ? 2 : 1)
		if (s.p[i] == '$') {
			bool digit = md_char_at(s, i + 1) >= '0' && md_char_at(s, i + 1) <= '9';
			return md_is_space(s.p[i - 1]) || digit ? SIZE_MAX : i + 1;
		}
	return SIZE_MAX;
}

/* The end of "$$...$$" at s[at], or SIZE_MAX. */
static size_t double_dollar_end(struct str s, size_t at)
{
	size_t end = find_pair(s, at + 2, "$$");

	return end == SIZE_MAX || str_trim(str_sub(s, at + 2, end)).n == 0 ? SIZE_MAX : end + 2;
}

static bool starts_line(const struct md_search *f)
{
	size_t at = f->at;

	while (at > 0 && (f->s.p[at - 1] == ' ' || f->s.p[at - 1] == '\t'))
		at--;
	return at == 0 || f->s.p[at - 1] == '\n';
}

/* The end of the paragraph in which a byte of the text stands, if no Markdown but blank lines ended it. */
static size_t blank_line(struct str s, size_t at)
{
	while ((at = str_find_char(s, '\n', at)) != SIZE_MAX) {
		size_t next = ++at;
		while (next < s.n && (s.p[next] == ' ' || s.p[next] == '\t' || s.p[next] == '>'))
			next++;
		if (next == s.n || s.p[next] == '\n')
			return next;
	}
	return s.n;
}

/* Lines of the text without the marks of block quotes and the indentation. */
static struct str without_marks(struct build *b, struct str s)
{
	struct buf made = {0};

	for (size_t at = 0, end; at < s.n; at = end) {
		end = str_find_char(s, '\n', at);
		end = end == SIZE_MAX ? s.n : end + 1;
		while (at > 0 && at < end && (s.p[at] == ' ' || s.p[at] == '\t' || s.p[at] == '>'))
			at++;
		buf_str(&made, str_sub(s, at, end));
	}
	struct str literal = arena_str(b->arena, buf_view(&made));
	buf_free(&made);
	return literal;
}

/* Display math whose lines look like Markdown blocks (a list, an underlined heading) to cmark: it ends in another leaf. */
static bool take_broken_display(struct md_search *f)
{
	struct str s = f->r->text.s;
	size_t from = md_at(f->r, f->at);

	if (!starts_line(f))
		return false;
	s = str_sub(s, 0, from + MOST_MATH);
	size_t end = double_dollar_end(str_sub(s, 0, blank_line(s, from)), from);
	if (end == SIZE_MAX)
		return false;
	add_math(f, (struct md_range){from, end}, without_marks(f->r->build, str_sub(s, from + 2, end - 2)), true);
	f->at = f->s.n;
	return true;
}

/* Up to where math that starts here may go: it holds no code, no HTML, no address. */
static struct str open_stretch(const struct md_search *f)
{
	size_t end = f->next_shut < f->r->shut.n ? f->r->shut.v[f->next_shut].from : f->s.n;

	return str_sub(f->s, 0, end < f->at + MOST_MATH ? end : f->at + MOST_MATH);
}

static void at_dollar(struct md_search *f)
{
	struct str s = open_stretch(f);
	size_t end;

	if (md_char_at(s, f->at + 1) == '$') {
		if ((end = double_dollar_end(s, f->at)) != SIZE_MAX)
			take_math(f, end, 2, true);
		else if (!take_broken_display(f))
			f->at += 2;
	} else if ((end = dollar_end(s, f->at)) != SIZE_MAX) {
		take_math(f, end, 1, false);
	} else {
		f->at++;
	}
}

/* ---------------------------------------------------------------- brackets */

/* An index behind a single letter; file_name has none. */
static bool is_index(struct str s, size_t at)
{
	return s.p[at] == '_' && at > 0 && is_letter(s.p[at - 1]) && (at == 1 || !is_letter(s.p[at - 2]));
}

static bool looks_like_tex(struct str s)
{
	if (s.n == 1)
		return is_letter(s.p[0]);
	if (str_find(s, STR("://")) != SIZE_MAX) /* "[at <https://...>]" */
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (strchr("^={}<>", s.p[i]) || is_index(s, i) || (s.p[i] == '\\' && is_letter(md_char_at(s, i + 1))))
			return true;
	return false;
}

/* The backslash before the bracket that ends what the one at hand begins, or SIZE_MAX. What was searched in vain is not searched
 * again. */
static size_t find_bracket(struct md_search *f, struct str s, char bracket)
{
	size_t *searched = bracket == '[' ? &f->no_square : &f->no_round, at = f->at + 2;

	if (at < *searched)
		for (at = *searched; at > f->at + 2 && s.p[at - 1] == '\\';)
			at--;
	size_t end = find_pair(s, at, bracket == '[' ? "\\]" : "\\)");
	if (end == SIZE_MAX)
		*searched = s.n > 0 ? s.n - 1 : 0;
	return end;
}

static void at_backslash(struct md_search *f)
{
	struct str s = open_stretch(f);
	char bracket = md_char_at(s, f->at + 1);
	size_t end = SIZE_MAX;

	if (bracket == '[' || bracket == '(')
		end = find_bracket(f, s, bracket);
	if (end != SIZE_MAX && looks_like_tex(str_trim(str_sub(s, f->at + 2, end))))
		take_math(f, end + 2, 2, bracket == '[');
	else
		f->at += 2;
}

/* ---------------------------------------------------------------- comments */

/* A comment from text byte `from` on that cmark did not take for one: all of it goes. */
static bool drop_comment(struct md_reading *r, size_t from, size_t block_end)
{
	size_t end;

	if (from >= r->no_comment_end)
		return false;
	end = str_find(str_sub(r->text.s, from + 4, r->text.s.n), STR("-->"));
	if (end == SIZE_MAX) {
		r->no_comment_end = from;
		return false;
	}
	end += from + 4 + 3;
	if (end > block_end)
		msg(r->build, MSG_COMMENT_SPLIT, text_pos(&r->text, from, from + 4), "");
	*arena_push(r->build->reading, &r->edits) = (struct md_edit){.from = from, .to = end, .put = STR("")};
	return true;
}

static void at_angle(struct md_search *f)
{
	size_t end;

	if (!str_starts(str_sub(f->s, f->at, f->s.n), "<!--") ||
	    !drop_comment(f->r, md_at(f->r, f->at), f->leaf->to)) {
		f->at++;
		return;
	}
	end = str_find(str_sub(f->s, f->at, f->s.n), STR("-->"));
	f->at = end == SIZE_MAX ? f->s.n : f->at + end + 3;
}

/* A block that starts with a comment may have ended (with its list, its quotation) before the comment does. */
void md_find_comment(struct md_reading *r, const struct md_draft *html_block)
{
	struct str s = html_block->node.literal;

	if (str_starts(str_trim(s), "<!--") && str_find(s, STR("-->")) == SIZE_MAX)
		drop_comment(r, html_block->from, html_block->to);
}

/* ---------------------------------------------------------------- attributes */

static bool is_shut(const struct md_search *f, size_t at)
{
	for (size_t i = 0; i < f->r->shut.n; i++)
		if (f->r->shut.v[i].from <= at && at < f->r->shut.v[i].to)
			return true;
	return false;
}

/* The bracket that the one at `at` closes, or SIZE_MAX. */
static size_t bracket_before(struct str s, size_t at)
{
	for (size_t depth = 0; at > 0 && (at < 2 || s.p[at - 1] != '\n' || s.p[at - 2] != '\n'); at--) {
		if (s.p[at] == ']')
			depth++;
		else if (s.p[at] == '[' && --depth == 0)
			return at;
	}
	return at < s.n && s.p[at] == '[' ? at : SIZE_MAX;
}

/* A list of attributes belongs to what it touches, or, at a line's end or start, to the block. */
static bool may_stand(struct str s, size_t at, size_t end)
{
	bool touches = at > 0 && strchr(")]`*_>", s.p[at - 1]), ends = end == s.n || s.p[end] == '\n';

	return touches || ends || at == 0 || s.p[at - 1] == '\n';
}

/* "[text]{.class}" is a <span>; other lists become an element that says them of what stands before it. */
static void at_brace(struct md_search *f)
{
	struct str attributes;
	size_t at = f->at, end = md_attributes(f->r->build, f->s, at, &attributes), bracket = SIZE_MAX;
	struct arena *a = f->r->build->arena;

	f->at++;
	if (end == SIZE_MAX || !may_stand(f->s, at, end))
		return;
	if (at > 0 && f->s.p[at - 1] == ']' && !is_shut(f, at - 1))
		bracket = bracket_before(f->s, at - 1);
	if (bracket != SIZE_MAX) {
		md_replace(f, bracket, bracket + 1, arena_printf(a, "<span%.*s>", STR_ARG(attributes)));
		md_replace(f, at - 1, end, STR("</span>"));
	} else {
		/* At the start of a line it would be a block of HTML. */
		size_t from = at > 0 && f->s.p[at - 1] == '\n' ? at - 1 : at;
		md_replace(f, from, end, arena_printf(a, "<x-attr%.*s>", STR_ARG(attributes)));
	}
	f->at = end;
}

/* ---------------------------------------------------------------- addresses with spaces */

/* "[text](a file.pdf)": cmark takes no space in an address. */
static void at_address(struct md_search *f)
{
	size_t from = f->at + 2, to = from, spaces = 0;
	struct buf made = {0};

	f->at++;
	for (; to < f->s.n && !strchr("()\"'<>\n", f->s.p[to]); to++)
		spaces += f->s.p[to] == ' ';
	struct str inner = str_sub(f->s, from, to), trimmed = str_trim(inner);
	if (to >= f->s.n || f->s.p[to] != ')' || !spaces ||
			(str_find_char(inner, '.', 0) == SIZE_MAX && str_find_char(inner, '/', 0) == SIZE_MAX))
		return;
	for (size_t i = 0; i < trimmed.n; i++)
		trimmed.p[i] == ' ' ? buf_cstr(&made, "%20") : buf_char(&made, trimmed.p[i]);
	md_replace(f, from, to, arena_str(f->r->build->arena, buf_view(&made)));
	buf_free(&made);
	f->at = to;
}

/* ---------------------------------------------------------------- underscores */

static bool is_word(char c)
{
	return md_is_word(c) || (unsigned char)c >= 0x80;
}

#define BLANK 4

/* A run of underscores to be filled in is no emphasis, whatever stands beside it. */
static bool take_blank(struct md_search *f)
{
	size_t to = f->at;
	struct buf made = {0};

	while (md_char_at(f->s, to) == '_')
		to++;
	if (to - f->at < BLANK)
		return false;
	for (size_t i = f->at; i < to; i++)
		buf_cstr(&made, "\\_");
	md_replace(f, f->at, to, arena_str(f->r->build->arena, buf_view(&made)));
	buf_free(&made);
	f->at = to;
	return true;
}

/* "__S__trategies": underscores do not count inside of words for cmark, and asterisks do. */
static void at_underscore(struct md_search *f)
{
	struct str s = f->s;
	size_t from = f->at, to = from + 2;

	if (take_blank(f))
		return;
	f->at++;
	if (md_char_at(s, from + 1) != '_' || (from > 0 && is_word(s.p[from - 1])))
		return;
	while (to < s.n && is_word(s.p[to]))
		to++;
	f->at = to > from + 2 ? to : from + 2;
	if (to == from + 2 || !str_starts(str_sub(s, to, s.n), "__") || !is_word(md_char_at(s, to + 2)))
		return;
	md_replace(f, from, from + 2, STR("**"));
	md_replace(f, to, to + 2, STR("**"));
	f->at = to + 2;
}

/* ---------------------------------------------------------------- the search */

void md_find_math(struct md_reading *r, const struct md_draft *leaf)
{
	struct md_search f = {.r = r, .leaf = leaf, .s = leaf->content};

	while (f.at < f.s.n) {
		char c = f.s.p[f.at];
		if (md_skip_shut(&f))
			continue;
		if (c == '$')
			at_dollar(&f);
		else if (c == '\\')
			at_backslash(&f);
		else if (c == '<')
			at_angle(&f);
		else if (c == '{')
			at_brace(&f);
		else if (c == '_')
			at_underscore(&f);
		else if (c == ']' && md_char_at(f.s, f.at + 1) == '(')
			at_address(&f);
		else
			f.at++;
	}
}
