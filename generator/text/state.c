// SPDX-License-Identifier: MIT
// States of the parser and their features.
#include "text/parser.h"
#include "text/tags.h"

static void node_clear(struct node *n, int32_t nobody) {
  n->left[0] = n->left[1] = n->right[0] = n->right[1] = nobody;
  n->head = -1;
}

void state_init(struct state *st, const struct lexicon *l, const struct sentence *s) {
  int32_t count = (int32_t)s->count;
  *st = (struct state){
      .count = count, .stack = g_new(int32_t, s->count + 1), .nodes = g_new0(struct node, s->count + 2)};
  struct word *words = g_new(struct word, s->count + 1);
  tagger_words(l, s, words);
  for (int32_t i = 0; i < count + 2; i++) {
    struct node *n = &st->nodes[i];
    node_clear(n, count + 1);
    n->form = i < count ? words[i].form : feature_mix((uint64_t)(i - count) + 11);
    n->tag = i < count
                 ? feature_mix(UINT64_C(3001) + s->tokens[i].upos * (uint64_t)XPOS_COUNT + s->tokens[i].xpos)
                 : n->form;
    n->form_tag = feature_mix(n->form * 3 + n->tag);
    n->cluster = i < count ? words[i].cluster : n->form;
  }
  g_free(words);
}

void state_release(struct state *st) {
  g_free(st->stack);
  g_free(st->nodes);
  *st = (struct state){0};
}

bool state_allows(const struct state *st, enum move move) {
  switch (move) {
  case MOVE_SHIFT:
    return st->next < st->count;
  case MOVE_LEFT:
    return st->height > 0 && (st->next < st->count || st->height == 1);
  default:
    return st->height > 1;
  }
}

static void add_arc(struct state *st, int32_t head, int32_t child, enum relation relation) {
  struct node *h = &st->nodes[head], *c = &st->nodes[child];
  c->head = head;
  c->relation = (uint8_t)relation;
  int32_t *outer = child < head ? h->left : h->right;
  outer[1] = outer[0];
  outer[0] = child;
  if (child < head) {
    h->lefts++;
    h->left_set |= UINT64_C(1) << relation;
  } else {
    h->rights++;
    h->right_set |= UINT64_C(1) << relation;
  }
}

void state_apply(struct state *st, enum move move, enum relation relation) {
  if (move == MOVE_SHIFT) {
    st->stack[st->height++] = st->next++;
    return;
  }
  int32_t child = st->stack[--st->height];
  add_arc(st, move == MOVE_LEFT ? st->next : st->stack[st->height - 1], child, relation);
}

static uint64_t distance_of(int32_t from, int32_t to) {
  int32_t d = to - from;
  int32_t bin = d <= 5 ? d : d <= 10 ? 6 : 7;
  return feature_mix((uint64_t)bin + 501);
}

static uint64_t small(uint64_t number, uint64_t seed) {
  return feature_mix(number + seed);
}

#define A UINT64_C(0x9E3779B97F4A7C15)
#define B UINT64_C(0xC2B2AE3D27D4EB4F)
#define C UINT64_C(0x165667B19E3779F9)
#define D UINT64_C(0x27D4EB2F165667C5)
// Each feature has the number of its template, by which the model knows it.
#define F1(t, a) (features[n++] = feature_mix((t)*D + (a)*A))
#define F2(t, a, b) (features[n++] = feature_mix((t)*D + (a)*A + (b)*B))
#define F3(t, a, b, c) (features[n++] = feature_mix((t)*D + (a)*A + (b)*B + (c)*C))

// The nodes that features look at.
struct view {
  const struct node *s0, *s1, *s2, *b0, *b1, *b2;
  const struct node *s0l, *s0l2, *s0r, *s0r2, *s1l, *s1r, *s1r2, *b0l, *b0l2;
  uint64_t distance, gap; // s0 to b0, s1 to s0
};

static struct view view_of(const struct state *st) {
  const struct node *nodes = st->nodes;
  int32_t nobody = st->count + 1, h = st->height;
  int32_t s0 = h > 0 ? st->stack[h - 1] : nobody, s1 = h > 1 ? st->stack[h - 2] : nobody,
          s2 = h > 2 ? st->stack[h - 3] : nobody;
  int32_t b0 = st->next, b1 = b0 < st->count ? b0 + 1 : nobody, b2 = b0 + 1 < st->count ? b0 + 2 : nobody;
  struct view v = {&nodes[s0],
                   &nodes[s1],
                   &nodes[s2],
                   &nodes[b0],
                   &nodes[b1],
                   &nodes[b2],
                   .distance = distance_of(h > 0 ? s0 : -1, b0),
                   .gap = h > 1 ? distance_of(s1, s0) : 0};
  v.s0l = &nodes[v.s0->left[0]];
  v.s0l2 = &nodes[v.s0->left[1]];
  v.s0r = &nodes[v.s0->right[0]];
  v.s0r2 = &nodes[v.s0->right[1]];
  v.s1l = &nodes[v.s1->left[0]];
  v.s1r = &nodes[v.s1->right[0]];
  v.s1r2 = &nodes[v.s1->right[1]];
  v.b0l = &nodes[v.b0->left[0]];
  v.b0l2 = &nodes[v.b0->left[1]];
  return v;
}

