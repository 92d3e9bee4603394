// SPDX-License-Identifier: MIT
#include "read/html_ready.h"
#include <glib.h>
#include <libxml/parser.h>

void html_ready(void) {
  static gsize ready;
  if (g_once_init_enter(&ready)) {
    xmlInitParser();
    g_once_init_leave(&ready, 1);
  }
}
