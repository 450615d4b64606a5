/* toml.c - TOML front matter as YAML: Hugo's and Franklin's pages have keys with strings, numbers and lists there, which differ from
 * YAML's by their equals sign only. Tables ("[params]") become mappings; what else TOML knows is passed over. */
#include "content/content_int.h"

#include <string.h>

struct line {
	size_t start, end; /* without white space at its ends */
	struct str s;
};

static struct line line_at(struct str s, size_t at)
{
	size_t end = str_find_char(s, '\n', at);
	struct str trimmed = str_trim(str_sub(s, at, end == SIZE_MAX ? s.n : end));
	size_t start = trimmed.n ? (size_t)(trimmed.p - s.p) : at;

	return (struct line){start, start + trimmed.n, trimmed};
}

static size_t key_end(struct str s)
{
	size_t n = 0;

	while (n < s.n && (yaml_is_word(s.p[n]) || s.p[n] == '-'))
		n++;
	return n;
}

/* Where a line's value starts; SIZE_MAX when it is no "key = value", or the value goes on in other lines. */
static size_t value_start(struct str s)
{
	size_t at = key_end(s);

	if (at == 0)
		return SIZE_MAX;
	while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'))
		at++;
	if (at >= s.n || s.p[at] != '=')
		return SIZE_MAX;
	for (at++; at < s.n && (s.p[at] == ' ' || s.p[at] == '\t');)
		at++;
	struct str value = str_sub(s, at, s.n);
	bool open = str_starts(value, "\"\"\"") || str_starts(value, "'''") || (str_starts(value, "[") && !str_ends(value, "]"));
	return at < s.n && !open ? at : SIZE_MAX;
}

/* "[params]", but not "[[menu]]" or "[a.b]". */
static bool is_table(struct str s)
{
	return s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']' && key_end(str_sub(s, 1, s.n)) == s.n - 2;
}

struct text toml_to_yaml(struct build *b, const struct text *toml)
{
	struct text_builder w = {.arena = b->arena};
	bool in_table = false, known = true;

	for (size_t at = 0; at < toml->s.n;) {
		struct line l = line_at(toml->s, at);
		size_t value = value_start(l.s);
		if (str_starts(l.s, "[") && value == SIZE_MAX) {
			known = in_table = is_table(l.s);
			if (known)
				text_copy(&w, toml, l.start + 1, l.end - 1);
			text_put(&w, known ? STR(":\n") : STR(""), text_pos(toml, l.start, l.end));
		} else if (value != SIZE_MAX && known) {
			text_put(&w, in_table ? STR("  ") : STR(""), text_pos(toml, l.start, l.start));
			text_copy(&w, toml, l.start, l.start + key_end(l.s));
			text_put(&w, STR(": "), text_pos(toml, l.start + value, l.start + value));
			text_copy(&w, toml, l.start + value, l.end);
			text_put(&w, STR("\n"), text_pos(toml, l.end, l.end));
		}
		at = str_find_char(toml->s, '\n', at);
		at = at == SIZE_MAX ? toml->s.n : at + 1;
	}
	return text_finish(&w);
}
