# the social map: find, write, filter, check
include begin.inc
keys <Tab>s
wait "Sociale kaart"
settle
golden social-browse
keys Wereldhuis<C-n>
wait "Nieuwe organisatie"
golden social-new
keys <Enter>070 000 0201<Enter>Samen leren en eten.<Enter>Vrouwen uit de wijk.<Enter>1<Enter>
keys Dorpsplein 1<Enter>2500 AB<Enter>Den Haag<Enter>Laak<Enter>
wait "voegt het toe"
keys n
wait "Nieuw aanbod"
keys Kookgroep<Enter>Koken voor de buurt, de kinderen spelen ernaast.<Enter><Enter>
wait "4 van 9"
golden social-new-offer
keys begel<Enter><Enter>23<Enter><Enter><Enter>3
wait "9 van 9"
keys 1<Enter>
wait "Aanbod · Kookgroep"
settle
golden social-offer
# the sheet of one part; what is typed there waits
keys w
wait "Wat wil je wijzigen?"
golden social-parts
keys 7
wait "1 van 5"
keys Bellen, dan een kopje thee
wait thee_
golden social-sheet
signal 15
exit 0
run --practice --clock 2026-11-21T10:43 --seed 1
wait "nog niet bewaard"
keys <Enter>
wait "Dit typte je"
golden social-kept
keys <Tab><Tab><Tab><Tab><Enter>
wait "Hoe iemand binnenkomt"
keys l
wait "Hier wacht niemand op."
golden social-waiting-nobody
# the card of the organisation, and its secret address
keys <Esc><Enter>
wait "Organisatie · Wereldhuis"
settle
golden social-card
keys w3
wait "1 van 6"
keys <Tab><Tab><Tab><Tab>
wait "5 van 6"
keys 1<Enter>
wait "geheim adres: bel eerst"
golden social-secret
keys <Right>
wait "nooit op papier"
golden social-address
keys p1
wait "=========="
golden social-paper
# small and large
keys <Esc><Esc><Esc>
wait "Tab lijsten"
keys <Tab>s
wait "Sociale kaart"
keys wereldh
wait "Wereldhuis   "
wait "2 gevonden"
golden social-found
resize 40 12
golden social-small
keys <Enter>
wait "Telefoon:"
golden social-card-small
keys <Esc>
resize 132 43
wait "Zoek: wereldh"
golden social-large
resize 80 24
# a filter
keys <Tab>f
wait "Wat wil je zien?"
golden social-filters
keys 1
wait "[ ] 1"
keys 2<Enter>
wait "trede 2"
keys 3
wait "Leeg: alles."
keys laak<Enter>
keys 4dar<Enter>
wait "1 gekozen"
golden social-ticks
keys <Enter>
wait "8 Wanneer"
golden social-filters-chosen
keys 4<Space><Enter><Esc>
wait "1 gevonden"
golden social-filtered
keys a
wait "2 gevonden"
# out of the lists
keys <Down><Enter>x
wait "Verwijzingen blijven"
golden social-retire
keys 1
wait "bestaat niet meer"
keys <Esc>
wait "1 gevonden"
# half a year later
signal 15
exit 0
run --practice --clock 2027-07-21T10:43 --seed 1
wait Klopt
keys 1<Tab>s
wait "Sociale kaart"
keys wereldh
wait nakijken
settle
golden social-stale
keys <Tab>g
wait "Vandaag nagekeken"
gone nakijken
golden social-checked
