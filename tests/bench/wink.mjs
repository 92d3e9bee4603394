// SPDX-License-Identifier: MIT
// wink-nlp with its English model over the files whose paths stand on standard input: sentences and parts of speech. Prints words and the
// microseconds of CPU that they took, without the start of Node.js and the loading of the model.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const require = createRequire(process.argv[2] + "/");
const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"), ["sbd", "pos"]);
const { its } = nlp;

const files = readFileSync(0, "utf8").split("\n").filter(Boolean);
let words = 0;
const began = process.cpuUsage();
for (const file of files) {
  const text = readFileSync(file, "utf8").replace(/^---\n[^]*?\n---\n/, "");
  const doc = nlp.readDoc(text);
  doc.sentences().out();
  doc.tokens().out(its.pos);
  words += doc.tokens().out(its.type).filter((type) => type === "word" || type === "number").length;
}
const used = process.cpuUsage(began);
console.log(words, used.user + used.system);
