#!/bin/sh
# Ten times the input takes at most twelve times the instructions: the quicker families of `make bench-growth`, which has all.
. "$(dirname "$0")/tap.sh"

case $program in
*" "*) echo "1..0 # SKIP the program runs under valgrind already"; exit ;;
esac
if grep -q __asan_init "$program"; then echo "1..0 # SKIP valgrind does not run a program with sanitizers"; exit; fi

for family in "rules" "dead links of a paragraph" "arrows of a figure" "marks above letters"; do
	python3 "$here/bench-growth" "$program" "$family" >growth 2>&1
	ok $? "$family"
	grep -v "^ *$family.*messages$" growth | sed 's/^/#   /'
done

done_testing
