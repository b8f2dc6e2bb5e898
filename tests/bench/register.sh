#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What finding adds to registering one woman, among 10,000 and among PEOPLE (1,000,000): a woman with names,
# a date of birth and a postcode in turns with one who has none of these, and the search that follows.
: "${PEOPLE:=1000000}"
women=$PEOPLE PEOPLE=0
. "$(dirname "$0")/common.sh"
. "$here/names.sh"
ONES=300

for count in 10000 "$women"; do
	names_file "$count"
	cp -a "$XDG_DATA_HOME" "$scratch/register" # women come in
	XDG_DATA_HOME=$scratch/register
	python3 "$here/gen_names.py" "$ONES" --seed 2 --lines |
		"$BENCH/register" "$TREDE_SHARE" >"$scratch/register.$count" || exit 2
	rm -r "$scratch/register"
done
for count in 10000 "$women"; do
	of() { median "$1" "$scratch/register.$count"; }
	printf '%s women, us: with names %s (p99 %s), without %s (p99 %s); next search %s, the same again %s\n' \
		"$count" "$(of register.named)" "$(of register.named.p99)" \
		"$(of register.nameless)" "$(of register.nameless.p99)" \
		"$(of search.after)" "$(of search.again)"
	added() { # FIGURE of named, of nameless, of the search after, of it again
		awk -v n="$1" -v o="$2" -v a="$3" -v g="$4" 'BEGIN { d = n - o + a - g; print d > 0 ? d : 0 }'
	}
	bound "added among $count, median" "$(added "$(of register.named)" "$(of register.nameless)" \
		"$(of search.after)" "$(of search.again)")" 5000 us
	bound "added among $count, p99" "$(added "$(of register.named.p99)" "$(of register.nameless)" \
		"$(of search.after)" "$(of search.again)")" 5000 us
done
exit $failed
