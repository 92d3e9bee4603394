// SPDX-License-Identifier: MIT
// Improves the matrix where scripts run: order, filters, Escape. Everything works without it.
"use strict";

// A table that style lays out as a list keeps its meaning for every screen reader only where its roles are said.
document.querySelectorAll(".matrix, .chart, .ledger").forEach(function (table) {
  var roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell", TH: "rowheader" };
  [table].concat(Array.prototype.slice.call(table.querySelectorAll("thead, tbody, tr, td, th"))).forEach(function (part) {
    part.setAttribute("role", part.tagName === "TH" && part.scope === "col" ? "columnheader" : roles[part.tagName]);
  });
});

(function () {
  var form = document.querySelector(".controls");
  var tables = Array.prototype.slice.call(document.querySelectorAll(".matrix"));
  if (!form || !tables.length) return;
  var nobody = document.querySelector(".nobody");
  var output = form.querySelector("output");
  var reset = form.querySelector("button");
  var collator = new Intl.Collator(document.documentElement.lang);

  function rows(table) {
    return Array.prototype.slice.call(table.tBodies[0].rows);
  }
  function score(row, issue) {
    var cell = row.querySelector('td[data-issue="' + CSS.escape(issue) + '"][data-score]');
    return cell ? Number(cell.dataset.score) : -2000;
  }
  function compare(by) {
    return function (a, b) {
      var d = 0;
      if (by === "name") d = collator.compare(a.dataset.name, b.dataset.name);
      else if (by === "total") d = b.dataset.total - a.dataset.total;
      else if (by !== "order") d = score(b, by) - score(a, by);
      return d || a.dataset.order - b.dataset.order;
    };
  }
  function fits(row, kind, stance) {
    return (!kind || row.dataset.kind === kind) &&
      (!stance || row.querySelector('td[data-stance="' + stance + '"]') !== null);
  }
  function apply() {
    var sort = form.elements.sort.value, kind = form.elements.kind.value, stance = form.elements.stance.value;
    var shown = {}, all = {};
    tables.forEach(function (table) {
      var list = rows(table).sort(compare(sort));
      list.forEach(function (row) {
        table.tBodies[0].appendChild(row);
        row.hidden = !fits(row, kind, stance);
        all[row.dataset.name] = true;
        if (!row.hidden) shown[row.dataset.name] = true;
        Array.prototype.forEach.call(row.cells, function (cell) {
          cell.classList.toggle("faded", Boolean(stance && cell.dataset.stance && cell.dataset.stance !== stance));
        });
      });
      table.hidden = !list.some(function (row) { return !row.hidden; });
    });
    var n = Object.keys(shown).length, of = Object.keys(all).length;
    output.textContent = n === of ? "" : form.dataset.shown.replace("{n}", n).replace("{all}", of);
    nobody.hidden = n > 0;
    reset.hidden = sort === "order" && !kind && !stance;
  }

  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
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
