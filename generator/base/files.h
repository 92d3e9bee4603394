// SPDX-License-Identifier: MIT
// Where files are read and written and folders listed: whole or not at all, whatever the system does in
// between. Calls that a signal interrupts are made again, short reads and writes are gone on with.
#pragma once
#include "base/diag.h"
#include "base/slice.h"
#include <sys/types.h>

// Opens path below folder (AT_FDCWD: the current one) with flags and O_CLOEXEC; mode as in open. Returns -1
// with errno where that fails.
int file_open(int folder, const char *path, int flags, unsigned mode);

// Reads up to size bytes. Returns how many there were, 0 at the end, -1 with errno.
ssize_t fd_read(int fd, void *to, size_t size);

// Appends fd's bytes to its end to bytes, but not far beyond limit. Returns false with errno.
bool fd_read_on(int fd, GString *bytes, size_t limit);

// Reads size bytes. Returns false with errno; 0 where there were fewer.
bool fd_read_exactly(int fd, char *to, size_t size);

// Writes all bytes. Returns false with errno.
bool fd_write(int fd, struct slice bytes);

// Closes fd after writing: ok tells how that went. Returns ok, or false with errno where closing tells of an
// error; errno is otherwise left as it was.
bool fd_close(int fd, bool ok);

// Has the disk keep what was written to fd, a file or folder. Returns false with errno; file systems that
// cannot sync a folder need not.
bool fd_sync(int fd);

// Reads the next line as getline does: *line (free it) grows with it, *room bytes now. Returns its length,
// its line feed counted; -1 at the end, and with errno where reading fails (ferror tells). Where there is no
// memory for it the program ends: to getline that is like the end.
ssize_t file_line(char **line, size_t *room, FILE *in);

// Reads the file at path. The caller frees the bytes. Returns NULL after diag_unreadable.
GString *file_load(const char *path, struct diag *d);

// Says whether anything (a folder, a regular file) stands at path, links followed. Where the system cannot
// tell it says yes: whoever opens the path then learns more, and reports it.
bool file_is_there(const char *path);
bool file_is_folder(const char *path);
bool file_is_regular(const char *path);

// Returns path made absolute and free of links; the caller frees it. NULL where nothing stands there, or
// where that cannot be told (diag_fault).
char *file_real_path(const char *path, struct diag *d);

// Returns the names (char *) in a folder, sorted by bytes, without those that begin with a dot; a folder that
// is not there has none. Free with g_ptr_array_unref. Returns NULL after diag_unreadable.
GPtrArray *folder_names(const char *path, struct diag *d);
