#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the table that find_scale.sh made, draws it, and says how fast the cost of a key grows.

    find_plot.py TABLE.tsv PLOT.svg

Both axes are logarithmic; the slope of a line is the power of the number of people with which it
grows: 1 is as fast as they, 0 is not at all.  Ends with 1 when a line is not below 1.
"""
import math
import sys

LINES = (("first_us", "first list, median", "#1b7837"), ("first_p95_us", "first list, p95", "#7fbf7b"),
         ("final_us", "final list, median", "#2166ac"), ("final_p95_us", "final list, p95", "#67a9cf"))
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 480, 80, 40, 200, 60


def read(path):
    with open(path, encoding="utf-8") as f:
        names = next(f).split()
        return [dict(zip(names, map(float, line.split()))) for line in f]


def slope(rows, name):
    """Least squares over the logarithms."""
    points = [(math.log(r["people"]), math.log(r[name])) for r in rows if r[name] > 0]
    n = len(points)
    mean_x, mean_y = (sum(p[i] for p in points) / n for i in (0, 1))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def print_table(rows):
    print(f"{'people':>10}{'first us':>10}{'p95':>10}{'final us':>10}{'p95':>10}"
          f"{'load ms':>10}{'names MB':>10}{'peak MB':>10}")
    for r in rows:
        print(f"{r['people']:>10.0f}{r['first_us']:>10.0f}{r['first_p95_us']:>10.0f}"
              f"{r['final_us']:>10.0f}{r['final_p95_us']:>10.0f}{r['load_ms']:>10.1f}"
              f"{r['names_kB'] / 1024:>10.1f}{r['peak_kB'] / 1024:>10.1f}")


def text(x, y, what, anchor="middle", colour="#333"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{what}</text>'


def line(points, colour, dash="none"):
    where = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (f'<polyline points="{where}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dash}"/>')


def draw(rows, slopes):
    values = [r[name] for r in rows for name, _, _ in LINES if r[name] > 0]
    low_x, high_x = math.log10(rows[0]["people"]), math.log10(rows[-1]["people"])
    low_y, high_y = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def place(people, us):
        return (LEFT + (math.log10(people) - low_x) / (high_x - low_x) * (WIDTH - LEFT - RIGHT),
                HEIGHT - BOTTOM - (math.log10(us) - low_y) / (high_y - low_y) * (HEIGHT - TOP - BOTTOM))

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
           'font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
           text((LEFT + WIDTH - RIGHT) / 2, 20, "What one key costs, by how many women are in the file"),
           text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 15, "women")]
    for power in range(low_y, high_y + 1):
        x, y = place(rows[0]["people"], 10**power)
        out += [line([(x, y), (WIDTH - RIGHT, y)], "#ddd"),
                text(x - 8, y + 4, f"{10**power / 1000:g} ms", "end")]
    for r in rows:
        x, y = place(r["people"], 10**low_y)
        out += [line([(x, y), (x, TOP)], "#eee"), text(x, y + 18, f"{r['people']:,.0f}")]
    start = rows[0]["final_us"]
    until = min(rows[-1]["people"], rows[0]["people"] * 10**high_y / start)
    out.append(line([place(rows[0]["people"], start),
                     place(until, start * until / rows[0]["people"])], "#999", "6 4"))
    legend = [("#999", "as fast as the people grow")]
    for name, what, colour in LINES:
        points = [place(r["people"], r[name]) for r in rows if r[name] > 0]
        out.append(line(points, colour))
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        legend.append((colour, f"{what}: slope {slopes[name]:.2f}"))
    out += [text(WIDTH - RIGHT + 12, TOP + 20 * (i + 1), what, "start", colour)
            for i, (colour, what) in enumerate(legend)]
    return "\n".join(out + ["</svg>", ""])


def main():
    rows = read(sys.argv[1])
    print_table(rows)
    if len(rows) < 2:
        sys.exit("find_plot: one row says nothing about growth")
    slopes = {name: slope(rows, name) for name, _, _ in LINES}
    with open(sys.argv[2], "w", encoding="utf-8") as f:
        f.write(draw(rows, slopes))
    for name, what, _ in LINES:
        times = rows[-1][name] / rows[0][name]
        held = slopes[name] < 1
        print(f"{what}: {times:.1f} times as dear for {rows[-1]['people'] / rows[0]['people']:.0f} times"
              f" the people, slope {slopes[name]:.2f} (less than 1)" + ("" if held else "  NOT HELD"))
    print(f"the table is in {sys.argv[1]}, the plot in {sys.argv[2]}")
    sys.exit(any(s >= 1 for s in slopes.values()))


if __name__ == "__main__":
    main()
