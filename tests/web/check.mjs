// SPDX-License-Identifier: MIT
// Reads a built site as strangers do: every page (of a large site 150) by the HTML checker, one page of each kind by axe at two widths in light and dark, at 320 pixels for
// sideways scrolling, without scripts, by keyboard alone, and whether anything is asked from elsewhere. All of it from file://.
//   node tests/web/check.mjs [SITE [brief]]        (SITE: output; brief: one page of each kind, on a phone, and what the script says)
// playwright-core, axe-core and vnu-jar are taken from build/web/node_modules (npm install --no-save --prefix build/web playwright-core axe-core vnu-jar).
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { linked, policy } from "./policy.mjs";
import { asked, openSearch } from "./typing.mjs";

const require = createRequire(resolve("build/web/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const site = resolve(process.argv[2] || "output");
const brief = process.argv[3] === "brief", large = existsSync(join(site, "matrix"));
let passed = 0, failed = 0;
function check(ok, text) {
  if (ok) passed++;
  else failed++, console.error(`FAIL ${text}`);
}

function pages(folder = "") {
  return readdirSync(join(site, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pages(path) : entry.name.endsWith(".html") ? [path] : [];
  });
}

// At most `most` of list, evenly spread.
const sample = (list, most) => list.filter((_, i) => i % Math.ceil(list.length / most) === 0);

function markup() {
  const jar = join(require.resolve("vnu-jar/package.json"), "../build/dist/vnu.jar");
  const run = spawnSync("java", ["-jar", jar, "--errors-only", ...new Set([...kinds, ...(brief ? [] : sample(pages(), 150))].map((p) => join(site, p)))], { encoding: "utf8", maxBuffer: 1 << 26 });
  check(run.status === 0, `markup:\n${run.stderr}`);
}

function busiest(folder) {
  const files = readdirSync(join(site, folder)).filter((f) => f.endsWith(".html") && !f.startsWith("index"));
  files.sort((a, b) => statSync(join(site, folder, b)).size - statSync(join(site, folder, a)).size);
  return files.slice(0, 1).map((f) => `${folder}/${f}`);
}
const kinds = ["index.html", "actors/index.html", ...busiest("actors"), "issues/index.html", ...busiest("issues"), ...busiest("cells"),
  ...(large ? ["matrix/1.html"] : []), "articles/index.html", ...busiest("articles"), "search.html", "agreement.html", "method.html", "data/index.html", "print.html", "404.html"];
// Of a large site the full edition for paper holds thousands of quotes, which axe compares one with another.
if (!large) kinds.push("print-full.html");
const address = (path) => pathToFileURL(join(site, path)).href;

// A theme without script has nothing to operate but links.
const scripted = readFileSync(join(site, "index.html"), "utf8").includes("<script src");

// Every cell stands in the matrix once: on the front page, or of a large matrix on one of its own pages; no page is heavier than a reader bears.
function whole() {
  const sheets = large ? readdirSync(join(site, "matrix")).map((name) => `matrix/${name}`) : ["index.html"];
  const shown = sheets.flatMap((path) => [...readFileSync(join(site, path), "utf8").matchAll(/<td class="[^"]*" data-actor="([^"]*)" data-issue="([^"]*)" data-stance="([^"]*)" data-score/g)]
    .map((m) => m.slice(1, 4).join(" "))).sort();
  const cells = JSON.parse(readFileSync(join(site, "data/matrix.json"), "utf8")).cells.map((c) => [c.actor, c.issue, c.stance].join(" ")).sort();
  check(shown.length > 0 && shown.join("\n") === cells.join("\n"), `the matrix shows ${shown.length} cells on ${sheets.length} pages, expected ${cells.length}`);
  const quotes = sheets.reduce((n, path) => n + readFileSync(join(site, path), "utf8").split('class="peek"').length - 1, 0);
  check(quotes === cells.length, `${quotes} of ${cells.length} cells have their quote`);
  const names = readdirSync(join(site, "actors")).filter((name) => /^index(\.\d+)?\.html$/.test(name));
  const cards = names.flatMap((name) => [...readFileSync(join(site, "actors", name), "utf8").matchAll(/<h2><a href="\.\.\/actors\/([^"]*)\.html"[^>]*>/g)].map((m) => m[1])).sort();
  check(cards.join() === [...new Set(cells.map((c) => c.split(" ")[0]))].sort().join(), `the list of actors has ${cards.length} cards on ${names.length} pages`);
  for (const path of pages().filter((p) => p !== "print-full.html")) check(statSync(join(site, path)).size < 6e5, `${path} has ${statSync(join(site, path)).size} bytes, expected under 600,000`);
}

async function accessible(browser) {
  // Of a large site, whose pages are those of a small one with more on them, and of a theme without colours, each width and scheme once.
  const looks = brief ? [["light", 390]] : large || !scripted ? [["light", 390], ["dark", 1440]] : [["light", 390], ["light", 1440], ["dark", 390], ["dark", 1440]];
  for (const [colorScheme, width] of looks) {
    // The page's own policy refuses foreign scripts; the checker's is let in past it.
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, isMobile: width < 500, hasTouch: width < 500, bypassCSP: true });
    const page = await context.newPage();
    page.on("request", (request) => check(request.url().startsWith(pathToFileURL(site).href), `${page.url()} asks for ${request.url()}`));
    for (const path of kinds) {
      await page.goto(address(path));
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
      await page.evaluate(axe);
      const result = await page.evaluate(() => window.axe.run());
      check(result.violations.length === 0, `${path} ${colorScheme} ${width}: ` +
        result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target + " " + (n.any[0]?.message || "")).join("; ")}`).join("\n  "));
    }
    await context.close();
  }
}

async function narrow(browser) {
  const page = await browser.newPage({ viewport: { width: 320, height: 700 } });
  for (const path of kinds) {
    await page.goto(address(path));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(over <= 0, `${path} scrolls sideways by ${over} pixels at 320`);
  }
  await page.close();
}

async function clean(browser) {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (m) => { if (m.type() === "error") said.push(m.text()); });
  page.on("pageerror", (e) => said.push(e.message));
  for (const path of kinds) {
    await page.goto(address(path));
    const styled = await page.evaluate(() => getComputedStyle(document.body).maxWidth !== "none");
    check(styled && said.length === 0, `${path}: ${styled ? "" : "no style; "}${said.splice(0).join("; ")}`);
  }
  await page.close();
}

async function scriptless(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  await page.goto(address("index.html"));
  check(await page.locator(".controls").isHidden(), "controls show without scripts");
  check(await page.locator(".matrix td a.to").first().isVisible(), "the matrix does not show without scripts");
  await page.locator(".matrix td a.to").first().hover();
  const shows = async (name) => page.locator(name).first().isVisible();
  check(scripted ? await shows(".peek") : await shows(".ask"), "no quote on hover without scripts");
  await page.locator(".who").first().click();
  check(await page.locator("tr.person").first().isVisible(), "persons do not open without scripts");
  await page.locator(".matrix td a.to").first().click();
  check(page.url().includes("/cells/"), "a cell does not open");
  await context.close();
}

async function keyboard(browser) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(address("index.html"));
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.className === "skip"), "the first stop is not the skip link");
  const reached = new Set();
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      return e === document.body ? null : e.name || e.closest("td")?.dataset.issue || e.className || e.tagName;
    });
    if (at === null) break;
    reached.add(at);
  }
  for (const control of ["sort", "kind", "stance", "from", "to"]) check(reached.has(control), `the keyboard does not reach ${control}`);
  await page.locator(".matrix td a.to").first().focus();
  check(await page.locator(".peek").first().isVisible(), "no quote on focus");
  await page.keyboard.press("Escape");
  check(!(await page.locator(".peek").first().isVisible()), "Escape does not put the quote away");
  await page.selectOption("[name=stance]", "oppose");
  const rows = await page.locator(".matrix tbody:visible").count(), all = await page.locator(".matrix tbody").count();
  check(rows < all && rows > 0, "the filter filters nothing");
  await page.selectOption("[name=stance]", "");
  await page.selectOption("[name=sort]", "name");
  const names = await page.locator(".matrix").first().locator("tbody").evaluateAll((r) => r.map((group) => group.dataset.name));
  check(names.join() === [...names].sort(new Intl.Collator("en").compare).join(), "the matrix does not sort by name");
  await page.close();
}

// What the script makes of a period must be what the program makes of the same statements.
async function period(browser) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(address("index.html"));
  const units = await page.locator("[name=from] option").evaluateAll((all) => all.map((o) => o.value));
  check(units.length > 1, "no choice of a period");
  const floor = JSON.parse(readFileSync(join(site, "../input/site.json"), "utf8")).min_confidence ?? 0.5;
  const statements = readFileSync(join(site, "data/statements.ndjson"), "utf8").split("\n").filter(Boolean);
  const before = await page.locator(".matrix").evaluateAll((t) => t.map((one) => one.innerText).join());
  const pairs = units.flatMap((a, i) => units.slice(i).map((b) => [a, b])).filter(([a, b]) => a !== units[0] || b !== units.at(-1));
  for (const [from, to] of new Set([...sample(pairs, 12), pairs.at(-1)])) {
    const within = statements.filter((line) => {
      const s = JSON.parse(line), at = (s.date || "").slice(0, from.length);
      return s.date && at >= from && at <= to && s.confidence >= floor;
    });
    const merged = spawnSync("build/standpoint", ["merge", "--codebook", join(site, "../input/codebook.json"), "-"],
      { input: within.map((line) => line + "\n").join(""), encoding: "utf8", maxBuffer: 1 << 26 });
    const cells = merged.stdout ? JSON.parse(merged.stdout).cells : [];
    const wanted = cells.map((c) => [c.actor, c.issue, c.stance, c.score, c.label, c.support + c.oppose + c.neutral].join(" ")).sort();
    await page.selectOption("[name=from]", from);
    await page.selectOption("[name=to]", to);
    const part = await page.locator(".matrix td[data-actor]").evaluateAll((all) => all.map((td) => `${td.dataset.actor} ${td.dataset.issue} `));
    const shown = new Set(part);
    const found = (await page.locator("td[data-actor][data-score]").evaluateAll((all) => all.map((td) => [td.dataset.actor, td.dataset.issue,
      td.dataset.stance, td.dataset.score / 1000, td.querySelector(".label").textContent, td.querySelector(".n").firstChild.data.replace(/\D/g, "")].join(" ")))).sort();
    const expected = wanted.filter((w) => shown.has(w.split(" ", 2).join(" ") + " "));
    check(expected.length > 0 && found.join("\n") === expected.join("\n"), `cells of ${from} to ${to}:\n` +
      [...found.filter((f) => !wanted.includes(f)).map((f) => "  shown    " + f), ...expected.filter((w) => !found.includes(w)).map((w) => "  expected " + w)].join("\n") + merged.stderr);
  }
  await page.goto(page.url());
  check(page.url().includes("from=") && await page.locator("[name=from]").inputValue() === units.at(-1), "the address does not keep the period");
  await page.locator(".controls button[type=reset]").click();
  await page.waitForFunction(() => document.querySelector(".controls output").textContent === "");
  check(before === await page.locator(".matrix").evaluateAll((t) => t.map((one) => one.innerText).join()), "the whole matrix does not come back");
  await page.locator(".who input").first().check();
  check(await page.locator("tr.person:visible").count() > 0, "the persons do not open");
  await page.close();
}

// The script has no words but the page's own, in its language and with its plurals.
async function spoken(browser) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(address("index.html"));
  const language = await page.evaluate(() => document.documentElement.lang), form = page.locator(".controls"), output = form.locator("output");
  const number = new Intl.NumberFormat(language), plural = new Intl.PluralRules(language);
  const fill = (text, values) => Object.entries(values).reduce((t, [name, value]) => t.replace(`{${name}}`, value), text);
  await page.selectOption("[name=stance]", "oppose");
  // In a matrix of several bands an actor stands in each.
  const actors = (groups) => groups.evaluateAll((all) => new Set(all.map((one) => one.dataset.name)).size);
  const n = await actors(page.locator(".matrix tbody:visible")), all = await actors(page.locator(".matrix tbody"));
  const shown = fill(await form.getAttribute("data-shown"), { n: number.format(n), all: number.format(all) });
  check(n > 0 && n < all && await output.textContent() === shown, `${language}: the script says "${await output.textContent()}", the page "${shown}"`);
  await page.selectOption("[name=stance]", "");
  const units = await page.locator("[name=from] option").evaluateAll((o) => o.map((one) => ({ value: one.value, text: one.text })));
  await page.selectOption("[name=from]", units.at(-1).value);
  const period = fill(await form.getAttribute("data-period"), { from: units.at(-1).text, to: units.at(-1).text });
  check((await output.textContent()).includes(period), `${language}: the script says "${await output.textContent()}", the page "${period}"`);
  const forms = JSON.parse(await form.getAttribute("data-statements")), comma = await form.getAttribute("data-comma");
  const cell = page.locator(".matrix td[data-actor][data-n]").first(), count = Number(await cell.getAttribute("data-n"));
  const said = comma + fill(forms[plural.select(count)] || forms.other, { n: number.format(count) });
  const heard = await cell.locator(".vh").textContent();
  check(heard.startsWith(said), `${language}: a cell reads "${heard}", expected "${said}"`);
  check(await cell.locator(".label").getAttribute("lang") === await page.locator(".legend").evaluate(() => document.querySelector(".matrix thead th[data-issue] a").getAttribute("lang")), `${language}: a cell's label has lost its language`);
  const first = JSON.parse(readFileSync(join(site, "data/statements.ndjson"), "utf8").split("\n")[0]).sentence;
  await openSearch(page, address("search.html"));
  const search = page.locator("form.search"), { hits, sentences } = await asked(page, `"${first.split(/\s+/).slice(1, 5).join(" ")}"`);
  // Twenty results are shown at once; how many there are beside them is tests/web/search.mjs's to know.
  const found = hits.length < 20 ? hits.length : Number(sentences.replace(/\D/g, ""));
  const many = JSON.parse(await search.getAttribute("data-sentences")), expected = fill(many[plural.select(found)] || many.other, { n: number.format(found) });
  await page.waitForFunction(() => document.getElementById("said").textContent !== "");
  const told = await page.locator("#said").textContent();
  check(hits.length > 0 && told.startsWith(expected + await search.getAttribute("data-comma")), `${language}: the search says "${told}", expected "${expected}"`);
  const marked = await page.locator(".hit blockquote").first().getAttribute("lang");
  check((marked || language) === "en", `${language}: a sentence found is marked as ${marked}`);
  await page.close();
}

const browserPath = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
markup();
linked(site, pages(), check);
whole();
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
const steps = brief ? [clean, narrow, spoken, accessible] : [clean, narrow, scriptless, ...(scripted ? [keyboard, period, spoken] : []), accessible];
for (const step of steps) await step(browser);
if (!brief) await policy(site, browser, check);
await browser.close();
console.log(`web: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
