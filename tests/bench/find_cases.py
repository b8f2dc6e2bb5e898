#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked about the cases of names, and how well it was answered.

    find_cases.py questions CASES PEOPLE [--year]
    find_cases.py fzf CASES PEOPLE LINES COUNT [--year] > answers
    find_cases.py table CASES PEOPLE FOLDER

CASES has query, stored name, group, channel and community between tabs; PEOPLE is gen_names.py --tsv
with the women of the cases as P0, P1, ... (the group is the number).  FOLDER has the answers of
tests/bench/asked as WAY.names and WAY.years.  table ends with 1 when a goal is not held.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import time

AT = (1, 5, 10)
ALL = "all but fold"
WITH_YEAR = ALL + ", with the year"
# row: {place: the least recall in %}; 5 is the goal of the row, lookup.md section 5
GOALS = {"var": {5: 95}, "swap": {5: 95}, "part": {5: 91}, "dutch": {5: 95}, "typo": {5: 89},
         "prefix": {5: 95}, "fold": {1: 100}, ALL: {1: 80, 5: 94, 10: 96}, WITH_YEAR: {5: 98}}
COMMUNITY_GOAL = {5: 88}
VERY_MANY = 500000  # people from whom on these are the goals instead, the others are only told
GOALS_OF_VERY_MANY = {ALL: {5: 85}, WITH_YEAR: {5: 96}}
WAYS = (("trede", "trede"), ("trigram", "FTS5 trigram"), ("sound", "D-M, then J-W"),
        ("fzf", "fzf"))


class Case:
    def __init__(self, fields, years):
        self.query, _, group, self.channel, self.community = fields[:5]
        self.mark = "P" + str(int(group.lstrip("p")))
        self.year = years[self.mark]

    def question(self, with_year):
        return f"{self.query} {self.year}" if with_year else self.query


def read_cases(path, people):
    years = {}
    with open(people, encoding="utf-8") as f:
        for line in f:
            mark, _, _, birth = line.rstrip("\n").split("\t")
            years[mark] = birth[:4]
    with open(path, encoding="utf-8") as f:
        next(f)
        return [Case(line.rstrip("\n").split("\t"), years) for line in f]


