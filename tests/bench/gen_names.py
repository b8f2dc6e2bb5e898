#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes invented people with very many different names: the same seed gives the same people.

    gen_names.py COUNT [--seed N] [--pool FILE [--whole]] --csv | --lines | --tsv

Half of the family names are put together from syllables, with a long tail: among 1,000,000 people
there are about 80,000 different name parts, as there are in a country.  The other names are
recombined from lists of real parts; with --pool also from the names of a file (number, given,
family, ... between tabs), and with --whole the people of that file come first, as they are.

  --csv    with a header, for trede import clients
  --lines  Family, Given | birth date | postcode | city
  --tsv    file number, given, family, birth date
"""
import argparse
import csv
import datetime
import itertools
import random
import sys

from gen_people import CITIES, GROUPS, LETTERS, split, zipf

OTHERS = (  # family names, given names; what gen_people.py does not have
    ("""Tesfamariam|Ghebremedhin|Woldemichael|Habtemariam|Berhane|Kidane|Haile|Tekle|Ogbazghi|Asmerom
        |Gebreyesus|Weldu|Mehari|Negash|Beyene|Kahsay|Zerai|Andemariam|Fessehaye|Abraha""",
     """Selam|Feven|Luwam|Rahwa|Yordanos|Semhar|Winta|Eden|Helen|Saba|Almaz|Letebrhan|Tsige|Freweini
        |Abrehet|Mihret|Senait|Bisrat|Hiwet|Azieb"""),
    ("""Kowalska|Nowak|Wiśniewska|Wójcik|Kamińska|Lewandowska|Zielińska|Szymańska|Woźniak|Dąbrowska
        |Kozłowska|Jankowska|Mazur|Krawczyk|Piotrowska|Grabowska|Pawłowska|Michalska|Król|Wieczorek""",
     """Agnieszka|Małgorzata|Katarzyna|Zofia|Joanna|Ewa|Magdalena|Beata|Dorota|Grażyna|Krystyna|Justyna
        |Wioletta|Bożena|Danuta|Urszula|Jadwiga|Halina|Kinga|Aleksandra"""),
    ("""Shevchenko|Kovalenko|Bondarenko|Tkachenko|Kravchenko|Oliynyk|Shevchuk|Koval|Polishchuk|Bondar
        |Melnyk|Moroz|Marchenko|Lysenko|Rudenko|Savchenko|Petrenko|Klymenko|Pavlenko|Hrytsenko""",
     """Oksana|Nataliia|Olena|Iryna|Svitlana|Tetiana|Yuliia|Halyna|Liudmyla|Valentyna|Mariia|Kateryna
        |Viktoriia|Anastasiia|Daryna|Solomiia|Khrystyna|Zoriana|Myroslava|Inna"""),
    ("""Ramdin|Jagernath|Doerga|Soekhoe|Kalloe|Bissessar|Wongsodikromo|Kartodikromo|Pinas|Amatredjo
        |Sewdien|Ramsaran|Jhinkoe|Pawiroredjo|Vreden|Landveld|Adhin|Gangadin|Mangroe|Chin A Foeng""",
     """Sharda|Anoushka|Indra|Roshni|Soemintra|Kamla|Wonny|Poernomo|Urmila|Sandhia|Djarmin|Lalita
        |Radjkoemarie|Farisha|Chandra|Joyce|Muriel|Gladys|Soerin|Savitri"""),
)
ONSETS = """b|bl|br|ch|d|dr|dj|f|fr|g|gh|h|j|k|kh|kl|kr|l|m|n|p|q|r|s|sh|sj|st|t|tr|tj|v|w|y|z|zh
    |sch|ts""".replace("\n", "").replace(" ", "").split("|")
VOWELS = "a|e|i|o|u|aa|ee|ie|oo|oe|ou|ij|ai|ei|au|ö|ü|é|ı".split("|")
CODAS = "||||n|r|l|m|s|t|k|d|b|f|h|sh|ng|nd|rt|ld|st|ch|z".split("|")
ENDINGS = "||||a|i|ov|ova|ski|ska|enko|oğlu|stra|man|sen|ani|oui|ević|yan|ez|dal|beek".split("|")
PARTICLES = "El|Al|Ben|van|van der|van den|de|Ait|Bou|von|ter".split("|")

MADE, MADE_ALONE = 72000, 82000  # different family names made of syllables: beside a pool, without
TAIL, SHOULDER = 0.72, 60        # the n-th is taken as often as 1 / (n + SHOULDER) ** TAIL
PARTICLE, TWO_FAMILY, TWO_GIVEN = 0.07, 0.05, 0.06  # chances
BORN_FIRST, BORN_LAST = datetime.date(1940, 1, 1), datetime.date(2007, 12, 31)


def made_names(count, seed):
    rnd = random.Random(f"made {seed}")
    names = {}  # in the order in which they were made
    while len(names) < count:
        name = "".join(rnd.choice(ONSETS) + rnd.choice(VOWELS) + rnd.choice(CODAS)
                       for _ in range(rnd.choice((1, 2, 2, 2, 3)))) + rnd.choice(ENDINGS)
        if 4 <= len(name) <= 16:
            names[name.capitalize()] = True
    return list(names)


def read_pool(path):
    with open(path, encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t")[:3] for line in f]


def listed():
    groups = [(split(f), split(g)) for _, f, g in GROUPS.values()]
    groups += [(split(f), split(g)) for f, g in OTHERS]
    family = [n for f, _ in groups for n in f]
    given = [n for _, g in groups for n in g]
    return family, given


class Names:
    """Draws names: made family names, and real ones as often as they are in the pool or the lists."""

    def __init__(self, pool, seed):
        self.rnd = random.Random(seed)
        self.made = made_names(MADE if pool else MADE_ALONE, seed)
        self.made_weights = list(itertools.accumulate(
            1 / (i + SHOULDER) ** TAIL for i in range(len(self.made))))
        self.family, self.given = listed()
        if pool:  # the lists count for as much as a twentieth of a large pool
            times = max(1, len(pool) // 20 // len(self.family))
            self.family = self.family * times + [family for _, _, family in pool]
            self.given = self.given * times + [given for _, given, _ in pool]

    def one_family(self):
        rnd = self.rnd
        if rnd.random() < 0.5:
            return rnd.choice(self.family)
        name = rnd.choices(self.made, cum_weights=self.made_weights)[0]
        return f"{rnd.choice(PARTICLES)} {name}" if rnd.random() < PARTICLE else name

    def draw(self):
        rnd = self.rnd
        given, family = rnd.choice(self.given), self.one_family()
        if rnd.random() < TWO_FAMILY:
            family += "-" + self.one_family()
        if rnd.random() < TWO_GIVEN:
            given += " " + rnd.choice(self.given)
        return given, family


def scattered(number, of):
    """The same for a number in every run; neighbours lie far apart."""
    return ((number + 1) * 2654435761 % 2**32) * of >> 32


def born(number):
    """Every sixteenth on 1 January, as where a date was not known."""
    days = (BORN_LAST - BORN_FIRST).days + 1
    day = BORN_FIRST + datetime.timedelta(scattered(number, days))
    return day.replace(month=1, day=1) if scattered(number * 7 + 3, 16) == 0 else day


def people(count, seed, pool, whole):
    names = Names(pool, seed)
    cities = [c.rsplit(" ", 1) for c in split(CITIES)]
    city_weights = zipf(cities)
    rnd = random.Random(f"rest {seed}")
    for number in range(count):
        if whole and number < len(pool):
            mark, given, family = "P" + pool[number][0], pool[number][1], pool[number][2]
        else:
            mark, (given, family) = f"N{number}", names.draw()
        city, area = rnd.choices(cities, cum_weights=city_weights)[0]
        postcode = f"{area}{rnd.randrange(10, 100)} {rnd.choice(LETTERS)}{rnd.choice(LETTERS)}"
        phone = f"06{rnd.randrange(10**8):08d}"
        yield mark, given, family, born(number).isoformat(), postcode, phone, city


def write_csv(rows, to):
    out = csv.writer(to, lineterminator="\n")
    out.writerow(("given_name", "family_name", "birth_date", "postcode", "phone", "file_number"))
    out.writerows((given, family, birth, postcode, phone, mark)
                  for mark, given, family, birth, postcode, phone, _ in rows)


def write_lines(rows, to):
    to.writelines(f"{family}, {given} | {birth} | {postcode} | {city}\n"
                  for _, given, family, birth, postcode, _, city in rows)


def write_tsv(rows, to):
    to.writelines(f"{mark}\t{given}\t{family}\t{birth}\n"
                  for mark, given, family, birth, *_ in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pool", metavar="FILE")
    parser.add_argument("--whole", action="store_true")
    form = parser.add_mutually_exclusive_group(required=True)
    for name, write in (("csv", write_csv), ("lines", write_lines), ("tsv", write_tsv)):
        form.add_argument("--" + name, dest="write", action="store_const", const=write)
    args = parser.parse_args()
    pool = read_pool(args.pool) if args.pool else []
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    args.write(people(args.count, args.seed, pool, args.whole), sys.stdout)


if __name__ == "__main__":
    main()
