# SPDX-License-Identifier: MIT
"""Keeps changing a file: unrest.py FILE SECONDS. It grows, shrinks, is emptied, replaced and taken away, without a pause."""
import os
import sys
import time

path, end = sys.argv[1], time.monotonic() + float(sys.argv[2])
line = b"Norland supports the bridge over the strait. Sudmark rejects it.\n"
n = 0
while time.monotonic() < end:
    n += 1
    with open(path, "wb") as out:
        out.write(b"A title\n\n" + line * (n % 7 * 300))
    os.truncate(path, (n * 7919) % 40000)
    with open(path, "ab") as out:
        out.write(line)
    if n % 5 == 0:
        with open(path + ".new", "wb") as out:
            out.write(line * 10)
        os.replace(path + ".new", path)
    if n % 11 == 0:
        os.unlink(path)
