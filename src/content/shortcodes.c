/* shortcodes.c - what the commands of Hugo's themes, GitBook and Jekyll mean that stand round Markdown: boxes, tabs, what can be
 * folded, pictures, buttons, code. They become HTML, as directives do; what holds things together and says nothing goes. */
#include "content/content_int.h"

#include <string.h>

enum kind { BOX, LEAD, NOTHING, CODE, BUTTON, PICTURE, EMBED, KEY, CONTENTS, TEXT };

struct shortcode {
	const char *name;
	enum kind kind;
};

static const struct shortcode shortcodes[] = {
	{"hint", BOX}, {"alert", BOX}, {"notice", BOX}, {"callout", BOX}, {"admonition", BOX}, {"note", BOX}, {"tip", BOX}, {"warning", BOX},
	{"info", BOX}, {"important", BOX}, {"caution", BOX}, {"danger", BOX},
	{"tab", LEAD}, {"details", LEAD}, {"expand", LEAD}, {"spoiler", LEAD}, {"collapse", LEAD}, {"accordion", LEAD}, {"card", LEAD},
	{"tabs", NOTHING}, {"tabpane", NOTHING}, {"steps", NOTHING}, {"step", NOTHING}, {"stepper", NOTHING}, {"columns", NOTHING},
	{"column", NOTHING}, {"cards", NOTHING}, {"content-ref", NOTHING}, {"code", NOTHING}, {"center", NOTHING}, {"markdown", NOTHING},
	{"embed", EMBED}, {"highlight", CODE}, {"mermaid", CODE}, {"button", BUTTON}, {"figure", PICTURE}, {"img", PICTURE}, {"image", PICTURE},
	{"kbd", KEY}, {"toc", CONTENTS}, {"date", TEXT},
};

static const struct shortcode *find_shortcode(struct str name)
{
	for (size_t i = 0; i < sizeof shortcodes / sizeof *shortcodes; i++)
		if (str_is(name, shortcodes[i].name))
			return &shortcodes[i];
	return NULL;
}

/* The first argument of one of these names; or, with NULL, the first without a name. */
static struct str argument(struct str words, const char *const *names)
{
	for (size_t at = 0, end; at < words.n; at = end + 1) {
		while (at < words.n && strchr(" \t\n", words.p[at]))
			at++;
		size_t equals = at;
		while (equals < words.n && !strchr(" \t\n=\"'", words.p[equals]))
			equals++;
		bool named = equals < words.n && words.p[equals] == '=';
		struct str name = str_sub(words, at, equals);
		size_t from = named ? equals + 1 : at;
		char quote = from < words.n && strchr("\"'", words.p[from]) ? words.p[from] : '\0';
		end = quote ? str_find_char(words, quote, from + 1) : from;
		while (!quote && end < words.n && !strchr(" \t\n", words.p[end]))
			end++;
		end = end > words.n ? words.n : end;
		if (!names && !named && end > from)
			return str_sub(words, from + (quote != '\0'), end);
		for (size_t i = 0; named && names && names[i]; i++)
			if (str_is_nocase(name, names[i]))
				return str_sub(words, from + (quote != '\0'), end);
	}
	return STR_NONE;
}

static struct str either(struct str words, const char *const *names)
{
	struct str s = argument(words, names);

	return s.n ? s : argument(words, NULL);
}

static void put_opening(struct buf *out, const struct shortcode *s, struct str words)
{
	static const char *const kinds[] = {"type", "style", "color", "kind", "icon", NULL};
	static const char *const titles[] = {"title", "header", "name", "summary", NULL},
		*const urls[] = {"href", "link", "url", "relref", NULL};
	static const char *const files[] = {"src", "link", NULL}, *const alts[] = {"alt", NULL}, *const captions[] = {"caption", NULL};
	static const char *const widths[] = {"width", NULL};
	bool general = str_is(str_from(s->name), "hint") || str_is(str_from(s->name), "alert") || str_is(str_from(s->name), "notice") ||
		str_is(str_from(s->name), "callout") || str_is(str_from(s->name), "admonition");
	struct str kind = general ? either(words, kinds) : str_from(s->name);
	struct str title = s->kind == LEAD ? either(words, titles) : argument(words, titles);

	switch (s->kind) {
	case BOX:
		buf_cstr(out, "\n\n<div");
		md_put_attribute(out, "class", kind.n ? kind : STR("callout"));
		md_put_attribute(out, "x-kind", kind);
		md_put_attribute(out, "x-title", title);
		buf_cstr(out, ">\n\n");
		break;
	case LEAD:
		buf_cstr(out, "\n\n<div");
		md_put_attribute(out, "x-title", title);
		buf_cstr(out, ">\n\n");
		break;
	case CODE:
		buf_printf(out, "\n\n```%.*s\n", STR_ARG(argument(words, NULL)));
		break;
	case BUTTON:
		buf_cstr(out, "<a");
		md_put_attribute(out, "href", either(words, urls));
		buf_cstr(out, ">");
		break;
	case PICTURE:
		buf_cstr(out, "\n\n<img");
		md_put_attribute(out, "src", either(words, files));
		md_put_attribute(out, "alt", argument(words, alts));
		md_put_attribute(out, "title", argument(words, captions).n ? argument(words, captions) : title);
		md_put_attribute(out, "width", argument(words, widths));
		buf_cstr(out, ">\n\n");
		break;
	case EMBED:
		buf_printf(out, "<%.*s>\n\n", STR_ARG(either(words, urls)));
		break;
	case KEY:
		buf_printf(out, "<kbd>%.*s</kbd>", STR_ARG(words));
		break;
	case CONTENTS:
		buf_cstr(out, "\n\n[TOC]\n\n");
		break;
	case TEXT:
		buf_str(out, argument(words, NULL));
		break;
	case NOTHING:
		break;
	}
}

static void put_closing(struct buf *out, const struct shortcode *s)
{
	static const char *const ends[] = {[BOX] = "\n\n</div>\n\n", [LEAD] = "\n\n</div>\n\n", [CODE] = "\n```\n\n", [BUTTON] = "</a>"};

	if (s->kind <= BUTTON && ends[s->kind])
		buf_cstr(out, ends[s->kind]);
}

bool md_shortcode(struct build *b, struct str words, bool closes, struct str *made)
{
	size_t n = 0;
	struct buf out = {0};

	while (n < words.n && !strchr(" \t\n", words.p[n]))
		n++;
	struct str name = str_sub(words, 0, n), rest = str_trim(str_sub(words, n, words.n));
	if (str_starts(name, "end")) {
		closes = true;
		name = str_sub(name, 3, name.n);
	}
	const struct shortcode *s = find_shortcode(name);
	/* A picture without a file, a button without an address: these are other people's. */
	if (!s || (!closes && !rest.n && (s->kind == PICTURE || s->kind == BUTTON || s->kind == EMBED || s->kind == KEY || s->kind == TEXT)))
		return false;
	closes ? put_closing(&out, s) : put_opening(&out, s, rest);
	*made = arena_str(b->arena, buf_view(&out));
	buf_free(&out);
	return true;
}
