/* tags_write.c - the structure tree in the file: its elements, the tree back from content to them, and their ids. */
#include <string.h>

#include "output/pdf/pdf_int.h"

/* ---------------------------------------------------------------- which elements there are */

/* Cells hold their place in a table when they are empty; other elements without content are left out. */
static bool stays_empty(const struct pdf_tag *tag)
{
	return str_is(str_from(tag->type), "TD") || str_is(str_from(tag->type), "TH");
}

static struct pdf_tag *next(const struct pdf_tag *root, struct pdf_tag *tag)
{
	if (tag->first)
		return tag->first;
	while (tag != root && !tag->next)
		tag = tag->parent;
	return tag == root ? NULL : tag->next;
}

static void mark_written(struct pdf_tag *root)
{
	root->object = 1; /* even of an empty document */
	for (struct pdf_tag *tag = root; tag; tag = next(root, tag))
		if (tag->kids || stays_empty(tag))
			for (struct pdf_tag *t = tag; !t->object; t = t->parent)
				t->object = 1;
}

static void number_objects(struct pdf *p)
{
	for (struct pdf_tag *tag = p->root; tag; tag = next(p->root, tag))
		if (tag->object)
			tag->object = pdf_object(p->file);
}

/* ---------------------------------------------------------------- attributes */

static void put_id(struct buf *b, unsigned id)
{
	buf_printf(b, "(e%06u)", id); /* of one length, so that the name tree is in order */
}

static void put_headers(struct buf *b, const struct pdf_tag *tag)
{
	buf_cstr(b, "/Headers[");
	for (struct pdf_tag **h = tag->headers; *h; h++)
		put_id(b, (*h)->id);
	buf_char(b, ']');
}

static void put_cell(struct buf *b, const struct pdf_tag *tag)
{
	bool headers = tag->headers && tag->headers[0];
	if (tag->scope == PDF_NO_SCOPE && tag->colspan <= 1 && tag->rowspan <= 1 && !headers)
		return;
	buf_cstr(b, "/A<</O/Table");
	if (tag->scope != PDF_NO_SCOPE)
		buf_cstr(b, tag->scope == PDF_COLUMN ? "/Scope/Column" : "/Scope/Row");
	if (tag->colspan > 1)
		buf_printf(b, "/ColSpan %u", tag->colspan);
	if (tag->rowspan > 1)
		buf_printf(b, "/RowSpan %u", tag->rowspan);
	if (headers)
		put_headers(b, tag);
	buf_cstr(b, ">>");
}

static void put_list(struct buf *b, const struct pdf_tag *tag)
{
	static const char *const numberings[] = {[DOC_FIGURES] = "Decimal", [DOC_LOWER_LETTERS] = "LowerAlpha", [DOC_UPPER_LETTERS] = "UpperAlpha",
		[DOC_LOWER_ROMAN] = "LowerRoman", [DOC_UPPER_ROMAN] = "UpperRoman"};
	const struct doc_node *list = tag->node;
	const char *numbering = list->u.list.ordered ? numberings[list->u.list.numbers] : list->u.list.references ? "None" : "Disc";

	buf_printf(b, "/A<</O/List/ListNumbering/%s>>", numbering);
}

static void put_code(struct buf *b, const struct pdf_tag *tag)
{
	if (tag->node->kind == DOC_CODE_BLOCK)
		buf_cstr(b, "/A<</O/Layout/Placement/Block>>");
}

static void put_bounds(struct buf *b, const struct pdf_tag *tag)
{
	bool block = !doc_is_span(tag->node->kind);
	if (!tag->bounds)
		return;
	buf_printf(b, "/A<</O/Layout/Placement/%s/BBox", block ? "Block" : "Inline");
	pdf_put_box(b, tag->bounds->box);
	buf_cstr(b, ">>");
}

/* What to say of a figure whose author said nothing. */
static struct str stand_in(const struct pdf *p, const struct doc_node *n)
{
	struct str name = n->u.figure->missing;
	if (n->u.figure->image)
		name = file_name(n->u.figure->image->source->name);
	if (!name.n)
		return STR("Image without description");
	return arena_printf(p->arena, "Image without description: %.*s", STR_ARG(name));
}

static void put_figure(const struct pdf *p, struct buf *b, const struct pdf_tag *tag)
{
	const struct doc_node *n = tag->node;
	buf_cstr(b, "/Alt");
	pdf_put_text(b, n->u.figure->alt.n ? n->u.figure->alt : stand_in(p, n));
	put_bounds(b, tag);
}

static void put_formula(const struct pdf *p, struct buf *b, const struct pdf_tag *tag)
{
	(void)p;
	buf_cstr(b, "/Alt");
	pdf_put_text(b, tag->node->text.n ? tag->node->text : STR("Formula"));
	put_bounds(b, tag);
}

