/* msg.c - what the program has to say to the author. Messages are gathered while a build runs and printed at its end,
 * in the order in which they arose; the worst level decides the exit status. */
#include "base/base.h"
#include "base/base_int.h"

#include <string.h>

struct msg_kind {
	enum msg_level level;
	const char *slug, *text, *help;
};

static const struct msg_kind kinds[MSG_COUNT] = {
#define M(id, lvl, slg, txt, hlp) [MSG_##id] = {MSG_##lvl, slg, txt, hlp},
#include "base/msg.def"
#undef M
};

static const char *const level_names[] = {"off", "note", "warning", "error", "failure"};
static const char *const level_colours[] = {"", "\033[36m", "\033[35m", "\033[31m", "\033[31m"};

struct msg_entry {
	enum msg_id id;
	struct pos pos;
	struct str text, help;
	size_t count;
};

struct msg_log {
	struct arena *arena;
	struct msg_entry *v;
	size_t n, sz;
	struct map same; /* of each message's place and text. count: its index + 1 */
	enum msg_level levels[MSG_COUNT];
};

struct msg_log *msg_log_new(struct arena *a)
{
	struct msg_log *log = arena_alloc(a, sizeof *log);

	log->arena = a;
	for (size_t i = 0; i < MSG_COUNT; i++)
		log->levels[i] = kinds[i].level;
	return log;
}

const char *msg_slug(enum msg_id id)
{
	return kinds[id].slug;
}

enum msg_level msg_default_level(enum msg_id id)
{
	return kinds[id].level;
}

void msg_set_level(struct build *b, enum msg_id id, enum msg_level level)
{
	b->log->levels[id] = level;
}

/* Puts the arguments in the place of $1 .. $9. */
static struct str expand(struct arena *a, const char *text, const char *const *args)
{
	struct buf b = {0};
	size_t n = 0;

	while (args[n])
		n++;
	for (; *text; text++) {
		if (text[0] == '$' && text[1] >= '1' && text[1] <= '9') {
			size_t i = (size_t)(*++text - '1');
			buf_cstr(&b, i < n ? args[i] : "");
		} else {
			buf_char(&b, *text);
		}
	}
	struct str made = arena_str(a, buf_view(&b));
	buf_free(&b);
	return made;
}

/* One that was reported before counts once more. */
static void put(struct msg_log *log, const struct msg_entry *e)
{
	struct str key = arena_printf(log->arena, "%d %u %.*s", e->id, e->pos.start, STR_ARG(e->text));
	struct map_entry *same = map_at(log->arena, &log->same, e->pos.source, key);

	if (same->count) {
		log->v[same->count - 1].count += e->count;
		return;
	}
	*arena_push(log->arena, log) = *e;
	same->count = log->n;
}

void msg_report(struct build *b, enum msg_id id, struct pos pos, const char *const *args)
{
	struct arena *a = b->log->arena;

	put(b->log, &(struct msg_entry){id, pos, expand(a, kinds[id].text, args), expand(a, kinds[id].help, args), 1});
}

void msg_join(struct build *b, const struct build *part)
{
	for (size_t i = 0; i < part->log->n; i++)
		put(b->log, &part->log->v[i]);
}

void msg_str(struct build *b, enum msg_id id, struct pos pos, struct str arg)
{
	msg(b, id, pos, arena_cstr(b->arena, arg));
}

enum msg_level msg_worst(const struct build *b)
{
	enum msg_level worst = MSG_OFF;

	for (size_t i = 0; i < b->log->n; i++) {
		enum msg_level level = b->log->levels[b->log->v[i].id];
		worst = level > worst ? level : worst;
	}
	return b->strict && worst == MSG_WARNING ? MSG_ERROR : worst;
}

size_t msg_count(const struct build *b, enum msg_level level)
{
	size_t count = 0;

	for (size_t i = 0; i < b->log->n; i++)
		count += b->log->levels[b->log->v[i].id] == level;
	return count;
}

bool msg_any(const struct build *b)
{
	return b->log->n > 0;
}

/* A terminal shows what it is sent: control characters of a stranger's file must not reach it. */
static void put_visible(struct buf *out, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);
		if (c == '\t')
			buf_char(out, ' ');
		else
			buf_utf8(out, c < 0x20 || (c >= 0x7F && c < 0xA0) ? UTF8_BAD : c);
	}
}

#define SHOWN_BEFORE 100 /* characters of a long line before and behind the caret */
#define SHOWN_BEHIND 60

