// SPDX-License-Identifier: MIT
#include "site/linked.h"
#include <glib.h>
#include <string.h>

void linked_string(json *object, const char *key, const char *text) {
  if (!text) {
    json_add_string(object, key, NULL);
    return;
  }
  GString *out = g_string_new(NULL);
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c < 0x20 || c == 0x7F || strchr("\"\\&<>'", *text))
      g_string_append_printf(out, "\\u%04x", c);
    else
      g_string_append_c(out, *text);
  }
  json_add_string(object, key, out->str);
  g_string_free(out, TRUE);
}

static void copy_string(json *to, const char *key, const json *from, const char *source) {
  linked_string(to, key, json_text(json_get(from, source)));
}

void linked_complete(json *model, const char *language, const char *site_title) {
  static const char *const parts[] = {"article", "dataset", "crumbs"};
  bool listed = !json_true(json_get(model, "unlisted"));
  json *linked = (json *)json_get(model, "linked");
  if (!listed || !json_text(json_get(model, "title"))) {
    if (!linked) json_add(model, "linked", json_null());
    return;
  }
  if (!linked) linked = json_add_object(model, "linked");
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    if (!json_get(linked, parts[i])) json_add(linked, parts[i], json_null());
  json *page = json_add_object(linked, "page");
  copy_string(page, "name", model, "title");
  copy_string(page, "description", model, "description");
  copy_string(page, "url", model, "canonical");
  copy_string(page, "modified", model, "modified");
  copy_string(page, "home", model, "home");
  linked_string(page, "language", language);
  linked_string(page, "site", site_title);
}
