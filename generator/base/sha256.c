// SPDX-License-Identifier: MIT
#include "base/sha256.h"
#include <glib.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>

struct sha256 {
  struct sha256_ctx context;
};

struct sha256 *sha256_new(void) {
  struct sha256 *s = g_new(struct sha256, 1);
  sha256_init(&s->context);
  return s;
}

void sha256_add(struct sha256 *s, const void *bytes, size_t len) {
  sha256_update(&s->context, len, bytes);
}

void sha256_end(struct sha256 *s, char hex[65]) {
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_digest(&s->context, sizeof digest, digest);
  base16_encode_update(hex, sizeof digest, digest);
  hex[64] = '\0';
  g_free(s);
}

void sha256_hex(struct slice bytes, char hex[65]) {
  struct sha256 *s = sha256_new();
  sha256_add(s, bytes.data, bytes.len);
  sha256_end(s, hex);
}
