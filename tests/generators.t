#!/bin/sh
# What site generators' code becomes: variables, includes, comments, addresses; the rest is left out.
. "$(dirname "$0")/tap.sh"

cp "$here"/in/wild/* .
run --dump=document generators.md
is $status 0 "generators: status 0"
same out "$here/expected/generators.document" "generators: the tree"
same err "$here/expected/generators.messages" "generators: the messages"
run generators.md -o a.pdf
is $status 0 "generators: a PDF"
qpdf --check a.pdf >qpdf.out 2>&1
ok $? "generators: qpdf finds nothing wrong"
run --dump=document shortcodes.Rmd
is $status 0 "shortcodes: status 0"
same out "$here/expected/shortcodes.document" "shortcodes: the tree"
same err "$here/expected/shortcodes.messages" "shortcodes: the messages"
run --dump=document mdx.md
is $status 0 "mdx: status 0"
same out "$here/expected/mdx.document" "mdx: the tree"
same err "$here/expected/mdx.messages" "mdx: the messages"
run mdx.md -o mdx.tex
is $status 0 "an image in an address: LaTeX"
run mdx.md -o mdx.html
like mdx.html 'data:image/png;base64,iVBORw0KGgo' "an image in an address: HTML"
done_testing
