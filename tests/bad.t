#!/bin/sh
# What authors get wrong: each mistake has a message at its place, and nothing falls over.
. "$(dirname "$0")/tap.sh"

# course YAML: a directory c with this course.yaml and one section
course() {
	rm -rf c && mkdir c
	printf "$1" >c/course.yaml
	printf 'Text.\n' >c/a.md
	run c -o c.pdf
}

run nowhere -o a.pdf
is $status 1 "missing directory: status 1"
like err 'nowhere' "missing directory: named"
mkdir empty
run empty -o a.pdf
is $status 1 "nothing in the directory: status 1"
run nowhere.md -o a.pdf
is $status 1 "missing page: status 1"

course ''
is $status 1 "empty course.yaml: status 1"
like err '^c/course.yaml:1:1: error: ' "empty course.yaml: placed"
course 'subtitle: x\n'
is $status 1 "no title: status 1"
like err 'title' "no title: named"

course 'title: A\nstaff:\n\t- name: X\n'
is $status 1 "a tab: status 1"
like err '^c/course.yaml:3:1: error: .*tab' "a tab: placed and named"
course 'title: A\nnotice: [x](y) more\n'
is $status 1 "an unquoted link: status 1"
like err '^c/course.yaml:2:' "an unquoted link: placed"
like err 'notice: "\[x\]\(y\) more"' "an unquoted link: the line is shown quoted"
course 'title: Seminar: an introduction\n'
like err 'title: "Seminar: an introduction"' "a colon in a value: the line is shown quoted"
course 'title: A\nlanguage: english\n'
like err '^c/course.yaml:2:11: error: .language. must be a language tag' "a language by its name: status 1"
course 'title: A\nlanguage: en\ngrading:\n  items:\n    Quizzes: 20%%\n    Project: 80%%\n'
like err '^c/course.yaml:5:5: error: unknown key .Quizzes.' "a name as a key: placed"
like err '= write it as an entry of a list: - \{name: Quizzes, weight: 20%\}' "a name as a key: written as an entry"
is "$(grep -c error: err)" 2 "a name as a key: one message each, and none about missing names"
course 'title: A\nlanguage: en\ngrading:\n  Quizzes: 100%%\n'
like err '= write it as an entry of a list: items: \[\{name: Quizzes, weight: 100%\}, ...\]' "... below the list"
course 'title: A\nlanguage: en\ncalendar:\n  - Spring break: 2027-03-15\n'
like err '= write it as an entry of a list: - \{name: Spring break, date: 2027-03-15\}' "... as a day off"
is "$(grep -c error: err)" 1 "... and nothing else is said of it"
course 'title: A\nlanguage: en\ncalendar:\n  - 2027-03-15: Spring break\n'
like err '= write it as an entry of a list: - \{name: Spring break, date: 2027-03-15\}' "... the day before its name"
course 'title: A\nlanguage: en\nnotice:\n  Bring a pen.\n  Room: 5\n'
like err '= write: notice: "Bring a pen. Room: 5"' "a colon in a value below its key: the line is shown quoted"
course 'title: A\nlanguage: en\nstaff\n  - Ada\n'
is "$(grep -c error: err)" 1 "a key without its colon above a list: one message"
course 'title: A\nlanguage: en\nstaff: [{name: Ada, email: a@b.c},\nterm: Fall 2026\nsubtitel: x\n'
like err '^c/course.yaml:3:8: error: .\[. is not closed, or a comma is missing behind it$' "an open bracket: placed"
is "$(grep -c error: err) $(grep -c subtitel err)" "2 2" "... and the keys below it are read as they were meant"
course 'title: A\nlanguage: en\nstaff:\n  - {name: Ada, email: a@b.c\nterm: Fall 2026\n'
like err '^c/course.yaml:4:5: error: .\{. is not closed' "an open brace in a list"
is "$(grep -c error: err)" 1 "... and nothing else is said"
course 'title: A\nlanguage: en\nstaff: [{name: Ada\nterm: Fall 2026\n'
like err '= close it with .\}\].; text' "two open brackets: both are to be closed"
is "$(grep -c error: err)" 1 "... and nothing else is said"
course 'title: A\nlanguage: en\nstaff: [\n  {name: Ada},\n  {name: Bo},\n\n# a comment\nterm: Fall 2026\n'
is "$(grep -c error: err)" 1 "an open bracket over several lines: one message"
course 'title: A\nlanguage: en\nTERM: x\nstaff:\n  -name: Ada\n'
like err 'unknown key .TERM.: did you mean .term.' "a key in capitals: a suggestion"
like err 'unknown key .-name.: did you mean .- name.' "a dash without its space"
course 'title: A\nlanguage: en\ntextbook: x\n'
like err 'what has no key stands in the text of a section' "what is no key: where it belongs"
course 'title: A\nlanguage: en\nstart date: 2025-09-01\nClass times: MWF\nlastDayOfClass: x\nOffice hours: Mon\nWeek 1: Overview\nmeetings: [{days: alternate Thursdays}]\n'
like err 'unknown key `start date`: did you mean `start`' "keys in words: start date"
like err 'unknown key `Class times`: did you mean `meetings`' "... class times"
like err 'unknown key `lastDayOfClass`: did you mean `end`' "... in one"
like err '= it is the key `hours` of `staff`' "... of a part"
like err '= write it as an entry of a list below `schedule:`: - .topic: "Overview", date: Week 1' "weeks beside the schedule"
course 'title: A\nlanguage: en\nlinks: [{label: Canvas, url: canvas.example.edu/courses/1}, {label: File, url: notes/a.txt}]\n'
is "$(grep -c 'no file of the content' err)" 1 "an address that begins with its host is one, a file's name is not"
course 'title: A\nlanguage: en\nmeetings: [{days: alternate Thursdays}]\n'
like err '= for example: days: Tue, Thu; every second Thursday: days: Thu, every: 2' "every second week"
course 'title: A\nlanguage: en\ncalendar:\n  - {date: 2027-03-15, name: Break, off: yes}\n'
like err '^c/course.yaml:4:37: error: unknown key .off.' "off: no key of a day of the calendar"
like err '= leave it out: a day of the calendar is a day off' "... the way out"
course 'title: A\nlanguage: en\ncalendar:\n  - {date: 2027-03-15 - 2027-03-19, name: Break}\n'
like err '; several days: from: 2025-11-24, to: 2025-11-28' "a range of days as a date: the way out"
course 'title: A\nlanguage: en\nschedule:\n  - topic: Problem set #3\n  - {topic: Loops, due: Essay #2}\n  - topic: Trees  # 3 of them\n'
like err '^c/course.yaml:5:31: error: a # behind a space starts a comment' "a # in braces: placed"
like err 'write: - \{topic: Loops, due: "Essay #2"\}' "... the line is shown quoted"
like err '^c/course.yaml:4:24: warning: .#3. starts a comment' "a # and a number behind a value: a warning"
is "$(grep -c ' warning: ' err)" 1 "... not of a comment"
course 'title: A\nlanguage: en\nstyle: {color: #1f4e79, paper: A4}\n'
like err 'write: style: \{color: "#1f4e79", paper: A4\}' "a colour without quotes in braces"
is "$(grep -c 'error:' err)" 1 "a choice in capital letters"
course 'title: A\nlanguage: en\n<<<<<<< HEAD\nterm: Fall\n=======\nterm: Spring\n>>>>>>> other\n'
like err '^c/course.yaml:3:1: error: a conflict of two versions' "marks of a merge: placed"
like err '^c/course.yaml:6:1: error: .term. stands here a second time' "... what they parted is read"
is "$(grep -c error: err)" 2 "... and nothing else is said of them"
printf -- '---\ntitle: A\nlang: en\n---\nText[^1] and [^2], not `[^3]`.\n\n```shedule\n```\n\n```sql\n```\n\n[^1]: Note.\n' >note.md
run note.md
like err '^note.md:5:14: warning: there is no footnote .2. in this file' "a footnote that there is not"
like err '^note.md:7:1: warning: there is no block .shedule.: did you mean .schedule.' "a block's name misspelt"
is "$(grep -c warning: err)" 2 "... and nothing else"
printf '# A\n\n<<<<<<< HEAD\nold\n||||||| base\n=======\nnew\n>>>>>>> other\n\n```\n<<<<<<< HEAD\n=======\n>>>>>>> x\n```\n' >merge.md
run --dump=document merge.md
is "$status $(grep -c ' error: ' err)" "1 1" "... in a page, and not in code"
unlike out '<<<<<<< HEAD"' "... they are not set"
printf '# \360\237\230\200 Gr\303\274\303\237e\r\n\r\nText.\n' | iconv -f UTF-8 -t UTF-16 >wide.md
run --dump=document wide.md
is $status 0 "UTF-16: status 0"
like err '^wide.md:1:1: warning: this file is in UTF-16' "UTF-16: a warning"
like out 'heading.* title="😀 Grüße"|text "😀 Grüße"' "UTF-16: read"
printf 'title: A\nlanguage: en\n' | iconv -f UTF-8 -t UTF-16BE | (printf '\376\377'; cat) >c/course.yaml
run --dump=course c
like out '^title "A"' "UTF-16 of the other order"
course 'title: A\nmeting:\n  - {days: Fri}\n'
is $status 1 "unknown key: status 1"
like err '^c/course.yaml:2:1: error: .*meting.*did you mean .meetings' "unknown key: placed, with a suggestion"
course 'title: A\nmeetings: Friday\n'
is $status 1 "wrong type: status 1"
like err '^c/course.yaml:2:11: error: ' "wrong type: placed"
course 'title: A\nstart: yesterday\n'
like err '^c/course.yaml:2:8: error: ' "no date: placed"
course 'title: A\ntitle: B\n'
like err '^c/course.yaml:2:1: error: ' "a key twice: placed at the second"
course 'title: A\nstyle: {color: "#ffff00"}\n'
like err '1\.0[0-9]' "a colour without contrast: the ratio is measured"
course 'title: A\nstyle: {fonts: {text: No Such Family}}\n'
like err 'No Such Family' "a family that is not there: named"
course 'title: \351t\351\n'
is $status 0 "invalid UTF-8: status 0"
like err '^c/course.yaml:1:8: warning: ' "invalid UTF-8: a warning at its place"
course 'title: A\nsections: [a.md, b.md]\n'
like err '^c/course.yaml:2:[0-9]*: error: .*b\.md' "a section that is not there: placed"

