# the lists behind home
include begin.inc
keys <Tab>a
settle
golden agenda
keys <Esc>u
settle
golden out-of-sight
keys <Esc><C-o>
settle
golden settings
