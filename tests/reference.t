#!/bin/sh
# What explains the program is complete: every option in the manual and the completions, every key in syllabus(5) and the schema.
. "$(dirname "$0")/tap.sh"
top=$here/..

# explained FILE PATTERN WORD...: prints the words for which FILE has no line with the pattern; @ stands for the word.
missing() {
	file=$1 pattern=$2
	shift 2
	for word; do
		grep -qE -e "$(printf '%s' "$pattern" | sed "s/@/$word/g")" "$file" || printf '%s ' "$word"
	done
}

options=$(grep -oE '\{"[a-z-]+", (no|required)_argument' "$top/src/options.c" | sed 's/{"//; s/".*//')
[ "$(echo "$options" | wc -l)" -gt 15 ]
ok $? "options are found"
# An option's text ends where the next one's begins, and holds a line of example.
without_example=$(awk '/^\.Sh/ {inside = 0} /^The options are/ {inside = 1}
	/^\.It|^\.Sh|^\.El/ {if (name && !example) print name; name = ""; example = 0}
	inside && /^\.It Fl/ {name = $0} /^\.Dl/ {example = 1}' "$top/man/syllabusgen.1")
is "$without_example" "" "syllabusgen(1) has an example for every option"
run --help
[ "$(wc -l <out)" -le 24 ] && ! grep -qE '.{81}' out
ok $? "--help fits on a screen of 24 lines and 80 columns"
is "$(missing "$top/man/syllabusgen.1" '^\.(It|Op).*Fl -@( |$)' $options)" "" "syllabusgen(1) explains every option"
is "$(missing out '\-\-@([=;:, )]|$)' $options)" "" "--help names every option"
is "$(missing "$top/src/completions/syllabusgen.bash" '\-\-@([ |)'"'"']|$)' $options)" "" "the completion for bash knows every option"
is "$(missing "$top/src/completions/_syllabusgen" '\-\-@[=}[]' $options)" "" "the completion for zsh knows every option"
is "$(missing "$top/src/completions/syllabusgen.fish" '\-l @ ' $options)" "" "the completion for fish knows every option"

bash -n "$top/src/completions/syllabusgen.bash"
ok $? "bash reads its completion"
mkdir course && touch page.md other.txt
is "$(bash -c '. "$1"; compopt() { :; }; COMP_WORDS=(syllabusgen --wa); COMP_CWORD=1; _syllabusgen; echo "${COMPREPLY[@]}"' - "$top/src/completions/syllabusgen.bash")" \
	--watch "bash completes an option"
is "$(bash -c '. "$1"; compopt() { :; }; COMP_WORDS=(syllabusgen ""); COMP_CWORD=1; _syllabusgen; echo "${COMPREPLY[@]}"' - "$top/src/completions/syllabusgen.bash")" \
	"course page.md" "bash completes directories and pages"
zsh -n "$top/src/completions/_syllabusgen"
ok $? "zsh reads its completion"
fish --no-execute "$top/src/completions/syllabusgen.fish"
ok $? "fish reads its completion"

# keys
run --schema
is $status 0 "--schema: status 0"
mv out schema.json
cat >keys.py <<'END'
import json
schema = json.load(open("schema.json"))
for name in schema["definitions"]:
    if not name.endswith("-item"):
        print(name.replace("-item", "").replace(".any", ".*"))
END
keys=$(python3 keys.py | sort -u)
[ "$(echo "$keys" | wc -l)" -gt 80 ]
ok $? "keys are found"
is "$(for key in $keys; do grep -qF ".It Cm $key : " "$top/man/syllabus.5" || printf '%s ' "$key"; done)" "" "syllabus(5) explains every key"
grep -oE '^\.It Cm [a-z_.*]+ : ' "$top/man/syllabus.5" | sed 's/\.It Cm //; s/ : //' | sort -u >explained
is "$(sed -n '/^\.Sh COURSE.YAML/,/^\.Sh MARKDOWN/p' "$top/man/syllabus.5" | grep -oE '^\.It Cm [a-z_.*]+ : ' | sed 's/\.It Cm //; s/ : //' |
	grep -vxF "$(printf '%s\nauthor\ndate\nlang' "$keys")" | tr '\n' ' ')" "" "syllabus(5) explains no key that is not there"

# the schema against courses
cat >validate.py <<'END'
import json, sys, yaml, jsonschema
schema = json.load(open("schema.json"))
jsonschema.Draft7Validator.check_schema(schema)
class Core(yaml.SafeLoader): pass
Core.yaml_implicit_resolvers = {k: [(t, r) for t, r in v if t != "tag:yaml.org,2002:timestamp"]
                                for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
for error in jsonschema.Draft7Validator(schema).iter_errors(yaml.load(open(sys.argv[1]), Core)):
    print("/".join(map(str, error.absolute_path)) + ": " + error.message[:200])
END
for course in "$top/content" "$top/src/init"; do
	is "$(python3 validate.py "$course/course.yaml" 2>&1)" "" "the schema accepts ${course#"$top"/}"
done
refused() {
	printf "$1" >bad.yaml
	[ -n "$(python3 validate.py bad.yaml)" ]
	ok $? "the schema refuses $2"
}
refused 'title: x\nmeting: y\n' "an unknown key"
refused 'term: x\n' "a course without a title"
refused 'title: x\nstyle: {paper: a5}\n' "a word that is no choice"
refused 'title: x\nstaff: [{role: Instructor}]\n' "a person without a name"
refused 'title: [x]\n' "a list for a text"
printf 'title: x\nstaff: Ada\nmeetings: {days: Fri, time: 15:00–16:00, room: 1070}\ncredits:\nschedule: [One, {topic: Two, length: 2, skip: yes}]\n' >good.yaml
is "$(python3 validate.py good.yaml)" "" "the schema accepts what stands alone for a list, and keys without values"

done_testing
