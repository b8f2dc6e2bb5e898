# children, and in them schools: lists in the frame of a question
size 80 24
run form try tests/data/intake-kinderen.yaml
wait Wie is erbij
keys 1
wait Heeft u kinderen
keys 1
settle
golden repeat-empty
keys aAmira<Enter>2<Enter>
wait Amira, 2
keys aSem<Enter>9<Enter>
wait Scholen
keys aDe Regenboog<Enter>
settle
golden repeat-inside
keys 4<Enter>
settle
golden repeat-nested
keys <Enter>
wait Sem gaat 4 dagen
keys <Enter>
wait Sem, 9
keys aNoor<Enter><Tab>
settle
golden repeat
resize 132 43
golden repeat-large
resize 40 12
golden repeat-small
resize 80 24
keys <Up><Up>x
settle
golden repeat-taken-out
keys <C-z>?
settle
golden repeat-help
keys <Esc><Esc>
wait overzicht
settle
golden repeat-overview
resize 40 12
golden repeat-overview-small
