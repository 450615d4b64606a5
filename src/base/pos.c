/* pos.c - lines and columns, counted only when a message prints them. */
#include "base/base.h"

#include <string.h>

/* Where the line that holds byte `at` begins. */
static size_t line_start(struct str s, size_t at)
{
	while (at > 0 && s.p[at - 1] != '\n')
		at--;
	return at;
}

struct line_column pos_line_column(struct pos pos)
{
	if (!pos.source)
		return (struct line_column){0, 0};
	struct str s = pos.source->bytes;
	size_t at = pos.start < s.n ? pos.start : s.n, start = line_start(s, at), line = 1;

	for (size_t i = str_find_char(s, '\n', 0); i < start; i = str_find_char(s, '\n', i + 1))
		line++;
	return (struct line_column){line, utf8_count(str_sub(s, start, at)) + 1};
}

struct str pos_line(struct pos pos)
{
	if (!pos.source)
		return STR_NONE;
	struct str s = pos.source->bytes;
	size_t start = line_start(s, pos.start < s.n ? pos.start : s.n), end = str_find_char(s, '\n', start);
	struct str line = str_sub(s, start, end);

	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

struct pos pos_join(struct pos a, struct pos b)
{
	if (a.source && a.source == b.source && b.end > a.end)
		a.end = b.end;
	return a;
}
