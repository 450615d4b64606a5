/* markdown_tidy.c - what cmark must not see: bytes that it would change, and marks that would cost it the square of their number.
 *
 * Nobody writes so many. They are escaped, or parted by a comment, so that they print as they did; in code nothing is changed. */
#include "content/content_int.h"

#include <string.h>

#define MOST_MARKERS 200  /* of containers in one line; each open container costs cmark time in every line to come */
#define MOST_TAG 1000     /* bytes of an instruction or its like; what is longer ... */
#define MOST_OPEN 16      /* ... or never ends is text where a paragraph has more of them: cmark looks for the end of each */
#define MOST_IMAGES 64    /* that are open; behind each link cmark looks at all of them */
#define MOST_BARS 512     /* in one line; cmark's list of a row's cells knows no end of its own */
#define MOST_CLOSED 200   /* parentheses; at the end of a bare address cmark counts them anew for each */

/* ---------------------------------------------------------------- lines */

/* The length of a container's marker at `at`, or 0. */
static size_t marker(struct str s, size_t at, size_t end)
{
	size_t n = 0;

	if (s.p[at] == '>')
		return 1;
	while (at + n < end && n < 9 && s.p[at + n] >= '0' && s.p[at + n] <= '9')
		n++;
	if (at + n >= end || !strchr(n ? ".)" : "-+*", s.p[at + n]))
		return 0;
	return at + n + 1 == end || s.p[at + n + 1] == ' ' || s.p[at + n + 1] == '\t' ? n + 1 : 0;
}

/* A line of stars or dashes: no list, whatever their number. */
static bool is_rule(struct str s, size_t at, size_t end)
{
	for (size_t i = at; i < end; i++)
		if (s.p[i] != s.p[at] && s.p[i] != ' ' && s.p[i] != '\t')
			return false;
	return s.p[at] == '-' || s.p[at] == '*';
}

/* Where a line has more markers than we let cmark nest; SIZE_MAX: nowhere. */
static size_t too_deep(struct str s, size_t at, size_t end)
{
	size_t n = 0, length;

	for (; at < end; at += length) {
		bool blank = s.p[at] == ' ' || s.p[at] == '\t';
		length = blank ? 1 : marker(s, at, end);
		if (length == 0)
			return SIZE_MAX;
		if (!blank && n++ == MOST_MARKERS)
			return is_rule(s, at, end) ? SIZE_MAX : at + length - 1;
	}
	return SIZE_MAX;
}

static size_t line_end(struct str s, size_t at)
{
	size_t end = str_find_char(s, '\n', at);

	return end == SIZE_MAX ? s.n : end;
}

/* How many bars a line of dashes has, and one more; 0: it is none. */
static size_t delimiter_bars(struct str s, size_t at, size_t end)
{
	size_t bars = 1;
	bool dashes = false;

	for (; at < end; at++) {
		if (!strchr("|-: \t\r>", s.p[at]))
			return 0;
		bars += s.p[at] == '|';
		dashes |= s.p[at] == '-';
	}
	return dashes ? bars : 0;
}

static void tidy_line(struct md_reading *r, size_t at, size_t end)
{
	struct str s = r->text.s;
	size_t deep = end - at > MOST_MARKERS ? too_deep(s, at, end) : SIZE_MAX;

	if (deep != SIZE_MAX) {
		msg(r->build, MSG_NESTING, text_pos(&r->text, deep, deep + 1), arena_printf(r->build->arena, "%d", MOST_MARKERS).p);
		md_add_edit(r, deep, deep, STR("\\"));
	} else if (end - at > MD_MOST_COLUMNS && delimiter_bars(s, at, end) > MD_MOST_COLUMNS + 2) {
		msg(r->build, MSG_TABLE_TOO_WIDE, text_pos(&r->text, at, end), arena_printf(r->build->arena, "%d", MD_MOST_COLUMNS).p);
		size_t first = at + strspn(s.p + at, " \t>");
		md_add_edit(r, first, first, STR("\\"));
	}
}

/* Characters that cmark would replace or take for line ends: then its lines would not be ours. */
static void tidy_bytes(struct md_reading *r)
{
	struct str s = r->text.s;

	for (size_t at = 0; at < s.n; at++)
		if (s.p[at] == '\0')
			md_add_edit(r, at, at + 1, STR("\xEF\xBF\xBD"));
		else if (s.p[at] == '\r')
			md_add_edit(r, at, at + 1, at + 1 < s.n && s.p[at + 1] == '\n' ? STR("") : STR("\n"));
}

/* ---------------------------------------------------------------- marks */

/* What a tag that is no element starts and ends with. */
static const struct { const char *opens, *closes; } tags[] = {{"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<!", ">"}};

