#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes invented people for benchmarks: the same seed gives the same people.

    gen_people.py COUNT [--seed N] > people.txt
    gen_people.py COUNT [--seed N] --sqlite people.db

A line is "Familyname, Givenname | birthdate | postcode | city"; the SQLite
table is people(id, family, given, birth, postcode, city).  Names are common
Dutch, Moroccan, Turkish, Somali and Syrian ones put together at random.
"""
import argparse
import datetime
import itertools
import random
import sqlite3
import sys

GROUPS = {  # weight, family names, given names (the commonest first)
    "dutch": (52, """de Jong|Jansen|de Vries|van den Berg|van Dijk|Bakker|Janssen|Visser|Smit|Meijer
        |de Boer|Mulder|de Groot|Bos|Vos|Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra
        |Smits|de Graaf|van der Meer|van der Linden|Kok|Jacobs|de Haan|Vermeulen|van den Heuvel
        |van der Veen|van den Broek|de Bruijn|de Bruin|van der Heijden|Schouten|van Beek|Willems
        |van Vliet|van de Ven|Hoekstra|Maas|Verhoeven|Koster|van Dam|van der Wal|Prins|Blom|Huisman
        |Peeters|de Jonge|Kuipers|van Veen|Post|Kuiper|Veenstra|Kramer|van den Brink|Scholten
        |van Wijk|Postma|Martens|Vink|de Ruiter|Timmermans|Groen|Gerritsen|Jonker|van Loon|Boer
        |van der Velde|Willemsen|Smeets|de Lange|de Vos|Bosch|van Dongen|Schipper|de Koning
        |van der Laan|Koning|Molenaar|Driessen|Hermans|Mol|Hofman|Evers|Hoogland|Terpstra
        |Zijlstra|Boonstra|Wiersma|Haanstra|IJsselstein|Ruijter|Oosterhuis|Nieuwenhuis|Bijl|Römer""",
        """Johannes|Maria|Jan|Anna|Cornelis|Johanna|Hendrik|Elisabeth|Willem|Cornelia|Pieter|Sanne
        |Daan|Emma|Sem|Julia|Lucas|Sophie|Levi|Lotte|Finn|Eva|Thijs|Fleur|Bram|Iris|Ruben|Femke
        |Lars|Anouk|Jesse|Marieke|Tim|Ingrid|Bas|Esther|Joost|Wilma|Maarten|Monique|Sander|Petra
        |Jeroen|Saskia|Wouter|Annelies|Gerrit|Truus|Kees|Henk|Bep|Loes|Noor|Mees|Tess|Zoë|Renée
        |Jurriaan|Floor|Roos|Koen|Niels|Rik|Stijn|Joris|Gijs|Hans|Ria|Ans|Teun|Mieke|Hanneke"""),
    "moroccan": (16, """El Amrani|Bouzid|El Idrissi|Benali|El Yaakoubi|Aarab|Azzouzi|El Hamdaoui
        |Bouchaib|El Khattabi|Ouali|Chaouch|Amezian|Belkacem|El Mokhtari|Haddou|Tahiri|Zerrouk
        |Ait Ben Haddou|El Ouahabi|Bensaid|El Ghazi|Achahbar|Boukhari|Lahlou|Mansouri|El Fassi
        |Oulad Ali|Sabri|Taouil|Ziani|El Morabit|Akkouh|Bouazza|Charki|El Kaddouri|Hammouti|Jabri
        |Bakkali|El Bouazzati|Rachidi|Saidi|Chakir|Dahmani|El Mansouri|Abarkan|Boutaher|Ayoubi""",
        """Mohamed|Fatima|Ahmed|Khadija|Youssef|Naima|Rachid|Samira|Hassan|Malika|Said|Latifa|Karim
        |Hanane|Abdellah|Nadia|Mustapha|Souad|Omar|Aicha|Brahim|Zohra|Ilias|Salma|Ayoub|Yasmina|Bilal
        |Ikram|Soufiane|Houda|Hamza|Imane|Anouar|Loubna|Driss|Farida|Jamal|Bouchra|Khalid|Siham"""),
    "turkish": (14, """Yılmaz|Kaya|Demir|Çelik|Şahin|Yıldız|Yıldırım|Öztürk|Aydın|Özdemir|Arslan
        |Doğan|Kılıç|Aslan|Çetin|Kara|Koç|Kurt|Özkan|Şimşek|Polat|Korkmaz|Özcan|Çakır|Erdoğan|Yavuz
        |Can|Acar|Şen|Aktaş|Güler|Yalçın|Güneş|Bozkurt|Bulut|Keskin|Ünal|Turan|Gül|Özer|Işık|Kaplan
        |Avcı|Sarı|Tekin|Taş|Köse|Yüksel|Ateş|Aksoy""",
        """Mehmet|Fatma|Mustafa|Ayşe|Ahmet|Emine|Ali|Hatice|Hüseyin|Zeynep|Hasan|Elif|İbrahim|Meryem
        |İsmail|Şerife|Osman|Zehra|Yusuf|Sultan|Murat|Hanife|Ömer|Merve|Ramazan|Havva|Halil|Zeliha
        |Süleyman|Esra|Emre|Büşra|Kemal|Gül|Serkan|Özlem|Burak|Derya|Cem|Pınar|Deniz|Gizem|Kadir|Yeliz"""),
    "somali": (8, """Abdi|Mohamed|Ali|Hassan|Ahmed|Warsame|Farah|Nur|Omar|Hussein|Ibrahim|Jama|Yusuf
        |Osman|Abdullahi|Adan|Aden|Dirie|Egal|Elmi|Gedi|Guled|Hersi|Isse|Jimale|Khalif|Mahamud
        |Mohamud|Muse|Roble|Salad|Samatar|Sheikh|Shire|Siad|Sugule|Wardhere|Xaashi|Cabdi|Maxamed""",
        """Abdirahman|Fadumo|Mohamed|Amina|Abdullahi|Hodan|Ahmed|Sahra|Hassan|Ifrah|Liban|Hibo
        |Mahad|Asha|Khadar|Deqa|Abshir|Ayan|Guleed|Nimco|Cabdi|Xaliimo|Bashir|Faiza|Jibril|Hamdi
        |Yasin|Ladan|Zakaria|Maryan|Idris|Saynab|Warsame|Ubah|Nuur|Shukri"""),
    "syrian": (10, """Al-Hussein|Al-Ahmad|Al-Mohammad|Haddad|Khoury|Al-Khatib|Najjar|Al-Masri|Darwish
        |Hamwi|Al-Halabi|Shami|Al-Jasim|Kassab|Sabbagh|Ibrahim|Al-Hariri|Mansour|Barakat|Saleh
        |Al-Zoubi|Nasser|Khalil|Issa|Al-Assadi|Othman|Hamdan|Al-Omar|Aslan|Jabbour|Qabbani|Rifai
        |Al-Deri|Sheikho|Youssef|Al-Abdallah|Tarabishi|Atassi|Maarouf|Kurdi|Hasso|Bitar""",
        """Mohammad|Fatima|Ahmad|Maryam|Omar|Rana|Khaled|Hala|Mahmoud|Nour|Yousef|Rima|Ibrahim|Lina
        |Hassan|Samar|Ali|Layla|Bashar|Dima|Anas|Reem|Firas|Ghada|Tarek|Maha|Samer|Hanan|Wael|Abeer
        |Nizar|Rasha|Ziad|Amal|Majd|Sawsan|Elias|Georgette|Hadi|Bayan|Obada|Walaa"""),
}
CITIES = """Amsterdam 10|Rotterdam 30|Den Haag 25|Utrecht 35|Eindhoven 56|Groningen 97|Tilburg 50
    |Almere 13|Breda 48|Nijmegen 65|Enschede 75|Haarlem 20|Arnhem 68|Amersfoort 38|Zaandam 15
    |'s-Hertogenbosch 52|Zwolle 80|Leiden 23|Leeuwarden 89|Maastricht 62|Dordrecht 33|Zoetermeer 27
    |Deventer 74|Delft 26|Alkmaar 18|Venlo 59|Helmond 57|Hilversum 12|Roosendaal 47|Ter Apel 95
    |Schiedam 31|Emmen 78|Vlaardingen 31|Gouda 28|Hoorn 16|Assen 94|Middelburg 43|Lelystad 82"""
LETTERS = "ABCDEGHJKLMNPRSTVWXZ"


def split(text):
    return [part.strip() for part in text.split("|")]


def zipf(names):  # weights: the n-th name is taken about 1/sqrt(n) as often as the first
    return list(itertools.accumulate(1 / (i + 1) ** 0.5 for i in range(len(names))))


def people(count, seed):
    rnd = random.Random(seed)
    groups, weights = [], []
    for weight, family, given in GROUPS.values():
        family, given = split(family), split(given)
        groups.append((family, zipf(family), given, zipf(given)))
        weights.append(weight)
    weights = list(itertools.accumulate(weights))
    cities = [c.rsplit(" ", 1) for c in split(CITIES)]
    city_weights = zipf(cities)
    first, last = datetime.date(1930, 1, 1).toordinal(), datetime.date(2025, 12, 31).toordinal()
    days = [datetime.date.fromordinal(d).isoformat() for d in range(first, last + 1)]
    pick, chance = rnd.choices, rnd.random
    for _ in range(count):
        family_names, fw, given_names, gw = pick(groups, cum_weights=weights)[0]
        family = pick(family_names, cum_weights=fw)[0]
        given = pick(given_names, cum_weights=gw)[0]
        if chance() < 0.12:                 # a second family name
            other = pick(family_names, cum_weights=fw)[0]
            family += "-" + other if other != family else ""
        if chance() < 0.20:                 # a second given name
            other = pick(given_names, cum_weights=gw)[0]
            given += " " + other if other != given else ""
        city, area = pick(cities, cum_weights=city_weights)[0]
        postcode = f"{area}{int(chance() * 90) + 10} {LETTERS[int(chance() * 20)]}{LETTERS[int(chance() * 20)]}"
        # few were born before 1945: the larger of two draws
        born = days[int(max(chance(), chance() * 0.8) * len(days))]
        yield family, given, born, postcode, city


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sqlite", metavar="FILE")
    args = parser.parse_args()
    rows = people(args.count, args.seed)
    if not args.sqlite:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        sys.stdout.writelines(f"{f}, {g} | {b} | {p} | {c}\n" for f, g, b, p, c in rows)
        return
    db = sqlite3.connect(args.sqlite)
    db.execute("CREATE TABLE people(id INTEGER PRIMARY KEY, family TEXT NOT NULL, given TEXT NOT NULL,"
               " birth TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL)")
    db.executemany("INSERT INTO people(family, given, birth, postcode, city) VALUES (?,?,?,?,?)", rows)
    db.commit()
    db.close()


if __name__ == "__main__":
    main()
