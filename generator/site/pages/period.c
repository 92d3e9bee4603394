// SPDX-License-Identifier: MIT
#include "site/pages/period.h"
#include "site/pages/chart.h"

enum { MONTHS = 36 }; // more than that are told in years

static int by_article(const void *pa, const void *pb) {
  const struct statement *a = *(const struct statement *const *)pa, *b = *(const struct statement *const *)pb;
  int docs = statement_compare_docs(a, b), dates = docs ? 0 : g_strcmp0(a->date, b->date);
  return docs ? docs : dates ? dates : strcmp(a->id, b->id);
}

static void begin_group(GString *text, const struct statement *s, const struct statement *before, int zero) {
  int day;
  if (before) g_string_append_c(text, ' ');
  if (before && statement_compare_docs(before, s) == 0) g_string_append_c(text, '=');
  if (julian_day(s->date, &day))
    g_string_append_printf(text, "%d:", day - zero);
  else
    g_string_append(text, "-:");
}

// There are as many of them as statements.
static void append_number(GString *text, unsigned n) {
  char digits[12], *at = digits + sizeof digits - 1;
  *at = '\0';
  do
    *--at = (char)('0' + n % 10);
  while (n /= 10);
  g_string_append(text, at);
}

char *period_evidence(const struct maker *m, const struct cell *cell, const char *person) {
  static const char own[] = "son", ascribed[] = "SON"; // by enum stance: support, oppose, neutral
  const struct issue *issue = &m->codebook->issues[cell->issue];
  int zero;
  if (!julian_day(m->edition->matrix.from, &zero)) return NULL;
  GPtrArray *all = g_ptr_array_new();
  for (guint i = 0; i < cell->statements->len; i++) {
    struct statement *s = cell->statements->pdata[i];
    if (!person || g_strcmp0(s->person, person) == 0) g_ptr_array_add(all, s);
  }
  g_ptr_array_sort(all, by_article);
  GString *text = g_string_new(NULL);
  const struct statement *before = NULL;
  for (guint i = 0; i < all->len; i++) {
    const struct statement *s = all->pdata[i];
    if (!before || statement_compare_docs(before, s) != 0 || g_strcmp0(before->date, s->date) != 0)
      begin_group(text, s, before, zero);
    g_string_append_c(text, (s->voice == VOICE_ASCRIBED ? ascribed : own)[s->stance]);
    append_number(text, label_index(s, issue));
    g_string_append_c(text, '.');
    append_number(text, s->confidence);
    before = s;
  }
  g_ptr_array_unref(all);
  return g_string_free(text, text->len == 0);
}

char *period_labels(const struct issue *issue) {
  json *labels = json_array();
  for (unsigned i = 0; i < 2 * issue->concept_count + 4; i++) {
    const char *label = label_at(issue, i);
    json_push(labels, label ? json_string(label) : json_null());
  }
  char *text = json_print(labels, false);
  json_free(labels);
  return text;
}

static json *unit_model(const struct maker *m, const GDate *first, bool years, int zero) {
  GDate next = *first;
  char iso[48];
  json *j = json_object();
  if (years)
    g_date_add_years(&next, 1);
  else
    g_date_add_months(&next, 1);
  g_snprintf(iso, sizeof iso, "%04d-%02d-01", g_date_get_year(first), (int)g_date_get_month(first));
  char *value = g_strndup(iso, years ? strlen("YYYY") : strlen("YYYY-MM"));
  json_add_string(j, "value", value);
  json_take(j, "label", years ? words_year(m->words, iso) : words_month(m->words, iso));
  g_free(value);
  json_add_number(j, "first", (int)g_date_get_julian(first) - zero);
  json_add_number(j, "last", (int)g_date_get_julian(&next) - 1 - zero);
  return j;
}

json *period_units(const struct maker *m) {
  struct days days = days_of(m->edition->matrix.from, m->edition->matrix.to);
  json *units = json_array();
  if (days.to < days.from) return units;
  GDate date, last;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, (guint32)days.from);
  g_date_set_day(&date, 1);
  last = date;
  g_date_set_julian(&last, (guint32)days.to);
  int months = 12 * (g_date_get_year(&last) - g_date_get_year(&date)) + (int)g_date_get_month(&last) -
               (int)g_date_get_month(&date) + 1;
  bool years = months > MONTHS;
  if (years) g_date_set_month(&date, G_DATE_JANUARY);
  while (g_date_compare(&date, &last) <= 0) {
    json *unit = json_push(units, unit_model(m, &date, years, days.from));
    if (years)
      g_date_add_years(&date, 1);
    else
      g_date_add_months(&date, 1);
    json_add_bool(unit, "is_last", g_date_compare(&date, &last) > 0);
  }
  return units;
}

json *period_model(const struct maker *m) {
  json *units = period_units(m);
  if (!json_first(units) || !json_next(json_first(units))) {
    json_free(units);
    return json_null();
  }
  json *j = json_object();
  json_add(j, "units", units);
  return j;
}
