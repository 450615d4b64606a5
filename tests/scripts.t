#!/bin/sh
# Scripts beyond Latin: set, extracted, in the right fonts; what cannot be set is reported.
. "$(dirname "$0")/tap.sh"

cp "$here"/in/wild/*.md .
run --dump=document scripts.md
is $status 0 "scripts: status 0"
same out "$here/expected/scripts.document" "scripts: the tree"
same err "$here/expected/scripts.messages" "scripts: the messages"
run scripts.md -o a.pdf
is $status 0 "scripts: a PDF"
qpdf --check a.pdf >qpdf.out 2>&1
ok $? "scripts: qpdf finds nothing wrong"
pdftotext a.pdf - | tr -d '\n' >text
for word in Ελληνικά Русский 'Tiếng Việt' 漢字かな交じり文 한국어 简体中文; do
	like text "$word" "extracted: $word"
done
like err 'direction-rtl|right to left' "Hebrew is reported"
like err 'no font has `👩‍💻` as one sign' "a joined emoji that no font has: its parts, and a note"
done_testing
