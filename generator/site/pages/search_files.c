// SPDX-License-Identifier: MIT
#include "site/pages/search_files.h"
#include "base/sha256.h"
#include "base/unseen.h"
#include "site/fold.h"
#include "site/page_key.h"
#include "site/pages/kinds.h"
#include "site/postings.h"
#include <limits.h>

#define SEARCH "the search"

enum {
  GROUP_BYTES = 3000,
  GROUP_PASSAGES = 48,
  PER = 3, // groups in a file of texts
  TITLE = -1,
  WORDS_SIZE = 48000 // bytes in a file of words
};

// A passage of the file of texts that is being filled.
struct entry {
  const struct article_record *record;
  gint64 number; // the passage's in its article, TITLE: the article's title
  bool last;     // of its group
};

struct build {
  const struct maker *m;
  struct sha256 *sum;                   // of the digests of all files
  struct postings *lists[CHAR_MAX + 1]; // by kind of name: 'w'ord, 'a'ctor, 'i'ssue, 's'tance, 'y'ear
  unsigned group, passages;             // groups so far; passages in all
  size_t bytes;                         // in the group being filled
  unsigned in_group;                    // passages in it
  GArray *entries;                      // struct entry: of the file being filled, which begins at `first`
  unsigned first;
  // while a file is made:
  json *articles, *strings, *groups;
  unsigned article_count, string_count;
  GHashTable *numbers; // string -> its number in strings
  GHashTable *names;   // what is noted of the group at hand, each behind its kind
  GByteArray *kept; // what is noted of the file: these, each ended by NUL, and an empty one behind each group
};

static GString *begin_file(const char *kind, unsigned number) {
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "standpointSearch(\"%s\",%u,", kind, number);
  return text;
}

// Ends the call with value, which is freed.
static void end_file(GString *text, json *value) {
  char *printed = json_print(value, false);
  g_string_append(text, printed);
  g_string_append(text, ");\n");
  g_free(printed);
  json_free(value);
}

static void add_digest(struct build *b, const char *hex) {
  sha256_add(b->sum, hex, strlen(hex));
}

static void add_text(struct build *b, const GString *text) {
  char hex[65];
  sha256_hex((struct slice){text->str, text->len}, hex);
  add_digest(b, hex);
}

// --- what is in a group ---

static void note(struct build *b, char kind, const char *name) {
  char small[256], *whole = strlen(name) < sizeof small - 1 ? small : g_malloc(strlen(name) + 2);
  whole[0] = kind;
  g_stpcpy(whole + 1, name);
  if (!g_hash_table_contains(b->names, whole)) {
    g_hash_table_add(b->names, g_strdup(whole));
    g_byte_array_append(b->kept, (const guint8 *)whole, (guint)strlen(whole) + 1);
  }
  if (whole != small) g_free(whole);
}

static void note_word(const char *word, void *data) {
  note(data, 'w', word);
}

static void note_words(struct build *b, const char *text) {
  if (text) fold_words(text, note_word, b);
}

// A statement is found by the names of actor, issue and person too, whatever its sentence calls them.
static void note_statement(struct build *b, const struct search_statement *s) {
  const struct codebook *c = b->m->codebook;
  note_words(b, c->actors[codebook_actor(c, s->actor)].name);
  note_words(b, c->issues[codebook_issue(c, s->issue)].name);
  note_words(b, s->person);
  note(b, 'a', s->actor);
  note(b, 'i', s->issue);
  note(b, 's', stance_name(s->stance));
}

static void note_passage(struct build *b, const struct article_record *r, const struct search_passage *p) {
  note_words(b, p ? p->text : r->title);
  if (!p) note_words(b, r->source);
  if (r->date && strlen(r->date) >= 4) {
    char *year = g_strndup(r->date, 4);
    note(b, 'y', year);
    g_free(year);
  }
  for (guint i = 0; p && i < p->statements->len; i++)
    note_statement(b, &g_array_index(p->statements, struct search_statement, i));
}

// Takes what is noted of a file into the index. Returns false, with nothing taken, where it is no such notes
// of so many groups.
static bool take_notes(struct build *b, struct slice notes, unsigned groups) {
  const char *end = notes.data + notes.len;
  if (!notes.len || end[-1]) return false;
  for (const char *name = notes.data; name < end; name += strlen(name) + 1) {
    unsigned char kind = (unsigned char)*name;
    if (kind > CHAR_MAX || (kind ? !b->lists[kind] : groups-- == 0)) return false;
  }
  if (groups) return false;
  unsigned group = b->first;
  for (const char *name = notes.data; name < end; name += strlen(name) + 1)
    if (*name)
      postings_add(b->lists[(unsigned char)*name], name + 1, group);
    else
      group++;
  return true;
}

