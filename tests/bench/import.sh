#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What an import costs: ROWS invented women into a sealed file, the same file again, and one in which every tenth
# woman has another phone.  BENCH is where the programs and the files are.
set -eu
rows=${ROWS:-1000000}
folder=$BENCH/import
csv=$BENCH/import-$rows.csv
[ -s "$csv" ] || { python3 tests/bench/gen_names.py "$rows" --csv >"$csv.new" && mv "$csv.new" "$csv"; }
rm -rf "$folder"
mkdir -p "$folder"
echo "$rows rows, $(($(wc -c <"$csv") / 1048576)) MB, into a new sealed file:"
"$BENCH/import_file" "$folder" "$csv"
echo "the same file again:"
"$BENCH/import_file" "$folder" "$csv" again
phone=$(head -1 "$csv" | tr ',' '\n' | grep -n '^phone$' | cut -d: -f1)
awk -F, -v OFS=, -v phone="$phone" 'NR > 1 && NR % 10 == 0 { $phone = "0201" NR } 1' "$csv" |
	head -n "$((rows / 10 + 1))" >"$folder/changed.csv"
echo "$((rows / 10)) rows that are known, every tenth with another phone:"
"$BENCH/import_file" "$folder" "$folder/changed.csv" again
rm -rf "$folder"
