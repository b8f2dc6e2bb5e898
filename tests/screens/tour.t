# the main job from home to the printed page: find nobody, register, interview, finish, print;
# every screen is shown, at any size from 40x12 (make tour)
include begin.inc
show home
keys Xanthippe
wait Niemand
show nobody is found
keys <C-n><Enter>
wait Mag ik
show the first question
keys 1
wait Waarmee
keys Zij zoekt opvang en wil weer leren.
show text
keys <Enter>
wait noemen
keys <Enter>
wait spreek ik
keys 1
wait Welke talen
keys dari
settle
show more than ten: typing filters
keys <Enter><Enter>
settle
show after the languages
keys <C-t>
settle
show looked at together
keys <C-t><C-t><C-t>
settle
keys <C-f>lastig
settle
show a question is found
keys <Enter>
settle
keys 12
settle
show several answers
keys <C-o>1jongste gaat in januari naar school<Enter>
settle
show what she said about it
keys <C-g>
settle
show why there is no answer
keys <Esc><Esc>
settle
show overview
keys a
settle
show finishing
keys <Enter>
settle
show after finishing
keys p
settle
show which page
keys <Enter>
settle
show where to
keys <Enter>
settle
show the page
keys <Esc><Esc>
settle
show her file
keys <Esc>
settle
show home again
