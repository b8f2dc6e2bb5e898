# what is printed, on the screen first
include begin.inc
keys maria<Enter>
settle
keys p
settle
golden print
keys 1
settle
golden print-where
keys 1
settle
golden sheet
keys <PgDn>
settle
golden sheet-further
