# making a backup and putting one back; what stands in the lists is up to the sticks of the machine
include begin.inc
keys <C-g>
row 0 Reservekopie
wait "zelf een map typen"
show backup
keys <End><Enter>
wait "In welke map?"
keys /proc/nergens<Enter>
settle
row 0 Reservekopie
show backup nowhere
resize 40 12
wait "zelf een map typen"
show backup small
resize 132 43
wait "zelf een map typen"
resize 80 24
keys <Esc>
wait Zoek
keys <Tab>b
row 0 Reservekopie
keys <Esc>
wait Tab
keys <C-p>slot
settle
keys <Enter>
wait "Wachtwoordzin kwijt?"
keys <C-r>
wait "zelf typen waar"
keys <End><Enter>
wait "Waar staat de reservekopie?"
keys /proc/nergens<Enter>
wait "Er is geen bestand"
show restore nowhere
resize 40 12
wait "Er is geen reservekopie gevonden"
show restore small
resize 80 24
keys <Esc>
wait "Wachtwoordzin kwijt?"
keys oefenen<Enter>
wait Zoek
