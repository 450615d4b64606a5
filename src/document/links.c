/* links.c - where links lead: which addresses may stand in a document, names for the places in it, and links between them. */
#include "document/document_int.h"

#include <string.h>

/* ---------------------------------------------------------------- addresses */

/* "mailto" of "mailto:x"; nothing for "a/b:c" and "#x" (RFC 3986, 3.1). */
static struct str scheme_of(struct str url)
{
	for (size_t i = 0; i < url.n; i++) {
		char ch = url.p[i];
		bool letter = (ch | 0x20) >= 'a' && (ch | 0x20) <= 'z';
		if (ch == ':' && i > 0)
			return str_sub(url, 0, i);
		if (!letter && (i == 0 || !((ch >= '0' && ch <= '9') || ch == '+' || ch == '-' || ch == '.')))
			return STR_NONE;
	}
	return STR_NONE;
}

static bool is_scheme_allowed(struct str scheme)
{
	static const char *const allowed[] = {"http", "https", "mailto", "tel", "ftp", "doi"};

	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (str_is_nocase(scheme, allowed[i]))
			return true;
	return false;
}

static bool holds_generator_code(struct str url)
{
	return str_find(url, STR("{{")) != SIZE_MAX || str_find(url, STR("{%")) != SIZE_MAX ||
		str_find(url, STR("%7B%7B")) != SIZE_MAX || str_find(url, STR("%7B%25")) != SIZE_MAX;
}

bool doc_link_check(struct build *b, struct str url, struct pos pos)
{
	struct str s = str_trim(url), scheme = scheme_of(s);

	if (!s.n || (scheme.n && scheme.n + 1 == s.n))
		msg(b, MSG_LINK_EMPTY, pos, "");
	else if (holds_generator_code(s))
		msg_str(b, MSG_GENERATOR_CODE, pos, s);
	else if (scheme.n && !is_scheme_allowed(scheme))
		msg_str(b, MSG_LINK_SCHEME, pos, scheme);
	else
		return true;
	return false;
}

void doc_put_address(struct buf *out, struct str url)
{
	for (size_t i = 0; i < url.n; i++) {
		unsigned char ch = (unsigned char)url.p[i];
		if (ch <= ' ' || ch > '~' || strchr("\"<>\\^`{|}", ch))
			buf_printf(out, "%%%02X", ch);
		else
			buf_char(out, (char)ch);
	}
}

bool link_is_relative(struct str url)
{
	return !scheme_of(url).n && !str_starts(url, "//");
}

struct str doc_complete_address(struct build *b, struct str url)
{
	if (str_is_nocase(str_sub(url, 0, 4), "doi:"))
		return arena_printf(b->arena, "https://doi.org/%.*s", STR_ARG(str_sub(url, 4, url.n)));
	if (str_starts(url, "//"))
		return arena_printf(b->arena, "https:%.*s", STR_ARG(url));
	if (str_starts(url, "www."))
		return arena_printf(b->arena, "https://%.*s", STR_ARG(url));
	if (!scheme_of(url).n && str_find_char(url, '@', 0) != SIZE_MAX && str_find_char(url, '/', 0) == SIZE_MAX)
		return arena_printf(b->arena, "mailto:%.*s", STR_ARG(url));
	return url;
}

/* ---------------------------------------------------------------- names: slugs as GitHub makes them */

static uint32_t lower(uint32_t u)
{
	if ((u >= 'A' && u <= 'Z') || (u >= 0xC0 && u <= 0xDE && u != 0xD7) || (u >= 0x391 && u <= 0x3A9) || (u >= 0x410 && u <= 0x42F))
		return u + 32;
	return u >= 0x400 && u <= 0x40F ? u + 80 : u;
}

static bool is_slug_char(uint32_t u)
{
	bool ascii = (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u == '-' || u == '_';
	bool punctuation = u < 0xC0 || (u >= 0x2000 && u <= 0x2BFF) || (u >= 0x3000 && u <= 0x303F);

	return ascii || (u >= 0x80 && !punctuation);
}

static struct str lower_ascii(struct build *b, struct str s)
{
	struct buf out = {0};

	for (size_t i = 0; i < s.n; i++)
		buf_char(&out, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20) : s.p[i]);
	struct str low = arena_str(b->arena, buf_view(&out));
	buf_free(&out);
	return low;
}

static struct str make_slug(struct build *b, struct str text)
{
	struct buf out = {0};

	for (size_t i = 0; i < text.n;) {
		uint32_t u = lower(utf8_next(text, &i));
		if (u == ' ' || is_slug_char(u))
			buf_utf8(&out, u == ' ' ? '-' : u);
	}
	struct str s = arena_str(b->arena, buf_view(&out));
	buf_free(&out);
	return s;
}

/* ---------------------------------------------------------------- places in the document */

struct targets {
	struct map ids;    /* value: the node that has it */
	struct map slugs;  /* of a source, as GitHub makes them. value: the first node; count: how many have it for a name */
	struct map files;  /* value: the section that a file is, by its stem */
};

