/* validate.c - checks a tree of YAML against the table of keys: unknown keys, missing ones, values that do not fit. It only
 * reports; what reads the values (value.c) passes over those that do not fit. */
#include "course/course_int.h"

#include <string.h>

struct check {
	struct build *b;
	bool front;
};

/* ---------------------------------------------------------------- types of scalars */

static bool fits_text(struct str s)
{
	return s.n > 0;
}

static bool fits_date(struct str s)
{
	return date_parse(s) != DATE_NONE;
}

static bool fits_time(struct str s)
{
	struct time_span span;

	return time_parse(s, &span);
}

static bool fits_count(struct str s)
{
	int64_t n;

	return str_to_int(s, &n) && n >= 0 && n <= VALUE_COUNT_MAX;
}

static bool fits_number(struct str s)
{
	int64_t n;
	int decimals;

	return number_parse(s, &n, &decimals) && !str_ends(s, "%");
}

static bool fits_percent(struct str s)
{
	int64_t n;
	int decimals;

	return number_parse(s, &n, &decimals);
}

static bool fits_bool(struct str s)
{
	bool is;

	return bool_parse(s, &is);
}

static bool fits_length(struct str s)
{
	sp length;

	return length_parse(s, SP_PT, &length);
}

static bool fits_color(struct str s)
{
	uint32_t rgb;

	return color_parse(s, &rgb);
}

static bool fits_days(struct str s)
{
	return weekdays_parse(s) != 0;
}

static bool fits_day(struct str s)
{
	return day_parse(s) >= 0;
}

static bool fits_pin(struct str s)
{
	struct pin pin;

	return pin_parse(s, &pin);
}

static bool fits_grade(struct str s)
{
	struct grade_range range;

	return grade_parse(s, &range);
}

/* One word of letters, digits, "-", "_" and ".". */
static bool fits_id(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < 0x80 && !strchr("-_.", c) && !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
			return false;
	}
	return s.n > 0;
}

static bool fits_address(struct str s)
{
	return s.n > 0 && str_find_char(s, ' ', 0) == SIZE_MAX && str_find_char(s, '\n', 0) == SIZE_MAX;
}

static const struct {
	enum schema_type type;
	const char *name;            /* how a message calls it; NULL: by its choices */
	bool (*fits)(struct str s); /* NULL: no scalar, or the key's choices decide */
} types[S_TYPES] = {
	{S_TEXT, "text", fits_text},
	{S_PLAIN, "text", fits_text},
	{S_DATE, "a date", fits_date},
	{S_TIME, "a time of day", fits_time},
	{S_COUNT, "a whole number", fits_count},
	{S_NUMBER, "a number", fits_number},
	{S_PERCENT, "a percentage", fits_percent},
	{S_BOOL, "yes or no", fits_bool},
	{S_LANGUAGE, "a language tag", language_fits},
	{S_TIMEZONE, "a time zone's name", timezone_fits},
	{S_LENGTH, "a length with its unit", fits_length},
	{S_COLOR, "a colour", fits_color},
	{S_DAYS, "days of the week", fits_days},
	{S_DAY, "a day of the week", fits_day},
	{S_PIN, "a date, a week or `last`", fits_pin},
	{S_GRADE, "a percentage or a range of them", fits_grade},
	{S_ID, "one word", fits_id},
	{S_URL, "an address without spaces", fits_address},
	{S_FILE, "a file's name", file_fits},
	{S_CHOICE, NULL, NULL},
	{S_LIST, "a list", NULL},
	{S_MAPPING, "a mapping", NULL},
};

static bool scalar_fits(struct str s, const struct schema_key *key)
{
	for (size_t i = 0; i < S_TYPES; i++)
		if ((key->types & types[i].type) && types[i].fits && types[i].fits(s))
			return true;
	return (key->types & S_CHOICE) && word_in_list(s, key->choices);
}

/* ---------------------------------------------------------------- what a message says */

static struct str element_path(struct check *c, struct str path)
{
	return arena_printf(c->b->arena, "%.*s[]", STR_ARG(path));
}

static const char *finish(struct check *c, struct buf *out)
{
	const char *z = arena_cstr(c->b->arena, buf_view(out));

	buf_free(out);
	return z;
}

