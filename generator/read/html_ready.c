// SPDX-License-Identifier: MIT
#include "read/html_ready.h"
#include "base/memory.h"
#include <glib.h>
#include <libxml/parser.h>
#include <libxml/threads.h>

void html_ready(void) {
  static gsize ready;
  if (g_once_init_enter(&ready)) {
    // Before the first of its calls. What it gave up for want of memory would look like a page that is at
    // fault.
    xmlMemSetup(g_free, memory_take, memory_resize, g_strdup);
    xmlInitParser();
    g_once_init_leave(&ready, 1);
  }
  // Each thread has a state of its own, for which it asks the system: without it the first call would crash.
  if (!xmlGetGlobalState()) g_error("out of memory");
}
