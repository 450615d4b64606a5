/* front.c - front matter: the block between "---" lines that a Markdown file may open with.
 *
 * It is one only on the very first line, and only when a line "---" or "..." closes it; otherwise the line is a rule, as in
 * Markdown. Where an empty line follows, as Pandoc has it, it is a rule too, unless the first thing said is a key. */
#include "content/content_int.h"

struct marks {
	const char *open, *close, *close_too;
};

static const struct marks yaml_marks = {"---", "---", "..."}, toml_marks = {"+++", "+++", "+++"};

static size_t next_line(struct str s, size_t at)
{
	size_t end = str_find_char(s, '\n', at);

	return end == SIZE_MAX ? s.n : end + 1;
}

/* The line at `at` without blanks behind it. */
static struct str line_trimmed(struct str s, size_t at)
{
	struct str line = str_sub(s, at, next_line(s, at));

	while (line.n > 0 && yaml_is_blank(line, line.n - 1))
		line.n--;
	return line;
}

/* The start of the line that closes the block, or SIZE_MAX. */
static size_t find_close(struct str s, const struct marks *marks)
{
	for (size_t at = next_line(s, 0); at < s.n; at = next_line(s, at))
		if (str_is(line_trimmed(s, at), marks->close) || str_is(line_trimmed(s, at), marks->close_too))
			return at;
	return SIZE_MAX;
}

/* Whether the first line with something on it, from `at` on, is a key of one word. */
static bool opens_with_key(struct str s, size_t at)
{
	struct yaml_line l;

	while (at < s.n && (line_trimmed(s, at).n == 0 || s.p[at] == '#'))
		at = next_line(s, at);
	l = yaml_line_at(s, at);
	if (at >= s.n || l.colon == SIZE_MAX)
		return false;
	for (size_t i = l.key; i < l.colon; i++)
		if (!yaml_is_word(s.p[i]) && s.p[i] != '-')
			return false;
	return true;
}

static bool is_front(struct build *b, const struct text *t, size_t close)
{
	size_t second = next_line(t->s, 0);

	if (close == SIZE_MAX) {
		if (line_trimmed(t->s, second).n > 0 && opens_with_key(t->s, second))
			msg(b, MSG_FRONT_OPEN, text_pos(t, 0, 3), "");
		return false;
	}
	return line_trimmed(t->s, second).n > 0 || opens_with_key(t->s, second);
}

/* Behind empty lines a key must follow at once: there a rule is likelier. */
static size_t empty_lines(struct str s)
{
	size_t at = 0;

	while (at < s.n && line_trimmed(s, at).n == 0)
		at = next_line(s, at);
	struct str rest = str_sub(s, at, s.n);
	return at > 0 && str_is(line_trimmed(rest, 0), "---") && find_close(rest, &yaml_marks) != SIZE_MAX &&
		opens_with_key(rest, next_line(rest, 0)) ? at : 0;
}

struct front front_split(struct build *b, const struct text *text)
{
	struct text behind = text_sub(b, text, empty_lines(text->s), text->s.n);
	const struct text *t = &behind;
	const struct marks *marks = str_is(line_trimmed(t->s, 0), "+++") ? &toml_marks : &yaml_marks;
	struct front front = {.body = *t};
	size_t close;

	if (!str_is(line_trimmed(t->s, 0), marks->open))
		return front;
	close = find_close(t->s, marks);
	if (marks == &yaml_marks && !is_front(b, t, close))
		return front;
	if (close == SIZE_MAX)
		return front;
	front.body = text_sub(b, t, next_line(t->s, close), t->s.n);
	front.yaml = text_sub(b, t, next_line(t->s, 0), close);
	front.found = true;
	if (marks == &toml_marks)
		front.yaml = toml_to_yaml(b, &front.yaml);
	return front;
}