/* "one of `indent`, `space`" */
static void put_choices(struct buf *out, const char *choices)
{
	const char *before = "one of `";

	for (struct str rest = str_from(choices); rest.n;) {
		size_t space = str_find_char(rest, ' ', 0), end = space == SIZE_MAX ? rest.n : space;
		buf_cstr(out, before);
		buf_str(out, str_sub(rest, 0, end));
		before = "`, `";
		rest = str_sub(rest, end + 1, rest.n);
	}
	buf_char(out, '`');
}

/* "a length with its unit or a mapping". That a list of what may stand alone may stand there, too, goes without saying. */
static const char *expected(struct check *c, struct str path, const struct schema_key *key)
{
	const struct schema_key *element = key->types & S_LIST ? schema_find(element_path(c, path)) : NULL;
	unsigned allowed = element && (element->types & key->types) ? key->types & ~(unsigned)S_LIST : key->types;
	struct buf out = {0};
	const char *before = "";

	for (size_t i = 0; i < S_TYPES; i++) {
		if (!(allowed & types[i].type))
			continue;
		buf_cstr(&out, before);
		if (types[i].name)
			buf_cstr(&out, types[i].name);
		else
			put_choices(&out, key->choices);
		before = " or ";
	}
	return finish(c, &out);
}

#define SHOWN 40 /* bytes of a wrong value in its message */

static const char *found(struct check *c, const struct yaml_node *node)
{
	struct str s = node->text.s;
	size_t n = s.n < SHOWN ? s.n : SHOWN;

	if (node->kind != YAML_SCALAR)
		return node->kind == YAML_SEQUENCE ? "a list" : "a mapping";
	if (!s.n)
		return "empty";
	while (n < s.n && n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return arena_printf(c->b->arena, "`%.*s%s`", (int)n, s.p, n < s.n ? "…" : "").p;
}

/* What the author calls the value at path: its last key. */
static struct str last_key(struct str path)
{
	size_t from = 0;

	while (str_ends(path, "[]"))
		path.n -= 2;
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '.')
			from = i + 1;
	return str_sub(path, from, path.n);
}

/* A line of YAML that would do. */
static const char *example(struct check *c, struct str path, const struct schema_key *key)
{
	struct str name = last_key(path);

	return arena_printf(c->b->arena, "%.*s: %s%s", STR_ARG(name), key->example, key->types & S_MAPPING || !key->hint ? "" : key->hint).p;
}

/* A date that may be read in two ways gets a message of its own. */
static bool report_ambiguous(struct check *c, const struct yaml_node *node, const struct schema_key *key)
{
	date reading[2];
	struct arena *a = c->b->arena;

	if (!(key->types & (S_DATE | S_PIN)) || node->kind != YAML_SCALAR || date_readings(node->text.s, reading) != 2)
		return false;
	msg(c->b, MSG_DATE_AMBIGUOUS, node->pos, arena_cstr(a, str_trim(node->text.s)), date_iso(a, reading[0]), date_iso(a, reading[1]));
	return true;
}

static void report_type(struct check *c, const struct yaml_node *node, struct str path, const struct schema_key *key)
{
	const char *name = arena_cstr(c->b->arena, last_key(path));
	enum msg_id id = c->front ? MSG_FRONT_IGNORED : MSG_WRONG_TYPE;

	if (!c->front && report_ambiguous(c, node, key))
		return;
	msg(c->b, id, node->pos, name, expected(c, path, key), found(c, node), example(c, path, key));
}

/* "Start Date", "start-date", "startDate" as "start_date". */
static struct str plain_key(struct check *c, struct str word)
{
	struct buf out = {0};

	for (size_t i = 0; i < word.n; i++) {
		bool capital = word.p[i] >= 'A' && word.p[i] <= 'Z', apart = strchr(" -_", word.p[i]) != NULL;
		if (apart || (capital && i > 0 && word.p[i - 1] >= 'a' && word.p[i - 1] <= 'z'))
			buf_char(&out, '_');
		if (!apart)
			buf_char(&out, capital ? word.p[i] | 0x20 : word.p[i]);
	}
	struct str plain = arena_str(c->b->arena, buf_view(&out));
	buf_free(&out);
	return plain;
}

/* The key of the mapping at path that the author may have meant, or STR_NONE. */
static struct str meant(struct check *c, struct str path, struct str word)
{
	struct str best = STR_NONE, name;
	unsigned least = word.n > 3 ? 3 : 2;

