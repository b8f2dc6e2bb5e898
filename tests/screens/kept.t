# what was typed in a sheet and not saved
include begin.inc
keys fouzia<Enter>n
wait "Nieuwe notitie"
keys Haar zus belt morgen terug over de opvang
wait opvang_
signal 15
exit 0
run --practice --clock 2026-11-21T10:43 --seed 1
wait "nog niet bewaard"
settle
golden home-kept
keys <Esc>
wait "wacht hier op jou."
keys <Esc>
gone "wacht hier"
settle
resize 40 12
golden home-kept-small
keys <Enter>
wait "Dit typte je"
golden note-kept-small
resize 80 24
golden note-kept
keys <Esc>2
wait "g gesprek"
settle
# changed meanwhile
keys v<Enter><Tab><Tab><Tab><Tab>
wait "5 van 6"
keys 4
wait "6 van 6"
keys <S-Tab>
wait "5 van 6"
signal 15
exit 0
run --practice --clock 2026-11-21T10:44 --seed 1
wait "nog niet bewaard"
keys fouzia<Enter>v
wait "1-9 stand"
keys 9
wait "gestopt  "
keys <Enter>
wait "Dit typte je"
golden kept-changed
resize 40 12
golden kept-changed-small
resize 80 24
keys <Tab><Enter>
wait "Ondertussen veranderd"
golden kept-over
