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
# languages that share their letters and many words
guess() {
	for i in 1 2 3 4 5 6; do echo "$2"; done >guess.md
	run --check guess.md
	like err "written in .$1." "guessed: $1"
}
guess da 'Kurset handler om at læse og at skrive, og det er en del af studiet som kan tages af alle.'
guess nb 'Kurset handler om å lese og å skrive, og det er en del av studiet som kan tas av alle.'
guess sv 'Kursen handlar om att läsa och att skriva, och det är en del av studierna som alla kan välja.'
guess hu 'A kurzus az olvasás és az írás gyakorlata, és nem csak egy vizsga, hogy a diák ne is féljen.'
guess ro 'Cursul este despre citit și scris, și nu este un examen pe care să se piardă o zi în sală.'
guess fi 'Kurssi on lukemista ja kirjoittamista, ja se on osa opintoja, joka ei ole vain koe, kun myös keskustelu on tärkeä.'
guess ca 'El curs tracta de llegir i escriure per a tots els alumnes, amb un examen i una prova del grup, que no és difícil.'
guess tr 'Bu ders okuma ve yazma için bir giriş olarak her hafta ve her sınıf ile daha çok tartışma da içerir.'

# a font whose package is not there
mkdir few && ln -s "${SYLLABUSGEN_FONTS:-$here/../fonts}"/* few/ && rm few/*CJK*
printf -- '---\ntitle: A\nlang: ja\n---\n\n\346\274\242\n' >han.md
SYLLABUSGEN_FONTS=$PWD/few run han.md -o han.pdf
is $status 0 "a font that is not there: status 0"
like err "= install Debian's package fonts-noto-cjk" "a font that is not there: its package"
done_testing
