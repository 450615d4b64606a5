/* preamble.c - packages, fonts, paper and the look: definitions, so that the text itself stays plain. */
#include "output/latex/latex_int.h"

#include <string.h>

static void put_length(struct latex *w, const char *before, sp length)
{
	latex_put(w, before);
	buf_sp(w->out, length, 2);
	latex_put(w, "bp");
}

static void put_class(struct latex *w)
{
	sp size = w->options->style->size;

	latex_comment(w, w->d->title);
	latex_put(w, "% Made by syllabusgen. Compile twice, with pdflatex or lualatex.\n\n");
	buf_printf(w->out, "\\documentclass[%dpt]{article}\n", size < 21 * SP_PT / 2 ? 10 : size < 23 * SP_PT / 2 ? 11 : 12);
}

/* ---------------------------------------------------------------- fonts */

struct names {
	const char **v;
	size_t n, sz;
};

static void add_name(struct latex *w, struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_eq(str_from(names->v[i]), str_from(name)))
			return;
	*arena_push(w->b->arena, names) = name;
}

static bool needs_fonts(const struct latex *w)
{
	for (size_t i = 0; i < w->odd.n; i++)
		if (!latex_char_macro(w->odd.v[i]) || (w->odd.v[i] >= 0x370 && w->odd.v[i] < 0x400))
			return true;
	return false;
}

