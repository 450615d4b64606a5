/* figure.c - reads a figure's YAML: boxes in stacks and rows, and arrows between them. See syllabus(5) for the language. */
#include "document/document_int.h"

#include <string.h>

#define DEPTH_MAX 40
#define NODES_MAX 2000

#define MOST_HINTS 30 /* at what an unknown id may have meant */

struct reader {
	struct build *b;
	struct { struct figure_node **v; size_t n, sz; } nodes;
	struct map ids;   /* the first node of each */
	size_t unknown;   /* ids that no node has */
	struct { struct figure_edge *v; size_t n, sz; } edges;
	struct { struct round { struct figure_node *node; const struct yaml_node *id; } *v; size_t n, sz; } rounds;
};

/* ---------------------------------------------------------------- values */

/* A word and what it means; name NULL ends a list. */
struct word { const char *name; int value; };

static const struct word flows[] = {{"none", FIGURE_FLOW_NONE}, {"up", FIGURE_FLOW_UP}, {"down", FIGURE_FLOW_DOWN},
                                    {"right", FIGURE_FLOW_RIGHT}, {"left", FIGURE_FLOW_LEFT}, {NULL, 0}};
static const struct word frames[] = {{"none", FIGURE_NO_FRAME}, {"solid", FIGURE_SOLID}, {"dashed", FIGURE_DASHED}, {NULL, 0}};
static const struct word tones[] = {{"none", FIGURE_NO_TONE}, {"white", FIGURE_WHITE}, {"grey", FIGURE_GREY}, {"gray", FIGURE_GREY},
                                    {"yellow", FIGURE_YELLOW}, {"green", FIGURE_GREEN}, {"blue", FIGURE_BLUE},
                                    {"orange", FIGURE_ORANGE}, {"purple", FIGURE_PURPLE}, {"red", FIGURE_RED}, {NULL, 0}};
static const struct word aligns[] = {{"start", -1}, {"center", 0}, {"centre", 0}, {"end", 1}, {NULL, 0}};
static const struct word sides[] = {{"top", FIGURE_TOP}, {"right", FIGURE_RIGHT}, {"bottom", FIGURE_BOTTOM}, {"left", FIGURE_LEFT},
	{NULL, 0}};
static const struct word kinds[] = {{"block", FIGURE_BLOCK}, {"label", FIGURE_LABEL}, {"sum", FIGURE_SUM}, {"space", FIGURE_SPACE},
                                    {"stack", FIGURE_STACK}, {"row", FIGURE_ROW}, {"group", FIGURE_STACK}, {NULL, 0}};

static const struct word *find_word(const struct word *words, struct str s)
{
	for (; words->name; words++)
		if (str_is(s, words->name))
			return words;
	return NULL;
}

/* "one of a, b, c" */
static const char *list_words(struct build *b, const struct word *words)
{
	struct buf list = {0};

	buf_cstr(&list, "one of ");
	for (size_t i = 0; words[i].name; i++)
		buf_printf(&list, "%s%s", i ? ", " : "", words[i].name);
	const char *made = arena_cstr(b->arena, buf_view(&list));
	buf_free(&list);
	return made;
}

static const char *key_name(struct build *b, const struct yaml_node *v)
{
	return v->key ? arena_cstr(b->arena, v->key->text.s) : "it";
}

static void report_value(struct reader *r, const struct yaml_node *v, const char *expected)
{
	const char *scalar = arena_printf(r->b->arena, "`%.*s`", STR_ARG(v->text.s)).p;
	const char *found = v->kind == YAML_SCALAR ? scalar : v->kind == YAML_SEQUENCE ? "a list" : "keys and values";

	msg(r->b, MSG_FIGURE_BAD_VALUE, v->pos, key_name(r->b, v), expected, found);
}

static int read_word(struct reader *r, const struct yaml_node *v, const struct word *words, int otherwise)
{
	const struct word *word = v->kind == YAML_SCALAR ? find_word(words, v->text.s) : NULL;

	if (!word)
		report_value(r, v, list_words(r->b, words));
	return word ? word->value : otherwise;
}

/* A number of ems with at most one decimal, in tenths. */
static int read_tenths(struct reader *r, const struct yaml_node *v)
{
	sp length;

	if (v->kind == YAML_SCALAR) {
		struct str ems = str_ends(v->text.s, "em") ? v->text.s : arena_printf(r->b->arena, "%.*sem", STR_ARG(v->text.s));
		if (sp_parse(ems, 10, &length) && length >= 0 && length <= 1000)
			return (int)length;
	}
	report_value(r, v, "a number of ems from 0 to 100");
	return -1;
}

