/* links.c - where links lead, and the annotations that make them work.
 *
 * A link that runs over several lines has an annotation on each, all of one Link element. */
#include <string.h>

#include "output/pdf/pdf_int.h"

#define LONG 1000 /* bytes of a text or an address */

/* Marks of one link on one line. */
struct stretch {
	const struct doc_node *link; /* a LINK, a NOTE_REF, or a FOOTNOTE that leads back to it; NULL: none */
	sp box[4];
	unsigned order;              /* of the last mark's node */
};

bool pdf_put_destination(const struct pdf *p, struct buf *b, const struct doc_node *node)
{
	const struct pdf_node *n = pdf_node_get(p, node);
	if (!n || !n->page)
		return false;
	buf_char(b, '[');
	pdf_put_ref(b, p->pages[n->page - 1].object);
	buf_cstr(b, "/XYZ null ");
	pdf_put_length(b, sp_min(n->top, p->l->height));
	buf_cstr(b, " null]");
	return true;
}

static void put_address(struct buf *b, struct str url)
{
	struct buf ascii = {NULL, 0, 0};
	doc_put_address(&ascii, url);
	pdf_put_bytes(b, buf_view(&ascii));
	buf_free(&ascii);
}

static const struct doc_node *target_of(const struct doc_node *link)
{
	return link->kind == DOC_FOOTNOTE ? link->u.footnote.reference : link->u.link->target;
}

static bool leads_somewhere(const struct pdf *p, const struct doc_node *link)
{
	const struct pdf_node *target = target_of(link) ? pdf_node_get(p, target_of(link)) : NULL;
	if (target_of(link))
		return target && target->page;
	return link->kind == DOC_LINK && link->u.link->url.n > 0 && link->u.link->url.p[0] != '#';
}

/* What a screen reader says of the link; the beginning of a very long one. */
static struct str text_of(struct pdf *p, const struct doc_node *link)
{
	struct buf text = {NULL, 0, 0};
	if (link->kind == DOC_NOTE_REF)
		buf_printf(&text, "%s %d", p->d->words->note, link->u.link->number);
	else if (link->kind == DOC_FOOTNOTE)
		buf_printf(&text, "\xE2\x86\xA9 %d", link->u.footnote.number); /* U+21A9, an arrow that turns back */
	else
		doc_plain_text(link, &text);
	struct str said = str_trim(buf_view(&text));
	if (!said.n)
		said = link->kind == DOC_LINK && link->u.link->url.n ? link->u.link->url : STR("Link");
	size_t n = said.n < LONG ? said.n : LONG;
	while (n < said.n && ((unsigned char)said.p[n] & 0xC0) == 0x80)
		n--;
	said = n < said.n ? arena_printf(p->arena, "%.*s\xE2\x80\xA6", (int)n, said.p) : arena_str(p->arena, said);
	buf_free(&text);
	return said;
}

static void put_uri(struct buf *b, struct str url)
{
	buf_cstr(b, "/S/URI/URI");
	put_address(b, url);
}

/* What the annotations of a link have in common: a very long address is written once for all of them. */
static const struct pdf_said *said_of(struct pdf *p, const struct doc_node *link)
{
	if (p->said.link == link)
		return &p->said;
	p->said = (struct pdf_said){.link = link, .text = text_of(p, link)};
	if (!target_of(link) && link->u.link->url.n > LONG) {
		p->said.action = pdf_object(p->file);
		put_uri(pdf_open(p->file, p->said.action), link->u.link->url);
		pdf_close(p->file);
	}
	return &p->said;
}

static void put_action(const struct pdf *p, struct buf *b, const struct doc_node *link, unsigned action)
{
	if (target_of(link)) {
		buf_cstr(b, "/Dest");
		pdf_put_destination(p, b, target_of(link));
	} else if (action) {
		buf_cstr(b, "/A");
		pdf_put_ref(b, action);
	} else {
		buf_cstr(b, "/A<<");
		put_uri(b, link->u.link->url);
		buf_cstr(b, ">>");
	}
}

static struct pdf_tag *tag_of(const struct pdf *p, const struct doc_node *link)
{
	const struct pdf_node *n = pdf_node_get(p, link);
	return link->kind == DOC_FOOTNOTE ? n->label->parent : n->tag;
}

static void write_annotation(struct pdf *p, unsigned page, const struct stretch *s)
{
	enum { PRINT = 4 };
	const struct pdf_said *said = said_of(p, s->link);
	unsigned object = pdf_object(p->file);
	size_t key = p->l->n + p->annotated.n;
	pdf_tag_annotation(p, tag_of(p, s->link), &(struct pdf_kid){.order = s->order, .page = page, .annotation = true, .id = object});
	*arena_push(p->arena, &p->pages[page].annotations) = object;
	struct buf *b = pdf_open(p->file, object);
	buf_cstr(b, "/Type/Annot/Subtype/Link/Rect");
	pdf_put_box(b, s->box);
	buf_printf(b, "/Border[0 0 0]/F %d/StructParent %zu/P", PRINT, key);
	pdf_put_ref(b, p->pages[page].object);
	buf_cstr(b, "/Contents");
	pdf_put_text(b, said->text);
	put_action(p, b, s->link, said->action);
	pdf_close(p->file);
}

/* On the same line: more than half of the lower one's height is shared. */
static bool same_line(const sp a[4], const sp b[4])
{
	sp shared = sp_min(a[3], b[3]) - sp_max(a[1], b[1]);
	return 2 * shared > sp_min(a[3] - a[1], b[3] - b[1]);
}

static const struct doc_node *link_of(const struct pdf *p, const struct mark *m)
{
	const struct pdf_node *n = pdf_is_decoration(m) ? NULL : pdf_node_find(p, m->node);
	if (n && m->part == PART_LABEL)
		return n->node->kind == DOC_FOOTNOTE && n->node->u.footnote.reference && leads_somewhere(p, n->node) ? n->node : NULL;
	return n && n->link && leads_somewhere(p, n->link) ? n->link : NULL;
}

static void stretch_end(struct pdf *p, unsigned page, struct stretch *s)
{
	if (s->link)
		write_annotation(p, page, s);
	s->link = NULL;
}

static void stretch_add(struct pdf *p, unsigned page, struct stretch *s, const struct mark *m)
{
	const struct doc_node *link = link_of(p, m);
	sp box[4];
	if (!link)
		return;
	pdf_mark_box(p, m, box);
	if (s->link == link && same_line(s->box, box)) {
		pdf_box_join(s->box, box);
	} else {
		stretch_end(p, page, s);
		s->link = link;
		memcpy(s->box, box, sizeof box);
	}
	s->order = pdf_order_of(m);
}

void pdf_links_write(struct pdf *p, unsigned page)
{
	struct stretch s = {.link = NULL};
	for (size_t i = 0; i < p->l->pages[page].n; i++)
		stretch_add(p, page, &s, &p->l->pages[page].marks[i]);
	stretch_end(p, page, &s);
}
