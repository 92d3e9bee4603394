// SPDX-License-Identifier: MIT
#include "site/pages/chart.h"

enum {
  MARGIN = 30, // thousandths of the line kept free at both ends, so that marks are not cut
  SLOTS = 60   // marks that stand side by side
};

// Reads a day as articles and the program write it, and more slowly as others may. Charts ask for tens of
// thousands.
static bool read_day(const char *iso, int *y, int *m, int *d) {
  static const char form[] = "0000-00-00";
  size_t n = 0;
  while (iso[n] && form[n] && (form[n] == '-' ? iso[n] == '-' : g_ascii_isdigit(iso[n])))
    n++;
  if (form[n]) return sscanf(iso, "%4d-%2d-%2d", y, m, d) == 3;
  const char *c = iso;
  *y = (c[0] - '0') * 1000 + (c[1] - '0') * 100 + (c[2] - '0') * 10 + (c[3] - '0');
  *m = (c[5] - '0') * 10 + (c[6] - '0');
  *d = (c[8] - '0') * 10 + (c[9] - '0');
  return true;
}

bool julian_day(const char *iso, int *day) {
  int y, m, d;
  if (!iso || !read_day(iso, &y, &m, &d) || y < 1 || y > 9999 ||
      !g_date_valid_dmy((GDateDay)d, m, (GDateYear)y))
    return false;
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay)d, m, (GDateYear)y);
  *day = (int)g_date_get_julian(&date);
  return true;
}

struct days days_of(const char *from, const char *to) {
  struct days d = {1, 0};
  int first, last;
  if (julian_day(from, &first) && julian_day(to, &last) && first <= last) d = (struct days){first, last};
  return d;
}

char *chart_percentage(int thousandths) {
  return g_strdup_printf("%d.%d%%", thousandths / 10, thousandths % 10);
}

static char *place(const struct days *d, int day) {
  int span = d->to - d->from;
  int at = span ? (int)((gint64)(1000 - 2 * MARGIN) * (day - d->from) / span) : 500 - MARGIN;
  return chart_percentage(MARGIN + at);
}

char *score_place(int score) {
  return chart_percentage(MARGIN + (1000 - 2 * MARGIN) * (score + 1000) / 2000);
}

// Months from one tick to the next: each month of a year, each quarter of two, else years.
static unsigned tick_step(unsigned months) {
  return months <= 12 ? 1 : months <= 24 ? 3 : 12 * (months / 144 + 1);
}

// A January says its year where there are several.
static char *tick_label(const struct maker *m, const GDate *date, const char *iso, bool years) {
  bool january = g_date_get_month(date) == G_DATE_JANUARY;
  return years && january ? words_year(m->words, iso) : words_month_alone(m->words, iso);
}

json *days_ticks(const struct maker *m, const struct days *d) {
  json *ticks = json_array();
  if (d->to < d->from) return ticks;
  GDate date, end;
  g_date_clear(&date, 1);
  g_date_clear(&end, 1);
  g_date_set_julian(&date, (guint32)d->from);
  g_date_set_julian(&end, (guint32)d->to);
  unsigned months = (unsigned)(d->to - d->from) / 30 + 1, step = tick_step(months);
  bool years = g_date_get_year(&date) != g_date_get_year(&end);
  // The first of each month inside the line; where there is none, the first day itself.
  if (g_date_get_day(&date) != 1 && months > 1) {
    g_date_set_day(&date, 1);
    g_date_add_months(&date, 1);
  }
  while (months > 1 && ((unsigned)g_date_get_month(&date) - 1) % MIN(step, 12) != 0)
    g_date_add_months(&date, 1);
  for (; g_date_compare(&date, &end) <= 0; g_date_add_months(&date, step)) {
    char iso[48];
    g_snprintf(iso, sizeof iso, "%04d-%02d-%02d", g_date_get_year(&date), (int)g_date_get_month(&date),
               g_date_get_day(&date));
    json *tick = json_push(ticks, json_object());
    json_take(tick, "x", place(d, (int)g_date_get_julian(&date)));
    json_take(tick, "label", months > 1 ? tick_label(m, &date, iso, years) : words_day(m->words, iso));
  }
  return ticks;
}

