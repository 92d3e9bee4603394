// SPDX-License-Identifier: MIT
// Writes a site of invented actors, issues and statements, the same one each time:
//   node tests/web/sites.mjs FOLDER ACTORS ISSUES STATEMENTS
// FOLDER gets input/codebook.json, input/site.json and statements.ndjson, for `standpoint render FOLDER --statements FOLDER/statements.ndjson`.
import { mkdirSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";

const [folder, actorCount, issueCount, statementCount] = [process.argv[2], ...process.argv.slice(3).map(Number)];
let state = 12345;
function below(n) { // a linear congruence (Numerical Recipes, 2nd edition, 7.1): enough for invented data
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
}
const places = ["Aldmark", "Borovia", "Cestria", "Dunmore", "Estavia", "Farrow", "Gallia Minor", "Hallvik", "Istra", "Jurmala", "Korvath", "Lemnos"];
const topics = ["harbour dues", "fishing quotas", "border checks", "school meals", "river tolls", "grain tariffs", "wind parks", "night trains"];
const actors = Array.from({ length: actorCount }, (_, i) => ({
  id: `actor-${i}`, name: `${places[i % places.length]} ${Math.floor(i / places.length) + 1}`, kind: ["state", "organisation", "party", "company"][i % 4],
  people: i % 3 ? [] : [{ id: `person-${i}`, name: `Speaker Number${i}` }],
}));
const issues = Array.from({ length: issueCount }, (_, i) => {
  const name = `${topics[i % topics.length]} ${Math.floor(i / topics.length) + 1}`;
  return {
    id: `issue-${i}`, name: name[0].toUpperCase() + name.slice(1), question: `Should ${name} be raised?`,
    labels: { support: `Wants ${name}`, oppose: `Rejects ${name}`, neutral: "Mediates", mixed: "Mixed" },
    concepts: [{ id: "it", name, terms: [name], labels: { for: `wants ${name}`, against: `rejects ${name}` } }],
  };
});
const statements = Array.from({ length: statementCount }, (_, n) => {
  // The first actors and issues have most, as in any archive.
  const a = Math.min(below(actorCount), below(actorCount)), i = Math.min(below(issueCount), below(issueCount));
  const article = below(Math.ceil(statementCount / 8)), agreement = below(10) < 6 + (a % 3) - 1;
  const date = new Date(Date.UTC(2022, 0, 1 + (article % 900))).toISOString().slice(0, 10);
  const hash = (text) => createHash("sha256").update(text).digest("hex");
  return {
    id: hash(`statement ${n}`).slice(0, 16), doc: hash(`article ${article}`), article: `input/articles/a${article}.txt`, title: `Report ${article}`, date,
    source: `Source ${article % 40}`, url: null, actor: actors[a].id, person: actors[a].people.length && n % 2 ? actors[a].people[0].id : null,
    issue: issues[i].id, concept: "it", stance: agreement ? "support" : "oppose", agreement, voice: ["stated", "acted", "ascribed"][below(3)],
    by: null, by_text: null, conditional: false, confidence: 0.5 + below(500) / 1000,
    sentence: `${actors[a].name} ${agreement ? "welcomed" : "rejected"} the plan on ${issues[i].name} in its sentence number ${n}.`,
    line: 1 + below(40), start: 100 * n, end: 100 * n + 80, cue: agreement ? "welcome" : "reject",
  };
}).sort((x, y) => (x.article < y.article ? -1 : x.article > y.article ? 1 : x.start - y.start));
mkdirSync(join(folder, "input"), { recursive: true });
writeFileSync(join(folder, "input/codebook.json"), JSON.stringify({ title: "Invented", actors, issues }, null, 1));
writeFileSync(join(folder, "input/site.json"), JSON.stringify({ title: "An invented archive", base_url: "https://example.org/", since: "2024-05-01", edition: "2024-06-20" }));
writeFileSync(join(folder, "statements.ndjson"), statements.map((s) => JSON.stringify(s) + "\n").join(""));
