// SPDX-License-Identifier: MIT
#include "base/json_room.h"
#include <glib.h>

enum { KINDS = 5, BATCH = 256 }; // so many are handed round together

static const size_t sizes[KINDS] = {64, 96, 128, 192, 256};

struct room {
  struct room *next;  // of its batch
  struct room *batch; // of the first of a batch: the next batch
};

// What a thread has at hand of one kind: a batch that it takes from and gives to, and a whole one.
struct stock {
  struct room *open, *whole;
  unsigned count; // of open
};

static _Thread_local struct stock stocks[KINDS];
static struct room *shared[KINDS]; // whole batches
static GMutex mutex;               // of shared

static struct room *carve(unsigned k) {
  char *slab = g_malloc(BATCH * sizes[k]);
  struct room *first = NULL;
  for (unsigned i = BATCH; i-- > 0;) {
    struct room *r = (struct room *)(void *)(slab + i * sizes[k]);
    r->next = first;
    first = r;
  }
  return first;
}

static struct room *fetch(unsigned k) {
  g_mutex_lock(&mutex);
  struct room *batch = shared[k];
  if (batch) shared[k] = batch->batch;
  g_mutex_unlock(&mutex);
  return batch ? batch : carve(k);
}

static void share(unsigned k, struct room *batch) {
  g_mutex_lock(&mutex);
  batch->batch = shared[k];
  shared[k] = batch;
  g_mutex_unlock(&mutex);
}

static unsigned kind_of(size_t size) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return KINDS; // whose reports would be of little use
#endif
  unsigned k = 0;
  while (k < KINDS && sizes[k] < size)
    k++;
  return k;
}

void *room_take(size_t size, unsigned *kind) {
  unsigned k = kind_of(size);
  *kind = k == KINDS ? 0 : k + 1;
  if (k == KINDS) return g_malloc(size);
  struct stock *s = &stocks[k];
  if (!s->open) {
    s->open = s->whole ? s->whole : fetch(k);
    s->whole = NULL;
    s->count = BATCH;
  }
  struct room *r = s->open;
  s->open = r->next;
  s->count--;
  return r;
}

void room_give(void *room, unsigned kind) {
  if (!kind) {
    g_free(room);
    return;
  }
  struct stock *s = &stocks[kind - 1];
  struct room *r = room;
  r->next = s->open;
  s->open = r;
  if (++s->count < BATCH) return;
  if (s->whole) share(kind - 1, s->whole);
  s->whole = s->open;
  s->open = NULL;
  s->count = 0;
}
