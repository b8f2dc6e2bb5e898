#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# trede import clients, from outside: files as organisations have them, and a program that is killed.
# TREDE is the program, TREDE_SHARE its forms, configuration and translations, DATA tests/data/import and
# STRIKE what kills it.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/trede-import-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8 TZ=UTC XDG_DATA_HOME="$work/xdg" XDG_CONFIG_HOME="$work/config"
out=$work/out err=$work/err
passed=0 failed=0

bad() {
	failed=$((failed + 1))
	printf 'not ok: %s\n' "$1" >&2
	sed 's/^/    out: /' "$out" >&2
	sed 's/^/    err: /' "$err" >&2
}
good() { passed=$((passed + 1)); }
trede() { "$TREDE" --share "$TREDE_SHARE" --language en --practice --data "$work/data" "$@"; }
run() {
	want=$1
	shift
	what="trede $*"
	trede "$@" >"$out" 2>"$err" </dev/null
	got=$?
	if [ "$got" -eq "$want" ]; then good; else bad "$what: status $got, not $want"; fi
}
holds() { if grep -qF -e "$1" "$out"; then good; else bad "$what: no '$1'"; fi }
lacks() { if grep -qF -e "$1" "$out"; then bad "$what: has '$1'"; else good; fi }
says() { if grep -qF -e "$1" "$err"; then good; else bad "$what: does not say '$1'"; fi }
aside() { if grep -qF -e "$1" "$work/$2"; then good; else bad "$2: no '$1'"; fi }

