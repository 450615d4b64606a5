/* yaml.c - YAML to a tree of texts, through libyaml; the only file that sees yaml.h.
 *
 * libyaml cannot go on behind a mistake. So when it stops, the problem is explained (yaml_trap.c), the mistake is mended in
 * a copy of the text, and reading starts again: one run reports all the unquoted values of a file. What is found while
 * composing (duplicate keys and the like) is therefore reported only when the last reading is over.
 *
 * An alias shares its anchor's children, so that aliases of aliases cost no memory; but whoever walks the tree meets them
 * all. The budget counts them as they would be met. */
#include "content/content_int.h"

#include <string.h>
#include <yaml.h>

enum {
	DEPTH_MAX = 200,     /* nested collections */
	FEW_KEYS = 16,       /* are looked through one by one */
	MOST_DIRECTIVES = 100,
	BUDGET = 200000,     /* nodes, aliases expanded */
	MENDS_MAX = 30       /* readings of one text */
};

/* Names seen so far: open addressing, the size a power of two. */
struct table {
	struct entry {
		struct str name;
		struct yaml_node *node;
		size_t weight; /* of an anchor: nodes that an alias stands for */
		bool used;
	} *entries;
	size_t n, sz;
};

struct report {
	enum msg_id id;
	struct pos pos;
	const char *arg, *arg2;
};

struct reader {
	struct build *b;
	const struct text *text;
	yaml_parser_t parser;
	yaml_event_t event;      /* the one being looked at */
	size_t index, byte;      /* a character's number and its byte: where translation goes on from */
	struct table anchors;
	size_t nodes, depth;
	bool failed;
	struct yaml_problem problem;
	struct { struct report *v; size_t n, sz; } reports;
};

/* ---------------------------------------------------------------- names */

static struct entry *table_slot(const struct table *t, struct str name)
{
	size_t i = str_hash(name, 0) & (t->sz - 1);

	while (t->entries[i].node && !str_eq(t->entries[i].name, name))
		i = (i + 1) & (t->sz - 1);
	return &t->entries[i];
}

static struct entry *table_find(const struct table *t, struct str name)
{
	struct entry *e = t->sz > 0 ? table_slot(t, name) : NULL;

	return e && e->node ? e : NULL;
}

static void table_enlarge(struct build *b, struct table *t)
{
	struct table larger = {.n = t->n, .sz = t->sz > 0 ? 2 * t->sz : 16};

	larger.entries = arena_alloc(b->arena, larger.sz * sizeof *larger.entries);
	for (size_t i = 0; i < t->sz; i++)
		if (t->entries[i].node)
			*table_slot(&larger, t->entries[i].name) = t->entries[i];
	*t = larger;
}

/* Adds a name, or takes the place of the same one. */
static void table_put(struct build *b, struct table *t, struct entry entry)
{
	struct entry *e;

	if (2 * t->n >= t->sz)
		table_enlarge(b, t);
	e = table_slot(t, entry.name);
	t->n += !e->node;
	*e = entry;
}

/* ---------------------------------------------------------------- libyaml */

static void fail(struct reader *r, const char *what, size_t at, size_t began)
{
	if (!r->failed)
		r->problem = (struct yaml_problem){what, at, began};
	r->failed = true;
}

static void report(struct reader *r, enum msg_id id, struct pos pos, struct str arg, struct str arg2)
{
	struct report *note = arena_push(r->b->arena, &r->reports);

	*note = (struct report){id, pos, arena_cstr(r->b->arena, arg), arena_cstr(r->b->arena, arg2)};
}

/* libyaml counts characters: the byte of one. Marks come nearly in order, so the last answer is a good place to start. */
static size_t mark_byte(struct reader *r, yaml_mark_t mark)
{
	struct str s = r->text->s;

	while (r->index < mark.index && r->byte < s.n) {
		utf8_next(s, &r->byte);
		r->index++;
	}
	while (r->index > mark.index && r->byte > 0) {
		do
			r->byte--;
		while (r->byte > 0 && ((unsigned char)s.p[r->byte] & 0xC0) == 0x80);
		r->index--;
	}
	return r->byte;
}

