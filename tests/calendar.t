#!/bin/sh
# A whole term: dates by another program, the schedule as it prints, names of dates in text, and another term.
. "$(dirname "$0")/tap.sh"

cp -r "$here/in/term" .
run --root term --dump=course term/course
is "$status$(cat err)" 0 "a whole term: no messages"
grep -E '^(session|class|cancelled) |^  (topic|off|swap|event|due) ' out >dates
same dates "$here/expected/term-dates.txt" "every date of the term"
grep '^class' out | awk '$3 != "Fri" {print $2}' >got
python3 - >wanted <<'END'
from datetime import date, timedelta
day, end = date(2025, 8, 25), date(2025, 12, 5)
recess = lambda a, b: {a + timedelta(n) for n in range((b - a).days + 1)}
off = {date(2025, 9, 1)} | recess(date(2025, 10, 11), date(2025, 10, 13)) | recess(date(2025, 11, 26), date(2025, 11, 28))
while day <= end:
    weekday = 0 if day == date(2025, 10, 14) else day.weekday()
    if weekday in (0, 2) and day not in off:
        print(day)
    day += timedelta(1)
END
is "$(cat got)" "$(cat wanted)" "the lectures, counted by another program"
is "$(wc -l <got | tr -d ' ')" 28 "28 of them"
grep '^class' out | awk '$3 == "Fri" {print $2}' >got
for n in 0 2 4 6 8 10; do date -u -d "2025-09-05 + $n weeks" +%F; done >wanted
is "$(cat got)" "$(cat wanted)" "the labs, every second week, by GNU date"

run --root term term/course -o term.pdf
is "$status$(cat err)" 0 "the PDF: no messages"
pdftotext term.pdf - | tr -s '\n\f ' '   ' >term.txt
for words in 'midterm is on October 14, 2025, the final on December 12, 2025' 'Mon Aug 25 Overview' 'Oct 14 Midterm exam' \
	'No class: Labor Day' 'No class: Midterm recess' 'Nov 26–28 No class: Thanksgiving recess' 'best 8 of 10' 'From 93% 90%'; do
	grep -qF "$words" term.txt
	ok $? "the PDF: $words"
done
run --root term --dump=document term/course
grep -oE '(row|text) ?.*' out >rows
same rows "$here/expected/term-rows.txt" "the schedule and the grading, cell by cell"
qpdf --check term.pdf >/dev/null 2>&1
ok $? "qpdf --check"

# course YAML: a course of four weeks, Mondays and Wednesdays from 2025-09-01
course() {
	rm -rf c && mkdir c
	printf "title: A\nlanguage: ${2:-en-US}\nstart: 2025-09-01\nend: 2025-09-26\nmeetings: [{days: MW, time: 10:00-11:00 AM}]\n$1\n" >c/course.yaml
	printf "${3:-Text.}\n" >c/a.md
	run --dump=document c
}
course 'schedule: [A, B, C, D, E, F, G, H, I]'
is $status 1 "too many topics: status 1"
like err 'c/course.yaml:6:36: error: no class is left for .I.: the last one is on Wednesday 2025-09-24' "too many topics: the entry, the date"
like err 'merge entries' "too many topics: the way out"
course 'calendar: [{from: 2025-09-06, to: 2025-09-14, name: Recess}]\nschedule: [A, B, C]'
like out '"Sep 6–14"' "a recess that begins on a weekend: its own days"
for style in '|' '>' ''; do
	course "schedule: $style\n  1. Introduction\n  2. Sets and *maps*\n  3. Trees"
	is "$(grep -cE 'text "(Introduction|Sets and |Trees)"' out)" 3 "a schedule that is numbered lines, written ${style:-plain}"
