/* style.c - how the page looks: a style sheet for a page of its own; for a fragment, whose editors throw style sheets away,
 * inline styles of the properties that Canvas and Moodle keep. */
#include "output/html/html_int.h"

struct look { const char *name, *style; };

#define TABLE "border-collapse: collapse; margin: 1em 0; border-top: 2px solid #1a1a1a; border-bottom: 2px solid #1a1a1a"
#define CELL "padding: 0.25em 0.8em 0.25em 0; "

static const struct look looks[HTML_LOOKS] = {
	[HTML_HEAD] = {"head", NULL},
	[HTML_EYEBROW] = {"eyebrow", "margin: 0; font-size: 0.9em; color: #595959"},
	[HTML_SUBTITLE] = {"subtitle", "margin-top: 0; font-size: 1.15em; font-style: italic"},
	[HTML_FACTS] = {"facts", NULL},
	[HTML_TITLE_FACTS] = {"facts title-facts", "border-top: 1px solid #c8c8c8; border-bottom: 1px solid #c8c8c8; padding: 0.6em 0"},
	[HTML_LABEL] = {"label", "font-weight: bold"},
	[HTML_VALUE] = {NULL, "margin: 0 0 0.3em 1.5em"},
	[HTML_CALLOUT] = {"callout", "border-left: 4px solid #1f4e79; padding: 0.4em 1em; background-color: #f4f6f8"},
	[HTML_WARNING] = {"callout warning", "border-left: 4px solid #9c3d10; padding: 0.4em 1em; background-color: #faf5f0"},
	[HTML_FIGURE] = {NULL, "margin: 1.5em 0; text-align: center"},
	[HTML_CAPTION] = {NULL, "font-size: 0.9em; color: #404040"},
	[HTML_IMAGE] = {NULL, "max-width: 100%; height: auto"},
	[HTML_MISSING] = {"missing", "border: 1px solid #c8c8c8; padding: 1em; text-align: left"},
	[HTML_TABLE] = {NULL, TABLE},
	[HTML_SCHEDULE] = {"schedule", TABLE},
	[HTML_CELL] = {NULL, CELL "vertical-align: top"},
	[HTML_SHORT] = {"short", CELL "vertical-align: top; white-space: nowrap"},
	[HTML_HEADER_CELL] = {NULL, CELL "vertical-align: bottom; border-bottom: 1px solid #1a1a1a"},
	[HTML_SHORT_HEADER] = {"short", CELL "vertical-align: bottom; border-bottom: 1px solid #1a1a1a; white-space: nowrap"},
	[HTML_NO_CLASS] = {"no-class", "color: #595959"},
	[HTML_TOTAL] = {"total", "font-weight: bold"},
	[HTML_CODE] = {NULL, "white-space: pre-wrap; font-size: 0.9em; background-color: #f4f4f4; padding: 0.6em 1em"},
	[HTML_SMALL_CAPS] = {"small-caps", "font-variant: small-caps"},
	[HTML_PLACEHOLDER] = {"placeholder", "font-style: italic"},
	[HTML_UNMARKED] = {"tasks", "list-style-type: none"},
	[HTML_REFERENCES] = {"references", NULL}, /* editors keep no indents: there a list like any other */
	[HTML_NOTES] = {"notes", "border-top: 1px solid #c8c8c8; font-size: 0.9em"},
	[HTML_CONTENTS] = {"contents", NULL},
	[HTML_PAGE_BREAK] = {"page-break", NULL},
	[HTML_COLUMNS] = {"columns", "display: flex; flex-wrap: wrap; gap: 0 2em"},
};

static const struct look alignments[] = {
	[MD_ALIGN_NONE] = {NULL, NULL}, [MD_ALIGN_LEFT] = {"left", "text-align: left"},
	[MD_ALIGN_CENTER] = {"center", "text-align: center"}, [MD_ALIGN_RIGHT] = {"right", "text-align: right"},
};

void html_look(struct html *w, enum html_look look, enum md_align align)
{
	bool fragment = w->options->fragment;
	const char *first = fragment ? looks[look].style : looks[look].name;
	const char *second = fragment ? alignments[align].style : alignments[align].name;

	if (!first && !second)
		return;
	buf_printf(w->out, " %s=\"%s%s%s\"", fragment ? "style" : "class", first ? first : "",
	           !first || !second ? "" : fragment ? "; " : " ", second ? second : "");
}

/* ---------------------------------------------------------------- the style sheet */

