#!/bin/sh
# The default course and the page that it began with, as a reader gets them.
. "$(dirname "$0")/tap.sh"

cp -r "$here/../content" .
run content -o a.pdf
is $status 0 "the default course: status 0"
is "$(cat err)" "" "the default course: no messages but the pending link" 2>/dev/null
qpdf --check a.pdf >qpdf.out 2>&1
ok $? "qpdf --check"
mutool draw -q -o /dev/null a.pdf 2>&1 | grep -v 'ICC support is not available' >mutool.err
is "$(cat mutool.err)" "" "mutool draws it without a word"
mkdir elsewhere
cp -r content elsewhere/
(cd elsewhere && TZ=Asia/Tokyo LC_ALL=C $program content -o a.pdf 2>/dev/null)
cmp -s a.pdf elsewhere/a.pdf
ok $? "the same bytes from another directory, time zone and locale"

# every sentence, in reading order, lines joined and divided words whole
read_text() {
	pdftotext "$1" - | python3 -c '
import re, sys
text = sys.stdin.read().replace("\f", "\n")
text = re.sub("\u00ad\n", "", text)
text = re.sub("-\n", "-", text)
print(re.sub(r"\s+", " ", text))'
}
read_text a.pdf >text
sed 's/^ *//' >sentences <<'END'
	Machine Learning System Seminar
	[Google Sheet]
	This course is a research seminar focused on efficient machine learning systems.
	This is a crucial area as modern deep neural networks, especially Large Language Models (LLMs) and generative models, demand extraordinary levels of computation.
	This computational cost hinders their deployment and scaling, creating significant challenges for both resource-constrained edge devices and large-scale cloud infrastructure.
	This course delves into the cutting-edge techniques that enable powerful and efficient AI applications.
	We will cover the full stack of AI systems, from low-level kernel optimizations to high-level algorithm and model designs.
	The course will survey and dissect recent influential research papers in the field.
	I/O-aware and exact attention mechanisms (e.g., FlashAttention), sparse attention, and custom kernel generation with AI compilers (e.g., TVM, MLIR).
	State-of-the-art techniques for efficient training (e.g., ZeRO, LoRA), inference (e.g., vLLM, speculative decoding), model compression (quantization, pruning), and long-context optimizations.
	Design principles for efficient models, including Mixture-of-Experts (MoE) and State Space Models (Mamba).
	Optimization techniques for emerging modalities, including efficient video generation, super-resolution, and understanding.
	Methods for ensuring model and data security, including watermarking and encryption in the context of large models.
	This course is run as a research seminar.
	The focus will be on critically reading, presenting, and discussing influential papers in efficient AI systems.
	Through weekly readings and student-led presentations, participants will gain a deep understanding of the key challenges, foundational techniques, and future directions in the field.
	Approximately every two weeks, we will also host a guest lecture from a leading researcher or engineer from academia or industry, providing direct insights into the state-of-the-art.
END
python3 - >order <<'END'
text = open("text").read()
at = 0
for line in open("sentences"):
    line = line.strip()
    found = text.find(line, at)
    print(("missing: " if text.find(line) < 0 else "out of order: ") + line if found < 0 else "", end="\n" if found < 0 else "")
    at = found + 1 if found >= 0 else at
END
is "$(cat order)" "" "every sentence of the page, in its order"
for fact in 'Friday' '3:00' '4:15 PM' 'CST' 'Anne and Charles Duncan Hall' '1070' 'August 25, 2025' 'December 5, 2025' 'COMP 620' 'Fall 2025' 'Rice University'; do
	grep -qF "$fact" text
	ok $? "fact: $fact"
done
for label in 'Multi-Head Attention' 'Add & Norm' 'Denoising U-Net' 'Patchify' 'Positional Encoding' 'Pointwise Feedforward' 'Latent space'; do
	grep -qF "$label" text
	ok $? "the figure's label: $label"
done
pdfinfo a.pdf >info
like info '^Title: +Machine Learning System Seminar' "metadata: the title"
like info '^Tagged: +yes' "tagged"
pdffonts a.pdf | awk 'NR > 2 && $(NF-4) != "yes"' >loose
is "$(cat loose)" "" "all fonts are embedded"
qpdf --json a.pdf | grep -q 'docs.google.com/spreadsheets'
ok $? "the link to the sheet is there"

pdftotext -bbox-layout a.pdf bbox.html
sed -n 's/.*yMin="\([0-9.]*\)".*>([abc])<.*/\1/p' bbox.html | head -3 >titles # the caption names (b), too
is "$(wc -l <titles) $(sort -u titles | wc -l)" "3 1" "the titles below the figure's panels stand on one line"

# no label of the figure under 6 pt
mutool draw -q -F stext a.pdf 2>/dev/null | grep -o 'size="[0-9.]*"' | sort -u | awk -F'"' '$2 < 4.2 {print}' >small
is "$(cat small)" "" "no type too small to read"

# A4
cp -r content a4
printf 'style: {paper: a4}\n' >>a4/course.yaml
run a4 -o a4.pdf
is $status 0 "A4: status 0"
pdfinfo a4.pdf | grep -q 'A4'
ok $? "A4: the paper"

# the page exactly as it came
cp "$here/in/about.md" .
run about.md -o about.pdf
is $status 0 "about.md: status 0"
like err '^about.md:[0-9]+:[0-9]+: warning: .*mlarch.jpg' "about.md: the missing image, at its line"
like err '^about.md:32:[0-9]+: warning: .*â€“' "about.md: the garbled dash, at its line"
like err '^about.md:1:1: warning: no language' "about.md: the language, at its start"
like err '^about.md:30:[0-9]+: note: .*Link to be provided' "about.md: the placeholder, at its line"
read_text about.pdf >about.text
for words in 'mlarch.jpg' '3:00 PM–4:15 PM CST' '[Link to be provided]' 'large models.models'; do
	grep -qF "$words" about.text
	ok $? "about.md: $words"
done
qpdf --check about.pdf >qpdf.out 2>&1
ok $? "about.md: qpdf --check"

# another teacher's figure
cp "$here/in/stack.md" .
run stack.md -o stack.pdf
is "$status$(cat err)" 0 "a five-layer stack: status 0, no messages"
read_text stack.pdf >stack.text
for label in Application Runtime 'Operating system' Drivers Hardware reply; do
	grep -qF "$label" stack.text
	ok $? "a five-layer stack: $label"
done

# facts in two columns, where no address needs a second line for that
mkdir facts
cat >facts/course.yaml <<'END'
title: Soziologie der Stadt
language: de
staff: [{name: Dr. Anna Schmidt, email: schmidt@example.org, role: Instructor}]
start: 2026-10-12
end: 2027-02-05
meetings: [{days: Do, time: 14:15-15:45, building: Hauptgebäude, room: Hörsaal 3}]
END
run facts -o facts.pdf
pdftotext -layout facts.pdf facts.text
like facts.text '^ *Dozent:in ' "the manual's Instructor, in the course's language"
like facts.text ' schmidt@example.org' "an address of two columns' facts is on one line"
like facts.text '14:15.* Beginn ' "and they are two columns"
run --set 'staff=[{name: Dr. Anna Schmidt, email: schmidt@example.com, role: Professorin}]' facts -o facts.pdf
pdftotext -layout facts.pdf facts.text
like facts.text ' schmidt@example.com' "of two lines, none ends in an e-mail address"

done_testing
