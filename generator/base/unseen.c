// SPDX-License-Identifier: MIT
#include "base/unseen.h"

static const struct {
  gunichar first, last;
} ranges[] = {
    {0x115F, 0x1160},   {0x180B, 0x180F},   {0x200B, 0x200B},   {0x202A, 0x202E}, {0x2060, 0x206F},
    {0x2800, 0x2800},   {0x3164, 0x3164},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB},
    {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE007F},
};

bool unseen_is(gunichar c) {
  if (c < ranges[0].first) return false;
  for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
    if (c >= ranges[i].first && c <= ranges[i].last) return true;
  return false;
}

bool unseen_in(struct slice s) {
  for (size_t i = 0; i < s.len;) {
    if ((unsigned char)s.data[i] < 0x80) {
      i++;
      continue;
    }
    gunichar c = g_utf8_get_char(s.data + i);
    if (unseen_is(c)) return true;
    i += (size_t)g_unichar_to_utf8(c, NULL);
  }
  return false;
}

char *unseen_shown(const char *s) {
  if (!unseen_in(slice_of(s))) return g_strdup(s);
  GString *out = g_string_new(NULL);
  for (; *s; s = g_utf8_next_char(s)) {
    gunichar c = g_utf8_get_char(s);
    g_string_append_unichar(out, unseen_is(c) ? 0xFFFD : c);
  }
  return g_string_free(out, FALSE);
}
