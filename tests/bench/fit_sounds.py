#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes src/find/costs.c: what one sound costs for another.

    fit_sounds.py > src/find/costs.c

Each sound (a letter, or letters said as one) has the values it is said with in the languages
whose names come by (Arabic as the French, the English and the Dutch write it; Turkish, Somali,
Polish, Ukrainian, Tigrinya, Dutch); two sounds cost what their nearest values cost.
"""
VALUES = {  # letters: value or value+extra, in thousandths
    "a": "a", "aa": "a", "ae": "e a+100", "ai": "ai e+100", "au": "au o+150", "aw": "au o+150",
    "ay": "ai e+100", "b": "b", "c": "k+100 s+150 J+150 Q+200 ts+200", "ch": "S+100 x+100 Q+100 k+200",
    "ck": "k", "cz": "Q", "d": "d", "dh": "d z+250", "dj": "J", "dt": "d t", "dz": "J+200 z+200",
    "dzj": "J", "e": "e", "ee": "i+100 e+100", "ei": "ai+50 e+100 i+200", "eu": "u+200 e+300",
    "ey": "ai+50 e+100 i+200", "f": "f", "g": "g J+300 x+250", "gh": "g+50 x+150", "h": "h",
    "i": "i", "ie": "i", "ii": "i", "ij": "i+100 ai+100", "j": "j J+100 Z+100", "k": "k",
    "kh": "x", "ks": "ks", "l": "l", "m": "m", "n": "n", "o": "o", "oe": "u o+300", "oo": "o+100 u+100",
    "ou": "u o+200 au+200", "oy": "o+150 u+250", "p": "p", "ph": "f", "q": "k+50 g+300", "r": "r",
    "s": "s S+250", "sch": "S+50", "sh": "S", "sj": "S", "sz": "S+50", "t": "t", "tch": "Q",
    "th": "t s+350", "tj": "Q", "ts": "ts", "tsch": "Q", "tsj": "Q", "tz": "ts", "u": "u", "ue": "u+100 e+200",
    "uu": "u", "v": "v", "w": "w", "x": "h+150 x+100 ks+100", "y": "j i", "z": "z ts+200", "zh": "Z",
    "zj": "Z", "h$": "h",
}
NEAR = """a-e 250 a-i 350 a-o 300 a-u 400 e-i 200 e-o 350 e-u 400 i-o 400 i-u 350 o-u 150
ai-a 250 ai-e 150 ai-i 300 au-o 150 au-a 250 au-u 300 ai-au 450 ai-o 450 ai-u 450 au-e 450 au-i 450
b-p 350 d-t 300 k-g 400 k-x 300 g-x 300 x-h 250 s-z 150 S-s 250 S-Z 200 S-Q 200 J-Z 100 J-j 450
J-Q 250 Z-z 250 j-i 150 j-ai 400 w-u 150 w-au 350 v-w 100 v-f 250 m-n 500 l-r 600 ts-s 300 ts-z 300
ts-Q 300 ts-t 500 ks-k 400 ks-s 400 f-p 600 z-J 450 s-Q 450 S-x 450 g-J 450 h-k 600 x-q 300 b-v 500 g-h 500"""
MISSING = {"a": 350, "e": 350, "i": 350, "o": 350, "u": 350, "ai": 500, "au": 500, "h": 300,
           "j": 350, "w": 500}
MOST, SPECIAL = 1000, {"h$": 100, "c": 600}


def near():
    table = {}
    words = NEAR.split()
    for pair, cost in zip(words[::2], words[1::2]):
        a, b = pair.split("-")
        table[a, b] = table[b, a] = int(cost)
    return table


def values(letters):
    for value in VALUES[letters].split():
        name, _, extra = value.partition("+")
        yield name, int(extra or 0)


def instead(a, b, table):
    if a == b:
        return 0
    cost = min((0 if x == y else table.get((x, y), MOST)) + p + q
               for x, p in values(a) for y, q in values(b))
    return max(20, min(MOST, cost))


def missing(a):
    return SPECIAL.get(a, min(MISSING.get(v, MOST) + p for v, p in values(a)))


def wrap(numbers):
    lines, line = [], "\t"
    for n in numbers:
        if len(line) + len(f"{n}, ") > 90:
            lines.append(line.rstrip())
            line = "\t"
        line += f"{n}, "
    return "\n".join(lines + [line.rstrip(", ")]).lstrip()


def main():
    table = near()
    names = sorted(VALUES, key=lambda s: (s.endswith("$"), s[0], -len(s), s))
    print("/* SPDX-License-Identifier: GPL-3.0-or-later */\n/* Written by tests/bench/fit_sounds.py. */")
    print('#include "find/costs.h"\n')
    print("const char find_sound_letters[FIND_SOUNDS][FIND_LETTERS_MOST + 1] = {")
    print("\t" + wrap(f'"{n}"' for n in names) + "};\n")
    print("const uint16_t find_cost_instead[FIND_SOUNDS][FIND_SOUNDS] = {")
    for a in names:
        print(f"\t{{{wrap(instead(a, b, table) for b in names)}}}, /* {a} */")
    print("};\n")
    print("const uint16_t find_cost_missing[FIND_SOUNDS] = {")
    print("\t" + wrap(missing(a) for a in names) + "};\n")
    print("const uint16_t find_cost_extra[FIND_SOUNDS] = {")
    print("\t" + wrap(missing(a) for a in names) + "};")


main()
