// SPDX-License-Identifier: MIT
#include "site/pages/multiples.h"
#include "site/pages/chart.h"
#include "site/pages/period.h"

enum { CHARTS = 24, MIDDLE = MULTIPLE_HEIGHT / 2, FULL = MIDDLE - 2, NEUTRAL = 3 };

// Counts by unit and stance: three numbers a unit.
struct series {
  const struct cell *cell;
  unsigned *counts;
};

static unsigned unit_of(const json *units, int day) {
  unsigned n = 0;
  for (const json *u = json_first(units); u; u = json_next(u), n++)
    if (day <= (int)json_value(json_get(u, "last"), 0)) return n;
  return n - 1;
}

static struct series series_of(const struct maker *m, const struct cell *cell, const json *units,
                               unsigned unit_count) {
  struct series s = {cell, g_new0(unsigned, 3 * unit_count)};
  int zero = 0, day;
  julian_day(m->edition->matrix.from, &zero);
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *one = cell->statements->pdata[i];
    if (julian_day(one->date, &day)) s.counts[3 * unit_of(units, day - zero) + one->stance]++;
  }
  return s;
}

static char *percent(unsigned part, unsigned whole) {
  return chart_percentage((int)(1000 * part / whole));
}

static void push_bar(json *bars, unsigned unit, unsigned units, enum stance stance, unsigned count,
                     unsigned most) {
  if (!count) return;
  unsigned height = stance == STANCE_NEUTRAL ? 2 * NEUTRAL : MAX(2u, FULL * count / most);
  json *bar = json_push(bars, json_object());
  // A fifth of each unit stays free between the bars.
  json_take(bar, "x", percent(10 * unit + 1, 10 * units));
  json_take(bar, "width", percent(8, 10 * units));
  json_add_number(bar, "y",
                  stance == STANCE_SUPPORT  ? MIDDLE - (int)height
                  : stance == STANCE_OPPOSE ? MIDDLE
                                            : MIDDLE - NEUTRAL);
  json_add_number(bar, "height", height);
  json_add_string(bar, "stance", stance_name(stance));
}

static json *chart_model(const struct maker *m, const struct series *s, unsigned units, unsigned most) {
  const struct actor *a = &m->codebook->actors[s->cell->actor];
  json *j = json_object(), *bars = json_add_array(j, "bars");
  json_add_string(j, "name", a->name);
  json_take(j, "href", page_path_cell(a->id, m->codebook->issues[s->cell->issue].id));
  add_count(m, j, "text", "count.statements", s->cell->statements->len);
  for (unsigned u = 0; u < units; u++) {
    push_bar(bars, u, units, STANCE_NEUTRAL, s->counts[3 * u + STANCE_NEUTRAL], most);
    push_bar(bars, u, units, STANCE_SUPPORT, s->counts[3 * u + STANCE_SUPPORT], most);
    push_bar(bars, u, units, STANCE_OPPOSE, s->counts[3 * u + STANCE_OPPOSE], most);
  }
  return j;
}

// The same as numbers: a row of texts, null where a unit has nothing.
static json *row_model(const struct maker *m, const struct series *s, unsigned units) {
  static const char *const keys[] = {
      [STANCE_SUPPORT] = "why.support", [STANCE_OPPOSE] = "why.oppose", [STANCE_NEUTRAL] = "why.neutral"};
  const struct actor *a = &m->codebook->actors[s->cell->actor];
  json *j = json_object(), *values = json_add_array(j, "values");
  json_add_string(j, "name", a->name);
  json_take(j, "href", page_path_actor(a->id));
  for (unsigned u = 0; u < units; u++) {
    GString *text = g_string_new(NULL);
    for (unsigned stance = 0; stance < 3; stance++) {
      unsigned n = s->counts[3 * u + stance];
      char *said = n ? words_count(m->words, keys[stance], n) : NULL;
      if (said)
        g_string_append_printf(text, "%s%s", text->len ? words_get(m->words, "list.comma") : "", said);
      g_free(said);
    }
    json_push(values, text->len ? json_string(text->str) : json_null());
    g_string_free(text, TRUE);
  }
  return j;
}

static unsigned highest(const struct series *all, guint count, unsigned units) {
  unsigned most = 0;
  for (guint i = 0; i < count; i++)
    for (unsigned u = 0; u < units; u++)
      most = MAX(most, MAX(all[i].counts[3 * u + STANCE_SUPPORT], all[i].counts[3 * u + STANCE_OPPOSE]));
  return most;
}

json *multiples_model(const struct maker *m, const GPtrArray *cells) {
  json *units = period_units(m);
  unsigned unit_count = (unsigned)json_count(units);
  if (unit_count < 2 || !cells->len) {
    json_free(units);
    return json_null();
  }
  GPtrArray *chosen = g_ptr_array_copy((GPtrArray *)cells, NULL, NULL);
  g_ptr_array_sort(chosen, cells_most_first);
  if (chosen->len > CHARTS) g_ptr_array_set_size(chosen, CHARTS);
  struct series *all = g_new0(struct series, chosen->len);
  for (guint i = 0; i < chosen->len; i++)
    all[i] = series_of(m, chosen->pdata[i], units, unit_count);
  unsigned most = MAX(1u, highest(all, chosen->len, unit_count));
  json *j = json_object(), *charts = json_add_array(j, "charts"), *rows = json_add_array(j, "rows");
  json_add_string(j, "first", json_text(json_get(json_first(units), "label")));
  for (const json *u = json_first(units); u; u = json_next(u))
    if (!json_next(u)) json_add_string(j, "last", json_text(json_get(u, "label")));
  for (guint i = 0; i < chosen->len; i++) {
    json_push(charts, chart_model(m, &all[i], unit_count, most));
    json_push(rows, row_model(m, &all[i], unit_count));
    g_free(all[i].counts);
  }
  json_add(j, "units", units);
  g_free(all);
  g_ptr_array_unref(chosen);
  return j;
}
