// SPDX-License-Identifier: MIT
#include "matrix/evidence.h"
#include "matrix/matrix.h"

// Returns the newest statement that carries the cell's stance, of several the best; any where all are
// undated.
static const struct statement *newest(const struct cell *cell) {
  const struct statement *found = NULL;
  for (guint i = 0; i < cell->statements->len; i++) {
    const struct statement *s = cell->statements->pdata[i];
    if (stance_carries(cell->stance, s->stance) && (!found || g_strcmp0(s->date, found->date) > 0)) found = s;
  }
  return found ? found : cell->statements->pdata[0];
}

static int newest_first(const void *a, const void *b) {
  const struct change *x = a, *y = b;
  int order = g_strcmp0(y->evidence->date, x->evidence->date);
  if (!order) order = (x->actor > y->actor) - (x->actor < y->actor);
  return order ? order : (x->issue > y->issue) - (x->issue < y->issue);
}

static void compare(const struct matrix *before, const struct matrix *after, GArray *out) {
  size_t count = (size_t)after->codebook->actor_count * after->codebook->issue_count;
  for (size_t i = 0; i < count; i++) {
    const struct cell *was = &before->cells[i], *is = &after->cells[i];
    if (!is->statements || (was->statements && was->stance == is->stance)) continue;
    struct change change = {.actor = is->actor,
                            .issue = is->issue,
                            .is_new = !was->statements,
                            .before = was->stance,
                            .after = is->stance,
                            .evidence = newest(is)};
    g_array_append_val(out, change);
  }
  g_array_sort(out, newest_first);
}

void matrix_changes(const struct codebook *c, const GPtrArray *statements, unsigned min_confidence,
                    const char *since, GArray *out) {
  if (!since) return;
  GPtrArray *earlier = g_ptr_array_new();
  for (guint i = 0; i < statements->len; i++) {
    struct statement *s = statements->pdata[i];
    if (!s->date || strcmp(s->date, since) < 0) g_ptr_array_add(earlier, s);
  }
  struct diag *told_before = diag_new_held(); // unknown ids are told where the matrix itself is made
  struct matrix before, after;
  matrix_init(&before, c, earlier, min_confidence, NULL, NULL, told_before);
  matrix_init(&after, c, statements, min_confidence, NULL, NULL, told_before);
  compare(&before, &after, out);
  matrix_release(&before);
  matrix_release(&after);
  diag_free(told_before);
  g_ptr_array_unref(earlier);
}
