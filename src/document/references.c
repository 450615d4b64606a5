/* references.c - which lists, and which paragraphs in a row, are references: they are set without bullets and with hanging indents.
 *
 *     Lovelace, Ada. *Notes on the Analytical Engine*. London: Taylor, 1843.
 *     A. M. Turing, "Computing Machinery and Intelligence", Mind 59 (1950).
 *     ———. *Collected Works*. 1992.
 *
 * A year, a title (in italics, or in quotation marks) and a name in front make one; below a heading that says so, the year and one of
 * the others. One that does not look so leaves all as it is: a list with bullets is no harm, a paragraph of prose that hangs is. */
#include "document/document_int.h"

#include <string.h>

#define REFERENCE_MOST 1200 /* bytes */
#define HEADING_MOST 60
#define NAME_MOST 60        /* where the name's comma stands at the latest */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool holds_any(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_find(s, str_from(*words)) != SIZE_MAX)
			return true;
	return false;
}

/* "1843", "2019a"; "n.d." and the like. */
static bool has_year(struct str s)
{
	static const char *const without[] = {"n.d.", "forthcoming", "in press", "im Druck", "o. J.", "s.f.", "s.d.", NULL};

	for (size_t i = 0, n; i < s.n; i += n ? n : 1) {
		for (n = 0; i + n < s.n && is_digit(s.p[i + n]);)
			n++;
		int century = n == 4 ? (s.p[i] - '0') * 10 + s.p[i + 1] - '0' : 0;
		if (century >= 14 && century <= 20)
			return true;
	}
	return holds_any(s, without);
}

static bool has_title(const struct doc_node *n, struct str s)
{
	static const char *const quotes[] = {"\"", "“", "„", "«", "「", "『", "《", NULL};

	for (const struct doc_node *k = n; (k = doc_walk(n, k, true));)
		if (k->kind == DOC_EMPHASIS)
			return true;
	return holds_any(s, quotes);
}

static bool is_capital(struct str s, size_t i)
{
	return i < s.n && ((s.p[i] >= 'A' && s.p[i] <= 'Z') || (unsigned char)s.p[i] >= 0x80);
}

static bool is_day_or_month(const struct doc_words *words, struct str word)
{
	for (size_t i = 0; i < 12; i++)
		if (str_is_nocase(word, words->month[i]) || (i < 7 && str_is_nocase(word, words->weekday[i])))
			return true;
	return false;
}

/* "Lovelace, Ada", "de Beauvoir, S.", "A. Lovelace", "———": but not "Friday, September 4". */
static bool opens_with_name(const struct doc_words *words, struct str s)
{
	size_t comma = str_find_char(s, ',', 0);

	if (str_starts(s, "——") || str_starts(s, "---") || str_starts(s, "___"))
		return true;
	if (is_capital(s, 0) && str_starts(str_sub(s, 1, s.n), ". "))
		return true;
	if (comma > NAME_MOST || comma + 2 >= s.n || !is_capital(s, comma + 2) || is_day_or_month(words, str_sub(s, 0, comma)))
		return false;
	for (size_t i = 0; i < comma; i++)
		if (is_digit(s.p[i]) || strchr(".:;!?()\"", s.p[i]))
			return false;
	return true;
}

/* ---------------------------------------------------------------- blocks */

/* Whether a heading says that references stand below it. */
static bool is_bibliography(struct build *b, const struct doc_node *heading)
{
	static const char *const words[] = {
		"bibliograph", "works cited", "works consulted", "further reading", "reading list", "literatur", "referenc", "sources",
		"quellen", "références", "ouvrages", "bibliograf", "referências", "riferimenti", "referanser", "βιβλιογραφία", "Βιβλιογραφία",
		"литература", "Литература", "література", "Література", "библиография", "Библиография", "бібліографія", "Бібліографія",
		"参考文献", "參考文獻", "참고문헌", "tài liệu tham khảo", NULL,
	};
	char small[HEADING_MOST];
	struct str s = doc_plain(b, heading);

	if (s.n > HEADING_MOST)
		return false;
	for (size_t i = 0; i < s.n; i++)
		small[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] | 0x20 : s.p[i];
	return holds_any((struct str){small, s.n}, words);
}

struct reader {
	struct composer *c;
	bool below;      /* a heading that says so */
	struct buf text; /* of the paragraph at work */
};

static struct str first_text(const struct doc_node *n)
{
	while (n && n->kind != DOC_TEXT)
		n = n->first;
	return n ? n->text : STR_NONE;
}

/* Most paragraphs do not begin with a name, and are not looked through. */
static bool is_reference(struct reader *r, const struct doc_node *paragraph)
{
	if (paragraph->kind != DOC_PARAGRAPH || paragraph->role || paragraph->align)
		return false;
	bool name = opens_with_name(r->c->words, first_text(paragraph));
	if (!name && !r->below)
		return false;
	r->text.n = 0;
	doc_plain_text(paragraph, &r->text);
	struct str s = buf_view(&r->text);
	return s.n <= REFERENCE_MOST && has_year(s) && (has_title(paragraph, s) || (r->below && name));
}

static bool is_list_of_references(struct reader *r, const struct doc_node *list)
{
	size_t n = 0;

	if (list->u.list.ordered)
		return false;
	for (const struct doc_node *item = list->first; item; item = item->next, n++)
		if (item->kind != DOC_ITEM || item->u.item.task || !item->first || item->first->next || !is_reference(r, item->first))
			return false;
	return n > 1;
}

/* Makes a list of n paragraphs in a row. */
static struct doc_node *gather(struct build *b, struct doc_node *first, size_t n)
{
	struct doc_node *list = doc_new(b, DOC_LIST, first->pos);

	list->u.list.references = list->u.list.tight = true;
	doc_insert_after(first, list);
	for (size_t i = 0; i < n; i++) {
		struct doc_node *paragraph = i ? list->next : first, *item = doc_new(b, DOC_ITEM, paragraph->pos);
		doc_remove(paragraph);
		doc_append(item, paragraph);
		doc_append(list, item);
	}
	return list;
}

/* How many paragraphs from n on are references. */
static size_t count_references(struct reader *r, const struct doc_node *n)
{
	size_t count = 0;

	for (; n && is_reference(r, n); n = n->next)
		count++;
	return count;
}

static void read_blocks(struct reader *r, struct doc_node *parent)
{
	r->below = false;
	for (struct doc_node *n = parent->first; n; n = n->next) {
		size_t count = n->kind == DOC_PARAGRAPH ? count_references(r, n) : 0;
		if (n->kind == DOC_HEADING)
			r->below = is_bibliography(r->c->b, n);
		else if (n->kind == DOC_LIST)
			n->u.list.references = is_list_of_references(r, n);
		else if (count > 1)
			n = gather(r->c->b, n, count);
	}
}

void compose_references(struct composer *c, struct doc_node *root)
{
	struct reader r = {.c = c};

	for (struct doc_node *n = root; n; n = doc_walk(root, n, true))
		if (n->kind == DOC_ROOT || n->kind == DOC_SECTION || n->kind == DOC_COLUMN)
			read_blocks(&r, n);
	buf_free(&r.text);
}
