// SPDX-License-Identifier: MIT
// Which folders a command needs; it gives up all others before it reads anything foreign (base/confine.h).
//
// Both return 0, or an exit code after a fault to d: what could not be found out now (a link's end, the
// program's own folders) would be refused later as if it were not for this user.
#pragma once
#include "base/diag.h"

// For commands on a site: SITE (and what links in SITE/input and SITE/templates lead to), the folders of
// further files, further folders (each list ends in NULL; NULL: none) and, where here is true, the current
// folder may be read; SITE and the folder around its output may be written.
int confine_to_site(const char *site, char *const *files, char *const *folders, bool here, struct diag *d);

// For commands on files: the folders of the codebook (NULL: ./input/codebook.json) and of the files ("-" is
// none; where one is a link, also the folder of what it leads to) may be read, that of output (NULL and "-":
// none) and the folder temporary (NULL: none) written.
int confine_to_files(const char *codebook, char *const *files, size_t count, const char *output,
                     const char *temporary, struct diag *d);
