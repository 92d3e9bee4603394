// SPDX-License-Identifier: MIT
// Searches the site's sentences and articles. The program writes what is searched as scripts (generator/site/pages/search_files.h says what is in
// them), which come only when they are needed, also from file://. The page's words and shapes are in its template.
"use strict";

// --- words, as the program folds them (generator/site/fold.h) ---

const searchFold = {
  letters: {}, pattern: null,
  use(letters) {
    searchFold.letters = letters;
    searchFold.pattern = new RegExp("[" + Object.keys(letters).join("") + "]", "g");
  },
  // Returns the words of text, each between two spaces.
  text(text) {
    return " " + text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(searchFold.pattern, (c) => searchFold.letters[c])
      .replace(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu, " $& ").replace(/[^\p{L}\p{N}]+/gu, " ").trim() + " ";
  },
  words(text) { return searchFold.text(text).split(" ").filter(Boolean); },
};

// --- the index: what generator/site/packed.h packs ---

function searchUnpacker(text) {
  let at = 0, value = 0, left = 0;
  const digit = (c) => c - 33 - (c > 34) - (c > 92) - (c > 96);
  function bit() {
    if (!left) value = digit(text.charCodeAt(at++)) * 91 + digit(text.charCodeAt(at++)), left = 13;
    return value >> --left & 1;
  }
  function bits(width) {
    let n = 0;
    while (width-- > 0) n = n * 2 + bit();
    return n;
  }
  function choice(choices) {
    const width = 31 - Math.clz32(choices), shorter = 2 ** (width + 1) - choices, n = bits(width);
    return n < shorter ? n : n * 2 + bit() - shorter;
  }
  function between(list, first, n, low, room) {
    if (!n) return;
    if (n === room) {
      for (let i = 0; i < n; i++) list[first + i] = low + i;
      return;
    }
    const middle = n >> 1, found = low + middle + choice(room - n + 1);
    list[first + middle] = found;
    between(list, first, middle, low, found - low);
    between(list, first + middle + 1, n - middle - 1, found + 1, low + room - found - 1);
  }
  return function (range) {
    let rest = 0;
    while (!bit()) rest++;
    const list = new Array(2 ** rest + bits(rest));
    between(list, 0, list.length, 0, range);
    return list;
  };
}

function searchWords(words, lists, groups) {
  const next = searchUnpacker(lists), all = [];
  let word = "";
  words.replace(/([A-Z])([^A-Z]*)/g, (_, shared, rest) => {
    word = word.slice(0, shared.charCodeAt(0) - 65) + rest;
    all.push({ word, list: next(groups) });
  });
  return all;
}

// --- what a reader asks for ---

// Returns [{words, open, quoted}]: one for each word or phrase; the last word of an open one may go on.
function searchQuery(text) {
  const items = [];
  for (const [, quoted, end, bare] of text.matchAll(/"([^"]*)("|$)|([^\s"]+)/g)) {
    const words = searchFold.words(quoted === undefined ? bare : quoted);
    if (words.length) items.push({ words, open: end !== '"', quoted: quoted !== undefined });
  }
  return items;
}
// Says whether a passage has what item asks for; strict: as whole words of its own. Else a word also stands in the names of who says it on what.
function searchHas(passage, item, strict) {
  const open = item.open && (item.quoted || !strict), wanted = " " + item.words.join(" ") + (open ? "" : " ");
  return passage.own.includes(wanted) || (!strict && !item.quoted && passage.names.includes(wanted));
}

// Returns text as nodes, the words that items ask for in <b>.
function searchMarked(text, items) {
  const tokens = [], words = [], hit = new Set();
  for (const m of text.matchAll(/[\p{L}\p{N}\p{M}\u00ad]+/gu)) {
    for (const word of searchFold.words(m[0])) words.push({ word, token: tokens.length });
    tokens.push({ from: m.index, to: m.index + m[0].length });
  }
  for (const { words: asked, open } of items)
    for (let i = 0; i + asked.length <= words.length; i++) {
      const fits = asked.every((w, k) => (open && k === asked.length - 1 ? words[i + k].word.startsWith(w) : words[i + k].word === w));
      if (fits) asked.forEach((_, k) => hit.add(words[i + k].token));
    }
  const nodes = [];
  let at = 0;
  for (const token of [...hit].sort((a, b) => a - b)) {
    const { from, to } = tokens[token], b = document.createElement("b");
    b.textContent = text.slice(from, to);
    nodes.push(text.slice(at, from), b);
    at = to;
  }
  return [...nodes, text.slice(at)];
}

