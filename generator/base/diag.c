// SPDX-License-Identifier: MIT
#include "base/diag.h"
#include "base/diag_log.h"
#include "base/unseen.h"
#include <errno.h>
#include <sysexits.h>

struct message {
  enum diag_level level;
  char *path, *text;
  unsigned line, column;
  int fault;     // an exit code; 0: none
  bool left_out; // something could not be read
};

struct diag {
  GMutex mutex;
  FILE *out; // NULL: messages are held
  bool colour;
  GPtrArray *held;
  struct diag_log *log; // NULL: none
  unsigned count[DIAG_ERROR + 1];
  int fault; // of the first message that had one
  bool left_out;
};

static const char *const names[] = {"", "note", "warning", "error"};
static const char *const colours[] = {"", "\033[36m", "\033[33m", "\033[31m"};

static void message_free(void *p) {
  struct message *m = p;
  g_free(m->path);
  g_free(m->text);
  g_free(m);
}

struct diag *diag_new(FILE *out, bool colour) {
  struct diag *d = g_new0(struct diag, 1);
  g_mutex_init(&d->mutex);
  d->out = out;
  d->colour = colour;
  return d;
}

struct diag *diag_new_held(void) {
  struct diag *d = diag_new(NULL, false);
  d->held = g_ptr_array_new_with_free_func(message_free);
  return d;
}

void diag_free(struct diag *d) {
  if (!d) return;
  g_mutex_clear(&d->mutex);
  if (d->held) g_ptr_array_unref(d->held);
  g_free(d);
}

struct diag_place diag_at(const char *path, const struct lines *lines, size_t offset) {
  struct diag_place at = {.path = path};
  if (lines) lines_find(lines, offset, &at.line, &at.column);
  return at;
}

// Says whether c, of a hostile file name or text, would speak to the terminal, end or turn the line around,
// or hide.
static bool unclean(gunichar c) {
  return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || unseen_is(c);
}

// Prints s as UTF-8 that stays on its line: what is none, and what is unclean, as '?'.
static void put_clean(FILE *out, const char *s) {
  while (*s) {
    gunichar c = g_utf8_get_char_validated(s, -1);
    size_t len = c >= (gunichar)-2 ? 1 : (size_t)(g_utf8_next_char(s) - s);
    if (c >= (gunichar)-2 || unclean(c))
      fputc('?', out);
    else
      fwrite(s, 1, len, out);
    s += len;
  }
}

static void print(struct diag *d, const struct message *m) {
  flockfile(d->out);
  put_clean(d->out, m->path ? m->path : "standpoint");
  if (m->line) fprintf(d->out, ":%u:%u", m->line, m->column);
  const char *on = d->colour ? colours[m->level] : "", *off = d->colour ? "\033[0m" : "";
  fprintf(d->out, ": %s%s:%s ", on, names[m->level], off);
  put_clean(d->out, m->text);
  fputc('\n', d->out);
  funlockfile(d->out);
}

// --- logs ---

struct diag_log *diag_log_new(void) {
  struct diag_log *l = g_new(struct diag_log, 1);
  l->lines = g_string_new(NULL);
  return l;
}

void diag_log_free(struct diag_log *l) {
  if (!l) return;
  g_string_free(l->lines, TRUE);
  g_free(l);
}

void diag_keep(struct diag *d, struct diag_log *log) {
  g_mutex_lock(&d->mutex);
  d->log = log;
  g_mutex_unlock(&d->mutex);
}

static void write_line(struct diag_log *l, const struct message *m) {
  char *path = m->path ? g_strescape(m->path, NULL) : NULL, *text = g_strescape(m->text, NULL);
  g_string_append_printf(l->lines, "%d\t%u\t%u\t%s%s\t%s\n", (int)m->level, m->line, m->column,
                         path ? "@" : "", path ? path : "", text);
  g_free(path);
  g_free(text);
}

static struct message *read_line(const char *line) {
  char **field = g_strsplit(line, "\t", 0);
  struct message *m = NULL;
  guint64 level, row, column;
  if (g_strv_length(field) == 5 &&
      g_ascii_string_to_unsigned(field[0], 10, DIAG_NOTE, DIAG_ERROR, &level, NULL) &&
      g_ascii_string_to_unsigned(field[1], 10, 0, G_MAXUINT, &row, NULL) &&
      g_ascii_string_to_unsigned(field[2], 10, 0, G_MAXUINT, &column, NULL)) {
    m = g_new0(struct message, 1);
    *m = (struct message){(enum diag_level)level,
                          *field[3] ? g_strcompress(field[3] + 1) : NULL,
                          g_strcompress(field[4]),
                          (unsigned)row,
                          (unsigned)column,
                          0,
                          false};
  }
  g_strfreev(field);
  return m;
}

