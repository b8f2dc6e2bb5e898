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
of() { median "$1" "$scratch/register.$count"; }
# more A B C D: A - B + C - D, and 0 when that is less than nothing
more() { awk -v a="$1" -v b="$2" -v c="$3" -v d="$4" 'BEGIN { m = a - b + c - d; print (m > 0 ? m : 0) }'; }
for count in 10000 "$women"; do
	printf '%s women, us: with names %s (p99 %s), without %s (p99 %s); the next search %s, before %s\n' \
		"$count" "$(of register.named)" "$(of register.named.p99)" \
		"$(of register.nameless)" "$(of register.nameless.p99)" \
		"$(of other.after)" "$(of other.before)"
	bound "added among $count, median" "$(more "$(of register.named)" "$(of register.nameless)" \
		"$(of other.after)" "$(of other.before)")" 5000 us
	bound "added among $count, p99" "$(more "$(of register.named.p99)" "$(of register.nameless.p99)" \
		"$(of other.after.p99)" "$(of other.before.p99)")" 5000 us
done
exit $failed
