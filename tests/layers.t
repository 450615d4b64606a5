#!/bin/sh
# include:, locked:, shared Markdown with review_by:, and --set.
. "$(dirname "$0")/tap.sh"

mkdir -p department/dept course
cat >department/school.yaml <<'END'
institution: Example State University
language: en-US
grading:
  scale: {A: 90, B: 80, F: 0}
style: {paper: letter, size: 12pt}
locked: [institution, grading.scale]
END
cat >department/dept/env.yaml <<'END'
include: ../school.yaml
department: Environmental Studies
calendar: days.yaml
style: {size: 11pt, color: "#224466"}
END
printf -- '- {date: 2026-09-07, name: Labor Day}\n' >department/dept/days.yaml
cat >department/policies.md <<'END'
---
title: Policies
source: Faculty handbook, 4.2
review_by: 2025-12-31
---

Be kind.
END
cat >course/course.yaml <<'END'
include: ../department/dept/env.yaml
title: Water
start: 2026-08-24
end: 2026-12-04
meetings: [{days: Mon, time: 2:00–3:15 PM}]
style: {color: "#335577"}
sections: [about.md, ../department/policies.md]
END
printf 'About water.\n' >course/about.md

run --dump=course course
is $status 1 "a file outside: refused without --root"
like err 'course.yaml:1:10: error: .*env.yaml. is outside' "a file outside: named where it is included"

run --root department --dump=course course
is "$status" 0 "include: status 0"
like out 'institution.*Example State University' "include: from two levels up"
like out 'department.*Environmental Studies' "include: from one level up"
like out 'Labor Day' "include: a calendar beside the included file"
run --root department --check course
is "$(grep -c 'error:' err)" 0 "include: no error"
SOURCE_DATE_EPOCH=1780272000 $program --root department -v --check course 2>err
like err 'policies.md:4:12: warning: .*policies.md. was to be looked through by 2025-12-31' "review_by: a warning once past"
like err 'Faculty handbook, 4.2' "review_by: with the source"
run --root department --check course
unlike err 'looked through' "review_by: nothing before"

printf 'institution: Other\ngrading: {items: [{name: Exam, weight: 100}], scale: {A: 95, F: 0}}\n' >>course/course.yaml
run --root department --dump=course course
is $status 1 "locked: status 1"
like err 'course.yaml:8:1: error: .institution. is locked by .*school.yaml' "locked: a key"
like err 'course.yaml:9:47: error: .grading.scale. is locked' "locked: a key in a mapping"
like out 'Example State University' "locked: what is locked stays"
like out 'Exam' "locked: its neighbours may change"
mkdir slip
printf 'include: own.yaml\ntitle: x\nlanguage: en\n' >slip/course.yaml
printf 'locked: [title, grading.scal]\n' >slip/own.yaml
run slip
like err 'own.yaml:1:17: warning: .grading.scal. is no key of a course, and locks nothing' "locked: a key that there is not"
is "$(grep -c 'locks nothing' err)" 1 "... and only that"
printf 'title: x\ninclude: course.yaml\n' >department/loop.yaml
mkdir loop && printf 'include: course.yaml\ntitle: x\n' >loop/course.yaml
run loop
like err 'included too deep' "a file that includes itself"
printf 'include: list.yaml\ntitle: x\n' >loop/course.yaml
printf -- '- x\n' >loop/list.yaml
run loop
like err 'list.yaml. holds no keys of a course' "a file without keys"

# --set
mkdir set
printf 'title: A\nlanguage: en\nterm: Fall 2025\nstaff: [{name: Ada}, {name: Bob}]\n' >set/course.yaml
printf 'Text.\n' >set/a.md
run --set term="Spring 2026" --set style.paper=a4 --set staff.2.name=Charles --dump=course set
is "$status $(cat err)" "0 " "--set: status 0"
like out 'Spring 2026' "--set: a value with a space"
like out 'Charles' "--set: an element of a list"
like out 'Ada' "--set: its neighbours stay"
run --set style.paper=a4 set -o a.pdf
is "$(pdfinfo a.pdf | grep -o 'A4')" A4 "--set: a key that course.yaml lacks"
run --set style.paper=a5 set
is $status 1 "--set: checked by the schema"
like err '^--set:1:13: error: .paper. must be' "--set: the place in the argument"
run --set stile.paper=a4 set
like err 'did you mean .style.' "--set: unknown keys"
run --set staff.3.name=x set
like err 'no element of this list, which has 2' "--set: no such element"
run --set links.1.label=Map --set links.1.url=https://example.org --dump=course set
is "$status $(cat err)" "0 " "--set: the first element of a list that course.yaml lacks"
like out 'https://example.org' "... it is there"
run --set 'staff=[{name: Eve}]' --dump=course set
like out 'Eve' "--set: a list"
unlike out 'Bob' "--set: a list replaces a list"
run --set title=B --dump=course set/a.md
is "$status" 0 "--set: of a single page"
like out '"?B"?' "--set: of a single page: its title"
run --set nonsense set
is $status 2 "--set without =: status 2"

done_testing