static const struct doc_node *read_label(struct reader *r, const struct yaml_node *v)
{
	if (v->kind != YAML_SCALAR) {
		report_value(r, v, "text");
		return NULL;
	}
	return v->null ? NULL : doc_inline(r->b, DOC_PARAGRAPH, &v->text);
}

/* ---------------------------------------------------------------- boxes */

static void key_id(struct reader *r, struct figure_node *n, const struct yaml_node *v)
{
	n->id = v->kind == YAML_SCALAR ? arena_str(r->b->arena, v->text.s) : STR_NONE;
	if (!n->id.n || str_find_char(n->id, ' ', 0) != SIZE_MAX || str_find_char(n->id, '.', 0) != SIZE_MAX)
		report_value(r, v, "a name without spaces and dots");
	struct map_entry *e = map_at(r->b->arena, &r->ids, NULL, n->id);
	if (e->value && n->id.n)
		msg_str(r->b, MSG_FIGURE_SAME_ID, v->pos, n->id);
	e->value = e->value ? e->value : n;
}

static void key_title(struct reader *r, struct figure_node *n, const struct yaml_node *v) { n->title = read_label(r, v); }

static void key_title_side(struct reader *r, struct figure_node *n, const struct yaml_node *v)
{
	static const struct word ends[] = {{"top", 0}, {"bottom", 1}, {NULL, 0}};

	n->title_below = read_word(r, v, ends, 0);
}

static void key_badge(struct reader *r, struct figure_node *n, const struct yaml_node *v) { n->badge = read_label(r, v); }

static void key_badge_side(struct reader *r, struct figure_node *n, const struct yaml_node *v)
{
	static const struct word ends[] = {{"left", 0}, {"right", 1}, {NULL, 0}};

	n->badge_right = read_word(r, v, ends, 0);
}

static void key_left(struct reader *r, struct figure_node *n, const struct yaml_node *v) { n->left = read_label(r, v); }
static void key_right(struct reader *r, struct figure_node *n, const struct yaml_node *v) { n->right = read_label(r, v); }
static void key_fill(struct reader *r, struct figure_node *n, const struct yaml_node *v) { n->fill = read_word(r, v, tones, 0); }
static void key_frame(struct reader *r, struct figure_node *n, const struct yaml_node *v) { n->frame = read_word(r, v, frames, 0); }
static void key_align(struct reader *r, struct figure_node *n, const struct yaml_node *v) { n->align = read_word(r, v, aligns, 0); }
static void key_width(struct reader *r, struct figure_node *n, const struct yaml_node *v) { n->width = read_tenths(r, v); }
static void key_gap(struct reader *r, struct figure_node *n, const struct yaml_node *v) { n->gap = read_tenths(r, v); }

static bool flow_fits(enum figure_kind kind, enum figure_flow flow)
{
	bool upright = flow == FIGURE_FLOW_UP || flow == FIGURE_FLOW_DOWN;

	return flow == FIGURE_FLOW_NONE || (kind == FIGURE_STACK && upright) || (kind == FIGURE_ROW && !upright);
}

static void key_flow(struct reader *r, struct figure_node *n, const struct yaml_node *v)
{
	n->flow = read_word(r, v, flows, 0);
	if (flow_fits(n->kind, n->flow))
		return;
	report_value(r, v, n->kind == FIGURE_STACK ? "up, down or none in a stack"
		: n->kind == FIGURE_ROW ? "right, left or none in a row" : "for stacks and rows");
	n->flow = FIGURE_FLOW_NONE;
}

static void key_round(struct reader *r, struct figure_node *n, const struct yaml_node *v)
{
	if (v->kind == YAML_SCALAR)
		*arena_push(r->b->arena, &r->rounds) = (struct round){n, v};
	else
		report_value(r, v, "the id of a box");
}

static const struct {
	const char *name;
	void (*read)(struct reader *, struct figure_node *, const struct yaml_node *);
} keys[] = {
	{"id", key_id}, {"title", key_title}, {"title-side", key_title_side}, {"badge", key_badge}, {"badge-side", key_badge_side},
	{"left", key_left}, {"right", key_right}, {"fill", key_fill}, {"frame", key_frame}, {"flow", key_flow}, {"align", key_align},
	{"width", key_width}, {"gap", key_gap}, {"round", key_round},
};

/* Keys of the figure as a whole, beside those of its outermost box. */
static const char *const figure_keys[] = {"alt", "caption", "arrows", "image"};

/* A key that is none, and what the keys are. */
struct search {
	struct str key;
	const char *best;      /* the nearest, if one is near */
	unsigned least;
	struct buf all;
};

