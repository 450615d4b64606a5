#!/bin/sh
# Tables as people write them.
. "$(dirname "$0")/tap.sh"

cp "$here"/in/wild/*.md .
run --dump=document tables.md
is $status 0 "tables: status 0"
same out "$here/expected/tables.document" "tables: the tree"
same err "$here/expected/tables.messages" "tables: the messages"
run tables.md -o a.pdf
is $status 0 "tables: a PDF"
qpdf --check a.pdf >qpdf.out 2>&1
ok $? "tables: qpdf finds nothing wrong"
run --dump=document drawn.md
is $status 0 "drawn tables: status 0"
same out "$here/expected/drawn.document" "drawn tables: the tree"
same err "$here/expected/drawn.messages" "drawn tables: the messages"

# Numbers and times, by their marks: both cells end as far behind the mark.
cat >marks.md <<'EOF'
---
title: Marks
language: en-US
---

| Work | Weight | Begins | Cost |
|---|---:|---|:---:|
| One | 30.25% | 3:00 | $12.50 |
| Two | 7.5% | 11:30 | $1200.75 |
| Three | 8.00% | | $8 |
EOF
run marks.md -o marks.pdf
pdftotext -bbox marks.pdf marks.html
ends() { sed -n "s/.*xMax=\"\([0-9]*[.][0-9]\)[0-9]*\".*>$1<.*/\1/p" marks.html; }
ok $(test -n "$(ends 3:00)" && test "$(ends 3:00)" = "$(ends 11:30)"; echo $?) "marks: colons below one another"
ok $(test -n "$(ends '.12.50')" && test "$(ends '.12.50')" = "$(ends '.1200.75')"; echo $?) "marks: decimals below one another, centred"
ok $(test "$(ends '30.25%')" = "$(ends '8.00%')"; echo $?) "marks: decimals below one another, on the right"
ok $(awk -v a="$(ends '30.25%')" -v b="$(ends '7.5%')" 'BEGIN {exit !(a > b + 3)}'; echo $?) "marks: what has fewer decimals ends before"
printf -- '---\ntitle: Codes\nlanguage: en-US\n---\n| Text | Number |\n|---|---|\n| A | 978-0-691-14636-2 |\n| B | 10.2307/465144 |\n' >codes.md
run codes.md -o codes.pdf
pdftotext -bbox codes.pdf codes.html
begins() { sed -n "s/.*xMin=\"\([0-9]*[.][0-9]\)[0-9]*\".*>$1<.*/\1/p" codes.html; }
is "$(begins 978-0-691-14636-2)" "$(begins 10.2307.465144)" "marks: ISBNs and DOIs have none"
# Pages of other systems are laid out by tables in tables.
printf -- '---\nlang: en\n---\n<table><tr><td>Text beside it</td><td><table><tr><td>independent</td><td>variables</td></tr></table></td></tr></table>\n' >a.md
run a.md -o a.pdf
pdftotext -layout a.pdf a.txt
like a.txt 'Text beside it +independent +variables' "a table in a table: as wide as its columns ask for"

# Text beside a picture begins where the picture does, not at its foot.
square red.png
printf -- '---\nlang: en\n---\n| Image | Text |\n|---|---|\n| ![red](red.png){width=1in} | Beside it |\n' >a.md
$program --dump=layout a.md >a.txt 2>/dev/null
is "$(awk '/ image / {y = $4} /"Beside it"/ {print ($4 > y && $4 < y + 20)}' a.txt)" 1 "a picture in a table: text at its top"

# A table is no larger than the text around it.
cat >a.md <<'EOF'
---
lang: en
---
Text.[^1]

[^1]: Terms.

    | Term | Weeks |
    |------|------:|
    | Fall | 14 |
EOF
$program --dump=layout a.md >a.txt 2>/dev/null
is "$(awk '/"(Terms[.]|Fall)"/ {print $7}' a.txt | uniq -c | awk '{print $1}')" 2 "a table in a note: of the note's size"

# Bars in code end cells in a table alone.
python3 -c 'print("---\nlang: en\n---\n| a |\n|---|\n|" + " `x|y`" * 700 + " |\n\nText" + " `|`" * 700 + "\n")' >a.md
$program --dump=document a.md >a.txt 2>/dev/null
is "$(grep -c '\\' a.txt) $(grep -c 'code "|"' a.txt)" "0 700" "many bars in code: left alone in text"

done_testing
