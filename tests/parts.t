#!/bin/sh
# The second half of a document is set by a thread of its own, where there is one (src/typeset/layout.c), and so are sections
# parsed (src/content/content.c): no byte and no message shows it. With more than one course at a time, each has one thread.
. "$(dirname "$0")/tap.sh"

# halves NAME WHAT: NAME.md, or the directory NAME, alone, and beside another course
printf -- '---\nlang: en\n---\n# Other\n\nText.\n' >other.md
halves() {
	input=$1
	test -d "$1" || input=$1.md
	$program "$input" -o two.pdf 2>two.err
	two=$?
	mkdir -p one && $program -j 2 -d one "$input" other.md 2>one.err
	is "$two" $? "$2: the status"
	cmp two.pdf "one/$1.pdf" >/dev/null
	ok $? "$2: the same bytes"
	is "$(cat two.err)" "$(cat one.err)" "$2: the same messages"
}

square drawing.png && cp drawing.png square.png
start() { printf -- '---\nlang: en-US\n---\n# Title\n\n'; }
words() { awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "word%s ", i % 7 ? "" : i; print "\n" }'; }

for name in every world stack about; do
	cp "$here/in/$name.md" .
	halves $name "tests/in/$name.md"
done

{ start; words 80; printf '## Second\n\n'; words 80; } >plain.md
halves plain "two sections"

{ start; words 60; printf 'Here.[^a] There.[^b]\n\n## Second\n\n'; words 60; printf 'Again.[^a] And.[^c]\n\n[^a]: A.\n[^b]: B.\n[^c]: C.\n'; } >shared.md
halves shared "a note of both halves"
{ start; words 60; printf 'Here.[^a]\n\n## Second\n\n'; words 60; printf 'And.[^c]\n\n[^a]: A.\n[^c]: C.\n'; } >notes.md
halves notes "notes of their own"

glyph=$(printf '\360\220\244\200') # Phoenician
{ start; words 60; printf 'No font has %s.\n\n## Second\n\n' "$glyph"; words 60; printf 'No font has %s.\n' "$glyph"; } >missing.md
halves missing "what no font has, twice"
like two.err "no font" "it is said"
{ start; words 60; printf '## Second\n\n'; words 60; printf 'No font has %s.\n' "$glyph"; } >late.md
halves late "what no font has, in the second half"

{ start; words 60; printf '## Second\n\n### Third\n\n## Fourth\n\n'; words 60; printf '## Contents\n\n[TOC]\n'; } >contents.md
halves contents "contents at the end, headings behind headings"

{ start; words 300; printf '## Second\n\n'; words 60; awk 'BEGIN { for (r = 0; r < 40; r++) { for (c = 0; c < 14; c++) printf "| %s", r == 1 ? "---" : "characteristically" r * c; print " |" } }'; } >turned.md
halves turned "turned pages in the second half"

# Sections with messages of their own, between those of their course
mkdir many
{ printf 'title: Many\nsections:\n'; for i in 1 2 3 4 5 6 7 8 9; do echo "- $i.md"; done; } >many/course.yaml
for i in 1 2 3 4 5 6 7 8 9; do
	{ printf '# Section %d\n\n' $i; words $((60 * i)); printf 'A | B\n-|-\n1 | 2 | %d\n\n[^%d]: Unused.\n' $i $i; } >many/$i.md
done
halves many "sections"
is "$(grep -c 'this row has 3 cells' two.err)" 9 "sections: each says what is wrong in it"
is "$(grep -o '^many/[a-z0-9.]*' two.err | uniq | tr '\n' ' ')" "$(printf 'many/%s ' course.yaml 1.md 2.md 3.md 4.md 5.md 6.md 7.md 8.md 9.md)" "sections: in their order, behind the course"

# contents, notes of three sections, turned tables, another language, what no font has
python3 - <<'END'
import random
random.seed(5)
WORDS = """the water of a city goes through pipes and under streets where nobody sees how administrators characteristically
deliberate about infrastructure until something overflows""".split()


def prose(n):
    return " ".join(random.choice(WORDS) for _ in range(n)).capitalize() + "."


def section(s):
    yield "## Section %d" % s
    if s % 3 == 0:
        yield "### Below at once"
    yield prose(60) + "[^n%d] \U00013000%s and \U0001F469\u200D\U0001F52C\u200D\U0001F680." % (s, chr(0x13001 + s))
    yield "A note again[^n%d], and one from before[^n%d]." % (s, max(0, s - s % 4))
    yield "[^n%d]: %s" % (s, prose(12))
    if s % 4 == 1:
        rows = [" | ".join("characteristically%d" % (r * i) for i in range(14)) for r in range(6)]
        yield "\n".join("| %s |" % row for row in [rows[0], "|".join(["---"] * 14)] + rows)
    if s % 4 == 2:
        yield "- %s\n- %s" % (prose(20), prose(15))
        yield "> " + prose(40)
        yield "| a | b |\n|---|---|\n" + "| %s | %s |\n" % (prose(9), prose(30)) * 4
    if s % 5 == 3:
        yield '<p lang="tlh">%s</p>' % prose(20)
    yield prose(90)
    yield "### A heading that goes on and on: " + prose(20)
    yield "#### It runs in"
    yield prose(30)
    yield "`" + "unbroken" * 20 + "`"


with open("all.md", "w") as f:
    f.write("---\ntitle: All\nlang: en-US\n---\n\n[[TOC]]\n\n")
    for s in range(12):
        f.write("\n\n".join(section(s)) + "\n\n")
END
halves all "all that may go on from section to section"
like two.err "no font has" "what no font has is told"

# blocks SEED: headings, and whatever may stand before and behind them
blocks() {
	awk -v seed="$1" '
		function draw(n) { seed = (seed * 1103515245 + 12345) % 2147483648; return int(seed / 65536) % n }
		function text(n, i, s) { s = ""; for (i = 0; i < n; i++) s = s substr("alphabetagammadelta", 1 + draw(14), 2 + draw(6)) " "; return s }
		BEGIN {
			srand(seed)
			for (b = 0; b < 14; b++) {
				k = draw(11)
				if (k < 3) print (draw(2) ? "## " : "### ") text(2) "\n"
				else if (k == 3) { for (i = 0; i < 4; i++) print "- " text(8); print "" }
				else if (k == 4) { print "| A | B |\n|---|---|"; for (i = 0; i < 3 + draw(30); i++) print "| " text(2) " | " text(4) " |"; print "" }
				else if (k == 5) print "> " text(20) "\n"
				else if (k == 6) print "```\n" text(5) "\n```\n"
				else if (k == 7) print "**" text(2) "**\n"
				else if (k == 8) print "![" text(3) "](drawing.png)\n\n: " text(4) "\n"
				else if (k == 9) print "---\n"
				else print text(20 + draw(80)) "\n"
			}
		}'
}
for seed in $(seq 1 30); do
	{ start; blocks "$seed"; } >"blocks$seed.md"
	$program -q "blocks$seed.md" -o two.pdf 2>/dev/null
	$program -q -j 2 -d one "blocks$seed.md" other.md 2>/dev/null
	cmp two.pdf "one/blocks$seed.pdf" >/dev/null || echo "blocks $seed" >>differ
done
is "$(cat differ 2>/dev/null)" "" "30 documents of whatever may stand before a heading and behind it"
done_testing
