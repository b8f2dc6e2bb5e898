# a woman's trajectory and the screens behind its letters
include begin.inc
keys karin<Enter>
settle
golden client
keys d
settle
golden goals
keys <Esc>b
settle
golden preconditions
keys <Esc>t
settle
golden consent
keys <Esc>w
settle
golden change
keys <Esc>c
settle
golden contact
keys <Esc>p
settle
golden print
keys <Esc>?
settle
golden client-help
keys <Esc>
settle
resize 40 12
golden client-small
