#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a social map costs: a directory of SERVICES (4,089: the size of a city) into a sealed file, the same again, out
# of it as JSON, package and CSV, and that into a new file.  The first import may take MOST_MS; RUNS of it are made.
# BENCH is where the programs and the files are.
set -eu
services=${SERVICES:-4089}
runs=${RUNS:-5}
most=${MOST_MS:-$([ "$services" -eq 4089 ] && echo 1000 || echo 0)}
package=$BENCH/map-$services
work=$BENCH/map-work
[ -s "$package/taxonomies.csv" ] || python3 tests/bench/gen_map.py "$package" "$services"
rm -rf "$work"
mkdir -p "$work"
echo "a package of HSDS 1.1 with $services services into a new sealed file:"
for run in $(seq "$runs"); do
	MOST_MS=$most "$BENCH/map_file" import "$work/$run" "$package"
	[ "$run" = 1 ] || rm -rf "${work:?}/$run"
done
echo "the same again:"
"$BENCH/map_file" import "$work/1" "$package" again
echo "out of it:"
"$BENCH/map_file" export "$work/1" json "$work/map.json"
"$BENCH/map_file" export "$work/1" package "$work/map"
"$BENCH/map_file" export "$work/1" csv "$work/map.csv"
for from in map.json map map.csv; do
	echo "$from into a new sealed file:"
	"$BENCH/map_file" import "$work/of-$from" "$work/$from"
done
rm -rf "$work"
