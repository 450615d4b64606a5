/* chars.c - which characters the fonts of every LaTeX have, and what stands for others. */
#include "output/latex/latex_int.h"

#include <stdlib.h>
#include <utf8proc.h>

struct range { uint32_t from, to; };

/* What the encodings T1 and TS1 hold, and Latin Modern draws in both engines. */
static const struct range plain[] = {
	{0x20, 0x7E}, {0xA0, 0xB7}, {0xB9, 0x125}, {0x128, 0x131}, {0x134, 0x137}, {0x139, 0x13E}, {0x141, 0x148}, {0x14A, 0x165},
	{0x168, 0x17E}, {0x218, 0x21B}, {0x2013, 0x2014}, {0x2018, 0x201A}, {0x201C, 0x201E}, {0x2020, 0x2022}, {0x2026, 0x2026},
	{0x2030, 0x2030}, {0x2039, 0x203A}, {0x20AC, 0x20AC}, {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2190, 0x2193},
};

bool latex_char_is_plain(uint32_t u)
{
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (u >= plain[i].from && u <= plain[i].to)
			return true;
	return false;
}

struct macro { uint32_t u; const char *tex; };

/* In order of code points. Greek letters are for pdfTeX, which has no other Greek among the packages that we allow. */
static const struct macro macros[] = {
	{0xB8, "\\c{}"},
	{0x391, "A"}, {0x392, "B"}, {0x393, "\\ensuremath{\\Gamma}"}, {0x394, "\\ensuremath{\\Delta}"}, {0x395, "E"}, {0x396, "Z"},
	{0x397, "H"}, {0x398, "\\ensuremath{\\Theta}"}, {0x399, "I"}, {0x39A, "K"}, {0x39B, "\\ensuremath{\\Lambda}"},
	{0x39C, "M"}, {0x39D, "N"}, {0x39E, "\\ensuremath{\\Xi}"}, {0x39F, "O"}, {0x3A0, "\\ensuremath{\\Pi}"}, {0x3A1, "P"},
	{0x3A3, "\\ensuremath{\\Sigma}"}, {0x3A4, "T"}, {0x3A5, "\\ensuremath{\\Upsilon}"}, {0x3A6, "\\ensuremath{\\Phi}"},
	{0x3A7, "X"}, {0x3A8, "\\ensuremath{\\Psi}"}, {0x3A9, "\\ensuremath{\\Omega}"}, {0x3B1, "\\ensuremath{\\alpha}"},
	{0x3B2, "\\ensuremath{\\beta}"}, {0x3B3, "\\ensuremath{\\gamma}"}, {0x3B4, "\\ensuremath{\\delta}"},
	{0x3B5, "\\ensuremath{\\varepsilon}"}, {0x3B6, "\\ensuremath{\\zeta}"}, {0x3B7, "\\ensuremath{\\eta}"},
	{0x3B8, "\\ensuremath{\\theta}"}, {0x3B9, "\\ensuremath{\\iota}"}, {0x3BA, "\\ensuremath{\\kappa}"},
	{0x3BB, "\\ensuremath{\\lambda}"}, {0x3BC, "\\ensuremath{\\mu}"}, {0x3BD, "\\ensuremath{\\nu}"}, {0x3BE, "\\ensuremath{\\xi}"},
	{0x3BF, "o"}, {0x3C0, "\\ensuremath{\\pi}"}, {0x3C1, "\\ensuremath{\\rho}"}, {0x3C2, "\\ensuremath{\\varsigma}"},
	{0x3C3, "\\ensuremath{\\sigma}"}, {0x3C4, "\\ensuremath{\\tau}"}, {0x3C5, "\\ensuremath{\\upsilon}"},
	{0x3C6, "\\ensuremath{\\varphi}"}, {0x3C7, "\\ensuremath{\\chi}"}, {0x3C8, "\\ensuremath{\\psi}"}, {0x3C9, "\\ensuremath{\\omega}"},
	{0x2002, "\\enspace{}"}, {0x2003, "\\quad{}"}, {0x2004, "\\hspace{0.333em}"}, {0x2005, "\\hspace{0.25em}"},
	{0x2006, "\\hspace{0.167em}"}, {0x2007, "\\hphantom{0}"}, {0x2008, "\\hphantom{.}"}, {0x2009, "\\hspace{0.167em}"},
	{0x200A, "\\hspace{0.083em}"}, {0x200B, "\\hspace{0pt}"}, {0x200C, "{}"}, {0x200D, "{}"}, {0x200E, "{}"}, {0x200F, "{}"},
	{0x2010, "-"}, {0x2011, "\\mbox{-}"}, {0x2012, "\\textendash{}"}, {0x2015, "\\textemdash{}"}, {0x202F, "\\,"},
	{0x2032, "\\ensuremath{'}"}, {0x2033, "\\ensuremath{''}"}, {0x203B, "\\textreferencemark{}"}, {0x2044, "\\textfractionsolidus{}"},
	{0x2060, "{}"}, {0x2074, "\\textsuperscript{4}"}, {0x2075, "\\textsuperscript{5}"}, {0x2076, "\\textsuperscript{6}"},
	{0x2077, "\\textsuperscript{7}"}, {0x2078, "\\textsuperscript{8}"}, {0x2079, "\\textsuperscript{9}"},
	{0x2080, "\\textsubscript{0}"}, {0x2081, "\\textsubscript{1}"}, {0x2082, "\\textsubscript{2}"}, {0x2083, "\\textsubscript{3}"},
	{0x2084, "\\textsubscript{4}"}, {0x2126, "\\ensuremath{\\Omega}"}, {0x2194, "\\ensuremath{\\leftrightarrow}"},
	{0x21D0, "\\ensuremath{\\Leftarrow}"}, {0x21D2, "\\ensuremath{\\Rightarrow}"}, {0x21D4, "\\ensuremath{\\Leftrightarrow}"},
	{0x2200, "\\ensuremath{\\forall}"}, {0x2202, "\\ensuremath{\\partial}"}, {0x2203, "\\ensuremath{\\exists}"},
	{0x2205, "\\ensuremath{\\emptyset}"}, {0x2207, "\\ensuremath{\\nabla}"}, {0x2208, "\\ensuremath{\\in}"},
	{0x2209, "\\ensuremath{\\notin}"}, {0x220F, "\\ensuremath{\\prod}"}, {0x2211, "\\ensuremath{\\sum}"},
	{0x2212, "\\ensuremath{-}"}, {0x2217, "\\ensuremath{\\ast}"}, {0x2218, "\\ensuremath{\\circ}"}, {0x2219, "\\ensuremath{\\bullet}"},
	{0x221A, "\\ensuremath{\\surd}"}, {0x221E, "\\ensuremath{\\infty}"}, {0x2227, "\\ensuremath{\\wedge}"},
	{0x2228, "\\ensuremath{\\vee}"}, {0x2229, "\\ensuremath{\\cap}"}, {0x222A, "\\ensuremath{\\cup}"}, {0x222B, "\\ensuremath{\\int}"},
	{0x2248, "\\ensuremath{\\approx}"}, {0x2260, "\\ensuremath{\\neq}"}, {0x2261, "\\ensuremath{\\equiv}"},
	{0x2264, "\\ensuremath{\\leq}"}, {0x2265, "\\ensuremath{\\geq}"}, {0x2282, "\\ensuremath{\\subset}"},
	{0x2286, "\\ensuremath{\\subseteq}"}, {0x2295, "\\ensuremath{\\oplus}"}, {0x2297, "\\ensuremath{\\otimes}"},
	{0x22C5, "\\ensuremath{\\cdot}"}, {0x22EF, "\\ensuremath{\\cdots}"}, {0x25A0, "\\ensuremath{\\blacksquare}"},
	{0x25A1, "\\ensuremath{\\square}"}, {0x25AA, "\\ensuremath{\\blacksquare}"}, {0x25B2, "\\ensuremath{\\blacktriangle}"},
	{0x25B6, "\\ensuremath{\\blacktriangleright}"}, {0x25BA, "\\ensuremath{\\blacktriangleright}"},
	{0x25CB, "\\ensuremath{\\circ}"}, {0x25CF, "\\ensuremath{\\bullet}"}, {0x2605, "\\ensuremath{\\bigstar}"},
	{0x2610, "\\ensuremath{\\square}"}, {0x2611, "\\ensuremath{\\boxtimes}"}, {0x2713, "\\ensuremath{\\checkmark}"},
	{0x2714, "\\ensuremath{\\checkmark}"}, {0x2717, "\\ensuremath{\\times}"}, {0xFE0E, "{}"}, {0xFE0F, "{}"},
};

