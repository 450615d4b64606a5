#!/bin/sh
# A course as iCalendar, read back by another implementation.
. "$(dirname "$0")/tap.sh"

read_back() {
	/usr/bin/python3 "$here/ical.py" "$1"
}
cp -r "$here/../content" .
run content -o a.ics
is "$status$(cat err)" 0 "the default course: no messages"
read_back a.ics >events
for n in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
	day=$(date -u -d "2025-08-29 + $n weeks" +%F)
	TZ=America/Chicago date -d "$day 15:00" +%s | { read s; date -u -d "@$s" +%FT%H:%MZ; }
done >fridays
is "$(cut -d' ' -f1 events)" "$(cat fridays)" "every Friday from 2025-08-29 to 2025-12-05, at three in Houston"
like events 'COMP 620: Machine Learning System Seminar @ Anne and Charles Duncan Hall 1070' "what and where"
run content -o b.ics
cmp -s a.ics b.ics
ok $? "the same bytes again"
is "$(grep -c '^SEQUENCE:0' a.ics)" 15 "a first edition"

cp -r "$here/in/term" .
run --root term term/course -o term.ics
is "$status$(cat err)" 0 "a whole term: no messages"
read_back term.ics >events
same events "$here/expected/term-events.txt" "classes, swap day, labs, exams, deadlines; no holidays"
cp term.ics before.ics
sed -i 's/topic: Real-time scheduling/topic: Real time/; s/room: 2014/room: 2015/' term/course/course.yaml
run --root term term/course -o term.ics
is "$(grep '^UID' term.ics)" "$(grep '^UID' before.ics)" "a changed room and topic: the same UIDs"
is "$(grep -c '^SEQUENCE:1' term.ics)" 7 "the six labs and the lecture have a new SEQUENCE"
run --root term term/course -o term.ics
is "$(grep -c '^SEQUENCE:1' term.ics)" 7 "and keep it while nothing changes"
is "$(tr -d '\n' <term.ics | awk '{n = gsub(/\r/, ""); print (n > 0)}')" 1 "lines end as the standard asks"
is "$(awk 'length($0) > 76' term.ics)" "" "and are not too long"

rm -rf c && mkdir c
printf 'title: A\nlanguage: en\ntimezone: UTC\nstart: 2025-09-01\nend: 2025-09-19\nmeetings: [{days: Mon, time: 10-11 AM}]\n' >c/course.yaml
printf 'grading: {items: [{name: Essay, weight: 100, due: week 2}]}\nschedule: [A, {topic: B, due: Essay}, {topic: C, due: Essay}]\n' >>c/course.yaml
run c -o due.ics
is "$(grep -c '^SUMMARY:A: Due: Essay' due.ics)" 2 "what an entry and a graded item say of one day is one event"

# west, east, and the night of the change
zone() {
	rm -rf c && mkdir c
	printf "title: A\ntimezone: $1\nstart: $2\nend: $3\nmeetings: [{days: $4, time: $5}]\n" >c/course.yaml
	run c -o c.ics
	read_back c.ics | cut -d' ' -f1 | tr '\n' ' '
}
is "$(zone Pacific/Honolulu 2026-03-02 2026-03-15 Sun '2:30 PM')" '2026-03-09T00:30Z 2026-03-16T00:30Z ' "Honolulu"
is "$(zone Asia/Tokyo 2026-03-02 2026-03-15 Sun '2:30 AM')" '2026-03-07T17:30Z 2026-03-14T17:30Z ' "Tokyo"
is "$(zone Asia/Kolkata 2026-03-02 2026-03-15 Sun '2:30 AM')" '2026-03-07T21:00Z 2026-03-14T21:00Z ' "Kolkata"
is "$(zone America/Chicago 2026-03-02 2026-03-15 Sun '1:30 AM')" '2026-03-08T07:30Z 2026-03-15T06:30Z ' "before and behind the change in spring"
is "$(zone America/Chicago 2026-10-26 2026-11-08 Sun '3:30 AM')" '2026-11-01T09:30Z 2026-11-08T09:30Z ' "behind the change in autumn"
is "$(zone Australia/Sydney 2026-03-30 2026-04-12 Mon '9:00 AM')" '2026-03-29T22:00Z 2026-04-05T23:00Z ' "Sydney, where autumn is in April"
zone America/Chicago 2026-03-02 2026-03-15 Sun '2:30 AM' >/dev/null
is "$status" 0 "a class in the hour that is left out is written as its teacher said"
like c.ics '^DTSTART;TZID=America/Chicago:20260308T023000' "at 2:30 by that clock"
printf 'title: A\n' >c/course.yaml
run c -o c.ics
like err 'the course has no dates' "a course without dates"

done_testing
