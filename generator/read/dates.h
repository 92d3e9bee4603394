// SPDX-License-Identifier: MIT
// Private to read/: the many ways to write a date.
#pragma once
#include "base/slice.h"
#include <glib.h>

// Returns the date that s begins with (a weekday and words like "Published" may stand before it, a time after
// it) as "YYYY-MM-DD", owned by the caller; NULL where it is none, is no day of the calendar, or leaves day
// and month open ("05/06/2024"). A time zone does not move the date: it is the day as written.
char *date_parse(struct slice s);

// Likewise, but only where s is nothing but a date.
char *date_alone(struct slice s);

// Returns the date in a file's name ("2024-05-06-xi.md", "20240506_xi.md", "bbc-2024-05-06.txt"), or NULL.
// Folders do not count.
char *date_in_name(const char *path);

// Returns the date in the path of an address (".../2024/05/06/..."), or NULL.
char *date_in_url(const char *url);