(function () {
  const form = document.querySelector("form.search");
  if (!form) return;
  const PAGE = 20, AHEAD = 4, ENOUGH = 250; // results at a time; texts asked for at once; texts read only to count
  const PAUSE = 300; // milliseconds without a key before what is not on the screen is counted
  const fields = form.elements, reset = form.querySelector("[type=reset]"), views = form.querySelector(".views");
  const found = document.querySelector(".found"), hits = found.querySelector(".hits"), nobody = found.querySelector(".nobody");
  const further = found.querySelector(".further"), leads = found.querySelector(".leads"), said = document.getElementById("said");
  const language = document.documentElement.lang, number = new Intl.NumberFormat(language), plural = new Intl.PluralRules(language);
  const filters = ["actor", "issue", "stance", "year"], stances = ["support", "oppose", "neutral"];

  // --- loading ---

  const loads = {}, settle = {};
  window.standpointSearch = (kind, n, ...values) => settle[kind + n](values);
  function load(kind, n, make) {
    const key = kind + n;
    loads[key] = loads[key] || new Promise((done, fail) => {
      const script = document.createElement("script");
      settle[key] = (values) => done(make(...values));
      script.onerror = () => {
        delete loads[key];
        fail(new Error(script.src));
      };
      script.src = "search/" + (kind === "index" ? kind : kind + "-" + n) + ".js?" + form.dataset.stamp;
      document.head.append(script);
    });
    return loads[key];
  }
  const getIndex = () => load("index", 0, (index) => {
    searchFold.use(index.folds);
    return index;
  });
  const getWords = (index, n) => load("words", n, (words, lists) => searchWords(words, lists, index.groups));
  const nameOf = (field, value) => Array.from(fields[field].options).find((o) => o.value === value)?.text || value;
  function getTexts(n) {
    return load("text", n, ({ articles, strings, groups }) => groups.map((group) => group.map(([a, text, block, ...statements]) => {
      const passage = { article: articles[a], text, block, statements: statements.map((s) => ({
        id: s[0], stance: stances[s[1]], hollow: s[2], actor: strings[s[3]], issue: strings[s[4]], label: strings[s[5]], voice: strings[s[6]], person: strings[s[7]],
      })) };
      const names = passage.statements.flatMap((s) => [nameOf("actor", s.actor), nameOf("issue", s.issue), s.person || ""]);
      passage.own = searchFold.text(text === null ? passage.article[1] : text);
      passage.names = (text === null ? [passage.article[4] || ""] : names).map(searchFold.text).join("|");
      return passage;
    })));
  }

  // --- which groups can hold what is asked for ---

  function after(a, b) { // by code points, as the program sorts
    const x = Array.from(a), y = Array.from(b);
    for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
    return x.length - y.length;
  }
  async function wordGroups(index, word, open) {
    const flags = new Uint8Array(index.groups), firsts = index.words;
    const needed = firsts.map((first, n) => n).filter((n) => (after(firsts[n], word) <= 0 || firsts[n].startsWith(word)) &&
      (n + 1 === firsts.length || after(firsts[n + 1], word) > 0));
    for (const entries of await Promise.all(needed.map((n) => getWords(index, n))))
      for (const entry of entries)
        if (open ? entry.word.startsWith(word) : entry.word === word) for (const group of entry.list) flags[group] = 1;
    return flags;
  }
  async function groupsOf(index, items, chosen, strict) {
    const flags = new Uint8Array(index.groups).fill(1);
    const keep = (other) => flags.forEach((flag, i) => { flags[i] = flag & other[i]; });
    for (const item of items)
      for (let i = 0; i < item.words.length; i++)
        keep(await wordGroups(index, item.words[i], item.open && i === item.words.length - 1 && !(strict && !item.quoted)));
    for (const name of filters) {
      if (!chosen[name]) continue;
      const only = new Uint8Array(index.groups);
      if (Object.hasOwn(index[name], chosen[name])) for (const group of searchUnpacker(index[name][chosen[name]])(index.groups)) only[group] = 1;
      keep(only);
    }
    return flags;
  }

  // --- one search: reads the texts of its groups in order, as far as results are wanted ---

  function fitting(passage, chosen) {
    return passage.statements.filter((s) => (!chosen.actor || s.actor === chosen.actor) && (!chosen.issue || s.issue === chosen.issue) &&
      (!chosen.stance || s.stance === chosen.stance));
  }
  function take(search, passage, strict) {
    const { items, chosen } = search, inYear = !chosen.year || (passage.article[3] || "").startsWith(chosen.year);
    const statements = fitting(passage, chosen), coded = chosen.actor || chosen.issue || chosen.stance;
    if (!inYear || (coded && !statements.length) || !items.every((item) => searchHas(passage, item, strict))) return;
    if (!strict && search.best && items.every((item) => searchHas(passage, item, true))) return; // taken before
    if (statements.length) search.statements.push({ passage, statements });
    const [href, title, , date, source] = passage.article, key = href || [title, date, source].join("\n");
    if (!search.articles.has(key)) search.articles.set(key, { passage, statements });
    else if (search.articles.get(key).passage.text === null && passage.text !== null) search.articles.set(key, { passage, statements });
  }
  const results = (search) => (search.show ? Array.from(search.articles.values()) : search.statements);
  const replaced = (search) => search !== current;

  async function read(search, flags, strict) {
    const per = search.index.per, pieces = [];
    for (let n = 0; n < search.index.pieces; n++) if (flags.subarray(n * per, n * per + per).some(Boolean)) pieces.push(n);
    if (search.oldest) pieces.reverse();
    for (let i = 0; i < pieces.length; i++) {
      for (const n of pieces.slice(i, i + AHEAD)) getTexts(n).catch(() => {});
      const groups = await getTexts(pieces[i]), order = groups.map((_, g) => g).filter((g) => flags[pieces[i] * per + g]);
      if (replaced(search)) return;
      for (const g of search.oldest ? order.reverse() : order)
        for (const passage of search.oldest ? groups[g].slice().reverse() : groups[g]) take(search, passage, strict);
      if (results(search).length >= search.wanted && (!search.drawn || hits.childElementCount < search.wanted)) {
        const first = !search.drawn;
        draw(search);
        if (first) await new Promise((go) => setTimeout(go, PAUSE));
        if (replaced(search)) return;
      }
      // What a page shows is there: the rest is read for its number alone, and not without end.
      while (++search.read > ENOUGH && results(search).length > search.wanted) {
        draw(search);
        found.setAttribute("aria-busy", "false");
        await new Promise((go) => { search.resume = go; });
        if (replaced(search)) return;
      }
    }
  }
  async function run(search) {
    try {
      const index = search.index = await getIndex();
      search.items = searchQuery(search.q);
      search.best = search.best && search.items.some((item) => item.open && !item.quoted);
      if (replaced(search)) return;
      lead(search);
      if (search.best) await read(search, await groupsOf(index, search.items, search.chosen, true), true);
      if (!replaced(search)) await read(search, await groupsOf(index, search.items, search.chosen, false), false);
      search.done = true;
    } catch (error) {
      search.failed = true;
    }
    if (replaced(search)) return;
    draw(search);
    found.setAttribute("aria-busy", "false");
  }

  // --- showing ---

  const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
  function link(node, href, ...content) {
    node.href = href;
    node.append(...content);
  }
  const cell = (s) => "cells/" + s.actor + "--" + s.issue + ".html";
  function address({ passage, statements }) {
    const page = passage.article[0], first = statements[0];
    if (first) return (page || cell(first)) + "#s-" + first.id;
    return page && passage.block ? page + "#p-" + passage.block : page;
  }
  function sayer(search, s) {
    const names = search.items.filter((item) => !item.quoted);
    const li = copy("sayer"), mark = document.getElementById("marks").content.querySelector("." + s.stance).cloneNode(true);
    if (s.hollow) mark.classList.add("hollow");
    li.prepend(mark, " ");
    link(li.querySelector(".actor"), "actors/" + s.actor + ".html", ...searchMarked(nameOf("actor", s.actor), names));
    link(li.querySelector(".issue"), cell(s) + "#s-" + s.id, ...searchMarked(nameOf("issue", s.issue), names));
    li.querySelector(".label").textContent = s.label;
    li.querySelector(".voice").append(" · ", ...(s.person ? [...searchMarked(s.person, names), form.dataset.comma] : []), s.voice);
    return li;
  }
  function where(node, article) {
    const [, , text, date, source] = article, time = document.createElement("time");
    time.dateTime = date || "";
    time.textContent = text;
    node.querySelector(".day").append(date ? time : text);
    if (source) node.querySelector(".source").textContent = " · " + source;
  }
  function statementHit(search, hit) {
    const li = copy("statement"), stance = new Set(hit.statements.map((s) => s.stance));
    li.querySelector(".quote").classList.add(stance.size === 1 ? hit.statements[0].stance : "mixed");
    link(li.querySelector(".sentence"), address(hit), ...searchMarked(hit.passage.text, search.items));
    li.querySelector(".sayers").append(...hit.statements.map((s) => sayer(search, s)));
    where(li, hit.passage.article);
    const [href, title] = hit.passage.article, article = li.querySelector(".article");
    if (href) link(article, href, title);
    else article.replaceWith(title);
    return li;
  }
  function articleHit(search, hit) {
    const li = copy("article"), [href, title, , , , count] = hit.passage.article, article = li.querySelector(".article"), passage = li.querySelector(".passage");
    if (href) link(article, href, ...searchMarked(title, search.items));
    else article.replaceWith(...searchMarked(title, search.items));
    where(li, hit.passage.article);
    li.querySelector(".count").textContent = " · " + count;
    if (hit.passage.text === null) passage.remove();
    else link(passage.querySelector(".sentence"), address(hit), ...searchMarked(hit.passage.text, search.items));
    return li;
  }
  // Pages whose names are asked for.
  function lead(search) {
    const words = search.items.flatMap((item) => item.words), links = [];
    for (const name of ["actor", "issue"])
      for (const option of fields[name].options) {
        const own = searchFold.words(option.text);
        if (!option.value || !words.length || !words.every((w) => own.some((o) => o.startsWith(w)))) continue;
        const a = document.createElement("a");
        link(a, option.dataset.href, option.text);
        if (option.lang) a.lang = option.lang;
        links.push(a, " ");
      }
    leads.hidden = !links.length;
    leads.querySelector("span").replaceChildren(...links.slice(0, 16));
  }
  function wait(search) {
    if (replaced(search) || search.drawn || search.done || search.failed) return;
    found.hidden = nobody.hidden = false;
    nobody.textContent = form.dataset.searching;
    hits.replaceChildren();
  }
  const counted = (search, n) => (search.done ? number.format(n) : form.dataset.more.replace("{n}", number.format(n)));
  function phrase(search, forms, n) {
    const texts = JSON.parse(forms);
    return (texts[plural.select(n)] || texts.other).replace("{n}", counted(search, n));
  }
  let saying = 0;
  function say(text) {
    clearTimeout(saying);
    saying = setTimeout(() => { said.textContent = text; }, 700);
  }
  function draw(search) {
    const all = results(search), make = search.show ? articleHit : statementHit, shown = search.drawn ? hits.childElementCount : 0;
    const fresh = all.slice(shown, search.wanted).map((hit) => make(search, hit));
    if (search.drawn) hits.append(...fresh);
    else hits.replaceChildren(...fresh);
    search.drawn = search.drawn || fresh.length > 0;
    found.hidden = views.hidden = false;
    nobody.hidden = all.length > 0 && !search.failed;
    nobody.textContent = search.failed ? form.dataset.failed : form.dataset.none;
    further.hidden = all.length <= hits.childElementCount;
    const counts = { statements: search.statements.length, articles: search.articles.size };
    for (const name in counts) views.querySelector("[data-count=" + name + "]").textContent = counted(search, counts[name]);
    say(search.failed ? form.dataset.failed : !all.length ? form.dataset.none
      : phrase(search, form.dataset.sentences, counts.statements) + form.dataset.comma + phrase(search, form.dataset.articles, counts.articles));
  }

  // --- asking: the choices stand in the address, so that a search can be sent on ---

  let current = null, keeping = 0;
  function keep() {
    const query = new URLSearchParams();
    for (const name of ["q", ...filters, "order", "show"]) if (fields[name].value.trim()) query.set(name, fields[name].value.trim());
    try {
      history.replaceState(null, "", location.pathname + (query.toString() ? "?" + query : "") + location.hash);
    } catch (refused) { /* a browser may not let files do this */ }
  }
  function ask() {
    const chosen = {}, q = fields.q.value.trim(), order = fields.order.value;
    for (const name of filters) chosen[name] = fields[name].value;
    const any = filters.some((name) => chosen[name]);
    reset.hidden = !q && !any && !order;
    clearTimeout(keeping);
    keeping = setTimeout(keep, 300);
    current = { q, chosen, show: fields.show.value, best: !order, oldest: order === "oldest", wanted: PAGE, read: 0, statements: [], articles: new Map() };
    if (/[\p{L}\p{N}]/u.test(q) || any) {
      found.setAttribute("aria-busy", "true");
      setTimeout(wait, 400, current);
      return run(current);
    }
    found.hidden = views.hidden = true;
    hits.replaceChildren();
    say("");
  }
  function restore() {
    const query = new URLSearchParams(location.search);
    for (const name of ["q", ...filters, "order", "show"]) {
      const value = query.get(name) || "", field = fields[name];
      if (name === "q" || Array.from(field.options || field).some((o) => o.value === value)) field.value = value;
    }
  }

  form.hidden = false;
  document.getElementById("unscripted").hidden = true;
  form.addEventListener("input", ask);
  form.addEventListener("reset", () => setTimeout(() => { ask(); fields.q.focus(); }, 0));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.getElementById("results").focus();
  });
  further.querySelector("button").addEventListener("click", () => {
    const first = hits.childElementCount;
    current.wanted += PAGE;
    draw(current);
    hits.children[first]?.querySelector("a")?.focus();
    if (current.resume) {
      found.setAttribute("aria-busy", "true");
      current.resume();
    }
  });
  restore();
  // Small indexes come at once, large ones piece by piece with what is asked for.
  getIndex().then((index) => {
    if (index.words.length <= 2) index.words.forEach((_, n) => getWords(index, n));
  }).catch(() => {});
  ask();
})();
