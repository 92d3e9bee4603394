// SPDX-License-Identifier: MIT
#include "base/zip.h"
#include "unit.h"
#include <zlib.h>

static unsigned long number(const GString *z, gsize at, unsigned bytes) {
  unsigned long n = 0;
  ck_assert_uint_le(at + bytes, z->len);
  while (bytes-- > 0)
    n = n << 8 | (unsigned char)z->str[at + bytes];
  return n;
}

// Reads the file whose header begins at `at`, compares it, and returns where the next begins.
static gsize holds(const GString *z, gsize at, const char *name, struct slice expected) {
  ck_assert_uint_eq(number(z, at, 4), 0x04034b50);
  ck_assert_uint_eq(number(z, at + 8, 2), 8);
  unsigned long sum = number(z, at + 14, 4), packed = number(z, at + 18, 4), len = number(z, at + 22, 4),
                name_len = number(z, at + 26, 2);
  ck_assert(slice_eq((struct slice){z->str + at + 30, name_len}, slice_of(name)));
  ck_assert_uint_eq(len, expected.len);
  ck_assert_uint_eq(sum, crc32(0, (const Bytef *)expected.data, (uInt)expected.len));
  char *back = g_malloc(len + 1);
  z_stream s = {.next_in = (Bytef *)z->str + at + 30 + name_len,
                .avail_in = (uInt)packed,
                .next_out = (Bytef *)back,
                .avail_out = (uInt)len + 1};
  ck_assert_int_eq(inflateInit2(&s, -MAX_WBITS), Z_OK);
  ck_assert_int_eq(inflate(&s, Z_FINISH), Z_STREAM_END);
  inflateEnd(&s);
  ck_assert(slice_eq((struct slice){back, len}, expected));
  g_free(back);
  return at + 30 + name_len + packed;
}

static GString *archive(struct slice large) {
  struct zip z = {.out = g_string_new(NULL)};
  zip_add(&z, "a.txt", slice_of("one"));
  zip_add(&z, "folder/empty", slice_of(""));
  zip_add(&z, "folder/large", large);
  zip_end(&z);
  return z.out;
}

START_TEST(files_come_back) {
  GString *text = g_string_new(NULL);
  for (unsigned i = 0; i < 100000; i++)
    g_string_append_printf(text, "%u,", i * i);
  struct slice large = {text->str, text->len};
  GString *z = archive(large), *again = archive(large);
  ck_assert(g_string_equal(z, again));
  gsize at = holds(z, 0, "a.txt", slice_of("one"));
  at = holds(z, at, "folder/empty", slice_of(""));
  gsize third = at;
  at = holds(z, at, "folder/large", large);
  ck_assert_uint_lt(at, text->len / 2);
  // The directory: three entries, then its end, which says where it begins.
  ck_assert_uint_eq(number(z, at, 4), 0x02014b50);
  gsize end = z->len - 22;
  ck_assert_uint_eq(number(z, end, 4), 0x06054b50);
  ck_assert_uint_eq(number(z, end + 10, 2), 3);
  ck_assert_uint_eq(number(z, end + 12, 4), end - at);
  ck_assert_uint_eq(number(z, end + 16, 4), at);
  gsize entry = at + (46 + strlen("a.txt")) + (46 + strlen("folder/empty"));
  ck_assert_uint_eq(number(z, entry, 4), 0x02014b50);
  ck_assert_uint_eq(number(z, entry + 42, 4), third);
  g_string_free(text, TRUE);
  g_string_free(z, TRUE);
  g_string_free(again, TRUE);
}
END_TEST

START_TEST(pieces_come_back_as_one) {
  GString *text = g_string_new(NULL);
  struct zip z = {.out = g_string_new(NULL)};
  zip_begin(&z, "table");
  for (unsigned i = 0; i < 50000; i++) {
    char *piece = g_strdup_printf("%u;", i * 7);
    zip_put(&z, slice_of(piece));
    g_string_append(text, piece);
    g_free(piece);
  }
  zip_close(&z);
  zip_add(&z, "b", slice_of("two"));
  zip_end(&z);
  gsize at = holds(z.out, 0, "table", (struct slice){text->str, text->len});
  ck_assert_uint_lt(at, text->len);
  at = holds(z.out, at, "b", slice_of("two"));
  ck_assert_uint_eq(number(z.out, at, 4), 0x02014b50);
  g_string_free(text, TRUE);
  g_string_free(z.out, TRUE);
}
END_TEST