done
course 'schedule: |\n  - Introduction\n  - Sets, a topic\n    of two lines {{date x}}\n  - Trees'
like out 'text "Trees"' "a line that goes on"
like err 'c/course.yaml:9:18: error: .\{\{date x' "... and places in such lines"
course 'schedule: |\n  Introduction\n  Sets'
like err 'course.yaml:6:1: warning: .schedule. is one text of 2 lines, and so one entry' "a schedule of lines that are no list"
course 'schedule: [{topic: A, readings: [Smith 2009, Jones 2011]}, {topic: B, readings: ["Smith, *A*. Boston, 2009.", "Jones, *B*. Paris, 2011."]}]'
like out 'text "Smith 2009; Jones 2011"' "readings in a row"
is "$(grep -c line-break out)" 1 "readings that are references in full: on lines of their own"
course 'schedule: [A, B]'
like err 'note: the schedule says nothing for 6 of 8 classes; the first is on Monday 2025-09-08' "too few topics"
course 'calendar: [{date: 2025-09-08, name: Feast}]\nschedule: [A, {topic: B, date: 2025-09-08}]'
like err 'error: .B. is pinned to Monday 2025-09-08, a day off: Feast' "a pin on a holiday"
like err 'the next class is on Wednesday 2025-09-10' "a pin on a holiday: the way out"
course 'schedule: [A, B, {topic: C, date: 2025-09-03}]'
like err 'error: .C. is pinned to Wednesday 2025-09-03, but .B.' "a pin before its predecessor"
course 'style: {weeks: start, recess: skipped}\ncalendar: [{from: 2025-09-08, to: 2025-09-12, name: Recess}]\nschedule: [A, B, C]'
grep -A1 -E 'text "(1|2|3)"' out | grep -oE '"[0-9]"' | tr '\n' ' ' >weeks
is "$(cat weeks)" '"1" "2" ' "a recess without a number"
course 'style: {weekday: long}\nschedule: [A]'
like out 'text "Monday Sep 1"' "the day of the week in full"
course 'style: {weekday: none, revised: yes}\nrevised: 2025-08-20\nschedule: [A]'
like out 'text "Sep 1"' "no day of the week"
like out 'text "Revised August 20, 2025"' "the revision's date on request"
course 'schedule: [{topic: A, id: first}, {topic: B, due: {name: Essay, date: meeting 3 - 1 day 23:59}}]' de-DE \
	'Am {{date first}}, {{meeting 3}}, {{week 2}}, {{start}} und {{end}}.'
for words in '1. September 2025' '8. September 2025' '26. September 2025'; do
	grep -q "$(printf '%s' "$words" | sed 's/\. /.\xc2\xa0/')" out
	ok $? "in German: $words"
done
like out 'Essay' "a deadline of its own: what"
grep -q 'So 7.*, 23:59' out
ok $? "a deadline of its own: when, by the clock of the language"
course 'schedule: [A, B, C]' fr 'Le {{meeting 1}}, le {{meeting 2}}.'
like out '"1er.+septembre 2025"' "in French: the first of a month"
course 'schedule: [{topic: A, due: "meeting 3 - 1 day 23:59"}]'
grep -q 'Sun Sep 7, 11:59.PM' out
ok $? "11:59 PM, and not midnight"
course 'schedule: [{topic: A, due: meeting 99}]'
like err 'error: .meeting 99.: the course has no such meeting' "a deadline at no meeting"
like err '= it has meetings 1 to 8' "a deadline at no meeting: how many there are"
course 'schedule: [{topic: A, id: first}]' en-US 'On {{date last}}, {{week 30}}, {{meeting 77}}, {{date}}.'
like err 'c/a.md:1:4: error: .\{\{date last\}\}.: the course has no date of that id' "an unknown name"
like err 'it knows: first' "an unknown name: those that are known"
like err 'it has weeks 1 to 4' "a week too far"
course 'schedule: [{topic: A, id: first}]' en-US 'On {{first}} and {{date: first}}.'
is "$(grep -c 'error: .*the course has no date of that name' err)" 2 "an id without its word, and with a colon too many"
like err '= write \{\{date ID\}\}' "... the way out"
rm -rf c && mkdir c
printf 'title: A\nlanguage: en\nschedule: [{topic: A, id: first}]\n' >c/course.yaml
printf 'On {{date first}}.\n' >c/a.md
run c
like err '= entries have days when there are .start.' "an entry without a day: what is lacking"
for days in 'Montag und Mittwoch' 'lundi, mercredi' 'lunes y miércoles' 'Mo, Mi' 'MW' 'Mon/Wed'; do
	rm -rf c && mkdir c
	printf 'title: A\nstart: 2025-09-01\nend: 2025-09-07\nmeetings: [{days: "%s"}]\n' "$days" >c/course.yaml
	run --dump=course c
	is "$(grep -c '^class' out)" 2 "days: $days"
