/* grading.c - what counts how much: weights or points that must sum to the whole, and a scale of letter grades that must
 * cover every percentage once. */
#include "course/course_int.h"

#define PERCENT 1000 /* thousandths */

struct grader {
	struct build *b;
	const struct yaml_node *root; /* the mapping `grading`, or NULL */
	struct { struct course_item *v; size_t n, sz; } items;
	int64_t sum, slack; /* of the weights or points; how far rounded weights may miss the whole */
	size_t weighted, pointed;
};

/* ---------------------------------------------------------------- items */

/* Three times 33.3 is not 100, and meant as 100: a weight with decimals may be off by half its last one. */
static int64_t rounding(int decimals)
{
	static const int64_t half[] = {0, 50, 5, 1};

	return half[decimals];
}

static void load_weight(struct grader *g, const struct yaml_node *node, struct course_item *item)
{
	value weight = value_get(node, "weight"), points = value_get(node, "points");
	int decimals = 0;

	item->weight = -1;
	item->points = !weight && points;
	if (!number_parse(value_str(weight ? weight : points), &item->weight, &decimals)) {
		item->weight = -1;
		return;
	}
	if (weight && points)
		msg(g->b, MSG_GRADING_BOTH, points->pos, arena_cstr(g->b->arena, value_str(item->name)));
	if (item->extra)
		return;
	g->weighted += !item->points;
	g->pointed += item->points;
	g->sum += item->weight;
	g->slack += rounding(decimals);
}

static struct course_item load_item(struct grader *g, const struct yaml_node *node)
{
	struct course_item item = {.pos = node->pos, .name = value_get(node, "name")};
	value drop = value_get(node, "drop");

	item.note = value_get(node, "note");
	item.due = value_get(node, "due");
	item.extra = value_bool(value_get(node, "extra"));
	item.count = value_count(value_get(node, "count"), 0);
	item.drop = value_count(drop, 0);
	load_weight(g, node, &item);
	if (item.count && item.drop >= item.count)
		msg(g->b, MSG_GRADING_DROP, drop->pos, arena_cstr(g->b->arena, value_str(item.name)),
			arena_printf(g->b->arena, "%d", item.drop).p, arena_printf(g->b->arena, "%d", item.count).p);
	return item;
}

static void load_items(struct grader *g)
{
	const struct yaml_node *list = yaml_get(g->root, "items");

	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e))
		if (e->kind == YAML_MAPPING)
			*arena_push(g->b->arena, &g->items) = load_item(g, e);
}

static struct pos items_pos(const struct grader *g)
{
	const struct yaml_node *list = yaml_get(g->root, "items");

	return list && list->key ? list->key->pos : POS_NONE;
}

static void check_points(struct grader *g)
{
	value total = value_get(g->root, "total");
	int64_t whole;
	int decimals;

	if (!total || !number_parse(value_str(total), &whole, &decimals) || whole == g->sum)
		return;
	msg(g->b, MSG_GRADING_TOTAL, total->pos, number_print(g->b->arena, g->sum), number_print(g->b->arena, whole));
}

static void check_sum(struct grader *g)
{
	int64_t off = g->sum - 100 * PERCENT, much = off < 0 ? -off : off;
	struct arena *a = g->b->arena;

	if (g->weighted && g->pointed) {
		msg(g->b, MSG_GRADING_MIXED, items_pos(g), "");
	} else if (g->pointed) {
		check_points(g);
	} else if (g->weighted && much > g->slack) {
		const char *way = off < 0 ? arena_printf(a, "%s%% are missing", number_print(a, much)).p
			: arena_printf(a, "%s%% too much", number_print(a, much)).p;
		msg(g->b, MSG_GRADING_SUM, items_pos(g), number_print(a, g->sum), way);
	}
}

/* ---------------------------------------------------------------- the scale */

/* A grade with what is needed to compare it with its neighbour. */
struct step {
	struct course_grade grade;
	struct grade_range range;
	struct str letter;
};

