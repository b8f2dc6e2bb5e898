# what fits her, referring her, what is asked, and that nothing fits
include begin.inc
keys <Tab>s
wait "Sociale kaart"
keys Wereldhuis<C-n>
wait "Nieuwe organisatie"
keys <Enter>070 000 0201<Enter>Samen leren en eten.<Enter>Vrouwen uit de wijk.<Enter>1<Enter>
keys Dorpsplein 1<Enter>2500 AB<Enter>Den Haag<Enter>Laak<Enter>
wait "voegt het toe"
keys n
wait "Nieuw aanbod"
keys Kookgroep<Enter>Koken voor de buurt, de kinderen spelen ernaast.<Enter><Enter>
wait "4 van 9"
keys begel<Enter><Enter>23<Enter><Enter><Enter>3
wait "9 van 9"
keys 1<Enter>
wait "Aanbod · Kookgroep"
keys <Esc><Esc><Esc><Esc>
wait dossiers
keys <Tab>rachid<Enter>
wait "g gesprek"
keys v/werkplein
wait "van 3 "
settle
golden match-search
keys <C-u>wereldhuis<Enter>
wait "van 1 "
settle
golden match
resize 132 43
golden match-large
resize 40 12
golden match-small
keys <Tab>
settle
golden match-small-offer
keys <Tab>
settle
golden match-small-advice
keys <Tab>
resize 80 24
keys ?
settle
golden match-help
keys <Esc>n
wait Navragen
settle
golden asked
keys <Esc>x
wait "Geen passend aanbod"
settle
golden gap
keys <Esc>
wait "van 1 "
keys <Enter>
wait "ermee eens"
settle
golden refer
resize 40 12
golden refer-small
resize 80 24
keys 2
wait "1 van 8"
golden refer-sheet
keys <Tab><Tab><Tab><Tab><Tab><Tab><Tab>
wait "8 van 8"
resize 40 12
gone Akkoord
resize 80 24
wait Akkoord
keys <Esc>1
wait "Doorverwezen. Nu bel jij"
settle
golden referral-new
resize 40 12
golden referral-new-small
resize 80 24
keys 3
wait "Afspraak daar"
golden referral-day
keys <Esc>6
wait "Waarom"
keys 1<Enter>
settle
golden referral-next