static void compare(struct search *s, const char *name)
{
	unsigned distance = str_distance(s->key, str_from(name));

	if (distance < s->least) {
		s->least = distance;
		s->best = name;
	}
	buf_printf(&s->all, "%s%s", s->all.n ? ", " : "", name);
}

static void report_key(struct reader *r, const struct yaml_node *key, bool outermost)
{
	struct search s = {.key = key->text.s, .least = 3};
	struct arena *a = r->b->arena;

	for (size_t i = 0; kinds[i].name; i++)
		compare(&s, kinds[i].name);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		compare(&s, keys[i].name);
	for (size_t i = 0; outermost && i < sizeof figure_keys / sizeof *figure_keys; i++)
		compare(&s, figure_keys[i]);
	const char *suggestion = s.best ? arena_printf(a, ": did you mean `%s`?", s.best).p : "";
	const char *all = s.best ? "" : arena_printf(a, "what it knows here: %.*s", (int)s.all.n, s.all.p).p;
	msg(r->b, MSG_FIGURE_UNKNOWN_KEY, key->pos, arena_cstr(a, s.key), suggestion, all);
	buf_free(&s.all);
}

static void read_key(struct reader *r, struct figure_node *n, const struct yaml_node *v, bool outermost)
{
	struct str key = v->key->text.s;

	for (size_t i = 0; outermost && i < sizeof figure_keys / sizeof *figure_keys; i++)
		if (str_is(key, figure_keys[i]))
			return;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (str_is(key, keys[i].name)) {
			keys[i].read(r, n, v);
			return;
		}
	}
	if (!find_word(kinds, key))
		report_key(r, v->key, outermost);
}

/* The key that says what a box is; NULL, with a message, when none or two do. */
static const struct yaml_node *find_kind(struct reader *r, const struct yaml_node *yaml)
{
	const struct yaml_node *found = NULL;

	for (const struct yaml_node *v = yaml->first; v; v = v->next) {
		if (!find_word(kinds, v->key->text.s))
			continue;
		if (found)
			msg(r->b, MSG_FIGURE_TWO_KINDS, v->key->pos, key_name(r->b, found), key_name(r->b, v));
		else
			found = v;
	}
	if (!found)
		msg(r->b, MSG_FIGURE_NO_KIND, yaml->pos, "");
	return found;
}

static struct figure_node *new_node(struct reader *r, enum figure_kind kind, struct pos pos)
{
	struct figure_node *n = arena_alloc(r->b->arena, sizeof *n);

	*n = (struct figure_node){.kind = kind, .pos = pos, .number = r->nodes.n, .width = -1, .gap = -1};
	*arena_push(r->b->arena, &r->nodes) = n;
	return n;
}