cp "$DATA"/* "$work/" || exit 1
cd "$work" || exit 1
run 0 init
run 2 import clients
run 2 import
run 4 import clients absent.csv
says 'absent.csv'
run 4 import clients "$work"
run 4 import clients web.csv --map absent.yaml

# --- a sheet in Dutch, Windows-1252, semicolons
run 1 import clients excel-nl.csv --dry-run
says 'Nothing was written'
if [ -e excel-nl.csv.rejects.csv ]; then bad 'a file of rejects after --dry-run'; else good; fi
run 1 import clients excel-nl.csv
holds '5 rows: 3 new, 0 changed, 0 as they were, 2 that cannot be used.'
says "Column 'Schoenmaat' is not known"
says "line 8: column 'Geboortedatum': '31-02-1984' is no date"
says "line 9: column 'Land/taal': 'Klingon' is none of the choices"
says 'excel-nl.csv.rejects.csv'
aside 'trede: reason";Dossiernummer;' excel-nl.csv.rejects.csv
aside 'IM-0004;;Renée;' excel-nl.csv.rejects.csv
run 0 find Velde
holds 'IM-0001  Zoë van der Velde  1984-03-12'
run 0 find Benaissa
holds 'IM-0002  Neneh Benaïssa'
run 0 find IM-0003 --json
holds '"family_name": "Öztürk"'
holds '"birth_date": "1960"'
run 0 show IM-0002
holds 'geen post'

# --- the same again: nothing; what was mended: taken
run 1 import clients excel-nl.csv
holds '5 rows: 0 new, 0 changed, 3 as they were, 2 that cannot be used.'
sed -i 's/;31-02-1984;/;28-02-1984;/; s/;Klingon;/;Turks;/' excel-nl.csv.rejects.csv
run 0 import clients excel-nl.csv.rejects.csv
holds '2 rows: 2 new, 0 changed'
run 0 find Renee
holds 'IM-0004  Renée Claes  1984-02-28'

# --- UTF-16 and tabs, numbers for dates; a number that is known
run 0 import clients excel-unicode.txt --json
holds '"added": 2'
holds '"changed": 1'
run 0 find Yildirim
holds 'IM-0010  Şükran Yıldırım  1984-03-12'

# --- without file numbers
run 1 import clients web.csv --rejects aside.csv
holds '5 rows: 3 new, 0 changed, 0 as they were, 2 that cannot be used.'
says 'line 4: '
says 'line 6: somebody of this name and date of birth is there already.'
aside '"Stray,Quote,1980,,' aside.csv
run 1 import clients web.csv --rejects aside.csv
holds '5 rows: 0 new, 0 changed, 3 as they were, 2 that cannot be used.'
if [ -e aside.csv.old ]; then good; else bad 'what was aside is gone'; fi
printf 'given_name,family_name,birth_date\nMaryam,Haddad,1979\n' >again.csv
run 1 import clients again.csv
says '--alike'
run 0 import clients again.csv.rejects.csv --alike
holds '1 rows: 1 new'

# --- what a spreadsheet would compute is text where somebody opens it, and itself when it comes back
printf 'given_name,family_name,phone,birth_date\n=cmd|x,"=1,2",+31612345678,nee\n@a,"b ""c"",",-2+3,nee\n"a ""b"", =c",=d,-,nee\n' >signs.csv
run 1 import clients signs.csv
aside ",'=cmd|x,\"'=1,2\",+31612345678,nee" signs.csv.rejects.csv
aside ",'@a,\"b \"\"c\"\",\",'-2+3,nee" signs.csv.rejects.csv
aside ',"a ""b"", =c",'"'=d,-,nee" signs.csv.rejects.csv
sed -i 's/,nee/,1984/' signs.csv.rejects.csv
run 0 import clients signs.csv.rejects.csv
run 0 find '=cmd' --json
holds '"given_name": "=cmd|x"'
mkdir folder
run 4 import clients signs.csv --rejects folder
says 'could not be written to folder'
if [ -e folder.new ] || [ -e folder.old ]; then bad 'a folder was put aside'; else good; fi

# --- a mapping file, and what is wrong in one
run 0 import clients old.csv --map old-map.yaml
holds '2 rows: 2 new'
run 0 find 'van den Berg 1984'
holds 'Anna van den Berg  1984-03-12'
printf 'Deel1: shoe_size\n' >wrong.yaml
run 1 import clients old.csv --map wrong.yaml
says "wrong.yaml, line 1: There is no fact called 'shoe_size'."
printf 'Hobby;Maat\nvissen;38\n' >none.csv
run 1 import clients none.csv
says 'No column with a name'
: >empty.csv
run 1 import clients empty.csv

# --- killed at any call of the disk, again and again: it ends with everybody once
rows=25000
awk -v n=$rows 'BEGIN {
	print "Dossiernummer;Voornaam;Achternaam;Geboortedatum"
	for (i = 1; i <= n; i++) printf "K-%05d;Voor%d;Achter%d;%d\n", i, i, i % 977, 1930 + i % 90
}' >many.csv
awk -v n=$rows 'BEGIN {
	print "Voornaam;Achternaam;Geboortedatum"
	for (i = 1; i <= n; i++) printf "Los%d;Zonder%d;%d\n", i, i % 977, 1930 + i % 90
	print "Los1;Zonder1;1931"
}' >loose.csv
women() { trede check --json 2>/dev/null | sed -n 's/.*"clients": \([0-9]*\).*/\1/p'; }
before=$(women)
seed=${SEED:-$(date +%s)} killed=0
echo "import: kills from seed $seed"
for file in many loose; do
	for kill in 1 2 3; do
		seed=$(((seed * 1103515245 + 12345) % 2147483648))
		"$STRIKE" kill-before $((seed / 65536 % 16000 + 20)) "$work/data" "$work/none" \
			"$TREDE" --share "$TREDE_SHARE" --language en --practice --data "$work/data" \
			import clients $file.csv >"$out" 2>"$err" || killed=$((killed + 1))
	done
done
run 0 import clients many.csv
run 1 import clients loose.csv
run 1 import clients loose.csv
holds "25,001 rows: 0 new, 0 changed, 25,000 as they were, 1 that cannot be used."
if [ "$(women)" -eq $((before + 2 * rows)) ]; then good; else bad "$(women) women, $before before"; fi
if [ $killed -gt 0 ]; then good; else bad 'nothing was killed'; fi
run 0 check --rebuild
holds 'nothing had changed'

echo "import: $passed checks, $killed kills"
[ "$failed" -eq 0 ] || { echo "import: $failed failed" >&2; exit 1; }
