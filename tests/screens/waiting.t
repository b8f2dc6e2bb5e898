# who waits for an offer, and who can start now
include begin.inc
keys <Tab>s
wait "Sociale kaart"
keys Wereldhuis<C-n>
wait "Nieuwe organisatie"
keys <Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Enter>
wait "voegt het toe"
keys n
wait "Nieuw aanbod"
keys Kookgroep<Tab><Tab><Tab><Tab><Tab><Tab>
wait "7 van 9"
keys 2<Tab><Enter>
wait "Aanbod · Kookgroep"
# two women on its list
keys <C-f>saida<Enter>v
wait "Verwijzen · Saida"
keys /kookgr
wait "Zoek: kookgr_"
keys <Enter><Enter>
wait "Is zij het ermee eens?"
keys 1
wait "Wat is de volgende stap?"
keys 4
wait "1 van 2"
keys <Enter><Enter>
wait "bewaard 10:42"
keys <C-f>ann<Enter>v
wait "Verwijzen · Ann"
keys /kookgr
wait "Zoek: kookgr_"
keys <Enter><Enter>
wait "Is zij het ermee eens?"
keys 1
wait "Wat is de volgende stap?"
keys 4
wait "1 van 2"
keys <Enter><Enter>
wait "bewaard 10:42"
signal 15
exit 0
run --practice --clock 2027-03-21T10:43 --seed 1
wait Klopt
keys 1<Tab>s
wait "Sociale kaart"
keys kookgr
wait Kookgroep
keys <Enter>
wait "Aanbod · Kookgroep"
keys l
wait "Wachtlijst · Kookgroep"
settle
golden waiting
keys g
wait "Vandaag gevraagd"
golden waiting-asked
keys f
settle
golden waiting-now
resize 40 12
keys f
settle
golden waiting-small
