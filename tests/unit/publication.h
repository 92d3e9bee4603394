// SPDX-License-Identifier: MIT
// What the tests of publishing share: a folder of their own, system calls that fail on demand, and checks of
// what stands.
#pragma once
#include "site/publish.h"
#include "unit.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// --- calls that can fail ---

static int no_exchange;     // renameat2 fails so
static int links_fail;      // linkat fails so
static int write_fails;     // write fails so
static int sync_fails;      // fsync and syncfs fail so
static int interruptions;   // write and fsync fail with EINTR so many times first
static int die_at_rename;   // the program ends before its n-th renameat
static int rename_fails_at; // the n-th renameat fails with EIO

int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  if (no_exchange) {
    errno = no_exchange;
    return -1;
  }
  return (int)syscall(SYS_renameat2, a, from, b, to, flags);
}

int renameat(int a, const char *from, int b, const char *to) {
  if (die_at_rename && --die_at_rename == 0) _exit(42);
  if (rename_fails_at && --rename_fails_at == 0) {
    errno = EIO;
    return -1;
  }
  return (int)syscall(SYS_renameat2, a, from, b, to, 0);
}

int linkat(int a, const char *from, int b, const char *to, int flags) {
  if (links_fail) {
    errno = links_fail;
    return -1;
  }
  return (int)syscall(SYS_linkat, a, from, b, to, flags);
}

ssize_t write(int fd, const void *bytes, size_t n) {
  if (fd > 2 && (interruptions || write_fails)) {
    errno = interruptions ? EINTR : write_fails;
    if (interruptions) interruptions--;
    return -1;
  }
  return syscall(SYS_write, fd, bytes, n);
}

int fsync(int fd) {
  if (interruptions || sync_fails) {
    errno = interruptions ? EINTR : sync_fails;
    if (interruptions) interruptions--;
    return -1;
  }
  return (int)syscall(SYS_fsync, fd);
}

int syncfs(int fd) {
  if (sync_fails) {
    errno = sync_fails;
    return -1;
  }
  return (int)syscall(SYS_syncfs, fd);
}

// --- a folder to publish in ---

static char *root, *output;
static char *messages;
static size_t messages_size;
static FILE *stream;
static struct diag *d;

static char *at(const char *path) {
  return g_build_filename(root, path, NULL);
}

static void setup(void) {
  root = g_dir_make_tmp("publish-XXXXXX", NULL);
  output = at("out");
  stream = open_memstream(&messages, &messages_size);
  d = diag_new(stream, false);
}

static void teardown(void) {
  diag_free(d);
  fclose(stream);
  free(messages);
  char *command[] = {(char *)"rm", (char *)"-rf", (char *)"--", root, NULL};
  g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free(root);
  g_free(output);
}

static void make(const char *path, const char *text) {
  char *whole = at(path), *folder = g_path_get_dirname(whole);
  ck_assert_int_eq(g_mkdir_with_parents(folder, 0755), 0);
  FILE *f = fopen(whole, "w");
  ck_assert_ptr_nonnull(f);
  fputs(text, f);
  fclose(f);
  g_free(whole);
  g_free(folder);
}

static void holds(const char *path, const char *text) {
  char *whole = at(path), *got = NULL;
  bool there = g_file_get_contents(whole, &got, NULL, NULL);
  if (!text)
    ck_assert_msg(!there, "%s is there", path);
  else {
    ck_assert_msg(there, "%s is not there", path);
    ck_assert_str_eq(got, text);
  }
  g_free(whole);
  g_free(got);
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The root folder holds these names and no others.
static void root_holds(const char *expected) {
  GPtrArray *names = g_ptr_array_new();
  GDir *dir = g_dir_open(root, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));)
    g_ptr_array_add(names, g_strdup(name));
  g_dir_close(dir);
  g_ptr_array_sort(names, by_text);
  g_ptr_array_add(names, NULL);
  char *got = g_strjoinv(" ", (char **)names->pdata);
  ck_assert_str_eq(got, expected);
  g_free(got);
  g_ptr_array_set_free_func(names, g_free);
  g_ptr_array_unref(names);
}

// The messages since the last call, with the temporary folder's name left out.
static void says(const char *expected) {
  fflush(stream);
  char *all = g_strndup(messages, messages_size), **parts = g_strsplit(all, root, -1),
       *got = g_strjoinv("", parts);
  ck_assert_str_eq(got, expected);
  g_free(all);
  g_strfreev(parts);
  g_free(got);
  rewind(stream);
}

static void says_nothing(void) {
  says("");
}

#define PAGE(text) "<!DOCTYPE html>\n<html><body>" text "</body></html>\n"

static bool put(struct publication *p, const char *path, const char *text) {
  char *source = g_strconcat("from ", path, NULL);
  bool ok = publish_put(p, path, slice_of(text), source, d);
  g_free(source);
  return ok;
}

// Publishes pairs of path and text; ended by NULL.
static bool publish(struct publish_result *result, const char *const *files) {
  struct publication *p = publish_begin(output, NULL, d);
  if (!p) return false;
  for (; *files; files += 2)
    put(p, files[0], files[1]);
  if (publish_check(p, d)) return publish_commit(p, result, d);
  publish_abandon(p);
  return false;
}

#define PUBLISH(result, ...) publish(result, (const char *const[]){__VA_ARGS__, NULL})

static void counts(const struct publish_result *r, unsigned files, unsigned written, unsigned unchanged,
                   unsigned removed, unsigned carried) {
  ck_assert_uint_eq(r->files, files);
  ck_assert_uint_eq(r->written, written);
  ck_assert_uint_eq(r->unchanged, unchanged);
  ck_assert_uint_eq(r->removed, removed);
  ck_assert_uint_eq(r->carried, carried);
}

static struct stat status_of(const char *path) {
  char *whole = at(path);
  struct stat s;
  ck_assert_msg(lstat(whole, &s) == 0, "%s is not there", path);
  g_free(whole);
  return s;
}

static bool same_file(const struct stat *a, const struct stat *b) {
  return a->st_ino == b->st_ino && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

// --- the tests ---