// Puts `text` in parts of 1000 bytes; those of odd number are taken as `old` has them where it is given.
static struct zip in_parts(const char *text, GArray *parts, const struct zip *old) {
  struct zip z = {.out = g_string_new(NULL)};
  zip_begin(&z, "table");
  zip_put(&z, slice_of("head"));
  zip_end_part(&z);
  for (guint i = 0; i < strlen(text) / 1000; i++) {
    struct zip_part part;
    if (old && i % 2) {
      part = g_array_index(parts, struct zip_part, i);
      part = zip_put_part(&z, part, (struct slice){old->out->str + part.at, part.packed});
    } else {
      zip_put(&z, (struct slice){text + i * 1000, 400});
      zip_put(&z, (struct slice){text + i * 1000 + 400, 600});
      part = zip_end_part(&z);
    }
    if (!old) g_array_append_val(parts, part);
    ck_assert_uint_eq(part.len, 1000);
    ck_assert_uint_eq(part.sum, zip_sum((struct slice){text + i * 1000, 1000}));
    ck_assert_uint_eq(part.at, g_array_index(parts, struct zip_part, i).at);
  }
  zip_put(&z, slice_of("tail"));
  zip_close(&z);
  ck_assert_int_eq(zip_end(&z), 0);
  return z;
}

START_TEST(parts_are_the_same_wherever_they_come_from) {
  GString *text = g_string_new(NULL), *whole = g_string_new("head");
  for (unsigned i = 0; text->len < 30000; i++)
    g_string_append_printf(text, "%u;", i * 7 % 301);
  g_string_truncate(text, 30000);
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct zip_part));
  struct zip made = in_parts(text->str, parts, NULL), taken = in_parts(text->str, parts, &made);
  ck_assert(g_string_equal(made.out, taken.out));
  g_string_append_printf(whole, "%stail", text->str);
  gsize at = holds(taken.out, 0, "table", (struct slice){whole->str, whole->len});
  ck_assert_uint_eq(number(taken.out, at, 4), 0x02014b50);
  GString *all[] = {text, whole, made.out, taken.out};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    g_string_free(all[i], TRUE);
  g_array_unref(parts);
}
END_TEST

static void take(struct slice bytes, void *data) {
  g_string_append_len(data, bytes.data, (gssize)bytes.len);
}

START_TEST(an_archive_may_be_taken_as_it_grows) {
  GString *text = g_string_new(NULL), *taken = g_string_new(NULL);
  for (unsigned i = 0; i < 200000; i++)
    g_string_append_printf(text, "%u", i * i);
  struct zip z = {.out = g_string_new(NULL), .take = take, .data = taken};
  zip_add(&z, "a.txt", slice_of("one"));
  zip_add(&z, "folder/empty", slice_of(""));
  zip_add(&z, "folder/large", (struct slice){text->str, text->len});
  ck_assert_int_eq(zip_end(&z), 0);
  ck_assert_uint_eq(z.out->len, 0);
  GString *whole = archive((struct slice){text->str, text->len});
  ck_assert_uint_gt(whole->len, 1 << 17);
  ck_assert(g_string_equal(whole, taken));
  GString *all[] = {text, whole, taken, z.out};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    g_string_free(all[i], TRUE);
}
END_TEST

START_TEST(nothing_is_an_archive_too) {
  struct zip z = {.out = g_string_new(NULL)};
  zip_end(&z);
  ck_assert_uint_eq(z.out->len, 22);
  g_string_free(z.out, TRUE);
}
END_TEST

UNIT("base/zip", files_come_back, pieces_come_back_as_one, parts_are_the_same_wherever_they_come_from,
     an_archive_may_be_taken_as_it_grows, nothing_is_an_archive_too)
