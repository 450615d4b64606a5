/* tags.c - structure elements for the document tree.
 *
 * One table says which standard type of PDF 1.7 each kind of node becomes. All elements are made before any page is
 * written, in document order; the pages then only add pieces of content to them. So the order in which a reader gets the
 * document is the author's, whatever order the pages show it in (a footnote follows the block that refers to it).
 *
 * A kind without an entry adds no element: its content is its parent's. Emphasis has none, because PDF 1.7 has no type
 * for it. A paragraph that is all of a cell or a note, or opens an item, has none, because the cell says it all.
 * A figure's caption stands beside the Figure in a Div: a Figure is read by its Alt alone, which would hide the caption. */
#include "output/pdf/pdf_int.h"

typedef void tag_open(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent);

struct pdf_tag *pdf_tag_new(struct pdf *p, struct pdf_tag *parent, const char *type, const struct pdf_node *node)
{
	struct pdf_tag *tag = arena_alloc(p->arena, sizeof *tag);
	tag->type = type;
	tag->parent = parent;
	tag->node = node->node;
	if (!parent)
		return tag;
	if (parent->last)
		parent->last->next = tag;
	else
		parent->first = tag;
	parent->last = tag;
	return tag;
}

/* One element that holds the node's content, its label and its children's elements. */
static struct pdf_tag *simple(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent, const char *type)
{
	n->tag = n->label = n->body = pdf_tag_new(p, parent->body, type, n);
	return n->tag;
}

/* ---------------------------------------------------------------- kinds of nodes */

static void open_artifact(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	(void)p, (void)parent;
	n->tag = n->label = NULL;
}