static void append(struct figure_node *parent, struct figure_node *child)
{
	child->parent = parent;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

static bool is_container(const struct figure_node *n)
{
	return n->kind == FIGURE_STACK || n->kind == FIGURE_ROW;
}

static struct figure_node *read_node(struct reader *r, const struct yaml_node *yaml, struct figure_node *parent, int depth);

static void read_children(struct reader *r, struct figure_node *n, const struct yaml_node *list, int depth)
{
	if (list->kind != YAML_SEQUENCE || !list->n) {
		msg(r->b, MSG_FIGURE_NO_CHILDREN, list->pos, key_name(r->b, list));
		return;
	}
	for (const struct yaml_node *v = list->first; v; v = v->next) {
		struct figure_node *child = read_node(r, v, n, depth + 1);
		if (child)
			append(n, child);
	}
}

/* What the kind brings with it before the other keys are read. A group goes on in its stack's direction. */
static void set_kind(struct reader *r, struct figure_node *n, const struct yaml_node *kind, const struct figure_node *parent)
{
	if (!is_container(n)) {
		n->label = read_label(r, kind);
		return;
	}
	if (str_is(kind->key->text.s, "group"))
		n->frame = FIGURE_SOLID;
	if (parent && n->kind == FIGURE_STACK && parent->kind == FIGURE_STACK)
		n->flow = parent->flow;
}

static struct figure_node *read_mapping(struct reader *r, const struct yaml_node *yaml, struct figure_node *parent, int depth)
{
	const struct yaml_node *kind = find_kind(r, yaml);

	if (!kind)
		return NULL;
	struct figure_node *n = new_node(r, (enum figure_kind)find_word(kinds, kind->key->text.s)->value, yaml->pos);
	set_kind(r, n, kind, parent);
	for (const struct yaml_node *v = yaml->first; v; v = v->next)
		read_key(r, n, v, depth == 0);
	if (is_container(n))
		read_children(r, n, kind, depth);
	return n;
}

/* A box: keys and values, or just its label. parent: NULL for the outermost. */
static struct figure_node *read_node(struct reader *r, const struct yaml_node *yaml, struct figure_node *parent, int depth)
{
	if (depth > DEPTH_MAX) {
		msg(r->b, MSG_FIGURE_TOO_DEEP, yaml->pos, "40");
		return NULL;
	}
	if (r->nodes.n >= NODES_MAX) {
		msg(r->b, MSG_FIGURE_TOO_MANY, POS_NONE, "2000");
		return NULL;
	}
	if (yaml->kind == YAML_MAPPING)
		return read_mapping(r, yaml, parent, depth);
	struct figure_node *n = new_node(r, FIGURE_BLOCK, yaml->pos);
	n->label = read_label(r, yaml);
	return n;
}

/* ---------------------------------------------------------------- arrows */

/* For the first that are unknown: each is compared with all. */
static const char *hint_at_id(struct reader *r, struct str id)
{
	struct str best = STR_NONE;
	unsigned least = 3;
	bool wanted = r->unknown++ < MOST_HINTS;

	for (size_t i = 0; wanted && i < r->nodes.n; i++) {
		struct str other = r->nodes.v[i]->id;
		unsigned distance = other.n ? str_distance(other, id) : least;
		if (distance < least) {
			least = distance;
			best = other;
		}
	}
	return best.n ? arena_printf(r->b->arena, ": did you mean `%.*s`?", STR_ARG(best)).p : "";
}

static struct figure_node *find_node(struct reader *r, struct str id, struct pos pos)
{
	const struct map_entry *e = id.n ? map_find(&r->ids, NULL, id) : NULL;

	if (e)
		return e->value;
	msg(r->b, MSG_FIGURE_UNKNOWN_ID, pos, arena_cstr(r->b->arena, id), hint_at_id(r, id));
	return NULL;
}

static void resolve_round(struct reader *r, const struct round *round)
{
	const struct figure_node *found = find_node(r, round->id->text.s, round->id->pos);

	if (!found)
		return;
	if (found->parent == round->node->parent && found->parent && found->number < round->node->number)
		round->node->round = found;
	else
		msg_str(r->b, MSG_FIGURE_NOT_SIBLING, round->id->pos, round->id->text.s);
}

/* "id" or "id.side" */
static const struct figure_node *read_end(struct reader *r, struct str s, struct pos pos, enum figure_side *side)
{
	size_t dot = str_find_char(s, '.', 0);

	if (dot != SIZE_MAX) {
		struct str name = str_sub(s, dot + 1, s.n);
		const struct word *word = find_word(sides, name);
		if (!word)
			msg(r->b, MSG_FIGURE_BAD_VALUE, pos, ".side", list_words(r->b, sides), arena_printf(r->b->arena, "`%.*s`", STR_ARG(name)).p);
		*side = word ? (enum figure_side)word->value : FIGURE_AUTO;
	}
	return find_node(r, str_sub(s, 0, dot), pos);
}

/* "a -> b: label" */
static void read_arrow_text(struct reader *r, struct str s, struct figure_edge *e)
{
	static const struct { const char *sign; bool head, tail; } signs[] = {{" <-> ", true, true}, {" -> ", true, false},
		{" -- ", false, false}};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t at = str_find(s, str_from(signs[i].sign));
		if (at == SIZE_MAX)
			continue;
		e->head = signs[i].head;
		e->tail = signs[i].tail;
		e->from = read_end(r, str_trim(str_sub(s, 0, at)), e->pos, &e->out);
		e->to = read_end(r, str_trim(str_sub(s, at + strlen(signs[i].sign), s.n)), e->pos, &e->in);
		return;
	}
	msg(r->b, MSG_FIGURE_BAD_ARROW, e->pos, arena_printf(r->b->arena, "`%.*s`", STR_ARG(s)).p);
}

static void add_arrow(struct reader *r, const struct figure_edge *e)
{
	if (e->from && e->to)
		*arena_push(r->b->arena, &r->edges) = *e;
}

/* {arrow: a -> b, label: ..., line: dashed} */
static void read_arrow_keys(struct reader *r, const struct yaml_node *yaml)
{
	static const struct word lines[] = {{"solid", 0}, {"dashed", 1}, {NULL, 0}};
	struct figure_edge e = {.pos = yaml->pos};

	for (const struct yaml_node *v = yaml->first; v; v = v->next) {
		struct str key = v->key->text.s;
		if (str_is(key, "arrow")) {
			e.pos = v->pos;
			read_arrow_text(r, v->text.s, &e);
		} else if (str_is(key, "label")) {
			e.label = read_label(r, v);
		} else if (str_is(key, "line")) {
			e.dashed = read_word(r, v, lines, 0);
		} else {
			msg(r->b, MSG_FIGURE_UNKNOWN_KEY, v->key->pos, arena_cstr(r->b->arena, key), ": an arrow has arrow, label and line", "");
		}
	}
	add_arrow(r, &e);
}

