/* check_links.c - addresses: whether they can work, and whether the same words lead to different places. */
#include "course/check_int.h"

#include <string.h>
#include <strings.h>

/* ---------------------------------------------------------------- forms */

static bool is_host_char(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/* What is wrong with a host's name, or NULL. */
static const char *host_trouble(struct str host)
{
	size_t colon = str_find_char(host, ':', 0);

	if (colon != SIZE_MAX)
		host = str_sub(host, 0, colon);
	if (str_is_nocase(host, "localhost") || str_starts(host, "["))
		return NULL;
	for (size_t i = 0; i < host.n; i++)
		if (!is_host_char(host.p[i]))
			return "a character that no host's name has";
	if (str_find(host, STR("..")) != SIZE_MAX || str_starts(host, ".") || str_ends(host, "."))
		return "a full stop too many";
	if (str_find_char(host, '.', 0) == SIZE_MAX)
		return "its host has no ending such as .edu";
	return NULL;
}

/* Schemes that people write: what comes close is one of them misspelt. */
static const char *scheme_trouble(struct str url)
{
	size_t colon = str_find_char(url, ':', 0);

	if (str_starts(url, "http//") || str_starts(url, "https//") || str_starts(url, "ttp:") || str_starts(url, "ttps:"))
		return "it should start with https://";
	if (colon == SIZE_MAX || colon == 0 || colon > 6)
		return NULL;
	struct str scheme = str_sub(url, 0, colon);
	bool web = str_is_nocase(scheme, "http") || str_is_nocase(scheme, "https");
	if (!web && (str_distance(scheme, STR("https")) == 1 || str_distance(scheme, STR("http")) == 1))
		return "it should start with https://";
	if (web && !str_starts(str_sub(url, colon, url.n), "://"))
		return "two strokes are missing behind the colon";
	return NULL;
}

static const char *url_trouble(struct str url)
{
	const char *trouble = scheme_trouble(url);
	size_t from = str_find(url, STR("://"));

	if (trouble || from == SIZE_MAX || strncasecmp(url.p, "http", 4) != 0)
		return trouble;
	struct str rest = str_sub(url, from + 3, url.n);
	size_t end = 0;
	while (end < rest.n && !strchr("/?#", rest.p[end]))
		end++;
	if (str_starts(rest, "http:") || str_starts(rest, "https:"))
		return "its beginning stands there twice";
	struct str host = str_sub(rest, 0, end);
	size_t at = str_find_char(host, '@', 0);
	return host_trouble(at == SIZE_MAX ? host : str_sub(host, at + 1, host.n));
}

static const char *email_trouble(struct str s)
{
	size_t at = str_find_char(s, '@', 0);

	if (at == SIZE_MAX)
		return "it has no @";
	if (at == 0)
		return "nothing stands before its @";
	if (str_find_char(s, '@', at + 1) != SIZE_MAX)
		return "it has more than one @";
	return host_trouble(str_sub(s, at + 1, s.n));
}

static void check_url(struct checker *k, struct str url, struct pos pos)
{
	struct str s = str_trim(url);
	bool mail = str_is_nocase(str_sub(s, 0, 7), "mailto:");
	size_t query = str_find_char(s, '?', 0);
	struct str address = str_sub(s, 7, query == SIZE_MAX ? s.n : query);
	const char *trouble = mail ? email_trouble(address) : url_trouble(s);

	if (trouble)
		msg(k->b, mail ? MSG_EMAIL_MALFORMED : MSG_URL_MALFORMED, pos, arena_cstr(k->b->arena, mail ? address : s), trouble);
}

static void check_value_url(struct checker *k, value url)
{
	if (url)
		check_url(k, value_str(url), url->pos);
}

/* "ada at example dot edu" and Markdown are left alone. */
static void check_email(struct checker *k, value email)
{
	struct str s = value_str(email);

	if (!s.n || str_find_char(s, ' ', 0) != SIZE_MAX || str_find_char(s, '[', 0) != SIZE_MAX || str_find_char(s, '<', 0) != SIZE_MAX)
		return;
	const char *trouble = email_trouble(s);
	if (trouble)
		msg(k->b, MSG_EMAIL_MALFORMED, email->pos, arena_cstr(k->b->arena, s), trouble);
}

/* ---------------------------------------------------------------- the same words */

struct seen { struct str text, url; };

static void put_text(const struct md_node *parent, struct buf *out)
{
	for (const struct md_node *n = md_walk(parent, parent, true); n; n = md_walk(parent, n, true))
		if (n->kind == MD_TEXT || n->kind == MD_CODE)
			buf_str(out, n->literal);
}

/* links: the address that each text leads to first, by the text in small letters. */
static void note_link(struct checker *k, struct map *links, struct seen link, struct pos pos)
{
	struct arena *a = k->b->arena;
	struct map_entry *e = map_at(a, links, NULL, str_lower(a, link.text));
	const struct str *first = e->value;

	if (!first) {
		struct str *url = arena_alloc(a, sizeof *url);
		*url = link.url;
		e->value = url;
	} else if (!str_eq(*first, link.url)) {
		msg(k->b, MSG_LINK_SAME_TEXT, pos, arena_cstr(a, link.text), arena_cstr(a, link.url), arena_cstr(a, *first));
	}
}

static void check_link(struct checker *k, struct map *links, const struct md_node *n)
{
	struct buf out = {0};

	check_url(k, n->url, n->url_pos.source ? n->url_pos : n->pos);
	put_text(n, &out);
	struct str text = str_trim(arena_str(k->b->arena, buf_view(&out)));
	buf_free(&out);
	if (text.n && !n->autolink)
		note_link(k, links, (struct seen){text, str_trim(n->url)}, n->pos);
}

static void check_tree(struct checker *k, struct map *links, const struct md_node *parent)
{
	for (const struct md_node *n = md_walk(parent, parent, true); n; n = md_walk(parent, n, true))
		if (n->kind == MD_LINK)
			check_link(k, links, n);
}

void check_links(struct checker *k)
{
	const struct course *c = k->course;
	struct map links = {0};

	for (size_t i = 0; i < c->n_staff; i++) {
		check_email(k, c->staff[i].email);
		check_value_url(k, c->staff[i].url);
	}
	for (size_t i = 0; i < c->n_meetings; i++)
		check_value_url(k, c->meetings[i].url);
	for (size_t i = 0; i < c->n_links; i++) {
		check_value_url(k, c->links[i].url);
		if (c->links[i].label && c->links[i].url)
			note_link(k, &links, (struct seen){value_str(c->links[i].label), value_str(c->links[i].url)}, c->links[i].pos);
	}
	for (size_t i = 0; i < k->content->n_sections; i++)
		check_tree(k, &links, k->content->sections[i].body);
}
