/* inline.c - what hides in running text: a site generator's code, our own {{dates}}, and placeholders.
 *
 * The Markdown parser cuts text wherever a bracket or an underscore might have meant something. So texts that stand side by side
 * are joined first, each stretch remembering its place; then they are searched. */
#include "document/document_int.h"

#include <string.h>

#define MOST_PLACEHOLDER 60 /* bytes before its closing bracket */

struct run { /* neighbouring texts as one */
	struct buf text;
	struct { struct run_part { size_t at; struct doc_node *node; } *v; size_t n, sz; } parts;
	struct doc_node *last;
	struct str lang;  /* of all of them, where it is not that of what is around */
};

/* What a search found: bytes [from, to) of the run. */
struct find {
	size_t from, to;
	enum { FIND_CODE, FIND_PLACEHOLDER, FIND_NOTE, FIND_WORD } kind;
};

/* ---------------------------------------------------------------- runs */

/* Not ours: a separator between two values, say. */
static bool is_authors(const struct doc_node *n)
{
	return n->role == ROLE_NONE || n->role == ROLE_SOFT_BREAK;
}

static bool is_part(const struct doc_node *n)
{
	return n && n->kind == DOC_TEXT && is_authors(n);
}

/* A run is in one language. */
static bool joins(const struct run *r, const struct doc_node *n)
{
	return is_part(n) && str_eq(doc_own_lang(n), r->lang);
}

/* Scripts that write without spaces: Han, Kana and their punctuation. Hangul has spaces. */
static bool is_spaceless(uint32_t u)
{
	return (u >= 0x2E80 && u <= 0x312F) || (u >= 0x31A0 && u <= 0xA4CF) || (u >= 0xF900 && u <= 0xFAFF) ||
		(u >= 0xFF00 && u <= 0xFFEF) || (u >= 0x20000 && u <= 0x3FFFF);
}

static uint32_t last_char(struct str s)
{
	size_t at = s.n;

	while (at > 0 && ((unsigned char)s.p[at - 1] & 0xC0) == 0x80)
		at--;
	if (at == 0)
		return 0;
	at--;
	return utf8_next(s, &at);
}

/* A line end is a space, but none between two characters of a script that has none. */
static struct str own_text(const struct run *r, const struct doc_node *n)
{
	size_t at = 0;

	if (n->role != ROLE_SOFT_BREAK)
		return n->text;
	if (joins(r, n->next) && n->next->text.n && is_spaceless(last_char(buf_view(&r->text))) && is_spaceless(utf8_next(n->next->text, &at)))
		return STR("");
	return STR(" ");
}

static void read_run(struct composer *c, struct run *r, struct doc_node *first)
{
	for (struct doc_node *n = first; joins(r, n); n = n->next) {
		*arena_push(c->b->reading, &r->parts) = (struct run_part){r->text.n, n};
		buf_str(&r->text, own_text(r, n));
		r->last = n;
	}
}

/* Where byte i of the run stands, exactly if its part is as it was written. */
static struct pos place(const struct run *r, size_t i)
{
	size_t k = 0, high = r->parts.n;

	while (high - k > 1) {
		size_t middle = k + (high - k) / 2;
		if (r->parts.v[middle].at > i)
			high = middle;
		else
			k = middle;
	}
	const struct doc_node *n = r->parts.v[k].node;
	struct pos pos = n->pos;
	if (pos.source && pos.end - pos.start == n->text.n)
		pos.start += i - r->parts.v[k].at;
	return pos;
}

static struct pos run_pos(const struct run *r, size_t from, size_t to)
{
	return to > from ? pos_join(place(r, from), place(r, to - 1)) : place(r, from);
}

/* ---------------------------------------------------------------- what to look for */

static const char *const code_marks[][2] = {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}, {"{%", "%}"}};

/* Generator code that starts at i: its end, or 0. */
static size_t code_end(struct str s, size_t i)
{
	struct str rest = str_sub(s, i, s.n);

	for (size_t k = 0; k < sizeof code_marks / sizeof *code_marks; k++) {
		if (!str_starts(rest, code_marks[k][0]))
			continue;
		size_t skip = strlen(code_marks[k][0]);
		size_t end = str_find(str_sub(rest, skip, skip + CONTENT_CODE_MOST), str_from(code_marks[k][1]));
		if (end != SIZE_MAX)
			return i + skip + end + strlen(code_marks[k][1]);
	}
	return 0;
}

static bool holds_nocase(struct str s, const char *words)
{
	size_t n = strlen(words);

	for (size_t i = 0; i + n <= s.n; i++)
		if (str_is_nocase(str_sub(s, i, i + n), words))
			return true;
	return false;
}

