#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From exec to the home screen painted, and the memory it takes by then, against the floor.
. "$(dirname "$0")/common.sh"

practice
for series in $(seq "$SERIES"); do
	bench "$scratch/floor.$series" "$here/keys/floor-start.tty" "$BENCH/floor"
	bench "$scratch/trede.$series" "$here/keys/start.tty" \
		"$TREDE" --share "$TREDE_SHARE" --practice
done
for name in floor trede; do
	printf '%s: first paint %s ms, home %s ms, memory %s kB\n' "$name" \
		"$(in_ms "$(median start.first_paint "$scratch/$name".*)")" \
		"$(in_ms "$(median home.time "$scratch/$name".*)")" \
		"$(median home.peak_rss "$scratch/$name".*)"
done
bound 'start to home, times the floor' \
	"$(ratio "$(median home.time "$scratch"/trede.*)" "$(median home.time "$scratch"/floor.*)")" 3 x
bound 'memory when home is painted, times the floor' \
	"$(ratio "$(median home.peak_rss "$scratch"/trede.*)" "$(median home.peak_rss "$scratch"/floor.*)")" 3 x
exit $failed
