// SPDX-License-Identifier: MIT
// What the data files are.
#include "export/export.h"
#include "site/pages/kinds.h"
#include "site/pages/linked_parts.h"

void data_make(const struct edition *e, struct page_sink *s) {
  struct maker m = maker_of(e, s);
  json *model =
      page_model(words_get(m.words, "data.title"), g_strdup(words_get(m.words, "data.description")), "data");
  json *files = json_add_array(model, "files");
  for (const struct export *const *x = exports; *x && (*x)->path; x++) {
    json *j = json_push(files, json_object());
    const char *slash = strrchr((*x)->path, '/');
    json_add_string(j, "href", (*x)->path);
    json_add_string(j, "name", slash ? slash + 1 : (*x)->path);
    json_add_string(j, "title", (*x)->title);
  }
  add_provenance(&m, model);
  json_add(model, "linked", linked_data(&m));
  page_emit(s, "data/index.html", "data", model, "the list of data files");
}