/* The id is the slug, numbered where the document has it already; count: the last number that was tried. */
static void give_id(struct build *b, struct targets *t, struct doc_node *n, struct str slug)
{
	struct map_entry *e = map_at(b->reading, &t->ids, NULL, slug);
	size_t i = e->count ? e->count : 1;

	doc_set_id(b, n, slug);
	while (e->value) {
		doc_set_id(b, n, arena_printf(b->arena, "%.*s-%zu", STR_ARG(slug), ++i));
		e = map_at(b->reading, &t->ids, NULL, doc_id(n));
	}
	e->value = n;
	map_find(&t->ids, NULL, slug)->count = i;
}

/* The slug is the name, numbered where its file has it already. */
static void add_target(struct build *b, struct targets *t, struct doc_node *n, struct str name)
{
	struct str base = make_slug(b, name), slug;
	size_t before;

	if (!base.n)
		base = STR("section");
	before = map_at(b->reading, &t->slugs, n->pos.source, base)->count++;
	slug = before ? arena_printf(b->arena, "%.*s-%zu", STR_ARG(base), before) : base;
	struct map_entry *first = map_at(b->reading, &t->slugs, n->pos.source, slug);
	if (!first->value)
		first->value = n;
	give_id(b, t, n, slug);
}

static void add_words(struct build *b, struct targets *t, struct doc_node *heading)
{
	struct map_entry *e = map_at(b->reading, &t->slugs, heading->pos.source, make_slug(b, doc_plain(b, heading)));

	if (!e->value)
		e->value = heading;
}

/* A heading with a name of its own is found by its words, too, where nothing else has them for a name. */
static void find_targets(struct composer *c, struct targets *t)
{
	struct { struct doc_node **v; size_t n, sz; } named = {NULL, 0, 0};

	for (struct doc_node *n = c->d->root; n; n = doc_walk(c->d->root, n, !doc_holds_spans(n->kind))) {
		if (n->kind == DOC_HEADING && doc_id(n).n)
			*arena_push(c->b->arena, &named) = n;
		if (n->kind == DOC_HEADING || (doc_id(n).n && n->kind != DOC_FOOTNOTE))
			add_target(c->b, t, n, doc_id(n).n ? doc_id(n) : doc_plain(c->b, n));
	}
	for (size_t i = 0; i < named.n; i++)
		add_words(c->b, t, named.v[i]);
}

/* Without the hyphens that stand for an emoji before or behind the words. */
static struct str bare_slug(struct str s)
{
	while (s.n && s.p[0] == '-')
		s = str_sub(s, 1, s.n);
	while (s.n && s.p[s.n - 1] == '-')
		s.n--;
	return s;
}

/* A fragment's heading: first in the file that refers to it, then anywhere. */
static struct doc_node *find_fragment(struct composer *c, const struct targets *t, struct str fragment, const struct source *source)
{
	struct str name = url_decode(c->b, fragment), slug = make_slug(c->b, name);
	struct map_entry *e = map_find(&t->slugs, source, lower_ascii(c->b, name));

	if (!e || !e->value)
		e = map_find(&t->slugs, source, slug);
	if (!e || !e->value)
		e = map_find(&t->slugs, source, bare_slug(slug));

	if (!e || !e->value)
		e = map_find(&t->ids, NULL, name);
	return e ? e->value : NULL;
}

/* ---------------------------------------------------------------- files that are sections */

/* "./a/../b.md" is "b.md": by the letters only, which is what a link means. */
static struct str simplify(struct build *b, struct str path)
{
	struct buf out = {0};

	for (size_t i = 0, end; i <= path.n; i = end + 1) {
		end = str_find_char(path, '/', i);
		end = end == SIZE_MAX ? path.n : end;
		struct str part = str_sub(path, i, end);
		if (str_is(part, "..") && out.n && !str_ends(buf_view(&out), "..")) {
			while (out.n && out.p[--out.n] != '/')
				;
		} else if (part.n && !str_is(part, ".")) {
			if (out.n || (i > 0 && path.p[0] == '/'))
				buf_char(&out, '/');
			buf_str(&out, part);
		}
	}
	struct str s = arena_str(b->arena, buf_view(&out));
	buf_free(&out);
	return s;
}

/* A page's name without what differs between its source and its place on a site. */
static struct str stem(struct str path)
{
	static const char *const ends[] = {".md", ".markdown", ".qmd", ".html", ".htm", "/"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(path, ends[i]))
			return str_sub(path, 0, path.n - str_from(ends[i]).n);
	return path;
}

static struct doc_node *section_place(struct composer *c, struct doc_node *section)
{
	struct doc_node *root = c->d->root;

	for (struct doc_node *n = section; n; n = doc_walk(section, n, true))
		if (n->kind == DOC_HEADING)
			return n;
	for (struct doc_node *n = root->first; n; n = n->next)
		if (n->kind == DOC_HEADING && c->content->single)
			return n;
	return section;
}

