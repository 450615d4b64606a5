/* punctuate.c - straight quotes, double hyphens and three dots become what a printer would set, by language. What the author
 * typed as such stays. Code, addresses and math are left alone.
 *
 * A quote opens or closes by its neighbours, which may stand in other spans. So a block's texts are read as one stream: the
 * character before is carried along, the one behind is looked up. */
#include "document/document_int.h"

#include <string.h>

#define OPAQUE 'x' /* what stands for code, math and images among characters: like a letter */

struct stream {
	struct build *b;
	const struct document *d;
	const struct doc_node *block;
	struct str lang;          /* of the text, and what goes by it: */
	const struct doc_words *words;
	const char *const *quote; /* outer open, close, inner open, close */
	struct buf out;
	uint32_t before;     /* 0 at the block's start */
	bool outer, inner;   /* quotes that are open */
};

/* ---------------------------------------------------------------- characters */

static bool is_space(uint32_t u)
{
	return u == 0 || u == ' ' || u == '\n' || u == '\t' || u == 0xA0 || u == 0x202F || (u >= 0x2000 && u <= 0x200A) || u == 0x3000;
}

static bool is_digit(uint32_t u)
{
	return u >= '0' && u <= '9';
}

static bool is_letter(uint32_t u)
{
	return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= 0xC0 && !(u >= 0x2000 && u <= 0x206F) && u < 0x3000);
}

/* Behind these a quote can only open. */
static bool is_opening(uint32_t u)
{
	return is_space(u) || u == '(' || u == '[' || u == '{' || u == '/' || u == '-' || u == 0x2013 || u == 0x2014 ||
		u == 0x201C || u == 0x2018 || u == 0x201E || u == 0x201A || u == 0xAB || u == '"' || u == '\'' || u == 0xA1 || u == 0xBF;
}

static uint32_t last_char(struct str s, uint32_t otherwise)
{
	size_t at = s.n;

	if (!s.n)
		return otherwise;
	while (at > 0 && ((unsigned char)s.p[--at] & 0xC0) == 0x80)
		;
	return utf8_next(s, &at);
}

/* ---------------------------------------------------------------- the stream */

/* A link that shows its own address. */
static bool is_address(const struct doc_node *n)
{
	if (n->kind != DOC_LINK || !n->first || n->first->next || n->first->kind != DOC_TEXT)
		return false;
	struct str text = n->first->text, url = n->u.link->url;
	bool path = str_find_char(text, '/', 0) != SIZE_MAX || str_find_char(text, '@', 0) != SIZE_MAX;
	return url.n && path && str_find(url, text) != SIZE_MAX;
}

static bool is_opaque(const struct doc_node *n)
{
	return n->kind == DOC_CODE || n->kind == DOC_MATH || n->kind == DOC_IMAGE || is_address(n);
}

/* The character behind byte i of n's text, or of what follows in the block; 0 at its end. */
static uint32_t char_behind(const struct stream *s, const struct doc_node *n, size_t i)
{
	if (i < n->text.n)
		return utf8_next(n->text, &i);
	while ((n = doc_walk(s->block, n, true))) {
		size_t at = 0;
		if (is_opaque(n))
			return OPAQUE;
		if (n->kind == DOC_LINE_BREAK)
			return ' ';
		if (n->kind == DOC_TEXT && n->text.n)
			return utf8_next(n->text, &at);
	}
	return 0;
}

static void put(struct stream *s, const char *z)
{
	buf_cstr(&s->out, z);
	s->before = last_char(str_from(z), s->before);
}

/* ---------------------------------------------------------------- quotes */

static void double_quote(struct stream *s, uint32_t next)
{
	if (!s->outer && is_digit(s->before)) {
		put(s, "″");
		return;
	}
	bool opens = is_opening(s->before) && (!is_space(next) || !s->outer) && !(s->outer && is_space(next));
	if (s->outer && !is_opening(s->before))
		opens = false;
	s->outer = opens;
	put(s, s->quote[opens ? 0 : 1]);
}

/* Words that lost their beginning: '90s, 'tis, rock 'n' roll. */
static bool is_elision(struct str rest)
{
	static const char *const words[] = {"tis", "twas", "em", "til", "till", "n", "cause", "round", "bout"};

	if (rest.n >= 2 && is_digit((unsigned char)rest.p[0]) && is_digit((unsigned char)rest.p[1]))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);
		if (str_is_nocase(str_sub(rest, 0, n), words[i]) && (rest.n == n || !is_letter((unsigned char)rest.p[n])))
			return true;
	}
	return false;
}

static void single_quote(struct stream *s, uint32_t next, struct str rest)
{
	if (is_digit(s->before) && is_digit(next)) {
		put(s, "′");
	} else if (is_opening(s->before) && !is_space(next) && !is_elision(rest)) {
		s->inner = true;
		put(s, s->quote[2]);
	} else if (s->inner && !is_opening(s->before) && !is_letter(next)) {
		s->inner = false;
		put(s, s->quote[3]);
	} else {
		put(s, "’");
	}
}