static void fail_as_libyaml(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	size_t at, began = SIZE_MAX;

	if (p->error == YAML_MEMORY_ERROR)
		mem_exhausted();
	if (p->error == YAML_READER_ERROR) {
		fail(r, "unreadable bytes", p->problem_offset, SIZE_MAX);
		return;
	}
	at = mark_byte(r, p->problem_mark);
	if (p->context)
		began = mark_byte(r, p->context_mark);
	fail(r, p->problem ? p->problem : "", at, began);
}

/* Goes to the next event; false when libyaml cannot. */
static bool advance(struct reader *r)
{
	yaml_event_delete(&r->event);
	memset(&r->event, 0, sizeof r->event);
	if (r->failed)
		return false;
	if (!yaml_parser_parse(&r->parser, &r->event))
		fail_as_libyaml(r);
	return !r->failed;
}

static struct str bytes_of(const yaml_char_t *z)
{
	return str_from((const char *)z);
}

/* ---------------------------------------------------------------- composing nodes */

static struct yaml_node *compose(struct reader *r);

static struct yaml_node *new_node(struct reader *r, enum yaml_kind kind)
{
	struct yaml_node *node = arena_alloc(r->b->arena, sizeof *node);
	size_t start = mark_byte(r, r->event.start_mark);

	node->kind = kind;
	node->pos = text_pos(r->text, start, mark_byte(r, r->event.end_mark));
	if (++r->nodes > BUDGET)
		fail(r, YAML_TOO_MANY, start, SIZE_MAX);
	return node;
}

static void append(struct yaml_node *parent, struct yaml_node **last, struct yaml_node *child)
{
	if (*last)
		(*last)->next = child;
	else
		parent->first = child;
	*last = child;
	parent->n++;
}

/* A tag that is not YAML's own says nothing here: perhaps the author meant an exclamation mark. */
static void check_tag(struct reader *r, const yaml_char_t *tag, const struct yaml_node *node)
{
	struct str name = bytes_of(tag);

	if (tag && !str_is(name, "!") && !str_starts(name, "tag:yaml.org,2002:"))
		report(r, MSG_YAML_TAG, node->pos, name, yaml_quoted_line(r->b, node));
}

static void put_anchor(struct reader *r, const yaml_char_t *name, struct yaml_node *node, size_t weight)
{
	if (name)
		table_put(r->b, &r->anchors, (struct entry){arena_str(r->b->arena, bytes_of(name)), node, weight, false});
}

static bool is_null(struct str s)
{
	return s.n == 0 || str_is(s, "~") || str_is(s, "null") || str_is(s, "Null") || str_is(s, "NULL");
}

static enum yaml_style style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE: return YAML_SINGLE_QUOTED;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return YAML_DOUBLE_QUOTED;
	case YAML_LITERAL_SCALAR_STYLE: return YAML_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE: return YAML_FOLDED;
	default: return YAML_PLAIN;
	}
}

/* "Problem set #3" without quotes: a comment that begins with a number was hardly meant as one. */
static void check_hash(struct reader *r, size_t end)
{
	struct str s = r->text->s;
	size_t hash = end, to;

	while (hash < s.n && (s.p[hash] == ' ' || s.p[hash] == '\t'))
		hash++;
	for (to = hash + 1; to < s.n && s.p[to] >= '0' && s.p[to] <= '9'; to++)
		;
	if (hash > end && hash < s.n && s.p[hash] == '#' && to > hash + 1)
		report(r, MSG_YAML_HASH, text_pos(r->text, hash, to), str_sub(s, hash + 1, to), STR_NONE);
}

static struct yaml_node *compose_scalar(struct reader *r)
{
	struct yaml_node *node = new_node(r, YAML_SCALAR);
	struct yaml_scalar scalar = {
		.style = style_of(r->event.data.scalar.style),
		.from = mark_byte(r, r->event.start_mark),
		.to = mark_byte(r, r->event.end_mark),
		.value = {(const char *)r->event.data.scalar.value, r->event.data.scalar.length},
	};

