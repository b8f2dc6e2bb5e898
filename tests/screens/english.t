# the same in English
command init --practice --clock 2026-11-20T16:20 --seed 1
run --practice --clock 2026-11-21T10:42 --seed 1 --language en
wait Search
settle
golden home-english
keys <Down><Enter>
settle
golden interview-english
keys <Esc><Esc><Esc>
wait Type a name
keys fouzia<Enter>
settle
golden client-english
