/* markdown_inline.c - where inlines stand.
 *
 * A leaf's content is read a second time, with the tree that cmark made of it as the guide: as it is known what comes next,
 * a handful of rules tell how it was written. An emphasis must open with its asterisk or underscore here, a text's next
 * character may only be itself, an escape or an entity. Where the two do not go together after all, the cursor jumps to the
 * next place where the text's characters are found, or stays: a place may then be too wide, the tree is never touched. */
#include "content/content_int.h"

#include <string.h>

struct walk {
	struct md_reading *r;
	struct str s; /* the leaf's content */
	size_t at;    /* the cursor */
};

static char peek(const struct walk *w, size_t ahead)
{
	return w->at + ahead < w->s.n ? w->s.p[w->at + ahead] : '\0';
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_punct(char c)
{
	return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z');
}

static size_t count_same(const struct walk *w, char c)
{
	size_t n = 0;

	while (c && peek(w, n) == c)
		n++;
	return n;
}

static void set_range(const struct walk *w, struct md_draft *d, size_t from, size_t to)
{
	d->from = md_at(w->r, from);
	d->to = to > from ? md_end(w->r, to) : d->from;
	d->placed = true;
}

/* Nothing in content bytes [from, to) is math. */
static void shut(const struct walk *w, size_t from, size_t to)
{
	*arena_push(w->r->build->reading, &w->r->shut) = (struct md_range){from, to};
}

/* ---------------------------------------------------------------- text */

/* How many bytes of a text's literal stand at the cursor, written in some way; 0 when what stands there is something else. */
static size_t step(struct walk *w, struct str literal)
{
	char decoded[8], c = peek(w, 0);
	size_t n, taken;

	if (c == '\0')
		return 0;
	if (c == '\\' && is_punct(peek(w, 1)) && peek(w, 1) == literal.p[0]) {
		w->at += 2;
		return 1;
	}
	if (c == '&' && (taken = md_entity(str_sub(w->s, w->at, w->s.n), decoded, &n)) > 0 &&
	    str_eq(str_sub(literal, 0, n), (struct str){decoded, n})) {
		w->at += taken;
		return n;
	}
	if (c != literal.p[0])
		return 0;
	w->at++;
	return 1;
}

/* Finds the next place where a literal's characters stand. */
static bool jump(struct walk *w, struct str literal)
{
	size_t found = str_find(str_sub(w->s, w->at, w->s.n), str_sub(literal, 0, 16));

	if (found == SIZE_MAX)
		return false;
	w->at += found;
	return true;
}

static const struct md_mark *mark_here(const struct walk *w)
{
	const struct md_mark *mark = w->r->marks.n ? md_mark_at(w->r, md_at(w->r, w->at)) : NULL;

	return mark && mark->kind != MD_MARK_LABEL && mark->n <= w->s.n - w->at ? mark : NULL;
}

static struct md_draft *insert_after(const struct walk *w, struct md_draft *before, enum md_kind kind)
{
	struct md_draft *d = arena_alloc(w->r->build->reading, sizeof *d);

	d->node.kind = kind;
	d->node.parent = before->node.parent;
	d->node.next = before->node.next;
	before->node.next = &d->node;
	if (d->node.parent->last == &before->node)
		d->node.parent->last = &d->node;
	return d;
}

/* The mark at the cursor cuts a text in two; the result is the second part, still to be placed. */
static struct md_draft *cut_text(struct walk *w, struct md_draft *text, const struct md_mark *mark)
{
	struct md_draft *last = text;

	if (mark->kind == MD_MARK_MATH) {
		last = insert_after(w, text, MD_MATH);
		last->node.literal = mark->literal;
		last->node.display = mark->display;
		set_range(w, last, w->at, w->at + mark->n);
	}
	w->at += mark->n;
	return insert_after(w, last, MD_TEXT);
}

static void enter_text(struct walk *w, struct md_draft *d)
{
	struct str literal = d->node.literal;
	size_t from = w->at, i = 0;

	while (i < literal.n) {
		const struct md_mark *mark = mark_here(w);
		if (mark && literal.p[i] == w->s.p[w->at]) {
			d->node.literal = str_sub(literal, 0, i);
			set_range(w, d, from, w->at);
			d = cut_text(w, d, mark);
			literal = str_sub(literal, i + mark->n, literal.n);
			from = w->at;
			i = 0;
			continue;
		}
		size_t n = step(w, str_sub(literal, i, literal.n));
		i += n;
		if (n == 0 && !jump(w, str_sub(literal, i, literal.n)))
			break;
		if (n == 0 && i == 0)
			from = w->at;
	}
	d->node.literal = literal;
	set_range(w, d, from, w->at);
}

/* The address of a bare link stands as it is, whatever is in it. */
static void enter_address(struct walk *w, struct md_draft *d)
{
	struct str literal = d->node.literal;
	size_t from = w->at;

	if (!str_eq(str_sub(w->s, from, from + literal.n), literal)) {
		enter_text(w, d);
		return;
	}
	w->at += literal.n;
	set_range(w, d, from, w->at);
}

/* ---------------------------------------------------------------- other leaves */

/* From the last character's end to the next line's first; blanks that cmark left in the next text are not the break's. */
static void enter_break(struct walk *w, struct md_draft *d)
{
	size_t from = w->at;
	const struct md_node *next = d->node.next;

	while (is_blank(peek(w, 0)) && peek(w, 0) != '\n')
		w->at++;
	w->at += peek(w, 0) == '\\';
	w->at += peek(w, 0) == '\n';
	set_range(w, d, from, w->at);
	if (next && next->literal.n > 0 && is_blank(next->literal.p[0]))
		return;
	while (is_blank(peek(w, 0)))
		w->at++;
}

static void enter_code(struct walk *w, struct md_draft *d)
{
	size_t from = w->at, n = count_same(w, '`'), run;

	if (n == 0 && !jump(w, d->node.literal))
		return;
	w->at += n;
	while (n > 0 && w->at < w->s.n) {
		run = count_same(w, '`');
		w->at += run > 0 ? run : 1;
		if (run == n)
			break;
	}
	shut(w, from, w->at);
	set_range(w, d, from, w->at);
}

static void enter_html(struct walk *w, struct md_draft *d)
{
	if (peek(w, 0) != '<')
		jump(w, d->node.literal);
	size_t from = w->at, to = from + d->node.literal.n;
	w->at = to < w->s.n ? to : w->s.n;
	shut(w, from, w->at);
	set_range(w, d, from, w->at);
}

/* cmark has put a number in the place of the label: that of the definition. */
static void enter_note(struct walk *w, struct md_draft *d)
{
	size_t from = w->at;
	int64_t number;

	while (w->at < w->s.n && peek(w, 0) != ']')
		w->at += peek(w, 0) == '\\' ? 2 : 1;
	w->at = w->at < w->s.n ? w->at + 1 : w->s.n;
	shut(w, from, w->at);
	set_range(w, d, from, w->at);
	if (str_to_int(d->node.literal, &number) && number > 0 && (size_t)number <= w->r->notes.n)
		d->node.literal = w->r->notes.v[number - 1]->node.literal;
}

/* ---------------------------------------------------------------- emphasis */

static void enter_delimited(struct walk *w, struct md_draft *d, size_t n)
{
	char c = peek(w, 0);

	d->from = w->at;
	if (c == '*' || c == '_' || c == '~') {
		d->delimiters = n;
		w->at += n;
	}
}

static void enter_emphasis(struct walk *w, struct md_draft *d)
{
	enter_delimited(w, d, 1);
}

static void enter_strong(struct walk *w, struct md_draft *d)
{
	enter_delimited(w, d, 2);
}

static void enter_strikethrough(struct walk *w, struct md_draft *d)
{
	enter_delimited(w, d, count_same(w, '~'));
}

static void leave_delimited(struct walk *w, struct md_draft *d)
{
	char c = peek(w, 0);

	if (c == '*' || c == '_' || c == '~')
		w->at += d->delimiters;
	if (w->at > w->s.n)
		w->at = w->s.n;
	set_range(w, d, d->from, w->at);
}

/* ---------------------------------------------------------------- links and images */

static void enter_bracket(struct walk *w, struct md_draft *d)
{
	d->from = w->at;
	d->delimiters = peek(w, 0) == '!' ? 2 : peek(w, 0) == '[' ? 1 : 0;
	w->at += d->delimiters;
}

static void enter_link(struct walk *w, struct md_draft *d)
{
	enter_bracket(w, d);
	if (d->delimiters)
		return;
	d->node.autolink = true;
	w->at += peek(w, 0) == '<';
}

static size_t skip_blanks(struct str s, size_t at)
{
	while (at < s.n && is_blank(s.p[at]))
		at++;
	return at;
}

/* One character, or two where a backslash protects the second. */
static size_t skip_one(struct str s, size_t at)
{
	return at + 1 < s.n && s.p[at] == '\\' && is_punct(s.p[at + 1]) ? at + 2 : at + 1;
}

/* The end of a destination at `at`, in pointed brackets or with its parentheses balanced; SIZE_MAX: there is none. */
static size_t destination_end(struct str s, size_t at)
{
	size_t depth = 0;
	bool pointed = at < s.n && s.p[at] == '<';

	for (at += pointed; at < s.n; at = skip_one(s, at)) {
		if (pointed && s.p[at] == '>')
			return at + 1;
		if (pointed && (s.p[at] == '\n' || s.p[at] == '<'))
			return SIZE_MAX;
		if (pointed)
			continue;
		if (is_blank(s.p[at]) || (s.p[at] == ')' && depth == 0))
			return at;
		depth += s.p[at] == '(';
		depth -= s.p[at] == ')';
	}
	return SIZE_MAX;
}

/* The end of a title at `at`; `at` itself when there is none. */
static size_t title_end(struct str s, size_t at)
{
	char quote = at < s.n ? s.p[at] : '\0', closing = quote == '(' ? ')' : quote;

	if (quote != '"' && quote != '\'' && quote != '(')
		return at;
	for (size_t i = at + 1; i < s.n; i = skip_one(s, i))
		if (s.p[i] == closing)
			return i + 1;
	return at;
}

/* The end of "(destination "title")" at `at`, and the destination's range; SIZE_MAX when something else stands there. */
static size_t inline_tail(struct str s, size_t at, struct md_range *url)
{
	if (at >= s.n || s.p[at] != '(')
		return SIZE_MAX;
	url->from = skip_blanks(s, at + 1);
	url->to = destination_end(s, url->from);
	if (url->to == SIZE_MAX)
		return SIZE_MAX;
	at = skip_blanks(s, url->to);
	if (at > url->to)
		at = skip_blanks(s, title_end(s, at));
	return at < s.n && s.p[at] == ')' ? at + 1 : SIZE_MAX;
}

/* The end of a "[label]" at `at`; `at` itself when there is none. */
static size_t label_end(struct str s, size_t at)
{
	if (at >= s.n || s.p[at] != '[')
		return at;
	for (size_t i = at + 1; i < s.n && s.p[i] != '['; i = skip_one(s, i))
		if (s.p[i] == ']')
			return i + 1;
	return at;
}

static void leave_bracket(struct walk *w, struct md_draft *d)
{
	struct md_range url = {0, 0};
	size_t from = w->at, tail;

	if (peek(w, 0) != ']')
		jump(w, STR("]"));
	if (w->at < w->s.n)
		w->at++;
	tail = inline_tail(w->s, w->at, &url);
	if (tail != SIZE_MAX && url.to > url.from) {
		d->url_from = md_at(w->r, url.from);
		d->url_to = md_end(w->r, url.to);
	}
	w->at = tail != SIZE_MAX ? tail : label_end(w->s, w->at);
	shut(w, from, w->at);
	set_range(w, d, d->from, w->at);
}

static void leave_link(struct walk *w, struct md_draft *d)
{
	if (!d->node.autolink) {
		leave_bracket(w, d);
		return;
	}
	w->at += peek(w, 0) == '>' && w->s.p[d->from] == '<';
	shut(w, d->from, w->at);
	set_range(w, d, d->from, w->at);
}

/* ---------------------------------------------------------------- the walk */

static void (*const enter[MD_KINDS])(struct walk *, struct md_draft *) = {
	[MD_TEXT] = enter_text, [MD_SOFT_BREAK] = enter_break, [MD_HARD_BREAK] = enter_break, [MD_CODE] = enter_code,
	[MD_HTML_INLINE] = enter_html, [MD_FOOTNOTE_REFERENCE] = enter_note, [MD_EMPHASIS] = enter_emphasis,
	[MD_STRONG] = enter_strong, [MD_STRIKETHROUGH] = enter_strikethrough, [MD_LINK] = enter_link, [MD_IMAGE] = enter_bracket,
};

static void (*const leave[MD_KINDS])(struct walk *, struct md_draft *) = {
	[MD_EMPHASIS] = leave_delimited, [MD_STRONG] = leave_delimited, [MD_STRIKETHROUGH] = leave_delimited,
	[MD_LINK] = leave_link, [MD_IMAGE] = leave_bracket,
};

/* Texts without a character, which cmark and the cuts leave behind, go. */
static void drop_empty(struct md_node *parent)
{
	struct md_node **link = &parent->first;

	parent->last = NULL;
	while (*link) {
		if ((*link)->kind == MD_TEXT && (*link)->literal.n == 0) {
			*link = (*link)->next;
		} else {
			parent->last = *link;
			link = &(*link)->next;
		}
	}
}

static void enter_node(struct walk *w, struct md_node *n)
{
	struct md_draft *d = md_draft_of(n);

	if (d->placed)
		return;
	if (n->kind == MD_TEXT && n->parent->kind == MD_LINK && n->parent->autolink)
		enter_address(w, d);
	else if (enter[n->kind])
		enter[n->kind](w, d);
}

static void leave_node(struct walk *w, struct md_node *n)
{
	drop_empty(n);
	if (leave[n->kind])
		leave[n->kind](w, md_draft_of(n));
}

void md_place_inlines(struct md_reading *r, struct md_draft *leaf)
{
	struct walk w = {r, leaf->content, 0};
	struct md_node *n = leaf->node.first;

	r->shut.n = 0;
	while (n) {
		enter_node(&w, n);
		if (n->first) {
			n = n->first;
			continue;
		}
		leave_node(&w, n);
		while (!n->next && n->parent != &leaf->node)
			leave_node(&w, n = n->parent);
		n = n->next;
	}
	drop_empty(&leaf->node);
}
