// SPDX-License-Identifier: MIT
// The leave-behind for a meeting: matrix, findings and quotes on two pages, links as numbered notes.
#include "site/pages/findings.h"
#include "site/pages/kinds.h"
#include "site/pages/matrix_model.h"

enum { QUOTES = 8 };

// The strongest quote of each issue's two sides, numbered, with the note that says where it stands.
static void add_quotes(const struct maker *m, json *model) {
  json *issues = json_add_array(model, "issues");
  unsigned number = 0;
  for (unsigned i = 0; i < m->codebook->issue_count; i++) {
    json *issue = json_object(), *quotes = json_add_array(issue, "quotes");
    json_add_string(issue, "name", m->codebook->issues[i].name);
    for (enum stance side = STANCE_SUPPORT; side <= STANCE_OPPOSE; side++) {
      const struct cell *best = NULL;
      for (unsigned a = 0; a < m->codebook->actor_count; a++) {
        const struct cell *cell = matrix_cell(&m->edition->matrix, a, i);
        if (cell && cell->stance == side && !cell->ascribed_only &&
            (!best || cell->statements->len > best->statements->len))
          best = cell;
      }
      if (!best || number >= QUOTES) continue;
      json *q = json_push(quotes, statement_model(m, strongest(best)));
      const struct article_record *r = record_of(m, strongest(best));
      char *path = r && r->has_page
                       ? page_path_article(r->slug)
                       : page_path_cell(m->codebook->actors[best->actor].id, m->codebook->issues[i].id);
      char *address = page_address(m->settings, path);
      json_add_number(q, "number", ++number);
      json_take(q, "address", address ? g_strdup(address) : g_strdup(path));
      g_free(address);
      g_free(path);
    }
    if (json_first(quotes))
      json_push(issues, issue);
    else
      json_free(issue);
  }
}

void print_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  json *model = page_model(words_get(m.words, "print.title"), g_strdup(e->settings->subtitle), "print");
  json_add_string(model, "kind", "sheets");
  add_provenance(&m, model);
  json *findings = findings_model(&m);
  json_add_bool(model, "has_findings", json_first(findings) != NULL);
  json_add(model, "findings", findings);
  json_add(model, "matrix", matrix_model(&m, true));
  add_quotes(&m, model);
  page_emit(s, "print.html", "print", model, "the print version");
}
