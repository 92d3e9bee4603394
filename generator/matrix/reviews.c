// SPDX-License-Identifier: MIT
// Reading input/reviews.csv.
#include "matrix/reviews.h"
#include "base/csv.h"
#include "base/day.h"
#include "base/files.h"

enum column {
  COLUMN_STATEMENT,
  COLUMN_DECISION,
  COLUMN_ACTOR,
  COLUMN_ISSUE,
  COLUMN_STANCE,
  COLUMN_VOICE,
  COLUMN_ARTICLE,
  COLUMN_SENTENCE,
  COLUMN_REVIEWER,
  COLUMN_DATE,
  COLUMN_NOTE,
  COLUMNS
};
static const char *const column_names[COLUMNS] = {"statement", "decision", "actor",   "issue",
                                                  "stance",    "voice",    "article", "sentence",
                                                  "reviewer",  "date",     "note"};
static const char *const decisions[] = {"accept", "reject", "recode", "add"};

// A file as it is read: which field of a row holds which column.
struct table {
  struct csv csv;
  int field_of[COLUMNS]; // -1: no such column
  guint fields;
  struct reviews *reviews;
  GHashTable *subjects; // what was decided about -> struct review *
  struct diag *d;
};

static void review_free(void *p) {
  struct review *v = p;
  char *const owned[] = {v->statement, v->actor,    v->issue, v->article,
                         v->sentence,  v->reviewer, v->date,  v->note};
  for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
    g_free(owned[i]);
  g_free(v);
}

static void list_free(void *p) {
  g_ptr_array_unref(p);
}

void reviews_release(struct reviews *r) {
  if (r->by_statement) g_hash_table_unref(r->by_statement);
  if (r->by_article) g_hash_table_unref(r->by_article);
  if (r->items) g_ptr_array_unref(r->items);
  g_free(r->path);
  *r = (struct reviews){0};
}

// --- the first line ---

static void read_name(struct table *t, unsigned field) {
  char *name = g_strstrip(t->csv.fields->pdata[field]);
  for (int i = 0; i < COLUMNS; i++) {
    if (strcmp(name, column_names[i]) != 0) continue;
    if (t->field_of[i] < 0)
      t->field_of[i] = (int)field;
    else
      diag_error(t->d, csv_place(&t->csv, field), "column '%s' stands twice, expected it once", name);
    return;
  }
  if (*name) diag_warning(t->d, csv_place(&t->csv, field), "unknown column '%s' is passed over", name);
}

static bool read_header(struct table *t) {
  for (int i = 0; i < COLUMNS; i++)
    t->field_of[i] = -1;
  if (!csv_next(&t->csv, t->d)) return false;
  t->fields = t->csv.fields->len;
  if (t->fields == 1 && strchr(t->csv.fields->pdata[0], ';'))
    return diag_error(t->d, csv_place(&t->csv, 0), "columns are parted by semicolons, expected commas");
  for (guint i = 0; i < t->fields; i++)
    read_name(t, i);
  if (t->field_of[COLUMN_DECISION] >= 0) return true;
  return diag_error(t->d, csv_place(&t->csv, 0),
                    "the first line names no column 'decision', expected the names of the columns");
}

// --- a row ---

static const char *value(const struct table *t, enum column c) {
  int field = t->field_of[c];
  const char *text = field >= 0 && (guint)field < t->csv.fields->len ? t->csv.fields->pdata[field] : "";
  return *text ? text : NULL;
}

static struct diag_place place(const struct table *t, enum column c) {
  return csv_place(&t->csv, t->field_of[c] >= 0 ? (unsigned)t->field_of[c] : UINT_MAX);
}

static bool fault(const struct table *t, enum column c, const char *expected) {
  const char *text = value(t, c);
  if (text) return diag_error(t->d, place(t, c), "%s '%s', expected %s", column_names[c], text, expected);
  return diag_error(t->d, place(t, c), "%s is empty, expected %s", column_names[c], expected);
}

static int decision_of(const char *name) {
  for (size_t i = 0; name && i < G_N_ELEMENTS(decisions); i++)
    if (strcmp(name, decisions[i]) == 0) return (int)i;
  return -1;
}

static bool is_id(const char *s) {
  return s && strlen(s) == 16 && strspn(s, "0123456789abcdef") == 16;
}

// Checks the fields that hold a code, whichever the decision. Every fault of the row is reported.
static bool check_codes(const struct table *t) {
  const struct codebook *c = t->reviews->codebook;
  const char *actor = value(t, COLUMN_ACTOR), *issue = value(t, COLUMN_ISSUE),
             *stance = value(t, COLUMN_STANCE), *voice = value(t, COLUMN_VOICE),
             *date = value(t, COLUMN_DATE);
  bool ok = true;
  if (actor && codebook_actor(c, actor) < 0)
    ok = fault(t, COLUMN_ACTOR, "the id of an actor of the codebook");
  if (issue && codebook_issue(c, issue) < 0)
    ok = fault(t, COLUMN_ISSUE, "the id of an issue of the codebook");
  int stance_code = stance ? stance_of(stance) : STANCE_NEUTRAL;
  if (stance_code < 0 || stance_code == STANCE_MIXED)
    ok = fault(t, COLUMN_STANCE, "support, oppose or neutral");
  if (voice && voice_of(voice) < 0) ok = fault(t, COLUMN_VOICE, "stated, acted or ascribed");
  if (date && !day_is(date)) ok = fault(t, COLUMN_DATE, "a date as YYYY-MM-DD");
  return ok;
}

