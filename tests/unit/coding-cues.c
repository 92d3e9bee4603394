// SPDX-License-Identifier: MIT
// The cue lexicons and roles: they load without a word of complaint, and hold what they must.
#include "base/home.h"
#include "coding/cues.h"
#include "coding/roles.h"
#include "unit.h"

START_TEST(loads_cleanly) {
  struct diag *d = diag_new(stderr, false);
  char *folder = program_folder("generator/data", NULL);
  struct cues *c = cues_load(folder, d);
  struct roles *r = roles_load(folder, d);
  ck_assert_ptr_nonnull(c);
  ck_assert_ptr_nonnull(r);
  ck_assert_int_eq(diag_worst(d), DIAG_NONE);
  unsigned n;
  const struct cue *list = cues_of(c, "push back", 'v', &n);
  ck_assert_ptr_nonnull(cues_in(list, n, CUE_DENY));
  list = cues_of(c, "support", 'v', &n);
  ck_assert_ptr_nonnull(cues_in(list, n, CUE_FAVOUR));
  for (unsigned i = 1; i < n; i++)
    ck_assert_int_lt(list[i - 1].class, list[i].class); // the order of the classes decides
  ck_assert_ptr_null(cues_of(c, "no such word", 'v', &n));
  ck_assert_uint_eq(n, 0);
  ck_assert_uint_ne(roles_of(r, "minister") & ROLE_OFFICE, 0);
  ck_assert_uint_eq(roles_of(r, "banana"), 0);
  roles_free(r);
  cues_free(c);
  g_free(folder);
  diag_free(d);
}
END_TEST

START_TEST(signs_and_slots) {
  ck_assert_int_eq(cue_sign(CUE_OPPOSE), -1);
  ck_assert_int_eq(cue_sign(CUE_FAVOUR), 1);
  ck_assert_int_eq(cue_sign(CUE_ABSTAIN), 0);
  ck_assert_int_eq(slot_of_preposition("against"), SLOT_AGAINST);
  ck_assert_int_eq(slot_of_preposition("toward"), SLOT_TOWARDS);
  ck_assert_int_eq(slot_of_preposition("obj"), SLOT_OTHER);
  ck_assert_int_eq(slot_of_preposition("beneath"), SLOT_OTHER);
}
END_TEST

UNIT("coding-cues", loads_cleanly, signs_and_slots)
