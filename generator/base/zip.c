// SPDX-License-Identifier: MIT
#include "base/zip.h"
#include "base/spill.h"
#include <errno.h>
#include <zlib.h>

enum {
  LOCAL = 0x04034b50,
  CENTRAL = 0x02014b50,
  END = 0x06054b50,
  LOCAL_SIZE = 30, // of a local header without its name
  VERSION = 20,    // of the format: deflate and folders
  DEFLATED = 8,
  FIRST_DAY = 0x21 // 1 January 1980, the first day that ZIP knows
};

static void put(GString *out, unsigned long value, unsigned bytes) {
  for (; bytes; bytes--, value >>= 8)
    g_string_append_c(out, (char)(value & 0xff));
}

struct zip_file {
  char *name;
  struct spill *packed; // its bytes so far
  GString *room;        // for those that come next
  guint64 size;         // of packed
  z_stream stream;      // of the part at hand
  guint64 began;        // where that begins in packed
  unsigned long part;   // its sum
  gsize part_len;       // what was put of it
  unsigned long sum;    // of all parts before
  guint64 len;          // and their bytes
};

enum { ROOM = 1 << 16 };

// What local header and directory say alike.
static void put_facts(GString *out, const struct zip_file *f) {
  put(out, VERSION, 2);
  put(out, 0, 2);
  put(out, DEFLATED, 2);
  put(out, 0, 2);
  put(out, FIRST_DAY, 2);
  put(out, f->sum, 4);
  put(out, f->size, 4);
  put(out, f->len, 4);
  put(out, strlen(f->name), 2);
  put(out, 0, 2);
}

static void hand_over(struct zip *z, gsize from) {
  if (!z->take || z->out->len < from) return;
  z->take((struct slice){z->out->str, z->out->len}, z->data);
  z->taken += z->out->len;
  g_string_truncate(z->out, 0);
}

static guint64 place(const struct zip *z) {
  return z->taken + z->out->len;
}

static void keep(struct zip_file *f, struct slice packed) {
  spill_put(f->packed, packed);
  f->size += packed.len;
}

// Takes in what the stream makes of its input.
static void deflate_on(struct zip_file *f, int flush) {
  z_stream *s = &f->stream;
  do {
    s->next_out = (Bytef *)f->room->str;
    s->avail_out = ROOM;
    int ok = deflate(s, flush);
    g_assert(ok != Z_STREAM_ERROR);
    keep(f, (struct slice){f->room->str, ROOM - s->avail_out});
  } while (s->avail_out == 0);
}

void zip_begin(struct zip *z, const char *name) {
  struct zip_file *f = g_new0(struct zip_file, 1);
  if (!z->central) z->central = g_string_new(NULL);
  z->file = f;
  f->name = g_strdup(name);
  f->packed = spill_new(z->spills ? z->folder : -1);
  f->room = g_string_sized_new(ROOM);
  f->sum = f->part = crc32(0, NULL, 0);
  // The best compression makes a table of statements a fifteenth smaller, and takes more than twice as long.
  int ok = deflateInit2(&f->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  g_assert(ok == Z_OK); // else memory has run out
}

void zip_put(struct zip *z, struct slice bytes) {
  struct zip_file *f = z->file;
  if (!bytes.len) return;
  f->part = crc32_z(f->part, (const Bytef *)bytes.data, bytes.len);
  f->part_len += bytes.len;
  f->stream.next_in = (Bytef *)bytes.data;
  f->stream.avail_in = (uInt)bytes.len;
  deflate_on(f, Z_NO_FLUSH);
}

static void join_part(struct zip_file *f, unsigned long sum, gsize len) {
  f->sum = crc32_combine(f->sum, sum, (z_off_t)len);
  f->len += len;
  f->part = crc32(0, NULL, 0);
  f->part_len = 0;
  f->began = f->size;
}

// Returns where the bytes of f will lie.
static guint64 place_of(const struct zip *z, const struct zip_file *f) {
  return place(z) + LOCAL_SIZE + strlen(f->name);
}

struct zip_part zip_end_part(struct zip *z) {
  struct zip_file *f = z->file;
  // A flush ends at a whole byte, with nothing in it that refers to what stands before; a reset has what
  // follows depend on nothing that was.
  deflate_on(f, Z_FULL_FLUSH);
  deflateReset(&f->stream);
  struct zip_part part = {.at = place_of(z, f) + f->began,
                          .packed = (guint32)(f->size - f->began),
                          .len = (guint32)f->part_len,
                          .sum = (guint32)f->part};
  join_part(f, f->part, f->part_len);
  return part;
}

struct zip_part zip_put_part(struct zip *z, struct zip_part part, struct slice packed) {
  struct zip_file *f = z->file;
  g_assert(f->part_len == 0 && packed.len == part.packed);
  part.at = place_of(z, f) + f->size;
  keep(f, packed);
  join_part(f, part.sum, part.len);
  return part;
}

// Appends the bytes of f, which lie in its spill, to the archive.
static void put_packed(struct zip *z, struct zip_file *f) {
  for (guint64 at = 0; at < f->size;) {
    gsize n = (gsize)MIN(f->size - at, ROOM);
    if (!spill_get(f->packed, at, n, f->room->str)) {
      if (!z->error) z->error = errno;
      return;
    }
    g_string_append_len(z->out, f->room->str, (gssize)n);
    hand_over(z, ROOM);
    at += n;
  }
}

void zip_close(struct zip *z) {
  struct zip_file *f = z->file;
  deflate_on(f, Z_FINISH);
  deflateEnd(&f->stream);
  join_part(f, f->part, f->part_len);
  guint64 at = place(z);
  put(z->out, LOCAL, 4);
  put_facts(z->out, f);
  g_string_append(z->out, f->name);
  put(z->central, CENTRAL, 4);
  put(z->central, VERSION, 2);
  put_facts(z->central, f);
  put(z->central, 0, 10); // no comment, first disk, no attributes
  put(z->central, at, 4);
  g_string_append(z->central, f->name);
  put_packed(z, f);
  z->files++;
  spill_free(f->packed);
  g_string_free(f->room, TRUE);
  g_free(f->name);
  g_free(f);
  z->file = NULL;
}

void zip_add(struct zip *z, const char *name, struct slice bytes) {
  zip_begin(z, name);
  zip_put(z, bytes);
  zip_close(z);
}

int zip_end(struct zip *z) {
  guint64 at = place(z);
  gsize len = z->central ? z->central->len : 0;
  if (len) g_string_append_len(z->out, z->central->str, (gssize)len);
  put(z->out, END, 4);
  put(z->out, 0, 4);
  put(z->out, z->files, 2);
  put(z->out, z->files, 2);
  put(z->out, len, 4);
  put(z->out, at, 4);
  put(z->out, 0, 2);
  hand_over(z, 0);
  if (z->central) g_string_free(z->central, TRUE);
  z->central = NULL;
  return z->error;
}

guint32 zip_sum(struct slice bytes) {
  return (guint32)crc32_z(0, (const Bytef *)bytes.data, bytes.len);
}
