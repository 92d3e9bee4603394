// SPDX-License-Identifier: MIT
// The tagger: greedy, left to right, linear scores over hashed features.
#include "text/tagger.h"

enum shape_bit {
  SHAPE_TITLE = 1,
  SHAPE_UPPER = 2,
  SHAPE_DIGIT = 4,
  SHAPE_HYPHEN = 8,
  SHAPE_STOP = 16,
  SHAPE_FIRST = 32,
  SHAPE_HEADLINE = 64,
  SHAPE_FOREIGN = 128,
  SHAPE_LETTER = 256
};

static unsigned shape_of(struct slice form) {
  unsigned shape = 0, letters = 0, capitals = 0;
  for (size_t i = 0; i < form.len; i++) {
    char c = form.data[i];
    if (g_ascii_isalpha(c)) letters++;
    if (g_ascii_isupper(c)) capitals++;
    if (g_ascii_isdigit(c)) shape |= SHAPE_DIGIT;
    if (c == '-') shape |= SHAPE_HYPHEN;
    if (c == '.' && i > 0) shape |= SHAPE_STOP;
    if (c & 0x80) shape |= SHAPE_FOREIGN;
  }
  if (letters) shape |= SHAPE_LETTER;
  gunichar first = form.len ? g_utf8_get_char_validated(form.data, (gssize)form.len) : 0;
  if (first < 0x110000 && g_unichar_isupper(first)) shape |= SHAPE_TITLE;
  if (letters > 1 && capitals == letters) shape |= SHAPE_UPPER;
  return shape;
}

// Headlines: most longer words begin with a capital, so that a capital says little.
static bool is_headline(const struct sentence *s) {
  unsigned longer = 0, capital = 0;
  for (unsigned i = 0; i < s->count; i++) {
    struct slice form = s->tokens[i].form;
    if (form.len < 4 || !g_ascii_isalpha(form.data[0])) continue;
    longer++;
    capital += g_ascii_isupper(form.data[0]) != 0;
  }
  return longer >= 3 && capital * 5 >= longer * 4;
}

// Figures count by their length and marks only: "1,250" is "0,000".
static uint64_t form_hash(const char *norm, size_t n) {
  char figures[16];
  if (n >= sizeof figures || !strpbrk(norm, "0123456789")) return feature_hash(norm, n, 0);
  for (size_t i = 0; i < n; i++)
    figures[i] = g_ascii_isdigit(norm[i]) ? '0' : norm[i];
  return feature_hash(figures, n, 0);
}

void tagger_words(const struct lexicon *l, const struct sentence *s, struct word *words) {
  bool headline = is_headline(s), begins = true;
  for (unsigned i = 0; i < s->count; i++) {
    const char *norm = s->tokens[i].norm;
    size_t n = strlen(norm);
    struct word *w = &words[i];
    unsigned shape = shape_of(s->tokens[i].form);
    w->form = form_hash(norm, n);
    for (size_t k = 0; k < 4; k++)
      w->suffix[k] = n > k ? feature_hash(norm + n - k - 1, k + 1, 1) : w->form;
    w->prefix = feature_hash(norm, MIN(n, 3), 2);
    w->shape =
        feature_mix(UINT64_C(77003) + shape + (begins ? SHAPE_FIRST : 0) + (headline ? SHAPE_HEADLINE : 0));
    const struct lexicon_slot *slot = lexicon_find(l, w->form);
    w->mask = feature_mix(UINT64_C(5501) + (slot ? slot->mask : 0) + (slot ? 0 : 256));
    w->cluster = feature_mix(UINT64_C(9209) + (slot ? slot->cluster : 0));
    // Behind opening marks the sentence still begins.
    begins = begins && !(shape & (SHAPE_LETTER | SHAPE_DIGIT));
  }
}