struct scale {
	struct step *v;
	size_t n, sz;
};

/* Letters are keys: they print, so they are values, too. */
static void load_scale(struct grader *g, struct scale *scale)
{
	const struct yaml_node *node = yaml_get(g->root, "scale");

	for (const struct yaml_node *e = node && node->kind == YAML_MAPPING ? node->first : NULL; e; e = e->next) {
		struct step step = {.letter = str_trim(e->key->text.s)};
		if (e->kind != YAML_SCALAR || e->null || !grade_parse(value_str(e), &step.range))
			continue;
		step.grade = (struct course_grade){e->key, step.range.least, step.range.most, step.range.below};
		*arena_push(g->b->arena, scale) = step;
	}
}

/* A scale may be written from the best grade or from the worst. */
static void best_first(struct scale *scale)
{
	if (scale->n < 2 || scale->v[0].range.least >= scale->v[scale->n - 1].range.least)
		return;
	for (size_t i = 0, j = scale->n - 1; i < j; i++, j--) {
		struct step step = scale->v[i];
		scale->v[i] = scale->v[j];
		scale->v[j] = step;
	}
}

/* The least distance between two percentages as they are written: 92 and 93 touch, and 92.9 and 93, but not 92.5 and 93. */
static int64_t grain(const struct step *a, const struct step *b)
{
	static const int64_t unit[] = {1000, 100, 10, 1};
	int decimals = a->range.decimals > b->range.decimals ? a->range.decimals : b->range.decimals;

	return unit[decimals];
}

static void report_pair(struct grader *g, enum msg_id id, const struct step *high, const struct step *low)
{
	struct arena *a = g->b->arena;

	msg(g->b, id, low->grade.letter->pos, arena_cstr(a, high->letter), number_print(a, high->range.least), arena_cstr(a, low->letter),
		number_print(a, low->range.most < 0 ? low->range.least : low->range.most));
}

/* high stands above low in the scale. */
static void check_pair(struct grader *g, const struct step *high, const struct step *low)
{
	int64_t gap = high->range.least - low->range.most;

	if (low->range.least >= high->range.least)
		report_pair(g, MSG_SCALE_ORDER, high, low);
	else if (low->range.most < 0)
		return;
	else if (low->range.below ? gap < 0 : gap <= 0)
		report_pair(g, MSG_SCALE_OVERLAP, high, low);
	else if (low->range.below ? gap > 0 : gap > grain(high, low))
		report_pair(g, MSG_SCALE_GAP, high, low);
}

static void check_scale(struct grader *g, const struct scale *scale)
{
	const struct step *last = &scale->v[scale->n - 1];

	for (size_t i = 0; i + 1 < scale->n; i++)
		check_pair(g, &scale->v[i], &scale->v[i + 1]);
	if (last->range.least > 0)
		msg(g->b, MSG_SCALE_FLOOR, last->grade.letter->pos, arena_cstr(g->b->arena, last->letter),
			number_print(g->b->arena, last->range.least));
}

static void publish_scale(struct loader *l, const struct scale *scale)
{
	struct course_grade *grades = arena_alloc(l->b->arena, scale->n * sizeof *grades);

	for (size_t i = 0; i < scale->n; i++)
		grades[i] = scale->v[i].grade;
	l->course->scale = grades;
	l->course->n_scale = scale->n;
}

void grading_load(struct loader *l)
{
	struct grader g = {.b = l->b, .root = yaml_get(l->root, "grading")};
	struct scale scale = {0};

	load_items(&g);
	check_sum(&g);
	l->course->items = g.items.v;
	l->course->n_items = g.items.n;
	l->course->points_total = g.pointed ? g.sum : 0;
	load_scale(&g, &scale);
	best_first(&scale);
	if (scale.n)
		check_scale(&g, &scale);
	publish_scale(l, &scale);
}
