// SPDX-License-Identifier: MIT
#include "site/page_jobs.h"
#include "site/assets.h"

enum { WINDOW = 8 }; // under way at a time: memory stays bounded

enum state { WAITING, TAKEN, DONE };

struct entry {
  struct page_job *job;
  enum state state;
};

struct page_jobs {
  const struct template_set *templates;
  page_job_end *end;
  void *data;
  GMutex mutex; // of the queues, the states and `over`
  GCond more, done;
  GQueue all;     // struct entry *, in the order of pushing
  GQueue waiting; // those that nobody has taken yet
  bool over;
  GPtrArray *threads; // GThread *
};

static void job_free(struct page_job *job) {
  g_free(job->path);
  g_free(job->what);
  g_free(job->key);
  g_free(job->article);
  json_free(job->model);
  if (job->out) g_string_free(job->out, TRUE);
  if (job->assets) g_string_free(job->assets, TRUE);
  if (job->kept) g_byte_array_unref(job->kept);
  publish_reading_release(&job->reading);
  diag_free(job->messages);
  g_free(job);
}

static void work(const struct page_jobs *j, struct page_job *job) {
  if (job->stands) return;
  job->messages = diag_new_held();
  job->ok = true;
  if (job->page) {
    job->out = g_string_sized_new(1 << 14);
    job->assets = g_string_new(NULL);
    job->ok = template_render(j->templates, job->template_name, job->model, job->out, job->messages);
    json_free(job->model);
    job->model = NULL;
    assets_named((struct slice){job->out->str, job->out->len}, job->assets);
  }
  if (job->ok) job->reading = publish_read(job->path, (struct slice){job->out->str, job->out->len});
}

// Works at one that waits, with the mutex held before and after. Returns false where none does.
static bool work_at_next(struct page_jobs *j) {
  struct entry *e = g_queue_pop_head(&j->waiting);
  if (!e) return false;
  e->state = TAKEN;
  g_mutex_unlock(&j->mutex);
  work(j, e->job);
  g_mutex_lock(&j->mutex);
  e->state = DONE;
  g_cond_broadcast(&j->done);
  return true;
}

static void *run(void *data) {
  struct page_jobs *j = data;
  g_mutex_lock(&j->mutex);
  while (!j->over)
    if (!work_at_next(j)) g_cond_wait(&j->more, &j->mutex);
  g_mutex_unlock(&j->mutex);
  return NULL;
}

struct page_jobs *page_jobs_new(const struct template_set *t, unsigned threads, page_job_end *end,
                                void *data) {
  struct page_jobs *j = g_new0(struct page_jobs, 1);
  j->templates = t;
  j->end = end;
  j->data = data;
  g_mutex_init(&j->mutex);
  g_cond_init(&j->more);
  g_cond_init(&j->done);
  g_queue_init(&j->all);
  g_queue_init(&j->waiting);
  j->threads = g_ptr_array_new();
  // Where a thread cannot be had, the others do its work.
  for (unsigned i = 1; i < threads; i++) {
    GThread *thread = g_thread_try_new("pages", run, j, NULL);
    if (thread) g_ptr_array_add(j->threads, thread);
  }
  return j;
}

// Ends the oldest. While it is not done, the caller works too.
static void end_first(struct page_jobs *j) {
  g_mutex_lock(&j->mutex);
  struct entry *e = g_queue_pop_head(&j->all);
  while (e->state != DONE)
    if (!work_at_next(j)) g_cond_wait(&j->done, &j->mutex);
  g_mutex_unlock(&j->mutex);
  j->end(e->job, j->data);
  job_free(e->job);
  g_free(e);
}

void page_jobs_push(struct page_jobs *j, struct page_job *job) {
  struct entry *e = g_new0(struct entry, 1);
  e->job = job;
  g_mutex_lock(&j->mutex);
  g_queue_push_tail(&j->all, e);
  if (job->stands)
    e->state = DONE;
  else {
    g_queue_push_tail(&j->waiting, e);
    g_cond_signal(&j->more);
  }
  g_mutex_unlock(&j->mutex);
  if (j->all.length > WINDOW) end_first(j);
}

void page_jobs_finish(struct page_jobs *j) {
  while (j->all.length)
    end_first(j);
}

void page_jobs_free(struct page_jobs *j) {
  if (!j) return;
  g_mutex_lock(&j->mutex);
  j->over = true;
  g_queue_clear(&j->waiting);
  g_cond_broadcast(&j->more);
  g_mutex_unlock(&j->mutex);
  for (guint i = 0; i < j->threads->len; i++)
    g_thread_join(j->threads->pdata[i]);
  for (struct entry *e; (e = g_queue_pop_head(&j->all)); g_free(e))
    job_free(e->job);
  g_ptr_array_unref(j->threads);
  g_mutex_clear(&j->mutex);
  g_cond_clear(&j->more);
  g_cond_clear(&j->done);
  g_free(j);
}
