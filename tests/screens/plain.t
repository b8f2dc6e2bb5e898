# the Linux console, then a terminal without colours
term linux
include begin.inc
golden home-linux
keys karin<Enter>
settle
golden client-linux
keys <Esc><Esc>
term vt100
run --practice --clock 2026-11-21T10:42 --seed 1
wait Zoek
golden home-vt100
