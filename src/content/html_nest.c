/* html_nest.c - makes tags nest that do not: badly nested, unclosed, closed twice, opened in one Markdown block and closed in
 * another. The only file that sees gumbo's header.
 *
 * What browsers make of such tags is what their authors have looked at and found good, so the rules must be those of the HTML
 * standard: cells that close each other, paragraphs that end where a list begins, bold text that goes on behind the item
 * in which it was opened. Gumbo follows that standard to the letter (its tree construction with foster parenting and the adoption
 * agency). libxml2's HTML parser knows the rules of HTML 4: where a bold text was opened before a list's item and closed in
 * it, it throws the item's rest out of the list. A stack discipline of our own, tried first, came to a rule for each page.
 *
 * The whole of a text goes through it: Markdown's own nodes as the elements that they are printed as, each tag as an element
 * without its attributes, and all that is no element (a text, an image, a formula) as an empty one. Each has a number, and
 * only the numbers come back. So nothing of the text can be changed on the way, or lost. */
#include "content/content.h"

#include <gumbo.h>
#include <string.h>

#define NUMBER "n"
#define LEAF "x-leaf" /* like any unknown element: text */

static void *take(void *arena, size_t size)
{
	return arena_alloc(arena, size);
}

/* What gumbo gives back is freed with all the rest. */
static void give_back(void *arena, void *p)
{
	(void)arena;
	(void)p;
}

static void write_step(struct buf *out, const struct html_step *step)
{
	if (step->kind == HTML_STEP_CLOSE)
		buf_printf(out, "</%s>", step->name);
	else if (step->kind == HTML_STEP_OPEN || step->name)
		buf_printf(out, "<%s " NUMBER "=%zu>", step->name, step->number);
	else
		buf_printf(out, "<" LEAF " " NUMBER "=%zu></" LEAF ">", step->number);
}

/* The number of an element, or SIZE_MAX where gumbo made it up. */
static size_t number_of(const GumboNode *n)
{
	const GumboAttribute *a = n->type == GUMBO_NODE_ELEMENT ? gumbo_get_attribute(&n->v.element.attributes, NUMBER) : NULL;
	int64_t number;

	return a && str_to_int(str_from(a->value), &number) && number >= 0 ? (size_t)number : SIZE_MAX;
}

static const GumboNode *child_at(const GumboNode *n, size_t i)
{
	return n->type == GUMBO_NODE_ELEMENT && i < n->v.element.children.length ? n->v.element.children.data[i] : NULL;
}

static void put_step(struct build *b, struct html_steps *out, enum html_step_kind kind, size_t number)
{
	if (number != SIZE_MAX)
		*arena_push(b->reading, out) = (struct html_step){.kind = kind, .number = number};
}

struct frame {
	const GumboNode *node;
	size_t next; /* child to be visited */
};

/* The tree as steps, without recursion. leaf: by number, whether it is one. */
static void read_tree(struct build *b, const GumboNode *root, const bool *leaf, struct html_steps *out)
{
	struct { struct frame *v; size_t n, sz; } stack = {0};

	*arena_push(b->reading, &stack) = (struct frame){root, 0};
	while (stack.n) {
		struct frame *top = &stack.v[stack.n - 1];
		const GumboNode *child = child_at(top->node, top->next++);
		size_t number = child ? number_of(child) : SIZE_MAX;
		if (!child) {
			put_step(b, out, HTML_STEP_CLOSE, number_of(top->node));
			stack.n--;
		} else if (number != SIZE_MAX && leaf[number]) {
			put_step(b, out, HTML_STEP_LEAF, number);
		} else {
			put_step(b, out, HTML_STEP_OPEN, number);
			*arena_push(b->reading, &stack) = (struct frame){child, 0};
		}
	}
}

static bool *find_leaves(struct build *b, const struct html_steps *in)
{
	size_t most = 0;

	for (size_t i = 0; i < in->n; i++)
		most = in->v[i].number > most ? in->v[i].number : most;
	bool *leaf = arena_alloc(b->reading, most + 1);
	for (size_t i = 0; i < in->n; i++)
		if (in->v[i].kind == HTML_STEP_LEAF)
			leaf[in->v[i].number] = true;
	return leaf;
}

void html_nest(struct build *b, const struct html_steps *in, struct html_steps *out)
{
	struct arena *scratch = arena_new();
	GumboOptions options = kGumboDefaultOptions;
	struct buf text = {0};

	options.allocator = take;
	options.deallocator = give_back;
	options.userdata = scratch;
	options.max_errors = 0;
	options.fragment_context = GUMBO_TAG_DIV;
	for (size_t i = 0; i < in->n; i++)
		write_step(&text, &in->v[i]);
	const GumboOutput *output = gumbo_parse_with_options(&options, text.p ? text.p : "", text.n);
	read_tree(b, output->root, find_leaves(b, in), out);
	buf_free(&text);
	arena_free(scratch);
}