static const char sheet[] =
	"* { box-sizing: border-box }\n"
	"html { -webkit-text-size-adjust: 100% }\n"
	"body { margin: 0; background: #fff; color: #1a1a1a; font: 1.1875rem/1.5 \"Linux Libertine O\", \"Libertinus Serif\", Cambria, Georgia, serif; overflow-wrap: break-word }\n"
	"main { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }\n"
	".eyebrow, .label, h2, h3, h4, h5, h6, th, dt, figcaption, svg, caption, .notes, .contents { font-family: \"Linux Biolinum O\", \"Libertinus Sans\", Optima, Candara, \"Noto Sans\", sans-serif }\n"
	".eyebrow { margin: 0 0 .5rem; font-size: 1.05rem; font-variant-caps: all-small-caps; letter-spacing: .08em; color: var(--accent) }\n"
	"h1 { margin: 0 0 1.25rem; font-size: 2.4rem; line-height: 1.15; font-weight: normal; text-wrap: balance }\n"
	"h2 { margin: 2.25rem 0 .5rem; font-size: 1.3rem; line-height: 1.25 }\n"
	"h3, h4, h5, h6 { margin: 1.5rem 0 .4rem; font-size: 1.05rem; line-height: 1.3 }\n"
	"h2 { color: var(--accent) }\n"
	"p, ul, ol, dl, pre, table, blockquote { margin: 0 0 .9rem }\n"
	".subtitle { font-size: 1.2rem; font-style: italic }\n"
	"a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em }\n"
	"a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }\n"
	"ul, ol { padding-left: 1.5rem }\n"
	"li { margin: .2rem 0 }\n"
	"li > p { margin-bottom: .4rem }\n"
	"li > ul, li > ol { margin-bottom: .2rem }\n"
	".tasks { list-style: none; padding-left: .25rem }\n"
	".references { list-style: none; text-indent: -1.5rem }\n"
	".facts div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 1rem; align-items: baseline; padding: .1rem 0 }\n"
	"@media (min-width: 36rem) { .facts div { grid-template-columns: 8.5rem minmax(0, 1fr) } }\n"
	".facts dt { font-size: .9rem; color: #595959 }\n"
	".facts dd { margin: 0; overflow-wrap: anywhere }\n"
	".facts dd p:last-child, td p:last-child, .callout > :last-child, blockquote > :last-child { margin-bottom: 0 }\n"
	".title-facts { border-top: 1px solid var(--accent); border-bottom: 1px solid #8c8c8c; padding: .7rem 0; margin: 1.25rem 0 }\n"
	".callout { margin: 1.25rem 0; padding: .7rem 1rem; border-left: .25rem solid var(--accent); background: #f4f6f8 }\n"
	".warning { border-color: #9c3d10; background: #faf5f0 }\n"
	"blockquote { margin-left: 1.5rem; padding-left: 1rem; border-left: 2px solid #c8c8c8 }\n"
	"figure { margin: 1.75rem calc(50% - min(50vw - 1.25rem, 24rem)); text-align: center }\n"
	"figcaption { margin: .6rem auto 0; max-width: 36rem; font-size: .9rem; line-height: 1.4; color: #404040 }\n"
	"img, svg { max-width: 100%; height: auto }\n"
	"p img { vertical-align: middle }\n"
	".missing { display: inline-block; border: 1px solid #8c8c8c; background: #f4f4f4; padding: 2rem 1rem; color: #404040 }\n"
	".scroll { width: max-content; max-width: 100%; overflow-x: auto; margin-bottom: 1.5rem }\n"
	"main > .scroll, section > .scroll { max-width: min(100vw - 3.5rem, 50vw + 17.75rem, 52rem) }\n"
	".scroll > table { margin: 0 }\n"
	"table { margin-bottom: 1.5rem; border-collapse: collapse; border-bottom: 1px solid #8c8c8c; font-size: 1.05rem; line-height: 1.35; font-variant-numeric: lining-nums tabular-nums }\n"
	"caption { padding-bottom: .4rem; text-align: left; font-size: .9rem; color: #404040 }\n"
	"th, td { padding: .35rem 1.25rem .35rem 0; text-align: left; vertical-align: baseline }\n"
	"th:last-child, td:last-child { padding-right: 0 }\n"
	"th { font-size: .9rem }\n"
	"thead > tr > * { vertical-align: bottom; border-bottom: 1px solid #8c8c8c }\n"
	"thead th { font-weight: normal; color: #595959 }\n"
	"tbody th { font: inherit }\n"
	".schedule tbody th { font-weight: bold; color: var(--accent) }\n"
	"tbody tr + tr > * { border-top: 1px solid #d9d9d9 }\n"
	".schedule tbody tr + tr:not(:has(> th)) > * { border-top: 0 }\n"
	".short { white-space: nowrap }\n"
	".no-class > td { color: #595959; font-style: italic }\n"
	"tbody .total > * { font-weight: bold; border-top: 1px solid #8c8c8c }\n"
	"@media (max-width: 40rem) { table { font-size: 1rem } th, td { padding-right: .9rem } }\n"
	".left { text-align: left } .center { text-align: center } .right { text-align: right }\n"
	"pre { padding: .7rem 1rem; background: #f4f4f4; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.35 }\n"
	"code { font-family: Inconsolata, \"DejaVu Sans Mono\", Consolas, Menlo, monospace; font-size: .9em }\n"
	"sub, sup { line-height: 0 }\n"
	".small-caps { font-variant: small-caps }\n"
	".placeholder { font-style: italic }\n"
	"hr { width: 6rem; margin: 2rem auto; border: 0; border-top: 1px solid #8c8c8c }\n"
	".page-break { display: none }\n"
	".columns { display: flex; flex-wrap: wrap; gap: 0 2rem }\n"
	".notes { margin-top: 2.5rem; padding-top: .5rem; border-top: 1px solid #c8c8c8; font-size: .9rem }\n";

