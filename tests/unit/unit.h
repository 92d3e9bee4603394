// SPDX-License-Identifier: MIT
// What every unit test shares: one suite a file, run by UNIT(...) at its end. A run of no test at all is a
// failure.
#pragma once
#include <check.h>
#include <stdlib.h>

#define UNIT(name, ...)                                                                                      \
  int main(void) {                                                                                           \
    const TTest *const tests[] = {__VA_ARGS__};                                                              \
    TCase *tcase = tcase_create(name);                                                                       \
    tcase_set_timeout(tcase, 120);                                                                           \
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)                                                \
      tcase_add_test(tcase, tests[i]);                                                                       \
    Suite *suite = suite_create(name);                                                                       \
    suite_add_tcase(suite, tcase);                                                                           \
    SRunner *runner = srunner_create(suite);                                                                 \
    srunner_run_all(runner, CK_NORMAL);                                                                      \
    int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);                            \
    srunner_free(runner);                                                                                    \
    return run > 0 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;                                             \
  }
