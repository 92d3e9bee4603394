// SPDX-License-Identifier: MIT
// Takes pictures of one page of each kind at three widths, light and dark, and of the print version as PDF.
//   node tests/web/shots.mjs [SITE [OUT]]        (SITE: output, OUT: build/web/shots)
// playwright-core is taken from build/web/node_modules (npm install --no-save --prefix build/web playwright-core) or NODE_PATH;
// Chromium from CHROMIUM or the usual places. Only pages named by ONLY (comma-separated kinds) are taken where it is set; CLIP=1: only what a screen shows.
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve("build/web/package.json"));
const { chromium } = require("playwright-core");
const site = resolve(process.argv[2] || "output");
const out = resolve(process.argv[3] || "build/web/shots");
const browserPath = process.env.CHROMIUM ||
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

// The largest of a folder's pages shows most.
async function busiest(folder) {
  const { statSync } = await import("node:fs");
  const files = readdirSync(join(site, folder)).filter((f) => f.endsWith(".html") && !f.startsWith("index"));
  files.sort((a, b) => statSync(join(site, folder, b)).size - statSync(join(site, folder, a)).size);
  return files.length ? `${folder}/${files[0]}` : null;
}

const kinds = {
  index: "index.html", actors: "actors/index.html", actor: await busiest("actors"), issues: "issues/index.html",
  issue: await busiest("issues"), cell: await busiest("cells"), articles: "articles/index.html",
  article: await busiest("articles"), search: "search.html", agreement: "agreement.html", method: "method.html", data: "data/index.html",
  print: "print.html", full: "print-full.html", missing: "404.html",
};
const only = process.env.ONLY ? process.env.ONLY.split(",") : Object.keys(kinds);
const widths = (process.env.WIDTHS || "390,768,1440").split(",").map(Number);
const schemes = (process.env.SCHEMES || "light,dark").split(",");
mkdirSync(out, { recursive: true });

const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
let faults = 0;
for (const scheme of schemes) {
  for (const width of widths) {
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 844 : 1000 }, colorScheme: scheme, hasTouch: width < 500, isMobile: width < 500,
      deviceScaleFactor: 1,
    });
    const page = await context.newPage();
    const say = (text) => { faults++; console.error(`${page.url()}: ${text}`); };
    page.on("console", (message) => { if (message.type() === "error") say(message.text()); });
    page.on("pageerror", (error) => say(error.message));
    page.on("request", (request) => { if (!request.url().startsWith(pathToFileURL(site).href)) say(`asks for ${request.url()}`); });
    for (const kind of only) {
      if (!kinds[kind]) continue;
      await page.goto(pathToFileURL(join(site, kinds[kind])).href);
      await page.screenshot({ path: join(out, `${kind}-${width}-${scheme}.png`), fullPage: !process.env.CLIP });
      await page.setViewportSize({ width: Math.min(width, width < 500 ? 320 : width), height: 844 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) say(`scrolls sideways by ${overflow} pixels at ${Math.min(width, width < 500 ? 320 : width)}`);
      await page.setViewportSize({ width, height: width < 500 ? 844 : 1000 });
    }
    await context.close();
  }
}
if (only.includes("print")) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(site, kinds.print)).href);
  await page.pdf({ path: join(out, "print.pdf"), preferCSSPageSize: true });
}
await browser.close();
console.log(`pictures in ${out}`);
process.exit(faults ? 1 : 0);
