#!/bin/sh
# What stands side by side.
. "$(dirname "$0")/tap.sh"

cp "$here"/in/wild/columns.md .
run --dump=document columns.md
is $status 0 "columns: status 0"
same out "$here/expected/columns.document" "columns: the tree"
run columns.md -o a.pdf
same err "$here/expected/columns.messages" "columns: the messages"
qpdf --check a.pdf >qpdf.out 2>&1
ok $? "columns: qpdf finds nothing wrong"
pdftotext -layout a.pdf layout.txt
like layout.txt 'Left.? +Right' "columns: side by side"
like layout.txt 'Eight\. +Four\.' "columns: a row of a grid"
like layout.txt 'List One +List Two' "columns: parted by headings"
like layout.txt 'Thirty\. +Rest\.' "columns: by style"
unlike layout.txt 'Above\. +Below\.' "columns: not what a style puts one below the other"
unlike layout.txt 'Incomp.* Incomp' "columns: not what would be too narrow"
pdfinfo -struct-text a.pdf | tr -d ' \n' >order.txt
like order.txt '"Left.*"one".*"two".*"Right".*"Acallout."' "columns: read one after the other"

# a column longer than a page is cut with the others, and nothing of it is lost or printed twice
{
	printf -- '---\nlang: en\n---\n\n# Long\n\n::: {.columns}\n::: {.column}\n'
	for i in $(seq 150); do printf 'left%s\n\n' "$i"; done
	printf ':::\n::: {.column}\n'
	for i in $(seq 150); do printf -- '- right%s\n' "$i"; done
	printf ':::\n:::\n'
} >long.md
run long.md -o long.pdf
pdftotext long.pdf - | tr -s ' \n' '\n' | grep -E '^(left|right)[0-9]+$' | sort >got
for i in $(seq 150); do echo "left$i"; echo "right$i"; done | sort >expected
is "$(diff got expected)" "" "columns: longer than pages"

run columns.md -o a.html
like a.html '<div class="columns">' "columns: in HTML"
like a.html '<div style="flex: 600 1 10em">' "columns: their widths in HTML"
run columns.md -o a.tex
like a.tex '^\\columnratio\{0.400\}' "columns: their widths in LaTeX"
done_testing
