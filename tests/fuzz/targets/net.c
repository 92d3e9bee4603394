// SPDX-License-Identifier: MIT
// The file of the net: magic, sizes and checksum are set right, so that what stands behind them is reached,
// and what the input lacks of its parts repeats its last bytes, since the parts are far longer than any
// input. The first byte leaves some of that out (1: the head as it is, 2: the length as it is). What opens is
// used.
#include "../fuzz.h"
#include "base/fnv.h"
#include "coding/net_file.h"

enum { WORDS_MOST = 64, REPEATED = 64, ANSWER_MOST = 40000 };

static size_t rounded(size_t n) {
  return (n + 7) & ~(size_t)7;
}

static void put_head(GString *file) {
  struct net_header head;
  memcpy(&head, file->str, sizeof head);
  head = (struct net_header){
      "SPNET\0", 0x01020304, NET_VERSION, head.words % WORDS_MOST, NET_HIDDEN, NET_MIDDLE, UPOS_COUNT,
      REL_COUNT, NET_FLAGS,  MARK_COUNT,  FEATURE_COUNT,           NET_LABEL,  0,          0};
  memcpy(file->str, &head, sizeof head);
}

// Lengthens the file to what its words ask for, or cuts it.
static void put_length(GString *file) {
  struct net_header head;
  memcpy(&head, file->str, sizeof head);
  size_t n = head.words % WORDS_MOST, from = file->len;
  size_t size = sizeof head + rounded(n * sizeof(uint64_t)) + rounded((n + 1) * sizeof(float)) +
                rounded((n + 1) * NET_HIDDEN) + rounded(sizeof(struct net_layers));
  g_string_set_size(file, size);
  for (size_t i = from; i < size; i++)
    file->str[i] = file->str[i - REPEATED];
}

static void put_checksum(GString *file) {
  uint64_t sum =
      fnv_add(FNV_BASIS, file->str + sizeof(struct net_header), file->len - sizeof(struct net_header));
  memcpy(file->str + offsetof(struct net_header, checksum), &sum, sizeof sum);
}

// A sentence and a pair with something of everything.
static void fill(const struct net *n, struct net_words *words, struct net_pair *pair) {
  words->count = 7;
  for (unsigned t = 0; t < words->count; t++) {
    words->row[t] = (int32_t)(t % (n->words + 1));
    words->upos[t] = (uint8_t)(t % UPOS_COUNT);
    words->relation[t] = (uint8_t)(3 * t % REL_COUNT);
    words->head[t] = (uint8_t)(t ? t / 2 : 0);
    words->flags[t] = t * 37 % (1u << NET_FLAGS);
    pair->marks[t] = t * 4099 % (1u << MARK_COUNT);
  }
  for (int f = 0; f < FEATURE_COUNT; f++)
    pair->features[f] = (uint8_t)(f % 4);
}

static void answer(const struct net *n, const struct net_labels *labels, const struct concept *c) {
  struct net_words words = {0};
  struct net_pair pair = {.at = 1, .concept = 4, .label = net_label(labels, c)};
  int answers[NET_ANSWERS], drop[NET_WORDS];
  for (int i = 0; i < NET_LABEL; i++)
    fuzz_holds(pair.label[i] >= -1.001f && pair.label[i] <= 1.001f);
  fill(n, &words, &pair);
  struct net_reader *reader = net_reader_new(n);
  net_read(reader, &words);
  net_answer(reader, &pair, answers);
  for (int i = 0; i < NET_ANSWERS; i++)
    fuzz_holds(answers[i] >= -ANSWER_MOST && answers[i] <= ANSWER_MOST);
  net_word_shares(reader, &words, &pair, 1, drop);
  net_reader_free(reader);
}

static void use(const struct net *n) {
  const struct codebook *book = fuzz_codebook();
  struct net_labels *labels = net_labels_new(n, book);
  answer(n, labels, &book->issues[0].concepts[0]);
  fuzz_holds(net_row(n, "the", "the") >= 0 && (uint32_t)net_row(n, "the", "the") <= n->words);
  net_labels_free(labels);
}

void fuzz_target(struct slice input) {
  unsigned how = input.len ? (unsigned char)input.data[0] : 0;
  GString *file = g_string_new_len(input.data, (gssize)input.len);
  if (input.len) g_string_erase(file, 0, 1);
  if (file->len >= sizeof(struct net_header)) {
    if (!(how & 1)) put_head(file);
    if (!(how & 2)) put_length(file);
    put_checksum(file);
  }
  const char *path = fuzz_file("pairs.net", (struct slice){file->str, file->len});
  char *folder = g_path_get_dirname(path);
  struct net *n = net_open(folder, fuzz_diag());
  if (n) use(n);
  net_free(n);
  g_free(folder);
  g_string_free(file, TRUE);
}
