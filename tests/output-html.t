#!/bin/sh
# HTML: one page that holds everything, its body alone for a course site's editor, and nothing of the content as markup.
. "$(dirname "$0")/tap.sh"

cp -r "$here/../content" "$here/in/hostile.md" "$here/in/every.md" .
square square.png

# the default course
run content -o a.html
is "$status$(cat err)" 0 "the default course: status 0, no messages"
is "$(head -c 15 a.html)" '<!DOCTYPE html>' "the extension says what to write"
is "$(grep -c '<h1' a.html)" 1 "one h1"
is "$(grep -ciE '<script|<link|src="http|@import|url\(' a.html)" 0 "no script, nothing fetched"
like a.html '<html lang="en-US">' "the language"
like a.html '@media print' "a print style sheet"
like a.html '@page \{ size: 612pt 792pt' "the paper"
like a.html '<svg .*role="img" aria-labelledby="[^"]+" aria-describedby="' "the figure: inline SVG that is named and described"
like a.html '<title id="drawing-1-title">Figure 1</title>' "the figure: title"
like a.html '<desc id="drawing-1-desc">Block diagrams' "the figure: desc"
like a.html '<text [^>]*>Multi-Head ?</text>' "the figure: live text"
like a.html '<text [^>]*>Encoder <tspan font-style="italic">E</tspan></text>' "the figure: a label in two fonts is one text"
like a.html '<tspan dy="[0-9.]+" font-size="[0-9.]+">1</tspan><tspan dy="-[0-9.]+">, </tspan>' "the figure: what stands lower, and what follows"
like a.html '<a href="https://docs.google.com/spreadsheets[^"]*">\[Google Sheet\]</a>' "a link"
like a.html '<dt>Room</dt>' "facts are a list of names and values"
echo 'Only text.' >plain.md
printf '> ## Quoted\n\nText.\n' >quoted.md
for page in plain quoted; do
	run $page.md -o $page.html
	is "$(grep -o '<h1.*</h1>' $page.html)" "<h1 style=\"position: absolute; clip-path: inset(50%)\">$page</h1>" "a title that is heard, of a page without one: $page"
done
like quoted.html '<h2 id="quoted">Quoted</h2>' "what is quoted is no title"
run content --to=html -o -
cmp -s out a.html
ok $? "--to=html -o -: the same bytes"
mkdir elsewhere && cp -r content elsewhere/ && (cd elsewhere && TZ=Asia/Tokyo $program content -o a.html)
cmp -s a.html elsewhere/a.html
ok $? "the same bytes from another directory"

# every construct
run every.md -o every.html
is $status 0 "every construct: status 0"
like every.html 'src="data:image/png;base64,iVBORw0KGgo[^"]*" alt="A red square"' "an image: in the page, with its alternative text"
printf -- '---\nlang: en\n---\n![Half](square.png){width=50%%}\n\n![High](square.png){height=1in}\n\n<img src="square.png" alt="Pixels" width="48">\n' >sizes.md
run sizes.md -o sizes.html
is "$(sed -n 's/.* alt="\([A-Za-z]*\)" width="\([0-9]*\)" height="\([0-9]*\)".*/\1 \2 \3/p' sizes.html | tr '\n' ' ')" "Half 209 209 High 96 96 Pixels 48 48 " \
	"images: sizes as asked for by a share, a height, and in pixels"
like every.html 'alt="" ' "decoration: an empty alternative text"
like every.html '<th [^>]*scope="col"' "a column's header has a scope"
like every.html '<th scope="colgroup" colspan="2">' "a header over two columns"
like every.html '<caption>Scores</caption>' "a table's caption"
like every.html '<li id="note-1">' "notes stand at the end"
like every.html 'href="#note-1-ref"' "and lead back"
like every.html '<a href="#lists">' "a link to a heading"
like every.html '<s>struck</s>' "struck text"
like every.html '<pre><code>def twice' "code"
grep -o ' id="[^"]*"' every.html | sort | uniq -d >twice
is "$(cat twice)" "" "no id twice"

# a term's schedule
run --init course
run course -o course.html
like course.html '^<div class="scroll" tabindex="0">' "a table of many columns scrolls on a narrow screen, by the keyboard, too"
like course.html '<td class="short">Mon Aug 24</td>' "a date stays on one line"
unlike course.html '<td class="short">Climate and the urban' "a long topic need not"

# a callout's title
printf '> [!NOTE]\n> Plain.\n\n> [!WARNING]\n> **Bold.** Then plain.\n' >boxes.md
run boxes.md --set title=T --set language=en -o boxes.html
like boxes.html '^<p><strong>Note</strong> Plain.</p>' "a callout's title runs into its text"
like boxes.html '^<p><strong>Warning</strong></p>' "... and stands alone before bold type"

# a fragment
run every.md --fragment -o part.html
is $status 0 "--fragment: status 0"
unlike part.html '<(html|body|style|main|section|figure|figcaption|svg|nav|h1|script)[ >]' "--fragment: no element that editors drop"
unlike part.html ' class=' "--fragment: no classes, there is no style sheet"
like part.html '<h2 id="every-construct">' "--fragment: headings are one level lower"
like part.html 'style="border-collapse: collapse' "--fragment: inline styles"
like err '^every.md:[0-9]+:[0-9]+: warning: .*square.png' "--fragment: says that the image must be uploaded"
like err 'warning: editors keep no drawings' "--fragment: says that the drawing is only described"
like part.html 'Two boxes, one above the other' "--fragment: the drawing's description"
run course --fragment -o term.html
like term.html '<td style="[^"]*white-space: nowrap">Mon Aug 24</td>' "--fragment: a date stays on one line"
like term.html '<th style="[^"]*text-align: left" scope="row">1</th>' "--fragment: headers stand where their columns do"
printf -- '---\ntitle: Lists\nlanguage: en-US\n---\n1) one\n2) two\n\n   more\n\n   a) alpha\n   b) beta\n\n(iv) four\n(v) five\n\n3. three\n' >lists.md
run lists.md -o lists.html
like lists.html '^<ol type="a" style="list-style-type: closed-lower-alpha">' "a) is a)"
like lists.html '^@counter-style closed-lower-alpha \{ system: extends lower-alpha; suffix: "\) " \}' "... by a rule"
like lists.html '^@counter-style enclosed-lower-roman .* prefix: "\("' "(iv) is (iv)"
like lists.html '^<ol start="3">' "3. is as browsers have it"
unlike lists.html 'counter-style closed-upper' "rules for what is there only"
run lists.md --fragment -o lists-part.html
like lists-part.html '^<li><p>2\) two</p>' "--fragment: 2) in the item's first paragraph"
like lists-part.html '^<li>b\) beta' "--fragment: b)"
like lists-part.html '^<li>\(v\) five' "--fragment: (v)"
like lists-part.html '^<li>three' "--fragment: 3. is the browser's"

# what Canvas keeps: elements and properties
cat >kept <<'END'
a b blockquote br caption cite code col hr h1 h2 h3 h4 h5 h6 del ins colgroup dd div dl dt em i img li ol p pre q small span
strong sub sup table tbody td tfoot th thead tr u ul
END
grep -oE '<[a-z][a-z0-9]*' part.html | tr -d '<' | sort -u >used
is "$(for tag in $(cat used); do grep -qw "$tag" kept || echo "$tag"; done)" "" "--fragment: only elements that Canvas and Moodle keep"
cat >kept <<'END'
background-color border border-bottom border-collapse border-left border-top color font-size font-style font-variant font-weight height
list-style-type margin margin-top max-width padding text-align vertical-align white-space
END
grep -oE 'style="[^"]*"' part.html | sed 's/style="//; s/"$//' | tr ';' '\n' | sed 's/^ *//; s/:.*//' | sort -u >used
is "$(for name in $(cat used); do tr ' ' '\n' <kept | grep -qx -- "$name" || echo "$name"; done)" "" "--fragment: only properties that Canvas keeps"
run every.md --fragment -o part.pdf
is $status 2 "--fragment of PDF: usage"

# nothing of the content is markup
run hostile.md -o hostile.html
is $status 0 "hostile content: status 0"
sed -n '/<body>/,$p' hostile.html >hostile.body
same hostile.body "$here/expected/hostile.html" "hostile content: as expected"
run hostile.md --fragment -o hostile-part.html
is "$(sed 's/="[^"]*"//g' hostile.html hostile-part.html | grep -ciE '<script|<img|<iframe|javascript:|<[^>]* on[a-z]+')" 0 "hostile content: no script, no handler"
like hostile.html "<title>Evil \\\\input\{x\} &amp;" "hostile content: the title is escaped"

done_testing
