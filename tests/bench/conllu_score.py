#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scores a parsed CoNLL-U file against a treebank with the same tokens: tags, heads, relations.

usage: conllu_score.py GOLD.conllu SYSTEM.conllu [--relations]
Relations count with their subtypes. --relations adds precision, recall and F1 of labelled arcs by relation.
"""
import collections
import sys


def sentences(path):
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield rows
                rows = []
            elif line[0] != "#":
                column = line.split("\t")
                if column[0].isdigit():
                    rows.append(column)
    if rows:
        yield rows


def main():
    paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(paths) != 2:
        sys.exit(__doc__)
    count = collections.Counter()
    by_relation = collections.defaultdict(lambda: [0, 0, 0])
    gold_all, system_all = list(sentences(paths[0])), list(sentences(paths[1]))
    if len(gold_all) != len(system_all):
        sys.exit(f"{len(gold_all)} sentences in the one, {len(system_all)} in the other")
    for gold, system in zip(gold_all, system_all):
        if [g[1] for g in gold] != [s[1] for s in system]:
            sys.exit("tokens differ in: " + " ".join(g[1] for g in gold))
        roots = sum(s[6] == "0" for s in system)
        count["one root"] += roots == 1
        for g, s in zip(gold, system):
            count["words"] += 1
            count["UPOS"] += g[3] == s[3]
            count["XPOS"] += g[4] == s[4]
            count["lemmas"] += g[2].lower() == s[2].lower()
            count["UAS"] += g[6] == s[6]
            las = g[6] == s[6] and g[7] == s[7]
            count["LAS"] += las
            by_relation[g[7]][0] += 1
            by_relation[s[7]][1] += 1
            by_relation[g[7]][2] += las
    words = max(1, count["words"])
    names = ["UPOS", "XPOS", "lemmas", "UAS", "LAS"]
    print("  ".join(f"{n} {100 * count[n] / words:.2f}" for n in names), f" words {words}",
          f" one root {count['one root']} of {len(gold_all)}")
    if "--relations" in sys.argv:
        for name, (g, s, both) in sorted(by_relation.items(), key=lambda item: -item[1][0]):
            print(f"{name:16} gold {g:6} f1 {200 * both / max(1, g + s):6.1f}  p {100 * both / max(1, s):6.1f}  r {100 * both / max(1, g):6.1f}")


main()
