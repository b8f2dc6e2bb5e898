# SPDX-License-Identifier: GPL-3.0-or-later
# What the benchmarks of finding share; read with '.' after common.sh.  Takes from the environment:
#   NAMES   folder of the cases of names; where it is absent the lists of gen_names.py do
#   KEPT    folder where the practice files stay, for the next run; without it they go

pool=${NAMES:-}/names_pool.tsv
[ -r "$pool" ] && pool="--pool $pool" || pool=

names_people() { # COUNT FORM [MORE]
	# shellcheck disable=SC2086
	python3 "$here/gen_names.py" "$1" $pool "--$2" ${3:-}
}

# names_as COUNT: what follows works with the practice file of so many women.
names_as() { XDG_DATA_HOME="${KEPT:-$scratch}/$1"; }

# names_file COUNT [--whole]: makes it, unless it is there, and works with it.
names_file() {
	names_as "$1${2:-}"
	[ ! -d "$XDG_DATA_HOME" ] || return 0
	practice
	names_people "$1" csv "${2:-}" >"$scratch/people.csv"
	begun=$(date +%s%N)
	"$TREDE" --share "$TREDE_SHARE" import clients --practice "$scratch/people.csv" \
		>"$scratch/import.out" 2>&1 || { cat "$scratch/import.out" >&2; exit 2; }
	awk -v n="$1" -v ns="$(($(date +%s%N) - begun))" -v kB="$(du -sk "$XDG_DATA_HOME" | cut -f1)" \
		'BEGIN { printf "%d women: imported in %.1f s (%.0f a second), %.0f MB on disk\n", \
			n, ns / 1e9, n / (ns / 1e9), kB / 1024 }'
	rm "$scratch/people.csv"
}
