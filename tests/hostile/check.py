#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads a built site, or some files of it, with strict parsers and says what got through: check.py OUTPUT [FILE…]

Every page: well-formed (expat, no entities), elements and attributes that templates have and no others, no address but of the site or of http(s), no inline script but
JSON-LD that parses, no character that turns or hides text. Feeds, sitemaps: the same way. CSV: as many fields in each row as in the first, no cell that a spreadsheet would
run. NDJSON, JSON: strict. The workbook: each part well-formed, no formula, no link out. Search: nothing but one call with JSON. Prints one line a fault; exits 1 after any."""
import csv
import io
import json
import os
import re
import sys
import unicodedata
import zipfile
from xml.parsers import expat

root = sys.argv[1]
faults = []
seen = {"pages": 0, "feeds": 0, "rows": 0, "records": 0, "parts": 0}

ELEMENTS = set("""a article aside b blockquote body br button caption circle cite code col colgroup dd details div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4
head header html i img input kbd label legend li line link main mark meta nav noscript ol optgroup option output p path pre rect script section select small span strong sub
summary sup svg table tbody td text textarea tfoot th thead time title tr ul use polygon polyline defs symbol template search hgroup data var samp wbr hr abbr q dfn""".split())
NEVER = {"style", "srcdoc", "action", "formaction", "srcset", "ping", "background", "target", "manifest", "poster", "usemap"}
HIDDEN = [(0x115F, 0x1160), (0x180B, 0x180F), (0x200B, 0x200B), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
          (0xFFF9, 0xFFFB), (0xE0000, 0xE007F)]


def fault(path, text):
    faults.append(f"{path}: {text}")


def strict(path, text):
    """JSON without doubled keys and without NaN."""
    def pairs(items):
        keys = [key for key, _ in items]
        if len(keys) != len(set(keys)):
            fault(path, f"doubled keys among {keys[:9]}")
        return dict(items)

    def constant(name):
        fault(path, f"{name} in JSON")
    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except ValueError as error:
        fault(path, f"no JSON: {error}")
        return None


def hidden(path, text):
    for c in set(text):
        n = ord(c)
        if any(first <= n <= last for first, last in HIDDEN) or (unicodedata.category(c) == "Cc" and c not in "\t\n\r"):
            fault(path, f"shows the character U+{n:04X}")


def address(path, name, value, resource):
    if re.match(r"https?://[^\s\x00-\x20\"<>\\`]+$", value) and not resource:
        return
    if re.match(r"mailto:[^\s:]+$", value) and not resource:
        return
    if re.match(r"[A-Za-z0-9._/?=#-]*$", value) and not value.startswith("/") and "//" not in value:
        target = os.path.normpath(os.path.join(os.path.dirname(path), re.split(r"[?#]", value)[0] or os.path.basename(path)))
        if not target.startswith("..") and os.path.exists(os.path.join(root, target)):
            return
    fault(path, f"{name} leads to {value!r}")


class Page:
    """Expat over one page or drawing."""

    def __init__(self, path, data):
        self.path, self.script, self.text, self.links = path, None, [], 0
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.EntityDeclHandler = lambda *rest: fault(path, "declares an entity")
        parser.ProcessingInstructionHandler = lambda *rest: fault(path, "holds a processing instruction")
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            fault(path, f"not well-formed: {error}")
        hidden(path, "".join(self.text))

    def start(self, name, attributes):
        if name not in ELEMENTS:
            fault(self.path, f"element <{name}>")
        if name == "script":
            self.script = []
            if attributes.get("type") != "application/ld+json" and not re.match(r"(\.\./)*assets/[a-z]+\.[0-9a-f]{10}\.js$", attributes.get("src", "")):
                fault(self.path, f"script {attributes}")
        if name == "meta":
            policy = attributes.get("http-equiv")
            if policy and (policy != "Content-Security-Policy" or "default-src 'none'" not in attributes["content"]):
                fault(self.path, f"meta {attributes}")
        if name == "form" and not {"search", "controls"} & set(attributes.get("class", "").split()):
            fault(self.path, f"form {attributes}")
        if name == "a" and re.match("https?:", attributes.get("href", "")) and not attributes["href"].startswith(own) and "noopener" not in attributes.get("rel", "").split():
            fault(self.path, f"link out without noopener: {attributes['href']}")
        for key, value in attributes.items():
            self.text.append(value)
            if key in NEVER and not (key == "style" and re.match(r"(--[a-z-]+: ?-?[0-9.]+%?;? ?)+$", value)) or key.startswith("on"):
                fault(self.path, f"attribute {key}={value[:80]!r} of <{name}>")
            if key in ("href", "src", "cite", "data"):
                told = name == "link" and attributes.get("rel") == "canonical" or name == "a"
                if not (name == "link" and attributes.get("rel") == "canonical"):
                    address(self.path, f"<{name} {key}>", value, not told)

    def end(self, name):
        if name == "script":
            body = "".join(self.script)
            if body.strip():
                strict(self.path, body)
            self.script = None

    def characters(self, text):
        (self.text if self.script is None else self.script).append(text)


def well_formed(path, data, inside=()):
    parser = expat.ParserCreate("utf-8")
    texts = []

    def start(name, attributes):
        if inside and name not in inside:
            fault(path, f"element <{name}>")
        texts.extend(attributes.values())
        if "href" in attributes and not re.match(r"https://example\.org/|[A-Za-z0-9._/#?=-]*$", attributes["href"]):
            fault(path, f"link to {attributes['href']!r}")
    parser.StartElementHandler = start
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = lambda *rest: fault(path, "declares a document type")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        fault(path, f"not well-formed: {error}")
    hidden(path, "".join(texts))


def formula(cell):
    cell = unicodedata.normalize("NFKC", cell.lstrip()).lstrip("\u200b\ufeff \t\r\n") if cell[:1] not in "'" else ""
    return cell[:1] in ("=", "+", "-", "@") and cell != "" and not re.match(r"[+-]?[0-9]+(\.[0-9]*)?$", cell)


def table(path, data):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    for n, row in enumerate(rows):
        seen["rows"] += 1
        if len(row) != len(rows[0]):
            fault(path, f"row {n + 1} has {len(row)} fields, the first {len(rows[0])}")
        for cell in row:
            if formula(cell) or cell[:1] in ("\t", "\r", "\n"):
                fault(path, f"row {n + 1}: a formula: {cell[:60]!r}")


def workbook(path, data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            seen["parts"] += 1
            part = book.read(name)
            well_formed(f"{path}/{name}", part)
            if re.search(rb"<f[ >/]|TargetMode|hyperlink", part):
                fault(f"{path}/{name}", "a formula or a link out")


def script(path, text):
    found = re.match(r'standpointSearch\("([a-z]+)",(\d+),(.*)\);\n$', text, re.S)
    if found:
        strict(path, f"[{found.group(3)}]")
        hidden(path, "".join(re.findall(r'"(?:[^"\\]|\\.)*"', found.group(3))) if found.group(1) == "text" else "")
    else:
        fault(path, "is no call with data")


def read(path):
    with open(os.path.join(root, path), "rb") as file:
        data = file.read()
    if path.endswith(".html"):
        seen["pages"] += 1
        Page(path, data)
    elif path.endswith(".xml"):
        seen["feeds"] += 1
        well_formed(path, data)
    elif path.endswith(".csv"):
        table(path, data)
    elif path.endswith(".ndjson"):
        for line in data.decode().split("\n")[:-1]:
            seen["records"] += 1
            strict(path, line)
    elif path.endswith(".json"):
        strict(path, data.decode())
    elif path.endswith(".xlsx"):
        workbook(path, data)
    elif path.startswith("search/"):
        script(path, data.decode())
    if b"SECRET-OUTSIDE" in data or b"root:x:0:0" in data:
        fault(path, "holds what lies outside the site")


with open(os.path.join(root, "index.html"), encoding="utf-8") as front:
    found = re.search('<link rel="canonical" href="([^"]*)"', front.read())
own = found.group(1).replace("&#39;", "'").replace("&amp;", "&") if found else "none"
for folder, folders, names in os.walk(root):
    folders.sort()
    for name in sorted(names):
        full = os.path.relpath(os.path.join(folder, name), root)
        if sys.argv[2:] and full not in sys.argv[2:]:
            continue
        if not re.match(r"[A-Za-z0-9._/-]{1,200}$", full):
            fault(full, "is a name that no page should have")
        if os.path.islink(os.path.join(root, full)):
            fault(full, "is a link")
        try:
            read(full)
        except (ValueError, csv.Error, zipfile.BadZipFile) as error:
            fault(full, f"cannot be read: {error}")
for line in faults[:200]:
    print(line)
print(" ".join(f"{count} {what}" for what, count in seen.items()), f"{len(faults)} faults")
sys.exit(1 if faults else 0)