// Takes m over.
static void take(struct diag *d, struct message *m) {
  g_mutex_lock(&d->mutex);
  d->count[m->level]++;
  if (!d->fault) d->fault = m->fault;
  d->left_out |= m->left_out;
  if (d->log) write_line(d->log, m);
  if (d->held)
    g_ptr_array_add(d->held, m);
  else {
    print(d, m);
    message_free(m);
  }
  g_mutex_unlock(&d->mutex);
}

bool diag_log_say(const char *lines, struct diag *d) {
  GPtrArray *all = g_ptr_array_new_with_free_func(message_free);
  char **line = g_strsplit(lines, "\n", 0);
  bool ok = true;
  for (char **at = line; *at && **at && ok; at++) {
    struct message *m = read_line(*at);
    ok = m != NULL;
    if (m) g_ptr_array_add(all, m);
  }
  g_strfreev(line);
  if (ok) g_ptr_array_set_free_func(all, NULL);
  for (guint i = 0; ok && i < all->len; i++)
    take(d, all->pdata[i]);
  g_ptr_array_unref(all);
  return ok;
}

void diag_pour(struct diag *to, struct diag *from) {
  diag_pour_below(to, from, 0);
}

void diag_pour_below(struct diag *to, struct diag *from, unsigned lines) {
  for (guint i = 0; i < from->held->len; i++) {
    struct message *m = from->held->pdata[i];
    if (m->line) m->line += lines;
    take(to, m);
  }
  g_ptr_array_set_free_func(from->held, NULL);
  g_ptr_array_set_size(from->held, 0);
  g_ptr_array_set_free_func(from->held, message_free);
  memset(from->count, 0, sizeof from->count);
  from->fault = 0;
  from->left_out = false;
}

static void report(struct diag *d, enum diag_level level, struct diag_place at, const char *format,
                   va_list args) G_GNUC_PRINTF(4, 0);

static void report(struct diag *d, enum diag_level level, struct diag_place at, const char *format,
                   va_list args) {
  struct message *m = g_new0(struct message, 1);
  *m = (struct message){level, g_strdup(at.path), g_strdup_vprintf(format, args), at.line, at.column, 0,
                        false};
  take(d, m);
}

#define LEVEL(name, level)                                                                                   \
  bool diag_##name(struct diag *d, struct diag_place at, const char *format, ...) {                          \
    va_list args;                                                                                            \
    va_start(args, format);                                                                                  \
    report(d, level, at, format, args);                                                                      \
    va_end(args);                                                                                            \
    return false;                                                                                            \
  }
LEVEL(error, DIAG_ERROR)
LEVEL(warning, DIAG_WARNING)
LEVEL(note, DIAG_NOTE)

// --- faults ---

bool error_stays(int error) {
  switch (error) {
  case ENOENT:
  case ENOTDIR:
  case EISDIR:
  case EACCES:
  case EPERM:
  case ELOOP:
  case ENAMETOOLONG:
  case EINVAL:
  case ENXIO:
    return true;
  default:
    return false;
  }
}

static int exit_code(int error) {
  bool passes = error == EMFILE || error == ENFILE || error == ENOMEM || error == EAGAIN || error == ENOLCK;
  return passes ? EX_TEMPFAIL : EX_IOERR;
}

static bool say(struct diag *d, enum diag_level level, struct diag_place at, char *text, int fault) {
  struct message *m = g_new0(struct message, 1);
  *m = (struct message){level, g_strdup(at.path), text, at.line, at.column, fault, true};
  take(d, m);
  return false;
}

bool diag_fault(struct diag *d, struct diag_place at, const char *what, int error) {
  return say(d, DIAG_ERROR, at, g_strdup_printf("%s: %s", what, g_strerror(error)), exit_code(error));
}

bool diag_unreadable(struct diag *d, struct diag_place at, const char *what, int error) {
  if (!error_stays(error)) return diag_fault(d, at, what, error);
  return say(d, DIAG_ERROR, at, g_strdup_printf("%s: %s", what, g_strerror(error)), 0);
}

bool diag_passed_over(struct diag *d, struct diag_place at, int error) {
  if (!error_stays(error)) return diag_fault(d, at, "cannot be read", error);
  return say(d, DIAG_WARNING, at, g_strdup_printf("cannot be read: %s; passed over", g_strerror(error)), 0);
}

bool diag_left_out(const struct diag *d) {
  return d->left_out;
}

int diag_fault_code(const struct diag *d) {
  return d->fault;
}

unsigned diag_count(const struct diag *d, enum diag_level level) {
  return d->count[level];
}

enum diag_level diag_worst(const struct diag *d) {
  for (enum diag_level l = DIAG_ERROR; l > DIAG_NONE; l--)
    if (d->count[l]) return l;
  return DIAG_NONE;
}
