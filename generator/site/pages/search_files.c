// SPDX-License-Identifier: MIT
#include "site/pages/search_files.h"
#include "base/sha256.h"
#include "base/unseen.h"
#include "site/fold.h"
#include "site/pages/kinds.h"
#include "site/postings.h"

enum {
  GROUP_BYTES = 3000,
  GROUP_PASSAGES = 48,
  PER = 3,           // groups in a file of texts
  WORDS_SIZE = 48000 // bytes in a file of words
};

struct build {
  const struct maker *m;
  struct search_files *files;
  struct postings *words, *actor, *issue, *stance, *year;
  unsigned group;                           // the one being filled
  size_t bytes;                             // in it
  unsigned passages;                        // in it
  json *articles, *strings, *groups, *list; // of the text file being filled; list: passages of the group
  unsigned article_count, string_count;
  GHashTable *numbers;                 // string -> its number in strings
  const struct article_record *record; // the article last put into the text file
};

static GString *begin_file(struct build *b, const char *kind, unsigned number) {
  GString *text = g_string_new(NULL);
  bool index = strcmp(kind, "index") == 0;
  g_ptr_array_add(b->files->paths,
                  index ? g_strdup("search/index.js") : g_strdup_printf("search/%s-%u.js", kind, number));
  g_ptr_array_add(b->files->texts, text);
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

// --- texts ---

static void begin_texts(struct build *b) {
  b->articles = json_array();
  b->strings = json_array();
  b->groups = json_array();
  b->list = NULL;
  b->article_count = b->string_count = 0;
  g_hash_table_remove_all(b->numbers);
  b->record = NULL;
}

static void end_texts(struct build *b) {
  GString *text = begin_file(b, "text", (b->group - 1) / PER);
  json *value = json_object();
  json_add(value, "articles", b->articles);
  json_add(value, "strings", b->strings);
  json_add(value, "groups", b->groups);
  end_file(text, value);
  begin_texts(b);
}

static void end_group(struct build *b) {
  if (!b->passages) return;
  b->group++;
  b->bytes = b->passages = 0;
  b->list = NULL;
  if (b->group % PER == 0) end_texts(b);
}

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
  if (b->record == r) return;
  json *a = json_push(b->articles, json_array()), *known = record_model(b->m, r);
  static const char *const keys[] = {"href", "title", "date_text", "date", "source", "statements_text"};
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
    const char *text = json_text(json_get(known, keys[i]));
    json_push(a, shown(text));
  }
  json_free(known);
  b->record = r;
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

// --- the index ---

static void index_word(const char *word, void *data) {
  struct build *b = data;
  postings_add(b->words, word, b->group);
}

static void index_words(struct build *b, const char *text) {
  if (text) fold_words(text, index_word, b);
}

// A statement is found by the names of actor, issue and person too, whatever its sentence calls them.
static void index_statement(struct build *b, const struct search_statement *s) {
  const struct codebook *c = b->m->codebook;
  index_words(b, c->actors[codebook_actor(c, s->actor)].name);
  index_words(b, c->issues[codebook_issue(c, s->issue)].name);
  index_words(b, s->person);
  postings_add(b->actor, s->actor, b->group);
  postings_add(b->issue, s->issue, b->group);
  postings_add(b->stance, stance_name(s->stance), b->group);
}

// Puts one passage where it belongs. text NULL: the title.
static void put_passage(struct build *b, const struct article_record *r, const char *text,
                        const struct search_passage *p) {
  if (!b->list) b->list = json_push(b->groups, json_array());
  put_article(b, r);
  json *j = json_push(b->list, json_array());
  json_push(j, json_number(b->article_count - 1));
  json_push(j, shown(text));
  json_push(j, json_number(p ? p->block : 0));
  index_words(b, text ? text : r->title);
  if (!text) index_words(b, r->source);
  if (r->date && strlen(r->date) >= 4) {
    char *year = g_strndup(r->date, 4);
    postings_add(b->year, year, b->group);
    g_free(year);
  }
  for (guint i = 0; p && i < p->statements->len; i++) {
    const struct search_statement *s = &g_array_index(p->statements, struct search_statement, i);
    json_push(j, statement_entry(b, s));
    index_statement(b, s);
  }
  size_t len = strlen(text ? text : r->title);
  b->files->text += len;
  b->files->passages++;
  b->bytes += len;
  if (++b->passages >= GROUP_PASSAGES || b->bytes >= GROUP_BYTES) end_group(b);
}

