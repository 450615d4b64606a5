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
done_testing