# files outside the roots
printf 'secret' >secret.md
course 'title: A\nsections: [../secret.md]\n'
is $status 1 "..: status 1"
like err 'outside the content directory' "..: refused"
course 'title: A\n'
ln -s ../secret.md c/link.md
run c -o c.pdf
like err 'link.md.*outside' "a link outwards: refused"
run --root=. c -o c.pdf
is $status 0 "--root allows it"
printf '![a](/etc/passwd)\n' >c/link.md.md
rm c/link.md
run c -o c.pdf
like err '^c/link.md.md:1:[0-9]*: warning: there is no image' "an absolute address starts at the content, not at the machine's root"

# values that stand in one line
course 'title: A\ninstitution: "one {{ two"\ndepartment: "three }} four"\n'
is $status 0 "code that begins in one value and ends in another: status 0"
pdftotext c.pdf - | grep -q 'one {{ two'
ok $? "code that begins in one value and ends in another: text"

# Markdown
course 'title: A\n'
printf 'One.\n\n![alt](none.png)\n' >c/a.md
run c -o c.pdf
is $status 0 "missing image: status 0"
like err '^c/a.md:3:[0-9]*: warning: .*none\.png' "missing image: a warning at its line"
pdftotext c.pdf - | grep -q none.png
ok $? "missing image: its name is on the page"
printf 'not a picture' >c/none.png
run c -o c.pdf
is $status 0 "an image that is none: status 0"
like err '^c/a.md:3:' "an image that is none: placed"
printf 'A \342\200\223 dash, a bad byte: \377.\n' >c/a.md
run c -o c.pdf
is $status 0 "a stray byte: status 0"
like err '^c/a.md:1:[0-9]*: warning: ' "a stray byte: a warning at its place"
printf '```figure\nrow:\n  - {block: A, fil: red}\n```\n' >c/a.md
run c -o c.pdf
is $status 1 "a figure's unknown key: status 1"
like err '^c/a.md:3:16: error: .*fil.*did you mean .fill' "a figure's unknown key: placed"
printf '```figure\nalt: x\nrow: [A, B]\narrows: [A -> B]\n```\n' >c/a.md
run c -o c.pdf
like err '^c/a.md:4:10: error: no box has the id .A' "an arrow to nothing: placed"
name=$(printf 'b\033]0;x\007.md')
mkdir named && printf 'title: A\nlanguage: en-US\n' >named/course.yaml && printf 'A {{date nothing}} there.\n' >"named/$name"
run named -o c.pdf
is "$(tr -cd '\001-\010\013-\037\177' <err | wc -c)" 0 "a file's name with control characters: the terminal does not get them"
printf 'A {{date nothing}} there.\n' >c/a.md
run c -o c.pdf
is $status 1 "an unknown date: status 1"
like err '^c/a.md:1:[0-9]*: error: ' "an unknown date: placed"
printf 'Text.\n' >c/a.md
if [ "$(id -u)" != 0 ]; then
	chmod 0 c/a.md
	run c -o c.pdf
	is $status 1 "an unreadable file: status 1"
else
	rm c/a.md && mkdir c/a.md
	run c -o c.pdf
	is $status 1 "a directory where a file is expected: status 1"
fi

# deep and long
course 'title: A\n'
python3 -c 'print("> " * 3000 + "deep")' >c/a.md
run c -o c.pdf
is $status 0 "3000 quotes: status 0"
python3 -c 'print("x" * 200000)' >c/a.md
run c -o c.pdf
is $status 0 "a word of 200,000 letters: status 0"
python3 -c 'print("title: " + "[" * 20000)' >c/course.yaml
run c -o c.pdf
is $status 1 "20,000 brackets: status 1"

done_testing
