# a woman's trajectory and the screens behind its letters
include begin.inc
keys fouzia<Enter>
settle
golden client
resize 132 43
golden client-large
resize 40 12
golden client-small
resize 80 24
keys ?
settle
golden client-help
keys <Esc>g
settle
golden talks
keys <Esc><Esc><C-u>maria<Enter>
settle
keys d
settle
golden goals
keys <Esc>a
settle
golden appointments
keys <Esc>v
settle
golden match-maria
keys l
settle
golden referrals
keys <Enter>
settle
golden referral-steps
keys w
settle
golden referral
keys <Esc><Esc><Esc><Esc>b
settle
golden preconditions
keys 5<Enter>
settle
golden precondition
keys <Esc><Esc>t
settle
golden consents
keys <Enter>
settle
golden consent
keys <Esc><Esc>n
settle
golden note
keys <Esc>w
settle
golden change
keys <Esc>c
settle
golden contact
