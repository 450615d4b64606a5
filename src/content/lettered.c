/* lettered.c - lists that are counted with letters or Roman numerals: "a) one", "b) two"; "(i)"; "A.". cmark counts with figures only,
 * and would join such lines to a paragraph, or leave each its own.
 *
 * Each item's line is written with a figure; what stands below it, further in, stays as it is, and belongs to the item. An item
 * has the next letter of the order behind it, or the one before above it: a line alone is text. Names in a row begin with letters,
 * too ("A. Turing"), so that capitals with a point and empty lines between them are a list from three on. */
#include "content/content_int.h"

#include <stdio.h>
#include <string.h>

/* The letters of "a)", "(iv)", "B." at the start of a line; STR_NONE. */
static struct str letter_of(struct str s)
{
	bool open = str_starts(s, "(");
	size_t n = open;

	while (n < s.n && n < 6 && ((s.p[n] >= 'a' && s.p[n] <= 'z') || (s.p[n] >= 'A' && s.p[n] <= 'Z')))
		n++;
	bool ends = n + 1 < s.n && (s.p[n] == ')' || (s.p[n] == '.' && !open)) && s.p[n + 1] == ' ';
	return ends && n > open ? str_sub(s, open, n) : STR_NONE;
}

static const char *const roman[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", NULL};

static bool follows(struct str letter, struct str before)
{
	for (size_t i = 0; roman[i] && roman[i + 1]; i++)
		if (str_is_nocase(before, roman[i]) && str_is_nocase(letter, roman[i + 1]))
			return true;
	return letter.n == 1 && before.n == 1 && letter.p[0] == before.p[0] + 1;
}

/* Where a letter or numeral stands in its order, from 1; 0: nowhere. */
static size_t order_of(struct str letter, bool numerals)
{
	size_t i = 0;

	if (!numerals)
		return letter.n == 1 ? (size_t)((letter.p[0] | 0x20) - 'a' + 1) : 0;
	while (roman[i] && !str_is_nocase(letter, roman[i]))
		i++;
	return roman[i] ? i + 1 : 0;
}

/* What the item of a line holds. */
struct item {
	size_t end;   /* the line behind it */
	bool next;    /* which is the next item */
	bool apart;   /* behind an empty line */
	size_t inner; /* how far in its first block behind an empty line stands, from the item on; 0: there is none */
};

/* Whether a line belongs to the item above it. gap: an empty line stands before it. */
static bool belongs(const struct md_line *l, size_t indent, bool gap)
{
	if (l->indent >= indent + 2)
		return true;
	return !gap && !letter_of(l->text).n && (l->indent > indent || !strchr("-*+#>|`:<", l->text.p[0]));
}

static struct item read_item(const struct md_blocks *r, size_t i)
{
	struct str letter = letter_of(r->v[i].text);
	struct item item = {.end = i + 1};
	size_t indent = r->v[i].indent;

	for (size_t k = i + 1; k < r->n; k++) {
		const struct md_line *l = &r->v[k];
		bool gap = md_is_blank(r, k - 1);
		if (md_is_blank(r, k))
			continue;
		item.end = k;
		item.next = l->indent < indent + 2 && l->indent + 2 > indent && follows(letter_of(l->text), letter);
		item.apart = gap;
		if (item.next || !belongs(l, indent, gap))
			return item;
		if (gap && !item.inner)
			item.inner = l->indent - indent;
	}
	item.end = r->n;
	return item;
}

/* Whether the line opens a list. */
static bool opens(const struct md_blocks *r, size_t i, const struct item *item)
{
	char first = r->v[i].text.p[0];

	if (!item->next)
		return false;
	return !item->apart || first == '(' || first >= 'a' || r->v[i].text.p[1] == ')' || read_item(r, item->end).next;
}

/* "(iii) " as "3)   ": as wide, but no wider than what stands below it is far in, so that this stays in it. Only the first number of a
 * list counts, and the others are ones, which are narrow. document/ reads the letter in the source. */
static void put_counted(struct md_blocks *r, size_t i, const struct item *item, bool first)
{
	const struct md_line *l = &r->v[i];
	struct str letter = letter_of(l->text);
	size_t mark = letter.n + 1 + (l->text.p[0] == '('), width = item->inner && item->inner <= mark ? item->inner - 1 : mark;
	char number[24];
	int n = snprintf(number, sizeof number, "%zu%c", first ? order_of(letter, l->item == MD_ITEM_NUMERAL) : 1, l->text.p[mark - 1]);

	text_copy(&r->out, r->in, l->start, l->start + l->indent);
	while (n > 0 && (size_t)n < width && (size_t)n + 1 < sizeof number)
		number[n++] = ' ';
	md_put(r, i, (struct str){number, (size_t)n});
	text_copy(&r->out, r->in, l->start + l->indent + mark, l->end);
	md_put(r, i, STR("\n"));
}

/* A list of figures above or below is another one; a comment parts them, and needs no empty lines, which would part the items. */
static void part_list(struct md_blocks *r, size_t i)
{
	text_copy(&r->out, r->in, r->v[i].start, r->v[i].start + r->v[i].indent);
	md_put(r, i, STR("<!-- -->\n"));
}

size_t md_lettered_line(struct md_blocks *r, size_t i)
{
	struct md_line *l = &r->v[i];
	struct str letter = letter_of(l->text);

	if (l->item == MD_ITEM_BEHIND) {
		if (l->text.p[0] >= '0' && l->text.p[0] <= '9')
			part_list(r, i);
		l->item = MD_ITEM_NONE;
	}
	if (!letter.n || (!l->item && l->indent > 3 && !md_in_list(r, i)))
		return 0;
	struct item item = read_item(r, i);
	bool first = !l->item;
	if (first && !opens(r, i, &item))
		return 0;
	if (first) {
		l->item = letter.n > 1 || letter_of(r->v[item.end].text).n > 1 ? MD_ITEM_NUMERAL : MD_ITEM_LETTER;
		part_list(r, i);
	}
	put_counted(r, i, &item, first);
	if (item.end < r->n && !r->v[item.end].item && r->v[item.end].indent + 2 > l->indent)
		r->v[item.end].item = item.next ? l->item : MD_ITEM_BEHIND;
	return 1;
}