// Checks that the decision has what it needs.
static bool check_needs(const struct table *t, int decision) {
  bool ok = true;
  if (decision < 0) return fault(t, COLUMN_DECISION, "accept, reject, recode or add");
  if (decision == REVIEW_ADD) {
    static const enum column needed[] = {COLUMN_ARTICLE, COLUMN_SENTENCE, COLUMN_ACTOR, COLUMN_ISSUE,
                                         COLUMN_STANCE};
    for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
      if (!value(t, needed[i])) ok = fault(t, needed[i], "a value, since the statement is added by hand");
    return ok;
  }
  if (!is_id(value(t, COLUMN_STATEMENT)))
    ok = fault(t, COLUMN_STATEMENT, "the id of a statement, 16 hexadecimal digits in lower case");
  if (decision == REVIEW_RECODE && !value(t, COLUMN_ACTOR) && !value(t, COLUMN_ISSUE) &&
      !value(t, COLUMN_STANCE) && !value(t, COLUMN_VOICE))
    ok = diag_error(t->d, place(t, COLUMN_DECISION),
                    "recode changes nothing, expected an actor, issue, stance or voice");
  return ok;
}

static struct review *make_review(const struct table *t, int decision) {
  struct review *v = g_new0(struct review, 1);
  v->decision = (enum decision)decision;
  v->statement = decision == REVIEW_ADD ? NULL : g_strdup(value(t, COLUMN_STATEMENT));
  v->actor = g_strdup(value(t, COLUMN_ACTOR));
  v->issue = g_strdup(value(t, COLUMN_ISSUE));
  v->stance = value(t, COLUMN_STANCE) ? stance_of(value(t, COLUMN_STANCE)) : -1;
  v->voice = voice_of(value(t, COLUMN_VOICE));
  v->article = g_strdup(value(t, COLUMN_ARTICLE));
  v->sentence = g_strdup(value(t, COLUMN_SENTENCE));
  v->reviewer = g_strdup(value(t, COLUMN_REVIEWER));
  v->date = g_strdup(value(t, COLUMN_DATE));
  v->note = g_strdup(value(t, COLUMN_NOTE));
  v->line = csv_place(&t->csv, 0).line;
  return v;
}

// Returns what makes two decisions one and the same: the statement, or all that an addition names.
static char *subject_of(const struct review *v) {
  if (v->decision != REVIEW_ADD) return g_strdup(v->statement);
  return g_strjoin("\n", v->article, v->actor, v->issue, v->sentence, NULL);
}

static void take_addition(struct reviews *r, struct review *v) {
  const char *article = g_str_has_prefix(v->article, "./") ? v->article + 2 : v->article;
  GPtrArray *list = g_hash_table_lookup(r->by_article, article);
  if (!list) g_hash_table_insert(r->by_article, g_strdup(article), list = g_ptr_array_new());
  g_ptr_array_add(list, v);
}

static void take_row(struct table *t) {
  struct reviews *r = t->reviews;
  for (guint i = 0; i < t->csv.fields->len; i++)
    g_strstrip(t->csv.fields->pdata[i]);
  if (t->csv.fields->len > t->fields) {
    diag_error(t->d, csv_place(&t->csv, t->fields),
               "field %u of a row, but the first line names %u columns (a field with commas needs quotes)",
               t->fields + 1, t->fields);
    return;
  }
  int decision = decision_of(value(t, COLUMN_DECISION));
  bool needs = check_needs(t, decision), codes = check_codes(t);
  if (!needs || !codes) return;
  struct review *v = make_review(t, decision);
  g_ptr_array_add(r->items, v);
  char *subject = subject_of(v);
  struct review *earlier = g_hash_table_lookup(t->subjects, subject);
  g_hash_table_replace(t->subjects, subject, v);
  if (earlier) {
    earlier->used = true;
    diag_warning(t->d, place(t, COLUMN_DECISION),
                 "decides about the same as line %u, whose row is passed over", earlier->line);
  }
  if (decision == REVIEW_ADD)
    take_addition(r, v);
  else
    g_hash_table_replace(r->by_statement, v->statement, v);
}

void reviews_load(struct reviews *r, const char *path, const struct codebook *c, struct diag *d) {
  *r = (struct reviews){.codebook = c,
                        .path = g_strdup(path),
                        .items = g_ptr_array_new_with_free_func(review_free),
                        .by_statement = g_hash_table_new(g_str_hash, g_str_equal),
                        .by_article = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, list_free)};
  if (!file_is_there(path)) return;
  struct table t = {
      .reviews = r, .subjects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), .d = d};
  if (csv_load(&t.csv, path, d) && read_header(&t))
    while (csv_next(&t.csv, d))
      take_row(&t);
  csv_release(&t.csv);
  g_hash_table_unref(t.subjects);
}
