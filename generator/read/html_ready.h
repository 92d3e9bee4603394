// SPDX-License-Identifier: MIT
// What libxml2 wants done before threads use it.
#pragma once

// Makes libxml2 ready: the first caller does, others that come meanwhile wait, and later ones return at once.
// Comes before every parser of it, on any thread: it does so by itself only where one thread alone begins.
void html_ready(void);
