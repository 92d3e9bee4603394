#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a site of hostile articles: make.py SITE [big]

From lines/CLASS.txt, where each line is a text that wants more than to be read, one article a line: in the title, the source, the author and the body of a Markdown file, a
saved page or a plain text, in turn. From files/CLASS.txt whole files as they stand ("=== NAME" begins one). Names that no repository can hold, and what is no file at all,
are made here; so are, with `big`, the files that are hostile by their size alone. Prints how many inputs there are of each class.
In both, \\xNN is a byte, \\uNNNN and \\UNNNNNNNN are characters, \\n \\r \\t \\\\ as usual."""
import html
import json
import os
import re
import socket
import sys

from cases import cases, decoded

here = os.path.dirname(os.path.abspath(__file__))
site = sys.argv[1]
articles = os.path.join(site, "input", "articles")
counts = {}
STANCE = "Norland supports the bridge over the strait."


def put(kind, name, data):
    folder = os.path.join(articles, kind)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(os.fsencode(folder), os.fsencode(name)), "wb") as out:
        out.write(data if isinstance(data, bytes) else data.encode())
    counts[kind] = counts.get(kind, 0) + 1


def attribute(text):
    return html.escape(text, quote=True)


def markdown(text, day, link):
    raw = text
    if link:
        raw = f"[a link]({text}) <{text}> ![a picture]({text}) <a href=\"{text}\">x</a>\n\n[ref]\n\n[ref]: {text}"
    quoted = json.dumps(text)
    url = f"url: {quoted}\n" if link else ""
    return (f"---\ntitle: {quoted}\ndate: {day}\nsource: {quoted}\nauthor: [{quoted}, {quoted}]\nlicence: {quoted}\ntags: [{quoted}]\n{url}---\n"
            f"{STANCE}\n\n{raw}\n\nSudmark rejects the bridge, {text} said.\n\n> {raw}\n")


def page(text, day, link):
    raw = f'<a href="{text}">x</a> <a href=\'{text}\'>x</a> <img src={text}> <iframe src="{text}"></iframe>' if link else text
    url = f'<meta property="og:url" content="{attribute(text)}"/><link rel="canonical" href="{attribute(text)}"/>' if link else ""
    return (f'<!DOCTYPE html><html><head><meta charset="utf-8"/><title>{attribute(text)}</title><meta name="author" content="{attribute(text)}"/>'
            f'<meta property="og:site_name" content="{attribute(text)}"/><meta name="date" content="{day}"/>{url}</head><body><article><h1>{attribute(text)}</h1>'
            f"<p>{STANCE}</p>\n{raw}\n<p>Sudmark rejects the bridge, {attribute(text)} said.</p>\n<p>{attribute(text)}</p></article></body></html>\n")


def plain(text, day, link):
    return f"{text}\n\n{STANCE} {text}\n\nSudmark rejects the bridge, {text} said.\n\n\"{text},\" said Ada Holm, who supports the bridge.\n"


def from_lines(kind):
    carriers = [(markdown, "md"), (page, "html"), (plain, "txt")]
    with open(os.path.join(here, "lines", kind + ".txt"), encoding="utf-8", newline="\n") as lines:
        texts = [line.rstrip("\n") for line in lines if line.strip() and not line.startswith("# ")]
    for n, line in enumerate(texts):
        text = decoded(line).decode("utf-8", "surrogatepass")
        # A NUL or half a character makes the whole file unreadable, which files/ is for: here it stays as it is written.
        if "\0" in text or any(0xD800 <= ord(c) < 0xE000 for c in text):
            text = line
        day = f"2024-{1 + n % 12:02d}-{1 + n % 28:02d}"
        carrier, ending = carriers[0 if kind == "markdown" else n % 3]
        put(kind, f"{day}-{n:03d}.{ending}", carrier(text, day, kind == "links"))


def from_files(kind):
    for name, text in cases(os.path.join(here, "files", kind + ".txt")):
        # A line end is one byte, which would leave half a character in UTF-16.
        put(kind, name, decoded(text.rstrip("\n") if name.startswith("utf-16") else text))


def names():
    """File names that would leave, break or pass for something else; each holds a stance so that it gets everywhere."""
    bad = ["new\nline.md", "carriage\rreturn.md", "tab\there.txt", "quote\"'`.txt", "..md", "...txt", " .txt", " leading and trailing .txt", "-rf.txt", "--help.md", "--.txt",
           "$(id).txt", "`id`.txt", "; rm -rf output.txt", "a&b<c>d.html", "<script>alert(1)<%2Fscript>.html", "#fragment?query=1&x=%2e%2e%2f.txt", "%2e%2e%2fescape.txt",
           "%.txt", "*.txt", "[a-z].txt", "{a,b}.txt", "~.txt", "~root.txt", "C:\\windows\\x.txt", "..\\..\\x.txt", "con.txt", "NUL.md", "aux.html", "x.txt.", "x.txt.md.html",
           "=1+1.txt", "@import.txt", "+cmd.txt", "\u202egnp.txt", "zero\u200bwidth.txt", "\ufefftxt.md", "e\u0301.txt", "\u00e9.txt", "\u212bngstrom.txt", "A\u030angstrom.txt",
           "\x1b[2J.txt", "\x7f.txt", "index.txt", "INDEX.md", "Index-2.txt", "Same Name.txt", "same-name.txt", "SAME_NAME.txt", "same.name.txt", "sAME nAME.md", "\U0001f600.txt",
           "a" * 251 + ".txt", "\u00fc" * 125 + ".txt", b"invalid-\xff\xfe.txt", b"latin-\xe9.md", b"\xc0\xae\xc0\xae.txt", "upper.TXT", "upper.Html"]
    for n, name in enumerate(bad):
        text = f"A name {n}\n\n{STANCE}\n"
        put("names", name, f"<html><body><p>{text}</p></body></html>" if os.fsencode(name).lower().endswith(b"html") else text)
    deep = os.path.join(articles, "names", *["d" * 100] * 9)
    os.makedirs(deep)
    with open(os.path.join(deep, "deep.txt"), "w", encoding="utf-8") as out:
        out.write(f"Deep\n\n{STANCE}\n")
    counts["names"] += 1


def no_files():
    """What is no file, though its name says so, and links that lead in circles or away."""
    folder = os.path.join(articles, "special")
    os.makedirs(os.path.join(folder, "folder.md"))
    os.makedirs(os.path.join(folder, "empty.txt"))
    with open(os.path.join(site, "secret.txt"), "w", encoding="utf-8") as out:
        out.write("SECRET-OUTSIDE\n\nNorland supports the bridge, SECRET-OUTSIDE said.\n")
    os.mkfifo(os.path.join(folder, "fifo.txt"))
    with socket.socket(socket.AF_UNIX) as s:
        here_now = os.getcwd()
        os.chdir(folder)
        s.bind("socket.md")
        os.chdir(here_now)
    links = {"away.txt": "../../../secret.txt", "passwd.txt": "/etc/passwd", "device.txt": "/dev/zero", "random.md": "/dev/random", "tty.txt": "/dev/tty", "stdin.txt": "/dev/stdin",
             "self.txt": "self.txt", "one.txt": "two.txt", "two.txt": "one.txt", "circle": "..", "root": "/", "up": "../../..", "proc": "/proc", "nowhere.txt": "does-not-exist",
             "long.txt": "x" * 4000, "fd.txt": "/proc/self/fd/0", "environ.txt": "/proc/self/environ", "inside.txt": "../dates/year-one.md"}
    for name, target in links.items():
        os.symlink(target, os.path.join(folder, name))
    made = len(links) + 4
    try:
        os.mknod(os.path.join(folder, "zero.txt"), 0o20666, os.makedev(1, 5))
        made += 1
    except OSError:
        pass  # only root makes devices
    with open(os.path.join(folder, "no-permission.txt"), "w", encoding="utf-8") as out:
        out.write(f"Nobody may\n\n{STANCE}\n")
    os.chmod(out.name, 0)
    os.makedirs(os.path.join(folder, "no-permission"))
    os.chmod(os.path.join(folder, "no-permission"), 0)
    counts["special"] = made + 2


def big():
    """Hostile by size: what the limits are for."""
    million = 1000000
    put("big", "line-of-100-mb.txt", b"Norland supports the bridge over the strait " * (100 * million // 44))
    put("big", "line-of-15-mb.txt", b"Norland supports the bridge over the strait " * (15 * million // 44))
    put("big", "line-of-15-mb.md", b"Norland supports the bridge over the strait " * (15 * million // 44))
    words = "Norland supports the bridge and Sudmark rejects the toll that"
    put("big", "sentence-of-a-million-words.txt", "A sentence\n\n" + "\n".join([words] * (million // 10)) + " stands.\n")
    put("big", "sentence-of-a-million-words.html", "<html><body><article><p>" + f"{words} " * (million // 10) + "stands.</p></article></body></html>\n")
    put("big", "sentences.txt", "Sentences\n\n" + "Norland supports the bridge over the strait.\n" * 60000)
    for tag in ("div", "b", "ul><li", "table><tr><td", "blockquote", "svg", "a href=x"):
        close = "".join(f"</{t.split()[0]}>" for t in reversed(tag.split("><")))
        put("big", f"deep-{re.sub('[^a-z]', '-', tag)}.html", f"<html><body><article><p>{STANCE}</p>" + f"<{tag}>" * million + "x" + close * million + "</article></body></html>")
    put("big", "deep-quotes.md", ">" * million + " " + STANCE)
    put("big", "deep-lists.md", "- " * million + STANCE)
    put("big", "deep-brackets.md", "[" * million + STANCE + "]" * million)
    put("big", "deep-emphasis.md", "*a **a " * (million // 7) + STANCE)
    put("big", "references.md", "".join(f"[r{n}]: http://hostile.example/{n}\n" for n in range(50000)) + "\n" + "[r1]" * 50000 + "\n\n" + STANCE)
    put("big", "front-matter-large.md", "---\ntitle: |\n" + "  x\n" * million + "---\n" + STANCE)
    put("big", "front-matter-scalar.md", "---\ntitle: " + "x" * 60000 + "\nsource: " + "y" * 4000 + "\n---\n" + STANCE)
    put("big", "front-matter-deep.md", "---\ntitle: " + "[" * 60000 + "\n---\n" + STANCE)
    put("big", "front-matter-keys.md", "---\n" + "".join(f"k{n}: 1\n" for n in range(7000)) + "---\n" + STANCE)
    put("big", "front-matter-tags.md", "---\ntitle: Many tags\ntags: [" + ",".join(["a"] * 30000) + "]\n---\n" + STANCE)
    put("big", "title.html", "<html><head><title>" + "T" * 900000 + f"</title></head><body><article><p>{STANCE}</p></article></body></html>")
    put("big", "attributes.html", "<html><body><article><p " + " ".join(f"a{n}=x" for n in range(200000)) + f">{STANCE}</p></article></body></html>")
    put("big", "one-attribute.html", "<html><body><article><p title=\"" + "x" * 10 * million + f"\">{STANCE}</p></article></body></html>")
    put("big", "elements.html", "<html><body><article>" + "<i>" * (5 * million) + f"<p>{STANCE}</p></article></body></html>")
    put("big", "entities.html", "<html><body><article><p>" + "&nbsp;&lt;&#x202e;" * 500000 + f"{STANCE}</p></article></body></html>")
    put("big", "entity.html", "<html><body><article><p>&" + "x" * million + f";{STANCE}</p></article></body></html>")
    put("big", "open.html", "<" * million + STANCE)
    put("big", "comments.html", "<!--" * million + STANCE)
    put("big", "bomb.xhtml", '<?xml version="1.0"?><!DOCTYPE h [' + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(30)) + f"]><html><body><p>&e30; {STANCE}</p></body></html>")
    put("big", "word.txt", "A word\n\n" + "a" * 900000 + " " + STANCE)
    put("big", "paragraphs.txt", "Paragraphs\n\n" + "x.\n\n" * million)
    put("big", "capitals.txt", "Names\n\n" + "Ada " * 200000 + STANCE)
    put("big", "quotes.txt", "Quotes\n\n" + '" ' * 400000 + STANCE)
    put("big", "stops.txt", "Stops\n\n" + ". " * 400000 + STANCE)
    put("big", "combining.txt", "Marks\n\n" + "a" + "\u0301" * 400000 + " " + STANCE)
    put("big", "utf-16.html", ("\ufeff<html><body><p>" + "x" * 9 * million + f" {STANCE}</p></body></html>").encode("utf-16-le"))
    with open(os.path.join(articles, "big", "sparse.txt"), "wb") as out:
        out.truncate(1 << 40)
    counts["big"] += 1


def main():
    os.makedirs(articles)
    if sys.argv[2:] == ["big"]:
        big()
    else:
        for name in sorted(os.listdir(os.path.join(here, "lines"))):
            from_lines(name[:-4])
        for name in sorted(os.listdir(os.path.join(here, "files"))):
            from_files(name[:-4])
        names()
        no_files()
    for kind in sorted(counts):
        print(f"{kind} {counts[kind]}")
    print(f"inputs {sum(counts.values())}")


main()
