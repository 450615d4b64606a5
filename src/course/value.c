/* value.c - quiet readers of the values that validate.c has checked, and the forms that have no module of their own. */
#include "course/course_int.h"

#include <string.h>

value value_get(const struct yaml_node *mapping, const char *key)
{
	const struct yaml_node *node = yaml_get(mapping, key);

	return node && node->kind == YAML_SCALAR && !node->null && value_str(node).n ? node : NULL;
}

struct str value_str(value v)
{
	return v ? str_trim(v->text.s) : STR_NONE;
}

struct pos value_pos(value v)
{
	return v ? v->pos : POS_NONE;
}

static const struct yaml_node *skip_nulls(const struct yaml_node *node)
{
	while (node && node->null)
		node = node->next;
	return node;
}

const struct yaml_node *value_first(const struct yaml_node *list)
{
	if (!list || list->null)
		return NULL;
	return list->kind == YAML_SEQUENCE ? skip_nulls(list->first) : list;
}

const struct yaml_node *value_next(const struct yaml_node *list, const struct yaml_node *element)
{
	return list == element ? NULL : skip_nulls(element->next);
}

date value_date(value v)
{
	return v ? date_parse(value_str(v)) : DATE_NONE;
}

bool value_bool(value v)
{
	bool is = false;

	return bool_parse(value_str(v), &is) && is;
}

int value_count(value v, int otherwise)
{
	int64_t n;

	return str_to_int(value_str(v), &n) && n >= 0 && n <= VALUE_COUNT_MAX ? (int)n : otherwise;
}

