// SPDX-License-Identifier: MIT
// The shim counts the calls of a program to the system, kind by kind, and has one of them, or all from one
// on, fail. It is loaded by LD_PRELOAD and told what to do by the environment:
//
//   FAULT_KIND=open    the kind of call: the first argument of `hit` wherever it stands
//                      (`memory`: any request for it, but of libseccomp, which base/confine.c explains;
//                      `libxml2` and other names: one that a library of which the file's name begins so
//                      makes)
//   FAULT_AT=3         which of that kind, from 1
//   FAULT_HOW=28       the errno (for sqlite: the result code) that it gives; or `short`: half of what was
//                      asked for is read or written; or `kill` and a number: the process gets that signal
//                      instead of making the call
//   FAULT_STAY=yes     all later ones of that kind fare like it: a disk stays full
//   FAULT_AFTER=N      the signal of FAULT_HOW comes after N microseconds of the processor's time, whatever
//                      is done then
//   FAULT_MARK=FILE    gets "KIND N PATH" of the call that was hit
//   FAULT_LOG=FILE     gets that of every call; of those for memory, and only where they are the kind, the
//                      last
//   FAULT_SYNC=no      nothing waits for the disk
//
// Calls on standard input, output and error are none of its business.
#pragma once
#include <stdbool.h>
#include <stdio.h>

// Counts a call of this kind on path below folder dir (AT_FDCWD: the current one), or where path is NULL on
// the open file dir. Returns true where it is the one to fail, with errno set.
bool hit(const char *kind, int dir, const char *path);

// The same where less than asked for will do as well. Returns the count to ask for; *fails says whether to
// fail.
size_t hit_bytes(const char *kind, int fd, size_t count, bool *fails);

// The same for a request for memory, whoever makes it.
bool hit_memory(void);

// Says whether the kind is one of requests for memory.
bool is_memory(const char *kind);

// Returns FAULT_HOW as a number.
int hit_code(void);

// Says whether fsync and its like shall wait for the disk.
bool syncs(void);

// Defines a pointer `real` to what the shim stands in for.
#define REAL(type, name, ...)                                                                                \
  static type (*real)(__VA_ARGS__);                                                                          \
  if (!real) real = (type(*)(__VA_ARGS__))next_symbol(name)
void *next_symbol(const char *name);
