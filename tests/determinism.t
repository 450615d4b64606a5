#!/bin/sh
# The same input gives the same bytes, whatever is around it. `make determinism` has the same asked of other compilers' programs,
# which it names in $OTHERS.
. "$(dirname "$0")/tap.sh"
unset SOURCE_DATE_EPOCH # the document's time comes from the course
export SYLLABUSGEN_FONTS="$here/../fonts" SYLLABUSGEN_PROFILES="$here/../src/course/profiles"

cp -R "$here/../content" course
cp -R "$here/../src/init" second
mkdir third # a section that only its file's name can name
cat >third/course.yaml <<-end
	title: Third
	language: en-US
	start: 2026-01-05
	end: 2026-05-01
	revised: 2026-01-02
	meetings: [{days: Mon, time: "9:00 AM–10:00 AM"}]
end
printf '## First\n\nSee [below](The%%20Place.md).\n' >third/a.md
echo 'A place without a heading.' >"third/The Place.md"
courses="course second third"
mkdir -p "a place with blanks/far/away" plain
cp -R $courses "a place with blanks/far/away"
find "a place with blanks" -exec touch -d 2001-02-03 {} +

for format in pdf html tex ics; do
	for course in $courses; do
		$program -q $course -o plain/$course.$format
	done
done

is "$(ls plain | wc -l)" 12 "three courses in four formats"

# compare NAME: what stands in other/ is what stands in plain/
compare() {
	diff -r plain other >/dev/null
	ok $? "the same bytes: $1"
	rm -rf other && mkdir other
}

# all COMMAND...: the courses in every format by that command, into other/; each named behind $before
before=
all() {
	for format in pdf html tex ics; do
		for course in $courses; do
			"$@" -q "$before$course" -o "$tmp/other/$course.$format" 2>err
		done
	done
}

mkdir other
all $program
compare "again"
(cd "a place with blanks/far/away" && all $program)
compare "from another directory, with other times of the files"
before="$tmp/a place with blanks/../" all $program
compare "named by the whole path"
all env LC_ALL=tr_TR.UTF-8 LANG=de_DE LANGUAGE=ar $program
compare "in another locale"
all env TZ=Pacific/Kiritimati $program
compare "in another time zone"
(umask 077 && all $program)
compare "with another umask"
all env -i PATH="$PATH" HOME=/nowhere COLUMNS=40 SYLLABUSGEN_FONTS="$SYLLABUSGEN_FONTS" $program
compare "with hardly any environment"
for format in pdf html tex ics; do
	$program -q -j 4 -t $format -d other $courses 2>err
done
compare "by four threads"

for course in $courses; do
	$program --watch $course -o other/$course.pdf 2>log &
	pid=$!
	i=0
	until [ -s other/$course.pdf ] || [ $i -gt 200 ]; do i=$((i + 1)) && sleep 0.05; done
	kill $pid && wait $pid
done
for format in html tex ics; do cp plain/*.$format other; done
compare "by --watch"

for other in $OTHERS; do
	all "$other"
	compare "by $other"
done
done_testing
