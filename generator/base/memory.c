// SPDX-License-Identifier: MIT
#include "base/memory.h"
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>
#include <unicode/uclean.h>

void *memory_take(size_t size) {
  return g_malloc(size ? size : 1); // GLib gives NULL for nothing
}

void *memory_resize(void *old, size_t size) {
  return g_realloc(old, size ? size : 1);
}

static void *take(const void *context, size_t size) {
  (void)context;
  return memory_take(size);
}

static void *resize(const void *context, void *old, size_t size) {
  (void)context;
  return memory_resize(old, size);
}

static void give_back(const void *context, void *old) {
  (void)context;
  g_free(old);
}

void memory_for_icu(void) {
  UErrorCode status = U_ZERO_ERROR;
  u_setMemoryFunctions(NULL, take, resize, give_back, &status);
  g_assert(U_SUCCESS(status));
}

char *memory_normalize(const char *text, GNormalizeMode mode) {
  char *normal = g_utf8_normalize(text, -1, mode);
  if (!normal) g_error("no memory to normalize a text of %zu bytes", strlen(text));
  return normal;
}

void memory_trim(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