def every(cases, count):
    """As many of each channel, evenly over the file."""
    channels = {}
    for i, case in enumerate(cases):
        channels.setdefault(case.channel, []).append(i)
    each = count // len(channels)
    return sorted(places[k * len(places) // each] for places in channels.values()
                  for k in range(each))


def ask_fzf(cases, people, lines, count, with_year):
    """Prints as asked does, with the number of the case before it."""
    with open(people, encoding="utf-8") as p, open(lines, encoding="utf-8") as f:
        marks = {line: row.split("\t", 1)[0] for line, row in zip(f, p)}
    for i in every(cases, count):
        with open(lines, encoding="utf-8") as f:
            begun = time.monotonic()
            out = subprocess.run(["fzf", "--filter", cases[i].question(with_year)], stdin=f,
                                 stdout=subprocess.PIPE, encoding="utf-8", check=False).stdout
        took = (time.monotonic() - begun) * 1e6
        found = [marks[line] for line in out.splitlines(keepends=True)[:max(AT)]]
        print(f"{i}\t{took:.1f}\t{' '.join(found)}")
    print(f"memory\t{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")


def found_marks(answer):
    if answer.startswith("["):
        return [hit["file_number"] for hit in json.loads(answer)]
    return answer.split()


class Answers:
    """Of one way: for each case that was asked the place of the woman meant, 0 when not there."""

    def __init__(self, path, cases):
        self.places, self.times, self.ready, self.memory = {}, [], 0.0, 0
        with open(path, encoding="utf-8") as f:
            for line in f:
                self.add(line.rstrip("\n").split("\t"), cases)
        self.times.sort()

    def add(self, fields, cases):
        if fields[0] == "ready":
            self.ready = float(fields[1])
        elif fields[0] == "memory":
            self.memory = int(fields[1])
        else:
            i = int(fields.pop(0)) if len(fields) == 3 else len(self.times)
            found = found_marks(fields[1])[:max(AT)]
            mark = cases[i].mark
            self.places[i] = found.index(mark) + 1 if mark in found else 0
            self.times.append(float(fields[0]))

    def recall(self, cases, belongs):
        places = [p for i, p in self.places.items() if belongs(cases[i])]
        if not places:
            return None
        return [100 * sum(0 < p <= at for p in places) / len(places) for at in AT]

    def time_ms(self, percent):
        return self.times[max(0, -(-len(self.times) * percent // 100) - 1)] / 1000


def rows(cases):
    """Name of the row, which answers, which cases, goals."""
    for channel in ("var", "swap", "part", "dutch", "typo", "prefix", "fold"):
        yield channel, "names", lambda c, x=channel: c.channel == x, GOALS[channel]
    yield ALL, "names", lambda c: c.channel != "fold", GOALS[ALL]
    for name in sorted({c.community for c in cases}):
        yield name, "names", lambda c, x=name: c.community == x and c.channel != "fold", COMMUNITY_GOAL
    for name in sorted({c.community for c in cases}):
        yield f"{name}, var", "names", \
            lambda c, x=name: c.community == x and c.channel == "var", COMMUNITY_GOAL
    yield WITH_YEAR, "years", lambda c: c.channel != "fold", GOALS[WITH_YEAR]


def percentages(recall):
    return "-" if recall is None else "/".join(f"{r:.1f}" for r in recall)


def print_recall(cases, answers, is_very_many):
    held = True  # the first way is the one that is judged
    count = {way: len(a["names"].places) for way, a in answers.items()}
    print(f"{'recall@1/@5/@10, %':<28}{'goal':>12}" +
          "".join(f"{name:>19}" for way, name in WAYS if way in answers))
    print(f"{'cases asked':<28}{'':>12}" + "".join(f"{count[way]:>19}" for way in answers))
    for name, kind, belongs, goals in rows(cases):
        recalls = [answers[way][kind].recall(cases, belongs) for way in answers]
        if is_very_many:
            goals = GOALS_OF_VERY_MANY.get(name, {})
        goal = "/".join(str(goals.get(at, "-")) for at in AT)
        short = [at for at in goals if recalls[0][AT.index(at)] < goals[at]]
        held = held and not short
        print(f"{name:<28}{goal:>12}" + "".join(f"{percentages(r):>19}" for r in recalls) +
              (f"  SHORT @{','.join(map(str, short))}" if short else "  HELD" if goals else ""))
    return held


def print_cost(answers):
    for kind, what in (("names", "names only"), ("years", "with the year")):
        line = [a[kind] for a in answers.values()]
        for percent in (50, 95, 99):
            print(f"{f'ms a question, p{percent}, {what}':<40}" +
                  "".join(f"{a.time_ms(percent):>19.2f}" for a in line))
    print(f"{'ms until the first answer':<40}" + "".join(
        f"{a['names'].ready / 1000:>19.0f}" if a["names"].ready else f"{'each time':>19}"
        for a in answers.values()))
    print(f"{'memory, MB (peak)':<40}" + "".join(f"{a['names'].memory / 1000:>19.1f}"
                                                 for a in answers.values()))


def table(cases, people, folder):
    answers = {}
    for way, _ in WAYS:
        if os.path.exists(f"{folder}/{way}.names"):
            answers[way] = {kind: Answers(f"{folder}/{way}.{kind}", cases)
                            for kind in ("names", "years")}
    with open(people, encoding="utf-8") as f:
        count = sum(1 for _ in f)
    print(f"{count} people")
    held = print_recall(cases, answers, count >= VERY_MANY)
    print_cost(answers)
    return held


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("questions", "fzf", "table"))
    parser.add_argument("cases")
    parser.add_argument("people")
    parser.add_argument("rest", nargs="*")
    parser.add_argument("--year", action="store_true")
    args = parser.parse_args()
    cases = read_cases(args.cases, args.people)
    if args.what == "questions":
        sys.stdout.writelines(case.question(args.year) + "\n" for case in cases)
    elif args.what == "fzf":
        ask_fzf(cases, args.people, args.rest[0], int(args.rest[1]), args.year)
    else:
        sys.exit(0 if table(cases, args.people, args.rest[0]) else 1)


if __name__ == "__main__":
    main()
