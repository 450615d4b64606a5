#!/bin/sh
# --init: a whole course to edit, complete and without a single message; the tests' full-size example.
. "$(dirname "$0")/tap.sh"

run --init mine
is $status 0 "--init: status 0"
like out 'syllabusgen mine -o syllabus.pdf' "--init: says what to do next"
is "$(cat err)" "" "--init: no message"
is "$(ls mine | tr '\n' ' ')" "about.md assignments.md course.yaml figures materials.md outcomes.md policies.md schedule.md " "--init: its files"

run mine -o a.pdf
is "$status $(cat err)" "0 " "the course builds without a message"
run --check mine
is "$status $(cat err)" "0 " "all checks find nothing"
run --strict --check --set check.profile=basic mine
is $status 0 "it has what a syllabus must have"
pages=$(pdfinfo a.pdf | awk '/^Pages/ {print $2}')
[ "$pages" -ge 4 ] && [ "$pages" -le 6 ]
ok $? "four to six pages ($pages)"
qpdf --check a.pdf >qpdf.out 2>&1
ok $? "qpdf finds nothing wrong"

pdftotext -layout a.pdf a.txt
like a.txt 'No class: Thanksgiving recess' "the recess is in the schedule"
like a.txt 'Tue Sep 8 ' "the swap day has its class"
like a.txt 'Midterm exam +20% +October 14, 2026' "dates in the grading are those of the schedule"
is "$(pdftotext a.pdf - | grep -cE '^(Attendance|Late work|Academic integrity|Generative AI|Accessibility and accommodations|Care and respect)$')" 6 "six policies"

mkdir full empty && touch full/x empty/.hidden
run --init full
is $status 2 "a directory with files: refused"
is "$(ls full)" x "a directory with files: as it was"
run --init full/x
is $status 2 "a file: refused"
run --init empty
is "$status $(ls empty/course.yaml)" "0 empty/course.yaml" "an empty directory is taken"
run --init no/such/place
is $status 3 "no place for it: status 3"
run --init mine2 other
is $status 2 "--init with another input: status 2"

done_testing
