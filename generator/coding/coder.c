// SPDX-License-Identifier: MIT
#include "coding/coder.h"
#include "base/home.h"
#include "coding/document.h"
#include "coding/pairs.h"
#include "coding/statements.h"

static const char rules[] = "5"; // raised whenever the rules change what they make

// Returns a hash of every word list, so that a change of data is a change of version.
static char *data_hash(const char *folder) {
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  for (int i = 0; i <= CUE_COUNT; i++) {
    char *name = i == CUE_COUNT  ? g_strdup("pairs.txt")
                 : i == CUE_NONE ? g_strdup("roles.txt")
                                 : g_strconcat("cues/", cue_class_name(i), ".txt", NULL);
    char *path = g_build_filename(folder, name, NULL), *bytes = NULL;
    gsize n = 0;
    if (g_file_get_contents(path, &bytes, &n, NULL)) g_checksum_update(sum, (const guchar *)bytes, (gssize)n);
    g_free(bytes);
    g_free(path);
    g_free(name);
  }
  char *hash = g_strndup(g_checksum_get_string(sum), 16);
  g_checksum_free(sum);
  return hash;
}

struct coder *coder_new(const struct codebook *c, const struct model *m, struct diag *d) {
  char *folder = program_folder("generator/data");
  if (!folder) {
    diag_error(d, (struct diag_place){0}, "cannot find the data folder (generator/data)");
    return NULL;
  }
  struct coder *coder = g_new0(struct coder, 1);
  coder->codebook = c;
  coder->model = m;
  coder->cues = cues_load(folder, d);
  coder->roles = roles_load(folder, d);
  coder->weights = weights_load(folder, d);
  char *hash = data_hash(folder);
  coder->version = g_strdup_printf("%s-%s-%s", rules, hash, model_version(m));
  g_free(hash);
  g_free(folder);
  if (coder->cues && coder->roles && coder->weights) {
    coder->lexicon = lexicon_new(c, m);
    return coder;
  }
  coder_free(coder);
  return NULL;
}

void coder_free(struct coder *c) {
  if (!c) return;
  lexicon_free(c->lexicon);
  cues_free(c->cues);
  roles_free(c->roles);
  weights_free(c->weights);
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
  (void)d;
  struct document *doc = document_new(c, a);
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
