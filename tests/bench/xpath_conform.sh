#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How far the expression language agrees with a table of cases:
#
#   xpath_conform.sh CASES.tsv PROGRAM [ARGUMENT...]        (xpath_conform.sh cases.tsv trede form eval)
#
# CASES has a header and the columns id, kind (boolean, number, string, error), expression, expected,
# tolerance and flags (rounded, tz=Phoenix, tz=GMT).  The expressions go to PROGRAM, one a line, with
# the time zone of their flag; each row that differs is listed, then the share of those that agree.
set -eu

[ $# -ge 2 ] || { echo "usage: ${0##*/} CASES.tsv PROGRAM [ARGUMENT...]" >&2; exit 2; }
cases=$1
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

awk -F '\t' '
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
{
	all++
	if (agrees($2, $4, $7, $5, $6))
		same++
	else
		printf "%s\t%s\t%s\texpected %s\tgot %s\n", $1, $2, $3, $4, $7
}
END { printf "%d of %d agree (%.1f %%)\n", same, all, 100 * same / all }
' "$work/all"
