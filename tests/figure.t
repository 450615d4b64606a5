#!/bin/sh
# Drawings: what is wrong in one has a message at its place, and the labels of arrows stand clear of the boxes.
. "$(dirname "$0")/tap.sh"

# figure LINES: a page a.md with this drawing, its first line the fourth
figure() {
	printf -- '---\nlang: en\n---\n```figure\nalt: x\n' >a.md
	cat >>a.md
	printf '```\n' >>a.md
	run a.md -o a.html
}

# ---------------------------------------------------------------- mistakes

figure <<-'END'
	stack:
	  - {block: A, id: a b, colour: pink}
	  - {block: B, id: b, width: 200}
	  - {block: C, id: b, aling: end}
	  - {row: [D, E], flow: down}
	  - {block: F, row: [G]}
	  - {fill: red}
	  - {stack: []}
	  - {label: [x]}
	  - {block: H, round: zzz}
	  - {block: I, round: [b]}
	  - {block: J, fill: pink}
END
is $status 1 "wrong boxes: status 1"
like err '^a.md:7:20: error: .id. is a name without spaces and dots, not .a b.$' "an id of two words"
like err '^a.md:7:25: error: a figure knows no .colour.$' "an unknown key"
like err '^  = what it knows here: .*fill, frame' "... and those that there are"
unlike err 'what it knows here: .*caption' "... but not those of the figure as a whole"
like err '^a.md:8:30: error: .width. is a number of ems from 0 to 100, not .200.$' "a width out of range"
like err '^a.md:9:20: error: two boxes have the id .b.$' "an id twice"
like err '^a.md:9:23: error: a figure knows no .aling.: did you mean .align.\?$' "a misspelt key"
like err '^a.md:10:25: error: .flow. is right, left or none in a row, not .down.$' "a flow across its row"
like err '^a.md:11:16: error: this box is both .block. and .row.$' "a box of two kinds"
like err '^a.md:12:5: error: this box does not say what it is$' "a box of none"
like err '^a.md:13:13: error: .stack. needs a list of boxes$' "a stack of nothing"
like err '^a.md:14:13: error: .label. is text, not a list$' "a label that is a list"
like err '^a.md:15:23: error: no box has the id .zzz.$' "an arrow round an unknown box"
like err '^a.md:16:23: error: .round. is the id of a box, not a list$' "... round a list"
like err '^a.md:17:22: error: .fill. is one of none, white, grey,.*, not .pink.$' "an unknown tint"

figure <<-'END'
	stack: [{block: A, id: alpha}, {row: [{block: B, id: b}]}, {block: C, id: c, round: b}]
	arrows:
	  - alpha.north -> b
	  - alpa -> b
	  - alpha b
	  - [alpha, b]
	  - {arrow: [alpha]}
	  - {label: alone}
	  - {arrow: alpha -> b, colour: red}
	  - {arrow: alpha -> c, line: wavy}
END
is $status 1 "wrong arrows: status 1"
like err '^a.md:6:85: error: .round: b. must name a box that comes before this one in the same stack or row$' "round a box of another row"
like err '^a.md:8:5: error: .\.side. is one of top, right, bottom, left, not .north.$' "an unknown side"
like err '^a.md:9:5: error: no box has the id .alpa.: did you mean .alpha.\?$' "a misspelt id"
like err '^a.md:10:5: error: .alpha b. is no arrow$' "no arrow"
like err '^  = write it as .a -> b.' "... and how one is written"
like err '^a.md:11:5: error: this is no arrow$' "a list"
like err '^a.md:12:5: error: this is no arrow$' "an arrow that is a list"
like err '^a.md:13:6: error: .label. is no arrow$' "a label without an arrow"
like err '^a.md:14:25: error: a figure knows no .colour.: an arrow has arrow, label and line$' "an arrow's unknown key"
like err '^a.md:15:31: error: .line. is one of solid, dashed, not .wavy.$' "an unknown line"
figure <<-'END'
	image: [a]
END
like err '^a.md:6:8: error: .image. is the name of a file, not a list$' "an image that is a list"
figure <<-'END'
END
like err '^a.md:5:1: error: this box does not say what it is$' "a figure of nothing"
{ printf 'stack: ['; for i in $(seq 2001); do printf 'x, '; done; printf 'x]\n'; } | figure
like err 'error: .*2000' "too many boxes"

# ---------------------------------------------------------------- labels of arrows

# Prints the labels of arrows that touch a box, or the upright end of their own arrow; and how many labels there are.
cat >clear.py <<-'END'
	import re, sys
	page, labels = open("a.html").read(), set(sys.argv[1:])
	number = lambda name, tag: float(re.search(r'\b%s="([-0-9.]+)"' % name, tag).group(1))
	found, covered = 0, []
	for svg in re.findall(r"<svg.*?</svg>", page, re.S):
	    boxes = [(number("x", r), number("y", r), number("x", r) + number("width", r), number("y", r) + number("height", r))
	             for r in re.findall(r"<rect[^>]*>", svg) if 'fill="none"' not in r]
	    for tag, text in re.findall(r"(<text[^>]*>)([^<]*)", svg):
	        if text not in labels:
	            continue
	        found += 1
	        x0, y = number("x", tag), number("y", tag)
	        x1, y0 = x0 + number("textLength", tag), y - 0.5 * number("font-size", tag)
	        if any(a < x1 and x0 < c and b < y and y0 < d for a, b, c, d in boxes):
	            covered.append(text)
	print(found, *covered)
END

figure <<-'END'
	row: [{block: Client, id: a}, {block: Server, id: b}, {block: Disk, id: d}]
	arrows:
	  - a -> b: a long request
	  - b -> a: reply
	  - {arrow: b -- d, label: reads and writes, line: dashed}
END
is "$(python3 clear.py 'a long request' reply 'reads and writes')" 3 "labels between the boxes of a row"
figure <<-'END'
	stack: [{block: A, id: a}, {block: B, id: b}, {row: [{block: C, id: c}, {block: D, id: d}, {block: E, id: e}]}]
	arrows:
	  a -> b: first
	  b -> c: then left
	  b -> e: or right
	  d -> e: across the gap
END
is "$(python3 clear.py first 'then left' 'or right' 'across the gap')" 4 "... of a stack, whose arrows are keys of their labels"
figure <<-'END'
	row:
	  - {group: [{block: A, id: a}], frame: solid, title: One}
	  - {group: [{block: B, id: b}], frame: solid, title: Two, gap: 0}
	arrows: {arrow: a -> b, label: from one to two}
END
is "$(python3 clear.py 'from one to two')" 1 "... of framed groups, joined by the only arrow"

done_testing
