# a laptop without a file: the wizard up to the recovery code, which is another one each time
run
wait "nog geen bestand"
golden setup
keys 3
wait "trede --practice"
golden setup-practise
keys <Esc>
wait "trede stoppen?"
golden setup-stop
keys 21
wait "Hoe heet jullie"
keys Vrouwencentrum Jasmijn<Enter>Samira El Idrissi
golden setup-names
keys <Enter>
wait "vier woorden"
golden setup-passphrase
keys te kort<Enter>
settle
golden setup-too-short
keys <C-u>appel fiets lamp wolk<Enter><C-u>appel fiets lamp wolg<Enter>
wait "niet gelijk"
golden setup-not-the-same
keys <Esc>
wait "Hoe heet jullie"
wait "Samira El Idrissi_"
resize 40 12
golden setup-names-small
keys <Enter>
wait "vier woorden"
keys appel fiets lamp wolk<Enter>appel fiets lamp wolk
golden setup-passphrase-small
resize 80 24
keys <Enter>
wait "korte code"
keys 2468<Enter>2468
golden setup-code
resize 132 43
golden setup-code-large
resize 80 24
keys <Enter>
wait "Herstelcode"
wait "papier"
show recovery
resize 40 12
show recovery
resize 80 24
keys <Enter>
wait "Typ de code nu over"
keys 1111 2222<Enter>
wait "Dat is de code niet"
golden setup-recovery-wrong
