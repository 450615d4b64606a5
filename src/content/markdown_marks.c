/* markdown_marks.c - marks inside of running text that cmark does not know, and other tools do.
 *
 *     [[Page#Part|text]]  ![[plan.png|300]]     links and pictures of Obsidian and of wikis
 *     ==marked==  ++inserted++  ^^inserted^^    MkDocs, HackMD, Obsidian
 *     H~2~O  x^2^  ^[a note]                    Pandoc
 *     {++in++} {--out--} {~~a~>b~~} {>>why<<}   CriticMarkup
 *     %%comment%%  text ^block                  Obsidian
 *     :smile:  :material-email:                 GitHub, MkDocs
 *     {ref}`text <target>`                      MyST
 *     \textbf{x}  \newpage                      LaTeX
 *
 * They become Markdown or HTML. Each asks for more around it than its tool does, since here it may stand for itself. */
#include "content/content_int.h"

#include <string.h>

#define MOST_MARK 2000 /* bytes between two marks */

bool md_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool md_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool md_skip_shut(struct md_search *f)
{
	const struct md_range *shut = f->r->shut.v;
	size_t at = f->at;

	while (f->next_shut < f->r->shut.n && shut[f->next_shut].from <= f->at) {
		if (shut[f->next_shut].to > f->at)
			f->at = shut[f->next_shut].to;
		f->next_shut++;
	}
	return f->at > at;
}

/* ---------------------------------------------------------------- changing the text */

void md_replace(struct md_search *f, size_t from, size_t to, struct str put)
{
	*arena_push(f->r->build->reading, &f->r->edits) = (struct md_edit){.from = md_at(f->r, from), .to = md_end(f->r, to), .put = put};
}

/* Two marks of n bytes, the second at `end`, become tags. */
static void wrap(struct md_search *f, size_t end, size_t n, const char *tag)
{
	md_replace(f, f->at, f->at + n, arena_printf(f->r->build->arena, "<%s>", tag));
	md_replace(f, end, end + n, arena_printf(f->r->build->arena, "</%s>", tag));
	f->at += n;
}

size_t md_find_mark(struct str s, size_t from, const char *mark)
{
	struct str rest = str_sub(s, from, from + MOST_MARK);
	size_t at = str_find(rest, str_from(mark));

	return at == SIZE_MAX ? SIZE_MAX : from + at;
}

/* The second of two marks round words, with nothing but punctuation outside and no blank inside; SIZE_MAX: there is none. */
static size_t closing(const struct md_search *f, const char *mark)
{
	size_t n = strlen(mark), from = f->at + n, end = md_find_mark(f->s, from, mark);
	char before = md_before(f), first = md_char_at(f->s, from);

	if (end == SIZE_MAX || end == from || md_is_word(before) || before == mark[0] || before == '{' || md_is_space(first) ||
			first == mark[0])
		return SIZE_MAX;
	char last = f->s.p[end - 1], after = md_char_at(f->s, end + n);
	return md_is_space(last) || md_is_word(after) || after == mark[0] ? SIZE_MAX : end;
}

/* ---------------------------------------------------------------- marked, inserted, raised */

static bool take_pair(struct md_search *f, const char *mark, const char *tag)
{
	size_t end = str_starts(str_sub(f->s, f->at, f->s.n), mark) ? closing(f, mark) : SIZE_MAX;

	if (end == SIZE_MAX)
		return false;
	wrap(f, end, strlen(mark), tag);
	return true;
}

/* "x^2^", "H~2~O", "Ca^2+^": a word or a charge behind a word. */
static bool take_raised(struct md_search *f, const char *tag)
{
	size_t end = f->at + 1;

	if (!md_is_word(md_before(f)) && md_before(f) != ')' && md_before(f) != '*')
		return false;
	end += md_char_at(f->s, end) == '-' || md_char_at(f->s, end) == '+';
	while (end < f->s.n && (md_is_word(f->s.p[end]) || (unsigned char)f->s.p[end] >= 0x80))
		end++;
	end += md_char_at(f->s, end) == '-' || md_char_at(f->s, end) == '+';
	if (end == f->at + 1 || md_char_at(f->s, end) != f->s.p[f->at] || md_char_at(f->s, end + 1) == f->s.p[f->at] || end - f->at > 24)
		return false;
	wrap(f, end, 1, tag);
	f->at = end + 1;
	return true;
}

