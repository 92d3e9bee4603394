// SPDX-License-Identifier: MIT
#include "base/spill.h"
#include "unit.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static int room = -1; // bytes that the disk still takes; -1: all

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) {
  if (room == 0) {
    errno = ENOSPC;
    return -1;
  }
  size_t most = room > 0 ? MIN(n, (size_t)room) : n;
  ssize_t done = syscall(SYS_pwrite64, fd, bytes, most, at);
  if (room > 0 && done > 0) room -= (int)done;
  return done;
}

static struct slice piece(GString *text, unsigned i) {
  g_string_truncate(text, 0);
  for (unsigned k = 0; k < i % 97; k++)
    g_string_append_printf(text, "%u,", i * k);
  return (struct slice){text->str, text->len};
}

// Puts pieces and reads all of them back, also the last, which nobody has written yet.
static void all_come_back(struct spill *s) {
  enum { PIECES = 3000 };
  GString *text = g_string_new(NULL);
  guint64 *places = g_new(guint64, PIECES);
  char *got = g_malloc(1 << 12);
  for (unsigned i = 0; i < PIECES; i++) {
    places[i] = spill_put(s, piece(text, i));
    if (i % 500) continue;
    ck_assert(spill_get(s, places[i / 2], piece(text, i / 2).len, got));
    ck_assert_int_eq(memcmp(got, text->str, text->len), 0);
  }
  for (unsigned i = PIECES; i-- > 0;) {
    ck_assert(spill_get(s, places[i], piece(text, i).len, got));
    ck_assert_int_eq(memcmp(got, text->str, text->len), 0);
  }
  spill_free(s);
  g_string_free(text, TRUE);
  g_free(places);
  g_free(got);
}

START_TEST(what_was_put_down_comes_back) {
  char *folder = g_dir_make_tmp("spill-XXXXXX", NULL);
  int fd = open(folder, O_RDONLY | O_DIRECTORY);
  all_come_back(spill_new(fd));
  for (room = 1 << 17; room > 0; room -= 40000)
    all_come_back(spill_new(fd));
  room = 0;
  all_come_back(spill_new(fd));
  room = -1;
  all_come_back(spill_new(-1));
  close(fd);
  ck_assert_int_eq(g_rmdir(folder), 0); // no name was left in it
  g_free(folder);
}
END_TEST

START_TEST(nothing_is_fine) {
  struct spill *s = spill_new(-1);
  ck_assert(spill_get(s, spill_put(s, (struct slice){"", 0}), 0, NULL));
  spill_free(s);
  spill_free(NULL);
}
END_TEST

UNIT("base/spill", what_was_put_down_comes_back, nothing_is_fine)