done

# every day of every week by another program: a term from a Wednesday, with a recess week that counts or not, and weeks from the start
for style in 'weeks: meeting' 'recess: skipped' 'weeks: start' 'weeks: start, recess: skipped'; do
	rm -rf c && mkdir c
	cat >c/course.yaml <<-END
		title: A
		language: en-US
		start: 2025-08-27
		end: 2025-12-12
		style: {$style}
		meetings: [{days: Tue, time: 10 AM}]
		calendar: [{from: 2025-10-11, to: 2025-10-19, name: Recess}]
		grading:
		  items:
	END
	for week in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
		for day in Monday Tue Wed R F Saturday Sun; do
			echo "    - {name: w$week $day, weight: 1, due: $day of week $week 5 PM}"
			echo "- w$week $day: {{week $week $day}}" >>c/a.md
		done
	done >>c/course.yaml
	run --force c -o c.ics
	tr -d '\r' <c.ics | awk -F: '/^DTSTART/ {d = substr($2, 1, 4) "-" substr($2, 5, 2) "-" substr($2, 7, 2)} /^SUMMARY.*Due/ {print d $NF}' |
		sort >got
	run --force c -o c.html
	grep -oE 'w[0-9]+ [A-Z][a-z]*: .*2025' c.html | sed 's/\(.*\): \(.*\)/\2 \1/' | while read -r m d y name; do echo "$(date -d "$m $d $y" +%F) $name"; done |
		sort >named
	is "$(cat named)" "$(cat got)" "... and in text"
	STYLE="$style" python3 - >wanted <<-'END'
		import os
		from datetime import date, timedelta
		style, week = os.environ['STYLE'], 0
		monday = date(2025, 8, 25) if 'start' in style else date(2025, 9, 1)
		while week < 14:
		    if not ('skipped' in style and monday == date(2025, 10, 13)):
		        week += 1
		        for n, day in enumerate('Monday Tue Wed R F Saturday Sun'.split()):
		            print(monday + timedelta(n), f'w{week} {day}')
		    monday += timedelta(7)
	END
	is "$(cat got)" "$(sort wanted)" "the days of the weeks by another program: $style"
done

for due in 'week 3 Friday' 'Week 3, Fri' 'Friday of week 3' 'Fri wk 3' 'Friday (week 3)' 'F of week 3' 'vendredi de la semaine 3' 'Freitag Woche 3' \
	'week 2 Fri + 1 week' 'by Friday of week 3' 'week 3 – Friday' 'week 3: Fri' 'week three Friday' 'Friday of the third week' 'the 3rd week, Friday' \
	'3. Woche Freitag' 'Freitag der dritten Woche' 'Woche drei Freitag' 'la 3e semaine, vendredi' 'vendredi de la troisième semaine' \
	'viernes de la semana tres' 'viernes de la 3ª semana' 'sexta-feira da terceira semana' 'vrijdag week drie' 'piątek trzeciego tygodnia' \
	'пятница третьей недели' '3-я неделя, пятница' '第3周 星期五' '第3週（金）' '3주차 금요일' 'KW 38 Freitag' 'KW38, Fr' 'calendar week 38 Friday' \
	'Freitag, KW 38' 'Freitag der Kalenderwoche 38' 'bis Freitag KW 38' 'ISO week 38 Fri'; do
	course "schedule: [{topic: A, due: \"$due, 5 PM\"}, {topic: B, due: {name: Essay, date: \"$due\"}}]"
	is "$(grep -cE 'Fri Sep 19(, 5:00.PM)?"' out)" 2 "the Friday of a week: $due"
