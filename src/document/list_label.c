/* list_label.c - the numbers of ordered lists: figures, letters and Roman numerals, with what stands round them. */
#include "document/document_int.h"

static const char *const patterns[] = {"1", "a", "A", "i", "I"}; /* by enum doc_list_numbers; HTML's attribute type, too */

void doc_list_numbers(struct doc_node *list, struct str type)
{
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		if (str_eq(type, str_from(patterns[i])))
			list->u.list.numbers = (enum doc_list_numbers)i;
}

/* The letters behind a parenthesis or none. */
static struct str letters(struct str mark)
{
	size_t from = str_starts(mark, "("), n = from;

	while (n < mark.n && (mark.p[n] | 0x20) >= 'a' && (mark.p[n] | 0x20) <= 'z')
		n++;
	return str_sub(mark, from, n);
}

/* "i)" is a numeral where "ii)" follows, and a letter where "j)" does. */
void doc_list_marks(struct doc_node *list, struct str first, struct str second)
{
	struct str letter = letters(first);
	bool numerals = letter.n > 1 || letters(second).n > 1;

	if (!letter.n)
		return;
	doc_list_numbers(list, letter.p[0] >= 'a' ? numerals ? STR("i") : STR("a") : numerals ? STR("I") : STR("A"));
	list->u.list.open = first.p[0] == '(';
}

const char *doc_list_pattern(const struct doc_node *list)
{
	return patterns[list->u.list.numbers];
}

/* a .. z, aa .. zz, as spreadsheets count their columns. */
static void put_letters(struct buf *out, int n, char first)
{
	if (n > 26)
		put_letters(out, (n - 1) / 26, first);
	buf_char(out, (char)(first + (n - 1) % 26));
}

static void put_roman(struct buf *out, int n, bool upper)
{
	static const struct { int value; const char *digits; } signs[] = {
		{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"},
		{5, "v"}, {4, "iv"}, {1, "i"},
	};

	for (size_t i = 0; n > 0;) {
		if (n < signs[i].value) {
			i++;
			continue;
		}
		n -= signs[i].value;
		for (const char *p = signs[i].digits; *p; p++)
			buf_char(out, (char)(upper ? *p - 'a' + 'A' : *p));
	}
}

#define ROMAN_MOST 3999

static void put_number(struct buf *out, enum doc_list_numbers numbers, int n)
{
	bool letters = numbers == DOC_LOWER_LETTERS || numbers == DOC_UPPER_LETTERS;
	bool roman = numbers == DOC_LOWER_ROMAN || numbers == DOC_UPPER_ROMAN;

	if (letters && n > 0)
		put_letters(out, n, numbers == DOC_UPPER_LETTERS ? 'A' : 'a');
	else if (roman && n > 0 && n <= ROMAN_MOST)
		put_roman(out, n, numbers == DOC_UPPER_ROMAN);
	else
		buf_printf(out, "%d", n);
}

void doc_list_label(const struct doc_node *list, int n, struct buf *out)
{
	buf_cstr(out, list->u.list.open ? "(" : "");
	put_number(out, list->u.list.numbers, n);
	buf_cstr(out, list->u.list.close ? ")" : ".");
}
