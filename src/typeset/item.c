/* item.c - a paragraph's string as boxes, glue and penalties.
 *
 * A word (what stands between two spaces in one segment) is shaped once, whole, and its box cut at the places where it may
 * be divided; the widths of the cuts come from the whole word's glyphs. What a break really costs there (the hyphen, a
 * ligature that opens, kerning that goes) is in the penalty's `before` and `after`. So an undivided word is set as the font
 * means it, and a divided one as its two parts shaped alone. The alternative, to shape every syllable alone, loses
 * ligatures and kerning where words are not divided, which is nearly everywhere. To shape the two parts at each place would
 * be right, too, but takes twice the time of the words themselves: only the glyphs beside the cut are, up to where HarfBuzz
 * says that nothing changes. */
#include "typeset/typeset_int.h"

#include <linebreak.h>
#include <string.h>
#include <threads.h>

enum cut { CUT_NONE, CUT_HYPHEN, CUT_CAPITALS, CUT_AFTER_HYPHEN, CUT_ADDRESS, CUT_MAIL, CUT_FREE, CUT_ANYWHERE, CUT_EMERGENCY };

/* What a division at each kind of place costs beside what the breaker charges for a hyphen. */
static const int cut_penalty[] = {
	[CUT_NONE] = LB_INFINITE, [CUT_HYPHEN] = 0, [CUT_CAPITALS] = 60, [CUT_AFTER_HYPHEN] = 0, [CUT_ADDRESS] = 100, [CUT_MAIL] = 1000, [CUT_FREE] = 0,
	[CUT_ANYWHERE] = 1000, [CUT_EMERGENCY] = 5000,
};

#define WORD_EXACT 64     /* bytes: longer words are cut without shaping their parts anew */
#define WORD_LEAST 5      /* letters: shorter words are not divided */
#define ADDRESS_SIDE 3    /* bytes left on either side of a break in an address */

struct maker {
	struct typesetter *t;
	const struct para_spec *spec;
	const struct para_text *text;
	char *breaks;         /* UAX 14: what libunibreak says of the place behind each byte */
	struct para_items items;
	bool justified;       /* ragged and centred lines do not hang and do not expand: their edges are no edges */
	int expansion;        /* in 1/1000 each way */
};

static once_flag unibreak_ready = ONCE_FLAG_INIT; /* libunibreak fills its own index once */

/* What libunibreak 1.1 cannot read: it takes U+FFFF for its own end mark, and gives up on the halves of flags (regional
 * indicators), which are younger than its table of pairs. Each has the bytes of something else that breaks as it should. */
static const struct { const char *from, *to; size_t n; } unreadable[] = {
	{"\xEF\xBF\xBF", "\xEF\xBF\xBD", 3}, /* U+FFFD */
	{"\xF0\x9F\x87", "\xF0\x9D\x90", 3}, /* U+1F1C0.. as U+1D400..: letters, which stay together */
};

static struct str readable(struct arena *a, struct str text)
{
	for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++) {
		struct str from = {unreadable[i].from, unreadable[i].n};
		if (str_find(text, from) == SIZE_MAX)
			continue;
		text = arena_str(a, text);
		for (char *p = (char *)text.p; (p = memmem(p, text.n - (size_t)(p - text.p), from.p, from.n)); p += from.n)
			memcpy(p, unreadable[i].to, from.n);
	}
	return text;
}

/* Whether one emoji goes on at byte i: behind a joiner, or with a skin tone (UAX 14 since 2016, LB8a and LB30b). */
static bool is_emoji_joined(struct str text, size_t i)
{
	return str_ends(str_sub(text, 0, i), "\u200D") ||
		(i + 4 <= text.n && memcmp(text.p + i, "\xF0\x9F\x8F", 3) == 0 && (unsigned char)text.p[i + 3] >= 0xBB);
}

/* Only breaks behind dashes and beside ideographs are looked at (cut_by_rules, push_seam): most texts have neither. */
static bool may_break_inside(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '-' || (unsigned char)text.p[i] >= 0xE2)
			return true;
	return false;
}

static char *find_breaks(struct typesetter *t, struct str text)
{
	char *breaks = arena_alloc(t->scratch, text.n + 1);

	if (!may_break_inside(text))
		return memset(breaks, LINEBREAK_NOBREAK, text.n);
	const char *lang = arena_cstr(t->scratch, str_sub(t->body.lang, 0, 2));
	call_once(&unibreak_ready, init_linebreak);
	text = readable(t->scratch, text);
	set_linebreaks_utf8((const utf8_t *)text.p, text.n, lang, breaks);
	for (size_t i = 1; i < text.n; i++)
		if (breaks[i - 1] == LINEBREAK_ALLOWBREAK && is_emoji_joined(text, i))
			breaks[i - 1] = LINEBREAK_NOBREAK;
	return breaks;
}