/* "^[text]": a footnote where it is called. Its text goes to the end. */
static bool take_note(struct md_search *f)
{
	size_t end = f->at + 2, depth = 1;

	if (f->r->value || md_char_at(f->s, f->at + 1) != '[')
		return false;
	for (; end < f->s.n && end < f->at + MOST_MARK && depth > 0; end++) {
		end += f->s.p[end] == '\\';
		depth += md_char_at(f->s, end) == '[';
		depth -= md_char_at(f->s, end) == ']';
	}
	if (depth > 0 || end > f->s.n || end - f->at < 4)
		return false;
	struct arena *a = f->r->build->arena;
	struct str label = arena_printf(a, MD_LABEL "%zu", ++f->r->labels), text = str_sub(f->s, f->at + 2, end - 1);
	struct buf note = {0};
	buf_printf(&note, "\n\n[^%.*s]: ", STR_ARG(label));
	for (size_t i = 0; i < text.n; i++)
		buf_char(&note, text.p[i] == '\n' ? ' ' : text.p[i]);
	buf_char(&note, '\n');
	md_replace(f, f->at, end, arena_printf(a, "[^%.*s]", STR_ARG(label)));
	*arena_push(f->r->build->reading, &f->r->edits) = (struct md_edit){f->r->text.s.n, f->r->text.s.n, arena_str(a, buf_view(&note)),
		{4, label.n, MD_MARK_LABEL, label, false}};
	buf_free(&note);
	f->at = end;
	return true;
}

static bool at_block_name(const struct md_search *f)
{
	size_t end = f->at + 1;

	while (end < f->s.n && (md_is_word(f->s.p[end]) || f->s.p[end] == '-'))
		end++;
	return end > f->at + 2 && md_is_space(md_before(f)) && !str_trim(str_sub(f->s, end, f->s.n)).n;
}

static bool at_caret(struct md_search *f)
{
	if (take_note(f) || take_pair(f, "^^", "ins") || take_raised(f, "sup"))
		return true;
	if (!at_block_name(f))
		return false;
	md_replace(f, f->at - 1, f->s.n, STR(""));
	f->at = f->s.n;
	return true;
}

static bool at_tilde(struct md_search *f)
{
	return md_char_at(f->s, f->at + 1) != '~' && md_before(f) != '~' && take_raised(f, "sub");
}

/* ---------------------------------------------------------------- keys */

static bool is_key(struct str s)
{
	static const char *const names[] = {"ctrl", "alt", "shift", "cmd", "command", "enter", "tab", "esc", "escape", "space", "del",
		"delete", "backspace", "win", "windows", "option", "meta", "f1", "f5", "up", "down", "left", "right", "insert", "home", "end"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(s, names[i]))
			return true;
	return false;
}

/* "++ctrl+c++": keys to be pressed together. */
static bool take_keys(struct md_search *f, size_t end)
{
	struct str keys = str_sub(f->s, f->at + 2, end);
	size_t first = str_find_char(keys, '+', 0);
	struct buf made = {0};

	if (!is_key(str_sub(keys, 0, first)) || str_find_char(keys, ' ', 0) != SIZE_MAX)
		return false;
	for (size_t at = 0, to; at < keys.n; at = to + 1) {
		to = str_find_char(keys, '+', at);
		to = to == SIZE_MAX ? keys.n : to;
		struct str key = str_sub(keys, at, to);
		char capital = key.n && key.p[0] >= 'a' && key.p[0] <= 'z' ? (char)(key.p[0] - 'a' + 'A') : md_char_at(key, 0);
		buf_printf(&made, "%s<kbd>%c%.*s</kbd>", at ? "+" : "", capital, STR_ARG(str_sub(key, 1, key.n)));
	}
	md_replace(f, f->at, end + 2, arena_str(f->r->build->arena, buf_view(&made)));
	buf_free(&made);
	f->at = end + 2;
	return true;
}

static bool at_plus(struct md_search *f)
{
	size_t end = md_char_at(f->s, f->at + 1) == '+' ? closing(f, "++") : SIZE_MAX;

	return end != SIZE_MAX && (take_keys(f, end) || take_pair(f, "++", "ins"));
}

static bool at_equals(struct md_search *f)
{
	return take_pair(f, "==", "mark");
}

static bool at_percent(struct md_search *f)
{
	size_t end = md_char_at(f->s, f->at + 1) == '%' ? md_find_mark(f->s, f->at + 2, "%%") : SIZE_MAX;

	if (end == SIZE_MAX || md_is_word(md_before(f)))
		return false;
	md_replace(f, f->at, end + 2, STR(""));
	f->at = end + 2;
	return true;
}

/* ---------------------------------------------------------------- braces */