/* No level is skipped, not even by a document without a title. */
static void open_heading(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	static const char *const types[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
	int level = n->node->u.heading.level;
	if (level > p->level + 1)
		level = p->level + 1;
	p->level = level < 1 ? 1 : level > 6 ? 6 : level;
	simple(p, n, parent, types[p->level - 1]);
}

static bool is_only_paragraph(const struct doc_node *node)
{
	for (const struct doc_node *k = node->parent->first; k; k = k->next)
		if (k != node && (k->kind == DOC_PARAGRAPH || node->parent->kind != DOC_ITEM))
			return false;
	return node == node->parent->first;
}

static bool is_transparent(const struct doc_node *node)
{
	enum doc_kind k = node->parent->kind;
	return (k == DOC_CELL || k == DOC_FOOTNOTE || k == DOC_ITEM || k == DOC_CAPTION) && !doc_own_lang(node).n && is_only_paragraph(node);
}

static void open_paragraph(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	if (!is_transparent(n->node))
		simple(p, n, parent, "P");
}

static void open_contents(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	simple(p, n, parent, "TOC");
	n->toc = true;
}

/* The outer list of a table of contents is the table itself. */
static void open_list(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	if (n->node->parent->kind != DOC_CONTENTS)
		simple(p, n, parent, parent->toc ? "TOC" : "L");
}

static void open_item(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	struct pdf_tag *item = simple(p, n, parent, parent->toc ? "TOCI" : "LI");
	if (parent->toc)
		return;
	n->label = n->node->parent->u.list.references ? NULL : pdf_tag_new(p, item, "Lbl", n);
	n->tag = n->body = pdf_tag_new(p, item, "LBody", n);
}

/* THead and TBody come with the first row that goes into them. */
static void open_row(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	struct pdf_node *table = pdf_node_get(p, parent->node);
	bool header = table->node->kind == DOC_TABLE && table->rows++ < table->node->u.table.header_rows;
	const char *type = header ? "THead" : "TBody";
	struct pdf_tag *part = table->body->last;
	if (!part || !str_is(str_from(part->type), type))
		part = pdf_tag_new(p, table->body, type, parent);
	n->tag = n->label = n->body = pdf_tag_new(p, part, "TR", n);
}

static void open_cell(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	bool column = str_is(str_from(parent->body->parent->type), "THead");
	bool row = !column && n->node->u.cell.header;
	struct pdf_tag *cell = simple(p, n, parent, column || row ? "TH" : "TD");
	cell->scope = column ? PDF_COLUMN : row ? PDF_ROW : PDF_NO_SCOPE;
	cell->colspan = n->node->u.cell.colspan;
	cell->rowspan = n->node->u.cell.rowspan;
}

static void open_figure(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	struct pdf_node group = *parent;
	if (n->node->u.figure->decoration) {
		n->tag = n->label = NULL;
		return;
	}
	if (n->node->first)
		group.body = pdf_tag_new(p, parent->body, "Div", n);
	simple(p, n, &group, "Figure");
	n->body = group.body;
}

/* The number, which leads back to where the note is called, is no Lbl: Adobe's checker wants those in lists only. */
static void open_footnote(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	struct pdf_tag *note = simple(p, n, parent, "Note");
	note->id = ++p->ids;
	n->label = pdf_tag_new(p, n->node->u.footnote.reference ? pdf_tag_new(p, note, "Link", n) : note, "Span", n);
}

static void open_note_ref(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	n->body = pdf_tag_new(p, parent->body, "Reference", n);
	n->tag = n->label = n->body = pdf_tag_new(p, n->body, "Link", n);
	n->link = n->node;
}

static void open_link(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	struct pdf_node place = *parent;
	if (parent->link) /* a link in a link has no annotation of its own */
		return;
	if (parent->toc)
		place.body = pdf_tag_new(p, parent->body, "Reference", n);
	simple(p, n, &place, "Link");
	n->link = n->node;
}

static void open_ruby(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	n->tag = n->label = n->body = pdf_tag_new(p, pdf_tag_new(p, parent->body, "Ruby", n), "RB", n);
}

static void open_reading(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	n->tag = n->label = n->body = pdf_tag_new(p, parent->body->parent, "RT", n);
}

/* ---------------------------------------------------------------- the table */

static const struct {
	const char *type; /* of the one element that it becomes; NULL: none, or as `open` says */
	tag_open *open;
} kinds[DOC_KINDS] = {
	[DOC_ROOT] = {"Document", NULL},
	[DOC_SECTION] = {"Sect", NULL},
	[DOC_HEADING] = {NULL, open_heading},
	[DOC_PARAGRAPH] = {NULL, open_paragraph},
	[DOC_LIST] = {NULL, open_list},
	[DOC_ITEM] = {NULL, open_item},
	[DOC_TABLE] = {"Table", NULL},
	[DOC_ROW] = {NULL, open_row},
	[DOC_CELL] = {NULL, open_cell},
	[DOC_FACTS] = {"Table", NULL},
	[DOC_FIGURE] = {NULL, open_figure},
	[DOC_CAPTION] = {"Caption", NULL},
	[DOC_CALLOUT] = {"Sect", NULL},
	[DOC_QUOTE] = {"BlockQuote", NULL},
	[DOC_CODE_BLOCK] = {"Code", NULL},
	[DOC_RULE] = {NULL, open_artifact},
	[DOC_FOOTNOTE] = {NULL, open_footnote},
	[DOC_CONTENTS] = {NULL, open_contents},
	[DOC_PAGE_BREAK] = {NULL, open_artifact},
	[DOC_CODE] = {"Code", NULL},
	[DOC_LINK] = {NULL, open_link},
	[DOC_IMAGE] = {NULL, open_figure},
	[DOC_NOTE_REF] = {NULL, open_note_ref},
	[DOC_MATH] = {"Formula", NULL},
	[DOC_RUBY] = {NULL, open_ruby},
	[DOC_READING] = {NULL, open_reading},
};

static void language(struct pdf *p, struct pdf_node *n, const struct pdf_node *parent)
{
	if (!doc_own_lang(n->node).n || !pdf_is_language(doc_own_lang(n->node)) || !n->tag)
		return;
	if (n->tag == parent->tag || n->tag == parent->body)
		simple(p, n, parent, "Span");
	n->body->says_lang = n->tag->says_lang = true;
}

/* Most nodes are plain text, or all of a cell. */
static bool is_as_its_parent(const struct doc_node *node)
{
	bool plain = !kinds[node->kind].open && !kinds[node->kind].type;

	if (!node->parent || doc_own_lang(node).n || doc_id(node).n)
		return false;
	return plain || (node->kind == DOC_PARAGRAPH && is_transparent(node));
}

static void visit(struct pdf *p, const struct doc_node *node)
{
	static const struct pdf_node nothing;
	const struct pdf_node *known = pdf_node_find(p, node->parent);
	if (is_as_its_parent(node))
		return;
	const struct pdf_node *parent = known ? known : &nothing;
	struct pdf_node *n = pdf_node_add(p, node);
	n->tag = n->label = parent->tag;
	n->body = parent->body;
	n->link = parent->link;
	n->toc = parent->toc;
	if (kinds[node->kind].open)
		kinds[node->kind].open(p, n, parent);
	else if (kinds[node->kind].type)
		simple(p, n, parent, kinds[node->kind].type);
	language(p, n, parent);
}

void pdf_tags_build(struct pdf *p)
{
	const struct doc_node *root = p->d->root;
	pdf_nodes_start(p);
	for (const struct doc_node *n = root; n; n = doc_walk(root, n, true))
		visit(p, n);
	p->root = pdf_node_get(p, root)->tag;
	for (const struct doc_node *n = root; n; n = doc_walk(root, n, true))
		if (n->kind == DOC_TABLE || n->kind == DOC_FACTS)
			pdf_table_finish(p, pdf_node_get(p, n)->body);
}

/* ---------------------------------------------------------------- marks and their elements */

/* Elements that group others hold no content themselves. */
static bool holds_content(const struct pdf_tag *tag)
{
	static const char *const grouping[] = {"Document", "Sect", "Div", "L", "LI", "Table", "THead", "TBody", "TR", "TOC", "BlockQuote"};
	for (size_t i = 0; i < sizeof grouping / sizeof *grouping; i++)
		if (str_is(str_from(tag->type), grouping[i]))
			return false;
	return true;
}

bool pdf_is_decoration(const struct mark *m)
{
	return m->part != PART_BODY && m->part != PART_LABEL;
}

/* All of a drawing is one Figure, its frames and rules too. */
static bool in_drawing(const struct pdf_tag *tag)
{
	return tag && tag->node->kind == DOC_FIGURE && tag->node->u.figure->drawing && str_is(str_from(tag->type), "Figure");
}

struct pdf_tag *pdf_tag_of(const struct pdf *p, const struct mark *m)
{
	const struct pdf_node *n = pdf_node_find(p, m->node);
	struct pdf_tag *tag = !n ? NULL : m->part == PART_LABEL ? n->label : n->tag;
	if (in_drawing(tag) && m->part != PART_REPEAT)
		return tag;
	if (!tag || pdf_is_decoration(m) || !holds_content(tag))
		return NULL;
	return tag;
}

unsigned pdf_order_of(const struct mark *m)
{
	const struct doc_node *n = m->node;
	while (n && !n->number)
		n = n->parent;
	return n ? n->number : 0;
}

static void add_kid(struct pdf *p, struct pdf_tag *tag, const struct pdf_kid *kid)
{
	struct pdf_kid **at = &tag->kids, *made = arena_alloc(p->arena, sizeof *made);
	while (*at && (*at)->order > kid->order) /* they come nearly in order */
		at = &(*at)->next;
	*made = *kid;
	made->next = *at;
	*at = made;
}

unsigned pdf_tag_content(struct pdf *p, struct pdf_tag *tag, unsigned page, unsigned order)
{
	unsigned id = (unsigned)p->pages[page].tags.n;
	*arena_push(p->arena, &p->pages[page].tags) = tag;
	add_kid(p, tag, &(struct pdf_kid){.order = order, .page = page, .id = id});
	return id;
}

void pdf_tag_annotation(struct pdf *p, struct pdf_tag *tag, const struct pdf_kid *kid)
{
	*arena_push(p->arena, &p->annotated) = tag;
	add_kid(p, tag, kid);
}
