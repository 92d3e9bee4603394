// SPDX-License-Identifier: MIT
// Private to publish: files below an open folder. Nothing here follows a symbolic link; calls that a signal
// interrupts are made again. What fails leaves errno.
#pragma once
#include "base/slice.h"
#include <glib.h>
#include <sys/stat.h>
#include <sys/types.h>

// A folder, and the one below it that was used last. Begin with fd set and the rest zero.
struct tree {
  int fd;     // -1: there is none
  char *last; // its path below fd, NULL: none yet
  int last_fd;
};

void tree_release(struct tree *t); // closes all, fd too

// Returns the open folder that holds path ("a/b.html": a), which stays the tree's; -1 where there is none.
// *name is set to the last name in path.
int tree_folder(struct tree *t, const char *path, const char **name);

// Reads the regular file at path if it has size bytes. Returns NULL otherwise (errno 0 where it is no such
// file).
char *tree_read(struct tree *t, const char *path, size_t size);

// Opens the same file for reading. Returns -1 likewise.
int tree_open(struct tree *t, const char *path, size_t size);

// Makes a new file at path, open for writing. Returns -1 where that fails, or anything stands there.
int tree_create(struct tree *t, const char *path);

// Makes a new file at path; fails where anything stands there.
bool tree_write(struct tree *t, const char *path, struct slice bytes);

// Makes folder path, whose parent must stand; one that stands already is fine.
bool tree_make_folder(struct tree *t, const char *path);

// Takes the file, link or other thing at path of from along to the same path of to: as a hard link, else as a
// copy with its mode and time stamp (*copied is then true: unlike a link's its bytes are new to the disk).
bool tree_take(struct tree *from, struct tree *to, const char *path, bool *copied);

// Copies mode and time stamp of the folder at path.
bool tree_take_manners(struct tree *from, struct tree *to, const char *path);

// Has the disk keep the file or folder at path ("" the tree itself).
bool tree_sync(struct tree *t, const char *path);

// What stands in a tree: called with each path below it and its status, folders before what they hold.
// Returning false ends the walk.
typedef bool tree_visitor(const char *path, const struct stat *status, void *data);

// Visits all of t in no order. Returns false where anything cannot be read, lies deeper than 100 folders, or
// was refused; where is not NULL, it is then set to its path ("" the tree itself), which the caller frees.
bool tree_walk(struct tree *t, tree_visitor *visit, void *data, char **where);

// Opens folder name below fd. Returns -1 where there is none or it is something else.
int folder_open(int fd, const char *name);

// Removes name below fd and all that is in it; nothing there is fine.
bool folder_remove(int fd, const char *name);

// Says whether anything stands at name below fd: 1 yes, 0 no, -1 (with errno) where that cannot be told.
int folder_has(int fd, const char *name);
