#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Allocations that fail, one at a time and all from one on: a command then ends with 4 and a
# sentence, or with 0 and all of its output.  NOMEM is the library that makes them fail; STEP: one
# of so many is tried, from a place of its own each run (FIRST).
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/trede-nomem-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8 TZ=UTC HOME="$work" XDG_CONFIG_HOME="$work"
passed=0 failed=0
STEP=${STEP:-199} FIRST=${FIRST:-$(($(date +%s) % STEP + 1))}
file="--practice --data $work/data --clock 2026-11-21T10:42:00 --seed 7"

# once AT EVER ARGS...: writes to $work/out and $work/err
once() {
	at=$1 ever=$2
	shift 2
	env LD_PRELOAD="$NOMEM" NOMEM_AT="$at" ${ever:+NOMEM_EVER=1} \
		timeout 20 "$TREDE" --share "$TREDE_SHARE" "$@" >"$work/out" 2>"$work/err"
}

# fail ARGS...
fail() {
	"$TREDE" --share "$TREDE_SHARE" "$@" >"$work/whole" || { echo "nomem: $* does not work" >&2; exit 1; }
	count=$(NOMEM_COUNT=1 LD_PRELOAD="$NOMEM" "$TREDE" --share "$TREDE_SHARE" "$@" 2>&1 >/dev/null |
		sed -n 's/^allocations: //p')
	n=$FIRST
	while [ "$n" -le "$count" ]; do
		for ever in '' 1; do
			once "$n" "$ever" "$@"
			case $? in
			0) cmp -s "$work/out" "$work/whole" ;;
			4) grep -q '^trede: ' "$work/err" ;;
			*) false ;;
			esac && passed=$((passed + 1)) && continue
			failed=$((failed + 1))
			echo "not ok: NOMEM_AT=$n ${ever:+NOMEM_EVER=1} trede $*" >&2
			cat "$work/err" >&2
		done
		n=$((n + STEP))
	done
}

"$TREDE" --share "$TREDE_SHARE" $file init || exit 1
# shellcheck disable=SC2086
{
	fail $file find fouzia
	fail $file show J-0001 --json
	fail $file print J-0001 --page case --html
	fail $file check --json
	fail form check "$TREDE_SHARE/forms/progress.yaml"
	fail form paper "$TREDE_SHARE/forms/exit.yaml"
}
"$TREDE" --share "$TREDE_SHARE" $file check >/dev/null && passed=$((passed + 1)) ||
	failed=$((failed + 1))
printf 'nomem: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