bool bool_parse(struct str s, bool *is)
{
	static const char *const yes[] = {"yes", "true", "on"}, *const no[] = {"no", "false", "off"};

	for (int i = 0; i < 3; i++) {
		*is = str_is_nocase(s, yes[i]);
		if (*is || str_is_nocase(s, no[i]))
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------- numbers */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Takes a decimal number off *s; what is behind the third decimal is rounded away. */
static bool take_decimal(struct str *s, int64_t *thousandths, int *decimals)
{
	int64_t number = 0, place = 1000;
	size_t i = 0, point;

	for (; i < s->n && is_digit(s->p[i]) && number < 1000000; i++)
		number = number * 10 + (s->p[i] - '0');
	number *= 1000;
	point = i;
	if (i > 0 && i < s->n && s->p[i] == '.')
		for (i++; i < s->n && is_digit(s->p[i]); i++) {
			place /= 10;
			number += i == point + 4 ? s->p[i] >= '5' : place * (s->p[i] - '0');
		}
	*decimals = i > point ? (int)(i - point - 1) : 0;
	*decimals = *decimals > 3 ? 3 : *decimals;
	*thousandths = number;
	*s = str_sub(*s, i, s->n);
	return point > 0;
}

static bool take_percent(struct str *s)
{
	struct str rest = str_trim(*s);
	bool is = str_starts(rest, "%");

	if (is)
		*s = str_sub(rest, 1, rest.n);
	return is;
}

bool number_parse(struct str s, int64_t *thousandths, int *decimals)
{
	if (!take_decimal(&s, thousandths, decimals))
		return false;
	take_percent(&s);
	return s.n == 0;
}

const char *number_print(struct arena *a, int64_t thousandths)
{
	struct buf out = {0};

	buf_ratio(&out, thousandths, 1000, 3);
	const char *z = arena_cstr(a, buf_view(&out));
	buf_free(&out);
	return z;
}

static bool take_any(struct str *s, const char *const *words, size_t n)
{
	*s = str_trim(*s);
	for (size_t i = 0; i < n; i++)
		if (str_starts(*s, words[i])) {
			*s = str_trim(str_sub(*s, strlen(words[i]), s->n));
			return true;
		}
	return false;
}

/* "93", "93%", "93+", ">= 93", "≥ 93", "< 60", "below 60", "90–92.9", "90-92". */
bool grade_parse(struct str s, struct grade_range *range)
{
	static const char *const least[] = {">=", "≥"}, *const below[] = {"<", "below"}, *const dash[] = {"–", "—", "-", "to"};
	struct grade_range r = {.most = -1};
	int decimals;
	int64_t first;

	r.below = take_any(&s, below, 2);
	if (!r.below)
		take_any(&s, least, 2);
	if (!take_decimal(&s, &first, &r.decimals))
		return false;
	take_percent(&s);
	*(r.below ? &r.most : &r.least) = first;
	if (!r.below && take_any(&s, dash, 4)) {
		if (!take_decimal(&s, &r.most, &decimals))
			return false;
		r.decimals = decimals > r.decimals ? decimals : r.decimals;
		take_percent(&s);
	} else if (!r.below && str_is(s, "+")) {
		s = STR_NONE;
	}
	*range = r;
	return s.n == 0;
}

/* ---------------------------------------------------------------- other forms */

static int hex(char c)
{
	const char *digits = "0123456789abcdef", *at = strchr(digits, c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c);

	return c && at ? (int)(at - digits) : -1;
}

/* "#1f4e79", "1f4e79", "#abc". */
bool color_parse(struct str s, uint32_t *rgb)
{
	uint32_t color = 0;

	if (str_starts(s, "#"))
		s = str_sub(s, 1, s.n);
	if (s.n != 3 && s.n != 6)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int digit = hex(s.p[i]);
		if (digit < 0)
			return false;
		color = color << (s.n == 3 ? 8 : 4) | (uint32_t)(s.n == 3 ? digit * 0x11 : digit);
	}
	*rgb = color;
	return true;
}

bool length_parse(struct str s, sp em, sp *length)
{
	sp read;

	if (!sp_parse(s, em, &read) || read < 0)
		return false;
	*length = read;
	return true;
}

/* A subtag of BCP 47: one to eight letters and digits; the first one, a language, two or three letters. */
static bool is_subtag(struct str s, bool first)
{
	if (s.n < (first ? 2 : 1) || s.n > (first ? 3 : 8))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bool letter = (s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z';
		if (!letter && (first || !is_digit(s.p[i])))
			return false;
	}
	return true;
}

bool language_fits(struct str s)
{
	bool first = true;

	for (size_t from = 0; from <= s.n; first = false) {
		size_t hyphen = str_find_char(s, '-', from), to = hyphen == SIZE_MAX ? s.n : hyphen;
		if (!is_subtag(str_sub(s, from, to), first))
			return false;
		from = to + 1;
	}
	return true;
}

struct str language_region(struct str s)
{
	for (size_t from = 0; from < s.n;) {
		size_t hyphen = str_find_char(s, '-', from), to = hyphen == SIZE_MAX ? s.n : hyphen;
		if (from && to - from == 1) /* private use and extensions have no region */
			return STR_NONE;
		if (from && to - from == 2)
			return str_sub(s, from, to);
		from = to + 1;
	}
	return STR_NONE;
}

bool file_fits(struct str s)
{
	return s.n > 2 && str_find_char(s, '.', 1) < s.n - 1;
}

bool timezone_fits(struct str s)
{
	if (str_is(s, "UTC"))
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]) && !((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z') && !strchr("/_+-", s.p[i]))
			return false;
	size_t slash = str_find_char(s, '/', 0);
	return slash != SIZE_MAX && slash > 0 && slash + 1 < s.n;
}

bool pin_parse(struct str s, struct pin *pin)
{
	struct pin read = {.kind = PIN_DATE, .date = date_parse(s)};

	if (str_is_nocase(s, "last"))
		read.kind = PIN_LAST;
	else if (s.n && week_read(s, &read.week) == s.n && read.week.number >= 1 && read.week.number <= WEEKS_MOST)
		read.kind = PIN_WEEK;
	else if (read.date == DATE_NONE)
		return false;
	*pin = read;
	return true;
}

/* ---------------------------------------------------------------- lists as text */

value value_joined(struct build *b, const struct yaml_node *list)
{
	struct text_builder w = {.arena = b->arena};
	struct yaml_node *made;

	if (!list || list->kind == YAML_MAPPING || list->null)
		return NULL;
	if (list->kind == YAML_SCALAR)
		return value_str(list).n ? list : NULL;
	for (const struct yaml_node *e = value_first(list); e; e = value_next(list, e)) {
		if (e->kind != YAML_SCALAR)
			continue;
		if (w.bytes.n)
			text_put(&w, STR(", "), e->pos);
		text_copy(&w, &e->text, 0, e->text.s.n);
	}
	made = arena_alloc(b->arena, sizeof *made);
	*made = (struct yaml_node){.kind = YAML_SCALAR, .pos = list->pos, .text = text_finish(&w), .key = list->key};
	return made->text.s.n ? made : NULL;
}
