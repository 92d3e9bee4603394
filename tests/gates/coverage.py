# SPDX-License-Identifier: MIT
"""coverage.py SUMMARY.json: what gcovr counted, as a table by rooms of generator/, and the sources below the bar for all."""
import json
import sys

rooms, poor = {}, []
for file in json.load(open(sys.argv[1]))["files"]:
    parts = file["filename"].split("/")
    counts = [file[k] for k in ("line_total", "line_covered", "branch_total", "branch_covered")]
    for name in (parts[1] if len(parts) > 2 else "main.c", "all"):
        rooms[name] = [a + b for a, b in zip(rooms.get(name, [0] * 4), counts)]
    if counts[1] < 0.9 * counts[0] or counts[3] < 0.75 * counts[2]:
        poor.append((file["filename"], counts))


def row(name, counts):
    lines, ran, branches, taken = counts
    share = lambda part, whole: f"{100 * part / whole:.1f}" if whole else "100.0"
    return f"| {name} | {lines} | {share(ran, lines)} | {branches} | {share(taken, branches)} |"


print("# What the tests run\n")
print("`make gates GATE=coverage RECORD=yes` makes this table. Shares in percent.\n")
print("| room | lines | run | branches | taken |\n|---|--:|--:|--:|--:|")
for name in sorted(rooms, key=lambda n: (n == "all", n)):
    print(row(name, rooms[name]))
print("\nSources with less than 90 % of their lines or 75 % of their branches:\n")
print("| source | lines | run | branches | taken |\n|---|--:|--:|--:|--:|")
for name, counts in sorted(poor):
    print(row(f"`{name}`", counts))