static void put_articles(struct build *b) {
  const GPtrArray *articles = b->m->edition->articles;
  for (guint i = 0; i < articles->len; i++) {
    const struct article_record *r = articles->pdata[i];
    const GPtrArray *passages = search_passages(page_search(b->m->sink), r->path);
    if (!r->has_page && !passages) continue;
    put_passage(b, r, NULL, NULL);
    for (guint k = 0; passages && k < passages->len; k++) {
      const struct search_passage *p = passages->pdata[k];
      put_passage(b, r, p->text, p);
    }
  }
  end_group(b);
  if (b->group % PER) end_texts(b);
}

static json *folds_model(void) {
  json *folds = json_object();
  for (const struct fold_letter *f = fold_letters; f->from; f++)
    json_add_string(folds, f->from, f->to);
  return folds;
}

static void put_words(struct build *b, json *firsts) {
  GPtrArray *pieces = postings_pieces(b->words, b->group, WORDS_SIZE);
  for (guint i = 0; i < pieces->len; i++) {
    const struct postings_piece *piece = pieces->pdata[i];
    GString *text = begin_file(b, "words", i);
    json_push(firsts, json_string(piece->first));
    g_string_append_printf(text, "\"%s\",\"%s\");\n", piece->words->str, piece->lists->str);
    b->files->index += text->len;
  }
  g_ptr_array_unref(pieces);
}

static void put_index(struct build *b) {
  json *value = json_object();
  unsigned pieces = (b->group + PER - 1) / PER;
  json_add_number(value, "passages", b->files->passages);
  json_add_number(value, "groups", b->group);
  json_add_number(value, "per", PER);
  json_add_number(value, "pieces", pieces);
  json_add(value, "folds", folds_model());
  put_words(b, json_add_array(value, "words"));
  json_add(value, "actor", postings_to_json(b->actor, b->group));
  json_add(value, "issue", postings_to_json(b->issue, b->group));
  json_add(value, "stance", postings_to_json(b->stance, b->group));
  json_add(value, "year", postings_to_json(b->year, b->group));
  GString *text = begin_file(b, "index", 0);
  end_file(text, value);
  b->files->index += text->len;
}

static void add_stamp(struct search_files *files) {
  struct sha256 *sum = sha256_new();
  for (guint i = 0; i < files->texts->len; i++) {
    const GString *text = files->texts->pdata[i];
    sha256_add(sum, text->str, text->len);
  }
  char hex[65];
  sha256_end(sum, hex);
  g_strlcpy(files->stamp, hex, sizeof files->stamp);
}

static void free_text(void *text) {
  g_string_free(text, TRUE);
}

void search_files_make(const struct maker *m, struct search_files *files) {
  *files = (struct search_files){.paths = g_ptr_array_new_with_free_func(g_free),
                                 .texts = g_ptr_array_new_with_free_func(free_text)};
  struct build b = {.m = m,
                    .files = files,
                    .words = postings_new(),
                    .actor = postings_new(),
                    .issue = postings_new(),
                    .stance = postings_new(),
                    .year = postings_new(),
                    .numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  begin_texts(&b);
  put_articles(&b);
  put_index(&b);
  add_stamp(files);
  json_free(b.articles);
  json_free(b.strings);
  json_free(b.groups);
  postings_free(b.words);
  postings_free(b.actor);
  postings_free(b.issue);
  postings_free(b.stance);
  postings_free(b.year);
  g_hash_table_unref(b.numbers);
}

void search_files_release(struct search_files *files) {
  g_ptr_array_unref(files->paths);
  g_ptr_array_unref(files->texts);
  *files = (struct search_files){0};
}