done
course 'schedule: [{topic: A, due: "meeting 3, 5 PM"}]'
like out 'Mon Sep 8, 5:00.PM' "a comma before the time"
course 'schedule: [A, {topic: Exam, date: week 2 Wed}, B, {topic: C, date: Wednesday of week 4}]'
like out 'text "Wed Sep 10"' "a pin to the day of a week"
like out 'text "Wed Sep 24"' "... and another"
course 'calendar: [{date: 2025-09-10, name: Feast}]\nschedule: [A, {topic: Exam, date: week 2 Wed}]'
like err 'error: .Exam. is pinned to Wednesday 2025-09-10, a day off: Feast' "a pin to the day of a week, which is off"
course 'schedule: [A, {topic: Exam, date: week 2 Fri}]'
like err 'warning: .Exam. is pinned to Friday 2025-09-12, and no class meets' "a pin to the day of a week without class"
course 'schedule: [{topic: A, due: week 7 Friday}]'
like err 'error: .week 7 Friday.: the course has no such week' "the day of a week behind the end"
course 'schedule: [{topic: A, due: week 0 Friday}, {topic: B, due: week 100 Fri}, {topic: C, due: "by September 12, 2025, noon"}, {topic: D, due: end of week 2}]'
is "$(grep -c 'the course has no such week' err)" 2 "weeks that no course has"
like out 'Fri Sep 12, 12:00.PM' "by a date"
like err 'warning: .end of week 2. is text' "the end of a week is no day"
course 'schedule:\n  Week 1: Introduction\n  week 2 Wed: Sets'
like err '= write it as an entry of a list: - .topic: "Introduction", date: Week 1' "weeks as keys of the schedule"
like err '= .* - .topic: "Sets", date: week 2 Wed' "... and days of weeks"
course 'schedule: [{week: 2, topic: A}]'
like err '= write: date: week 2' "the key week"
course 'staff: {Ada: ada@example.edu}\ncalendar: {2025-09-08: Feast}'
like err '. - .name: Ada, email: ada@example.edu' "people as keys: an address of mail"
like err '. - .name: Feast, date: 2025-09-08' "days as keys: a name of one word"
course 'schedule: [{topic: A, due: "Essay (Friday of week 2)"}, {topic: B, due: "week 3 quiz"}, {topic: C, due: "5 PM, Fri wk 3"}]'
is "$(grep -c 'warning: .*its day and week are printed as they stand' err)" 2 "days of weeks in what is text"
like err '= write: due: \{name: ..., date: week 10 Friday 5 PM\}, or KW 42 Friday' "... the way out"
course 'schedule: [{topic: A, due: Essay (KW 38)}, {topic: B, due: KW 38/39}, {topic: C, due: "Ende KW 38"}, {topic: D, due: one week later}]'
is "$(grep -c 'warning: .*its day and week are printed as they stand' err)" 3 "weeks of the calendar in what is text"
course 'schedule: [{topic: A, date: KW 37}, {topic: B, date: KW 38 Mi}, {topic: C, date: week four}]' en-US 'On {{KW 38}}, {{Woche 3 Freitag}}, {{week three}}.'
is "$(grep -oE 'text "(Mon|Wed) Sep [0-9]+"' out | tr '\n' ' ')" 'text "Mon Sep 8" text "Wed Sep 17" text "Mon Sep 22" ' "pins to weeks of the calendar, and in words"
like out 'text "September 19, 2025"' "... and in text"
course 'schedule: [{topic: A, date: KW 37}, {topic: B, date: KW 36}]'
like err 'error: .B. is pinned to Monday 2025-09-01, but .A.' "a week of the calendar before the entry above it"
course 'schedule: [{topic: A, date: KW 42}, {topic: B, due: KW 20}, {topic: C, due: KW 60}, {topic: D, due: week 9}]' en-US 'On {{KW 20}}.'
like err 'error: .A. is pinned to .KW 42., in which no class meets' "a week of the calendar behind the end"
like err '= the last class is in week 4 \(KW 39\), on Wednesday 2025-09-24' "... the way out"
is "$(grep -c 'has no such week' err)" 4 "... in deadlines and text"
course 'schedule: [{topic: A, due: {name: Paper, date: KW 44 Fri}}]'
like out 'Paper, Fri Oct 31' "a paper in a week of the calendar behind the end"
course 'calendar: [{from: 2025-09-15, to: 2025-09-17, name: Recess}, {date: 2025-09-20, name: Concert, time: 7 PM}]\nschedule: [A, B]'
like out 'text "Recess"|No class: Recess' "a day off between the last entry and an event"
course 'schedule: [{topic: A, due: week 9}]'
like err '= it has weeks 1 to 4, which are KW 36 to KW 39 of the calendar' "... what there are"

