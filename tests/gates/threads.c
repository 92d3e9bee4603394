// SPDX-License-Identifier: MIT
// Loaded before GLib when ThreadSanitizer watches the program: GLib is not built for it, so that it sees
// neither GLib's locks nor what a pool hands over. These functions do what GLib's do, and tell it: what was
// done before an unlock, a push or a leave is done before the lock, the work or the enter that follows.
// Nothing else is told, so that what the program itself leaves unguarded is seen.
#include <dlfcn.h>
#include <glib.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

// The function of that name which would have been called.
#define REAL(name) ((__typeof__(&(name)))dlsym(RTLD_NEXT, #name))

void g_mutex_lock(GMutex *m) {
  REAL(g_mutex_lock)(m);
  __tsan_acquire(m);
}

void g_mutex_unlock(GMutex *m) {
  __tsan_release(m);
  REAL(g_mutex_unlock)(m);
}

void g_cond_wait(GCond *c, GMutex *m) {
  __tsan_release(m);
  REAL(g_cond_wait)(c, m);
  __tsan_acquire(m);
}

#undef g_once_init_enter
#undef g_once_init_leave
gboolean g_once_init_enter(volatile void *place) {
  gboolean first = REAL(g_once_init_enter)(place);
  __tsan_acquire((void *)place);
  return first;
}

void g_once_init_leave(volatile void *place, gsize result) {
  __tsan_release((void *)place);
  REAL(g_once_init_leave)(place, result);
}

// What a pool's threads run, and with what. Pools are few: this is never freed before the pool is.
struct pool {
  GFunc work;
  void *user;
};

static void work(void *data, void *user) {
  struct pool *p = user;
  __tsan_acquire(data);
  p->work(data, p->user);
  __tsan_release(p);
}

GThreadPool *g_thread_pool_new(GFunc f, void *user, gint threads, gboolean exclusive, GError **error) {
  struct pool *p = g_new0(struct pool, 1);
  p->work = f;
  p->user = user;
  __tsan_release(p);
  return REAL(g_thread_pool_new)(work, p, threads, exclusive, error);
}

gboolean g_thread_pool_push(GThreadPool *pool, void *data, GError **error) {
  __tsan_release(data);
  return REAL(g_thread_pool_push)(pool, data, error);
}

void g_thread_pool_free(GThreadPool *pool, gboolean now, gboolean wait) {
  struct pool *p = pool->user_data;
  REAL(g_thread_pool_free)(pool, now, wait);
  if (!wait) return;
  __tsan_acquire(p);
  g_free(p);
}
