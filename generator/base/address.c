// SPDX-License-Identifier: MIT
#include "base/address.h"
#include "base/limits.h"
#include "base/unseen.h"
#include <glib.h>

static size_t scheme_length(struct slice s) {
  static const char *const schemes[] = {"http://", "https://"};
  for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
    size_t n = strlen(schemes[i]);
    if (s.len > n && g_ascii_strncasecmp(s.data, schemes[i], n) == 0) return n;
  }
  return 0;
}

bool address_is_web(struct slice s) {
  size_t scheme = scheme_length(s);
  if (!scheme || s.len > LIMIT_ADDRESS_BYTES) return false;
  unsigned char first = (unsigned char)s.data[scheme];
  if (!(g_ascii_isalnum((char)first) || first >= 0x80 || first == '[')) return false;
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.data[i] <= ' ' || s.data[i] == 0x7F || strchr("\"<>\\`", s.data[i])) return false;
  return g_utf8_validate_len(s.data, s.len, NULL) && !unseen_in(s);
}
