// SPDX-License-Identifier: MIT
// Reads the two PDFs of a site as a printer, a reader and a screen reader do: whole, tagged, with outline and numbers of pages; nothing cut,
// torn or left out; heads repeated, bands complete; the numbers of pages in it are right.
//   node tests/print/check.mjs SITE PAPER MOST        (SITE: a folder with output/ and pdf/; PAPER: a4 or letter; MOST: pages of the leave-behind)
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [site, paper, most] = process.argv.slice(2);
let passed = 0, failed = 0;
function check(ok, text) {
  if (ok) passed++;
  else failed++, console.error(`FAIL ${site}: ${text}`);
}
function run(...command) {
  const r = spawnSync(command[0], command.slice(1), { encoding: "utf8", maxBuffer: 1 << 29 });
  check(r.status === 0, `${command.join(" ")}: exit ${r.status} ${r.stderr || ""}`);
  return r.stdout || "";
}
// The text of a piece of a page, without tags and references.
const plain = (html) => html.replace(/<[^>]*>/g, "").replace(/&#160;/g, " ").replace(/&#39;/g, "'").replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const bare = (text) => text.replace(/[\s\u00ad]+/gu, "");
// Texts of which something is missing, at most five of them.
function all(name, wanted, has) {
  const missing = wanted.filter((text) => !has(text));
  check(wanted.length > 0 && missing.length === 0, `${name}: ${missing.length} of ${wanted.length} missing: ${missing.slice(0, 5).join(" | ")}`);
}

const read = (path) => readFileSync(join(site, "output", path), "utf8");
const matrix = JSON.parse(read("data/matrix.json"));
const statements = read("data/statements.ndjson").trim().split("\n").map((line) => JSON.parse(line));
const nameOf = (list) => new Map(list.map((x) => [x.id, x.name]));
const actors = nameOf(matrix.actors), issues = nameOf(matrix.issues);
const counted = new Set(matrix.cells.flatMap((cell) => cell.statements));
const size = { a4: [594.96, 841.92], letter: [612, 792] }[paper];
const margin = (16 / 25.4) * 72;

// The headings of a PDF: [{level, title, page}], in order.
function outline(pdf) {
  const flat = (entries, level) => entries.flatMap((e) => [{ level, title: e.title, page: e.destpageposfrom1 }, ...flat(e.kids, level + 1)]);
  return flat(JSON.parse(run("qpdf", "--json", "--json-key=outlines", pdf) || '{"outlines":[]}').outlines, 1);
}

// Where the words of each page stand: [[{x, y, right, bottom, text}]].
function places(pdf) {
  return run("pdftotext", "-bbox", pdf, "-").split("<page ").slice(1).map((page) =>
    [...page.matchAll(/<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">([^<]*)/g)].map((m) =>
      ({ x: +m[1], y: +m[2], right: +m[3], bottom: +m[4], text: m[5] })));
}

function sound(pdf) {
  run("qpdf", "--check", pdf);
  const facts = run("pdfinfo", pdf);
  check(/^Tagged: +yes$/m.test(facts), `${pdf} is not tagged`);
  const page = facts.match(/^Page size: +([\d.]+) x ([\d.]+)/m) || [];
  check(Math.abs(page[1] - size[0]) < 1 && Math.abs(page[2] - size[1]) < 1, `${pdf} is on ${page[0]}, expected ${paper}`);
  const open = run("qpdf", "--qdf", "--object-streams=disable", pdf, "-");
  for (const tag of ["Table", "TH", "H1", "H2", "BlockQuote"]) check(new RegExp(`/S /${tag}\\b`).test(open), `${pdf} has no /${tag}`);
  check(/\/Lang \(en/.test(open), `${pdf} names no language`);
  check(!open.includes("file://"), `${pdf} names a file of the machine that made it`);
  check(/\/Headers|\/Scope/.test(open), `${pdf}: heads of tables say nothing of what they head`);
  return run("pdftotext", "-raw", pdf, "-").split("\f").slice(0, -1);
}

function whole(pdf, pages) {
  const words = places(pdf);
  check(words.length === pages.length && words.every((w) => w.length > 0), `${pdf} has an empty page`);
  const cut = words.flatMap((page, n) => page.filter((w) => w.x < margin - 1 || w.right > size[0] - margin + 1 || w.y < 20 || w.bottom > size[1] - 20)
    .map((w) => `page ${n + 1}: ${w.text} at ${w.x},${w.y}`));
  check(cut.length === 0, `${pdf} runs over its margin: ${cut.slice(0, 5).join("; ")}`);
  // The foot takes the last 18 mm; a page is well filled where its text goes down past the middle.
  const thin = words.slice(0, -1).map((page, n) => [n + 1, Math.max(...page.filter((w) => w.bottom < size[1] - 45).map((w) => w.bottom))])
    .filter(([, bottom]) => bottom < size[1] / 2);
  check(thin.length === 0, `${pdf} has nearly empty pages: ${thin.map(([n]) => n)}`);
  pages.forEach((page, n) => check(page.includes(`${n + 1} / ${pages.length}`), `${pdf}: page ${n + 1} has no number`));
  const running = bare(plain(read("print.html").match(/<h1>(.*?)<\/h1>/)[1]));
  check(pages.slice(1).every((page) => bare(page).includes(running)), `${pdf}: a page has no running title`);
}

function contents(pages, headings) {
  const first = run("pdftotext", "-layout", "-l", "2", join(site, "pdf/print-full.pdf"), "-");
  const sections = headings.filter((h) => h.level === 2);
  const names = sections.map((h) => h.title);
  check([...issues.values()].every((name) => names.includes(name)) && names.at(-1) === "Method", `sections in the outline: ${names}`);
  for (const h of sections)
    check(new RegExp(`${h.title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")} .*?\\b${h.page}\\b`).test(first), `contents: ${h.title} is on page ${h.page}`);
  const positions = headings.filter((h) => h.level === 3).slice(-matrix.cells.length);
  // Issue by issue, actors in the codebook's order.
  const order = [...issues.keys()].flatMap((issue) => matrix.cells.filter((cell) => cell.issue === issue));
  check(order.every((cell, n) => positions[n]?.title === actors.get(cell.actor)), "positions in the outline are not those of the matrix");
  all("positions on their pages", order.map((cell, n) => [n, cell]), ([n, cell]) => bare(pages[positions[n].page - 1]).includes(bare(`${actors.get(cell.actor)}${cell.label}${cell.statements.length} statement`)));
  return new Map(order.map((cell, n) => [`${cell.actor} ${cell.issue}`, positions[n].page]));
}

// The rows of the page's tables: actor, and what its cells say on paper.
function rows(page, pageOf) {
  return [...page.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map((m) => {
    const [head, ...cells] = m[1].split("<td");
    return bare(plain(head) + cells.map((cell) => {
      const at = cell.match(/data-actor="(.*?)" data-issue="(.*?)"/);
      return plain(`<td${cell}`) + (at && pageOf ? `→${pageOf.get(`${at[1]} ${at[2]}`)}` : "");
    }).join(""));
  });
}

// Each row whole on one page, below the heads of its band. The plain theme has numbers in parentheses.
function bands(name, html, pages, pageOf) {
  const even = (text) => bare(text).replace(/[()]/g, "");
  const bare_pages = pages.map(even);
  const tables = [...html.matchAll(/<table[^]*?<\/table>/g)].map((m) => m[0]);
  check(tables.every((table) => !table.includes("<a ")), `${name}: links inside tables`);
  const found = new Set(tables.flatMap((table) => [...table.matchAll(/<td[^>]*data-actor="(.*?)" data-issue="(.*?)"/g)].map((m) => `${m[1]} ${m[2]}`)));
  all(`${name}: cells of the matrix`, matrix.cells.map((cell) => `${cell.actor} ${cell.issue}`), (cell) => found.has(cell));
  for (const [n, table] of tables.entries()) {
    const wanted = rows(table, pageOf).map(even);
    const head = even("Actor" + [...table.matchAll(/<th scope="col">(.*?)<\/th>/g)].slice(1).map((m) => m[1]).join(""));
    all(`${name}: rows of band ${n + 1}, each on one page below its heads`, wanted, (row) => bare_pages.some((page) => page.includes(head) && page.indexOf(row, page.indexOf(head)) >= 0));
  }
  return tables.length;
}

function quotes(pages) {
  const bare_pages = pages.map(bare);
  const note = new Map([...read("print-full.html").matchAll(/<li id="note-(\d+)"><cite>(?:<a [^>]*>)?(.*?)(?:<\/a>)?<\/cite>/g)].map((m) => [m[1], m[2]]));
  all("statements, each whole on one page with its note", statements.filter((s) => counted.has(s.id)).map((s) => bare(s.sentence)),
    (text) => bare_pages.some((page) => page.includes(text) && /^.*?\[\d+\]/.test(page.slice(page.indexOf(text) + text.length))));
  const whole_text = bare_pages.join("");
  all("notes", [...note].map(([n, title]) => bare(`${n}. ${plain(title)}`)), (text) => whole_text.includes(text));
}

const brief = join(site, "pdf/print.pdf"), full = join(site, "pdf/print-full.pdf");
const brief_pages = sound(brief), full_pages = sound(full);
whole(brief, brief_pages);
whole(full, full_pages);
check(brief_pages.length <= most, `the leave-behind has ${brief_pages.length} pages, expected at most ${most}`);
for (const [name, pages] of [["leave-behind", brief_pages], ["full edition", full_pages]])
  check(/Method[^]*Coded by program from/.test(pages.at(-1)), `${name}: the last page does not say how it was made`);
check(outline(brief).some((h) => h.title === "Method"), "the leave-behind has no outline");
const pageOf = contents(full_pages, outline(full));
bands("leave-behind", read("print.html"), brief_pages, null);
const count = bands("full edition", read("print-full.html"), full_pages, pageOf);
check(count >= Math.ceil(issues.size / 6), `the full edition has ${count} bands for ${issues.size} issues`);
quotes(full_pages);
console.log(`print: ${passed} passed, ${failed} failed (${brief_pages.length} and ${full_pages.length} pages)`);
process.exit(failed ? 1 : 0);