struct dot {
  int day, last, slot; // the first day and the last; what is in one slot is drawn as one
  enum stance stance;
  bool hollow;
  unsigned count;
  const struct statement *first, *statement; // of the first and the last day
};

static int dot_order(const void *pa, const void *pb) {
  const struct dot *a = pa, *b = pb;
  if (a->slot != b->slot) return a->slot < b->slot ? -1 : 1;
  if (a->stance != b->stance) return a->stance < b->stance ? -1 : 1;
  if (a->hollow != b->hollow) return a->hollow ? 1 : -1;
  if (a->day != b->day) return a->day < b->day ? -1 : 1;
  return strcmp(a->statement->id, b->statement->id);
}

static char *dot_title(const struct maker *m, const struct dot *dot) {
  char *when = dot->day == dot->last ? edition_day(m, dot->statement->date)
                                     : words_period(m->words, dot->first->date, dot->statement->date),
       *count = words_count(m->words, "count.statements", dot->count);
  char *title = g_strconcat(when, words_get(m->words, "list.colon"), count, NULL);
  g_free(when);
  g_free(count);
  return title;
}

static json *dot_model(const struct maker *m, const struct days *d, const struct dot *dot) {
  static const int lanes[] = {
      [STANCE_SUPPORT] = 9, [STANCE_OPPOSE] = 31, [STANCE_NEUTRAL] = 20, [STANCE_MIXED] = 20};
  static const char *const sizes[] = {"translate(-5 -5) scale(.625)", "translate(-6 -6) scale(.75)",
                                      "translate(-8 -8)"};
  json *j = json_object();
  // clang-tidy thinks that days_dots may give no dot where it has none.
  json_take(j, "x",
            place(d, dot->day + (dot->last - dot->day) / 2)); // NOLINT(clang-analyzer-core.NullDereference)
  json_add_number(j, "y", lanes[dot->stance]);
  json_add_string(j, "transform", sizes[dot->count == 1 ? 0 : dot->count < 4 ? 1 : 2]);
  json_add(j, "mark", mark_model(dot->stance, dot->hollow));
  json_take(j, "title", dot_title(m, dot));
  return j;
}

// Makes one of those that are drawn as one.
static void gather(GArray *all) {
  guint kept = 0;
  g_array_sort(all, dot_order);
  for (guint i = 0; i < all->len; i++) {
    const struct dot *dot = &g_array_index(all, struct dot, i);
    struct dot *last = kept ? &g_array_index(all, struct dot, kept - 1) : NULL;
    if (last && last->slot == dot->slot && last->stance == dot->stance && last->hollow == dot->hollow) {
      last->count += dot->count;
      last->last = dot->last;
      last->statement = dot->statement;
    } else
      g_array_index(all, struct dot, kept++) = *dot;
  }
  g_array_set_size(all, kept);
}

json *days_dots(const struct maker *m, const struct days *d, const struct cell *cell) {
  GArray *all = g_array_new(FALSE, FALSE, sizeof(struct dot));
  json *dots = json_array();
  int day;
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if (!julian_day(s->date, &day) || day < d->from || day > d->to) continue;
    struct dot dot = {day, day, day, s->stance, s->voice == VOICE_ASCRIBED, 1, s, s};
    g_array_append_val(all, dot);
  }
  gather(all);
  if (all->len > SLOTS) {
    for (guint i = 0; i < all->len; i++) {
      struct dot *dot = &g_array_index(all, struct dot, i);
      dot->slot = (int)((gint64)(dot->day - d->from) * SLOTS / (d->to - d->from + 1));
    }
    gather(all);
  }
  for (guint i = 0; i < all->len; i++)
    json_push(dots, dot_model(m, d, &g_array_index(all, struct dot, i)));
  g_array_unref(all);
  return dots;
}
