// SPDX-License-Identifier: MIT
// Two logistic models over the traits of a pair: is it a position at all, and if so, which (one against the
// rest); a third tells the voice. Where the first leaves a chance, the net has its say too: their log-odds
// are mixed. The second round adds what the rest of the article says: stacked generalisation (Wolpert 1992).
// tests/bench/fit makes data/pairs.txt.
#include "base/files.h"
#include "base/fnv.h"
#include "coding/pair_net.h"
#include "coding/trait_rows.h"
#include "coding/trait_words.h"
#include <math.h>

// The columns of data/pairs.txt.
enum column {
  COLUMN_POSITION,
  COLUMN_FOR,
  COLUMN_AGAINST,
  COLUMN_NEUTRAL,
  COLUMN_VOICE,
  COLUMN_COUNT = COLUMN_VOICE + 3
};
enum { CARRY_ONE = 1000 };

struct weights {
  struct trait_rows *rows; // of the trait: COLUMN_COUNT thousandths of log-odds
  GArray *numbers;         // int: the rows one behind the other
  GArray *keys;            // uint64_t
  const int *always, *again,
      *carry; // begin of the first round, of the second, and the first round's share in it
  const int *mix_always, *mix_linear, *mix_net; // log-odds of both in the first round
  int net_from;                                 // log-odds of a position below which the net is not asked
  unsigned floor, floor_alone;
};

// Reads a whole number of at most five digits from *text on. Returns false where there is none.
static bool read_number(const char **text, int *out) {
  const char *p = *text;
  bool minus = *p == '-';
  int n = 0;
  p += minus;
  const char *first = p;
  for (; g_ascii_isdigit(*p) && p - first < 5; p++)
    n = 10 * n + (*p - '0');
  *text = p;
  *out = minus ? -n : n;
  return p > first;
}

// Reads "\t" and a number, `count` times, up to the end of the line.
static bool read_numbers(const char *text, int *out, int count) {
  for (int i = 0; i < count; i++)
    if (*text++ != '\t' || !read_number(&text, &out[i])) return false;
  return *text == '\0' || *text == '\r';
}

static bool read_row(struct weights *w, struct slice name, const char *rest) {
  int numbers[COLUMN_COUNT];
  bool alone = slice_is(name, "floor-alone");
  if (alone || slice_is(name, "floor")) {
    if (!read_numbers(rest, numbers, 1)) return false;
    *(alone ? &w->floor_alone : &w->floor) = (unsigned)CLAMP(numbers[0], 0, 1000);
    return true;
  }
  if (slice_is(name, "net-from")) return read_numbers(rest, &w->net_from, 1);
  if (!read_numbers(rest, numbers, COLUMN_COUNT)) return false;
  uint64_t key = fnv_add(FNV_BASIS, name.data, name.len); // as bag_key
  g_array_append_vals(w->numbers, numbers, COLUMN_COUNT);
  g_array_append_val(w->keys, key);
  return true;
}

static const int *row_of(const struct weights *w, uint64_t key) {
  return trait_rows_find(w->rows, key);
}

static bool index_rows(struct weights *w, const char *path, struct diag *d) {
  w->rows = trait_rows_new(w->keys->len);
  for (unsigned i = 0; i < w->keys->len; i++)
    trait_rows_put(w->rows, g_array_index(w->keys, uint64_t, i),
                   &g_array_index(w->numbers, int, (size_t)i *COLUMN_COUNT));
  w->always = row_of(w, bag_key("always"));
  w->again = row_of(w, bag_key("again"));
  w->carry = row_of(w, bag_key("carry"));
  w->mix_always = row_of(w, bag_key("mix-always"));
  w->mix_linear = row_of(w, bag_key("mix-linear"));
  w->mix_net = row_of(w, bag_key("mix-net"));
  return (w->always && w->again && w->carry && w->mix_always && w->mix_linear && w->mix_net) ||
         diag_error(d, diag_at(path, NULL, 0),
                    "a row is missing, expected \"always\", \"again\", \"carry\", \"mix-always\", "
                    "\"mix-linear\" and \"mix-net\"");
}

// Reads the lines of text, which is changed. The file is long and read at each start, so no list of its
// fields is made as of other word lists (coding/wordfile.h).
static bool read_rows(struct weights *w, char *text, const char *path, struct diag *d) {
  bool ok = true;
  unsigned number = 0;
  for (char *line = text, *next; line && *line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    number++;
    struct slice name = {line, strcspn(line, "\t")};
    if (*line == '#' || *line == '\0' || *line == '\r' || read_row(w, name, line + name.len)) continue;
    ok = diag_error(d, (struct diag_place){path, number, 1},
                    "\"%.*s\" is no trait with its weights, expected a name and %d whole thousandths",
                    (int)name.len, name.data, COLUMN_COUNT);
  }
  return ok;
}