	word = plain_key(c, word);
	for (size_t i = 0; i < schema_keys_n; i++) {
		if (!schema_is_child(&schema_keys[i], path, &name) || (schema_keys[i].front && !c->front))
			continue;
		unsigned distance = word_in_list(word, schema_keys[i].also) ? 1 : str_distance(word, name);
		if (distance < least && distance < name.n) {
			least = distance;
			best = name;
		}
	}
	return best;
}

static const char *known_keys(struct check *c, struct str path)
{
	struct buf out = {0};
	struct str name;

	for (size_t i = 0; i < schema_keys_n; i++) {
		if (!schema_is_child(&schema_keys[i], path, &name) || (schema_keys[i].front && !c->front))
			continue;
		buf_cstr(&out, out.n ? ", " : "the keys here are: ");
		buf_str(&out, name);
	}
	buf_cstr(&out, path.n ? "" : "; what has no key stands in the text of a section");
	return finish(c, &out);
}

/* Where else in the table the word is a key: "`room` is a key of `meetings`". */
static const char *elsewhere(struct check *c, struct str word)
{
	for (size_t i = 0; i < schema_keys_n; i++) {
		struct str row = str_from(schema_keys[i].path), name;
		struct str parent = str_sub(row, 0, row.n > word.n ? row.n - word.n - 1 : 0);
		if (schema_keys[i].front || !schema_is_child(&schema_keys[i], parent, &name) || !str_eq(name, word))
			continue;
		struct str of = last_key(parent);
		if (!parent.n)
			return arena_printf(c->b->arena, "`%.*s` stands at the top level, without indentation", STR_ARG(word)).p;
		return arena_printf(c->b->arena, "`%.*s` is a key of `%.*s`", STR_ARG(word), STR_ARG(of)).p;
	}
	return NULL;
}

/* "Office hours" is said of the staff; words of one are too common. */
static const char *elsewhere_called(struct check *c, struct str word)
{
	struct str plain = plain_key(c, word), row;

	for (size_t i = 0; str_find_char(plain, '_', 0) != SIZE_MAX && i < schema_keys_n; i++) {
		row = str_from(schema_keys[i].path);
		struct str name = last_key(row), parent = str_sub(row, 0, row.n > name.n ? row.n - name.n - 1 : 0);
		if (parent.n && word_in_list(plain, schema_keys[i].also))
			return arena_printf(c->b->arena, "it is the key `%.*s` of `%.*s`", STR_ARG(name), STR_ARG(last_key(parent))).p;
	}
	return NULL;
}

static struct str key_path(struct check *c, struct str path, struct str key)
{
	if (!path.n)
		return key;
	return arena_printf(c->b->arena, "%.*s.%.*s", STR_ARG(path), STR_ARG(key));
}

/* The row of a mapping's value, or NULL when the table has no such key there. */
static const struct schema_key *find_key(struct check *c, struct str mapping, struct str path)
{
	const struct schema_key *key = schema_find(path);
	struct str name;

	return key && schema_is_child(key, mapping, &name) && (c->front || !key->front) ? key : NULL;
}

static bool is_unknown(struct check *c, const struct yaml_node *node, struct str path)
{
	return !find_key(c, path, key_path(c, path, node->key->text.s));
}

/* ---------------------------------------------------------------- names as keys */

/* The key that each mapping at path must have, such as `name`; NULL: none, or several. */
static const struct schema_key *required_key(struct str path)
{
	const struct schema_key *found = NULL;
	struct str name;

	for (size_t i = 0; i < schema_keys_n; i++) {
		if (!schema_keys[i].required || !schema_is_child(&schema_keys[i], path, &name))
			continue;
		if (found)
			return NULL;
		found = &schema_keys[i];
	}
	return found;
}

/* Whether a text looks like such a value: any word is a name, and an address, as far as their types go. */
static bool looks_like(struct str scalar, const struct schema_key *row)
{
	if (str_ends(str_from(row->path), ".email"))
		return str_find_char(scalar, '@', 0) != SIZE_MAX;
	if (row->types & (S_TEXT | S_ID) || (row->types & S_URL && str_find_char(scalar, '/', 0) == SIZE_MAX))
		return false;
	return scalar_fits(scalar, row);
}

/* The key of the mapping at path whose values are like this one: `weight` for "20%"; else the first one beside name. */
static const struct schema_key *key_like(struct str path, const struct schema_key *name, struct str scalar)
{
	const struct schema_key *first = NULL;
	struct str key;

	for (size_t i = 0; i < schema_keys_n; i++) {
		const struct schema_key *row = &schema_keys[i];
		if (row == name || !schema_is_child(row, path, &key))
			continue;
		first = first ? first : row;
		if (looks_like(scalar, row))
			return row;
	}
	return first;
}