// --- texts ---

// Scripts show these texts without the pages' escaper.
static json *shown(const char *text) {
  char *safe = text ? unseen_shown(text) : NULL;
  json *j = safe ? json_string(safe) : json_null();
  g_free(safe);
  return j;
}

static int string_number(struct build *b, const char *text) {
  void *known = NULL;
  if (g_hash_table_lookup_extended(b->numbers, text, NULL, &known)) return GPOINTER_TO_INT(known);
  json_push(b->strings, shown(text));
  g_hash_table_insert(b->numbers, g_strdup(text), GINT_TO_POINTER(b->string_count));
  return (int)b->string_count++;
}

static void put_article(struct build *b, const struct article_record *r) {
  json *a = json_push(b->articles, json_array()), *known = record_model(b->m, r);
  static const char *const keys[] = {"href", "title", "date_text", "date", "source", "statements_text"};
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
    const char *text = json_text(json_get(known, keys[i]));
    json_push(a, shown(text));
  }
  json_free(known);
  b->article_count++;
}

static json *statement_entry(struct build *b, const struct search_statement *s) {
  json *j = json_array();
  json_push(j, json_string(s->id));
  json_push(j, json_number(s->stance));
  json_push(j, json_number(s->hollow));
  const char *const texts[] = {s->actor, s->issue, s->label, s->voice, s->person};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    if (texts[i]) json_push(j, json_number(string_number(b, texts[i])));
  return j;
}

// p NULL: the title.
static json *passage_entry(struct build *b, const struct search_passage *p) {
  json *j = json_array();
  json_push(j, json_number(b->article_count - 1));
  json_push(j, shown(p ? p->text : NULL));
  json_push(j, json_number(p ? p->block : 0));
  for (guint i = 0; p && i < p->statements->len; i++)
    json_push(j, statement_entry(b, &g_array_index(p->statements, struct search_statement, i)));
  return j;
}

// Returns the passage number of the article, NULL for its title.
static const struct search_passage *passage_at(const struct build *b, const struct article_record *r,
                                               gint64 number) {
  // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): every entry has a record
  return number == TITLE ? NULL : search_passages(page_search(b->m->sink), r->path)->pdata[number];
}

// Fills the file's text and b->kept.
static void fill_texts(struct build *b) {
  json *list = NULL;
  const struct article_record *record = NULL;
  for (guint i = 0; i < b->entries->len; i++) {
    const struct entry *e = &g_array_index(b->entries, struct entry, i);
    if (!list) list = json_push(b->groups, json_array());
    if (e->record != record) put_article(b, e->record);
    record = e->record;
    const struct search_passage *p = passage_at(b, e->record, e->number);
    json_push(list, passage_entry(b, p));
    note_passage(b, e->record, p);
    if (!e->last) continue;
    g_byte_array_append(b->kept, (const guint8 *)"", 1);
    g_hash_table_remove_all(b->names);
    list = NULL;
  }
}

// What the file at hand is made from: of each article what tells its passages, and which of them are in it.
static struct sha256 *texts_key(const struct build *b) {
  struct sha256 *k = page_file_key(b->m->sink);
  const struct article_record *record = NULL;
  for (guint i = 0; k && i < b->entries->len; i++) {
    const struct entry *e = &g_array_index(b->entries, struct entry, i);
    if (e->record != record) {
      key_record(k, e->record);
      key_number(k, e->record->statements);
      search_add_key(page_search(b->m->sink), e->record->path, k);
    }
    record = e->record;
    key_number(k, e->number);
    key_number(k, e->last);
  }
  return k;
}

static GString *make_texts(struct build *b, unsigned number) {
  b->articles = json_array();
  b->strings = json_array();
  b->groups = json_array();
  b->kept = g_byte_array_new();
  b->article_count = b->string_count = 0;
  g_hash_table_remove_all(b->numbers);
  fill_texts(b);
  GString *text = begin_file("text", number);
  json *value = json_object();
  json_add(value, "articles", b->articles);
  json_add(value, "strings", b->strings);
  json_add(value, "groups", b->groups);
  end_file(text, value);
  return text;
}

