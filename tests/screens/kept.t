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
keys <Esc>
wait Zoek
keys saida<Enter>
wait "g gesprek"
keys vl<Enter>w<Tab><Tab><Tab><Tab>
wait "5 van 6"
keys 7
wait "6 van 6"
keys <S-Tab>
wait "5 van 6"
signal 15
exit 0
run --practice --clock 2026-11-21T10:44 --seed 1
wait "nog niet bewaard"
keys saida<Enter>vl<Enter>
wait "Wat is de volgende stap?"
keys 1
wait "21-11-26  toegelaten"
keys w
wait "Dit typte je"
golden kept-changed
resize 40 12
golden kept-changed-small
resize 80 24
keys <Tab><Enter>
wait "Ondertussen veranderd"
golden kept-over
