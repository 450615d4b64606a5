#!/bin/sh
# Typography as a reader sees it: groups and headers of tables on later pages, turned pages, notes that run over, ties, addresses.
. "$(dirname "$0")/tap.sh"

words() { seq -f 'word%g' 1 "$1" | tr '\n' ' '; }

# ---------------------------------------------------------------- tables

{
	printf -- '---\ntitle: Weeks\nlanguage: en-US\nstart: 2025-08-25\nend: 2025-12-05\nstyle: {paper: [5in, 6in]}\n'
	printf 'meetings: [{kind: Seminar, days: Mon Wed Fri, time: 3:00 PM–4:15 PM}]\nschedule:\n'
	seq -f '  - {topic: Topic %g}' 1 40
	printf -- '---\nText.\n'
} > weeks.md
$program --dump=layout weeks.md > weeks.txt 2> /dev/null
like weeks.txt '^  repeat glyphs .* "Week"' "a table's header is repeated"
like weeks.txt '^  repeat glyphs .* "3" ' "a week's number is repeated when its rows go on"

{
	printf -- '---\ntitle: Wide\nlanguage: en-US\n---\nBefore.\n\n'
	for row in 1 2 3 4; do
		for column in $(seq 1 16); do printf '| considerable%s.%s ' $row $column; done
		echo '|'
		[ $row -gt 1 ] || { for column in $(seq 1 16); do printf '|---'; done; echo '|'; }
	done
	printf '\nBehind.\n\nAnd more.\n'
} > wide.md
$program wide.md -o wide.pdf 2> /dev/null
$program --dump=layout wide.md > wide.txt 2> /dev/null
like wide.txt '^page 2 turned$' 'a table too wide for the page is turned'
is "$(pdfinfo -f 2 -l 2 wide.pdf | sed -n 's/^Page.*size: *\([0-9]* x [0-9]*\).*/\1/p')" '792 x 612' "the turned page's box"
is "$(pdftotext -f 1 -l 1 wide.pdf - | grep -c 'Behind')" 1 'text flows round it'

# ---------------------------------------------------------------- headings

printf -- '---\ntitle: Headings\nlanguage: en-US\n---\n## Zero\n\nText.\n\n### Alpha\n\nBeta text.\n\n### Gamma\n\n- Delta text.\n' > headings.md
$program headings.md -o headings.pdf 2> /dev/null
pdftotext -bbox headings.pdf headings.bbox
is "$(awk -F'"' '/>(Alpha|Beta|Gamma|Delta)</ {base[++n] = $8} END {printf "%.1f", base[4] - base[3] - (base[2] - base[1])}' headings.bbox)" 0.0 \
	'a list stands as far below its heading as a paragraph'

printf -- '---\ntitle: Boxes\nlanguage: en-US\n---\n> [!TIP]\n> Plain.\n\n> [!NOTE]\n> - item\n\n> [!WARNING]\n> **Strong.** Plain.\n' >boxes.md
$program --dump=layout boxes.md >boxes.txt 2>/dev/null
is "$(grep -cE 'LinLibertineOB .*"(Tip|Note|Warning)"' boxes.txt)" 3 "a callout's title is bold, before its text and on a line of its own"

# ---------------------------------------------------------------- notes, ties, addresses

{
	printf -- '---\ntitle: Dates\nlanguage: en-US\n---\n| Date | Lecture |\n|--|--|\n| <span style="float:left">Aug 29</span><span style="float:right">2:00 PM–2:40 PM</span> | '
	words 60
	echo '|'
} > dates.md
$program dates.md -o dates.pdf 2> /dev/null
pdftotext -layout dates.pdf dates.txt
like dates.txt '^ *Aug 29  ' 'what floats to the other side of a cell may stand on a line of its own'
like dates.txt '^ *2:00 PM' 'and a time with its half of the day'

{ printf -- '---\ntitle: Note\nlanguage: en-US\n---\n'; for i in 1 2; do words 110; printf '\n\n'; done; printf 'Called here.[^1]\n\n'
	for i in 1 2 3 4; do words 110; printf '\n\n'; done; printf '[^1]: '; words 400; echo; } > note.md
$program note.md -o note.pdf 2> /dev/null
pdftotext -f 1 -l 1 note.pdf - > first.txt
pdftotext -f 2 -l 2 note.pdf - > second.txt
like first.txt 'Called here' 'a long note is called on the first page'
like second.txt 'word400' 'and ends on the second'
is "$(qpdf --check note.pdf > /dev/null 2>&1; echo $?)" 0 'qpdf finds nothing wrong'

# Rows of a table in a note are no lines: what has no room goes on with the next page.
{ printf -- '---\ntitle: Rows\nlanguage: en-US\nstyle: {paper: [5in, 6in]}\n---\n'; words 100; printf 'Called.[^1]\n\n'
	for i in 1 2 3; do words 110; printf '\n\n'; done; printf '[^1]: '; words 230; printf '\n\n    | A | B |\n    |--|--|\n'
	for i in 1 2 3 4 5 6 7 8; do printf '    | first%d and its other words | ' $i; words 31 | tr '\n' ' '; printf ' last%d |\n' $i; done; } > rows.md
