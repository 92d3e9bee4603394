// SPDX-License-Identifier: MIT
// The dots of a cell along the days.
#include "base/home.h"
#include "sample.h"
#include "site/pages/chart.h"
#include "unit.h"

static struct diag *d;
static struct settings settings;
static struct edition e;
static struct words *words;
static struct maker m;

static void begin(void) {
  d = diag_new(stderr, false);
  settings = (struct settings){.title = "Canals"};
  e = (struct edition){.settings = &settings, .codebook = &sample_codebook};
  char *folder = program_folder("templates", NULL);
  const char *folders[] = {folder, NULL};
  words = words_load(folders, "en", (struct diag_place){0}, d);
  g_free(folder);
  m = (struct maker){&settings, &sample_codebook, words, &e, NULL};
}

static void end(void) {
  ck_assert_uint_eq(diag_count(d, DIAG_ERROR), 0);
  words_free(words);
  diag_free(d);
}

// Returns the dots of a statement on each of so many days from 1 January 2023, every third against.
static json *dots_of(unsigned days) {
  struct cell cell = {.statements = sample_list()};
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, 1, G_DATE_JANUARY, 2023);
  for (unsigned i = 0; i < days; i++, g_date_add_days(&date, 1)) {
    struct statement *s =
        sample_statement(i, "a", "norland", "canal", i % 3 ? STANCE_SUPPORT : STANCE_OPPOSE, VOICE_STATED);
    g_free(s->date);
    s->date = g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date), (int)g_date_get_month(&date),
                              g_date_get_day(&date));
    g_ptr_array_add(cell.statements, s);
  }
  struct days line = days_of("2023-01-01", "2024-12-31");
  json *dots = days_dots(&m, &line, &cell);
  g_ptr_array_unref(cell.statements);
  return dots;
}

// How many statements all titles tell of.
static unsigned told(const json *dots) {
  unsigned n = 0;
  for (const json *dot = json_first(dots); dot; dot = json_next(dot)) {
    const char *colon = strrchr(json_text(json_get(dot, "title")), ':');
    ck_assert_ptr_nonnull(colon);
    n += (unsigned)strtoul(colon + 1, NULL, 10);
  }
  return n;
}

START_TEST(a_day_has_a_dot_where_there_is_room) {
  begin();
  json *dots = dots_of(60);
  ck_assert_uint_eq(json_count(dots), 60);
  ck_assert_uint_eq(told(dots), 60);
  json_free(dots);
  end();
}
END_TEST

START_TEST(days_share_a_dot_where_there_is_none) {
  begin();
  json *dots = dots_of(731);
  ck_assert_uint_eq(json_count(dots), 2 * 60); // two stances
  ck_assert_uint_eq(told(dots), 731);
  const char *first = json_text(json_get(json_first(dots), "title"));
  ck_assert_msg(strstr(first, "January") && strchr(first, '2'), "%s", first);
  json_free(dots);
  end();
}
END_TEST

UNIT("site/chart", a_day_has_a_dot_where_there_is_room, days_share_a_dot_where_there_is_none)
