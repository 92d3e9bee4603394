// SPDX-License-Identifier: MIT
// Improves the matrix where scripts run: order, filters, a period of one's own, Escape. Everything works without it.
"use strict";

// A table that style lays out as a list keeps its meaning for every screen reader only where its roles are said.
document.querySelectorAll(".matrix, .chart, .ledger").forEach(function (table) {
  var roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell", TH: "rowheader" };
  [table].concat(Array.from(table.querySelectorAll("thead, tbody, tr, td, th"))).forEach(function (part) {
    part.setAttribute("role", part.tagName === "TH" && part.scope === "col" ? "columnheader" : roles[part.tagName]);
  });
});

// The manual's rule for cells, as generator/matrix/decide.c and label.c have it. It reads what data-e says (generator/site/pages/period.h).
var rule = {
  stances: { s: "support", o: "oppose", n: "neutral" },

  // Returns the statements of a cell from day to day: [{stance, own, words, sure}] for each article.
  articles: function (text, from, to) {
    var all = [];
    text.split(" ").forEach(function (group) {
      var same = group[0] === "=", at = group.indexOf(":"), day = group.slice(same ? 1 : 0, at);
      if (!same) all.push([]);
      if (day === "-" || Number(day) < from || Number(day) > to) return;
      group.slice(at + 1).replace(/([a-zA-Z])(\d+)\.(\d+)/g, function (_, letter, words, sure) {
        var small = letter.toLowerCase();
        all[all.length - 1].push({ stance: rule.stances[small], own: letter === small, words: Number(words), sure: Number(sure) });
      });
    });
    return all.filter(function (statements) { return statements.length; });
  },
  stance: function (w) {
    var both = w.support + w.oppose;
    if (w.neutral > both || !both) return "neutral";
    if (3 * Math.min(w.support, w.oppose) >= both) return "mixed";
    return w.support > w.oppose ? "support" : "oppose";
  },
  weight: function (s) { return s.own ? 3 : 1; },
  weights: function (articles) {
    var several = { support: 0, oppose: 0, neutral: 0 }, own;
    articles.forEach(function (statements) {
      var whole = statements.some(function (s) { return s.own; }) ? 6 : 2;
      own = { support: 0, oppose: 0, neutral: 0 };
      statements.forEach(function (s) { own[s.stance] += rule.weight(s); });
      var stance = rule.stance(own);
      if (stance === "mixed") several.support += whole / 2, several.oppose += whole / 2;
      else several[stance] += whole;
    });
    return articles.length === 1 ? own : several;
  },
  // The words of most weight; of equal ones the codebook's first.
  words: function (statements, stance, labels) {
    var sums = Object.create(null), concepts = Math.floor(labels.length / 2) - 2;
    statements.forEach(function (s) {
      if (s.stance !== stance) return;
      var text = labels[s.words], rank = Math.min(Math.floor(s.words / 2), concepts), sum = sums[text];
      if (sum) sum.weight += rule.weight(s), sum.rank = Math.min(sum.rank, rank);
      else sums[text] = { text: text, weight: rule.weight(s), rank: rank };
    });
    return Object.values(sums).sort(function (a, b) {
      return b.weight - a.weight || a.rank - b.rank || (a.text < b.text ? -1 : 1);
    })[0].text;
  },
  sure: function (statements, stance) {
    var sum = 0, weight = 0;
    statements.forEach(function (s) {
      if (stance === "mixed" ? s.stance === "neutral" : s.stance !== stance) return;
      sum += rule.weight(s) * s.sure, weight += rule.weight(s);
    });
    return weight ? Math.floor((2 * sum + weight) / (2 * weight)) : 0;
  },
  // Returns what a cell is from day to day, or null where nothing is left.
  decide: function (text, labels, from, to) {
    var articles = rule.articles(text, from, to), statements = articles.flat();
    if (!statements.length) return null;
    var w = rule.weights(articles), whole = w.support + w.oppose + w.neutral, stance = rule.stance(w);
    var label = stance !== "mixed" ? rule.words(statements, stance, labels)
      : rule.words(statements, "support", labels) + "; " + rule.words(statements, "oppose", labels);
    var part = w.support - w.oppose, score = Math.trunc((2000 * part + (part < 0 ? -whole : whole)) / (2 * whole));
    return {
      stance: stance, score: score, label: label.charAt(0).toUpperCase() + label.slice(1), count: statements.length,
      hollow: !statements.some(function (s) { return s.own; }), unsure: rule.sure(statements, stance) < 600,
    };
  },
};

