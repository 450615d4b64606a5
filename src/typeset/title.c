/* title.c - what opens the document: eyebrow, title, subtitle. */
#include "typeset/typeset_int.h"

static struct para_spec display(struct typesetter *t, const struct flow *f, const struct doc_node *n, enum look_role role)
{
	return (struct para_spec){.block = n, .type = look_type(t, role), .measure = f->measure, .leading = look_leading(t, role),
	                          .align = PARA_LEFT};
}

void flow_eyebrow(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct para_spec spec = display(t, f, n, LOOK_EYEBROW);

	spec.whole_parts = true;
	flow_para(t, f, &spec);
	vlist_space(f->list, look_below(t, LOOK_EYEBROW));
	flow_penalty(t, f, LB_INFINITE);
}

/* How many lines a title would fill, about; many when a word is wider than one. */
static sp title_lines(struct typesetter *t, const struct para_spec *spec)
{
	sp min, max;

	para_widths(t, spec, &min, &max);
	return min > spec->measure ? 99 : max <= spec->measure ? 1 : 1 + max * 21 / 20 / spec->measure;
}

/* As large as goes on one line, else on two, else smaller. */
static struct para_spec title_spec(struct typesetter *t, const struct flow *f, const struct doc_node *n)
{
	struct para_spec large = display(t, f, n, LOOK_TITLE), tight = display(t, f, n, LOOK_TITLE_TIGHT);

	if (title_lines(t, &large) > 1 && title_lines(t, &tight) == 1)
		return tight;
	return title_lines(t, &large) <= 2 ? large : display(t, f, n, LOOK_TITLE_LONG);
}

#define TITLE_LINES 8 /* one of more is no title, and its lines are many enough to look even */

/* The narrowest measure with no more lines: so that no line has one word only where two could share. */
static void balance(struct typesetter *t, struct para_spec *spec)
{
	struct para_spec narrow = *spec;
	size_t lines = para_set(t, spec).n;
	sp whole = spec->measure, min, max;

	para_widths(t, spec, &min, &max);
	for (sp measure = whole; lines > 1 && lines <= TITLE_LINES && measure >= min; measure -= whole / 40) {
		narrow.measure = measure;
		if (para_set(t, &narrow).n > lines)
			break;
		spec->measure = measure;
	}
}

static void title_rule(struct typesetter *t, struct flow *f)
{
	struct marks m = {NULL, 0, 0};
	sp height = look_length(t, LOOK_RULE);

	marks_rule(t, &m, (struct mark){.u.rule = {.width = f->measure, .height = height}}, LOOK_ACCENT);
	flow_box(t, f, marks_take(&m, f->measure, height, 0));
}

static const struct doc_node *following(const struct doc_node *n)
{
	for (n = n->next; n && n->kind == DOC_FOOTNOTE; n = n->next)
		;
	return n;
}

static void title_end(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	const struct doc_node *next = following(n);

	if (next && next->kind == DOC_PARAGRAPH && next->role == ROLE_SUBTITLE)
		return;
	vlist_space(f->list, look_below(t, LOOK_TITLE));
	flow_penalty(t, f, LB_INFINITE);
	title_rule(t, f);
	vlist_space(f->list, look_below(t, LOOK_BODY));
	flow_penalty(t, f, LB_INFINITE);
	f->first = true;
}

void flow_title(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct para_spec spec = title_spec(t, f, n);

	balance(t, &spec);
	flow_para(t, f, &spec);
	flow_penalty(t, f, LB_INFINITE);
	title_end(t, f, n);
}

void flow_subtitle(struct typesetter *t, struct flow *f, const struct doc_node *n)
{
	struct para_spec spec = display(t, f, n, LOOK_SUBTITLE);

	vlist_space(f->list, look_above(t, LOOK_SUBTITLE));
	flow_para(t, f, &spec);
	flow_penalty(t, f, LB_INFINITE);
	title_end(t, f, n);
}
