// SPDX-License-Identifier: MIT
#include "cli/code_pool.h"
#include "base/sha256.h"
#include "base/stop.h"
#include <sys/stat.h>

struct job {
  struct coded result;
  char *stamp; // of its file; NULL: not known
  gint64 changed;
  bool done;
};

// Results wait at most this many a thread: memory stays bounded, and no thread idles behind one long article.
enum { WINDOW = 16 };

struct code_pool {
  const struct coder *coder;
  struct store *store;
  struct code_trust trust;
  GThreadPool *threads; // NULL: none can be had
  GMutex mutex;         // of done flags and the store
  GCond ready;
  GQueue waiting; // struct job *, in the order of pushing
  unsigned window;
};

static void free_statement(void *p) {
  statement_free(p);
}

// All of an article that its statements depend on: also what its name may say (format, date, title), but not
// the name, so that a renamed article is not coded again.
static char *content_hash(const struct article *a) {
  const char *fields[] = {a->title, a->author, a->source, a->url, a->licence, a->date, a->language};
  const guchar format[] = {(guchar)a->format, a->title_guessed};
  struct sha256 *sum = sha256_new();
  char hash[65];
  sha256_add(sum, format, sizeof format);
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) // each with its end; none differs from an empty one
    sha256_add(sum, fields[i] ? fields[i] : "\n", fields[i] ? strlen(fields[i]) + 1 : 1);
  sha256_add(sum, a->bytes->str, a->bytes->len);
  sha256_end(sum, hash);
  return g_strdup(hash);
}

static bool known(struct code_pool *p, const struct article *a, const char *hash, GPtrArray *statements) {
  if (!p->store) return false;
  g_mutex_lock(&p->mutex);
  bool found = store_get(p->store, a->path, hash, statements);
  g_mutex_unlock(&p->mutex);
  return found;
}

static void keep(struct code_pool *p, const char *hash, const GPtrArray *statements) {
  if (!p->store) return;
  g_mutex_lock(&p->mutex);
  store_put(p->store, hash, statements, 0);
  g_mutex_unlock(&p->mutex);
}

// Returns what tells the file of status from what it was and will be; the caller frees it.
static char *stamp_of(const struct code_pool *p, const struct stat *s) {
  return g_strdup_printf("%s %lld %lld.%09ld %lld.%09ld %llu %llu", p->trust.program, (long long)s->st_size,
                         (long long)s->st_mtim.tv_sec, s->st_mtim.tv_nsec, (long long)s->st_ctim.tv_sec,
                         s->st_ctim.tv_nsec, (unsigned long long)s->st_ino, (unsigned long long)s->st_dev);
}

// Takes all from the store where the file is the one that was read before.
static bool recall(struct code_pool *p, struct coded *c, const char *stamp) {
  g_mutex_lock(&p->mutex);
  struct article *a = store_recall(p->store, c->path, stamp, &c->content);
  bool known = a && (a->draft || store_get(p->store, c->path, c->content, c->statements));
  g_mutex_unlock(&p->mutex);
  if (!known) {
    article_free(a);
    g_clear_pointer(&c->content, g_free);
    return false;
  }
  a->path = g_strdup(c->path);
  c->article = a;
  c->unread = c->from_store = true;
  return true;
}

static void read_and_code(struct code_pool *p, struct coded *c) {
  if (!stop_asked()) c->article = article_read(c->file, c->messages);
  if (!c->article) return;
  g_free(c->article->path);
  c->article->path = g_strdup(c->path);
  c->content = content_hash(c->article);
  if (c->article->draft) return;
  c->from_store = known(p, c->article, c->content, c->statements);
  if (c->from_store) return;
  unsigned said = diag_count(c->messages, DIAG_WARNING);
  coder_run(p->coder, c->article, c->statements, c->messages);
  // What was said while coding would not be said again from the store.
  if (diag_count(c->messages, DIAG_WARNING) == said) keep(p, c->content, c->statements);
}

