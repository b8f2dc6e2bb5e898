# who may open the file, and a colleague
include begin.inc
keys <C-p>mede
settle
keys <Enter>
wait Medewerkers
golden workers
keys x
settle
golden workers-not-oneself
keys n
wait "Een collega"
golden workers-colleague
keys Fatma Yilmaz<Enter>appel fiets<Enter>appel fiets<Enter>
wait "Fatma Yilmaz kan nu"
golden workers-two
keys x
wait "1 verwijderen"
golden workers-remove
resize 40 12
golden workers-remove-small
keys 2
settle
golden workers-small
resize 80 24
keys w
wait "Oude zin"
keys oefende<Enter>nieuw<Enter>nieuw<Enter>
settle
golden workers-own-wrong
keys <Esc>
wait "nog niets veranderd"
keys 1c
wait "Korte code"
keys 12<Enter>12<Enter>
settle
golden workers-code
keys <Esc>
wait Medewerkers
keys h
wait "1 een nieuwe maken"
golden workers-recovery
keys 2
settle
keys w
wait "Oude zin"
keys oefenen<Enter>nieuw<Enter>nieuw<Enter>
wait "geldt vanaf nu"
keys x1
wait Wachtwoordzin
gone Naam
golden workers-gone
keys nieuw<Enter>
wait Zoek