(function () {
  var form = document.querySelector(".controls");
  var tables = Array.from(document.querySelectorAll(".matrix"));
  if (!form || !tables.length) return;
  var fields = form.elements, output = form.querySelector("output"), reset = form.querySelector("button");
  var nobody = document.querySelector(".nobody");
  var language = document.documentElement.lang, collator = new Intl.Collator(language), number = new Intl.NumberFormat(language);
  var plural = new Intl.PluralRules(language), statements = JSON.parse(form.dataset.statements);
  var cells = Array.from(document.querySelectorAll(".matrix td[data-e]"));
  var labels = Object.create(null);
  document.querySelectorAll(".matrix th[data-labels]").forEach(function (head) {
    labels[head.dataset.issue] = JSON.parse(head.dataset.labels);
  });

  // --- a period: cells by the same rule, over fewer statements ---

  // The page's own words with their places filled.
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (place, name) { return name in values ? values[name] : place; });
  }
  function part(name, text) {
    var node = document.createElement("span");
    node.className = name;
    node.textContent = text;
    return node;
  }
  function markOf(now) {
    var mark = document.querySelector(".legend .mark." + now.stance).cloneNode(true);
    mark.classList.toggle("hollow", now.hollow);
    return mark;
  }
  function drawn(cell, now) {
    if (!now) {
      var dash = part("", "–");
      dash.setAttribute("aria-hidden", "true");
      return [dash, part("vh", form.dataset.nothing)];
    }
    var link = cell.whole.nodes[0].cloneNode(false), label = cell.whole.nodes[0].querySelector(".label").cloneNode(false);
    var n = part("n", number.format(now.count)), said = fill(statements[plural.select(now.count)] || statements.other, { n: n.textContent });
    n.setAttribute("aria-hidden", "true");
    label.textContent = now.label;
    link.append(markOf(now), label, n, part("vh", [""].concat(said, now.hollow ? form.dataset.ascribed : []).join(form.dataset.comma)));
    return [link];
  }
  function show(cell, now, nodes) {
    cell.className = now.name;
    cell.dataset.stance = now.stance;
    ["score", "n"].forEach(function (key) {
      if (now[key] === undefined) delete cell.dataset[key];
      else cell.dataset[key] = now[key];
    });
    cell.replaceChildren.apply(cell, nodes);
  }
  function limit(from, to) {
    cells.forEach(function (cell) {
      var whole = cell.whole || (cell.whole = {
        name: cell.className, stance: cell.dataset.stance, score: cell.dataset.score, n: cell.dataset.n, nodes: Array.from(cell.childNodes),
      });
      if (from === null) return show(cell, whole, whole.nodes);
      var now = rule.decide(cell.dataset.e, labels[cell.dataset.issue], from, to);
      show(cell, now ? { name: now.stance + (now.unsure ? " unsure" : ""), stance: now.stance, score: now.score, n: now.count }
        : { name: "none", stance: "none" }, drawn(cell, now));
    });
  }
  function chosen(field) {
    return field ? field.selectedOptions[0] : null;
  }
  function period() {
    var from = chosen(fields.from), to = chosen(fields.to);
    if (!from) return null;
    if (from.index > to.index) to = fields.to.options[fields.to.selectedIndex = from.index];
    if (from.index === 0 && to.index === fields.to.length - 1) return null;
    return { from: Number(from.dataset.day), to: Number(to.dataset.day), first: from.text, last: to.text };
  }

  // --- order and filters ---

  function score(group, issue) {
    var cell = group.querySelector('td[data-actor][data-issue="' + CSS.escape(issue) + '"][data-score]');
    return cell ? Number(cell.dataset.score) : -2000;
  }
  function totals() {
    var sums = Object.create(null);
    document.querySelectorAll(".matrix td[data-actor][data-n]").forEach(function (cell) {
      var name = cell.closest("tbody").dataset.name;
      sums[name] = (sums[name] || 0) + Number(cell.dataset.n);
    });
    return sums;
  }
  function compare(by) {
    var sums = by === "total" ? totals() : null;
    return function (a, b) {
      var d = 0;
      if (by === "name") d = collator.compare(a.dataset.name, b.dataset.name);
      else if (sums) d = (sums[b.dataset.name] || 0) - (sums[a.dataset.name] || 0);
      else if (by !== "order") d = score(b, by) - score(a, by);
      return d || a.dataset.order - b.dataset.order;
    };
  }
  function fits(group, kind, stance) {
    return (!kind || group.dataset.kind === kind) &&
      group.querySelector(stance ? 'td[data-actor][data-stance="' + stance + '"]' : "td[data-actor][data-score]") !== null;
  }
  // The choices stand in the address, so that a view can be sent on.
  function keep() {
    var query = new URLSearchParams();
    Array.from(fields).forEach(function (field) {
      var first = field.name === "to" ? field.length - 1 : 0;
      if (field.name && field.selectedIndex !== first) query.set(field.name, field.value);
    });
    var text = query.toString();
    try {
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
    } catch (refused) { /* a browser may not let files do this */ }
  }
  function restore() {
    new URLSearchParams(location.search).forEach(function (value, name) {
      var field = fields[name];
      if (field && Array.from(field.options || []).some(function (o) { return o.value === value; })) field.value = value;
    });
  }
  function apply() {
    var sort = fields.sort.value, kind = fields.kind.value, stance = fields.stance.value, within = period();
    if (within) limit(within.from, within.to);
    else if (cells.length && cells[0].whole) limit(null);
    var shown = Object.create(null), all = Object.create(null), order = compare(sort);
    tables.forEach(function (table) {
      var groups = Array.from(table.tBodies).sort(order);
      groups.forEach(function (group) {
        table.append(group);
        group.hidden = !fits(group, kind, stance);
        group.querySelectorAll(".person").forEach(function (row) {
          row.hidden = !row.querySelector("td[data-score]");
        });
        all[group.dataset.name] = true;
        if (!group.hidden) shown[group.dataset.name] = true;
        group.querySelectorAll("td[data-actor]").forEach(function (cell) {
          cell.classList.toggle("faded", Boolean(stance && cell.dataset.stance !== stance));
        });
      });
      table.hidden = groups.every(function (group) { return group.hidden; });
    });
    var n = Object.keys(shown).length, of = Object.keys(all).length, said = [];
    if (n !== of) said.push(fill(form.dataset.shown, { n: number.format(n), all: number.format(of) }));
    if (within) said.push(fill(form.dataset.period, { from: within.first, to: within.last }));
    output.textContent = said.join(" ");
    nobody.hidden = n > 0;
    reset.hidden = sort === "order" && !kind && !stance && !within;
  }

  form.hidden = false;
  form.addEventListener("change", function () { apply(); keep(); });
  form.addEventListener("reset", function () { setTimeout(function () { apply(); keep(); }, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  restore();
  apply();

  // Escape puts a preview away until the pointer or focus has left its cell.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(".matrix td:hover, .matrix td:focus-within").forEach(function (cell) {
      cell.classList.add("shut");
    });
  });
  ["mouseout", "focusout"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var cell = event.target.closest && event.target.closest("td.shut");
      if (cell && !cell.contains(event.relatedTarget)) cell.classList.remove("shut");
    });
  });
})();
