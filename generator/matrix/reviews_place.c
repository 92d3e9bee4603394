// SPDX-License-Identifier: MIT
// Statements that a person added: finding their sentences.
#include "base/csv.h"
#include "coding/coder.h"
#include "matrix/reviews.h"

// Text as it is compared: spaces folded, quotes and dashes plain. Each byte knows the character of the
// original that it stands for.
struct folded {
  GString *text;
  GArray *from, *to; // size_t: where that character begins and ends
};

static const char *plain(gunichar c) {
  switch (c) {
  case 0x2018:
  case 0x2019:
  case 0x201A:
  case 0x201B:
  case 0x2032:
  case 0x02BC:
    return "'";
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x201F:
  case 0x2033:
  case 0x00AB:
  case 0x00BB:
    return "\"";
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2212:
    return "-";
  case 0x2026:
    return "...";
  default:
    return NULL;
  }
}

static void fold_put(struct folded *f, const char *bytes, size_t len, size_t from, size_t to) {
  g_string_append_len(f->text, bytes, (gssize)len);
  for (size_t i = 0; i < len; i++) {
    g_array_append_val(f->from, from);
    g_array_append_val(f->to, to);
  }
}

// text must be UTF-8.
static struct folded fold(const char *text) {
  struct folded f = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(size_t)),
                     g_array_new(FALSE, FALSE, sizeof(size_t))};
  const char *space = NULL;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    size_t at = (size_t)(p - text), end = (size_t)(g_utf8_next_char(p) - text);
    if (g_unichar_isspace(c)) {
      if (!space) space = p;
      continue;
    }
    if (space && f.text->len) fold_put(&f, " ", 1, (size_t)(space - text), at);
    space = NULL;
    const char *simple = plain(c);
    if (simple)
      fold_put(&f, simple, strlen(simple), at, end);
    else
      fold_put(&f, p, end - at, at, end);
  }
  return f;
}

static void folded_release(struct folded *f) {
  g_string_free(f->text, TRUE);
  g_array_unref(f->from);
  g_array_unref(f->to);
}

static void folded_free(void *p) {
  struct folded *f = p;
  folded_release(f);
  g_free(f);
}

// An article while additions to it are placed.
struct placing {
  struct reviews *reviews;
  const struct article *article;
  char *doc;
  GPtrArray *folded; // struct folded *, one a block
  GPtrArray *out;
  GHashTable *ids; // of the statements in out
  struct diag *d;
};

struct found {
  const struct block *block;
  size_t start, end; // in the block's text
  size_t source, source_end;
};

// Finds the sentence in the blocks that are coded or, for want of one there, in those that are not.
static bool find_sentence(const struct placing *p, const char *sentence, struct found *found) {
  // A cell that a spreadsheet was kept from running as a formula comes back with its apostrophe.
  if (sentence[0] == '\'' && csv_is_formula(sentence + 1)) sentence++;
  struct folded wanted = fold(sentence);
  bool ok = false;
  for (int boilerplate = 0; boilerplate <= 1 && !ok; boilerplate++) {
    for (guint i = 0; i < p->folded->len && !ok; i++) {
      const struct folded *f = p->folded->pdata[i];
      const struct block *b = p->article->blocks->pdata[i];
      const char *hit = (b->boilerplate != NULL) == boilerplate && wanted.text->len
                            ? strstr(f->text->str, wanted.text->str)
                            : NULL;
      if (!hit) continue;
      size_t first = (size_t)(hit - f->text->str);
      *found = (struct found){.block = b,
                              .start = g_array_index(f->from, size_t, first),
                              .end = g_array_index(f->to, size_t, first + wanted.text->len - 1)};
      block_source(b, found->start, found->end, &found->source, &found->source_end);
      ok = true;
    }
  }
  folded_release(&wanted);
  return ok;
}

static bool same_place(const struct placing *p, const struct statement *s, const struct found *f) {
  if (strcmp(s->article, p->article->path) != 0) return false;
  bool inside = s->start >= f->source && s->end <= f->source_end,
       around = s->start <= f->source && s->end >= f->source_end;
  return inside || around;
}

