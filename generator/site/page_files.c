// SPDX-License-Identifier: MIT
// Assets that a site's settings make: its pictures, the stylesheet of its colours, and that of its paper.
#include "base/files.h"
#include "site/page_parts.h"

// Adds the picture that lies beside site.json as file, by the name STEM and its own ending.
static void add_picture(struct assets *a, const struct settings *s, const char *file, const char *stem,
                        struct diag *d) {
  if (!*file || !s->doc.path) return;
  char *folder = g_path_get_dirname(s->doc.path), *from = g_build_filename(folder, file, NULL),
       *name = g_strconcat(stem, strrchr(file, '.'), NULL);
  GString *bytes = file_load(from, d);
  if (bytes) {
    assets_add(a, name, (struct slice){bytes->str, bytes->len}, from);
    g_string_free(bytes, TRUE);
  }
  g_free(name);
  g_free(from);
  g_free(folder);
}

void add_pictures(struct assets *a, const struct settings *s, struct diag *d) {
  add_picture(a, s, s->logo, "logo", d);
  add_picture(a, s, s->picture, "picture", d);
}

void add_colours(struct assets *a, const struct settings *s, const struct template_set *t, struct diag *d) {
  if (!s->palette.own) return;
  GString *sheet = g_string_new(NULL);
  json *model = json_object();
  json_add(json_add_object(model, "site"), "colours", palette_model(&s->palette));
  if (template_render(t, "colours.css", model, sheet, d))
    assets_add(a, "colours.css", (struct slice){sheet->str, sheet->len}, "site.json");
  json_free(model);
  g_string_free(sheet, TRUE);
}

// A text as it may stand in quotes in a stylesheet.
static void add_style_text(json *model, const char *key, const char *text) {
  GString *safe = g_string_new(NULL);
  escape_style(slice_of(text ? text : ""), safe);
  json_add_string(model, key, safe->str);
  g_string_free(safe, TRUE);
}

void add_paper(struct assets *a, const json *site, const struct words *w, const struct template_set *t,
               struct diag *d) {
  GString *sheet = g_string_new(NULL);
  json *model = json_object();
  bool rtl = strcmp(json_text(json_get(site, "direction")), "rtl") == 0;
  json_add_string(model, "paper", json_text(json_get(site, "paper")));
  json_add_string(model, "start", rtl ? "right" : "left");
  json_add_string(model, "end", rtl ? "left" : "right");
  add_style_text(model, "running_title", json_text(json_get(site, "title")));
  add_style_text(model, "running_edition", json_text(json_get(site, "edition_line")));
  add_style_text(model, "running_full", words_get(w, "print.full"));
  add_style_text(model, "arrow", words_get(w, "print.arrow"));
  if (template_render(t, "print.css", model, sheet, d))
    assets_add(a, "print.css", (struct slice){sheet->str, sheet->len}, "site.json");
  json_free(model);
  g_string_free(sheet, TRUE);
}

const char *picture_address(const struct assets *a, const char *file, const char *stem) {
  if (!*file) return NULL;
  char *key = g_strconcat(stem, "-", strrchr(file, '.') + 1, NULL);
  const char *address = json_text(json_get(assets_tree(a), key));
  g_free(key);
  return address;
}
