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
like a.tex '^\\drawingtext\{.*\{Encoder \\textit\{E\}\}' "the figure: a label in two fonts is one text"
like a.tex '^\\drawingtext\{.*\\textsubscript\{1\}, ' "the figure: what stands lower"
like a.tex '^\\filldraw\[fill=tint[0-9]+, rounded corners=[0-9.]+bp\] \([0-9.,]+\) rectangle \([0-9.,]+\);' "the figure: a box"
like a.tex '^\\draw\[->\] \([0-9.,]+\) -- \([0-9.,]+\);' "the figure: an arrow, its head TikZ's own"
unlike a.tex 'controls|amssymb|enumerate|longtable' "the preamble holds what the text needs"
like a.tex '^\\item\[Room\] 1070' "facts"
like a.tex '^% Block diagrams of three' "the figure's description, as a comment"
is "$(awk 'length > 250' a.tex)" "" "lines of a readable length"
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

run --init course
run course -o course.tex
is "$status$(cat err)" 0 "the --init course: status 0, no messages"
like course.tex '^\\item\[Instructor\] Maria Alvarez, \\email\{alvarez@example.edu\}' "an address stands as it is"
like course.tex '^ & Wed Aug 26 & The water cycle & Reader, ch. 1 & \\\\$' "a row begins on a line of its own"
like course.tex '^\\noindent You need nothing else' "behind a list no indent"

# nothing of the content is a command
run hostile.md -o hostile.tex
is $status 0 "hostile content: status 0"
sed -n '/^.begin{document}/,$p' hostile.tex >hostile.body
same hostile.body "$here/expected/hostile.tex" "hostile content: as expected"
grep -oE '\\(input|write|openin|catcode|def|csname|immediate|end\{document\}|end\{codeblock\})' hostile.body >commands
is "$(sort commands | uniq -c | tr -s ' ')" " 1 \\end{codeblock}
 1 \\end{document}" "hostile content: no command but the program's own"
unlike hostile.tex '(^|[^\\])\^\^' "hostile content: no TeX notation for characters"

# names of files: as TeX reads them, from the place of the output
mkdir -p pictures 'odd na  mes' made
square 'odd na  mes/odd#~%&^_é.png'
square 'pictures/a$b.png'
cat >pictures.md <<'END'
# Pictures

![A square](<odd na  mes/odd%23~%25&^_é.png>)

![Another](pictures/a$b.png)
END
run pictures.md -o made/pictures.tex
like made/pictures.tex '^\\fitpicture\{19\.2bp\}\{\.\./odd na \\space mes/odd\\hashsign \\string~\\percentsign \\string&\\string\^_é\.png\}$' \
	"an image's odd name, from the output's directory"
like err 'pictures\.md:5:1: warning: LaTeX cannot read a file of the name `pictures/a\$b\.png`' "a name that TeX cannot read: a warning"
unlike made/pictures.tex 'includegraphics\{[^#]|fitpicture\{[^}]*\}\{[^}]*\$' "a name that TeX cannot read does not reach it"
run pictures.md --to=tex -o -
like out '\{odd na \\space mes/' "on standard output: from the working directory"

# every place that has a name can be led to, in both
cat >places.md <<'END'
---
lang: en
---
[up](#), [tab](#tab), [row](#row), [cell](#cel), [quote](#quo), [code](#cod), [list](#lis), [note](#nte), [term](#trm).

<table id="tab"><tr><th>Head</th></tr><tr id="row"><td id="cel">cell</td></tr></table>

<blockquote id="quo">Quote</blockquote>

<pre id="cod">code</pre>

<ul id="lis"><li>a</li></ul>

::: {.callout-note #nte}
Callout
:::

<dl id="def"><dt id="trm">Term</dt><dd>Def</dd></dl>
END
run places.md -o places.tex
is "$(grep -oE 'hyperref\[[^]]*' places.tex | cut -d '[' -f 2 | while read -r id; do grep -q "label{$id}" places.tex || echo "$id"; done)" "" \
	"LaTeX: every link has its place"
run places.md -o places.html
is "$(grep -oE 'href="#[^"]*' places.html | cut -d '#' -f 2 | while read -r id; do grep -q "id=\"$id\"" places.html || echo "$id"; done)" "" \
	"HTML: every link has its place"

# letters that pdfTeX must build, and what stands only in some texts
cat >letters.md <<'END'
---
lang: en
---
# Letters

Việt, Lǐ, x̃ and ậ.

Term[^1]
: Its definition.

[^1]: A note to a label.
END
run letters.md -o letters.tex
is $status 0 "letters: status 0"
like letters.tex '^\\newunicodechar\{ệ\}\{\\d\{\\\^\{e\}\}\}$' "a letter with two accents"
like letters.tex '^\\newunicodechar\{ǐ\}\{\\v\{\\i\}\}$' "an i without its dot"
like letters.tex ' \\~\{x\} and' "a letter with a combining accent"
like letters.tex '^\\item\[\{Term\\footnotemark\[1\]\}\] Its definition' "a note in a label"
like letters.tex '^\\footnotetext\[1\]\{A note to a label' "and its text behind it"
unlike letters.tex 'tikz|longtable|\\struck' "no definition that the text has no use for"

# a label that is broken would reach into the next line
printf 'title: T\nlanguage: es\nstaff: [{name: Ana, role: Coordinadora de laboratorio}, {name: Eva, role: Profesora}]\n' >label.yaml
mkdir label && mv label.yaml label/course.yaml && echo Texto. >label/a.md
run label -o label.tex
like label.tex '^.begin\{facts\}\[leftmargin=13.5em\]$' "facts with long labels"
done_testing
