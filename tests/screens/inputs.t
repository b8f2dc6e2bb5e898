# kinds of questions as they look: an order, a scale, a long list, a table; in another language,
# another size, without Unicode
run form try tests/data/inputs.yaml
wait Gaat het
keys <C-t><C-t><C-t>
settle
golden inputs-arabic
keys <C-t><C-t>
settle
golden inputs-two-languages
keys <Esc>12<Tab>
settle
keys fry
settle
golden inputs-filter
keys <Enter>2
settle
golden inputs-rank
keys 31<Enter><Right><Right><Right>
settle
golden inputs-scale
keys <C-u>12<Enter>
wait ! Typ een getal van 0 tot en met 10.
keys <C-u>7<Enter>-0,5<Enter>2<Enter>12500<Enter>
settle
keys <S-Tab>
settle
golden inputs-thousands
keys <Enter><Tab><Tab><Tab><Tab><Tab><Tab>52,07; 4,30
settle
golden inputs-place
keys <Enter><Tab>2
settle
keys <C-g>1
settle
golden inputs-table
resize 40 12
settle
golden inputs-table-small
resize 132 43
settle
golden inputs-table-large
resize 80 24
settle
keys <C-t>
settle
golden inputs-table-together

size 80 24
term vt100
run form try tests/data/inputs.yaml
wait Gaat het
keys <Tab><Tab><Tab><Tab><Right><Right>
settle
golden inputs-scale-plain