#define TAGS (sizeof tags / sizeof *tags)

/* Looking through the text, code left out. */
struct tidying {
	struct md_reading *r;
	size_t ends[TAGS];   /* the first end behind the last tag; SIZE_MAX: there is none */
	size_t open[TAGS];   /* tags of this paragraph that end far away or nowhere */
	struct { bool *v; size_t n, sz; } brackets; /* of this paragraph that are open: whether each is an image's */
	size_t images;       /* of them */
	bool table;          /* this line is a row, or the head of one */
	size_t bars, closed; /* of this line; closing parentheses of this word */
};

static size_t tag_at(struct str s, size_t at)
{
	size_t kind = 0;

	while (kind < TAGS && !str_starts(str_sub(s, at, s.n), tags[kind].opens))
		kind++;
	return kind < TAGS && tags[kind].opens[1] == '!' && !tags[kind].opens[2] && !md_is_word(md_char_at(s, at + 2)) ? TAGS : kind;
}

static void at_tag(struct tidying *t, size_t at)
{
	struct str s = t->r->text.s;
	size_t kind = tag_at(s, at);

	if (kind == TAGS)
		return;
	if (t->ends[kind] <= at) {
		size_t found = str_find(str_sub(s, at, s.n), str_from(tags[kind].closes));
		t->ends[kind] = found == SIZE_MAX ? SIZE_MAX : at + found;
	}
	if (t->ends[kind] - at > MOST_TAG && t->open[kind]++ >= MOST_OPEN)
		md_add_edit(t->r, at, at, STR("\\"));
}

static void at_bracket(struct tidying *t, size_t at)
{
	bool image = at > 0 && t->r->text.s.p[at - 1] == '!';

	if (image && t->images == MOST_IMAGES) {
		md_add_edit(t->r, at, at, STR("\\"));
		return;
	}
	t->images += image;
	*arena_push(t->r->build->reading, &t->brackets) = image;
}

static void end_paragraph(struct tidying *t)
{
	memset(t->open, 0, sizeof t->open);
	t->brackets.n = t->images = 0;
}

/* A line starts at `at`. */
static void at_line(struct tidying *t, struct str s, size_t at)
{
	size_t end = line_end(s, at);

	t->bars = 0;
	if (end == at)
		end_paragraph(t);
	t->table = end > at && (t->table || delimiter_bars(s, at, end) || (end < s.n && delimiter_bars(s, end + 1, line_end(s, end + 1))));
}

static void at_bar(struct tidying *t, size_t at)
{
	if (t->bars++ >= MOST_BARS)
		md_add_edit(t->r, at, at, STR("\\"));
}

/* In code, too, bars are between cells, and a backslash before one is not printed, but in tables only. */
static size_t at_code(struct tidying *t, struct str s, size_t at)
{
	size_t end = md_skip_code(s, at), line = at;

	while (line > 0 && strchr(" \t>", s.p[line - 1]))
		line--;
	bool fence = str_starts(str_sub(s, at, end), "```") && (line == 0 || s.p[line - 1] == '\n');
	for (; t->table && !fence && at < end; at++)
		if (s.p[at] == '\n')
			at_line(t, s, at + 1);
		else if (s.p[at] == '\\')
			at++;
		else if (s.p[at] == '|')
			at_bar(t, at);
	return end - 1;
}

/* Looks at s[at] and gives the last byte that belongs to it. */
static size_t tidy_mark(struct tidying *t, struct str s, size_t at)
{
	switch (s.p[at]) {
	case '`': return at_code(t, s, at);
	case '\\': return at + 1;
	case '<': at_tag(t, at); break;
	case '[': at_bracket(t, at); break;
	case ']': t->images -= t->brackets.n && t->brackets.v[--t->brackets.n]; break;
	case '|': at_bar(t, at); break;
	case ')':
		if (++t->closed % MOST_CLOSED == 0)
			md_add_edit(t->r, at, at, STR("<!-- -->"));
		break;
	case '\n': at_line(t, s, at + 1); /* fall through */
	case ' ': t->closed = 0; break;
	}
	return at;
}

void md_tidy(struct md_reading *r)
{
	struct tidying t = {.r = r};

	tidy_bytes(r);
	at_line(&t, r->text.s, 0);
	for (size_t at = 0; at < r->text.s.n; at++)
		at = tidy_mark(&t, r->text.s, at);
	for (size_t at = 0, end; at < r->text.s.n; at = end + 1) {
		end = line_end(r->text.s, at);
		tidy_line(r, at, end);
	}
	if (r->edits.n)
		md_make_edits(r);
}
