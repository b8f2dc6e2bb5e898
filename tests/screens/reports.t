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
