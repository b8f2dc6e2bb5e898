#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes into a folder a form whose places come from a file: 20,000 streets in 400 towns of 12 provinces."""
import sys

folder = sys.argv[1]
PROVINCES = ["Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg", "Noord-Brabant",
             "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"]
ENDS = ["straat", "laan", "weg", "plein", "gracht", "hof", "dreef", "pad"]
BEGINS = ["Haag", "Linden", "Königin", "Élise", "Marktveld", "Wilhelmina", "Oranje", "Kerk", "Molen", "Brug"]

with open(folder + "/provinces.csv", "w", encoding="utf-8") as f:
    f.write("name,label\n")
    for i, name in enumerate(PROVINCES):
        f.write(f"p{i},{name}\n")
with open(folder + "/towns.csv", "w", encoding="utf-8") as f:
    f.write("name,label,province\n")
    for i in range(400):
        f.write(f"t{i},Súdwest {i},p{i % 12}\n")
with open(folder + "/streets.csv", "w", encoding="utf-8") as f:
    f.write("name,label,town\n")
    for i in range(20000):
        f.write(f"s{i},{BEGINS[i % 10]}{ENDS[i // 10 % 8]} {i},t{i % 400}\n")
with open(folder + "/places.yaml", "w", encoding="utf-8") as f:
    f.write("""survey:
- {type: select_one_from_file streets.csv, name: any, label: Welke straat van alle?}
- {type: select_one_from_file provinces.csv, name: province, label: Welke provincie?}
- {type: select_one_from_file towns.csv, name: town, label: Welke plaats?, choice_filter: "province = ${province}"}
- {type: select_one_from_file streets.csv, name: street, label: Welke straat daar?, choice_filter: "town = ${town}"}
settings: {form_id: places, form_title: Places, version: "1", default_language: nl}
""")
