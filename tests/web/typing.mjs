// SPDX-License-Identifier: MIT
// What tests of the search share: typing into its page as a reader does, how long the first results take from the last key on, and how large its index is.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

// Opens the search page at address and waits until its index is there.
export async function openSearch(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector("form.search") && !document.querySelector("form.search").hidden);
}

// Types text key by key and returns the milliseconds from the last key to the next frame that shows its first results (or says that there are none).
export async function typeTimed(page, text) {
  await page.locator("#q").fill("");
  await page.waitForFunction(() => document.querySelector(".found").hidden);
  await page.evaluate(() => {
    const input = document.getElementById("q"), found = document.querySelector(".found"), times = (window.times = {});
    input.addEventListener("keydown", () => { times.key = performance.now(), delete times.shown; });
    new MutationObserver(() => {
      if (times.shown) return;
      times.shown = -1;
      requestAnimationFrame(() => { times.shown = performance.now(); });
    }).observe(found, { childList: true, subtree: true, attributes: true });
  });
  await page.locator("#q").pressSequentially(text, { delay: 60 });
  await page.waitForFunction(() => window.times.shown > window.times.key && document.querySelector(".found .hit, .found .nobody:not([hidden])"));
  return page.evaluate(() => window.times.shown - window.times.key);
}

// Asks at once, as a paste does, and waits until everything has been read. Returns what is shown.
export async function asked(page, text) {
  await page.locator("#q").fill(text);
  await page.waitForFunction(() => document.querySelector(".found").getAttribute("aria-busy") === "false");
  return page.evaluate(() => ({
    sentences: document.querySelector("[data-count=statements]").textContent, articles: document.querySelector("[data-count=articles]").textContent,
    hits: Array.from(document.querySelectorAll(".hit"), (hit) => ({
      text: hit.querySelector(".sentence")?.textContent, href: hit.querySelector("a").getAttribute("href"), marked: Array.from(hit.querySelectorAll("b"), (b) => b.textContent),
    })),
    nobody: document.querySelector(".found .nobody").hidden ? null : document.querySelector(".found .nobody").textContent,
  }));
}

// Returns the bytes of the index of the site in folder, and of the text that it finds: what articles' pages show, titles, sentences and what stands
// beside them, each once.
export function searched(folder) {
  let text = 0, index = 0;
  const standpointSearch = (kind, _, value) => {
    for (const passage of kind === "text" ? value.groups.flat() : []) text += Buffer.byteLength(passage[1] ?? value.articles[passage[0]][1]);
  };
  for (const file of readdirSync(join(folder, "search"))) {
    const source = readFileSync(join(folder, "search", file), "utf8");
    if (file.startsWith("text-")) runInNewContext(source, { standpointSearch });
    else index += Buffer.byteLength(source);
  }
  return { text, index };
}

// Returns the words of text as the search compares them: without accents and case, a space before and behind each.
export const fold = (text) => " " + text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ") + " ";
