// SPDX-License-Identifier: MIT
// Measures what readers wait for: Lighthouse over a site of 22 actors, 4 issues and 500 articles, and the first paint of a site of 200 actors, 40 issues
// and 10,000 statements, and how long its search takes and how large its index is. Sites are built below build/web, served on loopback, compressed as hosts do.
//   node tests/web/speed.mjs        (lighthouse and playwright-core in build/web/node_modules)
import { spawnSync, spawn } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve, extname, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { openSearch, searched, typeTimed } from "./typing.mjs";

const require = createRequire(resolve("build/web/package.json"));
const { chromium } = require("playwright-core");
const browserPath = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
let passed = 0, failed = 0;
function check(ok, text) {
  console.log(`${ok ? "ok  " : "FAIL"} ${text}`);
  if (ok) passed++;
  else failed++;
}
function run(...command) {
  const r = spawnSync(command[0], command.slice(1), { encoding: "utf8", maxBuffer: 1 << 28 });
  if (r.status) throw new Error(`${command.join(" ")}: ${r.stderr}`);
  return r.stdout;
}
const squeezed = (...files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);

function fresh(name) {
  const site = resolve("build/web", name);
  rmSync(site, { recursive: true, force: true });
  mkdirSync(join(site, "input"), { recursive: true });
  return site;
}
function newsroom() {
  const site = fresh("newsroom");
  run("tests/bench/generate", "500", join(site, "input/articles"));
  for (const file of ["codebook.json", "site.json"]) cpSync(join("input", file), join(site, "input", file));
  run("build/standpoint", "build", site);
  return join(site, "output");
}
function large() {
  const site = fresh("large");
  run("node", "tests/web/sites.mjs", site, "200", "40", "10000");
  run("build/standpoint", "render", site, "--statements", join(site, "statements.ndjson"));
  return join(site, "output");
}

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain" };
function serve(folder) {
  const server = createServer((request, response) => {
    const path = join(folder, normalize(new URL(request.url, "http://x").pathname));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] || "application/octet-stream", "content-encoding": "gzip", "cache-control": "max-age=31536000" });
    response.end(gzipSync(readFileSync(file)));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ server, url: `http://127.0.0.1:${server.address().port}/` })));
}

// Lighthouse runs beside this process, which serves its pages.
function lighthouse(url) {
  return new Promise((done, fail) => {
    const child = spawn("node", [require.resolve("lighthouse/cli/index.js"), url, "--output=json", "--quiet",
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"],
    { env: { ...process.env, CHROME_PATH: browserPath }, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (part) => { text += part; });
    child.on("close", (code) => (code ? fail(new Error(`lighthouse ended with ${code}`)) : done(JSON.parse(text))));
  });
}

const first = newsroom();
check(squeezed(join(first, "index.html")) < 60e3, `front page of 500 articles: ${squeezed(join(first, "index.html"))} bytes compressed, under 60,000`);
const parts = [...readFileSync(join(first, "index.html"), "utf8").matchAll(/(?:href|src)="(assets\/[^"?]+\.(?:css|js))"/g)].map((m) => join(first, m[1]));
check(parts.length >= 2, `the front page asks for ${parts.length} files of style and script`);
check(squeezed(...parts) < 20e3, `style and script: ${squeezed(...parts)} bytes compressed, under 20,000`);
const { server, url } = await serve(first);
const report = await lighthouse(url);
server.close();
for (const [name, least] of [["accessibility", 100], ["best-practices", 100], ["seo", 100], ["performance", 98]]) {
  const score = Math.round(100 * report.categories[name].score);
  const faults = report.categories[name].auditRefs.map((r) => report.audits[r.id]).filter((a) => a.score !== null && a.score < 0.9).map((a) => a.id);
  check(score >= least, `Lighthouse ${name} ${score}, at least ${least}${score < least ? ": " + faults.join(", ") : ""}`);
}

const second = large();
const size = statSync(join(second, "index.html")).size;
check(size < 1e6, `front page of 200 actors, 40 issues, 10,000 statements: ${size} bytes, under 1,000,000`);
const far = await serve(second);
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
const paints = [];
for (let i = 0; i < 5; i++) {
  const page = await browser.newPage();
  await page.goto(far.url);
  paints.push(await page.evaluate(() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntriesByName("first-contentful-paint")[0]?.startTime))
    .observe({ type: "paint", buffered: true }))));
  await page.close();
}
const median = Math.round(paints.sort((a, b) => a - b)[2]);
check(median < 1000, `its first paint: ${median} ms (median of 5), under 1,000`);

const { text, index } = searched(second);
check(index < 0.15 * text, `search index of 10,000 statements: ${index} bytes, ${(100 * index / text).toFixed(1)} % of the ${text} bytes of text searched, under 15 %`);
const queries = ["welc", "rejected river", '"rejected the plan on river tolls"', "number 7342", "aldmark 3 school"];
for (const [name, base] of [["file://", pathToFileURL(second).href + "/"], ["loopback", far.url]]) {
  const times = [];
  for (const query of queries) {
    const page = await browser.newPage();
    await openSearch(page, base + "search.html");
    const turns = [];
    for (let i = 0; i < 5; i++) turns.push(Math.round(await typeTimed(page, query)));
    times.push(turns.sort((a, b) => a - b)[2]);
    await page.close();
  }
  check(Math.max(...times) < 100, `first results from ${name}, milliseconds after the last key (medians of 5): ${times.join(", ")}, each under 100`);
}
await browser.close();
far.server.close();
console.log(`speed: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
