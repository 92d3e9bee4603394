# SPDX-License-Identifier: MIT
"""How the hostile inputs are written down: files of cases and escapes."""
import re


def decoded(text):
    """The bytes that text stands for."""
    simple = {"n": b"\n", "r": b"\r", "t": b"\t", "\\": b"\\"}

    def one(found):
        s = found.group(1)
        if s[0] == "x":
            return bytes([int(s[1:], 16)])
        return chr(int(s[1:], 16)).encode("utf-8", "surrogatepass") if s[0] in "uU" else simple[s]

    pattern = rb"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[nrt\\])"
    return re.sub(pattern, lambda m: one(re.match("(.*)", m.group(1).decode())), text.encode())


def repeated(text):
    """@N:text@ is text N times."""
    return re.sub(r"@(\d+):([^@]*)@", lambda m: m.group(2) * int(m.group(1)), text)


def cases(path):
    """The cases of a file: "=== NAME" begins one, the first line of the file says what they are. Yields name and text."""
    name, lines = None, []
    with open(path, encoding="utf-8", newline="\n") as source:
        for line in list(source)[1:] + ["=== \n"]:
            if not line.startswith("=== "):
                lines.append(line)
                continue
            if name:
                yield name, "".join(lines)
            name, lines = line[4:-1], []
