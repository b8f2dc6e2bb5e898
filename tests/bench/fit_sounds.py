#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes src/find/costs.c: what one spelling costs for another, learnt from pairs of spellings.

    fit_sounds.py CASES [--without FOLD,FOLD] > src/find/costs.c

CASES are lines "query, stored name, ..., given group, family group" between tabs, with a heading.
A pair of spellings of one name is lined up letter by letter, again and again, until the costs of
letters are those that make all pairs likeliest; from the best lines groups of two letters are
counted, and kept where they say clearly more than their letters (sj for sh, ^k for ^q, h$ for $).
Costs are hundredths of a natural logarithm.  What few pairs show leans on what is known of the
languages: the values each letter is said with.  --without leaves pairs out of groups of names whose
number, modulo FOLDS, is one of these, to measure on names that were not learnt from.
"""
import argparse
import collections
import math
import sys
import unicodedata
import zlib

FOLDS = 4
PRIOR, PRIOR_EXTRA, PRIOR_GROUP = 8, 30, 3  # pairs that what is known weighs as much as
ROUNDS = 4
GAIN, GAIN_ALL = 0.2, 10  # a group is kept that says so much more, and so much over all pairs
MOST = 1500
SHARP = 150               # thousandths that make a value e times less likely
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VALUES = {  # letter: value or value+extra, in thousandths
    "a": "a", "b": "b", "c": "k+100 s+150 J+150 Q+200 ts+200", "d": "d", "e": "e", "f": "f",
    "g": "g J+300 x+250", "h": "h", "i": "i", "j": "j J+100 Z+100", "k": "k", "l": "l", "m": "m",
    "n": "n", "o": "o", "p": "p", "q": "k+50 g+300", "r": "r", "s": "s S+250", "t": "t", "u": "u",
    "v": "v", "w": "w", "x": "h+150 x+100 ks+100", "y": "j i", "z": "z ts+200",
}
NEAR = """a-e 250 a-i 350 a-o 300 a-u 400 e-i 200 e-o 350 e-u 400 i-o 400 i-u 350 o-u 150
b-p 350 d-t 300 k-g 400 k-x 300 g-x 300 x-h 250 s-z 150 S-s 250 J-Z 100 J-j 450 J-Q 250 Z-z 250
j-i 150 w-u 150 v-w 100 v-f 250 m-n 500 l-r 600 ts-s 300 ts-z 300 ts-Q 300 ts-t 500 ks-k 400
ks-s 400 f-p 600 z-J 450 s-Q 450 S-x 450 g-J 450 h-k 600 b-v 500 g-h 500"""
MISSING = {"a": 350, "e": 350, "i": 350, "o": 350, "u": 350, "h": 300, "j": 350, "y": 350,
           "w": 500, "c": 600}
PARTICLES = set("""al el van der den de d v vd ter ten te la le du y het ben bin bint ibn abu
abou bou""".split())
ODD = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe",
                     "þ": "th", "ð": "d", "ə": "e"})


def near():
    table = {}
    words = NEAR.split()
    for pair, cost in zip(words[::2], words[1::2]):
        a, b = pair.split("-")
        table[a, b] = table[b, a] = int(cost)
    return table


def prior():
    """P(typed | letter of the part): instead, missing; P(typed extra)."""
    table = near()
    values = {c: [(v.partition("+")[0], int(v.partition("+")[2] or 0)) for v in VALUES[c].split()]
              for c in LETTERS}
    instead, missing = {}, {}
    for a in LETTERS:
        row = {b: 1 if a == b else 0.7 * math.exp(-min(
            (0 if x == y else table.get((x, y), 1000)) + p + q
            for x, p in values[a] for y, q in values[b]) / SHARP) for b in LETTERS}
        gone = 0.5 * math.exp(-MISSING.get(a, 1000) / SHARP)
        total = sum(row.values()) + gone
        instead.update({(a, b): p / total for b, p in row.items()})
        missing[a] = gone / total
    extra = {b: math.exp(-MISSING.get(b, 1000) / SHARP) for b in LETTERS}
    total = sum(extra.values()) / 0.08
    return instead, missing, {b: p / total for b, p in extra.items()}


def fold(text):
    out = ""
    for c in unicodedata.normalize("NFKD", text.lower().translate(ODD)):
        if c in LETTERS:
            out += c
        elif not unicodedata.combining(c) and c not in "'’`´ʿʾʼ":
            out += " "
    return out.split()


def forms(name):
    """Words of a name, and two as one; which of them is the given name (the first)."""
    words = fold(name)
    out = [(w, i == 0) for i, w in enumerate(words) if w not in PARTICLES]
    out += [(a + b, False) for a, b in zip(words[1:], words[2:]) if a in PARTICLES]
    return out


class Model:
    def __init__(self):
        self.instead, self.missing, self.extra = prior()
        self.first = self.instead, self.missing, self.extra

    def best(self, typed, part):
        """Likelihood and the best line: the steps (letters of the part, letters typed)."""
        n, m = len(typed), len(part)
        rows = [[(0.0, None)] * (n + 1) for _ in range(m + 1)]
        rows[0][0] = (1.0, None)
        for i in range(m + 1):
            for j in range(n + 1):
                found = rows[i][j]
                if i and j:
                    found = max(found, (rows[i - 1][j - 1][0] *
                                        self.instead[part[i - 1], typed[j - 1]], (1, 1)))
                if i:
                    found = max(found, (rows[i - 1][j][0] * self.missing[part[i - 1]], (1, 0)))
                if j:
                    found = max(found, (rows[i][j - 1][0] * self.extra[typed[j - 1]], (0, 1)))
                rows[i][j] = found
        steps, i, j = [], m, n
        while (i or j) and rows[i][j][1]:
            x, y = rows[i][j][1]
            steps.append((part[i - x:i], typed[j - y:j]))
            i, j = i - x, j - y
        return rows[m][n][0], steps[::-1]

    def count(self, typed, part, times, counts):
        """Adds how often each step is taken over all lines of a pair."""
        n, m = len(typed), len(part)
        ahead = [[0.0] * (n + 1) for _ in range(m + 1)]
        behind = [[0.0] * (n + 1) for _ in range(m + 1)]
        ahead[0][0] = behind[m][n] = 1.0
        for i in range(m + 1):
            for j in range(n + 1):
                p = ahead[i][j]
                if i and j:
                    p += ahead[i - 1][j - 1] * self.instead[part[i - 1], typed[j - 1]]
                if i:
                    p += ahead[i - 1][j] * self.missing[part[i - 1]]
                if j:
                    p += ahead[i][j - 1] * self.extra[typed[j - 1]]
                ahead[i][j] = p
        share = times / ahead[m][n]
        for i in range(m, -1, -1):
            for j in range(n, -1, -1):
                p, here = behind[i][j], ahead[i][j] * share
                if i < m and j < n:
                    q = self.instead[part[i], typed[j]] * behind[i + 1][j + 1]
                    counts[part[i], typed[j]] += here * q
                    p += q
                if i < m:
                    q = self.missing[part[i]] * behind[i + 1][j]
                    counts[part[i], ""] += here * q
                    p += q
                if j < n:
                    q = self.extra[typed[j]] * behind[i][j + 1]
                    counts["", typed[j]] += here * q
                    p += q
                behind[i][j] = p

    def learn(self, pairs):
        counts, places = collections.Counter(), 0
        for (typed, part), times in pairs.items():
            self.count(typed, part, times, counts)
            places += times * (len(part) + 1)
        instead, missing, extra = self.first
        self.instead, self.missing, self.extra = {}, {}, {}
        for a in LETTERS:
            total = PRIOR + counts[a, ""] + sum(counts[a, b] for b in LETTERS)
            self.missing[a] = (counts[a, ""] + PRIOR * missing[a]) / total
            for b in LETTERS:
                self.instead[a, b] = (counts[a, b] + PRIOR * instead[a, b]) / total
            self.extra[a] = (counts["", a] + PRIOR_EXTRA * extra[a]) / (places + PRIOR_EXTRA)

    def groups(self, pairs):
        """Groups of at most two letters (^ and $ are the ends) for groups, that say more."""
        counts, parts = collections.Counter(), collections.Counter()
        for (typed, part), times in pairs.items():
            steps = [("^", "^")] + self.best(typed, part)[1] + [("$", "$")]
            whole = f"^{part}$"
            for i in range(len(whole)):
                for size in (1, 2):
                    parts[whole[i:i + size]] += times if len(whole[i:i + size]) == size else 0
            for i in range(len(steps)):
                a = b = ""
                for x, y in steps[i:i + 3]:
                    a, b = a + x, b + y
                    if 1 <= len(a) <= 2 and len(b) <= 2 and len(a) + len(b) > 2 - (not b):
                        counts[a, b] += times
        out = []
        for (a, b), times in counts.items():
            if len(a) < 2 and len(b) < 2:
                continue
            single = self.best(b.strip("^$"), a.strip("^$"))[0]
            whole = (times + PRIOR_GROUP * single) / (parts[a] + PRIOR_GROUP)
            gain = math.log(whole / single)
            if times >= 2 and gain > GAIN and times * gain > GAIN_ALL:
                out.append((b, a, cost(whole)))
        return sorted(out, key=lambda g: (("^" + LETTERS + "$").find(g[0][:1]), g))


def cost(p):
    return max(1, min(MOST, round(-100 * math.log(p))))


def read_pairs(path, without):
    guess, pairs = Model(), collections.Counter()
    for line in open(path, encoding="utf-8").read().splitlines()[1:]:
        query, stored, _, channel, _, _, given, family = line.split("\t")
        if channel == "fold":
            continue
        for typed, _ in forms(query):
            if channel == "prefix" and len(typed) <= 3:
                continue
            found = max((guess.best(typed, part)[0] ** (1 / max(len(typed), len(part))), part, is_given)
                        for part, is_given in forms(stored))
            fold_of = zlib.crc32((given if found[2] else family).encode()) % FOLDS
            if found[0] > math.exp(-2.2) and fold_of not in without:
                pairs[typed, found[1]] += 1
    return pairs


def table(name, rows):
    print(f"const uint16_t {name} = {{")
    for row in rows:
        print("\t" + row)
    print("};\n")


def numbers(costs):
    return ", ".join(str(c) for c in costs)


def write(model, groups, count):
    print(f"""/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Written by tests/bench/fit_sounds.py (make bench-fit) from {count} pairs of spellings of name
 * parts: its header says how.  No single name is in here.
 */