static const char print_sheet[] =
	"@media print {\n"
	"body { font-size: var(--size); line-height: 1.35 }\nfigure { margin-inline: 0 }\n"
	".eyebrow { font-size: .95em } h1 { font-size: 2em } h2 { font-size: 1.15em; margin-top: 1.6em } h3, h4, h5, h6 { font-size: 1em; margin-top: 1.2em }\n"
	"table { font-size: .92em } th, .facts dt, figcaption, caption, .notes { font-size: .85em }\n"
	"th, td { padding: .2em 1.1em .2em 0 }\n"
	".facts div { grid-template-columns: 8em minmax(0, 1fr) }\n"
	".scroll { overflow: visible }\n"
	"a { color: inherit; text-decoration: none }\n"
	"h1, h2, h3, h4, h5, h6, caption { break-after: avoid }\n"
	"p, li { orphans: 2; widows: 2 }\n"
	"figure, .callout, tr, pre { break-inside: avoid }\n"
	"thead { display: table-header-group }\n"
	".callout, pre, .missing { print-color-adjust: exact }\n"
	".page-break { display: block; break-after: page; border: 0; margin: 0 }\n"
	"}\n";

static void put_points(struct buf *out, const char *before, sp length)
{
	buf_cstr(out, before);
	buf_sp(out, length, 2);
	buf_cstr(out, "pt");
}

#define EDGE_LEAST (36 * SP_PT) /* of paper round everything */

static void put_four(struct buf *out, const char *before, const sp sides[4])
{
	for (size_t i = 0; i < 4; i++)
		put_points(out, i ? " " : before, sides[i]);
}

/* The text's margins are partly the page's and partly the text's own: tables may reach into these. */
static void put_paper(struct buf *out, const struct style *s)
{
	sp left = sp_min(s->margin_left, EDGE_LEAST), right = sp_min(s->margin_right, EDGE_LEAST);

	put_points(out, "@page { size: ", s->paper_width);
	put_points(out, " ", s->paper_height);
	put_four(out, "; margin: ", (sp[]){s->margin_top, right, s->margin_bottom, left});
	put_four(out, " }\n@media print { main { max-width: none; padding: ", (sp[]){0, s->margin_right - right, 0, s->margin_left - left});
	put_points(out, " } main > .scroll, section > .scroll { max-width: calc(100% + ", s->margin_right - right);
	buf_cstr(out, ") } }\n");
}

/* ---------------------------------------------------------------- "a)" and "(1)" */

/* As a kind of the document's lists: how they number, and whether a bracket opens before the number. */
static size_t counter_kind(const struct doc_node *list)
{
	return (size_t)list->u.list.numbers * 2 + list->u.list.open;
}

static const char *const systems[] = {"decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"}; /* by doc_list_numbers */

#define COUNTERS (2 * sizeof systems / sizeof *systems)

static void put_counter_name(struct buf *out, size_t kind)
{
	buf_printf(out, "%s-%s", kind % 2 ? "enclosed" : "closed", systems[kind / 2]);
}

void html_counter(struct html *w, const struct doc_node *list)
{
	html_put(w, " style=\"list-style-type: ");
	put_counter_name(w->out, counter_kind(list));
	html_put(w, "\"");
}

static void put_counters(struct html *w)
{
	bool used[COUNTERS] = {false};

	for (const struct doc_node *n = w->d->root; n; n = doc_walk(w->d->root, n, true))
		if (n->kind == DOC_LIST && n->u.list.ordered && n->u.list.close)
			used[counter_kind(n)] = true;
	for (size_t i = 0; i < COUNTERS; i++) {
		if (!used[i])
			continue;
		html_put(w, "@counter-style ");
		put_counter_name(w->out, i);
		buf_printf(w->out, " { system: extends %s; %ssuffix: \") \" }\n", systems[i / 2], i % 2 ? "prefix: \"(\"; " : "");
	}
}

void html_style_sheet(struct html *w)
{
	const struct style *s = w->options->style;

	buf_printf(w->out, "<style>\n:root { --accent: #%06x; ", (unsigned)(s->color & 0xffffff));
	put_points(w->out, "--size: ", s->size);
	buf_cstr(w->out, " }\n");
	html_put(w, sheet);
	put_counters(w);
	put_paper(w->out, s);
	html_put(w, print_sheet);
	html_put(w, "</style>\n");
}
