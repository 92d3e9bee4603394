// SPDX-License-Identifier: MIT
// The one way to speak to the user: path:line:column: level: text, on stderr.
#pragma once
#include "base/lines.h"
#include <stdbool.h>
#include <stdio.h>

enum diag_level { DIAG_NONE, DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

struct diag; // a collector: it counts, keeps the worst level, and prints or holds messages; safe between
             // threads

// Returns a collector that prints to out at once, coloured where colour is true. Free with diag_free.
struct diag *diag_new(FILE *out, bool colour);

// Returns a collector that holds its messages until diag_pour hands them on: one for each article, so that
// the order of messages never depends on threads. Free with diag_free.
struct diag *diag_new_held(void);

// Hands all held messages of from on to to, in their order, and empties from.
void diag_pour(struct diag *to, struct diag *from);

// The same for messages about text that stands in a file below `lines` others: each line number grows by so
// many.
void diag_pour_below(struct diag *to, struct diag *from, unsigned lines);

void diag_free(struct diag *d);

struct diag_log;

// Has copies of the messages that d gets from now on kept in log (base/diag_log.h; NULL: no longer).
void diag_keep(struct diag *d, struct diag_log *log);

// Where a message points. path NULL: the program itself ("standpoint: error: ..."). line 0: the file as a
// whole.
struct diag_place {
  const char *path;
  unsigned line, column; // from 1; 0 where there is none
};

// Returns the place of byte offset in the file at path whose lines are given (NULL: the file as a whole).
struct diag_place diag_at(const char *path, const struct lines *lines, size_t offset);

// Reports one message. Returns false, so that `return diag_error(...)` reads well.
bool diag_error(struct diag *d, struct diag_place at, const char *format, ...) G_GNUC_PRINTF(3, 4);
bool diag_warning(struct diag *d, struct diag_place at, const char *format, ...) G_GNUC_PRINTF(3, 4);
bool diag_note(struct diag *d, struct diag_place at, const char *format, ...) G_GNUC_PRINTF(3, 4);

// Reports as an error that the system refused what was asked of it: "what: why", error being an errno. Such a
// fault is none of the input, and what would be made in spite of it would not be what the input says: nothing
// may be published. Returns false.
bool diag_fault(struct diag *d, struct diag_place at, const char *what, int error);

// Reports that something of the input cannot be read: an error where the reason lies in the thing itself
// (error_stays), else a fault. Returns false.
bool diag_unreadable(struct diag *d, struct diag_place at, const char *what, int error);

// The same for what can be done without: a warning where the reason lies in the thing itself.
bool diag_passed_over(struct diag *d, struct diag_place at, int error);

// Says whether either of these was called: what was made then may be made another way next time, though
// nothing seems to have changed.
bool diag_left_out(const struct diag *d);

// Says whether error, an errno of opening or reading, tells of the file itself (it is not there, no file, not
// for this user) and would come again; else of the state of the machine.
bool error_stays(int error);

// Returns the exit code of the first fault that d has seen: EX_TEMPFAIL where trying again may help (too many
// open files, no memory), else EX_IOERR; 0 where there was none.
int diag_fault_code(const struct diag *d);

// Returns how many messages of level d has seen.
unsigned diag_count(const struct diag *d, enum diag_level level);

// Returns the worst level that d has seen; DIAG_NONE where nothing was said.
enum diag_level diag_worst(const struct diag *d);