// Says whether the store has all of it. That takes less than to hand it to a thread and wait for it.
static bool known_by_stamp(struct code_pool *p, struct job *j) {
  struct stat s;
  if (!p->store || !p->trust.program || stat(j->result.file, &s) != 0) return false;
  j->stamp = stamp_of(p, &s);
  j->changed = (gint64)s.st_ctim.tv_sec * 1000000000 + s.st_ctim.tv_nsec;
  return recall(p, &j->result, j->stamp);
}

static void work(void *data, void *user) {
  struct job *j = data;
  struct code_pool *p = user;
  struct coded *c = &j->result;
  read_and_code(p, c);
  bool settled = j->stamp && j->changed <= p->trust.settled;
  // What is said of an article must be said again.
  if (settled && c->article && diag_worst(c->messages) == DIAG_NONE) {
    g_mutex_lock(&p->mutex);
    store_know(p->store, c->path, j->stamp, c->article, c->content);
    g_mutex_unlock(&p->mutex);
  }
  g_mutex_lock(&p->mutex);
  j->done = true;
  g_cond_broadcast(&p->ready);
  g_mutex_unlock(&p->mutex);
}

// Where the system gives fewer threads, there are fewer; where it gives none, who asks works.
static void start_threads(struct code_pool *p, unsigned threads) {
  GError *error = NULL;
  p->threads = g_thread_pool_new(work, p, (gint)threads, TRUE, &error);
  if (error && p->threads && g_thread_pool_get_num_threads(p->threads) == 0) {
    g_thread_pool_free(p->threads, TRUE, FALSE);
    p->threads = NULL;
  }
  g_clear_error(&error);
}

struct code_pool *code_pool_new(const struct coder *c, struct store *store, unsigned threads) {
  struct code_pool *p = g_new0(struct code_pool, 1);
  if (!threads) threads = g_get_num_processors();
  p->coder = c;
  p->store = store;
  p->window = threads * WINDOW;
  g_mutex_init(&p->mutex);
  g_cond_init(&p->ready);
  g_queue_init(&p->waiting);
  start_threads(p, threads);
  return p;
}

void code_pool_trust(struct code_pool *p, struct code_trust trust) {
  p->trust = trust;
}

void code_pool_push(struct code_pool *p, const char *file, const char *path) {
  struct job *j = g_new0(struct job, 1);
  j->result.file = g_strdup(file);
  j->result.path = g_strdup(path);
  j->result.statements = g_ptr_array_new_with_free_func(free_statement);
  j->result.messages = diag_new_held();
  g_queue_push_tail(&p->waiting, j);
  j->done = known_by_stamp(p, j);
  if (j->done) return;
  if (p->threads)
    g_thread_pool_push(p->threads, j, NULL);
  else
    work(j, p);
}

bool code_pool_full(const struct code_pool *p) {
  return p->waiting.length >= p->window;
}

struct coded *code_pool_take(struct code_pool *p) {
  struct job *j = g_queue_pop_head(&p->waiting);
  if (!j) return NULL;
  g_mutex_lock(&p->mutex);
  while (!j->done)
    g_cond_wait(&p->ready, &p->mutex);
  g_mutex_unlock(&p->mutex);
  struct coded *c = g_memdup2(&j->result, sizeof j->result);
  g_free(j->stamp);
  g_free(j);
  return c;
}

void coded_free(struct coded *c) {
  if (!c) return;
  g_free(c->path);
  g_free(c->file);
  g_free(c->content);
  article_free(c->article);
  g_ptr_array_unref(c->statements);
  diag_free(c->messages);
  g_free(c);
}

void code_pool_free(struct code_pool *p) {
  if (!p) return;
  for (struct coded *c; (c = code_pool_take(p));)
    coded_free(c);
  if (p->threads) g_thread_pool_free(p->threads, FALSE, TRUE);
  g_mutex_clear(&p->mutex);
  g_cond_clear(&p->ready);
  g_free(p);
}