course 'meetings: [{days: MW}, {kind: TP, days: Fri}]\nschedule: [A, {topic: B, kind: TP}]' fr
sed -i '/^meetings: .{days: MW, time/d' c/course.yaml && run --dump=document c
like out 'text "TP.: B"' "a colon as in French"

# topics that say when they are
course 'schedule: ["Week 1: A", "Week 2: B", "Sep 8: C", "Week 2 - D", "Week 3 quiz", "Monday, September 15: E", "2025-09-15: F"]'
is "$(grep -c 'warning: .* stands on' err)" 3 "topics that begin with another week or date than theirs"
like err 'warning: .Week 2: B. stands on Wednesday 2025-09-03, in week 1' "... a week"
like err '= say in its date when it is: - .topic: "B", date: Week 2' "... the way out"
like err 'warning: .2025-09-15: F. stands on Monday 2025-09-22, in week 4' "... a date"
course 'schedule: [{topic: A, date: KW 42-44}]'
like err '= for example: date: week 7 .or KW 42, of the calendar.; several classes: length: 3' "several weeks"
course 'schedule: [{topic: A, due: "week 2 Fri kl. 14"}, {topic: B, due: "Woche 2 Freitag um 14 Uhr"}]'
is "$(grep -cE 'Fri Sep 12, 2:00.PM' out)" 2 "words before a time"

# the calendar's weeks over New Year, by another program
mkdir c2
printf 'title: A\nlanguage: de\nstart: 2026-10-12\nend: 2027-02-05\nmeetings: [{days: Do}]\nstyle: {weeks: calendar}\ncalendar: [{from: 2026-12-21, to: 2027-01-03, name: Ferien}]\nschedule:\n' >c2/course.yaml
for week in 42 43 44 45 46 47 48 49 50 51 1 2 3 4 5; do
	echo "- {topic: T$week, date: Woche $week}" >>c2/course.yaml
	date -u -d "$([ $week -lt 42 ] && echo 2027-01-07 + $((week - 1)) weeks || echo 2026-10-15 + $((week - 42)) weeks)" "+%V %d" | sed 's/^0//'
done >wanted
echo 'Am {{Woche 53 Montag}}.' >c2/a.md
run --dump=document c2
is "$status $(cat err)" "0 " "a course by the calendar's weeks"
python3 - >got <<'END'
import re
rows = re.findall(r'text "(\d+)"\s(?:(?!\brow\b).)*?text "Do (\d+)\.', open('out').read(), re.S)
print('\n'.join(f'{w} {int(d):02}' for w, d in rows))
END
is "$(cat got)" "$(cat wanted)" "... their numbers and days"
like out 'text "KW"' "... the column's head"
like out 'text "28\..Dezember 2026"' "... week 53"
rm -rf c && mkdir c
printf 'title: A\nlanguage: en\nschedule: [{topic: A, due: week 2}, {topic: B, due: Friday of week 3}]\n' >c/course.yaml
echo 'Text.' >c/a.md
run --dump=document c
is "$status $(grep -c 'warning: .*the course has no dates by which weeks could be counted' err)" "0 2" "weeks of a course without dates"
like out 'text "Friday of week 3"' "... print as they stand"

rm -rf c && mkdir c
printf 'title: A\nlanguage: pl\nstart: 1 października 2025\nend: 30 stycznia 2026\nmeetings: [{days: "śr., pt."}]\n' >c/course.yaml
printf 'calendar: [{date: 11 lis 2025, name: X}]\nschedule: [A, {topic: B, date: 15 paź. 2025, due: "piątek, 10 października 2025, 23:59"}]\n' >>c/course.yaml
printf 'Do: piątek, 9 października.\n' >c/a.md
run --check c
like err 'c/a.md:1:5: warning: .piątek, 9 października.: 2025-10-09 is a Thursday, not a Friday' "dates in Polish: text"
run --dump=document c
like out 'text "pt. 10 paź, 23:59"' "dates in Polish: a deadline"
like out 'text "śr. 15 paź"' "dates in Polish: a pin"
run --roll 2026-02-23..2026-06-15 c
like out 'c/a.md:1:5: .piątek, 9 października. in text$' "dates in Polish: --roll"

