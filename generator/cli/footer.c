// SPDX-License-Identifier: MIT
#include "cli/footer.h"
#include "base/files.h"
#include "base/json.h"
#include "cli/options.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// --- checksums ---

// Adds the bytes of the regular file at path. Returns 0, or the errno of what went wrong. Never waits for a
// pipe.
static int add_file(GChecksum *sum, const char *path) {
  int fd = file_open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK, 0), trouble = fd < 0 ? errno : 0;
  struct stat status;
  guchar block[1 << 14];
  ssize_t len = -1;
  if (!trouble && fstat(fd, &status) != 0) trouble = errno;
  if (!trouble && !S_ISREG(status.st_mode)) trouble = EISDIR;
  while (!trouble && (len = fd_read(fd, block, sizeof block)) > 0)
    g_checksum_update(sum, block, len);
  if (!trouble && len < 0) trouble = errno;
  if (fd >= 0) fd_close(fd, true);
  return trouble;
}

static char *take(GChecksum *sum) {
  char *text = g_strdup(g_checksum_get_string(sum));
  g_checksum_free(sum);
  return text;
}

// Returns NULL where the file cannot be read.
static char *sum_of_file(const char *path) {
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  int trouble = add_file(sum, path);
  char *text = take(sum);
  if (trouble) g_clear_pointer(&text, g_free);
  return text;
}

static void add_path(GChecksum *sum, const char *path) {
  g_checksum_update(sum, (const guchar *)path, (gssize)strlen(path) + 1); // the NUL parts it from the next
}

bool footer_set_list(struct footer *f, char **args, GPtrArray *mine, struct diag *d) {
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  struct paths all = {.args = args, .d = d};
  for (const char *path; (path = paths_next(&all));) {
    add_path(sum, path);
    if (shard_takes(&f->shard, path)) g_ptr_array_add(mine, g_strdup(path));
  }
  bool whole = all.args != NULL;
  paths_release(&all);
  g_free(f->list);
  f->list = take(sum);
  return whole;
}

bool footer_set_files(struct footer *f, const GPtrArray *paths, struct diag *d) {
  GChecksum *all = g_checksum_new(G_CHECKSUM_SHA256), *one = g_checksum_new(G_CHECKSUM_SHA256);
  bool ok = true;
  for (guint i = 0; i < paths->len; i++) {
    const char *path = paths->pdata[i];
    g_checksum_reset(one);
    int trouble = add_file(one, path);
    if (trouble && !error_stays(trouble))
      ok = diag_error(d, (struct diag_place){.path = path}, "cannot be read now: %s", g_strerror(trouble));
    add_path(all, path);
    add_path(all, trouble ? "" : g_checksum_get_string(one));
  }
  g_checksum_free(one);
  g_free(f->files);
  f->files = take(all);
  return ok;
}

// --- reading ---

char *footer_path(const char *out) {
  return g_strconcat(out, ".footer.json", NULL);
}

static char *read_text(const struct json_doc *doc, const char *key, struct diag *d) {
  const json *value = json_get(doc->root, key);
  const char *text = json_text(value);
  if (!text) diag_error(d, json_place(doc, value ? value : doc->root), "'%s' should be a text", key);
  return g_strdup(text);
}

static unsigned read_count(const struct json_doc *doc, const char *key, double scale, struct diag *d) {
  const json *value = json_get(doc->root, key);
  double n = json_value(value, -1);
  if (n >= 0 && n * scale <= G_MAXUINT32) return (unsigned)lround(n * scale);
  diag_error(d, json_place(doc, value ? value : doc->root), "'%s' should be a number from 0", key);
  return 0;
}

static void read_members(struct footer *f, const struct json_doc *doc, struct diag *d) {
  char *shard = read_text(doc, "shard", d);
  if (shard && !shard_parse(shard, &f->shard))
    diag_error(d, json_place(doc, json_get(doc->root, "shard")), "'shard' should be I/N, not '%s'", shard);
  g_free(shard);
  f->version = read_text(doc, "version", d);
  f->codebook = read_text(doc, "codebook", d);
  f->list = read_text(doc, "list", d);
  f->files = read_text(doc, "files", d);
  f->min_confidence = read_count(doc, "min_confidence", 1000, d);
  f->articles = read_count(doc, "articles", 1, d);
  f->skipped = read_count(doc, "skipped", 1, d);
  f->statements = read_count(doc, "statements", 1, d);
  f->checksum = read_text(doc, "checksum", d);
}

bool footer_load(struct footer *f, const char *out, struct diag *d) {
  char *path = footer_path(out);
  struct json_doc doc;
  unsigned errors = diag_count(d, DIAG_ERROR);
  *f = (struct footer){0};
  if (json_load(&doc, path, d)) read_members(f, &doc, d);
  json_doc_release(&doc);
  g_free(path);
  return diag_count(d, DIAG_ERROR) == errors;
}

bool footer_fits(const struct footer *f, const char *out) {
  char *found = sum_of_file(out);
  bool fits = found && g_strcmp0(found, f->checksum) == 0;
  g_free(found);
  return fits;
}

static bool same_work(const struct footer *a, const struct footer *b) {
  return a->shard.index == b->shard.index && a->shard.count == b->shard.count &&
         a->min_confidence == b->min_confidence && g_strcmp0(a->version, b->version) == 0 &&
         g_strcmp0(a->codebook, b->codebook) == 0 && g_strcmp0(a->list, b->list) == 0 &&
         g_strcmp0(a->files, b->files) == 0;
}

bool footer_done(struct footer *f, const char *out) {
  struct diag *quiet = diag_new_held();
  struct footer old;
  bool done = footer_load(&old, out, quiet) && same_work(f, &old) && footer_fits(&old, out);
  if (done) {
    f->articles = old.articles;
    f->skipped = old.skipped;
    f->statements = old.statements;
    g_free(f->checksum);
    f->checksum = g_steal_pointer(&old.checksum);
  }
  footer_release(&old);
  diag_free(quiet);
  return done;
}

// --- writing ---

static char *print_footer(const struct footer *f) {
  json *j = json_object();
  char *shard = g_strdup_printf("%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, f->shard.index, f->shard.count);
  json_add_string(j, "shard", shard);
  json_add_string(j, "version", f->version);
  json_add_string(j, "codebook", f->codebook);
  json_add_string(j, "list", f->list);
  json_add_string(j, "files", f->files);
  json_add_number(j, "min_confidence", f->min_confidence / 1000.0);
  json_add_number(j, "articles", f->articles);
  json_add_number(j, "skipped", f->skipped);
  json_add_number(j, "statements", f->statements);
  json_add_string(j, "checksum", f->checksum);
  char *text = json_print(j, true);
  json_free(j);
  g_free(shard);
  return text;
}

int footer_write(struct footer *f, const char *out, struct diag *d) {
  g_free(f->checksum);
  f->checksum = sum_of_file(out);
  if (!f->checksum) {
    diag_error(d, (struct diag_place){.path = out}, "cannot be read back");
    return EX_IOERR;
  }
  char *path = footer_path(out), *text = print_footer(f);
  struct output *o = output_open(path, d);
  if (o) fputs(text, output_file(o)); // output_close looks at the stream's error
  int code = o ? output_close(o, d) : EX_CANTCREAT;
  g_free(text);
  g_free(path);
  return code;
}

void footer_release(struct footer *f) {
  char *const texts[] = {f->version, f->codebook, f->list, f->files, f->checksum};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  *f = (struct footer){0};
}
