# SPDX-License-Identifier: GPL-3.0-or-later
# What the benchmarks share; read with '.'.  Takes from the environment (make bench-... sets it):
#   BENCH        folder of the built benchmark programs
#   TREDE        the program; TREDE_SHARE its forms and translations
#   SERIES RUNS  how often (3 series of 10 runs each)
#   PEOPLE       how many women the practice file gets beside the examples (0)
# Floor and program run in turns; the median of each series is taken, then the median of those.

export LC_ALL=C.UTF-8 TZ=Europe/Amsterdam
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
: "${BENCH:?folder of the built benchmark programs}" "${TREDE:?the program}"
: "${TREDE_SHARE:?forms and translations}" "${SERIES:=3}" "${RUNS:=10}" "${PEOPLE:=0}"
failed=0

scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
export HOME="$scratch" XDG_DATA_HOME="$scratch/data" XDG_CONFIG_HOME="$scratch/config"

# A practice file with PEOPLE more women in it.
practice() {
	"$TREDE" --share "$TREDE_SHARE" init --practice || exit 2
	if [ "$PEOPLE" -gt 0 ]; then
		python3 "$here/gen_people.py" "$PEOPLE" | "$BENCH/people" "$TREDE_SHARE" || exit 2
	fi
}

# bench RESULT SCRIPT COMMAND...: one series; the figures go to the file RESULT.
bench() {
	result=$1
	script=$2
	shift 2
	"$BENCH/ttybench" -l 580 -n "$RUNS" "$script" "$@" >"$result" || {
		echo "failed: $*" >&2
		exit 2
	}
}

# figure NAME FILE...: the figure (its median, when there is one) in each file, one a line.
figure() {
	name=$1
	shift
	for file in "$@"; do
		awk -v name="$name" '
			{ key = $1; sub(/:$/, "", key) }
			key == name || key == name ".median" { print $2 }' "$file"
	done
}

# middle: the median of the numbers on standard input; "-" when there are none.
middle() {
	sort -n | awk '{ v[NR] = $1 } END { print NR ? v[int((NR + 1) / 2)] : "-" }'
}

median() {
	figure "$@" | middle
}

# bound WHAT VALUE MOST UNIT: says whether the value holds; a bound may be passed by 15 % of noise.
bound() {
	if awk -v v="$2" -v m="$3" 'BEGIN { exit !(v ~ /^[0-9]/ && v <= m * 1.15) }'; then
		printf '%-44s %10s %s (at most %s)\n' "$1" "$2" "$4" "$3"
	else
		printf '%-44s %10s %s (at most %s)  NOT HELD\n' "$1" "$2" "$4" "$3"
		failed=1
	fi
}

ratio() {
	awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "-" }'
}

in_ms() {
	awk -v a="$1" 'BEGIN { printf "%.2f", a / 1000 }'
}