	while (scalar.style >= YAML_LITERAL && scalar.to > scalar.from && strchr(" \r\n", r->text->s.p[scalar.to - 1]))
		scalar.to--;
	node->pos = text_pos(r->text, scalar.from, scalar.to);
	if (scalar.style >= YAML_LITERAL)
		scalar.to = mark_byte(r, r->event.end_mark);
	node->text = yaml_scalar_text(r->b, r->text, &scalar);
	node->plain = scalar.style == YAML_PLAIN;
	node->null = node->plain && is_null(scalar.value);
	check_tag(r, r->event.data.scalar.tag, node);
	if (node->plain && scalar.value.n)
		check_hash(r, scalar.to);
	put_anchor(r, r->event.data.scalar.anchor, node, 1);
	return node;
}

static struct yaml_node *compose_alias(struct reader *r)
{
	struct yaml_node *node = new_node(r, YAML_SCALAR);
	struct entry *e = table_find(&r->anchors, bytes_of(r->event.data.alias.anchor));

	if (!e) {
		fail(r, "unknown alias", mark_byte(r, r->event.start_mark), SIZE_MAX);
		return node;
	}
	e->used = true;
	r->nodes += e->weight;
	if (r->nodes > BUDGET)
		fail(r, YAML_TOO_MANY, mark_byte(r, r->event.start_mark), SIZE_MAX);
	*node = *e->node;
	node->next = NULL;
	node->key = NULL;
	return node;
}

/* A block collection's own marks run to the next token: it stands from its first entry to its last. */
static void place_block(struct yaml_node *node, const struct yaml_node *last)
{
	const struct yaml_node *first = node->first;

	if (first)
		node->pos = pos_join(first->key ? first->key->pos : node->pos, last->pos);
}

static struct yaml_node *compose_sequence(struct reader *r)
{
	struct yaml_node *node = new_node(r, YAML_SEQUENCE), *last = NULL;
	bool flow = r->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	const char *anchor = r->event.data.sequence_start.anchor
		? arena_cstr(r->b->arena, bytes_of(r->event.data.sequence_start.anchor)) : NULL;
	size_t before = r->nodes, start = mark_byte(r, r->event.start_mark);

	check_tag(r, r->event.data.sequence_start.tag, node);
	while (advance(r) && r->event.type != YAML_SEQUENCE_END_EVENT)
		append(node, &last, compose(r));
	if (flow && !r->failed)
		node->pos = text_pos(r->text, start, mark_byte(r, r->event.end_mark));
	else
		place_block(node, last);
	put_anchor(r, (const yaml_char_t *)anchor, node, r->nodes - before + 1);
	return node;
}

/* ---------------------------------------------------------------- mappings */

struct mapping {
	struct yaml_node *node, *last;
	struct table keys;
	struct yaml_node *merges, *last_merge; /* values of <<, in order */
	bool flow;
};

/* An entry of a flow mapping without a colon: an unquoted comma came before it. */
static bool is_lonely(struct reader *r, const struct mapping *m, size_t key_end)
{
	size_t at = mark_byte(r, r->event.start_mark);

	return m->flow && r->event.type == YAML_SCALAR_EVENT && r->event.data.scalar.length == 0
		&& r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
		&& str_find_char(str_sub(r->text->s, 0, at), ':', key_end) == SIZE_MAX;
}

static void add_merge(struct mapping *m, struct yaml_node *value)
{
	if (m->last_merge)
		m->last_merge->next = value;
	else
		m->merges = value;
	m->last_merge = value;
}

static void add_pair(struct reader *r, struct mapping *m, struct yaml_node *key, struct yaml_node *value)
{
	const struct entry *same = table_find(&m->keys, key->text.s);

	if (key->plain && str_is(key->text.s, "<<")) {
		add_merge(m, value);
		return;
	}
	if (same) {
		report(r, MSG_YAML_DUPLICATE, key->pos, key->text.s, STR_NONE);
		report(r, MSG_YAML_DUPLICATE_FIRST, same->node->pos, key->text.s, STR_NONE);
		return;
	}
	value->key = key;
	table_put(r->b, &m->keys, (struct entry){.name = key->text.s, .node = key});
	append(m->node, &m->last, value);
}

/* One key with its value; r is at the key. */
static void compose_pair(struct reader *r, struct mapping *m)
{
	size_t key_start = mark_byte(r, r->event.start_mark), key_end = mark_byte(r, r->event.end_mark);
	struct yaml_node *key = compose(r), *value;

	if (key->kind != YAML_SCALAR)
		fail(r, "key is no text", key_start, SIZE_MAX);
	if (!advance(r))
		return;
	if (is_lonely(r, m, key_end))
		fail(r, "key without colon", key_start, SIZE_MAX);
	value = compose(r);
	add_pair(r, m, key, value);
}

