#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# An answer of an interview on disk against a bare one-row commit, in turns on the same disk.
. "$(dirname "$0")/common.sh"

practice
# Short turns: a disk that others use too changes from second to second.
for series in $(seq $((SERIES * 3))); do
	"$BENCH/commit" "$scratch/db.$series" 300 >"$scratch/bare.$series" || exit 2
	"$BENCH/answer" "$TREDE_SHARE" 300 >"$scratch/answer.$series" || exit 2
done
printf 'bare commit: median %s us, p99 %s us\n' \
	"$(median commit.disk "$scratch"/bare.*)" "$(median commit.disk.p99 "$scratch"/bare.*)"
printf 'an answer:   median %s us, p99 %s us\n' \
	"$(median answer.disk "$scratch"/answer.*)" "$(median answer.disk.p99 "$scratch"/answer.*)"
bound 'an answer on disk, times a bare commit' \
	"$(ratio "$(median answer.disk "$scratch"/answer.*)" "$(median commit.disk "$scratch"/bare.*)")" 1.25 x
exit $failed
