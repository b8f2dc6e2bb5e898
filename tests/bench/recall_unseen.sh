#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# recall_unseen.sh NAMES FOLDER COMPILE...: recall on names that were not learnt from.  Twice half of the
# groups of names is left out when costs are learnt, and only cases of that half are asked (so many of
# them: -n $EVERY).  COMPILE makes the program $1 with the costs of $2 in the place of the program's own.
set -eu
names=$1 folder=$2
shift 2
for half in 0,1 2,3; do
	python3 tests/bench/fit_sounds.py "$names/names_dev.tsv" --without $half 2>/dev/null \
		>"$folder/costs_$half.c"
	"$@" "$folder/recall_$half" "$folder/costs_$half.c"
	"$folder/recall_$half" -f $half -n "${EVERY:-1}" "$names/names_pool.tsv" \
		"$names/names_dev.tsv"
done | awk -F '\t' '
	$1 != "count" { next }
	!($2 in cases) { order[++rows] = $2 }
	{ cases[$2] += $3; for (i = 4; i <= NF; i++) found[$2, i] += $i }
	END {
		printf "%-14s%7s%8s%8s%8s%14s%8s%8s\n", "", "cases", "@1", "@5", "@10", "with year @1",
			"@5", "@10"
		for (r = 1; r <= rows; r++) {
			row = order[r]
			if (row + 0 > 0)
				printf "score %.3f: found %5.1f %%, others %.3f\n", row / 1000,
					100 * found[row, 4] / cases[row], found[row, 5] / cases[row]
			else if (cases[row] > 0) {
				printf "%-14s%7d", row, cases[row]
				for (i = 4; i < 10; i++)
					printf "%" (i == 7 ? 14 : 8) ".1f", 100 * found[row, i] / cases[row]
				print ""
			}
		}
	}'
