#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What sealing costs: the program against the same one on a plain VFS (FLAVOUR=plain), in turns, each
# with a practice file of its own.  PLAIN is the folder of the plain build.
. "$(dirname "$0")/common.sh"
: "${PLAIN:?the folder of the plain build}"

# as NAME: what follows runs the sealed or the plain program on its own file.
as() {
	XDG_DATA_HOME="$scratch/$1"
	case $1 in
	plain) BENCH=$PLAIN/bench TREDE=$PLAIN/trede ;;
	sealed) BENCH=$sealed_bench TREDE=$sealed_trede ;;
	esac
}
sealed_bench=$BENCH sealed_trede=$TREDE ttybench=$BENCH/ttybench

for name in plain sealed; do
	as $name
	practice
done
for series in $(seq $((SERIES * 3))); do
	for name in plain sealed; do
		as $name
		"$BENCH/answer" "$TREDE_SHARE" 300 >"$scratch/answer.$name.$series" || exit 2
	done
done
BENCH=$sealed_bench
for series in $(seq "$SERIES"); do
	bench "$scratch/start.floor.$series" "$here/keys/floor-start.tty" "$sealed_bench/floor"
	for name in plain sealed; do
		as $name
		BENCH=${ttybench%/ttybench}
		bench "$scratch/start.$name.$series" "$here/keys/start.tty" \
			"$TREDE" --share "$TREDE_SHARE" --practice
	done
done
of() { # FIGURE NAME
	median "$1" "$scratch/$2".*
}
for name in plain sealed; do
	printf '%s: answer %s us (p99 %s us), home %s ms, memory %s kB\n' "$name" \
		"$(of answer.disk answer.$name)" "$(of answer.disk.p99 answer.$name)" \
		"$(in_ms "$(of home.time start.$name)")" "$(of home.peak_rss start.$name)"
done
bound 'an answer on disk, times the plain one' \
	"$(ratio "$(of answer.disk answer.sealed)" "$(of answer.disk answer.plain)")" 1.15 x
bound "home with $PEOPLE women, times the plain one" \
	"$(ratio "$(of home.time start.sealed)" "$(of home.time start.plain)")" 1.20 x
bound 'start to home, ms more than 3 times the floor' \
	"$(awk -v s="$(of home.time start.sealed)" -v f="$(of home.time start.floor)" \
		'BEGIN { d = (s - 3 * f) / 1000; printf "%.2f", d < 0 ? 0 : d }')" 5 ms
bound 'memory, kB more than 3 times the floor' \
	"$(awk -v s="$(of home.peak_rss start.sealed)" -v f="$(of home.peak_rss start.floor)" \
		'BEGIN { d = s - 3 * f; print d < 0 ? 0 : d }')" 7168 kB
exit $failed