/* "{++in++}" and the like. */
static bool take_change(struct md_search *f)
{
	static const struct { const char *open, *close, *tag; } marks[] = {
		{"{++", "++}", "ins"}, {"{--", "--}", "del"}, {"{==", "==}", "mark"}, {"{>>", "<<}", NULL}, {"{~~", "~~}", NULL},
	};
	struct str rest = str_sub(f->s, f->at, f->s.n);

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t end = str_starts(rest, marks[i].open) ? md_find_mark(f->s, f->at + 3, marks[i].close) : SIZE_MAX, arrow;
		if (end == SIZE_MAX)
			continue;
		if (marks[i].tag) {
			wrap(f, end, 3, marks[i].tag);
			return true;
		}
		arrow = md_find_mark(f->s, f->at + 3, "~>");
		if (marks[i].open[1] == '~' && arrow < end) {
			md_replace(f, f->at, f->at + 3, STR("<del>"));
			md_replace(f, arrow, arrow + 2, STR("</del><ins>"));
			md_replace(f, end, end + 3, STR("</ins>"));
		} else if (marks[i].open[1] == '>') {
			md_replace(f, f->at, end + 3, STR(""));
		} else {
			return false;
		}
		f->at = end + 3;
		return true;
	}
	return false;
}

/* What a role makes of "text <target>". */
static struct str role_text(struct md_search *f, struct str role, struct str inner)
{
	struct arena *a = f->r->build->arena;
	size_t angle = inner.n && inner.p[inner.n - 1] == '>' ? str_find_char(inner, '<', 0) : SIZE_MAX;
	struct str text = angle == SIZE_MAX ? inner : str_trim(str_sub(inner, 0, angle));
	struct str target = angle == SIZE_MAX ? inner : str_sub(inner, angle + 1, inner.n - 1);

	if (str_is(role, "sub") || str_is(role, "sup") || str_is(role, "kbd"))
		return arena_printf(a, "<%.*s>%.*s</%.*s>", STR_ARG(role), STR_ARG(inner), STR_ARG(role));
	if (str_is(role, "math"))
		return arena_printf(a, "$%.*s$", STR_ARG(inner));
	if (str_is(role, "ref") || str_is(role, "numref") || str_is(role, "eq"))
		return arena_printf(a, "[%.*s](<#%.*s>)", STR_ARG(angle == SIZE_MAX ? STR("") : text), STR_ARG(target));
	if (str_is(role, "doc"))
		return arena_printf(a, "[%.*s](<%.*s.md>)", STR_ARG(text), STR_ARG(target));
	if (str_is(role, "download"))
		return arena_printf(a, "[%.*s](<%.*s>)", STR_ARG(text), STR_ARG(target));
	if (str_starts(role, "cite"))
		return arena_printf(a, "[%.*s]", STR_ARG(inner));
	return text;
}

/* "{role}`text`" */
static bool take_role(struct md_search *f)
{
	size_t to = f->at + 1, from, end;

	while (to < f->s.n && (md_is_word(f->s.p[to]) || strchr("-_:", f->s.p[to])))
		to++;
	if (to == f->at + 1 || !str_starts(str_sub(f->s, to, f->s.n), "}`"))
		return false;
	for (from = to + 1; md_char_at(f->s, from) == '`';)
		from++;
	size_t ticks = from - to - 1;
	end = md_find_mark(f->s, from, arena_cstr(f->r->build->arena, str_sub(f->s, to + 1, from)));
	if (end == SIZE_MAX)
		return false;
	md_replace(f, f->at, end + ticks, role_text(f, str_sub(f->s, f->at + 1, to), str_sub(f->s, from, end)));
	f->at = end + ticks;
	return true;
}

static bool at_brace(struct md_search *f)
{
	return take_change(f) || take_role(f);
}

/* ---------------------------------------------------------------- the search */

static bool take(struct md_search *f)
{
	switch (f->s.p[f->at]) {
	case '[': return md_at_wiki(f);
	case '=': return at_equals(f);
	case '+': return at_plus(f);
	case '^': return at_caret(f);
	case '~': return at_tilde(f);
	case '%': return at_percent(f);
	case '{': return at_brace(f);
	case ':': return md_at_emoji(f);
	case '\\': return md_at_tex(f);
	default: return false;
	}
}

void md_find_marks(struct md_reading *r, const struct md_draft *leaf)
{
	struct md_search f = {.r = r, .leaf = leaf, .s = leaf->content};

	while (f.at < f.s.n) {
		if (md_skip_shut(&f))
			continue;
		if (!take(&f))
			f.at += f.s.p[f.at] == '\\' ? 2 : 1;
	}
}
