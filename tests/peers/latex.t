#!/bin/sh
# The LaTeX output through TeX: no error, no missing glyph, no overfull box, and the PDF says what ours says.
. "$(dirname "$0")/../tap.sh"
here=$(cd "$here/.." && pwd)

# One file of each package tells whether it is there.
if ! command -v pdflatex >/dev/null || ! command -v lualatex >/dev/null ||
	! kpsewhich fontspec.sty titlesec.sty luaotfload.sty lmodern.sty >found || [ "$(wc -l <found)" -lt 4 ]; then
	echo "1..0 # SKIP no TeX, or not all of texlive-latex-recommended, texlive-latex-extra, texlive-luatex (make test-peers)"
	exit 0
fi
export max_print_line=1000

cp -r "$here/../content" "$here/in/hostile.md" "$here/in/about.md" "$here/in/every.md" "$here/in/world.md" .
run --init course
square square.png

cat >letters.md <<'END'
---
lang: en
---
# Letters and names

Việt Nam, Lǐ Qīng, ḥadīth, Ṛta, x̃ and Þórr: [letters](https://example.org/a%20b_c?d=~e#f).

Term[^1]
: Its definition.

![A square](<odd na  mes/odd%23~%25&^_é.png>)

[^1]: A note to a label, with ![a square](square.png).
END
mkdir 'odd na  mes'
cp square.png 'odd na  mes/odd#~%&^_é.png'

# tables about as wide as the measure, of wide and of narrow letters
{
	printf -- '---\ntitle: Tables\nlanguage: en-US\n---\n'
	for words in 'MIDTERM WEDNESDAY COMMON MAMMAL' 'illicit filling, till (i) jitter' '**Bold** and **bolder** words' 'the quick brown fox 2025'; do
		for n in 14 16 18 20 22 24 26 28 30 32 34 36 38; do
			text=$(printf "$words %.0s" 1 2 3 4 5 | cut -c "1-$n" | sed 's/[* ]*$//; s/\*\*\([^*]*\)$/\1/')
			printf '| %s | Short | %s |\n|---|---|---|\n| %s | 12 | %s |\n| a | b | c |\n\nText.\n\n' "$text" "$text" "$text" "$text"
		done
	done
} >widths.md

# compile ENGINE INPUT [built]: NAME-ENGINE.pdf, compared with ours; letters that pdfTeX builds from parts are no words there
compile() {
	name=$(basename "$2" .md)-$1
	run "$2" -o "$name.tex"
	is $status 0 "$2: status 0"
	for pass in 1 2; do
		$1 -interaction=nonstopmode -halt-on-error "$name.tex" >"$name.stdout" 2>&1
		tex=$?
	done
	is $tex 0 "$2: $1 compiles it"
	grep -E '^!|^Overfull|^Missing character|undefined references' "$name.log" >"$name.bad"
	is "$(cat "$name.bad")" "" "$2: $1 finds nothing missing or too wide"
	run "$2" -o ours.pdf
	[ "$3" = built ] || is "$("$here/peers/words" ours.pdf "$name.pdf")" "" "$2: $1: the same words as in our PDF"
}

compile pdflatex content
compile pdflatex course
compile pdflatex every.md
compile pdflatex hostile.md
compile pdflatex about.md
compile pdflatex letters.md built
compile pdflatex widths.md built
compile lualatex course
compile lualatex letters.md
compile lualatex world.md

done_testing
