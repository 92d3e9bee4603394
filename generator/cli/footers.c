// SPDX-License-Identifier: MIT
// Footers of many shards: are they one set, and is it whole?
#include "base/exits.h"
#include "base/files.h"
#include "cli/footer.h"
#include <string.h>

struct member {
  const char *file;
  struct footer footer;
};

struct set {
  GArray *members; // struct member
  const char *codebook;
  bool mixed;      // some are of another set, or doubled
  GArray *present; // guint64: the indexes of shards that are whole, ascending
  struct diag *d;
};

static void release_member(void *m) {
  footer_release(&((struct member *)m)->footer);
}

static bool has_footer(const char *file) {
  char *path = footer_path(file);
  bool found = strcmp(file, "-") != 0 && file_is_there(path);
  g_free(path);
  return found;
}

// Returns false where a footer is none.
static bool load_members(struct set *s, char **files) {
  bool ok = true;
  for (char **f = files; *f; f++) {
    struct member m = {.file = *f};
    if (!has_footer(*f)) continue;
    if (footer_load(&m.footer, *f, s->d))
      g_array_append_val(s->members, m);
    else {
      footer_release(&m.footer);
      ok = false;
    }
  }
  return ok;
}

static const struct member *member_at(const struct set *s, guint i) {
  return &g_array_index(s->members, struct member, i);
}

// Returns in what b is of another set than a, or NULL.
static const char *difference(const struct footer *a, const struct footer *b) {
  if (g_strcmp0(a->version, b->version) != 0) return "another version of the coder";
  if (g_strcmp0(a->codebook, b->codebook) != 0) return "another codebook";
  if (a->shard.count != b->shard.count) return "another number of shards";
  if (g_strcmp0(a->list, b->list) != 0) return "another list of articles";
  if (a->min_confidence != b->min_confidence) return "another --min-confidence";
  return NULL;
}

static void find_mixed(struct set *s) {
  const struct member *first = member_at(s, 0);
  for (guint i = 0; i < s->members->len; i++) {
    const struct member *m = member_at(s, i);
    struct diag_place at = {.path = m->file};
    const char *other = difference(&first->footer, &m->footer);
    if (other)
      s->mixed = !diag_error(s->d, at, "was coded with %s than %s", other, first->file);
    else if (g_strcmp0(m->footer.codebook, s->codebook) != 0)
      s->mixed = !diag_error(s->d, at, "was coded with another codebook than this one");
  }
}

static int compare_members(const void *a, const void *b) {
  const struct member *x = a, *y = b;
  guint64 i = x->footer.shard.index, k = y->footer.shard.index;
  return i < k ? -1 : i > k ? 1 : strcmp(x->file, y->file);
}

static void find_doubled(struct set *s) {
  g_array_sort(s->members, compare_members);
  for (guint i = 1; i < s->members->len; i++) {
    const struct member *a = member_at(s, i - 1), *b = member_at(s, i);
    const struct shard *shard = &b->footer.shard;
    if (a->footer.shard.index == shard->index)
      s->mixed = !diag_error(s->d, (struct diag_place){.path = b->file},
                             "shard %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT " is doubled: %s holds it too",
                             shard->index, shard->count, a->file);
  }
}

// Keeps the indexes of those that are whole.
static bool find_torn(struct set *s) {
  bool ok = true;
  for (guint i = 0; i < s->members->len; i++) {
    const struct member *m = member_at(s, i);
    if (footer_fits(&m->footer, m->file))
      g_array_append_val(s->present, m->footer.shard.index);
    else
      ok = diag_error(s->d, (struct diag_place){.path = m->file},
                      "is not what its footer tells: torn, changed or being written");
  }
  return ok;
}

static void add_gap(GString *gaps, guint64 from, guint64 to) {
  if (from >= to) return;
  g_string_append_printf(gaps, "%s%" G_GUINT64_FORMAT, gaps->len ? "," : "", from);
  if (to - from > 1) g_string_append_printf(gaps, "-%" G_GUINT64_FORMAT, to - 1);
}

// Names what is missing as Slurm's --array takes it: 3,7-9.
static bool find_missing(struct set *s) {
  guint64 count = member_at(s, 0)->footer.shard.count, next = 0;
  GString *gaps = g_string_new(NULL);
  for (guint i = 0; i < s->present->len; i++) {
    guint64 index = g_array_index(s->present, guint64, i);
    add_gap(gaps, next, index);
    next = index + 1;
  }
  add_gap(gaps, next, count);
  bool whole = !gaps->len || diag_error(s->d, (struct diag_place){0},
                                        "missing shards of %" G_GUINT64_FORMAT ": %s", count, gaps->str);
  g_string_free(gaps, TRUE);
  return whole;
}

int footers_judge(char **files, const char *codebook, bool partial, unsigned *articles, unsigned *skipped,
                  struct diag *d) {
  struct set s = {.members = g_array_new(FALSE, FALSE, sizeof(struct member)),
                  .codebook = codebook,
                  .present = g_array_new(FALSE, FALSE, sizeof(guint64)),
                  .d = d};
  g_array_set_clear_func(s.members, release_member);
  int code = load_members(&s, files) ? 0 : EX_DATAERR;
  if (s.members->len) {
    find_mixed(&s);
    if (!s.mixed) find_doubled(&s);
    if (s.mixed) code = EX_DATAERR;
  }
  if (s.members->len && !code) {
    bool whole = find_torn(&s), all = partial || find_missing(&s);
    if (!whole || !all) code = EX_TEMPFAIL;
  }
  for (guint i = 0; i < s.members->len; i++) {
    *articles += member_at(&s, i)->footer.articles;
    *skipped += member_at(&s, i)->footer.skipped;
  }
  g_array_free(s.members, TRUE);
  g_array_free(s.present, TRUE);
  if (diag_fault_code(d)) return diag_fault_code(d);
  return code == EX_DATAERR && diag_left_out(d) ? EX_NOINPUT : code;
}
