// SPDX-License-Identifier: MIT
#include "coding/coder.h"
#include "base/files.h"
#include "base/fnv.h"
#include "base/home.h"
#include "base/limits.h"
#include "coding/document.h"
#include "coding/gender.h"
#include "coding/name_nouns.h"
#include "coding/net.h"
#include "coding/pairs.h"
#include "coding/statements.h"

static const char rules[] = "10"; // raised whenever the rules change what they make

// Returns a hash of every word list and of the net, so that a change of data is a change of version; NULL
// after an error to d. Nobody is to be kept from making two that are alike, so it need not be a slow one.
static char *data_hash(const char *folder, const struct net *n, struct diag *d) {
  uint64_t sum = net_checksum(n);
  bool ok = true;
  for (int i = 0; i <= CUE_COUNT + 1; i++) {
    char *name = i > CUE_COUNT    ? g_strdup("given-names.txt")
                 : i == CUE_COUNT ? g_strdup("pairs.txt")
                 : i == CUE_NONE  ? g_strdup("roles.txt")
                                  : g_strconcat("cues/", cue_class_name(i), ".txt", NULL);
    char *path = g_build_filename(folder, name, NULL);
    GString *bytes = file_load(path, d);
    if (bytes) {
      uint64_t own = fnv_wide(bytes->str, bytes->len);
      sum = fnv_add(sum, (const char *)&own, sizeof own);
      g_string_free(bytes, TRUE);
    } else
      ok = false;
    sum = fnv_add(sum, name, strlen(name));
    g_free(path);
    g_free(name);
  }
  return ok ? g_strdup_printf("%016" G_GINT64_MODIFIER "x", sum) : NULL;
}

struct coder *coder_new(const struct codebook *c, const struct model *m, struct diag *d) {
  char *folder = program_folder("generator/data", d);
  if (!folder) {
    diag_error(d, (struct diag_place){0}, "cannot find the data folder (generator/data)");
    return NULL;
  }
  struct coder *coder = g_new0(struct coder, 1);
  coder->codebook = c;
  coder->model = m;
  coder->cues = cues_load(folder, d);
  coder->roles = roles_load(folder, d);
  coder->given_names = given_names_load(folder, d);
  coder->weights = weights_load(folder, d);
  coder->net = net_open(folder, d);
  char *hash = coder->net ? data_hash(folder, coder->net, d) : NULL;
  coder->version = hash ? g_strdup_printf("%s-%s-%s", rules, hash, model_version(m)) : NULL;
  g_free(hash);
  g_free(folder);
  if (coder->cues && coder->roles && coder->given_names && coder->weights && coder->net && coder->version) {
    coder->lexicon = lexicon_new(c, m);
    coder->name_nouns = name_nouns_new(c);
    coder->labels = net_labels_new(coder->net, c);
    return coder;
  }
  coder_free(coder);
  return NULL;
}

void coder_free(struct coder *c) {
  if (!c) return;
  lexicon_free(c->lexicon);
  name_nouns_free(c->name_nouns);
  cues_free(c->cues);
  roles_free(c->roles);
  given_names_free(c->given_names);
  weights_free(c->weights);
  net_labels_free(c->labels);
  net_free(c->net);
  g_free(c->version);
  g_free(c);
}

void coder_pairs(const struct coder *c, const struct article *a, GPtrArray *lines) {
  struct document *doc = document_new(c, a);
  statements_pairs(doc, lines);
  document_free(doc);
}

const char *coder_version(const struct coder *c) {
  return c->version;
}

void coder_run(const struct coder *c, const struct article *a, GPtrArray *out, struct diag *d) {
  struct document *doc = document_new(c, a);
  if (doc->left_out)
    diag_note(d, diag_at(a->path, &a->lines, doc->left_out_at),
              "%u sentences or paragraphs from here on are shown but not coded, expected at most %d words "
              "(%d bytes) "
              "in a sentence and %d sentences",
              doc->left_out, LIMIT_SENTENCE_WORDS, LIMIT_SENTENCE_BYTES, LIMIT_ARTICLE_SENTENCES);
  statements_make(doc, out);
  document_free(doc);
}

char *article_doc(const struct article *a) {
  if (a->url && *a->url) return g_strdup(a->url);
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, (const guchar *)(a->title && !a->title_guessed ? a->title : ""), -1);
  g_checksum_update(sum, (const guchar *)"\n", 1);
  for (unsigned i = 0; i < a->blocks->len; i++) {
    const struct block *b = g_ptr_array_index(a->blocks, i);
    if (b->boilerplate || b->kind == BLOCK_TITLE || b->kind == BLOCK_CODE) continue;
    g_checksum_update(sum, (const guchar *)b->text->str, (gssize)b->text->len);
    break;
  }
  char *hash = g_strdup(g_checksum_get_string(sum));
  g_checksum_free(sum);
  return hash;
}
