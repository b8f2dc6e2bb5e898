#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How often she is found by another spelling, and at what cost: all cases of NAMES, names only and with the
# year of birth, asked of trede, of full-text search by three letters, of sounds, and (a sample) of fzf.
# PEOPLE: those of the cases (103,000); more are invented.
: "${NAMES:?folder of the cases of names}"
[ -r "$NAMES/names_dev.tsv" ] || { echo "bench-find: skipped, there is no $NAMES/names_dev.tsv"; exit 0; }
: "${PEOPLE:=$(wc -l <"$NAMES/names_pool.tsv")}" "${SAMPLE:=140}"
women=$PEOPLE PEOPLE=0
. "$(dirname "$0")/common.sh"
. "$here/names.sh"

cases=$NAMES/names_dev.tsv people=$scratch/people.tsv out=$scratch/out
mkdir "$out"
names_people "$women" tsv --whole >"$people"
names_people "$women" lines --whole >"$scratch/people.txt"
names_file "$women" --whole

asked() { # WAY KIND COMMAND...: the answers of one way go to $out/WAY.KIND
	to=$out/$1.$2 questions=$scratch/$2
	shift 2
	"$BENCH/asked" "$questions" "$@" >"$to" || { echo "failed: $*" >&2; exit 2; }
}
for kind in names years; do
	[ $kind = years ] && year=--year || year=
	python3 "$here/find_cases.py" questions "$cases" "$people" $year >"$scratch/$kind"
	asked trede $kind "$TREDE" --share "$TREDE_SHARE" find --batch --practice
	asked trigram $kind "$BENCH/trigram" "$people" "$scratch/trigram.db"
	asked sound $kind "$BENCH/by_sound" "$people"
	if command -v fzf >/dev/null; then
		python3 "$here/find_cases.py" fzf "$cases" "$people" "$scratch/people.txt" "$SAMPLE" $year \
			>"$out/fzf.$kind"
	fi
done
[ -e "$out/fzf.names" ] || echo "fzf is not here (Debian: apt-get install fzf): left out"
python3 "$here/find_cases.py" table "$cases" "$people" "$out" || failed=1
[ -z "${KEEP:-}" ] || cp "$out"/* "$KEEP"
exit $failed