static int compare(const void *key, const void *element)
{
	uint32_t a = *(const uint32_t *)key, b = ((const struct macro *)element)->u;

	return a < b ? -1 : a > b;
}

const char *latex_char_macro(uint32_t u)
{
	const struct macro *m = bsearch(&u, macros, sizeof macros / sizeof *macros, sizeof *macros, compare);

	return m ? m->tex : NULL;
}

/* ---------------------------------------------------------------- accents */

/* Combining characters. */
static const struct accent { uint32_t u; const char *tex; bool below; } accents[] = {
	{0x300, "\\`", false}, {0x301, "\\'", false}, {0x302, "\\^", false}, {0x303, "\\~", false}, {0x304, "\\=", false},
	{0x306, "\\u", false}, {0x307, "\\.", false}, {0x308, "\\\"", false}, {0x30A, "\\r", false}, {0x30B, "\\H", false},
	{0x30C, "\\v", false}, {0x323, "\\d", true}, {0x327, "\\c", true}, {0x328, "\\k", true}, {0x331, "\\b", true},
};

static const struct accent *find_accent(uint32_t u)
{
	for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
		if (accents[i].u == u)
			return &accents[i];
	return NULL;
}

const char *latex_char_accent(uint32_t u)
{
	return find_accent(u) ? find_accent(u)->tex : NULL;
}