static void end_texts(struct build *b) {
  unsigned number = b->first / PER, groups = b->group - b->first;
  char *path = g_strdup_printf("search/text-%u.js", number), hex[65];
  struct page_file_left left;
  bool stands = page_file_stands(b->m->sink, path, texts_key(b), hex, &left);
  if (stands && take_notes(b, left.kept, groups)) {
    add_digest(b, left.sha256);
    page_file_keep(b->m->sink, path, SEARCH, &left);
  } else {
    GString *text = make_texts(b, number);
    take_notes(b, (struct slice){(const char *)b->kept->data, b->kept->len}, groups);
    add_text(b, text);
    page_file_keyed(b->m->sink, path, text, SEARCH, hex, b->kept);
  }
  g_array_set_size(b->entries, 0);
  b->first = b->group;
  g_free(path);
}

static void end_group(struct build *b) {
  if (!b->in_group) return;
  g_array_index(b->entries, struct entry, b->entries->len - 1).last = true;
  b->group++;
  b->bytes = b->in_group = 0;
  if (b->group % PER == 0) end_texts(b);
}

// Puts one passage where it belongs.
static void put_passage(struct build *b, const struct article_record *r, gint64 number) {
  const struct search_passage *p = passage_at(b, r, number);
  const struct entry e = {.record = r, .number = number};
  g_array_append_val(b->entries, e);
  b->passages++;
  b->bytes += strlen(p ? p->text : r->title);
  if (++b->in_group >= GROUP_PASSAGES || b->bytes >= GROUP_BYTES) end_group(b);
}

static void put_articles(struct build *b) {
  const GPtrArray *articles = b->m->edition->articles;
  for (guint i = 0; i < articles->len; i++) {
    const struct article_record *r = articles->pdata[i];
    const GPtrArray *passages = search_passages(page_search(b->m->sink), r->path);
    gint64 count = passages ? passages->len : 0;
    if (!r->has_page && !count) continue;
    for (gint64 k = TITLE; k < count; k++)
      put_passage(b, r, k);
  }
  end_group(b);
  if (b->entries->len) end_texts(b);
}

// --- the index ---

static json *folds_model(void) {
  json *folds = json_object();
  for (const struct fold_letter *f = fold_letters; f->from; f++)
    json_add_string(folds, f->from, f->to);
  return folds;
}

static void put_file(struct build *b, const char *path, GString *text) {
  add_text(b, text);
  page_file_keyed(b->m->sink, path, text, SEARCH, "", NULL);
}

static void put_words(struct build *b, json *firsts) {
  GPtrArray *pieces = postings_pieces(b->lists['w'], b->group, WORDS_SIZE);
  for (guint i = 0; i < pieces->len; i++) {
    const struct postings_piece *piece = pieces->pdata[i];
    GString *text = begin_file("words", i);
    char *path = g_strdup_printf("search/words-%u.js", i);
    json_push(firsts, json_string(piece->first));
    g_string_append_printf(text, "\"%s\",\"%s\");\n", piece->words->str, piece->lists->str);
    put_file(b, path, text);
    g_free(path);
  }
  g_ptr_array_unref(pieces);
}

static void put_index(struct build *b) {
  json *value = json_object();
  unsigned pieces = (b->group + PER - 1) / PER;
  json_add_number(value, "passages", b->passages);
  json_add_number(value, "groups", b->group);
  json_add_number(value, "per", PER);
  json_add_number(value, "pieces", pieces);
  json_add(value, "folds", folds_model());
  put_words(b, json_add_array(value, "words"));
  json_add(value, "actor", postings_to_json(b->lists['a'], b->group));
  json_add(value, "issue", postings_to_json(b->lists['i'], b->group));
  json_add(value, "stance", postings_to_json(b->lists['s'], b->group));
  json_add(value, "year", postings_to_json(b->lists['y'], b->group));
  GString *text = begin_file("index", 0);
  end_file(text, value);
  put_file(b, "search/index.js", text);
}

void search_files_make(const struct maker *m, char stamp[9]) {
  static const char kinds[] = "waisy";
  struct build b = {.m = m,
                    .sum = sha256_new(),
                    .entries = g_array_new(FALSE, FALSE, sizeof(struct entry)),
                    .names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                    .numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  for (const char *k = kinds; *k; k++)
    b.lists[(unsigned char)*k] = postings_new();
  put_articles(&b);
  put_index(&b);
  char hex[65];
  sha256_end(b.sum, hex);
  g_strlcpy(stamp, hex, 9);
  for (const char *k = kinds; *k; k++)
    postings_free(b.lists[(unsigned char)*k]);
  g_array_unref(b.entries);
  g_hash_table_unref(b.names);
  g_hash_table_unref(b.numbers);
}
