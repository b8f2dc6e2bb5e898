#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How far the expression language agrees with a table of cases:
#
#   xpath_conform.sh CASES.tsv PROGRAM [ARGUMENT...]        (xpath_conform.sh cases.tsv trede form eval)
#
# CASES has a header and the columns id, kind (boolean, number, string, error), expression, expected,
# tolerance and flags (rounded, tz=Phoenix, tz=GMT).  The expressions go to PROGRAM, one a line, with
# the time zone of their flag; each row that differs is listed, then the share of those that agree.
# What xpath_disputed.tsv beside this file names (id, why) is reported apart: there trede differs on
# purpose.  Exits with 1 when another row differs, or when a disputed one agrees after all.
set -eu

[ $# -ge 2 ] || { echo "usage: ${0##*/} CASES.tsv PROGRAM [ARGUMENT...]" >&2; exit 2; }
cases=$1
disputed=$(dirname "$0")/xpath_disputed.tsv
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

for zone in GMT America/Phoenix; do
	awk -F '\t' -v zone="$zone" 'NR > 1 && (($6 ~ /tz=Phoenix/) == (zone ~ /Phoenix/))' \
		"$cases" >"$work/rows"
	awk -F '\t' '{
		if ($2 == "boolean")
			print "boolean(" $3 ")"
		else
			print $3
	}' "$work/rows" >"$work/expressions"
	TZ=$zone "$@" <"$work/expressions" >"$work/results"
	paste "$work/rows" "$work/results" >>"$work/all"
done

awk -F '\t' -v disputed="$disputed" '
function is_number(text) { return text ~ /^-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$/ }
function agrees(kind, expected, got, within, flags,   d) {
	if (kind == "error")
		return got ~ /^error: /
	if (kind != "number" || !is_number(expected) || !is_number(got))
		return expected == got
	if (within == "")
		within = flags ~ /rounded/ ? 1e-4 : 1e-9
	d = expected - got
	return (d < 0 ? -d : d) <= within + 0
}
BEGIN {
	while ((getline line < disputed) > 0) {
		split(line, part, "\t")
		why[part[1]] = part[2]
	}
}
{
	all++
	if (agrees($2, $4, $7, $5, $6)) {
		same++
		if ($1 in why) {
			printf "%s\tagrees and is called disputed\n", $1
			failed = 1
		}
	} else if ($1 in why) {
		apart++
		told = told sprintf("%s\tdisputed: %s\n", $1, why[$1])
	} else {
		printf "%s\t%s\t%s\texpected %s\tgot %s\n", $1, $2, $3, $4, $7
		failed = 1
	}
}
END {
	printf "%s", told
	printf "%d of %d agree (%.1f %%); %d more are disputed\n", same, all, 100 * same / all, apart
	exit failed
}
' "$work/all"