#define A UINT64_C(0x9E3779B97F4A7C15)
#define B UINT64_C(0xC2B2AE3D27D4EB4F)
#define C UINT64_C(0x165667B19E3779F9)
#define D UINT64_C(0x27D4EB2F165667C5)
#define F1(a) (features[n] = feature_mix(++template * D + (a)*A), n++)
#define F2(a, b) (features[n] = feature_mix(++template * D + (a)*A + (b)*B), n++)
#define F3(a, b, c) (features[n] = feature_mix(++template * D + (a)*A + (b)*B + (c)*C), n++)

unsigned tagger_features(const struct word *words, unsigned count, unsigned i, const int before[2],
                         uint64_t *features) {
  static const struct word edge = {3, {3, 3, 3, 3}, 3, 3, 3, 3};
  const struct word *w = &words[i];
  const struct word *l1 = i >= 1 ? w - 1 : &edge, *l2 = i >= 2 ? w - 2 : &edge;
  const struct word *r1 = i + 1 < count ? w + 1 : &edge, *r2 = i + 2 < count ? w + 2 : &edge;
  uint64_t t1 = feature_mix((uint64_t)before[0] + 2), t2 = feature_mix((uint64_t)before[1] + 2), template = 0;
  unsigned n = 0;
  F1(1);
  F1(w->form);
  F1(l1->form);
  F1(r1->form);
  F1(l2->form);
  F1(r2->form);
  F2(w->form, w->shape);
  F1(w->suffix[0]);
  F1(w->suffix[1]);
  F1(w->suffix[2]);
  F1(w->suffix[3]);
  F1(w->prefix);
  F1(w->shape);
  F2(w->shape, w->suffix[2]);
  F2(w->shape, w->mask);
  F2(w->shape, l1->shape);
  F2(w->shape, r1->shape);
  F2(w->shape, t1);
  F1(t1);
  F2(t1, t2);
  F2(t1, w->form);
  F2(t1, r1->form);
  F3(t1, t2, w->form);
  F3(t1, t2, w->mask);
  F2(l1->form, w->form);
  F2(w->form, r1->form);
  F2(t1, w->suffix[2]);
  F3(t1, w->suffix[1], w->shape);
  F2(w->suffix[2], r1->suffix[1]);
  F2(w->mask, w->suffix[1]);
  F1(w->mask);
  F2(w->mask, t1);
  F2(w->mask, r1->mask);
  F3(w->mask, t1, r1->mask);
  F2(w->mask, r1->form);
  F2(w->mask, l1->form);
  F2(w->form, r1->mask);
  F2(w->form, r1->suffix[1]);
  F3(w->form, t1, r1->mask);
  F3(w->form, r1->mask, r2->mask);
  F3(r1->mask, r2->mask, t1);
  F1(w->cluster);
  F2(w->cluster, t1);
  F2(w->cluster, r1->cluster);
  F2(w->form, r1->cluster);
  F2(w->form, l1->cluster);
  F3(l1->cluster, w->cluster, r1->cluster);
  F2(w->cluster, w->shape);
  F2(r1->shape, r1->suffix[2]);
  F3(w->form, r1->form, r2->form);
  F3(l1->form, w->form, r1->form);
  return n;
}

void tagger_tag(const struct model *m, struct sentence *s) {
  struct word *words = g_new(struct word, s->count + 1);
  tagger_words(&m->lexicon, s, words);
  int before[2] = {-1, -1};
  for (unsigned i = 0; i < s->count; i++) {
    uint64_t features[TAGGER_FEATURES];
    int32_t scores[WEIGHTS_CLASSES];
    unsigned n = tagger_features(words, s->count, i, before, features);
    table_score(&m->tagger, features, n, scores);
    int best = 0;
    for (uint32_t c = 1; c < m->tagger.classes; c++)
      if (scores[c] > scores[best]) best = (int)c;
    s->tokens[i].upos = m->tags[best].upos;
    s->tokens[i].xpos = m->tags[best].xpos;
    before[1] = before[0];
    before[0] = best;
  }
  g_free(words);
}
