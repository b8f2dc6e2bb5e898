# yesterday's interview goes on: half-typed text, what she said before, ticks, finding
include begin.inc
keys <Down><Enter>
wait Hoe gaat het?
settle
golden interview-text
keys <Enter><Tab><Tab>
settle
keys 2
settle
keys Bellen naar de school.<Enter>
wait lastig
keys 13<C-o>1
settle
keys de oppas is vaak ziek<Enter>
settle
settle
golden interview
resize 132 43
golden interview-large
resize 40 12
golden interview-small
resize 80 24
keys <C-f>inko
settle
golden interview-find
keys <Esc>?
settle
golden interview-help
keys <Esc><Enter><Esc>
settle
golden overview-progress
