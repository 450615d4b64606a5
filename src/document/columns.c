/* columns.c - what stands side by side: the columns and layouts of Pandoc and Quarto, the grids of Bootstrap, Bulma and MyST, and
 * boxes that a style puts in a row. Reading opens one COLUMNS for all of it. When everything is read, what stands in it becomes
 * rows of columns that are no wider than the whole together; a column alone in its row is none. */
#include "document/document_int.h"

#include <string.h>

#define WHOLE 1000  /* shares are thousandths of the width */
#define NEARLY_WHOLE 800
#define TWELVE 12   /* the columns of a grid */

/* ---------------------------------------------------------------- words of a class, parts of a style */

static struct str next_word(struct str words, size_t *at)
{
	while (*at < words.n && words.p[*at] == ' ')
		(*at)++;
	size_t end = str_find_char(words, ' ', *at), from = *at;
	*at = end == SIZE_MAX ? words.n : end;
	return str_sub(words, from, *at);
}

/* The value of a property, or STR_NONE. */
struct str style_property(struct str style, const char *name)
{
	for (size_t at = 0, end; at < style.n; at = end + 1) {
		end = str_find_char(style, ';', at);
		end = end == SIZE_MAX ? style.n : end;
		size_t colon = str_find_char(style, ':', at);
		if (colon < end && str_is_nocase(str_trim(str_sub(style, at, colon)), name))
			return str_trim(str_sub(style, colon + 1, end));
	}
	return STR_NONE;
}

/* ---------------------------------------------------------------- shares */

/* "40%" of the whole; 0: not a percentage. */
static int percentage(struct str s)
{
	size_t end = str_find_char(s, '%', 0), from = end;
	int64_t n;

	if (end == SIZE_MAX)
		return 0;
	while (from > 0 && s.p[from - 1] >= '0' && s.p[from - 1] <= '9')
		from--;
	return str_to_int(str_sub(s, from, end), &n) && n > 0 && n <= 100 ? (int)n * WHOLE / 100 : 0;
}

/* Of twelve, in "col-6", "col-md-6", "g-col-4", "is-3"; `at` is the name of the width of screen for which it holds. */
static int twelfths(struct str word, const char *at)
{
	static const char *const starts[] = {"col-", "g-col-", "is-"};
	int64_t n;

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		struct str rest = str_sub(word, strlen(starts[i]), word.n);
		if (!str_starts(word, starts[i]) || !str_starts(rest, at))
			continue;
		rest = str_sub(rest, strlen(at), rest.n);
		if (str_to_int(rest, &n) && n > 0 && n <= TWELVE)
			return (int)n * WHOLE / TWELVE;
	}
	return 0;
}

static int named_share(struct str word)
{
	static const struct { const char *name; int share; } names[] = {
		{"is-half", 500}, {"is-one-third", 333}, {"is-two-thirds", 667}, {"is-one-quarter", 250}, {"is-three-quarters", 750},
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(word, names[i].name))
			return names[i].share;
	return 0;
}

/* Grids give a share for each width of screen. A page is about as wide as what they call medium. */
static int share_by_class(struct str classes)
{
	static const char *const screens[] = {"md-", "lg-", "sm-", "xl-", ""};

	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
		for (size_t at = 0; at < classes.n;) {
			struct str word = next_word(classes, &at);
			int share = twelfths(word, screens[i]);
			share = share ? share : named_share(word);
			if (share)
				return share;
		}
	return 0;
}

static int share_of(struct composer *c, const struct event *e, struct str classes, struct str style)
{
	int share = percentage(html_attribute(c->b, e->html.attributes, "width"));

	share = share ? share : percentage(style_property(style, "width"));
	share = share ? share : percentage(style_property(style, "flex"));
	share = share ? share : percentage(style_property(style, "flex-basis"));
	return share ? share : share_by_class(classes);
}

/* ---------------------------------------------------------------- reading */

static bool is_column(struct str classes)
{
	static const char *const names[] = {"column", "columns", "col", "grid-item", "grid-item-card"};

	for (size_t at = 0; at < classes.n;) {
		struct str word = next_word(classes, &at);
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (str_is(word, names[i]))
				return true;
		if (str_starts(word, "col-") || str_starts(word, "g-col-"))
			return true;
	}
	return false;
}

/* The number of columns in MyST's "{grid} 1 2 3 4": for narrow to wide screens, or one for all. */
static int grid_columns(struct str title)
{
	int64_t n, found = 0;

	for (size_t at = 0, k = 0; at < title.n && k < 3; k++)
		if (str_to_int(next_word(title, &at), &n) && n > 0)
			found = n;
	return found > 0 && found <= TWELVE ? (int)found : 0;
}

static bool in_a_row(struct str style)
{
	return str_starts(style_property(style, "display"), "flex") && !str_starts(style_property(style, "flex-direction"), "column");
}

