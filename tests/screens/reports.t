# the report of what was missing, from the lists behind home
include begin.inc
keys <Tab>r
settle
golden reports
keys 4
settle
golden report-days
keys 1<Space>jan<Space>2020<Enter>31<Space>mrt<Space>2020<Enter>
settle
golden report-where
keys 1
settle
golden report-gaps
# and what the examples lack: few women, so nothing is told but that they are few
keys <Esc>
wait "Rapport: geen"
keys 1
wait Waarheen
keys 1
wait "konden niet verder"
settle
golden report-year
resize 40 12
golden report-year-small
