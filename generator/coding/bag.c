// SPDX-License-Identifier: MIT
#include "base/fnv.h"
#include "coding/pairs.h"

static uint64_t mix(uint64_t h, const char *text) {
  return fnv_add(h, text, strlen(text));
}

uint64_t bag_key(const char *name) {
  return mix(FNV_BASIS, name);
}

static uint64_t add_parts(struct bag *b, const char *const *parts) {
  uint64_t h = FNV_BASIS;
  GString *name = b->names ? g_string_new(NULL) : NULL;
  for (; *parts; parts++) {
    h = mix(h, *parts);
    if (name) g_string_append(name, *parts);
  }
  g_array_append_val(b->keys, h);
  if (name) g_ptr_array_add(b->names, g_string_free(name, FALSE));
  return h;
}

void bag_add_parts(struct bag *b, const char *const *parts) {
  add_parts(b, parts);
}

void bag_add_word_parts(struct bag *b, const char *const *parts) {
  uint64_t h = mix(mix(add_parts(b, parts), "&"), b->kind);
  g_array_append_val(b->keys, h);
  if (b->names)
    g_ptr_array_add(b->names,
                    g_strconcat(g_ptr_array_index(b->names, b->names->len - 1), "&", b->kind, NULL));
}

void bag_add_number(struct bag *b, const char *name, int number) {
  char digits[12];
  if (number < 0 || number > 9)
    g_snprintf(digits, sizeof digits, "%d", number);
  else
    digits[0] = (char)('0' + number), digits[1] = '\0';
  bag_add(b, name, "=", digits);
}

int step_of(int n, const int *bounds) {
  int k = 0;
  while (bounds[k] >= 0 && n > bounds[k])
    k++;
  return k;
}
