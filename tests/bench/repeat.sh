#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A repeat of 500 instances of 20 questions: as a filling, and as an interview on this disk.
. "$(dirname "$0")/common.sh"

"$BENCH/form_repeat" || failed=1
practice
for folder in "$XDG_DATA_HOME/trede" "$XDG_DATA_HOME/trede/practice"; do
	mkdir -p "$folder/forms"
	"$BENCH/form_repeat" --form >"$folder/forms/items.yaml"
done
"$BENCH/commit" "$scratch/db" 300 >"$scratch/bare" || exit 2
"$BENCH/talk_repeat" "$TREDE_SHARE" >"$scratch/talk" || exit 2
echo 'talk-repeat, on disk (us)'
for group in of-10 of-100 of-500; do
	printf '  an answer, %-6s  median %s, p99 %s\n' "$group" \
		"$(median "answer.$group" "$scratch/talk")" "$(median "answer.$group.p99" "$scratch/talk")"
done
printf '  one instance more  median %s, p99 %s\n' \
	"$(median add.one "$scratch/talk")" "$(median add.one.p99 "$scratch/talk")"
printf '  a bare commit      median %s\n' "$(median commit.disk "$scratch/bare")"
bound 'an answer of 500, times one of 10' \
	"$(ratio "$(median answer.of-500 "$scratch/talk")" "$(median answer.of-10 "$scratch/talk")")" 1.5 x
exit $failed