/* The list directly below path whose elements have names, where there is one: `items` of `grading`. */
static struct str list_below(struct check *c, struct str path)
{
	struct str name, found = STR_NONE;

	for (size_t i = 0; path.n && i < schema_keys_n; i++)
		if (schema_is_child(&schema_keys[i], path, &name) && (schema_keys[i].types & S_LIST) &&
		    required_key(element_path(c, str_from(schema_keys[i].path))))
			found = name;
	return found;
}

/* "Quizzes: 20%" in a list of things that have names is meant as "{name: Quizzes, weight: 20%}". NULL: it is not. */
static const char *as_entry(struct check *c, const struct yaml_node *mapping, const struct yaml_node *node, struct str path)
{
	struct str list = required_key(path) ? STR_NONE : list_below(c, path), inner = path, key, other;
	struct arena *a = c->b->arena;

	if (list.n)
		inner = element_path(c, arena_printf(a, "%.*s.%.*s", STR_ARG(path), STR_ARG(list)));
	const struct schema_key *name = inner.n ? required_key(inner) : NULL;
	if (!name || node->kind != YAML_SCALAR || !schema_is_child(name, inner, &key) || yaml_get(mapping, list.n ? list.p : key.p))
		return NULL;
	struct str called = node->key->text.s, scalar = str_trim(node->text.s);
	const struct schema_key *like = key_like(inner, name, scalar), *swapped = key_like(inner, name, called);
	if (like && swapped && looks_like(called, swapped) && !looks_like(scalar, like)) { /* "2026-09-07: Labor Day" */
		like = swapped;
		called = scalar;
		scalar = node->key->text.s;
	}
	if (!like || !schema_is_child(like, inner, &other))
		return NULL;
	return arena_printf(a, "write it as an entry of a list: %.*s%s{%.*s: %.*s, %.*s: %.*s}%s", STR_ARG(list), list.n ? ": [" : "- ",
		STR_ARG(key), STR_ARG(called), STR_ARG(other), STR_ARG(scalar), list.n ? ", ...]" : "").p;
}

/* Whether an entry that lacks its name has it as a key: that is reported there. */
static bool is_named_by_key(struct check *c, const struct yaml_node *mapping, struct str path)
{
	for (const struct yaml_node *node = mapping->first; node; node = node->next)
		if (is_unknown(c, node, path) && !meant(c, path, node->key->text.s).n && as_entry(c, mapping, node, path))
			return true;
	return false;
}

/* "Week 1: Overview" and "week: 1" in the schedule, or beside it, say where an entry falls. NULL: it is none of these. */
static const char *as_pin(struct check *c, const struct yaml_node *node, struct str path)
{
	struct str key = str_trim(node->key->text.s), scalar = str_trim(node->text.s);
	struct arena *a = c->b->arena;
	struct pin pin;
	struct week week;

	if ((path.n && !str_is(path, "schedule[]")) || node->kind != YAML_SCALAR)
		return NULL;
	if (str_is_nocase(key, "week") && week_read_number(scalar, &week))
		return arena_printf(a, "write: date: week %.*s", STR_ARG(scalar)).p;
	if (!pin_parse(key, &pin))
		return NULL;
	return arena_printf(a, "write it as an entry of a list%s: - {topic: \"%.*s\", date: %.*s}", path.n ? "" : " below `schedule:`",
		STR_ARG(scalar), STR_ARG(key)).p;
}

static const char *way_out(struct check *c, const struct yaml_node *mapping, const struct yaml_node *node, struct str path)
{
	const char *entry = as_entry(c, mapping, node, path);
	const struct schema_key *row = schema_find(path);

	if (row && word_in_list(node->key->text.s, row->needless))
		return row->hint;
	const char *of = entry ? entry : elsewhere(c, node->key->text.s);
	of = of ? of : elsewhere_called(c, node->key->text.s);
	return of ? of : known_keys(c, path);
}

