/* block.c - blocks to a vertical list: one small function for each kind, in a table. Lists, tables, facts, figures, callouts
 * and the title have files of their own. */
#include "typeset/typeset_int.h"

struct flow flow_new(struct typesetter *t, struct vlist *list, sp measure, enum look_role role)
{
	return (struct flow){
		.list = list, .measure = measure, .type = look_type(t, role), .leading = look_leading(t, role), .first = true,
		.align = t->style->align == STYLE_RAGGED ? PARA_LEFT : PARA_JUSTIFY, .spaced = !t->style->indent,
	};
}

void flow_box(struct typesetter *t, struct flow *f, struct box box)
{
	vlist_box(t, f->list, &(struct vbox){.box = box, .x = f->x});
}

void flow_glue(struct typesetter *t, struct flow *f, sp height, sp stretch, sp shrink)
{
	(void)t;
	vlist_space(f->list, (struct look_space){height, stretch, shrink});
}

void flow_penalty(struct typesetter *t, struct flow *f, int penalty)
{
	(void)t;
	vlist_penalty(f->list, penalty);
}

static const struct doc_node *next_block(const struct doc_node *n)
{
	for (n = n->next; n && n->kind == DOC_FOOTNOTE; n = n->next)
		;
	return n;
}

/* ---------------------------------------------------------------- paragraphs */

/* May the page end behind line i of n? Not behind the first, nor before the last; three lines stay together. */
static bool breakable(size_t i, size_t n)
{
	return n > 3 && i > 0 && i + 2 < n;
}

/* Paragraphs with notes keep their lines, because notes know theirs, and so do those with something higher than a line. */
static bool may_choose(const struct para_spec *spec, const struct para *p)
{
	if (p->n < 2 || p->n_notes || spec->align != PARA_JUSTIFY || (p->longer_cost < 0 && p->shorter_cost < 0))
		return false;
	for (size_t i = 0; i < p->n; i++)
		if (p->lines[i].height != spec->leading)
			return false;
	return true;
}

void flow_para(struct typesetter *t, struct flow *f, const struct para_spec *spec)
{
	struct para p = para_set(t, spec);

	for (size_t i = 0; i < p.n; i++) {
		struct vbox line = {.box = p.lines[i], .x = f->x, .notes = note_set(t, &p, i)};
		if (spec->grid)
			vlist_grid(f->list);
		vlist_box(t, f->list, &line);
		if (!spec->whole && breakable(i, p.n))
			flow_penalty(t, f, 0);
	}
	if (may_choose(spec, &p))
		vlist_choice(t, f->list, spec, &p);
	arena_give(t->lists, p.lines, p.n, sizeof *p.lines);
}

static struct para_spec spec_new(const struct flow *f, const struct doc_node *n)
{
	return (struct para_spec){
		.block = n, .lead = f->lead, .type = f->type, .measure = f->measure, .leading = f->leading,
		.align = f->align, .hyphenate = !f->whole_words, .grid = f->grid,
	};
}

static void paragraph_space(struct typesetter *t, struct flow *f)
{
	sp half = f->leading / 2;

	if (f->spaced && !f->first)
		flow_glue(t, f, half, half / 4, half / 6);
	else
		flow_penalty(t, f, 0);
}

/* "Topics include:" does not stand alone at the foot of a page. */
static bool introduces(const struct doc_node *n)
{
	const struct doc_node *next = next_block(n);
	struct buf text = {NULL, 0, 0};
	bool colon;

	if (!next || next->kind == DOC_PARAGRAPH || next->kind == DOC_HEADING)
		return false;
	doc_plain_text(n, &text);
	colon = str_ends(str_trim(buf_view(&text)), ":");
	buf_free(&text);
	return colon;
}

/* Where the author chose: lines that are centred or set to the right are not divided. */
static void align_as_asked(struct para_spec *spec, const struct doc_node *n)
{
	static const unsigned char aligns[] = {
		[MD_ALIGN_LEFT] = PARA_LEFT, [MD_ALIGN_CENTER] = PARA_CENTER, [MD_ALIGN_RIGHT] = PARA_RIGHT,
	};

	if (!n->align)
		return;
	spec->align = aligns[n->align];
	spec->hyphenate = false;
	spec->indent = 0;
}

/* Bytes. */
#define BOLD_MOST 80
#define ITALIC_MOST 30

/* A short line all in bold was meant to head what follows, and one of a word or two in italics. */
static bool heads(const struct doc_node *n)
{
	const struct doc_node *next = next_block(n), *all = n->first && !n->first->next ? n->first : NULL;
	struct buf text = {NULL, 0, 0};

	if (!next || next->kind == DOC_HEADING || next->kind == DOC_RULE || !all || (all->kind != DOC_STRONG && all->kind != DOC_EMPHASIS))
		return false;
	doc_plain_text(n, &text);
	bool is_short = text.n <= (all->kind == DOC_STRONG ? BOLD_MOST : ITALIC_MOST);
	buf_free(&text);
	return is_short;
}

/* "**Label**", and its value on the next line. */
static bool opens_with_label(const struct doc_node *n)
{
	return n->first && n->first->kind == DOC_STRONG && n->first->next && n->first->next->kind == DOC_LINE_BREAK;
}

