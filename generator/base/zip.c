// SPDX-License-Identifier: MIT
#include "base/zip.h"
#include <zlib.h>

enum {
  LOCAL = 0x04034b50,
  CENTRAL = 0x02014b50,
  END = 0x06054b50,
  VERSION = 20, // of the format: deflate and folders
  DEFLATED = 8,
  FIRST_DAY = 0x21 // 1 January 1980, the first day that ZIP knows
};

static void put(GString *out, unsigned long value, unsigned bytes) {
  for (; bytes; bytes--, value >>= 8)
    g_string_append_c(out, (char)(value & 0xff));
}

// Returns bytes as a raw deflate stream. The caller frees it.
static GString *deflated(struct slice bytes) {
  z_stream s = {0};
  // The best compression makes a table of statements a fifteenth smaller, and takes more than twice as long.
  int ok = deflateInit2(&s, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  g_assert(ok == Z_OK); // else memory has run out
  gsize most = deflateBound(&s, bytes.len);
  GString *out = g_string_sized_new(most);
  s.next_in = (Bytef *)bytes.data;
  s.avail_in = (uInt)bytes.len;
  s.next_out = (Bytef *)out->str;
  s.avail_out = (uInt)most;
  ok = deflate(&s, Z_FINISH);
  g_assert(ok == Z_STREAM_END);
  g_string_set_size(out, s.total_out);
  deflateEnd(&s);
  return out;
}

// What local header and directory say alike.
static void put_facts(GString *out, unsigned long sum, gsize packed, gsize len, gsize name) {
  put(out, VERSION, 2);
  put(out, 0, 2);
  put(out, DEFLATED, 2);
  put(out, 0, 2);
  put(out, FIRST_DAY, 2);
  put(out, sum, 4);
  put(out, packed, 4);
  put(out, len, 4);
  put(out, name, 2);
  put(out, 0, 2);
}

void zip_add(struct zip *z, const char *name, struct slice bytes) {
  if (!z->central) z->central = g_string_new(NULL);
  gsize at = z->out->len, length = strlen(name);
  unsigned long sum = crc32(0, (const Bytef *)bytes.data, (uInt)bytes.len);
  GString *packed = deflated(bytes);
  put(z->out, LOCAL, 4);
  put_facts(z->out, sum, packed->len, bytes.len, length);
  g_string_append(z->out, name);
  g_string_append_len(z->out, packed->str, (gssize)packed->len);
  put(z->central, CENTRAL, 4);
  put(z->central, VERSION, 2);
  put_facts(z->central, sum, packed->len, bytes.len, length);
  put(z->central, 0, 10); // no comment, first disk, no attributes
  put(z->central, at, 4);
  g_string_append(z->central, name);
  z->files++;
  g_string_free(packed, TRUE);
}

void zip_end(struct zip *z) {
  gsize at = z->out->len, len = z->central ? z->central->len : 0;
  if (len) g_string_append_len(z->out, z->central->str, (gssize)len);
  put(z->out, END, 4);
  put(z->out, 0, 4);
  put(z->out, z->files, 2);
  put(z->out, z->files, 2);
  put(z->out, len, 4);
  put(z->out, at, 4);
  put(z->out, 0, 2);
  if (z->central) g_string_free(z->central, TRUE);
  z->central = NULL;
}
