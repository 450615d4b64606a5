/* markdown_wiki.c - links and pictures as wikis, Obsidian and Org have them, and the names of emoji and icons. */
#include "content/content_int.h"

#include <string.h>

/* ---------------------------------------------------------------- links of wikis */

/* The name of a heading in an address. */
static void put_fragment(struct buf *out, struct str s)
{
	buf_char(out, '#');
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ' ')
			buf_char(out, '-');
		else if (md_is_word(s.p[i]) || s.p[i] == '-' || s.p[i] == '_' || (unsigned char)s.p[i] >= 0x80)
			buf_char(out, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] - 'A' + 'a') : s.p[i]);
}

static bool has_suffix(struct str s)
{
	size_t dot = s.n;

	while (dot > 0 && s.p[dot - 1] != '.' && s.p[dot - 1] != ' ' && s.p[dot - 1] != '/')
		dot--;
	return dot > 1 && s.p[dot - 1] == '.' && s.n - dot >= 2 && s.n - dot <= 5;
}

static void put_address(struct buf *out, struct str target)
{
	size_t hash = str_find_char(target, '#', 0);
	struct str file = str_trim(str_sub(target, 0, hash));

	buf_cstr(out, "](<");
	if (file.n)
		buf_printf(out, "%.*s%s", STR_ARG(file), has_suffix(file) ? "" : ".md");
	if (hash != SIZE_MAX)
		put_fragment(out, str_sub(target, hash + 1, target.n));
	buf_cstr(out, ">)");
}

static bool is_picture(struct str s)
{
	static const char *const suffixes[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".PNG", ".JPG"};

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (str_ends(s, suffixes[i]))
			return true;
	return false;
}

static void put_wiki(struct buf *out, struct str target, struct str text, bool shown)
{
	int64_t width;
	bool sized = text.n && str_to_int(str_sub(text, 0, str_find_char(text, 'x', 0)), &width);

	if (shown && is_picture(target)) {
		buf_printf(out, "![%.*s", STR_ARG(sized ? STR("") : text));
		put_address(out, target);
		if (sized)
			buf_printf(out, "{width=%.*s}", STR_ARG(str_sub(text, 0, str_find_char(text, 'x', 0))));
		return;
	}
	text = text.n ? text : target;
	text = str_starts(text, "#") ? str_sub(text, 1, text.n) : text;
	if (target.p[0] == '@') { /* a citation */
		buf_str(out, text);
		return;
	}
	buf_printf(out, "[%.*s", STR_ARG(text));
	put_address(out, target);
}

/* What stands in brackets for itself: a number, what is still to come. */
static bool is_literal(struct str s)
{
	static const char *const words[] = {"TBD", "TBA", "TBC", "TODO", "x", "X"};
	int64_t n;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(s, words[i]))
			return true;
	return str_to_int(s, &n);
}

/* Whether the brackets round `inner`, which end at `end`, are doubled, name something, and are no part of Markdown's own links. */
static bool is_wiki(const struct md_search *f, size_t end, struct str inner)
{
	struct str name = str_sub(inner, 0, str_find_char(inner, '|', 0));
	char after = md_char_at(f->s, end + 2);

	if (md_char_at(f->s, end + 1) != ']' || (after && strchr("({[:", after)))
		return false;
	return !is_literal(inner) && str_trim(name).n > 0;
}

bool md_at_wiki(struct md_search *f)
{
	bool shown = md_before(f) == '!';
	size_t from = f->at + 2, end = md_char_at(f->s, f->at + 1) == '[' ? md_find_mark(f->s, from, "]") : SIZE_MAX, bar;
	struct buf made = {0};

	if (end == SIZE_MAX || end == from || str_find_char(str_sub(f->s, from, end), '[', 0) != SIZE_MAX ||
			memchr(f->s.p + from, '\n', end - from))
		return false;
	struct str inner = str_sub(f->s, from, end), text = STR_NONE;
	size_t stop = end + 2;
	if (md_char_at(f->s, end + 1) == '[') { /* Org: [[address][text]] */
		stop = md_find_mark(f->s, end + 2, "]]");
		if (stop == SIZE_MAX || str_find_char(inner, ' ', 0) != SIZE_MAX)
			return false;
		text = str_sub(f->s, end + 2, stop);
		stop += 2;
		buf_printf(&made, "[%.*s](<%.*s>)", STR_ARG(text), STR_ARG(inner));
	} else {
		if (!is_wiki(f, end, inner))
			return false;
		bar = str_find_char(inner, '|', 0);
		if (bar != SIZE_MAX) {
			text = str_trim(str_sub(inner, bar + 1, inner.n));
			inner = str_sub(inner, 0, bar);
		}
		if (str_ends(inner, "\\"))
			inner.n--;
		put_wiki(&made, str_trim(inner), text, shown);
	}
	md_replace(f, f->at - shown, stop, arena_str(f->r->build->arena, buf_view(&made)));
	buf_free(&made);
	f->at = stop;
	return true;
}

/* ---------------------------------------------------------------- emoji and icons */

struct emoji {
	const char *name, *sign;
};

