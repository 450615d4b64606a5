#!/bin/sh
# --check: what it finds, at which level, and what profiles ask for.
. "$(dirname "$0")/tap.sh"

cp -r "$here/../content" .
run --check content
is $status 0 "the default course: status 0"
like err '^content/course.yaml:7:8: note: the start, 2025-08-25, is a Monday, while the course meets on Fridays; the first meeting is on 2025-08-29$' "its start is no Friday"
like err '^content/course.yaml:13:27: warning: CST is not the time zone in force until 2025-11-02' "its CST is CDT until November"
like err '^content/course.yaml:18:12: note: the link .Lecture videos. has no address yet; it is needed by 2025-08-29$' "its link is pending"
is "$(grep -c '^content/[^ ]*: [a-z]*: ' err)" 3 "and nothing else"
run content -o a.pdf
is "$(cat err)" "" "a build does not look for slips"

cp -r "$here/in/slips" .
run --check slips
is $status 0 "slips: warnings only"
same err "$here/expected/slips.txt" "slips: each is found, at its place"
ls slips.pdf syllabus.pdf 2>/dev/null
is "$(ls slips.pdf syllabus.pdf 2>/dev/null)" "" "--check writes nothing"
printf -- '---\ntitle: A\nlanguage: en\n---\nSee <https://doi.org/10.2307/465144> and <https://example.edu/x>. The speaker is tbc, the room TBC.\n' >bare.md
run bare.md -o bare.pdf
is "$(grep -c 'bare address' err)" 1 "a DOI may stand as it is, another address gets a note"
is "$(grep -ci 'tbc. is still to be filled in' err)" 2 "tbc is a placeholder, too"
printf 'title: A\ncheck: {word-doubled: error, link-bare: off}\n' >slips/course.yaml
printf 'In the the library: https://example.edu/x\n' >slips/policies.md
run slips -o a.pdf
is $status 1 "a check that is raised to an error holds in every build"
like err '^slips/policies.md:1:8: error: .the. stands here twice$' "it is placed"
unlike err 'bare address' "one that is off is silent"
printf 'title: A\ncheck: {word-doubld: error}\n' >slips/course.yaml
run --check slips
is $status 1 "an unknown check: status 1"
like err "^slips/course.yaml:2:9: error: there is no check .word-doubld.: did you mean .word-doubled.\?" "an unknown check: a suggestion"
printf '# A\n\n![one](https://example.org/1.png)\n![two](https://example.org/2.png)\n\nTODO: say more. [Insert name] (FIXME)\n' >todo.md
run --check --set language=en todo.md
unlike err 'stands here twice' "two images are no doubled word"
is "$(grep -c 'is still to be filled in' err)" 3 "what authors write to themselves"
printf 'title: A\ncheck: {word-doubled: loud}\n' >slips/course.yaml
run --check slips
like err 'error: .word-doubled. must be one of .off., .note., .warning., .error.' "an unknown level"

run --list-checks
is $status 0 "--list-checks"
is "$(awk 'NR % 3 == 1 && !/^[a-z-]+ \((note|warning|error|off)(, with --check)?\)$/ || NR % 3 == 2 && !/^  / || NR % 3 == 0 && !/^  for example: /' out)" "" \
	"--list-checks explains each with an example"
for id in weekday-date zone-name grading-sum scale-gap placeholder link-same-text profile-missing; do
	like out "^$id \(" "--list-checks: $id"
done

# every clock of these zones, and the night of the change
course() {
	rm -rf c && mkdir c
	printf "title: A\nstart: 2026-01-12\nend: 2026-05-01\n$1\n" >c/course.yaml
	run --check c
}
course 'timezone: America/Chicago\nmeetings: [{days: Sun, time: 2:30 AM}]'
like err 'warning: on 2026-03-08 there is no 2:30: clocks go forward' "a class in the hour that is left out"
course 'timezone: Europe/Berlin\nmeetings: [{days: Sun, time: 2:30 AM}]'
like err 'warning: on 2026-03-29 there is no 2:30' "the same in Berlin"
course 'timezone: Asia/Tokyo\nmeetings: [{days: Sun, time: 2:30 AM}]'
unlike err 'there is no 2:30' "Tokyo has no such hour"
course 'timezone: America/Chicago\nmeetings: [{days: Mon, time: 2:30 PM CDT}]'
like err 'CDT is not the time zone in force until 2026-03-' "CDT in January"
course 'meetings: [{days: Mon, time: 2:30 PM EDT}]'
like err 'EDT is not the time zone in force until 2026-03-' "an abbreviation alone says enough"
course 'timezone: America/Chicago\nmeetings: [{days: Mon, time: 2:30 PM CT}]'
unlike err 'time zone' "CT holds all year"
course 'timezone: America/Houston'
like err 'the system knows no time zone .America/Houston' "a zone that does not exist"

# profiles: each finds its items in a full course, and misses them in an empty one
cp -r "$here/in/term" .
for profile in basic abet florida-bog ohio-3345-029 texas-hb2504 unc-400-1-6; do
	printf 'check: {profile: %s}\n' $profile >>term/course/course.yaml
	run --check --root term term/course
	cat err >>profiles
	sed -i '/^check:/d' term/course/course.yaml
done
same profiles "$here/expected/profiles.txt" "profiles: each item of each rule, with its source"
printf 'check: {profile: basc}\n' >>term/course/course.yaml
run --check --root term term/course
like err 'error: there is no profile .basc.' "an unknown profile"
is $status 1 "an unknown profile: status 1"
sed -i 's/^check:.*/check: {profile: mine.yaml}/' term/course/course.yaml
printf 'name: ours\nsource: the dean\nitems: [{name: a title, all: [data title]}, {name: a poem, any: [heading poem]}]\n' >term/course/mine.yaml
run --check --root term term/course
like err 'note: ours: a title: present' "a profile of one's own: present"
like err 'warning: ours: a poem: missing' "a profile of one's own: missing"
printf 'name: ours\nitems:\n- {name: a, anny: [opening]}\n- {any: [opening]}\n- {name: c, any: [txt poem, opening hours, each staff.email]}\n%s\n' \
	'- {name: d, all: [data grading.scal, data check.percent-differs]}' >term/course/mine.yaml
run --check --root term term/course
is $status 1 "slips in a profile: status 1"
is "$(sed -n 's,.*mine.yaml:\([0-9:]*\) error: ,\1 ,p' err)" "3:3: this item has no \`any\`
4:3: this item has no \`name\`
5:19: \`txt poem\` is no way to find an item
5:29: \`opening hours\` is no way to find an item
5:44: \`each staff.email\` is no way to find an item
6:19: \`grading.scal\` is no key of a course, and is never there" "each at its place"
echo 'name: ours' >term/course/mine.yaml
run --check --root term term/course
like err 'mine.yaml:1:1: error: the profile has no items' "a profile without items"

# rooms: eight are named, and more are told of
for n in 8 9; do
	rm -rf rooms && mkdir rooms
	printf 'title: A\nlanguage: en-US\nstart: 2026-01-05\nend: 2026-05-01\nmeetings:\n' >rooms/course.yaml
	for i in $(seq $n); do
		echo "  - {kind: K$i, days: Mon, time: 3:00 PM–4:15 PM, room: \"10$i\"}" >>rooms/course.yaml
	done
	printf '## Place\n\nThe class meets in room 999.\n' >rooms/a.md
	run --check rooms
	like err "999.*101, 102, 103, 104, 105, 106, 107, 108$([ $n = 9 ] && echo ' …' || echo '$')" "$n rooms"
done
done_testing
