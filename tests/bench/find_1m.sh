#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Names typed letter by letter among PEOPLE women (1,000,000) in a sealed file, in turns with fzf on the
# list of the same people; the start with so many; and names among 20,000.
# Of each key: until the letter stands there, until the list or its count changes after it (of many
# keys the first list is the one that stands there), until the list changed last.  A final
# list of fzf is its last output, as it counts what it looks through on another line.  The letter also
# while names come in after the start, and typed so fast that the search before is still going on; the
# floor's letters say how late the machine itself was.
: "${PEOPLE:=1000000}" "${SERIES:=3}" "${RUNS:=1}"
women=$PEOPLE PEOPLE=0 runs=$RUNS
. "$(dirname "$0")/common.sh"
. "$here/names.sh"
command -v fzf >/dev/null || { echo "bench-find-1m: fzf is missing (Debian: apt-get install fzf)"; exit 2; }
: "${FEW:=20000}" "${FEWEST:=10000}" # smaller for trying
queries() {
	printf '%s\n' jansen yildirim hussein foesia 'khadija amr' 'zeynep 1984' 'van den b' 'el hasan'
}

# keys GAP: each query a letter at a time, and the line empty again after it.
keys() {
	echo "gap $1"
	queries | while read -r query; do
		printf 'type %s\nsend \\cU\nwait quiet %s\n' "$query" "$1"
	done
	echo 'mark end'
}

# How long nothing must come before a list is final: fzf's is slow in coming with very many lines.
quiet() {
	if [ "$women" -gt 300000 ]; then echo 1200; elif [ "$women" -gt 30000 ]; then echo 500; else echo 300; fi
}

names_people "$women" lines >"$scratch/people.txt"
{ # fzf paints its line at the bottom and the list above it
	printf 'timeout 60000\nwait %s/%s\nmark ready\nwait quiet 500\n' "$women" "$women"
	printf 'watch line 24 24\nwatch list 1 22\n'
	keys "$(quiet)"
	printf 'send \\e\nwait exit\n'
} >"$scratch/fzf.tty"
{
	printf 'timeout 60000\nwait ^Zoek\nwait hulp$\nmark home\n'
	printf 'wait idle 300\nmark names\nwatch line 3 3\nwatch list 5 13\nwatch shown 3 13\n'
	keys 250
	printf 'gap 8\ngroup fast\n'
	queries | while read -r query; do
		printf 'type %s\nsend \\cU\nwait quiet 250\n' "$query"
	done
	printf 'send \\e\n'
} >"$scratch/trede.tty"
{ # at once after the start
	printf 'wait ^Zoek\nwatch line 3 3\ngap 8\ngroup early\n'
	queries | sed 's/^/type /; a send \\cU'
	printf 'sleep 500\nsend \\e\n'
} >"$scratch/early.tty"

for count in $FEWEST $FEW "$women"; do
	names_file "$count"
done
for series in $(seq "$SERIES"); do
	RUNS=$runs
	names_as "$women"
	bench "$scratch/fzf.$series" "$scratch/fzf.tty" sh -c "exec fzf <'$scratch/people.txt'"
	bench "$scratch/trede.$series" "$scratch/trede.tty" "$TREDE" --share "$TREDE_SHARE" --practice
	bench "$scratch/early.$series" "$scratch/early.tty" "$TREDE" --share "$TREDE_SHARE" --practice
	bench "$scratch/floor.$series" "$here/keys/floor-text.tty" "$BENCH/floor"
	names_as "$FEW"
	bench "$scratch/few.$series" "$scratch/trede.tty" "$TREDE" --share "$TREDE_SHARE" --practice
	RUNS=10
	for count in $FEWEST "$women"; do
		names_as "$count"
		bench "$scratch/start-$count.$series" "$here/keys/start.tty" \
			"$TREDE" --share "$TREDE_SHARE" --practice
	done
done

of() { # NAME FIGURE [PERCENTILE [GROUP]]: the median of the series
	figure "${4:-key}.$2${3:+.$3}" "$scratch/$1".[0-9]* | middle
}
row() { # WHAT NAME FIGURE [GROUP]
	printf '%-34s' "$1"
	for at in '' p95 p99 max; do
		printf '%10s' "$(in_ms "$(of "$2" "$3" "$at" "${4:-}")")"
	done
	echo
}
printf '\n%-34s%10s%10s%10s%10s\n' "ms a key, $women women" median p95 p99 max
row 'trede, the letter' trede line_first
row 'trede, the letter, typed fast' trede line_first fast
row 'trede, the letter, names come in' early line_first early
row 'floor, the letter' floor first_byte
row 'trede, first list or its count' trede shown_second
row 'trede, final list' trede list_last
row 'trede, last output' trede last_byte
row 'fzf, the letter' fzf line_first
row 'fzf, first list' fzf list_first
row 'fzf, final list (last output)' fzf last_byte
row "trede, final list, $FEW women" few list_last
row "trede, letter, $FEW women" few line_first

at() { median "$2.$3" "$scratch/$1".[0-9]*; } # NAME MARK FIGURE
printf '\nmemory at most: trede %s kB, fzf %s kB\n' "$(at trede end peak_rss)" "$(at fzf end peak_rss)"
printf 'until everybody can be found by sound: %s ms (with %s women %s); fzf has read all after %s ms\n' \
	"$(in_ms "$(at trede names time)")" "$FEW" "$(in_ms "$(at few names time)")" \
	"$(in_ms "$(at fzf ready time)")"
for count in $FEWEST "$women"; do
	printf 'start to home with %s women: %s ms\n' "$count" "$(in_ms "$(at "start-$count" home time)")"
done
echo

# times_less WHAT OURS THEIRS TIMES: ours is at most so many times less than theirs
times_less() { bound "$1" "$(ratio "$(awk -v a="$2" -v n="$4" 'BEGIN { print a * n }')" "$3")" 1 "x 1/$4 of fzf's"; }
later() { # the larger of two, so that keys which change no list do not help
	printf '%s\n%s\n' "$1" "$2" | sort -n | tail -n 1
}
fzf=$(of fzf last_byte)
times_less 'first list, median' "$(of trede shown_second)" "$fzf" 50
times_less 'final list, median' "$(of trede list_last)" "$fzf" 5
times_less 'final list, p99' "$(later "$(of trede list_last p99)" "$(of trede last_byte p99)")" \
	"$(of fzf last_byte p99)" 10
bound 'the letter, at the latest' "$(of trede line_first max)" 5000 us
bound 'the letter, typed fast, at the latest' "$(of trede line_first max fast)" 5000 us
bound 'the letter while names come in, at the latest' "$(of early line_first max early)" 5000 us
times_less 'memory at most' "$(at trede end peak_rss)" "$(at fzf end peak_rss)" 8
bound "start, times that with $FEWEST" \
	"$(ratio "$(at "start-$women" home time)" "$(at "start-$FEWEST" home time)")" 1.5 x
bound "final list, p95, $FEW women" "$(of few list_last p95)" 5000 us
exit $failed