static bool is_letter(int32_t u)
{
	return (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z');
}

/* Puts the accents that stand above, or those below, round tex. TeX puts an accent on one character of its font, and of the
 * letters with one accent above, T1 has what Vietnamese and Pinyin put another on. False: this one it cannot build. */
static bool put_accents(struct latex *w, const int32_t *accents_of, size_t n, bool below, struct str *tex)
{
	size_t above = 0;

	for (size_t i = 0; i < n; i++) {
		const struct accent *a = find_accent((uint32_t)accents_of[i]);
		if (!a || (above && (accents_of[i - 1] != 0x302 && accents_of[i - 1] != 0x306 && accents_of[i - 1] != 0x308)))
			return false;
		if (a->below != below)
			continue;
		above += !below;
		*tex = arena_printf(w->b->arena, "%s{%.*s}", a->tex, STR_ARG(*tex));
	}
	return true;
}

const char *latex_char_accented(struct latex *w, uint32_t u)
{
	int32_t parts[4];

	if (find_accent(u))
		return arena_printf(w->b->arena, "%s{}", find_accent(u)->tex).p;
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)u, parts, 4, UTF8PROC_DECOMPOSE, NULL);
	if (n < 2 || n > 4 || !is_letter(parts[0]))
		return NULL;
	bool dotless = (parts[0] == 'i' || parts[0] == 'j') && find_accent((uint32_t)parts[1]) && !find_accent((uint32_t)parts[1])->below;
	struct str tex = arena_printf(w->b->arena, dotless ? "\\%c" : "%c", (char)parts[0]);
	bool ok = put_accents(w, parts + 1, (size_t)n - 1, false, &tex) && put_accents(w, parts + 1, (size_t)n - 1, true, &tex);
	return ok ? tex.p : NULL;
}

/* ---------------------------------------------------------------- what was used */

void latex_char_note(struct latex *w, uint32_t u)
{
	size_t at = 0;

	while (at < w->odd.n && w->odd.v[at] < u)
		at++;
	if (at < w->odd.n && w->odd.v[at] == u)
		return;
	*arena_push(w->b->arena, &w->odd) = u;
	for (size_t i = w->odd.n - 1; i > at; i--)
		w->odd.v[i] = w->odd.v[i - 1];
	w->odd.v[at] = u;
}
