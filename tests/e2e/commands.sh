#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every command of the command line: what it writes, how it complains, its exit status.
# TREDE is the program, TREDE_SHARE its forms, configuration and translations.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/trede-commands-XXXXXX") || exit 1
mounted=
clean() {
	[ -z "$mounted" ] || umount "$mounted"
	rm -rf "$work"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8 TZ=UTC XDG_DATA_HOME="$work/xdg" XDG_CONFIG_HOME="$work/config"
data=$work/data out=$work/out err=$work/err
passed=0 failed=0
alone= # without the terminal of whoever runs this, which would be asked for a passphrase
if command -v setsid >/dev/null 2>&1; then alone='setsid -w'; fi

bad() {
	failed=$((failed + 1))
	printf 'not ok: %s\n' "$1" >&2
	sed 's/^/    out: /' "$out" >&2
	sed 's/^/    err: /' "$err" >&2
}
good() { passed=$((passed + 1)); }

# bare STATUS ARGS...: runs the program; an error is one line that begins with its name.
bare() {
	want=$1
	shift
	what="trede $*"
	$alone "$TREDE" --share "$TREDE_SHARE" "$@" >"$out" 2>"$err" </dev/null
	got=$?
	if [ "$got" -ne "$want" ]; then
		bad "$what: status $got, not $want"
	elif [ "$want" -ne 0 ] && [ "$(grep -c '^trede: ..*' "$err")" -ne 1 ]; then
		bad "$what: no one sentence"
	elif [ "$want" -ne 0 ] && grep -q '(null)' "$err"; then
		bad "$what: an empty place in the sentence"
	else
		good
	fi
}
run() {
	status=$1
	shift
	bare "$status" --practice --data "$data" --clock 2026-11-21T10:42:00Z --seed 7 "$@"
}
holds() { if grep -qF -e "$1" "$out"; then good; else bad "$what: no '$1'"; fi }
lacks() { if grep -qF -e "$1" "$out"; then bad "$what: has '$1'"; else good; fi }
says() { if grep -qF -e "$1" "$err"; then good; else bad "$what: does not say '$1'"; fi }
quiet() { if [ -s "$err" ]; then bad "$what: says something"; else good; fi }
lines() { if [ "$(wc -l <"$out")" -eq "$1" ]; then good; else bad "$what: not $1 lines"; fi }

# --- how it is called
bare 0 --help
holds 'trede form check [--strict] FILE...'
holds 'trede find [--json] [-n NUMBER] TEXT... | --batch'
holds '[--dry-run] [--alike] [--json]'
bare 0 --version
lines 1
bare 2 --bogus
says 'bogus'
bare 2 frobnicate
says "'frobnicate'"
bare 2 find x --page summary
says '--page'
bare 2 --language fr find x
bare 2 --clock 2026-11-21T10:42 find x
says '--practice'
bare 2 --seed 3 find x
bare 2 --practice --clock yesterday find x
bare 2 --practice --seed -1 find x
bare 2 --practice --seed 99999999999999999999999 find x
bare 2 form check
bare 2 show
bare 2 add
bare 2 fill intake
bare 2 find
bare 2 find x -n 0
bare 2 find x -n many
bare 2 find x --batch
bare 2 print J-0001 --page poster
bare 2 print J-0001 --text --html
bare 2
says 'terminal'
bare 2 form try "$TREDE_SHARE/forms/intake.yaml"
says 'terminal'
bare 2 --language en
says 'The screens need a terminal'

# --- a real file: a passphrase that is good enough, and a recovery code that goes somewhere
real() {
	status=$1
	shift
	bare "$status" --language en --data "$work/real" "$@"
}
real 2 init
says '--organisation'
real 2 init --organisation Noord --worker 'Samira El Idrissi' --passphrase-fd 3
says '--recovery-fd'
real 2 init --organisation Noord --worker 'Samira El Idrissi' --recovery-fd 9
real 2 init --organisation Noord --worker 'Samira El Idrissi' --recovery-fd x
printf 'te kort\n' >"$work/short"
printf 'paard fiets lamp\n' >"$work/pass"
printf 'heel iets anders\n' >"$work/other"
real 1 init --organisation Noord --worker 'Samira El Idrissi' --passphrase-fd 3 --recovery-fd 4 \
	3<"$work/short" 4>"$work/code"
says 'too short'
real 2 init --organisation Noord --worker 'Samira El Idrissi' --passphrase-fd 9 --recovery-fd 4 \
	4>"$work/code"
real 1 find x
says 'trede init'
if [ -e "$work/real/trede.db" ]; then bad 'half a file'; else good; fi
real 0 init --organisation Noord --worker 'Samira El Idrissi' --passphrase-fd 3 --recovery-fd 4 \
	3<"$work/pass" 4>"$work/code"
quiet
lines 0
if grep -qE '^([0-9a-z]{4}-){5}[0-9a-z]{4}$' "$work/code"; then good; else bad 'no recovery code'; fi
real 1 init --organisation Noord --worker Els --passphrase-fd 3 --recovery-fd 4 3<"$work/pass" 4>&1
says 'already'
for file in trede.db trede.keys; do
	if grep -qaE 'SQLite|Samira|Idrissi' "$work/real/$file"; then bad "$file is readable"; else good; fi
done
real 2 find x
says 'terminal'
real 3 find x --passphrase-fd 3 3<"$work/other"
real 3 find x --worker Els --passphrase-fd 3 3<"$work/pass"
real 3 find x --passphrase-fd 3 3<"$work/code"
says 'recovery code'
real 0 check --worker samira --passphrase-fd 3 3<"$work/pass"
real 2 check --passphrase-fd 3 --lock 3<"$work/pass"
bare 1 --practice --data "$work/real" find x --passphrase-fd 3 3<"$work/pass"

# --- who may open it
real 0 users add 'Fatma Yilmaz' --passphrase-fd 3 --new-passphrase-fd 4 3<"$work/pass" 4<"$work/other"
real 0 users list --passphrase-fd 3 3<"$work/other"
lines 2
holds 'Fatma Yilmaz'
real 1 users passphrase Fatma --passphrase-fd 3 --new-passphrase-fd 4 3<"$work/pass" 4<"$work/pass"
says 'herself'
real 0 users remove Fatma --passphrase-fd 3 3<"$work/pass"
holds 'ackups'
real 3 users list --passphrase-fd 3 3<"$work/other"
real 0 users passphrase Samira --passphrase-fd 3 --new-passphrase-fd 4 3<"$work/code" 4<"$work/other"
real 3 users list --passphrase-fd 3 3<"$work/pass"
real 0 users recovery --passphrase-fd 3 --recovery-fd 4 3<"$work/other" 4>"$work/code2"
if cmp -s "$work/code" "$work/code2"; then bad 'the same recovery code'; else good; fi
real 0 users list --json --passphrase-fd 3 3<"$work/other"
holds '"may_log_in": true'
lacks 'Fatma'

# --- a backup, and back
mkdir "$work/stick"
real 0 backup "$work/stick/a.backup" --passphrase-fd 3 3<"$work/other"
holds "$work/stick/a.backup"
real 0 backup "$work/stick/a.backup" --json --passphrase-fd 3 3<"$work/other"
holds '"drafts": 0'
if [ "$(ls "$work/stick")" = a.backup ]; then good; else bad 'something is left on the stick'; fi
if grep -qaE 'SQLite|Samira|Idrissi' "$work/stick/a.backup"; then bad 'the backup is readable'; else good; fi
real 1 backup "$work/real/a.backup" --passphrase-fd 3 3<"$work/other"
says 'folder of the file'
real 4 backup "$work/nowhere/a.backup" --passphrase-fd 3 3<"$work/other"
real 3 restore "$work/stick/a.backup" --passphrase-fd 3 3<"$work/pass"
real 1 restore "$work/pass" --passphrase-fd 3 3<"$work/other"
says 'not a backup'
head -c 70000 "$work/stick/a.backup" >"$work/stick/half.backup"
real 4 restore "$work/stick/half.backup" --passphrase-fd 3 3<"$work/other"
says 'damaged'
real 0 users add 'Els' --passphrase-fd 3 --new-passphrase-fd 4 3<"$work/other" 4<"$work/pass"
real 0 restore "$work/stick/a.backup" --passphrase-fd 3 3<"$work/other"
holds 'kept-'
real 0 users list --passphrase-fd 3 3<"$work/other"
lacks 'Els'
if ls "$work/real"/kept-*/trede.keys >/dev/null 2>&1; then good; else bad 'nothing was kept'; fi
bare 2 backup
bare 2 restore
bare 2 users
bare 2 users frobnicate
bare 2 --practice users add

# --- a new file for practice: once, and anew in the place of one that is not sealed
bare 1 --practice --data "$work/nowhere" find x
says 'init'
run 0 init --organisation 'Buurthuis Noord' --worker 'Fatma Yilmaz'
quiet
run 1 init
says 'al een bestand'
bare 0 --practice init
if [ -e "$work/xdg/trede/practice/trede.db" ]; then good; else bad 'not in XDG_DATA_HOME'; fi
mkdir -m 700 "$work/plain"
printf 'SQLite format 3\000' >"$work/plain/trede.db"
chmod 600 "$work/plain/trede.db"
bare 1 --practice --data "$work/plain" find x
says 'trede init --practice'
bare 1 --data "$work/plain" init --organisation Noord --worker Els --passphrase-fd 3 \
	--recovery-fd 4 3<"$work/pass" 4>&1
bare 0 --practice --data "$work/plain" init
bare 0 --practice --data "$work/plain" find fouzia
bare 1 --practice --data "$work/plain" init
if [ "$(ls -ld "$data" | cut -c1-10)" = drwx------ ]; then good; else bad 'folder is open'; fi
for file in trede.db trede.keys; do
	if [ "$(ls -l "$data/$file" | cut -c1-10)" = -rw------- ]; then good; else bad "$file is open"; fi
done

# --- forms
bare 2 --language en form
says 'check, try, eval, paper, flat, nested'
bare 2 --language en form chek "$TREDE_SHARE/forms/intake.yaml"
says 'check, try, eval, paper, flat, nested'
bare 0 form check "$TREDE_SHARE"/forms/*.yaml
quiet
bare 0 form check --strict "$TREDE_SHARE"/forms/*.yaml
cat >"$work/broken.yaml" <<'EOF'
settings: {form_title: Broken, form_id: broken}
survey:
- {type: text, name: a, label: A, relevant: "${b} = 'x'"}
- {type: telepathy, name: c, label: C}
EOF
bare 1 form check "$work/broken.yaml"
says 'broken.yaml:3:'
says 'broken.yaml:4:'
bare 1 --language en form check "$work/broken.yaml"
says 'broken.yaml:3:46: error: '
says 'broken.yaml:4:10: warning: '
bare 1 form check "$TREDE_SHARE/forms/intake.yaml" "$work/broken.yaml"
bare 4 form check "$work/absent.yaml"
# each mistake of tests/data/broken as it should be said; --strict takes none of them
for form in tests/data/broken/*.yaml; do
	expected=${form%.yaml}.expected
	want=0
	grep -q '^[^ ]* error: ' "$expected" && want=1
	bare $want --language en form check "$form"
	grep -v '^trede: ' "$err" | sed 's|^tests/data/broken/||' >"$work/said"
	if cmp -s "$work/said" "$expected"; then good; else bad "$what: not as in $expected"; fi
	bare 1 form check --strict "$form"
done
bare 0 form paper "$TREDE_SHARE/forms/intake.yaml"
holds '[ ] 1 ja'
bare 0 form paper --html "$TREDE_SHARE/forms/intake.yaml"
holds '<!DOCTYPE html>'
bare 1 form paper "$work/broken.yaml"
bare 0 form flat "$TREDE_SHARE/forms/intake.yaml"
holds 'label::Nederlands (nl): Kennismaken'
cp "$out" "$work/flat.yaml"
bare 0 form nested "$work/flat.yaml"
holds 'nl: Kennismaken'
cp "$out" "$work/nested.yaml"
bare 0 form check --strict "$work/flat.yaml" "$work/nested.yaml"
bare 0 form flat "$work/nested.yaml"
if cmp -s "$out" "$work/flat.yaml"; then good; else bad 'flat of nested differs'; fi
bare 1 --language en form flat "$work/broken.yaml"
says 'broken.yaml:3:46: error: '
bare 2 form nested
what='form eval'
printf "1 + 1\n'a' = 'a'\nconcat('x', '\\\\n')\n1 +\nnothing(1)\n" |
	"$TREDE" --share "$TREDE_SHARE" form eval >"$out" 2>"$err"
lines 5
holds '2'
holds 'true'
holds 'error: '

# --- a woman, and an interview without the screen
printf '{"called":"Naima","given_name":"Naima Fatiha","family_name":"Bouzid","birth_date":"1981-03-12"}' >"$work/naima.json"
run 0 add --facts "$work/naima.json"
id=$(cat "$out")
if printf '%s' "$id" | grep -qE '^[0-9a-f-]{36}$'; then good; else bad 'add prints no id'; fi
printf '{"called":"X","favourite_colour":"red"}' >"$work/unknown.json"
run 1 add --facts "$work/unknown.json"
says 'favourite_colour'
printf '[1]' >"$work/array.json"
run 1 add --facts "$work/array.json"
printf '{"called":' >"$work/half.json"
run 1 add --facts "$work/half.json"
run 4 add --facts "$work/absent.json"
run 2 add --facts "$work/naima.json" --date 2027-01-01
run 2 add --facts "$work/naima.json" --date someday
printf '{"called":"Naima","situation":"zorgt voor haar zoon","barriers":["money"],"ladder_level":"2"}' \
	>"$work/answers.json"
run 0 fill intake --client "$id" --answers "$work/answers.json" --date 2026-11-20
run 1 fill intake --client "$id" --answers "$work/array.json"
run 1 fill nothing --client "$id" --answers "$work/answers.json"
says "'nothing'"
run 1 fill intake --client nobody --answers "$work/answers.json"
run 1 fill intake --client "$id" --answers "$work/answers.json" --by Nobody
run 2 fill intake --client "$id" --answers "$work/answers.json" --date 2026-11-22
printf '{"called":"N","colour":"red"}' >"$work/wrong.json"
run 1 fill intake --client "$id" --answers "$work/wrong.json"
says 'colour'
printf '{"situation":"x"}' >"$work/required.json"
run 1 fill intake --client "$id" --answers "$work/required.json"
says 'called'

# --- finding her back
run 0 find naima bouzid
holds 'Naima Bouzid'
lines 1
run 0 find --json Bouzid naima
for name in client file_number given_name family_name birth_date ladder_level; do
	holds "\"$name\": "
done
holds "\"client\": \"$id\""
holds '"given_name": "Naima Fatiha"'
holds '"family_name": "Bouzid"'
holds '"birth_date": "1981-03-12"'
holds '"ladder_level": 2'
run 0 find 'bouzid 1981'
run 1 find zzzz
says 'niemand'
run 0 find --json zzzz
holds '[]'
run 0 find --json -n 1 a
if [ "$(grep -c '"client"' "$out")" -le 1 ]; then good; else bad 'find -n 1 gives more'; fi
what='find --batch'
printf 'naima\nzzzz\n\nrachid\n' | "$TREDE" --share "$TREDE_SHARE" --practice --data "$data" \
	find --batch >"$out" 2>"$err" && good || bad "$what"
lines 4
if sed -n 2p "$out" | grep -qx '\[\]'; then good; else bad "$what: an empty array for nobody"; fi
if sed -n 1p "$out" | grep -q '^\[{"client":"'; then good; else bad "$what: an array a line"; fi

what='find --batch, a line without an end'
{ head -c 3000000 /dev/zero | tr '\0' a; printf '\nnaima\n'; } | "$TREDE" --share "$TREDE_SHARE" --practice \
	--data "$data" find --batch >"$out" 2>"$err" && good || bad "$what"
lines 2
if sed -n 2p "$out" | grep -q '^\[{"client":"'; then good; else bad "$what: the next line is its own"; fi

# --- showing and printing
run 0 show "$id"
holds 'Naima'
run 0 show --json "$id"
for name in client facts rungs interviews preconditions goals appointments referrals gaps consents notes; do
	holds "\"$name\": "
done
holds '"value": "zorgt voor haar zoon"'
run 1 show nobody
n=1
while [ $n -le 11 ]; do
	run 0 show --json "$(printf 'J-%04d' $n)"
	holds '"form": "intake"'
	n=$((n + 1))
done
run 0 show --json J-0001
holds '"party": '
holds '"status": "started"'
run 0 show --json J-0008
holds '"what": "health/mental_health"'
run 0 report gaps --json --from 2026-01-01 --to 2026-12-31
holds '"health"'
lacks 'mental_health'
run 0 match --json J-0008
lacks 'mental_health'
for page in trajectory case agreements known; do
	run 0 print "$id" --page $page
	holds 'Naima'
	run 0 print "$id" --page $page --anonymous
	lacks 'Naima'
	lacks 'Bouzid'
	run 0 print "$id" --page $page --html
	holds '<!DOCTYPE html>'
	lacks '://'
	run 0 print "$id" --page $page --json
	holds '"blocks"'
done
run 1 print "$id"
says 'toestemming'
run 1 print "$id" --for ROC
says 'ROC'
run 0 print J-0001
holds 'Verpleeghuis'
run 0 print J-0009 --page case
holds 'meneer'
lacks 'mevrouw'
run 0 --language en print J-0009 --page agreements
holds 'This is what we agreed'
if command -v lp >/dev/null 2>&1; then :; else
	run 1 print "$id" --page agreements --printer
	says 'printer'
fi

# --- why the Werkplein is not for who has no benefit, and what nobody has for Mirjan
for one in J-0005:karin J-0003:sangeeta; do
	run 0 match -n 100 "${one%%:*}"
	awk '/^[0-9]/ { is_there = /, Werkplein / } is_there' "$out" | sed 's/^[0-9]*\. //' >"$work/why"
	if diff "tests/data/map/match-${one#*:}.txt" "$work/why" >"$out"; then good; else
		bad "match of ${one#*:}: not tests/data/map/match-${one#*:}.txt"
	fi
done
run 0 match -n 1 J-0008
holds '1. Wegwijs: wie doet wat, Wijkteam Den Haag: nog 1 ding navragen'
run 0 match -n 1 --json J-0008
tr -d ' \n' <"$out" >"$work/why"
mv "$work/why" "$out"
holds '"barriers_unserved":["health"]'

# --- what was missing
run 0 report gaps
holds 'Geen passend aanbod'
holds '1 januari 2026 tot en met 21 november 2026'
holds 'Ten minste 5 vrouwen konden niet verder'
holds 'Minder dan 5 vrouwen konden niet verder: opvang voor de kinderen.'
holds 'Minder dan 5 vrouwen konden niet verder: leerwerkplek of werkervaring.'
lacks 'Scheveningen' # where only Mirjan lives
lacks 'oorlogstrauma'
quiet
run 0 report gaps --from 2026-03-01 --to 2026-03-31
holds '1 maart 2026 tot en met 31 maart 2026'
run 0 report gaps --to 2025-06-30
holds '1 januari 2025 tot en met 30 juni 2025'
run 0 --language en report gaps --text
holds 'No offer that fits'
run 0 report gaps --html
holds '<!DOCTYPE html>'
run 0 report gaps --csv
holds 'what,label,by,value,value_label,women'
holds 'health,gezondheid,,,,<5'
lacks 'mental_health'
run 0 report gaps --json
holds '"from": "2026-01-01"'
holds '"to": "2026-11-21"'
holds '"gaps": ['
bare 2 report
bare 2 report poster
bare 2 report gaps 2026
for day in 2026 2026-13-01 ~2026-01-01 morgen ''; do
	run 2 report gaps --from "$day"
	says 'zoals 2026-11-21'
	run 2 report gaps --to "$day"
done
run 2 report gaps --from 2026-03-02 --to 2026-03-01
run 2 report gaps --text --csv
run 1 print "$id" --page three-way
says 'nog geen gesprek met afspraken'
run 0 print J-0001 --page three-way
holds 'houdt een plek vrij en geeft haar meer tijd'

# --- the whole file
run 0 check
holds 'in orde'
run 0 check --rebuild --json
holds '"faults": 0'
holds '"rebuild_equal": true'

# --- LANG=C, and no locale at all
what='LANG=C'
env -u LC_ALL LANG=C "$TREDE" --share "$TREDE_SHARE" --practice --data "$data" print J-0009 \
	--page trajectory >"$out" 2>"$err" && good || bad "$what"
holds '●'

# --- terminals: unknown ones, and what data may send to them
if command -v script >/dev/null 2>&1; then
	what='TERM unset'
	env -u TERM script -qec "'$TREDE' --share '$TREDE_SHARE' --practice --data '$data'" \
		/dev/null </dev/null >"$out" 2>"$err"
	[ $? -eq 2 ] && good || bad "$what"
	holds 'TERM'
	what='TERM of no terminal'
	TERM=nosuchterminal script -qec "'$TREDE' --share '$TREDE_SHARE' --practice --data '$data'" \
		/dev/null </dev/null >"$out" 2>"$err"
	[ $? -eq 2 ] && good || bad "$what"
	printf '{"called":"Evil\\u001b]0;title\\u0007\\u202ename\\u009b31m"}' >"$work/evil.json"
	run 0 add --facts "$work/evil.json"
	evil=$(cat "$out")
	for command in 'find evil' "show $evil" "show --json $evil" "print $evil --page known" \
		"print $evil --page known --html" 'frob$(printf "\033[31m")'; do
		what="$command on a terminal"
		script -qec "'$TREDE' --share '$TREDE_SHARE' --practice --data '$data' $command" \
			/dev/null </dev/null >"$out" 2>"$err"
		if LC_ALL=C grep -q "$(printf '[\033\007\233]')" "$out" ||
			grep -q "$(printf '\342\200\256')" "$out"; then
			bad "$what: a control character came through"
		else
			good
		fi
	done
else
	echo 'commands: no script(1): terminals are not tried'
fi

# --- in use: the second says so within 2 s and ends with 5
what='in use'
mkfifo "$work/hold"
"$TREDE" --share "$TREDE_SHARE" --practice --data "$data" find --batch <"$work/hold" \
	>/dev/null 2>&1 &
first=$!
exec 3>"$work/hold"
tries=0
while [ $tries -lt 50 ]; do # until the first one has the file
	began=$(date +%s)
	"$TREDE" --share "$TREDE_SHARE" --practice --data "$data" find naima >"$out" 2>"$err"
	got=$?
	took=$(($(date +%s) - began))
	[ $got -ne 5 ] || break
	tries=$((tries + 1))
done
if [ $got -eq 5 ] && [ $took -le 3 ]; then good; else bad "$what: $got after $took s"; fi
says 'al open'
exec 3>&-
wait $first

# --- a folder that may only be read
ro=$work/ro
cp -r "$data" "$ro"
as=
if [ "$(id -u)" -eq 0 ]; then
	as='setpriv --reuid=65534 --regid=65534 --clear-groups'
	chown -R 65534:65534 "$ro"
	chmod 755 "$work"
fi
chmod 500 "$ro"
chmod 400 "$ro"/*
if $as "$TREDE" --version >/dev/null 2>&1; then
	what='read-only folder'
	$as "$TREDE" --share "$TREDE_SHARE" --practice --data "$ro" find naima >"$out" 2>"$err"
	[ $? -eq 4 ] && good || bad "$what"
	[ "$(grep -c '^trede: ' "$err")" -eq 1 ] && good || bad "$what: no one sentence"
else
	echo 'commands: the program cannot be run as somebody else: no read-only folder'
fi
chmod 700 "$ro"

# --- a file that was cut off, and one that is something else
for size in 0 100 5000 20000; do
	rm -rf "$work/cut"
	cp -r "$data" "$work/cut"
	truncate -s $size "$work/cut/trede.db"
	bare 4 --practice --data "$work/cut" show J-0001
done
rm -rf "$work/cut"
mkdir -m 700 "$work/cut"
printf 'This is a letter to my aunt, and no file of trede.' >"$work/cut/trede.db"
bare 4 --practice --data "$work/cut" find naima

# --- a full disk: nothing that was there is lost
mkdir "$work/small"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=3m tmpfs "$work/small" 2>/dev/null; then
	mounted=$work/small
	cp -r "$data" "$work/small/data"
	cat /dev/zero >"$work/small/filler" 2>/dev/null
	bare 4 --practice --data "$work/small/data" add --facts "$work/naima.json"
	rm "$work/small/filler"
	bare 0 --practice --data "$work/small/data" check --json
	holds '"faults": 0'
	bare 0 --practice --data "$work/small/data" find bouzid
	lines 1
else
	echo 'commands: no small disk can be mounted: a full one is not tried'
fi
if [ -w /dev/full ]; then
	what='output to a full disk'
	: >"$out"
	"$TREDE" --share "$TREDE_SHARE" --practice --data "$data" show J-0001 >/dev/full 2>"$err"
	[ $? -eq 4 ] && good || bad "$what"
fi

printf 'commands: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
