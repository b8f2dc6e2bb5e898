#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The program where little is left to it: closed descriptors, small limits, an odd environment.
# Each ends within a second with an exit status of its own (0 to 5), never by a signal.
# TREDE is the program, TREDE_SHARE its forms, configuration and translations.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/trede-limits-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
umask 000
export LC_ALL=C.UTF-8 TZ=UTC HOME="$work/home" XDG_CONFIG_HOME="$work/config"
unset XDG_DATA_HOME
data=$work/data out=$work/out err=$work/err
passed=0 failed=0
trede="$TREDE --share $TREDE_SHARE"
file="--practice --data $data"

# try WANT COMMAND: a shell runs COMMAND; WANT is a pattern of exit statuses.
try() {
	timeout -k 1 "${LIMIT_SECONDS:-1}" sh -c "$2" >"$out" 2>"$err" </dev/null
	status=$?
	case $status in
	$1) passed=$((passed + 1)); return ;;
	esac
	failed=$((failed + 1))
	printf 'not ok: %.300s: status %d, not %s\n' "$2" "$status" "$1" >&2
	sed 's/^/    err: /' "$err" >&2
}
says() {
	if grep -q "$1" "$err" "$out"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'not ok: nothing says %s\n' "$1" >&2
	fi
}

LIMIT_SECONDS=10 try 0 "$trede $file init"

# --- whatever the umask: what it makes is its owner's alone
for made in "$data" "$data/trede.db"; do
	case $(stat -c '%a' "$made") in
	700 | 600) passed=$((passed + 1)) ;;
	*) failed=$((failed + 1)); echo "not ok: $made has other rights" >&2 ;;
	esac
done

# --- without one of the three, and with none
for closed in '<&-' '>&-' '2>&-' '<&- >&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-'; do
	case $closed in
	*'>&- '* | '>&-' | *' >&-') want=4 ;; # what it has to say cannot be said
	*) want=0 ;;
	esac
	try $want "$trede $file find fouzia $closed"
	try 1 "$trede form check /etc/passwd $closed"
done
try 0 "$trede $file check"

# --- little of everything
try 0 "ulimit -s 256; $trede $file find fouzia"
try 0 "ulimit -s 256; $trede form check $TREDE_SHARE/forms/intake.yaml"
try 0 "ulimit -n 16; $trede $file show J-0001"
try '[04]' "ulimit -n 5; $trede $file find fouzia"
try 4 "ulimit -n 4; $trede $file find fouzia"
if [ -z "${SANITIZED:-}" ]; then # a sanitizer wants terabytes
	try 0 "ulimit -v 131072; $trede $file show J-0001"
	try '[04]' "ulimit -v 12000; $trede $file find fouzia"
fi
try 4 "ulimit -f 8; $trede --practice --data $work/none init"
says 'schijf is vol'
[ ! -e "$work/none/trede.db" ] || { failed=$((failed + 1)); echo 'not ok: half a file' >&2; }

# --- an environment that says nothing, or too much
long=/$(printf '%05000d' 0)
try 4 "env -u HOME $trede --practice find fouzia"
try 4 "HOME= XDG_DATA_HOME= $trede --practice find fouzia"
try 4 "env -u HOME XDG_DATA_HOME=relative $trede --practice find fouzia"
try 4 "XDG_DATA_HOME=$long $trede --practice find fouzia"
try 4 "XDG_DATA_HOME=$long $trede --practice init"
try 4 "$TREDE --share $long $file find fouzia"
for locale in C POSIX xx_YY.ISO-8859-15 '' '../../etc/passwd'; do
	try 0 "LC_ALL='$locale' LANG='$locale' $trede $file find fouzia"
	says Fouzia
done

# --- folders and files of others
chmod 770 "$data"
try 4 "$trede $file find fouzia"
says 'chmod 700'
chmod 700 "$data"
chmod 620 "$data/trede.db"
try 4 "$trede $file find fouzia"
says 'chmod 600'
chmod 600 "$data/trede.db"
mkdir -m 700 "$work/link"
ln -s "$data/trede.db" "$work/link/trede.db"
try 4 "$trede --practice --data $work/link find fouzia"
try 1 "$trede --practice --data $work/link init"
mkfifo -m 600 "$work/fifo"
try '[14]' "$trede form check $work/fifo"
try '[14]' "$trede form check /dev/zero"
try '[14]' "$trede $file add --facts /dev/zero"
try '[14]' "$trede --practice --data $work/fifo find fouzia"

# --- what it is told may not drive the terminal
esc=$(printf '\033]0;x\007')
try 2 "$trede '$esc'"
try 2 "$trede '--$esc'"
try 4 "$trede form check '$work/$esc'"
if grep -q "$(printf '\033')" "$err"; then
	failed=$((failed + 1))
	echo 'not ok: an escape went through' >&2
fi

# --- terminals that are none; script(1) gives it one to run in
if command -v script >/dev/null 2>&1; then
	for term in '' dumb absurd ../../../etc/passwd "$(printf '%04000d' 0)"; do
		# a terminal's description that curses cannot read is its own to free
		ASAN_OPTIONS=detect_leaks=0 LIMIT_SECONDS=3 try 2 "script -qec \"env TERM='$term' $trede $file\" /dev/null"
		says 'trede: '
	done
fi

printf 'limits: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