static void flow_paragraph(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct para_spec spec = spec_new(f, n);
	struct type bold = f->type;
	bool title = n->role == ROLE_CALLOUT_TITLE, heading = title || heads(n), labelled = heading || opens_with_label(n);

	bold.bold = true;
	spec.lead_type = &bold;
	if (title) /* that does not run in */
		spec.type = bold;
	paragraph_space(t, f);
	if (labelled && !f->first)
		vlist_space(f->list, look_above(t, LOOK_HEADING_4));
	spec.indent = f->first || f->spaced || f->lead || labelled ? 0 : look_length(t, LOOK_INDENT);
	if (f->outdent)
		spec.indent = -f->outdent;
	align_as_asked(&spec, n);
	flow_para(t, f, &spec);
	f->outdent = 0;
	if (heading || introduces(n))
		flow_penalty(t, f, LB_INFINITE);
	f->lead = NULL;
	f->first = heading;
}

void flow_role(struct typesetter *t, struct flow *f, const struct doc_node *n, enum look_role role)
{
	struct para_spec spec = spec_new(f, n);

	vlist_space(f->list, look_above(t, role));
	spec.type = look_type(t, role);
	spec.leading = look_leading(t, role);
	spec.align = PARA_LEFT;
	spec.hyphenate = spec.grid = false;
	flow_para(t, f, &spec);
	vlist_space(f->list, look_below(t, role));
	f->first = true;
}

static void flow_roles(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	switch (n->role) {
	case ROLE_EYEBROW:
		flow_eyebrow(t, f, n);
		break;
	case ROLE_SUBTITLE:
		flow_subtitle(t, f, n);
		break;
	case ROLE_LABEL:
		flow_role(t, f, n, LOOK_FACT_LABEL);
		break;
	default:
		flow_paragraph(t, f, n);
	}
}

/* ---------------------------------------------------------------- headings */

#define SECTION_BARRIER 1000 /* for a figure that is moved out of its section, */
#define HEADING_BARRIER 100  /* or below another heading */

/* The lower levels open the paragraph that follows, if one does that has no bold opening of its own. */
static bool runs_in(const struct doc_node *n)
{
	const struct doc_node *next = next_block(n);

	return n->u.heading.level >= 4 && next && next->kind == DOC_PARAGRAPH && next->role == ROLE_NONE &&
		!(next->first && next->first->kind == DOC_STRONG);
}

static void flow_heading(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	static const enum look_role roles[] = {LOOK_TITLE, LOOK_TITLE, LOOK_HEADING_2, LOOK_HEADING_3, LOOK_HEADING_4};
	int level = n->u.heading.level;
	enum look_role role = roles[level < 4 ? level : 4];

	if (level <= 1) {
		flow_title(t, f, n);
	} else if (runs_in(n)) {
		vlist_space(f->list, look_above(t, role));
		f->lead = n;
		f->first = true;
	} else {
		flow_penalty(t, f, -100);
		vlist_barrier(f->list, level == 2 ? SECTION_BARRIER : HEADING_BARRIER);
		flow_role(t, f, n, role);
		f->list->gap.space.stretch = 0; /* a heading stays with what it heads */
		f->list->keep = HEADING_KEEP;
		flow_penalty(t, f, LB_INFINITE);
	}
}

/* ---------------------------------------------------------------- small ones */

static void flow_rule(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct marks m = {NULL, 0, 0};
	struct mark rule = {.u.rule = {.width = look_length(t, LOOK_RULE_WIDTH), .height = look_length(t, LOOK_HAIRLINE)}};

	(void)n;
	rule.x = (f->measure - rule.u.rule.width) / 2;
	rule.y = f->leading / 2;
	marks_rule(t, &m, rule, LOOK_LINE);
	vlist_space(f->list, look_above(t, LOOK_BODY));
	flow_penalty(t, f, LB_INFINITE); /* a page never opens with an ornament */
	flow_box(t, f, marks_take(&m, f->measure, f->leading, 0));
	vlist_space(f->list, look_below(t, LOOK_BODY));
	f->first = true;
}

static void flow_page_break(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	(void)n;
	flow_penalty(t, f, -LB_INFINITE);
	f->first = true;
}

/* ---------------------------------------------------------------- the table of kinds */

typedef void flow_fn(struct typesetter *t, struct flow *f, const struct doc_node *n);

static flow_fn *const flow_kinds[DOC_KINDS] = {
	[DOC_ROOT] = flow_blocks, [DOC_SECTION] = flow_blocks, [DOC_HEADING] = flow_heading, [DOC_PARAGRAPH] = flow_roles,
	[DOC_LIST] = flow_list, [DOC_TABLE] = flow_table, [DOC_FACTS] = flow_facts, [DOC_FIGURE] = flow_figure,
	[DOC_CAPTION] = flow_caption, [DOC_CALLOUT] = flow_callout, [DOC_QUOTE] = flow_quote, [DOC_CODE_BLOCK] = flow_code,
	[DOC_RULE] = flow_rule, [DOC_CONTENTS] = flow_contents, [DOC_PAGE_BREAK] = flow_page_break,
	[DOC_FOOTNOTE] = flow_note, [DOC_COLUMNS] = flow_columns,
};

void flow_block(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	if (flow_kinds[n->kind])
		flow_kinds[n->kind](t, f, n);
}

void flow_blocks(struct typesetter *t, struct flow *f, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n; n = n->next)
		flow_block(t, f, n);
}
