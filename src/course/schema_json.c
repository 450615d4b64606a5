/* schema_json.c - the table of keys as a JSON Schema (draft 7: what editors' YAML language servers read).
 *
 * A row is a definition, named by its path; mappings and lists refer to them. The schema is wider than our own check where YAML
 * gives several types to what is one for us: 1070 and yes are text here, and a key without a value is null. */
#include "course/course_int.h"

#include <string.h>

static void put_string(struct buf *out, struct str s)
{
	buf_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_char(out, '\\');
		buf_char(out, s.p[i]);
	}
	buf_char(out, '"');
}

/* "staff[].name" is defined as "staff-item.name": brackets would have to be escaped in references. */
static void put_name(struct buf *out, struct str path)
{
	for (size_t i = 0; i < path.n; i++) {
		if (path.p[i] == '[')
			buf_cstr(out, "-item");
		else if (path.p[i] == '*')
			buf_cstr(out, "any");
		else if (path.p[i] != ']')
			buf_char(out, path.p[i]);
	}
}

static void put_ref(struct buf *out, struct str path)
{
	buf_cstr(out, "{\"$ref\": \"#/definitions/");
	put_name(out, path);
	buf_cstr(out, "\"}");
}

/* ---------------------------------------------------------------- mappings */

static void put_required(struct buf *out, struct str path)
{
	const char *before = ", \"required\": [";
	struct str name;

	for (size_t i = 0; i < schema_keys_n; i++) {
		if (!schema_keys[i].required || !schema_is_child(&schema_keys[i], path, &name))
			continue;
		buf_cstr(out, before);
		put_string(out, name);
		before = ", ";
	}
	if (before[2] != '"')
		buf_char(out, ']');
}

/* The inside of an object: its keys, and whether there may be others. */
static void put_object(struct buf *out, struct str path)
{
	const struct schema_key *any = NULL;
	const char *before = "\n    ";
	struct str name;

	buf_cstr(out, "\"type\": \"object\", \"properties\": {");
	for (size_t i = 0; i < schema_keys_n; i++) {
		const struct schema_key *row = &schema_keys[i];
		if (row->front || !schema_is_child(row, path, &name))
			continue;
		if (str_is(name, "*")) {
			any = row;
			continue;
		}
		buf_cstr(out, before);
		put_string(out, name);
		buf_cstr(out, ": ");
		put_ref(out, str_from(row->path));
		before = ",\n    ";
	}
	buf_cstr(out, "}, \"additionalProperties\": ");
	if (any)
		put_ref(out, str_from(any->path));
	else
		buf_cstr(out, "false");
}

/* ---------------------------------------------------------------- values */

#define S_ANY_SCALAR (((unsigned)1 << S_TYPES) - 1 - S_LIST - S_MAPPING - S_CHOICE - S_BOOL - S_COUNT - S_NUMBER)

static void put_choices(struct buf *out, const char *choices)
{
	const char *before = "{\"enum\": [";

	for (struct str rest = str_from(choices); rest.n;) {
		size_t space = str_find_char(rest, ' ', 0), end = space == SIZE_MAX ? rest.n : space;
		buf_cstr(out, before);
		put_string(out, str_sub(rest, 0, end));
		if (str_is(str_sub(rest, 0, end), "off"))
			buf_cstr(out, ", false"); /* YAML 1.1's reading */
		before = ", ";
		rest = str_sub(rest, end + 1, rest.n);
	}
	buf_cstr(out, "]}");
}

static void put_scalars(struct buf *out, const struct schema_key *row)
{
	if (row->types & S_ANY_SCALAR)
		buf_cstr(out, ", {\"type\": [\"string\", \"number\", \"boolean\"]}");
	if (row->types & S_BOOL)
		buf_cstr(out, ", {\"type\": [\"boolean\", \"string\"]}");
	if (row->types & S_COUNT)
		buf_cstr(out, ", {\"type\": \"integer\", \"minimum\": 0}, {\"type\": \"string\", \"pattern\": \"^[0-9]+$\"}");
	if (row->types & S_NUMBER)
		buf_cstr(out, ", {\"type\": \"number\", \"minimum\": 0}, {\"type\": \"string\", \"pattern\": \"^[0-9.,]+$\"}");
	if (row->types & S_CHOICE) {
		buf_cstr(out, ", ");
		put_choices(out, row->choices);
	}
}

static void put_types(struct buf *out, const struct schema_key *row)
{
	struct str path = str_from(row->path);
	char element[256];

	buf_cstr(out, "\"anyOf\": [{\"type\": \"null\"}");
	put_scalars(out, row);
	if (row->types & S_MAPPING) {
		buf_cstr(out, ", {");
		put_object(out, path);
		put_required(out, path);
		buf_char(out, '}');
	}
	if ((row->types & S_LIST) && path.n + 3 < sizeof element) {
		memcpy(element, path.p, path.n);
		memcpy(element + path.n, "[]", 3);
		buf_cstr(out, ", {\"type\": \"array\", \"items\": ");
		put_ref(out, str_from(element));
		buf_char(out, '}');
		if (!(row->types & S_CHOICE)) { /* one value where a list may stand is a list of one */
			buf_cstr(out, ", ");
			put_ref(out, str_from(element));
		}
	}
	buf_char(out, ']');
}

static void put_definition(struct buf *out, const struct schema_key *row)
{
	buf_cstr(out, "\n  \"");
	put_name(out, str_from(row->path));
	buf_cstr(out, "\": {\"description\": ");
	put_string(out, str_from(row->help));
	buf_cstr(out, ", \"examples\": [");
	put_string(out, str_from(row->example));
	buf_cstr(out, "],\n    ");
	put_types(out, row);
	buf_char(out, '}');
}

void course_schema_json(struct buf *out)
{
	const char *before = "";

	buf_cstr(out, "{\"$schema\": \"http://json-schema.org/draft-07/schema#\",\n\"title\": \"course.yaml of syllabusgen\",\n");
	put_object(out, STR_NONE);
	buf_cstr(out, ",\n\"anyOf\": [{\"required\": [\"title\"]}, {\"required\": [\"include\"]}],\n\"definitions\": {");
	for (size_t i = 0; i < schema_keys_n; i++) {
		if (schema_keys[i].front)
			continue;
		buf_cstr(out, before);
		put_definition(out, &schema_keys[i]);
		before = ",";
	}
	buf_cstr(out, "}}\n");
}
