// SPDX-License-Identifier: MIT
// What each page tells machines, and what its policy keeps out.
import { createServer } from "node:http";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// JSON-LD: every page but the one for lost addresses says what it is; pages lists paths below the folder site.
export function linked(site, pages, check) {
  const address = /<link rel="canonical"/.test(readFileSync(join(site, "index.html"), "utf8"));
  for (const path of pages) {
    const text = readFileSync(join(site, path), "utf8"), blocks = [...text.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)];
    if (path === "404.html") {
      check(blocks.length === 0, `${path}: says what it is, though it is to be lost`);
      continue;
    }
    let graph = [];
    try {
      graph = JSON.parse(blocks[0][1])["@graph"];
    } catch (fault) {
      check(false, `${path}: JSON-LD does not parse: ${fault.message}`);
      continue;
    }
    const wanted = ["WebPage"];
    if (path === "index.html") wanted.push("Article", "Dataset");
    else if (path === "data/index.html") wanted.push("Dataset");
    else if (/^articles\/(?!index(-\d+)?\.html)/.test(path)) wanted.push("Article");
    else if (address && /^(actors|issues|cells)\/(?!index[.\d]*\.html)/.test(path)) wanted.push("BreadcrumbList");
    check(graph.map((part) => part["@type"]).join() === wanted.join(), `${path}: JSON-LD is ${graph.map((part) => part["@type"])}, expected ${wanted}`);
    const heading = text.match(/<meta property="og:title" content="([^"]*)"/)[1];
    const decoded = heading.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
    check(graph[0].name === decoded, `${path}: JSON-LD names ${graph[0].name}, the page ${decoded}`);
    for (const part of graph.filter((p) => p["@type"] === "Dataset"))
      check(part.description.length >= 50 && (!address || part.distribution.every((f) => /^https?:/.test(f.contentUrl) && f.encodingFormat)), `${path}: the data set lacks description or files`);
  }
}

// What somebody might get into a page, were the escaper to fail; each leaves its name in the document's title.
const mark = (name) => `document.title+=' ${name}'`;
const injected = `<script>${mark("inline")}</script><img src="missing.png" alt="" onerror="${mark("handler")}">
<script src="data:text/javascript,${encodeURIComponent(mark("data"))}"></script><script src="FOREIGN/foreign.js"></script><img src="FOREIGN/seen.png" alt=""/>
<svg><script>${mark("drawing")}</script></svg><iframe srcdoc="<script>parent.${mark("frame")}</script>"></iframe><style>body { max-width: 7px }</style>
<a id="go" href="javascript:${mark("link")};void 0">x</a>`;

async function shows(browser, address) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.evaluate(() => document.querySelector("#go").click());
  await page.waitForTimeout(300);
  const title = await page.title(), narrow = await page.evaluate(() => getComputedStyle(document.body).maxWidth === "7px");
  await page.close();
  return { ran: ["inline", "handler", "data", "drawing", "frame", "link"].filter((name) => title.includes(` ${name}`)), narrow };
}

// Serves the files of folder; asked gets the path of each request.
function serve(folder, asked) {
  const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
  const server = createServer((request, response) => {
    asked.push(request.url);
    const file = join(folder, new URL(request.url, "http://x").pathname);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] || "application/octet-stream" });
    response.end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

// The front page with all that in it: nothing runs, nothing is asked for, nothing is styled; and without the policy it would.
export async function policy(site, browser, check) {
  const folder = resolve("build/web/injected");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(site, "assets"), join(folder, "assets"), { recursive: true });
  const own = [], stolen = [];
  const server = await serve(folder, own), foreign = await serve(folder, stolen);
  const page = readFileSync(join(site, "index.html"), "utf8").replace('<main id="content">',
    (main) => main + injected.replaceAll("FOREIGN", `http://127.0.0.1:${foreign.address().port}`));
  const bare = page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  check(page.includes("missing.png") && bare.length < page.length, "the front page has no policy or no main part");
  writeFileSync(join(folder, "kept.html"), page);
  writeFileSync(join(folder, "bare.html"), bare);
  for (const base of [pathToFileURL(folder).href, `http://127.0.0.1:${server.address().port}`]) {
    const kept = await shows(browser, `${base}/kept.html`), told = stolen.splice(0), open = await shows(browser, `${base}/bare.html`);
    check(kept.ran.length === 0, `${base}: the policy lets run: ${kept.ran}`);
    check(!kept.narrow && told.length === 0, `${base}: the policy lets in ${kept.narrow ? "a style " : ""}${told}`);
    check(["inline", "handler", "data", "link"].every((name) => open.ran.includes(name)) && open.narrow && stolen.splice(0).length === 2, `${base}: without the policy only ${open.ran} ran: the test shows nothing`);
  }
  server.close();
  foreign.close();
}
