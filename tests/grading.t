#!/bin/sh
# Weights, points and scales: the table, and what does not add up.
. "$(dirname "$0")/tap.sh"

# grading YAML
grading() {
	rm -rf c && mkdir c
	printf "title: A\nlanguage: ${2:-en-US}\ngrading:\n$1\n" >c/course.yaml
	run --dump=document c
	grep -oE 'text "[^"]*"' out | sed 's/^text //' | tr '\n' ' ' >words
}
grading '  items: [{name: Homework, weight: 30, count: 10, drop: 2}, {name: Exam, weight: 70}, {name: Quiz, weight: 2, extra: yes}]'
is "$status$(cat err)" 0 "weights that sum to 100"
is "$(cat words)" '"A" "Grading" "Component" "Weight" "Homework (best 8 of 10)" "30%" "Exam" "70%" "Quiz (extra credit)" "2%" "Total" "100%" ' "the table with its sum"
grading '  items: [{name: A, weight: 60}, {name: B, weight: 43}]'
is $status 1 "103%: status 1"
like err '^c/course.yaml:4:3: error: the weights sum to 103%: 3% too much' "103%: the sum"
grading '  total: 1000\n  items: [{name: A, points: 600}, {name: B, points: 380}]'
like err 'error: the points sum to 980, and .total. says 1000' "points that miss the total"
grading '  scale: {A: 93-100, B: 80-91, F: 0-79}'
like err "error: .B. ends at 91, and .A. starts at 93: there is a gap" "a gap"
grading '  scale: {A: 90-100, B: 80-90, F: 0-79}'
like err "error: .B. goes up to 90, and .A. starts at 90: they overlap" "an overlap"
grading '  scale: {A: 93, A-: 90, B: 80, F: 0}'
is "$(cat words)" '"A" "Grading" "Grade" "A" "A−" "B" "F" "From" "93%" "90%" "80%" "0%" ' "a scale of least percentages lies flat, with a minus for A-"
grading '  scale: {A: 93, A-: 90, B: 80, F: < 80}'
is "$(cat words)" '"A" "Grading" "Grade" "A" "A−" "B" "F" "From" "93%" "90%" "80%" "0%" ' "what is below the last but one begins at nothing"
grading '  scale: {A: 93-100, B: 80-92, F: 0-79}'
is "$(cat words)" '"A" "Grading" "Grade" "Range" "Grade" "Range" "Grade" "Range" "A" "93–100%" "B" "80–92%" "F" "0–79%" ' "written ranges print as written, in pairs of columns"
grading '  scale: {A: 90-100, B: 80-89.9, C: 70-79.9, D: 60-69.9, F: <60}'
is "$(cat words)" '"A" "Grading" "Grade" "Range" "Grade" "Range" "Grade" "Range" "A" "90–100%" "B" "80–89.9%" "C" "70–79.9%" "D" "60–69.9%" "F" "<60%" ' "pairs are read row by row"
is "$(grep -c cell out)" 18 "and their last row is as long as the others"
grading '  scale: {Outstanding work of exceptional and lasting merit: 90, Work that meets the expectations of the course: 70, Not passed: 0}'
is "$(cat words)" '"A" "Grading" "Grade" "From" "Outstanding work of exceptional and lasting merit" "90%" "Work that meets the expectations of the course" "70%" "Not passed" "0%" ' "long names stand one below the other"
grading '  scale: {A: 92.5, F: < 92.5}' de-DE
like words '92,5' "decimals by language"

done_testing
