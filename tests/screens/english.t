# the same in English
command init --practice --clock 2026-11-21T10:42 --seed 1
run --practice --clock 2026-11-21T10:42 --seed 1 --language en
wait Search
settle
golden home-english
keys karin<Enter>
settle
golden client-english
