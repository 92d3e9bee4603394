// SPDX-License-Identifier: MIT
// Private to pages: files in the making. What can be done of one apart from all others (rendering, reading it
// as the gate does) is done on several threads; the rest, in the order in which they were asked for, on the
// one that asks.
#pragma once
#include "render/mustache.h"
#include "site/publish.h"

struct page_job {
  char *path, *what; // what: for messages, what it is made from
  char *key;         // of a page that the next build may leave as it stands; else NULL
  char *article;     // whose passages are kept with it; else NULL
  char date[11];     // the day on which the page last changed; "" where that is not known
  bool page, stands; // no page: a file that no template makes. stands: it is not made at all
  const char *template_name;
  json *model;      // freed when it is rendered
  GString *out;     // its bytes
  GString *assets;  // names of those that it asks for
  GByteArray *kept; // of a file that the next build may leave as it stands: what is kept with it
  struct publish_reading reading;
  struct diag *messages; // held
  bool ok;
};

struct page_jobs;

// Called with each job in the order of pushing, on the thread that pushes.
typedef void page_job_end(struct page_job *job, void *data);

// Begins with `threads` (from 1) in all, the caller's own among them; t must outlive it.
struct page_jobs *page_jobs_new(const struct template_set *t, unsigned threads, page_job_end *end,
                                void *data);
// Takes job over. Ends older ones where many are under way; which ones does not depend on the threads.
void page_jobs_push(struct page_jobs *j, struct page_job *job);
// Ends all.
void page_jobs_finish(struct page_jobs *j);
// Drops what was not ended.
void page_jobs_free(struct page_jobs *j);
