#!/bin/sh
# Letters, spaces and signs that are not what they look like.
. "$(dirname "$0")/tap.sh"

cp "$here"/in/wild/*.md .
run --dump=document hygiene.md
is $status 0 "hygiene: status 0"
same out "$here/expected/hygiene.document" "hygiene: the tree"
same err "$here/expected/hygiene.messages" "hygiene: the messages"
run hygiene.md -o a.pdf
is $status 0 "hygiene: a PDF"
qpdf --check a.pdf >qpdf.out 2>&1
ok $? "hygiene: qpdf finds nothing wrong"
done_testing