/* {a -> b: label}, or several of them */
static void read_labelled_arrows(struct reader *r, const struct yaml_node *yaml)
{
	for (const struct yaml_node *v = yaml->first; v; v = v->next) {
		struct figure_edge e = {.pos = v->key->pos};
		read_arrow_text(r, v->key->text.s, &e);
		e.label = read_label(r, v);
		add_arrow(r, &e);
	}
}

static void read_arrow(struct reader *r, const struct yaml_node *yaml)
{
	const struct yaml_node *arrow = yaml_get(yaml, "arrow");
	struct figure_edge e = {.pos = yaml->pos};

	if (yaml->kind == YAML_SEQUENCE || (arrow && arrow->kind != YAML_SCALAR)) {
		msg(r->b, MSG_FIGURE_BAD_ARROW, yaml->pos, "this");
	} else if (arrow) {
		read_arrow_keys(r, yaml);
	} else if (yaml->kind == YAML_MAPPING) {
		read_labelled_arrows(r, yaml);
	} else {
		read_arrow_text(r, yaml->text.s, &e);
		add_arrow(r, &e);
	}
}

static void read_arrows(struct reader *r, const struct yaml_node *yaml)
{
	const struct yaml_node *list = yaml_get(yaml, "arrows");

	for (size_t i = 0; i < r->rounds.n; i++)
		resolve_round(r, &r->rounds.v[i]);
	if (!list || list->null)
		return;
	if (list->kind != YAML_SEQUENCE) {
		read_arrow(r, list);
		return;
	}
	for (const struct yaml_node *v = list->first; v; v = v->next)
		read_arrow(r, v);
}

/* ---------------------------------------------------------------- the figure */

static void add_alt(struct reader *r, struct doc_node *figure, const struct yaml_node *yaml)
{
	const struct yaml_node *alt = yaml_get(yaml, "alt");

	if (alt && alt->kind == YAML_SCALAR && !alt->null)
		figure->u.figure->alt = arena_str(r->b->arena, alt->text.s);
	else
		msg(r->b, MSG_FIGURE_NO_ALT, yaml->pos, "");
}

static void add_caption(struct reader *r, struct doc_node *figure, const struct yaml_node *yaml)
{
	const struct yaml_node *caption = yaml_get(yaml, "caption");

	if (caption && caption->kind == YAML_SCALAR && !caption->null)
		doc_append(figure, doc_inline(r->b, DOC_CAPTION, &caption->text));
}

static bool add_image(struct reader *r, struct doc_node *figure, const struct yaml_node *image, const char *dir)
{
	if (image->kind != YAML_SCALAR || image->null) {
		report_value(r, image, "the name of a file");
		return false;
	}
	figure->u.figure->image = image_load(r->b, file_join(r->b, dir, image->text.s), image->pos);
	if (!figure->u.figure->image)
		figure->u.figure->missing = arena_str(r->b->arena, image->text.s);
	return true;
}

static bool add_drawing(struct reader *r, struct doc_node *figure, const struct yaml_node *yaml)
{
	struct figure *drawing = arena_alloc(r->b->arena, sizeof *drawing);

	drawing->pos = yaml->pos;
	drawing->root = read_node(r, yaml, NULL, 0);
	if (!drawing->root)
		return false;
	read_arrows(r, yaml);
	drawing->n_nodes = r->nodes.n;
	drawing->edges = r->edges.v;
	drawing->n_edges = r->edges.n;
	figure->u.figure->drawing = drawing;
	return true;
}

struct doc_node *figure_read(struct build *b, const struct yaml_node *yaml, const char *dir)
{
	struct reader r = {.b = b};

	if (yaml->kind != YAML_MAPPING) {
		msg(b, MSG_FIGURE_NOT_MAPPING, yaml->pos, "");
		return NULL;
	}
	struct doc_node *figure = doc_new(b, DOC_FIGURE, yaml->pos);
	const struct yaml_node *image = yaml_get(yaml, "image");
	if (!(image ? add_image(&r, figure, image, dir) : add_drawing(&r, figure, yaml)))
		return NULL;
	add_alt(&r, figure, yaml);
	add_caption(&r, figure, yaml);
	return figure;
}
