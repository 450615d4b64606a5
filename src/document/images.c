/* images.c - what `![alt](file "caption")` and <img> become: a picture, a drawing, or what says why there is none. */
#include "document/document_int.h"

/* ---------------------------------------------------------------- the file */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct str url_decode(struct build *b, struct str url)
{
	struct buf out = {0};

	for (size_t i = 0; i < url.n; i++) {
		int high = -1, low = -1;
		if (url.p[i] == '%' && i + 2 < url.n) {
			high = hex_digit(url.p[i + 1]);
			low = hex_digit(url.p[i + 2]);
		}
		if (high >= 0 && low >= 0 && (high || low)) {
			buf_char(&out, (char)(high << 4 | low));
			i += 2;
		} else {
			buf_char(&out, url.p[i]);
		}
	}
	struct str s = arena_str(b->arena, buf_view(&out));
	buf_free(&out);
	return s;
}

/* Without the "?raw=true" or "#center" that web pages put behind a file's name; an address from the site's root starts at the
 * content's directory. */
const char *compose_path(struct composer *c, const char *dir, struct str url)
{
	size_t n = 0;

	while (n < url.n && url.p[n] != '?' && url.p[n] != '#')
		n++;
	struct str name = url_decode(c->b, str_sub(url, 0, n));
	if (str_starts(name, "/") && c->content) {
		dir = c->content->dir;
		while (name.n && name.p[0] == '/')
			name = str_sub(name, 1, name.n);
	}
	return file_join(c->b, dir, name);
}

static bool is_remote(struct str url)
{
	return str_starts(url, "http:") || str_starts(url, "https:") || str_starts(url, "//");
}

/* ---------------------------------------------------------------- the node */

static bool is_drawing(const char *path)
{
	return str_ends(str_from(path), ".yaml") || str_ends(str_from(path), ".yml");
}

static void not_honest(struct composer *c)
{
	if (c->d)
		c->d->ua_honest = false;
}

static void stand_in_alt(struct composer *c, struct doc_node *n, struct str name)
{
	n->u.figure->alt = compose_format(c->b, c->words ? c->words->no_alt : "$1", name, STR_NONE);
	not_honest(c);
}

static void set_alt(struct composer *c, struct doc_node *n, const struct image_request *r)
{
	struct str alt = str_trim(r->alt);

	n->u.figure->decoration = r->decoration;
	if (alt.n) {
		n->u.figure->alt = alt;
	} else if (!r->decoration && !n->u.figure->alt.n) {
		msg_str(c->b, MSG_IMAGE_NO_ALT, r->pos, r->url);
		stand_in_alt(c, n, r->url);
	}
}

static void set_caption(struct composer *c, struct doc_node *figure, const struct image_request *r)
{
	if (!str_trim(r->caption).n)
		return;
	struct text text = text_made(c->b, r->caption, r->pos);
	struct doc_node *caption = doc_new(c->b, DOC_CAPTION, r->pos);
	doc_append(figure, caption);
	tree_enter(&c->tree, caption);
	compose_spans(c, &text);
	tree_close(&c->tree);
}

static struct doc_node *missing(struct composer *c, const struct image_request *r)
{
	struct doc_node *n = doc_new(c->b, DOC_FIGURE, r->pos);

	n->u.figure->missing = r->url;
	not_honest(c);
	return n;
}

/* A mapping with one key more, in front, so that it wins. */
static const struct yaml_node *add_key(struct composer *c, const struct yaml_node *mapping, const char *name, struct str text,
	struct pos pos)
{
	struct yaml_node *made = arena_alloc(c->b->arena, 3 * sizeof *made), *key = made + 1, *scalar = made + 2;

	if (!str_trim(text).n || mapping->kind != YAML_MAPPING)
		return mapping;
	*key = (struct yaml_node){.kind = YAML_SCALAR, .pos = pos, .text = text_made(c->b, str_from(name), pos)};
	*scalar = (struct yaml_node){.kind = YAML_SCALAR, .pos = pos, .text = text_made(c->b, str_trim(text), pos), .key = key};
	*made = *mapping;
	scalar->next = mapping->first;
	made->first = scalar;
	made->n++;
	return made;
}

struct doc_node *compose_figure(struct composer *c, const struct yaml_node *yaml, const char *dir)
{
	struct doc_node *n = figure_read(c->b, yaml, dir);

	if (n && n->u.figure->missing.n)
		not_honest(c);
	if (n && !n->u.figure->alt.n)
		stand_in_alt(c, n, n->u.figure->missing);
	return n;
}

/* The Markdown's description and caption stand in for the figure's own. */
static struct doc_node *read_drawing(struct composer *c, const char *path, const struct image_request *r)
{
	const struct yaml_node *yaml = content_yaml_aside(c->b, path, r->url_pos);

	if (!yaml)
		return missing(c, r);
	yaml = add_key(c, yaml, "alt", r->alt, r->pos);
	yaml = add_key(c, yaml, "caption", r->caption, r->pos);
	struct doc_node *n = compose_figure(c, yaml, file_directory(c->b, path));
	return n ? n : missing(c, r);
}

/* A file that is not there, or may not be read, is the author's to find, and the page can be read without it: a warning and
 * a box. */
static struct doc_node *read_local(struct composer *c, const struct image_request *r)
{
	const char *path = compose_path(c, c->dir, r->url);

	if (!file_exists(c->b, path)) {
		msg_str(c->b, file_is_missing(path) ? MSG_IMAGE_MISSING : MSG_IMAGE_REFUSED, r->url_pos, r->url);
		return missing(c, r);
	}
	if (is_drawing(path))
		return read_drawing(c, path, r);
	const struct image *image = image_load(c->b, path, r->url_pos);
	if (!image)
		return missing(c, r);
	struct doc_node *n = doc_new(c->b, DOC_FIGURE, r->pos);
	n->u.figure->image = image;
	return n;
}