/* Sorted by name. */
static const struct emoji emoji[] = {
	{"+1", "👍"}, {"-1", "👎"}, {"100", "💯"}, {"alarm_clock", "⏰"}, {"apple", "🍎"}, {"arrow_down", "⬇️"}, {"arrow_right", "➡️"},
	{"art", "🎨"}, {"bangbang", "‼️"}, {"bar_chart", "📊"}, {"bell", "🔔"}, {"blue_book", "📘"}, {"book", "📖"}, {"bookmark", "🔖"},
	{"books", "📚"}, {"boom", "💥"}, {"bug", "🐛"}, {"bulb", "💡"}, {"calendar", "📆"}, {"camera", "📷"}, {"cat", "🐱"},
	{"chart_with_upwards_trend", "📈"}, {"checkered_flag", "🏁"}, {"clap", "👏"}, {"clipboard", "📋"}, {"clock", "🕒"}, {"cloud", "☁️"},
	{"coffee", "☕"}, {"computer", "💻"}, {"construction", "🚧"}, {"date", "📅"}, {"dart", "🎯"}, {"earth_africa", "🌍"},
	{"earth_americas", "🌎"}, {"email", "📧"}, {"envelope", "✉️"}, {"exclamation", "❗"}, {"eyes", "👀"}, {"file_folder", "📁"},
	{"fire", "🔥"}, {"gear", "⚙️"}, {"globe_with_meridians", "🌐"}, {"green_book", "📗"}, {"grin", "😁"}, {"hammer", "🔨"}, {"heart", "❤️"},
	{"heavy_check_mark", "✔️"}, {"hourglass", "⌛"}, {"information_source", "ℹ️"}, {"key", "🔑"}, {"laughing", "😆"}, {"link", "🔗"},
	{"lock", "🔒"}, {"mag", "🔍"}, {"mailbox", "📫"}, {"megaphone", "📣"}, {"memo", "📝"}, {"microscope", "🔬"}, {"mortar_board", "🎓"},
	{"movie_camera", "🎥"}, {"no_entry", "⛔"}, {"no_entry_sign", "🚫"}, {"notebook", "📓"}, {"octocat", "🐙"}, {"open_book", "📖"},
	{"orange_book", "📙"}, {"package", "📦"}, {"page_facing_up", "📄"}, {"paperclip", "📎"}, {"pencil", "📝"}, {"pencil2", "✏️"},
	{"phone", "☎️"}, {"point_down", "👇"}, {"point_right", "👉"}, {"pushpin", "📌"}, {"question", "❓"}, {"rainbow", "🌈"},
	{"raised_hand", "✋"}, {"red_circle", "🔴"}, {"robot", "🤖"}, {"rocket", "🚀"}, {"rotating_light", "🚨"}, {"round_pushpin", "📍"},
	{"scroll", "📜"}, {"smile", "😄"}, {"smiley", "😃"}, {"snake", "🐍"}, {"speech_balloon", "💬"}, {"star", "⭐"}, {"star2", "🌟"},
	{"sunny", "☀️"}, {"tada", "🎉"}, {"thinking", "🤔"}, {"thumbsup", "👍"}, {"tv", "📺"}, {"video_camera", "📹"}, {"warning", "⚠️"},
	{"wave", "👋"}, {"white_check_mark", "✅"}, {"wink", "😉"}, {"wrench", "🔧"}, {"writing_hand", "✍️"}, {"x", "❌"}, {"zap", "⚡"},
};

static const char *find_emoji(struct str name)
{
	for (size_t i = 0; i < sizeof emoji / sizeof *emoji; i++)
		if (str_is(name, emoji[i].name))
			return emoji[i].sign;
	return NULL;
}

static bool is_icon(struct str name)
{
	static const char *const sets[] = {"material-", "fontawesome-", "octicons-", "simple-", "fa-", "bi-", "mdi-", "logos-"};

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		if (str_starts(name, sets[i]))
			return true;
	return false;
}

/* An icon that is all of a link's text gives way to its name. */
static struct str icon_text(struct md_search *f, struct str name, size_t end)
{
	size_t dash = str_find_char(name, '-', 0);
	struct buf made = {0};

	if (md_before(f) != '[' || md_char_at(f->s, end) != ']')
		return STR("");
	for (size_t i = dash + 1; i < name.n; i++)
		buf_char(&made, name.p[i] == '-' ? ' ' : name.p[i]);
	struct str text = arena_str(f->r->build->arena, buf_view(&made));
	buf_free(&made);
	return text;
}

bool md_at_emoji(struct md_search *f)
{
	size_t to = f->at + 1;
	struct str attributes, name;

	while (to < f->s.n && (md_is_word(f->s.p[to]) || strchr("+-_", f->s.p[to])))
		to++;
	if (md_char_at(f->s, to) != ':' || md_is_word(md_before(f)) || md_before(f) == ':' || md_is_word(md_char_at(f->s, to + 1)))
		return false;
	name = str_sub(f->s, f->at + 1, to++);
	const char *sign = find_emoji(name);
	if (sign) {
		md_replace(f, f->at, to, str_from(sign));
	} else if (is_icon(name)) {
		size_t behind = md_attributes(f->r->build, f->s, to, &attributes);
		to = behind != SIZE_MAX ? behind : to;
		struct str text = icon_text(f, name, to);
		to += !text.n && md_char_at(f->s, to) == ' ';
		md_replace(f, f->at, to, text);
	} else {
		return false;
	}
	f->at = to;
	return true;
}