/* ---------------------------------------------------------------- dashes, dots, spaces */

static size_t run_length(struct str s, size_t i, char c)
{
	size_t n = 0;

	while (i + n < s.n && s.p[i + n] == c)
		n++;
	return n;
}

/* "--option", "-->" and "<--" are no dashes, nor are rows of hyphens. */
static bool is_dash(const struct stream *s, size_t n, uint32_t next)
{
	bool option = n == 2 && is_space(s->before) && !is_space(next);

	return (n == 2 || n == 3) && !option && next != '>' && s->before != '<';
}

static void put_run(struct stream *s, struct str run, const char *instead)
{
	if (instead) {
		put(s, instead);
		return;
	}
	buf_str(&s->out, run);
	s->before = (unsigned char)run.p[0];
}

static size_t hyphens(struct stream *s, const struct doc_node *n, size_t i)
{
	size_t run = run_length(n->text, i, '-');
	const char *dash = run == 3 ? "—" : "–";

	put_run(s, str_sub(n->text, i, i + run), is_dash(s, run, char_behind(s, n, i + run)) ? dash : NULL);
	return run;
}

static size_t dots(struct stream *s, const struct doc_node *n, size_t i)
{
	size_t run = run_length(n->text, i, '.');

	put_run(s, str_sub(n->text, i, i + run), run == 3 ? "…" : NULL);
	return run;
}

/* French keeps a space before high punctuation and inside guillemets: where one was typed, the line must not break there. */
static void space(struct stream *s, uint32_t next)
{
	bool french = strcmp(s->words->tag, "fr") == 0;

	if (french && (next == ':' || next == 0xBB || s->before == 0xAB))
		put(s, "\u00A0");
	else if (french && (next == ';' || next == '!' || next == '?'))
		put(s, "\u202F");
	else
		put(s, " ");
}

/* ---------------------------------------------------------------- texts and blocks */

/* How many bytes from i on stay as they are, at least one. */
static size_t plain_length(struct str s, size_t i)
{
	static const char changed[] = {'"', '\'', ' ', '-', '.'};
	size_t n = 1;

	while (i + n < s.n && !memchr(changed, s.p[i + n], sizeof changed))
		n++;
	return n;
}

/* One character, a run of the same, or plain ones, at byte i. Returns how many bytes it took. */
static size_t put_next(struct stream *s, const struct doc_node *n, size_t i)
{
	switch (n->text.p[i]) {
	case '"': double_quote(s, char_behind(s, n, i + 1)); return 1;
	case '\'': single_quote(s, char_behind(s, n, i + 1), str_sub(n->text, i + 1, n->text.n)); return 1;
	case ' ': space(s, char_behind(s, n, i + 1)); return 1;
	case '-': return hyphens(s, n, i);
	case '.': return dots(s, n, i);
	}
	struct str plain = str_sub(n->text, i, i + plain_length(n->text, i));
	s->before = last_char(plain, s->before);
	buf_str(&s->out, plain);
	return plain.n;
}

static void choose_language(struct stream *s, struct str lang)
{
	if (s->words && str_eq(lang, s->lang))
		return;
	s->lang = lang;
	s->words = doc_words_find(lang);
	s->quote = doc_quotes_find(lang);
}

static void punctuate_text(struct stream *s, struct doc_node *n)
{
	choose_language(s, doc_language(n, s->d));
	s->out.n = 0;
	for (size_t i = 0; i < n->text.n;)
		i += put_next(s, n, i);
	if (!str_eq(buf_view(&s->out), n->text))
		n->text = arena_str(s->b->arena, buf_view(&s->out));
}

static void punctuate_block(struct stream *s, const struct doc_node *block)
{
	struct doc_node *next;

	s->block = block;
	s->before = 0;
	s->outer = s->inner = false;
	for (struct doc_node *n = doc_walk(block, block, true); n; n = next) {
		bool opaque = is_opaque(n);
		next = doc_walk(block, n, !opaque);
		if (opaque)
			s->before = OPAQUE;
		else if (n->kind == DOC_LINE_BREAK)
			s->before = ' ';
		else if (n->kind == DOC_TEXT && n->text.n)
			punctuate_text(s, n);
	}
}

void doc_punctuate(struct build *b, const struct document *d)
{
	struct stream s = {.b = b, .d = d};

	for (struct doc_node *n = d->root, *next; n; n = next) {
		bool block = !doc_is_span(n->kind) && doc_holds_spans(n->kind);
		if (block)
			punctuate_block(&s, n);
		next = doc_walk(d->root, n, !block);
	}
	buf_free(&s.out);
}
