// SPDX-License-Identifier: MIT
// Learning the tagger.
#include "text/learn.h"
#include "text/tagger.h"

// Collects the pairs of tags that trees use, in order of first use; index[upos][xpos] is the class or -1.
static unsigned collect_tags(const GPtrArray *trees, int16_t index[UPOS_COUNT][256], GByteArray *tags) {
  memset(index, -1, sizeof(int16_t) * UPOS_COUNT * 256);
  unsigned counts[UPOS_COUNT][256] = {{0}}, classes = 0;
  for (guint i = 0; i < trees->len; i++) {
    const struct tree *t = trees->pdata[i];
    for (unsigned k = 0; k < t->s.count; k++) {
      uint8_t upos = t->s.tokens[k].upos, xpos = t->s.tokens[k].xpos;
      // A pair seen once or twice is a slip of the annotators.
      if (++counts[upos][xpos] != 3 || classes == WEIGHTS_CLASSES) continue;
      index[upos][xpos] = (int16_t)classes++;
      struct tag_class c = {upos, xpos};
      g_byte_array_append(tags, (const guint8 *)&c, sizeof c);
    }
  }
  return classes;
}

struct tagger_task {
  struct learner *learner;
  struct lexicon lexicon;
  int16_t index[UPOS_COUNT][256];
  unsigned classes, wrong, seen;
};

static void learn_sentence(struct tagger_task *task, const struct sentence *s) {
  struct word *words = g_new(struct word, s->count + 1);
  tagger_words(&task->lexicon, s, words);
  int before[2] = {-1, -1};
  for (unsigned i = 0; i < s->count; i++) {
    uint64_t features[TAGGER_FEATURES];
    int32_t scores[WEIGHTS_CLASSES];
    unsigned n = tagger_features(words, s->count, i, before, features);
    learner_score(task->learner, features, n, scores);
    int best = 0, gold = task->index[s->tokens[i].upos][s->tokens[i].xpos];
    for (unsigned c = 1; c < task->classes; c++)
      if (scores[c] > scores[best]) best = (int)c;
    learner_tick(task->learner);
    task->seen++;
    if (gold >= 0 && gold != best) {
      learner_update(task->learner, features, n, (unsigned)gold, (unsigned)best);
      task->wrong++;
    }
    before[1] = before[0];
    before[0] = best;
  }
  g_free(words);
}

void learn_tagger(const GPtrArray *trees, struct slice lexicon, const struct recipe *r, GByteArray **tags,
                  GByteArray **table) {
  struct tagger_task *task = g_new0(struct tagger_task, 1);
  task->lexicon = (struct lexicon){(uint32_t)(lexicon.len / sizeof(struct lexicon_slot) - 1),
                                   (const struct lexicon_slot *)(const void *)lexicon.data};
  *tags = g_byte_array_new();
  task->classes = collect_tags(trees, task->index, *tags);
  task->learner = learner_new(task->classes, r->tagger_min, 1);
  gpointer *order = g_memdup2(trees->pdata, trees->len * sizeof(gpointer));
  uint64_t random = 20240506;
  for (unsigned round = 0; round < r->tagger_rounds; round++) {
    random_shuffle(&random, order, trees->len);
    task->wrong = task->seen = 0;
    for (guint i = 0; i < trees->len; i++)
      learn_sentence(task, &((const struct tree *)order[i])->s);
    if (r->verbose)
      fprintf(stderr, "tagger round %u: %.2f %% wrong while learning\n", round + 1,
              100.0 * task->wrong / MAX(1, task->seen));
  }
  *table = learner_pack(task->learner);
  learner_free(task->learner);
  g_free(order);
  g_free(task);
}