// Returns the coder's own statement that says what v adds, or NULL; counts in *others those of another
// stance.
static struct statement *made_already(const struct placing *p, const struct review *v, const struct found *f,
                                      unsigned *others) {
  struct statement *same = NULL;
  *others = 0;
  for (guint i = 0; i < p->out->len; i++) {
    struct statement *s = p->out->pdata[i];
    if (strcmp(s->actor, v->actor) != 0 || strcmp(s->issue, v->issue) != 0 || !same_place(p, s, f)) continue;
    if ((int)s->stance == v->stance && (v->voice < 0 || (int)s->voice == v->voice))
      same = s;
    else
      ++*others;
  }
  return same;
}

static void add_statement(struct placing *p, const struct review *v, const struct found *f,
                          unsigned ordinal) {
  const struct article *a = p->article;
  struct statement *s = g_new0(struct statement, 1);
  *s = (struct statement){.doc = g_strdup(p->doc),
                          .article = g_strdup(a->path),
                          .title = g_strdup(a->title),
                          .date = g_strdup(a->date),
                          .source = g_strdup(a->source),
                          .url = g_strdup(a->url),
                          .actor = g_strdup(v->actor),
                          .issue = g_strdup(v->issue),
                          .stance = (enum stance)v->stance,
                          .voice = v->voice >= 0 ? (enum voice)v->voice : VOICE_STATED,
                          .confidence = 1000,
                          .sentence = g_strndup(f->block->text->str + f->start, f->end - f->start),
                          .start = f->source,
                          .end = f->source_end,
                          .cue = g_strconcat("added by ", v->reviewer ? v->reviewer : "hand", NULL),
                          .review = v};
  unsigned column;
  lines_find(&a->lines, s->start, &s->line, &column);
  do
    statement_id(s->id, p->doc, s->sentence, 0, s->actor, s->issue, ordinal++);
  while (g_hash_table_contains(p->ids, s->id));
  g_hash_table_add(p->ids, s->id);
  g_ptr_array_add(p->out, s);
}

static void place(struct placing *p, struct review *v) {
  struct found found;
  unsigned others;
  v->used = true;
  if (!find_sentence(p, v->sentence, &found)) {
    diag_warning(p->d, (struct diag_place){p->reviews->path, v->line, 1},
                 "the sentence is not in %s, expected it word for word: \"%s\"", v->article, v->sentence);
    return;
  }
  struct statement *same = made_already(p, v, &found, &others);
  if (same) {
    same->review = v;
    same->confidence = 1000;
  } else
    add_statement(p, v, &found, others);
}

// Returns the additions to a, or NULL.
static GPtrArray *additions_to(const struct reviews *r, const struct article *a, const char *root) {
  if (!r->by_article || !g_hash_table_size(r->by_article)) return NULL;
  size_t n = strlen(root);
  const char *path = g_str_has_prefix(a->path, "./") ? a->path + 2 : a->path;
  if (g_str_has_prefix(root, "./")) root += 2, n -= 2;
  bool below = n && strncmp(path, root, n) == 0 && (root[n - 1] == '/' || path[n] == '/');
  const char *inside = below ? path + n + (path[n] == '/') : path;
  GPtrArray *list = g_hash_table_lookup(r->by_article, inside);
  return list ? list : g_hash_table_lookup(r->by_article, path);
}

void reviews_place(struct reviews *r, const struct article *a, const char *root, GPtrArray *out,
                   struct diag *d) {
  GPtrArray *additions = additions_to(r, a, root);
  if (!additions) return;
  struct placing p = {.reviews = r,
                      .article = a,
                      .doc = article_doc(a),
                      .folded = g_ptr_array_new_with_free_func(folded_free),
                      .out = out,
                      .ids = g_hash_table_new(g_str_hash, g_str_equal),
                      .d = d};
  for (guint i = 0; i < a->blocks->len; i++) {
    struct folded f = fold(((const struct block *)a->blocks->pdata[i])->text->str);
    g_ptr_array_add(p.folded, g_memdup2(&f, sizeof f));
  }
  for (guint i = 0; i < out->len; i++)
    g_hash_table_add(p.ids, ((struct statement *)out->pdata[i])->id);
  for (guint i = 0; i < additions->len; i++) {
    struct review *v = additions->pdata[i];
    if (!v->used) place(&p, v);
  }
  g_hash_table_unref(p.ids);
  g_ptr_array_unref(p.folded);
  g_free(p.doc);
}
