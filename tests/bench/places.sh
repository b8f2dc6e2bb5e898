#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A key in the search line of 20,000 places, from before it is sent to the last byte it causes:
# of the whole list, and of the streets of a town of a province (a cascade through choice filters).
. "$(dirname "$0")/common.sh"

mkdir "$scratch/form"
python3 "$here/mkplaces.py" "$scratch/form"
for series in $(seq "$SERIES"); do
	bench "$scratch/places.$series" "$here/keys/places.tty" \
		"$TREDE" --share "$TREDE_SHARE" form try "$scratch/form/places.yaml"
done
for group in first key move cascade; do
	printf '%s: median %s us, p99 %s us, most %s us, cpu %s us\n' "$group" \
		"$(median "$group.last_byte" "$scratch"/places.*)" \
		"$(figure "$group.last_byte.p99" "$scratch"/places.* | middle)" \
		"$(figure "$group.last_byte.max" "$scratch"/places.* | middle)" \
		"$(median "$group.cpu" "$scratch"/places.*)"
done
p99() { figure "$1.last_byte.p99" "$scratch"/places.* | middle; }
bound 'key among 20,000, p99' "$(p99 key)" 5000 us
bound 'first key among 20,000, p99' "$(p99 first)" 5000 us
bound 'key in the cascade, p99' "$(p99 cascade)" 5000 us
exit $failed
