/* dump.c - --dump=document: the tree, one node a line. Positions are left out: content/ and messages show them. */
#include "document/document_int.h"

static const char *const role_names[] = {
	[ROLE_NONE] = "", [ROLE_EYEBROW] = "eyebrow", [ROLE_SUBTITLE] = "subtitle", [ROLE_CALLOUT_TITLE] = "callout-title",
	[ROLE_TITLE_FACTS] = "title-facts", [ROLE_LABEL] = "label", [ROLE_SCHEDULE] = "schedule", [ROLE_GRADING] = "grading",
	[ROLE_STAFF] = "staff", [ROLE_NO_CLASS] = "no-class", [ROLE_TOTAL] = "total", [ROLE_SEPARATOR] = "separator",
};

static const char *const align_names[] = {
	[MD_ALIGN_NONE] = "none", [MD_ALIGN_LEFT] = "left", [MD_ALIGN_CENTER] = "center", [MD_ALIGN_RIGHT] = "right",
};

static void put_str(struct buf *out, const char *name, struct str s)
{
	if (!s.n)
		return;
	buf_printf(out, " %s=", name);
	buf_quoted(out, s);
}

static void put_heading(const struct doc_node *n, struct buf *out)
{
	buf_printf(out, " level=%d", n->u.heading.level);
}

static void put_list(const struct doc_node *n, struct buf *out)
{
	if (n->u.list.ordered)
		buf_printf(out, " ordered start=%d", n->u.list.start);
	if (n->u.list.numbers)
		buf_printf(out, " numbers=%s", doc_list_pattern(n));
	buf_cstr(out, n->u.list.open ? " (" : "");
	buf_cstr(out, n->u.list.close ? " )" : "");
	buf_cstr(out, n->u.list.tight ? " tight" : "");
	buf_cstr(out, n->u.list.references ? " references" : "");
}

static void put_item(const struct doc_node *n, struct buf *out)
{
	if (n->u.item.task)
		buf_cstr(out, n->u.item.checked ? " checked" : " unchecked");
}

static void put_table(const struct doc_node *n, struct buf *out)
{
	buf_printf(out, " columns=%u", n->u.table.columns);
	if (n->kind == DOC_TABLE)
		buf_printf(out, " header-rows=%u", n->u.table.header_rows);
}

static void put_cell(const struct doc_node *n, struct buf *out)
{
	buf_cstr(out, n->u.cell.header ? " header" : "");
	if (n->u.cell.align != MD_ALIGN_NONE)
		buf_printf(out, " align=%s", align_names[n->u.cell.align]);
	if (n->u.cell.colspan > 1)
		buf_printf(out, " colspan=%u", n->u.cell.colspan);
	if (n->u.cell.rowspan > 1)
		buf_printf(out, " rowspan=%u", n->u.cell.rowspan);
}

static void put_length(struct buf *out, const char *name, sp length)
{
	if (!length)
		return;
	buf_printf(out, " %s=", name);
	buf_sp(out, length, 2);
	buf_cstr(out, "pt");
}

static void put_figure(const struct doc_node *n, struct buf *out)
{
	if (n->u.figure->image)
		buf_printf(out, " image=%ux%u", (unsigned)n->u.figure->image->width, (unsigned)n->u.figure->image->height);
	buf_cstr(out, n->u.figure->drawing ? " drawing" : "");
	buf_cstr(out, n->u.figure->decoration ? " decoration" : "");
	put_str(out, "missing", n->u.figure->missing);
	put_str(out, "alt", n->u.figure->alt);
	put_length(out, "width", n->u.figure->width);
	put_length(out, "height", n->u.figure->height);
	if (n->u.figure->number)
		buf_printf(out, " number=%d", n->u.figure->number);
}

static void put_link(const struct doc_node *n, struct buf *out)
{
	const struct doc_node *target = n->u.link->target;

	put_str(out, "url", n->u.link->url);
	if (target && doc_id(target).n)
		put_str(out, "to", doc_id(target));
	else if (target)
		buf_printf(out, " to-%s", doc_kind_names[target->kind]);
}

static void put_note(const struct doc_node *n, struct buf *out)
{
	buf_printf(out, " number=%d", n->u.footnote.number);
}

static void put_note_ref(const struct doc_node *n, struct buf *out)
{
	buf_printf(out, " number=%d", n->u.link->number);
	if (n->u.link->target)
		put_str(out, "to", doc_id(n->u.link->target));
}

static void put_code(const struct doc_node *n, struct buf *out)
{
	put_str(out, "info", n->u.code.info);
}

static void put_column(const struct doc_node *n, struct buf *out)
{
	if (n->u.column.share)
		buf_printf(out, " share=%d", n->u.column.share);
}

static void (*const put_kind[DOC_KINDS])(const struct doc_node *, struct buf *) = {
	[DOC_HEADING] = put_heading, [DOC_LIST] = put_list, [DOC_ITEM] = put_item, [DOC_TABLE] = put_table, [DOC_FACTS] = put_table,
	[DOC_CELL] = put_cell, [DOC_FIGURE] = put_figure, [DOC_IMAGE] = put_figure, [DOC_LINK] = put_link, [DOC_NOTE_REF] = put_note_ref,
	[DOC_FOOTNOTE] = put_note, [DOC_CODE_BLOCK] = put_code, [DOC_COLUMN] = put_column,
};

static void put_node(const struct doc_node *n, int depth, struct buf *out)
{
	buf_indent(out, depth);
	buf_cstr(out, doc_kind_names[n->kind]);
	if (n->role)
		buf_printf(out, " role=%s", role_names[n->role]);
	put_str(out, "id", doc_id(n));
	put_str(out, "lang", doc_own_lang(n));
	buf_cstr(out, n->direction == DOC_RTL ? " rtl" : "");
	if (n->align)
		buf_printf(out, " align=%s", align_names[n->align]);
	if (put_kind[n->kind])
		put_kind[n->kind](n, out);
	if (n->text.n) {
		buf_char(out, ' ');
		buf_quoted(out, n->text);
	}
	buf_char(out, '\n');
}

static void put_document(const struct document *d, struct buf *out)
{
	buf_cstr(out, "document");
	put_str(out, "title", d->title);
	put_str(out, "author", d->author);
	put_str(out, "subject", d->subject);
	put_str(out, "lang", d->lang);
	put_str(out, "head-left", d->head_left);
	put_str(out, "head-right", d->head_right);
	put_str(out, "foot-left", d->foot_left);
	buf_cstr(out, d->ua_honest ? "\n" : " incomplete\n");
}

void document_dump(const struct document *d, struct buf *out)
{
	int depth = 1;

	put_document(d, out);
	for (const struct doc_node *n = d->root->first; n;) {
		put_node(n, depth, out);
		const struct doc_node *next = doc_walk(d->root, n, true);
		if (next && next == n->first)
			depth++;
		else
			for (const struct doc_node *up = n; next && up->parent != next->parent; up = up->parent)
				depth--;
		n = next;
	}
}
