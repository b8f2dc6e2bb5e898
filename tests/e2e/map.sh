#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# trede map, from outside: files as organisations have them, in and out again.
# TREDE is the program, TREDE_SHARE its forms, configuration and translations, DATA tests/data/map.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/trede-map-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8 TZ=UTC XDG_DATA_HOME="$work/xdg" XDG_CONFIG_HOME="$work/config"
out=$work/out err=$work/err data=data
passed=0 failed=0 seed=7

bad() {
	failed=$((failed + 1))
	printf 'not ok: %s\n' "$1" >&2
	sed 's/^/    out: /' "$out" >&2
	sed 's/^/    err: /' "$err" >&2
}
good() { passed=$((passed + 1)); }
trede() {
	"$TREDE" --share "$TREDE_SHARE" --language en --practice --data "$work/$data" \
		--clock 2026-11-22T10:00:00Z --seed $seed "$@"
}
run() {
	want=$1
	shift
	what="trede $* ($data)"
	trede "$@" >"$out" 2>"$err" </dev/null
	got=$?
	if [ "$got" -eq "$want" ]; then good; else bad "$what: status $got, not $want"; fi
}
holds() { if grep -qF -e "$1" "$out"; then good; else bad "$what: no '$1'"; fi }
lacks() { if grep -qF -e "$1" "$out"; then bad "$what: has '$1'"; else good; fi }
says() { if grep -qF -e "$1" "$err"; then good; else bad "$what: does not say '$1'"; fi }
quiet() { if [ -s "$err" ]; then bad "$what: says something"; else good; fi }
has() { if grep -rqF -e "$2" "$work/$1"; then good; else bad "$1: no '$2'"; fi }
has_not() { if grep -rqiF -e "$2" "$work/$1"; then bad "$1: has '$2'"; else good; fi }
absent() { if [ -e "$work/$1" ]; then bad "$1 is there"; else good; fi }
same() { if cmp -s "$work/$1" "$work/$2"; then good; else bad "$1 and $2 differ"; fi }
sets() { # a new file of this name, whose ids are those of no other
	data=$1
	seed=$((seed + 1))
	rm -rf "${work:?}/$1"
	trede init >/dev/null 2>&1
}

cp -r "$DATA"/* "$work/" || exit 1
cd "$work" || exit 1
# a practice file without its examples: nothing is on the map
cp -rL "$TREDE_SHARE" share && sed -i 1q share/config/map/sample.csv &&
	printf '{"workers": [], "clients": []}' >share/config/examples.json || exit 1
TREDE_SHARE=$work/share

# --- how it is called
run 0 init
run 2 map
run 2 map import
run 4 map import absent.csv
says 'absent.csv'
mkdir empty
run 1 map import empty
says 'services.csv'
printf 'PK\003\004xxxx' >kaart.zip
run 1 map import kaart.zip
says 'Unpack it into a folder'
cp kaart.zip kaart.ods
run 1 map import kaart.ods
says 'Save it there as CSV'
run 2 map import one.json offers.csv
run 2 map import one.json --map one.json
says '--map'
run 2 map export x --format odt
run 2 map export x.zip
says 'a folder'
run 2 map list -n none
printf '{"organizations": [' >half.json
run 1 map import half.json
says 'half.json'

# --- a sheet of one's own: in, in again, what is not known comes back
cat >eigen.csv <<'CSV'
organisation.name;organisation.postcode;organisation.phone;name;rungs;phone;kleur;organisation.hoogte
Huis van de Wijk;2512 AB;070 555 0301;Naaiatelier;2 3;;blauw;3
Huis van de Wijk;2512 AB;070 555 0301;Taalcafe;3;=1+1+070;;3
Losse Club;2513 AB;;;;;;
;;;Van niemand;;;;
CSV
sets own
run 1 map import eigen.csv --dry-run
says 'Nothing was written'
absent eigen.csv.rejects.csv
run 1 map list Naai
says 'Nothing on the social map'
run 1 map import eigen.csv
holds 'Organisations: 2; offers: 2. That gave: 4 new, 0 changed, 0 as they were; rows that cannot be used: 1.'
says "kleur"
says 'line 5: '
has eigen.csv.rejects.csv 'Van niemand'
run 1 map import eigen.csv --json
holds '"added": 0'
holds '"changed": 0'
holds '"same": 4'
holds '"rejected": 1'
sed -i 's/;;;Van niemand/Losse Club;;;Van iemand/' eigen.csv.rejects.csv
run 0 map import eigen.csv.rejects.csv
holds '1 new'
run 0 map list naai
holds 'Naaiatelier  Huis van de Wijk'
run 0 map list --json -n 1 naai
holds '"kind": "offer"'
holds '"organisation": "Huis van de Wijk"'
holds '"open": true'
run 0 map export uit.csv
has uit.csv 'kleur'
has uit.csv 'blauw'
has uit.csv 'organisation.hoogte'
has uit.csv "'=1+1+070"
run 1 map export uit.csv
says 'is there already'
run 0 map export uit.json
has uit.json '"kleur":"blauw"'
run 0 map export uit
has uit/services.csv 'kleur'
has uit/datapackage.json '"tabular-data-package"'
run 0 map export uit.vcf
has uit.vcf 'FN:Huis van de Wijk'
absent uit.new

# --- each of them into a new file: the same map; into its own: nothing
for from in uit.csv uit.json uit; do
	data=own
	run 0 map import $from
	holds '0 new, 0 changed, 5 as they were'
	sets fresh
	run 0 map import $from
	holds '5 new'
	rm -f again.json
	run 0 map export again.json
	same uit.json again.json
done

# --- what others have made: dirty, and packages of two versions
for file in dirty.csv one.json organizations.json services.json tables.json odd.json package-1.1 package-3.0; do
	sets found
	trede map import $file >"$out" 2>"$err"
	[ $? -le 1 ] || bad "$file: does not end as it should"
	[ ! -e $file.rejects.csv ] || says 'line '
	trede map import $file >"$out" 2>&1
	holds ' 0 new, 0 changed,'
	rm -rf f.json f.csv f g.json
	run 0 map export f.json
	run 0 map export f.csv
	run 0 map export f
	for from in f.json f.csv f; do
		sets other
		run 0 map import $from
		rm -rf g.json g.csv g
		run 0 map export g.json
		run 0 map export g.csv
		run 0 map export g
		same f.json g.json
		same f.csv g.csv
		for part in f/*; do same $part g/${part#f/}; done
	done
done
sets found
run 1 map import dirty.csv
for line in 4 5 7 9; do says "line $line: "; done
holds 'rows that cannot be used'
run 0 map list 'Na de fout'
holds 'Na de fout'

# --- a secret address: nowhere, and it stays where it was
cat >geheim.csv <<'CSV'
organisation.name;organisation.source;organisation.confidential;organisation.street;organisation.postcode;organisation.city;organisation.note;name;source;street
Opvang Ver;o1;yes;Zuidwal 12;2512 AB;Duinstad;Zij woont op de zuidwal;Bed;s1;Zuidwal 12
CSV
sets secret
run 0 map import geheim.csv
for to in weg.json weg.csv weg weg.vcf; do
	run 0 map export $to
	says 'Secret addresses that were left out: '
	has_not $to zuidwal
	has_not $to 2512
	has_not $to duinstad
done
for from in weg.json weg.csv weg; do
	run 0 map import $from
	holds '0 new, 0 changed, 2 as they were'
done
run 0 map import geheim.csv
holds '0 new, 0 changed, 2 as they were'

echo "map: $((passed + failed)) checks, $failed failed"
[ "$failed" -eq 0 ]