/* A callout's own title, or the words in bold that it opens with; NULL: it has neither. */
static const struct doc_node *callout_title(const struct doc_node *callout)
{
	const struct doc_node *first = callout->first;
	if (!first || first->role == ROLE_CALLOUT_TITLE)
		return first;
	return first->kind == DOC_PARAGRAPH && first->first && first->first->kind == DOC_STRONG ? first->first : NULL;
}

static void put_title(const struct pdf *p, struct buf *b, const struct pdf_tag *tag)
{
	const struct doc_node *title = tag->node->kind == DOC_CALLOUT ? callout_title(tag->node) : NULL;
	struct buf text = {NULL, 0, 0};
	if (tag->node->kind != DOC_CALLOUT)
		return;
	if (title)
		doc_plain_text(title, &text);
	struct str said = str_trim(buf_view(&text));
	buf_cstr(b, "/T");
	pdf_put_text(b, said.n ? said : str_from(p->d->words->note));
	buf_free(&text);
}

/* Where the glyphs do not say it all: the number of a note does not run into its text, the box of a task is drawn, and
 * the lines of code are parted. */
static void put_actual(const struct pdf *p, struct buf *b, const struct pdf_tag *tag)
{
	const struct doc_node *n = tag->node;
	struct str type = str_from(tag->type), text = STR_NONE;
	if (n->kind == DOC_FOOTNOTE && str_is(type, "Span"))
		text = arena_printf(p->arena, "%d ", n->u.footnote.number);
	else if (n->kind == DOC_ITEM && n->u.item.task && str_is(type, "Lbl"))
		text = n->u.item.checked ? STR("\xE2\x98\x91") : STR("\xE2\x98\x90"); /* U+2611, U+2610: ballot boxes */
	else if (n->kind == DOC_CODE_BLOCK && str_is(type, "Code"))
		text = str_trim(n->text);
	if (!text.n)
		return;
	buf_cstr(b, "/ActualText");
	pdf_put_text(b, text);
}

static void put_attributes(const struct pdf *p, struct buf *b, const struct pdf_tag *tag)
{
	struct str type = str_from(tag->type);
	if (str_is(type, "TH") || str_is(type, "TD"))
		put_cell(b, tag);
	else if (str_is(type, "L"))
		put_list(b, tag);
	else if (str_is(type, "Code"))
		put_code(b, tag);
	else if (str_is(type, "Figure"))
		put_figure(p, b, tag);
	else if (str_is(type, "Formula"))
		put_formula(p, b, tag);
	else if (str_is(type, "Sect"))
		put_title(p, b, tag);
}

/* ---------------------------------------------------------------- content */

/* A piece on the element's own page (that of its first piece) is just its number. */
static void put_kid(const struct pdf *p, struct buf *b, const struct pdf_tag *tag, const struct pdf_kid *kid)
{
	bool own = kid->page == tag->kids->page;
	if (own && !kid->annotation) {
		buf_char(b, ' ');
		buf_int(b, kid->id);
		return;
	}
	buf_cstr(b, kid->annotation ? "<</Type/OBJR" : "<</Type/MCR");
	if (!own) {
		buf_cstr(b, "/Pg");
		pdf_put_ref(b, p->pages[kid->page].object);
	}
	buf_printf(b, kid->annotation ? "/Obj %u 0 R>>" : "/MCID %u>>", kid->id);
}

static void put_kids(const struct pdf *p, struct buf *b, const struct pdf_tag *tag)
{
	const struct pdf_kid *kid = tag->kids;
	buf_cstr(b, "/K[");
	for (const struct pdf_tag *child = tag->first; child || kid;) {
		if (kid && (!child || kid->order <= child->node->number)) {
			put_kid(p, b, tag, kid);
			kid = kid->next;
			continue;
		}
		if (child->object)
			pdf_put_ref(b, child->object);
		child = child->next;
	}
	buf_char(b, ']');
}

/* A link that leads nowhere in this document has no annotation, and is no Link then. */
static const char *type_of(const struct pdf_tag *tag)
{
	if (!str_is(str_from(tag->type), "Link"))
		return tag->type;
	for (const struct pdf_kid *kid = tag->kids; kid; kid = kid->next)
		if (kid->annotation)
			return tag->type;
	return "Span";
}

static void turn_kids(struct pdf_tag *tag)
{
	struct pdf_kid *forwards = NULL, *next;
	for (struct pdf_kid *kid = tag->kids; kid; kid = next) {
		next = kid->next;
		kid->next = forwards;
		forwards = kid;
	}
	tag->kids = forwards;
}

static void write_element(struct pdf *p, struct pdf_tag *tag, unsigned parent)
{
	struct buf *b = pdf_open(p->file, tag->object);
	turn_kids(tag);
	buf_cstr(b, "/Type/StructElem/S/");
	buf_cstr(b, type_of(tag));
	buf_cstr(b, "/P");
	pdf_put_ref(b, parent);
	if (tag->kids) {
		buf_cstr(b, "/Pg");
		pdf_put_ref(b, p->pages[tag->kids->page].object);
	}
	if (tag->id) {
		buf_cstr(b, "/ID");
		put_id(b, tag->id);
	}
	if (tag->says_lang) {
		buf_cstr(b, "/Lang");
		pdf_put_text(b, doc_own_lang(tag->node));
	}
	put_attributes(p, b, tag);
	put_actual(p, b, tag);
	put_kids(p, b, tag);
	pdf_close(p->file);
}

