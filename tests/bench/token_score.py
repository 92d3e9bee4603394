#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scores sentence and token boundaries on raw text against a treebank.

usage: token_score.py GOLD.conllu PROGRAM [DOCUMENT PREFIX]
The text of each paragraph of the treebank is put together from its "# text" lines and given to PROGRAM parse as a plain text file;
boundaries are compared by the non-space characters before them. --errors (last) shows each difference of tokens.
"""
import subprocess
import sys
import tempfile


def paragraphs(path, prefix):
    """Yields paragraphs: lists of (text, words); words are the syntactic words with their forms."""
    sentences, text, words, skip, keep = [], None, [], 0, True
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if sentences:
                    yield sentences
                sentences, keep = [], line.split("=")[1].strip().startswith(prefix)
            elif line.startswith("# newpar"):
                if sentences:
                    yield sentences
                sentences = []
            elif line.startswith("# text = "):
                text = line[9:]
            elif line and line[0] != "#":
                column = line.split("\t")
                if column[0].isdigit():
                    words.append(column[1])
            elif not line and words:
                if keep:
                    sentences.append((text, words))
                words = []
    if sentences:
        yield sentences


def spans(sentences):
    tokens, bounds, at = set(), set(), 0
    for words in sentences:
        begin = at
        for word in words:
            n = len("".join(word.split()))
            tokens.add((at, at + n))
            at += n
        bounds.add((begin, at))
    return tokens, bounds


def read(text):
    """The program's paragraphs: their letters without spaces -> sentences of words."""
    result, sentences, words = {}, [], []
    for line in text.split("\n") + ["# newpar"]:
        if line.startswith("# newpar") and sentences:
            result["".join("".join(w) for w in sentences)] = sentences
            sentences = []
        elif line and line[0] != "#":
            column = line.split("\t")
            if column[0].isdigit():
                words.append(column[1])
        elif not line and words:
            sentences.append(words)
            words = []
    return result


def main():
    gold_path, program = sys.argv[1:3]
    prefix = sys.argv[3] if len(sys.argv) > 3 and sys.argv[3] != "--errors" else ""
    gold = list(paragraphs(gold_path, prefix))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("A title that stands alone\n\n")
        file.write("\n\n".join(" ".join(text for text, _ in paragraph) for paragraph in gold) + "\n")
        file.flush()
        out = subprocess.run([program, "parse", file.name], capture_output=True, text=True, check=True).stdout
    system = read(out)
    counts, compared = {"tokens": [0, 0, 0], "sentences": [0, 0, 0]}, 0
    for paragraph in gold:
        words = ["".join(w.split()) for _, sentence in paragraph for w in sentence]
        found = system.get("".join(words))
        if not found:
            continue
        compared += 1
        for name, g, s in zip(counts, spans([w for _, w in paragraph]), spans(found)):
            counts[name] = [a + b for a, b in zip(counts[name], (len(g), len(s), len(g & s)))]
            if "--errors" in sys.argv and name == "tokens" and g != s:
                text = "".join(words)
                print(" ".join(text[a:b] for a, b in sorted(g - s)), "->", " ".join(text[a:b] for a, b in sorted(s - g)))
    print(f"{compared} of {len(gold)} paragraphs compared (the others hold what the reader changes or leaves out)")
    for name, (g, s, both) in counts.items():
        print(f"{name}: F1 {200 * both / max(1, g + s):.2f}  gold {g}  found {s}")


main()