struct weights *weights_load(const char *folder, struct diag *d) {
  char *path = g_build_filename(folder, "pairs.txt", NULL);
  GString *text = file_load(path, d);
  struct weights *w = NULL;
  if (text) {
    w = g_new0(struct weights, 1);
    w->numbers = g_array_new(FALSE, FALSE, sizeof(int));
    w->keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    bool ok = read_rows(w, text->str, path, d);
    if (!index_rows(w, path, d) || !ok) {
      weights_free(w);
      w = NULL;
    }
  }
  if (text) g_string_free(text, TRUE);
  g_free(path);
  return w;
}

void weights_free(struct weights *w) {
  if (!w) return;
  trait_rows_free(w->rows);
  g_array_free(w->numbers, TRUE);
  g_array_free(w->keys, TRUE);
  g_free(w);
}

unsigned weights_floor(const struct weights *w, bool ruled) {
  return ruled ? w->floor : MAX(w->floor, w->floor_alone);
}

// --- sums ---

static double squash(long thousandths) {
  return 1 / (1 + exp(-(double)thousandths / 1000));
}

static void add_row(long *sum, const int *row) {
  for (int i = 0; row && i < COLUMN_COUNT; i++)
    sum[i] += row[i];
}

// Leaves each key once.
static void keys_fold(GArray *keys) {
  size_t size = 64;
  while (size < 2 * (size_t)keys->len)
    size *= 2;
  unsigned *seen = g_new0(unsigned, size); // an open table of indices, counted from 1
  const uint64_t *all = (const uint64_t *)(const void *)keys->data;
  unsigned kept = 0;
  for (unsigned i = 0; i < keys->len; i++) {
    size_t at = (size_t)all[i] & (size - 1);
    while (seen[at] && all[seen[at] - 1] != all[i])
      at = (at + 1) & (size - 1);
    if (seen[at]) continue;
    g_array_index(keys, uint64_t, kept++) = all[i];
    seen[at] = kept;
  }
  g_array_set_size(keys, kept);
  g_free(seen);
}

static void sum_traits(const struct weights *w, const GArray *keys, long *sum) {
  for (unsigned i = 0; i < keys->len; i++)
    add_row(sum, row_of(w, g_array_index(keys, uint64_t, i)));
}

static void set_chances(struct pair *pair, const long *sum) {
  double position = squash(sum[COLUMN_POSITION]), each[ATTITUDE_COUNT], all = 0;
  for (int a = ATTITUDE_FOR; a < ATTITUDE_COUNT; a++)
    all += each[a] = squash(sum[COLUMN_FOR + a - ATTITUDE_FOR]);
  pair->chance[ATTITUDE_NONE] = 1 - position;
  for (int a = ATTITUDE_FOR; a < ATTITUDE_COUNT; a++)
    pair->chance[a] = position * each[a] / all;
}

static const char *const kinds[] = {"m", "h", "c"}; // an actor: "a"

static struct bag bag_for(const struct pair *pair, bool names) {
  const struct concept *c = pair->target->concept;
  return (struct bag){.keys = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
                      .names = names ? g_ptr_array_new_with_free_func(g_free) : NULL,
                      .kind = c->actor >= 0 ? "a" : kinds[c->kind]};
}

enum attitude pair_likeliest(const struct pair *pair) {
  enum attitude best = ATTITUDE_FOR;
  for (int a = ATTITUDE_AGAINST; a < ATTITUDE_COUNT; a++)
    if (pair->chance[a] > pair->chance[best]) best = (enum attitude)a;
  return best;
}

// Mixes what the net says into the sums of the linear weights.
static void mix_net(const struct weights *w, struct pair_net *asked, const struct pair *pair, long *sum) {
  int answer[NET_ANSWERS];
  pair_net_answer(asked, pair, answer);
  for (int k = 0; k < COLUMN_VOICE; k++)
    sum[k] = (sum[k] * w->mix_linear[k] + (long)answer[k] * w->mix_net[k]) / CARRY_ONE + w->mix_always[k];
}

// The first round: by the sentence and its neighbours.
static void weigh_alone(const struct reading *r, const struct weights *w, struct pair_net *asked,
                        struct pair *pair, long *sum) {
  struct bag b = bag_for(pair, false);
  pair_traits(r, pair, &b);
  pair_tree_traits(r, pair, &b);
  keys_fold(b.keys);
  add_row(sum, w->always);
  sum_traits(w, b.keys, sum);
  g_array_free(b.keys, TRUE);
  pair->asked = sum[COLUMN_POSITION] >= w->net_from;
  if (pair->asked) mix_net(w, asked, pair, sum);
  set_chances(pair, sum);
  for (int v = 0; v <= VOICE_ASCRIBED; v++)
    pair->voice[v] = squash(sum[COLUMN_VOICE + v]);
  pair->alone = pair_likeliest(pair);
  pair->alone_share = pair->chance[pair->alone] / (1 - pair->chance[ATTITUDE_NONE]);
}