rm -rf c && mkdir c
cat >c/course.yaml <<'END'
title: A
language: en-US
start: 2025-09-01
end: 2025-09-26
meetings:
  - {kind: Class, days: Mon-Wed, time: 9 AM - noon}
  - {kind: Online, days: Sat, time: 10:00 - 11:00}
  - {kind: Trip, days: Fri, from: 2025-09-05, to: 2025-09-05}
  - {kind: Walk, days: Sun, from: 2025-09-01, to: 2025-09-05}
calendar:
  - {date: 2025-09-05, name: Feast}
  - {date: 2025-09-21, meets: yes, kind: Online, name: Make-up session}
  - {date: 2025-09-20, meets: yes, kind: Class, name: Saturday class}
schedule: [A, B, C]
END
echo 'Text.' >c/a.md
run --dump=document c
like err 'course.yaml:8:5: warning: no class meets on .Fri.: each day is off, the first for Feast' "meetings that never meet, because of days off"
like err 'course.yaml:9:5: warning: no class meets on .Sun.: there is no such day from 2025-09-01 to 2025-09-05' "... because there is no such day"
like out 'text "Mon–Wed 9 AM–noon"' "ranges of days, and of times in words, have a dash"
like out 'text "Online: Make-up session"' "an extra class of a kind that the schedule does not tell of has a row"
unlike out 'Saturday class' "one that it tells of waits for its entry"

# a shared calendar speaks under its own name
printf 'calendar: [{date: 2025-09-31, name: X}]\n' >term/department/fall-2025.yaml
run --root term --check term/course
like err '^term/course/../department/fall-2025.yaml:1:19: error: ' "a shared calendar's mistakes stand in its own file"
run --check term/course
like err 'outside the content directory' "without --root it is out of reach"
cp "$here/in/term/department/fall-2025.yaml" term/department/

# another term
run --root term --roll 2026-01-12..2026-05-01 --calendar ../department/spring-2026.yaml term/course
is $status 0 "--roll: status 0"
same out "$here/expected/roll.txt" "--roll: what would change"
cmp -s term/course/course.yaml "$here/in/term/course/course.yaml"
ok $? "--roll changes nothing"
run --root term --roll 2026-01-12..2026-05-01 --calendar ../department/spring-2026.yaml --write term/course
diff "$here/in/term/course/course.yaml" term/course/course.yaml >changes
same changes "$here/expected/roll.diff" "--roll --write: only those lines"
run --root term term/course -o spring.pdf
is $status 0 "the course of the new term builds"
run --roll 2026-05-01..2026-01-12 term/course
is $status 2 "a term that ends before it starts: status 2"
run --write term/course
is $status 2 "--write alone: status 2"
course 'calendar: [{date: 2025-09-08, name: Labor Day}]'
printf '# new\n- {date: 2026-01-19, name: Labor Day}\n- {date: 2026-01-14, name: Other}\n' >c/new.yaml
run --roll 2026-01-12..2026-02-01 --calendar new.yaml --write c
like c/course.yaml '^calendar: \[new.yaml, \{date: 2026-01-19, name: Labor Day\}\]$' "days in course.yaml take the new calendar's dates by name"

course 'calendar: [{date: 2025-09-08, name: Feast}]' en-US 'The talk is on Friday, September 5, 2025.'
run --roll 2026-01-12..2026-02-01 c
like out 'c/a.md:1:16: .Friday, September 5, 2025. in text$' "--roll names the dates in text, which it does not change"
like out 'c/course.yaml:6:12: .Feast. keeps its date' "and days that no calendar knows"
is "$(ls c)" "a.md
course.yaml" "and leaves nothing behind"

done_testing