static struct lb_item *push(struct maker *m, struct lb_item item, struct para_piece piece)
{
	struct para_items *items = &m->items;

	items->pieces = arena_grow(m->t->scratch, items->pieces, items->n, &items->pieces_sz, sizeof *items->pieces);
	items->pieces[items->n] = piece;
	struct lb_item *made = arena_push(m->t->scratch, items);
	*made = item;
	return made;
}

static void push_penalty(struct maker *m, int penalty, const struct para_segment *segment)
{
	push(m, (struct lb_item){.kind = LB_PENALTY, .penalty = penalty}, (struct para_piece){.segment = segment});
}

/* Space as TeX's text fonts have it: a half more, a third less. */
static void push_space(struct maker *m, const struct para_segment *segment)
{
	const struct shape *space = shape_text(m->t->shaper, &segment->type, STR(" "), segment->node ? segment->node->pos : POS_NONE);
	sp width = space->width;

	push(m, (struct lb_item){.kind = LB_GLUE, .width = width, .stretch = width / 2, .shrink = width / 3},
	     (struct para_piece){segment, space, 0, 1});
}

static void push_break(struct maker *m, const struct para_segment *segment)
{
	push_penalty(m, LB_INFINITE, segment);
	push(m, (struct lb_item){.kind = LB_GLUE, .fill = true}, (struct para_piece){.segment = segment});
	push_penalty(m, -LB_INFINITE, segment);
}

