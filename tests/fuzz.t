#!/bin/sh
# What the fuzzers found once, and what they start from: each harness holds over its seeds and over tests/bad.
# Under make memcheck and the like, $SYLLABUSGEN is a command whose last word is the program.
. "$(dirname "$0")/tap.sh"
replays=$(dirname "${program##* }")/tests seeds=$here/../out/seeds
export SYLLABUSGEN_FONTS="$here/../fonts"

for harness in yaml markdown image font figure calendar program; do
	for directory in "$seeds/$harness" "$here/bad/$harness"; do
		[ -d "$directory" ] || continue
		n=$(ls "$directory" | wc -l)
		"$replays/replay_$harness" "$directory"/* >out 2>err
		ok $? "$harness: holds over $directory"
		is "$(grep -c '^ok' out)" "$n" "$harness: $n inputs are read"
		head -n 20 err | sed 's/^/#   /'
	done
done
done_testing