/* The address of an image that only the web has, under its description. */
static struct doc_node *link_instead(struct composer *c, const struct image_request *r)
{
	struct doc_node *link = doc_new(c->b, DOC_LINK, r->pos);
	struct str alt = str_trim(r->alt);

	msg_str(c->b, MSG_IMAGE_REMOTE, r->url_pos, r->url);
	link->u.link->url = r->url;
	doc_append(link, doc_text(c->b, alt.n ? alt : r->url, r->pos));
	return link;
}

/* Its address is the image, and too long to be shown. */
static struct doc_node *read_data(struct composer *c, struct image_request *r)
{
	const struct image *image = image_from_data(c->b, r->url, r->url_pos);

	r->url = image_data_name(r->url);
	if (!image)
		return missing(c, r);
	struct doc_node *n = doc_new(c->b, DOC_FIGURE, r->pos);
	n->u.figure->image = image;
	return n;
}

struct doc_node *compose_image(struct composer *c, enum doc_kind kind, struct image_request *r)
{
	if (is_remote(r->url))
		return link_instead(c, r);
	struct doc_node *n = str_starts(str_trim(r->url), "data:image/") ? read_data(c, r) :
		str_trim(r->url).n && doc_link_check(c->b, r->url, r->url_pos) ? read_local(c, r) : missing(c, r);
	n->kind = kind;
	n->pos = r->pos;
	if (r->width || r->height) {
		n->u.figure->width = r->width;
		n->u.figure->height = r->height;
	}
	set_alt(c, n, r);
	if (kind == DOC_IMAGE)
		n->first = n->last = NULL;
	else if (!n->first)
		set_caption(c, n, r);
	return n;
}

/* ---------------------------------------------------------------- where it stands */

/* "120" is in the pixels of a web page, 96 to the inch; "50%" a share of the text's width. */
static sp html_length(struct composer *c, struct str s)
{
	int64_t pixels;
	sp length;

	s = str_trim(s);
	if (str_ends(s, "%") && c->course && str_to_int(str_sub(s, 0, s.n - 1), &pixels) && pixels > 0 && pixels <= 100)
		return sp_muldiv(c->course->style.measure, pixels, 100);

	if (str_ends(s, "px"))
		s = str_sub(s, 0, s.n - 2);
	if (str_to_int(s, &pixels) && pixels > 0 && pixels < 100000)
		return sp_muldiv(pixels * SP_PT, 3, 4);
	return sp_parse(s, 0, &length) ? length : 0;
}

struct image_request compose_html_image(struct composer *c, struct str attributes, struct pos pos)
{
	struct str alt = html_attribute(c->b, attributes, "alt");

	return (struct image_request){
		.url = html_attribute(c->b, attributes, "src"), .alt = alt,
		.caption = html_attribute(c->b, attributes, "title"), .pos = pos, .url_pos = pos,
		.decoration = alt.p && !str_trim(alt).n,
		.width = html_length(c, html_attribute(c->b, attributes, "width")),
		.height = html_length(c, html_attribute(c->b, attributes, "height")),
	};
}

static struct image_request markdown_request(struct composer *c, const struct md_node *n)
{
	struct image_request r = {.url = n->url, .caption = n->title, .pos = n->pos, .url_pos = n->url_pos};
	struct buf alt = {0};

	md_plain_text(n, &alt);
	r.alt = arena_str(c->b->arena, buf_view(&alt));
	buf_free(&alt);
	return r;
}

static bool is_attributes(const struct md_node *n)
{
	return n->kind == MD_HTML_INLINE && str_starts(n->literal, "<x-attr");
}

/* Width and height from the list in braces behind a lone image. */
static void add_attributes(struct composer *c, const struct md_node *n, struct image_request *r)
{
	struct html_event e;
	size_t at = 0;

	while (n && !is_attributes(n))
		n = n->next;
	if (!n || !html_next(c->b, n->literal, &at, &e))
		return;
	struct image_request said = compose_html_image(c, e.attributes, n->pos);
	r->width = said.width ? said.width : r->width;
	r->height = said.height ? said.height : r->height;
}

void compose_markdown_image(struct composer *c, const struct md_node *n, enum doc_kind kind)
{
	struct image_request r;
	struct html_event e;
	size_t at = 0;

	if (n->kind == MD_IMAGE)
		r = markdown_request(c, n);
	else if (html_next(c->b, n->literal, &at, &e))
		r = compose_html_image(c, e.attributes, n->pos);
	else
		return;
	if (kind == DOC_FIGURE) {
		add_attributes(c, n, &r);
		tree_end_paragraph(&c->tree);
	}
	tree_attach(&c->tree, compose_image(c, kind, &r));
}

static bool is_html_image(struct composer *c, const struct md_node *n)
{
	struct html_event e;
	size_t at = 0;

	return n->kind == MD_HTML_INLINE && html_next(c->b, n->literal, &at, &e) &&
		(e.kind == HTML_OPEN || e.kind == HTML_EMPTY) && str_is(e.name, "img");
}

const struct md_node *compose_lone_image(struct composer *c, const struct md_node *paragraph)
{
	const struct md_node *image = NULL;

	for (const struct md_node *n = paragraph->first; n; n = n->next) {
		if (n->kind == MD_SOFT_BREAK || n->kind == MD_HARD_BREAK || (n->kind == MD_TEXT && !str_trim(n->literal).n) ||
		    is_attributes(n))
			continue;
		if (image || (n->kind != MD_IMAGE && !is_html_image(c, n)))
			return NULL;
		image = n;
	}
	return image;
}
