// SPDX-License-Identifier: MIT
// Where pages stand, and the names of articles in addresses.
#include "base/memory.h"
#include "site/page.h"

enum { SLUG_MAX = 80 };

char *page_path_actor(const char *actor_id) {
  return g_strconcat("actors/", actor_id, ".html", NULL);
}
char *page_path_issue(const char *issue_id) {
  return g_strconcat("issues/", issue_id, ".html", NULL);
}
char *page_path_cell(const char *actor_id, const char *issue_id) {
  return g_strconcat("cells/", actor_id, "--", issue_id, ".html", NULL);
}
char *page_path_article(const char *slug) {
  return g_strconcat("articles/", slug, ".html", NULL);
}

// Accents fall off, everything else that is no ASCII letter or digit becomes one hyphen; the file's ending
// falls off.
static GString *plain_name(const char *path) {
  const char *base = strrchr(path, '/'), *dot = strrchr(base ? base : path, '.');
  char *stem = dot && dot != path ? g_strndup(path, (gsize)(dot - path)) : g_strdup(path);
  char *valid = g_utf8_make_valid(stem, -1), *apart = memory_normalize(valid, G_NORMALIZE_ALL);
  GString *name = g_string_new(NULL);
  for (const char *p = apart; *p && name->len < SLUG_MAX; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c < 128 && g_ascii_isalnum((char)c))
      g_string_append_c(name, g_ascii_tolower((char)c));
    else if (!g_unichar_ismark(c) && name->len && name->str[name->len - 1] != '-')
      g_string_append_c(name, '-');
  }
  while (name->len && name->str[name->len - 1] == '-')
    g_string_truncate(name, name->len - 1);
  g_free(stem);
  g_free(valid);
  g_free(apart);
  return name;
}

char *article_slug(const char *relative_path, GHashTable *taken) {
  GString *name = plain_name(relative_path);
  if (!name->len) g_string_assign(name, "article");
  // index.html and its further pages are the list's.
  if (strcmp(name->str, "index") == 0 || g_str_has_prefix(name->str, "index-"))
    g_string_prepend(name, "article-");
  if (g_hash_table_contains(taken, name->str)) {
    // The hash of the path rather than a count: the address then does not move when other articles come or
    // go.
    char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, relative_path, -1);
    for (gssize n = 8; g_hash_table_contains(taken, name->str) && n <= 64; n += 8) {
      g_string_append_c(name, '-');
      g_string_append_len(name, hash + n - 8, 8);
    }
    g_free(hash);
  }
  char *slug = g_string_free(name, FALSE);
  g_hash_table_insert(taken, g_strdup(slug), g_strdup(relative_path));
  return slug;
}
