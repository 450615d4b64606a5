#!/bin/sh
# The command line: options, statuses, outputs that are whole or not at all.
. "$(dirname "$0")/tap.sh"

mkdir course
printf 'title: A course\n' >course/course.yaml
printf '# Topics\n\nSome text.\n' >course/topics.md

run --help
is $status 0 "--help: status 0"
like out '^Usage: syllabusgen' "--help: on standard output"
is "$(wc -l <out | awk '{print ($1 <= 24)}')" 1 "--help: fits a screen"
run --version
like out '^syllabusgen [0-9]' "--version"

run
is $status 2 "no input: status 2"
mkdir narrow
cat >narrow/course.yaml <<'END'
title: Narrow
language: en
style: {measure: 120pt}
END
cat >narrow/a.md <<'END'
A sign of old: 𓀀. An [address](https://example.edu) of incomprehensibilities.

:::{.columns}
:::{.column width="10%"}
incomprehensibilities
:::
:::{.column width="10%"}
incomprehensibilities
:::
:::
END
for to in pdf html tex ics; do
	run narrow -o "narrow.$to"
	is "$status $to $(grep -cE 'no font has|one below the other' err)" "0 $to $(echo pdf2 html0 tex1 ics0 | grep -oE "$to[0-9]" | tail -c2)" \
		"what becomes of a PDF's lines is told of with a PDF: $to"
done
run --strict narrow -o narrow.html
is $status 0 "... and keeps no other format from being written"
run --no-such-option course
is $status 2 "unknown option: status 2"
run --wach content
is "$status$(cat err)" "2syllabusgen: no such option: --wach; did you mean --watch?" "an option that is misspelt"
run -qx content
like err "no such option: -x$" "a letter that is none"
run content -o
like err "this option needs a value: -o$" "an option without its value"
run --dump=nothing course
is $status 2 "unknown stage: status 2"
run course -o x.doc
is $status 2 "unknown extension: status 2"
run course other
is $status 2 "two inputs: status 2"
run --root=nowhere course
is $status 2 "--root without a directory: status 2"

run course -o a.pdf
is $status 0 "a course: status 0"
is "$(head -c 8 a.pdf)" "%PDF-1.7" "a course: a PDF"
run -o - course
is "$(head -c 8 out)" "%PDF-1.7" "-o -: on standard output"
cmp -s out a.pdf
ok $? "-o -: the same bytes"
run course
is "$(ls syllabus.pdf)" syllabus.pdf "without -o: syllabus.pdf"
cp course/topics.md page.md
run page.md
is "$(ls page.pdf)" page.pdf "a page without -o: NAME.pdf"
run -- course
is $status 0 "-- ends the options"
run course/ -o b.pdf
cmp -s a.pdf b.pdf
ok $? "a slash behind the directory changes nothing"

run --check course -o none.pdf
is "$status $(ls none.pdf 2>/dev/null)" "0 " "--check writes nothing"
for stage in content course document layout; do
	run --dump=$stage course
	is $status 0 "--dump=$stage: status 0"
	[ -s out ]
	ok $? "--dump=$stage prints"
done

run --verbose course -o a.pdf
is "$(grep -cE '^course: (content|course|document|layout|output) +[0-9.]+ ms +[0-9]+ [a-z]+$' err)" 5 "--verbose: time and counts of each stage"

# what is there stays whole
printf 'old' >old.pdf
printf 'meting: x\n' >>course/course.yaml
run course -o old.pdf
is "$status $(cat old.pdf)" "1 old" "errors: status 1, the old file as it was"
run --force course -o old.pdf
is "$status $(head -c 4 old.pdf)" "1 %PDF" "--force: written, status 1"
run --format=json course -o old.pdf
python3 -c 'import json, sys; m = json.load(open("err")); sys.exit(not (m[0]["line"] == 2 and m[0]["level"] == "error"))'
ok $? "--format=json: an array with lines and levels"
printf 'title: A course\n' >course/course.yaml

run course -o missing/a.pdf
is $status 3 "output directory missing: status 3"
like err 'cannot write .missing/a.pdf' "output directory missing: named"
run course -o /dev/full
is $status 3 "/dev/full: status 3"
printf 'old' >old.pdf
if [ "$(id -u)" != 0 ]; then
	mkdir locked && chmod 555 locked
	run course -o locked/a.pdf
	is $status 3 "output not writable: status 3"
else
	mkdir there.pdf
	run course -o there.pdf
	is $status 3 "output is a directory: status 3"
fi
is "$(ls | grep -c '\.tmp$')" 0 "no temporary file stays"
$program course -o - >/dev/full 2>err
is $? 3 "standard output full: status 3"

# a warning: status 0, 1 with --strict
printf '![x](nothing.png)\n' >>course/topics.md
run course -o a.pdf
is $status 0 "a warning: status 0"
run --strict course -o a.pdf
is $status 1 "--strict: status 1"
run --quiet course -o a.pdf
is "$(cat err)" "" "--quiet: warnings are not printed"

done_testing
