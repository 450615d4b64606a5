#!/bin/sh
# What the machine does to a build: calls of the C library that fail, full disks, signals, inputs that change under its hands.
# Here at some of the places where it can happen; `make faults` tries all.
. "$(dirname "$0")/tap.sh"

case $program in *valgrind*)
	echo "1..0 # SKIP valgrind and the faults' library do not go together"
	exit 0 ;;
esac
export SYLLABUSGEN="$program" FAULT="$(dirname "$program")/tests/fault.so" SYLLABUSGEN_FONTS="$here/../fonts"
export SYLLABUSGEN_PROFILES="$here/../src/course/profiles" ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0"
cp -R "$here/../content" course

# sweep KIND [STRIDE [FORMAT]]
sweep() {
	"$here/faults/sweep" "$1" course "${2:-1}" "${3:-pdf}" >swept 2>&1
	ok $? "$1${3:+, $3}: every run ends well"
	grep -v '^ok' swept
}

sweep memory 151
sweep memory-gone 307
if nm -D "$FAULT" | grep -q __asan_init; then
	echo "# libical has a sanitizer's own allocator, not src/output/ical/libc.c (src/module.c): no faults of a calendar"
else
	sweep memory 401 ics
	sweep open 1 ics
fi
for kind in map open open-too-many read read-interrupted read-short write write-full write-interrupted write-short fsync close \
	rename chmod stat link list; do
	sweep $kind
done
for kind in kill interrupt terminate; do
	sweep $kind-writing
	sweep $kind 1501
done
for kind in cut grow vanish; do
	sweep $kind 5
done
sweep cut-font 601

# a disk that is full: the old file stays, and nothing else
mkdir disk
full='mount -t tmpfs -o size=16k none disk && echo old >disk/c.pdf || exit 99; "$@" course -o disk/c.pdf 2>err; echo $? >status
	ls disk >names; cat disk/c.pdf >output'
unshare -rm sh -c "$full" - $program 2>unshared
if [ $? -eq 99 ] || [ ! -f status ]; then
	ok 0 "a full disk: # SKIP no file system can be mounted here"
else
	is "$(cat status)" 3 "a full disk: status 3"
	like err '^syllabusgen: failure: cannot write .disk/c\.pdf.: No space left' "a full disk: told"
	is "$(cat names output)" "c.pdf
old" "a full disk: the old file stays, and no other"
fi

# a file that may not grow so large: a signal, elsewhere
echo old >c.pdf
(ulimit -f 8; run course -o c.pdf; echo $status >status; cat err >&2) 2>told
is "$(cat status)" 3 "no file of that size: status 3"
like told 'failure: cannot write' "no file of that size: told"
is "$(ls c.pdf* && cat c.pdf)" "c.pdf
old" "no file of that size: the old file stays, and no other"

# what a killed program with the same number left does not matter
rm -f c.pdf*
sh -c 'echo left >c.pdf.$$.tmp; exec '"$program"' -q course -o c.pdf' 2>err
is $? 0 "a temporary file with the same name: status 0"
is "$(cat c.pdf.*.tmp)" left "a temporary file with the same name: it is somebody else's"

# several threads: a signal comes to one while another writes
mkdir many
for i in 1 2 3 4 5 6; do cp -R course many/c$i; done
for call in 1 2 3 4 5 6; do
	rm -rf out && mkdir out
	LD_PRELOAD=$FAULT FAULT_CALLS=fsync FAULT_AT=$call FAULT_DO=term $program -q -j 4 -d out many/c* 2>err
	is $? 143 "SIGTERM at fsync $call of 4 threads: ends by it"
	is "$(ls out | grep -c tmp)" 0 "SIGTERM at fsync $call of 4 threads: no temporary file stays"
	for pdf in out/*.pdf; do
		[ ! -e "$pdf" ] || qpdf --check "$pdf" >/dev/null 2>err || echo "$pdf"
	done >broken
	is "$(cat broken)" "" "SIGTERM at fsync $call of 4 threads: what is there is whole"
done
done_testing
