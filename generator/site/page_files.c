// SPDX-License-Identifier: MIT
// Files of the site's own: its pictures, and the stylesheet of its colours.
#include "site/page_parts.h"
#include <errno.h>

// Adds the picture that lies beside site.json as file, by the name STEM and its own ending.
static void add_picture(struct assets *a, const struct settings *s, const char *file, const char *stem,
                        struct diag *d) {
  if (!*file || !s->doc.path) return;
  char *folder = g_path_get_dirname(s->doc.path), *from = g_build_filename(folder, file, NULL),
       *name = g_strconcat(stem, strrchr(file, '.'), NULL), *bytes = NULL;
  gsize len = 0;
  if (g_file_get_contents(from, &bytes, &len, NULL))
    assets_add(a, name, (struct slice){bytes, len}, from);
  else
    diag_error(d, (struct diag_place){.path = from}, "cannot be read: %s", g_strerror(errno));
  g_free(bytes);
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

const char *picture_address(const struct assets *a, const char *file, const char *stem) {
  if (!*file) return NULL;
  char *key = g_strconcat(stem, "-", strrchr(file, '.') + 1, NULL);
  const char *address = json_text(json_get(assets_tree(a), key));
  g_free(key);
  return address;
}
