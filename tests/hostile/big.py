#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Codes each file of a folder of files that are hostile by size under limits of the system: big.py PROGRAM CODEBOOK FOLDER

Each must be coded or skipped with a message, within SECONDS of processor time and MEGABYTES of address space. Prints what each cost, the dearest first."""
import os
import sys

from limited import Run

SECONDS, MEGABYTES = 60, 2000
program, codebook, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
costs, wrong = [], 0
for name in sorted(os.listdir(folder)):
    run = Run([program, "code", "--jobs", "1", "--codebook", codebook, os.path.join(folder, name)], SECONDS, MEGABYTES, cwd=folder)
    said = [line.replace(folder + "/", "") for line in run.said.splitlines()]
    if run.code != 0:
        wrong += 1
        print(f"{name}: exit {run.code} after {run.seconds:.1f} s, {run.megabytes:.0f} MB: {' '.join(said)[-300:]}")
    costs.append((run.seconds, run.megabytes, name, said[0][:150] if said else ""))
for seconds, megabytes, name, said in sorted(costs, reverse=True):
    print(f"  {seconds:5.1f} s {megabytes:5.0f} MB  {name}  {said}")
print(f"{len(costs)} files, {wrong} wrong; at most {max(c[0] for c in costs):.1f} s of processor time (limit {SECONDS}) and {max(c[1] for c in costs):.0f} MB (limit {MEGABYTES})")
sys.exit(1 if wrong else 0)
