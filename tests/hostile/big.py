#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Codes each file of a folder of files that are hostile by size under limits of the system: big.py PROGRAM CODEBOOK FOLDER

Each must be coded or skipped with a message, within SECONDS of processor time and MEGABYTES of address space. Prints what each cost, the dearest first."""
import os
import sys

from limited import Run

SECONDS, MEGABYTES = 60, 2000
# What must be said of those that are beyond a limit (generator/base/limits.h).
SAID = {"line-of-100-mb.txt": "bytes, expected at most 33554432", "sparse.txt": "bytes, expected at most 33554432", "line-of-15-mb.txt": "a line of 14999996 bytes, expected at most 1048576",
        "line-of-15-mb.md": "a line of", "deep-lists.md": "a line of", "deep-quotes.md": "nested too deep, expected at most 32 levels", "utf-16.html": "are too many, expected at most 16777216",
        "sentence-of-a-million-words.txt": "expected at most 250 words", "sentence-of-a-million-words.html": "expected at most 250 words", "sentences.txt": "and 20000 sentences",
        "paragraphs.txt": "and 20000 sentences", "front-matter-large.md": "front matter of more than 65536 bytes", "front-matter-scalar.md": "its title has", "front-matter-deep.md": "nested too deep",
        "front-matter-tags.md": "30000 tags, expected at most 100", "title.html": "its title has 900000 bytes, expected at most 1000"}
program, codebook, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
costs, wrong = [], 0
for name in sorted(os.listdir(folder)):
    run = Run([program, "code", "--jobs", "1", "--codebook", codebook, os.path.join(folder, name)], SECONDS, MEGABYTES, cwd=folder)
    said = [line.replace(folder + "/", "") for line in run.said.splitlines()]
    if run.code == 0 and SAID.get(name) and SAID[name] not in run.said:
        wrong += 1
        print(f"{name}: expected \"{SAID[name]}\" in: {' '.join(said)[:300]}")
    if run.code != 0:
        wrong += 1
        print(f"{name}: exit {run.code} after {run.seconds:.1f} s, {run.megabytes:.0f} MB: {' '.join(said)[-300:]}")
    costs.append((run.seconds, run.megabytes, name, said[0][:150] if said else ""))
for seconds, megabytes, name, said in sorted(costs, reverse=True):
    print(f"  {seconds:5.1f} s {megabytes:5.0f} MB  {name}  {said}")
print(f"{len(costs)} files, {wrong} wrong; at most {max(c[0] for c in costs):.1f} s of processor time (limit {SECONDS}) and {max(c[1] for c in costs):.0f} MB (limit {MEGABYTES})")
sys.exit(1 if wrong else 0)