/* ---------------------------------------------------------------- where a word may be divided */

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == 0xAD || c == 0x2019 ||
		(c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

/* Of a word that is divided at all: written in capitals. */
static bool is_capital(struct str word)
{
	return word.n > 1 && word.p[0] >= 'A' && word.p[0] <= 'Z' && word.p[1] >= 'A' && word.p[1] <= 'Z';
}

/* Whether the text beside [from, to) is in capitals, too: then its words are no abbreviations. */
static bool among_capitals(struct str text, size_t from, size_t to)
{
	while (from > 0 && strchr(" ,.;:)(", text.p[from - 1]))
		from--;
	while (to < text.n && strchr(" ,.;:)(", text.p[to]))
		to++;
	return (from > 1 && is_capital(str_sub(text, from - 2, from))) || is_capital(str_sub(text, to, text.n));
}

/* Hyphenates each run of letters in the word, which starts at byte `start` of the text. */
static void cut_syllables(struct maker *m, const struct para_segment *segment, size_t start, struct str word, enum cut *cuts)
{
	struct arena *a = m->t->scratch;

	for (size_t at = 0; at < word.n;) {
		size_t from = at, behind = at, letters = 0;
		while (behind < word.n && is_letter(utf8_next(word, &at))) {
			behind = at;
			letters++;
		}
		struct str run = str_sub(word, from, behind);
		at = behind > from ? behind : at;
		if (letters < WORD_LEAST)
			continue;
		bool *points = arena_alloc(a, run.n + 1);
		bool capitals = is_capital(run) && among_capitals(m->text->text, start + from, start + behind);
		hyphen_points(m->t->hyphenator, run, segment->type.lang, capitals, points);
		for (size_t i = 1; i < run.n; i++)
			if (points[i])
				cuts[from + i] = is_capital(run) && !capitals ? CUT_CAPITALS : CUT_HYPHEN;
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_dash(struct str word, size_t behind)
{
	struct str before = str_sub(word, 0, behind);

	return str_ends(before, "-") || str_ends(before, "\xE2\x80\x90") || str_ends(before, "\xE2\x80\x93") ||
		str_ends(before, "\xE2\x80\x94");
}

/* Behind a hyphen or dash inside a word. Ranges (3–4, A–Z) and what has less than two bytes on a side stay whole. */
static enum cut cut_at_dash(struct str word, size_t at)
{
	bool en_dash = str_ends(str_sub(word, 0, at), "\xE2\x80\x93");

	if (at < 3 || word.n - at < 2 || (en_dash && (is_digit(word.p[at]) || at < 5)))
		return CUT_NONE;
	return is_digit(word.p[at]) ? CUT_NONE : CUT_AFTER_HYPHEN;
}

/* Between two ideographs or their like, and on both sides of them. */
static bool is_ideographic(struct str s, size_t at)
{
	unsigned char next = at < s.n ? (unsigned char)s.p[at] : 0, before = at > 2 ? (unsigned char)s.p[at - 3] : 0;

	return (next >= 0xE2 && (unsigned char)s.p[at - 1] >= 0x80) || (before >= 0xE3 && before < 0xEF);
}

/* Places that UAX 14 allows: behind dashes, and between ideographs and their like. Its others inside words of letters
 * (behind a slash) are good for addresses only. */
static void cut_by_rules(struct maker *m, size_t start, struct str word, enum cut *cuts)
{
	for (size_t i = 1; i < word.n; i++) {
		if (m->breaks[start + i - 1] != LINEBREAK_ALLOWBREAK)
			continue;
		if (is_dash(word, i))
			cuts[i] = cut_at_dash(word, i);
		else if (is_ideographic(word, i))
			cuts[i] = CUT_FREE;
	}
}

/* A URL, a host with a path, an e-mail address. */
static bool is_address(struct str s)
{
	size_t slash = str_find_char(s, '/', 1), point = str_find_char(s, '.', 1);

	if (str_find(s, STR("://")) != SIZE_MAX || str_starts(s, "www."))
		return true;
	if (str_find_char(s, '@', 1) != SIZE_MAX)
		return point != SIZE_MAX;
	return slash != SIZE_MAX && point != SIZE_MAX && point + 2 < slash && slash + 2 < s.n && !is_digit(s.p[0]);
}

/* Before "." and "?" and the like, behind "/": so that nobody takes the mark for the sentence's. E-mail addresses are short, and
 * are divided only where much is won. */
static void cut_address(struct str word, enum cut *cuts)
{
	bool mail = str_find_char(word, '@', 1) != SIZE_MAX && str_find_char(word, '/', 1) == SIZE_MAX;

	for (size_t i = ADDRESS_SIDE; i + ADDRESS_SIDE <= word.n; i++) {
		char before = word.p[i - 1], next = word.p[i];
		bool behind_slash = (before == '/' && next != '/') || before == '-';
		bool before_mark = next && strchr(".?&=#_%@", next) && before != ':' && before != '/';
		if (behind_slash || before_mark)
			cuts[i] = mail ? CUT_MAIL : CUT_ADDRESS;
	}
}

/* Between any two characters: when not even a part fits into the measure, or a long address would leave a hole. */
static void cut_anywhere(const struct shape *shape, enum cut cut, enum cut *cuts)
{
	size_t last = 0;

	for (size_t i = 1; i < shape->text.n; i++) {
		if (cuts[i])
			last = i;
		if (((unsigned char)shape->text.p[i] & 0xC0) == 0x80)
			continue;
		if (!cuts[i] && shape->place[i] > shape->place[last])
			cuts[i] = cut;
	}
}

/* Spaces in a block of code are kept, and are its best breaks. */
static void cut_code(struct str word, enum cut *cuts)
{
	for (size_t i = 1; i < word.n; i++)
		if (word.p[i - 1] == ' ' && word.p[i] != ' ')
			cuts[i] = CUT_ADDRESS;
}

static enum cut *find_cuts(struct maker *m, const struct para_segment *segment, size_t start, const struct shape *shape)
{
	enum cut *cuts = arena_alloc(m->t->scratch, (shape->text.n + 1) * sizeof *cuts);
	bool address = is_address(shape->text);

	if (m->text->block_of_code)
		cut_code(shape->text, cuts);
	else if (address)
		cut_address(shape->text, cuts);
	else
		cut_by_rules(m, start, shape->text, cuts);
	if (m->spec->hyphenate && !segment->literal && !address)
		cut_syllables(m, segment, start, shape->text, cuts);
	if (shape->width > m->spec->measure && !address && !m->text->block_of_code)
		cut_address(shape->text, cuts);
	if (shape->width > m->spec->measure)
		cut_anywhere(shape, CUT_EMERGENCY, cuts);
	else if (address && shape->width > m->spec->measure / 2)
		cut_anywhere(shape, CUT_ANYWHERE, cuts);
	return cuts;
}

/* ---------------------------------------------------------------- words */

static struct shape_hang hang_of(const struct maker *m, const struct para_segment *segment, const struct shape *shape)
{
	return m->justified && !segment->literal ? shape_hang(m->t->shaper, shape) : (struct shape_hang){0, 0};
}

static void push_box(struct maker *m, struct para_piece piece, struct shape_hang hang)
{
	sp width = piece.shape->place[piece.to] - piece.shape->place[piece.from];
	sp expansion = piece.segment->literal ? 0 : sp_muldiv(width, m->expansion, 1000);

	push(m, (struct lb_item){.kind = LB_BOX, .width = width, .stretch = expansion, .shrink = expansion,
	                         .hang_left = hang.left, .hang_right = hang.right}, piece);
}

static const struct shape *shape_side(struct maker *m, const struct para_segment *segment, struct str text)
{
	return shape_text(m->t->shaper, &segment->type, text, segment->node ? segment->node->pos : POS_NONE);
}

/* A hyphen that the word does not have. */
static bool inserts(enum cut cut)
{
	return cut == CUT_HYPHEN || cut == CUT_CAPITALS;
}

static size_t apart_before(const struct shape *s, size_t at)
{
	while (!s->apart[--at])
		;
	return at;
}

static size_t apart_behind(const struct shape *s, size_t at)
{
	while (!s->apart[++at])
		;
	return at;
}

static struct str with_hyphen(struct arena *a, struct str head)
{
	char *p = arena_alloc(a, head.n + 1);

	memcpy(p, head.p, head.n);
	p[head.n] = '-';
	return (struct str){p, head.n + 1};
}

/* The penalty at byte `at`, by what stands beside it as it would at the end of a line and at the start of the next. */
static struct lb_item cut_item(struct maker *m, struct para_piece whole, size_t at, enum cut cut, sp *hang_left)
{
	const struct shape *shape = whole.shape;
	bool hyphen = cut == CUT_HYPHEN || cut == CUT_CAPITALS || cut == CUT_AFTER_HYPHEN;
	struct lb_item penalty = {.kind = LB_PENALTY, .penalty = cut_penalty[cut], .hyphen = hyphen, .fill = cut == CUT_ADDRESS || cut == CUT_MAIL};

	*hang_left = 0;
	if (shape->text.n > WORD_EXACT) {
		penalty.before = inserts(cut) ? shape_side(m, whole.segment, STR("-"))->width : 0;
		return penalty;
	}
	size_t from = apart_before(shape, at), to = apart_behind(shape, at);
	struct str head = str_sub(shape->text, from, at);
	if (inserts(cut))
		head = with_hyphen(m->t->scratch, head);
	const struct shape *before = shape_side(m, whole.segment, head), *after = shape_side(m, whole.segment, str_sub(shape->text, at, to));
	penalty.before = before->width - (shape->place[at] - shape->place[from]);
	penalty.after = after->width - (shape->place[to] - shape->place[at]);
	penalty.hang_right = hang_of(m, whole.segment, before).right;
	*hang_left = hang_of(m, whole.segment, after).left;
	return penalty;
}

static void push_cut(struct maker *m, struct para_piece whole, size_t at, enum cut cut)
{
	sp hang_left;
	struct lb_item penalty = cut_item(m, whole, at, cut, &hang_left);

	m->items.v[m->items.n - 1].hang_right = penalty.hang_right;
	push(m, penalty, (struct para_piece){whole.segment, whole.shape, at, at});
	push_box(m, (struct para_piece){whole.segment, whole.shape, at, whole.to},
		(struct shape_hang){hang_left, hang_of(m, whole.segment, whole.shape).right});
}

/* The place between two words without a space: where the segment changes. */
static void push_seam(struct maker *m, const struct para_segment *segment, size_t start)
{
	struct str before = str_sub(m->text->text, 0, start);

	if (!m->items.n || m->items.v[m->items.n - 1].kind != LB_BOX || m->breaks[start - 1] != LINEBREAK_ALLOWBREAK)
		return;
	if (is_dash(before, start) || is_ideographic(m->text->text, start))
		push_penalty(m, cut_penalty[CUT_AFTER_HYPHEN], segment);
}

static void push_word(struct maker *m, const struct para_segment *segment, size_t from, size_t to)
{
	struct pos pos = segment->node ? segment->node->pos : POS_NONE;
	const struct shape *shape = shape_text(m->t->shaper, &segment->type, str_sub(m->text->text, from, to), pos);
	const enum cut *cuts = find_cuts(m, segment, from, shape);
	struct para_piece whole = {segment, shape, 0, shape->text.n};

	push_seam(m, segment, from);
	push_box(m, whole, hang_of(m, segment, shape));
	for (size_t i = 1; i < shape->text.n; i++) {
		if (!cuts[i])
			continue;
		struct lb_item *open = &m->items.v[m->items.n - 1];
		struct para_piece *piece = &m->items.pieces[m->items.n - 1];
		piece->to = i;
		open->width = shape->place[i] - shape->place[piece->from];
		open->stretch = open->shrink = segment->literal ? 0 : sp_muldiv(open->width, m->expansion, 1000);
		push_cut(m, whole, i, cuts[i]);
	}
}

/* ---------------------------------------------------------------- segments */

static bool is_space_at(struct str s, size_t at, size_t *behind)
{
	uint32_t c;

	*behind = at;
	c = utf8_next(s, behind);
	return c == ' ' || c == '\t' || c == '\n';
}

static bool is_no_break_space(struct str s, size_t at, size_t *behind)
{
	*behind = at;
	return utf8_next(s, behind) == 0xA0;
}

static size_t word_end(struct str s, size_t at, size_t limit)
{
	size_t behind;

	while (at < limit && !is_space_at(s, at, &behind) && !is_no_break_space(s, at, &behind))
		at = behind;
	return at;
}

/* The line should not end at this space. */
static bool binds(const struct maker *m, const struct para_segment *segment, size_t space)
{
	bool in_part = m->spec->whole_parts && segment->node && segment->node->role != ROLE_SEPARATOR;

	return in_part || tie_binds(m->text->text, space);
}

static void make_text(struct maker *m, const struct para_segment *segment)
{
	struct str s = m->text->text;

	for (size_t at = segment->from, behind; at < segment->to; at = behind) {
		if (is_space_at(s, at, &behind)) {
			bool doubled = m->items.n && m->items.v[m->items.n - 1].kind == LB_GLUE;
			if (m->items.n && !doubled && binds(m, segment, at))
				push_penalty(m, LB_UNWILLING, segment);
			if (m->items.n && !doubled)
				push_space(m, segment);
		} else if (is_no_break_space(s, at, &behind)) {
			push_penalty(m, LB_INFINITE, segment);
			push_space(m, segment);
		} else {
			behind = word_end(s, at, segment->to);
			push_word(m, segment, at, behind);
		}
	}
	if (segment->node && segment->node->role == ROLE_SEPARATOR)
		push_penalty(m, 0, segment);
}

/* Line by line, each shaped with its spaces. */
static void make_code(struct maker *m, const struct para_segment *segment)
{
	struct str s = str_sub(m->text->text, 0, segment->to);

	while (s.n > segment->from && s.p[s.n - 1] == '\n')
		s.n--;
	for (size_t at = segment->from; at < s.n;) {
		size_t end = str_find_char(s, '\n', at);
		end = end == SIZE_MAX ? s.n : end;
		if (end > at)
			push_word(m, segment, at, end);
		if (end < s.n)
			push_break(m, segment);
		at = end + 1;
	}
}

static void make_image(struct maker *m, const struct para_segment *segment)
{
	struct picture_size size = picture_size(segment->node, (struct picture_size){m->spec->measure, m->t->text_height / 2});

	push(m, (struct lb_item){.kind = LB_BOX, .width = size.width}, (struct para_piece){.segment = segment});
}

static void make_ruby(struct maker *m, const struct para_segment *segment)
{
	push_seam(m, segment, segment->from);
	push(m, (struct lb_item){.kind = LB_BOX, .width = ruby_set(m->t, segment).width}, (struct para_piece){.segment = segment});
}

static void make_segment(struct maker *m, const struct para_segment *segment)
{
	if (segment->kind == SEGMENT_BREAK)
		push_break(m, segment);
	else if (segment->kind == SEGMENT_IMAGE)
		make_image(m, segment);
	else if (segment->kind == SEGMENT_RUBY)
		make_ruby(m, segment);
	else if (m->text->block_of_code)
		make_code(m, segment);
	else
		make_text(m, segment);
}

static void drop_last_space(struct para_items *items)
{
	while (items->n && items->v[items->n - 1].kind == LB_GLUE && !items->v[items->n - 1].fill)
		items->n--;
}

struct para_items para_items_make(struct typesetter *t, const struct para_spec *spec, const struct para_text *text)
{
	bool justified = spec->align == PARA_JUSTIFY;
	struct maker m = {.t = t, .spec = spec, .text = text, .breaks = find_breaks(t, text->text), .justified = justified,
		.expansion = justified ? para_expansion(t, spec) : 0};

	for (size_t i = 0; i < text->n; i++)
		make_segment(&m, &text->v[i]);
	drop_last_space(&m.items);
	push_break(&m, text->n ? &text->v[text->n - 1] : NULL);
	return m.items;
}
