#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Five keys a second in a text field while every fsync takes DISK_MS (10) longer: a key may wait
# for one fsync and 2 ms.  The pauses differ a little, so that keys also meet the saving.
. "$(dirname "$0")/common.sh"
: "${DISK_MS:=10}" "${KEYS:=150}"

practice
cp "$here/keys/text-begin.tty" "$scratch/script"
awk -v n="$KEYS" 'BEGIN {
	srand(7)
	print "gap 30"
	for (i = 0; i < n; i++) {
		print "type " substr("abcdefghijklmnopqrstuvwxyz", i % 26 + 1, 1)
		printf "sleep %d\n", 100 + rand() * 140
	}
}' >>"$scratch/script"
RUNS=1
export SLOWSYNC_MS="$DISK_MS"
for series in $(seq "$SERIES"); do
	SLOWSYNC_LOG="$scratch/syncs.$series" bench "$scratch/trede.$series" "$scratch/script" \
		env LD_PRELOAD="$BENCH/slowsync.so" "$TREDE" --share "$TREDE_SHARE" --practice
done
syncs=$(cat "$scratch"/syncs.* | wc -l)
printf 'trede: key median %s us, p99 %s us, max %s us; %s fsyncs of %s ms in %s series of %s keys\n' \
	"$(median key.last_byte "$scratch"/trede.*)" "$(median key.last_byte.p99 "$scratch"/trede.*)" \
	"$(median key.last_byte.max "$scratch"/trede.*)" "$syncs" "$DISK_MS" "$SERIES" "$KEYS"
[ "$syncs" -gt 0 ] || { echo 'nothing was saved while typing' && failed=1; }
bound 'key, p99, with a slow disk' "$(in_ms "$(median key.last_byte.p99 "$scratch"/trede.*)")" \
	$((DISK_MS + 2)) ms
exit $failed