#include "find/costs.h"
""")
    table("find_cost_instead[FIND_LETTERS][FIND_LETTERS]",
          [f"{{{numbers(cost(model.instead[a, b]) for b in LETTERS)}}}," for a in LETTERS])
    for name, costs in ("missing", model.missing), ("extra", model.extra):
        table(f"find_cost_{name}[FIND_LETTERS]", [numbers(cost(costs[c]) for c in LETTERS)])
    starts = [sum(("^" + LETTERS + "$").find(g[0][:1]) < k for g in groups)
              for k in range(len(LETTERS) + 3)]
    starts[0] = sum(not g[0] for g in groups)
    table("find_groups_at[FIND_LETTERS + 3]", [numbers(starts)])
    print("const struct find_group find_groups[] = {")
    line = "\t"
    for typed, part, price in groups:
        item = f'{{"{typed}", "{part}", {price}}}, '
        if len(line.expandtabs(8)) + len(item) > 90:
            print(line.rstrip())
            line = "\t"
        line += item
    print(line.rstrip() + "\n};")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cases")
    parser.add_argument("--without", default="")
    args = parser.parse_args()
    pairs = read_pairs(args.cases, {int(f) for f in args.without.split(",") if f})
    model = Model()
    for _ in range(ROUNDS):
        model.learn(pairs)
    groups = model.groups(pairs)
    print(f"{len(pairs)} pairs, {len(groups)} groups", file=sys.stderr)
    write(model, groups, sum(pairs.values()))


main()
