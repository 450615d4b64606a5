#!/bin/sh
# What a screen reader gets: the structure of a document with every construct, and nothing outside of it.
. "$(dirname "$0")/tap.sh"

# a red square of 32 pixels
python3 -c '
import struct, sys, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = (b"\0" + b"\xc8\x1e\x1e" * 32) * 32
sys.stdout.buffer.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 32, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))' >square.png
cp "$here/in/every.md" .

# numbers of objects and places on the page change with the typography
structure() {
	pdfinfo -struct-text "$1" | sed -E 's/Object [0-9]+ 0/Object/; s/\/BBox \[.*\]/\/BBox/'
}

run every.md -o every.pdf
is $status 0 "every construct: status 0"
qpdf --check every.pdf >qpdf.out 2>&1
ok $? "qpdf --check"
structure every.pdf >every.structure
same every.structure "$here/in/every.structure" "the structure is as the author wrote"
"$here/unmarked" every.pdf >unmarked.out
ok $? "nothing is unmarked"
is "$(cat unmarked.out)" "" "and nothing is left open"

# what pdfinfo does not print
qpdf --qdf --object-streams=disable every.pdf every.qdf
like every.qdf '/Alt \(A red square\)' "an image's description"
like every.qdf '/Alt \(Two boxes, one above the other\)' "a drawing's description"
like every.qdf '/DisplayDocTitle true' "the title is shown"
like every.qdf '/Lang \(en-US\)' "the document's language"
unlike every.qdf '/ActualText <feff00ad>' "a hyphen at the line end needs no ActualText"
pdftotext every.pdf - | grep -q "$(printf '\302\255')"
ok $? "it is a soft hyphen to who reads the text"
is "$(pdfinfo -dests every.pdf | grep -c '"lists"')" 1 "headings have names to link to"
strings every.pdf >strings
like strings '<pdfuaid:part>1<' "it claims PDF/UA-1"
like strings '<pdfaid:conformance>A<' "and PDF/A-2a"

like every.qdf '/Contents <feff21a9' "a note's number leads back"
is "$(pdftotext -layout every.pdf - | grep -cE '^ *(Lists|Code|Tables|Pictures) [ .]+[12]$')" 4 "the table of contents has pages"

# languages inside of a document, each said once
cat >tongues.md <<END
---
title: Tongues
lang: en
---

A <span lang="de">deutsches</span> word.

<p lang="fr">Un <em>paragraphe</em>.</p>

<div lang="es">

- uno
- dos

</div>
END
run tongues.md -o tongues.pdf
qpdf --qdf --object-streams=disable tongues.pdf tongues.qdf
is "$(grep -ao '/Lang (.*)' tongues.qdf | sort | tr -d ' \n')" "/Lang(de)/Lang(en)/Lang(es)/Lang(fr)" "languages of words, paragraphs and divisions"

# what only the author can give
printf '# T\n\n## A\n\n#### B\n\n![](square.png)\n\nSee https://example.org/a and [videos](https://example.org/b).\n' >gaps.md
printf '\n| | | |\n|-|-|-|\n| 1 | 2 | 3 |\n' >>gaps.md
run gaps.md -o gaps.pdf
is $status 0 "gaps: status 0"
like err '^gaps.md:1:1: warning: no language' "gaps: the language"
like err '^gaps.md:5:1: note: .*level 4' "gaps: a level of headings"
like err '^gaps.md:7:1: warning: .*square.png' "gaps: a description"
like err '^gaps.md:9:5: note: .*bare address' "gaps: a bare address"
is "$(grep -c 'bare address' err)" 1 "gaps: a link with words is none"
like err '^gaps.md:11:1: warning: .*header' "gaps: names of columns"
printf -- '---\ntitle: Pale\nlang: en\nstyle: {color: "#8ab"}\n---\n\nText.\n' >pale.md
run pale.md -o pale.pdf
is $status 1 "pale type: status 1"
like err '^pale.md:4:[0-9]+: error: .*2\.[0-9]+:1' "pale type: its contrast"

# what it costs
cp -r "$here/../src/init" costs
run costs -o costs.pdf
ok $(($(wc -c <costs.pdf) > 80000)) "six pages with a figure and tables: at most 80 KB"

# an image without a description
printf -- '---\ntitle: A page\nlang: en\n---\n\n![](square.png)\n' >bare.md
run bare.md -o bare.pdf
is $status 0 "no description: status 0"
qpdf --qdf --object-streams=disable bare.pdf bare.qdf
like bare.qdf '/Alt \(Image without description: square.png\)' "no description: a stand-in says so"
strings bare.pdf >strings
unlike strings 'pdfuaid:part>1' "no description: no claim of PDF/UA"
like strings '<pdfaid:part>2<' "no description: PDF/A still"

# a table over several pages is one table; what is repeated is not read again
{
	printf -- '---\ntitle: Long\nlang: en\n---\n\n| Week | Topic |\n|---|---|\n'
	for i in $(seq 1 90); do echo "| $i | Topic $i |"; done
} >long.md
run long.md -o long.pdf
structure long.pdf >long.structure
is "$(grep -c ' Table' long.structure)" 1 "a table over pages is one table"
is "$(grep -c '"Week"' long.structure)" 1 "its repeated header is not read again"
is "$(grep -c ' TR' long.structure)" 91 "it has all its rows"
"$here/unmarked" long.pdf >unmarked.out
ok $? "nothing of it is unmarked"
# words that a line's end parts: where another font begins behind it, and where it is loath to end; each width moves the ends
lead=x
for width in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do
	lead="x$lead"
	printf -- '---\ntitle: T\nlang: en\nstyle: {measure: 140pt}\n---\n%s in Room 204 here, *New Horizons* Notre **Dame** Press `code` 2008 on 12 May.\n' "$lead" >"$width.md"
	run "$width.md" -o "$width.pdf"
	structure "$width.pdf" | tr -d '\n"' | sed 's/Code (inline)//' | tr -s ' '
	echo
done >lines.structure
is "$(grep -c 'Room 204 here, New Horizons Notre Dame Press code 2008 on 12 May' lines.structure)" 24 "a line's end parts words for who reads the structure"
done_testing
