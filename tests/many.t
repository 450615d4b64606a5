#!/bin/sh
# Several courses in one process: names, statuses, messages in order, the same bytes as one by one.
. "$(dirname "$0")/tap.sh"

for name in a b c d; do
	mkdir $name
	printf 'title: Course %s\nlanguage: en\n' $name >$name/course.yaml
	printf '# Topics\n\nSome text of %s, and some more of it: “fi”, naïve.\n' $name >$name/topics.md
done
{ printf -- "---\nlanguage: en\n---\n"; cat a/topics.md; } >page.md

run a b/ c page.md -d out1
is "$status $(ls out1 | tr '\n' ' ')" "0 a.pdf b.pdf c.pdf page.pdf " "-d: a file for each input"
is "$(cat err)" "" "no progress where there is no terminal"
run -j 4 a b/ c page.md --directory=out4
diff -r out1 out4 >differences
ok $? "-j 4: the same bytes"
run a -o a.pdf
cmp -s a.pdf out1/a.pdf
ok $? "alone: the same bytes"
(cd a && $program . -d ../dot)
is "$(ls dot)" a.pdf "the directory . has a name, too"
run -j 0 a b -d out0
is $status 0 "-j 0: one a processor"

# one fails
printf 'meting: x\n' >>b/course.yaml
printf '![x](nothing.png)\n' >>c/topics.md
printf 'meting: x\n' >>d/course.yaml
rm -r out1
run -j 3 a b c d -d out1
is "$status $(ls out1 | tr '\n' ' ')" "1 a.pdf c.pdf " "errors in some: the others are written, status 1"
is "$(grep -Eo '^[a-d]/[a-z.]*' err | tr '\n' ' ')" "b/course.yaml c/topics.md d/course.yaml " "messages in the order of the inputs"
run -j 3 --format=json a b c d -d out1
is "$(python3 -c 'import json; print([m["file"] for m in json.load(open("err"))])')" \
	"['b/course.yaml', 'c/topics.md', 'd/course.yaml']" "--format=json: one array"
run --format=json a -d out1
is "$(python3 -c 'import json; print(json.load(open("err")))')" "[]" "--format=json without messages: an empty array"
mkdir out1/c.pdf.d && rm out1/c.pdf && mv out1/c.pdf.d out1/c.pdf
run a b c -d out1
is $status 3 "the worst status: the machine's"

run a c
is $status 2 "several without -d: status 2"
run --check a c
is $status 0 "several with --check alone"
run a b -o x.pdf
is $status 2 "several with -o: status 2"
mkdir other && cp -r a other/
run a other/a -d out1
is $status 2 "two of one name: status 2"
run a c -d no/such
is $status 3 "no place for the directory: status 3"
run -j x a b -d out1
is $status 2 "-j without a number: status 2"

# under make -j and xargs
printf 'all: $(patsubst %%,x/%%.pdf,a c)\nx/%%.pdf: %%\n\t@mkdir -p x; $(P) $< -o $@ 2>/dev/null\n' >Makefile
make -s -j2 P="$program" >make.out 2>&1
is "$(ls x | tr '\n' ' ')" "a.pdf c.pdf " "under make -j"
printf '%s\n' a c | xargs -P 2 -I{} $program {} -o {}.pdf 2>/dev/null
cmp -s a.pdf x/a.pdf && [ -s c.pdf ]
ok $? "under xargs -P"

done_testing
