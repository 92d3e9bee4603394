// SPDX-License-Identifier: MIT
// Searches a built site as readers do, from file:// and from loopback, and compares what is found with a plain look through data/statements.ndjson:
// words, beginnings, accents, phrases, filters; where results lead; the address; keyboard; what screen readers are told; axe over the results; the page
// without scripts.
//   node tests/web/search.mjs [SITE]        (SITE: output)
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { extname, join, normalize, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { asked, fold, openSearch, searched } from "./typing.mjs";

const require = createRequire(resolve("build/web/package.json"));
const { chromium } = require("playwright-core");
const site = resolve(process.argv[2] || "output");
const browserPath = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
let passed = 0, failed = 0;
function check(ok, text) {
  if (ok) passed++;
  else failed++, console.error(`FAIL search: ${text}`);
}
const same = (found, expected, text) => check(found === expected, `${text}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);

// --- what is to be found ---

const read = (path) => readFileSync(join(site, path), "utf8");
const book = JSON.parse(readFileSync(join(site, "../input/codebook.json"), "utf8"));
const names = {};
for (const entry of [...book.actors, ...book.actors.flatMap((a) => a.people || []), ...book.issues]) names[entry.id] = entry.name;
const sentences = new Map();
for (const line of read("data/statements.ndjson").split("\n").filter(Boolean)) {
  const s = JSON.parse(line), key = `${s.article} ${s.start} ${s.sentence}`;
  if (!sentences.has(key)) sentences.set(key, { text: s.sentence, own: fold(s.sentence), date: s.date || "", statements: [] });
  sentences.get(key).statements.push({ ...s, names: [s.actor, s.issue, s.person].filter(Boolean).map((id) => fold(names[id])).join("|") });
}
const all = [...sentences.values()];

// words: beginnings of words, in the sentence or in its names; phrase: very words, in the sentence.
function expected({ words = [], phrase = "", actor, issue, stance, year }) {
  return all.filter((s) => (!year || s.date.startsWith(year)) &&
    s.statements.some((t) => (!actor || t.actor === actor) && (!issue || t.issue === issue) && (!stance || t.stance === stance)) &&
    words.every((w) => s.own.includes(" " + w) || s.statements.some((t) => t.names.includes(" " + w))) && (!phrase || s.own.includes(` ${phrase} `)));
}

const number = (text) => Number(text.replace(/\D/g, ""));
const longest = (text) => fold(text).trim().split(" ").sort((a, b) => b.length - a.length || (a < b ? -1 : 1))[0];
const samples = [0, Math.floor(all.length / 2), all.length - 1].map((i) => all[i]);

// --- searching ---

async function words(page) {
  for (const sample of samples) {
    const word = longest(sample.text), start = word.slice(0, 4), two = fold(sample.text).trim().split(" ").slice(0, 2);
    for (const [query, wanted] of [[word, [word]], [start, [start]], [word.toUpperCase(), [word]], [two.join(" "), two], [names[sample.statements[0].issue], fold(names[sample.statements[0].issue]).trim().split(" ")]]) {
      const found = await asked(page, query), n = expected({ words: wanted }).length;
      same(number(found.sentences), n, `sentences with ${query}`);
      same(found.hits.length, Math.min(n, 20), `results shown for ${query}`);
    }
    const plain = await asked(page, word), accented = await asked(page, word.replace(/[aeiou]/, "$&\u0301"));
    same(accented.sentences, plain.sentences, `the same with and without accents: ${word}`);
    const first = plain.hits[0];
    check(fold(first.text).includes(" " + word + " ") ? first.marked.some((m) => fold(m) === ` ${word} `) : first.marked.length > 0, `${word} is not marked in the first result`);
  }
  const none = await asked(page, "zyxwvut");
  check(none.hits.length === 0 && none.nobody, "nothing found is not said");
}

async function phrases(page) {
  for (const sample of samples) {
    const parts = fold(sample.text).trim().split(" "), phrase = parts.slice(1, 4).join(" ");
    const found = await asked(page, `"${phrase}"`), wanted = expected({ phrase });
    same(number(found.sentences), wanted.length, `sentences with the phrase ${phrase}`);
    check(found.hits.every((hit) => fold(hit.text).includes(` ${phrase} `)), `a result without the phrase ${phrase}`);
    const turned = parts.slice(1, 4).reverse().join(" ");
    same(number((await asked(page, `"${turned}"`)).sentences), expected({ phrase: turned }).length, `the phrase turned round, ${turned}`);
    const cut = longest(sample.text).slice(0, -1);
    same(number((await asked(page, `"${cut}"`)).sentences), expected({ phrase: cut }).length, `a part of a word in quotes, ${cut}`);
  }
}

async function choose(page, choices) {
  for (const name of ["actor", "issue", "stance", "year"]) await page.selectOption(`[name=${name}]`, choices[name] || "");
}
async function filters(page) {
  for (const sample of samples.slice(1)) {
    const { actor, issue, stance } = sample.statements[0], year = sample.date.slice(0, 4), word = longest(sample.text);
    for (const choices of [{ actor }, { issue }, { stance }, { year }, { actor, issue }, { actor, stance, year }, { actor, issue, stance, year }]) {
      await choose(page, choices);
      for (const query of ["", word]) {
        const found = await asked(page, query), wanted = expected({ ...choices, words: query ? [word] : [] });
        same(number(found.sentences), wanted.length, `sentences with "${query}" and ${JSON.stringify(choices)}`);
        const texts = new Set(wanted.map((s) => s.text));
        check(found.hits.every((hit) => texts.has(hit.text)), `a result that does not fit ${JSON.stringify(choices)}`);
      }
    }
  }
  await choose(page, {});
}

// Each result leads to a place that is there, and that place is the sentence.
async function places(page, base) {
  const found = await asked(page, samples[1].text.split(/\s+/).find((w) => w.length > 3)), other = await page.context().newPage();
  for (const hit of found.hits.slice(0, 5)) {
    const [path, id] = hit.href.split("#");
    check(existsSync(join(site, path)) && read(path).includes(`id="${id}"`), `${hit.href} is nowhere`);
    await other.goto(base + hit.href);
    const there = await other.evaluate((i) => document.getElementById(i)?.parentElement.textContent || "", id);
    check(fold(there).includes(fold(hit.text).trim()), `${hit.href} is not the sentence`);
  }
  await other.close();
  await page.locator(".views label", { hasText: "Articles" }).click();
  const articles = await asked(page, longest(samples[0].text));
  check(articles.hits.length > 0 && articles.hits.length === Math.min(20, number(articles.articles)), "articles are not listed");
  for (const hit of articles.hits) check(existsSync(join(site, hit.href.split("#")[0])), `${hit.href} is nowhere`);
  await page.locator(".views label").first().click();
}

async function manners(page) {
  const word = longest(samples[0].text), { actor } = samples[0].statements[0];
  await page.selectOption("[name=actor]", actor);
  const before = await asked(page, word);
  await page.waitForFunction(() => location.search.includes("q="));
  await page.goto(page.url());
  await page.waitForFunction(() => document.querySelector(".found").getAttribute("aria-busy") === "false");
  same(await page.inputValue("#q"), word, "the address keeps the words");
  same(await page.inputValue("[name=actor]"), actor, "the address keeps the actor");
  same(await page.locator("[data-count=statements]").textContent(), before.sentences, "the address brings the same results");
  await page.waitForFunction(() => document.getElementById("said").textContent !== "");
  check(/\d/.test(await page.locator("#said").textContent()), "screen readers are not told how much was found");
  await page.locator("#q").focus();
  await page.keyboard.press("Enter");
  same(await page.evaluate(() => document.activeElement.id), "results", "Enter leads to the results");
  await page.locator(".search [type=reset]").click();
  await page.waitForFunction(() => document.querySelector(".found").hidden);
  same(await page.inputValue("#q"), "", "everything is cleared");
  const common = await asked(page, all.length > 20 ? "e" : word);
  if (number(common.sentences) > 20) {
    await page.locator(".further button").click();
    check(await page.locator(".hit").count() > 20, "no more results are shown");
    check(await page.evaluate(() => document.activeElement.closest(".hit") !== null), "the focus does not go on to the new results");
  }
}

// The page with its results, which a look at the page alone does not see.
async function accessible(browser) {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  for (const [colorScheme, width] of [["light", 320], ["dark", 390], ["light", 1440]]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true }), page = await context.newPage();
    await openSearch(page, pathToFileURL(join(site, "search.html")).href);
    for (const view of ["Sentences", "Articles"]) {
      await asked(page, longest(samples[0].text));
      await page.locator(".views label", { hasText: view }).click();
      await page.waitForFunction(() => document.querySelector(".found").getAttribute("aria-busy") === "false");
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      check(violations.length === 0, `${view} ${colorScheme} ${width}: ${violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target).join("; ")}`).join("\n  ")}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(over <= 0, `${view} scroll sideways by ${over} pixels at ${width}`);
    }
    await context.close();
  }
}

async function unscripted(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(site, "search.html")).href);
  check(await page.locator("form.search").isHidden(), "the form shows without scripts");
  check(await page.locator("#unscripted").isVisible(), "the page does not say that it needs a script");
  await page.locator(".lists a[href='articles/index.html']").click();
  check(page.url().endsWith("articles/index.html"), "the lists do not lead on");
  await context.close();
}

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml" };
function serve() {
  const server = createServer((request, response) => {
    const file = join(site, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] || "application/octet-stream" });
    response.end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ server, base: `http://127.0.0.1:${server.address().port}/` })));
}

const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
await unscripted(browser);
const { text, index } = searched(site);
check(text > 0 && (all.length < 1000 || index < 0.15 * text), `the index has ${index} bytes for ${text} bytes of text`);
if (read("search.html").includes("assets/search")) {
  const { server, base } = await serve();
  for (const from of [pathToFileURL(site).href + "/", base]) {
    const context = await browser.newContext(), page = await context.newPage(), said = [];
    page.on("console", (m) => { if (m.type() === "error") said.push(m.text()); });
    page.on("pageerror", (error) => said.push(error.message));
    page.on("request", (request) => check(request.url().startsWith(from), `${request.url()} is asked for`));
    for (const step of from === base ? [places, manners] : [words, phrases, filters, places, manners]) {
      await openSearch(page, from + "search.html");
      await step(page, from);
    }
    same(said.join("; "), "", `errors from ${from.slice(0, 5)}`);
    await context.close();
  }
  server.close();
  await accessible(browser);
}
await browser.close();
console.log(`web: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
