// SPDX-License-Identifier: MIT
#include "coding/cues.h"
#include "coding/wordfile.h"

struct cues {
  GHashTable *entries; // "v push back" -> GArray of struct cue, in the order of the classes
};

static const struct {
  const char *name;
  int sign;
} classes[CUE_COUNT] = {
    [CUE_NONE] = {"none", 1},      [CUE_ABSTAIN] = {"abstain", 0}, [CUE_MEDIATE] = {"mediate", 0},
    [CUE_REFUSE] = {"refuse", -1}, [CUE_DENY] = {"deny", -1},      [CUE_ACCUSE] = {"accuse", -1},
    [CUE_PRAISE] = {"praise", 1},  [CUE_DEMAND] = {"demand", 1},   [CUE_PROMISE] = {"promise", 1},
    [CUE_OPPOSE] = {"oppose", -1}, [CUE_FAVOUR] = {"favour", 1},   [CUE_STOP] = {"stop", -1},
    [CUE_WEAKEN] = {"weaken", -1}, [CUE_DO] = {"do", 1},           [CUE_JUSTIFY] = {"justify", 1},
    [CUE_WARN] = {"warn", -1},     [CUE_INTEND] = {"intend", 1},   [CUE_CONTINUE] = {"continue", 1},
    [CUE_ENABLE] = {"enable", 1},  [CUE_SPEECH] = {"speech", 1},   [CUE_DISCUSS] = {"discuss", 1},
    [CUE_GOOD] = {"good", 1},      [CUE_BAD] = {"bad", -1},        [CUE_CHARGE] = {"charge", -1},
    [CUE_CONTENT] = {"content", 1}};

static const char *const slots[SLOT_COUNT] = {
    [SLOT_NONE] = "none", [SLOT_OBJ] = "obj",       [SLOT_SUBJ] = "subj",       [SLOT_COMP] = "comp",
    [SLOT_AMOD] = "amod", [SLOT_APPOS] = "appos",   [SLOT_FOR] = "for",         [SLOT_TO] = "to",
    [SLOT_OF] = "of",     [SLOT_ON] = "on",         [SLOT_WITH] = "with",       [SLOT_FROM] = "from",
    [SLOT_INTO] = "into", [SLOT_IN] = "in",         [SLOT_OVER] = "over",       [SLOT_AT] = "at",
    [SLOT_BY] = "by",     [SLOT_BEHIND] = "behind", [SLOT_AGAINST] = "against", [SLOT_TOWARDS] = "towards",
    [SLOT_UPON] = "upon", [SLOT_ABOUT] = "about",   [SLOT_AS] = "as",           [SLOT_BETWEEN] = "between",
    [SLOT_OUT] = "out",   [SLOT_THAT] = "that",     [SLOT_OTHER] = "other"};

const char *cue_class_name(enum cue_class c) {
  return classes[c].name;
}

int cue_sign(enum cue_class c) {
  return classes[c].sign;
}

const char *slot_name(enum slot s) {
  return slots[s];
}

static enum slot slot_named(struct slice name) {
  if (slice_is(name, "toward")) return SLOT_TOWARDS;
  for (unsigned i = 1; i < SLOT_COUNT; i++)
    if (slots[i][0] == *name.data && slice_is(name, slots[i])) return i;
  return SLOT_NONE;
}

enum slot slot_of_preposition(const char *norm) {
  enum slot s = *norm ? slot_named(slice_of(norm)) : SLOT_NONE;
  return s < SLOT_FOR || s > SLOT_OUT ? SLOT_OTHER : s;
}

static uint32_t slots_read(const char *text, const char *path, const char *word, struct diag *d) {
  uint32_t set = 0;
  for (const char *p = text; *p;) {
    struct slice name = {p, strcspn(p, " \r")};
    p += name.len + (p[name.len] != '\0');
    if (!name.len) continue;
    enum slot s = slot_named(name);
    if (s == SLOT_NONE)
      diag_warning(d, diag_at(path, NULL, 0), "unknown place \"%.*s\" of \"%s\"", (int)name.len, name.data,
                   word);
    set |= UINT32_C(1) << s;
  }
  return set;
}

static void entries_free(gpointer p) {
  g_array_free(p, TRUE);
}

static bool class_load(struct cues *c, enum cue_class class, const char *folder, struct diag *d) {
  char *name = g_strconcat(classes[class].name, ".txt", NULL);
  char *path = g_build_filename(folder, "cues", name, NULL);
  struct wordfile file;
  bool ok = wordfile_load(&file, path, d);
  for (unsigned i = 0; ok && i < file.rows->len; i++) {
    char **row = g_ptr_array_index(file.rows, i);
    if (!row[1] || !row[2] || !strchr("vna", row[1][0])) {
      diag_warning(d, diag_at(path, NULL, 0), "cannot read the entry \"%s\"", row[0]);
      continue;
    }
    char *key = g_strdup_printf("%c %s", row[1][0], row[0]);
    GArray *list = g_hash_table_lookup(c->entries, key);
    if (!list) {
      list = g_array_new(FALSE, FALSE, sizeof(struct cue));
      g_hash_table_insert(c->entries, g_strdup(key), list);
    }
    struct cue cue = {class, slots_read(row[2], path, row[0], d)};
    g_array_append_val(list, cue);
    g_free(key);
  }
  wordfile_release(&file);
  g_free(path);
  g_free(name);
  return ok;
}

struct cues *cues_load(const char *folder, struct diag *d) {
  struct cues *c = g_new0(struct cues, 1);
  c->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entries_free);
  bool ok = true;
  for (unsigned i = CUE_NONE + 1; i < CUE_COUNT; i++)
    ok = class_load(c, i, folder, d) && ok;
  if (ok) return c;
  cues_free(c);
  return NULL;
}

void cues_free(struct cues *c) {
  if (!c) return;
  g_hash_table_destroy(c->entries);
  g_free(c);
}

const struct cue *cues_of(const struct cues *c, const char *words, char pos, unsigned *count) {
  char key[128];
  size_t n = strlen(words);
  *count = 0;
  if (n + 3 > sizeof key) return NULL;
  key[0] = pos;
  key[1] = ' ';
  memcpy(key + 2, words, n + 1);
  GArray *list = g_hash_table_lookup(c->entries, key);
  if (!list) return NULL;
  *count = list->len;
  return (const struct cue *)(const void *)list->data;
}

const struct cue *cues_in(const struct cue *list, unsigned count, enum cue_class class) {
  for (unsigned i = 0; i < count; i++)
    if (list[i].class == class) return &list[i];
  return NULL;
}

int cues_value(const struct cues *c, const char *words, char pos) {
  unsigned n;
  const struct cue *list = cues_of(c, words, pos, &n);
  return cues_in(list, n, CUE_BAD) ? -1 : cues_in(list, n, CUE_GOOD) ? 1 : 0;
}