static void report_unknown(struct check *c, const struct yaml_node *mapping, const struct yaml_node *node, struct str path)
{
	struct arena *a = c->b->arena;
	struct str word = node->key->text.s, best = meant(c, path, word);
	const char *key = found(c, node->key), *pin = as_pin(c, node, path);

	if (c->front && !path.n)
		return;
	if (pin)
		msg(c->b, c->front ? MSG_FRONT_UNKNOWN : MSG_UNKNOWN_KEY, node->key->pos, key, "", pin);
	else if (best.n)
		msg(c->b, c->front ? MSG_FRONT_UNKNOWN : MSG_UNKNOWN_KEY, node->key->pos, key,
			arena_printf(a, ": did you mean `%s%.*s`?", str_starts(word, "-") ? "- " : "", STR_ARG(best)).p, "");
	else
		msg(c->b, c->front ? MSG_FRONT_UNKNOWN : MSG_UNKNOWN_KEY, node->key->pos, key, "", way_out(c, mapping, node, path));
}

/* ---------------------------------------------------------------- the walk */

static void check_node(struct check *c, const struct yaml_node *node, const struct schema_key *key, struct str path);

static void check_value(struct check *c, const struct yaml_node *mapping, const struct yaml_node *node, struct str path)
{
	struct str inner = key_path(c, path, node->key->text.s);
	const struct schema_key *key = find_key(c, path, inner);

	if (key)
		check_node(c, node, key, inner);
	else
		report_unknown(c, mapping, node, path);
}

/* Whether an unknown key of the mapping is reported as this one misspelt. */
static bool is_misspelt(struct check *c, const struct yaml_node *mapping, struct str path, struct str name)
{
	for (const struct yaml_node *node = mapping->first; node; node = node->next)
		if (is_unknown(c, node, path) && str_eq(meant(c, path, node->key->text.s), name))
			return true;
	return false;
}

/* A mapping lacks a key that it must have; the whole course's is reported only for a course.yaml. */
static void check_required(struct check *c, const struct yaml_node *mapping, struct str path)
{
	struct pos pos = mapping->key ? mapping->key->pos : mapping->pos;
	const char *what = path.n ? "this entry" : "the course";
	struct str name;

	for (size_t i = 0; i < schema_keys_n; i++) {
		const struct schema_key *row = &schema_keys[i];
		if (!row->required || !schema_is_child(row, path, &name) || (c->front && !path.n))
			continue;
		const struct yaml_node *node = yaml_get(mapping, name.p);
		if ((!node || node->null) && !is_misspelt(c, mapping, path, name) && !is_named_by_key(c, mapping, path))
			msg(c->b, c->front ? MSG_FRONT_MISSING : MSG_MISSING_KEY, node ? node->key->pos : pos, what, name.p,
				example(c, name, row));
	}
}

/* Nothing is known of what stands in a Pandoc author. */
static bool is_free(struct str path)
{
	return str_starts(path, "author");
}

static void check_mapping(struct check *c, const struct yaml_node *mapping, struct str path)
{
	if (is_free(path))
		return;
	check_required(c, mapping, path);
	for (const struct yaml_node *node = mapping->first; node; node = node->next)
		check_value(c, mapping, node, path);
}

/* One value where a list may stand counts as a list of one, if it would do as an element. */
static bool counts_as_element(const struct yaml_node *node, const struct schema_key *element)
{
	if (!element || node->kind == YAML_SEQUENCE)
		return false;
	return node->kind == YAML_MAPPING ? (element->types & S_MAPPING) != 0 : scalar_fits(str_trim(node->text.s), element);
}

static void check_node(struct check *c, const struct yaml_node *node, const struct schema_key *key, struct str path)
{
	struct str inner = key->types & S_LIST ? element_path(c, path) : STR_NONE;
	const struct schema_key *element = inner.n ? schema_find(inner) : NULL;

	if (node->null)
		return;
	if (node->kind == YAML_MAPPING && (key->types & S_MAPPING))
		check_mapping(c, node, path);
	else if (node->kind == YAML_SEQUENCE && element)
		for (const struct yaml_node *item = node->first; item; item = item->next)
			check_node(c, item, element, inner);
	else if (node->kind == YAML_SCALAR && scalar_fits(str_trim(node->text.s), key))
		return;
	else if (counts_as_element(node, element))
		check_node(c, node, element, inner);
	else
		report_type(c, node, path, key);
}

void schema_check(struct build *b, const struct yaml_node *node, const char *path, bool front)
{
	struct check c = {b, front};

	if (*path)
		check_node(&c, node, schema_find(str_from(path)), str_from(path));
	else if (node->kind == YAML_MAPPING)
		check_mapping(&c, node, STR_NONE);
}