/* So many characters of the line before byte `at`, at most. */
static size_t step_back(struct str s, size_t at, size_t chars)
{
	for (; chars > 0 && at > 0 && s.p[at - 1] != '\n'; chars--)
		do
			at--;
		while (at > 0 && s.p[at - 1] != '\n' && ((unsigned char)s.p[at] & 0xC0) == 0x80);
	return at;
}

/* So many characters of the line from byte `at` on, at most; without the line's end. */
static size_t step_on(struct str s, size_t at, size_t chars)
{
	for (; chars > 0 && at < s.n && s.p[at] != '\n'; chars--)
		utf8_next(s, &at);
	return at > 0 && at < s.n && s.p[at] == '\n' && s.p[at - 1] == '\r' ? at - 1 : at;
}

/* The source line, cut round the place when long, and a caret line under it. */
static void put_excerpt(struct buf *out, struct pos pos)
{
	struct str s = pos.source->bytes;
	size_t at = pos.start < s.n ? pos.start : s.n;
	size_t from = step_back(s, at, SHOWN_BEFORE), to = step_on(s, at, SHOWN_BEHIND);

	buf_cstr(out, "  ");
	put_visible(out, str_sub(s, from, to));
	buf_cstr(out, "\n  ");
	for (size_t i = utf8_count(str_sub(s, from, at)); i > 0; i--)
		buf_char(out, ' ');
	buf_cstr(out, "^\n");
}

static void put_place(struct buf *out, struct pos_index *index, struct pos pos)
{
	struct line_column at = pos_index_find(index, pos);

	put_visible(out, str_from(pos.source ? pos.source->name : "syllabusgen"));
	if (pos.source)
		buf_printf(out, ":%zu:%zu", at.line, at.column);
	buf_cstr(out, ": ");
}

static void put_level(struct buf *out, enum msg_level level, bool colour)
{
	if (colour)
		buf_printf(out, "\033[1m%s%s:\033[0m ", level_colours[level], level_names[level]);
	else
		buf_printf(out, "%s: ", level_names[level]);
}

static void put_text(struct buf *out, struct pos_index *index, const struct msg_entry *e, enum msg_level level, bool colour)
{
	put_place(out, index, e->pos);
	put_level(out, level, colour);
	put_visible(out, e->text);
	if (e->count > 1)
		buf_printf(out, " (%zu times)", e->count);
	buf_char(out, '\n');
	if (e->pos.source && e->pos.source->bytes.n)
		put_excerpt(out, e->pos);
	if (e->help.n) {
		buf_cstr(out, "  = ");
		put_visible(out, e->help);
		buf_char(out, '\n');
	}
}

static void put_json_string(struct buf *out, struct str s)
{
	buf_char(out, '"');
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);
		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", (char)c);
		else if (c < 0x20)
			buf_printf(out, "\\u%04x", (unsigned)c);
		else
			buf_utf8(out, c);
	}
	buf_char(out, '"');
}

static void put_json(struct buf *out, struct pos_index *index, const struct msg_entry *e, enum msg_level level)
{
	struct line_column at = pos_index_find(index, e->pos);

	buf_cstr(out, "  {\"file\": ");
	put_json_string(out, str_from(e->pos.source ? e->pos.source->name : ""));
	buf_printf(out, ", \"line\": %zu, \"column\": %zu, \"level\": \"%s\", \"id\": \"%s\", \"count\": %zu, \"text\": ", at.line,
	           at.column, level_names[level], kinds[e->id].slug, e->count);
	put_json_string(out, e->text);
	buf_cstr(out, ", \"help\": ");
	put_json_string(out, e->help);
	buf_char(out, '}');
}

void msg_print(const struct build *b, struct buf *out, struct msg_format format)
{
	struct pos_index index = {.a = arena_new()};
	const char *between = "\n";

	if (format.json)
		buf_char(out, '[');
	for (size_t i = 0; i < b->log->n; i++) {
		const struct msg_entry *e = &b->log->v[i];
		enum msg_level level = b->log->levels[e->id];
		if (b->strict && level == MSG_WARNING)
			level = MSG_ERROR;
		if (level < format.least || level == MSG_OFF)
			continue;
		if (format.json) {
			buf_cstr(out, between);
			put_json(out, &index, e, level);
			between = ",\n";
		} else {
			put_text(out, &index, e, level, format.colour);
		}
	}
	if (format.json)
		buf_cstr(out, "\n]\n");
	arena_free(index.a);
}