static bool is_placeholder(struct str s)
{
	static const char *const words[] = {"TBD", "TBA", "TBC", "TODO"};
	static const char *const phrases[] = {"to be provided", "to be announced", "to be determined", "to be confirmed",
		"to be added", "to be posted", "coming soon", "insert ", "fill in", "your name"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is_nocase(s, words[i]))
			return true;
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (holds_nocase(s, phrases[i]))
			return true;
	return false;
}

/* "[TBD]" at i: its end, or 0. */
static size_t placeholder_end(struct str s, size_t i)
{
	size_t end = str_find_char(str_sub(s, 0, i + MOST_PLACEHOLDER + 1), ']', i);

	if (end == SIZE_MAX)
		return 0;
	return is_placeholder(str_trim(str_sub(s, i + 1, end))) ? end + 1 : 0;
}

static bool is_letter(struct str s, size_t i)
{
	return i < s.n && ((s.p[i] | 0x20) >= 'a' ? (s.p[i] | 0x20) <= 'z' : (unsigned char)s.p[i] >= 0x80);
}

/* A bare TBD at i, as a word: its end, or 0. */
static size_t word_end(struct str s, size_t i)
{
	static const char *const words[] = {"TBD", "TBA", "TBC", "tbd", "tba", "tbc", "XXX", "TODO:", "FIXME", "Lorem ipsum", "lorem ipsum"};

	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		size_t end = i + strlen(words[k]);
		if (str_starts(str_sub(s, i, s.n), words[k]) && !is_letter(s, end) && (i == 0 || !is_letter(s, i - 1)))
			return end;
	}
	return 0;
}

/* "[^2]" at i, which was left over as no footnote has that label: its end, or 0. */
static size_t note_end(struct str s, size_t i)
{
	size_t end = i + 2;

	if (!str_starts(str_sub(s, i, s.n), "[^"))
		return 0;
	while (end < s.n && (is_letter(s, end) || (s.p[end] >= '0' && s.p[end] <= '9')))
		end++;
	return end > i + 2 && end < s.n && s.p[end] == ']' ? end + 1 : 0;
}

/* The next find at or after i. */
static bool search(struct str s, size_t i, bool code, struct find *found)
{
	for (; i < s.n; i++) {
		size_t end = 0;
		if (s.p[i] == '{' && code && (end = code_end(s, i)) > 0)
			found->kind = FIND_CODE;
		else if (s.p[i] == '[' && (end = placeholder_end(s, i)) > 0)
			found->kind = FIND_PLACEHOLDER;
		else if (s.p[i] == '[' && (end = note_end(s, i)) > 0)
			found->kind = FIND_NOTE;
		else if ((strchr("TXFLl", s.p[i]) || str_starts(str_sub(s, i, i + 2), "tb")) && (end = word_end(s, i)) > 0)
			found->kind = FIND_WORD;
		if (end) {
			found->from = i;
			found->to = end;
			return true;
		}
	}
	return false;
}

/* ---------------------------------------------------------------- what becomes of it */

/* {{date final}}'s value, or nothing: then it was dropped, or reported and kept. */
static struct str code_value(struct composer *c, struct str code, struct pos pos)
{
	struct str printed = STR_NONE;

	if (str_starts(code, "{{") && compose_variable(c, code, pos, &printed))
		return printed;
	msg_str(c->b, MSG_GENERATOR_CODE, pos, code);
	return STR_NONE;
}

static void report_placeholder(struct composer *c, struct str found, struct pos pos)
{
	date by = c->course ? course_needed_by(c->course, pos) : DATE_NONE;
	struct arena *a = c->b->arena;

	msg(c->b, MSG_PLACEHOLDER, pos, arena_cstr(a, found),
		by == DATE_NONE ? "" : arena_printf(a, "; it is needed by %s", date_iso(a, by)).p);
}

/* Puts what was found behind `at` and returns the node that is now last. */
static struct doc_node *put_find(struct composer *c, struct doc_node *at, struct str found, const struct find *f, struct pos pos)
{
	struct doc_node *made = doc_text(c->b, found, pos);

	if (f->kind == FIND_CODE)
		made->text = code_value(c, found, pos);
	else if (f->kind == FIND_NOTE)
		msg_str(c->b, MSG_FOOTNOTE_MISSING, pos, str_sub(found, 2, found.n - 1));
	else
		report_placeholder(c, found, pos);
	if (!made->text.n)
		return at;
	if (f->kind == FIND_PLACEHOLDER) {
		struct doc_node *placeholder = doc_new(c->b, DOC_PLACEHOLDER, pos);
		doc_append(placeholder, made);
		made = placeholder;
	}
	doc_insert_after(at, made);
	return made;
}

static struct doc_node *put_text(struct composer *c, struct doc_node *at, struct str text, struct pos pos)
{
	if (!text.n)
		return at;
	struct doc_node *n = doc_text(c->b, text, pos);
	doc_insert_after(at, n);
	return n;
}

