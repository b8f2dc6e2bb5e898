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
keys 1
wait "1 van 5"
golden settings-shared
keys <PgDn><PgDn><PgDn><PgDn>
golden settings-lock