$program rows.md -o rows.pdf 2> /dev/null
is "$(pdftotext rows.pdf - | grep -oE '(first|last)[1-8]' | sort -u | wc -l)" 16 'a table in a long note is whole'
pdftotext -bbox rows.pdf rows.bbox
is "$(awk -F'"' '/<page/ {n = 0} /<word/ {
	for (i = 1; i <= n; i++)
		if ($2 < right[i] - 2 && left[i] < $6 - 2 && $4 < bottom[i] - 6 && top[i] < $8 - 6) found++
	left[++n] = $2; top[n] = $4; right[n] = $6; bottom[n] = $8 } END {print found + 0}' rows.bbox)" 0 'and prints over no other text'

{ printf -- '---\ntitle: Rows\nlanguage: en-US\nstyle: {paper: [5in, 6in]}\n---\n'; words 31; printf 'Called.[^1]\n\n[^1]: '; words 116
	printf '\n\n    | A | B |\n    |--|--|\n'; for n in 53 40 112; do printf '    | first0 | '; words $n; printf ' last%d |\n' $n; done; } > end.md
$program end.md -o end.pdf 2> /dev/null
is "$(pdftotext end.pdf - | grep -oE 'last[0-9]+|page . of .' | tail -2 | tr '\n' ' ')" 'last112 page 3 of 3 ' 'what has no room at the end has a page more'

cat > ties.md <<'END'
---
title: Ties
language: en-US
style: {measure: 120pt, size: 11pt, leading: 14pt}
---
Some words to fill the line until Dr. Smith comes in Week 7 with 10 kg of paper on August 25 and shows Fig. 3 to everybody who
asked D. E. Knuth for it at <https://example.org/courses/2025/fall/introduction/schedule.html> in time.
END
$program ties.md -o ties.pdf 2> /dev/null
pdftotext -layout ties.pdf - > ties.txt
unlike ties.txt '(Dr\.|Week|10|August|Fig\.|D\.|E\.)$' 'no line ends inside a tie'
unlike ties.txt '/(-|­)$' 'an address breaks without a hyphen'

for width in 112 116 120 124 128 132 136 140 144 148; do
	printf -- '---\ntitle: Numbers\nlanguage: en-US\nstyle: {measure: %spt, size: 11pt, leading: 14pt}\n---\n' $width > numbers.md
	printf 'Please do call (555) 123-4567 or +49 30 1234567, within the term 555-0199; in France 01 23 45 67 89, and where nobody is ' >> numbers.md
	printf 'at home or at work +1 (713) 555-0100 or 030/7654321.\n' >> numbers.md
	$program numbers.md -o numbers.pdf 2> /dev/null
	pdftotext -layout numbers.pdf -
done > numbers.txt
is "$(grep -oE '\(555\) 123-4567|\+49 30 1234567|555-0199|01 23 45 67 89|\+1 \(713\) 555-0100|030/7654321' numbers.txt | wc -l)" 60 \
	'telephone numbers stay on their lines'
# ---------------------------------------------------------------- figures

square square.png
for caption in '' ' "A caption."'; do
	{
		printf -- '---\ntitle: Figures\nlanguage: en-US\nstyle: {paper: [5in, 6in]}\n---\n%s\n\nThe plan below:\n\n' "$(words 90)"
		printf '![A square](square.png%s){width=2.5in}\n\n%s\n\nLast.\n' "$caption" "$(seq -s ' ' -f 'behind%g' 1 90)"
	} > figures.md
	$program figures.md -o figures.pdf 2> /dev/null
	pdftotext figures.pdf - | tr '\n\f' ' |' > "figures${caption:+.captioned}.txt"
	$program figures.md -o "figures${caption:+.captioned}.tex" 2> /dev/null
done
like figures.txt '\|Figures +The plan below: +behind1 ' 'an image without a caption stays behind what leads to it, and before what follows'
unlike figures.txt 'word90 .*behind.*\|.*The plan' '... on the next page'
like figures.captioned.txt 'The plan below: behind1 .*\|Figures +Figure 1 A caption' 'one with a caption moves out of the way'
unlike figures.tex 'begin.figure' 'LaTeX: an image without a caption stays'
like figures.captioned.tex 'begin.figure' 'LaTeX: one with a caption may move'

# Code and callouts of a note have their ground and bar, on each page where some of them stands.
{
	printf -- '---\nlang: en\n---\n# B\n\nText.[^1]\n\n[^1]: A note:\n\n    > [!NOTE]\n    > A callout.\n\n    ```\n'
	seq -f '    line %g' 1 70
	printf '    ```\n'
} > ground.md
$program --dump=layout ground.md > ground.txt 2> /dev/null
is "$(grep -c 'decoration rule .* 2 .* #1f4e79' ground.txt)" 1 "a note's callout has its bar"
is "$(sed -n '/^page 2/,$d; s/.*decoration rule .* \(.*\) #f4f4f4/\1/p' ground.txt)" 507.3 "a note's code has its ground"
is "$(sed -n '/^page 2/,$s/.*decoration rule .* 72 .* #f4f4f4/from the top/p' ground.txt)" "from the top" "... and on the page where it goes on"

done_testing
