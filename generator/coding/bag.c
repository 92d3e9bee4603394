// SPDX-License-Identifier: MIT
#include "coding/pairs.h"
#include <stdarg.h>

// Fowler, Noll, Vo: FNV-1a, 64 bit.
static const uint64_t BASIS = 0xcbf29ce484222325u, PRIME = 0x100000001b3u;

static uint64_t mix(uint64_t h, const char *text) {
  for (const unsigned char *c = (const unsigned char *)text; *c; c++)
    h = (h ^ *c) * PRIME;
  return h;
}

uint64_t bag_key(const char *name) {
  return mix(BASIS, name);
}

static uint64_t add_parts(struct bag *b, va_list parts) {
  uint64_t h = BASIS;
  GString *name = b->names ? g_string_new(NULL) : NULL;
  for (const char *part = va_arg(parts, const char *); part; part = va_arg(parts, const char *)) {
    h = mix(h, part);
    if (name) g_string_append(name, part);
  }
  g_array_append_val(b->keys, h);
  if (name) g_ptr_array_add(b->names, g_string_free(name, FALSE));
  return h;
}

void bag_add(struct bag *b, ...) {
  va_list parts;
  va_start(parts, b);
  add_parts(b, parts);
  va_end(parts);
}

void bag_add_word(struct bag *b, ...) {
  va_list parts;
  va_start(parts, b);
  uint64_t h = add_parts(b, parts);
  va_end(parts);
  h = mix(mix(h, "&"), b->kind);
  g_array_append_val(b->keys, h);
  if (b->names)
    g_ptr_array_add(b->names,
                    g_strconcat(g_ptr_array_index(b->names, b->names->len - 1), "&", b->kind, NULL));
}

void bag_add_number(struct bag *b, const char *name, int number) {
  char digits[12];
  g_snprintf(digits, sizeof digits, "%d", number);
  bag_add(b, name, "=", digits, NULL);
}

int step_of(int n, const int *bounds) {
  int k = 0;
  while (bounds[k] >= 0 && n > bounds[k])
    k++;
  return k;
}
