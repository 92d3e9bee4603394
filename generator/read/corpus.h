// SPDX-License-Identifier: MIT
// Finding the articles of a folder.
#pragma once
#include "base/diag.h"

// Lists the article files below folder, to any depth, as paths that begin with folder, sorted by bytes.
// Passed over: names that begin with a dot or underscore, endings no reader knows, and (with a warning each)
// what is neither file nor folder, and links that leave the folder. Folders that may not be read are errors.
// Returns char *, owned by the array.
GPtrArray *corpus_list(const char *folder, struct diag *d);

// Says whether path, once all links are followed, leads to something below folder; false after a fault to d
// where that cannot be told.
bool corpus_holds(const char *folder, const char *path, struct diag *d);
