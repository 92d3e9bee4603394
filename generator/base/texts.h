// SPDX-License-Identifier: MIT
// The order of texts in arrays.
#pragma once
#include <string.h>

// Compares two elements of an array of texts (char *) by their bytes, for qsort and g_ptr_array_sort.
static inline int texts_compare(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}
