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

struct zip_file {
  char *name;
  gsize at; // where its header stands in out
  z_stream stream;
  unsigned long sum, len;
};

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

// Takes in what the stream makes of its input; finish: all of it, to the end.
static void deflate_on(struct zip *z, bool finish) {
  enum { ROOM = 1 << 16 };
  z_stream *s = &z->file->stream;
  do {
    gsize at = z->out->len;
    g_string_set_size(z->out, at + ROOM);
    s->next_out = (Bytef *)z->out->str + at;
    s->avail_out = ROOM;
    int ok = deflate(s, finish ? Z_FINISH : Z_NO_FLUSH);
    g_assert(ok != Z_STREAM_ERROR);
    g_string_truncate(z->out, at + ROOM - s->avail_out);
  } while (s->avail_out == 0);
}

void zip_begin(struct zip *z, const char *name) {
  if (!z->central) z->central = g_string_new(NULL);
  z->file = g_new0(struct zip_file, 1);
  z->file->name = g_strdup(name);
  z->file->at = z->out->len;
  z->file->sum = crc32(0, NULL, 0);
  // The best compression makes a table of statements a fifteenth smaller, and takes more than twice as long.
  int ok =
      deflateInit2(&z->file->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  g_assert(ok == Z_OK); // else memory has run out
  put(z->out, LOCAL, 4);
  put_facts(z->out, 0, 0, 0, strlen(name)); // set right at the end
  g_string_append(z->out, name);
}

void zip_put(struct zip *z, struct slice bytes) {
  if (!bytes.len) return;
  z->file->sum = crc32(z->file->sum, (const Bytef *)bytes.data, (uInt)bytes.len);
  z->file->len += bytes.len;
  z->file->stream.next_in = (Bytef *)bytes.data;
  z->file->stream.avail_in = (uInt)bytes.len;
  deflate_on(z, false);
}

void zip_close(struct zip *z) {
  struct zip_file *f = z->file;
  gsize length = strlen(f->name), packed;
  deflate_on(z, true);
  packed = f->stream.total_out;
  deflateEnd(&f->stream);
  GString *facts = g_string_new(NULL);
  put_facts(facts, f->sum, packed, f->len, length);
  memcpy(z->out->str + f->at + 4, facts->str, facts->len);
  put(z->central, CENTRAL, 4);
  put(z->central, VERSION, 2);
  g_string_append_len(z->central, facts->str, (gssize)facts->len);
  put(z->central, 0, 10); // no comment, first disk, no attributes
  put(z->central, f->at, 4);
  g_string_append(z->central, f->name);
  z->files++;
  g_string_free(facts, TRUE);
  g_free(f->name);
  g_free(f);
  z->file = NULL;
}

void zip_add(struct zip *z, const char *name, struct slice bytes) {
  zip_begin(z, name);
  zip_put(z, bytes);
  zip_close(z);
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
