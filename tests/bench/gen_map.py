#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A directory of a city as a package of HSDS 1.1: invented, the same each time.

gen_map.py FOLDER [SERVICES [SEED]]: without SERVICES 1,074 organisations, 4,089 services and 26,259 links to
a taxonomy; else as many services, and the rest in proportion.
"""
import csv
import os
import random
import sys

ORGANISATIONS, SERVICES, LINKS, TERMS = 1074, 4089, 26259, 900

FIRST = "Ster Zon Maan Linde Eik Wilg Roos Tulp Duin Haven Brug Poort Molen Kade Hof Plein Bron Wal Veld Beek".split()
LAST = "huis hof wijk plek kring bond werk steun punt zorg school kamer raad groep net baan lijn weg stee tuin".split()
KINDS = "Stichting Vereniging Centrum Buurthuis Team Bureau Fonds Huis".split()
WHAT = ("taalles naailes kookgroep spreekuur schuldhulp kinderopvang fietsles zwemles huiswerkhulp computerles "
        "inloop lotgenotengroep budgetcursus sollicitatietraining ouderkamer voedselhulp rechtshulp vrijwilligerswerk "
        "leerwerkplek ontmoeting").split()
WHOM = "vrouwen moeders ouderen jongeren nieuwkomers buurtbewoners gezinnen werkzoekenden mantelzorgers iedereen".split()
STREETS = "Laan Straat Weg Kade Plein Singel Dreef Pad".split()
TOWNS = ("Duinstad", "Veenwijk", "Oosterhaven", "Zandhoek", "Wijkerbrug")
DAYS = "MO TU WE TH FR".split()
LANGUAGES = "Arabic Turkish English Spanish Polish Somali Tigrinya French".split()


class Package:
    """The files of a folder, each with its columns."""

    def __init__(self, folder):
        self.folder = folder
        self.open = []
        os.makedirs(folder, exist_ok=True)

    def table(self, name, columns):
        stream = open(os.path.join(self.folder, name + ".csv"), "w", newline="", encoding="utf-8")
        self.open.append(stream)
        out = csv.writer(stream)
        out.writerow(columns.split())
        return out

    def close(self):
        for stream in self.open:
            stream.close()


def name_of(rng):
    return rng.choice(FIRST) + rng.choice(LAST)


def sentence(rng, words):
    return " ".join(rng.choice(WHAT + WHOM) for _ in range(words)).capitalize() + "."


def phone(rng):
    return "0%d-%07d" % (rng.randint(10, 79), rng.randint(1000000, 9999999))


def organisations(package, rng, count):
    out = package.table("organizations", "id name alternate_name description email url tax_status tax_id "
                        "year_incorporated legal_status")
    for i in range(count):
        name = "%s %s %d" % (rng.choice(KINDS), name_of(rng), i)
        out.writerow(["org-%d" % i, name, name_of(rng) if i % 5 == 0 else "", sentence(rng, 30),
                      "info@org%d.example" % i, "https://org%d.example" % i, "", "", 1950 + i % 70, ""])


def locations(package, rng, count, organisation_count):
    out = package.table("locations", "id organization_id name alternate_name description transportation latitude "
                        "longitude")
    address = package.table("physical_addresses", "id location_id attention address_1 city region state_province "
                            "postal_code country")
    for i in range(count):
        out.writerow(["loc-%d" % i, "org-%d" % (i % organisation_count), name_of(rng), "", "", "",
                      "52.%05d" % rng.randint(0, 99999), "4.%05d" % rng.randint(0, 99999)])
        address.writerow(["adr-%d" % i, "loc-%d" % i, "", "%s%s %d" % (rng.choice(FIRST),
                          rng.choice(STREETS).lower(), rng.randint(1, 300)), rng.choice(TOWNS), "", "ZH",
                          "%d %s%s" % (rng.randint(1000, 9999), rng.choice("ABCDEGHJK"), rng.choice("ABCDEGHJK")),
                          "NL"])


def services(package, rng, count, organisation_count, location_count):
    out = package.table("services", "id organization_id program_id name alternate_name description url email status "
                        "interpretation_services application_process wait_time fees accreditations licenses")
    at = package.table("services_at_location", "id service_id location_id description")
    phones = package.table("phones", "id location_id service_id organization_id contact_id number extension type "
                           "language description")
    hours = package.table("regular_schedules", "id service_id location_id service_at_location_id weekday opens_at "
                          "closes_at")
    spoken = package.table("languages", "id service_id location_id language")
    whom = package.table("eligibility", "id service_id eligibility")
    areas = package.table("service_areas", "id service_id service_area description")
    for i in range(count):
        sid = "srv-%d" % i
        out.writerow([sid, "org-%d" % (i % organisation_count), "", "%s %s %d" % (
            rng.choice(WHAT).capitalize(), name_of(rng), i), "", sentence(rng, 60), "https://srv%d.example" % i,
            "srv%d@example.org" % i, "inactive" if i % 40 == 0 else "active", "", sentence(rng, 6), "",
            rng.choice(["gratis", "", "5 euro", "naar inkomen"]), "", ""])
        at.writerow(["sal-%d" % i, sid, "loc-%d" % rng.randrange(location_count), ""])
        phones.writerow(["tel-%d" % i, "", sid, "", "", phone(rng), "", "voice", "", ""])
        for day in rng.sample(DAYS, rng.randint(1, 3)):
            hours.writerow(["rs-%d-%s" % (i, day), sid, "", "", day, "09:00", rng.choice(["12:30", "17:00"])])
        for word in rng.sample(LANGUAGES, rng.randint(0, 2)):
            spoken.writerow(["lan-%d-%s" % (i, word), sid, "", word])
        whom.writerow(["eli-%d" % i, sid, "Voor " + rng.choice(WHOM)])
        areas.writerow(["are-%d" % i, sid, rng.choice(TOWNS), ""])


def taxonomy(package, rng, count, service_count):
    terms = package.table("taxonomies", "id name parent_id parent_name vocabulary")
    links = package.table("services_taxonomy", "id service_id taxonomy_id taxonomy_detail")
    for i in range(TERMS):
        terms.writerow(["tax-%d" % i, "%s %s %d" % (rng.choice(WHAT), rng.choice(WHOM), i),
                        "tax-%d" % (i // 10) if i >= 10 else "", "", "stad"])
    for i in range(count):
        links.writerow(["st-%d" % i, "srv-%d" % (i % service_count), "tax-%d" % rng.randrange(TERMS), ""])


def main():
    folder = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else SERVICES
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    organisation_count = max(1, ORGANISATIONS * count // SERVICES)
    location_count = max(1, count // 2)
    package = Package(folder)
    organisations(package, rng, organisation_count)
    locations(package, rng, location_count, organisation_count)
    services(package, rng, count, organisation_count, location_count)
    taxonomy(package, rng, LINKS * count // SERVICES, count)
    package.close()


main()
