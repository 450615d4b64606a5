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
done_testing
