// SPDX-License-Identifier: MIT
#include "coding/roles.h"
#include "coding/wordfile.h"

struct roles {
  GHashTable *words; // char * -> set of enum role
};

static unsigned role_of(const char *name) {
  static const struct {
    const char *name;
    enum role role;
  } names[] = {{"office", ROLE_OFFICE},
               {"body", ROLE_BODY},
               {"group", ROLE_GROUP},
               {"private", ROLE_PRIVATE},
               {"transparent", ROLE_TRANSPARENT},
               {"epithet", ROLE_EPITHET},
               {"person", ROLE_PERSON},
               {"text", ROLE_TEXT},
               {"of-state", ROLE_OF_STATE},
               {"of-company", ROLE_OF_COMPANY},
               {"of-party", ROLE_OF_PARTY},
               {"of-organisation", ROLE_OF_ORGANISATION}};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(names[i].name, name) == 0) return names[i].role;
  return 0;
}

struct roles *roles_load(const char *folder, struct diag *d) {
  char *path = g_build_filename(folder, "roles.txt", NULL);
  struct wordfile file;
  struct roles *r = NULL;
  if (wordfile_load(&file, path, d)) {
    r = g_new0(struct roles, 1);
    r->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned i = 0; i < file.rows->len; i++) {
      char **row = g_ptr_array_index(file.rows, i);
      unsigned role = row[1] ? role_of(row[1]) : 0;
      if (role == 0) diag_warning(d, diag_at(path, NULL, 0), "unknown role of \"%s\"", row[0]);
      unsigned had = GPOINTER_TO_UINT(g_hash_table_lookup(r->words, row[0]));
      g_hash_table_insert(r->words, g_strdup(row[0]), GUINT_TO_POINTER(had | role));
    }
  }
  wordfile_release(&file);
  g_free(path);
  return r;
}

void roles_free(struct roles *r) {
  if (!r) return;
  g_hash_table_destroy(r->words);
  g_free(r);
}

unsigned roles_of(const struct roles *r, const char *lemma) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(r->words, lemma));
}