static void merge_from(struct reader *r, struct mapping *m, const struct yaml_node *from)
{
	if (from->kind != YAML_MAPPING) {
		report(r, MSG_YAML_MERGE, from->pos, STR(""), STR_NONE);
		return;
	}
	for (const struct yaml_node *child = from->first; child; child = child->next) {
		struct yaml_node *copy;
		if (table_find(&m->keys, child->key->text.s))
			continue;
		copy = arena_alloc(r->b->arena, sizeof *copy);
		*copy = *child;
		copy->next = NULL;
		table_put(r->b, &m->keys, (struct entry){.name = child->key->text.s, .node = copy});
		append(m->node, &m->last, copy);
	}
}

/* The keys that a mapping lacks come from what it merges, the first one first. */
static void merge_all(struct reader *r, struct mapping *m)
{
	for (const struct yaml_node *from = m->merges; from; from = from->next) {
		if (from->kind != YAML_SEQUENCE) {
			merge_from(r, m, from);
			continue;
		}
		for (const struct yaml_node *item = from->first; item; item = item->next)
			merge_from(r, m, item);
	}
}

static struct yaml_node *compose_mapping(struct reader *r)
{
	struct mapping m = {.node = new_node(r, YAML_MAPPING)};
	const char *anchor = r->event.data.mapping_start.anchor
		? arena_cstr(r->b->arena, bytes_of(r->event.data.mapping_start.anchor)) : NULL;
	size_t before = r->nodes, start = mark_byte(r, r->event.start_mark);

	m.flow = r->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	check_tag(r, r->event.data.mapping_start.tag, m.node);
	while (advance(r) && r->event.type != YAML_MAPPING_END_EVENT)
		compose_pair(r, &m);
	if (m.flow && !r->failed)
		m.node->pos = text_pos(r->text, start, mark_byte(r, r->event.end_mark));
	else
		place_block(m.node, m.last);
	merge_all(r, &m);
	yaml_index(r->b, m.node);
	put_anchor(r, (const yaml_char_t *)anchor, m.node, r->nodes - before + 1);
	return m.node;
}

/* The node at the current event, which is its last one afterwards. Never NULL: when reading fails, what there is of it. */
static struct yaml_node *compose(struct reader *r)
{
	struct yaml_node *node;

	if (r->depth >= DEPTH_MAX)
		fail(r, YAML_TOO_DEEP, mark_byte(r, r->event.start_mark), SIZE_MAX);
	r->depth++;
	if (r->event.type == YAML_MAPPING_START_EVENT)
		node = compose_mapping(r);
	else if (r->event.type == YAML_SEQUENCE_START_EVENT)
		node = compose_sequence(r);
	else if (r->event.type == YAML_ALIAS_EVENT)
		node = compose_alias(r);
	else
		node = compose_scalar(r);
	r->depth--;
	return node;
}

/* ---------------------------------------------------------------- documents */

static struct yaml_node *null_document(struct reader *r)
{
	struct yaml_node *node = arena_alloc(r->b->arena, sizeof *node);

	*node = (struct yaml_node){.kind = YAML_SCALAR, .pos = text_pos(r->text, 0, 0), .plain = true, .null = true};
	node->text = text_made(r->b, STR(""), node->pos);
	return node;
}

/* A second document is a mistake, but an empty one (a last line "---") is only a habit. */
static void check_end(struct reader *r)
{
	struct pos pos;

	if (!advance(r) || !advance(r) || r->event.type == YAML_STREAM_END_EVENT)
		return;
	pos = text_pos(r->text, mark_byte(r, r->event.start_mark), mark_byte(r, r->event.end_mark));
	if (!advance(r))
		return;
	if (r->event.type != YAML_SCALAR_EVENT || r->event.data.scalar.length > 0)
		report(r, MSG_YAML_DOCUMENTS, pos, STR(""), STR_NONE);
}

