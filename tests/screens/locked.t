# the lock screen, of the practice file: its passphrase is no secret
command init --practice --clock 2026-11-20T16:20 --seed 1
run --practice --lock --clock 2026-11-21T11:20 --seed 1
wait Wachtwoordzin
golden locked
resize 40 12
golden locked-small
resize 132 43
golden locked-large
resize 80 24
keys fout<Left><Left>x<Enter>
settle
golden locked-wrong
keys <F1>
settle
golden locked-help
keys <Esc><C-p>
settle
golden locked-commands
keys <Esc><Esc>
wait "trede stoppen?"
golden locked-stop
keys 2<C-r>
wait "zelf typen waar hij staat"
keys <Esc>oefenen<Enter>
wait Zoek
wait Jasmijn
# with a colleague a name is asked too
keys <C-p>mede
settle
keys <Enter>
wait Medewerkers
keys nFatma Yilmaz<Enter>appel fiets<Enter>appel fiets<Enter>
wait "Fatma Yilmaz kan nu"
keys <Esc>
wait Zoek
keys <C-p>slot
settle
keys <Enter>
wait Naam
golden locked-two
keys Fatma<Tab>
resize 40 12
golden locked-two-small
resize 80 24
keys fout<Enter>
settle
golden locked-two-wrong
keys appel fiets<Enter>
wait Zoek
