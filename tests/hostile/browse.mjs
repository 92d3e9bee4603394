// SPDX-License-Identifier: MIT
// Reads a built site in headless Chromium and says what got into a page that is not the site's own:
//   node tests/hostile/browse.mjs SITE [PAGES|all]        (SITE: a published folder; PAGES: at most so many, evenly spread)
// The site is served from loopback; every other name leads nowhere. Each page is opened, all its details are opened, everything in it that can be clicked, focused or hovered is, and all
// that the page has become is looked through: elements, attributes, addresses, scripts, styles, forms, frames. Any request elsewhere, dialog, download, window, way off the page, violation of
// the page's policy, error in a script or on the console is a fault. The search is asked for what is hostile. Exits 1 after any fault.
// playwright-core is taken from build/web/node_modules.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";

const require = createRequire(resolve("build/web/package.json"));
const { chromium } = require("playwright-core");
const site = resolve(process.argv[2]), most = process.argv[3] && process.argv[3] !== "all" ? Number(process.argv[3]) : Infinity;
const TABS = 3;
const faults = [];
let opened = 0, touched = 0, searched = 0;

function pages(folder = "") {
  return readdirSync(join(site, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pages(path) : entry.name.endsWith(".html") ? [path] : [];
  }).sort();
}

function serve() {
  const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "application/xml", ".json": "application/json" };
  const server = createServer((request, response) => {
    const file = join(site, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (!file.startsWith(site) || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] || "application/octet-stream" });
    response.end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

// Runs in the page before anything of it: what its policy had to keep out.
function listen() {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (e) => window.violations.push(`${e.violatedDirective}: ${e.blockedURI} ${e.sample}`));
}

