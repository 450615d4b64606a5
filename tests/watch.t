#!/bin/sh
# --watch: builds again when what the last build asked for changes; a line a build; the last good file is kept.
. "$(dirname "$0")/tap.sh"

mkdir course
printf 'title: A course\nlanguage: en\n' >course/course.yaml
printf '# Topics\n\nSome text.\n' >course/topics.md

# builds N: waits until at least N builds have been told of; fails after a long while.
builds() {
	i=0
	while [ "$(grep -cE "^[0-9:]{8} " log)" -lt "$1" ]; do
		i=$((i + 1))
		[ $i -gt 100 ] && return 1
		sleep 0.05
	done
}

# has TEXT: the PDF shows it; waits for it.
has() {
	i=0
	until pdftotext a.pdf - 2>/dev/null | grep -q "$1"; do
		i=$((i + 1))
		[ $i -gt 100 ] && return 1
		sleep 0.05
	done
}

$program --watch course -o a.pdf 2>log &
pid=$!
touch log
builds 1 || { kill $pid; ok 1 "the first build"; done_testing; }
ok 0 "the first build"
like log '^[0-9][0-9]:[0-9][0-9]:[0-9][0-9] a\.pdf: 1 page, [0-9]+ ms$' "a line with time, pages and duration"

printf '# Topics\n\nChanged text.\n' >course/topics.md
has 'Changed text'
ok $? "a file written in place"
printf '# Topics\n\nRenamed text.\n' >course/new && mv course/new course/topics.md
has 'Renamed text'
ok $? "an editor that renames on save"
mv course/topics.md course/topics.md~ && printf '# Topics\n\nBackup text.\n' >course/topics.md
has 'Backup text'
ok $? "an editor that moves the old file away"
printf '# More\n\nA second section.\n' >course/zebra.md
has 'A second section'
ok $? "a new section"
printf 'title: A course\ncalendar: days/days.yaml\n' >course/course.yaml
builds 6
mkdir course/days && printf -- '- {date: 2025-09-01, name: Labor Day}\n' >course/days/days.yaml
i=0
until tail -n 1 log | grep -q 'page'; do i=$((i + 1)); [ $i -gt 100 ] && break; sleep 0.05; done
like log 'there is no file' "a file that is missing is reported"
ok $((i > 100)) "a new directory with the missing file"

cp a.pdf good.pdf
printf 'title: A course\nmeting: x\n' >course/course.yaml
i=0
until tail -n 1 log | grep -q 'not written'; do i=$((i + 1)); [ $i -gt 100 ] && break; sleep 0.05; done
like log '^[0-9:]+ a\.pdf: not written, [0-9]+ ms, 1 error' "errors: a line that says so"
cmp -s a.pdf good.pdf
ok $? "errors: the last good file is kept"
printf 'title: A course again\n' >course/course.yaml
has 'A course again'
ok $? "mended"

n=$(grep -cE '^[0-9:]{8} ' log)
touch course/other.txt course/.topics.md.swp unrelated
cp a.pdf course/a.pdf
sleep 0.4
is "$(grep -cE '^[0-9:]{8} ' log)" "$n" "files that nothing asked for do not matter"

mv course gone
i=0
until tail -n 1 log | grep -q 'not written'; do i=$((i + 1)); [ $i -gt 100 ] && break; sleep 0.05; done
ok $((i > 100)) "the directory goes away"
printf '# Topics\n\nText of the returned.\n' >gone/topics.md
mv gone course
has 'Text of the returned'
ok $? "the directory returns"
rm -r course
mkdir course && printf 'title: A third course\n' >course/course.yaml && printf 'Newly made.\n' >course/topics.md
has 'Newly made'
ok $? "the directory is made anew"
printf 'Edited once more.\n' >course/topics.md
has 'Edited once more'
ok $? "and is watched still"

kill -INT $pid
wait $pid
is $? 0 "Ctrl-C: status 0"
is "$(ls | grep -c '\.tmp$')" 0 "no temporary file stays"

# several courses: only the one that changed
: >log
cp -r course other
$program -w course other -d made 2>log &
pid=$!
builds 2
printf 'Changed.\n' >other/topics.md
builds 3
ok $? "several courses: one changes"
is "$(grep -cE '^[0-9:]{8} made/course.pdf' log)" 1 "several courses: the other is left alone"
kill -TERM $pid
wait $pid
is $? 0 "SIGTERM: status 0"

# fonts that come while it watches
: >log
mkdir fonts
SYLLABUSGEN_FONTS=$PWD/fonts $program -w course -o late.pdf 2>log &
pid=$!
builds 1
like log 'late.pdf: not written' "no fonts: nothing is written"
cp "$here"/../fonts/manifest.tsv fonts/
builds 2
ok $? "the list of fonts comes"
like log 'no .*font' "... still without fonts"
cut -f 4 fonts/manifest.tsv | grep '^Lin' | sed "s|^|$here/../fonts/|" | while read -r font; do cp "$font" fonts/.new && mv fonts/.new "fonts/$(basename "$font")"; done
i=0
until [ -s late.pdf ]; do i=$((i + 1)); [ $i -gt 100 ] && break; sleep 0.05; done
ok $((i > 100)) "the fonts come"
kill -TERM $pid
wait $pid

run --watch course -o -
is $status 2 "--watch -o -: status 2"
run --watch --dump=course course
is $status 2 "--watch --dump: status 2"

done_testing
