#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Builds a site for each case of wrong.txt: wrong.py PROGRAM SCRATCH [NAME]

Each is the small site of tests/golden with one file replaced. It must end by itself, with an exit code that means something, within limits, with a message where it is not done,
with no page refused by the gate (but where the template itself is the fault) and none that check.py finds fault with. Prints a line for each that did not; then the counts."""
import os
import shutil
import subprocess
import sys

from cases import cases, decoded, repeated
from limited import Run

here = os.path.dirname(os.path.abspath(__file__))
program, scratch = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SECONDS, MEGABYTES = 30, 1500
WHERE = {"codebook": "input/codebook.json", "site": "input/site.json", "strings": "templates/strings/en.json", "reviews": "input/reviews.csv", "statements": "statements.ndjson",
         "template": "templates/article.mustache"}
CODES = {0, 1, 65, 66}


def make(site, kind, data):
    shutil.rmtree(site, ignore_errors=True)
    os.makedirs(os.path.join(site, "input", "articles"))
    for name in ("codebook.json", "site.json"):
        shutil.copy(os.path.join(here, "..", "golden", "site", "input", name), os.path.join(site, "input", name))
    with open(os.path.join(site, "input", "articles", "a.txt"), "w", encoding="utf-8") as out:
        out.write("A title\n\nNorland supports the bridge over the strait. Sudmark rejects the toll, Ada Holm said.\n")
    with open(os.path.join(scratch, "secret.txt"), "w", encoding="utf-8") as out:
        out.write("SECRET-OUTSIDE\n\nNorland supports the bridge, SECRET-OUTSIDE said.\n")
    path = os.path.join(site, WHERE[kind])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(data)


def judge(kind, name, run, site):
    """Says what is wrong with how the program took the case; None where nothing is."""
    codes = CODES | ({70} if kind == "template" else set())
    if run.code not in codes:
        return f"exit {run.code}: {run.said[-400:]}"
    if run.code and "error" not in run.said:
        return f"exit {run.code} without a word"
    output = os.path.join(site, "output")
    if not os.path.exists(output):
        return None
    checked = subprocess.run([sys.executable, os.path.join(here, "check.py"), output], capture_output=True, text=True, check=False)
    return checked.stdout[-600:] + checked.stderr[-400:] if checked.returncode else None


def main():
    wrong = done = 0
    os.makedirs(scratch, exist_ok=True)
    most = [0.0, 0.0]
    for title, text in cases(os.path.join(here, "wrong.txt")):
        if sys.argv[3:] and sys.argv[3] != title:
            continue
        kind, name = title.split(" ", 1)
        site = os.path.join(scratch, "site")
        make(site, kind, decoded(repeated(text)))
        command = [program, "build", "--no-store", site] if kind != "statements" else [program, "render", site, "--statements", os.path.join(site, WHERE[kind])]
        run = Run(command, SECONDS, MEGABYTES, cwd=site)
        fault = judge(kind, name, run, site)
        if sys.argv[3:]:
            print(run.said)
        most = [max(most[0], run.seconds), max(most[1], run.megabytes)]
        done += 1
        if fault:
            wrong += 1
            print(f"{title}: {fault}")
    print(f"{done} cases, {wrong} wrong; at most {most[0]:.1f} s of processor time (limit {SECONDS}) and {most[1]:.0f} MB (limit {MEGABYTES})")
    sys.exit(1 if wrong or not done else 0)


main()
