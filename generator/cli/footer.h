// SPDX-License-Identifier: MIT
// What stands in OUT.footer.json beside the statements of a shard: of what and by what they were made. It is
// how a shard that is run twice knows that nothing is left to do, and how merge knows a whole set.
#pragma once
#include "cli/shard.h"

struct footer {
  struct shard shard;
  char *version;           // of the coder, as coder_version gives it
  char *codebook;          // SHA-256 of the codebook's bytes; all checksums are hexadecimal
  char *list;              // SHA-256 of the paths of all shards, in the order given
  char *files;             // SHA-256 of paths and contents of this shard's articles
  unsigned min_confidence; // thousandths
  unsigned articles;       // read and coded
  unsigned skipped;        // could not be read, or are drafts
  unsigned statements;
  char *checksum; // SHA-256 of OUT
};

// Sets f->list to the checksum of the paths named by args, of which those that fall to f->shard are appended
// to mine (char *, owned by the array).
// Returns false after a fault to d, where standard input cannot be read to its end.
bool footer_set_list(struct footer *f, char **args, GPtrArray *mine, struct diag *d);

// Sets f->files from the articles' contents; one that is not there or is no file counts as such. Returns
// false after an error to d where one cannot be read for a reason that may pass, such as a file server that
// does not answer.
bool footer_set_files(struct footer *f, const GPtrArray *paths, struct diag *d);

// Returns the path of the footer beside `out`; the caller frees it.
char *footer_path(const char *out);

// Reads the footer beside `out` into f (released with footer_release in any case). Returns false after errors
// to d.
bool footer_load(struct footer *f, const char *out, struct diag *d);

// Says whether `out` holds the very bytes that the checksum is of.
bool footer_fits(const struct footer *f, const char *out);

// Says whether `out` was made already as f wants it and is whole; then f takes over counts and checksum.
bool footer_done(struct footer *f, const char *out);

// Sets the checksum of `out` and writes the footer beside it by way of a temporary file. Returns 0, or
// EX_IOERR / EX_CANTCREAT after an error to d.
int footer_write(struct footer *f, const char *out, struct diag *d);

// Judges the files that have a footer beside them, as one set: of one version, codebook (which must have this
// hash), list and N, each shard once, each file whole and, unless `partial` is true, every shard there. Adds
// the articles of all to *articles and *skipped, as a footer counts them. Returns 0, EX_DATAERR where shards
// are doubled or mixed, EX_TEMPFAIL where some are missing or not whole, after errors to d that say which;
// EX_NOINPUT where one may not be read, what diag_fault_code says where it cannot.
int footers_judge(char **files, const char *codebook, bool partial, unsigned *articles, unsigned *skipped,
                  struct diag *d);

void footer_release(struct footer *f);
