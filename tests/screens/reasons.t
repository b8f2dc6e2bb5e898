# why what stands there is not for her, and what nobody has for her
include begin.inc
keys karin<Enter>
wait "g gesprek"
keys v/werkplein<Enter>
wait "van 3 "
settle
golden match-karin
keys <Esc><Esc><Esc><C-u>sangeeta<Enter>
wait "g gesprek"
keys v/werkplein<Enter>
wait "van 3 "
settle
golden match-sangeeta
keys <Esc><Esc><Esc><C-u>mirjan<Enter>
wait "g gesprek"
keys vx
wait "Geen passend aanbod"
settle
golden gap-mirjan
