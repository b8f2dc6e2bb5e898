#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a key of a name costs from 1,000 women to PEOPLE (1,000,000): the table goes to OUT/find-scale.tsv, the
# plot to OUT/find-scale.svg.  In one process, so without the terminal.
: "${PEOPLE:=1000000}" "${OUT:?where the table and the plot go}"
women=$PEOPLE PEOPLE=0
. "$(dirname "$0")/common.sh"
. "$here/names.sh"

# Names of others than are in the files, and what people type.
{
	printf '%s\n' jansen yildirim hussein foesia 'khadija amr' 'zeynep 1984' 'van den b' 'el hasan'
	names_people 40 tsv '--seed 2' | awk -F '\t' '{ print tolower(NR % 2 ? $2 " " $3 : $3 " " $2) }'
} >"$scratch/names"

printf 'people\tfirst_us\tfirst_p95_us\tfinal_us\tfinal_p95_us\tload_ms\tnames_kB\tpeak_kB\n' \
	>"$OUT/find-scale.tsv"
for count in 1000 3000 10000 30000 100000 300000 1000000; do
	[ "$count" -le "$women" ] || continue
	names_file "$count"
	"$BENCH/find_keys" "$TREDE_SHARE" <"$scratch/names" >"$scratch/keys" || exit 2
	of() { median "$1" "$scratch/keys"; }
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$count" "$(of key.first)" "$(of key.first.p95)" \
		"$(of key.final)" "$(of key.final.p95)" "$(in_ms "$(of names.load)")" \
		"$(of names.memory)" "$(of process.peak)" >>"$OUT/find-scale.tsv"
	[ -n "${KEPT:-}" ] || rm -r "$XDG_DATA_HOME"
done
python3 "$here/find_plot.py" "$OUT/find-scale.tsv" "$OUT/find-scale.svg" || failed=1
exit $failed