/* ---------------------------------------------------------------- from content back to elements */

/* Key k: a page's marked content for k < l->n, else an annotation's element. */
static void put_parents(const struct pdf *p, struct buf *b, size_t key)
{
	buf_printf(b, " %zu", key);
	if (key >= p->l->n) {
		pdf_put_ref(b, p->annotated.v[key - p->l->n]->object);
		return;
	}
	buf_char(b, '[');
	for (size_t i = 0; i < p->pages[key].tags.n; i++)
		pdf_put_ref(b, p->pages[key].tags.v[i]->object);
	buf_char(b, ']');
}

static void write_parents_leaf(struct pdf *p, unsigned leaf, size_t from, size_t to)
{
	struct buf *b = pdf_open(p->file, leaf);
	buf_printf(b, "/Limits[%zu %zu]/Nums[", from, to - 1);
	for (size_t key = from; key < to; key++)
		put_parents(p, b, key);
	buf_char(b, ']');
	pdf_close(p->file);
}

unsigned pdf_tree_new(struct pdf *p, size_t n, unsigned *leaf)
{
	unsigned tree = pdf_object(p->file);
	size_t leaves = (n + PDF_LEAF - 1) / PDF_LEAF;
	*leaf = tree + 1;
	for (size_t i = 0; i < leaves; i++)
		pdf_object(p->file);
	struct buf *b = pdf_open(p->file, tree);
	buf_cstr(b, "/Kids[");
	for (size_t i = 0; i < leaves; i++)
		pdf_put_ref(b, *leaf + (unsigned)i);
	buf_char(b, ']');
	pdf_close(p->file);
	return tree;
}

static unsigned write_parents(struct pdf *p)
{
	size_t n = p->l->n + p->annotated.n;
	unsigned leaf, tree = pdf_tree_new(p, n, &leaf);
	for (size_t i = 0; i < n; i += PDF_LEAF)
		write_parents_leaf(p, leaf++, i, i + PDF_LEAF < n ? i + PDF_LEAF : n);
	return tree;
}

/* ---------------------------------------------------------------- ids */

static void write_ids_leaf(struct pdf *p, unsigned leaf, struct pdf_tag *const *tags, size_t n)
{
	struct buf *b = pdf_open(p->file, leaf);
	buf_cstr(b, "/Limits[");
	put_id(b, tags[0]->id);
	put_id(b, tags[n - 1]->id);
	buf_cstr(b, "]/Names[");
	for (size_t i = 0; i < n; i++) {
		put_id(b, tags[i]->id);
		pdf_put_ref(b, tags[i]->object);
	}
	buf_char(b, ']');
	pdf_close(p->file);
}

/* The elements that have an id, in its order, without those that are not written. */
static size_t list_ids(struct pdf *p, struct pdf_tag **tags)
{
	size_t n = 0;
	for (struct pdf_tag *tag = p->root; tag; tag = next(p->root, tag))
		if (tag->id)
			tags[tag->id - 1] = tag;
	for (size_t i = 0; i < p->ids; i++)
		if (tags[i] && tags[i]->object)
			tags[n++] = tags[i];
	return n;
}

static unsigned write_ids(struct pdf *p)
{
	struct pdf_tag **tags = arena_alloc(p->arena, p->ids * sizeof *tags);
	size_t n = list_ids(p, tags);
	if (n == 0)
		return 0;
	unsigned leaf, tree = pdf_tree_new(p, n, &leaf);
	for (size_t i = 0; i < n; i += PDF_LEAF)
		write_ids_leaf(p, leaf++, tags + i, i + PDF_LEAF < n ? PDF_LEAF : n - i);
	return tree;
}

/* ---------------------------------------------------------------- the root */

unsigned pdf_tags_write(struct pdf *p)
{
	unsigned root = pdf_object(p->file);
	mark_written(p->root);
	number_objects(p);
	for (struct pdf_tag *tag = p->root; tag; tag = next(p->root, tag))
		if (tag->object)
			write_element(p, tag, tag->parent ? tag->parent->object : root);
	unsigned parents = write_parents(p), ids = write_ids(p);
	struct buf *b = pdf_open(p->file, root);
	buf_cstr(b, "/Type/StructTreeRoot/K[");
	pdf_put_ref(b, p->root->object);
	buf_cstr(b, "]/ParentTree");
	pdf_put_ref(b, parents);
	buf_printf(b, "/ParentTreeNextKey %zu", p->l->n + p->annotated.n);
	if (ids) {
		buf_cstr(b, "/IDTree");
		pdf_put_ref(b, ids);
	}
	pdf_close(p->file);
	return root;
}