// Features of the stack's three topmost words, and of the children of the second.
static unsigned stack_features(const struct view *v, uint64_t *features) {
  unsigned n = 0;
  const struct node *s0 = v->s0, *s1 = v->s1, *s2 = v->s2;
  uint64_t s1v = small(MIN(s1->rights, 7), 901), s1rs = feature_mix(s1->right_set + 4),
           s1ls = feature_mix(s1->left_set + 5);
  F1(2, s0->form_tag);
  F1(3, s0->form);
  F1(4, s0->tag);
  F1(13, s1->form_tag);
  F1(14, s1->form);
  F1(15, s1->tag);
  F1(16, s2->form_tag);
  F1(17, s2->tag);
  F2(28, s1->form, s0->form);
  F2(29, s1->tag, s0->tag);
  F2(30, s1->form_tag, s0->tag);
  F2(31, s1->tag, s0->form_tag);
  F2(32, s1->form_tag, s0->form_tag);
  F3(44, s2->tag, s1->tag, s0->tag);
  F2(49, s1->cluster, s0->cluster);
  F2(50, s1->tag, s0->cluster);
  F2(51, s1->cluster, s0->tag);
  F3(1006, s1->tag, v->s1r->tag, s0->tag);
  F3(1007, s1->tag, v->s1l->tag, s0->tag);
  F3(1011, s1->tag, v->s1r->tag, v->s1r2->tag);
  F1(1015, v->s1r->form_tag);
  F3(1031, s1->tag, s0->tag, v->gap);
  F3(1032, s1->form_tag, s0->tag, v->gap);
  F2(1035, s1->form_tag, s1v);
  F2(1036, s1->tag, s1v);
  F2(1045, s1->form_tag, s1rs);
  F2(1046, s1->tag, s1rs);
  F3(1047, s1->tag, s1rs, s0->tag);
  F3(1048, s1->form_tag, s1rs, s0->tag);
  F3(1049, s1->tag, s1ls, s0->tag);
  return n;
}

// Features of the children of the stack's topmost word.
static unsigned top_features(const struct view *v, uint64_t *features) {
  unsigned n = 0;
  const struct node *s0 = v->s0, *s1 = v->s1;
  uint64_t s0l = small(v->s0l->relation, 601), s0r = small(v->s0r->relation, 651);
  uint64_t s0v = small(s0->lefts * 8u + MIN(s0->rights, 7), 801);
  uint64_t s0ls = feature_mix(s0->left_set + 1), s0rs = feature_mix(s0->right_set + 2);
  F3(1004, s1->tag, s0->tag, v->s0l->tag);
  F3(1005, s1->tag, s0->tag, v->s0r->tag);
  F3(1008, s0->tag, v->s0l->tag, v->s0l2->tag);
  F3(1009, s0->tag, v->s0r->tag, v->s0r2->tag);
  F1(1012, v->s0l->form_tag);
  F1(1013, v->s0r->form_tag);
  F2(1016, s0->tag, v->s0l->form);
  F2(1017, s0->tag, v->s0r->form);
  F3(1019, s1->tag, s0->tag, v->s0l->form);
  F3(1020, s1->form_tag, s0->tag, v->s0l->form);
  F3(1021, s1->tag, s0->tag, v->s0r->form);
  F2(1022, s0->form_tag, s0l);
  F2(1023, s0->form_tag, s0r);
  F2(1033, s0->form_tag, s0v);
  F2(1034, s0->tag, s0v);
  F2(1039, s0->form_tag, s0ls);
  F2(1040, s0->tag, s0ls);
  F2(1041, s0->form_tag, s0rs);
  F2(1042, s0->tag, s0rs);
  F3(1053, s1->tag, s0->tag, s0ls);
  F3(1054, s1->tag, s0->tag, s0rs);
  F3(1055, s1->form, s0->tag, s0ls);
  return n;
}

