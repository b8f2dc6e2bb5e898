# a new woman and her first questions
include begin.inc
keys <C-n>
settle
golden new-name
keys Lamia<Enter>
wait Mag ik opschrijven
settle
golden intake-consent
keys 1
wait Waarmee
settle
golden intake-text
keys "Zij zoekt opvang en wil weer leren.<Enter>"
wait noemen
keys <Enter>
wait spreek ik u aan
settle
golden intake-choice
keys 1
wait Welke talen
settle
keys dari
settle
golden intake-filter
keys <Enter>
settle
golden intake-ticked
keys <C-g>
settle
golden no-answer
keys <Esc><C-o>
settle
golden remark
keys <Esc><C-t>
settle
golden together
keys <C-t><C-t><C-t>
settle
keys <Esc>
settle
golden overview