/* Where a text has more directives ("%TAG") than anybody writes, each of which libyaml compares with all; SIZE_MAX: nowhere. */
static size_t surplus_directive(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n && strchr("%#\n", s.p[at]); at++) {
		n += s.p[at] == '%';
		if (n > MOST_DIRECTIVES)
			return at;
		at = str_find_char(s, '\n', at);
		if (at == SIZE_MAX)
			break;
	}
	return SIZE_MAX;
}

static struct yaml_node *read_document(struct reader *r)
{
	struct yaml_node *node;
	size_t surplus = surplus_directive(r->text->s);

	if (surplus != SIZE_MAX)
		fail(r, YAML_TOO_MANY_TAGS, surplus, SIZE_MAX);
	if (surplus != SIZE_MAX || !advance(r) || !advance(r))
		return NULL;
	if (r->event.type == YAML_STREAM_END_EVENT)
		return null_document(r);
	if (!advance(r))
		return NULL;
	node = compose(r);
	if (!r->failed)
		check_end(r);
	return node;
}

static struct yaml_node *read_text(struct reader *r)
{
	struct yaml_node *node;

	if (!yaml_parser_initialize(&r->parser))
		mem_exhausted();
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, (const unsigned char *)(r->text->s.p ? r->text->s.p : ""), r->text->s.n);
	node = read_document(r);
	yaml_event_delete(&r->event);
	yaml_parser_delete(&r->parser);
	return node;
}

/* An anchor on a word of text that nothing refers to was hardly meant as one. */
static void check_anchors(struct reader *r)
{
	for (size_t i = 0; i < r->anchors.sz; i++) {
		const struct entry *e = &r->anchors.entries[i];
		if (e->node && !e->used && e->node->kind == YAML_SCALAR && e->node->plain && !e->node->null)
			report(r, MSG_YAML_ANCHOR_UNUSED, e->node->pos, e->name, yaml_quoted_line(r->b, e->node));
	}
}

static void print_reports(const struct reader *r)
{
	for (size_t i = 0; i < r->reports.n; i++) {
		const struct report *note = &r->reports.v[i];
		msg(r->b, note->id, note->pos, note->arg, note->arg2);
	}
}

/* Mends the problem of a reading in *now. False when reading it again would not get further. */
static bool mend(struct build *b, const struct reader *r, struct text *now, struct pos *last)
{
	struct pos at = text_pos(now, r->problem.at, r->problem.at + 1);
	bool again = last->source && last->source == at.source && last->start == at.start;
	struct text mended;

	*last = at;
	if (again || !yaml_explain(b, now, &r->problem, &mended))
		return false;
	*now = mended;
	return true;
}

const struct yaml_node *yaml_parse(struct build *b, const struct text *text)
{
	size_t bom = str_starts(text->s, "\xEF\xBB\xBF") ? 3 : 0, largest = 2 * text->s.n + 1000;
	struct text now = text_sub(b, text, bom, text->s.n);
	struct pos last = POS_NONE;
	struct yaml_node *node;

	for (int readings = 1;; readings++) {
		struct text read = now;
		struct reader r = {.b = b, .text = &read};
		node = read_text(&r);
		if (r.failed && mend(b, &r, &now, &last) && readings < MENDS_MAX && now.s.n < largest)
			continue;
		check_anchors(&r);
		print_reports(&r);
		return node;
	}
}

/* ---------------------------------------------------------------- finding */

void yaml_index(struct build *b, struct yaml_node *mapping)
{
	struct map *names = mapping->kind == YAML_MAPPING && mapping->n > FEW_KEYS ? arena_alloc(b->arena, sizeof *names) : NULL;

	for (const struct yaml_node *child = mapping->first; names && child; child = child->next) {
		struct map_entry *e = map_at(b->arena, names, NULL, child->key->text.s);
		e->value = e->value ? e->value : (void *)child;
	}
	mapping->names = names;
}

const struct yaml_node *yaml_find(const struct yaml_node *mapping, struct str key)
{
	if (!mapping || mapping->kind != YAML_MAPPING)
		return NULL;
	if (mapping->names) {
		const struct map_entry *e = map_find(mapping->names, NULL, key);
		return e ? e->value : NULL;
	}
	for (const struct yaml_node *child = mapping->first; child; child = child->next)
		if (str_eq(child->key->text.s, key))
			return child;
	return NULL;
}

const struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key)
{
	return yaml_find(mapping, str_from(key));
}
