# home: today, what is not finished, looking somebody up, the lists
include begin.inc
golden home
keys mi
settle
golden home-found
keys <Down>
settle
golden home-second
keys <BS><BS>zzz
settle
golden home-nobody
keys <C-u><Tab>
settle
golden home-lists
keys <F1>
settle
golden home-help
keys <Esc><C-p>
settle
golden commands
keys <Esc>
settle
resize 132 43
golden home-large
resize 40 12
golden home-small
resize 39 11
golden too-small
resize 80 24
keys <C-l>
settle
golden blank
