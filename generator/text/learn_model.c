// SPDX-License-Identifier: MIT
// The whole recipe: lexicon, tagger, tags as the parser will see them, parser, file.
#include "text/learn.h"
#include "text/lemma.h"
#include "text/model_data.h"
#include "text/tagger.h"

enum { HEADLINES_OF_HUNDRED = 8 }; // sentences that are learnt once more written as a headline

static struct slice bytes_of(const GByteArray *a) {
  return a ? (struct slice){(const char *)a->data, a->len} : (struct slice){NULL, 0};
}

// Returns a copy of t whose words begin with capitals, as headlines are written.
static struct tree *headline_of(const struct tree *t, GStringChunk *strings) {
  struct tree *copy = g_new0(struct tree, 1);
  copy->s = t->s;
  copy->s.tokens = g_memdup2(t->s.tokens, t->s.count * sizeof(struct token));
  copy->comments = "";
  copy->before = g_new0(const char *, t->s.count);
  for (unsigned i = 0; i < t->s.count; i++) {
    struct token *k = &copy->s.tokens[i];
    bool small = k->form.len < 4 && (k->upos == UPOS_ADP || k->upos == UPOS_DET || k->upos == UPOS_CCONJ ||
                                     k->upos == UPOS_PART);
    if (small || k->form.len < 2 || !g_ascii_islower(k->form.data[0])) continue;
    char *form = g_strndup(k->form.data, k->form.len);
    form[0] = g_ascii_toupper(form[0]);
    k->form = slice_of(g_string_chunk_insert(strings, form));
    g_free(form);
  }
  return copy;
}

static void free_tree(gpointer data) {
  struct tree *t = data;
  g_free(t->s.tokens);
  g_free(t->before);
  g_free(t);
}

// Copies of all trees, with some headlines: the parser's tags will be written into these.
static GPtrArray *training_trees(const struct treebank *bank) {
  GPtrArray *all = g_ptr_array_new_with_free_func(free_tree);
  uint64_t random = 314159265;
  for (guint i = 0; i < bank->trees->len; i++) {
    const struct tree *t = bank->trees->pdata[i];
    struct tree *copy = g_new0(struct tree, 1);
    *copy = *t;
    copy->s.tokens = g_memdup2(t->s.tokens, t->s.count * sizeof(struct token));
    copy->before = NULL;
    g_ptr_array_add(all, copy);
    if (random_next(&random) % 100 < HEADLINES_OF_HUNDRED)
      g_ptr_array_add(all, headline_of(t, bank->strings));
  }
  return all;
}

// Tags each tree of all in a fold by a tagger that has not seen the fold.
static void jackknife(const GPtrArray *all, struct slice lexicon, const struct recipe *r) {
  GByteArray **tags = g_new0(GByteArray *, r->folds), **tables = g_new0(GByteArray *, r->folds);
  struct recipe quiet = *r;
  quiet.verbose = false;
  for (unsigned fold = 0; fold < r->folds; fold++) {
    GPtrArray *others = g_ptr_array_new();
    // Whole stretches of text make a fold: neighbours share their names.
    for (guint i = 0; i < all->len; i++)
      if (i / LEARN_FOLD % r->folds != fold) g_ptr_array_add(others, all->pdata[i]);
    learn_tagger(others, lexicon, &quiet, &tags[fold], &tables[fold]);
    g_ptr_array_free(others, TRUE);
  }
  unsigned seen = 0, right = 0;
  for (unsigned fold = 0; fold < r->folds; fold++) {
    struct model m = {0};
    const char *fault =
        model_fill(&m, (const struct slice[SECTION_COUNT]){[SECTION_LEXICON] = lexicon,
                                                           [SECTION_TAGS] = bytes_of(tags[fold]),
                                                           [SECTION_TAGGER] = bytes_of(tables[fold])});
    g_assert(!fault);
    for (guint i = 0; i < all->len; i++) {
      struct tree *t = all->pdata[i];
      if (i / LEARN_FOLD % r->folds != fold) continue;
      for (unsigned k = 0; k < t->s.count; k++)
        t->s.tokens[k].start = t->s.tokens[k].upos;
      tagger_tag(&m, &t->s);
      for (unsigned k = 0; k < t->s.count; k++, seen++)
        right += t->s.tokens[k].start == t->s.tokens[k].upos;
    }
    g_byte_array_free(tags[fold], TRUE);
    g_byte_array_free(tables[fold], TRUE);
  }
  if (r->verbose) fprintf(stderr, "tags for the parser: %.2f %% right\n", 100.0 * right / MAX(1, seen));
  g_free(tags);
  g_free(tables);
}

static GByteArray *write_model(GByteArray *const sections[SECTION_COUNT]) {
  struct model_header head = {.version = MODEL_VERSION, .byte_order = 0x01020304};
  memcpy(head.magic, MODEL_MAGIC, sizeof head.magic);
  GByteArray *out = g_byte_array_new();
  g_byte_array_append(out, (const guint8 *)&head, sizeof head);
  for (int i = 0; i < SECTION_COUNT; i++) {
    static const guint8 zeros[8];
    head.sizes[i] = sections[i]->len;
    g_byte_array_append(out, sections[i]->data, sections[i]->len);
    g_byte_array_append(out, zeros, (8 - sections[i]->len % 8) % 8);
  }
  head.checksum = model_checksum(slice_sub(bytes_of(out), sizeof head, out->len));
  memcpy(out->data, &head, sizeof head);
  return out;
}

GByteArray *model_learn(const struct treebank *bank, const struct lexicon_words *words,
                        const struct recipe *r) {
  GByteArray *sections[SECTION_COUNT] = {NULL};
  sections[SECTION_LEXICON] = lexicon_pack(words);
  struct slice lexicon = bytes_of(sections[SECTION_LEXICON]);
  GPtrArray *all = training_trees(bank);
  learn_tagger(all, lexicon, r, &sections[SECTION_TAGS], &sections[SECTION_TAGGER]);
  jackknife(all, lexicon, r);
  learn_parser(all, lexicon, r, &sections[SECTION_MOVES], &sections[SECTION_PARSER]);
  GByteArray *out = write_model(sections);
  if (r->verbose)
    fprintf(stderr, "lexicon %u, tagger %u, parser %u bytes\n", sections[SECTION_LEXICON]->len,
            sections[SECTION_TAGGER]->len, sections[SECTION_PARSER]->len);
  for (int i = 0; i < SECTION_COUNT; i++)
    g_byte_array_free(sections[i], TRUE);
  g_ptr_array_free(all, TRUE);
  return out;
}
