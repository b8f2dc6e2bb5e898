#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A key in a text field: from before it is sent to the last byte it causes, against the floor.
. "$(dirname "$0")/common.sh"

practice
keep_practice() { cp -a "$XDG_DATA_HOME" "$scratch/kept"; }
fresh_practice() { rm -rf "$XDG_DATA_HOME" && cp -a "$scratch/kept" "$XDG_DATA_HOME"; }
keep_practice
for series in $(seq "$SERIES"); do
	bench "$scratch/floor.$series" "$here/keys/floor-text.tty" "$BENCH/floor"
	fresh_practice
	bench "$scratch/trede.$series" "$here/keys/text.tty" \
		"$TREDE" --share "$TREDE_SHARE" --practice
done
for name in floor trede; do
	printf '%s: key median %s us, p99 %s us, cpu %s us, %s bytes\n' "$name" \
		"$(median key.last_byte "$scratch/$name".*)" \
		"$(median key.last_byte.p99 "$scratch/$name".*)" \
		"$(median key.cpu "$scratch/$name".*)" "$(median key.bytes "$scratch/$name".*)"
done
of() { ratio "$(median "$1" "$scratch"/trede.*)" "$(median "$1" "$scratch"/floor.*)"; }
bound 'key, median, times the floor' "$(of key.last_byte)" 1.25 x
bound 'key, p99, times the floor' "$(of key.last_byte.p99)" 1.5 x
bound 'CPU per key, times the floor' "$(of key.cpu)" 1.5 x
bound 'bytes per key' "$(median key.bytes "$scratch"/trede.*)" 19 B
silent=$(figure key.no_output.n "$scratch"/trede.* | middle)
[ "$silent" = - ] || { echo "keys without any output: $silent a series" && failed=1; }
exit $failed