/* The first section of a name has it. */
static void find_files(struct composer *c, struct targets *t)
{
	for (struct doc_node *n = c->d->root->first; n; n = n->next) {
		if (n->kind != DOC_SECTION || !n->pos.source)
			continue;
		struct map_entry *e = map_at(c->b->reading, &t->files, NULL, stem(simplify(c->b, str_from(n->pos.source->name))));
		if (!e->value)
			e->value = n;
	}
}

static struct doc_node *find_section(struct composer *c, const struct targets *t, const char *path)
{
	struct map_entry *e = map_find(&t->files, NULL, stem(simplify(c->b, str_from(path))));

	return e ? e->value : NULL;
}

/* ---------------------------------------------------------------- links to them */

static void lead_to(struct composer *c, struct targets *t, struct doc_node *link, struct doc_node *to)
{
	if (!doc_id(to).n)
		add_target(c->b, t, to, to->pos.source ? stem(file_name(to->pos.source->name)) : STR("section"));
	link->u.link->target = to;
	link->u.link->url = STR_NONE;
}

static void report_fragment(struct composer *c, const struct doc_node *link, struct str fragment)
{
	msg(c->b, MSG_LINK_FRAGMENT, link->pos, arena_cstr(c->b->arena, fragment),
		"a heading's name is its words in lower case with hyphens between them");
}

/* Where the document begins: its title. */
static struct doc_node *top(struct composer *c)
{
	struct doc_node *n = c->d->root;

	while (n && n->kind != DOC_HEADING)
		n = doc_walk(c->d->root, n, true);
	return n ? n : c->d->root->first;
}

/* A link without a text shows its address so far: it is to say what it leads to. */
static void name_place(struct composer *c, struct doc_node *link, const struct doc_node *to)
{
	struct doc_node *text = link->first;

	if (!text || text->next || text->kind != DOC_TEXT || !str_eq(text->text, link->u.link->url) || text->text.p[0] != '#')
		return;
	text->text = to && to->kind == DOC_HEADING ? doc_plain(c->b, to) : str_sub(text->text, 1, text->text.n);
}

static bool resolve_fragment(struct composer *c, struct targets *t, struct doc_node *link, const struct source *source)
{
	struct str url = link->u.link->url;
	size_t at = str_find_char(url, '#', 0);
	struct str fragment = str_sub(url, at + 1, url.n);
	struct doc_node *to = fragment.n && !str_is(fragment, "top") ? find_fragment(c, t, fragment, source) : top(c);

	name_place(c, link, to);
	if (!to) {
		report_fragment(c, link, fragment);
		return false;
	}
	lead_to(c, t, link, to);
	return true;
}

static const char *directory_of(struct composer *c, const struct doc_node *link)
{
	return link->pos.source ? file_directory(c->b, link->pos.source->name) : c->content->dir;
}

/* Whether what is no file begins with a host's name: "canvas.example.edu/courses/1". */
static bool begins_with_host(struct str url)
{
	static const char *const ends[] = {
		".edu", ".com", ".org", ".net", ".gov", ".io", ".info", ".eu", ".uk", ".us", ".ca", ".au", ".de", ".at", ".ch", ".fr", ".es",
		".mx", ".ar", ".cl",
		".co", ".it", ".pt", ".br", ".nl", ".be", ".no", ".cz", ".pl", ".gr", ".ua", ".vn", ".cn", ".tw", ".jp", ".kr",
	};
	struct str host = str_sub(url, 0, str_find_char(url, '/', 0));

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (host.n > strlen(ends[i]) && host.p[0] != '.' && str_ends(host, ends[i]))
			return true;
	return false;
}

static bool resolve_file(struct composer *c, struct targets *t, struct doc_node *link)
{
	struct str url = link->u.link->url;
	const char *path = compose_path(c, directory_of(c, link), url);
	struct doc_node *section = find_section(c, t, path);
	size_t hash = str_find_char(url, '#', 0);

	if (section && hash != SIZE_MAX && hash + 1 < url.n)
		return resolve_fragment(c, t, link, section->pos.source);
	if (section) {
		lead_to(c, t, link, section_place(c, section));
		return true;
	}
	if (file_exists(c->b, path))
		return true;
	if (begins_with_host(url)) {
		link->u.link->url = arena_printf(c->b->arena, "https://%.*s", STR_ARG(url));
		return true;
	}
	msg_str(c->b, MSG_LINK_FILE, link->pos, url);
	return false;
}

static bool resolve(struct composer *c, struct targets *t, struct doc_node *link)
{
	link->u.link->url = doc_complete_address(c->b, str_trim(link->u.link->url));
	if (!link_is_relative(link->u.link->url))
		return true;
	if (str_starts(link->u.link->url, "#"))
		return resolve_fragment(c, t, link, link->pos.source);
	return resolve_file(c, t, link);
}

void compose_links(struct composer *c)
{
	struct targets t = {0};
	struct doc_node *next;

	find_targets(c, &t);
	find_files(c, &t);
	for (struct doc_node *n = c->d->root; n; n = next) {
		next = doc_walk(c->d->root, n, true);
		if (n->kind == DOC_LINK && !n->u.link->target && !resolve(c, &t, n))
			doc_unwrap(n);
	}
}