/* What the element makes of its children: whether they stand side by side, each with which share, and which of them are columns. */
static bool read_columns(struct composer *c, const struct event *e, struct str classes, struct str style, struct doc_columns *out)
{
	struct str title = html_attribute(c->b, e->html.attributes, "x-title"), word;
	int64_t n;

	if (str_to_int(html_attribute(c->b, e->html.attributes, "layout-ncol"), &n) && n > 1 && n <= TWELVE) {
		*out = (struct doc_columns){WHOLE / (int)n, true};
		return true;
	}
	for (size_t at = 0; at < classes.n;) {
		word = next_word(classes, &at);
		*out = (struct doc_columns){.share = 0};
		if (str_is(word, "row") || str_is(word, "columns"))
			return true;
		if (str_is(word, "grid")) {
			out->share = grid_columns(title) ? WHOLE / grid_columns(title) : 0;
			return true;
		}
	}
	*out = (struct doc_columns){0, true};
	return in_a_row(style);
}

bool tag_columns(struct composer *c, const struct event *e)
{
	struct str classes = html_attribute(c->b, e->html.attributes, "class");
	struct str style = html_attribute(c->b, e->html.attributes, "style");
	struct doc_node *around = tree_block(&c->tree);
	struct doc_columns columns;

	if (around->kind == DOC_COLUMNS && (around->u.columns.any || is_column(classes))) {
		int share = share_of(c, e, classes, style);
		tree_open(&c->tree, DOC_COLUMN, e->pos)->u.column.share = share ? share : around->u.columns.share;
		return true;
	}
	if (!read_columns(c, e, classes, style, &columns))
		return false;
	tree_open(&c->tree, DOC_COLUMNS, e->pos)->u.columns = columns;
	return true;
}

/* ---------------------------------------------------------------- rows */

static struct doc_node *take_first(struct doc_node *n)
{
	struct doc_node *first = n->first;

	if (first)
		doc_remove(first);
	return first;
}

/* The children of n as columns. What is none gets one: for itself and its notes, or where headings part the columns, for all below
 * one. It takes all of the width, or the share that each has. */
static struct doc_node *make_columns(struct composer *c, struct doc_node *n)
{
	struct doc_node *all = doc_new(c->b, DOC_COLUMNS, n->pos), *k, *made = NULL;
	bool headed = n->first && n->first->kind == DOC_HEADING;

	while ((k = take_first(n))) {
		if (k->kind == DOC_COLUMN) {
			doc_append(all, k);
			made = NULL;
			continue;
		}
		if (!made || (k->kind != DOC_FOOTNOTE && (!headed || k->kind == DOC_HEADING))) {
			made = doc_new(c->b, DOC_COLUMN, k->pos);
			made->u.column.share = n->u.columns.any ? n->u.columns.share : WHOLE;
			doc_append(all, made);
		}
		doc_append(made, k);
	}
	return all;
}

/* Moves the columns of the first row of n into a new node. */
static struct doc_node *take_row(struct composer *c, struct doc_node *n)
{
	struct doc_node *row = doc_new(c->b, DOC_COLUMNS, n->first->pos);
	int sum = 0;

	while (n->first && (!row->first || (sum + TWELVE < WHOLE && sum + n->first->u.column.share <= WHOLE + TWELVE))) {
		struct doc_node *column = take_first(n);
		sum += column->u.column.share;
		if (!doc_is_empty(column))
			doc_append(row, column);
	}
	return row;
}

/* A column alone is none. The last one of a grid keeps its place there. */
static bool is_lone(const struct doc_node *row, bool first)
{
	return row->first == row->last && (first || !row->first->u.column.share || row->first->u.column.share > WHOLE / 2);
}

static void make_rows(struct composer *c, struct doc_node *n)
{
	struct doc_node *all = make_columns(c, n), *at = n;

	while (all->first) {
		struct doc_node *row = take_row(c, all);
		if (!row->first)
			continue;
		bool first = at == n;
		doc_insert_after(at, row);
		at = row;
		if (is_lone(row, first)) {
			at = row->last->last;
			doc_unwrap(row->last);
			doc_unwrap(row);
		}
	}
	doc_remove(n);
}

/* The inner ones first. */
void compose_columns(struct composer *c, struct doc_node *root)
{
	struct { struct doc_node **v; size_t n, sz; } found = {NULL, 0, 0};

	for (struct doc_node *n = root; n; n = doc_walk(root, n, true))
		if (n->kind == DOC_COLUMNS)
			*arena_push(c->b->arena, &found) = n;
	while (found.n > 0)
		make_rows(c, found.v[--found.n]);
}

/* What columns that nearly fill the whole leave over was meant to stand between them, and there is space there anyway. */
int doc_column_share(const struct doc_node *column)
{
	int sum = 0, open = 0;

	for (const struct doc_node *k = column->parent->first; k; k = k->next) {
		sum += k->u.column.share;
		open += !k->u.column.share;
	}
	if (!column->u.column.share)
		return sum < WHOLE ? (WHOLE - sum) / open : 0;
	return !open && sum >= NEARLY_WHOLE ? column->u.column.share * WHOLE / sum : column->u.column.share;
}
