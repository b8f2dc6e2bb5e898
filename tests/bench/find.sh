#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How often she is found by another spelling, and at what cost: all cases of NAMES, names only and with the
# year of birth, asked of trede, of full-text search by three letters, of sounds, and (a sample) of fzf.
# PEOPLE: those of the cases (103,000); more are invented.  WAYS: which of them are asked.
: "${NAMES:?folder of the cases of names}"
[ -r "$NAMES/names_dev.tsv" ] || { echo "bench-find: skipped, there is no $NAMES/names_dev.tsv"; exit 0; }
: "${PEOPLE:=$(wc -l <"$NAMES/names_pool.tsv")}" "${SAMPLE:=140}" "${WAYS:=trede trigram sound fzf}"
women=$PEOPLE PEOPLE=0
. "$(dirname "$0")/common.sh"
. "$here/names.sh"

cases=$NAMES/names_dev.tsv people=$scratch/people.tsv out=$scratch/out
mkdir "$out"
names_people "$women" tsv --whole >"$people"
names_people "$women" lines --whole >"$scratch/people.txt"
names_file "$women" --whole

asked() { # WAY COMMAND...: the answers of one way go to $out/WAY.KIND
	to=$out/$1.$kind
	shift
	"$BENCH/asked" "$scratch/$kind" "$@" >"$to" || { echo "failed: $*" >&2; exit 2; }
}
ask() { # WAY
	case $1 in
	trede) asked trede "$TREDE" --share "$TREDE_SHARE" find --batch --practice ;;
	trigram) asked trigram "$BENCH/trigram" "$people" "$scratch/trigram.db" ;;
	sound) asked sound "$BENCH/by_sound" "$people" ;;
	fzf)
		command -v fzf >/dev/null || { echo "fzf is not here (Debian: apt-get install fzf)"; return; }
		python3 "$here/find_cases.py" fzf "$cases" "$people" "$scratch/people.txt" "$SAMPLE" $year \
			>"$out/fzf.$kind"
		;;
	esac
}
for kind in names years; do
	[ $kind = years ] && year=--year || year=
	python3 "$here/find_cases.py" questions "$cases" "$people" $year >"$scratch/$kind"
	for way in $WAYS; do ask "$way"; done
done
python3 "$here/find_cases.py" table "$cases" "$people" "$out" || failed=1
[ -z "${ANSWERS:-}" ] || cp "$out"/* "$people" "$ANSWERS" # each of them, to be read by eye
exit $failed