// Features of the buffer's first three words.
static unsigned buffer_features(const struct view *v, uint64_t *features) {
  unsigned n = 0;
  const struct node *b0 = v->b0, *b1 = v->b1, *b2 = v->b2;
  F1(1, 1);
  F1(5, b0->form_tag);
  F1(6, b0->form);
  F1(7, b0->tag);
  F1(8, b1->form_tag);
  F1(9, b1->form);
  F1(10, b1->tag);
  F1(11, b2->form_tag);
  F1(12, b2->tag);
  F2(25, b0->tag, b1->tag);
  F2(26, b0->form_tag, b1->tag);
  F2(27, b0->form, b1->form);
  F3(36, b0->tag, b1->tag, b2->tag);
  return n;
}

// Features of the children of the buffer's first word.
static unsigned next_features(const struct view *v, uint64_t *features) {
  unsigned n = 0;
  const struct node *b0 = v->b0;
  uint64_t b0l = small(v->b0l->relation, 701), b0v = small(MIN(b0->lefts, 7), 931),
           b0ls = feature_mix(b0->left_set + 3);
  F3(1010, b0->tag, v->b0l->tag, v->b0l2->tag);
  F1(1014, v->b0l->form_tag);
  F2(1018, b0->tag, v->b0l->form);
  F2(1024, b0->form_tag, b0l);
  F2(1037, b0->form_tag, b0v);
  F2(1038, b0->tag, b0v);
  F2(1043, b0->form_tag, b0ls);
  F2(1044, b0->tag, b0ls);
  return n;
}

// Features of words on both sides.
static unsigned both_features(const struct view *v, uint64_t *features) {
  unsigned n = 0;
  const struct node *s0 = v->s0, *s1 = v->s1, *s2 = v->s2, *b0 = v->b0, *b1 = v->b1;
  uint64_t s0ls = feature_mix(s0->left_set + 1), s0rs = feature_mix(s0->right_set + 2),
           b0ls = feature_mix(b0->left_set + 3);
  F2(18, s0->form_tag, b0->form_tag);
  F2(19, s0->form_tag, b0->form);
  F2(20, s0->form, b0->form_tag);
  F2(21, s0->form_tag, b0->tag);
  F2(22, s0->tag, b0->form_tag);
  F2(23, s0->form, b0->form);
  F2(24, s0->tag, b0->tag);
  F2(33, s1->form_tag, b0->tag);
  F2(34, s1->tag, b0->tag);
  F2(35, s1->tag, b0->form_tag);
  F3(37, s0->tag, b0->tag, b1->tag);
  F3(38, s0->form_tag, b0->tag, b1->tag);
  F3(39, s0->tag, b0->form_tag, b1->tag);
  F3(40, s1->tag, s0->tag, b0->tag);
  F3(41, s1->form_tag, s0->tag, b0->tag);
  F3(42, s1->tag, s0->form_tag, b0->tag);
  F3(43, s1->tag, s0->tag, b0->form_tag);
  F3(45, s2->tag, s1->tag, b0->tag);
  F2(46, s0->cluster, b0->cluster);
  F2(47, s0->cluster, b0->tag);
  F2(48, s0->tag, b0->cluster);
  F3(52, s1->cluster, s0->cluster, b0->tag);
  F3(53, s1->cluster, s0->tag, b0->cluster);
  F3(54, s0->tag, b0->cluster, b1->cluster);
  F3(1001, s0->tag, v->s0l->tag, b0->tag);
  F3(1002, s0->tag, v->s0r->tag, b0->tag);
  F3(1003, s0->tag, b0->tag, v->b0l->tag);
  F2(1025, s0->form_tag, v->distance);
  F2(1026, s0->tag, v->distance);
  F2(1027, b0->form_tag, v->distance);
  F2(1028, b0->tag, v->distance);
  F3(1029, s0->form, b0->form, v->distance);
  F3(1030, s0->tag, b0->tag, v->distance);
  F3(1050, s0->tag, s0ls, b0->tag);
  F3(1051, s0->tag, s0rs, b0->tag);
  F3(1052, s0->tag, b0->tag, b0ls);
  return n;
}

unsigned state_features(const struct state *st, unsigned groups, uint64_t *features) {
  struct view v = view_of(st);
  unsigned n = 0;
  if (groups & FEATURES_STACK) n += stack_features(&v, features);
  if (groups & FEATURES_TOP) n += top_features(&v, features + n);
  if (groups & FEATURES_BUFFER) n += buffer_features(&v, features + n);
  if (groups & FEATURES_NEXT) n += next_features(&v, features + n);
  if (groups & FEATURES_BOTH) n += both_features(&v, features + n);
  return n;
}
