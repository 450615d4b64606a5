#!/bin/sh
# A build alone sets its document by two threads, part by part; many builds at a time have one thread each. The bytes and the
# messages are the same: footnotes, contents, turned tables, floats and what no font has go on from part to part.
. "$(dirname "$0")/tap.sh"

python3 - <<'END'
import random
random.seed(5)
WORDS = """the water of a city goes through pipes and under streets where nobody sees how administrators characteristically
deliberate about infrastructure until something overflows""".split()


def prose(n):
    return " ".join(random.choice(WORDS) for _ in range(n)).capitalize() + "."


def section(s):
    yield "## Section %d" % s
    if s % 3 == 0:
        yield "### Below at once"
    yield prose(60) + "[^n%d] \U00013000%s and \U0001F469\u200D\U0001F52C\u200D\U0001F680." % (s, chr(0x13001 + s))
    yield "A note again[^n%d], and one from before[^n%d]." % (s, max(0, s - s % 4))
    yield "[^n%d]: %s" % (s, prose(12))
    if s % 4 == 1:
        rows = [" | ".join("characteristically%d" % (r * i) for i in range(14)) for r in range(6)]
        yield "\n".join("| %s |" % row for row in [rows[0], "|".join(["---"] * 14)] + rows)
    if s % 4 == 2:
        yield "- %s\n- %s" % (prose(20), prose(15))
        yield "> " + prose(40)
        yield "| a | b |\n|---|---|\n" + "| %s | %s |\n" % (prose(9), prose(30)) * 4
    if s % 5 == 3:
        yield '<p lang="tlh">%s</p>' % prose(20)
    yield prose(90)
    yield "### A heading that goes on and on: " + prose(20)
    yield "#### It runs in"
    yield prose(30)
    yield "`" + "unbroken" * 20 + "`"


with open("parts.md", "w") as f:
    f.write("---\ntitle: Parts\nlang: en-US\n---\n\n[[TOC]]\n\n")
    for s in range(12):
        f.write("\n\n".join(section(s)) + "\n\n")
END
cp "$here/in/every.md" . && cp -R "$here/in/world.md" .
printf -- '---\ntitle: Another\nlang: en-US\n---\n\nText.\n' >another.md

for name in every world parts; do
	$program --force -j 2 -d . $name.md another.md 2>alone && cp $name.pdf alone.pdf
	same=0
	for i in 1 2 3 4 5 6 7 8; do
		$program --force $name.md -o together.pdf 2>together
		cmp -s alone.pdf together.pdf && cmp -s alone together || same=1
	done
	ok $same "$name.md: the same by one thread and by two"
done
like alone 'no font has' "what no font has is told"
done_testing
