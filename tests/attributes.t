#!/bin/sh
# Attributes in braces, divs, directives, alerts, definition lists.
. "$(dirname "$0")/tap.sh"

cp "$here"/in/wild/*.md .
run --dump=document attributes.md
is $status 0 "attributes: status 0"
same out "$here/expected/attributes.document" "attributes: the tree"
same err "$here/expected/attributes.messages" "attributes: the messages"
run attributes.md -o a.pdf
is $status 0 "attributes: a PDF"
qpdf --check a.pdf >qpdf.out 2>&1
ok $? "attributes: qpdf finds nothing wrong"
run --dump=document boxes.md
is $status 0 "boxes: status 0"
same out "$here/expected/boxes.document" "boxes: the tree"
same err "$here/expected/boxes.messages" "boxes: the messages"
run --dump=document marks.md
is $status 0 "marks: status 0"
same out "$here/expected/marks.document" "marks: the tree"
same err "$here/expected/marks.messages" "marks: the messages"
run --dump=document lines.md
is $status 0 "lines: status 0"
same out "$here/expected/lines.document" "lines: the tree"
same err "$here/expected/lines.messages" "lines: the messages"

# lists counted with letters, whose items stand apart, hold blocks, or stand in each other
cp "$here/in/wild/lettered.md" .
run --dump=document lettered.md
same out "$here/expected/lettered.document" "letters: the tree"
is "$(cat err)" "" "letters: no messages"

# pasted from a word processor
printf -- '---\ntitle: T\nlanguage: en\n---\nBring:\n•\tpens\n•\tpaper\n\t◦ ruled\n\nText.\n\n\t• far in\n\n•alone\n' >bullets.md
run --dump=document bullets.md
is "$(grep -c '^ *item' out) $(grep -c '^        list' out) $(grep -c 'text "•alone"' out) $(grep -c code-block out)" "4 1 1 0" "bullets of word processors: lists"
sed -n '/list/,$p' out | grep -oE 'text "[a-z ]*"' | tr '\n' ' ' >got
is "$(cat got)" 'text "pens" text "paper" text "ruled" text "far in" ' "... their items"

# references in a row, and what only looks like them
cp "$here/in/wild/references.md" .
run --dump=document references.md
same out "$here/expected/references.document" "references: the tree"
run references.md -o references.pdf
pdftotext -bbox references.pdf references.bbox
left() { sed -n "s/.*xMin=\"\([0-9]*\).*>$1<.*/\1/p" references.bbox | head -1; }
is "$(($(left Notre) - $(left Hayles,)))" 13 "references: the second line is indented"
pdfinfo -struct-text references.pdf >references.structure
is "$(grep -c 'ListNumbering /None' references.structure) $(grep -A1 'LI (block)' references.structure | grep -c 'Lbl')" "4 2" "references: a list without labels"
run references.md -o references.html
is "$(grep -c '<ul class="references">' references.html)" 4 "references: HTML"
run references.md -o references.tex
is "$(grep -c '^.begin{references}' references.tex)" 4 "references: LaTeX"
# Labels that are not bold: each line of a paragraph begins with one, and they are three.
cat >pasted.md <<'EOF'
---
title: Pasted
lang: en
---
Instructor: Jane Doe
Office hours: Friday 2 PM, by appointment
Email: jane@example.org

教师：王老师
时间：周一
地点：三楼

Two lines: are text
Here: too

Bring: a pen
and paper
Room: 3
Time: now

He said so. Then: one
http://example.org/a
Three: two
EOF
run --dump=document pasted.md
is "$(grep -c '^    facts' out) $(grep -c 'cell role=label' out)" "2 6" "lines with labels are facts"
like out '^ *text "Office hours"$' "a label without its colon"
like out '^ *text "Friday 2 PM, by appointment"$' "its value"
like out 'text "Two lines: are text Here: too"' "two lines are text"
like out 'text "Bring: a pen and paper Room: 3 Time: now"' "so are lines of which one has no label"

done_testing
