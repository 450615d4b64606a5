# tap.sh - what the whole-program tests share; sourced by tests/*.t. Each check prints one line of TAP; `done_testing`
# ends. $program runs syllabusgen; $tmp is an empty directory that goes away; $here is tests/.

here=$(cd "$(dirname "$0")" && pwd)
program=${SYLLABUSGEN:-$here/../out/syllabusgen}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=1755648000
checks=0 failures=0

# ok STATUS NAME: passes when STATUS is 0.
ok() {
	checks=$((checks + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $checks - $2"
	else
		failures=$((failures + 1))
		echo "not ok $checks - $2"
	fi
}

# is GOT EXPECTED NAME: two strings are equal.
is() {
	[ "$1" = "$2" ]
	ok $? "$3"
	[ "$1" = "$2" ] || printf '#   got:      %s\n#   expected: %s\n' "$1" "$2"
}

# like FILE PATTERN NAME: a line of FILE matches the extended regular expression; unlike: none does.
like() {
	grep -Eq -- "$2" "$1"
	ok $? "$3"
	grep -Eq -- "$2" "$1" || sed 's/^/#   /' "$1"
}

unlike() {
	! grep -Eq -- "$2" "$1"
	ok $? "$3"
}

# same FILE EXPECTED NAME: a print equals its golden file; UPDATE=1 writes the golden file instead.
same() {
	[ -n "$UPDATE" ] && cp "$1" "$2"
	diff -u "$2" "$1" >"$tmp/.diff"
	ok $? "$3"
	[ -s "$tmp/.diff" ] && sed 's/^/#   /' "$tmp/.diff" | head -n 60
	rm -f "$tmp/.diff"
}

# run ARGUMENT...: the program; its outputs in $tmp/out and $tmp/err, its status in $status.
run() {
	$program "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
}

# square FILE: a small red PNG.
square() {
	python3 - "$1" <<'END'
import struct, sys, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = (b"\0" + b"\xc0\x20\x20" * 40) * 40
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0)) +
                              chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
END
}

done_testing() {
	echo "1..$checks"
	exit $((failures > 0))
}