// Remembers which of the article's traits spoke most for what came out.
static void note_article(const struct reading *r, const struct weights *w, struct pair *pair,
                         const GPtrArray *names) {
  enum attitude a = pair_likeliest(pair);
  for (unsigned i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index(names, i);
    const int *row = row_of(w, bag_key(name));
    int weight = row ? row[COLUMN_POSITION] + row[COLUMN_FOR + a - ATTITUDE_FOR] : 0;
    if (weight <= pair->article_weight) continue;
    pair->article = g_string_chunk_insert_const(r->d->strings, name);
    pair->article_weight = weight;
  }
}

void pairs_weigh(struct reading *r, const struct weights *w, const struct net *n) {
  long(*sums)[COLUMN_COUNT] = g_malloc0_n(r->pairs->len + 1, sizeof *sums);
  GPtrArray **names = g_new0(GPtrArray *, r->pairs->len + 1);
  struct pair_net *asked = pair_net_new(r, n);
  for (unsigned i = 0; i < r->pairs->len; i++)
    weigh_alone(r, w, asked, &g_array_index(r->pairs, struct pair, i), sums[i]);
  pair_net_free(asked);
  struct tallies *tallies = tallies_new(r); // all by the first round before any by the second
  for (unsigned i = 0; i < r->pairs->len; i++) {
    struct bag b = bag_for(&g_array_index(r->pairs, struct pair, i), r->d->coder->explains);
    pair_article_traits(r, tallies, i, &b);
    for (int k = 0; k < COLUMN_VOICE; k++)
      sums[i][k] = sums[i][k] * w->carry[k] / CARRY_ONE + w->again[k];
    sum_traits(w, b.keys, sums[i]);
    g_array_free(b.keys, TRUE);
    names[i] = b.names;
  }
  tallies_free(tallies);
  for (unsigned i = 0; i < r->pairs->len; i++) {
    struct pair *pair = &g_array_index(r->pairs, struct pair, i);
    set_chances(pair, sums[i]);
    if (!names[i]) continue;
    note_article(r, w, pair, names[i]);
    g_ptr_array_free(names[i], TRUE);
  }
  g_free(names);
  g_free(sums);
}

// --- for people and for fitting ---

GPtrArray *pair_trait_names(const struct reading *r, const struct pair *pair) {
  struct bag b = bag_for(pair, true);
  pair_traits(r, pair, &b);
  pair_tree_traits(r, pair, &b);
  g_array_free(b.keys, TRUE);
  return b.names;
}

struct spoken {
  const char *name;
  long weight;
};

static int compare_spoken(const void *a, const void *b) {
  const struct spoken *x = a, *y = b;
  if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
  return strcmp(x->name, y->name);
}

void pair_explain(const struct reading *r, const struct weights *w, const struct pair *pair, enum attitude a,
                  unsigned count, GPtrArray *lines) {
  GPtrArray *names = pair_trait_names(r, pair);
  GArray *spoken = g_array_new(FALSE, FALSE, sizeof(struct spoken));
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (unsigned i = 0; i < names->len; i++) {
    struct spoken s = {.name = g_ptr_array_index(names, i)};
    const int *row = row_of(w, bag_key(s.name));
    if (!row || g_str_has_prefix(s.name, "actor-tag=") || // a Penn tag's number tells people nothing
        !g_hash_table_add(seen, (char *)(uintptr_t)s.name))
      continue;
    s.weight = row[COLUMN_POSITION] + row[COLUMN_FOR + a - ATTITUDE_FOR];
    if (s.weight > 0) g_array_append_val(spoken, s);
  }
  if (pair->article) {
    struct spoken s = {.name = pair->article, .weight = pair->article_weight};
    g_array_append_val(spoken, s);
  }
  g_array_sort(spoken, compare_spoken);
  for (unsigned i = 0; i < MIN(count, spoken->len); i++) {
    const struct spoken *s = &g_array_index(spoken, struct spoken, i);
    GString *line = g_string_new(NULL);
    trait_words(s->name, line);
    g_string_append_printf(line, " (+%ld.%02ld)", s->weight / 1000, s->weight % 1000 / 10);
    g_ptr_array_add(lines, g_string_free(line, FALSE));
  }
  g_hash_table_destroy(seen);
  g_array_free(spoken, TRUE);
  g_ptr_array_free(names, TRUE);
}