/* Replaces the run's texts by one, or by what was found with the texts between. The first node stays where it is, so that the
 * walk can go on from it; it may be left empty. Returns the last node. */
static struct doc_node *replace_run(struct composer *c, struct run *r, struct doc_node *first)
{
	bool alone = first == r->last && first->role != ROLE_SOFT_BREAK; /* then its text is the run's */
	struct str s = alone ? first->text : arena_str(c->b->arena, buf_view(&r->text));
	struct doc_node *at = first, *end = r->last;
	struct find f;
	size_t done = 0;

	first->next = end->next;
	*(end->next ? &end->next->previous : &first->parent->last) = first;
	bool found = search(s, 0, c->d != NULL, &f);
	struct pos pos = run_pos(r, 0, found ? f.from : s.n);
	struct str head = str_sub(s, 0, found ? f.from : s.n);
	for (; found; found = search(s, done, c->d != NULL, &f)) {
		if (done)
			at = put_text(c, at, str_sub(s, done, f.from), run_pos(r, done, f.from));
		at = put_find(c, at, str_sub(s, f.from, f.to), &f, run_pos(r, f.from, f.to));
		done = f.to;
	}
	if (done)
		at = put_text(c, at, str_sub(s, done, s.n), run_pos(r, done, s.n));
	first->text = head;
	first->role = ROLE_NONE;
	first->pos = pos;
	return at;
}

static bool code_is_open(struct str s)
{
	for (size_t i = 0, end; i + 1 < s.n; i++) {
		if (s.p[i] != '{' || (s.p[i + 1] != '{' && s.p[i + 1] != '%'))
			continue;
		if ((end = code_end(s, i)) == 0)
			return true;
		i = end - 1;
	}
	return false;
}

static bool code_closes(const struct doc_node *n)
{
	for (; n; n = n->next)
		if (n->kind == DOC_TEXT && (str_find(n->text, STR("}}")) != SIZE_MAX || str_find(n->text, STR("%}")) != SIZE_MAX))
			return true;
	return false;
}

/* An address or a star inside of generator code was taken for a link or emphasis: it is part of the code. */
static void flatten_code(struct composer *c, struct run *r)
{
	struct doc_node *between = r->last->next;

	while (c->d && between && is_authors(between) && code_is_open(buf_view(&r->text)) && code_closes(between->next)) {
		between->text = between->kind == DOC_TEXT ? between->text : doc_plain(c->b, between);
		between->kind = DOC_TEXT;
		doc_set_lang(c->b, between, r->lang);
		between->first = between->last = NULL;
		read_run(c, r, between);
		between = r->last->next;
	}
}

static struct doc_node *inline_run(struct composer *c, struct doc_node *first)
{
	struct run r = {.lang = doc_own_lang(first)};

	read_run(c, &r, first);
	flatten_code(c, &r);
	struct doc_node *last = replace_run(c, &r, first);
	buf_free(&r.text);
	for (struct doc_node *n = first; n != last->next; n = n->next)
		doc_set_lang(c->b, n, r.lang);
	return last;
}

/* Nothing of a link's text is left: what it says on hovering stands there, else the link goes. Its address would say less. */
static void mend_link(struct composer *c, struct doc_node *text)
{
	struct doc_node *link = text->parent;

	while (link && link->kind != DOC_LINK)
		link = link->parent;
	if (!link || !link->u.link->url.n || doc_plain(c->b, link).n)
		return;
	if (link->u.link->title) {
		text->text = str_from(link->u.link->title);
		return;
	}
	text->text = STR_NONE;
	msg_str(c->b, MSG_LINK_TEXT_DROPPED, link->pos, link->u.link->url);
	link->u.link->url = STR_NONE;
	link->first = link->last = NULL; /* compose_tidy takes it out */
}

/* Returns the last node, from which the walk goes on. */
static struct doc_node *read_text(struct composer *c, struct doc_node *n)
{
	bool code = str_find(n->text, STR("{")) != SIZE_MAX;
	struct doc_node *last = inline_run(c, n);

	if (code)
		mend_link(c, n);
	return last;
}

/* <kbd>a<b>c</b></kbd> was read with children; code is one text. */
static void join_code(struct composer *c, struct doc_node *code)
{
	if (!code->first)
		return;
	code->text = doc_plain(c->b, code);
	code->first = code->last = NULL;
}

void compose_inline(struct composer *c, struct doc_node *root)
{
	compose_labels(c, root);
	compose_definitions(c, root);
	for (struct doc_node *n = root; n; n = doc_walk(root, n, true)) {
		if (n->kind == DOC_CODE)
			join_code(c, n);
		else if (is_part(n) && n != root && n->parent->kind != DOC_PLACEHOLDER)
			n = read_text(c, n);
	}
	compose_callout_titles(c, root);
	compose_tidy(c, root);
}