static bool is_font_name(const char *name)
{
	for (; *name; name++)
		if (!((*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z') || (*name >= '0' && *name <= '9') || *name == '-' || *name == '_'))
			return false;
	return true;
}

/* The fonts that the layout took its glyphs from; the PDF beside this file looks the same with them. */
static void find_fonts(struct latex *w, struct names *names)
{
	for (size_t i = 0; i < w->l->n; i++)
		for (size_t k = 0; k < w->l->pages[i].n; k++) {
			const struct mark *m = &w->l->pages[i].marks[k];
			const char *name = m->kind == MARK_GLYPHS ? font_info(m->u.run->font)->postscript_name : NULL;
			if (name && *name && is_font_name(name))
				add_name(w, names, name);
		}
}

static void put_fallbacks(struct latex *w)
{
	struct names names = {NULL, 0, 0};

	find_fonts(w, &names);
	latex_put(w, "  % Fonts for the characters that Latin Modern lacks, those of them that are installed.\n"
	             "  \\directlua{others = {}}\n"
	             "  \\newcommand{\\fallbackfont}[1]{\\IfFontExistsTF{#1}{\\directlua{table.insert(others, \"#1:mode=harf;\")}}{}}\n");
	for (size_t i = 0; i < names.n; i++)
		buf_printf(w->out, "  \\fallbackfont{%s}\n", names.v[i]);
	latex_put(w, "  \\directlua{luaotfload.add_fallback(\"others\", others)}\n"
	             "  \\defaultfontfeatures{RawFeature={fallback=others}}\n"
	             "  \\setmainfont{Latin Modern Roman}\n  \\setsansfont{Latin Modern Sans}\n  \\setmonofont{Latin Modern Mono}\n");
}

static bool is_symbol(const char *macro)
{
	static const char *const names[] = {"square", "boxtimes", "bigstar", "checkmark", "blacktriangle"};

	for (size_t i = 0; macro && i < sizeof names / sizeof *names; i++)
		if (strstr(macro, names[i]))
			return true;
	return false;
}

/* Boxes to tick, and characters that only amssymb has. */
static bool needs_symbols(const struct latex *w, struct str text)
{
	for (size_t i = 0; i < w->odd.n; i++)
		if (is_symbol(latex_char_macro(w->odd.v[i])))
			return true;
	return str_find(text, STR("\\task")) != SIZE_MAX;
}

/* The engine's own fonts for what both have; a definition for each character that needs one. */
static void put_fonts(struct latex *w, struct str text)
{
	latex_put(w, "\n% ---- fonts\n\\usepackage{iftex}\n\\ifPDFTeX\n  \\usepackage[T1]{fontenc}\n\\fi\n\\usepackage{lmodern}\n\\ifPDFTeX\\else\n"
	             "  \\usepackage{fontspec}\n");
	if (needs_fonts(w))
		put_fallbacks(w);
	latex_put(w, "\\fi\n");
	latex_put(w, needs_symbols(w, text) ? "\\usepackage{amssymb}\n" : "");
	latex_put(w, "\\usepackage{microtype}\n");
}

static void put_character(struct latex *w, uint32_t u)
{
	const char *macro = latex_char_macro(u);

	macro = macro ? macro : latex_char_accented(w, u);
	latex_put(w, "\\newunicodechar{");
	buf_utf8(w->out, u);
	if (macro)
		buf_printf(w->out, "}{%s}\n", macro);
	else
		buf_printf(w->out, "}{\\missingcharacter{%04X}}\n", (unsigned)u);
}

/* The characters that our own fonts lack, too. */
static struct str find_missing(const struct latex *w)
{
	struct buf out = {0};

	for (size_t i = 0; i < w->l->n; i++)
		for (size_t k = 0; k < w->l->pages[i].n; k++)
			if (w->l->pages[i].marks[k].kind == MARK_MISSING)
				buf_str(&out, w->l->pages[i].marks[k].u.missing->text);
	struct str missing = arena_str(w->b->arena, buf_view(&out));
	buf_free(&out);
	return missing;
}

/* Whether LuaTeX needs the definition, too. */
static bool is_for_both(uint32_t u, struct str missing)
{
	for (size_t at = 0; at < missing.n;)
		if (utf8_next(missing, &at) == u)
			return true;
	return latex_char_macro(u) && (u < 0x370 || u >= 0x400);
}

/* Those for both engines, or for pdfTeX alone, whose number it returns. */
static size_t put_chars(struct latex *w, bool both, struct str missing)
{
	size_t n = 0;

	for (size_t i = 0; i < w->odd.n; i++) {
		if (is_for_both(w->odd.v[i], missing) != both)
			continue;
		if (!both && n++ == 0)
			latex_put(w, "\\ifPDFTeX % which has no fonts for these; lualatex shows them as they are\n");
		put_character(w, w->odd.v[i]);
	}
	return n;
}

static void put_characters(struct latex *w)
{
	struct str missing = find_missing(w);

	if (!w->odd.n)
		return;
	latex_put(w, "\n% ---- characters\n\\usepackage{newunicodechar}\n");
	if (needs_fonts(w))
		latex_put(w, "\\newcommand{\\missingcharacter}[1]{\\texorpdfstring{\\fbox{\\tiny\\texttt{#1}}\\hspace{0pt plus 0.3em}}{\\unichar{\"#1}}}\n");
	put_chars(w, true, missing);
	if (put_chars(w, false, missing))
		latex_put(w, "\\fi\n");
}

/* ---------------------------------------------------------------- language and paper */

static bool has_rtl(const struct latex *w)
{
	for (size_t i = 0; i < w->odd.n; i++)
		if (w->odd.v[i] >= 0x590 && w->odd.v[i] < 0x900)
			return true;
	return w->d->root->direction == DOC_RTL;
}

/* Text from right to left is LuaTeX's to order; pdfTeX has no letters for it either. */
static void put_babel(struct latex *w, const char *options)
{
	const char *comma = *options ? ", " : "";

	if (has_rtl(w))
		buf_printf(w->out, "\\ifPDFTeX\\usepackage[%s]{babel}\\else\\usepackage[bidi=basic%s%s]{babel}\\fi\n", options, comma, options);
	else
		buf_printf(w->out, *options ? "\\usepackage[%s]{babel}\n" : "\\usepackage%s{babel}\n", options);
}

/* babel's own descriptions of languages come with it; hyphenation patterns are used where they are installed. */
static void put_language(struct latex *w)
{
	struct str tag = w->d->lang;
	struct str language = str_sub(tag, 0, str_find_char(tag, '-', 0));

	if (!language.n || language.n > 3 || str_is_nocase(language, "en")) {
		put_babel(w, str_is_nocase(tag, "en-GB") ? "british" : "american");
		return;
	}
	for (size_t i = 0; i < language.n; i++)
		if ((language.p[i] | 0x20) < 'a' || (language.p[i] | 0x20) > 'z')
			return;
	put_babel(w, "");
	buf_printf(w->out, "\\IfFileExists{babel-%.*s.ini}{\\babelprovide[import=%.*s, main]{documentlanguage}}{}\n", STR_ARG(language), STR_ARG(language));
}

static void put_paper(struct latex *w)
{
	const struct style *s = w->options->style;

	latex_put(w, "\n% ---- language and paper\n");
	put_language(w);
	put_length(w, "\\usepackage[paperwidth=", s->paper_width);
	put_length(w, ", paperheight=", s->paper_height);
	put_length(w, ",\n  left=", s->margin_left);
	put_length(w, ", textwidth=", s->measure);
	put_length(w, ", top=", s->margin_top);
	put_length(w, ", bottom=", s->margin_bottom);
	latex_put(w, "]{geometry}\n");
}

/* ---------------------------------------------------------------- the look */

/* What is written for commands of which the text holds one ("\\a|\\b"); NULL: for any text. */
struct definition { const char *commands, *tex; };

static const struct definition look[] = {
	{NULL,
	 "\\definecolor{muted}{gray}{0.35}\n"
	 "\\usepackage[nobottomtitles*]{titlesec}\n"
	 "\\renewcommand{\\bottomtitlespace}{6\\baselineskip}\n"
	 "\\setcounter{secnumdepth}{-2}\n"
	 "\\titleformat{\\section}{\\sffamily\\bfseries\\large\\raggedright\\color{accent}}{}{0pt}{}\n"},
	{"\\subsection", "\\titleformat{\\subsection}{\\sffamily\\bfseries\\normalsize\\raggedright}{}{0pt}{}\n"},
	{"\\subsubsection", "\\titleformat{\\subsubsection}{\\sffamily\\itshape\\normalsize\\raggedright}{}{0pt}{}\n"},
	{"\\begin{itemize}|\\begin{enumerate}|\\begin{facts}|\\begin{references}", "\\usepackage{enumitem}\n"},
};

static const struct definition blocks[] = {
	{"\\begin{itemize}", "\\setlist[itemize]{label=\\textbullet, leftmargin=1.4em, noitemsep}\n"},
	{"\\begin{enumerate}", "\\setlist[enumerate]{label=\\arabic*., leftmargin=1.8em, noitemsep}\n"},
	{"\\begin{references}",
	 "\\newlist{references}{itemize}{6}\n"
	 "\\setlist[references]{label={}, leftmargin=1.4em, itemindent=-1.4em, labelsep=0pt, labelwidth=0pt, noitemsep}\n"},
	{"\\begin{facts}",
	 "\\newlist{facts}{description}{2}\n"
	 "\\setlist[facts]{font=\\normalfont\\small\\sffamily\\color{muted}, style=multiline, leftmargin=8.5em, nosep, before=\\raggedright}\n"},
	{"\\factsrule",
	 "\\newcommand{\\factsrule}{\\par\\smallskip\\noindent\\textcolor{lightgray}{\\rule{\\linewidth}{0.4pt}}\\par\\nopagebreak\\smallskip}\n"},
	{"\\eyebrow", "\\newcommand{\\eyebrow}[1]{{\\noindent\\small\\sffamily\\color{accent}#1\\par}\\medskip}\n"},
	{"\\coursetitle", "\\newcommand{\\coursetitle}[1]{{\\noindent\\raggedright\\huge#1\\par}\\medskip}\n"},
	{"\\subtitle", "\\newcommand{\\subtitle}[1]{{\\noindent\\raggedright\\large\\itshape#1\\par}\\medskip}\n"},
	{"\\ornament", "\\newcommand{\\ornament}{\\par\\medskip{\\centering\\rule{5em}{0.4pt}\\par}\\medskip}\n"},
	{"\\tasktodo", "\\newcommand{\\tasktodo}{\\ensuremath{\\square}}\n"},
	{"\\taskdone", "\\newcommand{\\taskdone}{\\ensuremath{\\boxtimes}}\n"},
	{"\\struck",
	 "\\newlength{\\struckwidth}\n"
	 "\\newcommand{\\struck}[1]{\\leavevmode\\settowidth{\\struckwidth}{#1}\\rlap{\\rule[0.5ex]{\\struckwidth}{0.4pt}}#1}\n"},
	{"\\begin{callout}",
	 "\\usepackage{framed}\n"
	 "\\newenvironment{callout}{\\def\\FrameCommand{{\\color{accent}\\vrule width 2.5pt}\\hspace{9pt}}%\n"
	 "  \\MakeFramed{\\advance\\hsize-\\width\\FrameRestore}\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{3pt}}{\\endMakeFramed}\n"},
	{"\\begin{codeblock}",
	 "\\newenvironment{codeblock}{\\par\\medskip\\setlength{\\parindent}{0pt}\\raggedright\\small\\ttfamily}{\\par\\medskip}\n"
	 "\\newcommand{\\codeline}[1]{\\noindent\\hangindent=2em\\strut#1\\par}\n"},
	{"\\ruby{", "\\newcommand{\\ruby}[2]{\\leavevmode\\shortstack{\\tiny#2\\\\[-0.2ex]#1}}\n"},
	{"\\brk", "\\newcommand{\\brk}{\\texorpdfstring{\\penalty50\\hspace{0pt plus 0.3em}}{}} % in addresses and other long words\n"},
	{"\\begin{paracol}", "\\usepackage{paracol}\n"},
	{NULL, "\\tolerance=2000\n\\emergencystretch=4em\n\\hfuzz=0.5pt\n"},
};

static const struct definition tables[] = {
	{"\\toprule",
	 "\\usepackage{array, booktabs, longtable}\n"
	 "\\setlength{\\tabcolsep}{0.45em}\n"
	 "\\renewcommand{\\arraystretch}{1.1}\n"},
	{"\\multirow", "\\usepackage{multirow}\n"},
	{"L{0.", "\\newcolumntype{L}[1]{>{\\raggedright\\arraybackslash\\hspace{0pt}}p{#1}}\n"},
	{"C{0.", "\\newcolumntype{C}[1]{>{\\centering\\arraybackslash\\hspace{0pt}}p{#1}}\n"},
	{"R{0.", "\\newcolumntype{R}[1]{>{\\raggedleft\\arraybackslash\\hspace{0pt}}p{#1}}\n"},
	{"\\head{", "\\newcommand{\\head}[1]{{\\sffamily\\bfseries\\small#1}}\n"},
	{"\\dayoff", "\\newcommand{\\dayoff}[1]{{\\itshape\\color{muted}#1}}\n"},
	{"\\tablecaption", "\\newcommand{\\tablecaption}[1]{{\\noindent\\raggedright\\small\\sffamily#1\\par}\\nopagebreak}\n"},
	{"\\begin{widetable}",
	 "\\newlength{\\tablewidth}\n"
	 "\\newenvironment{widetable}[1]{\\setlength{\\tablewidth}{#1}%\n"
	 "  \\setlength{\\LTleft}{\\dimexpr(\\linewidth-\\tablewidth)/2}\\setlength{\\LTright}{\\LTleft}}{}\n"},
	{"\\begin{longtable}",
	 "\\setlength{\\LTpre}{\\medskipamount}\n"
	 "\\setlength{\\LTpost}{\\medskipamount}\n"},
};

/* \drawingtext keeps a label in the width that it was drawn for. */
static const struct definition figures[] = {
	{"\\caption",
	 "\\usepackage{caption}\n"
	 "\\captionsetup{font={small,sf}, labelfont=bf, labelsep=quad}\n"},
	{"\\fitpicture",
	 "\\usepackage{graphicx}\n"
	 "\\newlength{\\picturewidth}\n"
	 "\\newcommand{\\fitpicture}[2]{\\setlength{\\picturewidth}{#1}%\n"
	 "  \\ifdim\\picturewidth>\\linewidth\\setlength{\\picturewidth}{\\linewidth}\\fi\\includegraphics[width=\\picturewidth]{#2}}\n"},
	{"\\hashsign", "\\edef\\hashsign{\\string#} % in names of files\n"},
	{"\\percentsign", "\\makeatletter\\let\\percentsign\\@percentchar\\makeatother\n"},
	{"\\missingpicture", "\\newcommand{\\missingpicture}[1]{\\fbox{\\parbox{0.8\\linewidth}{\\centering\\medskip\\ttfamily\\small#1\\par\\medskip}}}\n"},
	{"\\begin{tikzpicture}",
	 "\\usepackage{tikz}\n"
	 "\\usetikzlibrary{arrows.meta}\n"
	 "\\newsavebox{\\drawnlabel}\n"
	 "\\newcommand{\\drawingtext}[5]{% x, y, width, size, text\n"
	 "  \\node[anchor=base west, inner sep=0pt] at (#1,#2) {%\n"
	 "    \\savebox{\\drawnlabel}{\\sffamily\\fontsize{#4bp}{#4bp}\\selectfont#5}%\n"
	 "    \\ifdim\\wd\\drawnlabel>#3\\savebox{\\drawnlabel}{\\resizebox{#3}{\\height}{\\usebox{\\drawnlabel}}}\\fi\n"
	 "    \\makebox[#3]{\\usebox{\\drawnlabel}}};}\n"},
};

static const struct definition addresses[] = {
	{"\\email{|\\site{|\\url{", "\\urlstyle{same}\n"},
	{"\\email{", "\\newcommand{\\email}[1]{\\href{mailto:#1}{\\nolinkurl{#1}}}\n"},
	{"\\site{", "\\newcommand{\\site}[1]{\\href{https://#1}{\\nolinkurl{#1}}}\n"},
};

static bool is_used(const char *commands, struct str text)
{
	struct str all = str_from(commands ? commands : "");

	for (size_t at = 0, end; at < all.n; at = end + 1) {
		end = str_find_char(all, '|', at);
		end = end == SIZE_MAX ? all.n : end;
		if (str_find(text, str_sub(all, at, end)) != SIZE_MAX)
			return true;
	}
	return !commands;
}

/* Those of n definitions that the text has a use for, below a headline. */
static void put_definitions(struct latex *w, const char *headline, const struct definition *v, size_t n, struct str text)
{
	for (size_t i = 0; i < n; i++) {
		if (!is_used(v[i].commands, text))
			continue;
		if (*headline)
			buf_printf(w->out, "\n%% ---- %s\n", headline);
		headline = "";
		latex_put(w, v[i].tex);
	}
}

#define LISTS_DEEP 4 /* LaTeX's own limit for lists of one kind */

static void put_deep_lists(struct latex *w, struct str text)
{
	latex_put(w, "\\setlistdepth{20}\n");
	latex_put(w, is_used("\\begin{itemize}", text) ? "\\renewlist{itemize}{itemize}{20}\n" : "");
	latex_put(w, is_used("\\begin{enumerate}", text) ? "\\renewlist{enumerate}{enumerate}{20}\n" : "");
}

static void put_look(struct latex *w, struct str text)
{
	latex_put(w, "\n% ---- the look\n\\usepackage{xcolor}\n");
	buf_printf(w->out, "\\definecolor{accent}{HTML}{%06X}\n", (unsigned)(w->options->style->color & 0xffffff));
	put_definitions(w, "", look, sizeof look / sizeof *look, text);
	if (w->deepest > LISTS_DEEP)
		put_deep_lists(w, text);
	put_definitions(w, "", blocks, sizeof blocks / sizeof *blocks, text);
	latex_put(w, w->options->style->indent ? "" : "\\usepackage{parskip}\n");
	put_definitions(w, "tables", tables, sizeof tables / sizeof *tables, text);
	put_definitions(w, "figures", figures, sizeof figures / sizeof *figures, text);
	for (size_t i = 0; i < w->tints.n; i++)
		buf_printf(w->out, "\\definecolor{tint%zu}{HTML}{%06X}\n", i + 1, (unsigned)(w->tints.v[i] & 0xffffff));
}

/* "page $1 of $2", in the document's language. */
static void put_page_of(struct latex *w)
{
	struct str words = str_from(w->d->words->page_of);
	size_t first = str_find(words, STR("$1")), second = str_find(words, STR("$2"));

	if (first == SIZE_MAX || second == SIZE_MAX || second < first) {
		latex_put(w, "\\thepage");
		return;
	}
	latex_text(w, str_sub(words, 0, first));
	latex_put(w, "\\thepage{}");
	latex_text(w, str_sub(words, first + 2, second));
	latex_put(w, "\\pageref*{LastPage}");
	latex_text(w, str_sub(words, second + 2, words.n));
}

static void put_field(struct latex *w, const char *command, struct str text)
{
	if (!text.n)
		return;
	buf_printf(w->out, "\\%s{\\small\\sffamily\\color{muted}", command);
	latex_text(w, text);
	latex_put(w, "}\n");
}

static void put_running_heads(struct latex *w)
{
	latex_put(w, "\n% ---- running heads\n\\usepackage{fancyhdr, lastpage}\n\\pagestyle{fancy}\n\\fancyhf{}\n"
	             "\\renewcommand{\\headrulewidth}{0pt}\n\\setlength{\\headheight}{14pt}\n");
	put_field(w, "lhead", w->d->head_left);
	put_field(w, "rhead", w->d->head_right);
	put_field(w, "lfoot", w->d->foot_left);
	latex_put(w, "\\rfoot{\\small\\sffamily\\color{muted}");
	put_page_of(w);
	latex_put(w, "}\n\\fancypagestyle{first}{\\fancyhead{}}\n\\AtBeginDocument{\\thispagestyle{first}}\n");
}

static void put_metadata(struct latex *w, struct str text)
{
	latex_put(w, "\n% ---- links and metadata\n\\usepackage[hidelinks, unicode]{hyperref}\n\\hypersetup{\n  pdftitle={");
	latex_text(w, w->d->title);
	latex_put(w, "},\n  pdfauthor={");
	latex_text(w, w->d->author);
	latex_put(w, "},\n  pdfsubject={");
	latex_text(w, w->d->subject);
	latex_put(w, "},\n  colorlinks, allcolors=accent}\n");
	put_definitions(w, "", addresses, sizeof addresses / sizeof *addresses, text);
	latex_put(w, "\n");
}

/* babel has English words of its own. */
static void put_word(struct latex *w, const char *name, const char *word)
{
	buf_printf(w->out, "\\renewcommand{\\%s}{", name);
	latex_text(w, str_from(word));
	latex_put(w, "}");
}

static void put_words(struct latex *w, struct str text)
{
	bool captions = is_used("\\caption", text), contents = is_used("\\tableofcontents", text);

	if (str_starts(w->d->lang, "en") || (!captions && !contents))
		return;
	latex_put(w, "\\AtBeginDocument{");
	if (captions)
		put_word(w, "figurename", w->d->words->figure);
	if (contents)
		put_word(w, "contentsname", w->d->words->contents);
	latex_put(w, "}\n");
}

void latex_settings(struct latex *w, struct str text)
{
	put_running_heads(w);
	put_words(w, text);
	put_metadata(w, text);
}

void latex_preamble(struct latex *w, struct str text)
{
	put_class(w);
	put_fonts(w, text);
	put_characters(w);
	put_paper(w);
	put_look(w, text);
}
