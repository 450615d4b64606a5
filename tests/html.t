#!/bin/sh
# HTML in Markdown: tags that nest badly, tables, lists, details, frames.
. "$(dirname "$0")/tap.sh"

cp "$here"/in/wild/*.md .
run --dump=document html.md
is $status 0 "html: status 0"
same out "$here/expected/html.document" "html: the tree"
same err "$here/expected/html.messages" "html: the messages"
run html.md -o a.pdf
is $status 0 "html: a PDF"
qpdf --check a.pdf >qpdf.out 2>&1
ok $? "html: qpdf finds nothing wrong"

# an anchor in a line of its own names what follows, and a heading is still found by its words
printf -- '---\ntitle: T\nlang: en\n---\nSee [one](#x), [the same](#later) and [two](#y).\n\n<a id="x"></a>\n\n## Later\n\n<a name="y"></a>\n\nText.\n' >anchor.md
run anchor.md -o anchor.html
is "$status$(cat err)" 0 "anchors: no link is dead"
like anchor.html '<a href="#x">one</a>, <a href="#x">the same</a> and <a href="#y">two</a>' "anchors: where the links lead"
like anchor.html '<p id="y">Text' "anchors: a paragraph's"
done_testing
