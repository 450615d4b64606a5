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

# readings over their characters: no line ends inside, and a screen reader is told which belong together
cat >ruby.md <<'END'
---
title: 講義
lang: ja
author: 山田
---
この<ruby>授業<rp>(</rp><rt>じゅぎょう</rt><rp>)</rp></ruby>で<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を学ぶ<ruby>人<rt></rt></ruby>。
END
run ruby.md -o ruby.pdf
is "$(cat err)" "" "ruby: no message"
pdfinfo -struct-text ruby.pdf | tr -d ' \n' >order
like order '"この"Ruby\(inline\)RB"授業"RT"じゅぎょう""で"Ruby\(inline\)RB"漢"RT"かん"Ruby\(inline\)RB"字"RT"じ""を学ぶ人。"' "ruby: in pairs"
pdftotext -bbox ruby.pdf bbox
is "$(sed -nE 's/.*yMax="([0-9]+).*>(じゅぎょう|授業).*/\1/p' bbox | sort -n | uniq | wc -l)" 2 "ruby: one over the other"
done_testing
