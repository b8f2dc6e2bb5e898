#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks ttybench against programs whose behaviour is known.
cd "${1:?folder of the built programs}" || exit 2
failed=0
out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT

ok() { echo "ok: $1"; }
bad() { echo "FAILED: $1"; failed=1; sed 's/^/    /' "$out"; }
value() { sed -n "s/^$1: \([0-9.]*\) .*/\1/p" "$out"; }
between() { # NAME LOW HIGH
    v=$(value "$1")
    if awk -v v="$v" -v a="$2" -v b="$3" 'BEGIN { exit !(v != "" && v >= a && v <= b) }'
    then ok "$1 = $v (want $2..$3)"; else bad "$1 = '$v' (want $2..$3)"; fi
}
bench() { printf "$1" | { shift; ./ttybench "$@"; } >"$out" 2>&1; rc=$?; }
code() { if [ "$rc" = "$2" ]; then ok "$1: exit $2"; else bad "$1: exit $rc, want $2"; fi; }

bench 'wait ready\nmark up\ntype abcdefghijklmno\nmark end\n' - ./slowecho 20000 7 10000 5
code 'known latency' 0
between key.first_byte.n 15 15
between key.first_byte.median 20000 21500
between key.last_byte.median 30000 32500
between key.bytes.min 12 12
between key.bytes.max 12 12
between up.time 100 50000
between up.rss 200 10000
between process.exit_status 129 129

bench 'wait ready\ngap 5\ntype aaa\nsleep 50\ntype aaa\n' - ./slowecho 100 7 20000 5
code 'gap too short' 0
grep -q '^key.late_output' "$out" && ok 'late output is reported' || bad 'late output is not reported'

bench 'wait ready\npatience 50\ntype sas\n' - ./slowecho 100 1 0 0
grep -q '^key.no_output.n: 2' "$out" && ok 'keys without output are counted' || bad 'no_output'

bench 'wait ready\nkeywait ? at\\s*7,11\nexpect at 7,11\nreject at 8\nscreen\n' - ./slowecho 0 1 0 0
code 'cursor position report' 0
grep -q '^| ready$' "$out" && ok 'screen dump' || bad 'screen dump'

bench 'wait ready\nexpect nowhere\n' - ./slowecho 0 1 0 0
code 'expect fails' 1
bench 'timeout 100\nwait nowhere\n' - ./slowecho 0 1 0 0
code 'wait fails' 1
bench 'wait quiet 50\n' - ./no-such-program
code 'no such program' 3
bench 'nonsense\n' - ./slowecho 0 1 0 0
code 'bad instruction' 2
bench 'wait nowhere\n' -l 1 - ./slowecho 0 1 0 0
code 'limit for all' 124
bench 'wait ready\nsend q\nwait exit\nmark gone\n' - ./slowecho 0 1 0 0
between process.exit_status 0 0
bench 'wait ready\ntype é\\e[A\\eOPx\n' - sh -c 'stty raw -echo; echo ready; exec cat'
between key.bytes.max 3 3
between key.bytes.n 4 4
bench 'wait ready\npress Up\nsend \\e[?1h\nsleep 50\npress Up\npress F5\nscreen\n' - sh -c 'stty raw -echo; echo ready; exec cat -v'
between key.bytes.n 3 3
bench 'wait 24 80\nsize 30 100\nsend x\\r\nwait 30 100\n' - sh -c 'stty size; read x; stty size; sleep 9'
code 'size' 0

# A child that ignores hang-up, and one that left its process group, must both go.
bench 'wait pid\nscreen\n' - sh -c 'trap "" HUP TERM; setsid sleep 300 & echo pid $!; wait; sleep 300'
pid=$(sed -n 's/^| pid \([0-9]*\)$/\1/p' "$out")
if [ -n "$pid" ] && ! kill -0 "$pid" 2>/dev/null; then ok 'nothing left running'; else bad "left running: $pid"; fi
exit $failed