// Runs in the page: all that it has become. Returns what is not the site's own.
function look() {
  const found = [], here = location.origin + "/";
  const known = new Set(("a article aside b bdi blockquote body br button caption circle cite code col colgroup dd defs details div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4 " +
    "head header html i img input kbd label legend li line link main mark meta nav noscript ol optgroup option output p path polygon polyline pre q rect script section select small span strong sub " +
    "summary sup svg symbol table tbody td template text tfoot th thead time title tr ul use var wbr").split(" "));
  const never = new Set("srcdoc action formaction srcset ping background target manifest poster usemap xlink:href data".split(" "));
  const say = (e, what) => found.push(`${what}: ${e.outerHTML.slice(0, 160)}`);
  const looked = [];
  const walk = (root) => root.querySelectorAll("*").forEach((e) => {
    looked.push(e);
    if (e.shadowRoot) say(e, "shadow"), walk(e.shadowRoot);
    if (e.tagName === "TEMPLATE") walk(e.content);
  });
  walk(document);
  for (const e of looked) {
    const name = e.tagName.toLowerCase();
    if (!known.has(name)) say(e, "element");
    for (const { name: key, value } of e.attributes) {
      if (key.startsWith("on")) say(e, "handler");
      if (never.has(key)) say(e, `attribute ${key}`);
      if (key === "style" && !/^(--[a-z-]+: ?-?[0-9.]+%?;? ?)+$/.test(value)) say(e, "style");
      if ((key === "href" || key === "src") && !(name === "link" && e.rel === "canonical")) {
        const to = new URL(value, document.baseURI), inside = to.href.startsWith(here);
        if (!inside && !(name === "a" && ["http:", "https:", "mailto:"].includes(to.protocol))) say(e, `address ${to.href}`);
        if (name === "a" && !inside && to.protocol !== "mailto:" && !to.href.startsWith("https://example.org/strait/") && !e.relList.contains("noopener")) say(e, "no noopener");
      }
    }
    if (name === "script" && e.type !== "application/ld+json" && (!/^(assets|search)\//.test(e.src.slice(here.length)) || e.textContent)) say(e, "script");
    if (name === "form" && !e.classList.contains("search") && !e.classList.contains("controls")) say(e, "form");
    if (name === "meta" && e.httpEquiv && e.httpEquiv !== "Content-Security-Policy") say(e, "meta");
    if (name === "link" && !/^(stylesheet|icon|alternate|canonical)$/.test(e.rel)) say(e, "link");
  }
  if (document.querySelectorAll("meta[http-equiv=Content-Security-Policy]").length !== 1) found.push("not one policy");
  if (getComputedStyle(document.body).display === "none" || document.querySelector("main").offsetHeight < 20) found.push("nothing shows");
  if (Object.prototype.polluted || window.polluted) found.push("a prototype is polluted");
  return found.concat(window.violations.splice(0));
}

// Runs in the page: opens, clicks, focuses and hovers all there is, without leaving. Returns how many elements that were.
function touch() {
  const stay = (e) => { if (e.target.closest?.("a")) e.preventDefault(); };
  document.addEventListener("click", stay, true);
  document.querySelectorAll("details").forEach((d) => { d.open = true; });
  const all = [...document.querySelectorAll("main *, header *, footer *")];
  for (const e of all) {
    for (const type of ["pointerover", "mouseover", "mouseenter", "mousemove", "focus", "focusin", "toggle", "input", "beforeinput", "animationstart", "transitionend"])
      e.dispatchEvent(new Event(type, { bubbles: type !== "focus" }));
    if (/^(A|BUTTON|SUMMARY|P|DIV|SPAN|MARK)$/.test(e.tagName) && e.click && !(e.tagName === "BUTTON" && e.type === "submit")) e.click();
  }
  document.removeEventListener("click", stay, true);
  return all.length;
}

// Makes a tab that reports; tab.path says of which page.
async function makeTab(context, base) {
  const page = await context.newPage(), tab = { page, path: "" };
  const say = (what) => faults.push(`${tab.path}: ${what}`);
  page.on("request", (r) => { if (!r.url().startsWith(base)) say(`asks for ${r.url().slice(0, 160)}`); });
  page.on("response", (r) => { if (r.status() >= 400) say(`asks for ${r.url().slice(0, 160)}, which is not there`); });
  page.on("dialog", (d) => { say(`dialog ${d.message()}`); d.dismiss().catch(() => {}); });
  page.on("popup", (p) => { say(`opens ${p.url()}`); p.close().catch(() => {}); });
  page.on("download", (d) => say(`downloads ${d.url()}`));
  page.on("console", (m) => { if (["error", "warning"].includes(m.type())) say(`console: ${m.text().slice(0, 200)}`); });
  page.on("pageerror", (e) => say(`error: ${e.message}`));
  page.on("framenavigated", (f) => { if (f !== page.mainFrame() || !f.url().startsWith(base)) say(`goes to ${f.url().slice(0, 160)}`); });
  return tab;
}

// What was clicked before may still be on its way to another page of the site, and then takes the place of this one: once more. Where it leads is looked at by itself.
async function go(tab, address) {
  const aborted = await tab.page.goto(address, { waitUntil: "load" }).then(() => false, (error) => {
    if (!error.message.includes("net::ERR_ABORTED")) throw error;
    return true;
  });
  if (!aborted) return;
  await tab.page.waitForLoadState();
  await tab.page.goto(address, { waitUntil: "load" });
}

async function read(tab, base, path) {
  tab.path = path;
  await go(tab, base + path);
  opened++;
  try {
    touched += await tab.page.evaluate(touch);
    for (const what of await tab.page.evaluate(look)) faults.push(`${path}: ${what}`);
  } catch (error) {
    faults.push(`${path}: ${error.message.split("\n")[0]}`); // it went elsewhere meanwhile
  }
}

// A reader's own clicks: the first links of a page of each kind lead to pages of the site.
async function follow(tab, base, list) {
  const kinds = ["index.html", ...["actors", "issues", "cells", "articles"].map((folder) => list.find((p) => p.startsWith(folder + "/") && !p.includes("/index")))];
  for (const path of kinds.filter(Boolean)) {
    tab.path = `${path} (followed)`;
    for (const nth of [0, 1, 2]) {
      await go(tab, base + path);
      const link = tab.page.locator("main a[href]:not([rel]):visible").nth(nth);
      if (!(await link.count())) continue;
      await link.click();
      await tab.page.waitForLoadState();
      if (!tab.page.url().startsWith(base)) faults.push(`${path}: a link leads to ${tab.page.url()}`);
      for (const what of await tab.page.evaluate(look)) faults.push(`${tab.path}: ${what}`);
    }
  }
}

async function filter(tab, base) {
  tab.path = "index.html (filtered)";
  await go(tab, base + "index.html");
  for (const name of ["sort", "kind", "stance", "from"]) {
    const field = tab.page.locator(`[name=${name}]`);
    if (!(await field.count()) || !(await field.isVisible())) continue;
    for (const value of (await field.locator("option").evaluateAll((all) => all.map((o) => o.value))).slice(0, 40)) await field.selectOption(value);
  }
  for (const what of await tab.page.evaluate(look)) faults.push(`${tab.path}: ${what}`);
}

async function search(tab, base) {
  tab.path = "search.html (searched)";
  await go(tab, base + "search.html");
  const asked = ["norland", "script alert", "onerror", "constructor", "__proto__", "hasOwnProperty", '"bridge over"', "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "javascript:alert(1)",
    "שלום", "\u202enorland", "{{7*7}}", "=1+1", "%s%s%n", "a".repeat(5000), "(".repeat(200), "\\", "[a-z]+$"];
  for (const q of asked) {
    await tab.page.fill("[name=q]", q);
    await tab.page.waitForFunction(() => document.querySelector(".found").getAttribute("aria-busy") !== "true");
    await tab.page.waitForTimeout(80);
    searched++;
    for (const what of await tab.page.evaluate(look)) faults.push(`${tab.path} "${q.slice(0, 40)}": ${what}`);
  }
  if (!(await tab.page.fill("[name=q]", "norland").then(() => tab.page.locator(".hits a").first().waitFor({ timeout: 5000 }).then(() => true, () => false)))) faults.push("search.html: finds nothing");
  await tab.page.evaluate(touch);
  for (const query of ["?q=<script>alert(1)</script>", "?actor=constructor&issue=__proto__&year=constructor&q=norland", "?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E#<svg onload=alert(1)>", "?sort=<b>&from=__proto__"]) {
    await go(tab, base + (query.includes("sort") ? "index.html" : "search.html") + query);
    await tab.page.waitForTimeout(150);
    for (const what of await tab.page.evaluate(look)) faults.push(`${tab.path} ${query}: ${what}`);
  }
}

const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const server = await serve(), base = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] });
const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
await context.addInitScript(listen);
const list = pages(), chosen = list.filter((_, i) => i % Math.max(1, Math.ceil(list.length / most)) === 0), tabs = [];
for (let i = 0; i < TABS; i++) tabs.push(await makeTab(context, base));
const rest = [...chosen];
await Promise.all(tabs.map(async (tab) => {
  for (let path; (path = rest.shift());) await read(tab, base, path);
}));
if (existsSync(join(site, "search.html")) && !process.argv[4]) for (const step of [follow, filter, search]) await step(tabs[0], base, list);
await browser.close();
server.close();
const kinds = {};
for (const fault of faults.slice(0, 100)) console.log(fault);
for (const fault of faults) {
  const kind = fault.replace(/^[^:]*: /, "").split(/[ :]/)[0];
  kinds[kind] = (kinds[kind] || 0) + 1;
}
console.log(`${opened} of ${list.length} pages opened, ${touched} elements touched, ${searched} searches, ${faults.length} faults${Object.entries(kinds).map(([k, n]) => ` ${k}=${n}`).join("")}`);
process.exit(faults.length ? 1 : 0);
