#!/bin/sh
# LaTeX: the source, without a TeX to run it; tests/peers does that. Nothing of the content is a command.
. "$(dirname "$0")/tap.sh"

cp -r "$here/../content" "$here/in/hostile.md" "$here/in/every.md" .
run content -o a.tex
is "$status$(cat err)" 0 "the default course: status 0, no messages"
like a.tex '^\\documentclass\[11pt\]\{article\}' "the extension says what to write"
like a.tex '^\\coursetitle\{Machine Learning System Seminar\}' "the title"
like a.tex '^\\section\{Topics\}\\label\{topics\}' "a section"
like a.tex '^\\begin\{tikzpicture\}' "the figure: TikZ"
like a.tex '^\\drawingtext\{.*\{Multi-Head\}' "the figure: live text"
like a.tex '^\\item\[Room\] 1070' "facts"
like a.tex '^% Block diagrams of three' "the figure's description, as a comment"
is "$(awk 'length > 250 && !/^\\path/' a.tex)" "" "lines of a readable length"
run content --to=tex -o -
cmp -s out a.tex
ok $? "--to=tex -o -: the same bytes"

run every.md -o every.tex
is $status 0 "every construct: status 0"
like every.tex '\\begin\{longtable\}\[l\]\{@\{\}rll@\{\}\}' "a table that breaks across pages"
like every.tex '\\multirow\[t\]\{2\}' "a cell over two rows"
like every.tex '\\multicolumn\{2\}' "a cell over two columns"
like every.tex '\\footnote\[1\]\{A short note' "a note stands where it is called"
like every.tex '\\begin\{codeblock\}' "code"
like every.tex '\\struck\{struck\}' "struck text"
like every.tex '\\hyperref\[lists\]\{link' "a link to a heading"
like every.tex '\\newunicodechar\{漢\}\{\\missingcharacter\{6F22\}\}' "a character that pdfTeX lacks has a definition"

# nothing of the content is a command
run hostile.md -o hostile.tex
is $status 0 "hostile content: status 0"
sed -n '/^.begin{document}/,$p' hostile.tex >hostile.body
same hostile.body "$here/expected/hostile.tex" "hostile content: as expected"
grep -oE '\\(input|write|openin|catcode|def|csname|immediate|end\{document\}|end\{codeblock\})' hostile.body >commands
is "$(sort commands | uniq -c | tr -s ' ')" " 1 \\end{codeblock}
 1 \\end{document}" "hostile content: no command but the program's own"
unlike hostile.tex '(^|[^\\])\^\^' "hostile content: no TeX notation for characters"

# a name that TeX cannot read
cat >odd.md <<'END'
# Odd

![A square](odd#name%.png)
END
printf x >'odd#name%.png'
run odd.md -o odd.tex
unlike odd.tex 'includegraphics\{odd' "an image's odd name does not reach TeX"

done_testing
