#!/bin/sh
# Ten times the input takes at most twelve times the instructions: the quicker families of `make bench-growth`, which has all.
. "$(dirname "$0")/tap.sh"

case $program in
*" "*) echo "1..0 # SKIP the program runs under valgrind already"; exit ;;
esac
if grep -q __asan_init "$program"; then echo "1..0 # SKIP valgrind does not run a program with sanitizers"; exit; fi

grows() { # FORMAT FAMILY
	python3 "$here/bench-growth" --to "$1" "$program" "$2" >growth 2>&1
	ok $? "$1: $2"
	grep -v "^$1 *$2.*messages$" growth | sed 's/^/#   /'
}

for family in "rules" "dead links of a paragraph" "arrows of a figure" "marks above letters"; do
	grows pdf "$family"
done
grows content "one list"
grows ics "meetings"
grows check "names in text"
grows check "ways of a profile"
grows check "weights of a paragraph"
grows check "rooms of a paragraph"
grows check "zones of a paragraph"
grows roll "new calendar"
grows roll "pinned kinds"
grows course "missing sections"

done_testing
